//! `goweave run`: one execution of one program.

use super::fitted::{Changed, fit, is_left_behind, left_behind};
use super::usage;
use crate::cli::{Args, Flag, flag, language, quoted, switch};
use crate::host::{Input, MuteHost, RealHost, Stdin};
use crate::recording::{READS, RECORDED, adopt, arguments, read_trace, replay_line};
use crate::{Status, engine, flags, loader, printer, recording};
use interp::code::Code;
use interp::config::Config;
use interp::host::Host;
use interp::lower::Checks;
use interp::outcome::{Ending, Outcome};
use interp::race::{self, Promoted};
use interp::resync;
use interp::sched::strategy::Strategy;
use interp::schedule::codec::Trace;
use interp::strategy::{self, Replay};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

pub(super) const FLAGS: &[Flag] = &[
    flags::SEED,
    flags::SCHEDULE,
    flag("record", "F", "write the execution to a file that goweave replay runs again"),
    flag("replay", "F|gw1:", "run as recorded"),
    flag(
        "max-steps",
        "N",
        "end after so many calls and loop iterations (default 5000000000; 0: no limit)",
    ),
    flag("max-mem", "SIZE", "end when the program needs more memory (default 2G)"),
    flag("max-output", "SIZE", "end after so much output (default 512M; 0: no limit)"),
    flag("max-goroutines", "N", "end when there are more goroutines"),
    flag("max-time", "D", "end after so much virtual time"),
    flags::LANG,
    switch("e", "show all errors, not only the first ten"),
    switch("all-errors", "the same"),
    switch("race", "report data races (status 66)"),
    flag(
        "time",
        "virtual|eager",
        "virtual: timers fire when everybody waits (default); eager: they may fire before",
    ),
    flags::MEMORY,
    // For tests and for CONTRACT.md's sake; help does not show them.
    flag("quantum", "N", ""),
    flag("checks", "race|points|every", ""),
    switch("gc-stress", ""),
    switch("hash", ""),
    flag("j", "N", ""),
    flag("detect", "KINDS", ""),
    flag("preemptions", "N", ""),
    flag("max-runs", "N", ""),
    flag("budget", "D", ""),
    flag("format", "F", ""),
    flag("o", "F", ""),
    switch("all", ""),
    switch("outcomes", ""),
    switch("require-complete", ""),
];

/// Flags of CONTRACT.md that need what is not built yet.
const LATER: &[&str] = &[
    "detect",
    "preemptions",
    "max-runs",
    "budget",
    "format",
    "o",
    "all",
    "outcomes",
    "require-complete",
];

/// Schedules that only a search of many executions can follow.
const SEARCHES: &[&str] = &["auto", "dpor", "dfs"];

/// The order real Go takes.
const DEFAULT_SCHEDULE: &str = "go";

/// What one execution needs besides its program.
pub(super) struct Settings {
    config: Config,
    checks: Checks,
    schedule: String,
    language: Option<(u32, u32)>,
    all_errors: bool,
    /// As written for a trace and for the line that reproduces.
    flags: Vec<(String, String)>,
    hash: bool,
    record: Option<String>,
    /// The execution to follow.
    follow: Option<Trace>,
    /// If its program has changed: what became of it.
    changed: Option<Changed>,
    /// The line that reproduces this execution, if it is not made from the settings.
    reproduce: Option<String>,
}

/// Runs a program.
pub(super) fn run(mut args: Args) -> Status {
    let settings = match args.get("replay").map(str::to_owned) {
        None => settings(&args),
        Some(text) => read_trace(&text).and_then(|trace| {
            adopt(&mut args, &trace);
            let words: Vec<_> = std::env::args().skip(1).collect();
            following(&args, trace, format!("goweave {}", quoted(&words)))
        }),
    };
    let settings = match settings {
        Ok(settings) => settings,
        Err(status) => return status,
    };
    let (names, program_args) = loader::split(&args.rest);
    if names.is_empty() {
        return usage("run", "no Go files listed");
    }
    execute(names, program_args, settings)
}

/// What the flags say, to follow a trace; `reproduce` is the line that does it again.
pub(super) fn following(args: &Args, trace: Trace, reproduce: String) -> Result<Settings, Status> {
    let settings = understood(args)?;
    Ok(Settings { follow: Some(trace), reproduce: Some(reproduce), ..settings })
}

/// What the flags say.
fn settings(args: &Args) -> Result<Settings, Status> {
    let schedule = args.get("schedule").unwrap_or(DEFAULT_SCHEDULE);
    if strategy::NAMES.contains(&schedule) {
        return understood(args);
    }
    if SEARCHES.contains(&schedule) {
        printer::say(&format!(
            "-schedule {schedule} is a search: `goweave explore -schedule {schedule}` does it"
        ));
        return Err(Status::UNSUPPORTED);
    }
    let names = strategy::NAMES.join(", ");
    Err(usage("run", &format!("unknown schedule {schedule}\nhint: there are {names}")))
}

/// What the flags say, whatever the schedule.
fn understood(args: &Args) -> Result<Settings, Status> {
    for name in LATER {
        if args.get(name).is_some_and(|value| value != "false") {
            printer::say(&format!("-{name} is not supported yet"));
            return Err(Status::UNSUPPORTED);
        }
    }
    flags::only_what_is_built(args)?;
    numbers(args).map_err(|message| usage("run", &message))
}

fn numbers(args: &Args) -> Result<Settings, String> {
    args.number("j")?;
    flags::time_and_memory(args)?;
    let config = Config { race: args.has("race"), ..flags::limits(args, Config::default())? };
    let schedule = args.get("schedule").unwrap_or(DEFAULT_SCHEDULE);
    if config.eager && matches!(schedule, "go" | "fifo") {
        return Err(format!(
            "-time eager lets the schedule choose when the clock moves, but -schedule {schedule} chooses nothing\nhint: -schedule random, pct, pos or surw"
        ));
    }
    let flags = RECORDED
        .iter()
        .filter_map(|&name| Some((name.to_owned(), args.get(name)?.to_owned())))
        .collect();
    Ok(Settings {
        config,
        checks: flags::checks(args)?,
        schedule: schedule.to_owned(),
        language: args.parsed("lang", language)?,
        all_errors: args.has("e") || args.has("all-errors"),
        flags,
        hash: args.has("hash"),
        record: args.get("record").map(str::to_owned),
        follow: None,
        changed: None,
        reproduce: None,
    })
}

impl Settings {
    /// Who decides.
    fn strategy(&self) -> Option<Box<dyn Strategy>> {
        let quantum = self.config.quantum;
        match &self.follow {
            Some(trace) => {
                Some(Box::new(Replay::of(&self.schedule, trace.schedule.clone(), quantum)))
            }
            None => strategy::by_name(&self.schedule, self.config.seed, quantum),
        }
    }

    /// Whether another seed may give another order.
    fn is_random(&self) -> bool {
        !matches!(self.schedule.as_str(), "go" | "fifo")
    }

    /// The line that runs this execution again.
    fn line(&self, names: &[String], program_args: &[String]) -> String {
        if let Some(line) = &self.reproduce {
            return line.clone();
        }
        if let Some(file) = &self.record {
            return replay_line(file);
        }
        let mut words = vec!["-seed".to_owned(), self.config.seed.to_string()];
        words.extend(["-schedule".to_owned(), self.schedule.clone()]);
        for (name, value) in self.flags.iter().filter(|(name, _)| name != "schedule") {
            words.push(format!("-{name}={value}"));
        }
        words.extend(names.iter().chain(program_args).cloned());
        format!("goweave run {}", quoted(&words))
    }
}

/// Checks, lowers and runs a program.
pub(super) fn execute(names: &[String], program_args: &[String], mut settings: Settings) -> Status {
    let built = match engine::build(names, settings.language, settings.all_errors, settings.checks)
    {
        Ok(built) => built,
        Err(status) => return status,
    };
    if built.tests && settings.follow.is_none() {
        let files = names.join(" ");
        printer::err(&format!(
            "cannot run *_test.go files ({files})\nhint: goweave test {files}\n"
        ));
        return Status::FAILED;
    }
    let mut config = settings.config.clone();
    let args = arguments(names, program_args);
    if let Some(trace) = &mut settings.follow {
        config.leaks = is_left_behind(trace);
        let host = Box::new(MuteHost::new(recorded_input(trace), args.clone()));
        settings.changed = match fit(trace, &built, &mut config, host) {
            Ok(changed) => changed,
            Err(status) => {
                say_how_to_reproduce(&settings, names, program_args);
                return status;
            }
        };
    }
    if settings.flags.iter().any(|(name, value)| name == "checks" && value == "every") {
        config.promoted = Arc::new(Promoted::all(built.code.sites.len()));
    }
    let Some(strategy) = settings.strategy() else { return Status::INTERNAL };

    let input = Rc::new(RefCell::new(Input::default()));
    let stdin = match &settings.follow {
        Some(trace) => Stdin::Recorded(recorded_input(trace)),
        None => {
            let noted = settings.record.is_some() || config.race;
            Stdin::Real(noted.then(|| Rc::clone(&input)))
        }
    };
    let host = RealHost::new(stdin, args.clone());
    let (mut outcome, host) = interp::execution::run(built.code, &config, strategy, Box::new(host));
    // What is left of the program's output comes before our words.
    drop(host);
    let read = match &settings.follow {
        Some(trace) => recorded_input(trace),
        None => input.borrow().again(),
    };
    if !outcome.races.is_empty() {
        report_races(&settings, &config, built.code, &mut outcome, &|| {
            Box::new(MuteHost::new(read.clone(), args.clone()))
        });
    }

    let status = conclude(&settings, &outcome, built.code, names, program_args);
    let Some(file) = &settings.record else { return status };
    let mut trace = Trace {
        digest: built.digest,
        program: names.join("\n"),
        args: program_args.to_vec(),
        stdin: input.borrow().bytes.clone(),
        flags: recorded_flags(&settings, &input.borrow()),
        event_hash: outcome.event_hash,
        status: status.0,
        schedule: outcome.schedule,
        journal: Vec::new(),
    };
    let host = Box::new(MuteHost::new(read, args));
    trace.journal = resync::observe(built.code, &config, &trace, host);
    match recording::write(file, &trace) {
        Ok(()) => status,
        Err(failed) => failed,
    }
}

/// What the program of a trace read.
fn recorded_input(trace: &Trace) -> Input {
    Input::recorded(trace.stdin.clone(), trace.flag(READS).unwrap_or_default())
}

/// Prints the races of an execution, with the stacks that running it once more shows.
fn report_races(
    settings: &Settings,
    config: &Config,
    code: &'static Code,
    outcome: &mut Outcome,
    host: &dyn Fn() -> Box<dyn Host>,
) {
    let schedule = outcome.schedule.clone();
    race::rerun(code, config, &mut outcome.races, &mut || {
        let replay = Replay::of(&settings.schedule, schedule.clone(), config.quantum);
        (Box::new(replay), host())
    });
    for found in &outcome.races {
        printer::err(&race::report::text(code, found));
    }
    printer::err(&format!("Found {} data race(s)\n", outcome.races.len()));
}

/// The flags as a trace keeps them, with how the input arrived.
fn recorded_flags(settings: &Settings, input: &Input) -> Vec<(String, String)> {
    let mut flags = settings.flags.clone();
    let lengths = input.lengths();
    if !lengths.is_empty() {
        flags.push((READS.to_owned(), lengths));
    }
    if let Some(trace) = &settings.follow {
        flags.extend(recording::points_of(trace));
    }
    flags
}

/// Says what goweave has to say about an ending, and answers the status.
fn conclude(
    settings: &Settings,
    outcome: &Outcome,
    code: &Code,
    names: &[String],
    program_args: &[String],
) -> Status {
    let mut status = Status(outcome.ending.status());
    if status == Status::OK && !outcome.races.is_empty() {
        status = Status::RACE;
    }
    match &outcome.ending {
        Ending::Limit(text) => {
            printer::say(&format!("limit reached: {text} (see `goweave help run`)"));
        }
        Ending::Unsupported(text) | Ending::Diverged(text) => printer::say(text),
        Ending::Internal(text) => printer::err(&format!(
            "goweave: internal error: {text}\nThis is a bug in goweave {}, not in your program.\n",
            env!("CARGO_PKG_VERSION")
        )),
        Ending::Exit(_)
        | Ending::Panic(_)
        | Ending::Fatal(_)
        | Ending::Deadlock(_)
        | Ending::Livelock(_)
        | Ending::Stopped => {}
    }
    if settings.hash {
        printer::say(&format!(
            "event hash {:016x}, {} decisions, {} steps",
            outcome.event_hash,
            outcome.schedule.len(),
            outcome.steps
        ));
    }
    if let Some(trace) = &settings.follow {
        if let Some(finding) = left_behind(code, outcome, trace) {
            printer::say(&format!("{}: {}", finding.kind.name(), finding.message));
        }
        let diverged = matches!(outcome.ending, Ending::Diverged(_));
        if let Some(changed) = &settings.changed {
            let verdict = if diverged {
                "its decisions no longer fit".to_owned()
            } else {
                changed.verdict(code, outcome, status)
            };
            printer::say(&format!("the program has changed since it was recorded: {verdict}"));
        } else if !diverged && trace.event_hash != outcome.event_hash {
            printer::say(&format!(
                "replay diverged: all decisions fit, but the events differ (hash {:016x}, recorded {:016x})",
                outcome.event_hash, trace.event_hash
            ));
            status = Status::DIVERGED;
        }
    }
    let failed = match outcome.ending {
        // A status of the program's own choice may be no failure.
        Ending::Exit(_) => {
            status != Status::OK && (settings.record.is_some() || settings.is_random())
        }
        Ending::Panic(_)
        | Ending::Fatal(_)
        | Ending::Deadlock(_)
        | Ending::Livelock(_)
        | Ending::Limit(_)
        | Ending::Unsupported(_)
        | Ending::Diverged(_)
        | Ending::Stopped
        | Ending::Internal(_) => true,
    };
    if failed {
        say_how_to_reproduce(settings, names, program_args);
    }
    status
}

fn say_how_to_reproduce(settings: &Settings, names: &[String], program_args: &[String]) {
    printer::err(&format!("to reproduce: {}\n", settings.line(names, program_args)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli;

    #[test]
    fn the_line_that_reproduces_has_the_flags() {
        let args: Vec<_> =
            ["-seed", "7", "-schedule", "random", "-max-steps=9"].map(str::to_owned).to_vec();
        let args = cli::parse(FLAGS, cli::Order::First, &args).expect("valid");
        let settings = numbers(&args).expect("valid");
        let names = ["x.go".to_owned()];
        let line = settings.line(&names, &["a b".to_owned()]);
        assert_eq!(line, "goweave run -seed 7 -schedule random -max-steps=9 x.go 'a b'");
    }
}

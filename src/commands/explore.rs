//! `goweave explore`: many executions of one program, and a report on what they showed.

use super::telling::{Telling, Told};
use super::usage;
use crate::cli::{Args, Flag, duration, flag, language, quoted, switch};
use crate::engine::{self, Built};
use crate::recording::{self, EAGER, FINDING, OUTPUTS, RECORDED, arguments, replay_line, run_line};
use crate::report::{self, Found, Seen, Summary};
use crate::workers::{self, End, INTERRUPT_STATUS, Limits};
use crate::{Status, flags, loader, printer};
use cpu_time::ProcessTime;
use interp::config::Config;
use interp::explore::finding::{Finding, Kind, Report};
use interp::explore::{Detect, Explorer, Options, Severity};
use interp::host::MemoryHost;
use interp::lower::Checks;
use interp::race::Promoted;
use interp::resync;
use interp::schedule::Schedule;
use interp::schedule::codec::Trace;
use interp::strategy;
use std::cell::RefCell;
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub(super) const FLAGS: &[Flag] = &[
    flag(
        "schedule",
        "S",
        "auto (default: a portfolio), random, pct, pos, surw, dpor (every schedule, up to reordering of independent steps) or dfs (every one with few preemptions)",
    ),
    flags::SEED,
    flag(
        "max-runs",
        "N",
        "end after so many executions (default 10000, none if -budget or -require-complete is given; 0: no limit)",
    ),
    flag(
        "budget",
        "D",
        "end after so much time (default 1m, none if -max-runs is given; 0: no limit)",
    ),
    flag("preemptions", "N", "most preemptions of an execution under dfs"),
    flag("j", "N", "workers (default: one a processor); the report is the same for any number"),
    flag("detect", "KINDS", "race,deadlock,leak,panic,livelock,lock-order (default: all)"),
    switch("all", "go on after the first bug"),
    switch("outcomes", "collect every distinct ending"),
    switch("require-complete", "status 4 unless every schedule was run"),
    flag("record", "F", "write each finding's execution to F, F-2..."),
    flag("format", "F", "text (default, to stderr), json, sarif, junit or html (to stdout)"),
    flag("o", "F", "write the report to a file"),
    flag(
        "max-steps",
        "N",
        "end an execution after so many calls and loop iterations (default 20000000; 0: no limit)",
    ),
    flag("max-mem", "SIZE", "end it when it needs more memory (default 512M)"),
    flag("max-output", "SIZE", "end it after so much output (default 16M; 0: no limit)"),
    flag("max-goroutines", "N", "end it when there are more goroutines"),
    flag("max-time", "D", "end it after so much virtual time"),
    flag(
        "time",
        "virtual|eager",
        "virtual: timers fire when everybody waits (default); eager: also before, and findings say who must be late",
    ),
    flags::MEMORY,
    flags::LANG,
    switch("e", "show all build errors, not only the first ten"),
    switch("all-errors", "the same"),
    flag("quantum", "N", ""),
];

/// Searches that are no strategies of single executions.
const SEARCHES: &[&str] = &["auto", "dpor", "dfs"];

/// On one processor parallel tests would run one after the other.
pub(super) const PARALLEL: &str = "-test.parallel=8";

const DEFAULT_RUNS: u64 = 10_000;
const DEFAULT_BUDGET: u64 = 60_000_000_000;

/// Limits of one execution, unless the flags say something else: an execution that hits one of
/// them costs well below a second.
fn default_limits() -> Config {
    Config { max_steps: 20_000_000, max_mem: 512 << 20, max_output: 16 << 20, ..Config::default() }
}

/// How the report is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Format {
    Text,
    Json,
    Sarif,
    Junit,
    Html,
}

impl Format {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "text" => Self::Text,
            "json" => Self::Json,
            "sarif" => Self::Sarif,
            "junit" => Self::Junit,
            "html" => Self::Html,
            _ => return None,
        })
    }
}

/// What the flags say.
struct Settings {
    config: Config,
    options: Options,
    workers: usize,
    budget: u64,
    require_complete: bool,
    format: Format,
    file: Option<String>,
    record: Option<String>,
    language: Option<(u32, u32)>,
    all_errors: bool,
    /// Of those a trace keeps, those that were given.
    recorded: Vec<(String, String)>,
}

/// Searches a program for bugs, or each test of a test program.
pub(super) fn explore(args: Args) -> Status {
    let settings = match settings(&args) {
        Ok(settings) => settings,
        Err(status) => return status,
    };
    let (names, program_args) = loader::split(&args.rest);
    if names.is_empty() {
        return usage("explore", "no Go files listed");
    }
    match engine::build(names, settings.language, settings.all_errors, Checks::Points) {
        Ok(built) => {
            let parts = if built.tests {
                tests(&built, program_args)
            } else {
                vec![Part { test: String::new(), args: program_args.to_vec() }]
            };
            Search { settings, names, parts, built }.run()
        }
        Err(status) => status,
    }
}

/// Searches each test of a package, named as programs are.
pub(super) fn test_package(args: &Args, names: &[String], program_args: &[String]) -> Status {
    let settings = match settings(args) {
        Ok(settings) => settings,
        Err(status) => return status,
    };
    match engine::build(names, settings.language, settings.all_errors, Checks::Points) {
        Ok(built) => {
            let parts = tests(&built, program_args);
            Search { settings, names, parts, built }.run()
        }
        Err(status) => status,
    }
}

/// What is searched by itself.
struct Part {
    /// The test; empty if it is a program.
    test: String,
    /// The arguments.
    args: Vec<String>,
}

/// The tests of a test program that its arguments choose, one by one.
fn tests(built: &Built, args: &[String]) -> Vec<Part> {
    let run =
        |arg: &String| arg.trim_start_matches('-').strip_prefix("test.run=").map(str::to_owned);
    let wanted = args.iter().filter_map(run).next_back().unwrap_or_else(|| ".".to_owned());
    // Subtests belong to their tests.
    let top = wanted.split('/').next().unwrap_or_default();
    let list = vec!["main".to_owned(), format!("-test.list={top}")];
    let output = Rc::new(RefCell::new(MemoryHost { args: list, ..MemoryHost::default() }));
    let strategy = strategy::by_name("go", 1, Config::default().quantum);
    if let Some(strategy) = strategy {
        let host = Box::new(Rc::clone(&output));
        interp::execution::run(built.code, &Config::default(), strategy, host);
    }
    let names = String::from_utf8_lossy(&output.borrow().stdout).into_owned();
    let names = names.lines().filter(|name| !name.starts_with("Benchmark"));
    let part = |name: &str| {
        let chosen = wanted.contains('/').then(|| wanted.split_once('/')).flatten();
        let rest = chosen.map_or_else(String::new, |(_, rest)| format!("/{rest}"));
        let mut all: Vec<_> = args.iter().filter(|arg| run(arg).is_none()).cloned().collect();
        if !all.iter().any(|arg| arg.contains("test.parallel=")) {
            all.push(PARALLEL.to_owned());
        }
        all.push(format!("-test.run=^{name}${rest}"));
        Part { test: name.to_owned(), args: all }
    };
    names.map(part).collect()
}

/// What became of a part.
struct Explored<'a> {
    part: &'a Part,
    options: Options,
    report: Report,
    told: Vec<Told>,
    end: End,
}

fn settings(args: &Args) -> Result<Settings, Status> {
    flags::only_what_is_built(args)?;
    let schedule = args.get("schedule").unwrap_or("auto");
    understood(args, schedule).map_err(|message| usage("explore", &message))
}

fn understood(args: &Args, schedule: &str) -> Result<Settings, String> {
    let names = [SEARCHES, strategy::NAMES].concat();
    if !names.contains(&schedule) {
        let known = names.join(", ");
        return Err(format!(
            "invalid value \"{schedule}\" for flag -schedule\nhint: there are {known}"
        ));
    }
    flags::time_and_memory(args)?;
    let config = flags::limits(args, default_limits())?;
    if config.eager && matches!(schedule, "dpor" | "go" | "fifo") {
        return Err(format!(
            "-schedule {schedule} does not let the clock move early, as -time eager wants\nhint: -schedule auto, random, pct, pos, surw or dfs"
        ));
    }
    let (max_runs, budget) = (args.number("max-runs")?, args.parsed("budget", duration)?);
    let require_complete = args.has("require-complete");
    let open_end = budget.is_some() || require_complete;
    let default_runs = if open_end { 0 } else { DEFAULT_RUNS };
    let default_budget = if max_runs.is_some() { 0 } else { DEFAULT_BUDGET };
    let options = Options {
        schedule: schedule.to_owned(),
        seed: config.seed,
        max_runs: max_runs.unwrap_or(default_runs),
        preemptions: args.parsed("preemptions", |text| text.parse().ok())?,
        detect: args.get("detect").map_or(Ok(Detect::ALL), flags::detect)?,
        all: args.has("all"),
        outcomes: args.has("outcomes"),
        args: Vec::new(),
        stdin: Vec::new(),
    };
    let workers = args.parsed("j", |text| text.parse().ok().filter(|&n: &usize| n > 0))?;
    Ok(Settings {
        config,
        options,
        workers: workers.unwrap_or_else(workers::processors),
        budget: budget.unwrap_or(default_budget),
        require_complete,
        format: args.parsed("format", Format::named)?.unwrap_or(Format::Text),
        file: args.get("o").map(str::to_owned),
        record: args.get("record").map(str::to_owned),
        language: args.parsed("lang", language)?,
        all_errors: args.has("e") || args.has("all-errors"),
        recorded: RECORDED
            .iter()
            .filter_map(|&name| Some((name.to_owned(), args.get(name)?.to_owned())))
            .collect(),
    })
}

/// A search of one program.
struct Search<'a> {
    settings: Settings,
    names: &'a [String],
    parts: Vec<Part>,
    built: Built,
}

impl Search<'_> {
    fn run(mut self) -> Status {
        workers::catch_interrupts();
        let stdin = if self.built.reads_input { input() } else { Vec::new() };
        self.settings.options.stdin = stdin;
        let settings = &self.settings;
        let begun = Instant::now();
        let deadline = begun.checked_add(Duration::from_nanos(settings.budget));
        let deadline = deadline.filter(|_| settings.budget != 0);
        let mut explored = Vec::new();
        for part in &self.parts {
            let Some(done) = self.part(part, deadline) else { return Status::INTERNAL };
            explored.push(done);
        }
        let cpu_seconds = ProcessTime::now().as_duration().as_secs_f64();
        let report = merged(&explored);
        let mut findings = Vec::new();
        for done in &explored {
            match self.findings(done, findings.len()) {
                Ok(found) => findings.extend(found),
                Err(status) => return status,
            }
        }
        let outcomes = settings.options.outcomes.then(|| {
            let seen = |(done, ending)| {
                let replay = self.ending_trace(done, ending).to_text();
                Seen { ending, replay }
            };
            let endings = explored
                .iter()
                .flat_map(|done| done.report.outcomes.iter().map(move |ending| (done, ending)));
            endings.map(seen).collect()
        });
        let end = explored.iter().map(|done| done.end).find(|end| *end != End::Done);
        let mut summary = Summary {
            program: self.names.join(" "),
            schedule: &settings.options.schedule,
            seed: settings.options.seed,
            report: &report,
            sources: &self.built.code.sources,
            findings,
            outcomes,
            why_incomplete: String::new(),
            interrupted: end == Some(End::Interrupted),
            unfinished: settings.require_complete && !report.complete,
            cpu_seconds,
            wall_seconds: begun.elapsed().as_secs_f64(),
        };
        summary.why_incomplete = self.why_incomplete(&summary, end.unwrap_or(End::Done));
        let status = if summary.count(Severity::Error) != 0 {
            Status::FAILED
        } else if summary.unfinished {
            Status::INCOMPLETE
        } else if summary.interrupted {
            Status(INTERRUPT_STATUS)
        } else {
            Status::OK
        };
        match print(&summary, settings.format, settings.file.as_deref()) {
            Ok(()) => status,
            Err(failed) => failed,
        }
    }

    /// Searches one part; None after a bug of ours.
    fn part<'p>(&self, part: &'p Part, deadline: Option<Instant>) -> Option<Explored<'p>> {
        let settings = &self.settings;
        let args = arguments(self.names, &part.args);
        let options = Options { args, ..settings.options.clone() };
        let limits = Limits { workers: settings.workers, deadline };
        let mut explorer = Explorer::new(self.built.code, settings.config.clone(), options.clone());
        let end = workers::search(&mut explorer, limits);
        if end == End::Broken {
            return None;
        }
        let telling =
            Telling { code: self.built.code, config: &settings.config, options: &options };
        let told = telling.all(&explorer.report().findings);
        let report = explorer.report().clone();
        Some(Explored { part, options, report, told, end })
    }

    fn why_incomplete(&self, summary: &Summary<'_>, end: End) -> String {
        let options = &self.settings.options;
        let report = summary.report;
        match end {
            _ if report.complete => String::new(),
            End::Interrupted => "interrupted".to_owned(),
            End::Budget => {
                let budget = Duration::from_nanos(self.settings.budget);
                format!("stopped after {budget:?} (-budget)")
            }
            End::Done | End::Broken if summary.count(Severity::Error) != 0 && !options.all => {
                "stopped at the first bug (-all goes on)".to_owned()
            }
            End::Done | End::Broken
                if options.max_runs != 0 && report.executions >= options.max_runs =>
            {
                format!("stopped after {} (-max-runs)", options.max_runs)
            }
            End::Done | End::Broken => "not every schedule was run".to_owned(),
        }
    }

    /// The findings with their traces, which are written if `-record` says so.
    fn findings<'f>(
        &self,
        done: &'f Explored<'_>,
        before: usize,
    ) -> Result<Vec<Found<'f>>, Status> {
        let mut found = Vec::new();
        for (Told { finding, story }, number) in done.told.iter().zip(before as u64 + 1..) {
            let trace = self.trace(done, finding);
            let replay = trace.to_text();
            let line = match &self.settings.record {
                Some(file) => {
                    let file = numbered(file, number);
                    recording::write(&file, &trace)?;
                    replay_line(&file)
                }
                None => run_line(&replay, self.names, &done.part.args).unwrap_or_else(own_line),
            };
            let test = &done.part.test;
            found.push(Found { finding, test, replay, line, story: story.as_ref() });
        }
        Ok(found)
    }

    fn trace(&self, done: &Explored<'_>, finding: &Finding) -> Trace {
        // A witness lets any goroutine run, whatever the search's own schedule is.
        let own = &self.settings.options.schedule;
        let schedule = if finding.kind == Kind::LockOrder { "random" } else { own };
        let mut flags = self.flags(schedule, &finding.promoted, finding.eager);
        // A witness shows a deadlock, as its status does.
        if finding.kind != Kind::LockOrder {
            flags.push((FINDING.to_owned(), finding.kind.name().to_owned()));
        }
        if finding.kind == Kind::DataRace {
            flags.push(("race".to_owned(), "true".to_owned()));
        }
        if finding.kind == Kind::Limit {
            flags.extend(self.limits());
        }
        let schedule = finding.schedule.clone();
        let hashes = (finding.event_hash, finding.status);
        let mut trace = self.trace_of(done, schedule, flags, hashes);
        let config = Config {
            outputs: self.settings.options.watches_output(),
            promoted: Arc::clone(&finding.promoted),
            eager: finding.eager,
            ..self.settings.config.clone()
        };
        let host = MemoryHost::with_input(&done.options.args, &trace.stdin);
        trace.journal = resync::observe(self.built.code, &config, &trace, Box::new(host));
        trace
    }

    fn ending_trace(
        &self,
        done: &Explored<'_>,
        ending: &interp::explore::finding::Ending,
    ) -> Trace {
        let schedule = &self.settings.options.schedule;
        let flags = self.flags(schedule, &ending.promoted, ending.eager);
        self.trace_of(done, ending.schedule.clone(), flags, (ending.event_hash, ending.exit))
    }

    fn trace_of(
        &self,
        done: &Explored<'_>,
        schedule: Schedule,
        flags: Vec<(String, String)>,
        (event_hash, status): (u64, i32),
    ) -> Trace {
        Trace {
            digest: self.built.digest,
            program: self.names.join("\n"),
            args: done.part.args.clone(),
            stdin: done.options.stdin.clone(),
            flags,
            schedule,
            event_hash,
            status,
            journal: Vec::new(),
        }
    }

    /// The flags that every trace of this search keeps.
    fn flags(&self, schedule: &str, promoted: &Promoted, eager: bool) -> Vec<(String, String)> {
        let mut flags = vec![
            ("schedule".to_owned(), schedule.to_owned()),
            ("checks".to_owned(), "points".to_owned()),
        ];
        let given = self.settings.recorded.iter();
        flags.extend(given.filter(|(name, _)| name != "schedule" && name != EAGER.0).cloned());
        if eager {
            flags.push((EAGER.0.to_owned(), EAGER.1.to_owned()));
        }
        if self.settings.options.watches_output() {
            flags.push((OUTPUTS.to_owned(), "true".to_owned()));
        }
        flags.extend(recording::points_flag(self.built.code, promoted));
        flags
    }

    /// The limits where `run` has others. Only an execution that hit one needs them.
    fn limits(&self) -> impl Iterator<Item = (String, String)> {
        let config = &self.settings.config;
        let all = [
            ("max-steps", config.max_steps),
            ("max-mem", config.max_mem),
            ("max-output", config.max_output),
        ];
        let given = |name: &str| self.settings.recorded.iter().any(|(n, _)| n == name);
        all.into_iter()
            .filter(move |(name, _)| !given(name))
            .map(|(name, n)| (name.to_owned(), n.to_string()))
    }
}

/// The reports of all parts in one.
fn merged(explored: &[Explored<'_>]) -> Report {
    let mut all = Report { complete: true, ..Report::default() };
    for report in explored.iter().map(|done| &done.report) {
        all.executions += report.executions;
        all.redundant += report.redundant;
        all.steps += report.steps;
        all.complete &= report.complete;
        all.last_search += report.last_search;
        all.estimate += report.estimate;
        all.findings.extend(report.findings.iter().cloned());
        all.outcomes.extend(report.outcomes.iter().cloned());
    }
    all
}

/// The search itself once more, with a file for what it finds.
fn own_line() -> String {
    let mut words: Vec<_> = std::env::args().skip(1).collect();
    words.splice(1..1, ["-record".to_owned(), "bug.gwt".to_owned()]);
    format!("goweave {}", quoted(&words))
}

/// `bug.gwt`, `bug-2.gwt`…
fn numbered(file: &str, number: u64) -> String {
    if number == 1 {
        return file.to_owned();
    }
    let path = Path::new(file);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = match path.extension() {
        Some(extension) => format!("{stem}-{number}.{}", extension.to_string_lossy()),
        None => format!("{stem}-{number}"),
    };
    path.with_file_name(name).display().to_string()
}

/// All of standard input.
fn input() -> Vec<u8> {
    if io::stdin().is_terminal() {
        printer::say("reading the program's input until its end (Ctrl-D)");
    }
    let mut bytes = Vec::new();
    // What cannot be read is the end, as for the program itself.
    let _ = io::stdin().lock().read_to_end(&mut bytes);
    bytes
}

/// Writes the report. Text goes to stderr like all our words, machine formats to stdout, and all
/// of them to a file if one is named.
fn print(summary: &Summary<'_>, format: Format, file: Option<&str>) -> Result<(), Status> {
    let text = match format {
        Format::Text => report::text::document(summary, file.is_none() && printer::has_color()),
        Format::Json => report::json::document(summary),
        Format::Sarif => report::sarif::document(summary),
        Format::Junit => report::junit::document(summary),
        Format::Html => report::html::document(summary),
    };
    match file {
        Some(file) => fs::write(file, &text).map_err(|e| {
            printer::say(&format!("cannot write {file}: {e}"));
            Status::FAILED
        })?,
        None if format == Format::Text => printer::err(&text),
        None => printer::out(&text),
    }
    if (file.is_some() || format != Format::Text)
        && let Some(first) = summary.findings.first()
    {
        printer::err(&format!("to reproduce: {}\n", first.line));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli;

    #[test]
    fn findings_have_files_of_their_own() {
        let names = [1, 2, 3].map(|n| numbered("a/bug.gwt", n));
        assert_eq!(names, ["a/bug.gwt", "a/bug-2.gwt", "a/bug-3.gwt"]);
        assert_eq!(numbered("bug", 2), "bug-2");
    }

    #[test]
    fn a_search_has_some_limit_unless_told_otherwise() {
        for (line, runs, budget) in [
            (&[][..], DEFAULT_RUNS, DEFAULT_BUDGET),
            (&["-max-runs=7"], 7, 0),
            (&["-budget=2s"], 0, 2_000_000_000),
            (&["-require-complete"], 0, DEFAULT_BUDGET),
            (&["-budget=0"], 0, 0),
        ] {
            let line: Vec<_> = line.iter().map(|word| (*word).to_owned()).collect();
            let args = cli::parse(FLAGS, cli::Order::First, &line).expect("valid");
            let settings = understood(&args, "auto").expect("valid");
            assert_eq!((settings.options.max_runs, settings.budget), (runs, budget), "{line:?}");
        }
    }
}

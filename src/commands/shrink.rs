//! `goweave shrink TRACE -o OUT`: a shorter schedule with the same failure.

use super::usage;
use crate::cli::{Args, Flag, duration, flag, language};
use crate::recording::{self, adopt, arguments, programs, read_trace, replay_line};
use crate::report::plural;
use crate::workers::{STOP, catch_interrupts, until};
use crate::{Status, engine, flags, printer};
use interp::code::Code;
use interp::config::Config;
use interp::explore::shrink::{Bug, Shrunk, shrink as shrunk};
use interp::outcome::{Ending, Outcome};
use interp::schedule::codec::Trace;
use std::cell::RefCell;
use std::time::{Duration, Instant};

pub(super) const FLAGS: &[Flag] = &[
    flag("o", "F", "where the shorter trace goes"),
    flag("max-runs", "N", "most executions tried (default 200)"),
    flag("budget", "D", "most time taken (default 1s)"),
];

const DEFAULT_RUNS: u64 = 200;
const DEFAULT_BUDGET: u64 = 1_000_000_000;

/// Shrinks a trace.
pub(super) fn shrink(args: Args) -> Status {
    let [file] = args.rest.as_slice() else {
        return usage("shrink", "which trace? Name one file or gw1: string");
    };
    let Some(out) = args.get("o") else {
        return usage("shrink", "where should the shorter trace go? Name a file with -o");
    };
    let limits =
        args.number("max-runs").and_then(|runs| Ok((runs, args.parsed("budget", duration)?)));
    let (runs, budget) = match limits {
        Ok((runs, budget)) => (runs.unwrap_or(DEFAULT_RUNS), budget.unwrap_or(DEFAULT_BUDGET)),
        Err(message) => return usage("shrink", &message),
    };
    let short = read_trace(file).and_then(|trace| {
        let shorter = shorten(&trace, file, runs, Duration::from_nanos(budget))?;
        recording::write(out, &shorter)
    });
    match short {
        Ok(()) => {
            printer::err(&format!("to reproduce: {}\n", replay_line(out)));
            Status::OK
        }
        Err(status) => status,
    }
}

/// The shorter trace; says what it is.
fn shorten(trace: &Trace, file: &str, runs: u64, budget: Duration) -> Result<Trace, Status> {
    let schedule = trace.flag("schedule").unwrap_or("go");
    if matches!(schedule, "go" | "fifo") {
        printer::say(&format!(
            "{file} follows -schedule {schedule}, which preempts nobody: there is nothing to shrink"
        ));
        return Err(Status::FAILED);
    }
    let names = programs(trace, file)?;
    let mut args = Args::default();
    adopt(&mut args, trace);
    let read = || -> Result<_, String> {
        let language = args.parsed("lang", language)?;
        Ok((language, flags::limits(&args, Config::default())?, flags::checks(&args)?))
    };
    let (language, mut config, checks) = read().map_err(|message| usage("shrink", &message))?;
    let built = engine::build(&names, language, false, checks)?;
    config.race = trace.flag("race") == Some("true");
    recording::take_points(&mut config, trace, built.code);
    let program_args = arguments(&names, &trace.args);

    // The first execution is the trace's own: what it shows is what is kept.
    let wanted: RefCell<Option<Vec<String>>> = RefCell::new(None);
    let diverged: RefCell<Option<String>> = RefCell::new(None);
    let same = |outcome: &Outcome| {
        let shown = symptoms(built.code, outcome);
        let mut wanted = wanted.borrow_mut();
        let Some(wanted) = &*wanted else {
            if let Ending::Diverged(text) = &outcome.ending {
                *diverged.borrow_mut() = Some(text.clone());
            }
            let fails = !shown.is_empty();
            *wanted = Some(shown);
            return fails;
        };
        *wanted == shown
    };
    let bug = Bug {
        code: built.code,
        config: &config,
        args: &program_args,
        stdin: &trace.stdin,
        same: &same,
        stop: &STOP,
    };
    catch_interrupts();
    let deadline = Instant::now().checked_add(budget).filter(|_| !budget.is_zero());
    let shorter = until(deadline, |_| shrunk(bug, &trace.schedule, runs));
    if let Some(text) = diverged.into_inner() {
        printer::say(&text);
        return Err(Status::DIVERGED);
    }
    let Some(shorter) = shorter else {
        printer::say(&format!("{file} shows no failure"));
        return Err(Status::FAILED);
    };
    tell(trace, &shorter);
    Ok(Trace {
        digest: built.digest,
        schedule: shorter.schedule,
        event_hash: shorter.outcome.event_hash,
        ..trace.clone()
    })
}

/// What became of the schedule.
fn tell(trace: &Trace, shorter: &Shrunk) {
    let Shrunk { schedule, preemptions, runs, minimal, .. } = shorter;
    let end = if *minimal { "no single preemption can be left out" } else { "out of time" };
    printer::say(&format!(
        "{} with {} (before: {}), after {}; {end}",
        plural(*preemptions, "preemption"),
        plural(schedule.len(), "decision"),
        trace.schedule.len(),
        plural(*runs, "execution"),
    ));
}

/// What is wrong with an execution: the same words for the same failure. Empty if nothing is.
fn symptoms(code: &Code, outcome: &Outcome) -> Vec<String> {
    let first_line = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    let place = |pos| {
        let (file, line) = code.file_line(pos);
        format!("{file}:{line}")
    };
    let mut symptoms = Vec::new();
    match &outcome.ending {
        Ending::Exit(0) => {}
        Ending::Exit(status) => symptoms.push(format!("exit {status}")),
        Ending::Panic(text) | Ending::Fatal(text) | Ending::Livelock(text) => {
            symptoms.push(first_line(text));
        }
        Ending::Deadlock(text) => {
            symptoms.push(first_line(text));
            let blocked = outcome.goroutines.iter().map(|goroutine| {
                let at = goroutine.stack.first().map(|&(_, pos)| place(pos));
                format!("{:?} at {}", goroutine.status, at.unwrap_or_default())
            });
            symptoms.extend(blocked);
        }
        Ending::Limit(text) => symptoms.push(text.clone()),
        // These are no failures of the program.
        Ending::Unsupported(_) | Ending::Diverged(_) | Ending::Internal(_) => return symptoms,
    }
    symptoms.extend(outcome.races.iter().map(|race| {
        let mut sites = [race.current.site, race.previous.site];
        sites.sort_unstable();
        format!("race on {} at {sites:?}", race.variable)
    }));
    symptoms.sort_unstable();
    symptoms.dedup();
    symptoms
}

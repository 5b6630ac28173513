//! `goweave shrink TRACE -o OUT`: a shorter schedule with the same failure.

use super::recorded::{self, Recorded};
use super::usage;
use crate::cli::{Args, Flag, duration, flag};
use crate::recording::{self, read_trace, replay_line};
use crate::report::plural;
use crate::workers::{STOP, catch_interrupts, until};
use crate::{Status, printer};
use interp::explore::Detect;
use interp::explore::finding::{Finding, Key};
use interp::explore::judge;
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
        let shorter = shorten(trace, file, runs, Duration::from_nanos(budget))?;
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
fn shorten(trace: Trace, file: &str, runs: u64, budget: Duration) -> Result<Trace, Status> {
    let schedule = trace.flag("schedule").unwrap_or("go");
    if matches!(schedule, "go" | "fifo") {
        printer::say(&format!(
            "{file} follows -schedule {schedule}, which preempts nobody: there is nothing to shrink"
        ));
        return Err(Status::FAILED);
    }
    let recorded = recorded::load(trace, file, "shrink")?;
    let Recorded { trace, built, config, args } = &recorded;

    // The first execution is the trace's own: the worst it shows is what is kept.
    let wanted: RefCell<Option<Option<Key>>> = RefCell::new(None);
    let diverged: RefCell<Option<String>> = RefCell::new(None);
    let same = |outcome: &Outcome| {
        let found = judge::findings(built.code, outcome, Detect::ALL);
        if let Some(wanted) = &*wanted.borrow() {
            return found.iter().any(|finding| wanted.as_ref() == Some(&finding.key()));
        }
        if let Ending::Diverged(text) = &outcome.ending {
            *diverged.borrow_mut() = Some(text.clone());
        }
        let worst = found.iter().min_by_key(|finding| finding.severity).map(Finding::key);
        let fails = worst.is_some();
        *wanted.borrow_mut() = Some(worst);
        fails
    };
    let bug = Bug { code: built.code, config, args, stdin: &trace.stdin, same: &same, stop: &STOP };
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
    let mut short = Trace {
        digest: built.digest,
        schedule: shorter.schedule,
        event_hash: shorter.outcome.event_hash,
        status: shorter.outcome.ending.status(),
        ..trace.clone()
    };
    short.journal = recorded.journal(&short);
    Ok(short)
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

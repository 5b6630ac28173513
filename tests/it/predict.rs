//! Deadlocks predicted from executions that had none, and shown by a witness.
//!
//! In the programs of `testdata/predict` a line `//@blocked` is one at which a goroutine of the
//! circle waits; a program without such lines has nothing to predict.

use crate::optimal::{explore, options};
use crate::support::program::compile;
use crate::support::{goweave, root};
use interp::code::Code;
use interp::explore::finding::{Finding, Kind};
use interp::explore::{Detect, Options, Report};
use interp::lower::Checks;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn programs() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("testdata/predict")).expect("is there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("can be read").path()).collect();
    files.sort();
    assert!(files.len() >= 10);
    files
}

fn blocked(file: &Path) -> BTreeSet<u32> {
    let text = fs::read_to_string(file).expect("can be read");
    let lines = (1..).zip(text.lines());
    lines.filter(|(_, line)| line.ends_with("//@blocked")).map(|(n, _)| n).collect()
}

/// Nothing that could find the deadlocks of these programs by itself.
fn nothing() -> Detect {
    Detect {
        race: false,
        deadlock: false,
        leak: false,
        panic: false,
        livelock: false,
        ..Detect::ALL
    }
}

fn search(code: &'static Code, schedule: &str, max_runs: u64, detect: Detect) -> Report {
    explore(code, Options { max_runs, detect, all: false, ..options(schedule) })
}

fn waits(code: &Code, finding: &Finding) -> BTreeSet<u32> {
    let blocked = finding.locations.iter().filter(|at| at.role == "blocked");
    blocked.map(|at| code.sources.locate(at.pos).line).collect()
}

#[test]
fn circles_are_confirmed_or_not_told() {
    let mut wrong = Vec::new();
    for file in programs() {
        let wanted = blocked(&file);
        let code = compile(&file, Checks::Points);
        for (schedule, runs) in [("random", 20), ("go", 20), ("auto", 210)] {
            let report = search(code, schedule, runs, nothing());
            let found: Vec<_> = report.findings.iter().map(|f| (f.kind, waits(code, f))).collect();
            let mut right = vec![(Kind::LockOrder, wanted.clone())];
            right.retain(|_| !wanted.is_empty());
            if found != right || report.directed > 100 {
                wrong.push(format!("{} {schedule}: {found:?}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// These are worth predicting: a thousand executions do not show them otherwise.
#[test]
fn chance_does_not_find_them() {
    for name in ["ring.go", "jobs.go"] {
        let code = compile(&root().join("testdata/predict").join(name), Checks::Points);
        let detect = Detect { deadlock: true, leak: true, lock_order: false, ..nothing() };
        let report = search(code, "random", 1_000, detect);
        assert_eq!((report.findings.len(), report.executions), (0, 1_000), "{name}");
    }
}

/// A search that finds the deadlock itself does not tell it twice.
#[test]
fn the_deadlock_itself_comes_first() {
    let code = compile(&root().join("testdata/bugs/resource/abba_transfer.go"), Checks::Points);
    for schedule in ["auto", "dpor", "random"] {
        let report = explore(code, Options { max_runs: 500, ..options(schedule) });
        let kinds: Vec<Kind> = report.findings.iter().map(|f| f.kind).collect();
        assert_eq!(kinds, [Kind::Deadlock], "{schedule}");
        assert!(report.findings[0].occurrences > 0);
    }
}

#[test]
fn witnesses_are_told_and_seen_again() {
    let file = "testdata/predict/ring.go";
    for schedule in ["random", "go"] {
        let flags = ["explore", "-schedule", schedule, "-detect=lock-order", "-max-runs=20"];
        let run = goweave(&[&flags[..], &[file]].concat());
        assert_eq!(run.status, 1, "{}", run.stderr);
        for part in [
            "lock-order: locks are taken in different orders, and can deadlock\n",
            "waits to lock orders at testdata/predict/ring.go:24, held by goroutine ",
            "fatal error: all goroutines are asleep - deadlock!",
            "the deadlock cannot be avoided any more",
            "predicted from execution 1, then made to happen, with 1 preemption\n",
        ] {
            assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
        }
        let last = run.stderr.lines().last().unwrap_or_default();
        let line = last.strip_prefix("to reproduce: goweave ").expect("is there");
        let again = goweave(&line.split(' ').collect::<Vec<_>>());
        assert_eq!(again.status, 2, "{}", again.stderr);
        assert!(again.stderr.starts_with("fatal error: all goroutines are asleep - deadlock!\n"));
    }
}

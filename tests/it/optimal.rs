//! Search by partial orders: known numbers of executions, and brute force as the oracle.

use crate::support::program::compile_text;
use crate::support::root;
use interp::config::Config;
use interp::execution::Arena;
use interp::explore::{Detect, Explorer, Options, Report};
use interp::host::Stop;
use interp::lower::Checks;
use std::fs;

/// Options of a search that runs everything.
pub(crate) fn options(schedule: &str) -> Options {
    Options {
        schedule: schedule.to_owned(),
        seed: 1,
        max_runs: 0,
        preemptions: None,
        detect: Detect::ALL,
        all: true,
        outcomes: false,
        args: vec!["main".to_owned()],
        stdin: Vec::new(),
    }
}

/// Runs a search to its end.
pub(crate) fn explore(code: &'static interp::code::Code, options: Options) -> Report {
    let mut explorer = Explorer::new(code, Config::default(), options);
    let mut arena = Arena::default();
    let stop = Stop::default();
    loop {
        let tasks = explorer.round();
        if tasks.is_empty() {
            return explorer.report().clone();
        }
        explorer.absorb(tasks.into_iter().map(|task| task.run(&mut arena, &stop)).collect());
    }
}

/// The number that stands in a program's first line, `//@ executions N`.
fn expected(text: &str) -> u64 {
    let first = text.lines().next().and_then(|line| line.strip_prefix("//@ executions "));
    first.and_then(|n| n.parse().ok()).expect("the first line says how many")
}

#[test]
fn kernels_take_the_optimal_number_of_executions() {
    let mut files: Vec<_> = fs::read_dir(root().join("testdata/explore"))
        .expect("is there")
        .map(|entry| entry.expect("can be read").path())
        .collect();
    files.sort();
    for path in files {
        let text = fs::read_to_string(&path).expect("can be read");
        let report = explore(compile_text("kernel.go", &text, Checks::Points), options("dpor"));
        let got = (report.executions, report.redundant, report.complete);
        assert_eq!(got, (expected(&text), 0, true), "{}", path.display());
    }
}

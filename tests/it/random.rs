//! Random programs: what was recorded is replayed, whatever the schedule.
//!
//! `GOWEAVE_PROGRAMS=2000` makes more of them than the usual 60.

use crate::generator::program;
use crate::support::{Run, goweave, own_stderr, scratch};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// Programs unless the environment says more.
const PROGRAMS: u64 = 60;

#[test]
fn random_programs_replay() {
    let programs = std::env::var("GOWEAVE_PROGRAMS").ok().and_then(|n| n.parse().ok());
    let programs: u64 = programs.unwrap_or(PROGRAMS);
    let dir = scratch("random");
    let next = AtomicU64::new(0);
    let problems: Vec<String> = thread::scope(|scope| {
        let work = || {
            let mut problems = Vec::new();
            loop {
                let seed = next.fetch_add(1, Ordering::Relaxed);
                if seed >= programs {
                    return problems;
                }
                problems.extend(check(&dir, seed));
            }
        };
        let workers = [scope.spawn(work), scope.spawn(work)];
        workers.into_iter().flat_map(|worker| worker.join().expect("no panic")).collect()
    });
    let shown = problems.iter().take(5).cloned().collect::<Vec<_>>().join("\n\n");
    assert!(problems.is_empty(), "{} of {programs} programs:\n{shown}", problems.len());
}

/// What is wrong with a program's executions.
fn check(dir: &Path, seed: u64) -> Option<String> {
    let file = dir.join(format!("p{seed}.go"));
    fs::write(&file, program(seed)).expect("can be written");
    let file = file.to_str().expect("is UTF-8");
    for schedule in ["go", "fifo", "random", "pct", "pos", "surw"] {
        let trace = format!("{}.{schedule}.gwt", file.trim_end_matches(".go"));
        let (seed_flag, schedule_flag) = (format!("-seed={seed}"), format!("-schedule={schedule}"));
        let record = [
            "run",
            "-hash",
            &seed_flag,
            &schedule_flag,
            "-max-steps=50000000",
            "-record",
            &trace,
            file,
        ];
        let first = goweave(&record);
        if !matches!(first.status, 0 | 2) || first.stderr.starts_with(file) {
            return Some(format!("{file} {schedule}: status {}\n{}", first.status, first.stderr));
        }
        let replayed = goweave(&["replay", "-hash", &trace]);
        if let Some(problem) = differs(&first, &replayed) {
            return Some(format!("{file} {schedule}: replay {problem}"));
        }
        if seed.is_multiple_of(4) {
            let bytes = fs::read(&trace).expect("was written");
            let again = goweave(&record);
            if let Some(problem) = differs(&first, &again) {
                return Some(format!("{file} {schedule}: second run {problem}"));
            }
            if bytes != fs::read(&trace).expect("was written") {
                return Some(format!("{file} {schedule}: traces differ"));
            }
        }
    }
    None
}

/// How two runs that should be equal differ.
fn differs(a: &Run, b: &Run) -> Option<String> {
    if a.status != b.status {
        return Some(format!("status {} then {}\n{}", a.status, b.status, b.stderr));
    }
    if a.stdout != b.stdout {
        return Some(format!("stdout\n{}\nthen\n{}", a.stdout, b.stdout));
    }
    let (x, y) = (own_stderr(&a.stderr), own_stderr(&b.stderr));
    (x != y).then(|| format!("stderr\n{x}\nthen\n{y}"))
}

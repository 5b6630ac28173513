//! `run -race`.
//!
//! In `testdata/race` programs come in pairs: of `race_x.go` the lines marked `// want race "v"`
//! are reported to race on `v` under one of a few schedules, and nothing else is; of `norace_x.go`
//! nothing ever is.

use crate::support::{goweave, root, scratch};
use std::collections::BTreeSet;
use std::fs;

/// What is reported under some schedules: line and variable of each access.
fn reported(file: &str) -> BTreeSet<(usize, String)> {
    let mut found = BTreeSet::new();
    for seed in 0..9 {
        let seed = format!("-seed={seed}");
        let schedule = if seed == "-seed=0" { "-schedule=go" } else { "-schedule=random" };
        let run = goweave(&["run", "-race", schedule, &seed, file]);
        assert_eq!(run.status, if run.stderr.contains("DATA RACE") { 66 } else { 0 }, "{file}");
        for report in run.stderr.split("WARNING: DATA RACE").skip(1) {
            let variable = report.split("Variable: ").nth(1).and_then(|text| text.lines().next());
            let stacks = report.split("created at:").next().unwrap_or_default();
            // Lines of the library are no business of the program's.
            for line in stacks.lines().filter(|line| line.contains(&format!("{file}:"))) {
                let line = line.rsplit(':').next().and_then(|text| text.split(' ').next());
                let line = line.and_then(|text| text.parse().ok()).expect("has a number");
                found.insert((line, variable.unwrap_or_default().to_owned()));
            }
        }
    }
    found
}

#[test]
fn races_are_found_where_they_are_wanted() {
    let dir = root().join("testdata/race");
    let mut programs = 0;
    for entry in fs::read_dir(dir).expect("is there") {
        let path = entry.expect("can be read").path();
        let text = fs::read_to_string(&path).expect("can be read");
        let mut wanted = BTreeSet::new();
        for (line, text) in (1..).zip(text.lines()) {
            if let Some((_, name)) = text.split_once("// want race \"") {
                wanted.insert((line, name.trim_end_matches('"').to_owned()));
            }
        }
        let name = path.file_name().and_then(|name| name.to_str()).expect("is UTF-8");
        assert_eq!(wanted.is_empty(), name.starts_with("norace_"), "{name}");
        assert_eq!(reported(path.to_str().expect("is UTF-8")), wanted, "{name}");
        programs += 1;
    }
    assert!(programs >= 12);
}

/// The text of runtime/race's `output_test.go`, then our lines.
#[test]
fn reports_look_like_gos() {
    let run = goweave(&["run", "-race", "testdata/race/race_atomic.go"]);
    let shape: String = run
        .stderr
        .lines()
        .map(|line| match line.split_once("race_atomic.go") {
            Some((_, rest)) => format!("      FILE{}\n", rest.split(" +0x").next().unwrap_or(rest)),
            None => format!("{}\n", line.replace(|c: char| c.is_ascii_digit(), "0")),
        })
        .collect();
    let want = "\
0
==================
WARNING: DATA RACE
Write at 0x00c000000000 by goroutine 0:
  main.main.func0()
      FILE:11

Previous read at 0x00c000000000 by main goroutine:
  main.main()
      FILE:16

Goroutine 0 (running) created at:
  main.main()
      FILE:10
==================
Variable: data
Not ordered: main goroutine has not synchronized with anybody between its read and the write by goroutine 0
Found 0 data race(s)
";
    assert_eq!(shape, want, "{}", run.stderr);
    assert_eq!((run.status, run.stdout.as_str()), (66, ""));
}

#[test]
fn a_recorded_race_is_reported_again() {
    let trace = scratch("race").join("t.gwt");
    let trace = trace.to_str().expect("is UTF-8");
    let file = "testdata/race/race_counter.go";
    let first = goweave(&["run", "-race", "-schedule=random", "-record", trace, file]);
    assert_eq!(first.status, 66);
    assert_eq!(goweave(&["replay", trace]).status, 66);
}

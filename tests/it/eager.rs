//! `-time eager`: the clock moves while somebody can run.

use crate::support::{Run, goweave_in, scratch};
use std::fs;
use std::path::{Path, PathBuf};

/// Trusts that a second is enough for the other goroutine.
const SLEEPS: &str = r#"package main

import (
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	done := false
	go func() {
		mu.Lock()
		done = true
		mu.Unlock()
	}()
	time.Sleep(time.Second)
	mu.Lock()
	defer mu.Unlock()
	if !done {
		panic("too early")
	}
}
"#;

/// Trusts that main stops the timer in time.
const STOPS: &str = r#"package main

import (
	"sync"
	"time"
)

func main() {
	timer := time.AfterFunc(1500*time.Millisecond, func() { panic("timeout") })
	var mu sync.Mutex
	mu.Lock()
	mu.Unlock()
	timer.Stop()
}
"#;

/// One bug needs somebody to be late, the other does not.
const BOTH: &str = r#"package main

import "time"

func main() {
	timer := time.AfterFunc(time.Second, func() { panic("timeout") })
	c := make(chan int, 2)
	go func() { c <- 1 }()
	go func() { c <- 2 }()
	if <-c == 2 {
		panic("second comes first")
	}
	timer.Stop()
}
"#;

fn folder(name: &str, program: &str) -> PathBuf {
    let dir = scratch("eager").join(name);
    fs::create_dir_all(&dir).expect("can be made");
    fs::write(dir.join("main.go"), program).expect("can be written");
    dir
}

fn explore(dir: &Path, flags: &[&str]) -> (Run, serde_json::Value) {
    let run = goweave_in(dir, &[&["explore", "-format=json"], flags, &["main.go"]].concat(), "");
    let report = serde_json::from_str(&run.stdout).expect("is JSON");
    (run, report)
}

#[test]
fn a_late_goroutine_is_found_and_named() {
    for (name, program, words, goroutine, ns) in [
        ("sleeps", SLEEPS, "goroutine 2 must be delayed 1 s", 2, 1_000_000_000_u64),
        ("stops", STOPS, "main must be delayed 1.5 s", 1, 1_500_000_000),
    ] {
        let dir = folder(name, program);
        let (run, report) = explore(&dir, &["-all"]);
        assert_eq!((run.status, &report["complete"]), (0, &true.into()), "{}", run.stdout);
        for schedule in ["-schedule=auto", "-schedule=random", "-schedule=pct", "-schedule=dfs"] {
            let flags = ["-time=eager", "-record=bug.gwt", "-max-runs=1000", schedule];
            let (run, report) = explore(&dir, &flags);
            assert_eq!((run.status, &report["complete"]), (1, &false.into()), "{schedule}");
            let finding = &report["findings"][0];
            assert_eq!(finding["kind"], "panic");
            assert!(finding["message"].as_str().is_some_and(|m| m.contains(words)), "{finding}");
            assert_eq!(finding["delay"]["goroutine"], goroutine);
            assert_eq!(finding["delay"]["ns"], ns);
            let again = goweave_in(&dir, &["replay", "bug.gwt"], "");
            assert!(again.status == 2 && !again.stderr.contains("diverged"), "{}", again.stderr);
        }
    }
}

#[test]
fn what_needs_nobody_to_be_late_comes_first() {
    let dir = folder("both", BOTH);
    let (run, report) = explore(&dir, &["-time=eager", "-all", "-max-runs=2000"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    let findings = report["findings"].as_array().expect("is there");
    let late = |finding: &serde_json::Value| !finding["delay"].is_null();
    let rank: Vec<_> = findings.iter().map(|f| (f["severity"] != "error", late(f))).collect();
    assert!(rank.contains(&(false, true)) && rank.is_sorted(), "{rank:?}");
    assert_eq!(findings[0]["message"], "panic: second comes first");
}

#[test]
fn a_trace_keeps_when_the_clock_moved() {
    let dir = folder("run", SLEEPS);
    let seeds = (1..60).map(|seed| format!("-seed={seed}"));
    let args = ["run", "-time=eager", "-schedule=random", "-record=t.gwt"];
    let late =
        |seed: &String| goweave_in(&dir, &[&args[..], &[seed, "main.go"]].concat(), "").status == 2;
    assert!(seeds.into_iter().any(|seed| late(&seed)), "some seed does it");
    let again = goweave_in(&dir, &["replay", "t.gwt"], "");
    assert!(again.stderr.starts_with("panic: too early\n"), "{}", again.stderr);
    let told = goweave_in(&dir, &["trace", "show", "t.gwt"], "");
    assert_eq!(told.status, 0, "{}", told.stderr);
    // On changed sources too.
    let changed = SLEEPS.replace("mu.Lock()\n\tdefer", "// Is it done?\n\tmu.Lock()\n\tdefer");
    fs::write(dir.join("main.go"), changed).expect("can be written");
    let again = goweave_in(&dir, &["replay", "t.gwt"], "");
    assert!(again.status == 2 && again.stderr.contains("still fails\n"), "{}", again.stderr);
}

#[test]
fn schedules_that_choose_nothing_are_refused() {
    let dir = folder("refused", SLEEPS);
    for args in [
        &["run", "-time=eager", "main.go"][..],
        &["explore", "-time=eager", "-schedule=dpor", "main.go"],
        &["explore", "-time=sometimes", "main.go"],
    ] {
        assert_eq!(goweave_in(&dir, args, "").status, 2, "{args:?}");
    }
}

//! `goweave explore`: the search's flags, statuses and reports.

use crate::support::{Run, goweave_in, scratch};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Two goroutines, nothing wrong.
const FINE: &str = r#"package main

import "fmt"

func main() {
	c := make(chan int)
	go func() { c <- 1 }()
	fmt.Println(<-c)
}
"#;

/// Two locks in two orders.
const CROSSED: &str = r#"package main

import "sync"

var a, b sync.Mutex

func cross(first, second *sync.Mutex) {
	first.Lock()
	second.Lock()
	second.Unlock()
	first.Unlock()
}

func main() {
	var wg sync.WaitGroup
	wg.Go(func() { cross(&a, &b) })
	wg.Go(func() { cross(&b, &a) })
	wg.Wait()
}
"#;

/// Reads all of its input, and has many schedules.
const READS: &str = r#"package main

import (
	"io"
	"os"
	"sync"
)

func main() {
	text, _ := io.ReadAll(os.Stdin)
	if len(text) != 1<<20 || len(os.Args) != 2 {
		os.Exit(7)
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	for range 8 {
		wg.Go(func() {
			for range 100 {
				mu.Lock()
				mu.Unlock()
			}
		})
	}
	wg.Wait()
}
"#;

fn folder(name: &str, text: &str) -> PathBuf {
    let dir = scratch("explore").join(name);
    fs::create_dir_all(&dir).expect("can be made");
    fs::write(dir.join("main.go"), text).expect("can be written");
    dir
}

fn explore(dir: &Path, flags: &[&str]) -> Run {
    let args = [&["explore"], flags, &["main.go"]].concat();
    goweave_in(dir, &args, "")
}

/// The JSON report without the time it took.
fn timeless(text: &str) -> String {
    let (before, rest) = text.split_once("\"cpu_seconds\":").expect("is there");
    let (_, after) = rest.split_once(',').expect("more follows");
    format!("{before}{after}")
}

#[test]
fn the_report_is_the_same_for_any_number_of_workers() {
    let dir = folder("workers", FINE);
    let flags = ["-schedule=random", "-max-runs=250", "-all", "-outcomes", "-format=json"];
    let one = explore(&dir, &[&flags[..], &["-j=1"]].concat());
    assert_eq!(one.status, 0, "{}", one.stderr);
    assert!(one.stdout.starts_with("{\"schema\":\"goweave/explore/1\",\"program\":\"main.go\","));
    for workers in ["-j=2", "-j=8"] {
        let more = explore(&dir, &[&flags[..], &[workers]].concat());
        assert_eq!(timeless(&more.stdout), timeless(&one.stdout), "{workers}");
    }
}

#[test]
fn reports_go_where_they_belong() {
    let dir = folder("formats", FINE);
    let text = explore(&dir, &["-max-runs=5"]);
    assert!(text.status == 0 && text.stdout.is_empty(), "{text:?}");
    assert!(text.stderr.starts_with("main.go: no bug found\n"), "{}", text.stderr);
    for (format, start) in [
        ("json", "{\"schema\""),
        ("sarif", "{\n  \"$schema\""),
        ("junit", "<?xml"),
        ("html", "<!DOCTYPE html>"),
    ] {
        let run = explore(&dir, &["-max-runs=5", "-format", format]);
        assert_eq!(run.stderr, "", "{format}");
        assert!(run.stdout.starts_with(start), "{format}: {}", run.stdout);
        let to_file = explore(&dir, &["-max-runs=5", "-format", format, "-o=report"]);
        assert!(to_file.stdout.is_empty() && to_file.stderr.is_empty(), "{format}");
        assert!(fs::read_to_string(dir.join("report")).expect("was written").starts_with(start));
    }
}

#[test]
fn build_errors_are_those_of_run() {
    let dir = folder("broken", "package main\n\nfunc main() { x }\n");
    let run = goweave_in(&dir, &["run", "main.go"], "");
    assert_eq!(explore(&dir, &[]), run);
    assert_eq!(run.status, 1);
    let missing = goweave_in(&dir, &["explore", "nowhere.go"], "");
    assert_eq!(missing.status, 1);
}

#[test]
fn a_directory_or_an_archive_will_do() {
    let dir = folder("names", FINE);
    fs::write(dir.join("p.txtar"), format!("-- main.go --\n{FINE}")).expect("can be written");
    for name in [".", "p.txtar"] {
        let run = goweave_in(&dir, &["explore", "-max-runs=3", name], "");
        assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{name}: {}", run.stderr);
    }
}

#[test]
fn a_search_that_is_cut_short_is_not_complete() {
    let dir = folder("short", &READS.replace("1<<20", "0").replace("!= 2", "!= 1"));
    let run = explore(&dir, &["-max-runs=3", "-require-complete"]);
    assert_eq!(run.status, 4, "{}", run.stderr);
    assert!(run.stderr.contains("3 executions"), "{}", run.stderr);
    let run = explore(&dir, &["-budget=300ms", "-require-complete", "-format=json"]);
    assert_eq!(run.status, 4, "{}", run.stderr);
    assert!(run.stdout.contains("\"complete\":false"));
}

#[test]
fn the_budget_ends_an_execution_that_has_begun() {
    let dir = folder("endless", "package main\n\nfunc main() {\n\tfor {\n\t}\n}\n");
    for schedule in ["auto", "random", "dfs"] {
        let flags = ["-budget=300ms", "-max-steps=0", "-schedule", schedule, "-format=json"];
        let begun = Instant::now();
        let run = explore(&dir, &flags);
        // Twenty million steps, where the search by partial orders gives up, take longer.
        assert!(begun.elapsed() < Duration::from_secs(10), "{schedule}");
        assert_eq!(run.status, 0, "{schedule}: {}", run.stderr);
        assert!(run.stdout.contains("\"complete\":false"), "{schedule}: {}", run.stdout);
    }
}

#[test]
fn the_first_interrupt_ends_the_search() {
    let dir = folder("interrupt", READS);
    let mut child = Command::new(env!("CARGO_BIN_EXE_goweave"))
        .args(["explore", "-budget=100s", "-j=2", "main.go", "argument"])
        .current_dir(&dir)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("goweave can be started");
    // More than a pipe holds: when it is written, goweave reads, and interrupts are caught.
    let mut stdin = child.stdin.take().expect("is piped");
    stdin.write_all(&vec![b'x'; 1 << 20]).expect("is read");
    drop(stdin);
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(killed.expect("kill is there").success());
    let mut stderr = String::new();
    child.stderr.take().expect("is piped").read_to_string(&mut stderr).expect("is text");
    let status = child.wait().expect("was started").code();
    assert_eq!(status, Some(130), "{stderr}");
    assert!(stderr.contains("; interrupted\n"), "{stderr}");
}

/// The arguments of the command in the last line.
fn reproducing(run: &Run) -> Vec<String> {
    let line = run.stderr.lines().last().unwrap_or_default();
    let line = line.strip_prefix("to reproduce: goweave ").expect("is the last line");
    line.split(' ').map(str::to_owned).collect()
}

#[test]
fn every_finding_can_be_seen_again() {
    let dir = folder("again", CROSSED);
    let short = explore(&dir, &[]);
    assert_eq!(short.status, 1, "{}", short.stderr);
    assert!(short.stderr.starts_with("main.go: 1 bug found\n"), "{}", short.stderr);
    let again = goweave_in(&dir, &reproducing(&short), "");
    assert_eq!(again.status, 2, "{}", again.stderr);
    assert!(again.stderr.starts_with("fatal error: all goroutines are asleep - deadlock!\n"));
    assert_eq!(reproducing(&again), reproducing(&short));

    for flags in [&["-record=bug.gwt"][..], &["-record=bug.gwt", "-outcomes", "-all", "-j=2"]] {
        let found = explore(&dir, flags);
        assert_eq!(
            (found.status, reproducing(&found)),
            (1, vec!["replay".to_owned(), "bug.gwt".to_owned()])
        );
        let replayed = goweave_in(&dir, &["replay", "bug.gwt"], "");
        assert_eq!(replayed.status, 2, "{}", replayed.stderr);
        assert!(!replayed.stderr.contains("diverged"), "{}", replayed.stderr);
    }
}

#[test]
fn the_json_report_has_replays() {
    let dir = folder("json", CROSSED);
    let run = explore(&dir, &["-all", "-outcomes", "-format=json", "-schedule=dpor"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stderr.starts_with("to reproduce: goweave run -replay gw1:"), "{}", run.stderr);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).expect("is JSON");
    assert_eq!(value["complete"], true);
    assert_eq!(value["findings"][0]["kind"], "deadlock");
    let exits: Vec<_> = value["outcomes"]
        .as_array()
        .expect("is there")
        .iter()
        .map(|outcome| (outcome["exit"].clone(), outcome["replay"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(exits.len(), 2);
    for (exit, replay) in exits {
        let again = goweave_in(&dir, &["run", "-replay", replay, "main.go"], "");
        assert_eq!(exit, again.status, "{}", again.stderr);
    }
}

#[test]
fn findings_can_be_shrunk() {
    let dir = folder("shrink", CROSSED);
    assert_eq!(explore(&dir, &["-schedule=random", "-seed=5", "-record=long.gwt"]).status, 1);
    let run = goweave_in(&dir, &["shrink", "long.gwt", "-o", "short.gwt"], "");
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("no single preemption can be left out"), "{}", run.stderr);
    assert_eq!(reproducing(&run), ["replay", "short.gwt"]);
    let replayed = goweave_in(&dir, &["replay", "short.gwt"], "");
    assert_eq!(replayed.status, 2, "{}", replayed.stderr);
    assert!(replayed.stderr.starts_with("fatal error: all goroutines are asleep - deadlock!\n"));
    assert!(!replayed.stderr.contains("diverged"), "{}", replayed.stderr);

    let fine = CROSSED.replace("cross(&b, &a)", "cross(&a, &b)");
    fs::write(dir.join("main.go"), fine).expect("can be written");
    goweave_in(&dir, &["run", "-schedule=random", "-record=fine.gwt", "main.go"], "");
    let run = goweave_in(&dir, &["shrink", "fine.gwt", "-o", "short.gwt"], "");
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stderr.contains("shows no failure"), "{}", run.stderr);
    assert_eq!(goweave_in(&dir, &["shrink", "fine.gwt"], "").status, 2);
}

#[test]
fn changed_sources_are_followed() {
    let dir = folder("changed", CROSSED);
    assert_eq!(explore(&dir, &["-record=bug.gwt"]).status, 1);
    let unrelated = "\nvar unused = map[string]int{\"x\": 1}\n\nfunc unrelated(n int) int { return n + len(unused) }\n";
    let more = CROSSED
        .replace("func cross", "// The order of these two matters.\nfunc cross")
        .replace("second.Lock()", "/* and */ second.Lock() // here")
        + unrelated;
    for (text, statuses, words) in [
        (more, &[2][..], "still fails"),
        (CROSSED.replace("cross(&b, &a)", "cross(&a, &b)"), &[0, 5], ""),
        (CROSSED.replace("wg.Go(func() { cross(&b, &a) })", ""), &[0, 5], ""),
        (CROSSED.replace("wg.Go(func() { cross(&b, &a) })", "for {\n\t}"), &[5, 6], ""),
        ("package main\n\nfunc main() {}\n".to_owned(), &[0, 5], ""),
    ] {
        fs::write(dir.join("main.go"), &text).expect("can be written");
        let run = goweave_in(&dir, &["replay", "bug.gwt"], "");
        assert!(statuses.contains(&run.status), "{text}: {}", run.stderr);
        assert!(
            run.stderr.contains("the program has changed") && run.stderr.contains(words),
            "{}",
            run.stderr
        );
    }
}

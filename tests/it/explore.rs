//! `goweave explore`: the search's flags, statuses and reports.

use crate::support::{Run, goweave_in, scratch};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Two goroutines, nothing wrong.
const FINE: &str = r#"package main

import "fmt"

func main() {
	c := make(chan int)
	go func() { c <- 1 }()
	fmt.Println(<-c)
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

//! What is stuck: the findings of single executions.
//!
//! In the programs of `testdata/leak` a line `//@leak` is one at which goroutines are found that
//! can never run again, `//@incomplete` one at which they were not done when main returned; the
//! messages under the schedule `go` are in `.out`.

use crate::support::program::compile;
use crate::support::{root, scratch};
use interp::code::Code;
use interp::config::Config;
use interp::execution;
use interp::explore::finding::{Finding, Kind};
use interp::explore::{Detect, judge};
use interp::host::MemoryHost;
use interp::lower::Checks;
use interp::outcome::Outcome;
use interp::strategy;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// One execution with everything looked for.
fn run(code: &'static Code, schedule: &str, seed: u64) -> (Outcome, Vec<Finding>) {
    let config = Config { leaks: true, max_steps: 50_000_000, ..Config::default() };
    let strategy = strategy::by_name(schedule, seed, config.quantum).expect("is known");
    let host = Box::new(MemoryHost::default());
    let (outcome, _) = execution::run(code, &config, strategy, host);
    let findings = judge::findings(code, &outcome, Detect::ALL);
    (outcome, findings)
}

/// The programs of a folder.
fn programs(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).expect("is there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("can be read").path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "go"));
    files.sort();
    assert!(!files.is_empty());
    files
}

/// The lines of a program that end in a mark.
fn marked(file: &Path, mark: &str) -> Vec<u32> {
    let text = fs::read_to_string(file).expect("can be read");
    (1..).zip(text.lines()).filter(|(_, line)| line.ends_with(mark)).map(|(n, _)| n).collect()
}

/// The lines of all findings of a kind.
fn lines(code: &Code, findings: &[Finding], kind: Kind) -> Vec<u32> {
    let found = findings.iter().filter(|f| f.kind == kind).flat_map(|f| &f.locations);
    let mut lines: Vec<u32> = found.map(|l| code.sources.locate(l.pos).line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

#[test]
fn stuck_goroutines_are_found_under_every_schedule() {
    for file in programs(&root().join("testdata/leak")) {
        let code = compile(&file, Checks::Off);
        let leaks = marked(&file, "//@leak");
        let incomplete = marked(&file, "//@incomplete");
        let random = (1..=30).map(|seed| ("random", seed));
        for (schedule, seed) in [("go", 1), ("fifo", 1)].into_iter().chain(random) {
            let (outcome, findings) = run(code, schedule, seed);
            let what = format!("{} {schedule} {seed}: {findings:#?}", file.display());
            assert_eq!(outcome.ending.status(), 0, "{what}");
            assert_eq!(lines(code, &findings, Kind::GoroutineLeak), leaks, "{what}");
            let warned = !lines(code, &findings, Kind::IncompleteWork).is_empty();
            assert_eq!(warned, !incomplete.is_empty(), "{what}");
            let kinds = [Kind::GoroutineLeak, Kind::IncompleteWork];
            assert!(findings.iter().all(|f| kinds.contains(&f.kind)), "{what}");
        }
    }
}

#[test]
fn messages() {
    for file in programs(&root().join("testdata/leak")) {
        let code = compile(&file, Checks::Off);
        let mut text = String::new();
        for (schedule, seed) in [("go", 1), ("random", 1)] {
            for finding in run(code, schedule, seed).1 {
                let name = finding.kind.name();
                let _ = writeln!(text, "{schedule}: {name}: {}\n", finding.message);
            }
        }
        let golden = file.with_extension("out");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&golden, &text).expect("can be written");
        }
        let want = fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(text, want, "{}", file.display());
    }
}

/// Who waits for whom goes through connections, and past who only accepts them.
#[test]
fn circles_go_through_the_network() {
    let client = r#"package main

import (
	"net/http"
	"net/http/httptest"
	"sync"
)

func main() {
	var mu sync.Mutex
	hits := 0
	handler := func(http.ResponseWriter, *http.Request) {
		mu.Lock()
		hits++
		mu.Unlock()
	}
	server := httptest.NewServer(http.HandlerFunc(handler))
	defer server.Close()
	mu.Lock()
	http.Get(server.URL)
	mu.Unlock()
}
"#;
    let answer = r#"package main

import (
	"net"
	"sync"
)

func main() {
	var mu sync.Mutex
	listener, _ := net.Listen("tcp", "localhost:0")
	go func() {
		for {
			c, _ := listener.Accept()
			go func() {
				mu.Lock()
				c.Write([]byte("answer"))
				mu.Unlock()
			}()
		}
	}()
	c, _ := net.Dial("tcp", listener.Addr().String())
	mu.Lock()
	c.Read(make([]byte, 10))
	mu.Unlock()
}
"#;
    let reads = "goroutine 1 waits to read from a connection at ";
    let circle = "\nthey wait for each other: goroutine 3 -> goroutine 1 -> goroutine 3";
    for (name, source) in [("client.go", client), ("answer.go", answer)] {
        let file = scratch("leak").join(name);
        fs::write(&file, source).expect("can be written");
        let code = compile(&file, Checks::Off);
        for schedule in ["go", "random"] {
            let (_, findings) = run(code, schedule, 1);
            let found = findings.iter().find(|finding| finding.kind == Kind::Deadlock);
            let message = found.map_or("", |finding| &finding.message);
            assert!(message.contains(reads) && message.contains(circle), "{schedule}: {message}");
        }
    }
}

/// Many goroutines that never run again: looking for them takes about as long as running
/// them (the bound leaves room for a busy machine).
#[test]
fn a_hundred_thousand() {
    let source = r#"package main

import "runtime"

func main() {
	ch := make(chan int)
	for i := range 100000 {
		go func() { ch <- i }()
	}
	runtime.Gosched()
	for range 1000 {
		<-ch
	}
}
"#;
    let file = scratch("leak").join("many.go");
    fs::write(&file, source).expect("can be written");
    let code = compile(&file, Checks::Off);
    let timed = |leaks| {
        let start = Instant::now();
        let config = Config { leaks, ..Config::default() };
        let strategy = strategy::by_name("go", 1, config.quantum).expect("is known");
        let (outcome, _) = execution::run(code, &config, strategy, Box::new(MemoryHost::default()));
        let leaked: usize = outcome.leaks.iter().map(|leak| leak.goroutines.len()).sum();
        assert_eq!(leaked, if leaks { 99_000 } else { 0 });
        start.elapsed()
    };
    let (off, on) = (timed(false), timed(true));
    println!("{off:?} without, {on:?} with");
    assert!(on < off * 4, "{off:?} without, {on:?} with");
}

/// A value of a seed's expectation: the rest of the line behind `key = `.
fn value(expect: &str, key: &str) -> Option<String> {
    let line = expect.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
    line.map(|value| value.trim().trim_matches('"').to_owned())
}

fn numbers(list: &str) -> Vec<u32> {
    list.trim_matches(['[', ']']).split(',').filter_map(|n| n.trim().parse().ok()).collect()
}

/// The seeds, if `GOWEAVE_SEEDS` names their folder: they are not part of the project.
#[test]
fn seeds() {
    let Some(dir) = std::env::var_os("GOWEAVE_SEEDS") else { return };
    for file in programs(Path::new(&dir)) {
        let expect = fs::read_to_string(file.with_extension("expect.toml")).expect("is there");
        if expect.contains("\nneeds = ") {
            continue;
        }
        let class = value(&expect, "class").expect("has a class");
        let code = compile(&file, Checks::Off);
        let random = (1..=50).map(|seed| ("random", seed));
        let mut found = std::collections::BTreeSet::new();
        for (schedule, seed) in std::iter::once(("go", 1)).chain(random) {
            let (outcome, findings) = run(code, schedule, seed);
            let what = || format!("{} {schedule} {seed}: {findings:#?}", file.display());
            let leaks = lines(code, &findings, Kind::GoroutineLeak);
            match class.as_str() {
                "ok" => {
                    let exits = expect.contains("\nexit_code = ");
                    let fine = findings
                        .iter()
                        .all(|f| f.kind == Kind::IncompleteWork || exits && f.kind == Kind::Exit);
                    assert!(fine, "{}", what());
                }
                "leak" => {
                    let want = numbers(&value(&expect, "leak_lines").expect("has lines"));
                    let all = outcome.leaks.iter().map(|leak| leak.goroutines.len());
                    let leaked = value(&expect, "leaked").expect("has a number");
                    assert_eq!(all.sum::<usize>().to_string(), leaked, "{}", what());
                    assert!(leaks.iter().all(|line| want.contains(line)), "{}", what());
                    found.extend(leaks);
                    let state = value(&expect, "leak_state").expect("has a state");
                    let mut states = findings.iter().flat_map(|f| &f.locations);
                    assert!(states.any(|l| l.state == state), "{}", what());
                }
                "deadlock" => {
                    let want = numbers(&value(&expect, "block_lines").expect("has lines"));
                    let lines = lines(code, &findings, Kind::Deadlock);
                    assert!(
                        lines.is_empty() || want.iter().all(|l| lines.contains(l)),
                        "{}",
                        what()
                    );
                    assert!(leaks.is_empty(), "{}", what());
                }
                _ => {}
            }
        }
        assert_eq!(class == "leak", !found.is_empty(), "{}", file.display());
    }
}

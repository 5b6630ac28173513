//! Recording and replaying: same output, changed sources, damaged traces, input.

use crate::support::{Run, goweave, goweave_in, scratch};
use std::fs;
use std::path::{Path, PathBuf};

/// A program whose output depends on the schedule and the input.
const PROGRAM: &str = r#"package main

import (
	"bufio"
	"fmt"
	"math/rand"
	"os"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Go(func() { fmt.Print(i, " ") })
	}
	wg.Wait()
	sc := bufio.NewScanner(os.Stdin)
	for sc.Scan() {
		fmt.Println(sc.Text(), rand.Intn(1000), os.Args[1:])
	}
}
"#;

/// A program that fails under some schedules only.
const FAILS: &str = r#"package main

import "fmt"

func main() {
	c := make(chan int, 3)
	for i := range 3 {
		go func() { c <- i }()
	}
	for range 2 {
		<-c
	}
	if x := <-c; x != 1 {
		panic(fmt.Sprint("last is ", x))
	}
}
"#;

fn folder(name: &str) -> PathBuf {
    let dir = scratch("replay").join(name);
    fs::create_dir_all(&dir).expect("can be made");
    dir
}

fn write(dir: &Path, name: &str, text: &str) {
    fs::write(dir.join(name), text).expect("can be written");
}

/// A seed with which a program ends with this status under the random schedule.
fn seed_with(dir: &Path, file: &str, status: i32) -> String {
    let seeds = (1..50).map(|n| format!("-seed={n}"));
    let mut fitting = seeds.filter(|seed| {
        goweave_in(dir, &["run", "-schedule=random", seed, file], "").status == status
    });
    fitting.next().expect("some seed does it")
}

#[test]
fn a_replay_prints_the_same() {
    let dir = folder("same");
    write(&dir, "p.go", PROGRAM);
    let args = ["run", "-schedule=random", "-seed=9", "-record=t.gwt", "p.go", "x", "-y"];
    let first = goweave_in(&dir, &args, "one\ntwo\n");
    assert_eq!(first.status, 0, "{}", first.stderr);
    assert!(first.stdout.contains("two") && first.stdout.contains("[x -y]"));
    // From here, and from elsewhere: the program is beside the trace.
    let here = goweave_in(&dir, &["replay", "t.gwt"], "other input\n");
    assert_eq!(here, first);
    let trace = dir.join("t.gwt");
    assert_eq!(goweave(&["replay", trace.to_str().expect("UTF-8")]), first);
    let with_run = goweave_in(&dir, &["run", "-replay", "t.gwt", "p.go", "x", "-y"], "");
    assert_eq!(with_run, first);
}

#[test]
fn the_same_seed_gives_the_same_trace() {
    let dir = folder("bytes");
    write(&dir, "p.go", PROGRAM);
    let traces = ["a.gwt", "b.gwt"].map(|trace| {
        goweave_in(&dir, &["run", "-schedule=random", "-seed=3", "-record", trace, "p.go"], "x\n");
        fs::read(dir.join(trace)).expect("was written")
    });
    assert_eq!(traces[0], traces[1]);
}

#[test]
fn a_failure_says_how_to_see_it_again() {
    let dir = folder("fails");
    write(&dir, "f.go", FAILS);
    let seed = seed_with(&dir, "f.go", 2);
    let last = |run: &Run| run.stderr.lines().last().unwrap_or_default().to_owned();
    let run = goweave_in(&dir, &["run", "-schedule=random", &seed, "f.go"], "");
    let line = last(&run);
    let command = line.strip_prefix("to reproduce: goweave ").expect("is the last line");
    let words: Vec<_> = command.split(' ').collect();
    assert_eq!(goweave_in(&dir, &words, ""), run);
    let recorded =
        goweave_in(&dir, &["run", "-schedule=random", &seed, "-record=f.gwt", "f.go"], "");
    assert_eq!(last(&recorded), "to reproduce: goweave replay f.gwt");
    let replayed = goweave_in(&dir, &["replay", "f.gwt"], "");
    assert_eq!(replayed, recorded);
}

#[test]
fn changed_sources_are_followed() {
    let dir = folder("changed");
    write(&dir, "f.go", FAILS);
    let seed = seed_with(&dir, "f.go", 2);
    goweave_in(&dir, &["run", "-schedule=random", &seed, "-record=f.gwt", "f.go"], "");
    write(&dir, "f.go", &FAILS.replace("last is ", "the last is "));
    let run = goweave_in(&dir, &["replay", "f.gwt"], "");
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("still fails"), "{}", run.stderr);
    write(&dir, "f.go", &FAILS.replace("x != 1", "x == 17"));
    let run = goweave_in(&dir, &["replay", "f.gwt"], "");
    assert!(run.status == 0 && run.stderr.contains("passes now"), "{run:?}");
    write(&dir, "f.go", "package main\n\nfunc main() { println(1) }\n");
    let run = goweave_in(&dir, &["replay", "f.gwt"], "");
    assert_eq!(run.status, 5);
    assert!(run.stderr.contains("diverged"), "{}", run.stderr);
}

#[test]
fn what_is_no_trace_is_refused() {
    let dir = folder("damaged");
    write(&dir, "p.go", PROGRAM);
    goweave_in(&dir, &["run", "-record=t.gwt", "p.go"], "");
    let mut bytes = fs::read(dir.join("t.gwt")).expect("was written");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    fs::write(dir.join("bad.gwt"), &bytes).expect("can be written");
    fs::write(dir.join("text.gwt"), "hello").expect("can be written");
    for (trace, words) in
        [("bad.gwt", "damaged"), ("text.gwt", "not a goweave trace"), ("none.gwt", "open none.gwt")]
    {
        let run = goweave_in(&dir, &["replay", trace], "");
        assert_eq!(run.status, 2, "{trace}");
        assert!(run.stderr.contains(words), "{}", run.stderr);
    }
}

#[test]
fn decisions_take_few_bytes() {
    let dir = folder("size");
    write(&dir, "p.go", &PROGRAM.replace("range 5", "range 500"));
    let run = goweave_in(&dir, &["run", "-schedule=random", "-hash", "-record=t.gwt", "p.go"], "");
    let words: Vec<_> = run.stderr.split_whitespace().collect();
    let at = words.iter().position(|w| w.starts_with("decisions")).expect("is told");
    let decisions: u64 = words[at - 1].parse().expect("is a number");
    let bytes = fs::metadata(dir.join("t.gwt")).expect("was written").len();
    assert!(decisions > 1000 && bytes <= 2 * decisions, "{bytes} bytes, {decisions} decisions");
}

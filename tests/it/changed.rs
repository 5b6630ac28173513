//! Traces on sources that have changed since.

use crate::support::{goweave_in, scratch};
use std::fs;
use std::path::{Path, PathBuf};

/// Loses an update if both goroutines read first.
const COUNTER: &str = r#"package main

import (
	"fmt"
	"sync"
)

var n int

func add(wg *sync.WaitGroup) {
	defer wg.Done()
	x := n
	n = x + 1
}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go add(&wg)
	go add(&wg)
	wg.Wait()
	if n != 2 {
		panic(fmt.Sprint("lost: ", n))
	}
}
"#;

/// Its first worker may be the one that nobody hears.
const LEAK: &str = r#"package main

import "fmt"

func answer(c chan<- int, n int) {
	c <- n
}

func main() {
	c := make(chan int)
	for i := range 3 {
		go answer(c, i)
	}
	fmt.Println(<-c)
}
"#;

/// Another program altogether.
const OTHER: &str = r#"package main

import "fmt"

func main() {
	c := make(chan int)
	go func() { c <- 1 }()
	fmt.Println(<-c)
}
"#;

/// Explores a program; its findings are in `bug.gwt`, `bug-2.gwt`…
fn recorded(name: &str, program: &str) -> PathBuf {
    let dir = scratch("changed").join(name);
    fs::create_dir_all(&dir).expect("can be made");
    fs::write(dir.join("main.go"), program).expect("can be written");
    let run = goweave_in(&dir, &["explore", "-all", "-record=bug.gwt", "main.go"], "");
    assert_eq!(run.status, 1, "{}", run.stderr);
    dir
}

/// The trace of the finding of a kind.
fn trace(dir: &Path, kind: &str) -> String {
    let names = ["bug.gwt", "bug-2.gwt", "bug-3.gwt", "bug-4.gwt"];
    let shows = |name: &&str| {
        let info = goweave_in(dir, &["trace", "info", name], "");
        info.stdout.contains(&format!("-finding={kind}\n"))
    };
    names.into_iter().find(shows).expect("was found").to_owned()
}

/// Replays a trace on another program: the status and what is said of the change.
fn replayed(dir: &Path, trace: &str, program: &str) -> (i32, String) {
    fs::write(dir.join("main.go"), program).expect("can be written");
    let run = goweave_in(dir, &["replay", trace], "");
    let said = run.stderr.lines().filter_map(|line| line.strip_prefix("goweave: the program has"));
    (run.status, said.collect())
}

fn edited(program: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(program.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

#[test]
fn what_does_not_matter_changes_nothing() {
    let dir = recorded("same", COUNTER);
    let panic = trace(&dir, "panic");
    let race = trace(&dir, "data-race");
    for edits in [
        &[("x := n", "// A comment\n\t// of two lines.\n\tx := n // read")][..],
        &[("func add", "func other(n int) int {\n\treturn n + 1\n}\n\nfunc add")],
        &[("x := n", "fmt.Println(1)\n\tx := n\n\tfmt.Println(2)")],
        &[("go add(&wg)\n\tgo", "go add(&wg)\n\tfmt.Println(3)\n\tgo")],
        &[("x := n", "old := n"), ("x + 1", "old + 1")],
        &[
            ("var n int", "var count int"),
            ("x := n", "x := count"),
            ("n = x + 1", "count = x + 1"),
            ("if n", "if count"),
            (", n)", ", count)"),
        ],
        &[("add(", "increment(")],
        &[("go add(&wg)\n", "go func() { add(&wg) }()\n")],
        &[
            ("wg.Add(2)\n\tgo add(&wg)\n\tgo add(&wg)", "for range 2 {\n\t\twg.Go(add)\n\t}"),
            ("func add(wg *sync.WaitGroup) {\n\tdefer wg.Done()", "func add() {"),
        ],
        // Another goroutine, in front of those that matter.
        &[
            (
                "wg.Add(2)\n",
                "wg.Add(2)\n\tdone := make(chan bool)\n\tgo func() { done <- true }()\n",
            ),
            ("wg.Wait()", "wg.Wait()\n\t<-done"),
        ],
        &[("wg.Add(2)\n", "wg.Add(3)\n\tgo add(&wg)\n"), ("n != 2", "n != 3")],
    ] {
        let program = edited(COUNTER, edits);
        for (trace, status) in [(&panic, 2), (&race, 66)] {
            let (found, said) = replayed(&dir, trace, &program);
            assert!(found == status && said.contains("still fails"), "{program}{found}: {said}");
            assert!(!said.contains("another way"), "{program}: {said}");
        }
    }
}

#[test]
fn a_mended_program_passes() {
    let dir = recorded("mended", COUNTER);
    let traces = [trace(&dir, "panic"), trace(&dir, "data-race")];
    for edits in [
        &[
            ("x := n", "mu.Lock()\n\tdefer mu.Unlock()\n\tx := n"),
            ("var n int", "var n int\n\nvar mu sync.Mutex"),
        ][..],
        &[("x := n\n\tn = x + 1", ""), ("n != 2", "n != 0")],
        &[("\tgo add(&wg)\n\twg", "\twg"), ("Add(2)", "Add(1)"), ("n != 2", "n != 1")],
    ] {
        let program = edited(COUNTER, edits);
        for trace in &traces {
            let (status, said) = replayed(&dir, trace, &program);
            assert!(status == 0 && said.contains("passes now"), "{program}{status}: {said}");
        }
    }
}

#[test]
fn another_program_differs_at_a_step() {
    let dir = recorded("other", COUNTER);
    let trace = trace(&dir, "panic");
    for program in [OTHER, "package main\n\nfunc main() {}\n"] {
        let (status, said) = replayed(&dir, &trace, program);
        assert_eq!(status, 5, "{said}");
        let words = "replay diverged at decision 1 main ran on from main.go:";
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn a_program_that_does_not_end_is_stopped() {
    let dir = recorded("spins", COUNTER);
    let spins = edited(COUNTER, &[("x := n", "for {\n\t}\n\tx := n")]);
    let (status, said) = replayed(&dir, &trace(&dir, "panic"), &spins);
    assert!(status == 6 && said.contains("still fails, but in another way"), "{status}: {said}");
}

#[test]
fn leaks_are_told_again() {
    let dir = recorded("leak", LEAK);
    let trace = trace(&dir, "goroutine-leak");
    let same = goweave_in(&dir, &["replay", &trace], "");
    assert!(same.status == 0 && same.stderr.contains("goroutine-leak: "), "{same:?}");
    let (_, said) = replayed(&dir, &trace, &edited(LEAK, &[("c <- n", "n++ // more\n\tc <- n")]));
    assert!(said.contains("still fails"), "{said}");
    let mended = edited(LEAK, &[("make(chan int)", "make(chan int, 3)")]);
    let (status, said) = replayed(&dir, &trace, &mended);
    assert!(status == 0 && said.contains("passes now"), "{status}: {said}");
}

#[test]
fn traces_on_changed_sources_can_be_shown_and_shrunk() {
    let dir = recorded("told", COUNTER);
    let trace = trace(&dir, "panic");
    let program = edited(COUNTER, &[("x := n", "fmt.Println(1)\n\tx := n")]);
    fs::write(dir.join("main.go"), program).expect("can be written");
    let shown = goweave_in(&dir, &["trace", "show", &trace], "");
    assert!(shown.status == 0 && shown.stdout.contains("fmt.Println(1)"), "{shown:?}");
    let shrunk = goweave_in(&dir, &["shrink", &trace, "-o", "short.gwt"], "");
    assert_eq!(shrunk.status, 0, "{}", shrunk.stderr);
    let again = goweave_in(&dir, &["replay", "short.gwt"], "");
    assert!(again.status == 2 && !again.stderr.contains("has changed"), "{}", again.stderr);
}

#[test]
fn choices_of_select_belong_to_their_goroutines() {
    let program = r#"package main

func pick(name string) int {
	a, b := make(chan int, 1), make(chan int, 1)
	a <- 1
	b <- 2
	select {
	case x := <-a:
		return x
	case x := <-b:
		return x
	}
}

func main() {
	done := make(chan int)
	go func() { done <- pick("first") }()
	one := <-done
	go func() { done <- pick("second") }()
	two := <-done
	println(one, two)
	if one == 2 && two == 1 {
		panic("crossed")
	}
}
"#;
    let dir = recorded("select", program);
    let trace = trace(&dir, "panic");
    let more = edited(program, &[("\tone :=", "\tgo pick(\"third\")\n\tone :=")]);
    let (status, said) = replayed(&dir, &trace, &more);
    assert!(status == 2 && said.contains("still fails"), "{status}: {said}");
}

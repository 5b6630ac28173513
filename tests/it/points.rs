//! Accesses to shared memory as scheduling points: other goroutines run between the load and the
//! store of one statement, and nowhere else than between two accesses.

use crate::support::{goweave, scratch};
use std::collections::BTreeSet;
use std::fs;

/// Two goroutines run `STEP` and main prints `SHOW`.
const PROGRAM: &str = r#"package main

import "sync"

type S struct {
	n int
	a []int
	m map[string]int
	t string
}

func main() {
	var wg sync.WaitGroup
	n, s := 0, &S{a: make([]int, 2), m: map[string]int{}}
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			STEP
		}()
	}
	wg.Wait()
	println(SHOW, n+len(s.t)*0)
}
"#;

/// What is printed under many schedules.
fn outcomes(name: &str, step: &str, show: &str) -> BTreeSet<String> {
    let file = scratch("points").join(name).with_extension("go");
    fs::write(&file, PROGRAM.replace("STEP", step).replace("SHOW", show)).expect("is written");
    let file = file.to_str().expect("is UTF-8");
    let run = |seed| {
        let seed = format!("-seed={seed}");
        let run = goweave(&["run", "-checks=every", "-schedule=random", &seed, file]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let shown = run.stderr.split_whitespace().next().unwrap_or_default();
        shown.to_owned()
    };
    (1..=60).map(run).collect()
}

#[test]
fn updates_are_lost() {
    let both = BTreeSet::from(["1".to_owned(), "2".to_owned()]);
    for (i, (step, show)) in [
        ("n++", "n"),
        ("n = n + 1", "n"),
        ("s.n += 1", "s.n"),
        ("s.a[1]++", "s.a[1]"),
        ("s.m[\"k\"]++", "s.m[\"k\"]"),
        ("s.t += \"x\"", "len(s.t)"),
        ("p := &s.n; *p = *p + 1", "s.n"),
        ("s.a = append(s.a, 0)", "len(s.a)-2"),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(outcomes(&format!("lost{i}"), step, show), both, "{step}");
    }
}

#[test]
fn a_test_may_be_stale_when_its_branch_runs() {
    let seen = outcomes("stale", "if n == 0 && s.n == 0 { n++; s.n++ }", "s.n");
    assert_eq!(seen, BTreeSet::from(["1".to_owned(), "2".to_owned()]));
}

#[test]
fn locals_are_nobody_elses() {
    let seen = outcomes("locals", "x := 0; x++; x += x; n = x", "n");
    assert_eq!(seen, BTreeSet::from(["2".to_owned()]));
}

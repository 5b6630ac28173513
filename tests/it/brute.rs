//! Brute force: on small random programs the search by partial orders reaches exactly the outcomes
//! that running every interleaving reaches, with one execution for each class of equivalent ones.

use crate::generator::Dice;
use crate::optimal::{explore, options};
use crate::support::program::compile_text;
use interp::code::Code;
use interp::config::Config;
use interp::execution::{Arena, run_in};
use interp::explore::dpor::{Exhaustive, class};
use interp::host::MemoryHost;
use interp::lower::Checks;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::rc::Rc;
use std::sync::Arc;

/// Interleavings at most; programs with more are left out.
const LIMIT: usize = 6_000;

/// Writes a program whose goroutines do `ops` visible operations in all, more or less. Each notes
/// what it saw; main prints it when everybody is done or blocked.
fn program(seed: u64) -> String {
    let mut rng = Dice(seed);
    let goroutines = 2 + rng.below(3);
    let mut left = 4 + rng.below(5);
    let kinds = 2 + rng.below(3);
    let menu: Vec<usize> = (0..kinds).map(|_| rng.below(9)).collect();
    let mut bodies = vec![String::new(); goroutines];
    while left > 0 {
        let g = rng.below(goroutines);
        let kind = menu[rng.below(kinds)];
        let (text, ops) = statement(&mut rng, kind);
        if ops > left {
            left -= 1;
            continue;
        }
        left -= ops;
        bodies[g] += &text;
    }
    let mut out = "package main

import (
	\"fmt\"
	\"sync\"
	\"sync/atomic\"
	\"time\"
)

var (
	mu   sync.Mutex
	rw   sync.RWMutex
	wg   sync.WaitGroup
	once sync.Once
	cond = sync.NewCond(&mu)
	u    = make(chan int)
	b    = make(chan int, 1)
	x    atomic.Int64
	y    atomic.Int64
	n, m int
)

func main() {
	var saw [4][]int
"
    .to_owned();
    for (g, body) in bodies.iter().enumerate() {
        let _ = writeln!(
            out,
            "\tgo func() {{\n\t\tid, see := {g}, func(v int) {{ saw[{g}] = append(saw[{g}], v) }}\n\t\t_, _ = id, see\n{body}\t\tsee(100)\n\t}}()"
        );
    }
    out += "\ttime.Sleep(1)\n\tfmt.Println(saw)\n}\n";
    out
}

/// A statement and how many operations it does.
fn statement(rng: &mut Dice, kind: usize) -> (String, usize) {
    let (text, ops) = match (kind, rng.below(4)) {
        (0, 0) => ("if mu.TryLock() {\n\t\t\tn++\n\t\t\tsee(n)\n\t\t\tmu.Unlock()\n\t\t}", 2),
        (0, _) => ("mu.Lock()\n\t\tn++\n\t\tsee(n)\n\t\tmu.Unlock()", 2),
        (1, 0) => ("rw.Lock()\n\t\tm++\n\t\trw.Unlock()", 2),
        (1, 1) => ("if rw.TryRLock() {\n\t\t\tsee(m)\n\t\t\trw.RUnlock()\n\t\t}", 2),
        (1, _) => ("rw.RLock()\n\t\tsee(m)\n\t\trw.RUnlock()", 2),
        (2, 0 | 1) => ("u <- id", 1),
        (2, _) => ("see(<-u)", 1),
        (3, 0 | 1) => ("b <- id", 1),
        (3, 2) => ("see(<-b)", 1),
        (3, _) => ("close(b)", 1),
        (4, 0) => ("select {\n\t\tcase v := <-u:\n\t\t\tsee(v)\n\t\tcase b <- 7:\n\t\t}", 1),
        (4, 1) => ("select {\n\t\tcase u <- id:\n\t\tdefault:\n\t\t\tsee(9)\n\t\t}", 1),
        (4, 2) => ("select {\n\t\tcase v := <-b:\n\t\t\tsee(v)\n\t\tcase u <- id:\n\t\t}", 1),
        (4, _) => ("select {\n\t\tcase v := <-u:\n\t\t\tsee(v)\n\t\tdefault:\n\t\t}", 1),
        (5, 0 | 1) => ("wg.Add(1)", 1),
        (5, 2) => ("wg.Wait()", 1),
        (5, _) => ("wg.Done()", 1),
        (6, 0) => ("x.Store(int64(id))", 1),
        (6, 1) => ("see(int(x.Load()))", 1),
        (6, 2) => ("see(int(y.Add(1)))", 1),
        (6, _) => ("see(int(y.Load()))\n\t\tif x.CompareAndSwap(0, 5) {\n\t\t\tsee(5)\n\t\t}", 2),
        (7, 0) => ("mu.Lock()\n\t\tcond.Wait()\n\t\tmu.Unlock()", 5),
        (7, 1) => ("cond.Signal()", 1),
        (7, 2) => ("mu.Lock()\n\t\tcond.Broadcast()\n\t\tmu.Unlock()", 3),
        (7, _) => ("cond.Broadcast()", 1),
        _ => ("once.Do(func() { see(int(y.Add(1))) })", 4),
    };
    (format!("\t\t{text}\n"), ops)
}

/// What can be seen of an ending: output and status. Stacks name positions of calls, which differ
/// where the same call waits or not; the first line tells enough.
type Seen = (String, String, i32);

fn seen(stdout: &[u8], stderr: &[u8], status: i32) -> Seen {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(stdout), text(stderr).lines().next().unwrap_or_default().to_owned(), status)
}

/// All outcomes and the number of classes; `None` if there are too many interleavings.
fn brute_force(code: &'static Code, config: &Config) -> Option<(BTreeSet<Seen>, usize)> {
    let mut all = Exhaustive::new(1);
    let (mut outcomes, mut classes) = (BTreeSet::new(), BTreeSet::new());
    let mut arena = Arena::default();
    for _ in 0..LIMIT {
        let host = Rc::new(RefCell::new(MemoryHost::default()));
        let (outcome, _) =
            run_in(&mut arena, code, config, all.strategy(), Box::new(Rc::clone(&host)));
        let written = host.borrow();
        outcomes.insert(seen(&written.stdout, &written.stderr, outcome.ending.status()));
        classes.insert(class(outcome.history.as_deref().expect("was asked for")));
        if !all.advance() {
            return Some((outcomes, classes.len()));
        }
    }
    None
}

/// Checks the programs of some seeds; how many of them were small enough.
fn check(seeds: std::ops::Range<u64>) -> usize {
    let (mut checked, mut wrong) = (0, Vec::new());
    for seed in seeds {
        let text = program(seed);
        let code = compile_text("random.go", &text, Checks::Points);
        let mut asked = options("dpor");
        asked.outcomes = true;
        asked.detect.race = false;
        let report = explore(code, asked);
        let config = Config {
            history: true,
            outputs: true,
            ordered_outputs: true,
            strict: Arc::clone(&report.strict),
            ..Config::default()
        };
        let Some((outcomes, classes)) = brute_force(code, &config) else { continue };
        checked += 1;
        let found: BTreeSet<Seen> =
            report.outcomes.iter().map(|e| seen(&e.stdout, &e.stderr, e.exit)).collect();
        let exact = (report.last_search, report.redundant) == (classes as u64, 0);
        if !report.complete || found != outcomes || !exact {
            wrong.push(format!(
                "seed {seed}: complete {}, {} of {} outcomes, {} executions for {classes} classes, \
                 {} redundant\n{text}\nfound {found:?}\nall   {outcomes:?}",
                report.complete,
                found.len(),
                outcomes.len(),
                report.last_search,
                report.redundant
            ));
        }
    }
    assert!(wrong.is_empty(), "{} programs:\n{}", wrong.len(), wrong.join("\n"));
    checked
}

#[test]
fn random_programs_match_brute_force() {
    let programs = std::env::var("GOWEAVE_BRUTE").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let checked = check(std::env::var("FIRST").map_or(0, |n| n.parse().expect("n"))..programs);
    assert!(checked as u64 > programs * 3 / 4, "only {checked} of {programs} were small enough");
}

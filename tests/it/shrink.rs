//! Shrinking schedules of small programs with bugs.
//!
//! That a shrunk schedule is minimal is checked against a search of everything with fewer
//! preemptions, which knows nothing of plans and edits.

use frontend::check::{PackageSource, check_program};
use interp::code::Code;
use interp::config::Config;
use interp::execution;
use interp::explore::shrink::{Bug, NoReturn, point_of_no_return, shrink};
use interp::host::MemoryHost;
use interp::host::Stop;
use interp::outcome::{Ending, Outcome};
use interp::sched::strategy::{Discipline, Strategy};
use interp::schedule::Schedule;
use interp::strategy::{Dfs, Follow, Profile, Recorded, Replay, Survey, informed};
use std::sync::PoisonError;

/// Two locks taken in two orders.
const AB_BA: &str = r#"package main

import "sync"

func main() {
	var a, b sync.Mutex
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { a.Lock(); a.Unlock() })
	}
	wg.Go(func() { a.Lock(); b.Lock(); b.Unlock(); a.Unlock() })
	wg.Go(func() { b.Lock(); a.Lock(); a.Unlock(); b.Unlock() })
	wg.Wait()
}
"#;

/// Read, then write: an update is lost.
const LOST_UPDATE: &str = r#"package main

import (
	"sync"
	"sync/atomic"
)

func main() {
	var n, noise atomic.Int64
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			noise.Add(1)
			n.Store(n.Load() + 1)
			noise.Add(1)
		})
	}
	wg.Wait()
	if n.Load() != 3 {
		panic("lost")
	}
}
"#;

/// One goroutine uses what another one has not made yet. The order in which they were started
/// hides it.
const ORDER: &str = r#"package main

import (
	"sync"
	"sync/atomic"
)

func main() {
	var ready, noise atomic.Int64
	var wg sync.WaitGroup
	wg.Go(func() { noise.Add(1); ready.Store(1) })
	wg.Go(func() {
		noise.Add(1)
		noise.Add(1)
		if ready.Load() == 0 {
			panic("too early")
		}
	})
	wg.Wait()
}
"#;

/// The first load must see the first store, the second one the second.
const TWO: &str = r#"package main

import (
	"sync"
	"sync/atomic"
)

func main() {
	var x atomic.Int64
	var wg sync.WaitGroup
	wg.Go(func() { x.Load(); x.Load(); x.Load() })
	wg.Go(func() { x.Store(1); x.Store(2) })
	wg.Go(func() {
		if x.Load() == 1 && x.Load() == 2 {
			panic("twice")
		}
	})
	wg.Wait()
}
"#;

/// The wrong case of a select.
const SELECT: &str = r#"package main

func main() {
	a, b := make(chan int, 1), make(chan int, 1)
	go func() { a <- 1; b <- 2 }()
	for range 2 {
		select {
		case <-a:
		case v := <-b:
			if v == 2 && len(a) == 1 {
				panic("wrong order")
			}
		}
	}
}
"#;

/// Every order fails.
const ALWAYS: &str = r#"package main

import "sync"

func main() {
	var wg sync.WaitGroup
	wg.Go(func() {})
	wg.Go(func() {})
	wg.Wait()
	panic("always")
}
"#;

const QUANTUM: u32 = 10_000;

fn code(source: &str) -> &'static Code {
    let name = "main.go".to_owned();
    let files = vec![(name.clone(), name, source.to_owned())];
    let main = PackageSource { files, is_std: false, go_version: (1, 27) };
    let mut importer = stdlib::StdImporter::needed_by(&[source]);
    let (program, diagnostics) = check_program(main, &mut importer);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let code = interp::lower::lower(program, &stdlib::natives(), interp::lower::Checks::Off);
    Box::leak(Box::new(code.expect("lowers")))
}

fn config() -> Config {
    Config { quantum: QUANTUM, max_steps: 1_000_000, ..Config::default() }
}

fn run(code: &'static Code, strategy: Box<dyn Strategy>) -> Outcome {
    execution::run(code, &config(), strategy, Box::new(MemoryHost::default())).0
}

fn replay(code: &'static Code, schedule: &Schedule) -> Outcome {
    run(code, Box::new(Replay::new(schedule.clone(), Discipline::Any, true, QUANTUM)))
}

fn fails(outcome: &Outcome) -> bool {
    matches!(outcome.ending, Ending::Panic(_) | Ending::Deadlock(_))
}

/// Failing executions of random walks, with their preemptions.
fn failures(code: &'static Code, most: usize) -> Vec<(Schedule, usize)> {
    let mut found = Vec::new();
    for seed in 0..3000 {
        let walk = informed("random", seed, QUANTUM, &Profile::default()).expect("known");
        let (recorded, plan) = Recorded::new(walk);
        let outcome = run(code, Box::new(recorded));
        if fails(&outcome) {
            let plan = plan.lock().unwrap_or_else(PoisonError::into_inner);
            found.push((outcome.schedule, plan.cuts().len()));
        }
        if found.len() == most {
            break;
        }
    }
    found
}

/// Whether some execution with at most `bound` preemptions fails.
fn fails_within(code: &'static Code, bound: u32) -> bool {
    let mut dfs = Dfs::new(1, QUANTUM, Some(bound));
    loop {
        if fails(&run(code, dfs.begin())) {
            return true;
        }
        if !dfs.advance() {
            return false;
        }
    }
}

fn bug<'a>(code: &'static Code, config: &'a Config, stop: &'a Stop) -> Bug<'a> {
    Bug { code, config, args: &[], stdin: &[], same: &fails, stop }
}

#[test]
fn shrunk_schedules_have_the_fewest_preemptions_there_are() {
    let (config, stop) = (config(), Stop::default());
    for (name, source, fewest) in
        [("AB-BA", AB_BA, 1), ("lost update", LOST_UPDATE, 1), ("order", ORDER, 0), ("two", TWO, 2)]
    {
        let code = code(source);
        if fewest > 0 {
            assert!(!fails_within(code, fewest - 1), "{name}: fewer would do");
        }
        assert!(fails_within(code, fewest), "{name}: it takes more");
        let failures = failures(code, 10);
        assert!(failures.len() == 10, "{name}: {} failures", failures.len());
        let before: usize = failures.iter().map(|(_, preemptions)| preemptions).sum();
        assert!(before > 25 * fewest as usize, "{name}: {before} preemptions in 10 walks");
        for (schedule, _) in failures {
            let shrunk = shrink(bug(code, &config, &stop), &schedule, 200).expect("fails");
            assert!(shrunk.runs <= 200, "{name}: {} runs", shrunk.runs);
            assert!(shrunk.minimal, "{name}: {} runs", shrunk.runs);
            assert_eq!(shrunk.preemptions, u64::from(fewest), "{name}");
            let again = replay(code, &shrunk.schedule);
            assert!(fails(&again), "{name}: {:?}", again.ending);
            assert_eq!(again.event_hash, shrunk.outcome.event_hash, "{name}");
        }
    }
}

#[test]
fn answers_shrink_too() {
    let code = code(SELECT);
    let (config, stop) = (config(), Stop::default());
    for (schedule, _) in failures(code, 5) {
        let shrunk = shrink(bug(code, &config, &stop), &schedule, 200).expect("fails");
        assert!(fails(&replay(code, &shrunk.schedule)));
        let ones = shrunk.schedule.iter().filter(|d| d.kind == 1 && d.answer != 0).count();
        assert_eq!(ones, 1, "only the wrong case is needed");
    }
}

#[test]
fn what_does_not_fail_is_not_shrunk() {
    let code = code(AB_BA);
    let (config, stop) = (config(), Stop::default());
    let passing = (0..).find_map(|seed| {
        let walk = informed("random", seed, QUANTUM, &Profile::default()).expect("known");
        let outcome = run(code, walk);
        (!fails(&outcome)).then_some(outcome.schedule)
    });
    let passing = passing.expect("found");
    assert!(shrink(bug(code, &config, &stop), &passing, 200).is_none());
    assert_eq!(point_of_no_return(bug(code, &config, &stop), &passing, 60), None);
}

#[test]
fn shrinking_stops_when_told() {
    let code = code(AB_BA);
    let (schedule, preemptions) = failures(code, 1).remove(0);
    let (config, stop) = (config(), Stop::default());
    stop.set();
    let shrunk = shrink(bug(code, &config, &stop), &schedule, 200).expect("fails");
    assert_eq!((shrunk.runs, shrunk.preemptions), (1, preemptions as u64));
    assert!(!shrunk.minimal);
    assert_eq!(shrunk.schedule, schedule);
}

#[test]
fn a_plan_that_is_not_edited_is_followed_to_the_letter() {
    for source in [AB_BA, LOST_UPDATE, ORDER, TWO, SELECT] {
        let code = code(source);
        let mut survey = Survey::default();
        for seed in 0..3 {
            run(code, survey.walk(seed, QUANTUM));
        }
        let profile = survey.profile();
        for name in ["random", "pct", "pos", "surw"] {
            for seed in 0..30 {
                let strategy = informed(name, seed, QUANTUM, &profile).expect("known");
                let (recorded, plan) = Recorded::new(strategy);
                let first = run(code, Box::new(recorded));
                let plan = plan.lock().unwrap_or_else(PoisonError::into_inner).clone();
                let again = run(code, Box::new(Follow::new(plan, seed, QUANTUM)));
                assert_eq!(first.schedule, again.schedule, "{name} {seed}");
                assert_eq!(first.event_hash, again.event_hash, "{name} {seed}");
            }
        }
    }
}

#[test]
fn a_deadlock_cannot_be_avoided_once_both_locks_are_taken() {
    let code = code(AB_BA);
    let (config, stop) = (config(), Stop::default());
    for (schedule, _) in failures(code, 5) {
        let found = point_of_no_return(bug(code, &config, &stop), &schedule, 60).expect("fails");
        assert!(found.decisions > 0 && found.decisions < schedule.len(), "{found:?}");
        let all_fail = |decisions| {
            let mut dfs = Dfs::after(&schedule, decisions, QUANTUM);
            loop {
                if !fails(&run(code, dfs.begin())) {
                    return false;
                }
                if !dfs.advance() {
                    return true;
                }
            }
        };
        let decisions = usize::try_from(found.decisions).expect("small");
        assert!(!all_fail(decisions - 1), "{found:?} could be earlier");
        if found.proved {
            assert!(all_fail(decisions), "{found:?} is not proved");
        }
    }
}

#[test]
fn what_always_fails_was_never_avoidable() {
    let code = code(ALWAYS);
    let (config, stop) = (config(), Stop::default());
    let (schedule, _) = failures(code, 1).remove(0);
    let found = point_of_no_return(bug(code, &config, &stop), &schedule, 500);
    assert_eq!(found, Some(NoReturn { decisions: 0, proved: true }));
}

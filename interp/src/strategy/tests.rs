//! Strategies on toy programs: fixed lists of operations, asked about as the scheduler asks.

use super::profile::Seen;
use super::{Dfs, Profile, Survey, informed, stands};
use crate::goroutine::GoroutineId;
use crate::op::{Op, OpKind};
use crate::sched::decision::{ChoicePoint, Next};
use crate::sched::strategy::Strategy;
use frontend::span::Pos;
use std::collections::BTreeSet;

/// What each goroutine does; it goes on to the next operation only when that was chosen, and is
/// then asked again. The goroutines start in order, by main, which has no operations.
type Toy = Vec<Vec<Op>>;

const MAIN: u64 = 1;

fn path(g: usize) -> u64 {
    g as u64 + 2
}

const X: u64 = 8;
const Y: u64 = 16;

fn load(object: u64) -> Op {
    Op::new(OpKind::AtomicLoad, object)
}

fn store(object: u64) -> Op {
    Op::new(OpKind::AtomicStore, object)
}

/// Runs a toy: who did what, in order, and how many preemptions there were.
fn run(toy: &Toy, strategy: &mut dyn Strategy) -> (Vec<usize>, u32) {
    strategy.spawned(MAIN, 0, Pos::NONE);
    for g in 0..toy.len() {
        strategy.spawned(path(g), MAIN, Pos::NONE);
    }
    let mut at = vec![0; toy.len()];
    let mut queue: Vec<usize> = (0..toy.len()).collect();
    let (mut order, mut preemptions, mut last) = (Vec::new(), 0, None);
    loop {
        queue.retain(|&g| at[g] < toy[g].len());
        let Some(&first) = queue.first() else { return (order, preemptions) };
        let id = |g: usize| GoroutineId(u32::try_from(g + 1).expect("small"));
        let enabled: Vec<_> = queue.iter().map(|&g| id(g)).collect();
        let pending: Vec<_> = queue
            .iter()
            .map(|&g| Next { path: path(g), op: toy[g][at[g]], ..Next::default() })
            .collect();
        let current = last.filter(|&g| first == g).map(id);
        let point = ChoicePoint::Goroutine { enabled: &enabled, pending: &pending, current };
        let mut answer = 0;
        if queue.len() > 1 {
            answer = usize::try_from(strategy.choose(point)).expect("small");
            preemptions += u32::from(stands(point).is_some() && answer != 0);
        }
        let g = queue.remove(answer);
        queue.insert(0, g);
        order.push(g);
        at[g] += 1;
        last = Some(g);
    }
}

fn all(toy: &Toy, bound: Option<u32>) -> Vec<(Vec<usize>, u32)> {
    let mut dfs = Dfs::new(1, 1000, bound);
    let mut found = Vec::new();
    loop {
        found.push(run(toy, &mut *dfs.begin()));
        if !dfs.advance() {
            return found;
        }
    }
}

fn profile(toy: &Toy) -> Profile {
    let mut survey = Survey::default();
    for seed in 0..5 {
        run(toy, &mut *survey.walk(seed, 1000));
    }
    survey.profile()
}

const NAMES: [&str; 4] = ["random", "pct", "pos", "surw"];

#[test]
fn dfs_takes_every_path_once() {
    let ops = |n| vec![store(X); n];
    for (toy, expected) in [
        (vec![ops(2), ops(2)], 6),
        (vec![ops(1), ops(1), ops(1)], 6),
        (vec![ops(3), ops(2)], 10),
        (vec![ops(2), ops(2), ops(2)], 90),
        (vec![ops(4)], 1),
    ] {
        let found = all(&toy, None);
        let distinct: BTreeSet<_> = found.iter().map(|(order, _)| order).collect();
        assert_eq!((found.len(), distinct.len()), (expected, expected));
    }
}

#[test]
fn bounded_dfs_takes_exactly_the_paths_with_few_preemptions() {
    let toy = vec![vec![store(X); 3], vec![store(X); 3], vec![store(Y); 2]];
    let everything = all(&toy, None);
    assert_eq!(everything.len(), 560);
    for bound in 0..5 {
        let expected: BTreeSet<_> =
            everything.iter().filter(|(_, preemptions)| *preemptions <= bound).cloned().collect();
        let found = all(&toy, Some(bound));
        assert_eq!(found.len(), expected.len());
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
    }
}

#[test]
fn equal_seeds_take_equal_paths() {
    let toy = vec![vec![load(X), store(X), load(Y)]; 4];
    let profile = profile(&toy);
    for name in NAMES {
        let order = |seed| {
            let mut strategy = informed(name, seed, 1000, &profile).expect("known");
            run(&toy, &mut *strategy).0
        };
        let first: Vec<_> = (0..20).map(order).collect();
        assert_eq!(first, (0..20).map(order).collect::<Vec<_>>(), "{name}");
        assert!(first.iter().collect::<BTreeSet<_>>().len() > 5, "{name} varies");
    }
}

/// In how many of 200 executions both load X before the other's store.
fn lost_updates(name: &str, noise: usize) -> u64 {
    let ops = |own: u64| {
        let noise = vec![store(own); noise];
        [noise.clone(), vec![load(X), store(X)], noise].concat()
    };
    let toy = vec![ops(Y), ops(Y + 8)];
    let profile = profile(&toy);
    let lost = |order: &[usize]| {
        let at = |g: usize, n: usize| {
            order.iter().enumerate().filter(|&(_, &x)| x == g).map(|(i, _)| i).nth(n)
        };
        let (load, store) = (noise, noise + 1);
        (at(0, load) < at(1, store)) && (at(1, load) < at(0, store))
    };
    let mut found = 0;
    for seed in 0..200 {
        let mut strategy = informed(name, seed, 1000, &profile).expect("known");
        found += u64::from(lost(&run(&toy, &mut *strategy).0));
    }
    found
}

#[test]
fn every_strategy_finds_a_lost_update() {
    for name in NAMES {
        let found = lost_updates(name, 3);
        assert!(found > 8, "{name}: {found} of 200");
    }
}

/// One goroutine does much else before the operation that should come first.
#[test]
fn unrelated_operations_do_not_hide_an_order_from_pos_and_surw() {
    let late = [vec![store(Y); 10], vec![store(X)]].concat();
    let toy = vec![late, vec![store(X)]];
    let profile = profile(&toy);
    let found = |name| {
        let late_first = |seed: &u64| {
            let mut strategy = informed(name, *seed, 1000, &profile).expect("known");
            run(&toy, &mut *strategy).0.last() == Some(&1)
        };
        (0..200).filter(late_first).count()
    };
    // Expected: 200 times 2^-11, 1/12, and the mean of 1/12 and 1/2.
    assert!(found("random") < 4, "{}", found("random"));
    assert!(found("pos") > 8, "{}", found("pos"));
    assert!(found("surw") > 40, "{}", found("surw"));
}

/// An order of depth 2 that a random walk takes once in 2^20 executions.
#[test]
fn pct_runs_one_goroutine_far_ahead() {
    let toy = vec![vec![store(X); 20], vec![store(X); 20]];
    let profile = profile(&toy);
    let found = (0..70)
        .filter(|&seed| {
            let mut strategy = informed("pct", seed, 1000, &profile).expect("known");
            let order = run(&toy, &mut *strategy).0;
            order.iter().take_while(|&&g| g == order[0]).count() == 20
        })
        .count();
    assert!(found > 5, "{found} of 70");
}

/// SURW on everything draws every interleaving equally often; a random walk does not.
#[test]
fn surw_is_uniform() {
    let toy = vec![vec![store(0); 4], vec![store(0); 1]];
    let profile = profile(&toy);
    let counts = |name: &str| {
        let mut counts = [0_u32; 5];
        for seed in 0..5000 {
            let mut strategy = informed(name, seed, 1000, &profile).expect("known");
            let order = run(&toy, &mut *strategy).0;
            counts[order.iter().position(|&g| g == 1).expect("runs")] += 1;
        }
        counts
    };
    let uniform = counts("surw");
    assert!(uniform.iter().all(|n| (900..1100).contains(n)), "{uniform:?}");
    assert!(counts("random")[0] > 2300);
}

#[test]
fn pct_lets_those_who_yield_wait() {
    let ids = [GoroutineId(0), GoroutineId(1)];
    let pending =
        [0, 1].map(|g| Next { path: path(g), op: Op::new(OpKind::Yield, 0), ..Next::default() });
    for seed in 0..50 {
        let mut strategy = informed("pct", seed, 1000, &Profile::default()).expect("known");
        let mut ran = [0; 2];
        for _ in 0..20 {
            let point = ChoicePoint::Goroutine { enabled: &ids, pending: &pending, current: None };
            ran[usize::try_from(strategy.choose(point)).expect("small")] += 1;
        }
        assert!(ran.iter().all(|&n| n >= 4), "{ran:?}");
    }
}

#[test]
fn a_survey_counts() {
    let toy = vec![vec![load(X), store(Y)], vec![store(X)]];
    let mut survey = Survey::default();
    for seed in 0..10 {
        run(&toy, &mut *survey.walk(seed, 1000));
    }
    let profile = survey.profile();
    assert_eq!(profile.steps, 2);
    let totals = |own: &Seen| own.events.values().sum::<u64>();
    let mut totals: Vec<_> = profile.goroutines.values().map(totals).collect();
    totals.sort_unstable();
    assert_eq!(totals, [0, 1, 2]);
}

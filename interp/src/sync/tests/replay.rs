//! What was recorded comes back.

use super::Do::{self, Go, Make, Print, Recv, Repeat, Select, Send};
use super::{add, lock, named, run_with, sleep, unlock, wait};
use crate::strategy::{self, Replay};
use crate::sync::select::Dir;
use std::collections::BTreeSet;

/// Two goroutines that lock in turn and send, one that selects, and timers.
fn busy() -> Vec<Do> {
    let worker = |name| {
        let turn = vec![lock(0), Print(name), unlock(0), Send(0, 1)];
        Go(vec![Repeat(5, turn), add(-1)])
    };
    let turn = vec![Select(vec![(Dir::Recv, 0), (Dir::Recv, 1)], false), sleep(100)];
    let reader = Go(vec![Repeat(10, turn)]);
    vec![Make(0, 1), Make(1, 0), add(2), worker("x"), worker("y"), reader, wait(), sleep(9999)]
}

#[test]
fn replays_are_the_same() {
    for seed in 0..200 {
        for name in strategy::NAMES {
            let (out, mut first) = run_with(named(name, seed), busy());
            assert!(!out.contains("Deadlock"), "{out}");
            let schedule = first.cx.sched.take_schedule();
            let replay = Replay::of(name, schedule.clone(), 1000);
            let (again, mut second) = run_with(Box::new(replay), busy());
            assert_eq!(out, again);
            assert_eq!(first.cx.sched.event_hash(), second.cx.sched.event_hash());
            assert_eq!(schedule, second.cx.sched.take_schedule());
            assert_eq!(second.cx.sched.replay_left(), None);
        }
    }
}

#[test]
fn random_schedules_differ() {
    let outs: BTreeSet<String> =
        (0..200).map(|seed| run_with(named("random", seed), busy()).0).collect();
    assert!(outs.len() > 50, "{}", outs.len());
}

#[test]
fn replays_of_other_programs_diverge() {
    let (_, mut first) = run_with(named("random", 3), busy());
    let schedule = first.cx.sched.take_schedule();
    let other = vec![Make(0, 1), Go(vec![Send(0, 1)]), Go(vec![Recv(0)]), sleep(100)];
    let replay = Replay::of("random", schedule, 1000);
    let (_, w) = run_with(Box::new(replay), other.clone());
    assert!(w.cx.sched.replay_left().is_some());
    let (_, mut first) = run_with(named("random", 3), other);
    let schedule = first.cx.sched.take_schedule();
    let replay = Replay::of("random", schedule, 1000);
    let (_, w) = run_with(Box::new(replay), busy());
    assert_eq!(w.cx.ending.map(|e| e.status()), Some(5));
}

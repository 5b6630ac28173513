//! Who of those who are stuck waits for whom.
//!
//! For each of them the heap is traced on its own: it could help those who wait for something it
//! leads to. That costs a trace each, so of many goroutines only what each waits for is told.

use super::held::Held;
use super::locks;
use super::state::{self, objects};
use crate::cx::Cx;
use crate::goroutine::{Status, WaitReason};
use crate::memory::collect::Marker;
use crate::outcome::{Leak, Reason, Wait};
use crate::sync::{chan, waitgroup};

/// Most goroutines that are looked at one by one.
const MANY: usize = 64;

/// By goroutine, in the order given: which of the others it could help.
type Helps = Vec<Vec<usize>>;

/// Splits the slots of stuck goroutines into groups that have nothing to do with each other.
pub(super) fn groups(cx: &Cx, held: &Held, slots: &[usize]) -> Vec<Vec<usize>> {
    if slots.is_empty() {
        return Vec::new();
    }
    if slots.len() > MANY {
        return vec![slots.to_vec()];
    }
    let helps = helps(cx, held, slots);
    let waits: Vec<Vec<_>> = slots.iter().map(|&slot| objects(cx, slot).collect()).collect();
    let mut group: Vec<usize> = (0..slots.len()).collect();
    for a in 0..slots.len() {
        for b in 0..slots.len() {
            let alike = a < b && waits[a].iter().any(|wait| waits[b].contains(wait));
            if alike || helps[a].contains(&b) {
                let (from, to) = (group[a].max(group[b]), group[a].min(group[b]));
                group.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
            }
        }
    }
    (0..slots.len())
        .map(|first| (0..slots.len()).filter(|&i| group[i] == first).map(|i| slots[i]).collect())
        .filter(|members: &Vec<usize>| !members.is_empty())
        .collect()
}

/// Describes a group of stuck goroutines.
pub(super) fn tie(cx: &Cx, held: &Held, slots: &[usize], reason: Reason, step: u64) -> Leak {
    let helps = if slots.len() > MANY { Vec::new() } else { helps(cx, held, slots) };
    let number = |i: usize| cx.gs[slots[i]].number;
    let mut marks = Vec::new();
    let mut globals = cx.heap.marker(&mut marks, &[]);
    globals.mark_globals(&cx.code.globals);
    globals.drain();
    let waits: Vec<Wait> = (0..slots.len().min(MANY))
        .map(|i| {
            let helpers = (0..helps.len()).filter(|&a| helps[a].contains(&i));
            Wait { helpers: helpers.map(number).collect(), ..wait(cx, held, slots[i], &globals) }
        })
        .collect();
    Leak {
        goroutines: slots.iter().map(|&slot| state::of(cx, slot)).collect(),
        step,
        cycle: circle(cx, held, slots, &helps).into_iter().map(number).collect(),
        waits,
        reason,
    }
}

/// What a goroutine waits for.
fn wait(cx: &Cx, held: &Held, slot: usize, globals: &Marker<'_>) -> Wait {
    let object = state::waits_for(cx, slot);
    let global = object != 0 && globals.is_marked(object);
    let holders = held.holders(object).to_vec();
    let goroutine = cx.gs[slot].number;
    let mut wait = Wait { goroutine, object, global, holders, ..Wait::default() };
    let waits_for = |reasons: &[WaitReason]| matches!(cx.gs[slot].status, Status::Waiting(reason) if reasons.contains(&reason));
    if waits_for(&[WaitReason::ChanSend, WaitReason::ChanReceive]) {
        wait.capacity = chan::cap(cx, object);
    } else if waits_for(&[WaitReason::WaitGroupWait]) {
        wait.counter = waitgroup::counter(cx, object);
    }
    wait
}

/// Traces from each.
fn helps(cx: &Cx, held: &Held, slots: &[usize]) -> Helps {
    let mut marks = Vec::new();
    let mut helps = Vec::new();
    let blockers: Vec<Vec<u64>> =
        slots.iter().map(|&slot| locks::blockers(cx, held, slot)).collect();
    for (i, &slot) in slots.iter().enumerate() {
        let mut marker = cx.heap.marker(&mut marks, &[]);
        marker.goroutine(&cx.gs[slot]);
        marker.drain();
        let reaches = |at: u64| cx.heap.object_start(at).is_some() && marker.is_marked(at);
        let own: Vec<_> = objects(cx, slot).collect();
        let helped = (0..slots.len()).filter(|&other| {
            // Who waits for the same thing in the same way helps nobody.
            let alike = |w: &(u64, bool)| own.contains(w);
            if !blockers[other].is_empty() {
                return blockers[other].contains(&cx.gs[slot].number);
            }
            other != i && objects(cx, slots[other]).any(|w| !alike(&w) && reaches(w.0))
        });
        helps.push(helped.collect());
    }
    helps
}

/// The circle to tell about. That somebody holds a lock is certain, that he would have sent on a
/// channel he leads to is not: circles with a lock come first. Who only serves, such as who
/// accepts connections, leads to everything and would do nothing with it: he comes last.
fn circle(cx: &Cx, held: &Held, slots: &[usize], helps: &[Vec<usize>]) -> Vec<usize> {
    if helps.is_empty() {
        return Vec::new();
    }
    let locked: Vec<bool> =
        slots.iter().map(|&slot| !locks::blockers(cx, held, slot).is_empty()).collect();
    let works: Vec<bool> = slots.iter().map(|&slot| !state::serves(cx, slot)).collect();
    let all = vec![true; slots.len()];
    [(&locked, &works), (&locked, &all), (&all, &works), (&all, &all)]
        .into_iter()
        .map(|(starts, among)| cycle(helps, starts, among))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// A shortest circle of goroutines each of which waits for the next, through one of `starts` and
/// only `among` some; empty if there is none.
fn cycle(helps: &[Vec<usize>], starts: &[bool], among: &[bool]) -> Vec<usize> {
    let n = helps.len();
    let mut best = Vec::new();
    for start in (0..n).filter(|&g| starts[g] && among[g]) {
        // Breadth first, along "is waited for by": before[g] waits for g.
        let mut before = vec![usize::MAX; n];
        let mut queue = std::collections::VecDeque::from([start]);
        'search: while let Some(g) = queue.pop_front() {
            for &waiter in helps[g].iter().filter(|&&waiter| among[waiter]) {
                if before[waiter] == usize::MAX {
                    before[waiter] = g;
                    queue.push_back(waiter);
                }
                if waiter == start {
                    break 'search;
                }
            }
        }
        if before[start] == usize::MAX {
            continue;
        }
        let mut found = vec![start];
        let mut g = before[start];
        while g != start {
            found.push(g);
            g = before[g];
        }
        if best.is_empty() || found.len() < best.len() {
            best = found;
        }
    }
    best
}

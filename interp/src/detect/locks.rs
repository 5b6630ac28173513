//! Goroutines that wait for each other's locks.
//!
//! A goroutine that waits for a lock is stuck if one of those it waits for is: a holder, or, for a
//! reader whom no writer keeps out, the writer in front of it. The greatest set with that property
//! are the circles, and whoever waits for somebody in a circle.
//!
//! # Assumed
//! That a lock is unlocked by who locked it. Only circles count: a lock whose holder has ended, or
//! waits for something else, may still be unlocked by somebody who can reach it.

use super::held::Held;
use super::state::waits_for;
use crate::cx::Cx;
use crate::goroutine::{Status, WaitReason};
use rustc_hash::{FxHashMap, FxHashSet};

/// Numbers of those whom the goroutine in a slot waits for to unlock.
pub(super) fn blockers(cx: &Cx, held: &Held, slot: usize) -> Vec<u64> {
    let Status::Waiting(reason) = cx.gs[slot].status else { return Vec::new() };
    let lock = waits_for(cx, slot);
    let holds = held.holders(lock);
    match reason {
        WaitReason::MutexLock | WaitReason::RWMutexLock => {
            holds.iter().map(|hold| hold.goroutine).collect()
        }
        WaitReason::RWMutexRLock if holds.iter().any(|hold| !hold.shared) => {
            holds.iter().map(|hold| hold.goroutine).collect()
        }
        WaitReason::RWMutexRLock => {
            let writes = |slot: &usize| {
                cx.gs[*slot].status == Status::Waiting(WaitReason::RWMutexLock)
                    && waits_for(cx, *slot) == lock
            };
            let writers = (0..cx.gs.len()).filter(writes);
            writers.map(|slot| cx.gs[slot].number).collect()
        }
        WaitReason::ChanReceive
        | WaitReason::ChanSend
        | WaitReason::ChanReceiveNil
        | WaitReason::ChanSendNil
        | WaitReason::Select
        | WaitReason::SelectNoCases
        | WaitReason::Sleep
        | WaitReason::WaitGroupWait
        | WaitReason::CondWait
        | WaitReason::IoWait
        | WaitReason::Coroutine
        | WaitReason::SynctestRun
        | WaitReason::SynctestWait => Vec::new(),
    }
}

/// Slots of the goroutines that wait in circles of locks, or for such.
pub(super) fn stuck(cx: &Cx, held: &Held) -> Vec<usize> {
    let mut waits: FxHashMap<u64, Vec<u64>> = FxHashMap::default();
    for slot in 0..cx.gs.len() {
        let blockers = blockers(cx, held, slot);
        if !blockers.is_empty() {
            waits.insert(cx.gs[slot].number, blockers);
        }
    }
    if waits.is_empty() {
        return Vec::new();
    }
    let mut inside: FxHashSet<u64> = waits.keys().copied().collect();
    loop {
        let before = inside.len();
        let kept = waits.iter().filter(|(number, blockers)| {
            inside.contains(number) && blockers.iter().any(|other| inside.contains(other))
        });
        inside = kept.map(|(number, _)| *number).collect();
        if inside.len() == before {
            break;
        }
    }
    (0..cx.gs.len())
        .filter(|&slot| cx.gs[slot].status != Status::Dead)
        .filter(|&slot| inside.contains(&cx.gs[slot].number))
        .collect()
}

//! What is stuck, and why.
//!
//! A goroutine is dead when what it waits for cannot be reached from any goroutine that can still
//! run ([`leak`]), or when it waits for a lock in a circle of such goroutines ([`locks`]). Who of the stuck could have helped whom is found by tracing the heap from each
//! of them ([`knot`]). [`explain`] says it in words.
//!
//! # Sound, not complete
//! Whatever a live goroutine's frames, the package variables or the timers lead to counts as
//! usable, in either direction, for ever: a variable that is not used again still keeps who waits
//! on its channel from being reported. Once main has returned its frame is gone, so what only main
//! forgot is found at the end.

mod copied;
pub mod explain;
pub mod held;
mod knot;
mod leak;
mod locks;
mod order;
pub(crate) mod source;
mod state;
pub mod update;

use crate::code::FuncRef;
use crate::cx::Cx;
use crate::goroutine::{GoroutineId, Status, WaitReason};
use crate::outcome::{Ending, GoroutineState, Leak, Reason};
use copied::Copies;
use frontend::span::Pos;
use held::{Held, Hold, Pair, Turn};
use rustc_hash::FxHashSet;
pub(crate) use update::accessed;
use update::{LostUpdate, Updates};

/// Units of work (words of marks, goroutines looked at) that checks may take before the program
/// must have run for a while: small programs are checked whenever a goroutine parks or ends.
const FREE_UNITS: u64 = 1 << 17;

/// Steps of the program that pay for one unit.
const STEPS_PER_UNIT: u64 = 2;

/// The state of the detection in one execution.
#[derive(Debug, Default)]
pub struct Detection {
    leaks: Vec<Leak>,
    /// Numbers of the goroutines in them.
    leaked: FxHashSet<u64>,
    /// Units of work done.
    spent: u64,
    /// Who could run or slept when main returned.
    unfinished: Vec<GoroutineState>,
    /// Who would have written something after that.
    wrote: FxHashSet<u64>,
    held: Held,
    copies: Copies,
    updates: Updates,
    scratch: leak::Scratch,
}

/// The running goroutine stands in front of an operation; its frames are in `cx.gs`.
pub(crate) fn at_point(cx: &mut Cx) {
    let g = &mut cx.gs[cx.cur.0 as usize];
    if cx.detection.is_some() && g.wait.pending.kind.locks() {
        let places = g.acts.iter().rev().map(|act| act.func.pos_of(act.at));
        let own = places.into_iter().find(|pos| cx.code.sources.is_own(*pos));
        g.wait.place = own.unwrap_or(Pos::NONE);
    }
}

/// A goroutine took a lock, or it was handed over to it.
#[inline]
pub(crate) fn acquired(cx: &mut Cx, g: GoroutineId, lock: u64, shared: bool) {
    if cx.detection.is_some() || cx.sched.log.is_some() {
        took(cx, g, lock, shared);
    }
}

/// Out of the way of executions without detection.
#[cold]
#[inline(never)]
fn took(cx: &mut Cx, g: GoroutineId, lock: u64, shared: bool) {
    if let Some(log) = &mut cx.sched.log {
        log.acquired(cx.gs[g.0 as usize].number, lock);
    }
    if let Some(detection) = &mut cx.detection {
        let g = &mut cx.gs[g.0 as usize];
        let hold = Hold { goroutine: g.number, pos: g.wait.place, shared };
        detection.held.take(lock, hold, Turn { path: g.path, locks: g.wait.locks });
        g.wait.locks += 1;
        g.wait.visits += u32::from(g.wait.holding == 0);
        g.wait.holding += 1;
    }
}

/// The running goroutine unlocked.
#[inline]
pub(crate) fn released(cx: &mut Cx, lock: u64) {
    if cx.detection.is_some() || cx.sched.log.is_some() {
        let_go(cx, lock);
    }
}

/// As [`took`].
#[cold]
#[inline(never)]
fn let_go(cx: &mut Cx, lock: u64) {
    if let Some(log) = &mut cx.sched.log {
        log.released(cx.gs[cx.cur.0 as usize].number, lock);
    }
    if let Some(detection) = &mut cx.detection {
        let g = &mut cx.gs[cx.cur.0 as usize];
        detection.held.release(lock, g.number);
        g.wait.holding = g.wait.holding.saturating_sub(1);
    }
}

/// The running goroutine changes the counter of a wait group.
#[inline]
pub(crate) fn counted(cx: &mut Cx, wg: u64, before: i32, after: i32) {
    if let Some(detection) = &mut cx.detection {
        detection.copies.count(cx.gs[cx.cur.0 as usize].number, wg, before, after);
    }
}

/// Looks for goroutines that can never run again, if one parked or ended. Nobody may run.
#[inline]
pub(crate) fn check(cx: &mut Cx, ran: GoroutineId, steps: u64) {
    let stopped = || matches!(cx.gs[ran.0 as usize].status, Status::Waiting(_) | Status::Dead);
    if cx.detection.is_some() && stopped() && !cx.sched.in_epilogue() {
        look(cx, steps);
    }
}

fn look(cx: &mut Cx, steps: u64) {
    let Some(mut detection) = cx.detection.take() else { return };
    if detection.spent <= FREE_UNITS + steps / STEPS_PER_UNIT {
        detection.look(cx, false, steps);
    }
    cx.detection = Some(detection);
}

/// Who is left when the execution has ended, and what was found to be stuck. If main has returned
/// [`after_main`] has the last word, when the others have shown what they would have done.
pub(crate) fn finish(cx: &mut Cx, returned: bool, steps: u64) -> (Vec<GoroutineState>, Vec<Leak>) {
    let alive = |slot: &usize| cx.gs[*slot].status != Status::Dead;
    let left: Vec<usize> = (0..cx.gs.len()).filter(alive).collect();
    if returned {
        if let Some(mut detection) = cx.detection.take() {
            let runs = |slot: &usize| match cx.gs[*slot].status {
                Status::Waiting(reason) => reason == WaitReason::Sleep,
                Status::Runnable | Status::Running | Status::Dead => cx.gs[*slot].number != 1,
            };
            let runs =
                |slot: &usize| runs(slot) && !cx.gs[*slot].system && !state::serves(cx, *slot);
            detection.unfinished =
                left.into_iter().filter(runs).map(|slot| state::of(cx, slot)).collect();
            cx.detection = Some(detection);
        }
        return (Vec::new(), Vec::new());
    }
    let watched = cx.detection.is_some();
    let mut detection = cx.detection.take().unwrap_or_default();
    let mut leaks = std::mem::take(&mut detection.leaks);
    if matches!(cx.ending, Some(Ending::Deadlock(_))) {
        // What was found before is part of it.
        let step = leaks.first().map_or(steps, |leak| leak.step);
        let mut leak = knot::tie(cx, &detection.held, &left, Reason::Deadlock, step);
        if watched {
            detection.copies.mark(&mut leak);
        }
        leaks = vec![leak];
    }
    (left.into_iter().map(|slot| state::of(cx, slot)).collect(), leaks)
}

/// Who was not done when main returned, and what is stuck, now that the others went on for a
/// while.
pub(crate) fn after_main(cx: &mut Cx, steps: u64) -> (Vec<GoroutineState>, Vec<Leak>) {
    let Some(mut detection) = cx.detection.take() else { return (Vec::new(), Vec::new()) };
    detection.look(cx, true, steps);
    let idles = |g: &GoroutineState| {
        let now = cx.gs.iter().find(|now| now.number == g.number).map(|now| now.status);
        match now {
            None | Some(Status::Dead) => true,
            Some(Status::Waiting(reason)) => reason != WaitReason::Sleep,
            Some(Status::Runnable | Status::Running) => false,
        }
    };
    // A goroutine that comes to its end without anybody noticing was as good as done.
    let mut unfinished = std::mem::take(&mut detection.unfinished);
    unfinished.retain(|g| {
        !detection.leaked.contains(&g.number)
            && (g.unstarted || detection.wrote.contains(&g.number) || !idles(g))
    });
    let leaks = std::mem::take(&mut detection.leaks);
    cx.detection = Some(detection);
    (unfinished, leaks)
}

/// Circles of locks that were taken in orders which can deadlock, though they did not.
pub(crate) fn lock_order(cx: &Cx) -> Vec<Vec<Pair>> {
    cx.detection.as_ref().map_or_else(Vec::new, |detection| order::circles(&detection.held.pairs))
}

/// Updates that were lost, or may have been.
pub(crate) fn lost_updates(cx: &mut Cx) -> Vec<LostUpdate> {
    cx.detection.as_mut().map_or_else(Vec::new, |d| std::mem::take(&mut d.updates.lost))
}

/// The running goroutine would have written something if the program had not ended.
pub(crate) fn wrote(cx: &mut Cx) {
    if let Some(detection) = &mut cx.detection {
        detection.wrote.insert(cx.gs[cx.cur.0 as usize].number);
    }
}

/// Whether the program ended because main returned.
pub(crate) fn main_returned(cx: &Cx, main: GoroutineId) -> bool {
    let main = cx.gs.get(main.0 as usize);
    cx.ending == Some(Ending::Exit(0))
        && main.is_some_and(|g| g.number == 1 && g.status != Status::Dead && g.acts.is_empty())
}

impl Detection {
    /// Makes it a detection for another execution.
    pub(crate) fn renew(&mut self) {
        let mut old = std::mem::take(self);
        old.held.clear();
        *self = Self { held: old.held, scratch: old.scratch, ..Self::default() };
    }

    /// One look; `gone` if main has returned.
    fn look(&mut self, cx: &Cx, gone: bool, steps: u64) {
        let circle = locks::stuck(cx, &self.held);
        let new: Vec<usize> =
            circle.into_iter().filter(|&slot| self.leaked.insert(cx.gs[slot].number)).collect();
        for group in knot::groups(cx, &self.held, &new) {
            self.leaks.push(knot::tie(cx, &self.held, &group, Reason::Locks, steps));
        }
        let mut dead = self.scratch.dead(cx, gone, &self.leaked);
        self.spent += self.scratch.units();
        if gone {
            dead.retain(|&slot| !state::serves(cx, slot));
        }
        self.leaked.extend(dead.iter().map(|&slot| cx.gs[slot].number));
        let reason = if gone { Reason::MainReturned } else { Reason::Unreachable };
        for group in knot::groups(cx, &self.held, &dead) {
            let mut leak = knot::tie(cx, &self.held, &group, reason, steps);
            self.copies.mark(&mut leak);
            self.leaks.push(leak);
        }
    }
}

/// The innermost call in the program's own packages; the innermost of all if there is none.
pub fn own_call(code: &crate::code::Code, stack: &[(FuncRef, Pos)]) -> Option<(FuncRef, Pos)> {
    stack.iter().find(|(_, pos)| code.sources.is_own(*pos)).or(stack.first()).copied()
}

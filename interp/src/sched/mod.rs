//! Scheduling: who runs next, virtual time, decisions.
//!
//! The run loop's view: [`next`] answers who runs; when the goroutine stops, exactly one of
//! [`preempt`] (`Why::Budget`), [`point`] (`Why::Point`), [`yield_now`] (`Why::Yield`), [`park`]
//! (`Why::Park`) or [`finish`] says why, and [`next`] is asked again. `Why::Depth`, `Why::Grow`
//! and `Why::Memory` are nobody's business: the same goroutine carries on.

pub mod decision;
pub mod strategy;

use crate::code::FuncRef;
use crate::cx::Cx;
use crate::goroutine::{GoroutineId, WaitReason};
use frontend::span::Pos;
use strategy::Strategy;

/// The scheduler of one execution.
#[derive(Default)]
pub struct Sched {}

impl Sched {
    /// A scheduler that asks `strategy`.
    pub fn new(strategy: Box<dyn Strategy>) -> Self {
        let _ = strategy;
        todo!()
    }

    /// The virtual time in nanoseconds since the program's start.
    pub fn now(&self) -> u64 {
        todo!()
    }

    /// The hash over all events so far.
    pub fn event_hash(&self) -> u64 {
        todo!()
    }

    /// Adds written bytes to the event hash.
    pub fn output(&mut self, fd: i32, bytes: &[u8]) {
        let _ = (fd, bytes);
        todo!()
    }

    /// Every decision taken so far.
    pub fn take_schedule(&mut self) -> crate::schedule::Schedule {
        todo!()
    }
}

/// Makes a goroutine and puts it into the run queue. Its slot in `cx.gs` has an empty stack and
/// no activations (capacities of ended goroutines are kept): the caller fills them. `created` is
/// the function and position of the `go` statement and the number of the goroutine that ran it.
/// None: over `max_goroutines`; `cx.ending` is set.
pub fn spawn(cx: &mut Cx, created: Option<(FuncRef, Pos, u64)>) -> Option<GoroutineId> {
    let _ = (cx, created);
    todo!()
}

/// Makes a parked goroutine runnable.
pub fn ready(cx: &mut Cx, g: GoroutineId) {
    let _ = (cx, g);
    todo!()
}

/// Who runs next; fires timers that are due, and moves the clock when everyone is blocked. Sets
/// `cx.cur`, its status and `cx.budget`. None: the execution ends, `cx.ending` says how
/// (deadlock, virtual time limit, replay diverged).
pub fn next(cx: &mut Cx) -> Option<GoroutineId> {
    let _ = cx;
    todo!()
}

/// The current goroutine spent its steps (`Why::Budget`): to the back of the queue.
pub fn preempt(cx: &mut Cx) {
    let _ = cx;
    todo!()
}

/// The current goroutine stands in front of an operation (`Why::Point`).
pub fn point(cx: &mut Cx) {
    let _ = cx;
    todo!()
}

/// The current goroutine lets others go first (`Why::Yield`).
pub fn yield_now(cx: &mut Cx) {
    let _ = cx;
    todo!()
}

/// The current goroutine parked (`Why::Park`); call it when `Step::Park(reason)` is answered or
/// at the latest before [`next`].
pub fn park(cx: &mut Cx, reason: WaitReason) {
    let _ = (cx, reason);
    todo!()
}

/// The current goroutine ended: its slot is free. When main returned the run loop ends the
/// execution instead of asking [`next`].
pub fn finish(cx: &mut Cx) {
    let _ = cx;
    todo!()
}

/// Whether the next operation must suspend with `Why::Point` first: under schedules that
/// interleave, when somebody else could run and the point is not granted yet. Clears the grant.
pub fn needs_point(cx: &mut Cx) -> bool {
    let _ = cx;
    todo!()
}

/// Where an iteration over a map with `n` entries starts: 0..n.
pub fn map_start(cx: &mut Cx, n: u64) -> u64 {
    let _ = (cx, n);
    todo!()
}

/// A random number for math/rand's global functions, maphash seeds…
pub fn random(cx: &mut Cx) -> u64 {
    let _ = cx;
    todo!()
}

/// Virtual time as seen by the program: each call sees a later instant. Nanoseconds since the
/// program's start.
pub fn clock(cx: &mut Cx) -> u64 {
    let _ = cx;
    todo!()
}

//! Virtual time passes: which timers fire, and when.
//!
//! Time moves when nobody can run. With [`Config::eager`](crate::config::Config) it may also move
//! while goroutines can run, who are then late: the clock is one more option, the last, whenever
//! one of them is chosen. So timers fire before what would come first if nothing took time.

use super::decision::{ChoicePoint, Next};
use super::spin::LEAP;
use super::timer;
use crate::cx::Cx;
use crate::goroutine::GoroutineId;
use crate::history::Path;
use crate::op::{Op, OpKind};
use crate::outcome::Delay;
use crate::sched::strategy::Discipline;
use crate::sync::timer as timers;
use crate::trace::Kind;
use frontend::span::Pos;
use rustc_hash::FxHashMap;

/// The clock among the goroutines that can be chosen.
pub(super) const CLOCK: GoroutineId = GoroutineId(u32::MAX);

/// The clock's path.
pub(crate) const CLOCK_PATH: Path = 1;

/// The clock as an option.
pub(super) const NEXT: Next =
    Next { path: CLOCK_PATH, op: Op { kind: OpKind::Time, object: 0 }, place: Pos::NONE, locks: 0 };

/// How often the clock moves while somebody can run, at most: it must not outrun them for ever.
const LEAPS: u32 = 100;

/// Who is late because the clock moved.
#[derive(Debug, Default)]
pub(super) struct Lateness {
    leaps: u32,
    /// Nanoseconds each goroutine has waited, by number.
    late: FxHashMap<u64, u64>,
    /// The longest that one waited.
    worst: Option<Delay>,
}

impl Lateness {
    /// A goroutine runs.
    #[inline]
    pub(super) fn runs(&mut self, goroutine: u64) {
        if self.leaps != 0 {
            self.late.remove(&goroutine);
        }
    }

    /// The longest that a goroutine waited though it could run.
    pub(super) fn worst(&self) -> Option<Delay> {
        self.worst
    }
}

/// Whether the clock could move though somebody can run.
#[inline]
pub(super) fn may_leap(cx: &mut Cx) -> bool {
    cx.config.eager && can_leap(cx)
}

fn can_leap(cx: &mut Cx) -> bool {
    !cx.sched.in_epilogue()
        && cx.sched.lateness.leaps < LEAPS
        && cx.sched.timers.peek().is_some_and(|first| first.when > cx.sched.now())
}

/// The clock moves to the next timer; whoever can run is late by that.
pub(super) fn leap(cx: &mut Cx) {
    let now = cx.sched.now();
    let Some(first) = cx.sched.timers.peek() else { return };
    let s = &mut cx.sched;
    s.lateness.leaps += 1;
    for g in s.queue.options() {
        let goroutine = cx.gs[g.0 as usize].number;
        let late = s.lateness.late.entry(goroutine).or_default();
        *late += first.when.saturating_sub(now);
        if s.lateness.worst.is_none_or(|worst| *late > worst.ns) {
            s.lateness.worst = Some(Delay { goroutine, ns: *late });
        }
    }
    s.timers.move_to(first.when);
    s.spinners.anything();
    s.event(Kind::Time, first.when, 0);
}

/// Nobody can run: moves the clock to the next timer, or a little if somebody spins and looks at
/// it. False: that could wake nobody.
pub(super) fn idle(cx: &mut Cx) -> bool {
    let spinning = cx.sched.spinners.any();
    let first = cx.sched.timers.peek();
    let (timers, heap) = (&cx.sched.timers, &cx.heap);
    let wakes = |target, timer: Option<&timer::Timer>| timers::can_wake(heap, target, timer);
    let useful = |first: timer::Entry| {
        spinning || wakes(first.target, timers.get(first.target)) || timers.any(wakes)
    };
    match first {
        Some(first) if useful(first) => {
            let slack = if cx.sched.discipline == Discipline::Any { 0 } else { timer::SLACK };
            cx.sched.timers.move_to(first.when.saturating_add(slack));
        }
        _ if spinning && std::mem::take(&mut cx.sched.spinners.reads_clock) => {
            cx.sched.timers.pass(LEAP);
        }
        _ => return false,
    }
    cx.sched.spinners.anything();
    let now = cx.sched.now();
    cx.sched.event(Kind::Time, now, 0);
    if let Some(history) = &mut cx.sched.history {
        history.idle();
    }
    true
}

/// Fires the timers that are due.
#[cold]
pub(crate) fn fire_due(cx: &mut Cx) {
    while let Some(entry) = cx.sched.timers.take_due() {
        if cx.sched.discipline != Discipline::Any {
            timers::fire(cx, entry);
            continue;
        }
        let mut together = vec![entry];
        while let Some(next) = cx.sched.timers.take_due() {
            if next.when != entry.when {
                cx.sched.timers.put_back(next);
                break;
            }
            together.push(next);
        }
        while together.len() > 1 {
            let n = u32::try_from(together.len()).unwrap_or(u32::MAX);
            let answer = cx.sched.ask(ChoicePoint::Timer(n));
            let chosen = together.remove(usize::try_from(answer).unwrap_or(0));
            timers::fire(cx, chosen);
        }
        timers::fire(cx, together[0]);
    }
}

/// Virtual time as seen by the program: each call sees a later instant. Nanoseconds since the
/// program's start.
pub fn clock(cx: &mut Cx) -> u64 {
    cx.sched.spinners.reads_clock = true;
    spin(cx);
    cx.sched.now()
}

/// An operation that programs spin on: a little time passes, timers may fire.
#[inline]
pub(crate) fn spin(cx: &mut Cx) {
    let moves = cx.sched.discipline != Discipline::Any;
    cx.sched.timers.spin(moves);
    if cx.sched.timers.due() {
        fire_due(cx);
    }
}

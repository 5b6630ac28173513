//! Happens-before: what synchronization tells the detector.
//!
//! A *release* leaves the goroutine's clock with an object, an *acquire* takes over what was left
//! there. Package [`sync`](crate::sync) calls these functions and quotes the sentence of the memory
//! model beside each call; all of them do nothing when races are not looked for.

use super::clock::Clock;
use super::detector::{Detector, Key};
use crate::cx::Cx;
use crate::goroutine::GoroutineId;

/// A channel's part that its closing is released to; its other parts are the slots of its buffer.
const CLOSED: u32 = u32::MAX;
/// What the call of a cleanup comes after.
const CLEANUP: u32 = u32::MAX - 1;
/// The readers of a lock.
const READERS: u32 = 1;

impl Key {
    /// A lock, wait group, condition or atomic variable.
    pub(crate) fn object(addr: u64) -> Self {
        Self { addr, part: 0 }
    }

    /// What the readers of a lock released.
    pub(crate) fn readers(addr: u64) -> Self {
        Self { addr, part: READERS }
    }

    /// A slot of a channel's buffer.
    pub(crate) fn slot(ch: u64, slot: u64) -> Self {
        Self { addr: ch, part: (slot & 0x7fff_ffff) as u32 }
    }

    /// The closing of a channel.
    pub(crate) fn closed(ch: u64) -> Self {
        Self { addr: ch, part: CLOSED }
    }

    /// A cleanup.
    pub(crate) fn cleanup(addr: u64) -> Self {
        Self { addr, part: CLEANUP }
    }

    /// A timer. Timers count from 1, far below all addresses.
    pub(crate) fn timer(id: u64) -> Self {
        Self { addr: id, part: 0 }
    }
}

/// Tells the detector, if there is one and more than one goroutine ever ran.
#[inline(always)]
fn tell_detector(cx: &mut Cx, f: impl FnOnce(&mut Detector)) {
    if cx.race.is_some() {
        told(cx, f);
    }
}

/// Out of the way of operations in executions without a detector.
#[cold]
#[inline(never)]
fn told(cx: &mut Cx, f: impl FnOnce(&mut Detector)) {
    if let Some(d) = cx.race.as_deref_mut().filter(|d| d.active) {
        f(d);
    }
}

/// A goroutine was made. mem: "The go statement that starts a new goroutine is synchronized before
/// the start of the goroutine's execution." Those that timers start have no such statement.
pub(crate) fn spawned(cx: &mut Cx, g: GoroutineId) {
    let Some(d) = cx.race.as_deref_mut() else { return };
    let goroutine = &cx.gs[g.0 as usize];
    let by_statement = goroutine.created.is_some_and(|(_, _, parent)| parent != 0);
    d.spawned(g, goroutine.number, goroutine.created, by_statement);
}

/// Whether somebody wants to know the stack of the go statement that is about to run.
#[inline]
pub(crate) fn is_spawn_watched(cx: &mut Cx) -> bool {
    let next = cx.sched.newest() + 1;
    cx.race.as_deref_mut().is_some_and(|d| d.is_spawn_watched(next))
}

/// A goroutine runs from now on.
#[inline]
pub(crate) fn runs(cx: &mut Cx, g: GoroutineId) {
    if let Some(d) = cx.race.as_deref_mut() {
        d.runs(g);
    }
}

/// A goroutine ended. mem: "The exit of a goroutine is not guaranteed to be synchronized before
/// any event in the program."
pub(crate) fn ended(cx: &mut Cx, g: GoroutineId) {
    if let Some(d) = cx.race.as_deref_mut() {
        d.ended(g);
    }
}

/// A function will be called by a timer or the collector: from now on there may be a second
/// goroutine.
pub(crate) fn calls_later(cx: &mut Cx) {
    if let Some(d) = cx.race.as_deref_mut() {
        d.active = true;
    }
}

/// The running goroutine acquires what was released to an object.
#[inline]
pub(crate) fn acquire(cx: &mut Cx, key: Key) {
    let cur = cx.cur;
    acquire_by(cx, cur, key);
}

/// A parked goroutine acquires.
#[inline]
pub(crate) fn acquire_by(cx: &mut Cx, g: GoroutineId, key: Key) {
    tell_detector(cx, |d| {
        if let Some(released) = d.objects.get(&key) {
            d.clocks[g.0 as usize].join(released);
        }
    });
}

/// The running goroutine acquires all that anybody has done so far.
pub(crate) fn acquire_everything(cx: &mut Cx) {
    let cur = cx.cur;
    tell_detector(cx, |d| {
        for other in (0..).take(d.clocks.len()).map(GoroutineId).filter(|&other| other != cur) {
            let (ours, theirs) = both(&mut d.clocks, cur, other);
            ours.join(theirs);
            d.advance(other);
        }
    });
}

/// The running goroutine releases to an object what it knows; what others released to it before
/// is gone.
#[inline]
pub(crate) fn release(cx: &mut Cx, key: Key) {
    let cur = cx.cur;
    tell_detector(cx, |d| {
        let clock = d.clock(cur).clone();
        d.objects.insert(key, clock);
        d.advance(cur);
    });
}

/// The running goroutine adds what it knows to what others released to an object.
#[inline]
pub(crate) fn release_more(cx: &mut Cx, key: Key) {
    let cur = cx.cur;
    tell_detector(cx, |d| {
        d.objects.entry(key).or_default().join(&d.clocks[cur.0 as usize]);
        d.advance(cur);
    });
}

/// A goroutine releases to an object and acquires what was there before.
#[inline]
pub(crate) fn exchange(cx: &mut Cx, g: GoroutineId, key: Key) {
    tell_detector(cx, |d| {
        let released = d.clock(g).clone();
        if let Some(before) = d.objects.insert(key, released) {
            d.clock(g).join(&before);
        }
        d.advance(g);
    });
}

/// The running goroutine and a parked one meet: each learns what the other knows.
#[inline]
pub(crate) fn meet(cx: &mut Cx, other: GoroutineId) {
    let cur = cx.cur;
    tell_detector(cx, |d| {
        let (ours, theirs) = both(&mut d.clocks, cur, other);
        ours.meet(theirs);
        d.advance(cur);
        d.advance(other);
    });
}

/// The running goroutine tells a parked one what it knows.
#[inline]
pub(crate) fn tell(cx: &mut Cx, other: GoroutineId) {
    let cur = cx.cur;
    tell_detector(cx, |d| {
        let (ours, theirs) = both(&mut d.clocks, cur, other);
        theirs.join(ours);
        d.advance(cur);
    });
}

/// What was released to one object can be acquired from another.
#[inline]
pub(crate) fn pass(cx: &mut Cx, from: Key, to: Key) {
    tell_detector(cx, |d| {
        if let Some(released) = d.objects.get(&from).cloned() {
            d.objects.insert(to, released);
        }
    });
}

/// The clocks of two goroutines.
fn both(clocks: &mut [Clock], a: GoroutineId, b: GoroutineId) -> (&mut Clock, &mut Clock) {
    let [a, b] = clocks
        .get_disjoint_mut([a.0 as usize, b.0 as usize])
        .expect("invariant: a goroutine does not wake itself");
    (a, b)
}

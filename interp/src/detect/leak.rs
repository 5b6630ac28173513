//! Goroutines that can never run again.
//!
//! A least fixpoint. Live are the goroutines that can run or sleep, and what the timers will call;
//! whatever they lead to is usable; a goroutine that waits for something usable is live too. The
//! package variables are usable as long as anybody is live. Who is left over is dead: nobody can
//! ever get hold of the channel, lock or wait group it waits for.
//!
//! The heap is traced from one live goroutine after another, and tracing stops as soon as nobody
//! is left over: mostly with the first.

use super::state::objects;
use crate::cx::Cx;
use crate::goroutine::{Status, WaitReason};
use crate::memory::collect::Marker;
use rustc_hash::FxHashSet;

/// Buffers that checks use again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    marks: Vec<u64>,
    /// First words of the objects somebody waits for, one bit each.
    watched: Vec<u64>,
    /// First word and slot of each who waits, sorted.
    waiters: Vec<(usize, usize)>,
    /// Slots of those who wait for something in a package variable.
    global: Vec<usize>,
    /// By slot: whether it waits and nobody was found yet who could wake it.
    left: Vec<bool>,
    /// How many.
    count: usize,
    live: Vec<usize>,
}

impl Scratch {
    /// About how much work the last check was.
    pub(super) fn units(&self) -> u64 {
        (self.marks.len() + 4 * self.left.len()) as u64
    }

    /// Slots of the goroutines that can never run again, without those in `leaked`. Nobody, if
    /// nobody can run at all: that is a deadlock, unless main is gone.
    pub(super) fn dead(&mut self, cx: &Cx, gone: bool, leaked: &FxHashSet<u64>) -> Vec<usize> {
        self.sort(cx, leaked);
        if self.count > 0 {
            self.trace(cx, gone);
        }
        let dead = (0..self.left.len()).filter(|&slot| self.left[slot]);
        if self.count > 0 { dead.collect() } else { Vec::new() }
    }

    /// Tells those who wait from those who do not.
    fn sort(&mut self, cx: &Cx, leaked: &FxHashSet<u64>) {
        self.watched.clear();
        self.watched.resize(cx.heap.mark_words(), 0);
        self.waiters.clear();
        self.global.clear();
        self.live.clear();
        self.left.clear();
        self.left.resize(cx.gs.len(), false);
        self.count = 0;
        for (slot, g) in cx.gs.iter().enumerate() {
            let waits = match g.status {
                Status::Dead => continue,
                Status::Runnable | Status::Running => false,
                Status::Waiting(reason) => !matches!(
                    reason,
                    WaitReason::Sleep
                        | WaitReason::IoWait
                        | WaitReason::Coroutine
                        | WaitReason::SynctestRun
                        | WaitReason::SynctestWait
                ),
            };
            if !waits {
                self.live.push(slot);
                continue;
            }
            // `select {}` at the end of main is how a program says that it serves for ever.
            let serves = g.number == 1 && g.status == Status::Waiting(WaitReason::SelectNoCases);
            if serves || leaked.contains(&g.number) {
                continue;
            }
            self.left[slot] = true;
            self.count += 1;
            for (object, _) in objects(cx, slot) {
                match cx.heap.object_start(object) {
                    Some(start) => {
                        self.watched[start >> 6] |= 1 << (start & 63);
                        self.waiters.push((start, slot));
                    }
                    None => self.global.push(slot),
                }
            }
        }
        self.waiters.sort_unstable();
    }

    /// Traces from the live until nobody is left over, or nothing is left to trace.
    fn trace(&mut self, cx: &Cx, main_gone: bool) {
        let Self { marks, watched, waiters, global, left, count, live } = self;
        let mut wake = Wake { cx, marker: cx.heap.marker(marks, watched), waiters, left, count };
        let mut somebody = !live.is_empty();
        for &slot in live.iter() {
            wake.marker.goroutine(&cx.gs[slot]);
            wake.settle();
            if *wake.count == 0 {
                return;
            }
        }
        for timer in cx.sched.timers.running() {
            wake.marker.mark(timer.chan);
            if timer.func != 0 {
                wake.marker.mark(timer.func);
                somebody = true;
            }
        }
        if !main_gone {
            cx.specials.roots(&mut wake.marker);
        }
        let before = *wake.count;
        wake.settle();
        somebody |= *wake.count < before;
        if somebody {
            wake.marker.mark_globals(&cx.code.globals);
            for &slot in global.iter() {
                wake.wake(slot);
            }
            wake.settle();
        } else if !main_gone {
            *wake.count = 0;
        }
    }
}

/// The fixpoint.
struct Wake<'a> {
    cx: &'a Cx,
    marker: Marker<'a>,
    waiters: &'a [(usize, usize)],
    left: &'a mut [bool],
    count: &'a mut usize,
}

impl Wake<'_> {
    /// Traces what is marked, and what those lead to who can be woken by it.
    fn settle(&mut self) {
        self.marker.drain();
        while let Some(start) = self.marker.seen.pop() {
            let from = self.waiters.partition_point(|&(other, _)| other < start);
            for &(_, slot) in self.waiters[from..].iter().take_while(|w| w.0 == start) {
                self.wake(slot);
            }
            self.marker.drain();
        }
    }

    /// A goroutine that waits can be woken.
    fn wake(&mut self, slot: usize) {
        if std::mem::take(&mut self.left[slot]) {
            *self.count -= 1;
            self.marker.goroutine(&self.cx.gs[slot]);
        }
    }
}

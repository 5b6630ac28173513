//! The run queue.
//!
//! Under [`Discipline::Go`] this is the runtime's, for one P: a slot for the goroutine that runs
//! next, a local queue of 256 whose older half moves to the global queue when it overflows, and a
//! global queue that is looked at first every 61st time. Under the other disciplines it is one
//! list in the order in which goroutines became runnable.
//!
//! # Invariants
//! A goroutine is in the queue once if its status is `Runnable` (or it is the scheduler's
//! `current`), else not at all.

use super::strategy::Discipline;
use crate::goroutine::GoroutineId;
use std::collections::VecDeque;

/// Capacity of the runtime's local queue.
const LOCAL: usize = 256;

/// A goroutine of the runtime.
const PHANTOM: GoroutineId = GoroutineId(u32::MAX);

/// Goroutines that can run.
#[derive(Debug)]
pub(crate) struct RunQueue {
    /// The slot for the goroutine that runs next (`Discipline::Go` only).
    next: Option<GoroutineId>,
    /// The local queue; the whole queue under the other disciplines.
    local: VecDeque<GoroutineId>,
    /// The global queue (`Discipline::Go` only).
    global: VecDeque<GoroutineId>,
    /// How often a goroutine was taken with a fresh time slice.
    tick: u32,
}

impl Default for RunQueue {
    fn default() -> Self {
        // So many ticks has the runtime itself used when main.main starts (measured: go1.27.3).
        Self { next: None, local: VecDeque::new(), global: VecDeque::new(), tick: 4 }
    }
}

impl RunQueue {
    /// Whether nobody can run.
    pub(crate) fn is_empty(&self) -> bool {
        self.next.is_none() && self.local.is_empty() && self.global.is_empty()
    }

    /// Puts a goroutine that became runnable because of the running one.
    pub(crate) fn put_ready(&mut self, discipline: Discipline, g: GoroutineId) {
        if discipline == Discipline::Go {
            if let Some(kicked) = self.next.replace(g) {
                self.put_local(discipline, kicked);
            }
        } else {
            self.local.push_back(g);
        }
    }

    /// Puts a goroutine at the end of the local queue.
    pub(crate) fn put_local(&mut self, discipline: Discipline, g: GoroutineId) {
        if discipline == Discipline::Go && self.local.len() >= LOCAL {
            self.global.extend(self.local.drain(..LOCAL / 2));
            self.global.push_back(g);
        } else {
            self.local.push_back(g);
        }
    }

    /// Puts a goroutine at the end of everything.
    pub(crate) fn put_global(&mut self, discipline: Discipline, g: GoroutineId) {
        if discipline == Discipline::Go {
            self.global.push_back(g);
        } else {
            self.local.push_back(g);
        }
    }

    /// Puts a goroutine in front of everything (it stands at a scheduling point).
    pub(crate) fn put_front(&mut self, g: GoroutineId) {
        self.local.push_front(g);
    }

    /// Puts goroutines of the runtime that stand in the local queue when main.main starts. They
    /// only take a place and a tick each.
    pub(crate) fn put_phantoms(&mut self, n: usize) {
        self.local.extend(std::iter::repeat_n(PHANTOM, n));
    }

    /// Takes the goroutine that runs next in the runtime's order, and whether it inherits the
    /// time slice of the one before.
    #[inline]
    pub(crate) fn take_go(&mut self) -> Option<(GoroutineId, bool)> {
        loop {
            let taken = self.take_any();
            if taken.is_none_or(|(g, _)| g != PHANTOM) {
                return taken;
            }
        }
    }

    fn take_any(&mut self) -> Option<(GoroutineId, bool)> {
        let taken = if self.tick.is_multiple_of(61) && !self.global.is_empty() {
            self.global.pop_front()
        } else if let Some(g) = self.next.take() {
            return Some((g, true));
        } else if let Some(g) = self.local.pop_front() {
            Some(g)
        } else {
            let g = self.global.pop_front();
            let n = self.global.len().min(LOCAL / 2 - 1);
            self.local.extend(self.global.drain(..n));
            g
        };
        self.tick = self.tick.wrapping_add(1);
        taken.map(|g| (g, false))
    }

    /// Takes the oldest.
    pub(crate) fn take_first(&mut self) -> Option<GoroutineId> {
        self.local.pop_front()
    }

    /// All that can run, in order (not under `Discipline::Go`).
    pub(crate) fn options(&mut self) -> &[GoroutineId] {
        self.local.make_contiguous()
    }

    /// Takes the one at an index of [`RunQueue::options`].
    pub(crate) fn take_at(&mut self, index: usize) -> Option<GoroutineId> {
        self.local.remove(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drain(q: &mut RunQueue) -> Vec<u32> {
        std::iter::from_fn(|| q.take_go()).map(|(g, _)| g.0).collect()
    }

    #[test]
    fn newest_first_then_fifo() {
        let mut q = RunQueue::default();
        for i in 0..5 {
            q.put_ready(Discipline::Go, GoroutineId(i));
        }
        assert_eq!(drain(&mut q), [4, 0, 1, 2, 3]);
    }

    /// The order in which real Go runs 1000 goroutines made in a row, as a hash.
    #[test]
    fn overflow_moves_half_to_the_global_queue() {
        for (phantoms, hash) in [(1, 1_644_182_437_831_190_044), (2, 17_680_621_344_913_488_582)] {
            let mut q = RunQueue::default();
            q.put_phantoms(phantoms);
            for i in 0..1000 {
                q.put_ready(Discipline::Go, GoroutineId(i));
            }
            let order = drain(&mut q);
            assert_eq!(order.len(), 1000);
            let hashed =
                order.iter().fold(0_u64, |h, &x| h.wrapping_mul(31).wrapping_add(x.into()));
            assert_eq!(hashed, hash);
        }
    }
}

//! Partial order sampling (Yuan, Yang, Gu, CAV 2018).
//!
//! Every pending operation has a random priority, and the one with the highest is done. Those
//! that race with it (same object, and the order matters) draw again; the others keep theirs, so
//! that the order of independent operations costs no randomness and every partial order has a
//! fair chance.
//!
//! Departures: what is pending of a goroutine that was just started or woken is not known; it
//! races with nothing. Questions other than which goroutine runs are answered at random.

use super::Dice;
use crate::history::Path;
use crate::op::Op;
use crate::sched::decision::{ChoicePoint, Next};
use crate::sched::rng::Rng;
use crate::sched::strategy::Strategy;
use rustc_hash::FxHashMap;

/// See the module.
#[derive(Debug)]
pub struct Pos {
    dice: Dice,
    rng: Rng,
    quantum: u32,
    /// By goroutine: the operation a priority was drawn for, and the priority.
    drawn: FxHashMap<Path, (Op, u64)>,
}

impl Pos {
    /// With a seed and the steps a goroutine may run before it is preempted.
    pub fn new(seed: u64, quantum: u32) -> Self {
        Self { dice: Dice::new(seed), rng: Rng::new(seed, 1), quantum, drawn: FxHashMap::default() }
    }

    fn priority(&mut self, next: Next) -> u64 {
        // A goroutine that was alone did operations nobody was asked about.
        if let Some((_, priority)) = self.drawn.get(&next.path).filter(|(op, _)| *op == next.op) {
            return *priority;
        }
        let priority = self.rng.draw();
        self.drawn.insert(next.path, (next.op, priority));
        priority
    }
}

/// Whether the order of two operations matters.
fn races(a: Op, b: Op) -> bool {
    a.object != 0 && a.object == b.object && !a.kind.commutes(b.kind)
}

impl Strategy for Pos {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        let ChoicePoint::Goroutine { pending, .. } = point else {
            return self.dice.roll(point);
        };
        let best = (0..pending.len()).max_by_key(|&i| self.priority(pending[i])).unwrap_or(0);
        for (i, next) in pending.iter().enumerate() {
            if i == best || races(next.op, pending[best].op) {
                self.drawn.remove(&next.path);
            }
        }
        best as u64
    }

    fn wants_points(&self) -> bool {
        true
    }

    fn quantum(&mut self) -> u32 {
        self.quantum
    }

    fn seed(&self) -> u64 {
        self.dice.seed
    }
}

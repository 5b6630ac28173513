//! Fairness: a strategy that would let some goroutine wait for ever gives way to a random walk.
//!
//! Priorities (PCT, POS) may keep a goroutine from running for as long as another one goes round in
//! a loop that waits for it. Real schedulers do not; so after many decisions every answer is
//! uniform (Musuvathi, Qadeer: "Fair Stateless Model Checking", PLDI 2008, bound unfairness, too).

use super::Dice;
use crate::history::{History, Path};
use crate::sched::decision::ChoicePoint;
use crate::sched::strategy::{Discipline, Strategy};
use frontend::span::Pos;

/// Decisions after which the answers become uniform.
const PATIENCE: u32 = 5_000;

/// See the module.
pub(crate) struct Fair {
    inner: Box<dyn Strategy>,
    dice: Dice,
    left: u32,
}

impl Fair {
    /// Makes a strategy fair.
    pub(crate) fn new(inner: Box<dyn Strategy>, seed: u64) -> Self {
        Self { inner, dice: Dice::new(seed), left: PATIENCE }
    }
}

impl Strategy for Fair {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        let ChoicePoint::Goroutine { .. } = point else { return self.inner.choose(point) };
        self.left = self.left.saturating_sub(1);
        if self.left == 0 { self.dice.roll(point) } else { self.inner.choose(point) }
    }

    fn look(&mut self, history: &History) {
        self.inner.look(history);
    }

    fn spawned(&mut self, path: Path, parent: Path, at: Pos) {
        self.inner.spawned(path, parent, at);
    }

    fn wants_points(&self) -> bool {
        self.inner.wants_points()
    }

    fn quantum(&mut self) -> u32 {
        self.inner.quantum()
    }

    fn discipline(&self) -> Discipline {
        self.inner.discipline()
    }

    fn seed(&self) -> u64 {
        self.inner.seed()
    }

    fn diverged(&self, ended: bool) -> Option<String> {
        self.inner.diverged(ended)
    }
}

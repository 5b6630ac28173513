//! Follows the beginning of a schedule, then goes on in an order of its own.

use super::Dice;
use crate::sched::decision::{ChoicePoint, Decision};
use crate::sched::rng::Rng;
use crate::sched::strategy::Strategy;
use std::sync::Arc;

/// How to go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// The first option: without preemptions, otherwise who waits longest.
    First,
    /// The last option: who became runnable last.
    Last,
    /// At random, from a seed.
    Random(u64),
}

/// See the module.
#[derive(Debug)]
pub struct After {
    prefix: Prefix,
    order: Order,
    rng: Rng,
    quantum: u32,
}

impl After {
    /// Takes these decisions, then goes on. `seed` is that of the schedule they come from.
    pub fn new(seed: u64, decisions: Arc<[Decision]>, order: Order, quantum: u32) -> Self {
        let stream = if let Order::Random(seed) = order { seed } else { 0 };
        let rng = Rng::new(stream, 1);
        Self { prefix: Prefix::new(seed, decisions), order, rng, quantum }
    }
}

impl Strategy for After {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        if let Some(answer) = self.prefix.answer(point) {
            return answer;
        }
        match self.order {
            Order::First => 0,
            Order::Last => point.options() - 1,
            Order::Random(_) => self.rng.below(point.options()),
        }
    }

    fn wants_points(&self) -> bool {
        true
    }

    fn quantum(&mut self) -> u32 {
        self.quantum
    }

    fn seed(&self) -> u64 {
        self.prefix.seed()
    }
}

/// The beginning of a schedule, and what comes from its seed.
#[derive(Debug)]
pub(super) struct Prefix {
    decisions: Arc<[Decision]>,
    /// Questions so far.
    asked: usize,
    dice: Dice,
}

impl Prefix {
    pub(super) fn new(seed: u64, decisions: Arc<[Decision]>) -> Self {
        Self { decisions, asked: 0, dice: Dice::new(seed) }
    }

    pub(super) fn seed(&self) -> u64 {
        self.dice.seed
    }

    /// The answer, unless it is open.
    pub(super) fn answer(&mut self, point: ChoicePoint<'_>) -> Option<u64> {
        let fixed = self.decisions.get(self.asked).copied();
        self.asked += 1;
        let of_seed = matches!(point, ChoicePoint::MapStart(_) | ChoicePoint::Random);
        // Those of the beginning count too: the seed's numbers go on behind it.
        let rolled = of_seed.then(|| self.dice.roll(point));
        let fixed = fixed.filter(|decision| decision.kind == point.kind());
        fixed.map(|decision| decision.answer.min(point.options() - 1)).or(rolled)
    }
}

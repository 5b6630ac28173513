//! A random walk: every answer uniform among the options, from the seed.
//!
//! Every synchronization operation is a scheduling point. A walk finds a bug of depth d among n
//! steps with a probability that has no useful lower bound, but it is cheap and never gets stuck.

use super::Dice;
use crate::sched::decision::ChoicePoint;
use crate::sched::strategy::Strategy;

/// See the module.
#[derive(Debug)]
pub struct Random {
    dice: Dice,
    quantum: u32,
}

impl Random {
    /// With a seed and the steps a goroutine may run before it is preempted.
    pub fn new(seed: u64, quantum: u32) -> Self {
        Self { dice: Dice::new(seed), quantum }
    }
}

impl Strategy for Random {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        self.dice.roll(point)
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

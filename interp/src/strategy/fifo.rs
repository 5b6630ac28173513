//! First in, first out.
//!
//! A plain queue without the runtime's next slot: goroutines take turns in the order in which they
//! became runnable. Select cases, map starts and random numbers come from the seed.

use super::Dice;
use crate::sched::decision::ChoicePoint;
use crate::sched::strategy::{Discipline, Strategy};

/// See the module.
#[derive(Debug)]
pub struct Fifo {
    dice: Dice,
    quantum: u32,
}

impl Fifo {
    /// With a seed and the steps a goroutine may run before it is preempted.
    pub fn new(seed: u64, quantum: u32) -> Self {
        Self { dice: Dice::new(seed), quantum }
    }
}

impl Strategy for Fifo {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        match point {
            ChoicePoint::Select { .. } | ChoicePoint::MapStart(_) | ChoicePoint::Random => {
                self.dice.roll(point)
            }
            ChoicePoint::Goroutine { .. } | ChoicePoint::Timer(_) => 0,
        }
    }

    fn wants_points(&self) -> bool {
        false
    }

    fn quantum(&mut self) -> u32 {
        self.quantum
    }

    fn discipline(&self) -> Discipline {
        Discipline::Fifo
    }

    fn seed(&self) -> u64 {
        self.dice.seed
    }
}

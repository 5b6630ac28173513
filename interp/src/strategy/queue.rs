//! The run queue decides: no goroutine is ever chosen.
//!
//! Under `go` the queue is the runtime's with GOMAXPROCS=1. Under `fifo` it has no next slot:
//! goroutines take turns in the order in which they became runnable. Select cases, map starts and
//! random numbers come from the seed, as the runtime takes them from its own generator. Timers due
//! together fire in the order in which they were started.

use super::Dice;
use crate::sched::decision::ChoicePoint;
use crate::sched::strategy::{Discipline, Strategy};

/// See the module.
#[derive(Debug)]
pub struct Queue {
    discipline: Discipline,
    dice: Dice,
    quantum: u32,
}

impl Queue {
    /// Real Go's order, with a seed and the steps a goroutine may run before it is preempted.
    pub fn go(seed: u64, quantum: u32) -> Self {
        Self { discipline: Discipline::Go, dice: Dice::new(seed), quantum }
    }

    /// First in, first out; parameters as of [`Queue::go`].
    pub fn fifo(seed: u64, quantum: u32) -> Self {
        Self { discipline: Discipline::Fifo, ..Self::go(seed, quantum) }
    }
}

impl Strategy for Queue {
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
        self.discipline
    }

    fn seed(&self) -> u64 {
        self.dice.seed
    }
}

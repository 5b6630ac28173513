//! Strategies: one policy per file.
//!
//! A strategy is made from its name, a seed and a quantum by [`by_name`]; adding one means one
//! file here and one line there.

mod fifo;
mod go;
mod random;
mod replay;

pub use fifo::Fifo;
pub use go::Go;
pub use random::Random;
pub use replay::Replay;

use crate::sched::decision::ChoicePoint;
use crate::sched::rng::{self, Rng};
use crate::sched::strategy::Strategy;

/// The names [`by_name`] knows.
pub const NAMES: &[&str] = &["go", "fifo", "random"];

/// The strategy called `name`.
pub fn by_name(name: &str, seed: u64, quantum: u32) -> Option<Box<dyn Strategy>> {
    Some(match name {
        "go" => Box::new(Go::new(seed, quantum)),
        "fifo" => Box::new(Fifo::new(seed, quantum)),
        "random" => Box::new(Random::new(seed, quantum)),
        _ => return None,
    })
}

/// What all strategies but replay answer to the questions they do not care about.
#[derive(Debug)]
struct Dice {
    seed: u64,
    rng: Rng,
    /// Random numbers asked for so far.
    drawn: u64,
}

impl Dice {
    fn new(seed: u64) -> Self {
        Self { seed, rng: Rng::new(seed, 0), drawn: 0 }
    }

    /// An answer, uniform among all.
    fn roll(&mut self, point: ChoicePoint<'_>) -> u64 {
        if point == ChoicePoint::Random {
            self.drawn += 1;
            return rng::nth(self.seed, self.drawn - 1);
        }
        self.rng.below(point.options())
    }
}

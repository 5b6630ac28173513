//! Strategies: one policy per file.
//!
//! A strategy is made from its name, a seed and a quantum by [`by_name`]; adding one means one
//! file here and one line in [`informed`]. [`Dfs`] is a search, whose executions depend on each
//! other, and [`Replay`] needs a schedule.

mod after;
mod dfs;
mod encounter;
mod fair;
mod pct;
mod plan;
mod pos;
mod profile;
mod queue;
mod random;
mod replay;
mod surw;

pub use after::{After, Order};
pub use dfs::Dfs;
pub use encounter::{Encounter, Spot, Stop};
pub(crate) use fair::Fair;
pub use pct::Pct;
pub use plan::{Follow, Plan, Recorded, Segment};
pub use pos::Pos;
pub use profile::{Profile, Survey};
pub use queue::Queue;
pub use random::Random;
pub use replay::Replay;
pub use surw::Surw;

use crate::goroutine::GoroutineId;
use crate::sched::decision::{ChoicePoint, Next};
use crate::sched::rng::{self, Rng};
use crate::sched::strategy::Strategy;

/// The names [`by_name`] knows.
pub const NAMES: &[&str] = &["go", "fifo", "random", "pct", "pos", "surw"];

/// The strategy called `name`.
pub fn by_name(name: &str, seed: u64, quantum: u32) -> Option<Box<dyn Strategy>> {
    informed(name, seed, quantum, &Profile::default())
}

/// The strategy called `name`, told what is known of the program.
pub fn informed(
    name: &str,
    seed: u64,
    quantum: u32,
    profile: &Profile,
) -> Option<Box<dyn Strategy>> {
    Some(match name {
        "go" => Box::new(Queue::go(seed, quantum)),
        "fifo" => Box::new(Queue::fifo(seed, quantum)),
        "random" => Box::new(Random::new(seed, quantum)),
        "pct" => Box::new(Pct::new(seed, quantum, profile)),
        "pos" => Box::new(Pos::new(seed, quantum)),
        "surw" => Box::new(Surw::new(seed, quantum, profile)),
        _ => return None,
    })
}

/// The goroutine that stands at a scheduling point and could go on: to choose another one is a
/// preemption. It is the first; one whose steps are spent is the last.
pub fn stands(point: ChoicePoint<'_>) -> Option<GoroutineId> {
    let ChoicePoint::Goroutine { enabled, current, .. } = point else { return None };
    current.filter(|current| enabled.first() == Some(current))
}

/// The goroutine an answer lets run, and what it does next.
fn chosen(point: ChoicePoint<'_>, answer: u64) -> Option<Next> {
    let ChoicePoint::Goroutine { pending, .. } = point else { return None };
    pending.get(usize::try_from(answer).ok()?).copied()
}

/// What all strategies but replay answer to the questions they do not care about.
#[derive(Debug)]
pub(crate) struct Dice {
    seed: u64,
    rng: Rng,
    /// Random numbers asked for so far.
    drawn: u64,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, rng: Rng::new(seed, 0), drawn: 0 }
    }

    /// An answer, uniform among all.
    pub(crate) fn roll(&mut self, point: ChoicePoint<'_>) -> u64 {
        if point == ChoicePoint::Random {
            self.drawn += 1;
            return rng::nth(self.seed, self.drawn - 1);
        }
        self.rng.below(point.options())
    }
}

#[cfg(test)]
mod tests;

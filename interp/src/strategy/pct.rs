//! Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte, ASPLOS 2010).
//!
//! Every goroutine has a random priority, and the one with the highest runs. At d-1 steps, drawn
//! among the k steps an execution takes, the goroutine that would run falls to a priority below
//! all initial ones. A bug of depth d is found with probability at least 1/(n·k^(d-1)), n being
//! the number of goroutines.
//!
//! Departures: d cycles from 2 to 8 with the seed, as nobody knows the depth of the next bug. k
//! is what earlier executions took at most ([`Profile`]); without any, each change point's order
//! of magnitude is drawn first. A goroutine that yields, or whose steps are spent, falls below
//! all others, or one that waits actively would starve the one it waits for. Questions other than
//! which goroutine runs are answered at random.

use super::profile::Profile;
use super::{Dice, stands};
use crate::history::Path;
use crate::op::OpKind;
use crate::sched::decision::{ChoicePoint, Next};
use crate::sched::rng::Rng;
use crate::sched::strategy::Strategy;
use rustc_hash::FxHashMap;

/// Depths, and how many there are.
const FIRST_DEPTH: u64 = 2;
const DEPTHS: u64 = 7;

/// Largest power of two of the steps without a profile.
const MAGNITUDES: u64 = 12;

/// Initial priorities lie above those of change points.
const INITIAL: i64 = 1 << 32;

/// See the module.
#[derive(Debug)]
pub struct Pct {
    dice: Dice,
    rng: Rng,
    quantum: u32,
    priorities: FxHashMap<Path, i64>,
    /// Steps at which somebody falls, ascending, the next one last, and to which priority.
    changes: Vec<(u64, i64)>,
    /// Steps so far.
    steps: u64,
    /// The priority below all.
    lowest: i64,
}

impl Pct {
    /// With a seed, the steps a goroutine may run before it is preempted, and what is known.
    pub fn new(seed: u64, quantum: u32, profile: &Profile) -> Self {
        let mut rng = Rng::new(seed, 1);
        let depth = FIRST_DEPTH + seed % DEPTHS;
        let mut changes: Vec<(u64, i64)> = (1..depth)
            .map(|priority| {
                let steps = match profile.steps {
                    0 => 1 << (1 + rng.below(MAGNITUDES)),
                    steps => steps,
                };
                (1 + rng.below(steps), priority.cast_signed())
            })
            .collect();
        changes.sort_unstable_by(|a, b| b.cmp(a));
        let dice = Dice::new(seed);
        Self { dice, rng, quantum, priorities: FxHashMap::default(), changes, steps: 0, lowest: 0 }
    }

    fn priority(&mut self, g: Path) -> &mut i64 {
        let rng = &mut self.rng;
        self.priorities.entry(g).or_insert_with(|| INITIAL + rng.below(1 << 62).cast_signed())
    }

    /// To the end of the line.
    fn fall(&mut self, g: Path) {
        self.lowest -= 1;
        *self.priority(g) = self.lowest;
    }

    /// The index of the goroutine with the highest priority.
    fn best(&mut self, pending: &[Next]) -> usize {
        let best = (0..pending.len()).max_by_key(|&i| *self.priority(pending[i].path));
        best.unwrap_or(0)
    }
}

impl Strategy for Pct {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        let ChoicePoint::Goroutine { enabled, pending, current } = point else {
            return self.dice.roll(point);
        };
        self.steps += 1;
        if stands(point).is_none() {
            if let Some(spent) = enabled.iter().position(|&g| Some(g) == current) {
                self.fall(pending[spent].path);
            }
        }
        let mut index = self.best(pending);
        while let Some((_, priority)) = self.changes.pop_if(|change| change.0 <= self.steps) {
            *self.priority(pending[index].path) = priority;
            index = self.best(pending);
        }
        if pending[index].op.kind == OpKind::Yield {
            self.fall(pending[index].path);
        }
        index as u64
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

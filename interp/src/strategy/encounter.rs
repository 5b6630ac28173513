//! Brings goroutines together in front of the locks that others of them hold.
//!
//! Takes a circle that [`detect::order`](crate::detect) has seen in an execution without a
//! deadlock, and tries to make one: each goroutine of the circle stops in front of its second
//! lock (in some attempts in front of its first, too) until all have come that far, or nobody else
//! can run (Joshi, Park, Sen, Naik: "A randomized dynamic program analysis technique for detecting
//! real deadlocks", PLDI 2009). An attempt is a walk of its own; whether it ends in a deadlock is
//! for others to judge.
//!
//! # Not covered
//! A goroutine that is alone is not asked about and does not stop.

use super::Dice;
use crate::history::Path;
use crate::sched::decision::{ChoicePoint, Next};
use crate::sched::rng::Rng;
use crate::sched::strategy::Strategy;
use frontend::span::Pos;

/// In front of a lock.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// Only when the goroutine has taken so many locks.
    pub locks: Option<u32>,
    /// Only there.
    pub place: Option<Pos>,
}

impl Spot {
    fn is_at(self, next: &Next) -> bool {
        next.op.kind.locks()
            && self.locks.is_none_or(|locks| locks == next.locks)
            && self.place.is_none_or(|place| place == next.place)
    }
}

/// A goroutine of the circle, and where it is to stop.
#[derive(Clone, Copy, Debug)]
pub struct Stop {
    /// Who.
    pub path: Path,
    /// In front of its first lock, until all have come that far.
    pub first: Option<Spot>,
    /// In front of its second.
    pub second: Spot,
}

/// See the module.
#[derive(Debug)]
pub struct Encounter {
    dice: Dice,
    rng: Rng,
    quantum: u32,
    /// The goroutines of the circle. Who may pass is taken out.
    stops: Vec<Stop>,
    /// Whether all have come to their stops.
    met: bool,
    /// Whether the goroutines go one after the other, the first first; otherwise at random.
    ordered: bool,
}

impl Encounter {
    /// The attempt of this number: first each goroutine of the circle leads once, then chance.
    pub fn new(mut stops: Vec<Stop>, attempt: u64, seed: u64, quantum: u32) -> Self {
        let lead = usize::try_from(attempt).unwrap_or(usize::MAX);
        let ordered = lead < stops.len();
        if ordered {
            stops.rotate_left(lead);
        }
        let (dice, rng) = (Dice::new(seed), Rng::new(seed.wrapping_add(attempt), 1));
        Self { dice, rng, quantum, stops, met: false, ordered }
    }

    /// Which stop a goroutine stands at.
    fn stop(&self, next: &Next) -> Option<usize> {
        let at =
            |stop: &Stop| stop.path == next.path && stop.first.unwrap_or(stop.second).is_at(next);
        self.stops.iter().position(at)
    }

    fn goroutine(&mut self, pending: &[Next]) -> usize {
        let standing: Vec<Option<usize>> = pending.iter().map(|next| self.stop(next)).collect();
        let stopped = standing.iter().flatten().count();
        if stopped == self.stops.len() && !self.met {
            let firsts = self.stops.iter_mut().filter_map(|stop| stop.first.take()).count();
            if firsts != 0 {
                return self.goroutine(pending);
            }
            self.met = true;
        }
        if self.met {
            // Into the circle, one after the other.
            return standing.iter().position(Option::is_some).unwrap_or_else(|| self.any(pending));
        }
        if stopped == pending.len() {
            // They are in each other's way: somebody must give up.
            let index = self.any(pending);
            self.stops.retain(|stop| stop.path != pending[index].path);
            return index;
        }
        let free: Vec<usize> = (0..pending.len()).filter(|&i| standing[i].is_none()).collect();
        if self.ordered {
            let place = |i: &usize| self.stops.iter().position(|s| s.path == pending[*i].path);
            let first = free.iter().copied().filter(|i| place(i).is_some()).min_by_key(place);
            if let Some(first) = first {
                return first;
            }
        }
        free[self.any(&free)]
    }

    fn any<T>(&mut self, options: &[T]) -> usize {
        usize::try_from(self.rng.below(options.len() as u64)).unwrap_or_default()
    }
}

impl Strategy for Encounter {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        match point {
            ChoicePoint::Goroutine { pending, .. } => self.goroutine(pending) as u64,
            ChoicePoint::Select { .. }
            | ChoicePoint::MapStart(_)
            | ChoicePoint::Random
            | ChoicePoint::Timer(_) => self.dice.roll(point),
        }
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

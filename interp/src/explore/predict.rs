//! Deadlocks predicted from executions that had none.
//!
//! Every execution tells which goroutines took locks in opposite orders ([`Outcome::lock_order`]).
//! For each such circle a few executions are run that drive its goroutines into it
//! ([`Encounter`]); only a circle that really ends in a deadlock of locks is reported, with that
//! execution as its witness. These executions are counted apart from those of the search.
//!
//! They are run when the search alone may not come upon the deadlock: beside random walks, and
//! when a search by partial orders has taken many executions or ends before it is complete.
//!
//! A witness is an ordinary deadlock that was found in another way. So a `lock-order` finding
//! gives way to a `deadlock` or `goroutine-leak` that the search itself finds at the same places.
//!
//! Data races need nothing of the kind: happens-before predicts from one execution all races of
//! the executions that are equivalent to it, and predicts nothing that is none.

use super::finding::{Finding, Kind, Location};
use crate::detect::held::{Pair, Turn};
use crate::outcome::Outcome;
use crate::strategy::{Encounter, Spot, Stop};
use frontend::span::Pos;
use rustc_hash::FxHashMap;

/// Circles at the same places that are tried.
const ALIKE: usize = 3;

/// Ways of attempts besides those in which each of its goroutines leads.
const WAYS: u64 = 4;

/// Attempts of each way: the second knows from the first what the goroutines do then; the third
/// and fourth go by places alone; in the fourth the goroutines meet before their first locks, too.
const TIMES: u64 = 4;

/// Where a circle's locks were held and taken; who it was, where that is not known.
type Places = Vec<(Pos, Pos, Option<Turn>)>;

/// A circle to be confirmed, and the number of the execution that showed it.
pub(super) struct Candidate {
    pub(super) circle: Vec<Pair>,
    pub(super) execution: u64,
}

impl std::fmt::Debug for Candidate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Candidate").field("circle", &turns(&self.circle)).finish_non_exhaustive()
    }
}

impl Candidate {
    /// How many attempts it is worth.
    pub(super) fn attempts(&self) -> u64 {
        (self.circle.len() as u64 + WAYS) * TIMES
    }

    /// An attempt.
    pub(super) fn encounter(&self, attempt: u64, seed: u64, quantum: u32) -> Encounter {
        let kind = attempt % TIMES;
        let spot = |locks: u32, pos: Pos| {
            let place = Some(pos).filter(|pos| pos.is_known());
            Spot { locks: Some(locks).filter(|_| kind < 2 || place.is_none()), place }
        };
        let stop = |pair: &Pair| Stop {
            path: pair.turn.path,
            first: Some(spot(pair.before, pair.held.1)).filter(|_| kind == TIMES - 1),
            second: spot(pair.turn.locks, pair.taken.1),
        };
        let mut stops: Vec<Stop> = self.circle.iter().map(stop).collect();
        stops.sort_unstable_by_key(|stop| stop.path);
        Encounter::new(stops, attempt / TIMES, seed, quantum)
    }

    /// An attempt failed; what its goroutines did in it may be closer to the circle.
    pub(super) fn learn(&mut self, outcome: &mut Outcome) {
        let wanted = places(&self.circle);
        let found = outcome.lock_order.iter().position(|circle| places(circle) == wanted);
        if let Some(found) = found {
            self.circle = outcome.lock_order.swap_remove(found);
        }
    }
}

/// When its goroutines take their second locks.
fn turns(circle: &[Pair]) -> Vec<Turn> {
    let mut turns: Vec<Turn> = circle.iter().map(|pair| pair.turn).collect();
    turns.sort_unstable();
    turns
}

fn places(circle: &[Pair]) -> Places {
    let place = |pair: &Pair| {
        let (held, taken) = (pair.held.1, pair.taken.1);
        let known = held.is_known() && taken.is_known();
        (held, taken, Some(pair.turn).filter(|_| !known))
    };
    let mut places: Places = circle.iter().map(place).collect();
    places.sort_unstable();
    places
}

/// The candidates of a search.
#[derive(Debug, Default)]
pub(super) struct Predictions {
    /// Those that were taken up at the same places.
    met: FxHashMap<Places, Vec<Vec<Turn>>>,
    due: Vec<Candidate>,
}

impl Predictions {
    /// Takes up what an execution has shown.
    pub(super) fn add(&mut self, circles: Vec<Vec<Pair>>, execution: u64) {
        for circle in circles {
            let met = self.met.entry(places(&circle)).or_default();
            let turns = turns(&circle);
            if met.len() < ALIKE && !met.contains(&turns) {
                met.push(turns);
                self.due.push(Candidate { circle, execution });
            }
        }
    }

    /// What is to be confirmed now.
    pub(super) fn take(&mut self) -> Vec<Candidate> {
        std::mem::take(&mut self.due)
    }
}

/// Whether a finding of the search is the deadlock that another one predicted.
pub(super) fn is_covered(predicted: &Finding, by: &Finding) -> bool {
    let blocked = |at: &&Location| at.role == "blocked";
    let mut places = predicted.locations.iter().filter(blocked);
    predicted.kind == Kind::LockOrder
        && matches!(by.kind, Kind::Deadlock | Kind::GoroutineLeak)
        && places.all(|at| by.locations.iter().filter(blocked).any(|other| other.pos == at.pos))
}

//! Selectively uniform random walk (Zhao, Wolff, Mathur, Roychoudhury, ASPLOS 2025).
//!
//! A plain random walk favors some interleavings by far; one that takes each goroutine with a
//! probability in proportion to its events still to come draws every interleaving equally often.
//! Applied to a selection of events only, it draws every order of these equally often: a
//! goroutine is intended for the next selected event, the others run at will as long as what they
//! do next is not selected.
//!
//! How many events are to come is estimated from earlier executions ([`Profile`]); those of
//! goroutines not made yet count for the ancestor that is there.
//!
//! Departures: half of the executions select all events, half those of one object that several
//! goroutines use. The intended goroutine is drawn among the enabled ones only. A goroutine
//! without a profile counts as one with a single event left. Questions other than which goroutine
//! runs are answered at random.

use super::Dice;
use super::profile::Profile;
use crate::history::Path;
use crate::op::Op;
use crate::sched::decision::{ChoicePoint, Next};
use crate::sched::rng::Rng;
use crate::sched::strategy::Strategy;
use frontend::span::Pos;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// See the module.
#[derive(Debug)]
pub struct Surw {
    dice: Dice,
    rng: Rng,
    quantum: u32,
    /// The object whose events are selected; none: all events are.
    selected: Option<u64>,
    /// By goroutine: selected events of it and of those it makes.
    subtrees: BTreeMap<Path, u64>,
    /// By goroutine: selected events to come.
    left: FxHashMap<Path, u64>,
    intended: Option<Path>,
}

impl Surw {
    /// With a seed, the steps a goroutine may run before it is preempted, and what is known.
    pub fn new(seed: u64, quantum: u32, profile: &Profile) -> Self {
        let mut rng = Rng::new(seed, 1);
        let selected = select(&mut rng, profile);
        Self {
            dice: Dice::new(seed),
            rng,
            quantum,
            selected,
            subtrees: subtrees(profile, selected),
            left: FxHashMap::default(),
            intended: None,
        }
    }

    fn is_selected(&self, op: Op) -> bool {
        self.selected.is_none_or(|object| op.object == object)
    }

    /// Draws the goroutine of the next selected event.
    fn intend(&mut self, pending: &[Next]) -> Path {
        let weight = |next: &Next| self.left.get(&next.path).copied().unwrap_or(0).max(1);
        let mut drawn = self.rng.below(pending.iter().map(weight).sum());
        for next in pending {
            match drawn.checked_sub(weight(next)) {
                Some(rest) => drawn = rest,
                None => return next.path,
            }
        }
        pending[0].path
    }

    /// So many selected events of a goroutine are no longer to come.
    fn less(&mut self, g: Path, events: u64) {
        let left = self.left.entry(g).or_default();
        *left = left.saturating_sub(events);
    }
}

/// Which events are selected.
fn select(rng: &mut Rng, profile: &Profile) -> Option<u64> {
    let mut users: BTreeMap<u64, u64> = BTreeMap::new();
    for &object in profile.goroutines.values().flat_map(|seen| seen.events.keys()) {
        *users.entry(object).or_default() += 1;
    }
    let shared: Vec<u64> =
        users.into_iter().filter(|&(object, n)| object != 0 && n > 1).map(|(o, _)| o).collect();
    if rng.below(2) == 0 {
        return None;
    }
    shared.get(usize::try_from(rng.below(shared.len() as u64)).unwrap_or(0)).copied()
}

/// Selected events of each goroutine and its descendants.
fn subtrees(profile: &Profile, selected: Option<u64>) -> BTreeMap<Path, u64> {
    let mut sums = BTreeMap::new();
    for (&path, seen) in &profile.goroutines {
        let own = match selected {
            None => seen.events.values().sum(),
            Some(object) => seen.events.get(&object).copied().unwrap_or(0),
        };
        // Generations are few.
        let mut passed = BTreeSet::new();
        let mut next = path;
        while next != 0 && passed.insert(next) {
            *sums.entry(next).or_default() += own;
            next = profile.goroutines.get(&next).map_or(0, |seen| seen.parent);
        }
    }
    sums
}

impl Strategy for Surw {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        let ChoicePoint::Goroutine { pending, .. } = point else {
            return self.dice.roll(point);
        };
        let enabled = |g: &Path| pending.iter().any(|next| next.path == *g);
        let intended = match self.intended.filter(enabled) {
            Some(intended) => intended,
            None => self.intend(pending),
        };
        self.intended = Some(intended);
        let free: Vec<usize> = (0..pending.len())
            .filter(|&i| pending[i].path == intended || !self.is_selected(pending[i].op))
            .collect();
        let index = free[usize::try_from(self.rng.below(free.len() as u64)).unwrap_or(0)];
        if self.is_selected(pending[index].op) {
            self.less(pending[index].path, 1);
            self.intended = None;
        }
        index as u64
    }

    fn spawned(&mut self, path: Path, parent: Path, _: Pos) {
        let events = self.subtrees.get(&path).copied().unwrap_or(0);
        self.left.insert(path, events);
        self.less(parent, events);
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

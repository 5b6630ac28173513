//! What earlier executions tell a strategy about the program.
//!
//! PCT needs to know how many steps an execution takes, SURW how many events of which goroutine
//! are still to come. A [`Survey`] watches a few executions; the [`Profile`] it gives is a value,
//! so that an execution's decisions are a function of seed and profile and may be made on any
//! worker, in any order.
//!
//! A goroutine that is alone is not asked about, so its events are not seen. Therefore a survey
//! runs goroutines by priority, which shows all events of the first, and keeps the most seen of
//! each.

use super::{Pct, chosen};
use crate::history::Path;
use crate::sched::decision::ChoicePoint;
use crate::sched::strategy::Strategy;
use frontend::span::Pos;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The most seen in any of the executions watched.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Profile {
    /// Steps: questions which goroutine runs.
    pub(super) steps: u64,
    pub(super) goroutines: BTreeMap<Path, Seen>,
}

/// What was seen of one goroutine.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Seen {
    /// Who made it; 0: nobody.
    pub(super) parent: Path,
    /// Its events, by the object they are about (0: none or not known).
    pub(super) events: BTreeMap<u64, u64>,
}

/// Executions being watched.
#[derive(Debug, Default)]
pub struct Survey {
    profile: Arc<Mutex<Profile>>,
}

impl Survey {
    /// The strategy of an execution to watch.
    pub fn walk(&mut self, seed: u64, quantum: u32) -> Box<dyn Strategy> {
        Box::new(Watched {
            walk: Pct::new(seed, quantum, &Profile::default()),
            profile: Arc::clone(&self.profile),
            seen: Profile::default(),
        })
    }

    /// What was seen. The executions must have ended.
    pub fn profile(self) -> Profile {
        edit(&self.profile, std::mem::take)
    }
}

/// An execution that is watched.
struct Watched {
    walk: Pct,
    profile: Arc<Mutex<Profile>>,
    /// In this execution.
    seen: Profile,
}

/// A worker that died while it held the lock left maxima that are still maxima.
fn edit<T>(profile: &Mutex<Profile>, change: impl FnOnce(&mut Profile) -> T) -> T {
    change(&mut profile.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Profile {
    /// Adds another execution.
    fn merge(&mut self, other: &Self) {
        self.steps = self.steps.max(other.steps);
        for (&path, seen) in &other.goroutines {
            let known = self.goroutines.entry(path).or_default();
            known.parent = seen.parent;
            for (&object, &n) in &seen.events {
                let most = known.events.entry(object).or_default();
                *most = n.max(*most);
            }
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        edit(&self.profile, |profile| profile.merge(&self.seen));
    }
}

impl Strategy for Watched {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        let answer = self.walk.choose(point);
        if let Some(next) = chosen(point, answer) {
            self.seen.steps += 1;
            let seen = self.seen.goroutines.entry(next.path).or_default();
            *seen.events.entry(next.op.object).or_default() += 1;
        }
        answer
    }

    fn spawned(&mut self, path: Path, parent: Path, _: Pos) {
        self.seen.goroutines.entry(path).or_default().parent = parent;
    }

    fn wants_points(&self) -> bool {
        true
    }

    fn quantum(&mut self) -> u32 {
        self.walk.quantum()
    }

    fn seed(&self) -> u64 {
        self.walk.seed()
    }
}

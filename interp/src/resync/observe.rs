//! Writes down what each decision of an execution is about.

use crate::history::Path;
use crate::op::OpKind;
use crate::sched::CLOCK_PATH;
use crate::sched::decision::{ChoicePoint, Next};
use crate::sched::strategy::{Discipline, Strategy};
use frontend::span::Pos;
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What a decision is about besides its goroutine.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum What {
    /// It runs: from where, and its operation there.
    Turn(Pos, OpKind),
    /// The case of its select.
    Case(u32),
    /// A map, a random number, a timer.
    Other,
}

/// What was seen of an execution.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Goroutines in the order they were made: who made each, and where.
    pub(super) goroutines: Vec<(Option<u32>, Pos)>,
    /// For each decision the goroutine and what it is about.
    pub(super) entries: Vec<(u32, What)>,
}

/// Watches a strategy.
pub(super) struct Observed {
    inner: Box<dyn Strategy>,
    seen: Arc<Mutex<Seen>>,
    numbers: FxHashMap<Path, u32>,
    running: u32,
}

impl Observed {
    pub(super) fn new(inner: Box<dyn Strategy>) -> (Self, Arc<Mutex<Seen>>) {
        let seen = Arc::<Mutex<Seen>>::default();
        let observed =
            Self { inner, seen: Arc::clone(&seen), numbers: FxHashMap::default(), running: 0 };
        (observed, seen)
    }

    fn number(&self, path: Path) -> u32 {
        self.numbers.get(&path).copied().unwrap_or(0)
    }
}

impl std::fmt::Debug for Observed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Observed").field("seen", &self.seen).finish_non_exhaustive()
    }
}

impl Strategy for Observed {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        let answer = self.inner.choose(point);
        let index = usize::try_from(answer).unwrap_or(usize::MAX);
        let entry = match point {
            ChoicePoint::Goroutine { pending, .. } => {
                let next = pending.get(index).copied().unwrap_or_default();
                (self.number(next.path), What::Turn(next.place, next.op.kind))
            }
            ChoicePoint::Select { ready } => {
                (self.running, What::Case(ready.get(index).copied().unwrap_or(0)))
            }
            ChoicePoint::MapStart(_) | ChoicePoint::Random | ChoicePoint::Timer(_) => {
                (self.running, What::Other)
            }
        };
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).entries.push(entry);
        answer
    }

    fn spawned(&mut self, path: Path, parent: Path, at: Pos) {
        self.inner.spawned(path, parent, at);
        let parent = self.numbers.get(&parent).copied();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let number = u32::try_from(seen.goroutines.len()).unwrap_or(u32::MAX);
        self.numbers.insert(path, number);
        seen.goroutines.push((parent, at));
        if number == 0 {
            // The clock can be chosen too.
            self.numbers.insert(CLOCK_PATH, 1);
            seen.goroutines.push((None, Pos::NONE));
        }
    }

    fn wants_places(&self) -> bool {
        true
    }

    fn runs(&mut self, next: Next) {
        self.running = self.number(next.path);
    }

    fn wants_points(&self) -> bool {
        self.inner.wants_points()
    }

    fn quantum(&mut self) -> u32 {
        self.inner.quantum()
    }

    fn discipline(&self) -> Discipline {
        self.inner.discipline()
    }

    fn seed(&self) -> u64 {
        self.inner.seed()
    }

    fn diverged(&self, ended: bool) -> Option<String> {
        self.inner.diverged(ended)
    }
}

//! The oracle.

use super::decision::{ChoicePoint, Next};
use crate::history::{History, Path};
use frontend::span::Pos;

/// How the run queue is ordered.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Discipline {
    /// As real Go with GOMAXPROCS=1 does it; nothing is asked.
    #[default]
    Go,
    /// First in, first out; nothing is asked.
    Fifo,
    /// Any enabled goroutine may run next: [`ChoicePoint::Goroutine`] is asked.
    Any,
}

/// A `Strategy` answers every question an execution asks, and nothing else may choose. Its
/// answers must depend only on its own seed and what it was asked before.
pub trait Strategy: Send {
    /// Chooses; the answer must be in range for the point.
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64;

    /// If a history is kept: it, before each question.
    fn look(&mut self, history: &History) {
        let _ = history;
    }

    /// A goroutine was made, by whom (0: by nobody), and where, if places are wanted.
    fn spawned(&mut self, path: Path, parent: Path, at: Pos) {
        let _ = (path, parent, at);
    }

    /// Whether it wants to know where goroutines stand and who runs.
    fn wants_places(&self) -> bool {
        false
    }

    /// If places are wanted: a goroutine runs from now on, chosen or not.
    fn runs(&mut self, next: Next) {
        let _ = next;
    }

    /// Whether every synchronization operation is a scheduling point under this strategy.
    fn wants_points(&self) -> bool;

    /// Steps a goroutine may run before it is preempted.
    fn quantum(&mut self) -> u32;

    /// How the run queue is ordered. Must not change during an execution.
    fn discipline(&self) -> Discipline {
        Discipline::Any
    }

    /// Seed of the random numbers it answers, which a schedule leaves out.
    fn seed(&self) -> u64 {
        0
    }

    /// For a strategy that follows a schedule: where the execution left it, as a message.
    /// `ended` when no more questions will be asked.
    fn diverged(&self, ended: bool) -> Option<String> {
        let _ = ended;
        None
    }
}

//! Depth-first search over all decisions, optionally with few preemptions (CHESS: Musuvathi,
//! Qadeer, PLDI 2007, "Iterative context bounding").
//!
//! Decisions form a tree; every execution is a path from its root to a leaf. [`Dfs`] keeps the
//! path at hand, and between two executions moves on to the next one in order of answers. A
//! decision that leaves a goroutine which could go on is a preemption; with a bound, paths with
//! more of them are left out. The first answer is never a preemption.
//!
//! Departures: which goroutine, select case, timer and waiter are branches; where map iterations
//! start and random numbers are not, they come from the seed. Leaving a goroutine whose steps are
//! spent is no preemption, or two that wait actively would have no path without one.

use super::after::Prefix;
use super::stands;
use crate::sched::decision::{ChoicePoint, Decision};
use crate::sched::strategy::Strategy;
use crate::schedule::Schedule;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A search in progress. Its executions must be run one after the other.
#[derive(Debug)]
pub struct Dfs {
    seed: u64,
    quantum: u32,
    /// Decisions all executions begin with.
    prefix: Arc<[Decision]>,
    path: Arc<Mutex<Path>>,
}

#[derive(Debug)]
struct Path {
    branches: Vec<Branch>,
    /// Most preemptions.
    bound: Option<u32>,
}

/// A decision that can be taken in several ways.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Branch {
    answer: u64,
    options: u64,
    /// Whether answers other than 0 are preemptions.
    stands: bool,
    /// Preemptions before it.
    preemptions: u32,
}

impl Branch {
    /// Preemptions up to and including it.
    fn preemptions_after(&self) -> u32 {
        self.preemptions + u32::from(self.stands && self.answer != 0)
    }
}

impl Dfs {
    /// A search of everything, or of the executions with at most `bound` preemptions.
    pub fn new(seed: u64, quantum: u32, bound: Option<u32>) -> Self {
        let path = Path { branches: Vec::new(), bound };
        Self { seed, quantum, prefix: Arc::new([]), path: Arc::new(Mutex::new(path)) }
    }

    /// A search of all executions that begin with the first `decisions` of a schedule.
    pub fn after(schedule: &Schedule, decisions: usize, quantum: u32) -> Self {
        let prefix = schedule.iter().take(decisions).collect();
        Self { prefix, ..Self::new(schedule.seed(), quantum, None) }
    }

    /// The strategy of the next execution.
    pub fn begin(&mut self) -> Box<dyn Strategy> {
        Box::new(Descent {
            prefix: Prefix::new(self.seed, Arc::clone(&self.prefix)),
            quantum: self.quantum,
            path: Arc::clone(&self.path),
            depth: 0,
        })
    }

    /// Moves on after an execution; false when all are done.
    pub fn advance(&mut self) -> bool {
        let mut path = lock(&self.path);
        let bound = path.bound.unwrap_or(u32::MAX);
        while let Some(mut branch) = path.branches.pop() {
            branch.answer += 1;
            if branch.answer < branch.options && branch.preemptions_after() <= bound {
                path.branches.push(branch);
                return true;
            }
        }
        false
    }
}

/// Nobody leaves a path half changed.
fn lock(path: &Mutex<Path>) -> MutexGuard<'_, Path> {
    path.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Follows the path as far as it goes, and prolongs it.
struct Descent {
    prefix: Prefix,
    quantum: u32,
    path: Arc<Mutex<Path>>,
    /// Branches so far.
    depth: usize,
}

impl Strategy for Descent {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        if let Some(answer) = self.prefix.answer(point) {
            return answer;
        }
        let mut path = lock(&self.path);
        let preemptions = match self.depth.checked_sub(1) {
            Some(before) => path.branches[before].preemptions_after(),
            None => 0,
        };
        if self.depth == path.branches.len() {
            let stands = stands(point).is_some();
            let options = point.options();
            path.branches.push(Branch { answer: 0, options, stands, preemptions });
        }
        let branch = path.branches[self.depth];
        self.depth += 1;
        debug_assert_eq!(branch.options, point.options(), "one path, one execution");
        branch.answer
    }

    fn wants_points(&self) -> bool {
        true
    }

    fn quantum(&mut self) -> u32 {
        self.quantum
    }

    fn seed(&self) -> u64 {
        self.prefix.seed()
    }
}

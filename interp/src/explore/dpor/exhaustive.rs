//! Every interleaving, one after the other: what the search is checked against.
//!
//! Depth first over the same events, without any reduction. Only for small programs.

use crate::history::History;
use crate::op::OpKind;
use crate::sched::decision::ChoicePoint;
use crate::sched::strategy::Strategy;
use crate::strategy::Dfs;

/// Steps of a goroutine until it is preempted between operations: more than small programs take.
const QUANTUM: u32 = 200_000;

/// The enumeration.
#[derive(Debug)]
pub struct Exhaustive(Dfs);

impl Exhaustive {
    /// An enumeration from its beginning.
    pub fn new(seed: u64) -> Self {
        Self(Dfs::new(seed, QUANTUM, None))
    }

    /// A strategy for the next execution.
    pub fn strategy(&mut self) -> Box<dyn Strategy> {
        Box::new(Visible(self.0.begin()))
    }

    /// After an execution: whether there is another one.
    pub fn advance(&mut self) -> bool {
        self.0.advance()
    }
}

/// Branches only where operations begin: a goroutine in front of none runs on at once.
struct Visible(Box<dyn Strategy>);

impl Strategy for Visible {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        if let ChoicePoint::Goroutine { pending, .. } = point
            && let Some(i) = pending.iter().position(|next| next.op.kind == OpKind::None)
        {
            return i as u64;
        }
        self.0.choose(point)
    }

    fn wants_points(&self) -> bool {
        true
    }

    fn quantum(&mut self) -> u32 {
        QUANTUM
    }
}

/// A number that equivalent executions share.
pub fn class(history: &History) -> u64 {
    super::trace::Trace::of(history).class()
}

//! Every interleaving, one after the other: what the search is checked against.
//!
//! Depth first over the same events, without any reduction. Only for small programs.

use crate::history::History;
use crate::op::OpKind;
use crate::sched::decision::ChoicePoint;
use crate::sched::strategy::Strategy;
use std::sync::{Arc, Mutex, PoisonError};

/// The enumeration: answers along the current path.
#[derive(Clone, Debug, Default)]
pub struct Exhaustive {
    path: Arc<Mutex<Path>>,
}

#[derive(Debug, Default)]
struct Path {
    /// Answer and number of answers.
    taken: Vec<(u64, u64)>,
    at: usize,
}

impl Exhaustive {
    /// A strategy for the next execution.
    pub fn strategy(&self) -> Box<dyn Strategy> {
        self.path.lock().unwrap_or_else(PoisonError::into_inner).at = 0;
        Box::new(self.clone())
    }

    /// After an execution: whether there is another one.
    pub fn advance(&self) -> bool {
        let mut path = self.path.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some((answer, options)) = path.taken.pop() {
            if answer + 1 < options {
                path.taken.push((answer + 1, options));
                return true;
            }
        }
        false
    }
}

impl Strategy for Exhaustive {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        match point {
            ChoicePoint::MapStart(_) | ChoicePoint::Random => return 0,
            ChoicePoint::Goroutine { pending, .. } => {
                let silent = pending.iter().position(|next| next.op.kind == OpKind::None);
                if let Some(i) = silent {
                    return i as u64;
                }
            }
            ChoicePoint::Select { .. } | ChoicePoint::Timer(_) => {}
        }
        let mut path = self.path.lock().unwrap_or_else(PoisonError::into_inner);
        let at = path.at;
        path.at += 1;
        if at == path.taken.len() {
            path.taken.push((0, point.options()));
        }
        path.taken[at].0
    }

    fn wants_points(&self) -> bool {
        true
    }

    fn quantum(&mut self) -> u32 {
        200_000
    }
}

/// A number that equivalent executions share.
pub fn class(history: &History) -> u64 {
    super::trace::Trace::of(history).class()
}

//! Scheduling: who runs next, virtual time, decisions.

pub mod decision;
pub mod strategy;

/// The scheduler of one execution.
#[derive(Debug, Default)]
pub struct Sched {}

//! The interpreter: a checked program is lowered once to [`code::Code`] and then executed any
//! number of times.
//!
//! One execution: a [`cx::Cx`] owns everything mutable — linear memory, goroutines, wait queues,
//! timers. The run loop asks the scheduler for an enabled goroutine and walks its tree until it
//! blocks, is preempted or ends; whatever is not determined by the program is a
//! [`sched::decision::Decision`] asked of the one [`sched::strategy::Strategy`]. The result is an
//! [`outcome::Outcome`]. An execution is a pure function of program, input, configuration and
//! decisions.

pub mod code;
pub mod config;
pub mod cx;
pub mod detect;
pub mod execution;
pub mod explain;
pub mod explore;
pub mod goroutine;
pub mod history;
pub mod host;
pub mod ir;
pub mod lower;
pub mod made;
pub mod memory;
pub mod native;
pub mod op;
pub mod outcome;
pub mod race;
pub mod resync;
pub mod sched;
pub mod schedule;
pub mod strategy;
pub mod sync;
pub mod table;
pub mod trace;
pub mod trap;
pub mod tree;
pub mod value;

//! What an execution is configured with besides its program.

use crate::race::{Promoted, Watch};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Limits and switches of one execution. All of them are part of what a trace records when they
/// change behaviour.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent of each other")]
pub struct Config {
    /// Seed of everything random.
    pub seed: u64,
    /// Steps (calls and loop iterations) a goroutine runs before it is preempted.
    pub quantum: u32,
    /// Whether every synchronization operation is a scheduling point (all schedules but `go` and
    /// `fifo`).
    pub points: bool,
    /// Most steps in all (calls, loop iterations, and a few for each turn of a goroutine); 0 means
    /// no limit. The default ends a program that spins for ever within about half a minute.
    pub max_steps: u64,
    /// Most bytes of linear memory and goroutine stacks.
    pub max_mem: u64,
    /// Most bytes written to stdout and stderr together; 0 means no limit.
    pub max_output: u64,
    /// Most goroutines alive at once; 0 means no limit.
    pub max_goroutines: u64,
    /// Most virtual time in nanoseconds; 0 means no limit.
    pub max_time: u64,
    /// Look for data races (the code must be checked).
    pub race: bool,
    /// A data race fails the test it is found in.
    pub race_fails: bool,
    /// Look for goroutines that can never run again.
    pub leaks: bool,
    /// The clock may move though somebody can run (`-time eager`).
    pub eager: bool,
    /// Keep a history of all operations.
    pub history: bool,
    /// Keep a log of all operations, with stacks and values. Changes nothing else.
    pub detail: bool,
    /// Sites of ordinary accesses that are in the log besides those that are scheduling points.
    pub shown: Arc<Promoted>,
    /// Whether output is an operation others can notice.
    pub outputs: bool,
    /// Whether the order of outputs matters to others, not only whether they come before the end.
    pub ordered_outputs: bool,
    /// Objects whose operations all depend on each other: see [`crate::history`].
    pub strict: Arc<FxHashSet<u64>>,
    /// Accesses and go statements whose stacks are wanted (see [`crate::race::rerun`]).
    pub watches: Arc<Vec<Watch>>,
    /// Sites of ordinary accesses that are scheduling points.
    pub promoted: Arc<Promoted>,
    /// Collect at every allocation and poison what is freed.
    pub gc_stress: bool,
    /// Bytes of one goroutine's stack at which Go's stack overflow is fatal.
    pub max_stack: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            seed: 1,
            quantum: 200_000,
            points: false,
            max_steps: 5_000_000_000,
            max_mem: 2 << 30,
            max_output: 512 << 20,
            max_goroutines: 0,
            max_time: 0,
            race: false,
            race_fails: false,
            leaks: false,
            eager: false,
            history: false,
            detail: false,
            shown: Arc::default(),
            outputs: false,
            ordered_outputs: false,
            strict: Arc::default(),
            watches: Arc::default(),
            promoted: Arc::default(),
            gc_stress: false,
            max_stack: 1_000_000_000,
        }
    }
}

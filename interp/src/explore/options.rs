//! What a search is asked to do.

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "a set; independent of each other")]
pub struct Detect {
    /// Data races.
    pub race: bool,
    /// Deadlocks of the whole program.
    pub deadlock: bool,
    /// Goroutines that can never run again.
    pub leak: bool,
    /// Panics and fatal errors.
    pub panic: bool,
    /// Loops that go on for ever without anything changing.
    pub livelock: bool,
    /// Locks taken in orders that can deadlock.
    pub lock_order: bool,
}

impl Detect {
    /// Everything.
    pub const ALL: Self = Self {
        race: true,
        deadlock: true,
        leak: true,
        panic: true,
        livelock: true,
        lock_order: true,
    };
}

impl Options {
    /// Whether it matters when something is printed: for outcomes its order, for goroutines that
    /// main does not wait for whether it comes before the end.
    pub fn watches_output(&self) -> bool {
        self.outcomes || self.detect.leak
    }
}

/// Options of a search.
#[derive(Clone, Debug)]
pub struct Options {
    /// `auto`, or the name of a strategy.
    pub schedule: String,
    /// Seed of everything random.
    pub seed: u64,
    /// Most executions; 0 means no limit.
    pub max_runs: u64,
    /// Most preemptions of an execution under `dfs`.
    pub preemptions: Option<u32>,
    /// What is looked for.
    pub detect: Detect,
    /// Go on after the first finding of severity error.
    pub all: bool,
    /// Collect every distinct ending.
    pub outcomes: bool,
    /// The program's arguments, its name first.
    pub args: Vec<String>,
    /// What it can read from standard input.
    pub stdin: Vec<u8>,
}

//! What a search reports.
//!
//! Two findings are the same bug if they have the same [`Finding::key`]: kind and places, not the
//! schedule that shows them.

use crate::outcome::Delay;
use crate::race::Promoted;
use crate::schedule::Schedule;
use frontend::span::Pos;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Kinds of findings, as in the machine-readable report.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "see `Kind::name`")]
pub enum Kind {
    DataRace,
    Deadlock,
    GoroutineLeak,
    Panic,
    Fatal,
    TestFailure,
    Exit,
    Livelock,
    Limit,
    TornValue,
    LockOrder,
    IncompleteWork,
    LostUpdate,
}

impl Kind {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::DataRace => "data-race",
            Self::Deadlock => "deadlock",
            Self::GoroutineLeak => "goroutine-leak",
            Self::Panic => "panic",
            Self::Fatal => "fatal",
            Self::TestFailure => "test-failure",
            Self::Exit => "exit",
            Self::Livelock => "livelock",
            Self::Limit => "limit",
            Self::TornValue => "torn-value",
            Self::LockOrder => "lock-order",
            Self::IncompleteWork => "incomplete-work",
            Self::LostUpdate => "lost-update",
        }
    }

    /// How bad it is.
    pub fn severity(self) -> Severity {
        match self {
            Self::IncompleteWork => Severity::Warning,
            Self::LostUpdate => Severity::Advice,
            Self::DataRace
            | Self::Deadlock
            | Self::GoroutineLeak
            | Self::Panic
            | Self::Fatal
            | Self::TestFailure
            | Self::Exit
            | Self::Livelock
            | Self::Limit
            | Self::TornValue
            | Self::LockOrder => Severity::Error,
        }
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// A bug.
    Error,
    /// May be meant.
    Warning,
    /// Worth a look.
    Advice,
}

/// A place that belongs to a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Location {
    /// `blocked`, `read`, `write`, `panic`, `holder`, `running`…
    pub role: &'static str,
    /// Number of the goroutine.
    pub goroutine: u64,
    /// Where: the innermost call in the program's own packages.
    pub pos: Pos,
    /// The function there.
    pub function: String,
    /// What the goroutine does or waits for, with the runtime's words; may be empty.
    pub state: String,
    /// The `go` statement that made it.
    pub created: Option<Pos>,
    /// All calls, innermost first: function and position.
    pub stack: Vec<(String, Pos)>,
}

/// A bug or a warning, with an execution that shows it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// How bad it is: what its kind says, but for a status that every execution ends with.
    pub severity: Severity,
    /// One or a few lines for people.
    pub message: String,
    /// The variable's source name (races), else empty.
    pub variable: String,
    /// The places, the most telling first.
    pub locations: Vec<Location>,
    /// Go's own text for it (race report, panic, deadlock dump), else empty.
    pub text: String,
    /// Number of the first execution that showed it, from 1.
    pub first_execution: u64,
    /// How many executions showed it.
    pub occurrences: u64,
    /// Preemptions in `schedule`.
    pub preemptions: u64,
    /// The decisions that lead there.
    pub schedule: Schedule,
    /// Who had to be late for it.
    pub delay: Option<Delay>,
    /// Whether the clock could move though somebody could run.
    pub eager: bool,
    /// The accesses that were scheduling points in that execution.
    pub promoted: Arc<Promoted>,
    /// Hash over the events of that execution.
    pub event_hash: u64,
    /// The exit status of that execution as `run` has it.
    pub status: i32,
}

/// Kind and places: see the module.
pub type Key = (Kind, Vec<Pos>);

impl Finding {
    /// What comes first in a report: errors, and what needs nobody to be late.
    pub fn rank(&self) -> (Severity, bool) {
        (self.severity, self.delay.is_some())
    }

    /// What makes it the same bug as another.
    pub fn key(&self) -> Key {
        let mut places: Vec<Pos> = self.locations.iter().map(|l| l.pos).collect();
        places.sort_unstable();
        places.dedup();
        (self.kind, places)
    }
}

/// A distinct ending of the program.
#[derive(Clone, Debug)]
pub struct Ending {
    /// What it printed.
    pub stdout: Vec<u8>,
    /// What it printed to standard error.
    pub stderr: Vec<u8>,
    /// Its status.
    pub exit: i32,
    /// How many executions ended so.
    pub count: u64,
    /// The decisions of the first of them.
    pub schedule: Schedule,
    /// Whether the clock could move in it though somebody could run.
    pub eager: bool,
    /// The accesses that were scheduling points in it.
    pub promoted: Arc<Promoted>,
    /// Hash over its events.
    pub event_hash: u64,
}

/// The result of a search.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Executions run.
    pub executions: u64,
    /// Of them, those equivalent to an earlier one.
    pub redundant: u64,
    /// Steps taken in all.
    pub steps: u64,
    /// Executions besides, that were to make predicted deadlocks happen.
    pub directed: u64,
    /// Whether every schedule, up to reordering of independent steps, was run.
    pub complete: bool,
    /// Executions since the search by partial orders last started over, because operations turned
    /// out to commute less than it had taken for granted.
    pub last_search: u64,
    /// Objects that turned out so, by name.
    pub strict: Arc<FxHashSet<u64>>,
    /// If not complete, about how many executions would be needed in all; 0 if not known.
    pub estimate: f64,
    /// What was found, errors first, then in the order found.
    pub findings: Vec<Finding>,
    /// Distinct endings, in the order found, if asked for.
    pub outcomes: Vec<Ending>,
}

//! Every way an execution can end.

use crate::code::FuncRef;
use crate::detect::held::{Hold, Pair};
use crate::detect::update::LostUpdate;
use crate::explain::LogEntry;
use crate::goroutine::Status;
use crate::history::History;
use crate::race::{Race, Stack, Watch};
use crate::schedule::Schedule;
use frontend::span::Pos;
use std::fmt;

/// How an execution ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ending {
    /// main returned, or `os.Exit(n)`.
    Exit(i32),
    /// An uncaught panic: everything Go prints on stderr, already written there. Status 2.
    Panic(String),
    /// A fatal error other than a deadlock; text as printed. Status 2.
    Fatal(String),
    /// All goroutines are asleep (or main called Goexit); text as printed. Status 2.
    Deadlock(String),
    /// Who is not asleep spins, and nothing can end that; text as printed. Status 2.
    Livelock(String),
    /// A limit was hit: our message. Status 6.
    Limit(String),
    /// The program needs what goweave does not support: our message. Status 3.
    Unsupported(String),
    /// Replay diverged: our message with the first differing step. Status 5.
    Diverged(String),
    /// Whoever watched ended it: its host's answer to `goes_on`. Status 130, as after Ctrl-C.
    Stopped,
    /// A bug in goweave: our message. Status 70.
    Internal(String),
}

impl Ending {
    /// The exit status of `goweave run`.
    pub fn status(&self) -> i32 {
        match self {
            Self::Exit(status) => *status,
            Self::Panic(_) | Self::Fatal(_) | Self::Deadlock(_) | Self::Livelock(_) => 2,
            Self::Limit(_) => 6,
            Self::Unsupported(_) => 3,
            Self::Diverged(_) => 5,
            Self::Stopped => 130,
            Self::Internal(_) => 70,
        }
    }
}

/// A goroutine when the execution ended.
#[derive(Clone, Debug)]
pub struct GoroutineState {
    /// Its number.
    pub number: u64,
    /// What it was doing.
    pub status: Status,
    /// Innermost call first: function and position.
    pub stack: Stack,
    /// Where it was made, and the number of the goroutine that made it.
    pub created: Option<(FuncRef, Pos, u64)>,
    /// Whether it never ran.
    pub unstarted: bool,
    /// The address of what it waits for; 0 if there is none or there are several.
    pub waits_for: u64,
}

/// Why goroutines can never run again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// Nobody who can still run can reach what they wait for.
    Unreachable,
    /// As before, now that main has returned.
    MainReturned,
    /// They wait for each other's locks.
    Locks,
    /// Nobody can run any more.
    Deadlock,
}

/// What a stuck goroutine waits for.
#[derive(Clone, Default, Debug)]
pub struct Wait {
    /// Its number.
    pub goroutine: u64,
    /// The address of the channel, lock…; 0 if there is none or there are several.
    pub object: u64,
    /// The channel's capacity.
    pub capacity: u64,
    /// The wait group's counter.
    pub counter: i32,
    /// Whether a package variable leads to it.
    pub global: bool,
    /// Who holds the lock.
    pub holders: Vec<Hold>,
    /// Nobody holds the lock: it was copied while the original was locked.
    pub copy: bool,
    /// For a wait group: number of a goroutine that used a copy of one.
    pub copy_user: Option<u64>,
    /// Which of those who are stuck with it could have helped: they hold the lock, or wait in
    /// front of it, or lead to the object.
    pub helpers: Vec<u64>,
}

/// Goroutines that can never run again and have to do with each other.
#[derive(Clone, Debug)]
pub struct Leak {
    /// They.
    pub goroutines: Vec<GoroutineState>,
    /// Steps taken when that could not be avoided any more.
    pub step: u64,
    /// Why.
    pub reason: Reason,
    /// What they wait for; only of the first if there are very many.
    pub waits: Vec<Wait>,
    /// Numbers of goroutines each of which waits for the next, and the last for the first.
    pub cycle: Vec<u64>,
}

/// A goroutine had to wait though it could run, while the clock moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Delay {
    /// Its number.
    pub goroutine: u64,
    /// How long, in nanoseconds.
    pub ns: u64,
}

impl fmt::Display for Delay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = [(1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "µs"), (1, "ns")];
        let (unit, name) =
            units.into_iter().find(|(unit, _)| self.ns >= *unit).unwrap_or((1, "ns"));
        // Three digits behind the point are enough.
        let thousandths = u128::from(self.ns) * 1_000 / u128::from(unit);
        let digits = format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000);
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        match self.goroutine {
            1 => write!(f, "main must be delayed {digits} {name}"),
            n => write!(f, "goroutine {n} must be delayed {digits} {name}"),
        }
    }
}

/// The result of one execution.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How it ended.
    pub ending: Ending,
    /// Every decision taken.
    pub schedule: Schedule,
    /// Hash over all events: two executions with equal hashes did the same.
    pub event_hash: u64,
    /// Steps taken.
    pub steps: u64,
    /// If the clock moved though somebody could run: who had to wait longest.
    pub delay: Option<Delay>,
    /// Virtual nanoseconds that passed.
    pub virtual_ns: u64,
    /// Most bytes of linear memory in use.
    pub peak_memory: u64,
    /// Its operations, if asked for.
    pub history: Option<Box<History>>,
    /// The goroutines alive at the end. When main has returned, and leaks were looked for, those
    /// that had still something to do.
    pub goroutines: Vec<GoroutineState>,
    /// Goroutines that could never run again: found on the way if leaks were looked for; or all
    /// of them, in one, if nobody could.
    pub leaks: Vec<Leak>,
    /// Locks taken in orders that can deadlock, if leaks were looked for: candidates, see
    /// `detect::order`.
    pub lock_order: Vec<Vec<Pair>>,
    /// Updates that may be lost, if leaks and races were looked for.
    pub lost_updates: Vec<LostUpdate>,
    /// The first failure of a test: its name, and what it said, if anything.
    pub failure: Option<(String, String)>,
    /// Data races, if they were looked for.
    pub races: Vec<Race>,
    /// What was done, in order, if asked for.
    pub log: Vec<LogEntry>,
    /// The stacks that were asked for, as far as they were met.
    pub seen: Vec<(Watch, Stack)>,
}

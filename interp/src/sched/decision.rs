//! The closed list of what can be chosen.

use crate::goroutine::GoroutineId;
use crate::history::Path;
use crate::op::Op;
use frontend::span::Pos;

/// A goroutine that can run.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Next {
    /// The way it was made: tells goroutines of different executions apart.
    pub path: Path,
    /// The operation in front of which it stands.
    pub op: Op,
    /// Where in the program's own packages, if the strategy wants to know, or if it takes a lock
    /// and locks are looked at.
    pub place: Pos,
    /// Locks it has taken so far, if they are looked at.
    pub locks: u32,
}

/// What is being chosen, with its options. Asked only when there is more than one option.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChoicePoint<'a> {
    /// Which goroutine runs next; the options in run-queue order. Answer: index.
    Goroutine {
        /// The enabled goroutines.
        enabled: &'a [GoroutineId],
        /// What each of them does next.
        pending: &'a [Next],
        /// The one that ran last, if it is still enabled.
        current: Option<GoroutineId>,
    },
    /// Which ready case of a select; `ready` in source order. Answer: index into `ready`.
    Select {
        /// Case numbers.
        ready: &'a [u32],
    },
    /// Where an iteration over a map of this many entries starts.
    MapStart(u64),
    /// A random 64-bit number (math/rand without a seed, maphash…).
    Random,
    /// Which of several timers due at the same instant fires first.
    Timer(u32),
}

/// How many kinds of choice points there are.
pub const KINDS: u8 = 5;

/// [`Decision::kind`] of [`ChoicePoint::Random`].
pub const RANDOM: u8 = 3;

impl ChoicePoint<'_> {
    /// Its number, for [`Decision::kind`]. Written in traces: never renumber.
    pub fn kind(&self) -> u8 {
        match self {
            Self::Goroutine { .. } => 0,
            Self::Select { .. } => 1,
            Self::MapStart(_) => 2,
            Self::Random => RANDOM,
            Self::Timer(_) => 4,
        }
    }

    /// How many answers there are: they are `0..options`; `u64::MAX` for a random number.
    pub fn options(&self) -> u64 {
        match self {
            Self::Goroutine { enabled, .. } => enabled.len() as u64,
            Self::Select { ready } => ready.len() as u64,
            Self::MapStart(n) => *n,
            Self::Random => u64::MAX,
            Self::Timer(n) => u64::from(*n),
        }
    }
}

/// What a kind of decision is about, for messages.
pub fn kind_name(kind: u8) -> &'static str {
    match kind {
        0 => "which goroutine runs",
        1 => "a select case",
        2 => "a map's first entry",
        RANDOM => "a random number",
        4 => "which timer fires",
        _ => "an unknown kind of decision",
    }
}

/// A choice made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Decision {
    /// What was chosen, as a small number for the codec (the order of [`ChoicePoint`]).
    pub kind: u8,
    /// The answer.
    pub answer: u64,
}

//! Data races.
//!
//! `FastTrack`: Flanagan and Freund, "`FastTrack`: Efficient and Precise Dynamic Race Detection",
//! PLDI 2009. Two accesses to a variable race if one of them writes and neither happens before the
//! other. Each goroutine has a vector clock ([`clock`]); synchronization passes clocks on
//! ([`edges`]); each variable remembers its last write and the reads since that are not ordered
//! ([`shadow`]); checked code tells of each access ([`hooks`]).
//!
//! # Deviations from the paper
//! * A write forgets the reads before it even if there was one only: what races with such a read
//!   races with the write too, or was reported at the write.
//! * A read at the moment of an own write is not remembered, for the same reason.
//! * Shared reads are a map from goroutines to clocks from which ordered ones are dropped as it
//!   grows, not a vector.
//! * A variable is a word, or in a page where smaller accesses occur as many bytes as the smallest.
//! * Volatile variables: atomics release the clock of the write that is read, nothing more.
//!
//! # What it misses
//! * One execution is judged: a race that another order would show is not found by this one. So
//!   are pairs that a lock orders by chance.
//! * Of the accesses that race with one access the last write, or one read, is reported; pairs of
//!   sites are reported once, and only the first thousand.
//! * Nothing is remembered before a second goroutine can exist.
//! * `sync.Map` and `sync.Pool` lock, which orders more than their documentation promises.
//!
//! It reports no false races: every report is a pair that the memory model does not order.
//!
//! # Stacks
//! Detection changes nothing about an execution, so it does not stop to write stacks down; running
//! once more with the same decisions does: [`rerun`].

pub(crate) mod clock;
pub(crate) mod detector;
pub(crate) mod edges;
pub mod hooks;
pub mod report;
mod rerun;
mod shadow;
#[cfg(test)]
mod tests;

pub use detector::Detector;
pub(crate) use rerun::looked;
pub use rerun::rerun;

use crate::code::{FuncRef, RTypeId};
use frontend::span::Pos;

/// Where a checked access stands in the program: index into [`Code::sites`](crate::code::Code).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Site(pub u32);

impl Site {
    /// An access that has no site of its own (natives).
    pub const NONE: Self = Self(u32::MAX);

    /// Whether accesses here are checked.
    pub fn is_some(self) -> bool {
        self != Self::NONE
    }

    /// Whether this is a site of writing.
    pub fn writes(self) -> bool {
        self.is_some() && self.0 & 1 == 1
    }

    /// The site of writing to a place, given that of reading it: they come in pairs.
    #[must_use]
    pub fn write(self) -> Self {
        if self.is_some() { Self(self.0 | 1) } else { self }
    }
}

/// What is known about a site.
#[derive(Clone, Debug)]
pub struct SiteInfo {
    /// The function.
    pub func: FuncRef,
    /// Position of the statement.
    pub pos: Pos,
    /// The variable as the source writes it: `n`, `s.count`, `a[i]`, `*p`; empty if there is none.
    pub text: String,
    /// Whether it writes.
    pub write: bool,
    /// The variable's type, if what is accessed there is one.
    pub ty: RTypeId,
}

/// Sites at which statements are scheduling points.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Promoted {
    bits: Vec<u64>,
}

impl Promoted {
    /// Adds a site; false if it was there.
    pub fn add(&mut self, site: Site) -> bool {
        let (i, bit) = (site.0 as usize / 64, 1 << (site.0 % 64));
        if site == Site::NONE || self.has(site) {
            return false;
        }
        if self.bits.len() <= i {
            self.bits.resize(i + 1, 0);
        }
        self.bits[i] |= bit;
        true
    }

    /// Adds all sites of another set.
    pub fn add_all(&mut self, other: &Self) {
        self.bits.resize(self.bits.len().max(other.bits.len()), 0);
        for (bits, more) in self.bits.iter_mut().zip(&other.bits) {
            *bits |= more;
        }
    }

    /// All of the first `n` sites.
    pub fn all(n: usize) -> Self {
        Self { bits: vec![u64::MAX; n.div_ceil(64)] }
    }

    /// Whether a site is in it.
    #[inline]
    pub fn has(&self, site: Site) -> bool {
        self.bits.get(site.0 as usize / 64).is_some_and(|word| word >> (site.0 % 64) & 1 != 0)
    }
}

/// Innermost call first: function and position.
pub type Stack = Vec<(FuncRef, Pos)>;

/// One of the two accesses of a race.
#[derive(Clone, Debug)]
pub struct Access {
    /// Number of the goroutine.
    pub goroutine: u64,
    /// Its clock then: how often it had released something.
    pub moment: u32,
    /// Whether it wrote.
    pub write: bool,
    /// Its site.
    pub site: Site,
    /// Its calls; only the innermost one, or none, if no more is known.
    pub stack: Stack,
    /// Where the goroutine was made: innermost call first; empty for main.
    pub created: Stack,
    /// Number of the goroutine that made it.
    pub parent: u64,
    /// Whether it had ended when the race was found.
    pub finished: bool,
}

/// A data race.
#[derive(Clone, Debug)]
pub struct Race {
    /// Address of the variable.
    pub addr: u64,
    /// Its source name, empty if it has none.
    pub variable: String,
    /// The access that was found to race.
    pub current: Access,
    /// The one before.
    pub previous: Access,
    /// Why nothing orders the two.
    pub reason: Reason,
    /// How much the program had written.
    pub written: u64,
}

/// Why nothing orders two accesses, as far as it was known when the second was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// The first goroutine has not synchronized since.
    NothingReleased,
    /// It has, but the second goroutine acquired nothing of it.
    NothingAcquired,
    /// It has ended; what it released, if anything, the second goroutine did not acquire.
    Ended,
}

/// What [`rerun`] wants to know the stack of.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Watch {
    /// An access.
    Access(WatchedAccess),
    /// The go statement that makes the goroutine with this number.
    Spawn(u64),
}

/// An access that can be told from all others.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct WatchedAccess {
    /// Who.
    pub goroutine: u64,
    /// When.
    pub moment: u32,
    /// A byte of the variable.
    pub addr: u64,
    /// How.
    pub write: bool,
    /// Where.
    pub site: Site,
}

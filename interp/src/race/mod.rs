//! Data races.

pub mod hooks;

use crate::code::FuncRef;
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
    /// Whether it wrote.
    pub write: bool,
    /// Its site.
    pub site: Site,
    /// Its calls; only the innermost one if no more is known.
    pub stack: Stack,
    /// Where the goroutine was made: innermost call first; empty for main.
    pub created: Stack,
    /// Number of the goroutine that made it.
    pub parent: u64,
    /// Whether it had ended when the race was found.
    pub finished: bool,
}

/// Finds races: see the module.
#[derive(Debug, Default)]
pub struct Detector {
    /// What was found.
    pub races: Vec<Race>,
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
}

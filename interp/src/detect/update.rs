//! Updates that may be lost although nothing races: a variable is read in one visit under a lock
//! and written in the next, and another goroutine updates it in between.
//!
//! That is an atomicity violation of the kind that AVIO looks for (Lu, Tucek, Qin, Zhou,
//! ASPLOS 2006): read, then a write by somebody else, then a write that does not know of it. It
//! is told only of executions in which all three happened, and only if the other goroutine updates
//! the variable too, does not only set it.
//!
//! # Not told
//! Whether what is written depends on what was read is not known; so this is advice. Not told of
//! are writes after a second look in the same visit, visits with others in between, and truth
//! values, which are mostly set to the same by all.

use crate::code::{Code, Kind};
use crate::cx::Cx;
use crate::race::Site;
use rustc_hash::FxHashMap;

/// Most of one execution.
const MOST: usize = 64;

/// An access of a goroutine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Visit {
    /// The goroutine's number.
    pub goroutine: u64,
    /// Where.
    pub site: Site,
}

/// See the module.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LostUpdate {
    /// The goroutine reads the variable.
    pub read: Visit,
    /// Another one updates it.
    pub other: Visit,
    /// The first writes it.
    pub write: Visit,
}

/// A read under a lock.
#[derive(Clone, Copy, Debug)]
struct Read {
    visit: Visit,
    /// Number of the goroutine's visit, and of writes to the variable before.
    section: u32,
    writes: u32,
}

/// What is known of a variable.
#[derive(Debug, Default)]
struct Variable {
    writes: u32,
    /// The last write, and whether the goroutine had read the variable for it.
    last: Option<(Visit, bool)>,
    /// The last read of each goroutine since its last write.
    reads: Vec<Read>,
}

/// The variables that are accessed under locks.
#[derive(Debug, Default)]
pub(super) struct Updates {
    variables: FxHashMap<u64, Variable>,
    pub(super) lost: Vec<LostUpdate>,
}

impl Updates {
    fn read(&mut self, at: u64, visit: Visit, section: u32) {
        let variable = self.variables.entry(at).or_default();
        let read = Read { visit, section, writes: variable.writes };
        match variable.reads.iter_mut().find(|old| old.visit.goroutine == visit.goroutine) {
            Some(old) => *old = read,
            None => variable.reads.push(read),
        }
    }

    fn write(&mut self, at: u64, visit: Visit, section: u32) {
        let variable = self.variables.entry(at).or_default();
        let own = variable.reads.iter().position(|old| old.visit.goroutine == visit.goroutine);
        let own = own.map(|i| variable.reads.swap_remove(i));
        let own = own.filter(|read| read.section + 1 >= section);
        if let (Some(read), Some((other, true))) = (own, variable.last)
            && read.section != section
            && read.writes < variable.writes
            && other.goroutine != visit.goroutine
        {
            let lost = LostUpdate { read: read.visit, other, write: visit };
            if self.lost.len() < MOST && !self.lost.contains(&lost) {
                self.lost.push(lost);
            }
        }
        variable.writes += 1;
        variable.last = Some((visit, own.is_some()));
    }
}

/// The running goroutine accesses a variable.
pub(crate) fn accessed(cx: &mut Cx, at: u64, write: bool, site: Site) {
    let Some(detection) = &mut cx.detection else { return };
    let g = &cx.gs[cx.cur.0 as usize];
    if g.wait.holding == 0 || !is_told(cx.code, site) {
        return;
    }
    let visit = Visit { goroutine: g.number, site };
    if write {
        detection.updates.write(at, visit, g.wait.visits);
    } else {
        detection.updates.read(at, visit, g.wait.visits);
    }
}

/// Whether an access is one of the program's own to something other than a truth value.
fn is_told(code: &Code, site: Site) -> bool {
    let Some(info) = code.sites.get(site.0 as usize) else { return false };
    let kind = code.types.get(info.ty.0 as usize).map(|ty| ty.kind);
    kind != Some(Kind::Bool) && code.sources.is_own(info.pos)
}

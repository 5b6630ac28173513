//! The state of the detector, and what it is told.

use super::clock::{Clock, Epoch};
use super::shadow::{Actor, Shadow};
use super::{Access, Race, Reason, Site, Stack, Watch};
use crate::code::{Code, FuncRef};
use crate::goroutine::GoroutineId;
use crate::memory::Heap;
use frontend::span::Pos;
use rustc_hash::{FxHashMap, FxHashSet};

/// Races kept; a program with more of them has one bug too many to read about.
const MAX_RACES: usize = 1000;

/// What releases are kept with: an object, or a part of it (see [`super::edges`]).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Key {
    /// Its address, or the number of a timer.
    pub(super) addr: u64,
    pub(super) part: u32,
}

/// What is accessed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub(super) addr: u64,
    pub(super) bytes: u64,
    /// Bytes of an element.
    pub(super) unit: u32,
}

/// An access that races with the one just made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Conflict {
    pub(super) addr: u64,
    /// Who did it, and when.
    pub(super) epoch: Epoch,
    pub(super) site: Site,
    pub(super) write: bool,
}

/// Where a goroutine was made, and the number of the one that made it.
type Born = Option<(FuncRef, Pos, u64)>;

/// Finds races: see the module [`super`].
#[derive(Debug, Default)]
pub struct Detector {
    /// Whether a second goroutine exists, or could: until then nothing races.
    pub(super) active: bool,
    /// Slot of the running goroutine.
    cur: usize,
    /// The moment of the running goroutine.
    now: Epoch,
    /// Clocks by slot of goroutine; those of ended ones are empty.
    pub(super) clocks: Vec<Clock>,
    /// What was released to objects.
    pub(super) objects: FxHashMap<Key, Clock>,
    /// Ordinary accesses.
    shadow: Shadow,
    /// Atomic reads, and atomic writes, which count as reads here: they race with ordinary
    /// accesses only.
    atomic_reads: Shadow,
    atomic_writes: Shadow,
    /// By number of goroutine, from 1.
    born: Vec<Born>,
    /// Bytes of output so far.
    pub(crate) written: u64,
    /// What was found.
    pub races: Vec<Race>,
    /// Pairs of accesses that were reported.
    reported: FxHashSet<(Site, Site, u64)>,
    /// What to look at, see [`super::rerun`].
    watches: Vec<Watch>,
    /// The watch whose access or go statement is just being made.
    looking: Option<usize>,
    /// What was looked at.
    pub seen: Vec<(Watch, Stack)>,
}

impl Detector {
    /// Makes it a detector for another execution that writes down the stacks of what is watched.
    pub(crate) fn renew(&mut self, watches: &[Watch]) {
        let mut old = std::mem::take(self);
        old.clocks.clear();
        old.objects.clear();
        old.born.clear();
        for shadow in [&mut old.shadow, &mut old.atomic_reads, &mut old.atomic_writes] {
            shadow.reset();
        }
        *self = Self {
            clocks: old.clocks,
            objects: old.objects,
            shadow: old.shadow,
            atomic_reads: old.atomic_reads,
            atomic_writes: old.atomic_writes,
            born: old.born,
            watches: watches.to_vec(),
            ..Self::default()
        };
    }

    /// Whether the next access need not be told: it was made at this moment already.
    #[inline(always)]
    pub(super) fn skips(&self, addr: u64, bytes: u32, write: bool) -> bool {
        !self.active
            || if write {
                self.shadow.was_written(addr, bytes, self.now)
            } else {
                self.shadow.was_accessed(addr, bytes, self.now)
            }
    }

    /// As [`Detector::skips`] for a few words.
    pub(super) fn skips_words(&self, addr: u64, bytes: u64, write: bool) -> bool {
        let few = bytes.is_multiple_of(8) && (1..=8).contains(&(bytes / 8));
        few && (0..bytes / 8).all(|i| self.skips(addr + i * 8, 8, write))
    }

    /// The running goroutine accesses `bytes` bytes, in units of `unit`. Whether somebody wants to
    /// know its stack.
    pub(super) fn access(
        &mut self,
        code: &Code,
        Range { addr, bytes, unit }: Range,
        write: bool,
        site: Site,
    ) -> bool {
        self.clocks[self.cur].accesses();
        let actor = Actor { now: self.now, clock: &self.clocks[self.cur], site };
        let conflict = if write {
            self.shadow.write(addr, bytes, unit, actor)
        } else {
            self.shadow.read(addr, bytes, unit, actor)
        };
        let conflict = conflict.or_else(|| {
            let found = self.atomic_writes.unordered(addr, bytes, actor.clock);
            found.map(|conflict| Conflict { write: true, ..conflict }).or_else(|| {
                if !write { None } else { self.atomic_reads.unordered(addr, bytes, actor.clock) }
            })
        });
        if let Some(conflict) = conflict {
            self.report(code, conflict, write, site);
        }
        !self.watches.is_empty() && self.is_watched(addr..addr + bytes, write, site)
    }

    /// The running goroutine accesses atomically; as [`Detector::access`].
    pub(super) fn atomic(
        &mut self,
        code: &Code,
        Range { addr, bytes, unit }: Range,
        write: bool,
    ) -> bool {
        let site = Site::NONE;
        self.clocks[self.cur].accesses();
        let actor = Actor { now: self.now, clock: &self.clocks[self.cur], site };
        let conflict = if write {
            self.atomic_writes.read(addr, bytes, unit, actor);
            self.shadow.unordered(addr, bytes, actor.clock)
        } else {
            self.atomic_reads.read(addr, bytes, unit, actor);
            self.shadow.unordered(addr, bytes, actor.clock).filter(|conflict| conflict.write)
        };
        if let Some(conflict) = conflict {
            self.report(code, conflict, write, site);
        }
        !self.watches.is_empty() && self.is_watched(addr..addr + bytes, write, site)
    }

    /// Notes a race, unless one between these two accesses is known.
    #[cold]
    #[inline(never)]
    fn report(&mut self, code: &Code, conflict: Conflict, write: bool, site: Site) {
        let known = site != Site::NONE && conflict.site != Site::NONE;
        let pair = (site.min(conflict.site), site.max(conflict.site));
        let key = (pair.0, pair.1, if known { 0 } else { conflict.addr });
        if self.races.len() >= MAX_RACES || !self.reported.insert(key) {
            return;
        }
        let text = |site: Site| code.sites.get(site.0 as usize).map_or("", |info| &info.text);
        let variable = if text(site).is_empty() { text(conflict.site) } else { text(site) };
        self.races.push(Race {
            addr: conflict.addr,
            variable: variable.to_owned(),
            current: self.access_of(code, self.now, write, site),
            previous: self.access_of(code, conflict.epoch, conflict.write, conflict.site),
            reason: self.reason(conflict.epoch),
            written: self.written,
        });
    }

    fn access_of(&self, code: &Code, epoch: Epoch, write: bool, site: Site) -> Access {
        let info = code.sites.get(site.0 as usize);
        let born = self.born.get(epoch.goroutine() as usize).copied().flatten();
        Access {
            goroutine: u64::from(epoch.goroutine()),
            moment: epoch.clock(),
            write,
            site,
            stack: info.map(|info| (info.func, info.pos)).into_iter().collect(),
            created: born.map(|(func, pos, _)| (func, pos)).into_iter().collect(),
            parent: born.map_or(0, |(_, _, parent)| parent),
            finished: self.clock_of(epoch.goroutine()).is_none(),
        }
    }

    /// The clock of a goroutine that has not ended, by its number.
    fn clock_of(&self, goroutine: u32) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.moment().goroutine() == goroutine)
    }

    /// Why the running goroutine does not know of a moment.
    fn reason(&self, previous: Epoch) -> Reason {
        let goroutine = previous.goroutine();
        match self.clock_of(goroutine) {
            Some(clock) if clock.moment() == previous => Reason::NothingReleased,
            Some(_) => Reason::NothingAcquired,
            None => Reason::Ended,
        }
    }

    /// A goroutine was made: by the running one, or by nobody.
    pub(super) fn spawned(&mut self, g: GoroutineId, number: u64, born: Born, by_running: bool) {
        let slot = g.0 as usize;
        let number = u32::try_from(number).expect("invariant: memory is full before");
        if self.clocks.len() <= slot {
            self.clocks.resize(slot + 1, Clock::default());
        }
        self.clocks[slot] = if by_running {
            let maker = &mut self.clocks[self.cur];
            let child = Clock::child(number, maker);
            maker.advance();
            self.now = maker.moment();
            child
        } else {
            Clock::first(number)
        };
        self.active |= number > 1;
        let at = number as usize;
        if self.born.len() <= at {
            self.born.resize(at + 1, None);
        }
        self.born[at] = born;
    }

    /// A goroutine runs from now on.
    #[inline]
    pub(super) fn runs(&mut self, g: GoroutineId) {
        self.cur = g.0 as usize;
        self.now = self.clocks[self.cur].moment();
    }

    /// A goroutine ended.
    pub(super) fn ended(&mut self, g: GoroutineId) {
        self.clocks[g.0 as usize] = Clock::default();
    }

    /// The clock of a goroutine.
    pub(super) fn clock(&mut self, g: GoroutineId) -> &mut Clock {
        &mut self.clocks[g.0 as usize]
    }

    /// A goroutine released: what it does from now on is at another moment.
    #[inline]
    pub(super) fn advance(&mut self, g: GoroutineId) {
        let slot = g.0 as usize;
        self.clocks[slot].advance();
        if slot == self.cur {
            self.now = self.clocks[slot].moment();
        }
    }

    /// Forgets the objects that the collector found to be unreachable.
    pub(crate) fn sweep(&mut self, is_marked: &mut dyn FnMut(u64) -> bool) {
        self.objects.retain(|key, _| is_marked(key.addr));
    }

    /// Forgets accesses to memory that is free, after a collection: who gets it does not race with
    /// those who had it.
    pub(crate) fn forget_free(&mut self, heap: &Heap) {
        for shadow in [&mut self.shadow, &mut self.atomic_reads, &mut self.atomic_writes] {
            shadow.truncate(heap.page_count());
            for page in shadow.used() {
                heap.free_cells(page, |first, words| shadow.clear(page, first, words));
            }
        }
    }

    fn is_watched(&mut self, range: std::ops::Range<u64>, write: bool, site: Site) -> bool {
        let (goroutine, moment) = (u64::from(self.now.goroutine()), self.now.clock());
        let found = self.watches.iter().position(|watch| match watch {
            Watch::Access(access) => {
                access.goroutine == goroutine
                    && access.moment == moment
                    && access.write == write
                    && access.site == site
                    && range.contains(&access.addr)
            }
            Watch::Spawn(_) => false,
        });
        self.looking = found.or(self.looking);
        found.is_some()
    }

    /// Whether somebody wants to know the stack of the go statement that makes a goroutine.
    pub(super) fn is_spawn_watched(&mut self, number: u64) -> bool {
        let found = self.watches.iter().position(|watch| *watch == Watch::Spawn(number));
        self.looking = found.or(self.looking);
        found.is_some()
    }

    /// The stack of the watched access or go statement is known.
    pub(super) fn saw(&mut self, stack: Stack) {
        if let Some(i) = self.looking.take() {
            self.seen.push((self.watches.swap_remove(i), stack));
        }
    }
}

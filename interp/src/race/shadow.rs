//! Shadow memory: who accessed which part of linear memory last.
//!
//! Pages of cells, made when they are first touched, lie parallel to the pages of linear memory. A
//! cell stands for a word; when an access is smaller than the cells of its page, the page's cells
//! are split so that neighbors in an array of bytes never collide.
//!
//! # Invariants
//! * A cell's last read is none, or not before its last write.
//! * The reads of a cell that happen before its last read, or before its last write, may be
//!   forgotten: whatever races with one of them races with the later access too.

use super::clock::{Clock, Epoch};
use super::{Site, detector::Conflict};
use crate::memory::{BIAS, PAGE_SHIFT};
use rustc_hash::FxHashMap;

/// Bytes of linear memory per page.
const PAGE: usize = 1 << PAGE_SHIFT;
/// A cell stands for so many bytes at most, as a power of two.
const WORD_SHIFT: u32 = 3;
/// [`Cell::read_site`] is the number of a [`Readers`].
const SHARED: u32 = 1 << 31;

/// What is known about the accesses to a few bytes.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Cell {
    /// The last write.
    write: Epoch,
    /// The last read.
    read: Epoch,
    write_site: u32,
    /// Site of the last read; with [`SHARED`], where it and the other reads are found.
    read_site: u32,
}

/// Reads of a cell that are not ordered.
#[derive(Debug, Default)]
struct Readers {
    /// Site of the cell's last read.
    site: u32,
    /// By goroutine: clock and site of its last read, the cell's last read not among them.
    others: FxHashMap<u32, (u32, u32)>,
    /// At how many to forget those that are ordered.
    limit: usize,
}

#[derive(Debug, Default)]
struct Page {
    cells: Vec<Cell>,
    /// Bytes per cell, as a power of two.
    shift: u32,
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Shadow {
    pages: Vec<Page>,
    /// Pages that have cells.
    used: Vec<usize>,
    readers: Vec<Readers>,
    /// Entries of `readers` not in use.
    free: Vec<u32>,
}

/// The running goroutine.
#[derive(Clone, Copy)]
pub(super) struct Actor<'a> {
    pub(super) now: Epoch,
    pub(super) clock: &'a Clock,
    pub(super) site: Site,
}

/// Byte offset of an address in linear memory.
#[inline]
fn offset(addr: u64) -> usize {
    usize::try_from(addr.wrapping_sub(BIAS << 3)).unwrap_or(usize::MAX)
}

impl Shadow {
    /// The cell that stands for exactly these bytes, if there is one.
    #[inline]
    fn cell(&self, addr: u64, bytes: u32) -> Option<&Cell> {
        let at = offset(addr);
        let page = self.pages.get(at >> PAGE_SHIFT)?;
        if 1 << page.shift != bytes {
            return None;
        }
        page.cells.get((at & (PAGE - 1)) >> page.shift)
    }

    /// Whether the goroutine has nothing to tell by reading: it read or wrote at this moment.
    #[inline]
    pub(super) fn was_accessed(&self, addr: u64, bytes: u32, now: Epoch) -> bool {
        self.cell(addr, bytes).is_some_and(|cell| cell.read == now || cell.write == now)
    }

    /// Whether the goroutine wrote at this moment.
    #[inline]
    pub(super) fn was_written(&self, addr: u64, bytes: u32, now: Epoch) -> bool {
        self.cell(addr, bytes).is_some_and(|cell| cell.write == now)
    }

    /// Notes a read of `bytes` bytes in units of `unit`; the first access that races with it.
    pub(super) fn read(
        &mut self,
        addr: u64,
        bytes: u64,
        unit: u32,
        actor: Actor<'_>,
    ) -> Option<Conflict> {
        let mut conflict = None;
        self.each(addr, bytes, unit, |cell, readers, at| {
            if cell.read == actor.now || cell.write == actor.now {
                return;
            }
            if !actor.clock.knows(cell.write) {
                conflict.get_or_insert_with(|| cell.last_write(at));
            }
            readers.note(cell, actor);
        });
        conflict
    }

    /// As [`Shadow::read`], a write.
    pub(super) fn write(
        &mut self,
        addr: u64,
        bytes: u64,
        unit: u32,
        actor: Actor<'_>,
    ) -> Option<Conflict> {
        let mut conflict = None;
        self.each(addr, bytes, unit, |cell, readers, at| {
            if cell.write == actor.now {
                return;
            }
            if !actor.clock.knows(cell.write) {
                conflict.get_or_insert_with(|| cell.last_write(at));
            } else if let Some((epoch, site)) = unordered(readers.all, cell, actor.clock) {
                let site = from_code(site);
                conflict.get_or_insert(Conflict { addr: at, epoch, site, write: false });
            }
            readers.forget(cell);
            cell.write = actor.now;
            cell.write_site = code(actor.site);
        });
        conflict
    }

    /// An access to a range that does not happen before, a write if there is one.
    pub(super) fn unordered(&self, addr: u64, bytes: u64, clock: &Clock) -> Option<Conflict> {
        let exactly = u32::try_from(bytes).ok().and_then(|bytes| self.cell(addr, bytes));
        if let Some(cell) = exactly {
            return self.unordered_in(cell, addr, clock);
        }
        let mut read = None;
        for at in (addr & !7..addr + bytes).step_by(8) {
            let offset = offset(at);
            let Some(page) = self.pages.get(offset >> PAGE_SHIFT) else { continue };
            let first = (offset & (PAGE - 1)) >> page.shift;
            let cells = page.cells.get(first..first + (8 >> page.shift)).unwrap_or_default();
            for (i, cell) in (0..).zip(cells) {
                let start = at + (i << page.shift);
                if start >= addr + bytes || start + (1 << page.shift) <= addr {
                    continue;
                }
                let found = self.unordered_in(cell, start.max(addr), clock);
                if found.is_some_and(|conflict| conflict.write) {
                    return found;
                }
                read = read.or(found);
            }
        }
        read
    }

    /// As [`Shadow::unordered`] in a cell.
    #[inline]
    fn unordered_in(&self, cell: &Cell, addr: u64, clock: &Clock) -> Option<Conflict> {
        if !clock.knows(cell.write) {
            return Some(cell.last_write(addr));
        }
        let (epoch, site) = unordered(&self.readers, cell, clock)?;
        Some(Conflict { addr, epoch, site: from_code(site), write: false })
    }

    /// Calls `f` for each cell of a range, with the address it stands for.
    fn each(
        &mut self,
        addr: u64,
        bytes: u64,
        unit: u32,
        mut f: impl FnMut(&mut Cell, &mut ReaderTable<'_>, u64),
    ) {
        let from = offset(addr);
        let end = from.saturating_add(usize::try_from(bytes).unwrap_or(usize::MAX));
        let shift = unit.ilog2().min(WORD_SHIFT);
        let mut table = ReaderTable { all: &mut self.readers, free: &mut self.free };
        let mut at = from;
        while at < end {
            let number = at >> PAGE_SHIFT;
            if self.pages.len() <= number {
                self.pages.resize_with(number + 1, Page::default);
            }
            let page = &mut self.pages[number];
            if page.cells.is_empty() {
                self.used.push(number);
                page.shift = shift;
                page.cells.resize(PAGE >> shift, Cell::default());
            }
            page.split(shift, &mut table);
            let base = number << PAGE_SHIFT;
            let last = (end - base).min(PAGE) - 1;
            let cells = (at - base) >> page.shift..=last >> page.shift;
            for (i, cell) in cells.clone().zip(&mut page.cells[cells]) {
                let start = (base + (i << page.shift)) as u64 + (BIAS << 3);
                f(cell, &mut table, start.max(addr));
            }
            at = base + PAGE;
        }
    }

    /// Forgets everything.
    pub(super) fn reset(&mut self) {
        for page in self.used.drain(..) {
            self.pages[page].cells.clear();
        }
        self.readers.clear();
        self.free.clear();
    }

    /// Forgets words of a page: they are free.
    pub(super) fn clear(&mut self, page: usize, first: usize, words: usize) {
        let mut table = ReaderTable { all: &mut self.readers, free: &mut self.free };
        let page = &mut self.pages[page];
        let bits = WORD_SHIFT - page.shift;
        for cell in &mut page.cells[first << bits..(first + words) << bits] {
            table.forget(cell);
            *cell = Cell::default();
        }
    }

    /// Forgets all pages from one on.
    pub(super) fn truncate(&mut self, pages: usize) {
        let mut table = ReaderTable { all: &mut self.readers, free: &mut self.free };
        for page in self.pages.drain(pages.min(self.pages.len())..) {
            for mut cell in page.cells {
                table.forget(&mut cell);
            }
        }
        self.used.retain(|&page| page < pages);
    }

    /// The pages that have cells.
    pub(super) fn used(&self) -> Vec<usize> {
        self.used.clone()
    }
}

impl Page {
    /// Makes the cells small enough.
    fn split(&mut self, shift: u32, table: &mut ReaderTable<'_>) {
        if shift >= self.shift {
            return;
        }
        let parts = 1 << (self.shift - shift);
        let mut cells = Vec::with_capacity(PAGE >> shift);
        for cell in &self.cells {
            for part in 0..parts {
                let mut cell = *cell;
                if part > 0 {
                    table.duplicate(&mut cell);
                }
                cells.push(cell);
            }
        }
        self.cells = cells;
        self.shift = shift;
    }
}

impl Cell {
    fn last_write(&self, addr: u64) -> Conflict {
        Conflict { addr, epoch: self.write, site: from_code(self.write_site), write: true }
    }
}

/// Where the reads of all shared cells are.
struct ReaderTable<'a> {
    all: &'a mut Vec<Readers>,
    free: &'a mut Vec<u32>,
}

impl ReaderTable<'_> {
    /// The cell is read now.
    #[inline]
    fn note(&mut self, cell: &mut Cell, actor: Actor<'_>) {
        let before = std::mem::replace(&mut cell.read, actor.now);
        let shared = cell.read_site & SHARED != 0;
        if !shared && actor.clock.knows(before) {
            cell.read_site = code(actor.site);
            return;
        }
        if !shared {
            let site = cell.read_site;
            cell.read_site = SHARED | self.alloc(Readers { site, ..Readers::default() });
        }
        let readers = &mut self.all[(cell.read_site & !SHARED) as usize];
        let site = std::mem::replace(&mut readers.site, code(actor.site));
        readers.others.remove(&actor.now.goroutine());
        if actor.clock.knows(before) {
            return;
        }
        readers.others.insert(before.goroutine(), (before.clock(), site));
        if readers.others.len() >= readers.limit.max(8) {
            readers.others.retain(|&g, &mut (c, _)| !actor.clock.knows(Epoch::new(g, c)));
            readers.limit = readers.others.len() * 2;
        }
    }

    /// The reads of a cell no longer matter.
    #[inline]
    fn forget(&mut self, cell: &mut Cell) {
        if cell.read_site & SHARED != 0 {
            let i = cell.read_site & !SHARED;
            self.all[i as usize] = Readers::default();
            self.free.push(i);
        }
        cell.read = Epoch::NONE;
        cell.read_site = 0;
    }

    /// The cell is a copy: it needs readers of its own.
    fn duplicate(&mut self, cell: &mut Cell) {
        if cell.read_site & SHARED != 0 {
            let old = &self.all[(cell.read_site & !SHARED) as usize];
            let copy = Readers { others: old.others.clone(), ..*old };
            cell.read_site = SHARED | self.alloc(copy);
        }
    }

    fn alloc(&mut self, readers: Readers) -> u32 {
        if let Some(i) = self.free.pop() {
            self.all[i as usize] = readers;
            return i;
        }
        self.all.push(readers);
        u32::try_from(self.all.len() - 1).expect("invariant: memory is full before")
    }
}

/// A read that does not happen before: of several that of the goroutine with the lowest
/// number.
#[inline]
fn unordered(all: &[Readers], cell: &Cell, clock: &Clock) -> Option<(Epoch, u32)> {
    let last = |site| (!clock.knows(cell.read)).then_some((cell.read, site));
    if cell.read_site & SHARED == 0 {
        return last(cell.read_site);
    }
    let readers = &all[(cell.read_site & !SHARED) as usize];
    let others = readers.others.iter().map(|(&g, &(c, site))| (Epoch::new(g, c), site));
    let others = others.filter(|&(epoch, _)| !clock.knows(epoch));
    others.chain(last(readers.site)).min_by_key(|(epoch, _)| epoch.goroutine())
}

/// A site in a cell.
fn code(site: Site) -> u32 {
    site.0 & !SHARED
}

fn from_code(code: u32) -> Site {
    if code == !SHARED { Site::NONE } else { Site(code) }
}

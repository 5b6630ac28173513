//! Allocation.
//!
//! Memory is divided into pages of 256 words. All objects of a page belong to one class: same
//! layout, same cell size; so an address anywhere inside an object leads to its start and its
//! layout through the page table, and objects need no header. Larger objects take pages of their
//! own. The program's image lies in the first pages and is never freed.
//!
//! A class allocates from its current *run* of free cells, which was cleared when it was taken:
//! allocation is a comparison and an addition. The mark bits the collector leaves behind tell the
//! free cells of a page until the next collection.
//!
//! # Invariants
//! - Cells in `next..end` of a run are zero; their mark bits are not set.
//! - A page is in `partial` of its class, or its current page, or used up since the last
//!   collection; or it is free.
//! - Memory use counts whole cells, and each run when it is taken: it depends on nothing but the
//!   sequence of allocations.

#![expect(clippy::cast_possible_truncation, reason = "word and page indices are below 2^32")]

use super::layout::{
    ARRAYS, CHAN, EMPTY, LARGE_SCALAR, Layout, MAP, MAX_SMALL, SCALARS, SIZE_CLASS, SIZES, UNSET,
    scalar_class,
};
use super::names::Names;
use super::pages::{CONT, FREE, FreePages, MARKS, PAGE, Page, SHIFT};
use super::{BIAS, ZERO};
use crate::code::{Code, RType, RTypeId};
use crate::value::map::entry_layout;

/// An execution's memory is full: what was asked for does not fit under the limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfMemory;

/// Words allocated between collections at least.
pub(super) const MIN_ROUND: u64 = (4 << 20) / 8;

/// Most words of linear memory: page and word numbers are 32 bits.
const MAX_WORDS: u64 = 1 << 32;

/// Cell size of a class whose objects are always allocated the slow way.
const SLOW: usize = usize::MAX >> 1;

/// Free cells that allocation takes next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) next: usize,
    pub(super) end: usize,
    pub(super) size: usize,
}

const NO_RUN: Run = Run { next: 0, end: 0, size: SLOW };

/// What all objects of a page have in common.
#[derive(Clone, Debug)]
pub(super) struct Class {
    /// What to trace; None: nothing.
    pub(super) layout: Option<Layout>,
    /// Words of a cell; 0: each object has pages of its own.
    pub(super) size: u32,
    /// `ceil(2^16 / size)`, to divide by the size.
    pub(super) recip: u32,
    /// Whether it exists.
    known: bool,
    /// Whether it is in `Heap::dirty`.
    dirty: bool,
    /// Current page.
    page: Option<u32>,
    /// Where to look for the next run in it.
    at: u32,
    /// Where the cells end that were cleared and counted with the current run.
    pub(super) counted: usize,
    /// Pages with free cells, to be taken from the end.
    pub(super) partial: Vec<u32>,
}

const NO_CLASS: Class = Class {
    layout: None,
    size: 0,
    recip: 0,
    known: false,
    dirty: false,
    page: None,
    at: 0,
    counted: 0,
    partial: Vec::new(),
};

/// Linear memory with its allocator.
#[derive(Clone, Debug, Default)]
pub struct Heap {
    /// The words. Only this module changes its length.
    pub mem: Vec<u64>,
    /// Collect at every allocation and poison what is freed. Set it right after [`Heap::reset`].
    pub stress: bool,
    /// By class.
    pub(super) runs: Vec<Run>,
    pub(super) pages: Vec<Page>,
    /// One bit per word, set at the start of each object that the last collection kept.
    pub(super) marks: Vec<u64>,
    /// By class.
    pub(super) classes: Vec<Class>,
    /// Classes of arrays: by class of the element's layout, then by size class; the last is for
    /// large ones.
    arrays: Vec<[u32; SIZES.len() + 1]>,
    /// Class and words of a map type's entries, by type.
    map_classes: Vec<(u32, u32)>,
    /// The next number for a class of arrays.
    next_array: u32,
    /// Classes used since the reset.
    pub(super) dirty: Vec<u32>,
    pub(super) free: FreePages,
    /// Whether an interface's data word is a reference, by type word.
    pub(super) traced: Vec<bool>,
    /// The collector's work list, kept for its capacity.
    pub(super) work: Vec<u64>,
    /// The program `classes`, `arrays` and `traced` belong to.
    program: (usize, usize),
    /// Pages of the image.
    pub(super) image_pages: usize,
    /// Words kept by the last collection.
    pub(super) live: u64,
    /// Words taken since.
    pub(super) taken: u64,
    /// Words taken at most until a collection is due.
    pub(super) round: u64,
    /// Whether a collection is due.
    pub(super) due: bool,
    /// Words of all goroutine stacks and the like.
    pub(super) external: u64,
    /// Most words in use.
    pub(super) limit: u64,
    pub(super) peak: u64,
    /// Words taken before the last collection.
    pub(super) total: u64,
    /// Objects that were allocated, or lie in runs for that.
    pub(super) objects: u64,
    /// Objects that were freed.
    pub(super) freed: u64,
    pub(super) collections: u64,
    /// Names of objects, if asked for.
    pub(super) names: Option<Box<Names>>,
}

/// Word index of an address: `mem.get(index(a))` fails for nil and small offsets from it.
#[inline(always)]
pub fn index(addr: u64) -> usize {
    ((addr >> 3).wrapping_sub(BIAS)) as usize
}

/// Address of a word.
#[inline(always)]
pub fn address(index: usize) -> u64 {
    (index as u64 + BIAS) << 3
}

impl Heap {
    /// Starts over with a program's image; keeps the allocation for the next execution. Takes
    /// time for the image and the classes the last execution used.
    pub fn reset(&mut self, code: &Code, limit: u64) {
        let program = (std::ptr::from_ref(code).addr(), code.types.fixed().len());
        if program == self.program {
            while let Some(class) = self.dirty.pop() {
                self.empty_run(class as usize);
                let class = &mut self.classes[class as usize];
                class.partial.clear();
                class.dirty = false;
            }
        } else {
            self.program = program;
            self.dirty.clear();
            self.arrays.clear();
            self.map_classes.clear();
            self.fixed_classes();
            self.traced = code.types.fixed().iter().map(is_traced).collect();
        }
        self.mem.clear();
        self.mem.extend_from_slice(&code.image);
        self.image_pages = self.mem.len().div_ceil(PAGE).max(1);
        self.mem.resize(self.image_pages * PAGE, 0);
        self.pages.clear();
        self.pages.resize(self.image_pages, Page { class: FREE, info: 0 });
        self.marks.clear();
        self.marks.resize(self.image_pages * MARKS, 0);
        self.free.clear();
        self.stress = false;
        self.names = None;
        self.due = false;
        self.limit = limit / 8;
        self.live = (self.image_pages * PAGE) as u64;
        self.peak = self.live;
        self.round = self.live.max(MIN_ROUND);
        (self.taken, self.external, self.total, self.collections) = (0, 0, 0, 0);
        (self.objects, self.freed) = (0, 0);
    }

    /// A type was made while the program runs.
    pub(crate) fn note_type(&mut self, t: &RType) {
        let i = t.id.0 as usize;
        if self.traced.len() <= i {
            self.traced.resize(i + 1, false);
        }
        self.traced[i] = is_traced(t);
    }

    /// The classes all programs have.
    fn fixed_classes(&mut self) {
        self.classes.clear();
        self.runs.clear();
        self.next_array = ARRAYS;
        self.classes.resize(CHAN as usize + 1, NO_CLASS);
        self.runs.resize(CHAN as usize + 1, NO_RUN);
        // Its "cells" are all at word 0.
        self.runs[EMPTY as usize].size = 0;
        for (i, &size) in SIZES.iter().enumerate() {
            self.set_class(SCALARS as usize + i, None, u32::from(size));
        }
        self.set_class(LARGE_SCALAR as usize, None, 0);
        let map = &*super::layout::MAP_LAYOUT;
        self.set_class(MAP as usize, Some(map), map.words);
        let chan = &*super::layout::CHAN_LAYOUT;
        self.set_class(CHAN as usize, Some(chan), chan.words);
    }

    fn set_class(&mut self, id: usize, layout: Option<&Layout>, size: u32) {
        self.set_class_owned(id, layout.cloned(), size);
    }

    fn set_class_owned(&mut self, id: usize, layout: Option<Layout>, size: u32) {
        if self.classes.len() <= id {
            self.classes.resize(id + 1, NO_CLASS);
            self.runs.resize(id + 1, NO_RUN);
        }
        let recip = if size == 0 { 0 } else { (1_u32 << 16).div_ceil(size) };
        self.classes[id] = Class { layout, size, recip, known: true, ..NO_CLASS };
        self.runs[id].size = if size == 0 { SLOW } else { size as usize };
    }

    /// Allocates one zeroed object whose words are described by `layout`, and returns its address.
    /// Objects of 0 words all have one address. Never collects: asks for a collection through
    /// [`Heap::wants_gc`].
    #[inline]
    pub fn alloc(&mut self, layout: &'static Layout) -> Result<u64, OutOfMemory> {
        if let Some(run) = self.runs.get_mut(layout.class as usize) {
            let next = run.next + run.size;
            if next <= run.end {
                let start = run.next;
                run.next = next;
                return Ok(address(start));
            }
        }
        self.alloc_slow(layout)
    }

    #[cold]
    #[inline(never)]
    fn alloc_slow(&mut self, layout: &'static Layout) -> Result<u64, OutOfMemory> {
        let class = layout.class as usize;
        assert!(layout.class != UNSET, "invariant: allocated layouts are interned");
        if self.classes.get(class).is_none_or(|c| !c.known) {
            self.set_class(class, Some(layout), cell_size(layout.words));
        }
        self.alloc_class(class, u64::from(layout.words))
    }

    /// Allocates an object of a class that is known.
    #[inline]
    fn alloc_class(&mut self, class: usize, words: u64) -> Result<u64, OutOfMemory> {
        let run = &mut self.runs[class];
        if run.next + run.size > run.end {
            if run.size == SLOW {
                return self.alloc_large(class, words);
            }
            self.refill(class)?;
        }
        let run = &mut self.runs[class];
        let start = run.next;
        run.next += run.size;
        Ok(address(start))
    }

    /// Allocates `n` elements of type `elem` next to each other (packed for small kinds).
    pub fn alloc_array(&mut self, code: &Code, elem: RTypeId, n: u64) -> Result<u64, OutOfMemory> {
        let elem = code.ty(elem);
        match elem.kind.packed() {
            0 => self.alloc_elems(elem.layout, n),
            bytes => self.alloc_zeroed(n.checked_mul(u64::from(bytes)).ok_or(OutOfMemory)?),
        }
    }

    /// Allocates `n` elements of whole words next to each other.
    pub fn alloc_elems(&mut self, elem: &'static Layout, n: u64) -> Result<u64, OutOfMemory> {
        let words = n.checked_mul(u64::from(elem.words)).ok_or(OutOfMemory)?;
        if words == 0 || (EMPTY..=LARGE_SCALAR).contains(&elem.class) {
            return self.alloc_scalar(words);
        }
        assert!(elem.class != UNSET, "invariant: allocated layouts are interned");
        let known = self.classes.get(elem.class as usize).is_some_and(|c| c.known);
        if !known {
            self.set_class(elem.class as usize, Some(elem), cell_size(elem.words));
        }
        self.alloc_of(elem.class, words)
    }

    /// Allocates `n` entries of a map type.
    pub(crate) fn alloc_map_entries(
        &mut self,
        code: &Code,
        map: RTypeId,
        n: u64,
    ) -> Result<u64, OutOfMemory> {
        let ty = map.0 as usize;
        let class = match self.map_classes.get(ty) {
            Some(&(class, _)) if class != UNSET => class,
            _ => {
                let t = code.ty(map);
                let entry = entry_layout(code.ty(t.key).layout, code.ty(t.elem).layout);
                let words = entry.words;
                let class = if entry.is_scalar() {
                    LARGE_SCALAR
                } else {
                    self.array_class(Some(entry), cell_size(words))
                };
                if self.map_classes.len() <= ty {
                    self.map_classes.resize(ty + 1, (UNSET, 0));
                }
                self.map_classes[ty] = (class, words);
                class
            }
        };
        let words = n.checked_mul(u64::from(self.map_classes[ty].1)).ok_or(OutOfMemory)?;
        if class == LARGE_SCALAR { self.alloc_scalar(words) } else { self.alloc_of(class, words) }
    }

    /// Allocates words that repeat the layout of a class.
    #[inline]
    fn alloc_of(&mut self, class: u32, words: u64) -> Result<u64, OutOfMemory> {
        let small = words <= u64::from(MAX_SMALL);
        let size_class = if small { SIZE_CLASS[words as usize] as usize } else { SIZES.len() };
        let known = self.arrays.get(class as usize).map_or(UNSET, |row| row[size_class]);
        let class = if known == UNSET { self.sized_class(class, size_class) } else { known };
        self.alloc_class(class as usize, words)
    }

    /// The class with another's layout and cells of a size class.
    #[cold]
    #[inline(never)]
    fn sized_class(&mut self, of: u32, size_class: usize) -> u32 {
        let own = of as usize;
        if self.arrays.len() <= own {
            self.arrays.resize(own + 1, [UNSET; SIZES.len() + 1]);
        }
        let size = SIZES.get(size_class).map_or(0, |&s| u32::from(s));
        let class = if self.classes[own].size == size {
            of
        } else {
            let layout = self.classes[own].layout.clone();
            self.array_class(layout, size)
        };
        self.arrays[own][size_class] = class;
        class
    }

    /// A class no interned layout has.
    fn array_class(&mut self, layout: Option<Layout>, size: u32) -> u32 {
        let class = self.next_array;
        self.next_array += 2;
        self.set_class_owned(class as usize, layout, size);
        class
    }

    /// Allocates words without references.
    #[inline]
    fn alloc_scalar(&mut self, words: u64) -> Result<u64, OutOfMemory> {
        if words == 0 {
            return Ok(ZERO);
        }
        let small = words <= u64::from(MAX_SMALL);
        let class = if small { scalar_class(words as u32) } else { LARGE_SCALAR };
        self.alloc_class(class as usize, words)
    }

    /// Allocates zeroed bytes that hold no references.
    #[inline]
    pub fn alloc_zeroed(&mut self, bytes: u64) -> Result<u64, OutOfMemory> {
        self.alloc_scalar(bytes.div_ceil(8))
    }

    /// Allocates bytes for a string; answers 0 for none.
    pub fn alloc_bytes(&mut self, bytes: &[u8]) -> Result<u64, OutOfMemory> {
        if bytes.is_empty() {
            return Ok(0);
        }
        let addr = self.alloc_zeroed(bytes.len() as u64)?;
        let start = index(addr) * 8;
        bytemuck::cast_slice_mut(&mut self.mem)[start..start + bytes.len()].copy_from_slice(bytes);
        Ok(addr)
    }

    /// Bytes really reserved for an object of so many bytes: a slice may use them all.
    pub fn rounded(bytes: u64) -> u64 {
        let words = bytes.div_ceil(8);
        if words <= u64::from(MAX_SMALL) {
            u64::from(cell_size(words as u32)) * 8
        } else {
            words.next_multiple_of(PAGE as u64) * 8
        }
    }

    /// Checks the limit for so many more words and counts them.
    fn take(&mut self, words: u64) -> Result<(), OutOfMemory> {
        let used = (self.live + self.taken).saturating_add(self.external).saturating_add(words);
        if used > self.limit {
            return Err(OutOfMemory);
        }
        self.peak = self.peak.max(used);
        self.taken += words;
        if self.taken > self.round || self.stress {
            self.due = true;
        }
        Ok(())
    }

    #[inline(never)]
    fn alloc_large(&mut self, class: usize, words: u64) -> Result<u64, OutOfMemory> {
        if words > self.limit {
            return Err(OutOfMemory);
        }
        let pages = words.div_ceil(PAGE as u64);
        self.take(pages * PAGE as u64)?;
        let pages = pages as u32;
        let first = self.take_pages(pages)?;
        self.objects += 1;
        let head = first as usize;
        if let Some(names) = &mut self.names {
            names.add(head << SHIFT);
        }
        self.pages[head..head + pages as usize].fill(Page { class: CONT, info: first });
        self.pages[head] = Page { class: class as u32, info: pages };
        Ok(address(head << SHIFT))
    }

    /// Gives a class a new run of cleared cells.
    #[cold]
    #[inline(never)]
    fn refill(&mut self, id: usize) -> Result<(), OutOfMemory> {
        let size = self.runs[id].size;
        // With names each cell is a run, but memory is counted as without them.
        let next = self.runs[id].end;
        if next < self.classes[id].counted {
            self.named_run(id, next);
            return Ok(());
        }
        if !self.classes[id].dirty {
            self.classes[id].dirty = true;
            self.dirty.push(id as u32);
        }
        let (start, mut end, cleared) = loop {
            let class = &mut self.classes[id];
            if let Some(page) = class.page {
                let base = (page as usize) << SHIFT;
                if let Some((from, to)) = free_run(&self.marks, base, class.at as usize, size) {
                    break (base + from, base + to, false);
                }
                class.page = None;
            } else if let Some(page) = class.partial.pop() {
                (class.page, class.at) = (Some(page), 0);
            } else {
                if self.live + self.taken + self.external + size as u64 > self.limit {
                    return Err(OutOfMemory);
                }
                let page = self.take_pages(1)?;
                self.pages[page as usize] = Page { class: id as u32, info: 0 };
                let class = &mut self.classes[id];
                (class.page, class.at) = (Some(page), 0);
                let base = (page as usize) << SHIFT;
                break (base, base + PAGE / size * size, true);
            }
        };
        if self.stress {
            end = start + size;
        }
        // Near the limit take only what fits.
        let room = self.limit.saturating_sub(self.live + self.taken + self.external) as usize;
        end = end.min(start + (room / size * size).max(size));
        self.take((end - start) as u64)?;
        self.objects += ((end - start) / size) as u64;
        if !cleared {
            self.mem[start..end].fill(0);
        }
        self.classes[id].at = (end & (PAGE - 1)) as u32;
        if end & (PAGE - 1) == 0 {
            self.classes[id].page = None;
        }
        self.classes[id].counted = end;
        if self.names.is_some() {
            self.named_run(id, start);
        } else {
            (self.runs[id].next, self.runs[id].end) = (start, end);
        }
        Ok(())
    }

    /// Makes one cell the run of a class, and gives its object a name.
    fn named_run(&mut self, id: usize, start: usize) {
        if let Some(names) = &mut self.names {
            names.add(start);
        }
        (self.runs[id].next, self.runs[id].end) = (start, start + self.runs[id].size);
    }

    /// Takes cleared pages next to each other, whose mark bits are clear.
    fn take_pages(&mut self, pages: u32) -> Result<u32, OutOfMemory> {
        if let Some(first) = self.free.take(pages) {
            let start = (first as usize) << SHIFT;
            self.mem[start..start + ((pages as usize) << SHIFT)].fill(0);
            return Ok(first);
        }
        let first = self.pages.len();
        let total = first + pages as usize;
        if total as u64 * PAGE as u64 > MAX_WORDS {
            return Err(OutOfMemory);
        }
        self.mem.resize(total * PAGE, 0);
        self.marks.resize(total * MARKS, 0);
        self.pages.resize(total, Page { class: FREE, info: 0 });
        Ok(first as u32)
    }

    pub(super) fn empty_run(&mut self, id: usize) {
        (self.runs[id].next, self.runs[id].end) = (0, 0);
        self.classes[id].counted = 0;
        self.classes[id].page = None;
    }

    /// Whether a collection is due.
    #[inline(always)]
    pub fn wants_gc(&self) -> bool {
        self.due
    }

    /// Asks for a collection.
    pub fn want_gc(&mut self) {
        self.due = true;
    }

    /// Counts memory outside (goroutine stacks): bytes more or less.
    pub fn note_external(&mut self, bytes: i64) {
        self.external = self.external.saturating_add_signed(bytes / 8);
        self.peak = self.peak.max(self.live + self.taken + self.external);
    }
}

/// Whether the data word of an interface that holds such a value is a reference.
fn is_traced(t: &RType) -> bool {
    t.words > 1 || t.words == 1 && !t.layout.refs.is_empty()
}

/// The next run of unmarked cells in a page, from word `at` on.
fn free_run(marks: &[u64], base: usize, at: usize, size: usize) -> Option<(usize, usize)> {
    let marks: &[u64] = &marks[base / 64..base / 64 + MARKS];
    let marked = |word: usize| marks[word >> 6] >> (word & 63) & 1 == 1;
    let mut from = at;
    while from + size <= PAGE && marked(from) {
        from += size;
    }
    let mut to = from;
    while to + size <= PAGE && !marked(to) {
        to += size;
    }
    (to > from).then_some((from, to))
}

/// Words of the cell for an object of so many words; 0: pages of its own.
fn cell_size(words: u32) -> u32 {
    match words {
        0 => 0,
        1..=MAX_SMALL => u32::from(SIZES[SIZE_CLASS[words as usize] as usize]),
        _ => 0,
    }
}

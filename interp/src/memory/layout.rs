//! Which words of an object or frame are references.

use super::gcmap::GcMap;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Word offsets of references and interfaces inside a value, an array element or a frame.
///
/// Layouts that are allocated must be interned in the program's [`LayoutTable`], which numbers
/// the allocator's classes; layouts of frames need not be.
#[derive(Clone, PartialEq, Eq, Hash, Default, Debug)]
pub struct Layout {
    /// Words in all.
    pub words: u32,
    /// Words that hold an address (pointer, slice, string, map, channel, function).
    pub refs: Vec<u32>,
    /// First words of interfaces: the type word, followed by the data word, which is a reference
    /// or not as the type says.
    pub ifaces: Vec<u32>,
    /// The allocator's class; set by [`LayoutTable::intern`], 0 before.
    pub class: u32,
    /// Where gc puts the parts, for objects of programs that import unsafe.
    pub gc: GcMap,
}

impl Layout {
    /// Any number of words without references.
    pub(crate) const NUMBERS: Self = Self {
        words: 0,
        refs: Vec::new(),
        ifaces: Vec::new(),
        class: UNSET,
        gc: GcMap { unit: 0, size: 0, runs: Vec::new() },
    };

    /// No references.
    pub fn scalar(words: u32) -> Self {
        Self { words, ..Self::default() }
    }

    /// Whether nothing in it needs tracing.
    pub fn is_scalar(&self) -> bool {
        self.refs.is_empty() && self.ifaces.is_empty()
    }

    /// Adds the words of `part` at `offset`.
    pub fn put(&mut self, offset: u32, part: &Self) {
        self.refs.extend(part.refs.iter().map(|r| r + offset));
        self.ifaces.extend(part.ifaces.iter().map(|r| r + offset));
        self.words = self.words.max(offset + part.words);
    }
}

/// Words of the cells of small objects, by size class.
pub(crate) const SIZES: [u8; 25] =
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 21, 23, 25, 28, 32, 36, 42, 51, 64, 85, 128];

/// Objects of more words take whole pages.
pub(crate) const MAX_SMALL: u32 = 128;

/// Words → index into `SIZES`, for 1 to `MAX_SMALL` words.
pub(crate) static SIZE_CLASS: [u8; MAX_SMALL as usize + 1] = {
    let mut table = [0; MAX_SMALL as usize + 1];
    let (mut words, mut class) = (1, 0_u8);
    while words < table.len() {
        if words > SIZES[class as usize] as usize {
            class += 1;
        }
        table[words] = class;
        words += 1;
    }
    table
};

/// Class of layouts that are not interned.
pub(crate) const UNSET: u32 = 0;
/// Class of everything without words.
pub(crate) const EMPTY: u32 = 1;
/// First of the classes without references, one per size class.
pub(crate) const SCALARS: u32 = 2;
/// Class of large objects without references.
pub(crate) const LARGE_SCALAR: u32 = 30;
/// Class of map headers.
pub(crate) const MAP: u32 = 31;
/// Class of channels.
pub(crate) const CHAN: u32 = 32;
/// First class given to interned layouts: even numbers.
const FIRST: u32 = 34;
/// First class given to arrays of interned layouts: odd numbers.
pub(crate) const ARRAYS: u32 = FIRST + 1;

/// The header of a Go map (see `value/map.rs`).
pub static MAP_LAYOUT: LazyLock<Layout> =
    LazyLock::new(|| Layout { words: 6, refs: vec![1, 2], class: MAP, ..Layout::default() });

/// A channel (see `sync/chan.rs`).
pub static CHAN_LAYOUT: LazyLock<Layout> =
    LazyLock::new(|| Layout { words: 8, refs: vec![7], class: CHAN, ..Layout::default() });

/// The layouts of one program, each once, with their allocator classes.
#[derive(Debug)]
pub struct LayoutTable {
    map: FxHashMap<Layout, &'static Layout>,
    next: u32,
}

impl Default for LayoutTable {
    fn default() -> Self {
        Self { map: FxHashMap::default(), next: FIRST }
    }
}

impl LayoutTable {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// The one interned layout with these words; it lives as long as the process.
    pub fn intern(&mut self, mut layout: Layout) -> &'static Layout {
        layout.class = UNSET;
        layout.refs.sort_unstable();
        layout.ifaces.sort_unstable();
        if let Some(&found) = self.map.get(&layout) {
            return found;
        }
        let mut interned = layout.clone();
        interned.class = if layout.words == 0 {
            EMPTY
        } else if layout.is_scalar() && layout.gc.same() {
            scalar_class(layout.words)
        } else {
            self.next += 2;
            self.next - 2
        };
        let interned: &'static Layout = Box::leak(Box::new(interned));
        self.map.insert(layout, interned);
        interned
    }

    /// The layout of `words` words without references.
    pub fn scalar(&mut self, words: u32) -> &'static Layout {
        self.intern(Layout::scalar(words))
    }
}

/// Class of objects without references.
pub(crate) fn scalar_class(words: u32) -> u32 {
    if words > MAX_SMALL { LARGE_SCALAR } else { SCALARS + u32::from(SIZE_CLASS[words as usize]) }
}

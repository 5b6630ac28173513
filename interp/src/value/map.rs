//! Maps: insertion-ordered entries and an open-addressing index, all in linear memory.
//!
//! A map is the address of a header. Entries lie in one array in the order of their insertion:
//! a hash word (0 for deleted entries), the key's words, the value's words, both as in a frame.
//! Up to eight entries are searched in turn; larger maps have an index of words: the upper half of
//! an entry's hash and its number plus one.
//!
//! # Invariants
//! - The index names every entry ever put into the current array, deleted ones too, and is at
//!   most three quarters full.
//! - An array that was replaced (by growth or clear) never changes again: iterators go on over
//!   it and look every key up in the current one.
//!
//! # Decisions
//! Where an iteration starts: the caller asks for a number below [`len`], see [`iter_init`].
//! Entries inserted during an iteration are not visited.
//! spec: "If a map entry is created during iteration, that entry may be produced during the
//! iteration or may be skipped."

#![expect(clippy::cast_possible_truncation, reason = "indices are 64 bits")]

use super::equal::{equal, hash, hash_bytes, mix};
use crate::code::{Code, Kind, RType, RTypeId};
use crate::memory::Heap;
use crate::memory::heap::{address, index};
use crate::memory::layout::{Layout, MAP_LAYOUT};
use crate::trap::Trap;

// Words of the header.
const COUNT: usize = 0;
const ENTRIES: usize = 1;
const INDEX: usize = 2;
const USED: usize = 3;
const CAP: usize = 4;
const CLEARED: usize = 5;
const HEADER: usize = 6;

/// Entries a map without index has at most.
const SMALL: u64 = 8;

/// Set in the hash word of every entry that is not deleted.
const LIVE: u64 = 1 << 63;

/// How keys are hashed and compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Keys {
    /// One word that says it all: integers, booleans, pointers, channels.
    Word,
    /// Strings.
    String,
    /// Anything else.
    Other,
}

/// What the operations must know about a map type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MapShape {
    ty: RTypeId,
    key: RTypeId,
    keys: Keys,
    /// Words of a key.
    pub key_words: u32,
    /// Words of a value.
    pub value_words: u32,
}

impl MapShape {
    /// The shape of a map type; `types` are the run-time types by id.
    pub fn new(types: &crate::table::Table<RType>, ty: RTypeId) -> Self {
        let map = &types[ty.0 as usize];
        let key = &types[map.key.0 as usize];
        #[expect(clippy::wildcard_enum_match_arm, reason = "most kinds are alike")]
        let keys = match key.kind {
            Kind::String => Keys::String,
            Kind::Float32 | Kind::Float64 | Kind::Struct | Kind::Array => Keys::Other,
            _ if key.words == 1 => Keys::Word,
            _ => Keys::Other,
        };
        let value_words = types[map.elem.0 as usize].words;
        Self { ty, key: map.key, keys, key_words: key.words, value_words }
    }

    /// The shape of a map type of a program.
    pub fn of(code: &Code, ty: RTypeId) -> Self {
        Self::new(&code.types, ty)
    }

    /// Words of an entry.
    fn stride(self) -> usize {
        1 + self.key_words as usize + self.value_words as usize
    }

    /// Address of the value of the entry at word `entry`.
    fn value(self, entry: usize) -> u64 {
        address(entry + 1 + self.key_words as usize)
    }
}

/// The layout of one entry.
pub(crate) fn entry_layout(key: &Layout, value: &Layout) -> Layout {
    let mut layout = Layout::scalar(1);
    layout.put(1, key);
    layout.put(1 + key.words, value);
    layout
}

/// An entry: addresses of key and value, as words like in a frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Address of the key.
    pub key: u64,
    /// Address of the value.
    pub value: u64,
}

/// A map's header, read.
#[derive(Clone, Copy)]
struct Table {
    count: u64,
    /// Word indices.
    entries: usize,
    index: usize,
    used: u64,
    cap: u64,
}

/// Word index of an array; 0: none.
#[inline(always)]
fn array(addr: u64) -> usize {
    if addr == 0 { 0 } else { index(addr) }
}

#[inline]
fn table(heap: &Heap, map: u64) -> Option<Table> {
    let h: &[u64; HEADER] = heap.words(map, HEADER)?.try_into().ok()?;
    Some(Table {
        count: h[COUNT],
        entries: array(h[ENTRIES]),
        index: array(h[INDEX]),
        used: h[USED],
        cap: h[CAP],
    })
}

/// Words of the index of a map for `cap` entries; 0: none.
fn index_words(cap: u64) -> u64 {
    if cap <= SMALL { 0 } else { cap / 3 * 4 }
}

/// Capacity for at least `n` entries.
fn capacity(n: u64) -> u64 {
    if n <= SMALL { SMALL } else { n.saturating_mul(4).div_ceil(3).next_power_of_two() / 4 * 3 }
}

/// Makes a map with room for `hint` entries.
pub fn make(heap: &mut Heap, code: &Code, shape: MapShape, hint: u64) -> Result<u64, Trap> {
    let map = heap.alloc(&MAP_LAYOUT).map_err(|_| Trap::NeedMemory)?;
    if hint > SMALL {
        // Go ignores a hint that does not fit.
        let words = hint.saturating_mul(shape.stride() as u64 * 2);
        if words < 1 << 32 {
            new_table(heap, code, shape, map, capacity(hint))?;
        }
    }
    Ok(map)
}

/// Gives a map a larger (or smaller) table and moves its entries there.
fn new_table(
    heap: &mut Heap,
    code: &Code,
    shape: MapShape,
    map: u64,
    cap: u64,
) -> Result<(), Trap> {
    let stride = shape.stride();
    let words = index_words(cap);
    let entries = heap.alloc_map_entries(code, shape.ty, cap).map_err(|_| Trap::NeedMemory)?;
    let index_addr = match words {
        0 => 0,
        n => heap.alloc_zeroed(n * 8).map_err(|_| Trap::NeedMemory)?,
    };
    let old = table(heap, map).expect("invariant: a map is not nil here");
    let mut to = index(entries);
    let mut number = 0;
    for i in 0..old.used as usize {
        let from = old.entries + i * stride;
        let hash = heap.mem[from];
        if hash == 0 {
            continue;
        }
        heap.mem.copy_within(from..from + stride, to);
        if words != 0 {
            put_index(heap, index(index_addr), words, hash, number);
        }
        to += stride;
        number += 1;
    }
    let header = index(map);
    let h = &mut heap.mem[header..header + HEADER];
    (h[ENTRIES], h[INDEX], h[USED], h[CAP]) = (entries, index_addr, number, cap);
    Ok(())
}

/// Enters an entry into the index.
#[inline]
fn put_index(heap: &mut Heap, index: usize, words: u64, hash: u64, number: u64) {
    let slots = &mut heap.mem[index..index + words as usize];
    let mask = slots.len() - 1;
    let mut at = hash as usize & mask;
    while slots[at] != 0 {
        at = (at + 1) & mask;
    }
    slots[at] = (hash >> 32 << 32) | (number + 1);
}

/// Word index of the entry with this hash for which `same` holds.
#[inline(always)]
fn probe(
    heap: &Heap,
    t: Table,
    stride: usize,
    hash: u64,
    mut same: impl FnMut(&[u64]) -> Result<bool, Trap>,
) -> Result<Option<usize>, Trap> {
    if t.index == 0 {
        let all = &heap.mem[t.entries..t.entries + t.used as usize * stride];
        for (i, entry) in all.chunks_exact(stride).enumerate() {
            if entry[0] == hash && same(entry)? {
                return Ok(Some(t.entries + i * stride));
            }
        }
        return Ok(None);
    }
    let slots = &heap.mem[t.index..t.index + index_words(t.cap) as usize];
    let mask = slots.len() - 1;
    let mut at = hash as usize & mask;
    while slots[at] != 0 {
        let slot = slots[at];
        if (slot ^ hash) >> 32 == 0 {
            let entry = t.entries + (slot as u32 as usize - 1) * stride;
            let words = &heap.mem[entry..entry + stride];
            if words[0] == hash && same(words)? {
                return Ok(Some(entry));
            }
        }
        at = (at + 1) & mask;
    }
    Ok(None)
}

/// Hash word of a key.
#[inline]
fn hash_key(heap: &Heap, code: &Code, shape: MapShape, key: &[u64]) -> Result<u64, Trap> {
    Ok(LIVE
        | match shape.keys {
            Keys::Word => mix(0, key[0]),
            Keys::String => hash_bytes(heap.bytes(key[0], key[1])),
            Keys::Other => hash(heap, code, shape.key, key, 0)?,
        })
}

/// Word index of a key's entry.
#[inline]
fn lookup(
    heap: &Heap,
    code: &Code,
    shape: MapShape,
    t: Table,
    hash: u64,
    key: &[u64],
) -> Result<Option<usize>, Trap> {
    let stride = shape.stride();
    match shape.keys {
        Keys::Word => probe(heap, t, stride, hash, |entry| Ok(entry[1] == key[0])),
        Keys::String => probe(heap, t, stride, hash, |entry| {
            Ok(entry[2] == key[1]
                && (entry[1] == key[0]
                    || heap.bytes(entry[1], key[1]) == heap.bytes(key[0], key[1])))
        }),
        Keys::Other => {
            let n = shape.key_words as usize;
            probe(heap, t, stride, hash, |entry| equal(heap, code, shape.key, &entry[1..=n], key))
        }
    }
}

/// Address of the value of a key; None if it is not there or the map is nil.
#[inline]
pub fn find(
    heap: &Heap,
    code: &Code,
    shape: MapShape,
    map: u64,
    key: &[u64],
) -> Result<Option<u64>, Trap> {
    let Some(t) = table(heap, map).filter(|t| t.count > 0) else {
        // A key that cannot be hashed panics even then.
        if shape.keys == Keys::Other {
            hash_key(heap, code, shape, key)?;
        }
        return Ok(None);
    };
    let hash = hash_key(heap, code, shape, key)?;
    Ok(lookup(heap, code, shape, t, hash, key)?.map(|entry| shape.value(entry)))
}

/// Address of the value of a key, which is inserted (with a zero value) if it is not there.
#[inline]
pub fn insert(
    heap: &mut Heap,
    code: &Code,
    shape: MapShape,
    map: u64,
    key: &[u64],
) -> Result<u64, Trap> {
    let Some(mut t) = table(heap, map) else {
        return Err(Trap::Plain("assignment to entry in nil map".to_owned()));
    };
    let hash = hash_key(heap, code, shape, key)?;
    if let Some(entry) = lookup(heap, code, shape, t, hash, key)? {
        if shape.keys != Keys::Word {
            // Equal keys may differ: -0 and +0, or which memory a string keeps alive.
            heap.mem[entry + 1..=entry + key.len()].copy_from_slice(key);
        }
        return Ok(shape.value(entry));
    }
    if t.used == t.cap {
        let need = t.count + 1;
        new_table(heap, code, shape, map, capacity(if t.cap == 0 { 1 } else { need + need / 3 }))?;
        t = table(heap, map).expect("invariant: a map is not nil here");
    }
    let entry = t.entries + t.used as usize * shape.stride();
    let words = &mut heap.mem[entry..=entry + key.len()];
    words[0] = hash;
    words[1..].copy_from_slice(key);
    if t.index != 0 {
        put_index(heap, t.index, index_words(t.cap), hash, t.used);
    }
    let header = index(map);
    heap.mem[header + COUNT] = t.count + 1;
    heap.mem[header + USED] = t.used + 1;
    Ok(shape.value(entry))
}

/// Deletes a key.
pub fn delete(
    heap: &mut Heap,
    code: &Code,
    shape: MapShape,
    map: u64,
    key: &[u64],
) -> Result<(), Trap> {
    let Some(value) = find(heap, code, shape, map, key)? else { return Ok(()) };
    let stride = shape.stride();
    let entry = index(value) - 1 - shape.key_words as usize;
    heap.mem[entry..entry + stride].fill(0);
    heap.mem[index(map) + COUNT] -= 1;
    Ok(())
}

/// Deletes all keys.
pub fn clear(heap: &mut Heap, map: u64) {
    let header = index(map);
    if let Some(h) = heap.mem.get_mut(header..header + HEADER) {
        h[..CLEARED].fill(0);
        h[CLEARED] += 1;
    }
}

/// How many entries there are.
#[inline]
pub fn len(heap: &Heap, map: u64) -> u64 {
    heap.ld(map).unwrap_or(0)
}

/// Slots of an iterator; the first two hold references.
pub const ITER_WORDS: u32 = 6;

/// Layout of an iterator's slots.
pub fn iter_layout() -> Layout {
    Layout { words: ITER_WORDS, refs: vec![0, 1], ..Layout::default() }
}

// Slots of an iterator.
const MAP: usize = 0;
const ARRAY: usize = 1;
/// Entries looked at so far.
const AT: usize = 2;
/// Entries there were at the start, deleted ones included.
const END: usize = 3;
const START: usize = 4;
const SEEN_CLEARED: usize = 5;

/// Starts an iteration at entry number `start`, which is below [`len`] (0 for an empty map).
pub fn iter_init(heap: &Heap, shape: MapShape, map: u64, start: u64, iter: &mut [u64]) {
    iter[..ITER_WORDS as usize].fill(0);
    let Some(t) = table(heap, map) else { return };
    let mut first = start;
    if t.used != t.count {
        // The start counts entries that are not deleted.
        let stride = shape.stride();
        let mut live = (0..t.used).filter(|&i| heap.mem[t.entries + i as usize * stride] != 0);
        first = live.nth(start as usize).unwrap_or(0);
    }
    iter[MAP] = map;
    iter[ARRAY] = heap.mem[index(map) + ENTRIES];
    iter[END] = t.used;
    iter[START] = first;
    iter[SEEN_CLEARED] = heap.mem[index(map) + CLEARED];
}

/// The next entry.
pub fn iter_next(
    heap: &Heap,
    code: &Code,
    shape: MapShape,
    iter: &mut [u64],
) -> Result<Option<Entry>, Trap> {
    let iter = &mut iter[..ITER_WORDS as usize];
    let stride = shape.stride();
    let found =
        |entry: usize| Ok(Some(Entry { key: address(entry + 1), value: shape.value(entry) }));
    while iter[AT] < iter[END] {
        let mut at = iter[START] + iter[AT];
        if at >= iter[END] {
            at -= iter[END];
        }
        iter[AT] += 1;
        let entry = index(iter[ARRAY]) + at as usize * stride;
        let hash = heap.mem[entry];
        if hash == 0 {
            continue;
        }
        let map = index(iter[MAP]);
        if heap.mem[map + ENTRIES] == iter[ARRAY] {
            return found(entry);
        }
        let key = &heap.mem[entry + 1..=entry + shape.key_words as usize];
        let t = table(heap, iter[MAP]).expect("invariant: the map of an iterator");
        if t.used > 0 {
            if let Some(entry) = lookup(heap, code, shape, t, hash, key)? {
                return found(entry);
            }
        }
        // A key that is not equal to itself cannot be deleted but by clear.
        if shape.keys == Keys::Other
            && heap.mem[map + CLEARED] == iter[SEEN_CLEARED]
            && !equal(heap, code, shape.key, key, key)?
        {
            return found(entry);
        }
    }
    Ok(None)
}

/// All entries in the order of their insertion.
pub fn entries(heap: &Heap, shape: MapShape, map: u64) -> impl Iterator<Item = Entry> {
    let stride = shape.stride();
    let (start, used) = table(heap, map).map_or((0, 0), |t| (t.entries, t.used as usize));
    (0..used)
        .map(move |i| start + i * stride)
        .filter(|&entry| heap.mem[entry] != 0)
        .map(move |entry| Entry { key: address(entry + 1), value: shape.value(entry) })
}

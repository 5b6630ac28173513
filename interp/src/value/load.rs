//! Moving one value between memory and slots.
//!
//! In memory only the low bytes of a small integer count (a store through a pointer writes no
//! more); in a frame it fills its slot, sign- or zero-extended. Arrays of small integers are
//! packed in both.

#![expect(clippy::wildcard_enum_match_arm, reason = "most kinds are alike")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "slots hold bit patterns; lengths are not negative"
)]

use crate::code::{Kind, RType, RTypeId};
use crate::memory::Heap;
use crate::table::Table;

/// Extends the low bytes of a word to the slot's value.
#[inline]
pub fn canonical(kind: Kind, word: u64) -> u64 {
    match kind {
        Kind::Bool | Kind::Uint8 => u64::from(word as u8),
        Kind::Int8 => i64::from(word as i8) as u64,
        Kind::Uint16 => u64::from(word as u16),
        Kind::Int16 => i64::from(word as i16) as u64,
        Kind::Uint32 | Kind::Float32 => u64::from(word as u32),
        Kind::Int32 => i64::from(word as i32) as u64,
        _ => word,
    }
}

/// The low bytes of a word that count.
#[inline]
pub(crate) fn narrow(kind: Kind, word: u64) -> u64 {
    match kind.packed() {
        1 => u64::from(word as u8),
        2 => u64::from(word as u16),
        4 => u64::from(word as u32),
        _ => word,
    }
}

/// Bytes from one element of an array or slice to the next.
pub fn stride(elem: &RType) -> u64 {
    match elem.kind.packed() {
        0 => u64::from(elem.words) * 8,
        bytes => u64::from(bytes),
    }
}

/// Words of a value that hold small integers, with their kinds: what must be made canonical after
/// loading all its words. `types` are the run-time types by id.
pub fn narrow_words(types: &Table<RType>, ty: RTypeId) -> Vec<(u32, Kind)> {
    let mut list = Vec::new();
    collect_narrow(types, &types[ty.0 as usize], 0, &mut list);
    list
}

fn collect_narrow(types: &Table<RType>, t: &RType, at: u32, list: &mut Vec<(u32, Kind)>) {
    match t.kind {
        Kind::Struct => {
            for f in &t.fields {
                collect_narrow(types, &types[f.ty.0 as usize], at + f.offset, list);
            }
        }
        Kind::Array => {
            let elem = &types[t.elem.0 as usize];
            // Packed elements lie in the slots as in memory.
            if elem.kind.packed() == 0 && elem.words > 0 {
                let first = list.len();
                collect_narrow(types, elem, at, list);
                let one: Vec<_> = list[first..].to_vec();
                if !one.is_empty() {
                    for i in 1..t.len as u32 {
                        list.extend(one.iter().map(|&(w, kind)| (w + i * elem.words, kind)));
                    }
                }
            }
        }
        kind if kind.packed() > 0 => list.push((at, kind)),
        _ => {}
    }
}

fn fix(types: &Table<RType>, t: &RType, words: &mut [u64]) {
    match t.kind {
        Kind::Struct => {
            for f in &t.fields {
                let t = &types[f.ty.0 as usize];
                let at = f.offset as usize;
                fix(types, t, &mut words[at..at + t.words as usize]);
            }
        }
        Kind::Array => {
            let elem = &types[t.elem.0 as usize];
            if matches!(elem.kind, Kind::Struct | Kind::Array) && elem.words > 0 {
                words.chunks_exact_mut(elem.words as usize).for_each(|w| fix(types, elem, w));
            }
        }
        kind if kind.packed() > 0 => words[0] = canonical(kind, words[0]),
        _ => {}
    }
}

/// Bytes of an array of small elements.
fn packed_bytes(types: &Table<RType>, t: &RType) -> u64 {
    t.len.unsigned_abs() * u64::from(types[t.elem.0 as usize].kind.packed())
}

/// Loads a value from memory into slots; None: the address is not in memory.
pub fn load(
    heap: &Heap,
    types: &Table<RType>,
    ty: RTypeId,
    addr: u64,
    to: &mut [u64],
) -> Option<()> {
    let t = &types[ty.0 as usize];
    let one = match t.kind {
        Kind::Bool | Kind::Uint8 => heap.ld_u8(addr)?,
        Kind::Int8 => heap.ld_i8(addr)?,
        Kind::Uint16 => heap.ld_u16(addr)?,
        Kind::Int16 => heap.ld_i16(addr)?,
        Kind::Uint32 | Kind::Float32 => heap.ld_u32(addr)?,
        Kind::Int32 => heap.ld_i32(addr)?,
        Kind::Array if types[t.elem.0 as usize].kind.packed() > 0 => {
            // It may be part of a slice: other elements follow at once.
            let from = heap.get_bytes(addr, packed_bytes(types, t))?;
            let to = &mut to[..t.words as usize];
            to.fill(0);
            bytemuck::cast_slice_mut(to)[..from.len()].copy_from_slice(from);
            return Some(());
        }
        Kind::Struct | Kind::Array => {
            let to = &mut to[..t.words as usize];
            heap.load_words(addr, to)?;
            fix(types, t, to);
            return Some(());
        }
        _ if t.words == 1 => heap.ld(addr)?,
        _ => return heap.load_words(addr, &mut to[..t.words as usize]),
    };
    to[0] = one;
    Some(())
}

/// Stores a value from slots into memory; None: the address is not in memory.
pub fn store(
    heap: &mut Heap,
    types: &Table<RType>,
    ty: RTypeId,
    addr: u64,
    from: &[u64],
) -> Option<()> {
    let t = &types[ty.0 as usize];
    if t.kind == Kind::Array && types[t.elem.0 as usize].kind.packed() > 0 {
        let bytes = packed_bytes(types, t);
        heap.get_bytes(addr, bytes)?;
        let from: &[u8] = bytemuck::cast_slice(from);
        heap.bytes_mut(addr, bytes).copy_from_slice(&from[..bytes as usize]);
        return Some(());
    }
    match t.kind.packed() {
        1 => heap.st_8(addr, from[0]),
        2 => heap.st_16(addr, from[0]),
        4 => heap.st_32(addr, from[0]),
        _ => heap.store_words(addr, &from[..t.words as usize]),
    }
}

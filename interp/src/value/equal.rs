//! Equality and hashing of values by their run-time type.
//!
//! Implements spec §Comparison operators. Values are given as words: slots of a frame or words in
//! memory; of small integers only the low bytes count, so both forms will do.
//! Fields and elements are compared in source order, and the comparison stops at the first
//! difference (or panic: two interfaces of the same type that cannot be compared).

#![expect(clippy::wildcard_enum_match_arm, reason = "most kinds are alike")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "slots hold bit patterns; lengths are not negative"
)]

use super::load::{canonical, narrow};
use crate::code::{Code, Kind, RType, RTypeId};
use crate::memory::Heap;
use crate::trap::Trap;

fn float32(word: u64) -> f32 {
    f32::from_bits(word as u32)
}

/// Whether two values are equal.
pub fn equal(heap: &Heap, code: &Code, ty: RTypeId, a: &[u64], b: &[u64]) -> Result<bool, Trap> {
    equal_of(heap, code, code.ty(ty), a, b)
}

fn equal_of(heap: &Heap, code: &Code, t: &RType, a: &[u64], b: &[u64]) -> Result<bool, Trap> {
    Ok(match t.kind {
        Kind::String => equal_strings(heap, (a[0], a[1]), (b[0], b[1])),
        Kind::Interface => return equal_ifaces(heap, code, (a[0], a[1]), (b[0], b[1])),
        #[expect(clippy::float_cmp, reason = "Go's ==")]
        Kind::Float32 => float32(a[0]) == float32(b[0]),
        #[expect(clippy::float_cmp, reason = "Go's ==")]
        Kind::Float64 => f64::from_bits(a[0]) == f64::from_bits(b[0]),
        #[expect(clippy::float_cmp, reason = "Go's ==")]
        Kind::Complex64 => float32(a[0]) == float32(b[0]) && float32(a[1]) == float32(b[1]),
        #[expect(clippy::float_cmp, reason = "Go's ==")]
        Kind::Complex128 => (0..2).all(|i| f64::from_bits(a[i]) == f64::from_bits(b[i])),
        Kind::Struct => {
            for f in t.fields.iter().filter(|f| f.name != "_") {
                let (t, at) = (code.ty(f.ty), f.offset as usize);
                let end = at + t.words as usize;
                if !equal_of(heap, code, t, &a[at..end], &b[at..end])? {
                    return Ok(false);
                }
            }
            true
        }
        Kind::Array => {
            let elem = code.ty(t.elem);
            if elem.kind == Kind::Float32 {
                #[expect(clippy::float_cmp, reason = "Go's ==")]
                return Ok((0..t.len as usize).all(|i| {
                    float32(a[i / 2] >> (i % 2 * 32)) == float32(b[i / 2] >> (i % 2 * 32))
                }));
            }
            let n = elem.words as usize;
            if n == 0 {
                return Ok(true);
            }
            if elem.kind.packed() > 0 {
                return Ok(a[..t.words as usize] == b[..t.words as usize]);
            }
            for (a, b) in a.chunks_exact(n).zip(b.chunks_exact(n)).take(t.len as usize) {
                if !equal_of(heap, code, elem, a, b)? {
                    return Ok(false);
                }
            }
            true
        }
        Kind::Func | Kind::Map | Kind::Slice => {
            return Err(Trap::Error(format!("comparing uncomparable type {}", t.string)));
        }
        kind if kind.packed() > 0 => narrow(kind, a[0]) == narrow(kind, b[0]),
        _ => a[..t.words as usize] == b[..t.words as usize],
    })
}

/// Whether two interface values (type and data words) are equal.
#[inline]
pub fn equal_ifaces(heap: &Heap, code: &Code, a: (u64, u64), b: (u64, u64)) -> Result<bool, Trap> {
    if a.0 != b.0 {
        return Ok(false);
    }
    if a.0 == 0 {
        return Ok(true);
    }
    let t = &code.types[a.0 as usize];
    if !t.comparable {
        return Err(Trap::Error(format!("comparing uncomparable type {}", t.string)));
    }
    match t.words {
        0 => Ok(true),
        1 => equal_of(heap, code, t, &[a.1], &[b.1]),
        n => {
            if a.1 == b.1 && !may_differ_from_itself(code, t) {
                return Ok(true);
            }
            equal_of(heap, code, t, boxed(heap, a.1, n), boxed(heap, b.1, n))
        }
    }
}

/// Whether an interface value equals a value of a type that is no interface.
pub fn equal_iface_value(
    heap: &Heap,
    code: &Code,
    iface: (u64, u64),
    ty: RTypeId,
    value: &[u64],
) -> Result<bool, Trap> {
    if iface.0 != u64::from(ty.0) {
        return Ok(false);
    }
    let t = code.ty(ty);
    match t.words {
        0 => Ok(true),
        1 => equal_of(heap, code, t, &[iface.1], value),
        n => equal_of(heap, code, t, boxed(heap, iface.1, n), value),
    }
}

/// The words of a value of more than one word behind an interface's data word.
fn boxed(heap: &Heap, data: u64, words: u32) -> &[u64] {
    heap.words(data, words as usize).expect("invariant: data words point to copies")
}

/// NaN is not equal to itself, and comparing interfaces may panic.
fn may_differ_from_itself(code: &Code, t: &RType) -> bool {
    match t.kind {
        Kind::String => false,
        Kind::Struct => t.fields.iter().any(|f| may_differ_from_itself(code, code.ty(f.ty))),
        Kind::Array => may_differ_from_itself(code, code.ty(t.elem)),
        kind => matches!(
            kind,
            Kind::Float32 | Kind::Float64 | Kind::Complex64 | Kind::Complex128 | Kind::Interface
        ),
    }
}

/// Whether two strings (address and length) are equal.
#[inline]
pub fn equal_strings(heap: &Heap, a: (u64, u64), b: (u64, u64)) -> bool {
    a.1 == b.1 && (a.0 == b.0 || heap.bytes(a.0, a.1) == heap.bytes(b.0, b.1))
}

const SEED: u64 = 0x243F_6A88_85A3_08D3;
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Mixes a word into a hash: the same on every machine.
#[inline(always)]
pub fn mix(hash: u64, word: u64) -> u64 {
    let wide = u128::from(hash ^ word ^ SEED) * u128::from(FACTOR);
    (wide as u64) ^ ((wide >> 64) as u64)
}

/// Hash of bytes.
#[inline]
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut hash = bytes.len() as u64;
    for &chunk in chunks {
        hash = mix(hash, u64::from_le_bytes(chunk)).rotate_left(23);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        hash = mix(hash, u64::from_le_bytes(last));
    }
    mix(hash, FACTOR)
}

/// Mixes a value into a hash so that equal values have equal hashes.
pub fn hash(heap: &Heap, code: &Code, ty: RTypeId, words: &[u64], seed: u64) -> Result<u64, Trap> {
    hash_of(heap, code, code.ty(ty), words, seed)
}

fn hash_of(heap: &Heap, code: &Code, t: &RType, w: &[u64], seed: u64) -> Result<u64, Trap> {
    // +0 and -0 are equal.
    let float = |v: f64| if v == 0.0 { 0 } else { v.to_bits() };
    Ok(match t.kind {
        Kind::String => mix(seed, hash_bytes(heap.bytes(w[0], w[1]))),
        Kind::Interface => {
            if w[0] == 0 {
                return Ok(mix(seed, 0));
            }
            let t = &code.types[w[0] as usize];
            if !t.comparable {
                return Err(Trap::Error(format!("hash of unhashable type {}", t.string)));
            }
            let seed = mix(seed, w[0]);
            match t.words {
                0 => seed,
                1 => hash_of(heap, code, t, &[w[1]], seed)?,
                n => hash_of(heap, code, t, boxed(heap, w[1], n), seed)?,
            }
        }
        Kind::Float32 => mix(seed, float(f64::from(float32(w[0])))),
        Kind::Float64 => mix(seed, float(f64::from_bits(w[0]))),
        Kind::Complex64 => {
            mix(mix(seed, float(f64::from(float32(w[0])))), float(f64::from(float32(w[1]))))
        }
        Kind::Complex128 => {
            mix(mix(seed, float(f64::from_bits(w[0]))), float(f64::from_bits(w[1])))
        }
        Kind::Struct => {
            let mut seed = seed;
            for f in t.fields.iter().filter(|f| f.name != "_") {
                let (t, at) = (code.ty(f.ty), f.offset as usize);
                seed = hash_of(heap, code, t, &w[at..at + t.words as usize], seed)?;
            }
            seed
        }
        Kind::Array => {
            let elem = code.ty(t.elem);
            let n = elem.words as usize;
            let mut seed = mix(seed, FACTOR);
            if elem.kind == Kind::Float32 {
                for i in 0..t.len as usize {
                    seed = mix(seed, float(f64::from(float32(w[i / 2] >> (i % 2 * 32)))));
                }
            } else if elem.kind.packed() > 0 {
                seed = w[..t.words as usize].iter().fold(seed, |seed, &w| mix(seed, w));
            } else if n > 0 {
                for w in w.chunks_exact(n).take(t.len as usize) {
                    seed = hash_of(heap, code, elem, w, seed)?;
                }
            }
            seed
        }
        Kind::Func | Kind::Map | Kind::Slice => {
            return Err(Trap::Error(format!("hash of unhashable type {}", t.string)));
        }
        kind if t.words == 1 => mix(seed, canonical(kind, w[0])),
        _ => seed,
    })
}

//! Strings, runes and their conversions.
//!
//! Implements spec §Conversions to and from a string type, and the decoding of `range`.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "slots hold bit patterns; indices are 64 bits"
)]

use crate::memory::Heap;
use crate::native::{Slice, Str};
use crate::trap::Trap;
use std::cmp::Ordering;

/// U+FFFD, what stands for anything that is no code point.
pub const RUNE_ERROR: u32 = 0xFFFD;

/// The code point that starts at byte `i`, and its width. Invalid bytes are U+FFFD of width 1.
/// Past the end: U+FFFD of width 0.
#[inline]
pub fn decode_rune(bytes: &[u8], i: usize) -> (u32, usize) {
    match bytes.get(i) {
        None => (RUNE_ERROR, 0),
        Some(&b) if b < 0x80 => (u32::from(b), 1),
        Some(&b) => decode_long(b, &bytes[i..]),
    }
}

fn decode_long(first: u8, s: &[u8]) -> (u32, usize) {
    // Table 3-7 of the Unicode standard: what the second byte may be.
    let (width, low, high) = match first {
        0xC2..=0xDF => (2, 0x80, 0xBF),
        0xE0 => (3, 0xA0, 0xBF),
        0xED => (3, 0x80, 0x9F),
        0xE1..=0xEF => (3, 0x80, 0xBF),
        0xF0 => (4, 0x90, 0xBF),
        0xF1..=0xF3 => (4, 0x80, 0xBF),
        0xF4 => (4, 0x80, 0x8F),
        _ => return (RUNE_ERROR, 1),
    };
    if s.len() < width || !(low..=high).contains(&s[1]) {
        return (RUNE_ERROR, 1);
    }
    let mut rune = u32::from(first) & (0x7F >> width);
    for &b in &s[1..width] {
        if b & 0xC0 != 0x80 {
            return (RUNE_ERROR, 1);
        }
        rune = rune << 6 | u32::from(b & 0x3F);
    }
    (rune, width)
}

/// The code point that ends before byte `end`, and its width, as `utf8.DecodeLastRune`.
pub fn decode_last_rune(bytes: &[u8], end: usize) -> (u32, usize) {
    let Some(bytes) = bytes.get(..end).filter(|b| !b.is_empty()) else {
        return (RUNE_ERROR, 0);
    };
    for start in (end.saturating_sub(4)..end).rev() {
        if bytes[start] & 0xC0 != 0x80 {
            let (rune, width) = decode_rune(bytes, start);
            return if start + width == end { (rune, width) } else { (RUNE_ERROR, 1) };
        }
    }
    (RUNE_ERROR, 1)
}

/// How many code points there are, as `range` counts them.
pub fn count_runes(bytes: &[u8]) -> usize {
    let (mut i, mut n) = (0, 0);
    while i < bytes.len() {
        i += decode_rune(bytes, i).1;
        n += 1;
    }
    n
}

/// UTF-8 of a code point (U+FFFD if it is none): bytes and how many.
pub fn encode_rune(rune: i64) -> ([u8; 4], usize) {
    let rune = u32::try_from(rune).ok().and_then(char::from_u32).unwrap_or('\u{FFFD}');
    let mut bytes = [0; 4];
    let len = rune.encode_utf8(&mut bytes).len();
    (bytes, len)
}

/// Compares two strings byte by byte.
#[inline]
pub fn compare(heap: &Heap, a: Str, b: Str) -> Ordering {
    heap.bytes(a.ptr, a.len).cmp(heap.bytes(b.ptr, b.len))
}

/// `a + b + …`: a single string that is not empty is not copied.
pub fn concat(heap: &mut Heap, parts: &[Str]) -> Result<Str, Trap> {
    let mut len = 0_u64;
    let (mut count, mut last) = (0, Str::default());
    for part in parts {
        if part.len > 0 {
            len = len.checked_add(part.len).ok_or(Trap::NeedMemory)?;
            (count, last) = (count + 1, *part);
        }
    }
    if count <= 1 {
        return Ok(last);
    }
    let ptr = heap.alloc_zeroed(len).map_err(|_| Trap::NeedMemory)?;
    let mut at = ptr;
    for part in parts {
        heap.copy_within(at, part.ptr, part.len);
        at += part.len;
    }
    Ok(Str { ptr, len })
}

/// A copy of bytes: `string(b)` and `[]byte(s)`.
pub fn copy(heap: &mut Heap, bytes: Str) -> Result<Str, Trap> {
    if bytes.len == 0 {
        return Ok(Str::default());
    }
    let ptr = heap.alloc_zeroed(bytes.len).map_err(|_| Trap::NeedMemory)?;
    heap.copy_within(ptr, bytes.ptr, bytes.len);
    Ok(Str { ptr, len: bytes.len })
}

/// `[]byte(s)`: not nil even if it is empty.
pub fn to_bytes(heap: &mut Heap, s: Str) -> Result<Slice, Trap> {
    if s.len == 0 {
        return Ok(Slice { ptr: crate::memory::ZERO, len: 0, cap: 0 });
    }
    let copied = copy(heap, s)?;
    Ok(Slice { ptr: copied.ptr, len: s.len, cap: Heap::rounded(s.len) })
}

/// `string(b)`.
pub fn from_bytes(heap: &mut Heap, b: Slice) -> Result<Str, Trap> {
    copy(heap, Str { ptr: b.ptr, len: b.len })
}

/// `[]rune(s)`: not nil even if it is empty.
pub fn to_runes(heap: &mut Heap, s: Str) -> Result<Slice, Trap> {
    let n = count_runes(heap.bytes(s.ptr, s.len)) as u64;
    let ptr = heap.alloc_zeroed(n * 4).map_err(|_| Trap::NeedMemory)?;
    let mut i = 0;
    for at in 0..n {
        let (rune, width) = decode_rune(heap.bytes(s.ptr, s.len), i);
        i += width;
        heap.st_32(ptr + at * 4, u64::from(rune));
    }
    Ok(Slice { ptr, len: n, cap: n })
}

/// `string(runes)`.
pub fn from_runes(heap: &mut Heap, runes: Slice) -> Result<Str, Trap> {
    let mut bytes = Vec::with_capacity(runes.len as usize);
    for i in 0..runes.len {
        let rune = heap.ld_i32(runes.ptr + i * 4).unwrap_or(0);
        let (utf8, len) = encode_rune(rune as i64);
        bytes.extend_from_slice(&utf8[..len]);
    }
    let ptr = heap.alloc_bytes(&bytes).map_err(|_| Trap::NeedMemory)?;
    Ok(Str { ptr, len: bytes.len() as u64 })
}

/// `string(r)`.
pub fn from_rune(heap: &mut Heap, rune: i64) -> Result<Str, Trap> {
    let (utf8, len) = encode_rune(rune);
    let ptr = heap.alloc_bytes(&utf8[..len]).map_err(|_| Trap::NeedMemory)?;
    Ok(Str { ptr, len: len as u64 })
}

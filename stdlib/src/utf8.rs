//! Package unicode/utf8: decoding as Go does it, where each byte that is part of no valid
//! encoding is one U+FFFD.

use interp::native::{Call, Registry};
use interp::trap::Trap;

use crate::text::{Bytes, Strings, Text};

/// What invalid bytes decode to.
pub(crate) const RUNE_ERROR: u32 = 0xFFFD;

/// Length of the encodings that begin with `first`, and the bounds of their second byte; 0 if
/// none of more than one byte do.
fn lead(first: u8) -> (usize, u8, u8) {
    match first {
        0xC2..=0xDF => (2, 0x80, 0xBF),
        0xE0 => (3, 0xA0, 0xBF),
        0xED => (3, 0x80, 0x9F), // no surrogates
        0xE1..=0xEF => (3, 0x80, 0xBF),
        0xF0 => (4, 0x90, 0xBF),
        0xF1..=0xF3 => (4, 0x80, 0xBF),
        0xF4 => (4, 0x80, 0x8F), // not above U+10FFFF
        _ => (0, 0, 0),
    }
}

fn is_tail(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// The first rune and its width: (U+FFFD, 1) if it is invalid, (U+FFFD, 0) if there is none.
#[inline]
pub(crate) fn decode(p: &[u8]) -> (u32, usize) {
    match p.first() {
        Some(&b) if b < 0x80 => (u32::from(b), 1),
        Some(_) => decode_long(p),
        None => (RUNE_ERROR, 0),
    }
}

fn decode_long(p: &[u8]) -> (u32, usize) {
    let (len, lo, hi) = lead(p[0]);
    let tail = |i: usize| u32::from(p[i] & 0x3F);
    if len == 0 || p.len() < len || !(lo..=hi).contains(&p[1]) {
        return (RUNE_ERROR, 1);
    }
    let first = u32::from(p[0]);
    match len {
        2 => ((first & 0x1F) << 6 | tail(1), 2),
        3 if is_tail(p[2]) => ((first & 0x0F) << 12 | tail(1) << 6 | tail(2), 3),
        4 if is_tail(p[2]) && is_tail(p[3]) => {
            ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
        }
        _ => (RUNE_ERROR, 1),
    }
}

/// The last rune and its width.
pub(crate) fn decode_last(p: &[u8]) -> (u32, usize) {
    let Some(&last) = p.last() else { return (RUNE_ERROR, 0) };
    if last < 0x80 {
        return (u32::from(last), 1);
    }
    let from = p.len().saturating_sub(4);
    let start = (from..p.len()).rev().find(|&i| !is_tail(p[i])).unwrap_or(from);
    match decode(&p[start..]) {
        (rune, width) if start + width == p.len() => (rune, width),
        _ => (RUNE_ERROR, 1),
    }
}

/// Whether `p` begins with a rune, valid or not: false if more bytes could make it another.
pub(crate) fn full_rune(p: &[u8]) -> bool {
    let Some(&first) = p.first() else { return false };
    let (len, lo, hi) = lead(first);
    p.len() >= len
        || p.get(1).is_some_and(|b| !(lo..=hi).contains(b))
        || p.get(2).is_some_and(|&b| !is_tail(b))
}

/// Number of runes.
pub(crate) fn rune_count(p: &[u8]) -> usize {
    p.utf8_chunks().map(|part| part.valid().chars().count() + part.invalid().len()).sum()
}

/// The character of a rune; U+FFFD if it has no encoding.
pub(crate) fn char_of(rune: u32) -> char {
    char::from_u32(rune).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The runes of `p` with their offsets, invalid bytes as U+FFFD.
pub(crate) fn runes(p: &[u8]) -> impl Iterator<Item = (usize, u32)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (rune, width) = decode(p.get(at..)?);
        at += width;
        (width > 0).then_some((at - width, rune))
    })
}

fn decode_rune<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    let p = T::arg(c);
    let (rune, width) = decode(c.bytes(p));
    c.ret(u64::from(rune));
    c.ret(width as u64);
    Ok(())
}

fn decode_last_rune<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    let p = T::arg(c);
    let (rune, width) = decode_last(c.bytes(p));
    c.ret(u64::from(rune));
    c.ret(width as u64);
    Ok(())
}

fn full<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    let p = T::arg(c);
    let full = full_rune(c.bytes(p));
    c.ret_bool(full);
    Ok(())
}

fn count<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    let p = T::arg(c);
    let n = rune_count(c.bytes(p));
    c.ret(n as u64);
    Ok(())
}

fn valid<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    let p = T::arg(c);
    let valid = std::str::from_utf8(c.bytes(p)).is_ok();
    c.ret_bool(valid);
    Ok(())
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("unicode/utf8.DecodeRune", decode_rune::<Bytes>);
    r.leaf("unicode/utf8.DecodeRuneInString", decode_rune::<Strings>);
    r.leaf("unicode/utf8.DecodeLastRune", decode_last_rune::<Bytes>);
    r.leaf("unicode/utf8.DecodeLastRuneInString", decode_last_rune::<Strings>);
    r.leaf("unicode/utf8.FullRune", full::<Bytes>);
    r.leaf("unicode/utf8.FullRuneInString", full::<Strings>);
    r.leaf("unicode/utf8.RuneCount", count::<Bytes>);
    r.leaf("unicode/utf8.RuneCountInString", count::<Strings>);
    r.leaf("unicode/utf8.Valid", valid::<Bytes>);
    r.leaf("unicode/utf8.ValidString", valid::<Strings>);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against the standard library: all bytes in all positions after each kind of first byte.
    #[test]
    fn decodes_like_std() {
        let tails = [0x00, 0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF];
        for first in 0..=255u8 {
            for second in 0..=255u8 {
                for third in tails {
                    for fourth in tails {
                        check(&[first, second, third, fourth]);
                    }
                }
            }
        }
    }

    fn check(p: &[u8]) {
        for n in 1..=p.len() {
            let p = &p[..n];
            let part = p.utf8_chunks().next().expect("not empty");
            let want = part.valid().chars().next();
            let (rune, width) = decode(p);
            assert_eq!((rune, width), want.map_or((RUNE_ERROR, 1), |c| (c as u32, c.len_utf8())));
            let incomplete = part.valid().is_empty()
                && std::str::from_utf8(p).is_err_and(|e| e.error_len().is_none());
            assert_eq!(full_rune(p), !incomplete, "{p:x?}");
        }
        let (rune, width) = decode_last(p);
        let last = p.utf8_chunks().last().expect("not empty");
        let want = last.valid().chars().next_back().filter(|_| last.invalid().is_empty());
        assert_eq!((rune, width), want.map_or((RUNE_ERROR, 1), |c| (c as u32, c.len_utf8())));
        assert_eq!(rune_count(p), runes(p).count());
    }
}

//! Searching in bytes.

use crate::unicode;
use crate::utf8::{self, RUNE_ERROR, decode, decode_last};
use memchr::memmem;

/// Where `sep` first is in `s`.
pub(crate) fn index(s: &[u8], sep: &[u8]) -> Option<usize> {
    match sep {
        [] => Some(0),
        &[b] => memchr::memchr(b, s),
        _ => memmem::find(s, sep),
    }
}

/// Where `sep` last is in `s`.
pub(crate) fn last_index(s: &[u8], sep: &[u8]) -> Option<usize> {
    match sep {
        &[b] => memchr::memrchr(b, s),
        _ => memmem::rfind(s, sep),
    }
}

/// How many `sep` there are that do not overlap; one more than runes if it is empty.
pub(crate) fn count(s: &[u8], sep: &[u8]) -> usize {
    match sep {
        [] => utf8::rune_count(s) + 1,
        &[b] => memchr::memchr_iter(b, s).count(),
        _ => memmem::find_iter(s, sep).count(),
    }
}

/// Where the first `n` of the `sep` are that do not overlap; `sep` is not empty.
pub(crate) fn positions(s: &[u8], sep: &[u8], n: usize) -> Vec<usize> {
    match sep {
        &[b] => memchr::memchr_iter(b, s).take(n).collect(),
        _ => memmem::find_iter(s, sep).take(n).collect(),
    }
}

/// Where a rune first is; invalid bytes are U+FFFD.
pub(crate) fn index_rune(s: &[u8], r: u32) -> Option<usize> {
    if r == RUNE_ERROR {
        return utf8::runes(s).find(|&(_, rune)| rune == r).map(|(at, _)| at);
    }
    index(s, char::from_u32(r)?.encode_utf8(&mut [0; 4]).as_bytes())
}

/// Whether two texts are equal but for case.
pub(crate) fn equal_fold(mut s: &[u8], mut t: &[u8]) -> bool {
    while !s.is_empty() && !t.is_empty() {
        let ((a, wide), (b, high)) = (decode(s), decode(t));
        if !unicode::equal_fold(a, b) {
            return false;
        }
        (s, t) = (&s[wide..], &t[high..]);
    }
    s.is_empty() && t.is_empty()
}

/// A set of characters, given as text; invalid bytes are U+FFFD.
pub(crate) struct CharSet {
    ascii: u128,
    others: Vec<u32>,
}

impl CharSet {
    pub(crate) fn new(chars: &[u8]) -> Self {
        let mut set = Self { ascii: 0, others: Vec::new() };
        for (_, r) in utf8::runes(chars) {
            if r < 0x80 {
                set.ascii |= 1 << r;
            } else {
                set.others.push(r);
            }
        }
        set
    }

    fn has(&self, r: u32) -> bool {
        if r < 0x80 { self.ascii >> r & 1 == 1 } else { self.others.contains(&r) }
    }

    fn has_byte(&self, b: u8) -> bool {
        b < 0x80 && self.ascii >> b & 1 == 1
    }

    /// Where a member first is.
    pub(crate) fn first(&self, s: &[u8]) -> Option<usize> {
        if self.others.is_empty() {
            return s.iter().position(|&b| self.has_byte(b));
        }
        utf8::runes(s).find(|&(_, r)| self.has(r)).map(|(at, _)| at)
    }

    /// Where a member last is.
    pub(crate) fn last(&self, s: &[u8]) -> Option<usize> {
        if self.others.is_empty() {
            return s.iter().rposition(|&b| self.has_byte(b));
        }
        let mut end = s.len();
        while end > 0 {
            let (r, width) = decode_last(&s[..end]);
            end -= width;
            if self.has(r) {
                return Some(end);
            }
        }
        None
    }

    /// Where what is left begins when members are cut from the start.
    pub(crate) fn trim_left(&self, s: &[u8]) -> usize {
        if self.others.is_empty() {
            return s.iter().position(|&b| !self.has_byte(b)).unwrap_or(s.len());
        }
        utf8::runes(s).find(|&(_, r)| !self.has(r)).map_or(s.len(), |(at, _)| at)
    }

    /// Where what is left ends when members are cut from the end.
    pub(crate) fn trim_right(&self, s: &[u8]) -> usize {
        let mut end = s.len();
        while end > 0 {
            let (r, width) = decode_last(&s[..end]);
            if !self.has(r) {
                break;
            }
            end -= width;
        }
        end
    }
}

/// Where white space at the start ends.
fn space_end(s: &[u8]) -> usize {
    utf8::runes(s).find(|&(_, r)| !unicode::is_space(r)).map_or(s.len(), |(at, _)| at)
}

/// What is left when white space is cut from both ends.
pub(crate) fn trim_space(s: &[u8]) -> (usize, usize) {
    let lo = space_end(s);
    let mut hi = s.len();
    while hi > lo {
        let (r, width) = decode_last(&s[lo..hi]);
        if !unicode::is_space(r) {
            break;
        }
        hi -= width;
    }
    (lo, hi)
}

/// A word: the first bytes without white space at or after `from`, and the width of the white
/// space character after them (0 at the end).
pub(crate) fn next_word(s: &[u8], from: usize) -> Option<(usize, usize, usize)> {
    let lo = from + space_end(s.get(from..)?);
    if lo == s.len() {
        return None;
    }
    let mut hi = lo;
    while hi < s.len() {
        let (r, width) = decode(&s[hi..]);
        if unicode::is_space(r) {
            return Some((lo, hi, width));
        }
        hi += width;
    }
    Some((lo, hi, 0))
}

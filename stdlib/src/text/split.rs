//! Splitting: where the parts of a text are.

use super::search::{next_word, positions};
use crate::utf8;

/// First byte of a part and the one after its last.
pub(crate) type Part = (usize, usize);

/// Splits around `sep`, or after it if `keep`, into at most `n` parts; an empty `sep` splits into
/// characters.
pub(crate) fn split(s: &[u8], sep: &[u8], keep: bool, n: usize) -> Vec<Part> {
    if n == 0 {
        return Vec::new();
    }
    if sep.is_empty() {
        return characters(s, n);
    }
    let cuts = positions(s, sep, n - 1);
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    let mut lo = 0;
    for at in cuts {
        parts.push((lo, if keep { at + sep.len() } else { at }));
        lo = at + sep.len();
    }
    parts.push((lo, s.len()));
    parts
}

fn characters(s: &[u8], n: usize) -> Vec<Part> {
    let mut parts = Vec::with_capacity(n.min(s.len()));
    let mut lo = 0;
    while lo < s.len() {
        let (_, width) = utf8::decode(&s[lo..]);
        let hi = if parts.len() + 1 < n { lo + width } else { s.len() };
        parts.push((lo, hi));
        lo = hi;
    }
    parts
}

/// The words between white space.
pub(crate) fn fields(s: &[u8]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut from = 0;
    while let Some((lo, hi, space)) = next_word(s, from) {
        parts.push((lo, hi));
        from = hi + space;
    }
    parts
}

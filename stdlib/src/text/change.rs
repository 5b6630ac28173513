//! Changed copies of texts; `None` if nothing changes.

use super::search::positions;
use crate::unicode::{self, Case};
use crate::utf8::{char_of, decode};

/// Maps every character to a case. Invalid bytes become U+FFFD.
pub(crate) fn to_case(case: Case, s: &[u8]) -> Option<Vec<u8>> {
    let changes = |b: &u8| match case {
        Case::Lower => !b.is_ascii() || b.is_ascii_uppercase(),
        Case::Upper | Case::Title => !b.is_ascii() || b.is_ascii_lowercase(),
    };
    let start = s.iter().position(changes)?;
    let mut out = Vec::with_capacity(s.len() + 8);
    out.extend_from_slice(&s[..start]);
    let mut rest = &s[start..];
    while let Some(&first) = rest.first() {
        if first.is_ascii() {
            let ascii = rest.iter().position(|b| !b.is_ascii()).unwrap_or(rest.len());
            let from = out.len();
            out.extend_from_slice(&rest[..ascii]);
            match case {
                Case::Lower => out[from..].make_ascii_lowercase(),
                Case::Upper | Case::Title => out[from..].make_ascii_uppercase(),
            }
            rest = &rest[ascii..];
        } else {
            let (r, width) = decode(rest);
            let mapped = char_of(unicode::to(case, r));
            out.extend_from_slice(mapped.encode_utf8(&mut [0; 4]).as_bytes());
            rest = &rest[width..];
        }
    }
    (out != s).then_some(out)
}

/// A piece of a changed text: bytes of the old text from the first to before the second number,
/// or the n-th new text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Piece {
    Old(usize, usize),
    New(usize),
}

/// Replaces the first `n` `old`; an empty `old` is before each character and at the end.
pub(crate) fn replace(s: &[u8], old: &[u8], n: usize) -> Option<Vec<Piece>> {
    let found = if old.is_empty() { boundaries(s, n) } else { positions(s, old, n) };
    if found.is_empty() {
        return None;
    }
    let mut pieces = Vec::with_capacity(2 * found.len() + 1);
    let mut done = 0;
    for at in found {
        old_piece(&mut pieces, done, at);
        pieces.push(Piece::New(0));
        done = at + old.len();
    }
    old_piece(&mut pieces, done, s.len());
    Some(pieces)
}

fn old_piece(pieces: &mut Vec<Piece>, lo: usize, hi: usize) {
    if lo < hi {
        pieces.push(Piece::Old(lo, hi));
    }
}

/// Where characters begin, and the end: the first `n` of them.
fn boundaries(s: &[u8], n: usize) -> Vec<usize> {
    let mut found = Vec::with_capacity(n.min(s.len() + 1));
    let mut at = 0;
    while found.len() < n {
        found.push(at);
        if at == s.len() {
            break;
        }
        at += decode(&s[at..]).1;
    }
    found
}

/// Replaces each maximal run of invalid bytes.
pub(crate) fn to_valid(s: &[u8]) -> Option<Vec<Piece>> {
    if std::str::from_utf8(s).is_ok() {
        return None;
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    for part in s.utf8_chunks() {
        let valid = at + part.valid().len();
        old_piece(&mut pieces, at, valid);
        if !part.invalid().is_empty() && pieces.last() != Some(&Piece::New(0)) {
            pieces.push(Piece::New(0));
        }
        at = valid + part.invalid().len();
    }
    Some(pieces)
}

/// Replaces the `olds` by the new texts of the same number: at each place the first one that fits.
/// An empty one fits everywhere, but not twice at one place.
pub(crate) fn replace_pairs(s: &[u8], olds: &[&[u8]]) -> Option<Vec<Piece>> {
    let mut begins = [olds.iter().any(|old| old.is_empty()); 256];
    for old in olds {
        if let Some(&first) = old.first() {
            begins[usize::from(first)] = true;
        }
    }
    let mut pieces = Vec::new();
    let (mut done, mut at, mut was_empty) = (0, 0, false);
    while at <= s.len() {
        if s.get(at).is_some_and(|&b| !begins[usize::from(b)]) {
            at += 1;
            continue;
        }
        let rest = &s[at..];
        let fits = |old: &&[u8]| rest.starts_with(old) && !(was_empty && old.is_empty());
        let Some(i) = olds.iter().position(fits) else {
            was_empty = false;
            at += 1;
            continue;
        };
        old_piece(&mut pieces, done, at);
        pieces.push(Piece::New(i));
        was_empty = olds[i].is_empty();
        at += olds[i].len();
        done = at;
    }
    if pieces.is_empty() {
        return None;
    }
    old_piece(&mut pieces, done, s.len());
    Some(pieces)
}

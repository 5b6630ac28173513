//! Case mapping and folding of single characters.

use super::data::{self, hex};
use std::sync::LazyLock;

/// Which case to map to; the order is that of Go's `unicode.UpperCase` and so on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Case {
    /// Upper case.
    Upper,
    /// Lower case.
    Lower,
    /// Title case.
    Title,
}

/// Distances of a range's characters to their three cases.
pub(crate) struct CaseRange {
    pub(crate) lo: u32,
    pub(crate) hi: u32,
    /// By [`Case`]; [`ALTERNATE`] if upper and lower case alternate from `lo` on.
    pub(crate) delta: [i32; 3],
}

/// The delta that is none.
pub(crate) const ALTERNATE: i32 = 0x11_0000;

/// All characters with case, sorted.
pub(crate) static RANGES: LazyLock<Vec<CaseRange>> =
    LazyLock::new(|| lines().filter(|line| !line.starts_with('=')).map(parse_range).collect());

/// From a character to the next of those equal but for case, where the ranges do not tell.
static FOLDS: LazyLock<Vec<(u32, u32)>> = LazyLock::new(|| {
    let mut folds = Vec::new();
    for line in lines().filter_map(|line| line.strip_prefix("= ")) {
        let orbit: Vec<_> = line.split(' ').map(hex).collect();
        folds.extend(orbit.iter().copied().zip(orbit.iter().copied().cycle().skip(1)));
    }
    folds.sort_unstable();
    folds
});

fn lines() -> impl Iterator<Item = &'static str> {
    include_str!("case.txt").lines().filter(|line| !line.starts_with('#'))
}

fn parse_range(line: &str) -> CaseRange {
    let mut words = line.split(' ');
    let mut word = || words.next().unwrap_or_default();
    let (lo, hi) = (hex(word()), hex(word()));
    let delta = [(); 3].map(|()| match word() {
        "*" => ALTERNATE,
        delta => delta.parse().expect("invariant: the tables hold numbers"),
    });
    CaseRange { lo, hi, delta }
}

/// Maps a character to a case.
#[inline]
pub(crate) fn to(case: Case, r: u32) -> u32 {
    match u8::try_from(r) {
        Ok(b) if b.is_ascii() && case == Case::Lower => u32::from(b.to_ascii_lowercase()),
        Ok(b) if b.is_ascii() => u32::from(b.to_ascii_uppercase()),
        _ => lookup(case, r),
    }
}

fn lookup(case: Case, r: u32) -> u32 {
    let ranges = &*RANGES;
    let Some(range) = ranges.get(ranges.partition_point(|range| range.hi < r)) else { return r };
    if r < range.lo {
        return r;
    }
    match range.delta[case as usize] {
        // Upper case at even places, lower case at odd ones.
        ALTERNATE => range.lo + ((r - range.lo) & !1) + u32::from(case == Case::Lower),
        delta => r.wrapping_add_signed(delta),
    }
}

/// The next of the characters that are equal but for case: the next larger, or the smallest.
pub(crate) fn simple_fold(r: u32) -> u32 {
    let folds = &*FOLDS;
    if let Ok(i) = folds.binary_search_by_key(&r, |&(from, _)| from) {
        return folds[i].1;
    }
    match to(Case::Lower, r) {
        lower if lower != r => lower,
        _ => to(Case::Upper, r),
    }
}

/// Whether two characters are equal but for case.
pub(crate) fn equal_fold(a: u32, b: u32) -> bool {
    if a == b {
        return true;
    }
    if a < 0x80 && b < 0x80 {
        return to(Case::Lower, a) == to(Case::Lower, b);
    }
    others(a).any(|other| other == b)
}

/// The other characters that are equal to `r` but for case.
pub(crate) fn others(r: u32) -> impl Iterator<Item = u32> {
    std::iter::successors(Some(simple_fold(r)), |&s| Some(simple_fold(s)))
        .take_while(move |&s| s != r)
}

/// All characters that have other cases, or fold to others.
pub(crate) fn cased() -> impl Iterator<Item = u32> {
    let mapped = RANGES.iter().flat_map(|range| range.lo..=range.hi);
    let folded = FOLDS.iter().map(|&(from, _)| from);
    mapped.chain(folded).filter(|&r| r <= data::MAX)
}

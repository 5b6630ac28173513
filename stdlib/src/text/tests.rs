//! The pure parts against `testdata/stdlib/strings/random.go`, as real Go answers it.

use super::change::{self, Piece};
use super::search::{self, CharSet};
use super::split;
use crate::unicode::Case;
use crate::utf8;
use std::fmt::Display;

const ALPHABET: [&[u8]; 24] = [
    b"a",
    b"b",
    b"A",
    b"k",
    b"K",
    b"s",
    b" ",
    b"\t",
    "é".as_bytes(),
    "É".as_bytes(),
    "ß".as_bytes(),
    "ſ".as_bytes(),
    "\u{212A}".as_bytes(),
    "İ".as_bytes(),
    "ǆ".as_bytes(),
    "ǅ".as_bytes(),
    "\u{2003}".as_bytes(),
    "\u{85}".as_bytes(),
    "\u{fffd}".as_bytes(),
    b"\xff",
    b"\xe2\x82",
    "😀".as_bytes(),
    b"a",
    b"b",
];

struct Random(u64);

impl Random {
    fn next(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % n as u64).expect("is less than n")
    }

    fn text(&mut self, most: usize) -> Vec<u8> {
        (0..self.next(most + 1))
            .flat_map(|_| ALPHABET[self.next(ALPHABET.len())])
            .copied()
            .collect()
    }
}

/// Hashes by name, in the order of first use.
#[derive(Default)]
struct Hashes(Vec<(&'static str, u64)>);

impl Hashes {
    fn add(&mut self, name: &'static str, bytes: &[u8]) {
        let at = self.0.iter().position(|entry| entry.0 == name).unwrap_or_else(|| {
            self.0.push((name, 0xcbf2_9ce4_8422_2325));
            self.0.len() - 1
        });
        for &b in bytes.iter().chain(b";") {
            self.0[at].1 = (self.0[at].1 ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn show(&mut self, name: &'static str, value: impl Display) {
        self.add(name, value.to_string().as_bytes());
    }

    fn index(&mut self, name: &'static str, index: Option<usize>) {
        match index {
            Some(i) => self.show(name, i),
            None => self.show(name, -1),
        }
    }

    fn list(&mut self, name: &'static str, s: &[u8], parts: &[split::Part]) {
        self.show(name, parts.len());
        for &(lo, hi) in parts {
            self.add(name, &s[lo..hi]);
        }
    }
}

fn assembled(s: &[u8], news: &[&[u8]], pieces: Option<Vec<Piece>>) -> Vec<u8> {
    let Some(pieces) = pieces else { return s.to_vec() };
    let text = |piece: Piece| match piece {
        Piece::Old(lo, hi) => &s[lo..hi],
        Piece::New(i) => news[i],
    };
    pieces.into_iter().flat_map(text).copied().collect()
}

fn case(case: Case, s: &[u8]) -> Vec<u8> {
    change::to_case(case, s).unwrap_or_else(|| s.to_vec())
}

fn one_round(r: &mut Random, h: &mut Hashes) {
    let (s, t, u) = (&*r.text(10), &*r.text(2), &*r.text(2));
    let n = r.next(5).checked_sub(1).unwrap_or(usize::MAX);
    h.show("Compare", s.cmp(t) as i8);
    h.show("Contains", search::index(s, t).is_some());
    h.show("Count", search::count(s, t));
    h.show("EqualFold", search::equal_fold(t, u));
    h.list("Fields", s, &split::fields(s));
    h.index("Index", search::index(s, t));
    let set = CharSet::new(t);
    h.index("IndexAny", set.first(s));
    for (_, rune) in utf8::runes(t) {
        h.index("IndexRune", search::index_rune(s, rune));
    }
    h.index("LastIndex", search::last_index(s, t));
    h.index("LastIndexAny", set.last(s));
    let pieces = (t != u).then(|| change::replace(s, t, n)).flatten();
    h.add("Replace", &assembled(s, &[u], pieces));
    h.list("SplitN", s, &split::split(s, t, false, n));
    h.list("SplitAfterN", s, &split::split(s, t, true, n));
    h.add("ToLower", &case(Case::Lower, s));
    h.add("ToTitle", &case(Case::Title, s));
    h.add("ToUpper", &case(Case::Upper, s));
    h.add("ToValidUTF8", &assembled(s, &[u], change::to_valid(s)));
    let both = &*[t, u].concat();
    let set = CharSet::new(both);
    let (lo, hi) = (set.trim_left(s), set.trim_right(s));
    h.add("Trim", s.get(lo..hi).unwrap_or_default());
    h.add("TrimLeft", &s[lo..]);
    h.add("TrimRight", &s[..hi]);
    let (lo, hi) = search::trim_space(s);
    h.add("TrimSpace", &s[lo..hi]);
    let pieces = change::replace_pairs(s, &[t, u, both, b"b"]);
    h.add("Replacer", &assembled(s, &[b"1", b"2", b"3", b"4"], pieces));
}

#[test]
fn random_texts_as_go() {
    let (mut r, mut h) = (Random(1), Hashes::default());
    for _ in 0..1000 {
        one_round(&mut r, &mut h);
    }
    let got: Vec<String> = h.0.iter().map(|(name, hash)| format!("{name} {hash:x}")).collect();
    let want: Vec<&str> =
        include_str!("../../../testdata/stdlib/strings/random.out").lines().collect();
    assert_eq!(got, want);
}

//! The Unicode facts, read from text when first asked for.
//!
//! The text files beside this one are written by `tests/external/unicode/gen.go`.

use std::sync::LazyLock;

/// Characters from the first to the second.
pub(crate) type Range = (u32, u32);

/// The largest character.
pub(crate) const MAX: u32 = 0x10_FFFF;

/// Named sets of characters, sorted by name; a set's ranges are sorted and apart.
pub(crate) type Sets = Vec<(&'static str, Vec<Range>)>;

pub(crate) static CATEGORIES: LazyLock<Sets> =
    LazyLock::new(|| parse(include_str!("category.txt")));
pub(crate) static SCRIPTS: LazyLock<Sets> = LazyLock::new(|| parse(include_str!("script.txt")));
pub(crate) static PROPERTIES: LazyLock<Sets> =
    LazyLock::new(|| parse(include_str!("property.txt")));

fn parse(text: &'static str) -> Sets {
    let mut sets = Sets::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let name = words.next().unwrap_or_default();
        if !name.is_empty() {
            sets.push((name, Vec::new()));
        }
        let Some((_, ranges)) = sets.last_mut() else { continue };
        ranges.extend(words.map(|word| {
            let (lo, hi) = word.split_once('-').unwrap_or((word, word));
            (hex(lo), hex(hi))
        }));
    }
    sets
}

/// A hexadecimal number.
pub(crate) fn hex(digits: &str) -> u32 {
    u32::from_str_radix(digits, 16).expect("invariant: the tables hold hexadecimal numbers")
}

/// Whether `r` is in sorted ranges.
pub(crate) fn has(ranges: &[Range], r: u32) -> bool {
    let i = ranges.partition_point(|&(_, hi)| hi < r);
    ranges.get(i).is_some_and(|&(lo, _)| lo <= r)
}

/// The index of the category that `r` is in, in [`CATEGORIES`]; its length for Cn.
pub(crate) fn category(r: u32) -> u8 {
    CATEGORY_MAP.get(r)
}

/// The index of the script that `r` is in, in [`SCRIPTS`]; its length for none.
pub(crate) fn script(r: u32) -> u8 {
    SCRIPT_MAP.get(r)
}

static CATEGORY_MAP: LazyLock<PageMap> = LazyLock::new(|| PageMap::new(&CATEGORIES));
static SCRIPT_MAP: LazyLock<PageMap> = LazyLock::new(|| PageMap::new(&SCRIPTS));

const PAGE: u32 = 256;

/// Character → number of its set, as a table of pages; pages that are all one set are shared.
struct PageMap {
    /// Where each page begins in `sets`.
    pages: Vec<u32>,
    sets: Vec<u8>,
    none: u8,
}

impl PageMap {
    fn new(all: &Sets) -> Self {
        let none = u8::try_from(all.len()).expect("invariant: fewer than 256 sets");
        let mut map = Self { pages: vec![0; (MAX / PAGE + 1) as usize], sets: Vec::new(), none };
        map.sets.resize(PAGE as usize, none);
        for ((_, ranges), set) in all.iter().zip(0..) {
            let mut whole = None;
            for &(lo, hi) in ranges {
                for page in lo / PAGE..=hi / PAGE {
                    let first = page * PAGE;
                    if lo <= first && first + (PAGE - 1) <= hi {
                        let at = *whole.get_or_insert_with(|| map.append(set));
                        map.pages[page as usize] = at;
                        continue;
                    }
                    if map.pages[page as usize] == 0 {
                        map.pages[page as usize] = map.append(none);
                    }
                    let at = map.pages[page as usize];
                    let (from, to) = (lo.max(first) - first, hi.min(first + (PAGE - 1)) - first);
                    map.sets[(at + from) as usize..=(at + to) as usize].fill(set);
                }
            }
        }
        map
    }

    /// Appends a page that is all one set.
    fn append(&mut self, set: u8) -> u32 {
        let at = self.sets.len();
        self.sets.resize(at + PAGE as usize, set);
        u32::try_from(at).expect("invariant: far fewer characters")
    }

    #[inline]
    fn get(&self, r: u32) -> u8 {
        match self.pages.get((r / PAGE) as usize) {
            Some(at) => self.sets[(at + r % PAGE) as usize],
            None => self.none,
        }
    }
}

//! Go's range tables, by number.
//!
//! A table's number is its place in this order: categories, scripts, properties, foldings.

use super::case;
use super::data::{self, CATEGORIES, MAX, PROPERTIES, Range, SCRIPTS};

/// The names of Go's category tables: a category, the first letter of several, or LC.
const CATEGORY_TABLES: [&str; 38] = [
    "C", "Cc", "Cf", "Cn", "Co", "Cs", "L", "LC", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me",
    "Mn", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "S", "Sc", "Sk",
    "Sm", "So", "Z", "Zl", "Zp", "Zs",
];

/// What is outside a table but equal but for case to something in it.
const FOLD_TABLES: [&str; 9] = [
    "fold/L",
    "fold/Ll",
    "fold/Lt",
    "fold/Lu",
    "fold/M",
    "fold/Mn",
    "fold/Common",
    "fold/Greek",
    "fold/Inherited",
];

/// A table.
#[derive(Clone, Copy)]
pub(crate) enum Table {
    /// The categories whose bits are set; the one after the last known is Cn.
    Categories(u32),
    Script(u8),
    Property(usize),
    /// The foldings of a table.
    Fold(&'static str),
}

/// A table's number.
pub(crate) fn id(name: &str) -> Option<usize> {
    let names = CATEGORY_TABLES.iter().chain(SCRIPTS.iter().map(|(name, _)| name));
    let names = names.chain(PROPERTIES.iter().map(|(name, _)| name)).chain(&FOLD_TABLES);
    names.into_iter().position(|&n| n == name)
}

/// The table with that number.
pub(crate) fn by_id(mut id: usize) -> Option<Table> {
    if let Some(name) = CATEGORY_TABLES.get(id) {
        return Some(Table::Categories(categories(name)));
    }
    id -= CATEGORY_TABLES.len();
    if id < SCRIPTS.len() {
        return u8::try_from(id).ok().map(Table::Script);
    }
    id -= SCRIPTS.len();
    if id < PROPERTIES.len() {
        return Some(Table::Property(id));
    }
    FOLD_TABLES.get(id - PROPERTIES.len()).map(|name| Table::Fold(&name["fold/".len()..]))
}

/// The set of categories that a name stands for, as bits.
pub(crate) fn categories(name: &str) -> u32 {
    let known = CATEGORIES.iter().map(|&(category, _)| category).chain(["Cn"]);
    let fits = |category: &str| match name {
        "LC" => matches!(category, "Ll" | "Lt" | "Lu"),
        _ => category.starts_with(name),
    };
    known.zip(0..).filter(|&(category, _)| fits(category)).fold(0, |bits, (_, i)| bits | 1 << i)
}

impl Table {
    /// Whether `r` is in it.
    pub(crate) fn has(self, r: u32) -> bool {
        if r > MAX {
            return false;
        }
        match self {
            Self::Categories(bits) => bits >> data::category(r) & 1 == 1,
            Self::Script(script) => data::script(r) == script,
            Self::Property(i) => data::has(&PROPERTIES[i].1, r),
            Self::Fold(name) => match id(name).and_then(by_id) {
                Some(table) => !table.has(r) && case::others(r).any(|other| table.has(other)),
                None => false,
            },
        }
    }

    /// Its members, as sorted ranges that are apart.
    pub(crate) fn ranges(self) -> Vec<Range> {
        match self {
            Self::Categories(bits) => {
                let mut all: Vec<Range> = Vec::new();
                for ((_, ranges), i) in CATEGORIES.iter().zip(0..) {
                    if bits >> i & 1 == 1 {
                        all.extend(ranges);
                    }
                }
                if bits >> CATEGORIES.len() & 1 == 1 {
                    let known = CATEGORIES.iter().flat_map(|(_, ranges)| ranges).copied();
                    all.extend(complement(&joined(known.collect())));
                }
                joined(all)
            }
            Self::Script(i) => SCRIPTS[usize::from(i)].1.clone(),
            Self::Property(i) => PROPERTIES[i].1.clone(),
            Self::Fold(_) => {
                joined(case::cased().filter(|&r| self.has(r)).map(|r| (r, r)).collect())
            }
        }
    }

    /// Its members as Go's ranges: first, last, stride, first, last, ...
    pub(crate) fn strided(self) -> Vec<u32> {
        let all = self.ranges();
        let split = all.partition_point(|&(lo, _)| lo <= 0xFFFF);
        let (mut small, mut large) = (all[..split].to_vec(), all[split..].to_vec());
        if let Some(last) = small.last_mut().filter(|last| last.1 > 0xFFFF) {
            large.insert(0, (0x1_0000, last.1));
            last.1 = 0xFFFF;
        }
        let mut out = Vec::new();
        stride(&small, &mut out);
        stride(&large, &mut out);
        out
    }
}

/// Sorts ranges and joins those that touch.
pub(crate) fn joined(mut ranges: Vec<Range>) -> Vec<Range> {
    ranges.sort_unstable();
    ranges.dedup_by(|next, last| {
        let touch = next.0 <= last.1 + 1;
        if touch {
            last.1 = last.1.max(next.1);
        }
        touch
    });
    ranges
}

/// What is between sorted ranges.
pub(crate) fn complement(ranges: &[Range]) -> Vec<Range> {
    let starts = [0].into_iter().chain(ranges.iter().map(|&(_, hi)| hi + 1));
    let ends = ranges.iter().map(|&(lo, _)| lo).chain([MAX + 1]);
    starts.zip(ends).filter(|(lo, end)| lo < end).map(|(lo, end)| (lo, end - 1)).collect()
}

/// Joins members as Go's tables do: each range takes its second member, however far it is, and
/// goes on with that stride as long as it can.
fn stride(ranges: &[Range], out: &mut Vec<u32>) {
    let mut rest = ranges.iter().copied();
    let mut next = rest.next();
    while let Some((lo, end)) = next {
        if lo < end {
            out.extend([lo, end, 1]);
            next = rest.next();
            continue;
        }
        next = rest.next();
        let Some((second, _)) = next else {
            out.extend([lo, lo, 1]);
            return;
        };
        let stride = second - lo;
        let mut hi = lo;
        while let Some((member, end)) = next.filter(|&(member, _)| member - hi == stride) {
            hi = member;
            next = if member < end { Some((member + 1, end)) } else { rest.next() };
        }
        out.extend([lo, hi, stride]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    /// FNV-1a.
    pub(crate) fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
        bytes
            .into_iter()
            .fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
    }

    /// All tables as text: the hash was computed by the same loop over the tables of Go 1.27.3.
    #[test]
    fn tables_are_those_of_go() {
        let mut text = String::new();
        let names: Vec<&str> = CATEGORY_TABLES
            .into_iter()
            .chain(SCRIPTS.iter().map(|set| set.0))
            .chain(PROPERTIES.iter().map(|set| set.0))
            .chain(FOLD_TABLES)
            .collect();
        for (i, name) in names.into_iter().enumerate() {
            assert_eq!(id(name), Some(i));
            let table = by_id(i).expect("is a number");
            text += name;
            let strided = table.strided();
            for range in strided.chunks(3) {
                let _ = write!(text, " {},{},{}", range[0], range[1], range[2]);
                assert!(table.has(range[0]) && table.has(range[1]));
            }
            text.push('\n');
        }
        if let Some(path) = std::env::var_os("DUMP_TABLES") {
            std::fs::write(path, &text).expect("writes");
        }
        assert_eq!((hash(text.bytes()), text.len()), (0xfbf3_ce95_d0d5_0e55, 100_827));
    }
}

//! Character classes: sets of characters as ranges.

use crate::unicode::data::{MAX, PROPERTIES, Range, SCRIPTS};
use crate::unicode::table::{self, Table, complement, joined};
use crate::unicode::{cased, others};

/// Characters, as ranges in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Class {
    ranges: Vec<Range>,
}

impl Class {
    /// How many ranges there are.
    pub(super) fn len(&self) -> usize {
        self.ranges.len()
    }

    /// Adds a range.
    pub(super) fn add(&mut self, lo: u32, hi: u32) {
        self.ranges.push((lo, hi));
    }

    /// Adds what is in another class, or what is not.
    pub(super) fn add_class(&mut self, mut other: Self, negated: bool) {
        if negated {
            other.negate();
        }
        self.ranges.extend(other.ranges);
    }

    /// Adds what is equal to a member but for case.
    pub(super) fn fold(&mut self) {
        self.ranges = joined(std::mem::take(&mut self.ranges));
        let ranges = &self.ranges;
        let has = |r: u32| {
            let i = ranges.partition_point(|&(_, hi)| hi < r);
            ranges.get(i).is_some_and(|&(lo, _)| lo <= r)
        };
        let more: Vec<_> =
            cased().filter(|&r| !has(r) && others(r).any(has)).map(|r| (r, r)).collect();
        self.ranges.extend(more);
    }

    /// Makes it what it was not.
    pub(super) fn negate(&mut self) {
        self.ranges = complement(&joined(std::mem::take(&mut self.ranges)));
    }

    /// Its ranges, sorted and apart.
    pub(super) fn sorted(self) -> Vec<Range> {
        joined(self.ranges)
    }

    /// A character, perhaps with its other cases.
    pub(super) fn of(r: u32, fold: bool) -> Self {
        let mut class = Self { ranges: vec![(r, r)] };
        if fold {
            class.ranges.extend(others(r).map(|other| (other, other)));
        }
        class
    }

    fn ascii(ranges: &[(char, char)]) -> Self {
        Self { ranges: ranges.iter().map(|&(lo, hi)| (lo as u32, hi as u32)).collect() }
    }

    /// The class of `\d`, `\s` or `\w`.
    pub(super) fn perl(letter: u8) -> Option<Self> {
        Some(match letter {
            b'd' => Self::ascii(&[('0', '9')]),
            b's' => Self::ascii(&[('\t', '\n'), ('\x0c', '\r'), (' ', ' ')]),
            b'w' => Self::ascii(&[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
            _ => return None,
        })
    }

    /// The class of `[:name:]`.
    pub(super) fn posix(name: &[u8]) -> Option<Self> {
        const UPPER: (char, char) = ('A', 'Z');
        const LOWER: (char, char) = ('a', 'z');
        const DIGIT: (char, char) = ('0', '9');
        Some(match name {
            b"alnum" => Self::ascii(&[DIGIT, UPPER, LOWER]),
            b"alpha" => Self::ascii(&[UPPER, LOWER]),
            b"ascii" => Self::ascii(&[('\0', '\x7f')]),
            b"blank" => Self::ascii(&[('\t', '\t'), (' ', ' ')]),
            b"cntrl" => Self::ascii(&[('\0', '\x1f'), ('\x7f', '\x7f')]),
            b"digit" => Self::ascii(&[DIGIT]),
            b"graph" => Self::ascii(&[('!', '~')]),
            b"lower" => Self::ascii(&[LOWER]),
            b"print" => Self::ascii(&[(' ', '~')]),
            b"punct" => Self::ascii(&[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
            b"space" => Self::ascii(&[('\t', '\r'), (' ', ' ')]),
            b"upper" => Self::ascii(&[UPPER]),
            b"word" => Self::ascii(&[DIGIT, UPPER, ('_', '_'), LOWER]),
            b"xdigit" => Self::ascii(&[DIGIT, ('A', 'F'), ('a', 'f')]),
            _ => return None,
        })
    }

    /// The class of `\p{name}`, and whether the name stands for its complement.
    pub(super) fn unicode(name: &str) -> Option<(Self, bool)> {
        let name = canonical(name);
        let table = match name.as_str() {
            "Any" => return Some((Self { ranges: vec![(0, MAX)] }, false)),
            "Assigned" => {
                let none = Table::Categories(table::categories("Cn"));
                return Some((Self { ranges: none.ranges() }, true));
            }
            "Ascii" => return Some((Self::ascii(&[('\0', '\x7f')]), false)),
            "Lc" => "LC",
            name => alias(name),
        };
        let id = table::id(table)?;
        // Properties and foldings have numbers too, but no names here.
        if PROPERTIES.iter().any(|&(p, _)| p == table)
            && SCRIPTS.iter().all(|&(s, _)| s != table)
            || table.starts_with("fold/")
        {
            return None;
        }
        Some((Self { ranges: table::by_id(id)?.ranges() }, false))
    }
}

/// A name's first letter upper case, the others lower case, without what separates words but
/// for underscores of tables' names.
fn canonical(name: &str) -> String {
    let letters = name.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
    let mut out = String::new();
    for c in letters {
        out.push(if out.is_empty() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() });
    }
    out
}

/// The table that a canonical name stands for: its own, that of a script written with
/// underscores, or that of a category's long name.
fn alias(name: &str) -> &str {
    const LONG: [(&str, &str); 39] = [
        ("Other", "C"),
        ("Control", "Cc"),
        ("Cntrl", "Cc"),
        ("Format", "Cf"),
        ("Unassigned", "Cn"),
        ("Privateuse", "Co"),
        ("Surrogate", "Cs"),
        ("Letter", "L"),
        ("Casedletter", "LC"),
        ("Lowercaseletter", "Ll"),
        ("Modifierletter", "Lm"),
        ("Otherletter", "Lo"),
        ("Titlecaseletter", "Lt"),
        ("Uppercaseletter", "Lu"),
        ("Mark", "M"),
        ("Combiningmark", "M"),
        ("Spacingmark", "Mc"),
        ("Enclosingmark", "Me"),
        ("Nonspacingmark", "Mn"),
        ("Number", "N"),
        ("Decimalnumber", "Nd"),
        ("Digit", "Nd"),
        ("Letternumber", "Nl"),
        ("Othernumber", "No"),
        ("Punctuation", "P"),
        ("Punct", "P"),
        ("Connectorpunctuation", "Pc"),
        ("Dashpunctuation", "Pd"),
        ("Closepunctuation", "Pe"),
        ("Finalpunctuation", "Pf"),
        ("Initialpunctuation", "Pi"),
        ("Otherpunctuation", "Po"),
        ("Openpunctuation", "Ps"),
        ("Symbol", "S"),
        ("Currencysymbol", "Sc"),
        ("Modifiersymbol", "Sk"),
        ("Mathsymbol", "Sm"),
        ("Othersymbol", "So"),
        ("Separator", "Z"),
    ];
    const SEPARATORS: [(&str, &str); 3] =
        [("Lineseparator", "Zl"), ("Paragraphseparator", "Zp"), ("Spaceseparator", "Zs")];
    if let Some(&(_, short)) = LONG.iter().chain(&SEPARATORS).find(|&&(long, _)| long == name) {
        return short;
    }
    SCRIPTS.iter().find(|&&(script, _)| canonical(script) == name).map_or(name, |&(s, _)| s)
}

#[cfg(test)]
mod tests {
    use super::Class;

    #[test]
    fn names_are_found() {
        for name in ["Lu", "Greek", "greek", "Old_Italic", "old italic", "L", "Any", "lc"] {
            assert!(Class::unicode(name).is_some(), "{name}");
        }
        for name in ["", "Foo", "White_Space", "fold/L"] {
            assert!(Class::unicode(name).is_none(), "{name}");
        }
    }

    #[test]
    fn folding_adds_other_cases() {
        let mut class = Class::default();
        class.add(u32::from('k'), u32::from('k'));
        class.fold();
        assert_eq!(class.sorted(), [(0x4b, 0x4b), (0x6b, 0x6b), (0x212a, 0x212a)]);
    }
}

//! Package unicode: what characters are, and their cases. Unicode 17.
//!
//! A rune comes as a number of any value; those that are no characters have no properties.

mod case;
pub(crate) mod data;
pub(crate) mod table;

pub(crate) use case::{Case, cased, equal_fold, others, to};

use interp::native::{Call, Registry, Slice};
use interp::trap::Trap;
use std::sync::LazyLock;

/// The sets of categories that the predicates ask for, as bits.
struct Groups {
    letter: u32,
    mark: u32,
    number: u32,
    digit: u32,
    punct: u32,
    symbol: u32,
    upper: u32,
    lower: u32,
    title: u32,
    print: u32,
    graphic: u32,
}

static GROUPS: LazyLock<Groups> = LazyLock::new(|| {
    let group = table::categories;
    let print = group("L") | group("M") | group("N") | group("P") | group("S");
    Groups {
        letter: group("L"),
        mark: group("M"),
        number: group("N"),
        digit: group("Nd"),
        punct: group("P"),
        symbol: group("S"),
        upper: group("Lu"),
        lower: group("Ll"),
        title: group("Lt"),
        print,
        graphic: print | group("Zs"),
    }
});

#[inline]
fn is(r: u32, group: u32) -> bool {
    group >> data::category(r) & 1 == 1
}

/// Whether `r` has the property `White_Space`.
#[inline]
pub(crate) fn is_space(r: u32) -> bool {
    match r {
        0x09..=0x0D | 0x20 | 0x85 | 0xA0 => true,
        0..=0x167F => false,
        0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000 => true,
        _ => false,
    }
}

/// Whether `r` is a letter, mark, number, punctuation or symbol, or U+0020.
pub(crate) fn is_print(r: u32) -> bool {
    if r < 0x7F { r >= 0x20 } else { is(r, GROUPS.print) }
}

/// Whether `r` is printable or another space.
pub(crate) fn is_graphic(r: u32) -> bool {
    if r < 0x7F { r >= 0x20 } else { is(r, GROUPS.graphic) }
}

/// The rune parameter; a number above all characters if it is none.
fn rune(c: &mut Call<'_>) -> u32 {
    u32::try_from(c.int()).unwrap_or(u32::MAX)
}

/// Defines natives that answer whether their rune has a property.
macro_rules! predicates {
    ($($name:ident = |$r:ident| $is:expr;)*) => {
        $(fn $name(c: &mut Call<'_>) -> Result<(), Trap> {
            let $r = rune(c);
            c.ret_bool($is);
            Ok(())
        })*
    };
}

predicates! {
    control = |r| matches!(r, 0..=0x1F | 0x7F..=0x9F);
    digit = |r| matches!(r, 0x30..=0x39) || r > 0x7F && is(r, GROUPS.digit);
    graphic = |r| is_graphic(r);
    letter = |r| matches!(r | 0x20, 0x61..=0x7A) || r > 0x7F && is(r, GROUPS.letter);
    lower = |r| matches!(r, 0x61..=0x7A) || r > 0x7F && is(r, GROUPS.lower);
    mark = |r| r > 0x7F && is(r, GROUPS.mark);
    number = |r| matches!(r, 0x30..=0x39) || r > 0x7F && is(r, GROUPS.number);
    print = |r| is_print(r);
    punct = |r| is(r, GROUPS.punct);
    space = |r| is_space(r);
    symbol = |r| is(r, GROUPS.symbol);
    title = |r| r > 0x7F && is(r, GROUPS.title);
    upper = |r| matches!(r, 0x41..=0x5A) || r > 0x7F && is(r, GROUPS.upper);
}

/// A native that maps a rune; what is no character stays as it is.
fn mapped(c: &mut Call<'_>, map: fn(u32) -> u32) -> Result<(), Trap> {
    let r = c.int();
    c.ret_int(match u32::try_from(r) {
        Ok(r) if r <= data::MAX => i64::from(map(r)),
        _ => r,
    });
    Ok(())
}

fn to_upper(c: &mut Call<'_>) -> Result<(), Trap> {
    mapped(c, |r| to(Case::Upper, r))
}

fn to_lower(c: &mut Call<'_>) -> Result<(), Trap> {
    mapped(c, |r| to(Case::Lower, r))
}

fn to_title(c: &mut Call<'_>) -> Result<(), Trap> {
    mapped(c, |r| to(Case::Title, r))
}

fn simple_fold(c: &mut Call<'_>) -> Result<(), Trap> {
    mapped(c, case::simple_fold)
}

fn table_id(c: &mut Call<'_>) -> Result<(), Trap> {
    let name = c.str();
    let id = table::id(&c.text(name)).and_then(|id| i64::try_from(id).ok());
    c.ret_int(id.unwrap_or(-1));
    Ok(())
}

fn table_of(c: &mut Call<'_>) -> Option<table::Table> {
    usize::try_from(c.int()).ok().and_then(table::by_id)
}

fn table_ranges(c: &mut Call<'_>) -> Result<(), Trap> {
    match table_of(c) {
        Some(table) => ret_numbers(c, &table.strided()),
        None => ret_numbers(c, &[]),
    }
}

fn table_has(c: &mut Call<'_>) -> Result<(), Trap> {
    let table = table_of(c);
    let r = rune(c);
    c.ret_bool(table.is_some_and(|table| table.has(r)));
    Ok(())
}

fn case_ranges(c: &mut Call<'_>) -> Result<(), Trap> {
    let mut flat = Vec::new();
    for range in case::RANGES.iter() {
        flat.extend([range.lo, range.hi]);
        flat.extend(range.delta.map(i32::cast_unsigned));
    }
    ret_numbers(c, &flat)
}

/// Returns a new []uint32; nil if there are none.
fn ret_numbers(c: &mut Call<'_>, numbers: &[u32]) -> Result<(), Trap> {
    let bytes: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
    let ptr = c.alloc_bytes(&bytes)?;
    let len = numbers.len() as u64;
    c.ret_slice(Slice { ptr, len, cap: len });
    Ok(())
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("unicode.ToUpper", to_upper);
    r.leaf("unicode.ToLower", to_lower);
    r.leaf("unicode.ToTitle", to_title);
    r.leaf("unicode.SimpleFold", simple_fold);
    r.leaf("unicode.tableID", table_id);
    r.leaf("unicode.tableRanges", table_ranges);
    r.leaf("unicode.tableHas", table_has);
    r.leaf("unicode.caseRanges", case_ranges);
    r.leaf("unicode.IsControl", control);
    r.leaf("unicode.IsDigit", digit);
    r.leaf("unicode.IsGraphic", graphic);
    r.leaf("unicode.IsLetter", letter);
    r.leaf("unicode.IsLower", lower);
    r.leaf("unicode.IsMark", mark);
    r.leaf("unicode.IsNumber", number);
    r.leaf("unicode.IsPrint", print);
    r.leaf("unicode.IsPunct", punct);
    r.leaf("unicode.IsSpace", space);
    r.leaf("unicode.IsSymbol", symbol);
    r.leaf("unicode.IsTitle", title);
    r.leaf("unicode.IsUpper", upper);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FNV-1a over what `f` answers for all runes and some that are none; the numbers below were
    /// computed by the same loop over the functions of Go 1.27.3.
    fn hash<const N: usize>(f: impl Fn(u32) -> [u8; N]) -> u64 {
        let none = [u32::MAX; 2];
        let all = none.into_iter().chain(0..0x11_0010).flat_map(f);
        all.fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
    }

    #[test]
    fn groups_are_those_of_go() {
        let g = &GROUPS;
        let with = |group: u32| hash(|r| [u8::from(is(r, group))]);
        assert_eq!(with(table::categories("Cc")), 0x548e_76bb_4147_12ba);
        assert_eq!(with(g.digit), 0x9185_6e7b_69cb_1cab);
        assert_eq!(hash(|r| [u8::from(is_graphic(r))]), 0xe279_c495_cc56_786c);
        assert_eq!(with(g.letter), 0x6183_782b_0cfd_62f1);
        assert_eq!(with(g.lower), 0xff4c_162b_c785_713c);
        assert_eq!(with(g.mark), 0xdd5b_91fb_8bda_35a2);
        assert_eq!(with(g.number), 0xe2c2_85af_5b4a_abf7);
        assert_eq!(hash(|r| [u8::from(is_print(r))]), 0x53f1_b264_52fe_6a52);
        assert_eq!(with(g.punct), 0x177b_37e0_815c_a503);
        assert_eq!(hash(|r| [u8::from(is_space(r))]), 0x1878_b476_7f9c_1174);
        assert_eq!(with(g.symbol), 0x45af_562b_40a9_b2a0);
        assert_eq!(with(g.title), 0xccdf_e8e9_7855_8700);
        assert_eq!(with(g.upper), 0x38a1_af1d_8172_df0b);
    }

    #[test]
    fn mappings_are_those_of_go() {
        let with = |map: fn(u32) -> u32| {
            // The two that are none are -2 and -1 there.
            let fix = |r: u32, at: u32| if r == u32::MAX { at } else { map(r) };
            let first = std::cell::Cell::new(u32::MAX - 1);
            hash(|r| {
                let at = first.get();
                first.set(u32::MAX);
                fix(r, at).to_le_bytes()
            })
        };
        assert_eq!(with(|r| to(Case::Upper, r)), 0x44e4_6885_b40a_9a4c);
        assert_eq!(with(|r| to(Case::Lower, r)), 0x5930_d4e5_cf2e_3bff);
        assert_eq!(with(|r| to(Case::Title, r)), 0x95d5_c17d_65b3_70a8);
        assert_eq!(with(case::simple_fold), 0xd112_6bd1_c7e2_fe68);
    }
}

//! Package bytes. Where a result shares its argument's memory, the Go part of the package slices
//! it by the positions that natives answer.

use crate::text::build::{self, ret_copied, ret_new};
use crate::text::change;
use crate::text::search::{self, CharSet};
use crate::text::{self, Bytes, Text, register_shared};
use crate::unicode::Case;
use interp::native::{Call, Registry, Slice, Str};
use interp::trap::Trap;

fn replace_n(c: &mut Call<'_>, s: Str, old: Str, new: Str, n: i64) -> Result<(), Trap> {
    let limit = usize::try_from(n).unwrap_or(usize::MAX);
    match change::replace(c.bytes(s), c.bytes(old), limit) {
        Some(pieces) => {
            let text = build::assemble(c, s, &[new], &pieces)?;
            ret_new(c, text);
        }
        None if s.len == 0 => c.ret_slice(Slice::default()),
        None => {
            let copy = build::concat(c, [s].into_iter())?;
            ret_new(c, copy);
        }
    }
    Ok(())
}

fn replace(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, old, new, n) = (Bytes::arg(c), Bytes::arg(c), Bytes::arg(c), c.int());
    replace_n(c, s, old, new, n)
}

fn replace_all(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, old, new) = (Bytes::arg(c), Bytes::arg(c), Bytes::arg(c));
    replace_n(c, s, old, new, -1)
}

fn to_valid(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, replacement) = (Bytes::arg(c), Bytes::arg(c));
    let text = match change::to_valid(c.bytes(s)) {
        Some(pieces) => build::assemble(c, s, &[replacement], &pieces)?,
        None => build::concat(c, [s].into_iter())?,
    };
    ret_new(c, text);
    Ok(())
}

fn to_case(c: &mut Call<'_>, case: Case) -> Result<(), Trap> {
    let s = Bytes::arg(c);
    if let Some(text) = change::to_case(case, c.bytes(s)) {
        return ret_copied(c, &text);
    }
    let copy = build::concat(c, [s].into_iter())?;
    ret_new(c, copy);
    Ok(())
}

fn to_upper(c: &mut Call<'_>) -> Result<(), Trap> {
    to_case(c, Case::Upper)
}

fn to_lower(c: &mut Call<'_>) -> Result<(), Trap> {
    to_case(c, Case::Lower)
}

fn to_title(c: &mut Call<'_>) -> Result<(), Trap> {
    to_case(c, Case::Title)
}

fn repeat(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, count) = (Bytes::arg(c), c.int());
    let text = build::repeat(c, s, count)?;
    ret_new(c, text);
    Ok(())
}

fn trim_left(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, chars) = (Bytes::arg(c), c.str());
    let lo = CharSet::new(c.bytes(chars)).trim_left(c.bytes(s));
    c.ret(lo as u64);
    Ok(())
}

fn trim_right(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, chars) = (Bytes::arg(c), c.str());
    let hi = CharSet::new(c.bytes(chars)).trim_right(c.bytes(s));
    c.ret(hi as u64);
    Ok(())
}

fn trim_space(c: &mut Call<'_>) -> Result<(), Trap> {
    let s = Bytes::arg(c);
    let (lo, hi) = search::trim_space(c.bytes(s));
    c.ret(lo as u64);
    c.ret(hi as u64);
    Ok(())
}

fn next_field(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, from) = (Bytes::arg(c), c.int());
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    match search::next_word(c.bytes(s), from) {
        Some((lo, hi, _)) => {
            c.ret(lo as u64);
            c.ret(hi as u64);
        }
        None => {
            c.ret_int(-1);
            c.ret_int(-1);
        }
    }
    Ok(())
}

pub(crate) fn register(r: &mut Registry) {
    register_shared!(r, "bytes", Bytes);
    r.leaf("bytes.Equal", text::equal);
    r.leaf("bytes.Replace", replace);
    r.leaf("bytes.ReplaceAll", replace_all);
    r.leaf("bytes.ToLower", to_lower);
    r.leaf("bytes.ToTitle", to_title);
    r.leaf("bytes.ToUpper", to_upper);
    r.leaf("bytes.ToValidUTF8", to_valid);
    r.leaf("bytes.repeat", repeat);
    r.leaf("bytes.trimLeft", trim_left);
    r.leaf("bytes.trimRight", trim_right);
    r.leaf("bytes.trimSpace", trim_space);
    r.leaf("bytes.nextField", next_field);
}

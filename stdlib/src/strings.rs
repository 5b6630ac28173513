//! Package strings. Results that are part of an argument share its memory.

use crate::text::build::{self, ret_parts};
use crate::text::change::{self, Piece};
use crate::text::search::{self, CharSet};
use crate::text::{Strings, part, register_shared, split};
use crate::unicode::Case;
use interp::native::{Call, Registry, Slice, Str};
use interp::trap::Trap;

fn clone(c: &mut Call<'_>) -> Result<(), Trap> {
    let s = c.str();
    let copy = build::concat(c, [s].into_iter())?;
    c.ret_view(copy);
    Ok(())
}

/// Returns both sides of a separator, or the whole text and nothing.
fn ret_cut(c: &mut Call<'_>, s: Str, at: Option<usize>, sep: Str) -> Result<(), Trap> {
    let len = c.bytes(s).len();
    let after = at.map(|at| part(s, at + c.bytes(sep).len(), len));
    c.ret_view(at.map_or(s, |at| part(s, 0, at)));
    c.ret_view(after.unwrap_or_default());
    c.ret_bool(at.is_some());
    Ok(())
}

fn cut(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, sep) = (c.str(), c.str());
    let at = search::index(c.bytes(s), c.bytes(sep));
    ret_cut(c, s, at, sep)
}

fn cut_last(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, sep) = (c.str(), c.str());
    let at = search::last_index(c.bytes(s), c.bytes(sep));
    ret_cut(c, s, at, sep)
}

/// A text without its prefix, and whether it had it.
fn without_prefix(c: &mut Call<'_>) -> (Str, bool) {
    let (s, prefix) = (c.str(), c.str());
    let bytes = c.bytes(s);
    match bytes.strip_prefix(c.bytes(prefix)) {
        Some(rest) => (part(s, bytes.len() - rest.len(), bytes.len()), true),
        None => (s, false),
    }
}

fn without_suffix(c: &mut Call<'_>) -> (Str, bool) {
    let (s, suffix) = (c.str(), c.str());
    match c.bytes(s).strip_suffix(c.bytes(suffix)) {
        Some(rest) => (part(s, 0, rest.len()), true),
        None => (s, false),
    }
}

fn cut_prefix(c: &mut Call<'_>) -> Result<(), Trap> {
    let (rest, found) = without_prefix(c);
    c.ret_view(rest);
    c.ret_bool(found);
    Ok(())
}

fn cut_suffix(c: &mut Call<'_>) -> Result<(), Trap> {
    let (rest, found) = without_suffix(c);
    c.ret_view(rest);
    c.ret_bool(found);
    Ok(())
}

fn trim_prefix(c: &mut Call<'_>) -> Result<(), Trap> {
    let (rest, _) = without_prefix(c);
    c.ret_view(rest);
    Ok(())
}

fn trim_suffix(c: &mut Call<'_>) -> Result<(), Trap> {
    let (rest, _) = without_suffix(c);
    c.ret_view(rest);
    Ok(())
}

/// A native that cuts members of a set from one end or both.
fn trim_with(c: &mut Call<'_>, kept: fn(&CharSet, &[u8]) -> (usize, usize)) -> Result<(), Trap> {
    let (s, chars) = (c.str(), c.str());
    let (lo, hi) = kept(&CharSet::new(c.bytes(chars)), c.bytes(s));
    c.ret_view(part(s, lo, hi));
    Ok(())
}

fn trim(c: &mut Call<'_>) -> Result<(), Trap> {
    trim_with(c, |set, s| {
        let lo = set.trim_left(s);
        (lo, lo + set.trim_right(&s[lo..]))
    })
}

fn trim_left(c: &mut Call<'_>) -> Result<(), Trap> {
    trim_with(c, |set, s| (set.trim_left(s), s.len()))
}

fn trim_right(c: &mut Call<'_>) -> Result<(), Trap> {
    trim_with(c, |set, s| (0, set.trim_right(s)))
}

fn trim_space(c: &mut Call<'_>) -> Result<(), Trap> {
    let s = c.str();
    let (lo, hi) = search::trim_space(c.bytes(s));
    c.ret_view(part(s, lo, hi));
    Ok(())
}

fn fields(c: &mut Call<'_>) -> Result<(), Trap> {
    let s = c.str();
    let parts = split::fields(c.bytes(s));
    ret_parts(c, s, &parts, parts.len())
}

/// Splits into at most `n` parts, all if it is negative.
fn split_n(c: &mut Call<'_>, s: Str, sep: Str, keep: bool, n: i64) -> Result<(), Trap> {
    if n == 0 {
        c.ret_slice(Slice::default());
        return Ok(());
    }
    let limit = usize::try_from(n).unwrap_or(usize::MAX);
    let bytes = c.bytes(s);
    let parts = split::split(bytes, c.bytes(sep), keep, limit);
    // Go makes room for n parts before it looks for them.
    let room = if n < 0 || sep.len == 0 { parts.len() } else { limit.min(bytes.len() + 1) };
    ret_parts(c, s, &parts, room)
}

fn split(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, sep) = (c.str(), c.str());
    split_n(c, s, sep, false, -1)
}

fn split_after(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, sep) = (c.str(), c.str());
    split_n(c, s, sep, true, -1)
}

fn split_limited(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, sep, n) = (c.str(), c.str(), c.int());
    split_n(c, s, sep, false, n)
}

fn split_after_limited(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, sep, n) = (c.str(), c.str(), c.int());
    split_n(c, s, sep, true, n)
}

fn join(c: &mut Call<'_>) -> Result<(), Trap> {
    let list = c.slice();
    let sep = c.str();
    let elems = build::strings(c, list);
    if let &[only] = elems.as_slice() {
        c.ret_view(only);
        return Ok(());
    }
    let texts = elems.iter().enumerate().flat_map(|(i, &elem)| {
        let before = if i == 0 { Str::default() } else { sep };
        [before, elem]
    });
    let joined = build::concat(c, texts)?;
    c.ret_view(joined);
    Ok(())
}

/// Returns a text put together from pieces, or the old one.
fn ret_pieces(
    c: &mut Call<'_>,
    s: Str,
    news: &[Str],
    pieces: Option<Vec<Piece>>,
) -> Result<(), Trap> {
    let text = match pieces {
        Some(pieces) => build::assemble(c, s, news, &pieces)?,
        None => s,
    };
    c.ret_view(text);
    Ok(())
}

fn replace_n(c: &mut Call<'_>, s: Str, old: Str, new: Str, n: i64) -> Result<(), Trap> {
    let limit = usize::try_from(n).unwrap_or(usize::MAX);
    let same = c.bytes(old) == c.bytes(new);
    let pieces = (!same).then(|| change::replace(c.bytes(s), c.bytes(old), limit)).flatten();
    ret_pieces(c, s, &[new], pieces)
}

fn replace(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, old, new, n) = (c.str(), c.str(), c.str(), c.int());
    replace_n(c, s, old, new, n)
}

fn replace_all(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, old, new) = (c.str(), c.str(), c.str());
    replace_n(c, s, old, new, -1)
}

fn replace_pairs(c: &mut Call<'_>) -> Result<(), Trap> {
    let s = c.str();
    let list = c.slice();
    let pairs = build::strings(c, list);
    let olds: Vec<&[u8]> = pairs.iter().step_by(2).map(|&old| c.bytes(old)).collect();
    let pieces = change::replace_pairs(c.bytes(s), &olds);
    let news: Vec<Str> = pairs.into_iter().skip(1).step_by(2).collect();
    ret_pieces(c, s, &news, pieces)
}

fn to_valid(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, replacement) = (c.str(), c.str());
    let pieces = change::to_valid(c.bytes(s));
    ret_pieces(c, s, &[replacement], pieces)
}

fn to_case(c: &mut Call<'_>, case: Case) -> Result<(), Trap> {
    let s = c.str();
    match change::to_case(case, c.bytes(s)) {
        Some(text) => c.ret_str(&text),
        None => {
            c.ret_view(s);
            Ok(())
        }
    }
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
    let (s, count) = (c.str(), c.int());
    let text = build::repeat(c, s, count)?;
    c.ret_view(text);
    Ok(())
}

fn bytes_to_string(c: &mut Call<'_>) -> Result<(), Trap> {
    let b = c.slice();
    c.ret_view(if b.len == 0 { Str::default() } else { Str { ptr: b.ptr, len: b.len } });
    Ok(())
}

pub(crate) fn register(r: &mut Registry) {
    register_shared!(r, "strings", Strings);
    r.leaf("strings.Clone", clone);
    r.leaf("strings.Cut", cut);
    r.leaf("strings.CutLast", cut_last);
    r.leaf("strings.CutPrefix", cut_prefix);
    r.leaf("strings.CutSuffix", cut_suffix);
    r.leaf("strings.Fields", fields);
    r.leaf("strings.Join", join);
    r.leaf("strings.Replace", replace);
    r.leaf("strings.ReplaceAll", replace_all);
    r.leaf("strings.Split", split);
    r.leaf("strings.SplitAfter", split_after);
    r.leaf("strings.SplitAfterN", split_after_limited);
    r.leaf("strings.SplitN", split_limited);
    r.leaf("strings.ToLower", to_lower);
    r.leaf("strings.ToTitle", to_title);
    r.leaf("strings.ToUpper", to_upper);
    r.leaf("strings.ToValidUTF8", to_valid);
    r.leaf("strings.Trim", trim);
    r.leaf("strings.TrimLeft", trim_left);
    r.leaf("strings.TrimPrefix", trim_prefix);
    r.leaf("strings.TrimRight", trim_right);
    r.leaf("strings.TrimSpace", trim_space);
    r.leaf("strings.TrimSuffix", trim_suffix);
    r.leaf("strings.repeat", repeat);
    r.leaf("strings.replacePairs", replace_pairs);
    r.leaf("strings.bytesToString", bytes_to_string);
}

//! What packages strings and bytes share: natives over either, searching, splitting, changing.

pub(crate) mod build;
pub(crate) mod change;
pub(crate) mod search;
pub(crate) mod split;
#[cfg(test)]
mod tests;

use interp::native::{Call, Str};
use interp::trap::Trap;
use search::CharSet;

/// A kind of text parameter.
pub(crate) trait Text {
    /// The next parameter.
    fn arg(c: &mut Call<'_>) -> Str;
}

/// Parameters of type string.
pub(crate) struct Strings;

/// Parameters of type []byte.
pub(crate) struct Bytes;

impl Text for Strings {
    fn arg(c: &mut Call<'_>) -> Str {
        c.str()
    }
}

impl Text for Bytes {
    fn arg(c: &mut Call<'_>) -> Str {
        let s = c.slice();
        Str { ptr: s.ptr, len: s.len }
    }
}

/// Part of a text, sharing its memory. An empty part has no address: one at the very end would
/// be that of the next object.
pub(crate) fn part(s: Str, lo: usize, hi: usize) -> Str {
    if lo == hi { Str::default() } else { Str { ptr: s.ptr + lo as u64, len: (hi - lo) as u64 } }
}

/// The next parameter, a byte.
pub(crate) fn byte(c: &mut Call<'_>) -> u8 {
    c.word().to_le_bytes()[0]
}

/// The next parameter, a rune; a number above all characters if it is negative.
fn rune(c: &mut Call<'_>) -> u32 {
    u32::try_from(c.int()).unwrap_or(u32::MAX)
}

/// Returns an index, or -1.
fn ret_index(c: &mut Call<'_>, index: Option<usize>) -> Result<(), Trap> {
    c.ret_int(index.and_then(|i| i64::try_from(i).ok()).unwrap_or(-1));
    Ok(())
}

/// A native that answers a question about two texts.
fn ask<T: Text, U: Text>(c: &mut Call<'_>, f: fn(&[u8], &[u8]) -> bool) -> Result<(), Trap> {
    let (s, t) = (T::arg(c), U::arg(c));
    let answer = f(c.bytes(s), c.bytes(t));
    c.ret_bool(answer);
    Ok(())
}

/// A native that answers where in its first text something is.
fn find<T: Text, U: Text>(
    c: &mut Call<'_>,
    f: fn(&[u8], &[u8]) -> Option<usize>,
) -> Result<(), Trap> {
    let (s, t) = (T::arg(c), U::arg(c));
    let index = f(c.bytes(s), c.bytes(t));
    ret_index(c, index)
}

pub(crate) fn compare<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    let (s, t) = (T::arg(c), T::arg(c));
    let order = c.bytes(s).cmp(c.bytes(t));
    c.ret_int(order as i64);
    Ok(())
}

pub(crate) fn contains<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    ask::<T, T>(c, |s, t| search::index(s, t).is_some())
}

pub(crate) fn contains_any<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    ask::<T, Strings>(c, |s, chars| CharSet::new(chars).first(s).is_some())
}

pub(crate) fn contains_rune<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    let s = T::arg(c);
    let r = rune(c);
    let found = search::index_rune(c.bytes(s), r).is_some();
    c.ret_bool(found);
    Ok(())
}

pub(crate) fn count<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    find::<T, T>(c, |s, sep| Some(search::count(s, sep)))
}

pub(crate) fn equal(c: &mut Call<'_>) -> Result<(), Trap> {
    ask::<Bytes, Bytes>(c, |s, t| s == t)
}

pub(crate) fn equal_fold<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    ask::<T, T>(c, search::equal_fold)
}

pub(crate) fn has_prefix<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    ask::<T, T>(c, <[u8]>::starts_with)
}

pub(crate) fn has_suffix<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    ask::<T, T>(c, <[u8]>::ends_with)
}

pub(crate) fn index<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    find::<T, T>(c, search::index)
}

pub(crate) fn index_any<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    find::<T, Strings>(c, |s, chars| CharSet::new(chars).first(s))
}

pub(crate) fn index_byte<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    let s = T::arg(c);
    let b = byte(c);
    let index = memchr::memchr(b, c.bytes(s));
    ret_index(c, index)
}

pub(crate) fn index_rune<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    let s = T::arg(c);
    let r = rune(c);
    let index = search::index_rune(c.bytes(s), r);
    ret_index(c, index)
}

pub(crate) fn last_index<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    find::<T, T>(c, search::last_index)
}

pub(crate) fn last_index_any<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    find::<T, Strings>(c, |s, chars| CharSet::new(chars).last(s))
}

pub(crate) fn last_index_byte<T: Text>(c: &mut Call<'_>) -> Result<(), Trap> {
    let s = T::arg(c);
    let b = byte(c);
    let index = memchr::memrchr(b, c.bytes(s));
    ret_index(c, index)
}

/// Registers the natives that both packages have.
macro_rules! register_shared {
    ($r:ident, $package:literal, $kind:ty) => {{
        use $crate::text;
        $r.leaf(concat!($package, ".Compare"), text::compare::<$kind>);
        $r.leaf(concat!($package, ".Contains"), text::contains::<$kind>);
        $r.leaf(concat!($package, ".ContainsAny"), text::contains_any::<$kind>);
        $r.leaf(concat!($package, ".ContainsRune"), text::contains_rune::<$kind>);
        $r.leaf(concat!($package, ".Count"), text::count::<$kind>);
        $r.leaf(concat!($package, ".EqualFold"), text::equal_fold::<$kind>);
        $r.leaf(concat!($package, ".HasPrefix"), text::has_prefix::<$kind>);
        $r.leaf(concat!($package, ".HasSuffix"), text::has_suffix::<$kind>);
        $r.leaf(concat!($package, ".Index"), text::index::<$kind>);
        $r.leaf(concat!($package, ".IndexAny"), text::index_any::<$kind>);
        $r.leaf(concat!($package, ".IndexByte"), text::index_byte::<$kind>);
        $r.leaf(concat!($package, ".IndexRune"), text::index_rune::<$kind>);
        $r.leaf(concat!($package, ".LastIndex"), text::last_index::<$kind>);
        $r.leaf(concat!($package, ".LastIndexAny"), text::last_index_any::<$kind>);
        $r.leaf(concat!($package, ".LastIndexByte"), text::last_index_byte::<$kind>);
    }};
}
pub(crate) use register_shared;

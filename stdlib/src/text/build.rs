//! Making texts and lists of texts in linear memory.

use super::change::Piece;
use super::part;
use super::split::Part;
use interp::native::{Call, Slice, Str};
use interp::trap::Trap;

/// Fails like an allocation if a text of this length cannot fit, before it is built outside.
pub(crate) fn check_len(c: &Call<'_>, len: u64) -> Result<(), Trap> {
    if len > c.cx.config.max_mem { Err(Trap::NeedMemory) } else { Ok(()) }
}

/// New bytes; where they are is not nil even if there are none.
fn alloc(c: &mut Call<'_>, len: Option<u64>) -> Result<Str, Trap> {
    let len = len.ok_or(Trap::NeedMemory)?;
    let ptr = c.cx.heap.alloc_zeroed(len).map_err(|_| Trap::NeedMemory)?;
    Ok(Str { ptr, len })
}

/// Copies bytes inside memory.
fn copy(c: &mut Call<'_>, to: u64, from: Str) {
    c.cx.heap.copy_within(to, from.ptr, from.len).expect("invariant: texts lie in memory");
}

/// A new copy of texts, one after the other.
pub(crate) fn concat(
    c: &mut Call<'_>,
    texts: impl Iterator<Item = Str> + Clone,
) -> Result<Str, Trap> {
    let len = texts.clone().try_fold(0u64, |sum, text| sum.checked_add(text.len));
    let new = alloc(c, len)?;
    let mut to = new.ptr;
    for text in texts {
        copy(c, to, text);
        to += text.len;
    }
    Ok(new)
}

/// A new copy of pieces of `old` and of new texts.
pub(crate) fn assemble(
    c: &mut Call<'_>,
    old: Str,
    news: &[Str],
    pieces: &[Piece],
) -> Result<Str, Trap> {
    let texts = pieces.iter().map(|piece| match *piece {
        Piece::Old(lo, hi) => part(old, lo, hi),
        Piece::New(i) => news[i],
    });
    concat(c, texts)
}

/// `count` copies of a text.
pub(crate) fn repeat(c: &mut Call<'_>, s: Str, count: i64) -> Result<Str, Trap> {
    let count = u64::try_from(count).unwrap_or_default();
    let new = alloc(c, s.len.checked_mul(count))?;
    let mut done = s.len.min(new.len);
    copy(c, new.ptr, Str { ptr: s.ptr, len: done });
    while done < new.len {
        let more = done.min(new.len - done);
        copy(c, new.ptr + done, Str { ptr: new.ptr, len: more });
        done += more;
    }
    Ok(new)
}

/// Returns new bytes as a slice that is not nil.
pub(crate) fn ret_new(c: &mut Call<'_>, new: Str) {
    c.ret_slice(Slice { ptr: new.ptr, len: new.len, cap: new.len });
}

/// Returns a copy of bytes as a slice that is not nil.
pub(crate) fn ret_copied(c: &mut Call<'_>, bytes: &[u8]) -> Result<(), Trap> {
    if !bytes.is_empty() {
        return c.ret_bytes(bytes);
    }
    let new = alloc(c, Some(0))?;
    ret_new(c, new);
    Ok(())
}

/// Returns a new slice of strings that are parts of `s`, with room for `cap`; it is not nil.
pub(crate) fn ret_parts(c: &mut Call<'_>, s: Str, parts: &[Part], cap: usize) -> Result<(), Trap> {
    let cap = cap.max(parts.len()) as u64;
    let string = c.code().known.string;
    let ptr = c.cx.heap.alloc_array(c.cx.code, string, cap).map_err(|_| Trap::NeedMemory)?;
    let words = c.cx.heap.words_mut(ptr, 2 * parts.len()).unwrap_or_default();
    for (words, &(lo, hi)) in words.chunks_exact_mut(2).zip(parts) {
        let text = part(s, lo, hi);
        words.copy_from_slice(&[text.ptr, text.len]);
    }
    c.ret_slice(Slice { ptr, len: parts.len() as u64, cap });
    Ok(())
}

/// The strings of a []string.
pub(crate) fn strings(c: &Call<'_>, list: Slice) -> Vec<Str> {
    let len = usize::try_from(list.len).unwrap_or_default();
    let words = c.cx.heap.words(list.ptr, 2 * len).unwrap_or_default();
    words.chunks_exact(2).map(|pair| Str { ptr: pair[0], len: pair[1] }).collect()
}

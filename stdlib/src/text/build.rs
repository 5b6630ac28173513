//! Making texts and lists of texts in linear memory.

use super::change::Piece;
use super::part;
use super::split::Part;
use interp::memory::heap::index;
use interp::memory::layout::Layout;
use interp::native::{Call, Slice, Str};
use interp::trap::Trap;

/// What has no words: all such objects have one address, which is not nil.
static NOTHING: Layout = Layout { words: 0, refs: Vec::new(), ifaces: Vec::new() };

/// Fails like an allocation if a text of this length cannot fit, before anything is built.
pub(crate) fn check_len(c: &Call<'_>, len: Option<u64>) -> Result<usize, Trap> {
    len.filter(|&len| len <= c.cx.config.max_mem)
        .and_then(|len| usize::try_from(len).ok())
        .ok_or(Trap::NeedMemory)
}

/// The concatenation of texts.
pub(crate) fn concat(c: &Call<'_>, texts: &[Str]) -> Result<Vec<u8>, Trap> {
    let len = texts.iter().try_fold(0u64, |sum, text| sum.checked_add(text.len));
    let mut out = Vec::with_capacity(check_len(c, len)?);
    for &text in texts {
        out.extend_from_slice(c.bytes(text));
    }
    Ok(out)
}

/// The concatenation of pieces of `old` and of new texts.
pub(crate) fn assemble(
    c: &Call<'_>,
    old: Str,
    news: &[Str],
    pieces: &[Piece],
) -> Result<Vec<u8>, Trap> {
    let text = |piece: &Piece| match *piece {
        Piece::Old(lo, hi) => part(old, lo, hi),
        Piece::New(i) => news[i],
    };
    concat(c, &pieces.iter().map(text).collect::<Vec<_>>())
}

/// `count` copies of a text.
pub(crate) fn repeat(c: &Call<'_>, s: Str, count: i64) -> Result<Vec<u8>, Trap> {
    let count = u64::try_from(count).unwrap_or_default();
    let len = check_len(c, s.len.checked_mul(count))?;
    let bytes = c.bytes(s);
    Ok(if bytes.is_empty() { Vec::new() } else { bytes.repeat(len / bytes.len()) })
}

/// Returns a new byte slice that is not nil.
pub(crate) fn ret_some_bytes(c: &mut Call<'_>, bytes: &[u8]) -> Result<(), Trap> {
    if !bytes.is_empty() {
        return c.ret_bytes(bytes);
    }
    let ptr = c.cx.heap.alloc(&NOTHING).map_err(|_| Trap::NeedMemory)?;
    c.ret_slice(Slice { ptr, len: 0, cap: 0 });
    Ok(())
}

/// Returns a new slice of strings that are parts of `s`, with room for `cap`; it is not nil.
pub(crate) fn ret_parts(c: &mut Call<'_>, s: Str, parts: &[Part], cap: usize) -> Result<(), Trap> {
    let cap = cap.max(parts.len()) as u64;
    let string = c.code().known.string;
    let ptr = c.cx.heap.alloc_array(c.cx.code, string, cap).map_err(|_| Trap::NeedMemory)?;
    let words = c.cx.heap.mem.iter_mut().skip(index(ptr));
    let texts = parts.iter().map(|&(lo, hi)| part(s, lo, hi));
    for (word, value) in words.zip(texts.flat_map(|text| [text.ptr, text.len])) {
        *word = value;
    }
    c.ret_slice(Slice { ptr, len: parts.len() as u64, cap });
    Ok(())
}

/// The strings of a []string.
pub(crate) fn strings(c: &Call<'_>, list: Slice) -> Vec<Str> {
    let words = c.cx.heap.mem.get(index(list.ptr)..).unwrap_or_default();
    let pairs = words.chunks_exact(2).take(usize::try_from(list.len).unwrap_or_default());
    pairs.map(|pair| Str { ptr: pair[0], len: pair[1] }).collect()
}

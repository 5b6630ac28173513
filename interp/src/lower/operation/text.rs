//! Strings: concatenation, conversions, slices, printing.

use super::{result, set_slice, slice_at};
use crate::code::RTypeId;
use crate::cx::Cx;
use crate::ir::{DoFn, Pair, PairFn, SlotId, Word};
use crate::native::{Slice, Str};
use crate::tree::{pair_fn, word_fn};
use crate::value::string;
use smallvec::SmallVec;

/// `a + b + …` of strings.
pub(crate) fn concat(parts: Vec<Pair>) -> PairFn {
    let parts: Vec<PairFn> = parts.into_iter().map(pair_fn).collect();
    Box::new(move |cx, fr| {
        let mut buf = SmallVec::<[(u64, u64); 8]>::new();
        for p in &parts {
            buf.push(p(cx, fr));
        }
        if cx.trap.is_some() { (0, 0) } else { join(cx, &buf) }
    })
}

fn join(cx: &mut Cx, parts: &[(u64, u64)]) -> (u64, u64) {
    let mut used = parts.iter().filter(|p| p.1 > 0);
    match (used.next(), used.next()) {
        (None, _) => (0, 0),
        (Some(&one), None) => one,
        _ => {
            let parts: SmallVec<[Str; 8]> =
                parts.iter().map(|&(ptr, len)| Str { ptr, len }).collect();
            let r = string::concat(&mut cx.heap, &parts);
            let s = result(cx, r);
            (s.ptr, s.len)
        }
    }
}

/// `string(rune)`.
pub(crate) fn rune_to_string(w: Word) -> PairFn {
    let w = word_fn(w);
    Box::new(move |cx, fr| {
        let r = w(cx, fr);
        if cx.trap.is_some() {
            return (0, 0);
        }
        let r = string::from_rune(&mut cx.heap, r.cast_signed());
        let s = result(cx, r);
        (s.ptr, s.len)
    })
}

/// `[]byte(s)` and `[]rune(s)` into three slots.
pub(crate) fn string_to_slice(wide: bool, p: Pair, dst: SlotId) -> DoFn {
    let p = pair_fn(p);
    Box::new(move |cx, fr| {
        let (ptr, len) = p(cx, fr);
        if cx.trap.is_some() {
            return;
        }
        let s = Str { ptr, len };
        let r = if wide {
            string::to_runes(&mut cx.heap, s)
        } else {
            string::to_bytes(&mut cx.heap, s)
        };
        let s = result(cx, r);
        set_slice(fr, dst, s.ptr, s.len, s.cap);
    })
}

/// `string(bytes)` and `string(runes)`.
pub(crate) fn slice_to_string(wide: bool, slot: SlotId) -> PairFn {
    Box::new(move |cx, fr| {
        let (ptr, len, cap) = slice_at(fr, slot);
        if cx.trap.is_some() {
            return (0, 0);
        }
        let s = Slice { ptr, len, cap };
        let r = if wide {
            string::from_runes(&mut cx.heap, s)
        } else {
            string::from_bytes(&mut cx.heap, s)
        };
        let s = result(cx, r);
        (s.ptr, s.len)
    })
}

/// One step of a range over a string: next position and rune into `next`, `next + 1`.
pub(crate) fn decode_rune(s: SlotId, at: SlotId, next: SlotId) -> DoFn {
    Box::new(move |cx, fr| {
        let (ptr, len) = (fr[s as usize], fr[s as usize + 1]);
        let i = fr[at as usize];
        let bytes = cx.heap.bytes(ptr, len);
        let (rune, width) = string::decode_rune(bytes, usize::try_from(i).unwrap_or(usize::MAX));
        fr[next as usize] = i + width as u64;
        fr[next as usize + 1] = u64::from(rune);
    })
}

/// `print` and `println`.
pub(crate) fn print(parts: Vec<(RTypeId, SlotId)>, newline: bool) -> DoFn {
    Box::new(move |cx, fr| {
        if cx.trap.is_some() {
            return;
        }
        let mut text = Vec::new();
        for (i, &(ty, slot)) in parts.iter().enumerate() {
            if newline && i > 0 {
                text.push(b' ');
            }
            let n = cx.code.ty(ty).words as usize;
            let s = slot as usize;
            text.extend(crate::value::print::builtin_text(cx.code, ty, &fr[s..s + n], &cx.heap));
        }
        if newline {
            text.push(b'\n');
        }
        let r = cx.write_output(2, &text);
        result(cx, r);
    })
}

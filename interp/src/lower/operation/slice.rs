//! Slices and the bytes of arrays: `make`, `append`, `copy`, slicing.

use super::{fail, memory, set_slice, slice_at};
use crate::code::RTypeId;
use crate::cx::Cx;
use crate::ir::{Act, DoFn, Mem, SlotId, Word, WordFn};
use crate::trap::Trap;
use crate::tree::{negative, word_fn};
use crate::value::grow;

/// Slice → array (pointer): the address, if the slice is long enough.
pub(crate) fn slice_to_array(slot: SlotId, n: u64) -> WordFn {
    Box::new(move |cx, fr| {
        let (ptr, len, _) = slice_at(fr, slot);
        if len < n {
            let text = format!(
                "cannot convert slice with length {len} to array or pointer to array with length {n}"
            );
            fail(cx, Trap::Bounds(text));
        }
        ptr
    })
}

/// A new slice of `n` zero elements into three slots.
pub(crate) fn new_slice(elem: RTypeId, n: u64, dst: SlotId) -> Act {
    Act::Fn(Box::new(move |cx, fr| {
        let r = cx.heap.alloc_array(cx.code, elem, n);
        let ptr = memory(cx, r);
        set_slice(fr, dst, ptr, n, n);
    }))
}

/// `make([]T, len, cap)`.
pub(crate) fn make_slice(elem: RTypeId, len: Word, cap: Option<Word>, dst: SlotId) -> DoFn {
    let len = word_fn(len);
    let cap = cap.map(word_fn);
    Box::new(move |cx, fr| {
        let n = len(cx, fr);
        let c = cap.as_ref().map_or(n, |c| c(cx, fr));
        if cx.trap.is_some() {
            return;
        }
        const MAX: u64 = 1 << 47;
        let size = cx.code.ty(elem).gc_size.max(1);
        if n.cast_signed() < 0 || n.saturating_mul(size) > MAX {
            fail(cx, Trap::Error("makeslice: len out of range".to_owned()));
            return;
        }
        if c.cast_signed() < 0 || c.saturating_mul(size) > MAX || n > c {
            fail(cx, Trap::Error("makeslice: cap out of range".to_owned()));
            return;
        }
        let r = cx.heap.alloc_array(cx.code, elem, c);
        let ptr = memory(cx, r);
        set_slice(fr, dst, ptr, n, c);
    })
}

/// Makes room for `n` more elements after the slice; answers pointer, length before, capacity.
/// `buffer`: as many elements at least are given the first time.
fn room(
    cx: &mut Cx,
    elem: RTypeId,
    [stride, buffer]: [u64; 2],
    (ptr, len, cap): (u64, u64, u64),
    n: u64,
) -> (u64, u64, u64) {
    let need = len.saturating_add(n);
    if need <= cap {
        return (ptr, len, cap);
    }
    // Capacities follow gc's element sizes, not ours.
    let gc_size = cx.code.ty(elem).gc_size;
    if gc_size.max(stride).saturating_mul(need) > 1 << 47 {
        fail(cx, Trap::Error("growslice: len out of range".to_owned()));
        return (ptr, len, cap);
    }
    let layout = cx.code.ty(elem).layout;
    let noscan = layout.refs.is_empty() && layout.ifaces.is_empty();
    let new_cap = if cap == 0 && need <= buffer {
        buffer
    } else {
        grow::grown(cap, need, gc_size, noscan).max(need)
    };
    let r = cx.heap.alloc_array(cx.code, elem, new_cap);
    let new = memory(cx, r);
    if cx.trap.is_some() {
        return (ptr, len, cap);
    }
    let _ = cx.heap.copy_within(new, ptr, len * stride);
    (new, len, new_cap)
}

/// `append(s, x)` of one word.
pub(crate) fn append_word(
    elem: RTypeId,
    mem: Mem,
    buffer: u32,
    base: SlotId,
    v: Word,
    dst: SlotId,
) -> DoFn {
    let v = word_fn(v);
    let stride = u64::from(mem.stride());
    let buffer = u64::from(buffer);
    Box::new(move |cx, fr| {
        let w = v(cx, fr);
        if cx.trap.is_some() {
            return;
        }
        let s = slice_at(fr, base);
        let (ptr, len, cap) = if s.1 < s.2 { s } else { room(cx, elem, [stride, buffer], s, 1) };
        if cx.trap.is_some() {
            return;
        }
        let at = ptr + len * stride;
        let _ = match mem {
            Mem::Word => cx.heap.st(at, w),
            Mem::I8 | Mem::U8 => cx.heap.st_8(at, w),
            Mem::I16 | Mem::U16 => cx.heap.st_16(at, w),
            Mem::I32 | Mem::U32 => cx.heap.st_32(at, w),
        };
        set_slice(fr, dst, ptr, len + 1, cap);
    })
}

/// Room for `n` more: the longer slice into `dst`, the address of the first new element into
/// `at`.
pub(crate) fn append_room(
    elem: RTypeId,
    [stride, buffer]: [u32; 2],
    base: SlotId,
    n: u64,
    dst: SlotId,
    at: SlotId,
) -> DoFn {
    let (stride, buffer) = (u64::from(stride), u64::from(buffer));
    Box::new(move |cx, fr| {
        let s = slice_at(fr, base);
        let (ptr, len, cap) = room(cx, elem, [stride, buffer], s, n);
        if cx.trap.is_some() {
            return;
        }
        set_slice(fr, dst, ptr, len + n, cap);
        fr[at as usize] = ptr + len * stride;
    })
}

/// `append(s, t...)`; `t` may be a string.
pub(crate) fn append_slice(
    elem: RTypeId,
    stride: u32,
    base: SlotId,
    src: SlotId,
    dst: SlotId,
) -> DoFn {
    let stride = u64::from(stride);
    Box::new(move |cx, fr| {
        let s = slice_at(fr, base);
        let (from, n) = (fr[src as usize], fr[src as usize + 1]);
        if n == 0 {
            set_slice(fr, dst, s.0, s.1, s.2);
            return;
        }
        let (ptr, len, cap) = room(cx, elem, [stride, 0], s, n);
        if cx.trap.is_some() {
            return;
        }
        let _ = cx.heap.copy_within(ptr + len * stride, from, n * stride);
        set_slice(fr, dst, ptr, len + n, cap);
    })
}

/// `copy(dst, src)`.
pub(crate) fn copy(dst: SlotId, src: SlotId, stride: u32, count: SlotId) -> DoFn {
    Box::new(move |cx, fr| {
        let (to, a) = (fr[dst as usize], fr[dst as usize + 1]);
        let (from, b) = (fr[src as usize], fr[src as usize + 1]);
        let n = a.min(b);
        if n > 0 {
            let _ = cx.heap.copy_within(to, from, n * u64::from(stride));
        }
        fr[count as usize] = n;
    })
}

/// `clear(slice)`.
pub(crate) fn clear_slice(slot: SlotId, stride: u32) -> DoFn {
    Box::new(move |cx, fr| {
        let (ptr, len, _) = slice_at(fr, slot);
        if len > 0 {
            let _ = cx.heap.fill(ptr, len * u64::from(stride), 0);
        }
    })
}

fn low_text(cx: &mut Cx, l: u64, h: u64, three: bool) -> String {
    let tail = if three { ":" } else { "" };
    match negative(cx, l) {
        Some(l) => format!("slice bounds out of range [{l}:{tail}]"),
        None => format!("slice bounds out of range [{l}:{h}{tail}]"),
    }
}

/// `s[lo:hi:max]` of a slice.
pub(crate) fn slice_slice(
    base: SlotId,
    stride: u32,
    bounds: [Option<Word>; 3],
    dst: SlotId,
    of_array: bool,
) -> DoFn {
    let [lo, hi, max] = bounds.map(|b| b.map(word_fn));
    let stride = u64::from(stride);
    let limit = if of_array { "length" } else { "capacity" };
    Box::new(move |cx, fr| {
        let (ptr, len, cap) = slice_at(fr, base);
        let l = lo.as_ref().map_or(0, |w| w(cx, fr));
        let h = hi.as_ref().map_or(len, |w| w(cx, fr));
        let m = max.as_ref().map(|w| w(cx, fr));
        if cx.trap.is_some() {
            return;
        }
        if let Some(m) = m {
            if m > cap {
                let text = match negative(cx, m) {
                    Some(m) => format!("slice bounds out of range [::{m}]"),
                    None => format!("slice bounds out of range [::{m}] with {limit} {cap}"),
                };
                return fail(cx, Trap::Bounds(text));
            }
            if h > m {
                let text = match negative(cx, h) {
                    Some(h) => format!("slice bounds out of range [:{h}:]"),
                    None => format!("slice bounds out of range [:{h}:{m}]"),
                };
                return fail(cx, Trap::Bounds(text));
            }
        } else if h > cap {
            let text = match negative(cx, h) {
                Some(h) => format!("slice bounds out of range [:{h}]"),
                None => format!("slice bounds out of range [:{h}] with {limit} {cap}"),
            };
            return fail(cx, Trap::Bounds(text));
        }
        if l > h {
            let text = low_text(cx, l, h, m.is_some());
            return fail(cx, Trap::Bounds(text));
        }
        let new_cap = m.unwrap_or(cap) - l;
        // Never point past the end of the object.
        let new_ptr = if new_cap == 0 { ptr } else { ptr + l * stride };
        set_slice(fr, dst, new_ptr, h - l, new_cap);
    })
}

/// Copies bytes from the address in a slot to slots; the rest of the last slot becomes zero.
pub(crate) fn load_bytes(base: SlotId, bytes: u64, dst: SlotId) -> DoFn {
    Box::new(move |cx, fr| {
        let from = cx.heap.bytes(fr[base as usize], bytes);
        if from.is_empty() {
            return fail(cx, Trap::NilDeref);
        }
        for (i, part) in from.chunks(8).enumerate() {
            let mut word = [0; 8];
            word[..part.len()].copy_from_slice(part);
            fr[dst as usize + i] = u64::from_ne_bytes(word);
        }
    })
}

/// Copies bytes from slots to the address in a slot.
pub(crate) fn store_bytes(base: SlotId, bytes: u64, src: SlotId) -> DoFn {
    Box::new(move |cx, fr| {
        let to = cx.heap.bytes_mut(fr[base as usize], bytes);
        if to.is_empty() {
            return fail(cx, Trap::NilDeref);
        }
        for (i, part) in to.chunks_mut(8).enumerate() {
            part.copy_from_slice(&fr[src as usize + i].to_ne_bytes()[..part.len()]);
        }
    })
}

/// Copies constant bytes to the address in a slot.
pub(crate) fn copy_bytes(base: SlotId, from: u64, len: u64) -> DoFn {
    Box::new(move |cx, fr| {
        if cx.trap.is_none() && len > 0 {
            let _ = cx.heap.copy_within(fr[base as usize], from, len);
        }
    })
}

/// `s[lo:hi]` of a string.
pub(crate) fn slice_string(base: SlotId, lo: Option<Word>, hi: Option<Word>, dst: SlotId) -> DoFn {
    let (lo, hi) = (lo.map(word_fn), hi.map(word_fn));
    Box::new(move |cx, fr| {
        let (ptr, len) = (fr[base as usize], fr[base as usize + 1]);
        let l = lo.as_ref().map_or(0, |w| w(cx, fr));
        let h = hi.as_ref().map_or(len, |w| w(cx, fr));
        if cx.trap.is_some() {
            return;
        }
        if h > len {
            let text = match negative(cx, h) {
                Some(h) => format!("slice bounds out of range [:{h}]"),
                None => format!("slice bounds out of range [:{h}] with length {len}"),
            };
            return fail(cx, Trap::Bounds(text));
        }
        if l > h {
            let text = low_text(cx, l, h, false);
            return fail(cx, Trap::Bounds(text));
        }
        fr[dst as usize] = if l == h { if l == len { ptr } else { ptr + l } } else { ptr + l };
        fr[dst as usize + 1] = h - l;
    })
}

//! Operations that are closures rather than IR: strings, slices, maps, interfaces, printing.
//!
//! Each helper takes operands already lowered and answers code. Operands are evaluated in order;
//! nothing has an effect once `cx.trap` is set.

use crate::code::{Kind, RTypeId};
use crate::cx::Cx;
use crate::ir::{Act, CondFn, DoFn, Float, Mem, Pair, PairFn, SlotId, Word, WordFn};
use crate::memory::heap::OutOfMemory;
use crate::memory::layout::Layout;
use crate::native::{Slice, Str};
use crate::sync;
use crate::trap::Trap;
use crate::tree::{Frame, float_fn, pair_fn, word_fn};
use crate::value::map::MapShape;
use crate::value::{equal, grow, map, string};
use frontend::ast::BinaryOp;
use smallvec::SmallVec;

/// Sets the trap if none is set.
#[cold]
fn fail(cx: &mut Cx, trap: Trap) {
    if cx.trap.is_none() {
        cx.trap = Some(Box::new(trap));
    }
}

fn memory<T: Default>(cx: &mut Cx, r: Result<T, OutOfMemory>) -> T {
    r.unwrap_or_else(|OutOfMemory| {
        fail(cx, Trap::NeedMemory);
        T::default()
    })
}

fn result<T: Default>(cx: &mut Cx, r: Result<T, Trap>) -> T {
    r.unwrap_or_else(|t| {
        fail(cx, t);
        T::default()
    })
}

fn slice_at(fr: &Frame, slot: SlotId) -> (u64, u64, u64) {
    let s = slot as usize;
    (fr[s], fr[s + 1], fr[s + 2])
}

fn set_slice(fr: &mut Frame, slot: SlotId, ptr: u64, len: u64, cap: u64) {
    let s = slot as usize;
    fr[s] = ptr;
    fr[s + 1] = len;
    fr[s + 2] = cap;
}

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

/// Complex arithmetic.
pub(crate) fn complex_op(op: BinaryOp, single: bool, a: Pair, b: Pair) -> PairFn {
    let (a, b) = (pair_fn(a), pair_fn(b));
    Box::new(move |cx, fr| {
        let (x, y) = (parts(single, a(cx, fr)), parts(single, b(cx, fr)));
        let r = match op {
            BinaryOp::Add => (x.0 + y.0, x.1 + y.1),
            BinaryOp::Sub => (x.0 - y.0, x.1 - y.1),
            BinaryOp::Mul => (x.0 * y.0 - x.1 * y.1, x.0 * y.1 + x.1 * y.0),
            _ => complex_div(x, y),
        };
        unparts(single, r)
    })
}

/// Division as gc's runtime does it, with C99's rules for infinities and NaN.
fn complex_div((a, b): (f64, f64), (c, d): (f64, f64)) -> (f64, f64) {
    let (e, f) = if c.abs() >= d.abs() {
        let ratio = d / c;
        let denom = c + ratio * d;
        ((a + b * ratio) / denom, (b - a * ratio) / denom)
    } else {
        let ratio = c / d;
        let denom = d + ratio * c;
        ((a * ratio + b) / denom, (b * ratio - a) / denom)
    };
    if !e.is_nan() || !f.is_nan() {
        return (e, f);
    }
    let inf = f64::INFINITY;
    let unit = |x: f64| if x.is_infinite() { 1.0_f64 } else { 0.0 }.copysign(x);
    if c == 0.0 && d == 0.0 && (!a.is_nan() || !b.is_nan()) {
        return (inf.copysign(c) * a, inf.copysign(c) * b);
    }
    if (a.is_infinite() || b.is_infinite()) && c.is_finite() && d.is_finite() {
        let (a, b) = (unit(a), unit(b));
        return (inf * (a * c + b * d), inf * (b * c - a * d));
    }
    if (c.is_infinite() || d.is_infinite()) && a.is_finite() && b.is_finite() {
        let (c, d) = (unit(c), unit(d));
        return (0.0 * (a * c + b * d), 0.0 * (b * c - a * d));
    }
    (e, f)
}

/// `-x` of a complex number.
pub(crate) fn complex_neg(single: bool, a: Pair) -> PairFn {
    let a = pair_fn(a);
    Box::new(move |cx, fr| {
        let x = parts(single, a(cx, fr));
        unparts(single, (-x.0, -x.1))
    })
}

#[expect(clippy::cast_possible_truncation, reason = "the low half holds the float32")]
fn parts(single: bool, (re, im): (u64, u64)) -> (f64, f64) {
    if single {
        (f64::from(f32::from_bits(re as u32)), f64::from(f32::from_bits(im as u32)))
    } else {
        (f64::from_bits(re), f64::from_bits(im))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "rounds as Go does")]
fn unparts(single: bool, (re, im): (f64, f64)) -> (u64, u64) {
    if single {
        (u64::from((re as f32).to_bits()), u64::from((im as f32).to_bits()))
    } else {
        (re.to_bits(), im.to_bits())
    }
}

/// complex128 → complex64.
pub(crate) fn complex_narrow(a: Pair) -> PairFn {
    let a = pair_fn(a);
    Box::new(move |cx, fr| unparts(true, parts(false, a(cx, fr))))
}

/// complex64 → complex128.
pub(crate) fn complex_widen(a: Pair) -> PairFn {
    let a = pair_fn(a);
    Box::new(move |cx, fr| unparts(false, parts(true, a(cx, fr))))
}

/// A signed shift count.
pub(crate) fn shift_count(w: Word) -> WordFn {
    let w = word_fn(w);
    Box::new(move |cx, fr| {
        let n = w(cx, fr);
        if n.cast_signed() < 0 {
            fail(cx, Trap::Error("negative shift amount".to_owned()));
            return 0;
        }
        n
    })
}

/// Integer → float32 bits with one rounding.
#[expect(clippy::cast_precision_loss, reason = "rounds as Go does")]
pub(crate) fn int_to_f32(signed: bool, w: Word) -> WordFn {
    let w = word_fn(w);
    Box::new(move |cx, fr| {
        let n = w(cx, fr);
        let f = if signed { n.cast_signed() as f32 } else { n as f32 };
        u64::from(f.to_bits())
    })
}

/// An unsigned number as a rune: those beyond int64 become -1.
pub(crate) fn clamp_rune(w: Word) -> WordFn {
    let w = word_fn(w);
    Box::new(move |cx, fr| {
        let n = w(cx, fr);
        if n.cast_signed() < 0 { u64::MAX } else { n }
    })
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

/// Copies bytes from the address in a slot to slots; the rest of the last slot becomes zero.
pub(crate) fn load_bytes(base: SlotId, bytes: u64, dst: SlotId) -> DoFn {
    Box::new(move |cx, fr| {
        let from = cx.heap.bytes(fr[base as usize], bytes);
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

/// Equality of interfaces.
pub(crate) fn iface_equal(a: Pair, b: Pair) -> CondFn {
    let (a, b) = (pair_fn(a), pair_fn(b));
    Box::new(move |cx, fr| {
        let (a, b) = (a(cx, fr), b(cx, fr));
        if cx.trap.is_some() {
            return false;
        }
        let r = equal::equal_ifaces(&cx.heap, cx.code, a, b);
        result(cx, r)
    })
}

/// Equality of two values in slots.
pub(crate) fn equal(ty: RTypeId, acts: Vec<Act>, a: SlotId, b: SlotId) -> CondFn {
    let acts: Vec<DoFn> = acts.into_iter().map(crate::tree::do_fn).collect();
    Box::new(move |cx, fr| {
        for act in &acts {
            act(cx, fr);
        }
        if cx.trap.is_some() {
            return false;
        }
        let n = cx.code.ty(ty).words as usize;
        let (a, b) = (a as usize, b as usize);
        let r = equal::equal(&cx.heap, cx.code, ty, &fr[a..a + n], &fr[b..b + n]);
        result(cx, r)
    })
}

/// Panics on a nil interface (method values).
pub(crate) fn nil_check(slot: SlotId) -> DoFn {
    Box::new(move |cx, fr| {
        if fr[slot as usize] == 0 {
            fail(cx, Trap::NilDeref);
        }
    })
}

/// `x.(T)` into `value` and `ok`.
pub(crate) fn assert(
    p: Pair,
    static_ty: RTypeId,
    target: RTypeId,
    value: SlotId,
    ok: SlotId,
    comma_ok: bool,
) -> DoFn {
    let p = pair_fn(p);
    Box::new(move |cx, fr| {
        let (ty, data) = p(cx, fr);
        if cx.trap.is_some() {
            return;
        }
        let t = cx.code.ty(target);
        let v = value as usize;
        let yes = if t.kind == Kind::Interface {
            let yes = ty != 0 && missing_method(cx, ty, target).is_none();
            fr[v] = if yes { ty } else { 0 };
            fr[v + 1] = if yes { data } else { 0 };
            yes
        } else {
            let yes = ty == u64::from(target.0);
            let n = t.words as usize;
            match n {
                _ if !yes => fr[v..v + n].fill(0),
                0 => {}
                1 => fr[v] = data,
                _ => {
                    if cx.heap.load_words(data, &mut fr[v..v + n]).is_none() {
                        fail(cx, Trap::NilDeref);
                    }
                }
            }
            yes
        };
        fr[ok as usize] = u64::from(yes);
        if !yes && !comma_ok {
            let text = assertion_text(cx, ty, static_ty, target);
            fail(cx, Trap::Assertion(text));
        }
    })
}

/// The first method of an interface type that a dynamic type lacks.
fn missing_method(cx: &Cx, ty: u64, iface: RTypeId) -> Option<&'static str> {
    let table = &cx.code.types[usize::try_from(ty).unwrap_or(0)].methods;
    cx.code
        .ty(iface)
        .imethods
        .iter()
        .find(|(name, sig)| {
            table.binary_search_by_key(name, |m| m.name).map_or(true, |i| table[i].ty != *sig)
        })
        .map(|m| m.0)
}

#[cold]
fn assertion_text(cx: &Cx, ty: u64, static_ty: RTypeId, target: RTypeId) -> String {
    let t = cx.code.ty(target);
    let s = cx.code.ty(static_ty);
    if ty == 0 {
        let what = if s.name.is_empty() && s.imethods.is_empty() {
            "interface {}".to_owned()
        } else if s.name.is_empty() {
            "interface".to_owned()
        } else {
            s.string.clone()
        };
        if t.kind == Kind::Interface {
            return format!("interface is nil, not {}", t.string);
        }
        return format!("{what} is nil, not {}", t.string);
    }
    let d = &cx.code.types[usize::try_from(ty).unwrap_or(0)];
    if t.kind == Kind::Interface {
        let name = missing_method(cx, ty, target).unwrap_or_default();
        let name = name.rsplit('.').next().unwrap_or_default();
        return format!("{} is not {}: missing method {name}", d.string, t.string);
    }
    let what = if s.name.is_empty() && s.imethods.is_empty() {
        "interface {}".to_owned()
    } else if s.name.is_empty() {
        "interface".to_owned()
    } else {
        s.string.clone()
    };
    if d.string == t.string {
        return format!("{what} is {}, not {} (types from different scopes)", d.string, t.string);
    }
    format!("{what} is {}, not {}", d.string, t.string)
}

/// Whether the interface in two slots implements an interface type.
pub(crate) fn implements(slot: SlotId, target: RTypeId) -> CondFn {
    Box::new(move |cx, fr| {
        let ty = fr[slot as usize];
        ty != 0 && missing_method(cx, ty, target).is_none()
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
            let text = if h.cast_signed() < 0 {
                format!("slice bounds out of range [:{}]", h.cast_signed())
            } else {
                format!("slice bounds out of range [:{h}] with length {len}")
            };
            return fail(cx, Trap::Bounds(text));
        }
        if l > h {
            return fail(cx, Trap::Bounds(low_text(l, h, false)));
        }
        fr[dst as usize] = if l == h { if l == len { ptr } else { ptr + l } } else { ptr + l };
        fr[dst as usize + 1] = h - l;
    })
}

fn low_text(l: u64, h: u64, three: bool) -> String {
    let tail = if three { ":" } else { "" };
    if l.cast_signed() < 0 {
        format!("slice bounds out of range [{}:{tail}]", l.cast_signed())
    } else {
        format!("slice bounds out of range [{l}:{h}{tail}]")
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
                let text = if m.cast_signed() < 0 {
                    format!("slice bounds out of range [::{}]", m.cast_signed())
                } else {
                    format!("slice bounds out of range [::{m}] with {limit} {cap}")
                };
                return fail(cx, Trap::Bounds(text));
            }
            if h > m {
                let text = if h.cast_signed() < 0 {
                    format!("slice bounds out of range [:{}:]", h.cast_signed())
                } else {
                    format!("slice bounds out of range [:{h}:{m}]")
                };
                return fail(cx, Trap::Bounds(text));
            }
        } else if h > cap {
            let text = if h.cast_signed() < 0 {
                format!("slice bounds out of range [:{}]", h.cast_signed())
            } else {
                format!("slice bounds out of range [:{h}] with {limit} {cap}")
            };
            return fail(cx, Trap::Bounds(text));
        }
        if l > h {
            return fail(cx, Trap::Bounds(low_text(l, h, m.is_some())));
        }
        let new_cap = m.unwrap_or(cap) - l;
        // Never point past the end of the object.
        let new_ptr = if new_cap == 0 { ptr } else { ptr + l * stride };
        set_slice(fr, dst, new_ptr, h - l, new_cap);
    })
}

/// `len` and `cap` of a channel.
pub(crate) fn chan_len(ch: Word, cap: bool) -> WordFn {
    let ch = word_fn(ch);
    Box::new(move |cx, fr| {
        let c = ch(cx, fr);
        if cap { sync::chan::cap(cx, c) } else { sync::chan::len(cx, c) }
    })
}

/// `make(chan T, cap)`.
pub(crate) fn make_chan(elem: RTypeId, cap: Word) -> WordFn {
    let cap = word_fn(cap);
    Box::new(move |cx, fr| {
        let n = cap(cx, fr);
        if cx.trap.is_some() {
            return 0;
        }
        let r = sync::chan::make(cx, elem, n.cast_signed());
        result(cx, r)
    })
}

/// `make(map[K]V, hint)`.
pub(crate) fn make_map(shape: MapShape, hint: Option<Word>) -> WordFn {
    let hint = hint.map(word_fn);
    Box::new(move |cx, fr| {
        let n = hint.as_ref().map_or(0, |h| h(cx, fr));
        if cx.trap.is_some() {
            return 0;
        }
        let n = if n.cast_signed() < 0 { 0 } else { n };
        let r = map::make(&mut cx.heap, cx.code, shape, n);
        result(cx, r)
    })
}

/// `len(m)`.
pub(crate) fn map_len(m: Word) -> WordFn {
    let m = word_fn(m);
    Box::new(move |cx, fr| {
        let m = m(cx, fr);
        map::len(&cx.heap, m)
    })
}

/// `m[k]` into slots.
pub(crate) fn map_get(
    shape: MapShape,
    m: Word,
    key: SlotId,
    dst: SlotId,
    ok: Option<SlotId>,
) -> DoFn {
    let m = word_fn(m);
    let (kn, en) = (shape.key_words as usize, shape.value_words as usize);
    let (k, d) = (key as usize, dst as usize);
    Box::new(move |cx, fr| {
        let m = m(cx, fr);
        if cx.trap.is_some() {
            return;
        }
        let r = map::find(&cx.heap, cx.code, shape, m, &fr[k..k + kn]);
        let found = result(cx, r);
        match found {
            Some(addr) => {
                let _ = cx.heap.load_words(addr, &mut fr[d..d + en]);
            }
            None => fr[d..d + en].fill(0),
        }
        if let Some(ok) = ok {
            fr[ok as usize] = u64::from(found.is_some());
        }
    })
}

/// `m[k] = v` from slots.
pub(crate) fn map_set(shape: MapShape, m: Word, key: SlotId, value: SlotId) -> DoFn {
    let m = word_fn(m);
    let (kn, en) = (shape.key_words as usize, shape.value_words as usize);
    let (k, v) = (key as usize, value as usize);
    Box::new(move |cx, fr| {
        let m = m(cx, fr);
        if cx.trap.is_some() {
            return;
        }
        let r = map::insert(&mut cx.heap, cx.code, shape, m, &fr[k..k + kn]);
        let addr = result(cx, r);
        if cx.trap.is_none() {
            let _ = cx.heap.store_words(addr, &fr[v..v + en]);
        }
    })
}

/// `delete(m, k)`.
pub(crate) fn map_delete(shape: MapShape, m: Word, key: SlotId) -> DoFn {
    let m = word_fn(m);
    let (k, kn) = (key as usize, shape.key_words as usize);
    Box::new(move |cx, fr| {
        let m = m(cx, fr);
        if cx.trap.is_some() {
            return;
        }
        let r = map::delete(&mut cx.heap, cx.code, shape, m, &fr[k..k + kn]);
        result(cx, r);
    })
}

/// `clear(m)`.
pub(crate) fn map_clear(m: Word) -> DoFn {
    let m = word_fn(m);
    Box::new(move |cx, fr| {
        let m = m(cx, fr);
        if cx.trap.is_none() {
            map::clear(&mut cx.heap, m);
        }
    })
}

/// Slots of a map iterator.
pub(crate) fn map_iter_layout() -> Layout {
    map::iter_layout()
}

/// Panics with the text if the slot is nil.
pub(crate) fn nil_receiver(slot: SlotId, text: String) -> DoFn {
    Box::new(move |cx, fr| {
        if fr[slot as usize] == 0 {
            fail(cx, Trap::Plain(text.clone()));
        }
    })
}

/// Starts an iteration.
pub(crate) fn map_iter_init(shape: MapShape, m: Word, iter: SlotId) -> DoFn {
    let m = word_fn(m);
    let i = iter as usize;
    Box::new(move |cx, fr| {
        let m = m(cx, fr);
        if cx.trap.is_some() {
            return;
        }
        let n = map::len(&cx.heap, m);
        let start = if n > 1 { crate::sched::map_start(cx, n) } else { 0 };
        map::iter_init(&cx.heap, shape, m, start, &mut fr[i..i + map::ITER_WORDS as usize]);
    })
}

/// Next entry into slots; false at the end.
pub(crate) fn map_iter_next(shape: MapShape, iter: SlotId, key: SlotId, value: SlotId) -> CondFn {
    let (kn, en) = (shape.key_words as usize, shape.value_words as usize);
    let (i, k, v) = (iter as usize, key as usize, value as usize);
    Box::new(move |cx, fr| {
        let iter = &mut fr[i..i + map::ITER_WORDS as usize];
        let r = map::iter_next(&cx.heap, cx.code, shape, iter);
        let Some(entry) = result(cx, r) else { return false };
        let _ = cx.heap.load_words(entry.key, &mut fr[k..k + kn]);
        let _ = cx.heap.load_words(entry.value, &mut fr[v..v + en]);
        true
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

/// `min` and `max` of floats: NaN wins, and -0 is less than +0.
pub(crate) fn float_min_max(min: bool, single: bool, a: Float, b: Float) -> WordFn {
    let (a, b) = (float_fn(a), float_fn(b));
    Box::new(move |cx, fr| {
        let (x, y) = (a(cx, fr), b(cx, fr));
        let r = if x.is_nan() || y.is_nan() {
            f64::NAN
        } else if x == y {
            let first = x.is_sign_negative() == min;
            if first { x } else { y }
        } else if (x < y) == min {
            x
        } else {
            y
        };
        #[expect(clippy::cast_possible_truncation, reason = "the value is a float32")]
        if single { u64::from((r as f32).to_bits()) } else { r.to_bits() }
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

/// At the start of a range-over-func body: may it run?
pub(crate) fn range_func_enter(state: SlotId, running: u64, done: u64) -> DoFn {
    Box::new(move |cx, fr| {
        let cell = fr[state as usize];
        let text = match cx.heap.ld(cell) {
            Some(0) => {
                let _ = cx.heap.st(cell, running);
                return;
            }
            Some(s) if s == done => "range function continued iteration after whole loop exit",
            Some(s) if s == running => "range function continued iteration after loop body panic",
            _ => "range function continued iteration after function for loop body returned false",
        };
        fail(cx, Trap::Error(text.to_owned()));
    })
}

/// After the call: a body still running panicked and the iterator swallowed it.
pub(crate) fn range_func_done(code: SlotId, running: u64) -> DoFn {
    Box::new(move |cx, fr| {
        if fr[code as usize] == running {
            let text = "range function recovered a loop body panic and did not resume panicking";
            fail(cx, Trap::Error(text.to_owned()));
        }
    })
}

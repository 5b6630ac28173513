//! Pointers of package unsafe.

use super::{fail, set_slice};
use crate::code::{RType, RTypeId};
use crate::ir::{DoFn, PairFn, SlotId, Word, WordFn};
use crate::table::Table;
use crate::tree::word_fn;
use crate::value::pointer::{self, Target};

/// `(*T)(p)`, T by its run-time type.
pub(crate) fn view(types: &Table<RType>, to: RTypeId, p: Word) -> WordFn {
    let target = Target::new(types, to);
    let p = word_fn(p);
    Box::new(move |cx, fr| {
        let p = p(cx, fr);
        pointer::view(cx, p, &target).unwrap_or_else(|trap| {
            fail(cx, trap);
            0
        })
    })
}

/// `uintptr(p)`.
pub(crate) fn number_of(p: Word) -> WordFn {
    let p = word_fn(p);
    Box::new(move |cx, fr| {
        let p = p(cx, fr);
        cx.heap.address_number(cx.code, p)
    })
}

/// `unsafe.Pointer(n)`.
pub(crate) fn of_number(n: Word) -> WordFn {
    let n = word_fn(n);
    Box::new(move |cx, fr| {
        let n = n(cx, fr);
        cx.heap.address_of_number(cx.code, n, 0)
    })
}

/// `unsafe.Add(p, n)`.
pub(crate) fn add(p: Word, n: Word) -> WordFn {
    let (p, n) = (word_fn(p), word_fn(n));
    Box::new(move |cx, fr| {
        let p = p(cx, fr);
        let n = n(cx, fr);
        pointer::add(cx, p, n)
    })
}

/// `unsafe.Slice(p, n)` of elements of a type.
pub(crate) fn slice_of(types: &Table<RType>, elem: RTypeId, p: Word, n: Word, dst: SlotId) -> DoFn {
    let target = Target::new(types, elem);
    let size = types[elem.0 as usize].gc_size;
    let (p, n) = (word_fn(p), word_fn(n));
    Box::new(move |cx, fr| {
        let p = p(cx, fr);
        let n = n(cx, fr);
        if cx.trap.is_some() {
            return;
        }
        match pointer::elements(cx, "Slice", p, n, size, &target) {
            Ok(()) => set_slice(fr, dst, p, n, n),
            Err(trap) => fail(cx, trap),
        }
    })
}

/// `unsafe.String(p, n)`; the type is byte.
pub(crate) fn string_of(types: &Table<RType>, byte: RTypeId, p: Word, n: Word) -> PairFn {
    let target = Target::new(types, byte);
    let (p, n) = (word_fn(p), word_fn(n));
    Box::new(move |cx, fr| {
        let p = p(cx, fr);
        let n = n(cx, fr);
        if cx.trap.is_some() {
            return (0, 0);
        }
        match pointer::elements(cx, "String", p, n, 1, &target) {
            Ok(()) => (p, n),
            Err(trap) => {
                fail(cx, trap);
                (0, 0)
            }
        }
    })
}

//! Maps: `make`, entries, iteration.

use super::result;
use crate::ir::{CondFn, DoFn, SlotId, Word, WordFn};
use crate::memory::layout::Layout;
use crate::tree::word_fn;
use crate::value::map;
use crate::value::map::MapShape;

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

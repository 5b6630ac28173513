//! Channels: `make`, `len`, `cap`.

use super::result;
use crate::code::RTypeId;
use crate::ir::{Word, WordFn};
use crate::sync;
use crate::tree::word_fn;

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

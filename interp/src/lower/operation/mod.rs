//! Operations that are closures rather than IR, by what they work on.
//!
//! Each takes operands already lowered and answers code. Operands are evaluated in order;
//! nothing has an effect once `cx.trap` is set.

mod channel;
mod interface;
mod map;
mod number;
mod pointer;
mod slice;
mod text;

use crate::cx::Cx;
use crate::ir::SlotId;
use crate::memory::heap::OutOfMemory;
use crate::trap::Trap;
use crate::tree::Frame;
pub(crate) use channel::{chan_len, make_chan};
pub(crate) use interface::{assert, equal, iface_equal, implements, nil_check, nil_receiver};
pub(crate) use map::{
    make_map, map_clear, map_delete, map_get, map_iter_init, map_iter_layout, map_iter_next,
    map_len, map_set,
};
pub(crate) use number::{
    big_index, clamp_rune, complex_narrow, complex_neg, complex_op, complex_widen, float_min_max,
    int_to_f32, shift_count,
};
pub(crate) use pointer::{add, number_of, of_number, slice_of, string_of, view};
pub(crate) use slice::{
    append_room, append_slice, append_word, clear_slice, copy, copy_bytes, load_bytes, make_slice,
    new_slice, slice_slice, slice_string, slice_to_array, store_bytes,
};
pub(crate) use text::{
    concat, decode_rune, print, rune_to_string, slice_to_string, string_to_slice,
};

/// Sets the trap if none is set.
#[cold]
pub(super) fn fail(cx: &mut Cx, trap: Trap) {
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

//! Channels: buffered and unbuffered send, receive and close.
//!
//! Implements spec §Channel types, §Send statements, §Receive operator, §Close.

use crate::code::RTypeId;
use crate::cx::Cx;
use crate::native::Step;
use crate::trap::Trap;
use crate::tree::Frame;

/// `make(chan T, cap)`: the channel's address. `elem` is T.
pub fn make(cx: &mut Cx, elem: RTypeId, cap: i64) -> Result<u64, Trap> {
    let _ = (cx, elem, cap);
    todo!()
}

/// `ch <- v`; the value's words are at slot `value_slot` of the running frame and stay there
/// until the operation is finished.
pub fn send(cx: &mut Cx, fr: &mut Frame, ch: u64, value_slot: u32) -> Result<Step, Trap> {
    let _ = (cx, fr, ch, value_slot);
    todo!()
}

/// `v, ok = <-ch`; the value is written to slot `dst_slot` (which must have the element's words
/// even if the value is not used), `ok` to `ok_slot`.
pub fn recv(
    cx: &mut Cx,
    fr: &mut Frame,
    ch: u64,
    dst_slot: u32,
    ok_slot: Option<u32>,
) -> Result<Step, Trap> {
    let _ = (cx, fr, ch, dst_slot, ok_slot);
    todo!()
}

/// `close(ch)`. Never parks.
pub fn close(cx: &mut Cx, ch: u64) -> Result<(), Trap> {
    let _ = (cx, ch);
    todo!()
}

/// `len(ch)`; 0 for nil.
pub fn len(cx: &Cx, ch: u64) -> u64 {
    let _ = (cx, ch);
    todo!()
}

/// `cap(ch)`; 0 for nil.
pub fn cap(cx: &Cx, ch: u64) -> u64 {
    let _ = (cx, ch);
    todo!()
}

//! Select in three passes, as runtime/select.go describes them.

use crate::cx::Cx;
use crate::native::Step;
use crate::trap::Trap;
use crate::tree::Frame;

/// Direction of a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dir {
    /// `case ch <- v`.
    Send,
    /// `case v, ok := <-ch`.
    Recv,
}

/// A communication clause other than `default`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Case {
    /// Send or receive.
    pub dir: Dir,
    /// Slot of the channel (nil channels are never ready).
    pub chan_slot: u32,
    /// First slot of the value to send, or of where the received value goes.
    pub value_slot: u32,
    /// Slot of `ok`, for receives that ask for it.
    pub ok_slot: Option<u32>,
}

/// The number that stands for `default` in the index slot: `u64::MAX`.
pub const DEFAULT: u64 = u64::MAX;

/// Runs a select: the number of the chosen case (its index in `cases`, or [`DEFAULT`]) is
/// written to `index_slot`, before it finishes or by whoever wakes it.
pub fn select(
    cx: &mut Cx,
    fr: &mut Frame,
    cases: &[Case],
    has_default: bool,
    index_slot: u32,
) -> Result<Step, Trap> {
    let _ = (cx, fr, cases, has_default, index_slot);
    todo!()
}

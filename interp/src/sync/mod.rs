//! Synchronization: channels, select, and the primitives of sync and sync/atomic.
//!
//! An operation answers a [`Step`](crate::native::Step). One that parks has put the goroutine
//! into a wait queue; whoever wakes it has completed the operation and written its results into
//! the parked goroutine's slots.

pub mod chan;
pub mod select;

use crate::cx::Cx;
use crate::native::Registry;
use crate::trap::Trap;

/// Wait queues of one execution.
#[derive(Debug, Default)]
pub struct Sync {}

/// What the wait queues know about a goroutine.
#[derive(Debug, Default)]
pub struct WaitState {
    /// A parked sender was woken by close: its send panics.
    pub panic_on_wake: bool,
}

impl Sync {
    /// Calls `visit` for every reference that only the wait queues and timers hold: addresses of
    /// objects that must stay.
    pub fn roots(&self, visit: &mut dyn FnMut(u64)) {
        let _ = visit;
    }

    /// Forgets what the collector found to be unreachable: `marked` tells whether the object at
    /// an address stays. Called between marking and sweeping.
    pub fn sweep(&mut self, marked: &mut dyn FnMut(u64) -> bool) {
        let _ = marked;
    }
}

/// Must be called when a goroutine that parked with `Step::Park` runs again, before it goes on:
/// a sender woken by close panics.
pub fn woken(cx: &mut Cx) -> Result<(), Trap> {
    let g = cx.cur.0 as usize;
    if std::mem::take(&mut cx.gs[g].wait.panic_on_wake) {
        return Err(Trap::Plain("send on closed channel".to_owned()));
    }
    Ok(())
}

/// Registers the operations of sync, sync/atomic, time and runtime.
pub fn register(r: &mut Registry) {
    let _ = r;
}

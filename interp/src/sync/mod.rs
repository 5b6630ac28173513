//! Synchronization: channels, select, and the primitives of sync and sync/atomic.
//!
//! An operation answers a [`Step`](crate::native::Step). One that parks has put the goroutine
//! into a wait queue; whoever wakes it has completed the operation and written its results into
//! the parked goroutine's slots (`Step::Park`), or it runs again (`Step::ParkRetry`).
//!
//! # Invariants
//! A goroutine is in a wait queue only while it is parked. Values on their way lie in the frames
//! of those who wait, so the wait queues hold no references; timers do.

mod annotate;
mod atomic;
pub(crate) mod bubble;
pub mod chan;
mod cond;
pub(crate) mod finalizer;
mod linked;
mod mutex;
mod runtime;
mod rwmutex;
pub mod select;
mod semaphore;
pub mod stack;
pub(crate) mod timer;
pub(crate) mod waitgroup;
pub(crate) mod waitq;

use crate::code::FuncRef;
use crate::cx::Cx;
use crate::memory::heap::index;
use crate::native::{Call, Registry};
use crate::op::Op;
use crate::sched::spin::Loop;
use crate::trap::Trap;
use crate::tree::At;
use frontend::span::Pos;
use rustc_hash::FxHashMap;
use waitq::{Pool, WaitQ};

/// Wait queues of one execution.
#[derive(Debug, Default)]
pub struct Sync {
    /// All entries of wait queues.
    pub(crate) pool: Pool,
    /// Queues of the primitives of package sync, by the address of one of their words; only those
    /// that are not empty.
    pub(crate) queues: FxHashMap<u64, WaitQ>,
    /// Collections the program asked for.
    pub(crate) forced_gcs: u64,
    /// Stack of the goroutine that looks at it, innermost call first.
    pub(crate) calls: Vec<(FuncRef, At)>,
    /// Whether a crash shows all goroutines.
    pub(crate) trace_all: bool,
    /// Ready cases of a select.
    ready: Vec<u32>,
}

impl Sync {
    /// Makes it the wait queues of another execution.
    pub(crate) fn renew(&mut self) {
        let mut old = std::mem::take(self);
        old.pool.clear();
        old.queues.clear();
        *self = Self { pool: old.pool, queues: old.queues, ..Self::default() };
    }
}

/// What the wait queues know about a goroutine.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent of each other")]
pub struct WaitState {
    /// The last of its entries in wait queues; 0 when it is in none.
    pub(crate) sudog: u32,
    /// A parked sender was woken by close: its send panics.
    pub panic_on_wake: bool,
    /// It was woken to run its operation again.
    pub(crate) woken: bool,
    /// It has waited for its mutex for too long.
    pub(crate) starving: bool,
    /// It stands at a scheduling point, or waits to run an operation again: it need not ask.
    pub(crate) at_point: bool,
    /// What it will do when it runs again; set with `at_point`.
    pub pending: Op,
    /// Where it stood when it was in front of a lock, if that is looked at.
    pub(crate) place: Pos,
    /// Locks it has taken so far, if that is looked at.
    pub(crate) locks: u32,
    /// Locks it holds, and how often it began to hold some, if that is looked at.
    pub(crate) holding: u32,
    pub(crate) visits: u32,
    /// When it began to wait for its mutex; 0 when it does not.
    pub(crate) since: u64,
    /// What is remembered of it if it may spin.
    pub(crate) spin: Option<Box<Loop>>,
}

/// Must be called when a goroutine that parked with `Step::Park` runs again, before it goes on:
/// a sender woken by close panics.
#[inline]
pub fn woken(cx: &mut Cx) -> Result<(), Trap> {
    let wait = &mut cx.gs[cx.cur.0 as usize].wait;
    if std::mem::take(&mut wait.panic_on_wake) {
        return Err(Trap::Plain("send on closed channel".to_owned()));
    }
    Ok(())
}

/// Registers the operations of sync, sync/atomic, time and runtime.
pub fn register(r: &mut Registry) {
    mutex::register(r);
    rwmutex::register(r);
    waitgroup::register(r);
    cond::register(r);
    atomic::register(r);
    timer::register(r);
    bubble::register(r);
    linked::register(r);
    runtime::register(r);
    annotate::register(r);
    finalizer::register(r);
}

/// Word `i` of a struct of package sync.
fn word(c: &Call<'_>, addr: u64, i: usize) -> Result<u32, Trap> {
    let word = c.cx.heap.mem.get(index(addr) + i).ok_or(Trap::NilDeref)?;
    Ok((word & 0xffff_ffff) as u32)
}

/// Sets word `i` of a struct of package sync.
fn set_word(c: &mut Call<'_>, addr: u64, i: usize, value: u32) {
    if let Some(word) = c.cx.heap.mem.get_mut(index(addr) + i) {
        *word = u64::from(value);
    }
}

#[cfg(test)]
mod tests;

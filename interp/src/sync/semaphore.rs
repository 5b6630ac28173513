//! Queues of goroutines that wait for a primitive of package sync, by address.
//!
//! Memory does not move, and whoever waits holds the address, so an address is as good as a
//! number. Copying a locked mutex copies its state but not its queue, as in Go.

use super::waitq::{Sudog, WaitQ};
use crate::cx::Cx;
use crate::goroutine::GoroutineId;
use crate::sched;

/// Puts the running goroutine into a queue.
pub(super) fn wait(cx: &mut Cx, key: u64, front: bool, ticket: u32) {
    let sudog = Sudog { case: ticket, ..Sudog::plain(cx.cur, key) };
    let i = cx.sync.pool.alloc(sudog, 0);
    cx.gs[cx.cur.0 as usize].wait.sudog = i;
    let q = cx.sync.queues.entry(key).or_default();
    if front {
        cx.sync.pool.push_front(q, i);
    } else {
        cx.sync.pool.push_back(q, i);
    }
}

/// The queue of a key.
pub(super) fn queue(cx: &Cx, key: u64) -> WaitQ {
    cx.sync.queues.get(&key).copied().unwrap_or_default()
}

/// Takes the first goroutine out of a queue.
pub(super) fn take(cx: &mut Cx, key: u64) -> Option<GoroutineId> {
    let head = queue(cx, key).head();
    (head != 0).then(|| take_entry(cx, key, head))
}

/// Takes an entry out of a queue.
pub(super) fn take_entry(cx: &mut Cx, key: u64, i: u32) -> GoroutineId {
    let g = cx.sync.pool.get(i).g;
    if let Some(q) = cx.sync.queues.get_mut(&key) {
        cx.sync.pool.remove(q, i);
        if q.is_empty() {
            cx.sync.queues.remove(&key);
        }
    }
    cx.sync.pool.free(i);
    cx.gs[g.0 as usize].wait.sudog = 0;
    g
}

/// Lets a goroutine that was taken out of its queue run its operation again.
pub(super) fn retry(cx: &mut Cx, g: GoroutineId) {
    let wait = &mut cx.gs[g.0 as usize].wait;
    wait.woken = true;
    wait.at_point = true;
    sched::ready(cx, g);
}

/// The entries of a queue.
pub(super) fn entries(cx: &Cx, key: u64) -> impl Iterator<Item = u32> + '_ {
    let some = |i: u32| (i != 0).then_some(i);
    let head = cx.sync.queues.get(&key).and_then(|q| some(q.head()));
    std::iter::successors(head, move |&i| some(cx.sync.pool.after(i)))
}

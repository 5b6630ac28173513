//! A goroutine's state as data.

use crate::cx::Cx;
use crate::goroutine::dump::is_wrapper;
use crate::goroutine::{Status, WaitReason};
use crate::outcome::GoroutineState;
use crate::sched::strategy::Discipline;

/// The state of the goroutine in a slot; it does not run, or it has crashed.
pub(super) fn of(cx: &Cx, slot: usize) -> GoroutineState {
    let g = &cx.gs[slot];
    let mut calls = g.calls();
    if calls.is_empty() {
        calls = g.panics.last().map(|p| p.trace.clone()).unwrap_or_default();
    }
    let shown = calls
        .into_iter()
        .filter(|(func, _)| func.id != cx.code.entry.id && !is_wrapper(func))
        .map(|(func, at)| (func, func.pos_of(at)));
    GoroutineState {
        number: g.number,
        status: g.status,
        stack: shown.collect(),
        created: g.created,
        unstarted: matches!(g.acts[..], [act] if act.at == 0 && g.status == Status::Runnable),
        waits_for: waits_for(cx, slot),
    }
}

/// Whether a goroutine runs for a server or a client of the network, and stands in none of the
/// program's own functions: it waits for connections or requests, and ends with the program.
pub(super) fn serves(cx: &Cx, slot: usize) -> bool {
    let stack = of(cx, slot).stack;
    stack
        .last()
        .is_some_and(|(entry, _)| entry.name.starts_with("net/") || entry.name.starts_with("net."))
        && !stack.iter().any(|(_, pos)| cx.code.sources.is_own(*pos))
}

/// The address of what a goroutine waits for; 0 if there is none or there are several.
pub(super) fn waits_for(cx: &Cx, slot: usize) -> u64 {
    let mut objects = objects(cx, slot);
    match (objects.next(), objects.next()) {
        (Some((object, _)), None) => object,
        _ => 0,
    }
}

/// What a goroutine waits for: addresses of channels, locks…, and whether it waits to send.
pub(super) fn objects(cx: &Cx, slot: usize) -> impl Iterator<Item = (u64, bool)> + '_ {
    let pool = &cx.sync.pool;
    let some = |i: u32| (i != 0).then_some(i);
    let parked = matches!(cx.gs[slot].status, Status::Waiting(_));
    let several = cx.sched.discipline != Discipline::Any
        && matches!(
            cx.gs[slot].status,
            Status::Waiting(WaitReason::RWMutexLock | WaitReason::RWMutexRLock)
        );
    let first = some(cx.gs[slot].wait.sudog).filter(|_| parked);
    std::iter::successors(first, move |&i| some(pool.get(i).link)).map(move |i| {
        let sudog = pool.get(i);
        // The queues of an RWMutex belong to several of its words.
        let word = if several { u64::from(sudog.case) } else { 0 };
        (sudog.at - 8 * word, sudog.send)
    })
}

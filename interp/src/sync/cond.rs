//! `sync.Cond`: a list of tickets, as the runtime's notifyList.
//!
//! Wait takes a ticket, unlocks, and waits for the ticket to be served; Signal serves the oldest
//! ticket, Broadcast all that were given out.
//!
//! # Invariants
//! Words: the Locker (2), the address where the Cond was first used, the next ticket to give
//! out, the next to serve. Goroutines wait at the Cond's address.
//!
//! # Happens-before
//! doc: "In the terminology of the Go memory model, Cond arranges that a call to Broadcast or
//! Signal synchronizes before any Wait call that it unblocks."

use super::{semaphore, set_word, word};
use crate::goroutine::WaitReason;
use crate::history::{Mode, Part};
use crate::memory::heap::index;
use crate::native::{Call, Registry, Step};
use crate::op::OpKind;
use crate::race::detector::Key;
use crate::race::edges;
use crate::sched;
use crate::trace::Kind;
use crate::trap::Trap;
use std::ops::Range;

const SELF: usize = 2;
const NEXT: usize = 3;
const NOTIFY: usize = 4;

pub(super) fn register(r: &mut Registry) {
    r.op("sync.condAdd", OpKind::CondAdd, add);
    r.op("sync.condWait", OpKind::CondWait, wait);
    r.op("sync.condSignal", OpKind::CondSignal, signal);
    r.op("sync.condBroadcast", OpKind::CondBroadcast, broadcast);
}

/// The Cond's address; panics if it was copied.
fn checked(c: &mut Call<'_>) -> Result<u64, Trap> {
    let cond = c.word();
    let own = c.cx.heap.mem.get_mut(index(cond) + SELF).ok_or(Trap::NilDeref)?;
    if *own == 0 {
        *own = cond;
    } else if *own != cond {
        return Err(Trap::Text("sync.Cond is copied".to_owned()));
    }
    Ok(cond)
}

fn add(c: &mut Call<'_>) -> Result<Step, Trap> {
    let cond = checked(c)?;
    let ticket = word(c, cond, NEXT)?;
    set_word(c, cond, NEXT, ticket.wrapping_add(1));
    c.cx.note(cond, |h, cond| h.touch(cond, Part::Cond, Mode::Write));
    c.cx.sched.event(Kind::CondWait, cond, u64::from(ticket));
    c.ret(u64::from(ticket));
    Ok(Step::Done)
}

fn wait(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (cond, ticket) = (c.word(), (c.word() & 0xffff_ffff) as u32);
    let notify = word(c, cond, NOTIFY)?;
    if before(ticket, notify) {
        c.cx.note(cond, |h, cond| h.need(cond, Part::Served, ticket.into()));
        edges::acquire(c.cx, Key::object(cond));
        return Ok(Step::Done);
    }
    semaphore::wait(c.cx, cond, false, ticket);
    Ok(Step::Park(WaitReason::CondWait))
}

fn signal(c: &mut Call<'_>) -> Result<Step, Trap> {
    let cond = checked(c)?;
    let (next, ticket) = (word(c, cond, NEXT)?, word(c, cond, NOTIFY)?);
    c.cx.sched.event(Kind::CondSignal, cond, 1);
    serve(c, cond, ticket..next.min(ticket.saturating_add(1)));
    if ticket == next {
        return Ok(Step::Done);
    }
    set_word(c, cond, NOTIFY, ticket.wrapping_add(1));
    // Nobody has it if its owner did not come to wait yet.
    let found = semaphore::entries(c.cx, cond).find(|&i| c.cx.sync.pool.get(i).case == ticket);
    if let Some(i) = found {
        let g = semaphore::take_entry(c.cx, cond, i);
        edges::tell(c.cx, g);
        sched::ready(c.cx, g);
    }
    Ok(Step::Done)
}

fn broadcast(c: &mut Call<'_>) -> Result<Step, Trap> {
    let cond = checked(c)?;
    let (next, ticket) = (word(c, cond, NEXT)?, word(c, cond, NOTIFY)?);
    serve(c, cond, ticket..next);
    set_word(c, cond, NOTIFY, next);
    c.cx.sched.event(Kind::CondSignal, cond, 0);
    while let Some(g) = semaphore::take(c.cx, cond) {
        edges::tell(c.cx, g);
        sched::ready(c.cx, g);
    }
    Ok(Step::Done)
}

/// Notes that tickets are served.
fn serve(c: &mut Call<'_>, cond: u64, tickets: Range<u32>) {
    // doc: "… a call to Broadcast or Signal synchronizes before any Wait call that it unblocks."
    // Those who wait are told; who has a ticket and comes later finds it here.
    edges::release_more(c.cx, Key::object(cond));
    c.cx.note(cond, |h, cond| {
        let mode = if tickets.is_empty() { Mode::Read } else { Mode::Write };
        h.touch(cond, Part::Cond, mode);
        for ticket in tickets {
            h.provide(cond, Part::Served, ticket.into());
        }
    });
}

/// Whether one ticket was given out before another; they wrap around.
fn before(a: u32, b: u32) -> bool {
    a.wrapping_sub(b) > u32::MAX / 2
}

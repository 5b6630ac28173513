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
//!
//! # Decisions
//! Under [`Discipline::Any`] which of the waiting goroutines a Signal wakes, in the order in
//! which they came: Go promises no order.

use super::{semaphore, set_word, word};
use crate::goroutine::WaitReason;
use crate::memory::heap::index;
use crate::native::{Call, Registry, Step};
use crate::sched;
use crate::sched::decision::ChoicePoint;
use crate::sched::strategy::Discipline;
use crate::trace::Kind;
use crate::trap::Trap;

const SELF: usize = 2;
const NEXT: usize = 3;
const NOTIFY: usize = 4;

pub(super) fn register(r: &mut Registry) {
    r.op("sync.condAdd", add);
    r.op("sync.condWait", wait);
    r.op("sync.condSignal", signal);
    r.op("sync.condBroadcast", broadcast);
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
    c.cx.sched.event(Kind::CondWait, cond, u64::from(ticket));
    c.ret(u64::from(ticket));
    Ok(Step::Done)
}

fn wait(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (cond, ticket) = (c.word(), (c.word() & 0xffff_ffff) as u32);
    let notify = word(c, cond, NOTIFY)?;
    if before(ticket, notify) {
        return Ok(Step::Done);
    }
    semaphore::wait(c.cx, cond, false, ticket);
    Ok(Step::Park(WaitReason::CondWait))
}

fn signal(c: &mut Call<'_>) -> Result<Step, Trap> {
    let cond = checked(c)?;
    let (next, ticket) = (word(c, cond, NEXT)?, word(c, cond, NOTIFY)?);
    c.cx.sched.event(Kind::CondSignal, cond, 1);
    if ticket == next {
        return Ok(Step::Done);
    }
    set_word(c, cond, NOTIFY, ticket.wrapping_add(1));
    let waiting = entries(c, cond);
    if c.cx.sched.discipline == Discipline::Any && waiting.len() > 1 {
        let n = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
        let answer = c.cx.sched.ask(ChoicePoint::Waiter(n));
        let chosen = waiting[usize::try_from(answer).unwrap_or(0).min(waiting.len() - 1)];
        // It changes tickets with the one whose turn it is.
        let turn = waiting.iter().find(|&&i| c.cx.sync.pool.get(i).case == ticket);
        if let Some(&turn) = turn {
            let other = c.cx.sync.pool.get(chosen).case;
            c.cx.sync.pool.get_mut(turn).case = other;
            c.cx.sync.pool.get_mut(chosen).case = ticket;
        }
    }
    // Nobody has it if its owner did not come to wait yet.
    if let Some(i) = waiting.into_iter().find(|&i| c.cx.sync.pool.get(i).case == ticket) {
        let g = semaphore::take_entry(c.cx, cond, i);
        sched::ready(c.cx, g);
    }
    Ok(Step::Done)
}

fn broadcast(c: &mut Call<'_>) -> Result<Step, Trap> {
    let cond = checked(c)?;
    let next = word(c, cond, NEXT)?;
    set_word(c, cond, NOTIFY, next);
    c.cx.sched.event(Kind::CondSignal, cond, 0);
    while let Some(g) = semaphore::take(c.cx, cond) {
        sched::ready(c.cx, g);
    }
    Ok(Step::Done)
}

fn entries(c: &Call<'_>, cond: u64) -> Vec<u32> {
    semaphore::entries(c.cx, cond).collect()
}

/// Whether one ticket was given out before another; they wrap around.
fn before(a: u32, b: u32) -> bool {
    a.wrapping_sub(b) > u32::MAX / 2
}

//! `sync.WaitGroup`.
//!
//! # Invariants
//! Word 0 is the counter, word 1 the number of waiters; they wait at word 0's address. Under
//! Go's order the last to wait runs first: each one woken takes the runtime's next slot.
//!
//! # Happens-before
//! doc: "In the terminology of the Go memory model, a call to Done synchronizes before the return
//! of any Wait call that it unblocks." So Done releases, Wait acquires when it returns.

use super::{semaphore, set_word, word};
use crate::cx::Cx;
use crate::detect;
use crate::goroutine::WaitReason;
use crate::history::{Mode, Part};
use crate::memory::heap::index;
use crate::native::{Call, Registry, Step};
use crate::op::{Op, OpKind};
use crate::race::detector::Key;
use crate::race::{edges, hooks};
use crate::trace::Kind;
use crate::trap::Trap;

/// The counter of the wait group at an address.
#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "an int32")]
pub(crate) fn counter(cx: &Cx, wg: u64) -> i32 {
    cx.heap.mem.get(index(wg)).map_or(0, |&word| word as u32 as i32)
}

pub(super) fn register(r: &mut Registry) {
    r.op("sync.(*WaitGroup).Add", OpKind::WaitGroupAdd, add);
    r.op("sync.(*WaitGroup).Wait", OpKind::WaitGroupWait, wait);
}

#[expect(clippy::cast_possible_truncation, reason = "as Go: the counter is an int32")]
#[expect(clippy::cast_possible_wrap, clippy::cast_sign_loss, reason = "words hold the bits")]
fn add(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (wg, delta) = (c.recv(), c.int() as i32);
    let before = word(c, wg, 0)? as i32;
    let counter = before.wrapping_add(delta);
    detect::counted(c.cx, wg, before, counter);
    let waiters = word(c, wg, 1)?;
    if delta > 0 && counter == delta {
        // The first Add must be ordered with Wait: it reads what the first to wait writes.
        hooks::object(c.cx, wg, false)?;
    }
    c.cx.note(wg, |h, wg| {
        if h.is_strict(wg) {
            h.touch(wg, Part::Zero, Mode::Write);
        } else if delta > 0 {
            h.touch(wg, Part::Zero, Mode::Add);
        }
        h.touch(wg, Part::Round, Mode::Add);
        h.count(delta);
        h.contribute(wg, Part::Done);
    });
    set_word(c, wg, 0, counter as u32);
    c.cx.sched.event(Kind::WaitGroupAdd, wg, u64::from(counter as u32));
    if counter < 0 {
        return Err(Trap::Text("sync: negative WaitGroup counter".to_owned()));
    }
    if waiters != 0 && delta > 0 && counter == delta {
        let text = "sync: WaitGroup misuse: Add called concurrently with Wait";
        return Err(Trap::Text(text.to_owned()));
    }
    if delta < 0 {
        // doc: "… a call to Done synchronizes before the return of any Wait call that it
        // unblocks."
        edges::release_more(c.cx, Key::object(wg));
    }
    if counter == 0 && waiters != 0 {
        set_word(c, wg, 1, 0);
        while let Some(g) = semaphore::take(c.cx, wg) {
            semaphore::retry(c.cx, g);
            // It looks at the counter again, which matters if somebody has begun a new round.
            c.cx.gs[g.0 as usize].wait.pending = Op::new(OpKind::WaitGroupWait, wg);
            let path = c.cx.gs[g.0 as usize].path;
            c.cx.note(wg, |h, wg| h.need_for(path, wg, Part::Done, 0));
        }
    }
    Ok(Step::Done)
}

fn wait(c: &mut Call<'_>) -> Result<Step, Trap> {
    let wg = c.recv();
    let (counter, waiters) = (word(c, wg, 0)?, word(c, wg, 1)?);
    if std::mem::take(&mut c.cx.gs[c.cx.cur.0 as usize].wait.woken) {
        c.cx.note(wg, |h, wg| h.touch(wg, Part::Round, Mode::Read));
        if counter != 0 || waiters != 0 {
            let text = "sync: WaitGroup is reused before previous Wait has returned";
            return Err(Trap::Text(text.to_owned()));
        }
    } else {
        if counter != 0 && waiters == 0 {
            // See `add`. Those who wait together do not race with each other.
            hooks::object(c.cx, wg, true)?;
        }
        c.cx.note(wg, |h, wg| {
            let mode = if h.is_strict(wg) { Mode::Write } else { Mode::Read };
            h.touch(wg, Part::Zero, mode);
        });
        if counter == 0 {
            c.cx.note(wg, |h, wg| h.need(wg, Part::Done, 0));
        } else {
            set_word(c, wg, 1, waiters + 1);
            semaphore::wait(c.cx, wg, false, 0);
            return Ok(Step::ParkRetry(WaitReason::WaitGroupWait));
        }
    }
    c.cx.sched.event(Kind::WaitGroupDone, wg, 0);
    edges::acquire(c.cx, Key::object(wg));
    Ok(Step::Done)
}

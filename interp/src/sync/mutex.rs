//! `sync.Mutex`.
//!
//! Under the run's own schedules it is Go's, with its two modes: in normal mode a waiter that is
//! woken competes with goroutines that arrive; one that has waited for more than 1 ms switches the
//! mutex to starvation mode, in which Unlock hands it to the first waiter. Under
//! [`Discipline::Any`] it is always handed to the first waiter: who comes first is chosen there.
//!
//! # Invariants
//! Word 0 is the state (below), word 1 the number of waiters.
//!
//! # Happens-before
//! mem: "For any sync.Mutex or sync.RWMutex variable l and n < m, call n of `l.Unlock()` is
//! synchronized before call m of `l.Lock()` returns."
//! mem: "A successful call to l.TryLock … is equivalent to a call to l.Lock … . An unsuccessful
//! call has no synchronizing effect at all."

use super::{semaphore, set_word, word};
use crate::detect;
use crate::goroutine::WaitReason;
use crate::history::{History, Mode, Part};
use crate::native::{Call, Registry, Step};
use crate::op::OpKind;
use crate::race::detector::Key;
use crate::race::{edges, hooks};
use crate::sched;
use crate::sched::strategy::Discipline;
use crate::trace::Kind;
use crate::trap::Trap;

const LOCKED: u32 = 1;
/// Somebody was woken and did not run yet.
const WOKEN: u32 = 2;
const STARVING: u32 = 4;

/// How long a waiter puts up with others coming first.
const STARVATION_NS: u64 = 1_000_000;

pub(super) fn register(r: &mut Registry) {
    r.op("sync.(*Mutex).Lock", OpKind::Lock, lock);
    r.op("sync.(*Mutex).TryLock", OpKind::TryLock, try_lock);
    r.op("sync.(*Mutex).Unlock", OpKind::Unlock, unlock);
}

fn lock(c: &mut Call<'_>) -> Result<Step, Trap> {
    let m = c.recv();
    let state = word(c, m, 0)?;
    // Copying or overwriting the mutex races with its use.
    hooks::atomic(c.cx, m, 8, true)?;
    if c.cx.sched.discipline == Discipline::Any {
        return Ok(lock_any(c, m, state));
    }
    if state == 0 {
        set_word(c, m, 0, LOCKED);
        c.cx.sched.event(Kind::Lock, m, 0);
        locked(c, m);
        return Ok(Step::Done);
    }
    lock_slow(c, m, state)
}

/// mem: "For any sync.Mutex or sync.RWMutex variable l and n < m, call n of `l.Unlock()` is
/// synchronized before call m of `l.Lock()` returns."
#[inline]
fn locked(c: &mut Call<'_>, m: u64) {
    edges::acquire(c.cx, Key::object(m));
    detect::acquired(c.cx, c.cx.cur, m, false);
}

fn lock_any(c: &mut Call<'_>, m: u64, state: u32) -> Step {
    c.cx.note(m, |h, m| {
        h.touch(m, Part::Order, Mode::Write);
        let k = h.ticket(m, Part::Order);
        h.touch_nth(m, Part::Hold, k, Mode::Write);
    });
    if state & LOCKED == 0 {
        set_word(c, m, 0, LOCKED);
        c.cx.sched.event(Kind::Lock, m, 0);
        c.cx.note(m, |h, m| h.need(m, Part::Released, 0));
        locked(c, m);
        return Step::Done;
    }
    semaphore::wait(c.cx, m, false, 0);
    Step::Park(WaitReason::MutexLock)
}

/// As internal/sync's `lockSlow`, one round of its loop; it is called again when woken.
fn lock_slow(c: &mut Call<'_>, m: u64, mut state: u32) -> Result<Step, Trap> {
    let mut waiters = word(c, m, 1)?;
    let now = c.cx.sched.program_now();
    let wait = &mut c.cx.gs[c.cx.cur.0 as usize].wait;
    let awoke = std::mem::take(&mut wait.woken);
    if awoke {
        wait.starving |= now - wait.since > STARVATION_NS;
    }
    let starving = wait.starving;
    let mut got = false;
    if awoke && state & STARVING != 0 {
        // Unlock handed it over.
        state |= LOCKED;
        waiters = waiters.saturating_sub(1);
        if !starving || waiters == 0 {
            state &= !STARVING;
        }
        got = true;
    } else {
        if awoke {
            state &= !WOKEN;
        }
        if state & (LOCKED | STARVING) == 0 {
            state |= LOCKED;
            got = true;
        } else {
            waiters += 1;
            if starving && state & LOCKED != 0 {
                state |= STARVING;
            }
        }
    }
    set_word(c, m, 0, state);
    set_word(c, m, 1, waiters);
    let wait = &mut c.cx.gs[c.cx.cur.0 as usize].wait;
    if got {
        wait.since = 0;
        wait.starving = false;
        c.cx.sched.event(Kind::Lock, m, 0);
        locked(c, m);
        return Ok(Step::Done);
    }
    // Whoever waited before goes to the front.
    let front = wait.since != 0;
    if !front {
        wait.since = now.max(1);
    }
    semaphore::wait(c.cx, m, front, 0);
    Ok(Step::ParkRetry(WaitReason::MutexLock))
}

fn try_lock(c: &mut Call<'_>) -> Result<Step, Trap> {
    let m = c.recv();
    let state = word(c, m, 0)?;
    let got = state & (LOCKED | STARVING) == 0;
    c.cx.note(m, |h, m| h.touch_try(m, got));
    if got {
        set_word(c, m, 0, state | LOCKED);
        c.cx.sched.event(Kind::Lock, m, 1);
        locked(c, m);
    } else {
        c.cx.sched.event(Kind::TryLockFailed, m, 0);
        sched::spin(c.cx);
    }
    c.ret_bool(got);
    Ok(Step::Done)
}

fn unlock(c: &mut Call<'_>) -> Result<Step, Trap> {
    let m = c.recv();
    let state = word(c, m, 0)?;
    c.cx.note(m, History::touch_unlock);
    if state & LOCKED == 0 {
        return Err(Trap::Fatal("sync: unlock of unlocked mutex".to_owned()));
    }
    c.cx.sched.event(Kind::Unlock, m, 0);
    edges::release(c.cx, Key::object(m));
    detect::released(c.cx, m);
    if c.cx.sched.discipline == Discipline::Any {
        match semaphore::take(c.cx, m) {
            Some(g) => {
                edges::acquire_by(c.cx, g, Key::object(m));
                detect::acquired(c.cx, g, m, false);
                sched::ready(c.cx, g);
            }
            None => set_word(c, m, 0, 0),
        }
        return Ok(Step::Done);
    }
    let state = state & !LOCKED;
    set_word(c, m, 0, state);
    if state & STARVING != 0 {
        // Hand it to the first waiter and let it run at once: the runtime's goyield.
        if let Some(g) = semaphore::take(c.cx, m) {
            semaphore::retry(c.cx, g);
        }
        c.cx.sched.yield_local = true;
        return Ok(Step::Yield);
    }
    let waiters = word(c, m, 1)?;
    if waiters == 0 || state & WOKEN != 0 {
        return Ok(Step::Done);
    }
    set_word(c, m, 0, state | WOKEN);
    set_word(c, m, 1, waiters - 1);
    if let Some(g) = semaphore::take(c.cx, m) {
        semaphore::retry(c.cx, g);
    }
    Ok(Step::Done)
}

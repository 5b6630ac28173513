//! `sync.RWMutex`.
//!
//! As in Go a writer first gets hold of the writers' lock, then waits for the readers to leave;
//! meanwhile new readers wait. Its Unlock lets in the readers that wait, then one more writer may
//! try. Under [`Discipline::Any`] everybody waits in one queue in the order in which they came;
//! who comes first is chosen there.
//!
//! # Invariants
//! Word 0 says who has the writers' lock (below), word 1 counts the readers that hold the lock,
//! word 2 the writers that wait for the writers' lock. The pending writer waits at word 0's
//! address, readers at word 1's, the other writers at word 2's; under [`Discipline::Any`] all wait
//! at word 0's, writers with the ticket [`WRITER`]. Elsewhere the ticket is the word's number.
//!
//! # Happens-before
//! mem: "For any call to l.RLock on a sync.RWMutex variable l, there is an n such that the nth
//! call to l.Unlock is synchronized before the return from l.RLock, and the matching call to
//! l.RUnlock is synchronized before the return from call n+1 to l.Lock."
//! mem: "For any sync.Mutex or sync.RWMutex variable l and n < m, call n of `l.Unlock()` is
//! synchronized before call m of `l.Lock()` returns."
//! Failed attempts (`TryLock`, `TryRLock`) make no edge.

use super::{semaphore, set_word, word};
use crate::cx::Cx;
use crate::detect;
use crate::goroutine::{GoroutineId, WaitReason};
use crate::history::{History, Mode, Part};
use crate::native::{Call, Registry, Step};
use crate::op::OpKind;
use crate::race::detector::Key;
use crate::race::{edges, hooks};
use crate::sched;
use crate::sched::strategy::Discipline;
use crate::trace::Kind;
use crate::trap::Trap;

/// Nobody has the writers' lock.
const FREE: u32 = 0;
/// A writer holds the lock.
const HELD: u32 = 1;
/// A writer waits for the readers to leave.
const PENDING: u32 = 2;

pub(super) fn register(r: &mut Registry) {
    r.op("sync.(*RWMutex).Lock", OpKind::Lock, lock);
    r.op("sync.(*RWMutex).TryLock", OpKind::TryLock, try_lock);
    r.op("sync.(*RWMutex).Unlock", OpKind::Unlock, unlock);
    r.op("sync.(*RWMutex).RLock", OpKind::RLock, rlock);
    r.op("sync.(*RWMutex).TryRLock", OpKind::TryRLock, try_rlock);
    r.op("sync.(*RWMutex).RUnlock", OpKind::RUnlock, runlock);
}

/// The ticket of a writer in the one queue.
const WRITER: u32 = 1;

/// Where readers wait.
fn readers_key(rw: u64) -> u64 {
    rw + 8
}

/// Where writers wait for the writers' lock.
fn writers_key(rw: u64) -> u64 {
    rw + 16
}

fn lock(c: &mut Call<'_>) -> Result<Step, Trap> {
    let rw = c.recv();
    let (writer, readers) = (word(c, rw, 0)?, word(c, rw, 1)?);
    // Copying or overwriting the lock races with its use.
    hooks::atomic(c.cx, rw, 8, true)?;
    if c.cx.sched.discipline == Discipline::Any {
        return Ok(lock_any(c, rw, writer == FREE && readers == 0));
    }
    let wait = &mut c.cx.gs[c.cx.cur.0 as usize].wait;
    let again = std::mem::take(&mut wait.woken);
    if writer != FREE {
        if wait.sudog == 0 {
            let waiting = word(c, rw, 2)?;
            set_word(c, rw, 2, waiting + 1);
            semaphore::wait(c.cx, writers_key(rw), again, 2);
        }
        return Ok(Step::ParkRetry(WaitReason::RWMutexLock));
    }
    if readers == 0 {
        set_word(c, rw, 0, HELD);
        c.cx.sched.event(Kind::Lock, rw, 0);
        locked(c.cx, c.cx.cur, rw);
        return Ok(Step::Done);
    }
    set_word(c, rw, 0, PENDING);
    semaphore::wait(c.cx, rw, false, 0);
    Ok(Step::Park(WaitReason::RWMutexLock))
}

/// A writer got the lock.
fn locked(cx: &mut Cx, g: GoroutineId, rw: u64) {
    // mem: "… call n of `l.Unlock()` is synchronized before call m of `l.Lock()` returns."
    edges::acquire_by(cx, g, Key::object(rw));
    // mem: "… the matching call to l.RUnlock is synchronized before the return from call n+1 to
    // l.Lock."
    edges::acquire_by(cx, g, Key::readers(rw));
    detect::acquired(cx, g, rw, false);
}

/// A reader got the lock. mem: "… the nth call to l.Unlock is synchronized before the return from
/// l.RLock …"
fn rlocked(cx: &mut Cx, g: GoroutineId, rw: u64) {
    edges::acquire_by(cx, g, Key::object(rw));
    detect::acquired(cx, g, rw, true);
}

fn lock_any(c: &mut Call<'_>, rw: u64, free: bool) -> Step {
    c.cx.note(rw, |h, rw| {
        h.touch(rw, Part::Order, Mode::Write);
        let k = h.ticket(rw, Part::Order);
        h.touch_nth(rw, Part::Hold, k, Mode::Write);
    });
    if free && semaphore::queue(c.cx, rw).is_empty() {
        set_word(c, rw, 0, HELD);
        c.cx.sched.event(Kind::Lock, rw, 0);
        c.cx.note(rw, |h, rw| {
            h.need(rw, Part::Released, 0);
            h.need(rw, Part::ReadersLeft, 0);
        });
        locked(c.cx, c.cx.cur, rw);
        return Step::Done;
    }
    semaphore::wait(c.cx, rw, false, WRITER);
    Step::Park(WaitReason::RWMutexLock)
}

/// Lets in who comes first in the one queue: a writer, or all readers before the next writer.
fn admit(c: &mut Call<'_>, rw: u64) -> Result<(), Trap> {
    let mut readers = word(c, rw, 1)?;
    loop {
        let head = semaphore::queue(c.cx, rw).head();
        if head == 0 || word(c, rw, 0)? != FREE {
            break;
        }
        let waiter = *c.cx.sync.pool.get(head);
        if waiter.case == WRITER {
            if readers != 0 {
                break;
            }
            set_word(c, rw, 0, HELD);
            locked(c.cx, waiter.g, rw);
        } else {
            readers += 1;
            rlocked(c.cx, waiter.g, rw);
        }
        let g = semaphore::take_entry(c.cx, rw, head);
        sched::ready(c.cx, g);
        let path = c.cx.gs[g.0 as usize].path;
        c.cx.note(rw, |h, rw| {
            h.need_for(path, rw, Part::Released, 0);
            h.need_for(path, rw, Part::ReadersLeft, 0);
        });
    }
    set_word(c, rw, 1, readers);
    Ok(())
}

fn try_lock(c: &mut Call<'_>) -> Result<Step, Trap> {
    let rw = c.recv();
    let free = word(c, rw, 0)? == FREE && word(c, rw, 1)? == 0;
    let got = free && semaphore::queue(c.cx, rw).is_empty();
    c.cx.note(rw, |h, rw| {
        h.touch_try(rw, got);
        h.need(rw, Part::ReadersLeft, 0);
    });
    if got {
        set_word(c, rw, 0, HELD);
        locked(c.cx, c.cx.cur, rw);
    }
    tried(c, rw, Kind::Lock, got);
    Ok(Step::Done)
}

fn unlock(c: &mut Call<'_>) -> Result<Step, Trap> {
    let rw = c.recv();
    c.cx.note(rw, History::touch_unlock);
    if word(c, rw, 0)? != HELD {
        return Err(Trap::Fatal("sync: Unlock of unlocked RWMutex".to_owned()));
    }
    set_word(c, rw, 0, FREE);
    c.cx.sched.event(Kind::Unlock, rw, 0);
    edges::release(c.cx, Key::object(rw));
    detect::released(c.cx, rw);
    if c.cx.sched.discipline == Discipline::Any {
        admit(c, rw)?;
        return Ok(Step::Done);
    }
    let mut readers = word(c, rw, 1)?;
    while let Some(g) = semaphore::take(c.cx, readers_key(rw)) {
        readers += 1;
        rlocked(c.cx, g, rw);
        sched::ready(c.cx, g);
    }
    set_word(c, rw, 1, readers);
    if let Some(g) = semaphore::take(c.cx, writers_key(rw)) {
        let waiting = word(c, rw, 2)?;
        set_word(c, rw, 2, waiting - 1);
        semaphore::retry(c.cx, g);
    }
    Ok(Step::Done)
}

fn rlock(c: &mut Call<'_>) -> Result<Step, Trap> {
    let rw = c.recv();
    let any = c.cx.sched.discipline == Discipline::Any;
    let writer = word(c, rw, 0)?;
    // As in `lock`.
    hooks::atomic(c.cx, rw, 8, true)?;
    c.cx.note(rw, |h, rw| h.touch(rw, Part::Order, Mode::Add));
    if writer != FREE || any && !semaphore::queue(c.cx, rw).is_empty() {
        let key = if any { rw } else { readers_key(rw) };
        semaphore::wait(c.cx, key, false, u32::from(!any));
        return Ok(Step::Park(WaitReason::RWMutexRLock));
    }
    c.cx.note(rw, |h, rw| h.need(rw, Part::Released, 0));
    let readers = word(c, rw, 1)?;
    set_word(c, rw, 1, readers + 1);
    c.cx.sched.event(Kind::RLock, rw, 0);
    rlocked(c.cx, c.cx.cur, rw);
    Ok(Step::Done)
}

fn try_rlock(c: &mut Call<'_>) -> Result<Step, Trap> {
    let rw = c.recv();
    let got = word(c, rw, 0)? == FREE && semaphore::queue(c.cx, rw).is_empty();
    c.cx.note(rw, |h, rw| {
        h.touch(rw, Part::Order, Mode::Write);
        h.touch(rw, Part::Free, Mode::Read);
        h.need(rw, Part::Released, 0);
    });
    if got {
        let readers = word(c, rw, 1)?;
        set_word(c, rw, 1, readers + 1);
        rlocked(c.cx, c.cx.cur, rw);
    }
    tried(c, rw, Kind::RLock, got);
    Ok(Step::Done)
}

fn runlock(c: &mut Call<'_>) -> Result<Step, Trap> {
    let rw = c.recv();
    let (writer, readers) = (word(c, rw, 0)?, word(c, rw, 1)?);
    c.cx.note(rw, |h, rw| {
        h.touch(rw, Part::Free, Mode::Add);
        h.contribute(rw, Part::ReadersLeft);
    });
    let Some(left) = readers.checked_sub(1) else {
        return Err(Trap::Fatal("sync: RUnlock of unlocked RWMutex".to_owned()));
    };
    set_word(c, rw, 1, left);
    c.cx.sched.event(Kind::RUnlock, rw, 0);
    edges::release_more(c.cx, Key::readers(rw));
    detect::released(c.cx, rw);
    if c.cx.sched.discipline == Discipline::Any {
        if left == 0 {
            admit(c, rw)?;
        }
        return Ok(Step::Done);
    }
    if left == 0 && writer == PENDING {
        set_word(c, rw, 0, HELD);
        if let Some(g) = semaphore::take(c.cx, rw) {
            locked(c.cx, g, rw);
            sched::ready(c.cx, g);
        }
    }
    Ok(Step::Done)
}

/// Ends an attempt.
fn tried(c: &mut Call<'_>, rw: u64, kind: Kind, got: bool) {
    if got {
        c.cx.sched.event(kind, rw, 1);
    } else {
        c.cx.sched.event(Kind::TryLockFailed, rw, 0);
        sched::spin(c.cx);
    }
    c.ret_bool(got);
}

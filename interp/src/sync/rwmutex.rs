//! `sync.RWMutex`.
//!
//! As in Go a writer first gets hold of the writers' lock, then waits for the readers to leave;
//! meanwhile new readers wait. Its Unlock lets in the readers that wait, then one more writer may
//! try.
//!
//! # Invariants
//! Word 0 says who has the writers' lock (below), word 1 counts the readers that hold the lock,
//! word 2 the writers that wait for the writers' lock. The pending writer waits at word 0's
//! address, readers at word 1's, the other writers at word 2's.
//!
//! # Happens-before
//! mem: "For any call to l.RLock on a sync.RWMutex variable l, there is an n such that the nth
//! call to l.Unlock is synchronized before the return from l.RLock, and the matching call to
//! l.RUnlock is synchronized before the return from call n+1 to l.Lock."
//! mem: "For any sync.Mutex or sync.RWMutex variable l and n < m, call n of `l.Unlock()` is
//! synchronized before call m of `l.Lock()` returns."
//! Failed attempts (`TryLock`, `TryRLock`) make no edge.

use super::{semaphore, set_word, word};
use crate::goroutine::WaitReason;
use crate::native::{Call, Registry, Step};
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
    r.op("sync.(*RWMutex).Lock", lock);
    r.op("sync.(*RWMutex).TryLock", try_lock);
    r.op("sync.(*RWMutex).Unlock", unlock);
    r.op("sync.(*RWMutex).RLock", rlock);
    r.op("sync.(*RWMutex).TryRLock", try_rlock);
    r.op("sync.(*RWMutex).RUnlock", runlock);
}

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
    let wait = &mut c.cx.gs[c.cx.cur.0 as usize].wait;
    let again = std::mem::take(&mut wait.woken);
    if writer != FREE {
        if wait.sudog == 0 {
            let waiting = word(c, rw, 2)?;
            set_word(c, rw, 2, waiting + 1);
            semaphore::wait(c.cx, writers_key(rw), again, 0);
        }
        return Ok(Step::ParkRetry(WaitReason::RWMutexLock));
    }
    if c.cx.sched.discipline == Discipline::Any {
        if wait.sudog != 0 {
            let waiting = word(c, rw, 2)?;
            set_word(c, rw, 2, waiting - 1);
        }
        semaphore::settle(c.cx, writers_key(rw), WaitReason::RWMutexLock);
    }
    if readers == 0 {
        set_word(c, rw, 0, HELD);
        c.cx.sched.event(Kind::Lock, rw, 0);
        return Ok(Step::Done);
    }
    set_word(c, rw, 0, PENDING);
    semaphore::wait(c.cx, rw, false, 0);
    Ok(Step::Park(WaitReason::RWMutexLock))
}

fn try_lock(c: &mut Call<'_>) -> Result<Step, Trap> {
    let rw = c.recv();
    let got = word(c, rw, 0)? == FREE && word(c, rw, 1)? == 0;
    if got {
        set_word(c, rw, 0, HELD);
        if c.cx.sched.discipline == Discipline::Any {
            semaphore::settle(c.cx, writers_key(rw), WaitReason::RWMutexLock);
        }
    }
    tried(c, rw, Kind::Lock, got);
    Ok(Step::Done)
}

fn unlock(c: &mut Call<'_>) -> Result<Step, Trap> {
    let rw = c.recv();
    if word(c, rw, 0)? != HELD {
        return Err(Trap::Fatal("sync: Unlock of unlocked RWMutex".to_owned()));
    }
    set_word(c, rw, 0, FREE);
    c.cx.sched.event(Kind::Unlock, rw, 0);
    let mut readers = word(c, rw, 1)?;
    while let Some(g) = semaphore::take(c.cx, readers_key(rw)) {
        readers += 1;
        sched::ready(c.cx, g);
    }
    set_word(c, rw, 1, readers);
    if c.cx.sched.discipline == Discipline::Any {
        semaphore::wake_all(c.cx, writers_key(rw));
    } else if let Some(g) = semaphore::take(c.cx, writers_key(rw)) {
        let waiting = word(c, rw, 2)?;
        set_word(c, rw, 2, waiting - 1);
        semaphore::retry(c.cx, g);
    }
    Ok(Step::Done)
}

fn rlock(c: &mut Call<'_>) -> Result<Step, Trap> {
    let rw = c.recv();
    if word(c, rw, 0)? != FREE {
        semaphore::wait(c.cx, readers_key(rw), false, 0);
        return Ok(Step::Park(WaitReason::RWMutexRLock));
    }
    let readers = word(c, rw, 1)?;
    set_word(c, rw, 1, readers + 1);
    c.cx.sched.event(Kind::RLock, rw, 0);
    Ok(Step::Done)
}

fn try_rlock(c: &mut Call<'_>) -> Result<Step, Trap> {
    let rw = c.recv();
    let got = word(c, rw, 0)? == FREE;
    if got {
        let readers = word(c, rw, 1)?;
        set_word(c, rw, 1, readers + 1);
    }
    tried(c, rw, Kind::RLock, got);
    Ok(Step::Done)
}

fn runlock(c: &mut Call<'_>) -> Result<Step, Trap> {
    let rw = c.recv();
    let (writer, readers) = (word(c, rw, 0)?, word(c, rw, 1)?);
    let Some(left) = readers.checked_sub(1) else {
        return Err(Trap::Fatal("sync: RUnlock of unlocked RWMutex".to_owned()));
    };
    set_word(c, rw, 1, left);
    c.cx.sched.event(Kind::RUnlock, rw, 0);
    if left == 0 && writer == PENDING {
        set_word(c, rw, 0, HELD);
        if let Some(g) = semaphore::take(c.cx, rw) {
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

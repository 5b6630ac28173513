//! Events: what an execution did.
//!
//! Every event goes into a running 64-bit hash, one multiplication each; two executions with
//! equal hashes did the same in the same order. Addresses are part of it: they are a function of
//! the program and its decisions. Behind a switch the events are kept as well.

/// What happened.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
#[expect(missing_docs, reason = "named as what happens")]
pub enum Kind {
    /// Goroutine `a` (its number) runs.
    Run = 1,
    /// Goroutine `a` was made, in slot `b`.
    Spawn,
    /// The running goroutine ended.
    End,
    /// The running goroutine waits; `a` is the reason.
    Park,
    /// Goroutine `a` may run again.
    Ready,
    /// `a` is a channel in the next four.
    MakeChan,
    Send,
    Recv,
    CloseChan,
    /// Case `a` of a select was taken (-1: default).
    Select,
    /// `a` is the lock's address in the next eight.
    Lock,
    Unlock,
    TryLockFailed,
    RLock,
    RUnlock,
    WaitGroupAdd,
    WaitGroupDone,
    CondWait,
    CondSignal,
    /// `a` is the variable's address, `b` its new value.
    AtomicLoad,
    AtomicWrite,
    /// Timer `a` fired at `b`.
    Fire,
    /// The clock was read, or moved to `a`.
    Time,
    /// Decision of kind `a`, answer `b`.
    Decide,
    /// Output to `a`, hash of the bytes `b`.
    Output,
    /// A mark of package runtime/trace: its kind `a` and task `b`.
    Mark,
}

/// An event that was kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Event {
    /// Number of the goroutine that ran.
    pub goroutine: u64,
    /// What happened.
    pub kind: Kind,
    /// The object.
    pub a: u64,
    /// More about it.
    pub b: u64,
}

/// The events of one execution.
#[derive(Debug, Default)]
pub struct Events {
    hash: u64,
    /// Number of the running goroutine.
    goroutine: u64,
    /// Everything, if asked for.
    log: Option<Vec<Event>>,
}

const K: u64 = 0x9e37_79b9_7f4a_7c15;

impl Events {
    /// The hash over all events so far.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// Keeps events from now on.
    pub fn keep(&mut self) {
        self.log.get_or_insert_default();
    }

    /// Takes what was kept.
    pub fn take_log(&mut self) -> Vec<Event> {
        self.log.take().unwrap_or_default()
    }

    /// Something happened.
    #[inline]
    pub fn add(&mut self, kind: Kind, a: u64, b: u64) {
        let word = a.rotate_left(8) ^ b.rotate_left(40) ^ kind as u64;
        self.hash = (self.hash.rotate_left(23) ^ word).wrapping_mul(K);
        if kind == Kind::Run {
            self.goroutine = a;
        }
        if let Some(log) = &mut self.log {
            log.push(Event { goroutine: self.goroutine, kind, a, b });
        }
    }

    /// Bytes were written to a file descriptor.
    pub fn output(&mut self, fd: u64, bytes: &[u8]) {
        let mut h = bytes.len() as u64;
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            h = (h.rotate_left(23) ^ u64::from_le_bytes(word)).wrapping_mul(K);
        }
        self.add(Kind::Output, fd, h);
    }
}

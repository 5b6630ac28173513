//! Goroutines are data: a stack of activations in one slot array.

pub mod dump;

use crate::code::{Func, FuncRef};
use crate::history::Path;
use crate::sync::WaitState;
use crate::tree::At;
use frontend::span::Pos;
use std::sync::LazyLock;

/// Slot of a goroutine in [`Cx::gs`](crate::cx::Cx::gs). Slots of ended goroutines are used again;
/// the number Go prints is [`Goroutine::number`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GoroutineId(pub u32);

/// What a goroutine waits for, with the runtime's words.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[expect(missing_docs, reason = "see `WaitReason::text`")]
pub enum WaitReason {
    ChanReceive,
    ChanSend,
    ChanReceiveNil,
    ChanSendNil,
    Select,
    SelectNoCases,
    Sleep,
    MutexLock,
    RWMutexLock,
    RWMutexRLock,
    WaitGroupWait,
    CondWait,
    IoWait,
    Coroutine,
    SynctestRun,
    SynctestWait,
}

impl WaitReason {
    /// The words between brackets in a stack dump (runtime2.go's waitReason strings).
    pub fn text(self) -> &'static str {
        match self {
            Self::ChanReceive => "chan receive",
            Self::ChanSend => "chan send",
            Self::ChanReceiveNil => "chan receive (nil chan)",
            Self::ChanSendNil => "chan send (nil chan)",
            Self::Select => "select",
            Self::SelectNoCases => "select (no cases)",
            Self::Sleep => "sleep",
            Self::MutexLock => "sync.Mutex.Lock",
            Self::RWMutexLock => "sync.RWMutex.Lock",
            Self::RWMutexRLock => "sync.RWMutex.RLock",
            Self::WaitGroupWait => "sync.WaitGroup.Wait",
            Self::CondWait => "sync.Cond.Wait",
            Self::IoWait => "IO wait",
            Self::Coroutine => "coroutine",
            Self::SynctestRun => "synctest.Run",
            Self::SynctestWait => "synctest.Wait",
        }
    }

    /// Whether it waits for a lock.
    pub fn is_lock(self) -> bool {
        matches!(self, Self::MutexLock | Self::RWMutexLock | Self::RWMutexRLock)
    }
}

/// What a goroutine is doing.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Status {
    /// In the run queue.
    Runnable,
    /// The current one.
    Running,
    /// Parked.
    Waiting(WaitReason),
    /// Ended; the slot is free.
    #[default]
    Dead,
}

/// One call in progress.
#[derive(Clone, Copy, Debug)]
pub struct Activation {
    /// The function.
    pub func: FuncRef,
    /// Where to resume.
    pub at: At,
    /// First slot of its frame.
    pub base: u32,
}

/// Who made a goroutine: the function and position of the `go` statement, and the number of the
/// goroutine that ran it.
pub type Created = (FuncRef, Pos, u64);

/// One goroutine.
#[derive(Default, Debug)]
pub struct Goroutine {
    /// Its number as Go prints it: main is 1; never used twice.
    pub number: u64,
    /// The way it was made: the same in all executions that make it.
    pub path: Path,
    /// Goroutines it made.
    pub children: u64,
    /// What it is doing.
    pub status: Status,
    /// Its slots. While it runs, the run loop holds them.
    pub stack: Vec<u64>,
    /// Its calls, outermost first. While it runs, the host stack holds some of them.
    pub acts: Vec<Activation>,
    /// The address of its profiler labels, which the goroutines it makes inherit.
    pub(crate) labels: u64,
    /// The runtime made it for itself: it calls finalizers or cleanups.
    pub(crate) system: bool,
    /// Deferred calls, oldest first.
    pub defers: Vec<Defer>,
    /// Panics in progress, oldest first.
    pub panics: Vec<Panic>,
    /// Who made it.
    pub created: Option<Created>,
    /// The bubble of testing/synctest it belongs to; 0 if it is in none.
    pub(crate) bubble: u32,
    /// What the wait queues know about it; owned by `sync`.
    pub wait: WaitState,
}

impl Goroutine {
    /// Makes it a new goroutine, which uses the buffers of the one it was.
    pub(crate) fn renew(&mut self, number: u64, path: Path, created: Option<Created>) {
        (self.number, self.path, self.created) = (number, path, created);
        self.children = 0;
        self.system = false;
        self.labels = 0;
        self.status = Status::Runnable;
        self.stack.clear();
        self.acts.clear();
        self.defers.clear();
        self.panics.clear();
        self.wait = WaitState::default();
    }

    /// Its calls while it does not run, innermost first. Below a deferred call that a panic runs
    /// lie the calls the panic came through.
    pub fn calls(&self) -> Vec<(FuncRef, At)> {
        let mut calls = Vec::new();
        let mut panicked = false;
        for act in self.acts.iter().rev() {
            let mut at = act.at;
            if std::mem::take(&mut panicked) {
                // Where it panicked is in its last slot: see `tree::defer`.
                let end = act.base as usize + act.func.info().size as usize;
                let slot = self.stack.get(end.saturating_sub(1)).copied();
                at = slot.and_then(|slot| At::try_from(slot).ok()).unwrap_or(at);
            }
            calls.push((act.func, at));
            let runs = |p: &&Panic| p.deferred == Some(act.base) && !p.goexit;
            if let Some(p) = self.panics.iter().rev().find(runs) {
                calls.push((gopanic(), 0));
                calls.extend_from_slice(&p.trace);
                panicked = true;
            }
        }
        calls.retain(|(func, _)| func.name == "runtime.main" || !dump::is_wrapper(func));
        calls
    }
}

/// Stands in stacks for the call of `panic`.
pub fn gopanic() -> FuncRef {
    static GOPANIC: LazyLock<Func> = LazyLock::new(|| Func::runtime("runtime.gopanic"));
    &GOPANIC
}

/// Stands in stacks for a Goexit that runs deferred calls.
pub(crate) fn goexit() -> FuncRef {
    static GOEXIT: LazyLock<Func> = LazyLock::new(|| Func::runtime("runtime.Goexit"));
    &GOEXIT
}

/// A deferred call.
#[derive(Debug)]
pub struct Defer {
    /// First slot of the frame that deferred it.
    pub frame: u32,
    /// The function.
    pub func: FuncRef,
    /// Its frame's first slots: results (zero), parameters, receiver or closure pointer.
    pub slots: Box<[u64]>,
}

/// A panic in progress, or a Goexit.
#[derive(Debug)]
pub struct Panic {
    /// Type word and data word of the value.
    pub value: (u64, u64),
    /// Whether it is a Goexit: runs deferred calls, cannot be recovered.
    pub goexit: bool,
    /// Whether a deferred call recovered it.
    pub recovered: bool,
    /// First slot of the frame of the deferred call running because of it; `recover` works only
    /// there.
    pub deferred: Option<u32>,
    /// The calls it passed so far, innermost first: function and position.
    pub trace: Vec<(FuncRef, At)>,
}

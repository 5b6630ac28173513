//! Visible operations: what goroutines do that others can notice.
//!
//! An [`Op`] names an operation in front of which a goroutine stands (then the strategy sees it,
//! see [`ChoicePoint::Goroutine`](crate::sched::decision::ChoicePoint)), or one that was done
//! (then it is in the log of the execution).

/// Kinds of operations.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
#[repr(u8)]
#[expect(missing_docs, reason = "the names say it")]
pub enum OpKind {
    /// Not known, or none: the goroutine was just started, or woken after its operation.
    #[default]
    None,
    Lock,
    TryLock,
    Unlock,
    RLock,
    TryRLock,
    RUnlock,
    WaitGroupAdd,
    WaitGroupWait,
    /// A goroutine joins those that wait for a condition (it unlocks next).
    CondAdd,
    CondWait,
    CondSignal,
    CondBroadcast,
    Send,
    Recv,
    Close,
    Select,
    AtomicLoad,
    AtomicStore,
    /// Reads and writes: add, swap, compare-and-swap.
    AtomicUpdate,
    /// Load of an ordinary variable, where that is a scheduling point.
    Read,
    /// Store to one.
    Write,
    /// Bytes for standard output or error.
    Output,
    /// The end of the program: main returns, os.Exit, an uncaught panic.
    Exit,
    /// Gosched.
    Yield,
    /// Anything about a timer or the clock.
    Time,
    /// Other operations of the runtime.
    Other,
    /// A mark of package runtime/trace, which nobody else notices.
    Mark,
}

/// An operation and the object it is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Op {
    /// What.
    pub kind: OpKind,
    /// The address of the lock, channel, variable…; 0 if there is none or there are several.
    pub object: u64,
}

impl Op {
    /// An operation on an object.
    pub fn new(kind: OpKind, object: u64) -> Self {
        Self { kind, object }
    }
}

impl OpKind {
    /// Whether it takes a lock, or tries to.
    pub fn locks(self) -> bool {
        matches!(self, Self::Lock | Self::RLock | Self::TryLock | Self::TryRLock)
    }

    /// Whether two operations of these kinds on one object may be done in either order with the
    /// same result. For strategies; the search by partial orders looks closer.
    pub fn commutes(self, other: Self) -> bool {
        use OpKind::{AtomicLoad, None, RLock, Read, Recv, Send};
        matches!(
            (self, other),
            (None, _)
                | (_, None)
                | (AtomicLoad, AtomicLoad)
                | (RLock, RLock)
                | (Read, Read)
                | (Send, Recv)
                | (Recv, Send)
        )
    }
}

//! The closed list of what can be chosen.

use crate::goroutine::GoroutineId;

/// What is being chosen, with its options. Asked only when there is more than one option.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChoicePoint<'a> {
    /// Which goroutine runs next; the options in run-queue order. Answer: index.
    Goroutine {
        /// The enabled goroutines.
        enabled: &'a [GoroutineId],
        /// The one that ran last, if it is still enabled.
        current: Option<GoroutineId>,
    },
    /// Which ready case of a select; `ready` in source order. Answer: index into `ready`.
    Select {
        /// Case numbers.
        ready: &'a [u32],
    },
    /// Where an iteration over a map of this many entries starts.
    MapStart(u64),
    /// A random 64-bit number (math/rand without a seed, maphash…).
    Random,
    /// Which of several timers due at the same instant fires first.
    Timer(u32),
    /// Which waiter of a mutex, condition… gets it, where the strategy may choose.
    Waiter(u32),
}

/// A choice made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Decision {
    /// What was chosen, as a small number for the codec (the order of [`ChoicePoint`]).
    pub kind: u8,
    /// The answer.
    pub answer: u64,
}

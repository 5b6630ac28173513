//! Who holds which lock, and in which order locks are taken.
//!
//! A lock belongs to the goroutine that locked it until somebody unlocks it: Go lets any goroutine
//! unlock a mutex, so a holder is only the one *expected* to do so.

use crate::history::Path;
use frontend::span::Pos;
use rustc_hash::FxHashMap;

/// Most pairs of locks that are kept for [`super::order`].
const MOST_PAIRS: usize = 1 << 12;

/// A lock that is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hold {
    /// Number of the goroutine that locked it.
    pub goroutine: u64,
    /// Where, in the program's own packages; unknown under schedules without points.
    pub pos: Pos,
    /// Whether for reading.
    pub shared: bool,
}

/// When a goroutine took a lock, told alike in all executions in which it does the same.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Turn {
    /// The goroutine's path.
    pub path: Path,
    /// How many locks it had taken before.
    pub locks: u32,
}

/// A goroutine took a lock while it held another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair {
    /// Who did it, when first.
    pub turn: Turn,
    /// How many locks it had taken before the one it held.
    pub before: u32,
    /// The lock it held, and where it had taken it.
    pub held: (u64, Pos),
    /// The lock it took, and where.
    pub taken: (u64, Pos),
    /// All locks it held, and whether for reading.
    pub gates: Vec<(u64, bool)>,
}

impl Pair {
    /// Whether the same goroutine does the same here.
    fn is_like(&self, other: &Self) -> bool {
        self.turn.path == other.turn.path
            && (self.held, self.taken) == (other.held, other.taken)
            && self.gates == other.gates
    }
}

/// A lock as the goroutine knows it that holds it.
#[derive(Clone, Copy, Debug)]
struct Own {
    lock: u64,
    pos: Pos,
    shared: bool,
    /// How many locks the goroutine had taken before.
    locks: u32,
}

/// The locks of an execution that are held.
#[derive(Debug, Default)]
pub(crate) struct Held {
    by_lock: FxHashMap<u64, Vec<Hold>>,
    /// By goroutine: locks in the order taken.
    by_goroutine: FxHashMap<u64, Vec<Own>>,
    pub(super) pairs: Vec<Pair>,
}

impl Held {
    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.by_lock.clear();
        self.by_goroutine.clear();
        self.pairs.clear();
    }

    /// Who holds a lock.
    pub(super) fn holders(&self, lock: u64) -> &[Hold] {
        self.by_lock.get(&lock).map_or(&[], Vec::as_slice)
    }

    /// A goroutine took a lock.
    pub(super) fn take(&mut self, lock: u64, hold: Hold, turn: Turn) {
        let holds = self.by_lock.entry(lock).or_default();
        // What lay there before may have been dropped while it was locked.
        holds.retain(|old| hold.shared && old.shared);
        holds.push(hold);
        let own = self.by_goroutine.entry(hold.goroutine).or_default();
        for held in own.iter().filter(|held| held.lock != lock) {
            let pair = Pair {
                turn,
                before: held.locks,
                held: (held.lock, held.pos),
                taken: (lock, hold.pos),
                gates: own.iter().map(|gate| (gate.lock, gate.shared)).collect(),
            };
            if self.pairs.len() < MOST_PAIRS && !self.pairs.iter().any(|old| old.is_like(&pair)) {
                self.pairs.push(pair);
            }
        }
        own.push(Own { lock, pos: hold.pos, shared: hold.shared, locks: turn.locks });
    }

    /// The running goroutine unlocked: its own hold, or whose it may be.
    pub(super) fn release(&mut self, lock: u64, by: u64) {
        let Some(holds) = self.by_lock.get_mut(&lock) else { return };
        let own = holds.iter().rposition(|hold| hold.goroutine == by);
        let Some(i) = own.or(holds.len().checked_sub(1)) else { return };
        let hold = holds.remove(i);
        if holds.is_empty() {
            self.by_lock.remove(&lock);
        }
        if let Some(own) = self.by_goroutine.get_mut(&hold.goroutine) {
            if let Some(i) = own.iter().rposition(|held| held.lock == lock) {
                own.remove(i);
            }
            if own.is_empty() {
                self.by_goroutine.remove(&hold.goroutine);
            }
        }
    }
}

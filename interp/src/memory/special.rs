//! What happens when an object is found unreachable: finalizers, cleanups, weak pointers; and
//! pools, which every collection empties.
//!
//! # Rules (package runtime)
//! What an object with a finalizer leads to is reachable, so finalizers run in the order of
//! dependencies and those in circles do not run. A finalizer that is due makes its object
//! reachable once more; weak pointers to it are nil from then on. Cleanups are due when the
//! object is really freed.
//!
//! # Order
//! As the runtime's for objects that were allocated one after the other: finalizers from the
//! newest to the oldest, cleanups from the oldest object to the newest, those of one object from
//! the newest to the oldest.

use super::collect::Marker;
use super::heap::{Heap, index};
use crate::code::RTypeId;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, VecDeque};

/// Words of each of the two generations of a pool.
const POOLED: usize = 5;

/// A call of a finalizer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Finalizer {
    /// Type of the pointer.
    pub(crate) ty: RTypeId,
    /// The pointer.
    pub(crate) object: u64,
    /// The function value.
    pub(crate) func: u64,
    /// Type of its parameter.
    pub(crate) param: RTypeId,
}

/// A cleanup: a `func()` to call when an object is gone.
#[derive(Clone, Copy, Debug)]
struct Cleanup {
    object: u64,
    call: u64,
}

/// Everything that waits for the end of an object, by the number it was made with.
#[derive(Default, Debug)]
pub(crate) struct Specials {
    last: u64,
    finalizers: BTreeMap<u64, Finalizer>,
    /// Numbers of the finalizers, by object.
    finalized: FxHashMap<u64, u64>,
    cleanups: BTreeMap<u64, Cleanup>,
    /// The object that stands for each address in weak pointers: it holds the address, or 0.
    handles: BTreeMap<u64, u64>,
    /// Handles of what the last collection found unreachable.
    dead_handles: Vec<u64>,
    /// Addresses of the contents of pools that are not empty.
    pools: Vec<u64>,
    /// Finalizers to call, the last one first.
    due: Vec<Finalizer>,
    /// Some are due since this was last cleared.
    fresh: bool,
    /// Cleanups to call.
    due_cleanups: VecDeque<u64>,
}

impl Specials {
    /// Sets a finalizer; false if the object has one.
    pub(crate) fn set_finalizer(&mut self, finalizer: Finalizer) -> bool {
        self.last += 1;
        if self.finalized.contains_key(&finalizer.object) {
            return false;
        }
        self.finalized.insert(finalizer.object, self.last);
        self.finalizers.insert(self.last, finalizer);
        true
    }

    /// Takes an object's finalizer away.
    pub(crate) fn remove_finalizer(&mut self, object: u64) {
        if let Some(number) = self.finalized.remove(&object) {
            self.finalizers.remove(&number);
        }
    }

    /// Adds a cleanup; answers its number.
    pub(crate) fn add_cleanup(&mut self, object: u64, call: u64) -> u64 {
        self.last += 1;
        self.cleanups.insert(self.last, Cleanup { object, call });
        self.last
    }

    /// Takes a cleanup away, if it is not due yet.
    pub(crate) fn stop_cleanup(&mut self, number: u64) {
        self.cleanups.remove(&number);
    }

    /// The handle of weak pointers to an address, if there is one.
    pub(crate) fn handle(&self, addr: u64) -> Option<u64> {
        self.handles.get(&addr).copied()
    }

    /// From now on `handle` stands for `addr`.
    pub(crate) fn add_handle(&mut self, addr: u64, handle: u64) {
        self.handles.insert(addr, handle);
    }

    /// A pool has something in it: collections empty it.
    pub(crate) fn list_pool(&mut self, contents: u64) {
        self.pools.push(contents);
    }

    /// The finalizer to call next.
    pub(crate) fn next_finalizer(&mut self) -> Option<Finalizer> {
        self.due.pop()
    }

    /// Whether finalizers have become due since it was asked last.
    pub(crate) fn take_fresh(&mut self) -> bool {
        std::mem::take(&mut self.fresh)
    }

    /// The cleanup to call next.
    pub(crate) fn next_cleanup(&mut self) -> Option<u64> {
        self.due_cleanups.pop_front()
    }

    /// Whether finalizers and whether cleanups are due.
    pub(crate) fn due(&self) -> [bool; 2] {
        [!self.due.is_empty(), !self.due_cleanups.is_empty()]
    }

    /// A collection begins: the older contents of pools are dropped, and the others grow older.
    pub(super) fn age_pools(&mut self, heap: &mut Heap) {
        self.pools.retain(|&contents| {
            let from = index(contents);
            let Some(words) = heap.mem.get_mut(from..=from + 2 * POOLED) else { return false };
            let empty = words[..2 * POOLED].iter().all(|&word| word == 0);
            words.copy_within(..POOLED, POOLED);
            words[..POOLED].fill(0);
            words[2 * POOLED] = u64::from(!empty);
            !empty
        });
    }

    /// Marks what must stay for the sake of calls to come.
    pub(crate) fn roots(&self, m: &mut Marker<'_>) {
        for finalizer in self.finalizers.values() {
            m.mark(finalizer.func);
            m.mark_contents(finalizer.object);
        }
        for cleanup in self.cleanups.values() {
            m.mark(cleanup.call);
        }
        for finalizer in &self.due {
            m.mark(finalizer.func);
            m.mark(finalizer.object);
        }
        self.due_cleanups.iter().for_each(|&call| m.mark(call));
    }

    /// Everything reachable is marked: what is not, is due.
    pub(super) fn settle(&mut self, m: &mut Marker<'_>) {
        let dead_handles = &mut self.dead_handles;
        self.handles.retain(|&addr, handle| {
            let lives = m.is_marked(addr);
            if !lives {
                dead_handles.push(*handle);
            }
            lives
        });
        let due = self.finalizers.extract_if(.., |_, f| !m.is_marked(f.object));
        let first = self.due.len();
        self.due.extend(due.map(|(_, finalizer)| finalizer));
        self.fresh |= self.due.len() > first;
        for finalizer in &self.due[first..] {
            self.finalized.remove(&finalizer.object);
            m.mark(finalizer.object);
        }
        m.drain();
        let gone = self.cleanups.extract_if(.., |_, cleanup| !m.is_marked(cleanup.object));
        let gone: Vec<_> = gone.collect();
        let mut firsts = FxHashMap::default();
        for (number, cleanup) in &gone {
            firsts.entry(cleanup.object).or_insert(*number);
        }
        let mut gone: Vec<_> =
            gone.into_iter().map(|(n, c)| (firsts[&c.object], Reverse(n), c.call)).collect();
        gone.sort_unstable();
        self.due_cleanups.extend(gone.into_iter().map(|(_, _, call)| call));
        // Nobody has a weak pointer to compare new ones with.
        self.handles.retain(|_, handle| m.is_marked(*handle));
        self.dead_handles.retain(|&handle| m.is_marked(handle));
        self.pools.retain(|&contents| m.is_marked(contents));
    }

    /// Clears weak pointers to what was unreachable.
    pub(super) fn clear_weak(&mut self, heap: &mut Heap) {
        for handle in self.dead_handles.drain(..) {
            let _ = heap.st(handle, 0);
        }
    }
}

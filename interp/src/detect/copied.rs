//! Locks and wait groups that were copied while they were in use.
//!
//! A copy of a locked mutex is born locked, and nobody will ever unlock it: who waits for a lock
//! that nobody has taken waits for such a copy. A copy of a wait group has a counter to which
//! nobody has added.
//!
//! # Not covered
//! A copy of something that was not in use is as good as new, whatever is done with the original
//! (`goweave vet` tells it from the source). The copy of a condition panics when it is used, as in
//! Go.

use crate::goroutine::Status;
use crate::outcome::Leak;
use rustc_hash::FxHashMap;

/// What is known of the copies of an execution.
#[derive(Debug, Default)]
pub(super) struct Copies {
    /// The counters of the wait groups that were used.
    counters: FxHashMap<u64, i32>,
    /// Number of the first goroutine that used a copy of a wait group.
    user: Option<u64>,
}

impl Copies {
    /// A goroutine changes the counter of a wait group.
    pub(super) fn count(&mut self, goroutine: u64, wg: u64, before: i32, after: i32) {
        let known = self.counters.insert(wg, after);
        if before != 0 && known != Some(before) {
            self.user.get_or_insert(goroutine);
        }
    }

    /// Says of those who are stuck what copies have to do with it.
    pub(super) fn mark(&self, leak: &mut Leak) {
        for wait in &mut leak.waits {
            let stuck = leak.goroutines.iter().find(|g| g.number == wait.goroutine);
            let Some(Status::Waiting(reason)) = stuck.map(|g| g.status) else { continue };
            wait.copy = reason.is_lock() && wait.object != 0 && wait.holders.is_empty();
            wait.copy_user = self.user.filter(|_| wait.counter > 0);
        }
    }
}

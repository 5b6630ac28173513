//! Names of objects that are the same in all equivalent executions.
//!
//! An address depends on who allocated what before. A name depends only on the goroutine that
//! made the object and on how many it had made before: so a search can tell that an operation of
//! one execution and one of another are about the same object.

use super::heap::{Heap, index};
use crate::history::{Path, mix};
use rustc_hash::FxHashMap;

/// The names of an execution's objects.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// By first word.
    of: FxHashMap<usize, u64>,
    /// Objects made, by goroutine.
    made: FxHashMap<Path, u64>,
    /// Who allocates.
    owner: Path,
}

impl Names {
    /// Names a new object.
    pub(super) fn add(&mut self, start: usize) {
        let made = self.made.entry(self.owner).or_default();
        *made += 1;
        self.of.insert(start, mix(self.owner, *made));
    }
}

impl Heap {
    /// Names objects from now on; right after [`Heap::reset`].
    pub(crate) fn keep_names(&mut self) {
        self.names = Some(Box::default());
    }

    /// Who allocates from now on.
    #[inline]
    pub(crate) fn owned_by(&mut self, owner: Path) {
        if let Some(names) = &mut self.names {
            names.owner = owner;
        }
    }

    /// The name of what lies at an address.
    pub(crate) fn name(&self, addr: u64) -> u64 {
        let Some(start) = self.object_start(addr) else { return addr };
        let name = self.names.as_ref().and_then(|names| names.of.get(&start));
        name.map_or(addr, |&name| mix(name, (index(addr) - start) as u64 * 8 + addr % 8))
    }
}

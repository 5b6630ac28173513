//! How much memory is in use, and how much was: what limits and `runtime.MemStats` look at.

use super::heap::Heap;

impl Heap {
    /// Whether more is in use than the limit allows, goroutine stacks included.
    pub fn over_limit(&self) -> bool {
        self.live + self.taken + self.external > self.limit
    }

    /// Bytes in use, stacks included: live at the last collection and allocated since.
    pub fn used(&self) -> u64 {
        (self.live + self.taken + self.external - self.unused()) * 8
    }

    /// Most bytes in use so far.
    pub fn peak(&self) -> u64 {
        self.peak * 8
    }

    /// Bytes allocated so far.
    pub fn total(&self) -> u64 {
        (self.total + self.taken - self.unused()) * 8
    }

    /// Objects allocated and freed so far.
    pub fn objects(&self) -> (u64, u64) {
        (self.objects - self.unused_objects(), self.freed)
    }

    /// Objects of runs nobody has asked for yet.
    pub(super) fn unused_objects(&self) -> u64 {
        let left = |&c: &u32| self.free_words(c) / self.runs[c as usize].size;
        self.dirty.iter().map(left).sum::<usize>() as u64
    }

    /// Collections so far.
    pub fn collections(&self) -> u64 {
        self.collections
    }

    /// Words of runs nobody has asked for yet.
    pub(super) fn unused(&self) -> u64 {
        self.dirty.iter().map(|&c| self.free_words(c) as u64).sum()
    }

    /// Words of a class that are counted and not used yet.
    fn free_words(&self, class: u32) -> usize {
        self.classes[class as usize].counted.saturating_sub(self.runs[class as usize].next)
    }
}

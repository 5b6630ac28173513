//! Reachability without collecting: what some roots lead to.

use super::collect::Marker;
use super::heap::Heap;

impl Heap {
    /// A marker with marks of its own. It tells of the marked objects whose first words have a
    /// bit in `watched`.
    pub(crate) fn marker<'a>(&'a self, marks: &'a mut Vec<u64>, watched: &'a [u64]) -> Marker<'a> {
        marks.clear();
        marks.resize(self.marks.len(), 0);
        Marker {
            mem: &self.mem,
            pages: &self.pages,
            classes: &self.classes,
            traced: &self.traced,
            marks,
            work: Vec::new(),
            watched,
            seen: Vec::new(),
        }
    }

    /// Words of a set of marks.
    pub(crate) fn mark_words(&self) -> usize {
        self.marks.len()
    }
}

//! Tables that lowering fills and executions may add to.
//!
//! What lowering puts in is an ordinary vector. What is added later, through a shared reference
//! and by several threads, lies in chunks that never move, each twice as long as the one before.

use std::ops::{Index, IndexMut};
use std::sync::OnceLock;

/// Length of the first chunk of what is added.
const FIRST: usize = 64;
/// Chunks there may be.
const CHUNKS: usize = 20;

/// Entries by number.
#[derive(Debug)]
pub struct Table<T> {
    fixed: Vec<T>,
    added: [OnceLock<Box<[OnceLock<T>]>>; CHUNKS],
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { fixed: Vec::new(), added: [const { OnceLock::new() }; CHUNKS] }
    }
}

/// The chunk of the `n`-th added entry, and its place there.
fn place(n: usize) -> (usize, usize) {
    let chunk = ((n + FIRST) / FIRST).ilog2() as usize;
    (chunk, n + FIRST - (FIRST << chunk))
}

impl<T> Table<T> {
    /// Appends while the table is not shared yet.
    pub fn push(&mut self, entry: T) {
        self.fixed.push(entry);
    }

    /// Entries that lowering made.
    pub fn fixed(&self) -> &[T] {
        &self.fixed
    }

    /// Makes an added entry. Each number is set once; `None` if the table is full.
    pub(crate) fn set(&self, i: usize, entry: T) -> Option<()> {
        let (chunk, at) = place(i.checked_sub(self.fixed.len())?);
        let chunk = self
            .added
            .get(chunk)?
            .get_or_init(|| (0..FIRST << chunk).map(|_| OnceLock::new()).collect());
        chunk.get(at)?.set(entry).ok()
    }

    /// An entry.
    #[inline]
    pub fn get(&self, i: usize) -> Option<&T> {
        match self.fixed.get(i) {
            Some(entry) => Some(entry),
            None => self.later(i),
        }
    }

    #[cold]
    fn later(&self, i: usize) -> Option<&T> {
        let (chunk, at) = place(i.checked_sub(self.fixed.len())?);
        self.added.get(chunk)?.get()?.get(at)?.get()
    }
}

impl<T> Index<usize> for Table<T> {
    type Output = T;

    #[inline]
    fn index(&self, i: usize) -> &T {
        self.get(i).expect("invariant: numbers of entries come from the table")
    }
}

impl<T> IndexMut<usize> for Table<T> {
    fn index_mut(&mut self, i: usize) -> &mut T {
        &mut self.fixed[i]
    }
}

impl<T> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        Self { fixed: iter.into_iter().collect(), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_while_shared() {
        let table: Table<usize> = (0..3).collect();
        for i in 3..1000 {
            assert_eq!(table.get(i), None);
            assert_eq!(table.set(i, i), Some(()));
        }
        assert!((0..1000).all(|i| table[i] == i));
        assert_eq!(table.fixed().len(), 3);
        assert_eq!(table.set(5, 0), None);
    }
}

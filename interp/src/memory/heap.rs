//! Allocation and garbage collection.

use super::BIAS;
use super::layout::Layout;
use crate::code::{Code, RTypeId};

/// An execution's memory is full: what was asked for does not fit under the limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfMemory;

/// Linear memory with its allocator.
#[derive(Debug, Default)]
pub struct Heap {
    /// The words. Only this module changes its length.
    pub mem: Vec<u64>,
}

/// Word index of an address: `mem.get(index(a))` fails for nil and small offsets from it.
#[inline(always)]
pub fn index(addr: u64) -> usize {
    ((addr >> 3).wrapping_sub(BIAS)) as usize
}

impl Heap {
    /// Starts over with a program's image; keeps the allocation for the next execution.
    pub fn reset(&mut self, code: &Code, limit: u64) {
        let _ = (code, limit);
        todo!()
    }

    /// Allocates one zeroed object whose words are described by `layout`, and returns its address.
    /// Objects of 0 words all have one address. Never collects: asks for a collection through
    /// [`Heap::wants_gc`].
    pub fn alloc(&mut self, layout: &'static Layout) -> Result<u64, OutOfMemory> {
        let _ = layout;
        todo!()
    }

    /// Allocates `n` elements of type `elem` next to each other (packed for small kinds).
    pub fn alloc_array(&mut self, code: &Code, elem: RTypeId, n: u64) -> Result<u64, OutOfMemory> {
        let _ = (code, elem, n);
        todo!()
    }

    /// Allocates bytes for a string.
    pub fn alloc_bytes(&mut self, bytes: &[u8]) -> Result<u64, OutOfMemory> {
        let _ = bytes;
        todo!()
    }

    /// `len` bytes at `addr`; empty if they do not lie in memory.
    pub fn bytes(&self, addr: u64, len: u64) -> &[u8] {
        let start = addr.wrapping_sub(BIAS << 3) as usize;
        let all: &[u8] = bytemuck::cast_slice(&self.mem);
        all.get(start..start.wrapping_add(len as usize)).unwrap_or_default()
    }

    /// Whether a collection is due.
    pub fn wants_gc(&self) -> bool {
        todo!()
    }
}

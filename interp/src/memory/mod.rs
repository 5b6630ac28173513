//! Linear memory.
//!
//! One `Vec<u64>` per execution. An address is a *byte* address; word `i` of memory is at address
//! `(i + BIAS) * 8`, so that nil (0) plus any field offset fails the ordinary bounds check.
//! Everything is little-endian: an array of small integers is packed, and the address of a word
//! is also the address of its low bytes.

pub mod access;
pub mod collect;
pub mod gcmap;
pub mod heap;
pub mod layout;
mod names;
mod pages;
mod reach;
pub(crate) mod special;
mod sweep;
#[cfg(test)]
pub(crate) mod tests;
mod usage;

pub use collect::collect;
pub use heap::Heap;

/// Bytes per page of linear memory, as a power of two.
pub(crate) const PAGE_SHIFT: u32 = pages::SHIFT + 3;

/// Word index of the first word: addresses start where Go's heap does.
pub const BIAS: u64 = 0xC0_0000_0000 / 8;

/// The address of everything that has no words: word 0 of the image, which lowering leaves zero.
pub const ZERO: u64 = BIAS * 8;

const _: () = assert!(cfg!(target_endian = "little"), "packed elements rely on little-endian");

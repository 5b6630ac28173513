//! Linear memory.
//!
//! One `Vec<u64>` per execution. An address is a *byte* address; word `i` of memory is at address
//! `(i + BIAS) * 8`, so that nil (0) plus any field offset fails the ordinary bounds check.

pub mod heap;
pub mod layout;

pub use heap::Heap;

/// Word index of the first word: addresses start at `BIAS * 8`.
pub const BIAS: u64 = 1 << 32;

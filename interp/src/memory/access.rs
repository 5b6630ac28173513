//! Loads and stores: the one gate between Go variables and linear memory.
//!
//! All answer None for an address that is not in memory (nil and offsets from it): the caller
//! traps with a nil dereference.
//!
//! Loads of small integers extend the sign or zeros to the whole slot.
//!
//! Addresses that package unsafe made need not be multiples of the size: rotating instead of
//! shifting makes them fail the bounds check too, and the slow way handles them.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "slots hold bit patterns; indices are 64 bits"
)]

use super::BIAS;
use super::heap::Heap;

/// Byte index of an address.
#[inline(always)]
fn byte_index(addr: u64) -> usize {
    addr.wrapping_sub(BIAS << 3) as usize
}

/// Word index of an address; out of memory if it is not a multiple of 8.
#[inline(always)]
pub(crate) fn aligned(addr: u64) -> usize {
    addr.rotate_right(3).wrapping_sub(BIAS) as usize
}

impl Heap {
    /// Loads the word at an address.
    #[inline(always)]
    pub fn ld(&self, addr: u64) -> Option<u64> {
        match self.mem.get(aligned(addr)) {
            Some(&word) => Some(word),
            None => self.ld_across(addr, 8),
        }
    }

    /// Loads `len` bytes that lie anywhere in words.
    #[cold]
    #[inline(never)]
    pub(crate) fn ld_across(&self, addr: u64, len: usize) -> Option<u64> {
        let mut word = [0; 8];
        word[..len].copy_from_slice(self.get_bytes(addr, len as u64)?);
        Some(u64::from_le_bytes(word))
    }

    /// Stores a word.
    #[inline(always)]
    pub fn st(&mut self, addr: u64, word: u64) -> Option<()> {
        match self.mem.get_mut(aligned(addr)) {
            Some(to) => {
                *to = word;
                Some(())
            }
            None => self.st_across(addr, word, 8),
        }
    }

    /// Stores `len` bytes anywhere in words.
    #[cold]
    #[inline(never)]
    pub(crate) fn st_across(&mut self, addr: u64, word: u64, len: usize) -> Option<()> {
        let start = byte_index(addr);
        let all: &mut [u8] = bytemuck::cast_slice_mut(&mut self.mem);
        let to = all.get_mut(start..start.wrapping_add(len))?;
        to.copy_from_slice(&word.to_le_bytes()[..len]);
        Some(())
    }

    /// Loads two words.
    #[inline(always)]
    pub fn ld2(&self, addr: u64) -> Option<(u64, u64)> {
        let i = aligned(addr);
        match self.mem.get(i..i.wrapping_add(2)) {
            Some(words) => Some((words[0], words[1])),
            None => Some((self.ld_across(addr, 8)?, self.ld_across(addr.wrapping_add(8), 8)?)),
        }
    }

    /// Stores two words.
    #[inline(always)]
    pub fn st2(&mut self, addr: u64, a: u64, b: u64) -> Option<()> {
        let i = aligned(addr);
        match self.mem.get_mut(i..i.wrapping_add(2)) {
            Some(words) => {
                (words[0], words[1]) = (a, b);
                Some(())
            }
            None => {
                self.st_across(addr.wrapping_add(8), b, 8)?;
                self.st_across(addr, a, 8)
            }
        }
    }

    /// Loads a byte.
    #[inline(always)]
    pub fn ld_u8(&self, addr: u64) -> Option<u64> {
        bytemuck::cast_slice::<u64, u8>(&self.mem).get(byte_index(addr)).map(|&v| u64::from(v))
    }

    /// Loads a signed byte.
    #[inline(always)]
    pub fn ld_i8(&self, addr: u64) -> Option<u64> {
        self.ld_u8(addr).map(|v| i64::from(v as i8) as u64)
    }

    /// Loads 16 bits.
    #[inline(always)]
    pub fn ld_u16(&self, addr: u64) -> Option<u64> {
        let all = bytemuck::cast_slice::<u64, u16>(&self.mem);
        match all.get(byte_index(addr).rotate_right(1)) {
            Some(&v) => Some(u64::from(v)),
            None => self.ld_across(addr, 2),
        }
    }

    /// Loads 16 bits, signed.
    #[inline(always)]
    pub fn ld_i16(&self, addr: u64) -> Option<u64> {
        self.ld_u16(addr).map(|v| i64::from(v as i16) as u64)
    }

    /// Loads 32 bits.
    #[inline(always)]
    pub fn ld_u32(&self, addr: u64) -> Option<u64> {
        let all = bytemuck::cast_slice::<u64, u32>(&self.mem);
        match all.get(byte_index(addr).rotate_right(2)) {
            Some(&v) => Some(u64::from(v)),
            None => self.ld_across(addr, 4),
        }
    }

    /// Loads 32 bits, signed.
    #[inline(always)]
    pub fn ld_i32(&self, addr: u64) -> Option<u64> {
        self.ld_u32(addr).map(|v| i64::from(v as i32) as u64)
    }

    /// Stores the low byte of a word.
    #[inline(always)]
    pub fn st_8(&mut self, addr: u64, word: u64) -> Option<()> {
        let all = bytemuck::cast_slice_mut::<u64, u8>(&mut self.mem);
        *all.get_mut(byte_index(addr))? = word as u8;
        Some(())
    }

    /// Stores the low 16 bits of a word.
    #[inline(always)]
    pub fn st_16(&mut self, addr: u64, word: u64) -> Option<()> {
        let all = bytemuck::cast_slice_mut::<u64, u16>(&mut self.mem);
        match all.get_mut(byte_index(addr).rotate_right(1)) {
            Some(to) => {
                *to = word as u16;
                Some(())
            }
            None => self.st_across(addr, word, 2),
        }
    }

    /// Stores the low 32 bits of a word.
    #[inline(always)]
    pub fn st_32(&mut self, addr: u64, word: u64) -> Option<()> {
        let all = bytemuck::cast_slice_mut::<u64, u32>(&mut self.mem);
        match all.get_mut(byte_index(addr).rotate_right(2)) {
            Some(to) => {
                *to = word as u32;
                Some(())
            }
            None => self.st_across(addr, word, 4),
        }
    }

    /// `n` words at an address that is a multiple of 8.
    #[inline(always)]
    pub fn words(&self, addr: u64, n: usize) -> Option<&[u64]> {
        let i = aligned(addr);
        self.mem.get(i..i.wrapping_add(n))
    }

    /// `n` words at an address that is a multiple of 8.
    #[inline(always)]
    pub fn words_mut(&mut self, addr: u64, n: usize) -> Option<&mut [u64]> {
        let i = aligned(addr);
        self.mem.get_mut(i..i.wrapping_add(n))
    }

    /// Copies words from memory to slots.
    #[inline(always)]
    pub fn load_words(&self, addr: u64, to: &mut [u64]) -> Option<()> {
        match self.words(addr, to.len()) {
            Some(words) => {
                to.copy_from_slice(words);
                Some(())
            }
            None => self.load_across(addr, to),
        }
    }

    /// Copies words that lie anywhere: an array of small elements may end with memory.
    #[cold]
    #[inline(never)]
    fn load_across(&self, addr: u64, to: &mut [u64]) -> Option<()> {
        if addr.is_multiple_of(8) {
            return None;
        }
        let from: &[u8] = bytemuck::cast_slice::<u64, u8>(&self.mem).get(byte_index(addr)..)?;
        let to: &mut [u8] = bytemuck::cast_slice_mut(to);
        let len = to.len().min(from.len());
        to[..len].copy_from_slice(&from[..len]);
        Some(())
    }

    /// Copies slots to memory.
    #[inline(always)]
    pub fn store_words(&mut self, addr: u64, from: &[u64]) -> Option<()> {
        match self.words_mut(addr, from.len()) {
            Some(words) => {
                words.copy_from_slice(from);
                Some(())
            }
            None => self.store_across(addr, from),
        }
    }

    /// Copies slots anywhere.
    #[cold]
    #[inline(never)]
    fn store_across(&mut self, addr: u64, from: &[u64]) -> Option<()> {
        for (i, &word) in (0_u64..).zip(from) {
            self.st_across(addr.wrapping_add(i * 8), word, 8)?;
        }
        Some(())
    }

    /// `len` bytes at `addr`, as far as they lie in memory: package unsafe makes lengths that are
    /// not true.
    #[inline(always)]
    pub fn bytes(&self, addr: u64, len: u64) -> &[u8] {
        match self.get_bytes(addr, len) {
            Some(bytes) => bytes,
            None => bytemuck::cast_slice(&self.mem).get(byte_index(addr)..).unwrap_or_default(),
        }
    }

    /// `len` bytes at `addr`, if they lie in memory.
    #[inline(always)]
    pub fn get_bytes(&self, addr: u64, len: u64) -> Option<&[u8]> {
        let start = byte_index(addr);
        bytemuck::cast_slice(&self.mem).get(start..start.wrapping_add(len as usize))
    }

    /// `len` bytes at `addr`; empty if they do not lie in memory.
    #[inline(always)]
    pub fn bytes_mut(&mut self, addr: u64, len: u64) -> &mut [u8] {
        let start = byte_index(addr);
        bytemuck::cast_slice_mut(&mut self.mem)
            .get_mut(start..start.wrapping_add(len as usize))
            .unwrap_or_default()
    }

    /// Copies bytes inside memory; the ranges may overlap. Nothing happens for 0 bytes.
    #[inline]
    pub fn copy_within(&mut self, to: u64, from: u64, len: u64) -> Option<()> {
        if len == 0 {
            return Some(());
        }
        let (to, from, len) = (byte_index(to), byte_index(from), len as usize);
        let all: &mut [u8] = bytemuck::cast_slice_mut(&mut self.mem);
        if to.checked_add(len)? > all.len() || from.checked_add(len)? > all.len() {
            return None;
        }
        all.copy_within(from..from + len, to);
        Some(())
    }

    /// Sets bytes (Go's clear of a slice: 0).
    #[inline]
    pub fn fill(&mut self, addr: u64, len: u64, byte: u8) -> Option<()> {
        if len == 0 {
            return Some(());
        }
        let start = byte_index(addr);
        let all: &mut [u8] = bytemuck::cast_slice_mut(&mut self.mem);
        all.get_mut(start..start.wrapping_add(len as usize))?.fill(byte);
        Some(())
    }
}

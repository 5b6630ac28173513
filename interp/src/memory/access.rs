//! Loads and stores: the one gate between Go variables and linear memory.
//!
//! All answer None for an address that is not in memory (nil and offsets from it): the caller
//! traps with a nil dereference.
//!
//! Loads of small integers extend the sign or zeros to the whole slot.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "slots hold bit patterns; indices are 64 bits"
)]

use super::BIAS;
use super::heap::{Heap, index};

/// Byte index of an address.
#[inline(always)]
fn byte_index(addr: u64) -> usize {
    addr.wrapping_sub(BIAS << 3) as usize
}

impl Heap {
    /// Loads the word at an address.
    #[inline(always)]
    pub fn ld(&self, addr: u64) -> Option<u64> {
        self.mem.get(index(addr)).copied()
    }

    /// Stores a word.
    #[inline(always)]
    pub fn st(&mut self, addr: u64, word: u64) -> Option<()> {
        *self.mem.get_mut(index(addr))? = word;
        Some(())
    }

    /// Loads two words.
    #[inline(always)]
    pub fn ld2(&self, addr: u64) -> Option<(u64, u64)> {
        let i = index(addr);
        let words = self.mem.get(i..i.wrapping_add(2))?;
        Some((words[0], words[1]))
    }

    /// Stores two words.
    #[inline(always)]
    pub fn st2(&mut self, addr: u64, a: u64, b: u64) -> Option<()> {
        let i = index(addr);
        let words = self.mem.get_mut(i..i.wrapping_add(2))?;
        (words[0], words[1]) = (a, b);
        Some(())
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
        all.get(byte_index(addr) >> 1).map(|&v| u64::from(v))
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
        all.get(byte_index(addr) >> 2).map(|&v| u64::from(v))
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
        *all.get_mut(byte_index(addr) >> 1)? = word as u16;
        Some(())
    }

    /// Stores the low 32 bits of a word.
    #[inline(always)]
    pub fn st_32(&mut self, addr: u64, word: u64) -> Option<()> {
        let all = bytemuck::cast_slice_mut::<u64, u32>(&mut self.mem);
        *all.get_mut(byte_index(addr) >> 2)? = word as u32;
        Some(())
    }

    /// `n` words at an address.
    #[inline(always)]
    pub fn words(&self, addr: u64, n: usize) -> Option<&[u64]> {
        let i = index(addr);
        self.mem.get(i..i.wrapping_add(n))
    }

    /// `n` words at an address.
    #[inline(always)]
    pub fn words_mut(&mut self, addr: u64, n: usize) -> Option<&mut [u64]> {
        let i = index(addr);
        self.mem.get_mut(i..i.wrapping_add(n))
    }

    /// Copies words from memory to slots.
    #[inline(always)]
    pub fn load_words(&self, addr: u64, to: &mut [u64]) -> Option<()> {
        to.copy_from_slice(self.words(addr, to.len())?);
        Some(())
    }

    /// Copies slots to memory.
    #[inline(always)]
    pub fn store_words(&mut self, addr: u64, from: &[u64]) -> Option<()> {
        self.words_mut(addr, from.len())?.copy_from_slice(from);
        Some(())
    }

    /// `len` bytes at `addr`; empty if they do not lie in memory.
    #[inline(always)]
    pub fn bytes(&self, addr: u64, len: u64) -> &[u8] {
        self.get_bytes(addr, len).unwrap_or_default()
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

//! Loads and stores of running code, and the traps they set.

use crate::cx::Cx;
use crate::ir::Mem;
use crate::memory::access::aligned;
use crate::trap::Trap;

/// Sets the trap unless one is set already.
#[cold]
#[inline(never)]
pub(crate) fn fail(cx: &mut Cx, trap: Trap) -> u64 {
    if cx.trap.is_none() {
        cx.trap = Some(Box::new(trap));
    }
    0
}

#[cold]
#[inline(never)]
pub(crate) fn nil(cx: &mut Cx) -> u64 {
    fail(cx, Trap::NilDeref)
}

#[cold]
#[inline(never)]
pub(crate) fn divide(cx: &mut Cx) -> u64 {
    fail(cx, Trap::Divide)
}

/// A bound as a negative number, unless its type is unsigned.
pub(crate) fn negative(cx: &mut Cx, i: u64) -> Option<i64> {
    let unsigned = std::mem::take(&mut cx.big_index) == i;
    (i.cast_signed() < 0 && !unsigned).then_some(i.cast_signed())
}

#[cold]
#[inline(never)]
pub(crate) fn bounds(cx: &mut Cx, i: u64, len: u64) -> u64 {
    let text = match negative(cx, i) {
        Some(i) => format!("index out of range [{i}]"),
        None => format!("index out of range [{i}] with length {len}"),
    };
    fail(cx, Trap::Bounds(text))
}

/// A word that does not lie at a multiple of 8, or not in memory.
#[cold]
#[inline(never)]
pub(crate) fn load_across(cx: &mut Cx, addr: u64) -> u64 {
    cx.heap.ld_across(addr, 8).unwrap_or_else(|| nil(cx))
}

/// As `load_across`.
#[cold]
#[inline(never)]
pub(crate) fn store_across(cx: &mut Cx, addr: u64, word: u64) {
    if cx.heap.st_across(addr, word, 8).is_none() {
        nil(cx);
    }
}

#[inline(always)]
pub(crate) fn load_word(cx: &mut Cx, addr: u64, off: usize) -> u64 {
    match cx.heap.mem.get(aligned(addr).wrapping_add(off)) {
        Some(&w) => w,
        None => load_across(cx, addr.wrapping_add(off as u64 * 8)),
    }
}

#[inline(always)]
pub(crate) fn store_word(cx: &mut Cx, addr: u64, off: usize, word: u64) {
    match cx.heap.mem.get_mut(aligned(addr).wrapping_add(off)) {
        Some(w) => *w = word,
        None => store_across(cx, addr.wrapping_add(off as u64 * 8), word),
    }
}

#[inline(always)]
pub(crate) fn index_word(cx: &mut Cx, (ptr, len): (u64, u64), i: u64) -> u64 {
    if i < len {
        match cx.heap.mem.get(aligned(ptr).wrapping_add(i as usize)) {
            Some(&w) => w,
            None => load_across(cx, ptr.wrapping_add(i * 8)),
        }
    } else {
        bounds(cx, i, len)
    }
}

#[inline(always)]
pub(crate) fn index_u8(cx: &mut Cx, (ptr, len): (u64, u64), i: u64) -> u64 {
    if i < len {
        match cx.heap.ld_u8(ptr + i) {
            Some(w) => w,
            None => nil(cx),
        }
    } else {
        bounds(cx, i, len)
    }
}

#[inline(always)]
pub(crate) fn index_pair(cx: &mut Cx, (ptr, len): (u64, u64), i: u64, stride: u64) -> (u64, u64) {
    if i < len {
        match cx.heap.ld2(ptr.wrapping_add(i.wrapping_mul(stride))) {
            Some(p) => p,
            None => (nil(cx), 0),
        }
    } else {
        (bounds(cx, i, len), 0)
    }
}

#[inline(always)]
pub(crate) fn load_mem(cx: &mut Cx, addr: u64, mem: Mem) -> u64 {
    let found = match mem {
        Mem::Word => cx.heap.ld(addr),
        Mem::I8 => cx.heap.ld_i8(addr),
        Mem::U8 => cx.heap.ld_u8(addr),
        Mem::I16 => cx.heap.ld_i16(addr),
        Mem::U16 => cx.heap.ld_u16(addr),
        Mem::I32 => cx.heap.ld_i32(addr),
        Mem::U32 => cx.heap.ld_u32(addr),
    };
    match found {
        Some(w) => w,
        None => nil(cx),
    }
}

#[inline(always)]
pub(crate) fn store_mem(cx: &mut Cx, addr: u64, mem: Mem, word: u64) {
    let done = match mem {
        Mem::Word => cx.heap.st(addr, word),
        Mem::I8 | Mem::U8 => cx.heap.st_8(addr, word),
        Mem::I16 | Mem::U16 => cx.heap.st_16(addr, word),
        Mem::I32 | Mem::U32 => cx.heap.st_32(addr, word),
    };
    if done.is_none() {
        nil(cx);
    }
}

#[inline(always)]
pub(crate) fn index_mem(cx: &mut Cx, (ptr, len): (u64, u64), i: u64, mem: Mem) -> u64 {
    if i < len {
        load_mem(cx, ptr.wrapping_add(i.wrapping_mul(u64::from(mem.stride()))), mem)
    } else {
        bounds(cx, i, len)
    }
}

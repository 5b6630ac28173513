//! What checked code calls at its loads and stores.
//!
//! Addresses are byte addresses. A nil or wild address is not checked: the access itself traps.

use super::Site;
use crate::cx::Cx;

/// `bytes` (1, 2, 4 or 8) at `addr` are read.
#[inline]
pub fn read(cx: &mut Cx, addr: u64, bytes: u32, site: Site) {
    let _ = (cx, addr, bytes, site);
}

/// `bytes` (1, 2, 4 or 8) at `addr` are written.
#[inline]
pub fn write(cx: &mut Cx, addr: u64, bytes: u32, site: Site) {
    cx.stored = true;
    let _ = (addr, bytes, site);
}

/// A range of `bytes` from `addr` is read (slices, strings, structs): elements of `elem` bytes.
pub fn read_range(cx: &mut Cx, addr: u64, bytes: u64, elem: u32, site: Site) {
    let _ = (cx, addr, bytes, elem, site);
}

/// As [`read_range`], written.
pub fn write_range(cx: &mut Cx, addr: u64, bytes: u64, elem: u32, site: Site) {
    cx.stored = true;
    let _ = (addr, bytes, elem, site);
}

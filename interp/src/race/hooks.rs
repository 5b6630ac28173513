//! What checked code calls at its loads and stores.
//!
//! Addresses are byte addresses that lie in memory with all their bytes; ranges of no bytes, and
//! address 0, are skipped.

use super::Site;
use super::detector::Range;
use crate::cx::Cx;
use crate::detect;
use crate::trap::Trap;

/// Most bytes of a variable that is updated as a whole.
const LARGEST: u64 = 24;

/// `bytes` (1, 2, 4 or 8) at `addr` are read.
#[inline]
pub fn read(cx: &mut Cx, addr: u64, bytes: u32, site: Site) {
    if cx.race.as_ref().is_some_and(|d| !d.skips(addr, bytes, false)) {
        access(cx, addr, u64::from(bytes), bytes, false, site);
    }
}

/// `bytes` (1, 2, 4 or 8) at `addr` are written.
#[inline]
pub fn write(cx: &mut Cx, addr: u64, bytes: u32, site: Site) {
    cx.stored = true;
    if cx.race.as_ref().is_some_and(|d| !d.skips(addr, bytes, true)) {
        access(cx, addr, u64::from(bytes), bytes, true, site);
    }
}

/// A range of `bytes` from `addr` is read (slices, strings, structs): elements of `elem` bytes.
pub fn read_range(cx: &mut Cx, addr: u64, bytes: u64, elem: u32, site: Site) {
    if cx.race.as_ref().is_some_and(|d| d.skips_words(addr, bytes, false)) {
        return;
    }
    access(cx, addr, bytes, elem, false, site);
}

/// As [`read_range`], written.
pub fn write_range(cx: &mut Cx, addr: u64, bytes: u64, elem: u32, site: Site) {
    cx.stored = true;
    if cx.race.as_ref().is_some_and(|d| d.skips_words(addr, bytes, true)) {
        return;
    }
    access(cx, addr, bytes, elem, true, site);
}

/// As [`read_range`] or [`write_range`] by a native, before it has any effect.
#[inline]
pub fn native(cx: &mut Cx, addr: u64, bytes: u64, unit: u32, write: bool) -> Result<(), Trap> {
    if cx.race.is_none() {
        return Ok(());
    }
    if write {
        write_range(cx, addr, bytes, unit, Site::NONE);
    } else {
        read_range(cx, addr, bytes, unit, Site::NONE);
    }
    match cx.trap.take_if(|trap| **trap == Trap::Look) {
        Some(look) => Err(*look),
        None => Ok(()),
    }
}

/// An access that the detector must hear of. If its stack is asked for, the statement stops.
#[inline(never)]
fn access(cx: &mut Cx, addr: u64, bytes: u64, unit: u32, write: bool, site: Site) {
    if addr == 0 || bytes == 0 || !cx.race.as_ref().is_some_and(|d| d.active) {
        return;
    }
    if bytes <= LARGEST {
        detect::accessed(cx, addr, write, site);
    }
    let Some(d) = cx.race.as_deref_mut() else { return };
    if d.access(cx.code, Range { addr, bytes, unit: unit.max(1) }, write, site) {
        cx.trap.get_or_insert_with(|| Box::new(Trap::Look));
    }
}

/// An atomic access, before it has any effect: races with ordinary accesses only.
#[inline]
pub(crate) fn atomic(cx: &mut Cx, addr: u64, bytes: u32, write: bool) -> Result<(), Trap> {
    if cx.race.is_some() { checked_atomic(cx, addr, bytes, write) } else { Ok(()) }
}

#[inline(never)]
fn checked_atomic(cx: &mut Cx, addr: u64, bytes: u32, write: bool) -> Result<(), Trap> {
    let Some(d) = cx.race.as_deref_mut().filter(|d| d.active) else { return Ok(()) };
    let range = Range { addr, bytes: u64::from(bytes), unit: bytes };
    if d.atomic(cx.code, range, write) {
        cx.granted = true;
        return Err(Trap::Look);
    }
    Ok(())
}

/// As [`access`] by an operation on an object of the runtime, before it has any effect.
#[inline]
pub(crate) fn object(cx: &mut Cx, addr: u64, write: bool) -> Result<(), Trap> {
    if cx.race.is_some() { checked_object(cx, addr, write) } else { Ok(()) }
}

#[inline(never)]
fn checked_object(cx: &mut Cx, addr: u64, write: bool) -> Result<(), Trap> {
    let Some(d) = cx.race.as_deref_mut().filter(|d| d.active) else { return Ok(()) };
    if d.access(cx.code, Range { addr, bytes: 8, unit: 8 }, write, Site::NONE) {
        // The point in front of the operation was granted; it must not ask again.
        cx.granted = true;
        return Err(Trap::Look);
    }
    Ok(())
}

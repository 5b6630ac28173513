//! What package fmt reads of the values it formats: Go's detector sees package reflect do it.
//!
//! Values with methods of their own (Error, String…) are not looked into: fmt calls those.

use crate::code::{Kind, RType, RTypeId};
use crate::cx::Cx;
use crate::race::{Site, hooks};

/// How deep values are followed.
const DEPTH: u32 = 8;

const METHODS: [&str; 4] = ["Error", "Format", "GoString", "String"];

/// The interfaces at an address are formatted; a format that shows only addresses or types of
/// some of them reads nothing.
pub(super) fn interfaces(cx: &mut Cx, format: (u64, u64), ptr: u64, n: u64, site: Site) {
    let verbs = cx.heap.bytes(format.0, format.1);
    if verbs.windows(2).any(|w| w == b"%p" || w == b"%T") {
        return;
    }
    for i in 0..n {
        if let Some(value) = cx.heap.ld2(ptr + 16 * i) {
            Reader { cx, site }.interface(value, 0);
        }
    }
}

struct Reader<'a> {
    cx: &'a mut Cx,
    site: Site,
}

impl Reader<'_> {
    fn interface(&mut self, (ty, data): (u64, u64), depth: u32) {
        let id = RTypeId(ty as u32);
        let t: &'static RType = self.cx.code.ty(id);
        if ty == 0 || t.methods.iter().any(|m| METHODS.contains(&m.name)) {
            return;
        }
        if t.words == 1 { self.word(t, data, depth) } else { self.at(id, data, depth) }
    }

    /// A value of one word.
    fn word(&mut self, t: &RType, data: u64, depth: u32) {
        match t.kind {
            Kind::Map if data != 0 => hooks::read(self.cx, data, 8, self.site),
            // &{…}: only at the top.
            Kind::Pointer if data != 0 && depth == 0 => {
                let elem: &'static RType = self.cx.code.ty(t.elem);
                let shown =
                    matches!(elem.kind, Kind::Struct | Kind::Array | Kind::Slice | Kind::Map);
                if shown && elem.words > 0 {
                    hooks::read_range(self.cx, data, u64::from(elem.words) * 8, 8, self.site);
                    self.at(t.elem, data, 1);
                }
            }
            _ => {}
        }
    }

    /// What the value at an address leads to; the value itself was read.
    fn at(&mut self, id: RTypeId, addr: u64, depth: u32) {
        let t: &'static RType = self.cx.code.ty(id);
        if depth > DEPTH || self.cx.trap.is_some() {
            return;
        }
        match t.kind {
            Kind::Slice => {
                let Some((ptr, len)) = self.cx.heap.ld2(addr) else { return };
                let stride = self.stride(t.elem);
                if len > 0 && stride > 0 {
                    let unit = stride.min(8) as u32;
                    hooks::read_range(self.cx, ptr, len * stride, unit, self.site);
                    self.elements(t.elem, ptr, len, depth);
                }
            }
            Kind::Array => self.elements(t.elem, addr, t.len.cast_unsigned(), depth),
            Kind::Struct => {
                for field in &t.fields {
                    self.at(field.ty, addr + 8 * u64::from(field.offset), depth + 1);
                }
            }
            Kind::Interface => {
                if let Some(value) = self.cx.heap.ld2(addr) {
                    self.interface(value, depth + 1);
                }
            }
            _ => {
                if let Some(data) = self.cx.heap.ld(addr) {
                    self.word(t, data, depth + 1);
                }
            }
        }
    }

    fn elements(&mut self, elem: RTypeId, ptr: u64, len: u64, depth: u32) {
        let leads = [Kind::Slice, Kind::Array, Kind::Struct, Kind::Interface, Kind::Map];
        if leads.contains(&self.cx.code.ty(elem).kind) {
            let stride = self.stride(elem);
            for i in 0..len {
                self.at(elem, ptr + i * stride, depth + 1);
            }
        }
    }

    fn stride(&self, elem: RTypeId) -> u64 {
        let t = self.cx.code.ty(elem);
        match t.kind.packed() {
            0 => u64::from(t.words) * 8,
            n => u64::from(n),
        }
    }
}

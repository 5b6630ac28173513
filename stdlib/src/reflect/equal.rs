//! `reflect.DeepEqual`.
//!
//! Pairs of addresses that are being compared count as equal when they are met again, so that cyclic
//! values end the comparison.

use super::{Val, unpack};
use interp::code::{Code, Kind, RTypeId};
use interp::memory::Heap;
use interp::native::{Call, Registry};
use interp::race::hooks;
use interp::trap::Trap;
use interp::value::load::{canonical, load, stride};
use interp::value::map::{self, MapShape};
use rustc_hash::FxHashSet;

/// One comparison.
struct Comparison<'a> {
    code: &'a Code,
    heap: &'a Heap,
    /// Addresses and types under comparison.
    visited: FxHashSet<(u64, u64, RTypeId)>,
    /// What was read: address, bytes, bytes of an element; if the race detector wants to know.
    reads: Option<Vec<(u64, u64, u32)>>,
}

/// A float's bits as a number.
#[expect(clippy::cast_possible_truncation, reason = "the low 32 bits hold the value")]
fn float(kind: Kind, bits: u64) -> f64 {
    if matches!(kind, Kind::Float32 | Kind::Complex64) {
        f64::from(f32::from_bits(bits as u32))
    } else {
        f64::from_bits(bits)
    }
}

impl Comparison<'_> {
    fn reads(&mut self, addr: u64, bytes: u64, unit: u32) {
        if let Some(reads) = &mut self.reads {
            reads.push((addr, bytes, unit));
        }
    }

    /// Whether two values of one type in memory are deeply equal; pairs of values still to be
    /// compared go onto `todo`.
    #[expect(clippy::float_cmp, reason = "Go's ==")]
    #[expect(clippy::wildcard_enum_match_arm, reason = "all others are compared as words")]
    fn step(
        &mut self,
        (ty, x, y): (RTypeId, u64, u64),
        todo: &mut Vec<(RTypeId, u64, u64)>,
    ) -> Option<bool> {
        let t = self.code.ty(ty);
        if !matches!(t.kind, Kind::Struct | Kind::Array) {
            let unit = if t.kind.packed() == 0 { 8 } else { t.kind.packed() };
            self.reads(x, u64::from(t.words.min(2) * unit), unit);
            self.reads(y, u64::from(t.words.min(2) * unit), unit);
        }
        let words = |addr| {
            let mut words = vec![0; t.words as usize];
            load(self.heap, &self.code.types, ty, addr, &mut words)?;
            Some(words)
        };
        Some(match t.kind {
            Kind::Struct => {
                let field = |f: &interp::code::RField| {
                    let off = 8 * u64::from(f.offset);
                    (f.ty, x + off, y + off)
                };
                todo.extend(t.fields.iter().rev().map(field));
                true
            }
            Kind::Array => {
                let step = stride(self.code.ty(t.elem));
                let pairs = (0..t.len.unsigned_abs()).rev();
                todo.extend(pairs.map(|i| (t.elem, x + i * step, y + i * step)));
                true
            }
            Kind::String => {
                let (a, b) = (self.heap.ld2(x)?, self.heap.ld2(y)?);
                self.heap.bytes(a.0, a.1) == self.heap.bytes(b.0, b.1)
            }
            Kind::Slice => {
                let (a, b) = (words(x)?, words(y)?);
                if (a[0] == 0) != (b[0] == 0) || a[1] != b[1] {
                    return Some(false);
                }
                let elem = self.code.ty(t.elem);
                if a[0] == b[0] || !self.visited.insert((x, y, ty)) {
                    return Some(true);
                }
                if matches!(elem.kind, Kind::Uint8 | Kind::Int8 | Kind::Bool) {
                    self.reads(a[0], a[1], 1);
                    self.reads(b[0], a[1], 1);
                    return Some(self.heap.bytes(a[0], a[1]) == self.heap.bytes(b[0], a[1]));
                }
                let step = stride(elem);
                todo.extend((0..a[1]).rev().map(|i| (t.elem, a[0] + i * step, b[0] + i * step)));
                true
            }
            Kind::Interface => {
                let (a, b) = (self.heap.ld2(x)?, self.heap.ld2(y)?);
                if a.0 != b.0 || a.0 == 0 {
                    return Some(a.0 == b.0);
                }
                let inner = self.code.ty(RTypeId(u32::try_from(a.0).ok()?));
                if inner.words > 1 {
                    todo.push((inner.id, a.1, b.1));
                    return Some(true);
                }
                // The word behind the type word is the value itself, as in memory.
                todo.push((inner.id, x + 8, y + 8));
                true
            }
            Kind::Pointer => {
                let (a, b) = (self.heap.ld(x)?, self.heap.ld(y)?);
                if a == b {
                    return Some(true);
                }
                if a == 0 || b == 0 {
                    return Some(false);
                }
                if self.visited.insert((a, b, ty)) {
                    todo.push((t.elem, a, b));
                }
                true
            }
            Kind::Map => {
                let (a, b) = (self.heap.ld(x)?, self.heap.ld(y)?);
                if (a == 0) != (b == 0) || map::len(self.heap, a) != map::len(self.heap, b) {
                    return Some(false);
                }
                if a == b || !self.visited.insert((a, b, ty)) {
                    return Some(true);
                }
                self.reads(a, 8, 8);
                self.reads(b, 8, 8);
                let shape = MapShape::of(self.code, ty);
                for entry in map::entries(self.heap, shape, a) {
                    let key = self.heap.words(entry.key, shape.key_words as usize)?;
                    let found = map::find(self.heap, self.code, shape, b, key).ok()?;
                    let Some(other) = found else { return Some(false) };
                    todo.push((t.elem, entry.value, other));
                }
                true
            }
            Kind::Func => self.heap.ld(x)? == 0 && self.heap.ld(y)? == 0,
            Kind::Float32 | Kind::Float64 => {
                let (a, b) = (words(x)?, words(y)?);
                float(t.kind, a[0]) == float(t.kind, b[0])
            }
            Kind::Complex64 | Kind::Complex128 => {
                let (a, b) = (words(x)?, words(y)?);
                a.iter().zip(&b).all(|(&a, &b)| float(t.kind, a) == float(t.kind, b))
            }
            kind => {
                let (a, b) = (words(x)?, words(y)?);
                a.iter().zip(&b).all(|(&a, &b)| canonical(kind, a) == canonical(kind, b))
            }
        })
    }
}

/// Where a value lies; direct ones are put into memory.
fn place(c: &mut Call<'_>, v: Val) -> Result<u64, Trap> {
    if v.is_indirect() {
        return Ok(v.reference);
    }
    let t = c.code().ty(v.ty());
    let words = v.words(c.code(), &c.cx.heap).ok_or(Trap::NilDeref)?;
    let addr = c.cx.heap.alloc(t.layout).map_err(|_| Trap::NeedMemory)?;
    c.cx.heap.store_words(addr, &words).ok_or(Trap::NilDeref)?;
    Ok(addr)
}

/// `func DeepEqual(x, y any) bool`.
fn deep_equal(c: &mut Call<'_>) -> Result<(), Trap> {
    let (x, y) = (c.iface(), c.iface());
    if x.ty != y.ty || x.ty == RTypeId::NIL {
        c.ret_bool(x.ty == y.ty);
        return Ok(());
    }
    let (a, b) = (unpack(c, x)?, unpack(c, y)?);
    let mut todo = vec![(x.ty, place(c, a)?, place(c, b)?)];
    let (code, heap) = (c.code(), &c.cx.heap);
    let reads = c.cx.race.is_some().then(Vec::new);
    let mut comparison = Comparison { code, heap, visited: FxHashSet::default(), reads };
    let mut equal = true;
    while equal && let Some(pair) = todo.pop() {
        equal = comparison.step(pair, &mut todo).ok_or(Trap::NilDeref)?;
    }
    for (addr, bytes, unit) in comparison.reads.unwrap_or_default() {
        hooks::native(c.cx, addr, bytes, unit, false)?;
    }
    c.ret_bool(equal);
    Ok(())
}

pub(super) fn register(r: &mut Registry) {
    r.leaf("reflect.DeepEqual", deep_equal);
}

//! Go values as formatting sees them: where they lie, their parts, their order as map keys.

use crate::reflect::Val;
use interp::code::{Code, Kind, RField, RType, RTypeId};
use interp::memory::Heap;
use interp::memory::heap::index;
use interp::native::Iface;
use interp::value::load::{canonical, load};
use interp::value::map::{self, MapShape};
use std::cmp::Ordering;

/// A value in linear memory or in one word, such as an interface's data word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    /// Its type.
    pub(super) ty: RTypeId,
    /// Where it lies.
    at: Place,
    /// Whether it was reached through an unexported field: its methods are not called.
    pub(super) hidden: bool,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    /// The value itself.
    Word(u64),
    /// Its address.
    Mem(u64),
}

/// The memory of an execution and the types in it.
#[derive(Clone, Copy)]
pub(super) struct Memory<'a> {
    /// The program.
    pub(super) code: &'static Code,
    /// Linear memory.
    pub(super) heap: &'a Heap,
}

impl<'a> Memory<'a> {
    /// A type.
    pub(super) fn ty(self, id: RTypeId) -> &'static RType {
        self.code.ty(id)
    }

    /// The word at an address.
    pub(super) fn word_at(self, addr: u64) -> u64 {
        self.heap.mem.get(index(addr)).copied().unwrap_or(0)
    }

    /// The value in an interface, which is not nil.
    pub(super) fn of_iface(self, v: Iface) -> Value {
        let at = if self.ty(v.ty).words > 1 { Place::Mem(v.data) } else { Place::Word(v.data) };
        Value { ty: v.ty, at, hidden: false }
    }

    /// What a `reflect.Value` stands for; `None` if it is none.
    pub(super) fn reflected(self, v: Value) -> Option<Value> {
        let v = Val { head: self.word(v, 0), reference: self.word(v, 1), word: self.word(v, 2) };
        if v.head == 0 {
            return None;
        }
        let ty = v.ty();
        let at = match v.direct_word(self.code) {
            Some(word) => Place::Word(word),
            None => Place::Mem(v.reference),
        };
        Some(Value { ty, at, hidden: v.is_read_only() })
    }

    /// The value's words as an interface's data word, or where to copy them from.
    pub(super) fn data(self, v: Value) -> Result<u64, u64> {
        match v.at {
            Place::Word(w) => Ok(w),
            Place::Mem(addr) if self.ty(v.ty).words > 1 => Err(addr),
            Place::Mem(addr) if self.ty(v.ty).kind == Kind::Struct => {
                let mut word = [0];
                let words = self.ty(v.ty).words as usize;
                let _ = load(self.heap, &self.code.types, v.ty, addr, &mut word[..words]);
                Ok(word[0])
            }
            Place::Mem(_) => Ok(self.scalar(v)),
        }
    }

    /// The value's word number `i`.
    pub(super) fn word(self, v: Value, i: u64) -> u64 {
        match v.at {
            Place::Word(w) => w,
            Place::Mem(addr) => self.word_at(addr + 8 * i),
        }
    }

    /// A value of at most one word, sign- or zero-extended.
    pub(super) fn scalar(self, v: Value) -> u64 {
        let ty = self.ty(v.ty);
        let raw = match v.at {
            Place::Word(w) => w,
            Place::Mem(_) if ty.words == 0 => 0,
            Place::Mem(addr) => match ty.kind.packed() {
                0 => self.word_at(addr),
                n => {
                    let bytes = self.heap.bytes(addr, u64::from(n));
                    bytes.iter().rev().fold(0, |w, &b| w << 8 | u64::from(b))
                }
            },
        };
        canonical(ty.kind, raw)
    }

    /// A float32 or float64.
    #[expect(clippy::cast_possible_truncation, reason = "the low 32 bits hold the value")]
    pub(super) fn float(self, v: Value) -> f64 {
        let bits = self.scalar(v);
        if self.ty(v.ty).kind == Kind::Float32 {
            f64::from(f32::from_bits(bits as u32))
        } else {
            f64::from_bits(bits)
        }
    }

    /// Real and imaginary part of a complex number, and the bits of each.
    #[expect(clippy::cast_possible_truncation, reason = "the low 32 bits hold the value")]
    pub(super) fn complex(self, v: Value) -> (f64, f64, u32) {
        let (re, im) = (self.word(v, 0), self.word(v, 1));
        if self.ty(v.ty).kind == Kind::Complex64 {
            let part = |w: u64| f64::from(f32::from_bits(w as u32));
            (part(re), part(im), 32)
        } else {
            (f64::from_bits(re), f64::from_bits(im), 64)
        }
    }

    /// A string's bytes.
    pub(super) fn str(self, v: Value) -> &'a [u8] {
        self.heap.bytes(self.word(v, 0), self.word(v, 1))
    }

    /// What an interface holds; `None` if it is nil.
    #[expect(clippy::cast_possible_truncation, reason = "type words are 32 bits")]
    pub(super) fn inside(self, v: Value) -> Option<Value> {
        let ty = RTypeId(self.word(v, 0) as u32);
        let data = self.word(v, 1);
        let inner = (ty != RTypeId::NIL).then(|| self.of_iface(Iface { ty, data }));
        inner.map(|inner| Value { hidden: v.hidden, ..inner })
    }

    /// What a pointer points to.
    pub(super) fn pointee(self, v: Value) -> Value {
        Value { ty: self.ty(v.ty).elem, at: Place::Mem(self.scalar(v)), hidden: v.hidden }
    }

    /// A field of a struct.
    #[expect(clippy::unused_self, reason = "like its siblings")]
    pub(super) fn field(self, v: Value, f: &RField) -> Value {
        let at = match v.at {
            Place::Word(w) => Place::Word(w),
            Place::Mem(addr) => Place::Mem(addr + 8 * u64::from(f.offset)),
        };
        Value { ty: f.ty, at, hidden: v.hidden || !f.exported }
    }

    /// Length of an array, slice or string.
    #[expect(clippy::cast_sign_loss, reason = "lengths are not negative")]
    pub(super) fn len(self, v: Value) -> u64 {
        let ty = self.ty(v.ty);
        if ty.kind == Kind::Array { ty.len as u64 } else { self.word(v, 1) }
    }

    /// An element of an array or slice.
    pub(super) fn element(self, v: Value, i: u64) -> Value {
        let ty = self.ty(v.ty);
        let elem = self.ty(ty.elem);
        let size = match elem.kind.packed() {
            0 => 8 * u64::from(elem.words),
            n => u64::from(n),
        };
        let at = match v.at {
            Place::Word(w) if ty.kind == Kind::Array => {
                Place::Word(if size < 8 { w >> (8 * size * i).min(63) } else { w })
            }
            _ if ty.kind == Kind::Slice => Place::Mem(self.word(v, 0) + size * i),
            Place::Mem(addr) => Place::Mem(addr + size * i),
            Place::Word(w) => Place::Word(w),
        };
        Value { ty: ty.elem, at, hidden: v.hidden }
    }

    /// The bytes of an array or slice of bytes.
    pub(super) fn byte_elements(self, v: Value) -> Vec<u8> {
        let n = self.len(v);
        if self.ty(v.ty).kind == Kind::Slice {
            return self.heap.bytes(self.word(v, 0), n).to_vec();
        }
        match v.at {
            Place::Mem(addr) => self.heap.bytes(addr, n).to_vec(),
            Place::Word(w) => {
                w.to_le_bytes().iter().copied().take(usize::try_from(n).unwrap_or(0)).collect()
            }
        }
    }

    /// A map's entries in the order of their keys.
    pub(super) fn sorted_entries(self, v: Value) -> Vec<(Value, Value)> {
        let ty = self.ty(v.ty);
        let part = |ty, addr| Value { ty, at: Place::Mem(addr), hidden: v.hidden };
        let shape = MapShape::of(self.code, v.ty);
        let mut entries: Vec<(Value, Value)> = map::entries(self.heap, shape, self.scalar(v))
            .map(|e| (part(ty.key, e.key), part(ty.elem, e.value)))
            .collect();
        entries.sort_by(|a, b| self.compare(a.0, b.0));
        entries
    }

    /// Where a type stands among the dynamic types of keys. Numbers of types made while the
    /// program runs are not the same in every execution.
    fn rank(self, ty: RTypeId) -> (u32, &'static str) {
        let fixed = u32::try_from(self.code.types.fixed().len()).unwrap_or(u32::MAX);
        if ty.0 < fixed { (ty.0, "") } else { (fixed, &self.ty(ty).string) }
    }

    /// The order in which maps are printed: numbers and strings as usual, NaN first, false
    /// first, pointers by address, structs and arrays part by part, interfaces nil first, then
    /// by type, then by value.
    #[expect(clippy::cast_possible_wrap, reason = "signed integers")]
    fn compare(self, a: Value, b: Value) -> Ordering {
        let ty = self.ty(a.ty);
        match ty.kind {
            Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
                (self.scalar(a) as i64).cmp(&(self.scalar(b) as i64))
            }
            Kind::String => self.str(a).cmp(self.str(b)),
            Kind::Float32 | Kind::Float64 => compare_floats(self.float(a), self.float(b)),
            Kind::Complex64 | Kind::Complex128 => {
                let (a, b) = (self.complex(a), self.complex(b));
                compare_floats(a.0, b.0).then(compare_floats(a.1, b.1))
            }
            Kind::Struct => in_turn(
                ty.fields.iter().map(|f| self.compare(self.field(a, f), self.field(b, f))),
            ),
            Kind::Array => in_turn(
                (0..self.len(a)).map(|i| self.compare(self.element(a, i), self.element(b, i))),
            ),
            Kind::Interface => match (self.inside(a), self.inside(b)) {
                (Some(a), Some(b)) if a.ty == b.ty => self.compare(a, b),
                (a, b) => a.map(|v| self.rank(v.ty)).cmp(&b.map(|v| self.rank(v.ty))),
            },
            Kind::Bool
            | Kind::Uint
            | Kind::Uint8
            | Kind::Uint16
            | Kind::Uint32
            | Kind::Uint64
            | Kind::Uintptr
            | Kind::Chan
            | Kind::Pointer
            | Kind::UnsafePointer => self.scalar(a).cmp(&self.scalar(b)),
            Kind::Invalid | Kind::Func | Kind::Map | Kind::Slice => Ordering::Equal,
        }
    }
}

fn compare_floats(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| b.is_nan().cmp(&a.is_nan()))
}

fn in_turn(mut orders: impl Iterator<Item = Ordering>) -> Ordering {
    orders.find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
}

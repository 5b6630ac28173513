//! Moving values: between forms, slots and memory.

use super::instrument::Elements;
use super::types::{Shape, mem_kind};
use super::{Lowerer, V, operation};
use crate::code::{Kind, RTypeId};
use crate::ir::{Act, Addr, ArgValue, Cond, Float, IntKind, Mem, Pair, SlotId, Word};
use crate::race::Site;
use frontend::types::TypeId;

#[expect(clippy::unnecessary_box_returns, reason = "that is what it is for")]
pub(crate) fn bx<T>(value: T) -> Box<T> {
    Box::new(value)
}

/// A place at a known slot's address.
pub(crate) fn at_slot(slot: SlotId, off: u32) -> Addr {
    Addr { base: bx(Word::Slot(slot)), off, site: Site::NONE }
}

/// A place at a constant address.
pub(crate) fn at_const(addr: u64, off: u32) -> Addr {
    Addr { base: bx(Word::Const(addr)), off, site: Site::NONE }
}

/// The same word again: only of what is settled.
pub(crate) fn clone_word(w: &Word) -> Word {
    match w {
        Word::Slot(s) => Word::Slot(*s),
        Word::Const(c) => Word::Const(*c),
        _ => unreachable!("invariant: settled words are slots or constants"),
    }
}

impl Lowerer<'_> {
    /// The value of a variable of this type in slots.
    pub(crate) fn slots_value(&mut self, slot: SlotId, ty: TypeId) -> V {
        match self.shape(ty) {
            Shape::Zero => V::Zero,
            Shape::F64 => V::F(Float::Slot(slot)),
            Shape::F32 => V::F32(Float::Slot32(slot)),
            Shape::Bool => V::C(Cond::Word(bx(Word::Slot(slot)))),
            Shape::Int(_) | Shape::Word => V::W(Word::Slot(slot)),
            Shape::Pair => V::P(Pair::Slot(slot)),
            Shape::Many(_) => V::S(slot),
        }
    }

    /// The value of a field inside slots: small integers there may have stale high bytes.
    pub(crate) fn field_value(&mut self, slot: SlotId, ty: TypeId) -> V {
        match self.shape(ty) {
            Shape::Bool => V::C(Cond::Word(bx(Word::Wrap(IntKind::U8, bx(Word::Slot(slot)))))),
            Shape::Int(kind) if !matches!(kind, IntKind::I64 | IntKind::U64) => {
                V::W(Word::Wrap(kind, bx(Word::Slot(slot))))
            }
            _ => self.slots_value(slot, ty),
        }
    }

    /// A one-word bit pattern as a value of the type.
    pub(crate) fn word_value(&mut self, word: Word, ty: TypeId) -> V {
        match self.shape(ty) {
            Shape::Zero => V::Zero,
            Shape::F64 => V::F(Float::Bits(bx(word))),
            Shape::F32 => V::F32(Float::Bits32(bx(word))),
            Shape::Bool => V::C(Cond::Word(bx(word))),
            _ => V::W(word),
        }
    }

    /// How a value of a one-word type lies in memory.
    pub(crate) fn mem_of(&mut self, ty: TypeId) -> Mem {
        let id = self.rt(ty);
        mem_kind(self.rtype(id).kind)
    }

    /// Bytes from one element of an array of this type to the next.
    pub(crate) fn stride_of(&self, id: RTypeId) -> u32 {
        let t = self.rtype(id);
        match t.kind.packed() {
            0 => t.words * 8,
            n => n,
        }
    }

    /// The value at a place.
    pub(crate) fn load_mem(&mut self, addr: Addr, ty: TypeId) -> V {
        let addr = Addr { site: self.typed(addr.site, ty), ..addr };
        match self.shape(ty) {
            // Loading nothing still faults on nil.
            Shape::Zero => V::W(Word::AddrOf(addr)),
            Shape::F64 => V::F(Float::Bits(bx(Word::Load(addr, Mem::Word)))),
            Shape::F32 => V::F32(Float::Bits32(bx(Word::Load(addr, Mem::U32)))),
            Shape::Bool => V::C(Cond::Word(bx(Word::Load(addr, Mem::U8)))),
            Shape::Int(_) | Shape::Word => {
                let mem = self.mem_of(ty);
                V::W(Word::Load(addr, mem))
            }
            Shape::Pair => V::P(Pair::Load(addr)),
            Shape::Many(_) => V::M(addr),
        }
    }

    /// As `load_mem` of a place that may be part of a slice: there an array of small elements
    /// starts anywhere in a word and is followed by other elements.
    pub(crate) fn load_array(&mut self, addr: Addr, ty: TypeId, pos: frontend::span::Pos) -> V {
        let id = self.rt(ty);
        let t = self.rtype(id);
        let (count, stride) = (t.len.unsigned_abs(), self.rtype(t.elem).kind.packed());
        if t.kind != Kind::Array || stride == 0 || count == 0 {
            return self.load_mem(addr, ty);
        }
        let site = addr.site;
        let slice = self.elements_at(addr, count, pos);
        let slot = self.temp(ty);
        let elements = Elements { slice, stride, limit: None, site };
        let load = operation::load_bytes(slice, count * u64::from(stride), slot);
        let act = self.on_elements(vec![elements], load);
        self.act(act, pos);
        self.slots_value(slot, ty)
    }

    /// The elements of an array in memory as a slice in slots.
    fn elements_at(&mut self, addr: Addr, count: u64, pos: frontend::span::Pos) -> SlotId {
        let bytes = self.program.universe.byte;
        let slice_ty = self.program.types.add(frontend::types::Type::Slice(bytes));
        let slice = self.temp(slice_ty);
        self.act(Act::Set(slice, Word::AddrOf(Addr { site: Site::NONE, ..addr })), pos);
        self.act(Act::Set(slice + 1, Word::Const(count)), pos);
        slice
    }

    /// As `store_mem` at a place that may be part of a slice, see `load_array`.
    pub(crate) fn store_array(
        &mut self,
        addr: Addr,
        v: V,
        ty: TypeId,
        pos: frontend::span::Pos,
    ) -> Act {
        let id = self.rt(ty);
        let t = self.rtype(id);
        let (count, stride) = (t.len.unsigned_abs(), self.rtype(t.elem).kind.packed());
        if t.kind != Kind::Array || stride == 0 || count == 0 {
            return self.store_mem(addr, v, ty);
        }
        let slot = self.copy_to_temp(v, ty, pos);
        let site = addr.site;
        let slice = self.elements_at(addr, count, pos);
        let bytes = count * u64::from(stride);
        let elements = Elements { slice, stride, limit: None, site };
        self.on_elements(vec![elements], operation::store_bytes(slice, bytes, slot))
    }

    /// Stores a value at a place.
    pub(crate) fn store_mem(&mut self, addr: Addr, v: V, ty: TypeId) -> Act {
        let shape = self.shape(ty);
        match v {
            V::F(f) => Act::StoreFloat(addr, f),
            V::P(p) => Act::StorePair(addr, p),
            V::S(slot) => Act::Store(addr, slot, shape.words()),
            V::M(from) => {
                let n = shape.words();
                let tmp = self.temp(ty);
                Act::Seq(vec![Act::Load(tmp, from, n), Act::Store(addr, tmp, n)])
            }
            v if shape == Shape::Zero => match v {
                V::Zero => Act::Seq(Vec::new()),
                other => {
                    let tmp = self.temp_words(1);
                    Act::Set(tmp, to_word(other))
                }
            },
            v => {
                let mem = self.mem_of(ty);
                Act::StoreWord(addr, mem, to_word(v))
            }
        }
    }

    /// Writes a value into slots.
    pub(crate) fn set_slots(&mut self, slot: SlotId, v: V, ty: TypeId) -> Act {
        let n = self.shape(ty).words();
        match v {
            V::Zero => Act::Seq(Vec::new()),
            v if n == 0 => {
                let scratch = self.temp_words(1);
                Act::Set(scratch, to_word(v))
            }
            V::F(f) => Act::SetFloat(slot, f),
            V::P(p) => Act::SetPair(slot, p),
            V::S(from) if from == slot => Act::Seq(Vec::new()),
            V::S(from) => Act::Move(slot, from, n),
            V::M(addr) => Act::Load(slot, addr, n),
            v => Act::Set(slot, to_word(v)),
        }
    }

    /// The value in slots: where it is, or a temporary set by a statement emitted now.
    pub(crate) fn in_slots(&mut self, v: V, ty: TypeId, pos: frontend::span::Pos) -> SlotId {
        match v {
            V::S(slot)
            | V::W(Word::Slot(slot))
            | V::F(Float::Slot(slot))
            | V::F32(Float::Slot32(slot))
            | V::P(Pair::Slot(slot)) => slot,
            v => {
                let tmp = self.temp(ty);
                let act = self.set_slots(tmp, v, ty);
                self.act(act, pos);
                tmp
            }
        }
    }

    /// As `in_slots`, but always a copy: later statements may change the variable.
    pub(crate) fn copy_to_temp(&mut self, v: V, ty: TypeId, pos: frontend::span::Pos) -> SlotId {
        let tmp = self.temp(ty);
        let act = self.set_slots(tmp, v, ty);
        self.act(act, pos);
        tmp
    }

    /// The value with actions of its own: `(actions, slot)` for use inside an expression.
    pub(crate) fn with_slots(&mut self, v: V, ty: TypeId) -> (Vec<Act>, SlotId) {
        match v {
            V::S(slot) | V::W(Word::Slot(slot)) | V::P(Pair::Slot(slot)) => (Vec::new(), slot),
            v => {
                let tmp = self.temp(ty);
                let act = self.set_slots(tmp, v, ty);
                (vec![act], tmp)
            }
        }
    }

    /// A value that no later action can change: constants and temporaries stay, anything else is
    /// copied by a statement emitted now.
    pub(crate) fn settle(&mut self, v: V, ty: TypeId) -> V {
        match v {
            V::Zero => V::Zero,
            V::W(Word::Const(c)) => V::W(Word::Const(c)),
            V::F(Float::Const(c)) => V::F(Float::Const(c)),
            V::P(Pair::Const(a, b)) => V::P(Pair::Const(a, b)),
            v => {
                let slot = self.copy_to_temp(v, ty, frontend::span::Pos::NONE);
                self.slots_value(slot, ty)
            }
        }
    }

    /// The value as an argument of a call.
    pub(crate) fn arg_value(&mut self, v: V, ty: TypeId) -> ArgValue {
        match v {
            V::F(f) => ArgValue::Float(f),
            V::P(p) => ArgValue::Pair(p),
            V::S(slot) => ArgValue::Slots(slot, self.shape(ty).words()),
            V::M(addr) => ArgValue::Load(addr, self.shape(ty).words()),
            V::Zero => ArgValue::Slots(0, 0),
            v if self.shape(ty) == Shape::Zero => {
                let scratch = self.temp_words(1);
                self.act(Act::Set(scratch, to_word(v)), frontend::span::Pos::NONE);
                ArgValue::Slots(0, 0)
            }
            v => ArgValue::Word(to_word(v)),
        }
    }

    /// The zero value of a type.
    pub(crate) fn zero_value(&mut self, ty: TypeId) -> V {
        match self.shape(ty) {
            Shape::Zero => V::Zero,
            Shape::F64 => V::F(Float::Const(0.0)),
            Shape::F32 => V::F32(Float::Const(0.0)),
            Shape::Bool => V::C(Cond::Const(false)),
            Shape::Int(_) | Shape::Word => V::W(Word::Const(0)),
            Shape::Pair => V::P(Pair::Const(0, 0)),
            Shape::Many(n) => {
                let tmp = self.temp(ty);
                self.act(Act::Zero(tmp, n), frontend::span::Pos::NONE);
                V::S(tmp)
            }
        }
    }

    /// Whether the type is an interface.
    pub(crate) fn is_iface(&mut self, ty: TypeId) -> bool {
        let id = self.rt(ty);
        self.rtype(id).kind == Kind::Interface
    }

    /// Kind of a type.
    pub(crate) fn kind(&mut self, ty: TypeId) -> Kind {
        let id = self.rt(ty);
        self.rtype(id).kind
    }
}

/// A one-word value's bits.
pub(crate) fn to_word(v: V) -> Word {
    match v {
        V::Zero => Word::Const(0),
        V::W(w) => w,
        V::F(Float::Const(c)) => Word::Const(c.to_bits()),
        V::F(Float::Slot(s)) => Word::Slot(s),
        V::F(Float::Bits(w)) => *w,
        V::F(f) => Word::Bits(bx(f)),
        V::F32(Float::Slot32(s)) => Word::Slot(s),
        V::F32(Float::Bits32(w)) => *w,
        #[expect(clippy::cast_possible_truncation, reason = "a float32 constant is exact")]
        V::F32(Float::Const(c)) => Word::Const(u64::from((c as f32).to_bits())),
        V::F32(f) => Word::Bits32(bx(f)),
        V::C(Cond::Const(c)) => Word::Const(u64::from(c)),
        V::C(Cond::Word(w)) => *w,
        V::C(c) => Word::Flag(bx(c)),
        V::P(Pair::Slot(s)) | V::S(s) => Word::Slot(s),
        V::P(p) => Word::First(bx(p)),
        V::M(addr) => Word::Load(addr, Mem::Word),
    }
}

/// A value as a condition.
pub(crate) fn to_cond(v: V) -> Cond {
    match v {
        V::C(c) => c,
        v => Cond::Word(bx(to_word(v))),
    }
}

/// A value as a float (float32 values are rounded already).
pub(crate) fn to_float(v: V) -> Float {
    match v {
        V::F(f) | V::F32(f) => f,
        v => Float::Bits(bx(to_word(v))),
    }
}

/// A value as a pair.
pub(crate) fn to_pair(v: V) -> Pair {
    match v {
        V::P(p) => p,
        V::S(slot) => Pair::Slot(slot),
        V::M(addr) => Pair::Load(addr),
        V::Zero => Pair::Const(0, 0),
        v => Pair::Words(bx(to_word(v)), bx(Word::Const(0))),
    }
}

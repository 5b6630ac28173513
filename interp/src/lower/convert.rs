//! Explicit conversions (spec §Conversions) and type assertions.

use super::instrument::ELEMENTS;
use super::operation;
use super::place::{at_slot, bx, to_float, to_pair, to_word};
use super::types::Shape;
use super::{Lowerer, V};
use crate::code::Kind;
use crate::ir::{Act, Addr, Cond, Float, IntKind, Pair, SlotId, Word};
use frontend::ast::Expr;
use frontend::span::Span;
use frontend::types::{Type, TypeId};

impl Lowerer<'_> {
    /// `T(x)`.
    pub(crate) fn conversion(&mut self, x: &Expr, target: TypeId) -> V {
        let from = self.ty(x);
        if self.is_nil(x) {
            return self.zero_value(target);
        }
        if self.is_iface(target) {
            return self.expr_to(x, target);
        }
        if let Some(value) = self.program.info.consts.get(&x.id).cloned() {
            let kinds = (self.kind(from), self.kind(target));
            let direct = match kinds {
                (Kind::String, Kind::Slice) => false,
                (a, Kind::String) => a == Kind::String,
                _ => true,
            };
            if direct && !matches!(kinds.1, Kind::Slice | Kind::Pointer | Kind::UnsafePointer) {
                return self.constant(&value, target);
            }
        }
        let v = self.expr(x);
        self.convert_value(v, from, target, x.span)
    }

    /// Converts a value, an expression at `span`, between non-interface types.
    pub(crate) fn convert_value(&mut self, v: V, from: TypeId, target: TypeId, span: Span) -> V {
        let pos = span.lo;
        let (fk, tk) = (self.kind(from), self.kind(target));
        match (self.shape(from), self.shape(target)) {
            (Shape::Int(a), Shape::Int(b)) => {
                if fits(a, b) {
                    V::W(to_word(v))
                } else {
                    V::W(Word::Wrap(b, bx(to_word(v))))
                }
            }
            (Shape::Int(a), t @ (Shape::F64 | Shape::F32)) => {
                let w = bx(to_word(v));
                let single = t == Shape::F32;
                match (a.signed(), single) {
                    (true, false) => V::F(Float::FromInt(w)),
                    (false, false) => V::F(Float::FromUint(w)),
                    // One rounding, not two.
                    (signed, true) => {
                        let w = self.plain_scalar(*w);
                        V::F32(Float::Bits32(bx(Word::Fn(operation::int_to_f32(signed, w)))))
                    }
                }
            }
            (Shape::F64 | Shape::F32, Shape::Int(b)) => V::W(Word::Trunc(bx(to_float(v)), b)),
            (Shape::F64, Shape::F32) => V::F32(Float::Round32(bx(to_float(v)))),
            (Shape::F32, Shape::F64) => V::F(to_float(v)),
            (Shape::Int(k), _) if tk == Kind::String => {
                // Beyond int64 no rune is meant either way.
                let w = self.plain_scalar(to_word(v));
                let w = if k == IntKind::U64 { Word::Fn(operation::clamp_rune(w)) } else { w };
                V::P(Pair::Fn(operation::rune_to_string(w)))
            }
            _ => match (fk, tk) {
                (Kind::Complex128, Kind::Complex64) => {
                    let v = self.plain(v, from);
                    V::P(Pair::Fn(operation::complex_narrow(to_pair(v))))
                }
                (Kind::Complex64, Kind::Complex128) => {
                    let v = self.plain(v, from);
                    V::P(Pair::Fn(operation::complex_widen(to_pair(v))))
                }
                (Kind::String, Kind::Slice) => {
                    let wide = self.slice_elem_kind(target) == Kind::Int32;
                    let tmp = self.temp(target);
                    let p = self.plain_string(to_pair(v));
                    self.act(Act::Fn(operation::string_to_slice(wide, p, tmp)), pos);
                    V::S(tmp)
                }
                (Kind::Slice, Kind::String) => {
                    let wide = self.slice_elem_kind(from) == Kind::Int32;
                    let slot = self.in_slots(v, from, pos);
                    V::P(self.slice_to_string(wide, slot, span))
                }
                (Kind::Slice, Kind::Array) => {
                    let slot = self.in_slots(v, from, pos);
                    let n = self.array_len(target);
                    let base = Word::Fn(operation::slice_to_array(slot, n));
                    let tmp = self.temp_ref();
                    self.act(Act::Set(tmp, base), pos);
                    if n == 0 {
                        return V::Zero;
                    }
                    let site = self.site_at(span, ELEMENTS);
                    let addr = Addr { site, ..at_slot(tmp, 0) };
                    self.load_array(addr, target, pos)
                }
                (Kind::Slice, Kind::Pointer) => {
                    let slot = self.in_slots(v, from, pos);
                    let Type::Pointer(p) = self.under(target) else { return V::Zero };
                    let n = self.array_len(p);
                    V::W(Word::Fn(operation::slice_to_array(slot, n)))
                }
                // Same underlying type: same words.
                _ => self.convert_pointer(v, from, target),
            },
        }
    }

    fn slice_elem_kind(&mut self, ty: TypeId) -> Kind {
        let id = self.rt(ty);
        let elem = self.rtype(id).elem;
        self.rtype(elem).kind
    }

    fn array_len(&mut self, ty: TypeId) -> u64 {
        let id = self.rt(ty);
        u64::try_from(self.rtype(id).len).unwrap_or_default()
    }

    /// `x.(T)`. With `comma_ok` a failure is the zero value and false: see `assert_parts`.
    pub(crate) fn type_assert(&mut self, e: &Expr, x: &Expr, comma_ok: bool) -> V {
        let mut target = self.ty(e);
        if let Type::Tuple(parts) = self.program.types.get(target).clone() {
            target = self.sub(parts[0]);
        }
        let (slot, _) = self.assert_parts(e, x, target, comma_ok);
        self.slots_value(slot, target)
    }

    /// Asserts into temporaries: slot of the value and of the flag.
    pub(crate) fn assert_parts(
        &mut self,
        e: &Expr,
        x: &Expr,
        target: TypeId,
        comma_ok: bool,
    ) -> (SlotId, SlotId) {
        let xt = self.ty(x);
        let pair = self.pair(x);
        self.assert_pair(pair, xt, target, comma_ok, e.span.lo)
    }

    /// As `assert_parts` for an interface value already lowered.
    pub(crate) fn assert_pair(
        &mut self,
        pair: Pair,
        static_ty: TypeId,
        target: TypeId,
        comma_ok: bool,
        pos: frontend::span::Pos,
    ) -> (SlotId, SlotId) {
        let id = self.rt(target);
        let static_id = self.rt(static_ty);
        let value = self.temp_rt(id);
        let ok = self.temp_words(1);
        let pair = to_pair(self.plain(V::P(pair), static_ty));
        let f = operation::assert(pair, static_id, id, value, ok, comma_ok);
        self.act(Act::Fn(f), pos);
        (value, ok)
    }

    /// Whether an interface value has a type (for type switches).
    pub(crate) fn has_type(&mut self, slot: SlotId, target: TypeId) -> Cond {
        let id = self.rt(target);
        if self.is_iface(target) {
            Cond::Fn(operation::implements(slot, id))
        } else {
            let word = Word::Const(u64::from(id.0));
            Cond::Int(crate::ir::Cmp::Eq, false, bx(Word::Slot(slot)), bx(word))
        }
    }
}

/// Whether every value of kind `a`, as it lies in a slot, is also right for kind `b`.
fn fits(a: IntKind, b: IntKind) -> bool {
    use IntKind as K;
    match b {
        K::I64 | K::U64 => true,
        K::I32 => matches!(a, K::I8 | K::I16 | K::I32 | K::U8 | K::U16),
        K::I16 => matches!(a, K::I8 | K::I16 | K::U8),
        K::U32 => matches!(a, K::U8 | K::U16 | K::U32),
        K::U16 => matches!(a, K::U8 | K::U16),
        _ => a == b,
    }
}

//! Places of operands (spec §Address operators, §Selectors): variables, fields, elements.

use super::place::{at_const, at_slot, bx, to_word};
use super::types::Shape;
use super::{Lowerer, V};
use crate::ir::{Act, Addr, Mem, Pair, SlotId, Word};
use crate::race::Site;
use frontend::ast::{Expr, ExprKind};
use frontend::info::SelectionKind;
use frontend::span::{Pos, Span};
use frontend::types::{BasicKind, ObjectKind, Type, TypeId};

/// What a word points to.
pub(super) fn place(base: Word) -> Addr {
    Addr { base: bx(base), off: 0, site: Site::NONE }
}

/// Where a field is.
pub(crate) enum FieldPlace {
    /// In memory.
    Mem(Addr),
    /// In slots.
    Slots(SlotId),
    /// Inside a one-word value.
    Word(Word),
}

impl Lowerer<'_> {
    /// Where the field at `path` of `x` is.
    pub(crate) fn field_place(&mut self, x: &Expr, path: &[usize]) -> FieldPlace {
        let ty = self.ty(x);
        let (place, ty) = self.base_place(x, ty);
        self.walk_path(place, ty, path).0
    }

    /// `x` itself as a place.
    pub(crate) fn base_place(&mut self, x: &Expr, ty: TypeId) -> (FieldPlace, TypeId) {
        if let Type::Pointer(elem) = self.under(ty) {
            let base = self.word(x);
            let site = self.site_at(x.span, "");
            return (FieldPlace::Mem(Addr { base: bx(base), off: 0, site }), elem);
        }
        if let Some(place) = self.addressable(x) {
            return (place, ty);
        }
        let place = match self.expr(x) {
            V::M(addr) => FieldPlace::Mem(addr),
            V::S(slot) | V::P(Pair::Slot(slot)) | V::W(Word::Slot(slot)) => FieldPlace::Slots(slot),
            v => match self.shape(ty) {
                Shape::Zero => FieldPlace::Slots(0),
                s if s.words() == 1 => FieldPlace::Word(to_word(v)),
                _ => FieldPlace::Slots(self.copy_to_temp(v, ty, x.span.lo)),
            },
        };
        (place, ty)
    }

    /// Follows field indices from a place; answers the last field's place and type.
    pub(crate) fn walk_path(
        &mut self,
        mut place: FieldPlace,
        mut ty: TypeId,
        path: &[usize],
    ) -> (FieldPlace, TypeId) {
        for &index in path {
            if let Type::Pointer(elem) = self.under(ty) {
                let site = match &place {
                    FieldPlace::Mem(addr) => addr.site,
                    FieldPlace::Slots(_) | FieldPlace::Word(_) => self.site_at(Span::NONE, ""),
                };
                let base = self.place_word(place);
                place = FieldPlace::Mem(Addr { base: bx(base), off: 0, site });
                ty = elem;
            }
            let Type::Struct { fields, .. } = self.under(ty) else { break };
            let id = self.rt(ty);
            let off = self.rtype(id).fields.get(index).map_or(0, |f| f.offset);
            let Some(&field) = fields.get(index) else { break };
            place = match place {
                FieldPlace::Mem(addr) => FieldPlace::Mem(Addr { off: addr.off + off, ..addr }),
                FieldPlace::Slots(slot) => FieldPlace::Slots(slot + off),
                FieldPlace::Word(w) => FieldPlace::Word(w),
            };
            let field_ty = self.program.objects.get(field).ty.unwrap_or(BasicKind::Invalid.id());
            ty = self.sub(field_ty);
        }
        (place, ty)
    }

    fn place_word(&mut self, place: FieldPlace) -> Word {
        match place {
            FieldPlace::Mem(addr) => {
                let layout = self.ref_layout();
                let site = self.site_for(addr.site, layout);
                Word::Load(Addr { site, ..addr }, Mem::Word)
            }
            FieldPlace::Slots(slot) => Word::Slot(slot),
            FieldPlace::Word(w) => w,
        }
    }

    /// A place as a value.
    pub(crate) fn place_value(&mut self, place: FieldPlace, ty: TypeId) -> V {
        match place {
            FieldPlace::Mem(addr) => self.load_mem(addr, ty),
            FieldPlace::Slots(slot) => self.field_value(slot, ty),
            FieldPlace::Word(w) => self.one_word_field(w, ty),
        }
    }

    /// The place of an addressable expression, without taking its address.
    pub(crate) fn addressable(&mut self, e: &Expr) -> Option<FieldPlace> {
        match &e.kind {
            ExprKind::Paren(x) => self.addressable(x),
            ExprKind::Ident(_) => {
                let &obj =
                    self.program.info.uses.get(&e.id).or(self.program.info.defs.get(&e.id))?;
                if !matches!(self.program.objects.get(obj).kind, ObjectKind::Var(_)) {
                    return None;
                }
                Some(match self.variable_place(e, obj)? {
                    Ok(slot) => FieldPlace::Slots(slot),
                    Err(addr) => FieldPlace::Mem(addr),
                })
            }
            ExprKind::Selector { x, sel } => {
                let Some(s) = self.selection(e) else {
                    let &obj = self.program.info.uses.get(&sel.id)?;
                    if self.is_package_var(obj) {
                        let addr = at_const(self.global(obj), 0);
                        return Some(FieldPlace::Mem(self.placed(addr, e)));
                    }
                    return None;
                };
                if s.kind != SelectionKind::Field {
                    return None;
                }
                let ty = self.ty(x);
                let (base, ty) = if let Type::Pointer(elem) = self.under(ty) {
                    let base = self.word(x);
                    let site = self.site(x);
                    (FieldPlace::Mem(Addr { base: bx(base), off: 0, site }), elem)
                } else {
                    (self.addressable(x)?, ty)
                };
                Some(match self.walk_path(base, ty, &s.path).0 {
                    FieldPlace::Mem(addr) => FieldPlace::Mem(self.placed(addr, e)),
                    place => place,
                })
            }
            ExprKind::Index { x, indices } => {
                let ty = self.ty(x);
                if indices.len() != 1 {
                    return None;
                }
                match self.under(ty) {
                    Type::Slice(elem) => {
                        let pair = self.pair(x);
                        Some(FieldPlace::Mem(self.element_addr(e, pair, &indices[0], elem)))
                    }
                    Type::Array { elem, len } => {
                        let FieldPlace::Mem(addr) = self.addressable(x)? else { return None };
                        let pair = self.array_pair(addr, len);
                        Some(FieldPlace::Mem(self.element_addr(e, pair, &indices[0], elem)))
                    }
                    Type::Pointer(p) => {
                        let Type::Array { elem, len } = self.under(p) else { return None };
                        let base = self.word(x);
                        let pair = self.array_pair(place(base), len);
                        Some(FieldPlace::Mem(self.element_addr(e, pair, &indices[0], elem)))
                    }
                    _ => None,
                }
            }
            ExprKind::Star(x) => {
                let base = self.word(x);
                Some(FieldPlace::Mem(self.placed(place(base), e)))
            }
            ExprKind::CompositeLit { .. } => {
                let ty = self.ty(e);
                let v = self.expr(e);
                let tmp = self.box_value(v, ty, e.span.lo);
                Some(FieldPlace::Mem(at_slot(tmp, 0)))
            }
            _ => None,
        }
    }

    /// A new object with this value; answers the slot of its address.
    pub(crate) fn box_value(&mut self, v: V, ty: TypeId, pos: Pos) -> SlotId {
        let id = self.rt(ty);
        let layout = self.rtype(id).layout;
        let v = match v {
            v @ (V::W(Word::Const(_)) | V::P(Pair::Const(..)) | V::Zero) => v,
            v => self.settle(v, ty),
        };
        let tmp = self.temp_ref();
        self.act(Act::Set(tmp, Word::New(layout)), pos);
        let act = self.store_mem(at_slot(tmp, 0), v, ty);
        self.act(act, pos);
        tmp
    }

    /// An array in memory seen as pointer and length.
    pub(crate) fn array_pair(&mut self, addr: Addr, len: i64) -> Pair {
        #[expect(clippy::cast_sign_loss, reason = "array lengths are not negative")]
        let n = Word::Const(len as u64);
        let base = match addr {
            Addr { base, off: 0, .. } if matches!(*base, Word::Const(_)) => base,
            addr => bx(Word::AddrOf(addr)),
        };
        Pair::Words(base, bx(n))
    }

    /// The address of an element, bounds-checked.
    pub(super) fn element_addr(
        &mut self,
        e: &Expr,
        pair: Pair,
        index: &Expr,
        elem: TypeId,
    ) -> Addr {
        let elem = self.sub(elem);
        let id = self.rt(elem);
        let stride = self.stride_of(id);
        let index = self.index_word(index);
        let base = Word::IndexAddr(bx(pair), bx(index), stride);
        self.placed(place(base), e)
    }

    /// `&x`.
    pub(crate) fn address(&mut self, x: &Expr) -> V {
        if let ExprKind::Paren(inner) = &x.kind {
            return self.address(inner);
        }
        if let ExprKind::CompositeLit { elems, .. } = &x.kind {
            let ty = self.ty(x);
            let tmp = self.temp_ref();
            self.composite_at_new(tmp, x, elems, ty);
            return V::W(Word::Slot(tmp));
        }
        match self.addressable(x) {
            Some(FieldPlace::Mem(Addr { base, off: 0, .. }))
                if matches!(*base, Word::Const(_) | Word::IndexAddr(..)) =>
            {
                V::W(*base)
            }
            Some(FieldPlace::Mem(addr)) => V::W(Word::AddrOf(addr)),
            _ => {
                // A variable without words lives nowhere: all such addresses are equal.
                let ty = self.ty(x);
                if self.shape(ty) == Shape::Zero {
                    return V::W(Word::Const(super::image_addr(0)));
                }
                let v = self.expr(x);
                let tmp = self.box_value(v, ty, x.span.lo);
                V::W(Word::Slot(tmp))
            }
        }
    }
}

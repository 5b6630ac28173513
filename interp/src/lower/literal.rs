//! Composite literals (spec §Composite literals).

use super::call::element_of;
use super::operation;
use super::place::{at_slot, to_word};
use super::types::Shape;
use super::{Lowerer, V};
use crate::code::RTypeId;
use crate::ir::{Act, Addr, SlotId, Word};
use frontend::ast::{Element, Expr, ExprKind};
use frontend::span::Pos;
use frontend::types::{Type, TypeId};

impl Lowerer<'_> {
    /// `T{…}` as a value. Inside another literal the type may be a pointer: `&T` was left out.
    pub(crate) fn composite(&mut self, e: &Expr, elems: &[Element]) -> V {
        let ty = self.ty(e);
        self.composite_of(e, elems, ty)
    }

    fn composite_of(&mut self, e: &Expr, elems: &[Element], ty: TypeId) -> V {
        let core = self.program.core_type(ty).map(|t| self.program.types.get(t).clone());
        match core {
            Some(Type::Pointer(elem)) => {
                let elem = self.sub(elem);
                let tmp = self.temp_ref();
                self.composite_at_new(tmp, e, elems, elem);
                V::W(Word::Slot(tmp))
            }
            Some(Type::Struct { .. }) => self.struct_lit(e, elems, ty),
            Some(Type::Array { elem, .. }) => {
                // Arrays are built in memory.
                let tmp = self.temp_ref();
                let id = self.rt(ty);
                let layout = self.rtype(id).layout;
                self.act(Act::Set(tmp, Word::New(layout)), e.span.lo);
                let elem = self.sub(elem);
                self.fill_elements(tmp, elems, elem);
                self.load_mem(at_slot(tmp, 0), ty)
            }
            Some(Type::Slice(elem)) => {
                let elem = self.sub(elem);
                let id = self.rt(elem);
                let n = self.literal_len(elems);
                let tmp = self.temp(ty);
                self.act(operation::new_slice(id, n, tmp), e.span.lo);
                self.fill_elements(tmp, elems, elem);
                V::S(tmp)
            }
            Some(Type::Map { key, elem }) => {
                let (key, elem) = (self.sub(key), self.sub(elem));
                let id = self.rt(ty);
                let shape = self.map_shape(id);
                let m = self.temp_ref();
                let hint = Word::Const(elems.len() as u64);
                let pos = e.span.lo;
                self.act(Act::Set(m, Word::Fn(operation::make_map(shape, Some(hint)))), pos);
                for el in elems {
                    let marks = self.fun.marks();
                    let Some(k) = &el.key else { continue };
                    let kv = self.literal_value(k, key);
                    let ks = self.copy_to_temp(kv, key, pos);
                    let vv = self.literal_value(&el.value, elem);
                    let vs = self.in_slots(vv, elem, pos);
                    self.act(Act::Fn(operation::map_set(shape, Word::Slot(m), ks, vs)), pos);
                    self.fun.end_statement(marks.0);
                }
                V::W(Word::Slot(m))
            }
            _ => {
                self.unsupported(e.span, "composite literal of this type is not supported");
                V::Zero
            }
        }
    }

    /// Highest index plus one.
    fn literal_len(&self, elems: &[Element]) -> u64 {
        let mut next = 0;
        let mut max = 0;
        for el in elems {
            if let Some(i) = self.element_index(el) {
                next = i;
            }
            next += 1;
            max = max.max(next);
        }
        max
    }

    fn element_index(&self, el: &Element) -> Option<u64> {
        let key = el.key.as_ref()?;
        self.program.info.consts.get(&key.id)?.to_u64()
    }

    /// An element: elided literals take the element type.
    fn literal_value(&mut self, e: &Expr, target: TypeId) -> V {
        if let ExprKind::CompositeLit { ty: None, elems, .. } = &e.kind {
            let v = self.composite_of(e, elems, target);
            return v;
        }
        self.expr_to(e, target)
    }

    /// Stores elements behind the address in slot `base`.
    fn fill_elements(&mut self, base: SlotId, elems: &[Element], elem: TypeId) {
        let id = self.rt(elem);
        if self.fill_from_image(base, elems, elem, id) {
            return;
        }
        let stride = self.stride_of(id);
        let mut next = 0;
        for el in elems {
            let marks = self.fun.marks();
            if let Some(i) = self.element_index(el) {
                next = i;
            }
            self.store_literal(element_of(base, next, stride), &el.value, elem);
            self.fun.end_statement(marks.0);
            next += 1;
        }
    }

    /// Many constant elements: one copy from the image.
    fn fill_from_image(
        &mut self,
        base: SlotId,
        elems: &[Element],
        elem: TypeId,
        id: RTypeId,
    ) -> bool {
        if elems.len() < 8 || self.is_iface(elem) {
            return false;
        }
        let all = elems.iter().all(|el| self.program.info.consts.contains_key(&el.value.id));
        let len = self.literal_len(elems);
        if !all || len > 4 * elems.len() as u64 {
            return false;
        }
        let stride = self.stride_of(id) as usize;
        let mut bytes = vec![0u8; len as usize * stride];
        let mut next = 0;
        for el in elems {
            if let Some(i) = self.element_index(el) {
                next = i;
            }
            let Some(value) = self.program.info.consts.get(&el.value.id).cloned() else {
                return false;
            };
            let at = next as usize * stride;
            match self.constant(&value, elem) {
                V::P(crate::ir::Pair::Const(a, b)) => {
                    bytes[at..at + 8].copy_from_slice(&a.to_le_bytes());
                    bytes[at + 8..at + 16].copy_from_slice(&b.to_le_bytes());
                }
                v => {
                    let Word::Const(w) = to_word(v) else { return false };
                    let n = stride.min(8);
                    bytes[at..at + n].copy_from_slice(&w.to_le_bytes()[..n]);
                }
            }
            next += 1;
        }
        let words: Vec<u64> = bytes
            .chunks(8)
            .map(|c| {
                let mut w = [0; 8];
                w[..c.len()].copy_from_slice(c);
                u64::from_le_bytes(w)
            })
            .collect();
        let from = self.static_words(&words);
        self.act(Act::Fn(operation::copy_bytes(base, from, bytes.len() as u64)), Pos::NONE);
        true
    }

    /// Stores an element or field, building nested literals in place.
    fn store_literal(&mut self, addr: Addr, e: &Expr, target: TypeId) {
        let v = self.literal_value(e, target);
        let act = self.store_mem(addr, v, target);
        self.act(act, e.span.lo);
    }

    /// Offsets, values and types of the fields a struct literal gives.
    fn struct_fields<'e>(
        &mut self,
        elems: &'e [Element],
        ty: TypeId,
    ) -> Vec<(u32, &'e Expr, TypeId)> {
        let Some(Type::Struct { fields, .. }) =
            self.program.core_type(ty).map(|t| self.program.types.get(t).clone())
        else {
            return Vec::new();
        };
        let mut list = Vec::new();
        for (i, el) in elems.iter().enumerate() {
            let path = match &el.key {
                Some(key) => match (self.program.info.selections.get(&key.id), &key.kind) {
                    // A promoted field, Go 1.27.
                    (Some(s), _) => s.path.clone(),
                    (None, ExprKind::Ident(name)) => fields
                        .iter()
                        .position(|&f| self.program.objects.get(f).name == *name)
                        .into_iter()
                        .collect(),
                    (None, _) => Vec::new(),
                },
                None => vec![i],
            };
            let (mut at, mut field_ty) = (0, ty);
            for index in &path {
                let id = self.rt(field_ty);
                let Some(field) = self.rtype(id).fields.get(*index) else {
                    let text = "a promoted field of an embedded pointer in a literal";
                    self.unsupported(el.value.span, format!("{text} is not supported"));
                    break;
                };
                at += field.offset;
                field_ty = self.source_of(field.ty);
            }
            if !path.is_empty() {
                list.push((at, &el.value, field_ty));
            }
        }
        list
    }

    fn struct_lit(&mut self, e: &Expr, elems: &[Element], ty: TypeId) -> V {
        let id = self.rt(ty);
        let words = self.rtype(id).words;
        if words == 0 {
            for (_, value, fty) in self.struct_fields(elems, ty) {
                self.literal_value(value, fty);
            }
            return V::Zero;
        }
        let tmp = self.temp(ty);
        let list = self.struct_fields(elems, ty);
        let covered: u32 = list.iter().map(|f| self.shape(f.2).words()).sum();
        if covered < words {
            self.act(Act::Zero(tmp, words), e.span.lo);
        }
        for (off, value, fty) in list {
            let v = self.literal_value(value, fty);
            if self.shape(fty) != Shape::Zero {
                let act = self.set_slots(tmp + off, v, fty);
                self.act(act, value.span.lo);
            }
        }
        self.slots_value(tmp, ty)
    }

    /// `&T{…}`: a new object built in place; its address goes into `tmp`.
    pub(crate) fn composite_at_new(
        &mut self,
        tmp: SlotId,
        e: &Expr,
        elems: &[Element],
        ty: TypeId,
    ) {
        let pos = e.span.lo;
        let id = self.rt(ty);
        let layout = self.rtype(id).layout;
        let core = self.program.core_type(ty).map(|t| self.program.types.get(t).clone());
        match core {
            Some(Type::Struct { .. }) => {
                let list = self.struct_fields(elems, ty);
                // The fields' calls come first; simple values are stored straight into the object.
                let values: Vec<_> = list
                    .into_iter()
                    .map(|(off, value, fty)| (off, self.literal_value(value, fty), fty))
                    .collect();
                self.act(Act::Set(tmp, Word::New(layout)), pos);
                for (off, v, fty) in values {
                    let act = self.store_mem(at_slot(tmp, off), v, fty);
                    self.act(act, pos);
                }
            }
            Some(Type::Array { elem, .. }) => {
                let elem = self.sub(elem);
                self.act(Act::Set(tmp, Word::New(layout)), pos);
                self.fill_elements(tmp, elems, elem);
            }
            _ => {
                let v = self.composite_of(e, elems, ty);
                let boxed = self.box_value(v, ty, pos);
                self.act(Act::Set(tmp, Word::Slot(boxed)), pos);
            }
        }
    }
}

//! Assignments and variable declarations (spec §Assignment statements).

use super::address::FieldPlace;
use super::operation;
use super::place::{at_const, at_slot, bx, clone_word, to_word};
use super::types::Shape;
use super::{Lowerer, V};
use crate::ir::{Act, Addr, Pair, SlotId, Word};
use crate::race::Site;
use frontend::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use frontend::info::InitOrder;
use frontend::span::Pos;
use frontend::types::{BasicKind, ObjId, Type, TypeId};

/// A left side, its operands evaluated.
enum Left {
    /// `_`
    Blank,
    /// Slots of a variable, or of a field inside one.
    Slots(SlotId),
    /// A place in memory.
    Mem(Addr),
    /// A one-word element of a slice: bounds are checked when it is stored.
    Index(Pair, Word, Site),
    /// A map element: map type, map, slot of the key.
    Map(crate::value::map::MapShape, Word, SlotId, Site),
}

impl Lowerer<'_> {
    /// A left side. `now`: its operands must be evaluated before what follows is.
    fn left(&mut self, e: &Expr, now: bool) -> Left {
        match &e.kind {
            ExprKind::Paren(x) => return self.left(x, now),
            ExprKind::Ident(name) if name.is_blank() => return Left::Blank,
            ExprKind::Index { x, indices } => {
                let xt = self.ty(x);
                if let Some(Type::Map { key, .. }) =
                    self.program.core_type(xt).map(|t| self.program.types.get(t).clone())
                {
                    let key = self.sub(key);
                    let id = self.rt(xt);
                    let shape = self.map_shape(id);
                    let m = self.word(x);
                    let kv = self.expr_to(&indices[0], key);
                    let m = to_word(self.settle(V::W(m), xt));
                    let slot = self.copy_to_temp(kv, key, e.span.lo);
                    return Left::Map(shape, m, slot, self.site(e));
                }
                if let Type::Slice(elem) = self.under(xt) {
                    let elem = self.sub(elem);
                    if self.shape(elem).words() == 1 && !now {
                        let pair = self.pair(x);
                        let i = self.index_word(&indices[0]);
                        return Left::Index(pair, i, self.site(e));
                    }
                }
            }
            _ => {}
        }
        match self.addressable(e) {
            Some(FieldPlace::Slots(slot)) => Left::Slots(slot),
            Some(FieldPlace::Mem(addr)) if now => {
                // The address is computed now; a nil base still faults only at the store.
                match addr {
                    addr @ Addr { .. } if matches!(*addr.base, Word::Const(_)) => Left::Mem(addr),
                    Addr { base, off, site } => {
                        let tmp = self.temp_ref();
                        self.act(Act::Set(tmp, *base), e.span.lo);
                        Left::Mem(Addr { site, ..at_slot(tmp, off) })
                    }
                }
            }
            Some(FieldPlace::Mem(addr)) => Left::Mem(addr),
            _ => {
                self.unsupported(e.span, "cannot assign to this expression");
                Left::Blank
            }
        }
    }

    /// A left side of several: operands now, bounds and nil checks when it is stored.
    fn left_late(&mut self, e: &Expr) -> Left {
        let mut inner = e;
        while let ExprKind::Paren(x) = &inner.kind {
            inner = x;
        }
        let pos = e.span.lo;
        if let ExprKind::Index { x, indices } = &inner.kind {
            let xt = self.ty(x);
            if let Type::Slice(elem) = self.under(xt) {
                let elem = self.sub(elem);
                let id = self.rt(elem);
                let stride = self.stride_of(id);
                let pair = self.pair(x);
                let pair = self.copy_to_temp(V::P(pair), BasicKind::String.id(), pos);
                let index = match self.index_word(&indices[0]) {
                    c @ Word::Const(_) => c,
                    w => {
                        let tmp = self.temp_words(1);
                        self.act(Act::Set(tmp, w), pos);
                        Word::Slot(tmp)
                    }
                };
                let base = Word::IndexAddr(bx(Pair::Slot(pair)), bx(index), stride);
                return Left::Mem(Addr { base: bx(base), off: 0, site: self.site(inner) });
            }
        }
        self.left(inner, true)
    }

    /// Stores a value into a left side.
    fn store_left(&mut self, left: Left, v: V, ty: TypeId, pos: Pos) {
        let act = match left {
            Left::Blank => {
                let id = self.rt(ty);
                if self.rtype(id).words == 0 && matches!(v, V::Zero) {
                    return;
                }
                let tmp = self.temp(ty);
                self.set_slots(tmp, v, ty)
            }
            Left::Slots(slot) => self.set_slots(slot, v, ty),
            Left::Mem(addr) => self.store_array(addr, v, ty, pos),
            Left::Index(pair, i, site) => match v {
                V::F(f) => Act::StoreIndexFloat(pair, i, f, site),
                v => {
                    let mem = self.mem_of(ty);
                    Act::StoreIndex(pair, i, mem, to_word(v), site)
                }
            },
            Left::Map(shape, m, key, site) => {
                let slot = self.in_slots(v, ty, pos);
                let again = clone_word(&m);
                self.on_map(&again, site.write(), operation::map_set(shape, m, key, slot))
            }
        };
        self.act(act, pos);
    }

    /// Type of a left side (that of the right one for `_`).
    fn left_ty(&mut self, e: &Expr, right: TypeId) -> TypeId {
        if let ExprKind::Ident(name) = &e.kind {
            if name.is_blank() {
                return self.program.default_type(right);
            }
        }
        // Variables that a definition defines or assigns again have no type as expressions.
        let info = &self.program.info;
        if let Some(&obj) = info.defs.get(&e.id).or_else(|| info.uses.get(&e.id)) {
            return self.obj_ty(obj);
        }
        self.ty(e)
    }

    /// `lhs = rhs`.
    pub(crate) fn assign(&mut self, lhs: &[Expr], rhs: &[Expr], pos: Pos) {
        if lhs.len() == 1 && rhs.len() == 1 {
            let rt = self.ty(&rhs[0]);
            let ty = self.left_ty(&lhs[0], rt);
            // The left operands come first, but a call on the right may change what they see:
            // they are kept only if the right side calls.
            let left = self.left(&lhs[0], false);
            let v = self.expr_to(&rhs[0], ty);
            self.store_left(left, v, ty, pos);
            return;
        }
        if rhs.len() == 1 {
            let lefts: Vec<Left> = lhs.iter().map(|e| self.left_late(e)).collect();
            let parts = self.tuple_parts(&rhs[0], lhs.len());
            for ((left, e), (slot, from)) in lefts.into_iter().zip(lhs).zip(parts) {
                let ty = self.left_ty(e, from);
                let v = self.slots_value(slot, from);
                let v = self.convert_assign(v, from, ty);
                self.store_left(left, v, ty, pos);
            }
            return;
        }
        // Two phases: operands and right sides, then the assignments in order.
        let lefts: Vec<Left> = lhs.iter().map(|e| self.left_late(e)).collect();
        let mut values = Vec::new();
        for (l, r) in lhs.iter().zip(rhs) {
            let rt = self.ty(r);
            let ty = self.left_ty(l, rt);
            let v = self.expr_to(r, ty);
            values.push((self.settle(v, ty), ty));
        }
        for (left, (v, ty)) in lefts.into_iter().zip(values) {
            self.store_left(left, v, ty, pos);
        }
    }

    /// Right side with several values: slots and types of the first `n`.
    fn tuple_parts(&mut self, e: &Expr, n: usize) -> Vec<(SlotId, TypeId)> {
        let mut inner = e;
        while let ExprKind::Paren(x) = &inner.kind {
            inner = x;
        }
        let flag = BasicKind::Bool.id();
        match &inner.kind {
            ExprKind::Call { .. } => {
                let (slot, types) = self.call_results(inner);
                let mut at = slot;
                let mut parts = Vec::new();
                for ty in types.into_iter().take(n) {
                    parts.push((at, ty));
                    at += self.shape(ty).words();
                }
                parts
            }
            ExprKind::Index { x, indices } => {
                let xt = self.ty(x);
                let Some(Type::Map { key, elem }) =
                    self.program.core_type(xt).map(|t| self.program.types.get(t).clone())
                else {
                    return Vec::new();
                };
                let ok = self.temp_words(1);
                let v = self.map_index(x, &indices[0], key, elem, Some(ok));
                let elem = self.sub(elem);
                let slot = self.in_slots(v, elem, e.span.lo);
                vec![(slot, elem), (ok, flag)]
            }
            ExprKind::TypeAssert { x, .. } => {
                let mut target = self.ty(inner);
                if let Type::Tuple(parts) = self.program.types.get(target).clone() {
                    target = self.sub(parts[0]);
                }
                let (slot, ok) = self.assert_parts(inner, x, target, true);
                vec![(slot, target), (ok, flag)]
            }
            ExprKind::Unary { op: UnaryOp::Recv, x } => {
                let ok = self.temp_words(1);
                let slot = self.receive(inner, x, Some(ok));
                let ct = self.ty(x);
                let elem = self.chan_elem(ct);
                vec![(slot, elem), (ok, flag)]
            }
            _ => Vec::new(),
        }
    }

    /// `lhs := rhs`: new variables are declared, old ones assigned.
    pub(crate) fn define(&mut self, lhs: &[Expr], rhs: &[Expr], pos: Pos) {
        let new: Vec<Option<ObjId>> =
            lhs.iter().map(|e| self.program.info.defs.get(&e.id).copied()).collect();
        if new.iter().all(Option::is_none) {
            self.assign(lhs, rhs, pos);
            return;
        }
        if lhs.len() == 1 && rhs.len() == 1 {
            if let Some(obj) = new[0] {
                let ty = self.obj_ty(obj);
                let v = self.expr_to(&rhs[0], ty);
                self.declare(obj, Some(v), pos);
            }
            return;
        }
        let lefts: Vec<Option<Left>> = lhs
            .iter()
            .zip(&new)
            .map(|(e, n)| if n.is_none() { Some(self.left_late(e)) } else { None })
            .collect();
        let values: Vec<(V, TypeId)> = if rhs.len() == 1 {
            self.tuple_parts(&rhs[0], lhs.len())
                .into_iter()
                .map(|(slot, ty)| (self.slots_value(slot, ty), ty))
                .collect()
        } else {
            let mut list = Vec::new();
            for ((l, n), r) in lhs.iter().zip(&new).zip(rhs) {
                let rt = self.ty(r);
                let ty = match n {
                    Some(obj) => self.obj_ty(*obj),
                    None => self.left_ty(l, rt),
                };
                let v = self.expr_to(r, ty);
                list.push((self.settle(v, ty), ty));
            }
            list
        };
        for (((left, n), (v, from)), e) in lefts.into_iter().zip(new).zip(values).zip(lhs) {
            match (left, n) {
                (_, Some(obj)) => {
                    let ty = self.obj_ty(obj);
                    let v = self.convert_assign(v, from, ty);
                    self.declare(obj, Some(v), pos);
                }
                (Some(left), None) => {
                    let ty = self.left_ty(e, from);
                    let v = self.convert_assign(v, from, ty);
                    self.store_left(left, v, ty, pos);
                }
                (None, None) => {}
            }
        }
    }

    /// `x op= y`, `x++`, `x--`.
    pub(crate) fn op_assign(&mut self, x: &Expr, op: BinaryOp, y: Option<&Expr>, pos: Pos) {
        let ty = self.ty(x);
        let left = self.left(x, true);
        // The left side is evaluated once: its current value, then the operation.
        let (cur, left) = self.current(left, ty);
        if matches!(op, BinaryOp::Shl | BinaryOp::Shr) {
            let Some(y) = y else { return };
            let count = self.shift_count(y);
            let v = self.shift(op, cur, count, ty);
            self.store_left(left, v, ty, pos);
            return;
        }
        let rhs = match y {
            Some(y) => self.expr_to(y, ty),
            None => self.one(ty),
        };
        let v = self.arithmetic(op, cur, rhs, ty);
        self.store_left(left, v, ty, pos);
    }

    fn one(&mut self, ty: TypeId) -> V {
        let one = frontend::types::constant::Value::int(1);
        self.constant(&one, ty)
    }

    /// The value a left side has now, and the left side again.
    fn current(&mut self, left: Left, ty: TypeId) -> (V, Left) {
        match left {
            Left::Blank => (self.zero_value(ty), Left::Blank),
            Left::Slots(slot) => (self.field_value(slot, ty), Left::Slots(slot)),
            Left::Mem(Addr { base, off, site }) => {
                let again = match &*base {
                    Word::Const(c) => bx(Word::Const(*c)),
                    Word::Slot(s) => bx(Word::Slot(*s)),
                    _ => {
                        let tmp = self.temp_ref();
                        self.act(Act::Set(tmp, *base), Pos::NONE);
                        let place = || Addr { site, ..at_slot(tmp, off) };
                        return (self.load_mem(place(), ty), Left::Mem(place()));
                    }
                };
                let left = Left::Mem(Addr { base: again, off, site });
                (self.load_mem(Addr { base, off, site }, ty), left)
            }
            Left::Index(pair, i, site) => {
                let site = self.typed(site, ty);
                (V::W(Word::Index(bx(pair), bx(i), crate::ir::Mem::Word, site)), Left::Blank)
            }
            Left::Map(shape, m, key, site) => {
                let dst = self.temp(ty);
                let (a, b) = (clone_word(&m), clone_word(&m));
                let act = self.on_map(&m, site, operation::map_get(shape, a, key, dst, None));
                self.act(act, Pos::NONE);
                (self.slots_value(dst, ty), Left::Map(shape, b, key, site))
            }
        }
    }

    /// `var a, b T = x, y` in a function.
    pub(crate) fn var_decl(&mut self, spec: &frontend::ast::VarSpec) {
        let pos = spec.span.lo;
        let objs: Vec<Option<ObjId>> =
            spec.names.iter().map(|n| self.program.info.defs.get(&n.id).copied()).collect();
        if spec.values.is_empty() {
            for obj in objs.into_iter().flatten() {
                self.declare(obj, None, pos);
            }
            return;
        }
        if spec.values.len() == spec.names.len() {
            let mut values = Vec::new();
            for (obj, e) in objs.iter().zip(&spec.values) {
                let ty = match obj {
                    Some(obj) => self.obj_ty(*obj),
                    None => self.ty(e),
                };
                let v = self.expr_to(e, ty);
                let v = if objs.len() > 1 { self.settle(v, ty) } else { v };
                values.push((v, ty));
            }
            for (obj, (v, ty)) in objs.into_iter().zip(values) {
                match obj {
                    Some(obj) => self.declare(obj, Some(v), pos),
                    None => self.store_left(Left::Blank, v, ty, pos),
                }
            }
            return;
        }
        let parts = self.tuple_parts(&spec.values[0], objs.len());
        for (obj, (slot, from)) in objs.into_iter().zip(parts) {
            let Some(obj) = obj else { continue };
            let ty = self.obj_ty(obj);
            let v = self.slots_value(slot, from);
            let v = self.convert_assign(v, from, ty);
            self.declare(obj, Some(v), pos);
        }
    }

    /// One step of package initialization.
    pub(crate) fn lower_init_step(&mut self, step: &InitOrder, value: &Expr) {
        let pos = value.span.lo;
        if step.lhs.len() == 1 {
            let obj = step.lhs[0];
            let ty = self.obj_ty(obj);
            let v = self.expr_to(value, ty);
            if self.program.objects.get(obj).name.is_blank() {
                self.store_left(Left::Blank, v, ty, pos);
                return;
            }
            let addr = self.global(obj);
            let site = self.variable_site(obj);
            let act = self.store_mem(Addr { site, ..at_const(addr, 0) }, v, ty);
            self.act(act, pos);
            return;
        }
        if step.lhs.is_empty() {
            let ty = self.ty(value);
            let v = self.expr(value);
            self.store_left(Left::Blank, v, ty, pos);
            return;
        }
        let parts = self.tuple_parts(value, step.lhs.len());
        for (&obj, (slot, from)) in step.lhs.iter().zip(parts) {
            if self.program.objects.get(obj).name.is_blank() {
                continue;
            }
            let ty = self.obj_ty(obj);
            let v = self.slots_value(slot, from);
            let v = self.convert_assign(v, from, ty);
            let addr = self.global(obj);
            let site = self.variable_site(obj);
            let act = self.store_mem(Addr { site, ..at_const(addr, 0) }, v, ty);
            self.act(act, pos);
        }
    }

    /// Assigns two values in slots at once (range clauses).
    pub(crate) fn assign_both(&mut self, lhs: [&Expr; 2], slots: [(SlotId, TypeId); 2], pos: Pos) {
        let lefts = lhs.map(|e| self.left_late(e));
        for ((left, e), (slot, from)) in lefts.into_iter().zip(lhs).zip(slots) {
            let ty = self.left_ty(e, from);
            let v = self.slots_value(slot, from);
            let v = self.convert_assign(v, from, ty);
            self.store_left(left, v, ty, pos);
        }
    }

    /// Assigns slots to an expression on the left (range clauses, select cases).
    pub(crate) fn assign_slots(&mut self, e: &Expr, slot: SlotId, from: TypeId, pos: Pos) {
        let ty = self.left_ty(e, from);
        let left = self.left(e, false);
        let v = self.slots_value(slot, from);
        let v = self.convert_assign(v, from, ty);
        if ty == from || self.shape(ty) != Shape::Zero {
            self.store_left(left, v, ty, pos);
        }
    }
}

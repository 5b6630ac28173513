//! Range clauses (spec §For statements with range clause).

use super::address::FieldPlace;
use super::instrument::ELEMENTS;
use super::operation;
use super::place::{at_slot, bx};
use super::{Lowerer, V};
use crate::ir::{Act, Cmp, Cond, IntKind, IntOp, Label, Pair, SlotId, St, Word};
use crate::race::Site;
use frontend::ast::{Block, Expr, NodeId};
use frontend::span::Pos;
use frontend::symbol::Symbol;
use frontend::types::{BasicKind, Type, TypeId};

/// The variables on the left of a range clause.
#[derive(Clone, Copy)]
pub(crate) struct Vars<'e> {
    pub(crate) exprs: [Option<&'e Expr>; 2],
    pub(crate) define: bool,
    pub(crate) pos: Pos,
}

impl Vars<'_> {
    fn wants(&self, i: usize) -> bool {
        self.exprs[i].is_some_and(|e| match &e.kind {
            frontend::ast::ExprKind::Ident(name) => !name.is_blank(),
            _ => true,
        })
    }
}

impl Lowerer<'_> {
    /// `for key, value := range x { … }`.
    #[expect(clippy::too_many_arguments, reason = "the parts of a range clause")]
    pub(crate) fn range(
        &mut self,
        id: NodeId,
        name: Option<Symbol>,
        exprs: [Option<&Expr>; 2],
        define: bool,
        x: &Expr,
        body: &Block,
        pos: Pos,
    ) {
        let mut vars = Vars { exprs, define, pos };
        let mut xt = self.ty(x);
        xt = self.program.default_type(xt);
        let core = self.program.core_type(xt).map(|t| self.program.types.get(t).clone());
        let shared = self.program.info.shared_loop_vars.contains(&id);
        if define && shared && !matches!(core, Some(Type::Signature(_))) {
            // Before Go 1.22 all iterations have the same variables.
            for (i, e) in exprs.into_iter().enumerate() {
                let def = e.filter(|_| vars.wants(i));
                if let Some(&obj) = def.and_then(|e| self.program.info.defs.get(&e.id)) {
                    self.declare(obj, None, pos);
                }
            }
            vars.define = false;
        }
        match core {
            Some(Type::Basic(BasicKind::String)) => self.range_string(name, vars, x, body),
            Some(Type::Basic(_)) => self.range_int(name, vars, x, xt, body),
            Some(Type::Slice(elem)) => {
                let elem = self.sub(elem);
                let v = self.expr(x);
                let tmp = self.scoped_copy(v, xt, pos);
                let site = self.site_at(x.span, ELEMENTS);
                self.range_elements(name, vars, tmp, elem, site, body);
            }
            Some(Type::Array { elem, len }) => {
                let elem = self.sub(elem);
                self.range_array(name, vars, x, xt, elem, len, body);
            }
            Some(Type::Pointer(p)) => {
                let Type::Array { elem, len } = self.under(p) else { return };
                let elem = self.sub(elem);
                if !vars.wants(1) {
                    self.range_array(name, vars, x, xt, elem, len, body);
                    return;
                }
                let base = self.word(x);
                let slot = self.slice_header(base, len, elem, pos);
                let site = self.site_at(x.span, ELEMENTS);
                self.range_elements(name, vars, slot, elem, site, body);
            }
            Some(Type::Map { key, elem }) => {
                let (key, elem) = (self.sub(key), self.sub(elem));
                self.range_map(name, vars, x, xt, key, elem, body);
            }
            Some(Type::Chan { elem, .. }) => {
                let elem = self.sub(elem);
                self.range_chan(name, vars, x, xt, elem, body);
            }
            Some(Type::Signature(sig)) => self.range_func(id, name, vars, x, &sig, body),
            _ => self.unsupported(x.span, "cannot range over this type"),
        }
    }

    /// A copy that lives as long as the loop.
    fn scoped_copy(&mut self, v: V, ty: TypeId, pos: Pos) -> SlotId {
        let id = self.rt(ty);
        let layout = self.rtype(id).layout;
        let slot = self.fun.local(layout);
        let act = self.set_slots(slot, v, ty);
        self.act(act, pos);
        slot
    }

    fn scoped_word(&mut self, value: Word, pos: Pos) -> SlotId {
        let layout = self.scalar_layout(1);
        let slot = self.fun.local(layout);
        self.act(Act::Set(slot, value), pos);
        slot
    }

    /// Pointer, length, capacity of an array in memory.
    fn slice_header(&mut self, base: Word, len: i64, elem: TypeId, pos: Pos) -> SlotId {
        let ty = self.program.types.add(Type::Slice(elem));
        let id = self.rt(ty);
        let layout = self.rtype(id).layout;
        let slot = self.fun.local(layout);
        #[expect(clippy::cast_sign_loss, reason = "array lengths are not negative")]
        let n = len as u64;
        self.act(Act::Set(slot, base), pos);
        self.act(Act::Set(slot + 1, Word::Const(n)), pos);
        self.act(Act::Set(slot + 2, Word::Const(n)), pos);
        slot
    }

    /// Gives both loop variables their values: `i, x[i] = range y` finds `x[i]` first.
    fn bind_both(&mut self, vars: Vars<'_>, values: [(V, TypeId); 2]) {
        let [(a, at), (b, bt)] = values;
        if let ([Some(x), Some(y)], false) = (vars.exprs, vars.define) {
            if !matches!(y.kind, frontend::ast::ExprKind::Ident(_)) {
                let a = self.copy_to_temp(a, at, vars.pos);
                let b = self.copy_to_temp(b, bt, vars.pos);
                self.assign_both([x, y], [(a, at), (b, bt)], vars.pos);
                return;
            }
        }
        self.bind(vars, 0, a, at);
        self.bind(vars, 1, b, bt);
    }

    /// Gives a loop variable its value for this iteration.
    pub(crate) fn bind(&mut self, vars: Vars<'_>, i: usize, v: V, ty: TypeId) {
        let Some(e) = vars.exprs[i] else { return };
        if !vars.wants(i) {
            return;
        }
        if vars.define {
            if let Some(&obj) = self.program.info.defs.get(&e.id) {
                let target = self.obj_ty(obj);
                let v = self.convert_assign(v, ty, target);
                self.declare(obj, Some(v), vars.pos);
            }
            return;
        }
        let slot = self.copy_to_temp(v, ty, vars.pos);
        self.assign_slots(e, slot, ty, vars.pos);
    }

    /// A loop over `i` from 0 to the number in `n`: `each` binds the variables.
    fn counted(
        &mut self,
        name: Option<Symbol>,
        n: Word,
        signed: bool,
        body: &Block,
        pos: Pos,
        each: impl FnOnce(&mut Self, SlotId),
    ) {
        let i = self.scoped_word(Word::Const(0), pos);
        let label = self.open_target(name, true);
        let body = self.block_of(|l| {
            let marks = l.fun.marks();
            each(l, i);
            l.fun.end_statement(marks.0);
            l.stmts(&body.stmts);
        });
        self.close_target();
        let cond = Cond::Int(Cmp::Lt, signed, bx(Word::Slot(i)), bx(n));
        let next = Word::Int(IntOp::Add, IntKind::I64, bx(Word::Slot(i)), bx(Word::Const(1)));
        let post = vec![St::Act(Act::Set(i, next), pos)];
        self.emit(St::Loop { label, head: Vec::new(), cond: Some(cond), post, body, pos });
    }

    fn range_int(
        &mut self,
        name: Option<Symbol>,
        vars: Vars<'_>,
        x: &Expr,
        xt: TypeId,
        body: &Block,
    ) {
        // An untyped constant takes the variable's type.
        let ty = match vars.exprs[0].and_then(|e| self.program.info.type_of(e)) {
            Some(ty) if vars.wants(0) => self.sub(ty),
            _ => xt,
        };
        let v = self.expr_to(x, ty);
        let n = match v {
            V::W(Word::Const(c)) => Word::Const(c),
            v => Word::Slot(self.scoped_copy(v, ty, vars.pos)),
        };
        let signed = match self.shape(ty) {
            super::types::Shape::Int(k) => k.signed(),
            _ => true,
        };
        self.counted(name, n, signed, body, vars.pos, |l, i| {
            l.bind(vars, 0, V::W(Word::Slot(i)), ty);
        });
    }

    /// Elements of the slice in slots `slot..slot+3`.
    fn range_elements(
        &mut self,
        name: Option<Symbol>,
        vars: Vars<'_>,
        slot: SlotId,
        elem: TypeId,
        site: Site,
        body: &Block,
    ) {
        self.counted(name, Word::Slot(slot + 1), true, body, vars.pos, |l, i| {
            if vars.wants(1) {
                let v = l.element(slot, i, elem, site);
                let int = BasicKind::Int.id();
                l.bind_both(vars, [(V::W(Word::Slot(i)), int), (v, elem)]);
            } else {
                l.bind(vars, 0, V::W(Word::Slot(i)), BasicKind::Int.id());
            }
        });
    }

    fn element(&mut self, slot: SlotId, i: SlotId, elem: TypeId, site: Site) -> V {
        let id = self.rt(elem);
        let stride = self.stride_of(id);
        let site = self.typed(site, elem);
        match self.shape(elem).words() {
            0 => V::Zero,
            1 => {
                let mem = self.mem_of(elem);
                let w = Word::Index(bx(Pair::Slot(slot)), bx(Word::Slot(i)), mem, site);
                self.word_value(w, elem)
            }
            2 => V::P(Pair::Index(bx(Pair::Slot(slot)), bx(Word::Slot(i)), 16, site)),
            _ => {
                let base = Word::IndexAddr(bx(Pair::Slot(slot)), bx(Word::Slot(i)), stride);
                self.load_mem(crate::ir::Addr { base: bx(base), off: 0, site }, elem)
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a range clause")]
    fn range_array(
        &mut self,
        name: Option<Symbol>,
        vars: Vars<'_>,
        x: &Expr,
        xt: TypeId,
        elem: TypeId,
        len: i64,
        body: &Block,
    ) {
        #[expect(clippy::cast_sign_loss, reason = "array lengths are not negative")]
        let n = len as u64;
        if !vars.wants(1) {
            // Only the length matters; x is evaluated only if it calls or receives.
            if self.has_call(x) {
                let v = self.expr(x);
                let _ = self.scoped_copy(v, xt, vars.pos);
            }
            self.counted(name, Word::Const(n), true, body, vars.pos, |l, i| {
                l.bind(vars, 0, V::W(Word::Slot(i)), BasicKind::Int.id());
            });
            return;
        }
        // The range expression is copied (spec), into memory so that it can be indexed.
        let v = match self.addressable(x) {
            Some(FieldPlace::Mem(addr)) => self.load_array(addr, xt, vars.pos),
            _ => self.expr(x),
        };
        let boxed = self.box_value(v, xt, vars.pos);
        let slot = self.slice_header(Word::Slot(boxed), len, elem, vars.pos);
        self.range_elements(name, vars, slot, elem, Site::NONE, body);
    }

    fn range_string(&mut self, name: Option<Symbol>, vars: Vars<'_>, x: &Expr, body: &Block) {
        let pos = vars.pos;
        let p = self.pair(x);
        let s = self.scoped_copy(V::P(p), BasicKind::String.id(), pos);
        let at = self.scoped_word(Word::Const(0), pos);
        let layout = self.scalar_layout(3);
        // Next position, rune, this position.
        let next = self.fun.local(layout);
        let label = self.open_target(name, true);
        let body = self.block_of(|l| {
            let marks = l.fun.marks();
            l.act(Act::Fn(operation::decode_rune(s, at, next)), pos);
            l.act(Act::Set(next + 2, Word::Slot(at)), pos);
            let at = (V::W(Word::Slot(next + 2)), BasicKind::Int.id());
            l.bind_both(vars, [at, (V::W(Word::Slot(next + 1)), BasicKind::Int32.id())]);
            l.fun.end_statement(marks.0);
            l.stmts(&body.stmts);
        });
        self.close_target();
        let cond = Cond::Int(Cmp::Lt, true, bx(Word::Slot(at)), bx(Word::Slot(s + 1)));
        let post = vec![St::Act(Act::Set(at, Word::Slot(next)), pos)];
        self.emit(St::Loop { label, head: Vec::new(), cond: Some(cond), post, body, pos });
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a range clause")]
    fn range_map(
        &mut self,
        name: Option<Symbol>,
        vars: Vars<'_>,
        x: &Expr,
        xt: TypeId,
        key: TypeId,
        elem: TypeId,
        body: &Block,
    ) {
        let pos = vars.pos;
        let id = self.rt(xt);
        let shape = self.map_shape(id);
        let m = self.word(x);
        let site = self.site(x);
        let layout = self.intern_layout(operation::map_iter_layout());
        let iter = self.fun.local(layout);
        let m = if site.is_some() { Word::Slot(self.scoped_copy(V::W(m), xt, pos)) } else { m };
        let watched = if let Word::Slot(m) = m { Some(m) } else { None };
        let watched = watched.filter(|_| site.is_some());
        let act = operation::map_iter_init(shape, m, iter);
        let act = match watched {
            Some(m) => self.on_map(&Word::Slot(m), site, act),
            None => Act::Fn(act),
        };
        self.act(act, pos);
        let (kl, el) = {
            let (k, e) = (self.rt(key), self.rt(elem));
            (self.rtype(k).layout, self.rtype(e).layout)
        };
        let ks = self.fun.local(kl);
        let es = self.fun.local(el);
        let label: Label = self.open_target(name, true);
        let body = self.block_of(|l| {
            let marks = l.fun.marks();
            let k = l.slots_value(ks, key);
            let v = l.slots_value(es, elem);
            l.bind_both(vars, [(k, key), (v, elem)]);
            l.fun.end_statement(marks.0);
            l.stmts(&body.stmts);
        });
        self.close_target();
        let next = operation::map_iter_next(shape, iter, ks, es);
        let (head, cond) = match watched {
            Some(m) => {
                let (step, cond) = self.map_next(m, site, next);
                (vec![St::Act(step, pos)], cond)
            }
            None => (Vec::new(), Cond::Fn(next)),
        };
        self.emit(St::Loop { label, head, cond: Some(cond), post: Vec::new(), body, pos });
    }

    fn range_chan(
        &mut self,
        name: Option<Symbol>,
        vars: Vars<'_>,
        x: &Expr,
        xt: TypeId,
        elem: TypeId,
        body: &Block,
    ) {
        let pos = vars.pos;
        let ch = self.word(x);
        let ch = self.scoped_copy(V::W(ch), xt, pos);
        let id = self.rt(elem);
        let layout = self.rtype(id).layout;
        let value = self.fun.local(layout);
        let ok = self.scoped_word(Word::Const(0), pos);
        let label = self.open_target(name, true);
        let body = self.block_of(|l| {
            let marks = l.fun.marks();
            let v = l.slots_value(value, elem);
            l.bind(vars, 0, v, elem);
            l.fun.end_statement(marks.0);
            l.stmts(&body.stmts);
        });
        self.close_target();
        let head = vec![St::Recv { chan: Word::Slot(ch), value, ok: Some(ok), pos }];
        let cond = Cond::Word(bx(Word::Slot(ok)));
        self.emit(St::Loop { label, head, cond: Some(cond), post: Vec::new(), body, pos });
    }

    /// Loads a word through a slot; used by range-over-func.
    #[expect(clippy::unused_self, reason = "reads better as a method")]
    pub(crate) fn cell_word(&self, cell: SlotId) -> Word {
        Word::Load(at_slot(cell, 0), crate::ir::Mem::Word)
    }
}

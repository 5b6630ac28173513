//! Switch statements (spec §Switch statements).

use super::place::{bx, to_word};
use super::types::Shape;
use super::{Lowerer, V};
use crate::ir::{Act, Cmp, Cond, Pair, St, Word};
use frontend::ast::{BranchKind, CaseClause, Expr, Stmt, StmtKind};
use frontend::span::Pos;
use frontend::symbol::Symbol;
use frontend::types::TypeId;

fn falls_through(c: &CaseClause) -> bool {
    matches!(
        c.body.last().map(|s| &s.kind),
        Some(StmtKind::Branch { kind: BranchKind::Fallthrough, .. })
    )
}

impl Lowerer<'_> {
    /// `switch init; tag { … }`.
    pub(crate) fn switch(
        &mut self,
        name: Option<Symbol>,
        init: Option<&Stmt>,
        tag: Option<&Expr>,
        clauses: &[CaseClause],
        pos: Pos,
    ) {
        let label = self.open_switch(name);
        let all = self.block_of(|l| {
            if let Some(init) = init {
                l.stmt(init);
            }
            let tag = tag.map(|e| {
                let ty = l.ty(e);
                let ty = l.program.default_type(ty);
                let v = l.expr_to(e, ty);
                (l.settle(v, ty), ty)
            });
            if !l.jump_table(tag.as_ref(), clauses, pos) {
                l.tests(tag, clauses, pos);
            }
        });
        self.close_target();
        self.emit(St::Labeled(label, all));
    }

    /// Integer constants in all cases: one jump.
    fn jump_table(&mut self, tag: Option<&(V, TypeId)>, clauses: &[CaseClause], pos: Pos) -> bool {
        let Some((v, ty)) = tag else { return false };
        if !matches!(self.shape(*ty), Shape::Int(_)) || clauses.iter().any(falls_through) {
            return false;
        }
        let mut cases = Vec::new();
        let mut default = None;
        for (i, c) in clauses.iter().enumerate() {
            let Some(exprs) = &c.exprs else {
                default = Some(i);
                continue;
            };
            for e in exprs {
                let Some(value) = self.program.info.consts.get(&e.id).cloned() else {
                    return false;
                };
                let Word::Const(k) = to_word(self.constant(&value, *ty)) else { return false };
                cases.push((k, i));
            }
        }
        if cases.len() < 4 {
            return false;
        }
        // The first of equal values wins.
        cases.sort_by_key(|c| c.0);
        cases.dedup_by_key(|c| c.0);
        let v = self.clone_settled(v);
        let bodies = clauses.iter().map(|c| self.block_stmts(&c.body)).collect();
        self.emit(St::Switch { tag: to_word(v), cases, bodies, default, pos });
        true
    }

    /// One test after another; each body is entered by an index so that fallthrough works.
    fn tests(&mut self, tag: Option<(V, TypeId)>, clauses: &[CaseClause], pos: Pos) {
        if clauses.iter().any(falls_through) {
            self.tests_indexed(tag, clauses, pos);
            return;
        }
        let default = clauses.iter().find(|c| c.exprs.is_none());
        let mut rest: Vec<&CaseClause> = clauses.iter().filter(|c| c.exprs.is_some()).collect();
        rest.reverse();
        self.test_chain(tag.as_ref(), &mut rest, default, pos);
    }

    fn test_chain(
        &mut self,
        tag: Option<&(V, TypeId)>,
        rest: &mut Vec<&CaseClause>,
        default: Option<&CaseClause>,
        pos: Pos,
    ) {
        let Some(c) = rest.pop() else {
            if let Some(d) = default {
                let body = self.block_stmts(&d.body);
                self.fun.out.extend(body);
            }
            return;
        };
        let cond = self.case_cond(tag, c);
        let then = self.block_stmts(&c.body);
        let els = self.block_of(|l| l.test_chain(tag, rest, default, pos));
        self.emit(St::If(cond, then, els, c.span.lo));
    }

    /// Whether one of the cases matches; calls in a later case run only if no earlier one did.
    fn case_cond(&mut self, tag: Option<&(V, TypeId)>, clause: &CaseClause) -> Cond {
        let outer = std::mem::replace(&mut self.fun.pos, clause.span.lo);
        let mut all: Option<Cond> = None;
        for e in clause.exprs.iter().flatten() {
            let mut c = None;
            let stmts = self.block_of(|l| c = Some(l.one_case(tag, e)));
            let c = c.unwrap_or(Cond::Const(false));
            all = Some(match all {
                None => {
                    self.fun.out.extend(stmts);
                    c
                }
                Some(a) if stmts.is_empty() => Cond::Or(bx(a), bx(c)),
                Some(a) => {
                    let tmp = self.temp_words(1);
                    self.act(Act::Set(tmp, to_word(V::C(a))), e.span.lo);
                    let mut then = stmts;
                    then.push(St::Act(Act::Set(tmp, to_word(V::C(c))), e.span.lo));
                    let not = Cond::Not(bx(Cond::Word(bx(Word::Slot(tmp)))));
                    self.emit(St::If(not, then, Vec::new(), e.span.lo));
                    Cond::Word(bx(Word::Slot(tmp)))
                }
            });
        }
        self.fun.pos = outer;
        all.unwrap_or(Cond::Const(false))
    }

    fn one_case(&mut self, tag: Option<&(V, TypeId)>, e: &Expr) -> Cond {
        let Some((v, ty)) = tag else { return self.cond(e) };
        let v = self.clone_settled(v);
        if self.is_nil(e) {
            let w = if self.is_iface(*ty) {
                Word::First(bx(super::place::to_pair(v)))
            } else {
                to_word(v)
            };
            return Cond::Int(Cmp::Eq, false, bx(w), bx(Word::Const(0)));
        }
        let et = self.ty(e);
        let common = if self.is_iface(et) && !self.is_iface(*ty) { et } else { *ty };
        let v = self.convert_assign(v, *ty, common);
        let x = self.expr_to(e, common);
        self.compare_values(Cmp::Eq, v, x, common)
    }

    /// With fallthrough: the index of the first body to run is found first.
    fn tests_indexed(&mut self, tag: Option<(V, TypeId)>, clauses: &[CaseClause], pos: Pos) {
        let index = self.temp_words(1);
        let default = clauses.iter().position(|c| c.exprs.is_none()).unwrap_or(clauses.len());
        let mut order: Vec<usize> = (0..clauses.len()).filter(|&i| i != default).collect();
        order.reverse();
        self.index_chain(tag.as_ref(), clauses, &mut order, default, index, pos);
        for (i, c) in clauses.iter().enumerate() {
            let mut body = self.block_stmts(&c.body);
            if falls_through(c) {
                let next = Word::Const(i as u64 + 1);
                body.push(St::Act(Act::Set(index, next), c.span.lo));
            }
            self.emit(St::If(Self::slot_is(index, i as u64), body, Vec::new(), c.span.lo));
        }
    }

    fn index_chain(
        &mut self,
        tag: Option<&(V, TypeId)>,
        clauses: &[CaseClause],
        order: &mut Vec<usize>,
        default: usize,
        index: u32,
        pos: Pos,
    ) {
        let Some(i) = order.pop() else {
            self.act(Act::Set(index, Word::Const(default as u64)), pos);
            return;
        };
        let cond = self.case_cond(tag, &clauses[i]);
        let then = vec![St::Act(Act::Set(index, Word::Const(i as u64)), clauses[i].span.lo)];
        let els = self.block_of(|l| l.index_chain(tag, clauses, order, default, index, pos));
        self.emit(St::If(cond, then, els, clauses[i].span.lo));
    }

    /// `switch init; x := y.(type) { … }`.
    pub(crate) fn type_switch(
        &mut self,
        name: Option<Symbol>,
        init: Option<&Stmt>,
        bind: bool,
        x: &Expr,
        clauses: &[CaseClause],
        pos: Pos,
    ) {
        let label = self.open_switch(name);
        let all = self.block_of(|l| {
            if let Some(init) = init {
                l.stmt(init);
            }
            let xt = l.ty(x);
            let v = l.expr(x);
            let slot = l.copy_to_temp(v, xt, pos);
            let default = clauses.iter().find(|c| c.exprs.is_none());
            let mut rest: Vec<&CaseClause> = clauses.iter().filter(|c| c.exprs.is_some()).collect();
            rest.reverse();
            l.type_chain(slot, xt, bind, &mut rest, default, pos);
        });
        self.close_target();
        self.emit(St::Labeled(label, all));
    }

    fn type_chain(
        &mut self,
        slot: u32,
        xt: TypeId,
        bind: bool,
        rest: &mut Vec<&CaseClause>,
        default: Option<&CaseClause>,
        pos: Pos,
    ) {
        let Some(c) = rest.pop() else {
            if let Some(d) = default {
                let body = self.type_body(slot, xt, bind, d, pos);
                self.fun.out.extend(body);
            }
            return;
        };
        let mut cond: Option<Cond> = None;
        for e in c.exprs.as_deref().unwrap_or_default() {
            let one = if self.is_nil(e) {
                Self::slot_is(slot, 0)
            } else {
                let ty = self.ty(e);
                self.has_type(slot, ty)
            };
            cond = Some(match cond {
                None => one,
                Some(a) => Cond::Or(bx(a), bx(one)),
            });
        }
        let then = self.type_body(slot, xt, bind, c, pos);
        let els = self.block_of(|l| l.type_chain(slot, xt, bind, rest, default, pos));
        self.emit(St::If(cond.unwrap_or(Cond::Const(false)), then, els, c.span.lo));
    }

    fn type_body(
        &mut self,
        slot: u32,
        xt: TypeId,
        bind: bool,
        c: &CaseClause,
        pos: Pos,
    ) -> Vec<St> {
        self.block_of(|l| {
            if bind {
                if let Some(&obj) = l.program.info.implicits.get(&c.id) {
                    let ty = l.obj_ty(obj);
                    let single = matches!(c.exprs.as_deref(), Some([one]) if !l.is_nil(one));
                    let v = if single && !l.is_iface(ty) {
                        let (value, _) = l.assert_pair(Pair::Slot(slot), xt, ty, true, pos);
                        l.slots_value(value, ty)
                    } else {
                        V::P(Pair::Slot(slot))
                    };
                    l.declare(obj, Some(v), c.span.lo);
                }
            }
            l.stmts(&c.body);
        })
    }
}

//! Select statements (spec §Select statements).

use super::{Lowerer, V};
use crate::ir::{Comm, St};
use frontend::ast::{AssignOp, CommClause, Expr, ExprKind, StmtKind, UnaryOp};
use frontend::span::Pos;
use frontend::symbol::Symbol;
use frontend::types::{BasicKind, TypeId};

/// What a receive clause does with the values.
struct Receive<'e> {
    lhs: &'e [Expr],
    define: bool,
    value: u32,
    ok: Option<u32>,
    elem: TypeId,
}

impl Lowerer<'_> {
    /// `select { … }`.
    pub(crate) fn select(&mut self, name: Option<Symbol>, clauses: &[CommClause], pos: Pos) {
        let label = self.open_switch(name);
        let all = self.block_of(|l| {
            let mut comms = Vec::new();
            let mut receives: Vec<Option<Receive<'_>>> = Vec::new();
            let mut has_default = false;
            // Channels and values are evaluated once, in source order.
            for c in clauses {
                let Some(comm) = &c.comm else {
                    has_default = true;
                    receives.push(None);
                    continue;
                };
                receives.push(l.comm(comm, &mut comms, c.span.lo));
            }
            let index = l.temp_words(1);
            l.emit(St::Select { comms, default: has_default, index, pos });
            let mut rest: Vec<(usize, &CommClause, Option<Receive<'_>>)> = Vec::new();
            let mut number = 0;
            let mut default = None;
            for (c, r) in clauses.iter().zip(receives) {
                if c.comm.is_some() {
                    rest.push((number, c, r));
                    number += 1;
                } else {
                    default = Some(c);
                }
            }
            rest.reverse();
            l.select_chain(index, &mut rest, default);
        });
        self.close_target();
        self.emit(St::Labeled(label, all));
    }

    fn comm<'e>(
        &mut self,
        comm: &'e frontend::ast::Stmt,
        comms: &mut Vec<Comm>,
        pos: Pos,
    ) -> Option<Receive<'e>> {
        let (lhs, define, rx): (&[Expr], bool, &Expr) = match &comm.kind {
            StmtKind::Send { chan, value, .. } => {
                let ct = self.ty(chan);
                let elem = self.chan_elem(ct);
                let ch = self.word(chan);
                let ch = self.copy_to_temp(V::W(ch), ct, pos);
                let v = self.expr_to(value, elem);
                let value = self.copy_to_temp(v, elem, pos);
                comms.push(Comm { chan: ch, send: true, value, ok: None });
                return None;
            }
            StmtKind::Expr(e) => (&[], false, e),
            StmtKind::Assign { lhs, rhs, op, .. } => (lhs, *op == AssignOp::Define, &rhs[0]),
            _ => return None,
        };
        let mut rx = rx;
        while let ExprKind::Paren(x) = &rx.kind {
            rx = x;
        }
        let ExprKind::Unary { op: UnaryOp::Recv, x } = &rx.kind else { return None };
        let ct = self.ty(x);
        let elem = self.chan_elem(ct);
        let ch = self.word(x);
        let ch = self.copy_to_temp(V::W(ch), ct, pos);
        let value = self.temp(elem);
        let ok = (lhs.len() > 1).then(|| self.temp_words(1));
        comms.push(Comm { chan: ch, send: false, value, ok });
        Some(Receive { lhs, define, value, ok, elem })
    }

    fn select_chain(
        &mut self,
        index: u32,
        rest: &mut Vec<(usize, &CommClause, Option<Receive<'_>>)>,
        default: Option<&CommClause>,
    ) {
        let Some((i, c, receive)) = rest.pop() else {
            if let Some(d) = default {
                let body = self.block_stmts(&d.body);
                self.fun.out.extend(body);
            }
            return;
        };
        let then = self.block_of(|l| {
            if let Some(r) = receive {
                l.bind_received(&r, c.span.lo);
            }
            l.stmts(&c.body);
        });
        let els = self.block_of(|l| l.select_chain(index, rest, default));
        self.emit(St::If(Self::slot_is(index, i as u64), then, els, c.span.lo));
    }

    fn bind_received(&mut self, r: &Receive<'_>, pos: Pos) {
        let flag = BasicKind::Bool.id();
        let parts = [(Some(r.value), r.elem), (r.ok, flag)];
        for (e, (slot, ty)) in r.lhs.iter().zip(parts) {
            let Some(slot) = slot else { continue };
            match self.program.info.defs.get(&e.id) {
                Some(&obj) if r.define => {
                    let target = self.obj_ty(obj);
                    let v = self.slots_value(slot, ty);
                    let v = self.convert_assign(v, ty, target);
                    self.declare(obj, Some(v), pos);
                }
                _ => self.assign_slots(e, slot, ty, pos),
            }
        }
    }
}

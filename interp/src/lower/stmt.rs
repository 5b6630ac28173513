//! Statements.

use super::fun::Target;
use super::live::Around;
use super::place::{at_slot, bx, to_word};
use super::range_func::Exit;
use super::{Lowerer, V};
use crate::ir::{Act, Addr, Cond, Label, St, Word};
use frontend::ast::{
    AssignOp, BinaryOp, BranchKind, Decl, Expr, ExprKind, Stmt, StmtKind, UnaryOp,
};
use frontend::span::Pos;
use frontend::symbol::Symbol;
use frontend::types::ObjId;

impl Lowerer<'_> {
    /// A statement list; labels in it may be targets of goto.
    pub(crate) fn stmts(&mut self, list: &[Stmt]) {
        let labels: Vec<(usize, Symbol)> = list
            .iter()
            .enumerate()
            .filter_map(|(i, s)| match &s.kind {
                StmtKind::Labeled { label, .. } => Some((i, label.name)),
                _ => None,
            })
            .collect();
        let from = self.fun.from;
        if labels.is_empty() {
            for s in list {
                self.fun.from = s.span.lo;
                self.stmt(s);
            }
            self.fun.from = from;
            return;
        }
        let mut ids = Vec::new();
        for &(i, name) in &labels {
            let label = self.fun.label();
            self.fun.goto_labels.insert(name, label);
            ids.push((i, label));
        }
        let outer = std::mem::take(&mut self.fun.out);
        let mut groups = Vec::new();
        for s in list {
            self.fun.from = s.span.lo;
            self.stmt(s);
            groups.push(std::mem::take(&mut self.fun.out));
        }
        self.fun.from = from;
        self.fun.out = outer;
        let used: Vec<(usize, Label)> =
            ids.into_iter().filter(|(_, l)| self.fun.goto_used.contains(l)).collect();
        if used.is_empty() {
            self.fun.out.extend(groups.into_iter().flatten());
            return;
        }
        let stmts = groups.into_iter().map(St::Seq).collect();
        let targets = used.into_iter().map(|(i, l)| (l, i)).collect();
        self.emit(St::Targets(stmts, targets));
    }

    /// A block with its own scope.
    pub(crate) fn block_stmts(&mut self, list: &[Stmt]) -> Vec<St> {
        self.block_of(|l| l.stmts(list))
    }

    /// One statement.
    pub(crate) fn stmt(&mut self, s: &Stmt) {
        let marks = self.fun.marks();
        let outer = std::mem::replace(&mut self.fun.pos, s.span.lo);
        let around = std::mem::replace(&mut self.fun.statement, Around::statement(s));
        self.stmt_labeled(s, None);
        self.fun.pos = outer;
        self.fun.end_statement(marks.0);
        self.fun.statement = around;
    }

    fn stmt_labeled(&mut self, s: &Stmt, name: Option<Symbol>) {
        let pos = s.span.lo;
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            StmtKind::Decl(Decl::Var(spec)) => self.var_decl(spec),
            StmtKind::Decl(_) => {}
            StmtKind::Labeled { label, stmt } => match &stmt.kind {
                StmtKind::For { .. }
                | StmtKind::Range { .. }
                | StmtKind::Switch { .. }
                | StmtKind::TypeSwitch { .. }
                | StmtKind::Select { .. } => self.stmt_labeled(stmt, Some(label.name)),
                // A variable it declares lives on after it.
                _ => self.stmt_labeled(stmt, None),
            },
            StmtKind::Expr(e) => self.expr_stmt(e),
            StmtKind::Send { chan, value, .. } => {
                let ct = self.ty(chan);
                let elem = self.chan_elem(ct);
                let ch = self.word(chan);
                let ch = to_word(self.settle(V::W(ch), ct));
                let v = self.expr_to(value, elem);
                let slot = self.copy_to_temp(v, elem, pos);
                self.emit(St::Send { chan: ch, value: slot, pos });
            }
            StmtKind::IncDec { x, inc } => {
                let op = if *inc { BinaryOp::Add } else { BinaryOp::Sub };
                self.op_assign(x, op, None, pos);
            }
            StmtKind::Assign { lhs, rhs, op, .. } => match op {
                AssignOp::Assign => self.assign(lhs, rhs, pos),
                AssignOp::Define => self.define(lhs, rhs, pos),
                AssignOp::Op(op) => self.op_assign(&lhs[0], *op, Some(&rhs[0]), pos),
            },
            StmtKind::Go(e) => {
                let call = self.go_call(e);
                self.emit(St::Go(call, pos));
            }
            StmtKind::Defer(e) => {
                let call = self.go_call(e);
                let token = self.fun.body_ctx.as_ref().map(|c| c.defer_token);
                self.emit(St::Defer(call, token, pos));
            }
            StmtKind::Return(values) => self.return_stmt(values, pos),
            StmtKind::Branch { kind, label } => {
                self.branch(*kind, label.as_ref().map(|l| l.name));
            }
            StmtKind::Block(b) => {
                let body = self.block_stmts(&b.stmts);
                self.fun.out.extend(body);
            }
            StmtKind::If { init, cond, then, els } => {
                let all = self.block_of(|l| {
                    if let Some(init) = init {
                        l.stmt(init);
                    }
                    let c = l.cond(cond);
                    let then = l.block_stmts(&then.stmts);
                    let els = match els {
                        Some(e) => l.block_of(|l| l.stmt(e)),
                        None => Vec::new(),
                    };
                    match c {
                        Cond::Const(true) => l.emit(St::Seq(then)),
                        Cond::Const(false) => l.emit(St::Seq(els)),
                        c => l.emit(St::If(c, then, els, pos)),
                    }
                });
                self.fun.out.extend(all);
            }
            StmtKind::Switch { init, tag, clauses, .. } => {
                self.switch(name, init.as_deref(), tag.as_ref(), clauses, pos);
            }
            StmtKind::TypeSwitch { init, bind, x, clauses, .. } => {
                self.type_switch(name, init.as_deref(), bind.is_some(), x, clauses, pos);
            }
            StmtKind::Select { clauses, .. } => self.select(name, clauses, pos),
            StmtKind::For { init, cond, post, body } => {
                let per_iteration = !self.program.info.shared_loop_vars.contains(&s.id);
                let all = self.block_of(|l| {
                    l.for_stmt(
                        name,
                        init.as_deref(),
                        cond.as_ref(),
                        post.as_deref(),
                        body,
                        per_iteration,
                        pos,
                    );
                });
                self.fun.out.extend(all);
            }
            StmtKind::Range { key, value, define, x, body, .. } => {
                let all = self.block_of(|l| {
                    l.range(s.id, name, [key.as_ref(), value.as_ref()], *define, x, body, pos);
                });
                self.fun.out.extend(all);
            }
        }
    }

    fn expr_stmt(&mut self, e: &Expr) {
        let mut inner = e;
        while let ExprKind::Paren(x) = &inner.kind {
            inner = x;
        }
        match &inner.kind {
            ExprKind::Call { fun, .. } => {
                let is_type = self.program.info.mode(fun) == frontend::info::Mode::Type;
                if is_type || self.builtin_of(fun).is_some() {
                    let v = self.expr(inner);
                    self.drop_value(v, inner);
                } else {
                    self.call_stmt(inner);
                }
            }
            ExprKind::Unary { op: UnaryOp::Recv, x } => {
                self.receive(inner, x, None);
            }
            _ => {
                let v = self.expr(inner);
                self.drop_value(v, inner);
            }
        }
    }

    /// Evaluates a value for its effects.
    fn drop_value(&mut self, v: V, e: &Expr) {
        if matches!(v, V::Zero | V::S(_) | V::W(Word::Slot(_) | Word::Const(_))) {
            return;
        }
        let ty = self.ty(e);
        let ty = self.program.default_type(ty);
        let _ = self.copy_to_temp(v, ty, e.span.lo);
    }

    /// Opens something `break` (and `continue`) can leave; answers its label.
    pub(crate) fn open_target(&mut self, name: Option<Symbol>, is_loop: bool) -> Label {
        let label = self.fun.label();
        self.fun.targets.push(Target { name, label, is_loop, plain: name.is_none() || is_loop });
        label
    }

    /// As `open_target` for switch and select: an unlabeled break leaves them.
    pub(crate) fn open_switch(&mut self, name: Option<Symbol>) -> Label {
        let label = self.fun.label();
        self.fun.targets.push(Target { name, label, is_loop: false, plain: true });
        label
    }

    pub(crate) fn close_target(&mut self) {
        self.fun.targets.pop();
    }

    /// break, continue, goto (fallthrough is the switch's own business).
    fn branch(&mut self, kind: BranchKind, name: Option<Symbol>) {
        let fits = |t: &Target| match (kind, name) {
            (BranchKind::Continue, None) => t.is_loop,
            (_, None) => t.plain,
            (BranchKind::Continue, Some(n)) => t.is_loop && t.name == Some(n),
            (_, Some(n)) => t.name == Some(n),
        };
        match kind {
            BranchKind::Fallthrough => {}
            BranchKind::Goto => {
                let Some(name) = name else { return };
                if let Some(&label) = self.fun.goto_labels.get(&name) {
                    self.fun.goto_used.insert(label);
                    self.emit(St::Goto(label));
                } else if let Some(ctx) = &self.fun.body_ctx {
                    if let Some(&label) = ctx.outer_gotos.get(&name) {
                        self.leave(Exit::Goto(label));
                    }
                }
            }
            BranchKind::Break | BranchKind::Continue => {
                let is_break = kind == BranchKind::Break;
                if let Some(t) = self.fun.targets.iter().rev().find(|t| fits(t)).copied() {
                    self.emit(if is_break { St::Break(t.label) } else { St::Continue(t.label) });
                    return;
                }
                let Some(ctx) = &self.fun.body_ctx else { return };
                let Some(t) = ctx.outer_targets.iter().rev().find(|t| fits(t)).copied() else {
                    return;
                };
                if !is_break && t.label == ctx.own {
                    self.next_iteration();
                } else {
                    self.leave(if is_break {
                        Exit::Break(t.label)
                    } else {
                        Exit::Continue(t.label)
                    });
                }
            }
        }
    }

    fn return_stmt(&mut self, values: &[Expr], pos: Pos) {
        if self.fun.body_ctx.is_some() {
            self.return_from_body(values, pos);
            return;
        }
        let results = self.fun.results.clone();
        if values.is_empty() {
            self.emit(St::Return(None, pos));
            return;
        }
        if values.len() == 1 && results.len() > 1 {
            let mut inner = &values[0];
            while let ExprKind::Paren(x) = &inner.kind {
                inner = x;
            }
            let (slot, types) = self.call_results(inner);
            let mut at = slot;
            for (r, from) in results.iter().zip(types) {
                let v = self.slots_value(at, from);
                let v = self.convert_assign(v, from, r.ty);
                let act = self.set_result(r, v);
                self.act(act, pos);
                at += self.shape(from).words();
            }
            self.emit(St::Return(None, pos));
            return;
        }
        if let ([value], [r]) = (values, results.as_slice()) {
            if self.is_result(value, r) {
                self.emit(St::Return(None, pos));
                return;
            }
            let v = self.expr_to(value, r.ty);
            let act = self.set_result(r, v);
            self.emit(St::Return(Some(act), pos));
            return;
        }
        let mut list = Vec::new();
        let stored = values.iter().zip(&results).filter(|(e, r)| !self.is_result(e, r));
        let stored: Vec<_> = stored.collect();
        for (e, r) in &stored {
            let v = self.expr_to(e, r.ty);
            list.push(v);
        }
        // All values before any result: they may be named and used in the values.
        let settled: Vec<V> =
            list.into_iter().zip(&stored).map(|(v, (_, r))| self.settle(v, r.ty)).collect();
        let mut acts = Vec::new();
        for (v, (_, r)) in settled.into_iter().zip(&stored) {
            acts.push(self.set_result(r, v));
        }
        self.emit(St::Return(Some(Act::Seq(acts)), pos));
    }

    /// Whether what is returned is the result variable itself: as in gc, returning it does not
    /// store it, and so does not race with those who read it.
    fn is_result(&self, e: &Expr, r: &super::fun::ResultVar) -> bool {
        matches!(e.kind, ExprKind::Ident(_))
            && r.obj.is_some_and(|obj| self.program.info.uses.get(&e.id) == Some(&obj))
    }

    /// Stores a result: into its cell if it is captured.
    pub(crate) fn set_result(&mut self, r: &super::fun::ResultVar, v: V) -> Act {
        if let Some(obj) = r.obj {
            if let Some(super::fun::Place::Cell(cell)) = self.fun.vars.get(&obj).copied() {
                let site = self.variable_site(obj);
                return self.store_mem(Addr { site, ..at_slot(cell, 0) }, v, r.ty);
            }
        }
        self.set_slots(r.slot, v, r.ty)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a for clause")]
    fn for_stmt(
        &mut self,
        name: Option<Symbol>,
        init: Option<&Stmt>,
        cond: Option<&Expr>,
        post: Option<&Stmt>,
        body: &frontend::ast::Block,
        per_iteration: bool,
        pos: Pos,
    ) {
        if let Some(init) = init {
            self.stmt(init);
        }
        // Variables of the loop that live in cells get a new one in each iteration.
        let mut fresh: Vec<ObjId> = Vec::new();
        if per_iteration {
            if let Some(StmtKind::Assign { lhs, op: AssignOp::Define, .. }) = init.map(|s| &s.kind)
            {
                for e in lhs {
                    if let Some(&obj) = self.program.info.defs.get(&e.id) {
                        if self.fun.captures.cells.contains(&obj) {
                            fresh.push(obj);
                        }
                    }
                }
            }
        }
        let label = self.open_target(name, true);
        let mut c = None;
        let head = self.block_of(|l| c = cond.map(|e| l.cond(e)));
        let body = self.block_stmts(&body.stmts);
        let post = self.block_of(|l| {
            for obj in fresh {
                l.new_iteration(obj, pos);
            }
            if let Some(post) = post {
                l.stmt(post);
            }
        });
        self.close_target();
        let cond = match c {
            Some(Cond::Const(true)) => None,
            c => c,
        };
        self.emit(St::Loop { label, head, cond, post, body, pos });
    }

    /// A new cell with the variable's current value.
    fn new_iteration(&mut self, obj: ObjId, pos: Pos) {
        let Some(&super::fun::Place::Cell(cell)) = self.fun.vars.get(&obj) else { return };
        let ty = self.obj_ty(obj);
        let site = self.variable_site(obj);
        let v = self.load_mem(Addr { site, ..at_slot(cell, 0) }, ty);
        let slot = self.copy_to_temp(v, ty, pos);
        let id = self.rt(ty);
        let layout = self.rtype(id).layout;
        self.act(Act::Set(cell, Word::New(layout)), pos);
        let v = self.slots_value(slot, ty);
        let act = self.store_mem(at_slot(cell, 0), v, ty);
        self.act(act, pos);
    }

    /// `slot == constant`.
    pub(crate) fn slot_is(slot: crate::ir::SlotId, value: u64) -> Cond {
        Cond::Int(crate::ir::Cmp::Eq, false, bx(Word::Slot(slot)), bx(Word::Const(value)))
    }
}

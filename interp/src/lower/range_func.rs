//! Range over functions (spec §For statements with range clause; Go 1.23).
//!
//! The body becomes a closure `func(k K, v V) bool`. It leaves normally by returning true;
//! `break`, `return`, outer `continue` and the like store a number in the *state cell* and return
//! false, and the statement after the call does what the number says. The state also tells when
//! the iterator calls the body although it must not any more.

use super::fun::{BodyCtx, Target};
use super::operation::fail;
use super::place::{at_slot, to_word};
use super::range::Vars;
use super::{Lowerer, V};
use crate::ir::{Act, Arg, ArgValue, Call, Callee, DoFn, Label, Mem, SlotId, St, Word};
use crate::trap::Trap;
use frontend::ast::{Block, Expr, ExprKind, NodeId};
use frontend::span::Pos;
use frontend::symbol::Symbol;
use frontend::types::{Signature, Type, TypeId};

/// How control leaves a body other than by its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Exit {
    /// `break` to this label of an outer function.
    Break(Label),
    /// `continue` to this label of an outer function.
    Continue(Label),
    /// `goto` this label of an outer function.
    Goto(Label),
    /// `return` with values in the result cells.
    Return,
    /// `return` without values.
    ReturnBare,
}

/// State: the body may be called.
const READY: u64 = 0;
/// State: the iterator function has returned.
const DONE: u64 = u64::MAX;
/// State: the body is running (or panicked).
const RUNNING: u64 = u64::MAX - 1;

impl Lowerer<'_> {
    /// `for k, v := range f { … }`.
    pub(crate) fn range_func(
        &mut self,
        id: NodeId,
        name: Option<Symbol>,
        vars: Vars<'_>,
        x: &Expr,
        sig: &Signature,
        body: &Block,
    ) {
        let pos = vars.pos;
        let label = self.open_target(name, true);
        let all = self.block_of(|l| l.range_func_call(id, label, vars, x, sig, body, pos));
        self.close_target();
        self.emit(St::Labeled(label, all));
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a range clause")]
    fn range_func_call(
        &mut self,
        id: NodeId,
        label: Label,
        vars: Vars<'_>,
        x: &Expr,
        sig: &Signature,
        body: &Block,
        pos: Pos,
    ) {
        let yield_ty = sig.params.first().map(|&p| self.obj_ty(p));
        let params = match yield_ty.map(|t| self.under(t)) {
            Some(Type::Signature(y)) => {
                y.params.iter().map(|&p| self.obj_ty(p)).collect::<Vec<TypeId>>()
            }
            _ => Vec::new(),
        };
        let f = self.word(x);
        let f_layout = self.ref_layout();
        let f_slot = self.fun.local(f_layout);
        self.act(Act::Set(f_slot, f), pos);
        // The state cell, the result cells and the defer token are captured by the body.
        let cell = self.ref_layout();
        let state = self.fun.local(cell);
        let one = self.scalar_layout(1);
        self.act(Act::Set(state, Word::New(one)), pos);
        let (results, token) = self.outer_cells(id, pos);
        let mut outer_targets = match &self.fun.body_ctx {
            Some(ctx) => ctx.outer_targets.clone(),
            None => Vec::new(),
        };
        outer_targets.extend(self.fun.targets.iter().copied());
        let (closure, exits) = self.body_closure(
            id,
            label,
            vars,
            &params,
            body,
            state,
            &results,
            token,
            outer_targets,
        );
        let callee = Callee::Closure(Word::Slot(f_slot));
        let args = vec![Arg { slot: 0, value: ArgValue::Word(to_word(closure)) }];
        self.emit(St::Call(Call { params: 1, args, ..Call::new(callee) }, pos));
        // What the body asked for.
        let code = self.temp_words(1);
        let now = self.cell_word(state);
        self.act(Act::Set(code, now), pos);
        self.act(Act::Fn(done(code, RUNNING)), pos);
        self.act(Act::StoreWord(at_slot(state, 0), Mem::Word, Word::Const(DONE)), pos);
        for (i, exit) in exits.into_iter().enumerate() {
            let then = self.block_of(|l| l.do_exit(exit, &results, pos));
            self.emit(St::If(Self::slot_is(code, i as u64 + 1), then, Vec::new(), pos));
        }
    }

    /// Cells for the results of the function around all bodies, and its defer token.
    fn outer_cells(&mut self, id: NodeId, pos: Pos) -> (Vec<(SlotId, TypeId)>, SlotId) {
        if let Some(ctx) = &self.fun.body_ctx {
            return (ctx.results.clone(), ctx.defer_token);
        }
        let mut cells = Vec::new();
        for r in self.fun.results.clone() {
            let rt = self.rt(r.ty);
            let layout = self.rtype(rt).layout;
            let cell = self.ref_layout();
            let slot = self.fun.local(cell);
            self.act(Act::Set(slot, Word::New(layout)), pos);
            cells.push((slot, r.ty));
        }
        let one = self.scalar_layout(1);
        let token = self.fun.local(one);
        if self.any_defer_inside(id) {
            self.fun.defers = true;
            self.emit(St::DeferToken(token));
        }
        (cells, token)
    }

    /// Whether this body, or one nested in it, defers.
    fn any_defer_inside(&self, _id: NodeId) -> bool {
        // Which literals are bodies is not told apart here: a token too many does no harm.
        !self.fun.captures.defers.is_empty()
    }

    #[expect(clippy::too_many_arguments, reason = "everything the body captures")]
    fn body_closure(
        &mut self,
        id: NodeId,
        label: Label,
        vars: Vars<'_>,
        params: &[TypeId],
        body: &Block,
        state: SlotId,
        results: &[(SlotId, TypeId)],
        token: SlotId,
        outer_targets: Vec<Target>,
    ) -> (V, Vec<Exit>) {
        let pos = vars.pos;
        let words: u32 = params.iter().map(|&t| self.shape(t).words()).sum();
        let n = self.fun.range_bodies + 1;
        self.fun.range_bodies = n;
        let name = format!("{}-range{n}", self.fun.func.name);
        let func = self.new_func(name, 1, 1 + words, 1, pos);
        let cell = self.ref_layout();
        let one = self.scalar_layout(1);
        let mut extra = vec![(state, cell)];
        extra.extend(results.iter().map(|r| (r.0, cell)));
        extra.push((token, one));
        let mut exits = Vec::new();
        let params = params.to_vec();
        let result_types: Vec<TypeId> = results.iter().map(|r| r.1).collect();
        let mut outer_gotos = match &self.fun.body_ctx {
            Some(ctx) => ctx.outer_gotos.clone(),
            None => rustc_hash::FxHashMap::default(),
        };
        outer_gotos.extend(self.fun.goto_labels.iter());
        let v = self.closure_with(func, id, pos, &extra, |l, extra_slots| {
            let layout = l.scalar_layout(1);
            l.fun.fresh(layout);
            let mut at = Vec::new();
            for &ty in &params {
                let rt = l.rt(ty);
                let layout = l.rtype(rt).layout;
                at.push((l.fun.fresh(layout), ty));
            }
            let pointer = l.ref_layout();
            l.fun.fresh(pointer);
            let first = l.load_captures_with(extra_slots);
            let inner_state = first[0];
            let inner_results =
                first[1..].iter().copied().zip(result_types.iter().copied()).collect();
            l.fun.body_ctx = Some(BodyCtx {
                exits: Vec::new(),
                state: inner_state,
                results: inner_results,
                defer_token: first[first.len() - 1],
                outer_targets,
                outer_gotos,
                own: label,
            });
            l.act(Act::Fn(enter(inner_state, RUNNING, DONE)), pos);
            for (i, &(slot, ty)) in at.iter().enumerate().take(2) {
                let v = l.slots_value(slot, ty);
                l.bind(vars, i, v, ty);
            }
            l.stmts(&body.stmts);
            l.next_iteration();
            if let Some(ctx) = &l.fun.body_ctx {
                exits.clone_from(&ctx.exits);
            }
            l.finish_fun(body.span.hi);
        });
        (v, exits)
    }

    /// The body ends normally: it may be called again.
    pub(crate) fn next_iteration(&mut self) {
        let Some(ctx) = &self.fun.body_ctx else { return };
        let state = ctx.state;
        let ready = Act::StoreWord(at_slot(state, 0), Mem::Word, Word::Const(READY));
        self.act(ready, Pos::NONE);
        self.emit(St::Return(Some(Act::Set(0, Word::Const(1))), Pos::NONE));
    }

    /// Leaves the body in another way.
    pub(crate) fn leave(&mut self, exit: Exit) {
        let Some(ctx) = &mut self.fun.body_ctx else { return };
        let code = match ctx.exits.iter().position(|e| *e == exit) {
            Some(i) => i,
            None => {
                ctx.exits.push(exit);
                ctx.exits.len() - 1
            }
        };
        let state = ctx.state;
        let word = Word::Const(code as u64 + 1);
        self.act(Act::StoreWord(at_slot(state, 0), Mem::Word, word), Pos::NONE);
        self.emit(St::Return(Some(Act::Set(0, Word::Const(0))), Pos::NONE));
    }

    /// `return` inside a body.
    pub(crate) fn return_from_body(&mut self, values: &[Expr], pos: Pos) {
        let Some(ctx) = self.fun.body_ctx.clone() else { return };
        if values.is_empty() {
            self.leave(Exit::ReturnBare);
            return;
        }
        if values.len() == 1 && ctx.results.len() > 1 {
            let mut inner = &values[0];
            while let ExprKind::Paren(x) = &inner.kind {
                inner = x;
            }
            let (slot, types) = self.call_results(inner);
            let mut at = slot;
            for (&(cell, ty), from) in ctx.results.iter().zip(types) {
                let v = self.slots_value(at, from);
                let v = self.convert_assign(v, from, ty);
                let act = self.store_mem(at_slot(cell, 0), v, ty);
                self.act(act, pos);
                at += self.shape(from).words();
            }
        } else {
            let mut list = Vec::new();
            for (e, &(cell, ty)) in values.iter().zip(&ctx.results) {
                let v = self.expr_to(e, ty);
                list.push((self.settle(v, ty), cell, ty));
            }
            for (v, cell, ty) in list {
                let act = self.store_mem(at_slot(cell, 0), v, ty);
                self.act(act, pos);
            }
        }
        self.leave(Exit::Return);
    }

    /// After the call: what the body asked for.
    fn do_exit(&mut self, exit: Exit, cells: &[(SlotId, TypeId)], pos: Pos) {
        let here = |l: &Self, label: Label| l.fun.targets.iter().any(|t| t.label == label);
        match exit {
            Exit::Break(label) if here(self, label) => self.emit(St::Break(label)),
            Exit::Continue(label) if here(self, label) => self.emit(St::Continue(label)),
            Exit::Continue(label) if self.fun.body_ctx.as_ref().is_some_and(|c| c.own == label) => {
                self.next_iteration();
            }
            Exit::Goto(label) if self.fun.goto_labels.values().any(|l| *l == label) => {
                self.fun.goto_used.insert(label);
                self.emit(St::Goto(label));
            }
            exit if self.fun.body_ctx.is_some() => self.leave(exit),
            Exit::Return => {
                for (r, &(cell, ty)) in self.fun.results.clone().iter().zip(cells) {
                    let v = self.load_mem(at_slot(cell, 0), ty);
                    let act = self.set_result(r, v);
                    self.act(act, pos);
                }
                self.emit(St::Return(None, pos));
            }
            Exit::ReturnBare => self.emit(St::Return(None, pos)),
            Exit::Break(_) | Exit::Continue(_) | Exit::Goto(_) => {}
        }
    }
}

/// At the start of a range-over-func body: may it run?
fn enter(state: SlotId, running: u64, done: u64) -> DoFn {
    Box::new(move |cx, fr| {
        let cell = fr[state as usize];
        let text = match cx.heap.ld(cell) {
            Some(0) => {
                let _ = cx.heap.st(cell, running);
                return;
            }
            Some(s) if s == done => "range function continued iteration after whole loop exit",
            Some(s) if s == running => "range function continued iteration after loop body panic",
            _ => "range function continued iteration after function for loop body returned false",
        };
        fail(cx, Trap::Error(text.to_owned()));
    })
}

/// After the call: a body still running panicked and the iterator swallowed it.
fn done(code: SlotId, running: u64) -> DoFn {
    Box::new(move |cx, fr| {
        if fr[code as usize] == running {
            let text = "range function recovered a loop body panic and did not resume panicking";
            fail(cx, Trap::Error(text.to_owned()));
        }
    })
}

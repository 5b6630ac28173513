//! Which local variables need a heap cell.
//!
//! A variable lives in its frame unless its address is taken (explicitly, by a method with a
//! pointer receiver, or because it is or contains an array that is indexed or sliced) or it is
//! captured by a closure and assigned after its declaration. A captured variable that is never
//! assigned again is copied into the closure.

use super::live::{Around, End};
use frontend::ast::{
    self, AssignOp, Block, BranchKind, Expr, ExprKind, NodeId, Stmt, StmtKind, UnaryOp,
};
use frontend::info::{Mode, SelectionKind};
use frontend::program::Program;
use frontend::span::Span;
use frontend::types::object::{Builtin, VarKind};
use frontend::types::{ObjId, ObjectKind, Type, TypeId};
use rustc_hash::{FxHashMap, FxHashSet};

/// What is known about the variables of one top-level function (its literals included).
#[derive(Debug, Default)]
pub(crate) struct Captures {
    /// Variables that live in heap cells.
    pub(crate) cells: FxHashSet<ObjId>,
    /// Variables used by a function literal (or range-over-func body) they were not declared in.
    pub(crate) captured: FxHashSet<ObjId>,
    /// What each literal (by expression id, range-over-func bodies by statement id) captures, in
    /// order of first use.
    pub(crate) by_lit: FxHashMap<NodeId, Vec<ObjId>>,
    /// Slice variables whose elements may be seen through something else than the variable:
    /// gc gives the others their first room on the stack.
    pub(crate) shared_slices: FxHashSet<ObjId>,
    /// Literals that call `recover` or defer… not needed yet: functions that contain `defer`.
    pub(crate) defers: FxHashSet<NodeId>,
    /// Where each variable is not needed any more, if that is asked for.
    pub(crate) ends: Option<FxHashMap<ObjId, End>>,
}

/// Walks a body. `func_ranges` answers whether a range statement ranges over a function.
pub(crate) struct Walker<'p> {
    pub(super) program: &'p mut Program,
    subst: &'p frontend::types::subst::SubstMap,
    pub(super) out: Captures,
    /// Function literals around the current place, innermost last; the first is the function.
    lits: Vec<NodeId>,
    declared: FxHashMap<ObjId, usize>,
    assigned: FxHashSet<ObjId>,
    /// The statements and loops around the current place.
    pub(super) around: Vec<Around>,
}

impl<'p> Walker<'p> {
    /// Looks at a whole function.
    pub(crate) fn run(
        program: &'p mut Program,
        subst: &'p frontend::types::subst::SubstMap,
        params: &[ObjId],
        body: &Block,
        ends: bool,
    ) -> Captures {
        let mut w = Self {
            program,
            subst,
            out: Captures { ends: ends.then(FxHashMap::default), ..Captures::default() },
            lits: vec![NodeId(0)],
            declared: FxHashMap::default(),
            assigned: FxHashSet::default(),
            around: Vec::new(),
        };
        for &p in params {
            w.declared.insert(p, 0);
        }
        w.block(body);
        w.finish()
    }

    /// Looks at an initializer expression of a package variable.
    pub(crate) fn run_expr(
        program: &'p mut Program,
        subst: &'p frontend::types::subst::SubstMap,
        e: &Expr,
    ) -> Captures {
        let mut w = Self {
            program,
            subst,
            out: Captures::default(),
            lits: vec![NodeId(0)],
            declared: FxHashMap::default(),
            assigned: FxHashSet::default(),
            around: Vec::new(),
        };
        w.expr(e);
        w.finish()
    }

    fn finish(self) -> Captures {
        let Self { mut out, assigned, program, .. } = self;
        // `return x` assigns results.
        let is_result =
            |o: ObjId| matches!(program.objects.get(o).kind, ObjectKind::Var(VarKind::Result));
        let shared = |o: &&ObjId| assigned.contains(o) || is_result(**o);
        let shared: Vec<ObjId> = out.captured.iter().filter(shared).copied().collect();
        out.cells.extend(shared);
        out
    }

    fn is_local(&self, obj: ObjId) -> bool {
        matches!(
            self.program.objects.get(obj).kind,
            ObjectKind::Var(VarKind::Local | VarKind::Param | VarKind::Result)
        )
    }

    fn declare(&mut self, id: NodeId) -> Option<ObjId> {
        let &obj = self.program.info.defs.get(&id)?;
        self.declared.insert(obj, self.lits.len() - 1);
        Some(obj)
    }

    fn define(&mut self, id: NodeId) {
        if let Some(obj) = self.declare(id) {
            self.used(obj);
        }
    }

    fn use_of(&mut self, id: NodeId) -> Option<ObjId> {
        let obj = *self.program.info.uses.get(&id).or_else(|| self.program.info.defs.get(&id))?;
        if !self.is_local(obj) {
            return None;
        }
        let depth = self.declared.get(&obj).copied()?;
        self.used(obj);
        if depth + 1 < self.lits.len() {
            self.out.captured.insert(obj);
            for lit in &self.lits[depth + 1..] {
                let list = self.out.by_lit.entry(*lit).or_default();
                if !list.contains(&obj) {
                    list.push(obj);
                }
            }
        }
        Some(obj)
    }

    fn under(&mut self, ty: TypeId) -> Type {
        let ty = self.program.subst(ty, self.subst);
        let u = self.program.underlying(ty);
        self.program.types.get(u).clone()
    }

    fn type_of(&mut self, e: &Expr) -> Option<Type> {
        let ty = self.program.info.type_of(e)?;
        Some(self.under(ty))
    }

    fn has_array(&mut self, ty: TypeId) -> bool {
        match self.under(ty) {
            Type::Array { .. } => true,
            Type::Struct { fields, .. } => fields.iter().any(|&f| {
                let ty = self.program.objects.get(f).ty;
                ty.is_some_and(|t| self.has_array(t))
            }),
            _ => false,
        }
    }

    /// The variable at the root of an addressable expression gets a cell.
    fn address_of(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Paren(x) => self.address_of(x),
            ExprKind::Ident(_) => {
                if let Some(obj) = self.use_of(e.id) {
                    self.out.cells.insert(obj);
                }
            }
            ExprKind::Selector { x, .. } => {
                let through = self.program.info.selections.get(&e.id).is_some_and(|s| s.indirect);
                if !through && self.program.info.selections.contains_key(&e.id) {
                    self.address_of(x);
                }
            }
            ExprKind::Index { x, .. } => {
                if matches!(self.type_of(x), Some(Type::Array { .. })) {
                    self.address_of(x);
                } else {
                    self.expr(x);
                }
            }
            _ => {}
        }
    }

    fn assign_to(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Paren(x) => self.assign_to(x),
            ExprKind::Ident(_) => {
                if let Some(obj) = self.use_of(e.id) {
                    self.assigned.insert(obj);
                }
            }
            ExprKind::Selector { x, .. } => {
                if self.program.info.selections.get(&e.id).is_some_and(|s| !s.indirect) {
                    self.assign_to(x);
                }
                self.expr(e);
            }
            _ => self.expr(e),
        }
    }

    fn block(&mut self, b: &Block) {
        self.stmts(&b.stmts);
    }

    fn stmts(&mut self, list: &[Stmt]) {
        for s in list {
            self.stmt(s);
        }
    }

    fn exprs(&mut self, list: &[Expr]) {
        for e in list {
            self.expr(e);
        }
    }

    fn in_lit(&mut self, id: NodeId, f: impl FnOnce(&mut Self)) {
        self.lits.push(id);
        self.out.by_lit.entry(id).or_default();
        f(self);
        self.lits.pop();
    }

    fn decl(&mut self, d: &ast::Decl) {
        if let ast::Decl::Var(spec) = d {
            self.exprs(&spec.values);
            for n in &spec.names {
                self.define(n.id);
            }
        }
    }

    fn stmt(&mut self, s: &Stmt) {
        let Span { lo, hi } = s.span;
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            // Control may go back to where variables were needed.
            StmtKind::Branch { kind: BranchKind::Goto, .. } => self.out.ends = None,
            StmtKind::Branch { .. } => {}
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            StmtKind::Block(b) => self.block(b),
            StmtKind::Expr(_)
            | StmtKind::Decl(_)
            | StmtKind::Go(_)
            | StmtKind::Defer(_)
            | StmtKind::Send { .. }
            | StmtKind::IncDec { .. }
            | StmtKind::Assign { .. }
            | StmtKind::Return(_) => self.inside(Around::statement(s), |w| w.simple(s)),
            StmtKind::If { init, cond, then, els } => {
                self.opt(init.as_deref());
                self.inside(Around::new(cond.span.lo, cond.span.hi), |w| w.expr(cond));
                self.block(then);
                self.opt(els.as_deref());
            }
            StmtKind::Switch { .. } | StmtKind::TypeSwitch { .. } | StmtKind::Select { .. } => {
                self.inside(Around::new(lo, hi), |w| w.clauses(s));
            }
            StmtKind::For { init, cond, post, body } => {
                self.opt(init.as_deref());
                self.inside(Around::new(body.span.lo, hi), |w| {
                    if let Some(cond) = cond {
                        w.expr(cond);
                    }
                    w.opt(post.as_deref());
                    w.block(body);
                });
            }
            StmtKind::Range { key, value, define, x, body, .. } => {
                self.inside(Around::new(body.span.lo, hi), |w| {
                    w.range(s.id, key.as_ref(), value.as_ref(), *define, x, body);
                });
            }
        }
    }

    /// A statement without statements in it.
    fn simple(&mut self, s: &Stmt) {
        match &s.kind {
            StmtKind::Decl(d) => self.decl(d),
            StmtKind::Expr(e) | StmtKind::Go(e) => self.expr(e),
            StmtKind::Defer(e) => {
                let lit = *self.lits.last().unwrap_or(&NodeId(0));
                self.out.defers.insert(lit);
                self.expr(e);
            }
            StmtKind::Send { chan, value, .. } => {
                self.expr(chan);
                self.expr(value);
            }
            StmtKind::IncDec { x, .. } => self.assign_to(x),
            StmtKind::Assign { lhs, rhs, op, .. } => {
                match (&lhs[..], &rhs[..]) {
                    ([to], [e]) => self.assigned_value(to, e),
                    _ => self.exprs(rhs),
                }
                for e in lhs {
                    if *op == AssignOp::Define
                        && matches!(e.kind, ExprKind::Ident(_))
                        && self.program.info.defs.contains_key(&e.id)
                    {
                        self.define(e.id);
                    } else {
                        self.assign_to(e);
                    }
                }
            }
            StmtKind::Return(list) => self.exprs(list),
            _ => {}
        }
    }

    /// A statement with clauses.
    fn clauses(&mut self, s: &Stmt) {
        match &s.kind {
            StmtKind::Switch { init, tag, clauses, .. } => {
                self.opt(init.as_deref());
                if let Some(tag) = tag {
                    self.expr(tag);
                }
                for c in clauses {
                    self.exprs(c.exprs.as_deref().unwrap_or_default());
                    self.stmts(&c.body);
                }
            }
            StmtKind::TypeSwitch { init, x, clauses, .. } => {
                self.opt(init.as_deref());
                self.expr(x);
                for c in clauses {
                    if let Some(&obj) = self.program.info.implicits.get(&c.id) {
                        self.declared.insert(obj, self.lits.len() - 1);
                    }
                    self.stmts(&c.body);
                }
            }
            StmtKind::Select { clauses, .. } => {
                for c in clauses {
                    self.opt(c.comm.as_deref());
                    self.stmts(&c.body);
                }
            }
            _ => {}
        }
    }

    fn range(
        &mut self,
        id: NodeId,
        key: Option<&Expr>,
        value: Option<&Expr>,
        define: bool,
        x: &Expr,
        body: &Block,
    ) {
        let ty = self.type_of(x);
        if matches!(ty, Some(Type::Array { .. })) && value.is_some() {
            self.address_of(x);
        }
        // gc's rule for slices that are ranged over is finer; without stack room it is close.
        self.expr(x);
        let shared = self.program.info.shared_loop_vars.contains(&id);
        let targets = |w: &mut Self| {
            for e in [key, value].into_iter().flatten() {
                if define {
                    w.define(e.id);
                    if shared {
                        if let Some(&obj) = w.program.info.defs.get(&e.id) {
                            w.assigned.insert(obj);
                        }
                    }
                } else {
                    w.assign_to(e);
                }
            }
        };
        if matches!(ty, Some(Type::Signature(_))) {
            self.in_lit(id, |w| {
                targets(w);
                w.block(body);
            });
        } else {
            targets(self);
            self.block(body);
        }
    }

    fn opt(&mut self, s: Option<&Stmt>) {
        if let Some(s) = s {
            self.stmt(s);
        }
    }

    fn opt_expr(&mut self, e: Option<&Expr>) {
        if let Some(e) = e {
            self.expr(e);
        }
    }

    fn expr(&mut self, e: &Expr) {
        if self.program.info.mode(e) == Mode::Type || self.program.info.mode(e) == Mode::Const {
            return;
        }
        match &e.kind {
            ExprKind::Ident(_) => {
                if let Some(obj) = self.use_of(e.id) {
                    self.out.shared_slices.insert(obj);
                }
            }
            ExprKind::CompositeLit { elems, .. } => {
                let is_struct = self.type_of(e).is_some_and(|t| match t {
                    Type::Struct { .. } => true,
                    Type::Pointer(p) => matches!(self.under(p), Type::Struct { .. }),
                    _ => false,
                });
                for el in elems {
                    if !is_struct {
                        self.opt_expr(el.key.as_ref());
                    }
                    self.expr(&el.value);
                }
            }
            ExprKind::FuncLit { ty, body } => {
                self.in_lit(e.id, |w| {
                    for f in ty.params.iter().chain(&ty.results) {
                        for n in &f.names {
                            w.declare(n.id);
                        }
                    }
                    w.block(body);
                });
            }
            ExprKind::Paren(x) | ExprKind::Star(x) => self.expr(x),
            ExprKind::Selector { x, .. } => {
                self.selector(e, x);
                if self.program.info.selections.contains_key(&e.id) {
                    self.expr(x);
                }
            }
            ExprKind::Index { x, indices } => {
                if matches!(self.type_of(x), Some(Type::Array { .. })) {
                    self.address_of(x);
                }
                self.own(x);
                self.exprs(indices);
            }
            ExprKind::Slice { x, lo, hi, max } => {
                if matches!(self.type_of(x), Some(Type::Array { .. })) {
                    self.address_of(x);
                }
                self.expr(x);
                for e in [lo, hi, max].into_iter().flatten() {
                    self.expr(e);
                }
            }
            ExprKind::TypeAssert { x, .. } => self.expr(x),
            ExprKind::Call { fun, args, .. } => match (self.builtin(fun), &args[..]) {
                (Some(Builtin::Len | Builtin::Cap), [x]) => self.own(x),
                _ => {
                    self.expr(fun);
                    self.exprs(args);
                }
            },
            ExprKind::Unary { op, x } => {
                if *op == UnaryOp::Addr {
                    self.address_of(x);
                }
                self.expr(x);
            }
            ExprKind::Binary { x, y, .. } => {
                // A slice is compared to nil only.
                self.own(x);
                self.own(y);
            }
            _ => {}
        }
    }

    pub(super) fn builtin(&self, fun: &Expr) -> Option<Builtin> {
        let obj = *self.program.info.uses.get(&fun.id)?;
        match self.program.objects.get(obj).kind {
            ObjectKind::Builtin(b) => Some(b),
            _ => None,
        }
    }

    /// An operand whose elements are not shared by this use.
    fn own(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Ident(_) => {
                self.use_of(e.id);
            }
            _ => self.expr(e),
        }
    }

    /// The right side of `s = …`: `append(s, …)` and `s[…]` share nothing.
    fn assigned_value(&mut self, to: &Expr, e: &Expr) {
        let uses = &self.program.info.uses;
        let same = |x: &Expr| {
            let obj = uses.get(&to.id);
            matches!(x.kind, ExprKind::Ident(_)) && obj.is_some() && uses.get(&x.id) == obj
        };
        match &e.kind {
            ExprKind::Call { fun, args, .. } if args.first().is_some_and(same) => {
                if self.builtin(fun) == Some(Builtin::Append) {
                    self.use_of(args[0].id);
                    self.exprs(&args[1..]);
                } else {
                    self.expr(e);
                }
            }
            ExprKind::Slice { x, lo, hi, max } if same(x) => {
                if matches!(self.type_of(x), Some(Type::Slice(_))) {
                    self.use_of(x.id);
                    for e in [lo, hi, max].into_iter().flatten() {
                        self.expr(e);
                    }
                } else {
                    self.expr(e);
                }
            }
            _ => self.expr(e),
        }
    }

    /// A method with a pointer receiver takes the address of an addressable operand; a promoted
    /// one that of the embedded field.
    fn selector(&mut self, e: &Expr, x: &Expr) {
        let Some(sel) = self.program.info.selections.get(&e.id).cloned() else { return };
        if sel.kind == SelectionKind::Field {
            let ty = self.program.objects.get(sel.obj).ty;
            // Arrays inside a struct are indexed in memory.
            if ty.is_some_and(|t| self.has_array(t)) && !sel.indirect {
                self.address_of(x);
            }
            return;
        }
        if sel.kind != SelectionKind::Method || sel.indirect {
            return;
        }
        if self.program.info.mode(x) == Mode::Var {
            let ptr = match &self.program.objects.get(sel.obj).kind {
                ObjectKind::Func(f) => f.ptr_recv || self.program.is_type_param(sel.recv),
                _ => false,
            };
            if ptr {
                self.address_of(x);
            }
        }
    }
}

//! `nilness`: what is certainly nil is used as if it were not, or compared with nil.
//!
//! A forward analysis of each function over its control flow: for local variables that nobody
//! else can change, whether they are nil or not on every way to a place. Files that
//! recover from panics are left alone: they may mean to panic.
//!
//! # Not found
//! Anything about fields, elements, package variables, and results of calls.

use super::flow::Graph;
use super::walk::{Function, Node, functions, inspect, unparen};
use super::{Analyzer, Pass};
use crate::ast::{AssignOp, BinaryOp, Block, Decl, Expr, ExprKind, File, Stmt, StmtKind, UnaryOp};
use crate::info::{Mode, SelectionKind};
use crate::span::{Pos, Span};
use crate::types::object::{Builtin, VarKind};
use crate::types::{ObjId, ObjectKind, Type, TypeId};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "nilness", about: "uses of what is certainly nil", run };

/// Whether each variable that is known at a place is nil there.
type Known = BTreeMap<ObjId, bool>;

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        if recovers(pass, &file) {
            continue;
        }
        for function in functions(&file) {
            if let Some(body) = function.body() {
                check(pass, function, body);
            }
        }
    }
}

/// Whether a file recovers from panics.
fn recovers(pass: &Pass<'_>, file: &File) -> bool {
    let mut found = false;
    inspect(Node::File(file), &mut |node| {
        if let Node::Expr(e) = node
            && let ExprKind::Call { fun, .. } = &e.kind
        {
            found |= pass.called_builtin(fun) == Some(Builtin::Recover);
        }
        !found
    });
    found
}

/// The checks of one function.
struct Check<'c, 'p> {
    pass: &'c mut Pass<'p>,
    tracked: BTreeSet<ObjId>,
    /// Whether to report: only once everything is known.
    reporting: bool,
}

fn check(pass: &mut Pass<'_>, function: Function<'_>, body: &Block) {
    let tracked = tracked(pass, function, body);
    if tracked.is_empty() {
        return;
    }
    let ends = pass.ending_calls(body);
    let graph = Graph::new(body, &ends);
    let mut check = Check { pass, tracked, reporting: false };
    let mut at_entry: Vec<Option<Known>> = vec![None; graph.blocks.len()];
    at_entry[0] = Some(Known::new());
    let mut todo = vec![0];
    while let Some(id) = todo.pop() {
        let Some(mut known) = at_entry[id].clone() else { continue };
        let block = &graph.blocks[id];
        block.nodes.iter().for_each(|node| check.node(*node, &mut known));
        for edge in &block.next {
            let mut known = known.clone();
            if let Some((cond, holds)) = edge.when {
                check.learn(cond, holds, &mut known);
            }
            let merged = match &at_entry[edge.to] {
                None => known,
                Some(old) => {
                    let mut both = old.clone();
                    both.retain(|variable, nil| known.get(variable) == Some(nil));
                    both
                }
            };
            if at_entry[edge.to].as_ref() != Some(&merged) {
                at_entry[edge.to] = Some(merged);
                todo.push(edge.to);
            }
        }
    }
    check.reporting = true;
    for (block, known) in graph.blocks.iter().zip(at_entry) {
        let Some(mut known) = known else { continue };
        block.nodes.iter().for_each(|node| check.node(*node, &mut known));
        if let Some((cond, _)) = block.next.first().and_then(|edge| edge.when) {
            check.condition(cond, &known);
        }
    }
}

/// The function's own variables that can be nil and that only its own statements change.
fn tracked(pass: &mut Pass<'_>, function: Function<'_>, body: &Block) -> BTreeSet<ObjId> {
    let start = match function {
        Function::Declared(decl) => decl.span.lo,
        Function::Literal(e) => e.span.lo,
    };
    let (mut mentioned, mut changed) = (BTreeSet::new(), BTreeSet::new());
    let mut literals: Vec<Span> = Vec::new();
    inspect(Node::Block(body), &mut |node| {
        let within = |pos: Pos| literals.iter().any(|span| span.lo <= pos && pos < span.hi);
        match node {
            Node::Expr(e) => match &e.kind {
                ExprKind::FuncLit { .. } => literals.push(e.span),
                ExprKind::Ident(_) => mentioned.extend(pass.object(e)),
                ExprKind::Unary { op: UnaryOp::Addr, x } => changed.extend(pass.object(x)),
                // A method with a pointer receiver takes the address.
                ExprKind::Selector { x, .. } => {
                    let selection = pass.prog.info.selections.get(&e.id);
                    if selection.is_some_and(|s| {
                        s.kind == SelectionKind::Method
                            && matches!(&pass.prog.objects.get(s.obj).kind,
                                ObjectKind::Func(f) if f.ptr_recv)
                            && pass.pointee(s.recv).is_none()
                    }) {
                        changed.extend(pass.object(x));
                    }
                }
                _ => {}
            },
            Node::Stmt(s) => match &s.kind {
                StmtKind::Assign { lhs, .. } if within(s.span.lo) => {
                    changed.extend(lhs.iter().filter_map(|e| pass.object(e)));
                }
                StmtKind::Range { key, value, .. } => {
                    changed.extend(key.iter().chain(value).filter_map(|e| pass.object(e)));
                }
                _ => {}
            },
            _ => {}
        }
        true
    });
    let mut own: Vec<ObjId> = mentioned.difference(&changed).copied().collect();
    own.retain(|&obj| {
        let object = pass.prog.objects.get(obj);
        let at = object.pos;
        matches!(object.kind, ObjectKind::Var(VarKind::Local | VarKind::Param | VarKind::Result))
            && start <= at
            && at < body.span.hi
            && !literals.iter().any(|span| span.lo <= at && at < span.hi)
    });
    own.retain(|&obj| can_be_nil(pass, pass.prog.obj_type(obj)));
    own.into_iter().collect()
}

fn can_be_nil(pass: &mut Pass<'_>, ty: TypeId) -> bool {
    if pass.prog.is_type_param(ty) {
        return false;
    }
    let under = pass.prog.underlying(ty);
    matches!(
        pass.prog.types.get(under),
        Type::Pointer(_)
            | Type::Slice(_)
            | Type::Map { .. }
            | Type::Chan { .. }
            | Type::Signature(_)
            | Type::Interface(_)
    )
}

impl Check<'_, '_> {
    fn report(&mut self, pos: Pos, message: impl Into<String>) {
        if self.reporting {
            self.pass.report_at(pos, message);
        }
    }

    /// What is wrong with using an expression, if it is certainly nil.
    fn not_nil(&mut self, e: &Expr, known: &Known, pos: Pos, what: &str) {
        if !self.pass.is_nil(e) && self.is_nil(e, known) == Some(true) {
            self.report(pos, format!("nil dereference in {what}"));
        }
    }

    fn variable(&self, e: &Expr) -> Option<ObjId> {
        let e = unparen(e);
        let obj = matches!(e.kind, ExprKind::Ident(_)).then(|| self.pass.object(e)).flatten()?;
        self.tracked.contains(&obj).then_some(obj)
    }

    /// Whether a value is nil, if that is known.
    fn is_nil(&self, e: &Expr, known: &Known) -> Option<bool> {
        let e = unparen(e);
        if self.pass.is_nil(e) {
            return Some(true);
        }
        match &e.kind {
            ExprKind::Ident(_) => known.get(&self.variable(e)?).copied(),
            ExprKind::Unary { op: UnaryOp::Addr, .. }
            | ExprKind::FuncLit { .. }
            | ExprKind::CompositeLit { .. } => Some(false),
            ExprKind::Call { fun, .. } => match self.pass.called_builtin(fun)? {
                Builtin::Make | Builtin::New => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    fn node(&mut self, node: Node<'_>, known: &mut Known) {
        match node {
            Node::Expr(e) => self.expr(e, known),
            Node::Stmt(s) => self.stmt(s, known),
            _ => {}
        }
    }

    fn stmt(&mut self, s: &Stmt, known: &mut Known) {
        match &s.kind {
            StmtKind::Decl(Decl::Var(spec)) => {
                spec.values.iter().for_each(|value| self.expr(value, known));
                for (i, name) in spec.names.iter().enumerate() {
                    let Some(&obj) = self.pass.prog.info.defs.get(&name.id) else { continue };
                    let nil = match spec.values.get(i) {
                        None if spec.values.is_empty() => Some(true),
                        Some(value) if spec.values.len() == spec.names.len() => {
                            self.assigned(obj, value, known)
                        }
                        _ => None,
                    };
                    self.set(obj, nil, known);
                }
            }
            StmtKind::Assign { lhs, rhs, op, .. } => {
                for value in lhs.iter().filter(|_| *op != AssignOp::Define).chain(rhs) {
                    match &unparen(value).kind {
                        ExprKind::Index { x, indices } if lhs.iter().any(|l| l.id == value.id) => {
                            self.expr(x, known);
                            indices.iter().for_each(|index| self.expr(index, known));
                            let ty = self.pass.type_of(x).map(|ty| self.pass.prog.underlying(ty));
                            if ty.is_some_and(|ty| {
                                matches!(self.pass.prog.types.get(ty), Type::Map { .. })
                            }) {
                                self.not_nil(x, known, x.span.hi, "map update");
                            } else {
                                self.not_nil(x, known, x.span.hi, "index operation");
                            }
                        }
                        _ => self.expr(value, known),
                    }
                }
                let values: Vec<Option<bool>> = lhs
                    .iter()
                    .enumerate()
                    .map(|(i, to)| {
                        let obj = self.pass.object(to)?;
                        let value = rhs.get(i).filter(|_| lhs.len() == rhs.len())?;
                        self.assigned(obj, value, known)
                    })
                    .collect();
                for (to, nil) in lhs.iter().zip(values) {
                    if let ExprKind::Ident(_) = unparen(to).kind
                        && let Some(obj) = self.pass.object(to)
                    {
                        self.set(obj, nil, known);
                    }
                }
            }
            // Run later, or by somebody else.
            StmtKind::Go(call) | StmtKind::Defer(call) => {
                if let ExprKind::Call { args, .. } = &call.kind {
                    args.iter().for_each(|arg| self.expr(arg, known));
                }
            }
            _ => {
                let mut parts = Vec::new();
                Node::Stmt(s).children(&mut |child| parts.extend(child.expr()));
                parts.into_iter().for_each(|e| self.expr(e, known));
            }
        }
    }

    /// Whether a variable is nil after this value was assigned to it: an interface that holds a
    /// nil pointer is not.
    fn assigned(&mut self, variable: ObjId, value: &Expr, known: &Known) -> Option<bool> {
        let nil = self.is_nil(value, known)?;
        let to = self.pass.prog.obj_type(variable);
        let from_interface =
            self.pass.type_of(value).is_some_and(|ty| self.pass.prog.is_interface(ty));
        let literally = self.pass.is_nil(value);
        if nil && self.pass.prog.is_interface(to) && !from_interface && !literally {
            return Some(false);
        }
        Some(nil)
    }

    fn set(&mut self, variable: ObjId, nil: Option<bool>, known: &mut Known) {
        match nil.filter(|_| self.tracked.contains(&variable)) {
            Some(nil) => known.insert(variable, nil),
            None => known.remove(&variable),
        };
    }

    /// What a condition says when it holds, or does not.
    fn learn(&self, cond: &Expr, holds: bool, known: &mut Known) {
        match &unparen(cond).kind {
            ExprKind::Unary { op: UnaryOp::Not, x } => self.learn(x, !holds, known),
            ExprKind::Binary { op: BinaryOp::LogAnd, x, y, .. } if holds => {
                self.learn(x, true, known);
                self.learn(y, true, known);
            }
            ExprKind::Binary { op: BinaryOp::LogOr, x, y, .. } if !holds => {
                self.learn(x, false, known);
                self.learn(y, false, known);
            }
            ExprKind::Binary { op: op @ (BinaryOp::Eq | BinaryOp::Ne), x, y, .. } => {
                let equal = (*op == BinaryOp::Eq) == holds;
                for (x, y) in [(x, y), (y, x)] {
                    if let Some(variable) = self.variable(x) {
                        match self.is_nil(y, known) {
                            Some(true) => known.insert(variable, equal),
                            Some(false) if equal => known.insert(variable, false),
                            _ => None,
                        };
                    }
                }
            }
            _ => {}
        }
    }

    /// Looks at an expression and everything that is evaluated with it.
    fn expr(&mut self, e: &Expr, known: &Known) {
        match &e.kind {
            ExprKind::FuncLit { .. } => return,
            ExprKind::Binary { op: op @ (BinaryOp::LogAnd | BinaryOp::LogOr), x, y, .. } => {
                self.expr(x, known);
                let mut after = known.clone();
                self.learn(x, *op == BinaryOp::LogAnd, &mut after);
                return self.expr(y, &after);
            }
            _ => {}
        }
        let mut parts = Vec::new();
        Node::Expr(e).children(&mut |child| match child {
            Node::Expr(e) => parts.push(e),
            Node::Element(elem) => parts.extend(elem.key.iter().chain([&elem.value])),
            _ => {}
        });
        parts.into_iter().for_each(|part| self.expr(part, known));
        let is_type = self.pass.prog.info.mode(e) == Mode::Type;
        match &e.kind {
            ExprKind::Star(x) if !is_type => self.not_nil(x, known, e.span.lo, "load"),
            ExprKind::Selector { x, sel } => {
                let field = self
                    .pass
                    .prog
                    .info
                    .selections
                    .get(&e.id)
                    .is_some_and(|s| s.kind == SelectionKind::Field);
                if field {
                    self.not_nil(x, known, sel.span.lo, "field selection");
                }
            }
            ExprKind::Index { x, .. } if !is_type => {
                let ty = self.pass.type_of(x).map(|ty| self.pass.prog.underlying(ty));
                if ty.is_some_and(|ty| {
                    matches!(self.pass.prog.types.get(ty), Type::Slice(_) | Type::Pointer(_))
                }) {
                    self.not_nil(x, known, x.span.hi, "index operation");
                }
            }
            ExprKind::Call { fun, .. } => self.call(fun, known),
            ExprKind::TypeAssert { x, ty: Some(_) }
                if self.pass.prog.info.mode(e) != Mode::CommaOk =>
            {
                self.not_nil(x, known, e.span.lo, "type assertion");
            }
            _ => {}
        }
    }

    /// Looks at the comparisons that decide which way to go.
    fn condition(&mut self, cond: &Expr, known: &Known) {
        match &cond.kind {
            ExprKind::Paren(x) | ExprKind::Unary { op: UnaryOp::Not, x } => {
                self.condition(x, known);
            }
            ExprKind::Binary { op: op @ (BinaryOp::LogAnd | BinaryOp::LogOr), x, y, .. } => {
                self.condition(x, known);
                let mut after = known.clone();
                self.learn(x, *op == BinaryOp::LogAnd, &mut after);
                self.condition(y, &after);
            }
            ExprKind::Binary { op: op @ (BinaryOp::Eq | BinaryOp::Ne), op_pos, x, y } => {
                self.comparison(*op, *op_pos, x, y, known);
            }
            _ => {}
        }
    }

    fn call(&mut self, fun: &Expr, known: &Known) {
        match &unparen(fun).kind {
            ExprKind::Ident(_) => self.not_nil(fun, known, fun.span.lo, "dynamic function call"),
            ExprKind::Selector { x, .. } => {
                let ty = self.pass.type_of(x);
                if ty.is_some_and(|ty| self.pass.prog.is_interface(ty)) {
                    self.not_nil(x, known, fun.span.lo, "dynamic method call");
                }
            }
            _ => {}
        }
    }

    fn comparison(&mut self, op: BinaryOp, pos: Pos, x: &Expr, y: &Expr, known: &Known) {
        let (Some(a), Some(b)) = (self.is_nil(x, known), self.is_nil(y, known)) else { return };
        if !a && !b {
            return; // Two that are not nil may be equal or not.
        }
        let holds = (a == b) == (op == BinaryOp::Eq);
        let word = |nil| if nil { "nil" } else { "non-nil" };
        let kind = if holds { "tautological" } else { "impossible" };
        let text = format!("{kind} condition: {} {} {}", word(a), op.text(), word(b));
        self.report(pos, text);
    }
}

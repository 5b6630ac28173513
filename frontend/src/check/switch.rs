//! Switch statements (spec §Expression switches, §Type switches).

use super::Checker;
use super::env::Place;
use super::labels::unparen;
use super::operand::{OpMode, Operand};
use crate::ast::{BinaryOp, CaseClause, Expr, ExprKind, Ident};
use crate::span::{Pos, Span};
use crate::types::constant::Value;
use crate::types::object::VarKind;
use crate::types::{BasicKind, ObjectKind, TypeId};
use rustc_hash::FxHashMap;

const INVALID: TypeId = BasicKind::Invalid.id();

/// Case values seen so far, with their types and places.
type Seen = FxHashMap<String, Vec<(TypeId, Pos)>>;

impl Checker<'_> {
    fn multiple_defaults(&mut self, clauses: &[CaseClause]) {
        let mut first: Option<Span> = None;
        for clause in clauses.iter().filter(|c| c.exprs.is_none()) {
            match first {
                None => first = Some(clause.span),
                Some(first) => {
                    let place = self.place(first.lo);
                    let message = format!("multiple defaults (first at {place})");
                    self.error(clause.span, "duplicate-default", message);
                }
            }
        }
    }

    pub(crate) fn switch_stmt(&mut self, tag: Option<&Expr>, clauses: &[CaseClause], body: Span) {
        let x = match tag {
            Some(tag) => {
                let mut x = self.expr(None, tag);
                // as if it were assigned to an invisible variable
                self.assignment(&mut x, None, "switch expression");
                if x.is_valid() && !self.prog.comparable(x.ty) && !self.prog.has_nil(x.ty) {
                    let message = format!(
                        "cannot switch on {} ({} is not comparable)",
                        self.describe(&x),
                        self.prog.type_string(x.ty)
                    );
                    self.error(&x, "switch", message);
                    x.invalidate();
                }
                x
            }
            None => {
                // spec: "A missing switch expression is equivalent to the boolean value true."
                let span = clauses.first().map_or(body, |c| c.span);
                let mut x = Operand::dummy(span, BasicKind::Bool.id(), "true".to_owned());
                x.mode = OpMode::Constant;
                x.val = Some(Value::Bool(true));
                x
            }
        };
        self.multiple_defaults(clauses);
        let mut seen = Seen::default();
        for clause in clauses {
            for e in clause.exprs.iter().flatten() {
                self.case_value(&x, e, &mut seen);
            }
            self.open_scope();
            self.stmt_list(&clause.body);
            self.close_scope();
        }
    }

    fn case_value(&mut self, x: &Operand<'_>, e: &Expr, seen: &mut Seen) {
        let mut v = self.expr(None, e);
        if !x.is_valid() || !v.is_valid() {
            return;
        }
        self.convert_untyped(&mut v, x.ty);
        if !v.is_valid() {
            return;
        }
        let mut result = v.clone();
        let mut tag = x.clone();
        self.comparison(&mut result, &mut tag, BinaryOp::Eq, true);
        if !result.is_valid() || v.mode != OpMode::Constant {
            return;
        }
        // gc looks for duplicates among numbers and strings only
        let Some(val) = v.val.as_ref().filter(|v| !matches!(v, Value::Bool(_))) else { return };
        let entry = seen.entry(format!("{val:?}")).or_default();
        let known = entry.clone();
        entry.push((v.ty, super::env::node_pos(e)));
        for (ty, pos) in known {
            if self.prog.identical(ty, v.ty) {
                let text = self.describe(&v);
                let place = self.place(pos);
                let message =
                    format!("duplicate case {text} in expression switch\n\t{place}: previous case");
                self.error(e, "duplicate-case", message);
                return;
            }
        }
    }

    fn is_nil_expr(&self, e: &Expr) -> bool {
        match &unparen(e).kind {
            ExprKind::Ident(name) => self
                .lookup(*name)
                .is_some_and(|o| matches!(self.prog.objects.get(o).kind, ObjectKind::Nil)),
            _ => false,
        }
    }

    pub(crate) fn type_switch_stmt(
        &mut self,
        bind: Option<&Ident>,
        guard: &Expr,
        clauses: &[CaseClause],
    ) {
        let mut bind = bind;
        if let Some(ident) = bind.filter(|i| i.name.is_blank()) {
            self.error(ident, "no-new-variables", "no new variable on left side of :=");
            bind = None;
        }
        let x = self.expr(None, guard);
        let mut valid = false;
        if x.is_valid() {
            if self.prog.is_type_param(x.ty) {
                let message =
                    format!("cannot use type switch on type parameter value {}", self.describe(&x));
                self.error(&x, "type-switch", message);
            } else if self.prog.is_interface(x.ty) {
                valid = true;
            } else {
                let message = format!("{} is not an interface", self.describe(&x));
                self.error(&x, "type-switch", message);
            }
        }
        let subject = valid.then_some(&x);
        self.multiple_defaults(clauses);
        let mut vars = Vec::new();
        let mut seen: Vec<(Option<TypeId>, Pos)> = Vec::new();
        for clause in clauses {
            let ty = self.case_types(subject, clause, &mut seen);
            self.open_scope();
            if let Some(ident) = bind {
                let obj = self.new_var(ident.name, ident.span.lo, VarKind::Local, Some(ty));
                self.declare(self.env.scope, None, obj, clause.colon);
                self.prog.info.implicits.insert(clause.id, obj);
                vars.push(obj);
            }
            self.stmt_list(&clause.body);
            self.close_scope();
        }
        // All the clauses' variables count as one.
        if let Some(ident) = bind {
            if !vars.iter().any(|v| self.used_vars.contains(v)) {
                let message = format!("{} declared and not used", ident.name);
                self.error(ident.span.lo.span(), "unused-variable", message);
            }
        }
    }

    /// Checks the types of a clause; returns the type of its variable.
    fn case_types(
        &mut self,
        x: Option<&Operand<'_>>,
        clause: &CaseClause,
        seen: &mut Vec<(Option<TypeId>, Pos)>,
    ) -> TypeId {
        let exprs = clause.exprs.as_deref().unwrap_or_default();
        let mut last = None;
        for e in exprs {
            let ty = if self.is_nil_expr(e) {
                self.expr(None, e);
                None
            } else {
                let ty = self.var_type(e);
                if ty == INVALID {
                    last = Some(INVALID);
                    continue;
                }
                Some(ty)
            };
            last = ty;
            let duplicate = seen.iter().copied().find(|&(other, _)| match (ty, other) {
                (None, None) => true,
                (Some(a), Some(b)) => self.prog.identical(a, b),
                _ => false,
            });
            if let Some((_, pos)) = duplicate {
                let text = ty.map_or_else(|| "nil".to_owned(), |t| self.prog.type_string(t));
                let place = self.place(pos);
                let message =
                    format!("duplicate case {text} in type switch\n\t{place}: previous case");
                self.error(e, "duplicate-case", message);
                continue;
            }
            seen.push((ty, super::env::start_pos(e)));
            if let (Some(x), Some(ty)) = (x, ty) {
                self.type_assertion(e, x, ty, true);
            }
        }
        // spec: "In clauses with a case listing exactly one type, the variable has that type;
        // otherwise, the variable has the type of the expression in the TypeSwitchGuard."
        match (exprs.len(), last) {
            (1, Some(ty)) => ty,
            _ => x.map_or(INVALID, |x| x.ty),
        }
    }
}

//! Initialization and assignment (spec §Assignment statements, §Assignability).

use super::Checker;
use super::env::Place;
use super::exprstring::expr_string;
use super::labels::unparen;
use super::operand::{OpMode, Operand};
use super::recording::Unfit;
use crate::ast::{Expr, ExprKind};
use crate::span::{Pos, Span};
use crate::types::object::VarKind;
use crate::types::{BasicKind, ObjId, ObjectKind, Type, TypeId};
use rustc_hash::FxHashSet;

const INVALID: TypeId = BasicKind::Invalid.id();

impl Checker<'_> {
    /// Checks that an operand can be assigned to a variable of type `to` (`None`: the blank
    /// identifier) and gives untyped operands their type.
    pub(crate) fn assignment(&mut self, x: &mut Operand<'_>, to: Option<TypeId>, context: &str) {
        self.single_value(x);
        match x.mode {
            OpMode::Invalid => return,
            OpMode::NoValue | OpMode::Builtin | OpMode::TypeExpr => {
                let text = self.describe(x);
                let to = to.map_or_else(|| "nil".to_owned(), |t| self.prog.type_string(t));
                let message = format!("cannot assign {text} to {to} in {context}");
                self.error(&*x, "assignment", message);
                x.invalidate();
                return;
            }
            _ => {}
        }
        if self.prog.is_untyped(x.ty) && !self.assign_untyped(x, to, context) {
            x.invalidate();
            return;
        }
        // A generic function value cannot be assigned to a variable.
        if let Type::Signature(sig) = self.prog.types.get(x.ty) {
            if !sig.type_params.is_empty() {
                let target = to.and_then(|t| self.new_target(t, context));
                self.non_generic(target.as_ref(), x);
                if !x.is_valid() {
                    return;
                }
            }
        }
        let Some(to) = to else { return };
        if let Err(cause) = self.assignable(x, to) {
            let (text, to) = (self.describe(x), self.prog.type_string(to));
            let message = if cause.is_empty() {
                format!("cannot use {text} as {to} value in {context}")
            } else {
                format!("cannot use {text} as {to} value in {context}: {cause}")
            };
            self.error(&*x, "assignment", message);
            x.invalidate();
        }
    }

    /// spec: "If an untyped constant is assigned to a variable of interface type or the blank
    /// identifier, the constant is first implicitly converted to its default type."
    fn assign_untyped(&mut self, x: &mut Operand<'_>, to: Option<TypeId>, context: &str) -> bool {
        let mut target = to;
        if x.is_nil() {
            if to.is_none() {
                self.error(&*x, "untyped-nil", format!("use of untyped nil in {context}"));
                return false;
            }
        } else if to.is_none_or(|t| self.prog.is_non_type_param_interface(t)) {
            target = Some(self.prog.default_type(x.ty));
        }
        let target = target.unwrap_or(INVALID);
        match self.implicit(x, target) {
            Ok((ty, val)) => {
                self.take_type(x, ty, val);
                true
            }
            Err(why) => {
                let text = self.describe(x);
                let target = self.prog.type_string(target);
                let mut message = format!("cannot use {text} as {target} value in {context}");
                match why {
                    Unfit::Truncated => message += " (truncated)",
                    Unfit::Overflow => message += " (overflows)",
                    Unfit::Mismatch => {}
                }
                self.error(&*x, "assignment", message);
                false
            }
        }
    }

    /// Gives a constant its type and value.
    pub(crate) fn init_const(&mut self, obj: ObjId, x: &mut Operand<'_>) {
        let declared = self.prog.objects.get(obj).ty;
        if !x.is_valid() || x.ty == INVALID || declared == Some(INVALID) {
            self.prog.objects.get_mut(obj).ty.get_or_insert(INVALID);
            return;
        }
        if x.mode != OpMode::Constant {
            let message = format!("{} is not constant", self.describe(x));
            self.error(&*x, "not-constant", message);
            self.prog.objects.get_mut(obj).ty.get_or_insert(INVALID);
            return;
        }
        let ty = *self.prog.objects.get_mut(obj).ty.get_or_insert(x.ty);
        self.assignment(x, Some(ty), "constant declaration");
        if x.is_valid() {
            self.prog.objects.get_mut(obj).kind = ObjectKind::Const(x.val.clone());
        }
    }

    /// Initializes a variable; it takes the operand's type if it has none.
    pub(crate) fn init_var(&mut self, obj: ObjId, x: &mut Operand<'_>, context: &str) {
        let declared = self.prog.objects.get(obj).ty;
        if !x.is_valid() || x.ty == INVALID || declared == Some(INVALID) {
            self.prog.objects.get_mut(obj).ty.get_or_insert(INVALID);
            x.invalidate();
            return;
        }
        let ty = match declared {
            Some(ty) => ty,
            None => {
                if x.ty == BasicKind::UntypedNil.id() {
                    self.error(&*x, "untyped-nil", format!("use of untyped nil in {context}"));
                    self.prog.objects.get_mut(obj).ty = Some(INVALID);
                    x.invalidate();
                    return;
                }
                let ty = self.prog.default_type(x.ty);
                self.prog.objects.get_mut(obj).ty = Some(ty);
                ty
            }
        };
        self.assignment(x, Some(ty), context);
    }

    /// Initializes variables with expressions; `ret` is the return statement this belongs to.
    pub(crate) fn init_vars(&mut self, lhs: &[ObjId], rhs: &[Expr], ret: Option<Span>) {
        let context = if ret.is_some() {
            "return statement"
        } else if lhs.len() > 1 {
            "multiple assignment"
        } else {
            "assignment"
        };
        let is_call = matches!(rhs, [one] if matches!(unparen(one).kind, ExprKind::Call { .. }));
        if lhs.len() == rhs.len() && !is_call {
            for (&obj, e) in lhs.iter().zip(rhs) {
                let declared = self.prog.objects.get(obj).ty;
                let name = self.prog.objects.get(obj).name.as_str();
                let desc = if ret.is_some() && name.is_empty() { "result variable" } else { name };
                let target = declared.and_then(|t| self.new_target(t, desc));
                let mut x = self.expr(target.as_ref(), e);
                self.init_var(obj, &mut x, context);
            }
            return;
        }
        if rhs.len() != 1 {
            // Only report a mismatch if there are no other errors on the rhs.
            if self.use_exprs(rhs) {
                if let Some(at) = ret {
                    let operands = self.expr_list(rhs);
                    self.return_error(at, lhs, &operands);
                } else {
                    self.assign_error(rhs, lhs.len(), rhs.len());
                }
            }
            self.invalidate_vars(lhs);
            return;
        }
        let (mut operands, comma_ok) = self.multi_expr(&rhs[0], lhs.len() == 2 && ret.is_none());
        if operands.len() == lhs.len() {
            for (&obj, x) in lhs.iter().zip(&mut operands) {
                self.init_var(obj, x, context);
            }
            if comma_ok && operands.iter().all(Operand::is_valid) {
                self.record_comma_ok(&rhs[0], [operands[0].ty, operands[1].ty]);
            }
            return;
        }
        if operands[0].is_valid() {
            if let Some(at) = ret {
                self.return_error(at, lhs, &operands);
            } else {
                self.assign_error(rhs, lhs.len(), operands.len());
            }
        }
        self.invalidate_vars(lhs);
    }

    fn invalidate_vars(&mut self, vars: &[ObjId]) {
        for &v in vars {
            self.prog.objects.get_mut(v).ty.get_or_insert(INVALID);
        }
    }

    /// Assigns expressions to expressions.
    pub(crate) fn assign_vars(&mut self, lhs: &[Expr], rhs: &[Expr]) {
        let context = if lhs.len() > 1 { "multiple assignment" } else { "assignment" };
        let is_call = matches!(rhs, [one] if matches!(unparen(one).kind, ExprKind::Call { .. }));
        if lhs.len() == rhs.len() && !is_call {
            for (l, r) in lhs.iter().zip(rhs) {
                self.assign_expr(l, r, context);
            }
            return;
        }
        if rhs.len() != 1 {
            let lhs_ok = self.use_lhs(lhs);
            let rhs_ok = self.use_exprs(rhs);
            if lhs_ok && rhs_ok {
                self.assign_error(rhs, lhs.len(), rhs.len());
            }
            return;
        }
        let (mut operands, comma_ok) = self.multi_expr(&rhs[0], lhs.len() == 2);
        if operands.len() == lhs.len() {
            for (l, x) in lhs.iter().zip(&mut operands) {
                self.assign_operand(l, x, context);
            }
            if comma_ok && operands.iter().all(Operand::is_valid) {
                self.record_comma_ok(&rhs[0], [operands[0].ty, operands[1].ty]);
            }
            return;
        }
        if operands[0].is_valid() {
            self.assign_error(rhs, lhs.len(), operands.len());
        }
        self.use_lhs(lhs);
    }

    fn assign_expr(&mut self, lhs: &Expr, rhs: &Expr, context: &str) {
        let to = self.lhs_var(lhs);
        if to == Some(INVALID) {
            self.use_exprs(std::slice::from_ref(rhs));
            return;
        }
        let target = to.and_then(|t| {
            let func = matches!(self.under(t), Type::Signature(_));
            if func { self.new_target(t, &expr_string(lhs)) } else { None }
        });
        let mut x = self.expr(target.as_ref(), rhs);
        let context = blank_context(to, context);
        self.assignment(&mut x, to, context);
    }

    /// Assigns an operand to an expression.
    pub(crate) fn assign_operand(&mut self, lhs: &Expr, x: &mut Operand<'_>, context: &str) {
        let to = self.lhs_var(lhs);
        if to == Some(INVALID) {
            x.invalidate();
            return;
        }
        self.assignment(x, to, blank_context(to, context));
    }

    /// The type of the left side of an assignment: `None` for the blank identifier.
    fn lhs_var(&mut self, lhs: &Expr) -> Option<TypeId> {
        let inner = unparen(lhs);
        let mut var = None;
        if let ExprKind::Ident(name) = &inner.kind {
            if name.is_blank() {
                return None;
            }
            // An assignment is not a use.
            var = self.lookup(*name).filter(|v| !self.used_vars.contains(v));
        }
        let x = self.expr(None, lhs);
        if let Some(var) = var {
            self.used_vars.remove(&var);
        }
        if !x.is_valid() || x.ty == INVALID {
            return Some(INVALID);
        }
        // spec: "Each left-hand side operand must be addressable, a map index expression, or (for
        // = assignments only) the blank identifier."
        if matches!(x.mode, OpMode::Variable | OpMode::MapIndex) {
            return Some(x.ty);
        }
        if let ExprKind::Selector { x: base, .. } = &lhs.kind {
            let op = self.expr(None, base);
            if op.mode == OpMode::MapIndex {
                let message = format!("cannot assign to struct field {} in map", expr_string(lhs));
                self.error(&x, "assignment", message);
                return Some(INVALID);
            }
        }
        let message = format!(
            "cannot assign to {} (neither addressable nor a map index expression)",
            x.text()
        );
        self.error(&x, "assignment", message);
        Some(INVALID)
    }

    fn assign_error(&mut self, rhs: &[Expr], l: usize, r: usize) {
        let (vars, vals) = (measure(l, "variable"), measure(r, "value"));
        let at = &rhs[0];
        if let ([one], ExprKind::Call { fun, .. }) = (rhs, &unparen(at).kind) {
            let _ = one;
            let message =
                format!("assignment mismatch: {vars} but {} returns {vals}", expr_string(fun));
            self.error(at, "assignment-count", message);
            return;
        }
        self.error(at, "assignment-count", format!("assignment mismatch: {vars} but {vals}"));
    }

    fn return_error(&mut self, at: Span, lhs: &[ObjId], rhs: &[Operand<'_>]) {
        let (l, r) = (lhs.len(), rhs.len());
        let (qualifier, at) = if r > l {
            ("too many", rhs[l].place())
        } else if r > 0 {
            ("not enough", rhs[r - 1].place())
        } else {
            ("not enough", at)
        };
        let have: Vec<TypeId> = rhs.iter().map(|x| x.ty).collect();
        let have = self.types_summary(&have, false, false);
        let want = self.var_types(lhs);
        let want = self.types_summary(&want, false, false);
        let message = format!("{qualifier} return values\n\thave {have}\n\twant {want}");
        self.error(at, "return-count", message);
    }

    /// `(int, number, ...T)`: types for a message about counts.
    pub(crate) fn types_summary(
        &mut self,
        list: &[TypeId],
        variadic: bool,
        has_dots: bool,
    ) -> String {
        let mut out = String::from("(");
        for (i, &ty) in list.iter().enumerate() {
            if i > 0 {
                out += ", ";
            }
            let mut text = if ty == INVALID {
                "unknown type".to_owned()
            } else if self.prog.is_untyped(ty) {
                if self.prog.is_numeric(ty) {
                    // do not imply a specific type
                    "number".to_owned()
                } else {
                    self.prog.type_string(ty).replace("untyped ", "")
                }
            } else {
                self.prog.type_string(ty)
            };
            if i + 1 == list.len() {
                if variadic {
                    if let Type::Slice(elem) = *self.prog.types.get(ty) {
                        text = self.prog.type_string(elem);
                    }
                    text = format!("...{text}");
                } else if has_dots {
                    text += "...";
                }
            }
            out += &text;
        }
        out.push(')');
        out
    }

    /// `lhs := rhs`.
    pub(crate) fn short_var_decl(&mut self, at: Pos, lhs: &[Expr], rhs: &[Expr]) {
        let top = self.delayed.len();
        let scope = self.env.scope;
        let mut seen = FxHashSet::default();
        let mut vars = Vec::new();
        let mut fresh = Vec::new();
        let mut has_error = false;
        for e in lhs {
            let blank = crate::symbol::Symbol::intern("_");
            let ExprKind::Ident(name) = &e.kind else {
                self.use_lhs(std::slice::from_ref(e));
                let message = format!("non-name {} on left side of :=", expr_string(e));
                self.error(e, "non-name", message);
                has_error = true;
                vars.push(self.new_var(blank, e.span.lo, VarKind::Local, None));
                continue;
            };
            if !name.is_blank() && !seen.insert(*name) {
                let message = format!("{name} repeated on left side of :=");
                self.error(e, "repeated", message);
                has_error = true;
                vars.push(self.new_var(blank, e.span.lo, VarKind::Local, None));
                continue;
            }
            if let Some(alt) = self.prog.scopes.lookup(scope, *name) {
                self.prog.info.uses.insert(e.id, alt);
                if matches!(self.prog.objects.get(alt).kind, ObjectKind::Var(_)) {
                    vars.push(alt);
                } else {
                    self.error(e, "assignment", format!("cannot assign to {name}"));
                    has_error = true;
                    vars.push(self.new_var(blank, e.span.lo, VarKind::Local, None));
                }
                continue;
            }
            let obj = self.new_var(*name, e.span.lo, VarKind::Local, None);
            vars.push(obj);
            if !name.is_blank() {
                fresh.push(obj);
            }
            self.prog.info.defs.insert(e.id, obj);
        }
        self.init_vars(&vars, rhs, None);
        // function literals must not see the new variables
        self.process_delayed(top);
        if fresh.is_empty() && !has_error {
            let message = "no new variables on left side of :=";
            self.error(at.span(), "no-new-variables", message);
            return;
        }
        let visible = rhs.last().map_or(at, |e| e.span.hi);
        for obj in fresh {
            self.declare(scope, None, obj, visible);
            self.local(obj);
        }
    }
}

fn blank_context(to: Option<TypeId>, context: &str) -> &str {
    if to.is_none() && context == "assignment" { "assignment to _ identifier" } else { context }
}

fn measure(n: usize, unit: &str) -> String {
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

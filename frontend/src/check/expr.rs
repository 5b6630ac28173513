//! Expressions (spec §Expressions).
//!
//! Each function checks one kind of expression and returns its operand; after an error the
//! operand is invalid. `raw_expr` records types on the way out.

use super::Checker;
use super::exprstring::expr_string;
use super::operand::{OpMode, Operand};
use crate::ast::{Expr, ExprKind, LitKind, UnaryOp};
use crate::span::Span;
use crate::types::constant::Value;
use crate::types::{BasicKind, Type, TypeId};

/// What an expression is as a statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Conversion,
    Expression,
    Statement,
}

/// The function type that an assignment wants, to infer type arguments from.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) sig: TypeId,
    pub(crate) desc: String,
}

impl Checker<'_> {
    /// A target, if the type is a function type.
    pub(crate) fn new_target(&mut self, ty: TypeId, desc: &str) -> Option<Target> {
        // only generic function values look at it: cheap tests first
        let actual = self.prog.types.unalias(ty);
        if matches!(self.prog.types.get(actual), Type::Basic(_)) {
            return None;
        }
        let sig = self.prog.core_type(ty)?;
        matches!(self.prog.types.get(sig), Type::Signature(_))
            .then(|| Target { sig, desc: desc.to_owned() })
    }

    /// Checks a single value.
    pub(crate) fn expr<'e>(&mut self, target: Option<&Target>, e: &'e Expr) -> Operand<'e> {
        let (mut x, _) = self.raw_expr(target, e, None, false);
        self.exclude_non_values(&mut x);
        self.single_value(&mut x);
        x
    }

    /// Like `expr`; the value may be an uninstantiated generic function. `hint` is the type of an
    /// element of a composite literal.
    pub(crate) fn generic_expr<'e>(&mut self, e: &'e Expr, hint: Option<TypeId>) -> Operand<'e> {
        let (mut x, _) = self.raw_expr(None, e, hint, true);
        self.exclude_non_values(&mut x);
        self.single_value(&mut x);
        x
    }

    /// Checks a value or a type.
    pub(crate) fn expr_or_type<'e>(&mut self, e: &'e Expr, allow_generic: bool) -> Operand<'e> {
        let (mut x, _) = self.raw_expr(None, e, None, allow_generic);
        if x.mode == OpMode::NoValue {
            let message = format!("{} used as value or type", self.describe(&x));
            self.error(&x, "no-value", message);
            x.invalidate();
        }
        self.single_value(&mut x);
        x
    }

    /// Checks an expression that may have several values. With `comma_ok` an expression that has
    /// a comma-ok form yields two.
    pub(crate) fn multi_expr<'e>(
        &mut self,
        e: &'e Expr,
        comma_ok: bool,
    ) -> (Vec<Operand<'e>>, bool) {
        let (mut x, _) = self.raw_expr(None, e, None, false);
        self.exclude_non_values(&mut x);
        if x.is_valid() {
            if let Type::Tuple(types) = self.prog.types.get(x.ty) {
                let types = types.clone();
                let list = types
                    .into_iter()
                    .enumerate()
                    .map(|(i, ty)| Operand::dummy(e.span, ty, nth(i + 1)))
                    .collect();
                return (list, false);
            }
        }
        if comma_ok && matches!(x.mode, OpMode::MapIndex | OpMode::CommaOk) {
            let desc = "ok value of (comma, ok) expression".to_owned();
            let ok = Operand::dummy(e.span, BasicKind::UntypedBool.id(), desc);
            return (vec![x, ok], true);
        }
        (vec![x], false)
    }

    /// Checks a list of expressions; a single call may yield several operands.
    pub(crate) fn expr_list<'e>(&mut self, list: &'e [Expr]) -> Vec<Operand<'e>> {
        match list {
            [one] => self.multi_expr(one, false).0,
            many => many.iter().map(|e| self.expr(None, e)).collect(),
        }
    }

    pub(crate) fn exclude_non_values(&mut self, x: &mut Operand<'_>) {
        let what = match x.mode {
            OpMode::NoValue => "used as value",
            OpMode::Builtin => "must be called",
            OpMode::TypeExpr => "is not an expression",
            _ => return,
        };
        let message = format!("{} {what}", self.describe(x));
        self.error(&*x, "not-a-value", message);
        x.invalidate();
    }

    pub(crate) fn single_value(&mut self, x: &mut Operand<'_>) {
        if x.mode == OpMode::Value && matches!(self.prog.types.get(x.ty), Type::Tuple(_)) {
            let message = format!("multiple-value {} in single-value context", self.describe(x));
            self.error(&*x, "multiple-value", message);
            x.invalidate();
        }
    }

    /// Checks any expression or type.
    pub(crate) fn raw_expr<'e>(
        &mut self,
        target: Option<&Target>,
        e: &'e Expr,
        hint: Option<TypeId>,
        allow_generic: bool,
    ) -> (Operand<'e>, Kind) {
        let (mut x, kind) = self.expr_internal(target, e, hint);
        if !allow_generic {
            self.non_generic(target, &mut x);
        }
        self.record(&x);
        (x, kind)
    }

    /// Reports a generic type or function that is used without type arguments.
    pub(crate) fn non_generic(&mut self, target: Option<&Target>, x: &mut Operand<'_>) {
        if !x.is_valid() || x.mode == OpMode::NoValue {
            return;
        }
        let what = match self.prog.types.get(x.ty) {
            Type::Alias { .. } | Type::Named(_) if self.prog.is_generic(x.ty) => "type",
            Type::Signature(sig) if !sig.type_params.is_empty() => {
                if let Some(target) = target {
                    self.func_inst(Some(target), x, None, true);
                    return;
                }
                "function"
            }
            _ => return,
        };
        let text = x.text();
        let message = format!("cannot use generic {what} {text} without instantiation");
        self.error(&*x, "generic", message);
        x.invalidate();
        x.ty = BasicKind::Invalid.id();
    }

    fn expr_internal<'e>(
        &mut self,
        target: Option<&Target>,
        e: &'e Expr,
        hint: Option<TypeId>,
    ) -> (Operand<'e>, Kind) {
        let mut x = match &e.kind {
            ExprKind::Bad => Operand::failed(e),
            ExprKind::Ident(name) => self.ident(e, *name, false),
            ExprKind::Ellipsis(_) => {
                self.error(e, "syntax", "invalid use of ...");
                Operand::failed(e)
            }
            ExprKind::BasicLit { kind, text } => self.basic_lit(e, *kind, text.as_str()),
            ExprKind::FuncLit { ty, body } => self.func_lit(e, ty, body),
            ExprKind::CompositeLit { ty, elems, braces } => {
                self.composite_lit(e, ty.as_deref(), elems, *braces, hint)
            }
            ExprKind::Paren(inner) => {
                // type inference doesn't go past parentheses
                let (mut x, kind) = self.raw_expr(None, inner, None, false);
                x.set_expr(e);
                return (x, kind);
            }
            ExprKind::Selector { .. } => self.selector(e, false),
            ExprKind::Index { x: operand, indices } => {
                let (mut x, is_func) = self.index_expr(e, operand, indices);
                if is_func {
                    self.func_inst(target, &mut x, Some((e, indices)), true);
                }
                x
            }
            ExprKind::Slice { x, lo, hi, max } => {
                self.slice_expr(e, x, [lo.as_deref(), hi.as_deref(), max.as_deref()])
            }
            ExprKind::TypeAssert { x, ty } => self.assertion(e, x, ty.as_deref()),
            ExprKind::Call { .. } => return self.call_expr(e),
            ExprKind::Star(inner) => self.star(e, inner),
            ExprKind::Unary { op, x: inner } => {
                let mut x = self.unary(e, *op, inner);
                if *op == UnaryOp::Recv && x.is_valid() {
                    x.set_expr(e);
                    // receive operations may appear in statement context
                    return (x, Kind::Statement);
                }
                x
            }
            ExprKind::Binary { .. } => self.binary_chain(e),
            ExprKind::ArrayType { .. }
            | ExprKind::StructType { .. }
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType { .. }
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. } => {
                let ty = self.typ(e);
                Operand::new(OpMode::TypeExpr, ty, e)
            }
        };
        x.set_expr(e);
        let kind = if x.is_valid() { Kind::Expression } else { Kind::Statement };
        (x, kind)
    }

    fn basic_lit<'e>(&mut self, e: &'e Expr, kind: LitKind, text: &str) -> Operand<'e> {
        const LIMIT: usize = 10000;
        if !matches!(kind, LitKind::Char | LitKind::String) {
            self.literal_version(e, kind, text);
            if text.len() > LIMIT {
                let message =
                    format!("excessively long constant: {}... ({} chars)", &text[..10], text.len());
                self.error(e, "constant", message);
                return Operand::failed(e);
            }
        }
        let (val, basic) = match kind {
            LitKind::Int => (Value::parse_int(text), BasicKind::UntypedInt),
            LitKind::Float => (Value::parse_float(text), BasicKind::UntypedFloat),
            LitKind::Imag => (Value::parse_imag(text), BasicKind::UntypedComplex),
            LitKind::Char => (Value::parse_char(text), BasicKind::UntypedRune),
            LitKind::String => (Value::parse_string(text), BasicKind::UntypedString),
        };
        // The lexer has said what is wrong with it.
        let Some(val) = val else { return Operand::failed(e) };
        let mut x = Operand::constant(basic.id(), val, e);
        self.overflow(&mut x, e.span);
        x
    }

    /// Literals that came with Go 1.13.
    fn literal_version(&mut self, e: &Expr, kind: LitKind, text: &str) {
        if self.allow_version(1, 13) || text.len() <= 2 {
            return;
        }
        let radix = text.as_bytes()[1].to_ascii_lowercase();
        let what = if text.contains('_') {
            "underscore in numeric literal"
        } else if !text.starts_with('0') {
            return;
        } else if radix == b'b' {
            "binary literal"
        } else if radix == b'o' {
            "0o/0O-style octal literal"
        } else if kind != LitKind::Int && radix == b'x' {
            "hexadecimal floating-point literal"
        } else {
            return;
        };
        self.verify_version(e, 13, what);
    }

    /// Reports constants that grow beyond all bounds or out of their type.
    pub(crate) fn overflow(&mut self, x: &mut Operand<'_>, op_span: Span) {
        let Some(val) = &x.val else {
            self.error(op_span, "constant", "constant result is not representable");
            return;
        };
        if !self.prog.is_untyped(x.ty) {
            if let Some(kind) = self.prog.basic(x.ty) {
                self.representable(x, kind, x.ty);
            }
            return;
        }
        if matches!(val, Value::Int(_)) && val.is_huge() {
            let op = x.expr.map_or("", op_name);
            self.error(op_span, "constant", format!("constant {op}overflow"));
            x.val = None;
        }
    }

    fn star<'e>(&mut self, e: &'e Expr, inner: &'e Expr) -> Operand<'e> {
        let mut x = self.expr_or_type(inner, false);
        match x.mode {
            OpMode::Invalid => return Operand::failed(e),
            OpMode::TypeExpr => {
                self.valid_var_type(inner.span, x.ty);
                x.ty = self.prog.types.add(Type::Pointer(x.ty));
                return x;
            }
            _ => {}
        }
        let mut base = None;
        let specific = self.prog.specific_types(x.ty).unwrap_or_default();
        let none = specific.is_empty();
        for (_, under) in specific {
            let Type::Pointer(to) = *self.prog.types.get(under) else {
                let message = format!("invalid operation: cannot indirect {}", self.describe(&x));
                self.error(&x, "indirection", message);
                return Operand::failed(e);
            };
            if base.is_some_and(|b| !self.prog.identical(b, to)) {
                let message = format!(
                    "invalid operation: pointers of {} must have identical base types",
                    self.describe(&x)
                );
                self.error(&x, "indirection", message);
                return Operand::failed(e);
            }
            base = Some(to);
        }
        let Some(base) = base else {
            if none {
                let message = format!("invalid operation: cannot indirect {}", self.describe(&x));
                self.error(&x, "indirection", message);
            }
            return Operand::failed(e);
        };
        if !self.is_complete(base) {
            return Operand::failed(e);
        }
        x.mode = OpMode::Variable;
        x.ty = base;
        x
    }

    fn assertion<'e>(&mut self, e: &'e Expr, inner: &'e Expr, ty: Option<&'e Expr>) -> Operand<'e> {
        let Some(ty) = ty else {
            let message = "invalid syntax tree: use of .(type) outside type switch";
            self.error(e, "type-switch", message);
            self.use_exprs(std::slice::from_ref(inner));
            return Operand::failed(e);
        };
        let mut x = self.expr(None, inner);
        if !x.is_valid() {
            return x;
        }
        if self.prog.is_type_param(x.ty) {
            let message = format!(
                "invalid operation: cannot use type assertion on type parameter value {}",
                self.describe(&x)
            );
            self.error(&x, "assertion", message);
            return Operand::failed(e);
        }
        if !self.prog.is_interface(x.ty) {
            let message = format!("invalid operation: {} is not an interface", self.describe(&x));
            self.error(&x, "assertion", message);
            return Operand::failed(e);
        }
        let to = self.var_type(ty);
        if !self.prog.is_valid(to) || !self.is_complete(to) {
            return Operand::failed(e);
        }
        self.type_assertion(e, &x, to, false);
        x.mode = OpMode::CommaOk;
        x.ty = to;
        x
    }

    /// Reports an assertion of an interface value to a type that cannot be in it.
    pub(crate) fn type_assertion(&mut self, e: &Expr, x: &Operand<'_>, to: TypeId, switch: bool) {
        self.complete_methods(to);
        let Err(cause) = self.prog.assertable(x.ty, to) else { return };
        let (text, to) = (expr_string(e), self.prog.type_string(to));
        let message = if switch {
            let what = self.describe(x);
            format!(
                "impossible type switch case: {text}\n\t{what} cannot have dynamic type {to} {cause}"
            )
        } else {
            let from = self.prog.type_string(x.ty);
            format!("impossible type assertion: {text}\n\t{to} does not implement {from} {cause}")
        };
        self.error(e, "assertion", message);
    }

    /// Checks expressions only to mark what they use; whether all are valid.
    pub(crate) fn use_exprs(&mut self, list: &[Expr]) -> bool {
        self.use_list(list, false)
    }

    /// Like `use_exprs` for the left side of an assignment: a plain name is not a use.
    pub(crate) fn use_lhs(&mut self, list: &[Expr]) -> bool {
        self.use_list(list, true)
    }

    fn use_list(&mut self, list: &[Expr], lhs: bool) -> bool {
        let mut ok = true;
        for e in list {
            ok &= self.use_one(e, lhs);
        }
        ok
    }

    fn use_one(&mut self, e: &Expr, lhs: bool) -> bool {
        let inner = super::labels::unparen(e);
        let ExprKind::Ident(name) = &inner.kind else {
            return self.raw_expr(None, e, None, true).0.is_valid();
        };
        if name.is_blank() {
            return true;
        }
        let var = if lhs { self.lookup(*name) } else { None };
        let was_used = var.is_some_and(|v| self.used_vars.contains(&v));
        let x = self.expr_or_type(inner, true);
        if let (Some(var), false) = (var, was_used) {
            self.used_vars.remove(&var);
        }
        x.is_valid()
    }
}

/// `1st function result` and so on.
fn nth(n: usize) -> String {
    let ext = match n {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    };
    format!("{n}{ext} function result")
}

/// The name of an operation that may overflow, with a space after it.
fn op_name(e: &Expr) -> &'static str {
    use crate::ast::BinaryOp;
    match &e.kind {
        ExprKind::Binary { op, .. } => match op {
            BinaryOp::Add => "addition ",
            BinaryOp::Sub => "subtraction ",
            BinaryOp::Xor => "bitwise XOR ",
            BinaryOp::Mul => "multiplication ",
            BinaryOp::Shl => "shift ",
            _ => "",
        },
        ExprKind::Unary { op: UnaryOp::BitNot, .. } => "bitwise complement ",
        _ => "",
    }
}

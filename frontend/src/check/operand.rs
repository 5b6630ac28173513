//! Operands: what an expression evaluates to while it is being checked (as in go/types).

use super::Checker;
use super::env::Place;
use super::exprstring::expr_string;
use crate::ast::Expr;
use crate::span::Span;
use crate::types::constant::Value;
use crate::types::object::Builtin;
use crate::types::{BasicKind, Type, TypeId};

/// What kind of operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum OpMode {
    /// An error was reported.
    Invalid,
    /// A call without results.
    NoValue,
    /// A built-in function.
    Builtin,
    /// A type.
    TypeExpr,
    /// A constant; without a value if that is unknown after an error.
    Constant,
    /// Addressable.
    Variable,
    /// A map element.
    MapIndex,
    /// Any other value.
    Value,
    /// `nil`.
    Nil,
    /// A value with a comma-ok form.
    CommaOk,
}

/// An operand.
#[derive(Clone, Debug)]
pub(crate) struct Operand<'e> {
    pub(crate) mode: OpMode,
    pub(crate) ty: TypeId,
    pub(crate) val: Option<Value>,
    /// The expression; `None` for made-up operands, which `desc` describes.
    pub(crate) expr: Option<&'e Expr>,
    pub(crate) span: Span,
    pub(crate) desc: Option<String>,
    pub(crate) builtin: Option<Builtin>,
}

impl<'e> Operand<'e> {
    /// An operand of an expression.
    pub(crate) fn new(mode: OpMode, ty: TypeId, expr: &'e Expr) -> Self {
        Self { mode, ty, val: None, expr: Some(expr), span: expr.span, desc: None, builtin: None }
    }

    /// An operand that stands for an error.
    pub(crate) fn invalid(span: Span) -> Self {
        Self {
            mode: OpMode::Invalid,
            ty: BasicKind::Invalid.id(),
            val: None,
            expr: None,
            span,
            desc: None,
            builtin: None,
        }
    }

    /// The failed operand of an expression.
    pub(crate) fn failed(expr: &'e Expr) -> Self {
        Self::new(OpMode::Invalid, BasicKind::Invalid.id(), expr)
    }

    /// A value that has no expression of its own.
    pub(crate) fn dummy(span: Span, ty: TypeId, desc: String) -> Self {
        Self { mode: OpMode::Value, ty, desc: Some(desc), ..Self::invalid(span) }
    }

    /// A constant.
    pub(crate) fn constant(ty: TypeId, val: Value, expr: &'e Expr) -> Self {
        Self { val: Some(val), ..Self::new(OpMode::Constant, ty, expr) }
    }

    /// Where gc says that the operand is; not needed unless there is an error.
    pub(crate) fn place(&self) -> Span {
        match (self.expr, &self.desc) {
            (Some(e), None) => e.span(),
            _ => self.span,
        }
    }

    pub(crate) fn is_valid(&self) -> bool {
        self.mode != OpMode::Invalid
    }

    pub(crate) fn invalidate(&mut self) {
        self.mode = OpMode::Invalid;
    }

    pub(crate) fn is_nil(&self) -> bool {
        self.mode == OpMode::Nil
    }

    /// The text of the expression.
    pub(crate) fn text(&self) -> String {
        match (&self.desc, self.expr) {
            (Some(desc), _) => desc.clone(),
            (None, Some(e)) => expr_string(e),
            (None, None) => String::new(),
        }
    }

    /// Makes the operand that of an enclosing expression.
    pub(crate) fn set_expr(&mut self, e: &'e Expr) {
        self.expr = Some(e);
        self.span = e.span;
        self.desc = None;
    }
}

impl Place for &Operand<'_> {
    fn span(&self) -> Span {
        self.place()
    }
}

impl Place for &mut Operand<'_> {
    fn span(&self) -> Span {
        self.place()
    }
}

impl OpMode {
    fn phrase(self) -> &'static str {
        match self {
            Self::Invalid => "invalid operand",
            Self::NoValue => "no value",
            Self::Builtin => "built-in",
            Self::TypeExpr => "type",
            Self::Constant => "constant",
            Self::Variable => "variable",
            Self::MapIndex => "map index expression",
            Self::Value => "value",
            Self::Nil => "nil",
            Self::CommaOk => "comma, ok expression",
        }
    }
}

impl Checker<'_> {
    /// The operand as gc describes it: `x (variable of type int)`.
    pub(crate) fn describe(&mut self, x: &Operand<'_>) -> String {
        let invalid = BasicKind::Invalid.id();
        if x.mode == OpMode::Nil {
            return if x.ty == BasicKind::UntypedNil.id() {
                "nil".to_owned()
            } else if x.ty == invalid {
                "nil (with invalid type)".to_owned()
            } else {
                format!("nil (of type {})", self.prog.type_string(x.ty))
            };
        }
        let mut text = x.text();
        if text.is_empty() {
            match (x.mode, &x.val) {
                (OpMode::TypeExpr, _) => text = self.prog.type_string(x.ty),
                (OpMode::Constant, Some(val)) => text = val.display(),
                _ => {}
            }
        }
        let mut out = String::new();
        let mut has_type = false;
        let typeless = matches!(
            x.mode,
            OpMode::Invalid | OpMode::NoValue | OpMode::Builtin | OpMode::TypeExpr
        );
        if !typeless {
            if self.prog.is_untyped(x.ty) {
                out += &self.prog.type_string(x.ty);
                out.push(' ');
            } else {
                has_type = true;
            }
        }
        out += x.mode.phrase();
        if let (OpMode::Constant, Some(val)) = (x.mode, &x.val) {
            let val = val.display();
            if val != text {
                out.push(' ');
                out += &val;
            }
        }
        if has_type {
            match self.tuple_string(x) {
                Some(tuple) => {
                    out += " of type ";
                    out += &tuple;
                }
                None => out += &self.describe_type(x.ty),
            }
        }
        if text.is_empty() { out } else { format!("{text} ({out})") }
    }

    /// The results of a call with their names: `(n int, err error)`.
    fn tuple_string(&self, x: &Operand<'_>) -> Option<String> {
        use crate::ast::ExprKind;
        let Type::Tuple(_) = self.prog.types.get(x.ty) else { return None };
        let ExprKind::Call { fun, .. } = &super::labels::unparen(x.expr?).kind else { return None };
        let sig = self.prog.info.type_of(fun)?;
        let Type::Signature(sig) = self.prog.types.get(sig) else { return None };
        let parts: Vec<String> = sig
            .results
            .iter()
            .map(|&r| {
                let var = self.prog.objects.get(r);
                let ty = var.ty.map_or_else(String::new, |t| self.prog.type_string(t));
                let name = var.name.as_str();
                if name.is_empty() { ty } else { format!("{name} {ty}") }
            })
            .collect();
        Some(format!("({})", parts.join(", ")))
    }

    fn describe_type(&mut self, ty: TypeId) -> String {
        if !self.prog.is_valid(ty) {
            return " with invalid type".to_owned();
        }
        let mut desc = String::new();
        if self.prog.is_generic(ty) {
            desc += "generic ";
        }
        let actual = self.prog.types.unalias(ty);
        if let Type::TypeParam(param) = self.prog.types.get(actual) {
            let bound = param.bound.unwrap_or(BasicKind::Invalid.id());
            let mut text = format!(
                " of type {} constrained by {}",
                self.prog.type_string(ty),
                self.prog.type_string(bound)
            );
            let set = self.prog.type_set_of(actual);
            if set.terms.as_ref().is_some_and(Vec::is_empty) {
                text += " with empty type set";
            }
            return text;
        }
        let universe = &self.prog.universe;
        let basic_alias = ty == universe.byte || ty == universe.rune;
        if !basic_alias && matches!(self.prog.types.get(ty), Type::Alias { .. } | Type::Named(_)) {
            let kind = self.composite_kind(ty);
            if kind.is_empty() {
                let under = self.prog.shown_underlying(ty);
                desc += &self.prog.type_string(under);
            } else {
                desc += kind;
            }
            desc.push(' ');
        }
        format!(" of {desc}type {}", self.prog.type_string(ty))
    }

    /// `array`, `slice`, … or nothing for basic types.
    pub(crate) fn composite_kind(&mut self, ty: TypeId) -> &'static str {
        let under = self.prog.underlying(ty);
        match self.prog.types.get(under) {
            Type::Array { .. } => "array",
            Type::Slice(_) => "slice",
            Type::Struct { .. } => "struct",
            Type::Pointer(_) => "pointer",
            Type::Signature(_) => "func",
            Type::Interface(_) => "interface",
            Type::Map { .. } => "map",
            Type::Chan { .. } => "chan",
            Type::Tuple(_) => "tuple",
            Type::Union(_) => "union",
            _ => "",
        }
    }
}

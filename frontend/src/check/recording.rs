//! What later stages read: [`Info`](crate::info::Info), and the delayed types of untyped
//! expressions.
//!
//! An untyped expression is remembered until something gives it a type; then the type is
//! recorded for it and handed down to the operands that take part in it.

use super::exprstring::expr_string;
use super::operand::{OpMode, Operand};
use super::{Checker, Untyped};
use crate::ast::{BinaryOp, Expr, ExprKind, NodeId};
use crate::info::{Mode, Selection, SelectionKind};
use crate::types::constant::{Misfit, Value};
use crate::types::lookup::Found;
use crate::types::{BasicKind, Type, TypeId};

const INVALID: TypeId = BasicKind::Invalid.id();

/// Why an untyped operand cannot take a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unfit {
    Truncated,
    Overflow,
    Mismatch,
}

pub(crate) fn is_comparison(op: BinaryOp) -> bool {
    matches!(
        op,
        BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge
    )
}

pub(crate) fn is_shift(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Shl | BinaryOp::Shr)
}

fn info_mode(mode: OpMode) -> Mode {
    match mode {
        OpMode::Invalid => Mode::None,
        OpMode::NoValue => Mode::NoValue,
        OpMode::Builtin => Mode::Builtin,
        OpMode::TypeExpr => Mode::Type,
        OpMode::Constant => Mode::Const,
        OpMode::Variable => Mode::Var,
        OpMode::MapIndex => Mode::MapIndex,
        OpMode::Value => Mode::Value,
        OpMode::Nil => Mode::Nil,
        OpMode::CommaOk => Mode::CommaOk,
    }
}

impl Checker<'_> {
    /// Records an operand's type, or remembers it while it is untyped.
    pub(crate) fn record(&mut self, x: &Operand<'_>) {
        let Some(e) = x.expr.filter(|_| x.desc.is_none()) else { return };
        let ty = if matches!(x.mode, OpMode::Invalid | OpMode::NoValue) { INVALID } else { x.ty };
        if self.prog.is_untyped(ty) {
            let info = Untyped { is_lhs: false, mode: x.mode, ty, val: x.val.clone() };
            self.untyped.insert(e.id, info);
        } else {
            self.record_type(e.id, x.mode, ty, x.val.as_ref());
        }
    }

    /// Records the final type and value of an expression.
    pub(crate) fn record_type(
        &mut self,
        id: NodeId,
        mode: OpMode,
        ty: TypeId,
        val: Option<&Value>,
    ) {
        if mode == OpMode::Invalid {
            return;
        }
        self.prog.info.record(id, info_mode(mode), ty);
        if let (OpMode::Constant, Some(val)) = (mode, val) {
            let kind = self.prog.basic(ty);
            let val = match kind.map(|k| val.represent(k)) {
                Some(Ok(val)) => val,
                _ => val.clone(),
            };
            self.prog.info.consts.insert(id, val);
        }
    }

    /// Records the types of expressions that stay untyped.
    pub(crate) fn record_untyped(&mut self) {
        let mut left: Vec<(NodeId, Untyped)> =
            std::mem::take(&mut self.untyped).into_iter().collect();
        left.sort_by_key(|(id, _)| *id);
        for (id, info) in left {
            self.record_type(id, info.mode, info.ty, info.val.as_ref());
        }
    }

    /// Records that a comma-ok expression is used for two values.
    pub(crate) fn record_comma_ok(&mut self, e: &Expr, types: [TypeId; 2]) {
        let tuple = self.prog.types.add(Type::Tuple(types.to_vec()));
        let mut e = e;
        loop {
            let mode = self.prog.info.mode(e);
            self.prog.info.record(e.id, mode, tuple);
            match &e.kind {
                ExprKind::Paren(x) => e = x,
                _ => return,
            }
        }
    }

    /// Records a selection.
    pub(crate) fn record_selection(
        &mut self,
        e: &Expr,
        kind: SelectionKind,
        recv: TypeId,
        found: &Found,
    ) {
        if let ExprKind::Selector { sel, .. } = &e.kind {
            self.prog.info.uses.insert(sel.id, found.obj);
        }
        self.prog.info.selections.insert(
            e.id,
            Selection {
                kind,
                recv,
                obj: found.obj,
                path: found.path.clone(),
                indirect: found.indirect,
            },
        );
    }

    /// Records the type arguments of a generic function, by its identifier (for a qualified one:
    /// the selector's).
    pub(crate) fn record_instance(&mut self, e: &Expr, targs: &[TypeId], sig: TypeId) {
        let mut e = e;
        loop {
            match &e.kind {
                ExprKind::Index { x, .. } | ExprKind::Paren(x) => e = x,
                ExprKind::Selector { sel, .. } => {
                    self.prog.info.instances.insert(sel.id, targs.to_vec());
                    self.prog.info.record(sel.id, Mode::Value, sig);
                    self.prog.info.record(e.id, Mode::Value, sig);
                    return;
                }
                ExprKind::Ident(_) => {
                    self.prog.info.instances.insert(e.id, targs.to_vec());
                    self.prog.info.record(e.id, Mode::Value, sig);
                    return;
                }
                _ => return,
            }
        }
    }

    /// Gives an untyped expression a type; the final one if it is typed or `is_final`.
    pub(crate) fn update_expr_type(&mut self, x: &Expr, ty: TypeId, is_final: bool) {
        let Some(old) = self.untyped.get(&x.id) else { return };
        let (old_ty, mode, is_lhs) = (old.ty, old.mode, old.is_lhs);
        let val = old.val.clone();
        match &x.kind {
            ExprKind::Paren(inner) => self.update_expr_type(inner, ty, is_final),
            // The operands of a constant are never materialized.
            ExprKind::Unary { x: inner, .. } if val.is_none() => {
                self.update_expr_type(inner, ty, is_final);
            }
            ExprKind::Binary { op, x: left, y: right, .. } if val.is_none() => {
                if is_comparison(*op) {
                    // the operands have their final types
                } else if is_shift(*op) {
                    self.update_expr_type(left, ty, is_final);
                } else {
                    self.update_expr_type(left, ty, is_final);
                    self.update_expr_type(right, ty, is_final);
                }
            }
            _ => {}
        }
        if !is_final && self.prog.is_untyped(ty) {
            let under = self.prog.underlying(ty);
            if let Some(old) = self.untyped.get_mut(&x.id) {
                old.ty = under;
            }
            return;
        }
        self.untyped.remove(&x.id);
        if is_lhs && !self.prog.all_integer(ty) {
            let message = format!(
                "invalid operation: shifted operand {} (type {}) must be integer",
                expr_string(x),
                self.prog.type_string(ty)
            );
            self.error(x, "shift", message);
            return;
        }
        let mut val = val;
        if let Some(v) = val {
            let mut c = Operand::constant(old_ty, v, x);
            c.mode = mode;
            self.convert_untyped(&mut c, ty);
            if !c.is_valid() {
                return;
            }
            val = c.val;
        }
        self.record_type(x.id, mode, ty, val.as_ref());
    }

    /// Changes the remembered value of an untyped expression.
    pub(crate) fn update_expr_val(&mut self, x: &Operand<'_>) {
        if let Some(info) = x.expr.and_then(|e| self.untyped.get_mut(&e.id)) {
            info.val.clone_from(&x.val);
        }
    }

    /// The type, and value of a constant, that an untyped operand takes where `target` is wanted.
    pub(crate) fn implicit(
        &mut self,
        x: &Operand<'_>,
        target: TypeId,
    ) -> Result<(TypeId, Option<Value>), Unfit> {
        if !x.is_valid() || !self.prog.is_untyped(x.ty) || !self.prog.is_valid(target) {
            return Ok((x.ty, None));
        }
        if self.prog.is_untyped(target) {
            let ty = self.prog.max_type(x.ty, target).ok_or(Unfit::Mismatch)?;
            return Ok((ty, None));
        }
        if x.is_nil() {
            return if self.prog.has_nil(target) {
                Ok((target, None))
            } else {
                Err(Unfit::Mismatch)
            };
        }
        let under = self.prog.underlying(target);
        if let (Type::Basic(kind), OpMode::Constant) = (self.prog.types.get(under), x.mode) {
            let kind = *kind;
            return self.representation(x, kind).map(|val| (target, val));
        }
        let ty = self.prog.implicit_type(x.ty, x.val.as_ref(), target).ok_or(Unfit::Mismatch)?;
        Ok((ty, None))
    }

    /// The value of a constant operand as a constant of a basic kind.
    pub(crate) fn representation(
        &mut self,
        x: &Operand<'_>,
        kind: BasicKind,
    ) -> Result<Option<Value>, Unfit> {
        let Some(val) = &x.val else { return Ok(None) };
        match val.represent(kind) {
            Ok(val) => Ok(Some(val)),
            Err(Misfit::Mismatch) => {
                if self.prog.is_numeric(x.ty) && self.prog.is_numeric(kind.id()) {
                    let to_int = !self.prog.is_integer(x.ty) && self.prog.is_integer(kind.id());
                    return Err(if to_int { Unfit::Truncated } else { Unfit::Overflow });
                }
                Err(Unfit::Mismatch)
            }
            Err(_) => {
                let to_int = !self.prog.is_integer(x.ty) && self.prog.is_integer(kind.id());
                Err(if to_int { Unfit::Truncated } else { Unfit::Overflow })
            }
        }
    }

    /// Reports if a constant operand cannot be represented by a basic type.
    pub(crate) fn representable(&mut self, x: &mut Operand<'_>, kind: BasicKind, shown: TypeId) {
        match self.representation(x, kind) {
            Ok(val) => x.val = val,
            Err(why) => {
                let shown = self.shown_basic(shown);
                self.invalid_conversion(why, x, shown);
                x.invalidate();
            }
        }
    }

    /// The type to show when a constant does not fit: the underlying one, but `byte` and `rune`
    /// keep their names.
    pub(crate) fn shown_basic(&mut self, ty: TypeId) -> TypeId {
        if self.prog.is_type_param(ty) { ty } else { self.prog.shown_underlying(ty) }
    }

    fn invalid_conversion(&mut self, why: Unfit, x: &Operand<'_>, target: TypeId) {
        let (text, target) = (self.describe(x), self.prog.type_string(target));
        let message = match why {
            Unfit::Truncated => format!("{text} truncated to {target}"),
            Unfit::Overflow => format!("{text} overflows {target}"),
            Unfit::Mismatch => format!("cannot convert {text} to type {target}"),
        };
        self.error(x, "conversion", message);
    }

    /// Converts an untyped operand to the type wanted, or reports that it cannot be.
    pub(crate) fn convert_untyped(&mut self, x: &mut Operand<'_>, target: TypeId) {
        match self.implicit(x, target) {
            Err(why) => {
                let shown = self.shown_basic(target);
                self.invalid_conversion(why, x, shown);
                x.invalidate();
            }
            Ok((ty, val)) => self.take_type(x, ty, val),
        }
    }

    /// Gives an untyped operand the type and value found by `implicit`.
    pub(crate) fn take_type(&mut self, x: &mut Operand<'_>, ty: TypeId, val: Option<Value>) {
        if val.is_some() {
            x.val = val;
            self.update_expr_val(x);
        }
        if ty != x.ty {
            x.ty = ty;
            if let Some(e) = x.expr.filter(|_| x.desc.is_none()) {
                self.update_expr_type(e, ty, false);
            }
        }
    }
}

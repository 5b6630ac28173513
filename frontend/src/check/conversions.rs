//! Conversions (spec §Conversions).

use super::Checker;
use super::operand::{OpMode, Operand};
use crate::types::constant::Value;
use crate::types::{BasicKind, Type, TypeId};

impl Checker<'_> {
    /// Converts an operand to a type.
    pub(crate) fn conversion(&mut self, x: &mut Operand<'_>, to: TypeId) {
        let constant = x.mode == OpMode::Constant;
        let to_const = self.prog.is_const_type(to);
        let mut cause = String::new();
        let ok = if constant && to_const {
            let ok = match self.constant_conversion(x, to) {
                Ok(val) => {
                    x.val = val;
                    true
                }
                Err(()) => false,
            };
            if !ok && self.prog.is_integer(x.ty) && self.prog.is_integer(to) {
                let val = x.val.as_ref().map_or_else(String::new, Value::display);
                let text = self.prog.type_string(to);
                self.error(&*x, "conversion", format!("constant {val} overflows {text}"));
                x.invalidate();
                return;
            }
            ok
        } else if constant && self.prog.is_type_param(to) {
            let ok = self.constant_to_type_param(x, to, &mut cause);
            x.mode = OpMode::Value;
            ok
        } else {
            match self.convertible(x, to) {
                Ok(()) => {
                    x.mode = OpMode::Value;
                    true
                }
                Err(why) => {
                    cause = why;
                    false
                }
            }
        };
        if !ok {
            let (text, to) = (self.describe(x), self.prog.type_string(to));
            let message = if cause.is_empty() {
                format!("cannot convert {text} to type {to}")
            } else {
                format!("cannot convert {text} to type {to}: {cause}")
            };
            self.error(&*x, "conversion", message);
            x.invalidate();
            return;
        }
        // The argument's type is final: the conversion provides it for untyped values.
        if self.prog.is_untyped(x.ty) {
            let mut last = to;
            if x.ty == BasicKind::UntypedNil.id() {
                // keeps the type converted to
            } else if self.prog.is_non_type_param_interface(to) || constant && !to_const {
                last = self.prog.default_type(x.ty);
            } else if x.mode == OpMode::Constant
                && self.prog.is_integer(x.ty)
                && self.prog.all_string(to)
            {
                last = x.ty;
            }
            if let Some(e) = x.expr {
                self.update_expr_type(e, last, true);
            }
        }
        if x.mode != OpMode::Constant {
            x.val = None;
        }
        x.ty = to;
    }

    /// The value (unknown after an error) of a constant converted to a type, if it can be.
    fn constant_conversion(&mut self, x: &Operand<'_>, to: TypeId) -> Result<Option<Value>, ()> {
        let kind = self.prog.basic(to).ok_or(())?;
        let Some(val) = &x.val else { return Ok(None) };
        if let Ok(val) = val.represent(kind) {
            return Ok(Some(val));
        }
        if self.prog.is_integer(x.ty) && self.prog.is_string(to) {
            return Ok(val.rune_string());
        }
        Err(())
    }

    fn constant_to_type_param(&mut self, x: &Operand<'_>, to: TypeId, cause: &mut String) -> bool {
        let param = self.prog.type_string(to);
        let Some(types) = self.prog.specific_types(to) else {
            *cause = format!("{param} does not contain specific types");
            return false;
        };
        for (ty, under) in types {
            if self.prog.is_string(x.ty) && self.prog.is_bytes_or_runes(under) {
                continue;
            }
            if self.constant_conversion(x, under).is_err() {
                let shown = if self.prog.identical(ty, under) { ty } else { under };
                let to = self.prog.type_string(shown);
                *cause = if self.prog.is_integer(x.ty) && self.prog.is_integer(under) {
                    let val = x.val.as_ref().map_or_else(String::new, Value::display);
                    format!("constant {val} overflows {to} (in {param})")
                } else {
                    format!("cannot convert {} to type {to} (in {param})", self.describe(x))
                };
                return false;
            }
        }
        true
    }

    fn convertible(&mut self, x: &Operand<'_>, to: TypeId) -> Result<(), String> {
        if self.assignable(x, to).is_ok() {
            return Ok(());
        }
        self.complete_for(x.ty, to);
        self.prog.convertible_to(x.ty, to)?;
        // slices to arrays came late
        let (from, into) = (self.under(x.ty), self.under(to));
        let (minor, what) = match (from, into) {
            (Type::Slice(_), Type::Array { .. }) => (20, "array"),
            (Type::Slice(_), Type::Pointer(_)) => (17, "array pointer"),
            _ => return Ok(()),
        };
        if self.allow_version(1, minor) {
            return Ok(());
        }
        Err(format!("conversion of slice to {what} requires go1.{minor} or later"))
    }
}

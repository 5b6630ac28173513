//! Built-in functions on numbers: spec §Min and max, §Manipulating complex numbers.

use super::Checker;
use super::builtins::builtin_name;
use super::call::Call;
use super::exprstring::expr_string;
use super::operand::{OpMode, Operand};
use crate::ast::BinaryOp;
use crate::types::BasicKind;
use crate::types::constant::Value;
use crate::types::object::Builtin;

impl Checker<'_> {
    pub(crate) fn complex<'e>(
        &mut self,
        call: Call<'e>,
        mut args: Vec<Operand<'e>>,
    ) -> Option<Operand<'e>> {
        let mut y = args.swap_remove(1);
        let mut x = args.swap_remove(0);
        match (self.prog.is_untyped(x.ty), self.prog.is_untyped(y.ty)) {
            (true, false) => self.convert_untyped(&mut x, y.ty),
            (false, true) => self.convert_untyped(&mut y, x.ty),
            (true, true) => {
                if x.mode == OpMode::Constant && y.mode == OpMode::Constant {
                    // untyped constants are floats here if they have no imaginary part
                    for operand in [&mut x, &mut y] {
                        let imag = operand.val.as_ref().and_then(Value::imag);
                        if self.prog.is_numeric(operand.ty) && imag.is_none_or(|i| i.sign() == 0) {
                            operand.ty = BasicKind::UntypedFloat.id();
                        }
                    }
                } else {
                    self.convert_untyped(&mut x, BasicKind::Float64.id());
                    self.convert_untyped(&mut y, BasicKind::Float64.id());
                }
            }
            (false, false) => {}
        }
        if !x.is_valid() || !y.is_valid() {
            return None;
        }
        if !self.prog.identical(x.ty, y.ty) {
            let message = format!(
                "invalid operation: {} (mismatched types {} and {})",
                expr_string(call.expr),
                self.prog.type_string(x.ty),
                self.prog.type_string(y.ty)
            );
            self.error(&x, "mismatched-types", message);
            return None;
        }
        let result = match self.prog.basic(x.ty) {
            Some(BasicKind::Float32) => BasicKind::Complex64,
            Some(BasicKind::Float64) => BasicKind::Complex128,
            Some(BasicKind::UntypedFloat) => BasicKind::UntypedComplex,
            _ => {
                let ty = self.prog.type_string(x.ty);
                let message = self.go118_hint(&x, Builtin::Complex).unwrap_or_else(|| {
                    format!("invalid argument: arguments have type {ty}, expected floating-point")
                });
                self.error(&x, "complex", message);
                return None;
            }
        };
        if x.mode == OpMode::Constant && y.mode == OpMode::Constant {
            let mut out = Operand::new(OpMode::Constant, result.id(), call.expr);
            if let (Some(re), Some(im)) = (&x.val, &y.val) {
                let (re, im) = (re.real(), im.real());
                if let (Some(re), Some(im)) = (re, im) {
                    out.val = Value::make_complex(&re, &im);
                }
            }
            return Some(out);
        }
        self.builtin_value(call, result.id(), &[x.ty, y.ty])
    }

    pub(crate) fn real_imag<'e>(
        &mut self,
        call: Call<'e>,
        builtin: Builtin,
        mut x: Operand<'e>,
    ) -> Option<Operand<'e>> {
        if self.prog.is_untyped(x.ty) {
            if x.mode == OpMode::Constant {
                if self.prog.is_numeric(x.ty) {
                    x.ty = BasicKind::UntypedComplex.id();
                }
            } else {
                self.convert_untyped(&mut x, BasicKind::Complex128.id());
                if !x.is_valid() {
                    return None;
                }
            }
        }
        let result = match self.prog.basic(x.ty) {
            Some(BasicKind::Complex64) => BasicKind::Float32,
            Some(BasicKind::Complex128) => BasicKind::Float64,
            Some(BasicKind::UntypedComplex) => BasicKind::UntypedFloat,
            _ => {
                let ty = self.prog.type_string(x.ty);
                let message = self.go118_hint(&x, builtin).unwrap_or_else(|| {
                    format!("invalid argument: argument has type {ty}, expected complex type")
                });
                self.error(&x, "complex", message);
                return None;
            }
        };
        if x.mode == OpMode::Constant {
            let mut out = Operand::new(OpMode::Constant, result.id(), call.expr);
            let val = x.val.as_ref();
            out.val = if builtin == Builtin::Real {
                val.and_then(Value::real)
            } else {
                val.and_then(Value::imag)
            };
            return Some(out);
        }
        self.builtin_value(call, result.id(), &[x.ty])
    }

    /// gc's words for type parameters in complex arithmetic.
    pub(crate) fn go118_hint(&mut self, x: &Operand<'_>, builtin: Builtin) -> Option<String> {
        if !self.prog.is_type_param(x.ty) {
            return None;
        }
        let text = self.describe(x);
        Some(format!(
            "{text} not supported as argument to built-in {} for go1.18 (see go.dev/issue/50937)",
            builtin.name()
        ))
    }

    pub(crate) fn max_min<'e>(
        &mut self,
        call: Call<'e>,
        builtin: Builtin,
        mut args: Vec<Operand<'e>>,
    ) -> Option<Operand<'e>> {
        let name = builtin_name(builtin);
        self.verify_version(call.fun, 21, &format!("built-in {name}"));
        let op = if builtin == Builtin::Max { BinaryOp::Gt } else { BinaryOp::Lt };
        let mut x = args[0].clone();
        for (i, a) in args.iter_mut().enumerate() {
            if !self.prog.all_ordered(a.ty) {
                let message = format!("invalid argument: {} cannot be ordered", self.describe(a));
                self.error(&*a, "ordered", message);
                return None;
            }
            if i == 0 {
                continue;
            }
            self.match_types(&mut x, a);
            if !x.is_valid() {
                return None;
            }
            if !self.prog.identical(x.ty, a.ty) {
                let (xt, at) = (self.prog.type_string(x.ty), self.prog.type_string(a.ty));
                let message = format!(
                    "invalid argument: mismatched types {xt} (previous argument) and {at} (type of {})",
                    a.text()
                );
                self.error(&*a, "mismatched-types", message);
                return None;
            }
            if x.mode == OpMode::Constant && a.mode == OpMode::Constant {
                if let (Some(xv), Some(av)) = (&x.val, &a.val) {
                    if Value::compare(op, av, xv) == Some(true) {
                        x = a.clone();
                    }
                }
            } else {
                x.mode = OpMode::Value;
            }
        }
        if x.mode != OpMode::Constant {
            x.mode = OpMode::Value;
            x.val = None;
            // a value must not be untyped
            let any = self.prog.universe.empty_interface;
            self.assignment(&mut x, Some(any), &format!("argument to built-in {name}"));
            if !x.is_valid() {
                return None;
            }
        }
        // Use the final type computed above for all arguments.
        for a in &args {
            if let Some(e) = a.expr.filter(|_| a.desc.is_none()) {
                self.update_expr_type(e, x.ty, true);
            }
        }
        if x.mode == OpMode::Constant {
            let mut out = Operand::new(OpMode::Constant, x.ty, call.expr);
            out.val = x.val;
            return Some(out);
        }
        let types = vec![x.ty; args.len()];
        self.builtin_value(call, x.ty, &types)
    }
}

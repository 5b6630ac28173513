//! Package unsafe (spec §Package unsafe).

use super::Checker;
use super::builtins::builtin_name;
use super::call::Call;
use super::exprstring::expr_string;
use super::labels::unparen;
use super::operand::{OpMode, Operand};
use crate::ast::{Expr, ExprKind};
use crate::info::SelectionKind;
use crate::types::constant::Value;
use crate::types::lookup::Lookup;
use crate::types::object::Builtin;
use crate::types::{BasicKind, ObjectKind, Type, TypeId};

const INVALID: TypeId = BasicKind::Invalid.id();
const UINTPTR: TypeId = BasicKind::Uintptr.id();

impl Checker<'_> {
    pub(crate) fn unsafe_call<'e>(
        &mut self,
        call: Call<'e>,
        builtin: Builtin,
        mut args: Vec<Operand<'e>>,
    ) -> Option<Operand<'e>> {
        let name = builtin_name(builtin);
        let context = format!("argument to unsafe.{}", builtin.name());
        match builtin {
            Builtin::Sizeof | Builtin::Alignof => {
                let mut x = args.swap_remove(0);
                self.assignment(&mut x, None, &context);
                if !x.is_valid() {
                    return None;
                }
                if self.has_var_size(x.ty) {
                    return self.builtin_value(call, UINTPTR, &[x.ty]);
                }
                let size = if builtin == Builtin::Sizeof {
                    self.prog.size_of(x.ty)
                } else {
                    self.prog.align_of(x.ty)
                };
                self.uintptr(call, size, &x)
            }
            Builtin::Offsetof => self.offsetof(call),
            Builtin::UnsafeAdd => {
                self.verify_version(call.fun, 17, name);
                let mut y = args.swap_remove(1);
                let mut x = args.swap_remove(0);
                let pointer = BasicKind::UnsafePointer.id();
                self.assignment(&mut x, Some(pointer), &context);
                if !x.is_valid() || !self.valid_index(&mut y, "length", true) {
                    return None;
                }
                self.builtin_value(call, pointer, &[pointer, y.ty])
            }
            Builtin::UnsafeSlice => {
                self.verify_version(call.fun, 17, name);
                let mut y = args.swap_remove(1);
                let x = args.swap_remove(0);
                let core = self.prog.core_type(x.ty);
                let Some(Type::Pointer(base)) = core.map(|c| self.prog.types.get(c)) else {
                    let message =
                        format!("invalid argument: {} is not a pointer", self.describe(&x));
                    self.error(&x, "unsafe", message);
                    return None;
                };
                let base = *base;
                if !self.valid_index(&mut y, "length", false) {
                    return None;
                }
                let ty = self.slice_of(base);
                self.builtin_value(call, ty, &[x.ty, y.ty])
            }
            Builtin::UnsafeSliceData => {
                self.verify_version(call.fun, 20, name);
                let x = args.swap_remove(0);
                let Some(elem) = self.core_slice(x.ty) else {
                    let message = format!("invalid argument: {} is not a slice", self.describe(&x));
                    self.error(&x, "unsafe", message);
                    return None;
                };
                let ty = self.prog.types.add(Type::Pointer(elem));
                self.builtin_value(call, ty, &[x.ty])
            }
            Builtin::UnsafeString => {
                self.verify_version(call.fun, 20, name);
                let mut y = args.swap_remove(1);
                let mut x = args.swap_remove(0);
                let byte = self.prog.universe.byte;
                let pointer = self.prog.types.add(Type::Pointer(byte));
                self.assignment(&mut x, Some(pointer), &context);
                if !x.is_valid() || !self.valid_index(&mut y, "length", false) {
                    return None;
                }
                self.builtin_value(call, BasicKind::String.id(), &[pointer, y.ty])
            }
            _ => {
                self.verify_version(call.fun, 20, name);
                let mut x = args.swap_remove(0);
                self.assignment(&mut x, Some(BasicKind::String.id()), &context);
                if !x.is_valid() {
                    return None;
                }
                let byte = self.prog.universe.byte;
                let pointer = self.prog.types.add(Type::Pointer(byte));
                self.builtin_value(call, pointer, &[x.ty])
            }
        }
    }

    /// A constant size, alignment or offset, unless it is larger than an address may be.
    fn uintptr<'e>(
        &mut self,
        call: Call<'e>,
        size: Option<i64>,
        of: &Operand<'_>,
    ) -> Option<Operand<'e>> {
        let Some(n) = size else {
            let message = format!("{} is too large", self.describe(of));
            self.error(of, "size", message);
            return None;
        };
        Some(Operand::constant(UINTPTR, Value::int(n), call.expr))
    }

    pub(crate) fn offsetof<'e>(&mut self, call: Call<'e>) -> Option<Operand<'e>> {
        let arg: &'e Expr = &call.args[0];
        let e = unparen(arg);
        let ExprKind::Selector { x: left, sel } = &e.kind else {
            let message =
                format!("invalid argument: {} is not a selector expression", expr_string(arg));
            self.error(arg, "unsafe", message);
            self.use_exprs(call.args);
            return None;
        };
        let x = self.expr(None, left);
        if !x.is_valid() {
            return None;
        }
        let under = self.prog.underlying(x.ty);
        let mut base = x.ty;
        if let Type::Pointer(to) = *self.prog.types.get(under) {
            if matches!(self.under(to), Type::Struct { .. }) {
                base = to;
            }
        }
        let text = self.prog.type_string(base);
        let Lookup::Found(found) = self.prog.lookup(base, false, Some(self.env.pkg), sel.name)
        else {
            let message = format!("invalid argument: {text} has no single field {}", sel.name);
            self.error(&x, "unsafe", message);
            return None;
        };
        if !matches!(self.prog.objects.get(found.obj).kind, ObjectKind::Var(_)) {
            let message = format!("invalid argument: {} is a method value", expr_string(arg));
            self.error(arg, "unsafe", message);
            return None;
        }
        if found.indirect {
            let message =
                format!("invalid argument: field {} is embedded via a pointer in {text}", sel.name);
            self.error(&x, "unsafe", message);
            return None;
        }
        self.record_selection(e, SelectionKind::Field, base, &found);
        let field_ty = self.prog.objects.get(found.obj).ty.unwrap_or(INVALID);
        let mode = if x.mode == OpMode::Variable { OpMode::Variable } else { OpMode::Value };
        let field = Operand::new(mode, field_ty, e);
        self.record(&field);
        if self.has_var_size(base) {
            return self.builtin_value(call, UINTPTR, &[field_ty]);
        }
        let mut offset = Some(0);
        let mut ty = base;
        for &i in &found.path {
            let offsets = self.prog.field_offsets(ty);
            offset = match (offset, offsets.as_ref().and_then(|o| o.get(i))) {
                (Some(sum), Some(n)) => i64::checked_add(sum, *n),
                _ => None,
            };
            if let Type::Struct { fields, .. } = self.under(ty) {
                ty = fields.get(i).and_then(|&f| self.prog.objects.get(f).ty).unwrap_or(INVALID);
            }
        }
        self.uintptr(call, offset, &x)
    }
}

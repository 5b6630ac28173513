//! Range clauses (spec §For statements with range clause).

use super::Checker;
use super::operand::Operand;
use crate::ast::{ChanDir, Expr, ExprKind, Stmt, StmtKind};
use crate::types::object::VarKind;
use crate::types::{BasicKind, ObjId, Type, TypeId};

const INVALID: TypeId = BasicKind::Invalid.id();
const INT: TypeId = BasicKind::Int.id();

/// Types of the iteration values.
type KeyVal = (Option<TypeId>, Option<TypeId>);

impl Checker<'_> {
    pub(crate) fn range_stmt(&mut self, stmt: &Stmt) {
        let StmtKind::Range { key, value, extra, define, op_pos, x: e, body } = &stmt.kind else {
            return;
        };
        if !self.allow_version(1, 22) {
            self.prog.info.shared_loop_vars.insert(stmt.id);
        }
        let (key, value) = (key.as_ref(), value.as_ref());
        let mut x = self.expr(None, e);
        let mut types: KeyVal = (None, None);
        if x.is_valid() {
            match self.range_key_val(x.ty) {
                Ok(found) => {
                    types = found;
                    let text = self.describe(&x);
                    match (key, value) {
                        (Some(k), _) if types.0.is_none() => {
                            let message =
                                format!("range over {text} permits no iteration variables");
                            self.error(k, "range", message);
                        }
                        (_, Some(v)) if types.1.is_none() => {
                            let message =
                                format!("range over {text} permits only one iteration variable");
                            self.error(v, "range", message);
                        }
                        _ => {
                            if let Some(extra) = extra {
                                let message =
                                    "range clause permits at most two iteration variables";
                                self.error(extra, "range", message);
                            }
                        }
                    }
                }
                Err(cause) => {
                    let text = self.describe(&x);
                    let message = if cause.is_empty() {
                        format!("cannot range over {text}")
                    } else {
                        format!("cannot range over {text}: {cause}")
                    };
                    self.error(&x, "range", message);
                    x.invalidate();
                }
            }
        }
        self.open_scope();
        let over_int = x.is_valid() && self.prog.is_integer(x.ty);
        let pairs = [(key, types.0), (value, types.1)];
        if *define {
            let mut vars = Vec::new();
            for (lhs, ty) in pairs {
                let Some(lhs) = lhs else { continue };
                if let Some(var) = self.range_var(lhs, ty, over_int, &mut x) {
                    vars.push(var);
                }
            }
            if vars.is_empty() {
                let message = "no new variables on left side of :=";
                self.error(*op_pos, "no-new-variables", message);
            }
            for var in vars {
                self.declare(self.env.scope, None, var, body.span.lo);
                self.local(var);
            }
        } else if key.is_some() {
            for (lhs, ty) in pairs {
                let Some(lhs) = lhs else { continue };
                let Some(ty) = ty else { continue };
                if over_int {
                    self.assign_operand(lhs, &mut x, "range clause");
                    if x.is_valid() && !self.prog.is_integer(x.ty) {
                        let text = self.prog.type_string(x.ty);
                        let message = format!("cannot use iteration variable of type {text}");
                        self.error(lhs, "range", message);
                    }
                } else {
                    let mut y = Operand::dummy(lhs.span, ty, super::exprstring::expr_string(lhs));
                    self.assign_operand(lhs, &mut y, "assignment");
                }
            }
        } else if over_int {
            // an untyped integer takes its default type
            self.assignment(&mut x, None, "range clause");
        }
        self.block(body);
        self.close_scope();
    }

    /// Declares one iteration variable; `None` for the blank identifier.
    fn range_var<'e>(
        &mut self,
        lhs: &'e Expr,
        ty: Option<TypeId>,
        over_int: bool,
        x: &mut Operand<'e>,
    ) -> Option<ObjId> {
        let ExprKind::Ident(name) = &lhs.kind else {
            let message =
                format!("non-name {} on left side of :=", super::exprstring::expr_string(lhs));
            self.error(lhs, "non-name", message);
            return None;
        };
        let obj = self.new_var(*name, lhs.span.lo, VarKind::Local, None);
        self.prog.info.defs.insert(lhs.id, obj);
        match ty {
            None | Some(INVALID) => {
                self.prog.objects.get_mut(obj).ty = Some(INVALID);
                self.used_vars.insert(obj);
            }
            Some(_) if over_int => self.init_var(obj, x, "range clause"),
            Some(ty) => {
                let mut y = Operand::dummy(lhs.span, ty, name.to_string());
                self.init_var(obj, &mut y, "assignment");
            }
        }
        (!name.is_blank()).then_some(obj)
    }

    /// Types of key and value of a range over `ty`, or why there is none.
    fn range_key_val(&mut self, ty: TypeId) -> Result<KeyVal, String> {
        for (ty, under) in self.prog.specific_types(ty).unwrap_or_default() {
            if matches!(self.prog.types.get(under), Type::Chan { dir: ChanDir::Send, .. }) {
                let text = self.prog.type_string(ty);
                return Err(format!("receive from send-only channel {text}"));
            }
        }
        let common = self.prog.common_under(ty)?;
        let under = self.array_ptr_deref(common);
        let is_integer = self.prog.is_integer(under);
        match *self.prog.types.get(under) {
            Type::Basic(BasicKind::String | BasicKind::UntypedString) => {
                Ok((Some(INT), Some(self.prog.universe.rune)))
            }
            Type::Basic(_) if is_integer => {
                if !self.allow_version(1, 22) {
                    return Err("requires go1.22 or later".to_owned());
                }
                Ok((Some(ty), None))
            }
            Type::Array { elem, .. } | Type::Slice(elem) => Ok((Some(INT), Some(elem))),
            Type::Map { key, elem } => Ok((Some(key), Some(elem))),
            Type::Chan { elem, .. } => Ok((Some(elem), None)),
            Type::Signature(_) => self.range_func(under),
            _ => Err(String::new()),
        }
    }

    /// spec: "func(yield func(K, V) bool)" and with fewer parameters.
    fn range_func(&mut self, ty: TypeId) -> Result<KeyVal, String> {
        const MUST: &str = "func must be func(yield func(...) bool):";
        if !self.allow_version(1, 23) {
            return Err("requires go1.23 or later".to_owned());
        }
        let Type::Signature(sig) = self.prog.types.get(ty).clone() else {
            return Err(String::new());
        };
        if sig.params.len() != 1 {
            return Err(format!("{MUST} wrong argument count"));
        }
        if !sig.results.is_empty() {
            return Err(format!("{MUST} unexpected results"));
        }
        let yield_ty = self.var_types(&sig.params)[0];
        let callback = match self.prog.common_under(yield_ty) {
            Ok(under) => under,
            Err(cause) => return Err(format!("{MUST} in yield type, {cause}")),
        };
        let Type::Signature(callback_sig) = self.prog.types.get(callback).clone() else {
            return Err(format!("{MUST} argument is not func"));
        };
        if callback_sig.params.len() > 2 {
            return Err(format!("{MUST} yield func has too many parameters"));
        }
        let results = self.var_types(&callback_sig.results);
        match results.as_slice() {
            [one] if self.prog.identical(*one, BasicKind::Bool.id()) => {}
            [one] if self.prog.is_boolean(*one) => {
                return Err(format!("{MUST} yield func returns user-defined boolean, not bool"));
            }
            _ => return Err(format!("{MUST} yield func does not return bool")),
        }
        if callback_sig.variadic {
            let text = self.prog.type_string(callback);
            return Err(format!("yield func of type {text} cannot be variadic"));
        }
        let params = self.var_types(&callback_sig.params);
        Ok((params.first().copied(), params.get(1).copied()))
    }
}

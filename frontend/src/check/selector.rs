//! Selectors, qualified identifiers, method values and method expressions (spec §Selectors).

use super::Checker;
use super::env::node_pos;
use super::exprstring::expr_string;
use super::operand::{OpMode, Operand};
use crate::ast::{Expr, ExprKind, Ident};
use crate::info::SelectionKind;
use crate::symbol::Symbol;
use crate::types::lookup::{Found, Lookup};
use crate::types::object::VarKind;
use crate::types::{BasicKind, ObjId, ObjectKind, PackageId, Signature, Type, TypeId};

const INVALID: TypeId = BasicKind::Invalid.id();

impl Checker<'_> {
    /// `x.sel`; with `want_type` only a qualified type name will do.
    pub(crate) fn selector<'e>(&mut self, e: &'e Expr, want_type: bool) -> Operand<'e> {
        let ExprKind::Selector { x: left, sel } = &e.kind else { return Operand::failed(e) };
        if let ExprKind::Ident(name) = &left.kind {
            if let Some(obj) = self.lookup(*name) {
                if let ObjectKind::PkgName(pkg) = self.prog.objects.get(obj).kind {
                    self.prog.info.uses.insert(left.id, obj);
                    self.st.used_imports.insert(obj);
                    return self.qualified(e, sel, pkg);
                }
            }
        }
        let x = self.expr_or_type(left, false);
        match x.mode {
            OpMode::Invalid => return Operand::failed(e),
            OpMode::Builtin => {
                let message =
                    format!("invalid use of {} in selector expression", self.describe(&x));
                self.error(node_pos(e), "selector", message);
                return Operand::failed(e);
            }
            _ => {}
        }
        if !self.is_complete(x.ty) {
            return Operand::failed(e);
        }
        if want_type {
            self.error(sel, "not-a-type", format!("{} is not a type", expr_string(e)));
            return Operand::failed(e);
        }
        if !self.is_base_complete(x.ty) {
            return Operand::failed(e);
        }
        let addressable = x.mode == OpMode::Variable;
        let found = match self.prog.lookup(x.ty, addressable, Some(self.env.pkg), sel.name) {
            Lookup::Found(found) => found,
            other => {
                self.selector_error(&x, sel, &other);
                return Operand::failed(e);
            }
        };
        if matches!(self.prog.objects.get(found.obj).kind, ObjectKind::Var(_)) {
            return self.field(e, x, sel, &found);
        }
        if self.prog.objects.get(found.obj).ty.is_none() {
            // A method of a generic type without a signature yet stands for all instances' (see
            // `method_at`): now it has one, so there is one for this instance.
            self.complete_method(found.obj, found.recv);
            let again = self.prog.lookup(x.ty, addressable, Some(self.env.pkg), sel.name);
            if let Lookup::Found(found) = again {
                return self.method(e, x, &found);
            }
        }
        self.method(e, x, &found)
    }

    fn field<'e>(
        &mut self,
        e: &'e Expr,
        mut x: Operand<'e>,
        sel: &Ident,
        found: &Found,
    ) -> Operand<'e> {
        if x.mode == OpMode::TypeExpr {
            let message = format!(
                "operand for field selector {} must be value of type {}",
                sel.name,
                self.prog.type_string(x.ty)
            );
            self.error(&x, "selector", message);
            return Operand::failed(e);
        }
        self.record_selection(e, SelectionKind::Field, x.ty, found);
        x.mode = if x.mode == OpMode::Variable || found.indirect {
            OpMode::Variable
        } else {
            OpMode::Value
        };
        x.val = None;
        x.ty = self.prog.objects.get(found.obj).ty.unwrap_or(INVALID);
        if x.ty == INVALID {
            return Operand::failed(e);
        }
        x.set_expr(e);
        x
    }

    fn method<'e>(&mut self, e: &'e Expr, mut x: Operand<'e>, found: &Found) -> Operand<'e> {
        self.complete_method(found.obj, found.recv);
        let origin = match &self.prog.objects.get(found.obj).kind {
            ObjectKind::Func(func) => func.origin.unwrap_or(found.obj),
            _ => found.obj,
        };
        self.add_dep(origin);
        let Some(ty) = self.prog.objects.get(found.obj).ty else { return Operand::failed(e) };
        let Type::Signature(sig) = self.prog.types.get(ty) else { return Operand::failed(e) };
        let mut sig = sig.clone();
        if x.mode == OpMode::TypeExpr {
            self.record_selection(e, SelectionKind::MethodExpr, x.ty, found);
            // The receiver becomes the first parameter; parameters are all named or all unnamed.
            let named = sig
                .params
                .first()
                .is_some_and(|&p| !self.prog.objects.get(p).name.as_str().is_empty());
            let (pos, recv_name) = match sig.recv {
                Some(recv) => {
                    let recv = self.prog.objects.get(recv);
                    (recv.pos, recv.name)
                }
                None => (e.span.lo, Symbol::intern("")),
            };
            let name = match (named, recv_name.as_str()) {
                (false, _) => Symbol::intern(""),
                (true, "") => Symbol::intern("_"),
                (true, _) => recv_name,
            };
            let recv = self.new_var(name, pos, VarKind::Param, Some(x.ty));
            sig.params.insert(0, recv);
        } else {
            self.record_selection(e, SelectionKind::Method, x.ty, found);
        }
        x.mode = OpMode::Value;
        x.val = None;
        x.ty = self.prog.types.add(Type::Signature(Signature {
            recv: None,
            recv_type_params: Vec::new(),
            ..sig
        }));
        x.set_expr(e);
        x
    }

    /// A member of an imported package.
    fn qualified<'e>(&mut self, e: &'e Expr, sel: &Ident, pkg: PackageId) -> Operand<'e> {
        let package = &self.prog.packages[pkg.0 as usize];
        let (scope, pkg_name) = (package.scope, package.name);
        // gc sees few unexported names of compiled packages, and goweave's library has others
        let hidden = package.is_std && !sel.name.is_exported();
        let known = hidden && is_unexported(package.path.as_str(), sel.name.as_str());
        let found = self.prog.scopes.lookup(scope, sel.name).filter(|_| !hidden);
        if known || found.is_some() && !sel.name.is_exported() {
            let message = format!("name {} not exported by package {pkg_name}", sel.name);
            self.error(sel, "unexported", message);
            return Operand::failed(e);
        }
        let Some(obj) = found else {
            let lower = sel.name.as_str().to_lowercase();
            let other = self
                .prog
                .scopes
                .get(scope)
                .sorted()
                .into_iter()
                .map(|(name, _)| name)
                .find(|name| name.is_exported() && name.as_str().to_lowercase() == lower);
            let text = expr_string(e);
            let message = match other {
                Some(other) => format!("undefined: {text} (but have {other})"),
                None => format!("undefined: {text}"),
            };
            self.error(sel, "undefined", message);
            return Operand::failed(e);
        };
        self.prog.info.uses.insert(sel.id, obj);
        if self.prog.objects.get(obj).ty.is_none() {
            self.obj_decl(obj);
        }
        self.package_member(e, obj)
    }

    fn package_member<'e>(&mut self, e: &'e Expr, obj: ObjId) -> Operand<'e> {
        let object = self.prog.objects.get(obj);
        let ty = object.ty.unwrap_or(INVALID);
        let mut x = Operand::new(OpMode::Invalid, ty, e);
        match &object.kind {
            ObjectKind::Const(val) => {
                x.mode = OpMode::Constant;
                x.val.clone_from(val);
            }
            ObjectKind::TypeName => x.mode = OpMode::TypeExpr,
            ObjectKind::Var(_) => x.mode = OpMode::Variable,
            ObjectKind::Func(_) => x.mode = OpMode::Value,
            ObjectKind::Builtin(builtin) => {
                x.mode = OpMode::Builtin;
                x.builtin = Some(*builtin);
                return x;
            }
            _ => {}
        }
        if ty == INVALID {
            return Operand::failed(e);
        }
        x
    }

    fn selector_error(&mut self, x: &Operand<'_>, sel: &Ident, found: &Lookup) {
        let under = self.prog.underlying(x.ty);
        if under == INVALID {
            return;
        }
        let name = sel.name;
        let message = match found {
            Lookup::Ambiguous(_) => format!("ambiguous selector {}.{name}", x.text()),
            Lookup::PointerReceiver(_) => {
                let ty = self.prog.type_string(x.ty);
                if x.mode == OpMode::TypeExpr {
                    format!(
                        "invalid method expression {ty}.{name} (needs pointer receiver (*{ty}).{name})"
                    )
                } else {
                    format!("cannot call pointer method {name} on {ty}")
                }
            }
            _ => {
                let why = if self.prog.is_interface_pointer(x.ty) {
                    self.interface_pointer_error(x.ty)
                } else {
                    self.lookup_error(x.ty, x.ty, name, false)
                };
                format!("{}.{name} undefined ({why})", x.text())
            }
        };
        self.error(sel, "selector", message);
    }

    fn interface_pointer_error(&mut self, ty: TypeId) -> String {
        let under = self.prog.underlying(ty);
        let text = self.prog.type_string(ty);
        if let Type::Pointer(base) = *self.prog.types.get(under) {
            if self.prog.is_type_param(base) {
                return format!("type {text} is pointer to type parameter, not type parameter");
            }
        }
        format!("type {text} is pointer to interface, not interface")
    }

    /// Why `ty` has no such field or method; `literal` if it is a key of a struct literal. The
    /// message speaks of `shown`.
    pub(crate) fn lookup_error(
        &mut self,
        ty: TypeId,
        shown: TypeId,
        name: Symbol,
        literal: bool,
    ) -> String {
        let text = self.prog.type_string(shown);
        let alt = match self.prog.lookup_fold(ty, false, Some(self.env.pkg), name, true) {
            Lookup::Found(found) | Lookup::PointerReceiver(found) => {
                Some(self.prog.objects.get(found.obj))
            }
            _ => None,
        };
        let what = match alt.map(|o| &o.kind) {
            Some(ObjectKind::Var(_)) => "field",
            _ => "method",
        };
        let spelling =
            alt.map_or(Spelling::Missing, |o| spelling(name, o.name, o.pkg == Some(self.env.pkg)));
        let alt = alt.map_or("", |o| o.name.as_str());
        if literal {
            let unknown = format!("unknown field {name} in struct literal of type {text}");
            return match spelling {
                Spelling::Missing => unknown,
                Spelling::Misspelled => format!("{unknown}, but does have {alt}"),
                Spelling::Unexported => format!("{unknown}, but does have unexported {alt}"),
                Spelling::Inaccessible => {
                    format!(
                        "cannot refer to unexported field {alt} in struct literal of type {text}"
                    )
                }
            };
        }
        let unknown = format!("type {text} has no field or method {name}");
        match spelling {
            Spelling::Missing => unknown,
            Spelling::Misspelled => format!("{unknown}, but does have {what} {alt}"),
            Spelling::Unexported => format!("{unknown}, but does have unexported {what} {alt}"),
            Spelling::Inaccessible => format!("cannot refer to unexported {what} {alt}"),
        }
    }
}

/// How a name that was found ignoring case relates to the one wanted.
enum Spelling {
    Missing,
    Misspelled,
    /// Differs in the first letter only.
    Unexported,
    Inaccessible,
}

fn spelling(sel: Symbol, alt: Symbol, same_package: bool) -> Spelling {
    let tail = |s: Symbol| s.as_str().chars().skip(1).collect::<String>();
    if same_package || alt.is_exported() && (sel.is_exported() || tail(sel) == tail(alt)) {
        Spelling::Misspelled
    } else if sel.is_exported() && !alt.is_exported() && tail(sel) == tail(alt) {
        Spelling::Unexported
    } else if sel == alt {
        Spelling::Inaccessible
    } else {
        Spelling::Missing
    }
}

/// Unexported names of the standard library that gc knows of: package, then names
/// (`tests/external/unexported.py` writes them).
static UNEXPORTED: &str = include_str!("std_unexported.txt");

/// Whether gc knows of an unexported name of the standard library.
fn is_unexported(path: &str, name: &str) -> bool {
    let mut rows = UNEXPORTED.lines().filter_map(|row| row.split_once(' '));
    rows.any(|(package, names)| package == path && names.split(' ').any(|known| known == name))
}

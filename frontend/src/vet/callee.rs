//! What names and calls refer to.

use super::Pass;
use super::walk::{Node, inspect, unparen};
use crate::ast::{AssignOp, Expr, ExprKind, File, StmtKind};
use crate::types::object::Builtin;
use crate::types::{ObjId, ObjectKind, Type, TypeId};
use rustc_hash::FxHashMap;
use std::sync::Arc;

impl Pass<'_> {
    /// The object an identifier or a selector's last name stands for.
    pub(crate) fn object(&self, e: &Expr) -> Option<ObjId> {
        let info = &self.prog.info;
        match &unparen(e).kind {
            ExprKind::Ident(_) => {
                let id = unparen(e).id;
                info.uses.get(&id).or_else(|| info.defs.get(&id)).copied()
            }
            ExprKind::Selector { sel, .. } => info.uses.get(&sel.id).copied(),
            _ => None,
        }
    }

    /// Whether an expression is the predeclared `nil`.
    pub(crate) fn is_nil(&self, e: &Expr) -> bool {
        let e = unparen(e);
        matches!(e.kind, ExprKind::Ident(_)) && self.object(e) == Some(self.prog.universe.nil)
    }

    /// What a call calls: a function, a method, a built-in or a variable. Instances of generic
    /// functions are looked through.
    pub(crate) fn callee(&self, fun: &Expr) -> Option<ObjId> {
        let mut fun = unparen(fun);
        if let ExprKind::Index { x, .. } = &fun.kind {
            fun = unparen(x);
        }
        let obj = self.object(fun)?;
        Some(self.origin(obj))
    }

    /// The declared function or method that a call calls, wherever it is declared.
    pub(crate) fn called_func(&self, fun: &Expr) -> Option<ObjId> {
        self.callee(fun)
            .filter(|&obj| matches!(self.prog.objects.get(obj).kind, ObjectKind::Func(_)))
    }

    /// The built-in function that a call calls.
    pub(crate) fn called_builtin(&self, fun: &Expr) -> Option<Builtin> {
        match self.prog.objects.get(self.callee(fun)?).kind {
            ObjectKind::Builtin(builtin) => Some(builtin),
            _ => None,
        }
    }

    /// The generic method that an instance's method comes from.
    pub(crate) fn origin(&self, obj: ObjId) -> ObjId {
        match &self.prog.objects.get(obj).kind {
            ObjectKind::Func(func) => func.origin.map_or(obj, |origin| self.origin(origin)),
            _ => obj,
        }
    }

    /// Path of the package an object belongs to; empty in the universe.
    pub(crate) fn package_of(&self, obj: ObjId) -> &'static str {
        let pkg = self.prog.objects.get(obj).pkg;
        pkg.map_or("", |pkg| self.prog.packages[pkg.0 as usize].path.as_str())
    }

    /// The receiver's type of a method, without a pointer.
    pub(crate) fn receiver(&self, func: ObjId) -> Option<TypeId> {
        let ty = self.prog.objects.get(func).ty?;
        let Type::Signature(sig) = self.prog.types.get(ty) else { return None };
        let recv = self.prog.obj_type(sig.recv?);
        Some(self.pointee(recv).unwrap_or(recv))
    }

    /// What a pointer type points to.
    pub(crate) fn pointee(&self, ty: TypeId) -> Option<TypeId> {
        match self.prog.types.get(self.prog.types.unalias(ty)) {
            Type::Pointer(elem) => Some(*elem),
            _ => None,
        }
    }

    /// Package path and name of a defined type; of a generic type's instance: the generic one's.
    pub(crate) fn type_name(&self, ty: TypeId) -> Option<(&'static str, &'static str)> {
        match self.prog.types.get(self.prog.types.unalias(ty)) {
            Type::Named(named) => {
                Some((self.package_of(named.obj), self.prog.objects.get(named.obj).name.as_str()))
            }
            _ => None,
        }
    }

    /// Whether a type is this defined type of a package.
    pub(crate) fn is_named(&self, ty: TypeId, pkg: &str, name: &str) -> bool {
        self.type_name(ty) == Some((pkg, name))
    }

    /// Whether a call calls a package-level function of one of these names.
    pub(crate) fn calls_function(&self, fun: &Expr, pkg: &str, names: &[&str]) -> bool {
        self.called_func(fun).is_some_and(|func| {
            self.package_of(func) == pkg
                && names.contains(&self.prog.objects.get(func).name.as_str())
                && self.receiver(func).is_none()
        })
    }

    /// Whether a call calls a method of one of these names that belongs to a type.
    pub(crate) fn calls_method(&self, fun: &Expr, pkg: &str, ty: &str, names: &[&str]) -> bool {
        self.called_func(fun).is_some_and(|func| {
            self.package_of(func) == pkg
                && names.contains(&self.prog.objects.get(func).name.as_str())
                && self.receiver(func).is_some_and(|recv| self.is_named(recv, pkg, ty))
        })
    }

    /// A function as go/types names it: `fmt.Printf`, `(*log.Logger).Printf`.
    pub(crate) fn full_name(&self, func: ObjId) -> String {
        let name = self.prog.objects.get(func).name;
        let ty = self.prog.obj_type(func);
        if let Type::Signature(sig) = self.prog.types.get(ty)
            && let Some(recv) = sig.recv
        {
            return format!("({}).{name}", self.prog.full_type_string(self.prog.obj_type(recv)));
        }
        match self.package_of(func) {
            "" => name.to_string(),
            path => format!("{path}.{name}"),
        }
    }
}

/// The values that declarations (`:=` and `var`) give variables one by one.
pub(super) fn initializers<'a>(pass: &Pass<'_>, files: &'a [Arc<File>]) -> Initializers<'a> {
    let mut values = Initializers::default();
    for file in files {
        inspect(Node::File(file), &mut |node| {
            match node {
                Node::Var(spec) if spec.names.len() == spec.values.len() => {
                    for (name, value) in spec.names.iter().zip(&spec.values) {
                        values.extend(pass.prog.info.defs.get(&name.id).map(|&obj| (obj, value)));
                    }
                }
                Node::Stmt(s) => {
                    if let StmtKind::Assign { lhs, rhs, op: AssignOp::Define, .. } = &s.kind
                        && lhs.len() == rhs.len()
                    {
                        for (name, value) in lhs.iter().zip(rhs) {
                            let def = pass.prog.info.defs.get(&name.id);
                            values.extend(def.map(|&obj| (obj, value)));
                        }
                    }
                }
                _ => {}
            }
            true
        });
    }
    values
}

/// The value each variable is declared with.
pub(super) type Initializers<'a> = FxHashMap<ObjId, &'a Expr>;

//! `copylocks`: a lock is copied, by assignment, argument, result, range or literal.
//!
//! A lock is a struct type whose pointer has methods `Lock` and `Unlock` and whose value has not,
//! and whatever contains one. What the standard library's types contain is a table
//! (`std_locks.txt`): goweave's own ones are made differently.

use super::walk::{Node, inspect_with_ancestors, unparen};
use super::{Analyzer, Pass};
use crate::ast::{AssignOp, Expr, ExprKind, FuncType, Stmt, StmtKind};
use crate::check::ensure_methods;
use crate::info::Mode;
use crate::symbol::Symbol;
use crate::types::lookup::Lookup;
use crate::types::object::Builtin;
use crate::types::{Type, TypeId};

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "copylocks", about: "locks passed or assigned by value", run };

/// Types of the standard library, each with the types inside it that lead to a lock.
static STD: &str = include_str!("std_locks.txt");

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        let per_iteration = pass.version(&file) >= (1, 22);
        inspect_with_ancestors(Node::File(&file), &mut |node, ancestors| {
            match node {
                Node::Func(decl) => {
                    if let Some(head) = decl.head.get() {
                        let recv = head.recv.iter().flatten().next();
                        let name = decl.name.name.as_str();
                        function(pass, name, recv.map(|field| &field.ty), &head.ty);
                    }
                }
                Node::Var(spec) => {
                    for (value, name) in spec.values.iter().zip(&spec.names) {
                        if let Some(path) = copied(pass, value) {
                            let text = format!(
                                "variable declaration copies lock value to {}: {path}",
                                name.name
                            );
                            pass.report(value.span, text);
                        }
                    }
                }
                Node::Element(elem) => {
                    if let Some(path) = copied(pass, &elem.value) {
                        let value = pass.text(&elem.value);
                        let text = format!("literal copies lock value from {value}: {path}");
                        pass.report(elem.value.span, text);
                    }
                }
                Node::Expr(e) => match &e.kind {
                    ExprKind::FuncLit { ty, .. } => function(pass, "func", None, ty),
                    ExprKind::Call { fun, args, .. } => call(pass, fun, args),
                    _ => {}
                },
                Node::Stmt(s) => {
                    let first = match ancestors.last() {
                        Some(Node::Stmt(parent)) => is_first_part(parent, s),
                        _ => false,
                    };
                    statement(pass, s, per_iteration && first);
                }
                _ => {}
            }
            true
        });
    }
}

/// Whether `s` is the first part of the `for` statement `parent`.
fn is_first_part(parent: &Stmt, s: &Stmt) -> bool {
    matches!(&parent.kind, StmtKind::For { init: Some(init), .. } if init.id == s.id)
}

fn statement(pass: &mut Pass<'_>, s: &Stmt, copies_variables: bool) {
    match &s.kind {
        StmtKind::Assign { lhs, rhs, op, .. } => {
            let mut reported = false;
            for (i, value) in rhs.iter().enumerate() {
                if let (Some(path), Some(to)) = (copied(pass, value), lhs.get(i)) {
                    let to = pass.text(to);
                    pass.report(
                        value.span,
                        format!("assignment copies lock value to {to}: {path}"),
                    );
                    reported = true;
                }
            }
            if reported || !copies_variables || *op != AssignOp::Define {
                return;
            }
            for variable in lhs {
                let Some(&obj) = pass.prog.info.defs.get(&variable.id) else { continue };
                if pass.prog.objects.get(obj).name.is_blank() {
                    continue;
                }
                if let Some(path) = lock_path(pass, pass.prog.obj_type(obj)) {
                    let text = format!(
                        "for loop iteration copies lock value to {}: {path}",
                        pass.text(variable)
                    );
                    pass.report(variable.span, text);
                }
            }
        }
        StmtKind::Return(values) => {
            for value in values {
                if let Some(path) = copied(pass, value) {
                    pass.report(value.span, format!("return copies lock value: {path}"));
                }
            }
        }
        StmtKind::Range { key, value, define, .. } => {
            for variable in key.iter().chain(value) {
                range_variable(pass, variable, *define);
            }
        }
        _ => {}
    }
}

fn range_variable(pass: &mut Pass<'_>, e: &Expr, define: bool) {
    if matches!(&e.kind, ExprKind::Ident(name) if name.is_blank()) {
        return;
    }
    let ty = if define {
        pass.prog.info.defs.get(&e.id).map(|&obj| pass.prog.obj_type(obj))
    } else {
        pass.type_of(e)
    };
    if let Some(path) = ty.and_then(|ty| lock_path(pass, ty)) {
        let text = format!("range var {} copies lock: {path}", pass.text(e));
        pass.report_at(e.span.lo, text);
    }
}

fn call(pass: &mut Pass<'_>, fun: &Expr, args: &[Expr]) {
    use Builtin as B;
    // These look at the operand's type only, or at a slice's header.
    if matches!(
        pass.called_builtin(fun),
        Some(B::Len | B::Cap | B::Sizeof | B::Offsetof | B::Alignof)
    ) {
        return;
    }
    for arg in args {
        if let Some(path) = copied(pass, arg) {
            let text = format!("call of {} copies lock value: {path}", pass.text(fun));
            pass.report(arg.span, text);
        }
    }
}

fn function(pass: &mut Pass<'_>, name: &str, recv: Option<&Expr>, ty: &FuncType) {
    for ty in recv.into_iter().chain(ty.params.iter().map(|field| &field.ty)) {
        if let Some(path) = pass.type_of(ty).and_then(|ty| lock_path(pass, ty)) {
            pass.report(ty.span, format!("{name} passes lock by value: {path}"));
        }
    }
}

/// The lock that using this value copies. Calls and literals make new values.
fn copied(pass: &mut Pass<'_>, e: &Expr) -> Option<String> {
    let e = unparen(e);
    match &e.kind {
        ExprKind::CompositeLit { .. } | ExprKind::Call { .. } => return None,
        ExprKind::Star(x) if matches!(unparen(x).kind, ExprKind::Call { .. }) => return None,
        _ => {}
    }
    if matches!(pass.prog.info.mode(e), Mode::None | Mode::NoValue | Mode::Builtin | Mode::Type) {
        return None;
    }
    let ty = pass.type_of(e)?;
    lock_path(pass, ty)
}

/// The way to a lock inside a value of this type, in words.
fn lock_path(pass: &mut Pass<'_>, ty: TypeId) -> Option<String> {
    find(pass, ty, &mut Vec::new()).map(|path| path.join(" contains "))
}

/// The types on the way to a lock, outermost first.
fn find(pass: &mut Pass<'_>, ty: TypeId, seen: &mut Vec<TypeId>) -> Option<Vec<String>> {
    if seen.contains(&ty) {
        return None;
    }
    seen.push(ty);
    if pass.prog.is_type_param(ty) {
        return find_in_param(pass, ty, seen);
    }
    let mut ty = ty;
    while let under = pass.prog.underlying(ty)
        && let Type::Array { elem, .. } = *pass.prog.types.get(under)
    {
        ty = elem;
    }
    let here = pass.prog.full_type_string(ty);
    if let Some((pkg, name)) = pass.type_name(ty)
        && is_std(pass, ty)
    {
        let inner = STD.lines().find_map(|line| {
            let (head, inner) = line.split_once(' ').unwrap_or((line, ""));
            (head.rsplit_once('.') == Some((pkg, name))).then_some(inner)
        })?;
        let inner = inner.split(' ').filter(|s| !s.is_empty()).map(str::to_owned);
        return Some(std::iter::once(here).chain(inner).collect());
    }
    let under = pass.prog.underlying(ty);
    match pass.prog.types.get(under).clone() {
        Type::Tuple(types) => {
            types.into_iter().find_map(|ty| find(pass, ty, seen)).map(|path| prepend(here, path))
        }
        Type::Struct { .. } if is_lock(pass, ty) => Some(vec![here]),
        Type::Struct { fields, .. } => {
            let types: Vec<_> = fields.iter().map(|&field| pass.prog.obj_type(field)).collect();
            types.into_iter().find_map(|ty| find(pass, ty, seen)).map(|path| prepend(here, path))
        }
        _ => None,
    }
}

/// In a type parameter: a lock in any type of its type set.
fn find_in_param(pass: &mut Pass<'_>, ty: TypeId, seen: &mut Vec<TypeId>) -> Option<Vec<String>> {
    let here = pass.prog.full_type_string(ty);
    let under = pass.prog.underlying(ty);
    let terms = pass.prog.type_set(under).terms.clone()?;
    for term in terms {
        if let Some(mut path) = find(pass, term.ty, seen) {
            if term.tilde {
                path[0].insert(0, '~');
            }
            return Some(prepend(here, path));
        }
    }
    None
}

fn prepend(first: String, rest: Vec<String>) -> Vec<String> {
    std::iter::once(first).chain(rest).collect()
}

fn is_std(pass: &Pass<'_>, ty: TypeId) -> bool {
    let Type::Named(named) = pass.prog.types.get(pass.prog.types.unalias(ty)) else { return false };
    let pkg = pass.prog.objects.get(named.obj).pkg;
    pkg.is_some_and(|pkg| pass.prog.packages[pkg.0 as usize].is_std)
}

/// Whether a pointer to the type is a `sync.Locker` and a value is not.
fn is_lock(pass: &mut Pass<'_>, ty: TypeId) -> bool {
    ensure_methods(pass.prog, ty);
    let mut by_value = true;
    for name in ["Lock", "Unlock"] {
        let mut niladic = |addressable| {
            let found = pass.prog.lookup(ty, addressable, Some(pass.pkg), Symbol::intern(name));
            let Lookup::Found(found) = found else { return false };
            let ty = pass.prog.obj_type(found.obj);
            matches!(pass.prog.types.get(ty), Type::Signature(sig)
                if sig.params.is_empty() && sig.results.is_empty()
                    && pass.prog.is_func(found.obj))
        };
        if !niladic(true) {
            return false;
        }
        by_value &= niladic(false);
    }
    !by_value
}

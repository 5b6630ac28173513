//! `ifaceassert`: an interface is asserted to be another that has a method of the same name and
//! another type, which nothing can have too.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::{Expr, ExprKind, StmtKind};
use crate::types::{Type, TypeId};

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "ifaceassert", about: "impossible assertions between interfaces", run };

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            match node {
                Node::Expr(e) => {
                    if let ExprKind::TypeAssert { x, ty: Some(ty) } = &e.kind {
                        check(pass, x, ty);
                    }
                }
                Node::Stmt(s) => {
                    if let StmtKind::TypeSwitch { x, clauses, .. } = &s.kind {
                        for ty in clauses.iter().flat_map(|clause| clause.exprs.iter().flatten()) {
                            check(pass, x, ty);
                        }
                    }
                }
                _ => {}
            }
            true
        });
    }
}

fn check(pass: &mut Pass<'_>, x: &Expr, target: &Expr) {
    let (Some(from), Some(to)) = (pass.type_of(x), pass.type_of(target)) else { return };
    let generic = |pass: &Pass<'_>, ty: TypeId| {
        matches!(pass.prog.types.get(pass.prog.types.unalias(ty)), Type::Named(n) if !n.targs.is_empty())
            || pass.prog.is_type_param(ty)
    };
    if !pass.prog.is_interface(from)
        || !pass.prog.is_interface(to)
        || generic(pass, from)
        || generic(pass, to)
    {
        return;
    }
    let theirs = pass.prog.type_set_of(to).methods.clone();
    let ours = pass.prog.type_set_of(from).methods.clone();
    for method in theirs {
        let name = pass.prog.objects.get(method).name;
        let pkg = pass.prog.objects.get(method).pkg;
        let same = ours.iter().copied().find(|&m| pass.prog.same_id(m, pkg, name, false));
        let Some(same) = same else { continue };
        let (a, b) = (pass.prog.obj_type(method), pass.prog.obj_type(same));
        if !pass.prog.identical(a, b) {
            let (from, to) = (pass.prog.full_type_string(from), pass.prog.full_type_string(to));
            let text = format!(
                "impossible type assertion: no type can implement both {from} and {to} (conflicting types for {name} method)"
            );
            pass.report_at(target.span.lo, text);
            return;
        }
    }
}

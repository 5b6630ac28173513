//! `httpresponse`: `defer resp.Body.Close()` stands before the check of the error, when `resp`
//! may be nil.

use super::walk::{Node, inspect_with_ancestors};
use super::{Analyzer, Pass};
use crate::ast::{Expr, ExprKind, Stmt, StmtKind};
use crate::types::Type;

pub(super) const ANALYZER: Analyzer = Analyzer {
    name: "httpresponse",
    about: "HTTP responses used before the error is checked",
    run,
};

fn run(pass: &mut Pass<'_>) {
    if !pass.imports("net/http") {
        return;
    }
    for file in pass.files.clone() {
        inspect_with_ancestors(Node::File(&file), &mut |node, ancestors| {
            if let Some(e) = node.expr()
                && let ExprKind::Call { fun, .. } = &e.kind
                && gives_response(pass, fun)
                && let [.., Node::Block(block), Node::Stmt(s)] = ancestors
                && let StmtKind::Assign { lhs, .. } = &s.kind
                && let Some(next) = after(&block.stmts, s)
                && let StmtKind::Defer(call) = &next.kind
                && let ExprKind::Call { fun, .. } = &call.kind
                && let (Some(response), Some(used)) = (root(&lhs[0]), root(fun))
                && pass.object(response) == pass.object(used)
                && let ExprKind::Ident(name) = &response.kind
            {
                pass.report(used.span, format!("using {name} before checking for errors"));
            }
            true
        });
    }
}

fn after<'a>(stmts: &'a [Stmt], s: &Stmt) -> Option<&'a Stmt> {
    stmts.get(stmts.iter().position(|other| other.id == s.id)? + 1)
}

/// The identifier that a selector starts with.
fn root(e: &Expr) -> Option<&Expr> {
    match &e.kind {
        ExprKind::Selector { x, .. } => root(x),
        ExprKind::Ident(_) => Some(e),
        _ => None,
    }
}

/// Whether a function of `net/http` or a method of its `Client` gives `(*http.Response, error)`.
fn gives_response(pass: &Pass<'_>, fun: &Expr) -> bool {
    let ExprKind::Selector { x, .. } = &fun.kind else { return false };
    let Some(ty) = pass.type_of(fun) else { return false };
    let Type::Signature(sig) = pass.prog.types.get(ty) else { return false };
    let [response, error] = sig.results[..] else { return false };
    let response = pass.pointee(pass.prog.obj_type(response));
    let is_client = match pass.type_of(x) {
        None => pass.called_func(fun).is_some_and(|func| pass.package_of(func) == "net/http"),
        Some(ty) => pass.is_named(pass.pointee(ty).unwrap_or(ty), "net/http", "Client"),
    };
    is_client
        && response.is_some_and(|ty| pass.is_named(ty, "net/http", "Response"))
        && pass.prog.types.unalias(pass.prog.obj_type(error)) == pass.prog.universe.error
}

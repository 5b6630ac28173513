//! `waitgroup`: `wg.Add` as the first statement of a new goroutine, where `Wait` may come before.

use super::walk::{Node, inspect_with_ancestors, unparen};
use super::{Analyzer, Pass};
use crate::ast::{ExprKind, StmtKind};

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "waitgroup", about: "WaitGroup.Add inside the goroutine it counts", run };

fn run(pass: &mut Pass<'_>) {
    if !pass.imports("sync") {
        return;
    }
    for file in pass.files.clone() {
        inspect_with_ancestors(Node::File(&file), &mut |node, ancestors| {
            let Some(e) = node.expr() else { return true };
            let ExprKind::Call { fun, .. } = &e.kind else { return true };
            let [
                ..,
                Node::Stmt(outer),
                Node::Expr(call),
                Node::Expr(lit),
                Node::Block(body),
                Node::Stmt(first),
            ] = ancestors
            else {
                return true;
            };
            let starts = matches!(&outer.kind, StmtKind::Go(_))
                && matches!(&call.kind, ExprKind::Call { fun, .. } if fun.id == lit.id)
                && matches!(lit.kind, ExprKind::FuncLit { .. })
                && matches!(first.kind, StmtKind::Expr(_))
                && body.stmts.first().is_some_and(|s| s.id == first.id);
            if starts && pass.calls_method(fun, "sync", "WaitGroup", &["Add"]) {
                let paren = unparen(fun).span.hi.max(fun.span.hi);
                pass.report_at(paren, "WaitGroup.Add called from inside new goroutine");
            }
            true
        });
    }
}

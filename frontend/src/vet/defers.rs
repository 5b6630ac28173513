//! `defers`: `defer f(time.Since(start))` measures when it is deferred, not when `f` runs.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::{ExprKind, StmtKind};

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "defers", about: "time.Since evaluated too early in a defer", run };

fn run(pass: &mut Pass<'_>) {
    if !pass.imports("time") {
        return;
    }
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            let Some(s) = node.stmt() else { return true };
            let StmtKind::Defer(call) = &s.kind else { return true };
            inspect(Node::Expr(call), &mut |node| match node {
                Node::Expr(e) => match &e.kind {
                    ExprKind::FuncLit { .. } => false,
                    ExprKind::Call { fun, .. } => {
                        if pass.calls_function(fun, "time", &["Since"]) {
                            pass.report_at(e.span.lo, "call to time.Since is not deferred");
                        }
                        true
                    }
                    _ => true,
                },
                _ => true,
            });
            true
        });
    }
}

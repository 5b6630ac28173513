//! `atomic`: `x = atomic.AddInt64(&x, 1)` writes the variable a second time, not atomically.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::{AssignOp, ExprKind, StmtKind, UnaryOp};

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "atomic", about: "results of atomic.Add stored in the same variable", run };

const ADDERS: &[&str] = &["AddInt32", "AddInt64", "AddUint32", "AddUint64", "AddUintptr"];

fn run(pass: &mut Pass<'_>) {
    if !pass.imports("sync/atomic") {
        return;
    }
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            let Some(s) = node.stmt() else { return true };
            let StmtKind::Assign { lhs, rhs, op, .. } = &s.kind else { return true };
            if lhs.len() != rhs.len() || lhs.len() == 1 && *op == AssignOp::Define {
                return true;
            }
            for (to, value) in lhs.iter().zip(rhs) {
                let ExprKind::Call { fun, args, .. } = &value.kind else { continue };
                let [address, _] = &args[..] else { continue };
                if !pass.calls_function(fun, "sync/atomic", ADDERS) {
                    continue;
                }
                let same = match (&address.kind, &to.kind) {
                    (ExprKind::Unary { op: UnaryOp::Addr, x }, _) => pass.text(x) == pass.text(to),
                    (_, ExprKind::Star(x)) => pass.text(x) == pass.text(address),
                    _ => false,
                };
                if same {
                    pass.report(to.span, "direct assignment to atomic value");
                }
            }
            true
        });
    }
}

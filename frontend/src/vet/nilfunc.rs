//! `nilfunc`: a declared function is compared with nil, which it never is.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::{BinaryOp, ExprKind};
use crate::types::ObjectKind;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "nilfunc", about: "comparisons of declared functions with nil", run };

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            let Some(e) = node.expr() else { return true };
            let ExprKind::Binary { op: op @ (BinaryOp::Eq | BinaryOp::Ne), x, y, .. } = &e.kind
            else {
                return true;
            };
            let func = match () {
                () if pass.is_nil(x) => y,
                () if pass.is_nil(y) => x,
                () => return true,
            };
            let Some(obj) = pass.callee(func) else { return true };
            if matches!(pass.prog.objects.get(obj).kind, ObjectKind::Func(_)) {
                let text = format!(
                    "comparison of function {} {} nil is always {}",
                    pass.prog.objects.get(obj).name,
                    op.text(),
                    *op == BinaryOp::Ne
                );
                pass.report(e.span, text);
            }
            true
        });
    }
}

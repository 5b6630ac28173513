//! `appends`: `append` without anything to append.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::ExprKind;
use crate::types::object::Builtin;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "appends", about: "append with nothing to append", run };

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            if let Some(e) = node.expr()
                && let ExprKind::Call { fun, args, .. } = &e.kind
                && args.len() == 1
                && pass.called_builtin(fun) == Some(Builtin::Append)
            {
                pass.report(e.span, "append with no values");
            }
            true
        });
    }
}

//! `errorsas`: the second argument of `errors.As` is not a pointer to an error or an interface.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::{Expr, ExprKind};
use crate::types::Type;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "errorsas", about: "wrong second arguments of errors.As", run };

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            if let Some(e) = node.expr()
                && let ExprKind::Call { fun, args, .. } = &e.kind
                && let [_, target, ..] = &args[..]
                && pass.calls_function(fun, "errors", &["As"])
                && let Some(problem) = problem(pass, target)
            {
                pass.report(e.span, format!("second argument to errors.As {problem}"));
            }
            true
        });
    }
}

fn problem(pass: &mut Pass<'_>, target: &Expr) -> Option<&'static str> {
    const WRONG: &str = "must be a non-nil pointer to either a type that implements error, or to any interface type";
    if pass.is_nil(target) {
        return Some(WRONG);
    }
    let ty = pass.type_of(target)?;
    let under = pass.prog.underlying(ty);
    match pass.prog.types.get(under) {
        Type::Interface(i) if i.methods.is_empty() && i.embeddeds.is_empty() => None,
        &Type::Pointer(elem) => {
            if pass.prog.types.unalias(elem) == pass.prog.universe.error {
                Some("should not be *error")
            } else if pass.prog.is_interface(elem) || pass.is_error(elem) {
                None
            } else {
                Some(WRONG)
            }
        }
        _ => Some(WRONG),
    }
}

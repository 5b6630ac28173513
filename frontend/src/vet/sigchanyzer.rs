//! `sigchanyzer`: `signal.Notify` does not wait, so a channel without a buffer misses signals.

use super::callee::{Initializers, initializers};
use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::{Expr, ExprKind};
use crate::types::object::Builtin;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "sigchanyzer", about: "unbuffered channels given to signal.Notify", run };

fn run(pass: &mut Pass<'_>) {
    if !pass.imports("os/signal") {
        return;
    }
    let files = pass.files.clone();
    let values = initializers(pass, &files);
    for file in &files {
        inspect(Node::File(file), &mut |node| {
            if let Some(e) = node.expr()
                && let ExprKind::Call { fun, args, .. } = &e.kind
                && is_notify(pass, fun, &values)
                && let Some(channel) = args.first()
                && is_unbuffered(pass, channel, &values)
            {
                let text = "misuse of unbuffered os.Signal channel as argument to signal.Notify";
                pass.report(e.span, text);
            }
            true
        });
    }
}

/// Whether a call is of `signal.Notify`, by its name or through a variable.
fn is_notify(pass: &Pass<'_>, fun: &Expr, values: &Initializers<'_>) -> bool {
    let fun = match &fun.kind {
        ExprKind::Ident(_) => pass.object(fun).and_then(|obj| values.get(&obj).copied()),
        _ => Some(fun),
    };
    fun.is_some_and(|fun| {
        matches!(fun.kind, ExprKind::Selector { .. })
            && pass.calls_function(fun, "os/signal", &["Notify"])
    })
}

/// Whether a channel was made by a call with one argument. A `make` right in the call is let
/// pass: nobody else can read from it.
fn is_unbuffered(pass: &Pass<'_>, channel: &Expr, values: &Initializers<'_>) -> bool {
    let made = match &channel.kind {
        ExprKind::Ident(_) => pass.object(channel).and_then(|obj| values.get(&obj).copied()),
        ExprKind::Call { fun, .. } if pass.called_builtin(fun) == Some(Builtin::Make) => None,
        ExprKind::Call { .. } => Some(channel),
        _ => None,
    };
    made.is_some_and(|e| matches!(&e.kind, ExprKind::Call { args, .. } if args.len() == 1))
}

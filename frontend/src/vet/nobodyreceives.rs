//! `goweave/nobodyreceives`: a send on a local unbuffered channel that is only ever sent on. It
//! waits for ever, because nobody else knows the channel.

use super::walk::{Node, inspect, inspect_with_ancestors, unparen};
use super::{Analyzer, Pass};
use crate::ast::{AssignOp, Expr, ExprKind, StmtKind};
use crate::span::Span;
use crate::types::object::{Builtin, VarKind};
use crate::types::{ObjId, ObjectKind};
use std::collections::BTreeMap;

pub(super) const ANALYZER: Analyzer = Analyzer {
    name: "goweave/nobodyreceives",
    about: "sends on channels that nobody receives from",
    run,
};

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        let mut sends: BTreeMap<ObjId, Vec<Span>> = BTreeMap::new();
        inspect(Node::File(&file), &mut |node| {
            for obj in made(pass, node) {
                sends.insert(obj, Vec::new());
            }
            true
        });
        inspect_with_ancestors(Node::File(&file), &mut |node, ancestors| {
            let Node::Expr(e) = node else { return true };
            let Some(obj) = pass.prog.info.uses.get(&e.id) else { return true };
            match ancestors.last() {
                Some(Node::Stmt(s)) => match &s.kind {
                    StmtKind::Send { chan, .. } if chan.id == e.id => {
                        // One case of a select among others does not wait.
                        let alone = !matches!(ancestors, [.., Node::Comm(_), _]);
                        if let Some(sends) = sends.get_mut(obj).filter(|_| alone) {
                            sends.push(s.span);
                        }
                    }
                    _ => drop(sends.remove(obj)),
                },
                Some(Node::Expr(call)) if keeps(pass, call) => {}
                _ => drop(sends.remove(obj)),
            }
            true
        });
        for (obj, spans) in sends {
            let name = pass.prog.objects.get(obj).name;
            for span in spans {
                pass.report(span, format!("nobody receives from {name}: the send waits for ever"));
            }
        }
    }
}

/// Local variables that a declaration gives a new unbuffered channel.
fn made(pass: &Pass<'_>, node: Node<'_>) -> Vec<ObjId> {
    let pairs: Vec<_> = match node {
        Node::Var(spec) if spec.names.len() == spec.values.len() => {
            spec.names.iter().map(|name| name.id).zip(&spec.values).collect()
        }
        Node::Stmt(s) => match &s.kind {
            StmtKind::Assign { lhs, rhs, op: AssignOp::Define, .. } if lhs.len() == rhs.len() => {
                lhs.iter().map(|name| name.id).zip(rhs).collect()
            }
            _ => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    pairs
        .into_iter()
        .filter(|(_, value)| is_unbuffered(pass, value))
        .filter_map(|(id, _)| pass.prog.info.defs.get(&id).copied())
        .filter(|&obj| matches!(pass.prog.objects.get(obj).kind, ObjectKind::Var(VarKind::Local)))
        .collect()
}

/// `make(chan T)`.
fn is_unbuffered(pass: &Pass<'_>, value: &Expr) -> bool {
    let ExprKind::Call { fun, args, .. } = &unparen(value).kind else { return false };
    let [ty] = &args[..] else { return false };
    pass.called_builtin(fun) == Some(Builtin::Make)
        && matches!(unparen(ty).kind, ExprKind::ChanType { .. })
}

/// Whether a call leaves the channel as it is: `len` and `cap`.
fn keeps(pass: &Pass<'_>, call: &Expr) -> bool {
    let ExprKind::Call { fun, .. } = &call.kind else { return false };
    matches!(pass.called_builtin(fun), Some(Builtin::Len | Builtin::Cap))
}

//! Mistakes in loops: `goweave/loopvar`, `goweave/busyselect` and `goweave/timeafterloop`.

use super::walk::{Node, inspect, inspect_with_ancestors, unparen};
use super::{Analyzer, Pass};
use crate::ast::{CommClause, Expr, ExprKind, Stmt, StmtKind, UnaryOp};
use crate::span::Span;
use crate::types::ObjId;

pub(super) const LOOPVAR: Analyzer = Analyzer {
    name: "goweave/loopvar",
    about: "goroutines that share a loop's variable (before Go 1.22)",
    run: loopvar,
};

pub(super) const BUSYSELECT: Analyzer = Analyzer {
    name: "goweave/busyselect",
    about: "loops around a select that has only a default",
    run: busyselect,
};

pub(super) const TIMEAFTERLOOP: Analyzer = Analyzer {
    name: "goweave/timeafterloop",
    about: "timeouts in loops that every other case restarts",
    run: timeafterloop,
};

/// The body of a loop and the variables that its iterations share.
fn shared<'a>(pass: &Pass<'_>, s: &'a Stmt) -> Option<(Vec<ObjId>, &'a [Stmt])> {
    if !pass.prog.info.shared_loop_vars.contains(&s.id) {
        return None;
    }
    let object = |e: &Expr| pass.prog.info.defs.get(&e.id).copied();
    match &s.kind {
        StmtKind::Range { key, value, body, .. } => {
            Some((key.iter().chain(value).filter_map(object).collect(), &body.stmts))
        }
        StmtKind::For { init: Some(init), body, .. } => match &init.kind {
            StmtKind::Assign { lhs, .. } => {
                Some((lhs.iter().filter_map(object).collect(), &body.stmts))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Goroutines that mention the variable of a loop which goes on without waiting for them.
/// `loopclosure` reports those that start in a body's last statement.
fn loopvar(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            let Some(s) = node.stmt() else { return true };
            let Some((variables, body)) = shared(pass, s) else { return true };
            for (i, s) in body.iter().enumerate() {
                let rest = &body[i + 1..];
                let StmtKind::Go(call) = &s.kind else { continue };
                let ExprKind::Call { fun, .. } = &call.kind else { continue };
                if rest.is_empty() || rest.iter().any(|s| may_wait(pass, s)) {
                    continue;
                }
                inspect(Node::Expr(fun), &mut |node| {
                    if let Node::Expr(e) = node
                        && let Some(obj) = pass.prog.info.uses.get(&e.id)
                        && variables.contains(obj)
                    {
                        let name = pass.prog.objects.get(*obj).name;
                        let text = format!(
                            "the goroutine shares the loop variable {name} with later iterations"
                        );
                        pass.report(e.span, text);
                    }
                    true
                });
            }
            true
        });
    }
}

/// Whether a statement may wait for a goroutine: it receives, sends, selects or calls a method.
fn may_wait(pass: &Pass<'_>, s: &Stmt) -> bool {
    let mut waits = false;
    inspect(Node::Stmt(s), &mut |node| {
        waits |= match node {
            Node::Stmt(s) => matches!(
                s.kind,
                StmtKind::Send { .. } | StmtKind::Select { .. } | StmtKind::Range { .. }
            ),
            Node::Expr(e) => match &e.kind {
                ExprKind::Unary { op: UnaryOp::Recv, .. } => true,
                ExprKind::Call { fun, .. } => {
                    let func = pass.called_func(fun);
                    func.is_none_or(|func| pass.package_of(func) != "fmt")
                        && pass.called_builtin(fun).is_none()
                }
                _ => false,
            },
            _ => false,
        };
        !waits
    });
    waits
}

fn is_loop(node: &Node<'_>) -> bool {
    let Node::Stmt(s) = node else { return false };
    matches!(s.kind, StmtKind::For { .. } | StmtKind::Range { .. })
}

/// The ancestors of a node inside its function.
fn inside_function<'s, 'a>(ancestors: &'s [Node<'a>]) -> &'s [Node<'a>] {
    let literal = |node: &Node<'_>| matches!(node, Node::Expr(e) if matches!(e.kind, ExprKind::FuncLit { .. }));
    let start = ancestors.iter().rposition(literal).map_or(0, |i| i + 1);
    &ancestors[start..]
}

fn busyselect(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect_with_ancestors(Node::File(&file), &mut |node, ancestors| {
            if let Node::Stmt(s) = node
                && let StmtKind::Select { clauses, .. } = &s.kind
                && let [CommClause { comm: None, .. }] = &clauses[..]
                && inside_function(ancestors).iter().any(is_loop)
            {
                let text = "select has only a default: the loop never waits";
                pass.report(Span::new(s.span.lo, s.span.lo), text);
            }
            true
        });
    }
}

/// Before Go 1.23 a timer lives until it fires, so a loop whose other cases go on collects them.
/// Since then it is a mistake only if nothing comes of the timeout: each other case starts it
/// anew, and the loop goes on after it.
fn timeafterloop(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        let old = pass.version(&file) < (1, 23);
        inspect_with_ancestors(Node::File(&file), &mut |node, ancestors| {
            let Node::Stmt(s) = node else { return true };
            let StmtKind::Select { clauses, .. } = &s.kind else { return true };
            if !inside_function(ancestors).iter().any(is_loop) {
                return true;
            }
            for (i, clause) in clauses.iter().enumerate() {
                let Some(timer) = clause.comm.as_ref().and_then(|comm| after(pass, comm)) else {
                    continue;
                };
                let others_go_on = clauses
                    .iter()
                    .enumerate()
                    .any(|(j, other)| j != i && other.comm.is_some() && !leaves(pass, &other.body));
                if others_go_on && old {
                    let text =
                        "time.After in a loop: before Go 1.23 every timer stays until it fires";
                    pass.report(timer, text);
                } else if others_go_on && !leaves(pass, &clause.body) {
                    let text = "time.After in a loop: every other case starts the time anew; make one timer or ticker before the loop";
                    pass.report(timer, text);
                }
            }
            true
        });
    }
}

/// The call in `case <-time.After(d)`.
fn after(pass: &Pass<'_>, comm: &Stmt) -> Option<Span> {
    let value = match &comm.kind {
        StmtKind::Expr(x) => x,
        StmtKind::Assign { rhs, .. } => rhs.first()?,
        _ => return None,
    };
    let ExprKind::Unary { op: UnaryOp::Recv, x } = &unparen(value).kind else { return None };
    let ExprKind::Call { fun, .. } = &unparen(x).kind else { return None };
    pass.calls_function(fun, "time", &["After"]).then_some(x.span)
}

/// Whether a clause leaves the loop: its last statement returns, jumps to a label or ends it all.
fn leaves(pass: &mut Pass<'_>, body: &[Stmt]) -> bool {
    match body.last().map(|s| &s.kind) {
        Some(StmtKind::Return(_) | StmtKind::Branch { label: Some(_), .. }) => true,
        Some(StmtKind::Expr(call)) => pass.never_returns(call),
        _ => false,
    }
}

//! `loopclosure`: a function literal that runs later mentions a loop's variable, which by then
//! has the next iteration's value. Only in files whose language is older than Go 1.22: since
//! then each iteration has its own variable.
//!
//! Literals of `go` and `defer` count if they are the last statement of the body (nothing after
//! them can wait for them), and those of subtests after their call of `t.Parallel`.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::{Expr, ExprKind, Stmt, StmtKind};
use crate::types::ObjId;

pub(super) const ANALYZER: Analyzer = Analyzer {
    name: "loopclosure",
    about: "loop variables captured by functions that run later (before Go 1.22)",
    run,
};

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        if pass.version(&file) >= (1, 22) {
            continue;
        }
        inspect(Node::File(&file), &mut |node| {
            let Some(s) = node.stmt() else { return true };
            let (variables, body) = match &s.kind {
                StmtKind::Range { key, value, body, .. } => {
                    (objects(pass, key.iter().chain(value)), body)
                }
                StmtKind::For { post: Some(post), body, .. } => match &post.kind {
                    StmtKind::Assign { lhs, .. } => (objects(pass, lhs.iter()), body),
                    StmtKind::IncDec { x, .. } => (objects(pass, [x].into_iter()), body),
                    _ => return true,
                },
                _ => return true,
            };
            if variables.is_empty() {
                return true;
            }
            let mut later = Vec::new();
            last_statements(&body.stmts, &mut later);
            for s in later {
                let literal = match &s.kind {
                    StmtKind::Go(call) | StmtKind::Defer(call) => called(call),
                    StmtKind::Expr(call) => group_function(pass, call),
                    _ => None,
                };
                captured(pass, &variables, literal.map_or(&[], statements));
            }
            for s in &body.stmts {
                if let StmtKind::Expr(call) = &s.kind {
                    captured(pass, &variables, parallel_part(pass, call));
                }
            }
            true
        });
    }
}

fn objects<'a>(pass: &Pass<'_>, variables: impl Iterator<Item = &'a Expr>) -> Vec<ObjId> {
    variables
        .filter(|e| matches!(e.kind, ExprKind::Ident(_)))
        .filter_map(|e| pass.object(e))
        .collect()
}

/// Statements after which the body ends, on one way or another.
fn last_statements<'a>(stmts: &'a [Stmt], found: &mut Vec<&'a Stmt>) {
    let Some(s) = stmts.last() else { return };
    match &s.kind {
        StmtKind::If { then, els, .. } => {
            last_statements(&then.stmts, found);
            match els.as_deref() {
                Some(Stmt { kind: StmtKind::Block(block), .. }) => {
                    last_statements(&block.stmts, found);
                }
                Some(els) => last_statements(std::slice::from_ref(els), found),
                None => {}
            }
        }
        StmtKind::For { body, .. } | StmtKind::Range { body, .. } => {
            last_statements(&body.stmts, found);
        }
        StmtKind::Switch { clauses, .. } | StmtKind::TypeSwitch { clauses, .. } => {
            clauses.iter().for_each(|clause| last_statements(&clause.body, found));
        }
        StmtKind::Select { clauses, .. } => {
            clauses.iter().for_each(|clause| last_statements(&clause.body, found));
        }
        _ => found.push(s),
    }
}

/// What a call calls.
fn called(call: &Expr) -> Option<&Expr> {
    if let ExprKind::Call { fun, .. } = &call.kind { Some(fun) } else { None }
}

/// The function given to an `errgroup.Group`'s `Go`.
fn group_function<'a>(pass: &Pass<'_>, call: &'a Expr) -> Option<&'a Expr> {
    let ExprKind::Call { fun, args, .. } = &call.kind else { return None };
    pass.calls_method(fun, "golang.org/x/sync/errgroup", "Group", &["Go"])
        .then(|| args.first())
        .flatten()
}

/// The statements of a function literal.
fn statements(e: &Expr) -> &[Stmt] {
    if let ExprKind::FuncLit { body, .. } = &e.kind { &body.stmts } else { &[] }
}

/// The statements of a subtest that run in parallel with the loop.
fn parallel_part<'a>(pass: &Pass<'_>, call: &'a Expr) -> &'a [Stmt] {
    let ExprKind::Call { fun, args, .. } = &call.kind else { return &[] };
    let [_, function] = &args[..] else { return &[] };
    let ExprKind::FuncLit { ty, body } = &function.kind else { return &[] };
    if !pass.calls_method(fun, "testing", "T", &["Run"]) {
        return &[];
    }
    let t = ty.params.first().and_then(|field| field.names.first());
    let Some(&t) = t.and_then(|name| pass.prog.info.defs.get(&name.id)) else { return &[] };
    let mut start = None;
    for (i, s) in body.stmts.iter().enumerate() {
        let mut s = s;
        while let StmtKind::Labeled { stmt, .. } = &s.kind {
            start = None;
            s = stmt;
        }
        if start.is_none()
            && let StmtKind::Expr(call) = &s.kind
            && let ExprKind::Call { fun, .. } = &call.kind
            && let ExprKind::Selector { x, sel } = &fun.kind
            && sel.name.as_str() == "Parallel"
            && pass.object(x) == Some(t)
        {
            start = Some(i + 1);
        }
    }
    start.map_or(&[], |start| &body.stmts[start..])
}

fn captured(pass: &mut Pass<'_>, variables: &[ObjId], stmts: &[Stmt]) {
    for s in stmts {
        inspect(Node::Stmt(s), &mut |node| {
            if let Some(e) = node.expr()
                && let ExprKind::Ident(name) = &e.kind
                && let Some(obj) = pass.prog.info.uses.get(&e.id)
                && variables.contains(obj)
            {
                pass.report(e.span, format!("loop variable {name} captured by func literal"));
            }
            true
        });
    }
}

//! `testinggoroutine`: `t.Fatal` and the like called in a goroutine that is not the test's. They
//! end the goroutine that calls them, so the test goes on.

use super::callee::{Initializers, initializers};
use super::walk::{Node, inspect, unparen};
use super::{Analyzer, Pass};
use crate::ast::{Expr, ExprKind, FuncDecl, StmtKind};
use crate::span::Span;
use crate::types::{ObjId, ObjectKind};
use std::sync::Arc;

pub(super) const ANALYZER: Analyzer = Analyzer {
    name: "testinggoroutine",
    about: "calls of testing.T.Fatal from goroutines a test started",
    run,
};

const ENDING: &[&str] = &["FailNow", "Fatal", "Fatalf", "Skip", "Skipf", "SkipNow"];

/// Code that runs in another goroutine than the test.
enum Region<'a> {
    /// A function literal or the whole `go` statement.
    Node(Node<'a>),
    /// A function of this package.
    Declared(Arc<FuncDecl>),
}

/// A `go` statement, or a call of `t.Run`, which runs its function elsewhere too.
struct Start<'a> {
    span: Span,
    region: Region<'a>,
    fun: &'a Expr,
    /// In a subtest: what its own `t` is declared in.
    subtest: bool,
}

fn run(pass: &mut Pass<'_>) {
    if !pass.imports("testing") {
        return;
    }
    let files = pass.files.clone();
    let values = initializers(pass, &files);
    for file in &files {
        let mut starts = Vec::new();
        inspect(Node::File(file), &mut |node| {
            match node {
                Node::Func(decl) => return is_test(decl),
                Node::Stmt(s) => {
                    if let StmtKind::Go(call) = &s.kind {
                        starts.extend(go_start(pass, node, call, &values));
                    }
                }
                Node::Expr(e) => starts.extend(subtest_start(pass, e, &values)),
                _ => {}
            }
            true
        });
        let own: Vec<Span> = starts
            .iter()
            .filter_map(|start| match start.region {
                Region::Node(node) => Some(node.span()),
                Region::Declared(_) => None,
            })
            .collect();
        for start in &starts {
            match &start.region {
                Region::Node(node) => check(pass, start, *node, &own),
                Region::Declared(decl) => check(pass, start, Node::Func(decl), &own),
            }
        }
    }
}

/// Whether a function has a parameter of type `*testing.T` or `*testing.B`.
fn is_test(decl: &FuncDecl) -> bool {
    let Some(head) = decl.head.get() else { return false };
    head.ty.params.iter().any(|field| {
        let ExprKind::Star(x) = &field.ty.kind else { return false };
        let ExprKind::Selector { x, sel } = &x.kind else { return false };
        matches!(&x.kind, ExprKind::Ident(name) if name.as_str() == "testing")
            && ["T", "B"].contains(&sel.name.as_str())
    })
}

/// The function literal that a variable is declared with.
fn literal<'a>(pass: &Pass<'_>, fun: &Expr, values: &Initializers<'a>) -> Option<&'a Expr> {
    let obj = pass.object(fun)?;
    values.get(&obj).copied().filter(|e| matches!(e.kind, ExprKind::FuncLit { .. }))
}

fn go_start<'a>(
    pass: &Pass<'_>,
    statement: Node<'a>,
    call: &'a Expr,
    values: &Initializers<'a>,
) -> Option<Start<'a>> {
    let ExprKind::Call { fun, .. } = &call.kind else { return None };
    let fun = unparen(fun);
    let region = if let Some(literal) = literal(pass, fun, values) {
        Region::Node(Node::Expr(literal))
    } else if let Some(decl) = pass.called_func(fun).and_then(|func| declaration(pass, func)) {
        Region::Declared(decl)
    } else {
        Region::Node(statement)
    };
    Some(Start { span: statement.span(), region, fun, subtest: false })
}

/// The declaration of a function of this package.
fn declaration(pass: &Pass<'_>, func: ObjId) -> Option<Arc<FuncDecl>> {
    let object = pass.prog.objects.get(func);
    let ObjectKind::Func(info) = &object.kind else { return None };
    info.decl.clone().filter(|_| object.pkg == Some(pass.pkg))
}

fn subtest_start<'a>(
    pass: &Pass<'_>,
    call: &'a Expr,
    values: &Initializers<'a>,
) -> Option<Start<'a>> {
    let ExprKind::Call { fun, args, .. } = &call.kind else { return None };
    let [_, function] = &args[..] else { return None };
    let func = pass.called_func(fun)?;
    let is_run = pass.package_of(func) == "testing"
        && pass.prog.objects.get(func).name.as_str() == "Run"
        && pass.receiver(func).is_some();
    if !is_run {
        return None;
    }
    let fun = unparen(function);
    let region = match literal(pass, fun, values) {
        Some(literal) => literal,
        None if matches!(fun.kind, ExprKind::FuncLit { .. }) => fun,
        None => call,
    };
    Some(Start { span: call.span, region: Region::Node(Node::Expr(region)), fun, subtest: true })
}

/// Looks for calls that end a test in a region, but not in the regions inside it.
fn check(pass: &mut Pass<'_>, start: &Start<'_>, region: Node<'_>, others: &[Span]) {
    if start.subtest {
        // What a subtest does with the outer test's t is left to go vet's stricter mode.
        return;
    }
    let whole = region.span();
    inspect(region, &mut |node| {
        let span = node.span();
        let is_region = matches!(node, Node::Expr(_) | Node::Stmt(_)) && others.contains(&span);
        if span != whole && is_region {
            return false;
        }
        let Some(e) = node.expr() else { return true };
        let Some(forbidden) = ending_call(pass, e) else { return true };
        match &start.fun.kind {
            ExprKind::FuncLit { .. } => {
                let text = format!("call to {forbidden} from a non-test goroutine");
                pass.report(e.span, text);
            }
            ExprKind::Ident(name) => {
                let text = format!(
                    "call to {forbidden} from a non-test goroutine ({name} calls {forbidden})"
                );
                pass.report(start.span, text);
            }
            _ => {
                let text = format!("call to {forbidden} from a non-test goroutine");
                pass.report(start.span, text);
            }
        }
        true
    });
}

/// `x.Fatal()` and the like of a variable `x`, as messages name it.
fn ending_call(pass: &Pass<'_>, call: &Expr) -> Option<String> {
    let ExprKind::Call { fun, .. } = &call.kind else { return None };
    let fun = unparen(fun);
    let ExprKind::Selector { x, sel } = &fun.kind else { return None };
    let selection = pass.prog.info.selections.get(&fun.id)?;
    let x = unparen(x);
    let ExprKind::Ident(_) = x.kind else { return None };
    let variable = pass.prog.info.uses.get(&x.id)?;
    if !matches!(pass.prog.objects.get(*variable).kind, ObjectKind::Var(_)) {
        return None;
    }
    let func = pass.called_func(fun)?;
    if pass.package_of(func) != "testing" || !ENDING.contains(&sel.name.as_str()) {
        return None;
    }
    Some(format!("({}).{}", pass.prog.full_type_string(selection.recv), sel.name))
}

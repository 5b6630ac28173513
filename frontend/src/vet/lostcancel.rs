//! `lostcancel`: the cancel function of a context is dropped, or some way to a return does not
//! use it. Any mention of the variable counts as a use, one in a function literal too.

use super::flow::{BlockId, Graph};
use super::walk::{Function, Node, functions, inspect, inspect_with_ancestors};
use super::{Analyzer, Pass};
use crate::ast::{Decl, Expr, ExprKind, StmtKind};
use crate::span::Span;
use crate::types::{ObjId, ObjectKind};

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "lostcancel", about: "cancel functions that are not called", run };

const MAKERS: &[&str] = &[
    "WithCancel",
    "WithCancelCause",
    "WithTimeout",
    "WithTimeoutCause",
    "WithDeadline",
    "WithDeadlineCause",
];

/// A cancel function that a statement stores in a variable.
struct Cancel {
    variable: ObjId,
    span: Span,
}

fn run(pass: &mut Pass<'_>) {
    if !pass.imports("context") {
        return;
    }
    for file in pass.files.clone() {
        for function in functions(&file) {
            check(pass, function);
        }
    }
}

fn check(pass: &mut Pass<'_>, function: Function<'_>) {
    let Some(body) = function.body() else { return };
    let cancels = find(pass, function);
    if let Function::Declared(decl) = function
        && decl.name.name.as_str() == "main"
        && decl.head.get().is_some_and(|head| head.recv.is_none())
        && pass.prog.packages[pass.pkg.0 as usize].name.as_str() == "main"
    {
        return; // When main returns, contexts do not matter any more.
    }
    let ends = pass.ending_calls(body);
    for cancel in cancels {
        let graph = Graph::new(body, &ends);
        let is_result = function.ty().is_some_and(|ty| {
            let names = ty.results.iter().flat_map(|field| &field.names);
            names.into_iter().any(|n| pass.prog.info.defs.get(&n.id) == Some(&cancel.variable))
        });
        if let Some(lost) = lost_at(pass, &graph, &cancel, is_result) {
            let name = pass.prog.objects.get(cancel.variable).name;
            let line = pass.line(cancel.span.lo);
            pass.report(
                cancel.span,
                format!("the {name} function is not used on all paths (possible context leak)"),
            );
            let text = format!(
                "this return statement may be reached without using the {name} var defined on line {line}"
            );
            pass.report(lost, text);
        }
    }
}

/// The variables of a function, without those of its function literals, that get cancel functions.
fn find(pass: &mut Pass<'_>, function: Function<'_>) -> Vec<Cancel> {
    let mut found: Vec<Cancel> = Vec::new();
    let Some(body) = function.body() else { return found };
    let start = match function {
        Function::Declared(decl) => decl.span.lo,
        Function::Literal(e) => e.span.lo,
    };
    inspect_with_ancestors(Node::Block(body), &mut |node, ancestors| {
        let Some(e) = node.expr() else { return true };
        if matches!(e.kind, ExprKind::FuncLit { .. }) {
            return false;
        }
        let Some(maker) = maker(pass, e) else { return true };
        let [.., statement, Node::Expr(call)] = ancestors else { return true };
        if !matches!(call.kind, ExprKind::Call { .. }) {
            return true;
        }
        let (id, name, span) = match statement {
            Node::Var(spec) if spec.names.len() > 1 => {
                (spec.names[1].id, spec.names[1].name, spec.names[1].span)
            }
            Node::Stmt(s) => match &s.kind {
                StmtKind::Assign { lhs, .. } if lhs.len() > 1 => match &lhs[1].kind {
                    ExprKind::Ident(name) => (lhs[1].id, *name, lhs[1].span),
                    _ => return true,
                },
                _ => return true,
            },
            _ => return true,
        };
        if name.is_blank() {
            let text = format!(
                "the cancel function returned by context.{maker} should be called, not discarded, to avoid a context leak"
            );
            pass.report(span, text);
            return true;
        }
        let info = &pass.prog.info;
        let Some(&variable) = info.uses.get(&id).or_else(|| info.defs.get(&id)) else {
            return true;
        };
        // Other functions may use a variable from outside.
        let at = pass.prog.objects.get(variable).pos;
        if start <= at && at < body.span.hi {
            found.retain(|cancel| cancel.variable != variable);
            found.push(Cancel { variable, span: statement.span() });
        }
        true
    });
    found
}

/// The name in `context.WithCancel` and the like.
fn maker(pass: &Pass<'_>, e: &Expr) -> Option<&'static str> {
    let ExprKind::Selector { x, sel } = &e.kind else { return None };
    let maker = MAKERS.iter().find(|name| **name == sel.name.as_str())?;
    let ExprKind::Ident(_) = x.kind else { return None };
    let obj = pass.prog.info.uses.get(&x.id)?;
    let ObjectKind::PkgName(pkg) = pass.prog.objects.get(*obj).kind else { return None };
    (pass.prog.packages[pkg.0 as usize].path.as_str() == "context").then_some(maker)
}

/// A return that can be reached from the statement without a use of the variable.
fn lost_at(pass: &Pass<'_>, graph: &Graph<'_>, cancel: &Cancel, is_result: bool) -> Option<Span> {
    let uses = |nodes: &[Node<'_>]| {
        let mut found = false;
        for node in nodes {
            inspect(*node, &mut |node| {
                found |= match node {
                    Node::Expr(e) => pass.prog.info.uses.get(&e.id) == Some(&cancel.variable),
                    Node::Stmt(s) => {
                        is_result
                            && matches!(&s.kind, StmtKind::Return(values) if values.is_empty())
                    }
                    _ => false,
                };
                !found
            });
        }
        found
    };
    let defines = |node: &Node<'_>| match node {
        Node::Stmt(s) => match &s.kind {
            StmtKind::Decl(Decl::Var(spec)) => spec.span == cancel.span,
            _ => s.span == cancel.span,
        },
        _ => false,
    };
    let (start, at) = graph
        .blocks
        .iter()
        .enumerate()
        .find_map(|(i, block)| Some((i, block.nodes.iter().position(defines)?)))?;
    if uses(&graph.blocks[start].nodes[at + 1..]) {
        return None;
    }
    if graph.blocks[start].returns.is_some() {
        return graph.blocks[start].returns;
    }
    let mut seen = vec![false; graph.blocks.len()];
    let mut todo: Vec<BlockId> = graph.blocks[start].next.iter().rev().map(|e| e.to).collect();
    while let Some(id) = todo.pop() {
        let block = &graph.blocks[id];
        if std::mem::replace(&mut seen[id], true) || uses(&block.nodes) {
            continue;
        }
        if block.returns.is_some() {
            return block.returns;
        }
        todo.extend(block.next.iter().rev().map(|edge| edge.to));
    }
    None
}

//! `bools`: an operand of `||` or `&&` that occurs twice, and `x != a || x != b`, which always
//! holds (`x == a && x == b`, which never does).

use super::walk::{Node, inspect, unparen};
use super::{Analyzer, Pass};
use crate::ast::{BinaryOp, Expr, ExprKind, NodeId};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "bools", about: "mistakes with boolean operators", run };

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        let mut seen = BTreeSet::new();
        inspect(Node::File(&file), &mut |node| {
            let Some(e) = node.expr() else { return true };
            let ExprKind::Binary { op: op @ (BinaryOp::LogOr | BinaryOp::LogAnd), .. } = e.kind
            else {
                return true;
            };
            if !seen.contains(&e.id) {
                let mut operands = Vec::new();
                split(e, op, &mut seen, &mut operands);
                let pure: Vec<bool> = operands.iter().map(|e| pass.has_no_effects(e)).collect();
                let mut operands = operands.into_iter().zip(pure).peekable();
                while operands.peek().is_some() {
                    let group = operands.by_ref().map_while(|(e, pure)| pure.then_some(e));
                    let group: Vec<_> = group.collect();
                    redundant(pass, op, &group);
                    suspect(pass, op, &group);
                }
            }
            true
        });
    }
}

/// The operands of a chain of one operator, last first.
fn split<'a>(e: &'a Expr, op: BinaryOp, seen: &mut BTreeSet<NodeId>, found: &mut Vec<&'a Expr>) {
    let e = unparen(e);
    match &e.kind {
        ExprKind::Binary { op: inner, x, y, .. } if *inner == op => {
            seen.insert(e.id);
            split(y, op, seen, found);
            split(x, op, seen, found);
        }
        _ => found.push(e),
    }
}

fn word(op: BinaryOp) -> &'static str {
    if op == BinaryOp::LogOr { "or" } else { "and" }
}

fn redundant(pass: &mut Pass<'_>, op: BinaryOp, operands: &[&Expr]) {
    let mut seen = BTreeSet::new();
    for e in operands {
        let text = pass.text(e);
        if !seen.insert(text.clone()) {
            let message = format!("redundant {}: {text} {} {text}", word(op), op.text());
            pass.report(e.span, message);
        }
    }
}

fn suspect(pass: &mut Pass<'_>, op: BinaryOp, operands: &[&Expr]) {
    let wrong = if op == BinaryOp::LogOr { BinaryOp::Ne } else { BinaryOp::Eq };
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for e in operands {
        let ExprKind::Binary { op: inner, x, y, .. } = &e.kind else { continue };
        let is_const = |e: &Expr| pass.prog.info.consts.contains_key(&e.id);
        let compared = match () {
            () if *inner != wrong => continue,
            () if is_const(y) => x,
            () if is_const(x) => y,
            () => continue,
        };
        let (compared, text) = (pass.text(compared), pass.text(e));
        match seen.get(&compared) {
            Some(other) if *other != text => {
                let message = format!("suspect {}: {text} {} {other}", word(op), op.text());
                pass.report(e.span, message);
            }
            Some(_) => {}
            None => drop(seen.insert(compared, text)),
        }
    }
}

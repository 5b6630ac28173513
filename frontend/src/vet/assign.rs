//! `assign`: something is assigned to itself.

use super::walk::{Node, inspect, unparen};
use super::{Analyzer, Pass};
use crate::ast::{AssignOp, Expr, ExprKind, StmtKind};
use crate::types::Type;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "assign", about: "assignments of something to itself", run };

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            let Some(s) = node.stmt() else { return true };
            let StmtKind::Assign { lhs, rhs, op: AssignOp::Assign, .. } = &s.kind else {
                return true;
            };
            if lhs.len() != rhs.len() {
                return true;
            }
            let same: Vec<String> = lhs
                .iter()
                .zip(rhs)
                .filter(|(to, value)| {
                    std::mem::discriminant(&to.kind) == std::mem::discriminant(&value.kind)
                        && pass.has_no_effects(to)
                        && pass.has_no_effects(value)
                        && pass.text(to) == pass.text(value)
                })
                .filter(|(to, _)| !is_map_element(pass, to))
                .map(|(to, _)| pass.text(to))
                .collect();
            if !same.is_empty() {
                pass.report(s.span, format!("self-assignment of {}", same.join(", ")));
            }
            true
        });
    }
}

/// `m[k] = m[k]` may add an element.
fn is_map_element(pass: &Pass<'_>, e: &Expr) -> bool {
    let ExprKind::Index { x, .. } = &unparen(e).kind else { return false };
    pass.type_of(x).is_some_and(|ty| matches!(pass.prog.types.underlying(ty), Type::Map { .. }))
}

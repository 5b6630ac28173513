//! `shift`: a shift by at least as many bits as the operand has. Clauses that the size of a type
//! rules out, as in `if unsafe.Sizeof(x) == 8`, are looked at too.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::{AssignOp, BinaryOp, Expr, ExprKind, StmtKind};
use crate::span::Span;
use crate::types::constant::Value;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "shift", about: "shifts by all bits of the operand or more", run };

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            match node {
                Node::Expr(e) => {
                    if let ExprKind::Binary { op: BinaryOp::Shl | BinaryOp::Shr, x, y, .. } =
                        &e.kind
                    {
                        check(pass, e.span, x, y);
                    }
                }
                Node::Stmt(s) => {
                    if let StmtKind::Assign { lhs, rhs, op, .. } = &s.kind
                        && let AssignOp::Op(BinaryOp::Shl | BinaryOp::Shr) = op
                        && let ([x], [y]) = (&lhs[..], &rhs[..])
                    {
                        check(pass, s.span, x, y);
                    }
                }
                _ => {}
            }
            true
        });
    }
}

fn check(pass: &mut Pass<'_>, span: Span, x: &Expr, y: &Expr) {
    if pass.prog.info.consts.contains_key(&x.id) {
        return;
    }
    let Some(amount) = pass.prog.info.consts.get(&y.id).and_then(Value::to_i64) else {
        return;
    };
    let Some(ty) = pass.type_of(x) else { return };
    let Some(types) = pass.prog.specific_types(ty) else { return };
    let mut bits: Vec<i64> =
        types.iter().filter_map(|&(ty, _)| pass.prog.size_of(ty)).map(|size| 8 * size).collect();
    bits.sort_unstable();
    bits.dedup();
    let Some(&least) = bits.first().filter(|&&least| amount >= least) else { return };
    let maybe = if bits.len() > 1 { "may be " } else { "" };
    let text = format!("{} ({maybe}{least} bits) too small for shift of {amount}", pass.text(x));
    pass.report(span, text);
}

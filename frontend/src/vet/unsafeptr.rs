//! `unsafeptr`: conversions from `uintptr` to `unsafe.Pointer` outside the patterns that package
//! unsafe describes, and headers of package reflect that stand for no slice or string.

use super::walk::{Node, inspect, unparen};
use super::{Analyzer, Pass};
use crate::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use crate::types::{BasicKind, TypeId};

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "unsafeptr", about: "invalid conversions of uintptr to unsafe.Pointer", run };

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            let Some(e) = node.expr() else { return true };
            match &e.kind {
                ExprKind::Call { fun, args, .. } => {
                    if let [x] = &args[..]
                        && is_basic(pass, fun, BasicKind::UnsafePointer)
                        && is_basic(pass, x, BasicKind::Uintptr)
                        && !is_safe(pass, x)
                    {
                        pass.report(e.span, "possible misuse of unsafe.Pointer");
                    }
                }
                ExprKind::Star(_) => header(pass, e, e),
                ExprKind::Unary { op: UnaryOp::Addr, x } => header(pass, e, x),
                _ => {}
            }
            true
        });
    }
}

/// Reports `e` if `x` is a header of a slice or string.
fn header(pass: &mut Pass<'_>, e: &Expr, x: &Expr) {
    let Some(ty) = pass.type_of(x).filter(|&ty| is_header(pass, ty)) else { return };
    let text = format!("possible misuse of {}", pass.prog.full_type_string(ty));
    pass.report(e.span, text);
}

fn is_header(pass: &Pass<'_>, ty: TypeId) -> bool {
    ["SliceHeader", "StringHeader"].iter().any(|name| pass.is_named(ty, "reflect", name))
}

/// Whether the underlying type is this basic type.
fn is_basic(pass: &mut Pass<'_>, e: &Expr, kind: BasicKind) -> bool {
    pass.type_of(e).is_some_and(|ty| pass.prog.underlying(ty) == kind.id())
}

/// Whether a number may become a pointer.
fn is_safe(pass: &mut Pass<'_>, x: &Expr) -> bool {
    match &unparen(x).kind {
        // the field of a header that a pointer leads to
        ExprKind::Selector { x, sel } if sel.name.as_str() == "Data" => pass
            .type_of(x)
            .and_then(|ty| pass.pointee(ty))
            .is_some_and(|elem| is_header(pass, elem)),
        ExprKind::Call { fun, args, .. } if args.is_empty() => match &fun.kind {
            ExprKind::Selector { x, sel }
                if matches!(sel.name.as_str(), "Pointer" | "UnsafeAddr") =>
            {
                pass.type_of(x).is_some_and(|ty| pass.is_named(ty, "reflect", "Value"))
            }
            _ => false,
        },
        _ => is_arithmetic(pass, x),
    }
}

/// Whether an expression takes a pointer's number and adds to it, without a stop between.
fn is_arithmetic(pass: &mut Pass<'_>, x: &Expr) -> bool {
    match &unparen(x).kind {
        ExprKind::Call { fun, args, .. } => matches!(&args[..], [x]
            if is_basic(pass, fun, BasicKind::Uintptr) && is_basic(pass, x, BasicKind::UnsafePointer)),
        ExprKind::Binary { op: BinaryOp::Add | BinaryOp::Sub | BinaryOp::AndNot, x, y, .. } => {
            is_arithmetic(pass, x) && !is_arithmetic(pass, y)
        }
        _ => false,
    }
}

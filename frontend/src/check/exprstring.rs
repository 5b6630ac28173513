//! Expressions as gc prints them in messages.

use crate::ast::{ArrayLen, ChanDir, Expr, ExprKind, Field, FuncType, InterfaceElem, UnaryOp};
use std::fmt::Write;

/// The text of an expression; function bodies and elements of composite literals are `…`.
pub(crate) fn expr_string(e: &Expr) -> String {
    let mut out = String::new();
    write_expr(&mut out, e);
    out
}

/// The operator's spelling.
pub(crate) fn unary_op(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Plus => "+",
        UnaryOp::Neg => "-",
        UnaryOp::Not => "!",
        UnaryOp::BitNot => "^",
        UnaryOp::Addr => "&",
        UnaryOp::Recv => "<-",
        UnaryOp::Tilde => "~",
    }
}

fn list(out: &mut String, exprs: &[Expr]) {
    for (i, e) in exprs.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        write_expr(out, e);
    }
}

fn write_expr(out: &mut String, e: &Expr) {
    match &e.kind {
        ExprKind::Bad => out.push('_'),
        ExprKind::Ident(name) => out.push_str(name.as_str()),
        ExprKind::BasicLit { text, .. } => out.push_str(text.as_str()),
        ExprKind::CompositeLit { ty, elems, .. } => {
            if let Some(ty) = ty {
                write_expr(out, ty);
            }
            out.push_str(if elems.is_empty() { "{}" } else { "{…}" });
        }
        ExprKind::FuncLit { ty, body } => {
            out.push_str("func");
            signature(out, ty);
            out.push_str(if body.stmts.is_empty() { " {}" } else { " {…}" });
        }
        ExprKind::Paren(x) => {
            out.push('(');
            write_expr(out, x);
            out.push(')');
        }
        ExprKind::Selector { x, sel } => {
            write_expr(out, x);
            let _ = write!(out, ".{}", sel.name);
        }
        ExprKind::Index { x, indices } => {
            write_expr(out, x);
            out.push('[');
            list(out, indices);
            out.push(']');
        }
        ExprKind::Slice { x, lo, hi, max } => {
            write_expr(out, x);
            out.push('[');
            if let Some(lo) = lo {
                write_expr(out, lo);
            }
            out.push(':');
            if let Some(hi) = hi {
                write_expr(out, hi);
            }
            if let Some(max) = max {
                out.push(':');
                write_expr(out, max);
            }
            out.push(']');
        }
        ExprKind::TypeAssert { x, ty } => {
            write_expr(out, x);
            out.push_str(".(");
            match ty {
                Some(ty) => write_expr(out, ty),
                None => out.push_str("type"),
            }
            out.push(')');
        }
        ExprKind::Call { fun, args, ellipsis, .. } => {
            write_expr(out, fun);
            out.push('(');
            list(out, args);
            if ellipsis.is_some() {
                out.push_str("...");
            }
            out.push(')');
        }
        ExprKind::Star(x) => {
            out.push('*');
            write_expr(out, x);
        }
        ExprKind::Unary { op, x } => {
            out.push_str(unary_op(*op));
            write_expr(out, x);
        }
        ExprKind::Binary { .. } => binary(out, e),
        ExprKind::Ellipsis(x) => {
            out.push_str("...");
            if let Some(x) = x {
                write_expr(out, x);
            }
        }
        _ => write_type(out, e),
    }
}

/// Long chains are left-deep: no recursion along them.
fn binary(out: &mut String, e: &Expr) {
    let mut spine = Vec::new();
    let mut left = e;
    while let ExprKind::Binary { op, x, y, .. } = &left.kind {
        spine.push((*op, &**y));
        left = x;
    }
    write_expr(out, left);
    for (op, y) in spine.into_iter().rev() {
        let _ = write!(out, " {} ", op.text());
        write_expr(out, y);
    }
}

fn write_type(out: &mut String, e: &Expr) {
    match &e.kind {
        ExprKind::ArrayType { len, elem } => {
            match len {
                ArrayLen::Slice => out.push_str("[]"),
                ArrayLen::Auto => out.push_str("[...]"),
                ArrayLen::Fixed(n) => {
                    out.push('[');
                    write_expr(out, n);
                    out.push(']');
                }
            }
            write_expr(out, elem);
        }
        ExprKind::StructType { fields } => {
            out.push_str("struct{");
            field_list(out, fields, "; ");
            out.push('}');
        }
        ExprKind::FuncType(ty) => {
            out.push_str("func");
            signature(out, ty);
        }
        ExprKind::InterfaceType { elems } => interface(out, elems),
        ExprKind::MapType { key, elem } => {
            out.push_str("map[");
            write_expr(out, key);
            out.push(']');
            write_expr(out, elem);
        }
        ExprKind::ChanType { dir, elem } => {
            out.push_str(match dir {
                ChanDir::Both => "chan ",
                ChanDir::Send => "chan<- ",
                ChanDir::Recv => "<-chan ",
            });
            let paren = *dir != ChanDir::Send
                && matches!(elem.kind, ExprKind::ChanType { dir: ChanDir::Recv, .. });
            if paren {
                out.push('(');
            }
            write_expr(out, elem);
            if paren {
                out.push(')');
            }
        }
        _ => {}
    }
}

fn interface(out: &mut String, elems: &[InterfaceElem]) {
    out.push_str("interface{");
    for (i, elem) in elems.iter().enumerate() {
        if i > 0 {
            out.push_str("; ");
        }
        match elem {
            InterfaceElem::Method { name, ty } => {
                out.push_str(name.name.as_str());
                signature(out, ty);
            }
            InterfaceElem::Embed(e) => write_expr(out, e),
        }
    }
    out.push('}');
}

fn field_list(out: &mut String, fields: &[Field], sep: &str) {
    for (i, field) in fields.iter().enumerate() {
        if i > 0 {
            out.push_str(sep);
        }
        for (j, name) in field.names.iter().enumerate() {
            if j > 0 {
                out.push_str(", ");
            }
            out.push_str(name.name.as_str());
        }
        if !field.names.is_empty() {
            out.push(' ');
        }
        write_expr(out, &field.ty);
    }
}

fn signature(out: &mut String, ty: &FuncType) {
    out.push('(');
    field_list(out, &ty.params, ", ");
    out.push(')');
    match ty.results.as_slice() {
        [] => {}
        [one] if one.names.is_empty() => {
            out.push(' ');
            write_expr(out, &one.ty);
        }
        many => {
            out.push_str(" (");
            field_list(out, many, ", ");
            out.push(')');
        }
    }
}

//! Expressions as gofmt prints them: `go vet` quotes them so, whatever the source looks like.
//!
//! Blanks around a binary operator depend on its precedence and on how deep the expression is
//! nested. Function literals, and whatever stands on several lines, are quoted as written.

use super::Pass;
use crate::ast::{ArrayLen, BinaryOp, ChanDir, Element, Expr, ExprKind, Field, FuncType, UnaryOp};
use crate::check::unary_op;
use crate::span::Span;

/// Precedence of unary operators, and of primary expressions.
const UNARY: u8 = 6;
const PRIMARY: u8 = 7;

impl Pass<'_> {
    /// The expression as gofmt prints it.
    pub(crate) fn text(&self, e: &Expr) -> String {
        let mut printer = Printer { pass: self, out: String::new() };
        printer.expr(e, 0, 1);
        printer.out
    }

    /// The source text of a span.
    pub(crate) fn source(&self, span: Span) -> &str {
        let Some(file) = self.prog.sources.locate_file(span.lo) else { return "" };
        let (lo, hi) = (span.lo.0 - file.base.0, span.hi.0.saturating_sub(file.base.0));
        file.text.get(lo as usize..hi as usize).unwrap_or_default()
    }
}

/// Precedence of a binary operator (spec §Operator precedence).
fn precedence(op: BinaryOp) -> u8 {
    use BinaryOp as B;
    match op {
        B::LogOr => 1,
        B::LogAnd => 2,
        B::Eq | B::Ne | B::Lt | B::Le | B::Gt | B::Ge => 3,
        B::Add | B::Sub | B::Or | B::Xor => 4,
        B::Mul | B::Div | B::Rem | B::And | B::AndNot | B::Shl | B::Shr => 5,
    }
}

/// What decides on blanks: whether operators of precedence 4 and 5 occur, and the highest
/// precedence at which operators would run together without blanks.
#[derive(Clone, Copy, Default)]
struct Mixture {
    sums: bool,
    products: bool,
    glued: u8,
}

impl Mixture {
    fn of(op: BinaryOp, x: &Expr, y: &Expr) -> Self {
        let prec = precedence(op);
        let mut all = Self { sums: prec == 4, products: prec == 5, glued: 0 };
        if let ExprKind::Binary { op, x, y, .. } = &x.kind
            && precedence(*op) >= prec
        {
            all.add(Self::of(*op, x, y));
        }
        match &y.kind {
            ExprKind::Binary { op, x, y, .. } if precedence(*op) > prec => {
                all.add(Self::of(*op, x, y));
            }
            ExprKind::Star(_) if op == BinaryOp::Div => all.glued = 5,
            ExprKind::Unary { op: unary, .. } => match (op, unary) {
                (BinaryOp::And, UnaryOp::Addr | UnaryOp::BitNot) => all.glued = 5,
                (BinaryOp::Add, UnaryOp::Plus) | (BinaryOp::Sub, UnaryOp::Neg) => {
                    all.glued = all.glued.max(4);
                }
                _ => {}
            },
            _ => {}
        }
        all
    }

    fn add(&mut self, other: Self) {
        self.sums |= other.sums;
        self.products |= other.products;
        self.glued = self.glued.max(other.glued);
    }

    /// Operators below this precedence have blanks around them.
    fn cutoff(self, depth: u32) -> u8 {
        match self {
            Self { glued: 1.., .. } => self.glued + 1,
            Self { sums: true, products: true, .. } if depth == 1 => 5,
            _ if depth == 1 => 6,
            _ => 4,
        }
    }
}

struct Printer<'a> {
    pass: &'a Pass<'a>,
    out: String,
}

impl Printer<'_> {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn list(&mut self, exprs: &[Expr], depth: u32) {
        for (i, e) in exprs.iter().enumerate() {
            self.put(if i > 0 { ", " } else { "" });
            self.expr(e, 0, depth);
        }
    }

    /// Writes an expression that stands below an operator of precedence `above`.
    fn expr(&mut self, e: &Expr, above: u8, depth: u32) {
        let source = self.pass.source(e.span);
        if source.contains('\n') {
            self.out.push_str(source);
            return;
        }
        match &e.kind {
            ExprKind::Ident(name) => self.put(name.as_str()),
            ExprKind::BasicLit { text, .. } => self.put(text.as_str()),
            ExprKind::Binary { op, x, y, .. } => self.binary((*op, x, y), above, depth),
            ExprKind::Paren(x) if matches!(x.kind, ExprKind::Paren(_)) => {
                self.expr(x, 0, depth.saturating_sub(1).max(1));
            }
            ExprKind::Paren(x) => {
                self.put("(");
                self.expr(x, 0, depth.saturating_sub(1).max(1));
                self.put(")");
            }
            ExprKind::Star(x) => {
                self.put("*");
                self.expr(x, 0, 1);
            }
            ExprKind::Unary { op, x } => {
                self.put(unary_op(*op));
                self.expr(x, UNARY, depth);
            }
            ExprKind::Selector { x, sel } => {
                self.expr(x, PRIMARY, depth);
                self.put(".");
                self.put(sel.name.as_str());
            }
            ExprKind::TypeAssert { x, ty } => {
                self.expr(x, PRIMARY, depth);
                self.put(".(");
                match ty {
                    Some(ty) => self.expr(ty, 0, 1),
                    None => self.put("type"),
                }
                self.put(")");
            }
            ExprKind::Index { x, indices } => {
                self.expr(x, PRIMARY, 1);
                self.put("[");
                self.list(indices, depth + 1);
                self.put("]");
            }
            ExprKind::Slice { x, lo, hi, max } => {
                self.expr(x, PRIMARY, 1);
                self.bounds([lo, hi, max].map(Option::as_deref), depth);
            }
            ExprKind::Call { fun, args, ellipsis, .. } => {
                let depth = if args.len() > 1 { depth + 1 } else { depth };
                self.expr(fun, PRIMARY, depth);
                self.put("(");
                self.list(args, depth);
                self.put(if ellipsis.is_some() { "...)" } else { ")" });
            }
            ExprKind::CompositeLit { ty, elems, .. } => {
                if let Some(ty) = ty {
                    self.expr(ty, PRIMARY, depth);
                }
                self.elements(elems);
            }
            ExprKind::ArrayType { len, elem } => {
                self.put("[");
                match len {
                    ArrayLen::Slice => {}
                    ArrayLen::Auto => self.put("..."),
                    ArrayLen::Fixed(n) => self.expr(n, 0, 1),
                }
                self.put("]");
                self.expr(elem, 0, 1);
            }
            ExprKind::MapType { key, elem } => {
                self.put("map[");
                self.expr(key, 0, 1);
                self.put("]");
                self.expr(elem, 0, 1);
            }
            ExprKind::ChanType { dir, elem } => {
                self.put(match dir {
                    ChanDir::Both => "chan ",
                    ChanDir::Send => "chan<- ",
                    ChanDir::Recv => "<-chan ",
                });
                self.expr(elem, 0, 1);
            }
            ExprKind::FuncType(ty) => {
                self.put("func");
                self.signature(ty);
            }
            ExprKind::Ellipsis(elem) => {
                self.put("...");
                if let Some(elem) = elem {
                    self.expr(elem, 0, 1);
                }
            }
            ExprKind::Bad
            | ExprKind::FuncLit { .. }
            | ExprKind::StructType { .. }
            | ExprKind::InterfaceType { .. } => self.out.push_str(source),
        }
    }

    fn binary(&mut self, (op, x, y): (BinaryOp, &Expr, &Expr), above: u8, depth: u32) {
        let prec = precedence(op);
        if prec < above {
            // The tree of `x.y` has no such operand, that of a conversion may.
            self.put("(");
            self.binary((op, x, y), 0, depth.saturating_sub(1).max(1));
            self.put(")");
            return;
        }
        let same = matches!(&x.kind, ExprKind::Binary { op, .. } if precedence(*op) == prec);
        self.expr(x, prec, if same { depth } else { depth + 1 });
        let blank = if prec < Mixture::of(op, x, y).cutoff(depth) { " " } else { "" };
        self.put(blank);
        self.put(op.text());
        self.put(blank);
        self.expr(y, prec + 1, depth + 1);
    }

    fn bounds(&mut self, bounds: [Option<&Expr>; 3], depth: u32) {
        let binary = |e: &&Expr| matches!(e.kind, ExprKind::Binary { .. });
        let given = bounds.iter().flatten();
        let spaced = depth <= 1 && given.clone().count() > 1 && given.copied().any(|e| binary(&e));
        let count = if bounds[2].is_some() { 3 } else { 2 };
        self.put("[");
        for (i, bound) in bounds.iter().enumerate().take(count) {
            if i > 0 {
                self.put(if spaced && bounds[i - 1].is_some() { " " } else { "" });
                self.put(":");
                self.put(if spaced && bound.is_some() { " " } else { "" });
            }
            if let Some(bound) = bound {
                self.expr(bound, 0, depth + 1);
            }
        }
        self.put("]");
    }

    fn elements(&mut self, elems: &[Element]) {
        self.put("{");
        for (i, elem) in elems.iter().enumerate() {
            self.put(if i > 0 { ", " } else { "" });
            if let Some(key) = &elem.key {
                self.expr(key, 0, 1);
                self.put(": ");
            }
            self.expr(&elem.value, 0, 1);
        }
        self.put("}");
    }

    fn signature(&mut self, ty: &FuncType) {
        self.put("(");
        self.fields(&ty.params);
        self.put(")");
        match &ty.results[..] {
            [] => {}
            [only] if only.names.is_empty() => {
                self.put(" ");
                self.expr(&only.ty, 0, 1);
            }
            several => {
                self.put(" (");
                self.fields(several);
                self.put(")");
            }
        }
    }

    fn fields(&mut self, fields: &[Field]) {
        for (i, field) in fields.iter().enumerate() {
            self.put(if i > 0 { ", " } else { "" });
            for (i, name) in field.names.iter().enumerate() {
                self.put(if i > 0 { ", " } else { "" });
                self.put(name.name.as_str());
            }
            self.put(if field.names.is_empty() { "" } else { " " });
            self.expr(&field.ty, 0, 1);
        }
    }
}

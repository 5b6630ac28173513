//! Names, literals, expressions.

use super::Actions;
use crate::ast::{ArrayLen, BinaryOp, ChanDir, Element, Expr, ExprKind, Ident, LitKind, UnaryOp};
use crate::span::{Pos, Span};
use std::mem;

impl Actions<'_> {
    pub(in crate::parser) fn ident(&mut self, l: Pos, r: Pos) -> Ident {
        Ident { id: self.ids.fresh(), span: Span::new(l, r), name: self.symbol(l, r) }
    }

    pub(in crate::parser) fn expr(&mut self, l: Pos, kind: ExprKind, r: Pos) -> Expr {
        Expr { id: self.ids.fresh(), span: Span::new(l, r), kind }
    }

    pub(in crate::parser) fn literal(&mut self, l: Pos, kind: LitKind, r: Pos) -> Expr {
        if self.is_bad(l, r) {
            return self.expr(l, ExprKind::Bad, r);
        }
        let text = self.symbol(l, r);
        self.expr(l, ExprKind::BasicLit { kind, text }, r)
    }

    pub(in crate::parser) fn qualified(&mut self, l: Pos, pkg: Ident, sel: Ident, r: Pos) -> Expr {
        let x = Box::new(ident_expr(pkg));
        self.expr(l, ExprKind::Selector { x, sel }, r)
    }

    pub(in crate::parser) fn unary(&mut self, l: Pos, op: UnaryOp, x: Expr, r: Pos) -> Expr {
        self.expr(l, ExprKind::Unary { op, x: Box::new(x) }, r)
    }

    /// `x op y`, where `x` is all that stands left of the operator: operators that bind less
    /// tightly than `op` keep their place above it.
    pub(in crate::parser) fn binary(
        &mut self,
        mut x: Expr,
        op_pos: Pos,
        op: BinaryOp,
        y: Expr,
    ) -> Expr {
        let hi = y.span.hi;
        let id = self.ids.fresh();
        let mut place = &mut x;
        while binds_less(place, op) {
            place.span.hi = hi;
            let ExprKind::Binary { y: right, .. } = &mut place.kind else {
                unreachable!("invariant: binds_less answers true for binary expressions only")
            };
            place = right;
        }
        let span = Span::new(place.span.lo, hi);
        let bad = Expr { id, span, kind: ExprKind::Bad };
        let left = Box::new(mem::replace(place, bad));
        place.kind = ExprKind::Binary { op, op_pos, x: left, y: Box::new(y) };
        x
    }

    /// `<-x`, unless `x` is a channel type that the arrow belongs to.
    pub(in crate::parser) fn receive(&mut self, l: Pos, mut x: Expr, r: Pos) -> Expr {
        if !matches!(x.kind, ExprKind::ChanType { .. }) {
            return self.unary(l, UnaryOp::Recv, x, r);
        }
        // `<-chan E` is one type; in `<-chan<- E` the second arrow is E's: `<-chan (<-E)`.
        let mut ty = &mut x;
        let mut lo = l;
        loop {
            let ExprKind::ChanType { dir, elem } = &mut ty.kind else {
                self.fail();
                break;
            };
            ty.span.lo = lo;
            lo = elem.span.lo;
            match mem::replace(dir, ChanDir::Recv) {
                ChanDir::Both => break,
                ChanDir::Recv => {
                    self.fail();
                    break;
                }
                ChanDir::Send => ty = elem,
            }
        }
        x
    }

    pub(in crate::parser) fn array(&mut self, l: Pos, len: ArrayLen, elem: Expr, r: Pos) -> Expr {
        self.expr(l, ExprKind::ArrayType { len, elem: Box::new(elem) }, r)
    }

    /// `[n]T` after a name, where `n` was read as a list.
    pub(in crate::parser) fn counted(
        &mut self,
        l: Pos,
        (mut n, comma): (Vec<Expr>, bool),
        elem: Expr,
        r: Pos,
    ) -> Expr {
        if n.len() != 1 || comma {
            self.fail();
        }
        let len = ArrayLen::Fixed(Box::new(n.swap_remove(0)));
        self.array(l, len, elem, r)
    }

    pub(in crate::parser) fn chan(&mut self, l: Pos, dir: ChanDir, elem: Expr, r: Pos) -> Expr {
        self.expr(l, ExprKind::ChanType { dir, elem: Box::new(elem) }, r)
    }

    /// `name[indices]`.
    pub(in crate::parser) fn instance(
        &mut self,
        l: Pos,
        name: Ident,
        indices: Vec<Expr>,
        r: Pos,
    ) -> Expr {
        self.expr(l, ExprKind::Index { x: Box::new(ident_expr(name)), indices }, r)
    }

    pub(in crate::parser) fn slice(
        &mut self,
        l: Pos,
        x: Expr,
        lo: Option<Expr>,
        hi: Option<Expr>,
        max: Option<Expr>,
        r: Pos,
    ) -> Expr {
        let kind = ExprKind::Slice {
            x: Box::new(x),
            lo: lo.map(Box::new),
            hi: hi.map(Box::new),
            max: max.map(Box::new),
        };
        self.expr(l, kind, r)
    }

    /// `x[lo:hi:max]`; the colon behind `hi` is at `colon`, the bracket ends at `r`.
    pub(in crate::parser) fn full_slice(
        &mut self,
        l: Pos,
        x: Expr,
        lo: Option<Expr>,
        (hi, colon, max): (Option<Expr>, Pos, Option<Expr>),
        r: Pos,
    ) -> Expr {
        let hi = hi.unwrap_or_else(|| {
            let msg = "middle index required in 3-index slice";
            self.complain(Span::new(colon, colon), msg);
            self.expr(colon, ExprKind::Bad, colon)
        });
        let max = max.unwrap_or_else(|| {
            let at = Pos(r.0 - 1);
            self.complain(Span::new(at, at), "final index required in 3-index slice");
            self.expr(at, ExprKind::Bad, at)
        });
        self.slice(l, x, lo, Some(hi), Some(max), r)
    }

    pub(in crate::parser) fn call(
        &mut self,
        l: Pos,
        fun: Expr,
        (args, ellipsis, rparen, r): (Vec<Expr>, Option<Pos>, Pos, Pos),
    ) -> Expr {
        self.expr(l, ExprKind::Call { fun: Box::new(fun), args, ellipsis, rparen }, r)
    }

    pub(in crate::parser) fn composite(
        &mut self,
        l: Pos,
        ty: Expr,
        lbrace: Pos,
        elems: Vec<Element>,
        r: Pos,
    ) -> Expr {
        let fits = match ty.kind {
            ExprKind::Ident(_)
            | ExprKind::Selector { .. }
            | ExprKind::ArrayType { .. }
            | ExprKind::StructType { .. }
            | ExprKind::MapType { .. } => true,
            ExprKind::Index { .. } => !is_value(&ty),
            _ => false,
        };
        if !fits {
            self.fail();
        }
        let braces = Span::new(lbrace, r);
        self.expr(l, ExprKind::CompositeLit { ty: Some(Box::new(ty)), elems, braces }, r)
    }
}

/// The identifier as an expression.
pub(in crate::parser) fn ident_expr(ident: Ident) -> Expr {
    Expr { id: ident.id, span: ident.span, kind: ExprKind::Ident(ident.name) }
}

/// Whether `x` can only be a value.
fn is_value(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::BasicLit { .. }
        | ExprKind::CompositeLit { .. }
        | ExprKind::FuncLit { .. }
        | ExprKind::Slice { .. }
        | ExprKind::TypeAssert { .. }
        | ExprKind::Call { .. }
        | ExprKind::Unary { .. }
        | ExprKind::Binary { .. } => true,
        ExprKind::Paren(x) => is_value(x),
        ExprKind::Index { x, indices } => {
            is_value(x) || indices.len() == 1 && indices.iter().any(is_value)
        }
        _ => false,
    }
}

/// Whether `x` is a binary expression whose operator binds less tightly than `op`.
fn binds_less(x: &Expr, op: BinaryOp) -> bool {
    matches!(x.kind, ExprKind::Binary { op: outer, .. } if precedence(outer) < precedence(op))
}

/// Operator precedence (spec §Operator precedence).
pub(in crate::parser) fn precedence(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::LogOr => 1,
        BinaryOp::LogAnd => 2,
        BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge => {
            3
        }
        BinaryOp::Add | BinaryOp::Sub | BinaryOp::Or | BinaryOp::Xor => 4,
        BinaryOp::Mul
        | BinaryOp::Div
        | BinaryOp::Rem
        | BinaryOp::And
        | BinaryOp::AndNot
        | BinaryOp::Shl
        | BinaryOp::Shr => 5,
    }
}

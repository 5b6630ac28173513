//! Expressions on other lines than their statement.
//!
//! Positions belong to statements; a statement that panics is where it begins. Where an
//! expression of several lines panics gc names the line of the operation: such operations get a
//! [`Elsewhere`] of their own, the others nothing that would cost time.

use super::place::bx;
use super::{Lowerer, V};
use crate::ir::{Addr, Cond, Elsewhere, Float, Pair, Word};
use crate::race::Site;
use crate::tree::{ELSEWHERE, word_traps};
use frontend::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use frontend::info::Mode;
use frontend::span::Pos;
use frontend::types::Type;

impl Lowerer<'_> {
    /// Where an operation is that may panic, if not on the line of the statement.
    pub(super) fn own_line(&mut self, e: &Expr) -> Option<Pos> {
        if let ExprKind::Unary { op: UnaryOp::Addr, x } = &e.kind {
            return self.own_line(x);
        }
        // An operator follows its left operand on the same line (spec §Semicolons).
        let pos = match &e.kind {
            ExprKind::Index { x, .. }
            | ExprKind::Slice { x, .. }
            | ExprKind::Selector { x, .. } => x.span.hi,
            ExprKind::Binary { x, .. } => x.span.hi,
            ExprKind::Star(_) | ExprKind::Call { .. } => e.span.lo,
            _ => return None,
        };
        let statement = self.fun.pos;
        if !self.fun.line.contains(&statement) {
            self.fun.line = self.program.sources.line_at(statement);
        }
        let elsewhere = statement.is_known() && !self.fun.line.contains(&pos);
        let room = self.fun.elsewhere.len() < ELSEWHERE as usize;
        (elsewhere && room && self.may_panic(e)).then_some(pos)
    }

    /// Whether an operation itself may panic, but for calls.
    fn may_panic(&mut self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Binary { op, x, .. } => match op {
                BinaryOp::Div | BinaryOp::Rem | BinaryOp::Shl | BinaryOp::Shr => true,
                BinaryOp::Eq | BinaryOp::Ne => {
                    let ty = self.ty(x);
                    matches!(
                        self.under(ty),
                        Type::Interface(_) | Type::Struct { .. } | Type::Array { .. }
                    )
                }
                _ => false,
            },
            // Conversions to arrays.
            ExprKind::Call { fun, .. } => {
                let ty = self.ty(e);
                self.program.info.mode(fun) == Mode::Type
                    && matches!(self.under(ty), Type::Array { .. } | Type::Pointer(_))
            }
            _ => true,
        }
    }

    /// Lowers an operation with a place of its own.
    pub(super) fn on_line(&mut self, e: &Expr, pos: Pos) -> V {
        let outer = std::mem::replace(&mut self.fun.pos, pos);
        let v = self.operation(e);
        self.fun.pos = outer;
        match v {
            V::W(w) if word_traps(&w) => V::W(self.located(w, pos)),
            V::F(f) => V::F(Float::Bits(bx(self.located(Word::Bits(bx(f)), pos)))),
            V::F32(f) => V::F32(Float::Bits32(bx(self.located(Word::Bits32(bx(f)), pos)))),
            V::C(c) => V::C(Cond::Word(bx(self.located(Word::Flag(bx(c)), pos)))),
            V::P(p @ (Pair::Slot(_) | Pair::Const(..))) => V::P(p),
            V::P(p) => V::P(Pair::At(self.elsewhere(pos), bx(p))),
            V::M(addr) => {
                let site = addr.site;
                let word = Word::AddrOf(Addr { site: Site::NONE, ..addr });
                V::M(Addr { base: bx(self.located(word, pos)), off: 0, site })
            }
            v => v,
        }
    }

    fn located(&mut self, w: Word, pos: Pos) -> Word {
        Word::At(self.elsewhere(pos), bx(w))
    }

    fn elsewhere(&mut self, pos: Pos) -> Elsewhere {
        let index = u32::try_from(self.fun.elsewhere.len()).unwrap_or(u32::MAX);
        self.fun.elsewhere.push(pos);
        Elsewhere { pos, index }
    }
}

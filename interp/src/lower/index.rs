//! Index expressions (spec §Index expressions).

use super::address::{FieldPlace, place};
use super::operation;
use super::place::{at_slot, bx};
use super::types::Shape;
use super::{Lowerer, V};
use crate::ir::{IntKind, IntOp, Mem, Pair, Word};
use crate::race::Site;
use frontend::ast::{Expr, ExprKind};
use frontend::info::Mode;
use frontend::types::{ObjectKind, Type, TypeId};

impl Lowerer<'_> {
    /// An index: any integer type; unsigned 64-bit values beyond i64 fail the bounds check too.
    pub(crate) fn index_word(&mut self, e: &Expr) -> Word {
        if let Some(value) = self.program.info.consts.get(&e.id) {
            if let Some(i) = value.to_i64() {
                #[expect(clippy::cast_sign_loss, reason = "slots hold two's complement bits")]
                return Word::Const(i as u64);
            }
        }
        let ty = self.ty(e);
        let word = self.word(e);
        if self.shape(ty) == Shape::Int(IntKind::U64) && !is_small(&word) {
            return Word::Fn(operation::big_index(self.plain_scalar(word)));
        }
        word
    }

    pub(super) fn index(&mut self, e: &Expr, x: &Expr, indices: &[Expr]) -> V {
        if self.program.info.mode(x) == Mode::Value || indices.len() != 1 {
            // Maybe an instantiated generic function or method.
            if matches!(x.kind, ExprKind::Selector { .. })
                && self.program.info.selections.contains_key(&x.id)
                && self.program.info.mode(x) == Mode::Value
            {
                let ty = self.ty(x);
                if matches!(self.under(ty), Type::Signature(_)) {
                    return self.expr(x);
                }
            }
            let targs = self.instance_targs(e);
            if !targs.is_empty() {
                let obj = match &x.kind {
                    ExprKind::Selector { sel, .. } => self.program.info.uses.get(&sel.id),
                    _ => self.program.info.uses.get(&x.id),
                };
                if let Some(&obj) = obj {
                    if matches!(self.program.objects.get(obj).kind, ObjectKind::Func(_)) {
                        let func = self.func_for(obj, &targs);
                        return V::W(Word::Const(self.func_value(func)));
                    }
                }
            }
        }
        let xt = self.ty(x);
        let under = self.under(xt);
        match under {
            Type::Map { key, elem } => self.map_index(x, &indices[0], key, elem, None),
            Type::Basic(_) => {
                let pair = self.pair(x);
                let i = self.index_word(&indices[0]);
                V::W(Word::Index(bx(pair), bx(i), Mem::U8, Site::NONE))
            }
            Type::Slice(elem) => {
                let elem = self.sub(elem);
                if let Some(v) = self.index_nested(e, x, &indices[0], elem) {
                    return v;
                }
                let pair = self.pair(x);
                self.index_pair(e, pair, &indices[0], elem)
            }
            Type::Array { elem, len } => {
                let elem = self.sub(elem);
                if let Some(FieldPlace::Mem(addr)) = self.addressable(x) {
                    let pair = self.array_pair(addr, len);
                    return self.index_pair(e, pair, &indices[0], elem);
                }
                let v = self.expr(x);
                let tmp = self.box_value(v, xt, e.span.lo);
                let pair = self.array_pair(at_slot(tmp, 0), len);
                self.index_pair(e, pair, &indices[0], elem)
            }
            Type::Pointer(p) => {
                let Type::Array { elem, len } = self.under(p) else { return V::Zero };
                let elem = self.sub(elem);
                let base = self.word(x);
                let pair = self.array_pair(place(base), len);
                self.index_pair(e, pair, &indices[0], elem)
            }
            _ => {
                self.unsupported(e.span, "index expression is not supported");
                V::Zero
            }
        }
    }

    /// `s[i][j]` with one-word elements: one node.
    fn index_nested(&mut self, e: &Expr, x: &Expr, j: &Expr, elem: TypeId) -> Option<V> {
        let ExprKind::Index { x: inner, indices } = &x.kind else { return None };
        let it = self.ty(inner);
        let Type::Slice(mid) = self.under(it) else { return None };
        if self.shape(elem).words() != 1 || indices.len() != 1 {
            return None;
        }
        let mid = self.sub(mid);
        let mid_id = self.rt(mid);
        let words = self.rtype(mid_id).words;
        let pair = self.pair(inner);
        let i = self.index_word(&indices[0]);
        let j = self.index_word(j);
        let mem = self.mem_of(elem);
        let (row, site) = (self.site(x), self.site(e));
        let sites = [self.typed(row, mid), self.typed(site, elem)];
        let w = Word::Index2(bx(pair), bx(i), words, bx(j), mem, sites);
        Some(self.word_value(w, elem))
    }

    /// The element `index` of a slice or array given as a pair.
    fn index_pair(&mut self, e: &Expr, pair: Pair, index: &Expr, elem: TypeId) -> V {
        let site = self.site(e);
        let site = self.typed(site, elem);
        match self.shape(elem).words() {
            1 => {
                let i = self.index_word(index);
                let mem = self.mem_of(elem);
                self.word_value(Word::Index(bx(pair), bx(i), mem, site), elem)
            }
            2 => {
                let i = self.index_word(index);
                V::P(Pair::Index(bx(pair), bx(i), 16, site))
            }
            _ => {
                let addr = self.element_addr(e, pair, index, elem);
                self.load_mem(addr, elem)
            }
        }
    }
}

/// Whether an unsigned word is certainly below 2^63.
fn is_small(w: &Word) -> bool {
    match w {
        Word::Const(c) => c.cast_signed() >= 0,
        Word::Int(IntOp::And, _, a, b) => is_small(a) || is_small(b),
        Word::Int(IntOp::Shr, _, _, b) => matches!(**b, Word::Const(1..)),
        Word::Int(IntOp::Div, _, _, b) => matches!(**b, Word::Const(2..)),
        Word::Int(IntOp::Rem, _, _, b) => is_small(b),
        // Lengths.
        Word::Second(_) => true,
        Word::Wrap(kind, _) => matches!(kind, IntKind::U8 | IntKind::U16 | IntKind::U32),
        _ => false,
    }
}

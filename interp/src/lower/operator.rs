//! Binary operators (spec §Operators).

use super::operation;
use super::place::{bx, to_cond, to_float, to_pair, to_word};
use super::types::Shape;
use super::{Lowerer, V};
use crate::code::Kind;
use crate::ir::{Act, Cmp, Cond, Float, FloatOp, IntKind, IntOp, Pair, St, Word};
use frontend::ast::{BinaryOp, Expr};
use frontend::types::TypeId;

/// The comparison an operator stands for.
fn cmp_of(op: BinaryOp) -> Option<Cmp> {
    Some(match op {
        BinaryOp::Eq => Cmp::Eq,
        BinaryOp::Ne => Cmp::Ne,
        BinaryOp::Lt => Cmp::Lt,
        BinaryOp::Le => Cmp::Le,
        BinaryOp::Gt => Cmp::Gt,
        BinaryOp::Ge => Cmp::Ge,
        _ => return None,
    })
}

fn int_op(op: BinaryOp) -> Option<IntOp> {
    Some(match op {
        BinaryOp::Add => IntOp::Add,
        BinaryOp::Sub => IntOp::Sub,
        BinaryOp::Mul => IntOp::Mul,
        BinaryOp::Div => IntOp::Div,
        BinaryOp::Rem => IntOp::Rem,
        BinaryOp::And => IntOp::And,
        BinaryOp::Or => IntOp::Or,
        BinaryOp::Xor => IntOp::Xor,
        BinaryOp::AndNot => IntOp::AndNot,
        BinaryOp::Shl => IntOp::Shl,
        BinaryOp::Shr => IntOp::Shr,
        _ => return None,
    })
}

impl Lowerer<'_> {
    /// `x op y`.
    pub(crate) fn binary(&mut self, e: &Expr, op: BinaryOp, x: &Expr, y: &Expr) -> V {
        match op {
            BinaryOp::LogAnd | BinaryOp::LogOr => return self.logical(op, x, y),
            BinaryOp::Shl | BinaryOp::Shr => {
                let ty = self.ty(e);
                let vx = self.expr_to(x, ty);
                let count = self.shift_count(y);
                return self.shift(op, vx, count, ty);
            }
            _ => {}
        }
        if let Some(cmp) = cmp_of(op) {
            return self.compare(cmp, x, y);
        }
        let ty = self.ty(e);
        if self.kind(ty) == Kind::String && op == BinaryOp::Add {
            return self.concat(e);
        }
        let vx = self.expr_to(x, ty);
        let vy = self.expr_to(y, ty);
        self.arithmetic(op, vx, vy, ty)
    }

    /// `vx op vy`, both of type `ty`.
    pub(crate) fn arithmetic(&mut self, op: BinaryOp, vx: V, vy: V, ty: TypeId) -> V {
        match self.shape(ty) {
            Shape::Int(kind) => {
                let Some(iop) = int_op(op) else { return V::Zero };
                V::W(Word::Int(iop, kind, bx(to_word(vx)), bx(to_word(vy))))
            }
            shape @ (Shape::F64 | Shape::F32) => {
                let fop = match op {
                    BinaryOp::Add => FloatOp::Add,
                    BinaryOp::Sub => FloatOp::Sub,
                    BinaryOp::Mul => FloatOp::Mul,
                    _ => FloatOp::Div,
                };
                let f = Float::Bin(fop, bx(to_float(vx)), bx(to_float(vy)));
                if shape == Shape::F32 { V::F32(Float::Round32(bx(f))) } else { V::F(f) }
            }
            _ => match self.kind(ty) {
                Kind::String => {
                    let a = self.plain_string(to_pair(vx));
                    let b = self.plain_string(to_pair(vy));
                    V::P(Pair::Fn(operation::concat(vec![a, b])))
                }
                kind @ (Kind::Complex128 | Kind::Complex64) => {
                    let (a, b) = (self.plain(vx, ty), self.plain(vy, ty));
                    let (a, b) = (to_pair(a), to_pair(b));
                    V::P(Pair::Fn(operation::complex_op(op, kind == Kind::Complex64, a, b)))
                }
                _ => V::Zero,
            },
        }
    }

    /// `a + b + c…` of strings as one concatenation.
    fn concat(&mut self, e: &Expr) -> V {
        let mut parts = Vec::new();
        self.concat_parts(e, &mut parts);
        V::P(Pair::Fn(operation::concat(parts)))
    }

    fn concat_parts(&mut self, e: &Expr, parts: &mut Vec<Pair>) {
        use frontend::ast::ExprKind;
        if !self.program.info.consts.contains_key(&e.id) {
            match &e.kind {
                ExprKind::Paren(x) => return self.concat_parts(x, parts),
                ExprKind::Binary { op: BinaryOp::Add, x, y, .. } => {
                    self.concat_parts(x, parts);
                    self.concat_parts(y, parts);
                    return;
                }
                _ => {}
            }
        }
        let pair = self.pair(e);
        parts.push(self.plain_string(pair));
    }

    pub(crate) fn complex_neg(&mut self, x: &Expr, ty: TypeId) -> V {
        let single = self.kind(ty) == Kind::Complex64;
        let v = self.expr(x);
        let b = to_pair(self.plain(v, ty));
        V::P(Pair::Fn(operation::complex_neg(single, b)))
    }

    /// A float operand of type float64 or float32.
    pub(crate) fn float(&mut self, e: &Expr) -> Float {
        to_float(self.expr(e))
    }

    /// The right operand of a shift: an unsigned count; a negative one traps.
    pub(crate) fn shift_count(&mut self, y: &Expr) -> Word {
        if let Some(value) = self.program.info.consts.get(&y.id) {
            return Word::Const(value.to_u64().unwrap_or(u64::MAX));
        }
        let ty = self.ty(y);
        let w = self.word(y);
        match self.shape(ty) {
            Shape::Int(kind) if kind.signed() => {
                let w = self.plain_scalar(w);
                Word::Fn(operation::shift_count(w))
            }
            _ => w,
        }
    }

    /// `vx << count` or `vx >> count`.
    pub(crate) fn shift(&mut self, op: BinaryOp, vx: V, count: Word, ty: TypeId) -> V {
        let kind = match self.shape(ty) {
            Shape::Int(kind) => kind,
            _ => IntKind::I64,
        };
        let iop = if op == BinaryOp::Shl { IntOp::Shl } else { IntOp::Shr };
        V::W(Word::Int(iop, kind, bx(to_word(vx)), bx(count)))
    }

    fn logical(&mut self, op: BinaryOp, x: &Expr, y: &Expr) -> V {
        let a = self.cond(x);
        let mut b = None;
        let stmts = self.block_of(|l| b = Some(l.cond(y)));
        let b = b.unwrap_or(Cond::Const(false));
        let and = op == BinaryOp::LogAnd;
        if stmts.is_empty() {
            return V::C(if and { Cond::And(bx(a), bx(b)) } else { Cond::Or(bx(a), bx(b)) });
        }
        // The right operand calls: it runs only if the left one does not decide.
        let tmp = self.temp_words(1);
        self.act(Act::Set(tmp, to_word(V::C(a))), x.span.lo);
        let mut then = stmts;
        then.push(St::Act(Act::Set(tmp, to_word(V::C(b))), y.span.lo));
        let flag = Cond::Word(bx(Word::Slot(tmp)));
        let test = if and { flag } else { Cond::Not(bx(flag)) };
        self.emit(St::If(test, then, Vec::new(), x.span.lo));
        V::C(Cond::Word(bx(Word::Slot(tmp))))
    }

    /// `x cmp y`.
    fn compare(&mut self, cmp: Cmp, x: &Expr, y: &Expr) -> V {
        if self.is_nil(y) {
            return self.compare_nil(cmp, x);
        }
        if self.is_nil(x) {
            return self.compare_nil(cmp, y);
        }
        let (mut xt, mut yt) = (self.ty(x), self.ty(y));
        // A constant takes the other operand's type.
        if self.program.info.consts.contains_key(&x.id) && !self.is_iface(yt) {
            xt = yt;
        }
        if self.program.info.consts.contains_key(&y.id) && !self.is_iface(xt) {
            yt = xt;
        }
        let common = if self.is_iface(xt) { xt } else { yt };
        let vx = self.expr_to(x, common);
        let vy = self.expr_to(y, common);
        V::C(self.compare_values(cmp, vx, vy, common))
    }

    fn compare_nil(&mut self, cmp: Cmp, x: &Expr) -> V {
        let ty = self.ty(x);
        let v = self.expr(x);
        let w = match self.kind(ty) {
            Kind::Interface => Word::First(bx(to_pair(v))),
            Kind::Slice => match v {
                V::M(addr) => Word::Load(addr, crate::ir::Mem::Word),
                v => Word::Slot(self.in_slots(v, ty, x.span.lo)),
            },
            _ => to_word(v),
        };
        V::C(Cond::Int(cmp, false, bx(w), bx(Word::Const(0))))
    }

    /// Compares two values of one type.
    pub(crate) fn compare_values(&mut self, cmp: Cmp, vx: V, vy: V, ty: TypeId) -> Cond {
        let kind = self.kind(ty);
        match (self.shape(ty), kind) {
            (Shape::Int(k), _) => Cond::Int(cmp, k.signed(), bx(to_word(vx)), bx(to_word(vy))),
            (Shape::F64 | Shape::F32, _) => Cond::Float(cmp, bx(to_float(vx)), bx(to_float(vy))),
            (Shape::Bool, _) => match (cmp, vx, vy) {
                (Cmp::Eq, v, V::C(Cond::Const(true))) | (Cmp::Eq, V::C(Cond::Const(true)), v) => {
                    to_cond(v)
                }
                (_, vx, vy) => Cond::Int(cmp, false, bx(to_word(vx)), bx(to_word(vy))),
            },
            (_, Kind::String) => Cond::Str(cmp, bx(to_pair(vx)), bx(to_pair(vy))),
            (_, Kind::Pointer | Kind::Chan | Kind::UnsafePointer | Kind::Map | Kind::Func) => {
                Cond::Int(cmp, false, bx(to_word(vx)), bx(to_word(vy)))
            }
            (_, Kind::Interface) => {
                let (a, b) = (self.plain(vx, ty), self.plain(vy, ty));
                let eq = Cond::Fn(operation::iface_equal(to_pair(a), to_pair(b)));
                if cmp == Cmp::Eq { eq } else { Cond::Not(bx(eq)) }
            }
            _ => {
                let id = self.rt(ty);
                let (vx, vy) = (self.plain(vx, ty), self.plain(vy, ty));
                let (mut acts, a) = self.with_slots(vx, ty);
                let (more, b) = self.with_slots(vy, ty);
                acts.extend(more);
                let eq = Cond::Fn(operation::equal(id, acts, a, b));
                if cmp == Cmp::Eq { eq } else { Cond::Not(bx(eq)) }
            }
        }
    }
}

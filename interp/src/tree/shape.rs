//! Operands and operations whose shape is known when the tree is built.
//!
//! A consumer ([`WordK`], [`CondK`]) takes code of a static type: a boxed closure, a statement
//! node that stores the value, a loop that tests it. So the hot combinations (slot with constant,
//! slot with slot) become one monomorphic piece of code without a call inside.

use super::Frame;
use super::access;
use super::build::{cond_fn, float_fn, pair_fn, word_fn};
use crate::cx::Cx;
use crate::ir::{
    Addr, Cmp, Cond, Float, FloatFn, FloatOp, IntKind, IntOp, Mem, Pair, PairFn, Word, WordFn,
};
use crate::race::Site;

/// Code of a one-word value.
pub(crate) trait WordCode: Fn(&mut Cx, &mut Frame) -> u64 + Send + Sync + 'static {}
impl<F: Fn(&mut Cx, &mut Frame) -> u64 + Send + Sync + 'static> WordCode for F {}

/// Code of a condition.
pub(crate) trait CondCode: Fn(&mut Cx, &mut Frame) -> bool + Send + Sync + 'static {}
impl<F: Fn(&mut Cx, &mut Frame) -> bool + Send + Sync + 'static> CondCode for F {}

/// Code of a float.
pub(crate) trait FloatCode: Fn(&mut Cx, &mut Frame) -> f64 + Send + Sync + 'static {}
impl<F: Fn(&mut Cx, &mut Frame) -> f64 + Send + Sync + 'static> FloatCode for F {}

/// Takes code of a one-word value.
pub(crate) trait WordK: Sized {
    /// What it makes of it.
    type Out;
    /// Takes the code.
    fn go<F: WordCode>(self, f: F) -> Self::Out;
}

/// Takes code of a condition.
pub(crate) trait CondK: Sized {
    /// What it makes of it.
    type Out;
    /// Takes the code.
    fn go<F: CondCode>(self, f: F) -> Self::Out;
}

/// Takes code of a float.
pub(crate) trait FloatK: Sized {
    /// What it makes of it.
    type Out;
    /// Takes the code.
    fn go<F: FloatCode>(self, f: F) -> Self::Out;
}

/// A word operand.
pub(crate) trait W: Send + Sync + 'static {
    /// Its value.
    fn word(&self, cx: &mut Cx, fr: &mut Frame) -> u64;
}

/// A slot.
#[derive(Clone, Copy)]
pub(crate) struct Slot(pub(crate) usize);
/// A constant.
#[derive(Clone, Copy)]
pub(crate) struct Const(pub(crate) u64);

impl W for Slot {
    #[inline(always)]
    fn word(&self, _: &mut Cx, fr: &mut Frame) -> u64 {
        fr[self.0]
    }
}
impl W for Const {
    #[inline(always)]
    fn word(&self, _: &mut Cx, _: &mut Frame) -> u64 {
        self.0
    }
}
impl W for WordFn {
    #[inline(always)]
    fn word(&self, cx: &mut Cx, fr: &mut Frame) -> u64 {
        self(cx, fr)
    }
}

/// Pointer and length of a slice or string.
pub(crate) trait P: Send + Sync + 'static {
    /// The two words.
    fn pair(&self, cx: &mut Cx, fr: &mut Frame) -> (u64, u64);
}
impl P for Slot {
    #[inline(always)]
    fn pair(&self, _: &mut Cx, fr: &mut Frame) -> (u64, u64) {
        (fr[self.0], fr[self.0 + 1])
    }
}
impl P for PairFn {
    #[inline(always)]
    fn pair(&self, cx: &mut Cx, fr: &mut Frame) -> (u64, u64) {
        self(cx, fr)
    }
}

/// A float operand.
pub(crate) trait Fl: Send + Sync + 'static {
    /// Its value.
    fn float(&self, cx: &mut Cx, fr: &mut Frame) -> f64;
}
/// A float constant.
#[derive(Clone, Copy)]
pub(crate) struct FConst(pub(crate) f64);
impl Fl for Slot {
    #[inline(always)]
    fn float(&self, _: &mut Cx, fr: &mut Frame) -> f64 {
        f64::from_bits(fr[self.0])
    }
}
impl Fl for FConst {
    #[inline(always)]
    fn float(&self, _: &mut Cx, _: &mut Frame) -> f64 {
        self.0
    }
}
impl Fl for FloatFn {
    #[inline(always)]
    fn float(&self, cx: &mut Cx, fr: &mut Frame) -> f64 {
        self(cx, fr)
    }
}
/// A float64 behind a pointer in a slot.
#[derive(Clone, Copy)]
pub(crate) struct FField(pub(crate) usize, pub(crate) usize);
impl Fl for FField {
    #[inline(always)]
    fn float(&self, cx: &mut Cx, fr: &mut Frame) -> f64 {
        f64::from_bits(access::load_word(cx, fr[self.0], self.1))
    }
}
/// An element of a float64 slice: slots of slice and index.
#[derive(Clone, Copy)]
pub(crate) struct FIndex(pub(crate) usize, pub(crate) usize);
impl Fl for FIndex {
    #[inline(always)]
    fn float(&self, cx: &mut Cx, fr: &mut Frame) -> f64 {
        f64::from_bits(access::index_word(cx, (fr[self.0], fr[self.0 + 1]), fr[self.1]))
    }
}
/// `s[i][j]` of float64: slots of slice and indices, words of the outer elements.
#[derive(Clone, Copy)]
pub(crate) struct FIndex2(pub(crate) usize, pub(crate) usize, pub(crate) u64, pub(crate) usize);
impl Fl for FIndex2 {
    #[inline(always)]
    fn float(&self, cx: &mut Cx, fr: &mut Frame) -> f64 {
        let inner = access::index_pair(cx, (fr[self.0], fr[self.0 + 1]), fr[self.1], self.2 * 8);
        f64::from_bits(access::index_word(cx, inner, fr[self.3]))
    }
}

/// Runs a body once for each shape of a word operand.
macro_rules! with_w {
    ($w:expr, $x:ident => $body:expr) => {
        match $w {
            Word::Slot(s) => {
                let $x = Slot(s as usize);
                $body
            }
            Word::Const(c) => {
                let $x = Const(c);
                $body
            }
            other => {
                let $x = word_fn(other);
                $body
            }
        }
    };
}
/// As `with_w`, without the constant shape.
macro_rules! with_left {
    ($w:expr, $x:ident => $body:expr) => {
        match $w {
            Word::Slot(s) => {
                let $x = Slot(s as usize);
                $body
            }
            other => {
                let $x = word_fn(other);
                $body
            }
        }
    };
}
/// Runs a body once for each shape of a pair operand.
macro_rules! with_p {
    ($p:expr, $x:ident => $body:expr) => {
        match $p {
            Pair::Slot(s) => {
                let $x = Slot(s as usize);
                $body
            }
            other => {
                let $x = pair_fn(other);
                $body
            }
        }
    };
}
/// Runs a body once for each shape of a float operand.
macro_rules! with_f {
    ($f:expr, $x:ident => $body:expr) => {
        match shape_f($f) {
            FShape::Slot(s) => {
                let $x = s;
                $body
            }
            FShape::Const(c) => {
                let $x = c;
                $body
            }
            FShape::Field(s) => {
                let $x = s;
                $body
            }
            FShape::Fn(s) => {
                let $x = s;
                $body
            }
        }
    };
}
pub(crate) use {with_p, with_w};

enum FShape {
    Slot(Slot),
    Const(FConst),
    Field(FField),
    Fn(FloatFn),
}

fn shape_f(f: Float) -> FShape {
    match f {
        Float::Slot(s) => FShape::Slot(Slot(s as usize)),
        Float::Const(c) => FShape::Const(FConst(c)),
        Float::Bits(w) => match *w {
            Word::Load(Addr { base, off, site: Site::NONE }, Mem::Word) => match *base {
                Word::Slot(s) => FShape::Field(FField(s as usize, off as usize)),
                base => {
                    let addr = Addr { base: Box::new(base), off, site: Site::NONE };
                    FShape::Fn(float_fn(Float::Bits(Box::new(Word::Load(addr, Mem::Word)))))
                }
            },
            w => FShape::Fn(float_fn(Float::Bits(Box::new(w)))),
        },
        f => FShape::Fn(float_fn(f)),
    }
}

/// Sign- or zero-extends.
#[inline(always)]
pub(crate) fn wrap(kind: IntKind, v: u64) -> u64 {
    match kind {
        IntKind::I64 | IntKind::U64 => v,
        IntKind::I32 => i64::from(v as i32).cast_unsigned(),
        IntKind::I16 => i64::from(v as i16).cast_unsigned(),
        IntKind::I8 => i64::from(v as i8).cast_unsigned(),
        IntKind::U32 => u64::from(v as u32),
        IntKind::U16 => u64::from(v as u16),
        IntKind::U8 => u64::from(v as u8),
    }
}

#[inline(always)]
fn div_s(cx: &mut Cx, a: u64, b: u64) -> u64 {
    if b == 0 {
        return access::divide(cx);
    }
    if (a | b) >> 32 == 0 {
        return u64::from(a as u32 / b as u32);
    }
    a.cast_signed().wrapping_div(b.cast_signed()).cast_unsigned()
}

#[inline(always)]
fn rem_s(cx: &mut Cx, a: u64, b: u64) -> u64 {
    if b == 0 {
        return access::divide(cx);
    }
    if (a | b) >> 32 == 0 {
        return u64::from(a as u32 % b as u32);
    }
    a.cast_signed().wrapping_rem(b.cast_signed()).cast_unsigned()
}

#[inline(always)]
fn div_u(cx: &mut Cx, a: u64, b: u64) -> u64 {
    match a.checked_div(b) {
        Some(q) => q,
        None => access::divide(cx),
    }
}

#[inline(always)]
fn rem_u(cx: &mut Cx, a: u64, b: u64) -> u64 {
    match a.checked_rem(b) {
        Some(r) => r,
        None => access::divide(cx),
    }
}

#[inline(always)]
fn shl(a: u64, n: u64) -> u64 {
    if n < 64 { a << n } else { 0 }
}

#[inline(always)]
fn shr_u(a: u64, n: u64) -> u64 {
    if n < 64 { a >> n } else { 0 }
}

#[inline(always)]
fn shr_s(a: u64, n: u64) -> u64 {
    (a.cast_signed() >> n.min(63)).cast_unsigned()
}

/// An integer operation at full width, in the shapes of its operands.
fn int_op<K: WordK>(op: IntOp, signed: bool, a: Word, b: Word, k: K) -> K::Out {
    macro_rules! shapes {
        (|$cx:ident, $x:ident, $y:ident| $e:expr) => {
            with_left!(a, p => with_w!(b, q => k.go(move |$cx: &mut Cx, fr: &mut Frame| {
                let $x = p.word($cx, fr);
                let $y = q.word($cx, fr);
                $e
            })))
        };
    }
    match (op, signed) {
        (IntOp::Add, _) => shapes!(|cx, x, y| x.wrapping_add(y)),
        (IntOp::Sub, _) => shapes!(|cx, x, y| x.wrapping_sub(y)),
        (IntOp::Mul, _) => shapes!(|cx, x, y| x.wrapping_mul(y)),
        (IntOp::And, _) => shapes!(|cx, x, y| x & y),
        (IntOp::Or, _) => shapes!(|cx, x, y| x | y),
        (IntOp::Xor, _) => shapes!(|cx, x, y| x ^ y),
        (IntOp::AndNot, _) => shapes!(|cx, x, y| x & !y),
        (IntOp::Div, true) => shapes!(|cx, x, y| div_s(cx, x, y)),
        (IntOp::Rem, true) => shapes!(|cx, x, y| rem_s(cx, x, y)),
        (IntOp::Div, false) => shapes!(|cx, x, y| div_u(cx, x, y)),
        (IntOp::Rem, false) => shapes!(|cx, x, y| rem_u(cx, x, y)),
        (IntOp::Shl, _) => shapes!(|cx, x, y| shl(x, y)),
        (IntOp::Shr, true) => shapes!(|cx, x, y| shr_s(x, y)),
        (IntOp::Shr, false) => shapes!(|cx, x, y| shr_u(x, y)),
    }
}

struct BoxWord;
impl WordK for BoxWord {
    type Out = WordFn;
    fn go<F: WordCode>(self, f: F) -> WordFn {
        Box::new(f)
    }
}

/// Hands a word's code to a consumer.
pub(crate) fn word_k<K: WordK>(w: Word, k: K) -> K::Out {
    match w {
        Word::Slot(s) => {
            let s = s as usize;
            k.go(move |_: &mut Cx, fr: &mut Frame| fr[s])
        }
        Word::Const(c) => k.go(move |_: &mut Cx, _: &mut Frame| c),
        Word::Int(op, IntKind::I64, a, b) => int_op(op, true, *a, *b, k),
        Word::Int(op, IntKind::U64, a, b) => int_op(op, false, *a, *b, k),
        Word::Int(op, kind, a, b) => {
            let f = int_op(op, kind.signed(), *a, *b, BoxWord);
            k.go(move |cx: &mut Cx, fr: &mut Frame| wrap(kind, f(cx, fr)))
        }
        Word::Load(Addr { base, off, site: Site::NONE }, Mem::Word) => {
            let off = off as usize;
            match *base {
                Word::Slot(s) => {
                    let s = s as usize;
                    k.go(move |cx: &mut Cx, fr: &mut Frame| access::load_word(cx, fr[s], off))
                }
                Word::Const(c) => {
                    k.go(move |cx: &mut Cx, _: &mut Frame| access::load_word(cx, c, off))
                }
                base => {
                    let base = word_fn(base);
                    k.go(move |cx: &mut Cx, fr: &mut Frame| {
                        let a = base(cx, fr);
                        access::load_word(cx, a, off)
                    })
                }
            }
        }
        Word::Index(p, i, mem, Site::NONE) => index_k(*p, *i, mem, k),
        w => {
            let f = super::build::slow_word(w);
            k.go(f)
        }
    }
}

fn index_k<K: WordK>(p: Pair, i: Word, mem: Mem, k: K) -> K::Out {
    match mem {
        Mem::Word => with_p!(p, p => with_w!(i, i => k.go(move |cx: &mut Cx, fr: &mut Frame| {
            let s = p.pair(cx, fr);
            let i = i.word(cx, fr);
            access::index_word(cx, s, i)
        }))),
        Mem::U8 => with_p!(p, p => with_w!(i, i => k.go(move |cx: &mut Cx, fr: &mut Frame| {
            let s = p.pair(cx, fr);
            let i = i.word(cx, fr);
            access::index_u8(cx, s, i)
        }))),
        mem => with_p!(p, p => {
            let i = word_fn(i);
            k.go(move |cx: &mut Cx, fr: &mut Frame| {
                let s = p.pair(cx, fr);
                let i = i(cx, fr);
                access::index_mem(cx, s, i, mem)
            })
        }),
    }
}

/// A word as boxed code.
pub(crate) fn boxed_word(w: Word) -> WordFn {
    word_k(w, BoxWord)
}

/// Hands a condition's code to a consumer.
pub(crate) fn cond_k<K: CondK>(c: Cond, k: K) -> K::Out {
    match c {
        Cond::Int(cmp, signed, a, b) => {
            macro_rules! shapes {
                (|$x:ident, $y:ident| $e:expr) => {
                    with_left!(*a, p => with_w!(*b, q => k.go(move |cx: &mut Cx, fr: &mut Frame| {
                        let $x = p.word(cx, fr);
                        let $y = q.word(cx, fr);
                        $e
                    })))
                };
            }
            match (cmp, signed) {
                (Cmp::Eq, _) => shapes!(|x, y| x == y),
                (Cmp::Ne, _) => shapes!(|x, y| x != y),
                (Cmp::Lt, true) => shapes!(|x, y| x.cast_signed() < y.cast_signed()),
                (Cmp::Le, true) => shapes!(|x, y| x.cast_signed() <= y.cast_signed()),
                (Cmp::Gt, true) => shapes!(|x, y| x.cast_signed() > y.cast_signed()),
                (Cmp::Ge, true) => shapes!(|x, y| x.cast_signed() >= y.cast_signed()),
                (Cmp::Lt, false) => shapes!(|x, y| x < y),
                (Cmp::Le, false) => shapes!(|x, y| x <= y),
                (Cmp::Gt, false) => shapes!(|x, y| x > y),
                (Cmp::Ge, false) => shapes!(|x, y| x >= y),
            }
        }
        Cond::Word(w) => match *w {
            Word::Slot(s) => {
                let s = s as usize;
                k.go(move |_: &mut Cx, fr: &mut Frame| fr[s] != 0)
            }
            w => {
                let f = word_fn(w);
                k.go(move |cx: &mut Cx, fr: &mut Frame| f(cx, fr) != 0)
            }
        },
        Cond::Not(inner) => {
            if let Cond::Word(w) = *inner {
                let f = word_fn(*w);
                return k.go(move |cx: &mut Cx, fr: &mut Frame| f(cx, fr) == 0);
            }
            let f = cond_fn(*inner);
            k.go(move |cx: &mut Cx, fr: &mut Frame| !f(cx, fr))
        }
        c => {
            let f = super::build::slow_cond(c);
            k.go(f)
        }
    }
}

/// Hands a float's code to a consumer.
pub(crate) fn float_k<K: FloatK>(f: Float, k: K) -> K::Out {
    match f {
        Float::Slot(s) => {
            let s = s as usize;
            k.go(move |_: &mut Cx, fr: &mut Frame| f64::from_bits(fr[s]))
        }
        Float::Bin(op, a, b) => {
            macro_rules! shapes {
                (|$x:ident, $y:ident| $e:expr) => {
                    with_f!(*a, p => with_f!(*b, q => k.go(move |cx: &mut Cx, fr: &mut Frame| {
                        let $x = p.float(cx, fr);
                        let $y = q.float(cx, fr);
                        $e
                    })))
                };
            }
            match op {
                FloatOp::Add => shapes!(|x, y| x + y),
                FloatOp::Sub => shapes!(|x, y| x - y),
                FloatOp::Mul => shapes!(|x, y| x * y),
                FloatOp::Div => shapes!(|x, y| x / y),
            }
        }
        f => {
            let f = super::build::slow_float(f);
            k.go(f)
        }
    }
}

/// Boxes a float's code.
pub(crate) struct BoxedFloat;
impl FloatK for BoxedFloat {
    type Out = FloatFn;
    fn go<F: FloatCode>(self, f: F) -> FloatFn {
        Box::new(f)
    }
}

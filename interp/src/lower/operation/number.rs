//! Numbers: complex arithmetic, shifts, conversions, `min` and `max`.

use super::fail;
use crate::ir::{Float, Pair, PairFn, Word, WordFn};
use crate::trap::Trap;
use crate::tree::{float_fn, pair_fn, word_fn};
use frontend::ast::BinaryOp;

/// Complex arithmetic.
pub(crate) fn complex_op(op: BinaryOp, single: bool, a: Pair, b: Pair) -> PairFn {
    let (a, b) = (pair_fn(a), pair_fn(b));
    Box::new(move |cx, fr| {
        let (x, y) = (parts(single, a(cx, fr)), parts(single, b(cx, fr)));
        let r = match op {
            BinaryOp::Add => (x.0 + y.0, x.1 + y.1),
            BinaryOp::Sub => (x.0 - y.0, x.1 - y.1),
            BinaryOp::Mul => (x.0 * y.0 - x.1 * y.1, x.0 * y.1 + x.1 * y.0),
            _ => complex_div(x, y),
        };
        unparts(single, r)
    })
}

/// Division as gc's runtime does it, with C99's rules for infinities and NaN.
fn complex_div((a, b): (f64, f64), (c, d): (f64, f64)) -> (f64, f64) {
    let (e, f) = if c.abs() >= d.abs() {
        let ratio = d / c;
        let denom = c + ratio * d;
        ((a + b * ratio) / denom, (b - a * ratio) / denom)
    } else {
        let ratio = c / d;
        let denom = d + ratio * c;
        ((a * ratio + b) / denom, (b * ratio - a) / denom)
    };
    if !e.is_nan() || !f.is_nan() {
        return (e, f);
    }
    let inf = f64::INFINITY;
    let unit = |x: f64| if x.is_infinite() { 1.0_f64 } else { 0.0 }.copysign(x);
    if c == 0.0 && d == 0.0 && (!a.is_nan() || !b.is_nan()) {
        return (inf.copysign(c) * a, inf.copysign(c) * b);
    }
    if (a.is_infinite() || b.is_infinite()) && c.is_finite() && d.is_finite() {
        let (a, b) = (unit(a), unit(b));
        return (inf * (a * c + b * d), inf * (b * c - a * d));
    }
    if (c.is_infinite() || d.is_infinite()) && a.is_finite() && b.is_finite() {
        let (c, d) = (unit(c), unit(d));
        return (0.0 * (a * c + b * d), 0.0 * (b * c - a * d));
    }
    (e, f)
}

/// `-x` of a complex number.
pub(crate) fn complex_neg(single: bool, a: Pair) -> PairFn {
    let a = pair_fn(a);
    Box::new(move |cx, fr| {
        let x = parts(single, a(cx, fr));
        unparts(single, (-x.0, -x.1))
    })
}

#[expect(clippy::cast_possible_truncation, reason = "the low half holds the float32")]
fn parts(single: bool, (re, im): (u64, u64)) -> (f64, f64) {
    if single {
        (f64::from(f32::from_bits(re as u32)), f64::from(f32::from_bits(im as u32)))
    } else {
        (f64::from_bits(re), f64::from_bits(im))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "rounds as Go does")]
fn unparts(single: bool, (re, im): (f64, f64)) -> (u64, u64) {
    if single {
        (u64::from((re as f32).to_bits()), u64::from((im as f32).to_bits()))
    } else {
        (re.to_bits(), im.to_bits())
    }
}

/// complex128 → complex64.
pub(crate) fn complex_narrow(a: Pair) -> PairFn {
    let a = pair_fn(a);
    Box::new(move |cx, fr| unparts(true, parts(false, a(cx, fr))))
}

/// complex64 → complex128.
pub(crate) fn complex_widen(a: Pair) -> PairFn {
    let a = pair_fn(a);
    Box::new(move |cx, fr| unparts(false, parts(true, a(cx, fr))))
}

/// An unsigned index of 64 bits: messages about one beyond int64 must know.
pub(crate) fn big_index(w: Word) -> WordFn {
    let w = word_fn(w);
    Box::new(move |cx, fr| {
        let i = w(cx, fr);
        if i.cast_signed() < 0 {
            cx.big_index = i;
        }
        i
    })
}

/// A signed shift count.
pub(crate) fn shift_count(w: Word) -> WordFn {
    let w = word_fn(w);
    Box::new(move |cx, fr| {
        let n = w(cx, fr);
        if n.cast_signed() < 0 {
            fail(cx, Trap::Error("negative shift amount".to_owned()));
            return 0;
        }
        n
    })
}

/// Integer → float32 bits with one rounding.
#[expect(clippy::cast_precision_loss, reason = "rounds as Go does")]
pub(crate) fn int_to_f32(signed: bool, w: Word) -> WordFn {
    let w = word_fn(w);
    Box::new(move |cx, fr| {
        let n = w(cx, fr);
        let f = if signed { n.cast_signed() as f32 } else { n as f32 };
        u64::from(f.to_bits())
    })
}

/// An unsigned number as a rune: those beyond int64 become -1.
pub(crate) fn clamp_rune(w: Word) -> WordFn {
    let w = word_fn(w);
    Box::new(move |cx, fr| {
        let n = w(cx, fr);
        if n.cast_signed() < 0 { u64::MAX } else { n }
    })
}

/// `min` and `max` of floats: NaN wins, and -0 is less than +0.
pub(crate) fn float_min_max(min: bool, single: bool, a: Float, b: Float) -> WordFn {
    let (a, b) = (float_fn(a), float_fn(b));
    Box::new(move |cx, fr| {
        let (x, y) = (a(cx, fr), b(cx, fr));
        let r = if x.is_nan() || y.is_nan() {
            f64::NAN
        } else if x == y {
            let first = x.is_sign_negative() == min;
            if first { x } else { y }
        } else if (x < y) == min {
            x
        } else {
            y
        };
        #[expect(clippy::cast_possible_truncation, reason = "the value is a float32")]
        if single { u64::from((r as f32).to_bits()) } else { r.to_bits() }
    })
}

//! Conversions between numbers, as gc makes them on amd64.
//!
//! spec: "if the value cannot be represented by the type the result is
//! implementation-dependent": CVTTSD2SQ and CVTTSD2SL answer the smallest integer then.

#![expect(clippy::wildcard_enum_match_arm, reason = "most kinds are alike")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "this is what conversions do"
)]

use super::load::canonical;
use crate::code::Kind;
use crate::ir::IntKind;

const TWO_63: f64 = 9_223_372_036_854_775_808.0;
const TWO_31: f64 = 2_147_483_648.0;

/// float64 → int64 (CVTTSD2SQ).
#[inline]
pub fn f64_to_i64(v: f64) -> i64 {
    if (-TWO_63..TWO_63).contains(&v) { v as i64 } else { i64::MIN }
}

/// float64 → int32 (CVTTSD2SL).
#[inline]
pub fn f64_to_i32(v: f64) -> i32 {
    if v > -TWO_31 - 1.0 && v < TWO_31 { v as i32 } else { i32::MIN }
}

/// float64 → uint64: below 2^63 as int64, else as what is above it.
#[inline]
pub fn f64_to_u64(v: f64) -> u64 {
    if v < TWO_63 { f64_to_i64(v) as u64 } else { f64_to_i64(v - TWO_63) as u64 ^ (1 << 63) }
}

/// Float → integer of a kind, as a slot.
#[inline]
pub fn float_to_int(v: f64, kind: IntKind) -> u64 {
    match kind {
        IntKind::I64 => f64_to_i64(v) as u64,
        IntKind::U64 => f64_to_u64(v),
        // uint32 goes through int64 "to dodge unsigned", the smaller ones through int32.
        IntKind::U32 => u64::from(f64_to_i64(v) as u32),
        IntKind::I32 => i64::from(f64_to_i32(v)) as u64,
        IntKind::I16 => i64::from(f64_to_i32(v) as i16) as u64,
        IntKind::I8 => i64::from(f64_to_i32(v) as i8) as u64,
        IntKind::U16 => u64::from(f64_to_i32(v) as u16),
        IntKind::U8 => u64::from(f64_to_i32(v) as u8),
    }
}

/// Whether integers of a kind are signed.
pub fn is_signed(kind: Kind) -> bool {
    matches!(kind, Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64)
}

/// Integer of a kind (as a slot) → float64.
#[inline]
pub fn int_to_f64(word: u64, kind: Kind) -> f64 {
    if is_signed(kind) { word as i64 as f64 } else { word as f64 }
}

/// Integer of a kind (as a slot) → float32, rounded once.
#[inline]
pub fn int_to_f32(word: u64, kind: Kind) -> f32 {
    if is_signed(kind) { word as i64 as f32 } else { word as f32 }
}

/// Wraps a word to an integer kind: what every operation and conversion ends with.
#[inline]
pub fn wrap(kind: Kind, word: u64) -> u64 {
    canonical(kind, word)
}

/// Division of complex numbers: runtime.complex128div (Smith's algorithm, then the infinities
/// and zeros of C99).
pub fn complex_div(n: (f64, f64), m: (f64, f64)) -> (f64, f64) {
    let ((mut a, mut b), (mut c, mut d)) = (n, m);
    let (e, f) = if c.abs() >= d.abs() {
        let ratio = d / c;
        let denom = c + ratio * d;
        ((a + b * ratio) / denom, (b - a * ratio) / denom)
    } else {
        let ratio = c / d;
        let denom = d + ratio * c;
        ((a * ratio + b) / denom, (b * ratio - a) / denom)
    };
    if !e.is_nan() && !f.is_nan() {
        return (e, f);
    }
    // A signed 1 for an infinity, else a signed 0.
    let inf_to_one = |x: f64| if x.is_infinite() { 1.0_f64 } else { 0.0 }.copysign(x);
    let inf = f64::INFINITY;
    if c == 0.0 && d == 0.0 && (!a.is_nan() || !b.is_nan()) {
        (inf.copysign(c) * a, inf.copysign(c) * b)
    } else if (a.is_infinite() || b.is_infinite()) && c.is_finite() && d.is_finite() {
        (a, b) = (inf_to_one(a), inf_to_one(b));
        (inf * (a * c + b * d), inf * (b * c - a * d))
    } else if (c.is_infinite() || d.is_infinite()) && a.is_finite() && b.is_finite() {
        (c, d) = (inf_to_one(c), inf_to_one(d));
        (0.0 * (a * c + b * d), 0.0 * (b * c - a * d))
    } else {
        (e, f)
    }
}

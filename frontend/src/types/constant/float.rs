//! Rounding of exact numbers to binary floating point, half to even.

use super::wide::Wide;
use super::{BasicKind, Value};
use num_bigint::{BigUint, Sign};
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

/// Parts with more bits than this are rounded.
const MAX_BITS: u64 = 4096;
/// Mantissa bits of a rounded number.
pub(super) const MANTISSA: u64 = 512;
/// Largest binary exponent of a rounded number: far beyond any float type.
pub(super) const MAX_EXPONENT: i64 = 150_000;

/// `numer / denom` as `mantissa * 2^exponent` with at most `bits` bits in the mantissa and an
/// exponent of at least `least`.
fn nearest(numer: &BigUint, denom: &BigUint, bits: u64, least: i64) -> (BigUint, i64) {
    let int = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    // Scale so that the quotient has at least two bits more than wanted.
    let scale = int(denom.bits()) - int(numer.bits()) + int(bits) + 2;
    let by = scale.unsigned_abs();
    let (n, d) =
        if scale >= 0 { (numer << by, denom.clone()) } else { (numer.clone(), denom << by) };
    let quotient = &n / &d;
    let inexact = &quotient * &d != n;
    let exponent = (int(quotient.bits()) - scale - int(bits)).max(least);
    let Ok(drop) = u64::try_from(exponent + scale) else { return (quotient, -scale) };
    if drop > quotient.bits() + 1 {
        return (BigUint::zero(), exponent);
    }
    let mut mantissa = &quotient >> drop;
    let rest = quotient - (&mantissa << drop);
    let half = if drop == 0 { BigUint::zero() } else { BigUint::one() << (drop - 1) };
    let up = drop > 0 && (rest > half || rest == half && (inexact || mantissa.bit(0)));
    if up {
        mantissa += 1u32;
    }
    (mantissa, exponent)
}

/// The nearest `f64`; infinite if the number is too large.
pub fn f64_of(value: &BigRational) -> f64 {
    if value.is_zero() {
        return 0.0;
    }
    let (mantissa, exponent) =
        nearest(value.numer().magnitude(), value.denom().magnitude(), 53, -1074);
    let magnitude = compose(&mantissa, exponent);
    signed(magnitude, value)
}

/// The nearest `f32`; infinite if the number is too large.
#[expect(clippy::cast_possible_truncation, reason = "the value is an f32 already")]
pub fn f32_of(value: &BigRational) -> f32 {
    if value.is_zero() {
        return 0.0;
    }
    let (mantissa, exponent) =
        nearest(value.numer().magnitude(), value.denom().magnitude(), 24, -149);
    let magnitude = compose(&mantissa, exponent);
    signed(magnitude, value) as f32
}

/// With the sign of `value`; constants know no negative zero.
fn signed(magnitude: f64, value: &BigRational) -> f64 {
    let negative = value.numer().sign() == Sign::Minus && magnitude > 0.0;
    if negative { -magnitude } else { magnitude }
}

/// `mantissa * 2^exponent`, which is representable or too large.
fn compose(mantissa: &BigUint, mut exponent: i64) -> f64 {
    let Some(mut mantissa) = mantissa.to_u64() else { return f64::INFINITY };
    if mantissa == 0 {
        return 0.0;
    }
    // Normalise to 53 bits unless the number is subnormal.
    while mantissa >= 1 << 53 {
        mantissa >>= 1;
        exponent += 1;
    }
    while mantissa < 1 << 52 && exponent > -1074 {
        mantissa <<= 1;
        exponent -= 1;
    }
    if mantissa < 1 << 52 {
        return f64::from_bits(mantissa);
    }
    match u64::try_from(exponent + 1075) {
        Ok(biased) if biased < 2047 => f64::from_bits(biased << 52 | (mantissa & ((1 << 52) - 1))),
        _ => f64::INFINITY,
    }
}

/// The number rounded to a floating-point or complex kind; `None` if it is too large.
pub(super) fn round(value: &BigRational, kind: BasicKind) -> Option<BigRational> {
    match kind {
        BasicKind::Float32 | BasicKind::Complex64 => {
            BigRational::from_float(f32_of(value)) // `None` if infinite
        }
        BasicKind::Float64 | BasicKind::Complex128 => BigRational::from_float(f64_of(value)),
        _ => Some(value.clone()),
    }
}

/// Keeps numbers of a sane size; `None` if there is no way.
pub(super) fn limit(value: BigRational) -> Option<Value> {
    if value.numer().bits() <= MAX_BITS && value.denom().bits() <= MAX_BITS {
        return Some(Value::Rat(value));
    }
    Wide::of(&value).map(settle)
}

/// A number that was rounded, as a fraction if that has a sane size.
pub(super) fn settle(wide: Wide) -> Value {
    wide.narrow().map_or(Value::Wide(wide), Value::Rat)
}

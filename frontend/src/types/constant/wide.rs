//! Real numbers far beyond the range of any type: `1e1000000`.
//!
//! They are a mantissa of at most 512 bits times a power of two, rounded half to even after each
//! operation, as gc keeps them.

use super::float::{MANTISSA, MAX_EXPONENT};
use crate::ast::BinaryOp;
use num_bigint::{BigInt, BigUint, Sign};
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};
use std::cmp::Ordering;

/// Largest binary exponent: gc's big floats are infinite beyond.
const INFINITE: i64 = i32::MAX as i64;

/// `mantissa * 2^exponent`; the mantissa is odd or zero.
#[derive(Clone, PartialEq, Debug)]
pub struct Wide {
    mantissa: BigInt,
    exponent: i64,
}

impl Wide {
    /// Rounds to the bits kept; `None` if the number is infinite.
    fn new(mantissa: BigInt, exponent: i64) -> Option<Self> {
        let (sign, mut magnitude) = mantissa.into_parts();
        let mut exponent = exponent;
        let extra = magnitude.bits().saturating_sub(MANTISSA);
        if extra > 0 {
            let half = BigUint::one() << (extra - 1);
            let mut kept = &magnitude >> extra;
            let rest = magnitude - (&kept << extra);
            if rest > half || rest == half && kept.bit(0) {
                kept += 1u32;
            }
            magnitude = kept;
            exponent = exponent.checked_add(i64::try_from(extra).ok()?)?;
        }
        if let Some(zeros) = magnitude.trailing_zeros() {
            magnitude >>= zeros;
            exponent = exponent.checked_add(i64::try_from(zeros).ok()?)?;
        }
        let wide = Self { mantissa: BigInt::from_biguint(sign, magnitude), exponent };
        let top = wide.top();
        if top < -INFINITE {
            return Some(Self { mantissa: BigInt::zero(), exponent: 0 });
        }
        (top <= INFINITE).then_some(wide)
    }

    /// From a fraction.
    pub(super) fn of(value: &BigRational) -> Option<Self> {
        let denom = value.denom();
        if denom.magnitude().count_ones() == 1 {
            let shift = i64::try_from(denom.bits()).ok()? - 1;
            return Self::new(value.numer().clone(), -shift);
        }
        let whole = |n: &BigInt| Self::new(n.clone(), 0);
        whole(value.numer())?.div(&whole(denom)?)
    }

    /// `mantissa * base^exponent`.
    pub(super) fn power(mantissa: BigInt, base: u32, exponent: i64) -> Option<Self> {
        let mantissa = Self::new(mantissa, 0)?;
        match (Self::new(base.into(), 0)?.raised(exponent.unsigned_abs()), exponent < 0) {
            (Some(power), true) => mantissa.div(&power),
            (Some(power), false) => mantissa.mul(&power),
            (None, true) => Self::new(BigInt::zero(), 0),
            (None, false) => None,
        }
    }

    fn raised(self, mut exponent: u64) -> Option<Self> {
        let mut result = Self::new(BigInt::one(), 0)?;
        let mut square = self;
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = result.mul(&square)?;
            }
            exponent >>= 1;
            if exponent > 0 {
                square = square.mul(&square)?;
            }
        }
        Some(result)
    }

    /// The number as a fraction, if that has a sane size.
    pub(super) fn narrow(&self) -> Option<BigRational> {
        let by = self.exponent.unsigned_abs();
        if self.mantissa.is_zero() {
            return Some(BigRational::zero());
        }
        if self.exponent.abs() > MAX_EXPONENT {
            return None;
        }
        Some(if self.exponent >= 0 {
            BigRational::from_integer(&self.mantissa << by)
        } else {
            BigRational::new_raw(self.mantissa.clone(), BigInt::one() << by)
        })
    }

    /// Where the highest bit is.
    fn top(&self) -> i64 {
        i64::try_from(self.mantissa.bits()).unwrap_or(i64::MAX / 2).saturating_add(self.exponent)
    }

    pub(super) fn sign(&self) -> Sign {
        self.mantissa.sign()
    }

    /// Whether the number is beyond all types rather than next to zero.
    pub(super) fn is_large(&self) -> bool {
        self.top() > 0
    }

    /// The nearest `f64`: infinite or zero.
    pub(super) fn to_f64(&self) -> f64 {
        match (self.is_large(), self.sign()) {
            (false, _) | (_, Sign::NoSign) => 0.0,
            (true, Sign::Plus) => f64::INFINITY,
            (true, Sign::Minus) => f64::NEG_INFINITY,
        }
    }

    pub(super) fn neg(&self) -> Self {
        Self { mantissa: -&self.mantissa, exponent: self.exponent }
    }

    fn mul(&self, other: &Self) -> Option<Self> {
        Self::new(&self.mantissa * &other.mantissa, self.exponent.checked_add(other.exponent)?)
    }

    fn div(&self, other: &Self) -> Option<Self> {
        if other.mantissa.is_zero() {
            return None;
        }
        // Enough bits that the one set for a remainder does not matter.
        let scale = 2 * MANTISSA + 64;
        let scaled = &self.mantissa << scale;
        let mut quotient: BigInt = (&scaled / &other.mantissa) << 1;
        if !(&scaled % &other.mantissa).is_zero() {
            quotient += if self.sign() == other.sign() { 1 } else { -1 };
        }
        let shift = i64::try_from(scale).ok()? + 1;
        Self::new(quotient, self.exponent.checked_sub(other.exponent)?.checked_sub(shift)?)
    }

    fn add(&self, other: &Self) -> Option<Self> {
        let (high, low) = if self.top() >= other.top() { (self, other) } else { (other, self) };
        let gap = high.top().checked_sub(low.top())?;
        if low.mantissa.is_zero() || gap > i64::try_from(MANTISSA).ok()? + 2 {
            return Some(high.clone());
        }
        let exponent = high.exponent.min(low.exponent);
        let aligned = |x: &Self| &x.mantissa << (x.exponent - exponent).unsigned_abs();
        Self::new(aligned(high) + aligned(low), exponent)
    }

    /// `+`, `-`, `*` and `/`; `None` for other operators, division by zero and infinity.
    pub(super) fn binary(op: BinaryOp, x: &Self, y: &Self) -> Option<Self> {
        match op {
            BinaryOp::Add => x.add(y),
            BinaryOp::Sub => x.add(&y.neg()),
            BinaryOp::Mul => x.mul(y),
            BinaryOp::Div => x.div(y),
            _ => None,
        }
    }

    pub(super) fn cmp(&self, other: &Self) -> Ordering {
        let difference = self.add(&other.neg());
        match difference.map_or(Sign::NoSign, |d| d.sign()) {
            Sign::Minus => Ordering::Less,
            Sign::NoSign => Ordering::Equal,
            Sign::Plus => Ordering::Greater,
        }
    }

    /// Decimal mantissa in `[1, 10)` with its sign, and decimal exponent, both approximate.
    pub(super) fn decimal(&self) -> (f64, i64) {
        let bits = i64::try_from(self.mantissa.bits()).unwrap_or(0);
        let drop = (bits - 64).max(0);
        let short = (&self.mantissa >> drop.unsigned_abs()).to_f64().unwrap_or(0.0);
        let exponent = (self.exponent + drop).to_f64().unwrap_or(0.0);
        let log = short.abs().log10() + exponent * std::f64::consts::LOG10_2;
        let whole = log.floor();
        let mantissa = 10f64.powf(log - whole) * short.signum();
        (mantissa, whole.to_i64().unwrap_or(0))
    }
}

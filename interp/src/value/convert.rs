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
    if v < TWO_63 { f64_to_i64(v) as u64 } else { f64_to_i64(v - TWO_63) as u64 | 1 << 63 }
}

/// Float → integer of a kind, as a slot.
#[inline]
pub fn float_to_int(v: f64, kind: Kind) -> u64 {
    match kind {
        Kind::Uint | Kind::Uint64 | Kind::Uintptr => f64_to_u64(v),
        // uint32 goes through int64 "to dodge unsigned", the smaller ones through int32.
        Kind::Uint32 => u64::from(f64_to_i64(v) as u32),
        Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Uint8 | Kind::Uint16 => {
            canonical(kind, i64::from(f64_to_i32(v)) as u64)
        }
        _ => f64_to_i64(v) as u64,
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

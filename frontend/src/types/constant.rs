//! Exact constants (as in go/constant).

use super::BasicKind;
use crate::ast::{BinaryOp, UnaryOp};
use num_bigint::BigInt;
use num_rational::BigRational;
use std::sync::Arc;

/// A constant's value. Numbers are exact (spec §Constants).
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// A boolean.
    Bool(bool),
    /// A string: any bytes.
    Str(Arc<[u8]>),
    /// An integer or rune.
    Int(BigInt),
    /// A real number.
    Rat(BigRational),
    /// A complex number.
    Complex(BigRational, BigRational),
}

/// Why a constant does not fit a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Misfit {
    /// gc: `cannot use 300 (untyped int constant) as byte value in … (overflows)`.
    Overflow,
    /// gc: `… (truncated)`.
    Truncated,
    /// Not a number, string or boolean of that kind.
    Mismatch,
}

impl Value {
    /// Parses an integer literal: any base, underscores allowed.
    pub fn parse_int(text: &str) -> Option<Self> {
        todo!()
    }
    /// Parses a floating-point literal; `None` if malformed or its exponent is beyond all bounds.
    pub fn parse_float(text: &str) -> Option<Self> {
        todo!()
    }
    /// Parses an imaginary literal.
    pub fn parse_imag(text: &str) -> Option<Self> {
        todo!()
    }
    /// Parses a rune literal, quotes included.
    pub fn parse_char(text: &str) -> Option<Self> {
        todo!()
    }
    /// Parses a string literal, quotes or backquotes included.
    pub fn parse_string(text: &str) -> Option<Self> {
        todo!()
    }
    /// From an integer.
    pub fn int(value: i64) -> Self {
        Self::Int(value.into())
    }
    /// From a string.
    pub fn string(text: &str) -> Self {
        Self::Str(text.as_bytes().into())
    }
    /// As boolean.
    pub fn as_bool(&self) -> Option<bool> {
        todo!()
    }
    /// As string bytes.
    pub fn as_str(&self) -> Option<&[u8]> {
        todo!()
    }
    /// The integer, if the value is one (also `2.0` and `2+0i`).
    pub fn to_int(&self) -> Option<BigInt> {
        todo!()
    }
    /// The same within `i64`.
    pub fn to_i64(&self) -> Option<i64> {
        todo!()
    }
    /// The same within `u64`.
    pub fn to_u64(&self) -> Option<u64> {
        todo!()
    }
    /// The nearest `f64` (infinite if too large) of a real number.
    pub fn to_f64(&self) -> Option<f64> {
        todo!()
    }
    /// The nearest `f32`.
    pub fn to_f32(&self) -> Option<f32> {
        todo!()
    }
    /// Real and imaginary part as nearest `f64`.
    pub fn to_complex(&self) -> Option<(f64, f64)> {
        todo!()
    }
    /// The real part of a number.
    pub fn real(&self) -> Option<Self> {
        todo!()
    }
    /// The imaginary part of a number.
    pub fn imag(&self) -> Option<Self> {
        todo!()
    }
    /// `re + im*i` of two real numbers.
    pub fn make_complex(re: &Self, im: &Self) -> Option<Self> {
        todo!()
    }
    /// -1, 0 or 1 for a number (complex: 0 only for zero).
    pub fn sign(&self) -> i32 {
        todo!()
    }
    /// `-x`, `+x`, `!x`, `^x`. For `^x` of an unsigned type give its size in bits.
    pub fn unary(op: UnaryOp, x: &Self, unsigned_bits: Option<u32>) -> Option<Self> {
        todo!()
    }
    /// A binary operation without shifts and comparisons; numbers of different kinds are matched.
    /// `int_div`: `/` is integer division. `None`: division by zero or a type error.
    pub fn binary(op: BinaryOp, x: &Self, y: &Self, int_div: bool) -> Option<Self> {
        todo!()
    }
    /// `x << s` or `x >> s` of an integer.
    pub fn shift(op: BinaryOp, x: &Self, s: u32) -> Option<Self> {
        todo!()
    }
    /// `==`, `<` and so on.
    pub fn compare(op: BinaryOp, x: &Self, y: &Self) -> Option<bool> {
        todo!()
    }
    /// The value as a constant of basic kind `kind`: rounded for floats, normalised (an `Int` for
    /// integers, a `Rat` for floats, a `Complex` for complex kinds); untyped kinds too.
    pub fn represent(&self, kind: BasicKind) -> Result<Self, Misfit> {
        todo!()
    }
    /// Whether an untyped integer or float is beyond what gc can hold (512 bits; overflow).
    pub fn is_huge(&self) -> bool {
        todo!()
    }
    /// Conversion `string(x)` of an integer constant.
    pub fn rune_string(&self) -> Option<Self> {
        todo!()
    }
    /// How gc prints the value in messages (strings quoted, cut off at 72 characters).
    pub fn display(&self) -> String {
        todo!()
    }
}
/// Quotes bytes as Go does (`strconv.Quote`).
pub fn quote(text: &[u8]) -> String {
    todo!()
}

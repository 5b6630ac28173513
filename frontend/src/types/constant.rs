//! Exact constants (as in go/constant).

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

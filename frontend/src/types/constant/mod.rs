//! Exact constants (spec §Constants), as in go/constant.
//!
//! Integers are big integers and all other numbers big rationals. Rationals whose parts grow
//! beyond 4096 bits are rounded to 512 bits of mantissa, as gc does.

mod float;
mod literal;
mod text;
mod wide;

use super::BasicKind;
use crate::ast::{BinaryOp, UnaryOp};
use crate::types::predicates::kinds;
pub use float::{f32_of, f64_of};
use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;
use std::sync::Arc;
pub use text::quote;
pub use wide::Wide;

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
    /// A real number far beyond the range of any type, or that close to zero.
    Wide(Wide),
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

/// Longer strings are refused: doubling a constant again and again fills any memory.
const MAX_STRING: usize = 1 << 26;

/// Two numbers brought to the same variant.
enum Pair {
    Int(BigInt, BigInt),
    Rat(BigRational, BigRational),
    Wide(Wide, Wide),
    Complex((BigRational, BigRational), (BigRational, BigRational)),
}

impl Value {
    /// From an integer.
    pub fn int(value: i64) -> Self {
        Self::Int(value.into())
    }

    /// From a string.
    pub fn string(text: &str) -> Self {
        Self::Str(text.as_bytes().into())
    }

    /// From a finite float.
    pub fn float(value: f64) -> Option<Self> {
        BigRational::from_float(value).map(Self::Rat)
    }

    /// As boolean.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(b) = self { Some(*b) } else { None }
    }

    /// As string bytes.
    pub fn as_str(&self) -> Option<&[u8]> {
        if let Self::Str(s) = self { Some(s) } else { None }
    }

    /// The integer, if the value is one (also `2.0` and `2+0i`).
    pub fn to_int(&self) -> Option<BigInt> {
        match self {
            Self::Int(i) => Some(i.clone()),
            Self::Rat(r) if r.is_integer() => Some(r.to_integer()),
            Self::Complex(re, im) if im.is_zero() && re.is_integer() => Some(re.to_integer()),
            _ => None,
        }
    }

    /// The same within `i64`.
    pub fn to_i64(&self) -> Option<i64> {
        self.to_int()?.to_i64()
    }

    /// The same within `u64`.
    pub fn to_u64(&self) -> Option<u64> {
        self.to_int()?.to_u64()
    }

    /// The real number, if it is one (also `2+0i`).
    pub fn to_rational(&self) -> Option<BigRational> {
        match self {
            Self::Int(i) => Some(BigRational::from_integer(i.clone())),
            Self::Rat(r) => Some(r.clone()),
            Self::Complex(re, im) if im.is_zero() => Some(re.clone()),
            _ => None,
        }
    }

    /// The nearest `f64` (infinite if too large) of a real number.
    pub fn to_f64(&self) -> Option<f64> {
        match self {
            Self::Wide(wide) => Some(wide.to_f64()),
            _ => self.to_rational().map(|r| f64_of(&r)),
        }
    }

    /// The nearest `f32`.
    pub fn to_f32(&self) -> Option<f32> {
        match self {
            Self::Wide(wide) if wide.to_f64() > 0.0 => Some(f32::INFINITY),
            Self::Wide(wide) if wide.to_f64() < 0.0 => Some(f32::NEG_INFINITY),
            Self::Wide(_) => Some(0.0),
            _ => self.to_rational().map(|r| f32_of(&r)),
        }
    }

    /// Real and imaginary part as nearest `f64`.
    pub fn to_complex(&self) -> Option<(f64, f64)> {
        let (re, im) = self.parts()?;
        Some((f64_of(&re), f64_of(&im)))
    }

    fn parts(&self) -> Option<(BigRational, BigRational)> {
        match self {
            Self::Complex(re, im) => Some((re.clone(), im.clone())),
            Self::Wide(w) if !w.is_large() => Some((BigRational::zero(), BigRational::zero())),
            _ => Some((self.to_rational()?, BigRational::zero())),
        }
    }

    /// The real part of a number.
    pub fn real(&self) -> Option<Self> {
        match self {
            Self::Int(_) | Self::Rat(_) | Self::Wide(_) => Some(self.clone()),
            Self::Complex(re, _) => Some(Self::Rat(re.clone())),
            Self::Bool(_) | Self::Str(_) => None,
        }
    }

    /// The imaginary part of a number.
    pub fn imag(&self) -> Option<Self> {
        match self {
            Self::Int(_) | Self::Rat(_) | Self::Wide(_) => Some(Self::int(0)),
            Self::Complex(_, im) => Some(Self::Rat(im.clone())),
            Self::Bool(_) | Self::Str(_) => None,
        }
    }

    /// Whether the value is zero, or closer to zero than any type's smallest number.
    pub fn is_tiny(&self) -> bool {
        self.parts().is_some_and(|(re, im)| re.is_zero() && im.is_zero())
    }

    /// `re + im*i` of two real numbers.
    pub fn make_complex(re: &Self, im: &Self) -> Option<Self> {
        Some(Self::Complex(re.to_rational()?, im.to_rational()?))
    }

    /// -1, 0 or 1 for a number (complex: 0 only for zero).
    pub fn sign(&self) -> i32 {
        let of = |sign| match sign {
            Sign::Minus => -1,
            Sign::NoSign => 0,
            Sign::Plus => 1,
        };
        match self {
            Self::Int(i) => of(i.sign()),
            Self::Rat(r) => of(r.numer().sign()),
            Self::Wide(w) => of(w.sign()),
            Self::Complex(re, im) => i32::from(!re.is_zero() || !im.is_zero()),
            Self::Bool(_) | Self::Str(_) => 1,
        }
    }

    /// `-x`, `+x`, `!x`, `^x`. For `^x` of an unsigned type give its size in bits.
    pub fn unary(op: UnaryOp, x: &Self, unsigned_bits: Option<u32>) -> Option<Self> {
        Some(match (op, x) {
            (UnaryOp::Plus, Self::Int(_) | Self::Rat(_) | Self::Wide(_) | Self::Complex(..)) => {
                x.clone()
            }
            (UnaryOp::Neg, Self::Int(i)) => Self::Int(-i),
            (UnaryOp::Neg, Self::Rat(r)) => Self::Rat(-r),
            (UnaryOp::Neg, Self::Wide(w)) => Self::Wide(w.neg()),
            (UnaryOp::Neg, Self::Complex(re, im)) => Self::Complex(-re, -im),
            (UnaryOp::Not, Self::Bool(b)) => Self::Bool(!b),
            (UnaryOp::BitNot, _) => {
                let not = !x.to_int()?;
                Self::Int(match unsigned_bits {
                    Some(bits) => not & ((BigInt::one() << bits) - 1),
                    None => not,
                })
            }
            _ => return None,
        })
    }

    fn pair(x: &Self, y: &Self) -> Option<Pair> {
        Some(match (x, y) {
            (Self::Int(x), Self::Int(y)) => Pair::Int(x.clone(), y.clone()),
            (Self::Complex(..), _) | (_, Self::Complex(..)) => {
                Pair::Complex(x.parts()?, y.parts()?)
            }
            (Self::Wide(_), _) | (_, Self::Wide(_)) => Pair::Wide(x.wide()?, y.wide()?),
            _ => Pair::Rat(x.to_rational()?, y.to_rational()?),
        })
    }

    fn wide(&self) -> Option<Wide> {
        match self {
            Self::Wide(wide) => Some(wide.clone()),
            _ => Wide::of(&self.to_rational()?),
        }
    }

    /// A binary operation without shifts and comparisons; numbers of different kinds are matched.
    /// `int_div`: `/` is integer division. `None`: division by zero, a type error, or a
    /// string or number beyond all bounds.
    pub fn binary(op: BinaryOp, x: &Self, y: &Self, int_div: bool) -> Option<Self> {
        match (x, y) {
            (Self::Bool(x), Self::Bool(y)) => match op {
                BinaryOp::LogAnd => return Some(Self::Bool(*x && *y)),
                BinaryOp::LogOr => return Some(Self::Bool(*x || *y)),
                _ => return None,
            },
            (Self::Str(x), Self::Str(y)) => {
                if op != BinaryOp::Add || x.len() + y.len() > MAX_STRING {
                    return None;
                }
                return Some(Self::Str([&x[..], &y[..]].concat().into()));
            }
            _ => {}
        }
        match Self::pair(x, y)? {
            Pair::Int(x, y) => {
                let is_division = matches!(op, BinaryOp::Div | BinaryOp::Rem);
                if is_division && y.is_zero() {
                    return None;
                }
                if op == BinaryOp::Div && !int_div {
                    return Some(Self::Rat(BigRational::new(x, y)));
                }
                int_op(op, x, y).map(Self::Int)
            }
            Pair::Rat(x, y) => rat_op(op, x, y).and_then(float::limit),
            Pair::Wide(x, y) => Wide::binary(op, &x, &y).map(float::settle),
            Pair::Complex((a, b), (c, d)) => {
                let (re, im) = complex_op(op, a, b, c, d)?;
                let limit = |part| float::limit(part)?.to_rational();
                Some(Self::Complex(limit(re)?, limit(im)?))
            }
        }
    }

    /// `x << s` or `x >> s` of an integer; `None` for absurd shift counts.
    pub fn shift(op: BinaryOp, x: &Self, s: u32) -> Option<Self> {
        let x = x.to_int()?;
        match op {
            BinaryOp::Shl if s <= 1 << 20 => Some(Self::Int(x << s)),
            BinaryOp::Shr => Some(Self::Int(x >> s)),
            _ => None,
        }
    }

    /// `==`, `<` and so on.
    pub fn compare(op: BinaryOp, x: &Self, y: &Self) -> Option<bool> {
        let ordering = match (x, y) {
            (Self::Bool(x), Self::Bool(y)) => return equality(op, x == y),
            (Self::Str(x), Self::Str(y)) => x.cmp(y),
            _ => match Self::pair(x, y)? {
                Pair::Int(x, y) => x.cmp(&y),
                Pair::Rat(x, y) => x.cmp(&y),
                Pair::Wide(x, y) => x.cmp(&y),
                Pair::Complex(x, y) => return equality(op, x == y),
            },
        };
        Some(match op {
            BinaryOp::Eq => ordering == Ordering::Equal,
            BinaryOp::Ne => ordering != Ordering::Equal,
            BinaryOp::Lt => ordering == Ordering::Less,
            BinaryOp::Le => ordering != Ordering::Greater,
            BinaryOp::Gt => ordering == Ordering::Greater,
            BinaryOp::Ge => ordering != Ordering::Less,
            _ => return None,
        })
    }

    /// The value as a constant of basic kind `kind`: rounded for floats, normalised (an `Int` for
    /// integers, a `Rat` for floats, a `Complex` for complex kinds); untyped kinds too.
    pub fn represent(&self, kind: BasicKind) -> Result<Self, Misfit> {
        let set = kinds::of(kind);
        match self {
            Self::Bool(_) if set & kinds::BOOLEAN != 0 => return Ok(self.clone()),
            Self::Str(_) if set & kinds::STRING != 0 => return Ok(self.clone()),
            Self::Bool(_) | Self::Str(_) => return Err(Misfit::Mismatch),
            Self::Wide(_) if matches!(kind, BasicKind::UntypedFloat) => return Ok(self.clone()),
            Self::Wide(_) if set & kinds::INTEGER != 0 => return Err(Misfit::Truncated),
            Self::Wide(w) if w.is_large() => return Err(Misfit::Overflow),
            Self::Wide(_) => return Self::Rat(BigRational::zero()).represent(kind),
            Self::Int(_) | Self::Rat(_) | Self::Complex(..) => {}
        }
        if set & kinds::INTEGER != 0 {
            let is_int = matches!(self, Self::Int(_));
            let misfit = if is_int { Misfit::Overflow } else { Misfit::Truncated };
            let value = self.to_int().ok_or(Misfit::Truncated)?;
            let fits = match int_range(kind) {
                None => true,
                Some((signed, bits)) => fits(&value, signed, bits),
            };
            return if fits { Ok(Self::Int(value)) } else { Err(misfit) };
        }
        let round = |r: &BigRational| float::round(r, kind).ok_or(Misfit::Overflow);
        if set & kinds::FLOAT != 0 {
            return Ok(Self::Rat(round(&self.to_rational().ok_or(Misfit::Truncated)?)?));
        }
        if set & kinds::COMPLEX != 0 {
            let (re, im) = self.parts().ok_or(Misfit::Mismatch)?;
            return Ok(Self::Complex(round(&re)?, round(&im)?));
        }
        Err(Misfit::Mismatch)
    }

    /// Whether an untyped integer is beyond what gc can hold (512 bits).
    pub fn is_huge(&self) -> bool {
        matches!(self, Self::Int(i) if i.bits() > 512)
    }

    /// Conversion `string(x)` of an integer constant.
    pub fn rune_string(&self) -> Option<Self> {
        let rune = self.to_int()?.to_u32().and_then(char::from_u32).unwrap_or('\u{fffd}');
        Some(Self::string(rune.encode_utf8(&mut [0; 4])))
    }
}

fn equality(op: BinaryOp, equal: bool) -> Option<bool> {
    match op {
        BinaryOp::Eq => Some(equal),
        BinaryOp::Ne => Some(!equal),
        _ => None,
    }
}

fn int_op(op: BinaryOp, x: BigInt, y: BigInt) -> Option<BigInt> {
    Some(match op {
        BinaryOp::Add => x + y,
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => x * y,
        // Both truncate towards zero, as Go does.
        BinaryOp::Div => x / y,
        BinaryOp::Rem => x % y,
        BinaryOp::And => x & y,
        BinaryOp::Or => x | y,
        BinaryOp::Xor => x ^ y,
        BinaryOp::AndNot => x & !y,
        _ => return None,
    })
}

fn rat_op(op: BinaryOp, x: BigRational, y: BigRational) -> Option<BigRational> {
    Some(match op {
        BinaryOp::Add => x + y,
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => x * y,
        BinaryOp::Div if !y.is_zero() => x / y,
        _ => return None,
    })
}

/// `(a+bi) op (c+di)`.
fn complex_op(
    op: BinaryOp,
    a: BigRational,
    b: BigRational,
    c: BigRational,
    d: BigRational,
) -> Option<(BigRational, BigRational)> {
    Some(match op {
        BinaryOp::Add => (a + c, b + d),
        BinaryOp::Sub => (a - c, b - d),
        BinaryOp::Mul => (&a * &c - &b * &d, b * c + a * d),
        BinaryOp::Div => {
            let norm = &c * &c + &d * &d;
            if norm.is_zero() {
                return None;
            }
            ((&a * &c + &b * &d) / &norm, (b * c - a * d) / norm)
        }
        _ => return None,
    })
}

/// Signedness and size of an integer kind; `None` for untyped ones.
fn int_range(kind: BasicKind) -> Option<(bool, u64)> {
    use BasicKind as B;
    Some(match kind {
        B::Int | B::Int64 => (true, 64),
        B::Int8 => (true, 8),
        B::Int16 => (true, 16),
        B::Int32 => (true, 32),
        B::Uint | B::Uint64 | B::Uintptr => (false, 64),
        B::Uint8 => (false, 8),
        B::Uint16 => (false, 16),
        B::Uint32 => (false, 32),
        _ => return None,
    })
}

fn fits(value: &BigInt, signed: bool, bits: u64) -> bool {
    if !signed {
        return !value.is_negative() && value.bits() <= bits;
    }
    // -2^(n-1) has n bits of magnitude but fits.
    value.bits() < bits
        || value.is_negative() && value.bits() == bits && (-value - 1u32).bits() < bits
}

#[cfg(test)]
mod tests;

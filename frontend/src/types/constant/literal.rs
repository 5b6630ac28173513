//! Literals (spec §Integer literals and the sections after it).

use super::{Value, Wide};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

/// Largest decimal exponent that is computed exactly.
const MAX_EXPONENT: i64 = 10_000;

impl Value {
    /// Parses an integer literal: any base, underscores allowed.
    pub fn parse_int(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text.bytes().filter(|&b| b != b'_').collect();
        let (radix, digits) = match digits.as_slice() {
            [b'0', b'x' | b'X', rest @ ..] => (16, rest),
            [b'0', b'b' | b'B', rest @ ..] => (2, rest),
            [b'0', b'o' | b'O', rest @ ..] => (8, rest),
            [b'0', rest @ ..] if !rest.is_empty() => (8, rest),
            all => (10, all),
        };
        BigInt::parse_bytes(digits, radix).map(Self::Int)
    }

    /// Parses a floating-point literal; `None` if malformed or its exponent is beyond all bounds.
    pub fn parse_float(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|&c| c != '_').collect();
        let text = text.to_ascii_lowercase();
        match text.strip_prefix("0x") {
            Some(hex) => {
                let (mantissa, exponent) = hex.split_once('p').unwrap_or((hex, "0"));
                let (digits, scale) = split_point(mantissa);
                let mantissa = BigInt::parse_bytes(digits.as_bytes(), 16)?;
                power(mantissa, 2, parse_exponent(exponent)?.checked_sub(4 * scale)?)
            }
            None => {
                let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
                let (digits, scale) = split_point(mantissa);
                let mantissa = BigInt::parse_bytes(digits.as_bytes(), 10)?;
                power(mantissa, 10, parse_exponent(exponent)?.checked_sub(scale)?)
            }
        }
    }

    /// Parses an imaginary literal.
    pub fn parse_imag(text: &str) -> Option<Self> {
        let number = text.strip_suffix('i')?;
        let lower = number.to_ascii_lowercase();
        let based = ["0x", "0b", "0o"].iter().any(|p| lower.starts_with(p));
        // spec: "For backward compatibility, an imaginary literal's integer part consisting
        // entirely of decimal digits (and possibly underscores) is considered a decimal integer,
        // even if it starts with a leading 0."
        let value = if based && !lower.contains(['.', 'p']) {
            Self::parse_int(number)?
        } else {
            Self::parse_float(number)?
        };
        Some(Self::Complex(BigRational::zero(), value.parts()?.0))
    }

    /// Parses a rune literal, quotes included.
    pub fn parse_char(text: &str) -> Option<Self> {
        let body = text.strip_prefix('\'')?.strip_suffix('\'')?;
        let (rune, _, rest) = unquote_one(body)?;
        rest.is_empty().then(|| Self::int(rune.into()))
    }

    /// Parses a string literal, quotes or backquotes included.
    pub fn parse_string(text: &str) -> Option<Self> {
        if let Some(raw) = text.strip_prefix('`') {
            // spec: "Carriage return characters ('\r') inside raw string literals are discarded
            // from the raw string value."
            let raw = raw.strip_suffix('`')?;
            return Some(Self::Str(raw.bytes().filter(|&b| b != b'\r').collect()));
        }
        let mut rest = text.strip_prefix('"')?.strip_suffix('"')?;
        let mut bytes = Vec::with_capacity(rest.len());
        while !rest.is_empty() {
            // Long stretches without escapes are copied as they are.
            let plain = rest.find('\\').unwrap_or(rest.len());
            bytes.extend_from_slice(&rest.as_bytes()[..plain]);
            rest = &rest[plain..];
            if rest.is_empty() {
                break;
            }
            let (code, is_byte, after) = unquote_one(rest)?;
            if is_byte {
                bytes.push(u8::try_from(code).ok()?);
            } else {
                let c = char::from_u32(code)?;
                bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
            rest = after;
        }
        Some(Self::Str(bytes.into()))
    }
}

/// Digits without the point, and how many stood behind it.
fn split_point(mantissa: &str) -> (String, i64) {
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    (format!("{whole}{fraction}"), i64::try_from(fraction.len()).unwrap_or(i64::MAX / 8))
}

fn parse_exponent(text: &str) -> Option<i64> {
    let digits = text.trim_start_matches(['+', '-']);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let magnitude = digits.parse::<i64>().unwrap_or(i64::MAX / 8);
    Some(if text.starts_with('-') { -magnitude } else { magnitude })
}

/// `mantissa * base^exponent`, `None` if it is infinite.
fn power(mantissa: BigInt, base: u32, exponent: i64) -> Option<Value> {
    if mantissa.is_zero() {
        return Some(Value::Rat(BigRational::zero()));
    }
    let digits = i64::try_from(mantissa.bits()).unwrap_or(i64::MAX / 8) / 3;
    if exponent < -MAX_EXPONENT - digits || exponent > 4 * MAX_EXPONENT {
        return Wide::power(mantissa, base, exponent).map(super::float::settle);
    }
    let scale = BigInt::from(base).pow(u32::try_from(exponent.unsigned_abs()).ok()?);
    let exact = if exponent >= 0 {
        BigRational::from_integer(mantissa * scale)
    } else {
        BigRational::new(mantissa, scale)
    };
    super::float::limit(exact)
}

/// One character or escape: its code, whether it is a byte rather than a code point, the rest.
fn unquote_one(text: &str) -> Option<(u32, bool, &str)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if first != '\\' {
        return Some((first.into(), false, chars.as_str()));
    }
    let kind = chars.next()?;
    let rest = chars.as_str();
    let simple = |code: u32| Some((code, false, rest));
    let coded = |text: &'_ str, len: usize, radix: u32| {
        let digits = text.get(..len)?;
        let valid = digits.chars().all(|c| c.is_digit(radix));
        if valid { u32::from_str_radix(digits, radix).ok() } else { None }
    };
    match kind {
        'a' => simple(7),
        'b' => simple(8),
        'f' => simple(12),
        'n' => simple(10),
        'r' => simple(13),
        't' => simple(9),
        'v' => simple(11),
        '\\' | '\'' | '"' => simple(kind.into()),
        'x' => Some((coded(rest, 2, 16)?, true, &rest[2..])),
        'u' => Some((coded(rest, 4, 16)?, false, &rest[4..])),
        'U' => Some((coded(rest, 8, 16)?, false, &rest[8..])),
        '0'..='7' => Some((coded(&text[1..], 3, 8)?, true, &text[4..])),
        _ => None,
    }
}

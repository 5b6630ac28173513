//! Parsing floating-point numbers. Rust's parser rounds the decimal ones, as exactly as Go's.

use super::integer::{Failure, underscores_fit};

/// Parses the longest beginning that is a number of 32 or 64 `bits`: its value, its length and
/// whether it overflows. What begins like a number but is none is a failure at length 0.
pub(crate) fn parse_float(text: &[u8], bits: i64) -> (f64, usize, Option<Failure>) {
    let parsed = special(text, bits == 32).or_else(|| {
        let shape = Shape::of(text)?;
        Some((shape.value(text, bits == 32), shape.end, true))
    });
    let Some((value, size, finite)) = parsed else { return (0.0, 0, Some(Failure::Syntax)) };
    (value, size, (finite && value.is_infinite()).then_some(Failure::Range))
}

/// The one Go makes; as a float32 it has fewer bits.
const NAN: u64 = 0x7FF8_0000_0000_0001;
const NAN32: u64 = 0x7FF8_0000_0000_0000;

/// Infinities, and the number that is none.
fn special(text: &[u8], narrow: bool) -> Option<(f64, usize, bool)> {
    let begins = |text: &[u8], word: &str| {
        text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    };
    if begins(text, "nan") {
        return Some((f64::from_bits(if narrow { NAN32 } else { NAN }), 3, false));
    }
    let sign = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    let word = ["infinity", "inf"].into_iter().find(|word| begins(&text[sign..], word))?;
    let value = if text[0] == b'-' { f64::NEG_INFINITY } else { f64::INFINITY };
    Some((value, sign + word.len(), false))
}

/// Where the parts of a number are.
struct Shape {
    hex: bool,
    /// First byte of the mantissa, after sign and prefix.
    mantissa: usize,
    /// The one after its last.
    exponent: usize,
    /// The one after the exponent's last.
    end: usize,
    underscores: bool,
}

impl Shape {
    fn of(text: &[u8]) -> Option<Self> {
        let sign = usize::from(matches!(text.first(), Some(b'+' | b'-')));
        let hex = matches!(text[sign..], [b'0', b'x' | b'X', _, ..]);
        let mantissa = sign + if hex { 2 } else { 0 };
        let (mut digits, mut point) = (0, false);
        let length = text[mantissa..].iter().position(|&b| {
            match b {
                b'_' => {}
                b'.' if !point => point = true,
                _ if b.is_ascii_digit() || hex && b.is_ascii_hexdigit() => digits += 1,
                _ => return true,
            }
            false
        });
        let exponent = length.map_or(text.len(), |length| mantissa + length);
        if digits == 0 {
            return None;
        }
        let mut end = exponent;
        if text.get(end).is_some_and(|b| b | 0x20 == if hex { b'p' } else { b'e' }) {
            end += 1 + usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
            text.get(end).filter(|b| b.is_ascii_digit())?;
            let more = |b: &&u8| b.is_ascii_digit() || **b == b'_';
            end += text[end..].iter().take_while(more).count();
        } else if hex {
            return None;
        }
        let underscores = text[..end].contains(&b'_');
        (!underscores || underscores_fit(&text[..end])).then_some(Self {
            hex,
            mantissa,
            exponent,
            end,
            underscores,
        })
    }

    fn value(&self, text: &[u8], narrow: bool) -> f64 {
        if self.hex {
            let value = self.hex_value(text, narrow);
            return if text[0] == b'-' { -value } else { value };
        }
        let plain: Vec<u8>;
        let number = if self.underscores {
            plain = text[..self.end].iter().copied().filter(|&b| b != b'_').collect();
            &plain
        } else {
            &text[..self.end]
        };
        let number = std::str::from_utf8(number).unwrap_or_default();
        let parsed =
            if narrow { number.parse::<f32>().map(f64::from) } else { number.parse::<f64>() };
        parsed.expect("invariant: the shape is that of a number")
    }

    /// A hexadecimal number without its sign.
    fn hex_value(&self, text: &[u8], narrow: bool) -> f64 {
        let (mut mantissa, mut exp, mut inexact, mut point) = (0u64, 0i64, false, false);
        for &b in &text[self.mantissa..self.exponent] {
            let Some(digit) = char::from(b).to_digit(16) else {
                point |= b == b'.';
                continue;
            };
            if mantissa >> 60 == 0 {
                mantissa = mantissa << 4 | u64::from(digit);
                exp -= if point { 4 } else { 0 };
            } else {
                inexact |= digit != 0;
                exp += if point { 0 } else { 4 };
            }
        }
        let written = &text[self.exponent + 1..self.end];
        let size = written.iter().filter(|b| b.is_ascii_digit()).fold(0i64, |size, b| {
            (size * 10 + i64::from(b - b'0')).min(1 << 32)
        });
        exp += if written.first() == Some(&b'-') { -size } else { size };
        scale(mantissa, exp, inexact, narrow)
    }
}

/// The float nearest to `mantissa * 2^exp`, and a little more if `inexact`; ties go to even.
#[expect(clippy::cast_precision_loss, reason = "what is kept has at most 53 bits")]
fn scale(mantissa: u64, exp: i64, inexact: bool, narrow: bool) -> f64 {
    let (precision, least) = if narrow { (24, -126) } else { (53, -1022) };
    let Some(top) = mantissa.checked_ilog2().map(i64::from) else { return 0.0 };
    if exp + top > 1100 {
        return f64::INFINITY;
    }
    // Numbers below the least normal one have fewer bits.
    let bits = precision - (least - (exp + top)).max(0);
    let drop = (top + 1 - bits).max(0);
    if drop > 65 {
        return 0.0;
    }
    let wide = u128::from(mantissa);
    let mut kept = wide >> drop;
    if drop > 0 {
        let (rest, half) = (wide & ((1 << drop) - 1), 1 << (drop - 1));
        if rest > half || rest == half && (inexact || kept & 1 == 1) {
            kept += 1;
        }
    }
    // Two steps, each exact: one power of two may be too small to be a float.
    let power = i32::try_from(exp + drop).unwrap_or(i32::MIN);
    let value = kept as f64 * 2f64.powi(power / 2) * 2f64.powi(power - power / 2);
    if narrow && value > f64::from(f32::MAX) { f64::INFINITY } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text and length; bits and failure at both sizes, as Go 1.27.3 has them.
    #[test]
    fn floats_as_go() {
        let code = |failure: Option<Failure>| failure.map_or(0, |failure| failure as u8);
        for line in include_str!("../../../testdata/stdlib/strconv/floats.txt").lines() {
            let (text, want) = line.split_once('|').expect("columns");
            let (wide, size, failure) = parse_float(text.as_bytes(), 64);
            let (narrow, _, narrow_failure) = parse_float(text.as_bytes(), 32);
            let wide = wide.to_bits();
            #[expect(clippy::cast_possible_truncation, reason = "it was rounded to that size")]
            let narrow = (narrow as f32).to_bits();
            let got = format!(
                "{size}|{wide:x}|{}|{narrow:x}|{}",
                code(failure),
                code(narrow_failure)
            );
            assert_eq!(got, want, "{line}");
        }
    }
}

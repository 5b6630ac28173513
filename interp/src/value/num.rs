//! Numbers as text, exactly as package strconv writes them.
//!
//! Rust's own formatting gives the decimal digits: its shortest and its exact forms round as
//! Go's do (nearest, ties to even). What is here is Go's choice of layout.

use std::io::Write as _;

/// No float has more digits after the point; Rust's formatting takes few more.
const MOST_DIGITS: i32 = 1100;

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Appends `v` in base 2 to 36, as `strconv.AppendInt`.
pub fn format_int(out: &mut Vec<u8>, v: i64, base: u32) {
    if v < 0 {
        out.push(b'-');
    }
    format_uint(out, v.unsigned_abs(), base);
}

/// Appends `v` in base 2 to 36, as `strconv.AppendUint`.
pub fn format_uint(out: &mut Vec<u8>, v: u64, base: u32) {
    match base {
        10 => digits(out, v, 10), // dividing by a constant is much faster
        16 => digits(out, v, 16),
        _ => digits(out, v, u64::from(base)),
    }
}

#[inline(always)]
fn digits(out: &mut Vec<u8>, mut v: u64, base: u64) {
    let mut buf = [0; 64];
    let mut at = buf.len();
    loop {
        at -= 1;
        buf[at] = DIGITS[usize::try_from(v % base).unwrap_or(0)];
        v /= base;
        if v == 0 {
            break;
        }
    }
    out.extend_from_slice(&buf[at..]);
}

/// A decimal number `0.d₁d₂… × 10^point` without trailing zeros; no digits for zero.
struct Decimal {
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// From Rust's `d.ddde±x`.
    fn parse(text: &[u8]) -> Self {
        let e = text.iter().rposition(|&b| b == b'e').unwrap_or(text.len());
        let mut digits: Vec<u8> =
            text[..e].iter().copied().filter(|&b| b.is_ascii_digit()).collect();
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        let exp =
            std::str::from_utf8(&text[e..]).ok().and_then(|t| t.get(1..)?.parse::<i32>().ok());
        let point = if digits.is_empty() { 0 } else { exp.unwrap_or(0) + 1 };
        Self { digits, point }
    }

    /// The fewest digits that read back as the same number of that width; of two equally near
    /// ones the even one, where Rust takes the upper. That can matter to long ones only.
    fn shortest(f: f64, bits: u32) -> Self {
        let mut text = Vec::with_capacity(32);
        let _ = if bits == 32 { write!(text, "{:e}", narrow(f)) } else { write!(text, "{f:e}") };
        let found = Self::parse(&text);
        if found.digits.len() >= if bits == 32 { 6 } else { 15 } {
            text.clear();
            let _ = write!(text, "{f:.*e}", found.digits.len() - 1);
            let back = std::str::from_utf8(&text).unwrap_or_default();
            if if bits == 32 { back.parse() == Ok(narrow(f)) } else { back.parse() == Ok(f) } {
                return Self::parse(&text);
            }
        }
        found
    }

    /// Rounded to `n` digits (at least one).
    fn rounded(f: f64, n: usize) -> Self {
        let mut text = Vec::with_capacity(n + 16);
        let _ = write!(text, "{f:.*e}", n - 1);
        Self::parse(&text)
    }

    fn digit(&self, i: i32) -> u8 {
        usize::try_from(i).ok().and_then(|i| self.digits.get(i)).copied().unwrap_or(b'0')
    }

    fn len(&self) -> i32 {
        i32::try_from(self.digits.len()).unwrap_or(i32::MAX)
    }

    /// `d.ddde±dd` with `prec` digits after the point.
    fn write_e(&self, out: &mut Vec<u8>, prec: i32, e: u8) {
        out.push(self.digit(0));
        if prec > 0 {
            out.push(b'.');
            out.extend((1..=prec).map(|i| self.digit(i)));
        }
        out.push(e);
        let exp = if self.digits.is_empty() { 0 } else { self.point - 1 };
        write_exponent(out, exp, 2);
    }

    /// `ddd.ddd` with `prec` digits after the point.
    fn write_f(&self, out: &mut Vec<u8>, prec: i32) {
        if self.point > 0 {
            out.extend((0..self.point).map(|i| self.digit(i)));
        } else {
            out.push(b'0');
        }
        if prec > 0 {
            out.push(b'.');
            out.extend((0..prec).map(|i| self.digit(self.point + i)));
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "rounding is what is asked for")]
fn narrow(f: f64) -> f32 {
    f as f32
}

fn write_exponent(out: &mut Vec<u8>, exp: i32, width: usize) {
    let _ = write!(out, "{}{:0width$}", if exp < 0 { '-' } else { '+' }, exp.unsigned_abs());
}

/// Appends `f` in format `b`, `e`, `E`, `f`, `g`, `G`, `x` or `X`, as `strconv.AppendFloat`: a
/// negative precision is the least that is exact for a number of `bits` (32 or 64) bits.
pub fn format_float(out: &mut Vec<u8>, f: f64, fmt: u8, prec: i32, bits: u32) {
    let f = if bits == 32 { f64::from(narrow(f)) } else { f };
    if f.is_nan() {
        out.extend_from_slice(b"NaN");
        return;
    }
    if f.is_infinite() {
        out.extend_from_slice(if f > 0.0 { b"+Inf" } else { b"-Inf" });
        return;
    }
    if f.is_sign_negative() && matches!(fmt, b'b' | b'e' | b'E' | b'f' | b'g' | b'G' | b'x' | b'X')
    {
        out.push(b'-');
    }
    let f = f.abs();
    if prec > MOST_DIGITS {
        // All further digits are zeros.
        let mut text = Vec::new();
        format_float(&mut text, f, fmt, MOST_DIGITS, bits);
        let point = text.contains(&b'.') && !matches!(fmt, b'g' | b'G');
        let letter = match fmt {
            b'x' => b'p',
            b'X' => b'P',
            _ => fmt,
        };
        let exponent = text.iter().position(|&b| b == letter);
        let (digits, exponent) = text.split_at(exponent.unwrap_or(text.len()));
        out.extend_from_slice(digits);
        let zeros = if point { prec - MOST_DIGITS } else { 0 };
        out.resize(out.len() + usize::try_from(zeros).unwrap_or(0), b'0');
        out.extend_from_slice(exponent);
        return;
    }
    let shortest = prec < 0;
    let wanted = usize::try_from(prec).unwrap_or(0);
    match fmt {
        b'b' => write_binary(out, f, bits),
        b'x' | b'X' => write_hex(out, f, fmt, prec),
        b'e' | b'E' => {
            let d =
                if shortest { Decimal::shortest(f, bits) } else { Decimal::rounded(f, wanted + 1) };
            let prec = if shortest { (d.len() - 1).max(0) } else { prec };
            d.write_e(out, prec, fmt);
        }
        b'f' if shortest => {
            let d = Decimal::shortest(f, bits);
            d.write_f(out, (d.len() - d.point).max(0));
        }
        b'f' => {
            let _ = write!(out, "{f:.wanted$}");
        }
        b'g' | b'G' => {
            let d = if shortest {
                Decimal::shortest(f, bits)
            } else {
                Decimal::rounded(f, wanted.max(1))
            };
            let mut limit = if shortest { 6 } else { prec.max(1) };
            if !shortest && limit > d.len() && d.len() >= d.point {
                limit = d.len();
            }
            let exp = d.point - 1;
            if exp < -4 || exp >= limit {
                d.write_e(out, (d.len() - 1).max(0), fmt - 2);
            } else {
                d.write_f(out, (d.len() - d.point).max(0));
            }
        }
        _ => out.extend_from_slice(&[b'%', fmt]),
    }
}

/// `mantissa p±exponent`, both in decimal.
fn write_binary(out: &mut Vec<u8>, f: f64, bits: u32) {
    let (mant, exp) = parts(f, bits);
    let _ = write!(out, "{mant}p");
    write_exponent(out, exp, 1);
}

/// The mantissa as an integer and its binary exponent, in the layout of a float of `bits` bits.
fn parts(f: f64, bits: u32) -> (u64, i32) {
    let (raw, width, bias) = if bits == 32 {
        (u64::from(narrow(f).to_bits()), 23, 127)
    } else {
        (f.to_bits(), 52, 1023)
    };
    let mant = raw & ((1 << width) - 1);
    let exp = i32::try_from(raw >> width).unwrap_or(0);
    let (mant, exp) = if exp == 0 { (mant, 1) } else { (mant | 1 << width, exp) };
    (mant, exp - bias - width)
}

/// `0x1.hhhp±dd`.
fn write_hex(out: &mut Vec<u8>, f: f64, fmt: u8, prec: i32) {
    let mut text = Vec::new();
    let (mut mant, mut exp) = parts(f, 64);
    if mant == 0 {
        exp = 0;
    } else {
        // The leading one at bit 60, so that 15 hexadecimal digits follow it.
        let shift = mant.leading_zeros() - 3;
        mant <<= shift;
        exp += 60 - i32::try_from(shift).unwrap_or(0);
    }
    if let Ok(digits) = u32::try_from(prec)
        && digits < 15
    {
        let drop = 60 - 4 * digits;
        let half = 1 << (drop - 1);
        let rest = mant & ((1 << drop) - 1);
        mant >>= drop;
        if rest > half || rest == half && mant & 1 == 1 {
            mant += 1;
        }
        mant <<= drop;
        if mant >> 61 == 1 {
            mant >>= 1;
            exp += 1;
        }
    }
    let fraction = format!("{:015x}", mant & ((1 << 60) - 1));
    let _ = write!(text, "0x{}", mant >> 60);
    match usize::try_from(prec) {
        Ok(0) => {}
        Ok(n) => {
            let _ = write!(text, ".{fraction:0<n$.n$}");
        }
        Err(_) => {
            let kept = fraction.trim_end_matches('0');
            if !kept.is_empty() {
                let _ = write!(text, ".{kept}");
            }
        }
    }
    text.push(b'p');
    write_exponent(&mut text, exp, 2);
    if fmt == b'X' {
        text.make_ascii_uppercase();
    }
    out.extend_from_slice(&text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_as_go() {
        let golden = include_str!("../../../testdata/stdlib/fmt/floats.txt");
        for line in golden.lines() {
            let [bits, fmt, prec, size, want] =
                line.split(' ').collect::<Vec<_>>().try_into().expect("five columns");
            let f = f64::from_bits(u64::from_str_radix(bits, 16).expect("hex"));
            let mut out = Vec::new();
            let prec = prec.parse().expect("precision");
            format_float(&mut out, f, fmt.as_bytes()[0], prec, size.parse().expect("size"));
            assert_eq!(String::from_utf8_lossy(&out), want, "{line}");
        }
    }

    #[test]
    fn many_digits() {
        let written = |fmt| {
            let mut out = Vec::new();
            format_float(&mut out, -0.8, fmt, 70_000, 64);
            (out.len(), String::from_utf8_lossy(&out[out.len() - 4..]).into_owned())
        };
        assert_eq!(written(b'f'), (70_003, "0000".to_owned()));
        assert_eq!(written(b'e'), (70_007, "e-01".to_owned()));
        assert_eq!(written(b'x'), (70_009, "p-01".to_owned()));
        assert_eq!(
            written(b'g').0,
            "-0.8000000000000000444089209850062616169452667236328125".len()
        );
    }

    #[test]
    fn integers() {
        let mut out = Vec::new();
        format_int(&mut out, i64::MIN, 10);
        format_int(&mut out, -255, 16);
        format_uint(&mut out, 35, 36);
        assert_eq!(out, b"-9223372036854775808-ffz");
    }
}

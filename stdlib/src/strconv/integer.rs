//! Parsing integers.

/// Why a text is no number of the type asked for; the numbers are those of the Go part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Failure {
    /// It is no number.
    Syntax = 1,
    /// It does not fit.
    Range = 2,
    /// There is no such base.
    Base = 3,
    /// There is no such size.
    BitSize = 4,
}

/// `strconv.ParseUint`: the value, the nearest one if it does not fit, else 0.
pub(crate) fn parse_uint(text: &[u8], base: i64, bits: i64) -> (u64, Option<Failure>) {
    match uint(text, base, bits) {
        Ok(v) => (v, None),
        Err(Failure::Range) => (largest(bits), Some(Failure::Range)),
        Err(failure) => (0, Some(failure)),
    }
}

/// `strconv.ParseInt`: the value, the nearest one if it does not fit, else 0.
pub(crate) fn parse_int(text: &[u8], base: i64, bits: i64) -> (i64, Option<Failure>) {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        _ => (false, text),
    };
    let (v, failure) = parse_uint(digits, base, bits);
    if let Some(failure) = failure.filter(|&failure| failure != Failure::Range) {
        return (0, Some(failure));
    }
    // The least value is one further from zero than the largest.
    let most = (largest(bits) >> 1) + u64::from(negative);
    let failure = (v > most).then_some(Failure::Range);
    let v = v.min(most).cast_signed();
    (if negative { v.wrapping_neg() } else { v }, failure)
}

fn largest(bits: i64) -> u64 {
    match u32::try_from(bits) {
        Ok(bits @ 1..64) => (1 << bits) - 1,
        _ => u64::MAX,
    }
}

fn uint(text: &[u8], base: i64, bits: i64) -> Result<u64, Failure> {
    if text.is_empty() {
        return Err(Failure::Syntax);
    }
    let (radix, digits) = match base {
        0 => prefix(text),
        2..=36 => (base.unsigned_abs(), text),
        _ => return Err(Failure::Base),
    };
    if !(0..=64).contains(&bits) {
        return Err(Failure::BitSize);
    }
    let most = largest(bits);
    let mut v = 0u64;
    let mut underscores = false;
    for &b in digits {
        let digit = match b {
            b'0'..=b'9' => b - b'0',
            b'_' if base == 0 => {
                underscores = true;
                continue;
            }
            _ if b.is_ascii_alphabetic() => (b | 0x20) - b'a' + 10,
            _ => return Err(Failure::Syntax),
        };
        let digit = u64::from(digit);
        if digit >= radix {
            return Err(Failure::Syntax);
        }
        let next = v.checked_mul(radix).and_then(|v| v.checked_add(digit));
        v = next.filter(|&v| v <= most).ok_or(Failure::Range)?;
    }
    if underscores && !underscores_fit(text) {
        return Err(Failure::Syntax);
    }
    Ok(v)
}

/// The base that a Go literal's prefix says, and its digits.
fn prefix(text: &[u8]) -> (u64, &[u8]) {
    match text {
        [b'0', b'b' | b'B', digits @ ..] if !digits.is_empty() => (2, digits),
        [b'0', b'o' | b'O', digits @ ..] if !digits.is_empty() => (8, digits),
        [b'0', b'x' | b'X', digits @ ..] if !digits.is_empty() => (16, digits),
        [b'0', digits @ ..] => (8, digits),
        _ => (10, text),
    }
}

/// Whether each underscore stands between digits, or a base prefix and a digit.
/// spec: "an underscore character _ may appear after a base prefix or between successive digits"
pub(crate) fn underscores_fit(number: &[u8]) -> bool {
    let number = match number {
        [b'+' | b'-', rest @ ..] => rest,
        _ => number,
    };
    let (prefix, hex) = match number {
        [b'0', letter, ..] => match letter | 0x20 {
            b'x' => (2, true),
            b'b' | b'o' => (2, false),
            _ => (0, false),
        },
        _ => (0, false),
    };
    let is_digit =
        |b: u8| b.is_ascii_digit() || hex && b.is_ascii_hexdigit();
    let digits = &number[prefix..];
    digits.iter().enumerate().filter(|&(_, &b)| b == b'_').all(|(i, _)| {
        let after = if i == 0 { prefix > 0 } else { is_digit(digits[i - 1]) };
        after && digits.get(i + 1).is_some_and(|&b| is_digit(b))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text, base and size; value and failure of both parsers, as Go 1.27.3 has them.
    #[test]
    fn integers_as_go() {
        let code = |failure: Option<Failure>| failure.map_or(0, |failure| failure as u8);
        for line in include_str!("../../../testdata/stdlib/strconv/integers.txt").lines() {
            let [text, base, bits, want @ ..] = &line.split('|').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            let (base, bits) = (base.parse().expect("base"), bits.parse().expect("size"));
            let (i, int) = parse_int(text.as_bytes(), base, bits);
            let (u, uint) = parse_uint(text.as_bytes(), base, bits);
            assert_eq!(format!("{i}|{}|{u}|{}", code(int), code(uint)), want.join("|"), "{line}");
        }
    }
}

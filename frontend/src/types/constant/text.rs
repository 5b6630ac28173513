//! Constants as text: how gc prints them in messages.

use super::{Value, Wide, f64_of};
use num_rational::BigRational;
use num_traits::Zero;
use std::fmt::Write as _;

/// Longer strings are cut off in messages.
const MAX_STRING: usize = 72;

impl Value {
    /// How gc prints the value in messages (strings quoted, cut off at 72 characters).
    pub fn display(&self) -> String {
        match self {
            Self::Bool(b) => b.to_string(),
            Self::Str(s) => {
                let quoted = quote(s);
                match quoted.char_indices().nth(MAX_STRING - 3) {
                    Some((cut, _)) if quoted.chars().count() > MAX_STRING => {
                        format!("{}...", &quoted[..cut])
                    }
                    _ => quoted,
                }
            }
            Self::Int(i) => i.to_string(),
            Self::Rat(r) => display_rational(r),
            Self::Wide(w) => {
                let (mantissa, exponent) = w.decimal();
                format!("{}e{exponent:+}", format_g(mantissa, Some(6)))
            }
            Self::Complex(re, im) => {
                format!("({} + {}i)", display_rational(re), display_rational(im))
            }
        }
    }
}

fn display_rational(value: &BigRational) -> String {
    let float = f64_of(value);
    if float.is_finite() && value.is_zero() == (float == 0.0) {
        let text = format_g(float, Some(6));
        if !value.is_integer() && !text.contains('.') {
            return format_g(float, None);
        }
        return text;
    }
    let Some((mantissa, exponent)) = Wide::of(value).map(|wide| wide.decimal()) else {
        return "0".into();
    };
    format!("{}e{exponent:+}", format_g(mantissa, Some(6)))
}

/// C's `%g`: with a number of significant digits, or as many as are needed.
fn format_g(value: f64, digits: Option<usize>) -> String {
    if value == 0.0 {
        return "0".into();
    }
    let scientific = match digits {
        Some(digits) => format!("{:.*e}", digits - 1, value),
        None => format!("{value:e}"),
    };
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let trim = |text: &str| {
        let point = text.contains('.');
        if point { text.trim_end_matches('0').trim_end_matches('.') } else { text }.to_owned()
    };
    if !(-4..6).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{}e{sign}{:02}", trim(mantissa), exponent.abs());
    }
    match digits {
        Some(digits) => {
            let places = i32::try_from(digits).unwrap_or(6) - 1 - exponent;
            trim(&format!("{:.*}", usize::try_from(places).unwrap_or(0), value))
        }
        None => format!("{value}"),
    }
}

/// Quotes bytes as Go does (`strconv.Quote`).
pub fn quote(text: &[u8]) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for chunk in text.utf8_chunks() {
        for c in chunk.valid().chars() {
            quote_char(c, &mut out);
        }
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out.push('"');
    out
}

fn quote_char(c: char, out: &mut String) {
    let escape = match c {
        '\u{7}' => 'a',
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        '\u{b}' => 'v',
        '\\' | '"' => c,
        _ => {
            let code = u32::from(c);
            let _ = match code {
                _ if is_printable(c) => write!(out, "{c}"),
                0..0x20 | 0x7f => write!(out, "\\x{code:02x}"),
                0..0x10000 => write!(out, "\\u{code:04x}"),
                _ => write!(out, "\\U{code:08x}"),
            };
            return;
        }
    };
    out.push('\\');
    out.push(escape);
}

/// Whether Go prints the character as it is. Rust's debug form knows the same tables; the letter
/// in front makes it print combining marks too.
fn is_printable(c: char) -> bool {
    (' '..='~').contains(&c) || !c.is_ascii() && !format!("{:?}", format!("a{c}")).contains("\\u{")
}

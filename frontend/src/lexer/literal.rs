//! Literals: how far they go, what is wrong with them, and what they mean.
//!
//! Implements spec §Integer literals, §Floating-point literals, §Imaginary literals, §Rune
//! literals, §String literals. A literal ends where gc's scanner ends it and its mistakes are
//! worded as gc does, for there the compiler goes on as if nothing had happened.

use super::token::Logo;
use crate::ast::LitKind;

/// Lexical errors: byte offset and message.
pub type Errors = Vec<(u32, String)>;

fn error(lex: &mut Logo<'_>, at: usize, msg: impl Into<String>) {
    let at = u32::try_from(lex.span().start + at).unwrap_or(u32::MAX);
    lex.extras.push((at, msg.into()));
}

/// The token's text so far and the rest of the file.
fn tail<'s>(lex: &Logo<'s>) -> &'s str {
    &lex.source()[lex.span().start..]
}

/// Makes the token `len` bytes long.
fn set_len(lex: &mut Logo<'_>, len: usize) {
    let have = lex.slice().len();
    lex.bump(len - have);
}

/// `/* … */`, and whether it holds a newline.
pub(super) fn block_comment(lex: &mut Logo<'_>) -> bool {
    let rest = lex.remainder();
    let Some(end) = rest.find("*/") else {
        error(lex, 0, "comment not terminated");
        lex.bump(rest.len());
        return rest.contains('\n');
    };
    lex.bump(end + 2);
    rest[..end].contains('\n')
}

/// `` `…` ``.
pub(super) fn raw_string(lex: &mut Logo<'_>) -> LitKind {
    let rest = lex.remainder();
    match rest.find('`') {
        Some(end) => lex.bump(end + 1),
        None => {
            error(lex, 0, "string not terminated");
            lex.bump(rest.len());
        }
    }
    LitKind::String
}

/// `"…"`.
pub(super) fn string(lex: &mut Logo<'_>) -> LitKind {
    let text = tail(lex);
    let bytes = text.as_bytes();
    let mut i = 1;
    loop {
        match bytes.get(i) {
            Some(b'"') => break i += 1,
            Some(b'\\') => i = escape(lex, text, i + 1, b'"'),
            Some(b'\n') => break error(lex, i, "newline in string"),
            Some(_) => i += 1,
            None => break error(lex, 0, "string not terminated"),
        }
    }
    set_len(lex, i);
    LitKind::String
}

/// `'…'`.
pub(super) fn rune(lex: &mut Logo<'_>) -> LitKind {
    let text = tail(lex);
    let before = lex.extras.len();
    let mut i = 1;
    let mut n = 0;
    loop {
        let ok = lex.extras.len() == before;
        match text[i..].chars().next() {
            Some('\'') => {
                if ok && n == 0 {
                    error(lex, i, "empty rune literal or unescaped '");
                } else if ok && n != 1 {
                    error(lex, 0, "more than one character in rune literal");
                }
                i += 1;
                break;
            }
            Some('\\') => i = escape(lex, text, i + 1, b'\''),
            Some('\n') => {
                if ok {
                    error(lex, i, "newline in rune literal");
                }
                break;
            }
            Some(c) => i += c.len_utf8(),
            None => {
                if ok {
                    error(lex, 0, "rune literal not terminated");
                }
                break;
            }
        }
        n += 1;
    }
    set_len(lex, i);
    LitKind::Char
}

/// Checks the escape whose first character after the backslash is at `i`; answers where it ends.
fn escape(lex: &mut Logo<'_>, text: &str, mut i: usize, quote: u8) -> usize {
    let bytes = text.as_bytes();
    let (digits, base, max) = match bytes.get(i) {
        Some(b'a' | b'b' | b'f' | b'n' | b'r' | b't' | b'v' | b'\\') => return i + 1,
        Some(&b) if b == quote => return i + 1,
        Some(b'0'..=b'7') => (3, 8, 255),
        Some(b'x') => (2, 16, 255),
        Some(b'u') => (4, 16, 0x0010_ffff),
        Some(b'U') => (8, 16, 0x0010_ffff),
        None => return i,
        Some(_) => {
            error(lex, i, "unknown escape");
            return i;
        }
    };
    if base == 16 {
        i += 1;
    }
    let mut x: u32 = 0;
    for _ in 0..digits {
        let Some(c) = text[i..].chars().next() else { return i };
        let Some(d) = c.to_digit(base) else {
            let msg = format!("invalid character {} in {} escape", quoted(c), base_name(base));
            error(lex, i, msg);
            return i;
        };
        x = x.saturating_mul(base).saturating_add(d);
        i += 1;
    }
    if x > max && base == 8 {
        error(lex, i, format!("octal escape value {x} > 255"));
    } else if x > max || (0xd800..0xe000).contains(&x) && digits > 3 {
        error(lex, i, format!("escape is invalid Unicode code point U+{x:04X}"));
    }
    i
}

/// A character as Go's `%q` prints it.
fn quoted(c: char) -> String {
    match c {
        '\'' => "'\\''".to_owned(),
        '\\' => "'\\\\'".to_owned(),
        '\n' => "'\\n'".to_owned(),
        '\t' => "'\\t'".to_owned(),
        '\r' => "'\\r'".to_owned(),
        c if c.is_control() => format!("'\\x{:02x}'", u32::from(c)),
        c => format!("'{c}'"),
    }
}

fn base_name(base: u32) -> &'static str {
    match base {
        2 => "binary",
        8 => "octal",
        10 => "decimal",
        _ => "hexadecimal",
    }
}

/// What a run of digits held.
#[derive(Default)]
struct Digits {
    any: bool,
    separators: bool,
    /// The first digit too large for the base.
    invalid: Option<usize>,
}

impl Digits {
    /// Skips digits of `base` (any decimal digit counts) and underscores from `i` on.
    fn scan(&mut self, bytes: &[u8], mut i: usize, base: u32) -> usize {
        while let Some(&b) = bytes.get(i) {
            if b == b'_' {
                self.separators = true;
            } else if b.is_ascii_digit() || base == 16 && b.is_ascii_hexdigit() {
                self.any = true;
                if base <= 10 && u32::from(b - b'0') >= base {
                    self.invalid.get_or_insert(i);
                }
            } else {
                break;
            }
            i += 1;
        }
        i
    }
}

/// A number, from its first digit or the point in front of it.
pub(super) fn number(lex: &mut Logo<'_>) -> LitKind {
    let text = tail(lex);
    let bytes = text.as_bytes();
    let lower = |i: usize| bytes.get(i).map_or(0, u8::to_ascii_lowercase);
    let mut kind = LitKind::Int;
    let mut wrong: Option<(usize, String)> = None;
    let mut complain = |at: usize, msg: String| {
        wrong.get_or_insert((at, msg));
    };
    let mut digits = Digits::default();
    let mut base = 10;
    let mut prefix = 0;
    let mut i = 0;

    let mut point = bytes[0] == b'.';
    if !point {
        if bytes[0] == b'0' {
            (base, prefix, i) = match lower(1) {
                b'x' => (16, b'x', 2),
                b'o' => (8, b'o', 2),
                b'b' => (2, b'b', 2),
                _ => (8, b'0', 1),
            };
            digits.any = prefix == b'0';
        }
        i = digits.scan(bytes, i, base);
        point = lower(i) == b'.';
        if point && matches!(prefix, b'o' | b'b') {
            complain(i, format!("invalid radix point in {} literal", base_name(base)));
        }
    }
    if point {
        kind = LitKind::Float;
        i = digits.scan(bytes, i + 1, base);
    }
    if !digits.any {
        complain(i, format!("{} literal has no digits", base_name(base)));
    }
    let e = lower(i);
    if matches!(e, b'e' | b'p') {
        let shown = char::from(bytes[i]);
        if e == b'e' && !matches!(prefix, 0 | b'0') {
            complain(i, format!("'{shown}' exponent requires decimal mantissa"));
        } else if e == b'p' && prefix != b'x' {
            complain(i, format!("'{shown}' exponent requires hexadecimal mantissa"));
        }
        kind = LitKind::Float;
        i += 1;
        if matches!(lower(i), b'+' | b'-') {
            i += 1;
        }
        let mut exponent = Digits::default();
        i = exponent.scan(bytes, i, 10);
        digits.separators |= exponent.separators;
        if !exponent.any {
            complain(i, "exponent has no digits".to_owned());
        }
    } else if prefix == b'x' && kind == LitKind::Float {
        complain(i, "hexadecimal mantissa requires a 'p' exponent".to_owned());
    }
    if bytes.get(i) == Some(&b'i') {
        kind = LitKind::Imag;
        i += 1;
    }
    if let (LitKind::Int, Some(at)) = (kind, digits.invalid) {
        let digit = char::from(bytes[at]);
        complain(at, format!("invalid digit '{digit}' in {} literal", base_name(base)));
    }
    if digits.separators {
        if let Some(at) = invalid_separator(&bytes[..i]) {
            complain(at, "'_' must separate successive digits".to_owned());
        }
    }
    if let Some((at, msg)) = wrong {
        error(lex, at, msg);
    }
    set_len(lex, i);
    kind
}

/// The first underscore that has no digit (or base prefix) on both sides.
fn invalid_separator(x: &[u8]) -> Option<usize> {
    let prefix = if x.len() >= 2 && x[0] == b'0' { x[1].to_ascii_lowercase() } else { 0 };
    let prefixed = matches!(prefix, b'x' | b'o' | b'b');
    let is_digit = |b: u8| b.is_ascii_digit() || prefix == b'x' && b.is_ascii_hexdigit();
    let mut last = if prefixed { b'0' } else { b'.' };
    for (i, &b) in x.iter().enumerate().skip(if prefixed { 2 } else { 0 }) {
        let class = if b == b'_' {
            if last != b'0' {
                return Some(i);
            }
            b'_'
        } else if is_digit(b) {
            b'0'
        } else {
            if last == b'_' {
                return Some(i - 1);
            }
            b'.'
        };
        last = class;
    }
    (last == b'_').then(|| x.len() - 1)
}

/// The bytes a string literal stands for (quotes and all are given). Escapes that are wrong were
/// reported by the lexer and are left out.
pub fn unquote(text: &str) -> Vec<u8> {
    let inner = |quote: char| {
        let s = text.strip_prefix(quote).unwrap_or(text);
        s.strip_suffix(quote).unwrap_or(s)
    };
    if text.starts_with('`') {
        // spec: "Carriage return characters ('\r') inside raw string literals are discarded"
        return inner('`').bytes().filter(|&b| b != b'\r').collect();
    }
    let mut rest = inner('"');
    let mut out = Vec::with_capacity(rest.len());
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at..];
        let (value, len) = unescape(rest);
        match value {
            Some(Escape::Byte(b)) => out.push(b),
            Some(Escape::Char(c)) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            None => {}
        }
        rest = &rest[len..];
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

/// The value of a rune literal (quotes and all are given).
pub fn unquote_rune(text: &str) -> u32 {
    let inner = text.strip_prefix('\'').unwrap_or(text);
    if inner.starts_with('\\') {
        return match unescape(inner).0 {
            Some(Escape::Byte(b)) => u32::from(b),
            Some(Escape::Char(c)) => u32::from(c),
            None => u32::from(char::REPLACEMENT_CHARACTER),
        };
    }
    inner.chars().next().map_or(0, u32::from)
}

/// What an escape stands for.
enum Escape {
    Byte(u8),
    Char(char),
}

/// The value and the length of the escape at the start of `s`.
fn unescape(s: &str) -> (Option<Escape>, usize) {
    let number = |from: usize, len: usize, base: u32| {
        let digits = s.get(from..from + len)?;
        u32::from_str_radix(digits, base).ok()
    };
    let byte = |x: Option<u32>| x.and_then(|x| u8::try_from(x).ok()).map(Escape::Byte);
    let char = |x: Option<u32>| x.and_then(char::from_u32).map(Escape::Char);
    let simple = |b: u8| (Some(Escape::Byte(b)), 2);
    match s.as_bytes().get(1) {
        Some(b'a') => simple(7),
        Some(b'b') => simple(8),
        Some(b'f') => simple(12),
        Some(b'n') => simple(b'\n'),
        Some(b'r') => simple(b'\r'),
        Some(b't') => simple(b'\t'),
        Some(b'v') => simple(11),
        Some(&b @ (b'\\' | b'\'' | b'"')) => simple(b),
        Some(b'0'..=b'7') => (byte(number(1, 3, 8)), 4.min(s.len())),
        Some(b'x') => (byte(number(2, 2, 16)), 4.min(s.len())),
        Some(b'u') => (char(number(2, 4, 16)), 6.min(s.len())),
        Some(b'U') => (char(number(2, 8, 16)), 10.min(s.len())),
        _ => (None, 1),
    }
}

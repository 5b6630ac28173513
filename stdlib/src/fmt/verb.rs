//! Flags, padding, and how each verb writes numbers and strings.

use crate::num;
use crate::quote::{self, Verbatim};
use std::io::Write as _;

/// Flags, width and precision of a verb.
#[derive(Clone, Copy, Default, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "one per flag")]
pub(super) struct Flags {
    pub(super) width: Option<i64>,
    pub(super) prec: Option<i64>,
    pub(super) minus: bool,
    pub(super) plus: bool,
    pub(super) sharp: bool,
    pub(super) space: bool,
    pub(super) zero: bool,
    /// `%+v`: then `plus` is off.
    pub(super) plus_v: bool,
    /// `%#v`: then `sharp` is off.
    pub(super) sharp_v: bool,
}

/// Text being written under flags.
#[derive(Default, Debug)]
pub(super) struct Writer {
    pub(super) out: Vec<u8>,
    pub(super) flags: Flags,
}

/// Characters of a text, each invalid byte being one.
fn rune_count(s: &[u8]) -> usize {
    s.utf8_chunks().map(|c| c.valid().chars().count() + c.invalid().len()).sum()
}

/// Where the character after the first `n` starts; `None` if there are not so many.
fn rune_offset(s: &[u8], n: usize) -> Option<usize> {
    let (mut left, mut at) = (n, 0);
    for chunk in s.utf8_chunks() {
        for c in chunk.valid().chars() {
            if left == 0 {
                return Some(at);
            }
            left -= 1;
            at += c.len_utf8();
        }
        for _ in chunk.invalid() {
            if left == 0 {
                return Some(at);
            }
            left -= 1;
            at += 1;
        }
    }
    None
}

/// The character with that number, U+FFFD if there is none.
pub(super) fn rune(c: u64) -> char {
    u32::try_from(c).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

impl Writer {
    pub(super) fn text(&mut self, s: &str) {
        self.out.extend_from_slice(s.as_bytes());
    }

    pub(super) fn char(&mut self, c: char) {
        self.out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }

    fn width(&self) -> usize {
        usize::try_from(self.flags.width.unwrap_or(0)).unwrap_or(0)
    }

    /// Writes `n` spaces, or zeros if asked for; zeros only go to the left.
    fn padding(&mut self, n: usize) {
        let fill = if self.flags.zero && !self.flags.minus { b'0' } else { b' ' };
        self.out.resize(self.out.len() + n, fill);
    }

    /// Writes `s` at the verb's width.
    pub(super) fn pad(&mut self, s: &[u8]) {
        let width = self.width();
        if width == 0 {
            self.out.extend_from_slice(s);
            return;
        }
        let missing = width.saturating_sub(rune_count(s));
        if self.flags.minus {
            self.out.extend_from_slice(s);
            self.padding(missing);
        } else {
            self.padding(missing);
            self.out.extend_from_slice(s);
        }
    }

    /// `pad` with spaces even if the zero flag is set.
    fn pad_spaces(&mut self, s: &[u8]) {
        let zero = std::mem::replace(&mut self.flags.zero, false);
        self.pad(s);
        self.flags.zero = zero;
    }

    pub(super) fn boolean(&mut self, v: bool) {
        self.pad(if v { b"true" } else { b"false" });
    }

    /// `%U`: U+0041, with `#` followed by the character in quotes.
    pub(super) fn unicode(&mut self, v: u64) {
        let digits = self.flags.prec.and_then(|p| usize::try_from(p).ok()).unwrap_or(0).max(4);
        let mut s = Vec::new();
        let _ = write!(s, "U+{v:0digits$X}");
        if self.flags.sharp
            && let Some(c) = u32::try_from(v).ok().and_then(char::from_u32)
            && crate::unicode::is_print(u32::from(c))
        {
            let _ = write!(s, " '{c}'");
        }
        self.pad_spaces(&s);
    }

    /// Digits of `v` in base 2, 8, 10 or 16, as verb `verb` wants them.
    pub(super) fn integer(&mut self, v: u64, base: u32, signed: bool, verb: char) {
        let negative = signed && v >> 63 == 1;
        let v = if negative { v.wrapping_neg() } else { v };
        let f = self.flags;
        if f.prec == Some(0) && v == 0 {
            // Nothing but padding.
            self.pad_spaces(b"");
            return;
        }
        // Leading zeros are asked for by the precision, or by the zero flag with a width.
        let least = match f.prec {
            Some(prec) => usize::try_from(prec).unwrap_or(0),
            None if f.zero && !f.minus && f.width.is_some() => {
                self.width().saturating_sub(usize::from(negative || f.plus || f.space))
            }
            None => 0,
        };
        let mut digits = Vec::with_capacity(24);
        num::format_uint(&mut digits, v, base);
        if verb == 'X' {
            digits.make_ascii_uppercase();
        }
        if f.width.is_none() && f.prec.is_none() && !f.sharp && verb != 'O' {
            // The common case.
            if let Some(sign) = sign(f, negative) {
                self.out.push(sign);
            }
            self.out.extend_from_slice(&digits);
            return;
        }
        let zeros = least.saturating_sub(digits.len());
        let mut s = Vec::with_capacity(digits.len() + zeros + 3);
        s.extend(sign(f, negative));
        if verb == 'O' {
            s.extend_from_slice(b"0o");
        }
        if f.sharp {
            match base {
                2 => s.extend_from_slice(b"0b"),
                8 if zeros == 0 && digits.first() != Some(&b'0') => s.push(b'0'),
                16 => s.extend_from_slice(if verb == 'X' { b"0X" } else { b"0x" }),
                _ => {}
            }
        }
        s.resize(s.len() + zeros, b'0');
        s.extend_from_slice(&digits);
        self.pad_spaces(&s);
    }

    /// Hexadecimal with or without `0x`, whatever the `#` flag says.
    pub(super) fn hex(&mut self, v: u64, prefix: bool) {
        let sharp = std::mem::replace(&mut self.flags.sharp, prefix);
        self.integer(v, 16, false, 'v');
        self.flags.sharp = sharp;
    }

    /// Cuts `s` to as many characters as the precision says.
    fn truncated<'s>(&self, s: &'s [u8]) -> &'s [u8] {
        let prec = self.flags.prec.and_then(|p| usize::try_from(p).ok());
        prec.and_then(|n| rune_offset(s, n)).map_or(s, |end| &s[..end])
    }

    /// `%s`.
    pub(super) fn string(&mut self, s: &[u8]) {
        let s = self.truncated(s);
        self.pad(s);
    }

    /// `%x` and `%X` of bytes.
    pub(super) fn hex_bytes(&mut self, s: &[u8], upper: bool) {
        let f = self.flags;
        let prec = f.prec.and_then(|p| usize::try_from(p).ok()).unwrap_or(usize::MAX);
        let s = &s[..s.len().min(prec)];
        let prefix: &[u8] = if upper { b"0X" } else { b"0x" };
        let mut hex = Vec::with_capacity(2 * s.len());
        for (i, byte) in s.iter().enumerate() {
            if f.space && i > 0 {
                hex.push(b' ');
            }
            if f.sharp && (f.space || i == 0) {
                hex.extend_from_slice(prefix);
            }
            let _ = if upper { write!(hex, "{byte:02X}") } else { write!(hex, "{byte:02x}") };
        }
        self.pad(&hex);
    }

    /// `%q` of a string.
    pub(super) fn quoted(&mut self, s: &[u8]) {
        let s = self.truncated(s);
        let mut text = Vec::with_capacity(s.len() + 2);
        if self.flags.sharp && quote::can_backquote(s) {
            text.push(b'`');
            text.extend_from_slice(s);
            text.push(b'`');
        } else {
            quote::quote(&mut text, s, b'"', self.verbatim());
        }
        self.pad(&text);
    }

    fn verbatim(&self) -> Verbatim {
        if self.flags.plus { Verbatim::Ascii } else { Verbatim::Print }
    }

    /// `%c`.
    pub(super) fn rune(&mut self, v: u64) {
        self.pad(rune(v).encode_utf8(&mut [0; 4]).as_bytes());
    }

    /// `%q` of an integer.
    pub(super) fn quoted_rune(&mut self, v: u64) {
        let mut text = Vec::with_capacity(12);
        quote::quote_rune(&mut text, u32::from(rune(v)), self.verbatim());
        self.pad(&text);
    }

    /// `%e`, `%g` and the other verbs of floats; `prec` if the verb gives none.
    pub(super) fn float(&mut self, v: f64, bits: u32, verb: u8, prec: i32) {
        let f = self.flags;
        let prec = f.prec.map_or(prec, |p| i32::try_from(p).unwrap_or(i32::MAX));
        let mut s = Vec::with_capacity(24);
        num::format_float(&mut s, v, verb, prec, bits);
        if !matches!(s[0], b'-' | b'+') {
            s.insert(0, b'+');
        }
        if f.space && s[0] == b'+' && !f.plus {
            s[0] = b' ';
        }
        // Infinities and NaN do not look like numbers: no zeros in front of them.
        if matches!(s[1], b'I' | b'N') {
            let unsigned = s[1] == b'N' && !f.space && !f.plus;
            self.pad_spaces(&s[usize::from(unsigned)..]);
            return;
        }
        if f.sharp && verb != b'b' {
            always_point(&mut s, verb, prec);
        }
        if !f.plus && s[0] == b'+' {
            self.pad(&s[1..]);
        } else if f.zero && !f.minus && self.width() > s.len() {
            // The sign goes in front of the zeros.
            self.out.push(s[0]);
            self.padding(self.width() - s.len());
            self.out.extend_from_slice(&s[1..]);
        } else {
            self.pad(&s);
        }
    }
}

fn sign(f: Flags, negative: bool) -> Option<u8> {
    if negative {
        Some(b'-')
    } else if f.plus {
        Some(b'+')
    } else {
        f.space.then_some(b' ')
    }
}

/// What `#` does to a signed float: a decimal point always, and for `g` the zeros that make up
/// the precision.
fn always_point(s: &mut Vec<u8>, verb: u8, prec: i32) {
    let mut missing = match verb {
        b'g' | b'G' | b'x' if prec < 0 => 6,
        b'g' | b'G' | b'x' => prec,
        _ => 0,
    };
    let hex = matches!(verb, b'x' | b'X');
    let is_exponent = |&b: &u8| matches!(b, b'p' | b'P') || !hex && matches!(b, b'e' | b'E');
    let end = s.iter().position(is_exponent).unwrap_or(s.len());
    let tail = s.split_off(end);
    let mut point = false;
    let mut significant = false;
    for &b in &s[1..] {
        if b == b'.' {
            point = true;
            continue;
        }
        significant |= b != b'0';
        if significant {
            missing -= 1;
        }
    }
    if !point {
        // A single 0 counts as a digit.
        if s.len() == 2 && s[1] == b'0' {
            missing -= 1;
        }
        s.push(b'.');
    }
    s.extend((0..missing).map(|_| b'0'));
    s.extend_from_slice(&tail);
}

//! Go literals: what strconv.Quote and its variants write.

use crate::unicode::{is_graphic, is_print};
use crate::utf8::{RUNE_ERROR, char_of, decode};
use std::io::Write as _;

/// Which characters stand for themselves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verbatim {
    /// The printable ones (`strconv.Quote`).
    Print,
    /// Printable ASCII (`strconv.QuoteToASCII`).
    Ascii,
    /// The graphic ones: spaces of all kinds too (`strconv.QuoteToGraphic`).
    Graphic,
}

impl Verbatim {
    fn allows(self, r: u32) -> bool {
        match self {
            Self::Ascii => (0x20..0x7F).contains(&r),
            Self::Print => is_print(r),
            Self::Graphic => is_graphic(r),
        }
    }
}

/// Appends `s` between two `delimiter`s, escaped where needed.
pub fn quote(out: &mut Vec<u8>, s: &[u8], delimiter: u8, verbatim: Verbatim) {
    out.push(delimiter);
    let mut rest = s;
    while let Some(&first) = rest.first() {
        let (r, width) = decode(rest);
        if width == 1 && r == RUNE_ERROR {
            let _ = write!(out, "\\x{first:02x}");
        } else {
            escape(out, char_of(r), delimiter, verbatim);
        }
        rest = &rest[width..];
    }
    out.push(delimiter);
}

/// Appends `r` as a character literal; U+FFFD if it is no character.
pub fn quote_rune(out: &mut Vec<u8>, r: u32, verbatim: Verbatim) {
    out.push(b'\'');
    escape(out, char_of(r), b'\'', verbatim);
    out.push(b'\'');
}

fn escape(out: &mut Vec<u8>, c: char, delimiter: u8, verbatim: Verbatim) {
    let r = u32::from(c);
    let letter = match c {
        '\x07' => b'a',
        '\x08' => b'b',
        '\x0c' => b'f',
        '\n' => b'n',
        '\r' => b'r',
        '\t' => b't',
        '\x0b' => b'v',
        '\\' => b'\\',
        _ if r == u32::from(delimiter) => delimiter,
        _ if verbatim.allows(r) => {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            return;
        }
        _ => {
            let _ = match r {
                0..0x20 | 0x7F => write!(out, "\\x{r:02x}"),
                0x80..0x1_0000 => write!(out, "\\u{r:04x}"),
                _ => write!(out, "\\U{r:08x}"),
            };
            return;
        }
    };
    out.extend_from_slice(&[b'\\', letter]);
}

/// Whether `s` can be one line between back quotes.
pub fn can_backquote(s: &[u8]) -> bool {
    std::str::from_utf8(s).is_ok_and(|s| {
        s.chars().all(|c| c == '\t' || c >= ' ' && !matches!(c, '`' | '\x7f' | '\u{feff}'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(s: &[u8], verbatim: Verbatim) -> String {
        let mut out = Vec::new();
        quote(&mut out, s, b'"', verbatim);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn strings() {
        let s = "a\"b\\c'\n\x07\x01\x7fé☺\u{10ffff}".as_bytes();
        assert_eq!(quoted(s, Verbatim::Ascii), r#""a\"b\\c'\n\a\x01\x7f\u00e9\u263a\U0010ffff""#);
        assert_eq!(quoted(b"\xff\xc3\xa9\xc3", Verbatim::Print), r#""\xffé\xc3""#);
    }

    #[test]
    fn runes() {
        let mut out = Vec::new();
        quote_rune(&mut out, u32::from('\''), Verbatim::Print);
        quote_rune(&mut out, 0xD800, Verbatim::Ascii);
        assert_eq!(out, br"'\'''\ufffd'");
    }

    #[test]
    fn back_quotes() {
        assert!(can_backquote(b"a\tb\\\"") && !can_backquote(b"`") && !can_backquote(b"\xff"));
    }
}

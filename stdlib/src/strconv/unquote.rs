//! Reading Go's string and character literals.

use crate::utf8::{RUNE_ERROR, char_of, decode};

/// A character of a literal: its value, whether it is written in UTF-8 (else it is one byte),
/// and how many bytes stood for it.
pub(crate) type Char = (u32, bool, usize);

/// `strconv.UnquoteChar`: the first character inside a literal that ends with `quote`.
pub(crate) fn unquote_char(text: &[u8], quote: u8) -> Option<Char> {
    match *text {
        [] => None,
        [c @ (b'\'' | b'"'), ..] if c == quote => None,
        [0x80..=0xFF, ..] => {
            let (r, width) = decode(text);
            Some((r, true, width))
        }
        [b'\\', c, ..] => escape(text, c, quote),
        [b'\\'] => None,
        [c, ..] => Some((u32::from(c), false, 1)),
    }
}

fn escape(text: &[u8], c: u8, quote: u8) -> Option<Char> {
    let byte = |b: u8| Some((u32::from(b), false, 2));
    match c {
        b'a' => byte(7),
        b'b' => byte(8),
        b'f' => byte(12),
        b'n' => byte(b'\n'),
        b'r' => byte(b'\r'),
        b't' => byte(b'\t'),
        b'v' => byte(11),
        b'\\' => byte(b'\\'),
        b'\'' | b'"' if c == quote => byte(c),
        b'0'..=b'7' => {
            let v = number(text.get(1..4)?, 8)?;
            (v < 256).then_some((v, false, 4))
        }
        b'x' => Some((number(text.get(2..4)?, 16)?, false, 4)),
        b'u' => rune(number(text.get(2..6)?, 16)?, 6),
        b'U' => rune(number(text.get(2..10)?, 16)?, 10),
        _ => None,
    }
}

fn number(digits: &[u8], base: u32) -> Option<u32> {
    digits.iter().try_fold(0u32, |v, &b| {
        v.checked_mul(base)?.checked_add(char::from(b).to_digit(base)?)
    })
}

fn rune(v: u32, size: usize) -> Option<Char> {
    char::from_u32(v).map(|_| (v, true, size))
}

/// What a literal stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Text {
    /// The literal's bytes between the two positions.
    Part(usize, usize),
    /// Others.
    New(Vec<u8>),
}

/// The literal at the start: its length and what it stands for.
pub(crate) fn literal(text: &[u8]) -> Option<(usize, Text)> {
    match *text.first()? {
        b'`' => raw(text),
        quote @ (b'"' | b'\'') => quoted(text, quote),
        _ => None,
    }
}

/// spec: "Carriage return characters ('\r') inside raw string literals are discarded"
fn raw(text: &[u8]) -> Option<(usize, Text)> {
    let end = 1 + memchr::memchr(b'`', &text[1..])?;
    let inside = &text[1..end];
    let content = if inside.contains(&b'\r') {
        Text::New(inside.iter().copied().filter(|&b| b != b'\r').collect())
    } else {
        Text::Part(1, end)
    };
    Some((end + 1, content))
}

fn quoted(text: &[u8], quote: u8) -> Option<(usize, Text)> {
    let mut at = 1;
    let mut changed: Option<Vec<u8>> = None;
    while *text.get(at)? != quote {
        if text[at] == b'\n' {
            return None;
        }
        let (r, multibyte, size) = unquote_char(&text[at..], quote)?;
        let plain = text[at] != b'\\' && (r != RUNE_ERROR || size > 1);
        if !plain || changed.is_some() {
            let out = changed.get_or_insert_with(|| text[1..at].to_vec());
            if multibyte {
                out.extend_from_slice(char_of(r).encode_utf8(&mut [0; 4]).as_bytes());
            } else {
                out.push(r.to_le_bytes()[0]);
            }
        }
        at += size;
        if quote == b'\'' {
            break;
        }
    }
    // Go takes '' for an empty literal.
    if text.get(at) != Some(&quote) {
        return None;
    }
    Some((at + 1, changed.map_or(Text::Part(1, at), Text::New)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        let digits: Vec<u32> = hex.chars().filter_map(|c| c.to_digit(16)).collect();
        digits.chunks(2).filter_map(|pair| u8::try_from(pair[0] << 4 | pair[1]).ok()).collect()
    }

    /// A literal, whether it is one and what it stands for, the length of the one at its start,
    /// and the character after its first byte for three kinds of quotes, as Go 1.27.3 has them.
    #[test]
    fn literals_as_go() {
        for line in include_str!("../../../testdata/stdlib/strconv/literals.txt").lines() {
            let [text, valid, want, prefix, chars @ ..] = &line.split('|').collect::<Vec<_>>()[..]
            else {
                panic!("{line}")
            };
            let text = bytes(text);
            let found = literal(&text);
            let end = found.as_ref().map_or("-1".to_owned(), |(end, _)| end.to_string());
            assert_eq!(end, *prefix, "{line}");
            let whole = found.filter(|&(end, _)| end == text.len()).map(|(_, content)| match content {
                Text::Part(lo, hi) => text[lo..hi].to_vec(),
                Text::New(new) => new,
            });
            assert_eq!(whole.is_some().to_string(), *valid, "{line}");
            assert_eq!(whole.unwrap_or_default(), bytes(want), "{line}");
            for (quote, want) in [b'"', b'\'', 0].into_iter().zip(chars) {
                let got = match unquote_char(text.get(1..).unwrap_or_default(), quote) {
                    Some((r, multibyte, size)) => format!("{r:x},{multibyte},{size}"),
                    None => "0,false,-1".to_owned(),
                };
                assert_eq!(got, *want, "{line}");
            }
        }
    }
}

//! Tokens of Go source, as coarse as finding declarations and names needs; shared by the build
//! script and the registry.

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Token {
    /// An identifier or keyword.
    Word,
    /// A string literal.
    Text,
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// The end of a line.
    Line,
    /// Anything else.
    Other,
}

/// The tokens of `text`: what they are, and where they start and end.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = (Token, usize, usize)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at;
            let &first = bytes.get(at)?;
            let token = match first {
                b' ' | b'\t' | b'\r' => {
                    at += 1;
                    continue;
                }
                b'/' if bytes[at..].starts_with(b"//") => {
                    at = find(bytes, at, b"\n").unwrap_or(bytes.len());
                    continue;
                }
                b'/' if bytes[at..].starts_with(b"/*") => {
                    at = find(bytes, at + 2, b"*/").map_or(bytes.len(), |end| end + 2);
                    continue;
                }
                b'\n' => Token::Line,
                b'(' | b'[' | b'{' => Token::Open,
                b')' | b']' | b'}' => Token::Close,
                b'`' => {
                    at = find(bytes, at + 1, b"`").unwrap_or(bytes.len() - 1);
                    Token::Text
                }
                b'"' | b'\'' => {
                    at += 1;
                    while bytes.get(at).is_some_and(|&b| b != first && b != b'\n') {
                        at += 1 + usize::from(bytes[at] == b'\\');
                    }
                    at = at.min(bytes.len() - 1);
                    if first == b'"' { Token::Text } else { Token::Other }
                }
                b if is_word(b) => {
                    while bytes.get(at + 1).is_some_and(|&b| is_word(b)) {
                        at += 1;
                    }
                    if b.is_ascii_digit() { Token::Other } else { Token::Word }
                }
                _ => Token::Other,
            };
            at += 1;
            return Some((token, start, at));
        }
    })
}

fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(what.len()).position(|w| w == what).map(|i| from + i)
}

//! What the go command says about the head of a file: its package clause and its imports.
//!
//! Before it compiles anything, the go command reads each file up to the end of its imports
//! (go/build), and parses that part with go/parser, whose words are not gc's. The reader is
//! lenient (a semicolon is a blank to it), and when it is content the parser sees nothing behind
//! the imports: `import "a" "b"` is left for gc to refuse. When it is not, the parser sees the whole
//! file.

use super::diagnose::STOPS;
use crate::ast::LitKind;
use crate::lexer;
use crate::lexer::token::{Kind, Token};

/// What go/parser finds wrong: byte offsets and messages in order; empty if gc may read the file.
pub(super) fn check(text: &str) -> Vec<(u32, String)> {
    let read = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { text: read.as_bytes(), at: 0 };
    let Some(()) = reader.head() else { return Parser::new(text).parse() };
    let skipped = text.len() - read.len();
    Parser::new(&text[..skipped + reader.at]).parse()
}

/// go/build's reader, which looks for the end of the imports.
struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    /// Moves past the imports; `None` if that fails.
    fn head(&mut self) -> Option<()> {
        self.word("package")?;
        self.ident()?;
        while self.peek()? == b'i' {
            self.word("import")?;
            if self.peek()? == b'(' {
                self.at += 1;
                while self.peek()? != b')' {
                    self.import()?;
                }
                self.at += 1;
            } else {
                self.import()?;
            }
        }
        Some(())
    }

    /// The next byte after blanks and comments; 0 at the end.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.get(self.at).copied().unwrap_or_default() {
                b' ' | b'\x0c' | b'\t' | b'\r' | b'\n' | b';' => self.at += 1,
                b'/' => {
                    let rest = &self.text[self.at..];
                    self.at += match rest.get(1)? {
                        b'/' => rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len()),
                        b'*' => rest[2..].windows(2).position(|pair| pair == b"*/")? + 4,
                        _ => return None,
                    };
                }
                byte => return Some(byte),
            }
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.peek()?;
        self.text[self.at..].starts_with(word.as_bytes()).then_some(())?;
        self.at += word.len();
        (!self.in_ident()).then_some(())
    }

    fn ident(&mut self) -> Option<()> {
        self.peek()?;
        self.in_ident().then_some(())?;
        while self.in_ident() {
            self.at += 1;
        }
        Some(())
    }

    fn in_ident(&self) -> bool {
        let byte = self.text.get(self.at).copied().unwrap_or_default();
        byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
    }

    /// A name or a dot, if there is one, and a string.
    fn import(&mut self) -> Option<()> {
        if self.peek()? == b'.' {
            self.at += 1;
        } else if self.in_ident() {
            self.ident()?;
        }
        let quote = self.peek()?;
        self.at += 1;
        loop {
            let byte = *self.text.get(self.at)?;
            self.at += 1;
            match (quote, byte) {
                (b'"' | b'`', _) if byte == quote => return Some(()),
                (b'"', b'\n') => return None,
                (b'"', b'\\') => self.at += 1,
                (b'"' | b'`', _) => {}
                _ => return None,
            }
        }
    }
}

/// After more errors than these go/parser gives up.
const MANY: usize = 10;

/// go/parser, as far as imports go.
struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// Lexical errors that the scanner has not met yet, the first one last.
    lexical: Vec<(u32, String)>,
    at: usize,
    /// Where reading last went on after an error, and how often without progress.
    resumed: (usize, u32),
    errors: Vec<(u32, String)>,
}

/// The tokens at which go/parser goes on after it could not read an import or a semicolon.
type Stops = fn(Kind) -> bool;

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        let (tokens, mut lexical) = lexer::scan(text);
        lexical.sort_by_key(|error| std::cmp::Reverse(error.0));
        let mut parser = Self { text, tokens, lexical, at: 0, resumed: (0, 0), errors: Vec::new() };
        parser.scanned();
        parser
    }

    fn parse(mut self) -> Vec<(u32, String)> {
        if self.errors.is_empty() {
            self.file();
        }
        self.errors.sort_by_key(|error| error.0);
        self.errors
    }

    fn file(&mut self) {
        self.expect(Kind::Package, "'package'");
        if self.is(Kind::Ident) {
            self.next();
        } else {
            self.expected("'IDENT'");
        }
        self.semicolon();
        if !self.errors.is_empty() {
            return;
        }
        while self.is(Kind::Import) {
            self.next();
            if self.is(Kind::LParen) {
                self.next();
                while !self.is(Kind::RParen) && !self.is(Kind::Eof) {
                    self.spec();
                }
                self.expect(Kind::RParen, "')'");
                self.semicolon();
            } else {
                self.spec();
            }
        }
    }

    /// An import specification and the semicolon after it.
    fn spec(&mut self) {
        if self.is(Kind::Ident) || self.is(Kind::Dot) {
            self.next();
        }
        match self.kind() {
            Kind::Literal(LitKind::String) => self.next(),
            // a name is a literal to go/parser
            Kind::Literal(_) | Kind::Ident => {
                self.error(self.token().lo, "import path must be a string".to_owned());
                self.next();
            }
            _ => {
                self.error(self.token().lo, "missing import path".to_owned());
                self.advance(|kind| {
                    kind.is_semi()
                        || matches!(
                            kind,
                            Kind::Comma | Kind::Colon | Kind::RParen | Kind::RBrack | Kind::RBrace
                        )
                });
            }
        }
        self.semicolon();
    }

    fn semicolon(&mut self) {
        match self.kind() {
            Kind::RParen | Kind::RBrace => {}
            Kind::Comma => {
                self.expected("';'");
                self.next();
            }
            kind if kind.is_semi() => self.next(),
            _ => {
                self.expected("';'");
                self.advance(|kind| STOPS.contains(&kind));
            }
        }
    }

    fn expect(&mut self, kind: Kind, word: &str) {
        if !self.is(kind) {
            self.expected(word);
        }
        self.next();
    }

    fn expected(&mut self, word: &str) {
        let Token { kind, lo, hi } = self.token();
        let text = &self.text[lo as usize..hi as usize];
        let found = match kind {
            Kind::SemiNewline | Kind::SemiEof => "newline".to_owned(),
            Kind::Eof => "'EOF'".to_owned(),
            Kind::Ident | Kind::Literal(_) => text.to_owned(),
            _ => format!("'{text}'"),
        };
        self.error(lo, format!("expected {word}, found {found}"));
    }

    /// Skips to a token where reading can go on; past it, if that has not helped ten times.
    fn advance(&mut self, stops: Stops) {
        while !self.is(Kind::Eof) {
            let (at, times) = self.resumed;
            if stops(self.kind()) && (self.at > at || times < 10) {
                self.resumed = (self.at, if self.at > at { 0 } else { times + 1 });
                return;
            }
            self.next();
        }
    }

    fn token(&self) -> Token {
        self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn kind(&self) -> Kind {
        self.token().kind
    }

    fn is(&self, kind: Kind) -> bool {
        self.kind() == kind
    }

    fn next(&mut self) {
        self.at += 1;
        self.scanned();
    }

    /// Reports what the scanner met on the way to the current token's end.
    fn scanned(&mut self) {
        let Token { lo, hi, .. } = self.token();
        while let Some((at, message)) = self.lexical.pop_if(|error| error.0 <= hi.max(lo + 1)) {
            let (at, message) = self.scanner_words(at, message);
            self.error(at, message);
        }
    }

    /// A lexical error of gc as go/scanner puts it.
    fn scanner_words(&self, at: u32, message: String) -> (u32, String) {
        let token = self.token().lo;
        let character = |rest: &str| {
            let c = self.text[at as usize..].chars().next().unwrap_or_default();
            format!("illegal character {}{rest}", lexer::describe(c))
        };
        let words = match message.as_str() {
            m if m.starts_with("invalid character ") && m.ends_with(" escape") => {
                return (at, character(" in escape sequence"));
            }
            m if m.starts_with("invalid character ") => return (at, character("")),
            "newline in string" => return (token, "string literal not terminated".to_owned()),
            "string not terminated" if self.text.as_bytes()[at as usize] == b'`' => {
                "raw string literal not terminated"
            }
            "string not terminated" => "string literal not terminated",
            "newline in rune literal" => return (token, "rune literal not terminated".to_owned()),
            "more than one character in rune literal" => "illegal rune literal",
            m if m.starts_with("empty rune literal") => {
                return (token, "illegal rune literal".to_owned());
            }
            "unknown escape" => "unknown escape sequence",
            "invalid NUL character" => "illegal character NUL",
            "invalid BOM in the middle of the file" => "illegal byte order mark",
            m if m.starts_with("escape is invalid") || m.starts_with("octal escape") => {
                "escape sequence is invalid Unicode code point"
            }
            _ => return (at, message),
        };
        (at, words.to_owned())
    }

    /// One error a line.
    fn error(&mut self, at: u32, message: String) {
        let between = |a: u32, b: u32| &self.text.as_bytes()[a.min(b) as usize..a.max(b) as usize];
        if self.errors.last().is_none_or(|last| between(last.0, at).contains(&b'\n')) {
            self.errors.push((at, message));
        }
        if self.errors.len() > MANY {
            self.at = self.tokens.len() - 1;
        }
    }
}

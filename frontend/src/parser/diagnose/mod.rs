//! Words for syntax errors: reads the tokens of a file that did not parse the way gc's parser
//! does, builds nothing, and says what gc would say where gc would say it.
//!
//! The grammar decides what is Go; this only runs when it said no. What gc reports depends on the
//! order in which its recursive-descent parser looks at tokens and on how it skips after an error,
//! so both are followed here, function by function: [`decl`], [`types`], [`expr`], [`stmt`].
//!
//! # Invariants
//! Every loop consumes a token or ends, and recursion is bounded because `lexer::mark` refused
//! what nests too deep.

mod decl;
mod expr;
mod print;
mod stmt;
mod types;

use crate::lexer::token::{Kind, Token};
pub(super) use print::is_binary;

/// The keywords that start statements: an error inside a function body skips to one of them.
pub(super) const STOPS: [Kind; 14] = [
    Kind::Break,
    Kind::Const,
    Kind::Continue,
    Kind::Defer,
    Kind::Fallthrough,
    Kind::For,
    Kind::Go,
    Kind::Goto,
    Kind::If,
    Kind::Return,
    Kind::Select,
    Kind::Switch,
    Kind::Type,
    Kind::Var,
];

/// What gc says about the tokens: byte offsets and messages, in the order gc finds them.
/// `lexical` are the offsets of lexical errors, in order.
pub(super) fn diagnose(text: &str, tokens: &[Token], lexical: &[u32]) -> Vec<(u32, String)> {
    let mut reader =
        Reader { text, tokens, lexical, at: 0, functions: 0, nesting: 0, errors: Vec::new() };
    reader.file();
    reader.errors
}

/// Reads tokens as gc's parser does.
struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lexical: &'a [u32],
    /// Index of the current token.
    at: usize,
    /// How many function bodies are open.
    functions: usize,
    /// Expression nesting; negative in a control clause, where `{` ends the expression.
    nesting: i32,
    errors: Vec<(u32, String)>,
}

impl Reader<'_> {
    // -------------------------------------------------------------------------------------------
    // Tokens

    fn token(&self) -> Token {
        self.tokens.get(self.at).copied().unwrap_or(Token { kind: Kind::Eof, lo: 0, hi: 0 })
    }

    /// The current token's kind. The marks are undone but that of type parameters, and all
    /// semicolons are one.
    fn kind(&self) -> Kind {
        match self.token().kind {
            Kind::LBody => Kind::LBrace,
            Kind::RParams => Kind::RParen,
            Kind::ChanArrow => Kind::Arrow,
            Kind::LTypeParams => Kind::LBrack,
            Kind::SemiNewline | Kind::SemiEof => Kind::Semi,
            kind => kind,
        }
    }

    fn is(&self, kind: Kind) -> bool {
        self.kind() == kind
    }

    fn is_literal(&self) -> bool {
        matches!(self.token().kind, Kind::Literal(_))
    }

    fn pos(&self) -> u32 {
        self.token().lo
    }

    fn next(&mut self) {
        if self.token().kind != Kind::Eof {
            self.at += 1;
        }
    }

    fn got(&mut self, kind: Kind) -> bool {
        let got = self.is(kind);
        if got {
            self.next();
        }
        got
    }

    fn want(&mut self, kind: Kind) {
        if !self.got(kind) {
            self.syntax_error(&format!("expected {}", word(kind)));
            self.advance(&[]);
        }
    }

    /// Takes `=`; takes `:=` too but complains.
    fn got_assign(&mut self) -> bool {
        if self.is(Kind::Define) {
            self.syntax_error("expected =");
        } else if !self.is(Kind::Assign) {
            return false;
        }
        self.next();
        true
    }

    /// Skips to one of `follow` or, in a function, to a keyword that starts a statement. Without
    /// `follow` skips one token.
    fn advance(&mut self, follow: &[Kind]) {
        if follow.is_empty() {
            return self.next();
        }
        loop {
            let stops = self.functions > 0 && STOPS.contains(&self.kind());
            if stops || self.is(Kind::Eof) || follow.iter().any(|&k| self.matches(k)) {
                return;
            }
            self.next();
        }
    }

    /// Whether the current token is in the class that `Op` stands for in a follow set, or is
    /// `kind`.
    fn matches(&self, kind: Kind) -> bool {
        match kind {
            Kind::Pipe => self.is_operator(),
            kind => self.is(kind),
        }
    }

    /// gc's one token for all operators but `*`.
    fn is_operator(&self) -> bool {
        matches!(
            self.kind(),
            Kind::Op(_)
                | Kind::Plus
                | Kind::Minus
                | Kind::Amp
                | Kind::Caret
                | Kind::Pipe
                | Kind::Not
                | Kind::Tilde
        )
    }

    // -------------------------------------------------------------------------------------------
    // Errors

    fn error_at(&mut self, at: u32, msg: impl Into<String>) {
        self.errors.push((at, msg.into()));
    }

    /// Whether anything was reported before the current token.
    fn has_errors(&self) -> bool {
        let lexical = self.lexical.first().is_some_and(|&at| at < self.token().hi.max(1));
        lexical || !self.errors.is_empty()
    }

    fn syntax_error(&mut self, msg: &str) {
        self.syntax_error_at(self.pos(), msg);
    }

    /// Reports `msg`; what starts with `in`, `at`, `after` or `expected` goes after
    /// "unexpected …".
    fn syntax_error_at(&mut self, at: u32, msg: &str) {
        if self.is(Kind::Eof) && (self.has_errors() || !self.lexical.is_empty()) {
            return; // nothing new
        }
        let glue = if ["in ", "at ", "after "].iter().any(|p| msg.starts_with(p)) {
            " "
        } else if msg.starts_with("expected ") {
            ", "
        } else {
            return self.error_at(at, format!("syntax error: {msg}"));
        };
        let token = self.describe();
        self.error_at(at, format!("syntax error: unexpected {token}{glue}{msg}"));
    }

    /// The current token in words.
    fn describe(&self) -> String {
        let Token { kind, lo, hi } = self.token();
        let text = &self.text[lo as usize..hi as usize];
        match kind {
            Kind::Ident => format!("name {text}"),
            Kind::Literal(_) => format!("literal {text}"),
            Kind::Semi | Kind::SemiNewline | Kind::SemiEof => semicolon(kind).to_owned(),
            Kind::Comma => "comma".to_owned(),
            Kind::Eof => "EOF".to_owned(),
            kind if is_keyword(kind) => format!("keyword {text}"),
            _ => text.to_owned(),
        }
    }

    // -------------------------------------------------------------------------------------------
    // Lists

    /// Reads `[ f { sep f } [sep] ] close`; `f` answers whether the list must end. Answers the
    /// position of the closing token.
    fn list(
        &mut self,
        context: &str,
        sep: Kind,
        close: Kind,
        mut f: impl FnMut(&mut Self) -> bool,
    ) -> u32 {
        let mut done = false;
        while !self.is(Kind::Eof) && !self.is(close) && !done {
            done = f(self);
            if !self.got(sep) && !self.is(close) {
                let (sep, end) = (word(sep), word(close));
                self.syntax_error(&format!("in {context}; possibly missing {sep} or {end}"));
                self.advance(&[Kind::RParen, Kind::RBrack, Kind::RBrace]);
                if !self.is(close) {
                    return self.pos();
                }
            }
        }
        let pos = self.pos();
        self.want(close);
        pos
    }

    fn name(&mut self) {
        if !self.got(Kind::Ident) {
            self.syntax_error("expected name");
            self.advance(&[]);
        }
    }

    /// The rest of a list of names whose first was read.
    fn more_names(&mut self) {
        while self.got(Kind::Comma) {
            self.name();
        }
    }
}

/// What a semicolon was in the source.
fn semicolon(kind: Kind) -> &'static str {
    match kind {
        Kind::SemiNewline => "newline",
        Kind::SemiEof => "EOF",
        _ => "semicolon",
    }
}

fn is_keyword(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Break
            | Kind::Case
            | Kind::Chan
            | Kind::Const
            | Kind::Continue
            | Kind::Default
            | Kind::Defer
            | Kind::Else
            | Kind::Fallthrough
            | Kind::For
            | Kind::Func
            | Kind::Go
            | Kind::Goto
            | Kind::If
            | Kind::Import
            | Kind::Interface
            | Kind::Map
            | Kind::Package
            | Kind::Range
            | Kind::Return
            | Kind::Select
            | Kind::Struct
            | Kind::Switch
            | Kind::Type
            | Kind::Var
    )
}

/// How a message names an expected token.
fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Comma => "comma",
        Kind::Semi => "semicolon or newline",
        Kind::LParen => "(",
        Kind::RParen => ")",
        Kind::LBrack => "[",
        Kind::RBrack => "]",
        Kind::LBrace => "{",
        Kind::RBrace => "}",
        Kind::Colon => ":",
        Kind::Chan => "keyword chan",
        Kind::For => "keyword for",
        Kind::If => "keyword if",
        Kind::Switch => "keyword switch",
        Kind::Select => "keyword select",
        Kind::Struct => "keyword struct",
        Kind::Interface => "keyword interface",
        _ => "token",
    }
}

//! Tokens, one kind for each of the spec's (spec §Tokens), and a few that only the marking pass
//! makes.

use logos::{Lexer, Logos};

use super::literal::{self, Errors};
use crate::ast::{AssignOp, BinaryOp, LitKind};

/// What a token is.
///
/// The order matters in one place only: keywords stand together, from `Break` to `Var`.
#[derive(Logos, Clone, Copy, PartialEq, Eq, Debug)]
#[logos(extras = Errors)]
#[logos(skip r"[ \t\r\x00\u{feff}]+")]
#[expect(missing_docs, reason = "the names are the tokens")]
pub enum Kind {
    // Any character beyond ASCII counts as a letter here, as in gc; `lexer::check_ident` complains.
    #[regex(r"[a-zA-Z_\u{80}-\u{fefe}\u{ff00}-\u{10ffff}][a-zA-Z0-9_\u{80}-\u{fefe}\u{ff00}-\u{10ffff}]*")]
    Ident,
    #[regex(r"[0-9]", literal::number)]
    #[regex(r"\.[0-9]", literal::number)]
    #[token("'", literal::rune)]
    #[token("\"", literal::string)]
    #[token("`", literal::raw_string)]
    Literal(LitKind),

    // Operators and punctuation.
    #[token("+")]
    Plus,
    #[token("-")]
    Minus,
    #[token("&")]
    Amp,
    #[token("^")]
    Caret,
    #[token("|")]
    Pipe,
    /// An operator that is only binary and takes no part in type elements.
    #[token("||", |_| BinaryOp::LogOr)]
    #[token("&&", |_| BinaryOp::LogAnd)]
    #[token("==", |_| BinaryOp::Eq)]
    #[token("!=", |_| BinaryOp::Ne)]
    #[token("<", |_| BinaryOp::Lt)]
    #[token("<=", |_| BinaryOp::Le)]
    #[token(">", |_| BinaryOp::Gt)]
    #[token(">=", |_| BinaryOp::Ge)]
    #[token("/", |_| BinaryOp::Div)]
    #[token("%", |_| BinaryOp::Rem)]
    #[token("&^", |_| BinaryOp::AndNot)]
    #[token("<<", |_| BinaryOp::Shl)]
    #[token(">>", |_| BinaryOp::Shr)]
    Op(BinaryOp),
    #[token("*")]
    Star,
    #[token("!")]
    Not,
    #[token("~")]
    Tilde,
    #[token("+=", |_| BinaryOp::Add)]
    #[token("-=", |_| BinaryOp::Sub)]
    #[token("*=", |_| BinaryOp::Mul)]
    #[token("/=", |_| BinaryOp::Div)]
    #[token("%=", |_| BinaryOp::Rem)]
    #[token("&=", |_| BinaryOp::And)]
    #[token("|=", |_| BinaryOp::Or)]
    #[token("^=", |_| BinaryOp::Xor)]
    #[token("<<=", |_| BinaryOp::Shl)]
    #[token(">>=", |_| BinaryOp::Shr)]
    #[token("&^=", |_| BinaryOp::AndNot)]
    OpAssign(BinaryOp),
    /// `++` (true) or `--`.
    #[token("++", |_| true)]
    #[token("--", |_| false)]
    IncDec(bool),
    #[token("=")]
    Assign,
    #[token(":=")]
    Define,
    #[token("<-")]
    Arrow,
    #[token("(")]
    LParen,
    #[token("[")]
    LBrack,
    #[token("{")]
    LBrace,
    #[token(")")]
    RParen,
    #[token("]")]
    RBrack,
    #[token("}")]
    RBrace,
    #[token(",")]
    Comma,
    #[token(":")]
    Colon,
    #[token(".")]
    Dot,
    #[token("...")]
    Ellipsis,
    /// A written semicolon.
    #[token(";")]
    Semi,

    // Keywords.
    #[token("break")]
    Break,
    #[token("case")]
    Case,
    #[token("chan")]
    Chan,
    #[token("const")]
    Const,
    #[token("continue")]
    Continue,
    #[token("default")]
    Default,
    #[token("defer")]
    Defer,
    #[token("else")]
    Else,
    #[token("fallthrough")]
    Fallthrough,
    #[token("for")]
    For,
    #[token("func")]
    Func,
    #[token("go")]
    Go,
    #[token("goto")]
    Goto,
    #[token("if")]
    If,
    #[token("import")]
    Import,
    #[token("interface")]
    Interface,
    #[token("map")]
    Map,
    #[token("package")]
    Package,
    #[token("range")]
    Range,
    #[token("return")]
    Return,
    #[token("select")]
    Select,
    #[token("struct")]
    Struct,
    #[token("switch")]
    Switch,
    #[token("type")]
    Type,
    #[token("var")]
    Var,

    // Known to the lexer only: they become semicolons or nothing.
    #[token("\n")]
    Newline,
    #[regex(r"//[^\n]*", allow_greedy = true)]
    LineComment,
    /// Whether it holds a newline.
    #[token("/*", literal::block_comment)]
    BlockComment(bool),

    // Semicolons that are inserted (spec §Semicolons).
    SemiNewline,
    SemiEof,

    // Made by the marking pass.
    /// The `{` that opens the body after an `if`, `for`, `switch` or `select` header.
    LBody,
    /// The `[` that opens the type parameters of a type declaration.
    LTypeParams,
    /// The `)` of a function type's parameters when a result follows.
    RParams,
    /// The `<-` of `chan<-`.
    ChanArrow,

    /// The end of the source.
    Eof,
}

/// A token and where it stands: byte offsets in its file.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// First byte.
    pub lo: u32,
    /// One past the last byte.
    pub hi: u32,
}

impl Kind {
    /// Whether a newline after this token becomes a semicolon.
    // spec: "an identifier; a literal; one of the keywords break, continue, fallthrough, or return;
    // one of the operators and punctuation ++, --, ), ], or }"
    pub(super) fn ends_line(self) -> bool {
        matches!(
            self,
            Self::Ident
                | Self::Literal(_)
                | Self::Break
                | Self::Continue
                | Self::Fallthrough
                | Self::Return
                | Self::IncDec(_)
                | Self::RParen
                | Self::RBrack
                | Self::RBrace
        )
    }

    /// Whether this is a semicolon, written or not.
    pub fn is_semi(self) -> bool {
        matches!(self, Self::Semi | Self::SemiNewline | Self::SemiEof)
    }

    /// Whether an operand may end here, so that `[` and `(` after it index and call.
    pub(crate) fn ends_operand(self) -> bool {
        matches!(self, Self::Ident | Self::Literal(_) | Self::RParen | Self::RBrack | Self::RBrace)
    }

    /// Whether a type can start here.
    pub(super) fn starts_type(self) -> bool {
        matches!(
            self,
            Self::Ident
                | Self::Star
                | Self::LBrack
                | Self::LParen
                | Self::Func
                | Self::Map
                | Self::Chan
                | Self::Struct
                | Self::Interface
                | Self::Arrow
        )
    }

    /// The assignment operator this is.
    pub fn assign_op(self) -> Option<AssignOp> {
        Some(match self {
            Self::Assign => AssignOp::Assign,
            Self::Define => AssignOp::Define,
            Self::OpAssign(op) => AssignOp::Op(op),
            _ => return None,
        })
    }
}

/// The lexer that logos makes.
pub(crate) type Logo<'s> = Lexer<'s, Kind>;

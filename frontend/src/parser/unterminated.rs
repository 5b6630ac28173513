//! What gc makes of a file that ends in the middle of a string or a comment: it says nothing about
//! what is missing at the end and goes on with what there was. Here the missing tokens are put in.

use super::diagnose::is_binary;
use crate::ast::LitKind;
use crate::lexer::token::{Kind, Token};

/// An open bracket, or the file.
struct Level {
    /// What closes it.
    close: Option<Kind>,
    /// Whether a control clause waits for its block.
    header: bool,
    /// Whether a `case` waits for its colon.
    case: bool,
}

impl Level {
    fn new(close: Option<Kind>) -> Self {
        Self { close, header: false, case: false }
    }
}

/// The tokens with what may be missing before the end: with an operand that means nothing if one
/// seems to be missing, and the other way round.
pub(super) fn completions(tokens: &[Token]) -> [Vec<Token>; 2] {
    let Some((&end, rest)) = tokens.split_last() else { return [Vec::new(), Vec::new()] };
    let mut tokens = rest.to_vec();
    let mut levels = vec![Level::new(None)];
    // a selector whose name is missing is its operand
    while tokens.last().is_some_and(|t| t.kind == Kind::Dot) {
        tokens.pop();
    }
    for token in &tokens {
        read(&mut levels, token.kind);
    }
    let wants = tokens.last().is_some_and(|t| wants_operand(t.kind));
    let at_end = |kind| Token { kind, ..end };
    let mut missing = Vec::new();
    while let Some(level) = levels.pop() {
        if level.case {
            missing.push(at_end(Kind::Colon));
        }
        if level.header {
            missing.extend([at_end(Kind::LBrace), at_end(Kind::RBrace)]);
        }
        missing.extend(level.close.map(at_end));
    }
    missing.extend([at_end(Kind::SemiEof), end]);
    [wants, !wants].map(|wants| {
        let operand = wants.then(|| at_end(Kind::Literal(LitKind::String)));
        tokens.iter().copied().chain(operand).chain(missing.iter().copied()).collect()
    })
}

/// Reads on.
fn read(levels: &mut Vec<Level>, kind: Kind) {
    let close = match kind {
        Kind::LParen => Kind::RParen,
        Kind::LBrack => Kind::RBrack,
        Kind::LBrace => Kind::RBrace,
        Kind::RParen | Kind::RBrack | Kind::RBrace => {
            if levels.len() > 1 {
                levels.pop();
            }
            return;
        }
        _ => {
            if let Some(level) = levels.last_mut() {
                level.header |=
                    matches!(kind, Kind::If | Kind::For | Kind::Switch | Kind::Select | Kind::Else);
                level.case |= matches!(kind, Kind::Case | Kind::Default);
                level.case &= kind != Kind::Colon;
            }
            return;
        }
    };
    if let Some(level) = levels.last_mut() {
        level.header &= kind != Kind::LBrace;
    }
    levels.push(Level::new(Some(close)));
}

/// Whether an operand must follow a token.
fn wants_operand(kind: Kind) -> bool {
    is_binary(kind)
        || matches!(
            kind,
            Kind::Not
                | Kind::Tilde
                | Kind::Assign
                | Kind::Define
                | Kind::OpAssign(_)
                | Kind::If
                | Kind::Case
                | Kind::Go
                | Kind::Defer
                | Kind::Range
        )
}

//! Source text in the form in which gc quotes expressions: one line, bodies left out.

use super::Reader;
use crate::lexer::token::{Kind, Token};

impl Reader<'_> {
    /// The tokens `first..end` on one line.
    pub(super) fn print(&self, first: usize, end: usize) -> String {
        let mut out = String::new();
        let mut prev = Kind::Semi;
        let mut depth = 0_usize;
        for &Token { kind, lo, hi } in self.tokens.get(first..end).unwrap_or_default() {
            let opens = matches!(kind, Kind::LBrace | Kind::LBody);
            if kind == Kind::RBrace {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    out.push_str(if prev == Kind::LBrace { "}" } else { "…}" });
                }
            }
            if depth == 0 && kind != Kind::RBrace {
                let text = &self.text[lo as usize..hi as usize];
                let binary = prev.ends_operand() && is_binary(kind);
                if binary || kind.assign_op().is_some() {
                    out.push(' ');
                    out.push_str(text);
                    out.push(' ');
                } else {
                    let word = |k: Kind| k == Kind::Ident || super::is_keyword(k);
                    if word(prev) && (word(kind) || matches!(kind, Kind::Literal(_))) {
                        out.push(' ');
                    }
                    out.push_str(text);
                    if kind == Kind::Comma {
                        out.push(' ');
                    }
                }
            }
            depth += usize::from(opens);
            prev = kind;
        }
        out
    }
}

/// Whether the token is a binary operator after an operand.
pub(in crate::parser) fn is_binary(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Op(_)
            | Kind::Plus
            | Kind::Minus
            | Kind::Star
            | Kind::Amp
            | Kind::Caret
            | Kind::Pipe
            | Kind::Arrow
    )
}

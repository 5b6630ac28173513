//! The parser: tokens → AST.
//!
//! LALRPOP makes the parser from `grammar.lalrpop`. The file is cut at the semicolons outside all
//! brackets, and each piece is parsed on its own.

mod actions;

use crate::ast::{self, NodeIds};
use crate::diagnostic::Diagnostic;
use crate::lexer::token::{Kind, Token};
use crate::lexer::{self, mark};
use crate::source::{FileId, SourceMap};
use crate::span::{Pos, Span};
use crate::symbol::Symbol;
use actions::{Actions, Piece};
use lalrpop_util::lalrpop_mod;

lalrpop_mod!(
    #[allow(
        clippy::all,
        clippy::pedantic,
        clippy::nursery,
        clippy::restriction,
        missing_docs,
        unreachable_pub,
        unused,
        unused_qualifications,
        elided_lifetimes_in_paths,
        reason = "generated"
    )]
    grammar,
    "/parser/grammar.rs"
);

/// Parses one file. Never fails: answers what could be parsed and what is wrong, in order.
pub fn parse_file(
    sources: &SourceMap,
    id: FileId,
    ids: &mut NodeIds,
) -> (ast::File, Vec<Diagnostic>) {
    let source = sources.file(id);
    let text = source.text.as_str();
    let base = source.base;
    let at = |lo: u32, hi: u32| Span::new(Pos(base.0 + lo), Pos(base.0 + hi));

    let (mut tokens, errors) = lexer::scan(text);
    let mut diagnostics: Vec<Diagnostic> = errors
        .into_iter()
        .map(|(lo, msg)| Diagnostic::error(at(lo, lo + 1), "syntax", msg))
        .collect();

    let mut file = ast::File {
        file: id,
        package: ast::Ident { id: ids.fresh(), span: at(0, 0), name: Symbol::intern("_") },
        imports: Vec::new(),
        decls: Vec::new(),
        package_pos: base,
        go_version: None,
    };
    if let Err(i) = mark::mark(&mut tokens) {
        let Token { lo, hi, .. } = tokens[i];
        diagnostics.push(Diagnostic::error(at(lo, hi), "syntax", "exceeded max nesting depth"));
        return (file, diagnostics);
    }

    let mut actions = Actions::new(text, base, ids);
    let parser = grammar::PieceParser::new();
    for piece in pieces(&tokens) {
        let stream = piece.iter().map(|t| {
            let kind = if t.kind.is_semi() { Kind::Semi } else { t.kind };
            Ok((Pos(base.0 + t.lo), kind, Pos(base.0 + t.hi)))
        });
        match parser.parse(&mut actions, stream) {
            Ok(Piece::Package(pos, name)) => {
                file.package = name;
                file.package_pos = pos;
            }
            Ok(Piece::Imports(specs)) => file.imports.extend(specs),
            Ok(Piece::Decls(decls)) => file.decls.extend(decls),
            Err(e) => {
                use lalrpop_util::ParseError as E;
                let (lo, hi) = match e {
                    E::InvalidToken { location } | E::UnrecognizedEof { location, .. } => {
                        (location, location)
                    }
                    E::UnrecognizedToken { token, .. } | E::ExtraToken { token } => {
                        (token.0, token.2)
                    }
                    E::User { .. } => unreachable!("invariant: tokens are never errors"),
                };
                let found = &text[(lo.0 - base.0) as usize..(hi.0 - base.0) as usize];
                let msg = format!("syntax error: unexpected {found}");
                diagnostics.push(Diagnostic::error(Span::new(lo, hi), "syntax", msg));
            }
        }
    }
    diagnostics.append(&mut actions.diagnostics);
    if actions.failed && diagnostics.is_empty() {
        diagnostics.push(Diagnostic::error(at(0, 0), "syntax", "syntax error"));
    }
    diagnostics.sort_by_key(|d| d.span.lo);
    (file, diagnostics)
}

/// Cuts the tokens at semicolons outside all brackets.
fn pieces(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    let mut rest = tokens;
    std::iter::from_fn(move || {
        let mut depth = 0_usize;
        for (i, t) in rest.iter().enumerate() {
            match t.kind {
                Kind::LParen | Kind::LBrack | Kind::LBrace | Kind::LBody | Kind::LTypeParams => {
                    depth += 1;
                }
                Kind::RParen | Kind::RBrack | Kind::RBrace | Kind::RParams => {
                    depth = depth.saturating_sub(1);
                }
                Kind::Eof if i == 0 => return None,
                k if depth == 0 && k.is_semi() || k == Kind::Eof => {
                    let piece = &rest[..i];
                    rest = &rest[if k == Kind::Eof { i } else { i + 1 }..];
                    return Some(piece);
                }
                _ => {}
            }
        }
        None
    })
}

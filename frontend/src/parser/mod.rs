//! The parser: tokens → AST.
//!
//! LALRPOP makes the parser from `grammar.lalrpop`. The file is cut at the semicolons outside all
//! brackets, and each piece is parsed on its own. When something is wrong, [`diagnose`] reads the whole
//! file again and finds the words.
//!
//! Functions of the standard library are left out by [`parse_outline`] and parsed by [`func_head`]
//! and [`func_body`] when somebody asks.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each place looks for a few of many tokens or nodes"
)]

mod actions;
mod diagnose;
mod head;
mod unterminated;

use crate::ast::{self, Block, Decl, FuncBody, FuncDecl, FuncHead, FuncType, NodeIds};
use crate::check::DIRECTIVE;
use crate::constraint;
use crate::diagnostic::Diagnostic;
use crate::lexer::outline::Outlined;
use crate::lexer::token::{Kind, Token};
use crate::lexer::{self, mark};
use crate::source::{FileId, SourceMap};
use crate::span::{Pos, Span};
use crate::symbol::Symbol;
use actions::{Actions, Piece};
use lalrpop_util::lalrpop_mod;
use std::mem;
use std::sync::{Arc, OnceLock};

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

/// Code of what gc's scanner and parser report.
pub const SYNTAX: &str = "syntax";

/// Code of what the go command reports when it reads the head of a file, before anything is
/// compiled.
pub const HEAD: &str = "file-head";

/// Parses one file. Never fails: answers what could be parsed and what is wrong, in order; what
/// the go command says about its head comes alone.
pub fn parse_file(
    sources: &SourceMap,
    id: FileId,
    ids: &mut NodeIds,
) -> (ast::File, Vec<Diagnostic>) {
    parse_whole(sources, id, ids, wrong_head)
}

/// Parses one file as gc alone does, without the go command.
pub fn compile_file(
    sources: &SourceMap,
    id: FileId,
    ids: &mut NodeIds,
) -> (ast::File, Vec<Diagnostic>) {
    parse_whole(sources, id, ids, |_, _| None)
}

/// Offsets and messages.
type Errors = Vec<(u32, String)>;

/// Parses one file; `wrong_head` may know better what is wrong with it.
fn parse_whole(
    sources: &SourceMap,
    id: FileId,
    ids: &mut NodeIds,
    wrong_head: fn(&str, &Errors) -> Option<Errors>,
) -> (ast::File, Vec<Diagnostic>) {
    let source = sources.file(id);
    let text = source.text.as_str();
    let base = source.base;
    let at = |lo: u32, hi: u32| Span::new(Pos(base.0 + lo), Pos(base.0 + hi));

    let mut file = empty_file(id, text, base, ids);
    let (mut tokens, mut errors) = lexer::scan(text);
    match mark::mark(&mut tokens) {
        Err(i) => errors.push((tokens[i].lo, "exceeded max nesting depth".to_owned())),
        Ok(misplaced) => {
            let mut lexical: Vec<u32> = errors.iter().map(|e| e.0).collect();
            lexical.sort_unstable();
            let mut actions = Actions::new(text, base, ids, &lexical);
            let mut failed = parse_pieces(&tokens, &mut actions, base, &mut file).or(misplaced);
            let mut diagnostics = actions.diagnostics;
            let mut found = Vec::new();
            if failed.is_some() {
                found = diagnose::diagnose(text, &tokens, &lexical);
                if found.is_empty() && !errors.is_empty() {
                    if let Some((read, complaints)) = parse_to_the_end(id, text, base, ids) {
                        (file, diagnostics, failed) = (read, complaints, None);
                    }
                }
            }
            if failed.is_none() {
                file.complete = true;
                if let Some(head) = wrong_head(text, &errors) {
                    let head = head.into_iter();
                    return (
                        file,
                        head.map(|(lo, msg)| Diagnostic::error(at(lo, lo), HEAD, msg)).collect(),
                    );
                }
                let found = lexer::directives::check(text, &tokens);
                let at_pos = |(lo, text)| (Pos(base.0 + lo), text);
                file.misplaced = found.late.into_iter().map(at_pos).collect();
                let linknames = found.linknames.into_iter().map(at_pos);
                let split = |(at, s): (Pos, String)| {
                    let (local, target) = s.split_once(' ').unwrap_or((&s, ""));
                    (at, Symbol::intern(local), Symbol::intern(target))
                };
                file.linknames = linknames.map(split).collect();
                for (list, code) in [(errors, "syntax"), (found.errors, DIRECTIVE)] {
                    let made = |(lo, msg)| Diagnostic::error(at(lo, lo), code, msg);
                    diagnostics.extend(list.into_iter().map(made));
                }
                diagnostics.sort_by_key(|d| d.span.lo);
                return (file, diagnostics);
            }
            if let (Some(at), true) = (failed, found.is_empty() && errors.is_empty()) {
                // Nothing better is known.
                errors.push((at, "syntax error: unexpected token".to_owned()));
            }
            errors.extend(found);
        }
    }
    let mut code = SYNTAX;
    if let Some(head) = wrong_head(text, &errors) {
        (errors, code) = (head, HEAD);
    }
    let line = |offset: u32| sources.locate(Pos(base.0 + offset)).line;
    keep_one_per_line(&mut errors, line);
    let diagnostic = |(lo, msg)| {
        let i = tokens.partition_point(|t| t.lo < lo);
        let hi = tokens.get(i).filter(|t| t.lo == lo).map_or(lo, |t| t.hi);
        Diagnostic::error(at(lo, hi), code, msg)
    };
    (file, errors.into_iter().map(diagnostic).collect())
}

/// Parses a file that ends in the middle of a string or a comment, with what is missing put in.
/// Answers what the grammar complains about, too.
fn parse_to_the_end(
    id: FileId,
    text: &str,
    base: Pos,
    ids: &mut NodeIds,
) -> Option<(ast::File, Vec<Diagnostic>)> {
    let (tokens, errors) = lexer::scan(text);
    let mut lexical: Vec<u32> = errors.iter().map(|e| e.0).collect();
    lexical.push(lexer::to32(text.len()));
    lexical.sort_unstable();
    unterminated::completions(&tokens).into_iter().find_map(|mut tokens| {
        let mut file = empty_file(id, text, base, ids);
        let mut actions = Actions::new(text, base, ids, &lexical);
        let marked = mark::mark(&mut tokens) == Ok(None);
        let parsed = marked && parse_pieces(&tokens, &mut actions, base, &mut file).is_none();
        parsed.then_some((file, actions.diagnostics))
    })
}

/// What the go command finds wrong with the head of a file that has errors: it tells the first.
fn wrong_head(text: &str, errors: &Errors) -> Option<Errors> {
    if errors.is_empty() {
        return None;
    }
    head::check(text).into_iter().next().map(|first| vec![first])
}

/// Parses one file without the functions it declares. A file with a mistake outside them is parsed
/// as a whole.
pub fn parse_outline(
    sources: &SourceMap,
    id: FileId,
    ids: &mut NodeIds,
) -> (ast::File, Vec<Diagnostic>) {
    let source = sources.file(id);
    let (text, base) = (source.text.as_str(), source.base);
    let (mut tokens, outlined, errors) = lexer::scan_outline(text);
    if errors.is_empty() && mark::mark(&mut tokens) == Ok(None) {
        let mut file = empty_file(id, text, base, ids);
        let mut actions = Actions::new(text, base, ids, &[]);
        if parse_pieces(&tokens, &mut actions, base, &mut file).is_none() {
            file.complete = true;
            let diagnostics = actions.diagnostics;
            let funcs =
                outlined.iter().map(|func| Decl::Func(outlined_func(func, text, base, ids)));
            file.decls.extend(funcs);
            return (file, diagnostics);
        }
    }
    parse_file(sources, id, ids)
}

fn outlined_func(func: &Outlined, text: &str, base: Pos, ids: &mut NodeIds) -> Arc<FuncDecl> {
    let span = |lo: u32, hi: u32| Span::new(Pos(base.0 + lo), Pos(base.0 + hi));
    let symbol = |(lo, hi): (u32, u32)| Symbol::intern(&text[lo as usize..hi as usize]);
    Arc::new(FuncDecl {
        span: span(func.lo, func.hi),
        name: ast::Ident {
            id: ids.fresh(),
            span: span(func.name.0, func.name.1),
            name: symbol(func.name),
        },
        outline: func.recv.map(|(pointer, name)| (pointer, symbol(name))),
        head: OnceLock::new(),
        body: func.body.map(|lo| FuncBody { span: span(lo, func.hi), block: OnceLock::new() }),
    })
}

/// The head of a declared function, parsed now if it was left out.
pub fn func_head<'d>(
    sources: &SourceMap,
    ids: &mut NodeIds,
    decl: &'d FuncDecl,
) -> (&'d FuncHead, Vec<Diagnostic>) {
    if let Some(head) = decl.head.get() {
        return (head, Vec::new());
    }
    let hi = decl.body.as_ref().map_or(decl.span.hi, |body| body.span.lo);
    let span = Span::new(decl.span.lo, hi);
    let (parsed, diagnostics) = parse_func(sources, ids, span, None);
    let head = parsed.and_then(|f| f.head.into_inner()).unwrap_or_else(|| {
        let (type_params, params, results) = Default::default();
        FuncHead { recv: None, ty: Arc::new(FuncType { type_params, params, results, span }) }
    });
    (decl.head.get_or_init(|| head), diagnostics)
}

/// The body of a declared function, parsed now if it was left out.
pub fn func_body(
    sources: &SourceMap,
    ids: &mut NodeIds,
    decl: &FuncDecl,
) -> Option<(Arc<Block>, Vec<Diagnostic>)> {
    let body = decl.body.as_ref()?;
    if let Some(block) = body.get() {
        return Some((Arc::clone(block), Vec::new()));
    }
    let (parsed, diagnostics) = parse_func(sources, ids, body.span, Some(decl.name.span));
    let block = parsed.and_then(|f| f.body?.block.into_inner());
    let block = block.unwrap_or_else(|| Arc::new(Block { span: body.span, stmts: Vec::new() }));
    Some((Arc::clone(body.block.get_or_init(|| block)), diagnostics))
}

/// Parses the function declaration at `span`, with `func name()` in front of it if it is but a
/// body.
fn parse_func(
    sources: &SourceMap,
    ids: &mut NodeIds,
    span: Span,
    name: Option<Span>,
) -> (Option<FuncDecl>, Vec<Diagnostic>) {
    let failed = || Diagnostic::error(span, "syntax", "syntax error: unexpected token".to_owned());
    let Some(source) = sources.locate_file(span.lo) else { return (None, vec![failed()]) };
    let (text, base) = (source.text.as_str(), source.base);
    let offset = |pos: Pos| pos.0 - base.0;
    let mut tokens = Vec::with_capacity((span.hi.0 - span.lo.0) as usize / 4 + 6);
    if let Some(name) = name {
        let (lo, hi) = (offset(name.lo), offset(name.hi));
        let kinds = [Kind::Func, Kind::Ident, Kind::LParen, Kind::RParen];
        tokens.extend(kinds.map(|kind| Token { kind, lo, hi }));
    }
    let errors = lexer::scan_part(text, offset(span.lo), offset(span.hi), &mut tokens);
    if errors.is_empty() && mark::mark(&mut tokens) == Ok(None) {
        let mut actions = Actions::new(text, base, ids, &[]);
        let piece = pieces(&tokens).next().unwrap_or_default();
        let parsed = grammar::PieceParser::new().parse(&mut actions, stream(piece, base));
        if let (Ok(Piece::Decls(mut decls)), false) = (parsed, actions.failed) {
            if let Some(Decl::Func(func)) = decls.pop() {
                return (Arc::into_inner(func), actions.diagnostics);
            }
        }
    }
    (None, vec![failed()])
}

/// A file that nothing was parsed of yet.
fn empty_file(id: FileId, text: &str, base: Pos, ids: &mut NodeIds) -> ast::File {
    let span = Span::new(base, base);
    ast::File {
        file: id,
        package: ast::Ident { id: ids.fresh(), span, name: Symbol::intern("_") },
        imports: Vec::new(),
        decls: Vec::new(),
        package_pos: base,
        go_version: go_version(text),
        complete: false,
        misplaced: Vec::new(),
        linknames: Vec::new(),
    }
}

/// What the generated parser reads.
fn stream(piece: &[Token], base: Pos) -> impl Iterator<Item = Result<(Pos, Kind, Pos), ()>> {
    piece.iter().map(move |t| {
        let kind = if t.kind.is_semi() { Kind::Semi } else { t.kind };
        Ok((Pos(base.0 + t.lo), kind, Pos(base.0 + t.hi)))
    })
}

/// Parses the pieces into `file`; answers the offset of the first that failed.
fn parse_pieces(
    tokens: &[Token],
    actions: &mut Actions<'_>,
    base: Pos,
    file: &mut ast::File,
) -> Option<u32> {
    let parser = grammar::PieceParser::new();
    let mut failed = None;
    let (mut packages, mut others) = (0, false);
    for piece in pieces(tokens) {
        let Some(first) = piece.first() else {
            failed = failed.or(Some(0));
            continue;
        };
        let parsed = parser.parse(actions, stream(piece, base));
        let mut ok = !mem::take(&mut actions.failed);
        match parsed {
            Ok(Piece::Package(pos, name)) => {
                file.package = name;
                file.package_pos = pos;
                ok &= packages == 0;
                packages += 1;
            }
            Ok(Piece::Imports(specs)) => {
                file.imports.extend(specs);
                ok &= packages == 1 && !others;
            }
            Ok(Piece::Decls(decls)) => {
                if ok {
                    file.decls.extend(decls);
                }
                ok &= packages == 1;
                others = true;
            }
            Err(_) => ok = false,
        }
        if !ok {
            failed = failed.or(Some(first.lo));
        }
    }
    if packages != 1 {
        failed = failed.or(Some(0));
    }
    failed
}

/// Sorts the errors, keeping one syntax error a line and no error twice on a line, as gc does.
fn keep_one_per_line(errors: &mut Vec<(u32, String)>, line: impl Fn(u32) -> u32) {
    let mut last = 0;
    errors.retain(|&(at, ref msg)| {
        !msg.starts_with("syntax error") || line(at) != mem::replace(&mut last, line(at))
    });
    errors.sort_by_key(|&(at, _)| at);
    errors.dedup_by(|b, a| a.1 == b.1 && line(a.0) == line(b.0));
}

/// The language version that a `//go:build` line in front of the package clause asks for.
fn go_version(text: &str) -> Option<(u32, u32)> {
    let wanted = constraint::of_file(&constraint::head(text)).ok()??;
    wanted.min_version().map(|minor| (1, minor))
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

//! What the grammar's actions do, and what the grammar itself cannot decide: operator precedence,
//! grouping of parameters, `<-chan`, type switches, and rules about shape.
//!
//! An action that meets something wrong only notes that the piece is [bad](Actions::fail);
//! `diagnose` finds the words.

mod decl;
mod expr;
mod stmt;

pub(super) use expr::{ident_expr, precedence};

use crate::ast::{Decl, Expr, Ident, ImportSpec, NodeIds, Stmt};
use crate::diagnostic::Diagnostic;
use crate::lexer::literal::unquote;
use crate::span::{Pos, Span};
use crate::symbol::Symbol;
use std::sync::Arc;

/// One piece of a file.
#[derive(Debug)]
pub(super) enum Piece {
    /// The package clause: the keyword's position and the name.
    Package(Pos, Ident),
    /// One import declaration.
    Imports(Vec<Arc<ImportSpec>>),
    /// One other top-level declaration.
    Decls(Vec<Decl>),
}

/// A parameter before its list is grouped: `a`, `T`, `a T`.
#[derive(Debug)]
pub(super) struct Param {
    pub(super) name: Option<Ident>,
    pub(super) ty: Option<Expr>,
}

impl Param {
    pub(super) fn unnamed(ty: Expr) -> Self {
        Self { name: None, ty: Some(ty) }
    }
}

/// A type parameter before its list is grouped.
#[derive(Debug)]
pub(super) struct TParam {
    pub(super) name: Ident,
    pub(super) bound: Option<Expr>,
}

/// What stands between two semicolons of a statement list.
#[derive(Debug)]
pub(super) enum Item {
    /// Nothing.
    None,
    /// A statement.
    One(Box<Stmt>),
    /// A declaration's specifications.
    Many(Vec<Stmt>),
}

/// A simple statement; expressions wait, for most end in a header.
#[derive(Debug)]
pub(super) enum Sim {
    Expr(Expr),
    Other(Box<Stmt>),
}

/// Start, type parameters, parameters, results and end of a declared function's type.
type DeclaredType = (Pos, Option<Vec<TParam>>, Vec<Param>, Option<Vec<Param>>, Pos);

/// The state of the actions.
#[derive(Debug)]
pub(super) struct Actions<'a> {
    text: &'a str,
    base: u32,
    ids: &'a mut NodeIds,
    /// Offsets of the lexical errors, in order.
    lexical: &'a [u32],
    /// Whether something does not obey Go's syntax though the grammar lets it pass.
    pub(super) failed: bool,
    /// Complaints that are no syntax errors.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Actions<'a> {
    pub(super) fn new(text: &'a str, base: Pos, ids: &'a mut NodeIds, lexical: &'a [u32]) -> Self {
        Self { text, base: base.0, ids, lexical, failed: false, diagnostics: Vec::new() }
    }

    /// Reports a mistake that leaves nothing out of the tree: the checker goes on.
    fn complain(&mut self, span: Span, msg: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(span, "syntax", msg));
    }

    /// Whether a literal has a lexical error in it.
    fn is_bad(&self, l: Pos, r: Pos) -> bool {
        let (lo, hi) = (l.0 - self.base, r.0 - self.base);
        let first = self.lexical.partition_point(|&at| at < lo);
        self.lexical.get(first).is_some_and(|&at| at <= hi)
    }

    /// Notes that the piece breaks a rule that the grammar does not know.
    fn fail(&mut self) {
        self.failed = true;
    }

    fn text(&self, l: Pos, r: Pos) -> &'a str {
        &self.text[(l.0 - self.base) as usize..(r.0 - self.base) as usize]
    }

    fn symbol(&self, l: Pos, r: Pos) -> Symbol {
        Symbol::intern(self.text(l, r))
    }

    fn unquoted(&mut self, span: Span) -> Symbol {
        let text = unquote(self.text(span.lo, span.hi));
        Symbol::intern(&String::from_utf8_lossy(&text))
    }
}

//! The abstract syntax tree. Nodes are named as in go/ast.
//!
//! Every expression and identifier has a [`NodeId`], unique in the whole program: the checker's
//! tables in [`Info`](crate::info::Info) are keyed by it. What outlives the walk that found it
//! (function bodies, initializers) is behind an [`Arc`](std::sync::Arc).

mod decl;
pub mod dump;
mod expr;
pub mod print;
mod stmt;

pub use decl::*;
pub use expr::*;
pub use stmt::*;

use crate::span::{Pos, Span};
use crate::symbol::Symbol;

/// Identifies an expression, identifier, statement or function literal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct NodeId(pub u32);

/// Hands out node ids; one for the whole program.
#[derive(Debug, Default)]
pub struct NodeIds {
    next: u32,
}

impl NodeIds {
    /// A fresh id.
    pub fn fresh(&mut self) -> NodeId {
        self.next += 1;
        NodeId(self.next)
    }

    /// One more than the largest id handed out.
    pub fn len(&self) -> usize {
        self.next as usize + 1
    }

    /// Whether no id was handed out.
    pub fn is_empty(&self) -> bool {
        self.next == 0
    }
}

/// An identifier at one place.
#[derive(Clone, Debug)]
pub struct Ident {
    /// Key into `Info::defs` and `Info::uses`.
    pub id: NodeId,
    /// Where it stands.
    pub span: Span,
    /// The name.
    pub name: Symbol,
}

/// One source file (spec §Source file organization).
#[derive(Debug)]
pub struct File {
    /// The file.
    pub file: crate::source::FileId,
    /// `package name`.
    pub package: Ident,
    /// Imports, in order.
    pub imports: Vec<std::sync::Arc<ImportSpec>>,
    /// Top-level declarations but imports, in order.
    pub decls: Vec<Decl>,
    /// Position of the `package` keyword.
    pub package_pos: Pos,
    /// Language version of a `//go:build go1.N` line, if any.
    pub go_version: Option<(u32, u32)>,
    /// Whether all of it was parsed: no syntax error left something out.
    pub complete: bool,
    /// Compiler directives in front of declarations that do not take them, and gc's words.
    pub misplaced: Vec<(Pos, String)>,
    /// Names that `//go:linkname` joins with those of other packages, and these (perhaps empty).
    pub linknames: Vec<(Pos, Symbol, Symbol)>,
}

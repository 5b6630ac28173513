//! Scopes (spec §Declarations and scope).

use super::ObjId;
use crate::span::Pos;
use crate::symbol::Symbol;
use rustc_hash::FxHashMap;

/// Index of a scope in [`Scopes`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ScopeId(pub u32);

/// A block's names.
#[derive(Debug, Default)]
pub struct Scope {
    /// The enclosing scope.
    pub parent: Option<ScopeId>,
    /// The names, with the position from which each is visible.
    pub names: FxHashMap<Symbol, (ObjId, Pos)>,
    /// Whether this is a function's outermost scope.
    pub is_func: bool,
}

/// All scopes of a program.
#[derive(Debug, Default)]
pub struct Scopes {
    /// Indexed by [`ScopeId`].
    pub list: Vec<Scope>,
}

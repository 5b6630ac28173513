//! Scopes (spec §Declarations and scope).

use super::ObjId;
use crate::span::Pos;
use crate::symbol::Symbol;
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

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

impl Scopes {
    /// Opens a scope inside `parent`.
    pub fn add(&mut self, parent: Option<ScopeId>, is_func: bool) -> ScopeId {
        self.list.push(Scope { parent, is_func, ..Scope::default() });
        ScopeId(u32::try_from(self.list.len() - 1).expect("fewer than 2^32 scopes"))
    }

    /// The scope with this id.
    pub fn get(&self, id: ScopeId) -> &Scope {
        &self.list[id.0 as usize]
    }

    /// Declares `name` from `pos` on. If the scope already has it, the scope stays as it is and
    /// the object found there is returned. The blank identifier is never declared.
    pub fn insert(&mut self, scope: ScopeId, name: Symbol, obj: ObjId, pos: Pos) -> Option<ObjId> {
        if name.is_blank() || name.as_str().is_empty() {
            return None;
        }
        match self.list[scope.0 as usize].names.entry(name) {
            Entry::Occupied(entry) => Some(entry.get().0),
            Entry::Vacant(entry) => {
                entry.insert((obj, pos));
                None
            }
        }
    }

    /// What `name` stands for in this very scope.
    pub fn lookup(&self, scope: ScopeId, name: Symbol) -> Option<ObjId> {
        self.get(scope).names.get(&name).map(|&(obj, _)| obj)
    }

    /// What `name` stands for at `pos` in this scope or around it, and in which scope it is
    /// declared. `Pos::NONE` sees every declaration.
    pub fn lookup_parent(
        &self,
        mut scope: ScopeId,
        name: Symbol,
        pos: Pos,
    ) -> Option<(ScopeId, ObjId)> {
        loop {
            let here = self.get(scope);
            if let Some(&(obj, from)) = here.names.get(&name) {
                if !pos.is_known() || from <= pos {
                    return Some((scope, obj));
                }
            }
            scope = here.parent?;
        }
    }
}

impl Scope {
    /// The names in alphabetical order: maps have no order that may be relied on.
    pub fn sorted(&self) -> Vec<(Symbol, ObjId)> {
        let mut names: Vec<_> = self.names.iter().map(|(&name, &(obj, _))| (name, obj)).collect();
        names.sort_unstable();
        names
    }
}

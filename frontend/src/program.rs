//! A type-checked program: what the front end hands on.

use crate::ast::{File, NodeIds};
use crate::info::{Info, InitOrder};
use crate::source::SourceMap;
use crate::symbol::Symbol;
use crate::types::scope::{ScopeId, Scopes};
use crate::types::{ObjId, Objects, PackageId, Types};
use std::sync::Arc;

/// One package.
#[derive(Debug)]
pub struct Package {
    /// Import path; `main` for the main package.
    pub path: Symbol,
    /// Name in the package clause.
    pub name: Symbol,
    /// Its package-level names.
    pub scope: ScopeId,
    /// Its files.
    pub files: Vec<Arc<File>>,
    /// The packages it imports, each once.
    pub imports: Vec<PackageId>,
    /// Its variables' initializers in the order they run (spec §Package initialization).
    pub init_order: Vec<InitOrder>,
    /// Its `init` functions, in order.
    pub inits: Vec<ObjId>,
    /// Whether it comes from the standard library: its function bodies are checked on demand.
    pub is_std: bool,
    /// Language version, e.g. `(1, 27)`.
    pub go_version: (u32, u32),
}

/// Everything the front end knows about a program.
#[derive(Debug, Default)]
pub struct Program {
    /// The sources.
    pub sources: SourceMap,
    /// Node id supply.
    pub ids: NodeIds,
    /// Types.
    pub types: Types,
    /// Objects.
    pub objects: Objects,
    /// Scopes; the first is the universe.
    pub scopes: Scopes,
    /// Packages in the order they are initialized; the main package is last.
    pub packages: Vec<Package>,
    /// The checker's tables.
    pub info: Info,
}

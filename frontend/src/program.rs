//! A type-checked program: what the front end hands on.

use crate::ast::{File, NodeIds};
use crate::info::{Info, InitOrder};
use crate::source::SourceMap;
use crate::symbol::Symbol;
use crate::types::scope::{ScopeId, Scopes};
use crate::types::subst::Instances;
use crate::types::universe::Universe;
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
///
/// Questions about types (`identical`, `underlying`, `lookup`, …) are methods defined in the
/// files of [`crate::types`]; most take `&mut self`, because instances of generic types and type
/// sets of interfaces are computed when first needed.
#[derive(Debug)]
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
    /// The universe: predeclared names.
    pub universe: Universe,
    /// Instances of generic types made so far.
    pub instances: Instances,
    /// The package from whose point of view messages name types; set by the checker.
    pub current: Option<PackageId>,
    /// What the checker remembers between requests.
    pub check: crate::check::State,
}

impl Default for Program {
    fn default() -> Self {
        let (mut types, mut objects, mut scopes) =
            (Types::default(), Objects::default(), Scopes::default());
        let universe = Universe::new(&mut types, &mut objects, &mut scopes);
        Self {
            sources: SourceMap::default(),
            ids: NodeIds::default(),
            types,
            objects,
            scopes,
            packages: Vec::new(),
            info: Info::default(),
            universe,
            instances: Instances::default(),
            current: None,
            check: crate::check::State::default(),
        }
    }
}

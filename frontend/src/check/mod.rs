//! The type checker: one file per concept of the spec, as in go/types.
//!
//! [`check_program`] loads the main package and everything it imports, collects the package-level
//! objects of every package, and checks packages in dependency order. Phases per package:
//! collect objects, declarations, delayed actions (function bodies, validations), initialization
//! order, unused imports, leftover untyped expressions.
//!
//! # Laziness
//! Packages of the standard library are resolved on demand: an object's declaration is checked
//! when something mentions it, a function body when [`ensure_body`] asks for it. State that
//! must survive between such requests lives in [`State`], kept in the program.
//!
//! # Errors
//! Only [`Checker::error`] makes one. An operand that failed is `OpMode::Invalid` and stays
//! silent from then on.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each check looks at a few kinds of types and nodes"
)]

mod assignments;
mod builtins;
mod call;
mod conversions;
mod cycles;
mod decl;
mod env;
mod expr;
mod exprstring;
mod foreign;
pub mod importer;
mod index;
mod initorder;
mod instance;
mod interfaces;
mod labels;
mod literals;
mod numbers;
mod operand;
mod operators;
mod range;
mod recording;
mod resolver;
mod returns;
mod selector;
mod signature;
mod stmt;
mod structs;
mod switch;
mod typedecl;
mod typexpr;
mod typing;
mod unsafety;
mod usage;
mod validtype;

pub use foreign::LINKED;

use crate::ast::{Block, ConstDecl, FuncDecl, NodeId, TypeSpec, VarSpec};
use crate::diagnostic::{Diagnostic, Severity};
use crate::program::Program;
use crate::span::{Pos, Span};
use crate::symbol::Symbol;
use crate::types::constant::Value;
use crate::types::scope::ScopeId;
use crate::types::{ObjId, ObjectKind, PackageId, TypeId};
use env::{Env, Place};
pub(crate) use exprstring::unary_op;
use importer::Found;
pub use importer::{Importer, PackageSource};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the checker must remember between requests.
#[derive(Debug, Default)]
pub struct State {
    /// Package-level objects and methods.
    decls: Vec<DeclInfo>,
    decl_of: FxHashMap<ObjId, DeclId>,
    /// Methods waiting for their base type to be declared.
    methods: FxHashMap<ObjId, Vec<ObjId>>,
    /// Package of each import specification.
    imported: FxHashMap<NodeId, PackageId>,
    /// Package name objects that were used.
    used_imports: FxHashSet<ObjId>,
    /// Names a dot-import put into a file scope.
    dot_imports: FxHashMap<(ScopeId, Symbol), ObjId>,
    /// Package name objects of a package's files, with the span to blame.
    imports: Vec<ImportName>,
    /// Package-level objects and methods of each package, in source order.
    package_objects: FxHashMap<PackageId, Vec<ObjId>>,
    /// Scope of each declared function's parameters.
    func_scopes: FxHashMap<ObjId, ScopeId>,
    /// Functions whose body was checked.
    bodies: FxHashSet<ObjId>,
    /// Right-hand side of each type definition.
    rhs: FxHashMap<TypeId, TypeId>,
    /// Right-hand sides of type definitions whose underlying type is not known yet.
    pending: Vec<(TypeId, TypeId)>,
    /// Defined types whose methods may still lack signatures.
    method_queue: Vec<TypeId>,
    /// Where an instance of a generic type was first written.
    instance_pos: FxHashMap<TypeId, Pos>,
    /// The package `unsafe`, once imported.
    unsafe_pkg: Option<PackageId>,
    /// Types whose methods all have signatures.
    completed: FxHashSet<TypeId>,
}

/// An imported package's name in one file.
#[derive(Clone, Debug)]
struct ImportName {
    obj: ObjId,
    pkg: PackageId,
    span: Span,
}

/// Index into `State::decls`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct DeclId(usize);

/// A package-level declaration.
#[derive(Clone, Debug)]
struct DeclInfo {
    pkg: PackageId,
    file_scope: ScopeId,
    version: (u32, u32),
    kind: DeclKind,
    /// Package-level objects of the same package that the initializer or body mentions.
    deps: BTreeSet<ObjId>,
}

#[derive(Clone, Debug)]
enum DeclKind {
    /// A constant: line `spec` of `decl` with type and values of line `init`.
    Const {
        decl: Arc<ConstDecl>,
        spec: usize,
        init: Option<usize>,
        index: usize,
    },
    /// Variables of one specification; `lhs` holds all if one value initializes several.
    Var {
        spec: Arc<VarSpec>,
        index: usize,
        lhs: Vec<ObjId>,
    },
    Type(Arc<TypeSpec>),
    Func(Arc<FuncDecl>),
}

/// Work put off until the types it looks at are complete.
pub(crate) enum Delayed {
    Body { decl: Option<DeclId>, sig: TypeId, scope: ScopeId, body: Arc<Block>, iota: Option<i64> },
    VarType { span: Span, ty: TypeId },
    MapKey { span: Span, key: TypeId },
    Size { span: Span, ty: TypeId, chan: bool },
    Embedded { span: Span, ty: TypeId },
    ValidType { ty: TypeId },
    FieldUniqueness { ty: TypeId },
    Receiver { span: Span, ty: TypeId },
    TypeSet { span: Span, ty: TypeId, embedded: Vec<Span> },
    Union { terms: Vec<(crate::types::Term, Span)> },
    Verify { span: Span, tparams: Vec<TypeId>, targs: Vec<TypeId>, spans: Vec<Span> },
}

struct Action {
    what: Delayed,
    pkg: PackageId,
    version: (u32, u32),
}

/// An untyped expression whose final type is not known yet.
#[derive(Clone, Debug)]
struct Untyped {
    is_lhs: bool,
    mode: operand::OpMode,
    ty: TypeId,
    val: Option<Value>,
}

/// Checks packages of one program.
pub(crate) struct Checker<'p> {
    prog: &'p mut Program,
    st: State,
    env: Env,
    delayed: Vec<Option<Action>>,
    obj_path: Vec<ObjId>,
    obj_path_index: FxHashMap<ObjId, usize>,
    untyped: FxHashMap<NodeId, Untyped>,
    used_vars: FxHashSet<ObjId>,
    /// Local variables of the functions being checked, innermost last.
    locals: Vec<ObjId>,
    /// Whether the sizes of defined types depend on type parameters.
    var_sizes: FxHashMap<TypeId, bool>,
    /// Types known not to contain themselves.
    valid_types: FxHashSet<TypeId>,
    /// Functions without body, which only building a program looks at, if there is nothing else.
    bodiless: Vec<(PackageId, Span, Symbol)>,
    /// What gc finds after checking, if that finds nothing: values that are too large, and
    /// directives at the wrong declaration.
    afterwards: Vec<(Span, &'static str, String)>,
    /// What is wrong with labels and branches, and where the function ends.
    branch_errors: Vec<(Pos, Diagnostic)>,
    diagnostics: Vec<Diagnostic>,
    /// How many diagnostics there were before the types of the current package were checked.
    checked_from: usize,
}

/// Parses and checks a program: the main package, everything it imports, and the package
/// `runtime`, whose error types every program may meet.
///
/// Bodies of standard library functions are left for [`ensure_body`].
///
/// Diagnostics come in the order in which the go command and gc find them: what the go command
/// says before it compiles anything comes alone, and a package is only looked into if nothing is
/// wrong with those that it imports.
pub fn check_program(
    main: PackageSource,
    importer: &mut dyn Importer,
) -> (Program, Vec<Diagnostic>) {
    let mut prog = Program::default();
    let mut check = Checker::new(&mut prog);
    let mut loader = importer::Loader::new(importer);
    loader.load_runtime(&mut check);
    let path = Symbol::intern("main");
    loader.load(&mut check, path, main);
    let mut found = loader.finish();
    if found.loading.iter().any(|d| d.severity == Severity::Error) {
        check.finish();
        found.loading.retain(|d| d.severity == Severity::Error);
        return (prog, found.loading);
    }
    check.packages(found);
    let mut diagnostics = check.finish();
    let mut last = None;
    let mut cycles = FxHashSet::default();
    diagnostics.retain(|d| {
        // gc says nothing but syntax errors twice in a row on one line
        let here = prog.sources.locate(d.span.lo);
        let here = (here.file.map(|file| file.base), here.line, d.message.clone());
        let again = last.as_ref() == Some(&here);
        if !d.message.starts_with("syntax error") {
            last = Some(here);
        }
        // a cycle may be met from several of its members
        !again && (!d.message.contains('\n') || cycles.insert((d.span.lo, d.message.clone())))
    });
    (prog, diagnostics)
}

/// Code of errors that building a program finds, but not vetting it: there is no function main, or
/// a function has no body.
pub const BUILD_ONLY: &str = "build";

/// Code of compiler directives that stand where gc does not take them: the compiler tells, vetting
/// does not.
pub const DIRECTIVE: &str = "compiler-directive";

/// Checks the body of a declared function, if that has not been done yet.
///
/// For a method of an instantiated type this is the generic method's body.
pub fn ensure_body(program: &mut Program, func: ObjId) -> Vec<Diagnostic> {
    let ObjectKind::Func(info) = &program.objects.get(func).kind else { return Vec::new() };
    if let Some(origin) = info.origin {
        return ensure_body(program, origin);
    }
    if program.check.bodies.contains(&func) && program.objects.get(func).ty.is_some() {
        return Vec::new();
    }
    let mut check = Checker::new(program);
    check.declared_body(func);
    check.finish()
}

/// Determines the type of a package-level object that nothing has used yet.
pub fn ensure_object(program: &mut Program, obj: ObjId) -> Vec<Diagnostic> {
    let mut check = Checker::new(program);
    check.obj_decl(obj);
    check.process_delayed(0);
    check.finish()
}

/// Resolves the signatures of all methods a value of this type has, embedded ones included.
///
/// Method sets of types that only run time meets (fields printed by `fmt`) need it.
pub fn ensure_methods(program: &mut Program, ty: TypeId) -> Vec<Diagnostic> {
    let mut check = Checker::new(program);
    check.complete_methods(ty);
    check.finish()
}

impl<'p> Checker<'p> {
    fn new(prog: &'p mut Program) -> Self {
        let st = std::mem::take(&mut prog.check);
        Self {
            prog,
            st,
            env: Env::default(),
            delayed: Vec::new(),
            obj_path: Vec::new(),
            obj_path_index: FxHashMap::default(),
            untyped: FxHashMap::default(),
            used_vars: FxHashSet::default(),
            locals: Vec::new(),
            var_sizes: FxHashMap::default(),
            valid_types: FxHashSet::default(),
            bodiless: Vec::new(),
            afterwards: Vec::new(),
            branch_errors: Vec::new(),
            diagnostics: Vec::new(),
            checked_from: 0,
        }
    }

    /// Gives the state back and returns what was found.
    fn finish(mut self) -> Vec<Diagnostic> {
        self.process_delayed(0);
        while self.complete_queued_methods() {
            self.process_delayed(0);
        }
        self.record_untyped();
        self.prog.check = std::mem::take(&mut self.st);
        self.diagnostics
    }

    /// Checks all packages, imports first.
    fn packages(&mut self, mut found: Found) {
        self.diagnostics.append(&mut found.loading);
        let mut failed = FxHashSet::default();
        let ids = (0..self.prog.packages.len()).map(|i| PackageId(u32::try_from(i).expect("few")));
        let mut last = None;
        for id in ids {
            let imports = &self.prog.packages[id.0 as usize].imports;
            if imports.iter().any(|import| failed.contains(import)) {
                failed.insert(id);
                continue;
            }
            let before = self.diagnostics.len();
            self.diagnostics.extend(found.syntax.remove(&id).unwrap_or_default());
            self.checked_from = self.diagnostics.len();
            let files = &self.prog.packages[id.0 as usize].files;
            if files.iter().all(|file| file.complete) && !found.incomplete.contains(&id) {
                self.package(id, before);
            } else {
                self.branches(id);
            }
            self.parsed_branches(before);
            if self.diagnostics.len() > before || found.incomplete.contains(&id) {
                failed.insert(id);
            }
            last = Some(id);
        }
        if !self.diagnostics.is_empty() {
            return;
        }
        for package in self.prog.packages.iter().filter(|package| !package.is_std) {
            let misplaced = package.files.iter().flat_map(|file| &file.misplaced);
            let found = misplaced.map(|(at, message)| (at.span(), DIRECTIVE, message.clone()));
            self.afterwards.extend(found);
        }
        for (span, code, message) in std::mem::take(&mut self.afterwards) {
            self.error(span, code, message);
        }
        self.foreign(&found.assembly);
        if let Some(main) = last {
            self.main_function(main);
        }
    }

    /// Puts what is wrong with branches where gc's parser says it: among the syntax errors, which
    /// start at index `before`, and in front of what checking types finds.
    fn parsed_branches(&mut self, before: usize) {
        if self.branch_errors.is_empty() {
            return;
        }
        let syntax = self.diagnostics.drain(before..self.checked_from);
        let mut parsed: Vec<_> = syntax.map(|d| (d.span.lo, d)).collect();
        parsed.append(&mut self.branch_errors);
        parsed.sort_by_key(|&(at, _)| at);
        self.diagnostics.splice(before..before, parsed.into_iter().map(|(_, d)| d));
    }

    /// Checks one package, whose diagnostics start at index `before`.
    fn package(&mut self, id: PackageId, before: usize) {
        self.collect_objects(id);
        let is_std = self.prog.packages[id.0 as usize].is_std;
        self.enter_package(id);
        if Some(id) == self.st.unsafe_pkg {
            return;
        }
        if is_std {
            self.package_variables(id);
        } else {
            self.package_objects(id);
        }
        self.process_delayed(0);
        self.init_order(id);
        if !is_std {
            self.unused_imports(id);
            let cycle = self.prog.instantiation_cycle();
            if let (Some((pos, message)), true) = (cycle, self.diagnostics.len() == before) {
                self.error(pos, "instantiation-cycle", message);
            }
        }
    }

    /// spec §Program execution: "The main package must have package name main and declare a
    /// function main that takes no arguments and returns no value." Go's linker finds it missing.
    fn main_function(&mut self, id: PackageId) {
        let pkg = &self.prog.packages[id.0 as usize];
        if !self.diagnostics.is_empty() || pkg.name.as_str() != "main" {
            return;
        }
        let scope = &self.prog.scopes.list[pkg.scope.0 as usize];
        if !scope.names.contains_key(&Symbol::intern("main")) {
            let message = "runtime.main_main·f: function main is undeclared in the main package";
            self.error(Span::NONE, BUILD_ONLY, message);
        }
    }
}

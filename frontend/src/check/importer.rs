//! Where packages come from, and how the import graph is loaded.
//!
//! The checker does no IO: the command line hands it the main package's text and an
//! [`Importer`] that knows the text of every other package.

use super::Checker;
use crate::ast::{File, ImportSpec};
use crate::diagnostic::Diagnostic;
use crate::parser;
use crate::program::Package;
use crate::span::Span;
use crate::symbol::Symbol;
use crate::types::PackageId;
use crate::types::scope::{Scope, ScopeId};
use rustc_hash::FxHashMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// The text of one package.
#[derive(Clone, Debug, Default)]
pub struct PackageSource {
    /// The files: name shown in messages, absolute path, text.
    pub files: Vec<(String, String, String)>,
    /// Whether it belongs to the standard library.
    pub is_std: bool,
    /// Language version, e.g. `(1, 27)`.
    pub go_version: (u32, u32),
}

/// Finds packages by import path.
pub trait Importer {
    /// The package's text, or `None` if there is no such package.
    fn import(&mut self, path: &str) -> Option<PackageSource>;

    /// Whether files go to gc at once, without the go command's look at their heads.
    fn compiles_at_once(&self) -> bool {
        false
    }

    /// A file in assembly that belongs to a package with these files, if there is one.
    fn assembly(&self, files: &[(String, String, String)]) -> Option<String> {
        let _ = files;
        None
    }

    /// What the go command calls the main package.
    fn main_path(&self) -> String {
        "command-line-arguments".to_owned()
    }

    /// Why `from` may not import `path`, which is there.
    fn refuse(&self, from: &str, path: &str) -> Option<String> {
        let _ = (from, path);
        None
    }

    /// Why there is no package `path`, in the go command's words.
    fn missing(&self, path: &str, span: Span) -> Diagnostic {
        Diagnostic::error(span, "missing-package", format!("package {path} is not in std"))
    }
}

/// How far the loading of a package has come.
#[derive(Clone, Copy)]
enum Progress {
    Loading,
    Done(PackageId),
    Missing,
    /// Something was wrong with it, which was said.
    Failed,
}

/// Loads packages recursively, imports first.
pub(crate) struct Loader<'i> {
    importer: &'i mut dyn Importer,
    progress: FxHashMap<Symbol, Progress>,
    /// The packages being loaded: path, and the file that imports it.
    stack: Vec<(String, String)>,
    found: Found,
}

/// What was wrong with the packages loaded.
#[derive(Default)]
pub(crate) struct Found {
    /// What the go command says before anything is compiled, in its order.
    pub(crate) loading: Vec<Diagnostic>,
    /// What gc's scanner and parser say, by package.
    pub(crate) syntax: FxHashMap<PackageId, Vec<Diagnostic>>,
    /// Files in assembly of packages that have some.
    pub(crate) assembly: FxHashMap<PackageId, String>,
    /// Packages that import what goweave lacks.
    pub(crate) incomplete: Vec<PackageId>,
}

impl<'i> Loader<'i> {
    pub(crate) fn new(importer: &'i mut dyn Importer) -> Self {
        let main = importer.main_path();
        let mut progress = FxHashMap::default();
        progress.insert(Symbol::intern(&main), Progress::Loading);
        Self { importer, progress, stack: vec![(main, String::new())], found: Found::default() }
    }

    /// What went wrong.
    pub(crate) fn finish(self) -> Found {
        self.found
    }

    /// Adds the package and everything it imports to the program, in the order of initialization.
    pub(crate) fn load(
        &mut self,
        check: &mut Checker<'_>,
        path: Symbol,
        source: PackageSource,
    ) -> PackageId {
        let mut files = Vec::with_capacity(source.files.len());
        let mut syntax = Vec::new();
        let before = self.found.loading.len();
        let assembly = Some(&source).filter(|source| !source.is_std);
        let assembly = assembly.and_then(|source| self.importer.assembly(&source.files));
        let at_once = self.importer.compiles_at_once();
        for (name, abs, text) in source.files {
            let id = check.prog.sources.add(name, abs, text);
            check.prog.sources.set_package(id, path, source.is_std);
            let parse = match source.is_std {
                true => parser::parse_outline,
                false if at_once => parser::compile_file,
                false => parser::parse_file,
            };
            let (file, errors) = parse(&check.prog.sources, id, &mut check.prog.ids);
            let (head, errors): (Vec<_>, Vec<_>) =
                errors.into_iter().partition(|d| d.code == parser::HEAD);
            let refused = if at_once { refused_by_gc } else { invalid_import };
            let readable = if at_once { file.complete } else { head.is_empty() };
            self.found.loading.extend(head);
            if readable {
                self.found.loading.extend(file.imports.iter().filter_map(refused));
            }
            syntax.extend(errors);
            files.push(Arc::new(file));
        }
        let name = files.first().map_or(path, |f: &Arc<File>| f.package.name);
        let mut imports = Vec::new();
        let mut complete = true;
        let stops_at_syntax = at_once && files.iter().any(|file| !file.complete);
        if self.found.loading.len() == before && !stops_at_syntax {
            let mut specs: Vec<&Arc<ImportSpec>> =
                files.iter().flat_map(|file| &file.imports).collect();
            // the order of the go command
            specs.sort_by_key(|spec| spec.path.as_str());
            let mut last = None;
            for spec in specs {
                let again = last == Some(spec.path);
                last = Some(spec.path);
                let Some(id) = self.import(check, spec, again) else {
                    complete = false;
                    continue;
                };
                if !again {
                    imports.push(id);
                }
                check.st.imported.insert(spec.id, id);
            }
        }
        imports.sort_unstable();
        let scope = check.new_scope(Some(ScopeId(0)), false);
        check.prog.packages.push(Package {
            path,
            name,
            scope,
            files,
            imports,
            init_order: Vec::new(),
            inits: Vec::new(),
            is_std: source.is_std,
            go_version: source.go_version,
        });
        let id = last_package(check);
        if !syntax.is_empty() {
            self.found.syntax.insert(id, syntax);
        }
        if let Some(file) = assembly {
            self.found.assembly.insert(id, file);
        }
        if !complete {
            self.found.incomplete.push(id);
        }
        id
    }

    /// Adds the package `runtime`, if the importer has it.
    pub(crate) fn load_runtime(&mut self, check: &mut Checker<'_>) {
        let path = Symbol::intern("runtime");
        if let Some(source) = self.importer.import(path.as_str()) {
            self.progress.insert(path, Progress::Loading);
            let loaded = self.load(check, path, source);
            self.progress.insert(path, Progress::Done(loaded));
        }
    }

    /// The package that a specification imports; `again` if the same package has imported it, so
    /// that everything was said.
    fn import(
        &mut self,
        check: &mut Checker<'_>,
        spec: &ImportSpec,
        again: bool,
    ) -> Option<PackageId> {
        let path = spec.path;
        let file = check.prog.sources.locate_file(spec.span.lo);
        let is_std = file.is_some_and(|file| file.is_std);
        let from = self.stack.last().map_or(String::new(), |(path, _)| path.clone());
        let mut refused = false;
        if let (false, Some(why)) = (again || is_std, self.importer.refuse(&from, path.as_str())) {
            self.found.loading.push(Diagnostic::error(spec.path_span, "internal-import", why));
            refused = true;
        }
        match self.progress.get(&path) {
            Some(Progress::Done(id)) => return Some(*id),
            Some(Progress::Failed) => return None,
            Some(Progress::Missing) if again => return None,
            Some(Progress::Loading) => {
                let file = file.map_or("", |file| last_element(&file.name)).to_owned();
                let message = self.cycle(path, &file);
                let error = Diagnostic::error(Span::NONE, "import-cycle", message);
                self.found.loading.push(error);
                return None;
            }
            Some(Progress::Missing) | None => {}
        }
        if path.as_str() == "unsafe" {
            let id = check.unsafe_package();
            self.progress.insert(path, Progress::Done(id));
            return Some(id);
        }
        let file = file.map_or("", |file| last_element(&file.name)).to_owned();
        let Some(source) = self.importer.import(path.as_str()) else {
            if !refused {
                self.found.loading.push(self.importer.missing(path.as_str(), spec.path_span));
            }
            self.progress.insert(path, Progress::Missing);
            return None;
        };
        self.progress.insert(path, Progress::Loading);
        self.stack.push((path.to_string(), file));
        let id = self.load(check, path, source);
        self.stack.pop();
        // Only its own tests may import a program.
        let by_test = is_std || from == format!("{path}_test");
        if check.prog.packages[id.0 as usize].name.as_str() == "main" && !by_test {
            let message = format!("import \"{path}\" is a program, not an importable package");
            let error = Diagnostic::error(spec.path_span, "missing-package", message);
            self.found.loading.push(error);
            self.progress.insert(path, Progress::Failed);
            return None;
        }
        self.progress.insert(path, Progress::Done(id));
        Some(id)
    }

    /// The go command's words for an import of a package that is being loaded.
    fn cycle(&self, path: Symbol, file: &str) -> String {
        let mut message = format!("package {}", self.stack[0].0);
        for (path, file) in &self.stack[1..] {
            let _ = write!(message, "\n\timports {path} from {file}");
        }
        let _ = write!(message, "\n\timports {path} from {file}: import cycle not allowed");
        message
    }
}

fn last_element(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// spec §Import declarations: "a compiler may restrict `ImportPath`s to non-empty strings using
/// only characters belonging to Unicode's L, M, N, P, and S general categories (the Graphic
/// characters without spaces) and may also exclude the characters ..."
fn invalid_import(spec: &Arc<ImportSpec>) -> Option<Diagnostic> {
    let path = spec.path.as_str();
    (path.is_empty() || path.contains(excluded)).then(|| {
        let message = format!("invalid import path: {path}");
        Diagnostic::error(spec.path_span, "import-path", message)
    })
}

/// Whether an import path may not have a character.
fn excluded(c: char) -> bool {
    c.is_control() || c.is_whitespace() || "!\"#$%&'()*,:;<=>?[\\]^{|}`\u{FFFD}".contains(c)
}

/// What gc says about an import path, when no go command has read it before.
fn refused_by_gc(spec: &Arc<ImportSpec>) -> Option<Diagnostic> {
    let path = spec.path.as_str();
    let message = if path.is_empty() {
        "invalid import path (empty string)".to_owned()
    } else if let Some(c) = path.chars().find(|&c| excluded(c)) {
        let shown = if c.is_control() { String::new() } else { format!(" '{c}'") };
        format!("invalid import path (invalid character U+{:04X}{shown})", u32::from(c))
    } else if path.starts_with('/') {
        format!("could not import {path} (import path cannot be absolute path)")
    } else if let clean = path.split('/').filter(|e| !e.is_empty()).collect::<Vec<_>>().join("/")
        && clean != path
    {
        format!(
            "could not import {path} (non-canonical import path {path:?} (should be {clean:?}))"
        )
    } else {
        return None;
    };
    Some(Diagnostic::error(spec.path_span, "import-path", message))
}

fn last_package(check: &Checker<'_>) -> PackageId {
    PackageId(u32::try_from(check.prog.packages.len() - 1).expect("fewer than 2^32 packages"))
}

impl Checker<'_> {
    /// A fresh scope.
    pub(crate) fn new_scope(&mut self, parent: Option<ScopeId>, is_func: bool) -> ScopeId {
        self.prog.scopes.list.push(Scope { parent, names: FxHashMap::default(), is_func });
        ScopeId(u32::try_from(self.prog.scopes.list.len() - 1).expect("fewer than 2^32 scopes"))
    }
}

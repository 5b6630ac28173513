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
}

/// How far the loading of a package has come.
#[derive(Clone, Copy)]
enum Progress {
    Loading,
    Done(PackageId),
    Failed,
}

/// Loads packages recursively, imports first.
pub(crate) struct Loader<'i> {
    importer: &'i mut dyn Importer,
    progress: FxHashMap<Symbol, Progress>,
    diagnostics: Vec<Diagnostic>,
    /// Whether checking makes no sense any more.
    fatal: bool,
}

impl<'i> Loader<'i> {
    pub(crate) fn new(importer: &'i mut dyn Importer) -> Self {
        Self { importer, progress: FxHashMap::default(), diagnostics: Vec::new(), fatal: false }
    }

    /// What went wrong so far (syntax errors, missing packages, import cycles), and whether
    /// checking makes no sense any more.
    pub(crate) fn finish(self) -> (Vec<Diagnostic>, bool) {
        (self.diagnostics, self.fatal)
    }

    /// Adds the package and everything it imports to the program, in the order of initialization.
    pub(crate) fn load(
        &mut self,
        check: &mut Checker<'_>,
        path: Symbol,
        source: PackageSource,
    ) -> Option<PackageId> {
        let mut files = Vec::with_capacity(source.files.len());
        for (name, abs, text) in source.files {
            let id = check.prog.sources.add(name, abs, text);
            if source.is_std {
                check.prog.sources.set_std(id);
            }
            let parse = if source.is_std { parser::parse_outline } else { parser::parse_file };
            let (file, errors) = parse(&check.prog.sources, id, &mut check.prog.ids);
            // after a syntax error declarations are missing
            self.fatal |= !file.complete;
            self.diagnostics.extend(errors);
            files.push(Arc::new(file));
        }
        let name = files.first().map_or(path, |f: &Arc<File>| f.package.name);
        let mut imports = Vec::new();
        for file in &files {
            for spec in &file.imports {
                if let Some(id) = self.import(check, spec) {
                    if !imports.contains(&id) {
                        imports.push(id);
                    }
                    check.st.imported.insert(spec.id, id);
                }
            }
        }
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
        Some(last_package(check))
    }

    /// Adds the package `runtime`, if the importer has it.
    pub(crate) fn load_runtime(&mut self, check: &mut Checker<'_>) {
        let path = Symbol::intern("runtime");
        if let Some(source) = self.importer.import(path.as_str()) {
            self.progress.insert(path, Progress::Loading);
            let loaded = self.load(check, path, source);
            self.progress.insert(path, loaded.map_or(Progress::Failed, Progress::Done));
        }
    }

    fn import(&mut self, check: &mut Checker<'_>, spec: &ImportSpec) -> Option<PackageId> {
        let path = spec.path;
        match self.progress.get(&path) {
            Some(Progress::Done(id)) => return Some(*id),
            Some(Progress::Failed) => return None,
            Some(Progress::Loading) => {
                self.error(spec.path_span, "import-cycle", "import cycle not allowed".to_owned());
                return None;
            }
            None => {}
        }
        if path.as_str() == "unsafe" {
            let id = check.unsafe_package();
            self.progress.insert(path, Progress::Done(id));
            return Some(id);
        }
        if let Some(why) = invalid_import_path(path.as_str()) {
            self.error(spec.path_span, "import-path", format!("invalid import path ({why})"));
            self.progress.insert(path, Progress::Failed);
            return None;
        }
        self.progress.insert(path, Progress::Loading);
        let loaded = match self.importer.import(path.as_str()) {
            Some(source) => self.load(check, path, source),
            None => {
                let message = if path.as_str() == "main" {
                    "import \"main\" is a program, not an importable package".to_owned()
                } else {
                    format!("package {path} is not in std")
                };
                self.error(spec.path_span, "missing-package", message);
                None
            }
        };
        self.progress.insert(path, loaded.map_or(Progress::Failed, Progress::Done));
        loaded
    }

    fn error(&mut self, span: Span, code: &'static str, message: String) {
        self.fatal = true;
        self.diagnostics.push(Diagnostic::error(span, code, message));
    }
}

/// spec §Import declarations: "a compiler may restrict `ImportPath`s to non-empty strings using
/// only characters belonging to Unicode's L, M, N, P, and S general categories (the Graphic
/// characters without spaces) and may also exclude the characters ..."
fn invalid_import_path(path: &str) -> Option<String> {
    if path.is_empty() {
        return Some("empty string".to_owned());
    }
    path.chars()
        .find(|&c| {
            c.is_control() || c.is_whitespace() || "!\"#$%&'()*,:;<=>?[\\]^{|}`\u{FFFD}".contains(c)
        })
        .map(|c| format!("invalid character U+{:04X} '{c}'", u32::from(c)))
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

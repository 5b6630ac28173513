//! Vet: mistakes that the language allows, found without running the program.
//!
//! One file per analyzer. Those of `go vet` have its names, messages and positions, so that
//! real Go is the oracle (which prints the findings of different analyzers in no fixed order; here
//! they come in the order of the source); ours begin with `goweave/`. An analyzer looks at one checked package
//! through a [`Pass`] and reports findings; [`vet`] runs the wanted ones over the program's own
//! packages, imported ones first, because what `printf` learns about a function counts for its
//! importers too.
//!
//! # Not found
//! Analyzers of `go vet` about assembly and cgo, which goweave refuses anyhow: `asmdecl`, `cgocall`
//! and `framepointer`.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each analyzer looks at a few kinds of nodes and types"
)]
#![expect(
    clippy::needless_for_each,
    reason = "walking a tree takes one line for each kind of child"
)]

mod appends;
mod assign;
mod atomic;
mod bools;
mod buildtag;
mod callee;
mod composites;
mod copylocks;
mod defers;
mod directive;
mod effects;
mod errorsas;
mod flow;
mod fuzztests;
mod gofmt;
mod hostport;
mod httpresponse;
mod ifaceassert;
mod lockheld;
mod loopclosure;
mod loops;
mod lostcancel;
mod nilfunc;
mod nilness;
mod nobodyreceives;
mod printf;
mod shift;
mod sigchanyzer;
mod slog;
mod stdmethods;
mod stdversion;
mod stringintconv;
mod structtag;
mod testinggoroutine;
mod testnames;
mod timeformat;
mod unmarshal;
mod unreachable;
mod unsafeptr;
mod unusedresult;
mod waitgroup;
mod walk;

use crate::ast::{Expr, File};
use crate::diagnostic::{Diagnostic, Severity};
use crate::program::Program;
use crate::span::{Pos, Span};
use crate::symbol::Symbol;
use crate::types::{ObjId, PackageId, TypeId};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// One kind of finding, and how it is found.
#[derive(Debug)]
pub struct Analyzer {
    /// Its name: the code of its diagnostics and the flag that selects it.
    pub name: &'static str,
    /// One line on what it finds.
    pub about: &'static str,
    run: fn(&mut Pass<'_>),
}

/// All analyzers: `go vet`'s in its order, then `nilness`, which Go has too, then ours.
pub const ANALYZERS: &[Analyzer] = &[
    appends::ANALYZER,
    assign::ANALYZER,
    atomic::ANALYZER,
    bools::ANALYZER,
    buildtag::ANALYZER,
    composites::ANALYZER,
    copylocks::ANALYZER,
    defers::ANALYZER,
    directive::ANALYZER,
    errorsas::ANALYZER,
    hostport::ANALYZER,
    httpresponse::ANALYZER,
    ifaceassert::ANALYZER,
    loopclosure::ANALYZER,
    lostcancel::ANALYZER,
    nilfunc::ANALYZER,
    printf::ANALYZER,
    shift::ANALYZER,
    sigchanyzer::ANALYZER,
    slog::ANALYZER,
    stdmethods::ANALYZER,
    stdversion::ANALYZER,
    stringintconv::ANALYZER,
    structtag::ANALYZER,
    testnames::ANALYZER,
    testinggoroutine::ANALYZER,
    timeformat::ANALYZER,
    unmarshal::ANALYZER,
    unreachable::ANALYZER,
    unsafeptr::ANALYZER,
    unusedresult::ANALYZER,
    waitgroup::ANALYZER,
    nilness::ANALYZER,
    lockheld::HELD,
    lockheld::AGAIN,
    loops::LOOPVAR,
    loops::BUSYSELECT,
    loops::TIMEAFTERLOOP,
    nobodyreceives::ANALYZER,
];

/// The analyzers that `go test` runs before the tests.
pub const BEFORE_TESTS: &[&str] = &[
    "atomic",
    "bools",
    "buildtag",
    "directive",
    "errorsas",
    "ifaceassert",
    "nilfunc",
    "printf",
    "stringintconv",
    "tests",
];

/// Calls `visit` on each expression of a file, outer ones first.
pub(crate) fn each_expr<'a>(file: &'a File, visit: &mut dyn FnMut(&'a Expr)) {
    walk::inspect(walk::Node::File(file), &mut |node| {
        node.expr().into_iter().for_each(&mut *visit);
        true
    });
}

/// What an analyzer sees: one package.
pub(crate) struct Pass<'p> {
    pub(crate) prog: &'p mut Program,
    pub(crate) pkg: PackageId,
    /// The package's files.
    pub(crate) files: Vec<Arc<File>>,
    facts: &'p mut Facts,
    analyzer: &'static str,
    findings: Vec<Diagnostic>,
}

/// What analyzers learn about a package that counts in those that import it.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// Declared functions that were asked about, and whether they never return.
    endings: FxHashMap<ObjId, bool>,
    /// Functions that print like those of package fmt.
    printers: FxHashMap<ObjId, printf::Kind>,
}

/// Runs the analyzers that `wanted` selects over the program's own packages that have a place in
/// `packages`, which gives the import path `go vet` knows them by.
pub fn vet(
    prog: &mut Program,
    packages: &[(PackageId, Symbol)],
    wanted: &dyn Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    for &(id, path) in packages {
        prog.packages[id.0 as usize].path = path;
    }
    let mut facts = Facts::default();
    let mut found = Vec::new();
    for index in 0..prog.packages.len() {
        let package = &prog.packages[index];
        let pkg = PackageId(u32::try_from(index).unwrap_or(u32::MAX));
        let shown = packages.iter().any(|&(id, _)| id == pkg);
        if package.is_std {
            continue;
        }
        let files = package.files.clone();
        for analyzer in ANALYZERS.iter().filter(|a| shown && wanted(a.name) || a.name == "printf") {
            let mut pass = Pass {
                prog,
                pkg,
                files: files.clone(),
                facts: &mut facts,
                analyzer: analyzer.name,
                findings: Vec::new(),
            };
            (analyzer.run)(&mut pass);
            if shown && wanted(analyzer.name) {
                found.append(&mut pass.findings);
            }
        }
    }
    found.sort_by_key(|d| d.span.lo);
    found
}

impl Pass<'_> {
    /// Reports a finding at a place.
    pub(crate) fn report(&mut self, span: Span, message: impl Into<String>) {
        self.findings.push(Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(span, self.analyzer, message)
        });
    }

    /// Reports a finding that points at one position.
    pub(crate) fn report_at(&mut self, pos: Pos, message: impl Into<String>) {
        self.report(Span::new(pos, pos), message);
    }

    /// The type of an expression.
    pub(crate) fn type_of(&self, e: &Expr) -> Option<TypeId> {
        self.prog.info.type_of(e)
    }

    /// The language version of a file.
    pub(crate) fn version(&self, file: &File) -> (u32, u32) {
        file.go_version.unwrap_or(self.prog.packages[self.pkg.0 as usize].go_version)
    }

    /// Whether the package imports another directly.
    pub(crate) fn imports(&self, path: &str) -> bool {
        self.files.iter().flat_map(|file| &file.imports).any(|spec| spec.path.as_str() == path)
    }

    /// Line of a position.
    pub(crate) fn line(&self, pos: Pos) -> u32 {
        self.prog.sources.locate(pos).line
    }
}

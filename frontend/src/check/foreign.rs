//! What is written in no Go file of its package: functions without a body (spec §Function
//! declarations), and names that `//go:linkname` joins with those of other packages.
//!
//! gc takes a function without a body if the package has files in assembly, or if a linkname
//! says where the body is. goweave runs Go only, so both are refused as not supported, but for
//! some functions of the runtime that libraries are used to ([`LINKED`]).

use super::env::Place;
use super::{BUILD_ONLY, Checker};
use crate::diagnostic::Diagnostic;
use crate::span::{Pos, Span};
use crate::symbol::Symbol;
use crate::types::{ObjectKind, PackageId};
use rustc_hash::FxHashMap;

/// What functions without a body may be linked to.
pub const LINKED: [&str; 8] = [
    "runtime.nanotime",
    "runtime.cputicks",
    "runtime.fastrand",
    "runtime.fastrand64",
    "runtime.fastrandn",
    "runtime.cheaprand",
    "runtime.cheaprandn",
    "runtime.memhash",
];

/// Code of what goweave does not support.
const UNSUPPORTED: &str = "unsupported-foreign";

impl Checker<'_> {
    /// Reports functions without a body and foreign names; `assembly` names a file in assembly of
    /// each package that has one.
    pub(super) fn foreign(&mut self, assembly: &FxHashMap<PackageId, String>) {
        let linknames = self.linknames();
        for (pkg, span, name) in std::mem::take(&mut self.bodiless) {
            if linknames.iter().any(|link| (link.0, link.2) == (pkg, name)) {
                continue;
            }
            match assembly.get(&pkg) {
                None => self.error(span, BUILD_ONLY, "missing function body"),
                Some(file) => self.refuse(
                    span,
                    format!(
                        "function {name} has no body: assembly (package with {file}) is not supported"
                    ),
                ),
            }
        }
        for (pkg, at, name, target) in linknames {
            if self.is_foreign(pkg, name, target) {
                let message = format!("//go:linkname {name} is not supported");
                self.refuse(at.span(), message);
            }
        }
    }

    fn refuse(&mut self, span: Span, message: String) {
        self.diagnostics.push(Diagnostic::unsupported(span, UNSUPPORTED, message));
    }

    /// The linknames of the program's own files; those in files that may not have any are told.
    fn linknames(&mut self) -> Vec<(PackageId, Pos, Symbol, Symbol)> {
        let (mut found, mut wrong) = (Vec::new(), Vec::new());
        for (id, package) in (0..).map(PackageId).zip(&self.prog.packages) {
            for file in package.files.iter().filter(|_| !package.is_std) {
                let allowed = file.imports.iter().any(|spec| spec.path.as_str() == "unsafe");
                for &(at, name, target) in &file.linknames {
                    if allowed {
                        found.push((id, at, name, target));
                    } else {
                        wrong.push(at.span());
                    }
                }
            }
        }
        for span in wrong {
            let message = "//go:linkname only allowed in Go files that import \"unsafe\"";
            self.error(span, super::DIRECTIVE, message);
        }
        found
    }

    /// Whether a linkname makes something mean what another package has, and goweave has not: a
    /// variable or a function without a body. A function with a body only gets a second name.
    fn is_foreign(&self, pkg: PackageId, name: Symbol, target: Symbol) -> bool {
        let scope = self.prog.packages[pkg.0 as usize].scope;
        let Some(&(id, _)) = self.prog.scopes.list[scope.0 as usize].names.get(&name) else {
            return false;
        };
        match &self.prog.objects.get(id).kind {
            ObjectKind::Var(_) => true,
            ObjectKind::Func(f) => {
                f.decl.as_ref().is_some_and(|decl| decl.body.is_none())
                    && !LINKED.contains(&target.as_str())
            }
            _ => false,
        }
    }
}

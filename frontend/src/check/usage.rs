//! Unused variables and imports, and function bodies.

use super::env::{Env, Place};
use super::{Checker, DeclId};
use crate::ast::Block;
use crate::span::Pos;
use crate::types::scope::ScopeId;
use crate::types::{PackageId, Type, TypeId};

impl Checker<'_> {
    /// Checks a function body.
    pub(crate) fn func_body(
        &mut self,
        decl: Option<DeclId>,
        sig: TypeId,
        scope: ScopeId,
        body: &Block,
        iota: Option<i64>,
    ) {
        let env = Env {
            pkg: self.env.pkg,
            version: self.env.version,
            decl,
            scope,
            iota,
            sig: Some(sig),
            ..Env::default()
        };
        let saved = self.swap_env(env);
        let locals = self.locals.len();
        self.labels(body);
        self.stmt_list(&body.stmts);
        let has_results = match self.prog.types.get(sig) {
            Type::Signature(s) => !s.results.is_empty(),
            _ => false,
        };
        if has_results && !self.is_terminating_block(body) {
            // in a file that ends too early there is no brace
            let hi = body.span.hi.0;
            let has_brace = self.prog.sources.byte_at(Pos(hi - 1)) == Some(b'}');
            let at = Pos(hi - u32::from(has_brace));
            self.error(at, "missing-return", "missing return");
        }
        self.unused_variables(locals);
        self.swap_env(saved);
    }

    /// spec: "Implementation restriction: A compiler may make it illegal to declare a variable
    /// inside a function body if the variable is never used."
    fn unused_variables(&mut self, from: usize) {
        let locals = self.locals.split_off(from);
        for obj in locals {
            if !self.used_vars.contains(&obj) {
                let object = self.prog.objects.get(obj);
                let (pos, name) = (object.pos, object.name);
                self.error(pos.span(), "unused-variable", format!("declared and not used: {name}"));
            }
        }
    }

    /// spec: "It is illegal ... to directly import a package without referring to any of its
    /// exported identifiers."
    pub(crate) fn unused_imports(&mut self, id: PackageId) {
        let imports: Vec<_> = self.st.imports.iter().filter(|i| i.pkg == id).cloned().collect();
        for import in imports {
            let object = self.prog.objects.get(import.obj);
            let name = object.name;
            if name.is_blank() || self.st.used_imports.contains(&import.obj) {
                continue;
            }
            let crate::types::ObjectKind::PkgName(imported) = object.kind else { continue };
            let path = self.prog.packages[imported.0 as usize].path.as_str();
            let elem = path.rsplit('/').next().unwrap_or(path);
            let message = if name.as_str() == "." || name.as_str() == elem {
                format!("{path:?} imported and not used")
            } else {
                format!("{path:?} imported as {name} and not used")
            };
            self.error(import.span, "unused-import", message);
        }
    }
}

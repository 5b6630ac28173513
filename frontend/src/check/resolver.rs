//! Package-level objects: spec §Package clause, §Import declarations, §Declarations and scope.

use super::env::Place;
use super::exprstring::expr_string;
use super::labels::unparen;
use super::{Checker, DeclId, DeclInfo, DeclKind, ImportName};
use crate::ast::{
    ConstDecl, Decl, Expr, ExprKind, File, FuncDecl, Ident, ImportSpec, TypeSpec, VarSpec,
};
use crate::program::Package;
use crate::span::{Pos, Span};
use crate::symbol::Symbol;
use crate::types::object::{FuncObject, VarKind};
use crate::types::scope::ScopeId;
use crate::types::{ObjId, Object, ObjectKind, PackageId};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A method declaration that waits for its base type.
struct MethodInfo {
    obj: ObjId,
    ptr: bool,
    base: Symbol,
}

/// A receiver type taken apart: `*T[P, Q]`.
pub(crate) struct Receiver<'a> {
    pub(crate) ptr: bool,
    pub(crate) base: &'a Expr,
    pub(crate) tparams: Option<&'a [Expr]>,
}

/// Takes a receiver type expression apart.
pub(crate) fn unpack_receiver(ty: &Expr) -> Receiver<'_> {
    let mut base = unparen(ty);
    let mut ptr = false;
    if let ExprKind::Star(x) = &base.kind {
        ptr = true;
        base = unparen(x);
    }
    let mut tparams = None;
    if let ExprKind::Index { x, indices } = &base.kind {
        tparams = Some(indices.as_slice());
        base = x;
    }
    Receiver { ptr, base, tparams }
}

impl Checker<'_> {
    /// The built-in package `unsafe`.
    pub(crate) fn unsafe_package(&mut self) -> PackageId {
        if let Some(id) = self.st.unsafe_pkg {
            return id;
        }
        let name = Symbol::intern("unsafe");
        let id = PackageId(u32::try_from(self.prog.packages.len()).expect("few packages"));
        self.prog.packages.push(Package {
            path: name,
            name,
            scope: self.prog.universe.unsafe_scope,
            files: Vec::new(),
            imports: Vec::new(),
            init_order: Vec::new(),
            inits: Vec::new(),
            is_std: true,
            go_version: (1, 27),
        });
        self.st.unsafe_pkg = Some(id);
        id
    }

    /// Declares the package-level objects of a package.
    pub(crate) fn collect_objects(&mut self, id: PackageId) {
        self.enter_package(id);
        let files = self.prog.packages[id.0 as usize].files.clone();
        let mut methods = Vec::new();
        let mut file_scopes = Vec::new();
        for file in &files {
            let scope = self.collect_file(id, file, &mut methods);
            file_scopes.push(scope);
        }
        self.file_conflicts(id, &file_scopes);
        for method in methods {
            if let Some((ptr, base)) = self.resolve_base(id, method.ptr, method.base) {
                if let ObjectKind::Func(func) = &mut self.prog.objects.get_mut(method.obj).kind {
                    func.ptr_recv = ptr;
                }
                self.st.methods.entry(base).or_default().push(method.obj);
            }
        }
    }

    fn collect_file(
        &mut self,
        id: PackageId,
        file: &File,
        methods: &mut Vec<MethodInfo>,
    ) -> ScopeId {
        let (scope, name, version) = {
            let pkg = &self.prog.packages[id.0 as usize];
            (pkg.scope, pkg.name, pkg.go_version)
        };
        self.env.version = file.go_version.map_or(version, |v| v.max((1, 21)));
        if file.package.name.is_blank() {
            self.error(&file.package, "package-name", "invalid package name _");
        } else if file.package.name != name {
            let message = format!("package {}; expected package {name}", file.package.name);
            self.error(&file.package, "package-name", message);
        }
        let file_scope = self.new_scope(Some(scope), false);
        self.env.scope = file_scope;
        for spec in &file.imports {
            self.collect_import(file_scope, spec);
        }
        for decl in &file.decls {
            match decl {
                Decl::Const(decl) => self.collect_const(file_scope, decl),
                Decl::Var(spec) => self.collect_var(file_scope, spec),
                Decl::Type(spec) => self.collect_type(file_scope, spec),
                Decl::Func(func) => self.collect_func(file_scope, func, methods),
            }
        }
        file_scope
    }

    fn collect_import(&mut self, file_scope: ScopeId, spec: &ImportSpec) {
        let Some(&imported) = self.st.imported.get(&spec.id) else { return };
        let pkg_name = self.prog.packages[imported.0 as usize].name;
        let name = spec.name.as_ref().map_or(pkg_name, |n| n.name);
        if name.as_str() == "init" {
            let message = "cannot import package as init - init must be a func";
            self.error(spec.span, "import-init", message);
            return;
        }
        let obj = self.prog.objects.add(Object {
            name,
            pos: spec.span.lo,
            pkg: Some(self.env.pkg),
            ty: Some(crate::types::BasicKind::Invalid.id()),
            kind: ObjectKind::PkgName(imported),
        });
        match &spec.name {
            // in a dot-import, the dot represents the package
            Some(ident) => self.prog.info.defs.insert(ident.id, obj),
            None => self.prog.info.implicits.insert(spec.id, obj),
        };
        self.st.imports.push(ImportName { obj, pkg: self.env.pkg, span: spec.span });
        if name.as_str() != "." {
            self.declare(file_scope, None, obj, Pos::NONE);
            return;
        }
        let scope = self.prog.packages[imported.0 as usize].scope;
        for (name, member) in self.prog.scopes.get(scope).sorted() {
            if !name.is_exported() {
                continue;
            }
            if let Some(alt) = self.prog.scopes.insert(file_scope, name, member, Pos::NONE) {
                let other = self.other_declaration(alt);
                let span = spec.name.as_ref().map_or(spec.span, |n| n.span);
                self.error(span, "redeclared", format!("{name} redeclared in this block{other}"));
            } else {
                self.st.dot_imports.insert((file_scope, name), obj);
            }
        }
    }

    /// A package-level object without a type yet.
    pub(crate) fn new_object(&mut self, ident: &Ident, kind: ObjectKind) -> ObjId {
        self.prog.objects.add(Object {
            name: ident.name,
            pos: ident.span.lo,
            pkg: Some(self.env.pkg),
            ty: None,
            kind,
        })
    }

    fn declare_package_object(
        &mut self,
        file_scope: ScopeId,
        ident: &Ident,
        obj: ObjId,
        decl: DeclId,
    ) {
        let name = ident.name.as_str();
        if name == "init" {
            self.error(ident, "init", "cannot declare init - must be func");
            return;
        }
        let pkg = &self.prog.packages[self.env.pkg.0 as usize];
        if name == "main" && pkg.name.as_str() == "main" {
            self.error(ident, "main", "cannot declare main - must be func");
            return;
        }
        let _ = file_scope;
        let scope = pkg.scope;
        self.declare(scope, Some(ident), obj, Pos::NONE);
        self.st.decl_of.insert(obj, decl);
        self.st.package_objects.entry(self.env.pkg).or_default().push(obj);
    }

    fn add_decl(&mut self, file_scope: ScopeId, kind: DeclKind) -> DeclId {
        self.st.decls.push(DeclInfo {
            pkg: self.env.pkg,
            file_scope,
            version: self.env.version,
            kind,
            deps: BTreeSet::new(),
        });
        DeclId(self.st.decls.len() - 1)
    }

    fn collect_const(&mut self, file_scope: ScopeId, decl: &Arc<ConstDecl>) {
        let mut init = None;
        for (index, spec) in decl.specs.iter().enumerate() {
            let inherited = spec.ty.is_none() && spec.values.is_empty();
            if !inherited {
                init = Some(index);
            }
            for (i, name) in spec.names.iter().enumerate() {
                let obj = self.new_object(name, ObjectKind::Const(None));
                let kind = DeclKind::Const { decl: Arc::clone(decl), spec: index, init, index: i };
                let id = self.add_decl(file_scope, kind);
                self.declare_package_object(file_scope, name, obj, id);
            }
            let values = init.map_or(&[] as &[Expr], |i| &decl.specs[i].values);
            self.arity(spec.span, &spec.names, values, true, inherited);
        }
    }

    fn collect_var(&mut self, file_scope: ScopeId, spec: &Arc<VarSpec>) {
        let objs: Vec<ObjId> = spec
            .names
            .iter()
            .map(|name| self.new_object(name, ObjectKind::Var(VarKind::Package)))
            .collect();
        let shared = spec.values.len() == 1 && spec.names.len() > 1;
        // If one value initializes several variables they share its dependencies.
        let first = shared.then(|| {
            let kind = DeclKind::Var { spec: Arc::clone(spec), index: 0, lhs: objs.clone() };
            self.add_decl(file_scope, kind)
        });
        for (index, (name, &obj)) in spec.names.iter().zip(&objs).enumerate() {
            let id = first.unwrap_or_else(|| {
                let kind = DeclKind::Var { spec: Arc::clone(spec), index, lhs: Vec::new() };
                self.add_decl(file_scope, kind)
            });
            self.declare_package_object(file_scope, name, obj, id);
        }
        // If we have no type, we must have values.
        if spec.ty.is_none() || !spec.values.is_empty() {
            self.arity(spec.span, &spec.names, &spec.values, false, false);
        }
    }

    fn collect_type(&mut self, file_scope: ScopeId, spec: &Arc<TypeSpec>) {
        let obj = self.new_object(&spec.name, ObjectKind::TypeName);
        let id = self.add_decl(file_scope, DeclKind::Type(Arc::clone(spec)));
        self.declare_package_object(file_scope, &spec.name, obj, id);
    }

    fn collect_func(
        &mut self,
        file_scope: ScopeId,
        func: &Arc<FuncDecl>,
        methods: &mut Vec<MethodInfo>,
    ) {
        let name = func.name.name;
        let kind = FuncObject { decl: Some(Arc::clone(func)), origin: None, ptr_recv: false };
        let obj = self.new_object(&func.name, ObjectKind::Func(kind));
        let id = self.add_decl(file_scope, DeclKind::Func(Arc::clone(func)));
        let head = func.head.get();
        let recv = head.and_then(|head| head.recv.as_ref());
        let receiver = match recv.and_then(|r| r.first()).map(|r| unpack_receiver(&r.ty)) {
            Some(Receiver { ptr, base: Expr { kind: ExprKind::Ident(base), .. }, .. }) => {
                Some((ptr, Some(*base)))
            }
            Some(Receiver { ptr, .. }) => Some((ptr, None)),
            None => func.outline.map(|(ptr, base)| (ptr, Some(base))),
        };
        if let Some((ptr, base)) = receiver {
            if let (Some(base), false) = (base, name.is_blank()) {
                methods.push(MethodInfo { obj, ptr, base });
            }
            if let ObjectKind::Func(f) = &mut self.prog.objects.get_mut(obj).kind {
                f.ptr_recv = ptr;
            }
            if let Some(tparam) = head.and_then(|head| head.ty.type_params.first()) {
                self.verify_version(tparam.span, 27, "generic method");
            }
            self.prog.info.defs.insert(func.name.id, obj);
        } else {
            if recv.is_some() {
                self.error(func.span, "receiver", "method has no receiver");
            }
            self.collect_plain_func(func, name, obj);
        }
        if func.body.is_none()
            && name.as_str() != "init"
            && !self.prog.packages[self.env.pkg.0 as usize].is_std
        {
            self.bodiless.push((self.env.pkg, func.name.span, name));
        }
        self.st.decl_of.insert(obj, id);
        self.st.package_objects.entry(self.env.pkg).or_default().push(obj);
    }

    fn collect_plain_func(&mut self, func: &FuncDecl, name: Symbol, obj: ObjId) {
        let pkg = &self.prog.packages[self.env.pkg.0 as usize];
        let scope = pkg.scope;
        let is_main = name.as_str() == "main" && pkg.name.as_str() == "main";
        let (tparam, plain) = func.head.get().map_or((None, true), |head| {
            let plain = head.ty.params.is_empty() && head.ty.results.is_empty();
            (head.ty.type_params.first(), plain)
        });
        if name.as_str() == "init" || is_main {
            if let Some(tparam) = tparam {
                let message = format!("func {name} must have no type parameters");
                self.error(tparam.span, "main-signature", message);
            }
            if !plain {
                let message = format!("func {name} must have no arguments and no return values");
                self.error(&func.name, "main-signature", message);
            }
        } else if let Some(tparam) = tparam {
            self.verify_version(tparam.span, 18, "type parameter");
        }
        if name.as_str() == "init" {
            // init functions are not declared in the package scope: they are invisible
            self.prog.info.defs.insert(func.name.id, obj);
            self.prog.packages[self.env.pkg.0 as usize].inits.push(obj);
            if func.body.is_none() {
                self.error(&func.name, "init", "func init must have a body");
            }
        } else {
            self.declare(scope, Some(&func.name), obj, Pos::NONE);
        }
    }

    /// Reports initialization expressions that do not match the names.
    pub(crate) fn arity(
        &mut self,
        at: Span,
        names: &[Ident],
        values: &[Expr],
        is_const: bool,
        inherited: bool,
    ) {
        let (l, r) = (names.len(), values.len());
        if l < r {
            let extra = &values[l];
            if inherited {
                let place = self.place(extra.span.lo);
                self.error(at, "init-count", format!("extra init expr at {place}"));
            } else {
                let message = format!("extra init expr {}", expr_string(extra));
                self.error(extra, "init-count", message);
            }
        } else if l > r && (is_const || r != 1) {
            let name = &names[r];
            let message = format!("missing init expr for {}", name.name);
            self.error(name, "init-count", message);
        }
    }

    /// spec: "... no identifier may be declared in both the file and package block."
    fn file_conflicts(&mut self, id: PackageId, file_scopes: &[ScopeId]) {
        let scope = self.prog.packages[id.0 as usize].scope;
        for &file_scope in file_scopes {
            if self.prog.scopes.get(file_scope).names.is_empty() {
                continue;
            }
            for (name, obj) in self.prog.scopes.get(file_scope).sorted() {
                let Some(alt) = self.prog.scopes.lookup(scope, name) else { continue };
                let pos = self.prog.objects.get(alt).pos;
                let other = self.other_declaration(obj);
                let message = match self.prog.objects.get(obj).kind {
                    ObjectKind::PkgName(imported) => {
                        let text = self.package_string(imported);
                        format!("{name} already declared through import of {text}{other}")
                    }
                    _ => {
                        let pkg = self.prog.objects.get(obj).pkg;
                        let text = pkg.map_or_else(String::new, |p| self.package_string(p));
                        format!("{name} already declared through dot-import of {text}{other}")
                    }
                };
                self.error(pos.span(), "redeclared", message);
            }
        }
    }

    fn package_string(&self, id: PackageId) -> String {
        let pkg = &self.prog.packages[id.0 as usize];
        format!("package {} ({:?})", pkg.name, pkg.path.as_str())
    }

    /// The defined type that a receiver's base name denotes, looking through plain aliases, and
    /// whether a pointer stood on the way.
    fn resolve_base(
        &self,
        id: PackageId,
        mut ptr: bool,
        mut name: Symbol,
    ) -> Option<(bool, ObjId)> {
        let scope = self.prog.packages[id.0 as usize].scope;
        let mut seen = Vec::new();
        loop {
            let obj = self.prog.scopes.lookup(scope, name)?;
            if seen.contains(&obj) {
                return None;
            }
            let decl = self.st.decl_of.get(&obj)?;
            let DeclKind::Type(spec) = &self.st.decls[decl.0].kind else { return None };
            if spec.assign.is_none() {
                return Some((ptr, obj));
            }
            if !spec.type_params.is_empty() {
                return None;
            }
            seen.push(obj);
            let mut ty = unparen(&spec.ty);
            if let ExprKind::Star(x) = &ty.kind {
                if ptr {
                    return None;
                }
                ptr = true;
                ty = unparen(x);
            }
            let ExprKind::Ident(next) = &ty.kind else { return None };
            name = *next;
        }
    }
}

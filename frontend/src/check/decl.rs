//! Declarations of constants, variables and functions (spec §Declarations and scope), and the
//! order in which declarations are looked at.
//!
//! An object without a type that is not on `obj_path` is white; on the path it is grey; with a
//! type it is black. Meeting a grey object means a cycle, which may be valid.

use super::env::{Env, Place};
use super::{Action, Checker, DeclId, DeclKind, Delayed};
use crate::ast::{Decl, Expr, VarSpec};
use crate::parser;
use crate::span::Pos;
use crate::types::object::VarKind;
use crate::types::{BasicKind, ObjId, ObjectKind, Signature, Type, TypeId};

const INVALID: TypeId = BasicKind::Invalid.id();

impl Checker<'_> {
    pub(crate) fn push(&mut self, obj: ObjId) {
        self.obj_path_index.insert(obj, self.obj_path.len());
        self.obj_path.push(obj);
    }

    pub(crate) fn pop(&mut self) {
        if let Some(obj) = self.obj_path.pop() {
            self.obj_path_index.remove(&obj);
        }
    }

    /// Determines the type of an object, if it is not known yet.
    pub(crate) fn obj_decl(&mut self, obj: ObjId) {
        if self.obj_path_index.contains_key(&obj) {
            let valid = self.valid_cycle(obj);
            let object = self.prog.objects.get_mut(obj);
            match object.kind {
                ObjectKind::Const(_) | ObjectKind::Var(_) if !valid || object.ty.is_none() => {
                    object.ty = Some(INVALID);
                }
                ObjectKind::TypeName if !valid => object.ty = Some(INVALID),
                _ => {}
            }
            if self.prog.objects.get(obj).ty.is_none() {
                self.prog.objects.get_mut(obj).ty = Some(INVALID);
            }
            return;
        }
        if self.prog.objects.get(obj).ty.is_some() {
            return;
        }
        let Some(&decl) = self.st.decl_of.get(&obj) else {
            self.prog.objects.get_mut(obj).ty = Some(INVALID);
            return;
        };
        self.push(obj);
        let info = &self.st.decls[decl.0];
        let env =
            Env { pkg: info.pkg, version: info.version, scope: info.file_scope, ..Env::default() };
        let kind = info.kind.clone();
        let saved = self.swap_env(env);
        match kind {
            DeclKind::Const { decl: group, spec, init, index } => {
                self.env.decl = Some(decl);
                let line = init.map(|i| &group.specs[i]);
                let ty = line.and_then(|l| l.ty.as_ref());
                let value = line.and_then(|l| l.values.get(index));
                let iota = i64::try_from(spec).unwrap_or(i64::MAX);
                self.const_decl(obj, ty, value, init != Some(spec), iota);
            }
            DeclKind::Var { spec, index, lhs } => {
                self.env.decl = Some(decl);
                let value =
                    if lhs.is_empty() { spec.values.get(index) } else { spec.values.first() };
                let lhs = (!lhs.is_empty()).then_some(lhs.as_slice());
                self.var_decl(obj, lhs, spec.ty.as_ref(), value);
            }
            DeclKind::Type(spec) => {
                self.type_decl(obj, &spec);
                self.collect_methods(obj);
            }
            DeclKind::Func(_) => self.func_decl(obj, decl),
        }
        self.swap_env(saved);
        self.pop();
    }

    fn const_decl(
        &mut self,
        obj: ObjId,
        ty: Option<&Expr>,
        init: Option<&Expr>,
        inherited: bool,
        iota: i64,
    ) {
        let saved = (self.env.iota, self.env.err_span);
        self.env.iota = Some(iota);
        self.env.err_span = None;
        self.const_decl_with_iota(obj, ty, init, inherited);
        (self.env.iota, self.env.err_span) = saved;
    }

    fn const_decl_with_iota(
        &mut self,
        obj: ObjId,
        ty: Option<&Expr>,
        init: Option<&Expr>,
        inherited: bool,
    ) {
        if let Some(e) = ty {
            let t = self.typ(e);
            if !self.prog.is_const_type(t) {
                let under = self.prog.underlying(t);
                if self.prog.is_valid(under) {
                    let message = format!("invalid constant type {}", self.prog.type_string(t));
                    self.error(e, "constant-type", message);
                }
                self.prog.objects.get_mut(obj).ty = Some(INVALID);
                return;
            }
            self.prog.objects.get_mut(obj).ty = Some(t);
        }
        let Some(init) = init else {
            let object = self.prog.objects.get_mut(obj);
            object.ty.get_or_insert(INVALID);
            return;
        };
        if inherited {
            // The expression belongs to another line: report at the constant's name.
            let pos = self.prog.objects.get(obj).pos;
            self.env.err_span = Some(pos.span());
        }
        let mut x = self.expr(None, init);
        self.init_const(obj, &mut x);
    }

    fn var_decl(
        &mut self,
        obj: ObjId,
        lhs: Option<&[ObjId]>,
        ty: Option<&Expr>,
        init: Option<&Expr>,
    ) {
        if let Some(e) = ty {
            let t = self.var_type(e);
            self.prog.objects.get_mut(obj).ty = Some(t);
        }
        let Some(init) = init else {
            self.prog.objects.get_mut(obj).ty.get_or_insert(INVALID);
            return;
        };
        match lhs {
            None | Some([_]) => {
                let declared = self.prog.objects.get(obj).ty;
                let name = self.prog.objects.get(obj).name;
                let target = declared.and_then(|t| self.new_target(t, name.as_str()));
                let mut x = self.expr(target.as_ref(), init);
                self.init_var(obj, &mut x, "variable declaration");
            }
            Some(lhs) => {
                if ty.is_some() {
                    let t = self.prog.objects.get(obj).ty;
                    for &v in lhs {
                        self.prog.objects.get_mut(v).ty = t;
                    }
                }
                self.init_vars(lhs, std::slice::from_ref(init), None);
            }
        }
    }

    fn func_decl(&mut self, obj: ObjId, decl: DeclId) {
        let DeclKind::Func(func) = self.st.decls[decl.0].kind.clone() else { return };
        let sig = self.prog.types.add(Type::Signature(Signature::default()));
        self.prog.objects.get_mut(obj).ty = Some(sig); // guard against cycles
        let (head, diagnostics) = parser::func_head(&self.prog.sources, &mut self.prog.ids, &func);
        self.diagnostics.extend(diagnostics);
        let scope = self.func_type(sig, head.recv.as_deref(), &head.ty);
        self.st.func_scopes.insert(obj, scope);
        if !head.ty.type_params.is_empty() && func.body.is_none() {
            self.error(func.span, "generic-body", "generic function is missing function body");
        }
        let is_std = self.prog.packages[self.env.pkg.0 as usize].is_std;
        let body = func.body.as_ref().and_then(|body| body.get());
        if let (Some(body), false) = (body, is_std) {
            self.st.bodies.insert(obj);
            let body = std::sync::Arc::clone(body);
            self.later(Delayed::Body { decl: Some(decl), sig, scope, body, iota: None });
        }
    }

    /// Checks the body of a declared function now.
    pub(crate) fn declared_body(&mut self, obj: ObjId) {
        self.obj_decl(obj);
        if !self.st.bodies.insert(obj) {
            return;
        }
        let (Some(&decl), Some(&scope), Some(sig)) = (
            self.st.decl_of.get(&obj),
            self.st.func_scopes.get(&obj),
            self.prog.objects.get(obj).ty,
        ) else {
            return;
        };
        let info = &self.st.decls[decl.0];
        let DeclKind::Func(func) = &info.kind else { return };
        let parsed = parser::func_body(&self.prog.sources, &mut self.prog.ids, func);
        let Some((body, diagnostics)) = parsed else { return };
        self.diagnostics.extend(diagnostics);
        let env = Env { pkg: info.pkg, version: info.version, scope, ..Env::default() };
        let saved = self.swap_env(env);
        let top = self.delayed.len();
        self.func_body(Some(decl), sig, scope, &body, None);
        self.process_delayed(top);
        self.swap_env(saved);
    }

    /// Local declarations.
    pub(crate) fn decl_stmt(&mut self, decl: &Decl) {
        match decl {
            Decl::Const(group) => {
                let mut init: Option<usize> = None;
                for (index, spec) in group.specs.iter().enumerate() {
                    let top = self.delayed.len();
                    let inherited = spec.ty.is_none() && spec.values.is_empty();
                    if !inherited {
                        init = Some(index);
                    }
                    let line = init.map(|i| &group.specs[i]);
                    let values = line.map_or(&[] as &[Expr], |l| &l.values);
                    let iota = i64::try_from(index).unwrap_or(i64::MAX);
                    let mut objs = Vec::new();
                    for (i, name) in spec.names.iter().enumerate() {
                        let obj = self.new_object(name, ObjectKind::Const(None));
                        let ty = line.and_then(|l| l.ty.as_ref());
                        self.const_decl(obj, ty, values.get(i), inherited, iota);
                        objs.push(obj);
                    }
                    self.arity(spec.span, &spec.names, values, true, inherited);
                    self.process_delayed(top);
                    for (name, obj) in spec.names.iter().zip(objs) {
                        self.declare(self.env.scope, Some(name), obj, spec.span.hi);
                    }
                }
            }
            Decl::Var(spec) => self.local_var(spec),
            Decl::Type(spec) => {
                let obj = self.new_object(&spec.name, ObjectKind::TypeName);
                // spec: "The scope of a type identifier declared inside a function begins at the
                // identifier in the TypeSpec and ends at the end of the innermost containing
                // block."
                self.declare(self.env.scope, Some(&spec.name), obj, spec.name.span.lo);
                self.push(obj);
                self.type_decl(obj, spec);
                self.pop();
            }
            Decl::Func(func) => {
                self.error(&func.name, "syntax", "unexpected function declaration");
            }
        }
    }

    fn local_var(&mut self, spec: &VarSpec) {
        let top = self.delayed.len();
        let objs: Vec<ObjId> = spec
            .names
            .iter()
            .map(|n| self.new_object(n, ObjectKind::Var(VarKind::Local)))
            .collect();
        let n = spec.names.len();
        for (i, &obj) in objs.iter().enumerate() {
            if spec.values.len() == 1 && n > 1 {
                self.var_decl(obj, Some(&objs), spec.ty.as_ref(), spec.values.first());
                break;
            }
            self.var_decl(obj, None, spec.ty.as_ref(), spec.values.get(i));
        }
        // If we have extra values, make sure they are evaluated.
        if spec.values.len() > n {
            for extra in &spec.values[n..] {
                self.use_exprs(std::slice::from_ref(extra));
            }
        }
        if spec.ty.is_none() || !spec.values.is_empty() {
            self.arity(spec.span, &spec.names, &spec.values, false, false);
        }
        self.process_delayed(top);
        for (name, &obj) in spec.names.iter().zip(&objs) {
            self.declare(self.env.scope, Some(name), obj, spec.span.hi);
            self.local(obj);
        }
    }

    /// Remembers a local variable for the "declared and not used" check.
    pub(crate) fn local(&mut self, obj: ObjId) {
        let name = self.prog.objects.get(obj).name;
        // a redeclared variable is not in the scope
        if self.prog.scopes.lookup(self.env.scope, name) == Some(obj) {
            self.locals.push(obj);
        }
    }

    /// A local variable, parameter or result.
    pub(crate) fn new_var(
        &mut self,
        name: crate::symbol::Symbol,
        pos: Pos,
        kind: VarKind,
        ty: Option<TypeId>,
    ) -> ObjId {
        self.prog.objects.add(crate::types::Object {
            name,
            pos,
            pkg: Some(self.env.pkg),
            ty,
            kind: ObjectKind::Var(kind),
        })
    }

    /// Resolves every object of a package and checks function bodies.
    pub(crate) fn package_objects(&mut self, id: crate::types::PackageId) {
        let objs = self.st.package_objects.get(&id).cloned().unwrap_or_default();
        // Non-alias types first, then aliases, then everything else: this keeps alias types from
        // being needed before they are known.
        let (mut aliases, mut others) = (Vec::new(), Vec::new());
        for obj in objs {
            let Some(decl) = self.st.decl_of.get(&obj) else { continue };
            match &self.st.decls[decl.0].kind {
                DeclKind::Type(spec) if spec.assign.is_some() => aliases.push(obj),
                DeclKind::Type(_) => self.obj_decl(obj),
                _ => others.push(obj),
            }
        }
        self.early_valid_types();
        for obj in aliases.into_iter().chain(others) {
            self.obj_decl(obj);
        }
    }

    /// Finds endless types before anything uses them.
    fn early_valid_types(&mut self) {
        for i in 0..self.delayed.len() {
            if let Some(Action { what: Delayed::ValidType { ty }, .. }) = self.delayed[i] {
                self.delayed[i] = None;
                self.valid_type(ty);
            }
        }
    }

    /// Resolves the variables of a standard library package: they have initializers to run.
    pub(crate) fn package_variables(&mut self, id: crate::types::PackageId) {
        let objs = self.st.package_objects.get(&id).cloned().unwrap_or_default();
        for obj in objs {
            if matches!(self.prog.objects.get(obj).kind, ObjectKind::Var(_)) {
                self.obj_decl(obj);
            }
        }
        let inits = self.prog.packages[id.0 as usize].inits.clone();
        for obj in inits {
            self.obj_decl(obj);
        }
    }

    /// Replaces the environment and returns the old one.
    pub(crate) fn swap_env(&mut self, env: Env) -> Env {
        self.prog.current = Some(env.pkg);
        std::mem::replace(&mut self.env, env)
    }
}

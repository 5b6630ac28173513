//! Declarations: constants, variables, types and functions (spec §Declarations and scope), and
//! the detection of cycles among them.
//!
//! An object without a type that is not on `obj_path` is white; on the path it is grey; with a
//! type it is black. Meeting a grey object means a cycle, which may be valid.

use super::env::{Env, Place};
use super::{Action, Checker, DeclId, DeclKind, Delayed};
use crate::ast::{BinaryOp, Decl, Expr, ExprKind, Field, TypeSpec, UnaryOp, VarSpec};
use crate::span::Pos;
use crate::types::object::VarKind;
use crate::types::{
    BasicKind, Interface, Named, ObjId, ObjectKind, Signature, Type, TypeId, TypeParam,
};

const INVALID: TypeId = BasicKind::Invalid.id();

impl Checker<'_> {
    fn push(&mut self, obj: ObjId) {
        self.obj_path_index.insert(obj, self.obj_path.len());
        self.obj_path.push(obj);
    }

    fn pop(&mut self) {
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
                ObjectKind::Const(_) | ObjectKind::Var(_) => {
                    if !valid || object.ty.is_none() {
                        object.ty = Some(INVALID);
                    }
                }
                ObjectKind::TypeName => {
                    if !valid {
                        object.ty = Some(INVALID);
                    }
                }
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

    /// Whether a cycle that starts with `obj` is fine; reports it otherwise.
    fn valid_cycle(&mut self, obj: ObjId) -> bool {
        let start = self.obj_path_index[&obj];
        let cycle: Vec<ObjId> = self.obj_path[start..].to_vec();
        let (mut values, mut defs) = (0, 0);
        let mut through_tparams = false;
        for &o in &cycle {
            match self.prog.objects.get(o).kind {
                ObjectKind::Const(_) | ObjectKind::Var(_) => values += 1,
                ObjectKind::TypeName => {
                    let ty = self.prog.objects.get(o).ty;
                    if self.env.in_tparams && ty.is_some_and(|t| self.prog.is_generic(t)) {
                        through_tparams = true;
                        break;
                    }
                    let alias =
                        ty.is_some_and(|t| matches!(self.prog.types.get(t), Type::Alias { .. }));
                    if !alias {
                        defs += 1;
                    }
                }
                _ => {}
            }
        }
        // Cycles through type parameter lists are ok. Cycles among constants and variables only
        // are reported with the initialization order. Cycles of types need one definition.
        if through_tparams || values == cycle.len() || values == 0 && defs > 0 {
            return true;
        }
        let first = self.first_in_source(&cycle);
        self.cycle_error(&cycle, first);
        false
    }

    /// The index of the object that stands first in the source.
    pub(crate) fn first_in_source(&self, path: &[ObjId]) -> usize {
        let pos = |i: usize| self.prog.objects.get(path[i]).pos;
        (0..path.len()).min_by_key(|&i| pos(i)).unwrap_or(0)
    }

    fn cycle_name(&self, obj: ObjId) -> String {
        let object = self.prog.objects.get(obj);
        match object.pkg {
            Some(pkg) if pkg != self.env.pkg => {
                format!("{}.{}", self.prog.packages[pkg.0 as usize].name, object.name)
            }
            _ => object.name.to_string(),
        }
    }

    /// Reports a declaration cycle, beginning with `cycle[start]`.
    pub(crate) fn cycle_error(&mut self, cycle: &[ObjId], start: usize) {
        let obj = cycle[start];
        let name = self.cycle_name(obj);
        let is_type = matches!(self.prog.objects.get(obj).kind, ObjectKind::TypeName);
        if let (true, Some(ty)) = (is_type, self.prog.objects.get(obj).ty) {
            if let Type::Alias { actual, .. } = self.prog.types.get_mut(ty) {
                *actual = Some(INVALID);
            }
        }
        let pos = self.prog.objects.get(obj).pos;
        if cycle.len() == 1 {
            let message = if is_type {
                format!("invalid recursive type: {name} refers to itself")
            } else {
                format!("invalid cycle in declaration: {name} refers to itself")
            };
            self.error(pos.span(), "cycle", message);
            return;
        }
        let mut message = if is_type {
            format!("invalid recursive type {name}")
        } else {
            format!("invalid cycle in declaration of {name}")
        };
        let mut obj = obj;
        for i in 0..cycle.len() {
            let next = cycle[(start + i + 1) % cycle.len()];
            let place = self.place(self.prog.objects.get(obj).pos);
            message += &format!(
                "\n\t{place}: {} refers to {}",
                self.cycle_name(obj),
                self.cycle_name(next)
            );
            obj = next;
        }
        self.error(pos.span(), "cycle", message);
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

    pub(crate) fn type_decl(&mut self, obj: ObjId, spec: &TypeSpec) {
        let tparam = spec.type_params.first();
        if spec.assign.is_some() {
            if let Some(tparam) = tparam {
                self.verify_version(tparam.span, 23, "generic type alias");
            } else {
                self.verify_version(spec.span, 9, "type alias");
            }
            self.alias_decl(obj, spec);
            return;
        }
        if let Some(tparam) = tparam {
            self.verify_version(tparam.span, 18, "type parameter");
        }
        let named = self.prog.types.add(Type::Named(Named {
            obj,
            underlying: None,
            methods: Vec::new(),
            type_params: Vec::new(),
            origin: None,
            targs: Vec::new(),
        }));
        self.prog.objects.get_mut(obj).ty = Some(named);
        self.prog.set_enclosing_scope(named, self.env.scope);
        self.later(Delayed::ValidType { ty: named });
        if tparam.is_some() {
            self.open_scope();
            self.collect_type_params(named, &spec.type_params);
        }
        let rhs = self.declared_type(&spec.ty, Some(obj));
        let rhs = if self.prog.is_type_param(rhs) {
            let message = "cannot use a type parameter as RHS in type declaration";
            self.error(&spec.ty, "type-param", message);
            INVALID
        } else {
            rhs
        };
        if tparam.is_some() {
            self.close_scope();
        }
        self.st.rhs.insert(named, rhs);
        self.st.pending.push((named, rhs));
        self.resolve_pending();
        self.alias_chain_cycle(named);
    }

    fn alias_decl(&mut self, obj: ObjId, spec: &TypeSpec) {
        let alias = self.prog.types.add(Type::Alias {
            obj,
            actual: None,
            type_params: Vec::new(),
            origin: None,
            targs: Vec::new(),
        });
        self.prog.objects.get_mut(obj).ty = Some(alias);
        let generic = !spec.type_params.is_empty();
        if generic {
            self.open_scope();
            self.collect_type_params(alias, &spec.type_params);
        }
        let rhs = self.declared_type(&spec.ty, Some(obj));
        if generic {
            self.close_scope();
        }
        let own = match self.prog.types.get(alias) {
            Type::Alias { type_params, .. } => type_params.contains(&rhs),
            _ => false,
        };
        if own {
            let message = "cannot use type parameter declared in alias declaration as RHS";
            self.error(&spec.ty, "type-param", message);
        }
        if let Type::Alias { actual, .. } = self.prog.types.get_mut(alias) {
            if actual.is_none() {
                *actual = Some(if own || rhs == alias { INVALID } else { rhs });
            }
        }
        self.resolve_pending();
    }

    /// The underlying type of a right-hand side, if it is known by now.
    fn known_underlying(&mut self, ty: TypeId) -> Option<TypeId> {
        let ty = self.prog.types.unalias(ty);
        match self.prog.types.get(ty) {
            Type::Named(named) => match (named.underlying, named.origin) {
                (Some(u), _) => Some(self.prog.types.unalias(u)),
                (None, Some(origin)) => {
                    self.known_underlying(origin)?;
                    Some(self.prog.underlying(ty))
                }
                (None, None) => None,
            },
            Type::Alias { .. } => None,
            Type::TypeParam(_) => Some(INVALID),
            _ => Some(ty),
        }
    }

    /// Gives defined types their underlying type as far as it has become known.
    fn resolve_pending(&mut self) {
        let mut progress = true;
        while progress {
            progress = false;
            let mut i = 0;
            while i < self.st.pending.len() {
                let (named, rhs) = self.st.pending[i];
                if let Some(u) = self.known_underlying(rhs) {
                    self.st.pending.swap_remove(i);
                    if let Type::Named(n) = self.prog.types.get_mut(named) {
                        n.underlying = Some(u);
                    }
                    progress = true;
                } else {
                    i += 1;
                }
            }
        }
    }

    /// Reports `type A B; type B A`.
    fn alias_chain_cycle(&mut self, named: TypeId) {
        let mut cycle = Vec::new();
        let mut cur = named;
        while let Some(&(_, rhs)) = self.st.pending.iter().find(|(n, _)| *n == cur) {
            let Type::Named(n) = self.prog.types.get(cur) else { return };
            cycle.push((cur, n.obj));
            cur = self.prog.types.unalias(rhs);
            if cur == named {
                break;
            }
            if cycle.len() > self.st.pending.len() {
                return;
            }
        }
        if cur != named || cycle.is_empty() {
            return;
        }
        let objs: Vec<ObjId> = cycle.iter().map(|c| c.1).collect();
        let first = self.first_in_source(&objs);
        self.cycle_error(&objs, first);
        self.st.pending.retain(|(n, _)| !cycle.iter().any(|c| c.0 == *n));
        for (ty, _) in cycle {
            self.invalid_types.insert(ty);
            if let Type::Named(n) = self.prog.types.get_mut(ty) {
                n.underlying = Some(INVALID);
            }
        }
        self.resolve_pending();
    }

    /// Declares type parameters in the current scope and gives them to `owner`: a defined type,
    /// an alias or a signature.
    pub(crate) fn collect_type_params(&mut self, owner: TypeId, fields: &[Field]) {
        let mut tparams = Vec::new();
        for name in fields.iter().flat_map(|f| &f.names) {
            let index = tparams.len();
            tparams.push(self.declare_type_param(name, index));
        }
        // The parameters may be used by their own constraints.
        match self.prog.types.get_mut(owner) {
            Type::Named(n) => n.type_params.clone_from(&tparams),
            Type::Alias { type_params, .. } => type_params.clone_from(&tparams),
            Type::Signature(sig) => sig.type_params.clone_from(&tparams),
            _ => {}
        }
        let saved = std::mem::replace(&mut self.env.in_tparams, true);
        let mut next = 0;
        for field in fields {
            let mut bound = self.bound(&field.ty);
            if self.prog.is_type_param(bound) {
                let message = "cannot use a type parameter as constraint";
                self.error(&field.ty, "type-param", message);
                bound = INVALID;
            }
            for _ in &field.names {
                if let Type::TypeParam(p) = self.prog.types.get_mut(tparams[next]) {
                    p.bound = Some(bound);
                }
                next += 1;
            }
        }
        self.env.in_tparams = saved;
    }

    /// Declares one type parameter; its constraint follows.
    pub(crate) fn declare_type_param(&mut self, name: &crate::ast::Ident, index: usize) -> TypeId {
        let obj = self.new_object(name, ObjectKind::TypeName);
        let ty = self.prog.types.add(Type::TypeParam(TypeParam { obj, index, bound: None }));
        self.prog.objects.get_mut(obj).ty = Some(ty);
        self.declare(self.env.scope, Some(name), obj, name.span.lo);
        ty
    }

    /// A constraint: unions and `~T` stand for an implicit interface around them.
    fn bound(&mut self, e: &Expr) -> TypeId {
        let literal = matches!(
            e.kind,
            ExprKind::Unary { op: UnaryOp::Tilde, .. } | ExprKind::Binary { op: BinaryOp::Or, .. }
        );
        if !literal {
            return self.typ(e);
        }
        let embedded = self.union(e);
        let ty = self.prog.types.add(Type::Interface(Interface {
            embeddeds: vec![embedded],
            implicit: true,
            ..Interface::default()
        }));
        self.later(Delayed::TypeSet { span: e.span, ty, embedded: vec![e.span] });
        ty
    }

    /// Attaches the methods declared for a type.
    pub(crate) fn collect_methods(&mut self, obj: ObjId) {
        let Some(methods) = self.st.methods.remove(&obj) else { return };
        let Some(base) = self.prog.objects.get(obj).ty else { return };
        if !matches!(self.prog.types.get(base), Type::Named(_)) {
            return;
        }
        self.later(Delayed::FieldUniqueness { ty: base });
        self.st.method_queue.push(base);
        let mut names = rustc_hash::FxHashMap::default();
        for m in methods {
            let (name, pos) = (self.prog.objects.get(m).name, self.prog.objects.get(m).pos);
            // spec: "For a base type, the non-blank names of methods bound to it must be unique."
            if let Some(&alt) = names.get(&name) {
                let place = self.place(alt);
                let ty = self.prog.objects.get(obj).name;
                let message = format!("method {ty}.{name} already declared at {place}");
                self.error(pos.span(), "duplicate-method", message);
                continue;
            }
            names.insert(name, pos);
            if let Type::Named(n) = self.prog.types.get_mut(base) {
                n.methods.push(m);
            }
        }
    }

    /// spec: "If the base type is a struct type, the non-blank method and field names must be
    /// distinct."
    pub(crate) fn check_field_uniqueness(&mut self, base: TypeId) {
        let under = self.prog.underlying(base);
        let Type::Struct { fields, .. } = self.prog.types.get(under) else { return };
        let Type::Named(named) = self.prog.types.get(base) else { return };
        let (fields, methods) = (fields.clone(), named.methods.clone());
        if methods.is_empty() {
            return;
        }
        for field in fields {
            let name = self.prog.objects.get(field).name;
            let method = methods.iter().copied().find(|&m| self.prog.objects.get(m).name == name);
            if let Some(method) = method {
                let pos = self.prog.objects.get(method).pos;
                let other = self.other_declaration(field);
                let message = format!("field and method with the same name {name}{other}");
                self.error(pos.span(), "duplicate-method", message);
            }
        }
    }

    fn func_decl(&mut self, obj: ObjId, decl: DeclId) {
        let DeclKind::Func(func) = self.st.decls[decl.0].kind.clone() else { return };
        let sig = self.prog.types.add(Type::Signature(Signature::default()));
        self.prog.objects.get_mut(obj).ty = Some(sig); // guard against cycles
        let scope = self.func_type(sig, func.recv.as_deref(), &func.ty);
        self.st.func_scopes.insert(obj, scope);
        if !func.ty.type_params.is_empty() && func.body.is_none() {
            self.error(func.span, "generic-body", "generic function is missing function body");
        }
        let is_std = self.prog.packages[self.env.pkg.0 as usize].is_std;
        if let (Some(body), false) = (&func.body, is_std) {
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
        let Some(body) = func.body.clone() else { return };
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

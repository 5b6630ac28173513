//! Type declarations (spec §Type declarations), type parameter lists, and the methods that belong
//! to a type.

use super::env::Place;
use super::{Checker, Delayed};
use crate::ast::{BinaryOp, Expr, ExprKind, Field, TypeSpec, UnaryOp};
use crate::types::{BasicKind, Interface, Named, ObjId, ObjectKind, Type, TypeId, TypeParam};

const INVALID: TypeId = BasicKind::Invalid.id();

impl Checker<'_> {
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
        if self.env.sig.is_some() {
            self.prog.set_enclosing_scope(named, self.env.scope);
        }
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
    pub(crate) fn resolve_pending(&mut self) {
        let mut progress = true;
        while progress {
            progress = false;
            let mut i = 0;
            while i < self.st.pending.len() {
                let (named, rhs) = self.st.pending[i];
                if let Some(mut u) = self.known_underlying(rhs) {
                    if [BasicKind::Uint8.id(), BasicKind::Int32.id()].contains(&u) {
                        u = self.prog.shown_underlying(rhs);
                    }
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
}

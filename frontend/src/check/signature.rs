//! Function types, parameters and receivers (spec §Function types, §Method declarations).

use super::exprstring::expr_string;
use super::resolver::unpack_receiver;
use super::{Checker, Delayed};
use crate::ast::{Expr, ExprKind, Field, FuncType, Ident};
use crate::info::Mode;
use crate::span::Span;
use crate::symbol::Symbol;
use crate::types::object::VarKind;
use crate::types::scope::ScopeId;
use crate::types::subst::SubstMap;
use crate::types::{BasicKind, ObjId, Type, TypeId};

const INVALID: TypeId = BasicKind::Invalid.id();

/// Parameters or results: objects with the names that declare them.
struct Params<'a> {
    objs: Vec<ObjId>,
    names: Vec<Option<&'a Ident>>,
    variadic: bool,
}

impl Checker<'_> {
    /// Completes the signature `sig`; returns the scope that holds its parameters.
    pub(crate) fn func_type(
        &mut self,
        sig: TypeId,
        recv: Option<&[Field]>,
        ty: &FuncType,
    ) -> ScopeId {
        let outer = self.env.scope;
        let scope = self.new_scope(Some(outer), true);
        self.env.scope = scope;
        let mut receiver = None;
        if let Some(field) = recv.and_then(|r| r.first()) {
            let (obj, tparams) = self.collect_receiver(field);
            receiver = Some((obj, field.names.first()));
            if let Type::Signature(s) = self.prog.types.get_mut(sig) {
                s.recv = Some(obj);
                s.recv_type_params = tparams;
            }
        }
        if !ty.type_params.is_empty() {
            self.collect_type_params(sig, &ty.type_params);
        }
        let params = self.collect_params(VarKind::Param, &ty.params);
        let results = self.collect_params(VarKind::Result, &ty.results);
        if let Some((obj, Some(name))) = receiver {
            self.declare(scope, Some(name), obj, name.span.lo);
        }
        for list in [&params, &results] {
            for (name, &obj) in list.names.iter().zip(&list.objs) {
                if let Some(name) = name {
                    self.declare(scope, Some(name), obj, ty.span.hi);
                }
            }
        }
        if let Type::Signature(s) = self.prog.types.get_mut(sig) {
            s.params = params.objs;
            s.results = results.objs;
            s.variadic = params.variadic;
        }
        self.env.scope = outer;
        scope
    }

    fn collect_params<'a>(&mut self, kind: VarKind, fields: &'a [Field]) -> Params<'a> {
        let mut out = Params { objs: Vec::new(), names: Vec::new(), variadic: false };
        for (i, field) in fields.iter().enumerate() {
            let mut ty_expr = &field.ty;
            if let ExprKind::Ellipsis(elem) = &field.ty.kind {
                if kind == VarKind::Param && i + 1 == fields.len() && field.names.len() <= 1 {
                    out.variadic = true;
                } else {
                    let message = "can only use ... with final parameter in list";
                    self.error(&field.ty, "variadic", message);
                }
                match elem {
                    Some(elem) => ty_expr = elem,
                    None => continue,
                }
            }
            let mut ty = self.var_type(ty_expr);
            if out.variadic {
                ty = self.prog.types.add(Type::Slice(ty));
                self.prog.info.record(field.ty.id, Mode::Type, ty);
            }
            if field.names.is_empty() {
                let empty = Symbol::intern("");
                out.objs.push(self.new_var(empty, field.span.lo, kind, Some(ty)));
                out.names.push(None);
            }
            for name in &field.names {
                out.objs.push(self.new_var(name.name, name.span.lo, kind, Some(ty)));
                out.names.push(Some(name));
            }
        }
        out
    }

    /// Checks a receiver; returns its object and its type parameters.
    fn collect_receiver(&mut self, field: &Field) -> (ObjId, Vec<TypeId>) {
        let unpacked = unpack_receiver(&field.ty);
        let (ty, tparams) = match unpacked.tparams {
            None => (self.plain_receiver(field, unpacked.base), Vec::new()),
            Some(args) => self.generic_receiver(field, unpacked.ptr, unpacked.base, args),
        };
        let obj = match field.names.first() {
            Some(name) => self.new_var(name.name, name.span.lo, VarKind::Param, Some(ty)),
            None => self.new_var(Symbol::intern(""), field.span.lo, VarKind::Param, Some(ty)),
        };
        self.later(Delayed::Receiver { span: unpacked.base.span, ty });
        (obj, tparams)
    }

    /// A receiver type without type parameters of its own. It must not be an instance, not even
    /// through aliases.
    fn plain_receiver(&mut self, field: &Field, base: &Expr) -> TypeId {
        let ty = self.var_type(&field.ty);
        let mut cur = self.unpointer(ty);
        while let Type::Alias { actual: Some(actual), .. } = *self.prog.types.get(cur) {
            cur = self.unpointer(actual);
            let instance = match self.prog.types.get(cur) {
                Type::Named(n) => !n.targs.is_empty(),
                Type::Alias { targs, .. } => !targs.is_empty(),
                _ => false,
            };
            if instance {
                let text = self.prog.type_string(cur);
                let message = format!("cannot define new methods on instantiated type {text}");
                self.error(base, "receiver", message);
                return INVALID;
            }
        }
        ty
    }

    fn unpointer(&self, mut ty: TypeId) -> TypeId {
        while let Type::Pointer(base) = *self.prog.types.get(ty) {
            ty = base;
        }
        ty
    }

    fn generic_receiver(
        &mut self,
        field: &Field,
        ptr: bool,
        base_expr: &Expr,
        args: &[Expr],
    ) -> (TypeId, Vec<TypeId>) {
        let base = match self.generic_type(base_expr) {
            Ok(ty) if matches!(self.prog.types.get(ty), Type::Named(_)) => Some(ty),
            Ok(ty) => {
                let text = self.prog.type_string(ty);
                let message = format!("cannot define new methods on generic alias type {text}");
                self.error(base_expr, "receiver", message);
                None
            }
            Err(cause) => {
                if let Some(cause) = cause {
                    self.error(base_expr, "receiver", cause);
                }
                None
            }
        };
        let mut tparams = Vec::new();
        for (index, arg) in args.iter().enumerate() {
            let name = if let ExprKind::Ident(name) = &arg.kind {
                *name
            } else {
                if !matches!(arg.kind, ExprKind::Bad) {
                    let message = format!(
                        "receiver type parameter {} must be an identifier",
                        expr_string(arg)
                    );
                    self.error(arg, "receiver", message);
                }
                Symbol::intern("_")
            };
            let ident = Ident { id: arg.id, span: arg.span, name };
            let tparam = self.declare_type_param(&ident, index);
            self.prog.info.record(arg.id, Mode::Type, tparam);
            tparams.push(tparam);
        }
        let Some(base) = base else { return (INVALID, tparams) };
        let base_params = self.type_params(base);
        if base_params.len() != tparams.len() {
            let n = tparams.len();
            let message = format!(
                "receiver declares {n} type parameter{}, but receiver base type declares {}",
                if n == 1 { "" } else { "s" },
                base_params.len()
            );
            self.error(base_expr, "receiver", message);
            return (INVALID, tparams);
        }
        // The bounds are the base type's, with its parameters renamed.
        let map = SubstMap::new(&base_params, &tparams);
        for (&base_param, &tparam) in base_params.iter().zip(&tparams) {
            let bound = match self.prog.types.get(base_param) {
                Type::TypeParam(p) => p.bound,
                _ => None,
            };
            let bound = bound.map(|b| self.prog.subst(b, &map));
            if let Type::TypeParam(p) = self.prog.types.get_mut(tparam) {
                p.bound = bound;
            }
        }
        self.verify_version(base_expr, 18, "type instantiation");
        let mut ty = self.prog.instantiate(base, &tparams);
        if ptr {
            ty = self.prog.types.add(Type::Pointer(ty));
        }
        self.record_receiver(&field.ty, ty);
        (ty, tparams)
    }

    /// Records the types of a receiver expression and what it is made of.
    fn record_receiver(&mut self, mut e: &Expr, mut ty: TypeId) {
        loop {
            self.prog.info.record(e.id, Mode::Type, ty);
            match &e.kind {
                ExprKind::Paren(x) => e = x,
                ExprKind::Star(x) => {
                    let Type::Pointer(base) = self.prog.types.get(ty) else { return };
                    ty = *base;
                    e = x;
                }
                _ => return,
            }
        }
    }

    /// spec: the receiver base type "must not be a pointer or interface type and it must be
    /// declared in the same package as the method."
    pub(crate) fn valid_receiver(&mut self, span: Span, ty: TypeId) {
        let base = match *self.prog.types.get(self.prog.types.unalias(ty)) {
            Type::Pointer(base) => base,
            _ => ty,
        };
        let actual = self.prog.types.unalias(base);
        if actual == INVALID {
            return;
        }
        let text = self.prog.type_string(base);
        match self.prog.types.get(actual) {
            Type::Named(n) => {
                if self.prog.objects.get(n.obj).pkg != Some(self.env.pkg) {
                    let message = format!("cannot define new methods on non-local type {text}");
                    self.error(span, "receiver", message);
                    return;
                }
                let under = self.prog.underlying(actual);
                let cause = match self.prog.types.get(under) {
                    Type::Basic(BasicKind::UnsafePointer) => "unsafe.Pointer",
                    Type::Pointer(_) | Type::Interface(_) => "pointer or interface type",
                    _ => return,
                };
                self.error(span, "receiver", format!("invalid receiver type {text} ({cause})"));
            }
            Type::Basic(_) => {
                let message = format!("cannot define new methods on non-local type {text}");
                self.error(span, "receiver", message);
            }
            _ => {
                let text = self.prog.type_string(ty);
                self.error(span, "receiver", format!("invalid receiver type {text}"));
            }
        }
    }

    /// The types of parameters or results.
    pub(crate) fn var_types(&self, objs: &[ObjId]) -> Vec<TypeId> {
        objs.iter().map(|&o| self.prog.objects.get(o).ty.unwrap_or(INVALID)).collect()
    }
}

//! Interface types and unions (spec §Interface types).

use super::exprstring::expr_string;
use super::{Checker, Delayed};
use crate::ast::{BinaryOp, Expr, ExprKind, InterfaceElem, UnaryOp};
use crate::info::Mode;
use crate::span::Span;
use crate::symbol::Symbol;
use crate::types::object::{FuncObject, VarKind};
use crate::types::typeset::{MAX_TERMS, TypeSetError};
use crate::types::{BasicKind, Interface, ObjId, ObjectKind, Signature, Term, Type, TypeId};
use std::fmt::Write;

const INVALID: TypeId = BasicKind::Invalid.id();

impl Checker<'_> {
    pub(crate) fn interface_type(
        &mut self,
        e: &Expr,
        elems: &[InterfaceElem],
        def: Option<ObjId>,
    ) -> TypeId {
        let ty = self.prog.types.add(Type::Interface(Interface::default()));
        let recv = def.and_then(|d| self.prog.objects.get(d).ty).unwrap_or(ty);
        let mut methods = Vec::new();
        let mut embeddeds = Vec::new();
        for elem in elems {
            match elem {
                InterfaceElem::Embed(e) => embeddeds.push(self.union(e)),
                InterfaceElem::Method { name, ty } => {
                    if name.name.is_blank() {
                        let message = "methods must have a unique non-blank name";
                        self.error(name, "blank-method", message);
                        continue;
                    }
                    let sig = self.prog.types.add(Type::Signature(Signature::default()));
                    self.func_type(sig, None, ty);
                    let var =
                        self.new_var(Symbol::intern(""), name.span.lo, VarKind::Param, Some(recv));
                    if let Type::Signature(s) = self.prog.types.get_mut(sig) {
                        s.recv = Some(var);
                    }
                    let obj = self.new_object(name, ObjectKind::Func(FuncObject::default()));
                    self.prog.objects.get_mut(obj).ty = Some(sig);
                    self.prog.info.defs.insert(name.id, obj);
                    methods.push(obj);
                }
            }
        }
        methods.sort_by_key(|&m| self.prog.objects.get(m).name);
        let plain = methods.is_empty() && embeddeds.is_empty();
        if let Type::Interface(i) = self.prog.types.get_mut(ty) {
            i.methods = methods;
            i.embeddeds = embeddeds;
            i.tset = None;
        }
        if !plain {
            let embedded = elems
                .iter()
                .filter_map(|elem| match elem {
                    InterfaceElem::Embed(e) => Some(e.span),
                    InterfaceElem::Method { .. } => None,
                })
                .collect();
            self.later(Delayed::TypeSet { span: e.span, ty, embedded });
        }
        ty
    }

    /// Computes a type set and reports what is wrong with it.
    pub(crate) fn check_type_set(&mut self, span: Span, ty: TypeId, embedded: &[Span]) {
        let mut errors = Vec::new();
        self.prog.type_set_checked(ty, &mut errors);
        if !self.allow_version(1, 18) {
            self.old_embeddeds(ty, embedded);
        }
        for error in errors {
            let (method, other, at, before) = match error {
                TypeSetError::DuplicateMethod(second, first) => (second, first, None, None),
                // Overlapping interfaces may be embedded since Go 1.14.
                TypeSetError::DuplicateEmbedded { identical: true, .. }
                    if self.allow_version(1, 14) =>
                {
                    continue;
                }
                TypeSetError::DuplicateEmbedded { method, other, embedded: i, first, .. } => {
                    (method, other, embedded.get(i), first.and_then(|i| embedded.get(i)))
                }
                TypeSetError::TooManyTerms(i) => {
                    let at = embedded.get(i).copied().unwrap_or(span);
                    self.error(at, "union", too_many_terms());
                    continue;
                }
            };
            let (pos, name) = {
                let m = self.prog.objects.get(method);
                (m.pos, m.name)
            };
            let mut message = format!("duplicate method {name}");
            let first = before.map_or(self.prog.objects.get(other).pos, |span| span.lo);
            if first.is_known() {
                let place = self.place(first);
                let _ = write!(message, "\n\t{place}: other declaration of method {name}");
            }
            let own = if pos.is_known() { Span::new(pos, pos) } else { span };
            self.error(at.copied().unwrap_or(own), "duplicate-method", message);
        }
    }

    /// Only interfaces could be embedded before Go 1.18.
    fn old_embeddeds(&mut self, ty: TypeId, spans: &[Span]) {
        let Type::Interface(interface) = self.prog.types.get(ty) else { return };
        for (elem, &span) in interface.embeddeds.clone().into_iter().zip(spans) {
            let under = self.prog.underlying(elem);
            let what = match self.prog.types.get(under) {
                Type::Interface(_) | Type::Basic(BasicKind::Invalid) => continue,
                Type::Union(_) => "interface element",
                _ => "non-interface type",
            };
            let text = self.prog.type_string(elem);
            self.verify_version(span, 18, &format!("embedding {what} {text}"));
        }
    }

    /// An embedded element: a type or a union of terms.
    pub(crate) fn union(&mut self, e: &Expr) -> TypeId {
        let mut parts = Vec::new(); // right operands with their union expressions
        let mut left = e;
        while let ExprKind::Binary { op: BinaryOp::Or, x, y, .. } = &left.kind {
            parts.push((Some(left), &**y));
            left = x;
        }
        parts.push((None, left));
        parts.reverse();
        if let [(_, only)] = parts.as_slice() {
            let term = self.term(only);
            if !term.tilde {
                return term.ty;
            }
            let union = self.prog.types.add(Type::Union(vec![term]));
            self.later(Delayed::Union { terms: vec![(term, only.span)] });
            return union;
        }
        let mut terms = Vec::new();
        for (i, (_, part)) in parts.iter().enumerate() {
            let term = self.term(part);
            if i == MAX_TERMS {
                self.error(*part, "union", too_many_terms());
                return INVALID;
            }
            terms.push((term, part.span));
        }
        let union = self.prog.types.add(Type::Union(terms.iter().map(|&(term, _)| term).collect()));
        for (whole, _) in &parts {
            if let Some(whole) = whole {
                self.prog.info.record(whole.id, Mode::Type, union);
            }
        }
        self.later(Delayed::Union { terms });
        union
    }

    fn term(&mut self, e: &Expr) -> Term {
        let (x, tilde) = match &e.kind {
            ExprKind::Unary { op: UnaryOp::Tilde, x } => (&**x, true),
            _ => (e, false),
        };
        let mut ty = self.typ(x);
        if self.prog.is_type_param(ty) {
            if tilde {
                let message = format!("type in term {} cannot be a type parameter", expr_string(e));
                self.error(x, "union", message);
            } else {
                self.error(x, "union", "term cannot be a type parameter");
            }
            ty = INVALID;
        }
        if tilde {
            let union = self.prog.types.add(Type::Union(vec![Term { tilde, ty }]));
            self.prog.info.record(e.id, Mode::Type, union);
        }
        Term { tilde, ty }
    }

    /// Checks the terms of a union once their types are complete.
    pub(crate) fn check_union(&mut self, terms: &[(Term, Span)]) {
        for (i, &(term, span)) in terms.iter().enumerate() {
            if term.ty == INVALID {
                continue;
            }
            let text = self.prog.type_string(term.ty);
            let full = self.prog.full_type_string(term.ty);
            let under = self.prog.underlying(term.ty);
            let is_interface = matches!(self.prog.types.get(under), Type::Interface(_));
            if term.tilde {
                if is_interface {
                    let message = format!("invalid use of ~ ({text} is an interface)");
                    self.error(span, "union", message);
                    continue;
                }
                if !self.prog.identical(under, term.ty) {
                    let under = self.prog.type_string(under);
                    let message =
                        format!("invalid use of ~ (underlying type of {text} is {under})");
                    self.error(span, "union", message);
                    continue;
                }
            }
            if is_interface {
                let set = self.prog.type_set(under);
                if !set.methods.is_empty() {
                    let message = format!("cannot use {full} in union ({full} contains methods)");
                    self.error(span, "union", message);
                } else if term.ty == self.prog.universe.comparable {
                    self.error(span, "union", "cannot use comparable in union");
                } else if set.comparable {
                    let message = format!("cannot use {full} in union ({full} embeds comparable)");
                    self.error(span, "union", message);
                }
                continue;
            }
            self.check_overlap(&terms[..i], term, span);
        }
    }

    fn check_overlap(&mut self, before: &[(Term, Span)], term: Term, span: Span) {
        for &(other, _) in before {
            if other.ty == INVALID || self.prog.is_interface(other.ty) {
                continue;
            }
            if self.prog.terms_overlap(other, term) {
                let message = format!(
                    "overlapping terms {} and {}",
                    self.term_string(term),
                    self.term_string(other)
                );
                self.error(span, "union", message);
                return;
            }
        }
    }

    fn term_string(&self, term: Term) -> String {
        format!("{}{}", if term.tilde { "~" } else { "" }, self.prog.full_type_string(term.ty))
    }
}

fn too_many_terms() -> String {
    format!("cannot handle more than {MAX_TERMS} union terms (implementation limitation)")
}

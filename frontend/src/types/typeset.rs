//! Type sets of interfaces (spec §Interface types) and of type parameters.

use super::{BasicKind, Interface, ObjId, PackageId, Term, Type, TypeId, TypeSet};
use crate::ast::ChanDir;
use crate::program::Program;
use crate::symbol::Symbol;
use std::sync::Arc;

/// No union has more terms, and no type set made from one.
pub(crate) const MAX_TERMS: usize = 100;

/// Something wrong inside an interface, found while its type set was computed.
#[derive(Clone, Debug)]
pub enum TypeSetError {
    /// `duplicate method m`: the second and the first declaration.
    DuplicateMethod(ObjId, ObjId),
    /// `duplicate method m`: an embedded interface has a method that was there already.
    DuplicateEmbedded {
        /// The method of the embedded interface.
        method: ObjId,
        /// The method found before.
        other: ObjId,
        /// Whether both are the same, which newer versions of the language allow.
        identical: bool,
        /// Which embedded element: report there.
        embedded: usize,
        /// Which embedded element `other` comes from, if it is embedded.
        first: Option<usize>,
    },
    /// The embedded union has too many terms.
    TooManyTerms(usize),
}

impl Program {
    /// The type set of an interface type (`ty` must be a [`Type::Interface`] id).
    pub fn type_set(&mut self, iface: TypeId) -> Arc<TypeSet> {
        if let Type::Interface(Interface { tset: Some(set), .. }) = self.types.get(iface) {
            return Arc::clone(set);
        }
        self.type_set_checked(iface, &mut Vec::new())
    }

    /// The same with everything that is wrong; for the checker, once per interface declared.
    pub fn type_set_checked(
        &mut self,
        iface: TypeId,
        errors: &mut Vec<TypeSetError>,
    ) -> Arc<TypeSet> {
        let Type::Interface(interface) = self.types.get_mut(iface) else {
            return Arc::default();
        };
        let mut set = TypeSet { comparable: interface.comparable, ..TypeSet::default() };
        let methods = interface.methods.clone();
        let embeddeds = interface.embeddeds.clone();
        // While it is computed the set is everything, so that cycles end.
        interface.tset = Some(Arc::default());
        for method in methods {
            match self.find_method(&set.methods, method) {
                Some(other) => errors.push(TypeSetError::DuplicateMethod(method, other)),
                None => set.methods.push(method),
            }
        }
        let own = set.methods.len();
        let mut origins: Vec<usize> = Vec::new();
        let mut complete = true;
        for (embedded, &ty) in embeddeds.iter().enumerate() {
            complete &= self.is_resolved(ty);
            let under = self.underlying(ty);
            let (terms, comparable) = match self.types.get(under) {
                Type::Interface(_) => {
                    let inner = self.type_set(under);
                    for &method in &inner.methods {
                        match self.find_method(&set.methods, method) {
                            Some(other) => {
                                let (a, b) = (self.obj_type(method), self.obj_type(other));
                                let identical = method == other || self.identical(a, b);
                                let index = set.methods.iter().position(|&m| m == other);
                                let first = index.and_then(|i| origins.get(i.checked_sub(own)?));
                                errors.push(TypeSetError::DuplicateEmbedded {
                                    method,
                                    other,
                                    identical,
                                    embedded,
                                    first: first.copied(),
                                });
                            }
                            None => {
                                set.methods.push(method);
                                origins.push(embedded);
                            }
                        }
                    }
                    (inner.terms.clone(), inner.comparable)
                }
                Type::Union(terms) => {
                    let terms = terms.clone();
                    let terms = self.union_terms(&terms);
                    if terms.as_ref().is_some_and(|terms| terms.len() > MAX_TERMS) {
                        errors.push(TypeSetError::TooManyTerms(embedded));
                        continue;
                    }
                    (terms, false)
                }
                Type::Basic(BasicKind::Invalid) => continue,
                _ => (Some(vec![Term { tilde: false, ty }]), false),
            };
            set.terms = self.intersect_terms(set.terms.take(), terms);
            set.comparable |= comparable;
            if set.comparable {
                if let Some(terms) = &mut set.terms {
                    terms.retain(|term| self.comparable_type(term.ty, false).is_ok());
                    set.comparable = false;
                }
            }
        }
        let objects = &self.objects;
        // Exported names first, then by name, then by package: any fixed order would do.
        set.methods.sort_by_key(|&m| {
            let m = objects.get(m);
            let exported = m.name.is_exported();
            (!exported, m.name, if exported { None } else { m.pkg })
        });
        let set = Arc::new(set);
        if let Type::Interface(interface) = self.types.get_mut(iface) {
            interface.tset = complete.then(|| Arc::clone(&set));
        }
        set
    }

    /// Whether a type's underlying type is known by now.
    fn is_resolved(&mut self, ty: TypeId) -> bool {
        match self.types.get(self.types.unalias(ty)) {
            Type::Named(named) => match (named.underlying, named.origin) {
                (Some(_), _) => true,
                (None, Some(origin)) => self.is_resolved(origin),
                (None, None) => false,
            },
            Type::Alias { actual, .. } => actual.is_some(),
            _ => true,
        }
    }

    fn find_method(&self, methods: &[ObjId], method: ObjId) -> Option<ObjId> {
        methods.iter().copied().find(|&m| self.same_method_name(m, method))
    }

    /// The terms of a union, interfaces in it resolved.
    fn union_terms(&mut self, union: &[Term]) -> Option<Vec<Term>> {
        let mut all = Vec::new();
        for &term in union {
            let under = self.underlying(term.ty);
            match self.types.get(under) {
                Type::Interface(_) => all.extend(self.type_set(under).terms.clone()?),
                Type::Basic(BasicKind::Invalid) => {}
                // No type has an underlying type that is a defined type.
                _ if term.tilde => {
                    if self.identical(term.ty, under) {
                        all.push(term);
                    }
                }
                _ => all.push(term),
            }
        }
        Some(self.normalize_terms(all))
    }

    /// Drops terms that lie within others.
    pub(super) fn normalize_terms(&mut self, terms: Vec<Term>) -> Vec<Term> {
        let mut kept: Vec<Term> = Vec::with_capacity(terms.len());
        for term in terms {
            if kept.iter().any(|&k| self.term_subset(term, k)) {
                continue;
            }
            kept.retain(|&k| !self.term_subset(k, term));
            kept.push(term);
        }
        kept
    }

    /// The constraint interface of a type parameter; wraps other constraints.
    pub fn constraint(&mut self, param: TypeId) -> TypeId {
        let param = self.types.unalias(param);
        let Type::TypeParam(type_param) = self.types.get(param) else {
            return self.universe.empty_interface;
        };
        let Some(bound) = type_param.bound else { return self.universe.empty_interface };
        if self.is_type_param(bound) {
            return self.universe.empty_interface; // an error reported elsewhere
        }
        let under = self.underlying(bound);
        match self.types.get(under) {
            Type::Interface(_) => under,
            Type::Basic(BasicKind::Invalid) => self.universe.empty_interface,
            _ => {
                let iface = self.types.add(Type::Interface(Interface {
                    embeddeds: vec![bound],
                    implicit: true,
                    ..Interface::default()
                }));
                if let Type::TypeParam(type_param) = self.types.get_mut(param) {
                    type_param.bound = Some(iface);
                }
                iface
            }
        }
    }

    /// The type set of a type parameter's constraint or of an interface (through names).
    pub fn type_set_of(&mut self, ty: TypeId) -> Arc<TypeSet> {
        let under = self.underlying(ty);
        self.type_set(under)
    }

    /// The terms of a type parameter's type set, `None` if there are no specific types.
    pub fn specific_terms(&mut self, param: TypeId) -> Option<Vec<Term>> {
        let iface = self.constraint(param);
        let set = self.type_set(iface);
        set.terms.as_ref().filter(|terms| !terms.is_empty()).cloned()
    }

    /// The pairs (type, underlying type) of the specific types in `ty`'s type set: one pair for
    /// anything but a type parameter; `None` if a type parameter has no specific types.
    pub fn specific_types(&mut self, ty: TypeId) -> Option<Vec<(TypeId, TypeId)>> {
        if !self.is_type_param(ty) {
            return Some(vec![(ty, self.underlying(ty))]);
        }
        let terms = self.specific_terms(ty)?;
        Some(terms.into_iter().map(|term| (term.ty, self.underlying(term.ty))).collect())
    }

    /// Whether `f(type, underlying)` holds for all specific types; false if there are none.
    pub fn all_types(
        &mut self,
        ty: TypeId,
        mut f: impl FnMut(&mut Self, TypeId, TypeId) -> bool,
    ) -> bool {
        if !self.is_type_param(ty) {
            let under = self.underlying(ty);
            return f(self, ty, under);
        }
        match self.specific_types(ty) {
            Some(types) => types.into_iter().all(|(t, u)| f(self, t, u)),
            None => false,
        }
    }

    /// The single underlying type of `ty`'s type set (channels: the most restricted), or gc's
    /// words why there is none.
    pub fn common_under(&mut self, ty: TypeId) -> Result<TypeId, String> {
        if !self.is_type_param(ty) {
            return Ok(self.underlying(ty));
        }
        let types = self.specific_types(ty).ok_or("no specific type")?;
        let (mut ct, mut cu) = types[0];
        for &(t, u) in &types[1..] {
            let chans = (self.types.get(cu), self.types.get(u));
            if let (&Type::Chan { dir: cd, elem: ce }, &Type::Chan { dir, elem }) = chans {
                if !self.identical(ce, elem) {
                    let (ct, t) = (self.type_string(ct), self.type_string(t));
                    return Err(format!("channels {ct} and {t} have different element types"));
                }
                if cd != dir {
                    if cd == ChanDir::Both {
                        (ct, cu) = (t, u);
                    } else if dir != ChanDir::Both {
                        let (ct, t) = (self.type_string(ct), self.type_string(t));
                        return Err(format!("channels {ct} and {t} have conflicting directions"));
                    }
                }
            } else if !self.identical(cu, u) {
                let (ct, t) = (self.type_string(ct), self.type_string(t));
                return Err(format!("{ct} and {t} have different underlying types"));
            }
        }
        Ok(cu)
    }

    /// [`Self::common_under`] without the words.
    pub fn core_type(&mut self, ty: TypeId) -> Option<TypeId> {
        if !self.is_type_param(ty) {
            return Some(self.underlying(ty));
        }
        self.common_under(ty).ok()
    }

    /// Like [`Self::core_type`], but a mix of `[]byte` and `string` has core type `string`.
    pub fn core_string(&mut self, ty: TypeId) -> Option<TypeId> {
        if !self.is_type_param(ty) {
            return Some(self.underlying(ty));
        }
        let types = self.specific_types(ty)?;
        let mut has_string = false;
        for &(_, under) in &types {
            if self.is_string(under) {
                has_string = true;
            } else if !self.is_byte_slice(under) {
                return self.core_type(ty);
            }
        }
        if has_string { Some(BasicKind::String.id()) } else { self.core_type(ty) }
    }

    /// Whether the underlying type is a slice of bytes.
    pub fn is_byte_slice(&mut self, ty: TypeId) -> bool {
        let under = self.underlying(ty);
        let &Type::Slice(elem) = self.types.get(under) else { return false };
        self.basic(elem) == Some(BasicKind::Uint8)
    }

    /// Whether an interface may only be used as a constraint.
    pub fn is_constraint_only(&mut self, iface: TypeId) -> bool {
        let set = self.type_set_of(iface);
        set.comparable || set.terms.is_some()
    }

    /// Finds a method by name in a type set. `fold`: ignore case and package.
    pub fn type_set_method(
        &self,
        set: &TypeSet,
        pkg: Option<PackageId>,
        name: Symbol,
        fold: bool,
    ) -> Option<ObjId> {
        set.methods.iter().copied().find(|&m| self.same_id(m, pkg, name, fold))
    }

    /// Intersects two term lists; `None` means all types.
    pub fn intersect_terms(
        &mut self,
        a: Option<Vec<Term>>,
        b: Option<Vec<Term>>,
    ) -> Option<Vec<Term>> {
        let (a, b) = match (a, b) {
            (None, other) | (other, None) => return other,
            (Some(a), Some(b)) => (a, b),
        };
        let mut both = Vec::new();
        for &x in &a {
            for &y in &b {
                if self.terms_overlap(x, y) {
                    both.push(if x.tilde && !y.tilde { y } else { x });
                }
            }
        }
        Some(self.normalize_terms(both))
    }

    /// Whether the term has the type.
    pub fn term_includes(&mut self, term: Term, ty: TypeId) -> bool {
        let ty = if term.tilde { self.underlying(ty) } else { ty };
        self.identical(term.ty, ty)
    }

    /// Whether the term list has the type.
    pub fn terms_include(&mut self, terms: &[Term], ty: TypeId) -> bool {
        terms.iter().any(|&term| self.term_includes(term, ty))
    }

    /// Whether each term of `a` lies within a term of `b`.
    pub fn terms_subset(&mut self, a: &[Term], b: &[Term]) -> bool {
        a.iter().all(|&x| b.iter().any(|&y| self.term_subset(x, y)))
    }

    fn term_subset(&mut self, a: Term, b: Term) -> bool {
        (!a.tilde || b.tilde) && self.terms_overlap(a, b)
    }

    /// Whether two terms share a type (gc: overlapping terms).
    pub fn terms_overlap(&mut self, a: Term, b: Term) -> bool {
        let x = if b.tilde { self.underlying(a.ty) } else { a.ty };
        let y = if a.tilde { self.underlying(b.ty) } else { b.ty };
        self.identical(x, y)
    }
}

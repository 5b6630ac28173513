//! Implementing interfaces and satisfying constraints, with gc's reasons why not.

use super::display::Style;
use super::identity::is_embedded;
use super::lookup::Lookup;
use super::{BasicKind, ObjId, Term, Type, TypeId};
use crate::program::Program;

/// Why a type lacks a method.
#[derive(Clone, Debug)]
pub struct MissingMethod {
    /// The interface's method.
    pub method: ObjId,
    /// Whether the type has the method, but with another signature or a pointer receiver.
    pub wrong_type: bool,
    /// gc's words, with the enclosing parentheses: `(missing method M)`.
    pub cause: String,
}

enum State {
    NotFound,
    WrongName(ObjId),
    Unexported,
    WrongSignature(ObjId),
    Ambiguous,
    PointerReceiver,
    Field,
}

/// Decides whether two signatures agree.
pub(super) type Equivalent<'a> = dyn FnMut(&mut Program, TypeId, TypeId) -> bool + 'a;

impl Program {
    /// The first method of interface `iface` that `ty` lacks. `is_static`: methods missing from
    /// an interface `ty` count, as in assignments (but not in type assertions).
    pub fn missing_method(
        &mut self,
        ty: TypeId,
        iface: TypeId,
        is_static: bool,
    ) -> Option<MissingMethod> {
        self.missing_method_with(ty, iface, is_static, &mut Self::identical)
    }

    /// [`Self::missing_method`], but nothing is missing from types with erroneous parts.
    pub(super) fn has_all_methods(
        &mut self,
        ty: TypeId,
        iface: TypeId,
        is_static: bool,
        equivalent: &mut Equivalent<'_>,
    ) -> Result<(), String> {
        if !self.is_valid(ty) {
            return Ok(());
        }
        match self.missing_method_with(ty, iface, is_static, equivalent) {
            Some(missing) if !self.has_invalid_embedded(ty, &mut Vec::new()) => Err(missing.cause),
            _ => Ok(()),
        }
    }

    fn missing_method_with(
        &mut self,
        ty: TypeId,
        iface: TypeId,
        is_static: bool,
        equivalent: &mut Equivalent<'_>,
    ) -> Option<MissingMethod> {
        let wanted = self.type_set_of(iface);
        let under = self.underlying(ty);
        let is_iface = matches!(self.types.get(under), Type::Interface(_));
        for &method in &wanted.methods {
            let (pkg, name) = {
                let method = self.objects.get(method);
                (method.pkg, method.name)
            };
            let state = if is_iface {
                let set = self.type_set(under);
                match self.type_set_method(&set, pkg, name, false) {
                    Some(have) => self.check_signature(have, method, equivalent),
                    None if is_static => Some(State::NotFound),
                    None => None,
                }
            } else {
                match self.lookup_plain(ty, false, pkg, name, false) {
                    Lookup::Found(found) if !self.is_func(found.obj) => Some(State::Field),
                    Lookup::Found(found) => self.check_signature(found.obj, method, equivalent),
                    Lookup::Ambiguous(_) => Some(State::Ambiguous),
                    Lookup::PointerReceiver(_) => Some(State::PointerReceiver),
                    Lookup::NotFound => Some(match self.lookup_plain(ty, false, pkg, name, true) {
                        Lookup::Found(found) if self.is_func(found.obj) => {
                            if self.objects.get(found.obj).name == name {
                                State::Unexported
                            } else {
                                State::WrongName(found.obj)
                            }
                        }
                        _ => State::NotFound,
                    }),
                }
            };
            if let Some(state) = state {
                let wrong_type = matches!(state, State::WrongSignature(_) | State::PointerReceiver);
                let cause = self.missing_cause(ty, iface, method, &state);
                return Some(MissingMethod { method, wrong_type, cause });
            }
        }
        None
    }

    fn check_signature(
        &mut self,
        have: ObjId,
        want: ObjId,
        equivalent: &mut Equivalent<'_>,
    ) -> Option<State> {
        let (h, w) = (self.obj_type(have), self.obj_type(want));
        // Signatures that are not known (yet, or because of an error) are given the benefit.
        if !self.is_valid(h) || !self.is_valid(w) {
            return None;
        }
        // A generic method never implements anything.
        let generic = matches!(self.types.get(h), Type::Signature(s) if !s.type_params.is_empty());
        (generic || !equivalent(self, h, w)).then_some(State::WrongSignature(have))
    }

    fn missing_cause(&mut self, ty: TypeId, iface: TypeId, method: ObjId, state: &State) -> String {
        let name = self.objects.get(method).name;
        match *state {
            State::NotFound if self.is_interface_pointer(ty) => {
                format!("({})", self.interface_pointer_error(ty))
            }
            State::NotFound if self.is_interface_pointer(iface) => {
                format!("({})", self.interface_pointer_error(iface))
            }
            State::NotFound => format!("(missing method {name})"),
            State::WrongName(have) => {
                let (have, want) = (self.func_string(have, false), self.func_string(method, false));
                format!("(missing method {name})\n\t\thave {have}\n\t\twant {want}")
            }
            State::Unexported => format!("(unexported method {name})"),
            State::WrongSignature(have) => {
                let (mut h, mut w) =
                    (self.func_string(have, false), self.func_string(method, false));
                if h == w {
                    (h, w) = (self.func_string(have, true), self.func_string(method, true));
                }
                if h == w {
                    format!("(wrong type for method {name})")
                } else {
                    format!("(wrong type for method {name})\n\t\thave {h}\n\t\twant {w}")
                }
            }
            State::Ambiguous => format!("(ambiguous selector {}.{name})", self.type_string(ty)),
            State::PointerReceiver => format!("(method {name} has pointer receiver)"),
            State::Field => {
                format!("({}.{name} is a field, not a method)", self.type_string(ty))
            }
        }
    }

    /// Name and signature of a method, without parameter names.
    fn func_string(&self, func: ObjId, package_paths: bool) -> String {
        let style = Style { param_names: false, package_paths };
        let signature = self.signature_string_as(self.obj_type(func), style);
        format!("{}{signature}", self.objects.get(func).name)
    }

    fn interface_pointer_error(&mut self, ty: TypeId) -> String {
        let under = self.underlying(ty);
        let what = match self.types.get(under) {
            &Type::Pointer(elem) if self.is_type_param(elem) => "type parameter",
            _ => "interface",
        };
        format!("type {} is pointer to {what}, not {what}", self.type_string(ty))
    }

    fn has_invalid_embedded(&mut self, ty: TypeId, seen: &mut Vec<TypeId>) -> bool {
        let mut under = self.underlying(ty);
        if let &Type::Pointer(elem) = self.types.get(under) {
            under = self.underlying(elem);
        }
        let Type::Struct { fields, .. } = self.types.get(under) else { return false };
        if seen.contains(&under) {
            return false;
        }
        seen.push(under);
        for field in fields.clone() {
            if is_embedded(&self.objects.get(field).kind) {
                let ty = self.obj_type(field);
                if !self.is_valid(ty) || self.has_invalid_embedded(ty, seen) {
                    return true;
                }
            }
        }
        false
    }

    /// Whether a value of interface type `iface` can hold a `ty` (spec §Type assertions), with
    /// gc's words why not: `(missing method M)`.
    pub fn assertable(&mut self, iface: TypeId, ty: TypeId) -> Result<(), String> {
        if self.is_interface(ty) {
            return Ok(());
        }
        self.has_all_methods(ty, iface, false, &mut Self::identical)
    }

    /// Whether `ty` implements the interface `iface` (or, with `constraint`, satisfies it), with
    /// gc's words why not: `T does not satisfy C (missing method M)`.
    pub fn implements(
        &mut self,
        ty: TypeId,
        iface: TypeId,
        constraint: bool,
    ) -> Result<(), String> {
        let (vu, tu) = (self.underlying(ty), self.underlying(iface));
        if !self.is_valid(vu) || !self.is_valid(tu) {
            return Ok(()); // avoid follow-on errors
        }
        if let &Type::Pointer(elem) = self.types.get(vu) {
            if self.underlying(elem) == BasicKind::Invalid.id() {
                return Ok(());
            }
        }
        let verb = if constraint { "satisfy" } else { "implement" };
        if !matches!(self.types.get(tu), Type::Interface(_)) {
            let detail = if self.is_interface_pointer(tu) {
                self.interface_pointer_error(iface)
            } else {
                format!("{} is not an interface", self.type_string(iface))
            };
            let (v, t) = (self.type_string(ty), self.type_string(iface));
            return Err(format!("{v} does not {verb} {t} ({detail})"));
        }
        let want = self.type_set(tu);
        if want.methods.is_empty() && !want.comparable && want.terms.is_none() {
            return Ok(());
        }
        let have = match self.types.get(vu) {
            Type::Interface(_) => Some(self.type_set(vu)),
            _ => None,
        };
        let is_empty = |terms: &Option<Vec<Term>>| terms.as_ref().is_some_and(Vec::is_empty);
        if have.as_ref().is_some_and(|have| is_empty(&have.terms)) {
            return Ok(()); // the empty set is a subset of any set
        }
        if is_empty(&want.terms) {
            let t = self.type_string(iface);
            return Err(format!("cannot {verb} {t} (empty type set)"));
        }
        if let Err(cause) = self.has_all_methods(ty, iface, true, &mut Self::identical) {
            let (v, t) = (self.type_string(ty), self.type_string(iface));
            return Err(format!("{v} does not {verb} {t} {cause}"));
        }
        if let Some(terms) = &want.terms {
            match have {
                Some(have) => {
                    let subset =
                        have.terms.as_ref().is_some_and(|mine| self.terms_subset(mine, terms));
                    if !subset {
                        let (v, t) = (self.type_string(ty), self.type_string(iface));
                        return Err(format!("{v} does not {verb} {t}"));
                    }
                }
                None if !self.terms_include(terms, ty) => {
                    let detail = self.not_included(ty, iface, terms);
                    let (v, t) = (self.type_string(ty), self.type_string(iface));
                    return Err(format!("{v} does not {verb} {t} ({detail})"));
                }
                None => {}
            }
        }
        // Comparability comes last: the other reasons are more specific.
        let set_comparable = match &want.terms {
            None => want.comparable,
            Some(terms) => terms.iter().all(|t| self.comparable_type(t.ty, false).is_ok()),
        };
        if !set_comparable || self.comparable_type(ty, false).is_ok() {
            return Ok(());
        }
        // Ordinary interfaces satisfy comparable since Go 1.20.
        if constraint && self.comparable_type(ty, true).is_ok() {
            let package = self.current.map(|id| &self.packages[id.0 as usize]);
            if package.is_none_or(|package| package.go_version >= (1, 20)) {
                return Ok(());
            }
            let v = self.type_string(ty);
            return Err(format!("{v} to {verb} comparable requires go1.20 or later"));
        }
        Err(format!("{} does not {verb} comparable", self.type_string(ty)))
    }

    /// Why a type is not among the terms.
    fn not_included(&mut self, ty: TypeId, iface: TypeId, terms: &[Term]) -> String {
        let t = self.type_string(iface);
        for term in terms {
            let under = self.underlying(term.ty);
            if !term.tilde
                && self.identical(term.ty, under)
                && self.term_includes(Term { tilde: true, ty: term.ty }, ty)
            {
                return format!("possibly missing ~ for {} in {t}", self.type_string(term.ty));
            }
        }
        let v = self.type_string(ty);
        let under = self.underlying(iface);
        if self.mentions(under, ty) {
            return format!("{t} mentions {v}, but {v} is not in the type set of {t}");
        }
        format!("{v} missing in {}", self.terms_string(terms))
    }

    /// Whether an interface or union has `wanted` among its elements, in its type set or not.
    fn mentions(&mut self, ty: TypeId, wanted: TypeId) -> bool {
        match self.types.get(ty) {
            Type::Interface(iface) => {
                iface.embeddeds.clone().into_iter().any(|e| self.mentions(e, wanted))
            }
            Type::Union(terms) => terms.clone().iter().any(|t| self.mentions(t.ty, wanted)),
            _ => self.identical(ty, wanted),
        }
    }
}

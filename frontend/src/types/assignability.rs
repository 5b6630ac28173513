//! Assignability, implicit types of untyped operands, and convertibility.

use super::constant::Value;
use super::{BasicKind, Type, TypeId};
use crate::ast::ChanDir;
use crate::program::Program;
use crate::types::predicates::kinds;

impl Program {
    /// Whether a value of type `ty` can be assigned to `target` (spec §Assignability), with gc's
    /// cause (possibly empty) if not. `value`: its constant value, if any.
    pub fn assignable_to(
        &mut self,
        ty: TypeId,
        value: Option<&Value>,
        target: TypeId,
    ) -> Result<(), String> {
        if !self.is_valid(ty) || !self.is_valid(target) || self.identical(ty, target) {
            return Ok(());
        }
        let (v, t) = (self.types.unalias(ty), self.types.unalias(target));
        let (vu, tu) = (self.underlying(v), self.underlying(t));
        let (v_param, t_param) = (self.is_type_param(v), self.is_type_param(t));

        if self.is_untyped(vu) {
            let fits = if t_param {
                self.all_types(t, |p, term, _| p.implicit_type(v, value, term).is_some())
            } else {
                self.implicit_type(v, value, t).is_some()
            };
            return if fits { Ok(()) } else { Err(String::new()) };
        }

        // spec: "V and T have identical underlying types and are not type parameters and at
        // least one of V or T is not a named type."
        let both_named = self.has_name(v) && self.has_name(t);
        if !both_named && !v_param && !t_param && self.identical(vu, tu) {
            return Ok(());
        }

        // spec: "T is an interface type, but not a type parameter, and x implements T."
        if !t_param && self.is_interface(tu) || self.is_interface_pointer(tu) {
            match self.implements(self.without_alias(ty), t, false) {
                Ok(()) => return Ok(()),
                Err(cause) if !v_param => return Err(cause),
                Err(_) => {}
            }
        }
        if !v_param && self.is_interface(vu) && self.implements(t, v, false).is_ok() {
            return Err("need type assertion".into());
        }

        // spec: "V and T are channel types with identical element types, V is a bidirectional
        // channel, and at least one of V or T is not a named type."
        if let (&Type::Chan { dir: ChanDir::Both, elem: a }, &Type::Chan { elem: b, .. }) =
            (self.types.get(vu), self.types.get(tu))
        {
            if self.identical(a, b) {
                return if both_named { Err(String::new()) } else { Ok(()) };
            }
        }

        // spec: "V is not a named type, T is a type parameter, and x is assignable to each type
        // in T's type set."
        if !self.has_name(v) && t_param {
            let Some(types) = self.specific_types(t) else { return Err(String::new()) };
            for (term, _) in types {
                if let Err(cause) = self.assignable_to(ty, value, term) {
                    let (v, term) = (self.type_string(ty), self.type_string(term));
                    let within = self.type_string(t);
                    return Err(chain(format!("cannot assign {v} to {term} (in {within})"), cause));
                }
            }
            return Ok(());
        }
        // spec: "V is a type parameter and T is not a named type, and values of each type in V's
        // type set are assignable to T."
        if v_param && !self.has_name(t) {
            let Some(types) = self.specific_types(v) else { return Err(String::new()) };
            for (term, _) in types {
                if let Err(cause) = self.assignable_to(term, value, target) {
                    let (term, within) = (self.type_string(term), self.type_string(v));
                    let t = self.type_string(target);
                    return Err(chain(format!("cannot assign {term} (in {within}) to {t}"), cause));
                }
            }
            return Ok(());
        }
        Err(String::new())
    }

    /// The type that an operand of untyped type `ty` takes when it is used as a `target`: `None`
    /// if it cannot be.
    pub fn implicit_type(
        &mut self,
        ty: TypeId,
        value: Option<&Value>,
        target: TypeId,
    ) -> Option<TypeId> {
        let &Type::Basic(kind) = self.types.get(self.types.unalias(ty)) else { return Some(ty) };
        if kinds::of(kind) & kinds::UNTYPED == 0 || !self.is_valid(target) {
            return Some(ty);
        }
        if self.is_untyped(target) {
            return self.max_type(ty, target);
        }
        if kind == BasicKind::UntypedNil {
            return self.has_nil(target).then_some(target);
        }
        let under = self.underlying(target);
        match self.types.get(under) {
            &Type::Basic(to) => {
                let fits = match value {
                    Some(value) => value.represent(to).is_ok(),
                    // Results of comparisons and of shifts that are not constant.
                    None => {
                        let mut wanted = kinds::of(kind) & !kinds::UNTYPED;
                        if wanted & kinds::NUMERIC != 0 {
                            wanted = kinds::NUMERIC;
                        }
                        kinds::of(to) & wanted != 0
                    }
                };
                fits.then_some(target)
            }
            Type::Interface(_) if self.is_type_param(target) => self
                .all_types(target, |p, _, under| p.implicit_type(ty, value, under).is_some())
                .then_some(target),
            Type::Interface(_) => {
                let set = self.type_set(under);
                let empty = set.methods.is_empty() && !set.comparable && set.terms.is_none();
                empty.then(|| self.default_type(ty))
            }
            _ => None,
        }
    }

    /// Whether a non-constant value can be converted (spec §Conversions), with gc's cause
    /// (possibly empty) if not.
    pub fn convertible_to(&mut self, ty: TypeId, target: TypeId) -> Result<(), String> {
        let assign_cause = match self.assignable_to(ty, None, target) {
            Ok(()) => return Ok(()),
            Err(cause) => cause,
        };
        let (v, t) = (self.types.unalias(ty), self.types.unalias(target));
        let (v_param, t_param) = (self.is_type_param(v), self.is_type_param(t));
        if self.convertible_plain(v, t) {
            return Ok(());
        }
        if !v_param && !t_param {
            return Err(assign_cause);
        }
        let no_types = || Err(assign_cause.clone());
        let sources = if v_param { self.specific_types(v) } else { Some(vec![(v, v)]) };
        let Some(sources) = sources else { return no_types() };
        for (from, _) in sources {
            let targets = if t_param { self.specific_types(t) } else { Some(vec![(t, t)]) };
            let Some(targets) = targets else { return no_types() };
            for (to, _) in targets {
                if let Err(cause) = self.convertible_to(from, to) {
                    let (f, t_string) = (self.type_string(from), self.type_string(to));
                    let f = if v_param { format!("{f} (in {})", self.type_string(v)) } else { f };
                    let message = if t_param {
                        format!(
                            "cannot convert {f} to type {t_string} (in {})",
                            self.type_string(t)
                        )
                    } else {
                        format!("cannot convert {f} to type {}", self.type_string(target))
                    };
                    // Like gc, which keeps the older cause if there is no better one.
                    let cause = if cause.is_empty() { assign_cause } else { cause };
                    return Err(chain(message, cause));
                }
            }
        }
        Ok(())
    }

    /// The rules of spec §Conversions beyond assignability, one by one.
    fn convertible_plain(&mut self, v: TypeId, t: TypeId) -> bool {
        let (vu, tu) = (self.underlying(v), self.underlying(t));
        if !self.is_type_param(v) && !self.is_type_param(t) && self.identical_ignoring_tags(vu, tu)
        {
            return true;
        }
        if let (&Type::Pointer(a), &Type::Pointer(b)) = (self.types.get(v), self.types.get(t)) {
            if !self.is_type_param(a) && !self.is_type_param(b) {
                let (a, b) = (self.underlying(a), self.underlying(b));
                if self.identical_ignoring_tags(a, b) {
                    return true;
                }
            }
        }
        let real = kinds::INTEGER | kinds::FLOAT;
        if self.is_kind(vu, real) && self.is_kind(tu, real)
            || self.is_complex(vu) && self.is_complex(tu)
            || (self.is_integer(vu) || self.is_bytes_or_runes(vu)) && self.is_string(tu)
            || self.is_string(vu) && self.is_bytes_or_runes(tu)
        {
            return true;
        }
        let pointer = |p: &Self, ty| {
            matches!(p.types.get(ty), Type::Pointer(_) | Type::Basic(BasicKind::Uintptr))
        };
        let unsafe_pointer = BasicKind::UnsafePointer.id();
        if pointer(self, vu) && tu == unsafe_pointer || vu == unsafe_pointer && pointer(self, tu) {
            return true;
        }
        let &Type::Slice(elem) = self.types.get(vu) else { return false };
        let array = match self.types.get(tu) {
            &Type::Pointer(array) => self.underlying(array),
            _ => tu,
        };
        let &Type::Array { elem: other, .. } = self.types.get(array) else { return false };
        self.identical(elem, other)
    }
}

/// A reason, and below it the reason of that.
fn chain(message: String, cause: String) -> String {
    if cause.is_empty() { message } else { format!("{message}\n\t{cause}") }
}

//! Which types a verb prints.

use super::super::Pass;
use crate::ast::Expr;
use crate::check::ensure_methods;
use crate::symbol::Symbol;
use crate::types::lookup::Lookup;
use crate::types::{BasicKind, ObjId, Type, TypeId};

/// Sets of kinds of arguments.
pub(super) mod kinds {
    pub(in super::super) const BOOL: u16 = 1;
    pub(in super::super) const BYTE: u16 = 1 << 1;
    pub(in super::super) const INT: u16 = 1 << 2;
    pub(in super::super) const RUNE: u16 = 1 << 3;
    pub(in super::super) const STRING: u16 = 1 << 4;
    pub(in super::super) const FLOAT: u16 = 1 << 5;
    pub(in super::super) const COMPLEX: u16 = 1 << 6;
    pub(in super::super) const POINTER: u16 = 1 << 7;
    pub(in super::super) const ERROR: u16 = 1 << 8;
    pub(in super::super) const ANY: u16 = u16::MAX;
}

/// Flags and kinds of arguments a verb takes. `%q` prints integers other than bytes and runes
/// only in files older than Go 1.26.
pub(super) fn verb(verb: char, version: (u32, u32)) -> Option<(&'static str, u16)> {
    use kinds::{ANY, BOOL, BYTE, COMPLEX, ERROR, FLOAT, INT, POINTER, RUNE, STRING};
    let number = " -+.0#";
    Some(match verb {
        '%' => ("", 0),
        'b' => (number, INT | FLOAT | COMPLEX | POINTER),
        'c' => ("-", RUNE | INT),
        'd' => (" -+.0", INT | POINTER),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => (number, FLOAT | COMPLEX),
        'o' | 'O' => (number, INT | POINTER),
        'p' => ("-#", POINTER),
        'q' => (number, RUNE | STRING | if version >= (1, 26) { BYTE } else { INT }),
        's' => (" -+.0", STRING),
        't' => ("-", BOOL),
        'T' => ("-", ANY),
        'U' => ("-#", RUNE | INT),
        'v' => (number, ANY),
        'w' => (number, ERROR),
        'x' | 'X' => (number, RUNE | INT | STRING | POINTER | FLOAT | COMPLEX),
        _ => return None,
    })
}

/// One question: does a type fit?
struct Matcher<'m, 'p> {
    pass: &'m mut Pass<'p>,
    kinds: u16,
    seen: Vec<TypeId>,
    /// The type in a type parameter's type set that does not fit.
    reason: String,
}

impl Pass<'_> {
    /// Whether an argument has one of the kinds; if not, why, where that is not obvious.
    pub(super) fn prints_as(&mut self, kinds: u16, arg: &Expr) -> Result<(), String> {
        let Some(ty) = self.printed_type(arg).filter(|_| kinds != kinds::ANY) else {
            return Ok(());
        };
        let mut matcher = Matcher { pass: self, kinds, seen: Vec::new(), reason: String::new() };
        if matcher.fits(ty, true) { Ok(()) } else { Err(matcher.reason) }
    }

    /// The type of an argument; `nil` has its own.
    pub(super) fn printed_type(&self, arg: &Expr) -> Option<TypeId> {
        if self.is_nil(arg) { Some(BasicKind::UntypedNil.id()) } else { self.type_of(arg) }
    }

    /// Whether a type formats itself: it has a method `Format`, or may have.
    pub(super) fn is_formatter(&mut self, ty: TypeId) -> bool {
        if self.prog.is_interface(ty) && !self.prog.is_type_param(ty) {
            return true;
        }
        let Some(method) = self.method(ty, "Format") else { return false };
        let Type::Signature(sig) = self.prog.types.get(self.prog.obj_type(method)).clone() else {
            return false;
        };
        let params: Vec<TypeId> = sig.params.iter().map(|&p| self.prog.obj_type(p)).collect();
        sig.results.is_empty()
            && matches!(params[..], [state, verb] if self.is_named(state, "fmt", "State")
                && self.prog.types.unalias(verb) == BasicKind::Int32.id())
    }

    /// The method of this name that values of the type have.
    pub(super) fn method(&mut self, ty: TypeId, name: &str) -> Option<ObjId> {
        ensure_methods(self.prog, ty);
        match self.prog.lookup(ty, false, Some(self.pkg), Symbol::intern(name)) {
            Lookup::Found(found) if self.prog.is_func(found.obj) => Some(found.obj),
            _ => None,
        }
    }

    /// Whether a type is an error.
    pub(in super::super) fn is_error(&mut self, ty: TypeId) -> bool {
        ensure_methods(self.prog, ty);
        let error = self.prog.universe.error;
        if let Some(terms) = self.type_param_terms(ty) {
            return !terms.is_empty() && terms.into_iter().all(|(_, ty)| self.is_error(ty))
                || self.prog.implements(ty, error, false).is_ok();
        }
        self.prog.is_valid(ty) && self.prog.implements(ty, error, false).is_ok()
    }

    /// The terms of a type parameter's type set.
    fn type_param_terms(&mut self, ty: TypeId) -> Option<Vec<(bool, TypeId)>> {
        if !self.prog.is_type_param(ty) {
            return None;
        }
        let terms = self.prog.specific_terms(ty).unwrap_or_default();
        Some(terms.into_iter().map(|term| (term.tilde, term.ty)).collect())
    }

    /// Whether fmt prints the type as a string by its method `Error` or `String`.
    fn has_string(&mut self, ty: TypeId) -> bool {
        if self.prog.types.unalias(ty) == BasicKind::UntypedNil.id() {
            return false;
        }
        self.is_error(ty)
            || self.method(ty, "String").is_some_and(|method| self.gives_string(method))
    }

    /// Whether a function has type `func() string`.
    pub(super) fn gives_string(&self, func: ObjId) -> bool {
        let Type::Signature(sig) = self.prog.types.get(self.prog.obj_type(func)) else {
            return false;
        };
        sig.params.is_empty()
            && matches!(sig.results[..], [one]
                if self.prog.types.unalias(self.prog.obj_type(one)) == BasicKind::String.id())
    }
}

impl Matcher<'_, '_> {
    fn has(&self, kinds: u16) -> bool {
        self.kinds & kinds != 0
    }

    /// Whether values of a type fit; `top`: it is the argument itself, not part of it.
    fn fits(&mut self, ty: TypeId, top: bool) -> bool {
        if self.kinds == kinds::ERROR {
            return ty == BasicKind::UntypedNil.id() || self.pass.is_error(ty);
        }
        if self.pass.is_formatter(ty) || self.has(kinds::STRING) && self.pass.has_string(ty) {
            return true;
        }
        if let Some(terms) = self.pass.type_param_terms(ty) {
            return self.param_fits(ty, &terms, top);
        }
        let under = self.pass.prog.underlying(ty);
        if self.seen.contains(&under) {
            return true;
        }
        self.seen.push(under);
        match self.pass.prog.types.get(under).clone() {
            Type::Signature(_) => self.kinds == kinds::POINTER,
            Type::Map { key, elem } => {
                self.kinds == kinds::POINTER || self.fits(key, false) && self.fits(elem, false)
            }
            Type::Chan { .. } => self.has(kinds::POINTER),
            Type::Array { elem, .. } => self.is_bytes(elem) || self.fits(elem, false),
            Type::Slice(elem) => {
                self.is_bytes(elem) || self.kinds == kinds::POINTER || self.fits(elem, false)
            }
            Type::Pointer(elem) => self.pointer_fits(elem, top),
            Type::Struct { fields, .. } => fields.into_iter().all(|field| {
                let ty = self.pass.prog.obj_type(field);
                let exported = self.pass.prog.objects.get(field).name.is_exported();
                // fmt cannot call methods of unexported fields.
                self.fits(ty, false)
                    && !(self.has(kinds::STRING) && !exported && self.pass.has_string(ty))
            }),
            Type::Interface(_) => true,
            Type::Basic(kind) => self.basic_fits(kind),
            _ => false,
        }
    }

    fn is_bytes(&mut self, elem: TypeId) -> bool {
        self.has(kinds::STRING) && self.pass.prog.underlying(elem) == BasicKind::Uint8.id()
    }

    fn param_fits(&mut self, ty: TypeId, terms: &[(bool, TypeId)], top: bool) -> bool {
        if self.seen.contains(&ty) {
            return true;
        }
        self.seen.push(ty);
        let outermost = self.seen.len() == 1;
        for &(tilde, term) in terms {
            if !self.fits(term, top) {
                if outermost {
                    let text = self.pass.prog.full_type_string(term);
                    self.reason = format!("contains {}{text}", if tilde { "~" } else { "" });
                }
                return false;
            }
        }
        !terms.is_empty()
    }

    /// `&{…}`, `&[…]` and the like are printed at top level only, else the address.
    fn pointer_fits(&mut self, elem: TypeId, top: bool) -> bool {
        if self.kinds == kinds::POINTER || self.pass.prog.is_type_param(elem) {
            return true;
        }
        let under = self.pass.prog.underlying(elem);
        match self.pass.prog.types.get(under) {
            Type::Struct { .. } | Type::Array { .. } | Type::Slice(_) | Type::Map { .. } => {
                top && self.fits(under, false)
            }
            _ => self.has(kinds::POINTER),
        }
    }

    fn basic_fits(&self, kind: BasicKind) -> bool {
        use BasicKind as B;
        match kind {
            B::Bool | B::UntypedBool => self.has(kinds::BOOL),
            B::Uint8 => self.has(kinds::INT | kinds::BYTE),
            B::Int32 | B::UntypedRune => self.has(kinds::INT | kinds::RUNE),
            B::Float32 | B::Float64 | B::UntypedFloat => self.has(kinds::FLOAT),
            B::Complex64 | B::Complex128 | B::UntypedComplex => self.has(kinds::COMPLEX),
            B::String | B::UntypedString => self.has(kinds::STRING),
            B::UnsafePointer => self.has(kinds::POINTER | kinds::INT),
            B::UntypedNil => false,
            B::Invalid => true,
            _ => self.has(kinds::INT),
        }
    }
}

//! Fields and methods of types: selectors, method sets, missing methods, `implements`.

use super::{ObjId, PackageId, TypeId};
use crate::program::Program;
use crate::symbol::Symbol;

/// What a selector finds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lookup {
    /// A field or method.
    Found(Found),
    /// Several at the same depth; the path to one of them.
    Ambiguous(Vec<usize>),
    /// A method whose pointer receiver cannot be had: the value is not addressable.
    PointerReceiver(Found),
    /// Nothing.
    NotFound,
}

/// A field or method that a selector finds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The field (`Var`) or method (`Func`); methods of instances are the instance's.
    pub obj: ObjId,
    /// Field indices, then the field's or method's own index.
    pub path: Vec<usize>,
    /// Whether a pointer was followed on the way.
    pub indirect: bool,
    /// The type that declares it: the embedded type where the search ended.
    pub recv: TypeId,
}

/// Why a type lacks a method.
#[derive(Clone, Debug)]
pub struct MissingMethod {
    /// The interface's method.
    pub method: ObjId,
    /// Whether the type has a method of that name with another signature.
    pub wrong_type: bool,
    /// gc's words, with the enclosing parentheses: `(missing method M)`.
    pub cause: String,
}

impl Program {
    /// Finds the field or method `name` (spec §Selectors) as seen from package `pkg`.
    pub fn lookup(
        &mut self,
        ty: TypeId,
        addressable: bool,
        pkg: Option<PackageId>,
        name: Symbol,
    ) -> Lookup {
        todo!()
    }
    /// Like [`Self::lookup`]; `fold`: ignores case, and the package of unexported names.
    pub fn lookup_fold(
        &mut self,
        ty: TypeId,
        addressable: bool,
        pkg: Option<PackageId>,
        name: Symbol,
        fold: bool,
    ) -> Lookup {
        todo!()
    }
    /// The declared methods of a defined type; an instance's are made on demand.
    pub fn declared_methods(&mut self, named: TypeId) -> Vec<ObjId> {
        todo!()
    }
    /// The method set of a type (spec §Method sets), sorted by name: also promoted methods.
    pub fn method_set(&mut self, ty: TypeId) -> Vec<Found> {
        todo!()
    }
    /// The first method of interface `iface` that `ty` lacks. `is_static`: methods missing from
    /// an interface `ty` count, as in assignments (but not in type assertions).
    pub fn missing_method(
        &mut self,
        ty: TypeId,
        iface: TypeId,
        is_static: bool,
    ) -> Option<MissingMethod> {
        todo!()
    }
    /// Whether `ty` implements the interface `iface` (or, with `constraint`, satisfies it), with
    /// gc's words why not: `T does not satisfy C (missing method M)`.
    pub fn implements(
        &mut self,
        ty: TypeId,
        iface: TypeId,
        constraint: bool,
    ) -> Result<(), String> {
        todo!()
    }
    /// Whether a value of interface type `iface` can hold a `ty` (spec §Type assertions), with
    /// gc's words why not: `(missing method M)`.
    pub fn assertable(&mut self, iface: TypeId, ty: TypeId) -> Result<(), String> {
        todo!()
    }
    /// Whether two names denote the same field or method (spec §Uniqueness of identifiers).
    pub fn same_id(&self, obj: ObjId, pkg: Option<PackageId>, name: Symbol, fold: bool) -> bool {
        todo!()
    }
    /// Whether `ty` is a pointer to an interface (a frequent mistake).
    pub fn is_interface_pointer(&mut self, ty: TypeId) -> bool {
        todo!()
    }
}

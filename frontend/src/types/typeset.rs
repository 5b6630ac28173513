//! Type sets of interfaces (spec §Interface types) and of type parameters.

use super::PackageId;
use super::{ObjId, Term, TypeId, TypeSet};
use crate::program::Program;
use crate::symbol::Symbol;
use std::sync::Arc;

/// Something wrong inside an interface, found while its type set was computed.
#[derive(Clone, Debug)]
pub enum TypeSetError {
    /// `duplicate method m`: the second and the first declaration.
    DuplicateMethod(ObjId, ObjId),
}

impl Program {
    /// The type set of an interface type (`ty` must be a [`super::Type::Interface`] id).
    pub fn type_set(&mut self, iface: TypeId) -> Arc<TypeSet> {
        todo!()
    }
    /// The same with everything that is wrong; for the checker, once per interface declared.
    pub fn type_set_checked(
        &mut self,
        iface: TypeId,
        errors: &mut Vec<TypeSetError>,
    ) -> Arc<TypeSet> {
        todo!()
    }
    /// The constraint interface of a type parameter; wraps other constraints.
    pub fn constraint(&mut self, param: TypeId) -> TypeId {
        todo!()
    }
    /// The type set of a type parameter's constraint or of an interface (through names).
    pub fn type_set_of(&mut self, ty: TypeId) -> Arc<TypeSet> {
        todo!()
    }
    /// The pairs (type, underlying type) of the specific types in `ty`'s type set: one pair for
    /// anything but a type parameter; `None` if a type parameter has no specific types.
    pub fn specific_types(&mut self, ty: TypeId) -> Option<Vec<(TypeId, TypeId)>> {
        todo!()
    }
    /// Whether `f(type, underlying)` holds for all specific types; false if there are none.
    pub fn all_types(
        &mut self,
        ty: TypeId,
        f: impl FnMut(&mut Self, TypeId, TypeId) -> bool,
    ) -> bool {
        todo!()
    }
    /// The single underlying type of `ty`'s type set (channels: the most restricted), or gc's
    /// words why there is none.
    pub fn common_under(&mut self, ty: TypeId) -> Result<TypeId, String> {
        todo!()
    }
    /// [`Self::common_under`] without the words.
    pub fn core_type(&mut self, ty: TypeId) -> Option<TypeId> {
        todo!()
    }
    /// Like [`Self::core_type`], but a mix of `[]byte` and `string` has core type `string`.
    pub fn core_string(&mut self, ty: TypeId) -> Option<TypeId> {
        todo!()
    }
    /// Whether an interface may only be used as a constraint.
    pub fn is_constraint_only(&mut self, iface: TypeId) -> bool {
        todo!()
    }
    /// Finds a method by name in a type set. `fold`: ignore case and package.
    pub fn type_set_method(
        &self,
        set: &TypeSet,
        pkg: Option<PackageId>,
        name: Symbol,
        fold: bool,
    ) -> Option<ObjId> {
        todo!()
    }
    /// Intersects two term lists; `None` means all types.
    pub fn intersect_terms(
        &mut self,
        a: Option<Vec<Term>>,
        b: Option<Vec<Term>>,
    ) -> Option<Vec<Term>> {
        todo!()
    }
    /// Whether the term list has the type.
    pub fn terms_include(&mut self, terms: &[Term], ty: TypeId) -> bool {
        todo!()
    }
    /// Whether each term of `a` lies within a term of `b`.
    pub fn terms_subset(&mut self, a: &[Term], b: &[Term]) -> bool {
        todo!()
    }
    /// Whether two terms share a type (gc: overlapping terms).
    pub fn terms_overlap(&mut self, a: Term, b: Term) -> bool {
        todo!()
    }
}

//! Predicates on types: identity, kinds, comparability, defaults.

use super::{BasicKind, TypeId};
use crate::program::Program;

/// Sets of basic kinds, combined with `|`.
pub mod kinds {
    /// `bool`, untyped bool.
    pub const BOOLEAN: u32 = 1;
    /// Integers, runes.
    pub const INTEGER: u32 = 2;
    /// Unsigned integers.
    pub const UNSIGNED: u32 = 4;
    /// Floats.
    pub const FLOAT: u32 = 8;
    /// Complex numbers.
    pub const COMPLEX: u32 = 16;
    /// Strings.
    pub const STRING: u32 = 32;
    /// Untyped kinds.
    pub const UNTYPED: u32 = 64;
    /// What `<` applies to.
    pub const ORDERED: u32 = INTEGER | FLOAT | STRING;
    /// Numbers.
    pub const NUMERIC: u32 = INTEGER | FLOAT | COMPLEX;
    /// What constants may have.
    pub const CONST: u32 = BOOLEAN | NUMERIC | STRING;
}

impl Program {
    /// Whether the types are identical (spec §Type identity).
    pub fn identical(&mut self, a: TypeId, b: TypeId) -> bool {
        todo!()
    }
    /// The underlying type (spec §Underlying types); expands instances. A type parameter's is
    /// its constraint interface.
    pub fn underlying(&mut self, ty: TypeId) -> TypeId {
        todo!()
    }
    /// The basic kind of the underlying type, if it is basic.
    pub fn basic(&mut self, ty: TypeId) -> Option<BasicKind> {
        todo!()
    }
    /// Whether the underlying type is basic and one of `kinds`; never for type parameters.
    pub fn is_kind(&mut self, ty: TypeId, kinds: u32) -> bool {
        todo!()
    }
    /// Like [`Self::is_kind`]; for a type parameter: whether all types of its type set are.
    pub fn all_kind(&mut self, ty: TypeId, kinds: u32) -> bool {
        todo!()
    }
    pub fn is_boolean(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn is_integer(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn is_unsigned(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn is_float(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn is_complex(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn is_numeric(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn is_string(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn is_const_type(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn all_boolean(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn all_integer(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn all_unsigned(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn all_numeric(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn all_string(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn all_ordered(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn all_numeric_or_string(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn is_valid(&self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn is_untyped(&self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn is_untyped_numeric(&self, ty: TypeId) -> bool {
        todo!()
    }
    /// Basic, defined or type parameter: types that have a name.
    pub fn has_name(&self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn is_type_param(&self, ty: TypeId) -> bool {
        todo!()
    }
    /// Whether the underlying type is an interface (true for type parameters).
    pub fn is_interface(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn is_non_type_param_interface(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    /// Whether it is a generic type that lacks its type arguments.
    pub fn is_generic(&self, ty: TypeId) -> bool {
        todo!()
    }
    pub fn has_nil(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    /// Whether values can be compared with `==` (interfaces included).
    pub fn comparable(&mut self, ty: TypeId) -> bool {
        todo!()
    }
    /// Like [`Self::comparable`] with gc's reason why not, possibly empty. `dynamic`: interfaces
    /// are comparable (comparing may panic); otherwise only strictly comparable types are.
    pub fn comparable_type(&mut self, ty: TypeId, dynamic: bool) -> Result<(), String> {
        todo!()
    }
    /// The type an untyped value takes by default; other types as they are.
    pub fn default_type(&self, ty: TypeId) -> TypeId {
        todo!()
    }
    /// The larger kind of two untyped numeric types, or the type if they are identical.
    pub fn max_type(&mut self, a: TypeId, b: TypeId) -> Option<TypeId> {
        todo!()
    }
    /// The element type if `ty` is a pointer (not: its underlying type).
    pub fn deref(&self, ty: TypeId) -> (TypeId, bool) {
        todo!()
    }
}

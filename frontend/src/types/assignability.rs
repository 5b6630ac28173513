//! Assignability, implicit types of untyped operands, and convertibility.

use super::TypeId;
use super::constant::Value;
use crate::program::Program;

impl Program {
    /// Whether a value of type `ty` can be assigned to `target` (spec §Assignability), with gc's
    /// cause (possibly empty) if not. `value`: its constant value, if any. For untyped operands
    /// this asks [`Self::implicit_type`]; whether the constant fits is a question of
    /// [`super::constant`].
    pub fn assignable_to(
        &mut self,
        ty: TypeId,
        value: Option<&Value>,
        target: TypeId,
    ) -> Result<(), String> {
        todo!()
    }
    /// The type that an operand of untyped type `ty` takes when it is used as a `target`: `None`
    /// if it cannot be.
    pub fn implicit_type(
        &mut self,
        ty: TypeId,
        value: Option<&Value>,
        target: TypeId,
    ) -> Option<TypeId> {
        todo!()
    }
    /// Whether a non-constant value can be converted (spec §Conversions), with gc's cause
    /// (possibly empty) if not.
    pub fn convertible_to(&mut self, ty: TypeId, target: TypeId) -> Result<(), String> {
        todo!()
    }
    /// Whether `ty` is (a type parameter over) `[]byte` or `[]rune`.
    pub fn is_bytes_or_runes(&mut self, ty: TypeId) -> bool {
        todo!()
    }
}

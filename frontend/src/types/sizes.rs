//! Sizes and offsets as gc lays values out on amd64; `unsafe.Sizeof` and friends.

use super::TypeId;
use crate::program::Program;

impl Program {
    /// Size of a value in bytes; `None` if it depends on type parameters or is too large.
    pub fn size_of(&mut self, ty: TypeId) -> Option<i64> {
        todo!()
    }
    /// Alignment of a value in bytes; `None` if it depends on type parameters.
    pub fn align_of(&mut self, ty: TypeId) -> Option<i64> {
        todo!()
    }
    /// Offsets of the fields of a struct type (through names).
    pub fn field_offsets(&mut self, strukt: TypeId) -> Option<Vec<i64>> {
        todo!()
    }
}

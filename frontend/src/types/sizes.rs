//! Sizes and offsets as gc lays values out on amd64; `unsafe.Sizeof` and friends.

use super::{BasicKind, ObjId, Type, TypeId};
use crate::program::Program;

/// Types nested deeper than this contain themselves, which is an error reported elsewhere.
const MAX_DEPTH: u32 = 200;

impl Program {
    /// Size of a value in bytes; `None` if it depends on type parameters or is too large.
    pub fn size_of(&mut self, ty: TypeId) -> Option<i64> {
        self.size_at(ty, 0)
    }

    /// Alignment of a value in bytes; `None` if it depends on type parameters.
    pub fn align_of(&mut self, ty: TypeId) -> Option<i64> {
        self.align_at(ty, 0)
    }

    /// Offsets of the fields of a struct type (through names).
    pub fn field_offsets(&mut self, strukt: TypeId) -> Option<Vec<i64>> {
        let under = self.underlying(strukt);
        let Type::Struct { fields, .. } = self.types.get(under) else { return None };
        let fields = fields.clone();
        self.offsets(&fields, 0)
    }

    fn size_at(&mut self, ty: TypeId, depth: u32) -> Option<i64> {
        if self.is_type_param(ty) || depth > MAX_DEPTH {
            return None;
        }
        let under = self.underlying(ty);
        Some(match self.types.get(under) {
            Type::Basic(kind) => basic_size(*kind),
            &Type::Array { elem, len } => {
                if len <= 0 {
                    return Some(0);
                }
                self.size_at(elem, depth + 1)?.checked_mul(len)?
            }
            Type::Slice(_) => 24,
            Type::Interface(_) => 16,
            Type::Pointer(_) | Type::Map { .. } | Type::Chan { .. } | Type::Signature(_) => 8,
            Type::Struct { fields, .. } => {
                let fields = fields.clone();
                let Some(&last) = fields.last() else { return Some(0) };
                let offset = *self.offsets(&fields, depth + 1)?.last()?;
                let mut size = self.size_at(self.obj_type(last), depth + 1)?;
                // gc: a pointer to a last field of size 0 must not point behind the struct.
                if size == 0 && offset > 0 {
                    size = 1;
                }
                let align = self.align_at(under, depth)?;
                align_up(offset.checked_add(size)?, align)?
            }
            Type::Tuple(_)
            | Type::Union(_)
            | Type::Named(_)
            | Type::TypeParam(_)
            | Type::Alias { .. } => return None,
        })
    }

    fn align_at(&mut self, ty: TypeId, depth: u32) -> Option<i64> {
        if self.is_type_param(ty) || depth > MAX_DEPTH {
            return None;
        }
        let under = self.underlying(ty);
        match self.types.get(under) {
            Type::Basic(kind) => Some(match kind {
                BasicKind::Complex128 | BasicKind::UntypedComplex | BasicKind::String => 8,
                BasicKind::Complex64 => 4,
                _ => basic_size(*kind).clamp(1, 8),
            }),
            &Type::Array { elem, .. } => self.align_at(elem, depth + 1),
            Type::Struct { fields, .. } => {
                let mut max = 1;
                for field in fields.clone() {
                    max = max.max(self.align_at(self.obj_type(field), depth + 1)?);
                }
                Some(max)
            }
            _ => Some(8),
        }
    }

    fn offsets(&mut self, fields: &[ObjId], depth: u32) -> Option<Vec<i64>> {
        let mut at = 0i64;
        let mut offsets = Vec::with_capacity(fields.len());
        for &field in fields {
            let ty = self.obj_type(field);
            at = align_up(at, self.align_at(ty, depth)?)?;
            offsets.push(at);
            at = at.checked_add(self.size_at(ty, depth)?)?;
        }
        Some(offsets)
    }
}

fn align_up(at: i64, align: i64) -> Option<i64> {
    Some(at.checked_add(align - 1)? / align * align)
}

fn basic_size(kind: BasicKind) -> i64 {
    use BasicKind as B;
    match kind {
        B::Invalid | B::UntypedNil => 0,
        B::Bool | B::Int8 | B::Uint8 | B::UntypedBool => 1,
        B::Int16 | B::Uint16 => 2,
        B::Int32 | B::Uint32 | B::Float32 | B::UntypedRune => 4,
        B::Int | B::Int64 | B::Uint | B::Uint64 | B::Uintptr => 8,
        B::Float64 | B::Complex64 | B::UnsafePointer | B::UntypedInt | B::UntypedFloat => 8,
        B::String | B::Complex128 | B::UntypedString | B::UntypedComplex => 16,
    }
}

//! Assignability as the checker asks for it: methods of the types involved are resolved first.

use super::Checker;
use super::operand::{OpMode, Operand};
use crate::types::{BasicKind, ObjId, Type, TypeId};

impl Checker<'_> {
    /// Whether an operand can be assigned to a variable of type `target`, or why not.
    pub(crate) fn assignable(&mut self, x: &Operand<'_>, target: TypeId) -> Result<(), String> {
        if !x.is_valid() || !self.prog.is_valid(target) || x.ty == target {
            return Ok(());
        }
        if self.prog.is_untyped(x.ty) {
            let param = self.prog.is_type_param(target);
            if param && x.mode == OpMode::Constant {
                // representable by each specific type
                let Some(types) = self.prog.specific_types(target) else {
                    return Err(String::new());
                };
                return if types.iter().all(|&(ty, _)| self.implicit(x, ty).is_ok()) {
                    Ok(())
                } else {
                    Err(String::new())
                };
            }
            return self.implicit(x, target).map(drop).map_err(|_| String::new());
        }
        self.complete_for(x.ty, target);
        self.prog.assignable_to(x.ty, x.val.as_ref(), target)
    }

    /// Resolves the methods that decide whether one type implements the other.
    pub(crate) fn complete_for(&mut self, ty: TypeId, target: TypeId) {
        if self.prog.is_interface(target) || self.prog.is_interface_pointer(target) {
            self.complete_methods(ty);
        }
        if self.prog.is_interface(ty) {
            self.complete_methods(target);
        }
    }

    /// Whether a type is known well enough for its values to be used; reports a cycle if it is
    /// still being declared. Names are followed: `type A B; type B [unsafe.Sizeof(A{})]int`.
    pub(crate) fn is_complete(&mut self, ty: TypeId) -> bool {
        let mut ty = ty;
        for _ in 0..=self.obj_path.len() {
            let (obj, next) = match self.prog.types.get(ty) {
                Type::Alias { obj, actual, .. } => (*obj, *actual),
                Type::Named(named) if named.origin.is_none() => {
                    (named.obj, self.st.rhs.get(&ty).copied())
                }
                _ => return true,
            };
            if self.path_cycle(obj) {
                return false;
            }
            let Some(next) = next else { return true };
            ty = next;
        }
        true
    }

    /// Whether a value of type `ty` points to or holds values of a type that is not complete;
    /// using it as `x.f`, `x[i]` or `x[i:j]` would look behind the pointer.
    pub(crate) fn is_base_complete(&mut self, ty: TypeId) -> bool {
        let under = self.prog.underlying(ty);
        match *self.prog.types.get(under) {
            Type::Pointer(base) => self.is_complete(base),
            _ => true,
        }
    }

    /// Reports a cycle if an object is being declared.
    fn path_cycle(&mut self, obj: ObjId) -> bool {
        let Some(&start) = self.obj_path_index.get(&obj) else { return false };
        let cycle = self.obj_path[start..].to_vec();
        let first = self.first_in_source(&cycle);
        self.cycle_error(&cycle, first);
        true
    }

    /// Whether the size of a type depends on type parameters, or on a type that is still being
    /// declared, which is reported.
    pub(crate) fn has_var_size(&mut self, ty: TypeId) -> bool {
        let ty = self.prog.types.unalias(ty);
        match self.prog.types.get(ty) {
            Type::Named(named) => {
                let (obj, origin) = (named.obj, named.origin);
                if let Some(&known) = self.var_sizes.get(&ty) {
                    return known;
                }
                if origin.is_none() && self.path_cycle(obj) {
                    return true;
                }
                let inner = match (origin, self.st.rhs.get(&ty)) {
                    (None, Some(&rhs)) => rhs,
                    _ => self.prog.underlying(ty),
                };
                if origin.is_none() {
                    self.push(obj);
                }
                let found = self.has_var_size(inner);
                if origin.is_none() {
                    self.pop();
                }
                self.var_sizes.insert(ty, found);
                found
            }
            Type::Array { elem, .. } => {
                let elem = *elem;
                self.has_var_size(elem)
            }
            Type::Struct { fields, .. } => {
                let types = self.var_types(&fields.clone());
                types.into_iter().any(|ty| self.has_var_size(ty))
            }
            Type::TypeParam(_) => true,
            _ => false,
        }
    }

    /// The element type if the core type is a slice.
    pub(crate) fn core_slice(&mut self, ty: TypeId) -> Option<TypeId> {
        let core = self.prog.core_type(ty)?;
        match self.prog.types.get(core) {
            Type::Slice(elem) => Some(*elem),
            _ => None,
        }
    }

    /// The type behind a pointer to an array; other types as they are.
    pub(crate) fn array_ptr_deref(&mut self, under: TypeId) -> TypeId {
        if let Type::Pointer(base) = *self.prog.types.get(under) {
            let base = self.prog.underlying(base);
            if matches!(self.prog.types.get(base), Type::Array { .. }) {
                return base;
            }
        }
        under
    }

    /// The underlying type, cloned for matching.
    pub(crate) fn under(&mut self, ty: TypeId) -> Type {
        let under = self.prog.underlying(ty);
        self.prog.types.get(under).clone()
    }

    /// A slice of a type.
    pub(crate) fn slice_of(&mut self, elem: TypeId) -> TypeId {
        self.prog.types.add(Type::Slice(elem))
    }

    /// The underlying type of a string operand; `None` for other types.
    pub(crate) fn is_string_under(&self, under: TypeId) -> bool {
        matches!(
            self.prog.types.get(under),
            Type::Basic(BasicKind::String | BasicKind::UntypedString)
        )
    }
}

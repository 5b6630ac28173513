//! Invalid recursive types: a value of a type must not contain itself.

use super::Checker;
use crate::types::{BasicKind, ObjId, Type, TypeId};

/// Expansions of generic types may nest; beyond this depth they never end.
const MAX_DEPTH: usize = 200;

impl Checker<'_> {
    /// Reports a type whose values would contain themselves.
    pub(crate) fn valid_type(&mut self, ty: TypeId) {
        let mut path = Vec::new();
        self.valid_part(ty, &mut path);
    }

    fn valid_part(&mut self, ty: TypeId, path: &mut Vec<TypeId>) -> bool {
        let ty = self.prog.types.unalias(ty);
        match self.prog.types.get(ty) {
            Type::Array { elem, .. } => {
                let elem = *elem;
                self.valid_part(elem, path)
            }
            Type::Struct { fields, .. } => {
                let fields = fields.clone();
                fields.into_iter().all(|f| {
                    let ty = self.prog.objects.get(f).ty;
                    ty.is_none_or(|ty| self.valid_part(ty, path))
                })
            }
            Type::Union(terms) => {
                let terms = terms.clone();
                terms.into_iter().all(|t| self.valid_part(t.ty, path))
            }
            Type::Interface(i) => {
                let embeddeds = i.embeddeds.clone();
                embeddeds.into_iter().all(|t| self.valid_part(t, path))
            }
            Type::Named(_) => self.valid_named(ty, path),
            _ => true,
        }
    }

    fn valid_named(&mut self, ty: TypeId, path: &mut Vec<TypeId>) -> bool {
        if self.valid_types.contains(&ty) {
            return true;
        }
        if self.invalid_types.contains(&ty) {
            return false;
        }
        let start = path.iter().position(|&t| t == ty).or_else(|| {
            // an expansion that never ends
            let origin = self.origin(ty);
            (path.len() > MAX_DEPTH)
                .then(|| path.iter().position(|&t| self.origin(t) == origin))
                .flatten()
        });
        if let Some(start) = start {
            let mut objs: Vec<ObjId> = Vec::new();
            for &t in &path[start..] {
                let Type::Named(n) = self.prog.types.get(t) else { continue };
                if !objs.contains(&n.obj) {
                    objs.push(n.obj);
                }
            }
            let first = self.first_in_source(&objs);
            self.cycle_error(&objs, first);
            for t in path[start..].iter().copied() {
                self.invalidate_named(t);
            }
            self.invalidate_named(ty);
            return false;
        }
        path.push(ty);
        let inner = match self.st.rhs.get(&ty) {
            Some(&rhs) => rhs,
            None => self.prog.underlying(ty),
        };
        let valid = self.valid_part(inner, path);
        path.pop();
        if valid {
            self.valid_types.insert(ty);
        } else {
            self.invalid_types.insert(ty);
        }
        valid
    }

    /// Takes an endless type out of circulation.
    fn invalidate_named(&mut self, ty: TypeId) {
        self.invalid_types.insert(ty);
        let origin = self.origin(ty);
        for t in [ty, origin] {
            if let Type::Named(n) = self.prog.types.get_mut(t) {
                n.underlying = Some(BasicKind::Invalid.id());
            }
        }
    }

    fn origin(&self, ty: TypeId) -> TypeId {
        match self.prog.types.get(ty) {
            Type::Named(n) => n.origin.unwrap_or(ty),
            _ => ty,
        }
    }
}

//! Invalid recursive types: a value of a type must not contain itself.
//!
//! Types are followed through arrays, fields, embedded elements and the right-hand sides of
//! declarations. An instance of a generic type is followed into the generic declaration; a type
//! parameter met there stands for the instance's argument, which must be valid where the instance
//! stands, not inside it. So expansions that never end are found, too.

use super::Checker;
use super::cycles::Link;
use crate::span::Pos;
use crate::types::{BasicKind, Type, TypeId};

const INVALID: TypeId = BasicKind::Invalid.id();

/// Where the search is.
#[derive(Default)]
struct Walk {
    /// The defined types around the current part, outermost first.
    nest: Vec<TypeId>,
    /// All defined types on the way here, for the message.
    path: Vec<TypeId>,
}

impl Checker<'_> {
    /// Reports a type whose values would contain themselves.
    pub(crate) fn valid_type(&mut self, ty: TypeId) {
        self.valid_part(ty, &mut Walk::default());
    }

    fn valid_part(&mut self, ty: TypeId, walk: &mut Walk) -> bool {
        let ty = self.prog.types.unalias(ty);
        match self.prog.types.get(ty) {
            Type::Array { elem, .. } => {
                let elem = *elem;
                self.valid_part(elem, walk)
            }
            Type::Struct { fields, .. } => {
                let fields = fields.clone();
                fields.into_iter().all(|f| {
                    let ty = self.prog.objects.get(f).ty;
                    ty.is_none_or(|ty| self.valid_part(ty, walk))
                })
            }
            Type::Union(terms) => {
                let terms = terms.clone();
                terms.into_iter().all(|t| self.valid_part(t.ty, walk))
            }
            Type::Interface(i) => {
                let embeddeds = i.embeddeds.clone();
                embeddeds.into_iter().all(|t| self.valid_part(t, walk))
            }
            Type::Named(_) => self.valid_named(ty, walk),
            Type::TypeParam(_) => self.valid_argument(ty, walk),
            _ => true,
        }
    }

    fn valid_named(&mut self, ty: TypeId, walk: &mut Walk) -> bool {
        if self.valid_types.contains(&ty) {
            return true;
        }
        if walk.nest.contains(&ty) {
            let start = walk.path.iter().position(|&t| t == ty).unwrap_or(0);
            let cycle: Vec<Link> = walk.path[start..].iter().map(|&t| self.type_link(t)).collect();
            self.report_cycle(&cycle, 0, true);
            self.invalidate(ty, &walk.path[start..]);
            return false;
        }
        let origin = self.origin(ty);
        let inner = match self.st.rhs.get(&origin) {
            Some(&rhs) => rhs,
            None => self.prog.underlying(origin),
        };
        walk.nest.push(ty);
        walk.path.push(ty);
        let valid = self.valid_part(inner, walk);
        walk.path.pop();
        walk.nest.pop();
        // What a generic type contains depends on its arguments.
        if valid && origin == ty && self.type_params(ty).is_empty() {
            self.valid_types.insert(ty);
        }
        valid
    }

    /// A type parameter of the innermost type stands for the type argument.
    fn valid_argument(&mut self, param: TypeId, walk: &mut Walk) -> bool {
        let Some(inst) = walk.nest.pop() else { return true };
        let targ = match self.prog.types.get(inst) {
            Type::Named(n) => {
                let params = self.type_params(self.origin(inst));
                let index = params.iter().position(|&p| p == param);
                index.and_then(|i| n.targs.get(i).copied())
            }
            _ => None,
        };
        let valid = targ.is_none_or(|targ| self.valid_part(targ, walk));
        walk.nest.push(inst);
        valid
    }

    /// A type as a link of a cycle: an instance stands where it was first written.
    fn type_link(&self, ty: TypeId) -> Link {
        let pos = match self.prog.types.get(ty) {
            Type::Named(n) => self.prog.objects.get(n.obj).pos,
            _ => Pos(0),
        };
        let pos = self.st.instance_pos.get(&ty).copied().unwrap_or(pos);
        Link { pos, name: self.prog.type_string(ty) }
    }

    /// Takes an endless type out of circulation: the cycle ends at it from now on, and nobody
    /// looks into what takes part in the cycle.
    fn invalidate(&mut self, ty: TypeId, cycle: &[TypeId]) {
        let origin = self.origin(ty);
        self.st.rhs.insert(origin, INVALID);
        for &t in [origin].iter().chain(cycle) {
            if t != ty && self.origin(t) != t {
                continue;
            }
            if let Type::Named(n) = self.prog.types.get_mut(t) {
                n.underlying = Some(INVALID);
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

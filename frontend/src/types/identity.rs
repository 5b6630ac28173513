//! Type identity (spec §Type identity).
//!
//! Equal ids are identical. Interfaces are compared by type set; since interfaces may mention
//! themselves in their methods, and types may mention the same type often, pairs that were met are
//! remembered and taken for equal: one that is not ends the comparison.

use super::subst::SubstMap;
use super::{ObjId, ObjectKind, Term, Type, TypeId};
use crate::program::Program;
use crate::types::object::VarKind;
use rustc_hash::FxHashSet;

/// Pairs of interfaces under comparison.
pub(super) type Pairs = Vec<(TypeId, TypeId)>;

#[derive(Default)]
struct Comparer {
    ignore_tags: bool,
    /// Pairs of types with many parts that were met.
    met: FxHashSet<(TypeId, TypeId)>,
}

impl Program {
    /// Whether the types are identical (spec §Type identity).
    pub fn identical(&mut self, a: TypeId, b: TypeId) -> bool {
        a == b || self.compare(a, b, &mut Comparer::default())
    }

    /// Whether the types are identical but for struct tags.
    pub fn identical_ignoring_tags(&mut self, a: TypeId, b: TypeId) -> bool {
        a == b || self.compare(a, b, &mut Comparer { ignore_tags: true, ..Comparer::default() })
    }

    fn compare(&mut self, a: TypeId, b: TypeId, c: &mut Comparer) -> bool {
        let (a, b) = (self.types.unalias(a), self.types.unalias(b));
        if a == b {
            return true;
        }
        match (self.types.get(a), self.types.get(b)) {
            (&Type::Array { elem: x, len: n }, &Type::Array { elem: y, len: m }) => {
                (n < 0 || m < 0 || n == m) && self.compare(x, y, c)
            }
            (&Type::Slice(x), &Type::Slice(y)) | (&Type::Pointer(x), &Type::Pointer(y)) => {
                self.compare(x, y, c)
            }
            (&Type::Map { key: k, elem: x }, &Type::Map { key: l, elem: y }) => {
                self.compare(k, l, c) && self.compare(x, y, c)
            }
            (&Type::Chan { dir: d, elem: x }, &Type::Chan { dir: e, elem: y }) => {
                d == e && self.compare(x, y, c)
            }
            (
                Type::Struct { fields: xs, tags: xtags },
                Type::Struct { fields: ys, tags: ytags },
            ) => {
                if xs.len() != ys.len() || !c.ignore_tags && !same_tags(xtags, ytags) {
                    return false;
                }
                let (xs, ys) = (xs.clone(), ys.clone());
                !c.met.insert((a, b))
                    || xs.iter().zip(&ys).all(|(&x, &y)| self.compare_fields(x, y, c))
            }
            (Type::Tuple(xs), Type::Tuple(ys)) => {
                if xs.len() != ys.len() {
                    return false;
                }
                let (xs, ys) = (xs.clone(), ys.clone());
                xs.iter().zip(&ys).all(|(&x, &y)| self.compare(x, y, c))
            }
            (Type::Signature(_), Type::Signature(_)) => {
                !c.met.insert((a, b)) || self.compare_signatures(a, b, c)
            }
            (Type::Union(xs), Type::Union(ys)) => {
                let (xs, ys) = (xs.clone(), ys.clone());
                let xs = self.normalize_terms(xs);
                let ys = self.normalize_terms(ys);
                self.terms_subset(&xs, &ys) && self.terms_subset(&ys, &xs)
            }
            (Type::Interface(_), Type::Interface(_)) => self.compare_interfaces(a, b, c),
            (Type::Named(x), Type::Named(y)) => {
                if x.origin.is_none() || x.origin != y.origin || x.targs.len() != y.targs.len() {
                    return false;
                }
                let (xs, ys) = (x.targs.clone(), y.targs.clone());
                !c.met.insert((a, b)) || xs.iter().zip(&ys).all(|(&x, &y)| self.compare(x, y, c))
            }
            _ => false,
        }
    }

    fn compare_fields(&mut self, x: ObjId, y: ObjId, c: &mut Comparer) -> bool {
        let (f, g) = (self.objects.get(x), self.objects.get(y));
        let same = is_embedded(&f.kind) == is_embedded(&g.kind)
            && f.name == g.name
            && (f.name.is_exported() || f.pkg == g.pkg);
        same && {
            let (x, y) = (self.obj_type(x), self.obj_type(y));
            self.compare(x, y, c)
        }
    }

    fn compare_signatures(&mut self, a: TypeId, b: TypeId, c: &mut Comparer) -> bool {
        let (Type::Signature(x), Type::Signature(y)) = (self.types.get(a), self.types.get(b))
        else {
            return false;
        };
        if x.variadic != y.variadic
            || x.params.len() != y.params.len()
            || x.results.len() != y.results.len()
            || x.type_params.len() != y.type_params.len()
        {
            return false;
        }
        let pairs: Vec<(ObjId, ObjId)> = (x.params.iter().chain(&x.results).copied())
            .zip(y.params.iter().chain(&y.results).copied())
            .collect();
        if x.type_params.is_empty() {
            return pairs.into_iter().all(|(x, y)| {
                let (x, y) = (self.obj_type(x), self.obj_type(y));
                self.compare(x, y, c)
            });
        }
        // Names of type parameters do not matter: compare after renaming b's to a's.
        let (xs, ys) = (x.type_params.clone(), y.type_params.clone());
        let map = SubstMap::new(&ys, &xs);
        for (&x, &y) in xs.iter().zip(&ys) {
            let (x, y) = (self.constraint(x), self.constraint(y));
            let y = self.subst(y, &map);
            if !self.compare(x, y, c) {
                return false;
            }
        }
        pairs.into_iter().all(|(x, y)| {
            let (x, y) = (self.obj_type(x), self.obj_type(y));
            let y = self.subst(y, &map);
            self.compare(x, y, c)
        })
    }

    fn compare_interfaces(&mut self, a: TypeId, b: TypeId, c: &mut Comparer) -> bool {
        let (x, y) = (self.type_set(a), self.type_set(b));
        if x.comparable != y.comparable
            || x.methods.len() != y.methods.len()
            || !self.same_terms(x.terms.as_deref(), y.terms.as_deref())
        {
            return false;
        }
        if c.met.contains(&(b, a)) || !c.met.insert((a, b)) {
            return true;
        }
        x.methods.iter().zip(&y.methods).all(|(&f, &g)| {
            self.same_method_name(f, g) && {
                let (f, g) = (self.obj_type(f), self.obj_type(g));
                self.compare(f, g, c)
            }
        })
    }

    /// Whether two methods (or fields) have the same name: packages matter if not exported.
    pub(super) fn same_method_name(&self, f: ObjId, g: ObjId) -> bool {
        let (f, g) = (self.objects.get(f), self.objects.get(g));
        f.name == g.name && (f.pkg == g.pkg || f.name.is_exported())
    }

    /// Whether two term lists describe the same set.
    pub(super) fn same_terms(&mut self, a: Option<&[Term]>, b: Option<&[Term]>) -> bool {
        match (a, b) {
            (None, None) => true,
            (Some(a), Some(b)) => self.terms_subset(a, b) && self.terms_subset(b, a),
            _ => false,
        }
    }
}

/// Whether the object is an embedded field.
pub(super) fn is_embedded(kind: &ObjectKind) -> bool {
    matches!(kind, ObjectKind::Var(VarKind::Field { embedded: true }))
}

/// Whether two parallel lists of tags agree; an empty list has no tags at all.
pub(super) fn same_tags<T: Copy + PartialEq>(a: &[Option<T>], b: &[Option<T>]) -> bool {
    let n = a.len().max(b.len());
    let at = |tags: &[Option<T>], i: usize| tags.get(i).copied().flatten();
    (0..n).all(|i| at(a, i) == at(b, i))
}

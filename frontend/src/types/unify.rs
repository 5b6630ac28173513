//! Unification of types (spec §Type unification).
//!
//! Type parameters to be inferred have *handles*; parameters that were unified with each other
//! share one. A handle holds the type inferred so far.

use super::identity::{Pairs, is_embedded, same_tags};
use super::lookup::Lookup;
use super::{ObjId, Type, TypeId};
use crate::ast::ChanDir;
use crate::program::Program;

/// How exactly types must match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Mode {
    /// At the top the types may match as in an assignment; their elements must match exactly.
    pub(super) assign: bool,
    /// Types must become identical. Otherwise a defined type matches a literal one with the same
    /// underlying type, directions of channels do not matter, and interfaces match what
    /// implements them.
    pub(super) exact: bool,
}

impl Mode {
    pub(super) const INEXACT: Self = Self { assign: false, exact: false };
    pub(super) const ASSIGN: Self = Self { assign: true, exact: false };
    pub(super) const EXACT: Self = Self { assign: false, exact: true };

    /// For the elements of a composite type.
    fn element(self) -> Self {
        Self { exact: self.exact || self.assign, ..self }
    }
}

/// Recursion ends here: some cyclic constraints would go on for ever.
const DEPTH_LIMIT: usize = 50;

/// The state of one inference.
#[derive(Debug)]
pub(super) struct Unifier {
    /// The type parameters to be inferred, and the handle of each.
    params: Vec<(TypeId, usize)>,
    handles: Vec<Option<TypeId>>,
    depth: usize,
    /// Whether interfaces match inexactly (Go 1.21).
    interfaces: bool,
}

impl Unifier {
    pub(super) fn new(params: &[TypeId], targs: &[Option<TypeId>], interfaces: bool) -> Self {
        let handles = (0..params.len()).map(|i| targs.get(i).copied().flatten()).collect();
        let params = params.iter().enumerate().map(|(i, &p)| (p, i)).collect();
        Self { params, handles, depth: 0, interfaces }
    }

    fn handle(&self, param: TypeId) -> Option<usize> {
        self.params.iter().find(|&&(p, _)| p == param).map(|&(_, h)| h)
    }

    /// The type inferred for a type parameter so far.
    pub(super) fn at(&self, param: TypeId) -> Option<TypeId> {
        self.handles[self.handle(param)?]
    }

    pub(super) fn set(&mut self, param: TypeId, ty: TypeId) {
        if let Some(handle) = self.handle(param) {
            self.handles[handle] = Some(ty);
        }
    }

    /// How many type parameters have no type yet.
    pub(super) fn unknowns(&self) -> usize {
        self.params.iter().filter(|&&(_, handle)| self.handles[handle].is_none()).count()
    }

    pub(super) fn inferred(&self) -> Vec<Option<TypeId>> {
        self.params.iter().map(|&(_, handle)| self.handles[handle]).collect()
    }

    /// Makes two type parameters one; fails if both have types already.
    fn join(&mut self, x: usize, y: usize) -> bool {
        if x == y {
            return true;
        }
        let (from, to) = match (self.handles[x], self.handles[y]) {
            (Some(_), Some(_)) => return false,
            (Some(_), None) => (y, x),
            _ => (x, y),
        };
        for (_, handle) in &mut self.params {
            if *handle == from {
                *handle = to;
            }
        }
        true
    }

    /// Whether the types can be made to match; infers types on the way.
    pub(super) fn unify(
        &mut self,
        program: &mut Program,
        x: TypeId,
        y: TypeId,
        mode: Mode,
    ) -> bool {
        self.nify(program, x, y, mode, &mut Pairs::new())
    }

    fn nify(
        &mut self,
        program: &mut Program,
        x: TypeId,
        y: TypeId,
        mode: Mode,
        pairs: &mut Pairs,
    ) -> bool {
        if program.types.unalias(x) == program.types.unalias(y) {
            return true;
        }
        if self.depth >= DEPTH_LIMIT {
            return false;
        }
        self.depth += 1;
        let result = self.nify_inner(program, x, y, mode, pairs);
        self.depth -= 1;
        result
    }

    fn bound(&self, program: &Program, ty: TypeId) -> Option<usize> {
        self.handle(program.types.unalias(ty))
    }

    fn nify_inner(
        &mut self,
        program: &mut Program,
        mut x: TypeId,
        mut y: TypeId,
        mode: Mode,
        pairs: &mut Pairs,
    ) -> bool {
        // A defined type goes to y, a type parameter to be inferred to x.
        if program.is_named(x) || self.bound(program, y).is_some() {
            (x, y) = (y, x);
        }
        // Inexactly, a defined type matches a literal by its underlying type.
        if !mode.exact
            && program.is_named(y)
            && program.is_type_lit(x)
            && !(self.interfaces && program.is_interface(x))
        {
            y = program.underlying(y);
            if program.types.unalias(x) == y {
                return true;
            }
        }
        match (self.bound(program, x), self.bound(program, y)) {
            (Some(px), Some(py)) => {
                if self.join(px, py) {
                    return true;
                }
                let (Some(x), Some(y)) = (self.handles[px], self.handles[py]) else { return false };
                return self.nify(program, x, y, mode, pairs);
            }
            (Some(px), None) => {
                let Some(known) = self.handles[px] else {
                    self.handles[px] = Some(y);
                    return true;
                };
                return self.nify(program, known, y, mode, pairs)
                    && self.choose(program, px, known, y, mode);
            }
            _ => {}
        }
        if !mode.exact && self.interfaces {
            let xi = program.is_non_type_param_interface(x);
            let yi = program.is_non_type_param_interface(y);
            match (xi, yi) {
                (true, true) => return self.nify_common_methods(program, x, y, pairs),
                (true, false) => return self.nify_implementation(program, x, y, pairs),
                (false, true) => return self.nify_implementation(program, y, x, pairs),
                (false, false) => {}
            }
        }
        // A type parameter that is not to be inferred goes to x.
        if program.is_type_param(y) {
            (x, y) = (y, x);
        }
        self.nify_structure(program, x, y, mode, pairs)
    }

    /// `known` was inferred for a parameter and `y` matches it: which of the two to keep.
    fn choose(
        &mut self,
        program: &mut Program,
        px: usize,
        known: TypeId,
        y: TypeId,
        mode: Mode,
    ) -> bool {
        let xi = program.is_non_type_param_interface(known);
        let yi = program.is_non_type_param_interface(y);
        let (xn, yn) = (program.is_named(known), program.is_named(y));
        if xi && yi {
            if xn && yn {
                return program.identical(known, y);
            }
            let (a, b) = (program.type_set_of(known), program.type_set_of(y));
            if a.methods.len() != b.methods.len() {
                return false;
            }
        } else if xi || yi {
            return false; // either would do: the choice would depend on the order of arguments
        }
        if !mode.exact && !xn {
            let under = program.underlying(y);
            let directed =
                matches!(program.types.get(under), Type::Chan { dir, .. } if *dir != ChanDir::Both);
            // Prefer names to literals, and directed channels to others.
            if yn || directed {
                self.handles[px] = Some(y);
            }
        }
        true
    }

    /// Two interfaces match inexactly if one has a subset of the other's methods.
    fn nify_common_methods(
        &mut self,
        program: &mut Program,
        x: TypeId,
        y: TypeId,
        pairs: &mut Pairs,
    ) -> bool {
        let (x, y) = (program.underlying(x), program.underlying(y));
        let (a, b) = (program.type_set(x), program.type_set(y));
        if a.comparable != b.comparable
            || !program.same_terms(a.terms.as_deref(), b.terms.as_deref())
        {
            return false;
        }
        if pairs.contains(&(x, y)) || pairs.contains(&(y, x)) {
            return true;
        }
        pairs.push((x, y));
        let (few, many) = if a.methods.len() <= b.methods.len() { (&a, &b) } else { (&b, &a) };
        let result = few.methods.iter().all(|&f| {
            let g = many.methods.iter().copied().find(|&g| program.same_method_name(f, g));
            g.is_some_and(|g| self.nify_objects(program, &[f], &[g], Mode::EXACT, pairs))
        });
        pairs.pop();
        result
    }

    /// A type matches an interface inexactly if it has its methods.
    fn nify_implementation(
        &mut self,
        program: &mut Program,
        iface: TypeId,
        ty: TypeId,
        pairs: &mut Pairs,
    ) -> bool {
        for &want in &program.type_set_of(iface).methods {
            let (pkg, name) = {
                let want = program.objects.get(want);
                (want.pkg, want.name)
            };
            let Lookup::Found(found) = program.lookup(ty, false, pkg, name) else { return false };
            let have = program.obj_type(found.obj);
            let generic = matches!(
                program.types.get(have),
                Type::Signature(sig) if !sig.type_params.is_empty()
            );
            if generic
                || !program.is_func(found.obj)
                || !self.nify_objects(program, &[want], &[found.obj], Mode::EXACT, pairs)
            {
                return false;
            }
        }
        true
    }

    fn nify_lists(
        &mut self,
        program: &mut Program,
        xs: &[TypeId],
        ys: &[TypeId],
        mode: Mode,
        pairs: &mut Pairs,
    ) -> bool {
        xs.len() == ys.len()
            && xs.iter().zip(ys).all(|(&x, &y)| self.nify(program, x, y, mode, pairs))
    }

    fn nify_objects(
        &mut self,
        program: &mut Program,
        xs: &[ObjId],
        ys: &[ObjId],
        mode: Mode,
        pairs: &mut Pairs,
    ) -> bool {
        xs.len() == ys.len()
            && xs.iter().zip(ys).all(|(&x, &y)| {
                let (x, y) = (program.obj_type(x), program.obj_type(y));
                self.nify(program, x, y, mode, pairs)
            })
    }

    fn nify_structure(
        &mut self,
        program: &mut Program,
        x: TypeId,
        y_named: TypeId,
        mode: Mode,
        pairs: &mut Pairs,
    ) -> bool {
        let element = mode.element();
        let (x, y) = (program.types.unalias(x), program.types.unalias(y_named));
        match (program.types.get(x), program.types.get(y)) {
            (&Type::Array { elem: a, len: n }, &Type::Array { elem: b, len: m }) => {
                (n < 0 || m < 0 || n == m) && self.nify(program, a, b, element, pairs)
            }
            (&Type::Slice(a), &Type::Slice(b)) | (&Type::Pointer(a), &Type::Pointer(b)) => {
                self.nify(program, a, b, element, pairs)
            }
            (&Type::Map { key: k, elem: a }, &Type::Map { key: l, elem: b }) => {
                self.nify(program, k, l, element, pairs) && self.nify(program, a, b, element, pairs)
            }
            (&Type::Chan { dir: d, elem: a }, &Type::Chan { dir: e, elem: b }) => {
                (!mode.exact || d == e) && self.nify(program, a, b, element, pairs)
            }
            (
                Type::Struct { fields: xs, tags: xtags },
                Type::Struct { fields: ys, tags: ytags },
            ) => {
                let alike = |(&x, &y): (&ObjId, &ObjId)| {
                    let (f, g) = (program.objects.get(x), program.objects.get(y));
                    is_embedded(&f.kind) == is_embedded(&g.kind) && program.same_method_name(x, y)
                };
                if !same_tags(xtags, ytags) || !xs.iter().zip(ys).all(alike) {
                    return false;
                }
                let (xs, ys) = (xs.clone(), ys.clone());
                self.nify_objects(program, &xs, &ys, element, pairs)
            }
            (Type::Tuple(xs), Type::Tuple(ys)) => {
                let (xs, ys) = (xs.clone(), ys.clone());
                self.nify_lists(program, &xs, &ys, mode, pairs)
            }
            (Type::Signature(a), Type::Signature(b)) => {
                if a.variadic != b.variadic {
                    return false;
                }
                let (a, b) = (a.clone(), b.clone());
                self.nify_objects(program, &a.params, &b.params, element, pairs)
                    && self.nify_objects(program, &a.results, &b.results, element, pairs)
            }
            (Type::Interface(_), Type::Interface(_)) => {
                let (a, b) = (program.type_set(x), program.type_set(y));
                if a.comparable != b.comparable
                    || a.methods.len() != b.methods.len()
                    || !program.same_terms(a.terms.as_deref(), b.terms.as_deref())
                {
                    return false;
                }
                if pairs.contains(&(x, y)) || pairs.contains(&(y, x)) {
                    return true;
                }
                pairs.push((x, y));
                let result = a.methods.iter().zip(&b.methods).all(|(&f, &g)| {
                    program.same_method_name(f, g)
                        && self.nify_objects(program, &[f], &[g], Mode::EXACT, pairs)
                });
                pairs.pop();
                result
            }
            (Type::Named(a), Type::Named(b)) => {
                let same = a.origin.is_some() && a.origin == b.origin;
                let (xs, ys) = (a.targs.clone(), b.targs.clone());
                // Arguments first: they may infer types that make for better messages.
                self.nify_lists(program, &xs, &ys, mode, pairs) && same
            }
            // A type parameter of someone else: what it stands for looks like its core type.
            (Type::TypeParam(_), _) => match program.core_type(x) {
                Some(core) => self.nify(program, core, y_named, Mode::ASSIGN, pairs),
                None => false,
            },
            _ => false,
        }
    }
}

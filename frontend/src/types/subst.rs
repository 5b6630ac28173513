//! Substitution of type parameters, and instances of generic types and functions.
//!
//! Instances are lazy: `T[int]` is a name until someone asks for its underlying type or one of
//! its methods. So recursive generic types cost nothing and end.

use super::scope::ScopeId;
use super::{
    BasicKind, FuncObject, Interface, Named, ObjId, Object, ObjectKind, Signature, Term, Type,
    TypeId, TypeParam,
};
use crate::program::Program;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// Which type parameter becomes which type.
#[derive(Clone, Default, Debug)]
pub struct SubstMap {
    /// The pairs; lists of type parameters are short.
    pub pairs: Vec<(TypeId, TypeId)>,
}

impl SubstMap {
    /// Maps each of `params` to the argument at the same place.
    pub fn new(params: &[TypeId], args: &[TypeId]) -> Self {
        Self { pairs: params.iter().copied().zip(args.iter().copied()).collect() }
    }

    /// What a type parameter becomes.
    pub fn get(&self, param: TypeId) -> Option<TypeId> {
        self.pairs.iter().find(|(from, _)| *from == param).map(|&(_, to)| to)
    }
}

/// Instances made so far: one [`TypeId`] per generic type and identical arguments.
#[derive(Debug, Default)]
pub struct Instances {
    by_hash: FxHashMap<u64, Vec<TypeId>>,
    /// Instances that mention no type parameter for sure.
    pub(super) closed: FxHashSet<TypeId>,
    /// The whole hash of each instance.
    hash_of: FxHashMap<TypeId, u64>,
    methods: FxHashMap<(TypeId, usize), ObjId>,
    /// Type parameters of the functions around local types: see [`Program::set_enclosing`].
    pub(super) enclosing: FxHashMap<TypeId, Vec<TypeId>>,
    /// Copies of type parameters, and what they are copies of.
    pub(super) renamed: FxHashMap<TypeId, TypeId>,
    pub(super) mono: super::mono::Mono,
    /// One representative of each class of identical types.
    canonical: FxHashMap<u64, Vec<TypeId>>,
    canonical_of: FxHashMap<TypeId, TypeId>,
}

impl Program {
    /// `ty` with its type parameters replaced; the same id if nothing changes.
    pub fn subst(&mut self, ty: TypeId, map: &SubstMap) -> TypeId {
        if map.pairs.is_empty() || self.instances.closed.contains(&ty) {
            return ty;
        }
        match self.types.get(ty) {
            Type::Basic(_) => ty,
            Type::TypeParam(_) => map.get(ty).unwrap_or(ty),
            &Type::Array { elem, len } => {
                let new = self.subst(elem, map);
                self.changed(ty, new != elem, || Type::Array { elem: new, len })
            }
            &Type::Slice(elem) => {
                let new = self.subst(elem, map);
                self.changed(ty, new != elem, || Type::Slice(new))
            }
            &Type::Pointer(elem) => {
                let new = self.subst(elem, map);
                self.changed(ty, new != elem, || Type::Pointer(new))
            }
            &Type::Map { key, elem } => {
                let (k, e) = (self.subst(key, map), self.subst(elem, map));
                self.changed(ty, k != key || e != elem, || Type::Map { key: k, elem: e })
            }
            &Type::Chan { dir, elem } => {
                let new = self.subst(elem, map);
                self.changed(ty, new != elem, || Type::Chan { dir, elem: new })
            }
            Type::Tuple(types) => {
                let types = types.clone();
                let new = self.subst_list(&types, map);
                self.changed(ty, new != types, || Type::Tuple(new))
            }
            Type::Struct { fields, .. } => {
                let fields = fields.clone();
                let new = self.subst_objects(&fields, map);
                if new == fields {
                    return ty;
                }
                let Type::Struct { tags, .. } = self.types.get(ty) else { return ty };
                let tags = tags.clone();
                self.types.add(Type::Struct { fields: new, tags })
            }
            Type::Signature(_) => self.subst_signature(ty, map),
            Type::Union(terms) => {
                let terms = terms.clone();
                let new: Vec<Term> = terms
                    .iter()
                    .map(|term| Term { tilde: term.tilde, ty: self.subst(term.ty, map) })
                    .collect();
                self.changed(ty, new != terms, || Type::Union(new))
            }
            Type::Interface(_) => self.subst_interface(ty, map),
            Type::Named(named) => match named.origin {
                Some(origin) => {
                    let targs = named.targs.clone();
                    let new = self.subst_list(&targs, map);
                    if new == targs { ty } else { self.instantiate(origin, &new) }
                }
                None => self.subst_local(ty, map),
            },
            Type::Alias { origin, targs, actual, .. } => match *origin {
                Some(origin) => {
                    let targs = targs.clone();
                    let new = self.subst_list(&targs, map);
                    if new == targs { ty } else { self.instantiate(origin, &new) }
                }
                // A local alias may stand for a type with the function's type parameters.
                None => match *actual {
                    Some(actual) => {
                        let new = self.subst(actual, map);
                        if new == actual { ty } else { new }
                    }
                    None => ty,
                },
            },
        }
    }

    /// A local type of a generic function is another type in each instance of the function.
    fn subst_local(&mut self, ty: TypeId, map: &SubstMap) -> TypeId {
        let Some(params) = self.instances.enclosing.get(&ty) else { return ty };
        let params = params.clone();
        let new = self.subst_list(&params, map);
        if new == params { ty } else { self.instantiate(ty, &new) }
    }

    /// Says that the local defined type `named` is declared in a generic function (or method)
    /// with these type parameters: [`Self::subst`] then makes instances of it.
    pub fn set_enclosing(&mut self, named: TypeId, type_params: Vec<TypeId>) {
        if !type_params.is_empty() {
            self.instances.enclosing.insert(named, type_params);
        }
    }

    /// [`Self::set_enclosing`] with the type parameters that are visible in the scope where the
    /// type is declared.
    pub fn set_enclosing_scope(&mut self, named: TypeId, scope: ScopeId) {
        let mut params = Vec::new();
        let mut next = Some(scope);
        while let Some(scope) = next {
            let scope = self.scopes.get(scope);
            let types = scope.names.values().filter_map(|&(obj, _)| self.objects.get(obj).ty);
            params.extend(types.filter(|&ty| matches!(self.types.get(ty), Type::TypeParam(_))));
            next = scope.parent;
        }
        // Ids are given in the order of declarations: no hash order remains. A variable of type
        // P counts as P.
        params.sort_unstable();
        params.dedup();
        self.set_enclosing(named, params);
    }

    /// Whether instances of this type name come from an enclosing generic function.
    pub(super) fn is_local_instance_of(&self, obj: ObjId) -> bool {
        self.instances.enclosing.contains_key(&self.obj_type(obj))
    }

    fn changed(&mut self, ty: TypeId, changed: bool, new: impl FnOnce() -> Type) -> TypeId {
        if changed { self.types.add(new()) } else { ty }
    }

    /// [`Self::subst`] for each type.
    pub fn subst_list(&mut self, types: &[TypeId], map: &SubstMap) -> Vec<TypeId> {
        types.iter().map(|&ty| self.subst(ty, map)).collect()
    }

    /// Copies of the objects whose types change.
    fn subst_objects(&mut self, objects: &[ObjId], map: &SubstMap) -> Vec<ObjId> {
        objects.iter().map(|&obj| self.subst_object(obj, map)).collect()
    }

    fn subst_object(&mut self, obj: ObjId, map: &SubstMap) -> ObjId {
        let Some(ty) = self.objects.get(obj).ty else { return obj };
        let new = self.subst(ty, map);
        if new == ty { obj } else { self.copy_object(obj, new) }
    }

    fn copy_object(&mut self, obj: ObjId, ty: TypeId) -> ObjId {
        let mut copy = Object { ty: Some(ty), ..self.objects.get(obj).clone() };
        if let ObjectKind::Func(func) = &mut copy.kind {
            func.origin = Some(func.origin.unwrap_or(obj));
        }
        self.objects.add(copy)
    }

    fn subst_signature(&mut self, ty: TypeId, map: &SubstMap) -> TypeId {
        let Type::Signature(sig) = self.types.get(ty) else { return ty };
        let sig = sig.clone();
        let fresh;
        let (type_params, map) = match sig.type_params.first() {
            // Type parameters of its own: they get new bounds, so new identities. If they are
            // themselves replaced, the signature is being instantiated: our caller drops them.
            Some(&first) if map.get(first).is_none() => {
                let (params, renaming) = self.fresh_type_params(&sig.type_params, map);
                fresh = renaming;
                (params, &fresh)
            }
            _ => (sig.type_params.clone(), map),
        };
        let params = self.subst_objects(&sig.params, map);
        let results = self.subst_objects(&sig.results, map);
        if params == sig.params && results == sig.results && type_params == sig.type_params {
            return ty;
        }
        self.types.add(Type::Signature(Signature { type_params, params, results, ..sig }))
    }

    /// Copies of type parameters whose bounds are substituted, and `map` extended by the pairs
    /// of old and new.
    fn fresh_type_params(&mut self, params: &[TypeId], map: &SubstMap) -> (Vec<TypeId>, SubstMap) {
        let mut extended = map.clone();
        let mut fresh = Vec::with_capacity(params.len());
        for &param in params {
            let Type::TypeParam(old) = self.types.get(param) else { continue };
            let (obj, index) = (old.obj, old.index);
            let obj = self.objects.add(self.objects.get(obj).clone());
            let new = self.types.add(Type::TypeParam(TypeParam { obj, index, bound: None }));
            self.objects.get_mut(obj).ty = Some(new);
            let original = self.instances.renamed.get(&param).copied().unwrap_or(param);
            self.instances.renamed.insert(new, original);
            extended.pairs.push((param, new));
            fresh.push(new);
        }
        for (&old, &new) in params.iter().zip(&fresh) {
            let Type::TypeParam(TypeParam { bound: Some(bound), .. }) = *self.types.get(old) else {
                continue;
            };
            let bound = self.subst(bound, &extended);
            if let Type::TypeParam(param) = self.types.get_mut(new) {
                param.bound = Some(bound);
            }
        }
        (fresh, extended)
    }

    fn subst_interface(&mut self, ty: TypeId, map: &SubstMap) -> TypeId {
        let Type::Interface(old) = self.types.get(ty) else { return ty };
        if old.methods.is_empty() && old.embeddeds.is_empty() {
            return ty;
        }
        let (implicit, comparable) = (old.implicit, old.comparable);
        let (old_methods, old_embeddeds) = (old.methods.clone(), old.embeddeds.clone());
        let methods = self.subst_objects(&old_methods, map);
        let embeddeds = self.subst_list(&old_embeddeds, map);
        if methods == old_methods && embeddeds == old_embeddeds {
            return ty;
        }
        let new = Interface { methods, embeddeds, implicit, comparable, tset: None };
        self.types.add(Type::Interface(new))
    }

    /// The instance of a generic defined type or alias; the same id for identical arguments.
    /// Arguments are not verified: see [`Self::verify`].
    pub fn instantiate(&mut self, origin: TypeId, targs: &[TypeId]) -> TypeId {
        let mut hasher = FxHasher::default();
        origin.hash(&mut hasher);
        for &targ in targs {
            self.type_hash(targ, &mut hasher, 8);
        }
        let hash = hasher.finish();
        let candidates = self.instances.by_hash.get(&hash).cloned().unwrap_or_default();
        for candidate in candidates {
            let (from, args) = match self.types.get(candidate) {
                Type::Named(named) => (named.origin, &named.targs),
                Type::Alias { origin, targs, .. } => (*origin, targs),
                _ => continue,
            };
            if from == Some(origin) && args.len() == targs.len() {
                let args = args.clone();
                if args.iter().zip(targs).all(|(&a, &b)| self.identical(a, b)) {
                    return candidate;
                }
            }
        }
        let instance = match self.types.get(origin) {
            Type::Named(named) => {
                let obj = named.obj;
                let enclosing = self.instances.enclosing.get(&origin).map_or(0, Vec::len);
                let want =
                    if named.type_params.is_empty() { enclosing } else { named.type_params.len() };
                Type::Named(Named {
                    obj,
                    // A wrong number of arguments is reported elsewhere.
                    underlying: (want != targs.len()).then_some(BasicKind::Invalid.id()),
                    methods: Vec::new(),
                    type_params: Vec::new(),
                    origin: Some(origin),
                    targs: targs.to_vec(),
                })
            }
            Type::Alias { obj, actual, type_params, .. } => {
                if type_params.len() != targs.len() {
                    return BasicKind::Invalid.id();
                }
                let (obj, actual) = (*obj, *actual);
                let map = SubstMap::new(type_params, targs);
                let actual = actual.map(|actual| self.subst(actual, &map));
                Type::Alias {
                    obj,
                    actual,
                    type_params: Vec::new(),
                    origin: Some(origin),
                    targs: targs.to_vec(),
                }
            }
            _ => return BasicKind::Invalid.id(),
        };
        let id = self.types.add(instance);
        self.instances.by_hash.entry(hash).or_default().push(id);
        self.instances.hash_of.insert(id, hash);
        if targs.iter().all(|&targ| self.is_closed(targ)) {
            self.instances.closed.insert(id);
        }
        id
    }

    /// Whether a type mentions no type parameter, as far as a short look tells.
    fn is_closed(&self, ty: TypeId) -> bool {
        let ty = self.types.unalias(ty);
        match *self.types.get(ty) {
            Type::Basic(_) => true,
            Type::Array { elem, .. }
            | Type::Slice(elem)
            | Type::Pointer(elem)
            | Type::Chan { elem, .. } => self.is_closed(elem),
            Type::Map { key, elem } => self.is_closed(key) && self.is_closed(elem),
            Type::Named(Named { origin: None, .. }) => !self.instances.enclosing.contains_key(&ty),
            Type::Named(_) => self.instances.closed.contains(&ty),
            _ => false,
        }
    }

    /// Feeds a hash with `ty` such that identical types agree; looks `depth` levels deep, and into
    /// instances, whose hashes are known, to the bottom.
    fn type_hash(&self, ty: TypeId, hasher: &mut FxHasher, depth: u32) {
        let ty = self.types.unalias(ty);
        if depth == 0 {
            return;
        }
        let list = |types: &[TypeId], hasher: &mut FxHasher| {
            types.len().hash(hasher);
            for &ty in types {
                self.type_hash(ty, hasher, depth - 1);
            }
        };
        match self.types.get(ty) {
            Type::Basic(_) | Type::TypeParam(_) => ty.hash(hasher),
            Type::Array { elem, len } => {
                (1, len).hash(hasher);
                self.type_hash(*elem, hasher, depth - 1);
            }
            Type::Slice(elem) => {
                2.hash(hasher);
                self.type_hash(*elem, hasher, depth - 1);
            }
            Type::Pointer(elem) => {
                3.hash(hasher);
                self.type_hash(*elem, hasher, depth - 1);
            }
            Type::Map { key, elem } => {
                4.hash(hasher);
                self.type_hash(*key, hasher, depth - 1);
                self.type_hash(*elem, hasher, depth - 1);
            }
            Type::Chan { dir, elem } => {
                (5, dir).hash(hasher);
                self.type_hash(*elem, hasher, depth - 1);
            }
            Type::Struct { fields, .. } => {
                (6, fields.len()).hash(hasher);
                for &field in fields {
                    self.objects.get(field).name.hash(hasher);
                    self.type_hash(self.obj_type(field), hasher, depth - 1);
                }
            }
            Type::Tuple(types) => list(types, hasher),
            Type::Signature(sig) => {
                (7, sig.params.len(), sig.results.len(), sig.variadic).hash(hasher);
                if sig.type_params.is_empty() {
                    for &var in sig.params.iter().chain(&sig.results) {
                        self.type_hash(self.obj_type(var), hasher, depth - 1);
                    }
                }
            }
            // Type sets decide about identity; they may not be known yet.
            Type::Interface(_) | Type::Union(_) => 8.hash(hasher),
            Type::Named(_) => {
                self.instances.hash_of.get(&ty).unwrap_or(&u64::from(ty.0)).hash(hasher);
            }
            Type::Alias { .. } => 9.hash(hasher),
        }
    }

    /// The same id for all types identical to `ty`: run-time type identity is equality of these.
    pub fn canonical(&mut self, ty: TypeId) -> TypeId {
        let ty = self.types.unalias(ty);
        if let Some(&found) = self.instances.canonical_of.get(&ty) {
            return found;
        }
        let mut hasher = FxHasher::default();
        self.type_hash(ty, &mut hasher, 8);
        let hash = hasher.finish();
        let known = self.instances.canonical.get(&hash).cloned().unwrap_or_default();
        let found =
            known.into_iter().find(|&other| self.identical(ty, other)).unwrap_or_else(|| {
                self.instances.canonical.entry(hash).or_default().push(ty);
                ty
            });
        self.instances.canonical_of.insert(ty, found);
        found
    }

    /// Computes the underlying type of an instance; `None` if the generic type has none yet.
    pub(super) fn expand_underlying(&mut self, instance: TypeId) -> Option<TypeId> {
        let Type::Named(named) = self.types.get(instance) else { return None };
        let (origin, targs) = (named.origin?, named.targs.clone());
        let map = self.instance_map(origin, &targs)?;
        let Type::Named(Named { underlying: Some(_), .. }) = self.types.get(origin) else {
            return None;
        };
        let generic = self.underlying(origin);
        let under = self.subst(generic, &map);
        if let Type::Named(named) = self.types.get_mut(instance) {
            named.underlying = Some(under);
        }
        Some(under)
    }

    fn instance_map(&self, origin: TypeId, targs: &[TypeId]) -> Option<SubstMap> {
        let Type::Named(generic) = self.types.get(origin) else { return None };
        Some(if generic.type_params.is_empty() {
            SubstMap::new(self.instances.enclosing.get(&origin)?, targs)
        } else {
            SubstMap::new(&generic.type_params, targs)
        })
    }

    /// The signature of a generic function with these type arguments: without type parameters.
    pub fn instantiate_signature(&mut self, sig: TypeId, targs: &[TypeId]) -> TypeId {
        let Type::Signature(generic) = self.types.get(sig) else { return sig };
        let map = SubstMap::new(&generic.type_params, targs);
        let mut new = generic.clone();
        new.type_params = Vec::new();
        new.params = self.subst_objects(&new.params, &map);
        new.results = self.subst_objects(&new.results, &map);
        self.types.add(Type::Signature(new))
    }

    /// Whether the arguments satisfy the constraints: else the place of the first that does not
    /// and gc's words (`T does not satisfy C (…)`).
    pub fn verify(&mut self, params: &[TypeId], targs: &[TypeId]) -> Result<(), (usize, String)> {
        let map = SubstMap::new(params, targs);
        for (i, (&param, &targ)) in params.iter().zip(targs).enumerate() {
            self.constraint(param); // wraps constraints that are no interfaces
            let Type::TypeParam(TypeParam { bound: Some(bound), .. }) = *self.types.get(param)
            else {
                continue;
            };
            let bound = self.subst(bound, &map);
            self.implements(targ, bound, true).map_err(|cause| (i, cause))?;
        }
        Ok(())
    }

    /// How many methods are declared on a defined type.
    pub fn method_count(&self, named: TypeId) -> usize {
        let Type::Named(named) = self.types.get(self.types.unalias(named)) else { return 0 };
        match named.origin {
            Some(origin) => self.method_count(origin),
            None => named.methods.len(),
        }
    }

    /// The `index`-th declared method of a defined type; made on demand for instances. As long
    /// as the generic type's method has no signature (its object's `ty` is `None`), that method
    /// itself is returned: resolve it and ask again.
    pub fn method_at(&mut self, named: TypeId, index: usize) -> ObjId {
        let named = self.types.unalias(named);
        if let Some(&method) = self.instances.methods.get(&(named, index)) {
            return method;
        }
        let Type::Named(instance) = self.types.get(named) else {
            unreachable!("methods are declared on defined types")
        };
        let Some(origin) = instance.origin else { return instance.methods[index] };
        let targs = instance.targs.clone();
        let generic = self.method_at(origin, index);
        let Some(ty) = self.objects.get(generic).ty else { return generic };
        let Type::Signature(sig) = self.types.get(ty) else { return generic };
        let map = SubstMap::new(&sig.recv_type_params, &targs);
        let recv = sig.recv;
        let mut ty = self.subst(ty, &map);
        if let Some(recv) = recv {
            let recv = self.subst_object(recv, &map);
            if let Type::Signature(sig) = self.types.get(ty) {
                let sig =
                    Signature { recv: Some(recv), recv_type_params: Vec::new(), ..sig.clone() };
                ty = self.types.add(Type::Signature(sig));
            }
        }
        let object = self.objects.get(generic);
        let ptr_recv = matches!(&object.kind, ObjectKind::Func(f) if f.ptr_recv);
        let func = FuncObject { decl: None, origin: Some(generic), ptr_recv };
        let object = Object { ty: Some(ty), kind: ObjectKind::Func(func), ..object.clone() };
        let method = self.objects.add(object);
        self.instances.methods.insert((named, index), method);
        method
    }

    /// A copy of a signature with fresh type parameters (generic functions called in their own
    /// bodies must not be confused with the caller's): the type and its new parameters.
    pub fn rename_type_params(&mut self, sig: TypeId) -> (TypeId, Vec<TypeId>) {
        let Type::Signature(generic) = self.types.get(sig) else { return (sig, Vec::new()) };
        let mut new = generic.clone();
        let (fresh, map) = self.fresh_type_params(&new.type_params.clone(), &SubstMap::default());
        new.type_params.clone_from(&fresh);
        new.params = self.subst_objects(&new.params, &map);
        new.results = self.subst_objects(&new.results, &map);
        (self.types.add(Type::Signature(new)), fresh)
    }
}

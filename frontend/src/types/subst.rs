//! Substitution of type parameters, and instances of generic types and functions.

use super::{ObjId, TypeId};
use crate::program::Program;
use rustc_hash::FxHashMap;

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
    methods: FxHashMap<(TypeId, usize), ObjId>,
}

impl Program {
    /// `ty` with its type parameters replaced; the same id if nothing changes.
    pub fn subst(&mut self, ty: TypeId, map: &SubstMap) -> TypeId {
        todo!()
    }
    /// The instance of a generic defined type or alias; the same id for identical arguments.
    /// Arguments are not verified: see [`Self::verify`].
    pub fn instantiate(&mut self, origin: TypeId, targs: &[TypeId]) -> TypeId {
        todo!()
    }
    /// The signature of a generic function with these type arguments: without type parameters.
    pub fn instantiate_signature(&mut self, sig: TypeId, targs: &[TypeId]) -> TypeId {
        todo!()
    }
    /// Whether the arguments satisfy the constraints: else the place of the first that does not
    /// and gc's words (`T does not satisfy C (…)`).
    pub fn verify(&mut self, params: &[TypeId], targs: &[TypeId]) -> Result<(), (usize, String)> {
        todo!()
    }
    /// The `index`-th declared method of a defined type; made on demand for instances.
    pub fn method_at(&mut self, named: TypeId, index: usize) -> ObjId {
        todo!()
    }
    /// A copy of a signature with fresh type parameters (generic functions called in their own
    /// bodies must not be confused with the caller's): the type and its new parameters.
    pub fn rename_type_params(&mut self, sig: TypeId) -> (TypeId, Vec<TypeId>) {
        todo!()
    }
}

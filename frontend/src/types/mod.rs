//! Types, objects, scopes and packages: the data the checker builds (as in go/types).
//!
//! A [`TypeId`] is an index into [`Types`]. Equal ids are identical types, but identical types
//! may have different ids: ask [`Program::identical`](crate::Program::identical).

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "most questions are about one or two kinds of types or operators; \
              the answer for all others is the same, for new ones too"
)]

pub mod assignability;
pub mod constant;
pub mod display;
pub mod identity;
pub mod implements;
pub mod infer;
pub mod lookup;
pub mod mono;
pub mod object;
pub mod predicates;
pub mod runtime_string;
pub mod scope;
pub mod sizes;
pub mod subst;
pub mod typeset;
pub mod unify;
pub mod universe;

#[cfg(test)]
mod tests;

use crate::ast::ChanDir;
use crate::symbol::Symbol;
pub use object::{FuncObject, ObjId, Object, ObjectKind, Objects, PackageId};

/// Index of a type in [`Types`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TypeId(pub u32);

/// Predeclared types and untyped kinds. The first ids of [`Types`] are these, in this order:
/// `TypeId(kind as u32)`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u32)]
#[expect(missing_docs, reason = "named as in Go")]
pub enum BasicKind {
    Invalid,
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    String,
    UnsafePointer,
    UntypedBool,
    UntypedInt,
    UntypedRune,
    UntypedFloat,
    UntypedComplex,
    UntypedString,
    UntypedNil,
}

impl BasicKind {
    /// How many kinds there are.
    pub const COUNT: usize = Self::UntypedNil as usize + 1;

    /// The id every [`Types`] gives this kind. `byte` and `rune` are `Uint8` and `Int32`
    /// (their own spelling is kept by alias objects of the universe).
    pub const fn id(self) -> TypeId {
        TypeId(self as u32)
    }
}

/// A type.
#[derive(Clone, Debug)]
pub enum Type {
    /// Predeclared or untyped.
    Basic(BasicKind),
    /// `[len]elem`; a length below 0 is unknown after an error.
    Array {
        /// Element type.
        elem: TypeId,
        /// Length.
        len: i64,
    },
    /// `[]elem`.
    Slice(TypeId),
    /// `*elem`.
    Pointer(TypeId),
    /// `map[key]elem`.
    Map {
        /// Key type.
        key: TypeId,
        /// Element type.
        elem: TypeId,
    },
    /// `chan elem`.
    Chan {
        /// Direction.
        dir: ChanDir,
        /// Element type.
        elem: TypeId,
    },
    /// `struct { … }`.
    Struct {
        /// The fields, objects of kind `Var { field: true }`.
        fields: Vec<ObjId>,
        /// Tags, parallel to the fields, or empty if there is none.
        tags: Vec<Option<Symbol>>,
    },
    /// Several values: results of a call.
    Tuple(Vec<TypeId>),
    /// A function type.
    Signature(Signature),
    /// An interface type.
    Interface(Interface),
    /// A union in a constraint; only embedded in interfaces.
    Union(Vec<Term>),
    /// A defined type, or an instance of a generic one.
    Named(Named),
    /// A type parameter.
    TypeParam(TypeParam),
    /// An alias; [`Types::unalias`] looks through it.
    Alias {
        /// The type name.
        obj: ObjId,
        /// What it stands for; `None` while being resolved.
        actual: Option<TypeId>,
        /// Type parameters of a generic alias.
        type_params: Vec<TypeId>,
        /// The generic alias this is an instance of.
        origin: Option<TypeId>,
        /// Type arguments of an instance.
        targs: Vec<TypeId>,
    },
}

/// A function type. Parameters and results are `Var` objects (unnamed ones have empty names).
#[derive(Clone, Debug, Default)]
pub struct Signature {
    /// The receiver of a method; not part of the type's identity.
    pub recv: Option<ObjId>,
    /// Type parameters of a generic function.
    pub type_params: Vec<TypeId>,
    /// Type parameters of the receiver (`func (r T[P]) …`).
    pub recv_type_params: Vec<TypeId>,
    /// Parameters; the last has slice type if `variadic`.
    pub params: Vec<ObjId>,
    /// Results.
    pub results: Vec<ObjId>,
    /// Whether the last parameter is `...T`.
    pub variadic: bool,
}

/// An interface type as written; its type set is computed on demand.
#[derive(Clone, Debug, Default)]
pub struct Interface {
    /// Explicitly declared methods (`Func` objects).
    pub methods: Vec<ObjId>,
    /// Embedded types.
    pub embeddeds: Vec<TypeId>,
    /// Whether this is the implicit interface around a constraint like `~int`.
    pub implicit: bool,
    /// Whether this is the predeclared `comparable`.
    pub comparable: bool,
    /// The computed type set.
    pub tset: Option<std::sync::Arc<TypeSet>>,
}

/// The type set of an interface (spec §Interface types).
#[derive(Clone, Debug, Default)]
pub struct TypeSet {
    /// All methods, embedded ones included, sorted by name (then package for unexported ones).
    pub methods: Vec<ObjId>,
    /// The permitted types; `None` means all.
    pub terms: Option<Vec<Term>>,
    /// Whether only strictly comparable types belong to it.
    pub comparable: bool,
}

/// `T` or `~T` in a union.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Term {
    /// Whether a tilde stands in front.
    pub tilde: bool,
    /// The type.
    pub ty: TypeId,
}

/// A defined type.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its type name.
    pub obj: ObjId,
    /// Never a `Named` or `Alias` once resolved; `None` before.
    pub underlying: Option<TypeId>,
    /// Declared methods (`Func` objects), in source order; empty on instances: see `origin`.
    pub methods: Vec<ObjId>,
    /// Type parameters of a generic type.
    pub type_params: Vec<TypeId>,
    /// The generic type this is an instance of.
    pub origin: Option<TypeId>,
    /// Type arguments of an instance.
    pub targs: Vec<TypeId>,
}

/// A type parameter.
#[derive(Clone, Debug)]
pub struct TypeParam {
    /// Its type name.
    pub obj: ObjId,
    /// Place in the list that declares it.
    pub index: usize,
    /// The constraint.
    pub bound: Option<TypeId>,
}

/// All types of a program.
#[derive(Debug)]
pub struct Types {
    list: Vec<Type>,
}

impl Default for Types {
    fn default() -> Self {
        use BasicKind as B;
        let kinds = [
            B::Invalid,
            B::Bool,
            B::Int,
            B::Int8,
            B::Int16,
            B::Int32,
            B::Int64,
            B::Uint,
            B::Uint8,
            B::Uint16,
            B::Uint32,
            B::Uint64,
            B::Uintptr,
            B::Float32,
            B::Float64,
            B::Complex64,
            B::Complex128,
            B::String,
            B::UnsafePointer,
            B::UntypedBool,
            B::UntypedInt,
            B::UntypedRune,
            B::UntypedFloat,
            B::UntypedComplex,
            B::UntypedString,
            B::UntypedNil,
        ];
        Self { list: kinds.map(Type::Basic).into() }
    }
}

impl Types {
    /// Adds a type.
    pub fn add(&mut self, ty: Type) -> TypeId {
        self.list.push(ty);
        TypeId(u32::try_from(self.list.len() - 1).expect("fewer than 2^32 types"))
    }

    /// The type with this id, aliases and names as they are.
    pub fn get(&self, id: TypeId) -> &Type {
        &self.list[id.0 as usize]
    }

    /// To complete a type under construction.
    pub fn get_mut(&mut self, id: TypeId) -> &mut Type {
        &mut self.list[id.0 as usize]
    }

    /// How many types there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Never: the basic types are always there.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The type behind aliases.
    pub fn unalias(&self, mut id: TypeId) -> TypeId {
        while let Type::Alias { actual: Some(next), .. } = self.get(id) {
            id = *next;
        }
        id
    }

    /// The underlying type's id (spec §Underlying types). Instances of generic types must have
    /// been expanded (see `subst`); a type parameter's is its constraint interface.
    pub fn underlying_id(&self, id: TypeId) -> TypeId {
        let id = self.unalias(id);
        match self.get(id) {
            Type::Named(named) => {
                named.underlying.map_or(BasicKind::Invalid.id(), |u| self.unalias(u))
            }
            Type::TypeParam(param) => param.bound.map_or(id, |b| self.underlying_id(b)),
            _ => id,
        }
    }

    /// The underlying type.
    pub fn underlying(&self, id: TypeId) -> &Type {
        self.get(self.underlying_id(id))
    }
}

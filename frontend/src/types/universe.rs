//! The universe: names predeclared in every package (spec §Predeclared identifiers), and the
//! names of package `unsafe`.

use super::constant::Value;
use super::object::{Builtin, FuncObject, VarKind};
use super::scope::{ScopeId, Scopes};
use super::{
    BasicKind, Interface, ObjId, Object, ObjectKind, Objects, Signature, Type, TypeId, Types,
};
use crate::span::Pos;
use crate::symbol::Symbol;
use num_bigint::BigInt;

/// Ids of predeclared things.
#[derive(Debug)]
pub struct Universe {
    /// The universe scope: the first of all scopes.
    pub scope: ScopeId,
    /// The scope of package `unsafe`.
    pub unsafe_scope: ScopeId,
    /// The alias `byte`.
    pub byte: TypeId,
    /// The alias `rune`.
    pub rune: TypeId,
    /// The alias `any`.
    pub any: TypeId,
    /// `interface{}`.
    pub empty_interface: TypeId,
    /// The defined type `error`.
    pub error: TypeId,
    /// The defined type `comparable`.
    pub comparable: TypeId,
    /// The object `iota`.
    pub iota: ObjId,
    /// The object `nil`.
    pub nil: ObjId,
    /// The type name `error`'s method `Error`.
    pub error_method: ObjId,
    /// The type parameter-free empty tuple.
    pub empty_tuple: TypeId,
}

struct Builder<'a> {
    types: &'a mut Types,
    objects: &'a mut Objects,
    scopes: &'a mut Scopes,
}

impl Builder<'_> {
    fn object(&mut self, name: &str, ty: Option<TypeId>, kind: ObjectKind) -> ObjId {
        let name = Symbol::intern(name);
        self.objects.add(Object { name, pos: Pos::NONE, pkg: None, ty, kind })
    }

    fn declare(
        &mut self,
        scope: ScopeId,
        name: &str,
        ty: Option<TypeId>,
        kind: ObjectKind,
    ) -> ObjId {
        let obj = self.object(name, ty, kind);
        self.scopes.insert(scope, Symbol::intern(name), obj, Pos::NONE);
        obj
    }

    fn alias(&mut self, scope: ScopeId, name: &str, actual: TypeId) -> TypeId {
        let obj = self.declare(scope, name, None, ObjectKind::TypeName);
        let ty = self.types.add(Type::Alias {
            obj,
            actual: Some(actual),
            type_params: Vec::new(),
            origin: None,
            targs: Vec::new(),
        });
        self.objects.get_mut(obj).ty = Some(ty);
        ty
    }

    fn defined(&mut self, scope: ScopeId, name: &str, underlying: TypeId) -> TypeId {
        let obj = self.declare(scope, name, None, ObjectKind::TypeName);
        let ty = self.types.add(Type::Named(super::Named {
            obj,
            underlying: Some(underlying),
            methods: Vec::new(),
            type_params: Vec::new(),
            origin: None,
            targs: Vec::new(),
        }));
        self.objects.get_mut(obj).ty = Some(ty);
        ty
    }

    /// The method `Error() string`.
    fn error_method(&mut self) -> ObjId {
        let result =
            self.object("", Some(BasicKind::String.id()), ObjectKind::Var(VarKind::Result));
        let sig = self
            .types
            .add(Type::Signature(Signature { results: vec![result], ..Signature::default() }));
        self.object("Error", Some(sig), ObjectKind::Func(FuncObject::default()))
    }
}

impl Universe {
    /// Makes the universe in empty tables.
    pub fn new(types: &mut Types, objects: &mut Objects, scopes: &mut Scopes) -> Self {
        let mut b = Builder { types, objects, scopes };
        let scope = b.scopes.add(None, false);
        let unsafe_scope = b.scopes.add(None, false);
        for kind in BasicKind::ALL {
            if kind != BasicKind::Invalid && kind < BasicKind::UnsafePointer {
                b.declare(scope, kind.name(), Some(kind.id()), ObjectKind::TypeName);
            }
        }
        let byte = b.alias(scope, "byte", BasicKind::Uint8.id());
        let rune = b.alias(scope, "rune", BasicKind::Int32.id());
        let empty_interface = b.types.add(Type::Interface(Interface::default()));
        let any = b.alias(scope, "any", empty_interface);
        let error_method = b.error_method();
        let error_interface = b
            .types
            .add(Type::Interface(Interface { methods: vec![error_method], ..Default::default() }));
        let error = b.defined(scope, "error", error_interface);
        let comparable_interface =
            b.types.add(Type::Interface(Interface { comparable: true, ..Default::default() }));
        let comparable = b.defined(scope, "comparable", comparable_interface);
        for (name, value) in [("true", true), ("false", false)] {
            let value = Some(Value::Bool(value));
            let ty = Some(BasicKind::UntypedBool.id());
            b.declare(scope, name, ty, ObjectKind::Const(value));
        }
        let iota = b.declare(
            scope,
            "iota",
            Some(BasicKind::UntypedInt.id()),
            ObjectKind::Const(Some(Value::Int(BigInt::ZERO))),
        );
        let nil = b.declare(scope, "nil", Some(BasicKind::UntypedNil.id()), ObjectKind::Nil);
        for builtin in Builtin::ALL {
            let place = if builtin.is_unsafe() { unsafe_scope } else { scope };
            let ty = Some(BasicKind::Invalid.id());
            b.declare(place, builtin.name(), ty, ObjectKind::Builtin(builtin));
        }
        let pointer = Some(BasicKind::UnsafePointer.id());
        b.declare(unsafe_scope, "Pointer", pointer, ObjectKind::TypeName);
        let empty_tuple = b.types.add(Type::Tuple(Vec::new()));
        Self {
            scope,
            unsafe_scope,
            byte,
            rune,
            any,
            empty_interface,
            error,
            comparable,
            iota,
            nil,
            error_method,
            empty_tuple,
        }
    }
}

impl BasicKind {
    /// All kinds, in order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Invalid,
        Self::Bool,
        Self::Int,
        Self::Int8,
        Self::Int16,
        Self::Int32,
        Self::Int64,
        Self::Uint,
        Self::Uint8,
        Self::Uint16,
        Self::Uint32,
        Self::Uint64,
        Self::Uintptr,
        Self::Float32,
        Self::Float64,
        Self::Complex64,
        Self::Complex128,
        Self::String,
        Self::UnsafePointer,
        Self::UntypedBool,
        Self::UntypedInt,
        Self::UntypedRune,
        Self::UntypedFloat,
        Self::UntypedComplex,
        Self::UntypedString,
        Self::UntypedNil,
    ];

    /// The name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Invalid => "invalid type",
            Self::Bool => "bool",
            Self::Int => "int",
            Self::Int8 => "int8",
            Self::Int16 => "int16",
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::Uint => "uint",
            Self::Uint8 => "uint8",
            Self::Uint16 => "uint16",
            Self::Uint32 => "uint32",
            Self::Uint64 => "uint64",
            Self::Uintptr => "uintptr",
            Self::Float32 => "float32",
            Self::Float64 => "float64",
            Self::Complex64 => "complex64",
            Self::Complex128 => "complex128",
            Self::String => "string",
            Self::UnsafePointer => "unsafe.Pointer",
            Self::UntypedBool => "untyped bool",
            Self::UntypedInt => "untyped int",
            Self::UntypedRune => "untyped rune",
            Self::UntypedFloat => "untyped float",
            Self::UntypedComplex => "untyped complex",
            Self::UntypedString => "untyped string",
            Self::UntypedNil => "untyped nil",
        }
    }
}

impl Builtin {
    /// All built-in functions.
    pub const ALL: [Self; 26] = [
        Self::Append,
        Self::Cap,
        Self::Clear,
        Self::Close,
        Self::Complex,
        Self::Copy,
        Self::Delete,
        Self::Imag,
        Self::Len,
        Self::Make,
        Self::Max,
        Self::Min,
        Self::New,
        Self::Panic,
        Self::Print,
        Self::Println,
        Self::Real,
        Self::Recover,
        Self::Sizeof,
        Self::Alignof,
        Self::Offsetof,
        Self::UnsafeAdd,
        Self::UnsafeSlice,
        Self::UnsafeSliceData,
        Self::UnsafeString,
        Self::UnsafeStringData,
    ];

    /// Whether it belongs to package `unsafe`.
    pub const fn is_unsafe(self) -> bool {
        self as u32 >= Self::Sizeof as u32
    }

    /// The name, without `unsafe.`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Append => "append",
            Self::Cap => "cap",
            Self::Clear => "clear",
            Self::Close => "close",
            Self::Complex => "complex",
            Self::Copy => "copy",
            Self::Delete => "delete",
            Self::Imag => "imag",
            Self::Len => "len",
            Self::Make => "make",
            Self::Max => "max",
            Self::Min => "min",
            Self::New => "new",
            Self::Panic => "panic",
            Self::Print => "print",
            Self::Println => "println",
            Self::Real => "real",
            Self::Recover => "recover",
            Self::Sizeof => "Sizeof",
            Self::Alignof => "Alignof",
            Self::Offsetof => "Offsetof",
            Self::UnsafeAdd => "Add",
            Self::UnsafeSlice => "Slice",
            Self::UnsafeSliceData => "SliceData",
            Self::UnsafeString => "String",
            Self::UnsafeStringData => "StringData",
        }
    }
}

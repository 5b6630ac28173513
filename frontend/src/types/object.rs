//! Objects: what names stand for (as in go/types).

use super::TypeId;
use super::constant::Value;
use crate::ast;
use crate::span::Pos;
use crate::symbol::Symbol;
use std::sync::Arc;

/// Index of an object in [`Objects`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ObjId(pub u32);

/// Index of a package in [`Program::packages`](crate::Program).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PackageId(pub u32);

/// What a name stands for.
#[derive(Clone, Debug)]
pub struct Object {
    /// The name; empty for unnamed parameters.
    pub name: Symbol,
    /// Where it is declared.
    pub pos: Pos,
    /// The package; `None` in the universe.
    pub pkg: Option<PackageId>,
    /// Its type; `None` while not yet determined.
    pub ty: Option<TypeId>,
    /// What it is.
    pub kind: ObjectKind,
}

/// What an object is.
#[derive(Clone, Debug)]
pub enum ObjectKind {
    /// A constant with its value (`None` after an error).
    Const(Option<Value>),
    /// A variable, parameter, result or struct field.
    Var(VarKind),
    /// A type name; `ty` of the object is the type.
    TypeName,
    /// A function or method.
    Func(FuncObject),
    /// An imported package's name.
    PkgName(PackageId),
    /// A label.
    Label,
    /// A built-in function.
    Builtin(Builtin),
    /// `nil`.
    Nil,
}

/// Which variable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VarKind {
    /// At package level.
    Package,
    /// In a function.
    Local,
    /// A parameter or receiver.
    Param,
    /// A result.
    Result,
    /// A struct field.
    Field {
        /// Whether it is embedded.
        embedded: bool,
    },
}

/// A declared function, a method, or a method of an interface.
#[derive(Clone, Debug, Default)]
pub struct FuncObject {
    /// The declaration; `None` for interface methods and instantiated methods.
    pub decl: Option<Arc<ast::FuncDecl>>,
    /// For a method of an instantiated type: the generic type's method.
    pub origin: Option<ObjId>,
    /// Whether the receiver is a pointer.
    pub ptr_recv: bool,
}

/// The built-in functions (spec §Built-in functions; `unsafe`'s too).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[expect(missing_docs, reason = "named as in Go")]
pub enum Builtin {
    Append,
    Cap,
    Clear,
    Close,
    Complex,
    Copy,
    Delete,
    Imag,
    Len,
    Make,
    Max,
    Min,
    New,
    Panic,
    Print,
    Println,
    Real,
    Recover,
    Sizeof,
    Alignof,
    Offsetof,
    UnsafeAdd,
    UnsafeSlice,
    UnsafeSliceData,
    UnsafeString,
    UnsafeStringData,
}

/// All objects of a program.
#[derive(Debug, Default)]
pub struct Objects {
    list: Vec<Object>,
}

impl Objects {
    /// Adds an object.
    pub fn add(&mut self, object: Object) -> ObjId {
        self.list.push(object);
        ObjId(u32::try_from(self.list.len() - 1).expect("fewer than 2^32 objects"))
    }

    /// The object with this id.
    pub fn get(&self, id: ObjId) -> &Object {
        &self.list[id.0 as usize]
    }

    /// To complete an object.
    pub fn get_mut(&mut self, id: ObjId) -> &mut Object {
        &mut self.list[id.0 as usize]
    }

    /// How many objects there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

//! What the checker recorded: the one table later stages read (go/types' `Info`).
//!
//! Types recorded inside a generic function mention its type parameters; whoever lowers an
//! instance substitutes.

use crate::ast::{Expr, NodeId, VarSpec};
use crate::types::constant::Value;
use crate::types::{ObjId, TypeId};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What kind of operand an expression is (go/types' `TypeAndValue`).
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Mode {
    /// Not recorded.
    #[default]
    None,
    /// A call without results.
    NoValue,
    /// A built-in function.
    Builtin,
    /// A type.
    Type,
    /// A constant; see `Info::consts`.
    Const,
    /// Addressable: a variable, field of one, indirection…
    Var,
    /// A map element: assignable, not addressable, comma-ok.
    MapIndex,
    /// Any other value.
    Value,
    /// A value that also has a comma-ok form: receive, type assertion.
    CommaOk,
    /// `nil`.
    Nil,
}

/// Kinds of selections `x.f`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SelectionKind {
    /// A struct field.
    Field,
    /// A method, called or bound to `x`.
    Method,
    /// A method expression `T.f`.
    MethodExpr,
}

/// A selection that is not a qualified identifier.
#[derive(Clone, Debug)]
pub struct Selection {
    /// What is selected.
    pub kind: SelectionKind,
    /// Type of `x` (or the type `T` itself for a method expression).
    pub recv: TypeId,
    /// The field or method. For a method of an instantiated type: the instance's method object,
    /// whose `FuncObject::origin` is the generic one. For a method of a type parameter: the
    /// constraint's method.
    pub obj: ObjId,
    /// Field indices from `x` to the object: all but the last are embedded fields; for methods
    /// the last one is not a field index and must be ignored.
    pub path: Vec<usize>,
    /// Whether a pointer was followed on the way (implicitly or as `x`'s own type).
    pub indirect: bool,
}

/// One step of package initialization.
#[derive(Clone, Debug)]
pub struct InitOrder {
    /// The variables assigned (blank ones included).
    pub lhs: Vec<ObjId>,
    /// The specification that holds the expression.
    pub spec: Arc<VarSpec>,
    /// Which of `spec.values`.
    pub value: usize,
}

/// The tables. Maps are keyed by the `NodeId` of an expression, identifier, statement or clause.
#[derive(Debug, Default)]
pub struct Info {
    /// Mode of each expression, by node id.
    pub modes: Vec<Mode>,
    /// Type of each expression, by node id (`BasicKind::Invalid` if none). Untyped expressions
    /// have been given their final type, as in go/types. A comma-ok expression used for two
    /// values has a `Tuple` type.
    pub types: Vec<TypeId>,
    /// Values of constant expressions, already converted to their type.
    pub consts: FxHashMap<NodeId, Value>,
    /// Objects that identifiers declare.
    pub defs: FxHashMap<NodeId, ObjId>,
    /// Objects that identifiers use (the generic one for instantiated functions).
    pub uses: FxHashMap<NodeId, ObjId>,
    /// Implicit objects: a type switch clause's variable (by clause id), an import without a
    /// name (by spec id).
    pub implicits: FxHashMap<NodeId, ObjId>,
    /// Selections, by the selector expression's id.
    pub selections: FxHashMap<NodeId, Selection>,
    /// Type arguments of instantiated generic functions, by the identifier's id (for a qualified
    /// identifier: the selector's).
    pub instances: FxHashMap<NodeId, Vec<TypeId>>,
    /// Language version at a loop: whether `for` variables are per iteration (Go 1.22 on). Holds
    /// the ids of loops with *shared* variables.
    pub shared_loop_vars: std::collections::BTreeSet<NodeId>,
}

impl Info {
    /// Mode of an expression.
    pub fn mode(&self, e: &Expr) -> Mode {
        self.modes.get(e.id.0 as usize).copied().unwrap_or_default()
    }

    /// Type of an expression, if it has one.
    pub fn type_of(&self, e: &Expr) -> Option<TypeId> {
        let ty = self.types.get(e.id.0 as usize).copied()?;
        (ty != crate::types::BasicKind::Invalid.id()).then_some(ty)
    }

    /// Records mode and type of a node.
    pub fn record(&mut self, id: NodeId, mode: Mode, ty: TypeId) {
        let i = id.0 as usize;
        if self.modes.len() <= i {
            self.modes.resize(i + 1, Mode::None);
            self.types.resize(i + 1, crate::types::BasicKind::Invalid.id());
        }
        self.modes[i] = mode;
        self.types[i] = ty;
    }
}

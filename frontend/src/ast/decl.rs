//! Declarations.

use super::{Block, Expr, Field, FuncType, Ident, NodeId};
use crate::span::{Pos, Span};
use crate::symbol::Symbol;
use std::sync::{Arc, OnceLock};

/// A declaration, at top level or in a block.
#[derive(Clone, Debug)]
pub enum Decl {
    /// One `const` declaration, grouped or not.
    Const(Arc<ConstDecl>),
    /// One specification of a `type` declaration.
    Type(Arc<TypeSpec>),
    /// One specification of a `var` declaration.
    Var(Arc<VarSpec>),
    /// A function or method; only at top level.
    Func(Arc<FuncDecl>),
}

/// `import name "path"`.
#[derive(Debug)]
pub struct ImportSpec {
    /// The whole specification.
    pub span: Span,
    /// The name, `.` or `_` given in front of the path.
    pub name: Option<Ident>,
    /// The path, unquoted.
    pub path: Symbol,
    /// The path literal.
    pub path_span: Span,
    /// Key into `Info::implicits` for the package name object when there is no `name`.
    pub id: NodeId,
}

/// `const ( … )` or one `const x = 1`: the specifications belong together because of iota and
/// implicit repetition.
#[derive(Debug)]
pub struct ConstDecl {
    /// From the keyword on.
    pub span: Span,
    /// The lines, in order; the index is iota.
    pub specs: Vec<ConstSpec>,
}

/// One line of a constant declaration.
#[derive(Debug)]
pub struct ConstSpec {
    /// The line.
    pub span: Span,
    /// The names.
    pub names: Vec<Ident>,
    /// The type, if given on this line.
    pub ty: Option<Expr>,
    /// The values; empty means the previous non-empty list (and type) repeats.
    pub values: Vec<Expr>,
}

/// `type Name[P any] Type` or `type Name = Type`.
#[derive(Debug)]
pub struct TypeSpec {
    /// From the name on.
    pub span: Span,
    /// The name.
    pub name: Ident,
    /// Type parameters.
    pub type_params: Vec<Field>,
    /// Position of `=` in an alias declaration.
    pub assign: Option<Pos>,
    /// The type.
    pub ty: Expr,
}

/// `var a, b T = x, y`.
#[derive(Debug)]
pub struct VarSpec {
    /// From the first name on.
    pub span: Span,
    /// The names.
    pub names: Vec<Ident>,
    /// The type, if given.
    pub ty: Option<Expr>,
    /// The initial values, if given.
    pub values: Vec<Expr>,
}

/// A function or method declaration.
#[derive(Debug)]
pub struct FuncDecl {
    /// From `func` to the end.
    pub span: Span,
    /// The name.
    pub name: Ident,
    /// Whether the receiver is a pointer, and the name of its base type: given if the head was not
    /// parsed at once.
    pub outline: Option<(bool, Symbol)>,
    /// The rest of the head. In the standard library's files it is parsed on demand, by
    /// [`func_head`](crate::parser::func_head).
    pub head: OnceLock<FuncHead>,
    /// The body; `None` means native.
    pub body: Option<FuncBody>,
}

/// The head of a function declaration but its name.
#[derive(Debug)]
pub struct FuncHead {
    /// The receiver: one field with at most one name (more are kept for the checker to report).
    pub recv: Option<Vec<Field>>,
    /// Type parameters, parameters and results.
    pub ty: Arc<FuncType>,
}

/// The body of a declared function. In the standard library's files it is parsed on demand, by
/// [`func_body`](crate::parser::func_body).
#[derive(Debug)]
pub struct FuncBody {
    /// From `{` to `}`.
    pub span: Span,
    /// The block, once it is parsed.
    pub block: OnceLock<Arc<Block>>,
}

impl FuncBody {
    /// The block, if it was parsed yet.
    pub fn get(&self) -> Option<&Arc<Block>> {
        self.block.get()
    }
}

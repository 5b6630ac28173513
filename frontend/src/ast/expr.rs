//! Expressions and type expressions.

use super::{Block, Ident, NodeId};
use crate::span::{Pos, Span};
use crate::symbol::Symbol;
use std::sync::Arc;

/// An expression or a type expression: the grammar cannot always tell them apart.
#[derive(Debug)]
pub struct Expr {
    /// Key into the tables of `Info`.
    pub id: NodeId,
    /// The source text.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// What an expression is.
#[derive(Debug)]
pub enum ExprKind {
    /// Something that did not parse; already reported.
    Bad,
    /// `x`; the identifier's id is the expression's id.
    Ident(Symbol),
    /// A literal with its source text.
    BasicLit {
        /// Which literal.
        kind: LitKind,
        /// The source text, quotes and all.
        text: Symbol,
    },
    /// `T{…}`; the type is missing in elided inner literals.
    CompositeLit {
        /// The type.
        ty: Option<Box<Expr>>,
        /// The elements.
        elems: Vec<Element>,
        /// The braces and what is between.
        braces: Span,
    },
    /// `func(…) … { … }`.
    FuncLit {
        /// The type.
        ty: Arc<FuncType>,
        /// The body.
        body: Arc<Block>,
    },
    /// `(x)`.
    Paren(Box<Expr>),
    /// `x.sel`.
    Selector {
        /// Left of the dot.
        x: Box<Expr>,
        /// Right of the dot.
        sel: Ident,
    },
    /// `x[i]`, or an instantiation `x[T, U]`.
    Index {
        /// What is indexed.
        x: Box<Expr>,
        /// One index, or type arguments.
        indices: Vec<Expr>,
    },
    /// `x[lo:hi:max]`.
    Slice {
        /// What is sliced.
        x: Box<Expr>,
        /// Low bound.
        lo: Option<Box<Expr>>,
        /// High bound.
        hi: Option<Box<Expr>>,
        /// Capacity bound.
        max: Option<Box<Expr>>,
    },
    /// `x.(T)`; no type means `x.(type)`.
    TypeAssert {
        /// The interface value.
        x: Box<Expr>,
        /// The type.
        ty: Option<Box<Expr>>,
    },
    /// `fun(args…)`; also conversions and built-in calls.
    Call {
        /// What is called.
        fun: Box<Expr>,
        /// The arguments; types are possible for built-ins.
        args: Vec<Expr>,
        /// Position of `...` after the last argument.
        ellipsis: Option<Pos>,
        /// Position of `)`.
        rparen: Pos,
    },
    /// `*x`: indirection or pointer type.
    Star(Box<Expr>),
    /// `op x`.
    Unary {
        /// The operator.
        op: UnaryOp,
        /// The operand.
        x: Box<Expr>,
    },
    /// `x op y`.
    Binary {
        /// The operator.
        op: BinaryOp,
        /// Where the operator stands.
        op_pos: Pos,
        /// Left operand.
        x: Box<Expr>,
        /// Right operand.
        y: Box<Expr>,
    },
    /// `[N]T`, `[...]T`, `[]T`.
    ArrayType {
        /// The length.
        len: ArrayLen,
        /// The element type.
        elem: Box<Expr>,
    },
    /// `struct { … }`.
    StructType {
        /// The fields; embedded ones have no names.
        fields: Vec<Field>,
    },
    /// `func(…) …` as a type.
    FuncType(Arc<FuncType>),
    /// `interface { … }`.
    InterfaceType {
        /// Methods, embedded types and unions.
        elems: Vec<InterfaceElem>,
    },
    /// `map[K]V`.
    MapType {
        /// The key type.
        key: Box<Expr>,
        /// The element type.
        elem: Box<Expr>,
    },
    /// `chan T`, `chan<- T`, `<-chan T`.
    ChanType {
        /// The direction.
        dir: ChanDir,
        /// The element type.
        elem: Box<Expr>,
    },
    /// `...T` as the type of a last parameter.
    Ellipsis(Option<Box<Expr>>),
}

/// The length of an array type.
#[derive(Debug)]
pub enum ArrayLen {
    /// `[]T`: a slice type.
    Slice,
    /// `[...]T`.
    Auto,
    /// `[n]T`.
    Fixed(Box<Expr>),
}

/// Direction of a channel type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ChanDir {
    /// `chan T`.
    Both,
    /// `chan<- T`.
    Send,
    /// `<-chan T`.
    Recv,
}

/// Kinds of basic literals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LitKind {
    /// `42`, `0x2a`, `1_000`.
    Int,
    /// `1.5`, `0x1p-2`.
    Float,
    /// `2i`.
    Imag,
    /// `'a'`.
    Char,
    /// `"…"` or a raw string.
    String,
}

/// One element of a composite literal.
#[derive(Debug)]
pub struct Element {
    /// The key: index, field name or map key.
    pub key: Option<Expr>,
    /// The value; an elided literal is a `CompositeLit` without a type.
    pub value: Expr,
}

/// A function type's parts.
#[derive(Debug)]
pub struct FuncType {
    /// Type parameters; only on declared functions.
    pub type_params: Vec<Field>,
    /// The parameters; a variadic last one has type `ExprKind::Ellipsis`.
    pub params: Vec<Field>,
    /// The results.
    pub results: Vec<Field>,
    /// The whole type.
    pub span: Span,
}

/// A group of parameters, struct fields or type parameters with one type.
#[derive(Debug)]
pub struct Field {
    /// The names; empty for unnamed parameters and embedded fields.
    pub names: Vec<Ident>,
    /// The type, or the constraint.
    pub ty: Expr,
    /// A struct field's tag, unquoted.
    pub tag: Option<Symbol>,
    /// Names and type.
    pub span: Span,
}

/// One element of an interface type.
#[derive(Debug)]
pub enum InterfaceElem {
    /// `Name(…) …`.
    Method {
        /// The name.
        name: Ident,
        /// The signature.
        ty: Arc<FuncType>,
    },
    /// An embedded type or a union; unions are `Binary` expressions with `|`, `~T` is
    /// `UnaryOp::Tilde`.
    Embed(Expr),
}

/// Unary operators.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnaryOp {
    /// `+`
    Plus,
    /// `-`
    Neg,
    /// `!`
    Not,
    /// `^`
    BitNot,
    /// `&`
    Addr,
    /// `<-`
    Recv,
    /// `~`, in constraints
    Tilde,
}

/// Binary operators.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BinaryOp {
    /// `||`
    LogOr,
    /// `&&`
    LogAnd,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `|`
    Or,
    /// `^`
    Xor,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Rem,
    /// `&`
    And,
    /// `&^`
    AndNot,
    /// `<<`
    Shl,
    /// `>>`
    Shr,
}

impl BinaryOp {
    /// The operator's spelling.
    pub fn text(self) -> &'static str {
        match self {
            Self::LogOr => "||",
            Self::LogAnd => "&&",
            Self::Eq => "==",
            Self::Ne => "!=",
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Gt => ">",
            Self::Ge => ">=",
            Self::Add => "+",
            Self::Sub => "-",
            Self::Or => "|",
            Self::Xor => "^",
            Self::Mul => "*",
            Self::Div => "/",
            Self::Rem => "%",
            Self::And => "&",
            Self::AndNot => "&^",
            Self::Shl => "<<",
            Self::Shr => ">>",
        }
    }
}

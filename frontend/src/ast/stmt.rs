//! Statements.

use super::{BinaryOp, Decl, Expr, Ident, NodeId};
use crate::span::{Pos, Span};

/// `{ … }`.
#[derive(Debug)]
pub struct Block {
    /// Braces included; `span.hi` is one past `}`.
    pub span: Span,
    /// The statements.
    pub stmts: Vec<Stmt>,
}

/// A statement.
#[derive(Debug)]
pub struct Stmt {
    /// Key into the tables of `Info` (implicit objects of type switch clauses, scopes).
    pub id: NodeId,
    /// The source text.
    pub span: Span,
    /// What it is.
    pub kind: StmtKind,
}

/// What a statement is.
#[derive(Debug)]
pub enum StmtKind {
    /// Something that did not parse; already reported.
    Bad,
    /// Nothing.
    Empty,
    /// `const`, `type` or `var`, one node per specification (`ConstDecl` is whole).
    Decl(Decl),
    /// `label: stmt`.
    Labeled {
        /// The label.
        label: Ident,
        /// The statement.
        stmt: Box<Stmt>,
    },
    /// An expression used as a statement.
    Expr(Expr),
    /// `ch <- value`.
    Send {
        /// The channel.
        chan: Expr,
        /// The value.
        value: Expr,
        /// Position of `<-`.
        arrow: Pos,
    },
    /// `x++`, `x--`.
    IncDec {
        /// The operand.
        x: Expr,
        /// Whether it is `++`.
        inc: bool,
    },
    /// `lhs = rhs`, `lhs op= rhs` or `lhs := rhs`.
    Assign {
        /// Left side.
        lhs: Vec<Expr>,
        /// Right side.
        rhs: Vec<Expr>,
        /// Which assignment.
        op: AssignOp,
        /// Position of the operator.
        op_pos: Pos,
    },
    /// `go call`.
    Go(Expr),
    /// `defer call`.
    Defer(Expr),
    /// `return values`.
    Return(Vec<Expr>),
    /// `break`, `continue`, `goto`, `fallthrough`.
    Branch {
        /// Which one.
        kind: BranchKind,
        /// The label.
        label: Option<Ident>,
    },
    /// `{ … }`.
    Block(Block),
    /// `if init; cond { … } else …`.
    If {
        /// Before the semicolon.
        init: Option<Box<Stmt>>,
        /// The condition.
        cond: Expr,
        /// The body.
        then: Block,
        /// `else`: an `If` or a `Block`.
        els: Option<Box<Stmt>>,
    },
    /// `switch init; tag { … }`.
    Switch {
        /// Before the semicolon.
        init: Option<Box<Stmt>>,
        /// The tag; none means `true`.
        tag: Option<Expr>,
        /// The clauses.
        clauses: Vec<CaseClause>,
        /// Position of `{`.
        body: Span,
    },
    /// `switch init; x := y.(type) { … }`.
    TypeSwitch {
        /// Before the semicolon.
        init: Option<Box<Stmt>>,
        /// `x` in `x := y.(type)`.
        bind: Option<Ident>,
        /// `y`, without `.(type)`.
        x: Expr,
        /// The clauses; cases are types or nil.
        clauses: Vec<CaseClause>,
        /// The braces.
        body: Span,
    },
    /// `select { … }`.
    Select {
        /// The clauses.
        clauses: Vec<CommClause>,
        /// The braces.
        body: Span,
    },
    /// `for init; cond; post { … }`.
    For {
        /// First part.
        init: Option<Box<Stmt>>,
        /// Condition.
        cond: Option<Expr>,
        /// Last part.
        post: Option<Box<Stmt>>,
        /// The body.
        body: Block,
    },
    /// `for key, value := range x { … }`.
    Range {
        /// First variable.
        key: Option<Expr>,
        /// Second variable.
        value: Option<Expr>,
        /// A third variable, which is wrong.
        extra: Option<Expr>,
        /// Whether `:=` declares them.
        define: bool,
        /// Position of `=` or `:=` (of `range` if there is neither).
        op_pos: Pos,
        /// What is ranged over.
        x: Expr,
        /// The body.
        body: Block,
    },
}

/// Assignment operators.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AssignOp {
    /// `=`
    Assign,
    /// `:=`
    Define,
    /// `+=` and the like.
    Op(BinaryOp),
}

/// Branch statements.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BranchKind {
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// `goto`
    Goto,
    /// `fallthrough`
    Fallthrough,
}

/// A clause of an expression or type switch.
#[derive(Debug)]
pub struct CaseClause {
    /// Key into `Info::implicits`: the clause's own variable in a type switch.
    pub id: NodeId,
    /// From `case` to the end of the body.
    pub span: Span,
    /// The cases; `None` means `default`.
    pub exprs: Option<Vec<Expr>>,
    /// Position of `:`.
    pub colon: Pos,
    /// The body.
    pub body: Vec<Stmt>,
}

/// A clause of a select statement.
#[derive(Debug)]
pub struct CommClause {
    /// Key into the tables of `Info`.
    pub id: NodeId,
    /// From `case` to the end of the body.
    pub span: Span,
    /// The operation: `Send`, `Expr` (receive) or `Assign` with one receive on the right;
    /// `None` means `default`.
    pub comm: Option<Box<Stmt>>,
    /// Position of `:`.
    pub colon: Pos,
    /// The body.
    pub body: Vec<Stmt>,
}

//! Walking syntax trees: every node in the order of the source, with or without its ancestors.

use crate::ast::{
    ArrayLen, Block, CaseClause, CommClause, ConstSpec, Decl, Element, Expr, ExprKind, Field, File,
    FuncDecl, FuncType, InterfaceElem, Stmt, StmtKind, TypeSpec, VarSpec,
};
use crate::span::Span;

/// A node of the tree. Identifiers in expressions are `Expr`s; declared names are no nodes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Node<'a> {
    File(&'a File),
    Func(&'a FuncDecl),
    Var(&'a VarSpec),
    Const(&'a ConstSpec),
    Type(&'a TypeSpec),
    Expr(&'a Expr),
    Stmt(&'a Stmt),
    Block(&'a Block),
    Case(&'a CaseClause),
    Comm(&'a CommClause),
    Field(&'a Field),
    Element(&'a Element),
}

impl<'a> Node<'a> {
    /// The source text.
    pub(crate) fn span(self) -> Span {
        match self {
            Self::File(file) => Span::new(file.package_pos, file.package_pos),
            Self::Func(decl) => decl.span,
            Self::Var(spec) => spec.span,
            Self::Const(spec) => spec.span,
            Self::Type(spec) => spec.span,
            Self::Expr(e) => e.span,
            Self::Stmt(s) => s.span,
            Self::Block(block) => block.span,
            Self::Case(clause) => clause.span,
            Self::Comm(clause) => clause.span,
            Self::Field(field) => field.span,
            Self::Element(elem) => {
                elem.key.as_ref().map_or(elem.value.span, |key| key.span.to(elem.value.span))
            }
        }
    }

    /// The statement, if it is one.
    pub(crate) fn stmt(self) -> Option<&'a Stmt> {
        if let Self::Stmt(s) = self { Some(s) } else { None }
    }

    /// The expression, if it is one.
    pub(crate) fn expr(self) -> Option<&'a Expr> {
        if let Self::Expr(e) = self { Some(e) } else { None }
    }

    /// Calls `f` on each child.
    pub(crate) fn children(self, f: &mut dyn FnMut(Self)) {
        match self {
            Self::File(file) => file.decls.iter().for_each(|decl| declaration(decl, f)),
            Self::Func(decl) => {
                if let Some(head) = decl.head.get() {
                    head.recv.iter().flatten().for_each(|field| f(Node::Field(field)));
                    signature(&head.ty, f);
                }
                if let Some(body) = decl.body.as_ref().and_then(|body| body.get()) {
                    f(Node::Block(body));
                }
            }
            Self::Var(spec) => {
                exprs(&spec.ty, f);
                exprs(&spec.values, f);
            }
            Self::Const(spec) => {
                exprs(&spec.ty, f);
                exprs(&spec.values, f);
            }
            Self::Type(spec) => {
                spec.type_params.iter().for_each(|field| f(Node::Field(field)));
                f(Node::Expr(&spec.ty));
            }
            Self::Expr(e) => expression(e, f),
            Self::Stmt(s) => statement(s, f),
            Self::Block(block) => stmts(&block.stmts, f),
            Self::Case(clause) => {
                exprs(clause.exprs.iter().flatten(), f);
                stmts(&clause.body, f);
            }
            Self::Comm(clause) => {
                clause.comm.iter().for_each(|comm| f(Node::Stmt(comm)));
                stmts(&clause.body, f);
            }
            Self::Field(field) => f(Node::Expr(&field.ty)),
            Self::Element(elem) => {
                exprs(&elem.key, f);
                f(Node::Expr(&elem.value));
            }
        }
    }
}

fn exprs<'a>(list: impl IntoIterator<Item = &'a Expr>, f: &mut dyn FnMut(Node<'a>)) {
    list.into_iter().for_each(|e| f(Node::Expr(e)));
}

fn stmts<'a>(list: &'a [Stmt], f: &mut dyn FnMut(Node<'a>)) {
    list.iter().for_each(|s| f(Node::Stmt(s)));
}

fn declaration<'a>(decl: &'a Decl, f: &mut dyn FnMut(Node<'a>)) {
    match decl {
        Decl::Const(decl) => decl.specs.iter().for_each(|spec| f(Node::Const(spec))),
        Decl::Type(spec) => f(Node::Type(spec)),
        Decl::Var(spec) => f(Node::Var(spec)),
        Decl::Func(decl) => f(Node::Func(decl)),
    }
}

fn signature<'a>(ty: &'a FuncType, f: &mut dyn FnMut(Node<'a>)) {
    for field in ty.type_params.iter().chain(&ty.params).chain(&ty.results) {
        f(Node::Field(field));
    }
}

fn expression<'a>(e: &'a Expr, f: &mut dyn FnMut(Node<'a>)) {
    let one = |x: &'a Expr| Node::Expr(x);
    match &e.kind {
        ExprKind::Bad | ExprKind::Ident(_) | ExprKind::BasicLit { .. } => {}
        ExprKind::CompositeLit { ty, elems, .. } => {
            ty.iter().for_each(|ty| f(one(ty)));
            elems.iter().for_each(|elem| f(Node::Element(elem)));
        }
        ExprKind::FuncLit { ty, body } => {
            signature(ty, f);
            f(Node::Block(body));
        }
        ExprKind::Paren(x)
        | ExprKind::Selector { x, .. }
        | ExprKind::Star(x)
        | ExprKind::Unary { x, .. } => f(one(x)),
        ExprKind::Index { x, indices } => {
            f(one(x));
            exprs(indices, f);
        }
        ExprKind::Slice { x, lo, hi, max } => {
            f(one(x));
            [lo, hi, max].into_iter().flatten().for_each(|bound| f(one(bound)));
        }
        ExprKind::TypeAssert { x, ty } => {
            f(one(x));
            ty.iter().for_each(|ty| f(one(ty)));
        }
        ExprKind::Call { fun, args, .. } => {
            f(one(fun));
            exprs(args, f);
        }
        ExprKind::Binary { x, y, .. } => {
            f(one(x));
            f(one(y));
        }
        ExprKind::ArrayType { len, elem } => {
            if let ArrayLen::Fixed(n) = len {
                f(one(n));
            }
            f(one(elem));
        }
        ExprKind::StructType { fields } => fields.iter().for_each(|field| f(Node::Field(field))),
        ExprKind::FuncType(ty) => signature(ty, f),
        ExprKind::InterfaceType { elems } => {
            for elem in elems {
                match elem {
                    InterfaceElem::Method { ty, .. } => signature(ty, f),
                    InterfaceElem::Embed(ty) => f(one(ty)),
                }
            }
        }
        ExprKind::MapType { key, elem } => {
            f(one(key));
            f(one(elem));
        }
        ExprKind::ChanType { elem, .. } => f(one(elem)),
        ExprKind::Ellipsis(elem) => elem.iter().for_each(|elem| f(one(elem))),
    }
}

fn statement<'a>(s: &'a Stmt, f: &mut dyn FnMut(Node<'a>)) {
    match &s.kind {
        StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
        StmtKind::Decl(decl) => declaration(decl, f),
        StmtKind::Labeled { stmt, .. } => f(Node::Stmt(stmt)),
        StmtKind::Expr(x) | StmtKind::IncDec { x, .. } | StmtKind::Go(x) | StmtKind::Defer(x) => {
            f(Node::Expr(x));
        }
        StmtKind::Send { chan, value, .. } => exprs([chan, value], f),
        StmtKind::Assign { lhs, rhs, .. } => exprs(lhs.iter().chain(rhs), f),
        StmtKind::Return(values) => exprs(values, f),
        StmtKind::Block(block) => f(Node::Block(block)),
        StmtKind::If { init, cond, then, els } => {
            init.iter().for_each(|s| f(Node::Stmt(s)));
            f(Node::Expr(cond));
            f(Node::Block(then));
            els.iter().for_each(|s| f(Node::Stmt(s)));
        }
        StmtKind::Switch { init, tag, clauses, .. } => {
            init.iter().for_each(|s| f(Node::Stmt(s)));
            exprs(tag, f);
            clauses.iter().for_each(|clause| f(Node::Case(clause)));
        }
        StmtKind::TypeSwitch { init, x, clauses, .. } => {
            init.iter().for_each(|s| f(Node::Stmt(s)));
            f(Node::Expr(x));
            clauses.iter().for_each(|clause| f(Node::Case(clause)));
        }
        StmtKind::Select { clauses, .. } => {
            clauses.iter().for_each(|clause| f(Node::Comm(clause)));
        }
        StmtKind::For { init, cond, post, body } => {
            init.iter().for_each(|s| f(Node::Stmt(s)));
            exprs(cond, f);
            post.iter().for_each(|s| f(Node::Stmt(s)));
            f(Node::Block(body));
        }
        StmtKind::Range { key, value, x, body, .. } => {
            exprs(key.iter().chain(value), f);
            f(Node::Expr(x));
            f(Node::Block(body));
        }
    }
}

/// Visits a node and everything below it, parents first, as long as `visit` says to go deeper.
pub(crate) fn inspect<'a>(node: Node<'a>, visit: &mut dyn FnMut(Node<'a>) -> bool) {
    if visit(node) {
        node.children(&mut |child| inspect(child, visit));
    }
}

/// Like [`inspect`], with the ancestors of the node, outermost first.
pub(crate) fn inspect_with_ancestors<'a>(
    node: Node<'a>,
    visit: &mut dyn FnMut(Node<'a>, &[Node<'a>]) -> bool,
) {
    fn go<'a>(
        node: Node<'a>,
        ancestors: &mut Vec<Node<'a>>,
        visit: &mut dyn FnMut(Node<'a>, &[Node<'a>]) -> bool,
    ) {
        if visit(node, ancestors) {
            ancestors.push(node);
            node.children(&mut |child| go(child, ancestors, visit));
            ancestors.pop();
        }
    }
    go(node, &mut Vec::new(), visit);
}

/// A function with a body: declared, or a literal.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Function<'a> {
    Declared(&'a FuncDecl),
    Literal(&'a Expr),
}

impl<'a> Function<'a> {
    /// The function, if the node is one with a body.
    pub(crate) fn of(node: Node<'a>) -> Option<Self> {
        match node {
            Node::Func(decl) => decl.body.as_ref()?.get().map(|_| Self::Declared(decl)),
            Node::Expr(e) if matches!(e.kind, ExprKind::FuncLit { .. }) => Some(Self::Literal(e)),
            _ => None,
        }
    }

    /// Parameters and results.
    pub(crate) fn ty(self) -> Option<&'a FuncType> {
        match self {
            Self::Declared(decl) => decl.head.get().map(|head| &*head.ty),
            Self::Literal(e) => match &e.kind {
                ExprKind::FuncLit { ty, .. } => Some(ty),
                _ => None,
            },
        }
    }

    /// The body.
    pub(crate) fn body(self) -> Option<&'a Block> {
        match self {
            Self::Declared(decl) => decl.body.as_ref()?.get().map(|block| &**block),
            Self::Literal(e) => match &e.kind {
                ExprKind::FuncLit { body, .. } => Some(body),
                _ => None,
            },
        }
    }
}

/// The functions of a file, outer ones first.
pub(crate) fn functions(file: &File) -> Vec<Function<'_>> {
    let mut found = Vec::new();
    inspect(Node::File(file), &mut |node| {
        found.extend(Function::of(node));
        true
    });
    found
}

/// The operand inside parentheses.
pub(crate) fn unparen(mut e: &Expr) -> &Expr {
    while let ExprKind::Paren(x) = &e.kind {
        e = x;
    }
    e
}

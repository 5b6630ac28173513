//! What the grammar's actions do, and what the grammar itself cannot decide: operator precedence,
//! grouping of parameters, `<-chan`, type switches, and rules about shape.
//!
//! An action that meets something wrong only notes that the piece is [bad](Actions::fail);
//! `diagnose` finds the words.

use crate::ast::*;
use crate::diagnostic::Diagnostic;
use crate::lexer::literal::unquote;
use crate::span::{Pos, Span};
use crate::symbol::Symbol;
use rustc_hash::FxHashMap;
use std::mem;
use std::sync::Arc;

/// One piece of a file.
#[derive(Debug)]
pub(super) enum Piece {
    /// The package clause: the keyword's position and the name.
    Package(Pos, Ident),
    /// One import declaration.
    Imports(Vec<Arc<ImportSpec>>),
    /// One other top-level declaration.
    Decls(Vec<Decl>),
}

/// A parameter before its list is grouped: `a`, `T`, `a T`.
#[derive(Debug)]
pub(super) struct Param {
    pub(super) name: Option<Ident>,
    pub(super) ty: Option<Expr>,
}

impl Param {
    pub(super) fn unnamed(ty: Expr) -> Self {
        Self { name: None, ty: Some(ty) }
    }
}

/// A type parameter before its list is grouped.
#[derive(Debug)]
pub(super) struct TParam {
    pub(super) name: Ident,
    pub(super) bound: Option<Expr>,
}

/// What stands between two semicolons of a statement list.
#[derive(Debug)]
pub(super) enum Item {
    /// Nothing.
    None,
    /// A statement.
    One(Box<Stmt>),
    /// A declaration's specifications.
    Many(Vec<Stmt>),
}

/// A simple statement; expressions wait, for most end in a header.
#[derive(Debug)]
pub(super) enum Sim {
    Expr(Expr),
    Other(Box<Stmt>),
}

/// Start, type parameters, parameters, results and end of a declared function's type.
type DeclaredType = (Pos, Option<Vec<TParam>>, Vec<Param>, Option<Vec<Param>>, Pos);

/// The state of the actions.
#[derive(Debug)]
pub(super) struct Actions<'a> {
    text: &'a str,
    base: u32,
    ids: &'a mut NodeIds,
    symbols: FxHashMap<&'a str, Symbol>,
    /// Whether something does not obey Go's syntax though the grammar lets it pass.
    pub(super) failed: bool,
    /// Complaints that are no syntax errors.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Actions<'a> {
    pub(super) fn new(text: &'a str, base: Pos, ids: &'a mut NodeIds) -> Self {
        Self {
            text,
            base: base.0,
            ids,
            symbols: FxHashMap::default(),
            failed: false,
            diagnostics: Vec::new(),
        }
    }

    /// Notes that the piece breaks a rule that the grammar does not know.
    fn fail(&mut self) {
        self.failed = true;
    }

    fn text(&self, l: Pos, r: Pos) -> &'a str {
        &self.text[(l.0 - self.base) as usize..(r.0 - self.base) as usize]
    }

    fn symbol(&mut self, l: Pos, r: Pos) -> Symbol {
        let text = self.text(l, r);
        *self.symbols.entry(text).or_insert_with(|| Symbol::intern(text))
    }

    fn unquoted(&mut self, span: Span) -> Symbol {
        let text = unquote(self.text(span.lo, span.hi));
        Symbol::intern(&String::from_utf8_lossy(&text))
    }

    // -------------------------------------------------------------------------------------------
    // Names, literals, expressions

    pub(super) fn ident(&mut self, l: Pos, r: Pos) -> Ident {
        Ident { id: self.ids.fresh(), span: Span::new(l, r), name: self.symbol(l, r) }
    }

    pub(super) fn expr(&mut self, l: Pos, kind: ExprKind, r: Pos) -> Expr {
        Expr { id: self.ids.fresh(), span: Span::new(l, r), kind }
    }

    pub(super) fn literal(&mut self, l: Pos, kind: LitKind, r: Pos) -> Expr {
        let text = self.symbol(l, r);
        self.expr(l, ExprKind::BasicLit { kind, text }, r)
    }

    pub(super) fn qualified(&mut self, l: Pos, pkg: Ident, sel: Ident, r: Pos) -> Expr {
        let x = Box::new(ident_expr(pkg));
        self.expr(l, ExprKind::Selector { x, sel }, r)
    }

    pub(super) fn unary(&mut self, l: Pos, op: UnaryOp, x: Expr, r: Pos) -> Expr {
        self.expr(l, ExprKind::Unary { op, x: Box::new(x) }, r)
    }

    /// `x op y`, where `x` is all that stands left of the operator: operators that bind less
    /// tightly than `op` keep their place above it.
    pub(super) fn binary(&mut self, mut x: Expr, op_pos: Pos, op: BinaryOp, y: Expr) -> Expr {
        let hi = y.span.hi;
        let id = self.ids.fresh();
        let mut place = &mut x;
        while binds_less(place, op) {
            place.span.hi = hi;
            let ExprKind::Binary { y: right, .. } = &mut place.kind else {
                unreachable!("invariant: binds_less answers true for binary expressions only")
            };
            place = right;
        }
        let span = Span::new(place.span.lo, hi);
        let bad = Expr { id, span, kind: ExprKind::Bad };
        let left = Box::new(mem::replace(place, bad));
        place.kind = ExprKind::Binary { op, op_pos, x: left, y: Box::new(y) };
        x
    }

    /// `<-x`, unless `x` is a channel type that the arrow belongs to.
    pub(super) fn receive(&mut self, l: Pos, mut x: Expr, r: Pos) -> Expr {
        if !matches!(x.kind, ExprKind::ChanType { .. }) {
            return self.unary(l, UnaryOp::Recv, x, r);
        }
        // `<-chan E` is one type; in `<-chan<- E` the second arrow is E's: `<-chan (<-E)`.
        let mut ty = &mut x;
        let mut lo = l;
        loop {
            let ExprKind::ChanType { dir, elem } = &mut ty.kind else {
                self.fail();
                break;
            };
            ty.span.lo = lo;
            lo = elem.span.lo;
            match mem::replace(dir, ChanDir::Recv) {
                ChanDir::Both => break,
                ChanDir::Recv => {
                    self.fail();
                    break;
                }
                ChanDir::Send => ty = elem,
            }
        }
        x
    }

    pub(super) fn array(&mut self, l: Pos, len: ArrayLen, elem: Expr, r: Pos) -> Expr {
        self.expr(l, ExprKind::ArrayType { len, elem: Box::new(elem) }, r)
    }

    /// `[n]T` after a name, where `n` was read as a list.
    pub(super) fn counted(
        &mut self,
        l: Pos,
        (mut n, comma): (Vec<Expr>, bool),
        elem: Expr,
        r: Pos,
    ) -> Expr {
        if n.len() != 1 || comma {
            self.fail();
        }
        let len = ArrayLen::Fixed(Box::new(n.swap_remove(0)));
        self.array(l, len, elem, r)
    }

    pub(super) fn chan(&mut self, l: Pos, dir: ChanDir, elem: Expr, r: Pos) -> Expr {
        self.expr(l, ExprKind::ChanType { dir, elem: Box::new(elem) }, r)
    }

    /// `name[indices]`.
    pub(super) fn instance(&mut self, l: Pos, name: Ident, indices: Vec<Expr>, r: Pos) -> Expr {
        self.expr(l, ExprKind::Index { x: Box::new(ident_expr(name)), indices }, r)
    }

    pub(super) fn slice(
        &mut self,
        l: Pos,
        x: Expr,
        lo: Option<Expr>,
        hi: Option<Expr>,
        max: Option<Expr>,
        r: Pos,
    ) -> Expr {
        let kind = ExprKind::Slice {
            x: Box::new(x),
            lo: lo.map(Box::new),
            hi: hi.map(Box::new),
            max: max.map(Box::new),
        };
        self.expr(l, kind, r)
    }

    pub(super) fn call(
        &mut self,
        l: Pos,
        fun: Expr,
        (args, ellipsis, rparen, r): (Vec<Expr>, Option<Pos>, Pos, Pos),
    ) -> Expr {
        self.expr(l, ExprKind::Call { fun: Box::new(fun), args, ellipsis, rparen }, r)
    }

    pub(super) fn composite(
        &mut self,
        l: Pos,
        ty: Expr,
        lbrace: Pos,
        elems: Vec<Element>,
        r: Pos,
    ) -> Expr {
        let fits = match ty.kind {
            ExprKind::Ident(_)
            | ExprKind::Selector { .. }
            | ExprKind::ArrayType { .. }
            | ExprKind::StructType { .. }
            | ExprKind::MapType { .. } => true,
            ExprKind::Index { .. } => !is_value(&ty),
            _ => false,
        };
        if !fits {
            self.fail();
        }
        let braces = Span::new(lbrace, r);
        self.expr(l, ExprKind::CompositeLit { ty: Some(Box::new(ty)), elems, braces }, r)
    }

    // -------------------------------------------------------------------------------------------
    // Declarations

    pub(super) fn import(
        &mut self,
        name: Option<Ident>,
        kind: LitKind,
        l: Pos,
        path: Pos,
        r: Pos,
    ) -> Arc<ImportSpec> {
        if kind != LitKind::String {
            self.fail();
        }
        let path_span = Span::new(path, r);
        let path = self.unquoted(path_span);
        let id = self.ids.fresh();
        Arc::new(ImportSpec { span: Span::new(l, r), name, path, path_span, id })
    }

    #[expect(clippy::unused_self, reason = "the grammar's actions read alike")]
    pub(super) fn consts(&mut self, l: Pos, specs: Vec<ConstSpec>, r: Pos) -> Vec<Decl> {
        vec![Decl::Const(Arc::new(ConstDecl { span: Span::new(l, r), specs }))]
    }

    pub(super) fn type_spec(
        &mut self,
        l: Pos,
        name: Ident,
        params: Vec<TParam>,
        assign: Option<Pos>,
        ty: Expr,
        r: Pos,
    ) -> Decl {
        let type_params = self.type_params(params);
        let span = Span::new(l, r);
        Decl::Type(Arc::new(TypeSpec { span, name, type_params, assign, ty }))
    }

    pub(super) fn func_decl(
        &mut self,
        l: Pos,
        recv: Option<Vec<Param>>,
        name: Ident,
        (lo, type_params, params, results, hi): DeclaredType,
        body: Option<Arc<Block>>,
        r: Pos,
    ) -> Decl {
        let recv = recv.map(|recv| self.params(recv, false));
        if let Some(recv) = &recv {
            if recv.len() != 1 || recv[0].names.len() > 1 {
                self.fail();
            }
        }
        let ty = self.signature(lo, type_params, params, results, hi);
        Decl::Func(Arc::new(FuncDecl { span: Span::new(l, r), recv, name, ty, body }))
    }

    pub(super) fn signature(
        &mut self,
        l: Pos,
        type_params: Option<Vec<TParam>>,
        params: Vec<Param>,
        results: Option<Vec<Param>>,
        r: Pos,
    ) -> Arc<FuncType> {
        let type_params = type_params.map_or_else(Vec::new, |list| self.type_params(list));
        let params = self.params(params, true);
        let results = results.map_or_else(Vec::new, |list| self.params(list, false));
        Arc::new(FuncType { type_params, params, results, span: Span::new(l, r) })
    }

    /// Groups a parameter or result list: either all have names or none has.
    fn params(&mut self, list: Vec<Param>, variadic_ok: bool) -> Vec<Field> {
        let last = list.len().saturating_sub(1);
        let named = list.iter().any(|p| p.name.is_some() && p.ty.is_some());
        for (i, param) in list.iter().enumerate() {
            if let Some(Expr { kind: ExprKind::Ellipsis(_), .. }) = param.ty {
                let grouped = named && i > 0 && list[i - 1].ty.is_none();
                if !variadic_ok || i < last || grouped {
                    self.fail();
                }
            }
        }
        if !named {
            let unnamed = |p: Param| {
                let ty = p.ty.or_else(|| p.name.map(ident_expr))?;
                Some(Field { names: Vec::new(), span: ty.span, ty, tag: None })
            };
            return list.into_iter().filter_map(unnamed).collect();
        }
        self.group(list.into_iter().map(|p| (p.name, p.ty)))
    }

    fn type_params(&mut self, list: Vec<TParam>) -> Vec<Field> {
        self.group(list.into_iter().map(|p| (Some(p.name), p.bound)))
    }

    /// Gives names without a type that of the next name.
    fn group(&mut self, list: impl Iterator<Item = (Option<Ident>, Option<Expr>)>) -> Vec<Field> {
        let mut fields = Vec::new();
        let mut names = Vec::new();
        for (name, ty) in list {
            match name {
                Some(name) => names.push(name),
                None => self.fail(),
            }
            if let Some(ty) = ty {
                let lo = names.first().map_or(ty.span, |n: &Ident| n.span);
                let span = lo.to(ty.span);
                fields.push(Field { names: mem::take(&mut names), ty, tag: None, span });
            }
        }
        if !names.is_empty() {
            self.fail();
        }
        fields
    }

    pub(super) fn field(
        &mut self,
        l: Pos,
        names: Vec<Ident>,
        ty: Expr,
        tag: Option<Span>,
        r: Pos,
    ) -> Field {
        let tag = tag.map(|tag| self.unquoted(tag));
        Field { names, ty, tag, span: Span::new(l, r) }
    }

    pub(super) fn tag(&mut self, l: Pos, kind: LitKind, r: Pos) -> Span {
        if kind != LitKind::String {
            self.fail();
        }
        Span::new(l, r)
    }

    // -------------------------------------------------------------------------------------------
    // Statements

    pub(super) fn stmt(&mut self, l: Pos, kind: StmtKind, r: Pos) -> Box<Stmt> {
        Box::new(Stmt { id: self.ids.fresh(), span: Span::new(l, r), kind })
    }

    /// A simple statement on its own. It must not start with `~`, which is fine elsewhere, for
    /// the checker to report.
    pub(super) fn simple_stmt(&mut self, stmt: Sim) -> Box<Stmt> {
        let stmt = self.simple(stmt);
        if self.text(stmt.span.lo, stmt.span.hi).starts_with('~') {
            self.fail();
        }
        stmt
    }

    pub(super) fn simple(&mut self, stmt: Sim) -> Box<Stmt> {
        match stmt {
            Sim::Expr(x) => {
                let Span { lo, hi } = x.span;
                self.stmt(lo, StmtKind::Expr(x), hi)
            }
            Sim::Other(stmt) => stmt,
        }
    }

    /// The first item of a statement list.
    #[expect(clippy::unused_self, reason = "the grammar's actions read alike")]
    pub(super) fn begin(&mut self, item: Item) -> Vec<Stmt> {
        match item {
            Item::None => Vec::new(),
            Item::One(stmt) => vec![*stmt],
            Item::Many(stmts) => stmts,
        }
    }

    #[expect(clippy::unused_self, reason = "the grammar's actions read alike")]
    pub(super) fn push(&mut self, mut list: Vec<Stmt>, item: Item) -> Vec<Stmt> {
        match item {
            Item::None => {}
            Item::One(stmt) => list.push(*stmt),
            Item::Many(stmts) => list.extend(stmts),
        }
        list
    }

    pub(super) fn decl_stmts(&mut self, l: Pos, decls: Vec<Decl>, r: Pos) -> Item {
        let stmt = |decl| *self.stmt(l, StmtKind::Decl(decl), r);
        Item::Many(decls.into_iter().map(stmt).collect())
    }

    /// `label: item`; of a declaration group the first specification gets the label.
    pub(super) fn labeled(&mut self, l: Pos, label: Ident, item: Item, r: Pos) -> Item {
        let (stmt, rest) = match item {
            Item::None => (None, Vec::new()),
            Item::One(stmt) => (Some(stmt), Vec::new()),
            Item::Many(mut stmts) => {
                let rest = stmts.split_off(stmts.len().min(1));
                (stmts.pop().map(Box::new), rest)
            }
        };
        let stmt = stmt.unwrap_or_else(|| self.stmt(r, StmtKind::Empty, r));
        let first = self.stmt(l, StmtKind::Labeled { label, stmt }, r);
        if rest.is_empty() {
            return Item::One(first);
        }
        let mut stmts = vec![*first];
        stmts.extend(rest);
        Item::Many(stmts)
    }

    /// The operand of `go` or `defer`; that it is a call is for the checker to say.
    pub(super) fn check_call(&mut self, x: &Expr) {
        if matches!(x.kind, ExprKind::Paren(_)) {
            self.fail();
        }
    }

    pub(super) fn assign(
        &mut self,
        l: Pos,
        lhs: Vec<Expr>,
        op_pos: Pos,
        op: AssignOp,
        rhs: Vec<Expr>,
        r: Pos,
    ) -> Box<Stmt> {
        self.stmt(l, StmtKind::Assign { lhs, rhs, op, op_pos }, r)
    }

    /// A condition must be an expression.
    fn condition(&mut self, stmt: Sim) -> Expr {
        match stmt {
            Sim::Expr(x) => x,
            Sim::Other(stmt) => {
                self.fail();
                let Span { lo, hi } = stmt.span;
                self.expr(lo, ExprKind::Bad, hi)
            }
        }
    }

    fn init(&mut self, stmt: Option<Sim>) -> Option<Box<Stmt>> {
        stmt.map(|stmt| self.simple(stmt))
    }

    pub(super) fn if_stmt(
        &mut self,
        l: Pos,
        (init, cond): (Option<Sim>, Sim),
        then: Block,
        els: Option<Box<Stmt>>,
        r: Pos,
    ) -> Box<Stmt> {
        let init = self.init(init);
        let cond = self.condition(cond);
        self.stmt(l, StmtKind::If { init, cond, then, els }, r)
    }

    pub(super) fn switch(
        &mut self,
        l: Pos,
        (init, tag): (Option<Sim>, Option<Sim>),
        clauses: Vec<CaseClause>,
        lbrace: Pos,
        r: Pos,
    ) -> Box<Stmt> {
        let init = self.init(init);
        let body = Span::new(lbrace, r);
        let kind = match tag.map(|tag| self.guard(tag)) {
            None => StmtKind::Switch { init, tag: None, clauses, body },
            Some(Guard::Value(tag)) => StmtKind::Switch { init, tag: Some(tag), clauses, body },
            Some(Guard::Type(bind, x)) => StmtKind::TypeSwitch { init, bind, x, clauses, body },
        };
        self.stmt(l, kind, r)
    }

    /// Tells a type switch's `x.(type)` and `v := x.(type)` from an ordinary tag.
    fn guard(&mut self, tag: Sim) -> Guard {
        match tag {
            Sim::Expr(Expr { kind: ExprKind::TypeAssert { x, ty: None }, .. }) => {
                Guard::Type(None, *x)
            }
            Sim::Other(stmt) => match stmt.kind {
                StmtKind::Assign { op: AssignOp::Define, mut lhs, mut rhs, .. }
                    if lhs.len() == 1 && rhs.len() == 1 =>
                {
                    match (lhs.pop(), rhs.pop()) {
                        (
                            Some(Expr { id, span, kind: ExprKind::Ident(name) }),
                            Some(Expr { kind: ExprKind::TypeAssert { x, ty: None }, .. }),
                        ) => Guard::Type(Some(Ident { id, span, name }), *x),
                        _ => Guard::Value(self.bad(stmt.span)),
                    }
                }
                _ => Guard::Value(self.bad(stmt.span)),
            },
            Sim::Expr(x) => Guard::Value(x),
        }
    }

    fn bad(&mut self, span: Span) -> Expr {
        self.fail();
        self.expr(span.lo, ExprKind::Bad, span.hi)
    }

    pub(super) fn case(
        &mut self,
        l: Pos,
        exprs: Option<Vec<Expr>>,
        colon: Pos,
        body: Vec<Stmt>,
        r: Pos,
    ) -> CaseClause {
        CaseClause { id: self.ids.fresh(), span: Span::new(l, r), exprs, colon, body }
    }

    pub(super) fn comm(
        &mut self,
        l: Pos,
        comm: Option<Box<Stmt>>,
        colon: Pos,
        body: Vec<Stmt>,
        r: Pos,
    ) -> CommClause {
        CommClause { id: self.ids.fresh(), span: Span::new(l, r), comm, colon, body }
    }

    pub(super) fn for_stmt(
        &mut self,
        l: Pos,
        init: Option<Sim>,
        cond: Option<Sim>,
        post: Option<Sim>,
        body: Block,
        r: Pos,
    ) -> Box<Stmt> {
        let init = self.init(init);
        let cond = cond.map(|cond| self.condition(cond));
        let post = self.init(post);
        if let Some(StmtKind::Assign { op: AssignOp::Define, .. }) = post.as_ref().map(|s| &s.kind)
        {
            self.fail();
        }
        self.stmt(l, StmtKind::For { init, cond, post, body }, r)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a range clause")]
    pub(super) fn range(
        &mut self,
        l: Pos,
        vars: Vec<Expr>,
        define: bool,
        op_pos: Pos,
        x: Expr,
        body: Block,
        r: Pos,
    ) -> Box<Stmt> {
        if let Some(extra) = vars.get(2) {
            let msg = "range clause permits at most two iteration variables";
            self.diagnostics.push(Diagnostic::error(extra.span, "range", msg));
        }
        let mut vars = vars.into_iter();
        let (key, value) = (vars.next(), vars.next());
        self.stmt(l, StmtKind::Range { key, value, define, op_pos, x, body }, r)
    }
}

/// What a switch is about.
enum Guard {
    Value(Expr),
    Type(Option<Ident>, Expr),
}

/// The identifier as an expression.
pub(super) fn ident_expr(ident: Ident) -> Expr {
    Expr { id: ident.id, span: ident.span, kind: ExprKind::Ident(ident.name) }
}

/// Whether `x` can only be a value.
fn is_value(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::BasicLit { .. }
        | ExprKind::CompositeLit { .. }
        | ExprKind::FuncLit { .. }
        | ExprKind::Slice { .. }
        | ExprKind::TypeAssert { .. }
        | ExprKind::Call { .. }
        | ExprKind::Unary { .. }
        | ExprKind::Binary { .. } => true,
        ExprKind::Paren(x) => is_value(x),
        ExprKind::Index { x, indices } => {
            is_value(x) || indices.len() == 1 && indices.iter().any(is_value)
        }
        _ => false,
    }
}

/// Whether `x` is a binary expression whose operator binds less tightly than `op`.
fn binds_less(x: &Expr, op: BinaryOp) -> bool {
    matches!(x.kind, ExprKind::Binary { op: outer, .. } if precedence(outer) < precedence(op))
}

/// Operator precedence (spec §Operator precedence).
pub(super) fn precedence(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::LogOr => 1,
        BinaryOp::LogAnd => 2,
        BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge => {
            3
        }
        BinaryOp::Add | BinaryOp::Sub | BinaryOp::Or | BinaryOp::Xor => 4,
        BinaryOp::Mul
        | BinaryOp::Div
        | BinaryOp::Rem
        | BinaryOp::And
        | BinaryOp::AndNot
        | BinaryOp::Shl
        | BinaryOp::Shr => 5,
    }
}

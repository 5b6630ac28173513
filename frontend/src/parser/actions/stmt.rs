//! Statements.

use super::{Actions, Item, Sim};
use crate::ast::{
    AssignOp, Block, CaseClause, CommClause, Decl, Expr, ExprKind, Ident, Stmt, StmtKind,
};
use crate::span::{Pos, Span};

impl Actions<'_> {
    pub(in crate::parser) fn stmt(&mut self, l: Pos, kind: StmtKind, r: Pos) -> Box<Stmt> {
        Box::new(Stmt { id: self.ids.fresh(), span: Span::new(l, r), kind })
    }

    /// A simple statement on its own. It must not start with `~`, which is fine elsewhere, for
    /// the checker to report.
    pub(in crate::parser) fn simple_stmt(&mut self, stmt: Sim) -> Box<Stmt> {
        let stmt = self.simple(stmt);
        if self.text(stmt.span.lo, stmt.span.hi).starts_with('~') {
            self.fail();
        }
        stmt
    }

    pub(in crate::parser) fn simple(&mut self, stmt: Sim) -> Box<Stmt> {
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
    pub(in crate::parser) fn begin(&mut self, item: Item) -> Vec<Stmt> {
        match item {
            Item::None => Vec::new(),
            Item::One(stmt) => vec![*stmt],
            Item::Many(stmts) => stmts,
        }
    }

    #[expect(clippy::unused_self, reason = "the grammar's actions read alike")]
    pub(in crate::parser) fn push(&mut self, mut list: Vec<Stmt>, item: Item) -> Vec<Stmt> {
        match item {
            Item::None => {}
            Item::One(stmt) => list.push(*stmt),
            Item::Many(stmts) => list.extend(stmts),
        }
        list
    }

    pub(in crate::parser) fn decl_stmts(&mut self, l: Pos, decls: Vec<Decl>, r: Pos) -> Item {
        let stmt = |decl| *self.stmt(l, StmtKind::Decl(decl), r);
        Item::Many(decls.into_iter().map(stmt).collect())
    }

    /// `label: item`; of a declaration group the first specification gets the label.
    pub(in crate::parser) fn labeled(&mut self, l: Pos, label: Ident, item: Item, r: Pos) -> Item {
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
    pub(in crate::parser) fn call_operand(&mut self, keyword: &str, mut x: Expr) -> Expr {
        if matches!(x.kind, ExprKind::Paren(_)) {
            let at = Span::new(x.span.lo, x.span.lo);
            self.complain(at, format!("expression in {keyword} must not be parenthesized"));
        }
        while let ExprKind::Paren(inner) = x.kind {
            x = *inner;
        }
        x
    }

    pub(in crate::parser) fn assign(
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

    pub(in crate::parser) fn if_stmt(
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

    pub(in crate::parser) fn switch(
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

    pub(in crate::parser) fn case(
        &mut self,
        l: Pos,
        exprs: Option<Vec<Expr>>,
        colon: Pos,
        body: Vec<Stmt>,
        r: Pos,
    ) -> CaseClause {
        CaseClause { id: self.ids.fresh(), span: Span::new(l, r), exprs, colon, body }
    }

    pub(in crate::parser) fn comm(
        &mut self,
        l: Pos,
        comm: Option<Box<Stmt>>,
        colon: Pos,
        body: Vec<Stmt>,
        r: Pos,
    ) -> CommClause {
        CommClause { id: self.ids.fresh(), span: Span::new(l, r), comm, colon, body }
    }

    pub(in crate::parser) fn for_stmt(
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
    pub(in crate::parser) fn range(
        &mut self,
        l: Pos,
        vars: Vec<Expr>,
        define: bool,
        op_pos: Pos,
        x: Expr,
        body: Block,
        r: Pos,
    ) -> Box<Stmt> {
        let mut vars = vars.into_iter();
        let (key, value, extra) = (vars.next(), vars.next(), vars.next());
        self.stmt(l, StmtKind::Range { key, value, extra, define, op_pos, x, body }, r)
    }
}

/// What a switch is about.
enum Guard {
    Value(Expr),
    Type(Option<Ident>, Expr),
}

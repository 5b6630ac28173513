//! Statements (spec §Statements).

use super::Checker;
use super::expr::Kind;
use super::exprstring::expr_string;
use super::labels::unparen;
use super::operand::OpMode;
use crate::ast::{AssignOp, Block, CommClause, Expr, ExprKind, Stmt, StmtKind, UnaryOp};
use crate::span::Span;
use crate::types::{ObjId, Type};

impl Checker<'_> {
    pub(crate) fn stmt_list(&mut self, list: &[Stmt]) {
        for stmt in list {
            self.stmt(stmt);
        }
    }

    /// A block with a scope of its own.
    pub(crate) fn block(&mut self, block: &Block) {
        self.open_scope();
        self.stmt_list(&block.stmts);
        self.close_scope();
    }

    pub(crate) fn simple_stmt(&mut self, stmt: Option<&Stmt>) {
        if let Some(stmt) = stmt {
            self.stmt(stmt);
        }
    }

    /// Checks a statement. Function literals met in it are checked before the scope changes.
    pub(crate) fn stmt(&mut self, stmt: &Stmt) {
        let top = self.delayed.len();
        self.stmt_inner(stmt);
        self.process_delayed(top);
    }

    fn stmt_inner(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
            StmtKind::Decl(decl) => self.decl_stmt(decl),
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            StmtKind::Expr(e) => self.expr_stmt(e),
            StmtKind::Send { chan, value, .. } => {
                let ch = self.expr(None, chan);
                let mut val = self.generic_expr(value, None);
                if !ch.is_valid() || !val.is_valid() {
                    return;
                }
                if let Some(elem) = self.chan_elem(stmt.span, &ch, false) {
                    self.assignment(&mut val, Some(elem), "send");
                }
            }
            StmtKind::IncDec { x: e, inc } => {
                let mut x = self.expr(None, e);
                if !x.is_valid() {
                    return;
                }
                if !self.prog.all_numeric(x.ty) {
                    let op = if *inc { "++" } else { "--" };
                    let message = format!(
                        "invalid operation: {}{op} (non-numeric type {})",
                        expr_string(e),
                        self.prog.type_string(x.ty)
                    );
                    self.error(e, "non-numeric", message);
                    return;
                }
                self.assign_operand(e, &mut x, "assignment");
            }
            StmtKind::Assign { lhs, rhs, op, op_pos } => match op {
                AssignOp::Assign => self.assign_vars(lhs, rhs),
                AssignOp::Define => self.short_var_decl(*op_pos, lhs, rhs),
                AssignOp::Op(op) => {
                    let ([l], [r]) = (lhs.as_slice(), rhs.as_slice()) else {
                        let message = format!(
                            "assignment operation {}= requires single-valued expressions",
                            (*op).text()
                        );
                        self.error(stmt.span, "assignment", message);
                        return;
                    };
                    let x = self.expr(None, l);
                    let y = self.expr(None, r);
                    let mut x = self.binary(x, y, *op, None);
                    // The result is no longer the left side's own expression.
                    x.desc.get_or_insert_with(|| expr_string(l));
                    self.assign_operand(l, &mut x, "assignment");
                }
            },
            StmtKind::Go(call) => self.suspended_call("go", call),
            StmtKind::Defer(call) => self.suspended_call("defer", call),
            StmtKind::Return(results) => self.return_stmt(stmt.span, results),
            StmtKind::Block(block) => self.block(block),
            StmtKind::If { init, cond, then, els } => {
                self.open_scope();
                self.simple_stmt(init.as_deref());
                self.condition(cond, "if");
                self.block(then);
                self.simple_stmt(els.as_deref());
                self.close_scope();
            }
            StmtKind::Switch { init, tag, clauses, body } => {
                self.open_scope();
                self.simple_stmt(init.as_deref());
                self.switch_stmt(tag.as_ref(), clauses, *body);
                self.close_scope();
            }
            StmtKind::TypeSwitch { init, bind, x, clauses, .. } => {
                self.open_scope();
                self.simple_stmt(init.as_deref());
                self.type_switch_stmt(bind.as_ref(), x, clauses);
                self.close_scope();
            }
            StmtKind::Select { clauses, .. } => self.select_stmt(clauses),
            StmtKind::For { init, cond, post, body } => {
                if !self.allow_version(1, 22) {
                    self.prog.info.shared_loop_vars.insert(stmt.id);
                }
                self.open_scope();
                self.simple_stmt(init.as_deref());
                if let Some(cond) = cond {
                    self.condition(cond, "for");
                }
                self.simple_stmt(post.as_deref());
                self.block(body);
                self.close_scope();
            }
            StmtKind::Range { .. } => self.range_stmt(stmt),
        }
    }

    fn condition(&mut self, cond: &Expr, what: &str) {
        let x = self.expr(None, cond);
        if x.is_valid() && !self.prog.all_boolean(x.ty) {
            let message = format!("non-boolean condition in {what} statement");
            self.error(cond, "condition", message);
        }
    }

    /// spec: "With the exception of specific built-in functions, function and method calls and
    /// receive operations can appear in statement context."
    fn expr_stmt(&mut self, e: &Expr) {
        let (x, kind) = self.raw_expr(None, e, None, false);
        let what = match x.mode {
            OpMode::Builtin => "must be called",
            OpMode::TypeExpr => "is not an expression",
            _ if kind == Kind::Statement => return,
            OpMode::Invalid => return,
            _ => "is not used",
        };
        let message = format!("{} {what}", self.describe(&x));
        self.error(&x, "unused-expression", message);
    }

    fn suspended_call(&mut self, keyword: &str, e: &Expr) {
        if !matches!(unparen(e).kind, ExprKind::Call { .. }) {
            let message = format!("expression in {keyword} must be function call");
            self.error(e, keyword_code(keyword), message);
            self.use_exprs(std::slice::from_ref(e));
            return;
        }
        let (x, kind) = self.raw_expr(None, e, None, false);
        let what = match kind {
            Kind::Conversion => "requires function call, not conversion",
            Kind::Expression => "discards result of",
            Kind::Statement => return,
        };
        if !x.is_valid() {
            return;
        }
        let message = format!("{keyword} {what} {}", self.describe(&x));
        self.error(&x, keyword_code(keyword), message);
    }

    fn return_stmt(&mut self, span: Span, results: &[Expr]) {
        let vars: Vec<ObjId> = match self.env.sig.map(|s| self.prog.types.get(s)) {
            Some(Type::Signature(s)) => s.results.clone(),
            _ => Vec::new(),
        };
        let named =
            vars.first().is_some_and(|&v| !self.prog.objects.get(v).name.as_str().is_empty());
        if results.is_empty() && named {
            // spec: "Implementation restriction: A compiler may disallow an empty expression list
            // in a "return" statement if a different entity (constant, type, or variable) with
            // the same name as a result parameter is in scope at the place of the return."
            for var in vars {
                let name = self.prog.objects.get(var).name;
                let Some(alt) = self.lookup(name).filter(|&alt| alt != var) else { continue };
                let place = self.place(self.prog.objects.get(alt).pos);
                let message = format!(
                    "result parameter {name} not in scope at return\n\t{place}: inner declaration of {}",
                    self.prog.object_string(var)
                );
                self.error(span, "result-scope", message);
            }
            return;
        }
        if vars.is_empty() {
            if !results.is_empty() {
                let at = results[0].span;
                if self.use_exprs(results) {
                    let operands = self.expr_list(results);
                    let have: Vec<_> = operands.iter().map(|x| x.ty).collect();
                    let have = self.types_summary(&have, false, false);
                    let message = format!("too many return values\n\thave {have}\n\twant ()");
                    self.error(at, "return-count", message);
                }
            }
            return;
        }
        if results.is_empty() {
            let want = self.var_types(&vars);
            let want = self.types_summary(&want, false, false);
            let message = format!("not enough return values\n\thave ()\n\twant {want}");
            self.error(span, "return-count", message);
            return;
        }
        self.init_vars(&vars, results, Some(span));
    }

    fn select_stmt(&mut self, clauses: &[CommClause]) {
        let mut first: Option<Span> = None;
        for clause in clauses.iter().filter(|c| c.comm.is_none()) {
            match first {
                None => first = Some(clause.span),
                Some(first) => {
                    let place = self.place(first.lo);
                    let message = format!("multiple defaults (first at {place})");
                    self.error(clause.span, "duplicate-default", message);
                }
            }
        }
        for clause in clauses {
            if let Some(comm) = &clause.comm {
                let rhs = match &comm.kind {
                    StmtKind::Send { .. } => None,
                    StmtKind::Expr(e) => Some(Some(e)),
                    StmtKind::Assign { rhs, .. } => {
                        Some(if let [one] = rhs.as_slice() { Some(one) } else { None })
                    }
                    _ => Some(None),
                };
                let valid = rhs.is_none_or(|rhs| {
                    rhs.is_some_and(|e| {
                        matches!(unparen(e).kind, ExprKind::Unary { op: UnaryOp::Recv, .. })
                    })
                });
                if !valid {
                    let message = "select case must be send or receive (possibly with assignment)";
                    match &comm.kind {
                        StmtKind::Expr(e) => self.error(e, "select-case", message),
                        _ => self.error(comm.span.lo, "select-case", message),
                    }
                    continue;
                }
                if let StmtKind::Assign { op: AssignOp::Op(_), op_pos, .. } = &comm.kind {
                    let message = "select case must be receive, send or assign recv";
                    self.error(*op_pos, "select-case", message);
                }
            }
            self.open_scope();
            self.simple_stmt(clause.comm.as_deref());
            self.stmt_list(&clause.body);
            self.close_scope();
        }
    }
}

fn keyword_code(keyword: &str) -> &'static str {
    if keyword == "go" { "go" } else { "defer" }
}

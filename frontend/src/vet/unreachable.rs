//! `unreachable`: statements after one that ends the block, such as a return, a panic or an
//! endless loop. It goes by the statements' forms, as spec §Terminating statements does; only the
//! first statement of such a stretch is reported.

use super::walk::{Node, functions};
use super::{Analyzer, Pass};
use crate::ast::{Block, BranchKind, ExprKind, NodeId, Stmt, StmtKind};
use crate::symbol::Symbol;
use crate::types::object::Builtin;
use std::collections::BTreeSet;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "unreachable", about: "code that can never run", run };

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        for function in functions(&file) {
            let Some(body) = function.body() else { continue };
            let mut jumps = Jumps::default();
            jumps.stmts(&body.stmts);
            let mut walk = Walk { pass, jumps, reachable: true };
            walk.stmts(&body.stmts);
        }
    }
}

/// What the body's branch statements aim at.
#[derive(Default)]
struct Jumps {
    /// Statements that a `break` leaves.
    broken: BTreeSet<NodeId>,
    /// Labels of `goto`s.
    goto: BTreeSet<Symbol>,
    /// The labeled statements around, and the innermost one that `break` leaves.
    labels: Vec<(Symbol, NodeId)>,
    inner: Option<NodeId>,
}

impl Jumps {
    fn stmts(&mut self, stmts: &[Stmt]) {
        stmts.iter().for_each(|s| self.stmt(s));
    }

    fn stmt(&mut self, s: &Stmt) {
        match &s.kind {
            StmtKind::Branch { kind: BranchKind::Goto, label: Some(label) } => {
                self.goto.insert(label.name);
            }
            StmtKind::Branch { kind: BranchKind::Break, label } => {
                let target = match label {
                    Some(label) => {
                        let mut labels = self.labels.iter().rev();
                        labels.find(|(name, _)| *name == label.name).map(|(_, id)| *id)
                    }
                    None => self.inner,
                };
                self.broken.extend(target);
            }
            StmtKind::Labeled { label, stmt } => {
                self.labels.push((label.name, stmt.id));
                self.stmt(stmt);
                self.labels.pop();
            }
            StmtKind::If { then, els, .. } => {
                self.stmts(&then.stmts);
                els.iter().for_each(|s| self.stmt(s));
            }
            StmtKind::Block(block) => self.stmts(&block.stmts),
            kind => {
                let outer = self.inner.replace(s.id);
                match kind {
                    StmtKind::For { body, .. } | StmtKind::Range { body, .. } => {
                        self.stmts(&body.stmts);
                    }
                    StmtKind::Switch { clauses, .. } | StmtKind::TypeSwitch { clauses, .. } => {
                        clauses.iter().for_each(|clause| self.stmts(&clause.body));
                    }
                    StmtKind::Select { clauses, .. } => {
                        clauses.iter().for_each(|clause| self.stmts(&clause.body));
                    }
                    _ => {}
                }
                self.inner = outer;
            }
        }
    }
}

struct Walk<'w, 'p> {
    pass: &'w mut Pass<'p>,
    jumps: Jumps,
    /// Whether the next statement can be reached.
    reachable: bool,
}

impl Walk<'_, '_> {
    fn stmts(&mut self, stmts: &[Stmt]) {
        stmts.iter().for_each(|s| self.stmt(s));
    }

    fn block(&mut self, block: &Block) {
        self.report_dead(Node::Block(block));
        self.stmts(&block.stmts);
    }

    /// Reports what nothing leads to, and then takes it as reached: one report is enough.
    fn report_dead(&mut self, node: Node<'_>) {
        if !self.reachable {
            self.pass.report(node.span(), "unreachable code");
            self.reachable = true;
        }
    }

    fn stmt(&mut self, s: &Stmt) {
        if let StmtKind::Labeled { label, .. } = &s.kind
            && self.jumps.goto.contains(&label.name)
        {
            self.reachable = true;
        }
        if !matches!(s.kind, StmtKind::Empty) {
            self.report_dead(Node::Stmt(s));
        }
        let broken = self.jumps.broken.contains(&s.id);
        match &s.kind {
            StmtKind::Branch { .. } | StmtKind::Return(_) => self.reachable = false,
            StmtKind::Expr(x) => {
                if let ExprKind::Call { fun, .. } = &x.kind
                    && matches!(fun.kind, ExprKind::Ident(_))
                    && self.pass.called_builtin(fun) == Some(Builtin::Panic)
                {
                    self.reachable = false;
                }
            }
            StmtKind::Block(block) => self.stmts(&block.stmts),
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            StmtKind::If { then, els, .. } => {
                self.block(then);
                let after = std::mem::replace(&mut self.reachable, true);
                if let Some(els) = els {
                    self.stmt(els);
                    self.reachable |= after;
                }
            }
            StmtKind::For { cond, body, .. } => {
                self.block(body);
                self.reachable = cond.is_some() || broken;
            }
            StmtKind::Range { body, .. } => {
                self.block(body);
                self.reachable = true;
            }
            StmtKind::Select { clauses, .. } => {
                let ends = clauses.iter().map(|clause| self.clause(&clause.body)).collect();
                self.join(ends, broken);
            }
            StmtKind::Switch { clauses, .. } | StmtKind::TypeSwitch { clauses, .. } => {
                let total = clauses.iter().any(|clause| clause.exprs.is_none());
                let ends = clauses.iter().map(|clause| self.clause(&clause.body)).collect();
                self.join(ends, broken || !total);
            }
            _ => {}
        }
    }

    /// Whether the end of a clause is reached.
    fn clause(&mut self, body: &[Stmt]) -> bool {
        self.reachable = true;
        self.stmts(body);
        self.reachable
    }

    fn join(&mut self, ends: Vec<bool>, otherwise: bool) {
        self.reachable = otherwise || ends.contains(&true);
    }
}

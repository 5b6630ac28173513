//! Terminating statements (spec §Terminating statements).

use super::Checker;
use super::labels::unparen;
use crate::ast::{Block, BranchKind, CaseClause, Stmt, StmtKind};
use crate::symbol::Symbol;

impl Checker<'_> {
    /// Whether a block ends in a terminating statement.
    pub(crate) fn is_terminating_block(&self, block: &Block) -> bool {
        self.is_terminating_list(&block.stmts)
    }

    fn is_terminating_list(&self, stmts: &[Stmt]) -> bool {
        // trailing empty statements are permitted - skip them
        let last = stmts.iter().rev().find(|s| !matches!(s.kind, StmtKind::Empty));
        last.is_some_and(|s| self.is_terminating(s, None))
    }

    fn is_terminating(&self, stmt: &Stmt, label: Option<Symbol>) -> bool {
        match &stmt.kind {
            StmtKind::Labeled { label, stmt } => self.is_terminating(stmt, Some(label.name)),
            // calling the predeclared (possibly parenthesized) panic() function is terminating
            StmtKind::Expr(e) => self.env.panics.contains(&unparen(e).id),
            StmtKind::Return(_) => true,
            StmtKind::Branch { kind, .. } => {
                matches!(kind, BranchKind::Goto | BranchKind::Fallthrough)
            }
            StmtKind::Block(block) => self.is_terminating_block(block),
            StmtKind::If { then, els: Some(els), .. } => {
                self.is_terminating_block(then) && self.is_terminating(els, None)
            }
            StmtKind::Switch { clauses, .. } | StmtKind::TypeSwitch { clauses, .. } => {
                self.is_terminating_switch(clauses, label)
            }
            StmtKind::Select { clauses, .. } => clauses.iter().all(|c| {
                self.is_terminating_list(&c.body) && !has_break_list(&c.body, label, true)
            }),
            // A "for" statement with a "range" clause is never terminating.
            StmtKind::For { cond: None, body, .. } => !has_break_list(&body.stmts, label, true),
            _ => false,
        }
    }

    fn is_terminating_switch(&self, clauses: &[CaseClause], label: Option<Symbol>) -> bool {
        clauses.iter().any(|c| c.exprs.is_none())
            && clauses
                .iter()
                .all(|c| self.is_terminating_list(&c.body) && !has_break_list(&c.body, label, true))
    }
}

fn has_break_list(stmts: &[Stmt], label: Option<Symbol>, implicit: bool) -> bool {
    stmts.iter().any(|s| has_break(s, label, implicit))
}

/// Whether a `break` in `stmt` refers to the enclosing statement labelled `label`, or without a
/// label if `implicit` is set.
fn has_break(stmt: &Stmt, label: Option<Symbol>, implicit: bool) -> bool {
    match &stmt.kind {
        StmtKind::Labeled { stmt, .. } => has_break(stmt, label, implicit),
        StmtKind::Branch { kind: BranchKind::Break, label: to } => match to {
            None => implicit,
            Some(to) => label == Some(to.name),
        },
        StmtKind::Block(block) => has_break_list(&block.stmts, label, implicit),
        StmtKind::If { then, els, .. } => {
            has_break_list(&then.stmts, label, implicit)
                || els.as_ref().is_some_and(|e| has_break(e, label, implicit))
        }
        StmtKind::Switch { clauses, .. } | StmtKind::TypeSwitch { clauses, .. } => {
            label.is_some() && clauses.iter().any(|c| has_break_list(&c.body, label, false))
        }
        StmtKind::Select { clauses, .. } => {
            label.is_some() && clauses.iter().any(|c| has_break_list(&c.body, label, false))
        }
        StmtKind::For { body, .. } | StmtKind::Range { body, .. } => {
            label.is_some() && has_break_list(&body.stmts, label, false)
        }
        _ => false,
    }
}

//! Labels and branches: spec §Labeled statements, §Break statements, §Continue statements,
//! §Goto statements, §Fallthrough statements.
//!
//! Each block is walked in source order. A `goto` whose label has not been met yet is a forward
//! jump; it leaves its block upwards until a label of an enclosing block takes it.

use super::Checker;
use crate::ast::{
    AssignOp, Block, BranchKind, CaseClause, Decl, Expr, ExprKind, Ident, NodeId, Stmt, StmtKind,
};
use crate::span::Pos;
use crate::symbol::Symbol;
use crate::types::{ObjId, Object, ObjectKind, PackageId};
use rustc_hash::FxHashMap;

/// Code of all errors found here.
pub(crate) const BRANCH: &str = "branch";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Loop,
    Breakable,
    Other,
}

/// What surrounds a statement.
#[derive(Clone, Copy)]
struct Context {
    /// Whether `break` and `continue` without a label have a target.
    can_break: bool,
    can_continue: bool,
    fallthrough: Fallthrough,
}

/// What a `fallthrough` that ends the current list would mean.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fallthrough {
    OutOfPlace,
    TypeSwitch,
    FinalCase,
    Allowed,
}

struct Jump<'a> {
    label: &'a Ident,
}

struct LabelInfo {
    obj: ObjId,
    pos: Pos,
    stmt: NodeId,
    target: Target,
    /// Which of the blocks met so far declares it, and where that block starts.
    block: usize,
    start: Pos,
    used: bool,
}

/// A block being walked.
struct Level {
    id: usize,
    /// The labelled statement this block belongs to.
    labelled: Option<NodeId>,
}

struct Labels<'c, 'p> {
    check: &'c mut Checker<'p>,
    all: FxHashMap<Symbol, LabelInfo>,
    order: Vec<Ident>,
    levels: Vec<Level>,
    blocks: usize,
}

impl Checker<'_> {
    /// Checks the branches of files with syntax errors.
    pub(crate) fn branches(&mut self, id: PackageId) {
        let files = self.prog.packages[id.0 as usize].files.clone();
        self.env.pkg = id;
        for decl in files.iter().filter(|f| !f.complete).flat_map(|file| &file.decls) {
            let Decl::Func(func) = decl else { continue };
            if let Some(body) = func.body.as_ref().and_then(|body| body.get()) {
                self.labels(body);
            }
        }
    }

    /// Checks labels and branches of a function body. gc's parser does it at the end of the body,
    /// so what is found waits in `branch_errors`.
    pub(crate) fn labels(&mut self, body: &Block) {
        let before = self.diagnostics.len();
        let mut labels = Labels {
            check: self,
            all: FxHashMap::default(),
            order: Vec::new(),
            levels: Vec::new(),
            blocks: 0,
        };
        let ctx =
            Context { can_break: false, can_continue: false, fallthrough: Fallthrough::OutOfPlace };
        let left = labels.block(&body.stmts, body.span.lo, ctx, None);
        for jump in left {
            let name = jump.label.name;
            let message = match labels.all.get_mut(&name) {
                Some(info) => {
                    info.used = true;
                    let place = labels.check.place(info.start);
                    format!("goto {name} jumps into block starting at {place}")
                }
                None => format!("label {name} not defined"),
            };
            labels.check.error(jump.label.span, BRANCH, message);
        }
        for label in std::mem::take(&mut labels.order) {
            if !labels.all[&label.name].used {
                let message = format!("label {} defined and not used", label.name);
                labels.check.error(label.span, BRANCH, message);
            }
        }
        let found = self.diagnostics.split_off(before);
        self.branch_errors.extend(found.into_iter().map(|d| (body.span.hi, d)));
    }
}

impl Labels<'_, '_> {
    fn declare(&mut self, label: &Ident, stmt: NodeId, target: Target, start: Pos) -> bool {
        if let Some(first) = self.all.get(&label.name) {
            let place = self.check.place(first.pos);
            let message = format!("label {} already defined at {place}", label.name);
            self.check.error(label.span, BRANCH, message);
            return false;
        }
        let obj = self.check.prog.objects.add(Object {
            name: label.name,
            pos: label.span.lo,
            pkg: Some(self.check.env.pkg),
            ty: None,
            kind: ObjectKind::Label,
        });
        self.check.prog.info.defs.insert(label.id, obj);
        self.order.push(label.clone());
        let block = self.levels.last().map_or(0, |l| l.id);
        let info = LabelInfo { obj, pos: label.span.lo, stmt, target, block, start, used: false };
        self.all.insert(label.name, info);
        true
    }

    fn use_label(&mut self, label: &Ident) {
        if let Some(info) = self.all.get_mut(&label.name) {
            info.used = true;
            self.check.prog.info.uses.insert(label.id, info.obj);
        }
    }

    /// Walks one block; returns the forward jumps that leave it.
    fn block<'a>(
        &mut self,
        stmts: &'a [Stmt],
        start: Pos,
        ctx: Context,
        labelled: Option<NodeId>,
    ) -> Vec<Jump<'a>> {
        self.blocks += 1;
        self.levels.push(Level { id: self.blocks, labelled });
        let mut forward: Vec<Jump<'a>> = Vec::new();
        // The last variable declaration, and how many forward jumps stood before it.
        let mut var: Option<(Pos, String)> = None;
        let mut jumped: Vec<NodeId> = Vec::new();
        let count =
            stmts.iter().rposition(|s| !matches!(s.kind, StmtKind::Empty)).map_or(0, |i| i + 1);
        for (i, outer) in stmts[..count].iter().enumerate() {
            let mut stmt = outer;
            let mut owner = None;
            while let StmtKind::Labeled { label, stmt: inner } = &stmt.kind {
                if !label.name.is_blank() {
                    self.declare(label, stmt.id, target(inner), start);
                    forward.retain(|jump| {
                        if jump.label.name != label.name {
                            return true;
                        }
                        self.use_label(jump.label);
                        if let (Some((pos, name)), true) = (&var, jumped.contains(&jump.label.id)) {
                            let place = self.check.place(*pos);
                            let message = format!(
                                "goto {} jumps over declaration of {name} at {place}",
                                label.name
                            );
                            self.check.error(jump.label.span, BRANCH, message);
                        }
                        false
                    });
                    owner = Some(stmt.id);
                }
                stmt = inner;
            }
            let declared = match &stmt.kind {
                StmtKind::Decl(Decl::Var(spec)) => {
                    spec.names.first().map(|n| (spec.span.lo, n.name.to_string()))
                }
                StmtKind::Assign { op: AssignOp::Define, lhs, op_pos, .. } => {
                    let names: Vec<String> =
                        lhs.iter().map(super::exprstring::expr_string).collect();
                    Some((*op_pos, names.join(", ")))
                }
                _ => None,
            };
            if declared.is_some() {
                var = declared;
                jumped = forward.iter().map(|j| j.label.id).collect();
            }
            let last = i + 1 == count;
            self.stmt(stmt, ctx, last, owner, &mut forward);
        }
        self.levels.pop();
        forward
    }

    fn stmt<'a>(
        &mut self,
        stmt: &'a Stmt,
        ctx: Context,
        last: bool,
        owner: Option<NodeId>,
        forward: &mut Vec<Jump<'a>>,
    ) {
        let plain = Context { fallthrough: Fallthrough::OutOfPlace, ..ctx };
        match &stmt.kind {
            StmtKind::Branch { kind, label: None } => self.branch(stmt, *kind, ctx, last),
            StmtKind::Branch { kind, label: Some(label) } => {
                self.branch_to(*kind, label, forward);
            }
            StmtKind::Block(b) => forward.extend(self.block(&b.stmts, b.span.lo, plain, owner)),
            StmtKind::If { then, els, .. } => {
                forward.extend(self.block(&then.stmts, then.span.lo, plain, owner));
                if let Some(els) = els {
                    let list = std::slice::from_ref(&**els);
                    forward.extend(self.block(list, els.span.lo, plain, owner));
                }
            }
            StmtKind::Switch { clauses, .. } => self.clauses(clauses, false, plain, owner, forward),
            StmtKind::TypeSwitch { clauses, .. } => {
                self.clauses(clauses, true, plain, owner, forward);
            }
            StmtKind::Select { clauses, .. } => {
                let inner = Context { can_break: true, ..plain };
                for clause in clauses {
                    forward.extend(self.block(&clause.body, clause.span.lo, inner, owner));
                }
            }
            StmtKind::For { body, .. } | StmtKind::Range { body, .. } => {
                let inner = Context { can_break: true, can_continue: true, ..plain };
                forward.extend(self.block(&body.stmts, body.span.lo, inner, owner));
            }
            _ => {}
        }
    }

    fn clauses<'a>(
        &mut self,
        clauses: &'a [CaseClause],
        types: bool,
        ctx: Context,
        owner: Option<NodeId>,
        forward: &mut Vec<Jump<'a>>,
    ) {
        for (i, clause) in clauses.iter().enumerate() {
            let fallthrough = if types {
                Fallthrough::TypeSwitch
            } else if i + 1 == clauses.len() {
                Fallthrough::FinalCase
            } else {
                Fallthrough::Allowed
            };
            let inner = Context { can_break: true, fallthrough, ..ctx };
            forward.extend(self.block(&clause.body, clause.span.lo, inner, owner));
        }
    }

    fn branch(&mut self, stmt: &Stmt, kind: BranchKind, ctx: Context, last: bool) {
        let message = match kind {
            BranchKind::Break if !ctx.can_break => "break is not in a loop, switch, or select",
            BranchKind::Continue if !ctx.can_continue => "continue is not in a loop",
            BranchKind::Fallthrough => match ctx.fallthrough {
                Fallthrough::TypeSwitch => "cannot fallthrough in type switch",
                Fallthrough::FinalCase if last => "cannot fallthrough final case in switch",
                Fallthrough::Allowed if last => return,
                _ => "fallthrough statement out of place",
            },
            _ => return,
        };
        self.check.error(stmt.span, BRANCH, message);
    }

    fn branch_to<'a>(&mut self, kind: BranchKind, label: &'a Ident, forward: &mut Vec<Jump<'a>>) {
        let name = label.name;
        self.use_label(label);
        let info = self.all.get(&name);
        let (word, wanted): (&str, fn(Target) -> bool) = match kind {
            BranchKind::Goto | BranchKind::Fallthrough => {
                let visible =
                    info.is_some_and(|info| self.levels.iter().any(|level| level.id == info.block));
                if !visible {
                    forward.push(Jump { label });
                }
                return;
            }
            BranchKind::Break => ("break", |t| t != Target::Other),
            BranchKind::Continue => ("continue", |t| t == Target::Loop),
        };
        let message = match info {
            None => format!("{word} label not defined: {name}"),
            Some(info) => {
                let encloses = self.levels.iter().any(|level| level.labelled == Some(info.stmt));
                if encloses && wanted(info.target) {
                    return;
                }
                format!("invalid {word} label {name}")
            }
        };
        self.check.error(label.span, BRANCH, message);
    }
}

fn target(stmt: &Stmt) -> Target {
    match &stmt.kind {
        StmtKind::For { .. } | StmtKind::Range { .. } => Target::Loop,
        StmtKind::Switch { .. } | StmtKind::TypeSwitch { .. } | StmtKind::Select { .. } => {
            Target::Breakable
        }
        _ => Target::Other,
    }
}

/// The expression without parentheses around it.
pub(crate) fn unparen(mut e: &Expr) -> &Expr {
    while let ExprKind::Paren(inner) = &e.kind {
        e = inner;
    }
    e
}

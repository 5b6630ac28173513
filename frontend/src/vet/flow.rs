//! Control flow of one function body: basic blocks and the edges between them.
//!
//! A block holds the statements and expressions that run one after another; a condition is the
//! last node of its block, and the edges say which way it went. `&&` and `||` make no blocks.
//! The cases of a switch are tried one after another; all communication clauses of a select are
//! evaluated before one is chosen.
//!
//! # Not modelled
//! Panics, except by calls that never return: an analysis that must know them looks at `defers`.

use super::Pass;
use super::walk::Node;
use crate::ast::{Block, BranchKind, CaseClause, CommClause, Decl, Expr, ExprKind, Stmt, StmtKind};
use crate::span::{Pos, Span};
use crate::symbol::Symbol;
use crate::types::{ObjId, ObjectKind};
use rustc_hash::FxHashMap;

/// Index of a block in [`Graph::blocks`].
pub(super) type BlockId = usize;

/// A way from one block to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge<'a> {
    pub(super) to: BlockId,
    /// The condition that holds, or does not hold, on this way.
    pub(super) when: Option<(&'a Expr, bool)>,
}

/// Nodes that run one after another.
#[derive(Debug, Default)]
pub(super) struct BasicBlock<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) next: Vec<Edge<'a>>,
    /// The return statement that ends the block; the closing brace if the body ends here.
    pub(super) returns: Option<Span>,
    /// Whether something is deferred here: a panic after it may be recovered.
    pub(super) defers: bool,
}

/// The control flow of a function body. Block 0 is its entry.
#[derive(Debug)]
pub(super) struct Graph<'a> {
    pub(super) blocks: Vec<BasicBlock<'a>>,
}

impl<'a> Graph<'a> {
    /// The control flow of a body. `ends` has the places of calls that never return.
    pub(super) fn new(body: &'a Block, ends: &[Pos]) -> Self {
        let mut builder = Builder {
            blocks: vec![BasicBlock::default()],
            current: 0,
            targets: Vec::new(),
            labels: FxHashMap::default(),
            ends: ends.to_vec(),
        };
        builder.stmts(&body.stmts);
        let end = builder.current;
        let mut graph = Self { blocks: builder.blocks };
        if graph.reachable()[end] {
            let brace = Pos(body.span.hi.0.saturating_sub(1));
            graph.blocks[end].returns = Some(Span::new(brace, body.span.hi));
        }
        graph
    }

    /// Which blocks can be reached from the entry.
    pub(super) fn reachable(&self) -> Vec<bool> {
        let mut seen = vec![false; self.blocks.len()];
        let mut todo = vec![0];
        while let Some(id) = todo.pop() {
            if !std::mem::replace(&mut seen[id], true) {
                todo.extend(self.blocks[id].next.iter().map(|edge| edge.to));
            }
        }
        seen
    }

    /// Whether the function may come to its end.
    pub(super) fn may_return(&self) -> bool {
        let live = self.reachable();
        self.blocks.iter().zip(live).any(|(b, live)| live && (b.returns.is_some() || b.defers))
    }
}

/// Where a statement's `break`, `continue` and `fallthrough` go.
#[derive(Clone, Copy)]
struct Targets {
    label: Option<Symbol>,
    brk: BlockId,
    cont: Option<BlockId>,
    fall: Option<BlockId>,
}

struct Builder<'a> {
    blocks: Vec<BasicBlock<'a>>,
    current: BlockId,
    targets: Vec<Targets>,
    labels: FxHashMap<Symbol, BlockId>,
    ends: Vec<Pos>,
}

impl<'a> Builder<'a> {
    fn block(&mut self) -> BlockId {
        self.blocks.push(BasicBlock::default());
        self.blocks.len() - 1
    }

    fn add(&mut self, node: Node<'a>) {
        self.blocks[self.current].nodes.push(node);
    }

    fn edge(&mut self, to: BlockId, when: Option<(&'a Expr, bool)>) {
        self.blocks[self.current].next.push(Edge { to, when });
    }

    /// Goes on at `to`; what follows in the source starts a block that nothing leads to yet.
    fn jump(&mut self, to: BlockId) {
        self.edge(to, None);
        self.current = self.block();
    }

    /// Evaluates a condition and goes one way or the other.
    fn branch(&mut self, cond: &'a Expr, yes: BlockId, no: BlockId) {
        self.add(Node::Expr(cond));
        self.edge(yes, Some((cond, true)));
        self.edge(no, Some((cond, false)));
    }

    fn label(&mut self, name: Symbol) -> BlockId {
        if let Some(&block) = self.labels.get(&name) {
            return block;
        }
        let block = self.block();
        self.labels.insert(name, block);
        block
    }

    fn stmts(&mut self, stmts: &'a [Stmt]) {
        for s in stmts {
            self.stmt(s, None);
        }
    }

    /// Adds a statement, which has a label or none.
    fn stmt(&mut self, s: &'a Stmt, label: Option<Symbol>) {
        match &s.kind {
            StmtKind::Bad
            | StmtKind::Empty
            | StmtKind::Send { .. }
            | StmtKind::IncDec { .. }
            | StmtKind::Assign { .. }
            | StmtKind::Go(_) => self.add(Node::Stmt(s)),
            StmtKind::Defer(_) => {
                self.add(Node::Stmt(s));
                self.blocks[self.current].defers = true;
            }
            StmtKind::Expr(x) => {
                self.add(Node::Stmt(s));
                if self.ends.contains(&x.span.lo) {
                    self.current = self.block();
                }
            }
            StmtKind::Decl(Decl::Var(_)) => self.add(Node::Stmt(s)),
            StmtKind::Decl(_) => {}
            StmtKind::Labeled { label, stmt } => {
                let block = self.label(label.name);
                self.edge(block, None);
                self.current = block;
                self.stmt(stmt, Some(label.name));
            }
            StmtKind::Return(_) => {
                self.add(Node::Stmt(s));
                self.blocks[self.current].returns = Some(s.span);
                self.current = self.block();
            }
            StmtKind::Branch { kind, label } => {
                let name = label.as_ref().map(|label| label.name);
                match self.target(*kind, name) {
                    Some(to) => self.jump(to),
                    None => self.current = self.block(),
                }
            }
            StmtKind::Block(block) => self.stmts(&block.stmts),
            StmtKind::If { init, cond, then, els } => {
                self.first(init.as_deref());
                let (yes, done) = (self.block(), self.block());
                let no = if els.is_some() { self.block() } else { done };
                self.branch(cond, yes, no);
                self.current = yes;
                self.stmts(&then.stmts);
                self.edge(done, None);
                if let Some(els) = els {
                    self.current = no;
                    self.stmt(els, None);
                    self.edge(done, None);
                }
                self.current = done;
            }
            StmtKind::Switch { init, tag, clauses, .. } => {
                self.first(init.as_deref());
                tag.iter().for_each(|tag| self.add(Node::Expr(tag)));
                self.switch(clauses, label, tag.is_none());
            }
            StmtKind::TypeSwitch { init, x, clauses, .. } => {
                self.first(init.as_deref());
                self.add(Node::Expr(x));
                self.type_switch(clauses, label);
            }
            StmtKind::Select { clauses, .. } => self.select(clauses, label),
            StmtKind::For { init, cond, post, body } => {
                self.first(init.as_deref());
                self.for_loop(cond.as_ref(), post.as_deref(), body, label);
            }
            StmtKind::Range { key, value, x, body, .. } => {
                self.add(Node::Expr(x));
                for variable in key.iter().chain(value) {
                    self.add(Node::Expr(variable));
                }
                let (head, inner, done) = (self.block(), self.block(), self.block());
                self.edge(head, None);
                self.current = head;
                self.edge(inner, None);
                self.edge(done, None);
                self.current = inner;
                self.body(&body.stmts, Targets { label, brk: done, cont: Some(head), fall: None });
                self.edge(head, None);
                self.current = done;
            }
        }
    }

    fn first(&mut self, init: Option<&'a Stmt>) {
        if let Some(init) = init {
            self.stmt(init, None);
        }
    }

    fn target(&mut self, kind: BranchKind, label: Option<Symbol>) -> Option<BlockId> {
        let mut inner = self.targets.iter().rev();
        let named = |t: &&Targets| label.is_none() || t.label == label;
        match kind {
            BranchKind::Break => inner.find(named).map(|t| t.brk),
            BranchKind::Continue => inner.filter(named).find_map(|t| t.cont),
            BranchKind::Fallthrough => inner.find_map(|t| t.fall),
            BranchKind::Goto => label.map(|name| self.label(name)),
        }
    }

    fn body(&mut self, stmts: &'a [Stmt], targets: Targets) {
        self.targets.push(targets);
        self.stmts(stmts);
        self.targets.pop();
    }

    fn for_loop(
        &mut self,
        cond: Option<&'a Expr>,
        post: Option<&'a Stmt>,
        body: &'a Block,
        label: Option<Symbol>,
    ) {
        let (inner, done) = (self.block(), self.block());
        let head = if cond.is_some() { self.block() } else { inner };
        let cont = if post.is_some() { self.block() } else { head };
        self.edge(head, None);
        self.current = head;
        if let Some(cond) = cond {
            self.branch(cond, inner, done);
            self.current = inner;
        }
        self.body(&body.stmts, Targets { label, brk: done, cont: Some(cont), fall: None });
        self.edge(cont, None);
        if let Some(post) = post {
            self.current = cont;
            self.stmt(post, None);
            self.edge(head, None);
        }
        self.current = done;
    }

    /// Cases are tried in order, `default` last; bodies fall through in the order of the source.
    fn switch(&mut self, clauses: &'a [CaseClause], label: Option<Symbol>, conditions: bool) {
        let done = self.block();
        let bodies: Vec<BlockId> = clauses.iter().map(|_| self.block()).collect();
        let mut otherwise = done;
        for (i, clause) in clauses.iter().enumerate() {
            let Some(exprs) = &clause.exprs else {
                otherwise = bodies[i];
                continue;
            };
            for e in exprs {
                let next = self.block();
                if conditions {
                    self.branch(e, bodies[i], next);
                } else {
                    self.add(Node::Expr(e));
                    self.edge(bodies[i], None);
                    self.edge(next, None);
                }
                self.current = next;
            }
        }
        self.edge(otherwise, None);
        for (i, clause) in clauses.iter().enumerate() {
            self.current = bodies[i];
            let fall = Some(bodies.get(i + 1).copied().unwrap_or(done));
            self.body(&clause.body, Targets { label, brk: done, cont: None, fall });
            self.edge(done, None);
        }
        self.current = done;
    }

    fn type_switch(&mut self, clauses: &'a [CaseClause], label: Option<Symbol>) {
        let done = self.block();
        let start = self.current;
        let mut otherwise = None;
        for clause in clauses {
            let body = self.block();
            if clause.exprs.is_some() {
                self.blocks[start].next.push(Edge { to: body, when: None });
            } else {
                otherwise = Some(body);
            }
            self.current = body;
            self.body(&clause.body, Targets { label, brk: done, cont: None, fall: None });
            self.edge(done, None);
        }
        self.blocks[start].next.push(Edge { to: otherwise.unwrap_or(done), when: None });
        self.current = done;
    }

    fn select(&mut self, clauses: &'a [CommClause], label: Option<Symbol>) {
        for comm in clauses.iter().filter_map(|clause| clause.comm.as_ref()) {
            self.stmt(comm, None);
        }
        let done = self.block();
        let start = self.current;
        // The search for a way tries `default` last.
        let (others, cases): (Vec<_>, Vec<_>) = clauses.iter().partition(|c| c.comm.is_none());
        for clause in cases.into_iter().chain(others) {
            let body = self.block();
            self.blocks[start].next.push(Edge { to: body, when: None });
            self.current = body;
            self.body(&clause.body, Targets { label, brk: done, cont: None, fall: None });
            self.edge(done, None);
        }
        self.current = done;
    }
}

/// Functions of the standard library that never return.
const ENDING: &[&str] = &[
    "os.Exit",
    "runtime.Goexit",
    "syscall.Exit",
    "log.Fatal",
    "log.Fatalf",
    "log.Fatalln",
    "log.Panic",
    "log.Panicf",
    "log.Panicln",
    "(*log.Logger).Fatal",
    "(*log.Logger).Fatalf",
    "(*log.Logger).Fatalln",
    "(*log.Logger).Panic",
    "(*log.Logger).Panicf",
    "(*log.Logger).Panicln",
];

/// Methods of `testing`'s types that never return.
const ENDING_TESTS: &[&str] = &["FailNow", "Fatal", "Fatalf", "Skip", "Skipf", "SkipNow"];

impl Pass<'_> {
    /// Whether a call never returns: of `panic`, of such a function of the standard library, or
    /// of a declared function whose own body never comes to its end.
    pub(super) fn never_returns(&mut self, call: &Expr) -> bool {
        let ExprKind::Call { fun, .. } = &call.kind else { return false };
        if self.called_builtin(fun) == Some(crate::types::object::Builtin::Panic) {
            return true;
        }
        self.called_func(fun).is_some_and(|func| self.is_ending(func))
    }

    fn is_ending(&mut self, func: ObjId) -> bool {
        if let Some(&known) = self.facts.endings.get(&func) {
            return known;
        }
        // A function that calls itself is taken to return.
        self.facts.endings.insert(func, false);
        let object = self.prog.objects.get(func);
        let is_std = object.pkg.is_some_and(|p| self.prog.packages[p.0 as usize].is_std);
        let ending = if is_std {
            let name = object.name;
            ENDING.contains(&&*self.full_name(func))
                || self.package_of(func) == "testing"
                    && self.receiver(func).is_some()
                    && ENDING_TESTS.contains(&name.as_str())
        } else {
            let ObjectKind::Func(info) = &object.kind else { return false };
            let decl = info.decl.clone();
            decl.and_then(|decl| decl.body.as_ref()?.get().cloned())
                .is_some_and(|body| !self.may_return(&body))
        };
        self.facts.endings.insert(func, ending);
        ending
    }

    fn may_return(&mut self, body: &Block) -> bool {
        let ends = self.ending_calls(body);
        Graph::new(body, &ends).may_return()
    }

    /// Where the statements of a body that call what never returns start.
    pub(super) fn ending_calls(&mut self, body: &Block) -> Vec<Pos> {
        let mut calls = Vec::new();
        super::walk::inspect(Node::Block(body), &mut |node| {
            if let Node::Stmt(s) = node
                && let StmtKind::Expr(x) = &s.kind
                && self.never_returns(x)
            {
                calls.push(x.span.lo);
            }
            !matches!(node, Node::Expr(_))
        });
        calls
    }
}

//! `goweave/lockheld`: a lock is still held when a function returns on some way, although it
//! unlocks on another. `goweave/relock`: a mutex is locked again by the goroutine that holds it.
//!
//! A forward analysis over the control flow. A lock is known by the text of its operand, such as
//! `s.mu`. Functions that only lock (or only unlock) are left alone: they are meant to. If the
//! lock is unlocked on some ways to a return and not on others, that counts only if there is one
//! unlock in all: else a condition may tell the ways apart.

use super::flow::Graph;
use super::walk::{Node, functions, inspect, inspect_with_ancestors, unparen};
use super::{Analyzer, Pass};
use crate::ast::{Block, Expr, ExprKind, StmtKind};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const HELD: Analyzer = Analyzer {
    name: "goweave/lockheld",
    about: "locks still held when the function returns on some way",
    run: |pass| run(pass, false),
};

pub(super) const AGAIN: Analyzer = Analyzer {
    name: "goweave/relock",
    about: "mutexes locked again by who holds them",
    run: |pass| run(pass, true),
};

/// One side of a lock: for writing, or for reading.
type Lock = (String, bool);

/// What a statement does with a lock.
#[derive(Clone)]
enum Action {
    Lock(Lock, Span),
    Unlock(Lock),
    /// When the function returns.
    UnlockLater(Lock),
}

/// What is known of a lock that was locked on every way to a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Held {
    /// Where it was locked.
    at: Span,
    /// Whether it was unlocked on some way.
    maybe_free: bool,
}

type Locks = BTreeMap<Lock, Held>;

fn run(pass: &mut Pass<'_>, again: bool) {
    if !pass.imports("sync") {
        return;
    }
    for file in pass.files.clone() {
        for function in functions(&file) {
            if let Some(body) = function.body() {
                check(pass, body, again);
            }
        }
    }
}

/// The actions of one statement or expression, without those in function literals.
fn actions(pass: &Pass<'_>, node: Node<'_>) -> Vec<Action> {
    let mut found = Vec::new();
    let deferred = match node {
        Node::Stmt(s) => match &s.kind {
            StmtKind::Defer(call) => Some(call),
            StmtKind::Go(_) => return found,
            _ => None,
        },
        _ => None,
    };
    let literals_too = deferred.is_some();
    inspect(node, &mut |node| {
        let Node::Expr(e) = node else { return true };
        if let ExprKind::Call { fun, .. } = &e.kind
            && let Some(action) = action(pass, fun, e.span)
        {
            found.push(match action {
                Action::Unlock(lock) if deferred.is_some() => Action::UnlockLater(lock),
                other => other,
            });
        }
        literals_too || !matches!(e.kind, ExprKind::FuncLit { .. })
    });
    found
}

/// `x.Lock()` and the like.
fn action(pass: &Pass<'_>, fun: &Expr, span: Span) -> Option<Action> {
    let ExprKind::Selector { x, sel } = &unparen(fun).kind else { return None };
    let is = |ty, names: &[&str]| pass.calls_method(fun, "sync", ty, names);
    let lock = (pass.text(x), sel.name.as_str().starts_with('R'));
    if is("Mutex", &["Lock"]) || is("RWMutex", &["Lock", "RLock"]) {
        Some(Action::Lock(lock, span))
    } else if is("Mutex", &["Unlock"]) || is("RWMutex", &["Unlock", "RUnlock"]) {
        Some(Action::Unlock(lock))
    } else {
        None
    }
}

fn check(pass: &mut Pass<'_>, body: &Block, again: bool) {
    let ends = pass.ending_calls(body);
    let graph = Graph::new(body, &ends);
    let steps: Vec<Vec<Action>> = graph
        .blocks
        .iter()
        .map(|block| block.nodes.iter().flat_map(|node| actions(pass, *node)).collect())
        .collect();
    let elsewhere = elsewhere(pass, body);
    let unlocks = |lock: &Lock| {
        let same = |action: &&Action| matches!(action, Action::Unlock(other) if other == lock);
        steps.iter().flatten().filter(same).count()
    };
    let later = |lock: &Lock| {
        let same = |action: &Action| matches!(action, Action::UnlockLater(l) if l == lock);
        steps.iter().flatten().any(same)
    };
    let at_entry = flow(&graph, &steps);
    for (i, block) in graph.blocks.iter().enumerate() {
        let Some(mut locks) = at_entry[i].clone() else { continue };
        for action in &steps[i] {
            if let (true, Action::Lock(lock, span)) = (again, action)
                && !elsewhere.contains(lock)
                && let Some(held) = locks.get(lock)
                && !held.maybe_free
                && !lock.1
            {
                let text = format!(
                    "{} is locked since line {}: locking it again waits for ever",
                    lock.0,
                    pass.line(held.at.lo)
                );
                pass.report(*span, text);
            }
            apply(action, &mut locks);
        }
        let Some(end) = block.returns.filter(|_| !again) else { continue };
        for (lock, held) in &locks {
            let count = unlocks(lock);
            if count == 0 || later(lock) || elsewhere.contains(lock) || held.maybe_free && count > 1
            {
                continue;
            }
            let text = format!(
                "{} may still be locked when the function returns here (locked on line {})",
                lock.0,
                pass.line(held.at.lo)
            );
            pass.report(end, text);
        }
    }
}

/// Locks that function literals unlock too, or that are tried: whether they are held is not plain.
fn elsewhere(pass: &Pass<'_>, body: &Block) -> BTreeSet<Lock> {
    let mut found = BTreeSet::new();
    inspect_with_ancestors(Node::Block(body), &mut |node, ancestors| {
        if let Node::Expr(e) = node
            && let ExprKind::Call { fun, .. } = &e.kind
            && let ExprKind::Selector { x, .. } = &unparen(fun).kind
        {
            let literal = |node: &Node<'_>| matches!(node, Node::Expr(e) if matches!(e.kind, ExprKind::FuncLit { .. }));
            match action(pass, fun, e.span) {
                Some(Action::Unlock(lock)) if ancestors.iter().any(literal) => {
                    found.insert(lock);
                }
                None if pass.calls_method(fun, "sync", "Mutex", &["TryLock"])
                    || pass.calls_method(fun, "sync", "RWMutex", &["TryLock", "TryRLock"]) =>
                {
                    found.extend([false, true].map(|read| (pass.text(x), read)));
                }
                _ => {}
            }
        }
        true
    });
    found
}

fn apply(action: &Action, locks: &mut Locks) {
    match action {
        Action::Lock(lock, at) => {
            locks.insert(lock.clone(), Held { at: *at, maybe_free: false });
        }
        Action::Unlock(lock) | Action::UnlockLater(lock) => {
            locks.remove(lock);
        }
    }
}

/// The locks held at the entry of each block that can be reached.
fn flow(graph: &Graph<'_>, steps: &[Vec<Action>]) -> Vec<Option<Locks>> {
    // Locks that were locked on every way: those that are free again are kept apart.
    let mut at_entry: Vec<Option<(Locks, Locks)>> = vec![None; graph.blocks.len()];
    at_entry[0] = Some((Locks::new(), Locks::new()));
    let mut todo = vec![0];
    while let Some(id) = todo.pop() {
        let Some((mut held, mut freed)) = at_entry[id].clone() else { continue };
        for action in &steps[id] {
            match action {
                Action::Lock(lock, _) => drop(freed.remove(lock)),
                Action::Unlock(lock) | Action::UnlockLater(lock) => {
                    if let Some(state) = held.get(lock) {
                        freed.insert(lock.clone(), *state);
                    }
                }
            }
            apply(action, &mut held);
        }
        for edge in &graph.blocks[id].next {
            let merged = match &at_entry[edge.to] {
                None => (held.clone(), freed.clone()),
                Some(old) => merge(old, &(held.clone(), freed.clone())),
            };
            if at_entry[edge.to].as_ref() != Some(&merged) {
                at_entry[edge.to] = Some(merged);
                todo.push(edge.to);
            }
        }
    }
    at_entry.into_iter().map(|state| state.map(|(held, _)| held)).collect()
}

/// What is known after either of two ways.
fn merge(a: &(Locks, Locks), b: &(Locks, Locks)) -> (Locks, Locks) {
    let mut held = Locks::new();
    for (one, other) in [(a, b), (b, a)] {
        for (lock, state) in &one.0 {
            let free = other.1.contains_key(lock);
            if let Some(also) = other.0.get(lock) {
                let maybe_free = state.maybe_free || also.maybe_free;
                held.insert(lock.clone(), Held { at: earlier(state.at, also.at), maybe_free });
            } else if free {
                held.insert(lock.clone(), Held { at: state.at, maybe_free: true });
            }
        }
    }
    let both =
        |(lock, state): (&Lock, &Held)| b.1.contains_key(lock).then(|| (lock.clone(), *state));
    let freed = a.1.iter().filter_map(both).collect();
    (held, freed)
}

fn earlier(a: Span, b: Span) -> Span {
    if a.lo <= b.lo { a } else { b }
}

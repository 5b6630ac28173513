//! Where variables and temporaries are not needed any more.
//!
//! The collector must not find through a frame what the program cannot use: finalizers and weak
//! pointers show the difference. A slot is needed from the statement that fills it up to the end
//! of the last statement that uses it, or of a loop around that which began before; both are
//! places in the source text. Programs that cannot tell are not looked at.
//!
//! # Sound, not complete
//! Branches count as taken; closures need what they captured as long as they run; functions with
//! a goto need everything.

use super::capture::Walker;
use super::fun::Fun;
use crate::code::Needed;
use crate::ir::SlotId;
use crate::memory::layout::Layout;
use frontend::ast::{Decl, Expr, ExprKind, Stmt, StmtKind};
use frontend::program::Program;
use frontend::span::Pos;
use frontend::types::{ObjId, PackageId};
use rustc_hash::FxHashSet;

/// Where something is not needed any more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub(crate) struct End {
    /// One past the statement or loop that needs it last.
    pub(crate) hi: Pos,
    /// The position of a call there that does without once it has begun, or [`NO_CALL`].
    pub(crate) call: Pos,
}

/// No position, after all others.
pub(crate) const NO_CALL: Pos = Pos(u32::MAX);

/// A statement or loop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around {
    /// Its first byte; of a loop, its body's.
    pub(crate) lo: Pos,
    /// Its end.
    pub(crate) end: End,
}

impl Around {
    /// A simple statement.
    pub(crate) fn statement(s: &Stmt) -> Self {
        Self { lo: s.span.lo, end: End { hi: s.span.hi, call: only_call(s) } }
    }

    /// From `lo` to `hi`.
    pub(crate) fn new(lo: Pos, hi: Pos) -> Self {
        Self { lo, end: End { hi, call: NO_CALL } }
    }
}

impl Walker<'_> {
    /// A variable is used here.
    pub(super) fn used(&mut self, obj: ObjId) {
        let Some(ends) = &mut self.out.ends else { return };
        let declared = self.program.objects.get(obj).pos;
        let outside = |a: &&Around| !(a.lo <= declared && declared < a.end.hi);
        let inner = self.around.last();
        let end = self.around.iter().filter(outside).chain(inner).map(|a| a.end).max();
        let end = end.unwrap_or(End { hi: Pos(u32::MAX), call: NO_CALL });
        let known = ends.entry(obj).or_default();
        *known = end.max(*known);
    }

    /// Walks what is in a statement or a loop.
    pub(super) fn inside(&mut self, around: Around, f: impl FnOnce(&mut Self)) {
        self.around.push(around);
        f(self);
        self.around.pop();
    }
}

/// The position of the call that a statement is, but for what is done with its results: when it
/// has begun, nothing else in the statement is needed. (Assignments need their targets.)
pub(super) fn only_call(s: &Stmt) -> Pos {
    let call = match &s.kind {
        StmtKind::Expr(e) => Some(e),
        StmtKind::Return(list) => one(list),
        StmtKind::Decl(Decl::Var(spec)) => one(&spec.values),
        _ => None,
    };
    match call.map(|e| &e.kind) {
        Some(ExprKind::Call { fun, .. }) => fun.span.hi,
        _ => NO_CALL,
    }
}

fn one(list: &[Expr]) -> Option<&Expr> {
    if let [e] = list { Some(e) } else { None }
}

/// Whether a program can tell what the collector finds: it imports packages that show.
pub(super) fn matters(program: &Program) -> bool {
    let shows = |path: &str| matches!(path, "runtime" | "weak");
    let path = |id: PackageId| program.packages[id.0 as usize].path.as_str();
    let mut own = program.packages.iter().filter(|p| !p.is_std);
    own.any(|p| p.imports.iter().any(|&i| shows(path(i))))
}

/// The slots of a function and where they are needed.
#[derive(Debug, Default)]
pub(crate) struct Slots {
    needed: Vec<Needed>,
    /// Slots that are always needed.
    always: FxHashSet<SlotId>,
}

impl Slots {
    /// Where slots are needed, sorted; a slot that is not in it always is.
    pub(super) fn into_needed(mut self) -> Vec<Needed> {
        self.needed.retain(|n| !self.always.contains(&n.slot));
        self.needed.sort_unstable();
        self.needed.dedup();
        self.needed
    }
}

impl Fun {
    /// Slots are always needed.
    pub(super) fn pin(&mut self, slot: SlotId) {
        if let Some(slots) = &mut self.slots {
            slots.always.insert(slot);
        }
    }

    /// Slots are needed by the current statement.
    pub(super) fn needed_here(&mut self, slot: SlotId, layout: &Layout) {
        let Around { lo, end } = self.statement;
        self.needed(slot, layout, lo, end);
    }

    /// Slots are needed by a variable, from a position on.
    pub(super) fn needed_for(&mut self, obj: ObjId, slot: SlotId, layout: &Layout, from: Pos) {
        let ends = self.captures.ends.as_ref();
        match ends.and_then(|ends| ends.get(&obj).copied()) {
            Some(end) => self.needed(slot, layout, from, end),
            None => self.pin(slot),
        }
    }

    /// A parameter was moved somewhere else at the function's position.
    pub(super) fn moved(&mut self, slot: SlotId, layout: &Layout, at: Pos) {
        self.needed(slot, layout, Pos::NONE, End { hi: at, call: NO_CALL });
    }

    fn needed(&mut self, slot: SlotId, layout: &Layout, from: Pos, end: End) {
        if let Some(slots) = self.slots.as_mut().filter(|_| !layout.is_scalar()) {
            let End { hi, call } = end;
            slots.needed.push(Needed { slot, words: layout.words, from, to: hi, call });
        }
    }
}

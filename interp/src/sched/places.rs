//! Where goroutines stand, for strategies that want to know it.
//!
//! A place is the innermost position in the program's own sources. Goroutines that wait to be
//! chosen have theirs in their activations; a go statement stops first, so that its goroutine's
//! calls become activations, and runs again at once without being charged. Operations stop in
//! front of themselves even if nobody else could run. So an execution with places takes the same
//! decisions as one without.

use super::decision::Next;
use super::strategy::Strategy;
use crate::code::{Code, FuncRef};
use crate::cx::Cx;
use crate::explain::log;
use crate::goroutine::{Activation, Goroutine};
use frontend::span::Pos;

/// The go statement at hand.
#[derive(Clone, Copy, Default, Debug)]
enum Spawn {
    /// None.
    #[default]
    No,
    /// It stops.
    Stops,
    /// It was looked at: its place, and the steps its goroutine had left.
    Seen(Pos, i32),
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Places {
    spawn: Spawn,
}

impl Places {
    /// For strategies that want to know places.
    pub(super) fn wanted(strategy: &dyn Strategy) -> Option<Self> {
        strategy.wants_places().then(Self::default)
    }
}

/// The innermost own position among calls, innermost first.
fn own(code: &Code, mut calls: impl Iterator<Item = Pos>) -> Pos {
    calls.find(|pos| code.sources.is_own(*pos)).unwrap_or(Pos::NONE)
}

/// What a goroutine that does not run does next, and where.
pub(super) fn next(code: &Code, g: &Goroutine) -> Next {
    let place = own(code, g.calls().into_iter().map(|(func, at): (FuncRef, _)| func.pos_of(at)));
    Next { path: g.path, op: g.wait.pending, place, locks: g.wait.locks }
}

/// Whether a go statement must stop to be looked at first.
#[inline]
pub(crate) fn spawn_stops(cx: &mut Cx) -> bool {
    cx.sched.places.is_some() && stops(cx)
}

#[cold]
fn stops(cx: &mut Cx) -> bool {
    let Some(places) = &mut cx.sched.places else { return false };
    if let Spawn::Seen(_, budget) = places.spawn {
        cx.budget = budget;
        return false;
    }
    places.spawn = Spawn::Stops;
    true
}

/// The running goroutine stopped to be looked at; `acts` are its calls.
pub(crate) fn looked(cx: &mut Cx, acts: &[Activation]) {
    let at = own(cx.code, acts.iter().rev().map(|act| act.func.pos_of(act.at)));
    if let Some(places) = cx.sched.places.as_mut().filter(|p| matches!(p.spawn, Spawn::Stops)) {
        places.spawn = Spawn::Seen(at, cx.budget);
        // A call that runs again is charged again.
        cx.budget = cx.budget.saturating_add(log::AGAIN);
    }
}

/// The place of the go statement that makes a goroutine now.
pub(super) fn of_spawn(places: &mut Option<Places>) -> Pos {
    match places.as_mut().map(|places| std::mem::take(&mut places.spawn)) {
        Some(Spawn::Seen(at, _)) => at,
        Some(Spawn::No | Spawn::Stops) | None => Pos::NONE,
    }
}

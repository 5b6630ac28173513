//! Goroutines that spin.
//!
//! A goroutine that comes to the same operation again in the same state, while nothing has changed
//! and without having changed anything itself, will do so for ever until somebody else changes
//! something: it is set aside until then. So a loop over `Load`, `TryLock`, `select` with default
//! or Gosched ends, whoever is chosen to run; and if everybody who could run spins, and no timer
//! is left, that is a livelock (a fair lasso).
//!
//! Only under [`Discipline::Any`], and only in checked code: stores to memory must be seen.

use super::strategy::Discipline;
use crate::cx::Cx;
use crate::goroutine::{Goroutine, GoroutineId, Status};
use crate::history::mix;
use crate::op::OpKind;
use crate::trace::Kind;

/// Most states remembered of one goroutine since something changed.
const STATES: usize = 64;

/// The clock's leap when everybody spins and somebody looks at it.
pub(super) const LEAP: u64 = 1_000_000;

/// What is remembered of a goroutine that may spin.
#[derive(Debug, Default)]
pub(crate) struct Loop {
    /// Changes so far when its first state was noted.
    changes: u64,
    /// States seen since.
    states: Vec<u64>,
    /// The objects it looked at.
    looked_at: Vec<u64>,
    /// Whether it looked at several at once, as a select does: any change may end its loop.
    anything: bool,
}

/// Everybody who spins.
#[derive(Debug, Default)]
pub(crate) struct Spinners {
    /// Who, and what they look at; nothing means that anything may end it.
    waiting: Vec<(GoroutineId, Vec<u64>)>,
    /// Those who may go on.
    ready: Vec<GoroutineId>,
    /// Changes so far.
    changes: u64,
    /// Whether the clock was read since it moved last.
    pub(super) reads_clock: bool,
}

impl Spinners {
    /// Something happened to an object.
    #[inline]
    pub(super) fn event(&mut self, kind: Kind, object: u64) {
        let looks = matches!(
            kind,
            Kind::Run
                | Kind::Park
                | Kind::Select
                | Kind::AtomicLoad
                | Kind::TryLockFailed
                | Kind::Time
                | Kind::Decide
                | Kind::Output
        );
        if looks {
            return;
        }
        self.changes += 1;
        if !self.waiting.is_empty() {
            self.wake(|objects| objects.is_empty() || objects.contains(&object));
        }
    }

    /// Ordinary memory changed, or time passed.
    pub(super) fn anything(&mut self) {
        self.changes += 1;
        self.wake(|_| true);
    }

    fn wake(&mut self, ends: impl Fn(&[u64]) -> bool) {
        let ready = &mut self.ready;
        self.waiting.retain(|(g, objects)| {
            let ended = ends(objects);
            if ended {
                ready.push(*g);
            }
            !ended
        });
    }

    /// Whether anybody spins.
    pub(super) fn any(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Takes one who may go on.
    pub(super) fn take(&mut self) -> Option<GoroutineId> {
        if self.ready.is_empty() { None } else { Some(self.ready.remove(0)) }
    }
}

/// The running goroutine stopped in front of an operation: whether it was in this state before,
/// and nothing has changed since. Then it is set aside.
pub(super) fn repeats(cx: &mut Cx) -> bool {
    let stored = std::mem::take(&mut cx.stored);
    let s = &mut cx.sched;
    if s.discipline != Discipline::Any || cx.code.sites.is_empty() {
        return false;
    }
    if stored {
        s.spinners.anything();
    }
    let g = &mut cx.gs[cx.cur.0 as usize];
    let op = g.wait.pending;
    if !polls(op.kind) {
        return false;
    }
    let changes = s.spinners.changes;
    let state = state(g);
    let seen = g.wait.spin.get_or_insert_default();
    if seen.changes != changes {
        **seen = Loop { changes, ..Loop::default() };
    }
    seen.anything |= op.kind == OpKind::Select;
    if op.object != 0 && !seen.looked_at.contains(&op.object) {
        seen.looked_at.push(op.object);
    }
    if !seen.states.contains(&state) {
        if seen.states.len() < STATES {
            seen.states.push(state);
        }
        return false;
    }
    // When it goes on it may find itself where it was: nothing of this is remembered.
    let Loop { looked_at, anything, .. } = *g.wait.spin.take().unwrap_or_default();
    s.spinners.waiting.push((cx.cur, if anything { Vec::new() } else { looked_at }));
    g.status = Status::Runnable;
    true
}

/// Operations that may do nothing but look.
pub(super) fn polls(kind: OpKind) -> bool {
    matches!(
        kind,
        OpKind::AtomicLoad
            | OpKind::AtomicUpdate
            | OpKind::TryLock
            | OpKind::TryRLock
            | OpKind::Select
            | OpKind::Read
            | OpKind::Yield
    )
}

/// A goroutine's calls and slots, as a number.
fn state(g: &Goroutine) -> u64 {
    let acts = g.acts.iter().fold(0, |h, act| mix(mix(h, act.func.id.0.into()), act.at.into()));
    g.stack.iter().fold(acts, |h, &word| mix(h, word))
}

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
        let changes = !matches!(
            kind,
            Kind::Run | Kind::Park | Kind::Select | Kind::AtomicLoad | Kind::TryLockFailed
        ) && !matches!(kind, Kind::Time | Kind::Decide | Kind::Output);
        if changes {
            self.changes += 1;
            if !self.waiting.is_empty() {
                self.wake(|objects| objects.is_empty() || objects.contains(&object));
            }
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
    let track = g.wait.spin.get_or_insert_default();
    if track.changes != changes {
        (track.changes, track.states, track.looked_at) = (changes, Vec::new(), Vec::new());
    }
    if op.object != 0 && !track.looked_at.contains(&op.object) {
        track.looked_at.push(op.object);
    }
    // A select looks at several channels.
    let several = op.kind == OpKind::Select;
    let mut track = std::mem::take(&mut g.wait.spin);
    let state = state(g);
    let mut again = false;
    if let Some(track) = &mut track {
        again = track.states.contains(&state);
        if several {
            track.looked_at.push(0);
        }
        if track.states.len() < STATES {
            track.states.push(state);
        }
    }
    if again {
        let track = track.unwrap_or_default();
        let any = track.looked_at.contains(&0);
        let objects = if any { Vec::new() } else { track.looked_at };
        g.status = Status::Runnable;
        s.spinners.waiting.push((cx.cur, objects));
        // It may find itself where it was as soon as it goes on.
        return true;
    }
    g.wait.spin = track;
    false
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

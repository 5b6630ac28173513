//! The log of an execution: every visible operation with its place, its stack and its values.
//!
//! An operation that stands at a scheduling point is written down when its goroutine is chosen.
//! Where nothing is to be chosen it stops all the same ([`stops`]), only for the run loop to write
//! down its stack, and runs again at once: the scheduler is not asked, no step is charged, so that
//! an execution with a log is the one without.
//!
//! What becomes of an operation (parked, woken, which value) is added to its entry later, from
//! the events the scheduler hashes anyway.

use super::value;
use crate::code::FuncRef;
use crate::cx::Cx;
use crate::goroutine::{Activation, WaitReason, dump};
use crate::op::{Op, OpKind};
use crate::race::{Site, Stack};
use crate::trace::Kind;
use crate::tree::At;
use frontend::span::Pos;
use rustc_hash::FxHashMap;

/// Most entries; an execution that has more is told up to there.
const MOST: usize = 1 << 18;

/// More than it costs to come to an operation once more.
pub(crate) const AGAIN: i32 = 8;

/// Most calls of a stack.
const DEPTH: usize = 64;

/// What an entry is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// An operation.
    Operation(OpKind),
    /// A go statement, and the number of the goroutine it made.
    Go(u64),
    /// A goroutine ended.
    End,
    /// A timer fired; it belongs to no goroutine.
    Timer,
}

/// Kinds of marks of package runtime/trace.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum MarkKind {
    TaskBegins,
    TaskEnds,
    RegionBegins,
    RegionEnds,
    Log,
}

/// A mark of package runtime/trace.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// What begins or ends.
    pub kind: MarkKind,
    /// The task; 0 for none.
    pub task: u64,
    /// The task that a new task is part of; 0 for none.
    pub parent: u64,
    /// Name of the task or region, category of the log.
    pub name: String,
    /// The logged message.
    pub message: String,
}

/// What the goroutine did, in full.
#[derive(Clone, Debug)]
pub struct LogEntry {
    /// Its number; 0: none.
    pub goroutine: u64,
    /// What.
    pub what: What,
    /// Address of the lock, channel, variable…; 0 if there is none.
    pub object: u64,
    /// The innermost position in the program's own packages.
    pub pos: Pos,
    /// All calls, innermost first.
    pub stack: Stack,
    /// What was sent, received, read, written, printed, as Go prints it; a wait group's counter.
    pub value: String,
    /// What the program marked here.
    pub mark: Option<Mark>,
    /// A receive got nothing since the channel is closed.
    pub closed: bool,
    /// A try to take a lock, or a compare-and-swap, failed.
    pub failed: bool,
    /// The case of a select that was taken; none: the default, or none was.
    pub case: Option<u64>,
    /// What the goroutine waits for: it parked.
    pub parked: Option<WaitReason>,
    /// The entry that woke it.
    pub woken_by: Option<usize>,
    /// Numbers of the goroutines it woke.
    pub woke: Vec<u64>,
    /// It sent (or received) a value, or waits to.
    pub sends: Option<bool>,
    /// The locks its goroutine held before.
    pub held: Vec<u64>,
    /// Who holds the lock it wants.
    pub holders: Vec<u64>,
    /// Addresses of the variables on which it was found to race.
    pub races: Vec<u64>,
    /// Decisions taken before.
    pub decisions: u64,
    /// The goroutine that ran before and could have gone on.
    pub preempted: Option<u64>,
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Log {
    pub(crate) entries: Vec<LogEntry>,
    /// An operation that stopped only to be written down.
    pending: Option<Op>,
    /// The steps that its goroutine had left.
    budget: Option<i32>,
    /// The latest entry of each goroutine.
    latest: FxHashMap<u64, usize>,
    /// The locks each goroutine holds.
    held: FxHashMap<u64, Vec<u64>>,
    /// The entry that wakes others now.
    acting: Option<usize>,
    running: u64,
    /// Who ran before, until the next entry.
    before: Option<u64>,
    decisions: u64,
    /// Races found so far.
    races: usize,
    closed: bool,
}

impl Log {
    /// The execution has ended: what follows is not written down.
    pub(crate) fn close(&mut self) {
        self.closed = true;
    }

    /// A decision was taken.
    pub(crate) fn decided(&mut self) {
        self.decisions += 1;
    }

    fn push(&mut self, goroutine: u64, what: What, object: u64, stack: Stack, pos: Pos) {
        if self.closed || self.entries.len() >= MOST {
            self.acting = None;
            return;
        }
        let preempted = self.before.take().filter(|before| {
            let latest = self.latest.get(before).map(|&i| &self.entries[i]);
            let left = |entry: &LogEntry| entry.parked.is_some() && entry.woken_by.is_none();
            latest.is_some_and(|entry| entry.what != What::End && !left(entry))
        });
        let held = self.held.get(&goroutine).cloned().unwrap_or_default();
        let mut holders = Vec::new();
        let sends = match what {
            What::Operation(kind) if kind.locks() => {
                let holds = self.held.iter().filter(|(_, held)| held.contains(&object));
                holders.extend(holds.map(|(g, _)| *g));
                holders.sort_unstable();
                None
            }
            What::Operation(OpKind::Send) => Some(true),
            What::Operation(OpKind::Recv) => Some(false),
            What::Operation(_) | What::Go(_) | What::End | What::Timer => None,
        };
        self.acting = Some(self.entries.len());
        self.latest.insert(goroutine, self.entries.len());
        self.entries.push(LogEntry {
            goroutine,
            what,
            object,
            pos,
            stack,
            value: String::new(),
            mark: None,
            closed: false,
            failed: false,
            case: None,
            parked: None,
            woken_by: None,
            woke: Vec::new(),
            sends,
            held,
            holders,
            races: Vec::new(),
            decisions: self.decisions,
            preempted,
        });
    }

    /// The latest entry of a goroutine.
    fn entry(&mut self, goroutine: u64) -> Option<&mut LogEntry> {
        let i = *self.latest.get(&goroutine)?;
        self.entries.get_mut(i).filter(|_| !self.closed)
    }

    /// The scheduler's events.
    #[cold]
    #[expect(clippy::wildcard_enum_match_arm, reason = "operations say most themselves")]
    pub(crate) fn event(&mut self, kind: Kind, a: u64, b: u64) {
        let running = self.running;
        match kind {
            Kind::Run if a != running => {
                self.before = Some(running).filter(|&g| g != 0);
                self.running = a;
            }
            Kind::End => self.push(a, What::End, 0, Stack::new(), Pos::NONE),
            Kind::Fire => self.push(0, What::Timer, 0, Stack::new(), Pos::NONE),
            Kind::Ready => {
                let acting = self.acting;
                if let Some(entry) = self.entry(a).filter(|entry| entry.parked.is_some()) {
                    entry.woken_by = acting;
                }
                if let Some(i) = acting.filter(|_| !self.closed) {
                    self.entries[i].woke.push(a);
                }
            }
            Kind::Select => self.case(running, a, b),
            Kind::TryLockFailed => {
                if let Some(entry) = self.entry(running) {
                    entry.failed = true;
                }
            }
            Kind::WaitGroupAdd | Kind::AtomicLoad | Kind::AtomicWrite => {
                self.value(running, &b.cast_signed().to_string());
            }
            _ => {}
        }
    }

    /// A goroutine parked.
    pub(crate) fn parked(&mut self, goroutine: u64, reason: WaitReason) {
        if let Some(entry) = self.entry(goroutine) {
            entry.parked = Some(reason);
        }
    }

    /// The running goroutine made another.
    pub(crate) fn spawned(&mut self, child: u64, created: Option<(FuncRef, Pos, u64)>) {
        if let Some((func, pos, parent)) = created {
            self.push(parent, What::Go(child), 0, vec![(func, pos)], pos);
        }
    }

    /// A goroutine got a lock.
    pub(crate) fn acquired(&mut self, goroutine: u64, lock: u64) {
        self.held.entry(goroutine).or_default().push(lock);
    }

    /// A goroutine let go of a lock, its own or another's.
    pub(crate) fn released(&mut self, goroutine: u64, lock: u64) {
        let has = |held: &Vec<u64>| held.iter().rposition(|&other| other == lock);
        let own = self.held.get(&goroutine).and_then(has).map(|_| goroutine);
        let owner = own.or_else(|| {
            let mut owners: Vec<u64> =
                self.held.iter().filter(|(_, held)| has(held).is_some()).map(|(g, _)| *g).collect();
            owners.sort_unstable();
            owners.first().copied()
        });
        if let Some(held) = owner.and_then(|owner| self.held.get_mut(&owner)) {
            if let Some(i) = has(held) {
                held.remove(i);
            }
        }
    }

    /// A goroutine's operation sends or receives.
    pub(crate) fn transfers(&mut self, goroutine: u64, sends: bool) {
        if let Some(entry) = self.entry(goroutine) {
            entry.sends = Some(sends);
        }
    }

    /// A value that a goroutine's operation is about.
    pub(crate) fn value(&mut self, goroutine: u64, text: &str) {
        if let Some(entry) = self.entry(goroutine) {
            text.clone_into(&mut entry.value);
        }
    }

    /// A goroutine's operation is a mark.
    pub(crate) fn mark(&mut self, goroutine: u64, mark: Mark) {
        if let Some(entry) = self.entry(goroutine) {
            entry.mark = Some(mark);
        }
    }

    /// A goroutine received nothing from a closed channel.
    pub(crate) fn closed(&mut self, goroutine: u64) {
        if let Some(entry) = self.entry(goroutine) {
            entry.closed = true;
        }
    }

    /// A goroutine's select took a case.
    pub(crate) fn case(&mut self, goroutine: u64, case: u64, channel: u64) {
        if let Some(entry) = self.entry(goroutine) {
            entry.case = Some(case).filter(|&case| case != crate::sync::select::DEFAULT);
            entry.object = channel;
        }
    }
}

/// Whether an operation that is no scheduling point must stop to be written down; `cx.granted` is
/// cleared.
#[inline]
pub(crate) fn stops(cx: &mut Cx, op: Op) -> bool {
    match &mut cx.sched.log {
        Some(log) if op.kind != OpKind::None && !log.closed => {
            log.pending = Some(op);
            true
        }
        _ => false,
    }
}

/// The running goroutine has stopped. If that was only to be written down this is done, and it may
/// go on.
pub(crate) fn begin(cx: &mut Cx, acts: &[Activation]) -> bool {
    let Some(op) = cx.sched.log.as_mut().and_then(|log| log.pending.take()) else { return false };
    let calls = acts.iter().rev().map(|act| (act.func, act.at)).collect();
    operation(cx, op, calls);
    cx.granted = true;
    if let Some(log) = &mut cx.sched.log {
        log.budget = Some(cx.budget);
    }
    // A call that runs again is charged again.
    cx.budget = cx.budget.saturating_add(AGAIN);
    true
}

/// The operation that was written down runs now: what it was charged for that is given back.
#[inline]
pub(crate) fn goes_on(cx: &mut Cx) {
    if let Some(budget) = cx.sched.log.as_mut().and_then(|log| log.budget.take()) {
        cx.budget = budget;
    }
}

/// The goroutine that runs from now on begins the operation in front of which it stood.
pub(crate) fn begin_at_point(cx: &mut Cx, op: Op) {
    if cx.sched.log.is_some() {
        operation(cx, op, cx.gs[cx.cur.0 as usize].calls());
    }
}

fn operation(cx: &mut Cx, op: Op, mut calls: Vec<(FuncRef, At)>) {
    let g = &cx.gs[cx.cur.0 as usize];
    if calls.is_empty() {
        calls = g.panics.last().map(|panic| panic.trace.clone()).unwrap_or_default();
    }
    let visible = |func: FuncRef| func.id != cx.code.entry.id && !dump::is_wrapper(func);
    let stack: Stack = calls
        .into_iter()
        .filter(|(func, _)| visible(func))
        .take(DEPTH)
        .map(|(func, at)| (func, func.pos_of(at)))
        .collect();
    let own = stack.iter().map(|call| call.1).find(|pos| cx.code.sources.is_own(*pos));
    let created = g.created.map(|created| created.1);
    // `go mu.Unlock()` has no place of its own.
    let pos = own.or(created.filter(|_| !stack.is_empty())).unwrap_or(Pos::NONE);
    let number = g.number;
    if let Some(log) = &mut cx.sched.log {
        log.push(number, What::Operation(op.kind), op.object, stack, pos);
    }
}

/// The running goroutine read or wrote a variable at a site.
#[cold]
pub(crate) fn accessed(cx: &mut Cx, site: Site) {
    let Some(log) = &mut cx.sched.log else { return };
    let number = cx.gs[cx.cur.0 as usize].number;
    let known = std::mem::replace(&mut log.races, cx.race.as_ref().map_or(0, |d| d.races.len()));
    let Some(entry) = log.entry(number) else { return };
    let accesses = matches!(entry.what, What::Operation(OpKind::Read | OpKind::Write));
    let Some(info) = cx.code.sites.get(site.0 as usize).filter(|_| accesses) else { return };
    if info.pos.is_known() {
        entry.pos = info.pos;
    }
    let races = cx.race.as_ref().map_or(&[][..], |detector| &detector.races);
    entry.races = races.iter().skip(known).map(|race| race.addr).collect();
    if let Some(text) = value::stored(cx.code, &cx.heap, info.ty, entry.object) {
        entry.value = text;
    }
}

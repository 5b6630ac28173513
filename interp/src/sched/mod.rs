//! Scheduling: who runs next, virtual time, decisions.
//!
//! The run loop's view: [`next`] answers who runs; when the goroutine stops, exactly one of
//! [`preempt`] (`Why::Budget`), [`point`] (`Why::Point`), [`yield_now`] (`Why::Yield`), [`park`]
//! (`Why::Park`) or [`finish`] says why, and [`next`] is asked again. `Why::Depth`, `Why::Grow`
//! and `Why::Memory` are nobody's business: the same goroutine carries on.
//!
//! # Invariants
//! Between two steps every goroutine is running (one, `cx.cur`), in the run queue, in a wait queue
//! or asleep, parked for ever, or dead.
//!
//! # Decisions
//! Under [`Discipline::Any`] which goroutine runs next, asked at every switch with more than one
//! enabled: the goroutine that stands at a scheduling point first, then the others in the order
//! in which they became runnable.

pub(crate) mod bubble;
mod clock;
pub mod deadlock;
pub mod decision;
pub(crate) mod places;
pub mod rng;
mod runq;
pub(crate) mod spin;
pub mod strategy;
pub(crate) mod timer;

use crate::code::Code;
use crate::cx::Cx;
use crate::detect;
use crate::explain::log::{self, Log};
use crate::goroutine::{Created, Goroutine, GoroutineId, Status, WaitReason};
use crate::history::{History, mix};
use crate::op::{Op, OpKind};
use crate::outcome::{Delay, Ending};
use crate::race::edges;
use crate::schedule::Schedule;
use crate::strategy::Queue;
use crate::sync::bubble::stops;
use crate::trace::{Events, Kind};
use bubble::{BubbleId, Bubbles};
pub use clock::clock;
use clock::{CLOCK, Lateness};
pub(crate) use clock::{CLOCK_PATH, fire_due, spin};
use decision::{ChoicePoint, Decision, Next};
use places::Places;
use runq::RunQueue;
use spin::Spinners;
use strategy::{Discipline, Strategy};
use timer::Timers;

/// The scheduler of one execution.
pub struct Sched {
    strategy: Box<dyn Strategy>,
    pub(crate) discipline: Discipline,
    queue: RunQueue,
    /// The one that stands at a scheduling point, or whose steps are spent; it is in the queue.
    stopped: Option<GoroutineId>,
    /// The one that ran last.
    last: Option<GoroutineId>,
    /// The next `yield_now` goes to the end of the local queue (the runtime's goyield).
    pub(crate) yield_local: bool,
    /// The current goroutine runs the same operation again at once; its stack is written down
    /// when it stops.
    pub(crate) again: bool,
    /// Slots of ended goroutines.
    dead: Vec<GoroutineId>,
    /// Number of the newest goroutine.
    newest: u64,
    /// The clock in use: see [`bubble`].
    pub(crate) timers: Timers,
    lateness: Lateness,
    pub(crate) bubbles: Bubbles,
    /// Goroutines set aside until something changes.
    pub(crate) spinners: Spinners,
    schedule: Schedule,
    /// What the goroutines do next among which the strategy is asked to choose.
    pending: Vec<Next>,
    /// If the strategy wants to know where goroutines stand.
    pub(crate) places: Option<Places>,
    /// What was done, if asked for.
    pub(crate) history: Option<Box<History>>,
    /// What was done in detail, if asked for.
    pub(crate) log: Option<Box<Log>>,
    /// The hash over the events when the execution ended, if it went on quietly.
    quiet: Option<u64>,
    /// Where the execution left the schedule it follows.
    divergence: Option<String>,
    /// What happened.
    pub events: Events,
    /// What `runtime.GOMAXPROCS` says.
    pub(crate) max_procs: i64,
}

impl Default for Sched {
    fn default() -> Self {
        Self::new(Box::new(Queue::go(1, 200_000)))
    }
}

impl std::fmt::Debug for Sched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sched").field("queue", &self.queue).finish_non_exhaustive()
    }
}

impl Sched {
    /// A scheduler that asks `strategy`.
    pub fn new(strategy: Box<dyn Strategy>) -> Self {
        Self {
            discipline: strategy.discipline(),
            schedule: Schedule::new(strategy.seed()),
            pending: Vec::new(),
            places: Places::wanted(&*strategy),
            history: None,
            log: None,
            quiet: None,
            strategy,
            queue: RunQueue::default(),
            stopped: None,
            last: None,
            yield_local: false,
            again: false,
            dead: Vec::new(),
            newest: 0,
            timers: Timers::default(),
            lateness: Lateness::default(),
            bubbles: Bubbles::default(),
            spinners: Spinners::default(),
            divergence: None,
            events: Events::default(),
            max_procs: 1,
        }
    }

    /// The virtual time in nanoseconds since the start of the program, or of the bubble that runs.
    pub fn now(&self) -> u64 {
        self.timers.now()
    }

    /// The virtual time in nanoseconds since the program's start.
    pub(crate) fn program_now(&self) -> u64 {
        self.bubbles.outside_now(&self.timers)
    }

    /// Takes a bubble's clock into use.
    #[inline]
    pub(crate) fn switch_clock(&mut self, bubble: BubbleId) {
        self.bubbles.switch(&mut self.timers, bubble);
    }

    /// The number of the newest goroutine.
    pub(crate) fn newest(&self) -> u64 {
        self.newest
    }

    /// The hash over all events so far.
    pub fn event_hash(&self) -> u64 {
        self.quiet.unwrap_or_else(|| self.events.hash())
    }

    /// The execution has ended: what follows is not recorded, nor asked of the strategy unless a
    /// history is kept.
    pub(crate) fn end_quietly(&mut self) {
        self.quiet.get_or_insert(self.events.hash());
        if let Some(log) = &mut self.log {
            log.close();
        }
    }

    /// Whether the execution has ended, and the goroutines only show what they would have done.
    pub(crate) fn in_epilogue(&self) -> bool {
        self.quiet.is_some()
    }

    /// Adds written bytes to the event hash.
    pub fn output(&mut self, fd: i32, bytes: &[u8]) {
        self.events.output(u64::from(fd.unsigned_abs()), bytes);
    }

    /// Something happened to an object.
    #[inline]
    pub(crate) fn event(&mut self, kind: Kind, a: u64, b: u64) {
        self.events.add(kind, a, b);
        if self.discipline == Discipline::Any {
            self.spinners.event(kind, a);
        }
        if let Some(log) = &mut self.log {
            log.event(kind, a, b);
        }
    }

    /// The longest that a goroutine waited though it could run, while the clock moved.
    pub(crate) fn delay(&self) -> Option<Delay> {
        self.lateness.worst()
    }

    /// Takes every decision so far.
    pub fn take_schedule(&mut self) -> Schedule {
        std::mem::take(&mut self.schedule)
    }

    /// For replays: why the execution that ended is not the recorded one, if it is not.
    pub fn replay_left(&self) -> Option<String> {
        self.strategy.diverged(true)
    }

    /// Calls `visit` for every reference that only timers hold: addresses of objects that must
    /// stay. (The wait queues hold none: values on their way lie in the frames of those who wait.)
    pub fn roots(&self, visit: &mut dyn FnMut(u64)) {
        self.timers.roots(visit);
        self.bubbles.others().for_each(|timers| timers.roots(visit));
    }

    /// Forgets what the collector found to be unreachable: `marked` tells whether the object at
    /// an address stays. Called between marking and sweeping.
    pub fn sweep(&mut self, marked: &mut dyn FnMut(u64) -> bool) {
        self.timers.sweep(marked);
        self.bubbles.others_mut().for_each(|timers| timers.sweep(marked));
    }

    /// Goroutines alive.
    pub fn alive(&self, cx_gs: &[Goroutine]) -> usize {
        cx_gs.len() - self.dead.len()
    }

    /// Whether somebody besides the running goroutine can run.
    pub fn others(&self) -> bool {
        !self.queue.is_empty()
    }

    /// Asks the strategy.
    pub(crate) fn ask(&mut self, point: ChoicePoint<'_>) -> u64 {
        match &self.history {
            Some(history) => self.strategy.look(history),
            None if self.quiet.is_some() => return 0,
            None => {}
        }
        let answer = self.strategy.choose(point);
        debug_assert!(answer < point.options() || point == ChoicePoint::Random, "in range");
        let kind = point.kind();
        self.decided(kind, answer);
        if let (Some(history), ChoicePoint::Select { .. } | ChoicePoint::Timer(_)) =
            (&mut self.history, point)
        {
            history.choice(point.options(), answer);
        }
        answer
    }

    /// Records a decision.
    fn decided(&mut self, kind: u8, answer: u64) {
        if self.quiet.is_none() {
            self.schedule.push(Decision { kind, answer });
            self.events.add(Kind::Decide, u64::from(kind), answer);
            if let Some(log) = &mut self.log {
                log.decided();
            }
        }
        if let Some(message) = self.strategy.diverged(false) {
            self.divergence = Some(message);
        }
    }

    /// Asks which goroutine runs next.
    fn ask_goroutine(&mut self, code: &Code, gs: &[Goroutine], clock: bool) -> Option<GoroutineId> {
        let options = self.queue.options();
        let several = options.len() > 1 || clock && !options.is_empty();
        let index = if several && (self.quiet.is_none() || self.history.is_some()) {
            self.pending.clear();
            let placed = self.places.is_some();
            self.pending.extend(options.iter().map(|g| {
                let g = &gs[g.0 as usize];
                if placed {
                    return places::next(code, g);
                }
                let wait = &g.wait;
                Next { path: g.path, op: wait.pending, place: wait.place, locks: wait.locks }
            }));
            if let Some(history) = &self.history {
                self.strategy.look(history);
            }
            let with_clock;
            let mut enabled = options;
            if clock {
                self.pending.push(clock::NEXT);
                with_clock = [options, &[CLOCK]].concat();
                enabled = &with_clock;
            }
            let pending = &self.pending;
            let point = ChoicePoint::Goroutine { enabled, pending, current: self.stopped };
            let (kind, answer) = (point.kind(), self.strategy.choose(point));
            let index = usize::try_from(answer).unwrap_or(usize::MAX);
            let leaps = clock && index == options.len();
            self.decided(kind, answer);
            if leaps {
                return Some(CLOCK);
            }
            index
        } else {
            0
        };
        self.queue.take_at(index)
    }
}

/// Makes a goroutine and puts it into the run queue. Its slot in `cx.gs` has an empty stack and
/// no activations (capacities of ended goroutines are kept): the caller fills them. `created` is
/// the function and position of the `go` statement and the number of the goroutine that ran it.
/// None: over `max_goroutines`; `cx.ending` is set.
pub fn spawn(cx: &mut Cx, created: Option<Created>) -> Option<GoroutineId> {
    let limit = cx.config.max_goroutines;
    if limit != 0 && cx.sched.alive(&cx.gs) as u64 >= limit {
        cx.ending.get_or_insert(Ending::Limit(format!("more than {limit} goroutines at once")));
        return None;
    }
    let s = &mut cx.sched;
    s.newest += 1;
    let number = s.newest;
    let (path, above) = match (created, cx.gs.get_mut(cx.cur.0 as usize)) {
        // A timer makes it, when everybody is blocked.
        (Some((_, _, 0)), _) | (_, None) => (mix(0, number), 0),
        (_, Some(parent)) => {
            parent.children += 1;
            let path = mix(parent.path, parent.children);
            if let Some(history) = &mut s.history {
                history.spawn(parent.path, path);
            }
            (path, parent.path)
        }
    };
    let g = s.dead.pop().unwrap_or_else(|| {
        let index = u32::try_from(cx.gs.len()).expect("invariant: memory is full long before");
        cx.gs.push(cx.spare.pop().unwrap_or_default());
        GoroutineId(index)
    });
    cx.gs[g.0 as usize].renew(number, path, created);
    cx.gs[g.0 as usize].bubble = s.bubbles.current();
    if created.is_some_and(|(_, _, parent)| parent != 0) {
        cx.gs[g.0 as usize].labels = cx.gs[cx.cur.0 as usize].labels;
    }
    if number == 1 && s.discipline == Discipline::Go {
        // One more if package os has made its files.
        let has_os = |name: &str| name.starts_with("os.") || name.starts_with("fmt.");
        let os = cx.code.funcs.fixed().iter().any(|func| has_os(&func.name));
        s.queue.put_phantoms(1 + usize::from(os));
    }
    s.strategy.spawned(path, above, places::of_spawn(&mut s.places));
    s.queue.put_ready(s.discipline, g);
    s.timers.progress();
    s.event(Kind::Spawn, number, u64::from(g.0));
    if let Some(log) = &mut s.log {
        log.spawned(number, created);
    }
    edges::spawned(cx, g);
    Some(g)
}

/// Makes a parked goroutine runnable.
#[inline]
pub fn ready(cx: &mut Cx, g: GoroutineId) {
    let goroutine = &mut cx.gs[g.0 as usize];
    goroutine.status = Status::Runnable;
    let s = &mut cx.sched;
    s.queue.put_ready(s.discipline, g);
    s.timers.progress();
    if let Some(history) = &mut s.history {
        history.wake(goroutine.path);
    }
    s.event(Kind::Ready, goroutine.number, 0);
}

/// Who runs next; fires timers that are due, and moves the clock when everyone is blocked. Sets
/// `cx.cur`, its status, `cx.budget` and `cx.granted`. None: the execution ends, `cx.ending` says
/// how (deadlock, virtual time limit, replay diverged).
pub fn next(cx: &mut Cx) -> Option<GoroutineId> {
    if cx.ending.is_some() {
        return None;
    }
    if let Some(message) = cx.sched.divergence.take() {
        cx.ending = Some(Ending::Diverged(message));
        return None;
    }
    cx.sched.switch_clock(0);
    loop {
        if cx.sched.timers.due() {
            fire_due(cx);
        }
        let limit = cx.config.max_time;
        if limit != 0 && cx.sched.now() > limit {
            cx.ending = Some(Ending::Limit(format!("more than {limit} ns of virtual time")));
            return None;
        }
        let s = &mut cx.sched;
        while let Some(g) = s.spinners.take() {
            s.queue.put_ready(s.discipline, g);
            if let Some(history) = &mut s.history {
                history.follow(cx.gs[g.0 as usize].path);
            }
        }
        let (taken, inherits) = match s.discipline {
            Discipline::Go => match s.stopped.take_if(|_| s.again) {
                Some(g) => (Some(g), true),
                None => s.queue.take_go().map_or((None, false), |(g, i)| (Some(g), i)),
            },
            Discipline::Fifo => (s.queue.take_first(), false),
            Discipline::Any => {
                let clock = clock::may_leap(cx);
                (cx.sched.ask_goroutine(cx.code, &cx.gs, clock), false)
            }
        };
        if taken == Some(CLOCK) {
            clock::leap(cx);
            continue;
        }
        let s = &mut cx.sched;
        s.stopped = None;
        s.again = false;
        if let Some(g) = taken {
            return Some(run(cx, g, inherits));
        }
        if cx.sched.in_epilogue() {
            return None;
        }
        if bubble::advance(cx) {
            continue;
        }
        if !clock::idle(cx) {
            if bubble::deadlocked(cx) {
                continue;
            }
            cx.ending = Some(if cx.sched.spinners.any() {
                Ending::Livelock(deadlock::livelock(cx))
            } else {
                Ending::Deadlock(deadlock::text(cx))
            });
            return None;
        }
    }
}

/// Lets a goroutine run.
fn run(cx: &mut Cx, g: GoroutineId, inherits: bool) -> GoroutineId {
    let s = &mut cx.sched;
    let goroutine = &mut cx.gs[g.0 as usize];
    let switched = s.last != Some(g);
    if switched {
        s.last = Some(g);
        if s.discipline != Discipline::Any {
            s.timers.pass(timer::SWITCH);
        }
        s.event(Kind::Run, goroutine.number, 0);
    }
    goroutine.status = Status::Running;
    s.bubbles.switch(&mut s.timers, goroutine.bubble);
    cx.cur = g;
    s.lateness.runs(goroutine.number);
    if s.places.is_some() {
        s.strategy.runs(places::next(cx.code, goroutine));
    }

    cx.granted = std::mem::take(&mut goroutine.wait.at_point);
    let op = if cx.granted { std::mem::take(&mut goroutine.wait.pending) } else { Op::default() };
    if let Some(history) = &mut s.history {
        cx.heap.owned_by(goroutine.path);
        history.run(goroutine.path);
        if op.kind != OpKind::None {
            history.event(op.kind, cx.heap.name(op.object));
        }
    }
    // One that stood at a point and was chosen again goes on with what it has left.
    let inherits = inherits || cx.granted && !switched;
    if !inherits || cx.budget <= 0 {
        cx.budget = i32::try_from(s.strategy.quantum()).unwrap_or(i32::MAX);
    }
    edges::runs(cx, g);
    if op.kind != OpKind::None {
        log::begin_at_point(cx, op);
    }
    g
}

/// The current goroutine spent its steps (`Why::Budget`): to the back of the queue.
pub fn preempt(cx: &mut Cx) {
    let quantum = cx.sched.strategy.quantum();
    if cx.sched.discipline != Discipline::Any {
        cx.sched.timers.pass(u64::from(quantum) * timer::STEP);
    }
    cx.sched.stopped = Some(cx.cur);
    stop(cx);
}

/// The current goroutine stands in front of an operation (`Why::Point`); see [`needs_point`].
pub fn point(cx: &mut Cx) {
    detect::at_point(cx);
    if spin::repeats(cx) {
        cx.gs[cx.cur.0 as usize].wait.at_point = true;
        return;
    }
    let goroutine = &mut cx.gs[cx.cur.0 as usize];
    goroutine.status = Status::Runnable;
    goroutine.wait.at_point = true;
    let s = &mut cx.sched;
    s.stopped = Some(cx.cur);
    match s.discipline {
        Discipline::Go => s.again = true,
        Discipline::Fifo | Discipline::Any => s.queue.put_front(cx.cur),
    }
}

/// The current goroutine lets others go first (`Why::Yield`).
pub fn yield_now(cx: &mut Cx) {
    stop(cx);
}

/// To the back of the queue.
fn stop(cx: &mut Cx) {
    let s = &mut cx.sched;
    cx.gs[cx.cur.0 as usize].status = Status::Runnable;
    if std::mem::take(&mut s.yield_local) {
        s.queue.put_local(s.discipline, cx.cur);
    } else {
        s.queue.put_global(s.discipline, cx.cur);
    }
}

/// The current goroutine parked (`Why::Park`).
pub fn park(cx: &mut Cx, reason: WaitReason) {
    if std::mem::take(&mut cx.sched.again) {
        cx.sync.calls = cx.gs[cx.cur.0 as usize].calls();
        point(cx);
        return;
    }
    stops(cx, cx.cur);
    let goroutine = &mut cx.gs[cx.cur.0 as usize];
    goroutine.status = Status::Waiting(reason);
    cx.sched.timers.progress();
    cx.sched.event(Kind::Park, reason as u64, goroutine.number);
    if let Some(log) = &mut cx.sched.log {
        log.parked(goroutine.number, reason);
    }
}

/// The current goroutine ended: its slot is free. When main returned the run loop ends the
/// execution instead of asking [`next`].
pub fn finish(cx: &mut Cx) {
    stops(cx, cx.cur);
    let goroutine = &mut cx.gs[cx.cur.0 as usize];
    goroutine.status = Status::Dead;
    cx.sched.dead.push(cx.cur);
    cx.sched.timers.progress();
    cx.sched.event(Kind::End, goroutine.number, 0);
    edges::ended(cx, cx.cur);
    let bubble = cx.gs[cx.cur.0 as usize].bubble;
    if bubble != 0 {
        bubble::ended(cx, bubble);
    }
}

/// Whether an operation must suspend with `Why::Point` first: under schedules that interleave,
/// when somebody else could run (or a history is kept) and the point is not granted yet. Clears
/// the grant. If a log is kept every operation stops, some only to be written down.
#[inline]
pub fn needs_point(cx: &mut Cx, op: Op) -> bool {
    if std::mem::take(&mut cx.granted) {
        log::goes_on(cx);
        return false;
    }
    wants_points(cx) && wants_point(cx, op)
}

/// Whether anybody asks what the next operation is.
#[inline]
pub(crate) fn wants_points(cx: &Cx) -> bool {
    cx.config.points || cx.sched.log.is_some()
}

fn wants_point(cx: &mut Cx, op: Op) -> bool {
    let looks = cx.sched.history.is_some()
        || cx.sched.places.is_some()
        || cx.config.eager
        || cx.detection.is_some() && op.kind.locks();
    let polls = spin::polls(op.kind) && !cx.code.sites.is_empty();
    let hidden = op.kind == OpKind::Output && !cx.config.outputs || op.kind == OpKind::Mark;
    if !cx.config.points || !cx.sched.others() && !looks && !polls || hidden {
        return log::stops(cx, op);
    }
    cx.gs[cx.cur.0 as usize].wait.pending = op;
    true
}

/// Where an iteration over a map with `n` entries starts: 0..n.
pub fn map_start(cx: &mut Cx, n: u64) -> u64 {
    if n > 1 { cx.sched.ask(ChoicePoint::MapStart(n)) } else { 0 }
}

/// A random number for math/rand's global functions, maphash seeds…
pub fn random(cx: &mut Cx) -> u64 {
    cx.sched.ask(ChoicePoint::Random)
}

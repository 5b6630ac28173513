//! One execution of one program under one strategy.
//!
//! The run loop: the scheduler answers who runs; that goroutine's innermost activation is walked
//! (or resumed) until the goroutine stops; what left the host stack becomes activations again;
//! the reason it stopped decides what happens next.

#![expect(
    clippy::cast_possible_wrap,
    clippy::wildcard_enum_match_arm,
    clippy::unused_self,
    reason = "type words are 32 bits, stacks far below 2^63 bytes; what is not named goes on"
)]

mod crash;

use crate::code::{Body, Code};
use crate::config::Config;
use crate::cx::{Cx, Why};
use crate::detect::held::Pair;
use crate::detect::update::LostUpdate;
use crate::detect::{self, Detection};
use crate::explain::log;
use crate::goroutine::dump;
use crate::goroutine::{Activation, Goroutine, GoroutineId, Status};
use crate::history::History;
use crate::host::Host;
use crate::memory::{Heap, collect};
use crate::op::{Op, OpKind};
use crate::outcome::{Ending, GoroutineState, Leak, Outcome};
use crate::race::{self, Detector};
use crate::sched;
use crate::sched::places;
use crate::sched::strategy::Strategy;
use crate::sync::Sync;
use crate::tree::Flow;
use crate::tree::op::start;
use crash::crash;
use std::mem::take;
use std::sync::Arc;

/// Nested host calls before a goroutine carries on from the run loop.
const HOST_DEPTH: i32 = 400;

/// Steps charged for each turn of a goroutine, so that programs which only sleep or yield end too.
const TURN_STEPS: u64 = 8;

/// Steps after which the host is asked whether to go on.
const ASK_STEPS: u64 = 4_000;

/// Steps of an execution's epilogue.
const EPILOGUE_STEPS: u64 = 100_000;

/// The same if no history is kept, besides two turns for each goroutine.
const QUIET_STEPS: u64 = 10_000;

/// What executions of one worker reuse: memory, and the buffers of everything else.
#[derive(Debug, Default)]
pub struct Arena {
    heap: Heap,
    goroutines: Vec<Goroutine>,
    sync: Sync,
    race: Option<Box<Detector>>,
    detection: Option<Box<Detection>>,
}

impl Arena {
    /// The state of an execution before its first step.
    fn begin(
        &mut self,
        code: &'static Code,
        config: Config,
        strategy: Box<dyn Strategy>,
        host: Box<dyn Host>,
    ) -> Cx {
        let mut heap = take(&mut self.heap);
        heap.reset(code, config.max_mem);
        heap.stress = config.gc_stress;
        let mut cx = Cx::new(code, heap, strategy, config, host);
        cx.spare = take(&mut self.goroutines);
        cx.sync = take(&mut self.sync);
        cx.sync.renew();
        if cx.config.race {
            let mut race = self.race.take().unwrap_or_default();
            race.renew(&cx.config.watches);
            cx.race = Some(race);
        }
        if cx.config.leaks {
            let mut detection = self.detection.take().unwrap_or_default();
            detection.renew();
            cx.detection = Some(detection);
        }
        cx
    }

    /// Takes back what the next execution can use.
    fn end(&mut self, cx: &mut Cx) {
        self.heap = take(&mut cx.heap);
        self.sync = take(&mut cx.sync);
        self.race = cx.race.take();
        self.detection = cx.detection.take();
        self.goroutines = take(&mut cx.gs);
        self.goroutines.append(&mut cx.spare);
        for g in &mut self.goroutines {
            // What a stack costs depends on its capacity: see `tree::op::start`.
            g.stack = Vec::new();
        }
    }
}

/// Runs a program once.
pub fn run(
    code: &'static Code,
    config: &Config,
    strategy: Box<dyn Strategy>,
    host: Box<dyn Host>,
) -> (Outcome, Box<dyn Host>) {
    run_in(&mut Arena::default(), code, config, strategy, host)
}

/// Runs a program once in an arena.
pub fn run_in(
    arena: &mut Arena,
    code: &'static Code,
    config: &Config,
    strategy: Box<dyn Strategy>,
    host: Box<dyn Host>,
) -> (Outcome, Box<dyn Host>) {
    let mut config = config.clone();
    config.points = strategy.wants_points();
    let mut cx = arena.begin(code, config, strategy, host);
    cx.depth = HOST_DEPTH;
    if cx.config.history {
        let strict = Arc::clone(&cx.config.strict);
        cx.sched.history = Some(Box::new(History::new(strict)));
        cx.heap.keep_names();
    }
    if cx.config.detail {
        cx.sched.log = Some(Box::default());
    }
    let mut run = Run::new(GoroutineId(0));
    run.execute(&mut cx);
    let ending = match cx.sched.replay_left() {
        Some(text) if !matches!(cx.ending, Some(Ending::Diverged(_) | Ending::Stopped)) => {
            Ending::Diverged(text)
        }
        _ => cx.ending.take().unwrap_or(Ending::Exit(0)),
    };
    let (races, seen) = match &mut cx.race {
        Some(race) => (take(&mut race.races), take(&mut race.seen)),
        None => Default::default(),
    };
    let outcome = Outcome {
        ending,
        event_hash: cx.sched.event_hash(),
        schedule: cx.sched.take_schedule(),
        steps: run.steps,
        delay: cx.sched.delay(),
        virtual_ns: cx.sched.program_now(),
        peak_memory: cx.heap.peak(),
        history: cx.sched.history.take(),
        goroutines: run.left,
        leaks: run.leaks,
        lock_order: run.lock_order,
        lost_updates: run.lost_updates,
        races,
        failure: cx.failure.take(),
        log: cx.sched.log.take().map(|log| log.entries).unwrap_or_default(),
        seen,
    };
    arena.end(&mut cx);
    (outcome, cx.host)
}

/// The run loop's own state.
struct Run {
    steps: u64,
    /// When the host is asked next.
    ask_at: u64,
    main: GoroutineId,
    /// How it ended; the rest is an epilogue.
    ended: Option<Ending>,
    /// Whether main returned.
    returned: bool,
    /// Who was left when it ended, and what was stuck.
    left: Vec<GoroutineState>,
    leaks: Vec<Leak>,
    lock_order: Vec<Vec<Pair>>,
    lost_updates: Vec<LostUpdate>,
    /// Which goroutine stood where when memory was last full, and the steps it had left.
    full_at: Option<(Place, i32)>,
}

/// A place in a running program: goroutine, innermost function and position, depth.
type Place = (GoroutineId, (u32, u32), usize);

/// What became of a goroutine's turn.
enum Turn {
    /// It stopped; others may run.
    Stopped,
    /// It ended.
    Ended,
}

impl Run {
    fn new(main: GoroutineId) -> Self {
        Self {
            steps: 0,
            ask_at: ASK_STEPS,
            main,
            ended: None,
            returned: false,
            left: Vec::new(),
            leaks: Vec::new(),
            lock_order: Vec::new(),
            lost_updates: Vec::new(),
            full_at: None,
        }
    }

    fn execute(&mut self, cx: &mut Cx) {
        let Some(main) = sched::spawn(cx, None) else { return };
        self.main = main;
        start(cx, main.0 as usize, cx.code.entry, &[]);
        while let Some(g) = sched::next(cx) {
            self.turn(cx, g);
            if cx.ending.is_some() && !self.epilogue(cx) {
                break;
            }
            detect::check(cx, g, self.steps);
            if cx.heap.wants_gc() {
                collect(cx, None);
            }
        }
        if cx.ending == Some(Ending::Stopped) {
            return;
        }
        match self.ended.take() {
            Some(ending) => cx.ending = Some(ending),
            None => self.finish(cx),
        }
        if self.returned {
            (self.left, self.leaks) = detect::after_main(cx, self.steps);
        }
    }

    /// The execution has ended. If a history is kept, or leaks are looked for, the other
    /// goroutines go on without effect for a while to show what they would have done: they might
    /// have done it before. False when that is over.
    fn epilogue(&mut self, cx: &mut Cx) -> bool {
        let cut = matches!(cx.ending, Some(Ending::Exit(_) | Ending::Panic(_) | Ending::Fatal(_)));
        let outputs = cx.config.outputs;
        let first = self.ended.is_none();
        if first {
            self.returned = detect::main_returned(cx, self.main);
        }
        let wanted = cx.sched.history.is_some() || cx.detection.is_some() && self.returned;
        if !cut || !wanted {
            return false;
        }
        if let Some(history) = &mut cx.sched.history {
            history.end(outputs);
        }
        cx.sched.end_quietly();
        if first {
            self.finish(cx);
            self.ended = cx.ending.take();
            let turns = cx.sched.alive(&cx.gs) as u64 * 2 * TURN_STEPS;
            let steps = if cx.config.history { EPILOGUE_STEPS } else { QUIET_STEPS + turns };
            cx.config.max_steps = self.steps + steps;
        }
        cx.ending = None;
        cx.trap = None;
        cx.trap_at = None;
        cx.gs[cx.cur.0 as usize].status = Status::Dead;
        true
    }

    /// Lets a goroutine run until it stops.
    fn turn(&mut self, cx: &mut Cx, g: GoroutineId) {
        let slot = g.0 as usize;
        let mut stack = take(&mut cx.gs[slot].stack);
        let mut acts = take(&mut cx.gs[slot].acts);
        let granted = cx.budget;
        cx.turn_budget = granted;
        let turn = self.walk(cx, &mut stack, &mut acts);
        let used = u64::from(granted.saturating_sub(cx.budget).unsigned_abs());
        self.steps += used + TURN_STEPS;
        cx.steps = self.steps;
        cx.gs[slot].stack = stack;
        cx.gs[slot].acts = acts;
        if cx.ending.is_some() {
            return;
        }
        if cx.config.max_steps != 0 && self.steps > cx.config.max_steps {
            let text = format!("more than {} steps", cx.config.max_steps);
            cx.ending = Some(Ending::Limit(text));
            return;
        }
        if self.steps >= self.ask_at {
            self.ask_at = self.steps + ASK_STEPS;
            if !cx.host.goes_on() {
                cx.ending = Some(Ending::Stopped);
                return;
            }
        }
        match turn {
            Turn::Ended => {
                // Others may come before main returns. (A crash follows its last deferred call.)
                let ends = g == self.main && cx.gs[slot].panics.is_empty();
                let stops = ends && sched::needs_point(cx, Op::new(OpKind::Exit, 0));
                if stops && !log::begin(cx, &[]) {
                    sched::point(cx);
                    return;
                }
                if g == self.main && cx.gs[slot].panics.is_empty() {
                    cx.ending = Some(Ending::Exit(0));
                    return;
                }
                if let Some(panic) = cx.gs[slot].panics.last() {
                    if !panic.goexit {
                        crash(cx, g);
                        return;
                    }
                }
                let bytes = (cx.gs[slot].stack.capacity() * 8) as i64;
                if bytes > 4096 {
                    cx.gs[slot].stack = Vec::new();
                    cx.heap.note_external(-bytes);
                }
                sched::finish(cx);
            }
            Turn::Stopped => match cx.why {
                Why::Budget => sched::preempt(cx),
                Why::Park => {
                    let reason = cx.wait;
                    sched::park(cx, reason);
                }
                Why::Yield | Why::Collect => sched::yield_now(cx),
                Why::Point => sched::point(cx),
                Why::Depth | Why::Grow | Why::Memory | Why::Look | Why::End => {}
            },
        }
    }

    /// Walks activations until the goroutine stops or ends.
    fn walk(&mut self, cx: &mut Cx, stack: &mut Vec<u64>, acts: &mut Vec<Activation>) -> Turn {
        loop {
            let Some(act) = acts.last().copied() else { return Turn::Ended };
            cx.depth = HOST_DEPTH;
            cx.stack_len = stack.len();
            let Some(Body::Tree(body)) = act.func.body.get() else {
                if self.native_entry(cx, stack, acts, act) {
                    continue;
                }
                if cx.why == Why::Look && cx.ending.is_none() {
                    race::looked(cx, acts);
                    continue;
                }
                if cx.why == Why::Point && log::begin(cx, acts) {
                    continue;
                }
                return Turn::Stopped;
            };
            let fr = &mut stack[act.base as usize..];
            let flow = if act.at == 0 { body.exec(cx, fr) } else { body.resume(cx, fr, act.at) };
            match flow {
                Flow::Suspend => {
                    record(cx, acts);
                    match cx.why {
                        Why::Depth => {}
                        Why::Grow => {
                            let top = acts.last().map_or(0, |a| a.base as usize);
                            if !grow(cx, stack, top) {
                                return Turn::Stopped;
                            }
                        }
                        Why::Memory => {
                            if !self.make_room(cx, stack, acts) {
                                return Turn::Stopped;
                            }
                        }
                        Why::Collect => {
                            self.collect(cx, stack, acts);
                            if cx.specials.due() != [false; 2] {
                                cx.why = Why::Yield;
                                return Turn::Stopped;
                            }
                        }
                        Why::Look => {
                            race::looked(cx, acts);
                            places::looked(cx, acts);
                        }
                        Why::Point => {
                            if !log::begin(cx, acts) {
                                return Turn::Stopped;
                            }
                        }
                        Why::End => {
                            dump::say_where(cx, acts);
                            return Turn::Stopped;
                        }
                        // Stopped only for a collection.
                        Why::Budget if cx.budget >= 0 => self.collect(cx, stack, acts),
                        _ => return Turn::Stopped,
                    }
                }
                Flow::Unwind => {
                    acts.pop();
                    let at = cx.at;
                    if let Some(p) = cx.gs[cx.cur.0 as usize].panics.last_mut() {
                        p.trace.push((act.func, at));
                    }
                    if acts.is_empty() {
                        return Turn::Ended;
                    }
                    cx.unwinding = true;
                }
                _ => {
                    acts.pop();
                }
            }
        }
    }

    /// A goroutine whose function is native (`go mu.Unlock()`): one operation.
    fn native_entry(
        &mut self,
        cx: &mut Cx,
        stack: &mut [u64],
        acts: &mut Vec<Activation>,
        act: Activation,
    ) -> bool {
        use crate::native::{Call, Native};
        use crate::tree::{raise, run_op};
        let fr = &mut stack[act.base as usize..];
        let flow = match act.func.body.get() {
            Some(Body::Native(Native::Leaf(f))) => {
                let mut call = Call::new(cx, fr, act.func.results, act.func.params);
                match f(&mut call) {
                    Ok(()) => Flow::Next,
                    Err(trap) => raise(cx, trap, 0),
                }
            }
            Some(Body::Native(Native::Op(f, kind))) if act.at == 0 => {
                run_op(cx, fr, act.func, (*f, *kind), 0)
            }
            _ => Flow::Next,
        };
        match flow {
            Flow::Suspend => {
                if let Some(top) = acts.last_mut() {
                    top.at = cx.at;
                }
                false
            }
            Flow::Unwind => {
                acts.pop();
                if let Some(p) = cx.gs[cx.cur.0 as usize].panics.last_mut() {
                    p.trace.push((act.func, 0));
                }
                cx.unwinding = !acts.is_empty();
                true
            }
            _ => {
                acts.pop();
                true
            }
        }
    }

    /// Collects while a goroutine is on the host: its stack is put back for the collector.
    fn collect(&mut self, cx: &mut Cx, stack: &mut Vec<u64>, acts: &mut Vec<Activation>) {
        let slot = cx.cur.0 as usize;
        cx.gs[slot].stack = take(stack);
        cx.gs[slot].acts = take(acts);
        collect(cx, None);
        *stack = take(&mut cx.gs[slot].stack);
        *acts = take(&mut cx.gs[slot].acts);
    }

    /// Memory is full: collects; false if that did not help.
    fn make_room(&mut self, cx: &mut Cx, stack: &mut Vec<u64>, acts: &mut Vec<Activation>) -> bool {
        // The same statement runs out again although it was the first thing to run since: what it
        // needs does not fit. (A retried call charges one step.)
        let top = acts.last().map_or((0, 0), |a| (a.func.id.0, a.at));
        let place = (cx.cur, top, acts.len());
        let again = self
            .full_at
            .is_some_and(|(old, budget)| old == place && (0..=1).contains(&(budget - cx.budget)));
        self.collect(cx, stack, acts);
        self.full_at = Some((place, cx.budget));
        if again {
            let mb = cx.config.max_mem >> 20;
            cx.ending = Some(Ending::Limit(format!("memory limit of {mb} MB exceeded")));
            return false;
        }
        true
    }

    /// Completes the ending's text and writes it to the program's stderr where Go would.
    fn finish(&mut self, cx: &mut Cx) {
        self.lock_order = detect::lock_order(cx);
        self.lost_updates = detect::lost_updates(cx);
        (self.left, self.leaks) = detect::finish(cx, self.returned, self.steps);
        if let Some(Ending::Fatal(message)) = cx.ending.take_if(|e| matches!(e, Ending::Fatal(_))) {
            let g = &cx.gs[cx.cur.0 as usize];
            let calls: Vec<_> = g.acts.iter().rev().map(|a| (a.func, a.at)).collect();
            let trace = dump::frame_lines(cx, calls);
            cx.ending = Some(Ending::Fatal(dump::fatal_text(cx, &message, &trace)));
        }
        if let Some(
            Ending::Fatal(text)
            | Ending::Deadlock(text)
            | Ending::Livelock(text)
            | Ending::Panic(text),
        ) = &cx.ending
        {
            let text = text.clone();
            cx.deliver(2, text.as_bytes());
        }
    }
}

/// Turns what left the host stack into activations.
fn record(cx: &mut Cx, acts: &mut Vec<Activation>) {
    let Some(top) = acts.last_mut() else { return };
    top.at = cx.at;
    let mut base = top.base;
    for &(func, at, own) in cx.unwound.iter().rev() {
        base += own;
        acts.push(Activation { func, at, base });
    }
    cx.unwound.clear();
}

/// Grows the slot array; false when Go's stack overflow is due.
fn grow(cx: &mut Cx, stack: &mut Vec<u64>, top: usize) -> bool {
    let need = top + cx.need;
    if need as u64 * 8 > cx.config.max_stack {
        let limit = cx.config.max_stack;
        let text = format!("runtime: goroutine stack exceeds {limit}-byte limit\n");
        cx.deliver(2, text.as_bytes());
        cx.ending = Some(Ending::Fatal("stack overflow".to_owned()));
        return false;
    }
    let len = need.max(stack.len() * 2).max(16);
    let bytes = (len - stack.len()) as i64 * 8;
    cx.heap.note_external(bytes);
    if cx.heap.over_limit() {
        let mb = cx.config.max_mem >> 20;
        cx.ending = Some(Ending::Limit(format!("memory limit of {mb} MB exceeded")));
        return false;
    }
    stack.resize(len, 0);
    true
}

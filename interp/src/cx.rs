//! One execution's state: everything mutable.

use crate::code::{Code, FuncRef};
use crate::config::Config;
use crate::detect::{self, Detection};
use crate::explain::value::quoted;
use crate::goroutine::{Goroutine, GoroutineId, WaitReason};
use crate::history::{History, Mode, Part};
use crate::host::Host;
use crate::memory::Heap;
use crate::memory::special::Specials;
use crate::race::Detector;
use crate::sched::Sched;
use crate::sched::strategy::Strategy;
use crate::sync::Sync;
use crate::sync::finalizer::Runners;
use crate::trap::Trap;
use crate::tree::At;

/// Why the goroutine stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// Its steps are spent, or a collection or limit asked for it.
    Budget,
    /// The host stack is deep enough: carry on from the run loop.
    Depth,
    /// Its slot array must grow by `cx.need`.
    Grow,
    /// It parked; the wait queues know it.
    Park,
    /// It stays runnable but lets others go first.
    Yield,
    /// It stands in front of a synchronization operation and the strategy may choose.
    Point,
    /// Memory is full: collect, then run the statement again.
    Memory,
    /// Somebody wants to know the stack: then run the statement again.
    Look,
    /// It asked for a collection: collect, then carry on.
    Collect,
    /// The execution ends (os.Exit, fatal error): see `cx.ending`.
    End,
}

/// One execution.
pub struct Cx {
    /// Linear memory.
    pub heap: Heap,
    /// The last unsigned index beyond int64: it is no negative one.
    pub(crate) big_index: u64,
    /// Set by a failing expression; tested before any effect.
    pub trap: Option<Box<Trap>>,
    /// Where the trap was set, if not on the line of the statement.
    pub(crate) trap_at: Option<At>,
    /// Steps left before the goroutine must stop.
    pub budget: i32,
    /// Steps of ended turns, and the budget of this one.
    pub(crate) steps: u64,
    pub(crate) turn_budget: i32,
    /// Host calls left before the goroutine must stop.
    pub depth: i32,
    /// Target of the break, continue or goto in flight.
    pub label: u32,
    /// Where the innermost activation that stopped resumes.
    pub at: At,
    /// Why it stopped.
    pub why: Why,
    /// Slots needed, for `Why::Grow`.
    pub need: usize,
    /// Activations that left the host stack, innermost first: function, position, and how far
    /// above its caller's frame the frame starts.
    pub unwound: Vec<(FuncRef, At, u32)>,
    /// What it waits for, for `Why::Park`.
    pub wait: WaitReason,
    /// The callee of the call being resumed panicked.
    pub unwinding: bool,
    /// The point in front of the next operation was granted: it runs now.
    pub granted: bool,
    /// Length of the running goroutine's slot array.
    pub stack_len: usize,
    /// The running goroutine.
    pub cur: GoroutineId,
    /// The program.
    pub code: &'static Code,
    /// Goroutines by slot.
    pub gs: Vec<Goroutine>,
    /// Goroutines of other executions, whose buffers new ones use.
    pub(crate) spare: Vec<Goroutine>,
    /// Run queue, strategy, decisions, clock, events.
    pub sched: Sched,
    /// Wait queues.
    pub sync: Sync,
    /// What waits for the end of objects.
    pub(crate) specials: Specials,
    pub(crate) runners: Runners,
    /// A checked store changed memory since this was last cleared.
    pub stored: bool,
    /// Finds data races, if asked for.
    pub race: Option<Box<Detector>>,
    /// Finds what is stuck, if asked for.
    pub detection: Option<Box<Detection>>,
    /// The configuration.
    pub config: Config,
    /// The outside.
    pub host: Box<dyn Host>,
    /// Bytes written to standard output and error.
    pub written: u64,
    /// The first failure of a test: its name and what it said.
    pub(crate) failure: Option<(String, String)>,
    /// How the execution ends, once known.
    pub ending: Option<crate::outcome::Ending>,
}

impl Cx {
    /// The state before the first step.
    pub(crate) fn new(
        code: &'static Code,
        heap: Heap,
        strategy: Box<dyn Strategy>,
        config: Config,
        host: Box<dyn Host>,
    ) -> Self {
        Self {
            heap,
            big_index: 0,
            trap: None,
            trap_at: None,
            budget: 0,
            steps: 0,
            turn_budget: 0,
            depth: 0,
            label: 0,
            at: 0,
            why: Why::Budget,
            need: 0,
            unwound: Vec::new(),
            wait: WaitReason::Select,
            unwinding: false,
            granted: false,
            stack_len: 0,
            cur: GoroutineId(0),
            code,
            gs: Vec::new(),
            spare: Vec::new(),
            sched: Sched::new(strategy),
            sync: Sync::default(),
            specials: Specials::default(),
            runners: Runners::default(),
            stored: false,
            race: None,
            detection: None,
            config,
            host,
            written: 0,
            failure: None,
            ending: None,
        }
    }

    /// Adds to the history, if one is kept, with the name of the object at an address.
    #[inline(always)]
    pub(crate) fn note(&mut self, addr: u64, f: impl FnOnce(&mut History, u64)) {
        if self.sched.history.is_some() {
            self.noted(addr, f);
        }
    }

    /// Out of the way of operations that nobody asks for a history of.
    #[cold]
    #[inline(never)]
    fn noted(&mut self, addr: u64, f: impl FnOnce(&mut History, u64)) {
        if let Some(history) = &mut self.sched.history {
            f(history, self.heap.name(addr));
        }
    }

    /// Steps taken so far.
    pub(crate) fn steps_taken(&self) -> u64 {
        self.steps + u64::from(self.turn_budget.saturating_sub(self.budget).unsigned_abs())
    }

    /// Appends to the program's standard output (`fd` 1) or standard error (`fd` 2).
    pub fn write_output(&mut self, fd: i32, bytes: &[u8]) -> Result<(), Trap> {
        if self.config.outputs {
            let mode = if self.config.ordered_outputs { Mode::Write } else { Mode::Add };
            self.note(u64::from(fd.unsigned_abs()), |h, fd| h.touch(fd, Part::Output, mode));
        }
        if self.sched.in_epilogue() {
            detect::wrote(self);
            return Ok(());
        }
        self.written += bytes.len() as u64;
        if let Some(race) = &mut self.race {
            race.written = self.written;
        }
        let limit = self.config.max_output;
        if limit != 0 && self.written > limit {
            return Err(Trap::Limit(format!("more than {limit} bytes of output")));
        }
        self.sched.output(fd, bytes);
        if let Some(log) = &mut self.sched.log {
            log.value(self.gs[self.cur.0 as usize].number, &quoted(bytes));
        }
        self.deliver(fd, bytes);
        Ok(())
    }

    /// Hands output to the host.
    pub(crate) fn deliver(&mut self, fd: i32, bytes: &[u8]) {
        if self.race.as_ref().is_some_and(|race| !race.races.is_empty()) {
            self.host.after_race();
        }
        self.host.time(self.sched.program_now());
        self.host.write(fd, bytes);
    }
}

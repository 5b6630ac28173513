//! Smaller schedules with the same failure.
//!
//! A failing execution is taken as a plan (who ran how long: see [`Plan`]), the plan is edited,
//! and an edit that still fails in the same way with fewer preemptions, or as many and fewer
//! steps, is kept: delta debugging (Zeller, Hildebrandt, TSE 2002) over preemptions, in the manner
//! of "Simplifying failure-inducing concurrent executions" (Jalbert, Sen, FSE 2010). What is kept
//! is always a real execution's schedule, which plain replay follows.
//!
//! A preemption is dropped by letting the goroutine run until it stops by itself; by letting it
//! run the turns of its next segment at once; by letting the others go before it; or by leaving
//! its segment out. The result is 1-minimal if none of these succeeds for any preemption.
//!
//! Also here: after which decision a failure cannot be avoided.

use crate::code::Code;
use crate::config::Config;
use crate::execution::{self, Arena};
use crate::host::{MemoryHost, Stop};
use crate::outcome::{Ending, Outcome};
use crate::sched::decision::Decision;
use crate::sched::strategy::{Discipline, Strategy};
use crate::schedule::Schedule;
use crate::strategy::{After, Dfs, Follow, Order, Plan, Recorded, Replay, Segment};
use std::ops::Range;
use std::sync::{Arc, PoisonError};

/// A failing program.
#[derive(Clone, Copy)]
pub struct Bug<'a> {
    /// The program.
    pub code: &'static Code,
    /// How it was run.
    pub config: &'a Config,
    /// The program's arguments, its name first.
    pub args: &'a [String],
    /// What it reads from standard input.
    pub stdin: &'a [u8],
    /// Whether an outcome is the same failure.
    pub same: &'a dyn Fn(&Outcome) -> bool,
    /// Set when it is time to stop with what there is.
    pub stop: &'a Stop,
}

impl std::fmt::Debug for Bug<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bug").field("program", &self.code.name).finish_non_exhaustive()
    }
}

/// What shrinking gave.
#[derive(Clone, Debug)]
pub struct Shrunk {
    /// The decisions.
    pub schedule: Schedule,
    /// The execution they lead to (without its schedule).
    pub outcome: Outcome,
    /// Preemptions in it.
    pub preemptions: u64,
    /// Executions run.
    pub runs: u64,
    /// Whether everything was tried before the budget was used up.
    pub minimal: bool,
}

/// The place in a schedule behind which a failure cannot be avoided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoReturn {
    /// How many decisions lead there; 0 means that the program always fails.
    pub decisions: u64,
    /// Whether every continuation was tried, or only some.
    pub proved: bool,
}

/// A failing execution.
struct Failure {
    plan: Plan,
    schedule: Schedule,
    outcome: Outcome,
}

impl Failure {
    fn preemptions(&self) -> usize {
        self.plan.cuts().len()
    }

    /// What is to become smaller.
    fn cost(&self) -> (usize, u64, u64, u64) {
        let data = self.schedule.iter().filter(|decision| decision.kind != 0);
        let data = data.fold(0_u64, |sum, decision| sum.saturating_add(decision.answer));
        (self.preemptions(), self.outcome.steps, self.schedule.len(), data)
    }
}

/// Executions of a bug, counted.
struct Runs<'a> {
    bug: Bug<'a>,
    config: Config,
    arena: Arena,
    /// Ends the execution at hand.
    stop: Stop,
    left: u64,
    done: u64,
}

impl<'a> Runs<'a> {
    fn new(bug: Bug<'a>, budget: u64) -> Self {
        let config = bug.config.clone();
        // The first one counts, however long it takes.
        let stop = Stop::default();
        Self { bug, config, arena: Arena::default(), stop, left: budget, done: 0 }
    }

    fn exhausted(&self) -> bool {
        self.left == 0 || self.bug.stop.is_set()
    }

    /// Runs it; the outcome if it is the failure.
    fn run(&mut self, strategy: Box<dyn Strategy>) -> Option<Outcome> {
        self.left = self.left.saturating_sub(1);
        self.done += 1;
        let mut host = MemoryHost::with_input(self.bug.args, self.bug.stdin);
        host.stop = self.stop.clone();
        let (outcome, _) = execution::run_in(
            &mut self.arena,
            self.bug.code,
            &self.config,
            strategy,
            Box::new(host),
        );
        let counts = outcome.ending != Ending::Stopped && (self.bug.same)(&outcome);
        counts.then_some(outcome)
    }

    /// Runs it and writes down what happened.
    fn record(&mut self, strategy: Box<dyn Strategy>) -> Option<Failure> {
        let (recorded, plan) = Recorded::new(strategy);
        let mut outcome = self.run(Box::new(recorded))?;
        let plan = std::mem::take(&mut *plan.lock().unwrap_or_else(PoisonError::into_inner));
        let schedule = std::mem::take(&mut outcome.schedule);
        Some(Failure { plan, schedule, outcome })
    }

    /// Replays a schedule. Other executions may take some more steps than it.
    fn first(&mut self, schedule: &Schedule) -> Option<Failure> {
        let quantum = self.config.quantum;
        let replay = Replay::new(schedule.clone(), Discipline::Any, true, quantum);
        let failure = self.record(Box::new(replay))?;
        let most = failure.outcome.steps.saturating_mul(10).saturating_add(1_000_000);
        let limit = self.config.max_steps;
        self.config.max_steps = if limit == 0 { most } else { most.min(limit) };
        self.stop = self.bug.stop.clone();
        Some(failure)
    }
}

/// Shrinks a schedule that a strategy recorded which may let any goroutine run, with at most
/// `budget` executions. None: it does not show the failure.
pub fn shrink(bug: Bug<'_>, schedule: &Schedule, budget: u64) -> Option<Shrunk> {
    let mut runs = Runs::new(bug, budget);
    let best = runs.first(schedule)?;
    let mut shrinker = Shrinker { runs, best };
    loop {
        let before = shrinker.best.cost();
        shrinker.drop_many();
        shrinker.drop_each();
        shrinker.drop_steps();
        if shrinker.best.cost() == before || shrinker.runs.exhausted() {
            break;
        }
    }
    let Shrinker { runs, best } = shrinker;
    Some(Shrunk {
        preemptions: best.preemptions() as u64,
        schedule: best.schedule,
        outcome: best.outcome,
        runs: runs.done,
        minimal: !runs.exhausted(),
    })
}

struct Shrinker<'a> {
    runs: Runs<'a>,
    best: Failure,
}

impl Shrinker<'_> {
    /// Tries a plan; whether it is better.
    fn better(&mut self, plan: Plan) -> bool {
        if self.runs.exhausted() {
            return false;
        }
        let follow = Follow::new(plan, self.best.schedule.seed(), self.runs.config.quantum);
        let found = self.runs.record(Box::new(follow));
        let found = found.filter(|found| found.cost() < self.best.cost());
        found.map(|found| self.best = found).is_some()
    }

    /// Drops runs of preemptions: all, halves, quarters…
    fn drop_many(&mut self) {
        let mut size = self.best.preemptions();
        while size > 0 {
            let mut end = self.best.preemptions();
            while end > 0 && !self.runs.exhausted() {
                let range = end.saturating_sub(size)..end;
                self.better(opened(&self.best.plan, range.clone()));
                // What lies before the range may have become less too.
                end = range.start.min(self.best.preemptions());
            }
            size = if size == 1 { 0 } else { size.div_ceil(2).min(self.best.preemptions()) };
        }
    }

    /// Drops every single preemption in every way there is.
    fn drop_each(&mut self) {
        let mut index = 0;
        while index < self.best.preemptions() {
            let preemptions = self.best.preemptions();
            let cut = self.best.plan.cuts()[index];
            let improved = edits(&self.best.plan, cut).into_iter().any(|plan| {
                self.better(plan);
                self.best.preemptions() < preemptions
            });
            index = if improved { 0 } else { index + 1 };
        }
    }

    /// Leaves out what is not needed besides.
    fn drop_steps(&mut self) {
        let mut keep = 0;
        while keep < self.best.plan.segments.len() {
            let mut plan = self.best.plan.clone();
            plan.segments.truncate(keep);
            if self.better(plan) {
                break;
            }
            keep = (keep * 2).max(1);
        }
        if !self.best.plan.data.is_empty() {
            let plan = Plan { data: <_>::default(), ..self.best.plan.clone() };
            if !self.better(plan) {
                self.lower_data();
            }
        }
        let mut index = self.best.plan.segments.len();
        while index > 0 {
            index -= 1;
            let mut plan = self.best.plan.clone();
            plan.segments.remove(index);
            self.better(plan);
            index = index.min(self.best.plan.segments.len());
        }
    }

    /// Sets single answers to 0.
    fn lower_data(&mut self) {
        let mut keys: Vec<_> = self.best.plan.data.keys().copied().collect();
        keys.sort_unstable();
        for key in keys {
            let mut index = 0;
            while let Some(&answer) = self.best.plan.data.get(&key).and_then(|d| d.get(index)) {
                if answer != 0 {
                    let mut plan = self.best.plan.clone();
                    plan.data.entry(key).or_default()[index] = 0;
                    self.better(plan);
                }
                index += 1;
            }
        }
    }
}

/// Without some of its preemptions: the goroutines run until they stop by themselves.
fn opened(plan: &Plan, range: Range<usize>) -> Plan {
    let mut opened = plan.clone();
    for &cut in &plan.cuts()[range] {
        opened.segments[cut].cut = false;
    }
    opened
}

/// The ways to do without the preemption behind a segment.
fn edits(plan: &Plan, cut: usize) -> Vec<Plan> {
    let segments = &plan.segments;
    let with = |parts: &[&[Segment]]| Plan { segments: parts.concat(), data: plan.data.clone() };
    let (before, this, after) = (&segments[..cut], segments[cut], &segments[cut + 1..]);
    let open = Segment { cut: false, ..this };
    let again = after.iter().position(|next| next.goroutine == this.goroutine);
    let (between, rest) = after.split_at(again.unwrap_or(after.len().min(1)));
    let mut edits = vec![with(&[before, &[open], after])];
    if let Some((next, rest)) = rest.split_first().filter(|_| again.is_some()) {
        let merged = [Segment { turns: this.turns + next.turns, ..*next }];
        edits.push(with(&[before, &merged, between, rest]));
        edits.push(with(&[before, between, &merged, rest]));
    } else {
        edits.push(with(&[before, between, &[open], rest]));
    }
    edits.push(with(&[before, after]));
    edits
}

/// Looks for the decision after which a failing schedule's failure cannot be avoided: the
/// shortest beginning after which every continuation that is tried fails in the same way. With at
/// most `limit` executions for the search, and as many for the proof. None: the schedule does not
/// show the failure, or there was no time.
pub fn point_of_no_return(bug: Bug<'_>, schedule: &Schedule, limit: u64) -> Option<NoReturn> {
    let mut runs = Runs::new(bug, limit);
    let failure = runs.first(schedule)?;
    let decisions: Vec<Decision> = failure.schedule.iter().collect();
    // Invariant: avoidable after `low - 1` decisions, not after `high`.
    let (mut low, mut high) = (0, decisions.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        match avoidable(&mut runs, schedule.seed(), &decisions[..middle]) {
            Some(true) => low = middle + 1,
            Some(false) => high = middle,
            None => return None,
        }
    }
    let mut dfs = Dfs::after(schedule, high, runs.config.quantum);
    runs.left = limit;
    let mut proved = false;
    while !runs.exhausted() && !proved && runs.run(dfs.begin()).is_some() {
        proved = !dfs.advance();
    }
    Some(NoReturn { decisions: high as u64, proved })
}

/// Whether a continuation that does not fail is found. None: out of time.
fn avoidable(runs: &mut Runs<'_>, seed: u64, decisions: &[Decision]) -> Option<bool> {
    let prefix: Arc<[Decision]> = decisions.into();
    let orders = [Order::First, Order::Last, Order::Random(1), Order::Random(2), Order::Random(3)];
    for order in orders {
        if runs.exhausted() {
            return None;
        }
        let after = After::new(seed, Arc::clone(&prefix), order, runs.config.quantum);
        if runs.run(Box::new(after)).is_none() {
            return (!runs.bug.stop.is_set()).then_some(true);
        }
    }
    Some(false)
}

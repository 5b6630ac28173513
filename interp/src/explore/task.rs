//! Some executions, run by one worker.

use super::dpor::{Dpor, Search, Verdict};
use super::finding::{self, Finding};
use super::judge;
use super::options::Options;
use super::predict::Candidate;
use super::stacks::Stacks;
use crate::code::Code;
use crate::config::Config;
use crate::detect::held::Pair;
use crate::execution::{self, Arena};
use crate::host::{MemoryHost, Stop};
use crate::outcome::{Ending, Outcome};
use crate::race::Site;
use crate::sched::strategy::{Discipline, Strategy};
use crate::strategy::{self, Dfs, Fair, Profile, Replay, Survey};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

/// Most steps of an execution of the search by partial orders.
const STEPS: u64 = 1_000_000;

/// What a task does.
#[derive(Debug)]
pub(super) enum Work {
    /// Goes on with the search by partial orders.
    Reduce(Box<Search>),
    /// Random walks of a strategy, from a number on.
    Walk {
        /// The strategy.
        name: String,
        /// Number of the first.
        first: u64,
        /// What is known of the program.
        profile: Arc<Profile>,
    },
    /// Watches a few random walks.
    Survey,
    /// Goes on with the enumeration of all schedules with few preemptions.
    Enumerate(Box<Dfs>),
    /// Tries to make a predicted deadlock happen.
    Confirm(Candidate),
}

/// Some executions, to be run by one worker.
pub struct Task {
    pub(super) code: &'static Code,
    pub(super) config: Config,
    pub(super) options: Options,
    pub(super) work: Work,
    pub(super) count: u64,
    /// The stacks of races that were met, here and in earlier rounds.
    pub(super) stacks: Stacks,
    /// Ends the execution at hand.
    pub(super) stop: Stop,
}

impl std::fmt::Debug for Task {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Task").field("work", &self.work).finish_non_exhaustive()
    }
}

/// What one execution showed.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) steps: u64,
    pub(super) redundant: bool,
    /// The exit status.
    pub(super) status: i32,
    pub(super) findings: Vec<Finding>,
    pub(super) ending: Option<finding::Ending>,
    /// Sites of races.
    pub(super) raced: Vec<Site>,
    /// Locks taken in different orders.
    pub(super) lock_order: Vec<Vec<Pair>>,
}

/// What became of a task.
#[derive(Debug, Default)]
pub struct TaskResult {
    pub(super) runs: Vec<Run>,
    pub(super) search: Option<Box<Search>>,
    pub(super) profile: Option<Profile>,
    /// The enumeration, and whether it has more.
    pub(super) dfs: Option<(Box<Dfs>, bool)>,
    /// The stacks of races as known in the end.
    pub(super) stacks: Stacks,
    /// Executions that were to make predicted deadlocks happen.
    pub(super) directed: u64,
    /// Those that did.
    pub(super) confirmed: Vec<Finding>,
}

/// Output of an execution, shared with whoever started it.
type Output = Rc<RefCell<MemoryHost>>;

impl Task {
    /// Runs it. When `stop` is set it ends, and the execution at hand does not count.
    pub fn run(mut self, arena: &mut Arena, stop: &Stop) -> TaskResult {
        let mut result = TaskResult::default();
        self.stop = stop.clone();
        let stopped = || stop.is_set();
        match std::mem::replace(&mut self.work, Work::Survey) {
            Work::Reduce(search) => {
                let search = Arc::new(Mutex::new(*search));
                let lock = || search.lock().unwrap_or_else(PoisonError::into_inner);
                self.config.history = true;
                let limit = self.config.max_steps;
                let shortened = limit == 0 || limit > STEPS;
                if shortened {
                    self.config.max_steps = STEPS;
                }
                for _ in 0..self.count {
                    if stopped() || lock().is_finished() {
                        break;
                    }
                    lock().begin();
                    self.config.strict = Arc::clone(&lock().strict);
                    let strategy = Box::new(Dpor(Arc::clone(&search)));
                    let (outcome, output) = self.execute(arena, strategy);
                    if outcome.ending == Ending::Stopped {
                        break;
                    }
                    let verdict = lock().end(&outcome);
                    if shortened && outcome.steps > STEPS {
                        // Too long for this search: that is no finding.
                        break;
                    }
                    result.runs.push(self.judge(outcome, &output, verdict));
                }
                let search = std::mem::take(&mut *lock());
                result.search = Some(Box::new(search));
            }
            Work::Walk { name, first, profile } => {
                for i in 0..self.count {
                    let seed = self.options.seed.wrapping_add(first + i);
                    let quantum = self.config.quantum;
                    let strategy = strategy::informed(&name, seed, quantum, &profile);
                    let Some(strategy) = strategy.filter(|_| !stopped()) else { break };
                    self.walk(arena, Box::new(Fair::new(strategy, seed)), &mut result);
                }
            }
            Work::Survey => {
                let mut survey = Survey::default();
                for i in (0..self.count).take_while(|_| !stopped()) {
                    let seed = self.options.seed.wrapping_add(i);
                    let strategy = survey.walk(seed, self.config.quantum);
                    self.walk(arena, Box::new(Fair::new(strategy, seed)), &mut result);
                }
                result.profile = Some(survey.profile());
            }
            Work::Enumerate(mut dfs) => {
                let mut more = true;
                for _ in (0..self.count).take_while(|_| !stopped()) {
                    let strategy = dfs.begin();
                    if !self.walk(arena, strategy, &mut result) {
                        break;
                    }
                    more = dfs.advance();
                    if !more {
                        break;
                    }
                }
                result.dfs = Some((dfs, more));
            }
            Work::Confirm(candidate) => self.confirm(arena, candidate, &mut result),
        }
        result.stacks = self.stacks;
        result
    }

    /// One execution that nothing else depends on; whether it came to its end.
    fn walk(
        &mut self,
        arena: &mut Arena,
        strategy: Box<dyn Strategy>,
        result: &mut TaskResult,
    ) -> bool {
        let (outcome, output) = self.execute(arena, strategy);
        let ended = outcome.ending != Ending::Stopped;
        if ended {
            result.runs.push(self.judge(outcome, &output, Verdict::New));
        }
        ended
    }

    /// Looks for a witness of a predicted deadlock.
    fn confirm(&self, arena: &mut Arena, mut candidate: Candidate, result: &mut TaskResult) {
        for attempt in 0..self.count {
            if self.stop.is_set() {
                return;
            }
            let (seed, quantum) = (self.options.seed, self.config.quantum);
            let encounter = Box::new(candidate.encounter(attempt, seed, quantum));
            let strategy = Box::new(Fair::new(encounter, seed));
            let (mut outcome, _) = self.execute(arena, strategy);
            if outcome.ending == Ending::Stopped {
                return;
            }
            result.directed += 1;
            let found = judge::lock_order(self.code, &outcome);
            if !found.is_empty() {
                result.confirmed.extend(found.into_iter().map(|finding| Finding {
                    first_execution: candidate.execution,
                    promoted: Arc::clone(&self.config.promoted),
                    ..finding
                }));
                return;
            }
            candidate.learn(&mut outcome);
        }
    }

    fn execute(&self, arena: &mut Arena, strategy: Box<dyn Strategy>) -> (Outcome, Output) {
        let output = self.output();
        let host = Box::new(Rc::clone(&output));
        let (outcome, _) = execution::run_in(arena, self.code, &self.config, strategy, host);
        (outcome, output)
    }

    /// A host with the program's input.
    fn output(&self) -> Output {
        let Options { args, stdin, .. } = &self.options;
        let host = MemoryHost { stop: self.stop.clone(), ..MemoryHost::with_input(args, stdin) };
        Rc::new(RefCell::new(host))
    }

    /// Fills in the stacks of an execution's races, by running it again if need be.
    fn look(&mut self, outcome: &mut Outcome) {
        let mut stacks = std::mem::take(&mut self.stacks);
        let config = Config { history: false, ..self.config.clone() };
        stacks.fill(self.code, &config, &mut outcome.races, &mut || {
            let schedule = outcome.schedule.clone();
            let replay = Replay::new(schedule, Discipline::Any, true, config.quantum);
            (Box::new(replay), Box::new(self.output()))
        });
        self.stacks = stacks;
    }

    fn judge(&mut self, mut outcome: Outcome, output: &Output, verdict: Verdict) -> Run {
        let redundant = verdict == Verdict::Redundant;
        if !redundant {
            self.look(&mut outcome);
        }
        let mut findings = if redundant {
            Vec::new()
        } else {
            judge::findings(self.code, &outcome, self.options.detect)
        };
        for finding in &mut findings {
            finding.promoted = Arc::clone(&self.config.promoted);
            finding.eager = self.config.eager;
        }
        let raced = outcome.races.iter().flat_map(|race| [race.current.site, race.previous.site]);
        let raced = raced.collect();
        let (steps, status) = (outcome.steps, outcome.ending.status());
        let wanted = self.options.outcomes && !redundant;
        let ending = wanted.then(|| {
            let mut host = output.borrow_mut();
            finding::Ending {
                stdout: std::mem::take(&mut host.stdout),
                stderr: std::mem::take(&mut host.stderr),
                exit: status,
                count: 1,
                schedule: outcome.schedule,
                eager: self.config.eager,
                promoted: Arc::clone(&self.config.promoted),
                event_hash: outcome.event_hash,
            }
        });
        let lock_order = if redundant { Vec::new() } else { outcome.lock_order };
        Run { steps, redundant, status, findings, ending, raced, lock_order }
    }
}

//! Search: many executions of one program.
//!
//! An [`Explorer`] hands out rounds of [`Task`]s. The tasks of a round do not depend on each
//! other; their results are taken in their order. So the report is the same however many workers
//! run them, and whatever stops a search (a bug, a limit) stops it at the same execution.

pub mod finding;
pub mod judge;
pub mod options;
pub mod shrink;

use crate::code::Code;
use crate::config::Config;
use crate::execution::{self, Arena};
use crate::host::MemoryHost;
use crate::outcome::Outcome;
use crate::strategy;
pub use finding::{Finding, Report, Severity};
pub use options::{Detect, Options};
use std::sync::atomic::{AtomicBool, Ordering};

/// A search in progress.
pub struct Explorer {
    code: &'static Code,
    config: Config,
    options: Options,
    report: Report,
    /// Index of the next execution of the random walks.
    next: u64,
    done: bool,
}

impl std::fmt::Debug for Explorer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Explorer").field("report", &self.report).finish_non_exhaustive()
    }
}

/// Some executions, to be run by one worker.
pub struct Task {
    code: &'static Code,
    config: Config,
    options: Options,
    first: u64,
    count: u64,
}

impl std::fmt::Debug for Task {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Task").field("first", &self.first).finish_non_exhaustive()
    }
}

/// What became of a task.
#[derive(Debug)]
pub struct TaskResult {
    outcomes: Vec<Outcome>,
}

impl Explorer {
    /// A search of a program.
    pub fn new(code: &'static Code, config: Config, options: Options) -> Self {
        Self { code, config, options, report: Report::default(), next: 0, done: false }
    }

    /// The tasks of the next round; none when the search is over.
    pub fn round(&mut self) -> Vec<Task> {
        let left = match self.options.max_runs {
            0 => u64::MAX,
            most => most.saturating_sub(self.next),
        };
        let count = left.min(100);
        if self.done || count == 0 {
            return Vec::new();
        }
        let first = self.next;
        self.next += count;
        let task = Task {
            code: self.code,
            config: self.config.clone(),
            options: self.options.clone(),
            first,
            count,
        };
        vec![task]
    }

    /// Takes the results of a round, in the order of its tasks.
    pub fn absorb(&mut self, results: Vec<TaskResult>) {
        for outcome in results.into_iter().flat_map(|result| result.outcomes) {
            self.report.executions += 1;
            self.report.steps += outcome.steps;
        }
    }

    /// What is known so far.
    pub fn report(&self) -> &Report {
        &self.report
    }
}

impl Task {
    /// Runs it. When `stop` is set it ends after the execution at hand.
    pub fn run(self, arena: &mut Arena, stop: &AtomicBool) -> TaskResult {
        let mut outcomes = Vec::new();
        for i in 0..self.count {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            let seed = self.options.seed.wrapping_add(self.first + i);
            let Some(strategy) = strategy::by_name("random", seed, self.config.quantum) else {
                break;
            };
            let host = Box::new(MemoryHost::default());
            let (outcome, _) = execution::run_in(arena, self.code, &self.config, strategy, host);
            outcomes.push(outcome);
        }
        TaskResult { outcomes }
    }
}

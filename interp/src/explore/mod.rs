//! Search: many executions of one program.
//!
//! An [`Explorer`] hands out rounds of [`Task`]s. The tasks of a round do not depend on each
//! other; their results are taken in their order. So the report is the same however many workers
//! run them, and whatever stops a search (a bug, a limit) stops it at the same execution.
//!
//! `auto` is a portfolio: the search by partial orders, which proves the absence of bugs where it
//! comes to its end, first alone and then in turns with random walks, which find bugs in programs
//! too large for it. Rounds grow: what either of them finds soon is found soon.

pub mod dpor;
pub mod finding;
pub mod judge;
pub mod options;
mod predict;
pub mod shrink;
mod stacks;
mod task;

use crate::code::Code;
use crate::config::Config;
use crate::host::Stop;
use crate::race::Promoted;
use crate::strategy::{Dfs, Profile};
use dpor::Search;
use finding::Kind;
pub use finding::{Finding, Report, Severity};
pub use options::{Detect, Options};
use predict::{Predictions, is_covered};
use rustc_hash::FxHashMap;
use stacks::Stacks;
use std::collections::BTreeSet;
use std::sync::Arc;
use task::{Run, Work};
pub use task::{Task, TaskResult};

/// Executions of the search by partial orders before random walks begin, under `auto`.
const ALONE: u64 = 200;
/// Executions after which they begin if it will not come to its end.
const FIRST: u64 = 20;
/// More executions than this are no end.
const ENDLESS: f64 = 10_000.0;
/// Steps after which predicted deadlocks are looked at, too.
const LONG: u64 = 2_000_000;
/// Executions of a batch.
const BATCH: u64 = 200;
/// Executions of the search by partial orders for one of each kind of random walk, under `auto`.
const SHARE: u64 = 8;
/// Executions that are watched before random walks that want to know the program.
const WATCHED: u64 = 10;
/// The random walks of `auto`.
const WALKS: &[&str] = &["pct", "pos", "surw", "random"];

/// A search in progress.
pub struct Explorer {
    code: &'static Code,
    config: Config,
    options: Options,
    report: Report,
    search: Option<Box<Search>>,
    dfs: Option<Box<Dfs>>,
    profile: Option<Arc<Profile>>,
    /// Number of the next execution of a random walk.
    next: u64,
    done: bool,
    found: FxHashMap<finding::Key, usize>,
    endings: FxHashMap<(Vec<u8>, Vec<u8>, i32), usize>,
    promoted: Promoted,
    /// The stacks of races that were met.
    stacks: Stacks,
    predictions: Predictions,
    /// Statuses that executions ended with.
    statuses: BTreeSet<i32>,
}

impl std::fmt::Debug for Explorer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Explorer").field("report", &self.report).finish_non_exhaustive()
    }
}

impl Explorer {
    /// A search of a program.
    pub fn new(code: &'static Code, config: Config, options: Options) -> Self {
        let search = Box::new(Search::new(options.seed, config.quantum));
        let dfs = (options.schedule == "dfs")
            .then(|| Box::new(Dfs::new(options.seed, config.quantum, options.preemptions)));
        let config = Config {
            race: options.detect.race,
            leaks: options.detect.leak || options.detect.lock_order,
            outputs: options.watches_output(),
            ordered_outputs: options.outcomes,
            seed: options.seed,
            ..config
        };
        let mut explorer = Self {
            code,
            config,
            options,
            report: Report::default(),
            search: None,
            dfs,
            profile: None,
            next: 0,
            done: false,
            found: FxHashMap::default(),
            endings: FxHashMap::default(),
            promoted: Promoted::default(),
            stacks: Stacks::default(),
            predictions: Predictions::default(),
            statuses: BTreeSet::new(),
        };
        explorer.search = Some(search).filter(|_| explorer.reduces());
        explorer
    }

    /// Whether the search by partial orders takes part.
    fn reduces(&self) -> bool {
        matches!(self.options.schedule.as_str(), "auto" | "dpor")
    }

    /// The tasks of the next round; none when the search is over.
    pub fn round(&mut self) -> Vec<Task> {
        let mut search = self.search_on();
        let mut tasks = Vec::new();
        if self.wants_witnesses(search.is_empty()) {
            for candidate in self.predictions.take() {
                let attempts = candidate.attempts();
                tasks.push(self.task(Work::Confirm(candidate), attempts));
            }
        }
        tasks.append(&mut search);
        tasks
    }

    /// Whether predicted deadlocks are worth a look now; `over` if the search is.
    fn wants_witnesses(&self, over: bool) -> bool {
        let Detect { lock_order, deadlock, leak, .. } = self.options.detect;
        // A search that comes to its end finds them by itself.
        let shown = self.report.complete && deadlock && leak;
        let searching = self.search.is_some() || self.dfs.is_some();
        let long = self.report.executions >= ALONE || self.report.steps >= LONG;
        lock_order && !self.done_early() && !shown && (over || !searching || long)
    }

    /// The tasks of the search itself.
    fn search_on(&mut self) -> Vec<Task> {
        let mut left = match self.options.max_runs {
            0 => u64::MAX,
            max => max.saturating_sub(self.report.executions),
        };
        let mut tasks = Vec::new();
        if self.done || left == 0 {
            return tasks;
        }
        let mut add = |explorer: &Self, work: Work, count: u64| {
            let count = count.min(left);
            left -= count;
            if count > 0 {
                tasks.push(explorer.task(work, count));
            }
        };
        let alone = self.is_alone();
        let batch = self.batch(alone);
        let (names, count, times) = match self.options.schedule.as_str() {
            "auto" if !alone => (WALKS, batch.div_ceil(SHARE), 1),
            "auto" | "dpor" | "dfs" => (&[][..], 0, 0),
            // Several, for as many workers.
            name => (&[name][..], BATCH, 8),
        };
        match self.profile.clone() {
            None if times > 0 => add(self, Work::Survey, WATCHED),
            None => {}
            Some(profile) => {
                for _ in 0..times {
                    for name in names {
                        let (first, profile) = (self.next, Arc::clone(&profile));
                        let name = (*name).to_owned();
                        add(self, Work::Walk { name, first, profile }, count);
                    }
                    self.next += count;
                }
            }
        }
        if let Some(search) = self.search.take() {
            add(self, Work::Reduce(search), batch);
        }
        if let Some(dfs) = self.dfs.take() {
            add(self, Work::Enumerate(dfs), BATCH);
        }
        tasks
    }

    /// Whether the search by partial orders may come to its end, and is not long at it yet.
    fn is_alone(&self) -> bool {
        let Report { executions, estimate, .. } = self.report;
        let endless = executions >= FIRST && estimate > ENDLESS;
        self.search.is_some() && executions < ALONE && !endless
    }

    /// Executions of the search by partial orders in the next round.
    fn batch(&self, alone: bool) -> u64 {
        let done = self.report.executions;
        match self.options.schedule.as_str() {
            "auto" if alone && done < FIRST => FIRST - done,
            "auto" if alone => ALONE - done,
            "auto" => (done / 2).clamp(FIRST, BATCH),
            _ => BATCH,
        }
    }

    fn task(&self, work: Work, count: u64) -> Task {
        let eager = self.config.eager && !matches!(work, Work::Reduce(_));
        let promoted = Arc::new(self.promoted.clone());
        let config = Config { eager, promoted, ..self.config.clone() };
        Task {
            code: self.code,
            config,
            options: self.options.clone(),
            work,
            count,
            stacks: self.stacks.clone(),
            stop: Stop::default(),
        }
    }

    /// Takes the results of a round, in the order of its tasks.
    pub fn absorb(&mut self, results: Vec<TaskResult>) {
        let mut raced = Vec::new();
        for result in results {
            if let Some(search) = result.search {
                // It does not look at what happens if the clock moves early.
                let complete = search.is_complete() && !self.config.eager;
                self.report.complete = complete;
                self.report.estimate = search.estimate();
                self.report.last_search = search.executions();
                self.report.strict = Arc::clone(&search.strict);
                // Nothing else can be found.
                self.done |= complete;
                self.search = Some(search).filter(|search| !search.is_finished());
            }
            if let Some((dfs, more)) = result.dfs {
                self.done |= !more;
                // With all preemptions allowed it runs everything there is.
                let bounded = self.options.preemptions.is_some() || self.config.eager;
                self.report.complete = !more && !bounded;
                self.dfs = Some(dfs);
            }
            self.profile = result.profile.map(Arc::new).or(self.profile.take());
            self.stacks.add(result.stacks);
            self.report.directed += result.directed;
            for finding in result.confirmed {
                self.confirm(finding);
            }
            if self.done_early() {
                self.done = true;
                self.report.complete = false;
                return;
            }
            for mut run in result.runs {
                raced.extend_from_slice(&run.raced);
                let circles = std::mem::take(&mut run.lock_order);
                self.count(run);
                self.predictions.add(circles, self.report.executions);
                if self.done_early() {
                    self.done = true;
                    self.report.complete = false;
                    return;
                }
            }
        }
        let before = self.promoted.clone();
        for site in raced {
            self.promoted.add(site);
        }
        if self.promoted != before && self.reduces() {
            // What a race can do is shown by looking at its accesses too.
            let seed = self.options.seed;
            self.search = Some(Box::new(Search::new(seed, self.config.quantum)));
            self.report.complete = false;
            self.done = false;
        }
    }

    /// Whether a bug was found and one is enough.
    fn done_early(&self) -> bool {
        let bug = |finding: &Finding| finding.severity == Severity::Error;
        !self.options.all && self.report.findings.iter().any(bug)
    }

    /// Counts one execution and what it showed.
    fn count(&mut self, run: Run) {
        self.report.executions += 1;
        self.report.steps += run.steps;
        self.report.redundant += u64::from(run.redundant);
        let number = self.report.executions;
        let mut seen = BTreeSet::new();
        for mut finding in run.findings {
            let key = finding.key();
            if !seen.insert(key.clone()) {
                continue;
            }
            match self.found.get(&key) {
                Some(&i) => {
                    let known = &mut self.report.findings[i];
                    known.occurrences += 1;
                    let cost = |f: &Finding| (f.delay.map_or(0, |delay| delay.ns), f.preemptions);
                    if cost(&finding) < cost(known) {
                        known.preemptions = finding.preemptions;
                        known.delay = finding.delay;
                        known.eager = finding.eager;
                        known.message = finding.message;
                        known.schedule = finding.schedule;
                        known.event_hash = finding.event_hash;
                        known.status = finding.status;
                        known.text = finding.text;
                        known.locations = finding.locations;
                    }
                }
                None => {
                    finding.first_execution = number;
                    finding.occurrences = 1;
                    self.put(key, finding);
                }
            }
        }
        if !run.redundant {
            self.statuses.insert(run.status);
        }
        // A status that every execution ends with is what the program is meant to do.
        let always = self.statuses.len() == 1;
        for finding in self.report.findings.iter_mut().filter(|f| f.kind == Kind::Exit) {
            finding.severity = if always { Severity::Warning } else { Severity::Error };
        }
        let Some(ending) = run.ending else { return };
        let key = (ending.stdout.clone(), ending.stderr.clone(), ending.exit);
        match self.endings.get(&key) {
            Some(&i) => self.report.outcomes[i].count += 1,
            None => {
                self.endings.insert(key, self.report.outcomes.len());
                self.report.outcomes.push(ending);
            }
        }
    }

    /// A new finding; it takes the place of one that predicted it.
    fn put(&mut self, key: finding::Key, finding: Finding) {
        let findings = &mut self.report.findings;
        match findings.iter().position(|old| is_covered(old, &finding)) {
            Some(i) => {
                self.found.remove(&findings[i].key());
                findings[i] = finding;
                self.found.insert(key, i);
            }
            None => {
                self.found.insert(key, findings.len());
                findings.push(finding);
            }
        }
    }

    /// A predicted deadlock that happened, unless it is known.
    fn confirm(&mut self, finding: Finding) {
        let key = finding.key();
        let covered = self.report.findings.iter().any(|known| is_covered(&finding, known));
        if !covered && !self.found.contains_key(&key) {
            self.put(key, finding);
        }
    }

    /// What is known so far.
    pub fn report(&self) -> &Report {
        &self.report
    }
}

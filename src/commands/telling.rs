//! What is done with findings once a search is over: each is made as short as can be and told.
//!
//! The schedule is shrunk; the hash and status that are kept with it are those of a plain run, as
//! `goweave run -replay` does one. The story is told of one more run with a log.

use crate::workers;
use interp::code::Code;
use interp::config::Config;
use interp::execution;
use interp::explain::{Story, story};
use interp::explore::finding::{Finding, Kind};
use interp::explore::judge;
use interp::explore::options::Options;
use interp::explore::shrink::{Bug, NoReturn, Shrunk, point_of_no_return, shrink};
use interp::host::{MemoryHost, Stop};
use interp::outcome::{Ending, Outcome};
use interp::race::{self, Promoted};
use interp::sched::strategy::Discipline;
use interp::schedule::Schedule;
use interp::strategy::Replay;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Findings that are shrunk and told whatever it takes.
const MOST: usize = 10;
/// Others are while not more time than this has passed.
const CHEAP: Duration = Duration::from_secs(2);
/// Most executions to shrink one, to look for its point of no return, and to prove that.
const RUNS: u64 = 200;
/// Most time for each of the two.
const TIME: Duration = Duration::from_secs(1);

/// A finding and its story.
pub(super) struct Told {
    pub(super) finding: Finding,
    pub(super) story: Option<Story>,
}

/// A program that was searched.
pub(super) struct Telling<'a> {
    pub(super) code: &'static Code,
    /// The limits of its executions.
    pub(super) config: &'a Config,
    pub(super) options: &'a Options,
}

impl Telling<'_> {
    /// Shrinks and tells findings, the worst first.
    pub(super) fn all(&self, findings: &[Finding]) -> Vec<Told> {
        let mut findings: Vec<&Finding> = findings.iter().collect();
        findings.sort_by_key(|finding| finding.rank());
        let begun = Instant::now();
        let told = |(i, finding): (usize, &Finding)| {
            let cheap = i < MOST || begun.elapsed() < CHEAP;
            if cheap && !workers::interrupted() {
                self.tell(finding)
            } else {
                Told { finding: finding.clone(), story: None }
            }
        };
        let mut told: Vec<Told> = findings.into_iter().enumerate().map(told).collect();
        // In a shorter execution nobody may have to be late.
        told.sort_by_key(|told| told.finding.rank());
        told
    }

    fn tell(&self, finding: &Finding) -> Told {
        let config = Config {
            race: self.options.detect.race,
            leaks: self.options.detect.leak || self.options.detect.lock_order,
            outputs: self.options.watches_output(),
            promoted: Arc::clone(&finding.promoted),
            eager: finding.eager,
            ..self.config.clone()
        };
        let key = finding.key();
        let predicted = finding.kind == Kind::LockOrder;
        let judged = |outcome: &Outcome| {
            if predicted {
                judge::lock_order(self.code, outcome)
            } else {
                self.judged(outcome, &config)
            }
        };
        let same = |outcome: &Outcome| judged(outcome).iter().any(|f| f.key() == key);
        let mut told = Told { finding: finding.clone(), story: None };
        let shrunk = workers::within(TIME, |stop| {
            let bug = self.bug(&config, &same, stop);
            shrink(bug, &finding.schedule, RUNS)
        });
        if let Some(shrunk) = &shrunk {
            self.take(&mut told.finding, shrunk, &config);
        }
        let shown = self.shown(&told.finding, &config);
        let detailed = Config { detail: true, shown, ..config.clone() };
        let outcome = self.run(&told.finding.schedule, &detailed);
        let again = judged(&outcome).into_iter().find(|f| f.key() == key);
        let Some(again) = again else { return told };
        // The goroutines have other numbers in a shorter execution.
        told.finding.locations = again.locations;
        told.finding.variable = again.variable;
        told.finding.delay = again.delay;
        told.finding.message = again.message;
        told.finding.text = again.text;
        let no_return = self.no_return(&told.finding, &config, &same);
        told.story = Some(story(self.code, &told.finding, &outcome, no_return));
        told
    }

    fn bug<'b>(
        &'b self,
        config: &'b Config,
        same: &'b dyn Fn(&Outcome) -> bool,
        stop: &'b Stop,
    ) -> Bug<'b> {
        let Options { args, stdin, .. } = self.options;
        Bug { code: self.code, config, args, stdin, same, stop }
    }

    /// What is wrong with an execution. The places of races are known only with their stacks.
    fn judged(&self, outcome: &Outcome, config: &Config) -> Vec<Finding> {
        if outcome.races.is_empty() {
            return judge::findings(self.code, outcome, self.options.detect);
        }
        let mut full = outcome.clone();
        race::rerun(self.code, config, &mut full.races, &mut || {
            let schedule = outcome.schedule.clone();
            let replay = Replay::new(schedule, Discipline::Any, true, config.quantum);
            (Box::new(replay), Box::new(self.host()))
        });
        judge::findings(self.code, &full, self.options.detect)
    }

    /// Takes a shorter schedule over, if it can be followed as it is.
    fn take(&self, finding: &mut Finding, shrunk: &Shrunk, config: &Config) {
        let plain = Config { race: false, leaks: false, ..config.clone() };
        let outcome = self.run(&shrunk.schedule, &plain);
        if matches!(outcome.ending, Ending::Diverged(_)) {
            return;
        }
        finding.schedule = shrunk.schedule.clone();
        finding.preemptions = shrunk.preemptions;
        finding.event_hash = outcome.event_hash;
        finding.status = outcome.ending.status();
    }

    /// The accesses of the finding's race, which the story must show.
    fn shown(&self, finding: &Finding, config: &Config) -> Arc<Promoted> {
        let mut shown = Promoted::default();
        if finding.kind == Kind::DataRace {
            let outcome = self.run(&finding.schedule, config);
            for race in outcome.races.iter().filter(|race| race.variable == finding.variable) {
                shown.add(race.current.site);
                shown.add(race.previous.site);
            }
        }
        Arc::new(shown)
    }

    /// Where the failure becomes certain, for those that end or block somebody.
    fn no_return(
        &self,
        finding: &Finding,
        config: &Config,
        same: &dyn Fn(&Outcome) -> bool,
    ) -> Option<NoReturn> {
        let ends = [
            Kind::Deadlock,
            Kind::GoroutineLeak,
            Kind::LockOrder,
            Kind::Panic,
            Kind::Fatal,
            Kind::Exit,
        ];
        if !ends.contains(&finding.kind) {
            return None;
        }
        workers::within(TIME, |stop| {
            point_of_no_return(self.bug(config, same, stop), &finding.schedule, RUNS)
        })
    }

    fn run(&self, schedule: &Schedule, config: &Config) -> Outcome {
        let replay = Replay::new(schedule.clone(), Discipline::Any, true, config.quantum);
        execution::run(self.code, config, Box::new(replay), Box::new(self.host())).0
    }

    fn host(&self) -> MemoryHost {
        MemoryHost::with_input(&self.options.args, &self.options.stdin)
    }
}

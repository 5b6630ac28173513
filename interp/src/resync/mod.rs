//! Traces of programs that have changed since.
//!
//! A schedule says which *option* was taken at each decision; after a change of the program the
//! options are others. So a trace keeps a [journal](journal::Journal) besides: which goroutine
//! each decision was about, by the go statements that led to it, and in front of which line it
//! stood. It is found by [running the recorded execution again](observe).
//!
//! To follow a trace on changed sources, [`refit`] finds the journal's lines in them
//! ([`lines`]) and runs the program once under a strategy that lets the goroutines run in the
//! recorded order as far as they come by the recorded lines ([`follow`]). The result is a new
//! schedule, which plain replay follows.

mod follow;
mod journal;
mod lines;
mod observe;
#[cfg(test)]
mod tests;

use crate::code::Code;
use crate::config::Config;
use crate::execution;
use crate::host::Host;
use crate::outcome::Outcome;
use crate::race::{Promoted, Site};
use crate::schedule::codec::Trace;
use crate::strategy::Replay;
use follow::Follow;
use journal::Journal;
use lines::{Listing, Mapping};
use observe::Observed;
use std::sync::{Arc, PoisonError};

/// Most steps of an execution that is run again for its journal.
const STEPS: u64 = 20_000_000;

/// Least room for a journal, in bytes.
const LEAST: usize = 512;

/// Most bytes that a trace has for each decision, if its journal takes more than the least.
const BYTES_PER_DECISION: usize = 2;

/// The journal of a trace, packed; empty if there is nothing to tell. `config` is what the trace
/// is followed with, `host` gives the program its recorded input.
pub fn observe(
    code: &'static Code,
    config: &Config,
    trace: &Trace,
    host: Box<dyn Host>,
) -> Vec<u8> {
    if trace.schedule.is_empty() {
        return Vec::new();
    }
    let replay = replay(trace, config);
    let (observed, seen) = Observed::new(Box::new(replay));
    let limit = config.max_steps;
    let config = Config {
        race: false,
        leaks: false,
        max_steps: if limit == 0 { STEPS } else { limit.min(STEPS) },
        ..config.clone()
    };
    let (outcome, _) = execution::run(code, &config, Box::new(observed), host);
    if outcome.event_hash != trace.event_hash {
        return Vec::new();
    }
    let seen = std::mem::take(&mut *seen.lock().unwrap_or_else(PoisonError::into_inner));
    let used = trace.encode().len();
    let all = usize::try_from(trace.schedule.len()).unwrap_or(usize::MAX);
    let room = all.saturating_mul(BYTES_PER_DECISION).saturating_sub(used).max(LEAST);
    let listing = Listing::of(&code.sources);
    let mut count = seen.entries.len();
    loop {
        let packed = Journal::of(&seen, count, &code.sources, &listing).pack();
        if packed.len() <= room {
            return packed;
        }
        count /= 2;
    }
}

/// A trace on changed sources.
#[derive(Debug)]
pub struct Refit {
    /// The execution that comes nearest to the recorded one.
    pub outcome: Outcome,
    /// Recorded decisions that it takes.
    pub followed: u64,
    /// Recorded decisions.
    pub all: u64,
    /// The first that it does not take.
    pub first_difference: Option<String>,
}

impl Refit {
    /// Whether too little of the recorded execution is left to speak of the same one.
    pub fn diverged(&self) -> bool {
        self.followed.saturating_mul(4) < self.all
    }
}

/// Follows a trace on sources that have changed. None: it has no journal.
pub fn refit(
    code: &'static Code,
    config: &Config,
    trace: &Trace,
    host: Box<dyn Host>,
) -> Option<Refit> {
    let journal = Arc::new(Journal::of_trace(trace)?);
    let mapping = Mapping::new(&journal, &code.sources);
    let replay = replay(trace, config);
    let (follow, progress) =
        Follow::new(Arc::clone(&journal), mapping, trace, &replay, config.quantum, code);
    let config = Config { race: false, leaks: false, ..config.clone() };
    let (outcome, _) = execution::run(code, &config, Box::new(follow), host);
    let progress = progress.lock().unwrap_or_else(PoisonError::into_inner);
    Some(Refit {
        outcome,
        followed: progress.followed(),
        all: progress.all(),
        first_difference: progress.first_difference(&journal),
    })
}

/// The accesses on the lines at which recorded accesses were scheduling points.
pub fn promoted(code: &Code, trace: &Trace) -> Promoted {
    let mut promoted = Promoted::default();
    let Some(journal) = Journal::of_trace(trace) else { return promoted };
    let mapping = Mapping::new(&journal, &code.sources);
    for (site, number) in code.sites.iter().zip(0..) {
        let line = mapping.line(&code.sources, site.pos);
        if line.is_some_and(|line| journal.accesses(line, site.write)) {
            promoted.add(Site(number));
        }
    }
    promoted
}

fn replay(trace: &Trace, config: &Config) -> Replay {
    let name = trace.flag("schedule").unwrap_or("go");
    Replay::of(name, trace.schedule.clone(), config.quantum)
}

//! A trace on sources that have changed since it was recorded: what it says of the new program.

use crate::engine::Built;
use crate::recording::{self, FINDING, POINTS};
use crate::{Status, printer};
use interp::code::Code;
use interp::config::Config;
use interp::explore::Detect;
use interp::explore::finding::{Finding, Kind, Severity};
use interp::explore::judge;
use interp::host::Host;
use interp::outcome::Outcome;
use interp::resync;
use interp::schedule::codec::Trace;
use std::sync::Arc;

/// Most steps of an execution on changed sources: they may run for ever now.
const STEPS: u64 = 100_000_000;

/// What became of a trace whose program has changed.
#[derive(Clone, Debug)]
pub(super) struct Changed {
    /// The recorded exit status.
    status: i32,
    /// The kind of the recorded finding.
    finding: Option<String>,
    /// Decisions that still fit, and all of them.
    fit: Option<(u64, u64)>,
}

/// Makes a trace one of the program as it is now, with the points and limits in `config`. `host`
/// gives the program its recorded input.
pub(super) fn fit(
    trace: &mut Trace,
    built: &Built,
    config: &mut Config,
    host: Box<dyn Host>,
) -> Result<Option<Changed>, Status> {
    recording::take_points(config, trace, built.code);
    if trace.digest == built.digest {
        return Ok(None);
    }
    let limit = config.max_steps;
    config.max_steps = if limit == 0 { STEPS } else { limit.min(STEPS) };
    let mut promoted = resync::promoted(built.code, trace);
    promoted.add_all(&config.promoted);
    config.promoted = Arc::new(promoted);
    let finding = trace.flag(FINDING).map(str::to_owned);
    let mut changed = Changed { status: trace.status, finding, fit: None };
    let Some(refit) = resync::refit(built.code, config, trace, host) else {
        return Ok(Some(changed));
    };
    if refit.diverged() {
        let first = refit.first_difference.unwrap_or_default();
        printer::say(&format!(
            "the program has changed since it was recorded, and its decisions no longer fit ({} of {} do): replay diverged {first}",
            refit.followed, refit.all
        ));
        return Err(Status::DIVERGED);
    }
    changed.fit = Some((refit.followed, refit.all));
    trace.digest = built.digest;
    trace.schedule = refit.outcome.schedule;
    trace.event_hash = refit.outcome.event_hash;
    trace.status = refit.outcome.ending.status();
    trace.flags.retain(|(name, _)| name != POINTS);
    trace.flags.extend(recording::points_flag(built.code, &config.promoted));
    Ok(Some(changed))
}

impl Changed {
    /// Whether the program still fails, in words.
    pub(super) fn verdict(&self, code: &Code, outcome: &Outcome, status: Status) -> String {
        let findings = judge::findings(code, outcome, Detect::ALL);
        let same = match &self.finding {
            Some(kind) => findings.iter().any(|finding| finding.kind.name() == kind),
            None => status != Status::OK && status.0 == self.status,
        };
        let fails = status != Status::OK || findings.iter().any(|f| f.severity == Severity::Error);
        let verdict = match () {
            () if same => "still fails",
            () if fails => "still fails, but in another way",
            () => "passes now",
        };
        match self.fit {
            Some((followed, all)) if followed < all => {
                format!("{verdict} ({followed} of {all} decisions fit)")
            }
            _ => verdict.to_owned(),
        }
    }
}

/// Whether a finding is about goroutines that are left behind, which runs do not look for.
pub(super) fn is_left_behind(trace: &Trace) -> bool {
    let kinds = [Kind::GoroutineLeak, Kind::IncompleteWork].map(Kind::name);
    trace.flag(FINDING).is_some_and(|kind| kinds.contains(&kind))
}

/// The recorded finding, if an execution shows it and its ending does not.
pub(super) fn left_behind(code: &Code, outcome: &Outcome, trace: &Trace) -> Option<Finding> {
    let findings = judge::findings(code, outcome, Detect::ALL).into_iter();
    let mut same = findings.filter(|finding| trace.flag(FINDING) == Some(finding.kind.name()));
    same.next().filter(|_| is_left_behind(trace))
}

//! From the outcome of an execution to findings.

use super::finding::{Finding, Kind, Location};
use super::options::Detect;
use crate::code::{Code, FuncRef};
use crate::detect::update::{LostUpdate, Visit};
use crate::detect::{explain, own_call};
use crate::goroutine::{Status, WaitReason};
use crate::outcome::{Ending, GoroutineState, Outcome, Reason};
use crate::race::{self, Access, Race, SiteInfo, Stack};
use frontend::span::Pos;
use std::sync::Arc;

/// What is wrong with an execution, errors first. The search fills in what it knows alone: number,
/// occurrences and preemptions.
pub fn findings(code: &Code, outcome: &Outcome, detect: Detect) -> Vec<Finding> {
    let mut judge = Judge { code, outcome, findings: Vec::new() };
    judge.ending(detect);
    if detect.leak {
        for leak in outcome.leaks.iter().filter(|leak| leak.reason != Reason::Deadlock) {
            let locations = judge.locations("blocked", &leak.goroutines);
            judge.add(Kind::GoroutineLeak, explain::stuck(code, leak), locations, "");
        }
    }
    if detect.race {
        for race in &outcome.races {
            judge.race(race);
        }
        for lost in &outcome.lost_updates {
            judge.lost_update(lost);
        }
    }
    if detect.leak {
        judge.incomplete();
    }
    judge.findings
}

/// Deadlocks of locks that were taken in different orders.
pub fn lock_order(code: &Code, outcome: &Outcome) -> Vec<Finding> {
    let mut judge = Judge { code, outcome, findings: Vec::new() };
    for leak in &outcome.leaks {
        let inside = |g: &&GoroutineState| leak.cycle.contains(&g.number);
        let circle: Vec<_> = leak.goroutines.iter().filter(inside).cloned().collect();
        let locks = |g: &GoroutineState| matches!(g.status, Status::Waiting(r) if r.is_lock());
        if circle.len() < 2 || !circle.iter().all(locks) {
            continue;
        }
        let message = explain::lock_order(code, leak, &circle);
        let mut locations = judge.locations("blocked", &circle);
        let waits = leak.waits.iter().filter(|wait| leak.cycle.contains(&wait.goroutine));
        locations.extend(waits.flat_map(|wait| &wait.holders).map(|hold| Location {
            role: "holder",
            goroutine: hold.goroutine,
            pos: hold.pos,
            function: String::new(),
            state: String::new(),
            created: None,
            stack: Vec::new(),
        }));
        let text = if let Ending::Deadlock(text) = &outcome.ending { text } else { "" };
        judge.add(Kind::LockOrder, message, locations, text);
    }
    judge.findings
}

struct Judge<'a> {
    code: &'a Code,
    outcome: &'a Outcome,
    findings: Vec<Finding>,
}

impl Judge<'_> {
    fn ending(&mut self, detect: Detect) {
        let running: Vec<_> = self
            .outcome
            .goroutines
            .iter()
            .filter(|g| g.status == Status::Running)
            .cloned()
            .collect();
        let kind = match &self.outcome.ending {
            Ending::Panic(text) if detect.panic => {
                let message = text.lines().next().unwrap_or_default().to_owned();
                let locations = self.locations("panic", &running);
                return self.add(Kind::Panic, message, locations, text);
            }
            Ending::Fatal(text) if detect.panic => {
                let message = text.lines().next().unwrap_or_default().to_owned();
                let locations = self.locations("panic", &running);
                return self.add(Kind::Fatal, message, locations, text);
            }
            Ending::Deadlock(text) if detect.deadlock => {
                let everybody = self.outcome.leaks.iter().find(|l| l.reason == Reason::Deadlock);
                let message = everybody.map_or_else(String::new, |l| explain::stuck(self.code, l));
                let locations = self.locations("blocked", &self.outcome.goroutines);
                return self.add(Kind::Deadlock, message, locations, text);
            }
            Ending::Livelock(text) if detect.livelock => {
                let message = "goroutines spin for ever, and nothing can end that".to_owned();
                let locations = self.locations("blocked", &self.outcome.goroutines);
                return self.add(Kind::Livelock, message, locations, text);
            }
            Ending::Exit(status) if *status != 0 && self.outcome.failure.is_some() => {
                return self.failure();
            }
            Ending::Exit(status) if *status != 0 => (Kind::Exit, format!("os.Exit({status})")),
            Ending::Limit(text) => (Kind::Limit, text.clone()),
            Ending::Exit(_)
            | Ending::Panic(_)
            | Ending::Fatal(_)
            | Ending::Deadlock(_)
            | Ending::Livelock(_)
            | Ending::Unsupported(_)
            | Ending::Diverged(_)
            | Ending::Stopped
            | Ending::Internal(_) => return,
        };
        let locations = self.locations("running", &running);
        self.add(kind.0, kind.1, locations, "");
    }

    /// A test failed: what it said first, and where that was.
    fn failure(&mut self) {
        let Some((test, text)) = &self.outcome.failure else { return };
        let said = text.trim_end();
        let message =
            if said.is_empty() { format!("{test} failed") } else { format!("{test}: {said}") };
        let pos = self.place_named(said);
        let location = Location {
            role: "failed",
            goroutine: 0,
            pos,
            function: String::new(),
            state: String::new(),
            created: None,
            stack: Vec::new(),
        };
        let locations = if pos.is_known() { vec![location] } else { Vec::new() };
        self.add(Kind::TestFailure, message, locations, "");
    }

    /// The position that a text begins with: `file.go:12: …`.
    fn place_named(&self, text: &str) -> Pos {
        let mut parts = text.splitn(3, ':');
        let (Some(name), Some(line)) = (parts.next(), parts.next()) else { return Pos::NONE };
        let Ok(line) = line.parse::<usize>() else { return Pos::NONE };
        let is_it = |path: &str| path.rsplit('/').next() == Some(name);
        let file = self.code.sources.files().iter().find(|f| !f.is_std && is_it(&f.path));
        let found = file.and_then(|file| {
            let before: usize =
                file.text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
            let rest = file.text.get(before..)?;
            let indent = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            Some(Pos(file.base.0 + u32::try_from(before + indent).ok()?))
        });
        found.unwrap_or(Pos::NONE)
    }

    /// Goroutines that could still have run when main returned.
    fn incomplete(&mut self) {
        if self.outcome.ending != Ending::Exit(0) {
            return;
        }
        let runs = |g: &&GoroutineState| {
            matches!(g.status, Status::Runnable | Status::Waiting(WaitReason::Sleep))
        };
        let left: Vec<_> = self.outcome.goroutines.iter().filter(runs).cloned().collect();
        if left.is_empty() {
            return;
        }
        let message = explain::left(self.code, &left);
        let locations = self.locations("running", &left);
        self.add(Kind::IncompleteWork, message, locations, "");
    }

    fn race(&mut self, race: &Race) {
        let what = |access: &Access| {
            let verb = if access.write { "writes" } else { "reads" };
            let at = own_call(self.code, &access.stack);
            let at = at.map_or_else(String::new, |c| explain::place(self.code, c.1));
            format!("goroutine {} {verb} it at {at}", access.goroutine)
        };
        let name = if race.variable.is_empty() { "a variable" } else { &race.variable };
        let message = format!(
            "data race on {name}: {}, {}, and nothing orders the two",
            what(&race.previous),
            what(&race.current)
        );
        let locations = vec![self.access(&race.current), self.access(&race.previous)];
        let text = race::report::text(self.code, race);
        let mut finding = self.finding(Kind::DataRace, message, locations, &text);
        finding.variable.clone_from(&race.variable);
        // One for each pair of places, though they may share several variables.
        if self.findings.iter().all(|old| old.key() != finding.key()) {
            self.findings.push(finding);
        }
    }

    /// Somebody writes what he has read before without knowing what others have written since.
    fn lost_update(&mut self, lost: &LostUpdate) {
        let sites = &self.code.sites;
        let info = |visit: &Visit| sites.get(visit.site.0 as usize);
        let (Some(read), Some(other), Some(write)) =
            (info(&lost.read), info(&lost.other), info(&lost.write))
        else {
            return;
        };
        let name = if write.text.is_empty() { "a variable" } else { &write.text };
        let place = |info: &SiteInfo| explain::place(self.code, info.pos);
        let message = format!(
            "an update of {name} may be lost: goroutine {} reads it at {} and writes it at {}, in two visits under its lock; goroutine {} writes it at {} in between",
            lost.read.goroutine,
            place(read),
            place(write),
            lost.other.goroutine,
            place(other),
        );
        let at = |role, visit: &Visit, info: &SiteInfo| {
            self.location(role, visit.goroutine, &vec![(info.func, info.pos)], "", None)
        };
        let locations = vec![
            at("read", &lost.read, read),
            at("write", &lost.write, write),
            at("write", &lost.other, other),
        ];
        let mut finding = self.finding(Kind::LostUpdate, message, locations, "");
        finding.variable.clone_from(&write.text);
        if self.findings.iter().all(|old| old.key() != finding.key()) {
            self.findings.push(finding);
        }
    }

    fn access(&self, access: &Access) -> Location {
        let role = if access.write { "write" } else { "read" };
        let created = own_call(self.code, &access.created).map(|c| c.1);
        let state = if access.finished { "finished" } else { "running" };
        self.location(role, access.goroutine, &access.stack, state, created)
    }

    fn locations(&self, role: &'static str, goroutines: &[GoroutineState]) -> Vec<Location> {
        let location = |g: &GoroutineState| {
            let state = match g.status {
                Status::Waiting(reason) => reason.text(),
                Status::Runnable => "runnable",
                Status::Running => "running",
                Status::Dead => "",
            };
            let created = g.created.map(|c| c.1).filter(|pos| pos.is_known());
            self.location(role, g.number, &g.stack, state, created)
        };
        goroutines.iter().map(location).collect()
    }

    fn location(
        &self,
        role: &'static str,
        goroutine: u64,
        stack: &Stack,
        state: &str,
        created: Option<Pos>,
    ) -> Location {
        let own = own_call(self.code, stack);
        let call = |(func, pos): &(FuncRef, Pos)| (func.name.clone(), *pos);
        Location {
            role,
            goroutine,
            pos: own.map_or(Pos::NONE, |c| c.1),
            function: own.map_or_else(String::new, |c| c.0.name.clone()),
            state: state.to_owned(),
            created,
            stack: stack.iter().map(call).collect(),
        }
    }

    /// Adds a finding, or more places to one that is there already.
    fn add(&mut self, kind: Kind, message: String, locations: Vec<Location>, text: &str) {
        let finding = self.finding(kind, message, locations, text);
        let key = finding.key();
        match self.findings.iter_mut().find(|old| old.key() == key) {
            Some(old) => old.locations.extend(finding.locations),
            None => self.findings.push(finding),
        }
    }

    fn finding(
        &self,
        kind: Kind,
        message: String,
        locations: Vec<Location>,
        text: &str,
    ) -> Finding {
        let message = match self.outcome.delay {
            Some(delay) => format!("{message} ({delay})"),
            None => message,
        };
        Finding {
            kind,
            severity: kind.severity(),
            message,
            variable: String::new(),
            locations,
            text: text.to_owned(),
            first_execution: 0,
            occurrences: 1,
            preemptions: 0,
            schedule: self.outcome.schedule.clone(),
            delay: self.outcome.delay,
            eager: false,
            promoted: Arc::default(),
            event_hash: self.outcome.event_hash,
            status: self.outcome.ending.status(),
        }
    }
}

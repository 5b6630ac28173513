//! The story of a finding: the steps that explain it, one column a goroutine.
//!
//! A short execution is told in full. Of a longer one those steps are told that have most to do
//! with the finding: the last ones of the goroutines in it, the accesses that race, what happened
//! to the locks and channels in question, where they were made, and every switch between them.

use super::log::{LogEntry, What};
use super::words::{Step, Words};
use crate::code::Code;
use crate::explore::Finding;
use crate::explore::finding::Kind;
use crate::explore::shrink::NoReturn;
use crate::op::OpKind;
use crate::outcome::Outcome;
use rustc_hash::FxHashSet;
use std::fmt::Write as _;

/// A log with at most so many entries is told in full.
const ALL: usize = 30;

/// Most steps of one that is not: between any two a line may say what is left out.
const MOST: usize = 17;

/// Most goroutines with columns.
const COLUMNS: usize = 5;

/// Most goroutines that one line names.
const NAMES: usize = 3;

/// Width of all columns together.
const WIDTH: usize = 100;

/// A line of a story.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    /// A step.
    Step(Step),
    /// Steps left out: goroutine and how many.
    Skipped(Vec<(u64, usize)>),
    /// From here on the failure cannot be avoided: a sentence.
    NoReturn(String),
}

/// What happened, in short.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Story {
    /// Numbers and names of the goroutines, from left to right.
    pub columns: Vec<(u64, String)>,
    /// Everything between beginning and end.
    pub lines: Vec<Line>,
    /// How it ended.
    pub ending: String,
}

/// Tells a finding of an execution with a log.
pub fn story(
    code: &Code,
    finding: &Finding,
    outcome: &Outcome,
    no_return: Option<NoReturn>,
) -> Story {
    let log = &outcome.log;
    let words = Words::new(code, log);
    let mut teller = Teller { finding, outcome, log, involved: Vec::new(), words };
    for at in &finding.locations {
        if at.goroutine != 0 && !teller.involved.contains(&at.goroutine) {
            teller.involved.push(at.goroutine);
        }
    }
    teller.involved.truncate(COLUMNS);
    teller.tell(no_return)
}

struct Teller<'a> {
    finding: &'a Finding,
    outcome: &'a Outcome,
    log: &'a [LogEntry],
    involved: Vec<u64>,
    words: Words<'a>,
}

impl Teller<'_> {
    fn tell(&self, no_return: Option<NoReturn>) -> Story {
        let turning = no_return.map(|at| {
            let after = |entry: &LogEntry| entry.decisions >= at.decisions;
            let step = self.log.iter().position(after);
            (step.unwrap_or(self.log.len().saturating_sub(1)), at)
        });
        let racing = self.racing();
        let mut chosen = self.chosen(turning.map(|(step, _)| step), &racing);
        let columns = self.columns(&chosen);
        chosen.retain(|&i| columns.iter().any(|(g, _)| *g == self.log[i].goroutine));
        let mut lines = Vec::new();
        if let Some((_, at)) = turning.filter(|(_, at)| at.decisions == 0) {
            lines.push(Line::NoReturn(self.turning_point(0, at)));
        }
        let mut next = 0;
        for &i in &chosen {
            self.skip(&mut lines, next, i);
            lines.push(Line::Step(self.words.step(i)));
            if let Some((_, at)) = turning.filter(|(step, at)| *step == i && at.decisions != 0) {
                lines.push(Line::NoReturn(self.turning_point(i, at)));
            }
            next = i + 1;
        }
        self.skip(&mut lines, next, self.log.len());
        Story { columns, lines, ending: self.ending(&racing) }
    }

    /// Says what is left out between two steps.
    fn skip(&self, lines: &mut Vec<Line>, from: usize, to: usize) {
        let mut counts: Vec<(u64, usize)> = Vec::new();
        for entry in &self.log[from..to] {
            match counts.iter_mut().find(|(g, _)| *g == entry.goroutine) {
                Some((_, n)) => *n += 1,
                None => counts.push((entry.goroutine, 1)),
            }
        }
        if !counts.is_empty() {
            lines.push(Line::Skipped(counts));
        }
    }

    /// The accesses of a race, in order.
    fn racing(&self) -> Vec<usize> {
        let [current, previous, ..] = &self.finding.locations[..] else { return Vec::new() };
        if self.finding.kind != Kind::DataRace {
            return Vec::new();
        }
        let numbers = (current.goroutine, previous.goroutine);
        let race = self.outcome.races.iter().find(|race| {
            (race.current.goroutine, race.previous.goroutine) == numbers
                && race.variable == self.finding.variable
        });
        let Some(race) = race else { return Vec::new() };
        let last = |goroutine: u64, write: bool, before: usize| {
            self.log[..before].iter().rposition(|entry| {
                let kind = match entry.what {
                    What::Operation(OpKind::Read) => !write,
                    What::Operation(OpKind::Write) => write,
                    // The channel or wait group itself.
                    What::Operation(_) => true,
                    What::Go(_) | What::End | What::Timer => false,
                };
                entry.goroutine == goroutine && entry.object >> 3 == race.addr >> 3 && kind
            })
        };
        let found = self.log.iter().position(|entry| entry.races.contains(&race.addr));
        let second =
            found.or_else(|| last(race.current.goroutine, race.current.write, self.log.len()));
        let before = second.unwrap_or(self.log.len());
        let first = last(race.previous.goroutine, race.previous.write, before);
        first.into_iter().chain(second).collect()
    }

    /// The objects that the finding is about.
    fn objects(&self, racing: &[usize]) -> FxHashSet<u64> {
        let mut objects = FxHashSet::default();
        objects.extend(racing.iter().map(|&i| self.log[i].object));
        for &g in &self.involved {
            if let Some(last) = self.log.iter().rfind(|entry| entry.goroutine == g) {
                objects.extend(last.held.iter().copied());
                if self.finding.kind != Kind::DataRace {
                    objects.insert(last.object);
                }
            }
        }
        for leak in &self.outcome.leaks {
            let waits = leak.waits.iter().filter(|wait| self.involved.contains(&wait.goroutine));
            objects.extend(waits.map(|wait| wait.object));
        }
        objects.remove(&0);
        objects
    }

    /// The steps to tell, in order.
    fn chosen(&self, turning: Option<usize>, racing: &[usize]) -> Vec<usize> {
        if self.log.len() <= ALL {
            return (0..self.log.len()).collect();
        }
        let objects = self.objects(racing);
        let mut last: FxHashSet<usize> = FxHashSet::default();
        for &g in &self.involved {
            let acts = |entry: &LogEntry| entry.goroutine == g && entry.what != What::End;
            last.extend(self.log.iter().rposition(acts));
        }
        let weight = |i: usize| {
            let entry = &self.log[i];
            let involved = self.involved.contains(&entry.goroutine);
            let about = objects.contains(&entry.object);
            let makes = matches!(entry.what, What::Go(child) if self.involved.contains(&child));
            let switch = entry.preempted.is_some_and(|g| self.involved.contains(&g)) && involved;
            match () {
                () if entry.what == What::Operation(OpKind::Exit) => 6,
                () if turning == Some(i) || racing.contains(&i) || last.contains(&i) => 6,
                () if involved && about => 5,
                () if makes => 4,
                () if switch || about && entry.what != What::End => 3,
                () if involved => 2,
                () => 1,
            }
        };
        let mut ranked: Vec<usize> = (0..self.log.len()).collect();
        ranked.sort_by_key(|&i| (std::cmp::Reverse(weight(i)), std::cmp::Reverse(i)));
        ranked.truncate(MOST);
        ranked.sort_unstable();
        ranked
    }

    /// The goroutines with a column: those in the finding, then those with most to tell.
    fn columns(&self, chosen: &[usize]) -> Vec<(u64, String)> {
        let mut all = self.involved.clone();
        let mut others: Vec<(u64, usize)> = Vec::new();
        for &i in chosen {
            let g = self.log[i].goroutine;
            match others.iter_mut().find(|(other, _)| *other == g) {
                Some((_, n)) => *n += 1,
                None => others.push((g, 1)),
            }
        }
        others.sort_by_key(|&(g, n)| (std::cmp::Reverse(n), g));
        all.extend(others.iter().map(|(g, _)| *g));
        let mut seen = FxHashSet::default();
        all.retain(|g| seen.insert(*g) && others.iter().any(|(other, _)| other == g));
        all.truncate(COLUMNS);
        all.sort_unstable();
        all.into_iter().map(|g| (g, self.words.goroutine(g))).collect()
    }

    fn turning_point(&self, step: usize, at: NoReturn) -> String {
        let what = match self.finding.kind {
            Kind::Deadlock | Kind::LockOrder => "the deadlock",
            Kind::GoroutineLeak => "the leak",
            Kind::Panic => "the panic",
            Kind::DataRace => "the race",
            Kind::Fatal
            | Kind::TestFailure
            | Kind::Exit
            | Kind::Livelock
            | Kind::Limit
            | Kind::TornValue
            | Kind::IncompleteWork
            | Kind::LostUpdate => "the failure",
        };
        let sure = if at.proved { "" } else { " (as far as was tried)" };
        if at.decisions == 0 {
            return format!("no schedule avoids {what}{sure}");
        }
        format!("after step {} {what} cannot be avoided any more{sure}", step + 1)
    }

    fn ending(&self, racing: &[usize]) -> String {
        let finding = self.finding;
        let first = finding.message.lines().next().unwrap_or_default();
        let waits = || {
            let one = |&g: &u64| {
                let at = finding.locations.iter().find(|at| at.goroutine == g);
                let state = at.map_or("", |at| at.state.as_str());
                format!("{} [{state}]", self.words.goroutine(g))
            };
            let names: Vec<_> = self.involved.iter().take(NAMES).map(one).collect();
            let numbers: FxHashSet<u64> = finding.locations.iter().map(|at| at.goroutine).collect();
            let more = numbers.len().saturating_sub(NAMES);
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            format!("{}{more}", names.join(", "))
        };
        match (finding.kind, racing) {
            (Kind::DataRace, [a, b]) => {
                let name =
                    if finding.variable.is_empty() { "one variable" } else { &finding.variable };
                format!("data race: nothing orders steps {} and {}, both on {name}", a + 1, b + 1)
            }
            (Kind::Deadlock | Kind::LockOrder, _) => {
                format!("deadlock: nobody can go on: {}", waits())
            }
            (Kind::GoroutineLeak, _) => format!("leak: waits for ever: {}", waits()),
            (kind, _) if first.starts_with(kind.name()) => first.to_owned(),
            (kind, _) => format!("{}: {first}", kind.name()),
        }
    }
}

impl Story {
    /// The steps that are told.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.lines.iter().filter_map(|line| match line {
            Line::Step(step) => Some(step),
            Line::Skipped(_) | Line::NoReturn(_) => None,
        })
    }

    /// As text: at most 40 lines.
    pub fn text(&self) -> String {
        let width = (WIDTH / self.columns.len().max(1)).clamp(14, 30);
        let mut out = String::from("     ");
        for (_, name) in &self.columns {
            let _ = write!(out, " {name:width$}");
        }
        let mut out = format!("{}\n", out.trim_end());
        for line in &self.lines {
            match line {
                Line::Step(step) => {
                    let column = self.columns.iter().position(|(g, _)| *g == step.goroutine);
                    let indent = column.unwrap_or(0) * (width + 1);
                    let note = if step.note.is_empty() {
                        String::new()
                    } else {
                        format!("  -- {}", step.note)
                    };
                    let _ = writeln!(out, "{:>4}  {:indent$}{}{note}", step.number, "", step.text);
                }
                Line::Skipped(counts) => {
                    let _ = writeln!(out, "      ... {} ...", self.skipped(counts));
                }
                Line::NoReturn(text) => {
                    let _ = writeln!(out, "  >>> {text}");
                }
            }
        }
        let _ = writeln!(out, "  ==> {}", self.ending);
        out
    }

    fn skipped(&self, counts: &[(u64, usize)]) -> String {
        if counts.len() > NAMES {
            let all: usize = counts.iter().map(|c| c.1).sum();
            return format!("{all} steps of {} goroutines", counts.len());
        }
        let steps = |n: usize| if n == 1 { "1 step".to_owned() } else { format!("{n} steps") };
        let named = |(g, n): &(u64, usize)| {
            let name = self.columns.iter().find(|(other, _)| other == g).map(|(_, name)| name);
            name.map(|name| format!("{} of {name}", steps(*n)))
        };
        let mut parts: Vec<String> = counts.iter().filter_map(named).collect();
        let others: usize = counts.iter().filter(|c| named(c).is_none()).map(|c| c.1).sum();
        if others != 0 {
            parts.push(format!("{} of others", steps(others)));
        }
        parts.join(", ")
    }
}

//! Follows a journal on changed sources.
//!
//! Each goroutine of the journal has its turns, in order. Whenever a goroutine is to be chosen,
//! each one that can run and that the journal knows stands in front of one of its turns, or of
//! something the journal does not know and that comes before its next turn. The one whose turn
//! was earliest in the recorded execution runs. So an operation that is new runs just before what
//! follows it; one that is gone is passed over; and a goroutine that must wait where it did not
//! have to takes its turn when it can. Goroutines that are new run when nobody else can.

use super::journal::{Birth, Journal, Place};
use super::lines::Mapping;
use crate::code::Code;
use crate::history::Path;
use crate::sched::CLOCK_PATH;
use crate::sched::decision::{ChoicePoint, Decision, Next};
use crate::sched::strategy::{Discipline, Strategy};
use crate::schedule::codec::Trace;
use crate::strategy::{Dice, Replay};
use frontend::span::Pos;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// How far ahead a turn is looked for.
const AHEAD: usize = 256;

/// Turns in a row that the journal does not know, before others are let in: the goroutine may
/// wait for them in a loop.
const PATIENCE: u64 = 1_000;

/// How far an execution has come.
#[derive(Debug)]
pub(super) struct Progress {
    /// Whether each decision was taken again.
    taken: Vec<bool>,
    /// The journal's goroutines that were made again.
    made: Vec<bool>,
    /// The journal's lines that are still there.
    kept: Vec<bool>,
}

impl Progress {
    pub(super) fn followed(&self) -> u64 {
        self.taken.iter().filter(|&&taken| taken).count() as u64
    }

    pub(super) fn all(&self) -> u64 {
        self.taken.len() as u64
    }

    /// The first decision that was not taken again, in words.
    pub(super) fn first_difference(&self, journal: &Journal) -> Option<String> {
        let first = self.taken.iter().position(|&taken| !taken)?;
        let (kind, goroutine, what) = journal.entries[first];
        let line = |line: u32| {
            let line = &journal.lines[line as usize];
            let (file, name) = &journal.declarations[line.declaration];
            format!("{file}:{} in {name}", line.number)
        };
        let birth = journal.goroutines[goroutine as usize];
        let who = match birth.line {
            Some(at) => format!("the goroutine made at {}", line(at)),
            None if goroutine == 0 => "main".to_owned(),
            None if goroutine == 1 => "the clock".to_owned(),
            None => "a goroutine of the library".to_owned(),
        };
        let place = (kind == 0).then(|| journal.places[what as usize].line).flatten();
        let did = match (kind, place) {
            (0, Some(place)) => format!("ran on from {}", line(place)),
            (0, None) => "ran".to_owned(),
            (1, _) => format!("took case {} of a select", what + 1),
            _ => "was given a number".to_owned(),
        };
        let why = match place {
            _ if !self.made[goroutine as usize] => "there is no such goroutine now",
            Some(place) if !self.kept[place as usize] => "that line is gone or another one now",
            _ => "now it does not come to that",
        };
        Some(format!("at decision {} {who} {did}; {why}", first + 1))
    }
}

/// See the module.
pub(super) struct Follow {
    journal: Arc<Journal>,
    mapping: Mapping,
    code: &'static Code,
    decisions: Vec<Decision>,
    /// What is left of each goroutine's decisions, by its number and their kind.
    left: FxHashMap<(u32, u8), VecDeque<usize>>,
    births: FxHashMap<Birth, u32>,
    /// The journal's goroutines that are there.
    known: FxHashMap<Path, u32>,
    /// Goroutines made by each at each line.
    made: FxHashMap<(Option<Path>, Option<u32>), u32>,
    running: Path,
    /// Whether it was chosen.
    asked: bool,
    /// Turns in a row that the journal does not know.
    unknown: u64,
    progress: Arc<Mutex<Progress>>,
    seed: u64,
    dice: Dice,
    discipline: Discipline,
    points: bool,
    quantum: u32,
}

impl Follow {
    /// Follows a journal; all else is as `replay` has it.
    pub(super) fn new(
        journal: Arc<Journal>,
        mapping: Mapping,
        trace: &Trace,
        replay: &Replay,
        quantum: u32,
        code: &'static Code,
    ) -> (Self, Arc<Mutex<Progress>>) {
        let mut left: FxHashMap<(u32, u8), VecDeque<usize>> = FxHashMap::default();
        let decisions: Vec<_> = trace.schedule.iter().take(journal.entries.len()).collect();
        for (i, (decision, (_, goroutine, _))) in decisions.iter().zip(&journal.entries).enumerate()
        {
            left.entry((*goroutine, decision.kind)).or_default().push_back(i);
        }
        let births = journal.goroutines.iter().copied().zip(0..).collect();
        let lines = 0..u32::try_from(journal.lines.len()).unwrap_or(u32::MAX);
        let progress = Arc::new(Mutex::new(Progress {
            taken: vec![false; journal.entries.len()],
            made: vec![false; journal.goroutines.len()],
            kept: lines.map(|line| mapping.keeps(line)).collect(),
        }));
        let follow = Self {
            journal,
            mapping,
            code,
            decisions,
            left,
            births,
            known: FxHashMap::default(),
            made: FxHashMap::default(),
            running: 0,
            asked: false,
            unknown: 0,
            progress: Arc::clone(&progress),
            seed: trace.schedule.seed(),
            dice: Dice::new(trace.schedule.seed()),
            discipline: replay.discipline(),
            points: replay.wants_points(),
            quantum,
        };
        (follow, progress)
    }

    fn took(&mut self, entry: usize) {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).taken[entry] = true;
        self.unknown = 0;
    }

    /// When a goroutine's next turn was, and the turn if it stands in front of one.
    fn turn(&self, next: &Next) -> Option<(usize, Option<usize>)> {
        let goroutine = *self.known.get(&next.path)?;
        let left = self.left.get(&(goroutine, 0))?;
        let line = self.mapping.line(&self.code.sources, next.place);
        let place = Place { line, kind: next.op.kind as u8 };
        // Lines that are not the program's own are all alike; others that are not known are new.
        let comparable = line.is_some() || !self.code.sources.is_own(next.place);
        let is_here = |entry: &&usize| {
            let (_, _, what) = self.journal.entries[**entry];
            comparable && self.journal.places[what as usize] == place
        };
        let found = left.iter().take(AHEAD).find(is_here).copied();
        Some((found.or(left.front().copied())?, found))
    }

    /// A goroutine takes one of its turns; those before it are passed over.
    fn take_turn(&mut self, path: Path, entry: usize) {
        let goroutine = self.known.get(&path).copied().unwrap_or(0);
        if let Some(left) = self.left.get_mut(&(goroutine, 0)) {
            left.retain(|&other| other > entry);
        }
        self.took(entry);
    }

    fn goroutine(&mut self, pending: &[Next]) -> usize {
        let turns = pending.iter().enumerate().filter_map(|(i, next)| {
            let (when, entry) = self.turn(next)?;
            Some((when, i, entry))
        });
        let first = turns.min_by_key(|&(when, ..)| when);
        if let Some((_, i, Some(entry))) = first {
            self.take_turn(pending[i].path, entry);
            return i;
        }
        self.unknown += 1;
        if self.unknown > PATIENCE {
            let n = usize::try_from(self.unknown).unwrap_or(0);
            return n % pending.len();
        }
        first.map_or(0, |(_, i, _)| i)
    }

    /// Where a go statement is new and an old one of the same goroutine is gone, they may be the
    /// same in other words.
    fn other_statement(&self, birth: Birth) -> Option<u32> {
        let progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        let gone = |old: &Birth| old.line.is_some_and(|line| !progress.kept[line as usize]);
        let births = self.journal.goroutines.iter().zip(0..);
        let mut same = births.filter(|(old, _)| old.parent == birth.parent && gone(old));
        let new = birth.parent.is_some() && birth.line.is_none();
        same.find(|&(_, number)| new && !progress.made[number as usize]).map(|(_, number)| number)
    }

    /// The running goroutine's next decision of another kind.
    fn data(&mut self, kind: u8) -> Option<(usize, u64)> {
        let goroutine = *self.known.get(&self.running)?;
        let entry = self.left.get_mut(&(goroutine, kind))?.pop_front()?;
        Some((entry, self.decisions[entry].answer))
    }
}

impl std::fmt::Debug for Follow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Follow").field("progress", &self.progress).finish_non_exhaustive()
    }
}

impl Strategy for Follow {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        match point {
            ChoicePoint::Goroutine { pending, .. } => {
                self.asked = true;
                self.goroutine(pending) as u64
            }
            ChoicePoint::Select { ready } => {
                let Some((entry, _)) = self.data(point.kind()) else { return 0 };
                let (_, _, case) = self.journal.entries[entry];
                let Some(index) = ready.iter().position(|&c| c == case) else { return 0 };
                self.took(entry);
                index as u64
            }
            ChoicePoint::MapStart(_) | ChoicePoint::Random | ChoicePoint::Timer(_) => {
                let Some((entry, answer)) = self.data(point.kind()) else {
                    return self.dice.roll(point);
                };
                self.took(entry);
                let options = point.options();
                if options == u64::MAX { answer } else { answer % options }
            }
        }
    }

    fn spawned(&mut self, path: Path, parent: Path, at: Pos) {
        let line = self.mapping.line(&self.code.sources, at);
        let maker = (parent != 0).then_some(parent);
        let nth = self.made.entry((maker, line)).or_default();
        let birth = Birth { parent: self.known.get(&parent).copied(), line, nth: *nth };
        *nth += 1;
        if maker.is_some() && birth.parent.is_none() {
            return;
        }
        if self.known.is_empty() {
            // The clock is next to main.
            *nth += 1;
            self.known.insert(CLOCK_PATH, 1);
        }
        let goroutine = self.births.get(&birth).copied().or_else(|| self.other_statement(birth));
        if let Some(goroutine) = goroutine {
            self.known.insert(path, goroutine);
            let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
            progress.made[goroutine as usize] = true;
        }
    }

    fn wants_places(&self) -> bool {
        true
    }

    fn runs(&mut self, next: Next) {
        self.running = next.path;
        if std::mem::take(&mut self.asked) {
            return;
        }
        // It was alone, where it had been one of several.
        if let Some((_, Some(entry))) = self.turn(&next) {
            self.take_turn(next.path, entry);
        }
    }

    fn wants_points(&self) -> bool {
        self.points
    }

    fn quantum(&mut self) -> u32 {
        self.quantum
    }

    fn discipline(&self) -> Discipline {
        self.discipline
    }

    fn seed(&self) -> u64 {
        self.seed
    }
}

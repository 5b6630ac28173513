//! Executions as plans that can be edited.
//!
//! A [`Plan`] lists who ran, in segments: a goroutine, by the way it was made, and how many turns
//! it had until it stopped by itself or was preempted ("cut"). [`Recorded`] watches any strategy
//! and writes down the plan of what it did; [`Follow`] follows a plan, to the letter if it can: an
//! unchanged plan gives the same execution. Where an edited plan does not fit the execution it
//! goes on with the next segment, and behind the last one without preemptions.

use super::{Dice, chosen, stands};
use crate::history::Path;
use crate::sched::decision::ChoicePoint;
use crate::sched::strategy::{Discipline, Strategy};
use frontend::span::Pos;
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A goroutine runs for a while.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Segment {
    /// Who.
    pub goroutine: Path,
    /// How often it was chosen. It counts only if the segment is cut.
    pub turns: u64,
    /// Whether it was preempted then; otherwise it runs until it stops by itself.
    pub cut: bool,
}

/// See the module.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plan {
    /// Who runs.
    pub segments: Vec<Segment>,
    /// Other answers, in order, by the goroutine that ran last and the kind of question.
    pub data: FxHashMap<(Path, u8), Vec<u64>>,
}

impl Plan {
    /// Segments that end with a preemption.
    pub fn cuts(&self) -> Vec<usize> {
        (0..self.segments.len()).filter(|&i| self.segments[i].cut).collect()
    }
}

/// The path of the goroutine that could go on, if any.
fn standing(point: ChoicePoint<'_>) -> Option<Path> {
    stands(point)?;
    chosen(point, 0).map(|next| next.path)
}

/// Writes down what a strategy does.
pub struct Recorded {
    inner: Box<dyn Strategy>,
    plan: Plan,
    done: Arc<Mutex<Plan>>,
}

impl Recorded {
    /// Watches a strategy; the plan is there when the execution has ended.
    pub fn new(inner: Box<dyn Strategy>) -> (Self, Arc<Mutex<Plan>>) {
        let done = Arc::default();
        (Self { inner, plan: Plan::default(), done: Arc::clone(&done) }, done)
    }

    /// A goroutine was chosen.
    fn turn(&mut self, next: Path, standing: Option<Path>) {
        let segments = &mut self.plan.segments;
        if let Some(current) = standing {
            // It may have come here without a question, while it was alone.
            if segments.last().is_none_or(|last| last.goroutine != current) {
                segments.push(Segment { goroutine: current, turns: 0, cut: false });
            }
            if let Some(last) = segments.last_mut() {
                last.cut = next != current;
                if !last.cut {
                    last.turns += 1;
                    return;
                }
            }
        }
        segments.push(Segment { goroutine: next, turns: 1, cut: false });
    }
}

impl std::fmt::Debug for Recorded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recorded").field("plan", &self.plan).finish_non_exhaustive()
    }
}

impl Drop for Recorded {
    fn drop(&mut self) {
        *self.done.lock().unwrap_or_else(PoisonError::into_inner) = std::mem::take(&mut self.plan);
    }
}

impl Strategy for Recorded {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        let answer = self.inner.choose(point);
        if let Some(next) = chosen(point, answer) {
            self.turn(next.path, standing(point));
        } else if point != ChoicePoint::Random {
            let running = self.plan.segments.last().map_or(0, |last| last.goroutine);
            self.plan.data.entry((running, point.kind())).or_default().push(answer);
        }
        answer
    }

    fn spawned(&mut self, path: Path, parent: Path, at: Pos) {
        self.inner.spawned(path, parent, at);
    }

    fn wants_points(&self) -> bool {
        self.inner.wants_points()
    }

    fn quantum(&mut self) -> u32 {
        self.inner.quantum()
    }

    fn discipline(&self) -> Discipline {
        self.inner.discipline()
    }

    fn seed(&self) -> u64 {
        self.inner.seed()
    }

    fn diverged(&self, ended: bool) -> Option<String> {
        self.inner.diverged(ended)
    }
}

/// Follows a plan.
#[derive(Debug)]
pub struct Follow {
    plan: Plan,
    dice: Dice,
    quantum: u32,
    /// The segment at hand, and the turns it had.
    at: usize,
    turns: u64,
    /// Who was chosen last.
    running: Path,
    /// How many of `data` were used.
    used: FxHashMap<(Path, u8), usize>,
}

impl Follow {
    /// Random numbers come from `seed`.
    pub fn new(plan: Plan, seed: u64, quantum: u32) -> Self {
        let dice = Dice::new(seed);
        Self { plan, dice, quantum, at: 0, turns: 0, running: 0, used: FxHashMap::default() }
    }

    fn goroutine(&mut self, point: ChoicePoint<'_>) -> u64 {
        let ChoicePoint::Goroutine { pending, .. } = point else { return 0 };
        let standing = standing(point);
        while let Some(segment) = self.plan.segments.get(self.at) {
            let index = pending.iter().position(|next| next.path == segment.goroutine);
            let wants = if segment.cut {
                self.turns < segment.turns
            } else {
                self.turns == 0 || standing == Some(segment.goroutine)
            };
            if let Some(index) = index.filter(|_| wants) {
                self.turns += 1;
                return index as u64;
            }
            self.at += 1;
            self.turns = 0;
        }
        0
    }
}

impl Strategy for Follow {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        if let ChoicePoint::Goroutine { .. } = point {
            let answer = self.goroutine(point);
            self.running = chosen(point, answer).map_or(0, |next| next.path);
            return answer;
        }
        if point == ChoicePoint::Random {
            return self.dice.roll(point);
        }
        let key = (self.running, point.kind());
        let used = self.used.entry(key).or_default();
        *used += 1;
        let answer = self.plan.data.get(&key).and_then(|answers| answers.get(*used - 1));
        answer.map_or(0, |&answer| answer.min(point.options() - 1))
    }

    fn wants_points(&self) -> bool {
        true
    }

    fn quantum(&mut self) -> u32 {
        self.quantum
    }

    fn seed(&self) -> u64 {
        self.dice.seed
    }
}

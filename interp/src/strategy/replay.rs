//! Follows a schedule.
//!
//! The configuration (seed, quantum, run-queue discipline, points) must be the recorded one. At
//! the first question that does not fit the schedule this strategy notes a divergence and answers
//! 0 from then on; the scheduler ends the execution at the next switch.

use crate::sched::decision::{ChoicePoint, kind_name};
use crate::sched::strategy::{Discipline, Strategy};
use crate::schedule::{Cursor, Schedule};

/// See the module.
#[derive(Debug)]
pub struct Replay {
    schedule: Schedule,
    cursor: Cursor,
    discipline: Discipline,
    points: bool,
    quantum: u32,
    /// Decisions followed.
    followed: u64,
    divergence: Option<String>,
}

impl Replay {
    /// Follows `schedule`; the rest as the strategy that recorded it had them.
    pub fn new(schedule: Schedule, discipline: Discipline, points: bool, quantum: u32) -> Self {
        let cursor = schedule.cursor();
        Self { schedule, cursor, discipline, points, quantum, followed: 0, divergence: None }
    }

    /// Follows a schedule that the strategy or search called `name` recorded.
    pub fn of(name: &str, schedule: Schedule, quantum: u32) -> Self {
        let discipline = match name {
            "go" => Discipline::Go,
            "fifo" => Discipline::Fifo,
            _ => Discipline::Any,
        };
        Self::new(schedule, discipline, discipline == Discipline::Any, quantum)
    }
}

impl Strategy for Replay {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        if self.divergence.is_some() {
            return 0;
        }
        let step = self.followed + 1;
        let asked = kind_name(point.kind());
        let Some(decision) = self.schedule.next(&mut self.cursor) else {
            self.divergence = Some(format!(
                "replay diverged at decision {step}: the schedule ends here, but the program asks {asked}"
            ));
            return 0;
        };
        if decision.kind != point.kind() {
            let recorded = kind_name(decision.kind);
            self.divergence = Some(format!(
                "replay diverged at decision {step}: the schedule has {recorded}, but the program asks {asked}"
            ));
            return 0;
        }
        let options = point.options();
        if decision.answer >= options && options != u64::MAX {
            self.divergence = Some(format!(
                "replay diverged at decision {step} ({asked}): the schedule takes option {}, but the program has only {options}",
                decision.answer + 1
            ));
            return 0;
        }
        self.followed = step;
        decision.answer
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
        self.schedule.seed()
    }

    fn diverged(&self, ended: bool) -> Option<String> {
        let left = self.schedule.len() - self.followed;
        if self.divergence.is_none() && ended && left != 0 {
            return Some(format!(
                "replay diverged after decision {}: the program ended, but the schedule has {left} more",
                self.followed
            ));
        }
        self.divergence.clone()
    }
}

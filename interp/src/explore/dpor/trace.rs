//! An execution as a partial order of events.
//!
//! # Clocks
//! `clock[p]` of an event counts the events of goroutine `p` (in the order of `Trace::paths`) that
//! happen before it or are it. Happens-before is the smallest order that has the order of each
//! goroutine, the order of dependent events, spawns, and what the history's joins say.
//!
//! # Races
//! Two events race if they are dependent, of different goroutines, and no event lies between them
//! in that order: then the second could have come first (source-DPOR and optimal-DPOR, Abdulla et
//! al., JACM 2017). Before [`Entry::Idle`] everybody had to be blocked: events on its two sides
//! never race.

use crate::history::{Cell, Entry, History, Mode, Path, mix};
use crate::op::OpKind;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// What an event touches.
pub(crate) type Touches = SmallVec<[(Cell, Mode); 4]>;

/// Whether the order of two events of different goroutines matters.
pub(crate) fn dependent(a: &[(Cell, Mode)], b: &[(Cell, Mode)]) -> bool {
    a.iter().any(|(cell, mode)| {
        b.iter().any(|(other, other_mode)| cell == other && mode.conflicts(*other_mode))
    })
}

/// An event.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) path: Path,
    /// Index of its goroutine.
    pub(crate) proc: usize,
    /// Which event of its goroutine, from 1.
    pub(crate) nth: u32,
    pub(crate) kind: OpKind,
    pub(crate) object: u64,
    /// How many answers its choice had (1 if it made none), and the answer.
    pub(crate) choice: (u64, u64),
    /// What it adds to its object's counter.
    pub(crate) delta: i32,
    pub(crate) touches: Touches,
    pub(crate) clock: Vec<u32>,
    /// All events before this index happen before it, because the clock moved.
    pub(crate) floor: usize,
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace {
    pub(crate) events: Vec<Event>,
    /// Pairs of events that race: indices, the earlier first.
    pub(crate) races: Vec<(usize, usize)>,
    paths: FxHashMap<Path, usize>,
    /// What each goroutine comes after.
    clocks: Vec<Vec<u32>>,
    /// Events by the cells they touch, in order.
    touched: FxHashMap<Cell, Vec<(usize, Mode)>>,
    floor: usize,
    /// The events that the history numbers: the clock's are not among them.
    numbered: Vec<usize>,
}

fn join(into: &mut Vec<u32>, other: &[u32]) {
    if into.len() < other.len() {
        into.resize(other.len(), 0);
    }
    for (a, b) in into.iter_mut().zip(other) {
        *a = (*a).max(*b);
    }
}

impl Trace {
    /// Orders the events of a history.
    pub(crate) fn of(history: &History) -> Self {
        let mut trace = Self::default();
        // What follows from the event at hand, once all its touches are known.
        let mut later: Vec<Entry> = Vec::new();
        let mut open = false;
        for entry in &history.entries {
            match *entry {
                Entry::Event { .. } | Entry::Idle => trace.settle(&mut open, &mut later),
                Entry::Spawn { .. } | Entry::Join { .. } => {
                    later.push(*entry);
                    continue;
                }
                Entry::Touch { .. } | Entry::Choice { .. } | Entry::Count { .. } => {}
            }
            if let Entry::Event { goroutine, kind, object } = *entry {
                trace.numbered.push(trace.events.len());
                trace.open(goroutine, kind, object);
                open = true;
            } else if *entry == Entry::Idle {
                trace.floor = trace.events.len();
            } else if !open && matches!(entry, Entry::Choice { .. }) {
                // Which timer fires: the clock's event.
                trace.open(0, OpKind::Time, 0);
                open = true;
            }
            match (*entry, trace.events.last_mut()) {
                (Entry::Touch { cell, mode }, Some(event)) => event.touches.push((cell, mode)),
                (Entry::Choice { options, answer }, Some(event)) => {
                    event.choice = (options, answer);
                }
                (Entry::Count { delta }, Some(event)) => event.delta = delta,
                _ => {}
            }
        }
        trace.settle(&mut open, &mut later);
        trace
    }

    /// All of the event at hand is known.
    fn settle(&mut self, open: &mut bool, later: &mut Vec<Entry>) {
        if std::mem::take(open) {
            self.close();
        }
        for entry in later.drain(..) {
            match entry {
                Entry::Spawn { parent, child } => {
                    let (parent, child) = (self.proc(parent), self.proc(child));
                    let clock = self.clocks[parent].clone();
                    join(&mut self.clocks[child], &clock);
                }
                Entry::Join { goroutine, event } => {
                    let proc = self.proc(goroutine);
                    let event = self.numbered.get(event as usize);
                    let clock = event.map(|&i| self.events[i].clock.clone()).unwrap_or_default();
                    join(&mut self.clocks[proc], &clock);
                }
                Entry::Event { .. }
                | Entry::Touch { .. }
                | Entry::Choice { .. }
                | Entry::Count { .. }
                | Entry::Idle => {}
            }
        }
    }

    fn proc(&mut self, path: Path) -> usize {
        let next = self.clocks.len();
        let proc = *self.paths.entry(path).or_insert(next);
        if proc == next {
            self.clocks.push(Vec::new());
        }
        proc
    }

    fn open(&mut self, path: Path, kind: OpKind, object: u64) {
        let proc = self.proc(path);
        let mut clock = self.clocks[proc].clone();
        clock.resize(clock.len().max(proc + 1), 0);
        clock[proc] += 1;
        let nth = clock[proc];
        let touches = Touches::new();
        let floor = self.floor;
        let (choice, delta) = ((1, 0), 0);
        let event = Event { path, proc, nth, kind, object, choice, delta, touches, clock, floor };
        self.events.push(event);
    }

    /// The last event's touches are known: orders it after those it depends on.
    fn close(&mut self) {
        let index = self.events.len() - 1;
        let Some(mut event) = self.events.pop() else { return };
        let mut rivals: SmallVec<[usize; 8]> = SmallVec::new();
        for &(cell, mode) in &event.touches {
            let before = self.touched.entry(cell).or_default();
            for &(other, other_mode) in before.iter().rev() {
                if other == index {
                    continue;
                }
                if mode.conflicts(other_mode) {
                    rivals.push(other);
                }
                if other < self.floor || other_mode == Mode::Write {
                    break;
                }
            }
            before.push((index, mode));
        }
        rivals.sort_unstable_by(|a, b| b.cmp(a));
        rivals.dedup();
        for other in rivals {
            let rival = &self.events[other];
            if rival.proc == event.proc || other < event.floor {
                continue;
            }
            if event.clock.get(rival.proc).is_none_or(|&seen| seen < rival.nth) {
                self.races.push((other, index));
                join(&mut event.clock, &rival.clock);
            }
        }
        self.clocks[event.proc].clone_from(&event.clock);
        self.events.push(event);
    }

    /// Whether one event happens before another.
    pub(crate) fn before(&self, a: usize, b: usize) -> bool {
        let (first, second) = (&self.events[a], &self.events[b]);
        a < second.floor || second.clock.get(first.proc).is_some_and(|&seen| seen >= first.nth)
    }

    /// Objects whose counters some order of the events could make negative.
    pub(crate) fn underflows(&self) -> Vec<u64> {
        let counts = |i: &usize| self.events[*i].delta != 0;
        let counting: Vec<usize> = (0..self.events.len()).filter(counts).collect();
        let takes = |i: &&usize| self.events[**i].delta < 0;
        let failing =
            counting.iter().filter(takes).filter(|&&last| self.least(&counting, last) < 0);
        failing.map(|&i| self.events[i].object).collect()
    }

    /// About the least its counter can be after an event: what must come before it, and whatever
    /// else makes it less together with what must come before that.
    fn least(&self, counting: &[usize], last: usize) -> i64 {
        let same = |i: usize| self.events[i].object == self.events[last].object;
        let past = |of: usize| {
            counting.iter().copied().filter(move |&i| same(i) && (i == of || self.before(i, of)))
        };
        let sum = |events: &[usize]| -> i64 {
            events.iter().map(|&i| i64::from(self.events[i].delta)).sum()
        };
        let mut done: Vec<usize> = past(last).collect();
        for &other in counting.iter().filter(|&&i| same(i) && self.events[i].delta < 0) {
            let more: Vec<usize> = past(other).filter(|i| !done.contains(i)).collect();
            if !self.before(last, other) && sum(&more) < 0 {
                done.extend(more);
            }
        }
        sum(&done)
    }

    /// A number that equivalent executions share, and others hardly ever do.
    pub(crate) fn class(&self) -> u64 {
        let mut paths: Vec<(usize, Path)> = self.paths.iter().map(|(&p, &i)| (i, p)).collect();
        paths.sort_unstable();
        let mut sum = 0_u64;
        for event in &self.events {
            let mut hash = mix(mix(event.path, event.nth.into()), event.kind as u64);
            hash = mix(mix(hash, event.object), event.choice.1);
            let mut past = 0_u64;
            for (proc, &n) in event.clock.iter().enumerate().filter(|(_, n)| **n != 0) {
                past = past.wrapping_add(mix(paths[proc].1, n.into()));
            }
            sum = sum.wrapping_add(mix(hash, past));
        }
        sum
    }
}

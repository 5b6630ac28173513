//! Virtual time and its timers.
//!
//! The clock counts nanoseconds from the program's start (2009-11-10 23:00:00 UTC). It moves
//! * to the next timer when everyone is blocked, under the run's own schedules a little later
//!   ([`SLACK`]): the real runtime wakes up late as well, and timers that lie close together fire
//!   together;
//! * a little at each switch of goroutines and each step budget spent, at about the pace of the
//!   compiled program;
//! * at operations programs spin on (reading the clock, atomic loads, select's `default`,
//!   Gosched…): a little each time, more and more when nothing else happens, but never past the
//!   next timer in one go. So loops that wait for time to pass end.
//!
//! # Invariants
//! `next_when` is at most the instant of the earliest running timer. An entry of the heap that
//! does not match its timer's `seq` is void.
//!
//! # Decisions
//! Which of several timers due at the same instant fires first, in the order they were started.

use crate::goroutine::GoroutineId;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Unix time of the program's start.
const START_UNIX: u64 = 1_257_894_000;
/// Unix time of a bubble's start: midnight UTC 2000-01-01.
const BUBBLE_UNIX: u64 = 946_684_800;

/// How late an idle process wakes up.
pub(super) const SLACK: u64 = 50_000;
/// A switch to another goroutine takes this long.
pub(super) const SWITCH: u64 = 100;
/// A step takes this long, as far as spent budgets are concerned.
pub(crate) const STEP: u64 = 5;
/// An operation that programs spin on takes this long.
const SPIN: u64 = 20;
/// So many of them in a row make a leap.
const LEAP_AFTER: u32 = 1 << 13;
/// The n-th leap in a row is n times this long; from the longest on, all are the same: programs
/// may look at the clock very often without waiting for it.
const LEAP: u64 = 1_000_000;
const LONGEST: u64 = 50;

/// What happens when a timer fires.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Target {
    /// A sleeping goroutine becomes runnable.
    Sleep(GoroutineId),
    /// A timer of package time, by its id.
    Timer(u64),
}

/// An entry of the heap.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Entry {
    /// When it is due.
    pub(crate) when: u64,
    /// Order of starting; also tells entries of a timer that was reset apart.
    pub(crate) seq: u64,
    /// What fires.
    pub(crate) target: Target,
}

/// A timer of package time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timer {
    /// Its channel; the object whose life it shares if it calls a function.
    pub(crate) chan: u64,
    /// The function value it calls; 0 if it sends on its channel.
    pub(crate) func: u64,
    /// The location of the times it sends.
    pub(crate) loc: u64,
    /// 0, or the interval between ticks.
    pub(crate) period: u64,
    /// It ends the program: who waits for nothing else is deadlocked.
    pub(crate) alarm: bool,
    /// Its entry's number; None when it does not run.
    seq: Option<u64>,
}

/// Clock and timers.
#[derive(Debug)]
pub(crate) struct Timers {
    /// Unix time of its start.
    pub(crate) start_unix: u64,
    /// It moves only when somebody sets it.
    stands: bool,
    now: u64,
    next_when: u64,
    heap: BinaryHeap<Reverse<Entry>>,
    /// Running and stopped timers of package time.
    by_id: BTreeMap<u64, Timer>,
    last_id: u64,
    last_seq: u64,
    /// Void entries in the heap.
    void: usize,
    /// Spinning operations in a row, and leaps made for them.
    spins: u32,
    leaps: u64,
}

impl Default for Timers {
    fn default() -> Self {
        Self {
            start_unix: START_UNIX,
            stands: false,
            now: 0,
            next_when: u64::MAX,
            heap: BinaryHeap::new(),
            by_id: BTreeMap::new(),
            last_id: 0,
            last_seq: 0,
            void: 0,
            spins: 0,
            leaps: 0,
        }
    }
}

impl Timers {
    /// The clock of a bubble.
    pub(crate) fn of_bubble() -> Self {
        Self { start_unix: BUBBLE_UNIX, stands: true, ..Self::default() }
    }

    /// The instant.
    pub(crate) fn now(&self) -> u64 {
        self.now
    }

    /// Whether a timer is due (it may turn out to be void).
    #[inline]
    pub(crate) fn due(&self) -> bool {
        self.now >= self.next_when
    }

    /// Time passes.
    #[inline]
    pub(crate) fn pass(&mut self, ns: u64) {
        if !self.stands {
            self.now = self.now.saturating_add(ns);
        }
    }

    /// Moves the clock to an instant, if that is later.
    pub(crate) fn move_to(&mut self, when: u64) {
        if !self.stands {
            self.set(when);
        }
    }

    /// The same, even if the clock does not move by itself.
    pub(crate) fn set(&mut self, when: u64) {
        self.now = self.now.max(when);
    }

    /// Something happened that no spinning loop does.
    #[inline]
    pub(crate) fn progress(&mut self) {
        self.spins = 0;
        self.leaps = 0;
    }

    /// An operation that programs spin on; `moves` if even a single one takes time.
    #[inline]
    pub(crate) fn spin(&mut self, moves: bool) {
        if moves {
            self.pass(SPIN);
        }
        self.spins += 1;
        if self.spins >= LEAP_AFTER {
            self.spins = 0;
            self.leaps = (self.leaps + 1).min(LONGEST);
            let target = self.now.saturating_add(self.leaps.saturating_mul(LEAP));
            self.move_to(target.min(self.next_when.max(self.now)));
        }
    }

    /// Starts the sleep of a goroutine until `when`.
    pub(crate) fn sleep(&mut self, g: GoroutineId, when: u64) {
        self.push(when, Target::Sleep(g));
    }

    /// Makes a running timer; answers its id.
    pub(crate) fn start(&mut self, when: u64, period: u64, chan: u64, func: u64, loc: u64) -> u64 {
        self.last_id += 1;
        let seq = self.push(when, Target::Timer(self.last_id));
        let timer = Timer { chan, func, loc, period, alarm: false, seq: Some(seq) };
        self.by_id.insert(self.last_id, timer);
        self.last_id
    }

    /// Starts a timer that calls a function and ends the program; answers its id.
    pub(crate) fn alarm(&mut self, when: u64, func: u64) -> u64 {
        let id = self.start(when, 0, 0, func, 0);
        if let Some(timer) = self.by_id.get_mut(&id) {
            timer.alarm = true;
        }
        id
    }

    /// Stops a timer: whether it ran, and the timer.
    pub(crate) fn stop(&mut self, id: u64) -> Option<(bool, Timer)> {
        let timer = self.by_id.get_mut(&id)?;
        let ran = timer.seq.take().is_some();
        let timer = *timer;
        if ran {
            self.voided();
        }
        Some((ran, timer))
    }

    /// Runs a stopped timer again.
    pub(crate) fn restart(&mut self, id: u64, when: u64, period: u64) {
        let seq = self.push(when, Target::Timer(id));
        if let Some(timer) = self.by_id.get_mut(&id) {
            timer.seq = Some(seq);
            timer.period = period;
        }
    }

    /// The timer an entry that was taken stands for; a ticking one is started again.
    pub(crate) fn fired(&mut self, entry: Entry) -> Option<Timer> {
        let Target::Timer(id) = entry.target else { return None };
        let timer = self.by_id.get_mut(&id)?;
        timer.seq = None;
        let timer = *timer;
        // As the runtime: ticks that were missed are left out.
        if let Some(missed) = self.now.saturating_sub(entry.when).checked_div(timer.period) {
            let when = entry.when.saturating_add(timer.period.saturating_mul(missed + 1));
            self.restart(id, when, timer.period);
        }
        Some(timer)
    }

    /// The earliest entry that is not void.
    pub(crate) fn peek(&mut self) -> Option<Entry> {
        while let Some(&Reverse(entry)) = self.heap.peek() {
            if self.is_live(entry) {
                self.next_when = entry.when;
                return Some(entry);
            }
            self.heap.pop();
            self.void -= 1;
        }
        self.next_when = u64::MAX;
        None
    }

    /// Takes the earliest entry if it is due.
    pub(crate) fn take_due(&mut self) -> Option<Entry> {
        let entry = self.peek().filter(|entry| entry.when <= self.now)?;
        self.heap.pop();
        self.peek();
        Some(entry)
    }

    /// Puts an entry back that was taken.
    pub(crate) fn put_back(&mut self, entry: Entry) {
        self.next_when = self.next_when.min(entry.when);
        self.heap.push(Reverse(entry));
    }

    /// Whether one of the running timers satisfies a condition.
    pub(crate) fn any(&self, mut f: impl FnMut(Target, Option<&Timer>) -> bool) -> bool {
        self.heap
            .iter()
            .any(|&Reverse(entry)| self.is_live(entry) && f(entry.target, self.get(entry.target)))
    }

    /// The timers that will fire.
    pub(crate) fn running(&self) -> impl Iterator<Item = &Timer> {
        self.by_id.values().filter(|timer| timer.seq.is_some())
    }

    /// The timer behind a target.
    pub(crate) fn get(&self, target: Target) -> Option<&Timer> {
        match target {
            Target::Sleep(_) => None,
            Target::Timer(id) => self.by_id.get(&id),
        }
    }

    /// References held by the timers. The channel is held weakly, and so is a stopped timer's
    /// function: package time's Timer keeps both.
    pub(crate) fn roots(&self, visit: &mut dyn FnMut(u64)) {
        for timer in self.by_id.values() {
            visit(timer.loc);
            if timer.func != 0 && (timer.seq.is_some() || timer.chan == 0) {
                visit(timer.func);
                visit(timer.chan);
            }
        }
    }

    /// Forgets timers whose channel nobody can reach: they can be neither received from nor
    /// stopped nor started again.
    pub(crate) fn sweep(&mut self, marked: &mut dyn FnMut(u64) -> bool) {
        let mut voided = 0;
        self.by_id.retain(|_, timer| {
            let keep = timer.chan == 0 || marked(timer.chan);
            voided += usize::from(!keep && timer.seq.is_some());
            keep
        });
        for _ in 0..voided {
            self.voided();
        }
    }

    fn push(&mut self, when: u64, target: Target) -> u64 {
        self.last_seq += 1;
        self.put_back(Entry { when, seq: self.last_seq, target });
        self.last_seq
    }

    fn is_live(&self, entry: Entry) -> bool {
        match entry.target {
            Target::Sleep(_) => true,
            Target::Timer(id) => self.by_id.get(&id).is_some_and(|t| t.seq == Some(entry.seq)),
        }
    }

    /// One more entry is void; clears them out when they are most of the heap.
    fn voided(&mut self) {
        self.void += 1;
        if self.void > 64 && self.void > self.heap.len() / 2 {
            let mut entries = std::mem::take(&mut self.heap).into_vec();
            entries.retain(|&Reverse(entry)| self.is_live(entry));
            self.heap = entries.into();
            self.void = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_stopped_timers_are_void() {
        let mut t = Timers::default();
        let ids: Vec<u64> = (0..1000).map(|i| t.start(1000 - i, 0, 1, 0, 0)).collect();
        for &id in &ids[1..] {
            assert!(t.stop(id).is_some_and(|(ran, _)| ran));
        }
        assert!(t.stop(ids[5]).is_some_and(|(ran, _)| !ran));
        assert!(t.heap.len() < 200);
        t.pass(2000);
        assert!(t.due());
        assert_eq!(t.take_due().map(|e| e.target), Some(Target::Timer(ids[0])));
        assert_eq!(t.take_due(), None);
        assert!(!t.due());
    }

    #[test]
    fn tickers_leave_out_missed_ticks() {
        let mut t = Timers::default();
        let id = t.start(10, 10, 1, 0, 0);
        t.pass(35);
        let entry = t.take_due().expect("due");
        assert_eq!(t.fired(entry).map(|t| t.period), Some(10));
        assert_eq!(t.peek().map(|e| (e.when, e.target)), Some((40, Target::Timer(id))));
    }

    #[test]
    fn spinning_reaches_the_next_timer_and_no_further() {
        let mut t = Timers::default();
        t.sleep(GoroutineId(0), 1_000_000_000);
        let mut n = 0;
        while !t.due() {
            t.spin(true);
            n += 1;
        }
        assert!(n < 3_000_000);
        assert!(t.now() < 1_000_001_000);
    }
}

//! The history of an execution: its operations, what they touch, and what waited for what.
//!
//! An *event* is one visible operation with the local code that follows it. Two events are
//! dependent if they are of the same goroutine or touch the same cell in ways that do not commute;
//! executions that order all dependent events alike are equivalent (Mazurkiewicz traces).
//!
//! Operations take *tickets*: the k-th send and the k-th receive of a channel meet, the k-th Lock
//! gets the mutex after the (k-1)-th Unlock. So a send does not depend on a receive, nor a Lock on
//! an Unlock; only what a goroutine does *after* its operation comes after the operation that let
//! it go on ([`Entry::Join`]). Every operation can be done at any time, it may just have to wait.
//!
//! # What commutes
//! * Receives with sends and close; Unlock with Lock; read locks with each other; Add and Done of a wait
//!   group with each other, Done with Wait; loads with loads; signals nobody waits for.
//! * Not: operations of a select with any operation on one of its channels; what completes a
//!   waiting select with any operation on any of them.
//! * Some of these claims hold only for well-behaved programs: that a wait group's Add comes before
//!   Wait and its Done, and that senders are done before close. Objects for which this turns out to be wrong
//!   are *strict*: all their operations depend on each other.

use crate::op::OpKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;
use std::sync::Arc;

/// A goroutine by the way it was made: the same in all executions that make it.
pub type Path = u64;

/// Something that operations touch: a part of an object, named alike in all executions.
pub type Cell = u64;

/// How an event touches a cell.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mode {
    /// Commutes with reads.
    Read,
    /// Commutes with additions.
    Add,
    /// Commutes with nothing.
    Write,
}

impl Mode {
    /// Whether the order of two touches matters.
    pub fn conflicts(self, other: Self) -> bool {
        self == Self::Write || self != other
    }
}

/// Parts of objects.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u64)]
pub(crate) enum Part {
    /// Tickets of senders.
    Send = 1,
    /// Tickets of receivers.
    Recv,
    /// Events whose items lie in a channel's buffer.
    Item,
    /// Events that made room in it.
    Room,
    Closed,
    /// Tickets of a lock.
    Order,
    /// The k-th holder of a lock.
    Hold,
    /// Whether a lock is free, as a try sees it.
    Free,
    /// What the next holder of a lock waits for.
    Released,
    /// Readers who left.
    ReadersLeft,
    /// Whether a wait group's counter is zero.
    Zero,
    /// Its Adds and Dones.
    Done,
    /// Its counter as those see it who were woken.
    Round,
    /// Tickets of a condition.
    Cond,
    /// A ticket that was served.
    Served,
    Atomic,
    Variable,
    Timer,
    Output,
    /// How the execution ends.
    End,
}

/// One thing that happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// A goroutine was made by another; it comes after all its maker did.
    Spawn {
        /// Who made it.
        parent: Path,
        /// The new one.
        child: Path,
    },
    /// The next event begins; they are numbered from 0.
    Event {
        /// Whose.
        goroutine: Path,
        /// What.
        kind: OpKind,
        /// The object's name.
        object: u64,
    },
    /// The event touches a cell.
    Touch {
        /// What.
        cell: Cell,
        /// How.
        mode: Mode,
    },
    /// What a goroutine does next comes after an event.
    Join {
        /// Who.
        goroutine: Path,
        /// The event's number.
        event: u32,
    },
    /// A choice was made in the event, among so many.
    Choice {
        /// How many answers there were.
        options: u64,
        /// The answer.
        answer: u64,
    },
    /// The event adds to the counter of its object.
    Count {
        /// How much.
        delta: i32,
    },
    /// Everybody was blocked, and the clock moved: all that follows comes after all before.
    Idle,
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Everything, in order.
    pub entries: Vec<Entry>,
    /// Events so far.
    events: u32,
    /// Whose transition it is, and the number of its event if it has begun one.
    running: (Path, Option<u32>),
    /// Tickets given out.
    counters: FxHashMap<Cell, u64>,
    /// Each goroutine's latest event.
    latest: FxHashMap<Path, u32>,
    /// Events whose effects others will come upon, first come first.
    queues: FxHashMap<Cell, VecDeque<u32>>,
    /// The events that a cell stands for, the latest of each goroutine.
    done: FxHashMap<Cell, Vec<(Path, u32)>>,
    /// Where the touch of a goroutine's receive is that waits.
    waiting: FxHashMap<Path, usize>,
    /// Objects whose operations all depend on each other.
    strict: Arc<FxHashSet<u64>>,
}

/// The cell of a part of an object.
fn cell(object: u64, part: Part, k: u64) -> Cell {
    mix(mix(object, part as u64), k)
}

/// Mixes two numbers.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let x = (a ^ b.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (x ^ x >> 29).wrapping_add(b).wrapping_mul(0xbf58_476d_1ce4_e5b9) ^ x >> 32
}

impl History {
    /// An empty one.
    pub fn new(strict: Arc<FxHashSet<u64>>) -> Self {
        Self { strict, ..Self::default() }
    }

    /// How many events there were.
    pub(crate) fn events(&self) -> u32 {
        self.events
    }

    /// A goroutine was made.
    pub(crate) fn spawn(&mut self, parent: Path, child: Path) {
        self.entries.push(Entry::Spawn { parent, child });
    }

    /// A goroutine's turn; it may begin with an operation.
    pub(crate) fn run(&mut self, goroutine: Path) {
        self.running = (goroutine, None);
    }

    /// The running goroutine's operation begins.
    pub(crate) fn event(&mut self, kind: OpKind, object: u64) {
        let goroutine = self.running.0;
        self.running.1 = Some(self.events);
        self.latest.insert(goroutine, self.events);
        self.events += 1;
        self.entries.push(Entry::Event { goroutine, kind, object });
    }

    /// Everybody was blocked.
    pub(crate) fn idle(&mut self) {
        self.running = (0, None);
        self.entries.push(Entry::Idle);
    }

    /// A choice was made.
    pub(crate) fn choice(&mut self, options: u64, answer: u64) {
        self.entries.push(Entry::Choice { options, answer });
    }

    /// The event touches a part of an object.
    pub(crate) fn touch(&mut self, object: u64, part: Part, mode: Mode) {
        self.touch_nth(object, part, 0, mode);
    }

    /// As [`History::touch`], a numbered part.
    pub(crate) fn touch_nth(&mut self, object: u64, part: Part, k: u64, mode: Mode) {
        if self.running.1.is_some() {
            self.entries.push(Entry::Touch { cell: cell(object, part, k), mode });
        }
    }

    /// The event adds to an object's counter.
    pub(crate) fn count(&mut self, delta: i32) {
        self.entries.push(Entry::Count { delta });
    }

    /// Whether all operations on an object depend on each other.
    pub(crate) fn is_strict(&self, object: u64) -> bool {
        self.strict.contains(&object)
    }

    /// The next ticket.
    pub(crate) fn ticket(&mut self, object: u64, part: Part) -> u64 {
        let counter = self.counters.entry(cell(object, part, 0)).or_default();
        *counter += 1;
        *counter - 1
    }

    /// The event alone did what others wait for.
    pub(crate) fn provide(&mut self, object: u64, part: Part, k: u64) {
        let Some(event) = self.running.1 else { return };
        let done = self.done.entry(cell(object, part, k)).or_default();
        done.clear();
        done.push((self.running.0, event));
    }

    /// The event did a share of what others wait for.
    pub(crate) fn contribute(&mut self, object: u64, part: Part) {
        let Some(event) = self.running.1 else { return };
        let done = self.done.entry(cell(object, part, 0)).or_default();
        match done.iter_mut().find(|(path, _)| *path == self.running.0) {
            Some(entry) => entry.1 = event,
            None => done.push((self.running.0, event)),
        }
    }

    /// The running goroutine goes on because of what was provided.
    pub(crate) fn need(&mut self, object: u64, part: Part, k: u64) {
        self.need_for(self.running.0, object, part, k);
    }

    /// As [`History::need`], for a goroutine that is woken.
    pub(crate) fn need_for(&mut self, goroutine: Path, object: u64, part: Part, k: u64) {
        let Some(done) = self.done.get(&cell(object, part, k)) else { return };
        let joins = done.iter().map(|&(_, event)| Entry::Join { goroutine, event });
        self.entries.extend(joins);
    }

    /// A goroutine that was set aside goes on because of what was done last.
    pub(crate) fn follow(&mut self, goroutine: Path) {
        if let Some(event) = self.events.checked_sub(1) {
            self.entries.push(Entry::Join { goroutine, event });
        }
    }

    /// An attempt to take a lock.
    pub(crate) fn touch_try(&mut self, lock: u64, got: bool) {
        self.touch(lock, Part::Order, Mode::Write);
        self.touch(lock, Part::Free, Mode::Read);
        if got {
            let k = self.ticket(lock, Part::Order);
            self.touch_nth(lock, Part::Hold, k, Mode::Write);
            self.need(lock, Part::Released, 0);
        }
    }

    /// Unlock by whoever holds the lock alone.
    pub(crate) fn touch_unlock(&mut self, lock: u64) {
        let k = self.ticket(lock, Part::Hold);
        self.touch_nth(lock, Part::Hold, k, Mode::Write);
        self.touch(lock, Part::Free, Mode::Add);
        self.provide(lock, Part::Released, 0);
    }

    /// The event ends the execution.
    pub(crate) fn end(&mut self, outputs: bool) {
        self.touch(0, Part::End, Mode::Write);
        if outputs {
            self.touch(1, Part::Output, Mode::Write);
            self.touch(2, Part::Output, Mode::Write);
        }
    }

    /// The running goroutine goes on because of what another one waited with.
    pub(crate) fn need_of(&mut self, other: Path) {
        if let Some(&event) = self.latest.get(&other) {
            self.entries.push(Entry::Join { goroutine: self.running.0, event });
        }
    }

    /// A send goes to a receiver that waited.
    pub(crate) fn sent_to(&mut self, chan: u64, cap: u64, to: Path) {
        if cap == 0 {
            return self.need_of(to);
        }
        self.take_room(chan, cap);
        let event = self.latest.get(&to).copied();
        self.queues.entry(cell(chan, Part::Room, 0)).or_default().extend(event);
    }

    /// An item comes into a buffer: that of the running goroutine, or of one that waited.
    pub(crate) fn put(&mut self, chan: u64, cap: u64, from: Option<Path>) {
        self.take_room(chan, cap);
        let event = self.latest.get(&from.unwrap_or(self.running.0)).copied();
        self.queues.entry(cell(chan, Part::Item, 0)).or_default().extend(event);
    }

    /// The next item of a channel goes into the room that the receive made which is `cap` before.
    fn take_room(&mut self, chan: u64, cap: u64) {
        if self.ticket(chan, Part::Send) < cap {
            return;
        }
        let room = self.queues.get_mut(&cell(chan, Part::Room, 0)).and_then(VecDeque::pop_front);
        let goroutine = self.running.0;
        self.entries.extend(room.map(|event| Entry::Join { goroutine, event }));
    }

    /// The running goroutine takes the first item out of a buffer.
    pub(crate) fn got(&mut self, chan: u64) {
        let item = self.queues.get_mut(&cell(chan, Part::Item, 0)).and_then(VecDeque::pop_front);
        let goroutine = self.running.0;
        self.entries.extend(item.map(|event| Entry::Join { goroutine, event }));
        self.queues.entry(cell(chan, Part::Room, 0)).or_default().extend(self.running.1);
    }

    /// The event lets a goroutine go on.
    pub(crate) fn wake(&mut self, goroutine: Path) {
        if let Some(event) = self.running.1 {
            self.entries.push(Entry::Join { goroutine, event });
        }
    }

    /// The running goroutine's last touch is that of a receive that waits.
    pub(crate) fn waits(&mut self) {
        let touch = self.entries.iter().rposition(|entry| matches!(entry, Entry::Touch { .. }));
        self.waiting.extend(touch.map(|i| (self.running.0, i)));
    }

    /// A waiting receive gets nothing, because its channel is closed: such receives commute.
    pub(crate) fn got_nothing(&mut self, chan: u64, goroutine: Path) {
        let waiting = self.waiting.remove(&goroutine).filter(|_| !self.strict.contains(&chan));
        let Some(i) = waiting else { return };
        if let Some(Entry::Touch { mode, .. }) = self.entries.get_mut(i) {
            *mode = Mode::Read;
        }
    }
}

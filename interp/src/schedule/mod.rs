//! Schedules: decisions and nothing else, packed as they are made.
//!
//! One byte per decision holds its kind in the upper three bits and its answer in the lower five:
//!
//! | upper 3 bits | lower 5 bits |
//! |---|---|
//! | 0–5: the decision's kind | 0–30: the answer; 31: a varint with the answer less 31 follows |
//! | 6 | the decision before once more, 1–32 times (the lower bits plus 1) |
//! | 7 | never used |
//!
//! A random number is stored as its difference (exclusive or) from the number the seed's generator
//! gives, so that those nobody chose cost 1/32 byte each.

pub mod codec;

use crate::sched::decision::{Decision, KINDS, RANDOM};
use crate::sched::rng;

/// Upper bits of a repetition.
const REPEAT: u8 = 6;
/// Lower bits that say that a varint follows.
const LONG: u8 = 31;

/// Decisions, in order.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    seed: u64,
    body: Vec<u8>,
    /// Decisions in `body`.
    len: u64,
    /// The state after the last one.
    end: Cursor,
    /// Whether the last byte of `body` is a repetition.
    repeats: bool,
}

/// A place in a schedule.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cursor {
    pos: usize,
    /// The decision before, its answer as stored.
    last: Option<Decision>,
    /// How often it is still to be repeated.
    left: u8,
    /// Random numbers so far.
    drawn: u64,
}

impl PartialEq for Schedule {
    fn eq(&self, other: &Self) -> bool {
        self.seed == other.seed && self.len == other.len && self.iter().eq(other.iter())
    }
}

impl Eq for Schedule {}

impl Schedule {
    /// An empty schedule of an execution whose random numbers come from `seed`.
    pub fn new(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    /// The seed of the random numbers.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// How many decisions there are.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The packed bytes.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Reads packed bytes back; None if they are no schedule of `len` decisions.
    pub fn from_body(seed: u64, len: u64, body: Vec<u8>) -> Option<Self> {
        let mut schedule = Self { seed, body, ..Self::default() };
        let mut cursor = Cursor::default();
        while schedule.next(&mut cursor).is_some() {
            schedule.len += 1;
            if schedule.len > len {
                return None;
            }
        }
        if cursor.pos != schedule.body.len() || schedule.len != len {
            return None;
        }
        schedule.end = cursor;
        Some(schedule)
    }

    /// Adds a decision.
    pub fn push(&mut self, decision: Decision) {
        debug_assert!(decision.kind < KINDS, "kinds fit the upper bits");
        self.len += 1;
        let stored = Decision {
            kind: decision.kind,
            answer: self.end.difference(self.seed, decision.kind, decision.answer),
        };
        let last = self.end.last.replace(stored);
        if last == Some(stored) {
            match self.body.last_mut() {
                Some(byte) if self.repeats && *byte != REPEAT << 5 | 31 => *byte += 1,
                _ => self.body.push(REPEAT << 5),
            }
            self.repeats = true;
            return;
        }
        self.repeats = false;
        match u8::try_from(stored.answer) {
            Ok(answer) if answer < LONG => self.body.push(stored.kind << 5 | answer),
            _ => {
                self.body.push(stored.kind << 5 | LONG);
                codec::put_varint(&mut self.body, stored.answer - u64::from(LONG));
            }
        }
    }

    /// The first place.
    pub fn cursor(&self) -> Cursor {
        Cursor::default()
    }

    /// The decision at a place, which moves on. None at the end (or where the bytes make no sense).
    pub fn next(&self, cursor: &mut Cursor) -> Option<Decision> {
        if cursor.left == 0 {
            let (&byte, mut rest) = self.body.get(cursor.pos..)?.split_first()?;
            let (kind, low) = (byte >> 5, byte & 31);
            if kind == REPEAT {
                cursor.last?;
                cursor.left = low + 1;
            } else if kind < KINDS {
                let mut answer = u64::from(low);
                if low == LONG {
                    answer = codec::take_varint(&mut rest)?.checked_add(answer)?;
                }
                cursor.last = Some(Decision { kind, answer });
                cursor.left = 1;
            } else {
                return None;
            }
            cursor.pos = self.body.len() - rest.len();
        }
        cursor.left -= 1;
        let Decision { kind, answer } = cursor.last?;
        Some(Decision { kind, answer: cursor.difference(self.seed, kind, answer) })
    }

    /// All decisions.
    pub fn iter(&self) -> impl Iterator<Item = Decision> + '_ {
        let mut cursor = self.cursor();
        std::iter::from_fn(move || self.next(&mut cursor))
    }
}

impl Cursor {
    /// Turns an answer into what is stored for it, and back; counts random numbers.
    fn difference(&mut self, seed: u64, kind: u8, answer: u64) -> u64 {
        if kind != RANDOM {
            return answer;
        }
        self.drawn += 1;
        answer ^ rng::nth(seed, self.drawn - 1)
    }
}

impl Extend<Decision> for Schedule {
    fn extend<I: IntoIterator<Item = Decision>>(&mut self, decisions: I) {
        for decision in decisions {
            self.push(decision);
        }
    }
}

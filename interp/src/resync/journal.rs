//! What the decisions of a trace are about, packed.
//!
//! Behind a trace's status stand, with every number a varint as in [`crate::schedule::codec`]:
//!
//! ```text
//! declarations  count; of each: its file's name, its own (strings: length, bytes), and its lines:
//!                 count; of each: difference to the line before, 2 bytes of its text's hash, and
//!                 a byte each for its shape and the lines before and behind it
//! goroutines    count of groups, each of goroutines made one after the other at the same place:
//!                 number of the maker plus 1, line plus 1, how many the maker had made there
//!                 before, how many these are
//! places        count; of each: line plus 1, kind of operation
//! decisions     count; then bytes:
//!                 0–127    goroutine number so many in the order of last use (127: plus a
//!                          varint); about the same as when a goroutine came from there before
//!                 128–191  the same, 6 bits (63: plus a varint); a varint follows that says
//!                          what it is about: a place, or the case of a select
//!                 192–255  the byte before once more, 1–64 times
//! ```
//!
//! Lines and goroutines are numbered in the order they are listed, main is goroutine 0, the clock 1.

use super::lines::{Listing, Look};
use super::observe::{Seen, What};
use crate::op::OpKind;
use crate::schedule::codec::{Trace, put_bytes, put_varint, take_string, take_varint};
use frontend::source::SourceMap;
use rustc_hash::FxHashMap;

/// Most decisions of a journal.
const MOST: usize = 1 << 14;

/// Most goroutines of one.
const GOROUTINES: usize = 1 << 12;

/// A line of the recorded sources.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    pub(super) declaration: usize,
    pub(super) number: u32,
    pub(super) look: Look,
}

/// Who made a goroutine, where, and how many it had made there before.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Birth {
    pub(super) parent: Option<u32>,
    pub(super) line: Option<u32>,
    pub(super) nth: u32,
}

/// A line with the kind of an operation there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Place {
    /// None: outside the program's own sources.
    pub(super) line: Option<u32>,
    /// The operation, as a number.
    pub(super) kind: u8,
}

/// See the module.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Journal {
    /// File and name.
    pub(super) declarations: Vec<(String, String)>,
    pub(super) lines: Vec<Line>,
    pub(super) goroutines: Vec<Birth>,
    pub(super) places: Vec<Place>,
    /// Kind, goroutine, and place or case of each decision.
    pub(super) entries: Vec<(u8, u32, u32)>,
}

impl Journal {
    /// The journal of the first `count` decisions of an execution.
    pub(super) fn of(seen: &Seen, count: usize, sources: &SourceMap, listing: &Listing) -> Self {
        let mut entries = &seen.entries[..count.min(seen.entries.len()).min(MOST)];
        if let Some(end) = entries.iter().position(|(g, _)| *g as usize >= GOROUTINES) {
            entries = &entries[..end];
        }
        let newest = entries.iter().map(|(g, _)| *g as usize).max();
        let made = &seen.goroutines[..newest.map_or(0, |newest| newest + 1)];
        let mut numbers = Numbers::default();
        let turns = entries.iter().filter_map(|(_, what)| match what {
            What::Turn(pos, _) => Some(*pos),
            What::Case(_) | What::Other => None,
        });
        let mut used: Vec<_> = turns
            .chain(made.iter().map(|(_, pos)| *pos))
            .filter_map(|pos| listing.place(sources, pos))
            .collect();
        used.sort_unstable();
        used.dedup();
        let mut journal = Self::default();
        for (declaration, line) in used {
            let declared = &listing.declarations[declaration];
            if numbers.declarations.last() != Some(&declaration) {
                numbers.declarations.push(declaration);
                journal.declarations.push((declared.file.clone(), declared.name.clone()));
            }
            numbers.lines.insert((declaration, line), to32(journal.lines.len()));
            let found = declared.lines[line];
            journal.lines.push(Line {
                declaration: journal.declarations.len() - 1,
                number: found.number,
                look: found.look,
            });
        }
        let line_of = |pos| listing.place(sources, pos).map(|place| numbers.lines[&place]);
        let mut counts: FxHashMap<(Option<u32>, Option<u32>), u32> = FxHashMap::default();
        for &(parent, pos) in made {
            let line = line_of(pos);
            let nth = counts.entry((parent, line)).or_default();
            journal.goroutines.push(Birth { parent, line, nth: *nth });
            *nth += 1;
        }
        let mut places: FxHashMap<Place, u32> = FxHashMap::default();
        for &(goroutine, what) in entries {
            let entry = match what {
                What::Turn(pos, kind) => {
                    let place = Place { line: line_of(pos), kind: kind as u8 };
                    let number = *places.entry(place).or_insert_with(|| {
                        journal.places.push(place);
                        to32(journal.places.len() - 1)
                    });
                    (0, goroutine, number)
                }
                What::Case(case) => (1, goroutine, case),
                What::Other => (2, goroutine, 0),
            };
            journal.entries.push(entry);
        }
        journal
    }

    /// A trace's journal; None if it has none.
    pub(super) fn of_trace(trace: &Trace) -> Option<Self> {
        if trace.journal.is_empty() {
            // Nothing was decided: there is nothing to tell.
            return trace.schedule.is_empty().then(Self::default);
        }
        let mut bytes = trace.journal.as_slice();
        let kinds: Vec<u8> = trace.schedule.iter().take(MOST).map(|d| d.kind).collect();
        let journal = Self::unpack(&mut bytes, &kinds)?;
        bytes.is_empty().then_some(journal)
    }

    /// Whether an access on a line was a scheduling point.
    pub(super) fn accesses(&self, line: u32, writes: bool) -> bool {
        let kind = if writes { OpKind::Write } else { OpKind::Read } as u8;
        self.places.contains(&Place { line: Some(line), kind })
    }

    /// As bytes.
    pub(super) fn pack(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, self.declarations.len() as u64);
        for (number, (file, name)) in self.declarations.iter().enumerate() {
            put_bytes(&mut out, file.as_bytes());
            put_bytes(&mut out, name.as_bytes());
            let own = || self.lines.iter().filter(|line| line.declaration == number);
            put_varint(&mut out, own().count() as u64);
            let mut before = 0;
            for line in own() {
                put_varint(&mut out, (line.number - before).into());
                before = line.number;
                let Look { text, shape, before, after } = line.look;
                out.extend(text.to_le_bytes());
                out.extend([shape, before, after]);
            }
        }
        let same =
            |a: &Birth, b: &Birth| (a.parent, a.line) == (b.parent, b.line) && a.nth + 1 == b.nth;
        put_varint(&mut out, self.goroutines.chunk_by(same).count() as u64);
        for group in self.goroutines.chunk_by(same) {
            put_varint(&mut out, plus_one(group[0].parent));
            put_varint(&mut out, plus_one(group[0].line));
            put_varint(&mut out, group[0].nth.into());
            put_varint(&mut out, group.len() as u64);
        }
        put_varint(&mut out, self.places.len() as u64);
        for place in &self.places {
            put_varint(&mut out, plus_one(place.line));
            out.push(place.kind);
        }
        put_varint(&mut out, self.entries.len() as u64);
        self.pack_entries(&mut out);
        out
    }

    fn pack_entries(&self, out: &mut Vec<u8>) {
        let mut model = Model::new(self.goroutines.len());
        let mut last = None;
        let mut repeats = false;
        for &(kind, goroutine, what) in &self.entries {
            let rank = model.rank(goroutine);
            if model.expects(kind, goroutine, what) {
                let byte = u8::try_from(rank).unwrap_or(LONG).min(LONG);
                if byte != LONG && last == Some(byte) {
                    match out.last_mut() {
                        Some(count) if repeats && *count != u8::MAX => *count += 1,
                        _ => out.push(REPEAT),
                    }
                    repeats = true;
                    continue;
                }
                out.push(byte);
                if byte == LONG {
                    put_varint(out, (rank - usize::from(LONG)) as u64);
                }
                last = Some(byte).filter(|&byte| byte != LONG);
            } else {
                let short = u8::try_from(rank).unwrap_or(NEW_LONG).min(NEW_LONG);
                out.push(NEW | short);
                if short == NEW_LONG {
                    put_varint(out, (rank - usize::from(NEW_LONG)) as u64);
                }
                put_varint(out, what.into());
                last = None;
            }
            repeats = false;
        }
    }

    fn unpack(bytes: &mut &[u8], kinds: &[u8]) -> Option<Self> {
        let mut journal = Self::default();
        for declaration in 0..take_count(bytes)? {
            journal.declarations.push((take_string(bytes)?, take_string(bytes)?));
            let mut number = 0_u32;
            for _ in 0..take_count(bytes)? {
                number = number.checked_add(take32(bytes)?)?;
                let (&look, rest) = bytes.split_first_chunk::<5>()?;
                *bytes = rest;
                let [low, high, shape, before, after] = look;
                let look = Look { text: u16::from_le_bytes([low, high]), shape, before, after };
                journal.lines.push(Line { declaration, number, look });
            }
        }
        let lines = to32(journal.lines.len());
        for _ in 0..take_count(bytes)? {
            let (parent, line) = (minus_one(take32(bytes)?), minus_one(take32(bytes)?));
            let (first, count) = (take32(bytes)?, take32(bytes)?);
            let made = to32(journal.goroutines.len());
            let known = parent.is_none_or(|parent| parent < made) && line.is_none_or(|l| l < lines);
            if !known || count as usize > GOROUTINES - (made as usize).min(GOROUTINES) {
                return None;
            }
            let births = (first..first.checked_add(count)?).map(|nth| Birth { parent, line, nth });
            journal.goroutines.extend(births);
        }
        for _ in 0..take_count(bytes)? {
            let line = minus_one(take32(bytes)?);
            let (&kind, rest) = bytes.split_first()?;
            *bytes = rest;
            if line.is_some_and(|line| line >= lines) {
                return None;
            }
            journal.places.push(Place { line, kind });
        }
        let count = usize::try_from(take_varint(bytes)?).ok()?;
        journal.unpack_entries(bytes, kinds.get(..count)?)?;
        Some(journal)
    }

    fn unpack_entries(&mut self, bytes: &mut &[u8], kinds: &[u8]) -> Option<()> {
        let mut model = Model::new(self.goroutines.len());
        let (mut last, mut left) = (0, 0);
        for &kind in kinds {
            let kind = kind.min(2);
            if left == 0 {
                let (&byte, rest) = bytes.split_first()?;
                *bytes = rest;
                if byte & NEW == 0 {
                    (last, left) = (usize::from(byte), 1);
                    if byte == LONG {
                        last += usize::try_from(take_varint(bytes)?).ok()?;
                    }
                } else if byte >= REPEAT {
                    left = byte - REPEAT + 1;
                } else {
                    let mut rank = usize::from(byte & NEW_LONG);
                    if rank == usize::from(NEW_LONG) {
                        rank += usize::try_from(take_varint(bytes)?).ok()?;
                    }
                    let (goroutine, what) = (model.at(rank)?, take32(bytes)?);
                    model.expects(kind, goroutine, what);
                    self.entry(kind, goroutine, what)?;
                    continue;
                }
            }
            left -= 1;
            let goroutine = model.at(last)?;
            let what = model.expected(kind, goroutine)?;
            model.expects(kind, goroutine, what);
            self.entry(kind, goroutine, what)?;
        }
        (left == 0).then_some(())
    }

    fn entry(&mut self, kind: u8, goroutine: u32, what: u32) -> Option<()> {
        let known = kind != 0 || (what as usize) < self.places.len();
        known.then(|| self.entries.push((kind, goroutine, what)))
    }
}

/// A rank that does not fit the byte.
const LONG: u8 = 127;
/// What it is about follows.
const NEW: u8 = 128;
const NEW_LONG: u8 = 63;
/// The byte before once more.
const REPEAT: u8 = 192;

/// Numbers of what a journal lists.
#[derive(Default)]
struct Numbers {
    declarations: Vec<usize>,
    lines: FxHashMap<(usize, usize), u32>,
}

/// What the next decision is expected to be about, from those before.
struct Model {
    /// Goroutines, the last used first.
    recent: Vec<u32>,
    /// What each goroutine's last decision was about.
    last: FxHashMap<u32, (u8, u32)>,
    /// What came behind it, for each kind.
    next: FxHashMap<(Option<(u8, u32)>, u8), u32>,
}

impl Model {
    fn new(goroutines: usize) -> Self {
        let recent = (0..to32(goroutines)).collect();
        Self { recent, last: FxHashMap::default(), next: FxHashMap::default() }
    }

    /// The place of a goroutine in the order of last use, and uses it.
    fn rank(&mut self, goroutine: u32) -> usize {
        let rank = self.recent.iter().position(|&g| g == goroutine).unwrap_or(0);
        self.recent[..=rank].rotate_right(1);
        rank
    }

    /// The goroutine at a place, which is used.
    fn at(&mut self, rank: usize) -> Option<u32> {
        self.recent.get_mut(..=rank)?.rotate_right(1);
        self.recent.first().copied()
    }

    fn expected(&self, kind: u8, goroutine: u32) -> Option<u32> {
        self.next.get(&(self.last.get(&goroutine).copied(), kind)).copied()
    }

    /// Whether that was expected; learns it.
    fn expects(&mut self, kind: u8, goroutine: u32, what: u32) -> bool {
        let expected = self.expected(kind, goroutine) == Some(what);
        let before = self.last.insert(goroutine, (kind, what));
        self.next.insert((before, kind), what);
        expected
    }
}

/// Most things a list can have: damaged bytes must not fill memory.
const LIST: u64 = 1 << 20;

fn take_count(bytes: &mut &[u8]) -> Option<usize> {
    take_varint(bytes).filter(|&n| n <= LIST).and_then(|n| usize::try_from(n).ok())
}

fn take32(bytes: &mut &[u8]) -> Option<u32> {
    u32::try_from(take_varint(bytes)?).ok()
}

fn plus_one(number: Option<u32>) -> u64 {
    number.map_or(0, |n| u64::from(n) + 1)
}

fn minus_one(number: u32) -> Option<u32> {
    number.checked_sub(1)
}

fn to32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

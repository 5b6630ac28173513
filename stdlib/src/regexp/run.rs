//! Runs programs in time linear in the text (Pike's machine): all threads step through the text
//! together, in order of preference.
//!
//! Leftmost-first takes the match that backtracking would find first; leftmost-longest the
//! longest of those that start first, as POSIX wants.

use super::parse::{BEGIN_LINE, BEGIN_TEXT, END_LINE, END_TEXT, NO_WORD_BOUNDARY, WORD_BOUNDARY};
use super::program::{
    ALT, ANY, ANY_NOT_NL, CAPTURE, CLASS, EMPTY, HEADER, MATCH, NOP, RUNE,
};
use crate::utf8;

/// No position.
const NONE: i64 = -1;

/// A program's words.
#[derive(Clone, Copy)]
pub(super) struct Program<'a> {
    words: &'a [u8],
}

impl<'a> Program<'a> {
    /// The program in these bytes.
    pub(super) fn new(words: &'a [u8]) -> Self {
        Self { words }
    }

    fn word(self, i: usize) -> u32 {
        let (words, _) = self.words.as_chunks::<4>();
        words.get(i).map_or(0, |&word| u32::from_ne_bytes(word))
    }

    fn inst(self, pc: u32) -> (u32, u32, u32) {
        let at = HEADER + 3 * pc as usize;
        (self.word(at), self.word(at + 1), self.word(at + 2))
    }

    /// Whether a class has a character.
    fn in_class(self, at: u32, r: u32) -> bool {
        let (at, n) = (at as usize, self.word(at as usize) as usize);
        if n <= 4 {
            return (0..n)
                .any(|i| self.word(at + 1 + 2 * i) <= r && r <= self.word(at + 2 + 2 * i));
        }
        let (mut lo, mut hi) = (0, n);
        while lo < hi {
            let mid = usize::midpoint(lo, hi);
            if self.word(at + 2 + 2 * mid) < r {
                lo = mid + 1;
            } else {
                hi = mid;
            }
        }
        lo < n && self.word(at + 1 + 2 * lo) <= r
    }
}

/// Threads in order of preference, each at an instruction, with its captures.
struct Threads {
    sparse: Vec<u32>,
    dense: Vec<u32>,
    captures: Vec<i64>,
}

impl Threads {
    fn new(count: usize, slots: usize) -> Self {
        Self { sparse: vec![0; count], dense: Vec::new(), captures: vec![NONE; count * slots] }
    }

    /// Adds an instruction; whether it is new.
    fn insert(&mut self, pc: u32) -> bool {
        let at = self.sparse[pc as usize] as usize;
        if self.dense.get(at) == Some(&pc) {
            return false;
        }
        self.sparse[pc as usize] = u32::try_from(self.dense.len()).unwrap_or(u32::MAX);
        self.dense.push(pc);
        true
    }
}

/// What is left to do when a thread follows instructions that read nothing.
enum Todo {
    Explore(u32),
    Restore(usize, i64),
}

struct Machine<'a> {
    program: Program<'a>,
    text: &'a [u8],
    /// Captures that are wanted, as ends.
    slots: usize,
    longest: bool,
    /// Captures of the thread at hand.
    current: Vec<i64>,
    found: Option<Vec<i64>>,
    todo: Vec<Todo>,
}

fn is_word(r: Option<u32>) -> bool {
    r.and_then(|r| u8::try_from(r).ok()).is_some_and(|c| c == b'_' || c.is_ascii_alphanumeric())
}

/// The first match from `pos` on: where its first `slots` captures start and end.
pub(super) fn find(
    program: Program<'_>,
    text: &[u8],
    pos: usize,
    slots: usize,
    longest: bool,
    prefix: &[u8],
) -> Option<Vec<i64>> {
    let anchored = program.word(3) != 0;
    if anchored && pos != 0 {
        return None;
    }
    let count = program.word(0) as usize;
    let mut machine = Machine {
        program,
        text,
        slots,
        longest,
        current: vec![NONE; slots],
        found: None,
        todo: Vec::new(),
    };
    machine.run(pos, count, anchored, prefix);
    machine.found
}

impl Machine<'_> {
    fn run(&mut self, mut pos: usize, count: usize, anchored: bool, prefix: &[u8]) {
        let (mut now, mut next) = (Threads::new(count, self.slots), Threads::new(count, self.slots));
        let start = self.program.word(1);
        loop {
            if now.dense.is_empty() {
                if self.found.is_some() || anchored && pos != 0 {
                    return;
                }
                if !prefix.is_empty() {
                    match memchr::memmem::find(&self.text[pos..], prefix) {
                        Some(skip) => pos += skip,
                        None => return,
                    }
                }
            }
            if self.found.is_none() && (!anchored || pos == 0) {
                self.current.fill(NONE);
                if let Some(first) = self.current.first_mut() {
                    *first = at(pos);
                }
                self.add(&mut now, start, pos);
            }
            let (r, width) = match &self.text[pos..] {
                [] => (None, 0),
                rest => {
                    let (r, width) = utf8::decode(rest);
                    (Some(r), width)
                }
            };
            self.step(&now, &mut next, pos, r, width);
            if width == 0 || self.slots == 0 && self.found.is_some() {
                return;
            }
            pos += width;
            now.dense.clear();
            std::mem::swap(&mut now, &mut next);
        }
    }

    /// The positions that match the empty string at `pos`.
    fn positions(&self, pos: usize) -> u32 {
        let before = (pos > 0).then(|| utf8::decode_last(&self.text[..pos]).0);
        let after = (pos < self.text.len()).then(|| utf8::decode(&self.text[pos..]).0);
        let newline = Some(u32::from('\n'));
        let mut flags = 0;
        if before.is_none() {
            flags |= BEGIN_TEXT | BEGIN_LINE;
        } else if before == newline {
            flags |= BEGIN_LINE;
        }
        if after.is_none() {
            flags |= END_TEXT | END_LINE;
        } else if after == newline {
            flags |= END_LINE;
        }
        flags
            | if is_word(before) == is_word(after) { NO_WORD_BOUNDARY } else { WORD_BOUNDARY }
    }

    /// Adds a thread and what it can become without reading.
    fn add(&mut self, threads: &mut Threads, pc: u32, pos: usize) {
        let mut flags = None;
        self.todo.push(Todo::Explore(pc));
        while let Some(todo) = self.todo.pop() {
            let mut pc = match todo {
                Todo::Explore(pc) => pc,
                Todo::Restore(slot, old) => {
                    self.current[slot] = old;
                    continue;
                }
            };
            while threads.insert(pc) {
                let (op, out, arg) = self.program.inst(pc);
                match op {
                    ALT => self.todo.push(Todo::Explore(arg)),
                    CAPTURE => {
                        let slot = arg as usize;
                        if slot < self.slots {
                            self.todo.push(Todo::Restore(slot, self.current[slot]));
                            self.current[slot] = at(pos);
                        }
                    }
                    EMPTY => {
                        if flags.get_or_insert_with(|| self.positions(pos)).to_owned() & arg == 0 {
                            break;
                        }
                    }
                    NOP => {}
                    _ => {
                        let from = pc as usize * self.slots;
                        threads.captures[from..from + self.slots].copy_from_slice(&self.current);
                        break;
                    }
                }
                pc = out;
            }
        }
    }

    /// Moves the threads over a character, `None` at the end.
    fn step(
        &mut self,
        now: &Threads,
        next: &mut Threads,
        pos: usize,
        r: Option<u32>,
        width: usize,
    ) {
        for &pc in &now.dense {
            let (op, out, arg) = self.program.inst(pc);
            let from = pc as usize * self.slots;
            let captures = &now.captures[from..from + self.slots];
            let goes_on = match (op, r) {
                (MATCH, _) => {
                    let longer = match &self.found {
                        Some(found) if self.slots > 0 => {
                            captures[0] < found[0] || captures[0] == found[0] && found[1] < at(pos)
                        }
                        Some(_) => false,
                        None => true,
                    };
                    if longer || !self.longest {
                        let mut found = captures.to_vec();
                        if let Some(end) = found.get_mut(1) {
                            *end = at(pos);
                        }
                        self.found = Some(found);
                    }
                    if !self.longest {
                        return; // what is less preferred is cut off
                    }
                    false
                }
                (RUNE, Some(r)) => r == arg,
                (ANY, Some(_)) => true,
                (ANY_NOT_NL, Some(r)) => r != u32::from('\n'),
                (CLASS, Some(r)) => self.program.in_class(arg, r),
                _ => false,
            };
            if !goes_on {
                continue;
            }
            // Only a match that starts as early can be longer.
            if self.longest
                && let (Some(found), Some(start)) = (&self.found, captures.first())
                && found[0] < *start
            {
                continue;
            }
            self.current.copy_from_slice(captures);
            self.add(next, out, pos + width);
        }
    }
}

fn at(pos: usize) -> i64 {
    i64::try_from(pos).unwrap_or(i64::MAX)
}

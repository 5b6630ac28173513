//! Expressions as programs for a virtual machine (Thompson 1968, Pike; see Cox, "Regular
//! Expression Matching: the Virtual Machine Approach").
//!
//! A program is a list of words that lives in Go's memory. It starts with [`HEADER`] words: the
//! number of instructions, the first one, the number of capture slots, and whether it can only
//! match at the start of the text. Then come the instructions, three words each (operation, where
//! to go on, argument), then the ranges of classes, each list after its length.

use super::parse::{BEGIN_TEXT, END_TEXT, Node};
use crate::unicode::others;

pub(super) const HEADER: usize = 4;

/// Operations.
pub(super) const FAIL: u32 = 0;
pub(super) const ALT: u32 = 1;
pub(super) const CAPTURE: u32 = 2;
pub(super) const EMPTY: u32 = 3;
pub(super) const MATCH: u32 = 4;
pub(super) const NOP: u32 = 5;
pub(super) const RUNE: u32 = 6;
pub(super) const ANY: u32 = 7;
pub(super) const ANY_NOT_NL: u32 = 8;
pub(super) const CLASS: u32 = 9;

/// An open end: an instruction, and whether its argument is meant.
type Hole = (u32, bool);

/// A part of a program with open ends.
struct Fragment {
    start: u32,
    holes: Vec<Hole>,
    /// Whether it can match nothing.
    nullable: bool,
}

#[derive(Default)]
struct Compiler {
    code: Vec<[u32; 3]>,
    ranges: Vec<u32>,
}

/// The program's words.
pub(super) fn compile(root: &Node, captures: usize) -> Vec<u32> {
    let mut c = Compiler::default();
    c.emit(FAIL, 0);
    let all = c.fragment(root);
    let end = c.emit(MATCH, 0);
    c.patch(&all.holes, end);
    let table = u32::try_from(HEADER + 3 * c.code.len()).unwrap_or(u32::MAX);
    for inst in &mut c.code {
        if inst[0] == CLASS {
            inst[2] += table;
        }
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let anchored = c.only_at_start(all.start);
    let mut words = vec![count(c.code.len()), all.start, count(captures * 2), u32::from(anchored)];
    words.extend(c.code.iter().flatten());
    words.extend(&c.ranges);
    words
}

/// The literal that every match starts with, and whether it is all of the match.
pub(super) fn literal_prefix(root: &Node) -> (Vec<u8>, bool) {
    let mut out = Vec::new();
    let mut list = if let Node::Concat(list) = root { list } else { std::slice::from_ref(root) };
    // What stands between both ends of the text is all of it.
    if let [Node::Empty(BEGIN_TEXT), middle @ .., Node::Empty(END_TEXT)] = list {
        list = middle;
    }
    for node in list {
        let (sub, min, max) = if let Node::Repeat { sub, min, max, .. } = node {
            (&**sub, *min, *max)
        } else {
            (node, 1, 1)
        };
        let &Node::Literal(r, fold) = sub else { return (out, false) };
        let Some(c) = char::from_u32(r).filter(|&c| c != char::REPLACEMENT_CHARACTER) else {
            return (out, false);
        };
        if fold && others(r).next().is_some() {
            return (out, false);
        }
        for _ in 0..min {
            out.extend(c.encode_utf8(&mut [0; 4]).bytes());
        }
        if min != max {
            return (out, false);
        }
    }
    (out, true)
}

impl Compiler {
    fn emit(&mut self, op: u32, arg: u32) -> u32 {
        self.code.push([op, 0, arg]);
        u32::try_from(self.code.len() - 1).unwrap_or(u32::MAX)
    }

    fn patch(&mut self, holes: &[Hole], to: u32) {
        for &(inst, arg) in holes {
            self.code[inst as usize][1 + usize::from(arg)] = to;
        }
    }

    /// A fragment of one instruction.
    fn one(&mut self, op: u32, arg: u32, nullable: bool) -> Fragment {
        let start = self.emit(op, arg);
        Fragment { start, holes: vec![(start, false)], nullable }
    }

    fn class(&mut self, ranges: &[(u32, u32)]) -> Fragment {
        match *ranges {
            [] => Fragment { start: 0, holes: Vec::new(), nullable: false },
            [(lo, hi)] if lo == hi => self.one(RUNE, lo, false),
            [(0, crate::unicode::data::MAX)] => self.one(ANY, 0, false),
            _ => {
                let at = u32::try_from(self.ranges.len()).unwrap_or(u32::MAX);
                self.ranges.push(u32::try_from(ranges.len()).unwrap_or(u32::MAX));
                self.ranges.extend(ranges.iter().flat_map(|&(lo, hi)| [lo, hi]));
                self.one(CLASS, at, false)
            }
        }
    }

    fn fragment(&mut self, node: &Node) -> Fragment {
        match node {
            &Node::Literal(r, fold) => {
                let class = super::class::Class::of(r, fold);
                self.class(&class.sorted())
            }
            Node::Class(class) => self.class(&class.clone().sorted()),
            Node::Any => self.one(ANY, 0, false),
            Node::AnyNotNl => self.one(ANY_NOT_NL, 0, false),
            &Node::Empty(position) => self.one(EMPTY, position, true),
            Node::Capture(index, sub) => {
                let open = self.one(CAPTURE, 2 * index, true);
                let sub = self.fragment(sub);
                let close = self.one(CAPTURE, 2 * index + 1, true);
                let all = self.then(open, sub);
                self.then(all, close)
            }
            Node::Concat(list) => {
                let all = list.iter().fold(None, |all, sub| {
                    let sub = self.fragment(sub);
                    Some(match all {
                        Some(all) => self.then(all, sub),
                        None => sub,
                    })
                });
                all.unwrap_or_else(|| self.one(NOP, 0, true))
            }
            Node::Alternate(list) => {
                let mut all: Option<Fragment> = None;
                for sub in list {
                    let sub = self.fragment(sub);
                    all = Some(match all {
                        Some(all) => self.either(all, sub),
                        None => sub,
                    });
                }
                all.unwrap_or_else(|| self.one(NOP, 0, true))
            }
            Node::Repeat { sub, min, max, greedy } => self.repeat(sub, *min, *max, *greedy),
        }
    }

    fn then(&mut self, a: Fragment, b: Fragment) -> Fragment {
        // What cannot match matches nothing with anything after it.
        if a.start == 0 || b.start == 0 {
            return Fragment { start: 0, holes: Vec::new(), nullable: false };
        }
        self.patch(&a.holes, b.start);
        Fragment { start: a.start, holes: b.holes, nullable: a.nullable && b.nullable }
    }

    fn either(&mut self, a: Fragment, b: Fragment) -> Fragment {
        if a.start == 0 {
            return b;
        }
        if b.start == 0 {
            return a;
        }
        let start = self.emit(ALT, b.start);
        self.code[start as usize][1] = a.start;
        let holes = a.holes.into_iter().chain(b.holes).collect();
        Fragment { start, holes, nullable: a.nullable || b.nullable }
    }

    /// An alternative between a fragment and going on.
    fn fork(&mut self, to: u32, greedy: bool) -> (u32, Hole) {
        let inst = self.emit(ALT, 0);
        self.patch(&[(inst, !greedy)], to);
        (inst, (inst, greedy))
    }

    fn quest(&mut self, sub: Fragment, greedy: bool) -> Fragment {
        let (start, hole) = self.fork(sub.start, greedy);
        let holes = sub.holes.into_iter().chain([hole]).collect();
        Fragment { start, holes, nullable: true }
    }

    fn plus(&mut self, sub: Fragment, greedy: bool) -> Fragment {
        let (fork, hole) = self.fork(sub.start, greedy);
        self.patch(&sub.holes, fork);
        Fragment { start: sub.start, holes: vec![hole], nullable: sub.nullable }
    }

    fn star(&mut self, sub: Fragment, greedy: bool) -> Fragment {
        if sub.nullable {
            // (x+)? tries x's ways in the right order when x can match nothing.
            let plus = self.plus(sub, greedy);
            return self.quest(plus, greedy);
        }
        let (start, hole) = self.fork(sub.start, greedy);
        self.patch(&sub.holes, start);
        Fragment { start, holes: vec![hole], nullable: true }
    }

    fn repeat(&mut self, node: &Node, min: i32, max: i32, greedy: bool) -> Fragment {
        if let Node::Concat(list) = node
            && list.is_empty()
        {
            return self.one(NOP, 0, true);
        }
        if max == 0 {
            return self.one(NOP, 0, true);
        }
        // x{n,} is n-1 times x and x+; x{n,m} is n times x and (x(x)?)?.
        let copies = if max < 0 { (min - 1).max(0) } else { min };
        let mut all: Option<Fragment> = None;
        for _ in 0..copies {
            let sub = self.fragment(node);
            all = Some(match all {
                Some(all) => self.then(all, sub),
                None => sub,
            });
        }
        let tail = if max < 0 {
            let sub = self.fragment(node);
            Some(if min == 0 { self.star(sub, greedy) } else { self.plus(sub, greedy) })
        } else {
            let mut tail: Option<Fragment> = None;
            for _ in min..max {
                let sub = self.fragment(node);
                let sub = match tail {
                    Some(tail) => self.then(sub, tail),
                    None => sub,
                };
                tail = Some(self.quest(sub, greedy));
            }
            tail
        };
        match (all, tail) {
            (Some(all), Some(tail)) => self.then(all, tail),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => self.one(NOP, 0, true),
        }
    }

    /// Whether the program asks for the start of the text first.
    fn only_at_start(&self, mut pc: u32) -> bool {
        loop {
            let [op, out, arg] = self.code[pc as usize];
            match op {
                EMPTY if arg & BEGIN_TEXT != 0 => return true,
                EMPTY | CAPTURE | NOP => pc = out,
                _ => return false,
            }
        }
    }
}

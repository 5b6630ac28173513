//! Journals come back, and lines are found again.

use super::journal::{Birth, Journal, Line, Place};
use super::lines::{Listing, Look, Mapping};
use super::observe::{Seen, What};
use crate::op::OpKind;
use crate::sched::decision::Decision;
use crate::schedule::codec::Trace;
use frontend::source::SourceMap;
use frontend::span::Pos;
use proptest::prelude::*;

const BEFORE: &str = "package main

import \"sync\"

var mu sync.Mutex

func (c *counter) add() {
	mu.Lock()
	c.n++
	mu.Unlock()
	mu.Lock()
	c.m++
	mu.Unlock()
}

func main() {
	c := &counter{}
	go c.add()
	c.add()
}
";

fn sources(text: &str) -> SourceMap {
    let mut sources = SourceMap::default();
    sources.add("a/main.go".to_owned(), "/a/main.go".to_owned(), text.to_owned());
    sources
}

/// A journal that knows every line of a program.
fn journal(text: &str) -> Journal {
    let sources = sources(text);
    let base = sources.files()[0].base.0;
    let turns = (0..u32::try_from(text.len()).expect("fits"))
        .map(|i| (0, What::Turn(Pos(base + i), OpKind::Lock)));
    let seen = Seen { goroutines: vec![(None, Pos::NONE)], entries: turns.collect() };
    Journal::of(&seen, usize::MAX, &sources, &Listing::of(&sources))
}

/// The text of each new line that was found again, and its old number.
fn found(before: &str, after: &str) -> Vec<(String, u32)> {
    let journal = journal(before);
    let sources = sources(after);
    let mapping = Mapping::new(&journal, &sources);
    let base = sources.files()[0].base.0;
    let mut offset = 0;
    let mut found = Vec::new();
    for line in after.split_inclusive('\n') {
        let pos = Pos(base + offset);
        if let Some(old) = mapping.line(&sources, pos) {
            found.push((line.trim().to_owned(), journal.lines[old as usize].number));
        }
        offset += u32::try_from(line.len()).expect("fits");
    }
    found
}

#[test]
fn unchanged_lines_are_found() {
    let all = found(BEFORE, BEFORE);
    assert!(all.iter().all(|(text, number)| {
        BEFORE.lines().nth(*number as usize - 1).is_some_and(|line| line.trim() == text)
    }));
    assert_eq!(all.len(), BEFORE.lines().filter(|line| !line.is_empty()).count());
}

#[test]
fn lines_are_found_behind_others() {
    let after = BEFORE
        .replace("func (c", "// Adds.\nfunc unrelated() {\n\tmu.Lock()\n}\n\nfunc (c")
        .replace("c.n++", "println(c.n)\n\t\tc.n++ // here");
    let again = found(BEFORE, &after);
    assert_eq!(
        again,
        found(BEFORE, BEFORE)
            .into_iter()
            .map(|(text, number)| {
                (if text == "c.n++" { "c.n++ // here".to_owned() } else { text }, number)
            })
            .collect::<Vec<_>>()
    );
}

#[test]
fn renamed_variables_and_functions_are_the_same() {
    let after = BEFORE
        .replace("mu", "lock")
        .replace("(c ", "(counted ")
        .replace("c :=", "counted :=")
        .replace("c.", "counted.")
        .replace("add()", "increment()");
    let numbers = |found: Vec<(String, u32)>| found.into_iter().map(|f| f.1).collect::<Vec<_>>();
    let again = numbers(found(BEFORE, &after));
    // The calls of what has another name are other lines, but stand between the same.
    assert!(again.len() + 2 >= numbers(found(BEFORE, BEFORE)).len(), "{again:?}");
}

#[test]
fn another_program_has_other_lines() {
    let other = "package main\n\nfunc main() {\n\tprintln(1)\n}\n";
    let kept = found(BEFORE, other);
    assert!(
        kept.iter()
            .all(|(text, _)| ["package main", "func main() {", "}"].contains(&text.as_str())),
        "{kept:?}"
    );
}

prop_compose! {
    fn journals()(
        declarations in prop::collection::vec((".*", ".*"), 1..4),
        lines in prop::collection::vec((1..200_u32, any::<(u16, u8, u8, u8)>()), 1..12),
        births in prop::collection::vec((0..3_u32, 0..12_u32), 0..20),
        places in prop::collection::vec((0..13_u32, any::<u8>()), 1..9),
        entries in prop::collection::vec((0..3_u8, any::<prop::sample::Index>(), 0..9_u32, 1..90_usize), 0..40),
    ) -> Journal {
        let mut journal = Journal { declarations, ..Journal::default() };
        let each = lines.len().div_ceil(journal.declarations.len());
        for (i, &(step, (text, shape, before, after))) in lines.iter().enumerate() {
            let declaration = i / each;
            let last = journal.lines.last().filter(|l: &&Line| l.declaration == declaration);
            let number = last.map_or(0, |line| line.number) + step;
            let look = Look { text, shape, before, after };
            journal.lines.push(Line { declaration, number, look });
        }
        let known = |line: u32| Some(line).filter(|&line| (line as usize) < lines.len());
        journal.goroutines.push(Birth { parent: None, line: None, nth: 0 });
        for (parent, line) in births {
            let made = u32::try_from(journal.goroutines.len()).expect("fits");
            let (parent, line) = (Some(parent.min(made - 1)), known(line));
            let same = |birth: &&Birth| (birth.parent, birth.line) == (parent, line);
            let nth = journal.goroutines.iter().filter(same).count();
            journal.goroutines.push(Birth { parent, line, nth: u32::try_from(nth).expect("fits") });
        }
        journal.places = places.iter().map(|&(line, kind)| Place { line: known(line), kind }).collect();
        for (kind, goroutine, what, times) in entries {
            let goroutine = u32::try_from(goroutine.index(journal.goroutines.len())).expect("fits");
            let what = match kind {
                0 => what % u32::try_from(journal.places.len()).expect("fits"),
                1 => what,
                _ => 0,
            };
            journal.entries.extend(std::iter::repeat_n((kind, goroutine, what), times));
        }
        journal
    }
}

fn trace(journal: &Journal) -> Trace {
    let mut trace = Trace { journal: journal.pack(), ..Trace::default() };
    trace.schedule.extend(journal.entries.iter().map(|&(kind, ..)| Decision { kind, answer: 0 }));
    trace
}

proptest! {
    #[test]
    fn journals_come_back(journal in journals()) {
        prop_assert_eq!(Journal::of_trace(&trace(&journal)), Some(journal));
    }

    #[test]
    fn any_bytes_are_read_without_panic(journal in journals(), at: prop::sample::Index, byte: u8) {
        let mut trace = trace(&journal);
        let at = at.index(trace.journal.len());
        trace.journal[at] = byte;
        let _ = Journal::of_trace(&trace);
        trace.journal.truncate(at);
        let _ = Journal::of_trace(&trace);
    }
}

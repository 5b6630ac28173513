//! Lines of sources, told by what they say, and found again in changed sources.
//!
//! Lines belong to top-level declarations. A line is told by its tokens, or, as variables are
//! renamed, by its tokens without the names that follow no dot; and by the lines around it. Lines
//! of a declaration are found again by an alignment that keeps their order and finds as much as it
//! can again (Needleman, Wunsch, J. Mol. Biol. 1970).

use super::journal::Journal;
use crate::history::mix;
use frontend::lexer::scan;
use frontend::lexer::token::{Kind, Token};
use frontend::source::SourceMap;
use frontend::span::Pos;
use rustc_hash::{FxHashMap, FxHashSet};

/// What a line says, in a few bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Look {
    /// Its tokens.
    pub(super) text: u16,
    /// Its tokens without the names of variables.
    pub(super) shape: u8,
    /// The line before.
    pub(super) before: u8,
    /// The line behind.
    pub(super) after: u8,
}

/// A line that has tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its number in the file.
    pub(super) number: u32,
    pub(super) look: Look,
}

/// A top-level declaration.
#[derive(Debug)]
pub(super) struct Declaration {
    /// The file's name without its folder.
    pub(super) file: String,
    /// `f`, `T.m`, `var x`.
    pub(super) name: String,
    pub(super) lines: Vec<Line>,
}

/// The program's own sources.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) declarations: Vec<Declaration>,
    /// Declaration and index of each line, by the file's first position and the line's number.
    places: FxHashMap<(Pos, u32), (usize, usize)>,
}

impl Listing {
    pub(super) fn of(sources: &SourceMap) -> Self {
        let mut listing = Self::default();
        for file in sources.files().iter().filter(|file| !file.is_std) {
            let first = listing.declarations.len();
            let name = file.name.rsplit('/').next().unwrap_or_default();
            listing.add(name, &file.text);
            for (d, declaration) in listing.declarations.iter().enumerate().skip(first) {
                for (i, line) in declaration.lines.iter().enumerate() {
                    listing.places.insert((file.base, line.number), (d, i));
                }
            }
        }
        listing
    }

    fn add(&mut self, file: &str, text: &str) {
        let (tokens, _) = scan(text);
        let written =
            |token: &Token| !matches!(token.kind, Kind::SemiNewline | Kind::SemiEof | Kind::Eof);
        let tokens: Vec<Token> = tokens.into_iter().filter(written).collect();
        let starts: Vec<usize> =
            std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        let number = |token: &Token| starts.partition_point(|&start| start <= token.lo as usize);
        let rows: Vec<&[Token]> = tokens.chunk_by(|a, b| number(a) == number(b)).collect();
        let mut lines: Vec<Line> = rows
            .iter()
            .map(|row| {
                let number = u32::try_from(number(&row[0])).unwrap_or(u32::MAX);
                Line { number, look: look(text, row) }
            })
            .collect();
        for i in 0..lines.len() {
            let side =
                |j: Option<usize>| j.and_then(|j| lines.get(j)).map_or(0, |l| low(l.look.text));
            let (before, after) = (side(i.checked_sub(1)), side(Some(i + 1)));
            (lines[i].look.before, lines[i].look.after) = (before, after);
        }
        for (row, line) in rows.iter().zip(lines) {
            let first = &row[0];
            let begins = starts.contains(&(first.lo as usize))
                && matches!(first.kind, Kind::Func | Kind::Var | Kind::Const | Kind::Type);
            if begins || self.declarations.last().is_none_or(|last| last.file != file) {
                let (file, name) = (file.to_owned(), name(text, row));
                self.declarations.push(Declaration { file, name, lines: Vec::new() });
            }
            if let Some(last) = self.declarations.last_mut() {
                last.lines.push(line);
            }
        }
    }

    /// Declaration and line of a position.
    pub(super) fn place(&self, sources: &SourceMap, pos: Pos) -> Option<(usize, usize)> {
        let at = sources.locate(pos);
        self.places.get(&(at.file?.base, at.line)).copied()
    }
}

fn look(text: &str, row: &[Token]) -> Look {
    let word = |token: &Token| hash(&text[token.lo as usize..token.hi as usize]);
    let whole = row.iter().fold(1, |h, token| mix(h, word(token)));
    let mut behind_dot = false;
    let mut shape = 1;
    for token in row {
        let variable = token.kind == Kind::Ident && !behind_dot;
        shape = mix(shape, if variable { 0 } else { word(token) });
        behind_dot = token.kind == Kind::Dot;
    }
    Look { text: high(whole), shape: low(high(shape)), before: 0, after: 0 }
}

fn hash(word: &str) -> u64 {
    word.bytes().fold(word.len() as u64, |h, byte| mix(h, byte.into()))
}

fn high(hash: u64) -> u16 {
    (hash >> 48) as u16
}

#[expect(clippy::cast_possible_truncation, reason = "the lower bits are enough")]
fn low(hash: u16) -> u8 {
    hash as u8
}

/// What a declaration declares, from its first line.
fn name(text: &str, row: &[Token]) -> String {
    let word = |token: &Token| &text[token.lo as usize..token.hi as usize];
    let Some((first, mut rest)) = row.split_first() else { return String::new() };
    let ident = |row: &[Token]| row.first().filter(|t| t.kind == Kind::Ident).map(word);
    if first.kind != Kind::Func {
        return [word(first), ident(rest).unwrap_or_default()].join(" ").trim_end().to_owned();
    }
    let mut receiver = "";
    if rest.first().is_some_and(|token| token.kind == Kind::LParen) {
        let end = rest.iter().position(|token| token.kind == Kind::RParen).unwrap_or(0);
        // `(l *List[T])`: what stands in front of the type parameters.
        let inside = rest[..end].split(|token| token.kind == Kind::LBrack).next();
        let mut names = inside.into_iter().flatten().filter(|token| token.kind == Kind::Ident);
        receiver = names.next_back().map_or("", word);
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    let name = ident(rest).unwrap_or_default();
    if receiver.is_empty() { name.to_owned() } else { format!("{receiver}.{name}") }
}

/// Where a journal's lines are now.
#[derive(Debug, Default)]
pub(super) struct Mapping {
    listing: Listing,
    /// The journal's line, by declaration and line.
    lines: FxHashMap<(usize, usize), u32>,
    /// The journal's lines that are still there.
    kept: FxHashSet<u32>,
}

impl Mapping {
    pub(super) fn new(journal: &Journal, sources: &SourceMap) -> Self {
        let listing = Listing::of(sources);
        let mut mapping = Self { listing, ..Self::default() };
        let mut free: FxHashSet<usize> = (0..mapping.listing.declarations.len()).collect();
        let mut lost = Vec::new();
        for (number, (file, name)) in journal.declarations.iter().enumerate() {
            let declared = |d: &usize| mapping.listing.declarations[*d].name == *name;
            let same: Vec<usize> =
                (0..mapping.listing.declarations.len()).filter(declared).collect();
            let beside = same.iter().find(|&&d| mapping.listing.declarations[d].file == *file);
            match beside.or(same.first()) {
                Some(&d) => {
                    free.remove(&d);
                    let (found, _) = mapping.align(journal, number, d);
                    mapping.take(d, found);
                }
                None => lost.push(number),
            }
        }
        // One that is gone may have another name now.
        for number in lost {
            let mut candidates: Vec<usize> = free.iter().copied().collect();
            candidates.sort_unstable();
            let aligned = candidates.into_iter().map(|d| (d, mapping.align(journal, number, d)));
            let best = aligned.max_by_key(|(_, (_, score))| *score);
            let lines = journal.lines.iter().filter(|line| line.declaration == number).count();
            if let Some((d, (found, _))) = best.filter(|(_, (_, score))| *score >= SHAPE * lines) {
                free.remove(&d);
                mapping.take(d, found);
            }
        }
        mapping
    }

    fn take(&mut self, declaration: usize, found: Vec<(u32, usize)>) {
        for (old, new) in found {
            self.lines.insert((declaration, new), old);
            self.kept.insert(old);
        }
    }

    /// Aligns a declaration's lines with those of another: pairs of the journal's line and the
    /// new index, and how well they fit.
    fn align(&self, journal: &Journal, number: usize, to: usize) -> (Vec<(u32, usize)>, usize) {
        let old: Vec<(u32, Look)> = (0..)
            .zip(&journal.lines)
            .filter(|(_, line)| line.declaration == number)
            .map(|(i, line)| (i, line.look))
            .collect();
        let new = &self.listing.declarations[to].lines;
        if old.len().saturating_mul(new.len()) > MOST {
            return (Vec::new(), 0);
        }
        // best[i][j]: the best score of the lines from i and j on.
        let width = new.len() + 1;
        let mut best = vec![0; (old.len() + 1) * width];
        let at = |i: usize, j: usize| i * width + j;
        for i in (0..old.len()).rev() {
            for j in (0..new.len()).rev() {
                let pair = score(old[i].1, new[j].look);
                let paired = if pair == 0 { 0 } else { pair + best[at(i + 1, j + 1)] };
                best[at(i, j)] = paired.max(best[at(i + 1, j)]).max(best[at(i, j + 1)]);
            }
        }
        let (mut i, mut j) = (0, 0);
        let mut found = Vec::new();
        while i < old.len() && j < new.len() {
            let here = best[at(i, j)];
            let pair = score(old[i].1, new[j].look);
            if pair != 0 && here == pair + best[at(i + 1, j + 1)] {
                found.push((old[i].0, j));
                (i, j) = (i + 1, j + 1);
            } else if here == best[at(i + 1, j)] {
                i += 1;
            } else {
                j += 1;
            }
        }
        (found, best[0])
    }

    /// The journal's line that a position is on.
    pub(super) fn line(&self, sources: &SourceMap, pos: Pos) -> Option<u32> {
        self.lines.get(&self.listing.place(sources, pos)?).copied()
    }

    /// Whether one of the journal's lines is still there.
    pub(super) fn keeps(&self, line: u32) -> bool {
        self.kept.contains(&line)
    }
}

/// Most pairs of lines that are compared.
const MOST: usize = 4_000_000;

/// What it counts that lines say the same, but for the names of variables.
const SHAPE: usize = 8;

/// How well two lines fit; 0: they are not the same line.
fn score(old: Look, new: Look) -> usize {
    let (before, after) = (old.before == new.before, old.after == new.after);
    let around = 3 * usize::from(before) + 3 * usize::from(after);
    match () {
        () if old.text == new.text => 2 * SHAPE + around,
        () if old.shape == new.shape => SHAPE + around,
        () if before && after => 4,
        () => 0,
    }
}

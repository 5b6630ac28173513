//! Go's regular expressions (RE2's syntax) as trees.
//!
//! Recursive descent, in the words and at the places of Go's errors. What differs in the trees
//! only (common prefixes, merged literals) is left alone.

mod atom;

use super::class::Class;

/// Flags, with Go's numbers.
pub(super) const FOLD_CASE: u32 = 1;
const CLASS_NL: u32 = 4;
const DOT_NL: u32 = 8;
const ONE_LINE: u32 = 16;
const NON_GREEDY: u32 = 32;
const PERL_X: u32 = 64;
const UNICODE_GROUPS: u32 = 128;

/// The most levels of groups and repetitions, and the most repetitions.
const MAX_HEIGHT: u32 = 1000;
const MAX_REPEAT: i32 = 1000;
/// The most instructions.
const MAX_SIZE: usize = (128 << 20) / 40;
/// The most ends of ranges in classes.
const MAX_RUNES: usize = (128 << 20) / 4;

/// Positions that match the empty string, with Go's numbers.
pub(super) const BEGIN_LINE: u32 = 1;
pub(super) const END_LINE: u32 = 2;
pub(super) const BEGIN_TEXT: u32 = 4;
pub(super) const END_TEXT: u32 = 8;
pub(super) const WORD_BOUNDARY: u32 = 16;
pub(super) const NO_WORD_BOUNDARY: u32 = 32;

/// A regular expression.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// One of a character's cases, or the character.
    Literal(u32, bool),
    Class(Class),
    Any,
    AnyNotNl,
    /// A position.
    Empty(u32),
    Capture(u32, Box<Self>),
    Repeat {
        sub: Box<Self>,
        min: i32,
        /// -1 if there is no bound.
        max: i32,
        greedy: bool,
    },
    Concat(Vec<Self>),
    Alternate(Vec<Self>),
}

/// What is wrong, and with which part.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Error {
    pub(super) code: &'static str,
    pub(super) part: Vec<u8>,
}

fn error<T>(code: &'static str, part: &[u8]) -> Result<T, Error> {
    Err(Error { code, part: part.to_vec() })
}

const MISSING_PAREN: &str = "missing closing )";
const UNEXPECTED_PAREN: &str = "unexpected )";
const MISSING_BRACKET: &str = "missing closing ]";
const BAD_RANGE: &str = "invalid character class range";
const BAD_ESCAPE: &str = "invalid escape sequence";
const BAD_NAME: &str = "invalid named capture";
const BAD_PERL: &str = "invalid or unsupported Perl syntax";
const BAD_REPEAT: &str = "invalid nested repetition operator";
const BAD_REPEAT_SIZE: &str = "invalid repeat count";
const BAD_UTF8: &str = "invalid UTF-8";
const MISSING_ARGUMENT: &str = "missing argument to repetition operator";
const TRAILING_BACKSLASH: &str = "trailing backslash at end of expression";
const TOO_DEEP: &str = "expression nests too deeply";
const TOO_LARGE: &str = "expression too large";

/// A parsed expression.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) root: Node,
    /// The names of the groups; the whole expression is the first.
    pub(super) names: Vec<String>,
}

struct Parser<'a> {
    whole: &'a [u8],
    /// What is left.
    rest: &'a [u8],
    flags: u32,
    names: Vec<String>,
    /// Ends of ranges in classes so far.
    runes: usize,
}

/// Parses an expression under flags.
pub(super) fn parse(text: &[u8], flags: u32) -> Result<Parsed, Error> {
    let mut p = Parser { whole: text, rest: text, flags, names: vec![String::new()], runes: 0 };
    let root = p.alternation(0)?;
    if !p.rest.is_empty() {
        return error(UNEXPECTED_PAREN, text);
    }
    if size(&root) > MAX_SIZE {
        return error(TOO_LARGE, text);
    }
    if height(&root) > MAX_HEIGHT {
        return error(TOO_DEEP, text);
    }
    Ok(Parsed { root, names: p.names })
}

/// About how many instructions a tree takes.
fn size(node: &Node) -> usize {
    match node {
        Node::Literal(..) | Node::Class(_) | Node::Any | Node::AnyNotNl | Node::Empty(_) => 1,
        Node::Capture(_, sub) => size(sub).saturating_add(2),
        Node::Repeat { sub, min, max, .. } => {
            let times = usize::try_from((*max).max(*min).max(1)).unwrap_or(1);
            size(sub).saturating_add(1).saturating_mul(times)
        }
        Node::Concat(list) | Node::Alternate(list) => {
            list.iter().fold(list.len(), |sum, sub| sum.saturating_add(size(sub)))
        }
    }
}

fn height(node: &Node) -> u32 {
    match node {
        Node::Literal(..) | Node::Class(_) | Node::Any | Node::AnyNotNl | Node::Empty(_) => 1,
        Node::Capture(_, sub) | Node::Repeat { sub, .. } => height(sub) + 1,
        Node::Concat(list) | Node::Alternate(list) => {
            list.iter().map(height).max().unwrap_or(0) + 1
        }
    }
}

/// Whether repetitions inside repetitions stay within `n` copies.
fn repeat_is_valid(node: &Node, mut n: i32) -> bool {
    match node {
        Node::Literal(..) | Node::Class(_) | Node::Any | Node::AnyNotNl | Node::Empty(_) => true,
        Node::Capture(_, sub) => repeat_is_valid(sub, n),
        Node::Repeat { sub, min, max, .. } => {
            // *, + and ? are not counted.
            if !matches!((min, max), (0, -1 | 1) | (1, -1)) {
                let times = if *max < 0 { *min } else { *max };
                if *max == 0 {
                    return true;
                }
                if times > n {
                    return false;
                }
                if times > 0 {
                    n /= times;
                }
            }
            repeat_is_valid(sub, n)
        }
        Node::Concat(list) | Node::Alternate(list) => list.iter().all(|s| repeat_is_valid(s, n)),
    }
}

/// The first character of valid UTF-8, and its length.
fn first(s: &[u8]) -> Result<(u32, usize), Error> {
    match crate::utf8::decode(s) {
        (0xFFFD, 1) => error(BAD_UTF8, s),
        (r, n) => Ok((r, n)),
    }
}

fn check_utf8(s: &[u8]) -> Result<(), Error> {
    match std::str::from_utf8(s) {
        Ok(_) => Ok(()),
        Err(e) => error(BAD_UTF8, &s[e.valid_up_to()..]),
    }
}

impl<'a> Parser<'a> {
    /// What was read since `from`.
    fn since(&self, from: &'a [u8]) -> &'a [u8] {
        &from[..from.len() - self.rest.len()]
    }

    fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    fn eat(&mut self, prefix: &[u8]) -> bool {
        match self.rest.strip_prefix(prefix) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn next(&mut self) -> Result<u32, Error> {
        let (r, n) = first(self.rest)?;
        self.rest = &self.rest[n..];
        Ok(r)
    }

    fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    /// Alternatives up to a closing parenthesis or the end.
    fn alternation(&mut self, depth: u32) -> Result<Node, Error> {
        if depth > MAX_HEIGHT {
            return error(TOO_DEEP, self.whole);
        }
        let mut list = vec![self.concatenation(depth)?];
        while self.eat(b"|") {
            list.push(self.concatenation(depth)?);
        }
        Ok(match list.pop() {
            Some(only) if list.is_empty() => only,
            last => {
                list.extend(last);
                Node::Alternate(list)
            }
        })
    }

    fn concatenation(&mut self, depth: u32) -> Result<Node, Error> {
        let mut list: Vec<Node> = Vec::new();
        // Where the last repetition started, if the last thing was one.
        let mut last_repeat: Option<&[u8]> = None;
        while let Some(c) = self.peek() {
            let start = self.rest;
            let repeat = last_repeat.take();
            match c {
                b'|' | b')' => break,
                b'(' => list.extend(self.group(depth)?),
                b'*' | b'+' | b'?' | b'{' => {
                    let (min, max) = match c {
                        b'*' => (0, -1),
                        b'+' => (1, -1),
                        b'?' => (0, 1),
                        _ => match counted(self.rest) {
                            Some((min, max, n)) => {
                                self.rest = &self.rest[n - 1..];
                                (min, max)
                            }
                            None => {
                                self.rest = &self.rest[1..];
                                list.push(self.literal(u32::from(b'{')));
                                continue;
                            }
                        },
                    };
                    self.rest = &self.rest[1..];
                    if c == b'{' && bad_size(min, max) {
                        return error(BAD_REPEAT_SIZE, self.since(start));
                    }
                    let node = self.repeat(list.pop(), min, max, start, repeat)?;
                    if c == b'{' && (min >= 2 || max >= 2) && !repeat_is_valid(&node, MAX_REPEAT) {
                        return error(BAD_REPEAT_SIZE, self.since(start));
                    }
                    list.push(node);
                    last_repeat = Some(start);
                }
                b'[' => list.push(self.class()?),
                b'\\' => self.escape(&mut list)?,
                b'.' | b'^' | b'$' => {
                    self.rest = &self.rest[1..];
                    list.push(match c {
                        b'.' if self.has(DOT_NL) => Node::Any,
                        b'.' => Node::AnyNotNl,
                        b'^' if self.has(ONE_LINE) => Node::Empty(BEGIN_TEXT),
                        b'^' => Node::Empty(BEGIN_LINE),
                        _ if self.has(ONE_LINE) => Node::Empty(END_TEXT),
                        _ => Node::Empty(END_LINE),
                    });
                }
                _ => {
                    let r = self.next()?;
                    list.push(self.literal(r));
                }
            }
        }
        Ok(match list.pop() {
            Some(only) if list.is_empty() => only,
            last => {
                list.extend(last);
                Node::Concat(list)
            }
        })
    }

    fn class_node(&mut self, class: Class) -> Result<Node, Error> {
        self.runes += 2 * class.len();
        if self.runes > MAX_RUNES {
            return error(TOO_LARGE, self.whole);
        }
        Ok(Node::Class(class))
    }

    fn literal(&self, r: u32) -> Node {
        Node::Literal(r, self.has(FOLD_CASE))
    }

    /// A repetition whose operator was read; `start` is the operator, `last` the one before it.
    fn repeat(
        &mut self,
        sub: Option<Node>,
        min: i32,
        max: i32,
        start: &'a [u8],
        last: Option<&'a [u8]>,
    ) -> Result<Node, Error> {
        let mut greedy = !self.has(NON_GREEDY);
        if self.has(PERL_X) {
            if self.eat(b"?") {
                greedy = !greedy;
            }
            if let Some(last) = last {
                return error(BAD_REPEAT, self.since(last));
            }
        }
        let Some(sub) = sub else { return error(MISSING_ARGUMENT, self.since(start)) };
        Ok(Node::Repeat { sub: Box::new(sub), min, max, greedy })
    }

    /// A group, or flags for the rest of the one that is open.
    fn group(&mut self, depth: u32) -> Result<Option<Node>, Error> {
        let outer = self.flags;
        let mut index = None;
        if self.has(PERL_X) && self.rest.starts_with(b"(?") {
            let named = |start: &[u8]| self.rest.len() > start.len() && self.rest.starts_with(start);
            if named(b"(?P<") || named(b"(?<") {
                index = Some(self.named()?);
            } else if !self.perl_flags()? {
                return Ok(None);
            }
        } else {
            self.rest = &self.rest[1..];
            index = Some(self.new_capture(String::new()));
        }
        let sub = self.alternation(depth + 1)?;
        if !self.eat(b")") {
            return error(MISSING_PAREN, self.whole);
        }
        self.flags = outer;
        Ok(Some(match index {
            Some(index) => Node::Capture(index, Box::new(sub)),
            None => sub,
        }))
    }

    fn new_capture(&mut self, name: String) -> u32 {
        self.names.push(name);
        u32::try_from(self.names.len() - 1).unwrap_or(u32::MAX)
    }

    /// `(?P<name>` or `(?<name>`.
    fn named(&mut self) -> Result<u32, Error> {
        let s = self.rest;
        let start = if s.starts_with(b"(?P<") { 4 } else { 3 };
        let Some(end) = s.iter().position(|&c| c == b'>') else {
            check_utf8(s)?;
            return error(BAD_NAME, s);
        };
        let name = &s[start..end];
        check_utf8(name)?;
        let valid = !name.is_empty() && name.iter().all(|&c| c == b'_' || c.is_ascii_alphanumeric());
        let text = String::from_utf8_lossy(name).into_owned();
        if !valid {
            return error(BAD_NAME, &s[..=end]);
        }
        self.rest = &s[end + 1..];
        Ok(self.new_capture(text))
    }

    /// `(?flags)` or `(?flags:`; whether a group starts.
    fn perl_flags(&mut self) -> Result<bool, Error> {
        let start = self.rest;
        self.rest = &self.rest[2..];
        let (mut flags, mut negative, mut any) = (self.flags, false, false);
        while !self.rest.is_empty() {
            let bit = match self.next()? {
                0x69 => FOLD_CASE,  // i
                0x6D => ONE_LINE,   // m
                0x73 => DOT_NL,     // s
                0x55 => NON_GREEDY, // U
                0x2D if !negative => {
                    // -
                    negative = true;
                    flags = !flags;
                    any = false;
                    continue;
                }
                // : or )
                c @ (0x3A | 0x29) => {
                    if negative {
                        if !any {
                            break;
                        }
                        flags = !flags;
                    }
                    self.flags = flags;
                    return Ok(c == 0x3A);
                }
                _ => break,
            };
            // m says that ^ and $ match at lines.
            if bit == ONE_LINE {
                flags &= !ONE_LINE;
            } else {
                flags |= bit;
            }
            any = true;
        }
        error(BAD_PERL, self.since(start))
    }
}

/// Whether counts are too large or the wrong way round; -1 as a minimum says too large.
fn bad_size(min: i32, max: i32) -> bool {
    !(0..=MAX_REPEAT).contains(&min) || max > MAX_REPEAT || max >= 0 && min > max
}

/// `{n}`, `{n,}` or `{n,m}` at the start, and its length.
fn counted(s: &[u8]) -> Option<(i32, i32, usize)> {
    let (min, mut at) = number(s, 1)?;
    let mut max = min;
    if *s.get(at)? == b',' {
        at += 1;
        if *s.get(at)? == b'}' {
            max = -1;
        } else {
            (max, at) = number(s, at)?;
            if max < 0 {
                // Too large a number; a bound would be none.
                return (*s.get(at)? == b'}').then_some((-1, max, at + 1));
            }
        }
    }
    (*s.get(at)? == b'}').then_some((min, max, at + 1))
}

/// A number from `at` on, -1 if it is huge, and where it ends. It has no leading zeros.
fn number(s: &[u8], at: usize) -> Option<(i32, usize)> {
    let digits = s[at..].iter().take_while(|c| c.is_ascii_digit()).count();
    let text = &s[at..at + digits];
    if digits == 0 || digits > 1 && text[0] == b'0' {
        return None;
    }
    let value = text.iter().try_fold(0_i32, |n, &c| {
        (n < 100_000_000).then(|| n.saturating_mul(10).saturating_add(i32::from(c - b'0')))
    });
    Some((value.filter(|&n| n < 100_000_000).unwrap_or(-1), at + digits))
}

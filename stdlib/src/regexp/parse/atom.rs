//! Escapes and character classes.

use super::super::class::Class;
use super::{
    BAD_ESCAPE, BAD_RANGE, BEGIN_TEXT, CLASS_NL, END_TEXT, Error, FOLD_CASE, MISSING_BRACKET,
    NO_WORD_BOUNDARY, Node, PERL_X, Parser, TRAILING_BACKSLASH, UNICODE_GROUPS, WORD_BOUNDARY,
    check_utf8, error, first,
};
use crate::unicode::data::MAX;

fn unhex(c: u8) -> Option<u32> {
    char::from(c).to_digit(16)
}

impl Parser<'_> {
    /// A backslash and what follows, outside of classes.
    pub(super) fn escape(&mut self, list: &mut Vec<Node>) -> Result<(), Error> {
        let s = self.rest;
        if self.has(PERL_X)
            && let Some(&c) = s.get(1)
        {
            let position = match c {
                b'A' => BEGIN_TEXT,
                b'b' => WORD_BOUNDARY,
                b'B' => NO_WORD_BOUNDARY,
                b'z' => END_TEXT,
                b'C' => return error(BAD_ESCAPE, &s[..2]),
                b'Q' => {
                    self.rest = &s[2..];
                    while !self.rest.is_empty() && !self.eat(b"\\E") {
                        let r = self.next()?;
                        list.push(self.literal(r));
                    }
                    return Ok(());
                }
                _ => 0,
            };
            if position != 0 {
                self.rest = &s[2..];
                list.push(Node::Empty(position));
                return Ok(());
            }
        }
        let mut class = Class::default();
        if self.unicode_class(&mut class)? || self.perl_class(&mut class) {
            list.push(self.class_node(class)?);
            return Ok(());
        }
        let r = self.escaped_char()?;
        list.push(self.literal(r));
        Ok(())
    }

    /// `\d` and the like.
    fn perl_class(&mut self, to: &mut Class) -> bool {
        let &[b'\\', c, ..] = self.rest else { return false };
        if !self.has(PERL_X) {
            return false;
        }
        let Some(mut class) = Class::perl(c.to_ascii_lowercase()) else { return false };
        if self.has(FOLD_CASE) {
            class.fold();
        }
        to.add_class(class, c.is_ascii_uppercase());
        self.rest = &self.rest[2..];
        true
    }

    /// `\pX`, `\p{Name}` and the like.
    fn unicode_class(&mut self, to: &mut Class) -> Result<bool, Error> {
        let s = self.rest;
        let &[b'\\', p @ (b'p' | b'P'), ..] = s else { return Ok(false) };
        if !self.has(UNICODE_GROUPS) {
            return Ok(false);
        }
        let mut negated = p == b'P';
        let mut end = 2 + first(&s[2..])?.1;
        let mut name = &s[2..end];
        if name == b"{" {
            let Some(close) = s.iter().position(|&c| c == b'}') else {
                check_utf8(s)?;
                return error(BAD_RANGE, s);
            };
            end = close + 1;
            name = &s[3..close];
            check_utf8(name)?;
        }
        if let Some(rest) = name.strip_prefix(b"^") {
            name = rest;
            negated = !negated;
        }
        let found = std::str::from_utf8(name).ok().and_then(Class::unicode);
        let Some((mut class, complement)) = found else { return error(BAD_RANGE, &s[..end]) };
        if self.has(FOLD_CASE) {
            class.fold();
        }
        to.add_class(class, negated != complement);
        self.rest = &s[end..];
        Ok(true)
    }

    /// The character that a backslash and what follows stand for.
    fn escaped_char(&mut self) -> Result<u32, Error> {
        let s = self.rest;
        self.rest = &s[1..];
        if self.rest.is_empty() {
            return error(TRAILING_BACKSLASH, b"");
        }
        let c = self.next()?;
        let letter = u8::try_from(c).unwrap_or(0);
        match letter {
            b'0'..=b'7' => {
                // A single digit other than 0 would refer back to a group.
                let octal = |c: Option<u8>| c.is_some_and(|c| matches!(c, b'0'..=b'7'));
                if letter == b'0' || octal(self.peek()) {
                    let mut r = u32::from(letter - b'0');
                    for _ in 0..2 {
                        let Some(c) = self.peek().filter(|&c| octal(Some(c))) else { break };
                        r = r * 8 + u32::from(c - b'0');
                        self.rest = &self.rest[1..];
                    }
                    return Ok(r);
                }
            }
            b'x' => {
                if let Some(r) = self.hexadecimal()? {
                    return Ok(r);
                }
            }
            b'a' => return Ok(7),
            b'f' => return Ok(12),
            b'n' => return Ok(10),
            b'r' => return Ok(13),
            b't' => return Ok(9),
            b'v' => return Ok(11),
            _ if c < 0x80 && !letter.is_ascii_alphanumeric() => return Ok(c),
            _ => {}
        }
        error(BAD_ESCAPE, self.since(s))
    }

    /// What follows `\x`: two digits, or digits in braces.
    fn hexadecimal(&mut self) -> Result<Option<u32>, Error> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let digit = |p: &mut Self| -> Result<Option<u32>, Error> {
            let c = p.next()?;
            Ok(u8::try_from(c).ok().and_then(unhex).or((c == 0x7D).then_some(16)))
        };
        if !self.eat(b"{") {
            let Some(hi) = digit(self)?.filter(|&d| d < 16) else { return Ok(None) };
            if self.rest.is_empty() {
                return Ok(None);
            }
            return Ok(digit(self)?.filter(|&d| d < 16).map(|lo| hi * 16 + lo));
        }
        let (mut r, mut digits) = (0, 0);
        while !self.rest.is_empty() {
            match digit(self)? {
                Some(16) => return Ok((digits > 0).then_some(r)),
                Some(d) => r = r * 16 + d,
                None => return Ok(None),
            }
            digits += 1;
            if r > MAX {
                return Ok(None);
            }
        }
        Ok(None)
    }

    /// A class in brackets.
    pub(super) fn class(&mut self) -> Result<Node, Error> {
        let whole = self.rest;
        self.rest = &whole[1..];
        let mut class = Class::default();
        let negated = self.eat(b"^");
        if negated && !self.has(CLASS_NL) {
            class.add(10, 10);
        }
        let mut at_start = true;
        while self.peek() != Some(b']') || at_start {
            let s = self.rest;
            // In POSIX, - stands for itself only at both ends.
            if s.first() == Some(&b'-')
                && !self.has(PERL_X)
                && !at_start
                && s.get(1) != Some(&b']')
            {
                let n = crate::utf8::decode(&s[1..]).1;
                return error(BAD_RANGE, &s[..=n]);
            }
            at_start = false;
            if self.posix_class(&mut class)?
                || self.unicode_class(&mut class)?
                || self.perl_class(&mut class)
            {
                continue;
            }
            let lo = self.class_char(whole)?;
            let mut hi = lo;
            if let &[b'-', next, ..] = self.rest
                && next != b']'
            {
                self.rest = &self.rest[1..];
                hi = self.class_char(whole)?;
                if hi < lo {
                    return error(BAD_RANGE, self.since(s));
                }
            }
            let mut range = Class::default();
            range.add(lo, hi);
            if self.has(FOLD_CASE) {
                range.fold();
            }
            class.add_class(range, false);
        }
        self.rest = &self.rest[1..];
        if negated {
            class.negate();
        }
        self.class_node(class)
    }

    fn class_char(&mut self, whole: &[u8]) -> Result<u32, Error> {
        match self.peek() {
            None => error(MISSING_BRACKET, whole),
            Some(b'\\') => self.escaped_char(),
            Some(_) => self.next(),
        }
    }

    /// `[:name:]` and `[:^name:]`.
    fn posix_class(&mut self, to: &mut Class) -> Result<bool, Error> {
        let s = self.rest;
        if !s.starts_with(b"[:") {
            return Ok(false);
        }
        let Some(end) = s[2..].windows(2).position(|w| w == b":]") else { return Ok(false) };
        let (name, seq) = (&s[2..2 + end], &s[..end + 4]);
        let (name, negated) = name.strip_prefix(b"^").map_or((name, false), |name| (name, true));
        let Some(mut class) = Class::posix(name) else { return error(BAD_RANGE, seq) };
        if self.has(FOLD_CASE) {
            class.fold();
        }
        to.add_class(class, negated);
        self.rest = &s[seq.len()..];
        Ok(true)
    }
}

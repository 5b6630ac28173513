//! Format strings: literals, flags, width, precision, operand indexes, verbs.

use super::print::Printer;
use super::verb::Flags;
use interp::code::{Kind, RTypeId};
use interp::native::Iface;

/// Widths and precisions beyond this are mistakes.
const LIMIT: i64 = 1_000_000;

/// Where a format string is being read, and which operand is next.
struct Cursor<'f> {
    format: &'f [u8],
    at: usize,
    args: &'f [Iface],
    arg: usize,
    /// Whether an explicit index `[n]` was just read.
    after_index: bool,
    /// Whether the indexes of this verb make sense.
    good: bool,
}

/// Decimal digits at `at`: the number, if there is one of sensible size, and where they end.
fn number(format: &[u8], at: usize) -> (Option<i64>, usize) {
    let digits = format[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut n = 0;
    for &b in &format[at..at + digits] {
        n = n * 10 + i64::from(b - b'0');
        if n > LIMIT {
            return (None, format.len());
        }
    }
    ((digits > 0).then_some(n), at + digits)
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    fn skip(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Reads flags.
    fn flags(&mut self, f: &mut Flags) {
        while let Some(b) = self.peek() {
            match b {
                b'#' => f.sharp = true,
                b'0' => f.zero = true,
                b'+' => f.plus = true,
                b'-' => f.minus = true,
                b' ' => f.space = true,
                _ => return,
            }
            self.at += 1;
        }
    }

    /// Reads an index `[n]` if there is one; answers whether there was.
    fn index(&mut self) -> bool {
        self.after_index = false;
        if self.peek() != Some(b'[') {
            return false;
        }
        let rest = &self.format[self.at..];
        let close = if rest.len() < 3 { None } else { rest.iter().position(|&b| b == b']') };
        let Some(close) = close else {
            self.at += 1;
            self.good = false;
            return true;
        };
        let (n, end) = number(&rest[..close], 1);
        self.at += close + 1;
        match n {
            Some(n) if end == close => {
                self.after_index = true;
                match usize::try_from(n - 1) {
                    Ok(i) if i < self.args.len() => self.arg = i,
                    _ => self.good = false,
                }
            }
            _ => self.good = false,
        }
        true
    }

    fn verb(&mut self) -> Option<char> {
        let rest = self.format.get(self.at..).filter(|rest| !rest.is_empty())?;
        let chunk = rest.utf8_chunks().next()?;
        let verb = chunk.valid().chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
        self.at += if chunk.valid().is_empty() { 1 } else { verb.len_utf8() };
        Some(verb)
    }
}

impl Printer<'_> {
    /// Printf.
    pub(super) fn printf(&mut self, format: &[u8], args: &[Iface]) {
        let mut c = Cursor { format, at: 0, args, arg: 0, after_index: false, good: true };
        loop {
            let rest = &format[c.at..];
            let literal = rest.iter().position(|&b| b == b'%').unwrap_or(rest.len());
            self.w.out.extend_from_slice(&rest[..literal]);
            if literal == rest.len() {
                break;
            }
            c.at += literal + 1;
            c.good = true;
            c.after_index = false;
            self.w.flags = Flags::default();
            if !self.directive(&mut c) {
                self.w.text("%!(NOVERB)");
                break;
            }
        }
        if !self.reordered && c.arg < args.len() {
            self.extra(&args[c.arg..]);
        }
    }

    /// What follows a `%`; false if the format ends before the verb.
    fn directive(&mut self, c: &mut Cursor<'_>) -> bool {
        c.flags(&mut self.w.flags);
        self.reordered |= c.index();
        if c.skip(b'*') {
            self.w.flags.width = self.star(c);
            match self.w.flags.width {
                None => self.w.text("%!(BADWIDTH)"),
                Some(w) if w < 0 => {
                    self.w.flags.width = Some(-w);
                    self.w.flags.minus = true;
                    self.w.flags.zero = false;
                }
                Some(_) => {}
            }
            c.after_index = false;
        } else {
            (self.w.flags.width, c.at) = number(c.format, c.at);
            if c.after_index && self.w.flags.width.is_some() {
                c.good = false; // %[3]2d
            }
        }
        if c.skip(b'.') {
            if c.after_index {
                c.good = false; // %[3].2d
            }
            self.reordered |= c.index();
            if c.skip(b'*') {
                self.w.flags.prec = match self.star(c) {
                    None => {
                        self.w.text("%!(BADPREC)");
                        None
                    }
                    Some(p) if p < 0 => {
                        self.w.text("%!(BADPREC)");
                        None
                    }
                    prec => prec,
                };
                c.after_index = false;
            } else {
                let (prec, at) = number(c.format, c.at);
                (self.w.flags.prec, c.at) = (Some(prec.unwrap_or(0)), at);
            }
        }
        if !c.after_index {
            self.reordered |= c.index();
        }
        let Some(verb) = c.verb() else { return false };
        match c.args.get(c.arg) {
            _ if verb == '%' => self.w.char('%'),
            _ if !c.good => self.complain(verb, "(BADINDEX)"),
            None => self.complain(verb, "(MISSING)"),
            Some(&arg) => {
                if verb == 'w' {
                    self.wrapped.push(u32::try_from(c.arg).unwrap_or(u32::MAX));
                }
                if matches!(verb, 'v' | 'w') {
                    let f = &mut self.w.flags;
                    f.sharp_v = std::mem::replace(&mut f.sharp, false);
                    f.plus_v = std::mem::replace(&mut f.plus, false);
                }
                self.arg(arg, verb);
                c.arg += 1;
            }
        }
        true
    }

    fn complain(&mut self, verb: char, what: &str) {
        self.w.text("%!");
        self.w.char(verb);
        self.w.text(what);
    }

    /// The operand of a `*`: an integer of sensible size.
    fn star(&mut self, c: &mut Cursor<'_>) -> Option<i64> {
        let &arg = c.args.get(c.arg)?;
        c.arg += 1;
        if arg.ty == RTypeId::NIL {
            return None;
        }
        let word = self.mem.scalar(self.mem.of_iface(arg));
        #[expect(clippy::wildcard_enum_match_arm, reason = "only integers will do")]
        let n = match self.mem.ty(arg.ty).kind {
            Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
                Some(word.cast_signed())
            }
            Kind::Uint
            | Kind::Uint8
            | Kind::Uint16
            | Kind::Uint32
            | Kind::Uint64
            | Kind::Uintptr => i64::try_from(word).ok(),
            _ => None,
        };
        n.filter(|n| (-LIMIT..=LIMIT).contains(n))
    }

    /// Operands that no verb asked for.
    fn extra(&mut self, args: &[Iface]) {
        self.w.flags = Flags::default();
        self.w.text("%!(EXTRA ");
        for (i, &arg) in args.iter().enumerate() {
            if i > 0 {
                self.w.text(", ");
            }
            if arg.ty == RTypeId::NIL {
                self.w.text("<nil>");
            } else {
                self.w.text(&self.mem.ty(arg.ty).string);
                self.w.char('=');
                self.arg(arg, 'v');
            }
        }
        self.w.char(')');
    }
}

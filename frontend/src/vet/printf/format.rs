//! Format strings of package fmt: `%[flags][width][.precision][[index]]verb`.

/// One directive of a format string.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Directive<'a> {
    /// From `%` to the verb.
    pub(super) text: &'a str,
    /// Byte offset in the format.
    pub(super) start: usize,
    pub(super) flags: &'a str,
    pub(super) verb: char,
    /// Arguments that `*` takes as width and precision, counted from 0.
    pub(super) stars: Vec<usize>,
    /// The argument the verb prints, counted from 0.
    pub(super) arg: usize,
    /// Whether an argument is named by an index.
    pub(super) indexed: bool,
}

/// Reads a directive's text from left to right.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// The argument that comes next.
    arg: usize,
    /// Whether an index named it.
    pending: bool,
    indexed: bool,
    stars: Vec<usize>,
}

/// The directives of a format, or gc vet's words on what is wrong with it.
pub(super) fn parse(format: &str) -> Result<Vec<Directive<'_>>, String> {
    let mut found = Vec::new();
    let (mut at, mut arg) = (0, 0);
    while let Some(offset) = format[at..].find('%') {
        at += offset;
        let directive = directive(&format[at..], at, arg)?;
        if directive.verb != '%' {
            arg = directive.arg + 1;
        }
        at += directive.text.len();
        found.push(directive);
    }
    Ok(found)
}

fn directive(text: &str, start: usize, arg: usize) -> Result<Directive<'_>, String> {
    let mut reader = Reader { text, at: 1, arg, pending: false, indexed: false, stars: Vec::new() };
    let rest = text[1..].trim_start_matches(['#', '0', '+', '-', ' ']);
    let flags = &text[1..text.len() - rest.len()];
    reader.at += flags.len();
    reader.index()?;
    reader.size();
    if reader.take('.') {
        reader.index()?;
        reader.size();
    }
    if !reader.pending {
        reader.index()?;
    }
    let Some(verb) = text[reader.at..].chars().next() else {
        return Err(format!("format {text} is missing verb at end of string"));
    };
    let end = reader.at + verb.len_utf8();
    let Reader { arg, indexed, stars, .. } = reader;
    Ok(Directive { text: &text[..end], start, flags, verb, stars, arg, indexed })
}

impl Reader<'_> {
    fn take(&mut self, c: char) -> bool {
        let there = self.text[self.at..].starts_with(c);
        self.at += usize::from(there);
        there
    }

    /// `[3]`: the number of the next argument, from 1.
    fn index(&mut self) -> Result<(), String> {
        if !self.take('[') {
            return Ok(());
        }
        let Some(len) = self.text[self.at..].find(']') else {
            return Err(format!("format {} is missing closing ]", self.text));
        };
        let inner = &self.text[self.at..self.at + len];
        let number = inner.parse::<i32>().ok().filter(|_| !inner.starts_with('+'));
        let Some(number) = number.and_then(|n| usize::try_from(n).ok()).filter(|n| *n > 0) else {
            return Err(format!("format has invalid argument index [{inner}]"));
        };
        self.at += len + 1;
        self.arg = number - 1;
        (self.pending, self.indexed) = (true, true);
        Ok(())
    }

    /// A number, or `*`, which takes an argument.
    fn size(&mut self) {
        if self.take('*') {
            self.stars.push(self.arg);
            self.arg += 1;
            self.pending = false;
            return;
        }
        let digits = self.text[self.at..].bytes().take_while(u8::is_ascii_digit).count();
        self.at += digits;
    }
}

/// The first thing that looks like a directive in an argument of `Print`, `%20` and the like in
/// web addresses apart.
pub(super) fn directive_like(text: &str) -> Option<&str> {
    let text = text.strip_suffix('%').unwrap_or(text);
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        rest = &rest[at..];
        if let Some(len) = match_directive(rest) {
            let bytes = rest.as_bytes();
            let is_hex = len >= 3 && bytes[1].is_ascii_hexdigit() && bytes[2].is_ascii_hexdigit();
            if !is_hex {
                return Some(&rest[..len]);
            }
            rest = &rest[len..];
        } else {
            rest = &rest[1..];
        }
    }
    None
}

/// Length of `%`, flags, width, precision, index and a verb that fmt knows.
fn match_directive(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let index = |from: usize| {
        let n = if bytes.get(from) == Some(&b'[') { digits(from + 1) } else { 0 };
        if n > 0 && bytes.get(from + 1 + n) == Some(&b']') { n + 2 } else { 0 }
    };
    // A number, or an index if there is one and `*`; nothing if neither is there.
    let number = |from: usize| {
        let (n, i) = (digits(from), index(from));
        if n > 0 {
            n
        } else if bytes.get(from + i) == Some(&b'*') {
            i + 1
        } else {
            0
        }
    };
    let mut at = 1 + bytes[1..].iter().take_while(|b| b"+-#".contains(b)).count();
    at += number(at);
    at += usize::from(bytes.get(at) == Some(&b'.'));
    at += number(at);
    at += index(at);
    b"bcdefgopqstvxEFGTUX".contains(bytes.get(at)?).then_some(at + 1)
}

/// Where a byte of a string literal's value stands in its source text.
pub(super) fn offset_in_literal(literal: &str, wanted: usize) -> usize {
    if literal.starts_with('`') {
        return wanted + 1;
    }
    let (mut at, mut value) = (1, 0);
    while value < wanted {
        let rest = &literal[at..];
        let Some(c) = rest.chars().next() else { break };
        let (len, bytes) = match rest.as_bytes().get(1) {
            _ if c != '\\' => (c.len_utf8(), c.len_utf8()),
            Some(b'x') => (4, 1),
            Some(b'0'..=b'7') => (4, 1),
            Some(kind @ (b'u' | b'U')) => {
                let len = if *kind == b'u' { 6 } else { 10 };
                let code = rest.get(2..len).and_then(|hex| u32::from_str_radix(hex, 16).ok());
                (len, code.and_then(char::from_u32).map_or(3, char::len_utf8))
            }
            _ => (2, 1),
        };
        at += len;
        value += bytes;
    }
    at.min(literal.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_have_parts() {
        let found = parse("a %-5d %[3]*.[2]*[1]f %% %v").expect("is valid");
        let texts: Vec<_> = found.iter().map(|d| d.text).collect();
        assert_eq!(texts, ["%-5d", "%[3]*.[2]*[1]f", "%%", "%v"]);
        assert_eq!((found[1].stars.as_slice(), found[1].arg), (&[2, 1][..], 0));
        assert_eq!((found[0].flags, found[3].arg), ("-", 1));
    }

    #[test]
    fn wrong_formats_are_told() {
        assert_eq!(parse("%-"), Err("format %- is missing verb at end of string".to_owned()));
        assert_eq!(parse("%[x]d"), Err("format has invalid argument index [x]".to_owned()));
        assert_eq!(parse("%[3d"), Err("format %[3d is missing closing ]".to_owned()));
    }

    #[test]
    fn what_print_should_not_get() {
        assert_eq!(directive_like("100% of %s"), Some("%s"));
        assert_eq!(directive_like("a%20b"), None);
        assert_eq!(directive_like("%.2f%"), Some("%.2f"));
    }

    #[test]
    fn offsets_count_source_bytes() {
        assert_eq!(offset_in_literal(r#""a\n%d""#, 2), 4);
        assert_eq!(offset_in_literal("`a%d`", 1), 2);
    }
}

//! Line directives: `//line file:line` and `/*line file:line:col*/` say where the text after them
//! came from.
//!
//! As in gc, a `//line` must start its line and holds from the next one on; a `/*line … */` holds
//! from its end. Without a column in the directive, columns after it are unknown (0). A relative
//! file is taken to stand beside the file with the directive.

use crate::lexer::token::{Kind, Logo};
use logos::Logos;
use std::path::Path;

/// One directive that is in force.
#[derive(Debug)]
pub(crate) struct Mark {
    /// The first offset it holds for.
    pub(crate) from: u32,
    /// The file it names; `None` for the one in force before.
    file: Option<String>,
    /// The line and column it gives to that offset.
    line: u32,
    col: Option<u32>,
}

/// The directives of a file, in order.
pub(crate) fn marks(text: &str) -> Vec<Mark> {
    if !text.contains("//line ") && !text.contains("/*line ") {
        return Vec::new();
    }
    let mut lex: Logo<'_> = Kind::lexer(text);
    let mut marks = Vec::new();
    while let Some(kind) = lex.next() {
        let (span, comment) = (lex.span(), lex.slice());
        let own_line = span.start == 0 || text.as_bytes()[span.start - 1] == b'\n';
        let (directive, from) = match kind {
            Ok(Kind::LineComment) if own_line => (comment.strip_prefix("//line "), span.end + 1),
            Ok(Kind::BlockComment(_)) => {
                (comment.strip_prefix("/*line ").and_then(|t| t.strip_suffix("*/")), span.end)
            }
            _ => continue,
        };
        if let Some(mark) = directive.and_then(|t| parse(t.trim_end_matches('\r'), from)) {
            marks.push(mark);
        }
    }
    marks
}

/// `file:line` or `file:line:col`; without a file but with a column it is the file before.
fn parse(text: &str, from: usize) -> Option<Mark> {
    let from = u32::try_from(from).ok()?;
    let number = |text: &str| text.parse::<u32>().ok().filter(|&n| n > 0);
    let (before, last) = text.rsplit_once(':')?;
    let last = number(last)?;
    if let Some((file, line)) = before.rsplit_once(':') {
        if line.bytes().all(|b| b.is_ascii_digit()) && !line.is_empty() {
            let file = (!file.is_empty()).then(|| file.to_owned());
            return Some(Mark { from, file, line: number(line)?, col: Some(last) });
        }
    }
    Some(Mark { from, file: Some(before.to_owned()), line: last, col: None })
}

/// Where an offset came from: a file if another one was named, line and column. `at` answers line
/// and column in the text.
pub(crate) fn origin(
    marks: &[Mark],
    offset: u32,
    at: impl Fn(u32) -> (u32, u32),
) -> Option<(Option<&str>, u32, u32)> {
    let in_force = &marks[..marks.partition_point(|mark| mark.from <= offset)];
    let mark = in_force.last()?;
    let file = in_force.iter().rev().find_map(|mark| mark.file.as_deref());
    let ((line, col), (first, start)) = (at(offset), at(mark.from));
    let col = match mark.col {
        None => 0,
        Some(given) if line == first => given + col - start,
        Some(_) => col,
    };
    Some((file, mark.line + line - first, col))
}

/// A file named by a directive in the file `from`.
pub(crate) fn beside(from: &str, file: &str) -> String {
    match Path::new(from).parent() {
        Some(folder) if Path::new(file).is_relative() => folder.join(file).display().to_string(),
        _ => file.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::source::SourceMap;
    use crate::span::Pos;

    #[test]
    fn directives_move_lines_files_and_columns() {
        let text = "package p\n//line /x/a.y:10\nvar a = 1\nvar /*line b.y:3:40*/ b\n //line no:1\nvar c\n\
                    //line :7:5\nvar d\n/*line :z*/var e = \"\n//line s.y:1\"";
        let mut sources = SourceMap::default();
        let id = sources.add("dir/p.go".to_owned(), "/dir/p.go".to_owned(), text.to_owned());
        let base = sources.file(id).base.0;
        let place = |word: &str| {
            let at = text.find(word).expect("there");
            sources.place(Pos(base + u32::try_from(at).expect("short")))
        };
        assert_eq!(place("package"), "dir/p.go:1:1");
        assert_eq!(place("var a"), "/x/a.y:10");
        assert_eq!(place("var /*"), "/x/a.y:11");
        assert_eq!(place(" b\n"), "dir/b.y:3:40");
        assert_eq!(place("var c"), "dir/b.y:5:1");
        assert_eq!(place("var d"), "dir/b.y:7:5");
        assert_eq!(place("e = "), "dir/b.y:8:16");
    }
}

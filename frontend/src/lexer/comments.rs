//! Comments, which tokens leave out, in groups as go/ast has them.

use super::to32;
use super::token::Kind;
use logos::Logos;
use std::mem;
use std::ops::Range;

/// Comments with nothing but white space, and no empty line, between them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// Where each comment stands in the text, without the end of its line.
    pub comments: Vec<Range<u32>>,
}

impl Group {
    /// Offset of the first comment.
    pub fn lo(&self) -> u32 {
        self.comments.first().map_or(0, |comment| comment.start)
    }

    /// Offset behind the last comment.
    pub fn hi(&self) -> u32 {
        self.comments.last().map_or(0, |comment| comment.end)
    }

    /// The words: without comment signs, directives, white space at the ends of lines, and empty
    /// lines at the start, at the end and next to each other.
    pub fn text(&self, source: &str) -> String {
        let mut lines: Vec<&str> = Vec::new();
        for comment in &self.comments {
            let text = &source[comment.start as usize..comment.end as usize];
            match text.strip_prefix("//") {
                Some(line) if is_directive(line) => {}
                Some(line) => lines.push(line.strip_prefix(' ').unwrap_or(line)),
                None => lines.extend(text[2..text.len().max(4) - 2].split('\n')),
            }
        }
        let mut out = String::new();
        let mut empty = false;
        for line in lines.iter().map(|line| line.trim_end()) {
            if line.is_empty() {
                empty = !out.is_empty();
                continue;
            }
            if mem::take(&mut empty) {
                out.push('\n');
            }
            out.push_str(line);
            out.push('\n');
        }
        out
    }
}

/// Whether a line comment is a directive: `//go:name`, `//tool:name`, `//line …`.
fn is_directive(line: &str) -> bool {
    let word = |text: &str| {
        text.chars().next().is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    let of_tool = |(tool, name): (&str, &str)| {
        word(name) && tool.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    line.starts_with("line ") || word(line) && line.split_once(':').is_some_and(of_tool)
}

/// The comments of a file.
pub fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut lex = Kind::lexer(text);
    // Whether the next comment goes on with the last group, and line ends since that.
    let (mut joins, mut breaks) = (false, 0);
    let mut behind_code = false;
    while let Some(kind) = lex.next() {
        match kind {
            Ok(Kind::Newline) => {
                // a comment behind code on its line goes on there only
                joins &= !mem::take(&mut behind_code);
                breaks += 1;
            }
            Ok(Kind::LineComment | Kind::BlockComment(_)) => {
                let span = lex.span();
                let length = lex.slice().trim_end_matches('\r').len();
                let comment = to32(span.start)..to32(span.start + length);
                match groups.last_mut() {
                    Some(group) if joins && breaks < 2 => group.comments.push(comment),
                    _ => groups.push(Group { comments: vec![comment] }),
                }
                (joins, breaks) = (true, 0);
            }
            _ => (joins, behind_code) = (false, true),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::groups;

    /// The text of the last group.
    fn last(source: &str) -> Option<String> {
        groups(source).last().map(|group| group.text(source))
    }

    #[test]
    fn groups_end_at_code_and_empty_lines() {
        let text = "// a\r\n// b\n\n/* c\n*/ // d\nx // e\n// f\n// g\n\"// no\"";
        let found: Vec<_> = groups(text)
            .iter()
            .map(|group| &text[group.lo() as usize..group.hi() as usize])
            .collect();
        assert_eq!(found, ["// a\r\n// b", "/* c\n*/ // d", "// e", "// f\n// g"]);
    }

    #[test]
    fn texts_have_no_signs_and_no_directives() {
        let source = "{ // one\n\tf(\"// no\", '\"') // two\n\n\t// three\n\t//  four  \n\t//\n\t//\n\t//go:x y\n\t// five\n}";
        assert_eq!(last(source).as_deref(), Some("three\n four\n\nfive\n"));
        assert_eq!(last("{ /* a\nb */ }").as_deref(), Some(" a\nb\n"));
        assert_eq!(last("{\n\tf() // why\n\t// Output:\n}").as_deref(), Some("Output:\n"));
        assert_eq!(last("{ }"), None);
    }
}

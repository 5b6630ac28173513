//! The text of comments, as go/ast reads it.

/// The text of the last group of comments in a piece of source; None if there is none.
///
/// A group is comments with nothing but white space, and no empty line, between them. A comment
/// behind code on its line is a group of its own.
pub(super) fn last_comment(source: &str) -> Option<String> {
    let mut group: Vec<&str> = Vec::new();
    let mut fresh = true;
    let mut at = 0;
    let mut breaks = 0;
    let mut behind_code = false;
    while at < source.len() {
        let rest = &source[at..];
        let end = match rest.as_bytes()[0] {
            b'/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            b'/' if rest.starts_with("/*") => rest[2..].find("*/").map_or(rest.len(), |i| i + 4),
            b'"' | b'\'' => quoted(rest),
            b'`' => rest[1..].find('`').map_or(rest.len(), |i| i + 2),
            b'\n' => {
                breaks += 1;
                fresh |= behind_code;
                behind_code = false;
                at += 1;
                continue;
            }
            b' ' | b'\t' | b'\r' => {
                at += 1;
                continue;
            }
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
        if rest.starts_with("//") || rest.starts_with("/*") {
            if fresh || breaks > 1 {
                group.clear();
            }
            group.push(&rest[..end]);
            fresh = false;
        } else {
            fresh = true;
            behind_code = true;
        }
        breaks = 0;
        at += end;
    }
    (!group.is_empty()).then(|| text(&group))
}

/// Length of a quoted literal at the start of `text`.
fn quoted(text: &str) -> usize {
    let quote = text.as_bytes()[0];
    let mut escaped = false;
    for (i, b) in text.bytes().enumerate().skip(1) {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b if b == quote => return i + 1,
            _ => {}
        }
    }
    text.len()
}

/// The text of a group: without comment signs, white space at the ends of lines and empty lines
/// at the start, at the end and next to each other.
fn text(group: &[&str]) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for comment in group {
        match comment.strip_prefix("//") {
            Some(line) => lines.push(line.strip_prefix(' ').unwrap_or(line)),
            None => lines.extend(comment[2..comment.len().max(4) - 2].split('\n')),
        }
    }
    let mut out = String::new();
    let mut empty = false;
    for line in lines.iter().map(|line| line.trim_end()) {
        if line.is_empty() {
            empty = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut empty) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::last_comment;

    #[test]
    fn only_the_last_group_counts() {
        let source = "{ // one\n\tf(\"// no\", '\"') // two\n\n\t// three\n\t//  four  \n\t//\n\t//\n\t// five\n}";
        assert_eq!(last_comment(source).as_deref(), Some("three\n four\n\nfive\n"));
        assert_eq!(last_comment("{ /* a\nb */ }").as_deref(), Some(" a\nb\n"));
        assert_eq!(last_comment("{\n\tf() // why\n\t// Output:\n}").as_deref(), Some("Output:\n"));
        assert_eq!(last_comment("{ }"), None);
    }
}

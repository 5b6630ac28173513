//! `directive`: `//go:debug` lines where they do not count.

use super::{Analyzer, Pass};
use crate::lexer::comments;
use crate::span::Pos;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "directive", about: "misplaced //go:debug lines", run };

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        let source = pass.prog.sources.file(file.file);
        let (base, text) = (source.base, source.text.clone());
        let may_have = file.package.name.as_str() == "main" || source.name.ends_with("_test.go");
        let package = file.package_pos.0 - base.0;
        for group in comments::groups(&text) {
            let in_head = group.lo() < package;
            for comment in group.comments {
                let pos = Pos(base.0 + comment.start);
                let line = &text[comment.start as usize..comment.end as usize];
                if !line.starts_with("//go:") {
                    continue;
                }
                let verb = line.split(char::is_whitespace).next().unwrap_or_default();
                let blank = line[verb.len()..].chars().next();
                if let Some(blank) = blank.filter(|c| !matches!(c, ' ' | '\t')) {
                    let text = format!("invalid space {} in {verb} directive", quoted(blank));
                    pass.report_at(pos, text);
                }
                if verb != "//go:debug" {
                    continue;
                }
                if !may_have {
                    let text = "//go:debug directive only valid in package main or test";
                    pass.report_at(pos, text);
                } else if !in_head {
                    let text = "//go:debug directive only valid before package declaration";
                    pass.report_at(pos, text);
                }
            }
        }
    }
}

/// White space as Go quotes it.
fn quoted(c: char) -> String {
    match c {
        '\u{b}' => r"'\v'".to_owned(),
        '\u{c}' => r"'\f'".to_owned(),
        '\r' => r"'\r'".to_owned(),
        c => format!("'\\u{:04x}'", u32::from(c)),
    }
}

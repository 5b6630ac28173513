//! `buildtag`: `//go:build` and `// +build` lines that are malformed or stand where they do not count.

use super::{Analyzer, Pass};
use crate::ast::File;
use crate::constraint::{self, Constraint};
use crate::lexer::comments;
use crate::span::Pos;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "buildtag", about: "build constraints that are malformed or misplaced", run };

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        Check::default().file(pass, &file);
    }
}

/// What one file's comments said so far.
#[derive(Default)]
struct Check {
    /// Whether `//go:build` lines no longer count here, and `// +build` lines.
    too_late: bool,
    too_late_for_options: bool,
    /// Whether something was wrong: then the two kinds of lines are not compared.
    wrong: bool,
    /// The first line of each kind and what it says, all `// +build` lines together.
    go_build: Option<(Pos, Option<Constraint>)>,
    options: Option<(Pos, Option<Constraint>)>,
}

impl Check {
    fn file(mut self, pass: &mut Pass<'_>, file: &File) {
        let source = pass.prog.sources.file(file.file);
        let (base, text) = (source.base, source.text.clone());
        let package = file.package_pos.0 - base.0;
        for group in comments::groups(&text) {
            self.too_late_for_options |= group.hi() + 1 >= package;
            self.too_late |= group.lo() >= package;
            for comment in &group.comments {
                let pos = Pos(base.0 + comment.start);
                let comment = &text[comment.start as usize..comment.end as usize];
                if comment.starts_with("//") {
                    self.line(pass, pos, comment, false);
                    continue;
                }
                self.too_late_for_options = true;
                let mut at = pos.0;
                for line in comment.split_inclusive('\n') {
                    if line.starts_with("//") {
                        self.line(pass, Pos(at), line.trim_end_matches('\n'), true);
                    }
                    at += u32::try_from(line.len()).unwrap_or(0);
                }
            }
        }
        self.compare(pass);
    }

    /// Looks at a line comment, or at a line in a block comment that looks like one.
    fn line(&mut self, pass: &mut Pass<'_>, pos: Pos, line: &str, in_block: bool) {
        if line.contains("+build") {
            self.options(pass, pos, line.trim(), in_block);
        }
        if let Some(text) = constraint::go_build(line) {
            self.go_build(pass, pos, text, in_block);
        }
    }

    fn report(&mut self, pass: &mut Pass<'_>, pos: Pos, text: impl Into<String>) {
        self.wrong = true;
        pass.report_at(pos, text);
    }

    fn go_build(&mut self, pass: &mut Pass<'_>, pos: Pos, text: &str, in_block: bool) {
        if self.too_late || in_block {
            return self.report(pass, pos, "misplaced //go:build comment");
        }
        let first = self.go_build.is_none();
        if !first {
            self.report(pass, pos, "unexpected extra //go:build line");
        }
        match constraint::parse(text) {
            Ok(wanted) => {
                tags(pass, pos, &wanted);
                if first {
                    self.go_build = Some((pos, Some(wanted)));
                }
            }
            Err(message) => {
                self.report(pass, pos, message);
                self.go_build.get_or_insert((pos, None));
            }
        }
    }

    fn options(&mut self, pass: &mut Pass<'_>, pos: Pos, line: &str, in_block: bool) {
        let late = self.too_late_for_options || in_block;
        let Some(text) = constraint::plus_build(line) else {
            if !late {
                pass.report_at(pos, "possible malformed +build comment");
            }
            return;
        };
        if late {
            self.report(pass, pos, "misplaced +build comment");
        }
        let (_, so_far) = self.options.get_or_insert((pos, None));
        let mut so_far = so_far.take();
        for option in text.split_whitespace() {
            for tag in option.split(',') {
                if tag.starts_with("!!") {
                    let text = format!("invalid double negative in build constraint: {option}");
                    self.report(pass, pos, text);
                    continue;
                }
                let tag = tag.strip_prefix('!').unwrap_or(tag);
                if !tag.chars().all(constraint::in_tag) {
                    let text = format!("invalid non-alphanumeric build constraint: {option}");
                    self.report(pass, pos, text);
                }
            }
        }
        if !self.wrong {
            let wanted = constraint::parse_options(text);
            tags(pass, pos, &wanted);
            so_far = Some(match so_far {
                Some(so_far) => Constraint::And(Box::new(so_far), Box::new(wanted)),
                None => wanted,
            });
        }
        self.options = self.options.take().map(|(first, _)| (first, so_far));
    }

    /// Compares what the two kinds of lines say.
    fn compare(self, pass: &mut Pass<'_>) {
        let (Some((pos, Some(wanted))), Some((options_pos, Some(options)))) =
            (self.go_build, self.options)
        else {
            return;
        };
        if self.wrong {
            return;
        }
        match wanted.as_options() {
            Ok(wanted) if wanted.to_string() == options.to_string() => {}
            Ok(_) => pass.report_at(options_pos, "+build lines do not match //go:build condition"),
            Err(message) => pass.report_at(pos, message),
        }
    }
}

/// Reports tags that mean a version of Go but are none.
fn tags(pass: &mut Pass<'_>, pos: Pos, wanted: &Constraint) {
    for tag in wanted.tags() {
        let wrong = if tag.starts_with("go1") {
            constraint::version(tag).is_none()
        } else {
            let is_number = |rest: &str| rest.parse::<u32>().is_ok();
            ["go.", "g1.", "go"].iter().any(|start| tag.strip_prefix(start).is_some_and(is_number))
        };
        if wrong {
            pass.report_at(pos, format!("invalid go version \"{tag}\" in build constraint"));
        }
    }
}

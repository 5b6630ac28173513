//! What a search found, in the formats of CONTRACT.md, section 5, and FORMATS.md, section 2.10.
//!
//! [`Summary`] gathers what all formats show; each has a file of its own that turns it into text.

pub(crate) mod execution;
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod junit;
pub(crate) mod mermaid;
pub(crate) mod perfetto;
pub(crate) mod sarif;
pub(crate) mod text;
mod xml;

use frontend::source::SourceMap;
use frontend::span::Pos;
use interp::explain::Story;
use interp::explore::finding::{Finding, Report};
use interp::explore::{Severity, finding};
use std::path::Path;

/// A search that has ended.
pub(crate) struct Summary<'a> {
    /// The program as the user named it.
    pub(crate) program: String,
    pub(crate) schedule: &'a str,
    pub(crate) seed: u64,
    pub(crate) report: &'a Report,
    pub(crate) sources: &'a SourceMap,
    pub(crate) findings: Vec<Found<'a>>,
    /// Distinct endings, if asked for.
    pub(crate) outcomes: Option<Vec<Seen<'a>>>,
    /// Why it is not complete, for people; empty if it is.
    pub(crate) why_incomplete: String,
    pub(crate) interrupted: bool,
    /// The search had to be complete and is not.
    pub(crate) unfinished: bool,
    /// Processor time of all workers.
    pub(crate) cpu_seconds: f64,
    pub(crate) wall_seconds: f64,
}

/// A finding with what is needed to see it again.
pub(crate) struct Found<'a> {
    pub(crate) finding: &'a Finding,
    /// The test that showed it; empty if it is no test.
    pub(crate) test: &'a str,
    /// The execution as a `gw1:` string.
    pub(crate) replay: String,
    /// The command that shows it.
    pub(crate) line: String,
    /// What happened, if it was told.
    pub(crate) story: Option<&'a Story>,
}

/// A distinct ending with what is needed to see it again.
pub(crate) struct Seen<'a> {
    pub(crate) ending: &'a finding::Ending,
    pub(crate) replay: String,
}

impl Summary<'_> {
    /// How many findings are this bad.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|found| found.finding.severity == severity).count()
    }

    /// A position as the reports name it.
    pub(crate) fn place(&self, pos: Pos) -> Place<'_> {
        Place::of(self.sources, pos)
    }
}

/// A severity's name in reports.
pub(crate) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    }
}

/// A position in a source file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Place<'a> {
    /// Relative to the current folder if it is below it.
    pub(crate) file: String,
    pub(crate) line: u32,
    /// In bytes.
    pub(crate) col: u32,
    /// The line's text without its end.
    pub(crate) text: &'a str,
}

impl<'a> Place<'a> {
    pub(crate) fn of(sources: &'a SourceMap, pos: Pos) -> Self {
        let at = sources.locate(pos);
        let file = at.file.map(|file| {
            let here = std::env::current_dir().unwrap_or_default();
            relative(&file.name, &here)
        });
        let text = at
            .file
            .and_then(|file| file.text.lines().nth(usize::try_from(at.line).ok()?.checked_sub(1)?));
        Self {
            file: file.unwrap_or_default(),
            line: at.line,
            col: at.col,
            text: text.unwrap_or_default(),
        }
    }

    /// Whether there is one.
    pub(crate) fn is_known(&self) -> bool {
        self.line != 0
    }
}

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.col)
    }
}

/// A file's name relative to a folder, if it is below it; without `./`.
fn relative(name: &str, here: &Path) -> String {
    let path = Path::new(name);
    let path = path.strip_prefix(here).unwrap_or(path);
    path.strip_prefix("./").unwrap_or(path).display().to_string()
}

/// `1 bug`, `2 bugs`.
pub(crate) fn plural(n: u64, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

#[cfg(test)]
mod tests;

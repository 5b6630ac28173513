//! Kernels of concurrency bugs: each is found, at its lines, within few executions; nothing is
//! reported on their fixed twins. The directives are described in testdata/bugs/README.md.

use crate::optimal::{explore, options};
use crate::support::program::compile;
use crate::support::root;
use interp::code::Code;
use interp::explore::finding::{Finding, Kind};
use interp::lower::Checks;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Executions within which every bug must be found.
const LIMIT: u64 = 100;

/// Whether it is a test file: `gotest` looks at those.
pub(crate) fn is_test(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("_test"))
}

/// All programs below a folder.
fn programs(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("is there") {
        let path = entry.expect("can be read").path();
        if path.is_dir() {
            programs(&path, found);
        } else if path.extension().is_some_and(|e| e == "go") && !is_test(&path) {
            found.push(path);
        }
    }
    found.sort();
}

/// What a `//@ find` line asks for.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) kind: String,
    pub(crate) lines: BTreeSet<u32>,
    pub(crate) text: String,
    var: String,
}

pub(crate) fn wanted(directive: &str) -> Wanted {
    let (kind, rest) = directive.split_once(' ').unwrap_or((directive, ""));
    let mut wanted = Wanted { kind: kind.to_owned(), ..Wanted::default() };
    if let Some(text) = rest.split("text=\"").nth(1).and_then(|t| t.split('"').next()) {
        text.clone_into(&mut wanted.text);
    }
    for word in rest.split_whitespace() {
        if let Some(lines) = word.strip_prefix("line=") {
            wanted.lines = lines.split(',').map(|n| n.parse().expect("a line")).collect();
        } else if let Some(var) = word.strip_prefix("var=") {
            var.clone_into(&mut wanted.var);
        }
    }
    wanted
}

fn matches(code: &Code, wanted: &Wanted, finding: &Finding) -> bool {
    let lines: BTreeSet<u32> =
        finding.locations.iter().map(|l| code.sources.locate(l.pos).line).collect();
    let places = if matches!(finding.kind, Kind::Panic | Kind::Fatal) {
        wanted.lines.is_empty() || !wanted.lines.is_disjoint(&lines)
    } else {
        wanted.lines.is_subset(&lines)
    };
    let mut words = finding.variable.split(|c: char| !c.is_alphanumeric() && c != '_');
    let variable = wanted.var.is_empty() || words.any(|word| word == wanted.var);
    let text = finding.message.contains(&wanted.text) || finding.text.contains(&wanted.text);
    finding.kind.name() == wanted.kind && places && variable && text
}

#[test]
fn bugs_are_found_and_their_fixes_are_clean() {
    let mut files = Vec::new();
    programs(&root().join("testdata/bugs"), &mut files);
    assert!(files.len() >= 120, "60 bugs and their twins");
    let (mut wrong, mut firsts) = (Vec::new(), Vec::new());
    for file in &files {
        let code = compile(file, Checks::Points);
        let mut asked = options("auto");
        asked.max_runs = LIMIT;
        let report = explore(code, asked);
        let text = fs::read_to_string(file).expect("can be read");
        let found: Vec<_> = report.findings.iter().map(|f| (f.kind, &f.message)).collect();
        let directives = text.lines().filter_map(|line| line.strip_prefix("//@ "));
        for directive in directives {
            if directive == "clean" && !report.findings.is_empty() {
                wrong.push(format!("{}: {found:?}", file.display()));
            }
            let Some(directive) = directive.strip_prefix("find ") else { continue };
            let wanted = wanted(directive);
            match report.findings.iter().find(|finding| matches(code, &wanted, finding)) {
                Some(finding) => firsts.push(finding.first_execution),
                None => wrong.push(format!("{}: no {wanted:?} in {found:?}", file.display())),
            }
        }
    }
    firsts.sort_unstable();
    let median = firsts[firsts.len() / 2];
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(median <= 3, "the median of the first executions that show a bug is {median}");
}

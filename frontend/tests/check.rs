//! Annotated programs: `testdata/check/*.go`.
//!
//! `// ERROR "text"` at the end of a line wants an error on that line whose message contains the
//! text; several strings want several errors. `/* ERROR "text" */` also wants it at the token in
//! front of the comment. Every error must be wanted and every wanted error must come.

use frontend::check::{self, Importer, PackageSource};
use std::path::{Path, PathBuf};

/// A small standard library.
struct Std;

const FMT: &str = "package fmt\n\ntype Stringer interface{ String() string }\n\n\
    func Println(a ...any) (n int, err error)\nfunc Sprint(a ...any) string\n\
    func Printf(format string, a ...any) (n int, err error)\n\
    func Errorf(format string, a ...any) error\n";
const OS: &str = "package os\n\nvar Args []string\n\nfunc Exit(code int)\n";
const SYNC: &str = "package sync\n\ntype Mutex struct{ state int32 }\n\n\
    func (m *Mutex) Lock()   {}\nfunc (m *Mutex) Unlock() {}\n";

impl Importer for Std {
    fn import(&mut self, path: &str) -> Option<PackageSource> {
        let text = match path {
            "fmt" => FMT,
            "os" => OS,
            "sync" => SYNC,
            _ => return None,
        };
        let name = format!("{path}.go");
        let files = vec![(name.clone(), name, text.to_owned())];
        Some(PackageSource { files, is_std: true, go_version: (1, 27) })
    }
}

/// An error that must come.
#[derive(Debug)]
struct Wanted {
    line: u32,
    col: Option<u32>,
    text: String,
    met: bool,
}

/// The quoted strings at the start of a text.
fn strings(mut text: &str) -> Vec<String> {
    let mut out = Vec::new();
    loop {
        text = text.trim_start();
        let Some(rest) = text.strip_prefix('"') else { return out };
        let mut string = String::new();
        let mut chars = rest.char_indices();
        let end = loop {
            match chars.next() {
                Some((_, '\\')) => match chars.next() {
                    Some((_, 'n')) => string.push('\n'),
                    Some((_, 't')) => string.push('\t'),
                    Some((_, c)) => string.push(c),
                    None => return out,
                },
                Some((i, '"')) => break i + 1,
                Some((_, c)) => string.push(c),
                None => return out,
            }
        };
        out.push(string);
        text = &rest[end..];
    }
}

/// Column of the last token of a text.
fn last_token(text: &str) -> u32 {
    let text = text.trim_end();
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut start = text.len();
    for (i, c) in text.char_indices().rev() {
        if start == text.len() || word(c) && text[start..].chars().all(word) {
            start = i;
        } else {
            break;
        }
    }
    u32::try_from(start + 1).expect("short lines")
}

fn wanted(text: &str) -> Vec<Wanted> {
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let number = u32::try_from(n + 1).expect("short files");
        let mut from = 0;
        while let Some(at) = line[from..].find("/* ERROR ") {
            let at = from + at;
            for text in strings(&line[at + 9..]) {
                let col = Some(last_token(&line[..at]));
                out.push(Wanted { line: number, col, text, met: false });
            }
            from = at + 9;
        }
        if let Some(at) = line.find("// ERROR ") {
            for text in strings(&line[at + 9..]) {
                out.push(Wanted { line: number, col: None, text, met: false });
            }
        }
    }
    out
}

/// What differs in one file.
fn run(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("a readable file");
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    let mut wanted = wanted(&text);
    let mut version = (1, 27);
    if let Some(minor) = text.lines().next().and_then(|l| l.strip_prefix("// -lang=go1.")) {
        version = (1, minor.trim().parse().expect("a version"));
    }
    let files = vec![(name.clone(), name.clone(), text)];
    let main = PackageSource { files, is_std: false, go_version: version };
    let (program, diagnostics) = check::check_program(main, &mut Std);
    let mut problems = Vec::new();
    for d in diagnostics {
        let at = program.sources.locate(d.span.lo);
        let found = wanted.iter_mut().find(|w| {
            !w.met
                && w.line == at.line
                && w.col.is_none_or(|col| col == at.col)
                && d.message.contains(&w.text)
        });
        match found {
            Some(w) => w.met = true,
            None => problems.push(format!("{name}:{}:{}: stray: {}", at.line, at.col, d.message)),
        }
    }
    for w in wanted.iter().filter(|w| !w.met) {
        problems.push(format!("{name}:{}: missing: {}", w.line, w.text));
    }
    problems
}

#[test]
fn annotated_programs() {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../testdata/check");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&dir)
        .expect("testdata/check")
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "go"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no tests in {}", dir.display());
    let problems: Vec<String> = paths.iter().flat_map(|p| run(p)).collect();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

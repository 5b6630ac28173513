//! `goweave test` prints what `go test` prints.
//!
//! The goldens are real Go's, made by `tests/external/gotest.py -write`.

use crate::support::{goweave, root};
use regex::Regex;
use std::fs;
use std::path::{Path, PathBuf};

/// Times, addresses and lines of Go's own files differ. The same as in `gotest.py`.
const RULES: [(&str, &str); 10] = [
    (r#""Time":"[^"]*","#, ""),
    (r#""Elapsed":[0-9.e-]+"#, r#""Elapsed":0"#),
    (r"[0-9]+\.[0-9]+s\b", "0.00s"),
    (r"goroutine [0-9]+", "goroutine N"),
    (r" \+0x[0-9a-f]+", ""),
    (r"\((\{?0x|\.\.\.|\{\.\.\.)[^)]*\)", "(...)"),
    (r"(\t|\\t)/[^\t ]*/src/(testing|runtime|os|fmt|sync|time)/[^\t ]*\.go:[0-9]+", "${1}GOROOT"),
    (r"(\t|\\t)/[^\t ]*/([^/\t ]+\.go:[0-9]+)", "$1$2"),
    (r"\btesting\.go:[0-9]+:", "testing.go:N:"),
    (r"cpu: [^\n\\]*", "cpu: any"),
];

fn normal(text: &str) -> String {
    RULES.iter().fold(text.to_owned(), |text, (pattern, replacement)| {
        let rule = Regex::new(pattern).expect("is valid");
        rule.replace_all(&text, *replacement).into_owned()
    })
}

/// The archives, sorted.
fn archives() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("testdata/gotest")).expect("is there");
    let mut archives: Vec<_> = entries
        .map(|entry| entry.expect("can be read").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txtar"))
        .collect();
    archives.sort();
    archives
}

/// The flags an archive wants.
fn flags(archive: &Path) -> Vec<String> {
    let text = fs::read_to_string(archive).expect("can be read");
    let flags = text.strip_prefix("-- flags --\n").and_then(|rest| rest.lines().next());
    flags.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

#[test]
fn output_is_that_of_go_test() {
    let mut wrong = Vec::new();
    for archive in archives() {
        for (mode, flag) in [("json", Some("-json")), ("txt", None), ("v", Some("-v"))] {
            let mut args = vec!["test".to_owned()];
            args.extend(flag.map(str::to_owned));
            args.extend(flags(&archive));
            args.push(archive.display().to_string());
            let run = goweave(&args);
            let golden = archive.with_extension(mode);
            let wanted = fs::read_to_string(&golden).expect("is there");
            let ours = normal(&run.stdout);
            if ours != wanted {
                let lines = ours.lines().zip(wanted.lines());
                let first = lines.into_iter().find(|(ours, wanted)| ours != wanted);
                wrong.push(format!("{}: {first:#?}", golden.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

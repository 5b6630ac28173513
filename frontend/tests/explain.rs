//! Every code has an explanation, and every example has the code it is an example of.

use frontend::check::{self, Importer, PackageSource};
use frontend::explain::topics;
use frontend::symbol::Symbol;
use frontend::types::PackageId;
use frontend::vet;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The standard library as it lies in the repository.
struct Std;

impl Importer for Std {
    fn import(&mut self, path: &str) -> Option<PackageSource> {
        let dir = root().join("stdlib/go").join(path);
        let mut paths: Vec<_> =
            fs::read_dir(dir).ok()?.map(|entry| entry.expect("can be read").path()).collect();
        paths.retain(|path| path.extension().is_some_and(|e| e == "go"));
        paths.sort();
        let read = |path: PathBuf| {
            let name = path.display().to_string();
            (name.clone(), name, fs::read_to_string(&path).expect("can be read"))
        };
        let files: Vec<_> = paths.into_iter().map(read).collect();
        (!files.is_empty()).then_some(PackageSource { files, is_std: true, go_version: (1, 27) })
    }
}

/// The codes that a program has: those of its errors, or those of vet.
fn codes(text: &str) -> Vec<String> {
    let files = vec![("main.go".to_owned(), "main.go".to_owned(), text.to_owned())];
    let main = PackageSource { files, is_std: false, go_version: (1, 27) };
    let (mut program, mut found) = check::check_program(main, &mut Std);
    if found.is_empty() {
        let id = PackageId(u32::try_from(program.packages.len() - 1).expect("few"));
        let packages = [(id, Symbol::intern("command-line-arguments"))];
        found = vet::vet(&mut program, &packages, &|_| true);
        return found.iter().map(|d| d.code.to_owned()).collect();
    }
    found.iter().take(1).map(|d| d.code.to_owned()).collect()
}

#[test]
fn examples_have_their_codes() {
    let mut wrong = Vec::new();
    for topic in topics().iter().filter(|topic| !topic.example.is_empty()) {
        let found = codes(&topic.program());
        if !found.iter().any(|code| code == topic.names[0]) {
            wrong.push(format!("{}: {found:?}\n{}", topic.names[0], topic.program()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The Rust files below a folder.
fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("is there") {
        let path = entry.expect("can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Words that look like codes and are none: names of built-in functions and of file kinds.
const NO_CODES: &[&str] =
    &["code", "cap", "new", "panic", "print", "println", "real", "imag", "variable"];

/// A code is a lower-case literal that follows a place in a call that makes a diagnostic.
fn codes_in(text: &str, found: &mut BTreeSet<String>) {
    for (at, _) in text.match_indices("error(") {
        let rest: String = text[at..].chars().take(200).collect();
        let call = rest.split(';').next().unwrap_or_default();
        let mut parts = call.split('"');
        let before = parts.next().unwrap_or_default();
        let Some(word) = parts.next() else { continue };
        let is_code = word.chars().all(|c| c.is_ascii_lowercase() || c == '-') && word.len() > 2;
        if is_code && before.trim_end().ends_with(',') && !NO_CODES.contains(&word) {
            found.insert(word.to_owned());
        }
    }
}

#[test]
fn every_code_is_explained() {
    let mut files = Vec::new();
    for folder in ["check", "parser"] {
        sources(&root().join("frontend/src").join(folder), &mut files);
    }
    let mut wanted = BTreeSet::new();
    for file in files {
        codes_in(&fs::read_to_string(file).expect("can be read"), &mut wanted);
    }
    assert!(wanted.len() > 80, "only {} codes", wanted.len());
    wanted.extend(vet::ANALYZERS.iter().map(|analyzer| analyzer.name.to_owned()));
    let known: BTreeSet<String> = topics().iter().map(|t| t.names[0].to_owned()).collect();
    let missing: Vec<_> = wanted.difference(&known).collect();
    assert!(missing.is_empty(), "no explanation of {missing:?}");
}

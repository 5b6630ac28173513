//! Tidiness: length of files, module documentation, paths that documents name.

use crate::support::root;
use std::fs;
use std::path::{Path, PathBuf};

/// Most lines of a file.
const LINES: usize = 600;

/// Files that are longer, and why.
const LONG: &[(&str, &str)] = &[("frontend/src/parser/grammar.lalrpop", "one grammar")];

/// The files below a folder that end in `.rs` or `.lalrpop`, sorted.
fn sources() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders: Vec<_> =
        ["src", "frontend", "interp", "stdlib", "tests"].map(|dir| root().join(dir)).to_vec();
    while let Some(dir) = folders.pop() {
        for entry in fs::read_dir(&dir).expect("is there") {
            let path = entry.expect("can be read").path();
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
            if path.is_dir() && name != "target" && !name.starts_with('.') {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs" || e == "lalrpop") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).expect("is below").display().to_string()
}

#[test]
fn files_are_short() {
    let long: Vec<_> = sources()
        .iter()
        .filter(|path| !LONG.iter().any(|(name, _)| shown(path) == *name))
        .filter_map(|path| {
            let lines = fs::read_to_string(path).expect("can be read").lines().count();
            (lines > LINES).then(|| format!("{} has {lines} lines", shown(path)))
        })
        .collect();
    assert!(long.is_empty(), "over {LINES} lines:\n{}", long.join("\n"));
}

#[test]
fn files_say_what_they_are() {
    let silent: Vec<_> = sources()
        .iter()
        .filter(|path| !path.ends_with("tests.rs") && path.extension().is_some_and(|e| e == "rs"))
        .filter(|path| !fs::read_to_string(path).expect("can be read").starts_with("//!"))
        .map(|path| shown(path))
        .collect();
    assert!(silent.is_empty(), "no //! at the top:\n{}", silent.join("\n"));
}

#[test]
fn the_architecture_names_what_exists() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("is there");
    let missing: Vec<_> = text
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| word.contains('/') && !word.contains([' ', '<', '*', '$', '{', ':']))
        .filter(|word| !root().join(word).exists())
        .collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names what is not there: {missing:?}");
}

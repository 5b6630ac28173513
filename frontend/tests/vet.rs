//! The analyzers of vet on programs: `testdata/vet/go/*.go` with what `go vet` prints beside them
//! (`tests/external/vet.py` writes it), `testdata/vet/own/*.go` for the analyzers that only
//! goweave has, and the golden programs that run, on which vet must say what `go vet` says.
//!
//! Packages come from `stdlib/go`; those that are only needed here from `testdata/vet/std`.

use frontend::check::{self, BUILD_ONLY, DIRECTIVE, Importer, PackageSource};
use frontend::symbol::Symbol;
use frontend::types::PackageId;
use frontend::vet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The standard library as it lies in the repository.
struct Std;

impl Importer for Std {
    fn import(&mut self, path: &str) -> Option<PackageSource> {
        let dirs = ["stdlib/go", "testdata/vet/std"].map(|dir| root().join(dir).join(path));
        let files = dirs.iter().map(|dir| go_files(dir)).find(|files| !files.is_empty())?;
        let read = |path: PathBuf| {
            let name = path.display().to_string();
            (name.clone(), name, fs::read_to_string(&path).expect("can be read"))
        };
        let files = files.into_iter().map(read).collect();
        Some(PackageSource { files, is_std: true, go_version: (1, 27) })
    }
}

/// The Go files of a directory, sorted.
fn go_files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.expect("can be read").path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "go"));
    files.sort();
    files
}

/// What vet says about a file, a line each; what does not check is said first. With `own`: the
/// analyzers that only goweave has, else those of `go vet`.
fn vet(path: &Path, own: bool) -> String {
    let text = fs::read_to_string(path).expect("can be read");
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    let files = vec![(name.clone(), name, text)];
    let main = PackageSource { files, is_std: false, go_version: (1, 27) };
    let (mut program, mut found) = check::check_program(main, &mut Std);
    found.retain(|d| d.code != BUILD_ONLY && d.code != DIRECTIVE);
    if found.is_empty() {
        let id = PackageId(u32::try_from(program.packages.len() - 1).expect("few"));
        let packages = [(id, Symbol::intern("command-line-arguments"))];
        found = vet::vet(&mut program, &packages, &|name| {
            (name.contains('/') || name == "nilness") == own
        });
    }
    let mut lines = Vec::new();
    for d in found {
        let at = program.sources.locate(d.span.lo);
        let file = at.file.map_or("", |file| file.name.as_str());
        let code = if own { format!(" [{}]", d.code) } else { String::new() };
        let text = format!("{file}:{}:{}: {}{code}\n", at.line, at.col, d.message);
        lines.push((at.line, at.col, text));
    }
    lines.sort();
    lines.into_iter().map(|line| line.2).collect()
}

/// Files whose findings differ from those in the file beside them.
fn differing(folder: &str, own: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let files = go_files(&root().join("testdata/vet").join(folder));
    assert!(!files.is_empty(), "no programs in testdata/vet/{folder}");
    for file in files {
        let got = vet(&file, own);
        let expectation = file.with_extension("out");
        if own && std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&expectation, &got).expect("can be written");
        }
        let want = fs::read_to_string(&expectation).unwrap_or_default();
        if got != want {
            wrong.push(format!("{}\n got:\n{got}want:\n{want}", file.display()));
        }
    }
    wrong
}

#[test]
fn go_analyzers() {
    let wrong = differing("go", false);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn own_analyzers() {
    let wrong = differing("own", true);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Golden programs that our own analyzers are right about: they go wrong on purpose.
const ON_PURPOSE: &[&str] = &["stdlib/fmt/methods.go"];

/// `tests/external/vet.py` writes `testdata/vet/corpus.out` anew.
#[test]
fn golden_programs_have_no_other_findings() {
    let known = fs::read_to_string(root().join("testdata/vet/corpus.out")).expect("is there");
    let mut wrong = Vec::new();
    let mut folders =
        ["run", "stdlib", "explore"].map(|f| root().join("testdata").join(f)).to_vec();
    let mut count = 0;
    while let Some(dir) = folders.pop() {
        let entries = fs::read_dir(&dir).expect("is there");
        folders.extend(entries.map(|e| e.expect("can be read").path()).filter(|p| p.is_dir()));
        for file in go_files(&dir) {
            let name = file.strip_prefix(root().join("testdata")).expect("is below");
            let name = name.to_str().expect("is UTF-8");
            let base = file.file_name().expect("a name").to_string_lossy().into_owned();
            for finding in vet(&file, false).lines().map(|line| line.replacen(&base, name, 1)) {
                if !known.lines().any(|line| line == finding) {
                    wrong.push(finding);
                }
            }
            if !ON_PURPOSE.contains(&name) {
                wrong.extend(vet(&file, true).lines().map(|line| line.replacen(&base, name, 1)));
            }
            count += 1;
        }
    }
    assert!(count > 50, "only {count} programs");
    assert!(wrong.is_empty(), "go vet does not say:\n{}", wrong.join("\n"));
}

/// `VET_FILES="a.go b.go"` prints what vet says about them, for `tests/external/vet.py`.
#[test]
fn files_of_the_environment() {
    let files = std::env::var("VET_FILES").unwrap_or_default();
    for file in files.split_whitespace() {
        println!(
            "=== {file}\n{}--- own\n{}",
            vet(Path::new(file), false),
            vet(Path::new(file), true)
        );
    }
}

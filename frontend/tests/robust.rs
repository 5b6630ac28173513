//! Lexer, parser and checker answer to any text, soon and without a panic; printing a tree and
//! parsing it again gives the same tree.
//!
//! `GOWEAVE_FUZZ=N` makes N mutants instead of the ordinary test's few, `GOWEAVE_FUZZ_SEED=S` others.

use cpu_time::ThreadTime;
use frontend::ast::dump::dump;
use frontend::ast::print::source;
use frontend::ast::{self, NodeIds};
use frontend::check::{Importer, PackageSource, check_program};
use frontend::diagnostic::Diagnostic;
use frontend::parser::parse_file;
use frontend::source::SourceMap;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs, thread};

/// The stack that the command gives its main thread.
const STACK: usize = 64 << 20;

/// CPU time that one program may take, in a build that is hardly optimized.
const BOUND: Duration = Duration::from_secs(5);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The Go files below a folder, in order.
fn files_below(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).expect("is there") {
        let path = entry.expect("can be read").path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else if path.extension().is_some_and(|e| e == "go") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn texts_below(folders: &[&str]) -> Vec<String> {
    let files = folders.iter().flat_map(|folder| files_below(&root().join(folder)));
    files.filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// The library, as goweave has it.
#[derive(Default)]
struct Library {
    packages: HashMap<String, Option<PackageSource>>,
}

impl Importer for Library {
    fn import(&mut self, path: &str) -> Option<PackageSource> {
        let read = || {
            let dir = root().join("stdlib/go").join(path);
            let entries = fs::read_dir(dir).ok()?;
            let mut files: Vec<_> = entries
                .filter_map(Result::ok)
                .map(|entry| entry.path())
                .filter(|path| path.extension().is_some_and(|e| e == "go"))
                .filter_map(|path| {
                    let name = path.display().to_string();
                    Some((name.clone(), name, fs::read_to_string(path).ok()?))
                })
                .collect();
            files.sort();
            (!files.is_empty()).then_some(PackageSource {
                files,
                is_std: true,
                go_version: (1, 27),
            })
        };
        self.packages.entry(path.to_owned()).or_insert_with(read).clone()
    }
}

fn parse(text: &str) -> (ast::File, Vec<Diagnostic>) {
    let mut sources = SourceMap::default();
    let id = sources.add("x.go".to_owned(), "/x.go".to_owned(), text.to_owned());
    parse_file(&sources, id, &mut NodeIds::default())
}

fn check(text: &str, library: &mut Library) {
    let files = vec![("x.go".to_owned(), "/x.go".to_owned(), text.to_owned())];
    let main = PackageSource { files, is_std: false, go_version: (1, 27) };
    check_program(main, library);
}

/// Checks a program; answers what went wrong with that.
fn problem(name: &str, text: &str, library: &mut Library) -> Option<String> {
    let start = ThreadTime::now();
    let result = catch_unwind(AssertUnwindSafe(|| check(text, library)));
    let took = start.elapsed();
    match result {
        Err(_) => Some(format!("{name}: the checker panicked")),
        Ok(()) if took > BOUND => Some(format!("{name}: checking took {took:?}")),
        Ok(()) => None,
    }
}

/// Checks a program, soon and without a panic.
fn answers(name: &str, text: &str, library: &mut Library) {
    if let Some(problem) = problem(name, text, library) {
        panic!("{problem}:\n{text}");
    }
}

/// If a text parses, its tree printed parses to the same tree.
fn round_trip(name: &str, text: &str) {
    let (file, errors) = parse(text);
    if !errors.is_empty() {
        return;
    }
    let printed = source(&file);
    let (again, errors) = parse(&printed);
    let errors: Vec<_> = errors.into_iter().map(|d| d.message).collect();
    assert!(errors.is_empty(), "{name}: {errors:?} in\n{printed}");
    assert_eq!(dump(&file), dump(&again), "{name}: printed as\n{printed}");
}

fn with_stack(f: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(STACK).spawn(f);
    thread.expect("threads can start").join().expect("no panic");
}

/// A linear congruential generator is random enough.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % n.max(1)
    }

    fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len())]
    }
}

/// What is put into programs.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    ".",
    ":",
    ":=",
    "=",
    "...",
    "<-",
    "++",
    "*",
    "&",
    "!",
    "~",
    "|",
    "+",
    "-",
    "<<",
    "==",
    "\n",
    "\"",
    "`",
    "'",
    "//",
    "/*",
    "*/",
    "\0",
    "\u{feff}",
    "é",
    "func",
    "type",
    "struct",
    "interface",
    "map",
    "chan",
    "go",
    "defer",
    "select",
    "switch",
    "case",
    "default",
    "for",
    "range",
    "if",
    "else",
    "return",
    "goto",
    "break",
    "continue",
    "fallthrough",
    "var",
    "const",
    "import",
    "package",
    "iota",
    "nil",
    "any",
    "comparable",
    "error",
    "int",
    "T",
    "x",
    "_",
    "main",
    "0",
    "1",
    "08",
    "0x",
    "1e9999",
    "1<<1000000",
    "'a'",
    "\"s\"",
    "1.5i",
    "[P any]",
    "[T[int]]",
    "func() {}",
    "struct{}",
    "interface{}",
    "[...]int{}",
    "T{}",
    "len(x)",
    "append",
    "make",
    "unsafe.Sizeof",
    "x.(type)",
    "L:",
    "~int",
    "type T = T",
    "type T T",
];

/// A program with a few places changed.
fn mutant(texts: &[String], random: &mut Random) -> String {
    let mut text = texts[random.below(texts.len())].clone();
    for _ in 0..=random.below(4) {
        let cuts: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let start = random.below(cuts.len());
        let end = (start + 1 + random.below(12)).min(cuts.len() - 1);
        let (lo, hi) = (cuts[start], cuts[end].max(cuts[start]));
        match random.below(6) {
            0 => text.replace_range(lo..hi, ""),
            1 => text.insert_str(lo, &format!(" {} ", random.pick(PIECES))),
            2 => text.replace_range(lo..hi, random.pick(PIECES)),
            3 => {
                let copy = text[lo..hi].to_owned();
                text.insert_str(hi, &copy.repeat(1 + random.below(3)));
            }
            4 => text.truncate(hi),
            _ => {
                let other = &texts[random.below(texts.len())];
                let line = other.lines().nth(random.below(other.lines().count())).unwrap_or("");
                let at = text[..lo].rfind('\n').map_or(0, |i| i + 1);
                text.insert_str(at, &format!("{line}\n"));
            }
        }
    }
    text
}

/// A number from the environment.
fn number(name: &str, default: u64) -> u64 {
    env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}

#[test]
fn mutants_are_answered() {
    with_stack(|| {
        let texts = texts_below(&["testdata", "fuzz/corpus"]);
        let mut library = Library::default();
        let mut random = Random(number("GOWEAVE_FUZZ_SEED", 1));
        for i in 0..number("GOWEAVE_FUZZ", 2_000) {
            let text = mutant(&texts, &mut random);
            let name = format!("mutant {i}");
            // Most mutants do not parse, which is soon found out.
            answers(&name, &text, &mut library);
            round_trip(&name, &text);
        }
    });
}

#[test]
fn fuzz_corpus_is_answered() {
    with_stack(|| {
        let mut library = Library::default();
        for dir in ["lex", "parse", "check"] {
            let dir = root().join("fuzz/corpus").join(dir);
            for entry in fs::read_dir(&dir).expect("is there") {
                let path = entry.expect("can be read").path();
                let bytes = fs::read(&path).expect("can be read");
                let name = path.display().to_string();
                answers(&name, &String::from_utf8_lossy(&bytes), &mut library);
            }
        }
    });
}

#[test]
fn printed_trees_parse_to_the_same_trees() {
    with_stack(|| {
        let mut n = 0;
        for dir in ["testdata", "stdlib/go"] {
            for path in files_below(&root().join(dir)) {
                if let Ok(text) = fs::read_to_string(&path) {
                    round_trip(&path.display().to_string(), &text);
                    n += 1;
                }
            }
        }
        assert!(n > 300, "only {n} files");
    });
}

//! Golden tests of lexer and parser: `testdata/lex/*.go` → `.tokens`, `testdata/parse/ok/*.go` →
//! `.ast`, `testdata/parse/err/*.go` → `.err` (real Go's messages). `UPDATE_EXPECT=1` blesses.

use expect_test::expect_file;
use frontend::ast::NodeIds;
use frontend::ast::dump::dump;
use frontend::diagnostic::Diagnostic;
use frontend::lexer;
use frontend::parser::parse_file;
use frontend::source::SourceMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The Go files of a folder below `testdata`, in order.
fn files(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata").join(folder);
    let entries = std::fs::read_dir(&root).expect("the folder exists");
    let mut files: Vec<PathBuf> = entries
        .map(|e| e.expect("the folder is readable").path())
        .filter(|p| p.extension().is_some_and(|e| e == "go"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no files in {}", root.display());
    files
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("the file is readable")
}

/// Parses `text`; answers the dump and gc's form of the diagnostics.
fn parse(text: String) -> (String, String) {
    let mut sources = SourceMap::default();
    let id = sources.add("x.go".to_owned(), "/x.go".to_owned(), text);
    let (file, diagnostics) = parse_file(&sources, id, &mut NodeIds::default());
    let mut errors = String::new();
    for Diagnostic { span, message, .. } in diagnostics {
        let at = sources.locate(span.lo);
        writeln!(errors, "{}:{}: {message}", at.line, at.col).expect("strings take everything");
    }
    (dump(&file), errors)
}

#[test]
fn tokens() {
    for path in files("lex") {
        let text = read(&path);
        let (tokens, errors) = lexer::scan(&text);
        let mut out = String::new();
        for t in tokens {
            let text = &text[t.lo as usize..t.hi as usize];
            writeln!(out, "{} {:?} {text:?}", t.lo, t.kind).expect("strings take everything");
        }
        for (at, msg) in errors {
            writeln!(out, "{at}: {msg}").expect("strings take everything");
        }
        expect_file![path.with_extension("tokens")].assert_eq(&out);
    }
}

#[test]
fn trees() {
    for path in files("parse/ok") {
        let (tree, errors) = parse(read(&path));
        assert_eq!(errors, "", "{}", path.display());
        expect_file![path.with_extension("ast")].assert_eq(&tree);
    }
}

#[test]
fn errors() {
    for path in files("parse/err") {
        let (_, errors) = parse(read(&path));
        assert_ne!(errors, "", "{}", path.display());
        expect_file![path.with_extension("err")].assert_eq(&errors);
    }
}

#[test]
fn literals_mean_what_the_spec_says() {
    use lexer::literal::{unquote, unquote_rune};
    assert_eq!(unquote(r#""a\\\x41\u00e9\377\n""#), b"a\\A\xc3\xa9\xff\n");
    assert_eq!(unquote("`a\\n\r\n`"), b"a\\n\n");
    assert_eq!(unquote_rune(r"'\''"), 39);
    assert_eq!(unquote_rune(r"'\U00101234'"), 0x0010_1234);
    assert_eq!(unquote_rune("'世'"), 0x4e16);
}

#[test]
fn build_lines_set_the_version() {
    let version = |line: &str| {
        let mut sources = SourceMap::default();
        let text = format!("// comment\n\n{line}\n\npackage p\n");
        let id = sources.add("x.go".to_owned(), "/x.go".to_owned(), text);
        parse_file(&sources, id, &mut NodeIds::default()).0.go_version
    };
    assert_eq!(version("//go:build go1.21"), Some((1, 21)));
    assert_eq!(version("//go:build linux && go1.18"), Some((1, 18)));
    assert_eq!(version("//go:build go1.22 || (go1.20 && linux)"), Some((1, 20)));
    assert_eq!(version("//go:build go1.22 || linux"), None);
    assert_eq!(version("//go:generate go1.22"), None);
}

/// Runs `f` with the stack that the command gives its main thread.
fn with_stack(f: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(f);
    thread.expect("threads can start").join().expect("no panic");
}

#[test]
fn long_chains_parse() {
    with_stack(|| {
        let (_, errors) = parse(format!("package p\nvar x = {}a\n", "a+".repeat(10_000)));
        assert_eq!(errors, "");
    });
}

#[test]
fn what_nests_too_deep_is_refused() {
    with_stack(|| {
        for text in ["(", "!", "[]", "chan ", "func() ", "{", "map[a]", "<-", "a.b+", "L: "] {
            for n in [1_000, 100_000] {
                let var = format!("package p\nvar x = {}\n", text.repeat(n));
                let body = format!("package p\nfunc f() {{\n{}\n", text.repeat(n));
                for text in [var, body] {
                    let (_, errors) = parse(text);
                    assert!(n == 1_000 || errors.contains("exceeded max nesting depth"));
                }
            }
        }
    });
}

/// Any bytes end in a tree and diagnostics: prefixes, suffixes and mixtures of real programs.
#[test]
fn garbage_does_not_panic() {
    with_stack(|| {
        let texts: Vec<String> = files("parse/ok").iter().map(|p| read(p)).collect();
        let all = texts.concat();
        let cuts: Vec<usize> = all.char_indices().map(|(i, _)| i).collect();
        // A linear congruential generator is random enough.
        let mut state = 1_usize;
        let mut cut = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            cuts[(state >> 33) % cuts.len()]
        };
        for _ in 0..2_000 {
            let (a, b, c) = (cut(), cut(), cut());
            let part = |x: usize, y: usize| &all[x.min(y)..x.max(y)];
            let pick = |s: &str, n: usize| s.chars().take(n % 400).collect::<String>();
            let text = [pick(part(a, b), a), pick(part(b, c), b), pick(part(a, c), c)].concat();
            parse(format!("package p\n{text}"));
        }
    });
}

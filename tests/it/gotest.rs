//! `goweave test` prints what `go test` prints.
//!
//! The goldens are real Go's, made by `tests/external/gotest.py -write`.

use crate::bugs::{self, wanted};
use crate::support::{goweave, goweave_in, root, scratch};
use regex::Regex;
use serde_json::Value;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Times, addresses and lines of Go's own files differ. The same as in `gotest.py`.
const RULES: [(&str, &str); 12] = [
    (r#""Time":"[^"]*","#, ""),
    (r#""Elapsed":[0-9.e-]+"#, r#""Elapsed":0"#),
    (r"[0-9]+\.[0-9]+s\b", "0.00s"),
    (r"goroutine [0-9]+", "goroutine N"),
    (r" \+0x[0-9a-f]+", ""),
    (r"\((\{?0x|\.\.\.|\{\.\.\.)[^)]*\)", "(...)"),
    (
        r"(\t|\\t)/[^\t ]*/src/(testing|runtime|os|fmt|sync|time|reflect)/[^\t ]*\.go:[0-9]+",
        "${1}GOROOT",
    ),
    (r"(\t|\\t)/[^\t ]*/([^/\t ]+\.go:[0-9]+)", "$1$2"),
    (r"\b(testing|fuzz)\.go:[0-9]+:", "$1.go:N:"),
    (r"cpu: [^\n\\]*", "cpu: any"),
    (r"\bpc=0x[0-9a-f]+", "pc=0x0"),
    (r"_testmain\.go:[0-9]+", "_testmain.go:N"),
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

/// Makes a folder with a module and one test file.
fn module(name: &str, text: &str) -> PathBuf {
    let dir = scratch("gotest").join(name);
    fs::create_dir_all(&dir).expect("can be made");
    fs::write(dir.join("go.mod"), format!("module ex/{name}\n\ngo 1.27\n"))
        .expect("can be written");
    fs::write(dir.join("a_test.go"), text).expect("can be written");
    dir
}

#[test]
fn the_package_of_the_folder_is_tested_by_default() {
    let text = "package a\nimport \"testing\"\nfunc TestA(t *testing.T) { t.Log(1) }\n\
        func TestB(t *testing.T) { t.Error(2) }\n";
    let dir = module("here", text);
    let run = goweave_in(&dir, &["test"], "");
    let wanted =
        "--- FAIL: TestB (0.00s)\n    a_test.go:4: 2\nFAIL\nexit status 1\nFAIL\tex/here\t";
    assert!(run.stdout.starts_with(wanted), "{}", run.stdout);
    assert_eq!((run.status, run.stderr.as_str()), (1, "to reproduce: goweave test\n"));
    let run = goweave_in(&dir, &["test", "-run=TestA", "-v"], "");
    assert!(run.stdout.contains("--- PASS: TestA") && !run.stdout.contains("TestB"));
    assert_eq!(run.status, 0, "{}", run.stderr);
    let run = goweave_in(&dir, &["test", "-list=."], "");
    assert!(run.stdout.starts_with("TestA\nTestB\nok  \tex/here\t"), "{}", run.stdout);
    let run = goweave_in(&dir, &["test", "a_test.go"], "");
    assert!(run.stdout.contains("FAIL\tcommand-line-arguments\t"), "{}", run.stdout);
    assert_eq!(goweave_in(&dir, &["test", "./nowhere"], "").status, 1);
}

#[test]
fn files_of_the_module_are_there() {
    let text = "package a\nimport (\n\"testing\"\n\"ex/files/load\"\n)\n\
        func TestA(t *testing.T) { t.Log(load.Text(\"testdata/own\"), load.Text(\"../shared\")) }\n";
    let dir = module("files", "package files\n");
    for folder in ["load", "a/testdata"] {
        fs::create_dir_all(dir.join(folder)).expect("can be made");
    }
    let load = "package load\nimport \"os\"\n\
        func Text(name string) string { b, err := os.ReadFile(name); if err != nil { panic(err) }; return string(b) }\n";
    for (name, text) in [
        ("load/load.go", load),
        ("a/a_test.go", text),
        ("a/testdata/own", "mine"),
        ("shared", "everybody's"),
    ] {
        fs::write(dir.join(name), text).expect("can be written");
    }
    let run = goweave_in(&dir.join("a"), &["test", "-v"], "");
    assert!(run.stdout.contains("a_test.go:6: mine everybody's\n"), "{}", run.stdout);
}

#[test]
fn deadlocks_and_leaks_are_told_at_once() {
    let text = "package a\nimport \"testing\"\nfunc TestStuck(t *testing.T) { <-make(chan int) }\n";
    let run = goweave_in(&module("stuck", text), &["test"], "");
    assert!(run.stdout.contains("fatal error: all goroutines are asleep - deadlock!"));
    assert!(
        run.stderr.contains("deadlock: ") && run.stderr.contains("a_test.go:3"),
        "{}",
        run.stderr
    );
    assert_eq!(run.status, 1);
    let text = "package a\nimport (\"testing\"; \"testing/synctest\")\n\
        func TestBubble(t *testing.T) {\n\
        synctest.Test(t, func(t *testing.T) { <-make(chan int) })\n}\n";
    let run = goweave_in(&module("bubble", text), &["test"], "");
    assert!(run.stdout.contains("panic: deadlock: all goroutines in bubble are blocked"));
    let blocked = " [chan receive (durable), synctest bubble 1]:\nex/bubble.TestBubble.func1(";
    assert!(run.stdout.contains(blocked), "{}", run.stdout);
    let text = "package a\nimport \"testing\"\nfunc TestLeaks(t *testing.T) {\n\
        ch := make(chan int)\n go func() { ch <- 1 }()\n}\n";
    let dir = module("leaks", text);
    let run = goweave_in(&dir, &["test"], "");
    assert!(run.stderr.contains("warning: goroutine-leak: "), "{}", run.stderr);
    assert_eq!(run.status, 0);
    assert_eq!(goweave_in(&dir, &["test", "-detect=leak"], "").status, 1);
}

#[test]
fn time_is_virtual_and_ends() {
    let text = "package a\nimport (\"testing\"; \"time\")\n\
        func TestLong(t *testing.T) { time.Sleep(time.Hour) }\n";
    let dir = module("long", text);
    let run = goweave_in(&dir, &["test"], "");
    let wanted = "panic: test timed out after 10m0s\n\trunning tests:\n\t\tTestLong (10m0s)\n";
    assert!(run.stdout.contains(wanted), "{}", run.stdout);
    let run = goweave_in(&dir, &["test", "-timeout=2h"], "");
    assert!(run.stdout.contains("PASS\nok  \tex/long\t3600.0"), "{}", run.stdout);
}

/// Reads lines up to one that contains a text.
fn read_to(lines: &mut impl Iterator<Item = io::Result<String>>, text: &str) -> Vec<String> {
    let mut read = Vec::new();
    for line in lines {
        read.push(line.expect("is text"));
        if read.last().is_some_and(|line| line.contains(text)) {
            break;
        }
    }
    read
}

#[test]
fn output_comes_while_tests_run() {
    let text = "package a\nimport \"testing\"\nfunc TestFine(t *testing.T) { t.Log(\"one\") }\n\
        func TestHangs(t *testing.T) { t.Log(\"two\"); for { } }\n";
    let dir = module("hangs", text);
    for (flags, signal) in [
        (&["-v", "./..."][..], "signal: interrupt"),
        (&["-json"], r#""Output":"signal: interrupt\n""#),
        (&["-v", "-race"], "signal: interrupt"),
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_goweave"))
            .arg("test")
            .args(flags)
            .current_dir(&dir)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("goweave can be started");
        let stdout = child.stdout.take().expect("is piped");
        let mut lines = BufReader::new(stdout).lines();
        let first = read_to(&mut lines, "two");
        assert!(first.iter().any(|line| line.contains("--- PASS: TestFine")), "{first:?}");
        assert_eq!(child.try_wait().expect("was started"), None, "{flags:?}: {first:?}");
        let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        assert!(killed.expect("kill is there").success());
        let rest = read_to(&mut lines, "FAIL\tex/hangs");
        assert!(rest[0].contains(signal), "{flags:?}: {rest:?}");
        assert_eq!(child.wait().expect("was started").code(), Some(1));
    }
}

#[test]
fn races_fail_the_test() {
    let text = "package a\nimport \"testing\"\nfunc TestRace(t *testing.T) {\n n := 0\n\
        done := make(chan bool)\n go func() { n++; close(done) }()\n n++\n <-done\n t.Log(\"end\")\n}\n";
    let dir = module("race", text);
    assert_eq!(goweave_in(&dir, &["test"], "").status, 0);
    let run = goweave_in(&dir, &["test", "-race"], "");
    assert_eq!(run.status, 1);
    let at = |text: &str| run.stdout.find(text).unwrap_or_else(|| panic!("{text}: {}", run.stdout));
    let race = at("WARNING: DATA RACE");
    assert!(race < at("--- FAIL: TestRace"));
    assert!(
        normal(&run.stdout).contains("    testing.go:N: race detected during execution of test\n")
    );
}

#[test]
fn every_test_is_searched() {
    let text = "package a\nimport (\"sync/atomic\"; \"testing\")\n\
        func TestLost(t *testing.T) {\n var n atomic.Int32\n done := make(chan bool)\n\
        go func() { n.Store(n.Load() + 1); close(done) }()\n n.Store(n.Load() + 1)\n <-done\n\
        if n.Load() != 2 {\n t.Error(\"lost\")\n }\n}\nfunc TestFine(t *testing.T) {}\n";
    let dir = module("searched", text);
    let run = goweave_in(&dir, &["test", "-explore", "-format=json"], "");
    assert_eq!(run.status, 1, "{}", run.stderr);
    let document: Value = serde_json::from_str(&run.stdout).expect("is JSON");
    let finding = &document["findings"][0];
    assert_eq!(finding["kind"], "test-failure");
    assert_eq!(finding["test"], "TestLost");
    assert_eq!(finding["locations"][0]["line"], 10);
    let replay = finding["replay"].as_str().expect("is a string");
    let run = goweave_in(
        &dir,
        &["run", "-replay", replay, ".", "-test.parallel=8", "-test.run=^TestLost$"],
        "",
    );
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stdout.contains("a_test.go:10: lost"), "{}", run.stdout);
    let run =
        goweave_in(&dir, &["explore", "-require-complete", "a_test.go", "-test.run=Fine"], "");
    assert_eq!(run.status, 0, "{}", run.stderr);
}

/// Bugs that misuse package testing are found within 100 executions, and nothing in their twins.
#[test]
fn misused_testing_is_found() {
    let dir = root().join("testdata/bugs/testing");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(&dir).expect("is there") {
        let path = entry.expect("can be read").path();
        assert!(bugs::is_test(&path), "{}", path.display());
        let name = path.file_name().expect("has one").to_string_lossy().into_owned();
        let run =
            goweave_in(&dir, &["explore", "-all", "-format=json", "-max-runs=100", &name], "");
        let document: Value = serde_json::from_str(&run.stdout).expect("is JSON");
        let findings = document["findings"].as_array().expect("is a list");
        let text = fs::read_to_string(&path).expect("can be read");
        let directive = text.lines().find_map(|line| line.strip_prefix("//@ ")).expect("has one");
        let Some(directive) = directive.strip_prefix("find ") else {
            if !findings.is_empty() {
                wrong.push(format!("{name}: {findings:?}"));
            }
            continue;
        };
        let wanted = wanted(directive);
        let is_it = |finding: &&Value| {
            let places = finding["locations"].as_array().expect("is a list");
            let has = |line: &u32| places.iter().any(|at| at["line"] == *line);
            finding["kind"] == wanted.kind.as_str()
                && wanted.lines.iter().all(has)
                && finding["message"].as_str().is_some_and(|m| m.contains(&wanted.text))
        };
        if !findings.iter().any(|finding| is_it(&finding)) {
            wrong.push(format!("{name}: no {wanted:?} in {findings:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

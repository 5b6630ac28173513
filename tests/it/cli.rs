//! Flags, statuses and messages of the command.

use crate::support::{Run, goweave, goweave_in, root, scratch};
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn folder(name: &str) -> PathBuf {
    let dir = scratch("cli").join(name);
    fs::create_dir_all(&dir).expect("can be made");
    dir
}

/// Runs one file's text.
fn run_text(name: &str, text: impl AsRef<[u8]>, flags: &[&str]) -> Run {
    let dir = folder(name);
    fs::write(dir.join("main.go"), text).expect("can be written");
    let mut args = vec!["run"];
    args.extend(flags);
    args.push("main.go");
    goweave_in(&dir, &args, "")
}

fn program(body: &str) -> String {
    format!("package main\n\nimport \"fmt\"\n\nfunc main() {{\n{body}\n\tfmt.Println()\n}}\n")
}

#[test]
fn usage_is_status_2() {
    for args in [
        &[][..],
        &["nonsense"],
        &["run"],
        &["run", "-nonsense", "x.go"],
        &["run", "-seed", "x", "testdata/run/pingpong.go"],
        &["run", "-schedule=best", "testdata/run/pingpong.go"],
        &["run", "-max-mem=much", "testdata/run/pingpong.go"],
        &["explore"],
        &["explore", "-schedule=best", "testdata/run/pingpong.go"],
        &["explore", "-detect=race,mice", "testdata/run/pingpong.go"],
        &["explore", "-j=0", "testdata/run/pingpong.go"],
        &["explore", "-budget=soon", "testdata/run/pingpong.go"],
        &["explore", "-format=xml", "testdata/run/pingpong.go"],
        &["replay"],
        &["trace"],
        &["trace", "tell", "t.gwt"],
        &["trace", "info"],
        &["trace", "diff", "t.gwt"],
        &["vet", "-format=xml", "testdata/run/pingpong.go"],
        &["completion", "tcsh"],
        &["support", "no/such/package"],
    ] {
        let run = goweave(args);
        assert_eq!(run.status, 2, "{args:?}: {}", run.stderr);
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{args:?}");
    }
    assert!(goweave(&["run", "-sede", "1", "x.go"]).stderr.contains("did you mean -seed?"));
    assert!(goweave(&["rum"]).stderr.contains("did you mean run?"));
}

#[test]
fn what_is_not_built_is_status_3() {
    for args in [
        &["explore", "-memory=go", "testdata/run/pingpong.go"][..],
        &["explore", "-time=real", "testdata/run/pingpong.go"],
        &["grade", "spec"],
        &["run", "-memory=go", "testdata/run/pingpong.go"],
    ] {
        let run = goweave(args);
        assert_eq!(run.status, 3, "{args:?}");
        assert!(run.stderr.contains("not supported yet"), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn unsupported_library_is_status_3_with_a_place() {
    let run = run_text(
        "gotypes",
        "package main\n\nimport \"go/types\"\n\nvar _ types.Type\n\nfunc main() {}\n",
        &[],
    );
    assert_eq!(run.status, 3, "{}", run.stderr);
    assert!(run.stderr.starts_with("main.go:3:8: package go/types is not supported"));
    assert!(run.stderr.contains("goweave support go/types"));
}

#[test]
fn packages_that_are_not_there_fail_like_the_others() {
    let dir = folder("nopackages");
    fs::write(dir.join("a_test.go"), "package a\n").expect("can be written");
    let run = goweave_in(&dir, &["test", ".", "./nope"], "");
    assert_eq!(run.status, 1, "{}", run.stderr);
    let passed = "ok  \tcommand-line-arguments\t0.000s [no tests to run]\n";
    assert_eq!(run.stdout, format!("FAIL\t./nope [setup failed]\n{passed}FAIL\n"));
    assert!(run.stderr.starts_with("# ./nope\nstat ") && run.stderr.lines().count() == 2);
}

#[test]
fn flags_of_go_test_that_are_refused_say_why() {
    for (flag, why) in [("-cover", "coverage"), ("-c", "binaries"), ("-fuzz=Fuzz", "seed corpus")] {
        let run = goweave(&["test", flag]);
        assert_eq!(run.status, 3, "{flag}");
        assert!(run.stderr.contains(why), "{}", run.stderr);
    }
    assert_eq!(goweave(&["test", "-count=x"]).status, 2);
}

#[test]
fn help_version_and_completion() {
    let help = goweave(&["help"]);
    assert_eq!(help.status, 0);
    for command in ["run", "explore", "replay", "vet", "support", "explain", "completion"] {
        assert!(help.stdout.contains(command));
        let text = goweave(&["help", command]);
        assert!(text.status == 0 && text.stdout.starts_with("usage: goweave "), "{command}");
    }
    assert!(goweave(&["run", "-h"]).stdout.contains("-schedule"));
    assert!(goweave(&["version"]).stdout.starts_with("goweave version "));
    for shell in ["bash", "zsh", "fish"] {
        assert!(goweave(&["completion", shell]).stdout.contains("replay"));
    }
    assert_eq!(goweave(&["explain", "deadlock"]).status, 0);
}

#[test]
fn support_lists_what_is_there() {
    assert!(goweave(&["support"]).stdout.contains("go/types                 absent"));
    assert_eq!(goweave(&["support", "fmt.Println"]).stdout, "fmt.Println\tdone\n");
    assert_eq!(
        goweave(&["support", "go/types.Type"]).stdout,
        "go/types.Type\tabsent: not built yet\n"
    );
    assert!(goweave(&["support", "strings"]).stdout.contains("strings.Builder.Len\tdone\n"));
}

#[test]
fn the_support_page_is_of_this_version() {
    let written = fs::read_to_string(root().join("stdlib/SUPPORT.md")).expect("is there");
    let page = goweave(&["support", "-format", "markdown"]).stdout;
    assert!(page == written, "`goweave support -format markdown > stdlib/SUPPORT.md` writes it");
}

#[test]
fn arguments_and_exit_status_are_the_programs_own() {
    let text = "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc main() {\n\tfmt.Println(os.Args[1:])\n\tos.Exit(len(os.Args))\n}\n";
    let dir = folder("args");
    fs::write(dir.join("a.go"), text).expect("can be written");
    let run = goweave_in(&dir, &["run", "a.go", "-seed", "--", "b c"], "");
    assert_eq!((run.status, run.stdout.as_str()), (4, "[-seed -- b c]\n"));
    assert!(run.stderr.is_empty());
}

#[test]
fn vet_reports_type_errors() {
    let dir = folder("vet");
    fs::write(dir.join("a.go"), "package main\n\nfunc main() {\n\tx := 1\n\ty\n}\n").expect("can");
    let text = goweave_in(&dir, &["vet", "a.go"], "");
    assert_eq!((text.status, text.stdout.as_str()), (1, ""));
    assert!(text.stderr.contains("a.go:4:2: declared and not used: x"), "{}", text.stderr);
    let json = goweave_in(&dir, &["vet", "-format=json", "-all-errors", "a.go"], "");
    assert_eq!(json.status, 1);
    assert!(json.stdout.starts_with("{\"schema\":\"goweave/vet/1\",\"diagnostics\":["));
    assert!(json.stdout.contains("\"file\":\"a.go\",\"line\":4,\"col\":2"));
    fs::write(dir.join("b.go"), "package b\n\nvar X = 1\n").expect("can");
    assert_eq!(goweave_in(&dir, &["vet", "b.go"], "").status, 0);
}

#[test]
fn ten_errors_then_too_many() {
    let body: String = (0..15).fold(String::new(), |mut text, i| {
        let _ = writeln!(text, "\ta{i}()");
        text
    });
    let run = run_text("many", program(&body), &[]);
    assert_eq!((run.status, run.stderr.lines().count()), (1, 11));
    assert!(run.stderr.ends_with("main.go:15:2: too many errors\n"), "{}", run.stderr);
    assert_eq!(run_text("many", program(&body), &["-e"]).stderr.lines().count(), 15);
}

#[test]
fn hostile_sources_are_answered() {
    let deep = format!("\tx := {}1{}\n\t_ = x", "(".repeat(100_000), ")".repeat(100_000));
    let long = format!("\tx := \"{}\"\n\tfmt.Print(len(x))", "x".repeat(10 << 20));
    let wide = format!("\tx := 1{}\n\tfmt.Print(x)", " + 1".repeat(50_000));
    for (name, text, statuses) in [
        ("deep", program(&deep), &[0, 1][..]),
        ("long", program(&long), &[0]),
        ("wide", program(&wide), &[0, 1]),
        ("blocks", program(&format!("{}{}", "{".repeat(20_000), "}".repeat(20_000))), &[0, 1]),
        ("unclosed", program(&"[]".repeat(50_000)), &[1]),
    ] {
        let run = run_text(name, text, &[]);
        let start: String = run.stderr.chars().take(300).collect();
        assert!(statuses.contains(&run.status), "{name}: status {} {start}", run.status);
    }
    let bytes: Vec<u8> =
        (0..100_000_u32).map(|i| (i.wrapping_mul(i) >> 3).to_le_bytes()[0]).collect();
    assert_eq!(run_text("binary", bytes, &[]).status, 1);
}

#[test]
fn modules_import_their_own_packages() {
    let dir = folder("module");
    let write = |name: &str, text: &str| {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().expect("has one")).expect("can be made");
        fs::write(path, text).expect("can be written");
    };
    write("go.mod", "module example.com/m\n\ngo 1.21\n");
    write(
        "main.go",
        "package main\n\nimport (\n\t\"example.com/m/geo\"\n\t\"fmt\"\n)\n\nfunc main() { fmt.Println(geo.Area(3)) }\n",
    );
    write(
        "geo/geo.go",
        "package geo\n\nimport \"example.com/m/geo/internal/calc\"\n\nfunc Area(x int) int { return calc.Square(x) }\n",
    );
    write("geo/geo_test.go", "package geo\n\nfunc broken( {\n");
    write("geo/geo_windows.go", "package geo\n\nfunc Area(x int) int { return 0 }\n");
    write("geo/internal/calc/calc.go", "package calc\n\nfunc Square(x int) int { return x * x }\n");
    write("other/other.go", "package other\n\nimport _ \"example.com/m/geo/internal/calc\"\n");
    for args in [&["run", "."][..], &["run", "main.go"]] {
        let run = goweave_in(&dir, args, "");
        assert_eq!((run.status, run.stdout.as_str()), (0, "9\n"), "{}", run.stderr);
    }
    let whole = dir.to_str().expect("UTF-8");
    assert_eq!(goweave(&["run", whole]).stdout, "9\n");
    write("bad/main.go", "package main\n\nimport _ \"example.com/m/other\"\n\nfunc main() {}\n");
    let run = goweave_in(&dir, &["run", "./bad"], "");
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("use of internal package"), "{}", run.stderr);
    let run = goweave_in(&dir, &["run", "./geo/internal/calc"], "");
    assert_eq!(run.stderr, "package example.com/m/geo/internal/calc is not a main package\n");
}

#[test]
fn modules_replace_others() {
    let dir = folder("replaced");
    let write = |name: &str, text: &str| {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().expect("has one")).expect("can be made");
        fs::write(path, text).expect("can be written");
    };
    write(
        "go.mod",
        "module ex/m\n\ngo 1.27\n\nreplace (\n\tex/old v1.0.0 => ./old\n\tex/gone => ex/else v1.0.0\n)\n",
    );
    write("old/go.mod", "module ex/old\n\ngo 1.21\n");
    write(
        "old/vars/vars.go",
        "package vars\n\nfunc Shared() (f func() int) {\n\tfor i := 0; i < 3; i++ {\n\t\tif i == 0 {\n\t\t\tf = func() int { return i }\n\t\t}\n\t}\n\treturn f\n}\n",
    );
    write("vendor/ex/v/v.go", "package v\n\nconst V = 8\n");
    write(
        "main.go",
        "package main\n\nimport (\n\t\"ex/old/vars\"\n\t\"ex/v\"\n\t\"fmt\"\n)\n\nfunc main() { fmt.Println(vars.Shared()(), v.V) }\n",
    );
    // Loop variables are those of the replaced module's language.
    let run = goweave_in(&dir, &["run", "."], "");
    assert_eq!((run.status, run.stdout.as_str()), (0, "3 8\n"), "{}", run.stderr);
    for path in ["ex/gone", "ex/m/old/vars"] {
        write("bad/main.go", &format!("package main\n\nimport _ {path:?}\n\nfunc main() {{}}\n"));
        let run = goweave_in(&dir, &["run", "./bad"], "");
        assert_eq!(run.status, 1, "{path}: {}", run.stderr);
    }
}

#[test]
fn output_comes_while_a_program_runs() {
    let dir = folder("endless");
    let text = program("\tfmt.Println(\"begun\")\n\tfor {\n\t}");
    fs::write(dir.join("main.go"), text).expect("can be written");
    let mut child = Command::new(env!("CARGO_BIN_EXE_goweave"))
        .args(["run", "main.go"])
        .current_dir(&dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("goweave can be started");
    let mut line = String::new();
    let read = BufReader::new(child.stdout.take().expect("is piped")).read_line(&mut line);
    // It would end after half a minute by itself, at its limit of steps.
    let ended = child.try_wait().expect("was started");
    child.kill().expect("still runs");
    child.wait().expect("was started");
    assert_eq!((read.expect("is text"), line.as_str(), ended), (6, "begun\n", None));
}

#[test]
fn the_reader_may_go_away() {
    let dir = folder("pipe");
    let text = program("\tfor i := range 200000 {\n\t\tfmt.Println(i)\n\t}");
    fs::write(dir.join("main.go"), text).expect("can be written");
    let script = format!("'{}' run main.go | head -1", env!("CARGO_BIN_EXE_goweave"));
    let out = Command::new("sh").args(["-c", &script]).current_dir(&dir).output();
    let out = out.expect("sh is there");
    assert_eq!(String::from_utf8_lossy(&out.stdout), "0\n");
    assert!(out.stderr.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
}

/// Real Go says the same, with registers and its own goroutines besides.
#[test]
fn a_panic_in_the_method_that_says_what_panicked_is_fatal() {
    let program = "package main\n\ntype E struct{}\n\n\
        func (E) Error() string { panic(\"in Error\") }\n\nfunc main() {\n\tpanic(E{})\n}\n";
    let dir = scratch("cli");
    let file = dir.join("panics_twice.go");
    fs::write(&file, program).expect("can be written");
    let run = goweave(&["run", &file.display().to_string()]);
    assert_eq!(run.status, 2);
    let start = "fatal error: panic while printing panic value: in Error\n\n\
        goroutine 1 [running]:\nmain.E.Error()\n";
    assert!(run.stderr.starts_with(start), "{}", run.stderr);
    assert!(run.stderr.contains("main.main()\n"), "{}", run.stderr);
}

#[test]
fn the_readme_commands_work() {
    let readme = fs::read_to_string(root().join("README.md")).expect("is there");
    assert!(readme.contains("cargo run --release -- run testdata/run/pingpong.go"));
    assert!(Path::new(&root()).join("testdata/run/pingpong.go").exists());
}

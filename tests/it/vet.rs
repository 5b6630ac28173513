//! `goweave vet`: flags, statuses, and its two formats.

use crate::support::{goweave_in, scratch};
use std::fs;

const PROGRAM: &str = "package main\n\nimport (\n\t\"fmt\"\n\t\"sync\"\n)\n\nfunc f(mu sync.Mutex) {}\n\n\
    func main() {\n\tfmt.Printf(\"%d\\n\", \"x\")\n\tf(sync.Mutex{})\n}\n";

fn vet(name: &str, text: &str, flags: &[&str]) -> (i32, String, String) {
    let dir = scratch("vet").join(name);
    fs::create_dir_all(&dir).expect("can be made");
    fs::write(dir.join("main.go"), text).expect("can be written");
    let args: Vec<&str> = ["vet"].iter().chain(flags).chain(&["main.go"]).copied().collect();
    let run = goweave_in(&dir, &args, "");
    (run.status, run.stdout, run.stderr)
}

#[test]
fn findings_are_lines_and_status_1() {
    let (status, out, err) = vet("lines", PROGRAM, &[]);
    assert_eq!((status, &*out), (1, ""));
    assert_eq!(
        err,
        "main.go:8:11: f passes lock by value: sync.Mutex\n\
         main.go:11:14: fmt.Printf format %d has arg \"x\" of wrong type string\n"
    );
    assert_eq!(vet("clean", "package main\n\nfunc main() {}\n", &[]).0, 0);
}

#[test]
fn switches_select_analyzers() {
    let (_, _, err) = vet("only", PROGRAM, &["-printf"]);
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(err.contains("Printf"));
    let (_, _, err) = vet("without", PROGRAM, &["-printf=false"]);
    assert!(err.contains("passes lock") && !err.contains("Printf"), "{err}");
    assert_eq!(vet("none", PROGRAM, &["-goweave/lockheld"]).0, 0);
}

#[test]
fn json_has_the_analyzers_names() {
    let (status, out, err) = vet("json", PROGRAM, &["-format=json"]);
    assert_eq!((status, &*err), (1, ""));
    assert!(out.starts_with("{\"schema\":\"goweave/vet/1\",\"diagnostics\":["), "{out}");
    assert!(
        out.contains(
            r#"{"severity":"warning","code":"copylocks","message":"f passes lock by value: sync.Mutex","file":"main.go","line":8,"col":11}"#
        ),
        "{out}"
    );
}

#[test]
fn errors_come_instead_of_findings() {
    let (status, _, err) = vet("errors", &PROGRAM.replace("f(sync", "g(sync"), &[]);
    assert_eq!(status, 1);
    assert_eq!(err, "main.go:12:2: undefined: g\n");
}

#[test]
fn packages_come_with_their_tests() {
    let dir = scratch("vet").join("packages");
    fs::create_dir_all(dir.join("sub")).expect("can be made");
    let print = "import \"fmt\"\n\nfunc F(n int) { fmt.Printf(\"%s\\n\", n) }\n";
    let test = "import \"testing\"\n\nfunc TestF(t *testing.T) {\n\tn := 1\n\tn = n\n\tF(n)\n}\n";
    for (name, text) in [
        ("go.mod", "module ex/m\n\ngo 1.27\n".to_owned()),
        ("main.go", "package main\n\nimport \"ex/m/sub\"\n\nfunc main() { sub.F(1) }\n".to_owned()),
        ("sub/f.go", format!("package sub\n\n{print}")),
        ("sub/f_test.go", format!("package sub\n\n{test}")),
    ] {
        fs::write(dir.join(name), text).expect("can be written");
    }
    let run = goweave_in(&dir, &["vet", "./..."], "");
    assert_eq!(
        (run.status, &*run.stderr),
        (
            1,
            "sub/f.go:5:29: fmt.Printf format %s has arg n of wrong type int\n\
             sub/f_test.go:7:2: self-assignment of n\n"
        )
    );
    let run = goweave_in(&dir, &["vet"], "");
    assert_eq!((run.status, &*run.stderr), (0, ""));
}

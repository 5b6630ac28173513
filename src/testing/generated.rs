//! The main package of a test program: source, as `go test` generates it.

use super::declared::{Declared, Function, Kind};
use super::files;
use std::fmt::Write as _;

/// Name of the generated file in messages and stacks.
pub(crate) const FILE: &str = "_testmain.go";

/// The source of main: `own` are the functions of the package's own test files, `external` those
/// of the package beside it.
pub(crate) fn source(path: &str, own: &Declared, external: &Declared, imports: Imports) -> String {
    let mut out = format!(
        "package main\n\nimport (\n\t_ {:?}\n\t\"os\"\n\t\"testing\"\n\t\"testing/internal/testdeps\"\n",
        files::PATH
    );
    for (name, path, declared, wanted) in [
        ("_test", path.to_owned(), own, imports.own),
        ("_xtest", format!("{path}_test"), external, imports.external),
    ] {
        if wanted {
            let used = declared.main || !declared.functions.is_empty();
            let _ = writeln!(out, "\t{} {path:?}", if used { name } else { "_" });
        }
    }
    out.push_str(")\n");
    let all = [("_test", own), ("_xtest", external)];
    let lists = [
        (Kind::Test, "tests", "InternalTest"),
        (Kind::Benchmark, "benchmarks", "InternalBenchmark"),
        (Kind::Fuzz, "fuzzTargets", "InternalFuzzTarget"),
        (Kind::Example, "examples", "InternalExample"),
    ];
    for (kind, list, ty) in lists {
        let _ = writeln!(out, "\nvar {list} = []testing.{ty}{{");
        for (package, declared) in all {
            for function in declared.functions.iter().filter(|f| f.kind == kind) {
                entry(&mut out, package, function);
            }
        }
        out.push_str("}\n");
    }
    let _ = writeln!(
        out,
        "\nfunc main() {{\n\tm := testing.MainStart(testdeps.TestDeps{{Path: {path:?}}}, tests, benchmarks, fuzzTargets, examples)"
    );
    match all.iter().find(|(_, declared)| declared.main) {
        Some((package, _)) => {
            let _ = writeln!(out, "\t{package}.TestMain(m)");
        }
        None => out.push_str("\tm.Run()\n"),
    }
    out.push_str("\tif testdeps.ExitCode != 0 {\n\t\tos.Exit(testdeps.ExitCode)\n\t}\n}\n");
    out
}

/// Which of the two packages there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Imports {
    pub(crate) own: bool,
    pub(crate) external: bool,
}

fn entry(out: &mut String, package: &str, function: &Function) {
    let name = &function.name;
    let _ = write!(out, "\t{{{name:?}, {package}.{name}");
    if let Some(output) = &function.output {
        let _ = write!(out, ", {}, {}", go_string(&output.text), output.unordered);
    }
    out.push_str("},\n");
}

/// A string literal of Go.
fn go_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

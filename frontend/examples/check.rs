//! Checks Go files or directories and prints what is wrong, one `file:line:col: message` a line.
//!
//! `check [-std DIR] [-go 1.N] [-bodies] [-each] [-e] FILE|DIR…`: all files together are one package,
//! unless `-each` is given. `-e` leaves out what the go command says before gc. `-bodies` checks the bodies of all library functions too.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that prints")]

use frontend::check::{self, Importer, PackageSource};
use frontend::diagnostic::{Diagnostic, Severity};
use frontend::span::Span;
use frontend::types::{ObjId, ObjectKind};
use std::path::{Path, PathBuf};

struct Folder {
    std: Option<PathBuf>,
    go_version: (u32, u32),
    at_once: bool,
}

fn read(paths: &[PathBuf]) -> Vec<(String, String, String)> {
    paths
        .iter()
        .filter_map(|p| {
            let text = std::fs::read(p).ok()?;
            let name = p.display().to_string();
            Some((name.clone(), name, String::from_utf8_lossy(&text).into_owned()))
        })
        .collect()
}

fn go_files(dir: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(dir)
        .into_iter()
        .flatten()
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| {
            let name = p.to_string_lossy();
            name.ends_with(".go") && !name.ends_with("_test.go")
        })
        .collect();
    files.sort();
    files
}

impl Importer for Folder {
    fn import(&mut self, path: &str) -> Option<PackageSource> {
        let files = go_files(&self.std.as_ref()?.join(path));
        (!files.is_empty()).then(|| PackageSource {
            files: read(&files),
            is_std: true,
            go_version: self.go_version,
        })
    }

    fn missing(&self, path: &str, span: Span) -> Diagnostic {
        match path {
            "C" | "embed" => {
                Diagnostic::unsupported(span, "unsupported-library", format!("no package {path}"))
            }
            _ => {
                Diagnostic::error(span, "missing-package", format!("package {path} is not in std"))
            }
        }
    }

    fn compiles_at_once(&self) -> bool {
        self.at_once
    }
}

fn run(paths: &[PathBuf], std: Option<PathBuf>, go_version: (u32, u32), flags: [bool; 3]) -> bool {
    let [bodies, vet, at_once] = flags;
    let main = PackageSource { files: read(paths), is_std: false, go_version };
    let mut importer = Folder { std, go_version: (1, 27), at_once };
    let start = std::time::Instant::now();
    let (mut program, mut diagnostics) = check::check_program(main, &mut importer);
    if bodies {
        for i in 0..program.objects.len() {
            let id = ObjId(u32::try_from(i).expect("few objects"));
            if matches!(&program.objects.get(id).kind, ObjectKind::Func(f) if f.decl.is_some()) {
                diagnostics.extend(check::ensure_body(&mut program, id));
            }
        }
    }
    let took = start.elapsed();
    if diagnostics.iter().any(|d| d.severity == Severity::Error) {
        diagnostics.retain(|d| d.severity == Severity::Error);
    }
    diagnostics.retain(|d| !vet || d.code != check::BUILD_ONLY);
    for d in &diagnostics {
        println!("{}: {}", program.sources.place(d.span.lo), d.message);
    }
    if std::env::var_os("TIME").is_some() {
        eprintln!("{took:?}");
    }
    diagnostics.is_empty()
}

fn main() {
    let mut std = None;
    let mut version = (1, 27);
    let (mut bodies, mut each, mut vet, mut at_once) = (false, false, false, false);
    let mut paths = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "-std" => std = args.next().map(PathBuf::from),
            "-go" => {
                let text = args.next().unwrap_or_default();
                let minor = text.split('.').nth(1).and_then(|m| m.parse().ok());
                version = (1, minor.unwrap_or(27));
            }
            "-bodies" => bodies = true,
            "-each" => each = true,
            "-vet" => vet = true,
            "-e" => at_once = true,
            path => {
                let path = PathBuf::from(path);
                if path.is_dir() {
                    paths.extend(go_files(&path));
                } else {
                    paths.push(path);
                }
            }
        }
    }
    let work = move || {
        if !each {
            return run(&paths, std, version, [bodies, vet, at_once]);
        }
        let mut ok = true;
        for path in paths {
            let fine =
                run(std::slice::from_ref(&path), std.clone(), version, [bodies, vet, at_once]);
            println!("{} {}", if fine { "ok  " } else { "FAIL" }, path.display());
            ok &= fine;
        }
        ok
    };
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(work);
    let ok = thread.expect("a thread").join().unwrap_or(false);
    std::process::exit(i32::from(!ok));
}

//! `goweave vet`: type errors, then what the analyzers of `frontend::vet` find.

use super::{is_go_file, usage};
use crate::cli::{Args, Flag, flag, language, switch};
use crate::engine::Checked;
use crate::loader::Loaded;
use crate::testing::packages::{self, Package};
use crate::{Status, engine, flags, loader, printer, render};
use frontend::check::{BUILD_ONLY, DIRECTIVE};
use frontend::diagnostic::{Diagnostic, Severity};
use frontend::symbol::Symbol;
use frontend::types::PackageId;
use frontend::vet::{self, ANALYZERS};
use std::collections::BTreeSet;

const OWN_FLAGS: &[Flag] = &[
    flag("format", "F", "text (default) or json, which goes to stdout"),
    switch("all-errors", "show all errors, as go tool compile -e does"),
    switch("e", "the same"),
    flags::LANG,
];

/// The command's flags and a switch for each analyzer, as `go vet` has: `-NAME` runs only those
/// named, `-NAME=false` all but those.
pub(super) const FLAGS: &[Flag] = &with_analyzers();

const fn with_analyzers() -> [Flag; OWN_FLAGS.len() + ANALYZERS.len()] {
    let mut flags = [OWN_FLAGS[0]; OWN_FLAGS.len() + ANALYZERS.len()];
    let mut i = 0;
    while i < flags.len() {
        flags[i] = if i < OWN_FLAGS.len() {
            OWN_FLAGS[i]
        } else {
            let analyzer = &ANALYZERS[i - OWN_FLAGS.len()];
            switch(analyzer.name, analyzer.about)
        };
        i += 1;
    }
    flags
}

/// The analyzers that flags select, as for `go vet`.
fn wanted(args: &Args) -> impl Fn(&str) -> bool {
    let only = ANALYZERS.iter().any(|analyzer| args.has(analyzer.name));
    move |name: &str| if only { args.has(name) } else { args.get(name) != Some("false") }
}

/// Checks a program without running it.
pub(super) fn vet(args: Args) -> Status {
    let json = match args.get("format") {
        None | Some("text") => false,
        Some("json") => true,
        Some("sarif") => {
            printer::say("vet -format sarif is not supported yet");
            return Status::UNSUPPORTED;
        }
        Some(other) => return usage("vet", &format!("invalid value \"{other}\" for flag -format")),
    };
    let language = match args.parsed("lang", language) {
        Ok(language) => language,
        Err(message) => return usage("vet", &message),
    };
    let all = args.has("all-errors") || args.has("e");
    let mut findings = match targets(&args.rest, language) {
        Ok(targets) => Findings { targets, ..Findings::default() },
        Err(message) => {
            if json {
                printer::out(&render::json(&[]));
            }
            printer::err(&format!("{message}\n"));
            return Status::FAILED;
        }
    };
    let wanted = wanted(&args);
    for mut target in std::mem::take(&mut findings.targets) {
        target.loaded.importer.at_once = all;
        findings.check(target, &wanted, !json, all);
    }
    if json {
        printer::out(&render::json(&findings.objects));
    }
    match findings.worst {
        _ if findings.problems => Status::FAILED,
        None => Status::OK,
        Some(Severity::Unsupported) => Status::UNSUPPORTED,
        Some(Severity::Error | Severity::Warning) => Status::FAILED,
    }
}

/// A program to check, and what of it is looked at.
struct Target {
    loaded: Loaded,
    looked_at: LookedAt,
}

/// Packages of a program.
enum LookedAt {
    /// The main package, and the path `go vet` knows it by.
    Main(String),
    /// The packages with these paths.
    Paths([String; 2]),
}

/// What the arguments mean: Go files are one program; everything else is packages, which come
/// with their tests.
fn targets(names: &[String], language: Option<(u32, u32)>) -> Result<Vec<Target>, loader::Failure> {
    let is_program = |name: &String| is_go_file(name) && !name.ends_with("_test.go");
    if !names.is_empty() && names.iter().all(is_program) {
        let looked_at = LookedAt::Main("command-line-arguments".to_owned());
        return Ok(vec![Target { loaded: loader::load(names, language)?, looked_at }]);
    }
    let load = |package: Package| {
        if let Some(dir) = package.dir.as_ref().filter(|_| !package.has_tests()) {
            let loaded = loader::load(&[dir.display().to_string()], language)?;
            return Ok(Target { loaded, looked_at: LookedAt::Main(package.path) });
        }
        let package = package.named_plainly();
        let looked_at = LookedAt::Paths(package.paths());
        Ok(Target { loaded: package.load(language)?, looked_at })
    };
    packages::find(names)?.into_iter().map(load).collect()
}

/// What was found so far.
#[derive(Default)]
struct Findings {
    targets: Vec<Target>,
    worst: Option<Severity>,
    /// Whether something could not be read.
    problems: bool,
    objects: Vec<String>,
    /// What was said about earlier targets: errors of packages that several import are said once.
    seen: BTreeSet<(String, u32, String)>,
}

impl Findings {
    fn check(&mut self, mut target: Target, wanted: &dyn Fn(&str) -> bool, print: bool, all: bool) {
        let mut checked = engine::check(&mut target.loaded);
        checked.diagnostics.retain(|d| d.code != BUILD_ONLY && (all || d.code != DIRECTIVE));
        for problem in &checked.problems {
            printer::err(&format!("{problem}\n"));
            self.problems = true;
        }
        if checked.diagnostics.is_empty() && checked.problems.is_empty() {
            let packages = looked_at(&checked, &target.looked_at);
            checked.diagnostics = vet::vet(&mut checked.program, &packages, wanted);
        }
        let sources = &checked.program.sources;
        let place = |d: &Diagnostic| {
            let file = sources.locate_file(d.span.lo);
            let name = file.map_or(String::new(), |file| file.path.clone());
            let offset = file.map_or(0, |file| d.span.lo.0 - file.base.0);
            (name, offset, d.message.clone())
        };
        checked.diagnostics.retain(|d| !self.seen.contains(&place(d)));
        self.seen.extend(checked.diagnostics.iter().map(place));
        let worst = checked.worst();
        self.worst = self.worst.into_iter().chain(worst).min();
        if !print {
            self.objects.extend(render::json_objects(sources, &checked.diagnostics));
        } else if worst == Some(Severity::Warning) {
            render::print_findings(sources, &checked.diagnostics);
        } else {
            render::print(sources, &checked.diagnostics, all);
        }
    }
}

/// The packages to look at, with the paths `go vet` knows them by.
fn looked_at(checked: &Checked, wanted: &LookedAt) -> Vec<(PackageId, Symbol)> {
    match wanted {
        LookedAt::Paths(paths) => checked.packages_at(paths),
        LookedAt::Main(path) => {
            let ids = (0u32..).map(PackageId).zip(&checked.program.packages);
            ids.last().map(|(id, _)| (id, Symbol::intern(path))).into_iter().collect()
        }
    }
}

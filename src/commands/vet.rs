//! `goweave vet`: type errors, then what the analyzers of `frontend::vet` find.

use super::usage;
use crate::cli::{Args, Flag, flag, language, switch};
use crate::{Status, engine, loader, printer, render};
use frontend::check::BUILD_ONLY;
use frontend::diagnostic::Severity;
use frontend::symbol::Symbol;
use frontend::types::PackageId;
use frontend::vet::{self, ANALYZERS};
use std::path::Path;

const OWN_FLAGS: &[Flag] = &[
    flag("format", "F", "text (default) or json, which goes to stdout"),
    switch("all-errors", "show all errors, not only the first ten"),
    switch("e", "the same"),
    flag("lang", "go1.N", "the language's version, if not that of go.mod"),
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
    let mut names = args.rest.clone();
    if names.is_empty() {
        names.push(".".to_owned());
    }
    let mut loaded = match loader::load(&names, language) {
        Ok(loaded) => loaded,
        Err(message) => {
            if json {
                printer::out(&render::json(&frontend::source::SourceMap::default(), &[]));
            }
            printer::err(&format!("{message}\n"));
            return Status::FAILED;
        }
    };
    let mut checked = engine::check(&mut loaded);
    checked.diagnostics.retain(|d| d.code != BUILD_ONLY);
    if checked.diagnostics.is_empty() && checked.problems.is_empty() {
        let path = import_path(&names);
        let main = checked.program.packages.len() - 1;
        let main = PackageId(u32::try_from(main).unwrap_or(u32::MAX));
        let packages = [(main, Symbol::intern(&path))];
        checked.diagnostics = vet::vet(&mut checked.program, &packages, &wanted(&args));
    }
    let sources = &checked.program.sources;
    let all = checked.worst() == Some(Severity::Warning);
    for problem in &checked.problems {
        printer::err(&format!("{problem}\n"));
    }
    if json {
        printer::out(&render::json(sources, &checked.diagnostics));
    } else {
        render::print(
            sources,
            &checked.diagnostics,
            all || args.has("all-errors") || args.has("e"),
        );
    }
    match checked.worst() {
        _ if !checked.problems.is_empty() => Status::FAILED,
        None => Status::OK,
        Some(Severity::Unsupported) => Status::UNSUPPORTED,
        Some(Severity::Error | Severity::Warning) => Status::FAILED,
    }
}

/// How `go vet` calls the package of these files, or in this directory.
fn import_path(names: &[String]) -> String {
    let dir = names.first().map(Path::new).filter(|dir| dir.is_dir());
    dir.and_then(loader::import_path).unwrap_or_else(|| "command-line-arguments".to_owned())
}

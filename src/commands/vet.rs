//! `goweave vet`: type errors.

use super::usage;
use crate::cli::{Args, Flag, flag, language, switch};
use crate::{Status, engine, loader, printer, render};
use frontend::check::BUILD_ONLY;
use frontend::diagnostic::Severity;

pub(super) const FLAGS: &[Flag] = &[
    flag("format", "F", "text (default) or json, which goes to stdout"),
    switch("all-errors", "show all errors, not only the first ten"),
    switch("e", "the same"),
    flag("lang", "go1.N", "the language's version, if not that of go.mod"),
];

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
    let sources = &checked.program.sources;
    for problem in &checked.problems {
        printer::err(&format!("{problem}\n"));
    }
    if json {
        printer::out(&render::json(sources, &checked.diagnostics));
    } else {
        render::print(sources, &checked.diagnostics, args.has("all-errors") || args.has("e"));
    }
    match checked.worst() {
        _ if !checked.problems.is_empty() => Status::FAILED,
        None => Status::OK,
        Some(Severity::Unsupported) => Status::UNSUPPORTED,
        Some(Severity::Error | Severity::Warning) => Status::FAILED,
    }
}

//! `goweave explain CODE`: what a status or the code of a diagnostic means.

use super::usage;
use crate::cli::Args;
use crate::{Status, printer};

/// Statuses and the codes of diagnostics that are goweave's own.
const TOPICS: &[(&str, &str)] = &[
    ("0", "The program ended well."),
    ("1", "The program was not built: its sources have errors, which were printed."),
    (
        "2",
        "The command line was wrong; or the program ended with an uncaught panic, a fatal error or a deadlock, as Go ends it.",
    ),
    (
        "3",
        "The program uses something of Go that goweave does not support yet.\nThe message names it and its position; `goweave support` lists the library.",
    ),
    (
        "5",
        "The execution left the recorded one: the message names the first step that differs.\nThe program, its input or its flags are not those that were recorded.",
    ),
    ("6", "The execution hit a limit: steps, memory, output, goroutines or virtual time."),
    ("70", "A bug in goweave. Please report it with the line that reproduces it."),
    (
        "deadlock",
        "No goroutine can ever run again: each waits for another.\nThe text lists every goroutine with what it waits for and where.",
    ),
    (
        "unsupported-library",
        "Go's library has this package or name, goweave's has not yet.\n`goweave support PACKAGE` shows what it has.",
    ),
    ("missing-package", "The program imports a package that neither Go nor its own module has."),
    (
        "import-cycle",
        "Packages import each other in a circle.\nspec, Import declarations: \"It is illegal for a package to import itself, directly or indirectly\".",
    ),
    (
        "internal-import",
        "A package below a folder called internal may only be imported from the folder's parent and below.",
    ),
    ("syntax", "The text does not follow Go's grammar (go.dev/ref/spec)."),
];

/// Prints the explanation of a code.
pub(super) fn explain(args: Args) -> Status {
    let Some(code) = args.rest.first() else {
        let codes: Vec<_> = TOPICS.iter().map(|(code, _)| *code).collect();
        return usage("explain", &format!("which code? There are: {}", codes.join(" ")));
    };
    match TOPICS.iter().find(|(name, _)| name == code) {
        Some((_, text)) => {
            printer::out(&format!("{text}\n"));
            Status::OK
        }
        None => {
            printer::say(&format!("there is no explanation of {code} yet"));
            Status::FAILED
        }
    }
}

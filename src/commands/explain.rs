//! `goweave explain CODE`: what a status or the code of a diagnostic means.

use super::usage;
use crate::cli::Args;
use crate::{Status, printer};

/// Statuses and the codes of diagnostics that are goweave's own.
const TOPICS: &[(&str, &str)] = &[
    ("0", "The program ended well."),
    (
        "1",
        "The program was not built: its sources have errors, which were printed.\nOr explore found a bug.",
    ),
    (
        "2",
        "The command line was wrong; or the program ended with an uncaught panic, a fatal error or a deadlock, as Go ends it.",
    ),
    (
        "3",
        "The program uses something of Go that goweave does not support yet.\nThe message names it and its position; `goweave support` lists the library.",
    ),
    (
        "4",
        "explore was to run every schedule (-require-complete) and did not get to the end.\nMore time (-budget), more executions (-max-runs) or a smaller program may help.",
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
        "data-race",
        "Two goroutines use the same variable, one of them writes, and nothing orders the two accesses.\nThe Go memory model then promises nothing: protect the variable by a mutex, a channel or sync/atomic.",
    ),
    (
        "goroutine-leak",
        "A goroutine waits for something that no other goroutine can ever do.\nIt and what it holds stay in memory as long as the program runs.",
    ),
    ("panic", "Under some schedules the program ends with an uncaught panic."),
    (
        "fatal",
        "Under some schedules Go's runtime ends the program with a fatal error, which no recover stops:\nconcurrent use of a map, unlock of an unlocked mutex, stack overflow.",
    ),
    ("test-failure", "Under some schedules a test fails."),
    ("exit", "Under some schedules the program calls os.Exit with a status other than 0."),
    (
        "livelock",
        "Goroutines run, but only repeat what changes nothing, each until another does something.\nNobody can: the program runs for ever.",
    ),
    (
        "limit",
        "An execution hit a limit (-max-steps, -max-mem, -max-output, -max-goroutines, -max-time).\nIt may run for ever under this schedule, or the limit is too low.",
    ),
    (
        "torn-value",
        "A value of several words (interface, slice, string) was read while it was written:\nhalf of it is old, half is new. The cause is a data race.",
    ),
    (
        "lock-order",
        "Locks are taken in different orders by different goroutines.\nThere is a schedule in which each holds what another waits for.",
    ),
    (
        "incomplete-work",
        "main returned while goroutines could still run: what they had to do is lost.\nWait for them (sync.WaitGroup, a channel) if that matters. A warning, no error.",
    ),
    (
        "lost-update",
        "A value was written that was computed from one read before somebody else wrote:\nthat other write is lost. Each access is synchronized, but not both together.",
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

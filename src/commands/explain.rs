//! `goweave explain CODE`: what a status or the code of a diagnostic means.

use super::usage;
use crate::cli::{Args, distance};
use crate::{Status, printer};
use frontend::explain::{topic, topics};

/// Prints the explanation of a code.
pub(super) fn explain(args: Args) -> Status {
    let Some(code) = args.rest.first() else {
        let codes: Vec<_> = topics().iter().map(|topic| topic.names[0]).collect();
        return usage("explain", &format!("which code? There are: {}", codes.join(" ")));
    };
    let Some(topic) = topic(code) else {
        let near = topics().into_iter().flat_map(|topic| topic.names);
        let near = near.map(|name| (distance(code, name), name)).min();
        let hint = match near {
            Some((distance, name)) if distance <= 2 => format!("\nhint: did you mean {name}?"),
            _ => String::new(),
        };
        printer::say(&format!("there is no code {code}{hint}"));
        return Status::FAILED;
    };
    printer::out(&topic.text);
    if !topic.example.is_empty() {
        let lines = topic.example.lines().map(|line| format!("\t{line}\n"));
        printer::out(&format!("\nfor example:\n\n{}", lines.collect::<String>()));
    }
    if let [_, go @ ..] = &topic.names[..]
        && !go.is_empty()
    {
        printer::out(&format!("\nGo's type checker calls it {}.\n", go.join(", ")));
    }
    Status::OK
}

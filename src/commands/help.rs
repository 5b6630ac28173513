//! `goweave help`.

use super::{COMMANDS, Command, find, usage};
use crate::cli::{self, Args};
use crate::{Status, printer};
use std::fmt::Write as _;

/// Shows all commands, or one.
pub(super) fn help(args: Args) -> Status {
    let text = match args.rest.first() {
        None => overview(),
        Some(name) => match find(name) {
            Some(command) => of(command),
            None => return usage("help", &format!("{name}: unknown command")),
        },
    };
    printer::out(&text);
    Status::OK
}

/// The list of commands.
pub(super) fn overview() -> String {
    let mut out = "goweave runs Go programs deterministically, records and replays them.\n\n\
                   usage: goweave COMMAND [arguments]\n\n"
        .to_owned();
    for command in COMMANDS {
        let later = if command.work.is_none() { " (not supported yet)" } else { "" };
        let _ = writeln!(out, "  {:11} {}{later}", command.name, command.about);
    }
    out.push_str("\nRun 'goweave help COMMAND' for a command's flags.\n");
    out
}

/// Help on one command.
pub(super) fn of(command: &Command) -> String {
    let Command { name, usage, about, flags, work } = command;
    let mut out = format!("usage: goweave {name} {usage}\n\n{about}\n");
    if work.is_none() {
        out.push_str("This command is not supported yet.\n");
    }
    if !flags.is_empty() {
        let _ = write!(out, "\nflags:\n{}", cli::describe(flags));
    }
    out
}

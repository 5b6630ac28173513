//! One file per command, and the table of them.

mod completion;
mod explain;
mod explore;
mod fitted;
mod help;
mod recorded;
mod replay;
mod run;
mod show;
mod shrink;
mod support;
mod telling;
mod test;
mod trace;
mod version;
mod vet;

use crate::cli::{self, Args, Flag, Order};
use crate::{Status, printer};
use std::path::Path;

/// A command.
pub(crate) struct Command {
    pub(crate) name: &'static str,
    /// What follows the name.
    pub(crate) usage: &'static str,
    /// One line.
    pub(crate) about: &'static str,
    pub(crate) flags: &'static [Flag],
    /// What it does; `None` for commands that are not built yet.
    work: Option<fn(Args) -> Status>,
}

/// All commands, in the order help shows them.
pub(crate) static COMMANDS: &[Command] = &[
    Command {
        name: "run",
        usage: "[flags] FILE.go... | DIR | ARCHIVE [arguments]",
        about: "run one execution of a program, deterministic by default",
        flags: run::FLAGS,
        work: Some(run::run),
    },
    Command {
        name: "test",
        usage: "[flags] [PACKAGES]",
        about: "run _test.go tests like go test",
        flags: test::FLAGS,
        work: Some(test::test),
    },
    Command {
        name: "vet",
        usage: "[flags] [FILE.go... | PACKAGES]",
        about: "report type errors, then likely mistakes",
        flags: vet::FLAGS,
        work: Some(vet::vet),
    },
    Command {
        name: "explore",
        usage: "[flags] FILE.go... | DIR | ARCHIVE [arguments]",
        about: "run many schedules, report every distinct bug",
        flags: explore::FLAGS,
        work: Some(explore::explore),
    },
    Command {
        name: "replay",
        usage: "[flags] TRACE",
        about: "run one recorded execution again, exactly",
        flags: replay::FLAGS,
        work: Some(replay::replay),
    },
    Command {
        name: "shrink",
        usage: "[flags] TRACE -o OUT",
        about: "find the shortest schedule with the same failure",
        flags: shrink::FLAGS,
        work: Some(shrink::shrink),
    },
    Command {
        name: "trace",
        usage: "show|info|export TRACE | diff TRACE TRACE",
        about: "read a recorded execution, or compare two",
        flags: trace::FLAGS,
        work: Some(trace::trace),
    },
    Command {
        name: "grade",
        usage: "[flags] SPEC SUBMISSION...",
        about: "grade student programs",
        flags: &[],
        work: None,
    },
    Command {
        name: "support",
        usage: "[PACKAGE[.NAME]]",
        about: "show which packages and names of Go's library are supported",
        flags: support::FLAGS,
        work: Some(support::support),
    },
    Command {
        name: "explain",
        usage: "CODE",
        about: "explain a status, an ending or a diagnostic's code",
        flags: &[],
        work: Some(explain::explain),
    },
    Command {
        name: "version",
        usage: "",
        about: "print the version",
        flags: &[],
        work: Some(version::version),
    },
    Command {
        name: "completion",
        usage: "bash|zsh|fish",
        about: "print a completion script for a shell",
        flags: &[],
        work: Some(completion::completion),
    },
    Command {
        name: "help",
        usage: "[COMMAND]",
        about: "show help",
        flags: &[],
        work: Some(help::help),
    },
];

/// The command of this name.
pub(crate) fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

/// Does what the command line says.
pub(crate) fn dispatch(args: &[String]) -> Status {
    let Some((name, rest)) = args.split_first() else {
        printer::err(&help::overview());
        return Status::USAGE;
    };
    let name = match name.as_str() {
        "-h" | "-help" | "--help" => "help",
        "-V" | "-version" | "--version" => "version",
        name => name,
    };
    let Some(command) = find(name) else {
        return unknown_command(name);
    };
    let Some(work) = command.work else {
        printer::say(&format!("goweave {name} is not supported yet"));
        return Status::UNSUPPORTED;
    };
    if rest
        .iter()
        .take_while(|arg| arg.starts_with('-'))
        .any(|arg| matches!(arg.as_str(), "-h" | "-help" | "--help"))
    {
        printer::out(&help::of(command));
        return Status::OK;
    }
    let order = if matches!(name, "run" | "explore") { Order::First } else { Order::Anywhere };
    let (own, tail) = match name {
        "test" => test::divide(rest),
        _ => (rest.to_vec(), Vec::new()),
    };
    match cli::parse(command.flags, order, &own) {
        Ok(mut args) => {
            args.tail = tail;
            work(args)
        }
        Err(message) => usage(name, &message),
    }
}

fn unknown_command(name: &str) -> Status {
    let near = COMMANDS.iter().map(|c| (cli::distance(name, c.name), c.name)).min();
    let hint = match near {
        _ if is_go_file(name) => format!("\nhint: goweave run {name}"),
        Some((distance, near)) if distance <= 2 => format!("\nhint: did you mean {near}?"),
        _ => String::new(),
    };
    printer::err(&format!(
        "goweave {name}: unknown command{hint}\nRun 'goweave help' for usage.\n"
    ));
    Status::USAGE
}

/// Whether a name is that of a Go file.
pub(crate) fn is_go_file(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "go")
}

/// Says what is wrong with the command line.
pub(crate) fn usage(command: &str, message: &str) -> Status {
    printer::err(&format!(
        "goweave {command}: {message}\nRun 'goweave help {command}' for usage.\n"
    ));
    Status::USAGE
}

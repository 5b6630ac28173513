//! The `goweave` command: the only code that does IO.
//!
//! [`cli`] reads the command line, [`commands`] has one file per command, [`loader`] finds the
//! sources, [`engine`] checks, lowers and runs them, [`host`] is the running program's door to
//! this process. What CONTRACT.md calls the streams and statuses is kept by [`printer`] and
//! [`Status`].

mod cli;
mod commands;
mod constraints;
mod engine;
mod flags;
mod gomod;
mod host;
mod importer;
mod loader;
mod names;
mod printer;
mod recording;
mod render;
mod report;
mod testing;
mod txtar;
mod workers;

use std::panic::{self, PanicHookInfo};
use std::process::ExitCode;
use std::{env, thread};

/// How the command ends; see CONTRACT.md, section 2.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Status(pub(crate) i32);

impl Status {
    pub(crate) const OK: Self = Self(0);
    /// A build error, a finding.
    pub(crate) const FAILED: Self = Self(1);
    /// `run -race` found a data race in a program that otherwise succeeds.
    pub(crate) const RACE: Self = Self(66);
    /// Wrong usage.
    pub(crate) const USAGE: Self = Self(2);
    /// Outside what is supported.
    pub(crate) const UNSUPPORTED: Self = Self(3);
    /// A search had to be complete and is not.
    pub(crate) const INCOMPLETE: Self = Self(4);
    /// Replay diverged.
    pub(crate) const DIVERGED: Self = Self(5);
    /// A bug in goweave.
    pub(crate) const INTERNAL: Self = Self(70);
}

/// Host stack of the thread that does everything: deeply nested programs recurse deeply here.
const STACK: usize = 512 << 20;

/// Stack where the system does not give that much.
const SMALL_STACK: usize = 64 << 20;

fn main() -> ExitCode {
    panic::set_hook(Box::new(report_bug));
    let work = || commands::dispatch(&arguments());
    let thread = thread::Builder::new()
        .stack_size(STACK)
        .spawn(work)
        .or_else(|_| thread::Builder::new().stack_size(SMALL_STACK).spawn(work));
    let status = match thread {
        Ok(thread) => thread.join().unwrap_or(Status::INTERNAL),
        Err(_) => work(),
    };
    // As the system does: the lower eight bits of what the program said.
    ExitCode::from(status.0.to_le_bytes()[0])
}

/// The command line without the command's own name.
fn arguments() -> Vec<String> {
    env::args_os().skip(1).map(|arg| arg.to_string_lossy().into_owned()).collect()
}

/// What a Rust panic says: a bug of ours, with what is needed to see it again.
fn report_bug(info: &PanicHookInfo<'_>) {
    let text = info.payload_as_str().unwrap_or("panic");
    let place = info.location().map(|l| format!(" ({}:{})", l.file(), l.line()));
    printer::err(&format!(
        "goweave: internal error: {text}{}\nThis is a bug in goweave {}, not in your program.\nto reproduce: goweave {}\n",
        place.unwrap_or_default(),
        env!("CARGO_PKG_VERSION"),
        cli::quoted(&arguments())
    ));
}

//! `goweave replay TRACE`: a recorded execution once more.

use super::run::{self, execute};
use super::usage;
use crate::Status;
use crate::cli::{Args, Flag, switch};
use crate::recording::{adopt, programs, read_trace, replay_line};

pub(super) const FLAGS: &[Flag] = &[switch("hash", "")];

/// Runs what a trace recorded.
pub(super) fn replay(args: Args) -> Status {
    let [text] = args.rest.as_slice() else {
        return usage("replay", "which trace? Name one file or gw1: string");
    };
    let trace = match read_trace(text) {
        Ok(trace) => trace,
        Err(status) => return status,
    };
    let names = match programs(&trace, text) {
        Ok(names) => names,
        Err(status) => return status,
    };
    let mut flags = Args::default();
    if args.has("hash") {
        flags.set("hash", "true");
    }
    adopt(&mut flags, &trace);
    let program_args = trace.args.clone();
    let line = replay_line(text);
    match run::following(&flags, trace, line) {
        Ok(settings) => execute(&names, &program_args, settings),
        Err(status) => status,
    }
}

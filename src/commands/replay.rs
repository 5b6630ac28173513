//! `goweave replay TRACE`: a recorded execution once more.

use super::run::{self, adopt, execute, read_trace};
use super::usage;
use crate::cli::{Args, Flag, switch};
use crate::{Status, cli, printer};
use std::path::Path;

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
    let names: Option<Vec<_>> = trace.program.split('\n').map(|name| find(name, text)).collect();
    let Some(names) = names else {
        let program = trace.program.replace('\n', " ");
        printer::say(&format!(
            "the trace is of {program}, which is neither here nor beside the trace"
        ));
        return Status::FAILED;
    };
    let mut flags = Args::default();
    if args.has("hash") {
        flags.set("hash", "true");
    }
    adopt(&mut flags, &trace);
    let program_args = trace.args.clone();
    let line = format!("goweave replay {}", cli::quoted(std::slice::from_ref(text)));
    match run::settings(&flags) {
        Ok(settings) => execute(&names, &program_args, settings.following(trace, line)),
        Err(status) => status,
    }
}

/// A recorded path: as it is, or beside the trace.
fn find(name: &str, trace: &str) -> Option<String> {
    if Path::new(name).exists() {
        return Some(name.to_owned());
    }
    let beside = Path::new(trace).parent()?;
    let last = Path::new(name).file_name()?;
    [beside.join(name), beside.join(last)]
        .iter()
        .find(|path| path.exists())
        .map(|path| path.display().to_string())
}

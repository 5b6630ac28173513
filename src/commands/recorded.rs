//! A recorded execution with its program: what commands that read traces start from.

use super::fitted::fit;
use super::usage;
use crate::cli::{Args, language};
use crate::engine::{self, Built};
use crate::recording::{adopt, arguments, programs};
use crate::{Status, flags};
use interp::config::Config;
use interp::execution;
use interp::host::MemoryHost;
use interp::outcome::Outcome;
use interp::resync;
use interp::schedule::codec::Trace;
use interp::strategy::Replay;

/// A trace's program, and how to run it.
pub(super) struct Recorded {
    /// The trace; if the program has changed, as it fits now.
    pub(super) trace: Trace,
    pub(super) built: Built,
    /// Looks for everything that the code can show.
    pub(super) config: Config,
    /// The program's arguments, its name first.
    pub(super) args: Vec<String>,
}

/// Builds the program of a trace; `command` reads it.
pub(super) fn load(mut trace: Trace, file: &str, command: &str) -> Result<Recorded, Status> {
    let names = programs(&trace, file)?;
    let mut args = Args::default();
    adopt(&mut args, &trace);
    let read = || -> Result<_, String> {
        let language = args.parsed("lang", language)?;
        Ok((language, flags::limits(&args, Config::default())?, flags::checks(&args)?))
    };
    let (language, mut config, checks) = read().map_err(|message| usage(command, &message))?;
    let built = engine::build(&names, language, false, checks)?;
    config.race = trace.flag("race") == Some("true");
    config.leaks = true;
    let args = arguments(&names, &trace.args);
    let host = Box::new(MemoryHost::with_input(&args, &trace.stdin));
    fit(&mut trace, &built, &mut config, host)?;
    Ok(Recorded { trace, built, config, args })
}

impl Recorded {
    /// Follows the trace once more, in another configuration.
    pub(super) fn replay(&self, config: &Config) -> Outcome {
        let trace = &self.trace;
        let schedule = trace.flag("schedule").unwrap_or("go");
        let strategy = Replay::of(schedule, trace.schedule.clone(), config.quantum);
        let host = MemoryHost::with_input(&self.args, &trace.stdin);
        execution::run(self.built.code, config, Box::new(strategy), Box::new(host)).0
    }

    /// The journal of the trace.
    pub(super) fn journal(&self, trace: &Trace) -> Vec<u8> {
        let host = MemoryHost::with_input(&self.args, &trace.stdin);
        resync::observe(self.built.code, &self.config, trace, Box::new(host))
    }
}

//! `goweave trace show TRACE` and `goweave trace export TRACE`: every step of a recorded execution.

use super::recorded;
use super::usage;
use crate::cli::Args;
use crate::recording::read_trace;
use crate::report::execution::Execution;
use crate::report::{execution, mermaid, perfetto};
use crate::{Status, printer};
use interp::config::Config;
use interp::explore::Detect;
use interp::explore::judge;
use interp::outcome::Ending;
use interp::race::Promoted;
use std::fs;
use std::sync::Arc;

/// Shows a trace, or writes it to the file that `-o` names.
pub(super) fn show(args: &Args, file: &str) -> Status {
    let format: fn(&Execution<'_>) -> String = match args.get("format").unwrap_or("text") {
        "text" => execution::text,
        "json" => execution::json,
        "html" => execution::html,
        "perfetto" => perfetto::document,
        "mermaid" => mermaid::document,
        other => {
            return usage(
                "trace",
                &format!(
                    "invalid value \"{other}\" for flag -format\nhint: there are text, json, html, perfetto, mermaid"
                ),
            );
        }
    };
    let text = match followed(file, format) {
        Ok(text) => text,
        Err(status) => return status,
    };
    let Some(out) = args.get("o") else {
        printer::out(&text);
        return Status::OK;
    };
    match fs::write(out, &text) {
        Ok(()) => Status::OK,
        Err(e) => {
            printer::say(&format!("cannot write {out}: {e}"));
            Status::FAILED
        }
    }
}

/// Runs a trace with a log.
fn followed(file: &str, format: fn(&Execution<'_>) -> String) -> Result<String, Status> {
    let trace = read_trace(file)?;
    let program = recorded::load(trace, file, "trace")?;
    // What races is shown, though it may be no scheduling point.
    let mut shown = Promoted::default();
    if program.config.race {
        for race in program.replay(&program.config).races {
            shown.add(race.current.site);
            shown.add(race.previous.site);
        }
    }
    let config = Config { detail: true, shown: Arc::new(shown), ..program.config.clone() };
    let outcome = program.replay(&config);
    if let Ending::Diverged(text) = &outcome.ending {
        printer::say(text);
        return Err(Status::DIVERGED);
    }
    let code = program.built.code;
    let findings = judge::findings(code, &outcome, Detect::ALL);
    Ok(format(&Execution::new(code, &program.trace, &outcome, &findings)))
}

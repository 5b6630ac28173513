//! `goweave trace show|info|export TRACE` and `goweave trace diff TRACE TRACE`: what a recorded execution
//! holds, and where two part.

use super::show::show;
use super::usage;
use crate::cli::{Args, Flag, flag, quoted};
use crate::recording::read_trace;
use crate::report::plural;
use crate::{Status, printer};
use interp::sched::decision::{Decision, KINDS, kind_name};
use interp::schedule::codec::Trace;
use serde_json::json;
use std::fmt::Write as _;

pub(super) const FLAGS: &[Flag] = &[
    flag("format", "F", "text (default) or json; show and export also html, perfetto or mermaid"),
    flag("o", "F", "show and export: write to a file"),
];

/// Reads traces.
pub(super) fn trace(args: Args) -> Status {
    let words: Vec<_> = args.rest.iter().map(String::as_str).collect();
    match words[..] {
        ["show" | "export", file] => return show(&args, file),
        ["show" | "export", ..] => {
            return usage("trace", "which trace? Name one file or gw1: string");
        }
        _ => {}
    }
    let json = match args.get("format") {
        None | Some("text") => false,
        Some("json") => true,
        Some(other) => {
            return usage("trace", &format!("invalid value \"{other}\" for flag -format"));
        }
    };
    match words[..] {
        ["info", file] => match read_trace(file) {
            Ok(trace) => {
                printer::out(&if json { info_json(&trace) } else { info(&trace) });
                Status::OK
            }
            Err(status) => status,
        },
        ["diff", a, b] => match (read_trace(a), read_trace(b)) {
            (Ok(first), Ok(second)) => compare(&first, &second, json),
            (Err(status), _) | (_, Err(status)) => status,
        },
        ["info", ..] => usage("trace", "which trace? Name one file or gw1: string"),
        ["diff", ..] => usage("trace", "which traces? Name two files or gw1: strings"),
        _ => usage("trace", "what about it? There are show, info, diff and export"),
    }
}

/// How many decisions there are of each kind.
fn counts(trace: &Trace) -> Vec<(&'static str, u64)> {
    let mut counts: Vec<_> = (0..KINDS).map(|kind| (kind_name(kind), 0)).collect();
    for decision in trace.schedule.iter() {
        counts[usize::from(decision.kind)].1 += 1;
    }
    counts.retain(|(_, n)| *n != 0);
    counts
}

fn hex(digest: [u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(digest))
}

/// Everything but the decisions themselves.
fn info(trace: &Trace) -> String {
    let mut out = String::new();
    let mut row = |name: &str, value: &str| {
        let _ = writeln!(out, "{name:12} {value}");
    };
    row("program", &trace.program.replace('\n', " "));
    row("digest", &hex(trace.digest));
    if !trace.args.is_empty() {
        row("arguments", &quoted(&trace.args));
    }
    row("input", &plural(trace.stdin.len() as u64, "byte"));
    for (key, value) in &trace.flags {
        row("flag", &format!("-{key}={}", value.replace('\n', ", ")));
    }
    row("seed", &trace.schedule.seed().to_string());
    let packed = plural(trace.schedule.body().len() as u64, "byte");
    row("decisions", &format!("{} in {packed}", trace.schedule.len()));
    for (name, n) in counts(trace) {
        row("", &format!("{n} of {name}"));
    }
    row("event hash", &format!("{:016x}", trace.event_hash));
    row("status", &trace.status.to_string());
    out
}

fn info_json(trace: &Trace) -> String {
    let flags: serde_json::Map<_, _> =
        trace.flags.iter().map(|(key, value)| (key.clone(), value.clone().into())).collect();
    let kinds: serde_json::Map<_, _> =
        counts(trace).into_iter().map(|(name, n)| (name.to_owned(), n.into())).collect();
    let document = json!({
        "schema": "goweave/trace-info/1",
        "program": trace.program.replace('\n', " "),
        "digest": hex(trace.digest),
        "arguments": trace.args,
        "input_bytes": trace.stdin.len(),
        "flags": flags,
        "seed": trace.schedule.seed(),
        "decisions": trace.schedule.len(),
        "decision_bytes": trace.schedule.body().len(),
        "kinds": kinds,
        "event_hash": format!("{:016x}", trace.event_hash),
        "status": trace.status,
    });
    format!("{document}\n")
}

/// A decision in words.
fn words(decision: Option<Decision>) -> String {
    decision.map_or("the end".to_owned(), |decision| {
        format!("{}: option {}", kind_name(decision.kind), u128::from(decision.answer) + 1)
    })
}

/// Tells where two traces part; status 1 if they do.
fn compare(first: &Trace, second: &Trace, json: bool) -> Status {
    let headers: Vec<_> = [
        ("program", first.program.clone(), second.program.clone()),
        ("sources", hex(first.digest), hex(second.digest)),
        ("arguments", quoted(&first.args), quoted(&second.args)),
        (
            "input",
            String::from_utf8_lossy(&first.stdin).into_owned(),
            String::from_utf8_lossy(&second.stdin).into_owned(),
        ),
        ("flags", flags(first), flags(second)),
        ("seed", first.schedule.seed().to_string(), second.schedule.seed().to_string()),
        ("status", first.status.to_string(), second.status.to_string()),
        ("event hash", format!("{:016x}", first.event_hash), format!("{:016x}", second.event_hash)),
    ]
    .into_iter()
    .filter(|(_, a, b)| a != b)
    .collect();
    let lengths = [first.schedule.len(), second.schedule.len()];
    let (mut a, mut b) = (first.schedule.iter(), second.schedule.iter());
    let mut same = 0_u64;
    let parting = loop {
        match (a.next(), b.next()) {
            (None, None) => break None,
            (x, y) if x == y => same += 1,
            pair => break Some(pair),
        }
    };
    if json {
        let headers: Vec<_> = headers
            .iter()
            .map(|(name, a, b)| json!({"what": name, "first": a, "second": b}))
            .collect();
        let parting = parting
            .map(|(a, b)| json!({"decision": same + 1, "first": words(a), "second": words(b)}));
        let document = json!({
            "schema": "goweave/trace-diff/1",
            "differences": headers,
            "decisions": lengths,
            "same_decisions": same,
            "first_difference": parting,
        });
        printer::out(&format!("{document}\n"));
    } else {
        let mut out = String::new();
        for (name, a, b) in &headers {
            let _ = writeln!(out, "{name}:\n- {a}\n+ {b}");
        }
        let _ = match parting {
            None => writeln!(out, "the same {}", plural(same, "decision")),
            Some((a, b)) => writeln!(
                out,
                "decisions: {} and {}, the first {same} are the same; decision {}:\n- {}\n+ {}",
                lengths[0],
                lengths[1],
                same + 1,
                words(a),
                words(b)
            ),
        };
        printer::out(&out);
    }
    if headers.is_empty() && parting.is_none() { Status::OK } else { Status::FAILED }
}

fn flags(trace: &Trace) -> String {
    let texts: Vec<_> = trace.flags.iter().map(|(key, value)| format!("-{key}={value}")).collect();
    texts.join(" ")
}

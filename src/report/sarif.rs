//! The report as SARIF 2.1.0 (OASIS), as GitHub code scanning reads it.
//!
//! Each finding is a result. Its places are a code flow with one thread flow a goroutine, and
//! `executionOrder` numbers the steps over all of them (§3.38.11): an interleaving.

use super::{Found, Place, Summary};
use interp::explain::Step;
use interp::explore::Severity;
use interp::explore::finding::{Kind, Location};
use interp::schedule::codec;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Rules: the kind, its number (never changed), and what it means.
const RULES: &[(Kind, &str, &str)] = &[
    (Kind::DataRace, "GW1001", "Two goroutines use a variable at once and one of them writes"),
    (Kind::Deadlock, "GW1002", "No goroutine can ever run again"),
    (Kind::GoroutineLeak, "GW1003", "A goroutine waits for what can never happen"),
    (Kind::Panic, "GW1004", "An uncaught panic under some schedules"),
    (Kind::Fatal, "GW1005", "A fatal error of the runtime under some schedules"),
    (Kind::TestFailure, "GW1006", "A test fails under some schedules"),
    (Kind::Exit, "GW1007", "The program ends with a status other than 0 under some schedules"),
    (Kind::Livelock, "GW1008", "Goroutines run for ever without getting anywhere"),
    (Kind::Limit, "GW1009", "An execution hits a limit"),
    (Kind::TornValue, "GW1010", "A value of several words is read while it is written"),
    (Kind::LockOrder, "GW1011", "Locks are taken in orders that can deadlock"),
    (Kind::IncompleteWork, "GW1012", "main returns while goroutines still have work"),
    (Kind::LostUpdate, "GW1013", "A value is written that was computed from an outdated one"),
];

/// One document.
pub(crate) fn document(summary: &Summary<'_>) -> String {
    let rules: Vec<_> = RULES
        .iter()
        .map(|&(kind, id, about)| {
            json!({
                "id": id,
                "name": kind.name(),
                "shortDescription": {"text": about},
                "help": {"text": format!("{about}. `goweave explain {}` says more.", kind.name())},
                "defaultConfiguration": {"level": level(kind.severity())},
            })
        })
        .collect();
    let results: Vec<_> = summary.findings.iter().map(|found| result(summary, found)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "goweave",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "utf16CodeUnits",
            "invocations": [{"executionSuccessful": !summary.interrupted}],
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

fn result(summary: &Summary<'_>, found: &Found<'_>) -> Value {
    let finding = found.finding;
    let index = RULES.iter().position(|(kind, ..)| *kind == finding.kind).unwrap_or_default();
    let mut places = finding.locations.iter().map(|at| location(summary, at));
    let first: Vec<_> = places.next().into_iter().collect();
    let related: Vec<_> = places
        .zip(1..)
        .map(|(mut place, id)| {
            place["id"] = id.into();
            place
        })
        .collect();
    let mut result = json!({
        "ruleId": RULES[index].1,
        "ruleIndex": index,
        "level": level(finding.severity),
        "message": {"text": format!("{}\nto reproduce: {}", finding.message.trim_end(), found.line)},
        "locations": first,
        "relatedLocations": related,
        "partialFingerprints": {"goweave/v1": fingerprint(summary, found)},
        "properties": {"replay": found.replay},
    });
    let flows = match found.story {
        Some(story) => {
            let steps = story.steps().filter(|step| step.pos.is_known());
            let told = |step: &Step| (step.goroutine, step.number, told(summary, step));
            thread_flows(steps.map(told))
        }
        None => {
            let places = finding.locations.iter().zip(1..);
            thread_flows(places.map(|(at, n)| (at.goroutine, n, location(summary, at))))
        }
    };
    if !flows.is_empty() {
        result["codeFlows"] = json!([{"threadFlows": flows}]);
    }
    result
}

/// One thread flow a goroutine, in the order in which they first turn up: goroutine, number and
/// location of each step.
fn thread_flows(places: impl Iterator<Item = (u64, usize, Value)>) -> Vec<Value> {
    let mut flows: Vec<(u64, Vec<Value>)> = Vec::new();
    for (goroutine, order, location) in places {
        let step = json!({"executionOrder": order, "location": location});
        match flows.iter_mut().find(|(other, _)| *other == goroutine) {
            Some((_, steps)) => steps.push(step),
            None => flows.push((goroutine, vec![step])),
        }
    }
    let flow = |(goroutine, steps): (u64, Vec<Value>)| json!({"id": format!("goroutine {goroutine}"), "locations": steps});
    flows.into_iter().map(flow).collect()
}

/// A step of the story.
fn told(summary: &Summary<'_>, step: &Step) -> Value {
    let note = if step.note.is_empty() { String::new() } else { format!(" -- {}", step.note) };
    let text = format!("goroutine {}: {}{note}", step.goroutine, step.text);
    physical(&summary.place(step.pos), &text)
}

fn physical(place: &Place<'_>, text: &str) -> Value {
    let mut value = json!({"message": {"text": text}});
    if place.is_known() {
        value["physicalLocation"] = json!({
            "artifactLocation": artifact(&place.file),
            "region": {"startLine": place.line, "startColumn": utf16_column(place)},
        });
    }
    value
}

fn location(summary: &Summary<'_>, at: &Location) -> Value {
    let place = summary.place(at.pos);
    let state = if at.state.is_empty() { String::new() } else { format!(" ({})", at.state) };
    let text = format!("goroutine {}: {}{state}", at.goroutine, at.role);
    let mut value = physical(&place, &text);
    if !at.function.is_empty() {
        value["logicalLocations"] =
            json!([{"fullyQualifiedName": at.function, "kind": "function"}]);
    }
    value
}

/// Files below the current folder are relative to the checkout's root.
fn artifact(file: &str) -> Value {
    if file.starts_with('/') {
        json!({"uri": format!("file://{}", encoded(file))})
    } else {
        json!({"uri": encoded(file), "uriBaseId": "%SRCROOT%"})
    }
}

/// RFC 3986: what may not stand in a path is percent-encoded.
fn encoded(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The column in UTF-16 code units, from 1.
fn utf16_column(place: &Place<'_>) -> usize {
    let bytes = usize::try_from(place.col).map_or(0, |col| col.saturating_sub(1));
    place.text.get(..bytes).map_or(bytes, |before| before.encode_utf16().count()) + 1
}

/// The same for the same bug when lines move: kind, variable, and per place the function and the
/// line's text.
fn fingerprint(summary: &Summary<'_>, found: &Found<'_>) -> String {
    let finding = found.finding;
    let mut places: Vec<_> = finding
        .locations
        .iter()
        .map(|at| format!("{} {}", at.function, summary.place(at.pos).text.trim()))
        .collect();
    places.sort_unstable();
    places.dedup();
    let text = places.join("\n");
    let what = [(finding.kind.name(), finding.variable.as_bytes()), ("", text.as_bytes())];
    format!("{:032x}", u128::from_be_bytes(codec::digest(what)))
}

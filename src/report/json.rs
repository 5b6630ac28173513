//! The report as JSON: `goweave/explore/1` of CONTRACT.md, section 5.

use super::{Place, Summary, severity_name};
use frontend::source::SourceMap;
use interp::explain::Step;
use interp::explore::finding::Location;
use serde_json::{Map, Value, json};

/// One document, ended by a newline.
pub(crate) fn document(summary: &Summary<'_>) -> String {
    let report = summary.report;
    let mut document = json!({
        "schema": "goweave/explore/1",
        "program": summary.program,
        "schedule": summary.schedule,
        "seed": summary.seed,
        "executions": report.executions,
        "redundant": report.redundant,
        "steps": report.steps,
        "complete": report.complete,
        "cpu_seconds": (summary.cpu_seconds * 1e6).round() / 1e6,
    });
    let findings: Vec<_> = summary
        .findings
        .iter()
        .map(|found| {
            let finding = found.finding;
            let locations: Vec<_> =
                finding.locations.iter().map(|at| location(summary, at)).collect();
            let mut value = json!({
                "kind": finding.kind.name(),
                "severity": severity_name(finding.severity),
                "test": found.test,
                "message": finding.message,
                "variable": finding.variable,
                "locations": locations,
                "first_execution": finding.first_execution,
                "occurrences": finding.occurrences,
                "preemptions": finding.preemptions,
                "replay": found.replay,
            });
            if let Some(delay) = finding.delay {
                value["delay"] = json!({ "goroutine": delay.goroutine, "ns": delay.ns });
            }
            if let Some(story) = found.story {
                value["story"] =
                    story.steps().map(|step| self::step(summary.sources, step)).collect();
            }
            value
        })
        .collect();
    document["findings"] = findings.into();
    if report.directed != 0 {
        document["directed"] = report.directed.into();
    }
    if summary.interrupted {
        document["interrupted"] = true.into();
    }
    if let Some(outcomes) = &summary.outcomes {
        let outcomes = outcomes.iter().map(|seen| {
            json!({
                "stdout": String::from_utf8_lossy(&seen.ending.stdout),
                "stderr": String::from_utf8_lossy(&seen.ending.stderr),
                "exit": seen.ending.exit,
                "count": seen.ending.count,
                "replay": seen.replay,
            })
        });
        document["outcomes"] = outcomes.collect();
    }
    format!("{document}\n")
}

/// A step of an execution.
pub(crate) fn step(sources: &SourceMap, step: &Step) -> Value {
    let mut object = Map::new();
    object.insert("step".to_owned(), step.number.into());
    object.insert("goroutine".to_owned(), step.goroutine.into());
    put(&mut object, &Place::of(sources, step.pos));
    object.insert("text".to_owned(), step.text.clone().into());
    object.insert("note".to_owned(), step.note.clone().into());
    object.into()
}

/// A place of a finding.
fn location(summary: &Summary<'_>, at: &Location) -> Value {
    let mut object = Map::new();
    object.insert("role".to_owned(), at.role.into());
    object.insert("goroutine".to_owned(), at.goroutine.into());
    put(&mut object, &summary.place(at.pos));
    object.insert("function".to_owned(), at.function.clone().into());
    object.insert("state".to_owned(), at.state.clone().into());
    let created = at.created.map(|pos| {
        let mut object = Map::new();
        put(&mut object, &summary.place(pos));
        object
    });
    object.insert("created".to_owned(), created.into());
    object.into()
}

fn put(object: &mut Map<String, Value>, place: &Place<'_>) {
    object.insert("file".to_owned(), place.file.clone().into());
    object.insert("line".to_owned(), place.line.into());
    object.insert("col".to_owned(), place.col.into());
}

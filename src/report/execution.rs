//! One execution, step by step: as text, JSON and HTML.

use super::xml::escaped;
use super::{Place, json};
use frontend::source::SourceMap;
use interp::code::Code;
use interp::explain::{Link, LinkKind, LogEntry, Step, Words, links};
use interp::explore::Finding;
use interp::outcome::Outcome;
use interp::schedule::codec::Trace;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// An execution in words.
pub(crate) struct Execution<'a> {
    pub(crate) program: String,
    pub(crate) sources: &'a SourceMap,
    pub(crate) log: &'a [LogEntry],
    pub(crate) steps: Vec<Step>,
    pub(crate) links: Vec<Link>,
    pub(crate) findings: &'a [Finding],
    pub(crate) status: i32,
    words: Words<'a>,
}

impl<'a> Execution<'a> {
    /// An execution that kept a log.
    pub(crate) fn new(
        code: &'a Code,
        trace: &Trace,
        outcome: &'a Outcome,
        findings: &'a [Finding],
    ) -> Self {
        let words = Words::new(code, &outcome.log);
        Self {
            program: trace.program.replace('\n', " "),
            sources: &code.sources,
            log: &outcome.log,
            steps: words.steps(),
            links: links(&outcome.log),
            findings,
            status: outcome.ending.status(),
            words,
        }
    }

    /// Numbers of all goroutines, in the order in which they first do something.
    pub(crate) fn goroutines(&self) -> Vec<u64> {
        let mut goroutines = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        goroutines.extend(self.log.iter().map(|e| e.goroutine).filter(|g| seen.insert(*g)));
        goroutines
    }

    /// A goroutine: the function it runs and its number.
    pub(crate) fn name(&self, goroutine: u64) -> String {
        self.words.goroutine(goroutine)
    }

    pub(crate) fn place(&self, step: &Step) -> Place<'a> {
        Place::of(self.sources, step.pos)
    }
}

/// A line for each step.
pub(crate) fn text(execution: &Execution<'_>) -> String {
    let names: Vec<String> =
        execution.steps.iter().map(|step| execution.name(step.goroutine)).collect();
    let places: Vec<String> = execution.steps.iter().map(|step| at(execution, step)).collect();
    let width = |texts: &[String]| texts.iter().map(|text| text.chars().count()).max().unwrap_or(0);
    let (name_width, place_width) = (width(&names), width(&places));
    let mut out = String::new();
    for ((step, name), place) in execution.steps.iter().zip(&names).zip(&places) {
        let note = if step.note.is_empty() { String::new() } else { format!("  -- {}", step.note) };
        let _ = writeln!(
            out,
            "{:>5}  {name:name_width$}  {place:place_width$}  {}{note}",
            step.number, step.text
        );
    }
    for finding in execution.findings {
        let message = finding.message.trim_end().replace('\n', "\n       ");
        let _ = writeln!(out, "{:>5}  {}: {message}", "==>", finding.kind.name());
    }
    let _ = writeln!(out, "{:>5}  status {}", "==>", execution.status);
    out
}

/// Where a step is; empty if that is not in the program's own sources.
fn at(execution: &Execution<'_>, step: &Step) -> String {
    let place = execution.place(step);
    if place.is_known() { place.to_string() } else { String::new() }
}

/// `goweave/trace/1`: steps, links and findings.
pub(crate) fn json(execution: &Execution<'_>) -> String {
    let goroutines: Vec<_> = execution
        .goroutines()
        .into_iter()
        .map(|g| json!({"goroutine": g, "name": execution.name(g)}))
        .collect();
    let steps: Vec<Value> = execution
        .steps
        .iter()
        .zip(execution.log)
        .map(|(step, entry)| {
            let mut value = json::step(execution.sources, step);
            value["value"] = entry.value.clone().into();
            value["parked"] = entry.parked.is_some().into();
            value["woken_by"] = entry.woken_by.map(|i| i + 1).into();
            value["decisions"] = entry.decisions.into();
            value["stack"] = stack(execution, entry);
            value
        })
        .collect();
    let links: Vec<_> = execution
        .links
        .iter()
        .map(|link| json!({"kind": kind(link.kind), "from": link.from + 1, "to": link.to + 1}))
        .collect();
    let findings: Vec<_> = execution
        .findings
        .iter()
        .map(|finding| json!({"kind": finding.kind.name(), "message": finding.message}))
        .collect();
    let document = json!({
        "schema": "goweave/trace/1",
        "program": execution.program,
        "status": execution.status,
        "goroutines": goroutines,
        "steps": steps,
        "links": links,
        "findings": findings,
    });
    format!("{document}\n")
}

fn stack(execution: &Execution<'_>, entry: &LogEntry) -> Value {
    let call = |(func, pos): &(interp::code::FuncRef, frontend::span::Pos)| {
        let place = Place::of(execution.sources, *pos);
        json!({"function": func.name, "file": place.file, "line": place.line})
    };
    entry.stack.iter().map(call).collect()
}

/// A link's kind in machine formats.
pub(crate) fn kind(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Go => "go",
        LinkKind::Send => "send",
        LinkKind::Unlock => "unlock",
        LinkKind::Wake => "wake",
    }
}

const STYLE: &str = "\
body{font:15px/1.4 system-ui,sans-serif;margin:1.5rem;color:#1b1f24;background:#fff}\
table{border-collapse:collapse}td,th{text-align:left;padding:.15rem .7rem;vertical-align:top;border-left:1px solid #c8ccd2}\
code{font:13px ui-monospace,monospace}small{color:#5b6470;display:block}tr:hover{background:#f4f5f7}\
@media(prefers-color-scheme:dark){body{color:#e6e8eb;background:#15181c}tr:hover{background:#22262b}small{color:#9aa4b0}}";

/// A page with a column for each goroutine.
pub(crate) fn html(execution: &Execution<'_>) -> String {
    let goroutines = execution.goroutines();
    let title = escaped(&format!("goweave trace {}", execution.program));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<table>\n<tr><th>step</th>"
    );
    for &g in &goroutines {
        let _ = write!(out, "<th>{}</th>", escaped(&execution.name(g)));
    }
    out.push_str("</tr>\n");
    for step in &execution.steps {
        let before = goroutines.iter().position(|g| *g == step.goroutine).unwrap_or(0);
        let _ = writeln!(
            out,
            "<tr><td>{}</td>{}<td title=\"{}\"><code>{}</code><small>{}</small></td>{}</tr>",
            step.number,
            "<td></td>".repeat(before),
            escaped(&at(execution, step)),
            escaped(&step.text),
            escaped(&step.note),
            "<td></td>".repeat(goroutines.len() - before - 1),
        );
    }
    out.push_str("</table>\n");
    for finding in execution.findings {
        let _ = writeln!(
            out,
            "<p><b>{}</b>: {}</p>",
            finding.kind.name(),
            escaped(finding.message.trim_end()).replace('\n', "<br>")
        );
    }
    let _ = writeln!(out, "<p>status {}</p>\n</body>\n</html>", execution.status);
    out
}

//! The report for people.
//!
//! First what came out, then each finding: headline, places with their source lines, Go's own
//! text, and last the one line that shows it again.

use super::{Found, Place, Summary, plural};
use interp::explain::Story;
use interp::explore::Severity;
use interp::explore::finding::{Ending, Kind, Location};
use std::fmt::Write as _;

/// Most bytes of a stream shown for an outcome.
const SHOWN: usize = 400;

/// The whole report; `color` for terminals.
pub(crate) fn document(summary: &Summary<'_>, color: bool) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}: {}", summary.program, headline(summary));
    let _ = writeln!(out, "{}", progress(summary));
    if let Some(outcomes) = &summary.outcomes {
        let _ = writeln!(out, "\n{}:", plural(outcomes.len() as u64, "outcome"));
        for seen in outcomes {
            outcome(&mut out, seen.ending, summary.report.executions);
        }
    }
    for found in &summary.findings {
        out.push('\n');
        finding(&mut out, summary, found, color);
    }
    out
}

/// How much was found.
fn headline(summary: &Summary<'_>) -> String {
    let kinds =
        [(Severity::Error, "bug"), (Severity::Warning, "warning"), (Severity::Advice, "hint")];
    let counts: Vec<_> = kinds
        .iter()
        .map(|&(severity, word)| (summary.count(severity) as u64, word))
        .filter(|&(n, _)| n != 0)
        .map(|(n, word)| plural(n, word))
        .collect();
    if counts.is_empty() {
        "no bug found".to_owned()
    } else {
        format!("{} found", counts.join(", "))
    }
}

/// How far the search came.
pub(crate) fn progress(summary: &Summary<'_>) -> String {
    let report = summary.report;
    let mut out = plural(report.executions, "execution");
    if report.redundant != 0 {
        let _ = write!(out, " ({} redundant)", report.redundant);
    }
    if report.directed != 0 {
        let _ = write!(out, " and {} to confirm predictions", report.directed);
    }
    if report.complete {
        return format!("complete: {out}");
    }
    #[expect(clippy::cast_precision_loss, reason = "is an estimate")]
    let left = report.estimate - report.executions as f64;
    if left >= 1e9 {
        out.push_str(", more than a billion left");
    } else if left >= 1.0 {
        let _ = write!(out, ", about {left:.0} left");
    }
    if !summary.why_incomplete.is_empty() {
        let _ = write!(out, "; {}", summary.why_incomplete);
    }
    out
}

fn outcome(out: &mut String, ending: &Ending, executions: u64) {
    let _ = writeln!(out, "  status {}, {} of {executions}", ending.exit, ending.count);
    for (name, bytes) in [("stdout", &ending.stdout), ("stderr", &ending.stderr)] {
        if bytes.is_empty() {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(SHOWN)]);
        let more = if bytes.len() > SHOWN { "…" } else { "" };
        let _ = writeln!(out, "    {name}: {text:?}{more}");
    }
}

fn finding(out: &mut String, summary: &Summary<'_>, found: &Found<'_>, color: bool) {
    let finding = found.finding;
    let severity = finding.severity;
    let (on, off) = match severity {
        _ if !color => ("", ""),
        Severity::Error => ("\x1b[1;31m", "\x1b[0m"),
        Severity::Warning => ("\x1b[1;33m", "\x1b[0m"),
        Severity::Advice => ("\x1b[1;36m", "\x1b[0m"),
    };
    let note = match severity {
        Severity::Error => "",
        Severity::Warning => " (warning)",
        Severity::Advice => " (hint)",
    };
    // Go's own text follows below: its first line is enough of a headline.
    let message = finding.message.trim_end();
    let told = finding.text.starts_with(message);
    let headline = if told { message.lines().next().unwrap_or_default() } else { message };
    let test = if found.test.is_empty() { String::new() } else { format!(" in {}", found.test) };
    let _ = writeln!(out, "{on}{}{off}{note}{test}: {headline}", finding.kind.name());
    for at in &finding.locations {
        location(out, summary, at);
    }
    let story = found.story.map(Story::text).unwrap_or_default();
    for part in [&finding.text, &story] {
        if !part.is_empty() {
            let _ = write!(out, "\n{}\n\n", part.trim_end());
        }
    }
    let seen = if finding.kind == Kind::LockOrder {
        format!("predicted from execution {}, then made to happen", finding.first_execution)
    } else {
        let executions = plural(summary.report.executions, "execution");
        let (times, first) = (finding.occurrences, finding.first_execution);
        format!("seen in {times} of {executions}, first in number {first}")
    };
    let _ = writeln!(out, "  {seen}, with {}", plural(finding.preemptions, "preemption"));
    let _ = writeln!(out, "to reproduce: {}", found.line);
}

/// Who stands where, with the source line.
fn location(out: &mut String, summary: &Summary<'_>, at: &Location) {
    let place = summary.place(at.pos);
    let state = if at.state.is_empty() { String::new() } else { format!(" [{}]", at.state) };
    let _ = write!(out, "  {}: goroutine {}{state}", at.role, at.goroutine);
    if place.is_known() {
        let _ = write!(out, " at {place}");
    }
    if !at.function.is_empty() {
        let _ = write!(out, " in {}", at.function);
    }
    out.push('\n');
    if !place.text.trim().is_empty() {
        let _ = writeln!(out, "    {:>5} | {}", place.line, place.text.trim_end());
    }
    if let Some(created) = at.created.map(|pos| summary.place(pos)).filter(Place::is_known) {
        let _ = writeln!(out, "          created at {created}: {}", created.text.trim());
    }
}

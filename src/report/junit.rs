//! The report as `JUnit` XML, in the shape gotestsum writes.
//!
//! One test case a bug, with `failure` or `error` as FORMATS.md, section 2.9, maps them; one that
//! passes if there is none. Warnings are the suite's `system-out`.

use super::xml::{attribute, escaped};
use super::{Found, Summary, plural, text};
use interp::explore::Severity;
use interp::explore::finding::Kind;
use std::fmt::Write as _;

/// The element and type of a kind of bug.
fn verdict(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::DataRace | Kind::TornValue => ("failure", "race"),
        Kind::Deadlock | Kind::LockOrder => ("failure", "deadlock"),
        Kind::GoroutineLeak => ("failure", "leak"),
        Kind::TestFailure => ("failure", "assert"),
        Kind::Livelock => ("failure", "livelock"),
        Kind::Exit => ("failure", "exit"),
        Kind::IncompleteWork => ("failure", "incomplete-work"),
        Kind::LostUpdate => ("failure", "lost-update"),
        Kind::Panic | Kind::Fatal => ("error", "panic"),
        Kind::Limit => ("error", "limit"),
    }
}

/// One document.
pub(crate) fn document(summary: &Summary<'_>) -> String {
    let mut cases = String::new();
    let (mut tests, mut failures, mut errors) = (0_u64, 0_u64, 0_u64);
    let class = attribute(&summary.program);
    let (bugs, others): (Vec<_>, Vec<_>) =
        summary.findings.iter().partition(|found| found.finding.severity == Severity::Error);
    for found in bugs {
        let (element, ty) = verdict(found.finding.kind);
        *(if element == "error" { &mut errors } else { &mut failures }) += 1;
        tests += 1;
        let name = format!("{}: {}", found.finding.kind.name(), first_line(&found.finding.message));
        let _ = writeln!(
            cases,
            "\t\t<testcase classname=\"{class}\" name=\"{}\" time=\"0.000000\">\n\t\t\t<{element} message=\"{}\" type=\"{ty}\">{}</{element}>\n\t\t</testcase>",
            attribute(&name),
            attribute(&found.finding.message),
            escaped(&details(summary, found)),
        );
    }
    if summary.unfinished {
        failures += 1;
        tests += 1;
        let message = format!("the search did not finish: {}", text::progress(summary));
        let _ = writeln!(
            cases,
            "\t\t<testcase classname=\"{class}\" name=\"complete\" time=\"0.000000\">\n\t\t\t<failure message=\"{}\" type=\"incomplete\"></failure>\n\t\t</testcase>",
            attribute(&message)
        );
    }
    let time = format!("{:.6}", summary.wall_seconds);
    if tests == 0 {
        tests = 1;
        let _ = writeln!(
            cases,
            "\t\t<testcase classname=\"{class}\" name=\"explore\" time=\"{time}\"></testcase>"
        );
    }
    if !others.is_empty() {
        let notes: Vec<_> = others.iter().map(|found| details(summary, found)).collect();
        let _ = writeln!(cases, "\t\t<system-out>{}</system-out>", escaped(&notes.join("\n")));
    }
    let counts = format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\"");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"goweave explore\" {counts} time=\"{time}\">\n\
         \t<testsuite name=\"{class}\" {counts} skipped=\"0\" time=\"{time}\">\n\
         \t\t<properties>\n\
         \t\t\t<property name=\"goweave.version\" value=\"{}\"></property>\n\
         \t\t\t<property name=\"goweave.schedule\" value=\"{}\"></property>\n\
         \t\t\t<property name=\"goweave.seed\" value=\"{}\"></property>\n\
         \t\t\t<property name=\"goweave.executions\" value=\"{}\"></property>\n\
         \t\t</properties>\n{cases}\t</testsuite>\n</testsuites>\n",
        env!("CARGO_PKG_VERSION"),
        attribute(summary.schedule),
        summary.seed,
        summary.report.executions,
    )
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// A finding in plain words.
fn details(summary: &Summary<'_>, found: &Found<'_>) -> String {
    let finding = found.finding;
    let mut out = format!("{}: {}\n", finding.kind.name(), finding.message.trim_end());
    for at in &finding.locations {
        let place = summary.place(at.pos);
        let _ = writeln!(out, "{place}: {} by goroutine {} {}", at.role, at.goroutine, at.state);
    }
    if !finding.text.is_empty() {
        let _ = writeln!(out, "\n{}", finding.text.trim_end());
    }
    let times = plural(finding.occurrences, "execution");
    let _ = writeln!(out, "seen in {times}\nto reproduce: {}", found.line);
    out
}

//! Diagnostics as text: gc's one line each, excerpts with carets on a terminal, JSON.

use crate::printer::{self, json_string};
use frontend::diagnostic::{Diagnostic, Severity};
use frontend::parser::HEAD;
use frontend::source::SourceMap;
use frontend::span::Pos;
use miette::{
    GraphicalReportHandler, LabeledSpan, MietteDiagnostic, NamedSource, Report,
    Severity as MietteSeverity,
};
use std::fmt::Write as _;

/// Errors shown unless all are asked for, as by gc.
const MANY: usize = 10;

/// Codes of what the go command says before it calls gc.
const LOADING: &[&str] =
    &[HEAD, "import-cycle", "import-path", "internal-import", "missing-package"];

/// The first column that gc cannot represent.
const FAR: u32 = 255;

/// `file:line:col`, or nothing for what stands in no file. As in gc, columns far to the right are
/// left out.
pub(crate) fn place(sources: &SourceMap, diagnostic: &Diagnostic) -> String {
    let Some(mut origin) = sources.origin(diagnostic.span.lo) else { return String::new() };
    if diagnostic.code == HEAD && sources.is_after_last_line(diagnostic.span.lo) {
        // for the go command the line break at the end belongs to the last line
        let before = sources.locate(Pos(diagnostic.span.lo.0 - 1));
        (origin.line, origin.col) = (before.line, before.col + 1);
    }
    if origin.col >= FAR {
        origin.col = 0;
    }
    origin.to_string()
}

/// Prints diagnostics to stderr.
pub(crate) fn print(sources: &SourceMap, diagnostics: &[Diagnostic], all: bool) {
    printer::err(&text(sources, diagnostics, all, printer::is_terminal()));
}

/// Prints what vet finds to stderr, as `go vet` does: all of it.
pub(crate) fn print_findings(sources: &SourceMap, findings: &[Diagnostic]) {
    let mut out = String::new();
    for finding in findings {
        if !printer::is_terminal() || excerpt(&mut out, sources, finding).is_none() {
            let at = sources.locate(finding.span.lo);
            let name = at.file.map_or("", |file| &file.name);
            let _ = writeln!(out, "{name}:{}:{}: {}", at.line, at.col, finding.message);
        }
    }
    printer::err(&out);
}

/// Diagnostics, in the order found, as text with excerpts or without.
pub(crate) fn text(
    sources: &SourceMap,
    diagnostics: &[Diagnostic],
    all: bool,
    excerpts: bool,
) -> String {
    let mut out = String::new();
    let package = |d: &Diagnostic| sources.locate_file(d.span.lo).map(|file| file.package);
    for found in diagnostics.chunk_by(|a, b| package(a) == package(b)) {
        // gc stops at the tenth it finds, whether or not there is an eleventh, and sorts then.
        let end = found.get(MANY - 1).filter(|_| !all);
        let mut shown = found[..if all { found.len() } else { found.len().min(MANY) }].to_vec();
        let is_loading = |d: &Diagnostic| LOADING.contains(&d.code);
        if !shown.iter().any(is_loading) {
            // in gc a file comes before another if something was found in it first
            let file = |d: &Diagnostic| sources.locate_file(d.span.lo).map(|file| file.base);
            let mut files: Vec<_> = Vec::new();
            for d in found {
                if !files.contains(&file(d)) {
                    files.push(file(d));
                }
            }
            shown.sort_by_cached_key(|d| {
                let at = sources.locate(d.span.lo);
                (files.iter().position(|f| *f == file(d)), at.line, at.col.min(FAR))
            });
            if let Some(path) = package(&shown[0]).filter(|path| path.as_str() != "main") {
                let _ = writeln!(out, "# {path}");
            }
        }
        for diagnostic in without_repeats(sources, &shown) {
            if !excerpts || excerpt(&mut out, sources, diagnostic).is_none() {
                line(&mut out, sources, diagnostic);
            }
        }
        if let Some(end) = end {
            let _ = writeln!(out, "{}: too many errors", place(sources, end));
        }
    }
    out
}

/// gc drops a message that repeats the one before it at the same place.
fn without_repeats<'d>(sources: &SourceMap, all: &'d [Diagnostic]) -> Vec<&'d Diagnostic> {
    let mut shown: Vec<&Diagnostic> = Vec::new();
    for d in all {
        let new = |last: &&Diagnostic| {
            last.message != d.message || place(sources, last) != place(sources, d)
        };
        if shown.last().is_none_or(new) {
            shown.push(d);
        }
    }
    shown
}

/// gc's line.
fn line(out: &mut String, sources: &SourceMap, diagnostic: &Diagnostic) {
    let place = place(sources, diagnostic);
    let colon = if place.is_empty() { "" } else { ": " };
    let _ = writeln!(out, "{place}{colon}{}", diagnostic.message);
    if diagnostic.severity == Severity::Unsupported
        && let Some(help) = &diagnostic.help
    {
        let _ = writeln!(out, "\thint: {help}");
    }
}

/// The source with a caret; `None` for what stands in no file.
fn excerpt(out: &mut String, sources: &SourceMap, diagnostic: &Diagnostic) -> Option<()> {
    let file = sources.locate(diagnostic.span.lo).file?;
    let lo = (diagnostic.span.lo.0 - file.base.0) as usize;
    let hi = (diagnostic.span.hi.0.max(diagnostic.span.lo.0) - file.base.0) as usize;
    // Underline no more than the first line.
    let line_end = file.text[lo..].find('\n').map_or(file.text.len(), |n| lo + n);
    if line_end - lo > 2000 || lo - file.text[..lo].rfind('\n').unwrap_or(0) > 2000 {
        return None;
    }
    let hi = hi.clamp(lo, line_end.max(lo));
    let severity = match diagnostic.severity {
        Severity::Error => MietteSeverity::Error,
        Severity::Unsupported | Severity::Warning => MietteSeverity::Warning,
    };
    let mut report = MietteDiagnostic::new(diagnostic.message.clone())
        .with_severity(severity)
        .with_code(diagnostic.code)
        .with_label(LabeledSpan::underline(lo..hi));
    if let Some(help) = &diagnostic.help {
        report = report.with_help(help.clone());
    }
    let report = Report::new(report)
        .with_source_code(NamedSource::new(&file.name, file.text.clone()).with_language("Go"));
    GraphicalReportHandler::new().render_report(out, report.as_ref()).ok()?;
    Some(())
}

/// Diagnostics as objects of `vet`'s JSON document.
pub(crate) fn json_objects(sources: &SourceMap, diagnostics: &[Diagnostic]) -> Vec<String> {
    let object = |diagnostic: &Diagnostic| {
        let at = sources.origin(diagnostic.span.lo);
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Unsupported => "unsupported",
            Severity::Warning => "warning",
        };
        format!(
            "{{\"severity\":\"{severity}\",\"code\":{},\"message\":{},\"file\":{},\"line\":{},\"col\":{}}}",
            json_string(diagnostic.code),
            json_string(&diagnostic.message),
            json_string(at.as_ref().map_or("", |at| &at.name)),
            at.as_ref().map_or(0, |at| at.line),
            at.as_ref().map_or(0, |at| at.col)
        )
    };
    let mut diagnostics: Vec<_> = diagnostics.iter().collect();
    diagnostics.sort_by_key(|d| d.span.lo);
    diagnostics.dedup_by(|a, b| a.span.lo == b.span.lo && a.message == b.message);
    diagnostics.into_iter().map(object).collect()
}

/// `vet`'s JSON document.
pub(crate) fn json(objects: &[String]) -> String {
    let lines: Vec<_> = objects.iter().map(|object| format!("\n {object}")).collect();
    format!("{{\"schema\":\"goweave/vet/1\",\"diagnostics\":[{}]}}\n", lines.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontend::span::Span;

    fn sample(n: u32) -> (SourceMap, Vec<Diagnostic>) {
        let mut sources = SourceMap::default();
        let id = sources.add("a.go".to_owned(), "/a.go".to_owned(), "x\n".repeat(20));
        let base = sources.file(id).base.0;
        let span = |i| Span::new(Pos(base + 2 * i), Pos(base + 2 * i + 1));
        (sources, (0..n).map(|i| Diagnostic::error(span(i), "code", format!("no {i}"))).collect())
    }

    #[test]
    fn ten_errors_are_enough() {
        let (sources, diagnostics) = sample(12);
        let text = text(&sources, &diagnostics, false, false);
        assert!(text.starts_with("a.go:1:1: no 0\n"));
        assert!(text.ends_with("a.go:10:1: no 9\na.go:10:1: too many errors\n"));
        assert_eq!(super::text(&sources, &diagnostics, true, false).lines().count(), 12);
    }

    #[test]
    fn excerpts_have_a_caret_and_a_help_line() {
        let (sources, mut diagnostics) = sample(1);
        diagnostics[0].help = Some("try y".to_owned());
        let with = text(&sources, &diagnostics, false, true);
        assert!(with.contains("help: try y") && with.contains(": ^"), "{with}");
        assert_eq!(text(&sources, &diagnostics, false, false), "a.go:1:1: no 0\n");
    }

    #[test]
    fn json_has_one_object_each() {
        let (sources, diagnostics) = sample(2);
        let json = json(&json_objects(&sources, &diagnostics));
        assert!(json.contains(
            r#"{"severity":"error","code":"code","message":"no 1","file":"a.go","line":2,"col":1}"#
        ));
    }

    #[test]
    fn excerpts_point_at_the_place() {
        let (sources, diagnostics) = sample(1);
        let text = text(&sources, &diagnostics, false, true);
        assert!(text.contains("no 0") && text.contains("a.go:1:1"), "{text}");
    }
}

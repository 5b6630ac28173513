//! The events of `go test -json`, made from what a test program prints with `-test.v=test2json`.
//!
//! Lines of the framework begin with ^V; an error that a test reports stands between ^O and ^N;
//! ^[ keeps a control character of the test's own from being taken for one of these. Everything
//! else is output of the test that ran last. The fields of an event and their order are those of
//! `go doc test2json`.

use crate::printer::{self, json_string};
use std::fmt::Write as _;

/// What a line of the framework begins with.
pub(crate) const MARK: &str = "\x16";

const FRAME: u8 = MARK.as_bytes()[0];
const ERROR: u8 = 0x0f;
const ERROR_END: u8 = 0x0e;
const ESCAPE: u8 = 0x1b;

/// Longest line that is looked at; longer ones are output in pieces.
const LONGEST: usize = 4096;
/// Longest output of one event.
const PIECE: usize = 1024;

/// One event.
#[derive(Clone, Default, Debug)]
struct Event {
    action: String,
    test: String,
    elapsed: Option<f64>,
    output: Option<String>,
    output_type: &'static str,
    failed_build: String,
    key: String,
    value: String,
    path: String,
}

/// What kind of output a piece of text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Frame {
    Yes,
    No,
}

/// Makes events of the output of one package's tests.
#[derive(Debug)]
pub(crate) struct Stream {
    package: String,
    /// Events, a line each, not yet shown.
    events: String,
    /// Virtual nanoseconds since the start.
    now: u64,
    /// The test that output belongs to.
    test: String,
    /// Results that were printed; they are events once nothing more can belong to them.
    reports: Vec<Event>,
    result: &'static str,
    /// The beginning of a line.
    line: Vec<u8>,
    /// Output that is no event yet.
    pending: Vec<u8>,
    /// The rest of a line whose beginning is output already.
    inside: bool,
    /// Lines of the framework were marked so far.
    marked: bool,
    in_error: bool,
    failed_build: String,
}

impl Stream {
    /// The stream of a package's tests.
    pub(crate) fn new(package: &str) -> Self {
        let mut stream = Self {
            package: package.to_owned(),
            events: String::new(),
            now: 0,
            test: String::new(),
            reports: Vec::new(),
            result: "",
            line: Vec::new(),
            pending: Vec::new(),
            inside: false,
            marked: false,
            in_error: false,
            failed_build: String::new(),
        };
        stream.event(Event { action: "start".to_owned(), ..Event::default() });
        stream
    }

    /// Prints the events so far.
    pub(crate) fn show(&mut self) {
        if !self.events.is_empty() {
            printer::out(&std::mem::take(&mut self.events));
        }
    }

    /// Sets the time of the next events.
    pub(crate) fn time(&mut self, ns: u64) {
        self.now = ns;
    }

    /// Takes output.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        let mut escaped = false;
        for &b in bytes {
            if b == FRAME && !self.line.is_empty() && !escaped && self.line.last() != Some(&ESCAPE)
            {
                self.end_line();
            }
            escaped = b == ESCAPE && !escaped;
            self.line.push(b);
            if b == b'\n' {
                self.end_line();
            } else if self.line.len() >= LONGEST {
                let whole = whole_chars(&self.line);
                let rest = self.line.split_off(whole);
                let part = std::mem::replace(&mut self.line, rest);
                self.output(&part, Frame::No);
                self.inside = true;
            }
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.inside) {
            self.output(&line, Frame::No);
        } else {
            self.read(&line);
        }
    }

    /// Says which build failed, for the last event.
    pub(crate) fn build_failed(&mut self, id: &str) {
        id.clone_into(&mut self.failed_build);
    }

    /// The program has ended.
    pub(crate) fn exited(&mut self, well: bool) {
        if !well {
            self.result = "fail";
        } else if self.result != "skip" {
            self.result = "pass";
        }
    }

    /// Ends the stream.
    pub(crate) fn close(&mut self) {
        if !self.line.is_empty() {
            let line = std::mem::take(&mut self.line);
            self.output(&line, Frame::No);
        }
        self.flush();
        if self.result.is_empty() {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "milliseconds")]
        let elapsed = (self.now as f64 / 1e6).round() / 1e3;
        let mut event =
            Event { action: self.result.to_owned(), elapsed: Some(elapsed), ..Event::default() };
        if self.result == "fail" {
            event.failed_build = std::mem::take(&mut self.failed_build);
        }
        self.event(event);
    }

    /// Looks at a line.
    fn read(&mut self, line: &[u8]) {
        let mark = line[0] == FRAME;
        if self.marked && !mark {
            return self.output(line, Frame::No);
        }
        if mark {
            self.flush();
        }
        let text = String::from_utf8_lossy(&line[usize::from(mark)..]).into_owned();
        let mut trimmed = text.strip_suffix('\n').unwrap_or(&text);
        trimmed = trimmed.strip_suffix('\r').unwrap_or(trimmed);
        if trimmed == "PASS" || trimmed == "FAIL" || trimmed.starts_with("FAIL\t") {
            self.report_down_to(0);
            self.marked = mark;
            self.output(text.as_bytes(), Frame::Yes);
            self.result = if trimmed == "PASS" { "pass" } else { "fail" };
            return;
        }
        if text.starts_with("?   \t")
            && trimmed.ends_with("\t[no test files]")
            && self.reports.is_empty()
        {
            self.result = "skip";
        }
        let updates = ["RUN   ", "PAUSE ", "CONT  ", "NAME  ", "ATTR  ", "ARTIFACTS "];
        let update = trimmed
            .strip_prefix("=== ")
            .filter(|rest| updates.iter().any(|word| rest.starts_with(word)) || *rest == "NAME");
        if let Some(rest) = update {
            return self.update(rest, &text, mark);
        }
        let body = text.trim_start_matches("    ");
        let indent = (text.len() - body.len()) / 4;
        let results = ["PASS: ", "FAIL: ", "SKIP: ", "BENCH: "];
        let result = body.strip_prefix("--- ").and_then(|rest| {
            results.iter().find(|word| rest.starts_with(**word)).map(|word| (*word, rest))
        });
        match result {
            Some((word, rest)) if self.reports.len() >= indent => {
                self.marked = mark;
                self.report_down_to(indent);
                let name = rest[word.len()..].trim();
                let (name, elapsed) = match name.split_once(" (") {
                    Some((name, rest)) => (name, rest.strip_suffix("s)")),
                    None => (name, None),
                };
                let event = Event {
                    action: word.trim_end_matches(": ").to_lowercase(),
                    test: name.to_owned(),
                    elapsed: elapsed.and_then(|text| text.parse().ok()),
                    ..Event::default()
                };
                name.clone_into(&mut self.test);
                self.reports.push(event);
                self.output(text.as_bytes(), Frame::Yes);
            }
            _ => {
                if result.is_none() && indent > 0 && indent <= self.reports.len() {
                    self.test = self.reports[indent - 1].test.clone();
                }
                self.output(text.as_bytes(), Frame::No);
            }
        }
    }

    /// A line `=== ACTION name…`.
    fn update(&mut self, rest: &str, text: &str, mark: bool) {
        let (action, name) = rest.split_once(' ').unwrap_or((rest, ""));
        let mut name = name.trim();
        let mut event = Event { action: action.to_lowercase(), ..Event::default() };
        if action == "ATTR" || action == "ARTIFACTS" {
            let (test, rest) = name.split_once(' ').unwrap_or((name, ""));
            name = test;
            if action == "ATTR" {
                let (key, value) = rest.split_once(' ').unwrap_or((rest, ""));
                (event.key, event.value) = (key.to_owned(), value.to_owned());
            } else {
                rest.clone_into(&mut event.path);
            }
        }
        self.marked = mark;
        self.report_down_to(0);
        name.clone_into(&mut self.test);
        match action {
            "NAME" => {}
            "PAUSE" => {
                self.output(text.as_bytes(), Frame::Yes);
                self.event(event);
            }
            _ => {
                self.event(event);
                self.output(text.as_bytes(), Frame::Yes);
            }
        }
    }

    /// Makes events of the results below a depth.
    fn report_down_to(&mut self, depth: usize) {
        self.flush();
        self.test.clear();
        while self.reports.len() > depth {
            if let Some(event) = self.reports.pop() {
                self.event(event);
            }
        }
    }

    /// Output: events of whole lines, as long as these are short.
    fn output(&mut self, bytes: &[u8], frame: Frame) {
        if frame == Frame::Yes {
            self.flush();
            return self.pieces(bytes, "frame");
        }
        for &b in bytes {
            self.pending.push(b);
            if b == b'\n' {
                self.flush();
            } else if self.pending.len() >= PIECE {
                let rest = self.pending.split_off(whole_chars(&self.pending));
                self.flush();
                self.pending = rest;
            }
        }
    }

    /// Makes events of the output that is pending.
    fn flush(&mut self) {
        let bytes = std::mem::take(&mut self.pending);
        if !bytes.is_empty() {
            let ty = if self.in_error { "error-continue" } else { "" };
            self.pieces(&bytes, ty);
        }
    }

    /// Cuts output at the marks of errors.
    fn pieces(&mut self, bytes: &[u8], ty: &'static str) {
        let mut ty = ty;
        let mut piece = Vec::new();
        let mut bytes = bytes.iter().copied().peekable();
        while let Some(b) = bytes.next() {
            match b {
                ESCAPE => piece.extend(bytes.next()),
                ERROR => {
                    self.piece(&mut piece, ty);
                    self.in_error = true;
                    ty = "error";
                }
                ERROR_END => {
                    piece.extend(bytes.next_if_eq(&b'\n'));
                    self.piece(&mut piece, ty);
                    self.in_error = false;
                    ty = "";
                }
                b => piece.push(b),
            }
        }
        self.piece(&mut piece, ty);
    }

    fn piece(&mut self, bytes: &mut Vec<u8>, output_type: &'static str) {
        if bytes.is_empty() {
            return;
        }
        let output = Some(String::from_utf8_lossy(&std::mem::take(bytes)).into_owned());
        let action = "output".to_owned();
        self.event(Event { action, output, output_type, ..Event::default() });
    }

    fn event(&mut self, event: Event) {
        let mut out = format!(
            "{{\"Time\":\"{}\",\"Action\":{},\"Package\":{}",
            time(self.now),
            json_string(&event.action),
            json_string(&self.package)
        );
        let mut text = |name: &str, value: &str| {
            if !value.is_empty() {
                let _ = write!(out, ",\"{name}\":{}", go_json(value));
            }
        };
        text("Test", if event.test.is_empty() { &self.test } else { &event.test });
        if let Some(elapsed) = event.elapsed {
            let _ = write!(out, ",\"Elapsed\":{elapsed}");
        }
        let mut text = |name: &str, value: &str| {
            if !value.is_empty() {
                let _ = write!(out, ",\"{name}\":{}", go_json(value));
            }
        };
        text("Output", event.output.as_deref().unwrap_or_default());
        text("OutputType", event.output_type);
        text("FailedBuild", &event.failed_build);
        text("Key", &event.key);
        text("Value", &event.value);
        text("Path", &event.path);
        out.push_str("}\n");
        self.events.push_str(&out);
    }
}

/// The events of a build that failed.
pub(crate) fn build_events(id: &str, text: &str) -> String {
    let id = go_json(id);
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let line = go_json(line);
        let _ =
            writeln!(out, "{{\"ImportPath\":{id},\"Action\":\"build-output\",\"Output\":{line}}}");
    }
    let _ = writeln!(out, "{{\"ImportPath\":{id},\"Action\":\"build-fail\"}}");
    out
}

/// A string as encoding/json writes it: also without `<`, `>`, `&` and line separators.
fn go_json(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for c in json_string(text).chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// An instant of virtual time, which starts at 2009-11-10 23:00:00 UTC, as RFC 3339 writes it.
fn time(ns: u64) -> String {
    const DAY: u64 = 86_400;
    let (seconds, nanos) = (ns / 1_000_000_000 + 23 * 3600, ns % 1_000_000_000);
    let (days, rest) = (seconds / DAY, seconds % DAY);
    let (mut year, mut month, mut day) = (2009, 11, 10 + days);
    loop {
        let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
        let length = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        if day <= length {
            break;
        }
        day -= length;
        month += 1;
        if month > 12 {
            (year, month) = (year + 1, 1);
        }
    }
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    let mut out = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    if nanos != 0 {
        let digits = format!("{nanos:09}");
        let _ = write!(out, ".{}", digits.trim_end_matches('0'));
    }
    out.push('Z');
    out
}

/// Length without an incomplete character at the end.
fn whole_chars(bytes: &[u8]) -> usize {
    match std::str::from_utf8(bytes) {
        Err(e) if e.error_len().is_none() => e.valid_up_to(),
        _ => bytes.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(output: &[u8]) -> Vec<String> {
        let mut stream = Stream::new("p");
        stream.write(output);
        stream.exited(true);
        stream.close();
        let strip = |line: &str| line.split_once("\"Action\"").map(|(_, rest)| rest.to_owned());
        stream.events.lines().filter_map(strip).collect()
    }

    #[test]
    fn marks_tell_lines_apart() {
        let output = b"\x16=== RUN   TestA\n\x0f    a_test.go:1: x\n        y\x0e\nPASS\nno end\x16--- FAIL: TestA (0.25s)\n\x16PASS\n";
        let wanted = [
            r#":"start","Package":"p"}"#,
            r#":"run","Package":"p","Test":"TestA"}"#,
            r#":"output","Package":"p","Test":"TestA","Output":"=== RUN   TestA\n","OutputType":"frame"}"#,
            r#":"output","Package":"p","Test":"TestA","Output":"    a_test.go:1: x\n","OutputType":"error"}"#,
            r#":"output","Package":"p","Test":"TestA","Output":"        y\n","OutputType":"error-continue"}"#,
            r#":"output","Package":"p","Test":"TestA","Output":"PASS\n"}"#,
            r#":"output","Package":"p","Test":"TestA","Output":"no end"}"#,
            r#":"output","Package":"p","Test":"TestA","Output":"--- FAIL: TestA (0.25s)\n","OutputType":"frame"}"#,
            r#":"fail","Package":"p","Test":"TestA","Elapsed":0.25}"#,
            r#":"output","Package":"p","Output":"PASS\n","OutputType":"frame"}"#,
            r#":"pass","Package":"p","Elapsed":0}"#,
        ];
        assert_eq!(events(output), wanted);
    }

    #[test]
    fn instants_are_written_as_go_does() {
        assert_eq!(time(0), "2009-11-10T23:00:00Z");
        assert_eq!(time(3_600_500_000_000), "2009-11-11T00:00:00.5Z");
        assert_eq!(time(86_400_000_000_000 * 120), "2010-03-10T23:00:00Z");
    }
}

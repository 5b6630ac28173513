//! An execution as Chrome's trace event JSON (the "Trace Event Format" document): opens in
//! ui.perfetto.dev, Firefox Profiler and speedscope.
//!
//! Each goroutine is a thread. A turn is a slice, with a slice inside for each of its steps; a
//! step takes one microsecond of display time. Arrows go from a send to its receive, from an
//! Unlock to the Lock it makes possible, from a go statement to the new goroutine. Tasks and
//! regions of package runtime/trace are nestable asynchronous events, its logs are instants.

use super::execution::{Execution, kind};
use interp::explain::MarkKind;
use serde_json::{Value, json};

/// The process all goroutines belong to.
const PID: u64 = 1;

/// Most events: viewers fail to open much larger files.
const MOST: usize = 900_000;

/// One document.
pub(crate) fn document(execution: &Execution<'_>) -> String {
    let mut events = vec![json!({
        "ph": "M", "pid": PID, "name": "process_name", "args": {"name": execution.program},
    })];
    for (g, order) in execution.goroutines().into_iter().zip(0_u64..) {
        let name = execution.name(g);
        events.push(json!({
            "ph": "M", "pid": PID, "tid": g, "name": "thread_name", "args": {"name": name},
        }));
        events.push(json!({
            "ph": "M", "pid": PID, "tid": g, "name": "thread_sort_index", "args": {"sort_index": order},
        }));
    }
    turns(execution, &mut events);
    for (link, id) in execution.links.iter().zip(1_u64..) {
        let end = |ph: &str, i: usize| {
            json!({
                "ph": ph, "pid": PID, "tid": execution.log[i].goroutine, "ts": i,
                "name": kind(link.kind), "cat": "order", "id": id,
            })
        };
        events.push(end("s", link.from));
        let mut to = end("f", link.to);
        to["bp"] = "e".into();
        events.push(to);
    }
    marks(execution, &mut events);
    for finding in execution.findings {
        let goroutine = finding.locations.first().map_or(1, |at| at.goroutine);
        events.push(json!({
            "ph": "i", "pid": PID, "tid": goroutine, "ts": execution.steps.len(), "s": "g",
            "name": finding.kind.name(), "cat": "finding", "args": {"message": finding.message},
        }));
    }
    events.truncate(MOST);
    let document = json!({"traceEvents": events, "displayTimeUnit": "ns"});
    format!("{document}\n")
}

/// What the program marked.
fn marks(execution: &Execution<'_>, events: &mut Vec<Value>) {
    for (entry, ts) in execution.log.iter().zip(0_u64..) {
        let Some(mark) = &entry.mark else { continue };
        let g = entry.goroutine;
        let mut event = json!({"pid": PID, "tid": g, "ts": ts, "args": {"task": mark.task}});
        let (ph, cat, id) = match mark.kind {
            MarkKind::TaskBegins => ("b", "task", mark.task),
            MarkKind::TaskEnds => ("e", "task", mark.task),
            MarkKind::RegionBegins => ("b", "region", g),
            MarkKind::RegionEnds => ("e", "region", g),
            MarkKind::Log => ("i", "log", 0),
        };
        event["ph"] = ph.into();
        event["cat"] = cat.into();
        event["name"] = mark.name.clone().into();
        match mark.kind {
            MarkKind::Log => {
                event["s"] = "t".into();
                event["args"]["message"] = mark.message.clone().into();
            }
            MarkKind::TaskBegins => {
                event["id"] = id.into();
                event["args"]["parent"] = mark.parent.into();
            }
            MarkKind::TaskEnds | MarkKind::RegionBegins | MarkKind::RegionEnds => {
                event["id"] = id.into();
            }
        }
        events.push(event);
    }
}

/// Slices for turns and steps.
fn turns(execution: &Execution<'_>, events: &mut Vec<Value>) {
    let mut begin = 0;
    for turn in execution.log.chunk_by(|a, b| a.goroutine == b.goroutine) {
        let g = turn[0].goroutine;
        events.push(json!({
            "ph": "X", "pid": PID, "tid": g, "ts": begin, "dur": turn.len(),
            "name": "turn", "cat": "turn",
            "args": {"preempted": turn[0].preempted, "decisions": turn[0].decisions},
        }));
        for (step, ts) in execution.steps[begin..begin + turn.len()].iter().zip(begin..) {
            let place = execution.place(step);
            let at = if place.is_known() { place.to_string() } else { String::new() };
            events.push(json!({
                "ph": "X", "pid": PID, "tid": g, "ts": ts, "dur": 1,
                "name": step.text, "cat": "step",
                "args": {"step": step.number, "note": step.note, "at": at},
            }));
        }
        begin += turn.len();
    }
}

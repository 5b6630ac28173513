//! The stories of findings, and executions shown step by step.

use crate::support::{goweave, goweave_in, root, scratch};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// The program's findings as they are told: everything but where they are and how often.
fn told(name: &str) -> String {
    let args = ["explore", "-all", "-max-runs=300", &format!("testdata/story/{name}.go")];
    let run = goweave(&args);
    assert_eq!(run.status, 1, "{}", run.stderr);
    let mut out = String::new();
    let mut tells = false;
    for line in run.stderr.lines() {
        tells |= is_header(line);
        if tells {
            out.push_str(line);
            out.push('\n');
        }
        if line.starts_with("  ==> ") {
            out.push('\n');
            tells = false;
        }
    }
    out
}

/// Whether a line names the columns of a story: `main (1)`, `worker (7)`.
fn is_header(line: &str) -> bool {
    let name = line.strip_prefix("      ").unwrap_or(" ");
    let number = line.strip_suffix(')').and_then(|line| line.rsplit_once('('));
    name.starts_with(|c: char| c.is_alphabetic() || c == '(')
        && number.is_some_and(|(_, n)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

#[test]
fn stories_are_as_before() {
    let folder = root().join("testdata/story");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("is there")
        .map(|entry| entry.expect("can be read").file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".go").map(str::to_owned))
        .collect();
    names.sort();
    assert!(names.len() >= 6);
    for name in names {
        let got = told(&name);
        assert!(got.contains("  ==> "), "{name}: nothing told\n{got}");
        for story in got.split("\n\n") {
            assert!(story.lines().count() <= 40, "{name}: too long\n{story}");
        }
        let file = folder.join(format!("{name}.story"));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&file, &got).expect("can be written");
        }
        let want = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(got, want, "{name}: UPDATE_EXPECT=1 takes this over");
    }
}

/// A recorded deadlock, in a folder of its own.
fn recorded(folder: &str) -> std::path::PathBuf {
    let dir = scratch(folder);
    let program = root().join("testdata/story/crossed_locks.go");
    fs::copy(program, dir.join("main.go")).expect("can be copied");
    let run = goweave_in(&dir, &["explore", "-record=bug.gwt", "main.go"], "");
    assert_eq!(run.status, 1, "{}", run.stderr);
    dir
}

#[test]
fn the_story_is_in_the_machine_formats() {
    let dir = recorded("story_formats");
    let run = goweave_in(&dir, &["explore", "-format=json", "main.go"], "");
    let value: Value = serde_json::from_str(&run.stdout).expect("is JSON");
    let story = value["findings"][0]["story"].as_array().expect("is told");
    let keys: Vec<_> = story[0].as_object().expect("is an object").keys().cloned().collect();
    assert_eq!(keys, ["step", "goroutine", "file", "line", "col", "text", "note"]);
    let blocked = |step: &&Value| step["note"].as_str().is_some_and(|n| n.contains("for ever"));
    assert_eq!(story.iter().filter(blocked).count(), 3);

    let run = goweave_in(&dir, &["explore", "-format=sarif", "main.go"], "");
    let value: Value = serde_json::from_str(&run.stdout).expect("is JSON");
    let flows = &value["runs"][0]["results"][0]["codeFlows"][0]["threadFlows"];
    let flows = flows.as_array().expect("is there");
    assert_eq!(flows.len(), 3);
    let mut orders: Vec<u64> = flows
        .iter()
        .flat_map(|flow| flow["locations"].as_array().expect("is there"))
        .map(|step| step["executionOrder"].as_u64().expect("is a number"))
        .collect();
    let count = orders.len();
    orders.sort_unstable();
    orders.dedup();
    assert_eq!(orders.len(), count);
}

#[test]
fn traces_are_shown_step_by_step() {
    let dir = recorded("trace_show");
    let show = |args: &[&str]| {
        let run = goweave_in(&dir, &[&["trace"], args].concat(), "");
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    let text = show(&["show", "bug.gwt"]);
    assert!(text.contains("left (2)") && text.contains("main.go:10:13"), "{text}");
    assert!(text.ends_with("  ==>  status 2\n"), "{text}");

    let value: Value =
        serde_json::from_str(&show(&["show", "-format=json", "bug.gwt"])).expect("is JSON");
    assert_eq!(value["schema"], "goweave/trace/1");
    let steps = value["steps"].as_array().expect("has steps");
    assert_eq!(
        text.lines()
            .filter(|line| !line.starts_with("  ==>") && !line.starts_with("       "))
            .count(),
        steps.len()
    );
    assert!(steps.iter().any(|step| step["stack"][0]["function"] == "main.left"));

    let html = show(&["show", "-format=html", "bug.gwt"]);
    assert_eq!(html.matches("<tr>").count(), steps.len() + 1);

    assert_eq!(show(&["export", "-format=mermaid", "-o", "bug.mmd", "bug.gwt"]), "");
    let mermaid = fs::read_to_string(dir.join("bug.mmd")).expect("is written");
    assert!(mermaid.starts_with("sequenceDiagram\n    participant G1 as main (1)\n"));
    assert!(mermaid.contains("    G1-)G2: "), "{mermaid}");
    let known = ["participant ", "Note over G", "G"];
    assert!(mermaid.lines().skip(1).all(|l| known.iter().any(|k| l.trim().starts_with(k))));

    let wrong = goweave_in(&dir, &["trace", "show", "-format=x", "bug.gwt"], "");
    assert_eq!(wrong.status, 2);
}

#[test]
fn perfetto_gets_turns_steps_and_arrows() {
    let dir = recorded("trace_perfetto");
    let run = goweave_in(&dir, &["trace", "export", "-format=perfetto", "bug.gwt"], "");
    let value: Value = serde_json::from_str(&run.stdout).expect("is JSON");
    let events = value["traceEvents"].as_array().expect("is there");
    let of = |ph: &str| events.iter().filter(|e| e["ph"] == ph).collect::<Vec<_>>();
    let names: Vec<_> = of("M")
        .iter()
        .filter(|e| e["name"] == "thread_name")
        .map(|e| e["args"]["name"].as_str().expect("is a name").to_owned())
        .collect();
    assert_eq!(names.len(), 3);
    assert!(names.contains(&"main (1)".to_owned()), "{names:?}");
    // Turns cover the time without gaps and do not overlap.
    let mut end = 0;
    for turn in of("X").into_iter().filter(|e| e["cat"] == "turn") {
        assert_eq!(turn["ts"].as_u64(), Some(end));
        end += turn["dur"].as_u64().expect("is a number");
    }
    assert_eq!(of("X").iter().filter(|e| e["cat"] == "step").count() as u64, end);
    // Each arrow begins and ends once, later than it begins.
    let mut arrows: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    for event in of("s").into_iter().chain(of("f")) {
        let id = event["id"].as_u64().expect("has a number");
        arrows.entry(id).or_default().push(event["ts"].as_u64().expect("has a time"));
    }
    assert!(arrows.len() >= 2);
    assert!(arrows.values().all(|ends| matches!(ends[..], [from, to] if from < to)));
    let marks: Vec<_> = of("i").iter().map(|e| e["name"].clone()).collect();
    assert_eq!(marks, ["deadlock"]);
}

#[test]
fn a_leak_that_ends_well_can_be_shrunk() {
    let dir = scratch("shrink_leak");
    let program = root().join("testdata/story/forgotten_sender.go");
    fs::copy(program, dir.join("main.go")).expect("can be copied");
    let flags = ["explore", "-schedule=random", "-record=long.gwt", "main.go"];
    assert_eq!(goweave_in(&dir, &flags, "").status, 1);
    let run = goweave_in(&dir, &["shrink", "long.gwt", "-o", "short.gwt"], "");
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(goweave_in(&dir, &["replay", "short.gwt"], "").status, 0);
}

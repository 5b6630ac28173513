//! `goweave trace`: what traces hold, and where two part.

use crate::support::{goweave_in, scratch};
use std::fs;

const PROGRAM: &str = r"package main

func main() {
	c := make(chan int, 2)
	for i := range 2 {
		go func() { c <- i }()
	}
	println(<-c, <-c)
}
";

#[test]
fn traces_are_described_and_compared() {
    let dir = scratch("trace");
    fs::write(dir.join("p.go"), PROGRAM).expect("can be written");
    for (trace, seed) in [("a.gwt", "-seed=1"), ("b.gwt", "-seed=1"), ("c.gwt", "-seed=4")] {
        let args = ["run", "-schedule=random", seed, "-record", trace, "p.go", "x y"];
        assert_eq!(goweave_in(&dir, &args, "").status, 0);
    }
    let trace = |args: &[&str]| goweave_in(&dir, &[&["trace"], args].concat(), "");
    let info = trace(&["info", "a.gwt"]);
    assert_eq!(info.status, 0);
    for row in
        ["program      p.go\n", "arguments    'x y'\n", "seed         1\n", "status       0\n"]
    {
        assert!(info.stdout.contains(row), "{row}: {}", info.stdout);
    }
    let json = trace(&["info", "-format=json", "a.gwt"]).stdout;
    let value: serde_json::Value = serde_json::from_str(&json).expect("is JSON");
    assert_eq!(value["flags"]["schedule"], "random");
    assert!(value["decisions"].as_u64().is_some_and(|n| n > 0));

    let same = trace(&["diff", "a.gwt", "b.gwt"]);
    assert_eq!(same.status, 0, "{}", same.stdout);
    assert!(same.stdout.starts_with("the same "), "{}", same.stdout);
    let other = trace(&["diff", "a.gwt", "c.gwt"]);
    assert_eq!(other.status, 1);
    assert!(other.stdout.contains("seed:\n- 1\n+ 4\n"), "{}", other.stdout);
    let json = trace(&["diff", "-format=json", "a.gwt", "c.gwt"]).stdout;
    let value: serde_json::Value = serde_json::from_str(&json).expect("is JSON");
    assert_eq!(value["schema"], "goweave/trace-diff/1");
    assert_eq!(trace(&["info", "p.go"]).status, 2);
}

const MARKS: &str = r#"package main

import (
	"context"
	"runtime/trace"
)

func main() {
	ctx, task := trace.NewTask(context.Background(), "breakfast")
	done := make(chan bool)
	go func() {
		defer trace.StartRegion(ctx, "toast").End()
		trace.Logf(ctx, "slices", "%d of %d", 1, 2)
		done <- true
	}()
	<-done
	task.End()
}
"#;

#[test]
fn tasks_regions_and_logs_are_steps() {
    let dir = scratch("trace");
    fs::write(dir.join("marks.go"), MARKS).expect("can be written");
    let args = ["run", "-schedule=random", "-record", "marks.gwt", "marks.go"];
    assert_eq!(goweave_in(&dir, &args, "").status, 0);
    let text = goweave_in(&dir, &["trace", "show", "marks.gwt"], "").stdout;
    for says in [
        "task 1 \"breakfast\" begins",
        "region \"toast\" begins, part of task 1",
        "logs slices: \"1 of 2\" for task 1",
        "region \"toast\" ends, part of task 1",
        "task 1 ends",
    ] {
        assert!(text.contains(says), "{says}: {text}");
    }
    let args = ["trace", "export", "-format=perfetto", "marks.gwt"];
    let json = goweave_in(&dir, &args, "").stdout;
    let value: serde_json::Value = serde_json::from_str(&json).expect("is JSON");
    let events = value["traceEvents"].as_array().expect("is a list");
    for (ph, cat) in [("b", "task"), ("e", "task"), ("b", "region"), ("e", "region"), ("i", "log")]
    {
        let found = events.iter().filter(|e| e["ph"] == ph && e["cat"] == cat);
        assert_eq!(found.count(), 1, "{ph} {cat}: {json}");
    }
}

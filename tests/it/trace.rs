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

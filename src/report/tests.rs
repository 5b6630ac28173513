//! The shapes of the reports, read back by parsers.

use super::*;
use frontend::source::SourceMap;
use interp::explore::finding::{Kind, Location};
use interp::schedule::Schedule;
use serde_json::Value;
use std::sync::Arc;

const SOURCE: &str = "package main\n\nfunc main() {\n\tç := \"<&>\"; f(ç)\n\tmu.Lock()\n}\n";

/// A finding of this kind in the source's fourth and fifth line.
fn finding(kind: Kind) -> Finding {
    let at = |goroutine, text: &str, role| Location {
        role,
        goroutine,
        pos: Pos(1 + u32::try_from(SOURCE.find(text).expect("is there")).expect("is small")),
        function: "main.main".to_owned(),
        state: "sync.Mutex.Lock".to_owned(),
        created: (goroutine != 1).then_some(Pos(16)),
        stack: Vec::new(),
    };
    Finding {
        kind,
        severity: kind.severity(),
        message: "a <b> & \"c\"\nsecond line".to_owned(),
        variable: "x".to_owned(),
        locations: vec![at(7, "mu.Lock", "blocked"), at(1, "f(ç)", "holder"), at(7, "mu", "waits")],
        text: "fatal error: \u{1b}[31m]]> all goroutines are asleep - deadlock!\n".to_owned(),
        first_execution: 2,
        occurrences: 1,
        preemptions: 1,
        schedule: Schedule::new(1),
        delay: None,
        eager: false,
        promoted: Arc::default(),
        event_hash: 3,
        status: 2,
    }
}

fn report(kinds: &[Kind]) -> Report {
    let outcome = finding::Ending {
        stdout: b"hi <there>\n".to_vec(),
        stderr: vec![0xff],
        exit: 2,
        count: 5,
        schedule: Schedule::new(1),
        eager: false,
        promoted: Arc::default(),
        event_hash: 3,
    };
    Report {
        executions: 23,
        redundant: 1,
        steps: 1840,
        complete: false,
        estimate: 40.4,
        findings: kinds.iter().map(|kind| finding(*kind)).collect(),
        outcomes: vec![outcome],
        ..Report::default()
    }
}

/// What a format makes of these findings in a file of this name.
fn shown(file: &str, kinds: &[Kind], format: impl Fn(&Summary<'_>) -> String) -> String {
    let mut sources = SourceMap::default();
    sources.add(file.to_owned(), format!("/abs/{file}"), SOURCE.to_owned());
    let report = report(kinds);
    let found = |finding| Found {
        test: "",
        finding,
        replay: "gw1:abc".to_owned(),
        line: "goweave run -replay gw1:abc a.go".to_owned(),
        story: None,
    };
    format(&Summary {
        program: file.to_owned(),
        schedule: "auto",
        seed: 1,
        report: &report,
        sources: &sources,
        findings: report.findings.iter().map(found).collect(),
        outcomes: Some(
            report
                .outcomes
                .iter()
                .map(|ending| Seen { ending, replay: "gw1:def".to_owned() })
                .collect(),
        ),
        why_incomplete: "stopped at the first bug (-all goes on)".to_owned(),
        interrupted: false,
        unfinished: false,
        cpu_seconds: 0.004,
        wall_seconds: 0.5,
    })
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("is an object").keys().map(String::as_str).collect()
}

#[test]
fn json_is_as_the_contract_says() {
    let text = shown("./a.go", &[Kind::Deadlock, Kind::IncompleteWork], json::document);
    let value: Value = serde_json::from_str(&text).expect("is JSON");
    assert_eq!(
        keys(&value),
        [
            "schema",
            "program",
            "schedule",
            "seed",
            "executions",
            "redundant",
            "steps",
            "complete",
            "cpu_seconds",
            "findings",
            "outcomes"
        ]
    );
    assert_eq!(value["schema"], "goweave/explore/1");
    assert_eq!((&value["executions"], &value["complete"]), (&23.into(), &false.into()));
    let finding = &value["findings"][0];
    assert_eq!(
        keys(finding),
        [
            "kind",
            "severity",
            "test",
            "message",
            "variable",
            "locations",
            "first_execution",
            "occurrences",
            "preemptions",
            "replay"
        ]
    );
    assert_eq!((&finding["kind"], &finding["severity"]), (&"deadlock".into(), &"error".into()));
    assert_eq!(value["findings"][1]["severity"], "warning");
    let at = &finding["locations"][0];
    assert_eq!(
        keys(at),
        ["role", "goroutine", "file", "line", "col", "function", "state", "created"]
    );
    assert_eq!((&at["file"], &at["line"], &at["col"]), (&"a.go".into(), &5.into(), &2.into()));
    assert_eq!(at["created"], serde_json::json!({"file": "a.go", "line": 3, "col": 2}));
    assert_eq!(finding["locations"][1]["created"], Value::Null);
    let outcome = serde_json::json!({"stdout": "hi <there>\n", "stderr": "\u{fffd}", "exit": 2, "count": 5, "replay": "gw1:def"});
    assert_eq!(value["outcomes"], serde_json::json!([outcome]));
}

#[test]
fn sarif_has_an_interleaving() {
    let text = shown("a b.go", &[Kind::Deadlock, Kind::LostUpdate], sarif::document);
    let value: Value = serde_json::from_str(&text).expect("is JSON");
    assert_eq!(value["version"], "2.1.0");
    let run = &value["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("has rules");
    for result in run["results"].as_array().expect("has results") {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("is there")).expect("fits");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(result["message"]["text"].as_str().is_some_and(|text| text.contains("gw1:abc")));
        assert!(
            result["partialFingerprints"]["goweave/v1"].as_str().is_some_and(|f| f.len() == 32)
        );
    }
    let levels = [0, 1].map(|i| run["results"][i]["level"].clone());
    assert_eq!(levels, ["error", "note"]);
    let result = &run["results"][0];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(
        place["artifactLocation"],
        serde_json::json!({"uri": "a%20b.go", "uriBaseId": "%SRCROOT%"})
    );
    assert_eq!(place["region"], serde_json::json!({"startLine": 5, "startColumn": 2}));
    // Columns count UTF-16 units, of which ç takes one and two bytes.
    let second = &result["relatedLocations"][0]["physicalLocation"]["region"];
    assert_eq!(second["startColumn"], 14);
    let flows = result["codeFlows"][0]["threadFlows"].as_array().expect("has thread flows");
    let ids: Vec<_> = flows.iter().map(|flow| flow["id"].as_str().unwrap_or_default()).collect();
    assert_eq!(ids, ["goroutine 7", "goroutine 1"]);
    let orders: Vec<_> = flows
        .iter()
        .flat_map(|flow| flow["locations"].as_array().expect("has steps"))
        .map(|step| step["executionOrder"].as_u64().expect("has an order"))
        .collect();
    assert_eq!(orders, [1, 3, 2]);
}

#[test]
fn sarif_fingerprints_do_not_depend_on_lines() {
    let print = |kinds: &[Kind], n: usize| {
        let text = shown("a.go", kinds, sarif::document);
        let value: Value = serde_json::from_str(&text).expect("is JSON");
        value["runs"][0]["results"][n]["partialFingerprints"]["goweave/v1"].to_string()
    };
    let both = [Kind::Deadlock, Kind::DataRace];
    assert_eq!(print(&[Kind::DataRace], 0), print(&both, 1));
    assert_ne!(print(&both, 0), print(&both, 1));
}

#[test]
fn junit_counts_what_it_lists() {
    let kinds = [Kind::DataRace, Kind::Panic, Kind::Limit, Kind::IncompleteWork];
    let text = shown("a.go", &kinds, junit::document);
    let document = roxmltree::Document::parse(&text).expect("is XML");
    let suites = document.root_element();
    let suite = suites.first_element_child().expect("has a suite");
    assert_eq!((suites.tag_name().name(), suite.tag_name().name()), ("testsuites", "testsuite"));
    let count =
        |name: &str| suite.descendants().filter(|n| n.has_tag_name(name)).count().to_string();
    for node in [suites, suite] {
        for (attribute, element) in
            [("tests", "testcase"), ("failures", "failure"), ("errors", "error")]
        {
            assert_eq!(node.attribute(attribute), Some(count(element).as_str()), "{attribute}");
        }
    }
    assert_eq!([count("testcase"), count("failure"), count("error")], ["3", "1", "2"]);
    let failure = suite.descendants().find(|n| n.has_tag_name("failure")).expect("is there");
    assert_eq!(failure.attribute("type"), Some("race"));
    assert_eq!(failure.attribute("message"), Some("a <b> & \"c\"\nsecond line"));
    assert!(
        failure.text().is_some_and(|text| text.contains("a.go:5:2") && text.contains("gw1:abc"))
    );
    assert_eq!(count("system-out"), "1");
}

#[test]
fn junit_without_bugs_passes() {
    let text = shown("a.go", &[], junit::document);
    let document = roxmltree::Document::parse(&text).expect("is XML");
    let case = document.descendants().find(|n| n.has_tag_name("testcase")).expect("has a case");
    assert!(!case.has_children());
    assert_eq!(document.root_element().attribute("failures"), Some("0"));
}

#[test]
fn html_is_escaped() {
    let text = shown("a.go", &[Kind::Deadlock], html::document);
    assert!(text.contains("a &lt;b&gt; &amp; &quot;c&quot;<br>second line"));
    assert!(text.contains("hi &lt;there&gt;"));
    assert!(!text.contains('\u{1b}') && !text.contains("http"));
}

#[test]
fn text_ends_with_the_line_that_reproduces() {
    let text = shown("a.go", &[Kind::Deadlock, Kind::IncompleteWork], |s| text::document(s, false));
    assert!(text.starts_with(
        "a.go: 1 bug, 1 warning found\n23 executions (1 redundant), about 17 left; stopped at the first bug (-all goes on)\n"
    ));
    assert!(text.contains("\n  blocked: goroutine 7 [sync.Mutex.Lock] at a.go:5:2 in main.main\n        5 | \tmu.Lock()\n"));
    assert!(text.ends_with("\nto reproduce: goweave run -replay gw1:abc a.go\n"), "{text}");
    assert_eq!(text.matches("to reproduce: ").count(), 2);
    assert!(!text.contains("\x1b[1"));
}

#[test]
fn names_are_relative_to_the_folder() {
    let here = Path::new("/work/x");
    for (name, want) in [
        ("/work/x/a/b.go", "a/b.go"),
        ("/work/y.go", "/work/y.go"),
        ("./b.go", "b.go"),
        ("b.go", "b.go"),
    ] {
        assert_eq!(relative(name, here), want);
    }
}

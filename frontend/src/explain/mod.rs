//! Explanations of statuses, of what a search finds, and of the code of each diagnostic: what it
//! means, what the specification says, and the smallest program that has it.
//!
//! They stand in `topics.txt`. A topic starts with `== name`, followed by the names Go's type
//! checker has for it (package internal/types/errors), if any. Indented lines are the example; if
//! it has no package clause, one is put in front.

/// One explanation.
#[derive(Debug)]
pub struct Topic {
    /// The code, then Go's names for it.
    pub names: Vec<&'static str>,
    /// What it means.
    pub text: String,
    /// A program that has it; empty if a few lines cannot show it.
    pub example: String,
}

static TOPICS: &str = include_str!("topics.txt");

/// All topics, in order.
pub fn topics() -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for line in TOPICS.lines() {
        if let Some(names) = line.strip_prefix("== ") {
            let names = names.split(' ').collect();
            topics.push(Topic { names, text: String::new(), example: String::new() });
        } else if let Some(topic) = topics.last_mut() {
            let (to, line) = match line.strip_prefix("    ") {
                Some(code) => (&mut topic.example, code),
                None => (&mut topic.text, line),
            };
            to.push_str(line);
            to.push('\n');
        }
    }
    topics
}

/// The topic of this code; if there is none, the first that Go's checker calls so.
pub fn topic(name: &str) -> Option<Topic> {
    let mut topics = topics();
    let at = topics
        .iter()
        .position(|topic| topic.names[0] == name)
        .or_else(|| topics.iter().position(|topic| topic.names.contains(&name)))?;
    Some(topics.swap_remove(at))
}

impl Topic {
    /// The example as a whole file.
    pub fn program(&self) -> String {
        if self.example.lines().any(|line| line.starts_with("package ")) {
            self.example.clone()
        } else {
            format!("package main\n{}", self.example)
        }
    }
}

//! An execution as a Mermaid sequence diagram: goroutines are the participants.

use super::execution::Execution;
use interp::explain::LinkKind;
use std::fmt::Write as _;

/// Most steps: a diagram of more cannot be read, and Mermaid refuses very large ones.
const MOST: usize = 400;

/// One diagram.
pub(crate) fn document(execution: &Execution<'_>) -> String {
    let mut out = String::from("sequenceDiagram\n");
    for g in execution.goroutines() {
        let _ = writeln!(out, "    participant G{g} as {}", plain(&execution.name(g)));
    }
    let mut links = execution.links.iter().peekable();
    for (i, step) in execution.steps.iter().enumerate().take(MOST) {
        let g = step.goroutine;
        let note = if step.note.is_empty() { String::new() } else { format!(" ({})", step.note) };
        let text = plain(&format!("{}. {}{note}", step.number, step.text));
        let mut told = false;
        while let Some(link) = links.next_if(|link| link.from <= i) {
            let to = execution.log[link.to].goroutine;
            let arrow = match link.kind {
                LinkKind::Send => "->>",
                LinkKind::Go => "-)",
                LinkKind::Unlock | LinkKind::Wake => "-->>",
            };
            let text = if told { "also" } else { &text };
            let _ = writeln!(out, "    G{g}{arrow}G{to}: {text}");
            told = true;
        }
        if !told {
            let _ = writeln!(out, "    Note over G{g}: {text}");
        }
    }
    let left = execution.steps.len().saturating_sub(MOST);
    let first = execution.goroutines().first().copied().unwrap_or(1);
    if left != 0 {
        let _ = writeln!(out, "    Note over G{first}: {left} more steps");
    }
    for finding in execution.findings {
        let message = finding.message.lines().next().unwrap_or_default();
        let g = finding.locations.first().map_or(first, |at| at.goroutine);
        let known = execution.goroutines().contains(&g);
        let g = if known { g } else { first };
        let _ = writeln!(
            out,
            "    Note over G{g}: {}",
            plain(&format!("{}: {message}", finding.kind.name()))
        );
    }
    out
}

/// What Mermaid would read as its own is written as entity codes.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '#' | ';' | '<' | '>' | '&' | '"' | '%' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

//! A race as text: Go's block, then what we know more.

use super::{Access, Race, Reason, Stack};
use crate::code::Code;
use std::fmt::Write as _;

const RULE: &str = "==================\n";

/// Go's `WARNING: DATA RACE` block, with the variable's name and why nothing orders the accesses
/// in lines after it.
pub fn text(code: &Code, race: &Race) -> String {
    let mut parts =
        vec![access(code, race, &race.current, false), access(code, race, &race.previous, true)];
    parts.extend(created(code, &race.current));
    if race.previous.goroutine != race.current.goroutine {
        parts.extend(created(code, &race.previous));
    }
    let mut out = format!("{RULE}WARNING: DATA RACE\n{}{RULE}", parts.join("\n"));
    if !race.variable.is_empty() {
        let _ = writeln!(out, "Variable: {}", race.variable);
    }
    let _ = writeln!(out, "Not ordered: {}", why(race));
    out
}

/// `Write at 0x... by goroutine 7:` and its stack.
fn access(code: &Code, race: &Race, access: &Access, is_previous: bool) -> String {
    let word = match (is_previous, access.write) {
        (false, false) => "Read",
        (false, true) => "Write",
        (true, false) => "Previous read",
        (true, true) => "Previous write",
    };
    let (addr, who) = (race.addr, who(access));
    format!("{word} at {addr:#014x} by {who}:\n{}", stack(code, &access.stack))
}

/// `Goroutine 7 (running) created at:` and the stack there.
fn created(code: &Code, access: &Access) -> Option<String> {
    let number = access.goroutine;
    let state = if access.finished { "finished" } else { "running" };
    let made = stack(code, &access.created);
    (number != 1).then(|| format!("Goroutine {number} ({state}) created at:\n{made}"))
}

fn stack(code: &Code, stack: &Stack) -> String {
    let mut out = String::new();
    if stack.is_empty() {
        out.push_str("  [failed to restore the stack]\n");
    }
    for (func, pos) in stack {
        let (file, line) = code.file_line(*pos);
        // Go prints an offset in machine code: ours is made up, the same in every run.
        let offset = 0x1d + 4 * u64::from(code.sources.locate(*pos).col);
        let _ = writeln!(out, "  {}()\n      {file}:{line} +{offset:#x}", func.name);
    }
    out
}

/// As Go calls a goroutine in a report.
fn who(access: &Access) -> String {
    match access.goroutine {
        1 => "main goroutine".to_owned(),
        number => format!("goroutine {number}"),
    }
}

fn why(race: &Race) -> String {
    let (before, after) = (who(&race.previous), who(&race.current));
    let verb = |access: &Access| if access.write { "write" } else { "read" };
    let (first, second) = (verb(&race.previous), verb(&race.current));
    match race.reason {
        Reason::NothingReleased => format!(
            "{before} has not synchronized with anybody between its {first} and the {second} by {after}"
        ),
        Reason::NothingAcquired => format!(
            "{before} has synchronized since its {first}, but with nothing that led to the {second} by {after}"
        ),
        Reason::Ended => format!(
            "{before} ended after its {first} without synchronizing with {after}, and the end of a goroutine orders nothing"
        ),
    }
}

//! `goweave support [PACKAGE[.NAME]]`: what of Go's library is there.

use super::usage;
use crate::cli::{Args, Flag, flag};
use crate::{Status, names, printer};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Flags of the command.
pub(super) const FLAGS: &[Flag] = &[flag("format", "F", "text (default) or json")];

/// A name of Go's library, and what goweave makes of it.
struct Row {
    path: &'static str,
    name: String,
    /// `done`, `differs` or `absent`.
    state: &'static str,
    how: Option<&'static str>,
}

/// Lists packages, a package's names, or one name.
pub(super) fn support(args: Args) -> Status {
    let json = match args.get("format") {
        None | Some("text") => false,
        Some("json") => true,
        Some(other) => {
            return usage("support", &format!("invalid value \"{other}\" for flag -format"));
        }
    };
    let rows = match args.rest.first() {
        None if !json => {
            printer::out(&packages());
            return Status::OK;
        }
        None => names::go_packages().flat_map(|(path, _)| rows(path)).collect(),
        Some(what) if names::in_go(what) => rows(what),
        Some(what) => {
            // The package's path may have dots only in front of a slash.
            let tail = what.rfind('/').map_or(0, |slash| slash + 1);
            let Some((path, name)) = what[tail..].find('.').map(|dot| what.split_at(tail + dot))
            else {
                return usage("support", &format!("package {what} is not in std"));
            };
            let mut found = rows(path);
            found.retain(|row| row.name == name[1..]);
            if found.is_empty() {
                return usage("support", &format!("{what} is not in std"));
            }
            found
        }
    };
    printer::out(&if json { as_json(&rows) } else { as_text(&rows) });
    Status::OK
}

/// A package's names as Go has them.
fn rows(path: &str) -> Vec<Row> {
    let Some((path, all)) = names::go_packages().find(|(p, _)| *p == path) else {
        return Vec::new();
    };
    let ours = names::ours(path).unwrap_or_default();
    let row = |name: &str| {
        let how = names::difference(path, name);
        let state = match how {
            Some(_) => "differs",
            None if ours.contains(name) => "done",
            None => "absent",
        };
        Row { path, name: name.to_owned(), state, how }
    };
    all.split(' ').filter(|name| !name.is_empty()).map(row).collect()
}

/// One line a package: how many of its names there are.
fn packages() -> String {
    let mut out = String::new();
    for (path, _) in names::go_packages() {
        if names::ours(path).is_none() {
            let _ = writeln!(out, "{path:24} absent");
            continue;
        }
        let all = rows(path);
        let n = all.iter().filter(|row| row.state != "absent").count();
        let state = if n == all.len() { "done" } else { "part" };
        let _ = writeln!(out, "{path:24} {state:6} {n} of {} names", all.len());
    }
    out
}

/// One line a name.
fn as_text(rows: &[Row]) -> String {
    let mut out = String::new();
    for Row { path, name, state, how } in rows {
        let how = how.map_or(String::new(), |how| format!(": {how}"));
        let _ = writeln!(out, "{path}.{name}\t{state}{how}");
    }
    out
}

fn as_json(rows: &[Row]) -> String {
    let row = |row: &Row| {
        let mut value = json!({"package": row.path, "name": row.name, "state": row.state});
        if let Some(how) = row.how {
            value["how"] = Value::from(how);
        }
        value
    };
    let rows: Vec<Value> = rows.iter().map(row).collect();
    format!("{:#}\n", Value::from(rows))
}

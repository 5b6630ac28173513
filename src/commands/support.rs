//! `goweave support [PACKAGE[.NAME]]`: what of Go's library is there.

use super::usage;
use crate::cli::{Args, Flag, flag};
use crate::{Status, names, printer};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Flags of the command.
pub(super) const FLAGS: &[Flag] =
    &[flag("format", "F", "text (default), json, or markdown for all packages")];

/// A name of Go's library, and what goweave makes of it.
struct Row {
    path: &'static str,
    name: String,
    /// `done`, `differs` or `absent`.
    state: &'static str,
    /// How it differs, or why it is absent.
    how: Option<&'static str>,
}

/// Lists packages, a package's names, or one name.
pub(super) fn support(args: Args) -> Status {
    let json = match args.get("format") {
        None | Some("text") => false,
        Some("json") => true,
        Some("markdown") if args.rest.is_empty() => {
            printer::out(&markdown());
            return Status::OK;
        }
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
        let how = how.or_else(|| names::absence(path, name).filter(|_| state == "absent"));
        Row { path, name: name.to_owned(), state, how }
    };
    all.split(' ').filter(|name| !name.is_empty()).map(row).collect()
}

/// One line a package: how many of its names there are.
fn packages() -> String {
    let mut out = String::new();
    for (path, _) in names::go_packages() {
        if names::ours(path).is_none() {
            let why = names::absence(path, "").unwrap_or_default();
            let _ = writeln!(out, "{path:24} absent {why}");
            continue;
        }
        let all = rows(path);
        let n = present(&all);
        let state = if n == all.len() { "done" } else { "part" };
        let _ = writeln!(out, "{path:24} {state:6} {n} of {} names", all.len());
    }
    out
}

/// How many names there are.
fn present(rows: &[Row]) -> usize {
    rows.iter().filter(|row| row.state != "absent").count()
}

/// All packages: what `stdlib/SUPPORT.md` says.
fn markdown() -> String {
    let mut out = String::from(
        "# Support\n\n\
         What goweave has of Go 1.27's standard library; `goweave support -format markdown` writes this page.\n\
         A name that is not mentioned behaves as in Go.\n\n\
         | package | names | of |\n|---|---|---|\n",
    );
    for (path, _) in names::go_packages() {
        let all = rows(path);
        let _ = writeln!(out, "| {path} | {} | {} |", present(&all), all.len());
    }
    for (path, _) in names::go_packages() {
        let mut all = rows(path);
        if present(&all) == 0 {
            let why = names::absence(path, "").unwrap_or_default();
            let _ = write!(out, "\n## {path}\n\nAbsent: {why}.\n");
            continue;
        }
        all.retain(|row| row.state != "done");
        if all.is_empty() {
            continue;
        }
        let _ = write!(out, "\n## {path}\n\n");
        for same in all.chunk_by(|a, b| a.state == b.state && a.how == b.how) {
            let list: Vec<_> = same.iter().map(|row| format!("`{}`", row.name)).collect();
            let how = same[0].how.unwrap_or_default();
            let _ = writeln!(out, "* {} {}: {how}.", list.join(", "), same[0].state);
        }
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
            value[if row.state == "absent" { "why" } else { "how" }] = Value::from(how);
        }
        value
    };
    let rows: Vec<Value> = rows.iter().map(row).collect();
    format!("{:#}\n", Value::from(rows))
}

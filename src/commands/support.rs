//! `goweave support [PACKAGE[.NAME]]`: what of Go's library is there.

use super::usage;
use crate::cli::Args;
use crate::{Status, names, printer};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Lists packages, a package's names, or one name.
pub(super) fn support(args: Args) -> Status {
    let Some(what) = args.rest.first() else {
        printer::out(&packages());
        return Status::OK;
    };
    if names::in_go(what) {
        printer::out(&package(what));
        return Status::OK;
    }
    // The package's path may have dots only in front of a slash.
    let tail = what.rfind('/').map_or(0, |slash| slash + 1);
    let Some((path, name)) = what[tail..].find('.').map(|dot| what.split_at(tail + dot)) else {
        return usage("support", &format!("package {what} is not in std"));
    };
    let name = &name[1..];
    if !names::name_in_go(path, name) {
        return usage("support", &format!("{what} is not in std"));
    }
    let done = names::ours(path).is_some_and(|ours| ours.contains(name));
    printer::out(&format!("{what}\t{}\n", word(done)));
    Status::OK
}

fn word(done: bool) -> &'static str {
    if done { "done" } else { "absent" }
}

/// A package's names as Go has them, and those goweave has.
fn both(path: &str, all: &'static str) -> (Vec<&'static str>, BTreeSet<String>) {
    let ours = names::ours(path).unwrap_or_default();
    (all.split(' ').filter(|name| !name.is_empty()).collect(), ours)
}

/// One line a package: how many of its names there are.
fn packages() -> String {
    let mut out = String::new();
    for (path, all) in names::go_packages() {
        if names::ours(path).is_none() {
            let _ = writeln!(out, "{path:24} absent");
            continue;
        }
        let (all, ours) = both(path, all);
        let n = all.iter().filter(|name| ours.contains(**name)).count();
        let state = if n == all.len() { "done" } else { "part" };
        let _ = writeln!(out, "{path:24} {state:6} {n} of {} names", all.len());
    }
    out
}

/// One line a name.
fn package(path: &str) -> String {
    let all = names::go_packages().find(|(p, _)| *p == path).map_or("", |(_, all)| all);
    let (all, ours) = both(path, all);
    let mut out = String::new();
    for name in all {
        let _ = writeln!(out, "{path}.{name}\t{}", word(ours.contains(name)));
    }
    out
}

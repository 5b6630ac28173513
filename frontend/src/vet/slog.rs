//! `slog`: keys without values, and values where a key must be, in calls of package log/slog.
//!
//! After an argument of an interface type, which may be a key, a value or an attribute, nothing is
//! certain any more.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::{Expr, ExprKind};
use crate::types::{BasicKind, ObjId};

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "slog", about: "keys and values of log/slog that do not pair", run };

/// Methods of `Logger` and functions, with the number of parameters before keys and values.
const LOGGING: &[(&str, usize)] = &[
    ("Debug", 1),
    ("Info", 1),
    ("Warn", 1),
    ("Error", 1),
    ("DebugContext", 2),
    ("InfoContext", 2),
    ("WarnContext", 2),
    ("ErrorContext", 2),
    ("Log", 3),
];

fn run(pass: &mut Pass<'_>) {
    if !pass.imports("log/slog") {
        return;
    }
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            if let Some(e) = node.expr()
                && let ExprKind::Call { fun, args, ellipsis: None, .. } = &e.kind
                && let Some(func) = pass.called_func(fun)
                && let Some((name, skipped)) = function(pass, func)
                && let Some(pairs) = args.get(skipped..)
            {
                check(pass, e, &name, pairs);
            }
            true
        });
    }
}

/// The name of a function that takes keys and values, and how many parameters come before them.
fn function(pass: &Pass<'_>, func: ObjId) -> Option<(String, usize)> {
    if pass.package_of(func) != "log/slog" {
        return None;
    }
    let name = pass.prog.objects.get(func).name.as_str();
    let recv = pass.receiver(func).and_then(|ty| pass.type_name(ty)).map(|(_, name)| name);
    let logging = || LOGGING.iter().find(|(known, _)| *known == name).map(|(_, n)| *n);
    let skipped = match recv {
        None if name == "Group" => 1,
        Some("Logger") if name == "With" => 0,
        Some("Record") if name == "Add" => 0,
        None | Some("Logger") => logging()?,
        Some(_) => return None,
    };
    let recv = recv.map_or(String::new(), |recv| format!("{recv}."));
    Some((format!("slog.{recv}{name}"), skipped))
}

fn check(pass: &mut Pass<'_>, call: &Expr, name: &str, args: &[Expr]) {
    let mut key_next = true;
    for arg in args {
        if !key_next {
            key_next = true;
            continue;
        }
        let Some(ty) = pass.type_of(arg) else { return };
        let plain = pass.prog.types.unalias(ty);
        if pass.is_named(ty, "log/slog", "Attr") {
            continue;
        }
        key_next = plain != BasicKind::String.id() && plain != BasicKind::UntypedString.id();
        if key_next {
            if pass.prog.is_interface(ty) {
                return;
            }
            let text = format!(
                "{name} arg {:?} should be a string or a slog.Attr (possible missing key or value)",
                pass.text(arg)
            );
            pass.report(arg.span, text);
            return;
        }
    }
    if !key_next {
        pass.report(call.span, format!("call to {name} missing a final value"));
    }
}

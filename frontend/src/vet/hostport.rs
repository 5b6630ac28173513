//! `hostport`: addresses for `net.Dial` made with `fmt.Sprintf("%s:%d")`, which IPv6 breaks.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::{AssignOp, Expr, ExprKind, File, StmtKind};
use crate::span::Span;
use crate::types::constant::Value;
use crate::types::{ObjId, ObjectKind};
use std::sync::Arc;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "hostport", about: "network addresses that IPv6 breaks", run };

fn run(pass: &mut Pass<'_>) {
    let files = pass.files.clone();
    for file in &files {
        inspect(Node::File(file), &mut |node| {
            if let Some(e) = node.expr()
                && let ExprKind::Call { fun, args, .. } = &e.kind
                && let Some(address) = args.get(1)
                && (pass.calls_function(fun, "net", &["Dial", "DialTimeout"])
                    || pass.calls_method(fun, "net", "Dialer", &["Dial"]))
            {
                match &address.kind {
                    ExprKind::Call { .. } if args.len() == 2 => check(pass, address, None),
                    ExprKind::Ident(_) => {
                        let value = pass.object(address).and_then(|var| value(pass, &files, var));
                        if let Some(value) = value {
                            check(pass, value, Some(e.span));
                        }
                    }
                    _ => {}
                }
            }
            true
        });
    }
}

/// What a variable is declared with, if its declaration has one value.
fn value<'a>(pass: &Pass<'_>, files: &'a [Arc<File>], var: ObjId) -> Option<&'a Expr> {
    let object = pass.prog.objects.get(var);
    if !matches!(object.kind, ObjectKind::Var { .. }) || object.pkg != Some(pass.pkg) {
        return None;
    }
    let info = &pass.prog.info;
    let mut found = None;
    for file in files {
        inspect(Node::File(file), &mut |node| {
            match node {
                Node::Var(spec)
                    if spec.names.iter().any(|n| info.defs.get(&n.id) == Some(&var)) =>
                {
                    found = Some(&spec.values[..]);
                }
                Node::Stmt(s) => {
                    if let StmtKind::Assign { lhs, rhs, op: AssignOp::Define, .. } = &s.kind
                        && lhs.iter().any(|x| info.defs.get(&x.id) == Some(&var))
                    {
                        found = Some(&rhs[..]);
                    }
                }
                _ => {}
            }
            found.is_none()
        });
    }
    match found? {
        [value] => Some(value),
        _ => None,
    }
}

/// Reports a call of `fmt.Sprintf` that makes an address; `dial` is where it is used, if elsewhere.
fn check(pass: &mut Pass<'_>, address: &Expr, dial: Option<Span>) {
    let ExprKind::Call { fun, args, .. } = &address.kind else { return };
    let [format, _, _] = &args[..] else { return };
    if !pass.calls_function(fun, "fmt", &["Sprintf"]) {
        return;
    }
    let Some(Value::Str(text)) = pass.prog.info.consts.get(&format.id) else { return };
    let text = match &text[..] {
        b"%s:%d" => "%s:%d",
        b"%s:%s" => "%s:%s",
        _ => return,
    };
    let dial = dial
        .map_or(String::new(), |span| format!(" (passed to net.Dial at L{})", pass.line(span.lo)));
    pass.report(format.span, format!("address format \"{text}\" does not work with IPv6{dial}"));
}

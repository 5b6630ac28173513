//! `timeformat`: the layout `2006-02-01`, whose day and month are swapped.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::ExprKind;
use crate::span::{Pos, Span};
use crate::types::BasicKind;
use crate::types::constant::Value;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "timeformat", about: "time layouts with day and month swapped", run };

const WRONG: &str = "2006-02-01";

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            let Some(e) = node.expr() else { return true };
            let ExprKind::Call { fun, args, .. } = &e.kind else { return true };
            let Some(layout) = args.first() else { return true };
            let calls = pass.calls_method(fun, "time", "Time", &["Format"])
                || pass.calls_function(fun, "time", &["Parse"]);
            let Some(Value::Str(text)) = pass.prog.info.consts.get(&layout.id) else { return true };
            let basic = [BasicKind::String, BasicKind::UntypedString].map(BasicKind::id);
            if !calls || !pass.type_of(layout).is_some_and(|ty| basic.contains(&ty)) {
                return true;
            }
            if let Some(at) = String::from_utf8_lossy(text).find(WRONG) {
                let inside = matches!(layout.kind, ExprKind::BasicLit { .. });
                let at = if inside { u32::try_from(at).unwrap_or(0) + 1 } else { 0 };
                let lo = Pos(layout.span.lo.0 + at);
                pass.report(Span::new(lo, lo), format!("{WRONG} should be 2006-01-02"));
            }
            true
        });
    }
}

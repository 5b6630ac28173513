//! `unmarshal`: what is not a pointer is to be decoded into.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::ExprKind;
use crate::types::Type;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "unmarshal", about: "values to be decoded into that are no pointers", run };

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            let Some(e) = node.expr() else { return true };
            let ExprKind::Call { fun, args, .. } = &e.kind else { return true };
            let unmarshal = ["encoding/json", "encoding/xml", "encoding/asn1"]
                .iter()
                .any(|pkg| pass.calls_function(fun, pkg, &["Unmarshal"]));
            let decode = ["encoding/json", "encoding/xml", "encoding/gob"]
                .iter()
                .any(|pkg| pass.calls_method(fun, pkg, "Decoder", &["Decode"]));
            let (name, index) = match (unmarshal, decode) {
                (true, _) => ("Unmarshal passes non-pointer as second argument", 1),
                (_, true) => ("Decode passes non-pointer", 0),
                _ => return true,
            };
            let Some(arg) = args.get(index) else { return true };
            let Some(ty) = pass.type_of(arg) else { return true };
            let under = pass.prog.underlying(ty);
            let fits = matches!(pass.prog.types.get(under), Type::Pointer(_) | Type::Interface(_));
            if !fits || pass.is_nil(arg) {
                pass.report_at(fun.span.hi, format!("call of {name}"));
            }
            true
        });
    }
}

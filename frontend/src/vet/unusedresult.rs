//! `unusedresult`: a function is called for nothing: it only computes a result, which is dropped.

use super::walk::{Node, inspect, unparen};
use super::{Analyzer, Pass};
use crate::ast::{ExprKind, StmtKind};
use crate::span::Span;
use crate::types::{BasicKind, Type};

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "unusedresult", about: "results of pure functions that are dropped", run };

/// Functions without effects, by package.
const PURE: &[(&str, &[&str])] = &[
    ("context", &["WithCancel", "WithDeadline", "WithTimeout", "WithValue"]),
    ("errors", &["New"]),
    ("fmt", &["Append", "Appendf", "Appendln", "Errorf", "Sprint", "Sprintf", "Sprintln"]),
    ("maps", &["All", "Clone", "Collect", "Equal", "EqualFunc", "Keys", "Values"]),
    (
        "slices",
        &[
            "All",
            "AppendSeq",
            "Backward",
            "BinarySearch",
            "BinarySearchFunc",
            "Chunk",
            "Clip",
            "Clone",
            "Collect",
            "Compact",
            "CompactFunc",
            "Compare",
            "CompareFunc",
            "Concat",
            "Contains",
            "ContainsFunc",
            "Delete",
            "DeleteFunc",
            "Equal",
            "EqualFunc",
            "Grow",
            "Index",
            "IndexFunc",
            "Insert",
            "IsSorted",
            "IsSortedFunc",
            "Max",
            "MaxFunc",
            "Min",
            "MinFunc",
            "Repeat",
            "Replace",
            "Sorted",
            "SortedFunc",
            "SortedStableFunc",
            "Values",
        ],
    ),
    ("sort", &["Reverse"]),
];

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            if let Some(s) = node.stmt()
                && let StmtKind::Expr(x) = &s.kind
                && let ExprKind::Call { fun, .. } = &unparen(x).kind
                && let Some(func) = pass.called_func(fun)
            {
                let name = pass.prog.objects.get(func).name;
                let path = pass.package_of(func);
                let span = Span::new(unparen(x).span.lo, fun.span.hi);
                let Type::Signature(sig) = pass.prog.types.get(pass.prog.obj_type(func)) else {
                    return true;
                };
                let of_error = func == pass.prog.universe.error_method;
                if sig.recv.is_some() || of_error {
                    let gives_string = sig.params.is_empty()
                        && matches!(sig.results[..], [one]
                            if pass.prog.types.unalias(pass.prog.obj_type(one))
                                == BasicKind::String.id());
                    if gives_string && ["Error", "String"].contains(&name.as_str()) {
                        let recv = match sig.recv {
                            Some(recv) if !of_error => {
                                pass.prog.full_type_string(pass.prog.obj_type(recv))
                            }
                            _ => "error".to_owned(),
                        };
                        pass.report(span, format!("result of ({recv}).{name} call not used"));
                    }
                } else if PURE.iter().any(|(p, names)| *p == path && names.contains(&name.as_str()))
                {
                    pass.report(span, format!("result of {path}.{name} call not used"));
                }
            }
            true
        });
    }
}

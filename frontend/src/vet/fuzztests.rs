//! What `tests` says about fuzz targets: calls of `Fuzz` and `Add` of package testing.

use super::Pass;
use super::walk::{Node, inspect};
use crate::ast::{Expr, ExprKind, FuncDecl};
use crate::span::Span;
use crate::types::{BasicKind, Type, TypeId};

/// Types that a fuzz target's parameters may have, besides `[]byte`, in Go's order.
const ARGUMENTS: [BasicKind; 14] = [
    BasicKind::String,
    BasicKind::Bool,
    BasicKind::Float32,
    BasicKind::Float64,
    BasicKind::Int,
    BasicKind::Int8,
    BasicKind::Int16,
    BasicKind::Int32,
    BasicKind::Int64,
    BasicKind::Uint,
    BasicKind::Uint8,
    BasicKind::Uint16,
    BasicKind::Uint32,
    BasicKind::Uint64,
];

/// Looks at a function whose name begins with `Fuzz`.
pub(super) fn check(pass: &mut Pass<'_>, decl: &FuncDecl) {
    let mut wanted = None;
    inspect(Node::Func(decl), &mut |node| {
        let Some((_, args)) = node.expr().and_then(|e| method_call(pass, e, "Fuzz")) else {
            return true;
        };
        let [target] = args else { return true };
        if let Some(params) = fuzz_target(pass, target) {
            wanted.get_or_insert(params);
        }
        false
    });
    let Some(wanted) = wanted else { return };
    inspect(Node::Func(decl), &mut |node| {
        if let Some((call, args)) = node.expr().and_then(|e| method_call(pass, e, "Add")) {
            added(pass, call.span, args, &wanted);
        }
        true
    });
}

/// The arguments of a call of this method of `*testing.F`, or of any, if `name` is empty.
fn method_call<'a>(pass: &Pass<'_>, e: &'a Expr, name: &str) -> Option<(&'a Expr, &'a [Expr])> {
    let ExprKind::Call { fun, args, .. } = &e.kind else { return None };
    let ExprKind::Selector { x, sel } = &fun.kind else { return None };
    let fits = name.is_empty() || sel.name.as_str() == name;
    (fits && is_testing(pass, pass.type_of(x)?, "F")).then_some((e, args))
}

/// Whether a type is `*testing.T` or the like.
fn is_testing(pass: &Pass<'_>, ty: TypeId, name: &str) -> bool {
    matches!(pass.prog.types.get(ty), Type::Pointer(elem) if pass.is_named(*elem, "testing", name))
}

/// Checks the function given to `Fuzz`; answers the types of its parameters, if they are right.
fn fuzz_target(pass: &mut Pass<'_>, target: &Expr) -> Option<Vec<TypeId>> {
    let under = pass.prog.underlying(pass.type_of(target)?);
    let Type::Signature(sig) = pass.prog.types.get(under).clone() else {
        pass.report(target.span, "argument to Fuzz must be a function");
        return None;
    };
    if !sig.results.is_empty() {
        pass.report(target.span, "fuzz target must not return any value");
    }
    let params: Vec<TypeId> = sig.params.iter().map(|&param| pass.prog.obj_type(param)).collect();
    if params.is_empty() {
        pass.report(target.span, "fuzz target must have 1 or more argument");
        return None;
    }
    let right = parameters(pass, target, &params);
    inspect(Node::Expr(target), &mut |node| {
        if let Some((call, _)) = node.expr().and_then(|e| method_call(pass, e, ""))
            && ["Name", "Failed"].iter().all(|name| method_call(pass, call, name).is_none())
        {
            pass.report(call.span, "fuzz target must not call any *F methods");
        }
        true
    });
    right.then_some(params)
}

/// Checks the parameters of a fuzz target.
fn parameters(pass: &mut Pass<'_>, target: &Expr, params: &[TypeId]) -> bool {
    let fields = match &target.kind {
        ExprKind::FuncLit { ty, .. } => &ty.params[..],
        _ => &[],
    };
    let mut at = target.span;
    let mut right = true;
    if !is_testing(pass, params[0], "T") {
        at = fields.first().map_or(at, |field| field.ty.span);
        pass.report(at, "the first parameter of a fuzz target must be *testing.T");
        right = false;
    }
    for (i, &ty) in params.iter().enumerate().skip(1) {
        if is_argument(pass, ty) {
            continue;
        }
        let mut last = 0;
        let field = fields.iter().find(|field| {
            last += field.names.len();
            i < last
        });
        at = field.map_or(at, |field| field.ty.span);
        let names: Vec<String> =
            ARGUMENTS.iter().map(|kind| pass.prog.type_string(kind.id())).collect();
        let text = format!(
            "fuzzing arguments can only have the following types: {}, []byte",
            names.join(", ")
        );
        pass.report(at, text);
        right = false;
    }
    right
}

fn is_argument(pass: &mut Pass<'_>, ty: TypeId) -> bool {
    let ty = pass.prog.types.unalias(ty);
    match *pass.prog.types.get(ty) {
        Type::Slice(elem) => pass.prog.identical(elem, BasicKind::Uint8.id()),
        _ => ARGUMENTS.iter().any(|kind| pass.prog.identical(ty, kind.id())),
    }
}

/// Checks the values given to `Add`.
fn added(pass: &mut Pass<'_>, call: Span, args: &[Expr], wanted: &[TypeId]) {
    let wanted = &wanted[1..];
    if args.len() != wanted.len() {
        let text = format!(
            "wrong number of values in call to (*testing.F).Add: {}, fuzz target expects {}",
            args.len(),
            wanted.len()
        );
        return pass.report(call, text);
    }
    let Some(types) = args.iter().map(|arg| pass.type_of(arg)).collect::<Option<Vec<_>>>() else {
        return;
    };
    let wrong: Vec<usize> =
        (0..types.len()).filter(|&i| !pass.prog.identical(types[i], wanted[i])).collect();
    let list = |pass: &Pass<'_>, types: &[TypeId]| {
        let names: Vec<String> = types.iter().map(|&ty| pass.prog.full_type_string(ty)).collect();
        format!("[{}]", names.join(" "))
    };
    match wrong[..] {
        [] => {}
        [i] => {
            let (got, want) =
                (pass.prog.full_type_string(types[i]), pass.prog.full_type_string(wanted[i]));
            let text = format!(
                "mismatched type in call to (*testing.F).Add: {got}, fuzz target expects {want}"
            );
            pass.report(args[i].span, text);
        }
        _ => {
            let text = format!(
                "mismatched types in call to (*testing.F).Add: {}, fuzz target expects {}",
                list(pass, &types),
                list(pass, wanted)
            );
            pass.report(call, text);
        }
    }
}

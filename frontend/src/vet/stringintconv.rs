//! `stringintconv`: `string(n)` of an integer gives one character, not its digits.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::{Expr, ExprKind};
use crate::types::{BasicKind, ObjectKind, Type, TypeId};

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "stringintconv", about: "string(n) of integers", run };

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            if let Some(e) = node.expr()
                && let ExprKind::Call { fun, args, .. } = &e.kind
                && let [arg] = &args[..]
                && matches!(fun.kind, ExprKind::Ident(_) | ExprKind::Selector { .. })
                && let Some(message) = conversion(pass, fun, arg)
            {
                pass.report_at(e.span.lo, message);
            }
            true
        });
    }
}

fn conversion(pass: &mut Pass<'_>, fun: &Expr, arg: &Expr) -> Option<String> {
    let obj = pass.object(fun)?;
    if !matches!(pass.prog.objects.get(obj).kind, ObjectKind::TypeName) {
        return None;
    }
    let name = pass.prog.objects.get(obj).name;
    let (target, source) = (pass.prog.obj_type(obj), pass.type_of(arg)?);
    let string = pass
        .prog
        .specific_types(target)?
        .into_iter()
        .find(|&(_, under)| under == BasicKind::String.id())?
        .0;
    let integer = pass.prog.specific_types(source)?.into_iter().find(|&(ty, under)| {
        let small = [BasicKind::Uint8, BasicKind::Int32, BasicKind::UntypedRune];
        pass.prog.is_integer(ty) && !small.iter().any(|kind| kind.id() == under)
    })?;
    let source_name = type_name(pass, source);
    let to = describe(pass, string, target, name.as_str())?;
    let from = describe(pass, integer.0, source, &source_name)?;
    Some(format!(
        "conversion from {from} to {to} yields a string of one rune, not a string of digits"
    ))
}

/// A type's name without its package; empty if it has none.
fn type_name(pass: &Pass<'_>, ty: TypeId) -> String {
    let obj = match pass.prog.types.get(ty) {
        Type::Basic(_) => return pass.prog.full_type_string(ty),
        Type::Named(named) => named.obj,
        Type::TypeParam(param) => param.obj,
        Type::Alias { obj, .. } => *obj,
        _ => return String::new(),
    };
    pass.prog.objects.get(obj).name.to_string()
}

/// A type's name, with its underlying type and the type parameter it stands for.
fn describe(pass: &mut Pass<'_>, ty: TypeId, outer: TypeId, outer_name: &str) -> Option<String> {
    let name = if ty == outer { outer_name.to_owned() } else { type_name(pass, ty) };
    if name.is_empty() {
        return None;
    }
    let mut notes = Vec::new();
    let under = pass.prog.underlying(ty);
    let under = type_name(pass, under);
    if !under.is_empty() && under != name {
        notes.push(under);
    }
    if ty != outer && !outer_name.is_empty() && outer_name != name {
        notes.push(format!("in {outer_name}"));
    }
    if notes.is_empty() { Some(name) } else { Some(format!("{name} ({})", notes.join(", "))) }
}

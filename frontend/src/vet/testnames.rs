//! `tests`: functions in test files that `go test` takes for tests, but not as they are meant.

use super::{Analyzer, Pass, fuzztests};
use crate::ast::{Decl, Expr, ExprKind, File, FuncDecl, FuncHead};
use crate::lexer::comments;
use crate::span::Pos;
use crate::symbol::Symbol;
use crate::types::ObjId;
use crate::types::lookup::Lookup;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "tests", about: "malformed tests and examples", run };

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        if !pass.prog.sources.file(file.file).name.ends_with("_test.go") {
            continue;
        }
        for decl in &file.decls {
            let Decl::Func(decl) = decl else { continue };
            let Some(head) = decl.head.get().filter(|head| head.recv.is_none()) else { continue };
            let name = decl.name.name.as_str();
            if name.starts_with("Example") {
                example(pass, decl, head);
                outputs(pass, &file, decl);
            } else if let Some(prefix) =
                ["Test", "Benchmark", "Fuzz"].into_iter().find(|p| name.starts_with(p))
            {
                test(pass, decl, head, prefix);
                if prefix == "Fuzz" {
                    fuzztests::check(pass, decl);
                }
            }
        }
    }
}

/// Whether what follows `Test` may follow it: nothing, or no lower-case letter first.
fn is_test_suffix(suffix: &str) -> bool {
    !suffix.starts_with(char::is_lowercase)
}

fn test(pass: &mut Pass<'_>, decl: &FuncDecl, head: &FuncHead, prefix: &str) {
    let name = decl.name.name;
    let [param] = &head.ty.params[..] else { return };
    if !head.ty.results.is_empty() || param.names.len() > 1 || !is_test_param(&param.ty, prefix) {
        return;
    }
    if let (Some(first), Some(last)) = (head.ty.type_params.first(), head.ty.type_params.last()) {
        let text = format!(
            "{name} has type parameters: it will not be run by go test as a {prefix}XXX function"
        );
        let mut span = first.span.to(last.span);
        span.lo.0 -= 1;
        pass.report(span, text);
    }
    if !is_test_suffix(&name.as_str()[prefix.len()..]) {
        let text = format!(
            "{name} has malformed name: first letter after '{prefix}' must not be lowercase"
        );
        pass.report(decl.name.span, text);
    }
}

/// `*testing.T` for `Test`, `*testing.B` for `Benchmark`, `*testing.F` for `Fuzz`.
fn is_test_param(ty: &Expr, prefix: &str) -> bool {
    let ExprKind::Star(x) = &ty.kind else { return false };
    let name = match &x.kind {
        ExprKind::Ident(name) => *name,
        ExprKind::Selector { sel, .. } => sel.name,
        _ => return false,
    };
    name.as_str() == &prefix[..1]
}

fn example(pass: &mut Pass<'_>, decl: &FuncDecl, head: &FuncHead) {
    let name = decl.name.name.as_str();
    let mut report = |text: String| pass.report_at(decl.span.lo, format!("{name} {text}"));
    if !head.ty.params.is_empty() {
        report("should be niladic".to_owned());
    }
    if !head.ty.results.is_empty() {
        report("should return nothing".to_owned());
    }
    if !head.ty.type_params.is_empty() {
        report("should not have type params".to_owned());
    }
    let suffix = &name["Example".len()..];
    if suffix.is_empty() {
        return;
    }
    let parts: Vec<&str> = suffix.splitn(3, '_').collect();
    let objects = objects(pass, parts[0]);
    let mut report = |text: String| pass.report_at(decl.span.lo, format!("{name} {text}"));
    if !parts[0].is_empty() && objects.is_empty() {
        return report(format!("refers to unknown identifier: {}", parts[0]));
    }
    let Some(member) = parts.get(1) else { return };
    if parts[0].is_empty() {
        let rest = suffix.trim_start_matches('_');
        if !is_example_suffix(rest) {
            report(format!("has malformed example suffix: {rest}"));
        }
        return;
    }
    if !is_example_suffix(member) && !objects.iter().any(|&obj| has_member(pass, obj, member)) {
        let text = format!("refers to unknown field or method: {}.{member}", parts[0]);
        pass.report_at(decl.span.lo, format!("{name} {text}"));
    }
    if let Some(rest) = parts.get(2).filter(|rest| !is_example_suffix(rest)) {
        pass.report_at(decl.span.lo, format!("{name} has malformed example suffix: {rest}"));
    }
}

/// Reports comments that give an example's output, but are not its last comment.
fn outputs(pass: &mut Pass<'_>, file: &File, decl: &FuncDecl) {
    let source = pass.prog.sources.file(file.file);
    let base = source.base.0;
    let (lo, hi) = (decl.span.lo.0 - base, decl.span.hi.0 - base);
    let groups = comments::groups(&source.text[..hi as usize]);
    let inside = groups.iter().filter(|group| group.lo() >= lo);
    let found: Vec<(u32, bool)> =
        inside.map(|group| (group.lo(), is_output(&group.text(&source.text)))).collect();
    let text = match found.iter().filter(|comment| comment.1).count() {
        0 | 1 => "output comment block must be the last comment block",
        _ => "there can only be one output comment block per example",
    };
    for &(at, _) in found.iter().rev().skip(1).rev().filter(|comment| comment.1) {
        pass.report_at(Pos(base + at), text);
    }
}

/// Whether a comment begins with `Output:` or `Unordered output:`.
fn is_output(text: &str) -> bool {
    let text = text.trim_start().to_ascii_lowercase();
    text.strip_prefix("unordered ").unwrap_or(&text).starts_with("output:")
}

fn is_example_suffix(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

/// The package-level objects of this name, here and in the packages imported.
fn objects(pass: &Pass<'_>, name: &str) -> Vec<ObjId> {
    let symbol = Symbol::intern(name);
    let own = &pass.prog.packages[pass.pkg.0 as usize];
    let find = |scope| pass.prog.scopes.lookup(scope, symbol);
    if let Some(obj) = find(own.scope) {
        return vec![obj];
    }
    own.imports.iter().filter_map(|p| find(pass.prog.packages[p.0 as usize].scope)).collect()
}

fn has_member(pass: &mut Pass<'_>, obj: ObjId, name: &str) -> bool {
    let (ty, pkg) = (pass.prog.obj_type(obj), pass.prog.objects.get(obj).pkg);
    matches!(pass.prog.lookup(ty, true, pkg, Symbol::intern(name)), Lookup::Found(_))
}

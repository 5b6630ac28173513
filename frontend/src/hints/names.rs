//! Names that nothing declares: the nearest one that is declared, or the import that is missing.

use crate::ast::{Decl, Expr, ExprKind, File, FuncDecl};
use crate::diagnostic::Diagnostic;
use crate::program::Program;
use crate::span::Span;
use crate::symbol::Symbol;
use crate::types::{ObjectKind, PackageId, Type, TypeId};
use std::sync::Arc;

/// Names from other languages, and Go's.
const ELSEWHERE: &[(&str, &str)] = &[
    ("null", "nil"),
    ("NULL", "nil"),
    ("None", "nil"),
    ("undefined", "nil"),
    ("boolean", "bool"),
    ("integer", "int"),
    ("float", "float64"),
    ("double", "float64"),
    ("long", "int64"),
    ("char", "rune, or byte"),
    ("str", "string"),
    ("object", "any"),
    ("printf", "fmt.Printf"),
    ("sprintf", "fmt.Sprintf"),
    ("Println", "fmt.Println"),
    ("Printf", "fmt.Printf"),
    ("this", "the receiver's own name"),
    ("self", "the receiver's own name"),
    ("exit", "os.Exit"),
    ("sleep", "time.Sleep"),
    ("push", "append"),
];

pub(super) fn hint(
    program: &mut Program,
    d: &Diagnostic,
    package: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    if let Some(name) = d.message.strip_prefix("undefined: ") {
        return match name.split_once('.') {
            Some((qualifier, name)) => qualified(program, d, qualifier, name),
            None => plain(program, d, name, package),
        };
    }
    if d.message.contains(" undefined (type ") {
        return member(program, d);
    }
    if let Some(rest) = d.message.strip_prefix("unknown field ") {
        return field(program, d, rest.split(' ').next()?);
    }
    None
}

fn did_you_mean(name: &str) -> String {
    format!("did you mean {name}?")
}

/// An undefined name without a package.
fn plain(
    program: &Program,
    d: &Diagnostic,
    name: &str,
    package: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let (owner, file) = file_of(program, d)?;
    // Followed by a dot it is meant to be a package.
    let source = program.sources.locate_file(d.span.hi)?;
    let after = (d.span.lo.0 - source.base.0) as usize + name.len();
    if source.text.get(after..).is_some_and(|rest| rest.starts_with('.'))
        && let Some(path) = package(name)
    {
        return Some(format!("\"{path}\" is not imported: add `import \"{path}\"`"));
    }
    let nearest = nearest(name, names_at(program, owner, &file, d.span));
    if let Some(nearest) = nearest {
        return Some(did_you_mean(&nearest));
    }
    let (_, ours) = ELSEWHERE.iter().find(|(theirs, _)| *theirs == name)?;
    Some(format!("in Go this is {ours}"))
}

/// The package and file a diagnostic is about.
fn file_of(program: &Program, d: &Diagnostic) -> Option<(PackageId, Arc<File>)> {
    let base = program.sources.locate_file(d.span.lo)?.base;
    program.packages.iter().enumerate().find_map(|(i, package)| {
        let in_file = |file: &&Arc<File>| program.sources.file(file.file).base == base;
        let file = package.files.iter().find(in_file)?;
        Some((PackageId(u32::try_from(i).ok()?), Arc::clone(file)))
    })
}

/// The names that could stand at a place: predeclared ones, the package's, imports, and what the
/// function declares before.
fn names_at(program: &Program, owner: PackageId, file: &File, at: Span) -> Vec<String> {
    let mut names = Vec::new();
    for scope in [program.universe.scope, program.packages[owner.0 as usize].scope] {
        let scope = program.scopes.get(scope).sorted();
        names.extend(scope.into_iter().map(|(name, _)| name.to_string()));
    }
    let within = |decl: &&FuncDecl| decl.span.lo <= at.lo && at.lo < decl.span.hi;
    let mut functions = file
        .decls
        .iter()
        .filter_map(|decl| if let Decl::Func(decl) = decl { Some(&**decl) } else { None });
    if let Some(function) = functions.find(within) {
        let mut local: Vec<_> = program
            .info
            .defs
            .values()
            .map(|&obj| program.objects.get(obj))
            .filter(|object| function.span.lo <= object.pos && object.pos < at.lo)
            .filter(|object| !matches!(object.kind, ObjectKind::Label))
            .map(|object| (object.pos, object.name.to_string()))
            .collect();
        local.sort();
        names.extend(local.into_iter().rev().map(|(_, name)| name));
    }
    for import in &file.imports {
        names.extend(import.path.as_str().rsplit('/').next().map(str::to_owned));
    }
    names
}

/// An undefined name of a package.
fn qualified(program: &Program, d: &Diagnostic, qualifier: &str, name: &str) -> Option<String> {
    let (name, but) = name.split_once(' ').unwrap_or((name, ""));
    if let Some(have) = but.strip_prefix("(but have ") {
        return Some(did_you_mean(&format!("{qualifier}.{}", have.trim_end_matches(')'))));
    }
    let (owner, _) = file_of(program, d)?;
    let imports = &program.packages[owner.0 as usize].imports;
    let named = |id: &&PackageId| program.packages[id.0 as usize].name.as_str() == qualifier;
    let package = &program.packages[imports.iter().find(named)?.0 as usize];
    let names = program.scopes.get(package.scope).sorted();
    let exported = names.into_iter().filter(|(name, _)| name.is_exported());
    let near = nearest(name, exported.map(|(name, _)| name.to_string()).collect())?;
    Some(did_you_mean(&format!("{qualifier}.{near}")))
}

/// `x.f` where x's type has neither a field nor a method f.
fn member(program: &mut Program, d: &Diagnostic) -> Option<String> {
    if let Some((_, have)) = d.message.split_once("but does have ") {
        let name = have.trim_end_matches(')').rsplit(' ').next()?;
        return Some(did_you_mean(name));
    }
    let (owner, file) = file_of(program, d)?;
    let mut found = None;
    crate::vet::each_expr(&file, &mut |e| {
        if let ExprKind::Selector { x, sel } = &e.kind
            && sel.span.lo == d.span.lo
        {
            found = program.info.type_of(x).map(|ty| (ty, sel.name));
        }
    });
    let (ty, name) = found?;
    let near = nearest(name.as_str(), members(program, ty, owner))?;
    Some(did_you_mean(&near))
}

/// The fields and methods of a type.
fn members(program: &mut Program, ty: TypeId, from: PackageId) -> Vec<String> {
    crate::check::ensure_methods(program, ty);
    let visible = |name: Symbol, pkg| name.is_exported() || pkg == Some(from);
    let mut names = Vec::new();
    let plain = program.types.get(program.types.unalias(ty));
    let pointee = if let Type::Pointer(elem) = plain { *elem } else { ty };
    let under = program.underlying(pointee);
    if let Type::Struct { fields, .. } = program.types.get(under) {
        let fields = fields.iter().map(|&field| program.objects.get(field));
        names.extend(fields.filter(|f| visible(f.name, f.pkg)).map(|f| f.name.to_string()));
    }
    let pointer = program.types.add(Type::Pointer(pointee));
    for method in program.method_set(pointer) {
        let method = program.objects.get(method.obj);
        if visible(method.name, method.pkg) {
            names.push(method.name.to_string());
        }
    }
    names
}

/// A literal with a field that the struct has not.
fn field(program: &mut Program, d: &Diagnostic, name: &str) -> Option<String> {
    let (owner, file) = file_of(program, d)?;
    let mut literal: Option<&Expr> = None;
    crate::vet::each_expr(&file, &mut |e| {
        if let ExprKind::CompositeLit { .. } = &e.kind
            && e.span.lo <= d.span.lo
            && d.span.lo < e.span.hi
        {
            literal = Some(e);
        }
    });
    let ExprKind::CompositeLit { ty: Some(ty), .. } = &literal?.kind else { return None };
    let ty = program.info.type_of(ty)?;
    let near = nearest(name, members(program, ty, owner))?;
    Some(did_you_mean(&near))
}

/// The candidate that differs in case only, or else in at most a third of its letters.
fn nearest(name: &str, candidates: Vec<String>) -> Option<String> {
    let lower = name.to_lowercase();
    let same = candidates.iter().find(|c| c.to_lowercase() == lower && *c != name);
    if let Some(same) = same {
        return Some(same.clone());
    }
    let allowed = (name.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .filter(|c| c.len() > 1 && name.len() > 1 && c != "_" && c != name)
        .map(|c| (distance(&lower, &c.to_lowercase()), c))
        .filter(|(distance, c)| *distance <= allowed && *distance < c.len())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, c)| c)
}

/// Letters to change, add, leave out or swap to make `a` into `b`.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

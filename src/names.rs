//! What Go's standard library has, and what of it goweave has.
//!
//! `std_names.txt` lists the packages of Go 1.27 with their exported names (methods as
//! `Type.Method`), one package a line. What goweave has is read from its own Go sources.

use frontend::ast::{Decl, Expr, ExprKind, FuncDecl, ImportSpec, NodeIds};
use frontend::parser::parse_file;
use frontend::source::SourceMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Package, then names.
static NAMES: &str = include_str!("std_names.txt");

/// What is there but behaves differently: a name and how, in order.
static DIFFERS: &str = include_str!("std_differs.txt");

/// Why a name is absent: a package, a name (which stands for its methods too) or `path/...`, in
/// order.
static ABSENT: &str = include_str!("std_absent.txt");

/// The rows of one of the lists.
fn table(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().filter_map(|line| line.split_once('\t'))
}

/// How a name of a package differs from Go's, if it does.
pub(crate) fn difference(path: &str, name: &str) -> Option<&'static str> {
    let full = format!("{path}.{name}");
    table(DIFFERS).find(|(row, _)| *row == full).map(|(_, how)| how)
}

/// Why a name (a package, if it is empty) is absent: what the row closest to it says.
pub(crate) fn absence(path: &str, name: &str) -> Option<&'static str> {
    let full = if name.is_empty() { path.to_owned() } else { format!("{path}.{name}") };
    let covers = |row: &str| match row.strip_suffix("/...") {
        Some(root) => path == root || path.starts_with(&row[..=root.len()]),
        None => full.strip_prefix(row).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')),
    };
    let rows = table(ABSENT).filter(|(row, _)| covers(row));
    let nearness = |row: &str| (row.trim_end_matches("/...").len(), !row.ends_with("/..."));
    rows.max_by_key(|(row, _)| nearness(row)).map(|(_, why)| why)
}

/// Why a name (a package, if it is empty) cannot be used, for who tries to.
pub(crate) fn hint(path: &str, name: &str) -> String {
    let full = if name.is_empty() { path.to_owned() } else { format!("{path}.{name}") };
    let why = absence(path, name).map_or(String::new(), |why| format!("{why}; "));
    format!("{why}`goweave support {full}` shows what is there")
}

/// Packages of Go's standard library, with their exported names.
pub(crate) fn go_packages() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.lines().map(|line| line.split_once(' ').unwrap_or((line, "")))
}

/// The import path of Go's package of this name; the shortest, if there are several.
pub(crate) fn path_of(name: &str) -> Option<String> {
    let named = go_packages().filter(|(path, _)| path.rsplit('/').next() == Some(name));
    named.map(|(path, _)| path).min_by_key(|path| path.len()).map(str::to_owned)
}

/// Whether Go has this package.
pub(crate) fn in_go(path: &str) -> bool {
    go_packages().any(|(name, _)| name == path)
}

/// Whether Go's package has this exported name.
pub(crate) fn name_in_go(path: &str, name: &str) -> bool {
    go_packages().any(|(p, names)| p == path && names.split(' ').any(|n| n == name))
}

/// The exported names of a package as goweave has it, methods as `Type.Method`; `None` if it has
/// no such package.
pub(crate) fn ours(path: &str) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    if path == "unsafe" {
        // The checker has it all.
        return go_packages().find(|(p, _)| *p == path).map(|(_, all)| {
            all.split(' ').filter(|name| !name.is_empty()).map(str::to_owned).collect()
        });
    }
    let (mut sources, mut ids) = (SourceMap::default(), NodeIds::default());
    for (name, text) in stdlib::source(path)? {
        let id = sources.add(name.to_owned(), name.to_owned(), text.to_owned());
        let (file, _) = parse_file(&sources, id, &mut ids);
        for decl in &file.decls {
            match decl {
                Decl::Const(decl) => {
                    names.extend(
                        decl.specs.iter().flat_map(|s| &s.names).map(|n| n.name.to_string()),
                    );
                }
                Decl::Var(spec) => names.extend(spec.names.iter().map(|n| n.name.to_string())),
                Decl::Type(spec) => {
                    names.insert(spec.name.name.to_string());
                    if let (Some(_), ExprKind::Selector { x, sel }) = (spec.assign, &spec.ty.kind) {
                        names.extend(methods_of(&file.imports, x, &sel.name.to_string()));
                    }
                }
                Decl::Func(decl) => names.extend(func_name(decl)),
            }
        }
    }
    names.retain(|name| name.split('.').all(|part| part.starts_with(char::is_uppercase)));
    Some(names)
}

/// The methods of a type of another package that has a second name here, as `Type.Method`.
fn methods_of(imports: &[Arc<ImportSpec>], package: &Expr, name: &str) -> Vec<String> {
    let ExprKind::Ident(package) = &package.kind else { return Vec::new() };
    let last = format!("/{package}");
    let path = imports.iter().map(|import| import.path.to_string()).find(|p| p.ends_with(&last));
    let all = path.filter(|path| path.starts_with("internal/")).and_then(|path| ours(&path));
    let start = format!("{name}.");
    all.into_iter().flatten().filter(|method| method.starts_with(&start)).collect()
}

/// A function's name, a method's with its type in front.
fn func_name(decl: &FuncDecl) -> Option<String> {
    let name = decl.name.name.to_string();
    let Some(recv) = &decl.head.get()?.recv else { return Some(name) };
    Some(format!("{}.{name}", type_name(&recv.first()?.ty)?))
}

/// The defined type's name in a receiver's type.
#[expect(clippy::wildcard_enum_match_arm, reason = "a receiver has few forms")]
fn type_name(ty: &Expr) -> Option<String> {
    match &ty.kind {
        ExprKind::Ident(name) => Some(name.to_string()),
        ExprKind::Paren(x) | ExprKind::Star(x) => type_name(x),
        ExprKind::Index { x, .. } => type_name(x),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    /// The names of Go's library that goweave has not, a package itself with an empty name.
    fn absent() -> Vec<(&'static str, &'static str)> {
        let mut missing = Vec::new();
        for (path, names) in super::go_packages() {
            match super::ours(path) {
                None => missing.push((path, "")),
                Some(ours) => missing.extend(
                    names
                        .split_terminator(' ')
                        .filter(|name| !ours.contains(*name))
                        .map(|name| (path, name)),
                ),
            }
        }
        missing
    }

    #[test]
    fn what_is_absent_says_why() {
        let silent: Vec<_> = absent()
            .into_iter()
            .filter(|(path, name)| super::absence(path, name).is_none())
            .collect();
        assert!(silent.is_empty(), "std_absent.txt has no row for {silent:?}");
    }

    #[test]
    fn reasons_are_of_what_is_absent() {
        assert!(super::table(super::ABSENT).map(|(row, _)| row).is_sorted());
        let used: Vec<_> =
            absent().into_iter().filter_map(|(path, name)| super::absence(path, name)).collect();
        let stale: Vec<_> = super::table(super::ABSENT)
            .filter(|(_, why)| !used.iter().any(|used| std::ptr::eq(*used, *why)))
            .map(|(row, _)| row)
            .collect();
        assert!(stale.is_empty(), "std_absent.txt says why these are absent: {stale:?}");
    }

    #[test]
    fn differences_are_of_names_that_are_there() {
        let names: Vec<&str> =
            super::DIFFERS.lines().map(|l| l.split_once('\t').expect("a name and how").0).collect();
        assert!(names.is_sorted());
        for full in names {
            let slash = full.rfind('/').map_or(0, |i| i + 1);
            let dot = slash + full[slash..].find('.').expect("a package and a name");
            let (path, name) = (&full[..dot], &full[dot + 1..]);
            assert!(super::name_in_go(path, name), "{full}");
            assert!(super::ours(path).is_some_and(|ours| ours.contains(name)), "{full}");
            assert!(super::difference(path, name).is_some(), "{full}");
        }
    }

    #[test]
    fn both_lists_are_known() {
        assert!(super::in_go("net/http") && super::name_in_go("strings", "Builder.Len"));
        let ours = super::ours("strings").expect("is there");
        assert!(ours.contains("Builder.WriteString") && ours.contains("Split"));
        assert!(super::ours("go/types").is_none());
        assert!(super::ours("io/fs").is_some_and(|fs| fs.contains("FileMode.IsDir")));
    }
}

//! `stdversion`: names of the standard library that are newer than the language version.
//!
//! `std_since.txt` holds the names that came with go1.22 and later, of the packages that goweave
//! has: `path minor name…`, methods and fields with their type (`tests/external/since.py` writes
//! it).

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::{Expr, ExprKind, File};
use crate::lexer::comments;
use crate::symbol::Symbol;
use crate::types::lookup::Lookup;
use crate::types::{ObjId, ObjectKind, PackageId};
use rustc_hash::FxHashMap;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "stdversion", about: "names of the library newer than the language", run };

static SINCE: &str = include_str!("std_since.txt");

/// Modules older than this are not looked at: their `go` line was no promise.
const OLDEST: (u32, u32) = (1, 21);

/// The names of a package that are too new for a version, and since when they are there.
type TooNew = FxHashMap<ObjId, (&'static str, u32)>;

fn run(pass: &mut Pass<'_>) {
    let module = pass.prog.packages[pass.pkg.0 as usize].go_version;
    if module < OLDEST {
        return;
    }
    let mut known: FxHashMap<(PackageId, (u32, u32)), TooNew> = FxHashMap::default();
    for file in pass.files.clone() {
        if is_generated(pass, &file) {
            continue;
        }
        let version = pass.version(&file).max(OLDEST);
        inspect(Node::File(&file), &mut |node| {
            for (id, span) in node.expr().into_iter().filter_map(name) {
                let Some(obj) = pass.prog.info.uses.get(&id).copied() else { continue };
                let obj = origin(pass, obj);
                let Some(pkg) = pass.prog.objects.get(obj).pkg else { continue };
                let names =
                    known.entry((pkg, version)).or_insert_with(|| too_new(pass, pkg, version));
                let Some(&(name, since)) = names.get(&obj) else { continue };
                let whose = if version == module { "module" } else { "file" };
                let text = format!(
                    "{}.{name} requires go1.{since} or later ({whose} is go1.{})",
                    pass.prog.packages[pkg.0 as usize].name, version.1
                );
                pass.report(span, text);
            }
            true
        });
    }
}

/// The identifier in an expression: a name by itself, or what a selector selects.
fn name(e: &Expr) -> Option<(crate::ast::NodeId, crate::span::Span)> {
    match &e.kind {
        ExprKind::Ident(_) => Some((e.id, e.span)),
        ExprKind::Selector { sel, .. } => Some((sel.id, sel.span)),
        _ => None,
    }
}

/// The generic object that an instance's comes from.
fn origin(pass: &Pass<'_>, obj: ObjId) -> ObjId {
    match pass.prog.objects.get(obj).kind {
        ObjectKind::Func(_) => pass.origin(obj),
        _ => obj,
    }
}

/// The names of a package that a version does not have.
fn too_new(pass: &mut Pass<'_>, pkg: PackageId, version: (u32, u32)) -> TooNew {
    let package = &pass.prog.packages[pkg.0 as usize];
    let (path, scope) = (package.path.as_str(), package.scope);
    // testing/synctest was there in go1.24 already, behind a switch
    if !package.is_std || path == "testing/synctest" && version >= (1, 24) {
        return TooNew::default();
    }
    let rows = SINCE.lines().filter_map(|line| line.strip_prefix(path)?.strip_prefix(' '));
    let names: Vec<(&'static str, u32)> = rows
        .filter_map(|row| row.split_once(' '))
        .filter_map(|(minor, names)| Some((minor.parse().ok()?, names)))
        .filter(|&(minor, _)| (1, minor) > version)
        .flat_map(|(minor, names)| names.split(' ').map(move |name| (name, minor)))
        .collect();
    let find = |pass: &Pass<'_>, name: &str| pass.prog.scopes.lookup(scope, Symbol::intern(name));
    let mut found = TooNew::default();
    for &(name, since) in names.iter().filter(|(name, _)| !name.contains('.')) {
        found.extend(find(pass, name).map(|obj| (obj, (name, since))));
    }
    // where embedding gives an object several names, the one closest to it counts
    let mut depths: FxHashMap<ObjId, usize> = FxHashMap::default();
    for &(name, since) in &names {
        let Some((owner, member)) = name.split_once('.') else { continue };
        let plain = owner.trim_matches(['(', ')', '*']);
        let Some(ty) = find(pass, plain).filter(|ty| !found.contains_key(ty)) else { continue };
        let ty = pass.prog.obj_type(ty);
        let looked_up =
            pass.prog.lookup(ty, owner.starts_with("(*"), Some(pkg), Symbol::intern(member));
        let Lookup::Found(member) = looked_up else { continue };
        let depth = member.path.len();
        if depths.get(&member.obj).is_none_or(|&other| depth < other) {
            depths.insert(member.obj, depth);
            found.insert(member.obj, (name, since));
        }
    }
    found
}

/// Whether a file says that it was generated.
fn is_generated(pass: &Pass<'_>, file: &File) -> bool {
    let source = pass.prog.sources.file(file.file);
    let head = &source.text[..(file.package_pos.0 - source.base.0) as usize];
    comments::groups(head).iter().flat_map(|group| &group.comments).any(|comment| {
        let line = &head[comment.start as usize..comment.end as usize];
        line.strip_prefix("// Code generated ").is_some_and(|rest| rest.ends_with(" DO NOT EDIT."))
    })
}

//! Types and objects as gc prints them in messages.
//!
//! Names are qualified by the package's name, but for those of [`Program::current`]; by its path
//! in quotes if several packages in reach have that name.

use super::object::VarKind;
use super::{BasicKind, Interface, ObjId, ObjectKind, PackageId, Signature, Term, Type, TypeId};
use crate::ast::ChanDir;
use crate::program::{Package, Program};
use std::fmt::Write as _;

/// Packages that import, directly or not, another one of their name: `sync` imports
/// `internal/sync`.
const WITH_NAMESAKE: &[&str] = &["encoding/json", "html/template", "maps", "strconv", "sync"];

/// Packages that do not import `internal/runtime/atomic`, directly or not, as all others do.
const WITHOUT_RUNTIME: &[&str] = &[
    "cmp",
    "container/list",
    "container/ring",
    "encoding",
    "image/color",
    "image/color/palette",
    "math",
    "math/bits",
    "math/cmplx",
    "structs",
    "sync/atomic",
    "unicode",
    "unicode/utf16",
    "unicode/utf8",
    "unsafe",
];

/// Variants of type strings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Whether parameters are named.
    pub(super) param_names: bool,
    /// Whether all names are qualified by their package's path, to tell apart what looks alike.
    pub(super) package_paths: bool,
}

struct Writer<'a> {
    program: &'a Program,
    out: String,
    style: Style,
    /// Types being written: guards against cycles.
    open: Vec<TypeId>,
}

impl Program {
    /// The type as gc prints it, seen from [`Program::current`].
    pub fn type_string(&self, ty: TypeId) -> String {
        let mut w = self.writer(Style { param_names: true, package_paths: false });
        w.ty(ty);
        w.out
    }

    /// Several types, separated by `, `.
    pub fn type_list_string(&self, types: &[TypeId]) -> String {
        let mut w = self.writer(Style { param_names: true, package_paths: false });
        w.list(types, ", ");
        w.out
    }

    /// Parameters and results without `func`: `(x int) string`.
    pub fn signature_string(&self, sig: TypeId) -> String {
        self.signature_string_as(sig, Style { param_names: true, package_paths: false })
    }

    pub(super) fn signature_string_as(&self, sig: TypeId, style: Style) -> String {
        let mut w = self.writer(style);
        if let Type::Signature(sig) = self.types.get(sig) {
            w.signature(sig);
        }
        w.out
    }

    /// The type with all names qualified by package paths, the current package's too: gc prints
    /// types so in a few messages.
    pub fn full_type_string(&self, ty: TypeId) -> String {
        let mut w = self.writer(Style { param_names: true, package_paths: true });
        w.ty(ty);
        w.out
    }

    /// Terms of a union as [`Self::full_type_string`] does: `~int | main.T`.
    pub fn terms_string(&self, terms: &[Term]) -> String {
        let mut w = self.writer(Style { param_names: true, package_paths: true });
        w.terms(terms);
        w.out
    }

    /// Names of type parameters for people: `P`, `P and Q`, `P, Q, and R`.
    pub fn type_params_string(&self, params: &[TypeId]) -> String {
        let names: Vec<String> = params.iter().map(|&p| self.type_string(p)).collect();
        match names.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [most @ .., last] => format!("{}, and {last}", most.join(", ")),
        }
    }

    fn writer(&self, style: Style) -> Writer<'_> {
        Writer { program: self, out: String::new(), style, open: Vec::new() }
    }

    /// How names of a package are qualified, without the dot; empty for the current package.
    pub fn qualifier(&self, pkg: PackageId) -> String {
        if Some(pkg) == self.current {
            return String::new();
        }
        let Some(package) = self.packages.get(pkg.0 as usize) else { return String::new() };
        let namesake = |(i, other): (usize, &Package)| {
            let inside = |p: &Package| p.is_std && p.path.as_str().starts_with("internal/");
            other.name == package.name
                && i != pkg.0 as usize
                // those of goweave's library are not Go's
                && !inside(other)
                && !inside(package)
                && self.reaches(i)
        };
        if self.packages.iter().enumerate().any(namesake) || self.has_namesake_in_go(package) {
            return format!("{:?}", package.path.as_str());
        }
        package.name.to_string()
    }

    /// Whether a package of Go's library in reach, which goweave may not have, has the same name.
    fn has_namesake_in_go(&self, package: &Package) -> bool {
        let path = package.path.as_str();
        let beyond = |(i, other): (usize, &Package)| {
            other.is_std && !WITHOUT_RUNTIME.contains(&other.path.as_str()) && self.reaches(i)
        };
        package.is_std
            && (WITH_NAMESAKE.contains(&path)
                || path == "sync/atomic" && self.packages.iter().enumerate().any(beyond))
    }

    /// Whether the current package imports package number `index`, directly or not.
    fn reaches(&self, index: usize) -> bool {
        let Some(current) = self.current else { return false };
        let mut seen = vec![false; self.packages.len()];
        let mut todo = vec![current];
        while let Some(pkg) = todo.pop() {
            let i = pkg.0 as usize;
            if i == index {
                return true;
            }
            if let Some(package) = self.packages.get(i) {
                if !std::mem::replace(&mut seen[i], true) {
                    todo.extend(&package.imports);
                }
            }
        }
        false
    }

    /// An object as gc prints it: `var x int`, `func f()`, `type T struct{…}`.
    pub fn object_string(&self, obj: ObjId) -> String {
        let object = self.objects.get(obj);
        let mut w = self.writer(Style { param_names: true, package_paths: false });
        let what = match &object.kind {
            ObjectKind::Const(_) => "const ",
            ObjectKind::Var(VarKind::Field { .. }) => "field ",
            ObjectKind::Var(_) => "var ",
            ObjectKind::TypeName => "type ",
            ObjectKind::Func(_) => "func ",
            ObjectKind::PkgName(pkg) => {
                let path = self.packages.get(pkg.0 as usize).map_or("", |p| p.path.as_str());
                return format!("package {} ({path:?})", object.name);
            }
            ObjectKind::Label => "label ",
            ObjectKind::Builtin(_) => "builtin ",
            ObjectKind::Nil => return "nil".into(),
        };
        w.out.push_str(what);
        let is_local = matches!(
            object.kind,
            ObjectKind::Var(kind) if kind != VarKind::Package
        );
        match object.ty.map(|ty| (ty, self.types.get(ty))) {
            Some((_, Type::Signature(sig))) if matches!(object.kind, ObjectKind::Func(_)) => {
                if let Some(recv) = sig.recv {
                    w.out.push('(');
                    w.ty(self.obj_type(recv));
                    w.out.push_str(").");
                } else if !is_local {
                    w.package(object.pkg);
                }
                w.out.push_str(object.name.as_str());
                w.signature(sig);
            }
            Some((ty, _)) => {
                if !is_local {
                    w.package(object.pkg);
                }
                w.out.push_str(object.name.as_str());
                match &object.kind {
                    ObjectKind::TypeName => {
                        let is_alias = matches!(self.types.get(ty), Type::Alias { .. });
                        w.out.push_str(if is_alias { " = " } else { " " });
                        let shown = match self.types.get(ty) {
                            Type::Alias { actual, .. } => actual.unwrap_or(ty),
                            _ => self.types.underlying_id(ty),
                        };
                        w.ty(shown);
                    }
                    ObjectKind::Builtin(_) | ObjectKind::Label => {}
                    _ => {
                        w.out.push(' ');
                        w.ty(ty);
                    }
                }
            }
            None => w.out.push_str(object.name.as_str()),
        }
        w.out
    }
}

impl Writer<'_> {
    fn ty(&mut self, ty: TypeId) {
        if self.open.contains(&ty) {
            self.out.push_str("<cycle>");
            return;
        }
        self.open.push(ty);
        self.ty_inner(ty);
        self.open.pop();
    }

    fn ty_inner(&mut self, ty: TypeId) {
        let program = self.program;
        match program.types.get(ty) {
            Type::Basic(kind) => self.out.push_str(kind.name()),
            Type::Array { elem, len } => {
                let _ = write!(self.out, "[{len}]");
                self.ty(*elem);
            }
            Type::Slice(elem) => {
                self.out.push_str("[]");
                self.ty(*elem);
            }
            Type::Pointer(elem) => {
                self.out.push('*');
                self.ty(*elem);
            }
            Type::Map { key, elem } => {
                self.out.push_str("map[");
                self.ty(*key);
                self.out.push(']');
                self.ty(*elem);
            }
            Type::Chan { dir, elem } => self.chan(*dir, *elem),
            Type::Struct { fields, tags } => self.strukt(fields, tags),
            Type::Tuple(types) => {
                self.out.push('(');
                self.list(types, ", ");
                self.out.push(')');
            }
            Type::Signature(sig) => {
                self.out.push_str("func");
                self.signature(sig);
            }
            Type::Interface(iface) => self.interface(iface),
            Type::Union(terms) => self.terms(terms),
            Type::Named(named) => self.named(named.obj, &named.targs, &named.type_params),
            Type::Alias { obj, targs, type_params, .. } => self.named(*obj, targs, type_params),
            Type::TypeParam(param) => self.type_param(param.obj),
        }
    }

    fn list(&mut self, types: &[TypeId], separator: &str) {
        for (i, &ty) in types.iter().enumerate() {
            if i > 0 {
                self.out.push_str(separator);
            }
            self.ty(ty);
        }
    }

    fn package(&mut self, pkg: Option<PackageId>) {
        let Some(pkg) = pkg else { return };
        let qualifier = if self.style.package_paths {
            let package = self.program.packages.get(pkg.0 as usize);
            package.map_or(String::new(), |p| {
                // The package the program starts from has no other path.
                let main = p.path.as_str() == "main";
                if main { p.name } else { p.path }.to_string()
            })
        } else {
            self.program.qualifier(pkg)
        };
        if !qualifier.is_empty() {
            self.out.push_str(&qualifier);
            self.out.push('.');
        }
    }

    fn named(&mut self, obj: ObjId, targs: &[TypeId], type_params: &[TypeId]) {
        let object = self.program.objects.get(obj);
        self.package(object.pkg);
        self.out.push_str(object.name.as_str());
        // An instance of a local type looks like the type.
        if !targs.is_empty() && !self.program.is_local_instance_of(obj) {
            self.out.push('[');
            self.list(targs, ", ");
            self.out.push(']');
        } else if !type_params.is_empty() {
            self.type_params(type_params);
        }
    }

    fn type_param(&mut self, obj: ObjId) {
        let program = self.program;
        let object = program.objects.get(obj);
        self.out.push_str(object.name.as_str());
        if program.scopes.lookup(program.universe.scope, object.name).is_some() {
            let place = program.sources.place(object.pos);
            let _ = write!(self.out, " /* with {} declared at {place} */", object.name);
        }
    }

    /// `[P, Q any, R comparable]`.
    fn type_params(&mut self, params: &[TypeId]) {
        self.out.push('[');
        let mut previous = None;
        for (i, &param) in params.iter().enumerate() {
            let Type::TypeParam(p) = self.program.types.get(param) else { continue };
            if i > 0 {
                if p.bound != previous {
                    self.bound(previous);
                }
                self.out.push_str(", ");
            }
            previous = p.bound;
            self.ty(param);
        }
        self.bound(previous);
        self.out.push(']');
    }

    fn bound(&mut self, bound: Option<TypeId>) {
        if let Some(bound) = bound {
            self.out.push(' ');
            self.ty(bound);
        }
    }

    fn chan(&mut self, dir: ChanDir, elem: TypeId) {
        self.out.push_str(match dir {
            ChanDir::Both => "chan ",
            ChanDir::Send => "chan<- ",
            ChanDir::Recv => "<-chan ",
        });
        let parens = dir == ChanDir::Both
            && matches!(self.program.types.get(elem), Type::Chan { dir: ChanDir::Recv, .. });
        if parens {
            self.out.push('(');
        }
        self.ty(elem);
        if parens {
            self.out.push(')');
        }
    }

    fn strukt(&mut self, fields: &[ObjId], tags: &[Option<crate::symbol::Symbol>]) {
        self.out.push_str("struct{");
        for (i, &field) in fields.iter().enumerate() {
            if i > 0 {
                self.out.push_str("; ");
            }
            let object = self.program.objects.get(field);
            if !super::identity::is_embedded(&object.kind) {
                self.out.push_str(object.name.as_str());
                self.out.push(' ');
            }
            self.ty(self.program.obj_type(field));
            if let Some(tag) = tags.get(i).copied().flatten() {
                self.out.push(' ');
                self.out.push_str(&super::constant::quote(tag.as_str().as_bytes()));
            }
        }
        self.out.push('}');
    }

    fn interface(&mut self, iface: &Interface) {
        if iface.comparable {
            self.out.push_str("interface{comparable}");
            return;
        }
        if iface.implicit && iface.methods.is_empty() {
            if let [only] = *iface.embeddeds {
                self.ty(only);
                return;
            }
        }
        self.out.push_str("interface{");
        for (i, &method) in iface.methods.iter().enumerate() {
            if i > 0 {
                self.out.push_str("; ");
            }
            self.out.push_str(self.program.objects.get(method).name.as_str());
            let ty = self.program.obj_type(method);
            if let Type::Signature(sig) = self.program.types.get(ty) {
                self.signature(sig);
            }
        }
        for (i, &ty) in iface.embeddeds.iter().enumerate() {
            if i > 0 || !iface.methods.is_empty() {
                self.out.push_str("; ");
            }
            self.ty(ty);
        }
        self.out.push('}');
    }

    fn terms(&mut self, terms: &[Term]) {
        for (i, term) in terms.iter().enumerate() {
            if i > 0 {
                self.out.push_str(" | ");
            }
            if term.tilde {
                self.out.push('~');
            }
            self.ty(term.ty);
        }
    }

    fn signature(&mut self, sig: &Signature) {
        if !sig.type_params.is_empty() {
            self.type_params(&sig.type_params);
        }
        self.vars(&sig.params, sig.variadic);
        match *sig.results {
            [] => {}
            [only] if self.program.objects.get(only).name.as_str().is_empty() => {
                self.out.push(' ');
                self.ty(self.program.obj_type(only));
            }
            _ => {
                self.out.push(' ');
                self.vars(&sig.results, false);
            }
        }
    }

    fn vars(&mut self, vars: &[ObjId], variadic: bool) {
        self.out.push('(');
        for (i, &var) in vars.iter().enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            let object = self.program.objects.get(var);
            if self.style.param_names && !object.name.as_str().is_empty() {
                self.out.push_str(object.name.as_str());
                self.out.push(' ');
            }
            let ty = object.ty.unwrap_or(BasicKind::Invalid.id());
            match self.program.types.get(ty) {
                Type::Slice(elem) if variadic && i + 1 == vars.len() => {
                    self.out.push_str("...");
                    self.ty(*elem);
                }
                _ if variadic && i + 1 == vars.len() => {
                    self.ty(ty);
                    self.out.push_str("...");
                }
                _ => self.ty(ty),
            }
        }
        self.out.push(')');
    }
}

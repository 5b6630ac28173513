//! Types as a running program prints them: `%T`, `reflect.Type.String`, panics.

use super::identity::is_embedded;
use super::{ObjId, PackageId, Type, TypeId};
use crate::ast::ChanDir;
use crate::program::Program;
use std::fmt::Write as _;

impl Program {
    /// The type as `%T` and panics print it: `main.T`, `map[string]interface {}`.
    pub fn runtime_string(&mut self, ty: TypeId) -> String {
        let mut out = String::new();
        self.write_runtime(ty, false, &mut out);
        out
    }

    /// `paths`: qualify by package paths, as gc does inside the brackets of instances.
    fn write_runtime(&mut self, ty: TypeId, paths: bool, out: &mut String) {
        let ty = self.types.unalias(ty);
        match self.types.get(ty) {
            Type::Basic(kind) => out.push_str(kind.name()),
            &Type::Array { elem, len } => {
                let _ = write!(out, "[{len}]");
                self.write_runtime(elem, paths, out);
            }
            &Type::Slice(elem) => {
                out.push_str("[]");
                self.write_runtime(elem, paths, out);
            }
            &Type::Pointer(elem) => {
                out.push('*');
                self.write_runtime(elem, paths, out);
            }
            &Type::Map { key, elem } => {
                out.push_str("map[");
                self.write_runtime(key, paths, out);
                out.push(']');
                self.write_runtime(elem, paths, out);
            }
            &Type::Chan { dir, elem } => {
                out.push_str(match dir {
                    ChanDir::Both => "chan ",
                    ChanDir::Send => "chan<- ",
                    ChanDir::Recv => "<-chan ",
                });
                let plain = self.types.unalias(elem);
                let parens = dir == ChanDir::Both
                    && matches!(self.types.get(plain), Type::Chan { dir: ChanDir::Recv, .. });
                if parens {
                    out.push('(');
                }
                self.write_runtime(elem, paths, out);
                if parens {
                    out.push(')');
                }
            }
            Type::Struct { fields, tags } => {
                let (fields, tags) = (fields.clone(), tags.clone());
                out.push_str("struct {");
                for (i, &field) in fields.iter().enumerate() {
                    out.push_str(if i > 0 { "; " } else { " " });
                    let object = self.objects.get(field);
                    if !is_embedded(&object.kind) {
                        // Inside the brackets of an instance names are made unique.
                        if paths && !object.name.is_exported() {
                            self.write_runtime_package(object.pkg, paths, out);
                        }
                        let _ = write!(out, "{} ", object.name);
                    }
                    self.write_runtime(self.obj_type(field), paths, out);
                    if let Some(tag) = tags.get(i).copied().flatten() {
                        let tag = super::constant::quote(tag.as_str().as_bytes());
                        let _ = write!(out, " {tag}");
                    }
                }
                out.push_str(if fields.is_empty() { "}" } else { " }" });
            }
            Type::Tuple(types) => {
                let types = types.clone();
                out.push('(');
                self.write_runtime_list(&types, ", ", paths, out);
                out.push(')');
            }
            Type::Signature(_) => {
                out.push_str("func");
                self.write_runtime_signature(ty, paths, out);
            }
            Type::Interface(_) => self.write_runtime_interface(ty, paths, out),
            // Constraints do not exist at run time.
            Type::Union(_) | Type::Alias { .. } | Type::TypeParam(_) => {
                out.push_str(&self.type_string(ty));
            }
            Type::Named(named) => {
                let (obj, targs) = (named.obj, named.targs.clone());
                let object = self.objects.get(obj);
                self.write_runtime_package(object.pkg, paths, out);
                out.push_str(object.name.as_str());
                if !targs.is_empty() {
                    out.push('[');
                    self.write_runtime_list(&targs, ",", true, out);
                    out.push(']');
                }
            }
        }
    }

    fn write_runtime_package(&self, pkg: Option<PackageId>, paths: bool, out: &mut String) {
        if let Some(package) = pkg.and_then(|pkg| self.packages.get(pkg.0 as usize)) {
            // The main package's path is `main` at run time.
            let by_path = paths && package.name.as_str() != "main";
            let name = if by_path { package.path } else { package.name };
            let _ = write!(out, "{name}.");
        }
    }

    fn write_runtime_list(
        &mut self,
        types: &[TypeId],
        separator: &str,
        paths: bool,
        out: &mut String,
    ) {
        for (i, &ty) in types.iter().enumerate() {
            if i > 0 {
                out.push_str(separator);
            }
            self.write_runtime(ty, paths, out);
        }
    }

    fn write_runtime_signature(&mut self, sig: TypeId, paths: bool, out: &mut String) {
        let Type::Signature(sig) = self.types.get(sig) else { return };
        let (params, results, variadic) = (sig.params.clone(), sig.results.clone(), sig.variadic);
        out.push('(');
        for (i, &param) in params.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            let mut ty = self.obj_type(param);
            if variadic && i + 1 == params.len() {
                out.push_str("...");
                if let &Type::Slice(elem) = self.types.get(ty) {
                    ty = elem;
                }
            }
            self.write_runtime(ty, paths, out);
        }
        out.push(')');
        let results: Vec<TypeId> = results.iter().map(|&r| self.obj_type(r)).collect();
        match *results {
            [] => {}
            [only] => {
                out.push(' ');
                self.write_runtime(only, paths, out);
            }
            _ => {
                out.push_str(" (");
                self.write_runtime_list(&results, ", ", paths, out);
                out.push(')');
            }
        }
    }

    fn write_runtime_interface(&mut self, iface: TypeId, paths: bool, out: &mut String) {
        let mut methods: Vec<ObjId> = self.type_set(iface).methods.clone();
        methods.sort_by_key(|&m| self.objects.get(m).name);
        out.push_str("interface {");
        for (i, &method) in methods.iter().enumerate() {
            out.push_str(if i > 0 { "; " } else { " " });
            let object = self.objects.get(method);
            if !object.name.is_exported() {
                self.write_runtime_package(object.pkg, paths, out);
            }
            out.push_str(object.name.as_str());
            self.write_runtime_signature(self.obj_type(method), paths, out);
        }
        out.push_str(if methods.is_empty() { "}" } else { " }" });
    }
}

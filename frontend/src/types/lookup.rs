//! Fields and methods of types (spec §Selectors, §Method sets).

use super::identity::is_embedded;
use super::{ObjId, ObjectKind, PackageId, Type, TypeId};
use crate::program::Program;
use crate::symbol::Symbol;

/// What a selector finds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lookup {
    /// A field or method.
    Found(Found),
    /// Several at the same depth; the path to one of them.
    Ambiguous(Vec<usize>),
    /// A method whose pointer receiver cannot be had: the value is not addressable.
    PointerReceiver(Found),
    /// Nothing.
    NotFound,
}

/// A field or method that a selector finds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The field (`Var`) or method (`Func`); methods of instances are the instance's. If its type
    /// is not known yet (`ty` of the object is `None`), resolve it and look up again.
    pub obj: ObjId,
    /// Field indices, then the field's or method's own index.
    pub path: Vec<usize>,
    /// Whether a pointer was followed on the way.
    pub indirect: bool,
    /// The type that declares it: the embedded type where the search ended.
    pub recv: TypeId,
}

/// A type to search, at some depth of embedding.
struct Candidate {
    ty: TypeId,
    path: Vec<usize>,
    indirect: bool,
    /// The type occurs several times at this depth.
    multiples: bool,
}

impl Program {
    /// Finds the field or method `name` (spec §Selectors) as seen from package `pkg`.
    pub fn lookup(
        &mut self,
        ty: TypeId,
        addressable: bool,
        pkg: Option<PackageId>,
        name: Symbol,
    ) -> Lookup {
        self.lookup_fold(ty, addressable, pkg, name, false)
    }

    /// Like [`Self::lookup`]; `fold`: ignores case, and the package of unexported names.
    pub fn lookup_fold(
        &mut self,
        ty: TypeId,
        addressable: bool,
        pkg: Option<PackageId>,
        name: Symbol,
        fold: bool,
    ) -> Lookup {
        // A defined pointer type has the fields of its base type, but not the methods.
        if self.is_named(ty) {
            let under = self.underlying(ty);
            if matches!(self.types.get(under), Type::Pointer(_)) {
                let result = self.lookup_plain(under, false, pkg, name, fold);
                return match &result {
                    Lookup::Found(found) | Lookup::PointerReceiver(found)
                        if self.is_func(found.obj) =>
                    {
                        Lookup::NotFound
                    }
                    _ => result,
                };
            }
        }
        self.lookup_plain(ty, addressable, pkg, name, fold)
    }

    /// Whether the object is a function or method.
    pub fn is_func(&self, obj: ObjId) -> bool {
        matches!(self.objects.get(obj).kind, ObjectKind::Func(_))
    }

    fn has_ptr_recv(&self, obj: ObjId) -> bool {
        matches!(&self.objects.get(obj).kind, ObjectKind::Func(f) if f.ptr_recv)
    }

    /// The search proper, which does not look into defined pointer types.
    pub(super) fn lookup_plain(
        &mut self,
        ty: TypeId,
        addressable: bool,
        pkg: Option<PackageId>,
        name: Symbol,
        fold: bool,
    ) -> Lookup {
        if name.is_blank() {
            return Lookup::NotFound;
        }
        let (start, is_pointer) = self.deref(ty);
        if is_pointer && self.is_interface(start) {
            return Lookup::NotFound; // a pointer to an interface has no methods
        }
        let mut current =
            vec![Candidate { ty: start, path: Vec::new(), indirect: is_pointer, multiples: false }];
        let mut seen: Vec<TypeId> = Vec::new();
        while !current.is_empty() {
            let mut next: Vec<Candidate> = Vec::new();
            let mut found: Option<Found> = None;
            for candidate in &current {
                let named = self.types.unalias(candidate.ty);
                let mut hit = None;
                if matches!(self.types.get(named), Type::Named(_)) {
                    // Equal ids are enough here: instances with identical arguments share one.
                    if seen.contains(&named) {
                        continue; // shadowed by itself at a smaller depth
                    }
                    seen.push(named);
                    hit = self.find_declared(named, pkg, name, fold);
                }
                if hit.is_none() {
                    let deeper = if found.is_none() { Some(&mut next) } else { None };
                    hit = self.find_in_underlying(candidate, pkg, name, fold, deeper);
                }
                let Some((obj, index)) = hit else { continue };
                let mut path = candidate.path.clone();
                path.push(index);
                if found.is_some() || candidate.multiples {
                    return Lookup::Ambiguous(path);
                }
                found = Some(Found { obj, path, indirect: candidate.indirect, recv: candidate.ty });
            }
            if let Some(found) = found {
                if self.has_ptr_recv(found.obj) && !found.indirect && !addressable {
                    return Lookup::PointerReceiver(found);
                }
                return Lookup::Found(found);
            }
            current = self.consolidate(next);
        }
        Lookup::NotFound
    }

    /// A declared method by name.
    fn find_declared(
        &mut self,
        named: TypeId,
        pkg: Option<PackageId>,
        name: Symbol,
        fold: bool,
    ) -> Option<(ObjId, usize)> {
        let Type::Named(ty) = self.types.get(named) else { return None };
        let origin = ty.origin.unwrap_or(named);
        let Type::Named(ty) = self.types.get(origin) else { return None };
        let index = ty.methods.iter().position(|&m| self.same_id(m, pkg, name, fold))?;
        Some((self.method_at(named, index), index))
    }

    /// A field of a struct or a method of an interface; collects embedded fields otherwise.
    fn find_in_underlying(
        &mut self,
        candidate: &Candidate,
        pkg: Option<PackageId>,
        name: Symbol,
        fold: bool,
        deeper: Option<&mut Vec<Candidate>>,
    ) -> Option<(ObjId, usize)> {
        let under = self.underlying(candidate.ty);
        match self.types.get(under) {
            Type::Struct { fields, .. } => {
                let hit = fields.iter().position(|&f| self.same_id(f, pkg, name, fold));
                if let Some(index) = hit {
                    return Some((fields[index], index));
                }
                let deeper = deeper?;
                for (i, &field) in fields.iter().enumerate() {
                    if is_embedded(&self.objects.get(field).kind) {
                        let (ty, is_pointer) = self.deref(self.obj_type(field));
                        let mut path = candidate.path.clone();
                        path.push(i);
                        deeper.push(Candidate {
                            ty,
                            path,
                            indirect: candidate.indirect || is_pointer,
                            multiples: candidate.multiples,
                        });
                    }
                }
                None
            }
            Type::Interface(_) => {
                let set = self.type_set(under);
                let index = set.methods.iter().position(|&m| self.same_id(m, pkg, name, fold))?;
                Some((set.methods[index], index))
            }
            _ => None,
        }
    }

    /// Merges candidates of the same type.
    fn consolidate(&mut self, list: Vec<Candidate>) -> Vec<Candidate> {
        if list.len() < 2 {
            return list;
        }
        let mut merged: Vec<Candidate> = Vec::with_capacity(list.len());
        for candidate in list {
            match merged.iter().position(|m| self.identical(m.ty, candidate.ty)) {
                Some(i) => merged[i].multiples = true,
                None => merged.push(candidate),
            }
        }
        merged
    }

    /// The declared methods of a defined type; an instance's are made on demand.
    pub fn declared_methods(&mut self, named: TypeId) -> Vec<ObjId> {
        (0..self.method_count(named)).map(|i| self.method_at(named, i)).collect()
    }

    /// The method set of a type (spec §Method sets), sorted by name: also promoted methods.
    pub fn method_set(&mut self, ty: TypeId) -> Vec<Found> {
        let mut names: Vec<(Symbol, Option<PackageId>)> = Vec::new();
        let mut seen: Vec<TypeId> = Vec::new();
        let mut todo = vec![self.deref(ty).0];
        while let Some(ty) = todo.pop() {
            let ty = self.types.unalias(ty);
            if seen.contains(&ty) {
                continue;
            }
            seen.push(ty);
            let mut methods = self.declared_methods(ty);
            let under = self.underlying(ty);
            match self.types.get(under) {
                Type::Struct { fields, .. } => {
                    let embedded = |f: &&ObjId| is_embedded(&self.objects.get(**f).kind);
                    let types = fields.iter().filter(embedded).map(|&f| self.obj_type(f));
                    todo.extend(types.map(|ty| self.deref(ty).0));
                }
                Type::Interface(_) => methods.extend(&self.type_set(under).methods),
                _ => {}
            }
            for method in methods {
                let method = self.objects.get(method);
                let pkg = if method.name.is_exported() { None } else { method.pkg };
                names.push((method.name, pkg));
            }
        }
        names.sort_unstable();
        names.dedup();
        let mut set = Vec::new();
        for (name, pkg) in names {
            if let Lookup::Found(found) = self.lookup(ty, false, pkg, name) {
                if self.is_func(found.obj) {
                    set.push(found);
                }
            }
        }
        set
    }

    /// Whether the object's name is `name` as seen from `pkg` (spec §Uniqueness of identifiers).
    /// `fold`: ignores case, and the package of unexported names.
    pub fn same_id(&self, obj: ObjId, pkg: Option<PackageId>, name: Symbol, fold: bool) -> bool {
        let object = self.objects.get(obj);
        if object.name == name {
            return fold || object.pkg == pkg || name.is_exported();
        }
        fold && {
            let (a, b) = (object.name.as_str(), name.as_str());
            a.eq_ignore_ascii_case(b) || a.to_lowercase() == b.to_lowercase()
        }
    }

    /// Names of the fields along a path, separated by dots: for messages.
    pub fn field_path(&mut self, mut ty: TypeId, path: &[usize]) -> String {
        let mut names = Vec::new();
        for &index in path {
            let mut under = self.underlying(ty);
            if let &Type::Pointer(elem) = self.types.get(under) {
                under = self.underlying(elem);
            }
            let Type::Struct { fields, .. } = self.types.get(under) else { break };
            let Some(&field) = fields.get(index) else { break };
            names.push(self.objects.get(field).name.as_str());
            ty = self.obj_type(field);
        }
        names.join(".")
    }
}

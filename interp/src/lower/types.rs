//! Run-time types: sizes, layouts and method tables of the types a program uses.

use super::Lowerer;
use crate::code::{Kind, RField, RMethod, RType, RTypeId};
use crate::ir::{IntKind, Mem};
use crate::memory::gcmap;
use crate::memory::layout::Layout;
use frontend::ast::ChanDir;
use frontend::types::object::VarKind;
use frontend::types::{BasicKind, ObjId, ObjectKind, Type, TypeId};

/// How a value of some type lies in slots.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    /// No words.
    Zero,
    /// An integer.
    Int(IntKind),
    /// float64.
    F64,
    /// float32.
    F32,
    /// bool.
    Bool,
    /// Any other single word: pointers, maps, channels, functions, one-word structs.
    Word,
    /// Two words: strings, interfaces, complex numbers, structs.
    Pair,
    /// More.
    Many(u32),
}

impl Shape {
    /// Words taken.
    pub(crate) fn words(self) -> u32 {
        match self {
            Self::Zero => 0,
            Self::Pair => 2,
            Self::Many(n) => n,
            _ => 1,
        }
    }
}

/// Integer kind of a run-time kind.
pub(crate) fn int_kind(kind: Kind) -> Option<IntKind> {
    Some(match kind {
        Kind::Int | Kind::Int64 => IntKind::I64,
        Kind::Int8 => IntKind::I8,
        Kind::Int16 => IntKind::I16,
        Kind::Int32 => IntKind::I32,
        Kind::Uint | Kind::Uint64 | Kind::Uintptr => IntKind::U64,
        Kind::Uint8 => IntKind::U8,
        Kind::Uint16 => IntKind::U16,
        Kind::Uint32 => IntKind::U32,
        _ => return None,
    })
}

/// How a one-word value of this kind lies in memory.
pub(crate) fn mem_kind(kind: Kind) -> Mem {
    match kind {
        Kind::Bool | Kind::Uint8 => Mem::U8,
        Kind::Int8 => Mem::I8,
        Kind::Int16 => Mem::I16,
        Kind::Uint16 => Mem::U16,
        Kind::Int32 => Mem::I32,
        Kind::Uint32 | Kind::Float32 => Mem::U32,
        _ => Mem::Word,
    }
}

fn basic_kind(kind: BasicKind) -> Kind {
    use BasicKind as B;
    match kind {
        B::Invalid | B::UntypedNil => Kind::UnsafePointer,
        B::Bool | B::UntypedBool => Kind::Bool,
        B::Int | B::UntypedInt => Kind::Int,
        B::Int8 => Kind::Int8,
        B::Int16 => Kind::Int16,
        B::Int32 | B::UntypedRune => Kind::Int32,
        B::Int64 => Kind::Int64,
        B::Uint => Kind::Uint,
        B::Uint8 => Kind::Uint8,
        B::Uint16 => Kind::Uint16,
        B::Uint32 => Kind::Uint32,
        B::Uint64 => Kind::Uint64,
        B::Uintptr => Kind::Uintptr,
        B::Float32 => Kind::Float32,
        B::Float64 | B::UntypedFloat => Kind::Float64,
        B::Complex64 => Kind::Complex64,
        B::Complex128 | B::UntypedComplex => Kind::Complex128,
        B::String | B::UntypedString => Kind::String,
        B::UnsafePointer => Kind::UnsafePointer,
    }
}

impl Lowerer<'_> {
    /// The run-time type of a checked type without type parameters.
    pub(crate) fn rt(&mut self, ty: TypeId) -> RTypeId {
        let id = self.rt_later(ty);
        if self.unfilled.remove(&id) {
            let outermost = !std::mem::replace(&mut self.filling, true);
            self.fill_rtype(id);
            while outermost && let Some(next) = self.named_only.pop() {
                if self.unfilled.remove(&next) {
                    self.fill_rtype(next);
                }
            }
            self.filling &= !outermost;
        }
        id
    }

    /// The run-time type of what a type refers to but does not contain. It is filled in when the
    /// type that was asked for is complete: a type may refer to one that contains it.
    fn rt_later(&mut self, ty: TypeId) -> RTypeId {
        if let Some(&id) = self.rtype_of.get(&ty) {
            return id;
        }
        let exact = ty;
        let ty = self.program.canonical(ty);
        if let Some(&id) = self.rtype_of.get(&ty) {
            self.rtype_of.insert(exact, id);
            return id;
        }
        let id = RTypeId(u32::try_from(self.rtypes.fixed().len()).expect("fewer than 2^32 types"));
        self.rtype_of.insert(ty, id);
        self.rtype_of.insert(exact, id);
        let layout = self.scalar_layout(1);
        self.rtypes.push(RType::blank(id, layout));
        self.rtype_source.push(ty);
        self.unfilled.insert(id);
        self.named_only.push(id);
        id
    }

    fn fill_rtype(&mut self, id: RTypeId) {
        let i = id.0 as usize;
        let ty = self.rtype_source[i];
        self.rtypes[i].string = self.program.runtime_string(ty);
        // What a reflect.Type holds is a number here, a pointer in Go.
        if self.rtypes[i].string == "reflect.rtype" {
            self.rtypes[i].string.insert(0, '*');
        }
        if let Type::Named(n) = self.program.types.get(ty).clone() {
            let o = self.program.objects.get(n.obj).clone();
            self.rtypes[i].name = match self.rtypes[i].string.find('.') {
                Some(dot) if o.pkg.is_some() => self.rtypes[i].string[dot + 1..].to_owned(),
                _ => self.rtypes[i].string.clone(),
            };
            self.rtypes[i].pkg = o
                .pkg
                .map(|p| self.program.packages[p.0 as usize].path.as_str().to_owned())
                .unwrap_or_default();
        }
        let u = self.program.underlying(ty);
        let size = self.program.size_of(ty).unwrap_or(8);
        self.rtypes[i].gc_size = u64::try_from(size).unwrap_or(8);
        match self.program.types.get(u).clone() {
            Type::Basic(b) => {
                let kind = basic_kind(b);
                self.rtypes[i].kind = kind;
                if self.rtypes[i].pkg.is_empty() {
                    let t = &mut self.rtypes[i];
                    t.name.clone_from(&t.string);
                    if let (BasicKind::UnsafePointer, Some((pkg, name))) =
                        (b, t.string.split_once('.'))
                    {
                        (t.pkg, t.name) = (pkg.to_owned(), name.to_owned());
                    }
                }
                match kind {
                    Kind::String => self.set_words(id, 2, &[0], &[]),
                    Kind::Complex64 | Kind::Complex128 => self.set_words(id, 2, &[], &[]),
                    Kind::UnsafePointer => self.set_words(id, 1, &[0], &[]),
                    _ => self.set_words(id, 1, &[], &[]),
                }
            }
            Type::Array { elem, len } => {
                self.rtypes[i].kind = Kind::Array;
                self.rtypes[i].len = len;
                let e = self.rt(elem);
                self.rtypes[i].elem = e;
                let (ew, packed, el) = {
                    let e = self.rtype(e);
                    (e.words, e.kind.packed(), e.layout)
                };
                self.rtypes[i].comparable = self.rtype(e).comparable;
                let n = u32::try_from(len.max(0)).unwrap_or(u32::MAX);
                if packed > 0 {
                    let words = (u64::from(n) * u64::from(packed)).div_ceil(8);
                    self.set_words(id, u32::try_from(words).unwrap_or(u32::MAX), &[], &[]);
                } else {
                    let words = n.saturating_mul(ew);
                    let mut layout = Layout::scalar(words);
                    if !el.is_scalar() {
                        for k in 0..n {
                            layout.put(k * ew, el);
                        }
                    }
                    layout.words = words;
                    self.rtypes[i].words = words;
                    self.rtypes[i].layout = self.intern_layout(layout);
                }
            }
            Type::Slice(elem) => {
                self.rtypes[i].kind = Kind::Slice;
                self.set_words(id, 3, &[0], &[]);
                self.rtypes[i].comparable = false;
                let e = self.rt_later(elem);
                self.rtypes[i].elem = e;
            }
            Type::Pointer(elem) => {
                self.rtypes[i].kind = Kind::Pointer;
                self.set_words(id, 1, &[0], &[]);
                let e = self.rt_later(elem);
                self.rtypes[i].elem = e;
            }
            Type::Map { key, elem } => {
                self.rtypes[i].kind = Kind::Map;
                self.set_words(id, 1, &[0], &[]);
                self.rtypes[i].comparable = false;
                let k = self.rt_later(key);
                let e = self.rt_later(elem);
                self.rtypes[i].key = k;
                self.rtypes[i].elem = e;
            }
            Type::Chan { dir, elem } => {
                self.rtypes[i].kind = Kind::Chan;
                self.set_words(id, 1, &[0], &[]);
                self.rtypes[i].dir = match dir {
                    ChanDir::Recv => 1,
                    ChanDir::Send => 2,
                    ChanDir::Both => 3,
                };
                let e = self.rt_later(elem);
                self.rtypes[i].elem = e;
            }
            Type::Signature(sig) => {
                self.rtypes[i].kind = Kind::Func;
                self.set_words(id, 1, &[0], &[]);
                self.rtypes[i].comparable = false;
                self.rtypes[i].variadic = sig.variadic;
                let params: Vec<_> = sig.params.iter().map(|&p| self.rt_obj_later(p)).collect();
                let results: Vec<_> = sig.results.iter().map(|&p| self.rt_obj_later(p)).collect();
                self.rtypes[i].params = params;
                self.rtypes[i].results = results;
            }
            Type::Interface(_) => {
                self.rtypes[i].kind = Kind::Interface;
                self.set_words(id, 2, &[], &[0]);
                let set = self.program.type_set(u);
                let mut list = Vec::new();
                for &m in &set.methods {
                    let name = self.method_name(m);
                    let t = self.program.objects.get(m).ty.unwrap_or(BasicKind::Invalid.id());
                    list.push((name, self.rt_later(t)));
                }
                list.sort_unstable();
                self.rtypes[i].imethods = list;
            }
            Type::Struct { fields, tags } => {
                self.rtypes[i].kind = Kind::Struct;
                let mut layout = Layout::default();
                let mut list = Vec::new();
                let mut comparable = true;
                for (k, &f) in fields.iter().enumerate() {
                    let o = self.program.objects.get(f).clone();
                    let t = self.rt(o.ty.unwrap_or(BasicKind::Invalid.id()));
                    let ft = self.rtype(t);
                    let offset = layout.words;
                    let (words, part) = (ft.words, ft.layout);
                    comparable &= ft.comparable;
                    layout.put(offset, part);
                    layout.words = offset + words;
                    list.push(RField {
                        name: o.name.as_str(),
                        ty: t,
                        offset,
                        embedded: o.kind_is_embedded(),
                        exported: o.name.is_exported(),
                        pkg: self.field_package(&o),
                        tag: tags.get(k).copied().flatten().map_or("", |t| t.as_str()),
                    });
                }
                self.rtypes[i].fields = list;
                self.rtypes[i].comparable = comparable;
                self.rtypes[i].words = layout.words;
                self.rtypes[i].layout = self.intern_layout(layout);
            }
            _ => {
                self.rtypes[i].kind = Kind::Invalid;
            }
        }
        if self.uses_unsafe {
            self.map_type(id);
        }
    }

    /// Adds to a type's layout where gc puts its parts.
    fn map_type(&mut self, id: RTypeId) {
        let gc = gcmap::of_type(&self.rtypes, self.rtype(id));
        if !gc.same() {
            let layout = Layout { gc, ..self.rtype(id).layout.clone() };
            self.rtypes[id.0 as usize].layout = self.intern_layout(layout);
        }
    }

    fn field_package(&self, field: &frontend::types::Object) -> &'static str {
        let pkg = field.pkg.filter(|_| !field.name.is_exported());
        pkg.map_or("", |p| self.program.packages[p.0 as usize].path.as_str())
    }

    fn rt_obj_later(&mut self, obj: ObjId) -> RTypeId {
        let ty = self.program.objects.get(obj).ty.unwrap_or(BasicKind::Invalid.id());
        self.rt_later(ty)
    }

    fn set_words(&mut self, id: RTypeId, words: u32, refs: &[u32], ifaces: &[u32]) {
        let layout =
            Layout { words, refs: refs.to_vec(), ifaces: ifaces.to_vec(), ..Layout::default() };
        let layout = self.intern_layout(layout);
        let t = &mut self.rtypes[id.0 as usize];
        t.words = words;
        t.layout = layout;
    }

    /// What map operations must know about a map type.
    pub(crate) fn map_shape(&self, id: RTypeId) -> crate::value::map::MapShape {
        crate::value::map::MapShape::new(&self.rtypes, id)
    }

    /// One copy of each layout, for the life of the process.
    pub(crate) fn intern_layout(&mut self, layout: Layout) -> &'static Layout {
        self.layouts.intern(layout)
    }

    pub(crate) fn scalar_layout(&mut self, words: u32) -> &'static Layout {
        self.intern_layout(Layout::scalar(words))
    }

    /// A run-time type made before.
    pub(crate) fn rtype(&self, id: RTypeId) -> &RType {
        &self.rtypes[id.0 as usize]
    }

    /// The checked type a run-time type was made from.
    pub(crate) fn source_of(&self, id: RTypeId) -> TypeId {
        self.rtype_source[id.0 as usize]
    }

    /// How values of a type lie in slots.
    pub(crate) fn shape(&mut self, ty: TypeId) -> Shape {
        let id = self.rt(ty);
        self.shape_rt(id)
    }

    /// How values of a run-time type lie in slots.
    pub(crate) fn shape_rt(&self, id: RTypeId) -> Shape {
        let t = self.rtype(id);
        if let Some(k) = int_kind(t.kind) {
            return Shape::Int(k);
        }
        match (t.kind, t.words) {
            (Kind::Bool, _) => Shape::Bool,
            (Kind::Float64, _) => Shape::F64,
            (Kind::Float32, _) => Shape::F32,
            (_, 0) => Shape::Zero,
            (_, 1) => Shape::Word,
            (_, 2) => Shape::Pair,
            (_, n) => Shape::Many(n),
        }
    }

    /// A method's name as method tables have it.
    pub(crate) fn method_name(&mut self, obj: ObjId) -> &'static str {
        let o = self.program.objects.get(obj);
        if o.name.is_exported() {
            return o.name.as_str();
        }
        let path = o.pkg.map_or("", |p| self.program.packages[p.0 as usize].path.as_str());
        frontend::symbol::Symbol::intern(&format!("{path}.{}", o.name)).as_str()
    }

    /// A type's values are put into interfaces: it needs a method table, and so do the types a
    /// formatter can reach from it.
    pub(crate) fn mark_dynamic(&mut self, id: RTypeId) {
        if id == RTypeId::NIL || !self.dynamic.insert(id) {
            return;
        }
        let t = self.rtype(id).clone();
        self.method_table(id);
        for next in [t.elem, t.key] {
            self.mark_dynamic(next);
        }
        for f in &t.fields {
            self.mark_dynamic(f.ty);
        }
        self.mark_reflected(id);
    }

    fn method_table(&mut self, id: RTypeId) {
        if self.rtype(id).kind == Kind::Interface {
            return;
        }
        let ty = self.source_of(id);
        let problems = frontend::check::ensure_methods(self.program, ty);
        self.diagnostics.extend(problems);
        let found = self.program.method_set(ty);
        let mut table = Vec::new();
        for m in found {
            let name = self.method_name(m.obj);
            let sig = self.program.objects.get(m.obj).ty.unwrap_or(BasicKind::Invalid.id());
            let sig = self.rt(sig);
            let words = self.rtype(id).words;
            let func = self.method_for_table(ty, &m);
            let unbox = if words > 1 { words } else { 0 };
            table.push(RMethod { name, func, unbox, ty: sig });
        }
        table.sort_unstable_by_key(|m| m.name);
        self.rtypes[id.0 as usize].methods = table;
    }
}

/// Small questions about objects.
pub(crate) trait ObjectExt {
    /// Whether this is an embedded field.
    fn kind_is_embedded(&self) -> bool;
}

impl ObjectExt for frontend::types::Object {
    fn kind_is_embedded(&self) -> bool {
        matches!(self.kind, ObjectKind::Var(VarKind::Field { embedded: true }))
    }
}

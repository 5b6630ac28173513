//! Types and functions made while a program runs, for package reflect.
//!
//! They are added to the tables of [`Code`], which all executions share: what one execution makes,
//! another that asks for the same finds. Which number a type gets depends on who asked first, so
//! nothing a program can observe may depend on these numbers.
//!
//! Only unnamed types can be made; they have no methods, but for structs whose first field is
//! embedded. (Pointers to named types may have some: lowering makes these for all types that
//! reflection can reach, see `Lowerer::mark_dynamic`.)

mod stub;

use crate::code::{Code, FuncRef, Kind, RField, RMethod, RType, RTypeId};
use crate::memory::Heap;
use crate::memory::gcmap::{self, GcMap};
use crate::memory::layout::{Layout, LayoutTable};
use rustc_hash::FxHashMap;
use std::fmt::Write as _;
use std::sync::{MutexGuard, PoisonError};
pub use stub::Stub;

/// An unnamed type by its parts: two types with the same parts are identical.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Spec {
    /// `[n]T`.
    Array(RTypeId, i64),
    /// A channel type with its direction, as [`RType::dir`].
    Chan(RTypeId, u8),
    /// Parameters, results, and whether it is variadic.
    Func(Vec<RTypeId>, Vec<RTypeId>, bool),
    /// Key and element.
    Map(RTypeId, RTypeId),
    /// `*T`.
    Pointer(RTypeId),
    /// `[]T`.
    Slice(RTypeId),
    /// The fields.
    Struct(Vec<FieldSpec>),
}

/// A field of a struct type to be made.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FieldSpec {
    /// Its name.
    pub name: String,
    /// Import path of its package if it is not exported.
    pub pkg: String,
    /// Its type.
    pub ty: RTypeId,
    /// Its tag.
    pub tag: String,
    /// Whether it is embedded.
    pub embedded: bool,
}

/// Makes types and functions.
#[derive(Debug, Default)]
pub struct Maker {
    layouts: LayoutTable,
    /// All unnamed types, once the first was asked for.
    types: FxHashMap<Spec, RTypeId>,
    n_types: usize,
    funcs: FxHashMap<Stub, FuncRef>,
    n_funcs: usize,
}

impl Maker {
    pub(crate) fn new(layouts: LayoutTable) -> Self {
        Self { layouts, ..Self::default() }
    }
}

impl Code {
    fn maker(&self) -> MutexGuard<'_, Maker> {
        self.maker.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The run-time type with these parts; `None` if there are too many types.
    pub fn make_type(&self, heap: &mut Heap, spec: Spec) -> Option<RTypeId> {
        let mut maker = self.maker();
        if maker.types.is_empty() {
            maker.n_types = self.types.fixed().len();
            let all = self.types.fixed().iter().rev();
            maker.types = all.filter_map(|t| Some((spec_of(t)?, t.id))).collect();
        }
        let id = match maker.types.get(&spec) {
            Some(&id) => id,
            None => {
                let id = RTypeId(u32::try_from(maker.n_types).ok()?);
                let t = self.new_type(&mut maker.layouts, id, &spec);
                self.types.set(maker.n_types, t)?;
                maker.n_types += 1;
                maker.types.insert(spec, id);
                id
            }
        };
        heap.note_type(self.ty(id));
        Some(id)
    }

    /// The one copy of a layout.
    pub fn make_layout(&self, layout: Layout) -> &'static Layout {
        self.maker().layouts.intern(layout)
    }

    fn new_type(&self, layouts: &mut LayoutTable, id: RTypeId, spec: &Spec) -> RType {
        let reference = Layout { words: 1, refs: vec![0], ..Layout::default() };
        let mut t = RType::blank(id, layouts.intern(reference));
        let ty = |id| self.ty(id);
        t.string = self.spell(spec);
        match spec {
            &Spec::Array(elem, len) => {
                t.kind = Kind::Array;
                (t.elem, t.len) = (elem, len);
                t.comparable = ty(elem).comparable;
                let n = u32::try_from(len).unwrap_or(u32::MAX);
                let packed = ty(elem).kind.packed();
                let mut layout = if packed > 0 {
                    let words = (u64::from(n) * u64::from(packed)).div_ceil(8);
                    Layout::scalar(u32::try_from(words).unwrap_or(u32::MAX))
                } else {
                    let part = ty(elem).layout;
                    let mut layout = Layout::scalar(n.saturating_mul(part.words));
                    if !part.is_scalar() {
                        (0..n).for_each(|i| layout.put(i * part.words, part));
                    }
                    layout
                };
                t.words = layout.words;
                t.gc_size = ty(elem).gc_size.saturating_mul(u64::from(n));
                layout.gc = self.map_of(&t);
                t.layout = layouts.intern(layout);
            }
            &Spec::Chan(elem, dir) => {
                t.kind = Kind::Chan;
                (t.elem, t.dir) = (elem, dir);
            }
            Spec::Func(params, results, variadic) => {
                t.kind = Kind::Func;
                t.comparable = false;
                (t.params, t.results) = (params.clone(), results.clone());
                t.variadic = *variadic;
            }
            &Spec::Map(key, elem) => {
                t.kind = Kind::Map;
                t.comparable = false;
                (t.key, t.elem) = (key, elem);
            }
            &Spec::Pointer(elem) => {
                t.kind = Kind::Pointer;
                t.elem = elem;
            }
            &Spec::Slice(elem) => {
                t.kind = Kind::Slice;
                t.comparable = false;
                t.elem = elem;
                t.words = 3;
                let layout = Layout { words: 3, refs: vec![0], ..Layout::default() };
                t.layout = layouts.intern(layout);
                t.gc_size = 24;
            }
            Spec::Struct(fields) => {
                t.kind = Kind::Struct;
                let mut layout = Layout::default();
                for f in fields {
                    let ft = ty(f.ty);
                    let offset = layout.words;
                    t.comparable &= ft.comparable;
                    layout.put(offset, ft.layout);
                    layout.words = offset + ft.words;
                    t.fields.push(RField {
                        name: f.name.clone().leak(),
                        ty: f.ty,
                        offset,
                        embedded: f.embedded,
                        exported: f.pkg.is_empty(),
                        pkg: f.pkg.clone().leak(),
                        tag: f.tag.clone().leak(),
                    });
                }
                t.words = layout.words;
                t.methods = self.promoted(&t);
                t.gc_size = self.struct_end(&t);
                layout.gc = self.map_of(&t);
                t.layout = layouts.intern(layout);
            }
        }
        t
    }

    /// The methods that a struct has from its first field, as in Go: what is called gets the
    /// field's words, which are the first.
    fn promoted(&self, t: &RType) -> Vec<RMethod> {
        let Some(first) = t.fields.first().filter(|f| f.embedded) else { return Vec::new() };
        let ft = self.ty(first.ty);
        let exported = ft.methods.iter().filter(|m| !m.name.contains('.'));
        let unbox = |m: &RMethod| if t.words > 1 { ft.words } else { m.unbox };
        exported.map(|m| RMethod { unbox: unbox(m), ..*m }).collect()
    }

    /// Where gc puts the parts of a type, if the program may want to know.
    fn map_of(&self, t: &RType) -> GcMap {
        if self.uses_unsafe { gcmap::of_type(&self.types, t) } else { GcMap::default() }
    }

    /// What gc calls the type.
    fn spell(&self, spec: &Spec) -> String {
        let name = |id: &RTypeId| self.ty(*id).string.as_str();
        match spec {
            Spec::Array(elem, len) => format!("[{len}]{}", name(elem)),
            Spec::Chan(elem, 1) => format!("<-chan {}", name(elem)),
            Spec::Chan(elem, 2) => format!("chan<- {}", name(elem)),
            Spec::Chan(elem, _) if name(elem).starts_with("<-") => format!("chan ({})", name(elem)),
            Spec::Chan(elem, _) => format!("chan {}", name(elem)),
            Spec::Map(key, elem) => format!("map[{}]{}", name(key), name(elem)),
            Spec::Pointer(elem) => format!("*{}", name(elem)),
            Spec::Slice(elem) => format!("[]{}", name(elem)),
            Spec::Func(params, results, variadic) => {
                let mut list: Vec<String> = params.iter().map(|p| name(p).to_owned()).collect();
                if let Some(last) = list.last_mut().filter(|_| *variadic) {
                    last.replace_range(..2, "...");
                }
                let results: Vec<&str> = results.iter().map(name).collect();
                let mut text = format!("func({})", list.join(", "));
                let _ = match results[..] {
                    [] => Ok(()),
                    [one] => write!(text, " {one}"),
                    _ => write!(text, " ({})", results.join(", ")),
                };
                text
            }
            Spec::Struct(fields) => {
                let fields = fields.iter().map(|f| {
                    let tag =
                        if f.tag.is_empty() { String::new() } else { format!(" {:?}", f.tag) };
                    let name_of = if f.embedded { String::new() } else { format!("{} ", f.name) };
                    format!(" {name_of}{}{tag}", name(&f.ty))
                });
                let text = fields.collect::<Vec<_>>().join(";");
                if text.is_empty() { "struct {}".to_owned() } else { format!("struct {{{text} }}") }
            }
        }
    }

    /// gc's alignment of a type.
    pub fn align(&self, t: &RType) -> u64 {
        gcmap::align(&self.types, t)
    }

    /// Where gc puts the fields of a struct.
    pub fn gc_offsets(&self, t: &RType) -> Vec<u64> {
        let mut end = 0_u64;
        let place = |f: &RField| {
            let ft = self.ty(f.ty);
            let at = end.next_multiple_of(self.align(ft));
            end = at + ft.gc_size;
            at
        };
        t.fields.iter().map(place).collect()
    }

    /// Bytes gc gives a struct.
    fn struct_end(&self, t: &RType) -> u64 {
        let (Some(at), Some(f)) = (self.gc_offsets(t).pop(), t.fields.last()) else { return 0 };
        let size = self.ty(f.ty).gc_size;
        // A pointer to a last field without size must not point to the next object.
        let end = at + size + u64::from(size == 0 && at > 0);
        end.next_multiple_of(self.align(t))
    }
}

/// The parts of an unnamed type; `None` for types that cannot be made.
pub fn spec_of(t: &RType) -> Option<Spec> {
    if !t.name.is_empty() {
        return None;
    }
    #[expect(clippy::wildcard_enum_match_arm, reason = "all others have names")]
    Some(match t.kind {
        Kind::Array => Spec::Array(t.elem, t.len),
        Kind::Chan => Spec::Chan(t.elem, t.dir),
        Kind::Func => Spec::Func(t.params.clone(), t.results.clone(), t.variadic),
        Kind::Map => Spec::Map(t.key, t.elem),
        Kind::Pointer => Spec::Pointer(t.elem),
        Kind::Slice => Spec::Slice(t.elem),
        Kind::Struct => {
            let field = |f: &RField| FieldSpec {
                name: f.name.to_owned(),
                pkg: f.pkg.to_owned(),
                ty: f.ty,
                tag: f.tag.to_owned(),
                embedded: f.embedded,
            };
            Spec::Struct(t.fields.iter().map(field).collect())
        }
        _ => return None,
    })
}

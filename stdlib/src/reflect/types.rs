//! Types: their parts, relations between them, and new ones.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "counts and type numbers are small"
)]

use super::ty;
use interp::code::{Code, Kind, RField, RType, RTypeId};
use interp::made::{FieldSpec, Spec, spec_of};
use interp::native::{Call, Registry, Str};
use interp::trap::Trap;

/// The receiver of a method of `rtype`.
fn recv(c: &Call<'_>) -> &'static RType {
    c.ty(RTypeId(c.recv() as u32))
}

fn string(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = recv(c);
    c.ret_str(t.string.as_bytes())
}

fn name(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = recv(c);
    c.ret_str(t.name.as_bytes())
}

fn pkg_path(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = recv(c);
    c.ret_str(t.pkg.as_bytes())
}

fn size(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = recv(c);
    c.ret(t.gc_size);
    Ok(())
}

fn align(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = recv(c);
    let align = c.code().align(t);
    c.ret(align);
    Ok(())
}

fn kind(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = recv(c);
    c.ret(t.kind as u64);
    Ok(())
}

fn comparable(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = recv(c);
    c.ret_bool(t.comparable);
    Ok(())
}

/// `func typeOf(i any) rtype`.
fn type_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = c.iface();
    c.ret(u64::from(v.ty.0));
    Ok(())
}

fn elem_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = ty(c);
    c.ret(u64::from(t.elem.0));
    Ok(())
}

fn key_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = ty(c);
    c.ret(u64::from(t.key.0));
    Ok(())
}

/// `func lenOf(t rtype) int`: of an array; fields of a struct.
fn len_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = ty(c);
    c.ret_int(if t.kind == Kind::Struct { t.fields.len() as i64 } else { t.len });
    Ok(())
}

/// `func arity(t rtype) (in, out int, variadic bool)`.
fn arity(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = ty(c);
    c.ret(t.params.len() as u64);
    c.ret(t.results.len() as u64);
    c.ret_bool(t.variadic);
    Ok(())
}

fn in_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let (t, i) = (ty(c), c.word());
    c.ret(u64::from(t.params[i as usize].0));
    Ok(())
}

fn out_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let (t, i) = (ty(c), c.word());
    c.ret(u64::from(t.results[i as usize].0));
    Ok(())
}

fn dir_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = ty(c);
    c.ret(u64::from(t.dir));
    Ok(())
}

/// `func words(t rtype) int`: slots of a value.
fn words(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = ty(c);
    c.ret(u64::from(t.words));
    Ok(())
}

/// `func fieldOf(t rtype, i int) (name, pkg, tag string, typ rtype, offset uintptr, embedded
/// bool)`.
fn field_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let (t, i) = (ty(c), c.word() as usize);
    let f = &t.fields[i];
    let offset = c.code().gc_offsets(t)[i];
    c.ret_str(f.name.as_bytes())?;
    c.ret_str(f.pkg.as_bytes())?;
    c.ret_str(f.tag.as_bytes())?;
    c.ret(u64::from(f.ty.0));
    c.ret(offset);
    c.ret_bool(f.embedded);
    Ok(())
}

/// `func fieldIndex(t rtype, name string) int`: of the field itself, -1 if there is none.
fn field_index(c: &mut Call<'_>) -> Result<(), Trap> {
    let (t, name) = (ty(c), c.str());
    let name = c.bytes(name);
    let found = t.fields.iter().position(|f| f.name.as_bytes() == name);
    c.ret_int(found.map_or(-1, |i| i as i64));
    Ok(())
}

/// Methods that are seen from outside: name and signature. Of an interface type all.
pub(super) fn methods(t: &RType) -> Vec<(&'static str, RTypeId)> {
    if t.kind == Kind::Interface {
        return t.imethods.clone();
    }
    let exported = t.methods.iter().filter(|m| !m.name.contains('.'));
    exported.map(|m| (m.name, m.ty)).collect()
}

fn num_method(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = ty(c);
    c.ret(methods(t).len() as u64);
    Ok(())
}

/// `func methodOf(t rtype, i int) (name, pkg string, sig rtype)`.
fn method_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let (t, i) = (ty(c), c.word());
    let (name, sig) = methods(t)[i as usize];
    let (pkg, name) = name.rsplit_once('.').unwrap_or(("", name));
    c.ret_str(name.as_bytes())?;
    c.ret_str(pkg.as_bytes())?;
    c.ret(u64::from(sig.0));
    Ok(())
}

/// `func methodIndex(t rtype, name string) int`: -1 if there is none.
fn method_index(c: &mut Call<'_>) -> Result<(), Trap> {
    let (t, name) = (ty(c), c.str());
    let name = c.bytes(name);
    let found = methods(t).iter().position(|m| m.0.as_bytes() == name);
    c.ret_int(found.map_or(-1, |i| i as i64));
    Ok(())
}

/// Whether a type has all methods of an interface type.
fn has_methods(t: &RType, interface: &RType) -> bool {
    if t.kind == Kind::Interface {
        return interface.imethods.iter().all(|method| t.imethods.contains(method));
    }
    t.implements(interface)
}

fn implements(c: &mut Call<'_>) -> Result<(), Trap> {
    let (t, interface) = (ty(c), ty(c));
    c.ret_bool(has_methods(t, interface));
    Ok(())
}

/// Whether two types have identical underlying types; without `tags`, but for tags in them.
fn same_underlying(code: &Code, a: &RType, b: &RType, tags: bool) -> bool {
    let unnamed = |t: &RType| spec_of(&RType { name: String::new(), ..t.clone() });
    let same = |a: RTypeId, b: RTypeId| a == b || !tags && identical(code, a, b);
    a.kind == b.kind
        && match (unnamed(a), unnamed(b)) {
            (None, None) => a.imethods == b.imethods,
            (Some(Spec::Struct(a)), Some(Spec::Struct(b))) => {
                a.len() == b.len()
                    && a.iter().zip(&b).all(|(a, b)| {
                        (&a.name, &a.pkg, a.embedded) == (&b.name, &b.pkg, b.embedded)
                            && (!tags || a.tag == b.tag)
                            && same(a.ty, b.ty)
                    })
            }
            (Some(Spec::Func(p, r, v)), Some(Spec::Func(q, s, w))) => {
                let all = |a: &[RTypeId], b: &[RTypeId]| {
                    a.len() == b.len() && a.iter().zip(b).all(|(&a, &b)| same(a, b))
                };
                v == w && all(&p, &q) && all(&r, &s)
            }
            (x, y) => {
                x == y
                    || !tags
                        && (a.len, a.dir) == (b.len, b.dir)
                        && same(a.elem, b.elem)
                        && same(a.key, b.key)
            }
        }
}

/// Whether two types are identical but for tags.
fn identical(code: &Code, a: RTypeId, b: RTypeId) -> bool {
    let (a, b) = (code.ty(a), code.ty(b));
    a.id == b.id || a.name.is_empty() && b.name.is_empty() && same_underlying(code, a, b, false)
}

/// `func sameUnderlying(t, u rtype, tags bool) bool`.
fn same_underlying_(c: &mut Call<'_>) -> Result<(), Trap> {
    let (a, b, tags) = (ty(c), ty(c), c.bool());
    let same = same_underlying(c.code(), a, b, tags);
    c.ret_bool(same);
    Ok(())
}

/// `func assignable(to, from rtype) bool`: spec §Assignability, but for untyped constants.
fn assignable(c: &mut Call<'_>) -> Result<(), Trap> {
    let (to, from) = (ty(c), ty(c));
    let code = c.code();
    let direct = || {
        if !to.name.is_empty() && !from.name.is_empty() || to.kind != from.kind {
            return false;
        }
        if to.kind == Kind::Chan && from.dir == 3 && to.elem == from.elem {
            return true;
        }
        same_underlying(code, to, from, true)
    };
    let yes = to.id == from.id
        || direct()
        || to.kind == Kind::Interface && has_methods(from, to);
    c.ret_bool(yes);
    Ok(())
}

fn make(c: &mut Call<'_>, spec: Spec) -> Result<(), Trap> {
    let code = c.code();
    let full = || Trap::Limit("too many types".to_owned());
    let id = code.make_type(&mut c.cx.heap, spec).ok_or_else(full)?;
    c.ret(u64::from(id.0));
    Ok(())
}

fn pointer_to(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = ty(c).id;
    make(c, Spec::Pointer(t))
}

fn slice_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = ty(c).id;
    make(c, Spec::Slice(t))
}

fn array_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let (n, t) = (c.int(), ty(c));
    // The layout of an array lists all its references.
    let references = t.layout.refs.len() + t.layout.ifaces.len();
    if references as u64 * n.unsigned_abs() > 1 << 22 {
        return Err(Trap::Unsupported(format!("reflect.ArrayOf({n}, {})", t.string)));
    }
    make(c, Spec::Array(t.id, n))
}

fn map_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let (key, elem) = (ty(c).id, ty(c).id);
    make(c, Spec::Map(key, elem))
}

fn chan_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let (dir, elem) = (c.word() as u8, ty(c).id);
    make(c, Spec::Chan(elem, dir))
}

/// The elements of a `[]rtype`.
fn type_list(c: &mut Call<'_>) -> Vec<RTypeId> {
    let list = c.slice();
    let words = c.cx.heap.words(list.ptr, list.len as usize).unwrap_or_default();
    words.iter().map(|&w| RTypeId(w as u32)).collect()
}

fn func_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let (params, results, variadic) = (type_list(c), type_list(c), c.bool());
    make(c, Spec::Func(params, results, variadic))
}

/// Words of a Go `fieldSpec`: three strings, type, embedded.
const FIELD_WORDS: usize = 8;

fn struct_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let list = c.slice();
    let words = c.cx.heap.words(list.ptr, list.len as usize * FIELD_WORDS).unwrap_or_default();
    let text = |w: &[u64]| c.text(Str { ptr: w[0], len: w[1] });
    let field = |w: &[u64]| FieldSpec {
        name: text(&w[..2]),
        pkg: text(&w[2..4]),
        tag: text(&w[4..6]),
        ty: RTypeId(w[6] as u32),
        embedded: w[7] & 1 != 0,
    };
    let fields = words.chunks_exact(FIELD_WORDS).map(field).collect();
    make(c, Spec::Struct(fields))
}

/// Whether a field may not be touched from outside, as flags of the value.
pub(super) fn field_flags(f: &RField) -> u64 {
    match (f.exported, f.embedded) {
        (true, _) => 0,
        (false, true) => super::EMBED_RO,
        (false, false) => super::STICKY_RO,
    }
}

pub(super) fn register(r: &mut Registry) {
    r.leaf("reflect.rtype.String", string);
    r.leaf("reflect.rtype.Name", name);
    r.leaf("reflect.rtype.PkgPath", pkg_path);
    r.leaf("reflect.rtype.Size", size);
    r.leaf("reflect.rtype.align", align);
    r.leaf("reflect.rtype.Kind", kind);
    r.leaf("reflect.rtype.Comparable", comparable);
    r.leaf("reflect.typeOf", type_of);
    r.leaf("reflect.elemOf", elem_of);
    r.leaf("reflect.keyOf", key_of);
    r.leaf("reflect.lenOf", len_of);
    r.leaf("reflect.arity", arity);
    r.leaf("reflect.inOf", in_of);
    r.leaf("reflect.outOf", out_of);
    r.leaf("reflect.dirOf", dir_of);
    r.leaf("reflect.words", words);
    r.leaf("reflect.fieldOf", field_of);
    r.leaf("reflect.fieldIndex", field_index);
    r.leaf("reflect.numMethod", num_method);
    r.leaf("reflect.methodOf", method_of);
    r.leaf("reflect.methodIndex", method_index);
    r.leaf("reflect.implements", implements);
    r.leaf("reflect.sameUnderlying", same_underlying_);
    r.leaf("reflect.assignable", assignable);
    r.leaf("reflect.pointerTo", pointer_to);
    r.leaf("reflect.sliceOf", slice_of);
    r.leaf("reflect.arrayOf", array_of);
    r.leaf("reflect.mapOf", map_of);
    r.leaf("reflect.chanOf", chan_of);
    r.leaf("reflect.funcOf", func_of);
    r.leaf("reflect.structOf", struct_of);
}

//! Values: taking them apart, putting them together, changing variables.

use super::types::field_flags;
use super::{
    ADDRESSABLE, RO, STICKY_RO, Val, at, fresh, head, is_direct, pack, reading, ty, unpack, writing,
};
use interp::code::{FuncId, Kind};
use interp::native::{Call, Registry, Str};
use interp::race::hooks;
use interp::sync::stack::entry_pc;
use interp::trap::Trap;
use interp::value::load::{store, stride};
use interp::value::map;

/// `func valueOf(i any) Value`.
fn value_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = c.iface();
    let v = unpack(c, v)?;
    v.give(c);
    Ok(())
}

/// `func pack(v Value) any`.
fn pack_(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    let v = pack(c, v)?;
    c.ret_iface(v);
    Ok(())
}

/// `func bits(v Value) uint64`: the first word, sign- or zero-extended.
fn bits(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    reading(c, v)?;
    let word = v.scalar(c.code(), &c.cx.heap).ok_or(Trap::NilDeref)?;
    c.ret(word);
    Ok(())
}

/// `func second(v Value) uint64`: the second word of a complex number.
fn second(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    reading(c, v)?;
    let word = c.cx.heap.ld(v.reference + 8).ok_or(Trap::NilDeref)?;
    c.ret(word);
    Ok(())
}

/// `func setBits(v Value, bits uint64)`: of a variable of one word.
fn set_bits(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, word) = (Val::read(c), c.word());
    writing(c, v)?;
    let code = c.code();
    store(&mut c.cx.heap, &code.types, v.ty(), v.reference, &[word]).ok_or(Trap::NilDeref)
}

/// `func setComplex(v Value, re, im uint64)`.
fn set_complex(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, re, im) = (Val::read(c), c.word(), c.word());
    writing(c, v)?;
    c.cx.heap.st2(v.reference, re, im).ok_or(Trap::NilDeref)
}

/// `func ofBits(t rtype, bits uint64) Value`: a value of one word.
fn of_bits(c: &mut Call<'_>) -> Result<(), Trap> {
    let (t, word) = (ty(c), c.word());
    let v = fresh(c, t.id, &[word])?;
    v.give(c);
    Ok(())
}

/// `func text(v Value) string`.
fn text(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    reading(c, v)?;
    let (ptr, len) = c.cx.heap.ld2(v.reference).ok_or(Trap::NilDeref)?;
    c.ret_view(Str { ptr, len });
    Ok(())
}

/// `func set(to, from Value)`: to a variable, from a value of the same representation.
fn set(c: &mut Call<'_>) -> Result<(), Trap> {
    let (to, from) = (Val::read(c), Val::read(c));
    reading(c, from)?;
    writing(c, to)?;
    let code = c.code();
    let words = from.words(code, &c.cx.heap).ok_or(Trap::NilDeref)?;
    store(&mut c.cx.heap, &code.types, to.ty(), to.reference, &words).ok_or(Trap::NilDeref)
}

/// `func copied(v Value) Value`: a value of its own.
fn copied(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    reading(c, v)?;
    let words = v.words(c.code(), &c.cx.heap).ok_or(Trap::NilDeref)?;
    let copy = fresh(c, v.ty(), &words)?;
    Val { head: copy.head | v.derived(), ..copy }.give(c);
    Ok(())
}

/// `func retype(v Value, t rtype) Value`: as a type with the same representation.
fn retype(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, t) = (Val::read(c), ty(c));
    reading(c, v)?;
    let words = v.words(c.code(), &c.cx.heap).ok_or(Trap::NilDeref)?;
    let made = fresh(c, t.id, &words)?;
    Val { head: made.head | v.derived(), ..made }.give(c);
    Ok(())
}

/// `func inInterface(v Value, t rtype) Value`: in an interface of type `t`.
fn in_interface(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, t) = (Val::read(c), ty(c));
    let held = pack(c, v)?;
    let made = fresh(c, t.id, &[u64::from(held.ty.0), held.data])?;
    Val { head: made.head | v.derived(), ..made }.give(c);
    Ok(())
}

/// `func zero(t rtype) Value`.
fn zero(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = ty(c);
    let v = if is_direct(t) {
        Val { head: head(t), ..Val::default() }
    } else {
        let addr = c.cx.heap.alloc(t.layout).map_err(|_| Trap::NeedMemory)?;
        at(t, addr, 0)
    };
    v.give(c);
    Ok(())
}

/// `func newVar(t rtype) Value`: a new variable.
fn new_var(c: &mut Call<'_>) -> Result<(), Trap> {
    let t = ty(c);
    let addr = c.cx.heap.alloc(t.layout).map_err(|_| Trap::NeedMemory)?;
    at(t, addr, ADDRESSABLE).give(c);
    Ok(())
}

/// `func setZero(v Value)`.
fn set_zero(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    writing(c, v)?;
    let words = vec![0; c.ty(v.ty()).words as usize];
    let code = c.code();
    store(&mut c.cx.heap, &code.types, v.ty(), v.reference, &words).ok_or(Trap::NilDeref)
}

/// `func fieldAt(v Value, i int) Value`.
fn field_at(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, i) = (Val::read(c), c.word());
    let t = c.ty(v.ty());
    let f = &t.fields[usize::try_from(i).unwrap_or(0)];
    let flags = v.head & (STICKY_RO | ADDRESSABLE) | field_flags(f);
    let (ft, addr) = (c.ty(f.ty), v.reference + 8 * u64::from(f.offset));
    at(ft, addr, flags).give(c);
    Ok(())
}

/// `func elemAt(v Value, i int) Value`: of an array, slice or string, in bounds.
fn elem_at(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, i) = (Val::read(c), c.word());
    let t = c.ty(v.ty());
    let ro = v.derived();
    let first = if t.kind == Kind::Array {
        v.reference
    } else {
        reading(c, v)?;
        c.cx.heap.ld(v.reference).ok_or(Trap::NilDeref)?
    };
    if t.kind == Kind::String {
        let byte = c.cx.heap.ld_u8(first + i).ok_or(Trap::NilDeref)?;
        let uint8 = ty(c);
        Val { head: head(uint8) | ro, reference: 0, word: byte }.give(c);
        return Ok(());
    }
    let elem = c.ty(t.elem);
    let flags = if t.kind == Kind::Slice { ADDRESSABLE } else { v.head & ADDRESSABLE };
    at(elem, first + i * stride(elem), flags | ro).give(c);
    Ok(())
}

/// `func pointee(v Value) Value`: what a pointer that is not nil points to.
fn pointee(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    reading(c, v)?;
    let addr = v.scalar(c.code(), &c.cx.heap).ok_or(Trap::NilDeref)?;
    let elem = c.ty(c.ty(v.ty()).elem);
    at(elem, addr, ADDRESSABLE | v.head & RO).give(c);
    Ok(())
}

/// `func inside(v Value) Value`: what an interface holds.
fn inside(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    let held = pack(c, v)?;
    let held = unpack(c, held)?;
    let flags = if held.head == 0 { 0 } else { v.derived() };
    Val { head: held.head | flags, ..held }.give(c);
    Ok(())
}

/// `func address(v Value, t rtype) Value`: of a variable, as pointer type `t`.
fn address(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, t) = (Val::read(c), ty(c));
    Val { head: head(t) | v.head & RO, reference: v.reference, word: 0 }.give(c);
    Ok(())
}

/// `func shown(v Value) uintptr`: the entry of functions, the address in pointers, maps, channels, slices and
/// strings, or (of variables, if `own`) their own.
fn shown(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, own) = (Val::read(c), c.bool());
    let addr = if own {
        v.reference
    } else {
        reading(c, v)?;
        v.scalar(c.code(), &c.cx.heap).ok_or(Trap::NilDeref)?
    };
    if !own && addr != 0 && c.ty(v.ty()).kind == Kind::Func {
        let id = c.cx.heap.ld(addr).and_then(|id| u32::try_from(id).ok()).ok_or(Trap::NilDeref)?;
        c.ret(entry_pc(FuncId(id)));
        return Ok(());
    }
    let number = c.cx.heap.address_number(c.code(), addr);
    c.ret(number);
    Ok(())
}

/// `func length(v Value) int`: of an array, channel, map, slice or string.
fn length(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    let t = c.ty(v.ty());
    if t.kind != Kind::Array {
        reading(c, v)?;
    }
    #[expect(clippy::cast_sign_loss, reason = "lengths are not negative")]
    #[expect(clippy::wildcard_enum_match_arm, reason = "maps and channels are left")]
    let n = match t.kind {
        Kind::Array => t.len as u64,
        Kind::Slice | Kind::String => c.cx.heap.ld(v.reference + 8).ok_or(Trap::NilDeref)?,
        kind => {
            let word = v.scalar(c.code(), &c.cx.heap).ok_or(Trap::NilDeref)?;
            if kind == Kind::Map {
                hooks::native(c.cx, word, 8, 8, false)?;
                map::len(&c.cx.heap, word)
            } else {
                interp::sync::chan::len(c.cx, word)
            }
        }
    };
    c.ret(n);
    Ok(())
}

/// `func capacity(v Value) int`: of an array, channel or slice.
fn capacity(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    let t = c.ty(v.ty());
    if t.kind != Kind::Array {
        reading(c, v)?;
    }
    #[expect(clippy::cast_sign_loss, reason = "lengths are not negative")]
    #[expect(clippy::wildcard_enum_match_arm, reason = "channels are left")]
    let n = match t.kind {
        Kind::Array => t.len as u64,
        Kind::Slice => c.cx.heap.ld(v.reference + 16).ok_or(Trap::NilDeref)?,
        _ => {
            let word = v.scalar(c.code(), &c.cx.heap).ok_or(Trap::NilDeref)?;
            interp::sync::chan::cap(c.cx, word)
        }
    };
    c.ret(n);
    Ok(())
}

/// `func isZero(v Value) bool`: whether all its words are zero (floats: +0, strings: empty).
fn is_zero(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    reading(c, v)?;
    let words = v.words(c.code(), &c.cx.heap).ok_or(Trap::NilDeref)?;
    let t = c.ty(v.ty());
    let words = if t.kind == Kind::String { &words[1..] } else { &words[..] };
    c.ret_bool(words.iter().all(|&w| w == 0));
    Ok(())
}

pub(super) fn register(r: &mut Registry) {
    r.leaf("reflect.ValueOf", value_of);
    r.leaf("reflect.pack", pack_);
    r.leaf("reflect.bits", bits);
    r.leaf("reflect.second", second);
    r.leaf("reflect.setBits", set_bits);
    r.leaf("reflect.setComplex", set_complex);
    r.leaf("reflect.ofBits", of_bits);
    r.leaf("reflect.text", text);
    r.leaf("reflect.set", set);
    r.leaf("reflect.copied", copied);
    r.leaf("reflect.retype", retype);
    r.leaf("reflect.inInterface", in_interface);
    r.leaf("reflect.zero", zero);
    r.leaf("reflect.newVar", new_var);
    r.leaf("reflect.setZero", set_zero);
    r.leaf("reflect.fieldAt", field_at);
    r.leaf("reflect.elemAt", elem_at);
    r.leaf("reflect.pointee", pointee);
    r.leaf("reflect.inside", inside);
    r.leaf("reflect.address", address);
    r.leaf("reflect.shown", shown);
    r.leaf("reflect.length", length);
    r.leaf("reflect.capacity", capacity);
    r.leaf("reflect.allZero", is_zero);
}

//! Slices, maps and channels.

use super::{ADDRESSABLE, Val, at, fresh, reading, touch, ty, writing};
use interp::code::{Kind, RTypeId};
use interp::memory::heap::address;
use interp::native::{Call, Registry, Str};
use interp::race::hooks;
use interp::trap::Trap;
use interp::value::grow::grown;
use interp::value::load::stride;
use interp::value::map::{self, MapShape};

/// Address, length and capacity of a slice.
fn parts(c: &mut Call<'_>, v: Val) -> Result<[u64; 3], Trap> {
    reading(c, v)?;
    let mut words = [0; 3];
    c.cx.heap.load_words(v.reference, &mut words).ok_or(Trap::NilDeref)?;
    Ok(words)
}

/// `func makeSlice(t rtype, len, cap int) Value`.
fn make_slice(c: &mut Call<'_>) -> Result<(), Trap> {
    let (t, len, cap) = (ty(c), c.word(), c.word());
    let ptr = c.cx.heap.alloc_array(c.cx.code, t.elem, cap).map_err(|_| Trap::NeedMemory)?;
    fresh(c, t.id, &[ptr, len, cap])?.give(c);
    Ok(())
}

/// `func grow(v Value, n int) Value`: the slice with room for `n` more elements.
fn grow(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, n) = (Val::read(c), c.word());
    let [mut ptr, len, mut cap] = parts(c, v)?;
    let elem = c.ty(c.ty(v.ty()).elem);
    let need = len.saturating_add(n);
    if need > cap {
        if elem.gc_size.max(1).saturating_mul(need) > 1 << 47 {
            return Err(Trap::Error("growslice: len out of range".to_owned()));
        }
        let noscan = elem.layout.is_scalar();
        cap = grown(cap, need, elem.gc_size, noscan).max(need);
        let new = c.cx.heap.alloc_array(c.cx.code, elem.id, cap).map_err(|_| Trap::NeedMemory)?;
        touch(c, elem, ptr, len, false)?;
        c.cx.heap.copy_within(new, ptr, len * stride(elem)).ok_or(Trap::NilDeref)?;
        ptr = new;
    }
    fresh(c, v.ty(), &[ptr, len, cap])?.give(c);
    Ok(())
}

/// `func slice(v Value, t rtype, i, j, k int) Value`: `v[i:j:k]` of an array, slice or string, in
/// bounds.
fn slice(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, t, i, j, k) = (Val::read(c), ty(c), c.word(), c.word(), c.word());
    let kind = c.ty(v.ty()).kind;
    let first = if kind == Kind::Array { v.reference } else { parts_first(c, v)? };
    let made = if kind == Kind::String {
        fresh(c, t.id, &[if j > i { first + i } else { 0 }, j - i])?
    } else {
        let step = stride(c.ty(t.elem));
        let ptr = if k > i || first == 0 { first + i * step } else { first };
        fresh(c, t.id, &[ptr, j - i, k - i])?
    };
    Val { head: made.head | v.derived(), ..made }.give(c);
    Ok(())
}

fn parts_first(c: &mut Call<'_>, v: Val) -> Result<u64, Trap> {
    reading(c, v)?;
    c.cx.heap.ld(v.reference).ok_or(Trap::NilDeref)
}

/// `func setLen(v Value, len, cap int)`: of a slice variable.
fn set_len(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, len, cap) = (Val::read(c), c.word(), c.word());
    writing(c, v)?;
    c.cx.heap.st2(v.reference + 8, len, cap).ok_or(Trap::NilDeref)
}

/// Address and length of the elements of an array, slice or string.
fn elements(c: &mut Call<'_>, v: Val) -> Result<(u64, u64), Trap> {
    let t = c.ty(v.ty());
    if t.kind == Kind::Array {
        return Ok((v.reference, t.len.unsigned_abs()));
    }
    reading(c, v)?;
    c.cx.heap.ld2(v.reference).ok_or(Trap::NilDeref)
}

/// `func copyElems(to, from Value) int`.
fn copy_elems(c: &mut Call<'_>) -> Result<(), Trap> {
    let (to, from) = (Val::read(c), Val::read(c));
    let ((to_ptr, to_len), (from_ptr, from_len)) = (elements(c, to)?, elements(c, from)?);
    let n = to_len.min(from_len);
    let elem = c.ty(c.ty(to.ty()).elem);
    let step = stride(elem);
    if n > 0 {
        touch(c, elem, from_ptr, n, false)?;
        touch(c, elem, to_ptr, n, true)?;
        c.cx.heap.copy_within(to_ptr, from_ptr, n * step).ok_or(Trap::NilDeref)?;
    }
    c.ret(n);
    Ok(())
}

/// `func bytesOf(v Value) []byte`: of a slice of bytes or an array variable of them.
fn bytes_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    let (ptr, len) = elements(c, v)?;
    let cap = if c.ty(v.ty()).kind == Kind::Slice { parts(c, v)?[2] } else { len };
    c.ret_slice(interp::native::Slice { ptr, len, cap });
    Ok(())
}

/// `func textOf(v Value) string`: a string of a slice of bytes.
fn text_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    let [ptr, len, _] = parts(c, v)?;
    hooks::native(c.cx, ptr, len, 1, false)?;
    let bytes = c.bytes(Str { ptr, len }).to_vec();
    c.ret_str(&bytes)
}

/// A map that is read or written, and what its operations must know.
fn table(c: &mut Call<'_>, v: Val, write: bool) -> Result<(MapShape, u64), Trap> {
    reading(c, v)?;
    let m = v.scalar(c.code(), &c.cx.heap).ok_or(Trap::NilDeref)?;
    hooks::native(c.cx, m, 8, 8, write)?;
    Ok((MapShape::of(c.code(), v.ty()), m))
}

/// `func makeMap(t rtype, n int) Value`.
fn make_map(c: &mut Call<'_>) -> Result<(), Trap> {
    let (t, n) = (ty(c), c.word());
    let code = c.code();
    let m = map::make(&mut c.cx.heap, code, MapShape::of(code, t.id), n)?;
    fresh(c, t.id, &[m])?.give(c);
    Ok(())
}

/// A value whose words lie in memory as in a frame.
fn taken(c: &mut Call<'_>, ty: RTypeId, addr: u64, flags: u64) -> Result<Val, Trap> {
    let n = c.ty(ty).words as usize;
    let words = c.cx.heap.words(addr, n).ok_or(Trap::NilDeref)?.to_vec();
    let v = fresh(c, ty, &words)?;
    Ok(Val { head: v.head | flags, ..v })
}

/// `func mapIndex(m, key Value) Value`: not valid if the key is not there.
fn map_index(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, key) = (Val::read(c), Val::read(c));
    reading(c, key)?;
    let (shape, m) = table(c, v, false)?;
    let code = c.code();
    let words = key.words(code, &c.cx.heap).ok_or(Trap::NilDeref)?;
    let found = map::find(&c.cx.heap, code, shape, m, &words)?;
    let flags = v.derived() | key.derived();
    let elem = match found {
        Some(addr) => taken(c, c.ty(v.ty()).elem, addr, flags)?,
        None => Val::default(),
    };
    elem.give(c);
    Ok(())
}

/// `func setMap(m, key, elem Value)`.
fn set_map(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, key, elem) = (Val::read(c), Val::read(c), Val::read(c));
    reading(c, key)?;
    reading(c, elem)?;
    let (shape, m) = table(c, v, true)?;
    let code = c.code();
    let key = key.words(code, &c.cx.heap).ok_or(Trap::NilDeref)?;
    let words = elem.words(code, &c.cx.heap).ok_or(Trap::NilDeref)?;
    let addr = map::insert(&mut c.cx.heap, code, shape, m, &key)?;
    c.cx.heap.store_words(addr, &words).ok_or(Trap::NilDeref)
}

/// `func deleteMap(m, key Value)`.
fn delete_map(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, key) = (Val::read(c), Val::read(c));
    reading(c, key)?;
    let (shape, m) = table(c, v, true)?;
    let code = c.code();
    let key = key.words(code, &c.cx.heap).ok_or(Trap::NilDeref)?;
    map::delete(&mut c.cx.heap, code, shape, m, &key)
}

/// `func clearMap(m Value)`.
fn clear_map(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    let (_, m) = table(c, v, true)?;
    if m != 0 {
        map::clear(&mut c.cx.heap, m);
    }
    Ok(())
}

/// `func iterate(m Value) *byte`: an iterator.
fn iterate(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    let (shape, m) = table(c, v, false)?;
    let layout = c.code().make_layout(map::iter_layout());
    let iter = c.cx.heap.alloc(layout).map_err(|_| Trap::NeedMemory)?;
    let n = map::len(&c.cx.heap, m);
    let start = interp::sched::map_start(c.cx, n);
    let mut words = [0; map::ITER_WORDS as usize];
    map::iter_init(&c.cx.heap, shape, m, start, &mut words);
    c.cx.heap.store_words(iter, &words).ok_or(Trap::NilDeref)?;
    c.ret(iter);
    Ok(())
}

/// `func next(m Value, iter *byte) (key, elem Value)`: not valid at the end.
fn next(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, iter) = (Val::read(c), c.word());
    table(c, v, false)?;
    let shape = MapShape::of(c.code(), v.ty());
    let mut words = [0; map::ITER_WORDS as usize];
    c.cx.heap.load_words(iter, &mut words).ok_or(Trap::NilDeref)?;
    let entry = map::iter_next(&c.cx.heap, c.cx.code, shape, &mut words)?;
    let (mut key, mut elem) = (Val::default(), Val::default());
    if let Some(entry) = entry {
        let t = c.ty(v.ty());
        key = taken(c, t.key, entry.key, v.derived())?;
        elem = taken(c, t.elem, entry.value, v.derived())?;
    }
    c.cx.heap.store_words(iter, &words).ok_or(Trap::NilDeref)?;
    key.give(c);
    elem.give(c);
    Ok(())
}

/// `func makeChan(t rtype, n int) Value`.
fn make_chan(c: &mut Call<'_>) -> Result<(), Trap> {
    let (t, n) = (ty(c), c.int());
    let ch = interp::sync::chan::make(c.cx, t.elem, n)?;
    fresh(c, t.id, &[ch])?.give(c);
    Ok(())
}

/// `func arrayAt(v Value, t rtype) Value`: the array of type `t` that the elements of a slice
/// are, as a variable.
fn array_at(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, t) = (Val::read(c), ty(c));
    let first = match parts_first(c, v)? {
        0 => address(0),
        first => first,
    };
    at(t, first, ADDRESSABLE | v.derived()).give(c);
    Ok(())
}

pub(super) fn register(r: &mut Registry) {
    r.leaf("reflect.makeSlice", make_slice);
    r.leaf("reflect.grow", grow);
    r.leaf("reflect.slice", slice);
    r.leaf("reflect.setLen", set_len);
    r.leaf("reflect.copyElems", copy_elems);
    r.leaf("reflect.bytesOf", bytes_of);
    r.leaf("reflect.textOf", text_of);
    r.leaf("reflect.makeMap", make_map);
    r.leaf("reflect.mapIndex", map_index);
    r.leaf("reflect.setMap", set_map);
    r.leaf("reflect.deleteMap", delete_map);
    r.leaf("reflect.clearMap", clear_map);
    r.leaf("reflect.iterate", iterate);
    r.leaf("reflect.next", next);
    r.leaf("reflect.makeChan", make_chan);
    r.leaf("reflect.arrayAt", array_at);
}

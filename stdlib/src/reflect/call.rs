//! Frames of calls through reflection, functions made at run time, operations on channels.
//!
//! A frame lies in memory: results, parameters, then the receiver or closure pointer, as words like in
//! a goroutine's slots. Go code fills in the arguments and calls with `reflect.call`.

#![expect(clippy::cast_possible_truncation, reason = "function and type numbers are 32 bits")]

use super::types::methods;
use super::{Val, fresh, pack, reading, ty};
use interp::code::{FuncId, FuncRef, RTypeId};
use interp::made::Stub;
use interp::memory::layout::Layout;
use interp::native::{Call, Registry};
use interp::trap::Trap;

/// An empty frame of a function.
fn frame(c: &mut Call<'_>, func: FuncRef) -> Result<u64, Trap> {
    if func.frame.get().is_none() {
        return Err(Trap::Unsupported(format!("{} called through reflection", func.name)));
    }
    let words = func.params + func.recv;
    let whole = &func.info().layout;
    let inside = |list: &[u32]| list.iter().copied().filter(|&at| at < words).collect();
    let layout = Layout {
        words,
        refs: inside(&whole.refs),
        ifaces: inside(&whole.ifaces),
        ..Layout::default()
    };
    let layout = c.code().make_layout(layout);
    c.cx.heap.alloc(layout).map_err(|_| Trap::NeedMemory)
}

/// Writes the results `frame *byte, fn uint64`.
fn give_frame(c: &mut Call<'_>, frame: u64, func: FuncRef) {
    c.ret(frame);
    c.ret(u64::from(func.id.0));
}

/// `func closureFrame(v Value) (frame *byte, fn uint64)`: of a function that is not nil.
fn closure_frame(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = Val::read(c);
    reading(c, v)?;
    let closure = v.scalar(c.code(), &c.cx.heap).ok_or(Trap::NilDeref)?;
    let id = c.cx.heap.ld(closure).ok_or(Trap::NilDeref)?;
    let func = c.code().func(FuncId(id as u32));
    let made = frame(c, func)?;
    if func.recv == 1 {
        let slot = made + 8 * u64::from(func.params);
        c.cx.heap.st(slot, closure).ok_or(Trap::NilDeref)?;
    }
    give_frame(c, made, func);
    Ok(())
}

/// `func methodFunc(v Value, i int) (frame *byte, fn uint64)`: of method number `i` of a value,
/// which is in the frame already.
fn method_func(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, i) = (Val::read(c), c.word());
    let (name, _) = methods(c.ty(v.ty()))[i as usize];
    let held = pack(c, v)?;
    let table = &c.ty(held.ty).methods;
    let found = table.binary_search_by(|m| m.name.cmp(name));
    let method = found.map_err(|_| Trap::NilDeref).map(|i| table[i])?;
    let func = method.func;
    let made = frame(c, func)?;
    let slot = made + 8 * u64::from(func.params);
    let stored = match (method.unbox, func.recv) {
        (0, 1) => c.cx.heap.st(slot, held.data),
        (0, _) => Some(()),
        (words, _) => {
            let words = c.cx.heap.words(held.data, words as usize).ok_or(Trap::NilDeref)?.to_vec();
            c.cx.heap.store_words(slot, &words)
        }
    };
    stored.ok_or(Trap::NilDeref)?;
    give_frame(c, made, func);
    Ok(())
}

/// `func frameSet(frame *byte, slot int, v Value)`.
fn frame_set(c: &mut Call<'_>) -> Result<(), Trap> {
    let (frame, slot, v) = (c.word(), c.word(), Val::read(c));
    reading(c, v)?;
    let words = v.words(c.code(), &c.cx.heap).ok_or(Trap::NilDeref)?;
    c.cx.heap.store_words(frame + 8 * slot, &words).ok_or(Trap::NilDeref)
}

/// `func frameGet(frame *byte, slot int, t rtype) Value`.
fn frame_get(c: &mut Call<'_>) -> Result<(), Trap> {
    let (frame, slot, t) = (c.word(), c.word(), ty(c));
    let words =
        c.cx.heap.words(frame + 8 * slot, t.words as usize).ok_or(Trap::NilDeref)?.to_vec();
    fresh(c, t.id, &words)?.give(c);
    Ok(())
}

/// `func frameWord(frame *byte, slot int) uint64`.
fn frame_word(c: &mut Call<'_>) -> Result<(), Trap> {
    let (frame, slot) = (c.word(), c.word());
    let word = c.cx.heap.ld(frame + 8 * slot).ok_or(Trap::NilDeref)?;
    c.ret(word);
    Ok(())
}

fn made(c: &mut Call<'_>, stub: Stub) -> Result<FuncRef, Trap> {
    c.code().make_func(stub).ok_or_else(|| Trap::Limit("too many functions".to_owned()))
}

/// `func makeFunc(t rtype, body func(frame *byte)) Value`.
fn make_func(c: &mut Call<'_>) -> Result<(), Trap> {
    let (t, body) = (ty(c), c.word());
    let func = made(c, Stub::Through(t.id))?;
    let layout = Layout { words: 2, refs: vec![1], ..Layout::default() };
    let layout = c.code().make_layout(layout);
    let closure = c.cx.heap.alloc(layout).map_err(|_| Trap::NeedMemory)?;
    c.cx.heap.st2(closure, u64::from(func.id.0), body).ok_or(Trap::NilDeref)?;
    fresh(c, t.id, &[closure])?.give(c);
    Ok(())
}

/// `func chanFrame(op int, t rtype) (frame *byte, fn uint64)`: of an operation on channels of type
/// `t`: 0 send, 1 receive, 2 close.
fn chan_frame(c: &mut Call<'_>) -> Result<(), Trap> {
    let (op, t) = (c.word(), ty(c));
    let stub = match op {
        0 => Stub::Send(t.elem),
        1 => Stub::Recv(t.elem),
        _ => Stub::Close,
    };
    let func = made(c, stub)?;
    let at = frame(c, func)?;
    give_frame(c, at, func);
    Ok(())
}

/// `func selectFrame(cases []uint64, hasDefault bool) (frame *byte, fn uint64)`: the cases are
/// their element type times 2, plus 1 if they send.
fn select_frame(c: &mut Call<'_>) -> Result<(), Trap> {
    let (list, default) = (c.slice(), c.bool());
    let n = usize::try_from(list.len).unwrap_or(0);
    let words = c.cx.heap.words(list.ptr, n).unwrap_or_default();
    let cases = words.iter().map(|&w| (w & 1 == 1, RTypeId((w >> 1) as u32))).collect();
    let func = made(c, Stub::Select { cases, default })?;
    let at = frame(c, func)?;
    give_frame(c, at, func);
    Ok(())
}

pub(super) fn register(r: &mut Registry) {
    r.enter("reflect.call");
    r.leaf("reflect.closureFrame", closure_frame);
    r.leaf("reflect.methodFunc", method_func);
    r.leaf("reflect.frameSet", frame_set);
    r.leaf("reflect.frameGet", frame_get);
    r.leaf("reflect.frameWord", frame_word);
    r.leaf("reflect.makeFunc", make_func);
    r.leaf("reflect.chanFrame", chan_frame);
    r.leaf("reflect.selectFrame", select_frame);
}

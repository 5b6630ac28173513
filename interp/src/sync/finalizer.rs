//! Finalizers, cleanups, weak pointers and pools: the operations on them, and the goroutines that
//! call what is due.
//!
//! A goroutine is there only while something is due, one for finalizers and one for cleanups; so
//! nobody waits for ever. In stack dumps and numbers of goroutines they look like the runtime's.
//!
//! # Happens-before
//! `SetFinalizer(x, f)` is synchronized before the call `f(x)`. Nobody can do anything with `x`
//! after the collection that found it: as in Go's detector everything that was done before the
//! finalizers of a collection begin is synchronized before them. `AddCleanup` is synchronized
//! before the call of the cleanup.

use crate::code::{FuncId, FuncRef, Kind, RType, RTypeId};
use crate::cx::Cx;
use crate::goroutine::{Activation, Status};
use crate::memory::heap::{address, index};
use crate::memory::layout::Layout;
use crate::memory::special::Finalizer;
use crate::native::{Call, Iface, Registry, Step};
use crate::op::OpKind;
use crate::race::detector::Key;
use crate::race::edges;
use crate::sched;
use crate::trap::Trap;

/// Bytes of an object that the runtime puts together with others.
const TINY: u64 = 16;

/// The goroutines that call what is due: finalizers, cleanups.
#[derive(Default, Debug)]
pub(crate) struct Runners {
    /// Function values of what they run; 0 if nothing will ever be due.
    funcs: [u64; 2],
    /// Their numbers.
    numbers: [Option<u64>; 2],
}

pub(super) fn register(r: &mut Registry) {
    r.op("runtime.setFinalizer", OpKind::Other, set_finalizer);
    r.leaf("runtime.nextFinalizer", next_finalizer);
    r.enter("runtime.callFinalizer");
    r.op("runtime.addCleanup", OpKind::Other, add_cleanup);
    r.op("runtime.stopCleanup", OpKind::Other, |c| {
        let number = c.word();
        c.cx.specials.stop_cleanup(number);
        Ok(Step::Done)
    });
    r.leaf("runtime.nextCleanup", next_cleanup);
    r.leaf("weak.register", register_weak);
    r.leaf("weak.load", load_weak);
    r.leaf("unique.collections", |c| {
        let collections = c.cx.heap.collections();
        c.ret(collections);
        Ok(())
    });
    r.leaf("sync.listPool", |c| {
        let contents = c.word();
        c.cx.specials.list_pool(contents);
        Ok(())
    });
}

/// `func setFinalizer(obj, finalizer any, run func())`.
fn set_finalizer(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (obj, finalizer, run) = (c.iface(), c.iface(), c.word());
    let Some(param) = check(c, obj, finalizer)? else { return Ok(Step::Done) };
    if finalizer.ty == RTypeId::NIL {
        c.cx.specials.remove_finalizer(obj.data);
        return Ok(Step::Done);
    }
    let new = Finalizer { ty: obj.ty, object: obj.data, func: finalizer.data, param };
    if !c.cx.specials.set_finalizer(new) {
        return Err(fatal("finalizer already set"));
    }
    c.cx.runners.funcs[0] = run;
    edges::calls_later(c.cx);
    Ok(Step::Done)
}

fn fatal(what: &str) -> Trap {
    Trap::Fatal(format!("runtime.SetFinalizer: {what}"))
}

/// The type of the finalizer's parameter (nil if a finalizer is taken away); None if the object is
/// never freed.
fn check(c: &Call<'_>, obj: Iface, finalizer: Iface) -> Result<Option<RTypeId>, Trap> {
    if obj.ty == RTypeId::NIL {
        return Err(fatal("first argument is nil"));
    }
    let pointer = c.ty(obj.ty);
    let string = &pointer.string;
    if pointer.kind != Kind::Pointer {
        return Err(fatal(&format!("first argument is {string}, not pointer")));
    }
    if obj.data == 0 {
        return Err(fatal("pointer not in allocated block"));
    }
    let Some(start) = c.cx.heap.object_start(obj.data) else { return Ok(None) };
    if obj.data != address(start) {
        let elem = c.ty(pointer.elem);
        if !elem.layout.is_scalar() || elem.gc_size >= TINY {
            return Err(fatal("pointer not at beginning of allocated block"));
        }
    }
    if finalizer.ty == RTypeId::NIL {
        return Ok(Some(RTypeId::NIL));
    }
    let func = c.ty(finalizer.ty);
    if func.kind != Kind::Func {
        return Err(fatal(&format!("second argument is {}, not a function", func.string)));
    }
    let wrong = format!("cannot pass {string} to finalizer {}", func.string);
    if func.variadic {
        return Err(fatal(&format!("{wrong} because dotdotdot")));
    }
    match func.params[..] {
        [param] if takes(c.ty(param), pointer) => Ok(Some(param)),
        _ => Err(fatal(&wrong)),
    }
}

/// Whether a parameter takes a pointer.
fn takes(param: &RType, pointer: &RType) -> bool {
    // A type that has methods counts as named.
    let unnamed = |t: &RType| t.name.is_empty() && t.methods.is_empty();
    let unnamed = unnamed(param) || unnamed(pointer);
    param.id == pointer.id
        || param.kind == Kind::Pointer && unnamed && param.elem == pointer.elem
        || param.kind == Kind::Interface && pointer.implements(param)
}

/// `func nextFinalizer() (frame *byte, fn uint64)`: the call of a finalizer that is due, laid out
/// in memory.
fn next_finalizer(c: &mut Call<'_>) -> Result<(), Trap> {
    let Some(finalizer) = c.cx.specials.next_finalizer() else {
        c.ret(0);
        c.ret(0);
        return Ok(());
    };
    let func = function(c.cx, finalizer.func).ok_or(Trap::NilDeref)?;
    let words = func.params + func.recv;
    let param = c.ty(finalizer.param);
    let mut layout = Layout::scalar(words);
    layout.put(func.results, param.layout);
    if func.recv > 0 {
        layout.refs.push(func.params);
    }
    let layout = c.code().make_layout(layout);
    let frame = c.cx.heap.alloc(layout).map_err(|_| Trap::NeedMemory)?;
    let at = index(frame);
    let slots = &mut c.cx.heap.mem[at..at + words as usize];
    let first = func.results as usize;
    if param.kind == Kind::Interface {
        slots[first] = u64::from(finalizer.ty.0);
        slots[first + 1] = finalizer.object;
    } else {
        slots[first] = finalizer.object;
    }
    if func.recv > 0 {
        slots[func.params as usize] = finalizer.func;
    }
    if c.cx.specials.take_fresh() {
        edges::acquire_everything(c.cx);
    }
    c.ret(frame);
    c.ret(u64::from(func.id.0));
    Ok(())
}

/// The function of a function value.
fn function(cx: &Cx, closure: u64) -> Option<FuncRef> {
    let id = cx.heap.ld(closure)?;
    Some(cx.code.func(FuncId(u32::try_from(id).ok()?)))
}

/// `func addCleanup(ptr, cleanup, arg any, call, run func()) uint64`.
fn add_cleanup(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (ptr, cleanup, arg) = (c.iface(), c.iface(), c.iface());
    let (call, run) = (c.word(), c.word());
    let fails = |what: &str| Err(Trap::Text(format!("runtime.AddCleanup: {what}")));
    let pointer = matches!(c.ty(arg.ty).kind, Kind::Pointer | Kind::UnsafePointer);
    if pointer && arg.data == ptr.data {
        return fails("ptr is equal to arg, cleanup will never run");
    }
    let heap = &c.cx.heap;
    let start = heap.object_start(ptr.data);
    if start.is_none() {
        c.ret(0);
        return Ok(Step::Done);
    }
    if pointer && heap.object_start(arg.data) == start {
        return fails("ptr is within arg, cleanup will never run");
    }
    if heap.refers(cleanup.data, ptr.data) {
        return fails("cleanup function closes over ptr, cleanup will never run");
    }
    let number = c.cx.specials.add_cleanup(ptr.data, call);
    c.cx.runners.funcs[1] = run;
    edges::calls_later(c.cx);
    edges::release(c.cx, Key::cleanup(call));
    c.ret(number);
    Ok(Step::Done)
}

/// `func nextCleanup() func()`.
fn next_cleanup(c: &mut Call<'_>) -> Result<(), Trap> {
    let call = c.cx.specials.next_cleanup().unwrap_or(0);
    edges::acquire(c.cx, Key::cleanup(call));
    c.ret(call);
    Ok(())
}

/// `func register(ptr any) *uint64`: the handle of all weak pointers to it.
fn register_weak(c: &mut Call<'_>) -> Result<(), Trap> {
    let addr = c.iface().data;
    let handle = match c.cx.specials.handle(addr) {
        Some(handle) => handle,
        None => {
            // Its word is no reference for the collector.
            let handle = c.cx.heap.alloc_zeroed(8).map_err(|_| Trap::NeedMemory)?;
            c.cx.heap.st(handle, addr).ok_or(Trap::NilDeref)?;
            c.cx.specials.add_handle(addr, handle);
            handle
        }
    };
    c.ret(handle);
    Ok(())
}

/// `func load(handle *uint64, none any) any`: a pointer of the type of `none`.
fn load_weak(c: &mut Call<'_>) -> Result<(), Trap> {
    let (handle, none) = (c.word(), c.iface());
    let data = c.cx.heap.ld(handle).ok_or(Trap::NilDeref)?;
    c.ret_iface(Iface { data, ..none });
    Ok(())
}

/// How many goroutines call what is due.
pub(super) fn runners(cx: &Cx) -> usize {
    if cx.runners.numbers == [None; 2] {
        return 0;
    }
    cx.gs.iter().filter(|g| g.system && g.status != Status::Dead).count()
}

/// After a collection: makes the goroutines that call what is due. The one for finalizers runs
/// first.
pub(crate) fn start(cx: &mut Cx) {
    let due = cx.specials.due();
    for i in [1, 0] {
        let runs = |n| cx.gs.iter().any(|g| g.number == n && g.status != Status::Dead);
        if !due[i] || cx.runners.numbers[i].is_some_and(runs) || cx.ending.is_some() {
            continue;
        }
        let Some(func) = function(cx, cx.runners.funcs[i]) else { continue };
        let Some(g) = sched::spawn(cx, None) else { return };
        let goroutine = &mut cx.gs[g.0 as usize];
        goroutine.system = true;
        goroutine.bubble = 0;
        goroutine.stack.resize(func.info().size as usize, 0);
        goroutine.acts.push(Activation { func, at: 0, base: 0 });
        cx.runners.numbers[i] = Some(goroutine.number);
    }
}

//! How a panic starts: from a trap, or from the panic built-in.

use super::{At, ELSEWHERE, Flow, access, suspend};
use crate::code::RTypeId;
use crate::cx::{Cx, Why};
use crate::goroutine::Panic;
use crate::ir::Elsewhere;
use crate::memory::heap::OutOfMemory;
use crate::outcome::Ending;
use crate::trap::Trap;

/// The statement at `at` set the trap.
#[cold]
#[inline(never)]
pub(crate) fn trapped(cx: &mut Cx, at: At) -> Flow {
    let Some(trap) = cx.trap.take() else { return Flow::Next };
    raise(cx, *trap, at)
}

/// Starts what a trap stands for.
#[cold]
pub(crate) fn raise(cx: &mut Cx, trap: Trap, at: At) -> Flow {
    let elsewhere = cx.trap_at.take();
    let known = cx.code.known;
    let value = match trap {
        Trap::NilDeref => {
            let text = "invalid memory address or nil pointer dereference";
            box_text(cx, known.error_string, text)
        }
        Trap::Divide => box_text(cx, known.error_string, "integer divide by zero"),
        Trap::Error(text) => box_text(cx, known.error_string, &text),
        Trap::Bounds(text) => box_text(cx, known.bounds_error, &text),
        Trap::Plain(text) => box_text(cx, known.plain_error, &text),
        Trap::Text(text) => box_text(cx, known.string, &text),
        Trap::Assertion(text) => {
            let object = box_fields(cx, known.type_assertion_error, Some(&text));
            object.map(|o| (u64::from(known.type_assertion_error.0), o))
        }
        Trap::PanicNil => {
            let object = box_fields(cx, known.panic_nil_error, None);
            object.map(|o| (u64::from(known.panic_nil_error.0), o))
        }
        Trap::Value(ty, data) => Ok((u64::from(ty.0), data)),
        Trap::Goexit => Ok((0, 0)),
        Trap::Fatal(text) => {
            cx.ending = Some(Ending::Fatal(text));
            return suspend(cx, Why::End, at);
        }
        Trap::Exit(status) => {
            cx.ending = Some(Ending::Exit(status));
            return suspend(cx, Why::End, at);
        }
        Trap::Limit(text) => {
            cx.ending = Some(Ending::Limit(text));
            return suspend(cx, Why::End, at);
        }
        Trap::Unsupported(text) => {
            cx.ending = Some(Ending::Unsupported(text));
            return suspend(cx, Why::End, at);
        }
        Trap::NeedMemory => return suspend(cx, Why::Memory, at),
        Trap::Look => return suspend(cx, Why::Look, at),
    };
    let goexit = value == Ok((0, 0));
    let Ok(value) = value else {
        // Not even the panic fits.
        cx.ending = Some(Ending::Limit("memory limit exceeded".to_owned()));
        return suspend(cx, Why::End, at);
    };
    cx.at = elsewhere.unwrap_or(at);
    let g = &mut cx.gs[cx.cur.0 as usize];
    g.panics.push(Panic { value, goexit, recovered: false, deferred: None, trace: Vec::new() });
    Flow::Unwind
}

/// What `f` answers; a trap it sets is at the place.
#[inline]
pub(super) fn placed<T>(cx: &mut Cx, place: Elsewhere, f: impl FnOnce(&mut Cx) -> T) -> T {
    let before = cx.trap.is_some();
    let value = f(cx);
    if !before && cx.trap.is_some() {
        cx.trap_at.get_or_insert(ELSEWHERE | place.index);
    }
    value
}

/// A string in an interface of a type whose underlying type is string.
pub(crate) fn box_text(cx: &mut Cx, ty: RTypeId, text: &str) -> Result<(u64, u64), OutOfMemory> {
    let ptr = cx.heap.alloc_bytes(text.as_bytes())?;
    let layout = cx.code.ty(ty).layout;
    let object = cx.heap.alloc(layout)?;
    if cx.heap.st2(object, ptr, text.len() as u64).is_none() {
        access::nil(cx);
    }
    Ok((u64::from(ty.0), object))
}

/// A new object of the type a pointer type points to; the text goes into its first field.
fn box_fields(cx: &mut Cx, pointer: RTypeId, text: Option<&str>) -> Result<u64, OutOfMemory> {
    let elem = cx.code.ty(pointer).elem;
    let layout = cx.code.ty(elem).layout;
    let object = cx.heap.alloc(layout)?;
    if let Some(text) = text {
        let ptr = cx.heap.alloc_bytes(text.as_bytes())?;
        if cx.heap.st2(object, ptr, text.len() as u64).is_none() {
            access::nil(cx);
        }
    }
    Ok(object)
}

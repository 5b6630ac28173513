//! The end of a program by a panic that nobody recovered.
//!
//! What is printed of a value that is an error or a Stringer is what its method says: the method
//! runs to its end, as Go has it run before anything is printed.

#![expect(clippy::cast_possible_truncation, reason = "type words are 32 bits")]

use super::{Run, Turn};
use crate::code::{Func, FuncRef, RTypeId};
use crate::cx::{Cx, Why};
use crate::goroutine::dump::{self, PanicLine};
use crate::goroutine::{Activation, GoroutineId};
use crate::outcome::Ending;
use crate::tree::At;
use crate::value::print;
use std::mem::take;

/// A goroutine ended by a panic: the program dies.
pub(super) fn crash(cx: &mut Cx, g: GoroutineId) {
    let panics = take(&mut cx.gs[g.0 as usize].panics);
    let calls: Vec<_> = panics.last().map(|p| p.trace.clone()).unwrap_or_default();
    let mut chain = Vec::new();
    for p in &panics {
        let text = if p.goexit { Ok(String::new()) } else { printed(cx, p.value) };
        let text = match text {
            Ok(text) => text,
            Err(failed) => return failed.end(cx, g, calls),
        };
        chain.push(PanicLine { text, recovered: p.recovered, goexit: p.goexit });
    }
    let trace = dump::frame_lines(cx, calls);
    let text = dump::panic_text(cx, g, &chain, &trace);
    cx.gs[g.0 as usize].panics = panics;
    cx.ending = Some(Ending::Panic(text));
}

/// The method that says what a panic value is panicked itself.
struct Failed {
    value: (u64, u64),
    calls: Vec<(FuncRef, At)>,
}

impl Failed {
    /// Ends the program; `calls` are those around the method.
    fn end(self, cx: &mut Cx, g: GoroutineId, calls: Vec<(FuncRef, At)>) {
        let (ty, data) = self.value;
        let name = &cx.code.types[ty as usize].string;
        let value = if name == "string" {
            let text = print::panic_text(cx.code, RTypeId(ty as u32), data, &cx.heap);
            String::from_utf8_lossy(&text).into_owned()
        } else {
            format!("type {name}")
        };
        // What the dump shows is where the goroutine would stand.
        let stack = self.calls.into_iter().chain(calls).rev();
        cx.gs[g.0 as usize].acts =
            stack.map(|(func, at)| Activation { func, at, base: 0 }).collect();
        cx.ending = Some(Ending::Fatal(format!("panic while printing panic value: {value}")));
    }
}

/// A panic value as Go prints it: errors and Stringers by their methods.
fn printed(cx: &mut Cx, (ty, data): (u64, u64)) -> Result<String, Failed> {
    let t = &cx.code.types[ty as usize];
    for name in ["Error", "String"] {
        let Ok(i) = t.methods.binary_search_by_key(&name, |m| m.name) else { continue };
        let m = t.methods[i];
        if m.func.results == 2 && m.func.params == 2 {
            match call_method(cx, m.func, m.unbox, data)? {
                Some(text) => return Ok(text),
                None => break,
            }
        }
    }
    let text = print::panic_text(cx.code, RTypeId(ty as u32), data, &cx.heap);
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// Runs a method `func() string` to its end on a fresh goroutine stack. None: it blocks.
fn call_method(
    cx: &mut Cx,
    func: &'static Func,
    unbox: u32,
    data: u64,
) -> Result<Option<String>, Failed> {
    let mut slots = vec![0, 0];
    if unbox > 0 {
        slots.resize(2 + unbox as usize, 0);
        if cx.heap.load_words(data, &mut slots[2..]).is_none() {
            return Ok(None);
        }
    } else if func.recv == 1 {
        slots.push(data);
    }
    let size = func.info().size as usize;
    let mut stack = vec![0; size.max(16)];
    stack[..slots.len()].copy_from_slice(&slots);
    let mut acts = vec![Activation { func, at: 0, base: 0 }];
    let mut run = Run::new(GoroutineId(u32::MAX));
    let slot = cx.cur.0 as usize;
    for _ in 0..10_000 {
        cx.budget = i32::MAX / 2;
        match run.walk(cx, &mut stack, &mut acts) {
            Turn::Ended if cx.gs[slot].panics.is_empty() => {
                let text = print::indented(cx.heap.bytes(stack[0], stack[1]));
                return Ok(Some(String::from_utf8_lossy(&text).into_owned()));
            }
            Turn::Ended => {
                let panic = cx.gs[slot].panics.pop().filter(|panic| !panic.goexit);
                cx.gs[slot].panics.clear();
                return panic.map_or(Ok(None), |p| Err(Failed { value: p.value, calls: p.trace }));
            }
            Turn::Stopped if matches!(cx.why, Why::Budget | Why::Point) => {
                cx.granted = true;
            }
            Turn::Stopped => break,
        }
    }
    cx.gs[slot].panics.clear();
    Ok(None)
}

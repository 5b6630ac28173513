//! The methods that formatting must call, and the values to call them on.
//!
//! Natives cannot call Go. Formatting that meets a value with such a method notes it down in
//! [`Calls`]; the Go side calls the methods and formats again with what they answered.

use super::value::Memory;
use super::verb::Flags;
use interp::code::{Code, Kind, RType};
use interp::memory::Heap;
use interp::memory::heap::index;
use interp::native::Slice;
use interp::trap::Trap;

use super::value::Value;

/// Which method to call; the numbers are known to the Go side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Method {
    Format = 1,
    GoString = 2,
    Error = 3,
    String = 4,
}

/// A method call that formatting waits for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pending {
    value: Value,
    method: Method,
    verb: char,
    flags: Flags,
}

/// The calls of one formatting: either still to be made, or made by the Go side.
#[derive(Debug, Default)]
pub(super) struct Calls {
    /// Calls found to be missing, in order.
    pub(super) pending: Vec<Pending>,
    /// What was answered: `[]call` of the Go side.
    pub(super) made: Slice,
    /// How many of those are used up.
    pub(super) used: u64,
}

/// What a call answered.
pub(super) struct Answer<'a> {
    pub(super) text: &'a [u8],
    /// Whether the text is put as it is: what Format wrote, or how a panic is shown.
    pub(super) raw: bool,
}

/// Words of a Go `call`: value 2, text 2, raw, method, verb, flags, width, prec, isNil.
const CALL_WORDS: u64 = 11;

impl Calls {
    /// The next call's answer; notes the call down if it was not made yet.
    pub(super) fn next<'a>(
        &mut self,
        mem: Memory<'a>,
        value: Value,
        method: Method,
        verb: char,
        flags: Flags,
    ) -> Option<Answer<'a>> {
        if self.used >= self.made.len {
            self.pending.push(Pending { value, method, verb, flags });
            return None;
        }
        let at = self.made.ptr + 8 * CALL_WORDS * self.used;
        self.used += 1;
        let word = |i: u64| mem.word_at(at + 8 * i);
        Some(Answer { text: mem.heap.bytes(word(2), word(3)), raw: word(4) & 0xFF != 0 })
    }
}

/// The method that formats a value of this type under this verb, in Go's order of preference.
pub(super) fn wanted(code: &Code, ty: &RType, verb: char, sharp_v: bool) -> Option<Method> {
    if ty.methods.is_empty() {
        return None;
    }
    if has(code, ty, "Format", is_format) {
        Some(Method::Format)
    } else if sharp_v {
        has(code, ty, "GoString", answers_string).then_some(Method::GoString)
    } else if !matches!(verb, 'v' | 's' | 'x' | 'X' | 'q') {
        None
    } else if is_error(code, ty) {
        Some(Method::Error)
    } else {
        has(code, ty, "String", answers_string).then_some(Method::String)
    }
}

/// Whether a type is an error.
pub(super) fn is_error(code: &Code, ty: &RType) -> bool {
    has(code, ty, "Error", answers_string)
}

fn has(code: &Code, ty: &RType, name: &str, fits: fn(&Code, &RType) -> bool) -> bool {
    let found = ty.methods.binary_search_by(|m| m.name.cmp(name));
    found.is_ok_and(|i| fits(code, code.ty(ty.methods[i].ty)))
}

fn answers_string(code: &Code, sig: &RType) -> bool {
    sig.params.is_empty() && sig.results == [code.known.string]
}

fn is_format(code: &Code, sig: &RType) -> bool {
    let [state, verb] = sig.params[..] else { return false };
    let state = code.ty(state);
    sig.results.is_empty()
        && state.name == "State"
        && state.pkg == "fmt"
        && code.ty(verb).kind == Kind::Int32
        && code.ty(verb).pkg.is_empty()
}

/// Writes the calls to be made into the Go side's `[]call`.
pub(super) fn fill(
    code: &'static Code,
    heap: &mut Heap,
    calls: &Calls,
    to: Slice,
) -> Result<(), Trap> {
    for (i, call) in (0..to.len).zip(&calls.pending) {
        let mem = Memory { code, heap };
        let ty = mem.ty(call.value.ty);
        let data = match mem.data(call.value) {
            Ok(word) => word,
            Err(from) => {
                let words: Vec<u64> =
                    (0..u64::from(ty.words)).map(|w| mem.word_at(from + 8 * w)).collect();
                let copy = heap.alloc(ty.layout).map_err(|_| Trap::NeedMemory)?;
                for (w, word) in (0..).zip(words) {
                    store(heap, copy + 8 * w, word);
                }
                copy
            }
        };
        let is_nil = ty.kind == Kind::Pointer && data == 0;
        let f = call.flags;
        let opt = |v: Option<i64>| v.map_or(-1, |v| v).cast_unsigned();
        let words = [
            u64::from(call.value.ty.0),
            data,
            0,
            0,
            0,
            call.method as u64,
            u64::from(call.verb),
            flag_bits(f),
            opt(f.width),
            opt(f.prec),
            u64::from(is_nil),
        ];
        for (w, word) in (0..).zip(words) {
            store(heap, to.ptr + 8 * (CALL_WORDS * i + w), word);
        }
    }
    Ok(())
}

fn store(heap: &mut Heap, addr: u64, word: u64) {
    if let Some(slot) = heap.mem.get_mut(index(addr)) {
        *slot = word;
    }
}

/// The flags that State.Flag answers: 1 '-', 2 '+', 4 '#', 8 ' ', 16 '0'; and as `%+v` and `%#v`
/// are told apart from `%+d` and `%#d`: 32, 64.
fn flag_bits(f: Flags) -> u64 {
    let bits = [f.minus, f.plus, f.sharp, f.space, f.zero, f.plus_v, f.sharp_v];
    (0..).zip(bits).map(|(i, on)| u64::from(on) << i).sum()
}

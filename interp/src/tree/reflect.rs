//! Calls of functions whose types are known only at run time.
//!
//! Go code lays the callee's results, parameters and receiver (or closure pointer) out in memory,
//! as words like in a frame; the call copies them into a frame above the caller's and the results
//! back. The Go code holds on to the memory, which keeps the arguments alive until they are there.

use super::call::{enter, run_op};
use super::panic::trapped;
use super::{At, Flow, Frame, access, suspend};
use crate::code::{Body, FuncId, FuncRef};
use crate::cx::{Cx, Why};
use crate::native::{self, Native};

/// Slots of the parameters: the function's id, the address of its frame.
const OWN: usize = 2;

fn callee(cx: &Cx, fr: &Frame) -> FuncRef {
    cx.code.func(FuncId(fr[0] as u32))
}

/// Calls. `fr` starts at the parameters, `own` slots above the frame of the statement at `at`.
pub(super) fn call(cx: &mut Cx, fr: &mut Frame, own: usize, at: At) -> Flow {
    let (func, memory) = (callee(cx, fr), fr[1]);
    // The step was charged for the call of the native itself.
    if cx.depth <= 0 {
        return suspend(cx, Why::Depth, at);
    }
    let words = (func.params + func.recv) as usize;
    let need = OWN + words.max(func.info().size as usize);
    if need > fr.len() {
        cx.need = own + need;
        return suspend(cx, Why::Grow, at);
    }
    if cx.heap.load_words(memory, &mut fr[OWN..OWN + words]).is_none() {
        access::nil(cx);
        return trapped(cx, at);
    }
    let flow = match func.body.get() {
        Some(Body::Native(Native::Leaf(f))) => {
            let mut call = native::Call::new(cx, &mut fr[OWN..], func.results, func.params);
            match f(&mut call) {
                Ok(()) => Flow::Next,
                Err(trap) => {
                    access::fail(cx, trap);
                    trapped(cx, at)
                }
            }
        }
        Some(&Body::Native(Native::Op(f, kind))) => run_op(cx, &mut fr[OWN..], func, (f, kind), at),
        _ => {
            let flow = enter(cx, fr, OWN, func, at);
            if flow == Flow::Suspend {
                // The callee's frame is above the caller's, not above the parameters.
                if let Some(activation) = cx.unwound.last_mut() {
                    activation.2 += own as u32;
                }
            }
            flow
        }
    };
    if flow == Flow::Next {
        returned(cx, fr);
    }
    flow
}

/// The callee returned: its results go back to memory.
pub(super) fn returned(cx: &mut Cx, fr: &Frame) {
    let results = callee(cx, fr).results as usize;
    if cx.heap.store_words(fr[1], &fr[OWN..OWN + results]).is_none() {
        access::nil(cx);
    }
}

//! The executable tree.
//!
//! Every statement is a [`Node`]. `exec` runs it from the start, calls recursing on the host
//! stack; when the goroutine must stop (block, preemption, growth, depth), nodes answer
//! [`Flow::Suspend`] while the host stack unwinds by ordinary returns, and `resume` goes back
//! down to the recorded position.
//!
//! # Invariants
//! * A function's positions are numbered in the order of its nodes; a node's range is contiguous.
//! * [`Flow::Suspend`] and [`Flow::Unwind`] leave the position inside the current function in
//!   `cx.at`; the call node above records it for its callee and puts its own there.
//! * When `resume` is called because a callee panicked, `cx.unwinding` is set.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    clippy::wildcard_enum_match_arm,
    reason = "slots hold bit patterns; positions and slots are 32 bits; what has no shape of its own goes the general way"
)]

mod access;
mod build;
mod call;
mod checked;
mod control;
mod defer;
mod formatted;
mod loops;
pub(crate) mod op;
mod panic;
mod point;
mod reflect;
mod shape;
mod traps;

use crate::code::{FrameInfo, FuncRef};
use crate::cx::{Cx, Why};
use crate::ir;
use frontend::span::Pos;
use std::ops::Range;

pub(crate) use access::negative;
pub(crate) use build::{do_fn, float_fn, pair_fn, word_fn};
pub(crate) use call::run_op;
pub(crate) use panic::raise;
pub(crate) use traps::word_traps;

/// A position inside one function: every statement node owns a range of them.
pub type At = u32;

/// Set in positions of expressions that are not on the line of their statement. Nothing resumes
/// there; panics start there. A program counter has room for twice as much.
pub(crate) const ELSEWHERE: At = 1 << 21;

/// The index of the expression that a position is, if it is one.
pub(crate) fn elsewhere(at: At) -> Option<usize> {
    (at & ELSEWHERE != 0).then_some((at & !ELSEWHERE) as usize)
}

/// How a statement ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Flow {
    /// Go on with the next statement.
    Next,
    /// `break` out of the construct whose label number is in `cx.label`.
    Break,
    /// `continue` the loop whose label number is in `cx.label`.
    Continue,
    /// `goto` the label whose number is in `cx.label`.
    Goto,
    /// Return from the function; the results are in their slots.
    Return,
    /// A panic or Goexit unwinds: see the goroutine's panics.
    Unwind,
    /// The goroutine stops here; `cx.why` says why, `cx.at` where to resume.
    Suspend,
}

/// A frame: the goroutine's slots from this activation's first one to the end of its stack.
pub type Frame = [u64];

/// A statement.
pub trait Node: Send + Sync {
    /// Runs from the start.
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow;
    /// Goes down to position `at` and carries on.
    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow;
    /// The positions inside this node.
    fn range(&self) -> Range<At>;
}

/// A boxed statement.
pub type Stmt = Box<dyn Node>;

/// Stops the goroutine at a position.
#[cold]
#[inline(never)]
pub(crate) fn suspend(cx: &mut Cx, why: Why, at: At) -> Flow {
    cx.why = why;
    cx.at = at;
    Flow::Suspend
}

/// Charges a step; true when the goroutine must stop.
#[inline(always)]
pub(crate) fn tick(cx: &mut Cx) -> bool {
    cx.budget -= 1;
    cx.budget < 0 || cx.heap.wants_gc()
}

/// First slot of the frame in the goroutine's slot array.
#[inline(always)]
pub(crate) fn base_of(cx: &Cx, fr: &Frame) -> u32 {
    (cx.stack_len - fr.len()) as u32
}

/// Builds the nodes of one function.
pub(crate) struct Builder {
    /// Source position of each tree position.
    lines: Vec<Pos>,
    /// Slots of the frame, scratch slots included: where a callee's frame starts.
    pub(crate) own: u32,
    /// The function being built.
    pub(crate) func: FuncRef,
    /// Where a return statement leaves its number, if its deferred calls are open coded.
    leaving: Option<u32>,
    /// Those return statements.
    returns: Vec<Pos>,
}

impl Builder {
    /// New positions; answers the first.
    pub(crate) fn at(&mut self, n: usize, pos: Pos) -> At {
        let first = self.lines.len() as At;
        // A statement the compiler made up belongs to the line before it.
        let pos = if pos.is_known() { pos } else { self.lines.last().copied().unwrap_or(pos) };
        self.lines.resize(self.lines.len() + n, pos);
        first
    }

    /// The next position.
    pub(crate) fn next(&self) -> At {
        self.lines.len() as At
    }
}

/// Makes a tree and the frame's description of a lowered body.
pub fn build(func: FuncRef, body: ir::Body) -> (Stmt, FrameInfo) {
    // Scratch slots of a deferring function: see `defer`.
    let scratch = if body.defers { defer::SCRATCH } else { 0 };
    let size = body.size.max(func.params + func.recv) + scratch;
    let open_coded = body.defers && defer::is_open_coded(&body.stmts);
    let leaving = open_coded.then(|| size - 1);
    let mut b = Builder { lines: Vec::new(), own: size, func, leaving, returns: Vec::new() };
    b.at(1, func.pos);
    let node = b.block(body.stmts);
    let (elsewhere, needed, end) = (body.elsewhere, body.needed, body.end);
    let node = if body.defers {
        defer::deferring(&mut b, node, body.boxed_results, size - scratch, body.end)
    } else if body.boxed_results.is_empty() {
        node
    } else {
        defer::boxing(&mut b, node, body.boxed_results)
    };
    let mut layout = body.layout;
    layout.words = size;
    let info =
        FrameInfo { size, layout, clear: body.clear, lines: b.lines, elsewhere, needed, end };
    (node, info)
}

//! The executable tree.
//!
//! Every statement is a [`Node`]. `exec` runs it from the start, calls recursing on the host
//! stack; when the goroutine must stop (block, preemption, growth, depth), nodes answer
//! [`Flow::Suspend`] while the host stack unwinds by ordinary returns, and `resume` goes back
//! down to the recorded position.

use crate::cx::Cx;
use std::ops::Range;

/// A position inside one function: every statement node owns a range of them.
pub type At = u32;

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
    /// A panic or Goexit unwinds: see `cx.trap` and the goroutine's panics.
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

//! Stack dumps, panics and fatal errors, byte for byte as Go prints them.

use crate::cx::Cx;
use crate::goroutine::GoroutineId;

/// One line of a panic's chain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PanicLine {
    /// The printed value, as `printpanicval` prints it.
    pub text: String,
    /// Whether it was recovered.
    pub recovered: bool,
    /// Whether it is a Goexit.
    pub goexit: bool,
}

/// What Go prints for an uncaught panic of goroutine `g`; `chain` oldest first, `trace` the lines
/// of the stack (see [`frame_lines`]), innermost first.
pub fn panic_text(cx: &Cx, g: GoroutineId, chain: &[PanicLine], trace: &str) -> String {
    let _ = (cx, g, chain, trace);
    todo!()
}

/// What Go prints for a fatal error in the running goroutine: `trace` as in [`panic_text`]. The
/// blocks of the other goroutines follow.
pub fn fatal_text(cx: &Cx, message: &str, trace: &str) -> String {
    let _ = (cx, message, trace);
    todo!()
}

/// The lines of a stack: `calls` innermost first, function and position.
pub fn frame_lines(
    cx: &Cx,
    calls: impl IntoIterator<Item = (crate::code::FuncRef, crate::tree::At)>,
) -> String {
    let _ = (cx, calls.into_iter().count());
    todo!()
}

//! Run-time panics raised by the interpreter, with Go's exact texts.
//!
//! An expression that fails sets [`Cx::trap`](crate::cx::Cx::trap) (the first one wins), answers
//! an arbitrary value and goes on; every statement tests the flag before it has any effect.

use crate::code::RTypeId;

/// Why an expression or native failed.
#[derive(Clone, PartialEq, Debug)]
pub enum Trap {
    /// Nil pointer dereference.
    NilDeref,
    /// Integer division by zero.
    Divide,
    /// Any other `runtime.errorString`; the text after "runtime error: ".
    Error(String),
    /// `runtime.boundsError`; the text after "runtime error: ".
    Bounds(String),
    /// `runtime.plainError`; the whole text, e.g. "send on closed channel".
    Plain(String),
    /// A failed type assertion: the text after "interface conversion: ".
    Assertion(String),
    /// `panic(nil)`.
    PanicNil,
    /// `panic(v)`: type and data word of the value.
    Value(RTypeId, u64),
    /// A string panic made by a native, as by `panic("text")` in Go.
    Text(String),
    /// A fatal error, not recoverable: the text after "fatal error: ".
    Fatal(String),
    /// Memory is full: collect and run the statement again.
    NeedMemory,
    /// Somebody wants to know the stack: write it down and run the statement again.
    Look,
    /// `runtime.Goexit`.
    Goexit,
    /// `os.Exit`.
    Exit(i32),
    /// A limit was hit: our message.
    Limit(String),
    /// Not supported by goweave: status 3.
    Unsupported(String),
}

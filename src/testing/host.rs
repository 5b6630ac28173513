//! The door of a test program: what it prints goes where `go test` sends it.

use super::stream::Stream;
use interp::host::Host;
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

/// What testing says when nothing ran.
const NOTHING: &[u8] = b"testing: warning: no tests to run\n";

/// The output of a test program, standard error too.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) sink: Sink,
    /// Whether there was any.
    pub(crate) any: bool,
    /// Whether it said that there is nothing to run.
    pub(crate) nothing: bool,
}

impl Output {
    /// Nothing yet.
    pub(crate) fn new(sink: Sink) -> Self {
        Self { sink, any: false, nothing: false }
    }

    /// The time of what comes next.
    pub(crate) fn time(&mut self, ns: u64) {
        if let Sink::Events(stream) = &mut self.sink {
            stream.time(ns);
        }
    }

    /// Takes output.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.any |= !bytes.is_empty();
        self.nothing |= bytes == NOTHING;
        self.sink.write(bytes);
    }
}

/// Where output goes.
#[derive(Debug)]
pub(crate) enum Sink {
    /// To our standard output, at once.
    Through,
    /// Nowhere yet.
    Kept(Vec<u8>),
    /// Into events.
    Events(Stream),
}

impl Sink {
    /// Takes output.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        match self {
            Self::Through => {
                let mut stdout = io::stdout().lock();
                let _ = stdout.write_all(bytes).and_then(|()| stdout.flush());
            }
            Self::Kept(kept) => kept.extend_from_slice(bytes),
            Self::Events(stream) => stream.write(bytes),
        }
    }
}

/// The door.
pub(crate) struct TestHost {
    output: Rc<RefCell<Output>>,
    args: Vec<String>,
}

impl TestHost {
    /// With the program's arguments, its name first.
    pub(crate) fn new(output: Rc<RefCell<Output>>, args: Vec<String>) -> Self {
        Self { output, args }
    }
}

impl Host for TestHost {
    fn write(&mut self, _: i32, bytes: &[u8]) {
        self.output.borrow_mut().write(bytes);
    }

    fn time(&mut self, ns: u64) {
        self.output.borrow_mut().time(ns);
    }

    fn read(&mut self, _: &mut [u8]) -> usize {
        0
    }

    fn args(&self) -> Vec<String> {
        self.args.clone()
    }

    fn env(&self) -> Vec<String> {
        Vec::new()
    }
}

/// What was written, and when.
pub(crate) type Tape = Rc<RefCell<Vec<(u64, Vec<u8>)>>>;

/// The same door, which only notes down what is written.
pub(crate) struct TapeHost {
    tape: Tape,
    now: u64,
    args: Vec<String>,
}

impl TapeHost {
    /// With the program's arguments, its name first.
    pub(crate) fn new(tape: Tape, args: Vec<String>) -> Self {
        Self { tape, now: 0, args }
    }
}

impl Host for TapeHost {
    fn write(&mut self, _: i32, bytes: &[u8]) {
        self.tape.borrow_mut().push((self.now, bytes.to_vec()));
    }

    fn time(&mut self, ns: u64) {
        self.now = ns;
    }

    fn read(&mut self, _: &mut [u8]) -> usize {
        0
    }

    fn args(&self) -> Vec<String> {
        self.args.clone()
    }

    fn env(&self) -> Vec<String> {
        Vec::new()
    }
}

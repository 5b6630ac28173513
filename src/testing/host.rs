//! The door of a test program: what it prints goes where `go test` sends it.

use super::stream::Stream;
use crate::workers::STOP;
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
        match &mut self.sink {
            Sink::Through => {
                let mut stdout = io::stdout().lock();
                let _ = stdout.write_all(bytes).and_then(|()| stdout.flush());
            }
            Sink::Kept(kept) => kept.extend_from_slice(bytes),
            Sink::Events(stream) => {
                stream.write(bytes);
                stream.show();
            }
        }
    }
}

/// Where output goes.
#[derive(Debug)]
pub(crate) enum Sink {
    /// To our standard output, at once.
    Through,
    /// Nowhere yet.
    Kept(Vec<u8>),
    /// Into events, which go there.
    Events(Stream),
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

    fn goes_on(&mut self) -> bool {
        !STOP.is_set()
    }
}

/// What was written, and when.
#[derive(Default, Debug)]
pub(crate) struct Tape {
    /// Bytes that came before the first report of a race.
    pub(crate) before: u64,
    /// What came after it.
    pub(crate) written: Vec<(u64, Vec<u8>)>,
}

/// The same door while races are looked for. Their reports are known only when all is over, so
/// what is written after one is noted down.
pub(crate) struct TapeHost {
    host: TestHost,
    tape: Rc<RefCell<Tape>>,
    raced: bool,
    now: u64,
}

impl TapeHost {
    /// With the door for what comes before the first race.
    pub(crate) fn new(host: TestHost, tape: Rc<RefCell<Tape>>) -> Self {
        Self { host, tape, raced: false, now: 0 }
    }
}

impl Host for TapeHost {
    fn write(&mut self, fd: i32, bytes: &[u8]) {
        let mut tape = self.tape.borrow_mut();
        if self.raced {
            tape.written.push((self.now, bytes.to_vec()));
        } else {
            tape.before += bytes.len() as u64;
            self.host.write(fd, bytes);
        }
    }

    fn after_race(&mut self) {
        self.raced = true;
    }

    fn time(&mut self, ns: u64) {
        self.now = ns;
        if !self.raced {
            self.host.time(ns);
        }
    }

    fn read(&mut self, buf: &mut [u8]) -> usize {
        self.host.read(buf)
    }

    fn args(&self) -> Vec<String> {
        self.host.args()
    }

    fn env(&self) -> Vec<String> {
        self.host.env()
    }

    fn goes_on(&mut self) -> bool {
        self.host.goes_on()
    }
}

//! The only door from an execution to the outside.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Standard streams, arguments and environment. The command line has the real one; searches and
/// tests have one in memory.
pub trait Host {
    /// Appends to the program's standard output (`fd` 1) or standard error (`fd` 2).
    fn write(&mut self, fd: i32, bytes: &[u8]);
    /// A data race was found: reports of races stand before what is written next.
    fn after_race(&mut self) {}
    /// Virtual nanoseconds since the start at which the next bytes are written.
    fn time(&mut self, _: u64) {}
    /// Reads from standard input; 0 bytes means end of file.
    fn read(&mut self, buf: &mut [u8]) -> usize;
    /// The program's arguments, its name first.
    fn args(&self) -> Vec<String>;
    /// Environment variables, `KEY=value`.
    fn env(&self) -> Vec<String>;
    /// Asked every few milliseconds of work: whether the program may go on. If not, it ends as
    /// [`Stopped`](crate::outcome::Ending::Stopped); nothing else comes of the answer.
    fn goes_on(&mut self) -> bool {
        true
    }
}

/// By which whoever watches ends executions early. Clones are the same flag.
#[derive(Clone, Default, Debug)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// From now on it is set; whether it was before.
    pub fn set(&self) -> bool {
        self.0.swap(true, Ordering::Relaxed)
    }

    /// Whether it is set.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A host in memory.
#[derive(Debug, Default)]
pub struct MemoryHost {
    /// What was written to standard output.
    pub stdout: Vec<u8>,
    /// What was written to standard error.
    pub stderr: Vec<u8>,
    /// What is still to be read from standard input.
    pub stdin: std::collections::VecDeque<u8>,
    /// The arguments.
    pub args: Vec<String>,
    /// The environment.
    pub env: Vec<String>,
    /// Ends the execution.
    pub stop: Stop,
}

impl MemoryHost {
    /// A host with a program's arguments and all of its input.
    pub fn with_input(args: &[String], stdin: &[u8]) -> Self {
        Self { args: args.to_vec(), stdin: stdin.iter().copied().collect(), ..Self::default() }
    }
}

impl Host for MemoryHost {
    fn write(&mut self, fd: i32, bytes: &[u8]) {
        if fd == 2 { &mut self.stderr } else { &mut self.stdout }.extend_from_slice(bytes);
    }

    fn read(&mut self, buf: &mut [u8]) -> usize {
        let n = buf.len().min(self.stdin.len());
        for (slot, byte) in buf.iter_mut().zip(self.stdin.drain(..n)) {
            *slot = byte;
        }
        n
    }

    fn args(&self) -> Vec<String> {
        self.args.clone()
    }

    fn env(&self) -> Vec<String> {
        self.env.clone()
    }

    fn goes_on(&mut self) -> bool {
        !self.stop.is_set()
    }
}

/// A host that whoever started the execution looks at afterwards.
impl<H: Host> Host for Rc<RefCell<H>> {
    fn write(&mut self, fd: i32, bytes: &[u8]) {
        self.borrow_mut().write(fd, bytes);
    }

    fn read(&mut self, buf: &mut [u8]) -> usize {
        self.borrow_mut().read(buf)
    }

    fn args(&self) -> Vec<String> {
        self.borrow().args()
    }

    fn env(&self) -> Vec<String> {
        self.borrow().env()
    }

    fn goes_on(&mut self) -> bool {
        self.borrow_mut().goes_on()
    }
}

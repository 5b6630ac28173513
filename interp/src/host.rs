//! The only door from an execution to the outside.

use std::cell::RefCell;
use std::rc::Rc;

/// Standard streams, arguments and environment. The command line has the real one; searches and
/// tests have one in memory.
pub trait Host {
    /// Appends to the program's standard output (`fd` 1) or standard error (`fd` 2).
    fn write(&mut self, fd: i32, bytes: &[u8]);
    /// Virtual nanoseconds since the start at which the next bytes are written.
    fn time(&mut self, _: u64) {}
    /// Reads from standard input; 0 bytes means end of file.
    fn read(&mut self, buf: &mut [u8]) -> usize;
    /// The program's arguments, its name first.
    fn args(&self) -> Vec<String>;
    /// Environment variables, `KEY=value`.
    fn env(&self) -> Vec<String>;
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
}

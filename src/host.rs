//! The running program's door to this process.
//!
//! Standard output is collected and written when there is much of it or some has waited long,
//! before standard input is read, before anything goes to standard error, and at the end; on a
//! terminal at once. The environment is empty: an execution is a function of its program,
//! arguments, input and decisions.

use interp::host::Host;
use std::cell::RefCell;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::process;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// Bytes of output that are written at once.
const CHUNK: usize = 1 << 16;

/// Longest that output waits to be written.
const LATEST: Duration = Duration::from_millis(100);

/// Status of a process whose reader has gone away, as the shell shows it.
const BROKEN_PIPE: i32 = 128 + 13;

/// What a program read from standard input: the bytes, and how many each read gave.
#[derive(Clone, Default, Debug)]
pub(crate) struct Input {
    pub(crate) bytes: Vec<u8>,
    /// Lengths of the reads with how often each came in a row.
    reads: Vec<(usize, usize)>,
    /// Bytes given so far.
    given: usize,
}

impl Input {
    /// Recorded bytes, with the lengths as [`Input::lengths`] writes them.
    pub(crate) fn recorded(bytes: Vec<u8>, lengths: &str) -> Self {
        let pair = |text: &str| {
            let (len, times) = text.split_once('x').unwrap_or((text, "1"));
            Some((len.parse().ok()?, times.parse().ok()?))
        };
        let mut reads: Vec<_> = lengths.split(',').filter_map(pair).collect();
        reads.reverse();
        Self { bytes, reads, given: 0 }
    }

    /// The lengths of the reads as text.
    pub(crate) fn lengths(&self) -> String {
        let texts: Vec<_> = self
            .reads
            .iter()
            .map(
                |&(len, times)| if times == 1 { len.to_string() } else { format!("{len}x{times}") },
            )
            .collect();
        texts.join(",")
    }

    /// What was noted, to be read again.
    pub(crate) fn again(&self) -> Self {
        let mut reads = self.reads.clone();
        reads.reverse();
        Self { bytes: self.bytes.clone(), reads, given: 0 }
    }

    fn note(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        match self.reads.last_mut() {
            Some((len, times)) if *len == bytes.len() => *times += 1,
            _ => self.reads.push((bytes.len(), 1)),
        }
    }

    fn give(&mut self, buf: &mut [u8]) -> usize {
        let rest = &self.bytes[self.given..];
        let mut n = buf.len().min(rest.len());
        if let Some((len, times)) = self.reads.last_mut() {
            n = n.min(*len);
            *times = times.saturating_sub(1);
            if *times == 0 {
                self.reads.pop();
            }
        }
        buf[..n].copy_from_slice(&rest[..n]);
        self.given += n;
        n
    }
}

/// Where standard input comes from.
pub(crate) enum Stdin {
    /// This process's own; what is read is noted if somebody wants to know.
    Real(Option<Rc<RefCell<Input>>>),
    /// What was read before.
    Recorded(Input),
}

/// The same door to a program that runs again: it reads what it read, and its output is known.
pub(crate) struct MuteHost(RealHost);

impl MuteHost {
    /// With what was read and the program's arguments, its name first.
    pub(crate) fn new(read: Input, args: Vec<String>) -> Self {
        Self(RealHost::new(Stdin::Recorded(read), args))
    }
}

impl Host for MuteHost {
    fn write(&mut self, _: i32, _: &[u8]) {}

    fn read(&mut self, buf: &mut [u8]) -> usize {
        self.0.read(buf)
    }

    fn args(&self) -> Vec<String> {
        self.0.args()
    }

    fn env(&self) -> Vec<String> {
        self.0.env()
    }
}

/// The door.
pub(crate) struct RealHost {
    stdin: Stdin,
    args: Vec<String>,
    out: Vec<u8>,
    /// When the first of it came.
    since: Instant,
    terminal: bool,
}

impl RealHost {
    /// With an input and the program's arguments, its name first.
    pub(crate) fn new(stdin: Stdin, args: Vec<String>) -> Self {
        let terminal = io::stdout().is_terminal();
        Self { stdin, args, out: Vec::new(), since: Instant::now(), terminal }
    }

    /// Writes what was collected.
    fn flush(&mut self) {
        if self.out.is_empty() {
            return;
        }
        let mut stdout = io::stdout().lock();
        let result = stdout.write_all(&self.out).and_then(|()| stdout.flush());
        self.out.clear();
        if result.is_err_and(|e| e.kind() == ErrorKind::BrokenPipe) {
            // Nobody will see what this program still does: end as the system would end it.
            process::exit(BROKEN_PIPE);
        }
    }
}

impl Drop for RealHost {
    fn drop(&mut self) {
        self.flush();
    }
}

impl Host for RealHost {
    fn write(&mut self, fd: i32, bytes: &[u8]) {
        if fd == 2 {
            self.flush();
            let _ = io::stderr().lock().write_all(bytes);
            return;
        }
        if self.out.is_empty() {
            self.since = Instant::now();
        }
        self.out.extend_from_slice(bytes);
        if self.terminal || self.out.len() >= CHUNK {
            self.flush();
        }
    }

    fn read(&mut self, buf: &mut [u8]) -> usize {
        self.flush();
        match &mut self.stdin {
            Stdin::Real(note) => {
                let n = read_some(buf);
                if let Some(note) = note {
                    note.borrow_mut().note(&buf[..n]);
                }
                n
            }
            Stdin::Recorded(input) => input.give(buf),
        }
    }

    fn args(&self) -> Vec<String> {
        self.args.clone()
    }

    fn env(&self) -> Vec<String> {
        Vec::new()
    }

    fn goes_on(&mut self) -> bool {
        if !self.out.is_empty() && self.since.elapsed() >= LATEST {
            self.flush();
        }
        true
    }
}

/// One read; 0 at the end of the input.
fn read_some(buf: &mut [u8]) -> usize {
    let mut stdin = io::stdin().lock();
    loop {
        match stdin.read(buf) {
            Ok(n) => return n,
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(_) => return 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Input;

    #[test]
    fn recorded_input_comes_in_the_same_pieces() {
        let mut input = Input::default();
        for piece in [&b"ab"[..], b"cd", b"efg", b""] {
            input.note(piece);
        }
        assert_eq!(input.lengths(), "2x2,3,0");
        let mut again = Input::recorded(input.bytes.clone(), &input.lengths());
        let mut buf = [0; 8];
        assert_eq!([0; 4].map(|_| again.give(&mut buf)), [2, 2, 3, 0]);
    }
}

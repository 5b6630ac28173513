//! What the test binaries share: running goweave, and texts that can be compared.
#![allow(dead_code, reason = "each test binary uses a part of it")]

pub(crate) mod program;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Longest a run may take.
const LIMIT: Duration = Duration::from_mins(2);

/// What a run of goweave gave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The project's folder, in which goweave is run.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A folder for what tests write.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&dir).expect("the target folder can be written");
    dir
}

/// Runs goweave.
pub(crate) fn goweave<S: AsRef<str>>(args: &[S]) -> Run {
    goweave_in(&root(), args, "")
}

/// Runs goweave in a folder with an input.
pub(crate) fn goweave_in<S: AsRef<str>>(dir: &Path, args: &[S], input: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_goweave"))
        .args(args.iter().map(AsRef::as_ref))
        .current_dir(dir)
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("goweave can be started");
    let mut stdin = child.stdin.take().expect("is piped");
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let mut stdout = child.stdout.take().expect("is piped");
    let mut stderr = child.stderr.take().expect("is piped");
    let read_out = thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stdout.read_to_end(&mut bytes);
        bytes
    });
    let (send, receive) = mpsc::channel();
    let read_err = thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stderr.read_to_end(&mut bytes);
        let _ = send.send(());
        bytes
    });
    // Its standard error closes when it ends.
    if receive.recv_timeout(LIMIT).is_err() {
        let _ = child.kill();
    }
    let status = child.wait().expect("was started");
    let text = |bytes: thread::Result<Vec<u8>>| {
        String::from_utf8_lossy(&bytes.expect("reads")).into_owned()
    };
    Run {
        status: status.code().unwrap_or(-1),
        stdout: text(read_out.join()),
        stderr: text(read_err.join()),
    }
}

/// What the program wrote to stderr, without goweave's last line.
pub(crate) fn own_stderr(stderr: &str) -> &str {
    stderr.rfind("to reproduce: ").map_or(stderr, |at| &stderr[..at])
}

/// A panic's or deadlock's text without what differs between machines and compilers: folders,
/// offsets in machine code, arguments of calls, numbers of goroutines other than the first, and
/// calls inside the library.
pub(crate) fn normalized(text: &str) -> String {
    let mut numbers: Vec<String> = vec!["1".to_owned()];
    let mut out = String::new();
    let mut lines = own_stderr(text).lines().peekable();
    while let Some(line) = lines.next() {
        let is_call =
            line.ends_with(')') && lines.peek().is_some_and(|next| next.starts_with('\t'));
        if is_call && !line.starts_with("main.") {
            lines.next();
            continue;
        }
        let line = if let Some(at) = line.strip_prefix('\t') {
            let at = at.split(" +0x").next().unwrap_or(at);
            format!("\t{}", at.rsplit('/').next().unwrap_or(at))
        } else if line.starts_with("[signal ") {
            "[signal]".to_owned()
        } else if is_call {
            line.rfind('(').map_or(line, |open| &line[..open]).to_owned()
        } else {
            line.split(" gp=").next().unwrap_or(line).to_owned()
        };
        out.push_str(&renumbered(&line, &mut numbers));
        out.push('\n');
    }
    out
}

/// The line with `goroutine N` counted in the order in which the numbers turn up.
fn renumbered(line: &str, numbers: &mut Vec<String>) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("goroutine ") {
        let (before, after) = rest.split_at(at + "goroutine ".len());
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let number = &after[..digits];
        out.push_str(before);
        if !number.is_empty() {
            let known = numbers.iter().position(|n| n == number).unwrap_or_else(|| {
                numbers.push(number.to_owned());
                numbers.len() - 1
            });
            out.push_str(&(known + 1).to_string());
        }
        rest = &after[digits..];
    }
    out + rest
}

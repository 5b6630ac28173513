//! Stack dumps, panics and fatal errors, byte for byte as Go prints them.
//!
//! What real Go knows and we do not are the offsets in machine code behind each line: they are
//! made up from the position in the tree, the same in every run.

use crate::code::FuncRef;
use crate::cx::Cx;
use crate::goroutine::{Activation, Goroutine, GoroutineId, Status, WaitReason, goexit, gopanic};
use crate::outcome::Ending;
use crate::tree::At;
use std::fmt::Write as _;

/// Calls printed at each end of a long stack.
const ENDS: usize = 50;

/// The panic behind which Go prints the signal it came from.
const NIL_DEREF: &str = "runtime error: invalid memory address or nil pointer dereference";

/// The call of `panic` below a deferred call.
const PANIC_CALL: &str =
    "panic({0x1d0000?, 0x1d0008?})\n\t/usr/local/go/src/runtime/panic.go:859 +0x125\n";

/// The call of `runtime.Goexit` below a deferred call.
const GOEXIT_CALL: &str = "runtime.Goexit()\n\t/usr/local/go/src/runtime/panic.go:694 +0x5e\n";

/// One line of a panic's chain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PanicLine {
    /// The printed value, as `printpanicval` prints it: indented if it has several lines.
    pub text: String,
    /// Whether it was recovered.
    pub recovered: bool,
    /// Whether it is a Goexit.
    pub goexit: bool,
}

/// What is said when nobody in a bubble of testing/synctest can run; who is in it follows.
const BUBBLE_DEADLOCKS: [&str; 2] = [
    "deadlock: all goroutines in bubble are blocked",
    "deadlock: main bubble goroutine has exited but blocked goroutines remain",
];

/// The call in which goroutines sleep; here it has no frame.
const SLEEP: &str = "time.Sleep(...)\n\t/usr/local/go/src/runtime/time.go:368 +0x165\n";

/// What Go prints for an uncaught panic of goroutine `g`; `chain` oldest first, `trace` the lines
/// of the stack (see [`frame_lines`]), innermost first.
pub fn panic_text(cx: &Cx, g: GoroutineId, chain: &[PanicLine], trace: &str) -> String {
    let mut out = String::new();
    let mut previous: Option<&PanicLine> = None;
    for (i, line) in chain.iter().enumerate() {
        // `panic(recover())` goes on with the panic it recovered: one line for both.
        let repanicked = |line: &PanicLine, next: Option<&PanicLine>| {
            line.recovered && next.is_some_and(|next| !next.goexit && next.text == line.text)
        };
        let skipped = previous.is_some_and(|p| repanicked(p, Some(line)));
        if !skipped && !line.goexit {
            if previous.is_some_and(|p| !p.goexit) {
                out.push('\t');
            }
            let suffix = match line.recovered {
                true if repanicked(line, chain.get(i + 1)) => " [recovered, repanicked]",
                true => " [recovered]",
                false => "",
            };
            let _ = writeln!(out, "panic: {}{suffix}", line.text);
        }
        previous = Some(line);
    }
    if chain.iter().any(|line| line.text == NIL_DEREF) {
        out.push_str("[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0]\n");
    }
    out.push('\n');
    out.push_str(&block(cx, g, "running", trace));
    let text = chain.last().map_or("", |line| line.text.as_str());
    if cx.sync.trace_all {
        out.push_str(&others(cx));
    } else if BUBBLE_DEADLOCKS.contains(&text) {
        out.push_str(&blocks(cx, |g| g.bubble != 0));
    }
    out
}

/// What Go prints for a fatal error in the running goroutine: `trace` as in [`panic_text`]. The
/// other goroutines' blocks follow only where the fault is not the program's alone.
pub fn fatal_text(cx: &Cx, message: &str, trace: &str) -> String {
    let mut out = format!("fatal error: {message}\n\n");
    out.push_str(&block(cx, cx.cur, "running", trace));
    if cx.sync.trace_all || message == "stack overflow" {
        out.push_str(&others(cx));
    }
    out
}

/// The blocks of all goroutines but the running one, each after an empty line.
pub fn others(cx: &Cx) -> String {
    blocks(cx, |_| true)
}

/// The same of those that are wanted.
fn blocks(cx: &Cx, wanted: impl Fn(&Goroutine) -> bool) -> String {
    let mut out = String::new();
    for slot in 0..cx.gs.len() {
        let id = GoroutineId(u32::try_from(slot).unwrap_or(u32::MAX));
        let g = &cx.gs[slot];
        if id != cx.cur && g.status != Status::Dead && wanted(g) {
            out.push('\n');
            out.push_str(&goroutine(cx, id));
        }
    }
    out
}

/// The block of a goroutine that is not running.
pub fn goroutine(cx: &Cx, id: GoroutineId) -> String {
    let g = &cx.gs[id.0 as usize];
    let mut status = match g.status {
        Status::Runnable => "runnable",
        Status::Running => "running",
        Status::Waiting(reason) => reason.text(),
        Status::Dead => "dead",
    }
    .to_owned();
    if g.bubble != 0 {
        let durable = if matches!(g.status, Status::Waiting(_)) { " (durable)" } else { "" };
        let _ = write!(status, "{durable}, synctest bubble {}", g.bubble);
    }
    let mut trace = frame_lines(cx, g.calls());
    if g.status == Status::Waiting(WaitReason::Sleep) {
        trace.insert_str(0, SLEEP);
    }
    block(cx, id, &status, &trace)
}

/// A goroutine's block: who, how, where, and who made it.
pub(crate) fn block(cx: &Cx, id: GoroutineId, status: &str, trace: &str) -> String {
    let g = &cx.gs[id.0 as usize];
    let mut out = format!("goroutine {} [{status}]:\n{trace}", g.number);
    if let Some((func, pos, parent)) = g.created {
        let (file, line) = cx.code.file_line(pos);
        let offset = offset(line);
        let _ = write!(out, "created by {}", func.name);
        if parent != 0 {
            let _ = write!(out, " in goroutine {parent}");
        }
        let _ = writeln!(out, "\n\t{file}:{line} +{offset:#x}");
    }
    out
}

/// The lines of a stack: `calls` innermost first, function and position.
pub fn frame_lines(cx: &Cx, calls: impl IntoIterator<Item = (FuncRef, At)>) -> String {
    let calls: Vec<_> = calls
        .into_iter()
        .filter(|(func, _)| func.id != cx.code.entry.id)
        .enumerate()
        .filter(|(i, (func, _))| *i == 0 || !is_wrapper(func))
        .map(|(_, call)| call)
        .collect();
    let mut out = String::new();
    let elided = calls.len().saturating_sub(2 * ENDS);
    for (i, &(func, at)) in calls.iter().enumerate() {
        if elided > 0 && i >= ENDS {
            if i == ENDS {
                let _ = writeln!(out, "...{elided} frames elided...");
            }
            if i < ENDS + elided {
                continue;
            }
        }
        if std::ptr::eq(func, gopanic()) {
            out.push_str(PANIC_CALL);
            continue;
        }
        if std::ptr::eq(func, goexit()) {
            out.push_str(GOEXIT_CALL);
            continue;
        }
        let (file, line) = if is_wrapper(func) {
            ("<autogenerated>".to_owned(), 1)
        } else {
            cx.code.file_line(func.pos_of(at))
        };
        let args = if has_args(func) { "..." } else { "" };
        let offset = offset(at);
        let _ = writeln!(out, "{}({args})\n\t{file}:{line} +{offset:#x}", func.name);
    }
    out
}

/// Whether Go makes the function to call a method in another way: stacks do not show it.
pub(crate) fn is_wrapper(func: FuncRef) -> bool {
    let stands_for_call = [gopanic(), goexit()].iter().any(|f| std::ptr::eq(func, *f));
    !func.pos.is_known() && !stands_for_call
}

/// Whether a call has arguments, a method's receiver among them.
fn has_args(func: FuncRef) -> bool {
    let last = func.name.rsplit('/').next().unwrap_or_default();
    let is_closure = last.rsplit('.').next().is_some_and(|name| {
        name.trim_start_matches("func")
            .trim_start_matches("gowrap")
            .bytes()
            .all(|b| b.is_ascii_digit())
    });
    func.params > func.results || func.recv > 0 && !is_closure
}

/// A made-up offset.
fn offset(at: u32) -> u64 {
    0x1d + 4 * u64::from(at)
}

/// Puts the innermost line of the program's own in front of what is not supported.
pub(crate) fn say_where(cx: &mut Cx, acts: &[Activation]) {
    let Some(Ending::Unsupported(text)) = &mut cx.ending else { return };
    let sources = &cx.code.sources;
    let lines = acts.iter().rev().map(|act| act.func.pos_of(act.at));
    if let Some(pos) = lines.into_iter().find(|&pos| sources.is_own(pos)) {
        *text = format!("{}: {text}", sources.place(pos));
    }
}

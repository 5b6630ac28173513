//! How the source names what a goroutine waits for.
//!
//! The text is looked for on the line of the blocked call. When the line has more than one
//! candidate, or something this does not read, there is no name: better none than a wrong one.

use crate::code::{Code, FuncRef};
use crate::goroutine::{Status, WaitReason};
use crate::op::OpKind;
use crate::outcome::GoroutineState;
use frontend::span::Pos;

/// The channel, lock… that a goroutine waits for as the program's own source writes it.
pub(super) fn name(code: &Code, g: &GoroutineState) -> Option<String> {
    let Status::Waiting(reason) = g.status else { return None };
    let own = g.stack.iter().position(|(_, pos)| code.sources.is_own(*pos))?;
    let line = line(code, g.stack[own].1)?;
    if let Some(inner) = own.checked_sub(1) {
        // The program called a function of the library that waits.
        return before(line, &format!(".{}(", method(g.stack[inner].0)?));
    }
    match reason {
        WaitReason::MutexLock | WaitReason::RWMutexLock => before(line, ".Lock("),
        WaitReason::RWMutexRLock => before(line, ".RLock("),
        WaitReason::WaitGroupWait | WaitReason::CondWait => before(line, ".Wait("),
        WaitReason::ChanSend | WaitReason::ChanSendNil => before(line, "<-"),
        WaitReason::ChanReceive | WaitReason::ChanReceiveNil => {
            after(line, "<-").or_else(|| ranged(line))
        }
        WaitReason::Select
        | WaitReason::SelectNoCases
        | WaitReason::Sleep
        | WaitReason::IoWait
        | WaitReason::Coroutine
        | WaitReason::SynctestRun
        | WaitReason::SynctestWait => None,
    }
}

/// What an operation at a position is about.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are calls")]
pub(crate) fn operand_of(code: &Code, pos: Pos, kind: OpKind) -> Option<String> {
    let line = line(code, pos)?;
    match kind {
        OpKind::Recv => after(line, "<-").or_else(|| ranged(line)),
        OpKind::Close => after(line, "close("),
        kind => keywords(kind).iter().find_map(|word| before(line, word)),
    }
}

/// What a line says that does an operation; empty if nothing is certain.
pub(crate) fn keywords(kind: OpKind) -> &'static [&'static str] {
    match kind {
        OpKind::Lock => &[".Lock("],
        OpKind::TryLock => &[".TryLock("],
        OpKind::Unlock => &[".Unlock("],
        OpKind::RLock => &[".RLock("],
        OpKind::TryRLock => &[".TryRLock("],
        OpKind::RUnlock => &[".RUnlock("],
        OpKind::WaitGroupAdd => &[".Done(", ".Add(", ".Go("],
        OpKind::WaitGroupWait | OpKind::CondAdd | OpKind::CondWait => &[".Wait("],
        OpKind::CondSignal => &[".Signal("],
        OpKind::CondBroadcast => &[".Broadcast("],
        OpKind::Send => &["<-"],
        OpKind::Recv => &["<-", "range "],
        OpKind::Close => &["close("],
        OpKind::None
        | OpKind::Select
        | OpKind::AtomicLoad
        | OpKind::AtomicStore
        | OpKind::AtomicUpdate
        | OpKind::Read
        | OpKind::Write
        | OpKind::Output
        | OpKind::Exit
        | OpKind::Yield
        | OpKind::Time
        | OpKind::Other
        | OpKind::Mark => &[],
    }
}

/// A source line without its comment and white space around it.
pub(crate) fn statement(code: &Code, pos: Pos) -> Option<&str> {
    line(code, pos).map(str::trim).filter(|text| !text.is_empty())
}

/// The line of a select's case with this number, `default` not counted.
pub(crate) fn case(code: &Code, select: Pos, number: Option<u64>) -> Option<&str> {
    let at = code.sources.locate(select);
    let mut lines = at.file?.text.lines().skip(at.line as usize - 1);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let depth = indent(lines.next()?);
    let mut cases = lines
        .take_while(|line| {
            indent(line) > depth || line.trim().is_empty() || !line.trim().starts_with('}')
        })
        .filter(|line| indent(line) == depth);
    let found = match number {
        Some(n) => {
            cases.filter(|line| line.trim().starts_with("case ")).nth(usize::try_from(n).ok()?)?
        }
        None => cases.find(|line| line.trim().starts_with("default"))?,
    };
    Some(found.split("//").next().unwrap_or(found).trim())
}

/// The name behind the last dot of a method's name.
fn method(func: FuncRef) -> Option<&'static str> {
    func.name.rsplit_once(").").map(|(_, name)| name)
}

/// The line of a position, without its comment.
fn line(code: &Code, pos: Pos) -> Option<&str> {
    let at = code.sources.locate(pos);
    let line = at.file?.text.lines().nth(at.line as usize - 1)?;
    Some(line.split("//").next().unwrap_or(line))
}

/// What stands around the only occurrence of a text.
fn split<'a>(line: &'a str, text: &str) -> Option<(&'a str, &'a str)> {
    line.split_once(text).filter(|(_, rest)| !rest.contains(text))
}

/// The operand that ends before a text.
fn before(line: &str, text: &str) -> Option<String> {
    let (left, _) = split(line, text)?;
    let left = left.trim_end();
    let mut depth = 0;
    let mut start = left.len();
    for (i, c) in left.char_indices().rev() {
        match c {
            ')' | ']' => depth += 1,
            '(' | '[' if depth > 0 => depth -= 1,
            _ if depth > 0 || is_name(c) => {}
            _ => break,
        }
        start = i;
    }
    operand(&left[start..], depth)
}

/// The operand that begins behind a text.
fn after(line: &str, text: &str) -> Option<String> {
    let (_, right) = split(line, text)?;
    let right = right.trim_start();
    let mut depth = 0;
    let mut end = 0;
    for (i, c) in right.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth > 0 => depth -= 1,
            _ if depth > 0 || is_name(c) => {}
            _ => break,
        }
        end = i + c.len_utf8();
    }
    operand(&right[..end], depth)
}

/// The channel of a `for … range ch`.
fn ranged(line: &str) -> Option<String> {
    after(line, " range ")
}

fn operand(text: &str, depth: u32) -> Option<String> {
    (depth == 0 && !text.is_empty() && !text.starts_with("make(")).then(|| text.to_owned())
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands() {
        for (line, text, want) in [
            ("\tmu.Lock()", ".Lock(", Some("mu")),
            ("\tdefer s.locks[i+1].Lock()", ".Lock(", Some("s.locks[i+1]")),
            ("\ta.Lock(); b.Lock()", ".Lock(", None),
            ("\tget(x).mu.RLock()", ".RLock(", Some("get(x).mu")),
            ("\tc.out <- f(1)", "<-", Some("c.out")),
            ("\tif x := 1; x > 0 { wg.Wait() }", ".Wait(", Some("wg")),
            ("\t\"a\".Lock()", ".Lock(", None),
        ] {
            assert_eq!(before(line, text).as_deref(), want, "{line}");
        }
        for (line, want) in [
            ("\tv := <-ch", Some("ch")),
            ("\tif i := <-in; i%prime != 0 {", Some("in")),
            ("\tout <- <-in", None),
            ("\tfmt.Println(<-done)", Some("done")),
            ("\t<-ctx.Done()", Some("ctx.Done()")),
            ("\treturn <-c.chans[k]", Some("c.chans[k]")),
        ] {
            assert_eq!(after(line, "<-").as_deref(), want, "{line}");
        }
        assert_eq!(ranged("\tfor c := range list(names) {").as_deref(), Some("list(names)"));
    }
}

//! What is stuck, in words.

use super::{own_call, source};
use crate::code::Code;
use crate::goroutine::{Status, WaitReason};
use crate::outcome::{GoroutineState, Leak, Reason, Wait};
use frontend::span::Pos;
use std::fmt::Write as _;

/// Most kinds of goroutines that are told about.
const MOST: usize = 8;

/// Why goroutines can never run again: a headline, then a line for each kind of goroutine, then
/// the circle in which they wait for each other, if they do.
pub fn stuck(code: &Code, leak: &Leak) -> String {
    let mut out = headline(leak);
    list(code, &mut out, &leak.goroutines, &leak.waits);
    if leak.cycle.len() > 1 {
        let circle = leak.cycle.iter().chain(leak.cycle.first());
        let names: Vec<String> = circle.map(|n| format!("goroutine {n}")).collect();
        let _ = write!(out, "\nthey wait for each other: {}", names.join(" -> "));
    }
    out
}

/// Which goroutines were not done when main returned.
pub fn left(code: &Code, goroutines: &[GoroutineState]) -> String {
    let mut out = "main returned before these were done:".to_owned();
    list(code, &mut out, goroutines, &[]);
    out
}

/// A line for each kind of goroutine.
fn list(code: &Code, out: &mut String, goroutines: &[GoroutineState], waits: &[Wait]) {
    let kinds = kinds(code, goroutines);
    for (g, count) in kinds.iter().take(MOST) {
        let wait = waits.iter().find(|wait| wait.goroutine == g.number);
        let _ = write!(out, "\n{}", goroutine(code, g, wait));
        if let Some(wait) = wait {
            out.push_str(&help(code, g, wait));
        }
        if *count > 1 {
            let _ = write!(out, " (and {} more like it)", count - 1);
        }
    }
    if kinds.len() > MOST {
        let _ = write!(out, "\nand others at {} more places", kinds.len() - MOST);
    }
}

/// How goroutines that took locks in different orders wait for each other.
pub fn lock_order(code: &Code, leak: &Leak, circle: &[GoroutineState]) -> String {
    let mut out = "locks are taken in different orders, and can deadlock".to_owned();
    list(code, &mut out, circle, &leak.waits);
    out
}

fn headline(leak: &Leak) -> String {
    let who = match &leak.goroutines[..] {
        [one] => format!("goroutine {}", one.number),
        many => format!("{} goroutines", many.len()),
    };
    match leak.reason {
        Reason::Deadlock if leak.goroutines.is_empty() => {
            "deadlock: main called Goexit and nobody else is left".to_owned()
        }
        Reason::Deadlock => "deadlock: nobody can ever run again".to_owned(),
        Reason::Unreachable | Reason::Locks => format!("{who} can never run again"),
        Reason::MainReturned => format!("main has returned and {who} can never run again"),
    }
}

/// Goroutines that wait in the same way at the same place: the first, and how many they are.
fn kinds<'a>(code: &Code, all: &'a [GoroutineState]) -> Vec<(&'a GoroutineState, usize)> {
    let kind = |g: &GoroutineState| {
        (own_call(code, &g.stack).map(|c| c.1), g.status, g.created.map(|c| c.1))
    };
    let mut kinds: Vec<(&GoroutineState, usize)> = Vec::new();
    for g in all {
        match kinds.iter().position(|(first, _)| kind(first) == kind(g)) {
            Some(i) => kinds[i].1 += 1,
            None if kinds.len() > 4 * MOST => break,
            None => kinds.push((g, 1)),
        }
    }
    kinds
}

/// Who, where from, what for and where: one clause.
fn goroutine(code: &Code, g: &GoroutineState, wait: Option<&Wait>) -> String {
    let mut out = format!("goroutine {}", g.number);
    if let Some((_, pos, _)) = g.created.filter(|c| c.1.is_known()) {
        let _ = write!(out, " (created at {})", place(code, pos));
    }
    let _ = write!(out, " {}", action(g, source::name(code, g).as_deref()));
    if let Some(wait) = wait {
        if g.status == Status::Waiting(WaitReason::WaitGroupWait) {
            let _ = write!(out, " (its counter is {})", wait.counter);
        }
        if g.status == Status::Waiting(WaitReason::ChanSend) && wait.capacity > 0 {
            let _ = write!(out, " (its buffer of {} is full)", wait.capacity);
        }
    }
    if let Some((_, pos)) = own_call(code, &g.stack) {
        let _ = write!(out, " at {}", place(code, pos));
    }
    out
}

/// `file.go:line`.
pub fn place(code: &Code, pos: Pos) -> String {
    let at = code.sources.locate(pos);
    at.file.map_or_else(String::new, |file| format!("{}:{}", file.name, at.line))
}

/// What a goroutine does.
fn action(g: &GoroutineState, name: Option<&str>) -> String {
    let reason = match g.status {
        Status::Waiting(reason) => reason,
        Status::Runnable if g.unstarted => return "never ran".to_owned(),
        Status::Runnable | Status::Running => return "runs".to_owned(),
        Status::Dead => return "has ended".to_owned(),
    };
    let or = |other: &'static str| name.unwrap_or(other).to_owned();
    match reason {
        WaitReason::MutexLock => format!("waits to lock {}", or("a mutex")),
        WaitReason::RWMutexLock => format!("waits to lock {} for writing", or("an RWMutex")),
        WaitReason::RWMutexRLock => format!("waits to lock {} for reading", or("an RWMutex")),
        WaitReason::ChanReceive => format!("waits to receive from {}", or("a channel")),
        WaitReason::ChanSend => format!("waits to send on {}", or("a channel")),
        WaitReason::ChanReceiveNil => match name {
            Some(name) => format!("waits to receive from {name}, which is nil,"),
            None => "waits to receive from a nil channel".to_owned(),
        },
        WaitReason::ChanSendNil => match name {
            Some(name) => format!("waits to send on {name}, which is nil,"),
            None => "waits to send on a nil channel".to_owned(),
        },
        WaitReason::Select => network(g).unwrap_or("waits in a select").to_owned(),
        WaitReason::SelectNoCases => "waits in a select without cases".to_owned(),
        WaitReason::WaitGroupWait => format!("waits for {}", or("a wait group")),
        WaitReason::CondWait => format!("waits for {}", or("a condition variable")),
        WaitReason::Sleep => "sleeps".to_owned(),
        WaitReason::IoWait => "waits for input".to_owned(),
        WaitReason::Coroutine => "waits for its coroutine".to_owned(),
        WaitReason::SynctestRun => "waits for the end of its bubble".to_owned(),
        WaitReason::SynctestWait => "waits until its bubble is blocked".to_owned(),
    }
}

/// What a goroutine does that stands in a select of package net.
fn network(g: &GoroutineState) -> Option<&'static str> {
    let name = g.stack.first().map_or("", |(func, _)| &func.name);
    Some(match name {
        "net.(*conn).Read" => "waits to read from a connection",
        "net.(*conn).Write" => "waits to write to a connection",
        "net.(*queue).accept" => "waits for a connection",
        _ => return None,
    })
}

/// Who holds the lock that a goroutine waits for.
fn held(code: &Code, g: &GoroutineState, wait: &Wait) -> String {
    let mut out = String::new();
    for hold in wait.holders.iter().take(4) {
        let who = if hold.goroutine == g.number {
            "itself".to_owned()
        } else {
            format!("goroutine {}", hold.goroutine)
        };
        let how = if hold.shared { " for reading" } else { "" };
        let _ = write!(out, ", held by {who}{how}");
        if hold.pos.is_known() {
            let _ = write!(out, " since {}", place(code, hold.pos));
        }
    }
    let writers = wait.helpers.iter().filter(|n| wait.holders.iter().all(|h| h.goroutine != **n));
    for writer in writers.take(1) {
        let _ = write!(out, "; goroutine {writer}, which waits to write, comes first");
    }
    out
}

/// Who could have helped, in a clause that follows a comma or semicolon; may be empty.
fn help(code: &Code, g: &GoroutineState, wait: &Wait) -> String {
    let Status::Waiting(reason) = g.status else { return String::new() };
    if !wait.holders.is_empty() {
        return held(code, g, wait);
    }
    if wait.copy {
        return "; nobody has locked it: it is a copy, made while the original was locked"
            .to_owned();
    }
    let (who, what) = match reason {
        WaitReason::ChanReceive => ("sending end", "send on it or close it"),
        WaitReason::ChanSend => ("receiving end", "receive from it"),
        WaitReason::WaitGroupWait => ("", "call Done"),
        WaitReason::CondWait => ("", "signal it"),
        WaitReason::ChanReceiveNil
        | WaitReason::ChanSendNil
        | WaitReason::Select
        | WaitReason::SelectNoCases
        | WaitReason::Sleep
        | WaitReason::MutexLock
        | WaitReason::RWMutexLock
        | WaitReason::RWMutexRLock
        | WaitReason::IoWait
        | WaitReason::Coroutine
        | WaitReason::SynctestRun
        | WaitReason::SynctestWait => return String::new(),
    };
    let mut out = String::new();
    if let Some(user) = wait.copy_user {
        let _ = write!(out, "; goroutine {user} has used a copy of a wait group instead");
    }
    match &wait.helpers[..] {
        [] if wait.global || who.is_empty() => {
            let _ = write!(out, "; nobody is left who could {what}");
        }
        [] => {
            let _ = write!(out, "; nobody holds this channel's {who} any more");
        }
        [one] => {
            let _ = write!(out, "; only goroutine {one} could {what}, and it waits too");
        }
        several => {
            let names: Vec<String> = several.iter().take(4).map(u64::to_string).collect();
            let more = if several.len() > 4 { ", …" } else { "" };
            let _ = write!(
                out,
                "; only goroutines {}{more} could {what}, and they wait too",
                names.join(", ")
            );
        }
    }
    out
}

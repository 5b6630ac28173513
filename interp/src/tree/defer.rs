//! Deferred calls: run when their function ends, normally or by a panic.
//!
//! # Invariants
//! A deferring function has two scratch slots at the end of its frame: how it ended (0 not yet,
//! 1 returning, 2 unwinding) and the position it panicked at.
//! They survive a stop, so the node can carry on in the middle of its deferred calls.

use super::call::enter;
use super::panic::trapped;
use super::{At, Builder, Flow, Frame, Node, Stmt, access, base_of, suspend};
use crate::code::Body;
use crate::cx::{Cx, Why};
use crate::goroutine::{self, Panic};
use crate::ir::SlotId;
use crate::native::{self, Native};
use crate::race::{Site, hooks};
use frontend::span::Pos;
use std::ops::Range;

/// Scratch slots of a deferring function, the last ones of its frame.
pub(crate) const SCRATCH: u32 = 2;

const RETURNING: u64 = 1;
const UNWINDING: u64 = 2;

/// Results that live in cells: cell, result slot, words, site.
type Boxed = Vec<(SlotId, SlotId, u32, Site)>;

fn copy_boxed(cx: &mut Cx, fr: &mut Frame, boxed: &Boxed) {
    for &(cell, slot, n, site) in boxed {
        let (slot, n) = (slot as usize, n as usize);
        if site.is_some() && n > 0 {
            hooks::read_range(cx, fr[cell as usize], n as u64 * 8, 8, site);
        }
        if n > 0 && cx.heap.load_words(fr[cell as usize], &mut fr[slot..slot + n]).is_none() {
            access::nil(cx);
        }
    }
}

/// A function with captured results and without deferred calls.
struct Boxing {
    body: Stmt,
    boxed: Boxed,
    at: At,
}

impl Boxing {
    fn end(&self, cx: &mut Cx, fr: &mut Frame, flow: Flow) -> Flow {
        match flow {
            Flow::Suspend | Flow::Unwind => flow,
            _ => {
                copy_boxed(cx, fr, &self.boxed);
                if cx.trap.is_some() { trapped(cx, self.at) } else { Flow::Return }
            }
        }
    }
}

impl Node for Boxing {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        let flow = self.body.exec(cx, fr);
        self.end(cx, fr, flow)
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        let flow = if at == self.at { Flow::Return } else { self.body.resume(cx, fr, at) };
        self.end(cx, fr, flow)
    }

    fn range(&self) -> Range<At> {
        0..self.at + 1
    }
}

pub(crate) fn boxing(b: &mut Builder, body: Stmt, boxed: Boxed) -> Stmt {
    let at = b.at(1, Pos::NONE);
    Box::new(Boxing { body, boxed, at })
}

/// A function that defers.
struct Deferring {
    body: Stmt,
    boxed: Boxed,
    /// First scratch slot.
    scratch: usize,
    own: usize,
    /// Before the next deferred call; one more: after it.
    at: At,
}

pub(crate) fn deferring(
    b: &mut Builder,
    body: Stmt,
    boxed: Boxed,
    scratch: SlotId,
    end: Pos,
) -> Stmt {
    let at = b.at(2, end);
    Box::new(Deferring { body, boxed, scratch: scratch as usize, own: b.own as usize, at })
}

impl Deferring {
    /// The body ended.
    fn ended(&self, cx: &mut Cx, fr: &mut Frame, flow: Flow) -> Flow {
        match flow {
            Flow::Suspend => return flow,
            Flow::Unwind => {
                fr[self.scratch] = UNWINDING;
                fr[self.scratch + 1] = u64::from(cx.at);
            }
            _ => fr[self.scratch] = RETURNING,
        }
        self.run(cx, fr)
    }

    /// Runs what is left of this frame's deferred calls.
    fn run(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        let base = base_of(cx, fr);
        loop {
            let g = cx.cur.0 as usize;
            let Some(d) = cx.gs[g].defers.pop_if(|d| d.frame == base) else { break };
            let need = self.own + d.func.frame.get().map_or(0, |f| f.size as usize);
            let stop = if cx.depth <= 0 {
                Some(Why::Depth)
            } else if need > fr.len() {
                cx.need = need;
                Some(Why::Grow)
            } else {
                None
            };
            if let Some(why) = stop {
                cx.gs[g].defers.push(d);
                return suspend(cx, why, self.at);
            }
            let callee = base + self.own as u32;
            if fr[self.scratch] == UNWINDING {
                if let Some(p) = cx.gs[g].panics.last_mut() {
                    p.deferred = Some(callee);
                }
            }
            let end = self.own + d.slots.len();
            fr[self.own..end].copy_from_slice(&d.slots);
            let flow = match d.func.body.get() {
                Some(Body::Native(n)) => {
                    let flow = self.native(cx, fr, d.func, *n);
                    if flow == Flow::Suspend && cx.at == self.at {
                        // It runs again: points, retries.
                        cx.gs[cx.cur.0 as usize].defers.push(d);
                    }
                    flow
                }
                _ => {
                    // Arguments are in place; the results are cleared like locals.
                    enter(cx, fr, self.own, d.func, self.at)
                }
            };
            match flow {
                Flow::Suspend => return flow,
                Flow::Unwind => self.panicked(fr, cx, callee),
                _ => self.returned(cx, fr, callee),
            }
        }
        if fr[self.scratch] == UNWINDING {
            cx.at = fr[self.scratch + 1] as At;
            return Flow::Unwind;
        }
        if !self.boxed.is_empty() {
            copy_boxed(cx, fr, &self.boxed);
        }
        if cx.trap.is_some() {
            return trapped(cx, self.at);
        }
        Flow::Return
    }

    fn native(&self, cx: &mut Cx, fr: &mut Frame, func: crate::code::FuncRef, n: Native) -> Flow {
        match n {
            Native::Leaf(f) => {
                let mut call =
                    native::Call::new(cx, &mut fr[self.own..], func.results, func.params);
                match f(&mut call) {
                    Ok(()) => Flow::Next,
                    Err(trap) => {
                        access::fail(cx, trap);
                        trapped(cx, self.at)
                    }
                }
            }
            Native::Op(f, kind) => {
                super::call::run_op(cx, &mut fr[self.own..], func, (f, kind), self.at)
            }
            Native::Enter => unreachable!("invariant: only bodies of package reflect enter"),
        }
    }

    /// A deferred call panicked: its panic goes on from here.
    fn panicked(&self, fr: &mut Frame, cx: &mut Cx, callee: u32) {
        if fr[self.scratch] != UNWINDING {
            fr[self.scratch] = UNWINDING;
            fr[self.scratch + 1] = u64::from(cx.at);
            return;
        }
        // In Go the calls that the older panic passed are still on the stack below this one.
        if let [.., older, newer] = cx.gs[cx.cur.0 as usize].panics.as_mut_slice()
            && older.deferred == Some(callee)
        {
            let call = if older.goexit { goroutine::goexit() } else { goroutine::gopanic() };
            newer.trace.push((call, 0));
            newer.trace.extend_from_slice(&older.trace);
        }
    }

    /// A deferred call returned: did it recover?
    fn returned(&self, cx: &mut Cx, fr: &mut Frame, callee: u32) {
        if fr[self.scratch] != UNWINDING {
            return;
        }
        let panics = &mut cx.gs[cx.cur.0 as usize].panics;
        if !panics.last().is_some_and(|p| p.recovered) {
            return;
        }
        panics.pop();
        // Older panics whose deferred calls were cut off by the recovered one end with it: those
        // of this frame and of the frames above it. A Goexit goes on.
        let cut_off = |p: &Panic| p.deferred.is_some_and(|d| d >= callee);
        while panics.last().is_some_and(|p| cut_off(p) && !p.goexit) {
            panics.pop();
        }
        let goexit = panics.last().is_some_and(|p| cut_off(p) && p.goexit);
        if !goexit {
            fr[self.scratch] = RETURNING;
        }
    }
}

impl Node for Deferring {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        fr[self.scratch] = 0;
        let flow = self.body.exec(cx, fr);
        self.ended(cx, fr, flow)
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        if at < self.at {
            let flow = self.body.resume(cx, fr, at);
            return self.ended(cx, fr, flow);
        }
        if at > self.at {
            // A deferred call came to its end.
            let callee = base_of(cx, fr) + self.own as u32;
            if std::mem::take(&mut cx.unwinding) {
                cx.at = self.at;
                self.panicked(fr, cx, callee);
            } else {
                self.returned(cx, fr, callee);
            }
        }
        self.run(cx, fr)
    }

    fn range(&self) -> Range<At> {
        0..self.at + 2
    }
}

//! Deferred calls: run when their function ends, normally or by a panic.
//!
//! # Invariants
//! A deferring function has two scratch slots at the end of its frame: how it ended (0 not yet,
//! 1 returning, 2 unwinding) and the position it panicked at.
//! They survive a stop, so the node can carry on in the middle of its deferred calls.
//! While it returns the second holds which return statement it was, from 1; 0 is the end of the
//! body.
//!
//! # Positions
//! gc copies the deferred calls of a function with few of them to each return statement ("open
//! coded"), where stacks then show them; otherwise they are run at the closing brace.

use super::call::enter;
use super::panic::trapped;
use super::{At, Builder, Flow, Frame, Node, Stmt, access, base_of, suspend};
use crate::code::Body;
use crate::cx::{Cx, Why};
use crate::goroutine::{self, Panic};
use crate::ir::{SlotId, St};
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

/// Deferred calls of a function, and their product with its return statements, that gc copies at
/// most.
const MOST_OPEN: usize = 8;
const MOST_COPIES: usize = 15;

/// Whether gc copies a function's deferred calls to its return statements.
pub(crate) fn is_open_coded(body: &[St]) -> bool {
    let mut count = Count::default();
    count.list(body, false);
    !count.looped && count.defers <= MOST_OPEN && count.defers * count.returns <= MOST_COPIES
}

/// What a body has of them.
#[derive(Default)]
struct Count {
    defers: usize,
    returns: usize,
    /// A defer stands in a loop.
    looped: bool,
}

impl Count {
    fn list(&mut self, list: &[St], in_loop: bool) {
        for st in list {
            self.stmt(st, in_loop);
        }
    }

    fn stmt(&mut self, st: &St, in_loop: bool) {
        match st {
            St::Defer(..) => {
                self.defers += 1;
                self.looped |= in_loop;
            }
            // The bodies of a range over a function defer as often as they are called.
            St::DeferToken(_) => self.looped = true,
            St::Return(..) => self.returns += 1,
            St::Seq(list) | St::Labeled(_, list) | St::Targets(list, _) => self.list(list, in_loop),
            St::If(_, then, els, _) => {
                self.list(then, in_loop);
                self.list(els, in_loop);
            }
            St::Loop { head, post, body, .. } => {
                for list in [head, post, body] {
                    self.list(list, true);
                }
            }
            St::Switch { bodies, .. } => bodies.iter().for_each(|body| self.list(body, in_loop)),
            St::Act(..)
            | St::Point(..)
            | St::Break(_)
            | St::Continue(_)
            | St::Goto(_)
            | St::Call(..)
            | St::Go(..)
            | St::Send { .. }
            | St::Recv { .. }
            | St::Close(..)
            | St::Select { .. }
            | St::Panic(..)
            | St::Recover(..) => {}
        }
    }
}

/// A return statement of a function whose deferred calls are open coded.
struct Leaving {
    inner: Stmt,
    /// The scratch slot for its number, and that.
    slot: usize,
    number: u64,
}

impl Node for Leaving {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        fr[self.slot] = self.number;
        self.inner.exec(cx, fr)
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        self.inner.resume(cx, fr, at)
    }

    fn range(&self) -> Range<At> {
        self.inner.range()
    }
}

/// A return statement; where deferred calls are open coded it says which one it is.
pub(crate) fn leaving(b: &mut Builder, inner: Stmt, pos: Pos) -> Stmt {
    let Some(slot) = b.leaving else { return inner };
    b.returns.push(pos);
    Box::new(Leaving { inner, slot: slot as usize, number: b.returns.len() as u64 })
}

/// A function that defers.
struct Deferring {
    body: Stmt,
    boxed: Boxed,
    /// First scratch slot.
    scratch: usize,
    own: usize,
    /// Before the next deferred call; one more: after it. Such a pair for the end of the body, and
    /// one for each return statement where calls are open coded.
    at: At,
    end: At,
}

pub(crate) fn deferring(
    b: &mut Builder,
    body: Stmt,
    boxed: Boxed,
    scratch: SlotId,
    end: Pos,
) -> Stmt {
    let at = b.at(2, end);
    for pos in std::mem::take(&mut b.returns) {
        b.at(2, pos);
    }
    let (own, end) = (b.own as usize, b.next());
    Box::new(Deferring { body, boxed, scratch: scratch as usize, own, at, end })
}

impl Deferring {
    /// Where deferred calls are run now.
    fn at(&self, fr: &Frame) -> At {
        let number = if fr[self.scratch] == RETURNING { fr[self.scratch + 1] } else { 0 };
        self.at + 2 * number as At
    }

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
                return suspend(cx, why, self.at(fr));
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
                    if flow == Flow::Suspend && cx.at == self.at(fr) {
                        // It runs again: points, retries.
                        cx.gs[cx.cur.0 as usize].defers.push(d);
                    }
                    flow
                }
                _ => {
                    // Arguments are in place; the results are cleared like locals.
                    enter(cx, fr, self.own, d.func, self.at(fr))
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
            return trapped(cx, self.at(fr));
        }
        Flow::Return
    }

    fn native(&self, cx: &mut Cx, fr: &mut Frame, func: crate::code::FuncRef, n: Native) -> Flow {
        let at = self.at(fr);
        match n {
            Native::Leaf(f) => {
                let mut call =
                    native::Call::new(cx, &mut fr[self.own..], func.results, func.params);
                match f(&mut call) {
                    Ok(()) => Flow::Next,
                    Err(trap) => {
                        access::fail(cx, trap);
                        trapped(cx, at)
                    }
                }
            }
            Native::Op(f, kind) => {
                super::call::run_op(cx, &mut fr[self.own..], func, (f, kind), at)
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
        if let [older @ .., newer] = cx.gs[cx.cur.0 as usize].panics.as_mut_slice()
            && let Some(older) = older.iter().rev().find(|p| p.deferred == Some(callee))
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
            fr[self.scratch + 1] = 0;
        }
    }
}

impl Node for Deferring {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        fr[self.scratch] = 0;
        fr[self.scratch + 1] = 0;
        let flow = self.body.exec(cx, fr);
        self.ended(cx, fr, flow)
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        if at < self.at {
            let flow = self.body.resume(cx, fr, at);
            return self.ended(cx, fr, flow);
        }
        if !(at - self.at).is_multiple_of(2) {
            // A deferred call came to its end.
            let callee = base_of(cx, fr) + self.own as u32;
            if std::mem::take(&mut cx.unwinding) {
                cx.at = self.at(fr);
                self.panicked(fr, cx, callee);
            } else {
                self.returned(cx, fr, callee);
            }
        }
        self.run(cx, fr)
    }

    fn range(&self) -> Range<At> {
        0..self.end
    }
}

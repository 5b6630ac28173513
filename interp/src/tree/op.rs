//! Statements that meet the scheduler: go, defer, channel operations, select, panic, recover.

use super::build::{pair_fn, word_fn};
use super::call::{Later, step_flow};
use super::panic::{raise, trapped};
use super::{At, Builder, Flow, Frame, Node, Stmt, access, base_of, suspend};
use crate::code::{Body, FrameInfo, Func, FuncRef, RTypeId};
use crate::cx::{Cx, Why};
use crate::goroutine::{Activation, Defer};
use crate::ir::{Comm, PairFn, SlotId, St, WordFn};
use crate::native::{Native, Step};
use crate::op::{Op, OpKind};
use crate::race::edges;
use crate::sched::places;
use crate::sync::select::{Case, Dir};
use crate::trap::Trap;
use crate::{sched, sync};
use frontend::span::Pos;
use std::ops::Range;
use std::sync::LazyLock;

macro_rules! one_position {
    () => {
        fn range(&self) -> Range<At> {
            self.at..self.at + 1
        }
    };
}

/// `go`.
struct Go {
    later: Later,
    /// The function that holds the statement.
    func: FuncRef,
    pos: Pos,
    at: At,
}

impl Node for Go {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        if self.later.is_nil(cx, fr) {
            let text = "go of nil func value".to_owned();
            return raise(cx, Trap::Fatal(text), self.at);
        }
        let (func, slots) = match self.later.make(cx, fr, self.at) {
            Ok(made) => made,
            Err(flow) => return flow,
        };
        if edges::is_spawn_watched(cx) || places::spawn_stops(cx) {
            return raise(cx, Trap::Look, self.at);
        }
        let number = cx.gs[cx.cur.0 as usize].number;
        let Some(g) = sched::spawn(cx, Some((self.func, self.pos, number))) else {
            return suspend(cx, Why::End, self.at);
        };
        start(cx, g.0 as usize, func, &slots);
        Flow::Next
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, _: At) -> Flow {
        self.exec(cx, fr)
    }

    one_position!();
}

/// Gives a new goroutine its first frame.
pub(crate) fn start(cx: &mut Cx, g: usize, func: FuncRef, slots: &[u64]) {
    let size = func.frame.get().map_or(slots.len(), |f| f.size as usize).max(slots.len());
    let goroutine = &mut cx.gs[g];
    let before = goroutine.stack.capacity();
    goroutine.stack.reserve_exact(size);
    goroutine.stack.extend_from_slice(slots);
    goroutine.stack.resize(size, 0);
    goroutine.acts.reserve_exact(1);
    goroutine.acts.push(Activation { func, at: 0, base: 0 });
    let grown = goroutine.stack.capacity() - before;
    cx.heap.note_external((grown * 8) as i64);
}

/// What `defer nil()` defers.
fn nil_func() -> FuncRef {
    static NIL: LazyLock<Func> = LazyLock::new(|| {
        let func = Func::runtime("nil func");
        let _ = func.frame.set(FrameInfo::default());
        let _ = func.body.set(Body::Native(Native::Leaf(|_| Err(Trap::NilDeref))));
        func
    });
    &NIL
}

/// `defer`.
struct DeferNode {
    later: Later,
    token: Option<SlotId>,
    at: At,
}

impl Node for DeferNode {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        let (func, slots) = if self.later.is_nil(cx, fr) {
            // It panics when it runs.
            (nil_func(), Vec::new())
        } else {
            match self.later.make(cx, fr, self.at) {
                Ok(made) => made,
                Err(flow) => return flow,
            }
        };
        let frame = match self.token {
            Some(slot) => fr[slot as usize] as u32,
            None => base_of(cx, fr),
        };
        let defers = &mut cx.gs[cx.cur.0 as usize].defers;
        let d = Defer { frame, func, slots: slots.into() };
        // Bodies of range-over-func loops defer for a frame below those of their callers.
        let i = defers.iter().rposition(|old| old.frame <= frame).map_or(0, |i| i + 1);
        defers.insert(i, d);
        Flow::Next
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, _: At) -> Flow {
        self.exec(cx, fr)
    }

    one_position!();
}

struct Token {
    slot: usize,
    at: At,
}

impl Node for Token {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        fr[self.slot] = u64::from(base_of(cx, fr));
        Flow::Next
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, _: At) -> Flow {
        self.exec(cx, fr)
    }

    one_position!();
}

/// Send and receive share the protocol of operations: position 0 before, 1 after.
struct Send {
    chan: WordFn,
    value: u32,
    at: At,
}

/// After an operation that parked: it may have been woken to panic.
fn after(cx: &mut Cx, at: At) -> Flow {
    match sync::woken(cx) {
        Ok(()) => Flow::Next,
        Err(trap) => {
            access::fail(cx, trap);
            trapped(cx, at)
        }
    }
}

impl Node for Send {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        let ch = (self.chan)(cx, fr);
        if cx.trap.is_some() {
            return trapped(cx, self.at);
        }
        if sched::needs_point(cx, Op::new(OpKind::Send, ch)) {
            return suspend(cx, Why::Point, self.at);
        }
        let step = sync::chan::send(cx, fr, ch, self.value);
        step_flow(cx, step, self.at)
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        if at == self.at { self.exec(cx, fr) } else { after(cx, self.at) }
    }

    fn range(&self) -> Range<At> {
        self.at..self.at + 2
    }
}

struct Recv {
    chan: WordFn,
    value: u32,
    ok: Option<u32>,
    at: At,
}

impl Node for Recv {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        let ch = (self.chan)(cx, fr);
        if cx.trap.is_some() {
            return trapped(cx, self.at);
        }
        if sched::needs_point(cx, Op::new(OpKind::Recv, ch)) {
            return suspend(cx, Why::Point, self.at);
        }
        let step = sync::chan::recv(cx, fr, ch, self.value, self.ok);
        step_flow(cx, step, self.at)
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        if at == self.at { self.exec(cx, fr) } else { after(cx, self.at) }
    }

    fn range(&self) -> Range<At> {
        self.at..self.at + 2
    }
}

/// `close(ch)`.
struct Close {
    chan: WordFn,
    at: At,
}

impl Node for Close {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        let ch = (self.chan)(cx, fr);
        if cx.trap.is_some() {
            return trapped(cx, self.at);
        }
        if sched::needs_point(cx, Op::new(OpKind::Close, ch)) {
            return suspend(cx, Why::Point, self.at);
        }
        let step = sync::chan::close(cx, ch).map(|()| Step::Done);
        step_flow(cx, step, self.at)
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, _: At) -> Flow {
        self.exec(cx, fr)
    }

    one_position!();
}

struct Select {
    cases: Vec<Case>,
    default: bool,
    index: u32,
    at: At,
}

impl Node for Select {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        if sched::needs_point(cx, Op::new(OpKind::Select, 0)) {
            return suspend(cx, Why::Point, self.at);
        }
        let step = sync::select::select(cx, fr, &self.cases, self.default, self.index);
        step_flow(cx, step, self.at)
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        if at == self.at { self.exec(cx, fr) } else { after(cx, self.at) }
    }

    fn range(&self) -> Range<At> {
        self.at..self.at + 2
    }
}

/// `panic(v)`.
struct Panic {
    value: PairFn,
    at: At,
}

impl Node for Panic {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        let (ty, data) = (self.value)(cx, fr);
        if cx.trap.is_some() {
            return trapped(cx, self.at);
        }
        let trap = if ty == 0 { Trap::PanicNil } else { Trap::Value(RTypeId(ty as u32), data) };
        raise(cx, trap, self.at)
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, _: At) -> Flow {
        self.exec(cx, fr)
    }

    one_position!();
}

/// `recover()`.
struct Recover {
    slot: usize,
    at: At,
}

impl Node for Recover {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        let base = base_of(cx, fr);
        let (a, b) = match cx.gs[cx.cur.0 as usize].panics.last_mut() {
            Some(p) if p.deferred == Some(base) && !p.recovered && !p.goexit => {
                p.recovered = true;
                p.value
            }
            _ => (0, 0),
        };
        fr[self.slot] = a;
        fr[self.slot + 1] = b;
        Flow::Next
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, _: At) -> Flow {
        self.exec(cx, fr)
    }

    one_position!();
}

impl Builder {
    /// The statements of this file.
    pub(crate) fn operation(&mut self, st: St) -> Stmt {
        match st {
            St::Go(call, pos) => {
                let at = self.at(1, pos);
                let later = self.later(call);
                Box::new(Go { later, func: self.func, pos, at })
            }
            St::Defer(call, token, pos) => {
                let at = self.at(1, pos);
                let later = self.later(call);
                Box::new(DeferNode { later, token, at })
            }
            St::DeferToken(slot) => {
                let at = self.at(1, Pos::NONE);
                Box::new(Token { slot: slot as usize, at })
            }
            St::Send { chan, value, pos } => {
                let at = self.at(2, pos);
                Box::new(Send { chan: word_fn(chan), value, at })
            }
            St::Recv { chan, value, ok, pos } => {
                let at = self.at(2, pos);
                Box::new(Recv { chan: word_fn(chan), value, ok, at })
            }
            St::Close(chan, pos) => {
                let at = self.at(1, pos);
                Box::new(Close { chan: word_fn(chan), at })
            }
            St::Select { comms, default, index, pos } => {
                let at = self.at(2, pos);
                let cases = comms.into_iter().map(case).collect();
                Box::new(Select { cases, default, index, at })
            }
            St::Panic(value, pos) => {
                let at = self.at(1, pos);
                Box::new(Panic { value: pair_fn(value), at })
            }
            St::Recover(slot, pos) => {
                let at = self.at(1, pos);
                Box::new(Recover { slot: slot as usize, at })
            }
            _ => unreachable!("invariant: control statements are built in `control`"),
        }
    }
}

fn case(c: Comm) -> Case {
    let dir = if c.send { Dir::Send } else { Dir::Recv };
    Case { dir, chan_slot: c.chan, value_slot: c.value, ok_slot: c.ok }
}

//! Calls.

use super::build::{do_k, pair_fn, word_fn};
use super::checked;
use super::panic::trapped;
use super::{At, Builder, Flow, Frame, Node, Stmt, access, reflect, suspend, tick};
use crate::code::{Body, Func, FuncId, FuncRef, RMethod};
use crate::cx::{Cx, Why};
use crate::ir::{Act, Arg, ArgValue, Call, Callee, DoFn, PairFn, SlotId, WordFn};
use crate::native::{self, Native, OpFn, Step};
use crate::op::{Op, OpKind};
use crate::{sched, sync};
use frontend::span::Pos;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

/// Arguments placed into the callee's frame.
pub(crate) type Args = DoFn;

/// Makes the code that places arguments: slots of `Arg` are moved up by `own`.
pub(crate) fn args_fn(own: u32, args: Vec<Arg>) -> Args {
    in_sequence(args.into_iter().filter_map(|a| arg_fn(own + a.slot, a.value)).collect())
}

fn arg_fn(to: SlotId, value: ArgValue) -> Option<DoFn> {
    Some(match value {
        ArgValue::Slots(_, 0) => return None,
        value => super::do_fn(arg_act(to, value)),
    })
}

fn arg_act(to: SlotId, value: ArgValue) -> Act {
    match value {
        ArgValue::Word(w) => Act::Set(to, w),
        ArgValue::Float(f) => Act::SetFloat(to, f),
        ArgValue::Pair(p) => Act::SetPair(to, p),
        ArgValue::Slots(from, n) => Act::Move(to, from, n),
        ArgValue::Load(addr, n) => Act::Load(to, addr, n),
    }
}

/// A call of a known function with any arguments and results.
struct StaticCall<A> {
    func: FuncRef,
    args: A,
    own: usize,
    dst: usize,
    results: usize,
    at: At,
}

/// Code that runs all of a list.
pub(super) fn in_sequence(mut list: Vec<DoFn>) -> DoFn {
    match list.len() {
        0 => Box::new(|_, _| {}),
        1 => list.remove(0),
        2 => {
            let b = list.remove(1);
            let a = list.remove(0);
            Box::new(move |cx, fr| {
                a(cx, fr);
                b(cx, fr);
            })
        }
        _ => Box::new(move |cx, fr| {
            for f in &list {
                f(cx, fr);
            }
        }),
    }
}

/// Copies results down to the caller's slots.
#[inline(always)]
fn copy_results(fr: &mut Frame, own: usize, dst: usize, n: usize) {
    match n {
        0 => {}
        1 => fr[dst] = fr[own],
        2 => {
            fr[dst] = fr[own];
            fr[dst + 1] = fr[own + 1];
        }
        n => fr.copy_within(own..own + n, dst),
    }
}

/// Walks a function whose arguments are in place.
#[inline(always)]
pub(crate) fn enter(cx: &mut Cx, fr: &mut Frame, own: usize, func: FuncRef, at: At) -> Flow {
    let Some(Body::Tree(body)) = func.body.get() else { return missing(cx, func, at) };
    for &(a, b) in &func.info().clear {
        fr[own + a as usize..own + b as usize].fill(0);
    }
    cx.depth -= 1;
    let flow = body.exec(cx, &mut fr[own..]);
    cx.depth += 1;
    match flow {
        Flow::Suspend => {
            let inner = cx.at;
            cx.unwound.push((func, inner, own as u32));
            cx.at = at + 1;
            Flow::Suspend
        }
        Flow::Unwind => unwind(cx, func, at),
        _ => Flow::Next,
    }
}

/// A callee panicked: records where it stood.
#[cold]
#[inline(never)]
pub(crate) fn unwind(cx: &mut Cx, func: FuncRef, at: At) -> Flow {
    let inner = cx.at;
    if let Some(p) = cx.gs[cx.cur.0 as usize].panics.last_mut() {
        p.trace.push((func, inner));
    }
    cx.at = at;
    Flow::Unwind
}

#[cold]
fn missing(cx: &mut Cx, func: FuncRef, at: At) -> Flow {
    let text = format!("internal: {} was called but not lowered", func.name);
    cx.ending = Some(crate::outcome::Ending::Internal(text));
    suspend(cx, Why::End, at)
}

/// Whether the goroutine must stop before a call; if so, how.
#[inline(always)]
pub(crate) fn before(cx: &mut Cx, fr: &Frame, own: usize, func: FuncRef, at: At) -> Option<Flow> {
    if tick(cx) {
        return Some(suspend(cx, Why::Budget, at));
    }
    if cx.depth <= 0 {
        return Some(suspend(cx, Why::Depth, at));
    }
    let need = own + func.info().size as usize;
    if need > fr.len() {
        cx.need = need;
        return Some(suspend(cx, Why::Grow, at));
    }
    None
}

impl<A: Fn(&mut Cx, &mut Frame) + Send + Sync> Node for StaticCall<A> {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        if let Some(flow) = before(cx, fr, self.own, self.func, self.at) {
            return flow;
        }
        (self.args)(cx, fr);
        if cx.trap.is_some() {
            return trapped(cx, self.at);
        }
        let flow = enter(cx, fr, self.own, self.func, self.at);
        if flow == Flow::Next {
            copy_results(fr, self.own, self.dst, self.results);
        }
        flow
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        if at == self.at {
            return self.exec(cx, fr);
        }
        if std::mem::take(&mut cx.unwinding) {
            cx.at = self.at;
            return Flow::Unwind;
        }
        copy_results(fr, self.own, self.dst, self.results);
        Flow::Next
    }

    fn range(&self) -> Range<At> {
        self.at..self.at + 2
    }
}

struct StaticK {
    func: FuncRef,
    own: usize,
    dst: usize,
    results: usize,
    at: At,
}

impl super::build::DoK for StaticK {
    type Out = Stmt;
    fn go<F: Fn(&mut Cx, &mut Frame) + Send + Sync + 'static>(self, args: F) -> Stmt {
        let Self { func, own, dst, results, at } = self;
        Box::new(StaticCall { func, args, own, dst, results, at })
    }
}

/// What a dynamic call reaches.
enum Target {
    Func(FuncRef),
    Closure(WordFn),
    Method { recv: PairFn, name: &'static str, cache: Cache },
}

/// A call that must look at its target: closures, interface methods, natives.
struct DynCall {
    target: Target,
    args: Args,
    own: usize,
    dst: usize,
    results: usize,
    params: usize,
    at: At,
}

/// The function, and what goes where the receiver is: a word, or words behind an address
/// (`u32::MAX`: nothing, it is among the arguments).
#[inline]
fn resolve(target: &Target, cx: &mut Cx, fr: &mut Frame) -> Option<(FuncRef, u64, u32)> {
    match target {
        Target::Func(func) => Some((func, 0, u32::MAX)),
        Target::Closure(word) => {
            let closure = word(cx, fr);
            if cx.trap.is_some() {
                return None;
            }
            let Some(id) = cx.heap.ld(closure) else {
                access::nil(cx);
                return None;
            };
            Some((cx.code.func(FuncId(id as u32)), closure, 0))
        }
        Target::Method { recv, name, cache } => {
            let (ty, data) = recv(cx, fr);
            if cx.trap.is_some() {
                return None;
            }
            let m = method(cx, ty, name, cache)?;
            Some((m.func, data, m.unbox))
        }
    }
}

/// Places what `resolve` says goes where the receiver is, into the slots from there on.
#[inline]
fn place_receiver(cx: &mut Cx, slots: &mut [u64], func: FuncRef, recv: u64, unbox: u32) {
    match unbox {
        u32::MAX => {}
        0 if func.recv == 1 => slots[0] = recv,
        0 => {}
        words => {
            if cx.heap.load_words(recv, &mut slots[..words as usize]).is_none() {
                access::nil(cx);
            }
        }
    }
}

/// Where a call found the methods of the types it met: type and index, by the type's lowest bits.
/// Trees of several kinds of nodes call their methods at one place.
type Cache = [AtomicU64; 4];

/// The method of a dynamic type.
#[inline]
fn method(cx: &mut Cx, ty: u64, name: &'static str, cache: &Cache) -> Option<&'static RMethod> {
    if ty == 0 {
        access::nil(cx);
        return None;
    }
    let table = &cx.code.types[ty as usize].methods;
    let cache = &cache[ty as usize % cache.len()];
    let cached = cache.load(Ordering::Relaxed);
    if cached >> 32 == ty {
        return table.get((cached & 0xffff_ffff) as usize);
    }
    match table.binary_search_by_key(&name, |m| m.name) {
        Ok(i) => {
            cache.store(ty << 32 | i as u64, Ordering::Relaxed);
            table.get(i)
        }
        Err(_) => {
            let ty = &cx.code.types[ty as usize].string;
            let text = format!("internal: {ty} has no method {name}");
            access::fail(cx, crate::trap::Trap::Fatal(text));
            None
        }
    }
}

impl Node for DynCall {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        let Some((func, recv, unbox)) = resolve(&self.target, cx, fr) else {
            return trapped(cx, self.at);
        };
        if let Some(flow) = before(cx, fr, self.own, func, self.at) {
            return flow;
        }
        (self.args)(cx, fr);
        place_receiver(cx, &mut fr[self.own + self.params..], func, recv, unbox);
        if cx.trap.is_some() {
            return trapped(cx, self.at);
        }
        let flow = match func.body.get() {
            Some(Body::Native(native)) => self.native(cx, fr, func, *native),
            _ => enter(cx, fr, self.own, func, self.at),
        };
        if flow == Flow::Next {
            copy_results(fr, self.own, self.dst, self.results);
        }
        flow
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        if at == self.at {
            return self.exec(cx, fr);
        }
        if std::mem::take(&mut cx.unwinding) {
            cx.at = self.at;
            return Flow::Unwind;
        }
        // A native that parked may have been woken to panic.
        if let Err(trap) = sync::woken(cx) {
            access::fail(cx, trap);
            return trapped(cx, self.at);
        }
        if matches!(self.target, Target::Func(Func { body, .. })
            if matches!(body.get(), Some(Body::Native(Native::Enter))))
        {
            reflect::returned(cx, &fr[self.own..]);
        }
        copy_results(fr, self.own, self.dst, self.results);
        Flow::Next
    }

    fn range(&self) -> Range<At> {
        self.at..self.at + 2
    }
}

impl DynCall {
    fn native(&self, cx: &mut Cx, fr: &mut Frame, func: FuncRef, native: Native) -> Flow {
        match native {
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
            Native::Op(f, kind) => run_op(cx, &mut fr[self.own..], func, (f, kind), self.at),
            Native::Enter => reflect::call(cx, &mut fr[self.own..], self.own, self.at),
        }
    }
}

/// An operation on what its function's first argument refers to.
fn op(fr: &Frame, func: FuncRef, kind: OpKind) -> Op {
    let first = if func.recv > 0 { func.params } else { func.results };
    let object = if first < func.params + func.recv { fr[first as usize] } else { 0 };
    Op::new(kind, object)
}

/// Runs a scheduler operation on its frame.
pub(crate) fn run_op(
    cx: &mut Cx,
    fr: &mut Frame,
    func: FuncRef,
    (f, kind): (OpFn, OpKind),
    at: At,
) -> Flow {
    let op = if sched::wants_points(cx) { op(fr, func, kind) } else { Op::default() };
    if sched::needs_point(cx, op) {
        return suspend(cx, Why::Point, at);
    }
    let mut call = native::Call::new(cx, fr, func.results, func.params);
    let step = f(&mut call);
    step_flow(cx, step, at)
}

/// What a scheduler operation's answer means for the statement at `at`.
#[inline]
pub(crate) fn step_flow(cx: &mut Cx, step: Result<Step, crate::trap::Trap>, at: At) -> Flow {
    match step {
        Ok(Step::Done) => {
            if cx.ending.is_some() {
                return suspend(cx, Why::End, at);
            }
            Flow::Next
        }
        Ok(Step::Park(reason)) => {
            cx.wait = reason;
            suspend(cx, Why::Park, at + 1)
        }
        Ok(Step::ParkRetry(reason)) => {
            cx.wait = reason;
            suspend(cx, Why::Park, at)
        }
        Ok(Step::Yield) => suspend(cx, Why::Yield, at + 1),
        Ok(Step::Collect) => suspend(cx, Why::Collect, at + 1),
        Err(trap) => {
            access::fail(cx, trap);
            trapped(cx, at)
        }
    }
}

impl Builder {
    /// A call.
    pub(crate) fn call(&mut self, call: Call, pos: Pos) -> Stmt {
        let at = self.at(2, pos);
        let own = self.own as usize;
        let results = if call.dst.is_some() { call.results as usize } else { 0 };
        let dst = call.dst.unwrap_or(0) as usize;
        let params = call.params as usize;
        let target = match call.callee {
            Callee::Func(func) => {
                if !func.native {
                    let k = StaticK { func, own, dst, results, at };
                    let mut args = call.args;
                    if args.len() == 1 {
                        let arg = args.remove(0);
                        return match arg.value {
                            ArgValue::Slots(_, 0) => do_k(Act::Seq(Vec::new()), k),
                            value => do_k(arg_act(self.own + arg.slot, value), k),
                        };
                    }
                    let args = args_fn(self.own, args);
                    return do_k(Act::Fn(args), k);
                }
                Target::Func(func)
            }
            Callee::Closure(word) => Target::Closure(word_fn(word)),
            Callee::Method { recv, name } => {
                Target::Method { recv: pair_fn(recv), name, cache: Cache::default() }
            }
        };
        let mut args = args_fn(self.own, call.args);
        if !call.touches.is_empty() {
            let (place, touch) = (args, checked::touch(self.own, call.touches));
            args = Box::new(move |cx, fr| {
                place(cx, fr);
                touch(cx, fr);
            });
        }
        Box::new(DynCall { target, args, own, dst, results, params, at })
    }
}

/// A call put off: what `go` and `defer` keep.
pub(crate) struct Later {
    target: Target,
    args: Args,
    own: usize,
    params: usize,
}

impl Later {
    /// Whether it calls a nil function value.
    pub(crate) fn is_nil(&self, cx: &mut Cx, fr: &mut Frame) -> bool {
        match &self.target {
            Target::Closure(word) => word(cx, fr) == 0 && cx.trap.is_none(),
            _ => false,
        }
    }

    /// Evaluates function and arguments into fresh slots.
    pub(crate) fn make(
        &self,
        cx: &mut Cx,
        fr: &mut Frame,
        at: At,
    ) -> Result<(FuncRef, Vec<u64>), Flow> {
        let Some((func, recv, unbox)) = resolve(&self.target, cx, fr) else {
            return Err(trapped(cx, at));
        };
        let n = (func.params + func.recv) as usize;
        let need = self.own + n;
        if need > fr.len() {
            cx.need = need;
            return Err(suspend(cx, Why::Grow, at));
        }
        fr[self.own..self.own + func.results as usize].fill(0);
        (self.args)(cx, fr);
        place_receiver(cx, &mut fr[self.own + self.params..], func, recv, unbox);
        if cx.trap.is_some() {
            return Err(trapped(cx, at));
        }
        Ok((func, fr[self.own..self.own + n].to_vec()))
    }
}

impl Builder {
    /// The parts of a call that happens later.
    pub(crate) fn later(&mut self, call: Call) -> Later {
        let target = match call.callee {
            Callee::Func(func) => Target::Func(func),
            Callee::Closure(word) => Target::Closure(word_fn(word)),
            Callee::Method { recv, name } => {
                Target::Method { recv: pair_fn(recv), name, cache: Cache::default() }
            }
        };
        let args = args_fn(self.own, call.args);
        Later { target, args, own: self.own as usize, params: call.params as usize }
    }
}

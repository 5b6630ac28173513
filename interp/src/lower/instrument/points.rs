//! One access a statement: in front of each, other goroutines may run.
//!
//! Loads of shared memory inside expressions become statements of their own that leave their
//! value in a slot, in the order in which the expression is evaluated; what must not be evaluated
//! (the right operand of `&&`) stays behind a branch.

use super::shared;
use crate::ir::{
    Act, Addr, Arg, ArgValue, Call, Callee, Cond, Float, Mem, Pair, Point, SlotId, St, Word,
};
use crate::lower::Lowerer;
use crate::lower::place::at_slot;
use crate::memory::layout::Layout;
use crate::op::OpKind;
use crate::race::Site;
use crate::tree::word_traps;
use frontend::span::Pos;
use rustc_hash::FxHashMap;

/// Makes every shared access of a body stand alone.
pub(in crate::lower) fn split(l: &mut Lowerer<'_>, stmts: Vec<St>) -> Vec<St> {
    let mut s = Splitter {
        l,
        out: Vec::new(),
        pos: Pos::NONE,
        taken: Vec::new(),
        free: FxHashMap::default(),
    };
    s.list(stmts)
}

struct Splitter<'a, 'p> {
    l: &'a mut Lowerer<'p>,
    /// The statements so far.
    out: Vec<St>,
    /// Of the current statement.
    pos: Pos,
    /// Slots that the current statement uses.
    taken: Vec<(SlotId, &'static Layout)>,
    /// Slots of statements before it.
    free: FxHashMap<Layout, Vec<SlotId>>,
}

impl Splitter<'_, '_> {
    fn list(&mut self, stmts: Vec<St>) -> Vec<St> {
        let outer = std::mem::take(&mut self.out);
        let (pos, taken) = (self.pos, std::mem::take(&mut self.taken));
        for st in stmts {
            self.stmt(st);
            for (slot, layout) in self.taken.drain(..) {
                self.free.entry(layout.clone()).or_default().push(slot);
            }
        }
        self.pos = pos;
        self.taken = taken;
        std::mem::replace(&mut self.out, outer)
    }

    /// What `f` adds, as a list of its own; its slots stay taken.
    fn aside<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> (Vec<St>, T) {
        let outer = std::mem::take(&mut self.out);
        let value = f(self);
        (std::mem::replace(&mut self.out, outer), value)
    }

    fn temp(&mut self, layout: &'static Layout) -> SlotId {
        let free = self.free.get_mut(layout).and_then(Vec::pop);
        let slot = free.unwrap_or_else(|| self.l.fun.fresh(layout));
        self.taken.push((slot, layout));
        slot
    }

    fn scalar(&mut self) -> SlotId {
        let layout = self.l.scalar_layout(1);
        self.temp(layout)
    }

    fn reference(&mut self) -> SlotId {
        let layout = self.l.ref_layout();
        self.temp(layout)
    }

    fn put(&mut self, act: Act) {
        self.out.push(St::Act(act, self.pos));
    }

    fn stmt(&mut self, st: St) {
        match st {
            St::Act(act, pos) => {
                self.pos = pos;
                self.act(act);
            }
            St::Return(Some(act), pos) if shared::act(&act) => {
                self.pos = pos;
                self.act(act);
                self.out.push(St::Return(None, pos));
            }
            St::Seq(list) => {
                let list = self.list(list);
                self.out.push(St::Seq(list));
            }
            St::If(c, then, els, pos) => {
                self.pos = pos;
                let c = self.cond(c);
                let (then, els) = (self.list(then), self.list(els));
                self.out.push(St::If(c, then, els, pos));
            }
            St::Loop { label, head, cond, post, body, pos } => {
                let mut head = self.list(head);
                self.pos = pos;
                let (more, cond) = self.aside(|s| cond.map(|c| s.cond(c)));
                head.extend(more);
                let (post, body) = (self.list(post), self.list(body));
                self.out.push(St::Loop { label, head, cond, post, body, pos });
            }
            St::Labeled(label, list) => {
                let list = self.list(list);
                self.out.push(St::Labeled(label, list));
            }
            St::Targets(list, labels) => {
                let list = list.into_iter().map(|st| St::Seq(self.list(vec![st]))).collect();
                self.out.push(St::Targets(list, labels));
            }
            St::Switch { tag, cases, bodies, default, pos } => {
                self.pos = pos;
                let tag = self.word(tag);
                let bodies = bodies.into_iter().map(|b| self.list(b)).collect();
                self.out.push(St::Switch { tag, cases, bodies, default, pos });
            }
            St::Call(call, pos) => {
                let call = self.call(call, pos);
                self.out.push(St::Call(call, pos));
            }
            St::Go(call, pos) => {
                let call = self.call(call, pos);
                self.out.push(St::Go(call, pos));
            }
            St::Defer(call, token, pos) => {
                let call = self.call(call, pos);
                self.out.push(St::Defer(call, token, pos));
            }
            St::Send { chan, value, pos } => {
                self.pos = pos;
                let chan = self.word(chan);
                self.out.push(St::Send { chan, value, pos });
            }
            St::Recv { chan, value, ok, pos } => {
                self.pos = pos;
                let chan = self.word(chan);
                self.out.push(St::Recv { chan, value, ok, pos });
            }
            St::Close(chan, pos) => {
                self.pos = pos;
                let chan = self.word(chan);
                self.out.push(St::Close(chan, pos));
            }
            St::Panic(value, pos) => {
                self.pos = pos;
                let value = self.pair(value);
                self.out.push(St::Panic(value, pos));
            }
            st @ (St::Point(..)
            | St::Return(..)
            | St::Break(_)
            | St::Continue(_)
            | St::Goto(_)
            | St::DeferToken(_)
            | St::Select { .. }
            | St::Recover(..)) => self.out.push(st),
        }
    }

    fn call(&mut self, call: Call, pos: Pos) -> Call {
        self.pos = pos;
        let callee = match call.callee {
            Callee::Closure(w) => Callee::Closure(self.word(w)),
            Callee::Method { recv, name } => Callee::Method { recv: self.pair(recv), name },
            callee @ Callee::Func(_) => callee,
        };
        let arg = |a: Arg| Arg { slot: a.slot, value: self.arg(a.value) };
        let args = call.args.into_iter().map(arg).collect();
        Call { callee, args, ..call }
    }

    fn arg(&mut self, value: ArgValue) -> ArgValue {
        match value {
            ArgValue::Word(w) => ArgValue::Word(self.word(w)),
            ArgValue::Float(f) => ArgValue::Float(self.float(f)),
            ArgValue::Pair(p) => ArgValue::Pair(self.pair(p)),
            ArgValue::Load(addr, n) => {
                let addr = self.addr(addr);
                if !addr.site.is_some() {
                    return ArgValue::Load(addr, n);
                }
                let tmp = self.value_of(addr.site);
                self.access(addr, |addr| Act::Load(tmp, addr, n));
                ArgValue::Slots(tmp, n)
            }
            value @ ArgValue::Slots(..) => value,
        }
    }

    /// An action: its loads, then itself.
    fn act(&mut self, act: Act) {
        if !shared::act(&act) {
            return self.put(act);
        }
        match act {
            Act::Set(dst, Word::Load(addr, mem)) if addr.site.is_some() => {
                let addr = self.addr(addr);
                self.access(addr, |addr| Act::Set(dst, Word::Load(addr, mem)));
            }
            Act::Set(dst, w) => {
                let w = self.word(w);
                self.put(Act::Set(dst, w));
            }
            Act::SetFloat(dst, f) => {
                let f = self.float(f);
                self.put(Act::SetFloat(dst, f));
            }
            Act::SetPair(dst, Pair::Load(addr)) if addr.site.is_some() => {
                let addr = self.addr(addr);
                self.access(addr, |addr| Act::SetPair(dst, Pair::Load(addr)));
            }
            Act::SetPair(dst, p) => {
                let p = self.pair(p);
                self.put(Act::SetPair(dst, p));
            }
            Act::Load(dst, addr, n) => {
                let addr = self.addr(addr);
                self.access(addr, |addr| Act::Load(dst, addr, n));
            }
            Act::Store(addr, src, n) => {
                let addr = self.addr(addr);
                self.store(addr, |addr| Act::Store(addr, src, n));
            }
            Act::StoreWord(addr, mem, v) => {
                let addr = self.addr(addr);
                let v = self.word(v);
                self.store(addr, |addr| Act::StoreWord(addr, mem, v));
            }
            Act::StoreFloat(addr, f) => {
                let addr = self.addr(addr);
                let f = self.float(f);
                self.store(addr, |addr| Act::StoreFloat(addr, f));
            }
            Act::StorePair(addr, p) => {
                let addr = self.addr(addr);
                let p = self.pair(p);
                self.store(addr, |addr| Act::StorePair(addr, p));
            }
            Act::StoreIndex(p, i, mem, v, site) => {
                let (p, i) = (self.pair(p), self.word(i));
                let v = self.word(v);
                let addr = self.element(p, i, mem.stride(), site);
                self.store(addr, |addr| Act::StoreWord(addr, mem, v));
            }
            Act::StoreIndexFloat(p, i, f, site) => {
                let (p, i) = (self.pair(p), self.word(i));
                let f = self.float(f);
                let addr = self.element(p, i, 8, site);
                self.store(addr, |addr| Act::StoreFloat(addr, f));
            }
            Act::Seq(list) => self.acts(list),
            Act::When(c, then) => {
                let c = self.cond(c);
                let (then, ()) = self.aside(|s| s.acts(then));
                self.out.push(St::If(c, then, Vec::new(), self.pos));
            }
            Act::Shared(point) => self.out.push(St::Point(*point, self.pos)),
            act @ (Act::Move(..) | Act::Zero(..) | Act::Fn(_)) => self.put(act),
        }
    }

    fn acts(&mut self, list: Vec<Act>) {
        for act in list {
            self.act(act);
        }
    }

    /// Slots for the value that is read at a site.
    fn value_of(&mut self, site: Site) -> SlotId {
        let layout = self.l.sites.layout(site);
        match layout {
            Some(layout) => self.temp(layout),
            None => self.scalar(),
        }
    }

    /// The address of an element; out of range it traps here.
    fn element(&mut self, p: Pair, i: Word, stride: u32, site: Site) -> Addr {
        let tmp = self.reference();
        self.put(Act::Set(tmp, Word::IndexAddr(Box::new(p), Box::new(i), stride)));
        Addr { site, ..at_slot(tmp, 0) }
    }

    /// An address whose base is a slot or a constant.
    fn addr(&mut self, addr: Addr) -> Addr {
        let base = self.word(*addr.base);
        let base = match base {
            w @ (Word::Slot(_) | Word::Const(_)) => w,
            w if addr.site.is_some() => {
                let tmp = self.reference();
                self.put(Act::Set(tmp, w));
                Word::Slot(tmp)
            }
            w => w,
        };
        Addr { base: Box::new(base), ..addr }
    }

    fn access(&mut self, addr: Addr, act: impl FnOnce(Addr) -> Act) {
        self.point(OpKind::Read, addr.site, addr, act);
    }

    fn store(&mut self, addr: Addr, act: impl FnOnce(Addr) -> Act) {
        self.point(OpKind::Write, addr.site.write(), addr, act);
    }

    fn point(&mut self, kind: OpKind, site: Site, addr: Addr, act: impl FnOnce(Addr) -> Act) {
        let object = match &*addr.base {
            Word::Slot(s) => Word::Slot(*s),
            Word::Const(c) => Word::Const(*c),
            _ => {
                let act = act(addr);
                return self.put(act);
            }
        };
        let off = addr.off;
        let act = act(addr);
        if site.is_some() {
            self.out.push(St::Point(Point { kind, site, object, off, act }, self.pos));
        } else {
            self.put(act);
        }
    }

    /// A value that later loads must not come before: it may trap.
    fn first(&mut self, w: Word, later: bool) -> Word {
        if later && matches!(w, Word::Int(..)) && word_traps(&w) {
            let tmp = self.scalar();
            self.put(Act::Set(tmp, w));
            return Word::Slot(tmp);
        }
        w
    }

    fn boxed(&mut self, w: Word) -> Box<Word> {
        Box::new(self.word(w))
    }

    fn loaded(&mut self, addr: Addr, mem: Mem) -> Word {
        let tmp = self.value_of(addr.site);
        self.access(addr, |addr| Act::Set(tmp, Word::Load(addr, mem)));
        Word::Slot(tmp)
    }

    fn word(&mut self, w: Word) -> Word {
        if !shared::word(&w) {
            return w;
        }
        match w {
            Word::Int(op, kind, a, b) => {
                let a = self.word(*a);
                let a = self.first(a, shared::word(&b));
                Word::Int(op, kind, Box::new(a), self.boxed(*b))
            }
            Word::Wrap(kind, w) => Word::Wrap(kind, self.boxed(*w)),
            Word::Load(addr, mem) => {
                let addr = self.addr(addr);
                if addr.site.is_some() { self.loaded(addr, mem) } else { Word::Load(addr, mem) }
            }
            Word::Index(p, i, mem, site) => {
                let (p, i) = (self.pair(*p), self.word(*i));
                if !site.is_some() {
                    return Word::Index(Box::new(p), Box::new(i), mem, site);
                }
                let addr = self.element(p, i, mem.stride(), site);
                self.loaded(addr, mem)
            }
            Word::Index2(p, i, words, j, mem, [outer, inner]) => {
                let row = self.pair(Pair::Index(p, i, words * 8, outer));
                self.word(Word::Index(Box::new(row), j, mem, inner))
            }
            Word::IndexAddr(p, i, stride) => {
                let p = self.pair(*p);
                Word::IndexAddr(Box::new(p), self.boxed(*i), stride)
            }
            Word::AddrOf(addr) => {
                let base = self.boxed(*addr.base);
                Word::AddrOf(Addr { base, ..addr })
            }
            Word::First(p) => Word::First(Box::new(self.pair(*p))),
            Word::Second(p) => Word::Second(Box::new(self.pair(*p))),
            Word::Bits(f) => Word::Bits(Box::new(self.float(*f))),
            Word::Bits32(f) => Word::Bits32(Box::new(self.float(*f))),
            Word::Trunc(f, kind) => Word::Trunc(Box::new(self.float(*f)), kind),
            Word::Flag(c) => Word::Flag(Box::new(self.cond(*c))),
            Word::After(acts, w) => {
                self.acts(acts);
                self.word(*w)
            }
            Word::At(place, w) => {
                let outer = std::mem::replace(&mut self.pos, place.pos);
                let w = self.boxed(*w);
                self.pos = outer;
                Word::At(place, w)
            }
            w @ (Word::Slot(_) | Word::Const(_) | Word::New(_) | Word::Fn(_)) => w,
        }
    }

    fn float(&mut self, f: Float) -> Float {
        match f {
            Float::Bits(w) => Float::Bits(self.boxed(*w)),
            Float::Bits32(w) => Float::Bits32(self.boxed(*w)),
            Float::Bin(op, a, b) => {
                let a = self.float(*a);
                Float::Bin(op, Box::new(a), Box::new(self.float(*b)))
            }
            Float::Round32(f) => Float::Round32(Box::new(self.float(*f))),
            Float::Neg(f) => Float::Neg(Box::new(self.float(*f))),
            Float::FromInt(w) => Float::FromInt(self.boxed(*w)),
            Float::FromUint(w) => Float::FromUint(self.boxed(*w)),
            Float::Math(m, f) => Float::Math(m, Box::new(self.float(*f))),
            f @ (Float::Slot(_) | Float::Slot32(_) | Float::Const(_)) => f,
        }
    }

    fn pair(&mut self, p: Pair) -> Pair {
        if !shared::pair(&p) {
            return p;
        }
        match p {
            Pair::Load(addr) => {
                let addr = self.addr(addr);
                if !addr.site.is_some() {
                    return Pair::Load(addr);
                }
                let tmp = self.value_of(addr.site);
                self.access(addr, |addr| Act::SetPair(tmp, Pair::Load(addr)));
                Pair::Slot(tmp)
            }
            Pair::Index(p, i, stride, site) => {
                let (p, i) = (self.pair(*p), self.word(*i));
                if !site.is_some() {
                    return Pair::Index(Box::new(p), Box::new(i), stride, site);
                }
                let addr = self.element(p, i, stride, site);
                self.pair(Pair::Load(addr))
            }
            Pair::Words(a, b) => {
                let a = self.word(*a);
                let a = self.first(a, shared::word(&b));
                Pair::Words(Box::new(a), self.boxed(*b))
            }
            Pair::After(acts, p) => {
                self.acts(acts);
                self.pair(*p)
            }
            Pair::At(place, p) => {
                let outer = std::mem::replace(&mut self.pos, place.pos);
                let p = Box::new(self.pair(*p));
                self.pos = outer;
                Pair::At(place, p)
            }
            p @ (Pair::Slot(_) | Pair::Const(..) | Pair::Fn(_)) => p,
        }
    }

    fn cond(&mut self, c: Cond) -> Cond {
        if !shared::cond(&c) {
            return c;
        }
        match c {
            Cond::Int(cmp, signed, a, b) => {
                let a = self.word(*a);
                let a = self.first(a, shared::word(&b));
                Cond::Int(cmp, signed, Box::new(a), self.boxed(*b))
            }
            Cond::Float(cmp, a, b) => {
                let a = self.float(*a);
                Cond::Float(cmp, Box::new(a), Box::new(self.float(*b)))
            }
            Cond::Str(cmp, a, b) => {
                let a = self.pair(*a);
                Cond::Str(cmp, Box::new(a), Box::new(self.pair(*b)))
            }
            Cond::Word(w) => Cond::Word(self.boxed(*w)),
            Cond::Not(c) => Cond::Not(Box::new(self.cond(*c))),
            Cond::And(a, b) => self.branch(*a, *b, true),
            Cond::Or(a, b) => self.branch(*a, *b, false),
            c @ (Cond::Const(_) | Cond::Fn(_)) => c,
        }
    }

    /// `a && b`, `a || b`: the loads of `b` happen only if `a` does not decide.
    fn branch(&mut self, a: Cond, b: Cond, and: bool) -> Cond {
        let a = self.cond(a);
        if !shared::cond(&b) {
            let (a, b) = (Box::new(a), Box::new(b));
            return if and { Cond::And(a, b) } else { Cond::Or(a, b) };
        }
        let tmp = self.scalar();
        self.put(Act::Set(tmp, Word::Flag(Box::new(a))));
        let (then, ()) = self.aside(|s| {
            let b = s.cond(b);
            s.put(Act::Set(tmp, Word::Flag(Box::new(b))));
        });
        let flag = || Cond::Word(Box::new(Word::Slot(tmp)));
        let test = if and { flag() } else { Cond::Not(Box::new(flag())) };
        self.out.push(St::If(test, then, Vec::new(), self.pos));
        flag()
    }
}

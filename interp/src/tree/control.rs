//! Sequences and branches.

use super::build::{DoK, do_k, word_fn};
use super::defer;
use super::panic::trapped;
use super::shape::{CondCode, CondK, cond_k};
use super::traps::{act_traps, cond_traps, word_traps};
use super::{At, Builder, Flow, Frame, Node, Stmt, suspend, tick};
use crate::cx::{Cx, Why};
use crate::ir::{Act, Label, St, WordFn};
use frontend::span::Pos;
use std::ops::Range;

/// An action as a statement; `RETURNS` if it stored the results and the function ends.
struct Do<F, const TRAPS: bool, const RETURNS: bool>(F, At);

impl<F, const TRAPS: bool, const RETURNS: bool> Node for Do<F, TRAPS, RETURNS>
where
    F: Fn(&mut Cx, &mut Frame) + Send + Sync,
{
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        (self.0)(cx, fr);
        if TRAPS && cx.trap.is_some() {
            return trapped(cx, self.1);
        }
        if RETURNS { Flow::Return } else { Flow::Next }
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, _: At) -> Flow {
        self.exec(cx, fr)
    }

    fn range(&self) -> Range<At> {
        self.1..self.1 + 1
    }
}

struct DoNode<const TRAPS: bool, const RETURNS: bool>(At);
impl<const TRAPS: bool, const RETURNS: bool> DoK for DoNode<TRAPS, RETURNS> {
    type Out = Stmt;
    fn go<F: Fn(&mut Cx, &mut Frame) + Send + Sync + 'static>(self, f: F) -> Stmt {
        Box::new(Do::<F, TRAPS, RETURNS>(f, self.0))
    }
}

/// A jump, or a return without results.
struct Plain(Flow, Label, At);

impl Node for Plain {
    fn exec(&self, cx: &mut Cx, _: &mut Frame) -> Flow {
        cx.label = self.1;
        self.0
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, _: At) -> Flow {
        self.exec(cx, fr)
    }

    fn range(&self) -> Range<At> {
        self.2..self.2 + 1
    }
}

/// Any number of statements.
struct Block {
    kids: Box<[Stmt]>,
    range: Range<At>,
}

impl Node for Block {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        for kid in &self.kids {
            let flow = kid.exec(cx, fr);
            if flow != Flow::Next {
                return flow;
            }
        }
        Flow::Next
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        let first = self.kids.partition_point(|k| k.range().end <= at);
        for (i, kid) in self.kids[first..].iter().enumerate() {
            let flow = if i == 0 { kid.resume(cx, fr, at) } else { kid.exec(cx, fr) };
            if flow != Flow::Next {
                return flow;
            }
        }
        Flow::Next
    }

    fn range(&self) -> Range<At> {
        self.range.clone()
    }
}

/// A few statements, unrolled.
struct Seq<const N: usize> {
    kids: [Stmt; N],
    range: Range<At>,
}

impl<const N: usize> Node for Seq<N> {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        for kid in &self.kids {
            let flow = kid.exec(cx, fr);
            if flow != Flow::Next {
                return flow;
            }
        }
        Flow::Next
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        let mut down = true;
        for kid in &self.kids {
            if down && kid.range().end <= at {
                continue;
            }
            let flow = if down { kid.resume(cx, fr, at) } else { kid.exec(cx, fr) };
            down = false;
            if flow != Flow::Next {
                return flow;
            }
        }
        Flow::Next
    }

    fn range(&self) -> Range<At> {
        self.range.clone()
    }
}

/// `if`.
struct If<C, const TRAPS: bool> {
    cond: C,
    then: Stmt,
    els: Option<Stmt>,
    range: Range<At>,
}

impl<C: CondCode, const TRAPS: bool> Node for If<C, TRAPS> {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        let yes = (self.cond)(cx, fr);
        if TRAPS && cx.trap.is_some() {
            return trapped(cx, self.range.start);
        }
        if yes {
            self.then.exec(cx, fr)
        } else {
            match &self.els {
                Some(els) => els.exec(cx, fr),
                None => Flow::Next,
            }
        }
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        if at == self.range.start {
            return self.exec(cx, fr);
        }
        if at < self.then.range().end {
            return self.then.resume(cx, fr, at);
        }
        match &self.els {
            Some(els) => els.resume(cx, fr, at),
            None => Flow::Next,
        }
    }

    fn range(&self) -> Range<At> {
        self.range.clone()
    }
}

struct IfK<const TRAPS: bool>(Stmt, Option<Stmt>, Range<At>);
impl<const TRAPS: bool> CondK for IfK<TRAPS> {
    type Out = Stmt;
    fn go<F: CondCode>(self, cond: F) -> Stmt {
        Box::new(If::<F, TRAPS> { cond, then: self.0, els: self.1, range: self.2 })
    }
}

/// A block that `Break(label)` leaves.
struct Labeled(Label, Stmt);

impl Labeled {
    fn end(&self, cx: &Cx, flow: Flow) -> Flow {
        if flow == Flow::Break && cx.label == self.0 { Flow::Next } else { flow }
    }
}

impl Node for Labeled {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        let flow = self.1.exec(cx, fr);
        self.end(cx, flow)
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        let flow = self.1.resume(cx, fr, at);
        self.end(cx, flow)
    }

    fn range(&self) -> Range<At> {
        self.1.range()
    }
}

/// A list with goto targets.
struct Targets {
    kids: Box<[Stmt]>,
    labels: Vec<(Label, usize)>,
    /// Position 0 is where a backward goto is charged.
    range: Range<At>,
}

impl Targets {
    fn run(&self, cx: &mut Cx, fr: &mut Frame, mut i: usize, mut flow: Flow) -> Flow {
        loop {
            match flow {
                Flow::Next => {}
                Flow::Goto => match self.labels.iter().find(|l| l.0 == cx.label) {
                    Some(&(_, to)) => {
                        i = to;
                        // Loops made of gotos must be preempted too.
                        if tick(cx) {
                            let at = self.range.start + 1 + i as At;
                            return suspend(cx, Why::Budget, at);
                        }
                    }
                    None => return Flow::Goto,
                },
                other => return other,
            }
            let Some(kid) = self.kids.get(i) else { return Flow::Next };
            flow = kid.exec(cx, fr);
            i += 1;
        }
    }
}

impl Node for Targets {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        self.run(cx, fr, 0, Flow::Next)
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        let first = self.range.start + 1;
        if at < first + self.kids.len() as At {
            return self.run(cx, fr, (at - first) as usize, Flow::Next);
        }
        let i = self.kids.partition_point(|k| k.range().end <= at);
        let Some(kid) = self.kids.get(i) else { return Flow::Next };
        let flow = kid.resume(cx, fr, at);
        self.run(cx, fr, i + 1, flow)
    }

    fn range(&self) -> Range<At> {
        self.range.clone()
    }
}

/// A jump by an integer.
struct Switch {
    tag: WordFn,
    cases: Vec<(u64, usize)>,
    bodies: Box<[Stmt]>,
    default: Option<usize>,
    traps: bool,
    range: Range<At>,
}

impl Node for Switch {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        let tag = (self.tag)(cx, fr);
        if self.traps && cx.trap.is_some() {
            return trapped(cx, self.range.start);
        }
        let body = match self.cases.binary_search_by_key(&tag, |c| c.0) {
            Ok(i) => Some(self.cases[i].1),
            Err(_) => self.default,
        };
        match body {
            Some(i) => self.bodies[i].exec(cx, fr),
            None => Flow::Next,
        }
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        if at == self.range.start {
            return self.exec(cx, fr);
        }
        let i = self.bodies.partition_point(|b| b.range().end <= at);
        self.bodies[i].resume(cx, fr, at)
    }

    fn range(&self) -> Range<At> {
        self.range.clone()
    }
}

impl Builder {
    /// A list of statements as one node.
    pub(crate) fn block(&mut self, list: Vec<St>) -> Stmt {
        let start = self.next();
        let mut kids: Vec<Stmt> = Vec::new();
        for st in list {
            match st {
                St::Seq(inner) => {
                    for st in inner {
                        let kid = self.stmt(st);
                        kids.push(kid);
                    }
                }
                st => {
                    let kid = self.stmt(st);
                    kids.push(kid);
                }
            }
        }
        if kids.len() == 1 {
            return kids.remove(0);
        }
        if kids.is_empty() {
            // Every node owns a position, so that ranges never are empty.
            let at = self.at(1, Pos::NONE);
            return Box::new(Plain(Flow::Next, 0, at));
        }
        let range = start..self.next();
        macro_rules! seq {
            ($n:literal) => {
                match <[Stmt; $n]>::try_from(kids) {
                    Ok(kids) => return Box::new(Seq::<$n> { kids, range }),
                    Err(kids) => kids,
                }
            };
        }
        let kids = match kids.len() {
            2 => seq!(2),
            3 => seq!(3),
            4 => seq!(4),
            _ => kids,
        };
        Box::new(Block { kids: kids.into(), range })
    }

    /// An action; `RETURNS` if the function ends after it.
    fn action<const RETURNS: bool>(&mut self, act: Act, pos: Pos) -> Stmt {
        let at = self.at(1, pos);
        if act_traps(&act) {
            do_k(act, DoNode::<true, RETURNS>(at))
        } else {
            do_k(act, DoNode::<false, RETURNS>(at))
        }
    }

    /// One statement.
    pub(crate) fn stmt(&mut self, st: St) -> Stmt {
        match st {
            St::Act(act, pos) => self.action::<false>(act, pos),
            St::Point(point, pos) => self.point(point, pos),
            St::Seq(list) => self.block(list),
            St::If(cond, then, els, pos) => {
                let at = self.at(1, pos);
                let then = self.block(then);
                let els = if els.is_empty() { None } else { Some(self.block(els)) };
                let range = at..self.next();
                if cond_traps(&cond) {
                    cond_k(cond, IfK::<true>(then, els, range))
                } else {
                    cond_k(cond, IfK::<false>(then, els, range))
                }
            }
            St::Loop { label, head, cond, post, body, pos } => {
                self.for_loop(label, head, cond, post, body, pos)
            }
            St::Labeled(label, list) => {
                let body = self.block(list);
                Box::new(Labeled(label, body))
            }
            St::Targets(list, labels) => {
                let start = self.at(1 + list.len(), Pos::NONE);
                let kids: Vec<Stmt> = list.into_iter().map(|st| self.block(vec![st])).collect();
                Box::new(Targets { kids: kids.into(), labels, range: start..self.next() })
            }
            St::Switch { tag, cases, bodies, default, pos } => {
                let at = self.at(1, pos);
                let traps = word_traps(&tag);
                let bodies: Vec<Stmt> = bodies.into_iter().map(|b| self.block(b)).collect();
                let range = at..self.next();
                let tag = word_fn(tag);
                Box::new(Switch { tag, cases, bodies: bodies.into(), default, traps, range })
            }
            St::Break(label) => self.plain(Flow::Break, label, Pos::NONE),
            St::Continue(label) => self.plain(Flow::Continue, label, Pos::NONE),
            St::Goto(label) => self.plain(Flow::Goto, label, Pos::NONE),
            St::Return(act, pos) => {
                let inner = match act {
                    None => self.plain(Flow::Return, 0, pos),
                    Some(act) => self.action::<true>(act, pos),
                };
                defer::leaving(self, inner, pos)
            }
            St::Call(call, pos) => self.call(call, pos),
            other => self.operation(other),
        }
    }

    fn plain(&mut self, flow: Flow, label: Label, pos: Pos) -> Stmt {
        let at = self.at(1, pos);
        Box::new(Plain(flow, label, at))
    }
}

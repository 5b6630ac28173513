//! Sequences, branches and loops.

use super::build::{DoK, act_traps, cond_traps, do_k, word_fn, word_traps};
use super::defer;
use super::panic::trapped;
use super::shape::{CondCode, CondK, cond_k};
use super::{At, Builder, Flow, Frame, Node, Stmt, suspend, tick};
use crate::cx::{Cx, Why};
use crate::ir::{Act, Cond, IntKind, IntOp, Label, St, Word, WordFn};
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

/// What runs after each iteration.
trait Post: Send + Sync + 'static {
    fn run(&self, cx: &mut Cx, fr: &mut Frame) -> Flow;
    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow;
}

struct NoPost;
impl Post for NoPost {
    #[inline(always)]
    fn run(&self, _: &mut Cx, _: &mut Frame) -> Flow {
        Flow::Next
    }
    fn resume(&self, _: &mut Cx, _: &mut Frame, _: At) -> Flow {
        Flow::Next
    }
}

/// `i += c`.
struct Add(usize, u64);
impl Post for Add {
    #[inline(always)]
    fn run(&self, _: &mut Cx, fr: &mut Frame) -> Flow {
        fr[self.0] = fr[self.0].wrapping_add(self.1);
        Flow::Next
    }
    fn resume(&self, _: &mut Cx, _: &mut Frame, _: At) -> Flow {
        Flow::Next
    }
}

struct AnyPost(Stmt);
impl Post for AnyPost {
    #[inline(always)]
    fn run(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        self.0.exec(cx, fr)
    }
    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        self.0.resume(cx, fr, at)
    }
}

/// `for`: positions are the test, the head, the body, the post statement.
struct Loop<C, P, const TRAPS: bool> {
    label: Label,
    head: Option<Stmt>,
    cond: C,
    body: Stmt,
    post: P,
    /// Where the post statement starts.
    post_at: At,
    range: Range<At>,
}

impl<C: CondCode, P: Post, const TRAPS: bool> Loop<C, P, TRAPS> {
    /// From the test on, the head having run.
    #[inline(always)]
    fn run(&self, cx: &mut Cx, fr: &mut Frame, mut head_done: bool) -> Flow {
        loop {
            if !head_done {
                if let Some(head) = &self.head {
                    let flow = head.exec(cx, fr);
                    if flow != Flow::Next {
                        return flow;
                    }
                }
            }
            head_done = false;
            let yes = (self.cond)(cx, fr);
            if TRAPS && cx.trap.is_some() {
                // The head has effects: it must not run again.
                return trapped(cx, self.range.start + 1);
            }
            if !yes {
                return Flow::Next;
            }
            let flow = self.body.exec(cx, fr);
            if flow != Flow::Next && !(flow == Flow::Continue && cx.label == self.label) {
                return if flow == Flow::Break && cx.label == self.label {
                    Flow::Next
                } else {
                    flow
                };
            }
            let flow = self.post.run(cx, fr);
            if flow != Flow::Next {
                return flow;
            }
            if tick(cx) {
                return suspend(cx, Why::Budget, self.range.start);
            }
        }
    }

    /// After a resumed body.
    #[inline(never)]
    fn iterate(&self, cx: &mut Cx, fr: &mut Frame, flow: Flow) -> Flow {
        match flow {
            Flow::Next => {}
            Flow::Continue if cx.label == self.label => {}
            Flow::Break if cx.label == self.label => return Flow::Next,
            other => return other,
        }
        let flow = self.post.run(cx, fr);
        if flow != Flow::Next {
            return flow;
        }
        self.tail(cx, fr)
    }

    fn tail(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        if tick(cx) {
            return suspend(cx, Why::Budget, self.range.start);
        }
        self.run(cx, fr, false)
    }
}

impl<C: CondCode, P: Post, const TRAPS: bool> Node for Loop<C, P, TRAPS> {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        self.run(cx, fr, false)
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, at: At) -> Flow {
        if at == self.range.start {
            return self.run(cx, fr, false);
        }
        if at == self.range.start + 1 {
            return self.run(cx, fr, true);
        }
        if let Some(head) = &self.head {
            if at < head.range().end {
                let flow = head.resume(cx, fr, at);
                return if flow == Flow::Next { self.run(cx, fr, true) } else { flow };
            }
        }
        if at < self.post_at {
            let flow = self.body.resume(cx, fr, at);
            return self.iterate(cx, fr, flow);
        }
        let flow = self.post.resume(cx, fr, at);
        if flow == Flow::Next { self.tail(cx, fr) } else { flow }
    }

    fn range(&self) -> Range<At> {
        self.range.clone()
    }
}

struct LoopK<P, const TRAPS: bool> {
    label: Label,
    head: Option<Stmt>,
    body: Stmt,
    post: P,
    post_at: At,
    range: Range<At>,
}

impl<P: Post, const TRAPS: bool> CondK for LoopK<P, TRAPS> {
    type Out = Stmt;
    fn go<F: CondCode>(self, cond: F) -> Stmt {
        let Self { label, head, body, post, post_at, range } = self;
        Box::new(Loop::<F, P, TRAPS> { label, head, cond, body, post, post_at, range })
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

    fn for_loop(
        &mut self,
        label: Label,
        head: Vec<St>,
        cond: Option<Cond>,
        mut post: Vec<St>,
        body: Vec<St>,
        pos: Pos,
    ) -> Stmt {
        let start = self.at(2, pos);
        let head = if head.is_empty() { None } else { Some(self.block(head)) };
        let body = self.block(body);
        let post_at = self.next();
        let cond = cond.unwrap_or(Cond::Const(true));
        macro_rules! finish {
            ($post:expr) => {{
                let post = $post;
                let range = start..self.next();
                if cond_traps(&cond) {
                    cond_k(cond, LoopK::<_, true> { label, head, body, post, post_at, range })
                } else {
                    cond_k(cond, LoopK::<_, false> { label, head, body, post, post_at, range })
                }
            }};
        }
        if post.is_empty() {
            return finish!(NoPost);
        }
        if let [St::Act(Act::Set(dst, Word::Int(op, kind, a, b)), _)] = post.as_slice() {
            if let (Word::Slot(s), Word::Const(c), IntKind::I64 | IntKind::U64) = (&**a, &**b, kind)
            {
                if s == dst && matches!(op, IntOp::Add | IntOp::Sub) {
                    let c = if *op == IntOp::Add { *c } else { c.wrapping_neg() };
                    let add = Add(*dst as usize, c);
                    return finish!(add);
                }
            }
        }
        let post = std::mem::take(&mut post);
        let node = self.block(post);
        finish!(AnyPost(node))
    }
}

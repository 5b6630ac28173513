//! Loops.

use super::panic::trapped;
use super::shape::{CondCode, CondK, cond_k};
use super::traps::cond_traps;
use super::{At, Builder, Flow, Frame, Node, Stmt, suspend, tick};
use crate::cx::{Cx, Why};
use crate::ir::{Act, Cond, IntKind, IntOp, Label, St, Word};
use frontend::span::Pos;
use std::ops::Range;

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

impl Builder {
    /// A `for` statement.
    pub(super) fn for_loop(
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

//! An access that may be a scheduling point.

use super::panic::trapped;
use super::{At, Builder, Flow, Frame, Node, Stmt, do_fn, suspend, word_fn};
use crate::cx::{Cx, Why};
use crate::explain::log;
use crate::history::{Mode, Part};
use crate::ir::{DoFn, Point, WordFn};
use crate::op::{Op, OpKind};
use crate::race::Site;
use crate::sched;
use crate::sync::chan;
use crate::trap::Trap;
use frontend::span::Pos;
use std::ops::Range;

struct Visible {
    kind: OpKind,
    site: Site,
    object: WordFn,
    off: u64,
    act: DoFn,
    at: At,
}

impl Node for Visible {
    fn exec(&self, cx: &mut Cx, fr: &mut Frame) -> Flow {
        let asks = !self.site.is_some() || cx.config.promoted.has(self.site);
        if asks {
            let object = (self.object)(cx, fr).wrapping_add(self.off);
            if sched::needs_point(cx, Op::new(self.kind, object)) {
                return suspend(cx, Why::Point, self.at);
            }
            match self.kind {
                OpKind::Read => cx.note(object, |h, v| h.touch(v, Part::Variable, Mode::Read)),
                OpKind::Write => cx.note(object, |h, v| h.touch(v, Part::Variable, Mode::Write)),
                // The length of a channel.
                OpKind::Other => chan::look(cx, object, Mode::Read),
                _ => {}
            }
        } else if cx.config.detail && self.is_shown(cx, fr) {
            return suspend(cx, Why::Point, self.at);
        }
        (self.act)(cx, fr);
        if let Some(trap) = cx.trap.as_deref() {
            // It runs again at once: its point was passed.
            let stood = asks || cx.config.detail && cx.config.shown.has(self.site);
            cx.granted = stood && matches!(trap, Trap::Look | Trap::NeedMemory);
            return trapped(cx, self.at);
        }
        if cx.config.detail {
            log::accessed(cx, self.site);
        }
        Flow::Next
    }

    fn resume(&self, cx: &mut Cx, fr: &mut Frame, _: At) -> Flow {
        self.exec(cx, fr)
    }

    fn range(&self) -> Range<At> {
        self.at..self.at + 1
    }
}

impl Visible {
    /// Whether the access is no point, but stops to be written down.
    #[cold]
    fn is_shown(&self, cx: &mut Cx, fr: &mut Frame) -> bool {
        if std::mem::take(&mut cx.granted) {
            log::goes_on(cx);
            return false;
        }
        if !cx.config.shown.has(self.site) {
            return false;
        }
        let object = (self.object)(cx, fr).wrapping_add(self.off);
        log::stops(cx, Op::new(self.kind, object))
    }
}

impl Builder {
    /// An access that may be a scheduling point.
    pub(crate) fn point(&mut self, point: Point, pos: Pos) -> Stmt {
        let at = self.at(1, pos);
        let Point { kind, site, object, off, act } = point;
        let (object, act) = (word_fn(object), do_fn(act));
        Box::new(Visible { kind, site, object, off: u64::from(off) * 8, act, at })
    }
}

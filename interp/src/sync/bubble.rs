//! The operations of package internal/synctest.
//!
//! # Happens-before
//! What the other goroutines of a bubble did before they blocked, or ended, is synchronized
//! before the return of `Wait` (and of `Run`).

use crate::cx::Cx;
use crate::goroutine::{GoroutineId, WaitReason};
use crate::native::{Call, Registry, Step};
use crate::op::OpKind;
use crate::race::detector::Key;
use crate::race::edges;
use crate::sched::bubble::{self, News};
use crate::trap::Trap;

pub(super) fn register(r: &mut Registry) {
    r.op("internal/synctest.enter", OpKind::Other, enter);
    r.op("internal/synctest.leave", OpKind::Other, leave);
    r.op("internal/synctest.over", OpKind::Other, over);
    r.op("internal/synctest.wait", OpKind::Other, wait);
    r.leaf("internal/synctest.inside", |c| {
        let bubble = c.cx.gs[c.cx.cur.0 as usize].bubble;
        c.ret_bool(bubble != 0);
        Ok(())
    });
}

/// `func enter()`: the running goroutine becomes the root of a new bubble.
fn enter(c: &mut Call<'_>) -> Result<Step, Trap> {
    let g = c.cx.cur;
    let id = c.cx.sched.bubbles.begin(g);
    c.cx.gs[g.0 as usize].bubble = id;
    c.cx.sched.switch_clock(id);
    Ok(Step::Done)
}

/// `func leave()`: the root is outside again.
fn leave(c: &mut Call<'_>) -> Result<Step, Trap> {
    let g = c.cx.cur;
    c.cx.gs[g.0 as usize].bubble = 0;
    c.cx.sched.switch_clock(0);
    Ok(Step::Done)
}

/// `func over() bool`: waits until the bubble is over; false if its goroutines are stuck.
fn over(c: &mut Call<'_>) -> Result<Step, Trap> {
    let id = c.cx.gs[c.cx.cur.0 as usize].bubble;
    let news = match c.cx.sched.bubbles.news(id) {
        None if bubble::is_empty(c.cx, id) => News::Empty,
        None => return Ok(Step::ParkRetry(WaitReason::SynctestRun)),
        Some(news) => news,
    };
    edges::acquire(c.cx, Key::object(key(id)));
    c.ret_bool(news == News::Empty);
    Ok(Step::Done)
}

/// `func wait() bool`: waits until all other goroutines of the bubble are blocked; false if
/// somebody waits already.
fn wait(c: &mut Call<'_>) -> Result<Step, Trap> {
    let g = c.cx.cur;
    let id = c.cx.gs[g.0 as usize].bubble;
    if std::mem::take(&mut c.cx.gs[g.0 as usize].wait.woken) {
        edges::acquire(c.cx, Key::object(key(id)));
        c.ret_bool(true);
        return Ok(Step::Done);
    }
    if !c.cx.sched.bubbles.wait(id, g) {
        c.ret_bool(false);
        return Ok(Step::Done);
    }
    c.cx.gs[g.0 as usize].wait.woken = true;
    Ok(Step::ParkRetry(WaitReason::SynctestWait))
}

/// What the race detector knows a bubble by: no object has such an address.
fn key(id: bubble::BubbleId) -> u64 {
    u64::MAX - u64::from(id)
}

/// A goroutine of a bubble blocks or ends.
pub(crate) fn stops(cx: &mut Cx, g: GoroutineId) {
    let id = cx.gs[g.0 as usize].bubble;
    if id != 0 && cx.race.is_some() {
        edges::release_more(cx, Key::object(key(id)));
    }
}

//! Bubbles of `testing/synctest`: goroutines with a clock of their own.
//!
//! A bubble's clock starts at midnight UTC 2000-01-01 and moves only when all its goroutines are
//! blocked, to its next timer. Whoever waits for that (`synctest.Wait`) comes before the clock.
//!
//! # Invariants
//! `Sched::timers` is the clock of the bubble whose goroutine runs, and the program's own clock
//! between two turns; the others lie in [`Bubbles`]. So everything that reads clocks and starts
//! timers need not know of bubbles.
//!
//! # Not modelled
//! Real Go counts only those as blocked whom nobody outside of the bubble can wake: waiting for a
//! mutex or for a channel from outside does not count. Here a bubble goes on when nobody at all
//! can run, so that every way of waiting counts.

use super::timer::Timers;
use crate::cx::Cx;
use crate::goroutine::{Goroutine, GoroutineId, Status};
use std::mem::swap;

/// Number of a bubble; 0 is the program itself.
pub(crate) type BubbleId = u32;

/// What the root of a bubble is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum News {
    /// Nobody else is left.
    Empty,
    /// The others are blocked, and nothing can wake them.
    Deadlock,
}

/// One bubble.
#[derive(Debug)]
struct Bubble {
    timers: Timers,
    /// Who started it, and waits until it is over.
    root: GoroutineId,
    root_waits: bool,
    /// Who waits until all others are blocked.
    waiter: Option<GoroutineId>,
    news: Option<News>,
}

/// All bubbles of an execution.
#[derive(Debug, Default)]
pub(crate) struct Bubbles {
    list: Vec<Bubble>,
    /// The program's own clock, while a bubble's is in use.
    outside: Timers,
    /// Whose clock is in use.
    current: BubbleId,
}

fn index(id: BubbleId) -> usize {
    id as usize - 1
}

impl Bubbles {
    /// Whose clock is in use.
    pub(crate) fn current(&self) -> BubbleId {
        self.current
    }

    /// Takes the clock of `to` into use: `timers` is the one that is.
    #[inline]
    pub(crate) fn switch(&mut self, timers: &mut Timers, to: BubbleId) {
        if self.current != to {
            let current = self.current;
            swap(timers, self.clock(current));
            swap(timers, self.clock(to));
            self.current = to;
        }
    }

    fn clock(&mut self, id: BubbleId) -> &mut Timers {
        if id == 0 { &mut self.outside } else { &mut self.list[index(id)].timers }
    }

    /// The clocks that are not in use.
    pub(crate) fn others(&self) -> impl Iterator<Item = &Timers> {
        std::iter::once(&self.outside).chain(self.list.iter().map(|bubble| &bubble.timers))
    }

    /// The same, to be changed.
    pub(crate) fn others_mut(&mut self) -> impl Iterator<Item = &mut Timers> {
        let bubbles = self.list.iter_mut().map(|bubble| &mut bubble.timers);
        std::iter::once(&mut self.outside).chain(bubbles)
    }

    /// The program's own time, given the clock in use.
    pub(crate) fn outside_now(&self, timers: &Timers) -> u64 {
        if self.current == 0 { timers.now() } else { self.outside.now() }
    }

    /// Makes a bubble.
    pub(crate) fn begin(&mut self, root: GoroutineId) -> BubbleId {
        let timers = Timers::of_bubble();
        self.list.push(Bubble { timers, root, root_waits: false, waiter: None, news: None });
        u32::try_from(self.list.len()).unwrap_or(u32::MAX)
    }

    /// What the root of a bubble is to know; if nothing yet, it waits.
    pub(crate) fn news(&mut self, id: BubbleId) -> Option<News> {
        let bubble = &mut self.list[index(id)];
        bubble.root_waits = bubble.news.is_none();
        bubble.news.take()
    }

    /// A goroutine waits until all others of its bubble are blocked; false if one does already.
    pub(crate) fn wait(&mut self, id: BubbleId, g: GoroutineId) -> bool {
        let waiter = &mut self.list[index(id)].waiter;
        waiter.is_none() && waiter.replace(g).is_none()
    }

    /// The root that waits for this bubble.
    fn root(&self, id: BubbleId) -> Option<GoroutineId> {
        let bubble = &self.list[index(id)];
        bubble.root_waits.then_some(bubble.root)
    }
}

/// How many goroutines of a bubble there are besides its root.
fn members(gs: &[Goroutine], id: BubbleId, root: GoroutineId) -> usize {
    let is_member = |(slot, g): &(usize, &Goroutine)| {
        g.bubble == id && g.status != Status::Dead && *slot != root.0 as usize
    };
    gs.iter().enumerate().filter(is_member).count()
}

/// A goroutine of a bubble ended: if it was the last, the root goes on.
pub(crate) fn ended(cx: &mut Cx, id: BubbleId) {
    let root = cx.sched.bubbles.list[index(id)].root;
    if members(&cx.gs, id, root) == 0 {
        tell(cx, id, News::Empty);
    }
}

/// Tells the root of a bubble something.
fn tell(cx: &mut Cx, id: BubbleId, news: News) {
    cx.sched.bubbles.list[index(id)].news = Some(news);
    if let Some(root) = cx.sched.bubbles.root(id) {
        cx.sched.bubbles.list[index(id)].root_waits = false;
        super::ready(cx, root);
    }
}

/// Whether a bubble has nobody but its root.
pub(crate) fn is_empty(cx: &Cx, id: BubbleId) -> bool {
    members(&cx.gs, id, cx.sched.bubbles.list[index(id)].root) == 0
}

/// Nobody can run: lets a bubble go on. False if none can.
pub(crate) fn advance(cx: &mut Cx) -> bool {
    for i in 0..cx.sched.bubbles.list.len() {
        if let Some(waiter) = cx.sched.bubbles.list[i].waiter.take() {
            super::ready(cx, waiter);
            return true;
        }
        let id = u32::try_from(i + 1).unwrap_or(u32::MAX);
        cx.sched.switch_clock(id);
        let next = cx.sched.timers.peek();
        if let Some(entry) = next {
            cx.sched.timers.set(entry.when);
            super::fire_due(cx);
        }
        cx.sched.switch_clock(0);
        if next.is_some() {
            return true;
        }
    }
    false
}

/// Nobody can run, and no clock helps: roots whose bubbles have goroutines that are stuck are
/// told. False if there are none.
pub(crate) fn deadlocked(cx: &mut Cx) -> bool {
    for i in 0..cx.sched.bubbles.list.len() {
        let id = u32::try_from(i + 1).unwrap_or(u32::MAX);
        if cx.sched.bubbles.root(id).is_some() && !is_empty(cx, id) {
            tell(cx, id, News::Deadlock);
            return true;
        }
    }
    false
}

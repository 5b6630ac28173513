//! `time.Sleep`, timers and tickers, on virtual time.
//!
//! # Invariants
//! A timer's channel has a buffer of one and looks unbuffered; after Stop or Reset nothing that
//! was sent before can be received (Go 1.23). A function is called in a goroutine of its own.
//!
//! # Happens-before
//! A tick is a send on the timer's channel. Starting a timer is synchronized before the call of
//! its function, as a go statement is.

use super::chan;
use crate::code::{Func, FuncId};
use crate::cx::Cx;
use crate::goroutine::{Activation, WaitReason};
use crate::history::{Mode, Part};
use crate::memory::Heap;
use crate::memory::heap::index;
use crate::native::{Call, Registry, Step};
use crate::op::OpKind;
use crate::race::detector::Key;
use crate::race::edges;
use crate::sched;
use crate::sched::strategy::Discipline;
use crate::sched::timer::{Entry, Target, Timer, Timers};
use crate::trace::Kind;
use crate::trap::Trap;
use frontend::span::Pos;
use std::sync::{LazyLock, OnceLock};

/// Seconds from year 1885, where a Time's wall seconds start, to 1970.
const WALL_TO_UNIX: u64 = 2_682_288_000;
/// A Time's wall word has a monotonic reading.
const HAS_MONOTONIC: u64 = 1 << 63;

pub(super) fn register(r: &mut Registry) {
    r.op("time.Sleep", OpKind::Time, sleep);
    r.leaf("time.now", now);
    r.op("time.startTimer", OpKind::Time, start);
    r.op("time.stopTimer", OpKind::Time, stop);
    r.op("time.resetTimer", OpKind::Time, reset);
    r.op("testing.setAlarm", OpKind::Time, set_alarm);
    r.op("testing.stopAlarm", OpKind::Time, stop_alarm);
}

/// The program's monotonic clock reads 1 at its start.
fn mono(ns: u64) -> u64 {
    ns + 1
}

/// The instant at which a monotonic reading is reached.
fn instant(mono: i64) -> u64 {
    u64::try_from(mono).unwrap_or(0).saturating_sub(1)
}

/// Unix seconds and nanoseconds of an instant.
fn unix(clock: &Timers, ns: u64) -> (u64, u64) {
    (clock.start_unix + ns / 1_000_000_000, ns % 1_000_000_000)
}

fn sleep(c: &mut Call<'_>) -> Result<Step, Trap> {
    let Some(d) = u64::try_from(c.int()).ok().filter(|&d| d > 0) else { return Ok(Step::Done) };
    if c.cx.sched.discipline != Discipline::Any {
        c.cx.sched.timers.pass(1);
    }
    let when = c.cx.sched.now().saturating_add(d);
    let g = c.cx.cur;
    c.cx.sched.timers.sleep(g, when);
    c.cx.sched.event(Kind::Time, when, 1);
    Ok(Step::Park(WaitReason::Sleep))
}

#[expect(clippy::unnecessary_wraps, reason = "the signature of a native")]
fn now(c: &mut Call<'_>) -> Result<(), Trap> {
    let ns = sched::clock(c.cx);
    let (sec, nsec) = unix(&c.cx.sched.timers, ns);
    c.ret(sec);
    c.ret(nsec);
    c.ret(mono(ns));
    Ok(())
}

fn start(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (when, period, chan, func, loc) = (c.int(), c.int(), c.word(), c.word(), c.word());
    let period = u64::try_from(period).unwrap_or(0);
    if func == 0 {
        chan::set_timer(c.cx, chan);
    }
    let id = c.cx.sched.timers.start(instant(when), period, chan, func, loc);
    c.cx.sched.event(Kind::Time, instant(when), id);
    started(c.cx, id, func != 0);
    c.ret(id);
    Ok(Step::Done)
}

/// Not in the memory model, but programs rely on it as on the go statement: starting a timer is
/// synchronized before what it does.
fn started(cx: &mut Cx, id: u64, calls: bool) {
    if calls {
        edges::calls_later(cx);
    }
    edges::release(cx, Key::timer(id));
}

fn stop(c: &mut Call<'_>) -> Result<Step, Trap> {
    let id = c.word();
    let was = stopped(c, id);
    c.ret_bool(was);
    Ok(Step::Done)
}

fn reset(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (id, when, period) = (c.word(), c.int(), c.int());
    let was = stopped(c, id);
    c.cx.sched.timers.restart(id, instant(when), u64::try_from(period).unwrap_or(0));
    c.cx.sched.event(Kind::Time, instant(when), id);
    started(c.cx, id, false);
    c.ret_bool(was);
    Ok(Step::Done)
}

fn set_alarm(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (d, func) = (c.int(), c.word());
    let when = c.cx.sched.now().saturating_add(u64::try_from(d).unwrap_or(0));
    let id = c.cx.sched.timers.alarm(when, func);
    started(c.cx, id, true);
    c.ret(id);
    Ok(Step::Done)
}

fn stop_alarm(c: &mut Call<'_>) -> Result<Step, Trap> {
    let id = c.word();
    c.cx.sched.timers.stop(id);
    Ok(Step::Done)
}

/// Stops a timer; whether it was running or its tick was not received yet.
fn stopped(c: &mut Call<'_>, id: u64) -> bool {
    if c.cx.sched.timers.due() {
        sched::fire_due(c.cx);
    }
    let Some((ran, timer)) = c.cx.sched.timers.stop(id) else { return false };
    let object = if timer.func == 0 { timer.chan } else { timer.func };
    c.cx.note(object, |h, object| h.touch(object, Part::Timer, Mode::Write));
    let drained = timer.func == 0 && chan::timer_drain(c.cx, timer.chan);
    ran || drained
}

/// Whether a timer that fires could make a goroutine run.
pub(crate) fn can_wake(heap: &Heap, target: Target, timer: Option<&Timer>) -> bool {
    match (target, timer) {
        (Target::Sleep(_), _) => true,
        (Target::Timer(_), None) => false,
        (Target::Timer(_), Some(timer)) => {
            timer.func != 0 && !timer.alarm || chan::has_receivers(&heap.mem, timer.chan)
        }
    }
}

/// A timer fires: its entry was taken out of the heap.
pub(crate) fn fire(cx: &mut Cx, entry: Entry) {
    let now = cx.sched.now();
    if let Target::Sleep(g) = entry.target {
        cx.sched.event(Kind::Fire, 0, now);
        sched::ready(cx, g);
        return;
    }
    let Target::Timer(id) = entry.target else { return };
    let Some(timer) = cx.sched.timers.fired(entry) else { return };
    cx.sched.event(Kind::Fire, entry.seq, now);
    if timer.func != 0 {
        call(cx, timer.func, id);
        return;
    }
    let (sec, nsec) = unix(&cx.sched.timers, now);
    let wall = HAS_MONOTONIC | (sec + WALL_TO_UNIX) << 30 | nsec;
    chan::timer_send(cx, timer.chan, id, &[wall, mono(now), timer.loc]);
}

/// What creates the goroutines of timers, in stack dumps.
static GO_FUNC: LazyLock<Func> = LazyLock::new(|| Func {
    id: FuncId(u32::MAX),
    name: "time.goFunc".to_owned(),
    results: 0,
    params: 0,
    recv: 0,
    frame: OnceLock::new(),
    body: OnceLock::new(),
    pos: Pos::NONE,
    native: false,
});

/// Calls a `func()` in a new goroutine, for a timer.
#[expect(clippy::cast_possible_truncation, reason = "function numbers are 32 bits")]
fn call(cx: &mut Cx, closure: u64, id: u64) {
    let func = cx.code.func(FuncId(cx.heap.mem[index(closure)] as u32));
    let after = cx.code.funcs.fixed().iter().find(|func| func.name == "time.AfterFunc");
    let created = (&*GO_FUNC, after.map_or(Pos::NONE, |func| func.pos), 0);
    let Some(g) = sched::spawn(cx, Some(created)) else { return };
    edges::acquire_by(cx, g, Key::timer(id));
    let goroutine = &mut cx.gs[g.0 as usize];
    goroutine.stack.resize(func.info().size as usize, 0);
    if func.recv > 0 {
        goroutine.stack[func.params as usize] = closure;
    }
    goroutine.acts.push(Activation { func, at: 0, base: 0 });
}

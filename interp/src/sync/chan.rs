//! Channels: buffered and unbuffered send, receive and close.
//!
//! Implements spec §Channel types, §Send statements, §Receive operator, §Close, with the queues
//! of runtime/chan.go. A channel is one object of [`WORDS`] words in linear memory, and an array
//! for its buffer; each element takes whole words in it.
//!
//! # Invariants
//! * At least one of the queues is empty, but for a select that both sends and receives.
//! * A buffered channel has waiting receivers only when its buffer is empty, waiting senders only
//!   when it is full.
//! * A closed channel has no waiters.
//!
//! # Happens-before
//! * mem: "A send on a channel is synchronized before the completion of the corresponding receive
//!   from that channel."
//! * mem: "The closing of a channel is synchronized before a receive that returns a zero value
//!   because the channel is closed."
//! * mem: "A receive from an unbuffered channel is synchronized before the completion of the
//!   corresponding send on that channel."
//! * mem: "The kth receive on a channel with capacity C is synchronized before the completion of
//!   the k+Cth send from that channel completes." Slot by slot: the receive that empties a slot
//!   of the buffer releases to the send that fills it next.

use super::waitq::{NONE, Sudog, WaitQ};
use crate::code::RTypeId;
use crate::cx::Cx;
use crate::explain::value;
use crate::goroutine::{GoroutineId, WaitReason};
use crate::history::{History, Mode, Part};
use crate::memory::heap::index;
use crate::memory::layout::CHAN_LAYOUT;
use crate::native::Step;
use crate::race::detector::Key;
use crate::race::{edges, hooks};
use crate::sched;
use crate::sched::strategy::Discipline;
use crate::trace::Kind;
use crate::trap::Trap;
use crate::tree::Frame;

/// Words of a channel object; [`BUF`] is its only reference, see [`CHAN_LAYOUT`].
const WORDS: u32 = 8;

const CAP: usize = 0;
const LEN: usize = 1;
/// Index of the oldest element in the buffer.
const HEAD: usize = 2;
/// Low half: words of an element; high half: its type.
const ELEM: usize = 3;
const RECVQ: usize = 4;
const SENDQ: usize = 5;
const FLAGS: usize = 6;
/// The buffer's address.
const BUF: usize = 7;

const CLOSED: u64 = 1;
/// A timer sends on it: it looks unbuffered.
const TIMER: u64 = 2;

/// `make(chan T, cap)`: the channel's address. `elem` is T.
pub fn make(cx: &mut Cx, elem: RTypeId, cap: i64) -> Result<u64, Trap> {
    let ty = cx.code.ty(elem);
    let words = u64::from(ty.words);
    let cap = u64::try_from(cap)
        .ok()
        .filter(|cap| cap.checked_mul(words.max(1)).is_some_and(|n| n < 1 << 44))
        .ok_or_else(|| Trap::Plain("makechan: size out of range".to_owned()))?;
    let full = |_| Trap::NeedMemory;
    let buf =
        if cap * words == 0 { 0 } else { cx.heap.alloc_elems(ty.layout, cap).map_err(full)? };
    let ch = cx.heap.alloc(&CHAN_LAYOUT).map_err(full)?;
    let object = &mut cx.heap.mem[index(ch)..][..WORDS as usize];
    object[CAP] = cap;
    object[ELEM] = words | u64::from(elem.0) << 32;
    object[BUF] = buf;
    cx.sched.event(Kind::MakeChan, ch, cap);
    Ok(ch)
}

/// `ch <- v`; the value's words are at slot `value_slot` of the running frame and stay there
/// until the operation is finished.
pub fn send(cx: &mut Cx, fr: &mut Frame, ch: u64, value_slot: u32) -> Result<Step, Trap> {
    if ch == 0 {
        return Ok(Step::Park(WaitReason::ChanSendNil));
    }
    // A send races with a close.
    hooks::object(cx, ch, false)?;
    let at = index(ch);
    cx.note(ch, |h, ch| h.touch(ch, Part::Send, Mode::Write));
    let object = &mut cx.heap.mem[at..][..WORDS as usize];
    if object[FLAGS] & CLOSED != 0 {
        return Err(Trap::Plain("send on closed channel".to_owned()));
    }
    let words = elem_words(object);
    let cap = object[CAP];
    cx.sched.event(Kind::Send, ch, 0);
    if cx.sched.log.is_some() {
        let value = value_slot as usize;
        tell(cx, ch, cx.cur, true, &fr[value..value + words]);
    }
    let object = &mut cx.heap.mem[at..][..WORDS as usize];
    let value = value_slot as usize;
    if object[RECVQ] != 0 {
        let sudog = take_waiter(cx, at + RECVQ);
        let to = cx.gs[sudog.g.0 as usize].path;
        cx.note(ch, |h, ch| h.sent_to(ch, cap, to));
        let to = sudog.slot as usize;
        let stack = &mut cx.gs[sudog.g.0 as usize].stack;
        if words == 1 {
            stack[to] = fr[value];
        } else {
            stack[to..to + words].copy_from_slice(&fr[value..value + words]);
        }
        hand_over(cx, ch, sudog.g);
        wake(cx, &sudog, true);
        return Ok(Step::Done);
    }
    if object[LEN] < object[CAP] {
        let (to, slot) = (place(object, words, object[LEN]), nth(object, object[LEN]));
        object[LEN] += 1;
        cx.heap.mem[to..to + words].copy_from_slice(&fr[value..value + words]);
        // mem: "A send on a channel is synchronized before the completion of the corresponding
        // receive from that channel." "The kth receive on a channel with capacity C is
        // synchronized before the completion of the k+Cth send from that channel."
        edges::exchange(cx, cx.cur, Key::slot(ch, slot));
        cx.note(ch, |h, ch| h.put(ch, cap, None));
        return Ok(Step::Done);
    }
    let slot = absolute(cx, fr, value_slot);
    let sudog = Sudog { slot, send: true, ..Sudog::plain(cx.cur, ch) };
    enqueue(cx, sudog);
    Ok(Step::Park(WaitReason::ChanSend))
}

/// `v, ok = <-ch`; the value is written to slot `dst_slot` (which must have the element's words
/// even if the value is not used), `ok` to `ok_slot`.
pub fn recv(
    cx: &mut Cx,
    fr: &mut Frame,
    ch: u64,
    dst_slot: u32,
    ok_slot: Option<u32>,
) -> Result<Step, Trap> {
    if ch == 0 {
        return Ok(Step::Park(WaitReason::ChanReceiveNil));
    }
    let at = index(ch);
    if cx.sched.timers.due() && cx.heap.mem[at + FLAGS] & TIMER != 0 {
        sched::fire_due(cx);
    }
    let object = &mut cx.heap.mem[at..][..WORDS as usize];
    let nothing = object[LEN] == 0 && object[SENDQ] == 0 && object[FLAGS] & CLOSED != 0;
    cx.note(ch, |h, ch| {
        let commutes = nothing && !h.is_strict(ch);
        h.touch(ch, Part::Recv, if commutes { Mode::Read } else { Mode::Write });
        if nothing {
            h.need(ch, Part::Closed, 0);
        }
    });
    let object = &mut cx.heap.mem[at..][..WORDS as usize];
    let words = elem_words(object);
    let dst = dst_slot as usize;
    let mut ok = true;
    if object[LEN] > 0 {
        let (from, slot) = (place(object, words, 0), object[HEAD]);
        object[HEAD] = nth(object, 1);
        object[LEN] -= 1;
        let full = object[SENDQ] != 0;
        fr[dst..dst + words].copy_from_slice(&cx.heap.mem[from..from + words]);
        cx.heap.mem[from..from + words].fill(0);
        // As in `send`.
        edges::exchange(cx, cx.cur, Key::slot(ch, slot));
        cx.note(ch, History::got);
        if full {
            // The buffer was full: the slot that became free is the last one.
            let sudog = take_waiter(cx, at + SENDQ);
            let value = sudog.slot as usize;
            let stack = &cx.gs[sudog.g.0 as usize].stack;
            cx.heap.mem[from..from + words].copy_from_slice(&stack[value..value + words]);
            cx.heap.mem[at + LEN] += 1;
            edges::exchange(cx, sudog.g, Key::slot(ch, slot));
            let (cap, from) = (cx.heap.mem[at + CAP], cx.gs[sudog.g.0 as usize].path);
            cx.note(ch, |h, ch| h.put(ch, cap, Some(from)));
            wake(cx, &sudog, true);
        }
    } else if object[SENDQ] != 0 {
        let sudog = take_waiter(cx, at + SENDQ);
        let slot = sudog.slot as usize;
        let stack = &cx.gs[sudog.g.0 as usize].stack;
        if words == 1 {
            fr[dst] = stack[slot];
        } else {
            fr[dst..dst + words].copy_from_slice(&stack[slot..slot + words]);
        }
        hand_over(cx, ch, sudog.g);
        let from = cx.gs[sudog.g.0 as usize].path;
        cx.note(ch, |h, _| h.need_of(from));
        wake(cx, &sudog, true);
    } else if object[FLAGS] & CLOSED != 0 {
        fr[dst..dst + words].fill(0);
        ok = false;
        // mem: "The closing of a channel is synchronized before a receive that returns a zero
        // value because the channel is closed."
        edges::acquire(cx, Key::closed(ch));
    } else {
        let slot = absolute(cx, fr, dst_slot);
        let ok = ok_slot.map_or(NONE, |ok| absolute(cx, fr, ok));
        enqueue(cx, Sudog { slot, ok, ..Sudog::plain(cx.cur, ch) });
        cx.note(ch, |h, _| h.waits());
        return Ok(Step::Park(WaitReason::ChanReceive));
    }
    cx.sched.event(Kind::Recv, ch, u64::from(ok));
    if cx.sched.log.is_some() {
        received(cx, ch, cx.cur, ok.then_some(&fr[dst..dst + words]));
    }
    if let Some(slot) = ok_slot {
        fr[slot as usize] = u64::from(ok);
    }
    Ok(Step::Done)
}

/// `close(ch)`. Never parks.
pub fn close(cx: &mut Cx, ch: u64) -> Result<(), Trap> {
    if ch == 0 {
        return Err(Trap::Plain("close of nil channel".to_owned()));
    }
    let at = index(ch);
    if cx.heap.mem[at + FLAGS] & CLOSED == 0 {
        // See `send`.
        hooks::object(cx, ch, true)?;
    }
    cx.note(ch, |h, ch| {
        h.touch(ch, Part::Send, Mode::Write);
        if h.is_strict(ch) {
            h.touch(ch, Part::Recv, Mode::Write);
        }
    });
    if cx.heap.mem[at + FLAGS] & CLOSED != 0 {
        return Err(Trap::Plain("close of closed channel".to_owned()));
    }
    cx.note(ch, |h, ch| h.provide(ch, Part::Closed, 0));
    let object = &mut cx.heap.mem[at..][..WORDS as usize];
    object[FLAGS] |= CLOSED;
    let words = elem_words(object);
    cx.sched.event(Kind::CloseChan, ch, 0);
    // As for receives from a closed channel; those woken below are such receives.
    edges::release(cx, Key::closed(ch));
    let mut waiters = Vec::new();
    while cx.heap.mem[at + RECVQ] != 0 {
        let sudog = take_waiter(cx, at + RECVQ);
        let slot = sudog.slot as usize;
        cx.gs[sudog.g.0 as usize].stack[slot..slot + words].fill(0);
        waiters.push(sudog);
    }
    while cx.heap.mem[at + SENDQ] != 0 {
        let sudog = take_waiter(cx, at + SENDQ);
        cx.gs[sudog.g.0 as usize].wait.panic_on_wake = true;
        waiters.push(sudog);
    }
    if cx.sched.discipline == Discipline::Go {
        // The runtime's list is a stack.
        waiters.reverse();
    }
    for sudog in waiters {
        let path = cx.gs[sudog.g.0 as usize].path;
        cx.note(ch, |h, ch| h.got_nothing(ch, path));
        edges::acquire_by(cx, sudog.g, Key::closed(ch));
        wake(cx, &sudog, false);
    }
    Ok(())
}

/// `len(ch)`; 0 for nil.
pub fn len(cx: &Cx, ch: u64) -> u64 {
    visible(cx, ch, LEN)
}

/// `cap(ch)`; 0 for nil.
pub fn cap(cx: &Cx, ch: u64) -> u64 {
    visible(cx, ch, CAP)
}

fn visible(cx: &Cx, ch: u64, word: usize) -> u64 {
    let object = cx.heap.mem.get(index(ch)..).unwrap_or_default();
    if object.is_empty() || object[FLAGS] & TIMER != 0 { 0 } else { object[word] }
}

/// Marks a channel as one that a timer sends on.
pub(super) fn set_timer(cx: &mut Cx, ch: u64) {
    cx.heap.mem[index(ch) + FLAGS] |= TIMER;
}

/// Whether anybody waits to receive.
pub(super) fn has_receivers(mem: &[u64], ch: u64) -> bool {
    mem.get(index(ch) + RECVQ).is_some_and(|&q| q != 0)
}

/// Timer `id` sends: to the first receiver, else into the buffer if there is room.
pub(super) fn timer_send(cx: &mut Cx, ch: u64, id: u64, value: &[u64]) {
    let at = index(ch);
    let object = &mut cx.heap.mem[at..][..WORDS as usize];
    let words = elem_words(object);
    if words != value.len() || object[FLAGS] & CLOSED != 0 {
        return;
    }
    if object[RECVQ] != 0 {
        let sudog = take_waiter(cx, at + RECVQ);
        let slot = sudog.slot as usize;
        cx.gs[sudog.g.0 as usize].stack[slot..slot + words].copy_from_slice(value);
        edges::acquire_by(cx, sudog.g, Key::timer(id));
        wake(cx, &sudog, true);
    } else if object[LEN] < object[CAP] {
        let (to, slot) = (place(object, words, object[LEN]), nth(object, object[LEN]));
        object[LEN] += 1;
        cx.heap.mem[to..to + words].copy_from_slice(value);
        edges::pass(cx, Key::timer(id), Key::slot(ch, slot));
    }
}

/// Empties a timer's channel; whether something was in it.
pub(super) fn timer_drain(cx: &mut Cx, ch: u64) -> bool {
    let object = &mut cx.heap.mem[index(ch)..][..WORDS as usize];
    let (words, had) = (elem_words(object), object[LEN] != 0);
    if had {
        let from = place(object, words, 0);
        object[LEN] = 0;
        cx.heap.mem[from..from + words].fill(0);
    }
    had
}

/// A select looks at a channel, and takes part in what happens there unless it takes its default.
pub(crate) fn look(cx: &mut Cx, ch: u64, mode: Mode) {
    cx.note(ch, |h, ch| {
        h.touch(ch, Part::Send, mode);
        h.touch(ch, Part::Recv, mode);
    });
}

/// Whether a send (or receive) would not wait.
pub(super) fn is_ready(cx: &Cx, ch: u64, send: bool) -> bool {
    let object = &cx.heap.mem[index(ch)..][..WORDS as usize];
    let closed = object[FLAGS] & CLOSED != 0;
    if send {
        closed || object[RECVQ] != 0 || object[LEN] < object[CAP]
    } else {
        object[LEN] > 0 || object[SENDQ] != 0 || closed
    }
}

/// Puts an entry into the queue of its channel it belongs to.
pub(super) fn enqueue(cx: &mut Cx, sudog: Sudog) {
    let queue = index(sudog.at) + if sudog.send { SENDQ } else { RECVQ };
    let wait = &mut cx.gs[sudog.g.0 as usize].wait;
    let i = cx.sync.pool.alloc(sudog, wait.sudog);
    wait.sudog = i;
    let mut q = WaitQ::unpack(cx.heap.mem[queue]);
    cx.sync.pool.push_back(&mut q, i);
    cx.heap.mem[queue] = q.pack();
}

/// Slot of the running frame, from the start of the goroutine's stack.
pub(super) fn absolute(cx: &Cx, fr: &Frame, slot: u32) -> u32 {
    let base = u32::try_from(cx.stack_len - fr.len()).expect("invariant: stacks are below 32 GB");
    base + slot
}

#[inline]
fn elem_words(object: &[u64]) -> usize {
    (object[ELEM] & 0xffff_ffff) as usize
}

/// The slot of the `n`-th oldest element of the buffer, or of the one after the last.
#[inline]
fn nth(object: &[u64], n: u64) -> u64 {
    let i = object[HEAD] + n;
    if i >= object[CAP] { i - object[CAP] } else { i }
}

/// A value goes from a sender to a receiver, one of them parked, without lying in the buffer.
#[inline]
fn hand_over(cx: &mut Cx, ch: u64, parked: GoroutineId) {
    if cx.race.is_some() {
        handed_over(cx, ch, parked);
    }
}

/// Out of the way of executions without a detector. (Which slot of an empty buffer comes next is
/// nobody else's business.)
#[cold]
#[inline(never)]
fn handed_over(cx: &mut Cx, ch: u64, parked: GoroutineId) {
    let object = &mut cx.heap.mem[index(ch)..][..WORDS as usize];
    if object[CAP] == 0 {
        // mem: "A send on a channel is synchronized before the completion of the corresponding
        // receive from that channel." "A receive from an unbuffered channel is synchronized
        // before the completion of the corresponding send on that channel."
        edges::meet(cx, parked);
        return;
    }
    // It is as if the value had lain in the buffer: the receiver that is parked takes it at once.
    let slot = object[HEAD];
    object[HEAD] = nth(object, 1);
    edges::exchange(cx, cx.cur, Key::slot(ch, slot));
    edges::exchange(cx, parked, Key::slot(ch, slot));
}

/// Where the `n`-th oldest element of the buffer lies; `n` is at most the capacity less one.
#[inline]
fn place(object: &[u64], words: usize, n: u64) -> usize {
    if words == 0 {
        return 0;
    }
    index(object[BUF]) + usize::try_from(nth(object, n)).unwrap_or(usize::MAX) * words
}

/// Takes the first goroutine out of the queue (and out of all others it waits in).
#[inline]
fn take_waiter(cx: &mut Cx, queue: usize) -> Sudog {
    let mut q = WaitQ::unpack(cx.heap.mem[queue]);
    let i = q.head();
    let sudog = *cx.sync.pool.get(i);
    cx.sync.pool.remove(&mut q, i);
    cx.heap.mem[queue] = q.pack();
    if sudog.index == NONE {
        cx.sync.pool.free(i);
        cx.gs[sudog.g.0 as usize].wait.sudog = 0;
    } else {
        take_selecting(cx, sudog.g, i);
    }
    sudog
}

/// Takes a goroutine in a select out of all queues; it is out of that of entry `taken` already.
fn take_selecting(cx: &mut Cx, g: GoroutineId, taken: u32) {
    let mut i = std::mem::take(&mut cx.gs[g.0 as usize].wait.sudog);
    while i != 0 {
        let sudog = *cx.sync.pool.get(i);
        // Whoever comes to one of the other channels finds it gone.
        look(cx, sudog.at, Mode::Write);
        if i != taken {
            let queue = index(sudog.at) + if sudog.send { SENDQ } else { RECVQ };
            let mut q = WaitQ::unpack(cx.heap.mem[queue]);
            cx.sync.pool.remove(&mut q, i);
            cx.heap.mem[queue] = q.pack();
        }
        i = cx.sync.pool.free(i);
    }
}

/// Completes the operation of a goroutine that was taken out of its queues, but for its value.
#[inline]
fn wake(cx: &mut Cx, sudog: &Sudog, ok: bool) {
    let stack = &mut cx.gs[sudog.g.0 as usize].stack;
    if sudog.ok != NONE {
        stack[sudog.ok as usize] = u64::from(ok);
    }
    if sudog.index != NONE {
        stack[sudog.index as usize] = u64::from(sudog.case);
    }
    if cx.sched.log.is_some() {
        note(cx, sudog, ok);
    }
    sched::ready(cx, sudog.g);
}

/// For the log: what is sent or received by a goroutine.
#[cold]
fn tell(cx: &mut Cx, ch: u64, g: GoroutineId, sends: bool, words: &[u64]) {
    let elem = RTypeId((cx.heap.mem[index(ch) + ELEM] >> 32) as u32);
    let text = value::short(cx.code, &cx.heap, elem, words);
    if let Some(log) = &mut cx.sched.log {
        log.transfers(cx.gs[g.0 as usize].number, sends);
        log.value(cx.gs[g.0 as usize].number, &text);
    }
}

/// As `tell`, or that the channel is closed.
#[cold]
fn received(cx: &mut Cx, ch: u64, g: GoroutineId, words: Option<&[u64]>) {
    match (words, &mut cx.sched.log) {
        (Some(words), _) => tell(cx, ch, g, false, words),
        (None, Some(log)) => log.closed(cx.gs[g.0 as usize].number),
        (None, None) => {}
    }
}

/// For the log: how the operation of a parked goroutine was completed.
#[cold]
fn note(cx: &mut Cx, sudog: &Sudog, ok: bool) {
    let number = cx.gs[sudog.g.0 as usize].number;
    if let Some(log) = cx.sched.log.as_mut().filter(|_| sudog.index != NONE) {
        log.case(number, u64::from(sudog.case), sudog.at);
        log.transfers(number, sudog.send);
    }
    if !sudog.send {
        let words = elem_words(&cx.heap.mem[index(sudog.at)..]);
        let slot = sudog.slot as usize;
        let value = cx.gs[sudog.g.0 as usize].stack[slot..slot + words].to_vec();
        received(cx, sudog.at, sudog.g, ok.then_some(&value));
    }
}

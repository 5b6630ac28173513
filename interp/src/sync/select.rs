//! Select in three passes, as runtime/select.go describes them.
//!
//! Pass 1 looks for cases that can proceed and takes one; pass 2 puts the goroutine into the
//! queues of all channels, in source order; pass 3, done by whoever wakes it, takes it out of the
//! others.
//!
//! # Happens-before
//! Those of the operation that was taken; the cases not taken make none.
//!
//! # Decisions
//! Which of several ready cases is taken, in source order.
//! spec: "If one or more of the communications can proceed, a single one that can proceed is
//! chosen via a uniform pseudo-random selection."

use super::chan;
use super::waitq::{NONE, Sudog};
use crate::cx::Cx;
use crate::goroutine::WaitReason;
use crate::history::Mode;
use crate::native::Step;
use crate::sched;
use crate::sched::decision::ChoicePoint;
use crate::trace::Kind;
use crate::trap::Trap;
use crate::tree::Frame;

/// Direction of a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dir {
    /// `case ch <- v`.
    Send,
    /// `case v, ok := <-ch`.
    Recv,
}

/// A communication clause other than `default`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Case {
    /// Send or receive.
    pub dir: Dir,
    /// Slot of the channel (nil channels are never ready).
    pub chan_slot: u32,
    /// First slot of the value to send, or of where the received value goes.
    pub value_slot: u32,
    /// Slot of `ok`, for receives that ask for it.
    pub ok_slot: Option<u32>,
}

/// The number that stands for `default` in the index slot: `u64::MAX`.
pub const DEFAULT: u64 = u64::MAX;

/// Runs a select: the number of the chosen case (its index in `cases`, or [`DEFAULT`]) is
/// written to `index_slot`, before it finishes or by whoever wakes it.
pub fn select(
    cx: &mut Cx,
    fr: &mut Frame,
    cases: &[Case],
    has_default: bool,
    index_slot: u32,
) -> Result<Step, Trap> {
    if cx.sched.timers.due() {
        sched::fire_due(cx);
    }
    let mut ready = std::mem::take(&mut cx.sync.ready);
    ready.clear();
    for (number, case) in (0..).zip(cases) {
        let ch = fr[case.chan_slot as usize];
        if ch != 0 && chan::is_ready(cx, ch, case.dir == Dir::Send) {
            ready.push(number);
        }
    }
    if cx.sched.history.is_some() {
        let takes_default = ready.is_empty() && has_default;
        let mode = if takes_default { Mode::Read } else { Mode::Write };
        for case in cases {
            match fr[case.chan_slot as usize] {
                0 => {}
                ch => chan::look(cx, ch, mode),
            }
        }
    }
    let chosen = match ready[..] {
        [] => None,
        [only] => Some(only),
        _ => {
            let answer = cx.sched.ask(ChoicePoint::Select { ready: &ready });
            usize::try_from(answer).ok().and_then(|i| ready.get(i)).or(ready.first()).copied()
        }
    };
    cx.sync.ready = ready;
    if let Some(number) = chosen {
        let case = &cases[number as usize];
        let ch = fr[case.chan_slot as usize];
        fr[index_slot as usize] = u64::from(number);
        cx.sched.event(Kind::Select, u64::from(number), ch);
        return match case.dir {
            Dir::Send => chan::send(cx, fr, ch, case.value_slot),
            Dir::Recv => chan::recv(cx, fr, ch, case.value_slot, case.ok_slot),
        };
    }
    if has_default {
        fr[index_slot as usize] = DEFAULT;
        cx.sched.event(Kind::Select, DEFAULT, 0);
        sched::spin(cx);
        return Ok(Step::Done);
    }
    let index = chan::absolute(cx, fr, index_slot);
    for (number, case) in (0..).zip(cases) {
        let ch = fr[case.chan_slot as usize];
        if ch != 0 {
            let slot = chan::absolute(cx, fr, case.value_slot);
            let ok = case.ok_slot.map_or(NONE, |ok| chan::absolute(cx, fr, ok));
            let send = case.dir == Dir::Send;
            let sudog = Sudog { slot, ok, index, case: number, send, ..Sudog::plain(cx.cur, ch) };
            chan::enqueue(cx, sudog);
        }
    }
    Ok(Step::Park(reason(fr, cases)))
}

/// The compiler turns a select with one case into the plain operation.
fn reason(fr: &Frame, cases: &[Case]) -> WaitReason {
    match cases {
        [] => WaitReason::SelectNoCases,
        [case] => match (case.dir, fr[case.chan_slot as usize]) {
            (Dir::Send, 0) => WaitReason::ChanSendNil,
            (Dir::Send, _) => WaitReason::ChanSend,
            (Dir::Recv, 0) => WaitReason::ChanReceiveNil,
            (Dir::Recv, _) => WaitReason::ChanReceive,
        },
        _ => WaitReason::Select,
    }
}

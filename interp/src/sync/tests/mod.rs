//! Small programs written as lists of operations, run without lowering or tree.
//!
//! The orders expected under the `go` schedule were checked against go1.27.3 with GOMAXPROCS=1.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers in tests are small"
)]

mod replay;

use super::select::{self, Case, DEFAULT, Dir};
use super::{chan, woken};
use crate::code::{Code, Kind, RType, RTypeId};
use crate::config::Config;
use crate::cx::{Cx, Why};

use crate::host::MemoryHost;
use crate::memory::Heap;
use crate::memory::layout::{Layout, LayoutTable};
use crate::native::{Call, Native, Registry, Step};
use crate::outcome::Ending;
use crate::sched;
use crate::sched::strategy::Strategy;
use crate::strategy;
use crate::trap::Trap;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a goroutine does next. Channels and memory are numbered.
#[derive(Clone, Debug)]
enum Do {
    Go(Vec<Self>),
    Make(usize, i64),
    Send(usize, u64),
    /// Receives and prints.
    Recv(usize),
    Close(usize),
    /// Prints the case taken and its value; the flag says whether it has a default.
    Select(Vec<(Dir, usize)>, bool),
    /// Calls a native with words; prints the result if the flag is set.
    Call(&'static str, Vec<u64>, bool),
    /// The receiver is an address.
    Method(&'static str, u64, Vec<u64>, bool),
    Print(&'static str),
    Preempted,
    Repeat(u32, Vec<Self>),
}
use Do::*;

const INT: RTypeId = RTypeId(0);
/// Three words, the last a reference: a time.
const TIME: RTypeId = RTypeId(1);
/// Stands for the timer's channel among arguments.
const TIMER: u64 = u64::MAX - 7;

fn code() -> &'static Code {
    let mut table = LayoutTable::new();
    let ty = |id, kind, layout: &'static Layout| RType {
        id: RTypeId(id),
        kind,
        string: String::new(),
        name: String::new(),
        pkg: String::new(),
        words: layout.words,
        layout,
        elem: INT,
        key: INT,
        len: 0,
        fields: vec![],
        params: vec![],
        results: vec![],
        variadic: false,
        dir: 3,
        methods: vec![],
        imethods: vec![],
        comparable: true,
        gc_size: 8,
    };
    let types = vec![
        ty(0, Kind::Int, table.scalar(1)),
        ty(1, Kind::Struct, table.intern(Layout { refs: vec![2], ..Layout::scalar(3) })),
    ];
    Box::leak(Box::new(crate::memory::tests::code(vec![0; 64], Layout::default(), types)))
}

/// Address of word `i` of memory, for locks.
fn at(i: u64) -> u64 {
    crate::memory::heap::address(0) + 8 * i
}

struct World {
    cx: Cx,
    chans: BTreeMap<usize, u64>,
    /// By the goroutine's number; the next operation last.
    scripts: BTreeMap<u64, Vec<Do>>,
    natives: Registry,
    log: String,
}

enum Ran {
    Next,
    Stop(Why),
    Panic(Trap),
}

impl World {
    fn new(strategy: Box<dyn Strategy>) -> Self {
        let mut natives = Registry::default();
        super::register(&mut natives);
        let code = code();
        let mut heap = Heap::default();
        heap.reset(code, 1 << 30);
        let config = Config { points: strategy.wants_points(), ..Config::default() };
        let cx = Cx::new(code, heap, strategy, config, Box::new(MemoryHost::default()));
        Self { cx, chans: BTreeMap::new(), scripts: BTreeMap::new(), natives, log: String::new() }
    }

    fn spawn(&mut self, script: Vec<Do>) {
        if let Some(g) = sched::spawn(&mut self.cx, None) {
            let g = &mut self.cx.gs[g.0 as usize];
            g.stack.resize(40, 0);
            self.scripts.insert(g.number, script.into_iter().rev().collect());
        }
    }

    /// Runs until main ends or nothing can run.
    fn run(&mut self, main: Vec<Do>) -> Option<Ending> {
        self.spawn(main);
        while let Some(g) = sched::next(&mut self.cx) {
            let number = self.cx.gs[g.0 as usize].number;
            let mut script = self.scripts.remove(&number).unwrap_or_default();
            let mut fr = std::mem::take(&mut self.cx.gs[g.0 as usize].stack);
            self.cx.stack_len = fr.len();
            let stopped = self.steps(&mut script, &mut fr);
            let ended = script.is_empty() && stopped.is_none();
            self.cx.gs[g.0 as usize].stack = fr;
            self.scripts.insert(number, script);
            match stopped {
                Some(Why::Yield) => sched::yield_now(&mut self.cx),
                Some(Why::Budget) => sched::preempt(&mut self.cx),
                Some(Why::Point) => sched::point(&mut self.cx),
                Some(_) => {}
                None if ended && number == 1 => return None,
                None => sched::finish(&mut self.cx),
            }
        }
        self.cx.ending.clone()
    }

    fn steps(&mut self, script: &mut Vec<Do>, fr: &mut [u64]) -> Option<Why> {
        // Slot 39 says that the operation on top was parked and is complete.
        if fr[39] == 1 {
            fr[39] = 0;
            let done = script.pop();
            if let Err(trap) = woken(&mut self.cx) {
                self.panicked(&trap, script);
                return None;
            }
            self.after(done.as_ref(), fr);
        }
        while let Some(next) = script.last().cloned() {
            if let Repeat(n, body) = next {
                script.pop();
                if n > 1 {
                    script.push(Repeat(n - 1, body.clone()));
                }
                script.extend(body.into_iter().rev());
                continue;
            }
            let is_op = !matches!(next, Go(_) | Make(..) | Print(_) | Preempted);
            if is_op && sched::needs_point(&mut self.cx, crate::op::Op::default()) {
                return Some(Why::Point);
            }
            match self.step(&next, fr) {
                Ran::Next => {
                    script.pop();
                    self.after(Some(&next), fr);
                }
                Ran::Stop(why) => {
                    if matches!(why, Why::Yield | Why::Budget) {
                        script.pop();
                    }
                    return Some(why);
                }
                Ran::Panic(trap) => self.panicked(&trap, script),
            }
        }
        None
    }

    fn panicked(&mut self, trap: &Trap, script: &mut Vec<Do>) {
        let _ = write!(self.log, "{trap:?} ");
        script.clear();
    }

    fn after(&mut self, done: Option<&Do>, fr: &[u64]) {
        let _ = match done {
            Some(Recv(_)) if fr[31] == 0 => write!(self.log, "closed "),
            Some(Recv(_)) => write!(self.log, "{} ", fr[30]),
            Some(Select(..)) if fr[32] == DEFAULT => write!(self.log, "default "),
            Some(Select(..)) => write!(self.log, "#{}:{} ", fr[32], fr[20 + fr[32] as usize]),
            Some(Call(_, _, true) | Method(_, _, _, true)) => write!(self.log, "{} ", fr[0]),
            _ => Ok(()),
        };
    }

    fn step(&mut self, op: &Do, fr: &mut [u64]) -> Ran {
        let cx = &mut self.cx;
        let chan_of = |i: &usize| self.chans.get(i).copied().unwrap_or(0);
        let step = match op {
            Go(script) => {
                self.spawn(script.clone());
                return Ran::Next;
            }
            Print(text) => {
                let _ = write!(self.log, "{text} ");
                return Ran::Next;
            }
            Preempted => return Ran::Stop(Why::Budget),
            Repeat(..) => unreachable!("unrolled"),
            Make(i, cap) => {
                let ch = chan::make(cx, INT, *cap).expect("there is memory");
                self.chans.insert(*i, ch);
                return Ran::Next;
            }
            Send(i, value) => {
                fr[30] = *value;
                chan::send(cx, fr, chan_of(i), 30)
            }
            Recv(i) => chan::recv(cx, fr, chan_of(i), 30, Some(31)),
            Close(i) => chan::close(cx, chan_of(i)).map(|()| Step::Done),
            Select(cases, has_default) => {
                let cases: Vec<Case> = (0..)
                    .zip(cases)
                    .map(|(k, (dir, ch))| {
                        fr[10 + k as usize] = chan_of(ch);
                        fr[20 + k as usize] = 100 + u64::from(k);
                        Case { dir: *dir, chan_slot: 10 + k, value_slot: 20 + k, ok_slot: None }
                    })
                    .collect();
                select::select(cx, fr, &cases, *has_default, 32)
            }
            Call(name, args, result) => call(&self.natives, name, cx, fr, 0, args, *result),
            Method(name, recv, args, result) => {
                call(&self.natives, name, cx, fr, *recv, args, *result)
            }
        };
        match step {
            Ok(Step::Done | Step::Collect) => Ran::Next,
            Ok(Step::Yield) => Ran::Stop(Why::Yield),
            Ok(Step::Park(reason)) => {
                fr[39] = 1;
                sched::park(&mut self.cx, reason);
                Ran::Stop(Why::Park)
            }
            Ok(Step::ParkRetry(reason)) => {
                sched::park(&mut self.cx, reason);
                Ran::Stop(Why::Park)
            }
            Err(trap) => Ran::Panic(trap),
        }
    }
}

fn call(
    natives: &Registry,
    name: &str,
    cx: &mut Cx,
    fr: &mut [u64],
    recv: u64,
    args: &[u64],
    has_result: bool,
) -> Result<Step, Trap> {
    let results = u32::from(has_result);
    fr[..10].fill(0);
    fr[results as usize..][..args.len()].copy_from_slice(args);
    fr[9] = recv;
    let mut c = Call::new(cx, fr, results, 9);
    match natives.get(name).expect("registered") {
        Native::Leaf(f) => f(&mut c).map(|()| Step::Done),
        Native::Op(f, _) => f(&mut c),
        Native::Enter => Err(Trap::Fatal("no operation".to_owned())),
    }
}

/// What a program prints under a schedule, then how it ends unless main returns.
fn run_with(strategy: Box<dyn Strategy>, main: Vec<Do>) -> (String, World) {
    let mut w = World::new(strategy);
    if let Some(ending) = w.run(main) {
        let _ = write!(w.log, "{ending:?}");
    }
    (w.log.trim_end().to_owned(), w)
}

fn named(name: &str, seed: u64) -> Box<dyn Strategy> {
    strategy::by_name(name, seed, 1000).expect("known")
}

fn go(main: Vec<Do>) -> String {
    run_with(named("go", 1), main).0
}

fn sleep(ns: u64) -> Do {
    Call("time.Sleep", vec![ns], false)
}

fn lock(i: u64) -> Do {
    Method("sync.(*Mutex).Lock", at(i), vec![], false)
}

fn unlock(i: u64) -> Do {
    Method("sync.(*Mutex).Unlock", at(i), vec![], false)
}

fn add(n: i64) -> Do {
    Method("sync.(*WaitGroup).Add", at(8), vec![n as u64], false)
}

fn wait() -> Do {
    Method("sync.(*WaitGroup).Wait", at(8), vec![], false)
}

#[test]
fn unbuffered_channels_hand_over() {
    let producer = vec![Send(0, 1), Print("s1"), Send(0, 2), Print("s2"), Close(0)];
    let main = vec![Make(0, 0), Go(producer), Recv(0), Recv(0), Recv(0), Recv(0)];
    assert_eq!(go(main), "s1 1 2 s2 closed closed");
}

#[test]
fn buffered_channels_keep_order() {
    let producer =
        vec![Send(0, 1), Send(0, 2), Print("full"), Send(0, 3), Send(0, 4), Print("end")];
    let main = vec![Make(0, 2), Go(producer), Recv(0), Recv(0), Recv(0), Recv(0)];
    assert_eq!(go(main), "full 1 2 3 4");
}

#[test]
fn channels_panic_as_go() {
    assert_eq!(go(vec![Make(0, 1), Close(0), Send(0, 1)]), r#"Plain("send on closed channel")"#);
    assert_eq!(go(vec![Make(0, 1), Close(0), Close(0)]), r#"Plain("close of closed channel")"#);
    assert_eq!(go(vec![Close(7)]), r#"Plain("close of nil channel")"#);
    let blocked = vec![Make(0, 0), Go(vec![Send(0, 1)]), sleep(5), Close(0), sleep(5)];
    assert_eq!(go(blocked), r#"Plain("send on closed channel")"#);
}

#[test]
fn close_wakes_in_the_runtimes_order() {
    let r = |name| Go(vec![Recv(0), Print(name)]);
    let main = vec![Make(0, 0), r("a"), r("b"), r("c"), sleep(1000), Close(0), sleep(1000)];
    // They came in the order c a b; the first to come runs first, then the last, and so on.
    assert_eq!(go(main), "closed c closed b closed a");
}

#[test]
fn deadlocks_are_found() {
    for (main, reason) in [
        (vec![Recv(7)], "chan receive (nil chan)"),
        (vec![Send(7, 0)], "chan send (nil chan)"),
        (vec![Make(0, 0), Send(0, 1)], "chan send"),
        (vec![Select(vec![], false)], "select (no cases)"),
        (vec![Make(0, 0), Select(vec![(Dir::Recv, 0), (Dir::Send, 7)], false)], "select"),
        (vec![Make(0, 0), Select(vec![(Dir::Recv, 0)], false)], "chan receive"),
        (vec![lock(0), lock(0)], "sync.Mutex.Lock"),
        (vec![add(1), wait()], "sync.WaitGroup.Wait"),
        (vec![Call("sync.condWait", vec![at(20), 0], false)], "sync.Cond.Wait"),
    ] {
        let (_, w) = run_with(named("go", 1), main);
        let text = format!(
            "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [{reason}]:\n"
        );
        assert_eq!(w.cx.ending, Some(Ending::Deadlock(text)));
    }
}

#[test]
fn select_takes_what_is_ready() {
    let main = vec![
        Make(0, 0),
        Make(1, 1),
        Select(vec![(Dir::Recv, 0), (Dir::Recv, 1)], true),
        Send(1, 5),
        Select(vec![(Dir::Recv, 0), (Dir::Recv, 1)], false),
        Go(vec![Send(0, 6)]),
        Select(vec![(Dir::Recv, 0), (Dir::Recv, 1)], false),
        Go(vec![Recv(0)]),
        Select(vec![(Dir::Recv, 1), (Dir::Send, 0)], false),
        sleep(10),
    ];
    assert_eq!(go(main), "default #1:5 #0:6 101 #1:101");
}

#[test]
fn select_leaves_no_entry_behind() {
    let both = vec![Repeat(50, vec![Select(vec![(Dir::Recv, 0), (Dir::Recv, 1)], false)])];
    let main = vec![
        Make(0, 0),
        Make(1, 0),
        Go(both),
        Repeat(25, vec![Send(0, 1), Send(1, 2)]),
        sleep(10),
        Select(vec![(Dir::Send, 0), (Dir::Send, 1)], true),
        Select(vec![(Dir::Recv, 0), (Dir::Recv, 1)], true),
    ];
    let out = go(main);
    assert_eq!(out.matches("#0:1 ").count(), 25);
    assert_eq!(out.matches("#1:2 ").count(), 25);
    assert!(out.ends_with("default default"), "{out}");
}

#[test]
fn goroutines_start_newest_first() {
    let w = |name| Go(vec![Print(name), add(-1)]);
    assert_eq!(go(vec![add(4), w("a"), w("b"), w("c"), w("d"), wait()]), "d a b c");
}

#[test]
fn sleepers_that_lie_close_wake_together() {
    let w = |name| Go(vec![sleep(10_000_000), Print(name), add(-1)]);
    assert_eq!(go(vec![add(5), w("0"), w("1"), w("2"), w("3"), w("4"), wait()]), "3 4 0 1 2");
    let w = |ms: u64, name| Go(vec![sleep(ms * 1_000_000), Print(name), add(-1)]);
    assert_eq!(go(vec![add(3), w(3, "3"), w(1, "1"), w(2, "2"), wait()]), "1 2 3");
}

#[test]
fn mutex_waiters_come_in_turn() {
    let w = |name| Go(vec![lock(0), Print(name), sleep(10_000), unlock(0), add(-1)]);
    let main = vec![lock(0), add(3), w("a"), w("b"), w("c"), sleep(1_000_000), unlock(0), wait()];
    assert_eq!(go(main), "c a b");
    assert_eq!(go(vec![unlock(0)]), r#"Fatal("sync: unlock of unlocked mutex")"#);
}

#[test]
fn a_starving_waiter_gets_the_mutex() {
    let greedy = Repeat(1000, vec![lock(0), sleep(300_000), unlock(0)]);
    let main = vec![Go(vec![greedy, Print("late")]), sleep(1000), lock(0), Print("got it")];
    assert_eq!(go(main), "got it");
}

#[test]
fn waiting_writers_keep_new_readers_out() {
    let rw = |name| Method(name, at(0), vec![], false);
    let reader =
        Go(vec![rw("sync.(*RWMutex).RLock"), Print("reader"), rw("sync.(*RWMutex).RUnlock")]);
    let writer = Go(vec![
        rw("sync.(*RWMutex).Lock"),
        Print("writer"),
        sleep(10_000),
        rw("sync.(*RWMutex).Unlock"),
    ]);
    let try_rlock = Method("sync.(*RWMutex).TryRLock", at(0), vec![], true);
    let main = vec![
        rw("sync.(*RWMutex).RLock"),
        writer.clone(),
        sleep(1_000_000),
        writer,
        reader,
        sleep(1_000_000),
        try_rlock.clone(),
        Print("unlock"),
        rw("sync.(*RWMutex).RUnlock"),
        sleep(3_000_000),
        try_rlock,
    ];
    assert_eq!(go(main), "0 unlock writer reader writer 1");
    let fatal = go(vec![rw("sync.(*RWMutex).RUnlock")]);
    assert_eq!(fatal, r#"Fatal("sync: RUnlock of unlocked RWMutex")"#);
}

#[test]
fn wait_groups_panic_as_go() {
    assert_eq!(go(vec![add(-1)]), r#"Text("sync: negative WaitGroup counter")"#);
    assert_eq!(go(vec![add(1), add(-1), wait(), Print("ok")]), "ok");
}

#[test]
fn conditions_serve_tickets() {
    let c = at(16);
    let waiter = |name, ticket| {
        Go(vec![
            Call("sync.condAdd", vec![c], true),
            Call("sync.condWait", vec![c, ticket], false),
            Print(name),
        ])
    };
    let main = vec![
        waiter("a", 1),
        waiter("b", 2),
        waiter("c", 0),
        sleep(1_000_000),
        Call("sync.condSignal", vec![c], false),
        sleep(1_000_000),
        Print("all"),
        Call("sync.condBroadcast", vec![c], false),
        Call("sync.condSignal", vec![c], false),
        sleep(1_000_000),
    ];
    assert_eq!(go(main), "0 1 2 c all b a");
}

#[test]
fn atomics_work_on_their_own_half() {
    let f = |name, args: Vec<u64>| Call(name, args, true);
    let main = vec![
        f("sync/atomic.AddInt32", vec![at(0), u64::MAX]),
        f("sync/atomic.AddUint32", vec![at(0) + 4, 7]),
        f("sync/atomic.LoadUint32", vec![at(0)]),
        f("sync/atomic.LoadInt64", vec![at(0)]),
        f("sync/atomic.CompareAndSwapInt32", vec![at(0), u64::MAX, 3]),
        f("sync/atomic.SwapInt32", vec![at(0), 1]),
        Method("sync/atomic.(*Bool).Swap", at(1), vec![1], true),
        Method("sync/atomic.(*Bool).CompareAndSwap", at(1), vec![1, 0], true),
        f("sync/atomic.LoadInt32", vec![0]),
    ];
    let all = u64::MAX;
    let low = u64::from(u32::MAX);
    assert_eq!(go(main), format!("{all} 7 {low} {} 1 3 0 1 NilDeref", 7 << 32 | low));
}

#[test]
fn spinning_programs_see_time_pass() {
    let spin = Repeat(4_000_000, vec![Call("sync/atomic.LoadInt32", vec![at(0)], false)]);
    let main = vec![Go(vec![sleep(1_000_000_000), Print("awake")]), Preempted, spin, Preempted];
    assert_eq!(go(main), "awake");
}

#[test]
fn timers_send_and_stop() {
    let timer = |when, period| Call("time.startTimer", vec![when, period, TIMER, 0, 0], true);
    let run = |mut main: Vec<Do>| {
        let mut w = World::new(named("go", 1));
        let ch = chan::make(&mut w.cx, TIME, 1).expect("there is memory");
        w.chans.insert(0, ch);
        for op in &mut main {
            if let Call(_, args, _) = op {
                args.iter_mut().filter(|a| **a == TIMER).for_each(|a| *a = ch);
            }
        }
        let ending = w.run(main);
        (w.log.trim_end().to_owned(), w.cx.sched.now(), ending.map(|e| e.status()))
    };
    let stop = || Call("time.stopTimer", vec![1], true);
    let (out, now, ending) = run(vec![timer(1_000_000, 0), Select(vec![(Dir::Recv, 0)], false)]);
    assert!(out.starts_with("1 #0:"), "{out}");
    assert!((1_000_000..2_000_000).contains(&now) && ending.is_none());
    // A tick that was not received is taken back.
    let (out, ..) = run(vec![timer(1000, 0), sleep(1_000_000), stop(), stop()]);
    assert_eq!(out, "1 1 0");
    // A ticker nobody waits for does not keep a program alive.
    let (_, now, ending) = run(vec![timer(1000, 1000), lock(0), lock(0)]);
    assert_eq!(ending, Some(2));
    assert!(now < 2_000_000);
}

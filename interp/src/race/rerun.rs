//! The stacks of accesses, by running the execution once more.
//!
//! A watched access or go statement stops, as when memory is full: its goroutine's calls are
//! written down and the statement runs again. That may cost the goroutine a step more, so that in
//! theory what follows happens in another order; then what is still watched is looked for in
//! another run, where the first one watched is exact again.

use super::{Race, Stack, Watch, WatchedAccess};
use crate::code::{Code, FuncRef};
use crate::config::Config;
use crate::cx::Cx;
use crate::execution;
use crate::goroutine::{Activation, dump};
use crate::host::Host;
use crate::sched::strategy::Strategy;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Runs at most.
const RUNS: usize = 4;

/// Fills in the stacks of races: `replay` makes the strategy that repeats the execution's
/// decisions and a host that gives it the same input. The configuration is the execution's.
pub fn rerun(
    code: &'static Code,
    config: &Config,
    races: &mut [Race],
    replay: &mut dyn FnMut() -> (Box<dyn Strategy>, Box<dyn Host>),
) {
    let mut wanted = wanted(races);
    for _ in 0..RUNS {
        if wanted.is_empty() {
            return;
        }
        let (strategy, host) = replay();
        let config = Config { race: true, watches: Arc::new(wanted.clone()), ..config.clone() };
        let (outcome, _) = execution::run(code, &config, strategy, host);
        let left = wanted.len();
        for (watch, stack) in &outcome.seen {
            for race in races.iter_mut() {
                fill(race, watch, stack);
            }
            wanted.retain(|other| other != watch);
        }
        if wanted.len() == left {
            return;
        }
    }
}

/// All accesses and go statements of some races.
fn wanted(races: &[Race]) -> Vec<Watch> {
    let mut wanted = Vec::new();
    for race in races {
        for access in [&race.current, &race.previous] {
            wanted.push(watched(race, access));
            if access.parent != 0 {
                wanted.push(Watch::Spawn(access.goroutine));
            }
        }
    }
    let mut seen = FxHashSet::default();
    wanted.retain(|watch| seen.insert(watch.clone()));
    wanted
}

fn watched(race: &Race, access: &super::Access) -> Watch {
    let super::Access { goroutine, moment, write, site, .. } = *access;
    Watch::Access(WatchedAccess { goroutine, moment, addr: race.addr, write, site })
}

fn fill(race: &mut Race, watch: &Watch, stack: &Stack) {
    for is_current in [true, false] {
        let access = if is_current { &race.current } else { &race.previous };
        let is_access = watched(race, access) == *watch;
        let access = if is_current { &mut race.current } else { &mut race.previous };
        if is_access {
            access.stack.clone_from(stack);
        } else if *watch == Watch::Spawn(access.goroutine) {
            access.created.clone_from(stack);
        }
    }
}

/// The running goroutine stopped to be looked at.
#[cold]
pub(crate) fn looked(cx: &mut Cx, acts: &[Activation]) {
    let visible = |func: FuncRef| func.id != cx.code.entry.id && !dump::is_wrapper(func);
    let calls = acts.iter().rev().filter(|act| visible(act.func));
    let stack = calls.map(|act| (act.func, act.func.pos_of(act.at))).collect();
    if let Some(detector) = &mut cx.race {
        detector.saw(stack);
    }
}

//! The stacks of racing accesses, looked up once per race.

use crate::code::{Code, FuncRef};
use crate::config::Config;
use crate::host::Host;
use crate::race::{self, Access, Race, Site, Stack};
use crate::sched::strategy::Strategy;
use frontend::span::Pos;
use rustc_hash::FxHashMap;

/// What is known of an access without its stack: where, whether it writes, who made its goroutine.
/// An access without a site (atomics, wait groups) counts by its address.
type Side = (Site, u64, bool, Option<Pos>);

/// Stacks of both accesses, by what was known of them before.
#[derive(Clone, Debug, Default)]
pub(super) struct Stacks(FxHashMap<(Side, Side), [Calls; 2]>);

/// The stack of an access, and that of the go statement that made its goroutine.
type Calls = (Stack, Stack);

/// Makes a strategy that repeats an execution, and a host with its input.
type Again<'a> = &'a mut dyn FnMut() -> (Box<dyn Strategy>, Box<dyn Host>);

impl Stacks {
    /// Takes over what others found; what was known first stays.
    pub(super) fn add(&mut self, others: Self) {
        let known = std::mem::replace(&mut self.0, others.0);
        self.0.extend(known);
    }

    /// Fills in the stacks of an execution's races. If one is new the execution is run again.
    pub(super) fn fill(
        &mut self,
        code: &'static Code,
        config: &Config,
        races: &mut [Race],
        again: Again<'_>,
    ) {
        let keys: Vec<_> = races.iter().map(key).collect();
        let (known, new): (Vec<usize>, Vec<usize>) =
            (0..races.len()).partition(|&i| self.0.contains_key(&keys[i]));
        for i in known {
            let [current, previous] = self.0[&keys[i]].clone();
            (races[i].current.stack, races[i].current.created) = current;
            (races[i].previous.stack, races[i].previous.created) = previous;
        }
        if new.is_empty() {
            return;
        }
        let mut unknown: Vec<Race> = new.iter().map(|&i| races[i].clone()).collect();
        race::rerun(code, config, &mut unknown, again);
        for (i, race) in new.into_iter().zip(unknown) {
            let calls = |access: &Access| (access.stack.clone(), access.created.clone());
            self.0.insert(keys[i], [calls(&race.current), calls(&race.previous)]);
            races[i] = race;
        }
    }
}

fn key(race: &Race) -> (Side, Side) {
    let side = |access: &Access| {
        let addr = if access.site.is_some() { 0 } else { race.addr };
        let created: Option<&(FuncRef, Pos)> = access.created.first();
        (access.site, addr, access.write, created.map(|call| call.1))
    };
    (side(&race.current), side(&race.previous))
}

//! The operations of package runtime that concern goroutines and memory.

use super::finalizer;
use crate::memory::heap::index;
use crate::native::{Call, Registry, Step};
use crate::op::OpKind;
use crate::sched;
use crate::sched::timer;
use crate::trap::Trap;

pub(super) fn register(r: &mut Registry) {
    r.op("runtime.Gosched", OpKind::Yield, gosched);
    r.op("runtime.Goexit", OpKind::Other, |_| Err(Trap::Goexit));
    r.leaf("runtime.NumGoroutine", |c| {
        let n = c.cx.sched.alive(&c.cx.gs) - finalizer::runners(c.cx);
        c.ret(n as u64);
        Ok(())
    });
    r.leaf("runtime.gomaxprocs", |c| {
        let (n, old) = (c.int(), c.cx.sched.max_procs);
        if n > 0 {
            c.cx.sched.max_procs = n;
        }
        c.ret_int(old);
        Ok(())
    });
    r.leaf("runtime.numCPU", |c| {
        c.ret(1);
        Ok(())
    });
    r.op("runtime.GC", OpKind::Other, gc);
    r.leaf("runtime.memStats", mem_stats);
    super::stack::register(r);
    for name in ["testing.traceAll", "runtime/debug.traceAll"] {
        r.leaf(name, |c| {
            c.cx.sync.trace_all = c.bool();
            Ok(())
        });
    }
    r.leaf("testing.steps", |c| {
        let ns = c.cx.steps_taken().saturating_mul(timer::STEP);
        c.ret(ns);
        Ok(())
    });
    r.leaf("testing.raceErrors", |c| {
        let race = c.cx.race.as_ref().filter(|_| c.cx.config.race_fails);
        let races = race.map_or(0, |race| race.races.len());
        c.ret(races as u64);
        Ok(())
    });
    r.leaf("testing.noteFailure", |c| {
        let (test, text) = (c.str(), c.str());
        let (test, text) = (c.text(test), c.text(text));
        match &mut c.cx.failure {
            Some((first, said)) if said.is_empty() && test.starts_with(first.as_str()) => {
                (*first, *said) = (test, text);
            }
            Some(_) => {}
            None => c.cx.failure = Some((test, text)),
        }
        Ok(())
    });
}

/// Steps that a forced collection stands for.
const GC_STEPS: i32 = 20_000;

/// The run loop collects.
#[expect(clippy::unnecessary_wraps, reason = "the signature of a native")]
fn gc(c: &mut Call<'_>) -> Result<Step, Trap> {
    c.cx.heap.want_gc();
    c.cx.sync.forced_gcs += 1;
    // It takes long: a loop of collections must not keep others waiting for its whole quantum.
    c.cx.budget = c.cx.budget.saturating_sub(GC_STEPS).max(0);
    Ok(Step::Collect)
}

/// Allocated, in all, from the system, objects made and freed, stacks, next collection at,
/// collections, forced ones. Objects are not counted.
fn mem_stats(c: &mut Call<'_>) -> Result<(), Trap> {
    let out = c.slice();
    let heap = &c.cx.heap;
    let stacks: usize = c.cx.gs.iter().map(|g| g.stack.capacity() * 8).sum();
    let system = heap.mem.len() as u64 * 8;
    let (allocated, freed) = heap.objects();
    let stats = [
        heap.used(),
        heap.total(),
        system.max(heap.used()),
        allocated,
        freed,
        stacks as u64,
        heap.used() * 2,
        heap.collections(),
        c.cx.sync.forced_gcs,
    ];
    let from = index(out.ptr);
    let len = usize::try_from(out.len).map_or(0, |len| len.min(stats.len()));
    if let Some(words) = c.cx.heap.mem.get_mut(from..from + len) {
        words.copy_from_slice(&stats[..len]);
    }
    Ok(())
}

fn gosched(c: &mut Call<'_>) -> Result<Step, Trap> {
    sched::spin(c.cx);
    Ok(Step::Yield)
}

//! The operations of package runtime that concern goroutines.

use crate::native::{Call, Registry, Step};
use crate::sched;
use crate::trap::Trap;

pub(super) fn register(r: &mut Registry) {
    r.op("runtime.Gosched", gosched);
    r.op("runtime.Goexit", |_| Err(Trap::Goexit));
    r.leaf("runtime.NumGoroutine", |c| {
        let n = c.cx.sched.alive(&c.cx.gs);
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
    r.op("runtime.setFinalizer", |_| Ok(Step::Done));
    r.op("runtime.addCleanup", |c| {
        c.ret(1);
        Ok(Step::Done)
    });
    r.leaf("runtime.stopCleanup", |_| Ok(()));
}

fn gosched(c: &mut Call<'_>) -> Result<Step, Trap> {
    sched::spin(c.cx);
    Ok(Step::Yield)
}

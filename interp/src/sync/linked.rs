//! Functions of the runtime that libraries reach with `//go:linkname`
//! (`frontend/src/check/foreign.rs`): the clock, random numbers, and the hash of maps.
//!
//! In Go that hash is another one in every process; here it is always the same: FNV-1a with the
//! seed in front, mixed at the end.

use crate::native::Registry;
use crate::sched;

pub(super) fn register(r: &mut Registry) {
    for name in ["runtime.nanotime", "runtime.cputicks"] {
        r.leaf(name, |c| {
            let now = sched::clock(c.cx);
            c.ret(now);
            Ok(())
        });
    }
    for name in ["runtime.fastrand", "runtime.cheaprand"] {
        r.leaf(name, |c| {
            let x = sched::random(c.cx);
            c.ret(x >> 32);
            Ok(())
        });
    }
    r.leaf("runtime.fastrand64", |c| {
        let x = sched::random(c.cx);
        c.ret(x);
        Ok(())
    });
    for name in ["runtime.fastrandn", "runtime.cheaprandn"] {
        r.leaf(name, |c| {
            let n = c.word() & u64::from(u32::MAX);
            let x = sched::random(c.cx) >> 32;
            c.ret((x * n) >> 32);
            Ok(())
        });
    }
    r.leaf("runtime.memhash", |c| {
        let (p, seed, len) = (c.word(), c.word(), c.word());
        let hash = c.cx.heap.bytes(p, len).iter().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, b| {
            (hash ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3)
        });
        c.ret(crate::history::mix(hash, len));
        Ok(())
    });
}

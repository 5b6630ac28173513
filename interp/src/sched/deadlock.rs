//! Nothing can ever run again.
//!
//! A timer that could still wake somebody keeps a program alive; a timer channel nobody waits on
//! does not (as since Go 1.23, where such timers are not even in the heap).

use crate::cx::Cx;
use crate::goroutine::dump::goroutine;
use crate::goroutine::{GoroutineId, Status};

/// What Go prints when all goroutines are asleep.
pub fn text(cx: &Cx) -> String {
    if cx.gs.iter().all(|g| g.status == Status::Dead) {
        return "fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n".to_owned();
    }
    dump("fatal error: all goroutines are asleep - deadlock!\n", cx)
}

/// What is printed when those who are not asleep spin, and nothing can end that.
pub fn livelock(cx: &Cx) -> String {
    dump("fatal error: all goroutines are asleep or spin for ever - livelock!\n", cx)
}

fn dump(first: &str, cx: &Cx) -> String {
    let mut out = first.to_owned();
    for slot in 0..cx.gs.len() {
        let id = GoroutineId(u32::try_from(slot).unwrap_or(u32::MAX));
        if cx.gs[slot].status != Status::Dead {
            out.push('\n');
            out.push_str(&goroutine(cx, id));
        }
    }
    out
}

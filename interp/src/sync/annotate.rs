//! Package runtime/trace: marks in the log of the execution; and the labels of goroutines.

use crate::explain::{Mark, MarkKind};
use crate::native::{Call, Registry, Step};
use crate::op::OpKind;
use crate::trace::Kind;
use crate::trap::Trap;

pub(super) fn register(r: &mut Registry) {
    r.op("runtime/trace.mark", OpKind::Mark, mark);
    r.leaf("runtime/pprof.setLabels", |c| {
        let labels = c.word();
        c.cx.gs[c.cx.cur.0 as usize].labels = labels;
        Ok(())
    });
}

/// `func mark(kind int, task, parent uint64, name, message string)`.
fn mark(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (kind, task, parent, name, message) = (c.word(), c.word(), c.word(), c.str(), c.str());
    c.cx.sched.event(Kind::Mark, kind, task);
    if c.cx.sched.log.is_none() {
        return Ok(Step::Done);
    }
    let kind = match kind {
        0 => MarkKind::TaskBegins,
        1 => MarkKind::TaskEnds,
        2 => MarkKind::RegionBegins,
        3 => MarkKind::RegionEnds,
        _ => MarkKind::Log,
    };
    let mark = Mark { kind, task, parent, name: c.text(name), message: c.text(message) };
    let goroutine = c.cx.gs[c.cx.cur.0 as usize].number;
    if let Some(log) = &mut c.cx.sched.log {
        log.mark(goroutine, mark);
    }
    Ok(Step::Done)
}

//! `runtime.Callers`, `runtime.Stack`: a goroutine looks at its own stack.
//!
//! Part of a running goroutine's stack lies on the host's. So the operation stops the goroutine
//! once, which writes all of it down, and looks when it runs again.
//!
//! A program counter is `(function + 1) << 24 | (position + 1) << 2`; without a position it is the
//! function's entry. A pc less one, as some programs compute it, is at the same position.

use crate::code::{FuncId, FuncRef};
use crate::goroutine::{Status, WaitReason, dump};
use crate::memory::heap::index;
use crate::native::{Call, Registry, Step};
use crate::op::OpKind;
use crate::trap::Trap;
use crate::tree::At;

const FUNC_SHIFT: u32 = 24;

pub(super) fn register(r: &mut Registry) {
    r.op("runtime.callers", OpKind::None, callers);
    r.leaf("runtime.pcInfo", pc_info);
    r.op("runtime.stackText", OpKind::None, stack_text);
    r.op("runtime.goroutineStacks", OpKind::None, goroutine_stacks);
    r.op("runtime/pprof.goroutineStacks", OpKind::None, goroutine_stacks);
}

/// The pc of a function's entry.
pub fn entry_pc(func: FuncId) -> u64 {
    (u64::from(func.0) + 1) << FUNC_SHIFT
}

fn pc(func: FuncId, at: At) -> u64 {
    entry_pc(func) | (u64::from(at) + 1) << 2
}

/// Functions that stand in stacks though no program holds them, with Go's lines for their calls.
/// Their numbers are the last ones.
const STANDING: [(&str, &str, u64); 3] = [
    ("runtime.gopanic", "/usr/local/go/src/runtime/panic.go", 859),
    ("runtime.goexit", "/usr/local/go/src/runtime/asm_amd64.s", 1264),
    ("runtime.main", "/usr/local/go/src/runtime/proc.go", 302),
];

/// The pc of a function of [`STANDING`].
fn standing_pc(i: u32) -> u64 {
    pc(FuncId(u32::MAX - i), 0)
}

/// The function of [`STANDING`] that a pc is in.
fn standing(pc: u64) -> Option<(&'static str, &'static str, u64)> {
    let i = u64::from(u32::MAX).checked_sub((pc >> FUNC_SHIFT).checked_sub(1)?)?;
    STANDING.get(usize::try_from(i).ok()?).copied()
}

/// The function and, but for its entry, the position of a pc.
fn decode(c: &Call<'_>, pc: u64) -> Option<(FuncRef, Option<At>)> {
    let id = usize::try_from(pc >> FUNC_SHIFT).ok()?.checked_sub(1)?;
    let func = c.cx.code.funcs.get(id)?;
    let low = (pc & ((1 << FUNC_SHIFT) - 1)) as u32;
    Some((func, ((low + 3) >> 2).checked_sub(1)))
}

/// The calls of the running goroutine, innermost first, down to the function of package runtime
/// that asks; None if the goroutine must stop first.
fn calls(c: &mut Call<'_>) -> Option<Vec<(FuncRef, At)>> {
    let goroutine = &mut c.cx.gs[c.cx.cur.0 as usize];
    if !std::mem::take(&mut goroutine.wait.woken) {
        goroutine.wait.woken = true;
        c.cx.sched.again = true;
        return None;
    }
    let mut calls = std::mem::take(&mut c.cx.sync.calls);
    let asks = ["runtime.Callers", "runtime.Caller", "runtime.Stack", "runtime.GoroutineProfile"];
    if calls.first().is_some_and(|(func, _)| asks.contains(&func.name.as_str())) {
        calls.remove(0);
    }
    calls.retain(|(func, _)| func.id != c.cx.code.entry.id);
    Some(calls)
}

/// What stops a goroutine for a moment.
const STOP: Result<Step, Trap> = Ok(Step::ParkRetry(WaitReason::Coroutine));

fn callers(c: &mut Call<'_>) -> Result<Step, Trap> {
    let Some(calls) = calls(c) else { return STOP };
    let (skip, out) = (c.int(), c.slice());
    let asks = c.cx.code.funcs.fixed().iter().find(|func| func.name == "runtime.Callers");
    // Number 0, even if the program itself never calls it.
    let own = asks.map_or(0, |func| pc(func.id, 0));
    let is_main = c.cx.gs[c.cx.cur.0 as usize].created.is_none();
    let below = is_main.then(|| standing_pc(2)).into_iter().chain([standing_pc(1)]);
    let pcs =
        std::iter::once(own).chain(calls.iter().map(|(func, at)| pc(func.id, *at))).chain(below);
    let from = index(out.ptr);
    let mut n = 0;
    for (i, pc) in (0..out.len).zip(pcs.skip(usize::try_from(skip).unwrap_or(0))) {
        let i = usize::try_from(i).unwrap_or(usize::MAX);
        *c.cx.heap.mem.get_mut(from + i).ok_or(Trap::NilDeref)? = pc;
        n += 1;
    }
    c.ret_int(n);
    Ok(Step::Done)
}

/// Calls of a `runtime.StackRecord`.
const RECORD: usize = 32;

/// `func goroutineStacks(p []runtime.StackRecord, labels []*set) int`: fills in the stacks of all
/// goroutines, the running one first, and their labels, if there is room for all; answers how many
/// there are.
fn goroutine_stacks(c: &mut Call<'_>) -> Result<Step, Trap> {
    let Some(own) = calls(c) else { return STOP };
    let (records, labels) = (c.slice(), c.slice());
    let cur = c.cx.cur.0 as usize;
    let others = (0..c.cx.gs.len()).filter(|&slot| {
        let g = &c.cx.gs[slot];
        slot != cur && g.status != Status::Dead && !g.system
    });
    let mut stacks = vec![(own, c.cx.gs[cur].labels)];
    stacks.extend(others.map(|slot| (c.cx.gs[slot].calls(), c.cx.gs[slot].labels)));
    c.ret(stacks.len() as u64);
    if stacks.len() as u64 > records.len {
        return Ok(Step::Done);
    }
    let entry = c.cx.code.entry.id;
    for (i, (calls, label)) in stacks.into_iter().enumerate() {
        let pcs = calls.iter().filter(|call| call.0.id != entry).map(|(func, at)| pc(func.id, *at));
        let from = index(records.ptr) + i * RECORD;
        let record = c.cx.heap.mem.get_mut(from..from + RECORD).ok_or(Trap::NilDeref)?;
        record.fill(0);
        record.iter_mut().zip(pcs).for_each(|(to, pc)| *to = pc);
        if (i as u64) < labels.len {
            let to = c.cx.heap.mem.get_mut(index(labels.ptr) + i).ok_or(Trap::NilDeref)?;
            *to = label;
        }
    }
    Ok(Step::Done)
}

fn pc_info(c: &mut Call<'_>) -> Result<(), Trap> {
    let pc = c.word();
    if let Some((name, file, line)) = standing(pc) {
        c.ret_str(name.as_bytes())?;
        c.ret_str(file.as_bytes())?;
        c.ret(line);
        c.ret(pc >> FUNC_SHIFT << FUNC_SHIFT);
        return Ok(());
    }
    let Some((func, at)) = decode(c, pc) else {
        c.ret_str(b"")?;
        c.ret_str(b"")?;
        c.ret(0);
        c.ret(0);
        return Ok(());
    };
    let pos = at.map_or(func.pos, |at| func.pos_of(at));
    let (file, line) = c.cx.code.file_line(pos);
    c.ret_str(func.name.as_bytes())?;
    c.ret_str(file.as_bytes())?;
    c.ret(u64::from(line));
    c.ret(entry_pc(func.id));
    Ok(())
}

fn stack_text(c: &mut Call<'_>) -> Result<Step, Trap> {
    let Some(calls) = calls(c) else { return STOP };
    let all = c.bool();
    let lines = dump::frame_lines(c.cx, calls);
    let mut text = dump::block(c.cx, c.cx.cur, "running", &lines);
    if all {
        text.push_str(&dump::others(c.cx));
    }
    c.ret_str(text.as_bytes())?;
    Ok(Step::Done)
}

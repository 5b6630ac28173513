//! `sync/atomic`.
//!
//! # Invariants
//! A 32-bit variable may share its word with another (an array's elements are packed): only its
//! own half is written.
//!
//! # Happens-before
//! mem: "If the effect of an atomic operation A is observed by atomic operation B, then A is
//! synchronized before B. All the atomic operations executed in a program behave as though
//! executed in some sequentially consistent order." So writes release, operations that read
//! acquire from the write they read; a failed `CompareAndSwap` is a read.

use crate::code::RTypeId;
use crate::history::{Mode, Part};
use crate::memory::heap::index;
use crate::native::{Call, Iface, Registry, Step};
use crate::op::OpKind;
use crate::race::detector::Key;
use crate::race::{edges, hooks};
use crate::sched;
use crate::trace::Kind;
use crate::trap::Trap;
use crate::value::equal::equal_ifaces;

/// The type of an atomic variable.
trait Cell {
    /// Whether it takes half a word.
    const HALF: bool;
    /// A word with the value's bits as a slot holds it.
    fn slot(bits: u64) -> u64;
}

/// 64 bits.
struct Word;
/// `int32`.
struct I32;
/// `uint32`.
struct U32;
/// `atomic.Bool`: a `uint32` that is 0 or 1.
struct Bool;

impl Cell for Word {
    const HALF: bool = false;
    fn slot(bits: u64) -> u64 {
        bits
    }
}

impl Cell for I32 {
    const HALF: bool = true;
    #[expect(clippy::cast_possible_truncation, reason = "the low half is meant")]
    #[expect(clippy::cast_sign_loss, reason = "the bits are meant")]
    fn slot(bits: u64) -> u64 {
        i64::from(bits as i32) as u64
    }
}

impl Cell for U32 {
    const HALF: bool = true;
    fn slot(bits: u64) -> u64 {
        bits & 0xffff_ffff
    }
}

impl Cell for Bool {
    const HALF: bool = true;
    fn slot(bits: u64) -> u64 {
        u64::from(bits & 0xffff_ffff != 0)
    }
}

/// Where the variable is: a function's first parameter or a method's receiver.
fn addr<const METHOD: bool>(c: &mut Call<'_>) -> u64 {
    if METHOD { c.recv() } else { c.word() }
}

/// Reads the variable.
fn get<C: Cell>(c: &mut Call<'_>, addr: u64) -> Result<u64, Trap> {
    // mem: "If the effect of an atomic operation A is observed by atomic operation B, then A is
    // synchronized before B." What is read was written by the last to release.
    edges::acquire(c.cx, Key::object(addr));
    peek::<C>(c, addr)
}

/// What the variable holds, without reading it.
fn peek<C: Cell>(c: &Call<'_>, addr: u64) -> Result<u64, Trap> {
    let word = *c.cx.heap.mem.get(index(addr)).ok_or(Trap::NilDeref)?;
    Ok(C::slot(if C::HALF { word >> ((addr & 4) * 8) } else { word }))
}

/// Looks for ordinary accesses that race with what is to follow.
fn plain<C: Cell>(c: &mut Call<'_>, addr: u64, write: bool) -> Result<(), Trap> {
    peek::<C>(c, addr)?;
    hooks::atomic(c.cx, addr, if C::HALF { 4 } else { 8 }, write)
}

/// Writes the variable.
fn set<C: Cell>(c: &mut Call<'_>, addr: u64, value: u64) -> Result<(), Trap> {
    let word = c.cx.heap.mem.get_mut(index(addr)).ok_or(Trap::NilDeref)?;
    if C::HALF {
        let shift = (addr & 4) * 8;
        *word = *word & !(0xffff_ffff << shift) | (value & 0xffff_ffff) << shift;
    } else {
        *word = value;
    }
    note(c, Kind::AtomicWrite, Mode::Write, addr, value);
    // Whoever reads this write knows what its goroutine knows; not what earlier writers did.
    edges::release(c.cx, Key::object(addr));
    Ok(())
}

/// Tells what was done.
fn note(c: &mut Call<'_>, kind: Kind, mode: Mode, addr: u64, value: u64) {
    c.cx.sched.event(kind, addr, value);
    c.cx.note(addr, |h, addr| h.touch(addr, Part::Atomic, mode));
}

fn load<C: Cell, const METHOD: bool>(c: &mut Call<'_>) -> Result<Step, Trap> {
    let addr = addr::<METHOD>(c);
    plain::<C>(c, addr, false)?;
    let value = get::<C>(c, addr)?;
    note(c, Kind::AtomicLoad, Mode::Read, addr, value);
    sched::spin(c.cx);
    c.ret(value);
    Ok(Step::Done)
}

fn store<C: Cell, const METHOD: bool>(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (addr, value) = (addr::<METHOD>(c), c.word());
    plain::<C>(c, addr, true)?;
    set::<C>(c, addr, value)?;
    Ok(Step::Done)
}

fn swap<C: Cell, const METHOD: bool>(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (addr, value) = (addr::<METHOD>(c), c.word());
    plain::<C>(c, addr, true)?;
    let old = get::<C>(c, addr)?;
    set::<C>(c, addr, value)?;
    c.ret(old);
    Ok(Step::Done)
}

fn compare_and_swap<C: Cell, const METHOD: bool>(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (addr, old, new) = (addr::<METHOD>(c), c.word(), c.word());
    let same = peek::<C>(c, addr)? == C::slot(old);
    plain::<C>(c, addr, same)?;
    let value = get::<C>(c, addr)?;
    if same {
        set::<C>(c, addr, new)?;
    } else {
        note(c, Kind::AtomicLoad, Mode::Write, addr, value);
        sched::spin(c.cx);
    }
    c.ret_bool(same);
    Ok(Step::Done)
}

fn add<C: Cell, const METHOD: bool>(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (addr, delta) = (addr::<METHOD>(c), c.word());
    plain::<C>(c, addr, true)?;
    let new = C::slot(get::<C>(c, addr)?.wrapping_add(delta));
    set::<C>(c, addr, new)?;
    c.ret(new);
    Ok(Step::Done)
}

fn and<C: Cell, const METHOD: bool>(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (addr, mask) = (addr::<METHOD>(c), c.word());
    plain::<C>(c, addr, true)?;
    let old = get::<C>(c, addr)?;
    set::<C>(c, addr, old & mask)?;
    c.ret(old);
    Ok(Step::Done)
}

fn or<C: Cell, const METHOD: bool>(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (addr, mask) = (addr::<METHOD>(c), c.word());
    plain::<C>(c, addr, true)?;
    let old = get::<C>(c, addr)?;
    set::<C>(c, addr, old | mask)?;
    c.ret(old);
    Ok(Step::Done)
}

/// Registers the methods of a type: those every type has.
macro_rules! methods {
    ($r:ident, $name:literal, $cell:ty) => {
        $r.op(concat!("sync/atomic.(*", $name, ").Load"), OpKind::AtomicLoad, load::<$cell, true>);
        $r.op(
            concat!("sync/atomic.(*", $name, ").Store"),
            OpKind::AtomicStore,
            store::<$cell, true>,
        );
        $r.op(
            concat!("sync/atomic.(*", $name, ").Swap"),
            OpKind::AtomicUpdate,
            swap::<$cell, true>,
        );
        $r.op(
            concat!("sync/atomic.(*", $name, ").CompareAndSwap"),
            OpKind::AtomicUpdate,
            compare_and_swap::<$cell, true>,
        );
    };
}

/// Registers the functions and methods of a numeric type.
macro_rules! number {
    ($r:ident, $name:literal, $cell:ty) => {
        methods!($r, $name, $cell);
        $r.op(concat!("sync/atomic.(*", $name, ").Add"), OpKind::AtomicUpdate, add::<$cell, true>);
        $r.op(concat!("sync/atomic.(*", $name, ").And"), OpKind::AtomicUpdate, and::<$cell, true>);
        $r.op(concat!("sync/atomic.(*", $name, ").Or"), OpKind::AtomicUpdate, or::<$cell, true>);
        $r.op(concat!("sync/atomic.Load", $name), OpKind::AtomicLoad, load::<$cell, false>);
        $r.op(concat!("sync/atomic.Store", $name), OpKind::AtomicStore, store::<$cell, false>);
        $r.op(concat!("sync/atomic.Swap", $name), OpKind::AtomicUpdate, swap::<$cell, false>);
        $r.op(
            concat!("sync/atomic.CompareAndSwap", $name),
            OpKind::AtomicUpdate,
            compare_and_swap::<$cell, false>,
        );
        $r.op(concat!("sync/atomic.Add", $name), OpKind::AtomicUpdate, add::<$cell, false>);
        $r.op(concat!("sync/atomic.And", $name), OpKind::AtomicUpdate, and::<$cell, false>);
        $r.op(concat!("sync/atomic.Or", $name), OpKind::AtomicUpdate, or::<$cell, false>);
    };
}

pub(super) fn register(r: &mut Registry) {
    number!(r, "Int32", I32);
    number!(r, "Uint32", U32);
    number!(r, "Int64", Word);
    number!(r, "Uint64", Word);
    number!(r, "Uintptr", Word);
    methods!(r, "Bool", Bool);
    methods!(r, "Pointer", Word);
    r.op("sync/atomic.LoadPointer", OpKind::AtomicLoad, load::<Word, false>);
    r.op("sync/atomic.StorePointer", OpKind::AtomicStore, store::<Word, false>);
    r.op("sync/atomic.SwapPointer", OpKind::AtomicUpdate, swap::<Word, false>);
    r.op(
        "sync/atomic.CompareAndSwapPointer",
        OpKind::AtomicUpdate,
        compare_and_swap::<Word, false>,
    );
    r.op("sync/atomic.valueLoad", OpKind::AtomicLoad, value_load);
    r.op("sync/atomic.valueSwap", OpKind::AtomicUpdate, value_swap);
    r.op("sync/atomic.valueCAS", OpKind::AtomicUpdate, value_cas);
}

/// Reads a Value: an interface.
fn read_value(c: &mut Call<'_>, addr: u64, write: bool) -> Result<Iface, Trap> {
    let value = get_value(c, addr)?;
    hooks::atomic(c.cx, addr, 16, write)?;
    // As `get`.
    edges::acquire(c.cx, Key::object(addr));
    Ok(value)
}

/// What a Value holds.
#[expect(clippy::cast_possible_truncation, reason = "type words are 32 bits")]
fn get_value(c: &Call<'_>, addr: u64) -> Result<Iface, Trap> {
    let words = c.cx.heap.mem.get(index(addr)..).and_then(<[u64]>::first_chunk::<2>);
    let [ty, data] = *words.ok_or(Trap::NilDeref)?;
    Ok(Iface { ty: RTypeId(ty as u32), data })
}

/// Writes a Value.
fn set_value(c: &mut Call<'_>, addr: u64, value: Iface) {
    let at = index(addr);
    c.cx.heap.mem[at..at + 2].copy_from_slice(&[u64::from(value.ty.0), value.data]);
    note(c, Kind::AtomicWrite, Mode::Write, addr, value.data);
    // As `set`.
    edges::release(c.cx, Key::object(addr));
}

fn value_load(c: &mut Call<'_>) -> Result<Step, Trap> {
    let addr = c.word();
    let value = read_value(c, addr, false)?;
    note(c, Kind::AtomicLoad, Mode::Read, addr, value.data);
    sched::spin(c.cx);
    c.ret_iface(value);
    Ok(Step::Done)
}

/// The value was changed.
const DONE: i64 = 1;
/// The value was another one.
const DIFFERENT: i64 = 0;
/// Types of `old` and `new` differ.
const MISMATCH: i64 = 2;
/// The types of the value and of `new` differ.
const INCONSISTENT: i64 = 3;
/// The values cannot be compared.
const UNCOMPARABLE: i64 = 4;

fn value_swap(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (addr, new) = (c.word(), c.iface());
    let old = read_value(c, addr, true)?;
    let fits = old.ty == RTypeId::NIL || old.ty == new.ty;
    if fits {
        set_value(c, addr, new);
    }
    c.ret_iface(old);
    c.ret_int(if fits { DONE } else { INCONSISTENT });
    Ok(Step::Done)
}

fn value_cas(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (addr, old, new) = (c.word(), c.iface(), c.iface());
    let value = read_value(c, addr, true)?;
    let found = if old.ty != RTypeId::NIL && old.ty != new.ty {
        MISMATCH
    } else if value.ty == RTypeId::NIL {
        if old.ty == RTypeId::NIL { DONE } else { DIFFERENT }
    } else if value.ty != new.ty {
        INCONSISTENT
    } else if value.ty != old.ty {
        DIFFERENT
    } else if !c.ty(value.ty).comparable {
        UNCOMPARABLE
    } else {
        same(c, value, old)
    };
    if found == DONE {
        set_value(c, addr, new);
    } else {
        note(c, Kind::AtomicLoad, Mode::Write, addr, value.data);
        sched::spin(c.cx);
    }
    c.ret_int(found);
    Ok(Step::Done)
}

/// Compares two values of one comparable type.
fn same(c: &Call<'_>, a: Iface, b: Iface) -> i64 {
    let words = |v: Iface| (u64::from(v.ty.0), v.data);
    match equal_ifaces(&c.cx.heap, c.cx.code, words(a), words(b)) {
        Ok(true) => DONE,
        Ok(false) => DIFFERENT,
        Err(_) => UNCOMPARABLE,
    }
}

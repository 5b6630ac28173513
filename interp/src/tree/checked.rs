//! Loads and stores of checked trees: as in `build` and `shape`, and the race detector is told.
//!
//! A load tells after it has found its address good, a store before it changes memory: the
//! detector may stop the statement, which then runs again from its start.

use super::build::{addr_fn, do_fn, pair_fn, word_fn};
use super::shape::{Const, P, Slot, W, with_p, with_w};
use super::{Frame, access, formatted};
use crate::cx::Cx;
use crate::ir::{Act, Addr, DoFn, Mem, Pair, PairFn, SlotId, Touch, Word, WordFn};
use crate::race::{Site, hooks};

/// A word at a good address was read.
#[inline(always)]
fn was_read(cx: &mut Cx, addr: u64, bytes: u32, site: Site) {
    if cx.trap.is_none() {
        hooks::read(cx, addr, bytes, site);
    }
}

/// Code of a checked load or element.
pub(super) fn word(w: Word) -> WordFn {
    match w {
        Word::Load(addr, mem) => load_word(addr, mem),
        Word::Index(p, i, mem, site) => {
            with_p!(*p, p => with_w!(*i, i => Box::new(move |cx, fr| {
                let s = p.pair(cx, fr);
                let i = i.word(cx, fr);
                index_mem(cx, s, i, mem, site)
            })))
        }
        Word::Index2(p, i, words, j, mem, [outer, inner]) => {
            let stride = u64::from(words) * 8;
            with_p!(*p, p => with_w!(*i, i => {
                let j = word_fn(*j);
                Box::new(move |cx, fr| {
                    let s = p.pair(cx, fr);
                    let i = i.word(cx, fr);
                    let row = index_pair(cx, s, i, stride, outer);
                    let j = j(cx, fr);
                    if cx.trap.is_some() {
                        return 0;
                    }
                    index_mem(cx, row, j, mem, inner)
                })
            }))
        }
        w => word_fn(w),
    }
}

fn load_word(addr: Addr, mem: Mem) -> WordFn {
    let Addr { base, off, site } = addr;
    match (*base, mem) {
        (Word::Slot(s), Mem::Word) => {
            let (s, off) = (s as usize, u64::from(off) * 8);
            Box::new(move |cx, fr| {
                let a = fr[s].wrapping_add(off);
                let v = access::load_word(cx, a, 0);
                was_read(cx, a, 8, site);
                v
            })
        }
        (base, mem) => {
            let a = addr_fn(Addr { base: Box::new(base), off, site });
            Box::new(move |cx, fr| {
                let a = a(cx, fr);
                let v = access::load_mem(cx, a, mem);
                was_read(cx, a, mem.stride(), site);
                v
            })
        }
    }
}

#[inline(always)]
fn index_mem(cx: &mut Cx, (ptr, len): (u64, u64), i: u64, mem: Mem, site: Site) -> u64 {
    if i >= len {
        return access::bounds(cx, i, len);
    }
    let a = ptr.wrapping_add(i.wrapping_mul(u64::from(mem.stride())));
    let v = access::load_mem(cx, a, mem);
    was_read(cx, a, mem.stride(), site);
    v
}

#[inline(always)]
fn index_pair(cx: &mut Cx, s: (u64, u64), i: u64, stride: u64, site: Site) -> (u64, u64) {
    let p = access::index_pair(cx, s, i, stride);
    if cx.trap.is_none() {
        hooks::read_range(cx, s.0.wrapping_add(i.wrapping_mul(stride)), 16, 8, site);
    }
    p
}

/// Code of a checked load or element of two words.
pub(super) fn pair(p: Pair) -> PairFn {
    match p {
        Pair::Load(addr) => {
            let site = addr.site;
            let a = addr_fn(addr);
            Box::new(move |cx, fr| {
                let a = a(cx, fr);
                let p = cx.heap.ld2(a).unwrap_or_else(|| (access::nil(cx), 0));
                if cx.trap.is_none() {
                    hooks::read_range(cx, a, 16, 8, site);
                }
                p
            })
        }
        Pair::Index(p, i, stride, site) => {
            let stride = u64::from(stride);
            with_p!(*p, p => with_w!(*i, i => Box::new(move |cx, fr| {
                let s = p.pair(cx, fr);
                let i = i.word(cx, fr);
                index_pair(cx, s, i, stride, site)
            })))
        }
        p => pair_fn(p),
    }
}

/// Code of a checked load into slots.
pub(super) fn load(dst: SlotId, addr: Addr, n: u32) -> DoFn {
    let site = addr.site;
    let a = addr_fn(addr);
    let (d, n) = (dst as usize, n as usize);
    Box::new(move |cx, fr| {
        let a = a(cx, fr);
        if cx.trap.is_some() {
            return;
        }
        if cx.heap.get_bytes(a, n as u64 * 8).is_none() {
            access::nil(cx);
            return;
        }
        hooks::read_range(cx, a, n as u64 * 8, 8, site);
        if cx.trap.is_none() && cx.heap.load_words(a, &mut fr[d..d + n]).is_none() {
            access::nil(cx);
        }
    })
}

/// Whether an action is a checked store.
pub(super) fn stores(act: &Act) -> bool {
    match act {
        Act::Store(addr, ..)
        | Act::StoreWord(addr, ..)
        | Act::StoreFloat(addr, _)
        | Act::StorePair(addr, _) => addr.site.is_some(),
        Act::StoreIndex(_, _, _, _, site) | Act::StoreIndexFloat(_, _, _, site) => site.is_some(),
        _ => false,
    }
}

/// Whether `bytes` at an address may be written now; tells the detector.
#[inline(always)]
fn may_write(cx: &mut Cx, addr: u64, bytes: u32, site: Site) -> bool {
    if cx.trap.is_some() {
        return false;
    }
    if cx.heap.ld_u8(addr).is_none() {
        access::nil(cx);
        return false;
    }
    hooks::write(cx, addr, bytes, site);
    cx.trap.is_none()
}

#[inline(always)]
fn may_write_words(cx: &mut Cx, addr: u64, n: usize, site: Site) -> bool {
    if cx.trap.is_some() {
        return false;
    }
    if cx.heap.get_bytes(addr, n as u64 * 8).is_none() {
        access::nil(cx);
        return false;
    }
    hooks::write_range(cx, addr, n as u64 * 8, 8, site);
    cx.trap.is_none()
}

/// Code of a checked store.
pub(super) fn store(act: Act) -> DoFn {
    match act {
        Act::StoreWord(addr, mem, v) => store_word(addr, mem, v),
        Act::StoreFloat(addr, f) => store_word(addr, Mem::Word, Word::Bits(Box::new(f))),
        Act::StoreIndex(p, i, mem, v, site) => store_index(p, i, mem, v, site),
        Act::StoreIndexFloat(p, i, f, site) => {
            store_index(p, i, Mem::Word, Word::Bits(Box::new(f)), site)
        }
        Act::StorePair(addr, p) => {
            let site = addr.site.write();
            let (a, p) = (addr_fn(addr), pair_fn(p));
            Box::new(move |cx, fr| {
                let a = a(cx, fr);
                let (x, y) = p(cx, fr);
                if may_write_words(cx, a, 2, site) && cx.heap.st2(a, x, y).is_none() {
                    access::nil(cx);
                }
            })
        }
        Act::Store(addr, src, n) => {
            let site = addr.site.write();
            let a = addr_fn(addr);
            let (s, n) = (src as usize, n as usize);
            Box::new(move |cx, fr| {
                let a = a(cx, fr);
                if may_write_words(cx, a, n, site)
                    && cx.heap.store_words(a, &fr[s..s + n]).is_none()
                {
                    access::nil(cx);
                }
            })
        }
        act => do_fn(act),
    }
}

fn store_word(addr: Addr, mem: Mem, v: Word) -> DoFn {
    let site = addr.site.write();
    let off = u64::from(addr.off) * 8;
    let put = move |cx: &mut Cx, a: u64, v: u64| {
        if may_write(cx, a, mem.stride(), site) {
            access::store_mem(cx, a, mem, v);
        }
    };
    match *addr.base {
        Word::Slot(s) => {
            let s = s as usize;
            with_w!(v, v => Box::new(move |cx: &mut Cx, fr: &mut Frame| {
                let v = v.word(cx, fr);
                put(cx, fr[s].wrapping_add(off), v);
            }))
        }
        base => {
            let (base, v) = (word_fn(base), word_fn(v));
            Box::new(move |cx, fr| {
                let a = base(cx, fr).wrapping_add(off);
                let v = v(cx, fr);
                put(cx, a, v);
            })
        }
    }
}

fn store_index(p: Pair, i: Word, mem: Mem, v: Word, site: Site) -> DoFn {
    let site = site.write();
    let stride = u64::from(mem.stride());
    with_p!(p, p => with_w!(i, i => with_w!(v, v => {
        Box::new(move |cx: &mut Cx, fr: &mut Frame| {
            let (ptr, len) = p.pair(cx, fr);
            let i = i.word(cx, fr);
            let v = v.word(cx, fr);
            if cx.trap.is_some() {
                return;
            }
            if i >= len {
                access::bounds(cx, i, len);
                return;
            }
            let a = ptr.wrapping_add(i.wrapping_mul(stride));
            if may_write(cx, a, mem.stride(), site) {
                access::store_mem(cx, a, mem, v);
            }
        })
    })))
}

/// Tells what a native does behind its parameters; its frame starts at slot `own`.
pub(super) fn touch(own: u32, touches: Vec<Touch>) -> DoFn {
    Box::new(move |cx, fr| {
        for t in &touches {
            let s = (own + t.slot) as usize;
            let (ptr, bytes) = (fr[s], fr[s + 1] * u64::from(t.stride));
            if bytes == 0 || cx.trap.is_some() {
                continue;
            }
            if t.site.writes() {
                hooks::write_range(cx, ptr, bytes, t.stride.min(8), t.site);
            } else {
                hooks::read_range(cx, ptr, bytes, t.stride.min(8), t.site);
            }
            if t.formats && cx.race.is_some() {
                formatted::interfaces(cx, (fr[s - 2], fr[s - 1]), ptr, fr[s + 1], t.site);
            }
        }
    })
}

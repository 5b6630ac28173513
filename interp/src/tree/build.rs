//! Code of expressions and actions: what is not hot enough for shapes of its own.

use super::Frame;
use super::access;
use super::call::in_sequence;
use super::checked;
use super::panic;
use super::shape::{
    BoxedFloat, CondCode, CondK, FIndex, FIndex2, Fl, FloatCode, FloatK, Slot, W, WordCode, WordK,
    boxed_word, cond_k, float_k, word_k, wrap,
};
use super::shape::{Const, P, with_p, with_w};
use super::traps::{float_traps, word_traps};
use crate::cx::Cx;
use crate::ir::{
    Act, Addr, Cmp, Cond, CondFn, DoFn, Float, FloatFn, IntKind, Mem, Pair, PairFn, Word, WordFn,
};
use crate::memory::access::aligned;
use crate::race::Site;
use crate::trap::Trap;
use crate::value::convert;

/// Code of a word.
pub(crate) fn word_fn(w: Word) -> WordFn {
    boxed_word(w)
}

/// Code of an address: byte address of the place (a nil base stays small enough to fault).
pub(super) fn addr_fn(addr: Addr) -> WordFn {
    let off = u64::from(addr.off) * 8;
    match *addr.base {
        Word::Slot(s) => {
            let s = s as usize;
            Box::new(move |_, fr| fr[s].wrapping_add(off))
        }
        base => {
            let base = word_fn(base);
            if off == 0 {
                return base;
            }
            Box::new(move |cx, fr| base(cx, fr).wrapping_add(off))
        }
    }
}

/// Code of the words that have no shape of their own.
pub(crate) fn slow_word(w: Word) -> WordFn {
    match w {
        Word::Wrap(kind, w) => {
            let w = word_fn(*w);
            match kind {
                IntKind::U8 => Box::new(move |cx, fr| w(cx, fr) & 0xff),
                kind => Box::new(move |cx, fr| wrap(kind, w(cx, fr))),
            }
        }
        Word::Load(addr, mem) if !addr.site.is_some() => {
            let a = addr_fn(addr);
            Box::new(move |cx, fr| {
                let a = a(cx, fr);
                access::load_mem(cx, a, mem)
            })
        }
        Word::Index2(p, i, words, j, mem, [_, Site::NONE]) => {
            let stride = u64::from(words) * 8;
            with_p!(*p, p => with_w!(*i, i => {
                let j = word_fn(*j);
                Box::new(move |cx, fr| {
                    let s = p.pair(cx, fr);
                    let i = i.word(cx, fr);
                    let inner = access::index_pair(cx, s, i, stride);
                    let j = j(cx, fr);
                    if cx.trap.is_some() {
                        return 0;
                    }
                    access::index_mem(cx, inner, j, mem)
                })
            }))
        }
        Word::IndexAddr(p, i, stride) => {
            let stride = u64::from(stride);
            with_p!(*p, p => with_w!(*i, i => Box::new(move |cx, fr| {
                let (ptr, len) = p.pair(cx, fr);
                let i = i.word(cx, fr);
                if i < len { ptr.wrapping_add(i.wrapping_mul(stride)) } else { access::bounds(cx, i, len) }
            })))
        }
        Word::AddrOf(addr) => {
            let off = u64::from(addr.off) * 8;
            let base = word_fn(*addr.base);
            Box::new(move |cx, fr| {
                let a = base(cx, fr);
                // Address 0 is nil; anything else came from the allocator.
                if a == 0 { access::nil(cx) } else { a.wrapping_add(off) }
            })
        }
        Word::First(p) => match *p {
            Pair::Slot(s) => word_fn(Word::Slot(s)),
            p => {
                let p = pair_fn(p);
                Box::new(move |cx, fr| p(cx, fr).0)
            }
        },
        Word::Second(p) => match *p {
            Pair::Slot(s) => word_fn(Word::Slot(s + 1)),
            p => {
                let p = pair_fn(p);
                Box::new(move |cx, fr| p(cx, fr).1)
            }
        },
        Word::Bits(f) => {
            struct K;
            impl FloatK for K {
                type Out = WordFn;
                fn go<F: FloatCode>(self, f: F) -> WordFn {
                    Box::new(move |cx, fr| f(cx, fr).to_bits())
                }
            }
            float_k(*f, K)
        }
        Word::Bits32(f) => {
            let f = float_fn(*f);
            Box::new(move |cx, fr| u64::from((f(cx, fr) as f32).to_bits()))
        }
        Word::Trunc(f, kind) => {
            let f = float_fn(*f);
            let kind = kind.kind();
            Box::new(move |cx, fr| convert::float_to_int(f(cx, fr), kind))
        }
        Word::Flag(c) => {
            struct K;
            impl CondK for K {
                type Out = WordFn;
                fn go<F: CondCode>(self, f: F) -> WordFn {
                    Box::new(move |cx, fr| u64::from(f(cx, fr)))
                }
            }
            cond_k(*c, K)
        }
        Word::After(acts, w) => {
            let acts = do_fn(Act::Seq(acts));
            let w = word_fn(*w);
            Box::new(move |cx, fr| {
                acts(cx, fr);
                w(cx, fr)
            })
        }
        Word::At(place, w) => {
            let w = word_fn(*w);
            Box::new(move |cx, fr| panic::placed(cx, place, |cx| w(cx, fr)))
        }
        Word::New(layout) => Box::new(move |cx, _| match cx.heap.alloc(layout) {
            Ok(a) => a,
            Err(_) => access::fail(cx, Trap::NeedMemory),
        }),
        Word::Fn(f) => f,
        w @ (Word::Load(..) | Word::Index(..) | Word::Index2(..)) => checked::word(w),
        w => boxed_word(w),
    }
}

/// Code of a float.
pub(crate) fn float_fn(f: Float) -> FloatFn {
    float_k(f, BoxedFloat)
}

/// Code of the floats that have no shape of their own.
pub(crate) fn slow_float(f: Float) -> FloatFn {
    fn element<F: Fl>(f: F) -> FloatFn {
        Box::new(move |cx, fr| f.float(cx, fr))
    }
    match f {
        Float::Slot(s) => {
            let s = s as usize;
            Box::new(move |_, fr| f64::from_bits(fr[s]))
        }
        Float::Slot32(s) => {
            let s = s as usize;
            Box::new(move |_, fr| f64::from(f32::from_bits(fr[s] as u32)))
        }
        Float::Const(c) => Box::new(move |_, _| c),
        Float::Bits(w) => match *w {
            Word::Index(p, i, Mem::Word, Site::NONE) => match (*p, *i) {
                (Pair::Slot(s), Word::Slot(i)) => element(FIndex(s as usize, i as usize)),
                (p, i) => {
                    let w = word_fn(Word::Index(Box::new(p), Box::new(i), Mem::Word, Site::NONE));
                    Box::new(move |cx, fr| f64::from_bits(w(cx, fr)))
                }
            },
            Word::Index2(p, i, words, j, Mem::Word, [_, Site::NONE]) => match (*p, *i, *j) {
                (Pair::Slot(s), Word::Slot(i), Word::Slot(j)) => {
                    element(FIndex2(s as usize, i as usize, u64::from(words), j as usize))
                }
                (p, i, j) => {
                    let w = Word::Index2(
                        Box::new(p),
                        Box::new(i),
                        words,
                        Box::new(j),
                        Mem::Word,
                        [Site::NONE; 2],
                    );
                    let w = word_fn(w);
                    Box::new(move |cx, fr| f64::from_bits(w(cx, fr)))
                }
            },
            w => {
                let w = word_fn(w);
                Box::new(move |cx, fr| f64::from_bits(w(cx, fr)))
            }
        },
        Float::Bits32(w) => {
            let w = word_fn(*w);
            Box::new(move |cx, fr| f64::from(f32::from_bits(w(cx, fr) as u32)))
        }
        Float::Round32(f) => {
            let f = float_fn(*f);
            Box::new(move |cx, fr| f64::from(f(cx, fr) as f32))
        }
        Float::Neg(f) => {
            let f = float_fn(*f);
            Box::new(move |cx, fr| -f(cx, fr))
        }
        Float::FromInt(w) => {
            let w = word_fn(*w);
            Box::new(move |cx, fr| w(cx, fr).cast_signed() as f64)
        }
        Float::FromUint(w) => {
            let w = word_fn(*w);
            Box::new(move |cx, fr| w(cx, fr) as f64)
        }
        Float::Math(m, f) => {
            let f = float_fn(*f);
            Box::new(move |cx, fr| m(f(cx, fr)))
        }
        Float::Bin(..) => unreachable!("invariant: has a shape"),
    }
}

/// Code of a condition.
pub(crate) fn cond_fn(c: Cond) -> CondFn {
    struct K;
    impl CondK for K {
        type Out = CondFn;
        fn go<F: CondCode>(self, f: F) -> CondFn {
            Box::new(f)
        }
    }
    cond_k(c, K)
}

/// Code of the conditions that have no shape of their own.
pub(crate) fn slow_cond(c: Cond) -> CondFn {
    match c {
        Cond::Float(cmp, a, b) => {
            let (a, b) = (float_fn(*a), float_fn(*b));
            macro_rules! op {
                ($op:tt) => {
                    Box::new(move |cx: &mut Cx, fr: &mut Frame| {
                        let x = a(cx, fr);
                        let y = b(cx, fr);
                        x $op y
                    })
                };
            }
            match cmp {
                Cmp::Eq => op!(==),
                Cmp::Ne => op!(!=),
                Cmp::Lt => op!(<),
                Cmp::Le => op!(<=),
                Cmp::Gt => op!(>),
                Cmp::Ge => op!(>=),
            }
        }
        Cond::Str(cmp, a, b) => {
            let (a, b) = (pair_fn(*a), pair_fn(*b));
            match cmp {
                Cmp::Eq | Cmp::Ne => {
                    let want = cmp == Cmp::Eq;
                    Box::new(move |cx, fr| {
                        let (x, y) = (a(cx, fr), b(cx, fr));
                        let same = x.1 == y.1
                            && (x.0 == y.0 || cx.heap.bytes(x.0, x.1) == cx.heap.bytes(y.0, y.1));
                        same == want
                    })
                }
                cmp => Box::new(move |cx, fr| {
                    let (x, y) = (a(cx, fr), b(cx, fr));
                    let order = cx.heap.bytes(x.0, x.1).cmp(cx.heap.bytes(y.0, y.1));
                    match cmp {
                        Cmp::Lt => order.is_lt(),
                        Cmp::Le => order.is_le(),
                        Cmp::Gt => order.is_gt(),
                        _ => order.is_ge(),
                    }
                }),
            }
        }
        Cond::And(a, b) => {
            let (a, b) = (cond_fn(*a), cond_fn(*b));
            // A trap on the left must not run the right side's effects: they test the trap.
            Box::new(move |cx, fr| a(cx, fr) && b(cx, fr))
        }
        Cond::Or(a, b) => {
            let (a, b) = (cond_fn(*a), cond_fn(*b));
            Box::new(move |cx, fr| a(cx, fr) || b(cx, fr))
        }
        Cond::Const(c) => Box::new(move |_, _| c),
        Cond::Fn(f) => f,
        c => cond_fn(c),
    }
}

/// Code of a pair.
pub(crate) fn pair_fn(p: Pair) -> PairFn {
    match p {
        Pair::Slot(s) => {
            let s = s as usize;
            Box::new(move |_, fr| (fr[s], fr[s + 1]))
        }
        Pair::Const(a, b) => Box::new(move |_, _| (a, b)),
        Pair::Load(addr) if !addr.site.is_some() => {
            let a = addr_fn(addr);
            Box::new(move |cx, fr| {
                let a = a(cx, fr);
                cx.heap.ld2(a).unwrap_or_else(|| (access::nil(cx), 0))
            })
        }
        Pair::Index(p, i, stride, Site::NONE) => {
            let stride = u64::from(stride);
            with_p!(*p, p => with_w!(*i, i => Box::new(move |cx, fr| {
                let s = p.pair(cx, fr);
                let i = i.word(cx, fr);
                access::index_pair(cx, s, i, stride)
            })))
        }
        Pair::Words(a, b) => {
            let b = word_fn(*b);
            match *a {
                Word::Const(a) => Box::new(move |cx, fr| (a, b(cx, fr))),
                a => {
                    let a = word_fn(a);
                    Box::new(move |cx, fr| {
                        let x = a(cx, fr);
                        (x, b(cx, fr))
                    })
                }
            }
        }
        Pair::At(place, p) => {
            let p = pair_fn(*p);
            Box::new(move |cx, fr| panic::placed(cx, place, |cx| p(cx, fr)))
        }
        Pair::After(acts, p) => {
            let acts = do_fn(Act::Seq(acts));
            let p = pair_fn(*p);
            Box::new(move |cx, fr| {
                acts(cx, fr);
                p(cx, fr)
            })
        }
        Pair::Fn(f) => f,
        p @ (Pair::Load(_) | Pair::Index(..)) => checked::pair(p),
    }
}

/// Takes code of an effect.
pub(crate) trait DoK: Sized {
    /// What it makes of it.
    type Out;
    /// Takes the code.
    fn go<F: Fn(&mut Cx, &mut Frame) + Send + Sync + 'static>(self, f: F) -> Self::Out;
}

struct BoxedDo;
impl DoK for BoxedDo {
    type Out = DoFn;
    fn go<F: Fn(&mut Cx, &mut Frame) + Send + Sync + 'static>(self, f: F) -> DoFn {
        Box::new(f)
    }
}

/// Code of an action.
pub(crate) fn do_fn(act: Act) -> DoFn {
    match act {
        Act::Fn(f) => f,
        Act::Shared(point) => do_fn(point.act),
        act => do_k(act, BoxedDo),
    }
}

/// Stores a word. A trapped one is not stored: the statement may run again (after a collection),
/// and a recovered panic must find the old result.
struct SetSlot<K, const TRAPS: bool>(usize, K);
impl<K: DoK, const TRAPS: bool> WordK for SetSlot<K, TRAPS> {
    type Out = K::Out;
    fn go<F: WordCode>(self, f: F) -> K::Out {
        let dst = self.0;
        self.1.go(move |cx: &mut Cx, fr: &mut Frame| {
            let v = f(cx, fr);
            if !TRAPS || cx.trap.is_none() {
                fr[dst] = v;
            }
        })
    }
}

/// As `SetSlot`.
struct SetFloat<K, const TRAPS: bool>(usize, K);
impl<K: DoK, const TRAPS: bool> FloatK for SetFloat<K, TRAPS> {
    type Out = K::Out;
    fn go<F: FloatCode>(self, f: F) -> K::Out {
        let dst = self.0;
        self.1.go(move |cx: &mut Cx, fr: &mut Frame| {
            let v = f(cx, fr);
            if !TRAPS || cx.trap.is_none() {
                fr[dst] = v.to_bits();
            }
        })
    }
}

/// Hands an action's code to a consumer.
pub(crate) fn do_k<K: DoK>(act: Act, k: K) -> K::Out {
    match act {
        Act::Set(dst, Word::Bits(f)) => do_k(Act::SetFloat(dst, *f), k),
        Act::SetFloat(dst, f) if float_traps(&f) => {
            float_k(f, SetFloat::<K, true>(dst as usize, k))
        }
        Act::SetFloat(dst, f) => float_k(f, SetFloat::<K, false>(dst as usize, k)),
        Act::Set(dst, w) if word_traps(&w) => word_k(w, SetSlot::<K, true>(dst as usize, k)),
        Act::Set(dst, w) => word_k(w, SetSlot::<K, false>(dst as usize, k)),
        act if checked::stores(&act) => k.go(checked::store(act)),
        Act::StoreWord(addr, Mem::Word, v) => store_word_k(addr, v, k),
        Act::StoreFloat(addr, f) => store_word_k(addr, Word::Bits(Box::new(f)), k),
        Act::StoreIndex(p, i, Mem::Word, v, _) => store_index_k(p, i, v, k),
        Act::StoreIndexFloat(p, i, f, _) => store_index_k(p, i, Word::Bits(Box::new(f)), k),
        act => {
            let f = slow_do(act);
            k.go(f)
        }
    }
}

fn store_word_k<K: DoK>(addr: Addr, v: Word, k: K) -> K::Out {
    let off = addr.off as usize;
    match *addr.base {
        Word::Slot(s) => {
            let s = s as usize;
            with_w!(v, v => k.go(move |cx: &mut Cx, fr: &mut Frame| {
                let v = v.word(cx, fr);
                if cx.trap.is_none() {
                    access::store_word(cx, fr[s], off, v);
                }
            }))
        }
        base => {
            let (base, v) = (word_fn(base), word_fn(v));
            k.go(move |cx: &mut Cx, fr: &mut Frame| {
                let a = base(cx, fr);
                let v = v(cx, fr);
                if cx.trap.is_none() {
                    access::store_word(cx, a, off, v);
                }
            })
        }
    }
}

fn store_index_k<K: DoK>(p: Pair, i: Word, v: Word, k: K) -> K::Out {
    with_p!(p, p => with_w!(i, i => {
        let v = word_fn(v);
        k.go(move |cx: &mut Cx, fr: &mut Frame| {
            let (ptr, len) = p.pair(cx, fr);
            let i = i.word(cx, fr);
            let v = v(cx, fr);
            if cx.trap.is_some() {
                return;
            }
            if i < len {
                match cx.heap.mem.get_mut(aligned(ptr).wrapping_add(i as usize)) {
                    Some(w) => *w = v,
                    None => access::store_across(cx, ptr.wrapping_add(i * 8), v),
                }
            } else {
                access::bounds(cx, i, len);
            }
        })
    }))
}

/// Code of the actions that have no shape of their own.
fn slow_do(act: Act) -> DoFn {
    match act {
        Act::SetPair(dst, p) => {
            let p = pair_fn(p);
            let d = dst as usize;
            Box::new(move |cx, fr| {
                let (a, b) = p(cx, fr);
                if cx.trap.is_none() {
                    fr[d] = a;
                    fr[d + 1] = b;
                }
            })
        }
        Act::Move(to, from, n) => {
            let (to, from, n) = (to as usize, from as usize, n as usize);
            Box::new(move |_, fr| fr.copy_within(from..from + n, to))
        }
        Act::Zero(slot, n) => {
            let (s, n) = (slot as usize, n as usize);
            if n == 1 {
                return Box::new(move |_, fr| fr[s] = 0);
            }
            Box::new(move |_, fr| fr[s..s + n].fill(0))
        }
        Act::Load(dst, addr, n) if addr.site.is_some() => checked::load(dst, addr, n),
        Act::Load(dst, addr, n) => {
            let a = addr_fn(addr);
            let (d, n) = (dst as usize, n as usize);
            Box::new(move |cx, fr| {
                let a = a(cx, fr);
                if cx.trap.is_none() && cx.heap.load_words(a, &mut fr[d..d + n]).is_none() {
                    access::nil(cx);
                }
            })
        }
        Act::Store(addr, src, n) => {
            let a = addr_fn(addr);
            let (s, n) = (src as usize, n as usize);
            Box::new(move |cx, fr| {
                let a = a(cx, fr);
                if cx.trap.is_none() && cx.heap.store_words(a, &fr[s..s + n]).is_none() {
                    access::nil(cx);
                }
            })
        }
        Act::StoreWord(addr, mem, v) => {
            let (a, v) = (addr_fn(addr), word_fn(v));
            Box::new(move |cx, fr| {
                let a = a(cx, fr);
                let v = v(cx, fr);
                if cx.trap.is_none() {
                    access::store_mem(cx, a, mem, v);
                }
            })
        }
        Act::StorePair(addr, p) => {
            let (a, p) = (addr_fn(addr), pair_fn(p));
            Box::new(move |cx, fr| {
                let a = a(cx, fr);
                let (x, y) = p(cx, fr);
                if cx.trap.is_none() && cx.heap.st2(a, x, y).is_none() {
                    access::nil(cx);
                }
            })
        }
        Act::StoreIndex(p, i, mem, v, _) => {
            let stride = u64::from(mem.stride());
            with_p!(p, p => with_w!(i, i => {
                let v = word_fn(v);
                Box::new(move |cx, fr| {
                    let (ptr, len) = p.pair(cx, fr);
                    let i = i.word(cx, fr);
                    let v = v(cx, fr);
                    if cx.trap.is_some() {
                        return;
                    }
                    if i < len {
                        access::store_mem(cx, ptr.wrapping_add(i.wrapping_mul(stride)), mem, v);
                    } else {
                        access::bounds(cx, i, len);
                    }
                })
            }))
        }
        Act::Seq(list) => in_sequence(list.into_iter().map(do_fn).collect()),
        Act::When(c, then) => {
            let (c, then) = (cond_fn(c), do_fn(Act::Seq(then)));
            Box::new(move |cx, fr| {
                if c(cx, fr) && cx.trap.is_none() {
                    then(cx, fr);
                }
            })
        }
        act @ (Act::Fn(_) | Act::Shared(_)) => do_fn(act),
        act => do_k(act, BoxedDo),
    }
}

//! Whether code has accesses to shared memory that can be seen from outside.

use crate::ir::{Act, Addr, Cond, Float, Pair, Word};

fn addr(a: &Addr) -> bool {
    a.site.is_some() || word(&a.base)
}

/// In a word.
pub(in crate::lower) fn word(w: &Word) -> bool {
    match w {
        Word::Slot(_) | Word::Const(_) | Word::New(_) | Word::Fn(_) => false,
        Word::Int(_, _, a, b) => word(a) || word(b),
        Word::Wrap(_, w) => word(w),
        Word::Load(a, _) => addr(a),
        Word::Index(p, i, _, site) => site.is_some() || pair(p) || word(i),
        Word::Index2(p, i, _, j, _, [outer, inner]) => {
            outer.is_some() || inner.is_some() || pair(p) || word(i) || word(j)
        }
        Word::IndexAddr(p, i, _) => pair(p) || word(i),
        // Nothing is loaded from the place itself.
        Word::AddrOf(a) => word(&a.base),
        Word::First(p) | Word::Second(p) => pair(p),
        Word::Bits(f) | Word::Bits32(f) | Word::Trunc(f, _) => float(f),
        Word::Flag(c) => cond(c),
        Word::After(acts, w) => acts.iter().any(act) || word(w),
        Word::At(_, w) => word(w),
    }
}

/// In a float.
pub(in crate::lower) fn float(f: &Float) -> bool {
    match f {
        Float::Slot(_) | Float::Slot32(_) | Float::Const(_) => false,
        Float::Bits(w) | Float::Bits32(w) | Float::FromInt(w) | Float::FromUint(w) => word(w),
        Float::Bin(_, a, b) => float(a) || float(b),
        Float::Round32(f) | Float::Neg(f) | Float::Math(_, f) => float(f),
    }
}

/// In two words.
pub(in crate::lower) fn pair(p: &Pair) -> bool {
    match p {
        Pair::Slot(_) | Pair::Const(..) | Pair::Fn(_) => false,
        Pair::Load(a) => addr(a),
        Pair::Index(p, i, _, site) => site.is_some() || pair(p) || word(i),
        Pair::Words(a, b) => word(a) || word(b),
        Pair::After(acts, p) => acts.iter().any(act) || pair(p),
        Pair::At(_, p) => pair(p),
    }
}

/// In a condition.
pub(in crate::lower) fn cond(c: &Cond) -> bool {
    match c {
        Cond::Int(_, _, a, b) => word(a) || word(b),
        Cond::Float(_, a, b) => float(a) || float(b),
        Cond::Str(_, a, b) => pair(a) || pair(b),
        Cond::Word(w) => word(w),
        Cond::Not(c) => cond(c),
        Cond::And(a, b) | Cond::Or(a, b) => cond(a) || cond(b),
        Cond::Const(_) | Cond::Fn(_) => false,
    }
}

/// In an action.
pub(in crate::lower) fn act(a: &Act) -> bool {
    match a {
        Act::Move(..) | Act::Zero(..) | Act::Fn(_) => false,
        Act::Shared(_) => true,
        Act::Set(_, w) => word(w),
        Act::SetFloat(_, f) => float(f),
        Act::SetPair(_, p) => pair(p),
        Act::Load(_, a, _) | Act::Store(a, _, _) => addr(a),
        Act::StoreWord(a, _, w) => addr(a) || word(w),
        Act::StoreFloat(a, f) => addr(a) || float(f),
        Act::StorePair(a, p) => addr(a) || pair(p),
        Act::StoreIndex(p, i, _, v, site) => site.is_some() || pair(p) || word(i) || word(v),
        Act::StoreIndexFloat(p, i, f, site) => site.is_some() || pair(p) || word(i) || float(f),
        Act::Seq(list) => list.iter().any(act),
        Act::When(c, list) => cond(c) || list.iter().any(act),
    }
}

//! What may set the trap: statements test it only after such code.

use crate::ir::{Act, Cond, Float, IntOp, Pair, Word};

/// Whether a word may set the trap.
pub(crate) fn word_traps(w: &Word) -> bool {
    match w {
        Word::Slot(_) | Word::Const(_) => false,
        Word::Int(op, _, a, b) => {
            let divides =
                matches!(op, IntOp::Div | IntOp::Rem) && !matches!(**b, Word::Const(c) if c != 0);
            divides || word_traps(a) || word_traps(b)
        }
        Word::Wrap(_, w) => word_traps(w),
        Word::Bits(f) | Word::Bits32(f) | Word::Trunc(f, _) => float_traps(f),
        Word::Flag(c) => cond_traps(c),
        Word::First(p) | Word::Second(p) => pair_traps(p),
        Word::At(_, w) => word_traps(w),
        _ => true,
    }
}

/// Whether a float may set the trap.
pub(crate) fn float_traps(f: &Float) -> bool {
    match f {
        Float::Slot(_) | Float::Slot32(_) | Float::Const(_) => false,
        Float::Bits(w) | Float::Bits32(w) | Float::FromInt(w) | Float::FromUint(w) => word_traps(w),
        Float::Bin(_, a, b) => float_traps(a) || float_traps(b),
        Float::Round32(f) | Float::Neg(f) | Float::Math(_, f) => float_traps(f),
    }
}

/// Whether a condition may set the trap.
pub(crate) fn cond_traps(c: &Cond) -> bool {
    match c {
        Cond::Int(_, _, a, b) => word_traps(a) || word_traps(b),
        Cond::Float(_, a, b) => float_traps(a) || float_traps(b),
        Cond::Str(_, a, b) => pair_traps(a) || pair_traps(b),
        Cond::Word(w) => word_traps(w),
        Cond::Not(c) => cond_traps(c),
        Cond::And(a, b) | Cond::Or(a, b) => cond_traps(a) || cond_traps(b),
        Cond::Const(_) => false,
        Cond::Fn(_) => true,
    }
}

fn pair_traps(p: &Pair) -> bool {
    !matches!(p, Pair::Slot(_) | Pair::Const(..))
}

/// Whether an action may set the trap.
pub(crate) fn act_traps(a: &Act) -> bool {
    match a {
        Act::Set(_, w) => word_traps(w),
        Act::SetFloat(_, f) => float_traps(f),
        Act::SetPair(_, p) => pair_traps(p),
        Act::Move(..) | Act::Zero(..) => false,
        Act::Seq(list) => list.iter().any(act_traps),
        _ => true,
    }
}

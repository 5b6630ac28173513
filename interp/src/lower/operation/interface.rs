//! Interfaces: equality, type assertions, nil receivers.

use super::{fail, result};
use crate::code::{Kind, RTypeId};
use crate::cx::Cx;
use crate::ir::{Act, CondFn, DoFn, Pair, SlotId};
use crate::trap::Trap;
use crate::tree::pair_fn;
use crate::value::equal;

/// Equality of interfaces.
pub(crate) fn iface_equal(a: Pair, b: Pair) -> CondFn {
    let (a, b) = (pair_fn(a), pair_fn(b));
    Box::new(move |cx, fr| {
        let (a, b) = (a(cx, fr), b(cx, fr));
        if cx.trap.is_some() {
            return false;
        }
        let r = equal::equal_ifaces(&cx.heap, cx.code, a, b);
        result(cx, r)
    })
}

/// Equality of two values in slots.
pub(crate) fn equal(ty: RTypeId, acts: Vec<Act>, a: SlotId, b: SlotId) -> CondFn {
    let acts: Vec<DoFn> = acts.into_iter().map(crate::tree::do_fn).collect();
    Box::new(move |cx, fr| {
        for act in &acts {
            act(cx, fr);
        }
        if cx.trap.is_some() {
            return false;
        }
        let n = cx.code.ty(ty).words as usize;
        let (a, b) = (a as usize, b as usize);
        let r = equal::equal(&cx.heap, cx.code, ty, &fr[a..a + n], &fr[b..b + n]);
        result(cx, r)
    })
}

/// Panics on a nil interface (method values).
pub(crate) fn nil_check(slot: SlotId) -> DoFn {
    Box::new(move |cx, fr| {
        if fr[slot as usize] == 0 {
            fail(cx, Trap::NilDeref);
        }
    })
}

/// `x.(T)` into `value` and `ok`.
pub(crate) fn assert(
    p: Pair,
    static_ty: RTypeId,
    target: RTypeId,
    value: SlotId,
    ok: SlotId,
    comma_ok: bool,
) -> DoFn {
    let p = pair_fn(p);
    Box::new(move |cx, fr| {
        let (ty, data) = p(cx, fr);
        if cx.trap.is_some() {
            return;
        }
        let t = cx.code.ty(target);
        let v = value as usize;
        let yes = if t.kind == Kind::Interface {
            let yes = ty != 0 && missing_method(cx, ty, target).is_none();
            fr[v] = if yes { ty } else { 0 };
            fr[v + 1] = if yes { data } else { 0 };
            yes
        } else {
            let yes = ty == u64::from(target.0);
            let n = t.words as usize;
            match n {
                _ if !yes => fr[v..v + n].fill(0),
                0 => {}
                1 => fr[v] = data,
                _ => {
                    if cx.heap.load_words(data, &mut fr[v..v + n]).is_none() {
                        fail(cx, Trap::NilDeref);
                    }
                }
            }
            yes
        };
        fr[ok as usize] = u64::from(yes);
        if !yes && !comma_ok {
            let text = assertion_text(cx, ty, static_ty, target);
            fail(cx, Trap::Assertion(text));
        }
    })
}

/// The first method of an interface type that a dynamic type lacks.
fn missing_method(cx: &Cx, ty: u64, iface: RTypeId) -> Option<&'static str> {
    let table = &cx.code.types[usize::try_from(ty).unwrap_or(0)].methods;
    cx.code
        .ty(iface)
        .imethods
        .iter()
        .find(|(name, sig)| {
            table.binary_search_by_key(name, |m| m.name).map_or(true, |i| table[i].ty != *sig)
        })
        .map(|m| m.0)
}

#[cold]
fn assertion_text(cx: &Cx, ty: u64, static_ty: RTypeId, target: RTypeId) -> String {
    let t = cx.code.ty(target);
    let s = cx.code.ty(static_ty);
    if ty == 0 {
        let what = if s.name.is_empty() && s.imethods.is_empty() {
            "interface {}".to_owned()
        } else if s.name.is_empty() {
            "interface".to_owned()
        } else {
            s.string.clone()
        };
        if t.kind == Kind::Interface {
            return format!("interface is nil, not {}", t.string);
        }
        return format!("{what} is nil, not {}", t.string);
    }
    let d = &cx.code.types[usize::try_from(ty).unwrap_or(0)];
    if t.kind == Kind::Interface {
        let name = missing_method(cx, ty, target).unwrap_or_default();
        let name = name.rsplit('.').next().unwrap_or_default();
        return format!("{} is not {}: missing method {name}", d.string, t.string);
    }
    let what = if s.name.is_empty() && s.imethods.is_empty() {
        "interface {}".to_owned()
    } else if s.name.is_empty() {
        "interface".to_owned()
    } else {
        s.string.clone()
    };
    if d.string == t.string {
        return format!("{what} is {}, not {} (types from different scopes)", d.string, t.string);
    }
    format!("{what} is {}, not {}", d.string, t.string)
}

/// Whether the interface in two slots implements an interface type.
pub(crate) fn implements(slot: SlotId, target: RTypeId) -> CondFn {
    Box::new(move |cx, fr| {
        let ty = fr[slot as usize];
        ty != 0 && missing_method(cx, ty, target).is_none()
    })
}

/// Panics with the text if the slot is nil.
pub(crate) fn nil_receiver(slot: SlotId, text: String) -> DoFn {
    Box::new(move |cx, fr| {
        if fr[slot as usize] == 0 {
            fail(cx, Trap::Plain(text.clone()));
        }
    })
}

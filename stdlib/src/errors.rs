//! Package errors: what the types of errors and of targets of `As` allow.

use interp::code::{Kind, RType, RTypeId};
use interp::memory::heap::index;
use interp::native::{Call, Iface, Registry};
use interp::trap::Trap;

fn comparable(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = c.iface();
    let comparable = c.ty(v.ty).comparable;
    c.ret_bool(comparable);
    Ok(())
}

/// Whether a type that is no interface has all methods of one that is.
fn implements(ty: &RType, interface: &RType) -> bool {
    interface.imethods.iter().all(|&(name, signature)| has_method(ty, name, |ty| ty == signature))
}

/// Whether a type has a method of that name and a fitting signature.
fn has_method(ty: &RType, name: &str, fits: impl Fn(RTypeId) -> bool) -> bool {
    let found = ty.methods.binary_search_by(|method| method.name.cmp(name));
    found.is_ok_and(|i| fits(ty.methods[i].ty))
}

fn check_target(c: &mut Call<'_>) -> Result<(), Trap> {
    let target = c.iface();
    let wrong = if target.ty == RTypeId::NIL {
        "errors: target cannot be nil"
    } else if c.ty(target.ty).kind != Kind::Pointer || target.data == 0 {
        "errors: target must be a non-nil pointer"
    } else {
        let elem = c.ty(c.ty(target.ty).elem);
        let string = c.code().known.string;
        let is_error = |signature| {
            let func = c.ty(signature);
            func.params.is_empty() && func.results == [string]
        };
        if elem.kind == Kind::Interface || has_method(elem, "Error", is_error) {
            ""
        } else {
            "errors: *target must be interface or implement error"
        }
    };
    c.ret_str(wrong.as_bytes())
}

fn as_target(c: &mut Call<'_>) -> Result<(), Trap> {
    let (err, target) = (c.iface(), c.iface());
    let (dynamic, wanted) = (c.ty(err.ty), c.ty(c.ty(target.ty).elem));
    let fits = if wanted.kind == Kind::Interface {
        implements(dynamic, wanted)
    } else {
        dynamic.id == wanted.id
    };
    if fits {
        store(c, err, wanted, target.data);
    }
    c.ret_bool(fits);
    Ok(())
}

/// Stores an error, or its concrete value, where a variable of type `ty` is.
fn store(c: &mut Call<'_>, err: Iface, ty: &RType, addr: u64) {
    let mem = &mut c.cx.heap.mem;
    let to = index(addr);
    if ty.kind == Kind::Interface {
        mem[to..to + 2].copy_from_slice(&[u64::from(err.ty.0), err.data]);
        return;
    }
    match (ty.kind.packed() as usize, ty.words as usize) {
        (_, 0) => {}
        (0, 1) => mem[to] = err.data,
        (0, words) => {
            let from = index(err.data);
            mem.copy_within(from..from + words, to);
        }
        (packed, _) => {
            let at = (addr % 8) as usize;
            let mut bytes = mem[to].to_le_bytes();
            bytes[at..at + packed].copy_from_slice(&err.data.to_le_bytes()[..packed]);
            mem[to] = u64::from_le_bytes(bytes);
        }
    }
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("errors.comparable_", comparable);
    r.leaf("errors.checkTarget", check_target);
    r.leaf("errors.asTarget", as_target);
}

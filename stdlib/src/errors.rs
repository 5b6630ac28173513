//! Package errors: what the types of errors and of targets of `As` allow.

use interp::code::{Kind, RType, RTypeId};
use interp::native::{Call, Iface, Registry};
use interp::trap::Trap;

fn comparable(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = c.iface();
    let comparable = c.ty(v.ty).comparable;
    c.ret_bool(comparable);
    Ok(())
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
        dynamic.implements(wanted)
    } else {
        dynamic.id == wanted.id
    };
    if fits {
        store(c, err, wanted, target.data).ok_or(Trap::NilDeref)?;
    }
    c.ret_bool(fits);
    Ok(())
}

/// Stores an error, or its concrete value, where a variable of type `ty` is.
fn store(c: &mut Call<'_>, err: Iface, ty: &RType, addr: u64) -> Option<()> {
    let heap = &mut c.cx.heap;
    match (ty.kind.packed(), ty.words) {
        _ if ty.kind == Kind::Interface => heap.st2(addr, u64::from(err.ty.0), err.data),
        (1, _) => heap.st_8(addr, err.data),
        (2, _) => heap.st_16(addr, err.data),
        (4, _) => heap.st_32(addr, err.data),
        (_, 1) => heap.st(addr, err.data),
        (_, words) => heap.copy_within(addr, err.data, 8 * u64::from(words)),
    }
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("errors.comparable_", comparable);
    r.leaf("errors.checkTarget", check_target);
    r.leaf("errors.asTarget", as_target);
}

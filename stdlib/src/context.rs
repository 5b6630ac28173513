//! Package context: names and properties of types.

use interp::code::RTypeId;
use interp::native::{Call, Registry};
use interp::trap::Trap;

fn type_string(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = c.iface();
    let name = if v.ty == RTypeId::NIL { "<nil>" } else { &c.ty(v.ty).string };
    c.ret_str(name.as_bytes())
}

fn type_comparable(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = c.iface();
    let comparable = c.ty(v.ty).comparable;
    c.ret_bool(comparable);
    Ok(())
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("context.typeString", type_string);
    r.leaf("context.typeComparable", type_comparable);
}

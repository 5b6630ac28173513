//! Package fmt.

use interp::native::Registry;

pub(crate) fn register(reg: &mut Registry) {
    let _ = reg;
}

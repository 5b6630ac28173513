//! Go's standard library: Go sources under `stdlib/go/<import path>/` and the native functions
//! that their bodiless declarations are bound to, one module per package.
//!
//! Adding a package's natives is one line in the list below; the module has a
//! `pub(crate) fn register(reg: &mut Registry)`.

mod needed;
pub mod quote;
pub mod registry;
#[path = "../scan.rs"]
mod scan;
mod text;

pub use interp::value::num;
pub use registry::{StdImporter, packages, source};

use interp::native::Registry;

/// Declares the modules with natives and the function that registers them all.
macro_rules! natives {
    ($($name:ident)*) => {
        $(mod $name;)*

        /// All native functions of the standard library and the scheduler's operations.
        pub fn natives() -> Registry {
            let mut reg = Registry::default();
            $($name::register(&mut reg);)*
            interp::sync::register(&mut reg);
            reg
        }
    };
}

natives! {
    big
    bits
    bufio
    bytes
    context
    errors
    fmt
    hash
    html
    math
    os
    rand
    reflect
    regexp
    sort
    strconv
    strings
    testing
    time
    unicode
    utf8
}

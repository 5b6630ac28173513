//! `goweave version`.

use crate::cli::Args;
use crate::{Status, printer};

/// Prints goweave's version and the Go it follows.
pub(super) fn version(_: Args) -> Status {
    printer::out(concat!("goweave version ", env!("CARGO_PKG_VERSION"), " (language go1.27)\n"));
    Status::OK
}

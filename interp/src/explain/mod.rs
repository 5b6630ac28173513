//! What happened in an execution, for people.
//!
//! [`log`] writes down every operation while it is done, [`words`] says in words what each did,
//! [`links`] which of them belong together, and [`story`] tells those that explain a finding.

mod links;
pub(crate) mod log;
pub mod story;
pub(crate) mod value;
mod words;

pub use links::{Link, LinkKind, links};
pub use log::{LogEntry, Mark, MarkKind, What};
pub use story::{Story, story};
pub use words::{Step, Words};

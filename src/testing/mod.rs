//! `goweave test`: packages with tests, the programs made of them, and what is printed.
//!
//! [`flags`] says what is wanted, [`packages`] finds them, [`declared`] reads their test files, [`generated`] writes the main
//! package, [`stream`] turns what such a program prints into the events of test2json.

pub(crate) mod declared;
pub(crate) mod files;
pub(crate) mod flags;
pub(crate) mod generated;
pub(crate) mod host;
pub(crate) mod packages;
pub(crate) mod stream;
pub(crate) mod vetted;

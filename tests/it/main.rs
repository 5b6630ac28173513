//! The integration tests: the command from outside.

#[path = "../support/mod.rs"]
mod support;

mod cli;
mod generator;
mod random;
mod replay;
mod tidy;

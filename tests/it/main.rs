//! The integration tests: the command from outside.

#[path = "../support/mod.rs"]
mod support;

mod brute;
mod bugs;
mod changed;
mod cli;
mod detail;
mod eager;
mod explore;
mod finalizer;
mod generator;
mod gotest;
mod leak;
mod library;
mod optimal;
mod points;
mod predict;
mod race;
mod random;
mod replay;
mod shrink;
mod story;
mod tidy;
mod trace;
mod vet;

//! Values in slots and memory: maps, strings, equality, conversions.

pub mod convert;
pub mod equal;
pub mod grow;
pub mod load;
pub mod map;
pub mod num;
pub mod pointer;
pub mod print;
pub mod string;
#[cfg(test)]
pub(crate) mod tests;

//! Values in slots and memory: maps, strings, equality, conversions.

//! Interned identifiers.

use rustc_hash::{FxBuildHasher, FxHashSet};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, OnceLock};

/// An interned string: equal symbols are the same address, so comparing is one instruction.
#[derive(Clone, Copy)]
pub struct Symbol(&'static str);

static TABLE: OnceLock<Mutex<FxHashSet<&'static str>>> = OnceLock::new();

impl Symbol {
    /// The symbol of `text`. Interned text lives as long as the process.
    pub fn intern(text: &str) -> Self {
        let mut table = TABLE
            .get_or_init(|| Mutex::new(FxHashSet::with_capacity_and_hasher(2048, FxBuildHasher)))
            .lock()
            .expect("invariant: interning does not panic while it holds the lock");
        if let Some(found) = table.get(text) {
            return Self(found);
        }
        let text: &'static str = Box::leak(text.into());
        table.insert(text);
        Self(text)
    }

    /// The text.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// Whether this is the blank identifier `_`.
    pub fn is_blank(self) -> bool {
        self.0 == "_"
    }

    /// Whether the name starts with an upper-case letter (spec §Exported identifiers).
    pub fn is_exported(self) -> bool {
        self.0.chars().next().is_some_and(char::is_uppercase)
    }
}

impl PartialEq for Symbol {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0.as_ptr(), other.0.as_ptr()) && self.0.len() == other.0.len()
    }
}

impl Eq for Symbol {}

impl Hash for Symbol {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0.as_ptr() as usize).hash(state);
    }
}

impl PartialOrd for Symbol {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Symbol {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(other.0)
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

//! Which words of an object or frame are references.

/// Word offsets of references and interfaces inside a value, an array element or a frame.
#[derive(Clone, PartialEq, Eq, Hash, Default, Debug)]
pub struct Layout {
    /// Words in all.
    pub words: u32,
    /// Words that hold an address (pointer, slice, string, map, channel, function).
    pub refs: Vec<u32>,
    /// First words of interfaces: the type word, followed by the data word, which is a reference
    /// or not as the type says.
    pub ifaces: Vec<u32>,
}

impl Layout {
    /// No references.
    pub fn scalar(words: u32) -> Self {
        Self { words, ..Self::default() }
    }

    /// Whether nothing in it needs tracing.
    pub fn is_scalar(&self) -> bool {
        self.refs.is_empty() && self.ifaces.is_empty()
    }

    /// Adds the words of `part` at `offset`.
    pub fn put(&mut self, offset: u32, part: &Self) {
        self.refs.extend(part.refs.iter().map(|r| r + offset));
        self.ifaces.extend(part.ifaces.iter().map(|r| r + offset));
        self.words = self.words.max(offset + part.words);
    }
}

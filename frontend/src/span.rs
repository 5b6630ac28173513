//! Positions and spans.

/// A byte position in the whole [`SourceMap`](crate::source::SourceMap): files lie one after
/// another, so a position names its file too. Position 0 is "no position".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Pos(pub u32);

impl Pos {
    /// The position of things that stand in no source file.
    pub const NONE: Self = Self(0);

    /// Whether the position lies in a file.
    pub fn is_known(self) -> bool {
        self.0 != 0
    }
}

/// A half-open range of bytes, `lo..hi`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Span {
    /// First byte.
    pub lo: Pos,
    /// One past the last byte.
    pub hi: Pos,
}

impl Span {
    /// The span of things that stand in no source file.
    pub const NONE: Self = Self { lo: Pos::NONE, hi: Pos::NONE };

    /// The range `lo..hi`.
    pub fn new(lo: Pos, hi: Pos) -> Self {
        Self { lo, hi }
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, end: Self) -> Self {
        Self { lo: self.lo, hi: end.hi }
    }
}

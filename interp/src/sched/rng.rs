//! Pseudo-random numbers, the same on every machine: splitmix64.

/// The `n`-th number of the sequence a seed starts.
pub fn nth(seed: u64, n: u64) -> u64 {
    let mut z = seed.wrapping_add(n.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A generator.
#[derive(Clone, Debug)]
pub struct Rng {
    seed: u64,
    n: u64,
}

impl Rng {
    /// Starts the sequence of a seed; `stream` tells several users of one seed apart.
    pub fn new(seed: u64, stream: u64) -> Self {
        Self { seed: nth(seed, stream ^ 0x5bd1_e995), n: 0 }
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.n += 1;
        nth(self.seed, self.n)
    }

    /// A number below `n`, near enough to uniform (the bias is `n / 2^64`). 0 if `n` is 0.
    pub fn below(&mut self, n: u64) -> u64 {
        scale(self.draw(), n)
    }
}

/// Maps 64 random bits to a number below `n`.
pub fn scale(bits: u64, n: u64) -> u64 {
    ((u128::from(bits) * u128::from(n)) >> 64) as u64
}

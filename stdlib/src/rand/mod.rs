//! Packages `math/rand` and `math/rand/v2`: seeding, the `ChaCha8` block function, ziggurat tables.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "parts of words are meant; table entries fit"
)]

mod ziggurat;

use interp::memory::heap::index;
use interp::native::{Call, Registry, Slice};
use interp::trap::Trap;

/// Length of the lagged Fibonacci generator's state.
const LEN: usize = 607;

/// The generator's state after 7.8e12 steps, which every seed is mixed with.
static COOKED: &[u8; LEN * 8] = include_bytes!("cooked.bin");

/// The words of a slice of 64-bit elements.
fn words<'a>(c: &'a mut Call<'_>, s: Slice) -> &'a mut [u64] {
    let start = index(s.ptr);
    &mut c.cx.heap.mem[start..start + s.len as usize]
}

/// Sets a 32-bit element of a slice.
fn set32(c: &mut Call<'_>, s: Slice, i: usize, value: u32) {
    let addr = s.ptr + 4 * i as u64;
    let word = &mut c.cx.heap.mem[index(addr)];
    let shift = (addr % 8) * 8;
    *word = *word & !(0xffff_ffff << shift) | u64::from(value) << shift;
}

/// Lehmer's generator, x * 48271 mod 2^31 - 1.
fn lehmer(x: &mut u64) -> u64 {
    *x = *x * 48271 % 0x7fff_ffff;
    *x
}

fn seed_vec(c: &mut Call<'_>) -> Result<(), Trap> {
    let (vec, seed) = (c.slice(), c.int());
    let mut x = seed.rem_euclid(0x7fff_ffff) as u64;
    if x == 0 {
        x = 89_482_311;
    }
    for _ in 0..20 {
        lehmer(&mut x);
    }
    for (word, cooked) in words(c, vec).iter_mut().zip(COOKED.as_chunks::<8>().0) {
        *word = lehmer(&mut x) << 40 ^ lehmer(&mut x) << 20 ^ lehmer(&mut x);
        *word ^= u64::from_le_bytes(*cooked);
    }
    Ok(())
}

fn quarter_round(b: &mut [u32; 16], i: [usize; 4]) {
    let [mut w, mut x, mut y, mut z] = i.map(|i| b[i]);
    for (left, right) in [(16, 12), (8, 7)] {
        w = w.wrapping_add(x);
        z = (z ^ w).rotate_left(left);
        y = y.wrapping_add(z);
        x = (x ^ y).rotate_left(right);
    }
    for (i, v) in i.into_iter().zip([w, x, y, z]) {
        b[i] = v;
    }
}

/// Four blocks of eight rounds, their words interleaved; only the key is added at the end.
fn chacha8(c: &mut Call<'_>) -> Result<(), Trap> {
    let (seed, counter, buf) = (c.slice(), c.word() as u32, c.slice());
    let mut start = [0u32; 16];
    start[..4].copy_from_slice(&[0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574]);
    for (i, word) in words(c, seed).iter().enumerate() {
        start[4 + 2 * i] = *word as u32;
        start[5 + 2 * i] = (*word >> 32) as u32;
    }
    let out = words(c, buf);
    out.fill(0);
    for lane in 0..4u32 {
        let mut b = start;
        b[12] = counter + lane;
        for _ in 0..4 {
            for i in 0..4 {
                quarter_round(&mut b, [i, 4 + i, 8 + i, 12 + i]);
            }
            for i in 0..4 {
                quarter_round(&mut b, [i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4]);
            }
        }
        for i in 4..12 {
            b[i] = b[i].wrapping_add(start[i]);
        }
        for (i, v) in b.into_iter().enumerate() {
            out[2 * i + lane as usize / 2] |= u64::from(v) << (lane % 2 * 32);
        }
    }
    Ok(())
}

/// Writes the tables of a distribution.
fn tables(c: &mut Call<'_>, t: &ziggurat::Tables) -> Result<(), Trap> {
    let (k, w, f) = (c.slice(), c.slice(), c.slice());
    for i in 0..t.k.len() {
        set32(c, k, i, t.k[i]);
        set32(c, w, i, t.w[i].to_bits());
        set32(c, f, i, t.f[i].to_bits());
    }
    Ok(())
}

fn runtime_rand(c: &mut Call<'_>) -> Result<(), Trap> {
    let x = interp::sched::random(c.cx);
    c.ret(x);
    Ok(())
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("math/rand.runtimeRand", runtime_rand);
    r.leaf("math/rand/v2.runtimeRand", runtime_rand);
    r.leaf("math/rand.seedVec", seed_vec);
    r.leaf("math/rand.seeds", |c| {
        // go doc math/rand.Seed: "As of Go 1.24 Seed is a nop."
        let seeds = c.cx.code.language < (1, 24);
        c.ret(u64::from(seeds));
        Ok(())
    });
    r.leaf("math/rand/v2.chacha8", chacha8);
    r.leaf("math/rand.zigNorm", |c| tables(c, &ziggurat::normal()));
    r.leaf("math/rand.zigExp", |c| tables(c, &ziggurat::exponential()));
    r.leaf("math/rand/v2.zigNorm", |c| tables(c, &ziggurat::normal()));
    r.leaf("math/rand/v2.zigExp", |c| tables(c, &ziggurat::exponential()));
}

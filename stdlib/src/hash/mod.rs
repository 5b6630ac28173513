//! Packages under hash and crypto: block functions and checksums. Their state lies in Go's memory.

mod block;

use interp::memory::heap::index;
use interp::native::{Call, Registry};
use interp::trap::Trap;

/// Runs a block function over whole blocks: `func(h []uint64, p []byte)`, one word of state per
/// element.
fn blocks<const N: usize, const B: usize>(
    c: &mut Call<'_>,
    step: fn(&mut [u64; N], &[u8; B]),
) -> Result<(), Trap> {
    let (h, p) = (c.slice(), c.slice());
    let mut state = [0; N];
    c.cx.heap.load_words(h.ptr, &mut state).ok_or(Trap::NilDeref)?;
    for block in c.cx.heap.bytes(p.ptr, p.len).as_chunks::<B>().0 {
        step(&mut state, block);
    }
    c.cx.heap.store_words(h.ptr, &state).ok_or(Trap::NilDeref)
}

/// A block function of 32-bit words on a state of 64-bit ones.
#[expect(clippy::cast_possible_truncation, reason = "the words have 32 bits")]
fn narrow<const N: usize, const B: usize>(
    state: &mut [u64; N],
    block: &[u8; B],
    step: fn(&mut [u32; N], &[u8; B]),
) {
    let mut small = state.map(|word| word as u32);
    step(&mut small, block);
    *state = small.map(u64::from);
}

/// The permutation of Keccak: `func(a []uint64)`.
fn keccak(c: &mut Call<'_>) -> Result<(), Trap> {
    let a = c.slice();
    let start = index(a.ptr);
    let words = c.cx.heap.mem.get_mut(start..start + 25).ok_or(Trap::NilDeref)?;
    block::keccak(words.try_into().map_err(|_| Trap::NilDeref)?);
    Ok(())
}

/// A reflected CRC: `func(crc uint32, tab []uint32, p []byte) uint32`.
fn crc32(c: &mut Call<'_>) -> Result<(), Trap> {
    let (crc, tab, p) = (c.word(), c.slice(), c.slice());
    let mut crc = !crc & 0xffff_ffff;
    for i in 0..p.len {
        let byte = c.cx.heap.ld_u8(p.ptr + i).ok_or(Trap::NilDeref)?;
        let at = tab.ptr + 4 * ((crc ^ byte) & 0xff);
        crc = c.cx.heap.ld_u32(at).ok_or(Trap::NilDeref)? ^ crc >> 8;
    }
    c.ret(!crc & 0xffff_ffff);
    Ok(())
}

/// The same with 64 bits.
fn crc64(c: &mut Call<'_>) -> Result<(), Trap> {
    let (crc, tab, p) = (c.word(), c.slice(), c.slice());
    let mut crc = !crc;
    for i in 0..p.len {
        let byte = c.cx.heap.ld_u8(p.ptr + i).ok_or(Trap::NilDeref)?;
        let at = tab.ptr + 8 * ((crc ^ byte) & 0xff);
        crc = c.cx.heap.ld(at).ok_or(Trap::NilDeref)? ^ crc >> 8;
    }
    c.ret(!crc);
    Ok(())
}

/// Adler-32 (RFC 1950): `func(sum uint32, p []byte) uint32`.
fn adler32(c: &mut Call<'_>) -> Result<(), Trap> {
    const MOD: u64 = 65521;
    let (sum, p) = (c.word(), c.slice());
    let (mut a, mut b) = (sum & 0xffff, sum >> 16);
    for &byte in c.cx.heap.bytes(p.ptr, p.len) {
        a = (a + u64::from(byte)) % MOD;
        b = (b + a) % MOD;
    }
    c.ret(b << 16 | a);
    Ok(())
}

/// A hash for maps: `func(seed uint64, p []byte) uint64`. Multiplies and folds, eight bytes at a
/// time.
fn seeded(c: &mut Call<'_>) -> Result<(), Trap> {
    let (seed, p) = (c.word(), c.slice());
    let fold = |a: u64, b: u64| {
        let product = u128::from(a ^ 0x9e37_79b9_7f4a_7c15) * u128::from(b ^ 0xd6e8_feb8_6659_fd93);
        let [low, high] = [product, product >> 64].map(|half| half & u128::from(u64::MAX));
        u64::try_from(low ^ high).unwrap_or_default()
    };
    let mut h = fold(seed, p.len);
    for part in c.cx.heap.bytes(p.ptr, p.len).chunks(8) {
        let mut word = [0; 8];
        word[..part.len()].copy_from_slice(part);
        h = fold(h, u64::from_le_bytes(word));
    }
    c.ret(fold(h, seed));
    Ok(())
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("internal/digest.md5", |c| blocks(c, |h, p| narrow(h, p, block::md5)));
    r.leaf("internal/digest.sha1", |c| blocks(c, |h, p| narrow(h, p, block::sha1)));
    r.leaf("internal/digest.sha256", |c| blocks(c, |h, p| narrow(h, p, block::sha256)));
    r.leaf("internal/digest.sha512", |c| blocks(c, block::sha512));
    r.leaf("crypto/sha3.permute", keccak);
    r.leaf("hash/crc32.update", crc32);
    r.leaf("hash/crc64.update", crc64);
    r.leaf("hash/adler32.update", adler32);
    r.leaf("hash/maphash.sum", seeded);
}

//! Package math/big: whole numbers. A number is a sign and words in Go's memory, the lowest
//! first; natives make numbers of them and back.

use interp::native::{Call, Registry, Slice};
use interp::trap::Trap;
use num_bigint::{BigInt, BigUint, Sign};

/// A magnitude's words as a number.
fn magnitude(c: &Call<'_>, s: Slice) -> BigUint {
    BigUint::from_bytes_le(c.cx.heap.bytes(s.ptr, s.len * 8))
}

/// The next two parameters, sign and magnitude, as a number.
fn number(c: &mut Call<'_>) -> BigInt {
    let negative = c.bool();
    let words = c.slice();
    let sign = if negative { Sign::Minus } else { Sign::Plus };
    BigInt::from_biguint(sign, magnitude(c, words))
}

/// Returns a magnitude, without leading zeros.
fn ret_words(c: &mut Call<'_>, n: &BigUint) -> Result<(), Trap> {
    let digits = n.to_u64_digits();
    if digits.is_empty() {
        c.ret_slice(Slice::default());
        return Ok(());
    }
    let bytes: Vec<u8> = digits.iter().flat_map(|word| word.to_le_bytes()).collect();
    let (ptr, len) = (c.alloc_bytes(&bytes)?, digits.len() as u64);
    c.ret_slice(Slice { ptr, len, cap: len });
    Ok(())
}

fn ret_number(c: &mut Call<'_>, n: &BigInt) -> Result<(), Trap> {
    c.ret_bool(n.sign() == Sign::Minus);
    ret_words(c, n.magnitude())
}

/// `func(xneg bool, x []Word, yneg bool, y []Word) (bool, []Word)`.
fn binary(c: &mut Call<'_>, op: fn(BigInt, BigInt) -> BigInt) -> Result<(), Trap> {
    let (x, y) = (number(c), number(c));
    ret_number(c, &op(x, y))
}

/// `func exp(x, y, m []Word) []Word`: x to the power of y modulo m, which is not zero.
fn exp(c: &mut Call<'_>) -> Result<(), Trap> {
    let [x, y, m] = [c.slice(), c.slice(), c.slice()].map(|s| magnitude(c, s));
    ret_words(c, &x.modpow(&y, &m))
}

/// `func pow(x []Word, y uint) []Word`.
fn pow(c: &mut Call<'_>) -> Result<(), Trap> {
    let (x, y) = (c.slice(), c.word());
    let x = magnitude(c, x);
    // What cannot fit is refused before it is computed.
    if x.bits().saturating_sub(1).saturating_mul(y) > 1 << 35 {
        return Err(Trap::NeedMemory);
    }
    let y = u32::try_from(y).unwrap_or(u32::MAX);
    ret_words(c, &x.pow(y))
}

/// `func shift(x []Word, n uint, left bool) []Word`.
fn shift(c: &mut Call<'_>) -> Result<(), Trap> {
    let (x, n, left) = (c.slice(), c.word(), c.bool());
    let x = magnitude(c, x);
    if left && x.bits() > 0 && n > 1 << 35 {
        return Err(Trap::NeedMemory);
    }
    ret_words(c, &if left { x << n } else { x >> n })
}

fn sqrt(c: &mut Call<'_>) -> Result<(), Trap> {
    let x = c.slice();
    ret_words(c, &magnitude(c, x).sqrt())
}

/// `func inverse(x, m []Word) ([]Word, bool)`.
fn inverse(c: &mut Call<'_>) -> Result<(), Trap> {
    let [x, m] = [c.slice(), c.slice()].map(|s| magnitude(c, s));
    let found = x.modinv(&m);
    ret_words(c, &found.clone().unwrap_or_default())?;
    c.ret_bool(found.is_some());
    Ok(())
}

/// `func text(x []Word, base int) string`; letters beyond 36 are upper case.
fn text(c: &mut Call<'_>) -> Result<(), Trap> {
    const DIGITS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let (x, base) = (c.slice(), u32::try_from(c.word()).unwrap_or(10));
    let digits: Vec<u8> = magnitude(c, x)
        .to_radix_be(base)
        .into_iter()
        .map(|digit| DIGITS[usize::from(digit)])
        .collect();
    c.ret_str(&digits)
}

/// `func parse(digits []byte, base int) []Word` of digits' values.
fn parse(c: &mut Call<'_>) -> Result<(), Trap> {
    let (digits, base) = (c.slice(), u32::try_from(c.word()).unwrap_or(10));
    let n = BigUint::from_radix_be(c.cx.heap.bytes(digits.ptr, digits.len), base);
    ret_words(c, &n.unwrap_or_default())
}

/// Whether a number is prime, very likely: Miller and Rabin's test with the first 24 primes, which
/// is exact below 2^64.
fn is_prime(n: &BigUint) -> bool {
    const PRIMES: [u32; 24] =
        [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89];
    let one = BigUint::from(1_u32);
    if *n <= one {
        return false;
    }
    for p in PRIMES.map(BigUint::from) {
        if *n == p {
            return true;
        }
        if n % &p == BigUint::ZERO {
            return false;
        }
    }
    let top = n - &one;
    let zeros = top.trailing_zeros().unwrap_or(0);
    let odd = &top >> zeros;
    PRIMES.iter().all(|&base| {
        let mut x = BigUint::from(base).modpow(&odd, n);
        if x == one || x == top {
            return true;
        }
        for _ in 1..zeros {
            x = &x * &x % n;
            if x == top {
                return true;
            }
        }
        false
    })
}

fn prime(c: &mut Call<'_>) -> Result<(), Trap> {
    let x = c.slice();
    let answer = is_prime(&magnitude(c, x));
    c.ret_bool(answer);
    Ok(())
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("math/big.add", |c| binary(c, |x, y| x + y));
    r.leaf("math/big.sub", |c| binary(c, |x, y| x - y));
    r.leaf("math/big.mul", |c| binary(c, |x, y| x * y));
    // Truncated, as Go's / and %.
    r.leaf("math/big.quo", |c| binary(c, |x, y| x / y));
    r.leaf("math/big.rem", |c| binary(c, |x, y| x % y));
    r.leaf("math/big.and", |c| binary(c, |x, y| x & y));
    r.leaf("math/big.or", |c| binary(c, |x, y| x | y));
    r.leaf("math/big.xor", |c| binary(c, |x, y| x ^ y));
    r.leaf("math/big.exp", exp);
    r.leaf("math/big.pow", pow);
    r.leaf("math/big.shift", shift);
    r.leaf("math/big.sqrt", sqrt);
    r.leaf("math/big.inverse", inverse);
    r.leaf("math/big.text", text);
    r.leaf("math/big.parse", parse);
    r.leaf("math/big.prime", prime);
}

#[cfg(test)]
mod tests {
    #[test]
    fn primes_are_found() {
        let primes: Vec<u32> = (0..60_u32).filter(|&n| super::is_prime(&n.into())).collect();
        assert_eq!(primes, [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59]);
        assert!(super::is_prime(&18_446_744_073_709_551_557_u64.into()));
        assert!(!super::is_prime(&3_825_123_056_546_413_051_u64.into()));
    }
}

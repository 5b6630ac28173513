//! Package math/bits.

#![expect(
    clippy::cast_possible_truncation,
    reason = "halves of a double word are meant"
)]

use interp::native::{Call, Registry};
use interp::trap::Trap;

/// A function of one unsigned integer, per size.
macro_rules! unary {
    ($reg:ident: $($name:literal $f:expr,)*) => {
        $(
            $reg.leaf(concat!("math/bits.", $name), |c| one(c, 64, $f));
            $reg.leaf(concat!("math/bits.", $name, "8"), |c| one(c, 8, $f));
            $reg.leaf(concat!("math/bits.", $name, "16"), |c| one(c, 16, $f));
            $reg.leaf(concat!("math/bits.", $name, "32"), |c| one(c, 32, $f));
            $reg.leaf(concat!("math/bits.", $name, "64"), |c| one(c, 64, $f));
        )*
    };
}

/// A function of three words with two results, per size.
macro_rules! wide {
    ($reg:ident: $($name:literal $f:expr,)*) => {
        $(
            $reg.leaf(concat!("math/bits.", $name), |c| $f(c, 64));
            $reg.leaf(concat!("math/bits.", $name, "32"), |c| $f(c, 32));
            $reg.leaf(concat!("math/bits.", $name, "64"), |c| $f(c, 64));
        )*
    };
}

fn one(c: &mut Call<'_>, size: u32, f: fn(u64, u32) -> u64) -> Result<(), Trap> {
    let x = c.word();
    c.ret(f(x, size));
    Ok(())
}

fn reverse_bytes(x: u64, size: u32) -> u64 {
    x.swap_bytes() >> (64 - size)
}

fn rotate(c: &mut Call<'_>, size: u32) -> Result<(), Trap> {
    let (x, k) = (c.word(), c.int());
    let k = k.rem_euclid(i64::from(size)) as u32;
    c.ret(if k == 0 { x } else { (x << k | x >> (size - k)) & mask(size) });
    Ok(())
}

/// All bits of a size.
fn mask(size: u32) -> u64 {
    u64::MAX >> (64 - size)
}

fn add(c: &mut Call<'_>, size: u32) -> Result<(), Trap> {
    let sum = u128::from(c.word()) + u128::from(c.word()) + u128::from(c.word());
    c.ret(sum as u64 & mask(size));
    c.ret((sum >> size) as u64 & 1);
    Ok(())
}

fn sub(c: &mut Call<'_>, size: u32) -> Result<(), Trap> {
    let (x, y, borrow) = (c.word(), c.word(), c.word());
    let diff = u128::from(x).wrapping_sub(u128::from(y)).wrapping_sub(u128::from(borrow));
    c.ret(diff as u64 & mask(size));
    c.ret((diff >> size) as u64 & 1);
    Ok(())
}

fn mul(c: &mut Call<'_>, size: u32) -> Result<(), Trap> {
    let product = u128::from(c.word()) * u128::from(c.word());
    c.ret((product >> size) as u64);
    c.ret(product as u64 & mask(size));
    Ok(())
}

fn div(c: &mut Call<'_>) -> Result<(), Trap> {
    let dividend = u128::from(c.word()) << 64 | u128::from(c.word());
    let y = u128::from(c.word());
    if y == 0 {
        return Err(Trap::Divide);
    }
    c.ret((dividend / y) as u64);
    c.ret((dividend % y) as u64);
    Ok(())
}

pub(crate) fn register(r: &mut Registry) {
    unary! { r:
        "Len" |x, _| u64::from(64 - x.leading_zeros()),
        "LeadingZeros" |x, size| u64::from(x.leading_zeros() + size - 64),
        "TrailingZeros" |x, size| u64::from(x.trailing_zeros().min(size)),
        "OnesCount" |x, _| u64::from(x.count_ones()),
        "Reverse" |x, size| x.reverse_bits() >> (64 - size),
    }
    r.leaf("math/bits.ReverseBytes16", |c| one(c, 16, reverse_bytes));
    r.leaf("math/bits.ReverseBytes32", |c| one(c, 32, reverse_bytes));
    for name in ["math/bits.ReverseBytes", "math/bits.ReverseBytes64"] {
        r.leaf(name, |c| one(c, 64, reverse_bytes));
    }
    wide! { r: "Add" add, "Sub" sub, "Mul" mul, "RotateLeft" rotate, }
    r.leaf("math/bits.RotateLeft8", |c| rotate(c, 8));
    r.leaf("math/bits.RotateLeft16", |c| rotate(c, 16));
    r.leaf("math/bits.div", div);
}

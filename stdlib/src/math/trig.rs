//! Trigonometric functions, bit for bit as in Go: Cephes, with Payne and Hanek's reduction for
//! large angles.

use super::float::{NAN, poly};
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

const SIN: [f64; 6] = [
    -0.1666666666666663,
    0.008333333333322118,
    -0.0001984126982958954,
    2.7557313621385722e-06,
    -2.5050747762857807e-08,
    1.5896230157654656e-10,
];
const COS: [f64; 6] = [
    0.041666666666666595,
    -0.0013888888888873056,
    2.4801587288851704e-05,
    -2.755731417929674e-07,
    2.087570084197473e-09,
    -1.1358536521387682e-11,
];
const TAN_P: [f64; 3] = [
    -17956525.197648488,
    1153516.6483858742,
    -13093.693918138379,
];
const TAN_Q: [f64; 5] = [
    -53869575.592945464,
    25008380.18233579,
    -1320892.3444021097,
    13681.296347069296,
    1.0,
];
const FOUR_OVER_PI: [u64; 20] = [
    0x0000000000000001,
    0x45f306dc9c882a53,
    0xf84eafa3ea69bb81,
    0xb6c52b3278872083,
    0xfca2c757bd778ac3,
    0x6e48dc74849ba5c0,
    0x0c925dd413a32439,
    0xfc3bd63962534e7d,
    0xd1046bea5d768909,
    0xd338e04d68befc82,
    0x7323ac7306a673e9,
    0x3908bf177bf25076,
    0x3ff12fffbc0b301f,
    0xde5e2316b414da3e,
    0xda6cfd9e4f96136e,
    0x9e8c7ecd3cbfd45a,
    0xea4f758fd7cbe2f6,
    0x7a0e73ef14a525d4,
    0xd7f6bf623f1aba10,
    0xac06608df8f6d757,
];
const ATAN_P: [f64; 5] = [
    -64.85021904942025,
    -122.88666844901361,
    -75.00855792314705,
    -16.157537187333652,
    -0.8750608600031904,
];
const ATAN_Q: [f64; 6] = [
    194.5506571482614,
    485.3903996359137,
    432.88106049129027,
    165.02700983169885,
    24.858464901423062,
    1.0,
];

/// The octant of an angle that is not negative, made even, and what is left.
fn reduce(x: f64) -> (u64, f64) {
    if x >= 2f64.powi(29) {
        return reduce_large(x);
    }
    let mut octant = (x * (4.0 / PI)) as u64;
    octant += octant & 1;
    let y = octant as f64;
    // Pi/4 in three parts, so that the products are exact.
    let z = x - y * f64::from_bits(0x3fe9_21fb_4000_0000);
    let z = z - y * f64::from_bits(0x3e64_442d_0000_0000);
    (octant & 7, z - y * f64::from_bits(0x3ce8_4698_98cc_5170))
}

/// Multiplies by 192 bits of 4/pi, from where the product's whole part matters.
fn reduce_large(x: f64) -> (u64, f64) {
    let bits = x.to_bits();
    let exp = ((bits >> 52) & 0x7ff) as usize - 1014;
    let m = (bits & ((1 << 52) - 1)) | (1 << 52);
    let (digit, shift) = (exp / 64, exp % 64);
    let word = |i: usize| {
        let (a, b) = (FOUR_OVER_PI[digit + i], FOUR_OVER_PI[digit + i + 1]);
        (a << shift) | ((b >> 1) >> (63 - shift))
    };
    let high = u128::from(word(0).wrapping_mul(m)) << 64;
    let low = (u128::from(word(2)) * u128::from(m)) >> 64;
    let product = high.wrapping_add(u128::from(word(1)) * u128::from(m)).wrapping_add(low);
    let octant = (product >> 125) as u64;
    let (fraction, rest) = ((product << 3 >> 64) as u64, product as u64);
    let zeros = u64::from(fraction.leading_zeros()) + 1;
    let fraction = fraction.unbounded_shl(zeros as u32) | rest.unbounded_shr(64 - zeros as u32);
    let z = f64::from_bits((fraction >> 12) | ((1023 - zeros) << 52));
    if octant & 1 == 1 { ((octant + 1) & 7, (z - 1.0) * FRAC_PI_4) } else { (octant, z * FRAC_PI_4) }
}

/// Sine and cosine near 0.
fn near_zero(z: f64) -> (f64, f64) {
    let zz = z * z;
    (z + z * zz * poly(zz, &SIN), 1.0 - 0.5 * zz + zz * zz * poly(zz, &COS))
}

pub(super) fn sincos(x: f64) -> (f64, f64) {
    if x == 0.0 {
        return (x, 1.0);
    }
    if !x.is_finite() {
        return (NAN, NAN);
    }
    let (octant, z) = reduce(x.abs());
    let (mut s, mut c) = near_zero(z);
    if matches!(octant & 3, 1 | 2) {
        (s, c) = (c, s);
    }
    if (octant > 3) != (x < 0.0) {
        s = -s;
    }
    if (2..6).contains(&octant) {
        c = -c;
    }
    (s, c)
}

pub(super) fn sin(x: f64) -> f64 {
    if x.is_nan() { x } else { sincos(x).0 }
}

pub(super) fn cos(x: f64) -> f64 {
    sincos(x).1
}

pub(super) fn tan(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return NAN;
    }
    let (octant, z) = reduce(x.abs());
    let zz = z * z;
    let mut y = z;
    if zz > 1e-14 {
        y = z + z * (zz * poly(zz, &TAN_P) / poly(zz, &TAN_Q));
    }
    if octant & 2 == 2 {
        y = -1.0 / y;
    }
    if x < 0.0 { -y } else { y }
}

/// The arctangent in [0, 0.66].
fn atan_small(x: f64) -> f64 {
    let z = x * x;
    let z = z * poly(z, &ATAN_P) / poly(z, &ATAN_Q);
    x * z + x
}

/// The arctangent of a number that is not negative.
fn atan_positive(x: f64) -> f64 {
    /// Pi/2 less its nearest float.
    const MORE: f64 = 6.123233995736766e-17;
    if x <= 0.66 {
        atan_small(x)
    } else if x > 2.414213562373095 {
        FRAC_PI_2 - atan_small(1.0 / x) + MORE
    } else {
        FRAC_PI_4 + atan_small((x - 1.0) / (x + 1.0)) + 0.5 * MORE
    }
}

pub(super) fn atan(x: f64) -> f64 {
    if x == 0.0 {
        x
    } else if x > 0.0 {
        atan_positive(x)
    } else {
        -atan_positive(-x)
    }
}

pub(super) fn asin(x: f64) -> f64 {
    if x == 0.0 {
        return x;
    }
    let a = x.abs();
    if a > 1.0 {
        return NAN;
    }
    let root = (1.0 - x * x).sqrt();
    let y = if a > 0.7 { FRAC_PI_2 - atan_positive(root / a) } else { atan_positive(a / root) };
    if x < 0.0 { -y } else { y }
}

pub(super) fn acos(x: f64) -> f64 {
    FRAC_PI_2 - asin(x)
}

pub(super) fn atan2(y: f64, x: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return NAN;
    }
    if y == 0.0 {
        return (if x.is_sign_negative() { PI } else { 0.0 }).copysign(y);
    }
    if x == 0.0 {
        return FRAC_PI_2.copysign(y);
    }
    if x.is_infinite() {
        let left = x < 0.0;
        let angle = match (left, y.is_infinite()) {
            (false, true) => FRAC_PI_4,
            (false, false) => 0.0,
            (true, true) => 3.0 * FRAC_PI_4,
            (true, false) => PI,
        };
        return angle.copysign(y);
    }
    if y.is_infinite() {
        return FRAC_PI_2.copysign(y);
    }
    let q = atan(y / x);
    if x >= 0.0 {
        q
    } else if q <= 0.0 {
        q + PI
    } else {
        q - PI
    }
}

//! Exponentials, logarithms, powers, hyperbolic functions.
//!
//! Bit for bit what Go computes on amd64: the algorithms and coefficients are the published ones
//! of FreeBSD's msun, Cephes and SLEEF.

use super::float::{NAN, frexp, ldexp, modf, poly};
use std::f64::consts::{LN_2, LOG2_E};

const LN2_HI: f64 = 6.931_471_803_691_238e-1;
const LN2_LO: f64 = 1.908_214_929_270_587_7e-10;
const OVERFLOW: f64 = 709.782_712_893_384;

/// e to the power of x (Shibata's method: a short series for x/16, squared four times).
pub(crate) fn exp(x: f64) -> f64 {
    const SERIES: [f64; 8] = [
        1.0,
        0.5,
        1.0 / 6.0,
        1.0 / 24.0,
        1.0 / 120.0,
        1.0 / 720.0,
        1.0 / 5040.0,
        1.0 / 40320.0,
    ];
    if !x.is_finite() {
        return if x == f64::NEG_INFINITY { 0.0 } else { x };
    }
    if x > OVERFLOW {
        return f64::INFINITY;
    }
    let k = (x * LOG2_E).round_ties_even().max(-1e9);
    let mut r = (-k).mul_add(0.693147180559663, x);
    r = (-k).mul_add(2.8235290563031577e-13, r) * 0.0625;
    let mut sum = SERIES[7];
    for c in SERIES[..7].iter().rev() {
        sum = sum.mul_add(r, *c);
    }
    // y is exp - 1 of a sixteenth, then an eighth and so on.
    let mut y = r * sum;
    for _ in 0..3 {
        y *= y + 2.0;
    }
    y = (y + 2.0).mul_add(y, 1.0);
    let e = k as i64 + 1023;
    if e <= 0 {
        if e < -52 {
            return 0.0;
        }
        return y * pow2(e + 1022) * f64::MIN_POSITIVE;
    }
    if e >= 0x7ff {
        return f64::INFINITY;
    }
    y * pow2(e)
}

/// The power of two with a biased exponent.
fn pow2(e: i64) -> f64 {
    f64::from_bits((e as u64) << 52)
}

const EXPM1: [f64; 6] = [
    1.0,
    -0.03333333333333313,
    0.0015873015872548146,
    -7.93650757867488e-05,
    4.008217827329362e-06,
    -2.0109921818362437e-07,
];
const EXP2: [f64; 5] = [
    0.16666666666666666,
    -0.0027777777777015593,
    6.613756321437934e-05,
    -1.6533902205465252e-06,
    4.1381367970572385e-08,
];
const LOG: [f64; 7] = [
    0.6666666666666735,
    0.3999999999940942,
    0.2857142874366239,
    0.22222198432149784,
    0.1818357216161805,
    0.15313837699209373,
    0.14798198605116586,
];
const SINH_P: [f64; 4] = [
    -630767.3640497717,
    -89912.72022039509,
    -2894.211355989564,
    -26.30563213397497,
];
const SINH_Q: [f64; 4] = [
    -630767.3640497717,
    15215.17378790019,
    -173.6789535582337,
    1.0,
];
const TANH_P: [f64; 3] = [
    -1614.6876844170845,
    -99.28772310019185,
    -0.9643991794250523,
];
const TANH_Q: [f64; 4] = [
    4844.063053251255,
    2235.4883906010045,
    112.81167849163293,
    1.0,
];

pub(super) fn exp2(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x > 1.023_999_999_999_999_9e3 {
        return f64::INFINITY;
    }
    if x < -1074.0 {
        return 0.0;
    }
    let k = if x > 0.0 { (x + 0.5).trunc() } else { (x - 0.5).trunc() };
    let t = x - k;
    let (hi, lo) = (t * LN2_HI, -t * LN2_LO);
    let r = hi - lo;
    let t = r * r;
    let c = r - t * poly(t, &EXP2);
    ldexp(1.0 - ((lo - (r * c) / (2.0 - c)) - hi), k as i64)
}

/// e to the power of x, minus 1.
pub(super) fn expm1(x: f64) -> f64 {
    if x == f64::INFINITY || x.is_nan() {
        return x;
    }
    let abs = x.abs();
    if abs >= 56.0 * LN_2 {
        if x < 0.0 {
            return -1.0;
        }
        if abs >= 709.782712893384 {
            return f64::INFINITY;
        }
    }
    let (mut x, mut c, mut k) = (x, 0.0, 0i64);
    if abs > 0.5 * LN_2 {
        let (hi, lo);
        if abs < 1.0397207708399179 {
            k = if x < 0.0 { -1 } else { 1 };
            hi = x - LN2_HI.copysign(x);
            lo = LN2_LO.copysign(x);
        } else {
            let t = (LOG2_E * x + 0.5f64.copysign(x)).trunc();
            k = t as i64;
            hi = x - t * LN2_HI;
            lo = t * LN2_LO;
        }
        x = hi - lo;
        c = (hi - x) - lo;
    } else if abs < 2f64.powi(-54) {
        return x;
    }
    let half = 0.5 * x;
    let hxs = x * half;
    let r1 = poly(hxs, &EXPM1);
    let t = 3.0 - r1 * half;
    let mut e = hxs * ((r1 - t) / (6.0 - x * t));
    if k == 0 {
        return x - (x * e - hxs);
    }
    e = x * (e - c) - c;
    e -= hxs;
    let scaled = |y: f64| f64::from_bits(y.to_bits().wrapping_add((k as u64) << 52));
    match k {
        -1 => 0.5 * (x - e) - 0.5,
        1 if x < -0.25 => -2.0 * (e - (x + 0.5)),
        1 => 1.0 + 2.0 * (x - e),
        ..=-2 | 57.. => scaled(1.0 - (e - x)) - 1.0,
        2..20 => scaled((1.0 - pow2(1023 - k)) - (e - x)),
        _ => scaled((x - (e + pow2(1023 - k))) + 1.0),
    }
}

/// The natural logarithm.
pub(crate) fn log(x: f64) -> f64 {
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x < 0.0 {
        return NAN;
    }
    if !x.is_finite() {
        return x;
    }
    let (mut m, e) = frexp(x);
    let mut k = f64::from(e);
    if x < f64::MIN_POSITIVE {
        // Go's assembly for amd64 takes the bits of a subnormal as they are.
        m = f64::from_bits(x.to_bits() | 0.5f64.to_bits());
        k = -1022.0;
    }
    if m < std::f64::consts::FRAC_1_SQRT_2 {
        k -= 1.0;
        m *= 2.0;
    }
    let f = m - 1.0;
    let s = f / (2.0 + f);
    let s2 = s * s;
    let s4 = s2 * s2;
    let odd = s2 * (LOG[0] + s4 * (LOG[2] + s4 * (LOG[4] + s4 * LOG[6])));
    let even = s4 * (LOG[1] + s4 * (LOG[3] + s4 * LOG[5]));
    let half = 0.5 * f * f;
    k * LN2_HI - ((half - (s * (half + (odd + even)) + k * LN2_LO)) - f)
}

pub(super) fn log10(x: f64) -> f64 {
    log(x) * std::f64::consts::LOG10_E
}

pub(super) fn log2(x: f64) -> f64 {
    let (m, e) = frexp(x);
    if m == 0.5 {
        return f64::from(e - 1);
    }
    log(m) * LOG2_E + f64::from(e)
}

/// The logarithm of 1+x.
pub(super) fn log1p(x: f64) -> f64 {
    if x < -1.0 || x.is_nan() {
        return NAN;
    }
    if x == -1.0 {
        return f64::NEG_INFINITY;
    }
    if x == f64::INFINITY {
        return x;
    }
    let abs = x.abs();
    if abs < 2f64.powi(-54) {
        return x;
    }
    if abs < 2f64.powi(-29) {
        return x - x * x * 0.5;
    }
    let (mut f, mut c, mut k, mut tiny) = (x, 0.0, 0.0, false);
    if !(-0.2928932188134525 < x && x < 0.41421356237309503) {
        let u = if abs < 2f64.powi(53) { 1.0 + x } else { x };
        let mut e = (u.to_bits() >> 52) as i64 - 1023;
        if abs < 2f64.powi(53) {
            c = (if e > 0 { 1.0 - (u - x) } else { x - (u - 1.0) }) / u;
        }
        let mut m = u.to_bits() & ((1 << 52) - 1);
        if m < 0x0006_a09e_667f_3bcd {
            f = f64::from_bits(m | 0x3ff0_0000_0000_0000);
        } else {
            e += 1;
            f = f64::from_bits(m | 0x3fe0_0000_0000_0000);
            m = ((1 << 52) - m) >> 2;
        }
        f -= 1.0;
        tiny = m == 0;
        k = e as f64;
    }
    let half = 0.5 * f * f;
    if tiny {
        if f == 0.0 {
            if k == 0.0 {
                return 0.0;
            }
            return k * LN2_HI + (c + k * LN2_LO);
        }
        let r = half * (1.0 - 0.6666666666666666 * f);
        if k == 0.0 {
            return f - r;
        }
        return k * LN2_HI - ((r - (k * LN2_LO + c)) - f);
    }
    let s = f / (2.0 + f);
    let z = s * s;
    let r = z * poly(z, &LOG);
    if k == 0.0 {
        return f - (half - s * (half + r));
    }
    k * LN2_HI - ((half - (s * (half + r) + (k * LN2_LO + c))) - f)
}

fn is_odd(y: f64) -> bool {
    y.abs() < 2f64.powi(53) && y % 2.0 != 0.0 && y.trunc() == y
}

/// x to the power of y.
pub(super) fn pow(x: f64, y: f64) -> f64 {
    if y == 0.0 || x == 1.0 {
        return 1.0;
    }
    if y == 1.0 {
        return x;
    }
    if x.is_nan() || y.is_nan() {
        return NAN;
    }
    let odd = x.is_sign_negative() && is_odd(y);
    if x == 0.0 || x.is_infinite() && y.is_finite() {
        let size: f64 = if (x == 0.0) == (y < 0.0) { f64::INFINITY } else { 0.0 };
        return if odd { -size } else { size };
    }
    let far = |up: bool| {
        if x == -1.0 {
            1.0
        } else if (x.abs() < 1.0) == up {
            0.0
        } else {
            f64::INFINITY
        }
    };
    if y.is_infinite() {
        return far(y > 0.0);
    }
    if y == 0.5 {
        return x.sqrt();
    }
    if y == -0.5 {
        return 1.0 / x.sqrt();
    }
    let (mut whole, mut part) = modf(y.abs());
    if part != 0.0 && x < 0.0 {
        return NAN;
    }
    if whole >= 2f64.powi(63) {
        return far(y > 0.0);
    }
    // The fraction by exp and log, the rest by squaring, exponents apart.
    let (mut a, mut e) = (1.0, 0i64);
    if part != 0.0 {
        if part > 0.5 {
            part -= 1.0;
            whole += 1.0;
        }
        a = exp(part * log(x));
    }
    let (mut m, xe) = frexp(x);
    let (mut xe, mut i) = (i64::from(xe), whole as i64);
    while i != 0 {
        if !(-4096..=4096).contains(&xe) {
            e += xe;
            break;
        }
        if i & 1 == 1 {
            a *= m;
            e += xe;
        }
        m *= m;
        xe *= 2;
        if m < 0.5 {
            m += m;
            xe -= 1;
        }
        i >>= 1;
    }
    if y < 0.0 {
        a = 1.0 / a;
        e = -e;
    }
    ldexp(a, e)
}

/// 10 to the power of n.
pub(super) fn pow10(n: i64) -> f64 {
    let tens = |n: i64| -> f64 { format!("1e{n}").parse().unwrap_or(NAN) };
    match n {
        0..=308 => tens(n / 32 * 32) * tens(n % 32),
        -323..0 => tens(-(-n / 32 * 32)) / tens(-n % 32),
        ..0 => 0.0,
        _ => f64::INFINITY,
    }
}

/// The cube root.
pub(super) fn cbrt(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let a = x.abs();
    let mut t = f64::from_bits(a.to_bits() / 3 + (715_094_163 << 32));
    if a < f64::MIN_POSITIVE {
        t = f64::from_bits((2f64.powi(54) * a).to_bits() / 3 + (696_219_795 << 32));
    }
    // To 23 bits, rounded up to 20, then one Newton step.
    let r = t * t / a;
    let s = 19.0 / 35.0 + r * t;
    t *= 5.0 / 14.0 + 45.0 / 28.0 / (s + 99.0 / 70.0 + -864.0 / 1225.0 / s);
    t = f64::from_bits((t.to_bits() & (0xf_ffff_fffc << 28)) + (1 << 30));
    let s = t * t;
    let r = a / s;
    let r = (r - t) / (t + t + r);
    (t + t * r).copysign(x)
}

pub(super) fn sinh(x: f64) -> f64 {
    if x == 0.0 {
        return x;
    }
    let a = x.abs();
    let y = if a > 21.0 {
        exp(a) * 0.5
    } else if a > 0.5 {
        let e = exp(a);
        (e - 1.0 / e) * 0.5
    } else {
        let sq = a * a;
        poly(sq, &SINH_P) * a / poly(sq, &SINH_Q)
    };
    if x < 0.0 { -y } else { y }
}

pub(super) fn cosh(x: f64) -> f64 {
    let e = exp(x.abs());
    if x.abs() > 21.0 { e * 0.5 } else { (e + 1.0 / e) * 0.5 }
}

pub(super) fn tanh(x: f64) -> f64 {
    let a = x.abs();
    if a > 0.5 * 88.02969193111305 {
        1f64.copysign(x)
    } else if a >= 0.625 {
        (1.0 - 2.0 / (exp(2.0 * a) + 1.0)).copysign(x)
    } else if x == 0.0 {
        x
    } else {
        let s = x * x;
        x + x * s * poly(s, &TANH_P) / poly(s, &TANH_Q)
    }
}

pub(super) fn asinh(x: f64) -> f64 {
    if !x.is_finite() {
        return x;
    }
    let a = x.abs();
    let y = if a > 2f64.powi(28) {
        log(a) + LN_2
    } else if a > 2.0 {
        log(2.0 * a + 1.0 / ((a * a + 1.0).sqrt() + a))
    } else if a < 2f64.powi(-28) {
        a
    } else {
        log1p(a + a * a / (1.0 + (1.0 + a * a).sqrt()))
    };
    y.copysign(x)
}

pub(super) fn acosh(x: f64) -> f64 {
    if x < 1.0 || x.is_nan() {
        NAN
    } else if x == 1.0 {
        0.0
    } else if x >= 2f64.powi(28) {
        log(x) + LN_2
    } else if x > 2.0 {
        log(2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt()))
    } else {
        let t = x - 1.0;
        log1p(t + (2.0 * t + t * t).sqrt())
    }
}

pub(super) fn atanh(x: f64) -> f64 {
    if !(-1.0..=1.0).contains(&x) {
        return NAN;
    }
    let a = x.abs();
    let y = if a == 1.0 {
        f64::INFINITY
    } else if a < 2f64.powi(-28) {
        a
    } else if a < 0.5 {
        let t = a + a;
        0.5 * log1p(t + t * a / (1.0 - a))
    } else {
        0.5 * log1p((a + a) / (1.0 - a))
    };
    y.copysign(x)
}

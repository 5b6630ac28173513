//! Taking floats apart: the exact functions.

/// Go's not-a-number.
pub(super) const NAN: f64 = f64::from_bits(0x7ff8_0000_0000_0001);

/// Horner's rule: `c[0] + x * (c[1] + x * …)`.
pub(super) fn poly(x: f64, c: &[f64]) -> f64 {
    c.iter().rev().copied().reduce(|sum, c| c + x * sum).unwrap_or(0.0)
}

/// The biased exponent.
fn exponent(x: f64) -> i32 {
    ((x.to_bits() >> 52) & 0x7ff) as i32
}

/// A number with its exponent replaced by a biased one.
fn with_exponent(x: f64, e: i32) -> f64 {
    f64::from_bits((x.to_bits() & !(0x7ff << 52)) | ((e as u64) << 52))
}

/// A number that is not subnormal, and the exponent to add.
fn normalize(x: f64) -> (f64, i32) {
    if x.abs() < f64::MIN_POSITIVE { (x * 2f64.powi(52), -52) } else { (x, 0) }
}

pub(super) fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (x, e) = normalize(x);
    (with_exponent(x, 1022), e + exponent(x) - 1022)
}

pub(super) fn ldexp(x: f64, exp: i64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let (x, e) = normalize(x);
    let e = exp.saturating_add(i64::from(e + exponent(x)));
    if e < -52 {
        0f64.copysign(x)
    } else if e > 2046 {
        f64::INFINITY.copysign(x)
    } else if e <= 0 {
        with_exponent(x, e as i32 + 53) * 2f64.powi(-53)
    } else {
        with_exponent(x, e as i32)
    }
}

pub(super) fn modf(x: f64) -> (f64, f64) {
    let whole = x.trunc();
    (whole, (x - whole).copysign(x))
}

pub(super) fn ilogb(x: f64) -> i64 {
    if x == 0.0 {
        return i64::from(i32::MIN);
    }
    if !x.is_finite() {
        return i64::from(i32::MAX);
    }
    i64::from(frexp(x).1 - 1)
}

pub(super) fn logb(x: f64) -> f64 {
    if x == 0.0 {
        f64::NEG_INFINITY
    } else if x.is_finite() {
        ilogb(x) as f64
    } else {
        x * x
    }
}

pub(super) fn nextafter(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        NAN
    } else if x == y {
        x
    } else if y > x {
        x.next_up()
    } else {
        x.next_down()
    }
}

pub(super) fn nextafter32(x: f32, y: f32) -> f32 {
    if x.is_nan() || y.is_nan() {
        NAN as f32
    } else if x == y {
        x
    } else if y > x {
        x.next_up()
    } else {
        x.next_down()
    }
}

pub(super) fn dim(x: f64, y: f64) -> f64 {
    let v = x - y;
    if v <= 0.0 { 0.0 } else { v }
}

pub(super) fn max(x: f64, y: f64) -> f64 {
    if x == f64::INFINITY || y == f64::INFINITY {
        f64::INFINITY
    } else if x.is_nan() || y.is_nan() {
        NAN
    } else if x == 0.0 && y == 0.0 {
        if x.is_sign_negative() { y } else { x }
    } else if x > y {
        x
    } else {
        y
    }
}

pub(super) fn min(x: f64, y: f64) -> f64 {
    if x == f64::NEG_INFINITY || y == f64::NEG_INFINITY {
        f64::NEG_INFINITY
    } else if x.is_nan() || y.is_nan() {
        NAN
    } else if x == 0.0 && y == 0.0 {
        if x.is_sign_negative() { x } else { y }
    } else if x < y {
        x
    } else {
        y
    }
}

pub(super) fn rem(x: f64, y: f64) -> f64 {
    if y == 0.0 || x.is_infinite() || x.is_nan() || y.is_nan() { NAN } else { x % y }
}

/// The IEEE remainder: the multiple of `y` nearest to `x`, even when halfway, taken away.
pub(super) fn remainder(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() || x.is_infinite() || y == 0.0 {
        return NAN;
    }
    if x == 0.0 || y.is_infinite() {
        return x;
    }
    let (mut r, d) = (x.abs(), y.abs());
    if r == d {
        return 0f64.copysign(x);
    }
    if d <= f64::MAX / 2.0 {
        r %= d + d;
    }
    let more_than_half = |r: f64| if d < 2.0 * f64::MIN_POSITIVE { r + r > d } else { r > 0.5 * d };
    let half_or_more = |r: f64| if d < 2.0 * f64::MIN_POSITIVE { r + r >= d } else { r >= 0.5 * d };
    if more_than_half(r) {
        r -= d;
        if half_or_more(r) {
            r -= d;
        }
    }
    if x < 0.0 { -r } else { r }
}

pub(super) fn hypot(p: f64, q: f64) -> f64 {
    if p.is_infinite() || q.is_infinite() {
        return f64::INFINITY;
    }
    if p.is_nan() || q.is_nan() {
        return NAN;
    }
    let (p, q) = (p.abs(), q.abs());
    let (big, small) = if p < q { (q, p) } else { (p, q) };
    if big == 0.0 {
        return 0.0;
    }
    let r = small / big;
    big * (1.0 + r * r).sqrt()
}

//! The tables of Marsaglia and Tsang's ziggurat method: strips of equal area `V` under a density,
//! the last starting at `END`.

use crate::math::elementary::{exp, log};

/// Per strip: below which a number is certainly inside, its width per unit, the density.
pub(super) struct Tables {
    pub(super) k: Vec<u32>,
    pub(super) w: Vec<f32>,
    pub(super) f: Vec<f32>,
}

/// Builds the tables from the density, its inverse, the end, the area, and the numbers' range.
fn tables(
    n: usize,
    density: fn(f64) -> f64,
    inverse: fn(f64) -> f64,
    (end, area, range): (f64, f64, f64),
) -> Tables {
    let mut t = Tables { k: vec![0; n], w: vec![0.0; n], f: vec![0.0; n] };
    let bottom = area / density(end);
    t.k[0] = (end / bottom * range) as u32;
    t.w[0] = (bottom / range) as f32;
    t.f[0] = 1.0;
    t.w[n - 1] = (end / range) as f32;
    t.f[n - 1] = density(end) as f32;
    let mut x = end;
    for i in (1..n - 1).rev() {
        let inner = inverse(area / x + density(x));
        t.k[i + 1] = (inner / x * range) as u32;
        t.w[i] = (inner / range) as f32;
        t.f[i] = density(inner) as f32;
        x = inner;
    }
    t
}

pub(super) fn normal() -> Tables {
    let (end, area) = (3.442_619_855_899, 9.912_563_035_262_17e-3);
    tables(128, |x| exp(-0.5 * x * x), |y| (-2.0 * log(y)).sqrt(), (end, area, 2_147_483_648.0))
}

pub(super) fn exponential() -> Tables {
    let (end, area) = (7.697_117_470_131_05, 3.949_659_822_581_572e-3);
    tables(256, |x| exp(-x), |y| -log(y), (end, area, 4_294_967_296.0))
}

//! Package math. The results do not depend on the machine: nothing here calls its libm.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    clippy::unreadable_literal,
    reason = "exponents and quadrants fit; the algorithms compare exactly; published coefficients"
)]

mod bessel;
pub(crate) mod elementary;
mod float;
mod special;
mod trig;

use elementary as el;
use interp::native::{Call, Registry};
use interp::trap::Trap;

/// Functions of one number.
macro_rules! unary {
    ($reg:ident: $($name:literal $f:expr,)*) => {
        $($reg.leaf(concat!("math.", $name), |c| {
            let x = c.f64();
            c.ret_f64($f(x));
            Ok(())
        });)*
    };
}

/// Functions of two numbers.
macro_rules! binary {
    ($reg:ident: $($name:literal $f:expr,)*) => {
        $($reg.leaf(concat!("math.", $name), |c| {
            let (x, y) = (c.f64(), c.f64());
            c.ret_f64($f(x, y));
            Ok(())
        });)*
    };
}

/// The value of exponents that fit anyway.
fn f32_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let bits = c.word();
    c.ret(bits & 0xffff_ffff);
    Ok(())
}

fn same(c: &mut Call<'_>) -> Result<(), Trap> {
    let word = c.word();
    c.ret(word);
    Ok(())
}

fn nextafter32(c: &mut Call<'_>) -> Result<(), Trap> {
    let (x, y) = (c.f32(), c.f32());
    c.ret(u64::from(float::nextafter32(x, y).to_bits()));
    Ok(())
}

fn is_inf(c: &mut Call<'_>) -> Result<(), Trap> {
    let (x, sign) = (c.f64(), c.int());
    c.ret_bool(sign >= 0 && x == f64::INFINITY || sign <= 0 && x == f64::NEG_INFINITY);
    Ok(())
}

fn frexp(c: &mut Call<'_>) -> Result<(), Trap> {
    let (m, e) = float::frexp(c.f64());
    c.ret_f64(m);
    c.ret_int(i64::from(e));
    Ok(())
}

fn lgamma(c: &mut Call<'_>) -> Result<(), Trap> {
    let (y, sign) = special::lgamma(c.f64());
    c.ret_f64(y);
    c.ret_int(sign);
    Ok(())
}

fn fma(c: &mut Call<'_>) -> Result<(), Trap> {
    let (x, y, z) = (c.f64(), c.f64(), c.f64());
    c.ret_f64(x.mul_add(y, z));
    Ok(())
}

/// Functions of a whole number and a float.
fn with_int(c: &mut Call<'_>, f: fn(i64, f64) -> f64) -> Result<(), Trap> {
    let (n, x) = (c.int(), c.f64());
    c.ret_f64(f(n, x));
    Ok(())
}

/// Functions with two results.
fn pair(c: &mut Call<'_>, f: fn(f64) -> (f64, f64)) -> Result<(), Trap> {
    let (a, b) = f(c.f64());
    c.ret_f64(a);
    c.ret_f64(b);
    Ok(())
}

pub(crate) fn register(r: &mut Registry) {
    unary! { r:
        "Abs" f64::abs, "Ceil" f64::ceil, "Floor" f64::floor, "Trunc" f64::trunc, "Sqrt" f64::sqrt,
        "Round" f64::round, "RoundToEven" f64::round_ties_even, "Logb" float::logb,
        "Exp" el::exp, "Exp2" el::exp2, "Expm1" el::expm1, "Log" el::log, "Log2" el::log2,
        "Log10" el::log10, "Log1p" el::log1p, "Cbrt" el::cbrt, "Sinh" el::sinh, "Cosh" el::cosh,
        "Tanh" el::tanh, "Asinh" el::asinh, "Acosh" el::acosh, "Atanh" el::atanh,
        "Sin" trig::sin, "Cos" trig::cos, "Tan" trig::tan, "Asin" trig::asin, "Acos" trig::acos,
        "Atan" trig::atan, "Erf" special::erf, "Erfc" special::erfc, "Erfinv" special::erfinv,
        "Erfcinv" special::erfcinv, "Gamma" special::gamma,
        "J0" bessel::j0, "J1" bessel::j1, "Y0" bessel::y0, "Y1" bessel::y1,
    }
    binary! { r:
        "Atan2" trig::atan2, "Copysign" f64::copysign, "Dim" float::dim, "Hypot" float::hypot,
        "Max" float::max, "Min" float::min, "Mod" float::rem, "Nextafter" float::nextafter,
        "Pow" el::pow, "Remainder" float::remainder,
    }
    r.leaf("math.Float64bits", same);
    r.leaf("math.Float64frombits", same);
    r.leaf("math.Float32bits", f32_of);
    r.leaf("math.Float32frombits", f32_of);
    r.leaf("math.Nextafter32", nextafter32);
    r.leaf("math.IsInf", is_inf);
    r.leaf("math.Frexp", frexp);
    r.leaf("math.Lgamma", lgamma);
    r.leaf("math.FMA", fma);
    r.leaf("math.Jn", |c| with_int(c, bessel::jn));
    r.leaf("math.Yn", |c| with_int(c, bessel::yn));
    r.leaf("math.Modf", |c| pair(c, float::modf));
    r.leaf("math.Sincos", |c| pair(c, trig::sincos));
    r.leaf("math.IsNaN", |c| {
        let x = c.f64();
        c.ret_bool(x.is_nan());
        Ok(())
    });
    r.leaf("math.Signbit", |c| {
        let x = c.f64();
        c.ret_bool(x.is_sign_negative());
        Ok(())
    });
    r.leaf("math.Ilogb", |c| {
        let x = c.f64();
        c.ret_int(float::ilogb(x));
        Ok(())
    });
    r.leaf("math.Ldexp", |c| {
        let (x, e) = (c.f64(), c.int());
        c.ret_f64(float::ldexp(x, e));
        Ok(())
    });
    r.leaf("math.Pow10", |c| {
        let n = c.int();
        c.ret_f64(el::pow10(n));
        Ok(())
    });
}

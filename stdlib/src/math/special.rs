//! Error and gamma functions, bit for bit as in Go: FreeBSD's msun, Cephes, and Wichura's AS 241.

use super::elementary::{exp, log, pow};
use super::float::{NAN, modf, poly};
use super::trig::{cos, sin};
use std::f64::consts::{LN_2, PI};

const PP: [f64; 5] = [
    0.12837916709551256,
    -0.3250421072470015,
    -0.02848174957559851,
    -0.005770270296489442,
    -2.3763016656650163e-05,
];
const QQ: [f64; 6] = [
    1.0,
    0.39791722395915535,
    0.0650222499887673,
    0.005081306281875766,
    0.00013249473800432164,
    -3.960228278775368e-06,
];
const PA: [f64; 7] = [
    -0.0023621185607526594,
    0.41485611868374833,
    -0.3722078760357013,
    0.31834661990116175,
    -0.11089469428239668,
    0.035478304325618236,
    -0.002166375594868791,
];
const QA: [f64; 7] = [
    1.0,
    0.10642088040084423,
    0.540397917702171,
    0.07182865441419627,
    0.12617121980876164,
    0.01363708391202905,
    0.011984499846799107,
];
const RA: [f64; 8] = [
    -0.009864944034847148,
    -0.6938585727071818,
    -10.558626225323291,
    -62.375332450326006,
    -162.39666946257347,
    -184.60509290671104,
    -81.2874355063066,
    -9.814329344169145,
];
const SA: [f64; 9] = [
    1.0,
    19.651271667439257,
    137.65775414351904,
    434.56587747522923,
    645.3872717332679,
    429.00814002756783,
    108.63500554177944,
    6.570249770319282,
    -0.0604244152148581,
];
const RB: [f64; 7] = [
    -0.0098649429247001,
    -0.799283237680523,
    -17.757954917754752,
    -160.63638485582192,
    -637.5664433683896,
    -1025.0951316110772,
    -483.5191916086514,
];
const SB: [f64; 8] = [
    1.0,
    30.33806074348246,
    325.7925129965739,
    1536.729586084437,
    3199.8582195085955,
    2553.0504064331644,
    474.52854120695537,
    -22.44095244658582,
];

const INV_A: [f64; 8] = [
    1.1975323115670913,
    47.07268811238398,
    697.062665343896,
    4854.886889384388,
    16235.862515167575,
    23782.041382114385,
    11819.493347062295,
    887.0940696254552,
];
const INV_B: [f64; 8] = [
    1.0,
    42.31333070160091,
    687.1870074920579,
    5394.196021424751,
    21213.794301586597,
    39307.89580009271,
    28729.085735721943,
    5226.495278852854,
];
const INV_C: [f64; 8] = [
    1.4234371107496835,
    4.630337846156546,
    5.769497221460691,
    3.6478483247632045,
    1.2704582524523684,
    0.2417807251774506,
    0.022723844989269184,
    0.0007745450142783414,
];
const INV_D: [f64; 8] = [
    std::f64::consts::SQRT_2,
    2.9036514445419948,
    2.3707661626024534,
    0.9754783200178743,
    0.2094506521051275,
    0.021494160384252878,
    0.0007744145906515771,
    1.4859850019840355e-09,
];
const INV_E: [f64; 8] = [
    6.657904643501103,
    5.463784911164114,
    1.7848265399172913,
    0.29656057182850487,
    0.026532189526576124,
    0.0012426609473880784,
    2.7115555687434876e-05,
    2.0103343992922881e-07,
];
const INV_F: [f64; 8] = [
    std::f64::consts::SQRT_2,
    0.8482908416595164,
    0.19364809469506591,
    0.02103693768272069,
    0.0011128009970788597,
    2.6110884050805935e-05,
    2.010321207683943e-07,
    2.8910246058729655e-15,
];

const GAMMA_P: [f64; 7] = [
    1.0,
    0.4942148268014971,
    0.20744822764843598,
    0.04763678004571372,
    0.010421379756176158,
    0.0011913514700658638,
    0.00016011952247675185,
];
const GAMMA_Q: [f64; 8] = [
    1.0,
    0.0714304917030273,
    -0.23459179571824335,
    0.035823639860549865,
    0.011813978522206043,
    -0.004456419138517973,
    0.0005396055804933034,
    -2.3158187332412014e-05,
];
const GAMMA_S: [f64; 5] = [
    0.08333333333334822,
    0.0034722222160545866,
    -0.0026813261780578124,
    -0.00022954996161337813,
    0.0007873113957930937,
];
const LG_A0: [f64; 6] = [
    0.07721566490153287,
    0.06735230105312927,
    0.007385550860814029,
    0.0011927076318336207,
    0.00022086279071390839,
    2.5214456545125733e-05,
];
const LG_A1: [f64; 6] = [
    0.3224670334241136,
    0.020580808432516733,
    0.0028905138367341563,
    0.0005100697921535113,
    0.00010801156724758394,
    4.4864094961891516e-05,
];
const LG_T0: [f64; 5] = [
    0.48383612272381005,
    -0.032788541075985965,
    0.006100538702462913,
    -0.0014034646998923284,
    0.00031563207090362595,
];
const LG_T1: [f64; 5] = [
    -0.1475877229945939,
    0.01797067508118204,
    -0.0036845201678113826,
    0.000881081882437654,
    -0.00031275416837512086,
];
const LG_T2: [f64; 5] = [
    0.06462494023913339,
    -0.010314224129834144,
    0.0022596478090061247,
    -0.0005385953053567405,
    0.0003355291926355191,
];
const LG_R: [f64; 7] = [
    1.0,
    1.3920053346762105,
    0.7219355475671381,
    0.17193386563280308,
    0.01864591917156529,
    0.0007779424963818936,
    7.326684307446256e-06,
];
const LG_S: [f64; 7] = [
    -0.07721566490153287,
    0.21498241596060885,
    0.325778796408931,
    0.14635047265246445,
    0.02664227030336386,
    0.0018402845140733772,
    3.194753265841009e-05,
];
const LG_U: [f64; 6] = [
    -0.07721566490153287,
    0.6328270640250934,
    1.4549225013723477,
    0.9777175279633727,
    0.22896372806469245,
    0.013381091853678766,
];
const LG_V: [f64; 6] = [
    1.0,
    2.4559779371304113,
    2.128489763798934,
    0.7692851504566728,
    0.10422264559336913,
    0.003217092422824239,
];
const LG_W: [f64; 7] = [
    0.4189385332046727,
    0.08333333333333297,
    -0.0027777777772877554,
    0.0007936505586430196,
    -0.00059518755745034,
    0.0008363399189962821,
    -0.0016309293409657527,
];

/// erf(1) to 22 bits.
const ERX: f64 = 8.450_629_115_104_675e-1;

/// `erf(x) - ERX` between 0.84375 and 1.25.
fn erf_middle(x: f64) -> f64 {
    let s = x - 1.0;
    poly(s, &PA) / poly(s, &QA)
}

/// `erf(x) / x - 1` below 0.84375.
fn erf_small(x: f64) -> f64 {
    let z = x * x;
    poly(z, &PP) / poly(z, &QQ)
}

/// `x * erfc(x)` from 1.25 on.
fn erfc_tail(x: f64) -> f64 {
    let s = 1.0 / (x * x);
    let (r, d) = if x < 1.0 / 0.35 { (&RA[..], &SA[..]) } else { (&RB[..], &SB[..]) };
    let z = f64::from_bits(x.to_bits() & 0xffff_ffff_0000_0000);
    exp(-z * z - 0.5625) * exp((z - x) * (z + x) + poly(s, r) / poly(s, d))
}

pub(super) fn erf(x: f64) -> f64 {
    /// erf'(0) - 1, and eight times that plus eight.
    const EFX: f64 = 0.1283791670955126;
    const EFX8: f64 = 1.027_033_336_764_100_7;
    if x == 0.0 || x.is_nan() {
        return x;
    }
    let a = x.abs();
    let y = if a < 2.848_094_538_889_218e-306 {
        0.125 * (8.0 * a + EFX8 * a)
    } else if a < 2f64.powi(-28) {
        a + EFX * a
    } else if a < 0.84375 {
        a + a * erf_small(a)
    } else if a < 1.25 {
        ERX + erf_middle(a)
    } else if a >= 6.0 {
        1.0
    } else {
        1.0 - erfc_tail(a) / a
    };
    if x < 0.0 { -y } else { y }
}

pub(super) fn erfc(x: f64) -> f64 {
    if x.is_nan() {
        return NAN;
    }
    let (a, neg) = (x.abs(), x < 0.0);
    if a < 0.84375 {
        let y = if a < 2f64.powi(-56) {
            a
        } else if a < 0.25 {
            a + a * erf_small(a)
        } else {
            0.5 + (a * erf_small(a) + (a - 0.5))
        };
        return if neg { 1.0 + y } else { 1.0 - y };
    }
    if a < 1.25 {
        return if neg { 1.0 + ERX + erf_middle(a) } else { 1.0 - ERX - erf_middle(a) };
    }
    if a >= 28.0 || neg && a > 6.0 {
        return if neg { 2.0 } else { 0.0 };
    }
    let y = erfc_tail(a) / a;
    if neg { 2.0 - y } else { y }
}

pub(super) fn erfinv(x: f64) -> f64 {
    if x.is_nan() || x.abs() > 1.0 {
        return NAN;
    }
    if x == 0.0 || x.abs() == 1.0 {
        return if x == 0.0 { x } else { f64::INFINITY * x };
    }
    let a = x.abs();
    let y = if a <= 0.85 {
        let r = 0.180_625 - 0.25 * a * a;
        a * poly(r, &INV_A) / poly(r, &INV_B)
    } else {
        let r = (LN_2 - log(1.0 - a)).sqrt();
        if r <= 5.0 {
            poly(r - 1.6, &INV_C) / poly(r - 1.6, &INV_D)
        } else {
            poly(r - 5.0, &INV_E) / poly(r - 5.0, &INV_F)
        }
    };
    if x < 0.0 { -y } else { y }
}

pub(super) fn erfcinv(x: f64) -> f64 {
    erfinv(1.0 - x)
}

/// Stirling's formula, as two factors.
fn stirling(x: f64) -> (f64, f64) {
    if x > 200.0 {
        return (f64::INFINITY, 1.0);
    }
    let w = 1.0 / x;
    let w = 1.0 + w * poly(w, &GAMMA_S);
    let e = exp(x);
    let (a, b) = if x > 143.016_08 {
        let v = pow(x, 0.5 * x - 0.25);
        (v, v / e)
    } else {
        (pow(x, x - 0.5) / e, 1.0)
    };
    (a, 2.5066282746310007 * w * b)
}

pub(super) fn gamma(x: f64) -> f64 {
    if x.is_nan() || x == f64::NEG_INFINITY || x < 0.0 && modf(x).1 == 0.0 {
        return NAN;
    }
    if x == f64::INFINITY {
        return x;
    }
    if x == 0.0 {
        return f64::INFINITY.copysign(x);
    }
    let q = x.abs();
    if q > 33.0 {
        return gamma_large(x, q);
    }
    let (mut x, mut z) = (x, 1.0);
    while x >= 3.0 {
        x -= 1.0;
        z *= x;
    }
    let small = |x: f64, z: f64| {
        if x == 0.0 {
            f64::INFINITY
        } else {
            z / ((1.0 + 0.577_215_664_901_532_9 * x) * x)
        }
    };
    while x < 0.0 {
        if x > -1e-9 {
            return small(x, z);
        }
        z /= x;
        x += 1.0;
    }
    while x < 2.0 {
        if x < 1e-9 {
            return small(x, z);
        }
        z /= x;
        x += 1.0;
    }
    if x == 2.0 {
        return z;
    }
    x -= 2.0;
    z * poly(x, &GAMMA_P) / poly(x, &GAMMA_Q)
}

/// The gamma function of |x| = q > 33, below 0 by reflection.
fn gamma_large(x: f64, q: f64) -> f64 {
    if x >= 0.0 {
        let (a, b) = stirling(x);
        return a * b;
    }
    let mut p = q.floor();
    let sign = if p % 2.0 == 0.0 { -1.0 } else { 1.0 };
    let mut z = q - p;
    if z > 0.5 {
        p += 1.0;
        z = q - p;
    }
    z = q * sin(PI * z);
    if z == 0.0 {
        return f64::INFINITY * sign;
    }
    let (a, b) = stirling(q);
    let z = z.abs();
    let d = z * a * b;
    sign * if d.is_infinite() { PI / z / a / b } else { PI / d }
}

/// `-sin(pi * x)` for x >= 0.
fn minus_sin_pi(x: f64) -> f64 {
    if x < 0.25 {
        return -sin(PI * x);
    }
    let y = x % 2.0;
    let n = (y * 4.0) as i32;
    -match n {
        0 => sin(PI * y),
        1 | 2 => cos(PI * (0.5 - y)),
        3 | 4 => sin(PI * (1.0 - y)),
        5 | 6 => -cos(PI * (y - 1.5)),
        _ => sin(PI * (y - 2.0)),
    }
}

/// The logarithm of |gamma(x)| and the sign of gamma(x).
pub(super) fn lgamma(x: f64) -> (f64, i64) {
    if !x.is_finite() {
        return (x, 1);
    }
    if x == 0.0 {
        return (f64::INFINITY, 1);
    }
    let (a, neg) = (x.abs(), x < 0.0);
    if a < 2f64.powi(-70) {
        return (-log(a), if neg { -1 } else { 1 });
    }
    if !neg {
        return (lgamma_positive(a), 1);
    }
    let t = if a >= 2f64.powi(52) { 0.0 } else { minus_sin_pi(a) };
    if t == 0.0 {
        return (f64::INFINITY, 1);
    }
    let adjust = log(PI / (t * a).abs());
    (adjust - lgamma_positive(a), if t < 0.0 { -1 } else { 1 })
}

fn lgamma_positive(x: f64) -> f64 {
    if x == 1.0 || x == 2.0 {
        0.0
    } else if x < 2.0 {
        lgamma_below_2(x)
    } else if x < 8.0 {
        let whole = x.trunc();
        let y = x - whole;
        let mut sum = 0.5 * y + y * poly(y, &LG_S) / poly(y, &LG_R);
        if whole >= 3.0 {
            let mut z = 1.0;
            let mut i = whole - 1.0;
            while i >= 2.0 {
                z *= y + i;
                i -= 1.0;
            }
            sum += log(z);
        }
        sum
    } else if x < 2f64.powi(58) {
        let z = 1.0 / x;
        let w = LG_W[0] + z * poly(z * z, &LG_W[1..]);
        (x - 0.5) * (log(x) - 1.0) + w
    } else {
        x * (log(x) - 1.0)
    }
}

fn lgamma_below_2(x: f64) -> f64 {
    /// Where gamma has its minimum, for choosing and exactly; its logarithm there in two parts.
    const LEAST: f64 = 1.4616321449683622;
    const TC: f64 = 1.4616321449683622;
    const TF: f64 = -0.12148629053584961;
    const TT: f64 = -3.638676997039505e-18;
    // Up to 0.9 it is lgamma(x+1) - log(x); `up` is 1 then.
    let (start, up) = if x <= 0.9 { (-log(x), 1.0) } else { (0.0, 0.0) };
    if x >= LEAST - up + 0.27 {
        let y = 2.0 - up - x;
        let z = y * y;
        let p = y * poly(z, &LG_A0) + z * poly(z, &LG_A1);
        start + (p - 0.5 * y)
    } else if x >= LEAST - up - 0.27 {
        let y = x - (TC - up);
        let z = y * y;
        let w = z * y;
        let (p1, p2, p3) = (poly(w, &LG_T0), poly(w, &LG_T1), poly(w, &LG_T2));
        start + (TF + (z * p1 - (TT - w * (p2 + y * p3))))
    } else {
        let y = x - (1.0 - up);
        start + (-0.5 * y + y * poly(y, &LG_U) / poly(y, &LG_V))
    }
}

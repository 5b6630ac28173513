//! Constants against known values and against machine arithmetic.

use super::{BigInt, BigRational, BinaryOp, Misfit, UnaryOp, Value, f32_of, f64_of, quote};
use crate::types::BasicKind;
use proptest::prelude::{any, prop_assert_eq, proptest};

fn float(text: &str) -> Value {
    Value::parse_float(text).expect("a float literal")
}

#[test]
fn integer_literals() {
    for (text, value) in [
        ("0", 0),
        ("42", 42),
        ("0x_2A", 42),
        ("0b101", 5),
        ("0o17", 15),
        ("017", 15),
        ("1_000", 1000),
    ] {
        assert_eq!(Value::parse_int(text), Some(Value::int(value)), "{text}");
    }
    assert_eq!(Value::parse_int("09"), None);
    assert_eq!(Value::parse_int("0x"), None);
}

#[test]
fn float_literals() {
    for (text, value) in [
        ("1.5", 1.5),
        (".25", 0.25),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("0x1p-2", 0.25),
        ("0x1.8p1", 3.0),
        ("4.9e-324", 5e-324),
        ("2.4703282292062328e-324", 5e-324),
        ("2.4703282292062327e-324", 0.0),
        ("1.7976931348623157e308", f64::MAX),
        ("0.1", 0.1),
    ] {
        assert_eq!(float(text).to_f64(), Some(value), "{text}");
    }
    assert_eq!(Value::parse_float("1e1000000000"), None);
    assert_eq!(Value::parse_float("1e-1000000000").and_then(|v| v.to_f64()), Some(0.0));
    assert_eq!(float("1e400").represent(BasicKind::Float64), Err(Misfit::Overflow));
    assert_eq!(float("1e39").represent(BasicKind::Float32), Err(Misfit::Overflow));
    assert_eq!(float("0.1").to_f32(), Some(0.1));
}

#[test]
fn strings_and_runes() {
    assert_eq!(Value::parse_char(r"'\x41'"), Some(Value::int(65)));
    assert_eq!(Value::parse_char(r"'\''"), Some(Value::int(39)));
    assert_eq!(Value::parse_char("'世'"), Some(Value::int(0x4e16)));
    let parsed = Value::parse_string(r#""a\n\xff\101\u00e9""#).expect("a string");
    assert_eq!(parsed.as_str(), Some(&b"a\n\xffA\xc3\xa9"[..]));
    assert_eq!(Value::parse_string("`a\\n\r\n`"), Some(Value::string("a\\n\n")));
    assert_eq!(quote(b"a\"\n\x01\xff\xc3\xa9"), r#""a\"\n\x01\xffé""#);
}

#[test]
fn representation() {
    let int = |v: i64| Value::int(v);
    assert!(int(255).represent(BasicKind::Uint8).is_ok());
    assert_eq!(int(256).represent(BasicKind::Uint8), Err(Misfit::Overflow));
    assert_eq!(int(-1).represent(BasicKind::Uint), Err(Misfit::Overflow));
    assert!(int(-128).represent(BasicKind::Int8).is_ok());
    assert_eq!(int(-129).represent(BasicKind::Int8), Err(Misfit::Overflow));
    assert_eq!(int(128).represent(BasicKind::Int8), Err(Misfit::Overflow));
    assert!(int(i64::MIN).represent(BasicKind::Int64).is_ok());
    assert_eq!(float("1.5").represent(BasicKind::Int), Err(Misfit::Truncated));
    assert_eq!(float("2.0").represent(BasicKind::Int), Ok(int(2)));
    assert_eq!(int(1).represent(BasicKind::String), Err(Misfit::Mismatch));
}

#[test]
fn display_like_gc() {
    assert_eq!(float("0.1").display(), "0.1");
    assert_eq!(float("1e100").display(), "1e+100");
    assert_eq!(float("123456.7").display(), "123456.7");
    assert_eq!(float("1234567.5").display(), "1.23457e+06");
    assert_eq!(float("0.00001").display(), "1e-05");
    assert_eq!(float("1e1000").display(), "1e+1000");
    assert_eq!(Value::parse_imag("2i").map(|v| v.display()), Some("(0 + 2i)".into()));
}

#[test]
fn operations() {
    let int = |v: i64| Value::int(v);
    let binary = |op, x: &Value, y: &Value, int_div| Value::binary(op, x, y, int_div);
    assert_eq!(binary(BinaryOp::Div, &int(-7), &int(2), true), Some(int(-3)));
    assert_eq!(binary(BinaryOp::Rem, &int(-7), &int(2), true), Some(int(-1)));
    assert_eq!(binary(BinaryOp::Div, &int(7), &int(2), false), Some(float("3.5")));
    assert_eq!(binary(BinaryOp::Div, &int(7), &int(0), true), None);
    assert_eq!(Value::unary(UnaryOp::BitNot, &int(1), Some(8)), Some(int(254)));
    assert_eq!(Value::unary(UnaryOp::BitNot, &int(1), None), Some(int(-2)));
    assert_eq!(Value::shift(BinaryOp::Shr, &int(-5), 1), Some(int(-3)));
    assert_eq!(Value::compare(BinaryOp::Lt, &int(1), &float("1.5")), Some(true));
    // Repeated squaring stays bounded.
    let mut x = float("1.1");
    for _ in 0..12 {
        x = binary(BinaryOp::Mul, &x, &x, false).expect("small enough");
    }
    assert!((x.to_f64().expect("real") / 1.1f64.powi(4096) - 1.0).abs() < 1e-9);
}

proptest! {
    #[test]
    fn integers_agree_with_machine(x: i64, y: i64) {
        let (a, b) = (Value::int(x), Value::int(y));
        for (op, expected) in [
            (BinaryOp::Add, i128::from(x) + i128::from(y)),
            (BinaryOp::Sub, i128::from(x) - i128::from(y)),
            (BinaryOp::Mul, i128::from(x) * i128::from(y)),
            (BinaryOp::And, i128::from(x & y)),
            (BinaryOp::Or, i128::from(x | y)),
            (BinaryOp::Xor, i128::from(x ^ y)),
            (BinaryOp::AndNot, i128::from(x & !y)),
        ] {
            prop_assert_eq!(Value::binary(op, &a, &b, true), Some(Value::Int(expected.into())));
        }
    }

    #[test]
    fn floats_round_trip(bits: u64) {
        let x = f64::from_bits(bits);
        if let Some(exact) = BigRational::from_float(x) {
            prop_assert_eq!(f64_of(&exact).to_bits(), (x + 0.0).to_bits());
        }
    }

    #[test]
    fn f32_rounds_like_the_machine(x in any::<f64>()) {
        #[expect(clippy::cast_possible_truncation, reason = "rounding is what is tested")]
        if let Some(exact) = BigRational::from_float(x) {
            prop_assert_eq!(f32_of(&exact).to_bits(), (x as f32 + 0.0).to_bits());
        }
    }

    #[test]
    fn quotients_round_like_the_machine(x in -(1i64 << 53)..1 << 53, y in 1..1i64 << 53) {
        let exact = BigRational::new(BigInt::from(x), BigInt::from(y));
        #[expect(clippy::cast_precision_loss, reason = "both are exact")]
        let machine = x as f64 / y as f64;
        prop_assert_eq!(f64_of(&exact).to_bits(), (machine + 0.0).to_bits());
    }

    #[test]
    fn decimal_literals_round_like_the_machine(x in any::<f64>()) {
        if x.is_finite() {
            let text = format!("{:e}", x.abs());
            prop_assert_eq!(float(&text).to_f64(), Some(x.abs()));
        }
    }
}

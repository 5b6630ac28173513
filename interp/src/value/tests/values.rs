//! Equality, hashing, strings, conversions.

use super::{basic, types};
use crate::code::{Code, Kind};
use crate::memory::Heap;
use crate::memory::layout::{Layout, LayoutTable};
use crate::native::Str;
use crate::trap::Trap;
use crate::value::{convert, equal, load, string};
use proptest::prelude::*;

fn program() -> (Code, Heap) {
    let mut table = LayoutTable::new();
    let types = types(&mut table);
    let code = crate::memory::tests::code(vec![0; 16], Layout::default(), types);
    let mut heap = Heap::default();
    heap.reset(&code, 1 << 28);
    (code, heap)
}

fn str(heap: &mut Heap, text: &str) -> Str {
    Str { ptr: heap.alloc_bytes(text.as_bytes()).expect("fits"), len: text.len() as u64 }
}

#[test]
fn structs_compare_field_by_field() {
    let (code, mut heap) = program();
    let t = basic(code.types.fixed(), "main.T");
    let int = u64::from(basic(code.types.fixed(), "int").0);
    let slice = u64::from(basic(code.types.fixed(), "[]int").0);
    let (a, b) = (str(&mut heap, "text"), str(&mut heap, "text"));
    // The upper bytes of the int8 do not count; 0 equals -0.
    let x = [0xFF, a.ptr, a.len, 0.0_f64.to_bits(), int, 7];
    let mut y = [u64::MAX, b.ptr, b.len, (-0.0_f64).to_bits(), int, 7];
    let eq = |heap: &Heap, x: &[u64], y: &[u64]| equal::equal(heap, &code, t, x, y);
    let hash = |heap: &Heap, x: &[u64]| equal::hash(heap, &code, t, x, 1);
    assert_eq!(eq(&heap, &x, &y), Ok(true));
    assert_eq!(hash(&heap, &x), hash(&heap, &y));
    y[5] = 8;
    assert_eq!(eq(&heap, &x, &y), Ok(false));
    assert_ne!(hash(&heap, &x), hash(&heap, &y));
    let z = [0xFF, a.ptr, a.len, 0, slice, 0];
    assert_eq!(eq(&heap, &x, &z), Ok(false));
    let text = "comparing uncomparable type []int".to_owned();
    assert_eq!(eq(&heap, &z, &z), Err(Trap::Error(text)));
    // A difference before the interface: no panic.
    let mut w = z;
    w[3] = 1.0_f64.to_bits();
    assert_eq!(eq(&heap, &z, &w), Ok(false));
    // Boxed in interfaces.
    let boxed = |heap: &mut Heap, w: &[u64]| {
        let at = heap.alloc(code.ty(t).layout).expect("fits");
        heap.store_words(at, w).expect("in memory");
        (u64::from(t.0), at)
    };
    y[5] = 7;
    let (i, j) = (boxed(&mut heap, &x), boxed(&mut heap, &y));
    assert_eq!(equal::equal_ifaces(&heap, &code, i, j), Ok(true));
    assert_eq!(equal::equal_ifaces(&heap, &code, i, (0, 0)), Ok(false));
    assert_eq!(equal::equal_iface_value(&heap, &code, i, t, &y), Ok(true));
}

#[test]
fn loads_extend_and_stores_are_narrow() {
    let (code, mut heap) = program();
    let t = basic(code.types.fixed(), "main.T");
    let int8 = basic(code.types.fixed(), "int8");
    let at = heap.alloc(code.ty(t).layout).expect("fits");
    heap.st(at, 0x1234).expect("in memory");
    load::store(&mut heap, &code.types, int8, at, &[u64::MAX - 1]).expect("in memory");
    assert_eq!(heap.ld(at), Some(0x12FE));
    let mut words = [9; 6];
    load::load(&heap, &code.types, t, at, &mut words).expect("in memory");
    assert_eq!(words, [u64::MAX - 1, 0, 0, 0, 0, 0]);
    assert_eq!(load::narrow_words(&code.types, t), [(0, Kind::Int8)]);
    assert_eq!(load::load(&heap, &code.types, t, 8, &mut words), None);
    assert_eq!(heap.ld_i16(at), Some(0x12FE));
    assert_eq!(heap.ld(0), None);
    assert_eq!(heap.ld(u64::MAX), None);
    assert_eq!(heap.st_8(3, 1), None);
}

#[test]
fn floats_to_integers_as_amd64() {
    use Kind::{Int8, Int32, Int64, Uint8, Uint32, Uint64};
    let min = 1_u64 << 63;
    let cases = [
        (1.9, Int64, 1),
        (-1.9, Int64, u64::MAX),
        (f64::NAN, Int64, min),
        (1e19, Int64, min),
        (-1e19, Int64, min),
        (1e19, Uint64, 10_000_000_000_000_000_000),
        (-1.0, Uint64, u64::MAX),
        (1e20, Uint64, min),
        (f64::NAN, Uint64, min),
        (4e9, Uint32, 4_000_000_000),
        (3e9, Int32, 0xFFFF_FFFF_8000_0000),
        (-2_147_483_648.9, Int32, 0xFFFF_FFFF_8000_0000),
        (300.0, Uint8, 44),
        (200.0, Int8, 0xFFFF_FFFF_FFFF_FFC8),
        (1e10, Int8, 0),
    ];
    for (v, kind, want) in cases {
        assert_eq!(convert::float_to_int(v, kind), want, "{v} to {kind:?}");
    }
}

#[test]
fn strings_are_made_and_joined() {
    let (_, mut heap) = program();
    let (a, b) = (str(&mut heap, "a\u{e4}"), str(&mut heap, "\u{20ac}\u{1f600}!"));
    let joined = string::concat(&mut heap, &[a, Str::default(), b]).expect("fits");
    assert_eq!(heap.bytes(joined.ptr, joined.len), "a\u{e4}\u{20ac}\u{1f600}!".as_bytes());
    assert_eq!(string::concat(&mut heap, &[Str::default(), a]), Ok(a));
    let runes = string::to_runes(&mut heap, joined).expect("fits");
    assert_eq!(runes.len, 5);
    assert_eq!(heap.ld_i32(runes.ptr + 12), Some(0x1F600));
    let back = string::from_runes(&mut heap, runes).expect("fits");
    assert!(equal::equal_strings(&heap, (joined.ptr, joined.len), (back.ptr, back.len)));
    let bad = string::from_rune(&mut heap, 0xD800).expect("fits");
    assert_eq!(heap.bytes(bad.ptr, bad.len), "\u{fffd}".as_bytes());
    assert_eq!(string::compare(&heap, a, b), std::cmp::Ordering::Less);
}

proptest! {
    #[test]
    fn decoding_agrees_with_std(bytes in prop::collection::vec(prop_oneof![any::<u8>(), 0xE0..=0xFFu8, 0x80..=0xBFu8], 0..30)) {
        // Go replaces each byte of an invalid sequence, std whole prefixes: compare valid ones.
        let mut i = 0;
        while i < bytes.len() {
            let (rune, width) = string::decode_rune(&bytes, i);
            let std = (1..=4).find_map(|n| bytes.get(i..i + n).and_then(|b| std::str::from_utf8(b).ok()));
            match std.and_then(|s| s.chars().next()) {
                Some(c) => prop_assert_eq!((rune, width), (c as u32, c.len_utf8())),
                None => prop_assert_eq!((rune, width), (0xFFFD, 1)),
            }
            prop_assert_eq!(string::decode_last_rune(&bytes, i + width).1.min(width), string::decode_last_rune(&bytes, i + width).1);
            i += width;
        }
        prop_assert_eq!(string::decode_rune(&bytes, i), (0xFFFD, 0));
    }

    #[test]
    fn valid_text_goes_round(text: String) {
        let bytes = text.as_bytes();
        prop_assert_eq!(string::count_runes(bytes), text.chars().count());
        let (mut end, mut chars) = (bytes.len(), vec![]);
        while end > 0 {
            let (rune, width) = string::decode_last_rune(bytes, end);
            let (utf8, len) = string::encode_rune(i64::from(rune));
            prop_assert_eq!(&utf8[..len], &bytes[end - width..end]);
            chars.push(char::from_u32(rune).expect("valid"));
            end -= width;
        }
        prop_assert!(text.chars().rev().eq(chars));
    }
}

//! What the builtins print and println and an uncaught panic write: gc's runtime's formats.

use super::num;
use crate::code::{Code, Kind, RTypeId};
use crate::memory::Heap;
use std::io::Write as _;

/// One operand of print or println: a value of type `ty` in its slots.
#[expect(clippy::cast_possible_truncation, reason = "float32 is in the low 32 bits")]
pub fn builtin_text(code: &Code, ty: RTypeId, words: &[u64], heap: &Heap) -> Vec<u8> {
    let word = |i: usize| words.get(i).copied().unwrap_or(0);
    let mut out = Vec::new();
    let float = |out: &mut Vec<u8>, w: u64, bits: u32| {
        let f = if bits == 32 { f64::from(f32::from_bits(w as u32)) } else { f64::from_bits(w) };
        num::format_float(out, f, b'g', -1, bits);
    };
    let hex = |w: u64| format!("0x{w:x}");
    let kind = code.ty(ty).kind;
    match kind {
        Kind::Bool => out.extend_from_slice(if word(0) != 0 { b"true" } else { b"false" }),
        Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
            num::format_int(&mut out, word(0).cast_signed(), 10);
        }
        Kind::Uint | Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 | Kind::Uintptr => {
            num::format_uint(&mut out, word(0), 10);
        }
        Kind::Float32 => float(&mut out, word(0), 32),
        Kind::Float64 => float(&mut out, word(0), 64),
        Kind::Complex64 | Kind::Complex128 => {
            let bits = if kind == Kind::Complex64 { 32 } else { 64 };
            out.push(b'(');
            float(&mut out, word(0), bits);
            let mut imag = Vec::new();
            float(&mut imag, word(1), bits);
            if !matches!(imag.first(), Some(b'+' | b'-')) {
                out.push(b'+');
            }
            out.extend_from_slice(&imag);
            out.extend_from_slice(b"i)");
        }
        Kind::String => out.extend_from_slice(heap.bytes(word(0), word(1))),
        Kind::Slice => {
            let _ = write!(out, "[{}/{}]{}", word(1), word(2), hex(word(0)));
        }
        Kind::Interface => {
            let _ = write!(out, "(0x{:x},{})", word(0), hex(word(1)));
        }
        Kind::Chan | Kind::Func | Kind::Map | Kind::Pointer | Kind::UnsafePointer => {
            out.extend_from_slice(hex(word(0)).as_bytes());
        }
        Kind::Invalid => out.extend_from_slice(b"nil"),
        Kind::Array | Kind::Struct => out.push(b'?'),
    }
    out
}

/// What follows `panic: ` for a value that is neither an error nor a Stringer: type and data
/// word of the interface.
pub fn panic_text(code: &Code, ty: RTypeId, data: u64, heap: &Heap) -> Vec<u8> {
    if ty == RTypeId::NIL {
        return b"nil".to_vec();
    }
    let rtype = code.ty(ty);
    let defined = !rtype.pkg.is_empty();
    let words = if rtype.words > 1 {
        crate::memory::heap::index(data)
            .checked_add(rtype.words as usize)
            .and_then(|end| heap.mem.get(crate::memory::heap::index(data)..end))
            .unwrap_or_default()
    } else {
        &[data]
    };
    let mut text = match rtype.kind {
        Kind::Array
        | Kind::Chan
        | Kind::Func
        | Kind::Interface
        | Kind::Invalid
        | Kind::Map
        | Kind::Pointer
        | Kind::Slice
        | Kind::Struct
        | Kind::UnsafePointer => {
            return format!("({}) 0x{:x}", rtype.string, data).into_bytes();
        }
        Kind::String => indented(&builtin_text(code, ty, words, heap)),
        Kind::Bool
        | Kind::Int
        | Kind::Int8
        | Kind::Int16
        | Kind::Int32
        | Kind::Int64
        | Kind::Uint
        | Kind::Uint8
        | Kind::Uint16
        | Kind::Uint32
        | Kind::Uint64
        | Kind::Uintptr
        | Kind::Float32
        | Kind::Float64
        | Kind::Complex64
        | Kind::Complex128 => builtin_text(code, ty, words, heap),
    };
    if defined {
        let (open, close): (&[u8], &[u8]) = if rtype.kind == Kind::String {
            (b"(\"", b"\")")
        } else if rtype.words == 2 {
            (b"", b"") // complex numbers have their own
        } else {
            (b"(", b")")
        };
        text = [rtype.string.as_bytes(), open, &text, close].concat();
    }
    text
}

/// The text of a string or of an error with a tab after each newline, as panics print it.
pub fn indented(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for &b in text {
        out.push(b);
        if b == b'\n' {
            out.push(b'\t');
        }
    }
    out
}

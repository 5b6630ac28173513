//! Values as `%v` prints them, cut short.
//!
//! Methods are not called: an error or Stringer is shown by what it holds.

use crate::code::{Code, Kind, RType, RTypeId};
use crate::memory::Heap;
use crate::value::load::canonical;
use crate::value::print::builtin_text;

/// Most characters of a value.
const MOST: usize = 40;

/// Most elements of an array, fields of a struct.
const ELEMENTS: usize = 8;

/// A value of a type in its slots.
pub(crate) fn short(code: &Code, heap: &Heap, ty: RTypeId, words: &[u64]) -> String {
    let mut out = String::new();
    put(&mut out, code, heap, code.ty(ty), words, true);
    cut(&out)
}

/// The variable of a simple type at an address; None if it has another type.
pub(super) fn stored(code: &Code, heap: &Heap, ty: RTypeId, addr: u64) -> Option<String> {
    let t = code.types.get(ty.0 as usize)?;
    let packed = u64::from(t.kind.packed());
    let simple =
        !matches!(t.kind, Kind::Invalid | Kind::Array | Kind::Slice | Kind::Map | Kind::Struct);
    if !simple || ty == RTypeId::NIL {
        return None;
    }
    if packed != 0 {
        let mut word = [0; 8];
        let bytes = heap.get_bytes(addr, packed)?;
        word[..bytes.len()].copy_from_slice(bytes);
        return Some(short(code, heap, ty, &[canonical(t.kind, u64::from_le_bytes(word))]));
    }
    let mut words = vec![0; t.words as usize];
    heap.load_words(addr, &mut words)?;
    Some(short(code, heap, ty, &words))
}

/// Text between quotes.
pub(crate) fn quoted(bytes: &[u8]) -> String {
    format!("\"{}\"", cut(&String::from_utf8_lossy(bytes).escape_debug().to_string()))
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn put(out: &mut String, code: &Code, heap: &Heap, t: &RType, words: &[u64], top: bool) {
    if out.len() > 4 * MOST {
        return;
    }
    match t.kind {
        Kind::Struct => {
            out.push('{');
            for (i, field) in t.fields.iter().take(ELEMENTS).enumerate() {
                if i > 0 {
                    out.push(' ');
                }
                let ty = code.ty(field.ty);
                let from = field.offset as usize;
                let part = words.get(from..from + ty.words as usize).unwrap_or_default();
                put(out, code, heap, ty, part, false);
            }
            out.push('}');
        }
        Kind::Interface => match words {
            [ty, data] if *ty != 0 => {
                let Some(dynamic) = code.types.get(usize::try_from(*ty).unwrap_or(0)) else {
                    return;
                };
                let mut held = vec![*data];
                if dynamic.words != 1 {
                    held = vec![0; dynamic.words as usize];
                    if heap.load_words(*data, &mut held).is_none() {
                        return;
                    }
                }
                put(out, code, heap, dynamic, &held, top);
            }
            _ => out.push_str("<nil>"),
        },
        Kind::Pointer if top && words != [0] => pointee(out, code, heap, t, words),
        Kind::Slice => {
            let elem = code.ty(t.elem);
            let length = words.get(1).copied().unwrap_or(0);
            let n = usize::try_from(length).unwrap_or(ELEMENTS).min(ELEMENTS);
            let stride = crate::value::load::stride(elem);
            out.push('[');
            for i in 0..n as u64 {
                if i > 0 {
                    out.push(' ');
                }
                element(out, code, heap, elem, words[0].wrapping_add(i * stride));
            }
            out.push_str(if length > n as u64 { " …]" } else { "]" });
        }
        Kind::Map | Kind::Array => {
            out.push_str(if t.kind == Kind::Map { "map[…]" } else { "[…]" });
        }
        Kind::Chan | Kind::Func | Kind::Pointer | Kind::UnsafePointer if words == [0] => {
            out.push_str("<nil>");
        }
        Kind::Invalid
        | Kind::Bool
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
        | Kind::Complex128
        | Kind::Chan
        | Kind::Func
        | Kind::Pointer
        | Kind::String
        | Kind::UnsafePointer => {
            out.push_str(&String::from_utf8_lossy(&builtin_text(code, t.id, words, heap)));
        }
    }
}

/// `&{1 2}` for a pointer to a struct.
fn pointee(out: &mut String, code: &Code, heap: &Heap, t: &RType, words: &[u64]) {
    let elem = code.ty(t.elem);
    let mut held = vec![0; elem.words as usize];
    let loaded = heap.load_words(words.first().copied().unwrap_or(0), &mut held).is_some();
    if elem.kind == Kind::Struct && loaded {
        if t.string == "*errors.errorString" {
            // The one error everybody knows.
            return put(out, code, heap, code.ty(code.known.string), &held, false);
        }
        out.push('&');
        put(out, code, heap, elem, &held, false);
    } else {
        out.push_str(&String::from_utf8_lossy(&builtin_text(code, t.id, words, heap)));
    }
}

fn element(out: &mut String, code: &Code, heap: &Heap, t: &RType, addr: u64) {
    if let Some(text) = stored(code, heap, t.id, addr) {
        return out.push_str(&text);
    }
    let mut words = vec![0; t.words as usize];
    if heap.load_words(addr, &mut words).is_some() {
        put(out, code, heap, t, &words, false);
    }
}

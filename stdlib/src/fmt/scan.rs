//! Scanning: what is native is storing through pointers of any type.

use interp::code::{Kind, RType};
use interp::memory::Heap;
use interp::memory::heap::index;
use interp::native::{Call, Iface, Registry};
use interp::trap::Trap;

pub(super) fn register(reg: &mut Registry) {
    reg.leaf("fmt.readIn", read_in);
    reg.leaf("fmt.isSpace", is_space);
    reg.leaf("fmt.target", target);
    reg.leaf("fmt.storeWord", store_word);
    reg.leaf("fmt.storeFloat", store_float);
    reg.leaf("fmt.storeComplex", store_complex);
    reg.leaf("fmt.storeString", store_string);
    reg.leaf("fmt.storeBytes", store_bytes);
}

/// `func readIn(b []byte) int`.
fn read_in(c: &mut Call<'_>) -> Result<(), Trap> {
    let b = c.slice();
    let mut buf = vec![0; usize::try_from(b.len).unwrap_or(0)];
    let n = c.cx.host.read(&mut buf);
    for (i, &byte) in (0..).zip(&buf[..n]) {
        put_byte(&mut c.cx.heap, b.ptr + i, byte);
    }
    c.ret(n as u64);
    Ok(())
}

/// `func isSpace(r rune) bool`.
fn is_space(c: &mut Call<'_>) -> Result<(), Trap> {
    let space = u32::try_from(c.int()).is_ok_and(crate::unicode::is_space);
    c.ret_bool(space);
    Ok(())
}

/// What the pointer in an interface points to; `None` if it holds no pointer.
fn pointee(c: &Call<'_>, arg: Iface) -> Option<&'static RType> {
    let ty = c.ty(arg.ty);
    (arg.ty.0 != 0 && ty.kind == Kind::Pointer).then(|| c.ty(ty.elem))
}

/// `func target(arg any) (kind, bits int, name string)`.
fn target(c: &mut Call<'_>) -> Result<(), Trap> {
    let arg = c.iface();
    let to = pointee(c, arg);
    let kind = match to {
        None => -1,
        Some(ty) if ty.kind == Kind::Slice && c.ty(ty.elem).kind == Kind::Uint8 => -2,
        Some(ty) => ty.kind as i64,
    };
    c.ret_int(kind);
    c.ret_int(to.map_or(0, |ty| bits(ty.kind)));
    let name = if arg.ty.0 == 0 { "<nil>" } else { &c.ty(arg.ty).string };
    c.ret_str(name.as_bytes())
}

fn bits(kind: Kind) -> i64 {
    match (kind, kind.packed()) {
        (Kind::Complex128, _) => 128,
        (_, 0) => 64,
        (_, bytes) => 8 * i64::from(bytes),
    }
}

fn put_byte(heap: &mut Heap, addr: u64, byte: u8) {
    if let Some(word) = heap.mem.get_mut(index(addr)) {
        let shift = 8 * (addr & 7);
        *word = *word & !(0xFF << shift) | u64::from(byte) << shift;
    }
}

/// Stores words at a pointer's target; a small integer's low bytes only.
fn store(c: &mut Call<'_>, arg: Iface, words: &[u64]) -> Result<(), Trap> {
    let kind = pointee(c, arg).map_or(Kind::Invalid, |ty| ty.kind);
    if c.cx.heap.mem.get(index(arg.data)).is_none() {
        return Err(Trap::NilDeref);
    }
    match kind.packed() {
        0 => {
            for (i, &word) in (0..).zip(words) {
                if let Some(slot) = c.cx.heap.mem.get_mut(index(arg.data + 8 * i)) {
                    *slot = word;
                }
            }
        }
        n => {
            for (i, &byte) in (0..u64::from(n)).zip(&words[0].to_le_bytes()) {
                put_byte(&mut c.cx.heap, arg.data + i, byte);
            }
        }
    }
    Ok(())
}

/// `func storeWord(arg any, v uint64)`.
fn store_word(c: &mut Call<'_>) -> Result<(), Trap> {
    let (arg, v) = (c.iface(), c.word());
    store(c, arg, &[v])
}

#[expect(clippy::cast_possible_truncation, reason = "rounding to float32")]
fn float_word(f: f64, narrow: bool) -> u64 {
    if narrow { u64::from((f as f32).to_bits()) } else { f.to_bits() }
}

/// `func storeFloat(arg any, v float64)`.
fn store_float(c: &mut Call<'_>) -> Result<(), Trap> {
    let (arg, v) = (c.iface(), c.f64());
    let narrow = pointee(c, arg).is_some_and(|ty| ty.kind == Kind::Float32);
    store(c, arg, &[float_word(v, narrow)])
}

/// `func storeComplex(arg any, v complex128)`.
fn store_complex(c: &mut Call<'_>) -> Result<(), Trap> {
    let (arg, re, im) = (c.iface(), c.f64(), c.f64());
    let narrow = pointee(c, arg).is_some_and(|ty| ty.kind == Kind::Complex64);
    store(c, arg, &[float_word(re, narrow), float_word(im, narrow)])
}

/// `func storeString(arg any, v string)`.
fn store_string(c: &mut Call<'_>) -> Result<(), Trap> {
    let (arg, v) = (c.iface(), c.str());
    store(c, arg, &[v.ptr, v.len])
}

/// `func storeBytes(arg any, v []byte)`.
fn store_bytes(c: &mut Call<'_>) -> Result<(), Trap> {
    let (arg, v) = (c.iface(), c.slice());
    store(c, arg, &[v.ptr, v.len, v.cap])
}

//! Package sort: slices of any type.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "lengths and addresses are below 2^63"
)]

use interp::code::Kind;
use interp::memory::heap::index;
use interp::native::{Call, Iface, Registry};
use interp::trap::Trap;

/// Address and length of a slice in an interface.
fn slice_of(c: &Call<'_>, v: Iface) -> Option<(u64, u64)> {
    if c.ty(v.ty).kind != Kind::Slice {
        return None;
    }
    let at = index(v.data);
    Some((c.cx.heap.mem[at], c.cx.heap.mem[at + 1]))
}

fn len_of(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = c.iface();
    let len = slice_of(c, v).map_or(-1, |(_, len)| len as i64);
    c.ret_int(len);
    Ok(())
}

/// Elements of small kinds lie next to each other in a word.
fn swap_packed(c: &mut Call<'_>, a: u64, b: u64, bytes: u64) {
    let mask = u64::MAX >> (64 - bytes * 8);
    let mem = &mut c.cx.heap.mem;
    let (wa, sa) = (index(a), a % 8 * 8);
    let (wb, sb) = (index(b), b % 8 * 8);
    let (x, y) = (mem[wa] >> sa & mask, mem[wb] >> sb & mask);
    mem[wa] = mem[wa] & !(mask << sa) | y << sa;
    mem[wb] = mem[wb] & !(mask << sb) | x << sb;
}

fn swap_elems(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, i, j) = (c.iface(), c.word(), c.word());
    let Some((ptr, len)) = slice_of(c, v) else { return Ok(()) };
    if i >= len || j >= len {
        return Err(Trap::Text("reflect: slice index out of range".to_owned()));
    }
    let elem = c.ty(c.ty(v.ty).elem);
    let packed = u64::from(elem.kind.packed());
    if packed != 0 {
        swap_packed(c, ptr + i * packed, ptr + j * packed, packed);
    } else if i != j {
        let words = elem.words as usize;
        let (a, b) = (index(ptr) + i as usize * words, index(ptr) + j as usize * words);
        for k in 0..words {
            c.cx.heap.mem.swap(a + k, b + k);
        }
    }
    Ok(())
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("sort.lenOf", len_of);
    r.leaf("sort.swapElems", swap_elems);
}

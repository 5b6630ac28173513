//! Package reflect: the leaves under its Go half.
//!
//! A `reflect.Value` is three words, see [`Val`]. Types are their run-time numbers. Everything that
//! calls, blocks or panics with a value of its own is Go code; see `stdlib/go/reflect`.

mod call;
mod container;
mod equal;
mod types;
mod value;

use interp::code::{Code, Kind, RType, RTypeId};
use interp::memory::Heap;
use interp::native::{Call, Iface, Registry};
use interp::race::hooks;
use interp::trap::Trap;
use interp::value::load::{load, store, stride};

pub(crate) fn register(r: &mut Registry) {
    types::register(r);
    value::register(r);
    container::register(r);
    call::register(r);
    equal::register(r);
}

/// The value lies at `ref`.
const INDIRECT: u64 = 1 << 7;
/// It is a variable, which lies at `ref`.
const ADDRESSABLE: u64 = 1 << 8;
/// It was reached through an unexported field that is not embedded.
const STICKY_RO: u64 = 1 << 5;
/// It was reached through an unexported embedded field.
const EMBED_RO: u64 = 1 << 6;
/// It may not be set or handed out.
const RO: u64 = STICKY_RO | EMBED_RO;

/// A `reflect.Value`: the type, the flags and the kind (5 bits) in `head`; then the address of
/// the value or, of pointers and the like, the value itself; then the value of other small types.
/// Structs, arrays and all values of more than one word are indirect.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Val {
    pub(crate) head: u64,
    pub(crate) reference: u64,
    pub(crate) word: u64,
}

impl Val {
    fn read(c: &mut Call<'_>) -> Self {
        Self { head: c.word(), reference: c.word(), word: c.word() }
    }

    fn give(self, c: &mut Call<'_>) {
        c.ret(self.head);
        c.ret(self.reference);
        c.ret(self.word);
    }

    /// Its type's number.
    pub(crate) fn ty(self) -> RTypeId {
        RTypeId((self.head >> 32) as u32)
    }

    /// Whether it may not be handed out.
    pub(crate) fn is_read_only(self) -> bool {
        self.head & RO != 0
    }

    /// The value, if it stands here itself.
    pub(crate) fn direct_word(self, code: &Code) -> Option<u64> {
        (!self.is_indirect()).then(|| self.direct(code.ty(self.ty())))
    }

    /// The flags of what is reached from here.
    fn derived(self) -> u64 {
        if self.is_read_only() { STICKY_RO } else { 0 }
    }

    fn is_indirect(self) -> bool {
        self.head & INDIRECT != 0
    }

    /// Its words as in a frame.
    fn words(self, code: &Code, heap: &Heap) -> Option<Vec<u64>> {
        let t = code.ty(self.ty());
        let mut words = vec![0; t.words as usize];
        match words[..] {
            [] => {}
            [ref mut word] if !self.is_indirect() => *word = self.direct(t),
            _ => load(heap, &code.types, t.id, self.reference, &mut words)?,
        }
        Some(words)
    }

    fn direct(self, t: &RType) -> u64 {
        if t.layout.refs.is_empty() { self.word } else { self.reference }
    }

    /// The first word: numbers, booleans, pointers, channels, maps, functions; the address of
    /// slices and strings; the type of what is in an interface.
    fn scalar(self, code: &Code, heap: &Heap) -> Option<u64> {
        let t = code.ty(self.ty());
        if !self.is_indirect() {
            return Some(self.direct(t));
        }
        if t.words == 1 {
            let mut word = [0];
            load(heap, &code.types, t.id, self.reference, &mut word)?;
            return Some(word[0]);
        }
        if t.words == 0 { Some(0) } else { heap.ld(self.reference) }
    }
}

/// Tells the race detector that `n` values of a type at an address are read or written.
fn touch(c: &mut Call<'_>, t: &RType, addr: u64, n: u64, write: bool) -> Result<(), Trap> {
    if c.cx.race.is_none() {
        return Ok(());
    }
    let (elem, count) = if t.kind == Kind::Array {
        (c.ty(t.elem).kind.packed(), t.len.unsigned_abs())
    } else {
        (t.kind.packed(), 1)
    };
    let (bytes, unit) = match elem {
        0 => (n * stride(t), 8),
        // One array of small elements may be followed by others at once.
        size if n == 1 => (count * u64::from(size), size),
        size => (n * stride(t), size),
    };
    hooks::native(c.cx, addr, bytes, unit, write)
}

/// A value is about to be read: others may know it if it is a variable.
fn reading(c: &mut Call<'_>, v: Val) -> Result<(), Trap> {
    if v.head & ADDRESSABLE == 0 {
        return Ok(());
    }
    let t = c.ty(v.ty());
    touch(c, t, v.reference, 1, false)
}

/// A variable is about to be written.
fn writing(c: &mut Call<'_>, v: Val) -> Result<(), Trap> {
    let t = c.ty(v.ty());
    touch(c, t, v.reference, 1, true)
}

/// Whether values of a type stand in a [`Val`] themselves.
fn is_direct(t: &RType) -> bool {
    t.words == 1 && !matches!(t.kind, Kind::Struct | Kind::Array)
}

/// Type and kind of a value's head.
fn head(t: &RType) -> u64 {
    u64::from(t.id.0) << 32 | t.kind as u64
}

/// A value of its own with these words.
fn fresh(c: &mut Call<'_>, ty: RTypeId, words: &[u64]) -> Result<Val, Trap> {
    let t = c.code().ty(ty);
    if is_direct(t) {
        let word = words.first().copied().unwrap_or(0);
        let is_reference = !t.layout.refs.is_empty();
        return Ok(if is_reference {
            Val { head: head(t), reference: word, word: 0 }
        } else {
            Val { head: head(t), reference: 0, word }
        });
    }
    let at = c.cx.heap.alloc(t.layout).map_err(|_| Trap::NeedMemory)?;
    let code = c.code();
    store(&mut c.cx.heap, &code.types, ty, at, words).ok_or(Trap::NilDeref)?;
    Ok(Val { head: head(t) | INDIRECT, reference: at, word: 0 })
}

/// The value that lies at an address.
fn at(t: &RType, addr: u64, flags: u64) -> Val {
    Val { head: head(t) | flags | INDIRECT, reference: addr, word: 0 }
}

/// What an interface holds.
fn unpack(c: &mut Call<'_>, v: Iface) -> Result<Val, Trap> {
    let t = c.code().ty(v.ty);
    if v.ty == RTypeId::NIL {
        return Ok(Val::default());
    }
    if t.words > 1 {
        return Ok(at(t, v.data, 0));
    }
    fresh(c, v.ty, &[v.data])
}

/// The value in an interface: that of an interface is what it holds.
fn pack(c: &mut Call<'_>, v: Val) -> Result<Iface, Trap> {
    let code = c.code();
    let t = code.ty(v.ty());
    reading(c, v)?;
    if t.kind == Kind::Interface {
        let (ty, data) = c.cx.heap.ld2(v.reference).ok_or(Trap::NilDeref)?;
        let ty = RTypeId(u32::try_from(ty).unwrap_or(0));
        return Ok(Iface { ty, data });
    }
    let data = match t.words {
        0 => 0,
        1 => v.words(code, &c.cx.heap).ok_or(Trap::NilDeref)?[0],
        _ if v.head & ADDRESSABLE == 0 => v.reference,
        _ => {
            let words = v.words(code, &c.cx.heap).ok_or(Trap::NilDeref)?;
            fresh(c, t.id, &words)?.reference
        }
    };
    Ok(Iface { ty: t.id, data })
}

/// A parameter that is a type.
fn ty(c: &mut Call<'_>) -> &'static RType {
    #[expect(clippy::cast_possible_truncation, reason = "types are 32 bits")]
    let id = RTypeId(c.word() as u32);
    c.ty(id)
}

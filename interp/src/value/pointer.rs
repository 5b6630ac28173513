//! Pointers of package unsafe (spec §Package unsafe).
//!
//! A pointer is an address of linear memory whatever its type. What may go wrong when the type is
//! exchanged is that ours is not gc's layout: [`view`] lets through what means the same in both,
//! and ends the execution otherwise. What it cannot see is memory that changes afterwards, and
//! values two pointers away.

use crate::code::{Kind, RType, RTypeId};
use crate::cx::Cx;
use crate::memory::gcmap::extent;
use crate::memory::layout::Layout;
use crate::table::Table;
use crate::trap::Trap;
use crate::value::load::stride;

/// Values of one type next to each other.
#[derive(Clone, Copy, Debug)]
struct Part {
    layout: &'static Layout,
    /// Bytes that count of the last one.
    extent: u64,
    stride: u64,
}

/// A word that must be what its type says before it may be used.
#[derive(Clone, Copy, Debug)]
enum Guard {
    Map,
    Chan,
    Func,
    Pointer(Part),
    /// Its capacity is two words further.
    Slice(Part),
}

/// What a pointer is converted to.
#[derive(Debug)]
pub struct Target {
    part: Part,
    guards: Vec<(u64, Guard)>,
    /// The type it then points to.
    text: String,
}

impl Target {
    /// For pointers to a type.
    pub fn new(types: &Table<RType>, to: RTypeId) -> Self {
        let t = &types[to.0 as usize];
        let mut guards = Vec::new();
        guard(types, t, 0, &mut guards);
        Self { part: Part::new(types, t), guards, text: t.string.clone() }
    }

    /// Whether pointers to the type are always right: it has no words.
    fn is_empty(&self) -> bool {
        self.part.extent == 0
    }
}

impl Part {
    fn new(types: &Table<RType>, t: &RType) -> Self {
        Self { layout: t.layout, extent: extent(types, t), stride: stride(t) }
    }

    /// Bytes of so many, to the end of the last.
    fn len(&self, n: u64) -> u64 {
        match n {
            0 => 0,
            n => self.stride.saturating_mul(n - 1).saturating_add(self.extent),
        }
    }
}

/// The words of a value that must be looked at; of an array those of the first element.
fn guard(types: &Table<RType>, t: &RType, at: u64, list: &mut Vec<(u64, Guard)>) {
    let elem = &types[t.elem.0 as usize];
    #[expect(clippy::wildcard_enum_match_arm, reason = "other words mean no address")]
    let one = match t.kind {
        Kind::Struct => {
            for f in &t.fields {
                guard(types, &types[f.ty.0 as usize], at + u64::from(f.offset) * 8, list);
            }
            return;
        }
        Kind::Array if t.len > 0 && elem.kind.packed() == 0 => return guard(types, elem, at, list),
        Kind::Map => Guard::Map,
        Kind::Chan => Guard::Chan,
        Kind::Func => Guard::Func,
        Kind::Pointer => Guard::Pointer(Part::new(types, elem)),
        Kind::Slice => Guard::Slice(Part::new(types, elem)),
        _ => return,
    };
    list.push((at, one));
}

/// `(*T)(p)`.
pub fn view(cx: &Cx, p: u64, target: &Target) -> Result<u64, Trap> {
    if p == 0 || target.is_empty() {
        return Ok(p);
    }
    let refuse = |why: &str| {
        let text = &target.text;
        Err(Trap::Unsupported(format!("unsafe.Pointer as *{text} is not supported here: {why}")))
    };
    if let Some(why) = cx.heap.differs(cx.code, p, target.part.layout, target.part.extent) {
        return refuse(why);
    }
    for &(at, guard) in &target.guards {
        let at = p.wrapping_add(at);
        let Some(word) = cx.heap.ld(at).filter(|&word| word != 0) else { continue };
        let wrong = match guard {
            Guard::Map => (!cx.heap.in_map(word, false)).then_some("there is no map"),
            Guard::Chan => (!cx.heap.in_map(word, true)).then_some("there is no channel"),
            Guard::Func => (!is_func(cx, word)).then_some("there is no function"),
            Guard::Pointer(part) => cx.heap.differs(cx.code, word, part.layout, part.extent),
            Guard::Slice(part) => {
                let n = cx.heap.ld(at.wrapping_add(16)).unwrap_or(0);
                cx.heap.differs(cx.code, word, part.layout, part.len(n))
            }
        };
        if let Some(why) = wrong {
            return refuse(why);
        }
    }
    Ok(p)
}

/// Whether a word is a function value: it points to a function's number.
fn is_func(cx: &Cx, word: u64) -> bool {
    let id = cx.heap.ld(word).filter(|_| word.is_multiple_of(8));
    id.and_then(|id| usize::try_from(id).ok()).is_some_and(|id| cx.code.funcs.get(id).is_some())
}

/// `unsafe.Add(p, n)`.
pub fn add(cx: &Cx, p: u64, n: u64) -> u64 {
    if p == 0 {
        return n;
    }
    let number = cx.heap.address_number(cx.code, p).wrapping_add(n);
    cx.heap.address_of_number(cx.code, number, p)
}

/// `unsafe.Slice(p, n)` or `unsafe.String(p, n)` of elements of so many bytes in gc's layout.
pub fn elements(
    cx: &Cx,
    name: &str,
    p: u64,
    n: u64,
    gc_size: u64,
    target: &Target,
) -> Result<(), Trap> {
    let bytes = n.checked_mul(gc_size);
    let fits = bytes.is_some_and(|bytes| bytes <= p.wrapping_neg());
    if n.cast_signed() >= 0 && (fits && p != 0 || n == 0) {
        let part = &target.part;
        if p == 0 || target.is_empty() {
            return Ok(());
        }
        let text = &target.text;
        let differs = cx.heap.differs(cx.code, p, part.layout, part.len(n));
        return differs.map_or(Ok(()), |why| {
            let text = format!("unsafe.{name} of {n} {text} is not supported here: {why}");
            Err(Trap::Unsupported(text))
        });
    }
    let why = if p == 0 && n.cast_signed() > 0 {
        "ptr is nil and len is not zero"
    } else {
        "len out of range"
    };
    Err(Trap::Error(format!("unsafe.{name}: {why}")))
}

//! Where gc would have put the parts of an object, for programs that import package unsafe.
//!
//! Our structs give each field whole words, gc's pack small ones. A [`GcMap`] leads from our
//! offsets to gc's and back, so that `unsafe.Offsetof`, `unsafe.Sizeof` and arithmetic on
//! addresses mean what they mean in Go: the number of an address is the start of its object plus
//! gc's offset. What is read through a pointer of another type is right if both types have the
//! same map there, which [`Heap::differs`] tells.
//!
//! Only structs, arrays of packed elements that do not fill words, and complex64 differ. Programs
//! that do not import unsafe have no maps: all layouts are [`GcMap::same`].

use super::collect::object;
use super::heap::{Heap, address, index};
use super::layout::{CHAN, Layout, MAP};
use super::pages::{PAGE, SHIFT};
use super::{BIAS, ZERO};
use crate::code::{Code, Kind, RType};
use crate::table::Table;

/// Our offsets and gc's, both in bytes.
#[derive(Clone, PartialEq, Eq, Hash, Default, Debug)]
pub struct GcMap {
    /// After so many bytes of ours it repeats; 0: all offsets are the same.
    pub unit: u64,
    /// After so many of gc's.
    pub size: u64,
    /// Where the difference of the offsets changes, in order: ours, gc's. It starts with (0, 0),
    /// which is not among them.
    pub runs: Vec<(u64, u64)>,
}

impl GcMap {
    /// A map of `unit` bytes of ours, `size` of gc's, and parts at these offsets.
    fn new(unit: u64, size: u64, parts: &[(u64, u64)]) -> Self {
        let mut runs = Vec::new();
        let mut shift = 0;
        for &(ours, gc) in parts {
            if ours.wrapping_sub(gc) != shift {
                shift = ours.wrapping_sub(gc);
                runs.push((ours, gc));
            }
        }
        if runs.is_empty() && unit == size || unit == 0 {
            return Self::default();
        }
        Self { unit, size, runs }
    }

    /// The map of the package variables of an image of so many words; `parts` are those whose own
    /// maps matter: first word, words, map.
    pub fn of_image(words: u64, parts: &[(u64, u64, &Self)]) -> Self {
        let mut runs = Vec::new();
        for (at, words, map) in parts {
            map.parts(at * 8, at * 8, words * 8, &mut runs);
            runs.push(((at + words) * 8, (at + words) * 8));
        }
        Self::new(words * 8, words * 8, &runs)
    }

    /// Whether all offsets are the same.
    pub fn same(&self) -> bool {
        self.unit == 0
    }

    /// gc's offset.
    fn to_gc(&self, ours: u64) -> u64 {
        if self.same() {
            return ours;
        }
        let (i, rest) = (ours / self.unit, ours % self.unit);
        let run = self.runs.partition_point(|r| r.0 <= rest);
        let (from, to) = if run == 0 { (0, 0) } else { self.runs[run - 1] };
        i * self.size + to + (rest - from)
    }

    /// Our offset.
    fn to_ours(&self, gc: u64) -> u64 {
        if self.same() {
            return gc;
        }
        let (i, rest) = (gc / self.size, gc % self.size);
        let run = self.runs.partition_point(|r| r.1 <= rest);
        let (to, from) = if run == 0 { (0, 0) } else { self.runs[run - 1] };
        i * self.unit + to + (rest - from)
    }

    /// The parts of `len` bytes (ours) that lie at these offsets.
    fn parts(&self, ours: u64, gc: u64, len: u64, list: &mut Vec<(u64, u64)>) {
        if self.same() {
            list.push((ours, gc));
            return;
        }
        for i in 0..len.div_ceil(self.unit) {
            let (ours, gc) = (ours + i * self.unit, gc + i * self.size);
            list.push((ours, gc));
            list.extend(self.runs.iter().map(|r| (ours + r.0, gc + r.1)));
        }
    }

    /// Where the difference changes in `len` bytes from `from` on (ours), relative to the start.
    fn window(&self, from: u64, len: u64) -> Vec<(u64, u64)> {
        if self.same() {
            return Vec::new();
        }
        let start = self.to_gc(from);
        let mut list = Vec::new();
        let mut shift = 0_u64;
        for i in from / self.unit..(from + len).div_ceil(self.unit) {
            let first = std::iter::once(&(0, 0));
            for (ours, gc) in first.chain(&self.runs) {
                let (ours, gc) = (i * self.unit + ours, i * self.size + gc);
                if ours <= from || ours >= from + len {
                    continue;
                }
                let (ours, gc) = (ours - from, gc - start);
                if ours.wrapping_sub(gc) != shift {
                    shift = ours.wrapping_sub(gc);
                    list.push((ours, gc));
                }
            }
        }
        list
    }
}

/// The map of a type whose parts' types are known.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are laid out as in Go")]
pub fn of_type(types: &Table<RType>, t: &RType) -> GcMap {
    let unit = u64::from(t.words) * 8;
    let mut parts = Vec::new();
    match t.kind {
        Kind::Struct => {
            let mut end = 0_u64;
            for f in &t.fields {
                let ft = &types[f.ty.0 as usize];
                let at = end.next_multiple_of(align(types, ft));
                end = at + ft.gc_size;
                if ft.words > 0 {
                    let len = u64::from(ft.words) * 8;
                    ft.layout.gc.parts(u64::from(f.offset) * 8, at, len, &mut parts);
                }
            }
        }
        Kind::Array => {
            let elem = &types[t.elem.0 as usize];
            if elem.kind.packed() == 0 {
                return elem.layout.gc.clone();
            }
        }
        Kind::Complex64 => parts.push((8, 4)),
        _ => return GcMap::default(),
    }
    GcMap::new(unit, t.gc_size, &parts)
}

/// gc's alignment of a type.
pub fn align(types: &Table<RType>, t: &RType) -> u64 {
    #[expect(clippy::wildcard_enum_match_arm, reason = "most kinds are alike")]
    match t.kind {
        Kind::Complex64 => 4,
        Kind::Array => align(types, &types[t.elem.0 as usize]),
        Kind::Struct => {
            let fields = t.fields.iter().map(|f| align(types, &types[f.ty.0 as usize]));
            fields.max().unwrap_or(1)
        }
        kind => match kind.packed() {
            0 => 8,
            n => u64::from(n),
        },
    }
}

/// Bytes of a value up to the end of its last part.
pub fn extent(types: &Table<RType>, t: &RType) -> u64 {
    let part = |id: crate::code::RTypeId| &types[id.0 as usize];
    let words = u64::from(t.words) * 8;
    #[expect(clippy::wildcard_enum_match_arm, reason = "most kinds are alike")]
    match t.kind {
        Kind::Struct => {
            let last = t.fields.iter().rev().find(|f| part(f.ty).words > 0);
            last.map_or(0, |f| u64::from(f.offset) * 8 + extent(types, part(f.ty)))
        }
        Kind::Array if t.len > 0 => {
            let elem = part(t.elem);
            match elem.kind.packed() {
                0 => words - u64::from(elem.words) * 8 + extent(types, elem),
                n => t.len.unsigned_abs() * u64::from(n),
            }
        }
        kind => match kind.packed() {
            0 => words,
            n => u64::from(n),
        },
    }
}

/// An object, seen from an address in it.
struct Place<'a> {
    /// Its address.
    start: u64,
    /// Its bytes.
    len: u64,
    /// None: nothing in it but numbers.
    layout: Option<&'a Layout>,
    /// Whether it is the inside of a map or channel.
    opaque: bool,
    /// Whether the layout repeats.
    repeats: bool,
}

impl Heap {
    /// The object an address points into.
    fn place<'a>(&'a self, code: &'a Code, addr: u64) -> Option<Place<'a>> {
        let word = index(addr);
        if word < self.image_pages * PAGE {
            let (len, layout) = ((self.image_pages * PAGE * 8) as u64, Some(&code.globals));
            return Some(Place { start: ZERO, len, layout, opaque: false, repeats: false });
        }
        let (start, id) = object(&self.pages, &self.classes, addr)?;
        let class = &self.classes[id as usize];
        let words = match class.size {
            0 => (self.pages[start >> SHIFT].info as usize) << SHIFT,
            size => size as usize,
        };
        let (start, len) = (address(start), words as u64 * 8);
        let (layout, opaque) = (class.layout.as_ref(), id == MAP || id == CHAN);
        Some(Place { start, len, layout, opaque, repeats: true })
    }

    /// The number of an address: what `uintptr(p)` is.
    pub fn address_number(&self, code: &Code, addr: u64) -> u64 {
        match self.place(code, addr) {
            Some(Place { start, layout: Some(layout), .. }) => {
                start + layout.gc.to_gc(addr - start)
            }
            _ => addr,
        }
    }

    /// The address a number stands for; `near`, if not 0, is an address in the same object.
    pub fn address_of_number(&self, code: &Code, number: u64, near: u64) -> u64 {
        match self.place(code, if near == 0 { number } else { near }) {
            Some(Place { start, layout: Some(layout), .. }) if number >= start => {
                start + layout.gc.to_ours(number - start)
            }
            _ => number,
        }
    }

    /// Whether an address points into a map (or a channel).
    pub(crate) fn in_map(&self, addr: u64, chan: bool) -> bool {
        let class = if chan { CHAN } else { MAP };
        object(&self.pages, &self.classes, addr).is_some_and(|(_, id)| id == class)
    }

    /// Why the `len` bytes at an address do not lie as values of this layout lie: with the same
    /// differences to gc's offsets, and interfaces where it has interfaces. None for what is no
    /// memory at all, and only as far as the object goes.
    pub fn differs(
        &self,
        code: &Code,
        addr: u64,
        layout: &Layout,
        len: u64,
    ) -> Option<&'static str> {
        let place = self.place(code, addr)?;
        if place.opaque {
            return Some("the inside of a map or channel is not Go's");
        }
        let from = addr - place.start;
        let len = len.min(place.len - from);
        static NUMBERS: Layout = Layout::NUMBERS;
        let own = place.layout.unwrap_or(&NUMBERS);
        let shapes = own.gc.same() && layout.gc.same()
            || own.gc.window(from, len) == layout.gc.window(0, len);
        let ours = interfaces(own, from, len, place.repeats);
        if ours != interfaces(layout, 0, len, true) || !ours.is_empty() && !from.is_multiple_of(8) {
            return Some("the two words of an interface are not Go's");
        }
        (!shapes).then_some("small fields lie in memory in another way than with Go")
    }
}

/// The words that belong to interfaces in `len` bytes of a layout, relative to their start.
fn interfaces(layout: &Layout, from: u64, len: u64, repeats: bool) -> Vec<u64> {
    let mut list = Vec::new();
    if layout.ifaces.is_empty() {
        return list;
    }
    let (first, end) = (from / 8, (from + len).div_ceil(8));
    let words = u64::from(layout.words.max(1));
    let (mut round, rounds) = if repeats { (first / words, end.div_ceil(words)) } else { (0, 1) };
    while round < rounds {
        let base = round * words;
        let at = layout.ifaces.partition_point(|&i| base + u64::from(i) + 1 < first);
        for &i in &layout.ifaces[at..] {
            let word = base + u64::from(i);
            if word >= end {
                break;
            }
            list.extend([word, word + 1].into_iter().filter(|w| (first..end).contains(w)));
        }
        round += 1;
    }
    for word in &mut list {
        *word -= first;
    }
    list
}

const _: () = assert!(ZERO == BIAS * 8, "the image is at the start of memory");

#[cfg(test)]
mod tests {
    use super::*;

    /// `struct { a int8; b int32; c int64; d [3]byte; e int16 }`
    fn map() -> GcMap {
        GcMap::new(40, 24, &[(0, 0), (8, 4), (16, 8), (24, 16), (32, 20)])
    }

    #[test]
    fn offsets_lead_to_gcs_and_back() {
        let map = map();
        for (ours, gc) in
            [(0, 0), (8, 4), (16, 8), (24, 16), (26, 18), (32, 20), (40, 24), (48, 28)]
        {
            assert_eq!(map.to_gc(ours), gc, "{ours}");
            assert_eq!(map.to_ours(gc), ours, "{gc}");
        }
    }

    #[test]
    fn windows_are_relative() {
        let map = map();
        assert_eq!(map.window(0, 40), map.runs);
        assert_eq!(map.window(8, 8), []);
        assert_eq!(map.window(16, 24), [(16, 12)]);
        assert_eq!(map.window(40, 40), map.runs);
        assert_eq!(GcMap::new(16, 16, &[(0, 0), (8, 8)]), GcMap::default());
    }

    #[test]
    fn interfaces_repeat() {
        let layout = Layout { words: 3, ifaces: vec![1], ..Layout::default() };
        assert_eq!(interfaces(&layout, 0, 48, true), [1, 2, 4, 5]);
        assert_eq!(interfaces(&layout, 16, 16, true), [0]);
        assert_eq!(interfaces(&layout, 0, 48, false), [1, 2]);
    }
}

//! Garbage collection: precise mark and sweep.
//!
//! Between two statements no Go value lies on the host's stack, so the roots are the package
//! variables, the goroutines' frames, deferred calls and panics, and what the wait queues and
//! timers hold. Frames and objects say by their [`Layout`] which words are references.
//!
//! # Invariants
//! An address leads to the object it points into, also from inside. Addresses of the image, of
//! values without words and everything else that is not an object are ignored.

#![expect(clippy::cast_possible_truncation, reason = "word and page indices are below 2^32")]

use super::heap::{Class, Heap, index};
use super::layout::Layout;
use super::pages::{CONT, FREE, PAGE, Page, SHIFT};
use crate::cx::Cx;
use crate::goroutine::{Activation, Goroutine, Status};
use crate::sync::finalizer;
use crate::trap::Trap;

/// Marks what is reachable.
#[derive(Debug)]
pub struct Marker<'a> {
    pub(super) mem: &'a [u64],
    pub(super) pages: &'a [Page],
    pub(super) classes: &'a [Class],
    pub(super) traced: &'a [bool],
    pub(super) marks: &'a mut [u64],
    /// Marked objects still to be traced: first word, and class in the upper half.
    pub(super) work: Vec<u64>,
    /// Objects to tell about when they are marked: a bit at each first word.
    pub(super) watched: &'a [u64],
    /// Watched objects that were marked: their first words.
    pub(crate) seen: Vec<usize>,
}

/// First word and class of the object an address points into.
#[inline]
pub(super) fn object(pages: &[Page], classes: &[Class], addr: u64) -> Option<(usize, u32)> {
    let word = index(addr);
    let page = word >> SHIFT;
    let &Page { class, info } = pages.get(page)?;
    match class {
        FREE => None,
        CONT => {
            let head = info as usize;
            Some((head << SHIFT, pages[head].class))
        }
        _ => {
            let c = &classes[class as usize];
            let offset = (word & (PAGE - 1)) as u32;
            // A class without a size has one object per run of pages: cell 0.
            let cell = (offset * c.recip) >> 16;
            let start = cell * c.size;
            ((start + c.size) as usize <= PAGE).then_some(((page << SHIFT) + start as usize, class))
        }
    }
}

impl Heap {
    /// The first word of the object an address points into.
    pub(crate) fn object_start(&self, addr: u64) -> Option<usize> {
        object(&self.pages, &self.classes, addr).map(|(start, _)| start)
    }

    /// Whether the object at an address holds a reference into another one.
    pub(crate) fn refers(&self, from: u64, to: u64) -> bool {
        let Some((start, class)) = object(&self.pages, &self.classes, from) else { return false };
        let Some(layout) = &self.classes[class as usize].layout else { return false };
        let target = self.object_start(to);
        let refers = |&r: &u32| self.object_start(self.mem[start + r as usize]) == target;
        target.is_some() && layout.refs.iter().any(refers)
    }
}

impl Marker<'_> {
    /// First word and class of the object an address points into.
    #[inline]
    fn object(&self, addr: u64) -> Option<(usize, u32)> {
        object(self.pages, self.classes, addr)
    }

    /// Marks the object an address points into; other words are ignored.
    #[inline]
    pub fn mark(&mut self, addr: u64) {
        let Some((start, class)) = self.object(addr) else { return };
        let (word, bit) = (start >> 6, 1 << (start & 63));
        if self.marks[word] & bit == 0 {
            self.marks[word] |= bit;
            if self.watched.get(word).is_some_and(|watched| watched & bit != 0) {
                self.seen.push(start);
            }
            if self.classes[class as usize].layout.is_some() {
                self.work.push(start as u64 | u64::from(class) << 32);
            }
        }
    }

    /// Marks what the object at an address refers to, but not the object itself.
    pub(crate) fn mark_contents(&mut self, addr: u64) {
        let Some((start, class)) = self.object(addr) else { return };
        if self.classes[class as usize].layout.is_some() {
            self.work.push(start as u64 | u64::from(class) << 32);
        }
    }

    /// Marks what an interface value refers to.
    #[inline]
    pub fn mark_iface(&mut self, ty: u64, data: u64) {
        if self.traced.get(ty as usize).is_some_and(|&traced| traced) {
            self.mark(data);
        }
    }

    /// Marks what some words refer to; words beyond the end count as nil.
    pub fn mark_words(&mut self, layout: &Layout, words: &[u64]) {
        for &r in &layout.refs {
            if let Some(&word) = words.get(r as usize) {
                self.mark(word);
            }
        }
        for &i in &layout.ifaces {
            let i = i as usize;
            if let (Some(&ty), Some(&data)) = (words.get(i), words.get(i + 1)) {
                self.mark_iface(ty, data);
            }
        }
    }

    /// Marks what the package variables refer to.
    pub fn mark_globals(&mut self, globals: &Layout) {
        self.mark_words(globals, self.mem);
    }

    /// Whether the object an address points into is marked; true for what is no object.
    pub fn is_marked(&self, addr: u64) -> bool {
        self.object(addr).is_none_or(|(start, _)| self.marks[start >> 6] >> (start & 63) & 1 == 1)
    }

    /// Traces until nothing new is found.
    pub fn drain(&mut self) {
        let (mem, classes) = (self.mem, self.classes);
        while let Some(item) = self.work.pop() {
            let start = item as u32 as usize;
            let class = &classes[(item >> 32) as usize];
            let Some(layout) = &class.layout else { continue };
            let words = match class.size {
                0 => (self.pages[start >> SHIFT].info as usize) << SHIFT,
                size => size as usize,
            };
            for element in mem[start..start + words].chunks_exact(layout.words as usize) {
                for &r in &layout.refs {
                    self.mark(element[r as usize]);
                }
                for &i in &layout.ifaces {
                    self.mark_iface(element[i as usize], element[i as usize + 1]);
                }
            }
        }
    }

    /// Marks what frames refer to.
    fn frames(&mut self, stack: &[u64], acts: &[Activation]) {
        for act in acts {
            let frame = stack.get(act.base as usize..).unwrap_or_default();
            self.mark_words(&act.func.info().layout, frame);
        }
    }

    /// Marks what a goroutine that does not run refers to.
    pub(crate) fn goroutine(&mut self, g: &Goroutine) {
        self.frames(&g.stack, &g.acts);
        self.mark(g.labels);
        for d in &g.defers {
            self.mark_words(&d.func.info().layout, &d.slots);
        }
        for p in &g.panics {
            self.mark_iface(p.value.0, p.value.1);
        }
    }
}

impl Heap {
    /// One collection: `roots` marks what must stay, `forget` runs when everything reachable is
    /// marked, before the rest is freed; it may mark more.
    pub fn collect_with<T>(
        &mut self,
        cx: &mut T,
        roots: impl FnOnce(&T, &mut Marker<'_>),
        forget: impl FnOnce(&mut T, &mut Marker<'_>),
    ) {
        self.start_marking();
        let mut marker = Marker {
            mem: &self.mem,
            pages: &self.pages,
            classes: &self.classes,
            traced: &self.traced,
            marks: &mut self.marks,
            work: std::mem::take(&mut self.work),
            watched: &[],
            seen: Vec::new(),
        };
        roots(cx, &mut marker);
        marker.drain();
        forget(cx, &mut marker);
        self.work = marker.work;
        self.sweep();
    }
}

/// Clears what a goroutine that does not run does not need any more.
fn clear_unneeded(g: &mut Goroutine) {
    for (i, act) in g.acts.iter().enumerate() {
        if act.func.info().needed.is_empty() {
            continue;
        }
        let inside = i + 1 < g.acts.len();
        for (slot, words) in act.func.info().unneeded(act.at, inside) {
            let first = act.base as usize + slot as usize;
            if let Some(slots) = g.stack.get_mut(first..first + words as usize) {
                slots.fill(0);
            }
        }
    }
}

/// Collects. Must be called when no Go value is on the host's stack: all frames are in `cx.gs`,
/// but those of `current` (a stack and its activations) if the run loop holds them.
pub fn collect(cx: &mut Cx, current: Option<(&[u64], &[Activation])>) {
    let mut heap = std::mem::take(&mut cx.heap);
    cx.specials.age_pools(&mut heap);
    cx.gs.iter_mut().filter(|g| g.status != Status::Dead).for_each(clear_unneeded);
    heap.collect_with(
        cx,
        |cx, m| {
            m.mark_globals(&cx.code.globals);
            for g in &cx.gs {
                if g.status == Status::Dead {
                    continue;
                }
                m.goroutine(g);
                m.drain();
            }
            if let Some((stack, acts)) = current {
                m.frames(stack, acts);
            }
            if let Some(Trap::Value(ty, data)) = cx.trap.as_deref() {
                m.mark_iface(u64::from(ty.0), *data);
            }
            cx.sched.roots(&mut |addr| m.mark(addr));
            cx.specials.roots(m);
        },
        |cx, m| {
            cx.specials.settle(m);
            cx.sched.sweep(&mut |addr| m.is_marked(addr));
            if let Some(detector) = &mut cx.race {
                detector.sweep(&mut |addr| m.is_marked(addr));
            }
        },
    );
    if let Some(detector) = &mut cx.race {
        detector.forget_free(&heap);
    }
    cx.specials.clear_weak(&mut heap);
    cx.heap = heap;
    finalizer::start(cx);
}

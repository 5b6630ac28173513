//! Checked code: every access to memory that goroutines may share knows its place in the
//! program, and accesses inside opaque actions (maps, append, copy…) are announced.
//!
//! What is checked follows Go's race detector: a map is one location, strings are immutable,
//! slices are checked where their elements are touched. Variables in slots belong to one
//! goroutine.

mod points;
pub(super) mod shared;

use super::place::{clone_word, to_pair};
use super::{Lowerer, V, operation};
use crate::code::{Kind, RTypeId};
use crate::cx::Cx;
use crate::ir::{Act, Addr, Callee, Cond, CondFn, DoFn, Pair, Point, SlotId, Touch, Word};
use crate::memory::layout::Layout;
use crate::op::OpKind;
use crate::race::{Site, SiteInfo, hooks};
use crate::tree::{Frame, word_fn};
use frontend::ast::{Expr, ExprKind};
use frontend::span::{Pos, Span};
use frontend::types::{BasicKind, ObjId, TypeId};
use rustc_hash::FxHashMap;

/// What code is made to check.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Checks {
    /// Nothing.
    #[default]
    Off,
    /// Accesses to shared memory tell the race detector.
    Race,
    /// As `Race`, and each access in the program's own packages stands alone, so that it can be
    /// made a scheduling point.
    Points,
}

/// What follows the text of a slice when its elements are meant.
pub(super) const ELEMENTS: &str = "[...]";

/// Natives that fill the slices they are given.
const WRITERS: &[&str] = &[
    "fmt.readIn",
    "math/rand.seedVec",
    "math/rand.zigExp",
    "math/rand.zigNorm",
    "math/rand/v2.chacha8",
    "math/rand/v2.zigExp",
    "math/rand/v2.zigNorm",
    "os.readFd",
    "runtime.callers",
    "runtime.memStats",
];

/// Natives that format what their third parameter holds, by the format in their second.
const FORMATTERS: &[&str] = &["fmt.output", "fmt.render"];

/// Longest text of a place.
const MAX_TEXT: usize = 60;

/// The places found so far.
#[derive(Debug, Default)]
pub(super) struct Sites {
    pub(super) checks: Checks,
    /// Two for each place: reading it, writing it.
    pub(super) list: Vec<SiteInfo>,
    known: FxHashMap<(u32, Span, &'static str), Site>,
    /// Layout of what is read, one for each place.
    layouts: Vec<Option<&'static Layout>>,
    /// The same places with values of other layouts.
    variants: FxHashMap<(Site, Layout), Site>,
}

impl Sites {
    /// Layout of the value read at a site.
    fn layout(&self, site: Site) -> Option<&'static Layout> {
        self.layouts.get(site.0 as usize / 2).copied().flatten()
    }
}

impl Lowerer<'_> {
    /// The site of a place.
    pub(super) fn site(&mut self, e: &Expr) -> Site {
        let before = self.sites.list.len();
        let site = self.site_at(e.span, "");
        if self.sites.list.len() > before {
            let ty = self.variable_type(e);
            self.sites.list[before..].iter_mut().for_each(|info| info.ty = ty);
        }
        site
    }

    /// The type of a place in memory; [`RTypeId::NIL`] for elements of maps, and maps themselves.
    fn variable_type(&mut self, e: &Expr) -> RTypeId {
        if let ExprKind::Index { x, .. } = &e.kind {
            let ty = self.ty(x);
            let id = self.rt(ty);
            if self.rtype(id).kind == Kind::Map {
                return RTypeId::NIL;
            }
        }
        let ty = self.ty(e);
        let id = self.rt(ty);
        if self.rtype(id).kind == Kind::Map { RTypeId::NIL } else { id }
    }

    /// The site of something inside what stands at a span: its elements, what it points to.
    pub(super) fn site_at(&mut self, span: Span, suffix: &'static str) -> Site {
        if self.sites.checks == Checks::Off {
            return Site::NONE;
        }
        let func = self.fun.func;
        if let Some(&site) = self.sites.known.get(&(func.id.0, span, suffix)) {
            return site;
        }
        let mut text = self.source_text(span);
        text.push_str(suffix);
        let site = self.new_site(span, text);
        self.sites.known.insert((func.id.0, span, suffix), site);
        site
    }

    /// The site of a variable that the current statement uses without naming it.
    pub(super) fn variable_site(&mut self, obj: ObjId) -> Site {
        if self.sites.checks == Checks::Off {
            return Site::NONE;
        }
        let o = self.program.objects.get(obj);
        let pos = if self.fun.pos.is_known() { self.fun.pos } else { o.pos };
        let (span, name) = (Span::new(pos, o.pos), o.name.as_str().to_owned());
        let key = (self.fun.func.id.0, span, " variable");
        if let Some(&site) = self.sites.known.get(&key) {
            return site;
        }
        let site = self.new_site(span, name);
        let ty = self.obj_ty(obj);
        let id = self.rt(ty);
        if self.rtype(id).kind != Kind::Map {
            let at = site.0 as usize;
            self.sites.list[at..].iter_mut().for_each(|info| info.ty = id);
        }
        self.sites.known.insert(key, site);
        site
    }

    fn new_site(&mut self, span: Span, text: String) -> Site {
        let func = self.fun.func;
        let site = Site(u32::try_from(self.sites.list.len()).expect("fewer than 2^32 sites"));
        let pos = if span.lo.is_known() { span.lo } else { self.fun.pos };
        let read = SiteInfo { func, pos, text, write: false, ty: RTypeId::NIL };
        let write = SiteInfo { write: true, ..read.clone() };
        self.sites.list.extend([read, write]);
        self.sites.layouts.push(None);
        site
    }

    /// The site for reading a value of a type.
    pub(super) fn typed(&mut self, site: Site, ty: TypeId) -> Site {
        if !site.is_some() {
            return site;
        }
        let id = self.rt(ty);
        let layout = self.rtype(id).layout;
        self.site_for(site, layout)
    }

    /// The site for reading a value of a layout.
    pub(super) fn site_for(&mut self, site: Site, layout: &'static Layout) -> Site {
        if !site.is_some() {
            return site;
        }
        let at = site.0 as usize / 2;
        match self.sites.layouts[at] {
            None => self.sites.layouts[at] = Some(layout),
            Some(old) if old == layout => {}
            Some(_) => {
                let key = (site, layout.clone());
                if let Some(&known) = self.sites.variants.get(&key) {
                    return known;
                }
                let [read, write] = [2 * at, 2 * at + 1].map(|i| self.sites.list[i].clone());
                let new = Site(u32::try_from(self.sites.list.len()).expect("few sites"));
                self.sites.list.extend([read, write]);
                self.sites.layouts.push(Some(layout));
                self.sites.variants.insert(key, new);
                return new;
            }
        }
        site
    }

    /// Whether accesses of the current function stand alone.
    pub(super) fn stands_alone(&self) -> bool {
        self.sites.checks == Checks::Points
            && !self.program.packages[self.fun.pkg.0 as usize].is_std
    }

    /// Makes the accesses of the function that was lowered stand alone, if asked for.
    pub(super) fn split_accesses(&mut self) {
        if self.stands_alone() {
            let stmts = std::mem::take(&mut self.fun.out);
            self.fun.out = points::split(self, stmts);
        }
    }

    /// An operand of an opaque action: its loads must be seen from outside.
    pub(super) fn plain(&mut self, v: V, ty: TypeId) -> V {
        let shares = match &v {
            V::Zero | V::S(_) => false,
            V::W(w) => shared::word(w),
            V::F(f) | V::F32(f) => shared::float(f),
            V::C(c) => shared::cond(c),
            V::P(p) => shared::pair(p),
            V::M(addr) => addr.site.is_some() || shared::word(&addr.base),
        };
        if shares && self.stands_alone() { self.settle(v, ty) } else { v }
    }

    /// As `plain`, of a word that is no reference.
    pub(super) fn plain_scalar(&mut self, w: Word) -> Word {
        if !shared::word(&w) || !self.stands_alone() {
            return w;
        }
        let tmp = self.temp_words(1);
        self.act(Act::Set(tmp, w), Pos::NONE);
        Word::Slot(tmp)
    }

    /// As `plain`, of a string.
    pub(super) fn plain_string(&mut self, p: Pair) -> Pair {
        to_pair(self.plain(V::P(p), BasicKind::String.id()))
    }

    /// What the source says at a span, on one line.
    fn source_text(&self, span: Span) -> String {
        let Some(file) = self.program.sources.locate_file(span.lo) else { return String::new() };
        let (lo, hi) = (span.lo.0 - file.base.0, span.hi.0.saturating_sub(file.base.0));
        let text = file.text.get(lo as usize..hi as usize).unwrap_or_default();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match text.char_indices().nth(MAX_TEXT) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    }

    /// The address with the place it stands for.
    pub(super) fn placed(&mut self, addr: Addr, e: &Expr) -> Addr {
        Addr { site: self.site(e), ..addr }
    }

    /// What a native reads or writes behind its parameters.
    pub(super) fn touches(
        &mut self,
        callee: &Callee,
        params: &[TypeId],
        args: &[Expr],
        results: u32,
    ) -> Vec<Touch> {
        let Callee::Func(func) = callee else { return Vec::new() };
        if !func.native || self.sites.checks == Checks::Off {
            return Vec::new();
        }
        let writes = WRITERS.contains(&func.name.as_str());
        let mut slot = results;
        let mut list = Vec::new();
        for (i, &ty) in params.iter().enumerate() {
            if self.kind(ty) == Kind::Slice {
                let id = self.rt(ty);
                let stride = self.stride_of(self.rtype(id).elem);
                let span = args.get(i).map_or(Span::NONE, |a| a.span);
                let formats = FORMATTERS.contains(&func.name.as_str()) && i == 2;
                // What is formatted has no name here.
                let read = if formats {
                    self.site_at(Span::new(span.lo, span.lo), "")
                } else {
                    self.site_at(span, ELEMENTS)
                };
                let site = if writes { read.write() } else { read };
                list.push(Touch { slot, stride, site, formats });
            }
            slot += self.shape(ty).words();
        }
        list
    }

    /// An opaque action with the check that goes before it.
    fn checked(&self, site: Site, object: Word, act: DoFn, check: impl FnOnce() -> DoFn) -> Act {
        if !site.is_some() {
            return Act::Fn(act);
        }
        let check = check();
        let act = Act::Fn(Box::new(move |cx, fr| {
            if cx.trap.is_none() {
                check(cx, fr);
            }
            if cx.trap.is_none() {
                act(cx, fr);
            }
        }));
        let kind = if site.writes() { OpKind::Write } else { OpKind::Read };
        shared(kind, site, object, act)
    }

    /// An action on a map that is settled.
    pub(super) fn on_map(&self, m: &Word, site: Site, act: DoFn) -> Act {
        self.checked(site, clone_word(m), act, || check_map(clone_word(m), site))
    }

    /// `append`: `n` more elements, or as many as the slice in `src` has.
    pub(super) fn on_append(
        &self,
        base: SlotId,
        added: Added,
        stride: u32,
        site: Site,
        act: DoFn,
    ) -> Act {
        let check = || check_append(base, added, stride, site);
        self.checked(site.write(), Word::Slot(base), act, check)
    }

    /// `copy`: slots of destination, source and count; sites of their elements.
    pub(super) fn copy_elements(
        &self,
        [dst, src, count]: [SlotId; 3],
        stride: u32,
        [to, from]: [Site; 2],
    ) -> Act {
        let write = Elements { slice: dst, stride, limit: Some(src), site: to };
        let read = Elements { slice: src, stride, limit: Some(dst), site: from };
        let list = if from.is_some() { vec![read, write] } else { vec![write] };
        self.on_elements(list, operation::copy(dst, src, stride, count))
    }

    /// `clear` of a slice.
    pub(super) fn clear_elements(&self, slice: SlotId, stride: u32, site: Site) -> Act {
        let list = vec![Elements { slice, stride, limit: None, site }];
        self.on_elements(list, operation::clear_slice(slice, stride))
    }

    /// `string(x)` of a slice in slots.
    pub(super) fn slice_to_string(&mut self, wide: bool, slice: SlotId, span: Span) -> Pair {
        let text = Pair::Fn(operation::slice_to_string(wide, slice));
        let site = self.site_at(span, ELEMENTS);
        if !site.is_some() {
            return text;
        }
        let stride = if wide { 4 } else { 1 };
        let list = vec![Elements { slice, stride, limit: None, site }];
        let tmp = self.temp(BasicKind::String.id());
        let act = vec![Act::Fn(check_elements(list)), Act::SetPair(tmp, text)];
        let act = shared(OpKind::Read, site, Word::Slot(slice), Act::Seq(act));
        Pair::After(vec![act], Box::new(Pair::Slot(tmp)))
    }

    /// `len` of a map.
    pub(super) fn map_len(&mut self, x: &Expr, m: Word) -> Word {
        let site = self.site(x);
        if !site.is_some() {
            return Word::Fn(operation::map_len(m));
        }
        let (tmp, n) = (self.temp_ref(), self.temp_words(1));
        let check = Act::Fn(check_map(Word::Slot(tmp), site));
        let len = Act::Set(n, Word::Fn(operation::map_len(Word::Slot(tmp))));
        let act = shared(OpKind::Read, site, Word::Slot(tmp), Act::Seq(vec![check, len]));
        Word::After(vec![Act::Set(tmp, m), act], Box::new(Word::Slot(n)))
    }

    /// `len` or `cap` of a channel.
    pub(super) fn chan_len(&mut self, ch: Word, cap: bool) -> Word {
        if !self.stands_alone() {
            return Word::Fn(operation::chan_len(ch, cap));
        }
        let (tmp, n) = (self.temp_ref(), self.temp_words(1));
        let len = Act::Set(n, Word::Fn(operation::chan_len(Word::Slot(tmp), cap)));
        let act = shared(OpKind::Other, Site::NONE, Word::Slot(tmp), len);
        Word::After(vec![Act::Set(tmp, ch), act], Box::new(Word::Slot(n)))
    }

    /// `print` and `println`.
    pub(super) fn printed(&self, print: DoFn) -> Act {
        if self.stands_alone() {
            shared(OpKind::Output, Site::NONE, Word::Const(0), Act::Fn(print))
        } else {
            Act::Fn(print)
        }
    }

    /// The next step of a range over a map in a slot: an action and then a condition.
    pub(super) fn map_next(&mut self, m: SlotId, site: Site, next: CondFn) -> (Act, Cond) {
        let layout = self.scalar_layout(1);
        let flag = self.fun.local(layout);
        let check = Act::Fn(check_map(Word::Slot(m), site));
        let step = Act::Fn(Box::new(move |cx, fr| {
            if cx.trap.is_none() {
                let more = next(cx, fr);
                fr[flag as usize] = u64::from(more);
            }
        }));
        let act = shared(OpKind::Read, site, Word::Slot(m), Act::Seq(vec![check, step]));
        (act, Cond::Word(Box::new(Word::Slot(flag))))
    }

    /// An action that reads or writes the elements of slices.
    pub(super) fn on_elements(&self, list: Vec<Elements>, act: DoFn) -> Act {
        let (site, slice) = list.last().map_or((Site::NONE, 0), |e| (e.site, e.slice));
        self.checked(site, Word::Slot(slice), act, || check_elements(list))
    }
}

/// What `append` adds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Added {
    /// So many elements.
    Count(u64),
    /// The elements of the slice in these slots, and the site of reading them (none: a string).
    Slice(SlotId, Site),
}

/// Elements that an action touches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Elements {
    /// The slice's slots.
    pub(super) slice: SlotId,
    /// Bytes of an element.
    pub(super) stride: u32,
    /// No more than this slice has.
    pub(super) limit: Option<SlotId>,
    /// For writing if it writes.
    pub(super) site: Site,
}

/// A map is one location: its header.
pub(super) fn check_map(m: Word, site: Site) -> DoFn {
    let write = site.writes();
    let m = word_fn(m);
    Box::new(move |cx, fr| {
        let m = m(cx, fr);
        if m == 0 {
            return;
        }
        if write {
            hooks::write(cx, m, 8, site);
        } else {
            hooks::read(cx, m, 8, site);
        }
    })
}

/// Elements are read or written, as the site says.
fn elements(cx: &mut Cx, ptr: u64, n: u64, stride: u32, site: Site) {
    let bytes = n * u64::from(stride);
    if bytes == 0 {
        return;
    }
    let elem = stride.min(8);
    if site.writes() {
        hooks::write_range(cx, ptr, bytes, elem, site);
    } else {
        hooks::read_range(cx, ptr, bytes, elem, site);
    }
}

/// Growing reads the old elements; the new ones are written where there is room.
fn check_append(base: SlotId, added: Added, stride: u32, site: Site) -> DoFn {
    Box::new(move |cx: &mut Cx, fr: &mut Frame| {
        let b = base as usize;
        let (ptr, len, cap) = (fr[b], fr[b + 1], fr[b + 2]);
        let n = match added {
            Added::Count(n) => n,
            Added::Slice(src, from) => {
                let n = fr[src as usize + 1];
                if from.is_some() {
                    elements(cx, fr[src as usize], n, stride, from);
                }
                n
            }
        };
        if len.saturating_add(n) > cap {
            elements(cx, ptr, len, stride, site);
        } else {
            let at = ptr.wrapping_add(len.wrapping_mul(u64::from(stride)));
            elements(cx, at, n, stride, site.write());
        }
    })
}

/// An action that others can see.
fn shared(kind: OpKind, site: Site, object: Word, act: Act) -> Act {
    Act::Shared(Box::new(Point { kind, site, object, off: 0, act }))
}

fn check_elements(list: Vec<Elements>) -> DoFn {
    Box::new(move |cx, fr| {
        for e in &list {
            let s = e.slice as usize;
            let n = e.limit.map_or(fr[s + 1], |l| fr[s + 1].min(fr[l as usize + 1]));
            elements(cx, fr[s], n, e.stride, e.site);
        }
    })
}

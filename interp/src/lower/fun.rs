//! One function being lowered: its slots, scopes, labels and current block.

use super::capture::Captures;
use super::live::{Around, Slots};
use super::place::at_slot;
use super::{Lowerer, V, finish, no_captures};
use crate::code::{Func, FuncId, FuncRef, RTypeId};
use crate::ir::{self, Act, Label, SlotId, St, Word};
use crate::memory::layout::Layout;
use crate::race::Site;
use frontend::ast::{Block, NodeId};
use frontend::span::Pos;
use frontend::symbol::Symbol;
use frontend::types::subst::SubstMap;
use frontend::types::{BasicKind, ObjId, PackageId, Signature, TypeId};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::OnceLock;

/// Where a local variable lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// In slots.
    Slot(SlotId),
    /// In a heap cell whose address is in a slot.
    Cell(SlotId),
}

/// A result of the function.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResultVar {
    /// The variable, if named.
    pub(crate) obj: Option<ObjId>,
    /// First result slot.
    pub(crate) slot: SlotId,
    /// Its type, substituted.
    pub(crate) ty: TypeId,
}

/// Something `break` or `continue` can name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    /// The Go label, if any.
    pub(crate) name: Option<Symbol>,
    /// Our label.
    pub(crate) label: Label,
    /// Whether it is a loop.
    pub(crate) is_loop: bool,
    /// Whether an unlabeled `break` leaves it.
    pub(crate) plain: bool,
}

/// A range-over-func body around the current place: how control leaves it.
#[derive(Clone, Debug)]
pub(crate) struct BodyCtx {
    /// What the surrounding function does after the call: see `range_func`.
    pub(crate) exits: Vec<super::range_func::Exit>,
    /// Slot with the address of the cell that tells how the body was left.
    pub(crate) state: SlotId,
    /// Slots with the addresses of cells for the outer function's results.
    pub(crate) results: Vec<(SlotId, TypeId)>,
    /// Slot with the defer token of the outermost function.
    pub(crate) defer_token: SlotId,
    /// Targets of the outer functions, outermost first.
    pub(crate) outer_targets: Vec<Target>,
    /// Labels that goto may name in the outer functions.
    pub(crate) outer_gotos: FxHashMap<Symbol, Label>,
    /// Label of the loop this is the body of.
    pub(crate) own: Label,
}

/// The function being lowered.
pub(crate) struct Fun {
    pub(crate) func: FuncRef,
    pub(crate) pkg: PackageId,
    pub(crate) subst: SubstMap,
    pub(crate) captures: Rc<Captures>,
    /// The literal this is, or `NodeId(0)` for a declared function.
    pub(crate) lit: NodeId,
    /// Closures made so far, for names.
    pub(crate) literals: u32,
    /// Range-over-func bodies made so far, for names.
    pub(crate) range_bodies: u32,
    /// Kind of each slot: 0 scalar, 1 reference, 2 and 3 interface words.
    kinds: Vec<u8>,
    pub(crate) vars: FxHashMap<ObjId, Place>,
    free: FxHashMap<Layout, Vec<SlotId>>,
    temps: Vec<(SlotId, &'static Layout)>,
    scoped: Vec<(SlotId, &'static Layout)>,
    pub(crate) out: Vec<St>,
    /// The statement being lowered: where what it needs belongs.
    pub(crate) pos: Pos,
    /// The line of a position that `pos` was.
    pub(super) line: Range<Pos>,
    /// See [`ir::Body::elsewhere`].
    pub(super) elsewhere: Vec<Pos>,
    /// All of it.
    pub(crate) statement: Around,
    /// Where the statement of a block begins that it is in or the head of.
    pub(crate) from: Pos,
    /// Where slots are needed, if that matters.
    pub(crate) slots: Option<Slots>,
    pub(crate) next_label: Label,
    pub(crate) targets: Vec<Target>,
    pub(crate) goto_labels: FxHashMap<Symbol, Label>,
    pub(crate) goto_used: rustc_hash::FxHashSet<Label>,
    pub(crate) results: Vec<ResultVar>,
    pub(crate) defers: bool,
    boxed_results: Vec<(SlotId, SlotId, u32, Site)>,
    pub(crate) body_ctx: Option<BodyCtx>,
    /// What the closure object holds: variable, whether it is a cell, word, layout.
    pub(crate) captured_parts: Vec<(ObjId, bool, u32, &'static Layout)>,
}

impl Fun {
    pub(crate) fn new(
        func: FuncRef,
        pkg: PackageId,
        subst: SubstMap,
        captures: Rc<Captures>,
        lit: NodeId,
    ) -> Self {
        Self {
            func,
            pkg,
            subst,
            captures,
            lit,
            literals: 0,
            range_bodies: 0,
            kinds: Vec::new(),
            vars: FxHashMap::default(),
            free: FxHashMap::default(),
            temps: Vec::new(),
            scoped: Vec::new(),
            out: Vec::new(),
            pos: Pos::NONE,
            line: Pos::NONE..Pos::NONE,
            elsewhere: Vec::new(),
            statement: Around::new(Pos::NONE, Pos(u32::MAX)),
            from: Pos::NONE,
            slots: None,
            next_label: 0,
            targets: Vec::new(),
            goto_labels: FxHashMap::default(),
            goto_used: rustc_hash::FxHashSet::default(),
            results: Vec::new(),
            defers: false,
            boxed_results: Vec::new(),
            body_ctx: None,
            captured_parts: Vec::new(),
        }
    }

    /// Stands in before the first function.
    pub(crate) fn placeholder() -> Self {
        static NONE: Func = Func {
            id: FuncId(0),
            name: String::new(),
            results: 0,
            params: 0,
            recv: 0,
            frame: OnceLock::new(),
            body: OnceLock::new(),
            pos: Pos::NONE,
            native: false,
        };
        Self::new(&NONE, PackageId(0), SubstMap::default(), no_captures(), NodeId(0))
    }

    /// New slots at the end of the frame.
    pub(crate) fn fresh(&mut self, layout: &Layout) -> SlotId {
        let slot = u32::try_from(self.kinds.len()).expect("frame below 2^32 slots");
        self.kinds.resize(self.kinds.len() + layout.words as usize, 0);
        for &r in &layout.refs {
            self.kinds[(slot + r) as usize] = 1;
        }
        for &i in &layout.ifaces {
            self.kinds[(slot + i) as usize] = 2;
            self.kinds[(slot + i + 1) as usize] = 3;
        }
        slot
    }

    fn take(&mut self, layout: &'static Layout) -> SlotId {
        if let Some(slot) = self.free.get_mut(layout).and_then(Vec::pop) {
            return slot;
        }
        self.fresh(layout)
    }

    /// Slots that live until the end of the current statement.
    pub(crate) fn temp(&mut self, layout: &'static Layout) -> SlotId {
        let slot = self.take(layout);
        self.temps.push((slot, layout));
        slot
    }

    /// Slots that live until the end of the current block.
    pub(crate) fn local(&mut self, layout: &'static Layout) -> SlotId {
        let slot = self.variable(layout);
        self.needed_here(slot, layout);
        slot
    }

    /// The same for a variable, of which more is known.
    fn variable(&mut self, layout: &'static Layout) -> SlotId {
        let slot = self.take(layout);
        self.scoped.push((slot, layout));
        slot
    }

    /// Where statement and block ends return to.
    pub(crate) fn marks(&self) -> (usize, usize) {
        (self.temps.len(), self.scoped.len())
    }

    /// A statement ends: its temporaries are free.
    pub(crate) fn end_statement(&mut self, mark: usize) {
        for (slot, layout) in self.temps.split_off(mark) {
            self.needed_here(slot, layout);
            self.free.entry(layout.clone()).or_default().push(slot);
        }
    }

    /// A block ends: its variables are free.
    pub(crate) fn end_block(&mut self, mark: usize) {
        for (slot, layout) in self.scoped.split_off(mark) {
            self.free.entry(layout.clone()).or_default().push(slot);
        }
    }

    pub(crate) fn label(&mut self) -> Label {
        self.next_label += 1;
        self.next_label
    }

    /// The frame's layout, and what to clear on entry (everything but parameters that the
    /// garbage collector looks at, and the results).
    fn layout(&self) -> (Layout, Vec<(u32, u32)>) {
        let mut layout = Layout::scalar(u32::try_from(self.kinds.len()).expect("small frame"));
        let mut clear: Vec<(u32, u32)> = Vec::new();
        let (results, args) = (self.func.results, self.func.params + self.func.recv);
        for (i, &kind) in self.kinds.iter().enumerate() {
            let i = u32::try_from(i).expect("small frame");
            match kind {
                1 => layout.refs.push(i),
                2 => layout.ifaces.push(i),
                _ => {}
            }
            if i < results || (kind != 0 && i >= args) {
                match clear.last_mut() {
                    Some(last) if last.1 == i => last.1 = i + 1,
                    _ => clear.push((i, i + 1)),
                }
            }
        }
        (layout, clear)
    }
}

impl Lowerer<'_> {
    /// The substituted type of an object.
    pub(crate) fn obj_ty(&mut self, obj: ObjId) -> TypeId {
        let ty = self.program.objects.get(obj).ty.unwrap_or(BasicKind::Invalid.id());
        self.sub(ty)
    }

    /// A type in the current instance.
    pub(crate) fn sub(&mut self, ty: TypeId) -> TypeId {
        let ty = self.program.subst(ty, &self.fun.subst);
        self.program.types.unalias(ty)
    }

    /// A temporary for a type.
    pub(crate) fn temp(&mut self, ty: TypeId) -> SlotId {
        let id = self.rt(ty);
        let layout = self.rtype(id).layout;
        self.fun.temp(layout)
    }

    /// A temporary for a run-time type.
    pub(crate) fn temp_rt(&mut self, id: RTypeId) -> SlotId {
        let layout = self.rtype(id).layout;
        self.fun.temp(layout)
    }

    /// A temporary of scalar words.
    pub(crate) fn temp_words(&mut self, n: u32) -> SlotId {
        let layout = self.scalar_layout(n);
        self.fun.temp(layout)
    }

    /// Layout of one reference.
    pub(crate) fn ref_layout(&mut self) -> &'static Layout {
        self.intern_layout(Layout { words: 1, refs: vec![0], ..Layout::default() })
    }

    /// A temporary that holds one reference.
    pub(crate) fn temp_ref(&mut self) -> SlotId {
        let layout = self.ref_layout();
        self.fun.temp(layout)
    }

    /// Adds a statement.
    pub(crate) fn emit(&mut self, st: St) {
        self.fun.out.push(st);
    }

    /// Adds an action.
    pub(crate) fn act(&mut self, act: Act, pos: Pos) {
        let pos = if pos.is_known() { pos } else { self.fun.pos };
        self.fun.out.push(St::Act(act, pos));
    }

    /// Collects what `f` emits.
    pub(crate) fn block_of(&mut self, f: impl FnOnce(&mut Self)) -> Vec<St> {
        let outer = std::mem::take(&mut self.fun.out);
        let marks = self.fun.marks();
        f(self);
        self.fun.end_block(marks.1);
        std::mem::replace(&mut self.fun.out, outer)
    }

    /// Declares a local variable and gives it its initial value (zero if `None`).
    pub(crate) fn declare(&mut self, obj: ObjId, value: Option<V>, pos: Pos) {
        let ty = self.obj_ty(obj);
        let id = self.rt(ty);
        let layout = self.rtype(id).layout;
        if self.fun.captures.cells.contains(&obj) {
            // The value is computed before the new cell exists: it may use an outer variable
            // of the same name, or the previous iteration's.
            let value = value.map(|v| self.settle(v, ty));
            let cell_layout = self.ref_layout();
            let cell = self.fun.variable(cell_layout);
            self.fun.needed_for(obj, cell, cell_layout, self.fun.from);
            self.act(Act::Set(cell, Word::New(layout)), pos);
            if let Some(v) = value {
                let act = self.store_mem(at_slot(cell, 0), v, ty);
                self.act(act, pos);
            }
            self.fun.vars.insert(obj, Place::Cell(cell));
        } else {
            let slot = self.fun.variable(layout);
            self.fun.needed_for(obj, slot, layout, self.fun.from);
            let act = match value {
                Some(v) => self.set_slots(slot, v, ty),
                None => Act::Zero(slot, layout.words),
            };
            if layout.words > 0 {
                self.act(act, pos);
            }
            self.fun.vars.insert(obj, Place::Slot(slot));
        }
    }

    /// Lowers the body of a declared function or literal into `self.fun`.
    pub(crate) fn lower_function(&mut self, sig: &Signature, body: &Block) {
        self.open_frame(sig);
        self.fun.defers = self.fun.captures.defers.contains(&self.fun.lit);
        self.stmts(&body.stmts);
        self.finish_fun(body.span.hi);
    }

    /// Lays out results, parameters and receiver, and moves those that need cells.
    pub(crate) fn open_frame(&mut self, sig: &Signature) {
        let mut at = Vec::new();
        for &o in sig.results.iter().chain(&sig.params).chain(&sig.recv) {
            let ty = self.obj_ty(o);
            let id = self.rt(ty);
            let layout = self.rtype(id).layout;
            let slot = self.fun.fresh(layout);
            at.push((o, slot, ty));
        }
        if sig.recv.is_none() && self.fun.func.recv == 1 {
            // The closure pointer.
            let layout = self.ref_layout();
            self.fun.fresh(layout);
        }
        let pos = self.fun.func.pos;
        for (i, &(obj, slot, ty)) in at.iter().enumerate() {
            let is_result = i < sig.results.len();
            let named = !self.program.objects.get(obj).name.as_str().is_empty();
            if is_result {
                self.fun.results.push(ResultVar { obj: named.then_some(obj), slot, ty });
            }
            if named && self.fun.captures.cells.contains(&obj) {
                let id = self.rt(ty);
                let layout = self.rtype(id).layout;
                let cell_layout = self.ref_layout();
                let cell = self.fun.variable(cell_layout);
                if is_result {
                    self.fun.pin(cell);
                } else {
                    self.fun.needed_for(obj, cell, cell_layout, Pos::NONE);
                }
                self.act(Act::Set(cell, Word::New(layout)), pos);
                if is_result {
                    let site = self.variable_site(obj);
                    self.fun.boxed_results.push((cell, slot, layout.words, site));
                } else if layout.words > 0 {
                    let v = self.slots_value(slot, ty);
                    let act = self.store_mem(at_slot(cell, 0), v, ty);
                    self.act(act, pos);
                    self.fun.moved(slot, layout, pos);
                }
                self.fun.vars.insert(obj, Place::Cell(cell));
            } else {
                if named && !is_result {
                    let id = self.rt(ty);
                    let layout = self.rtype(id).layout;
                    self.fun.needed_for(obj, slot, layout, Pos::NONE);
                }
                self.fun.vars.insert(obj, Place::Slot(slot));
            }
        }
    }

    /// Builds the function from what was emitted.
    pub(crate) fn finish_fun(&mut self, end: Pos) {
        self.split_accesses();
        let fun = std::mem::replace(&mut self.fun, Fun::placeholder());
        let (layout, clear) = fun.layout();
        let body = ir::Body {
            stmts: fun.out,
            size: layout.words,
            layout,
            clear,
            defers: fun.defers,
            boxed_results: fun.boxed_results,
            end,
            elsewhere: fun.elsewhere,
            needed: fun.slots.map(Slots::into_needed).unwrap_or_default(),
        };
        finish(fun.func, body);
    }
}

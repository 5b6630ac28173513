//! Function literals, method values and the wrappers that adapt one calling shape to another.

use super::address::FieldPlace;
use super::fun::{Fun, Place};
use super::instrument::ELEMENTS;
use super::place::{at_slot, clone_word, to_pair};
use super::{Job, Lowerer, V, no_captures, operation};
use crate::code::{FuncRef, Kind};
use crate::ir::{Act, Arg, Call, Callee, Mem, Pair, SlotId, St, Word};
use crate::memory::layout::Layout;
use crate::race::Site;
use frontend::ast::{self, Expr};
use frontend::info::Selection;
use frontend::span::{Pos, Span};
use frontend::types::lookup::Found;
use frontend::types::object::Builtin;
use frontend::types::subst::SubstMap;
use frontend::types::{BasicKind, ObjId, ObjectKind, Type, TypeId};
use std::rc::Rc;
use std::sync::Arc;

/// Where a wrapper finds the receiver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Source {
    /// In the closure object, after the function id (method values).
    Closure,
    /// It is the first parameter (method expressions).
    Param,
    /// It is the receiver (promoted methods, pointer wrappers of value methods).
    Recv,
}

/// A function that calls a method on a receiver it got in another way.
#[derive(Clone, Debug)]
pub(crate) struct Wrapper {
    source: Source,
    recv: TypeId,
    path: Vec<usize>,
    obj: ObjId,
    params: Vec<TypeId>,
    results: Vec<TypeId>,
    /// Type arguments of a generic method.
    targs: Vec<TypeId>,
}

impl Lowerer<'_> {
    /// A function literal.
    pub(crate) fn func_lit(&mut self, e: &Expr, ty: &ast::FuncType, body: &Arc<ast::Block>) -> V {
        let _ = ty;
        let fty = self.program.info.type_of(e).unwrap_or(BasicKind::Invalid.id());
        let sig = match self.program.types.get(self.program.types.unalias(fty)) {
            Type::Signature(sig) => sig.clone(),
            _ => return V::Zero,
        };
        let subst = self.fun.subst.clone();
        let (results, params, _) = self.frame_of(&sig, &subst);
        let func = self.new_func(self.literal_name(), results, params, 1, e.span.lo);
        self.fun.literals += 1;
        let body = body.clone();
        self.closure(func, e.id, e.span.lo, |l| l.lower_function_with(&sig, &body))
    }

    fn literal_name(&self) -> String {
        let n = self.fun.literals + 1;
        let name = &self.fun.func.name;
        if self.fun.lit == ast::NodeId(0) {
            format!("{name}.func{n}")
        } else {
            format!("{name}.{n}")
        }
    }

    fn closure(
        &mut self,
        func: FuncRef,
        lit: ast::NodeId,
        pos: Pos,
        lower: impl FnOnce(&mut Self),
    ) -> V {
        self.closure_with(func, lit, pos, &[], |l, _| lower(l))
    }

    /// Lowers a literal's body with `lower` in a new function, and makes its closure here. The
    /// closure holds the captured variables and then the `extra` slots of this function; `lower`
    /// gets where those lie in the closure object, for `load_captures_with`.
    pub(crate) fn closure_with(
        &mut self,
        func: FuncRef,
        lit: ast::NodeId,
        pos: Pos,
        extra: &[(SlotId, &'static Layout)],
        lower: impl FnOnce(&mut Self, &[(u32, &'static Layout)]),
    ) -> V {
        let captures = Rc::clone(&self.fun.captures);
        let list = captures.by_lit.get(&lit).cloned().unwrap_or_default();
        // What the closure object holds.
        let mut layout = Layout::scalar(1);
        let mut parts = Vec::new();
        for obj in list {
            let Some(&place) = self.fun.vars.get(&obj) else { continue };
            let at = layout.words;
            let (slot, part) = match place {
                Place::Cell(slot) => (slot, self.ref_layout()),
                Place::Slot(slot) => {
                    let ty = self.obj_ty(obj);
                    let id = self.rt(ty);
                    (slot, self.rtype(id).layout)
                }
            };
            layout.put(at, part);
            layout.words = at + part.words;
            parts.push((obj, place, slot, at, part));
        }
        let mut extra_at = Vec::new();
        for &(_, part) in extra {
            let at = layout.words;
            layout.put(at, part);
            layout.words = at + part.words;
            extra_at.push((at, part));
        }
        let subst = self.fun.subst.clone();
        let pkg = self.fun.pkg;
        let mut inner = Fun::new(func, pkg, subst, captures, lit);
        inner.next_label = self.fun.next_label;
        inner.slots = self.fun.slots.is_some().then(Default::default);
        let outer = std::mem::replace(&mut self.fun, inner);
        let captured = parts
            .iter()
            .map(|&(obj, place, _, at, part)| (obj, matches!(place, Place::Cell(_)), at, part))
            .collect::<Vec<_>>();
        self.fun.captured_parts = captured;
        lower(self, &extra_at);
        self.fun = outer;
        self.fun.next_label += 1000;
        if parts.is_empty() && extra.is_empty() {
            return V::W(Word::Const(self.func_value(func)));
        }
        let layout = self.intern_layout(layout);
        let tmp = self.temp_ref();
        self.act(Act::Set(tmp, Word::New(layout)), pos);
        let id = Word::Const(u64::from(func.id.0));
        self.act(Act::StoreWord(at_slot(tmp, 0), Mem::Word, id), pos);
        for (_, _, slot, at, part) in parts {
            if part.words > 0 {
                self.act(Act::Store(at_slot(tmp, at), slot, part.words), pos);
            }
        }
        for (&(slot, part), &(at, _)) in extra.iter().zip(&extra_at) {
            self.act(Act::Store(at_slot(tmp, at), slot, part.words), pos);
        }
        V::W(Word::Slot(tmp))
    }

    fn lower_function_with(&mut self, sig: &frontend::types::Signature, body: &ast::Block) {
        self.open_frame(sig);
        self.load_captures();
        self.fun.defers = self.fun.captures.defers.contains(&self.fun.lit);
        self.stmts(&body.stmts);
        self.finish_fun(body.span.hi);
    }

    /// Copies what the closure object holds into slots.
    pub(crate) fn load_captures(&mut self) {
        self.load_captures_with(&[]);
    }

    /// As `load_captures`; answers the slots of the extra parts.
    pub(crate) fn load_captures_with(&mut self, extra: &[(u32, &'static Layout)]) -> Vec<SlotId> {
        let parts = std::mem::take(&mut self.fun.captured_parts);
        if parts.is_empty() && extra.is_empty() {
            return Vec::new();
        }
        let mut layout = Layout::default();
        let words = parts.iter().map(|p| (p.2, p.3)).chain(extra.iter().copied());
        for (at, part) in words {
            layout.put(at - 1, part);
            layout.words = at - 1 + part.words;
        }
        let first = self.fun.fresh(&layout);
        let pointer = self.fun.func.params;
        let pos = self.fun.func.pos;
        if layout.words > 0 {
            self.act(Act::Load(first, at_slot(pointer, 1), layout.words), pos);
        }
        for (obj, cell, at, _) in parts {
            let slot = first + at - 1;
            let place = if cell { Place::Cell(slot) } else { Place::Slot(slot) };
            self.fun.vars.insert(obj, place);
        }
        extra.iter().map(|&(at, _)| first + at - 1).collect()
    }

    /// `x.m` not called: a closure over the receiver.
    pub(crate) fn method_value(&mut self, x: &Expr, s: &Selection, targs: &[TypeId]) -> V {
        let pos = x.span.lo;
        let sig = self.signature_of(s.obj);
        let (params, results) = self.sig_types(&sig, &SubstMap::new(&sig.type_params, targs));
        let xt = self.ty(x);
        let embedded = s.path[..s.path.len().saturating_sub(1)].to_vec();
        let (base, bt) = match self.addressable(x) {
            Some(place) => (place, xt),
            None => {
                let v = self.expr(x);
                (FieldPlace::Slots(self.in_slots(v, xt, pos)), xt)
            }
        };
        let (place, pt) = self.walk_path(base, bt, &embedded);
        let ptr_recv = match &self.program.objects.get(s.obj).kind {
            ObjectKind::Func(f) => f.ptr_recv,
            _ => false,
        };
        // The receiver is evaluated and, for value receivers, copied now.
        let is_iface = self.is_iface(pt);
        let (recv_ty, v) = if is_iface {
            let v = self.place_value(place, pt);
            let slot = self.copy_to_temp(v, pt, pos);
            self.act(Act::Fn(operation::nil_check(slot)), pos);
            (pt, V::P(Pair::Slot(slot)))
        } else {
            let site = self.site(x);
            let v = self.receiver(place, pt, ptr_recv, site);
            (self.recv_type(pt, ptr_recv), v)
        };
        let wrapper = Wrapper {
            source: Source::Closure,
            recv: recv_ty,
            path: Vec::new(),
            obj: s.obj,
            params,
            results,
            targs: targs.to_vec(),
        };
        let func = self.wrapper(wrapper, None);
        let id = self.rt(recv_ty);
        let (words, part) = (self.rtype(id).words, self.rtype(id).layout);
        let mut layout = Layout::scalar(1);
        layout.put(1, part);
        layout.words = 1 + words;
        let layout = self.intern_layout(layout);
        let slot = self.in_slots(v, recv_ty, pos);
        let tmp = self.temp_ref();
        self.act(Act::Set(tmp, Word::New(layout)), pos);
        let fid = Word::Const(u64::from(func.id.0));
        self.act(Act::StoreWord(at_slot(tmp, 0), Mem::Word, fid), pos);
        if words > 0 {
            self.act(Act::Store(at_slot(tmp, 1), slot, words), pos);
        }
        V::W(Word::Slot(tmp))
    }

    /// `T.m`: a function whose first parameter is the receiver.
    pub(crate) fn method_expr(&mut self, s: &Selection, targs: &[TypeId]) -> V {
        let sig = self.signature_of(s.obj);
        let (mut params, results) = self.sig_types(&sig, &SubstMap::new(&sig.type_params, targs));
        let recv = self.sub(s.recv);
        params.insert(0, recv);
        let wrapper = Wrapper {
            source: Source::Param,
            recv,
            path: s.path[..s.path.len().saturating_sub(1)].to_vec(),
            obj: s.obj,
            params,
            results,
            targs: targs.to_vec(),
        };
        let func = self.wrapper(wrapper, None);
        V::W(Word::Const(self.func_value(func)))
    }

    /// The function a method table holds for a method of `ty`.
    pub(crate) fn method_for_table(&mut self, ty: TypeId, found: &Found) -> FuncRef {
        let name = self.method_name(found.obj);
        let ptr_recv = match &self.program.objects.get(found.obj).kind {
            ObjectKind::Func(f) => f.ptr_recv,
            _ => false,
        };
        let direct = found.path.len() == 1;
        let is_ptr = matches!(self.program.types.get(ty), Type::Pointer(_));
        let embedded_iface = {
            let recv = self.program.types.unalias(found.recv);
            self.is_iface(recv)
        };
        if direct && ptr_recv == is_ptr && !embedded_iface {
            let (base, _) = self.program.deref(ty);
            let base = self.program.types.unalias(base);
            let (origin, targs) =
                match (&self.program.objects.get(found.obj).kind, self.program.types.get(base)) {
                    (ObjectKind::Func(f), Type::Named(n)) => {
                        (f.origin.unwrap_or(found.obj), n.targs.clone())
                    }
                    _ => (found.obj, Vec::new()),
                };
            return self.func_ref(origin, &targs, Some(name));
        }
        let sig = self.signature_of(found.obj);
        let (params, results) = self.sig_types(&sig, &SubstMap::default());
        let wrapper = Wrapper {
            source: Source::Recv,
            recv: ty,
            path: found.path[..found.path.len().saturating_sub(1)].to_vec(),
            obj: found.obj,
            params,
            results,
            targs: Vec::new(),
        };
        self.wrapper(wrapper, Some(name))
    }

    fn wrapper(&mut self, w: Wrapper, waiting: Option<&'static str>) -> FuncRef {
        let recv = self.rt(w.recv);
        let own = self.targs_key(&w.targs);
        let key = format!("{:?}/{}/{}/{:?}/{own}", w.source, recv.0, w.obj.0, w.path);
        if let Some(&func) = self.wrappers.get(&key) {
            return func;
        }
        let words = |l: &mut Self, list: &[TypeId]| -> u32 {
            list.iter().map(|&t| l.shape(t).words()).sum()
        };
        let results = words(self, &w.results);
        let params = results + words(self, &w.params);
        let recv_words = match w.source {
            Source::Closure | Source::Param => 1,
            Source::Recv => self.rtype(recv).words,
        };
        let method = self.program.objects.get(w.obj).name;
        let ty = self.rtype(recv).string.clone();
        let ty = match ty.strip_prefix('*').map(|ty| ty.split_once('.').unwrap_or(("", ty))) {
            Some((pkg, name)) => format!("{pkg}.(*{name})"),
            None => ty,
        };
        let suffix = if w.source == Source::Closure { "-fm" } else { "" };
        let name = format!("{ty}.{method}{suffix}");
        let func = self.new_func(name, results, params, recv_words, Pos::NONE);
        self.wrappers.insert(key, func);
        let job = Job::Wrapper { func, wrapper: w };
        match waiting {
            Some(name) if !self.is_called(name) => {
                self.waiting.entry(name).or_default().push(job);
            }
            _ => self.queue.push_back(job),
        }
        func
    }

    /// A value method called through a nil pointer in an interface has a panic of its own.
    fn nil_receiver(&mut self, w: &Wrapper, slot: SlotId) {
        if w.source != Source::Recv || !w.path.is_empty() {
            return;
        }
        let recv = self.rt(w.recv);
        let Some(name) = self.rtype(recv).string.strip_prefix('*').map(str::to_owned) else {
            return;
        };
        let method = self.program.objects.get(w.obj);
        let (pkg, base) = name.split_once('.').unwrap_or_default();
        let path = method.pkg.map_or(pkg, |id| self.program.packages[id.0 as usize].path.as_str());
        let method = method.name;
        let text = format!("value method {path}.{base}.{method} called using nil *{base} pointer");
        self.act(Act::Fn(operation::nil_receiver(slot, text)), Pos::NONE);
    }

    /// Lowers a wrapper's body.
    pub(crate) fn lower_wrapper(&mut self, func: FuncRef, w: Wrapper) {
        if func.body.get().is_some() {
            return;
        }
        let pkg = self.program.objects.get(w.obj).pkg.unwrap_or(frontend::types::PackageId(0));
        self.fun = Fun::new(func, pkg, SubstMap::default(), no_captures(), ast::NodeId(0));
        let mut slots = Vec::new();
        for &ty in w.results.iter().chain(&w.params) {
            let id = self.rt(ty);
            let layout = self.rtype(id).layout;
            slots.push(self.fun.fresh(layout));
        }
        let recv_id = self.rt(w.recv);
        let recv_layout = self.rtype(recv_id).layout;
        let n_results = w.results.len();
        let mut args: Vec<(SlotId, TypeId)> =
            slots[n_results..].iter().copied().zip(w.params.iter().copied()).collect();
        let recv_slot = match w.source {
            Source::Recv => self.fun.fresh(recv_layout),
            Source::Param => {
                let closure = self.ref_layout();
                self.fun.fresh(closure);
                args.remove(0).0
            }
            Source::Closure => {
                let closure = self.ref_layout();
                let pointer = self.fun.fresh(closure);
                let slot = self.fun.fresh(recv_layout);
                if recv_layout.words > 0 {
                    let act = Act::Load(slot, at_slot(pointer, 1), recv_layout.words);
                    self.act(act, func.pos);
                }
                slot
            }
        };
        self.nil_receiver(&w, recv_slot);
        let (place, pt) = self.walk_path(FieldPlace::Slots(recv_slot), w.recv, &w.path);
        let result_words = func.results;
        let mut call_args = Vec::new();
        let mut at = result_words;
        for (slot, ty) in args {
            let words = self.shape(ty).words();
            let v = self.slots_value(slot, ty);
            let value = self.arg_value(v, ty);
            call_args.push(Arg { slot: at, value });
            at += words;
        }
        let callee = if self.is_iface(pt) {
            let v = self.place_value(place, pt);
            let name = self.method_name(w.obj);
            self.call_name(name);
            let tmp = self.copy_to_temp(v, pt, func.pos);
            Callee::Method { recv: Pair::Slot(tmp), name }
        } else {
            let (target, ptr_recv) = self.method_func(w.obj, pt, &w.targs);
            let site = self.site_at(Span::NONE, "");
            let v = self.receiver(place, pt, ptr_recv, site);
            let ty = self.recv_type(pt, ptr_recv);
            let value = self.arg_value(v, ty);
            call_args.push(Arg { slot: at, value });
            Callee::Func(target)
        };
        let dst = (result_words > 0).then_some(0);
        let results = result_words;
        let call = Call { results, params: at, args: call_args, dst, ..Call::new(callee) };
        self.emit(St::Call(call, func.pos));
        self.emit(St::Return(None, func.pos));
        self.finish_fun(func.pos);
    }

    /// A closure without parameters that calls a built-in with these arguments, for `go` and
    /// `defer`.
    pub(crate) fn builtin_closure(&mut self, e: &Expr, builtin: Builtin, args: &[Expr]) -> Word {
        if let Some(parts) = self.spread_call(args) {
            return self.builtin_closure(e, builtin, &parts);
        }
        let pos = e.span.lo;
        let mut types = Vec::new();
        let mut slots = Vec::new();
        for a in args {
            let ty = match builtin {
                Builtin::Panic => self.any_type(),
                _ if self.is_nil(a) => BasicKind::UnsafePointer.id(),
                _ => {
                    let ty = self.ty(a);
                    self.program.default_type(ty)
                }
            };
            let v = self.expr_to(a, ty);
            slots.push(self.copy_to_temp(v, ty, pos));
            types.push(ty);
        }
        let name = format!("{}.deferwrap", self.fun.func.name);
        let func = self.new_func(name, 0, 0, 1, pos);
        let mut layout = Layout::scalar(1);
        let mut at = Vec::new();
        for &ty in &types {
            let id = self.rt(ty);
            let part = self.rtype(id).layout;
            at.push(layout.words);
            let w = layout.words;
            layout.put(w, part);
            layout.words = w + part.words;
        }
        let pkg = self.fun.pkg;
        let inner = Fun::new(func, pkg, SubstMap::default(), no_captures(), ast::NodeId(0));
        let outer = std::mem::replace(&mut self.fun, inner);
        let closure = self.ref_layout();
        let pointer = self.fun.fresh(closure);
        let mut inner_slots = Vec::new();
        for (i, &ty) in types.iter().enumerate() {
            let id = self.rt(ty);
            let part = self.rtype(id).layout;
            let slot = self.fun.fresh(part);
            if part.words > 0 {
                self.act(Act::Load(slot, at_slot(pointer, at[i]), part.words), pos);
            }
            inner_slots.push(slot);
        }
        self.builtin_effect(builtin, args, &inner_slots, &types, pos);
        self.finish_fun(pos);
        self.fun = outer;
        let layout = self.intern_layout(layout);
        let tmp = self.temp_ref();
        self.act(Act::Set(tmp, Word::New(layout)), pos);
        let id = Word::Const(u64::from(func.id.0));
        self.act(Act::StoreWord(at_slot(tmp, 0), Mem::Word, id), pos);
        for (i, &ty) in types.iter().enumerate() {
            let words = self.shape(ty).words();
            if words > 0 {
                self.act(Act::Store(at_slot(tmp, at[i]), slots[i], words), pos);
            }
        }
        Word::Slot(tmp)
    }

    /// A built-in as a statement, on values in slots.
    fn builtin_effect(
        &mut self,
        builtin: Builtin,
        args: &[Expr],
        slots: &[SlotId],
        types: &[TypeId],
        pos: Pos,
    ) {
        match builtin {
            Builtin::Close => {
                self.emit(St::Close(Word::Slot(slots[0]), pos));
            }
            Builtin::Panic => {
                self.emit(St::Panic(to_pair(V::S(slots[0])), pos));
            }
            Builtin::Print | Builtin::Println => {
                let parts: Vec<_> =
                    types.iter().zip(slots).map(|(&ty, &slot)| (self.rt(ty), slot)).collect();
                let act = self.printed(operation::print(parts, builtin == Builtin::Println));
                self.act(act, pos);
            }
            Builtin::Delete => {
                let id = self.rt(types[0]);
                let shape = self.map_shape(id);
                let m = Word::Slot(slots[0]);
                let site = self.site(&args[0]).write();
                let act = operation::map_delete(shape, clone_word(&m), slots[1]);
                let act = self.on_map(&m, site, act);
                self.act(act, pos);
            }
            Builtin::Clear => {
                if matches!(self.under(types[0]), Type::Map { .. }) {
                    let m = Word::Slot(slots[0]);
                    let site = self.site(&args[0]).write();
                    let act = self.on_map(&m, site, operation::map_clear(clone_word(&m)));
                    self.act(act, pos);
                } else {
                    let elem = self.elem_of(types[0]);
                    let id = self.rt(elem);
                    let stride = self.stride_of(id);
                    let site = self.site_at(args[0].span, ELEMENTS).write();
                    let act = self.clear_elements(slots[0], stride, site);
                    self.act(act, pos);
                }
            }
            Builtin::Copy => {
                let elem = self.elem_of(types[0]);
                let id = self.rt(elem);
                let stride = self.stride_of(id);
                let n = self.temp_words(1);
                let from = if self.kind(types[1]) == Kind::String {
                    Site::NONE
                } else {
                    self.site_at(args[1].span, ELEMENTS)
                };
                let to = self.site_at(args[0].span, ELEMENTS).write();
                let act = self.copy_elements([slots[0], slots[1], n], stride, [to, from]);
                self.act(act, pos);
            }
            // A deferred recover is not called by a deferred function: it does nothing.
            _ => {}
        }
    }
}

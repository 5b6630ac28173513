//! Calls, `go` and `defer`.

use super::address::FieldPlace;
use super::place::{at_slot, bx, to_word};
use super::types::Shape;
use super::{Lowerer, V};
use crate::code::FuncRef;
use crate::ir::{Act, Addr, Arg, ArgValue, Call, Callee, SlotId, St, Word};
use crate::race::Site;
use frontend::ast::{Expr, ExprKind};
use frontend::info::{Mode, Selection, SelectionKind};
use frontend::span::Pos;
use frontend::types::subst::SubstMap;
use frontend::types::{BasicKind, ObjId, ObjectKind, Signature, Type, TypeId};

/// A call made ready: everything but where results go.
pub(crate) struct Ready {
    pub(crate) call: Call,
    /// Types of the results, substituted.
    pub(crate) results: Vec<TypeId>,
}

/// What a call is given.
#[derive(Clone, Copy)]
struct Arguments<'a> {
    list: &'a [Expr],
    /// `f(list...)`.
    spread: bool,
    /// Of the call.
    pos: Pos,
}

impl Lowerer<'_> {
    /// A call, conversion or built-in as a value.
    pub(crate) fn call_value(&mut self, e: &Expr) -> V {
        let ExprKind::Call { fun, args, .. } = &e.kind else { return V::Zero };
        if self.program.info.mode(fun) == Mode::Type {
            let target = self.ty(fun);
            return self.conversion(&args[0], target);
        }
        if let Some(builtin) = self.builtin_of(fun) {
            return self.builtin_call(e, builtin, args);
        }
        if let Some(v) = self.pure_call(fun, args) {
            return v;
        }
        let (slot, results) = self.call_results(e);
        match results.as_slice() {
            [] => V::Zero,
            [one] => self.slots_value(slot, *one),
            _ => V::S(slot),
        }
    }

    /// math.Sqrt and the like need no call.
    fn pure_call(&mut self, fun: &Expr, args: &[Expr]) -> Option<V> {
        let ExprKind::Selector { sel, .. } = &fun.kind else { return None };
        let obj = *self.program.info.uses.get(&sel.id)?;
        let o = self.program.objects.get(obj);
        let pkg = o.pkg?;
        if self.program.packages[pkg.0 as usize].path.as_str() != "math" || args.len() != 1 {
            return None;
        }
        let f: fn(f64) -> f64 = match o.name.as_str() {
            "Sqrt" => f64::sqrt,
            "Abs" => f64::abs,
            "Floor" => f64::floor,
            "Ceil" => f64::ceil,
            "Trunc" => f64::trunc,
            _ => return None,
        };
        let v = self.expr_to(&args[0], BasicKind::Float64.id());
        Some(V::F(crate::ir::Float::Math(f, bx(super::place::to_float(v)))))
    }

    /// Emits a call; answers the first slot of its results and their types.
    pub(crate) fn call_results(&mut self, e: &Expr) -> (SlotId, Vec<TypeId>) {
        let mut ready = self.ready_call(e);
        let mut layout = crate::memory::layout::Layout::default();
        let mut at = 0;
        for &ty in &ready.results {
            let id = self.rt(ty);
            let (words, part) = (self.rtype(id).words, self.rtype(id).layout);
            layout.put(at, part);
            at += words;
        }
        layout.words = at;
        let layout = self.intern_layout(layout);
        let slot = self.fun.temp(layout);
        ready.call.dst = (at > 0).then_some(slot);
        self.emit(St::Call(ready.call, self.call_pos(e)));
        (slot, ready.results)
    }

    /// Emits a call whose results are dropped.
    pub(crate) fn call_stmt(&mut self, e: &Expr) {
        let ready = self.ready_call(e);
        self.emit(St::Call(ready.call, self.call_pos(e)));
    }

    /// Where gc says a call is: its opening parenthesis.
    #[expect(clippy::unused_self, reason = "reads better as a method")]
    pub(crate) fn call_pos(&self, e: &Expr) -> Pos {
        match &e.kind {
            ExprKind::Call { fun, .. } => fun.span.hi,
            _ => e.span.lo,
        }
    }

    /// Evaluates function value and arguments.
    pub(crate) fn ready_call(&mut self, e: &Expr) -> Ready {
        let ExprKind::Call { fun, args, ellipsis, .. } = &e.kind else {
            unreachable!("invariant: only calls are called")
        };
        let args = Arguments { list: args, spread: ellipsis.is_some(), pos: self.call_pos(e) };
        let mut callee_expr = &**fun;
        while let ExprKind::Paren(x) = &callee_expr.kind {
            callee_expr = x;
        }
        // `x.m[T](…)` calls a generic method.
        let method = match &callee_expr.kind {
            ExprKind::Index { x, .. } if matches!(x.kind, ExprKind::Selector { .. }) => x,
            _ => callee_expr,
        };
        if let ExprKind::Selector { x, .. } = &method.kind {
            if let Some(s) = self.selection(method) {
                if s.kind == SelectionKind::Method {
                    let targs = self.instance_targs(method);
                    return self.ready_method(x, &s, &targs, args);
                }
            }
        }
        if let Some((obj, targs)) = self.static_callee(callee_expr) {
            let func = self.func_for(obj, &targs);
            let sig = self.signature_of(obj);
            let subst = SubstMap::new(&sig.type_params, &targs);
            let (params, results) = self.sig_types(&sig, &subst);
            return self.ready(Callee::Func(func), params, results, sig.variadic, args);
        }
        let fty = self.ty(callee_expr);
        let sig = self.core_signature(fty);
        let (params, results) = self.sig_types(&sig, &SubstMap::default());
        let word = self.word(callee_expr);
        // Arguments are evaluated after the function value; a variable may change meanwhile.
        let word = match word {
            w @ Word::Const(_) => w,
            w => {
                let tmp = self.temp_ref();
                self.act(Act::Set(tmp, w), e.span.lo);
                Word::Slot(tmp)
            }
        };
        self.ready(Callee::Closure(word), params, results, sig.variadic, args)
    }

    /// Signature of a function-typed expression.
    pub(crate) fn core_signature(&mut self, ty: TypeId) -> Signature {
        match self.program.core_type(ty).map(|t| self.program.types.get(t).clone()) {
            Some(Type::Signature(sig)) => sig,
            _ => Signature::default(),
        }
    }

    /// Substituted parameter and result types.
    pub(crate) fn sig_types(
        &mut self,
        sig: &Signature,
        subst: &SubstMap,
    ) -> (Vec<TypeId>, Vec<TypeId>) {
        let list = |objs: &[ObjId], l: &mut Self| -> Vec<TypeId> {
            objs.iter()
                .map(|&o| {
                    let ty = l.program.objects.get(o).ty.unwrap_or(BasicKind::Invalid.id());
                    let ty = l.program.subst(ty, subst);
                    l.sub(ty)
                })
                .collect()
        };
        (list(&sig.params, self), list(&sig.results, self))
    }

    /// A declared function named by an expression, with its type arguments.
    fn static_callee(&mut self, e: &Expr) -> Option<(ObjId, Vec<TypeId>)> {
        let obj = match &e.kind {
            ExprKind::Ident(_) => *self.program.info.uses.get(&e.id)?,
            ExprKind::Selector { sel, .. } => {
                if self.program.info.selections.contains_key(&e.id) {
                    return None;
                }
                *self.program.info.uses.get(&sel.id)?
            }
            ExprKind::Index { x, .. } => {
                let found = self.static_callee(x)?;
                let targs = self.instance_targs(e);
                return Some((found.0, targs));
            }
            _ => return None,
        };
        matches!(self.program.objects.get(obj).kind, ObjectKind::Func(_)).then(|| {
            let targs = self.instance_targs(e);
            (obj, targs)
        })
    }

    /// `x.m(args…)`.
    fn ready_method(
        &mut self,
        x: &Expr,
        s: &Selection,
        targs: &[TypeId],
        args: Arguments<'_>,
    ) -> Ready {
        let sig = self.signature_of(s.obj);
        let (params, results) = self.sig_types(&sig, &SubstMap::new(&sig.type_params, targs));
        let xt = self.ty(x);
        let embedded = &s.path[..s.path.len().saturating_sub(1)];
        let (base, bt) = self.base_for_method(x, xt);
        let (place, pt) = self.walk_path(base, bt, embedded);
        if self.is_iface(pt) {
            let v = self.place_value(place, pt);
            let tmp = self.copy_to_temp(v, pt, x.span.lo);
            let name = self.method_name(s.obj);
            self.call_name(name);
            let callee = Callee::Method { recv: crate::ir::Pair::Slot(tmp), name };
            return self.ready(callee, params, results, sig.variadic, args);
        }
        let (func, ptr_recv) = self.method_func(s.obj, pt, targs);
        let site = self.site_at(x.span, "");
        let recv = self.receiver(place, pt, ptr_recv, site);
        let recv_ty = self.recv_type(pt, ptr_recv);
        let mut ready = self.ready(Callee::Func(func), params, results, sig.variadic, args);
        let value = self.arg_value(recv, recv_ty);
        ready.call.args.push(Arg { slot: func.params, value });
        ready
    }

    /// Type of the receiver as the method declares it, given the type it was found on.
    pub(crate) fn recv_type(&mut self, pt: TypeId, ptr_recv: bool) -> TypeId {
        let (base, _) = self.program.deref(pt);
        if ptr_recv { self.program.types.add(Type::Pointer(base)) } else { base }
    }

    /// `x` as the start of a method's receiver: pointers stay pointers.
    fn base_for_method(&mut self, x: &Expr, xt: TypeId) -> (FieldPlace, TypeId) {
        if let Some(place) = self.addressable(x) {
            return (place, xt);
        }
        let place = match self.expr(x) {
            V::M(addr) => FieldPlace::Mem(addr),
            v => match self.shape(xt) {
                Shape::Zero => FieldPlace::Slots(0),
                s if s.words() == 1 => FieldPlace::Word(to_word(v)),
                _ => FieldPlace::Slots(self.in_slots(v, xt, x.span.lo)),
            },
        };
        (place, xt)
    }

    /// The receiver argument: address or value, kept in a temporary because arguments follow.
    pub(crate) fn receiver(
        &mut self,
        place: FieldPlace,
        pt: TypeId,
        ptr_recv: bool,
        site: Site,
    ) -> V {
        let is_ptr = matches!(self.under(pt), Type::Pointer(_))
            && matches!(self.program.types.get(pt), Type::Pointer(_));
        let v = match (ptr_recv, is_ptr) {
            (true, true) | (false, false) => self.place_value(place, pt),
            (true, false) => match place {
                FieldPlace::Mem(Addr { base, off: 0, .. }) if matches!(*base, Word::Const(_)) => {
                    return V::W(*base);
                }
                FieldPlace::Mem(Addr { base, off: 0, .. }) => V::W(*base),
                FieldPlace::Mem(addr) => V::W(Word::AddrOf(addr)),
                place => {
                    // Not addressable in memory: only types without words get here.
                    let v = self.place_value(place, pt);
                    V::W(Word::Slot(self.box_value(v, pt, Pos::NONE)))
                }
            },
            (false, true) => {
                let Type::Pointer(elem) = self.under(pt) else { return V::Zero };
                let elem = self.sub(elem);
                let base = to_word(self.place_value(place, pt));
                let v = self.load_mem(Addr { base: bx(base), off: 0, site }, elem);
                return self.settle(v, elem);
            }
        };
        let ty = self.recv_type(pt, ptr_recv);
        match v {
            V::W(Word::Const(c)) => V::W(Word::Const(c)),
            v => self.settle(v, ty),
        }
    }

    /// The function of a concrete method found on type `pt`, and whether it wants a pointer.
    pub(crate) fn method_func(
        &mut self,
        obj: ObjId,
        pt: TypeId,
        own: &[TypeId],
    ) -> (FuncRef, bool) {
        let (origin, ptr) = match &self.program.objects.get(obj).kind {
            ObjectKind::Func(f) => (f.origin.unwrap_or(obj), f.ptr_recv),
            _ => (obj, false),
        };
        let (base, _) = self.program.deref(pt);
        let base = self.program.types.unalias(base);
        let targs = match self.program.types.get(base) {
            Type::Named(n) => n.targs.clone(),
            _ => Vec::new(),
        };
        let targs: Vec<_> = targs.iter().chain(own).map(|&t| self.sub(t)).collect();
        (self.func_for(origin, &targs), ptr)
    }

    /// Evaluates the arguments.
    fn ready(
        &mut self,
        callee: Callee,
        params: Vec<TypeId>,
        results: Vec<TypeId>,
        variadic: bool,
        args: Arguments<'_>,
    ) -> Ready {
        let Arguments { list: args, spread, pos } = args;
        let outer = std::mem::replace(&mut self.fun.pos, pos);
        let mut values: Vec<(V, TypeId)> = Vec::new();
        let result_words: u32 = results.iter().map(|&t| self.shape(t).words()).sum();
        if let Some(inner) = self.tuple_call(args) {
            // f(g()) with several results.
            let (slot, types) = self.call_results(inner);
            let mut at = slot;
            for ty in types {
                values.push((self.slots_value(at, ty), ty));
                at += self.shape(ty).words();
            }
        } else {
            // Values computed before a later argument's call must be kept.
            let last_call = args.iter().rposition(|a| self.has_call(a));
            for (i, a) in args.iter().enumerate() {
                let target = param_type(&params, variadic, spread, i);
                let target = match target {
                    ParamType::Plain(ty) => ty,
                    ParamType::Variadic(slice) => self.elem_of(slice),
                };
                let v = self.expr_to(a, target);
                let v = if last_call.is_some_and(|l| i < l) { self.keep(v, target) } else { v };
                values.push((v, target));
            }
        }
        // Conversion of a call's results and packing of variadic ones.
        let mut list: Vec<Arg> = Vec::new();
        let mut at = result_words;
        let fixed = if variadic && !spread { params.len() - 1 } else { params.len() };
        let mut rest = values;
        let tail = rest.split_off(fixed.min(rest.len()));
        for ((v, from), &target) in rest.into_iter().zip(&params) {
            let v = self.convert_assign(v, from, target);
            let words = self.shape(target).words();
            let value = self.arg_value(v, target);
            list.push(Arg { slot: at, value });
            at += words;
        }
        if variadic && !spread {
            let slice = params[fixed];
            let value = self.pack(tail, slice);
            list.push(Arg { slot: at, value });
            at += 3;
        }
        self.fun.pos = outer;
        let touches = self.touches(&callee, &params, args, result_words);
        let call =
            Call { results: result_words, params: at, args: list, touches, ..Call::new(callee) };
        Ready { call, results }
    }

    /// A value that a later call cannot change.
    fn keep(&mut self, v: V, ty: TypeId) -> V {
        match v {
            V::W(Word::Slot(_)) | V::S(_) | V::P(crate::ir::Pair::Slot(_)) => v,
            v => self.settle(v, ty),
        }
    }

    pub(crate) fn elem_of(&mut self, slice: TypeId) -> TypeId {
        match self.under(slice) {
            Type::Slice(elem) | Type::Array { elem, .. } | Type::Pointer(elem) => self.sub(elem),
            // append([]byte, string...)
            Type::Basic(_) => BasicKind::Uint8.id(),
            _ => BasicKind::Invalid.id(),
        }
    }

    /// The variadic slice of these values.
    fn pack(&mut self, values: Vec<(V, TypeId)>, slice: TypeId) -> ArgValue {
        if values.is_empty() {
            let tmp = self.temp(slice);
            self.act(Act::Zero(tmp, 3), Pos::NONE);
            return ArgValue::Slots(tmp, 3);
        }
        let elem = self.elem_of(slice);
        let id = self.rt(elem);
        let n = values.len() as u64;
        let stride = self.stride_of(id);
        let mut settled = Vec::new();
        for (v, from) in values {
            let v = self.convert_assign(v, from, elem);
            settled.push(v);
        }
        let tmp = self.temp(slice);
        self.act(super::operation::new_slice(id, n, tmp), Pos::NONE);
        for (i, v) in settled.into_iter().enumerate() {
            let addr = element_of(tmp, i as u64, stride);
            let act = self.store_mem(addr, v, elem);
            self.act(act, Pos::NONE);
        }
        ArgValue::Slots(tmp, 3)
    }

    /// `go f(x)` and `defer f(x)`: built-ins and conversions are wrapped in a closure.
    pub(crate) fn go_call(&mut self, e: &Expr) -> Call {
        let mut inner = e;
        while let ExprKind::Paren(x) = &inner.kind {
            inner = x;
        }
        let ExprKind::Call { fun, args, .. } = &inner.kind else {
            return empty_call(Word::Const(0));
        };
        if let Some(builtin) = self.builtin_of(fun) {
            let closure = self.builtin_closure(inner, builtin, args);
            return empty_call(closure);
        }
        if self.program.info.mode(fun) == Mode::Type {
            self.expr(&args[0]);
            return empty_call(Word::Const(0));
        }
        self.ready_call(inner).call
    }
}

fn empty_call(closure: Word) -> Call {
    Call::new(Callee::Closure(closure))
}

/// Address of element `i` of the slice in slot `slice`.
pub(crate) fn element_of(slice: SlotId, i: u64, stride: u32) -> Addr {
    if stride.is_multiple_of(8) {
        let off = u32::try_from(i * u64::from(stride / 8)).unwrap_or(u32::MAX);
        return at_slot(slice, off);
    }
    let bytes = Word::Const(i * u64::from(stride));
    let base =
        Word::Int(crate::ir::IntOp::Add, crate::ir::IntKind::U64, bx(Word::Slot(slice)), bx(bytes));
    Addr { base: bx(base), off: 0, site: Site::NONE }
}

enum ParamType {
    Plain(TypeId),
    Variadic(TypeId),
}

fn param_type(params: &[TypeId], variadic: bool, spread: bool, i: usize) -> ParamType {
    let last = params.len().saturating_sub(1);
    if variadic && i >= last {
        let slice = params.get(last).copied().unwrap_or(BasicKind::Invalid.id());
        if spread { ParamType::Plain(slice) } else { ParamType::Variadic(slice) }
    } else {
        ParamType::Plain(params.get(i).copied().unwrap_or(BasicKind::Invalid.id()))
    }
}

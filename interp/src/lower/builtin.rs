//! Built-in functions (spec §Built-in functions).

use super::address::FieldPlace;
use super::instrument::{Added, ELEMENTS};
use super::operation;
use super::place::{bx, clone_word, to_float, to_pair, to_word};
use super::types::Shape;
use super::{Lowerer, V};
use crate::code::{Kind, RTypeId};
use crate::ir::{Act, Cmp, Cond, Float, Pair, SlotId, St, Word};
use crate::race::Site;
use frontend::ast::{Expr, ExprKind};
use frontend::span::Pos;
use frontend::types::object::{Builtin, VarKind};
use frontend::types::{BasicKind, ObjectKind, Type, TypeId};

impl Lowerer<'_> {
    /// The built-in function an expression names.
    pub(crate) fn builtin_of(&mut self, fun: &Expr) -> Option<Builtin> {
        let obj = match &fun.kind {
            ExprKind::Paren(x) => return self.builtin_of(x),
            ExprKind::Ident(_) => *self.program.info.uses.get(&fun.id)?,
            ExprKind::Selector { sel, .. } => *self.program.info.uses.get(&sel.id)?,
            _ => return None,
        };
        match self.program.objects.get(obj).kind {
            ObjectKind::Builtin(b) => Some(b),
            _ => None,
        }
    }

    /// A call of a built-in.
    pub(crate) fn builtin_call(&mut self, e: &Expr, builtin: Builtin, args: &[Expr]) -> V {
        if let Some(parts) = self.spread_call(args) {
            return self.builtin_call(e, builtin, &parts);
        }
        let pos = e.span.lo;
        match builtin {
            Builtin::Len => self.len_cap(&args[0], false),
            Builtin::Cap => self.len_cap(&args[0], true),
            Builtin::Append => self.append(e, args),
            Builtin::Copy => {
                let (st, tt) = (self.ty(&args[0]), self.ty(&args[1]));
                let elem = self.elem_of(st);
                let id = self.rt(elem);
                let stride = self.stride_of(id);
                let dst = self.slice_slot(&args[0], st);
                let src = if self.kind(tt) == Kind::String {
                    let p = self.pair(&args[1]);
                    self.copy_to_temp(V::P(p), BasicKind::String.id(), pos)
                } else {
                    self.slice_slot(&args[1], tt)
                };
                let n = self.temp_words(1);
                let from = if self.kind(tt) == Kind::String {
                    Site::NONE
                } else {
                    self.site_at(args[1].span, ELEMENTS)
                };
                let to = self.site_at(args[0].span, ELEMENTS).write();
                let act = self.copy_elements([dst, src, n], stride, [to, from]);
                self.act(act, pos);
                V::W(Word::Slot(n))
            }
            Builtin::Clear => {
                let ty = self.ty(&args[0]);
                if self.kind(ty) == Kind::Map {
                    let m = self.word(&args[0]);
                    let m = to_word(self.settle(V::W(m), ty));
                    let site = self.site(&args[0]).write();
                    let act = self.on_map(&m, site, operation::map_clear(clone_word(&m)));
                    self.act(act, pos);
                } else {
                    let elem = self.elem_of(ty);
                    let id = self.rt(elem);
                    let stride = self.stride_of(id);
                    let slot = self.slice_slot(&args[0], ty);
                    let site = self.site_at(args[0].span, ELEMENTS).write();
                    let act = self.clear_elements(slot, stride, site);
                    self.act(act, pos);
                }
                V::Zero
            }
            Builtin::Close => {
                let (ty, v) = (self.ty(&args[0]), self.expr(&args[0]));
                let ch = to_word(self.plain(v, ty));
                self.emit(St::Close(ch, pos));
                V::Zero
            }
            Builtin::Delete => {
                let mt = self.ty(&args[0]);
                let Some(Type::Map { key, .. }) =
                    self.program.core_type(mt).map(|t| self.program.types.get(t).clone())
                else {
                    return V::Zero;
                };
                let key = self.sub(key);
                let m = self.word(&args[0]);
                let m = self.settle(V::W(m), mt);
                let k = self.expr_to(&args[1], key);
                let slot = self.in_slots(k, key, pos);
                let id = self.rt(mt);
                let shape = self.map_shape(id);
                let m = to_word(m);
                let site = self.site(&args[0]).write();
                let act = self.on_map(&m, site, operation::map_delete(shape, clone_word(&m), slot));
                self.act(act, pos);
                V::Zero
            }
            Builtin::Make => self.make(e, args),
            Builtin::New => {
                let ty = self.ty(e);
                let elem = self.elem_of(ty);
                let id = self.rt(elem);
                if self.program.info.mode(&args[0]) != frontend::info::Mode::Type {
                    // new(expr), Go 1.26.
                    let v = self.expr_to(&args[0], elem);
                    return V::W(Word::Slot(self.box_value(v, elem, pos)));
                }
                V::W(Word::New(self.rtype(id).layout))
            }
            Builtin::Panic => {
                let any = self.any_type();
                let v = self.expr_to(&args[0], any);
                self.emit(St::Panic(to_pair(v), pos));
                V::Zero
            }
            Builtin::Recover => {
                let any = self.any_type();
                let slot = self.temp(any);
                self.emit(St::Recover(slot, pos));
                V::P(Pair::Slot(slot))
            }
            Builtin::Print | Builtin::Println => {
                self.print(args, builtin == Builtin::Println, pos);
                V::Zero
            }
            Builtin::Min | Builtin::Max => self.min_max(e, args, builtin == Builtin::Min),
            Builtin::Complex => {
                let ty = self.ty(e);
                let single = self.kind(ty) == Kind::Complex64;
                let part = if single { BasicKind::Float32 } else { BasicKind::Float64 };
                let re = self.expr_to(&args[0], part.id());
                let im = self.expr_to(&args[1], part.id());
                V::P(Pair::Words(bx(to_word(re)), bx(to_word(im))))
            }
            Builtin::Real | Builtin::Imag => {
                let ty = self.ty(&args[0]);
                let single = self.kind(ty) == Kind::Complex64;
                let p = bx(self.pair(&args[0]));
                let w = if builtin == Builtin::Real { Word::First(p) } else { Word::Second(p) };
                if single { V::F32(Float::Bits32(bx(w))) } else { V::F(Float::Bits(bx(w))) }
            }
            _ => self.unsafe_call(e, builtin, args),
        }
    }

    pub(crate) fn any_type(&mut self) -> TypeId {
        if let Some(ty) = self.universe_any() {
            return ty;
        }
        self.program.types.add(Type::Interface(frontend::types::Interface::default()))
    }

    fn universe_any(&self) -> Option<TypeId> {
        let names = &self.program.scopes.list.first()?.names;
        let &(obj, _) = names.get(&frontend::symbol::Symbol::intern("any"))?;
        let ty = self.program.objects.get(obj).ty?;
        Some(self.program.types.unalias(ty))
    }

    /// A slice in slots.
    pub(crate) fn slice_slot(&mut self, e: &Expr, ty: TypeId) -> SlotId {
        let v = self.expr_to(e, ty);
        self.in_slots(v, ty, e.span.lo)
    }

    fn len_cap(&mut self, x: &Expr, cap: bool) -> V {
        let ty = self.ty(x);
        let mut core = self.under(ty);
        if let Type::Pointer(p) = core {
            core = self.under(p);
        }
        match core {
            Type::Basic(_) => {
                let p = self.pair(x);
                V::W(Word::Second(bx(p)))
            }
            Type::Slice(_) if !cap => {
                let p = self.pair(x);
                V::W(Word::Second(bx(p)))
            }
            Type::Slice(_) => match self.expr(x) {
                V::M(addr) => {
                    let layout = self.scalar_layout(1);
                    let site = self.site_for(addr.site, layout);
                    let addr = crate::ir::Addr { off: addr.off + 2, site, ..addr };
                    V::W(Word::Load(addr, crate::ir::Mem::Word))
                }
                v => {
                    let slot = self.in_slots(v, ty, x.span.lo);
                    V::W(Word::Slot(slot + 2))
                }
            },
            Type::Array { len, .. } => {
                if self.has_call(x) {
                    self.expr(x);
                }
                #[expect(clippy::cast_sign_loss, reason = "array lengths are not negative")]
                let n = len as u64;
                V::W(Word::Const(n))
            }
            Type::Map { .. } => {
                let m = self.word(x);
                V::W(self.map_len(x, m))
            }
            Type::Chan { .. } => {
                let c = self.word(x);
                V::W(self.chan_len(c, cap))
            }
            _ => V::W(Word::Const(0)),
        }
    }

    fn append(&mut self, e: &Expr, args: &[Expr]) -> V {
        let ExprKind::Call { ellipsis, .. } = &e.kind else { return V::Zero };
        let pos = e.span.lo;
        let ty = self.ty(e);
        let elem = self.elem_of(ty);
        let id = self.rt(elem);
        let stride = self.stride_of(id);
        let first = self.expr_to(&args[0], ty);
        if args.len() == 1 {
            return first;
        }
        // The slice's words are read before the other arguments are evaluated only if those call.
        let base = match first {
            V::S(slot) => slot,
            v => self.copy_to_temp(v, ty, pos),
        };
        let dst = self.temp(ty);
        let buffer = self.stack_room(&args[0], id);
        let site = self.site_at(args[0].span, ELEMENTS);
        if ellipsis.is_some() {
            let tt = self.ty(&args[1]);
            let src = if self.is_nil(&args[1]) {
                return V::S(base);
            } else if self.kind(tt) == Kind::String {
                let p = self.pair(&args[1]);
                self.copy_to_temp(V::P(p), BasicKind::String.id(), pos)
            } else {
                self.slice_slot(&args[1], tt)
            };
            let from = if self.kind(tt) == Kind::String {
                Site::NONE
            } else {
                self.site_at(args[1].span, ELEMENTS)
            };
            let act = operation::append_slice(id, stride, base, src, dst);
            let act = self.on_append(base, Added::Slice(src, from), stride, site, act);
            self.act(act, pos);
            return V::S(dst);
        }
        let values: Vec<V> = args[1..].iter().map(|a| self.expr_to(a, elem)).collect();
        if values.len() == 1 && self.shape(elem).words() == 1 {
            let mut values = values;
            let v = values.remove(0);
            let v = to_word(self.plain(v, elem));
            let mem = self.mem_of(elem);
            let act = operation::append_word(id, mem, buffer, base, v, dst);
            let act = self.on_append(base, Added::Count(1), stride, site, act);
            self.act(act, pos);
            return V::S(dst);
        }
        let n = values.len() as u64;
        let values: Vec<V> = values.into_iter().map(|v| self.settle(v, elem)).collect();
        // Room for n more; then the elements are stored at their places.
        let at = self.temp_ref();
        let act = operation::append_room(id, [stride, buffer], base, n, dst, at);
        let act = self.on_append(base, Added::Count(n), stride, site, act);
        self.act(act, pos);
        for (i, v) in values.into_iter().enumerate() {
            let addr = super::call::element_of(at, i as u64, stride);
            let act = self.store_mem(addr, v, elem);
            self.act(act, pos);
        }
        V::S(dst)
    }

    /// How many elements gc gives room for on the stack when it first appends to the variable.
    fn stack_room(&self, x: &Expr, elem: RTypeId) -> u32 {
        let Some(obj) = self.program.info.uses.get(&x.id) else { return 0 };
        let captures = &self.fun.captures;
        let local = matches!(self.program.objects.get(*obj).kind, ObjectKind::Var(VarKind::Local));
        let seen = [&captures.shared_slices, &captures.captured, &captures.cells];
        if !local || seen.iter().any(|s| s.contains(obj)) {
            return 0;
        }
        match self.rtype(elem).gc_size {
            0 => 0,
            n => u32::try_from(32 / n).unwrap_or(0),
        }
    }

    fn make(&mut self, e: &Expr, args: &[Expr]) -> V {
        let pos = e.span.lo;
        let ty = self.ty(e);
        let id = self.rt(ty);
        let int = |l: &mut Self, a: &Expr| -> Word {
            if let Some(value) = l.program.info.consts.get(&a.id) {
                if let Some(n) = value.to_i64() {
                    #[expect(clippy::cast_sign_loss, reason = "slots hold two's complement bits")]
                    return Word::Const(n as u64);
                }
            }
            let at = l.ty(a);
            match l.shape(at) {
                // A uint64 beyond i64 is out of range all the same.
                Shape::F64 | Shape::F32 => Word::Const(0),
                _ => {
                    let w = l.word(a);
                    l.plain_scalar(w)
                }
            }
        };
        match self.program.core_type(ty).map(|t| self.program.types.get(t).clone()) {
            Some(Type::Slice(elem)) => {
                let elem = self.sub(elem);
                let elem_id = self.rt(elem);
                let len = int(self, &args[1]);
                let (len, cap) = if args.len() > 2 {
                    let tmp = self.temp_words(1);
                    self.act(Act::Set(tmp, len), pos);
                    let cap = int(self, &args[2]);
                    (Word::Slot(tmp), Some(cap))
                } else {
                    (len, None)
                };
                let dst = self.temp(ty);
                self.act(Act::Fn(operation::make_slice(elem_id, len, cap, dst)), pos);
                V::S(dst)
            }
            Some(Type::Map { .. }) => {
                let hint = args.get(1).map(|a| int(self, a));
                let tmp = self.temp_ref();
                let shape = self.map_shape(id);
                self.act(Act::Set(tmp, Word::Fn(operation::make_map(shape, hint))), pos);
                V::W(Word::Slot(tmp))
            }
            Some(Type::Chan { elem, .. }) => {
                let elem = self.sub(elem);
                let elem_id = self.rt(elem);
                let cap = args.get(1).map_or(Word::Const(0), |a| int(self, a));
                let tmp = self.temp_ref();
                self.act(Act::Set(tmp, Word::Fn(operation::make_chan(elem_id, cap))), pos);
                V::W(Word::Slot(tmp))
            }
            _ => V::Zero,
        }
    }

    fn print(&mut self, args: &[Expr], newline: bool, pos: Pos) {
        let mut parts = Vec::new();
        for a in args {
            let mut ty = self.ty(a);
            ty = self.program.default_type(ty);
            if self.is_nil(a) {
                ty = BasicKind::UnsafePointer.id();
            }
            let v = self.expr_to(a, ty);
            let slot = self.copy_to_temp(v, ty, pos);
            let id = self.rt(ty);
            parts.push((id, slot));
        }
        let act = self.printed(operation::print(parts, newline));
        self.act(act, pos);
    }

    fn min_max(&mut self, e: &Expr, args: &[Expr], min: bool) -> V {
        let pos = e.span.lo;
        let ty = self.ty(e);
        let tmp = self.temp(ty);
        let first = self.expr_to(&args[0], ty);
        let act = self.set_slots(tmp, first, ty);
        self.act(act, pos);
        let float = matches!(self.shape(ty), Shape::F64 | Shape::F32);
        for a in &args[1..] {
            let v = self.expr_to(a, ty);
            if float {
                let single = self.shape(ty) == Shape::F32;
                let cur = to_float(self.slots_value(tmp, ty));
                let next = to_float(self.plain(v, ty));
                let f = operation::float_min_max(min, single, cur, next);
                self.act(Act::Set(tmp, Word::Fn(f)), pos);
                continue;
            }
            let v = self.settle(v, ty);
            let again = self.clone_settled(&v);
            let cur = self.slots_value(tmp, ty);
            let cmp = if min { Cmp::Lt } else { Cmp::Gt };
            let test = self.compare_values(cmp, again, cur, ty);
            let set = self.set_slots(tmp, v, ty);
            self.act(Act::When(test, vec![set]), pos);
        }
        self.slots_value(tmp, ty)
    }

    /// Another reference to a settled value (a constant or slots).
    #[expect(clippy::unused_self, reason = "reads better as a method")]
    pub(crate) fn clone_settled(&self, v: &V) -> V {
        match v {
            V::W(Word::Const(c)) => V::W(Word::Const(*c)),
            V::W(Word::Slot(s)) => V::W(Word::Slot(*s)),
            V::F(Float::Slot(s)) => V::F(Float::Slot(*s)),
            V::F(Float::Const(c)) => V::F(Float::Const(*c)),
            V::F32(Float::Slot32(s)) => V::F32(Float::Slot32(*s)),
            V::F32(Float::Const(c)) => V::F32(Float::Const(*c)),
            V::C(Cond::Const(c)) => V::C(Cond::Const(*c)),
            V::C(Cond::Word(w)) => match &**w {
                Word::Slot(s) => V::C(Cond::Word(bx(Word::Slot(*s)))),
                _ => V::Zero,
            },
            V::P(Pair::Const(a, b)) => V::P(Pair::Const(*a, *b)),
            V::P(Pair::Slot(s)) => V::P(Pair::Slot(*s)),
            V::S(s) => V::S(*s),
            _ => V::Zero,
        }
    }

    /// `x[lo:hi:max]`.
    pub(crate) fn slice_expr(&mut self, e: &Expr, x: &Expr, bounds: [Option<&Expr>; 3]) -> V {
        let pos = e.span.lo;
        let ty = self.ty(e);
        let xt = self.ty(x);
        let mut core = self.under(xt);
        // What is sliced, as a slice in slots.
        let mut stride = 1;
        let base = match core.clone() {
            Type::Basic(_) => {
                let p = self.pair(x);

                self.copy_to_temp(V::P(p), BasicKind::String.id(), pos)
            }
            Type::Slice(elem) => {
                let elem = self.sub(elem);
                let id = self.rt(elem);
                stride = self.stride_of(id);
                let v = self.expr(x);
                self.in_slots(v, xt, pos)
            }
            other => {
                let addr = if let Type::Pointer(p) = other {
                    core = self.under(p);
                    let w = self.word(x);
                    crate::ir::Addr { base: bx(w), off: 0, site: Site::NONE }
                } else {
                    match self.addressable(x) {
                        Some(FieldPlace::Mem(addr)) => addr,
                        _ => {
                            let v = self.expr(x);
                            let tmp = self.box_value(v, xt, pos);
                            super::place::at_slot(tmp, 0)
                        }
                    }
                };
                let Type::Array { elem, len } = core else { return V::Zero };
                let elem = self.sub(elem);
                let id = self.rt(elem);
                stride = self.stride_of(id);
                let slice_ty = self.program.types.add(Type::Slice(elem));
                let tmp = self.temp(slice_ty);
                #[expect(clippy::cast_sign_loss, reason = "array lengths are not negative")]
                let n = len as u64;
                self.act(Act::Set(tmp, Word::AddrOf(addr)), pos);
                self.act(Act::Set(tmp + 1, Word::Const(n)), pos);
                self.act(Act::Set(tmp + 2, Word::Const(n)), pos);
                tmp
            }
        };
        let mut words = bounds.into_iter().map(|b| {
            b.map(|b| {
                let w = self.index_word(b);
                match w {
                    w @ (Word::Const(_) | Word::Slot(_)) => w,
                    w => {
                        let tmp = self.temp_words(1);
                        self.act(Act::Set(tmp, w), pos);
                        Word::Slot(tmp)
                    }
                }
            })
        });
        let (lo, hi, max) =
            (words.next().flatten(), words.next().flatten(), words.next().flatten());
        drop(words);
        let is_string = self.kind(xt) == Kind::String;
        let dst = self.temp(ty);
        if is_string {
            self.act(Act::Fn(operation::slice_string(base, lo, hi, dst)), pos);
            return V::P(Pair::Slot(dst));
        }
        let of_array = self.kind(xt) != Kind::Slice;
        self.act(Act::Fn(operation::slice_slice(base, stride, [lo, hi, max], dst, of_array)), pos);
        V::S(dst)
    }

    /// `m[k]`; with `ok` the second value goes into that slot.
    pub(crate) fn map_index(
        &mut self,
        x: &Expr,
        k: &Expr,
        key: TypeId,
        elem: TypeId,
        ok: Option<SlotId>,
    ) -> V {
        let pos = k.span.lo;
        let mt = self.ty(x);
        let (key, elem) = (self.sub(key), self.sub(elem));
        let m = self.word(x);
        let kv = self.expr_to(k, key);
        let m = to_word(self.settle(V::W(m), mt));
        let slot = self.in_slots(kv, key, pos);
        let id = self.rt(mt);
        let shape = self.map_shape(id);
        let dst = self.temp(elem);
        let site = self.site_at(x.span.to(k.span), "]");
        let act = self.on_map(&m, site, operation::map_get(shape, clone_word(&m), slot, dst, ok));
        self.act(act, pos);
        self.slots_value(dst, elem)
    }
}

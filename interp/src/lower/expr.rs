//! Expressions.

use super::address::FieldPlace;
use super::fun::Place;
use super::place::{at_const, at_slot, bx, to_cond, to_pair, to_word};
use super::types::Shape;
use super::{Lowerer, V};
use crate::code::Kind;
use crate::ir::{Act, Addr, Cond, Float, IntKind, IntOp, Pair, SlotId, St, Word};
use frontend::ast::{Expr, ExprKind, UnaryOp};
use frontend::info::{Mode, SelectionKind};
use frontend::span::Span;
use frontend::types::constant::Value;
use frontend::types::{BasicKind, ObjId, ObjectKind, Type, TypeId};

impl Lowerer<'_> {
    /// The type of an expression in the current instance.
    pub(crate) fn ty(&mut self, e: &Expr) -> TypeId {
        let ty = self.program.info.type_of(e).unwrap_or(BasicKind::Invalid.id());
        self.sub(ty)
    }

    /// The underlying type.
    pub(crate) fn under(&mut self, ty: TypeId) -> Type {
        let u = self.program.underlying(ty);
        self.program.types.get(u).clone()
    }

    /// Lowers an expression and converts it to `target` as an assignment does.
    pub(crate) fn expr_to(&mut self, e: &Expr, target: TypeId) -> V {
        if self.program.info.mode(e) == Mode::Const {
            let from = self.ty(e);
            if !self.is_iface(target) {
                if let Some(value) = self.program.info.consts.get(&e.id).cloned() {
                    return self.constant(&value, target);
                }
            }
            let v = self.expr(e);
            return self.convert_assign(v, from, target);
        }
        let from = self.ty(e);
        if self.is_nil(e) {
            return self.zero_value(target);
        }
        let v = self.expr(e);
        self.convert_assign(v, from, target)
    }

    /// Whether the expression is the predeclared nil.
    pub(crate) fn is_nil(&mut self, e: &Expr) -> bool {
        if self.program.info.mode(e) == Mode::Nil {
            return true;
        }
        match &e.kind {
            ExprKind::Paren(x) => self.is_nil(x),
            ExprKind::Ident(_) => self
                .program
                .info
                .uses
                .get(&e.id)
                .is_some_and(|&o| matches!(self.program.objects.get(o).kind, ObjectKind::Nil)),
            _ => false,
        }
    }

    /// Implicit conversion: only to interfaces does anything happen.
    pub(crate) fn convert_assign(&mut self, v: V, from: TypeId, target: TypeId) -> V {
        if from == target || !self.is_iface(target) {
            return v;
        }
        if matches!(self.program.types.get(from), Type::Basic(BasicKind::UntypedNil)) {
            return self.zero_value(target);
        }
        if self.is_iface(from) {
            return v;
        }
        self.iface_value(v, from)
    }

    /// A value in an interface.
    pub(crate) fn iface_value(&mut self, v: V, from: TypeId) -> V {
        let from = self.default_type(from);
        let id = self.rt(from);
        self.mark_dynamic(id);
        let word = Word::Const(u64::from(id.0));
        match self.shape(from) {
            Shape::Zero => match v {
                V::W(w @ Word::AddrOf(_)) => {
                    // A value without words still faults where it is loaded from.
                    let check = vec![Act::Set(self.temp_words(1), w)];
                    V::P(Pair::After(check, bx(Pair::Const(u64::from(id.0), 0))))
                }
                _ => V::P(Pair::Const(u64::from(id.0), 0)),
            },
            Shape::Pair | Shape::Many(_) => {
                if let V::P(Pair::Const(a, b)) = v {
                    let boxed = self.static_words(&[a, b]);
                    return V::P(Pair::Const(u64::from(id.0), boxed));
                }
                let layout = self.rtype(id).layout;
                let tmp = self.temp_ref();
                let store = self.store_mem(at_slot(tmp, 0), v, from);
                // The operands are evaluated before the store; the box is new, so the order of
                // allocation does not matter.
                let acts = vec![Act::Set(tmp, Word::New(layout)), store];
                V::P(Pair::After(acts, bx(Pair::Words(bx(word), bx(Word::Slot(tmp))))))
            }
            _ => match to_word(v) {
                Word::Const(c) => V::P(Pair::Const(u64::from(id.0), c)),
                w => V::P(Pair::Words(bx(word), bx(w))),
            },
        }
    }

    fn default_type(&mut self, ty: TypeId) -> TypeId {
        self.program.default_type(ty)
    }

    /// A constant as a value of a type.
    pub(crate) fn constant(&mut self, value: &Value, ty: TypeId) -> V {
        let kind = self.kind(ty);
        match kind {
            Kind::Bool => V::C(Cond::Const(value.as_bool().unwrap_or_default())),
            Kind::String => {
                let bytes = value.as_str().unwrap_or_default().to_vec();
                let addr = self.string_addr(&bytes);
                V::P(Pair::Const(addr, bytes.len() as u64))
            }
            Kind::Float64 => V::F(Float::Const(value.to_f64().unwrap_or_default())),
            Kind::Float32 => V::F32(Float::Const(f64::from(value.to_f32().unwrap_or_default()))),
            Kind::Complex128 => {
                let (re, im) = value.to_complex().unwrap_or_default();
                V::P(Pair::Const(re.to_bits(), im.to_bits()))
            }
            Kind::Complex64 => {
                let (re, im) = value.to_complex().unwrap_or_default();
                #[expect(clippy::cast_possible_truncation, reason = "rounds as Go does")]
                let bits = |x: f64| u64::from((x as f32).to_bits());
                V::P(Pair::Const(bits(re), bits(im)))
            }
            Kind::Interface => {
                let default = match value {
                    Value::Bool(_) => BasicKind::Bool,
                    Value::Str(_) => BasicKind::String,
                    Value::Int(_) => BasicKind::Int,
                    Value::Rat(_) | Value::Wide(_) => BasicKind::Float64,
                    Value::Complex(..) => BasicKind::Complex128,
                };
                let v = self.constant(value, default.id());
                self.iface_value(v, default.id())
            }
            _ => {
                #[expect(clippy::cast_sign_loss, reason = "slots hold two's complement bits")]
                let word =
                    value.to_i64().map(|v| v as u64).or_else(|| value.to_u64()).unwrap_or_default();
                V::W(Word::Const(word))
            }
        }
    }

    /// Lowers an expression.
    pub(crate) fn expr(&mut self, e: &Expr) -> V {
        if self.program.info.mode(e) == Mode::Const {
            if let Some(value) = self.program.info.consts.get(&e.id).cloned() {
                let ty = self.ty(e);
                let ty = self.default_type(ty);
                return self.constant(&value, ty);
            }
        }
        match self.own_line(e) {
            Some(pos) => self.on_line(e, pos),
            None => self.operation(e),
        }
    }

    /// As `expr`, of what is not constant.
    pub(super) fn operation(&mut self, e: &Expr) -> V {
        match &e.kind {
            ExprKind::Paren(x) => self.expr(x),
            ExprKind::Ident(_) => self.ident(e),
            ExprKind::BasicLit { .. } => V::Zero,
            ExprKind::CompositeLit { elems, .. } => self.composite(e, elems),
            ExprKind::FuncLit { ty, body } => self.func_lit(e, ty, body),
            ExprKind::Selector { x, sel } => self.selector(e, x, sel),
            ExprKind::Index { x, indices } => self.index(e, x, indices),
            ExprKind::Slice { x, lo, hi, max } => {
                self.slice_expr(e, x, [lo.as_deref(), hi.as_deref(), max.as_deref()])
            }
            ExprKind::TypeAssert { x, .. } => self.type_assert(e, x, false),
            ExprKind::Call { .. } => self.call_value(e),
            ExprKind::Star(x) => {
                let ty = self.ty(e);
                let base = self.word(x);
                let addr = Addr { base: bx(base), off: 0, site: self.site(e) };
                self.load_array(addr, ty, e.span.lo)
            }
            ExprKind::Unary { op, x } => self.unary(e, *op, x),
            ExprKind::Binary { op, x, y, .. } => self.binary(e, *op, x, y),
            _ => {
                self.unsupported(e.span, "expression is not supported");
                V::Zero
            }
        }
    }

    /// One word.
    pub(crate) fn word(&mut self, e: &Expr) -> Word {
        to_word(self.expr(e))
    }

    /// A condition.
    pub(crate) fn cond(&mut self, e: &Expr) -> Cond {
        to_cond(self.expr(e))
    }

    /// Two words.
    pub(crate) fn pair(&mut self, e: &Expr) -> Pair {
        to_pair(self.expr(e))
    }

    fn ident(&mut self, e: &Expr) -> V {
        let Some(&obj) = self.program.info.uses.get(&e.id).or(self.program.info.defs.get(&e.id))
        else {
            return V::Zero;
        };
        self.object(e, obj)
    }

    /// The value of an object named by `e`.
    fn object(&mut self, e: &Expr, obj: ObjId) -> V {
        match self.program.objects.get(obj).kind.clone() {
            ObjectKind::Var(_) => self.variable(e, obj),
            ObjectKind::Func(_) => {
                let targs = self.instance_targs(e);
                let func = self.func_for(obj, &targs);
                V::W(Word::Const(self.func_value(func)))
            }
            ObjectKind::Const(Some(value)) => {
                let ty = self.ty(e);
                self.constant(&value, ty)
            }
            ObjectKind::Nil => {
                let ty = self.ty(e);
                self.zero_value(ty)
            }
            _ => V::Zero,
        }
    }

    /// Type arguments recorded for an instantiated function.
    pub(crate) fn instance_targs(&mut self, e: &Expr) -> Vec<TypeId> {
        let id = match &e.kind {
            ExprKind::Selector { sel, .. } => sel.id,
            ExprKind::Paren(x) | ExprKind::Index { x, .. } => return self.instance_targs(x),
            _ => e.id,
        };
        let found = self.program.info.instances.get(&id).or(self.program.info.instances.get(&e.id));
        let targs = found.cloned().unwrap_or_default();
        targs.into_iter().map(|t| self.sub(t)).collect()
    }

    /// The value of a variable.
    fn variable(&mut self, e: &Expr, obj: ObjId) -> V {
        let ty = self.obj_ty(obj);
        match self.variable_place(e, obj) {
            Some(Ok(slot)) => self.slots_value(slot, ty),
            Some(Err(addr)) => self.load_mem(addr, ty),
            None => self.zero_value(ty),
        }
    }

    /// Where a variable is: its slot, or its address.
    pub(super) fn variable_place(&mut self, e: &Expr, obj: ObjId) -> Option<Result<SlotId, Addr>> {
        if self.is_package_var(obj) {
            let addr = at_const(self.global(obj), 0);
            return Some(Err(self.placed(addr, e)));
        }
        match self.fun.vars.get(&obj) {
            Some(Place::Slot(slot)) => Some(Ok(*slot)),
            Some(&Place::Cell(slot)) => Some(Err(self.placed(at_slot(slot, 0), e))),
            None => {
                let o = self.program.objects.get(obj);
                if !o.name.is_blank() {
                    let text = format!("internal: variable {} has no place", o.name);
                    let pos = o.pos;
                    self.unsupported(Span::new(pos, pos), text);
                }
                None
            }
        }
    }

    fn selector(&mut self, e: &Expr, x: &Expr, sel: &frontend::ast::Ident) -> V {
        let Some(selection) = self.selection(e) else {
            // A qualified identifier.
            let Some(&obj) = self.program.info.uses.get(&sel.id) else { return V::Zero };
            return self.object(e, obj);
        };
        match selection.kind {
            SelectionKind::Field => {
                let ty = self.ty(e);
                match self.field_place(x, &selection.path) {
                    FieldPlace::Mem(addr) => {
                        let addr = self.placed(addr, e);
                        self.load_mem(addr, ty)
                    }
                    FieldPlace::Slots(slot) => self.field_value(slot, ty),
                    FieldPlace::Word(word) => self.one_word_field(word, ty),
                }
            }
            SelectionKind::Method => {
                let targs = self.instance_targs(e);
                self.method_value(x, &selection, &targs)
            }
            SelectionKind::MethodExpr => {
                let targs = self.instance_targs(e);
                self.method_expr(&selection, &targs)
            }
        }
    }

    /// The only field of a one-word struct.
    pub(super) fn one_word_field(&mut self, word: Word, ty: TypeId) -> V {
        match self.shape(ty) {
            Shape::Int(kind) if !matches!(kind, IntKind::I64 | IntKind::U64) => {
                V::W(Word::Wrap(kind, bx(word)))
            }
            Shape::Bool => V::C(Cond::Word(bx(Word::Wrap(IntKind::U8, bx(word))))),
            _ => self.word_value(word, ty),
        }
    }

    /// A selection in the current instance: the type arguments may have changed what is selected.
    pub(crate) fn selection(&mut self, e: &Expr) -> Option<frontend::info::Selection> {
        let mut s = self.program.info.selections.get(&e.id)?.clone();
        if !self.fun.subst.pairs.is_empty() {
            let recv = self.sub(s.recv);
            if recv != s.recv || s.kind != SelectionKind::Field {
                let o = self.program.objects.get(s.obj);
                let (pkg, name) = (o.pkg, o.name);
                if let frontend::types::lookup::Lookup::Found(found)
                | frontend::types::lookup::Lookup::PointerReceiver(found) =
                    self.program.lookup(recv, true, pkg, name)
                {
                    s.obj = found.obj;
                    s.path = found.path;
                    s.indirect = found.indirect;
                }
                s.recv = recv;
            }
        }
        Some(s)
    }

    fn unary(&mut self, e: &Expr, op: UnaryOp, x: &Expr) -> V {
        let ty = self.ty(e);
        match op {
            UnaryOp::Plus => self.expr(x),
            UnaryOp::Not => match self.cond(x) {
                Cond::Const(c) => V::C(Cond::Const(!c)),
                Cond::Not(c) => V::C(*c),
                c => V::C(Cond::Not(bx(c))),
            },
            UnaryOp::Neg => match self.shape(ty) {
                Shape::F64 => {
                    let f = self.float(x);
                    V::F(Float::Neg(bx(f)))
                }
                Shape::F32 => {
                    let f = self.float(x);
                    V::F32(Float::Neg(bx(f)))
                }
                Shape::Int(kind) => {
                    let w = self.word(x);
                    V::W(Word::Int(IntOp::Sub, kind, bx(Word::Const(0)), bx(w)))
                }
                _ => self.complex_neg(x, ty),
            },
            UnaryOp::BitNot => {
                let w = self.word(x);
                let Shape::Int(kind) = self.shape(ty) else { return V::Zero };
                V::W(Word::Int(IntOp::Xor, kind, bx(w), bx(Word::Const(u64::MAX))))
            }
            UnaryOp::Addr => self.address(x),
            UnaryOp::Recv => {
                let slot = self.receive(e, x, None);
                // A comma-ok receive has a tuple type: its parts are fetched by the assignment.
                let ct = self.ty(x);
                let elem = self.chan_elem(ct);
                self.slots_value(slot, elem)
            }
            UnaryOp::Tilde => V::Zero,
        }
    }

    /// Element type of a channel type.
    pub(crate) fn chan_elem(&mut self, ty: TypeId) -> TypeId {
        match self.program.core_type(ty).map(|t| self.program.types.get(t).clone()) {
            Some(Type::Chan { elem, .. }) => self.sub(elem),
            _ => BasicKind::Invalid.id(),
        }
    }

    /// Receives into a temporary (and the second value into `ok`); answers its slot.
    pub(crate) fn receive(&mut self, e: &Expr, x: &Expr, ok: Option<SlotId>) -> SlotId {
        let ct = self.ty(x);
        let elem = self.chan_elem(ct);
        let chan = self.word(x);
        let value = self.temp(elem);
        self.emit(St::Recv { chan, value, ok, pos: e.span.lo });
        value
    }
}

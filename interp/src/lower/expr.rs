//! Expressions.

use super::fun::Place;
use super::place::{at_const, at_slot, bx, to_cond, to_pair, to_word};
use super::types::Shape;
use super::{Lowerer, V};
use crate::code::Kind;
use crate::ir::{Act, Addr, Cond, Float, IntKind, IntOp, Mem, Pair, SlotId, St, Word};
use crate::race::Site;
use frontend::ast::{Expr, ExprKind, UnaryOp};
use frontend::info::{Mode, SelectionKind};
use frontend::span::{Pos, Span};
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
    fn variable_place(&mut self, e: &Expr, obj: ObjId) -> Option<Result<SlotId, Addr>> {
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
    fn one_word_field(&mut self, word: Word, ty: TypeId) -> V {
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

    /// Where the field at `path` of `x` is.
    pub(crate) fn field_place(&mut self, x: &Expr, path: &[usize]) -> FieldPlace {
        let ty = self.ty(x);
        let (place, ty) = self.base_place(x, ty);
        self.walk_path(place, ty, path).0
    }

    /// `x` itself as a place.
    pub(crate) fn base_place(&mut self, x: &Expr, ty: TypeId) -> (FieldPlace, TypeId) {
        if let Type::Pointer(elem) = self.under(ty) {
            let base = self.word(x);
            let site = self.site_at(x.span, "");
            return (FieldPlace::Mem(Addr { base: bx(base), off: 0, site }), elem);
        }
        if let Some(place) = self.addressable(x) {
            return (place, ty);
        }
        let place = match self.expr(x) {
            V::M(addr) => FieldPlace::Mem(addr),
            V::S(slot) | V::P(Pair::Slot(slot)) | V::W(Word::Slot(slot)) => FieldPlace::Slots(slot),
            v => match self.shape(ty) {
                Shape::Zero => FieldPlace::Slots(0),
                s if s.words() == 1 => FieldPlace::Word(to_word(v)),
                _ => FieldPlace::Slots(self.copy_to_temp(v, ty, x.span.lo)),
            },
        };
        (place, ty)
    }

    /// Follows field indices from a place; answers the last field's place and type.
    pub(crate) fn walk_path(
        &mut self,
        mut place: FieldPlace,
        mut ty: TypeId,
        path: &[usize],
    ) -> (FieldPlace, TypeId) {
        for &index in path {
            if let Type::Pointer(elem) = self.under(ty) {
                let site = match &place {
                    FieldPlace::Mem(addr) => addr.site,
                    FieldPlace::Slots(_) | FieldPlace::Word(_) => self.site_at(Span::NONE, ""),
                };
                let base = self.place_word(place);
                place = FieldPlace::Mem(Addr { base: bx(base), off: 0, site });
                ty = elem;
            }
            let Type::Struct { fields, .. } = self.under(ty) else { break };
            let id = self.rt(ty);
            let off = self.rtype(id).fields.get(index).map_or(0, |f| f.offset);
            let Some(&field) = fields.get(index) else { break };
            place = match place {
                FieldPlace::Mem(addr) => FieldPlace::Mem(Addr { off: addr.off + off, ..addr }),
                FieldPlace::Slots(slot) => FieldPlace::Slots(slot + off),
                FieldPlace::Word(w) => FieldPlace::Word(w),
            };
            let field_ty = self.program.objects.get(field).ty.unwrap_or(BasicKind::Invalid.id());
            ty = self.sub(field_ty);
        }
        (place, ty)
    }

    fn place_word(&mut self, place: FieldPlace) -> Word {
        match place {
            FieldPlace::Mem(addr) => {
                let layout = self.ref_layout();
                let site = self.site_for(addr.site, layout);
                Word::Load(Addr { site, ..addr }, Mem::Word)
            }
            FieldPlace::Slots(slot) => Word::Slot(slot),
            FieldPlace::Word(w) => w,
        }
    }

    /// A place as a value.
    pub(crate) fn place_value(&mut self, place: FieldPlace, ty: TypeId) -> V {
        match place {
            FieldPlace::Mem(addr) => self.load_mem(addr, ty),
            FieldPlace::Slots(slot) => self.field_value(slot, ty),
            FieldPlace::Word(w) => self.one_word_field(w, ty),
        }
    }

    /// The place of an addressable expression, without taking its address.
    pub(crate) fn addressable(&mut self, e: &Expr) -> Option<FieldPlace> {
        match &e.kind {
            ExprKind::Paren(x) => self.addressable(x),
            ExprKind::Ident(_) => {
                let &obj =
                    self.program.info.uses.get(&e.id).or(self.program.info.defs.get(&e.id))?;
                if !matches!(self.program.objects.get(obj).kind, ObjectKind::Var(_)) {
                    return None;
                }
                Some(match self.variable_place(e, obj)? {
                    Ok(slot) => FieldPlace::Slots(slot),
                    Err(addr) => FieldPlace::Mem(addr),
                })
            }
            ExprKind::Selector { x, sel } => {
                let Some(s) = self.selection(e) else {
                    let &obj = self.program.info.uses.get(&sel.id)?;
                    if self.is_package_var(obj) {
                        let addr = at_const(self.global(obj), 0);
                        return Some(FieldPlace::Mem(self.placed(addr, e)));
                    }
                    return None;
                };
                if s.kind != SelectionKind::Field {
                    return None;
                }
                let ty = self.ty(x);
                let (base, ty) = if let Type::Pointer(elem) = self.under(ty) {
                    let base = self.word(x);
                    let site = self.site(x);
                    (FieldPlace::Mem(Addr { base: bx(base), off: 0, site }), elem)
                } else {
                    (self.addressable(x)?, ty)
                };
                Some(match self.walk_path(base, ty, &s.path).0 {
                    FieldPlace::Mem(addr) => FieldPlace::Mem(self.placed(addr, e)),
                    place => place,
                })
            }
            ExprKind::Index { x, indices } => {
                let ty = self.ty(x);
                if indices.len() != 1 {
                    return None;
                }
                match self.under(ty) {
                    Type::Slice(elem) => {
                        let pair = self.pair(x);
                        Some(FieldPlace::Mem(self.element_addr(e, pair, &indices[0], elem)))
                    }
                    Type::Array { elem, len } => {
                        let FieldPlace::Mem(addr) = self.addressable(x)? else { return None };
                        let pair = self.array_pair(addr, len);
                        Some(FieldPlace::Mem(self.element_addr(e, pair, &indices[0], elem)))
                    }
                    Type::Pointer(p) => {
                        let Type::Array { elem, len } = self.under(p) else { return None };
                        let base = self.word(x);
                        let pair = self.array_pair(place(base), len);
                        Some(FieldPlace::Mem(self.element_addr(e, pair, &indices[0], elem)))
                    }
                    _ => None,
                }
            }
            ExprKind::Star(x) => {
                let base = self.word(x);
                Some(FieldPlace::Mem(self.placed(place(base), e)))
            }
            ExprKind::CompositeLit { .. } => {
                let ty = self.ty(e);
                let v = self.expr(e);
                let tmp = self.box_value(v, ty, e.span.lo);
                Some(FieldPlace::Mem(at_slot(tmp, 0)))
            }
            _ => None,
        }
    }

    /// A new object with this value; answers the slot of its address.
    pub(crate) fn box_value(&mut self, v: V, ty: TypeId, pos: Pos) -> SlotId {
        let id = self.rt(ty);
        let layout = self.rtype(id).layout;
        let v = match v {
            v @ (V::W(Word::Const(_)) | V::P(Pair::Const(..)) | V::Zero) => v,
            v => self.settle(v, ty),
        };
        let tmp = self.temp_ref();
        self.act(Act::Set(tmp, Word::New(layout)), pos);
        let act = self.store_mem(at_slot(tmp, 0), v, ty);
        self.act(act, pos);
        tmp
    }

    /// An array in memory seen as pointer and length.
    pub(crate) fn array_pair(&mut self, addr: Addr, len: i64) -> Pair {
        #[expect(clippy::cast_sign_loss, reason = "array lengths are not negative")]
        let n = Word::Const(len as u64);
        let base = match addr {
            Addr { base, off: 0, .. } if matches!(*base, Word::Const(_)) => base,
            addr => bx(Word::AddrOf(addr)),
        };
        Pair::Words(base, bx(n))
    }

    /// The address of an element, bounds-checked.
    fn element_addr(&mut self, e: &Expr, pair: Pair, index: &Expr, elem: TypeId) -> Addr {
        let elem = self.sub(elem);
        let id = self.rt(elem);
        let stride = self.stride_of(id);
        let index = self.index_word(index);
        let base = Word::IndexAddr(bx(pair), bx(index), stride);
        self.placed(place(base), e)
    }

    /// An index: any integer type; unsigned 64-bit values beyond i64 fail the bounds check too.
    pub(crate) fn index_word(&mut self, e: &Expr) -> Word {
        if let Some(value) = self.program.info.consts.get(&e.id) {
            if let Some(i) = value.to_i64() {
                #[expect(clippy::cast_sign_loss, reason = "slots hold two's complement bits")]
                return Word::Const(i as u64);
            }
        }
        self.word(e)
    }

    fn index(&mut self, e: &Expr, x: &Expr, indices: &[Expr]) -> V {
        if self.program.info.mode(x) == Mode::Value || indices.len() != 1 {
            // Maybe an instantiated generic function or method.
            if matches!(x.kind, ExprKind::Selector { .. })
                && self.program.info.selections.contains_key(&x.id)
                && self.program.info.mode(x) == Mode::Value
            {
                let ty = self.ty(x);
                if matches!(self.under(ty), Type::Signature(_)) {
                    return self.expr(x);
                }
            }
            let targs = self.instance_targs(e);
            if !targs.is_empty() {
                let obj = match &x.kind {
                    ExprKind::Selector { sel, .. } => self.program.info.uses.get(&sel.id),
                    _ => self.program.info.uses.get(&x.id),
                };
                if let Some(&obj) = obj {
                    if matches!(self.program.objects.get(obj).kind, ObjectKind::Func(_)) {
                        let func = self.func_for(obj, &targs);
                        return V::W(Word::Const(self.func_value(func)));
                    }
                }
            }
        }
        let xt = self.ty(x);
        let under = self.under(xt);
        match under {
            Type::Map { key, elem } => self.map_index(x, &indices[0], key, elem, None),
            Type::Basic(_) => {
                let pair = self.pair(x);
                let i = self.index_word(&indices[0]);
                V::W(Word::Index(bx(pair), bx(i), Mem::U8, Site::NONE))
            }
            Type::Slice(elem) => {
                let elem = self.sub(elem);
                if let Some(v) = self.index_nested(e, x, &indices[0], elem) {
                    return v;
                }
                let pair = self.pair(x);
                self.index_pair(e, pair, &indices[0], elem)
            }
            Type::Array { elem, len } => {
                let elem = self.sub(elem);
                if let Some(FieldPlace::Mem(addr)) = self.addressable(x) {
                    let pair = self.array_pair(addr, len);
                    return self.index_pair(e, pair, &indices[0], elem);
                }
                let v = self.expr(x);
                let tmp = self.box_value(v, xt, e.span.lo);
                let pair = self.array_pair(at_slot(tmp, 0), len);
                self.index_pair(e, pair, &indices[0], elem)
            }
            Type::Pointer(p) => {
                let Type::Array { elem, len } = self.under(p) else { return V::Zero };
                let elem = self.sub(elem);
                let base = self.word(x);
                let pair = self.array_pair(place(base), len);
                self.index_pair(e, pair, &indices[0], elem)
            }
            _ => {
                self.unsupported(e.span, "index expression is not supported");
                V::Zero
            }
        }
    }

    /// `s[i][j]` with one-word elements: one node.
    fn index_nested(&mut self, e: &Expr, x: &Expr, j: &Expr, elem: TypeId) -> Option<V> {
        let ExprKind::Index { x: inner, indices } = &x.kind else { return None };
        let it = self.ty(inner);
        let Type::Slice(mid) = self.under(it) else { return None };
        if self.shape(elem).words() != 1 || indices.len() != 1 {
            return None;
        }
        let mid = self.sub(mid);
        let mid_id = self.rt(mid);
        let words = self.rtype(mid_id).words;
        let pair = self.pair(inner);
        let i = self.index_word(&indices[0]);
        let j = self.index_word(j);
        let mem = self.mem_of(elem);
        let (row, site) = (self.site(x), self.site(e));
        let sites = [self.typed(row, mid), self.typed(site, elem)];
        let w = Word::Index2(bx(pair), bx(i), words, bx(j), mem, sites);
        Some(self.word_value(w, elem))
    }

    /// The element `index` of a slice or array given as a pair.
    fn index_pair(&mut self, e: &Expr, pair: Pair, index: &Expr, elem: TypeId) -> V {
        let site = self.site(e);
        let site = self.typed(site, elem);
        match self.shape(elem).words() {
            1 => {
                let i = self.index_word(index);
                let mem = self.mem_of(elem);
                self.word_value(Word::Index(bx(pair), bx(i), mem, site), elem)
            }
            2 => {
                let i = self.index_word(index);
                V::P(Pair::Index(bx(pair), bx(i), 16, site))
            }
            _ => {
                let addr = self.element_addr(e, pair, index, elem);
                self.load_mem(addr, elem)
            }
        }
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

    /// `&x`.
    pub(crate) fn address(&mut self, x: &Expr) -> V {
        if let ExprKind::Paren(inner) = &x.kind {
            return self.address(inner);
        }
        if let ExprKind::CompositeLit { elems, .. } = &x.kind {
            let ty = self.ty(x);
            let tmp = self.temp_ref();
            self.composite_at_new(tmp, x, elems, ty);
            return V::W(Word::Slot(tmp));
        }
        match self.addressable(x) {
            Some(FieldPlace::Mem(Addr { base, off: 0, .. }))
                if matches!(*base, Word::Const(_) | Word::IndexAddr(..)) =>
            {
                V::W(*base)
            }
            Some(FieldPlace::Mem(addr)) => V::W(Word::AddrOf(addr)),
            _ => {
                // A variable without words lives nowhere: all such addresses are equal.
                let ty = self.ty(x);
                if self.shape(ty) == Shape::Zero {
                    return V::W(Word::Const(super::image_addr(0)));
                }
                let v = self.expr(x);
                let tmp = self.box_value(v, ty, x.span.lo);
                V::W(Word::Slot(tmp))
            }
        }
    }
}

/// What a word points to.
fn place(base: Word) -> Addr {
    Addr { base: bx(base), off: 0, site: Site::NONE }
}

/// Where a field is.
pub(crate) enum FieldPlace {
    /// In memory.
    Mem(Addr),
    /// In slots.
    Slots(SlotId),
    /// Inside a one-word value.
    Word(Word),
}

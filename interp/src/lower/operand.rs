//! Looks at operands before they are lowered: do they call, are they several values.

use super::Lowerer;
use super::fun::Place;
use frontend::ast::{Expr, ExprKind};
use frontend::info::Mode;
use frontend::symbol::Symbol;
use frontend::types::object::{Object, VarKind};
use frontend::types::{ObjectKind, Type};

impl Lowerer<'_> {
    /// Whether evaluating an expression calls a function (so that what stands before it must be
    /// kept).
    pub(crate) fn has_call(&self, e: &Expr) -> bool {
        if self.program.info.consts.contains_key(&e.id) {
            return false;
        }
        match &e.kind {
            ExprKind::Call { fun, args, .. } => {
                let mode = self.program.info.mode(fun);
                (mode != Mode::Type && mode != Mode::Builtin)
                    || args.iter().any(|a| self.has_call(a))
            }
            ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::Selector { x, .. } => {
                self.has_call(x)
            }
            ExprKind::Unary { op, x } => *op == frontend::ast::UnaryOp::Recv || self.has_call(x),
            ExprKind::Binary { x, y, .. } => self.has_call(x) || self.has_call(y),
            ExprKind::Index { x, indices } => {
                self.has_call(x) || indices.iter().any(|i| self.has_call(i))
            }
            ExprKind::Slice { x, lo, hi, max } => {
                self.has_call(x) || [lo, hi, max].into_iter().flatten().any(|e| self.has_call(e))
            }
            ExprKind::TypeAssert { x, .. } => self.has_call(x),
            ExprKind::CompositeLit { elems, .. } => elems.iter().any(|el| {
                self.has_call(&el.value) || el.key.as_ref().is_some_and(|k| self.has_call(k))
            }),
            _ => false,
        }
    }

    /// `g()` in `f(g())` if it has several results.
    pub(crate) fn tuple_call<'e>(&self, args: &'e [Expr]) -> Option<&'e Expr> {
        let [one] = args else { return None };
        let mut inner = one;
        while let ExprKind::Paren(x) = &inner.kind {
            inner = x;
        }
        let ty = self.program.info.type_of(inner)?;
        let several = matches!(self.program.types.get(ty), Type::Tuple(_));
        (several && matches!(inner.kind, ExprKind::Call { .. })).then_some(inner)
    }

    /// As `tuple_call`, for built-ins: calls `g` and answers its results as variables.
    pub(crate) fn spread_call(&mut self, args: &[Expr]) -> Option<Vec<Expr>> {
        let inner = self.tuple_call(args)?;
        let (mut slot, types) = self.call_results(inner);
        let mut parts = Vec::new();
        for ty in types {
            let id = self.program.ids.fresh();
            let name = Symbol::intern("result");
            let obj = self.program.objects.add(Object {
                name,
                pos: inner.span.lo,
                pkg: None,
                ty: Some(ty),
                kind: ObjectKind::Var(VarKind::Local),
            });
            self.program.info.record(id, Mode::Value, ty);
            self.program.info.uses.insert(id, obj);
            self.fun.vars.insert(obj, Place::Slot(slot));
            slot += self.shape(ty).words();
            parts.push(Expr { id, span: inner.span, kind: ExprKind::Ident(name) });
        }
        Some(parts)
    }
}

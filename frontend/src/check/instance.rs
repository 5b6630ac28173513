//! Instances of generic types and their methods (spec §Instantiations).

use super::exprstring::expr_string;
use super::{Checker, Delayed};
use crate::ast::Expr;
use crate::span::Span;
use crate::types::subst::SubstMap;
use crate::types::{BasicKind, ObjId, ObjectKind, Type, TypeId};

const INVALID: TypeId = BasicKind::Invalid.id();

impl Checker<'_> {
    /// `x[args…]` as a type.
    pub(crate) fn instantiated_type(&mut self, x: &Expr, args: &[Expr]) -> TypeId {
        let generic = match self.generic_type(x) {
            Ok(ty) => ty,
            Err(cause) => {
                if let Some(cause) = cause {
                    let list: Vec<String> = args.iter().map(expr_string).collect();
                    let message = format!(
                        "invalid operation: {}[{}] ({cause})",
                        expr_string(x),
                        list.join(", ")
                    );
                    self.error(x, "not-generic", message);
                }
                return INVALID;
            }
        };
        let Some(targs) = self.type_list(args) else { return INVALID };
        let tparams = self.type_params(generic);
        let fits = self.valid_targ_count(x.span, generic, tparams.len(), targs.len());
        let ty = self.prog.instantiate(generic, &targs);
        self.st.instance_pos.entry(ty).or_insert(x.span.lo);
        if !fits {
            return ty;
        }
        let spans = args.iter().map(|a| a.span).collect();
        self.later(Delayed::Verify { span: x.span, tparams, targs, spans });
        ty
    }

    fn valid_targ_count(&mut self, at: Span, generic: TypeId, want: usize, got: usize) -> bool {
        if got == want {
            return true;
        }
        let qualifier = if got < want { "not enough" } else { "too many" };
        let name = match self.prog.types.get(generic) {
            Type::Named(n) => self.prog.objects.get(n.obj).name.to_string(),
            Type::Alias { obj, .. } => self.prog.objects.get(*obj).name.to_string(),
            _ => self.prog.type_string(generic),
        };
        let message =
            format!("{qualifier} type arguments for type {name}: have {got}, want {want}");
        self.error(at, "type-args", message);
        false
    }

    /// The type parameters of a generic type or signature.
    pub(crate) fn type_params(&self, ty: TypeId) -> Vec<TypeId> {
        match self.prog.types.get(ty) {
            Type::Named(n) => n.type_params.clone(),
            Type::Alias { type_params, .. } => type_params.clone(),
            Type::Signature(sig) => sig.type_params.clone(),
            _ => Vec::new(),
        }
    }

    /// Reports type arguments that do not satisfy their constraints.
    pub(crate) fn verify_later(
        &mut self,
        span: Span,
        tparams: &[TypeId],
        targs: &[TypeId],
        spans: &[Span],
    ) {
        for &targ in targs {
            self.complete_methods(targ);
        }
        if let Err((i, why)) = self.prog.verify(tparams, targs) {
            let at = spans.get(i).copied().unwrap_or(span);
            self.error(at, "type-args", why);
        } else {
            let places: Vec<_> = spans.iter().map(|s| s.lo).collect();
            self.prog.note_instance(span.lo, &places, tparams, targs);
        }
    }

    /// Resolves the signatures of all methods of the types on the queue.
    pub(crate) fn complete_queued_methods(&mut self) -> bool {
        let queue = std::mem::take(&mut self.st.method_queue);
        let any = !queue.is_empty();
        for ty in queue {
            self.complete_named(ty);
        }
        any
    }

    /// Resolves the signatures of a type's methods, promoted ones included.
    pub(crate) fn complete_methods(&mut self, ty: TypeId) {
        let (base, _) = self.prog.deref(ty);
        let base = self.prog.types.unalias(base);
        if !matches!(self.prog.types.get(base), Type::Named(_) | Type::Struct { .. }) {
            return;
        }
        if !self.st.completed.insert(base) {
            return;
        }
        if matches!(self.prog.types.get(base), Type::Named(_)) && !self.complete_named(base) {
            // still being declared: try again the next time
            self.st.completed.remove(&base);
            return;
        }
        let under = self.prog.underlying(base);
        let Type::Struct { fields, .. } = self.prog.types.get(under) else { return };
        let embedded: Vec<TypeId> = fields
            .iter()
            .map(|&f| self.prog.objects.get(f))
            .filter(|f| {
                matches!(
                    f.kind,
                    ObjectKind::Var(crate::types::object::VarKind::Field { embedded: true })
                )
            })
            .filter_map(|f| f.ty)
            .collect();
        for ty in embedded {
            self.complete_methods(ty);
        }
    }

    /// Resolves the signatures of the declared methods of a defined type.
    fn complete_named(&mut self, named: TypeId) -> bool {
        let Type::Named(n) = self.prog.types.get(named) else { return true };
        let (origin, known) = (n.origin, n.underlying.is_some());
        let generic = origin.unwrap_or(named);
        let Type::Named(g) = self.prog.types.get(generic) else { return true };
        if !known && origin.is_none() {
            return false;
        }
        for m in g.methods.clone() {
            if self.prog.objects.get(m).ty.is_none() {
                self.obj_decl(m);
            }
        }
        if origin.is_some() {
            for m in self.prog.declared_methods(named) {
                self.complete_method(m, named);
            }
        }
        true
    }

    /// Gives a method its signature, if it has none yet; `recv` is the type that declares it.
    pub(crate) fn complete_method(&mut self, m: ObjId, recv: TypeId) {
        if self.prog.objects.get(m).ty.is_some() && !self.obj_path_index.contains_key(&m) {
            return;
        }
        let ObjectKind::Func(func) = &self.prog.objects.get(m).kind else { return };
        let Some(origin) = func.origin else {
            self.obj_decl(m);
            return;
        };
        self.obj_decl(origin);
        let Some(sig) = self.prog.objects.get(origin).ty else { return };
        let (base, _) = self.prog.deref(recv);
        let base = self.prog.types.unalias(base);
        let targs = match self.prog.types.get(base) {
            Type::Named(n) => n.targs.clone(),
            _ => Vec::new(),
        };
        let params = match self.prog.types.get(sig) {
            Type::Signature(s) => s.recv_type_params.clone(),
            _ => Vec::new(),
        };
        let ty = self.prog.subst(sig, &SubstMap::new(&params, &targs));
        self.prog.objects.get_mut(m).ty = Some(ty);
    }
}

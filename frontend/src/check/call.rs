//! Calls and instantiated functions (spec §Calls, §Instantiations).

use super::env::{Place, node_pos};
use super::expr::{Kind, Target};
use super::exprstring::expr_string;
use super::operand::{OpMode, Operand};
use super::{Checker, Delayed};
use crate::ast::{Expr, ExprKind};
use crate::span::{Pos, Span};
use crate::types::infer::InferArg;
use crate::types::{BasicKind, Type, TypeId};

const INVALID: TypeId = BasicKind::Invalid.id();

/// A call expression taken apart.
#[derive(Clone, Copy)]
pub(crate) struct Call<'e> {
    pub(crate) expr: &'e Expr,
    pub(crate) fun: &'e Expr,
    pub(crate) args: &'e [Expr],
    pub(crate) dots: bool,
}

/// Explicit type arguments of a call.
#[derive(Default)]
pub(crate) struct Explicit {
    types: Vec<TypeId>,
    spans: Vec<Span>,
}

impl Checker<'_> {
    /// Completes a generic function: with explicit type arguments (`inst`: the index expression
    /// and its indices) and those that a target type implies. Without `infer`, missing type
    /// arguments leave the operand as it is and the given ones are returned.
    pub(crate) fn func_inst<'e>(
        &mut self,
        target: Option<&Target>,
        x: &mut Operand<'e>,
        inst: Option<(&'e Expr, &'e [Expr])>,
        infer: bool,
    ) -> Option<Vec<TypeId>> {
        let mut targs = Vec::new();
        let mut spans = Vec::new();
        let at = inst.map_or(x.place().lo, |(e, _)| node_pos(e));
        let allowed = self.verify_version(at, 18, "function instantiation");
        if let Some((e, list)) = inst {
            x.set_expr(e);
            let Some(types) = self.type_list(list) else {
                x.invalidate();
                return None;
            };
            targs = types;
            spans = list.iter().map(|a| a.span).collect();
        }
        let sig = x.ty;
        let want = self.type_params(sig).len();
        let got = targs.len();
        if got > want {
            let message = format!("got {got} type arguments but want {want}");
            self.error(spans[got - 1], "type-args", message);
            x.invalidate();
            return None;
        }
        if got < want {
            if !infer {
                return Some(targs);
            }
            // A function assigned to a variable of function type: as if the variable were
            // passed to a function that takes the generic function's type.
            let (renamed, tparams) = self.prog.rename_type_params(sig);
            let mut params = Vec::new();
            let mut args = Vec::new();
            if let Some(target) = target {
                if allowed {
                    let how = if inst.is_some() { "partially" } else { "implicitly" };
                    let what = format!("{how} instantiated function in assignment");
                    self.verify_version(at, 21, &what);
                }
                params.push(self.without_type_params(renamed));
                args.push(InferArg { ty: target.sig, value: None, text: target.desc.clone() });
            }
            let given: Vec<Option<TypeId>> = targs.iter().copied().map(Some).collect();
            match self.prog.infer(None, &tparams, &given, &params, &args, true) {
                Ok(types) => targs = types,
                Err(error) => {
                    self.error(&*x, "infer", error.message);
                    x.invalidate();
                    return None;
                }
            }
        }
        let span = x.place();
        let Some(e) = x.expr else {
            x.invalidate();
            return None;
        };
        x.ty = self.instantiate_func(span, e, sig, &targs, &spans);
        x.mode = OpMode::Value;
        None
    }

    /// A generic signature's type with its type parameters free.
    fn without_type_params(&mut self, sig: TypeId) -> TypeId {
        let Type::Signature(sig) = self.prog.types.get(sig) else { return sig };
        let mut sig = sig.clone();
        sig.type_params = Vec::new();
        self.prog.types.add(Type::Signature(sig))
    }

    /// The place of a call in gc's messages about its type arguments: the opening parenthesis.
    fn lparen(&self, call: &Call<'_>) -> Span {
        let hi = call.fun.span.hi;
        let Some(file) = self.prog.sources.locate(hi).file else { return call.expr.span };
        let mut rest = file.text.get((hi.0 - file.base.0) as usize..).unwrap_or_default();
        let len = rest.len();
        loop {
            rest = rest.trim_start();
            let comment_end = match rest.as_bytes() {
                [b'/', b'*', ..] => rest.find("*/").map(|end| end + 2),
                [b'/', b'/', ..] => rest.find('\n'),
                _ => None,
            };
            match comment_end {
                Some(end) => rest = &rest[end..],
                None => break,
            }
        }
        let skipped = u32::try_from(len - rest.len()).unwrap_or(0);
        Span::new(Pos(hi.0 + skipped), call.expr.span.hi)
    }

    fn instantiate_func(
        &mut self,
        span: Span,
        e: &Expr,
        sig: TypeId,
        targs: &[TypeId],
        spans: &[Span],
    ) -> TypeId {
        let ty = self.prog.instantiate_signature(sig, targs);
        self.record_instance(e, targs, ty);
        let tparams = self.type_params(sig);
        self.later(Delayed::Verify { span, tparams, targs: targs.to_vec(), spans: spans.to_vec() });
        ty
    }

    /// A call, conversion or call of a built-in function.
    pub(crate) fn call_expr<'e>(&mut self, e: &'e Expr) -> (Operand<'e>, Kind) {
        let ExprKind::Call { fun, args, ellipsis, .. } = &e.kind else {
            return (Operand::failed(e), Kind::Statement);
        };
        let call = Call { expr: e, fun, args, dots: ellipsis.is_some() };
        let mut inst = None;
        let mut x = if let ExprKind::Index { x: operand, indices } = &fun.kind {
            let (mut x, is_func) = self.index_expr(fun, operand, indices);
            if is_func {
                inst = Some(indices.as_slice());
            }
            x.set_expr(fun);
            self.record(&x);
            self.single_value(&mut x);
            x
        } else {
            self.expr_or_type(fun, true)
        };
        match x.mode {
            OpMode::Invalid => {
                self.use_exprs(args);
                (Operand::failed(e), Kind::Statement)
            }
            OpMode::TypeExpr => {
                self.non_generic(None, &mut x);
                if !x.is_valid() {
                    return (Operand::failed(e), Kind::Conversion);
                }
                (self.conversion_call(call, x.ty), Kind::Conversion)
            }
            OpMode::Builtin => {
                let Some(builtin) = x.builtin else {
                    return (Operand::failed(e), Kind::Statement);
                };
                let mut x = self.builtin_call(call, builtin);
                x.set_expr(e);
                if x.is_valid() && x.mode != OpMode::Constant {
                    self.env.has_call_or_recv = true;
                }
                (x, super::builtins::kind(builtin))
            }
            _ => (self.function_call(call, x, inst), Kind::Statement),
        }
    }

    fn conversion_call<'e>(&mut self, call: Call<'e>, to: TypeId) -> Operand<'e> {
        let failed = Operand::failed(call.expr);
        if !self.is_complete(to) {
            return failed;
        }
        let text = self.prog.type_string(to);
        match call.args {
            [] => {
                let message = format!("missing argument in conversion to {text}");
                self.error(call.expr, "conversion", message);
                failed
            }
            [arg] => {
                let target = self.new_target(to, "conversion");
                let mut x = self.expr(target.as_ref(), arg);
                if !x.is_valid() {
                    return failed;
                }
                if self.prog.is_non_type_param_interface(to) {
                    let under = self.prog.underlying(to);
                    if self.prog.is_constraint_only(under) {
                        let message = format!(
                            "cannot use interface {text} in conversion (contains specific type constraints or is comparable)"
                        );
                        self.error(call.expr, "conversion", message);
                        return failed;
                    }
                }
                if call.dots {
                    let message = format!("invalid use of ... in conversion to {text}");
                    self.error(arg, "conversion", message);
                    return failed;
                }
                self.conversion(&mut x, to);
                x.set_expr(call.expr);
                x
            }
            [.., last] => {
                self.use_exprs(call.args);
                let message = format!("too many arguments in conversion to {text}");
                self.error(last, "conversion", message);
                failed
            }
        }
    }

    fn function_call<'e>(
        &mut self,
        call: Call<'e>,
        x: Operand<'e>,
        inst: Option<&'e [Expr]>,
    ) -> Operand<'e> {
        let failed = Operand::failed(call.expr);
        let Some(mut sig) = self.callee_signature(&x) else { return failed };
        let tparams = self.type_params(sig).len();
        let generic = tparams > 0;
        let mut explicit = Explicit::default();
        if let Some(list) = inst {
            let Some(types) = self.type_list(list) else {
                self.use_exprs(call.args);
                return failed;
            };
            let spans: Vec<Span> = list.iter().map(|a| a.span).collect();
            if types.len() > tparams {
                let message = format!("got {} type arguments but want {tparams}", types.len());
                self.error(spans[tparams], "type-args", message);
                self.use_exprs(call.args);
                return failed;
            }
            if types.len() == tparams {
                self.verify_version(call.fun, 18, "function instantiation");
                sig = self.instantiate_func(call.fun.span, call.fun, sig, &types, &spans);
            } else {
                explicit = Explicit { types, spans };
            }
        }
        let (mut args, partial) = self.generic_expr_list(call.args);
        let sig = self.arguments(call, sig, explicit, &mut args, &partial);
        if generic && self.type_params(sig).is_empty() {
            // the callee's type is now the instance's
            self.record_type(call.fun.id, OpMode::Value, sig, None);
        }
        let results = match self.prog.types.get(sig) {
            Type::Signature(s) => s.results.clone(),
            _ => Vec::new(),
        };
        let types = self.var_types(&results);
        let mut x = Operand::new(OpMode::Value, INVALID, call.expr);
        match types.as_slice() {
            [] => (x.mode, x.ty) = (OpMode::NoValue, sig),
            [one] if !self.is_complete(*one) => x.invalidate(),
            [one] => x.ty = *one,
            _ => x.ty = self.prog.types.add(Type::Tuple(types)),
        }
        self.env.has_call_or_recv = true;
        // if inference failed the result mentions type parameters of the callee
        if x.mode == OpMode::Value && (!self.type_params(sig).is_empty() || x.ty == INVALID) {
            x.invalidate();
        }
        x
    }

    /// The signature of what is called; for a type parameter its core type's.
    fn callee_signature(&mut self, x: &Operand<'_>) -> Option<TypeId> {
        if matches!(self.prog.types.get(x.ty), Type::Signature(_)) {
            return Some(x.ty);
        }
        let mut cause = String::new();
        if let Some(types) = self.prog.specific_types(x.ty) {
            for (ty, under) in types {
                if !matches!(self.prog.types.get(under), Type::Signature(_)) {
                    cause = format!("{} is not a function", self.prog.type_string(ty));
                    break;
                }
            }
        }
        if cause.is_empty() {
            match self.prog.common_under(x.ty) {
                Ok(under) => return Some(under),
                Err(why) => cause = why,
            }
        }
        // gc leaves the obvious cause out
        let text = self.describe(x);
        let message = format!("invalid operation: cannot call {text}: {cause}");
        self.error(x, "call", message);
        None
    }

    /// Checks arguments; each may be an uninstantiated generic function, with partial type
    /// arguments in the second list.
    fn generic_expr_list<'e>(&mut self, list: &'e [Expr]) -> (Vec<Operand<'e>>, Vec<Vec<TypeId>>) {
        let infer = !self.allow_version(1, 21);
        let mut operands = Vec::with_capacity(list.len());
        let mut partial = vec![Vec::new(); list.len()];
        for (i, e) in list.iter().enumerate() {
            if let ExprKind::Index { x: operand, indices } = &e.kind {
                let (mut x, is_func) = self.index_expr(e, operand, indices);
                if is_func {
                    match self.func_inst(None, &mut x, Some((e, indices)), infer) {
                        Some(targs) => partial[i] = targs,
                        None => self.record(&x),
                    }
                } else {
                    x.set_expr(e);
                    self.record(&x);
                    self.exclude_non_values(&mut x);
                    self.single_value(&mut x);
                }
                operands.push(x);
                continue;
            }
            if list.len() > 1 {
                operands.push(self.generic_expr(e, None));
                continue;
            }
            let (mut x, _) = self.raw_expr(None, e, None, true);
            self.exclude_non_values(&mut x);
            if let (true, Type::Tuple(types)) = (x.is_valid(), self.prog.types.get(x.ty)) {
                let types = types.clone();
                partial = vec![Vec::new(); types.len()];
                for ty in types {
                    let mut value = Operand::new(OpMode::Value, ty, e);
                    // the expression's own type is the tuple
                    value.desc = Some(expr_string(e));
                    operands.push(value);
                }
            } else {
                operands.push(x);
            }
        }
        (operands, partial)
    }

    /// Checks arguments against parameters, inferring type arguments where needed. Returns the
    /// signature called: the instance of a generic one.
    pub(crate) fn arguments<'e>(
        &mut self,
        call: Call<'e>,
        sig: TypeId,
        explicit: Explicit,
        args: &mut [Operand<'e>],
        partial: &[Vec<TypeId>],
    ) -> TypeId {
        let Type::Signature(callee) = self.prog.types.get(sig).clone() else { return sig };
        let types = self.var_types(&callee.params);
        let Some(spread) = self.check_arg_count(call, &types, callee.variadic, args) else {
            return sig;
        };
        let n = callee.type_params.len();
        let (renamed, mut tparams) = if n > 0 {
            self.verify_version(call.expr, 18, "implicit function instantiation");
            self.prog.rename_type_params(sig)
        } else {
            (sig, Vec::new())
        };
        let mut params = self.spread_params(renamed, spread, args.len());
        let mut targs: Vec<Option<TypeId>> = explicit.types.iter().copied().map(Some).collect();
        targs.resize(n, None);
        // generic function arguments take part with type parameters of their own
        let mut generic_args = Vec::new();
        for (i, arg) in args.iter_mut().enumerate() {
            let Type::Signature(asig) = self.prog.types.get(arg.ty) else { continue };
            if asig.type_params.is_empty() {
                continue;
            }
            let original = arg.ty;
            let (renamed, list) = self.prog.rename_type_params(arg.ty);
            arg.ty = renamed;
            generic_args.push((i, original, tparams.len(), list.len()));
            targs.extend(partial.get(i).into_iter().flatten().copied().map(Some));
            tparams.extend(list);
            targs.resize(tparams.len(), None);
        }
        if let Some(&(i, ..)) = generic_args.first() {
            self.verify_version(&args[i], 21, "implicitly instantiated function as argument");
        }
        let mut result = sig;
        if !tparams.is_empty() {
            // Interfaces are unified by the signatures of their methods.
            for arg in args.iter().filter(|a| a.is_valid()) {
                self.complete_methods(arg.ty);
            }
            let infer_args: Vec<InferArg> = args
                .iter()
                .map(|a| InferArg {
                    ty: if a.is_valid() { a.ty } else { INVALID },
                    value: a.val.clone(),
                    text: a.text(),
                })
                .collect();
            let callee_text = expr_string(call.fun);
            let inferred = match self.prog.infer(
                Some(&callee_text),
                &tparams,
                &targs,
                &params,
                &infer_args,
                false,
            ) {
                Ok(inferred) => inferred,
                Err(error) => {
                    if !error.message.is_empty() {
                        let at = match error.arg {
                            Some(i) => args[i].place(),
                            None => self.lparen(&call),
                        };
                        self.error(at, "infer", error.message);
                    }
                    return sig;
                }
            };
            if n > 0 {
                result = self.instantiate_func(
                    self.lparen(&call),
                    call.fun,
                    sig,
                    &inferred[..n],
                    &explicit.spans,
                );
                params = self.spread_params(result, spread, args.len());
            }
            for (i, original, from, len) in generic_args {
                let arg = &mut args[i];
                let Some(e) = arg.expr else { continue };
                let span = arg.place();
                let ty = self.instantiate_func(span, e, original, &inferred[from..from + len], &[]);
                args[i].ty = ty;
                let arg = args[i].clone();
                self.record(&arg);
            }
        }
        if !args.is_empty() {
            let context = format!("argument to {}", expr_string(call.fun));
            for (arg, &param) in args.iter_mut().zip(&params) {
                self.assignment(arg, Some(param), &context);
            }
        }
        result
    }

    /// The parameter types of a signature, the variadic one repeated for each of `n` arguments
    /// if `spread`.
    fn spread_params(&mut self, sig: TypeId, spread: bool, n: usize) -> Vec<TypeId> {
        let Type::Signature(s) = self.prog.types.get(sig) else { return Vec::new() };
        let params = s.params.clone();
        let mut types = self.var_types(&params);
        if spread {
            if let Some(last) = types.pop() {
                let elem = match self.prog.types.get(last) {
                    Type::Slice(elem) => *elem,
                    _ => last,
                };
                types.resize(n, elem);
            }
        }
        types
    }

    /// Whether the arguments' number fits: then, whether the variadic parameter is spread.
    fn check_arg_count(
        &mut self,
        call: Call<'_>,
        params: &[TypeId],
        variadic: bool,
        args: &[Operand<'_>],
    ) -> Option<bool> {
        let nargs = args.len();
        let mut npars = params.len();
        let mut spread = false;
        let fun = || expr_string(call.fun);
        if variadic {
            if call.dots {
                if call.args.len() == 1 && nargs > 1 {
                    let message = format!(
                        "cannot use ... with {nargs}-valued {}",
                        expr_string(&call.args[0])
                    );
                    self.error(call.expr, "dots", message);
                    return None;
                }
            } else if nargs + 1 >= npars {
                spread = true;
                npars = nargs;
            } else {
                npars -= 1; // for a correct message
            }
        } else if call.dots {
            let message = format!("cannot use ... in call to non-variadic {}", fun());
            self.error(call.expr, "dots", message);
            return None;
        }
        if nargs == npars {
            return Some(spread);
        }
        let (qualifier, at) = if nargs > npars {
            ("too many", args[npars].place())
        } else if nargs > 0 {
            ("not enough", args[nargs - 1].place())
        } else {
            ("not enough", call.expr.span())
        };
        let have: Vec<TypeId> = args.iter().map(|a| a.ty).collect();
        let have = self.types_summary(&have, false, call.dots);
        let want = self.types_summary(params, variadic, false);
        let message =
            format!("{qualifier} arguments in call to {}\n\thave {have}\n\twant {want}", fun());
        self.error(at, "arg-count", message);
        None
    }
}

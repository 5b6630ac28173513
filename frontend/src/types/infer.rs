//! Type inference (spec §Type inference).
//!
//! In three steps, as in go/types: types of arguments, constraints (until nothing changes), and
//! default types of untyped constants. What was inferred may still mention other type parameters
//! and is simplified at the end.

use super::constant::Value;
use super::subst::SubstMap;
use super::unify::{Mode, Unifier};
use super::{BasicKind, ObjId, Term, Type, TypeId};
use crate::program::Program;

/// An argument as inference sees it.
#[derive(Clone, Debug)]
pub struct InferArg {
    /// Its type; a generic `Signature` for an uninstantiated generic function, `Invalid` for an
    /// erroneous operand (inference then fails silently).
    pub ty: TypeId,
    /// Its constant value.
    pub value: Option<Value>,
    /// Its text, for messages.
    pub text: String,
}

/// Why inference failed.
#[derive(Clone, Debug)]
pub struct InferError {
    /// The argument to blame (report there); otherwise the call.
    pub arg: Option<usize>,
    /// gc's words; `in call to f, ` included. Empty if an error was reported before.
    pub message: String,
}

/// One call of [`Program::infer`].
struct Inference<'a> {
    program: &'a mut Program,
    callee: Option<&'a str>,
    tparams: &'a [TypeId],
    params: Vec<TypeId>,
    args: &'a [InferArg],
    reverse: bool,
    unifier: Unifier,
}

impl Program {
    /// Infers the missing type arguments of a call.
    ///
    /// `callee`: the function's text (`in call to f, …`), `None` outside calls. `tparams` must
    /// not occur in the arguments: rename them first ([`Self::rename_type_params`]). `targs`
    /// holds explicit arguments in front, `None` for the rest (shorter lists are filled up).
    /// `params` are parameter types (the variadic one spread, as many as arguments). `reverse`:
    /// a generic function is assigned to a variable of function type (`params[0]` is the
    /// function's signature, `args[0]` the variable's type).
    pub fn infer(
        &mut self,
        callee: Option<&str>,
        tparams: &[TypeId],
        targs: &[Option<TypeId>],
        params: &[TypeId],
        args: &[InferArg],
        reverse: bool,
    ) -> Result<Vec<TypeId>, InferError> {
        if targs.len() == tparams.len() {
            if let Some(all) = targs.iter().copied().collect::<Option<Vec<TypeId>>>() {
                return Ok(all);
            }
        }
        if args.iter().any(|arg| !self.is_valid(arg.ty)) {
            return Err(InferError { arg: None, message: String::new() });
        }
        let known = partial_map(tparams, targs);
        let params = self.subst_list(params, &known);
        let version = self.current.and_then(|pkg| self.packages.get(pkg.0 as usize));
        let interfaces = version.is_none_or(|package| package.go_version >= (1, 21));
        let unifier = Unifier::new(tparams, targs, interfaces);
        let mut inference =
            Inference { program: self, callee, tparams, params, args, reverse, unifier };
        inference.run(targs)
    }

    /// Whether `ty` mentions one of the type parameters.
    pub fn is_parameterized(&mut self, tparams: &[TypeId], ty: TypeId) -> bool {
        self.mentions_params(tparams, ty, &mut Vec::new())
    }

    fn mentions_params(&mut self, tparams: &[TypeId], ty: TypeId, open: &mut Vec<TypeId>) -> bool {
        if self.instances.closed.contains(&ty) {
            return false;
        }
        match self.types.get(ty) {
            Type::Basic(_) => false,
            Type::TypeParam(_) => tparams.contains(&ty),
            &Type::Array { elem, .. }
            | &Type::Slice(elem)
            | &Type::Pointer(elem)
            | &Type::Chan { elem, .. } => self.mentions_params(tparams, elem, open),
            &Type::Map { key, elem } => {
                self.mentions_params(tparams, key, open)
                    || self.mentions_params(tparams, elem, open)
            }
            Type::Struct { fields, .. } => {
                let fields = fields.clone();
                self.vars_mention_params(tparams, &fields, open)
            }
            Type::Tuple(types) => {
                types.clone().into_iter().any(|ty| self.mentions_params(tparams, ty, open))
            }
            Type::Signature(sig) => {
                let vars = [&sig.params[..], &sig.results].concat();
                self.vars_mention_params(tparams, &vars, open)
            }
            Type::Interface(_) => {
                if open.contains(&ty) {
                    return false;
                }
                open.push(ty);
                let set = self.type_set(ty);
                let result = self.vars_mention_params(tparams, &set.methods, open)
                    || set.terms.as_ref().is_some_and(|terms| {
                        !terms.is_empty()
                            && terms.iter().all(|t| self.mentions_params(tparams, t.ty, open))
                    });
                open.pop();
                result
            }
            Type::Union(terms) => {
                terms.clone().iter().any(|t| self.mentions_params(tparams, t.ty, open))
            }
            Type::Named(named) => {
                named.targs.clone().into_iter().any(|ty| self.mentions_params(tparams, ty, open))
            }
            &Type::Alias { actual, .. } => {
                actual.is_some_and(|actual| self.mentions_params(tparams, actual, open))
            }
        }
    }

    fn vars_mention_params(
        &mut self,
        tparams: &[TypeId],
        vars: &[ObjId],
        open: &mut Vec<TypeId>,
    ) -> bool {
        vars.iter().any(|&var| self.mentions_params(tparams, self.obj_type(var), open))
    }

    /// The single specific type of a type parameter (and `true`), or its core type with a tilde
    /// if any of its terms has one.
    fn core_term(&mut self, param: TypeId) -> Option<(Term, bool)> {
        let terms = self.specific_terms(param)?;
        if let [single] = *terms {
            return Some((single, true));
        }
        let ty = self.common_under(param).ok()?;
        Some((Term { tilde: terms.iter().any(|term| term.tilde), ty }, false))
    }
}

impl Inference<'_> {
    fn error<T>(&self, arg: Option<usize>, message: &str) -> Result<T, InferError> {
        let message = match self.callee {
            Some(callee) => format!("in call to {callee}, {message}"),
            None => message.to_owned(),
        };
        Err(InferError { arg, message })
    }

    fn run(&mut self, targs: &[Option<TypeId>]) -> Result<Vec<TypeId>, InferError> {
        let untyped = self.use_arguments()?;
        self.use_constraints()?;
        self.use_untyped(&untyped)?;
        self.simplify(targs)
    }

    /// Step 1: unifies types of parameters and arguments. Returns the untyped arguments.
    fn use_arguments(&mut self) -> Result<Vec<usize>, InferError> {
        let mut untyped = Vec::new();
        let args = self.args;
        for (i, (param, arg)) in self.params.clone().into_iter().zip(args).enumerate() {
            if !self.program.is_parameterized(self.tparams, param)
                && !self.program.is_parameterized(self.tparams, arg.ty)
            {
                continue;
            }
            if !self.program.is_untyped(arg.ty) {
                if !self.unifier.unify(self.program, param, arg.ty, Mode::ASSIGN) {
                    return self.mismatch(i, param);
                }
            } else if matches!(self.program.types.get(param), Type::TypeParam(_))
                && arg.ty != BasicKind::UntypedNil.id()
            {
                // Default types are basic: they match nothing but a lone type parameter.
                untyped.push(i);
            }
        }
        Ok(untyped)
    }

    fn mismatch<T>(&mut self, i: usize, param: TypeId) -> Result<T, InferError> {
        let arg = &self.args[i];
        let targ = self.program.type_string(arg.ty);
        let text = &arg.text;
        let inferred = self.unifier.inferred();
        let shown = self.program.type_string(param);
        if inferred.iter().all(Option::is_none) {
            let names = self.program.type_params_string(self.tparams);
            let message =
                format!("type {targ} of {text} does not match {shown} (cannot infer {names})");
            return self.error(Some(i), &message);
        }
        let map = partial_map(self.tparams, &inferred);
        let substituted = self.program.subst(param, &map);
        let message = if substituted == param {
            format!("type {targ} of {text} does not match {shown}")
        } else {
            let inferred = self.program.type_string(substituted);
            if self.reverse {
                format!("inferred type {inferred} for {shown} does not match type {targ} of {text}")
            } else {
                format!("type {targ} of {text} does not match inferred type {inferred} for {shown}")
            }
        };
        self.error(Some(i), &message)
    }

    /// Step 2: unifies type parameters with their constraints as long as that infers more.
    fn use_constraints(&mut self) -> Result<(), InferError> {
        loop {
            let unknowns = self.unifier.unknowns();
            for &param in self.tparams {
                let known = self.unifier.at(param);
                if let Some((core, single)) = self.program.core_term(param) {
                    match known {
                        Some(ty)
                            if !self.unifier.unify(self.program, ty, core.ty, Mode::INEXACT) =>
                        {
                            return self.unsatisfied(param, ty, "");
                        }
                        None if single && !core.tilde => self.unifier.set(param, core.ty),
                        _ => {}
                    }
                }
                let Some(ty) = known else { continue };
                if self.program.is_parameterized(self.tparams, ty) {
                    continue; // its methods are not final
                }
                let constraint = self.program.constraint(param);
                let unifier = &mut self.unifier;
                let missing = self.program.has_all_methods(ty, constraint, true, &mut |p, x, y| {
                    unifier.unify(p, x, y, Mode::EXACT)
                });
                if let Err(cause) = missing {
                    return self.unsatisfied(param, ty, &format!(" {cause}"));
                }
            }
            if self.unifier.unknowns() == unknowns {
                return Ok(());
            }
        }
    }

    fn unsatisfied<T>(&self, param: TypeId, ty: TypeId, cause: &str) -> Result<T, InferError> {
        let bound = match self.program.types.get(param) {
            Type::TypeParam(p) => p.bound.map_or(String::new(), |b| self.program.type_string(b)),
            _ => String::new(),
        };
        let (p, t) = (self.program.type_string(param), self.program.type_string(ty));
        self.error(None, &format!("{p} (type {t}) does not satisfy {bound}{cause}"))
    }

    /// Step 3: parameters that only untyped constants are passed for get the default type of the
    /// largest kind.
    fn use_untyped(&mut self, untyped: &[usize]) -> Result<(), InferError> {
        let mut largest: Vec<(TypeId, TypeId)> = Vec::new();
        for &i in untyped {
            let (param, ty) = (self.params[i], self.args[i].ty);
            if self.unifier.at(param).is_some() {
                continue;
            }
            match largest.iter_mut().find(|(p, _)| *p == param) {
                None => largest.push((param, ty)),
                Some((_, max)) => match self.program.max_type(*max, ty) {
                    Some(larger) => *max = larger,
                    None => {
                        let (max, ty) =
                            (self.program.type_string(*max), self.program.type_string(ty));
                        let param = self.program.type_string(param);
                        let message =
                            format!("mismatched types {max} and {ty} (cannot infer {param})");
                        return self.error(Some(i), &message);
                    }
                },
            }
        }
        for (param, ty) in largest {
            let ty = self.program.default_type(ty);
            self.unifier.set(param, ty);
        }
        Ok(())
    }

    /// Replaces type parameters in what was inferred until nothing changes.
    fn simplify(&mut self, targs: &[Option<TypeId>]) -> Result<Vec<TypeId>, InferError> {
        let mut inferred = self.unifier.inferred();
        for &param in self.tparams {
            self.kill_cycles(param, &mut inferred, &mut Vec::new());
        }
        let given = |i: usize| targs.get(i).copied().flatten().is_some();
        let mut dirty: Vec<usize> =
            (0..inferred.len()).filter(|&i| inferred[i].is_some() && !given(i)).collect();
        while !dirty.is_empty() {
            let map = partial_map(self.tparams, &inferred);
            dirty.retain(|&i| {
                let Some(old) = inferred[i] else { return false };
                let mut new = self.program.subst(old, &map);
                // A generic function passed as an argument is one no longer.
                if new != old {
                    if let Type::Signature(sig) = self.program.types.get(new) {
                        if !sig.type_params.is_empty()
                            && !self.program.is_parameterized(self.tparams, new)
                        {
                            new = self.without_type_params(new);
                        }
                    }
                }
                inferred[i] = Some(new);
                new != old
            });
        }
        let mut result = Vec::with_capacity(inferred.len());
        for (i, ty) in inferred.into_iter().enumerate() {
            match ty {
                Some(ty) if !self.program.is_parameterized(self.tparams, ty) => result.push(ty),
                _ => {
                    let Type::TypeParam(param) = self.program.types.get(self.tparams[i]) else {
                        continue;
                    };
                    let object = self.program.objects.get(param.obj);
                    let place = self.program.sources.place(object.pos);
                    let message = format!("cannot infer {} (declared at {place})", object.name);
                    return self.error(None, &message);
                }
            }
        }
        Ok(result)
    }

    fn without_type_params(&mut self, sig: TypeId) -> TypeId {
        let Type::Signature(sig) = self.program.types.get(sig) else { return sig };
        let sig = super::Signature { type_params: Vec::new(), ..sig.clone() };
        self.program.types.add(Type::Signature(sig))
    }

    /// Forgets types that contain the very parameter they were inferred for: substituting would
    /// never end.
    fn kill_cycles(&mut self, ty: TypeId, inferred: &mut [Option<TypeId>], open: &mut Vec<TypeId>) {
        let ty = self.program.types.unalias(ty);
        if self.program.instances.closed.contains(&ty) {
            return;
        }
        let place = self.tparams.iter().position(|&p| p == ty);
        if open.contains(&ty) {
            if let Some(i) = place {
                inferred[i] = None;
            }
            return;
        }
        let objects = |vars: &[ObjId]| vars.iter().map(|&v| self.program.obj_type(v)).collect();
        let parts: Vec<TypeId> = match self.program.types.get(ty) {
            Type::Basic(_) | Type::Alias { .. } => return,
            Type::TypeParam(_) => place.and_then(|i| inferred[i]).into_iter().collect(),
            &Type::Array { elem, .. }
            | &Type::Slice(elem)
            | &Type::Pointer(elem)
            | &Type::Chan { elem, .. } => vec![elem],
            &Type::Map { key, elem } => vec![key, elem],
            Type::Struct { fields, .. } => objects(fields),
            Type::Tuple(types) => types.clone(),
            Type::Signature(sig) => objects(&[&sig.params[..], &sig.results].concat()),
            Type::Interface(iface) => {
                let mut parts: Vec<TypeId> = objects(&iface.methods);
                parts.extend(&iface.embeddeds);
                parts
            }
            Type::Union(terms) => terms.iter().map(|term| term.ty).collect(),
            Type::Named(named) => named.targs.clone(),
        };
        open.push(ty);
        for part in parts {
            self.kill_cycles(part, inferred, open);
        }
        open.pop();
    }
}

/// Maps what is known; the other type parameters stay. (They are in the map nevertheless, so that
/// signatures of generic functions that declare them keep them.)
fn partial_map(params: &[TypeId], targs: &[Option<TypeId>]) -> SubstMap {
    let targ = |i: usize| targs.get(i).copied().flatten();
    SubstMap { pairs: params.iter().enumerate().map(|(i, &p)| (p, targ(i).unwrap_or(p))).collect() }
}

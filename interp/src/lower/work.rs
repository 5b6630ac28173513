//! The work list: functions and instances, each lowered once something reaches it.

use super::reflection;
use super::{Job, Lowerer};
use crate::code::{Func, FuncId, FuncRef};
use frontend::span::Pos;
use frontend::types::subst::SubstMap;
use frontend::types::{BasicKind, ObjId, ObjectKind, Signature, Type, TypeId};
use std::sync::OnceLock;

impl Lowerer<'_> {
    /// Makes a function whose body comes later.
    pub(crate) fn new_func(
        &mut self,
        name: String,
        results: u32,
        params: u32,
        recv: u32,
        pos: Pos,
    ) -> FuncRef {
        self.new_func_of(name, [results, params, recv], pos, false)
    }

    fn new_func_of(
        &mut self,
        name: String,
        [results, params, recv]: [u32; 3],
        pos: Pos,
        native: bool,
    ) -> FuncRef {
        let id = FuncId(u32::try_from(self.funcs.len()).expect("fewer than 2^32 functions"));
        let func: FuncRef = Box::leak(Box::new(Func {
            id,
            name,
            results,
            params,
            recv,
            frame: OnceLock::new(),
            body: OnceLock::new(),
            pos,
            native,
        }));
        self.funcs.push(func);
        func
    }

    /// The lowered form of a declared function, or an instance of a generic one.
    pub(crate) fn func_for(&mut self, obj: ObjId, targs: &[TypeId]) -> FuncRef {
        self.func_ref(obj, targs, None)
    }

    /// As `func_for`; a `waiting` name postpones the body until a method of that name is called
    /// through an interface.
    pub(crate) fn func_ref(
        &mut self,
        obj: ObjId,
        targs: &[TypeId],
        waiting: Option<&'static str>,
    ) -> FuncRef {
        let origin = match &self.program.objects.get(obj).kind {
            ObjectKind::Func(f) => f.origin.unwrap_or(obj),
            _ => obj,
        };
        let key = (origin, self.targs_key(targs));
        if let Some(&func) = self.func_by_key.get(&key) {
            if waiting.is_none() {
                self.wake(func);
            }
            return func;
        }
        let sig = self.signature_of(origin);
        // A generic method's own type parameters follow the receiver's.
        let params: Vec<TypeId> =
            sig.recv_type_params.iter().chain(&sig.type_params).copied().collect();
        let subst = SubstMap::new(&params, targs);
        let (results, params, recv) = self.frame_of(&sig, &subst);
        let name = self.func_name(origin, &sig, !targs.is_empty());
        let o = self.program.objects.get(origin);
        let pos = o.pos;
        let decl = match &o.kind {
            ObjectKind::Func(f) => f.decl.clone(),
            _ => None,
        };
        let native = decl.as_ref().is_some_and(|d| d.body.is_none());
        let func = self.new_func_of(name, [results, params, recv], pos, native);
        self.func_by_key.insert(key, func);
        if native && func.name == reflection::METHODS {
            self.reflect_methods();
        }
        if let Some(decl) = decl {
            let job = Job::Decl { func, obj: origin, subst, decl };
            match waiting {
                Some(name) if !self.is_called(name) => {
                    self.waiting.entry(name).or_default().push(job);
                }
                _ => self.queue.push_back(job),
            }
        }
        func
    }

    /// A waiting body is needed after all (a direct call).
    fn wake(&mut self, func: FuncRef) {
        if func.body.get().is_some() {
            return;
        }
        let name = func.name.rsplit('.').next().unwrap_or_default();
        let is_it = |j: &Job| match j {
            Job::Decl { func: f, .. }
            | Job::Wrapper { func: f, .. }
            | Job::Init { func: f, .. } => std::ptr::eq(*f, func),
        };
        for (key, jobs) in &mut self.waiting {
            if key.rsplit('.').next().unwrap_or_default() != name {
                continue;
            }
            if let Some(i) = jobs.iter().position(is_it) {
                let job = jobs.swap_remove(i);
                self.queue.push_back(job);
                return;
            }
        }
    }

    /// A method name is called through an interface: bodies that waited for it are lowered.
    pub(crate) fn call_name(&mut self, name: &'static str) {
        if self.called.insert(name) {
            if let Some(jobs) = self.waiting.remove(name) {
                self.queue.extend(jobs);
            }
        }
    }

    pub(crate) fn targs_key(&mut self, targs: &[TypeId]) -> String {
        targs.iter().map(|&t| self.rt(t).0.to_string()).collect::<Vec<_>>().join(",")
    }

    /// A function object's signature.
    pub(crate) fn signature_of(&self, obj: ObjId) -> Signature {
        let ty = self.program.objects.get(obj).ty.unwrap_or(BasicKind::Invalid.id());
        match self.program.types.get(self.program.types.unalias(ty)) {
            Type::Signature(sig) => sig.clone(),
            _ => Signature::default(),
        }
    }

    /// Slots of results, of results and parameters, and of the receiver.
    pub(crate) fn frame_of(&mut self, sig: &Signature, subst: &SubstMap) -> (u32, u32, u32) {
        let words = |l: &mut Self, objs: &[ObjId]| -> u32 {
            objs.iter().map(|&o| l.words_of_obj(o, subst)).sum()
        };
        let results = words(self, &sig.results);
        let params = results + words(self, &sig.params);
        let recv = sig.recv.map_or(0, |r| self.words_of_obj(r, subst));
        (results, params, recv)
    }

    fn words_of_obj(&mut self, obj: ObjId, subst: &SubstMap) -> u32 {
        let ty = self.program.objects.get(obj).ty.unwrap_or(BasicKind::Invalid.id());
        let ty = self.program.subst(ty, subst);
        self.shape(ty).words()
    }

    /// A function's name as stack traces print it.
    fn func_name(&mut self, obj: ObjId, sig: &Signature, instance: bool) -> String {
        let o = self.program.objects.get(obj);
        let path = o.pkg.map_or("", |p| self.program.packages[p.0 as usize].path.as_str());
        let name = o.name;
        let dots = if instance { "[...]" } else { "" };
        let Some(recv) = sig.recv else {
            let inits = o.pkg.map_or(&[][..], |p| &self.program.packages[p.0 as usize].inits);
            return match inits.iter().position(|i| *i == obj) {
                Some(i) => format!("{path}.{name}.{i}"),
                None => format!("{path}.{name}{dots}"),
            };
        };
        let ty = self.program.objects.get(recv).ty.unwrap_or(BasicKind::Invalid.id());
        let (base, pointer) = self.program.deref(ty);
        let base = self.program.types.unalias(base);
        let tname = match self.program.types.get(base) {
            Type::Named(n) => self.program.objects.get(n.obj).name.as_str(),
            _ => "?",
        };
        if pointer {
            format!("{path}.(*{tname}{dots}).{name}")
        } else {
            format!("{path}.{tname}{dots}.{name}")
        }
    }
}

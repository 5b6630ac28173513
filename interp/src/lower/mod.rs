//! Lowering: a checked program becomes [`Code`].
//!
//! Only what can be reached is lowered: starting at `main.main`, the `init` functions and the
//! package variables that are used, a work list takes functions (each *instance* of a generic
//! one) until nothing new turns up. Bodies of standard packages are type-checked when they are
//! reached.

#![expect(
    clippy::wildcard_enum_match_arm,
    clippy::unused_self,
    clippy::only_used_in_recursion,
    clippy::cast_possible_truncation,
    clippy::float_cmp,
    clippy::too_many_lines,
    reason = "most kinds of types and nodes are alike in most places; helpers read better as methods"
)]

mod address;
mod assign;
mod builtin;
mod call;
mod capture;
mod closure;
mod convert;
mod expr;
mod fun;

mod index;
mod instrument;
mod line;
mod literal;
mod live;
mod operand;
mod operation;
mod operator;
mod place;
mod range;
mod range_func;
mod reflection;
mod select;
mod stmt;
mod switch;
mod types;
mod unsafety;
mod work;

use crate::code::{Body, Code, FuncId, FuncRef, Known, RType, RTypeId};
use crate::ir;
use crate::made::Maker;
use crate::memory::BIAS;
use crate::memory::gcmap::GcMap;
use crate::memory::layout::{Layout, LayoutTable};
use crate::native::Registry;
use crate::table::Table;
use capture::{Captures, Walker};
use frontend::ast::{self, NodeId};
use frontend::diagnostic::{Diagnostic, Severity};
use frontend::info::InitOrder;
use frontend::program::Program;
use frontend::span::{Pos, Span};
use frontend::symbol::Symbol;
use frontend::types::object::VarKind;
use frontend::types::subst::SubstMap;
use frontend::types::{BasicKind, ObjId, ObjectKind, PackageId, Signature, Type, TypeId};
use fun::Fun;
pub use instrument::Checks;
use instrument::Sites;
use reflection::Reflection;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use std::sync::{Arc, Mutex};

/// A value already lowered, in whatever form is cheapest.
pub(crate) enum V {
    /// No words.
    Zero,
    /// One word.
    W(ir::Word),
    /// A float64.
    F(ir::Float),
    /// A float32, rounded.
    F32(ir::Float),
    /// A boolean.
    C(ir::Cond),
    /// Two words.
    P(ir::Pair),
    /// Words in slots.
    S(ir::SlotId),
    /// Words in memory.
    M(ir::Addr),
}

/// What is still to be lowered.
enum Job {
    /// A declared function or method.
    Decl { func: FuncRef, obj: ObjId, subst: SubstMap, decl: Arc<ast::FuncDecl> },
    /// One step of package initialization.
    Init { func: FuncRef, pkg: PackageId, step: InitOrder },
    /// A wrapper made by `closure`.
    Wrapper { func: FuncRef, wrapper: closure::Wrapper },
}

/// Lowers a program. The diagnostics tell what is wrong in bodies checked on the way, and what
/// goweave does not support.
pub fn lower(
    program: Program,
    natives: &Registry,
    checks: Checks,
) -> Result<Code, Vec<Diagnostic>> {
    let mut program = program;
    let mut l = Lowerer::new(&mut program, natives);
    l.sites.checks = checks;
    let entry = l.run();
    l.map_globals();
    let Lowerer { funcs, rtypes, layouts, image, global_layout, diagnostics, .. } = l;
    let (known, sites, uses_unsafe) = (l.known, l.sites, l.uses_unsafe);
    let own = program.packages.iter().filter(|package| !package.is_std);
    let language = own.map(|package| package.go_version).max().unwrap_or((1, 27));
    if diagnostics.iter().any(|d| d.severity != Severity::Warning) {
        return Err(diagnostics);
    }
    let name = "main".to_owned();
    let sources = std::mem::take(&mut program.sources);
    // The process has one program, and freeing it takes longer than running a small one.
    std::mem::forget(program);
    Ok(Code {
        funcs: funcs.into_iter().collect(),
        types: rtypes,
        image,
        globals: global_layout,
        entry,
        known,
        sources,
        sites: sites.list,
        uses_unsafe,
        language,
        name,
        maker: Mutex::new(Maker::new(layouts)),
    })
}

/// Lowering's state.
pub(crate) struct Lowerer<'p> {
    program: &'p mut Program,
    natives: &'p Registry,
    /// Whether the program can tell what the collector finds.
    liveness: bool,
    funcs: Vec<FuncRef>,
    func_by_key: FxHashMap<(ObjId, String), FuncRef>,
    wrappers: FxHashMap<String, FuncRef>,
    queue: VecDeque<Job>,
    rtypes: Table<RType>,
    rtype_source: Vec<TypeId>,
    rtype_of: FxHashMap<TypeId, RTypeId>,
    /// Types that have a number and nothing else yet.
    unfilled: FxHashSet<RTypeId>,
    /// Those of them, among others, that nobody has asked for yet.
    named_only: Vec<RTypeId>,
    /// Whether types are being filled in.
    filling: bool,
    layouts: LayoutTable,
    image: Vec<u64>,
    global_layout: Layout,
    strings: FxHashMap<Vec<u8>, u64>,
    func_values: FxHashMap<FuncId, u64>,
    globals: FxHashMap<ObjId, u64>,
    /// Package variables that gc lays out in another way: first word and layout.
    shaped: Vec<(u32, &'static Layout)>,
    /// Whether a package that is not of the library imports unsafe.
    uses_unsafe: bool,
    /// Initialization steps of standard packages that wait for one of their variables to be used.
    lazy_inits: FxHashMap<ObjId, (PackageId, usize)>,
    init_funcs: FxHashMap<(PackageId, usize), FuncRef>,
    /// Literals in the initializers lowered so far.
    init_literals: FxHashMap<PackageId, u32>,
    dynamic: FxHashSet<RTypeId>,
    called: FxHashSet<&'static str>,
    reflection: Reflection,
    /// Method bodies to lower once their name is called: by name.
    waiting: BTreeMap<&'static str, Vec<Job>>,
    diagnostics: Vec<Diagnostic>,
    known: Known,
    sites: Sites,
    /// The function being lowered.
    fun: Fun,
}

impl<'p> Lowerer<'p> {
    fn new(program: &'p mut Program, natives: &'p Registry) -> Self {
        let nil = RTypeId::NIL;
        let known = Known {
            string: nil,
            int: nil,
            error_string: nil,
            bounds_error: nil,
            plain_error: nil,
            type_assertion_error: nil,
            panic_nil_error: nil,
        };
        let mut l = Self {
            liveness: live::matters(program),
            program,
            natives,
            funcs: Vec::new(),
            func_by_key: FxHashMap::default(),
            wrappers: FxHashMap::default(),
            queue: VecDeque::new(),
            rtypes: Table::default(),
            rtype_source: Vec::new(),
            rtype_of: FxHashMap::default(),
            unfilled: FxHashSet::default(),
            named_only: Vec::new(),
            filling: false,
            layouts: LayoutTable::new(),
            // Word 0 is the address of everything that has no words.
            image: vec![0],
            global_layout: Layout::default(),
            strings: FxHashMap::default(),
            func_values: FxHashMap::default(),
            globals: FxHashMap::default(),
            shaped: Vec::new(),
            uses_unsafe: false,
            lazy_inits: FxHashMap::default(),
            init_funcs: FxHashMap::default(),
            init_literals: FxHashMap::default(),
            dynamic: FxHashSet::default(),
            called: FxHashSet::default(),
            reflection: Reflection::None,
            waiting: BTreeMap::new(),
            diagnostics: Vec::new(),
            known,
            sites: Sites::default(),
            fun: Fun::placeholder(),
        };
        let pointers = l.package("unsafe");
        let importing = |p: &frontend::program::Package| {
            !p.is_std && pointers.is_some_and(|id| p.imports.contains(&id))
        };
        l.uses_unsafe = l.program.packages.iter().any(importing);
        // Run-time type 0 is the nil interface.
        l.rt(BasicKind::Invalid.id());
        if l.package("reflect").is_some() {
            l.reflection = Reflection::Types;
        }
        l.set_known();
        l
    }

    fn set_known(&mut self) {
        self.known.string = self.rt(BasicKind::String.id());
        self.known.int = self.rt(BasicKind::Int.id());
        for name in ["Error", "String", "GoString", "Format", "RuntimeError"] {
            self.called.insert(name);
        }
        let Some(pkg) = self.package("runtime") else { return };
        self.known.error_string = self.known_type(pkg, "errorString", false);
        self.known.bounds_error = self.known_type(pkg, "boundsError", false);
        self.known.plain_error = self.known_type(pkg, "plainError", false);
        self.known.type_assertion_error = self.known_type(pkg, "TypeAssertionError", true);
        self.known.panic_nil_error = self.known_type(pkg, "PanicNilError", true);
    }

    fn known_type(&mut self, pkg: PackageId, name: &str, pointer: bool) -> RTypeId {
        let Some(obj) = self.package_object(pkg, name) else { return RTypeId::NIL };
        let problems = frontend::check::ensure_object(self.program, obj);
        self.diagnostics.extend(problems);
        let Some(mut ty) = self.program.objects.get(obj).ty else { return RTypeId::NIL };
        if pointer {
            ty = self.program.types.add(Type::Pointer(ty));
        }
        let id = self.rt(ty);
        self.mark_dynamic(id);
        id
    }

    fn package(&self, path: &str) -> Option<PackageId> {
        let i = self.program.packages.iter().position(|p| p.path.as_str() == path)?;
        Some(PackageId(u32::try_from(i).expect("few packages")))
    }

    fn package_object(&self, pkg: PackageId, name: &str) -> Option<ObjId> {
        let scope = self.program.packages[pkg.0 as usize].scope;
        let names = &self.program.scopes.list[scope.0 as usize].names;
        names.get(&Symbol::intern(name)).map(|&(obj, _)| obj)
    }

    /// Lowers everything reachable; answers the entry function.
    fn run(&mut self) -> FuncRef {
        let entry = self.new_func("runtime.main".to_owned(), 0, 0, 0, Pos::NONE);
        let mut steps = Vec::new();
        for p in 0..self.program.packages.len() {
            let pkg = PackageId(u32::try_from(p).expect("few packages"));
            let lazy = self.program.packages[p].is_std;
            for i in 0..self.program.packages[p].init_order.len() {
                let step = self.program.packages[p].init_order[i].clone();
                steps.push((pkg, i));
                if lazy {
                    for &v in &step.lhs {
                        self.lazy_inits.insert(v, (pkg, i));
                    }
                } else {
                    self.queue_init(pkg, i);
                }
            }
        }
        let mut calls = Vec::new();
        for p in 0..self.program.packages.len() {
            for obj in self.program.packages[p].inits.clone() {
                let func = self.func_for(obj, &[]);
                calls.push((p, func));
            }
        }
        let main =
            self.program.packages.len().checked_sub(1).and_then(|p| {
                self.package_object(PackageId(u32::try_from(p).unwrap_or(0)), "main")
            });
        let main = main.map(|obj| self.func_for(obj, &[]));
        while let Some(job) = self.queue.pop_front() {
            self.job(job);
        }
        let mut stmts = Vec::new();
        let call = |func: FuncRef| {
            let callee = ir::Callee::Func(func);
            let call = ir::Call::new(callee);
            ir::St::Call(call, func.pos)
        };
        for p in 0..self.program.packages.len() {
            for (pkg, i) in steps.iter().filter(|s| s.0.0 as usize == p) {
                if let Some(&func) = self.init_funcs.get(&(*pkg, *i)) {
                    stmts.push(call(func));
                }
            }
            stmts.extend(calls.iter().filter(|c| c.0 == p).map(|c| call(c.1)));
        }
        stmts.extend(main.map(call));
        let body = ir::Body {
            stmts,
            size: 0,
            layout: Layout::default(),
            clear: Vec::new(),
            defers: false,
            boxed_results: Vec::new(),
            end: Pos::NONE,
            elsewhere: Vec::new(),
            needed: Vec::new(),
        };
        finish(entry, body);
        entry
    }

    fn job(&mut self, job: Job) {
        match job {
            Job::Decl { func, obj, subst, decl } => self.lower_decl(func, obj, subst, &decl),
            Job::Init { func, pkg, step } => self.lower_init(func, pkg, &step),
            Job::Wrapper { func, wrapper } => self.lower_wrapper(func, wrapper),
        }
    }

    fn queue_init(&mut self, pkg: PackageId, i: usize) {
        if self.init_funcs.contains_key(&(pkg, i)) {
            return;
        }
        let p = &self.program.packages[pkg.0 as usize];
        let step = p.init_order[i].clone();
        let name = format!("{}.init", p.path);
        let pos = step.spec.span.lo;
        let func = self.new_func(name, 0, 0, 0, pos);
        self.init_funcs.insert((pkg, i), func);
        self.queue.push_back(Job::Init { func, pkg, step });
    }

    /// What `//go:linkname` joins a name of a package with.
    fn linked(&self, pkg: PackageId, name: Symbol) -> Option<Symbol> {
        let files = &self.program.packages[pkg.0 as usize].files;
        let mut links = files.iter().flat_map(|file| &file.linknames);
        links.find(|link| link.1 == name).map(|link| link.2)
    }

    fn lower_decl(&mut self, func: FuncRef, obj: ObjId, subst: SubstMap, decl: &ast::FuncDecl) {
        if func.body.get().is_some() {
            return;
        }
        let pkg = self.program.objects.get(obj).pkg.unwrap_or(PackageId(0));
        let Some(body) = &decl.body else {
            // Natives are registered by their name without type arguments.
            let name = func.name.replace("[...]", "");
            let linked = || self.natives.get(self.linked(pkg, decl.name.name)?.as_str());
            let Some(native) = self.natives.get(&name).or_else(linked) else {
                let text = format!("{name} is not implemented (see `goweave support`)");
                self.unsupported(decl.name.span, text);
                return;
            };
            let _ = func.body.set(Body::Native(native));
            let mut layout = Layout::default();
            let sig = self.signature_of(obj);
            self.put_params(&mut layout, &sig, &subst);
            let size = func.params + func.recv;
            layout.words = size;
            let _ = func.frame.set(crate::code::FrameInfo { size, layout, ..Default::default() });
            return;
        };
        let found = frontend::check::ensure_body(self.program, obj);
        self.diagnostics.extend(found);
        let Some(body) = body.get() else { return };
        let sig = self.signature_of(obj);
        let params: Vec<ObjId> =
            sig.params.iter().chain(&sig.results).chain(&sig.recv).copied().collect();
        let live = self.liveness && !self.program.packages[pkg.0 as usize].is_std;
        let captures = Rc::new(Walker::run(self.program, &subst, &params, body, live));
        self.fun = Fun::new(func, pkg, subst, captures, NodeId(0));
        self.fun.slots = live.then(Default::default);
        self.lower_function(&sig, body);
    }

    fn put_params(&mut self, layout: &mut Layout, sig: &Signature, subst: &SubstMap) {
        let mut at = 0;
        for &o in sig.results.iter().chain(&sig.params).chain(&sig.recv) {
            let ty = self.program.objects.get(o).ty.unwrap_or(BasicKind::Invalid.id());
            let ty = self.program.subst(ty, subst);
            let id = self.rt(ty);
            let t = self.rtype(id);
            let (words, part) = (t.words, t.layout);
            layout.put(at, part);
            at += words;
        }
    }

    fn lower_init(&mut self, func: FuncRef, pkg: PackageId, step: &InitOrder) {
        let subst = SubstMap::default();
        let value = &step.spec.values[step.value];
        let captures = Rc::new(Walker::run_expr(self.program, &subst, value));
        self.fun = Fun::new(func, pkg, subst, captures, NodeId(0));
        self.fun.pos = value.span.lo;
        // Literals are numbered through all initializers of a package.
        self.fun.literals = self.init_literals.get(&pkg).copied().unwrap_or(0);
        self.lower_init_step(step, value);
        self.init_literals.insert(pkg, self.fun.literals);
        self.finish_fun(value.span.lo);
    }

    /// Where gc would have put the parts of the package variables.
    fn map_globals(&mut self) {
        let words = self.image.len() as u64;
        let parts: Vec<_> =
            self.shaped.iter().map(|(at, l)| (u64::from(*at), u64::from(l.words), &l.gc)).collect();
        self.global_layout.gc = GcMap::of_image(words, &parts);
    }

    /// Address of a package variable; its initializer becomes reachable.
    pub(crate) fn global(&mut self, obj: ObjId) -> u64 {
        if let Some(&addr) = self.globals.get(&obj) {
            return addr;
        }
        let ty = self.program.objects.get(obj).ty.unwrap_or(BasicKind::Invalid.id());
        let id = self.rt(ty);
        let (words, layout) = (self.rtype(id).words, self.rtype(id).layout);
        let at = u32::try_from(self.image.len()).expect("image below 32 GB");
        self.image.resize(self.image.len() + words.max(1) as usize, 0);
        self.global_layout.put(at, layout);
        if !layout.gc.same() {
            self.shaped.push((at, layout));
        }
        let addr = image_addr(at as usize);
        self.globals.insert(obj, addr);
        if let Some(&(pkg, i)) = self.lazy_inits.get(&obj) {
            self.queue_init(pkg, i);
        }
        addr
    }

    /// Address of a string constant's bytes.
    pub(crate) fn string_addr(&mut self, bytes: &[u8]) -> u64 {
        if bytes.is_empty() {
            return 0;
        }
        if let Some(&addr) = self.strings.get(bytes) {
            return addr;
        }
        let addr = image_addr(self.image.len());
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.image.push(u64::from_le_bytes(word));
        }
        self.strings.insert(bytes.to_vec(), addr);
        addr
    }

    /// Address of constant words.
    pub(crate) fn static_words(&mut self, words: &[u64]) -> u64 {
        let addr = image_addr(self.image.len());
        self.image.extend_from_slice(words);
        addr
    }

    /// A function as a value: a closure without captures.
    pub(crate) fn func_value(&mut self, func: FuncRef) -> u64 {
        if let Some(&addr) = self.func_values.get(&func.id) {
            return addr;
        }
        let addr = self.static_words(&[u64::from(func.id.0)]);
        self.func_values.insert(func.id, addr);
        addr
    }

    /// Reports something goweave does not support.
    pub(crate) fn unsupported(&mut self, span: Span, message: impl Into<String>) {
        let d = Diagnostic::unsupported(span, "unsupported", message);
        if !self.diagnostics.iter().any(|old| old.message == d.message && old.span == d.span) {
            self.diagnostics.push(d);
        }
    }

    pub(crate) fn is_package_var(&self, obj: ObjId) -> bool {
        matches!(self.program.objects.get(obj).kind, ObjectKind::Var(VarKind::Package))
    }
}

/// Byte address of an image word.
pub(crate) fn image_addr(word: usize) -> u64 {
    (BIAS + word as u64) << 3
}

/// Turns a body into a tree and makes it the function's.
pub(crate) fn finish(func: FuncRef, body: ir::Body) {
    let (node, frame) = crate::tree::build(func, body);
    let _ = func.frame.set(frame);
    let _ = func.body.set(Body::Tree(node));
}

/// Captures of nothing.
pub(crate) fn no_captures() -> Rc<Captures> {
    Rc::new(Captures::default())
}

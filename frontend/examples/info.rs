//! Prints what the checker recorded about one file, one fact a line, to compare with go/types.
//!
//! `info [-std DIR] FILE`

#![expect(clippy::print_stdout, reason = "a program that prints")]

use frontend::ast::{
    ArrayLen, Block, CaseClause, Decl, Expr, ExprKind, Field, FuncType, Ident, InterfaceElem,
    NodeId, Stmt, StmtKind,
};
use frontend::check::{self, Importer, PackageSource};
use frontend::info::{Mode, SelectionKind};
use frontend::program::Program;
use frontend::span::{Pos, Span};
use frontend::types::ObjectKind;
use frontend::types::constant::Value;
use std::path::PathBuf;

struct Folder(Option<PathBuf>);

impl Importer for Folder {
    fn import(&mut self, path: &str) -> Option<PackageSource> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.0.as_ref()?.join(path))
            .ok()?
            .filter_map(|e| Some(e.ok()?.path()))
            .filter(|p| p.to_string_lossy().ends_with(".go"))
            .collect();
        files.sort();
        let files = files
            .iter()
            .map(|p| {
                let text = std::fs::read_to_string(p).unwrap_or_default();
                (p.display().to_string(), p.display().to_string(), text)
            })
            .collect::<Vec<_>>();
        (!files.is_empty()).then_some(PackageSource { files, is_std: true, go_version: (1, 27) })
    }
}

struct Dump<'p> {
    prog: &'p Program,
}

impl Dump<'_> {
    fn at(&self, pos: Pos) -> String {
        let at = self.prog.sources.locate(pos);
        format!("{}:{}", at.line, at.col)
    }

    fn range(&self, span: Span) -> String {
        format!("{}-{}", self.at(span.lo), self.at(span.hi))
    }

    fn ident(&self, id: &Ident) {
        self.names(id.id, id.span.lo);
    }

    fn names(&self, id: NodeId, pos: Pos) {
        let info = &self.prog.info;
        if let Some(&o) = info.defs.get(&id) {
            let o = self.prog.objects.get(o);
            if !matches!(o.kind, ObjectKind::Label) {
                let ty = match (&o.kind, o.ty) {
                    (ObjectKind::PkgName(_), _) | (_, None) => "invalid type".to_owned(),
                    (_, Some(t)) => self.prog.type_string(t),
                };
                println!("{} def {} {ty}", self.at(pos), o.name);
            }
        }
        if let Some(&o) = info.uses.get(&id) {
            let o = self.prog.objects.get(o);
            let main = self.prog.packages.len() - 1;
            let here = o.pkg.is_some_and(|p| p.0 as usize == main);
            let p = if here { self.at(o.pos) } else { "-".to_owned() };
            println!("{} use {} {p}", self.at(pos), o.name);
        }
        if let Some(targs) = info.instances.get(&id) {
            let list: Vec<String> = targs.iter().map(|&t| self.prog.type_string(t)).collect();
            println!("{} inst {}", self.at(pos), list.join(", "));
        }
    }

    fn expr(&self, e: &Expr) {
        let info = &self.prog.info;
        let mode = info.mode(e);
        if mode != Mode::None {
            let name = match mode {
                Mode::None => "",
                Mode::NoValue => "novalue",
                Mode::Builtin => "builtin",
                Mode::Type => "type",
                Mode::Const => "const",
                Mode::Var => "var",
                Mode::MapIndex => "mapindex",
                Mode::Value => "value",
                Mode::CommaOk => "commaok",
                Mode::Nil => "nil",
            };
            let ty = match info.type_of(e) {
                Some(t) if !matches!(mode, Mode::NoValue | Mode::Nil | Mode::Builtin) => {
                    self.prog.type_string(t)
                }
                _ => "-".to_owned(),
            };
            let val = match info.consts.get(&e.id) {
                Some(Value::Bool(b)) => b.to_string(),
                Some(Value::Int(i)) => i.to_string(),
                Some(Value::Str(s)) => s.len().to_string(),
                _ => String::new(),
            };
            println!("{} expr {name} {ty} {val}", self.range(e.span));
        }
        if let (Some(sel), ExprKind::Selector { .. }) = (info.selections.get(&e.id), &e.kind) {
            let kind = match sel.kind {
                SelectionKind::Field => 0,
                SelectionKind::Method => 1,
                SelectionKind::MethodExpr => 2,
            };
            let mut path = sel.path.clone();
            if kind != 0 {
                path.pop();
            }
            let path: Vec<String> = path.iter().map(ToString::to_string).collect();
            println!(
                "{} sel {kind} {} {} [{}] {}",
                self.range(e.span),
                self.prog.type_string(sel.recv),
                self.prog.objects.get(sel.obj).name,
                path.join(" "),
                sel.indirect
            );
        }
        self.children(e);
    }

    fn exprs(&self, list: &[Expr]) {
        for e in list {
            self.expr(e);
        }
    }

    fn opt(&self, e: Option<&Expr>) {
        if let Some(e) = e {
            self.expr(e);
        }
    }

    fn children(&self, e: &Expr) {
        match &e.kind {
            ExprKind::Ident(_) => self.names(e.id, e.span.lo),
            ExprKind::Bad | ExprKind::BasicLit { .. } => {}
            ExprKind::CompositeLit { ty, elems, .. } => {
                self.opt(ty.as_deref());
                for elem in elems {
                    self.opt(elem.key.as_ref());
                    self.expr(&elem.value);
                }
            }
            ExprKind::FuncLit { ty, body } => {
                self.func_type(ty);
                self.block(body);
            }
            ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::Unary { x, .. } => self.expr(x),
            ExprKind::Selector { x, sel } => {
                self.expr(x);
                self.ident(sel);
            }
            ExprKind::Index { x, indices } => {
                self.expr(x);
                self.exprs(indices);
            }
            ExprKind::Slice { x, lo, hi, max } => {
                self.expr(x);
                for i in [lo, hi, max] {
                    self.opt(i.as_deref());
                }
            }
            ExprKind::TypeAssert { x, ty } => {
                self.expr(x);
                self.opt(ty.as_deref());
            }
            ExprKind::Call { fun, args, .. } => {
                self.expr(fun);
                self.exprs(args);
            }
            ExprKind::Binary { x, y, .. } => {
                self.expr(x);
                self.expr(y);
            }
            ExprKind::ArrayType { len, elem } => {
                if let ArrayLen::Fixed(n) = len {
                    self.expr(n);
                }
                self.expr(elem);
            }
            ExprKind::StructType { fields } => self.fields(fields),
            ExprKind::FuncType(ty) => self.func_type(ty),
            ExprKind::InterfaceType { elems } => {
                for elem in elems {
                    match elem {
                        InterfaceElem::Method { name, ty } => {
                            self.ident(name);
                            self.func_type(ty);
                        }
                        InterfaceElem::Embed(e) => self.expr(e),
                    }
                }
            }
            ExprKind::MapType { key, elem } => {
                self.expr(key);
                self.expr(elem);
            }
            ExprKind::ChanType { elem, .. } => self.expr(elem),
            ExprKind::Ellipsis(x) => self.opt(x.as_deref()),
        }
    }

    fn fields(&self, list: &[Field]) {
        for f in list {
            for name in &f.names {
                self.ident(name);
            }
            self.expr(&f.ty);
        }
    }

    fn func_type(&self, ty: &FuncType) {
        self.fields(&ty.type_params);
        self.fields(&ty.params);
        self.fields(&ty.results);
    }

    fn block(&self, b: &Block) {
        self.stmts(&b.stmts);
    }

    fn stmts(&self, list: &[Stmt]) {
        for s in list {
            self.stmt(s);
        }
    }

    fn opt_stmt(&self, s: Option<&Stmt>) {
        if let Some(s) = s {
            self.stmt(s);
        }
    }

    fn stmt(&self, s: &Stmt) {
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
            StmtKind::Decl(d) => self.decl(d),
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            StmtKind::Expr(e) | StmtKind::Go(e) | StmtKind::Defer(e) => self.expr(e),
            StmtKind::Send { chan, value, .. } => {
                self.expr(chan);
                self.expr(value);
            }
            StmtKind::IncDec { x, .. } => self.expr(x),
            StmtKind::Assign { lhs, rhs, .. } => {
                self.exprs(lhs);
                self.exprs(rhs);
            }
            StmtKind::Return(list) => self.exprs(list),
            StmtKind::Block(b) => self.block(b),
            StmtKind::If { init, cond, then, els } => {
                self.opt_stmt(init.as_deref());
                self.expr(cond);
                self.block(then);
                self.opt_stmt(els.as_deref());
            }
            StmtKind::Switch { init, tag, clauses, .. } => {
                self.opt_stmt(init.as_deref());
                self.opt(tag.as_ref());
                self.clauses(clauses);
            }
            StmtKind::TypeSwitch { init, x, clauses, .. } => {
                self.opt_stmt(init.as_deref());
                self.expr(x);
                self.clauses(clauses);
            }
            StmtKind::Select { clauses, .. } => {
                for c in clauses {
                    self.opt_stmt(c.comm.as_deref());
                    self.stmts(&c.body);
                }
            }
            StmtKind::For { init, cond, post, body } => {
                self.opt_stmt(init.as_deref());
                self.opt(cond.as_ref());
                self.opt_stmt(post.as_deref());
                self.block(body);
            }
            StmtKind::Range { key, value, x, body, .. } => {
                self.opt(key.as_ref());
                self.opt(value.as_ref());
                self.expr(x);
                self.block(body);
            }
        }
    }

    fn clauses(&self, list: &[CaseClause]) {
        for c in list {
            if let Some(&o) = self.prog.info.implicits.get(&c.id) {
                let o = self.prog.objects.get(o);
                let ty = o.ty.map_or("-".to_owned(), |t| self.prog.type_string(t));
                println!("{} implicit {} {ty}", self.at(c.span.lo), o.name);
            }
            self.exprs(c.exprs.as_deref().unwrap_or_default());
            self.stmts(&c.body);
        }
    }

    fn decl(&self, d: &Decl) {
        match d {
            Decl::Const(c) => {
                for s in &c.specs {
                    for n in &s.names {
                        self.ident(n);
                    }
                    self.opt(s.ty.as_ref());
                    self.exprs(&s.values);
                }
            }
            Decl::Var(s) => {
                for n in &s.names {
                    self.ident(n);
                }
                self.opt(s.ty.as_ref());
                self.exprs(&s.values);
            }
            Decl::Type(s) => {
                self.ident(&s.name);
                self.fields(&s.type_params);
                self.expr(&s.ty);
            }
            Decl::Func(f) => {
                let Some(head) = f.head.get() else { return };
                self.fields(head.recv.as_deref().unwrap_or_default());
                self.ident(&f.name);
                self.func_type(&head.ty);
                if let Some(b) = f.body.as_ref().and_then(|b| b.get()) {
                    self.block(b);
                }
            }
        }
    }
}

fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut std = None;
    if args.first().is_some_and(|a| a == "-std") {
        std = Some(PathBuf::from(args.remove(1)));
        args.remove(0);
    }
    let work = move || {
        let name = args.first().cloned().unwrap_or_default();
        let text = std::fs::read_to_string(&name).unwrap_or_default();
        let main = PackageSource {
            files: vec![(name.clone(), name, text)],
            is_std: false,
            go_version: (1, 27),
        };
        let (mut program, diagnostics) = check::check_program(main, &mut Folder(std));
        for d in diagnostics.iter().filter(|d| d.code != check::BUILD_ONLY) {
            println!("error {}", d.message);
        }
        program.current = Some(frontend::types::PackageId(
            u32::try_from(program.packages.len() - 1).expect("few"),
        ));
        let dump = Dump { prog: &program };
        let Some(pkg) = program.packages.last() else { return };
        for file in &pkg.files {
            for spec in &file.imports {
                if let Some(n) = &spec.name {
                    dump.ident(n);
                }
            }
            for d in &file.decls {
                dump.decl(d);
            }
        }
        for step in &pkg.init_order {
            let names: Vec<&str> =
                step.lhs.iter().map(|&o| program.objects.get(o).name.as_str()).collect();
            println!(
                "init {} = {}",
                names.join(","),
                dump.at(step.spec.values[step.value].span.lo)
            );
        }
    };
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(work);
    thread.expect("a thread").join().expect("no panic");
}

//! Go source of a syntax tree: parsing it again gives the same tree.
//!
//! The text is not gofmt's: a statement a line, no indentation, all operators spaced. Comments are
//! not part of the tree. Parentheses are ([`ExprKind::Paren`]), so none are made up.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "expressions and types, statements with and without a body are told apart"
)]

use super::{
    ArrayLen, AssignOp, Block, BranchKind, CaseClause, ChanDir, ConstDecl, Decl, Element, Expr,
    ExprKind, Field, File, FuncDecl, FuncType, Ident, InterfaceElem, Stmt, StmtKind, TypeSpec,
    VarSpec, dump,
};
use std::fmt::{Display, Write as _};

/// The file as Go source.
pub fn source(file: &File) -> String {
    let mut p = Printer::default();
    p.line(format_args!("package {}", file.package.name));
    for import in &file.imports {
        let name = import.name.as_ref().map_or(String::new(), |name| format!("{} ", name.name));
        p.line(format_args!("import {name}{}", quoted(import.path.as_str())));
    }
    for decl in &file.decls {
        p.decl(decl);
        p.put("\n");
    }
    p.out
}

#[derive(Default)]
struct Printer {
    out: String,
}

impl Printer {
    fn put(&mut self, text: impl Display) {
        self.out.push_str(&text.to_string());
    }

    fn line(&mut self, text: impl Display) {
        self.put(text);
        self.put("\n");
    }

    /// Items with commas between them.
    fn list<T>(&mut self, items: &[T], mut item: impl FnMut(&mut Self, &T)) {
        for (i, one) in items.iter().enumerate() {
            if i > 0 {
                self.put(", ");
            }
            item(self, one);
        }
    }

    fn exprs(&mut self, exprs: &[Expr]) {
        self.list(exprs, Self::expr);
    }

    fn names(&mut self, names: &[Ident]) {
        self.list(names, |p, name| p.put(name.name));
    }

    // -------------------------------------------------------------------------------------------
    // Declarations

    fn decl(&mut self, decl: &Decl) {
        match decl {
            Decl::Const(decl) => self.consts(decl),
            Decl::Type(spec) => self.type_spec(spec),
            Decl::Var(spec) => self.var(spec),
            Decl::Func(decl) => self.func(decl),
        }
    }

    fn consts(&mut self, decl: &ConstDecl) {
        self.line("const (");
        for spec in &decl.specs {
            self.names(&spec.names);
            self.type_and_values(spec.ty.as_ref(), &spec.values);
            self.put("\n");
        }
        self.put(")");
    }

    fn type_and_values(&mut self, ty: Option<&Expr>, values: &[Expr]) {
        if let Some(ty) = ty {
            self.put(" ");
            self.expr(ty);
        }
        if !values.is_empty() {
            self.put(" = ");
            self.exprs(values);
        }
    }

    fn type_spec(&mut self, spec: &TypeSpec) {
        self.put("type ");
        self.put(spec.name.name);
        self.type_params(&spec.type_params);
        self.put(if spec.assign.is_some() { " = " } else { " " });
        self.expr(&spec.ty);
    }

    fn var(&mut self, spec: &VarSpec) {
        self.put("var ");
        self.names(&spec.names);
        self.type_and_values(spec.ty.as_ref(), &spec.values);
    }

    fn func(&mut self, decl: &FuncDecl) {
        self.put("func ");
        let head = decl.head.get();
        if let Some(recv) = head.and_then(|head| head.recv.as_ref()) {
            self.params(recv);
            self.put(" ");
        }
        self.put(decl.name.name);
        if let Some(head) = head {
            self.signature(&head.ty);
        }
        if let Some(body) = decl.body.as_ref().and_then(|body| body.get()) {
            self.put(" ");
            self.block(body);
        }
    }

    fn type_params(&mut self, fields: &[Field]) {
        if !fields.is_empty() {
            self.put("[");
            self.list(fields, Self::field);
            // `[P *T,]` can be no array length
            self.put(",]");
        }
    }

    fn params(&mut self, fields: &[Field]) {
        self.put("(");
        self.list(fields, Self::field);
        self.put(")");
    }

    /// What follows `func` in a type, or the name in a declaration.
    fn signature(&mut self, ty: &FuncType) {
        self.type_params(&ty.type_params);
        self.params(&ty.params);
        if !ty.results.is_empty() {
            self.put(" ");
            self.params(&ty.results);
        }
    }

    fn field(&mut self, field: &Field) {
        self.names(&field.names);
        if !field.names.is_empty() {
            self.put(" ");
        }
        self.expr(&field.ty);
        if let Some(tag) = field.tag {
            self.put(format_args!(" {}", quoted(tag.as_str())));
        }
    }

    // -------------------------------------------------------------------------------------------
    // Expressions

    fn opt(&mut self, x: Option<&Expr>) {
        if let Some(x) = x {
            self.expr(x);
        }
    }

    fn expr(&mut self, x: &Expr) {
        match &x.kind {
            ExprKind::Bad => self.put("_"),
            ExprKind::Ident(name) => self.put(name),
            ExprKind::BasicLit { text, .. } => self.put(text),
            ExprKind::CompositeLit { ty, elems, .. } => {
                self.opt(ty.as_deref());
                self.put("{");
                self.list(elems, Self::element);
                self.put("}");
            }
            ExprKind::FuncLit { ty, body } => {
                self.put("func");
                self.signature(ty);
                self.put(" ");
                self.block(body);
            }
            ExprKind::Paren(x) => self.wrapped("(", x, ")"),
            ExprKind::Selector { x, sel } => {
                self.expr(x);
                self.put(format_args!(".{}", sel.name));
            }
            ExprKind::Index { x, indices } => {
                self.expr(x);
                self.put("[");
                self.exprs(indices);
                self.put("]");
            }
            ExprKind::Slice { x, lo, hi, max } => {
                self.expr(x);
                self.put("[");
                self.opt(lo.as_deref());
                self.put(":");
                self.opt(hi.as_deref());
                if let Some(max) = max {
                    self.put(":");
                    self.expr(max);
                }
                self.put("]");
            }
            ExprKind::TypeAssert { x, ty } => {
                self.expr(x);
                self.put(".(");
                match ty {
                    Some(ty) => self.expr(ty),
                    None => self.put("type"),
                }
                self.put(")");
            }
            ExprKind::Call { fun, args, ellipsis, .. } => {
                self.expr(fun);
                self.put("(");
                self.exprs(args);
                self.put(if ellipsis.is_some() { "...)" } else { ")" });
            }
            ExprKind::Star(x) => self.wrapped("*", x, ""),
            // the blank keeps `- -x` from being `--x`
            ExprKind::Unary { op, x } => self.wrapped(&format!("{} ", dump::unary(*op)), x, ""),
            ExprKind::Binary { op, x, y, .. } => {
                self.expr(x);
                self.put(format_args!(" {} ", (*op).text()));
                self.expr(y);
            }
            ExprKind::Ellipsis(elem) => {
                self.put("...");
                self.opt(elem.as_deref());
            }
            _ => self.ty(x),
        }
    }

    /// A type literal.
    fn ty(&mut self, x: &Expr) {
        match &x.kind {
            ExprKind::ArrayType { len, elem } => {
                self.put("[");
                match len {
                    ArrayLen::Slice => {}
                    ArrayLen::Auto => self.put("..."),
                    ArrayLen::Fixed(n) => self.expr(n),
                }
                self.wrapped("]", elem, "");
            }
            ExprKind::StructType { fields } => {
                self.line("struct {");
                for field in fields {
                    self.field(field);
                    self.put("\n");
                }
                self.put("}");
            }
            ExprKind::FuncType(ty) => {
                self.put("func");
                self.signature(ty);
            }
            ExprKind::InterfaceType { elems } => {
                self.line("interface {");
                for elem in elems {
                    match elem {
                        InterfaceElem::Method { name, ty } => {
                            self.put(name.name);
                            self.signature(ty);
                        }
                        InterfaceElem::Embed(ty) => self.expr(ty),
                    }
                    self.put("\n");
                }
                self.put("}");
            }
            ExprKind::MapType { key, elem } => {
                self.wrapped("map[", key, "]");
                self.expr(elem);
            }
            ExprKind::ChanType { dir, elem } => {
                let head = match dir {
                    ChanDir::Both => "chan ",
                    ChanDir::Send => "chan<- ",
                    ChanDir::Recv => "<-chan ",
                };
                self.wrapped(head, elem, "");
            }
            _ => {}
        }
    }

    fn wrapped(&mut self, before: &str, x: &Expr, after: &str) {
        self.put(before);
        self.expr(x);
        self.put(after);
    }

    fn element(&mut self, elem: &Element) {
        if let Some(key) = &elem.key {
            self.wrapped("", key, ": ");
        }
        self.expr(&elem.value);
    }

    // -------------------------------------------------------------------------------------------
    // Statements

    fn block(&mut self, block: &Block) {
        self.line("{");
        self.stmts(&block.stmts);
        self.put("}");
    }

    fn stmts(&mut self, stmts: &[Stmt]) {
        for stmt in stmts {
            self.stmt(stmt);
            self.put("\n");
        }
    }

    /// A simple statement in front of a semicolon.
    fn init(&mut self, init: Option<&Stmt>) {
        if let Some(init) = init {
            self.stmt(init);
            self.put("; ");
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Bad => {}
            StmtKind::Empty => self.put(";"),
            StmtKind::Decl(decl) => self.decl(decl),
            StmtKind::Labeled { label, stmt } => {
                self.put(format_args!("{}: ", label.name));
                self.stmt(stmt);
            }
            StmtKind::Expr(x) => self.expr(x),
            StmtKind::Send { chan, value, .. } => {
                self.wrapped("", chan, " <- ");
                self.expr(value);
            }
            StmtKind::IncDec { x, inc } => self.wrapped("", x, if *inc { "++" } else { "--" }),
            StmtKind::Assign { lhs, rhs, op, .. } => {
                self.exprs(lhs);
                match op {
                    AssignOp::Assign => self.put(" = "),
                    AssignOp::Define => self.put(" := "),
                    AssignOp::Op(op) => self.put(format_args!(" {}= ", (*op).text())),
                }
                self.exprs(rhs);
            }
            StmtKind::Go(x) => self.wrapped("go ", x, ""),
            StmtKind::Defer(x) => self.wrapped("defer ", x, ""),
            StmtKind::Return(values) => {
                self.put("return ");
                self.exprs(values);
            }
            StmtKind::Branch { kind, label } => {
                self.put(match kind {
                    BranchKind::Break => "break ",
                    BranchKind::Continue => "continue ",
                    BranchKind::Goto => "goto ",
                    BranchKind::Fallthrough => "fallthrough",
                });
                if let Some(label) = label {
                    self.put(label.name);
                }
            }
            StmtKind::Block(block) => self.block(block),
            _ => self.control(stmt),
        }
    }

    /// A statement with a header and a body.
    fn control(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::If { init, cond, then, els } => {
                self.put("if ");
                self.init(init.as_deref());
                self.wrapped("", cond, " ");
                self.block(then);
                if let Some(els) = els {
                    self.put(" else ");
                    self.stmt(els);
                }
            }
            StmtKind::Switch { init, tag, clauses, .. } => {
                self.put("switch ");
                self.init(init.as_deref());
                self.opt(tag.as_ref());
                self.cases(clauses);
            }
            StmtKind::TypeSwitch { init, bind, x, clauses, .. } => {
                self.put("switch ");
                self.init(init.as_deref());
                if let Some(bind) = bind {
                    self.put(format_args!("{} := ", bind.name));
                }
                self.wrapped("", x, ".(type)");
                self.cases(clauses);
            }
            StmtKind::Select { clauses, .. } => {
                self.line("select {");
                for clause in clauses {
                    match &clause.comm {
                        Some(comm) => {
                            self.put("case ");
                            self.stmt(comm);
                        }
                        None => self.put("default"),
                    }
                    self.line(":");
                    self.stmts(&clause.body);
                }
                self.put("}");
            }
            StmtKind::For { init, cond, post, body } => {
                self.put("for ");
                if init.is_some() || post.is_some() {
                    if let Some(init) = init {
                        self.stmt(init);
                    }
                    self.put("; ");
                    self.opt(cond.as_ref());
                    self.put("; ");
                    if let Some(post) = post {
                        self.stmt(post);
                    }
                } else {
                    self.opt(cond.as_ref());
                }
                self.put(" ");
                self.block(body);
            }
            StmtKind::Range { key, value, define, x, body, .. } => {
                self.put("for ");
                if let Some(key) = key {
                    self.expr(key);
                    if let Some(value) = value {
                        self.wrapped(", ", value, "");
                    }
                    self.put(if *define { " := " } else { " = " });
                }
                self.wrapped("range ", x, " ");
                self.block(body);
            }
            _ => {}
        }
    }

    fn cases(&mut self, clauses: &[CaseClause]) {
        self.line(" {");
        for clause in clauses {
            match &clause.exprs {
                Some(exprs) => {
                    self.put("case ");
                    self.exprs(exprs);
                }
                None => self.put("default"),
            }
            self.line(":");
            self.stmts(&clause.body);
        }
        self.put("}");
    }
}

/// A string literal.
fn quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_ascii_control() => {
                let _ = write!(out, "\\x{:02x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

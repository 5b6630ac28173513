//! S-expressions of syntax trees, for snapshots: one line for each declaration, field, clause and
//! statement, spans and ids left out.

use super::{
    ArrayLen, AssignOp, Block, BranchKind, CaseClause, ChanDir, CommClause, ConstDecl, Decl,
    Element, Expr, ExprKind, Field, File, FuncDecl, FuncType, Ident, InterfaceElem, Stmt, StmtKind,
    TypeSpec, UnaryOp, VarSpec,
};
use std::fmt::Display;

/// The file as text.
pub fn dump(file: &File) -> String {
    let mut d = Dumper::default();
    d.open("file");
    d.atom(file.package.name);
    for import in &file.imports {
        d.line();
        d.open("import");
        match &import.name {
            Some(name) => d.atom(name.name),
            None => d.none(),
        }
        d.atom(import.path);
        d.close();
    }
    for decl in &file.decls {
        d.line();
        d.decl(decl);
    }
    d.close();
    d.out.push('\n');
    d.out
}

/// Writes lists; a list that starts a line is indented by its depth.
#[derive(Default)]
struct Dumper {
    out: String,
    depth: usize,
}

impl Dumper {
    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with(['(', ' ']) {
            self.out.push(' ');
        }
    }

    fn line(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n("  ", self.depth));
    }

    fn atom(&mut self, text: impl Display) {
        self.gap();
        self.out.push_str(&text.to_string());
    }

    fn none(&mut self) {
        self.atom('_');
    }

    fn open(&mut self, head: &str) {
        self.gap();
        self.out.push('(');
        self.out.push_str(head);
        self.depth += 1;
    }

    fn close(&mut self) {
        self.depth -= 1;
        self.out.push(')');
    }

    fn node(&mut self, head: &str, exprs: &[&Expr]) {
        self.open(head);
        for x in exprs {
            self.expr(x);
        }
        self.close();
    }

    fn list(&mut self, exprs: &[Expr]) {
        self.open("");
        for x in exprs {
            self.expr(x);
        }
        self.close();
    }

    fn names(&mut self, names: &[Ident]) {
        self.open("");
        for name in names {
            self.atom(name.name);
        }
        self.close();
    }

    fn opt(&mut self, x: Option<&Expr>) {
        match x {
            Some(x) => self.expr(x),
            None => self.none(),
        }
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
        self.open("const");
        for spec in &decl.specs {
            self.line();
            self.open("spec");
            self.names(&spec.names);
            self.opt(spec.ty.as_ref());
            self.list(&spec.values);
            self.close();
        }
        self.close();
    }

    fn type_spec(&mut self, spec: &TypeSpec) {
        self.open(if spec.assign.is_some() { "alias" } else { "type" });
        self.atom(spec.name.name);
        self.fields(&spec.type_params);
        self.expr(&spec.ty);
        self.close();
    }

    fn var(&mut self, spec: &VarSpec) {
        self.open("var");
        self.names(&spec.names);
        self.opt(spec.ty.as_ref());
        self.list(&spec.values);
        self.close();
    }

    fn func(&mut self, decl: &FuncDecl) {
        self.open("func-decl");
        let head = decl.head.get();
        match head.and_then(|head| head.recv.as_ref()) {
            Some(recv) => self.fields(recv),
            None => self.none(),
        }
        self.atom(decl.name.name);
        match head {
            Some(head) => self.signature(&head.ty),
            None => self.none(),
        }
        match decl.body.as_ref().and_then(|body| body.get()) {
            Some(body) => self.block(body),
            None => self.none(),
        }
        self.close();
    }

    fn signature(&mut self, ty: &FuncType) {
        self.open("func");
        self.fields(&ty.type_params);
        self.fields(&ty.params);
        self.fields(&ty.results);
        self.close();
    }

    fn fields(&mut self, fields: &[Field]) {
        self.open("");
        for field in fields {
            self.field(field);
        }
        self.close();
    }

    fn field(&mut self, field: &Field) {
        self.open("");
        self.names(&field.names);
        self.expr(&field.ty);
        if let Some(tag) = field.tag {
            self.atom(format_args!("{:?}", tag.as_str()));
        }
        self.close();
    }

    // -------------------------------------------------------------------------------------------
    // Expressions

    fn expr(&mut self, x: &Expr) {
        match &x.kind {
            ExprKind::Bad => self.atom("(bad)"),
            ExprKind::Ident(name) => self.atom(name),
            ExprKind::BasicLit { text, .. } => self.atom(text),
            ExprKind::CompositeLit { ty, elems, .. } => {
                self.open("lit");
                self.opt(ty.as_deref());
                for elem in elems {
                    self.element(elem);
                }
                self.close();
            }
            ExprKind::FuncLit { ty, body } => {
                self.open("func-lit");
                self.signature(ty);
                self.block(body);
                self.close();
            }
            ExprKind::Paren(x) => self.node("paren", &[x]),
            ExprKind::Selector { x, sel } => {
                self.open(".");
                self.expr(x);
                self.atom(sel.name);
                self.close();
            }
            ExprKind::Index { x, indices } => {
                self.open("index");
                self.expr(x);
                for index in indices {
                    self.expr(index);
                }
                self.close();
            }
            ExprKind::Slice { x, lo, hi, max } => {
                self.open("slice");
                self.expr(x);
                for bound in [lo, hi, max] {
                    self.opt(bound.as_deref());
                }
                self.close();
            }
            ExprKind::TypeAssert { x, ty } => {
                self.open("assert");
                self.expr(x);
                match ty {
                    Some(ty) => self.expr(ty),
                    None => self.atom("type"),
                }
                self.close();
            }
            ExprKind::Call { fun, args, ellipsis, .. } => {
                self.open("call");
                self.expr(fun);
                for arg in args {
                    self.expr(arg);
                }
                if ellipsis.is_some() {
                    self.atom("...");
                }
                self.close();
            }
            ExprKind::Star(x) => self.node("*", &[x]),
            ExprKind::Unary { op, x } => self.node(unary(*op), &[x]),
            ExprKind::Binary { op, x, y, .. } => self.node((*op).text(), &[x, y]),
            ExprKind::ArrayType { len, elem } => {
                self.open("array");
                match len {
                    ArrayLen::Slice => self.none(),
                    ArrayLen::Auto => self.atom("..."),
                    ArrayLen::Fixed(n) => self.expr(n),
                }
                self.expr(elem);
                self.close();
            }
            ExprKind::StructType { fields } => {
                self.open("struct");
                for field in fields {
                    self.line();
                    self.field(field);
                }
                self.close();
            }
            ExprKind::FuncType(ty) => self.signature(ty),
            ExprKind::InterfaceType { elems } => {
                self.open("interface");
                for elem in elems {
                    self.line();
                    match elem {
                        InterfaceElem::Method { name, ty } => {
                            self.open("method");
                            self.atom(name.name);
                            self.signature(ty);
                            self.close();
                        }
                        InterfaceElem::Embed(ty) => self.expr(ty),
                    }
                }
                self.close();
            }
            ExprKind::MapType { key, elem } => self.node("map", &[key, elem]),
            ExprKind::ChanType { dir, elem } => {
                let head = match dir {
                    ChanDir::Both => "chan",
                    ChanDir::Send => "chan<-",
                    ChanDir::Recv => "<-chan",
                };
                self.node(head, &[elem]);
            }
            ExprKind::Ellipsis(elem) => {
                self.open("...");
                self.opt(elem.as_deref());
                self.close();
            }
        }
    }

    fn element(&mut self, elem: &Element) {
        match &elem.key {
            Some(key) => self.node(":", &[key, &elem.value]),
            None => self.expr(&elem.value),
        }
    }

    // -------------------------------------------------------------------------------------------
    // Statements

    fn block(&mut self, block: &Block) {
        self.open("block");
        self.stmts(&block.stmts);
        self.close();
    }

    fn stmts(&mut self, stmts: &[Stmt]) {
        for stmt in stmts {
            self.line();
            self.stmt(stmt);
        }
    }

    fn opt_stmt(&mut self, stmt: Option<&Stmt>) {
        match stmt {
            Some(stmt) => self.stmt(stmt),
            None => self.none(),
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Bad => self.atom("(bad)"),
            StmtKind::Empty => self.atom("(empty)"),
            StmtKind::Decl(decl) => self.decl(decl),
            StmtKind::Labeled { label, stmt } => {
                self.open("label");
                self.atom(label.name);
                self.stmt(stmt);
                self.close();
            }
            StmtKind::Expr(x) => self.node("expr", &[x]),
            StmtKind::Send { chan, value, .. } => self.node("send", &[chan, value]),
            StmtKind::IncDec { x, inc } => self.node(if *inc { "++" } else { "--" }, &[x]),
            StmtKind::Assign { lhs, rhs, op, .. } => {
                match op {
                    AssignOp::Assign => self.open("="),
                    AssignOp::Define => self.open(":="),
                    AssignOp::Op(op) => self.open(&format!("{}=", (*op).text())),
                }
                self.list(lhs);
                self.list(rhs);
                self.close();
            }
            StmtKind::Go(x) => self.node("go", &[x]),
            StmtKind::Defer(x) => self.node("defer", &[x]),
            StmtKind::Return(values) => {
                self.open("return");
                for value in values {
                    self.expr(value);
                }
                self.close();
            }
            StmtKind::Branch { kind, label } => {
                self.open(match kind {
                    BranchKind::Break => "break",
                    BranchKind::Continue => "continue",
                    BranchKind::Goto => "goto",
                    BranchKind::Fallthrough => "fallthrough",
                });
                if let Some(label) = label {
                    self.atom(label.name);
                }
                self.close();
            }
            StmtKind::Block(block) => self.block(block),
            StmtKind::If { init, cond, then, els } => {
                self.open("if");
                self.opt_stmt(init.as_deref());
                self.expr(cond);
                self.block(then);
                if let Some(els) = els {
                    self.line();
                    self.stmt(els);
                }
                self.close();
            }
            StmtKind::Switch { init, tag, clauses, .. } => {
                self.open("switch");
                self.opt_stmt(init.as_deref());
                self.opt(tag.as_ref());
                self.cases(clauses);
                self.close();
            }
            StmtKind::TypeSwitch { init, bind, x, clauses, .. } => {
                self.open("type-switch");
                self.opt_stmt(init.as_deref());
                match bind {
                    Some(bind) => self.atom(bind.name),
                    None => self.none(),
                }
                self.expr(x);
                self.cases(clauses);
                self.close();
            }
            StmtKind::Select { clauses, .. } => {
                self.open("select");
                for clause in clauses {
                    self.comm(clause);
                }
                self.close();
            }
            StmtKind::For { init, cond, post, body } => {
                self.open("for");
                self.opt_stmt(init.as_deref());
                self.opt(cond.as_ref());
                self.opt_stmt(post.as_deref());
                self.block(body);
                self.close();
            }
            StmtKind::Range { key, value, define, x, body, .. } => {
                self.open("range");
                self.opt(key.as_ref());
                self.opt(value.as_ref());
                self.atom(match (key, define) {
                    (None, _) => "_",
                    (_, true) => ":=",
                    (_, false) => "=",
                });
                self.expr(x);
                self.block(body);
                self.close();
            }
        }
    }

    fn cases(&mut self, clauses: &[CaseClause]) {
        for clause in clauses {
            self.case(clause);
        }
    }

    fn case(&mut self, clause: &CaseClause) {
        self.line();
        match &clause.exprs {
            Some(exprs) => {
                self.open("case");
                self.list(exprs);
            }
            None => self.open("default"),
        }
        self.stmts(&clause.body);
        self.close();
    }

    fn comm(&mut self, clause: &CommClause) {
        self.line();
        match &clause.comm {
            Some(comm) => {
                self.open("case");
                self.stmt(comm);
            }
            None => self.open("default"),
        }
        self.stmts(&clause.body);
        self.close();
    }
}

/// The operator's spelling.
pub(super) fn unary(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Plus => "+",
        UnaryOp::Neg => "-",
        UnaryOp::Not => "!",
        UnaryOp::BitNot => "^",
        UnaryOp::Addr => "&",
        UnaryOp::Recv => "<-",
        UnaryOp::Tilde => "~",
    }
}

//! Where the checker is: the environment of the declaration being checked, delayed work, and
//! how errors are made.

use super::{Action, Checker, DeclId, Delayed};
use crate::ast::{Expr, ExprKind, Ident, NodeId};
use crate::diagnostic::Diagnostic;
use crate::span::{Pos, Span};
use crate::symbol::Symbol;
use crate::types::scope::ScopeId;
use crate::types::{ObjId, PackageId, TypeId};
use rustc_hash::FxHashSet;

/// The environment of a declaration or function body.
#[derive(Clone, Debug)]
pub(crate) struct Env {
    pub(crate) pkg: PackageId,
    pub(crate) version: (u32, u32),
    /// The package-level declaration whose dependencies are being collected.
    pub(crate) decl: Option<DeclId>,
    pub(crate) scope: ScopeId,
    /// Value of iota; `None` outside constant declarations.
    pub(crate) iota: Option<i64>,
    /// Where to report errors in an inherited constant expression.
    pub(crate) err_span: Option<Span>,
    pub(crate) in_tparams: bool,
    /// Signature of the function whose body is checked.
    pub(crate) sig: Option<TypeId>,
    /// Calls of the predeclared panic.
    pub(crate) panics: FxHashSet<NodeId>,
    pub(crate) has_call_or_recv: bool,
}

impl Default for Env {
    fn default() -> Self {
        Self {
            pkg: PackageId(0),
            version: (1, 27),
            decl: None,
            scope: ScopeId(0),
            iota: None,
            err_span: None,
            in_tparams: false,
            sig: None,
            panics: FxHashSet::default(),
            has_call_or_recv: false,
        }
    }
}

/// Anything an error can point at.
pub(crate) trait Place {
    fn span(&self) -> Span;
}

impl Place for Span {
    fn span(&self) -> Span {
        *self
    }
}

impl Place for Pos {
    fn span(&self) -> Span {
        Span::new(*self, *self)
    }
}

impl Place for &Expr {
    fn span(&self) -> Span {
        Span::new(start_pos(self), self.span.hi)
    }
}

/// Where gc says that an expression starts: at its leftmost part. A slice expression is taken to
/// start at its bracket, a function type at its parameters.
pub(crate) fn start_pos(e: &Expr) -> Pos {
    let mut e = e;
    loop {
        e = match &e.kind {
            ExprKind::CompositeLit { ty: Some(x), .. }
            | ExprKind::Selector { x, .. }
            | ExprKind::Index { x, .. }
            | ExprKind::TypeAssert { x, .. }
            | ExprKind::Binary { x, .. }
            | ExprKind::Call { fun: x, .. } => x,
            ExprKind::Slice { x, .. } => return x.span.hi,
            ExprKind::FuncType(_) => return Pos(e.span.lo.0 + 4),
            _ => return e.span.lo,
        }
    }
}

/// Where gc says that an expression is: at its operator, bracket or parenthesis.
pub(crate) fn node_pos(e: &Expr) -> Pos {
    match &e.kind {
        ExprKind::Selector { x, .. }
        | ExprKind::Index { x, .. }
        | ExprKind::Slice { x, .. }
        | ExprKind::Call { fun: x, .. } => x.span.hi,
        ExprKind::Binary { op_pos, .. } => *op_pos,
        _ => start_pos(e),
    }
}

impl Place for &Ident {
    fn span(&self) -> Span {
        self.span
    }
}

impl Checker<'_> {
    /// Reports an error.
    pub(crate) fn error(&mut self, at: impl Place, code: &'static str, message: impl Into<String>) {
        let span = self.env.err_span.unwrap_or_else(|| at.span());
        let mut message = message.into();
        if message.contains(" requires go1.") && message.ends_with(" or later") {
            message.push_str(&self.lang_hint(span.lo));
        }
        // A message that mentions an invalid operand or type follows from an earlier error.
        let follow_up = message.find("invalid operand").is_some_and(|i| i > 0)
            || message.find("invalid type").is_some_and(|i| i > 0);
        if follow_up && self.diagnostics.len() > self.checked_from {
            return;
        }
        self.diagnostics.push(Diagnostic::error(span, code, message));
    }

    /// `file:line:col` of a position, as gc writes it in second lines.
    pub(crate) fn place(&self, pos: Pos) -> String {
        self.prog.sources.place(pos)
    }

    /// The second line of a redeclaration error: `other declaration of x`.
    pub(crate) fn other_declaration(&self, alt: ObjId) -> String {
        let obj = self.prog.objects.get(alt);
        if obj.pos.is_known() {
            format!("\n\t{}: other declaration of {}", self.place(obj.pos), obj.name)
        } else {
            String::new()
        }
    }

    /// Whether the language version in force allows a feature.
    pub(crate) fn allow_version(&self, major: u32, minor: u32) -> bool {
        self.env.version >= (major, minor)
    }

    /// Reports `what requires go1.N or later` if the version is older.
    pub(crate) fn verify_version(&mut self, at: impl Place, minor: u32, what: &str) -> bool {
        if self.allow_version(1, minor) {
            return true;
        }
        let message = format!("{what} requires go1.{minor} or later");
        self.error(at, "version", message);
        false
    }

    /// What gc adds to version errors.
    fn lang_hint(&self, at: Pos) -> String {
        let (major, minor) = self.env.version;
        let package = &self.prog.packages[self.env.pkg.0 as usize];
        let mut files = package.files.iter().filter(|f| f.package_pos <= at);
        let declared = files.next_back().and_then(|file| file.go_version);
        if declared == Some(self.env.version) {
            return format!(" (file declares //go:build go{major}.{minor})");
        }
        format!(" (-lang was set to go{major}.{minor}; check go.mod)")
    }

    /// Makes `id` the current package.
    pub(crate) fn enter_package(&mut self, id: PackageId) {
        let pkg = &self.prog.packages[id.0 as usize];
        self.env = Env { pkg: id, version: pkg.go_version, scope: pkg.scope, ..Env::default() };
        self.prog.current = Some(id);
    }

    /// Puts work off until the current declaration or statement is complete.
    pub(crate) fn later(&mut self, what: Delayed) {
        self.delayed.push(Some(Action { what, pkg: self.env.pkg, version: self.env.version }));
    }

    /// Does the work put off since there were `top` delayed actions.
    pub(crate) fn process_delayed(&mut self, top: usize) {
        if self.delayed.len() <= top {
            return;
        }
        let mut i = top;
        while i < self.delayed.len() {
            if let Some(action) = self.delayed[i].take() {
                let (pkg, version) = (self.env.pkg, self.env.version);
                self.env.pkg = action.pkg;
                self.env.version = action.version;
                self.prog.current = Some(action.pkg);
                self.run_delayed(action.what);
                self.env.pkg = pkg;
                self.env.version = version;
                self.prog.current = Some(pkg);
            }
            i += 1;
        }
        self.delayed.truncate(top);
    }

    fn run_delayed(&mut self, what: Delayed) {
        match what {
            Delayed::Body { decl, sig, scope, body, iota } => {
                self.func_body(decl, sig, scope, &body, iota);
            }
            Delayed::VarType { span, ty } => self.check_var_type(span, ty),
            Delayed::MapKey { span, key } => self.check_map_key(span, key),
            Delayed::Size { span, ty, chan } => self.check_size(span, ty, chan),
            Delayed::Embedded { span, ty } => self.check_embedded(span, ty),
            Delayed::ValidType { ty } => self.valid_type(ty),
            Delayed::FieldUniqueness { ty } => self.check_field_uniqueness(ty),
            Delayed::Receiver { span, ty } => self.valid_receiver(span, ty),
            Delayed::TypeSet { span, ty, embedded } => {
                self.check_type_set(span, ty, &embedded);
            }
            Delayed::Union { terms } => self.check_union(&terms),
            Delayed::Verify { span, tparams, targs, spans } => {
                self.verify_later(span, &tparams, &targs, &spans);
            }
        }
    }

    /// Looks a name up from the current scope outwards.
    pub(crate) fn lookup(&self, name: Symbol) -> Option<ObjId> {
        self.lookup_scope(name).map(|(_, obj)| obj)
    }

    /// Like `lookup`, with the scope that holds the name.
    pub(crate) fn lookup_scope(&self, name: Symbol) -> Option<(ScopeId, ObjId)> {
        let mut scope = Some(self.env.scope);
        while let Some(id) = scope {
            let s = &self.prog.scopes.list[id.0 as usize];
            if let Some((obj, _)) = s.names.get(&name) {
                return Some((id, *obj));
            }
            scope = s.parent;
        }
        None
    }

    /// Opens a block.
    pub(crate) fn open_scope(&mut self) {
        self.env.scope = self.new_scope(Some(self.env.scope), false);
    }

    /// Closes the innermost block.
    pub(crate) fn close_scope(&mut self) {
        let scope = &self.prog.scopes.list[self.env.scope.0 as usize];
        self.env.scope = scope.parent.expect("invariant: an opened scope has a parent");
    }

    /// Puts an object into a scope; reports a redeclaration.
    pub(crate) fn declare(
        &mut self,
        scope: ScopeId,
        ident: Option<&Ident>,
        obj: ObjId,
        visible: Pos,
    ) {
        let name = self.prog.objects.get(obj).name;
        if !name.is_blank() {
            let names = &mut self.prog.scopes.list[scope.0 as usize].names;
            if let Some(&(alt, _)) = names.get(&name) {
                let pos = self.prog.objects.get(obj).pos;
                let other = self.other_declaration(alt);
                let message = format!("{name} redeclared in this block{other}");
                self.error(ident.map_or_else(|| pos.span(), |i| i.span), "redeclared", message);
                return;
            }
            names.insert(name, (obj, visible));
        }
        if let Some(ident) = ident {
            self.prog.info.defs.insert(ident.id, obj);
        }
    }
}

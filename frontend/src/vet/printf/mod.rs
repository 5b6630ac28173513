//! `printf`: calls of functions like `fmt.Printf` and `fmt.Println` whose format and arguments do
//! not fit each other.
//!
//! Functions that hand their last parameter on to such a function are such functions themselves,
//! here and in the packages that import this one. So are methods of interfaces that stand for one.

mod argument;
mod format;
mod implementations;

use super::walk::{Function, Node, inspect, inspect_with_ancestors};
use super::{Analyzer, Pass};
use crate::ast::{Expr, ExprKind, File, InterfaceElem, StmtKind, UnaryOp};
use crate::info::Mode;
use crate::span::{Pos, Span};
use crate::types::constant::Value;
use crate::types::{BasicKind, ObjId, ObjectKind, Type, TypeId};
use argument::kinds;
use implementations::Implementations;
use std::collections::hash_map::Entry;
use std::sync::Arc;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "printf", about: "formats that do not fit their arguments", run };

/// What a function prints like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Print,
    Printf,
    Errorf,
}

/// Functions of the standard library that print.
const STD: &[(&str, &[&str])] = &[
    (
        "fmt",
        &[
            "Appendf", "Append", "Appendln", "Errorf", "Fprint", "Fprintf", "Fprintln", "Print",
            "Printf", "Println", "Sprint", "Sprintf", "Sprintln",
        ],
    ),
    ("runtime/trace", &["Logf"]),
    (
        "log",
        &["Print", "Printf", "Println", "Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"],
    ),
    ("testing", &["Error", "Errorf", "Fatal", "Fatalf", "Log", "Logf", "Skip", "Skipf"]),
    ("net/textproto", &["Cmd", "PrintfLine"]),
];

/// A function that takes `…, args ...any`.
struct Wrapper<'a> {
    func: ObjId,
    format: Option<ObjId>,
    /// Calls whose last argument is the function's last parameter; without an expression: a method
    /// that an interface's method stands for.
    calls: Vec<(ObjId, Option<&'a Expr>)>,
}

fn run(pass: &mut Pass<'_>) {
    let files = pass.files.clone();
    learn(pass, &files);
    for file in &files {
        inspect(Node::File(file), &mut |node| {
            if let Some(e) = node.expr()
                && let ExprKind::Call { fun, .. } = &e.kind
                && let Some(func) = pass.callee(fun)
                && let Some(kind) = kind_of(pass, func)
            {
                let name = shown(pass, func);
                let version = pass.version(file);
                match kind {
                    Kind::Print => check_print(pass, e, &name),
                    Kind::Printf | Kind::Errorf => {
                        let mut check = Check { pass, call: e, name, kind, version };
                        check.printf();
                    }
                }
            }
            true
        });
    }
}

/// What a function, or a variable that holds one, prints like.
fn kind_of(pass: &Pass<'_>, func: ObjId) -> Option<Kind> {
    if let Some(kind) = pass.facts.printers.get(&func) {
        return Some(*kind);
    }
    let name = pass.prog.objects.get(func).name.as_str();
    let path = pass.package_of(func);
    let known = STD.iter().any(|(p, names)| *p == path && names.contains(&name));
    let in_std =
        pass.prog.objects.get(func).pkg.is_some_and(|p| pass.prog.packages[p.0 as usize].is_std);
    if !known || !in_std || !matches!(pass.prog.objects.get(func).kind, ObjectKind::Func(_)) {
        return None;
    }
    let has_receiver = pass.receiver(func).is_some();
    Some(match (path, name) {
        ("fmt", _) if has_receiver => return None,
        ("fmt", "Errorf") => Kind::Errorf,
        _ if name.ends_with('f') || path == "net/textproto" => Kind::Printf,
        _ => Kind::Print,
    })
}

/// A function's name in messages.
fn shown(pass: &Pass<'_>, func: ObjId) -> String {
    let object = pass.prog.objects.get(func);
    match object.kind {
        ObjectKind::Func(_) if pass.package_of(func) == "testing" => {
            let tb = pass.receiver(func).is_some_and(|ty| pass.is_named(ty, "testing", "TB"));
            let recv = if tb { "testing.TB" } else { "*testing.common" };
            format!("({recv}).{}", object.name)
        }
        ObjectKind::Func(_) => pass.full_name(func),
        _ => object.name.to_string(),
    }
}

/// Finds out which of the package's functions hand their arguments on.
fn learn(pass: &mut Pass<'_>, files: &[Arc<File>]) {
    let mut wrappers = Vec::new();
    for file in files {
        inspect_with_ancestors(Node::File(file), &mut |node, ancestors| {
            wrappers.extend(wrapper(pass, node, ancestors));
            true
        });
    }
    wrappers.extend(interface_methods(pass, files));
    let mut reported: Vec<Pos> = Vec::new();
    let mut changed = true;
    while std::mem::take(&mut changed) {
        for wrapper in &wrappers {
            for &(callee, call) in &wrapper.calls {
                let Some(kind) = kind_of(pass, callee) else { continue };
                match call.map_or(Some(true), |call| forwards(pass, wrapper, call, kind)) {
                    // A function that prints in two ways keeps the first.
                    Some(true) => {
                        if let Entry::Vacant(entry) = pass.facts.printers.entry(wrapper.func) {
                            entry.insert(kind);
                            changed = true;
                        }
                    }
                    Some(false) => {
                        let Some(call) = call.filter(|c| !reported.contains(&c.span.lo)) else {
                            continue;
                        };
                        reported.push(call.span.lo);
                        let like = match kind {
                            Kind::Print => "print",
                            Kind::Printf => "printf",
                            Kind::Errorf => "errorf",
                        };
                        let text = format!("missing ... in args forwarded to {like}-like function");
                        pass.report(call.span, text);
                    }
                    None => {}
                }
            }
        }
    }
}

/// Methods of the package's interfaces that may print, with those they stand for. Go looks at them
/// in files of go1.26 and later.
fn interface_methods<'a>(pass: &mut Pass<'_>, files: &[Arc<File>]) -> Vec<Wrapper<'a>> {
    let mut known = Implementations::default();
    for file in files.iter().filter(|file| pass.version(file) >= (1, 26)) {
        inspect(Node::File(file), &mut |node| {
            if let Some(Expr { kind: ExprKind::InterfaceType { elems }, .. }) = node.expr() {
                for elem in elems {
                    let InterfaceElem::Method { name, .. } = elem else { continue };
                    let Some(&method) = pass.prog.info.defs.get(&name.id) else { continue };
                    let ty = pass.prog.obj_type(method);
                    let Type::Signature(sig) = pass.prog.types.get(ty) else { continue };
                    if sig.variadic && sig.params.last().is_some_and(|&p| is_any_slice(pass, p)) {
                        known.insert(method, Vec::new());
                    }
                }
            }
            true
        });
    }
    if !known.is_empty() {
        files.iter().for_each(|file| implementations::find(pass, file, &mut known));
    }
    let mut found: Vec<_> = known.into_iter().collect();
    found.sort_unstable();
    let calls = |methods: Vec<ObjId>| methods.into_iter().map(|m| (m, None)).collect();
    found.into_iter().map(|(func, of)| Wrapper { func, format: None, calls: calls(of) }).collect()
}

/// Whether a call hands format and arguments on; `Some(false)`: it forgets the dots.
fn forwards(pass: &Pass<'_>, wrapper: &Wrapper<'_>, call: &Expr, kind: Kind) -> Option<bool> {
    let ExprKind::Call { fun, args, ellipsis, .. } = &call.kind else { return None };
    if kind != Kind::Print {
        let [.., format, _] = &args[..] else { return None };
        if wrapper.format.is_none() || variable(pass, format) != wrapper.format {
            return None;
        }
    }
    if ellipsis.is_none() {
        let Type::Signature(sig) = pass.prog.types.get(pass.type_of(fun)?) else { return None };
        return (args.len() <= sig.params.len()).then_some(false);
    }
    Some(true)
}

/// The variable an identifier stands for.
fn variable(pass: &Pass<'_>, e: &Expr) -> Option<ObjId> {
    matches!(e.kind, ExprKind::Ident(_)).then(|| pass.object(e)).flatten()
}

/// The function, or the variable that gets the function literal, if its last parameter is `...any`.
fn wrapper<'a>(pass: &Pass<'_>, node: Node<'a>, ancestors: &[Node<'a>]) -> Option<Wrapper<'a>> {
    let function = Function::of(node)?;
    let (func, ty) = match function {
        Function::Declared(decl) => {
            let func = *pass.prog.info.defs.get(&decl.name.id)?;
            (func, pass.prog.obj_type(func))
        }
        Function::Literal(e) => {
            let at = |values: &[Expr]| values.iter().position(|v| v.id == e.id);
            let func = match ancestors.last()? {
                Node::Var(spec) => {
                    *pass.prog.info.defs.get(&spec.names.get(at(&spec.values)?)?.id)?
                }
                Node::Stmt(s) => match &s.kind {
                    StmtKind::Assign { lhs, rhs, .. } => pass.object(lhs.get(at(rhs)?)?)?,
                    _ => return None,
                },
                _ => return None,
            };
            (func, pass.type_of(e)?)
        }
    };
    let Type::Signature(sig) = pass.prog.types.get(ty) else { return None };
    let names: Vec<ObjId> = function
        .ty()?
        .params
        .iter()
        .flat_map(|field| &field.names)
        .filter_map(|name| pass.prog.info.defs.get(&name.id).copied())
        .collect();
    let args = *names.last()?;
    if !sig.variadic || names.len() != sig.params.len() || !is_any_slice(pass, args) {
        return None;
    }
    let format = names.len().checked_sub(2).map(|i| names[i]).filter(|&format| {
        pass.prog.types.unalias(pass.prog.obj_type(format)) == BasicKind::String.id()
    });
    let mut calls = Vec::new();
    let mut changed = false;
    let ours = |e: &Expr| variable(pass, e).is_some_and(|v| v == args || Some(v) == format);
    inspect(Node::Block(function.body()?), &mut |node| {
        // Once a parameter was changed, what is handed on is something else.
        match node {
            Node::Stmt(s) => {
                if let StmtKind::Assign { lhs, .. } = &s.kind {
                    changed |= lhs.iter().any(ours);
                }
            }
            Node::Expr(e) => match &e.kind {
                ExprKind::Unary { op: UnaryOp::Addr, x } => changed |= ours(x),
                ExprKind::Call { fun, args: values, .. }
                    if !changed
                        && values.last().is_some_and(|last| variable(pass, last) == Some(args)) =>
                {
                    calls.extend(pass.callee(fun).map(|callee| (callee, Some(e))));
                }
                _ => {}
            },
            _ => {}
        }
        !changed
    });
    Some(Wrapper { func, format, calls })
}

/// Whether a parameter has type `...any`, which is `[]any` inside.
fn is_any_slice(pass: &Pass<'_>, param: ObjId) -> bool {
    match pass.prog.types.get(pass.prog.obj_type(param)) {
        Type::Slice(elem) => is_any(pass, *elem),
        _ => false,
    }
}

fn is_any(pass: &Pass<'_>, ty: TypeId) -> bool {
    matches!(pass.prog.types.get(pass.prog.types.unalias(ty)),
        Type::Interface(i) if i.methods.is_empty() && i.embeddeds.is_empty())
}

/// A constant string.
fn constant(pass: &Pass<'_>, e: &Expr) -> Option<String> {
    match pass.prog.info.consts.get(&e.id)? {
        Value::Str(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        _ => None,
    }
}

/// Whether an expression is a function, not what it returns.
fn is_function(pass: &Pass<'_>, e: &Expr) -> bool {
    pass.prog.info.mode(e) != Mode::Builtin
        && pass.type_of(e).is_some_and(|ty| matches!(pass.prog.types.get(ty), Type::Signature(_)))
}

fn plural(n: usize) -> String {
    if n == 1 { "1 arg".to_owned() } else { format!("{n} args") }
}

/// The method that printing this argument calls, if the call is in that very method.
fn recursive(pass: &mut Pass<'_>, arg: &Expr) -> Option<String> {
    let ty = pass.type_of(arg)?;
    if pass.is_formatter(ty) {
        return None;
    }
    let mut inside = None;
    for name in ["String", "Error"] {
        let Some(method) = pass.method(ty, name) else { continue };
        let method = pass.origin(method);
        let ObjectKind::Func(func) = &pass.prog.objects.get(method).kind else { continue };
        let Some(decl) = &func.decl else { continue };
        if decl.span.lo <= arg.span.lo && arg.span.hi <= decl.span.hi {
            inside = Some(method);
            break;
        }
    }
    let method = inside.filter(|&method| pass.gives_string(method))?;
    let arg = match &arg.kind {
        ExprKind::Unary { op: UnaryOp::Addr, x } => x,
        _ => arg,
    };
    let Type::Signature(sig) = pass.prog.types.get(pass.prog.obj_type(method)) else { return None };
    let is_receiver = sig.recv.is_some() && variable(pass, arg) == sig.recv;
    is_receiver.then(|| pass.full_name(method))
}

/// Checks a call of a function like `fmt.Print`.
fn check_print(pass: &mut Pass<'_>, call: &Expr, name: &str) {
    let ExprKind::Call { fun, args, .. } = &call.kind else { return };
    let Some(ty) = pass.type_of(fun) else { return };
    let under = pass.prog.underlying(ty);
    let Type::Signature(sig) = pass.prog.types.get(under).clone() else { return };
    let Some(&last) = sig.params.last() else { return };
    if !sig.variadic || !is_any_slice(pass, last) {
        return;
    }
    let Some(printed) = args.get(sig.params.len() - 1..).filter(|args| !args.is_empty()) else {
        return;
    };
    if sig.params.len() == 1
        && let ExprKind::Selector { x, sel } = &args[0].kind
        && matches!(&x.kind, ExprKind::Ident(x) if x.as_str() == "os")
        && sel.name.as_str().starts_with("Std")
    {
        let text = pass.text(&args[0]);
        pass.report(call.span, format!("{name} does not take io.Writer but has first arg {text}"));
    }
    if let Some(text) = constant(pass, &printed[0])
        && let Some(directive) = format::directive_like(&text)
    {
        let text = format!("{name} call has possible Printf formatting directive {directive}");
        pass.report(call.span, text);
    }
    if name.ends_with("ln")
        && printed.last().and_then(|arg| constant(pass, arg)).is_some_and(|s| s.ends_with('\n'))
    {
        pass.report(call.span, format!("{name} arg list ends with redundant newline"));
    }
    for arg in printed {
        if is_function(pass, arg) {
            let text = format!("{name} arg {} is a func value, not called", pass.text(arg));
            pass.report(call.span, text);
        }
        if let Some(method) = recursive(pass, arg) {
            let text =
                format!("{name} arg {} causes recursive call to {method} method", pass.text(arg));
            pass.report(call.span, text);
        }
    }
}

/// The check of one call of a function like `fmt.Printf`.
struct Check<'c, 'p> {
    pass: &'c mut Pass<'p>,
    call: &'c Expr,
    name: String,
    kind: Kind,
    version: (u32, u32),
}

impl Check<'_, '_> {
    fn report(&mut self, span: Span, message: String) {
        self.pass.report(span, format!("{} {message}", self.name));
    }

    fn printf(&mut self) {
        let ExprKind::Call { fun, args, ellipsis, .. } = &self.call.kind else { return };
        let Some(ty) = self.pass.type_of(fun) else { return };
        let Type::Signature(sig) = self.pass.prog.types.get(ty) else { return };
        let Some(index) = sig.params.len().checked_sub(2).filter(|_| sig.variadic) else { return };
        let Some(format_arg) = args.get(index) else { return };
        let Some(format) = constant(self.pass, format_arg) else {
            if index + 1 == args.len() && self.version >= (1, 24) {
                let text = format!("non-constant format string in call to {}", self.name);
                self.pass.report(format_arg.span, text);
            }
            return;
        };
        let values = &args[index + 1..];
        if !format.contains('%') {
            if let Some(value) = values.first() {
                let text = "call has arguments but no formatting directives".to_owned();
                self.report(value.span, text);
            }
            return;
        }
        let directives = match format::parse(&format) {
            Ok(directives) => directives,
            Err(message) => return self.report(format_arg.span, message),
        };
        let mut used = 0;
        for directive in &directives {
            let span = place(format_arg, directive);
            if directive.verb == 'w' && self.kind != Kind::Errorf {
                let text = "does not support error-wrapping directive %w".to_owned();
                return self.report(span, text);
            }
            if !self.directive(span, directive, values, ellipsis.is_some(), &mut used) {
                return;
            }
        }
        if ellipsis.is_some() && used + 1 >= values.len() || directives.iter().any(|d| d.indexed) {
            return;
        }
        if used < values.len() {
            let text = format!("call needs {} but has {}", plural(used), plural(values.len()));
            self.report(self.call.span, text);
        }
    }

    /// Checks one directive; false if nothing after it can be checked.
    fn directive(
        &mut self,
        span: Span,
        directive: &format::Directive<'_>,
        values: &[Expr],
        dots: bool,
        used: &mut usize,
    ) -> bool {
        let format::Directive { text, verb, .. } = *directive;
        let known = argument::verb(verb, self.version);
        let value = values.get(directive.arg);
        let formatter = verb != 'w'
            && value
                .and_then(|value| self.pass.printed_type(value))
                .is_some_and(|ty| self.pass.is_formatter(ty));
        if !formatter {
            let Some((flags, _)) = known else {
                self.report(span, format!("format {text} has unknown verb {verb}"));
                return false;
            };
            let wrong = directive.flags.chars().find(|&flag| flag != '0' && !flags.contains(flag));
            if let Some(flag) = wrong {
                self.report(span, format!("format {text} has unrecognized flag {flag}"));
                return false;
            }
        }
        for &star in &directive.stars {
            if !self.there(span, text, star, values, dots) {
                return false;
            }
            if let Err(reason) = self.pass.prints_as(kinds::INT, &values[star]) {
                let arg = self.pass.text(&values[star]);
                let details = parenthesized(&reason);
                let text = format!("format {text} uses non-int {arg}{details} as argument of *");
                self.report(span, text);
                return false;
            }
            *used = (*used).max(star + 1);
        }
        if verb != '%' {
            *used = (*used).max(directive.arg + 1);
        }
        if verb == '%' || formatter {
            return true;
        }
        if !self.there(span, text, directive.arg, values, dots) {
            return false;
        }
        self.value(span, directive, known.map_or(0, |(_, kinds)| kinds), &values[directive.arg])
    }

    /// Checks the value a verb prints.
    fn value(
        &mut self,
        span: Span,
        directive: &format::Directive<'_>,
        wanted: u16,
        arg: &Expr,
    ) -> bool {
        let format::Directive { text, verb, .. } = *directive;
        let ty = self.pass.printed_type(arg).unwrap_or(BasicKind::Invalid.id());
        if verb == 'w' && self.version >= (1, 27) {
            let under = self.pass.prog.underlying(ty);
            if let Type::Pointer(elem) = *self.pass.prog.types.get(under)
                && self.pass.is_error(elem)
            {
                self.pass.prog.current = Some(self.pass.pkg);
                let (elem, ty) = (self.pass.prog.type_string(elem), self.pass.prog.type_string(ty));
                let text = format!(
                    "%w wants operand of error type {elem}, not pointer type {ty} (defeats errors.Is)"
                );
                self.pass.report(span, text);
                return false;
            }
        }
        if is_function(self.pass, arg) && verb != 'p' && verb != 'T' {
            let arg = self.pass.text(arg);
            self.report(span, format!("format {text} arg {arg} is a func value, not called"));
            return false;
        }
        if let Err(reason) = self.pass.prints_as(wanted, arg) {
            let ty = self.pass.prog.full_type_string(ty);
            let arg = self.pass.text(arg);
            let details = parenthesized(&reason);
            let text = format!("format {text} has arg {arg} of wrong type {ty}{details}");
            self.report(span, text);
            return false;
        }
        let calls_method = wanted & kinds::STRING != 0
            && verb != 'T'
            && (!directive.flags.contains('#') || "qxX".contains(verb));
        if calls_method && let Some(method) = recursive(self.pass, arg) {
            let arg = self.pass.text(arg);
            let text =
                format!("format {text} with arg {arg} causes recursive {method} method call");
            self.report(span, text);
            return false;
        }
        true
    }

    /// Whether an argument is there to be checked; reports if it is missing.
    fn there(&mut self, span: Span, text: &str, arg: usize, values: &[Expr], dots: bool) -> bool {
        if arg + 1 < values.len() {
            return true;
        }
        if dots || arg < values.len() {
            return !dots;
        }
        let has = plural(values.len());
        self.report(span, format!("format {text} reads arg #{}, but call has {has}", arg + 1));
        false
    }
}

fn parenthesized(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { format!(" ({reason})") }
}

/// Where a directive stands: inside the literal, if the format is one.
fn place(format: &Expr, directive: &format::Directive<'_>) -> Span {
    let ExprKind::BasicLit { text, .. } = &format.kind else { return format.span };
    let at = |offset| {
        let offset = format::offset_in_literal(text.as_str(), offset);
        Pos(format.span.lo.0 + u32::try_from(offset).unwrap_or(0))
    };
    Span::new(at(directive.start), at(directive.start + directive.text.len()))
}

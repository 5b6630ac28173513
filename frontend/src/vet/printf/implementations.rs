//! Which methods stand behind those of the package's interfaces: wherever a value becomes one of an
//! interface type, its methods may be called through the interface.

use super::super::Pass;
use super::super::walk::{Function, Node, functions, inspect};
use crate::ast::{BinaryOp, Element, Expr, ExprKind, File, StmtKind};
use crate::info::Mode;
use crate::types::lookup::Lookup;
use crate::types::object::Builtin;
use crate::types::{ObjId, Type, TypeId};
use rustc_hash::FxHashMap;

/// Methods of interfaces, and those of the values that they are called on.
pub(super) type Implementations = FxHashMap<ObjId, Vec<ObjId>>;

/// Adds what a file says about the methods in `known`.
pub(super) fn find(pass: &mut Pass<'_>, file: &File, known: &mut Implementations) {
    let mut finder = Finder { pass, known };
    inspect(Node::File(file), &mut |node| {
        finder.node(node);
        true
    });
    for function in functions(file) {
        finder.returns(function);
    }
}

struct Finder<'f, 'p> {
    pass: &'f mut Pass<'p>,
    known: &'f mut Implementations,
}

impl Finder<'_, '_> {
    fn node(&mut self, node: Node<'_>) {
        match node {
            Node::Var(spec) => {
                if let Some(ty) = spec.ty.as_ref().and_then(|ty| self.pass.type_of(ty)) {
                    self.values(&vec![Some(ty); spec.names.len()], &spec.values);
                }
            }
            Node::Stmt(s) => match &s.kind {
                StmtKind::Assign { lhs, rhs, .. } => {
                    let targets: Vec<_> = lhs.iter().map(|x| self.variable_type(x)).collect();
                    self.values(&targets, rhs);
                }
                StmtKind::Send { chan, value, .. } => {
                    if let Some(Type::Chan { elem, .. }) = self.under(chan) {
                        self.value(elem, value);
                    }
                }
                StmtKind::Switch { tag: Some(tag), clauses, .. } => {
                    for x in clauses.iter().flat_map(|clause| &clause.exprs).flatten() {
                        self.compared(tag, x);
                    }
                }
                StmtKind::TypeSwitch { x, clauses, .. } => {
                    for ty in clauses.iter().flat_map(|clause| &clause.exprs).flatten() {
                        self.asserted(x, ty);
                    }
                }
                _ => {}
            },
            Node::Expr(e) => self.expr(e),
            _ => {}
        }
    }

    fn expr(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Call { fun, args, ellipsis, .. } => match self.pass.prog.info.mode(fun) {
                Mode::Type => {
                    if let (Some(ty), [arg]) = (self.pass.type_of(fun), &args[..]) {
                        self.value(ty, arg);
                    }
                }
                Mode::Builtin => {
                    if self.pass.called_builtin(fun) == Some(Builtin::Append)
                        && ellipsis.is_none()
                        && let Some(Type::Slice(elem)) = args.first().and_then(|s| self.under(s))
                    {
                        args[1..].iter().for_each(|arg| self.value(elem, arg));
                    }
                }
                _ => self.call(fun, args, ellipsis.is_some()),
            },
            ExprKind::CompositeLit { elems, .. } => self.literal(e, elems),
            ExprKind::TypeAssert { x, ty: Some(ty) } => self.asserted(x, ty),
            ExprKind::Binary { op: BinaryOp::Eq | BinaryOp::Ne, x, y, .. } => self.compared(x, y),
            ExprKind::Index { x, indices } => {
                if let (Some(Type::Map { key, .. }), [index]) = (self.under(x), &indices[..]) {
                    self.value(key, index);
                }
            }
            _ => {}
        }
    }

    fn call(&mut self, fun: &Expr, args: &[Expr], spread: bool) {
        let Some(Type::Signature(sig)) = self.under(fun) else { return };
        let mut params: Vec<_> =
            sig.params.iter().map(|&param| Some(self.pass.prog.obj_type(param))).collect();
        if sig.variadic && !spread {
            let Some(Some(last)) = params.pop() else { return };
            let Type::Slice(elem) = *self.pass.prog.types.get(last) else { return };
            params.resize(params.len().max(args.len()), Some(elem));
        }
        self.values(&params, args);
    }

    fn literal(&mut self, e: &Expr, elems: &[Element]) {
        let Some(ty) = self.pass.type_of(e) else { return };
        let ty = self.pass.pointee(ty).unwrap_or(ty);
        let under = self.pass.prog.underlying(ty);
        match self.pass.prog.types.get(under).clone() {
            Type::Struct { fields, .. } => {
                for (i, elem) in elems.iter().enumerate() {
                    let field = match &elem.key {
                        Some(key) => self.pass.object(key),
                        None => fields.get(i).copied(),
                    };
                    if let Some(field) = field {
                        let ty = self.pass.prog.obj_type(field);
                        self.value(ty, &elem.value);
                    }
                }
            }
            Type::Map { key, elem: value } => {
                for elem in elems {
                    elem.key.iter().for_each(|x| self.value(key, x));
                    self.value(value, &elem.value);
                }
            }
            Type::Slice(elem_ty) | Type::Array { elem: elem_ty, .. } => {
                elems.iter().for_each(|elem| self.value(elem_ty, &elem.value));
            }
            _ => {}
        }
    }

    /// What a function returns.
    fn returns(&mut self, function: Function<'_>) {
        let ty = match function {
            Function::Declared(decl) => {
                let func = self.pass.prog.info.defs.get(&decl.name.id).copied();
                func.map(|func| self.pass.prog.obj_type(func))
            }
            Function::Literal(e) => self.pass.type_of(e),
        };
        let Some(body) = function.body() else { return };
        let Some(Type::Signature(sig)) = ty.map(|ty| self.pass.prog.types.get(ty).clone()) else {
            return;
        };
        let results: Vec<_> =
            sig.results.iter().map(|&result| Some(self.pass.prog.obj_type(result))).collect();
        inspect(Node::Block(body), &mut |node| {
            if let Node::Stmt(s) = node
                && let StmtKind::Return(values) = &s.kind
            {
                self.values(&results, values);
            }
            !matches!(node, Node::Expr(Expr { kind: ExprKind::FuncLit { .. }, .. }))
        });
    }

    /// The type of what is assigned to.
    fn variable_type(&self, x: &Expr) -> Option<TypeId> {
        match self.pass.prog.info.defs.get(&x.id) {
            Some(&var) => Some(self.pass.prog.obj_type(var)),
            None => self.pass.type_of(x),
        }
    }

    fn under(&mut self, e: &Expr) -> Option<Type> {
        let under = self.pass.prog.underlying(self.pass.type_of(e)?);
        Some(self.pass.prog.types.get(under).clone())
    }

    /// Values, or the results of one call, become values of these types.
    fn values(&mut self, targets: &[Option<TypeId>], values: &[Expr]) {
        if let [value] = values
            && let Some(Type::Tuple(types)) =
                self.pass.type_of(value).map(|ty| self.pass.prog.types.get(ty).clone())
        {
            for (target, ty) in targets.iter().zip(types) {
                target.iter().for_each(|&target| self.becomes(target, ty));
            }
            return;
        }
        for (target, value) in targets.iter().zip(values) {
            target.iter().for_each(|&target| self.value(target, value));
        }
    }

    fn value(&mut self, target: TypeId, value: &Expr) {
        if let Some(ty) = self.pass.type_of(value) {
            self.becomes(target, ty);
        }
    }

    fn compared(&mut self, x: &Expr, y: &Expr) {
        if let (Some(x), Some(y)) = (self.pass.type_of(x), self.pass.type_of(y)) {
            self.becomes(x, y);
            self.becomes(y, x);
        }
    }

    /// What may be asserted to be of a type may have become an interface's value as one.
    fn asserted(&mut self, x: &Expr, ty: &Expr) {
        if let (Some(x), Some(ty)) = (self.pass.type_of(x), self.pass.type_of(ty)) {
            self.becomes(x, ty);
        }
    }

    /// A value of type `ty` becomes one of an interface type.
    fn becomes(&mut self, interface: TypeId, ty: TypeId) {
        if interface == ty {
            return;
        }
        let pkg = Some(self.pass.pkg);
        let under = self.pass.prog.underlying(interface);
        if !matches!(self.pass.prog.types.get(under), Type::Interface(_)) {
            return;
        }
        for method in self.pass.prog.type_set(under).methods.clone() {
            if !self.known.contains_key(&method) {
                continue;
            }
            let name = self.pass.prog.objects.get(method).name;
            if let Lookup::Found(found) = self.pass.prog.lookup(ty, false, pkg, name)
                && let Some(list) = self.known.get_mut(&method)
                && !list.contains(&found.obj)
            {
                list.push(found.obj);
            }
        }
    }
}

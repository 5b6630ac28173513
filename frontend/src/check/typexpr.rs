//! Identifiers and type expressions (spec §Types).

use super::env::Place;
use super::exprstring::expr_string;
use super::operand::{OpMode, Operand};
use super::{Checker, Delayed};
use crate::ast::{ArrayLen, Expr, ExprKind};
use crate::info::Mode;
use crate::lexer::is_valid_name;
use crate::span::Span;
use crate::symbol::Symbol;
use crate::types::object::VarKind;
use crate::types::{BasicKind, ObjId, ObjectKind, Signature, Type, TypeId};

const INVALID: TypeId = BasicKind::Invalid.id();

impl Checker<'_> {
    /// Checks an identifier.
    pub(crate) fn ident<'e>(&mut self, e: &'e Expr, name: Symbol, want_type: bool) -> Operand<'e> {
        let mut x = Operand::failed(e);
        let Some((scope, obj)) = self.lookup_scope(name) else {
            if name.is_blank() {
                self.error(e, "blank", "cannot use _ as value or type");
            } else if is_valid_name(name.as_str()) {
                self.error(e, "undefined", format!("undefined: {name}"));
            }
            return x;
        };
        if !self.allow_version(1, 18) && self.prog.objects.get(obj).pkg.is_none() {
            let universe = &self.prog.universe;
            let ty = self.prog.objects.get(obj).ty;
            if ty == Some(universe.any) || ty == Some(universe.comparable) {
                self.verify_version(e, 18, &format!("predeclared {name}"));
                return x;
            }
        }
        self.prog.info.uses.insert(e.id, obj);
        let got_type = matches!(self.prog.objects.get(obj).kind, ObjectKind::TypeName);
        if want_type && !got_type {
            let kind = self.object_kind(obj);
            self.error(e, "not-a-type", format!("{name} ({kind}) is not a type"));
            self.used_vars.insert(obj);
            return x;
        }
        let object = self.prog.objects.get(obj);
        if object.ty.is_none() || got_type && want_type && self.obj_path_index.contains_key(&obj) {
            self.obj_decl(obj);
        }
        let ty = self.prog.objects.get(obj).ty.unwrap_or(INVALID);
        if let Some(&import) = self.st.dot_imports.get(&(scope, name)) {
            self.st.used_imports.insert(import);
        }
        let kind = match &self.prog.objects.get(obj).kind {
            ObjectKind::Const(val) => ObjectKind::Const(val.clone()),
            ObjectKind::Var(kind) => ObjectKind::Var(*kind),
            ObjectKind::TypeName => ObjectKind::TypeName,
            ObjectKind::Func(_) => ObjectKind::Func(crate::types::object::FuncObject::default()),
            ObjectKind::PkgName(id) => ObjectKind::PkgName(*id),
            ObjectKind::Builtin(b) => ObjectKind::Builtin(*b),
            ObjectKind::Label => ObjectKind::Label,
            ObjectKind::Nil => ObjectKind::Nil,
        };
        match kind {
            ObjectKind::PkgName(_) => {
                self.error(e, "package", format!("use of package {name} not in selector"));
                return x;
            }
            ObjectKind::Const(val) => {
                self.add_dep(obj);
                if ty == INVALID {
                    return x;
                }
                x.val = val;
                if obj == self.prog.universe.iota {
                    let Some(iota) = self.env.iota else {
                        let message = "cannot use iota outside constant declaration";
                        self.error(e, "iota", message);
                        return x;
                    };
                    x.val = Some(crate::types::constant::Value::int(iota));
                }
                x.mode = OpMode::Constant;
            }
            ObjectKind::TypeName => x.mode = OpMode::TypeExpr,
            ObjectKind::Var(_) => {
                self.used_vars.insert(obj);
                self.add_dep(obj);
                if ty == INVALID {
                    return x;
                }
                x.mode = OpMode::Variable;
            }
            ObjectKind::Func(_) => {
                self.add_dep(obj);
                x.mode = OpMode::Value;
            }
            ObjectKind::Builtin(builtin) => {
                x.builtin = Some(builtin);
                x.mode = OpMode::Builtin;
            }
            ObjectKind::Nil => x.mode = OpMode::Nil,
            ObjectKind::Label => return x,
        }
        x.ty = ty;
        x
    }

    fn object_kind(&self, obj: ObjId) -> &'static str {
        match &self.prog.objects.get(obj).kind {
            ObjectKind::PkgName(_) => "package name",
            ObjectKind::Const(_) => "constant",
            ObjectKind::TypeName => "defined type",
            ObjectKind::Var(VarKind::Package) => "package-level variable",
            ObjectKind::Var(VarKind::Local) => "local variable",
            ObjectKind::Var(VarKind::Param) => "parameter",
            ObjectKind::Var(VarKind::Result) => "result variable",
            ObjectKind::Var(VarKind::Field { .. }) => "struct field",
            ObjectKind::Func(_) => "function",
            ObjectKind::Label => "label",
            ObjectKind::Builtin(_) => "built-in function",
            ObjectKind::Nil => "untyped nil",
        }
    }

    /// Notes that the current declaration mentions a package-level object.
    pub(crate) fn add_dep(&mut self, obj: ObjId) {
        let Some(from) = self.env.decl else { return };
        let Some(&to) = self.st.decl_of.get(&obj) else { return };
        if self.st.decls[to.0].pkg == self.st.decls[from.0].pkg {
            self.st.decls[from.0].deps.insert(obj);
        }
    }

    /// Checks a type expression; the type must not be generic.
    pub(crate) fn typ(&mut self, e: &Expr) -> TypeId {
        self.declared_type(e, None)
    }

    /// Like `typ`, for the type of a variable: no constraint interface.
    pub(crate) fn var_type(&mut self, e: &Expr) -> TypeId {
        let ty = self.declared_type(e, None);
        self.valid_var_type(e.span, ty);
        ty
    }

    /// Reports, later, if a type is a constraint interface.
    pub(crate) fn valid_var_type(&mut self, span: Span, ty: TypeId) {
        // Only names and interface literals can be constraints.
        let actual = self.prog.types.unalias(ty);
        if matches!(self.prog.types.get(actual), Type::Named(_) | Type::Interface(_)) {
            self.later(Delayed::VarType { span, ty });
        }
    }

    pub(crate) fn check_var_type(&mut self, span: Span, ty: TypeId) {
        let under = self.prog.underlying(ty);
        if !matches!(self.prog.types.get(under), Type::Interface(_)) {
            return;
        }
        let set = self.prog.type_set(under);
        if set.terms.is_none() && !set.comparable {
            return;
        }
        let why = if set.comparable {
            "interface is (or embeds) comparable"
        } else {
            "interface contains type constraints"
        };
        let text = self.prog.type_string(ty);
        let message = format!("cannot use type {text} outside a type constraint: {why}");
        self.error(Span::new(span.lo, span.lo), "constraint-type", message);
    }

    /// Like `typ`; `def` is the type name being declared with this type.
    pub(crate) fn declared_type(&mut self, e: &Expr, def: Option<ObjId>) -> TypeId {
        let mut ty = self.type_internal(e, def);
        if self.prog.is_generic(ty) {
            let text = self.prog.type_string(ty);
            let message = format!("cannot use generic type {text} without instantiation");
            self.error(e, "generic-type", message);
            ty = INVALID;
        }
        self.prog.info.record(e.id, Mode::Type, ty);
        ty
    }

    /// Like `typ`, but the type must be generic. The error is the reason why it is not; no
    /// reason means that it was reported.
    pub(crate) fn generic_type(&mut self, e: &Expr) -> Result<TypeId, Option<String>> {
        let ty = self.type_internal(e, None);
        let generic = self.prog.is_generic(ty);
        let recorded = if generic { ty } else { INVALID };
        self.prog.info.record(e.id, Mode::Type, recorded);
        if generic {
            Ok(ty)
        } else if self.prog.types.unalias(ty) == INVALID {
            Err(None)
        } else {
            Err(Some(format!("{} is not a generic type", self.prog.type_string(ty))))
        }
    }

    fn not_a_type(&mut self, x: &Operand<'_>) -> TypeId {
        match x.mode {
            OpMode::TypeExpr => return x.ty,
            OpMode::Invalid => {}
            OpMode::NoValue => {
                let message = format!("{} used as type", self.describe(x));
                self.error(x, "not-a-type", message);
            }
            _ => {
                let message = format!("{} is not a type", self.describe(x));
                self.error(x, "not-a-type", message);
            }
        }
        INVALID
    }

    fn type_internal(&mut self, e: &Expr, def: Option<ObjId>) -> TypeId {
        match &e.kind {
            ExprKind::Bad => INVALID,
            ExprKind::Ident(name) => {
                let x = self.ident(e, *name, true);
                self.not_a_type(&x)
            }
            ExprKind::Selector { .. } => {
                let x = self.selector(e, true);
                self.not_a_type(&x)
            }
            ExprKind::Index { x, indices } => {
                self.verify_version(e, 18, "type instantiation");
                self.instantiated_type(x, indices)
            }
            ExprKind::Paren(x) => self.declared_type(x, def),
            ExprKind::ArrayType { len, elem } => self.array_type(e, len, elem),
            ExprKind::StructType { fields } => self.struct_type(fields),
            ExprKind::Star(x) => {
                let base = self.var_type(x);
                if base == INVALID {
                    return INVALID;
                }
                self.prog.types.add(Type::Pointer(base))
            }
            ExprKind::FuncType(ty) => {
                let sig = self.prog.types.add(Type::Signature(Signature::default()));
                self.func_type(sig, None, ty);
                sig
            }
            ExprKind::InterfaceType { elems } => self.interface_type(e, elems, def),
            ExprKind::MapType { key, elem } => {
                let k = self.var_type(key);
                let elem = self.var_type(elem);
                // spec: "The comparison operators == and != must be fully defined for operands of
                // the key type"
                self.later(Delayed::MapKey { span: (&**key).span(), key: k });
                self.prog.types.add(Type::Map { key: k, elem })
            }
            ExprKind::ChanType { dir, elem } => {
                let elem = self.var_type(elem);
                self.later(Delayed::Size { span: e.span, ty: elem, chan: true });
                self.prog.types.add(Type::Chan { dir: *dir, elem })
            }
            _ => {
                let message = format!("{} is not a type", expr_string(e));
                self.error(e, "not-a-type", message);
                self.use_exprs(std::slice::from_ref(e));
                INVALID
            }
        }
    }

    fn array_type(&mut self, e: &Expr, len: &ArrayLen, elem: &Expr) -> TypeId {
        let len = match len {
            ArrayLen::Slice => {
                let elem = self.var_type(elem);
                return self.prog.types.add(Type::Slice(elem));
            }
            ArrayLen::Auto => {
                let message = "invalid use of [...] array (outside a composite literal)";
                self.error(e, "array-length", message);
                None
            }
            ArrayLen::Fixed(n) => self.array_length(n),
        };
        let elem = self.var_type(elem);
        match len {
            Some(len) => {
                let ty = self.prog.types.add(Type::Array { elem, len });
                if len > 1 << 16 {
                    self.later(Delayed::Size { span: e.span, ty, chan: false });
                }
                ty
            }
            None => INVALID,
        }
    }

    pub(crate) fn check_map_key(&mut self, span: Span, key: TypeId) {
        if key == INVALID || self.prog.comparable(key) {
            return;
        }
        let why =
            if self.prog.is_type_param(key) { " (missing comparable constraint)" } else { "" };
        let text = self.prog.type_string(key);
        self.error(span, "map-key", format!("invalid map key type {text}{why}"));
    }

    /// Limits of gc: elements of channels, and everything, must not be too large.
    pub(crate) fn check_size(&mut self, span: Span, ty: TypeId, chan: bool) {
        if chan {
            if self.prog.size_of(ty).is_some_and(|size| size >= 1 << 16) {
                let message = "channel element type too large (>64kB)".to_owned();
                self.afterwards.push((span, "size", message));
            }
            return;
        }
        let Type::Array { elem, len } = *self.prog.types.get(ty) else { return };
        let size = self.prog.size_of(elem).unwrap_or(0);
        if i128::from(size) * i128::from(len) >= 1 << 50 {
            let text = self.prog.type_string(ty);
            let message = format!("type {text} larger than address space");
            self.afterwards.push((span, "size", message));
        }
    }

    fn array_length(&mut self, e: &Expr) -> Option<i64> {
        // An identifier might be an attempt at a type parameter without a constraint.
        if let ExprKind::Ident(name) = &e.kind {
            let Some(obj) = self.lookup(*name) else {
                let message = format!("undefined array length {name} or missing type constraint");
                self.error(e, "array-length", message);
                return None;
            };
            if !matches!(self.prog.objects.get(obj).kind, ObjectKind::Const(_)) {
                self.error(e, "array-length", format!("invalid array length {name}"));
                return None;
            }
        }
        let x = self.expr(None, e);
        if x.mode != OpMode::Constant {
            if x.is_valid() {
                let message = format!("array length {} must be constant", self.describe(&x));
                self.error(&x, "array-length", message);
            }
            return None;
        }
        let is_int = self.prog.is_integer(x.ty);
        if self.prog.is_untyped(x.ty) || is_int {
            let len = x.val.as_ref().and_then(crate::types::constant::Value::to_i64);
            if let Some(len) = len.filter(|&n| n >= 0) {
                return Some(len);
            }
        }
        let text = self.describe(&x);
        let message = if is_int {
            format!("invalid array length {text}")
        } else {
            format!("array length {text} must be integer")
        };
        self.error(&x, "array-length", message);
        None
    }

    /// Checks a list of types; `None` if one is invalid.
    pub(crate) fn type_list(&mut self, list: &[Expr]) -> Option<Vec<TypeId>> {
        let types: Vec<TypeId> = list.iter().map(|e| self.var_type(e)).collect();
        (!types.contains(&INVALID)).then_some(types)
    }
}

//! Function and composite literals (spec §Function literals, §Composite literals).

use super::exprstring::expr_string;
use super::operand::{OpMode, Operand};
use super::{Checker, Delayed};
use crate::ast::{ArrayLen, Block, Element, Expr, ExprKind, FuncType};
use crate::info::Mode;
use crate::span::Span;
use crate::types::constant::Value;
use crate::types::lookup::Lookup;
use crate::types::{BasicKind, ObjId, ObjectKind, Signature, Type, TypeId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;
use std::sync::Arc;

const INVALID: TypeId = BasicKind::Invalid.id();

impl Checker<'_> {
    pub(crate) fn func_lit<'e>(
        &mut self,
        e: &'e Expr,
        ty: &FuncType,
        body: &Arc<Block>,
    ) -> Operand<'e> {
        let sig = self.prog.types.add(Type::Signature(Signature::default()));
        let scope = self.func_type(sig, None, ty);
        // The body may refer to what is being declared: check it later, but before the
        // enclosing scope changes.
        self.later(Delayed::Body {
            decl: self.env.decl,
            sig,
            scope,
            body: Arc::clone(body),
            iota: self.env.iota,
        });
        Operand::new(OpMode::Value, sig, e)
    }

    pub(crate) fn composite_lit<'e>(
        &mut self,
        e: &'e Expr,
        ty_expr: Option<&'e Expr>,
        elems: &'e [Element],
        braces: Span,
        hint: Option<TypeId>,
    ) -> Operand<'e> {
        let mut is_elem = false;
        let (ty, base) = match (ty_expr, hint) {
            (Some(t), _) => {
                let ty = if let ExprKind::ArrayType { len: ArrayLen::Auto, elem } = &t.kind {
                    // the length follows from the elements
                    let elem = self.var_type(elem);
                    self.prog.types.add(Type::Array { elem, len: -1 })
                } else {
                    self.typ(t)
                };
                (ty, ty)
            }
            (None, Some(hint)) => {
                is_elem = true;
                // *T implies &T{}
                let core = self.prog.core_type(hint);
                let base = match core.map(|c| self.prog.types.get(c)) {
                    Some(Type::Pointer(base)) => *base,
                    _ => hint,
                };
                (hint, base)
            }
            (None, None) => {
                self.error(e, "untyped-literal", "missing type in composite literal");
                (INVALID, INVALID)
            }
        };
        if !self.is_complete(base) {
            return Operand::failed(e);
        }
        let core = if base == INVALID { None } else { self.prog.core_type(base) };
        let kind = core.map(|c| self.prog.types.get(c).clone());
        match kind {
            Some(Type::Struct { fields, .. }) => {
                self.struct_lit(core.unwrap_or(base), base, &fields, elems, braces);
            }
            Some(Type::Array { elem, len }) => {
                let n = self.indexed_elems(elems, elem, len);
                if let (true, Some(core)) = (len < 0, core) {
                    if let Type::Array { len, .. } = self.prog.types.get_mut(core) {
                        *len = n;
                    }
                    if let Some(t) = ty_expr {
                        self.prog.info.record(t.id, Mode::Type, ty);
                    }
                }
            }
            Some(Type::Slice(elem)) => {
                self.indexed_elems(elems, elem, -1);
            }
            Some(Type::Map { key, elem }) => self.map_lit(e, elems, key, elem),
            other => {
                for elem in elems {
                    self.use_exprs(std::slice::from_ref(&elem.value));
                }
                let invalid = matches!(other, Some(Type::Basic(BasicKind::Invalid)));
                if base != INVALID && !invalid {
                    let qualifier = if is_elem { " element" } else { "" };
                    let cause = if other.is_none() { " (no common underlying type)" } else { "" };
                    let text = self.prog.type_string(ty);
                    let message =
                        format!("invalid composite literal{qualifier} type {text}{cause}");
                    self.error(e, "literal-type", message);
                }
                return Operand::failed(e);
            }
        }
        Operand::new(OpMode::Value, ty, e)
    }

    fn struct_lit(
        &mut self,
        under: TypeId,
        base: TypeId,
        fields: &[ObjId],
        elems: &[Element],
        braces: Span,
    ) {
        let Some(first) = elems.first() else { return };
        const MIXTURE: &str = "mixture of field:value and value elements in struct literal";
        if first.key.is_some() {
            let mut visited: Vec<(Vec<usize>, ObjId)> = Vec::new();
            for elem in elems {
                match &elem.key {
                    Some(key) => self.keyed_field(under, base, key, &elem.value, &mut visited),
                    None => self.error(&elem.value, "struct-literal", MIXTURE),
                }
            }
            return;
        }
        for (i, elem) in elems.iter().enumerate() {
            if let Some(key) = &elem.key {
                self.error(key, "struct-literal", MIXTURE);
                continue;
            }
            let mut x = self.generic_expr(&elem.value, None);
            let Some(&field) = fields.get(i) else {
                let text = self.prog.type_string(base);
                let message = format!("too many values in struct literal of type {text}");
                self.error(&x, "struct-literal", message);
                break;
            };
            if self.hidden_field(field) {
                let message = format!(
                    "implicit assignment to unexported field {} in struct literal of type {}",
                    self.prog.objects.get(field).name,
                    self.prog.type_string(base)
                );
                self.error(&x, "struct-literal", message);
                continue;
            }
            let ty = self.prog.objects.get(field).ty;
            self.assignment(&mut x, ty, "struct literal");
        }
        if elems.len() < fields.len() {
            let hidden = fields.iter().any(|&f| self.hidden_field(f));
            let hint =
                if hidden { " (type has unexported fields - use key:value pairs)" } else { "" };
            let text = self.prog.type_string(base);
            let at = crate::span::Pos(braces.hi.0.saturating_sub(1));
            let message = format!("too few values in struct literal of type {text}{hint}");
            self.error(at, "struct-literal", message);
        }
    }

    fn hidden_field(&self, field: ObjId) -> bool {
        let field = self.prog.objects.get(field);
        !field.name.is_exported() && field.pkg != Some(self.env.pkg)
    }

    fn keyed_field(
        &mut self,
        under: TypeId,
        base: TypeId,
        key: &Expr,
        value: &Expr,
        visited: &mut Vec<(Vec<usize>, ObjId)>,
    ) {
        let ExprKind::Ident(name) = &key.kind else {
            self.generic_expr(value, None);
            let message = format!("invalid field name {} in struct literal", expr_string(key));
            self.error(key, "struct-literal", message);
            return;
        };
        let found = self.prog.lookup(under, false, Some(self.env.pkg), *name);
        let Lookup::Found(found) = found else {
            self.generic_expr(value, None);
            let message = self.lookup_error(under, base, *name, true);
            self.error(key, "unknown-field", message);
            return;
        };
        let ty = self.prog.objects.get(found.obj).ty.unwrap_or(INVALID);
        if !matches!(self.prog.objects.get(found.obj).kind, ObjectKind::Var(_)) {
            self.generic_expr(value, None);
            self.error(key, "unknown-field", format!("{name} is not a field"));
            return;
        }
        // An element whose value is a generic function takes its type from the field.
        let mut x = self.generic_expr(value, None);
        if found.path.len() > 1 {
            let what = format!(
                "use of promoted field {} in struct literal of type {}",
                self.field_path(under, &found.path),
                self.prog.type_string(base)
            );
            if !self.verify_version(key, 27, &what) {
                return;
            }
        }
        if found.indirect {
            let message = format!("invalid implicit pointer indirection to reach {name}");
            self.error(key, "struct-literal", message);
            return;
        }
        self.prog.info.uses.insert(key.id, found.obj);
        if found.path.len() > 1 {
            // the lowering needs the way to a promoted field
            self.prog.info.selections.insert(
                key.id,
                crate::info::Selection {
                    kind: crate::info::SelectionKind::Field,
                    recv: base,
                    obj: found.obj,
                    path: found.path.clone(),
                    indirect: false,
                },
            );
        }
        self.assignment(&mut x, Some(ty), "struct literal");
        let clash = visited
            .iter()
            .find(|(path, _)| path.starts_with(&found.path) || found.path.starts_with(path))
            .map(|(path, obj)| (path.len(), self.prog.objects.get(*obj).name));
        if let Some((len, alt)) = clash {
            let message = match len.cmp(&found.path.len()) {
                Ordering::Equal => format!("duplicate field name {name} in struct literal"),
                Ordering::Less => format!(
                    "cannot specify promoted field {name} and enclosing embedded field {alt}"
                ),
                Ordering::Greater => format!(
                    "cannot specify embedded field {name} and enclosed promoted field {alt}"
                ),
            };
            self.error(key, "duplicate-field", message);
            return;
        }
        visited.push((found.path, found.obj));
    }

    /// `a.b.c`: the fields on a path.
    fn field_path(&mut self, strukt: TypeId, path: &[usize]) -> String {
        let mut names = Vec::new();
        let mut ty = strukt;
        for &i in path {
            let Type::Struct { fields, .. } = self.under(ty) else { break };
            let Some(&field) = fields.get(i) else { break };
            let field = self.prog.objects.get(field);
            names.push(field.name.as_str());
            ty = self.prog.deref(field.ty.unwrap_or(INVALID)).0;
        }
        names.join(".")
    }

    fn map_lit(&mut self, e: &Expr, elems: &[Element], key_ty: TypeId, elem_ty: TypeId) {
        let key_is_interface = self.prog.is_non_type_param_interface(key_ty);
        let mut visited: FxHashMap<String, Vec<TypeId>> = FxHashMap::default();
        for elem in elems {
            let Some(key) = &elem.key else {
                self.error(&elem.value, "map-literal", "missing key in map literal");
                continue;
            };
            let mut x = self.generic_expr(key, Some(key_ty));
            self.assignment(&mut x, Some(key_ty), "map literal");
            if !x.is_valid() {
                self.use_exprs(std::slice::from_ref(&elem.value));
                continue;
            }
            if let (OpMode::Constant, Some(val)) = (x.mode, &x.val) {
                let seen = visited.entry(key_text(val)).or_default();
                let known = seen.clone();
                seen.push(x.ty);
                let duplicate = if key_is_interface {
                    known.iter().any(|&ty| self.prog.identical(ty, x.ty))
                } else {
                    !known.is_empty()
                };
                if duplicate {
                    let message = format!("duplicate key {} in map literal", val.display());
                    self.error(&x, "duplicate-key", message);
                    continue;
                }
            }
            let mut x = self.generic_expr(&elem.value, Some(elem_ty));
            self.assignment(&mut x, Some(elem_ty), "map literal");
        }
        let _ = e;
    }

    /// Checks the elements of an array or slice literal; returns its length.
    fn indexed_elems(&mut self, elems: &[Element], ty: TypeId, len: i64) -> i64 {
        let mut visited = FxHashSet::default();
        let (mut index, mut max) = (0_i64, 0_i64);
        for elem in elems {
            let mut valid = false;
            let at = elem.key.as_ref().unwrap_or(&elem.value);
            if let Some(key) = &elem.key {
                let (key_ty, i) = self.index(key, len);
                if key_ty != INVALID {
                    if i >= 0 {
                        index = i;
                        valid = true;
                    } else {
                        let message =
                            format!("index {} must be integer constant", expr_string(key));
                        self.error(at, "literal-index", message);
                    }
                }
            } else if len >= 0 && index >= len {
                let message = format!("index {index} is out of bounds (>= {len})");
                self.error(at, "literal-index", message);
            } else {
                valid = true;
            }
            if valid && !visited.insert(index) {
                let message = format!("duplicate index {index} in array or slice literal");
                self.error(at, "duplicate-key", message);
            }
            index = index.saturating_add(1);
            max = max.max(index);
            let mut x = self.generic_expr(&elem.value, Some(ty));
            self.assignment(&mut x, Some(ty), "array or slice literal");
        }
        max
    }
}

/// The same text for equal constants, whatever their kinds.
fn key_text(val: &Value) -> String {
    match val.to_int() {
        Some(int) => int.to_string(),
        None => format!("{val:?}"),
    }
}

//! Struct types (spec §Struct types).

use super::{Checker, Delayed};
use crate::ast::{Expr, ExprKind, Field, Ident};
use crate::span::Span;
use crate::symbol::Symbol;
use crate::types::object::VarKind;
use crate::types::{BasicKind, ObjId, Type, TypeId};
use rustc_hash::FxHashMap;

const INVALID: TypeId = BasicKind::Invalid.id();

/// The fields collected so far.
#[derive(Default)]
struct Fields {
    objs: Vec<ObjId>,
    tags: Vec<Option<Symbol>>,
    seen: FxHashMap<Symbol, ObjId>,
}

impl Checker<'_> {
    pub(crate) fn struct_type(&mut self, list: &[Field]) -> TypeId {
        let mut fields = Fields::default();
        for field in list {
            let ty = self.var_type(&field.ty);
            for name in &field.names {
                self.add_field(&mut fields, name, ty, field.tag, false);
            }
            if !field.names.is_empty() {
                continue;
            }
            let span = field.ty.span;
            match embedded_name(&field.ty, true) {
                Some(name) => {
                    self.add_field(&mut fields, &name, ty, field.tag, true);
                    self.later(Delayed::Embedded { span, ty });
                }
                None => {
                    if !matches!(field.ty.kind, ExprKind::Bad) {
                        self.error(span, "embedded-field", "invalid embedded field type");
                    }
                    let name = Ident { id: field.ty.id, span, name: Symbol::intern("_") };
                    self.add_field(&mut fields, &name, INVALID, None, true);
                }
            }
        }
        if fields.tags.iter().all(Option::is_none) {
            fields.tags = Vec::new();
        }
        self.prog.types.add(Type::Struct { fields: fields.objs, tags: fields.tags })
    }

    fn add_field(
        &mut self,
        fields: &mut Fields,
        name: &Ident,
        ty: TypeId,
        tag: Option<Symbol>,
        embedded: bool,
    ) {
        let obj = self.new_var(name.name, name.span.lo, VarKind::Field { embedded }, Some(ty));
        // spec: "Within a struct, non-blank field names must be unique."
        if !name.name.is_blank() {
            if let Some(&alt) = fields.seen.get(&name.name) {
                let other = self.other_declaration(alt);
                self.error(name, "redeclared", format!("{} redeclared{other}", name.name));
                return;
            }
            fields.seen.insert(name.name, obj);
        }
        fields.objs.push(obj);
        fields.tags.push(tag);
        if embedded {
            // The identifier is a use of the type; the field is found through its own key.
            self.prog.info.defs.entry(name.id).or_insert(obj);
        } else {
            self.prog.info.defs.insert(name.id, obj);
        }
    }

    /// spec: "An embedded field must be specified as a type name T or as a pointer to a
    /// non-interface type name *T, and T itself may not be a pointer type or type parameter."
    pub(crate) fn check_embedded(&mut self, span: Span, ty: TypeId) {
        let actual = self.prog.types.unalias(ty);
        let (base, is_ptr) = self.prog.deref(actual);
        let under = self.prog.underlying(base);
        let message = match self.prog.types.get(under) {
            Type::Basic(BasicKind::UnsafePointer) => "embedded field type cannot be unsafe.Pointer",
            Type::Pointer(_) => "embedded field type cannot be a pointer",
            Type::Interface(_) if self.prog.is_type_param(base) => {
                "embedded field type cannot be a (pointer to a) type parameter"
            }
            Type::Interface(_) if is_ptr => {
                "embedded field type cannot be a pointer to an interface"
            }
            _ => return,
        };
        self.error(Span::new(span.lo, span.lo), "embedded-field", message);
    }
}

/// The name of an embedded field.
fn embedded_name(e: &Expr, allow_star: bool) -> Option<Ident> {
    match &e.kind {
        ExprKind::Ident(name) => Some(Ident { id: e.id, span: e.span, name: *name }),
        ExprKind::Star(x) if allow_star => embedded_name(x, false),
        ExprKind::Selector { sel, .. } => Some(sel.clone()),
        ExprKind::Index { x, .. } => embedded_name(x, false),
        ExprKind::Paren(x) => embedded_name(x, allow_star),
        _ => None,
    }
}

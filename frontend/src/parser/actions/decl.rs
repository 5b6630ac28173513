//! Declarations and parameter lists.

use super::{Actions, DeclaredType, Param, TParam, ident_expr};
use crate::ast::{
    Block, ConstDecl, ConstSpec, Decl, Expr, ExprKind, Field, FuncBody, FuncDecl, FuncHead,
    FuncType, Ident, ImportSpec, LitKind, TypeSpec,
};
use crate::span::{Pos, Span};
use crate::symbol::Symbol;
use std::mem;
use std::sync::{Arc, OnceLock};

impl Actions<'_> {
    pub(in crate::parser) fn import(
        &mut self,
        name: Option<Ident>,
        kind: LitKind,
        l: Pos,
        path: Pos,
        r: Pos,
    ) -> Arc<ImportSpec> {
        let path_span = Span::new(path, r);
        let path = if kind != LitKind::String || self.is_bad(path, r) {
            self.fail();
            Symbol::intern("")
        } else {
            self.unquoted(path_span)
        };
        let id = self.ids.fresh();
        Arc::new(ImportSpec { span: Span::new(l, r), name, path, path_span, id })
    }

    #[expect(clippy::unused_self, reason = "the grammar's actions read alike")]
    pub(in crate::parser) fn consts(&mut self, l: Pos, specs: Vec<ConstSpec>, r: Pos) -> Vec<Decl> {
        vec![Decl::Const(Arc::new(ConstDecl { span: Span::new(l, r), specs }))]
    }

    pub(in crate::parser) fn type_spec(
        &mut self,
        l: Pos,
        name: Ident,
        params: Vec<TParam>,
        assign: Option<Pos>,
        ty: Expr,
        r: Pos,
    ) -> Decl {
        let type_params = self.type_params(params);
        let span = Span::new(l, r);
        Decl::Type(Arc::new(TypeSpec { span, name, type_params, assign, ty }))
    }

    pub(in crate::parser) fn func_decl(
        &mut self,
        l: Pos,
        recv: Option<Vec<Param>>,
        name: Ident,
        (lo, type_params, params, results, hi): DeclaredType,
        body: Option<Arc<Block>>,
        r: Pos,
    ) -> Decl {
        let recv = recv.and_then(|recv| self.receiver(recv, name.span));
        let ty = self.signature(lo, type_params, params, results, hi);
        let body = body.map(|body| FuncBody { span: body.span, block: OnceLock::from(body) });
        let head = OnceLock::from(FuncHead { recv, ty });
        Decl::Func(Arc::new(FuncDecl { span: Span::new(l, r), name, outline: None, head, body }))
    }

    /// The one receiver of a method; `name` is where gc says that it is not one.
    fn receiver(&mut self, list: Vec<Param>, name: Span) -> Option<Vec<Field>> {
        let mut fields = self.params(list, false);
        let at = Span::new(name.lo, name.lo);
        if fields.len() > 1 || fields.first().is_some_and(|field| field.names.len() > 1) {
            self.complain(at, "method has multiple receivers");
            fields.truncate(1);
            fields[0].names.truncate(1);
        }
        if fields.is_empty() {
            self.complain(at, "method has no receiver");
            return None;
        }
        Some(fields)
    }

    pub(in crate::parser) fn signature(
        &mut self,
        l: Pos,
        type_params: Option<Vec<TParam>>,
        params: Vec<Param>,
        results: Option<Vec<Param>>,
        r: Pos,
    ) -> Arc<FuncType> {
        let type_params = type_params.map_or_else(Vec::new, |list| self.type_params(list));
        let params = self.params(params, true);
        let results = results.map_or_else(Vec::new, |list| self.params(list, false));
        Arc::new(FuncType { type_params, params, results, span: Span::new(l, r) })
    }

    /// Groups a parameter or result list: either all have names or none has.
    fn params(&mut self, mut list: Vec<Param>, variadic_ok: bool) -> Vec<Field> {
        let last = list.len().saturating_sub(1);
        let named = list.iter().any(|p| p.name.is_some() && p.ty.is_some());
        let mut first = true;
        for i in 0..list.len() {
            let grouped = named && i > 0 && list[i - 1].ty.is_none();
            let Some(ty) = &mut list[i].ty else { continue };
            if !variadic_ok || i < last || grouped {
                let at = Span::new(ty.span.lo, ty.span.lo);
                let ExprKind::Ellipsis(elem) = &mut ty.kind else { continue };
                match elem.take() {
                    Some(elem) => *ty = *elem,
                    None => self.fail(),
                }
                if mem::take(&mut first) {
                    let msg = "can only use ... with final parameter";
                    self.complain(at, if variadic_ok { msg } else { "invalid use of ..." });
                }
            }
        }
        if !named {
            let unnamed = |p: Param| {
                let ty = p.ty.or_else(|| p.name.map(ident_expr))?;
                Some(Field { names: Vec::new(), span: ty.span, ty, tag: None })
            };
            return list.into_iter().filter_map(unnamed).collect();
        }
        self.group(list.into_iter().map(|p| (p.name, p.ty)))
    }

    fn type_params(&mut self, list: Vec<TParam>) -> Vec<Field> {
        self.group(list.into_iter().map(|p| (Some(p.name), p.bound)))
    }

    /// Gives names without a type that of the next name.
    fn group(&mut self, list: impl Iterator<Item = (Option<Ident>, Option<Expr>)>) -> Vec<Field> {
        let mut fields = Vec::new();
        let mut names = Vec::new();
        for (name, ty) in list {
            match name {
                Some(name) => names.push(name),
                None => self.fail(),
            }
            if let Some(ty) = ty {
                let lo = names.first().map_or(ty.span, |n: &Ident| n.span);
                let span = lo.to(ty.span);
                fields.push(Field { names: mem::take(&mut names), ty, tag: None, span });
            }
        }
        if !names.is_empty() {
            self.fail();
        }
        fields
    }

    pub(in crate::parser) fn field(
        &mut self,
        l: Pos,
        names: Vec<Ident>,
        ty: Expr,
        tag: Option<Span>,
        r: Pos,
    ) -> Field {
        let tag = tag.map(|tag| self.unquoted(tag));
        Field { names, ty, tag, span: Span::new(l, r) }
    }

    pub(in crate::parser) fn tag(&mut self, l: Pos, kind: LitKind, r: Pos) -> Span {
        if kind != LitKind::String {
            self.fail();
        }
        Span::new(l, r)
    }
}

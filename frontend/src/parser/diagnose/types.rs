//! Types and parameters.

use super::Reader;
use super::expr::Operand;
use crate::ast::{ChanDir, LitKind};
use crate::lexer::token::Kind;

/// A type, as far as errors about it go.
#[derive(Default)]
pub(super) struct Shape {
    /// Whether composite literals of it are allowed anywhere.
    pub(super) literal: bool,
    /// A channel type's directions from the outside in, and where each element type starts.
    pub(super) chan: Vec<(ChanDir, usize)>,
}

/// A parameter: where it starts, where its type starts, whether it has both, and `...`.
struct Param {
    at: u32,
    named: bool,
    type_at: Option<u32>,
    dots: Option<u32>,
}

impl Reader<'_> {
    pub(super) fn ty(&mut self) {
        if !self.opt_type() {
            self.syntax_error("expected type");
            self.advance(&[
                Kind::Comma,
                Kind::Colon,
                Kind::Semi,
                Kind::RParen,
                Kind::RBrack,
                Kind::RBrace,
            ]);
        }
    }

    /// Reads a type if there is one; answers whether there was.
    pub(super) fn opt_type(&mut self) -> bool {
        self.type_shape().is_some()
    }

    pub(super) fn type_shape(&mut self) -> Option<Shape> {
        let mut shape = Shape::default();
        match self.kind() {
            Kind::Star => {
                self.next();
                self.ty();
            }
            Kind::Arrow => {
                self.next();
                self.want(Kind::Chan);
                shape.chan = self.chan_elem(ChanDir::Recv);
            }
            Kind::Chan => {
                self.next();
                let dir = if self.got(Kind::Arrow) { ChanDir::Send } else { ChanDir::Both };
                shape.chan = self.chan_elem(dir);
            }
            Kind::Func => {
                self.next();
                self.signature("function type");
            }
            Kind::LBrack => {
                shape.literal = true;
                self.next();
                if !self.got(Kind::RBrack) {
                    self.array_length();
                }
                self.ty();
            }
            Kind::Map => {
                shape.literal = true;
                self.next();
                self.want(Kind::LBrack);
                self.ty();
                self.want(Kind::RBrack);
                self.ty();
            }
            Kind::Struct => {
                shape.literal = true;
                self.next();
                self.want(Kind::LBrace);
                self.list("struct type", Kind::Semi, Kind::RBrace, |r| {
                    r.field();
                    false
                });
            }
            Kind::Interface => {
                self.next();
                self.want(Kind::LBrace);
                self.list("interface type", Kind::Semi, Kind::RBrace, |r| {
                    r.interface_elem();
                    false
                });
            }
            Kind::Ident => {
                self.next();
                self.rest_of_type_name();
            }
            Kind::LParen => {
                self.next();
                self.ty();
                self.want(Kind::RParen);
            }
            _ => return None,
        }
        Some(shape)
    }

    fn chan_elem(&mut self, dir: ChanDir) -> Vec<(ChanDir, usize)> {
        let start = self.at;
        let elem = self.type_shape();
        if elem.is_none() {
            self.syntax_error("missing channel element type");
        }
        let mut chan = vec![(dir, start)];
        chan.extend(elem.unwrap_or_default().chan);
        chan
    }

    /// The length of an array type and `]`, after `[`.
    pub(super) fn array_length(&mut self) {
        if !self.got(Kind::Ellipsis) {
            self.nesting += 1;
            self.expr();
            self.nesting -= 1;
        }
        if self.is(Kind::Comma) {
            self.syntax_error("unexpected comma; expected ]");
            self.next();
        }
        self.want(Kind::RBrack);
    }

    /// A possibly qualified, possibly instantiated type name.
    fn type_name(&mut self) {
        if !self.got(Kind::Ident) {
            self.syntax_error("expected name");
            self.advance(&[Kind::Dot, Kind::Semi, Kind::RBrace]);
        }
        self.rest_of_type_name();
    }

    fn rest_of_type_name(&mut self) {
        if self.got(Kind::Dot) {
            self.name();
        }
        if self.got(Kind::LBrack) {
            if self.is(Kind::RBrack) {
                self.syntax_error("expected type argument list");
            } else {
                self.type_list(true);
            }
            self.want(Kind::RBrack);
        }
    }

    /// Type arguments; unless `strict`, the first may be any expression. Answers the first and
    /// whether there was a comma.
    pub(super) fn type_list(&mut self, strict: bool) -> (Operand, bool) {
        self.nesting += 1;
        let first = if strict {
            self.ty();
            Operand::default()
        } else {
            self.expr()
        };
        let comma = self.got(Kind::Comma);
        if comma && self.opt_type() {
            while self.got(Kind::Comma) && self.opt_type() {}
        }
        self.nesting -= 1;
        (first, comma)
    }

    /// `[n]T` or type arguments after a name; answers whether it is an array or slice type.
    fn array_or_type_args(&mut self) -> bool {
        self.want(Kind::LBrack);
        if self.got(Kind::RBrack) {
            self.ty();
            return true;
        }
        let (_, comma) = self.type_list(false);
        self.want(Kind::RBrack);
        !comma && self.opt_type()
    }

    // -------------------------------------------------------------------------------------------
    // Structs and interfaces

    fn field(&mut self) {
        match self.kind() {
            Kind::Ident => {
                self.next();
                if matches!(self.kind(), Kind::Dot | Kind::Semi | Kind::RBrace) || self.is_literal()
                {
                    self.rest_of_type_name();
                } else if self.is(Kind::LBrack) {
                    self.array_or_type_args();
                } else {
                    self.more_names();
                    self.ty();
                }
            }
            Kind::Star => {
                self.next();
                if self.is(Kind::LParen) {
                    self.syntax_error("cannot parenthesize embedded type");
                    self.next();
                    self.type_name();
                    self.got(Kind::RParen);
                } else {
                    self.type_name();
                }
            }
            Kind::LParen => {
                self.syntax_error("cannot parenthesize embedded type");
                self.next();
                self.got(Kind::Star);
                self.type_name();
                self.got(Kind::RParen);
            }
            _ => {
                self.syntax_error("expected field name or embedded type");
                return self.advance(&[Kind::Semi, Kind::RBrace]);
            }
        }
        if let Kind::Literal(kind) = self.kind() {
            if kind != LitKind::String {
                self.error_at(self.pos(), "struct field tag must be a string");
            }
            self.next();
        }
    }

    fn interface_elem(&mut self) {
        if !self.is(Kind::Ident) {
            return self.type_elem();
        }
        const CONTEXT: &str = "interface method";
        self.next();
        match self.kind() {
            Kind::LParen => return self.signature(CONTEXT),
            Kind::LBrack => {
                let at = self.pos();
                self.next();
                let inner = self.pos();
                if self.got(Kind::RBrack) {
                    if self.is(Kind::LParen) {
                        self.error_at(inner, "empty type parameter list");
                        return self.signature(CONTEXT);
                    }
                    self.error_at(inner, "empty type argument list");
                } else {
                    // A method's type parameters look like type arguments until one is named.
                    let params = self.param_list(Kind::RBrack, false, false);
                    if params.first().is_some_and(|p| p.named) {
                        self.signature(CONTEXT);
                        return self.error_at(at, "interface method must have no type parameters");
                    }
                    if params.is_empty() && self.is(Kind::LParen) {
                        return self.signature(CONTEXT);
                    }
                }
            }
            _ => self.rest_of_type_name(),
        }
        self.rest_of_union();
    }

    fn type_elem(&mut self) {
        self.type_term();
        self.rest_of_union();
    }

    fn rest_of_union(&mut self) {
        while self.got(Kind::Pipe) {
            self.type_term();
        }
    }

    fn type_term(&mut self) {
        if self.got(Kind::Tilde) {
            self.ty();
        } else if !self.opt_type() {
            self.syntax_error("expected ~ term or type");
            // Pipe stands for any operator.
            self.advance(&[Kind::Pipe, Kind::Semi, Kind::RParen, Kind::RBrack, Kind::RBrace]);
        }
    }

    // -------------------------------------------------------------------------------------------
    // Signatures

    /// Type parameters, parameters and results. With a context type parameters are refused.
    pub(super) fn signature(&mut self, context: &str) {
        let at = self.pos();
        if self.got(Kind::LBrack) {
            if !context.is_empty() {
                self.syntax_error_at(at, &format!("{context} must have no type parameters"));
            }
            if self.is(Kind::RBrack) {
                self.syntax_error("empty type parameter list");
                self.next();
            } else {
                self.params(Kind::RBrack, true, false);
            }
        }
        self.want(Kind::LParen);
        self.params(Kind::RParen, false, true);
        if self.got(Kind::LParen) {
            self.params(Kind::RParen, false, false);
        } else {
            self.opt_type();
        }
    }

    /// Parameters up to `close`; answers how many there are.
    pub(super) fn params(&mut self, close: Kind, require_names: bool, dots_ok: bool) -> usize {
        self.param_list(close, require_names, dots_ok).len()
    }

    fn param_list(&mut self, close: Kind, require_names: bool, dots_ok: bool) -> Vec<Param> {
        let mut list: Vec<Param> = Vec::new();
        let end = self.list("parameter list", Kind::Comma, close, |r| {
            list.extend(r.param(close));
            false
        });
        if list.is_empty() {
            return list;
        }
        let named = list.iter().filter(|p| p.named).count();
        let typed = list.iter().filter(|p| p.type_at.is_some()).count();
        // Without any name, names are types.
        if (named > 0 || require_names) && named != list.len() {
            self.check_named(&mut list, end, require_names, named == typed);
        } else if named == 0 && !require_names {
            for param in &mut list {
                param.named = false;
            }
        }
        let last = list.len() - 1;
        let wrong = |&(i, p): &(usize, &Param)| p.dots.is_some() && (!dots_ok || i < last);
        let wrong = list.iter().enumerate().find(wrong).and_then(|(_, p)| p.dots);
        if let Some(at) = wrong {
            let msg = "can only use ... with final parameter";
            self.error_at(at, if dots_ok { msg } else { "invalid use of ..." });
        }
        list
    }

    /// Some parameters have names and some have none, or no type.
    fn check_named(&mut self, list: &mut [Param], end: u32, require_names: bool, no_type: bool) {
        let mut at = None;
        let mut ty: Option<(u32, Option<u32>)> = None;
        for param in list.iter_mut().rev() {
            if let Some(type_at) = param.type_at {
                ty = Some((type_at, param.dots));
                if !param.named {
                    at = Some(type_at);
                    param.named = true;
                }
            } else if let Some((_, dots)) = ty {
                param.named = true;
                param.dots = dots;
            } else {
                at = Some(param.at);
            }
        }
        let Some(at) = at else { return };
        let msg = match (no_type, require_names) {
            (true, true) => "missing type constraint",
            (true, false) => "missing parameter type",
            (false, true) if list.len() == 1 => {
                "missing type parameter name or invalid array length"
            }
            (false, true) => "missing type parameter name",
            (false, false) => "missing parameter name",
        };
        self.syntax_error_at(if no_type { end } else { at }, msg);
    }

    /// Where gc says a type starts that starts here: a function type after its keyword.
    fn type_pos(&self) -> u32 {
        let after = usize::from(self.is(Kind::Func));
        self.tokens.get(self.at + after).map_or(0, |t| t.lo)
    }

    fn param(&mut self, follow: Kind) -> Option<Param> {
        // Type elements are fine in type parameter lists.
        let elems = follow == Kind::RBrack;
        let at = self.type_pos();
        let unnamed = Param { at, named: false, type_at: Some(at), dots: None };
        if elems && self.is(Kind::Tilde) {
            self.type_elem();
            return Some(unnamed);
        }
        let name = self.got(Kind::Ident);
        let type_at = self.type_pos();
        if name {
            let named = match self.kind() {
                Kind::LBrack => Some(self.array_or_type_args()),
                Kind::Dot => {
                    self.rest_of_type_name();
                    Some(false)
                }
                Kind::Pipe if elems => Some(false),
                _ => None,
            };
            if let Some(named) = named {
                if elems {
                    self.rest_of_union();
                }
                let type_at = Some(if named { type_at } else { at });
                return Some(Param { at, named, type_at, dots: None });
            }
        }
        if self.got(Kind::Ellipsis) {
            let dots = self.opt_type().then_some(type_at);
            if dots.is_none() {
                self.syntax_error("... is missing type");
            }
            return Some(Param { named: name, dots, type_at: Some(type_at), at });
        }
        if elems && self.is(Kind::Tilde) {
            self.type_elem();
            return Some(Param { named: name, type_at: Some(type_at), dots: None, at });
        }
        let typed = self.opt_type();
        if typed && elems {
            self.rest_of_union();
        }
        if name || typed {
            let type_at = typed.then_some(type_at);
            return Some(Param { named: name && typed, type_at, dots: None, at });
        }
        self.syntax_error(&format!("expected {}", super::word(follow)));
        self.advance(&[Kind::Comma, follow]);
        None
    }
}

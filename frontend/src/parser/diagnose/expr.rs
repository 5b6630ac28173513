//! Expressions.

use super::Reader;
use crate::ast::ChanDir;
use crate::lexer::token::{Kind, Token};
use crate::parser::actions::precedence;

/// An expression, as far as errors about it go.
#[derive(Clone, Default)]
pub(super) struct Operand {
    pub(super) form: Form,
    /// How many parentheses stand around it.
    pub(super) parens: u32,
    /// Whether it cannot be a type.
    value: bool,
    /// The tokens it is made of.
    pub(super) first: usize,
    pub(super) end: usize,
}

/// What an expression is.
#[derive(Clone, Default, PartialEq)]
pub(super) enum Form {
    #[default]
    Other,
    Name,
    Selector,
    Index,
    /// A type whose literals are unambiguous.
    LiteralType,
    Chan(Vec<(ChanDir, usize)>),
    /// `x.(type)`.
    Guard,
    Binary,
    /// A list of several expressions.
    List,
}

impl Reader<'_> {
    pub(super) fn expr(&mut self) -> Operand {
        self.binary_expr(0)
    }

    pub(super) fn expr_list(&mut self) -> Operand {
        let mut x = self.expr();
        while self.got(Kind::Comma) {
            self.expr();
            x = Operand { form: Form::List, first: x.first, ..Operand::default() };
        }
        x.end = self.at;
        x
    }

    fn binary_precedence(&self) -> u8 {
        use crate::ast::BinaryOp as Op;
        match self.kind() {
            Kind::Op(op) => precedence(op),
            Kind::Plus | Kind::Minus | Kind::Pipe | Kind::Caret => precedence(Op::Add),
            Kind::Star | Kind::Amp => precedence(Op::Mul),
            _ => 0,
        }
    }

    fn binary_expr(&mut self, outer: u8) -> Operand {
        let mut x = self.unary_expr();
        loop {
            let inner = self.binary_precedence();
            if inner <= outer {
                return x;
            }
            self.next();
            self.binary_expr(inner);
            x = Operand { form: Form::Binary, value: true, first: x.first, ..Operand::default() };
            x.end = self.at;
        }
    }

    fn unary_expr(&mut self) -> Operand {
        let first = self.at;
        let mut x = match self.kind() {
            Kind::Star => {
                self.next();
                self.unary_expr();
                Operand::default()
            }
            Kind::Plus | Kind::Minus | Kind::Not | Kind::Caret | Kind::Tilde | Kind::Amp => {
                self.next();
                self.unary_expr();
                Operand { value: true, ..Operand::default() }
            }
            Kind::Arrow => {
                self.next();
                let x = self.unary_expr();
                match x {
                    Operand { form: Form::Chan(mut chan), parens: 0, .. } => {
                        self.take_arrow(&mut chan);
                        Operand { form: Form::Chan(chan), ..Operand::default() }
                    }
                    _ => Operand { value: true, ..Operand::default() },
                }
            }
            _ => self.primary_expr(),
        };
        x.first = first;
        x.end = self.at;
        x
    }

    /// `<-` in front of a channel type belongs to the type: `<-chan<- chan E` is
    /// `<-chan (<-chan E)`.
    fn take_arrow(&mut self, chan: &mut [(ChanDir, usize)]) {
        for (dir, _) in chan.iter_mut() {
            match std::mem::replace(dir, ChanDir::Recv) {
                ChanDir::Send => {}
                ChanDir::Recv => return self.syntax_error("unexpected <-, expected chan"),
                ChanDir::Both => return,
            }
        }
        if let Some(&(_, elem)) = chan.last() {
            let elem = self.print(elem, self.at);
            self.syntax_error(&format!("unexpected {elem}, expected chan"));
        }
    }

    fn operand(&mut self) -> Operand {
        let value = Operand { value: true, ..Operand::default() };
        match self.kind() {
            Kind::Ident => {
                self.next();
                Operand { form: Form::Name, ..Operand::default() }
            }
            Kind::Literal(_) => {
                self.next();
                value
            }
            Kind::LParen => {
                self.next();
                self.nesting += 1;
                let mut x = self.expr();
                self.nesting -= 1;
                self.want(Kind::RParen);
                x.parens += 1;
                x
            }
            Kind::Func => {
                self.next();
                self.signature("function type");
                if self.is(Kind::LBrace) {
                    self.nesting += 1;
                    self.func_body();
                    self.nesting -= 1;
                    return value;
                }
                Operand::default()
            }
            Kind::LBrack | Kind::Chan | Kind::Map | Kind::Struct | Kind::Interface => {
                let shape = self.type_shape().unwrap_or_default();
                let form = match shape {
                    s if !s.chan.is_empty() => Form::Chan(s.chan),
                    s if s.literal => Form::LiteralType,
                    _ => Form::Other,
                };
                Operand { form, ..Operand::default() }
            }
            _ => {
                self.syntax_error("expected expression");
                self.advance(&[Kind::RParen, Kind::RBrack, Kind::RBrace]);
                Operand::default()
            }
        }
    }

    pub(super) fn primary_expr(&mut self) -> Operand {
        let first = self.at;
        let mut x = self.operand();
        loop {
            match self.kind() {
                Kind::Dot => {
                    self.next();
                    x = self.selector();
                }
                Kind::LBrack => {
                    self.next();
                    x = self.index(&x);
                }
                Kind::LParen => {
                    self.next();
                    self.nesting += 1;
                    self.list("argument list", Kind::Comma, Kind::RParen, |r| {
                        r.expr();
                        r.got(Kind::Ellipsis)
                    });
                    self.nesting -= 1;
                    x = Operand { value: true, ..Operand::default() };
                }
                Kind::LBrace => {
                    let fits = match x.form {
                        Form::Name | Form::Selector => self.nesting >= 0,
                        Form::Index => self.nesting >= 0 && !x.value,
                        Form::LiteralType => true,
                        _ => false,
                    };
                    if !fits {
                        break;
                    }
                    if x.parens > 0 {
                        self.syntax_error("cannot parenthesize type in composite literal");
                    }
                    self.literal_value();
                    x = Operand { value: true, ..Operand::default() };
                }
                _ => break,
            }
        }
        x.first = first;
        x.end = self.at;
        x
    }

    /// What follows a dot.
    fn selector(&mut self) -> Operand {
        if self.got(Kind::Ident) {
            return Operand { form: Form::Selector, ..Operand::default() };
        }
        if !self.got(Kind::LParen) {
            self.syntax_error("expected name or (");
            self.advance(&[Kind::Semi, Kind::RParen]);
            return Operand::default();
        }
        let form = if self.got(Kind::Type) {
            Form::Guard
        } else {
            self.ty();
            Form::Other
        };
        self.want(Kind::RParen);
        Operand { form, value: true, ..Operand::default() }
    }

    /// What follows `x[`.
    fn index(&mut self, x: &Operand) -> Operand {
        if !self.is(Kind::Colon) {
            let (i, comma) = if self.is(Kind::RBrack) {
                self.syntax_error("expected operand");
                (Operand::default(), false)
            } else {
                self.type_list(false)
            };
            if comma || self.is(Kind::RBrack) {
                self.want(Kind::RBrack);
                let value = x.value || i.value;
                return Operand { form: Form::Index, value, ..Operand::default() };
            }
        }
        if !self.got(Kind::Colon) {
            self.syntax_error("expected comma, : or ]");
            self.advance(&[Kind::Comma, Kind::Colon, Kind::RBrack]);
        }
        self.nesting += 1;
        let mut middle = false;
        if !self.is(Kind::Colon) && !self.is(Kind::RBrack) {
            self.expr();
            middle = true;
        }
        if self.is(Kind::Colon) {
            if !middle {
                self.error_at(self.pos(), "middle index required in 3-index slice");
            }
            self.next();
            if self.is(Kind::RBrack) {
                self.error_at(self.pos(), "final index required in 3-index slice");
            } else {
                self.expr();
            }
        }
        self.nesting -= 1;
        self.want(Kind::RBrack);
        Operand { value: true, ..Operand::default() }
    }

    fn literal_value(&mut self) {
        self.nesting += 1;
        self.want(Kind::LBrace);
        self.list("composite literal", Kind::Comma, Kind::RBrace, |r| {
            r.element();
            if r.got(Kind::Colon) {
                r.element();
            }
            false
        });
        self.nesting -= 1;
    }

    fn element(&mut self) {
        if self.is(Kind::LBrace) {
            self.literal_value();
        } else {
            self.expr();
        }
    }

    /// Where an expression starts.
    pub(super) fn start(&self, x: &Operand) -> u32 {
        self.tokens.get(x.first).map_or(0, |t: &Token| t.lo)
    }
}

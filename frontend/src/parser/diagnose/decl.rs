//! Files and declarations.

use super::Reader;
use crate::ast::LitKind;
use crate::lexer::token::Kind;

const DECLARATIONS: [Kind; 5] = [Kind::Import, Kind::Const, Kind::Type, Kind::Var, Kind::Func];

impl Reader<'_> {
    pub(super) fn file(&mut self) {
        if !self.got(Kind::Package) {
            return self.syntax_error("package statement must be first");
        }
        self.name();
        self.want(Kind::Semi);
        if self.has_errors() {
            return;
        }
        let mut prev = Kind::Import;
        // Whether the last declaration is a function without a body.
        let mut bodiless = false;
        while !self.is(Kind::Eof) {
            if self.is(Kind::Import) && prev != Kind::Import {
                self.syntax_error("imports must appear before other declarations");
            }
            prev = self.kind();
            match prev {
                Kind::Import => self.declaration(Self::import_spec),
                Kind::Const => self.declaration(Self::const_spec),
                Kind::Type => self.declaration(Self::type_spec),
                Kind::Var => self.declaration(Self::var_spec),
                Kind::Func => {
                    self.next();
                    bodiless = self.func_decl();
                }
                _ => {
                    self.syntax_error(if prev == Kind::LBrace && bodiless {
                        "unexpected semicolon or newline before {"
                    } else {
                        "non-declaration statement outside function body"
                    });
                    self.advance(&DECLARATIONS);
                    continue;
                }
            }
            bodiless &= prev == Kind::Func;
            if !self.is(Kind::Eof) && !self.got(Kind::Semi) {
                self.syntax_error("after top level declaration");
                self.advance(&DECLARATIONS);
            }
        }
    }

    /// A keyword and one specification or a group of them.
    pub(super) fn declaration(&mut self, spec: fn(&mut Self)) {
        self.next();
        if !self.got(Kind::LParen) {
            return spec(self);
        }
        self.list("grouped declaration", Kind::Semi, Kind::RParen, |r| {
            spec(r);
            false
        });
    }

    fn import_spec(&mut self) {
        if matches!(self.kind(), Kind::Ident | Kind::Dot) {
            self.next();
        }
        match self.kind() {
            Kind::Literal(kind) => {
                let at = self.pos();
                self.next();
                if kind != LitKind::String {
                    self.syntax_error_at(at, "import path must be a string");
                }
            }
            _ => {
                self.syntax_error("missing import path");
                self.advance(&[Kind::Semi, Kind::RParen]);
            }
        }
    }

    pub(super) fn const_spec(&mut self) {
        self.name();
        self.more_names();
        if !matches!(self.kind(), Kind::Eof | Kind::Semi | Kind::RParen) {
            self.opt_type();
            if self.got_assign() {
                self.expr_list();
            }
        }
    }

    pub(super) fn var_spec(&mut self) {
        self.name();
        self.more_names();
        if self.got_assign() {
            self.expr_list();
            return;
        }
        self.ty();
        if self.got_assign() {
            self.expr_list();
        }
    }

    pub(super) fn type_spec(&mut self) {
        self.name();
        let found = if self.token().kind == Kind::LTypeParams {
            self.next();
            self.params(Kind::RBrack, true, false);
            self.got_assign();
            self.opt_type()
        } else if self.got(Kind::LBrack) {
            if !self.got(Kind::RBrack) {
                self.array_length();
            }
            self.ty();
            true
        } else {
            self.got_assign();
            self.opt_type()
        };
        if !found {
            self.syntax_error("in type declaration");
            self.advance(&[Kind::Semi, Kind::RParen]);
        }
    }

    /// A function or method after `func`; answers whether it has no body.
    fn func_decl(&mut self) -> bool {
        let method = self.got(Kind::LParen);
        if method {
            let n = self.params(Kind::RParen, false, false);
            let at = self.pos();
            match n {
                0 => self.error_at(at, "method has no receiver"),
                1 => {}
                _ => self.error_at(at, "method has multiple receivers"),
            }
        }
        if self.got(Kind::Ident) {
            self.signature("");
        } else {
            self.syntax_error(if method { "expected name" } else { "expected name or (" });
            self.advance(&[Kind::LBrace, Kind::Semi]);
        }
        if self.is(Kind::LBrace) {
            self.func_body();
            return false;
        }
        true
    }

    pub(super) fn func_body(&mut self) {
        self.functions += 1;
        self.block("");
        self.functions -= 1;
    }
}

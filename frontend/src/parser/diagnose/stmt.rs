//! Statements.

use super::expr::{Form, Operand};
use super::{Reader, semicolon};
use crate::lexer::token::{Kind, Token};

/// A simple statement, as far as errors about it go.
struct Simple {
    form: StmtForm,
    /// The tokens it is made of.
    first: usize,
    end: usize,
}

/// A `for` header ends after its first part; already reported.
struct MissingCondition;

#[derive(PartialEq)]
enum StmtForm {
    Expr,
    Range,
    /// `=`, with where it stands and whether the sides are binary expressions.
    Assign(usize, bool, bool),
    /// `:=`.
    Define(usize),
    /// What else is no expression, and the token it is known by.
    Other(usize),
}

impl Reader<'_> {
    pub(super) fn block(&mut self, context: &str) {
        if !self.got(Kind::LBrace) {
            self.syntax_error(&format!("expected {{ after {context}"));
            self.advance(&[Kind::Ident, Kind::RBrace]);
            if self.got(Kind::RBrace) {
                return;
            }
        }
        self.stmt_list();
        self.want(Kind::RBrace);
    }

    fn stmt_list(&mut self) {
        while !matches!(self.kind(), Kind::Eof | Kind::RBrace | Kind::Case | Kind::Default) {
            if !self.stmt() {
                return;
            }
            if !self.got(Kind::Semi) && !self.is(Kind::RBrace) {
                self.syntax_error("at end of statement");
                self.advance(&[Kind::Semi, Kind::RBrace, Kind::Case, Kind::Default]);
                self.got(Kind::Semi);
            }
        }
    }

    /// Reads a statement if there is one; answers whether there was.
    fn stmt(&mut self) -> bool {
        match self.kind() {
            Kind::Ident => {
                let lhs = self.expr_list();
                if lhs.form == Form::Name && lhs.parens == 0 && self.is(Kind::Colon) {
                    return self.labeled();
                }
                self.simple_stmt(Some(lhs), Kind::Eof);
            }
            Kind::Var => self.declaration(Self::var_spec),
            Kind::Const => self.declaration(Self::const_spec),
            Kind::Type => self.declaration(Self::type_spec),
            Kind::LBrace => self.block(""),
            Kind::Plus
            | Kind::Minus
            | Kind::Star
            | Kind::Amp
            | Kind::Caret
            | Kind::Not
            | Kind::Literal(_)
            | Kind::Func
            | Kind::LParen
            | Kind::LBrack
            | Kind::Struct
            | Kind::Map
            | Kind::Chan
            | Kind::Interface
            | Kind::Arrow => {
                self.simple_stmt(None, Kind::Eof);
            }
            Kind::For => {
                self.header(Kind::For);
                self.block("for clause");
            }
            Kind::Switch => {
                self.header(Kind::Switch);
                self.clauses("switch");
            }
            Kind::Select => {
                self.next();
                self.clauses("select");
            }
            Kind::If => self.if_stmt(),
            Kind::Fallthrough => self.next(),
            Kind::Break | Kind::Continue => {
                self.next();
                self.got(Kind::Ident);
            }
            Kind::Go => self.call_stmt("go"),
            Kind::Defer => self.call_stmt("defer"),
            Kind::Goto => {
                self.next();
                self.name();
            }
            Kind::Return => {
                self.next();
                if !self.is(Kind::Semi) && !self.is(Kind::RBrace) {
                    self.expr_list();
                }
            }
            Kind::Semi => {}
            _ => return false,
        }
        true
    }

    fn labeled(&mut self) -> bool {
        let at = self.pos();
        self.want(Kind::Colon);
        if self.is(Kind::RBrace) || self.stmt() {
            return true;
        }
        self.syntax_error_at(at, "missing statement after label");
        false
    }

    fn call_stmt(&mut self, keyword: &str) {
        self.next();
        let x = self.primary_expr();
        if x.parens > 0 {
            let at = self.start(&x);
            self.error_at(at, format!("expression in {keyword} must not be parenthesized"));
        }
    }

    fn if_stmt(&mut self) {
        self.header(Kind::If);
        self.block("if clause");
        if self.got(Kind::Else) {
            match self.kind() {
                Kind::If => self.if_stmt(),
                Kind::LBrace => self.block(""),
                _ => {
                    self.syntax_error("else must be followed by if or statement block");
                    self.advance(&[Kind::Ident, Kind::RBrace]);
                }
            }
        }
    }

    /// The clauses of a switch or select statement.
    fn clauses(&mut self, keyword: &str) {
        if !self.got(Kind::LBrace) {
            self.syntax_error(&format!("missing {{ after {keyword} clause"));
            self.advance(&[Kind::Case, Kind::Default, Kind::RBrace]);
        }
        while !self.is(Kind::Eof) && !self.is(Kind::RBrace) {
            if self.got(Kind::Case) {
                if keyword == "switch" {
                    self.expr_list();
                } else {
                    self.simple_stmt(None, Kind::Eof);
                }
            } else if !self.got(Kind::Default) {
                self.syntax_error("expected case or default or }");
                self.advance(&[Kind::Colon, Kind::Case, Kind::Default, Kind::RBrace]);
            }
            self.want(Kind::Colon);
            self.stmt_list();
        }
        self.want(Kind::RBrace);
    }

    /// A simple statement in the header of `keyword`, whose left side may have been read.
    fn simple_stmt(&mut self, lhs: Option<Operand>, keyword: Kind) -> Simple {
        let mut first = self.at;
        if lhs.is_none() && keyword == Kind::For && self.got(Kind::Range) {
            self.expr();
            return Simple { form: StmtForm::Range, first, end: self.at };
        }
        let lhs = lhs.unwrap_or_else(|| self.expr_list());
        first = first.min(lhs.first);
        let op = self.at;
        let form = match self.kind() {
            Kind::Assign | Kind::Define => {
                let define = self.is(Kind::Define);
                self.next();
                if keyword == Kind::For && self.got(Kind::Range) {
                    self.expr();
                    return Simple { form: StmtForm::Range, first, end: self.at };
                }
                let rhs = self.expr_list();
                let guard = rhs.form == Form::Guard && rhs.parens == 0;
                if guard && keyword == Kind::Switch && define && lhs.form == Form::Name {
                    StmtForm::Expr
                } else if define {
                    StmtForm::Define(op)
                } else {
                    let binary = |x: &Operand| x.form == Form::Binary && x.parens == 0;
                    StmtForm::Assign(op, binary(&lhs), binary(&rhs))
                }
            }
            _ if lhs.form == Form::List => {
                self.syntax_error("expected := or = or comma");
                self.advance(&[Kind::Semi, Kind::RBrace]);
                StmtForm::Expr
            }
            Kind::OpAssign(_) | Kind::Arrow => {
                self.next();
                self.expr();
                StmtForm::Other(op)
            }
            Kind::IncDec(_) => {
                self.next();
                StmtForm::Other(op)
            }
            _ => StmtForm::Expr,
        };
        Simple { form, first, end: self.at }
    }

    /// The header of an `if`, `for` or `switch` statement, keyword included.
    fn header(&mut self, keyword: Kind) {
        self.want(keyword);
        if self.is(Kind::LBrace) {
            if keyword == Kind::If {
                self.syntax_error("missing condition in if statement");
            }
            return;
        }
        let outer = std::mem::replace(&mut self.nesting, -1);
        self.header_parts(keyword);
        self.nesting = outer;
    }

    fn header_parts(&mut self, keyword: Kind) {
        let mut init = None;
        if !self.is(Kind::Semi) {
            if self.got(Kind::Var) {
                let name = super::word(keyword).trim_start_matches("keyword ");
                self.syntax_error(&format!("var declaration not allowed in {name} initializer"));
            }
            let stmt = self.simple_stmt(None, keyword);
            if stmt.form == StmtForm::Range {
                return;
            }
            init = Some(stmt);
        }
        let mut semi: Option<Token> = None;
        let cond = if self.is(Kind::LBrace) {
            init
        } else {
            if self.is(Kind::Semi) {
                semi = Some(self.token());
                self.next();
            } else {
                self.want(Kind::LBrace);
                if !self.is(Kind::LBrace) {
                    self.advance(&[Kind::LBrace, Kind::RBrace]);
                }
            }
            if keyword == Kind::For {
                match self.for_parts() {
                    Ok(cond) => cond,
                    Err(MissingCondition) => return,
                }
            } else if self.is(Kind::LBrace) {
                None
            } else {
                Some(self.simple_stmt(None, keyword))
            }
        };
        match cond {
            None => {
                if let (Kind::If, Some(semi)) = (keyword, semi) {
                    let msg = match semi.kind {
                        Kind::Semi => "missing condition in if statement".to_owned(),
                        kind => {
                            format!("unexpected {}, expected {{ after if clause", semicolon(kind))
                        }
                    };
                    self.syntax_error_at(semi.lo, &msg);
                }
            }
            Some(stmt) => self.check_condition(&stmt),
        }
    }

    /// Condition and post statement of a `for` header.
    fn for_parts(&mut self) -> Result<Option<Simple>, MissingCondition> {
        let mut cond = None;
        if !self.is(Kind::Semi) {
            if self.is(Kind::LBrace) {
                self.syntax_error("expected for loop condition");
                return Err(MissingCondition);
            }
            cond = Some(self.simple_stmt(None, Kind::Eof));
        }
        self.want(Kind::Semi);
        if !self.is(Kind::LBrace) {
            let post = self.simple_stmt(None, Kind::Eof);
            if let StmtForm::Define(op) = post.form {
                let at = self.tokens[op].lo;
                self.syntax_error_at(at, "cannot declare in post statement of for loop");
            }
        }
        Ok(cond)
    }

    /// A condition must be an expression; `=` for `==` is the usual mistake.
    fn check_condition(&mut self, stmt: &Simple) {
        let Simple { ref form, first, end } = *stmt;
        let (at, what) = match *form {
            StmtForm::Expr | StmtForm::Range => return,
            StmtForm::Define(op) | StmtForm::Other(op) => (op, self.print(first, end)),
            StmtForm::Assign(op, left, right) => {
                let side =
                    |binary: bool, text: String| if binary { format!("({text})") } else { text };
                let lhs = side(left, self.print(first, op));
                let rhs = side(right, self.print(op + 1, end));
                (op, format!("assignment {lhs} = {rhs}"))
            }
        };
        let at = self.tokens[at].lo;
        self.syntax_error_at(at, &format!("cannot use {what} as value"));
    }
}

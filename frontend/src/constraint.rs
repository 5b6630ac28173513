//! Build constraints: the expressions of `//go:build` lines and of the older `// +build` lines.
//!
//! Grammar and words are those of package go/build/constraint. Who evaluates an expression says
//! which tags hold; what follows from it about the language version is here.

use std::fmt;
use std::iter;

/// More operands than this are refused.
const MAX_OPERANDS: usize = 1000;

/// A constraint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Constraint {
    /// A tag holds.
    Tag(String),
    /// The operand does not hold.
    Not(Box<Self>),
    /// Both operands hold.
    And(Box<Self>, Box<Self>),
    /// An operand holds.
    Or(Box<Self>, Box<Self>),
}

/// The expression of a `//go:build` line, if the line is one.
pub fn go_build(line: &str) -> Option<&str> {
    after_word(line.strip_prefix("//go:build")?)
}

/// The options of a `// +build` line, if the line is one.
pub fn plus_build(line: &str) -> Option<&str> {
    after_word(line.strip_prefix("//")?.trim().strip_prefix("+build")?)
}

/// What follows a word that ends where `rest` begins.
fn after_word(rest: &str) -> Option<&str> {
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim())
}

/// Parses the expression of a `//go:build` line.
///
/// # Errors
/// What is wrong with it, in Go's words.
pub fn parse(text: &str) -> Result<Constraint, String> {
    let mut parser = Parser { rest: text, token: Token::End, operands: 0 };
    let parsed = parser.any()?;
    match parser.token {
        Token::End => Ok(parsed),
        token @ (Token::Tag(_) | Token::Sign(_)) => Err(format!("unexpected token {token}")),
    }
}

/// What the options of a `// +build` line mean: any of the words, all of the tags in a word.
pub fn parse_options(text: &str) -> Constraint {
    let ignore = || Constraint::Tag("ignore".to_owned());
    let tag = |name: &str| {
        let valid = !name.is_empty() && name.chars().all(in_tag);
        if valid { Constraint::Tag(name.to_owned()) } else { ignore() }
    };
    let literal = |word: &str| match word.strip_prefix('!') {
        Some(name) if name.is_empty() || name.starts_with('!') => ignore(),
        Some(name) => Constraint::Not(Box::new(tag(name))),
        None => tag(word),
    };
    let all = |word: &str| word.split(',').map(literal).reduce(Constraint::and);
    text.split_whitespace().filter_map(all).reduce(Constraint::or).unwrap_or_else(ignore)
}

/// Whether a tag may hold this character.
pub fn in_tag(c: char) -> bool {
    c.is_alphabetic() || c.is_numeric() || c == '_' || c == '.'
}

/// The minor version of a tag `go1.N`.
pub fn version(tag: &str) -> Option<u32> {
    if tag == "go1" { Some(0) } else { tag.split_once("go1.")?.1.parse().ok() }
}

impl Constraint {
    fn and(self, other: Self) -> Self {
        Self::And(Box::new(self), Box::new(other))
    }

    fn or(self, other: Self) -> Self {
        Self::Or(Box::new(self), Box::new(other))
    }

    /// Whether the constraint holds, if `holds` says which tags do.
    pub fn eval(&self, holds: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Tag(tag) => holds(tag),
            Self::Not(x) => !x.eval(holds),
            Self::And(x, y) => x.eval(holds) && y.eval(holds),
            Self::Or(x, y) => x.eval(holds) || y.eval(holds),
        }
    }

    /// All tags, in order.
    pub fn tags(&self) -> Vec<&str> {
        match self {
            Self::Tag(tag) => vec![tag],
            Self::Not(x) => x.tags(),
            Self::And(x, y) | Self::Or(x, y) => x.tags().into_iter().chain(y.tags()).collect(),
        }
    }

    /// The language version 1.N that must be there if the constraint holds.
    pub fn min_version(&self) -> Option<u32> {
        self.version_if(true)
    }

    /// The version that must be there if the constraint holds, or if it does not.
    fn version_if(&self, holds: bool) -> Option<u32> {
        match (self, holds) {
            (Self::Tag(tag), true) => version(tag),
            (Self::Tag(_), false) => None,
            (Self::Not(x), _) => x.version_if(!holds),
            // None counts as less than any version
            (Self::And(x, y), true) | (Self::Or(x, y), false) => {
                x.version_if(holds).max(y.version_if(holds))
            }
            (Self::And(x, y), false) | (Self::Or(x, y), true) => {
                x.version_if(holds).min(y.version_if(holds))
            }
        }
    }

    /// The same constraint with negations only at tags.
    fn pushed_down(&self, negated: bool) -> Self {
        match self {
            Self::Tag(_) if negated => Self::Not(Box::new(self.clone())),
            Self::Tag(_) => self.clone(),
            Self::Not(x) => x.pushed_down(!negated),
            Self::And(x, y) | Self::Or(x, y) => {
                let (x, y) = (x.pushed_down(negated), y.pushed_down(negated));
                let and = matches!(self, Self::And(..)) != negated;
                if and { x.and(y) } else { x.or(y) }
            }
        }
    }

    /// What `// +build` lines with this meaning say together.
    ///
    /// # Errors
    /// That no such lines can be written without rearranging the constraint.
    pub fn as_options(&self) -> Result<Self, String> {
        /// Whether an expression has alternatives below `depth` changes between `&&` and `||`.
        fn too_deep(x: &Constraint, in_or: bool, in_and_of_or: bool) -> bool {
            match x {
                Constraint::Or(..) if in_and_of_or => true,
                Constraint::Or(x, y) => too_deep(x, true, false) || too_deep(y, true, false),
                Constraint::And(x, y) => too_deep(x, in_or, in_or) || too_deep(y, in_or, in_or),
                Constraint::Tag(_) | Constraint::Not(_) => false,
            }
        }
        let pushed = self.pushed_down(false);
        if too_deep(&pushed, false, false) {
            return Err("expression too complex for // +build lines".to_owned());
        }
        Ok(pushed)
    }
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operand = |f: &mut fmt::Formatter<'_>, x: &Self, parenthesized: bool| {
            if parenthesized { write!(f, "({x})") } else { write!(f, "{x}") }
        };
        match self {
            Self::Tag(tag) => f.write_str(tag),
            Self::Not(x) => {
                f.write_str("!")?;
                operand(f, x, matches!(**x, Self::And(..) | Self::Or(..)))
            }
            Self::And(x, y) => {
                operand(f, x, matches!(**x, Self::Or(..)))?;
                f.write_str(" && ")?;
                operand(f, y, matches!(**y, Self::Or(..)))
            }
            Self::Or(x, y) => {
                operand(f, x, matches!(**x, Self::And(..)))?;
                f.write_str(" || ")?;
                operand(f, y, matches!(**y, Self::And(..)))
            }
        }
    }
}

/// A token of an expression.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Tag(&'a str),
    /// `(`, `)`, `!`, `&&` or `||`.
    Sign(&'a str),
    End,
}

impl fmt::Display for Token<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tag(text) | Self::Sign(text) => f.write_str(text),
            Self::End => Ok(()),
        }
    }
}

/// Reads an expression; `token` is the token in front of `rest`.
struct Parser<'a> {
    rest: &'a str,
    token: Token<'a>,
    operands: usize,
}

impl Parser<'_> {
    fn advance(&mut self) -> Result<(), String> {
        let text = self.rest.trim_start_matches([' ', '\t']);
        let Some(first) = text.chars().next() else {
            (self.rest, self.token) = (text, Token::End);
            return Ok(());
        };
        let tag = text.find(|c| !in_tag(c)).unwrap_or(text.len());
        let length = match first {
            '(' | ')' | '!' => 1,
            '&' | '|' if text[1..].starts_with(first) => 2,
            _ if tag > 0 => tag,
            _ => return Err(format!("invalid syntax at {first}")),
        };
        let (token, rest) = text.split_at(length);
        self.token = if tag > 0 { Token::Tag(token) } else { Token::Sign(token) };
        self.rest = rest;
        Ok(())
    }

    /// Operands with `sign` between them. Before: the first token is not read yet; after: the token
    /// behind the last operand is.
    fn operands(
        &mut self,
        sign: &str,
        operand: fn(&mut Self) -> Result<Constraint, String>,
        join: fn(Constraint, Constraint) -> Constraint,
    ) -> Result<Constraint, String> {
        let mut all = vec![operand(self)?];
        while self.token == Token::Sign(sign) {
            all.push(operand(self)?);
        }
        let mut all = all.into_iter();
        let first = all.next().ok_or_else(String::new)?;
        Ok(all.fold(first, join))
    }

    /// `a || b`.
    fn any(&mut self) -> Result<Constraint, String> {
        self.operands("||", Self::all, Constraint::or)
    }

    /// `a && b`.
    fn all(&mut self) -> Result<Constraint, String> {
        self.operands("&&", Self::not, Constraint::and)
    }

    /// `a` or `!a`.
    fn not(&mut self) -> Result<Constraint, String> {
        self.operands += 1;
        if self.operands > MAX_OPERANDS {
            return Err("build expression too large".to_owned());
        }
        self.advance()?;
        if self.token != Token::Sign("!") {
            return self.atom();
        }
        self.advance()?;
        if self.token == Token::Sign("!") {
            return Err("double negation not allowed".to_owned());
        }
        Ok(Constraint::Not(Box::new(self.atom()?)))
    }

    /// `tag` or `(a)`; the first token was read.
    fn atom(&mut self) -> Result<Constraint, String> {
        match self.token {
            Token::Tag(tag) => {
                self.advance()?;
                Ok(Constraint::Tag(tag.to_owned()))
            }
            Token::Sign("(") => {
                let unclosed = "missing close paren";
                let inner = self.any().map_err(|message| {
                    if message == END { unclosed.to_owned() } else { message }
                })?;
                if self.token != Token::Sign(")") {
                    return Err(unclosed.to_owned());
                }
                self.advance()?;
                Ok(inner)
            }
            Token::Sign(sign) => Err(format!("unexpected token {sign}")),
            Token::End => Err(END.to_owned()),
        }
    }
}

/// What Go says where an operand is missing.
const END: &str = "unexpected end of expression";

/// The line comments in front of a file's first word, without those behind the last empty line
/// there (where `// +build` lines do not count), and the `//go:build` lines.
pub struct Head<'a> {
    /// `// +build` lines count among these.
    pub leading: Vec<&'a str>,
    /// `//go:build` lines.
    pub go_build: Vec<&'a str>,
}

/// Reads the head of a file.
pub fn head(text: &str) -> Head<'_> {
    let mut comments = Vec::new();
    let mut head = Head { leading: Vec::new(), go_build: Vec::new() };
    let mut rest = text.trim_start_matches('\u{feff}');
    let mut block_seen = false;
    while !rest.is_empty() {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let line = line.trim();
        if line.is_empty() {
            if !block_seen {
                head.leading.append(&mut comments);
            }
        } else if line.starts_with("//") {
            head.go_build.extend(iter::once(line).filter(|line| go_build(line).is_some()));
            comments.push(line);
        } else {
            block_seen = true;
            let start = rest.trim_start();
            let Some(end) = start.strip_prefix("/*").and_then(|inside| inside.find("*/")) else {
                break;
            };
            rest = &start[end + 4..];
            continue;
        }
        rest = after;
    }
    head
}

/// The constraint of a file's `//go:build` line, if it has one.
///
/// # Errors
/// What the go command says about the line.
pub fn of_file(head: &Head<'_>) -> Result<Option<Constraint>, String> {
    match head.go_build[..] {
        [] => Ok(None),
        [line] => parse(go_build(line).unwrap_or_default())
            .map(Some)
            .map_err(|message| format!("parsing //go:build line: {message}")),
        _ => Err("multiple //go:build comments".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> String {
        parse(text).map_or_else(|message| format!("error: {message}"), |x| x.to_string())
    }

    #[test]
    fn expressions_are_parsed_as_go_does() {
        for (text, want) in [
            ("a&&b||!c", "(a && b) || !c"),
            ("!(a || b) && (c && d)", "!(a || b) && c && d"),
            ("go1.21", "go1.21"),
            ("", "error: unexpected end of expression"),
            ("a &&", "error: unexpected end of expression"),
            ("(a ||", "error: missing close paren"),
            ("(a", "error: missing close paren"),
            ("(a b)", "error: missing close paren"),
            ("a b", "error: unexpected token b"),
            ("a & b", "error: invalid syntax at &"),
            ("a-b", "error: invalid syntax at -"),
            ("!!a", "error: double negation not allowed"),
            (")", "error: unexpected token )"),
        ] {
            assert_eq!(printed(text), want, "{text}");
        }
        assert_eq!(printed(&"a||".repeat(1001)), "error: build expression too large");
    }

    #[test]
    fn options_mean_the_same() {
        for (text, want) in [
            ("linux darwin,!cgo", "linux || (darwin && !cgo)"),
            ("", "ignore"),
            ("!!a b-c", "ignore || ignore"),
        ] {
            assert_eq!(parse_options(text).to_string(), want, "{text}");
        }
    }

    #[test]
    fn versions_follow() {
        for (text, want) in [
            ("go1.18 && linux", Some(18)),
            ("go1.18 || linux", None),
            ("go1.18 || go1.20", Some(18)),
            ("!go1.18", None),
            ("!(!go1.18 || linux)", Some(18)),
            ("go1", Some(0)),
        ] {
            assert_eq!(parse(text).expect("parses").min_version(), want, "{text}");
        }
    }

    #[test]
    fn heads() {
        let head = head(
            "// +build a\n\n//go:build b\n/* x\n*/ /* y */\n//go:build c\npackage p\n//go:build d\n",
        );
        assert_eq!(head.leading, ["// +build a"]);
        assert_eq!(head.go_build, ["//go:build b", "//go:build c"]);
        assert_eq!(of_file(&head), Err("multiple //go:build comments".to_owned()));
    }
}

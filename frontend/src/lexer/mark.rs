//! Marks what one token of lookahead cannot decide, so that the grammar stays LR(1).
//!
//! * the `{` that opens the body after an `if`, `for`, `switch` or `select` header (Go's old yacc
//!   grammar called it `LBODY`): in a header a plain `{` belongs to a composite literal only after
//!   a literal type or inside brackets;
//! * the `[` that opens the type parameters of `type T[P any] …`;
//! * the `)` of a function type's parameters when a result follows: whatever can start a type
//!   there is one;
//! * the `<-` in `chan<-`.
//!
//! The pass also bounds how deep the tree can get, so that nobody who walks it, not even `drop`,
//! runs out of stack.

use super::token::{Kind, Token};

/// How many brackets may be open at once.
const MAX_NESTING: usize = 1_000;
/// How high the tree may get through brackets and chains like `a + a + …` together.
const MAX_HEIGHT: usize = 12_000;
/// How many tokens may follow one another without a name or literal, as in `!!!…x`.
const MAX_PREFIXES: usize = 4_000;
/// How far ahead the end of a type parameter list is searched.
const MAX_LOOKAHEAD: usize = 1_000;

/// What the bracket around the current token is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Plain,
    /// `type (…)`.
    TypeGroup,
    /// `func(…)` of a function type or literal.
    FuncParams,
    /// `[…]` of an array, slice or map type.
    TypeLength,
}

/// The state inside one pair of brackets.
struct Level {
    bracket: Bracket,
    /// Between `if`, `for`, `switch`, `select` and their body.
    header: bool,
    /// The header's last type may go on with the `{` of a composite literal or a function body.
    literal: bool,
    /// Whether the last `]` at this level closed an array type's length.
    after_length: bool,
    /// Tokens at this level that may have added to the height since the last separator.
    links: usize,
}

impl Level {
    fn new(bracket: Bracket) -> Self {
        Self { bracket, header: false, literal: false, after_length: false, links: 0 }
    }
}

/// Marks the tokens. Answers the offset of a `case` or `default` that cannot stand where it does,
/// or, if the nesting is too deep, the index of the offending token.
pub fn mark(tokens: &mut [Token]) -> Result<Option<u32>, usize> {
    let mut misplaced = None;
    let mut levels = Vec::with_capacity(32);
    let mut level = Level::new(Bracket::Plain);
    let mut height = 0_usize;
    // Tokens since the last name or literal.
    let mut prefixes = 0_usize;
    // The two kinds before the current one.
    let (mut before, mut prev) = (Kind::Semi, Kind::Semi);
    for i in 0..tokens.len() {
        let kind = tokens[i].kind;
        match kind {
            Kind::Ident | Kind::Literal(_) => {
                prefixes = 0;
                (before, prev) = (prev, kind);
                continue;
            }
            Kind::Semi | Kind::SemiNewline | Kind::Comma | Kind::Case | Kind::Default => {
                height -= level.links;
                if matches!(kind, Kind::Case | Kind::Default) && !clause_fits(tokens, i) {
                    misplaced.get_or_insert(tokens[i].lo);
                }
                level.links = 0;
                prefixes = 0;
                level.literal = false;
                (before, prev) = (prev, kind);
                continue;
            }
            Kind::If | Kind::For | Kind::Switch | Kind::Select => {
                level.header = true;
                level.literal = false;
            }
            Kind::Func | Kind::Map | Kind::Struct => level.literal |= level.header,
            // In `<-chan <-chan T` the second arrow belongs to the element type.
            Kind::Arrow if prev == Kind::Chan && before != Kind::Arrow => {
                tokens[i].kind = Kind::ChanArrow;
            }
            Kind::LParen | Kind::LBrack | Kind::LBrace => {
                let bracket = open(tokens, i, before, prev, &mut level, levels.is_empty());
                levels.push(std::mem::replace(&mut level, Level::new(bracket)));
                if levels.len() > MAX_NESTING {
                    return Err(i);
                }
            }
            Kind::RParen | Kind::RBrack | Kind::RBrace => {
                if let Some(outer) = levels.pop() {
                    height -= level.links;
                    if kind == Kind::RParen
                        && level.bracket == Bracket::FuncParams
                        && tokens.get(i + 1).is_some_and(|t| t.kind.starts_type())
                    {
                        tokens[i].kind = Kind::RParams;
                    }
                    let after_length = level.bracket == Bracket::TypeLength;
                    level = outer;
                    level.after_length = after_length;
                }
            }
            // No type goes on here.
            Kind::Op(_)
            | Kind::Plus
            | Kind::Minus
            | Kind::Amp
            | Kind::Caret
            | Kind::Pipe
            | Kind::Assign
            | Kind::Define
            | Kind::OpAssign(_) => {
                level.literal = false;
            }
            _ => {}
        }
        // What makes whoever walks the tree recurse deeper counts more.
        let links = match kind {
            Kind::Colon | Kind::Else | Kind::Func | Kind::Chan | Kind::Map => 8,
            _ => 1,
        };
        prefixes += usize::from(!matches!(kind, Kind::RParen | Kind::RBrack | Kind::RBrace));
        level.links += links;
        height += links;
        if height > MAX_HEIGHT || prefixes > MAX_PREFIXES {
            return Err(i);
        }
        (before, prev) = (prev, if kind == Kind::Arrow { tokens[i].kind } else { kind });
    }
    Ok(misplaced)
}

/// Whether a clause can start at `i`: the statement before it must have ended, and a label must
/// have a statement.
fn clause_fits(tokens: &[Token], i: usize) -> bool {
    let kind = |back: usize| i.checked_sub(back).map_or(Kind::Eof, |i| tokens[i].kind);
    match kind(1) {
        Kind::Colon if kind(2) == Kind::Ident => {
            !(kind(3).is_semi() || matches!(kind(3), Kind::LBrace | Kind::LBody | Kind::Colon))
        }
        Kind::Colon | Kind::LBody => true,
        kind => kind.is_semi(),
    }
}

/// Handles the opening bracket at `i`; answers what it is.
fn open(
    tokens: &mut [Token],
    i: usize,
    before: Kind,
    prev: Kind,
    level: &mut Level,
    top: bool,
) -> Bracket {
    match tokens[i].kind {
        Kind::LParen => {
            // `[]T(x)` is a conversion; `[](T)` and `[]func(T) (T)` go on with the type.
            let converts = match prev {
                Kind::Ident | Kind::RBrace => true,
                Kind::RBrack => !level.after_length,
                _ => false,
            };
            if converts {
                level.literal = false;
            }
            match prev {
                // At top level `func (` after a semicolon is a method's receiver.
                Kind::Func if !(top && before.is_semi()) => Bracket::FuncParams,
                Kind::Type => Bracket::TypeGroup,
                _ => Bracket::Plain,
            }
        }
        Kind::LBrack => {
            let starts_spec = before == Kind::Type
                || level.bracket == Bracket::TypeGroup
                    && (before.is_semi() || before == Kind::LParen);
            if prev == Kind::Ident && starts_spec {
                if opens_type_params(tokens, i) {
                    tokens[i].kind = Kind::LTypeParams;
                }
                return Bracket::Plain;
            }
            let indexes =
                if prev == Kind::RBrack { !level.after_length } else { prev.ends_operand() };
            if indexes {
                return Bracket::Plain;
            }
            level.literal |= level.header;
            Bracket::TypeLength
        }
        _ => {
            if level.header && !matches!(prev, Kind::Struct | Kind::Interface) {
                if level.literal {
                    level.literal = false;
                } else {
                    tokens[i].kind = Kind::LBody;
                    level.header = false;
                }
            }
            Bracket::Plain
        }
    }
}

/// Whether the `[` at `i`, after the name of a type declaration, opens type parameters and not an
/// array length.
///
/// As in gc, `[P *C]` is an array length unless a comma follows or `C` can only be a type.
fn opens_type_params(tokens: &[Token], i: usize) -> bool {
    let kind = |i: usize| tokens.get(i).map_or(Kind::Eof, |t| t.kind);
    if kind(i + 1) != Kind::Ident {
        return false;
    }
    match kind(i + 2) {
        Kind::Star | Kind::LParen => {}
        Kind::RBrack
        | Kind::Op(_)
        | Kind::Plus
        | Kind::Minus
        | Kind::Amp
        | Kind::Caret
        | Kind::Pipe
        | Kind::Dot
        | Kind::LBrace
        | Kind::Eof => return false,
        _ => return true,
    }
    let mut depth = 0_usize;
    let mut prev = Kind::Star;
    for j in i + 2..i + 2 + MAX_LOOKAHEAD {
        match kind(j) {
            Kind::Comma if depth == 0 => return true,
            Kind::Op(_) | Kind::Plus | Kind::Minus | Kind::Amp | Kind::Caret if depth == 0 => {
                return false;
            }
            Kind::Tilde | Kind::Map | Kind::Chan | Kind::Func | Kind::Struct | Kind::Interface => {
                return true;
            }
            Kind::LBrack if !prev.ends_operand() => return true,
            Kind::LBrack | Kind::LParen | Kind::LBrace => depth += 1,
            Kind::RBrack if depth == 0 => return false,
            Kind::RBrack | Kind::RParen | Kind::RBrace => depth = depth.saturating_sub(1),
            Kind::Eof => return false,
            k if k.is_semi() => return false,
            _ => {}
        }
        prev = kind(j);
    }
    false
}

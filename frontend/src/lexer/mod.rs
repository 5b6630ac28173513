//! Tokens: bytes → tokens with semicolons → tokens with marks.
//!
//! 1. [`token`] says what the tokens are; logos makes the automaton.
//! 2. [`literal`] ends and checks literals, in gc's words.
//! 3. [`scan`] drops comments and inserts semicolons (spec §Semicolons).
//! 4. [`mark`] gives new names to tokens that one token of lookahead cannot tell apart.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each place looks for a few of many tokens or nodes"
)]

pub mod comments;
pub mod directives;
pub mod literal;
pub mod mark;
pub mod outline;
pub mod token;

use literal::Errors;
use logos::Logos;
use outline::Outlined;
use token::{Kind, Logo, Token};

/// The bytes as text, or the offset of the first byte that is not UTF-8.
pub fn check_utf8(bytes: Vec<u8>) -> Result<String, usize> {
    String::from_utf8(bytes).map_err(|e| e.utf8_error().valid_up_to())
}

/// The tokens of a file, semicolons inserted, `Eof` at the end; and what is wrong with them.
pub fn scan(text: &str) -> (Vec<Token>, Errors) {
    let mut tokens = Vec::with_capacity(text.len() / 4 + 2);
    let mut errors = run(text, 0, &mut tokens, None);
    check_characters(text, &mut errors);
    (tokens, errors)
}

/// Like [`scan`], but leaves out declared functions; answers where they are.
pub fn scan_outline(text: &str) -> (Vec<Token>, Vec<Outlined>, Errors) {
    let mut tokens = Vec::with_capacity(text.len() / 16 + 2);
    let mut outlined = Vec::with_capacity(text.len() / 256 + 2);
    let errors = run(text, 0, &mut tokens, Some(&mut outlined));
    (tokens, outlined, errors)
}

/// Appends the tokens of a part of a file.
pub fn scan_part(text: &str, lo: u32, hi: u32, tokens: &mut Vec<Token>) -> Errors {
    run(&text[lo as usize..hi as usize], lo, tokens, None)
}

/// Appends the tokens of `text`, which starts at offset `base` of its file.
fn run(
    text: &str,
    base: u32,
    tokens: &mut Vec<Token>,
    mut outlined: Option<&mut Vec<Outlined>>,
) -> Errors {
    let mut lex: Logo<'_> = Kind::lexer(text);
    let mut ends_line = false;
    // How many brackets are open.
    let mut depth = 0_usize;
    while let Some(kind) = lex.next() {
        let span = lex.span();
        let (lo, hi) = (base + to32(span.start), base + to32(span.end));
        let kind = match kind {
            // spec: "a general comment containing one or more newlines acts like a newline"
            Ok(Kind::Newline | Kind::BlockComment(true)) if ends_line => Kind::SemiNewline,
            Ok(Kind::Newline | Kind::BlockComment(_) | Kind::LineComment) => continue,
            Ok(kind) => kind,
            Err(()) => {
                let c = lex.slice().chars().next().unwrap_or_default();
                lex.extras.push((lo, format!("invalid character {}", describe(c))));
                continue;
            }
        };
        if kind == Kind::Ident && !lex.slice().is_ascii() {
            check_ident(lex.slice(), lo, &mut lex.extras);
        }
        if let Some(outlined) = &mut outlined {
            match kind {
                Kind::Func if depth == 0 && tokens.last().is_some_and(|t| t.kind.is_semi()) => {
                    if let Some(found) = outline::outline(text.as_bytes(), span.start) {
                        lex.bump(found.hi as usize - span.end);
                        outlined.push(found);
                        ends_line = false;
                        continue;
                    }
                }
                Kind::LParen | Kind::LBrack | Kind::LBrace => depth += 1,
                Kind::RParen | Kind::RBrack | Kind::RBrace => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        ends_line = kind.ends_line();
        tokens.push(Token { kind, lo, hi });
    }
    let end = base + to32(text.len());
    if ends_line {
        tokens.push(Token { kind: Kind::SemiEof, lo: end, hi: end });
    }
    tokens.push(Token { kind: Kind::Eof, lo: end, hi: end });
    lex.extras
}

/// A character as Go's `%#U` prints it.
pub(crate) fn describe(c: char) -> String {
    if !is_printed(c) {
        format!("U+{:04X}", u32::from(c))
    } else {
        format!("U+{:04X} '{c}'", u32::from(c))
    }
}

/// Whether Go prints a character: letters, marks, numbers, punctuation, symbols and the blank.
fn is_printed(c: char) -> bool {
    let private = matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..);
    let format = matches!(c,
        '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
    c == ' ' || !(c.is_control() || c.is_whitespace() || private || format)
}

/// Whether a name is made of letters and digits, as an identifier must be.
pub(crate) fn is_valid_name(name: &str) -> bool {
    let mut errors = Errors::new();
    check_ident(name, 0, &mut errors);
    errors.is_empty()
}

/// What an identifier may hold beyond ASCII (spec §Characters).
#[derive(Logos)]
enum Class {
    #[regex(r"\p{L}")]
    Letter,
    #[regex(r"\p{Nd}")]
    Digit,
}

fn check_ident(name: &str, at: u32, errors: &mut Errors) {
    for (i, c) in name.char_indices().filter(|(_, c)| !c.is_ascii()) {
        let msg = match Class::lexer(&name[i..i + c.len_utf8()]).next() {
            Some(Ok(Class::Letter)) => continue,
            Some(Ok(Class::Digit)) if i > 0 => continue,
            Some(Ok(Class::Digit)) => "identifier cannot begin with digit ",
            _ => "invalid character ",
        };
        let place = if msg.starts_with("invalid") { " in identifier" } else { "" };
        errors.push((at + to32(i), format!("{msg}{}{place}", describe(c))));
    }
}

/// Characters that may stand nowhere, strings and comments included.
fn check_characters(text: &str, errors: &mut Errors) {
    const BOM: &str = "\u{feff}";
    if text.as_bytes().contains(&0) {
        let nuls = text.bytes().enumerate().filter(|&(_, b)| b == 0);
        errors.extend(nuls.map(|(i, _)| (to32(i), "invalid NUL character".to_owned())));
    }
    let boms = text.match_indices(BOM).filter(|&(i, _)| i > 0);
    errors.extend(boms.map(|(i, _)| (to32(i), "invalid BOM in the middle of the file".to_owned())));
}

pub(crate) fn to32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

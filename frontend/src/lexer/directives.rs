//! Compiler directives, `//go:name`, at places where gc does not take them.
//!
//! A directive stands alone on its line. `//go:build` belongs in front of the package clause, the
//! others that gc knows in front of a function declaration.

use super::literal::Errors;
use super::to32;
use super::token::{Kind, Token};

/// Directives for the function that follows.
const FUNCTION: [&str; 9] = [
    "go:noescape",
    "go:norace",
    "go:nosplit",
    "go:noinline",
    "go:nocheckptr",
    "go:cgo_unsafe_args",
    "go:uintptrkeepalive",
    "go:uintptrescapes",
    "go:registerparams",
];

/// Directives that only the package `runtime` may use.
const RUNTIME: [&str; 4] =
    ["go:systemstack", "go:nowritebarrier", "go:nowritebarrierrec", "go:yeswritebarrierrec"];

/// What is wrong with the directives of a file: what gc's parser says, and what gc says at the
/// end about directives in front of other declarations, if it has found nothing else.
pub fn check(text: &str, tokens: &[Token]) -> (Errors, Errors) {
    let (mut errors, mut late) = (Errors::default(), Errors::default());
    for (at, _) in text.match_indices("//go:") {
        let offset = to32(at);
        let next = tokens.partition_point(|t| t.hi <= offset);
        let Some(following) = tokens.get(next) else { continue };
        let before = next.checked_sub(1).and_then(|i| tokens.get(i)).map_or(0, |t| t.hi as usize);
        if following.lo <= offset && following.hi > offset || in_comment(&text[before..at]) {
            continue;
        }
        let line = text[at + 2..].lines().next().unwrap_or_default();
        let verb = line.split(' ').next().unwrap_or_default().trim_end();
        let own_line = text[..at].rsplit('\n').next().is_some_and(|l| l.trim().is_empty());
        let fits = if verb == "go:build" {
            following.kind == Kind::Package
        } else if FUNCTION.contains(&verb) || RUNTIME.contains(&verb) {
            following.kind == Kind::Func && is_outside(&tokens[..next])
        } else {
            true
        };
        let declares = matches!(
            following.kind,
            Kind::Import | Kind::Const | Kind::Type | Kind::Var | Kind::Func
        );
        if !own_line || !fits {
            let group = tokens.get(next + 1).is_some_and(|t| t.kind == Kind::LParen);
            let at_declaration = own_line && declares && !group && is_outside(&tokens[..next]);
            let list = if at_declaration { &mut late } else { &mut errors };
            list.push((offset + 2, "misplaced compiler directive".to_owned()));
        } else if RUNTIME.contains(&verb) {
            errors.push((offset + 2, format!("//{verb} only allowed in runtime")));
        } else if verb == "go:uintptrkeepalive" {
            errors.push((offset + 2, format!("//{verb} is only allowed in the standard library")));
        }
    }
    (errors, late)
}

/// Whether the text after the last token ends inside a comment.
fn in_comment(gap: &str) -> bool {
    let mut rest = gap;
    loop {
        match (rest.find("//"), rest.find("/*")) {
            (line, Some(block)) if line.is_none_or(|line| block < line) => {
                match rest[block + 2..].find("*/") {
                    Some(end) => rest = &rest[block + end + 4..],
                    None => return true,
                }
            }
            (Some(line), _) => match rest[line..].find('\n') {
                Some(end) => rest = &rest[line + end..],
                None => return true,
            },
            _ => return false,
        }
    }
}

/// Whether a declaration may start after these tokens: all brackets are closed.
fn is_outside(tokens: &[Token]) -> bool {
    let depth = tokens.iter().fold(0_usize, |depth, t| match t.kind {
        Kind::LParen | Kind::LBrack | Kind::LBrace | Kind::LBody | Kind::LTypeParams => depth + 1,
        Kind::RParen | Kind::RBrack | Kind::RBrace | Kind::RParams => depth.saturating_sub(1),
        _ => depth,
    });
    depth == 0 && tokens.last().is_some_and(|t| t.kind.is_semi())
}

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

/// The import that `//go:embed` needs.
const EMBED: &str = "\"embed\"";

/// What gc says without it.
const NO_EMBED: &str =
    "go:embed requires import \"embed\" (or import _ \"embed\", if package is not used)";

/// What a file's directives come to.
#[derive(Default)]
pub struct Directives {
    /// What gc's parser says.
    pub errors: Errors,
    /// What gc says at the end about directives in front of declarations, if it has found
    /// nothing else.
    pub late: Errors,
    /// Names that `//go:linkname` joins with those of other packages, which follow if told.
    pub linknames: Errors,
}

/// Looks at the directives of a file.
pub fn check(text: &str, tokens: &[Token]) -> Directives {
    let Directives { mut errors, mut late, mut linknames } = Directives::default();
    let mut open = Brackets::default();
    let (mut embed, mut gap) = (None, 0);
    for (at, _) in text.match_indices("//go:") {
        let offset = to32(at);
        let next = tokens.partition_point(|t| t.hi <= offset);
        let Some(following) = tokens.get(next) else { continue };
        let before = next.checked_sub(1).and_then(|i| tokens.get(i)).map_or(0, |t| t.hi as usize);
        // what is behind the last directive of the same gap is no comment of several lines
        let before = before.max(gap);
        if following.lo <= offset && following.hi > offset || in_comment(&text[before..at]) {
            continue;
        }
        gap = at;
        open.read(tokens, next);
        let line = text[at + 2..].lines().next().unwrap_or_default().trim_end();
        let verb = line.split(' ').next().unwrap_or_default();
        let declared = text[..at]
            .rsplit('\n')
            .next()
            .is_some_and(|l| l.trim().is_empty())
            .then(|| open.declared(tokens, next))
            .flatten();
        let fits = match verb {
            "go:build" => declared == Some(Kind::Package),
            "go:embed" => declared == Some(Kind::Var),
            _ if FUNCTION.contains(&verb) || RUNTIME.contains(&verb) => {
                declared == Some(Kind::Func)
            }
            _ => true,
        };
        let mut error = |message: String| errors.push((offset + 2, message));
        if verb == "go:embed" && fits {
            let embeds = || tokens.iter().any(|t| &text[t.lo as usize..t.hi as usize] == EMBED);
            if !*embed.get_or_insert_with(embeds) {
                late.push((offset + 2, NO_EMBED.to_owned()));
            } else if !open.at_package_level(tokens) {
                // said at once: goweave has no package embed, and looks no further
                errors.push((offset + 2, "go:embed cannot apply to var inside func".to_owned()));
            }
        } else if !fits {
            let kind = if verb == "go:embed" { "go:embed" } else { "compiler" };
            let list = if declared.is_some() { &mut late } else { &mut errors };
            list.push((offset + 2, format!("misplaced {kind} directive")));
        } else if RUNTIME.contains(&verb) {
            error(format!("//{verb} only allowed in runtime"));
        } else if verb == "go:uintptrkeepalive" {
            error(format!("//{verb} is only allowed in the standard library"));
        } else if verb == "go:linkname" {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words[..] {
                [_, local] => linknames.push((offset + 2, local.to_owned())),
                [_, local, target] => linknames.push((offset + 2, format!("{local} {target}"))),
                [_] => {}
                _ => error("usage: //go:linkname localname [linkname]".to_owned()),
            }
        } else if verb.starts_with("go:cgo_") && verb != "go:cgo_import_dynamic" {
            error(format!("//{line} only allowed in cgo-generated code"));
        }
    }
    Directives { errors, late, linknames }
}

/// The brackets that are open at a token.
#[derive(Default)]
struct Brackets {
    /// How many tokens were read.
    read: usize,
    /// Where they stand.
    stack: Vec<usize>,
}

impl Brackets {
    /// Reads on, up to token `next`.
    fn read(&mut self, tokens: &[Token], next: usize) {
        for (i, token) in tokens.iter().enumerate().take(next).skip(self.read) {
            match token.kind {
                Kind::LParen | Kind::LBrack | Kind::LBrace | Kind::LBody | Kind::LTypeParams => {
                    self.stack.push(i);
                }
                Kind::RParen | Kind::RBrack | Kind::RBrace | Kind::RParams => {
                    self.stack.pop();
                }
                _ => {}
            }
        }
        self.read = self.read.max(next);
    }

    /// What token `next` declares, if a declaration, one of a group or the package clause starts
    /// there; not for a whole group.
    fn declared(&self, tokens: &[Token], next: usize) -> Option<Kind> {
        let kind = |i: usize| tokens.get(i).map(|t| t.kind);
        let is_declaration = |kind: &Kind| {
            matches!(kind, Kind::Import | Kind::Const | Kind::Type | Kind::Var | Kind::Func)
        };
        let here = kind(next)?;
        let Some(last) = next.checked_sub(1).and_then(kind) else {
            return (here == Kind::Package).then_some(here);
        };
        let opened = self.stack.last().copied();
        if !last.is_semi() && opened != Some(next - 1) {
            return None;
        }
        if let Some(group) = opened.and_then(|at| kind(at.checked_sub(1)?)) {
            if is_declaration(&group) && group != Kind::Func {
                return (here == Kind::Ident).then_some(group);
            }
        }
        let starts = match here {
            // or a literal that starts a statement
            Kind::Func => opened.is_none(),
            here => is_declaration(&here) && kind(next + 1) != Some(Kind::LParen),
        };
        starts.then_some(here)
    }

    /// Whether a declaration at the current token is not in a function.
    fn at_package_level(&self, tokens: &[Token]) -> bool {
        match self.stack[..] {
            [] => true,
            [group] => tokens.get(group).is_some_and(|t| t.kind == Kind::LParen),
            _ => false,
        }
    }
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

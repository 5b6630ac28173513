//! What the go command says about a `go.mod` that it cannot use.
//!
//! Rules of `go help go.mod`. Versions of other modules are not looked at: nothing is downloaded.

use crate::loader::NEWEST;

/// Directives, and whether they may have a block of lines in parentheses.
const DIRECTIVES: &[(&str, bool)] = &[
    ("module", true),
    ("go", false),
    ("toolchain", false),
    ("godebug", true),
    ("require", true),
    ("exclude", true),
    ("replace", true),
    ("retract", true),
    ("tool", true),
    ("ignore", true),
];

/// The Go that goweave is like.
const RUNNING: &str = "1.27.3";

/// Directives that stand once.
const ONCE: &[&str] = &["module", "go", "toolchain"];

/// Looks at the text of a `go.mod`, which lies at `path`.
///
/// # Errors
/// What is wrong with it: the whole message.
pub(crate) fn check(text: &str, path: &str) -> Result<(), String> {
    let mut wrong: Vec<String> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    let mut block: Option<(&str, String)> = None;
    let mut newest = None;
    for (line, number) in text.lines().zip(1..) {
        let code = line.split("//").next().unwrap_or_default();
        let words: Vec<&str> = code.split_whitespace().collect();
        if let Some((verb, _)) = &block {
            if words == [")"] {
                block = None;
            } else if let (&"module", [_, ..]) = (verb, &words[..]) {
                seen.push("module");
            }
            continue;
        }
        let [verb, args @ ..] = &words[..] else { continue };
        let mut report = |message: String| wrong.push(format!("go.mod:{number}: {message}"));
        let known = DIRECTIVES.iter().find(|(name, _)| name == verb);
        if args == ["("] {
            if known.is_none_or(|(_, has_block)| !has_block) {
                report(format!("unknown block type: {verb}"));
            }
            let column = code.find('(').map_or(1, |_| code.len() - code.trim_start().len() + 1);
            block = Some((verb, format!("{path}:{number}:{column}")));
            continue;
        }
        if known.is_none() {
            report(format!("unknown directive: {verb}"));
            continue;
        }
        if ONCE.contains(verb) && seen.contains(verb) {
            report(format!("repeated {verb} statement"));
            continue;
        }
        seen.push(verb);
        match (*verb, args) {
            ("module", [_]) => {}
            ("module", _) => report("usage: module module/path".to_owned()),
            ("go", [version]) if is_version(version) => newest = Some(*version),
            ("go", [version]) => {
                report(format!("invalid go version '{version}': must match format 1.23.0"));
            }
            ("go" | "toolchain", args) if args.len() != 1 => {
                report(format!("{verb} directive expects exactly one argument"));
            }
            _ => {}
        }
    }
    if let Some((_, start)) = block {
        let end = text.lines().count() + 1;
        wrong = vec![format!("go.mod:{end}: syntax error (unterminated block started at {start})")];
    }
    if !wrong.is_empty() {
        return Err(format!("go: errors parsing go.mod:\n{}", wrong.join("\n")));
    }
    if !seen.contains(&"module") {
        return Err("go: error reading go.mod: missing module declaration. To specify the module \
                    path:\n\tgo mod edit -module=example.com/mod"
            .to_owned());
    }
    match newest.filter(|version| minor(version) > Some(NEWEST)) {
        Some(version) => Err(format!(
            "go: go.mod requires go >= {version} (running go {RUNNING}; GOTOOLCHAIN=local)"
        )),
        None => Ok(()),
    }
}

/// The first two numbers of a version.
fn minor(version: &str) -> Option<(u32, u32)> {
    let (major, rest) = version.split_once('.')?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    Some((major.parse().ok()?, rest[..digits].parse().ok()?))
}

/// Whether a version is like `1.23`, `1.23.4` or `1.23rc1`.
fn is_version(version: &str) -> bool {
    let number = |text: &str, zero: bool| {
        !text.is_empty()
            && text.bytes().all(|b| b.is_ascii_digit())
            && (!text.starts_with('0') || zero && text == "0")
    };
    let letters = version.find(|c: char| c.is_ascii_lowercase());
    let (numbers, kind) = version.split_at(letters.unwrap_or(version.len()));
    let digits = kind.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let kind_fits = kind.is_empty() || number(digits, true);
    match numbers.split('.').collect::<Vec<_>>()[..] {
        [major, minor] => number(major, false) && number(minor, true) && kind_fits,
        [major, minor, patch] => {
            number(major, false) && number(minor, true) && number(patch, true) && kind_fits
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn mistakes_are_told_as_go_does() {
        let parsing = |text: &str| format!("go: errors parsing go.mod:\n{text}");
        for (text, want) in [
            (
                "module m\n\ngo x.y\n",
                parsing("go.mod:3: invalid go version 'x.y': must match format 1.23.0"),
            ),
            (
                "module m\ngo 1\n",
                parsing("go.mod:2: invalid go version '1': must match format 1.23.0"),
            ),
            (
                "module m\ngo 1.2 1.3\n",
                parsing("go.mod:2: go directive expects exactly one argument"),
            ),
            ("module m\ngo 1.27\ngo 1.26\n", parsing("go.mod:3: repeated go statement")),
            ("module a b\n", parsing("go.mod:1: usage: module module/path")),
            ("module m\nfoo bar\n", parsing("go.mod:2: unknown directive: foo")),
            ("module m\nfoo (\n\tbar\n)\n", parsing("go.mod:2: unknown block type: foo")),
            (
                "module m\nrequire (\n",
                parsing("go.mod:3: syntax error (unterminated block started at /m/go.mod:2:1)"),
            ),
            (
                "module m\ngo 1.99\n",
                "go: go.mod requires go >= 1.99 (running go 1.27.3; GOTOOLCHAIN=local)".to_owned(),
            ),
        ] {
            assert_eq!(check(text, "/m/go.mod"), Err(want), "{text}");
        }
        assert!(check("go 1.27\n", "").is_err_and(|e| e.contains("missing module declaration")));
    }

    #[test]
    fn what_go_accepts_is_accepted() {
        for text in [
            "// c\nmodule m // d\n\ngo 1.27 // e\n",
            "module m\ngo 1.22.3\ntoolchain go1.22.4\n",
            "module \"m\"\ngo 1.22rc1\nrequire (\n\ta v1.0.0 // indirect\n\n)\nretract [v1.0.0, v1.1.0]\n",
            "module (\n\tm\n)\n",
        ] {
            assert_eq!(check(text, "go.mod"), Ok(()), "{text}");
        }
    }
}

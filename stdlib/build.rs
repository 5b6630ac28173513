//! Embeds the Go sources under `go/`: writes tables of the files, sorted by path, of their
//! declarations, and of the names these declare and use, for `src/registry.rs` and `src/needed.rs`.

#[path = "scan.rs"]
mod scan;

use scan::{Token, tokens};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What starts a declaration.
const STARTS: [&str; 6] = ["package", "import", "func", "type", "var", "const"];

const KEYWORDS: [&str; 25] = [
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];

/// A part of a file that is kept or dropped as a whole.
#[derive(Default)]
struct Part {
    start: usize,
    end: usize,
    /// `p` for what is always there, `i` for an import, `d` for a declaration.
    kind: char,
    recv: String,
    names: BTreeSet<String>,
    uses: BTreeSet<String>,
}

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=go");
    println!("cargo::rerun-if-changed=scan.rs");
    println!("cargo::rerun-if-changed=build.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("go");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort_by_cached_key(|file| {
        file.strip_prefix(&root).ok().map(|f| (f.parent().map(slashed), f.file_name().map(slashed)))
    });
    let mut table = String::from("&[\n");
    let mut all = Vec::new();
    for (i, file) in files.iter().enumerate() {
        let (Ok(rel), Some(name)) = (file.strip_prefix(&root), file.file_name()) else { continue };
        let (dir, name) = (slashed(rel.parent().unwrap_or(Path::new(""))), slashed(name));
        let path = slashed(file);
        let _ = writeln!(table, "    ({dir:?}, {name:?}, include_str!({path:?})),");
        all.extend(parts(&fs::read_to_string(file)?).into_iter().map(|part| (i, part)));
    }
    table.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("sources.rs"), table)?;
    write_parts(&out, &all)
}

/// Writes the table of names, the table of parts, and the lists of names these refer to.
fn write_parts(out: &Path, all: &[(usize, Part)]) -> io::Result<()> {
    let mut ids: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for (_, part) in all {
        for name in part.names.iter().chain(&part.uses).chain([&part.recv]) {
            ids.insert((name.to_ascii_lowercase(), name), 0);
        }
    }
    for (i, id) in ids.values_mut().enumerate() {
        *id = i;
    }
    let id = |name: &String| ids[&(name.to_ascii_lowercase(), name.as_str())];
    let names: Vec<&str> = ids.keys().map(|key| key.1).collect();
    fs::write(out.join("names.rs"), format!("&{names:?}"))?;
    let mut lists = Vec::new();
    let mut table = String::from("&[\n");
    for (file, part) in all {
        let Part { start, end, kind, recv, .. } = part;
        let mut list = |names: &BTreeSet<String>| {
            let first = lists.len();
            lists.extend(names.iter().map(id));
            format!("({first}, {})", lists.len())
        };
        let (names, uses, recv) = (list(&part.names), list(&part.uses), id(recv));
        let _ = writeln!(
            table,
            "Part {{ file: {file}, range: ({start}, {end}), kind: {kind:?}, recv: {recv}, \
             names: {names}, uses: {uses} }},"
        );
    }
    table.push_str("]\n");
    fs::write(out.join("parts.rs"), table)?;
    fs::write(out.join("lists.rs"), format!("&{lists:?}"))
}

/// Cuts a file into parts. The sources are formatted by gofmt: a declaration starts in the first
/// column of a line, each specification of a group on a line of its own.
fn parts(text: &str) -> Vec<Part> {
    let all: Vec<_> = tokens(text).collect();
    let word = |i: usize| all.get(i).map_or("", |&(_, start, end)| &text[start..end]);
    let mut parts = vec![Part { kind: 'p', ..Part::default() }];
    let (mut depth, mut group, mut fresh) = (0, "", true);
    for (i, &(token, start, end)) in all.iter().enumerate() {
        let top = start == 0 || text.as_bytes()[start - 1] == b'\n';
        if token == Token::Word && top && depth == 0 && STARTS.contains(&word(i)) {
            let grouped = word(i + 1) == "(" && !matches!(word(i), "func" | "const");
            group = if grouped { word(i) } else { "" };
            let mut part = Part { start, kind: 'd', ..Part::default() };
            match word(i) {
                "package" => part.kind = 'p',
                _ if grouped => part.kind = 'p',
                "import" => part.kind = 'i',
                "func" => declare_func(&mut part, &all[i + 1..], text),
                "const" if word(i + 1) == "(" => declare_consts(&mut part, &all[i + 2..], text),
                _ => declare(&mut part, &all[i + 1..], text),
            }
            parts.push(part);
        } else if !group.is_empty() && depth == 1 && fresh && token != Token::Line {
            let mut part = Part { start, kind: 'd', ..Part::default() };
            if token == Token::Close {
                part.kind = 'p';
            } else if group == "import" {
                part.kind = 'i';
            } else {
                declare(&mut part, &all[i..], text);
            }
            parts.push(part);
        }
        // A line that ends in an operator goes on.
        let operator = i > 0 && all[i - 1].0 == Token::Other && {
            let first = text.as_bytes()[all[i - 1].1];
            !first.is_ascii_alphanumeric() && first != b'\''
        };
        fresh = if token == Token::Line {
            fresh || !operator
        } else {
            token == Token::Open && depth == 0
        };
        depth += i32::from(token == Token::Open) - i32::from(token == Token::Close);
        if let Some(part) = parts.last_mut() {
            match token {
                Token::Word if KEYWORDS.contains(&word(i)) => {}
                Token::Word => _ = part.uses.insert(word(i).to_owned()),
                Token::Text if part.kind == 'i' => {
                    part.names.extend(text[start + 1..end - 1].split('/').map(str::to_owned));
                }
                Token::Text | Token::Open | Token::Close | Token::Line | Token::Other => {}
            }
        }
    }
    for i in 0..parts.len() {
        parts[i].end = parts.get(i + 1).map_or(text.len(), |next| next.start);
    }
    parts
}

/// Names before a type or `=`: `a`, or `a, b`.
fn declare(part: &mut Part, rest: &[(Token, usize, usize)], text: &str) {
    let mut rest = rest.iter();
    while let Some(&(Token::Word, start, end)) = rest.next() {
        part.names.insert(text[start..end].to_owned());
        if rest.next().is_none_or(|&(_, start, end)| &text[start..end] != ",") {
            return;
        }
    }
}

/// The names in a group of constants, which stays together because of iota.
fn declare_consts(part: &mut Part, rest: &[(Token, usize, usize)], text: &str) {
    let (mut depth, mut fresh) = (1, true);
    for (i, &(token, ..)) in rest.iter().enumerate() {
        if fresh && depth == 1 {
            declare(part, &rest[i..], text);
        }
        fresh = token == Token::Line;
        depth += i32::from(token == Token::Open) - i32::from(token == Token::Close);
        if depth == 0 {
            return;
        }
    }
}

fn declare_func(part: &mut Part, rest: &[(Token, usize, usize)], text: &str) {
    let word = |&(_, start, end): &(Token, usize, usize)| &text[start..end];
    let mut rest = rest.iter().peekable();
    if rest.peek().is_some_and(|&t| word(t) == "(") {
        let mut bracket = false;
        for token in rest.by_ref() {
            bracket |= word(token) == "[";
            if word(token) == ")" {
                break;
            }
            if token.0 == Token::Word && !bracket {
                word(token).clone_into(&mut part.recv);
            }
        }
    }
    part.names.extend(rest.next().map(|t| word(t).to_owned()));
}

fn slashed(path: impl AsRef<Path>) -> String {
    path.as_ref().to_string_lossy().replace('\\', "/")
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "go") {
            files.push(path);
        }
    }
    Ok(())
}

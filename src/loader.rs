//! From the names on the command line to the sources of a program.
//!
//! A program is files, a directory holding one package, a module (`go.mod` above either of them)
//! or a txtar archive. Imported packages are found by [`crate::importer`].

use crate::commands::is_go_file;
use crate::constraints::{self, Tags};
use crate::gomod;
use crate::importer::{Module, ProgramImporter, Root};
use crate::txtar;
use frontend::check::PackageSource;
use frontend::constraint;
use frontend::lexer::{self, token::Kind};
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf, absolute};

/// The language of programs without a `go` line.
pub(crate) const NEWEST: (u32, u32) = (1, 27);

/// The language of modules whose `go.mod` has no `go` line.
const UNSTATED: (u32, u32) = (1, 16);

/// What the go command calls a package that is given as files.
pub(crate) const COMMAND_LINE: &str = "command-line-arguments";

/// Largest source file.
const MAX_SIZE: u64 = 128 << 20;

/// A program's sources.
pub(crate) struct Loaded {
    /// The main package.
    pub(crate) main: PackageSource,
    /// Finds the others.
    pub(crate) importer: ProgramImporter,
}

/// Why there is no program: one message or more, as the user should see them.
pub(crate) type Failure = String;

/// Cuts what follows the flags into the program's names and its arguments.
pub(crate) fn split(rest: &[String]) -> (&[String], &[String]) {
    let files = rest.iter().take_while(|name| is_go_file(name)).count();
    rest.split_at(files.max(1).min(rest.len()))
}

/// Loads a program by its names.
pub(crate) fn load(names: &[String], language: Option<(u32, u32)>) -> Result<Loaded, Failure> {
    let Some(first) = names.first() else { return Err("no Go files listed".to_owned()) };
    let path = Path::new(first);
    if path.is_dir() {
        return directory(path, language);
    }
    if !is_go_file(first) {
        return archive(path, language);
    }
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut files = Vec::new();
    for name in names {
        if name.ends_with("_test.go") {
            return Err(format!("cannot run *_test.go files ({name})"));
        }
        let path = Path::new(name);
        if path.is_dir() {
            return Err(format!("{name} is a directory, and so cannot stand among files"));
        }
        files.push((name.clone(), shown(&full(path)), read(path)?));
    }
    let module = find_module(dir)?;
    let home = home(dir, module.as_ref());
    program(files, (COMMAND_LINE.to_owned(), home), module, language)
}

/// The import path of a folder; `.` outside a module.
fn home(dir: &Path, module: Option<&Module>) -> String {
    let Some(Module { root: Root::Disk(root), .. }) = module else { return ".".to_owned() };
    let dir = full(dir);
    let folder = dir.strip_prefix(root).ok().and_then(Path::to_str).unwrap_or_default();
    module.map_or(String::new(), |module| module.import_path(folder))
}

/// A directory holding one package.
fn directory(dir: &Path, language: Option<(u32, u32)>) -> Result<Loaded, Failure> {
    let files = go_files(dir)?;
    let module = find_module(dir)?;
    let home = home(dir, module.as_ref());
    if files.is_empty() {
        return Err(no_files(dir, &home));
    }
    let path = if module.is_some() { home.clone() } else { COMMAND_LINE.to_owned() };
    program(files, (path, home), module, language)
}

/// Why a folder has no files to build.
fn no_files(dir: &Path, home: &str) -> Failure {
    let shown = shown(&full(dir));
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let names: Vec<_> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    if names.iter().any(|name| constraints::is_source(name)) {
        format!("package {home}: build constraints exclude all Go files in {shown}")
    } else if names.iter().any(|name| constraints::is_test_source(name)) {
        format!("{home}: no non-test Go files in {shown}")
    } else {
        format!("no Go files in {shown}")
    }
}

/// A txtar archive: a module if it has a `go.mod`, a package otherwise.
fn archive(path: &Path, language: Option<(u32, u32)>) -> Result<Loaded, Failure> {
    let base = shown(&full(path));
    let bytes = read(path)?;
    let name = path.display().to_string();
    let files = String::from_utf8(bytes).ok().and_then(|text| txtar::parse(&text));
    let Some(files) = files else {
        return Err(format!("{name} is neither a .go file, nor a directory, nor a txtar archive"));
    };
    let module = files.iter().find(|(name, _)| name == "go.mod");
    if let Some((name, text)) = module {
        gomod::check(text, &format!("{base}/{name}"))?;
    }
    let module =
        module.map(|(_, text)| parse_module(text, Root::Archive(base.clone(), files.clone())));
    let root = Root::Archive(base, files);
    let mut main = root.package("");
    let mut folder = "";
    if main.is_empty() {
        let is_main = |dir: &&str| {
            let files = root.package(dir);
            files.iter().any(|(.., text)| package_name(text).is_some_and(|name| name == "main"))
        };
        folder = root.folders().into_iter().find(is_main).unwrap_or_default();
        main = root.package(folder);
    }
    if main.is_empty() {
        return Err(format!("no Go files in {name}"));
    }
    let path = module.as_ref().map(|module| module.import_path(folder));
    let path = path.unwrap_or_else(|| COMMAND_LINE.to_owned());
    program(main, (path.clone(), path), module, language)
}

/// Files as the checker wants them, which have one package clause.
fn program(
    files: Vec<(String, String, Vec<u8>)>,
    path: (String, String),
    module: Option<Module>,
    language: Option<(u32, u32)>,
) -> Result<Loaded, Failure> {
    let files = decoded(files)?;
    let mut first: Option<(&str, &str)> = None;
    for (name, path, text) in &files {
        let Some(package) = package_name(text.as_bytes()) else { continue };
        match first {
            Some((other, file)) if other != package => {
                let folder = Path::new(path).parent().unwrap_or(Path::new("")).display();
                return Err(format!(
                    "found packages {other} ({file}) and {package} ({}) in {folder}",
                    base(name)
                ));
            }
            None => first = Some((package, base(name))),
            Some(_) => {}
        }
    }
    let go_version = language.unwrap_or_else(|| module.as_ref().map_or(NEWEST, |m| m.go_version));
    let main = PackageSource { files, is_std: false, go_version };
    let importer = ProgramImporter::new(&main.files, path, module, go_version);
    Ok(Loaded { main, importer })
}

/// The last element of a file's name.
fn base(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// Texts, or what is wrong with them.
pub(crate) fn decoded(
    files: Vec<(String, String, Vec<u8>)>,
) -> Result<Vec<(String, String, String)>, Failure> {
    let mut texts = Vec::new();
    let mut problems = Vec::new();
    for (name, path, bytes) in files {
        match String::from_utf8(bytes) {
            Ok(text) => match constraint::of_file(&constraint::head(&text)) {
                Ok(_) => texts.push((name, path, text)),
                // the go command goes no further in this package
                Err(problem) => return Err(format!("{}: {problem}", base(&name))),
            },
            Err(e) => {
                let (at, bytes) = (e.utf8_error().valid_up_to(), e.as_bytes());
                let before = &bytes[..at];
                let line = before.split(|&b| b == b'\n').count();
                let col = at - before.iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1) + 1;
                let binary = bytes.contains(&0);
                let problem = if binary {
                    "not Go source but a binary file"
                } else if is_head(&String::from_utf8_lossy(before)) {
                    "illegal UTF-8 encoding"
                } else {
                    "invalid UTF-8 encoding"
                };
                problems.push(format!("{name}:{line}:{col}: {problem}"));
            }
        }
    }
    if problems.is_empty() { Ok(texts) } else { Err(problems.join("\n")) }
}

/// Whether a text ends inside the head of a file, not where its declarations may begin: the go
/// command reads so far, and has its own words.
fn is_head(text: &str) -> bool {
    let begins = [Kind::Const, Kind::Type, Kind::Var, Kind::Func];
    let (tokens, _) = lexer::scan(text);
    let before = tokens.iter().rev().find(|token| token.kind != Kind::Eof);
    let is_over = before.is_some_and(|last| {
        last.kind == Kind::SemiNewline && text[last.hi as usize..].trim().is_empty()
    });
    !is_over && !tokens.iter().any(|token| begins.contains(&token.kind))
}

/// A file's bytes.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let name = path.display();
    let large = fs::metadata(path).is_ok_and(|m| m.len() > MAX_SIZE);
    if large {
        return Err(format!("{name}: file too large (more than {} MB)", MAX_SIZE >> 20));
    }
    fs::read(path).map_err(|e| {
        if e.kind() == ErrorKind::NotFound {
            format!("open {name}: no such file or directory")
        } else if e.kind() == ErrorKind::PermissionDenied {
            format!("open {name}: permission denied")
        } else {
            format!("open {name}: {e}")
        }
    })
}

/// The Go files of a directory that belong to its package on Linux, tests apart, sorted.
pub(crate) fn go_files(dir: &Path) -> Result<Vec<(String, String, Vec<u8>)>, Failure> {
    files_named(dir, constraints::is_source)
}

/// The Go files of a directory whose names fit and whose build constraints hold, sorted.
pub(crate) fn files_named(
    dir: &Path,
    fits: fn(&str) -> bool,
) -> Result<Vec<(String, String, Vec<u8>)>, Failure> {
    let entries = fs::read_dir(dir).map_err(|e| format!("open {}: {e}", dir.display()))?;
    let mut names: Vec<_> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let belongs =
        |name: &String| Path::new(name).extension().is_some_and(|end| end == "go" || end == "s");
    let mut texts = Vec::new();
    for name in names.into_iter().filter(belongs) {
        let path = dir.join(&name);
        if path.is_file() {
            texts.push((name, read(&path)?));
        }
    }
    let folder: Vec<_> = texts.iter().map(|(name, text)| (name.as_str(), &text[..])).collect();
    let tags = Tags::of_folder(&folder);
    let here = absolute(".").unwrap_or_default();
    let wanted = texts.into_iter().filter(|(name, text)| fits(name) && tags.fit(name, text));
    let files = wanted.map(|(name, text)| {
        let path = full(&dir.join(name));
        let display = path.strip_prefix(&here).unwrap_or(&path);
        (display.display().to_string(), shown(&path), text)
    });
    Ok(files.collect())
}

/// The name in a file's package clause, read without parsing.
pub(crate) fn package_name(text: &[u8]) -> Option<&str> {
    let mut rest = std::str::from_utf8(text).ok()?.trim_start_matches('\u{feff}').trim_start();
    loop {
        if let Some(comment) = rest.strip_prefix("//") {
            rest = comment.split_once('\n')?.1.trim_start();
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/")?.1.trim_start();
        } else {
            break;
        }
    }
    let name = rest.strip_prefix("package")?.strip_prefix([' ', '\t'])?.trim_start();
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    let name = &name[..end];
    let tokens = lexer::scan(name).0;
    tokens.first().is_some_and(|token| token.kind == Kind::Ident).then_some(name)
}

/// The module a directory belongs to: that of the nearest `go.mod`.
pub(crate) fn find_module(dir: &Path) -> Result<Option<Module>, Failure> {
    for root in full(dir).ancestors() {
        let file = root.join("go.mod");
        if file.is_file() {
            let text = String::from_utf8_lossy(&read(&file)?).into_owned();
            gomod::check(&text, &shown(&file))?;
            return Ok(Some(parse_module(&text, Root::Disk(root.to_path_buf()))));
        }
    }
    Ok(None)
}

/// Reads the `module`, `go` and `replace` lines of a `go.mod`.
pub(crate) fn parse_module(text: &str, root: Root) -> Module {
    let (path, replaced) = (String::new(), Vec::new());
    let mut module = Module { path, go_version: UNSTATED, replaced, root };
    let mut block = "";
    for line in text.lines() {
        let line = line.split("//").next().unwrap_or_default();
        let mut words: Vec<_> = line.split_whitespace().collect();
        match words[..] {
            [what, "("] => block = what,
            [")"] => block = "",
            _ if !block.is_empty() => words.insert(0, block),
            _ => {}
        }
        match words[..] {
            ["module", path] => path.trim_matches('"').clone_into(&mut module.path),
            ["go", version] => {
                module.go_version = crate::cli::language(version).unwrap_or(NEWEST).min(NEWEST);
            }
            ["replace", old, "=>", folder] | ["replace", old, _, "=>", folder] => {
                let (old, folder) = (old.trim_matches('"'), folder.trim_matches('"'));
                if folder.starts_with(['.', '/']) {
                    let folder = folder.strip_prefix("./").unwrap_or(folder);
                    module.replaced.push((old.to_owned(), folder.trim_end_matches('/').to_owned()));
                }
            }
            _ => {}
        }
    }
    module
}

/// A path from the root, without `.` and `..` where that can be known.
pub(crate) fn full(path: &Path) -> PathBuf {
    let path = absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut out = PathBuf::new();
    for part in path.components() {
        if part == Component::ParentDir {
            out.pop();
        } else {
            out.push(part);
        }
    }
    out
}

pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn package_clauses() {
        assert_eq!(package_name(b"// a\n/* b */ package main; x"), Some("main"));
        assert_eq!(package_name(b"packagemain"), None);
        assert_eq!(package_name(b""), None);
    }
}

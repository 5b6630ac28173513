//! The files a test program can read: those in the folder of its package.
//!
//! They are handed over as the source of a package that is initialized before all others, so that
//! an execution stays a function of its sources, under every command alike. What tests write stays
//! in memory. Where a source names the folder above, the other files of the module are there too.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, absolute};

/// Import path of the generated package, and the name of its file. Packages that import nothing
/// uninitialized are initialized in the order of their paths: this one before those that use files.
pub(crate) const PATH: &str = "+files";
pub(crate) const FILE: &str = "_files.go";

/// Words without which a test reads no files.
const WORDS: [&str; 16] = [
    "testing.F",
    "testdata",
    "os.Open",
    "ReadFile",
    "ReadDir",
    "DirFS",
    "WalkDir",
    "Glob(",
    "os.Stat",
    "os.Lstat",
    "filepath.Walk",
    "FileExists(",
    "DirExists(",
    "http.Dir(",
    "ParseFiles(",
    "ParseGlob(",
];

/// Largest file, most bytes in all, and most files that are handed over.
const LARGEST: u64 = 8 << 20;
const MOST: usize = 16 << 20;
const COUNT: usize = 4096;

/// A file: its name, relative to the folder or from the root, and its content.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    name: String,
    data: Vec<u8>,
}

/// Whether a source seems to read files.
pub(crate) fn reads(text: &str) -> bool {
    WORDS.iter().any(|word| text.contains(word))
}

/// Whether a source seems to name a folder above its own.
pub(crate) fn looks_up(text: &str) -> bool {
    text.contains("\"..")
}

/// The files of a folder and of those below it, sorted; then those elsewhere in its module.
pub(crate) fn below(dir: &Path, module: Option<&Path>) -> Vec<Given> {
    let mut found = Vec::new();
    let mut total = 0;
    collect(dir, "", None, &mut found, &mut total);
    if let Some(module) = module {
        let prefix = format!("{}/", module.display());
        collect(module, &prefix, Some(dir), &mut found, &mut total);
    }
    found
}

/// Takes in what lies in a folder. Vendored packages are no data.
fn collect(
    dir: &Path,
    prefix: &str,
    without: Option<&Path>,
    found: &mut Vec<Given>,
    total: &mut usize,
) {
    if without == Some(dir) || dir.ends_with("vendor") && dir.join("modules.txt").is_file() {
        return;
    }
    let Ok(entries) = fs::read_dir(dir) else { return };
    let mut names: Vec<_> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    for name in names.into_iter().filter(|name| !name.starts_with('.')) {
        let path = dir.join(&name);
        let full = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{full}/"), without, found, total);
        } else if found.len() < COUNT
            && fs::metadata(&path).is_ok_and(|file| file.len() <= LARGEST)
            && let Ok(data) = fs::read(&path)
            && *total + data.len() <= MOST
        {
            *total += data.len();
            found.push(Given { name: full, data });
        }
    }
}

/// The same for a folder of an archive.
pub(crate) fn of_archive(folder: &str, files: &[(String, String)]) -> Vec<Given> {
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let given = |(name, text): &(String, String)| {
        let name = name.strip_prefix(&prefix)?.to_owned();
        Some(Given { name, data: text.clone().into_bytes() })
    };
    files.iter().filter_map(given).collect()
}

/// The source of the package.
pub(crate) fn source(dir: Option<&Path>, files: &[Given]) -> String {
    let dir = dir.and_then(|dir| absolute(dir).ok());
    let dir = dir.map(|dir| dir.display().to_string()).unwrap_or_default();
    let mut out = "package files\n\nimport \"internal/stdio\"\n\nfunc init() {\n".to_owned();
    let _ = writeln!(out, "\tstdio.Dir = {}", literal(dir.as_bytes()));
    if !files.is_empty() {
        out.push_str("\tstdio.Files = []stdio.File{\n");
        for Given { name, data } in files {
            let _ = writeln!(out, "\t\t{{{}, {}}},", literal(name.as_bytes()), literal(data));
        }
        out.push_str("\t}\n");
    }
    out.push_str("}\n");
    out
}

/// A string literal of Go.
fn literal(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 2);
    out.push('"');
    for &b in bytes {
        match b {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b' '..=b'~' => out.push(char::from(b)),
            b => {
                let _ = write!(out, "\\x{b:02x}");
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_are_literals() {
        let files = [Given { name: "a/b".to_owned(), data: b"x\"\\\n\xff".to_vec() }];
        let text = source(None, &files);
        assert!(text.contains(r#"{"a/b", "x\"\\\n\xff"},"#), "{text}");
    }
}

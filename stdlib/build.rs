//! Writes a table of the Go sources under `go/`, sorted by path, for `src/registry.rs`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=go");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("go");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort_by_cached_key(|file| {
        file.strip_prefix(&root).ok().map(|f| (f.parent().map(slashed), f.file_name().map(slashed)))
    });
    let mut table = String::from("&[\n");
    for file in &files {
        let (Ok(rel), Some(name)) = (file.strip_prefix(&root), file.file_name()) else { continue };
        let (dir, name) = (slashed(rel.parent().unwrap_or(Path::new(""))), slashed(name));
        let _ = writeln!(table, "    ({dir:?}, {name:?}, include_str!({file:?})),");
    }
    table.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("sources.rs"), table)
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

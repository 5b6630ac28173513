//! Import path → Go sources, and Go name → native function.

use frontend::check::{Importer, PackageSource};

/// Every Go file under `stdlib/go`: import path, file name, text. Sorted.
static SOURCES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// Where stack traces say that a package's files are.
const GOROOT: &str = "/usr/local/go/src";

/// A package's files, name and text; `None` if there is no such package.
pub fn source(path: &str) -> Option<Vec<(&'static str, &'static str)>> {
    let start = SOURCES.partition_point(|(dir, ..)| *dir < path);
    let files: Vec<_> = SOURCES[start..]
        .iter()
        .take_while(|(dir, ..)| *dir == path)
        .map(|&(_, name, text)| (name, text))
        .collect();
    (!files.is_empty()).then_some(files)
}

/// The path a file is given in stack traces, as in a Go installation.
pub fn display_path(package: &str, file: &str) -> String {
    format!("{GOROOT}/{package}/{file}")
}

/// The import paths of all packages, sorted.
pub fn packages() -> Vec<&'static str> {
    let mut paths: Vec<_> = SOURCES.iter().map(|&(dir, ..)| dir).collect();
    paths.dedup();
    paths
}

/// Imports the packages of the standard library and no others.
#[derive(Clone, Copy, Default, Debug)]
pub struct StdImporter;

impl Importer for StdImporter {
    fn import(&mut self, path: &str) -> Option<PackageSource> {
        let files = source(path)?
            .into_iter()
            .map(|(name, text)| {
                let path = display_path(path, name);
                (path.clone(), path, text.to_owned())
            })
            .collect();
        Some(PackageSource { files, is_std: true, go_version: (1, 27) })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn finds_packages() {
        let list = super::packages();
        assert!(list.is_sorted() && list.contains(&"fmt"));
        for path in list {
            assert!(super::source(path).is_some_and(|files| files[0].1.contains("package")));
        }
        assert_eq!(super::source("no/such"), None);
    }

    /// Packages whose natives are complete.
    const COMPLETE: [&str; 15] = [
        "bufio",
        "bytes",
        "context",
        "errors",
        "fmt",
        "math",
        "math/bits",
        "math/rand",
        "math/rand/v2",
        "os",
        "sort",
        "strconv",
        "strings",
        "unicode",
        "unicode/utf8",
    ];

    #[test]
    fn declarations_and_natives_are_the_same() {
        let mut declared = Vec::new();
        for path in COMPLETE {
            let files = super::source(path).expect("is there");
            let lines = files.iter().flat_map(|(_, text)| text.lines());
            for line in lines.filter_map(|line| line.strip_prefix("func ")) {
                if !line.ends_with(['{', '}']) {
                    declared.push(format!("{path}.{}", line.split('(').next().unwrap_or_default()));
                }
            }
        }
        declared.sort_unstable();
        let complete =
            |name: &str| name.rsplit_once('.').is_some_and(|(path, _)| COMPLETE.contains(&path));
        let mut natives = crate::natives().names();
        natives.retain(|name| complete(name));
        assert_eq!(declared, natives);
    }
}

//! Import path → Go sources, and Go name → native function.

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
}

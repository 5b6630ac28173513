//! Import path → Go sources, and Go name → native function.

use crate::needed::{Needed, first_file};
use frontend::check::{Importer, PackageSource};

/// Every Go file under `stdlib/go`: import path, file name, text. Sorted.
pub(crate) static SOURCES: &[(&str, &str, &str)] =
    include!(concat!(env!("OUT_DIR"), "/sources.rs"));

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
#[derive(Clone, Default, Debug)]
pub struct StdImporter {
    needed: Option<Needed>,
}

impl StdImporter {
    /// Leaves out what a program with these files cannot need. If they import packages that are
    /// not in the standard library, nothing is left out.
    pub fn needed_by(texts: &[&str]) -> Self {
        Self { needed: Needed::by(texts) }
    }
}

impl Importer for StdImporter {
    fn import(&mut self, path: &str) -> Option<PackageSource> {
        let all = source(path)?;
        let mut files = Vec::with_capacity(all.len());
        for (i, (name, text)) in (first_file(path)..).zip(all) {
            let (text, needed) = match &self.needed {
                Some(needed) => needed.text(i),
                None => (text.to_owned(), true),
            };
            let path = display_path(path, name);
            files.push((needed, (path.clone(), path, text)));
        }
        // A package has a file, even if it has nothing else.
        let first = files.iter().position(|(needed, _)| *needed).unwrap_or(0);
        let files = files.into_iter().enumerate();
        let files =
            files.filter(|(i, (needed, _))| *needed || *i == first).map(|(_, f)| f.1).collect();
        Some(PackageSource { files, is_std: true, go_version: (1, 27) })
    }
}

#[cfg(test)]
mod tests {
    use frontend::ast::dump::dump;
    use frontend::ast::{Decl, NodeIds};
    use frontend::parser;
    use frontend::source::SourceMap;

    #[test]
    fn finds_packages() {
        let list = super::packages();
        assert!(list.is_sorted() && list.contains(&"fmt"));
        for path in list {
            assert!(super::source(path).is_some_and(|files| files[0].1.contains("package")));
        }
        assert_eq!(super::source("no/such"), None);
    }

    /// What is parsed on demand is what a parser of whole files finds.
    #[test]
    fn every_function_parses_on_its_own() {
        let (mut sources, mut ids) = (SourceMap::default(), NodeIds::default());
        for (_, name, text) in super::SOURCES {
            let id = sources.add((*name).to_owned(), String::new(), (*text).to_owned());
            let (whole, wrong) = parser::parse_file(&sources, id, &mut ids);
            assert!(wrong.is_empty(), "{name}: {wrong:?}");
            let (mut outline, wrong) = parser::parse_outline(&sources, id, &mut ids);
            assert!(wrong.is_empty(), "{name}: {wrong:?}");
            for decl in &outline.decls {
                let Decl::Func(func) = decl else { continue };
                assert!(parser::func_head(&sources, &mut ids, func).1.is_empty());
                let body = parser::func_body(&sources, &mut ids, func);
                assert!(body.is_none_or(|(_, wrong)| wrong.is_empty()));
            }
            outline.decls.sort_by_key(|decl| match decl {
                Decl::Const(decl) => decl.span.lo,
                Decl::Type(decl) => decl.span.lo,
                Decl::Var(decl) => decl.span.lo,
                Decl::Func(decl) => decl.span.lo,
            });
            assert!(dump(&outline) == dump(&whole), "{name}");
        }
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

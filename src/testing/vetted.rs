//! What `go test` has vet look for before it runs tests, and how it says so.

use super::packages::Package;
use crate::engine;
use frontend::vet::{self, ANALYZERS, BEFORE_TESTS};
use std::fmt::Write as _;

/// Analyzers of `go vet` that look at what goweave refuses anyhow.
const ELSEWHERE: &[&str] = &["asmdecl", "cgocall", "framepointer"];

/// The value of the flag `-vet`.
#[derive(Debug)]
pub(crate) enum Wanted {
    /// `off`.
    Nothing,
    /// The analyzers that are nearly always right.
    Usual,
    /// `all`.
    All,
    /// Those named.
    Only(Vec<String>),
}

impl Wanted {
    /// Reads the flag; else what is wrong with it.
    pub(crate) fn parse(value: Option<&str>) -> Result<Self, String> {
        let names = match value {
            None | Some("") => return Ok(Self::Usual),
            Some("off") => return Ok(Self::Nothing),
            Some("all") => return Ok(Self::All),
            Some(names) => names,
        };
        for name in names.split(',') {
            if matches!(name, "off" | "all") {
                return Err(format!(
                    "invalid value \"{names}\" for flag -vet: \"-vet={name}\" can't be combined with other arguments"
                ));
            }
            if !is_of_go(name) && !ELSEWHERE.contains(&name) {
                return Err(format!(
                    "invalid value \"{names}\" for flag -vet: -vet argument must be a supported \
                     analyzer or a distinguished value; found {name}"
                ));
            }
        }
        Ok(Self::Only(names.split(',').map(str::to_owned).collect()))
    }

    fn has(&self, name: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::Usual => BEFORE_TESTS.contains(&name),
            Self::All => is_of_go(name),
            Self::Only(names) => names.iter().any(|wanted| wanted == name),
        }
    }
}

/// Whether an analyzer is one of `go vet`'s, and none of our own.
fn is_of_go(name: &str) -> bool {
    ANALYZERS.iter().any(|analyzer| analyzer.name == name)
        && !name.starts_with("goweave/")
        && name != "nilness"
}

/// What vet finds in a package with its tests and in its external tests, as `go test` prints it:
/// the names of the builds, and the texts. Nothing if there are errors, which building the tests
/// tells.
pub(crate) fn findings(
    package: &Package,
    language: Option<(u32, u32)>,
    wanted: &Wanted,
) -> Vec<(String, String)> {
    if matches!(wanted, Wanted::Nothing) {
        return Vec::new();
    }
    let Ok(mut loaded) = package.load(language) else { return Vec::new() };
    let mut checked = engine::check(&mut loaded);
    if !checked.diagnostics.is_empty() || !checked.problems.is_empty() {
        return Vec::new();
    }
    let paths = package.paths();
    let packages = checked.packages_at(&paths);
    let found = vet::vet(&mut checked.program, &packages, &|name| wanted.has(name));
    let mut text = [String::new(), String::new()];
    for finding in found {
        let at = checked.program.sources.locate(finding.span.lo);
        let name = at.file.map_or("", |file| file.name.as_str());
        let external = package.external.iter().any(|file| file.0 == name);
        let _ = writeln!(
            text[usize::from(external)],
            "{name}:{}:{}: {}",
            at.line,
            at.col,
            finding.message
        );
    }
    let found = paths.iter().zip(&text).filter(|(_, text)| !text.is_empty());
    let build = |path: &str| {
        let of_test = format!(" [{}.test]", package.path);
        path.to_owned() + if package.has_tests() { &of_test } else { "" }
    };
    found.map(|(path, text)| (build(path), format!("# {path}\n# [{path}]\n{text}"))).collect()
}

//! How long it takes to parse and check 10,000 lines of ordinary Go: `cargo bench -p frontend`.
//!
//! The program is the library's own Go code (`stdlib/go`), package after package, each as the main
//! package with all its bodies, until there are 10,000 lines that are neither blank nor comments.
//! What they import is loaded beforehand in a run that is not counted.

#![expect(clippy::print_stdout, reason = "a program that prints")]

use frontend::check::{self, Importer, PackageSource};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Lines to check.
const LINES: usize = 10_000;
/// Packages that ordinary programs look like.
const PACKAGES: [&str; 12] = [
    "strings", "strconv", "fmt", "sort", "bytes", "bufio", "slices", "time", "errors", "context",
    "maps", "unicode",
];

struct Library(PathBuf);

impl Library {
    fn source(&self, path: &str, is_std: bool) -> Option<PackageSource> {
        let mut names: Vec<PathBuf> =
            fs::read_dir(self.0.join(path)).ok()?.filter_map(|e| Some(e.ok()?.path())).collect();
        names.retain(|name| name.extension().is_some_and(|e| e == "go"));
        names.sort();
        let file = |p: &PathBuf| {
            let name = p.display().to_string();
            Some((name.clone(), name, fs::read_to_string(p).ok()?))
        };
        let files: Vec<_> = names.iter().filter_map(file).collect();
        (!files.is_empty()).then_some(PackageSource { files, is_std, go_version: (1, 27) })
    }
}

impl Importer for Library {
    fn import(&mut self, path: &str) -> Option<PackageSource> {
        self.source(path, true)
    }
}

fn lines(source: &PackageSource) -> usize {
    let code = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with("//");
    source.files.iter().map(|(.., text)| text.lines().filter(code).count()).sum()
}

/// The shortest of several runs.
fn best(mut run: impl FnMut()) -> Duration {
    let once = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..7).map(once).min().unwrap_or_default()
}

fn main() {
    let mut library = Library(Path::new(env!("CARGO_MANIFEST_DIR")).join("../stdlib/go"));
    let (mut checked, mut took) = (0, Duration::ZERO);
    for name in PACKAGES {
        let Some(source) = library.source(name, false) else { continue };
        let imports = source.files.iter().map(|(name, path, text)| {
            let head: String = text
                .split_inclusive('\n')
                .take_while(|l| !l.starts_with("func ") && !l.starts_with("type "))
                .collect();
            (name.clone(), path.clone(), head)
        });
        let bare = PackageSource { files: imports.collect(), ..source.clone() };
        let without = best(|| drop(check::check_program(bare.clone(), &mut library)));
        let with = best(|| drop(check::check_program(source.clone(), &mut library)));
        let n = lines(&source);
        println!("{name:10} {n:6} lines {:8.2?}", with.saturating_sub(without));
        checked += n;
        took += with.saturating_sub(without);
        if checked >= LINES {
            break;
        }
    }
    let small = |n: usize| u32::try_from(n.max(1)).unwrap_or(u32::MAX);
    let all = took * small(LINES) / small(checked);
    println!("{LINES} lines: {all:.1?} ({checked} lines checked)");
}

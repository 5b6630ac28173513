//! Which files of a folder belong to its package here: build constraints in names and lines.
//!
//! Rules of `go help buildconstraint`, with the older `// +build` lines where there is no
//! `//go:build` line. There is no assembler, and there are no insides of Go's runtime: where a package
//! has functions in assembly, or links to such insides, and stand-ins in plain Go, those are taken.

use crate::commands::is_go_file;
use frontend::constraint;

/// The newest language there is.
const NEWEST: (u32, u32) = (1, 27);

/// Systems that file names may end in.
const SYSTEMS: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
];

/// Processors that file names may end in, also after a system.
const PROCESSORS: &[&str] = &[
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "arm64",
    "arm64be",
    "armbe",
    "loong64",
    "mips",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "mipsle",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];

/// Tags that hold, as for the go command; then without the assembler; then without the processor;
/// then, by the words that libraries use, without package unsafe.
const TAGS: [&[&str]; 4] = [
    &["linux", "amd64", "unix", "gc"],
    &["linux", "amd64", "unix", "purego", "noasm"],
    &["linux", "unix", "purego", "noasm"],
    &["linux", "amd64", "unix", "purego", "noasm", "appengine", "safe"],
];

/// Whether a file links to functions of Go's runtime that are not here.
fn links(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    let targets = text
        .lines()
        .filter_map(|line| line.strip_prefix("//go:linkname ")?.split_whitespace().nth(1));
    let inside = |target: &str| target.starts_with("runtime.") || target.starts_with("reflect.");
    targets.into_iter().any(|target| inside(target) && !frontend::check::LINKED.contains(&target))
}

/// The tags that decide about the files of one folder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tags(&'static [&'static str]);

impl Tags {
    /// Those of the go command.
    pub(crate) const GO: Self = Self(TAGS[0]);

    /// For a folder with these files, of which only Go files and assembly matter: the first tags that
    /// leave no assembly and no links, and take in a Go file which the go command would not.
    pub(crate) fn of_folder(files: &[(&str, &[u8])]) -> Self {
        let assembly = |tags: Self| {
            files.iter().any(|(name, text)| {
                let stem = name.strip_suffix(".s");
                stem.is_some_and(|stem| tags.fit_name(stem) && tags.fit_text(text))
                    && text.windows(5).any(|part| part == b"TEXT\t" || part == b"TEXT ")
            })
        };
        let takes =
            |tags: Self, (name, text): &(&str, &[u8])| is_source(name) && tags.fit(name, text);
        let linking = |tags: Self| files.iter().any(|file| takes(tags, file) && links(file.1));
        let foreign = |tags: Self| assembly(tags) || linking(tags);
        if !foreign(Self::GO) {
            return Self::GO;
        }
        let stand_in = |tags: Self| {
            let gained = |file| takes(tags, file) && !takes(Self::GO, file);
            !foreign(tags) && files.iter().any(gained)
        };
        TAGS[1..].iter().map(|&tags| Self(tags)).find(|&tags| stand_in(tags)).unwrap_or(Self::GO)
    }

    /// Whether a Go file belongs to its package.
    pub(crate) fn fit(self, name: &str, text: &[u8]) -> bool {
        let stem = name.strip_suffix(".go").unwrap_or(name);
        self.fit_name(stem.strip_suffix("_test").unwrap_or(stem)) && self.fit_text(text)
    }

    /// Whether the system and the processor at the end of a name are ours.
    fn fit_name(self, stem: &str) -> bool {
        let parts: Vec<_> = stem.split('_').skip(1).collect();
        let holds = |part: &str| self.0.contains(&part);
        match parts[..] {
            [.., system, processor]
                if SYSTEMS.contains(&system) && PROCESSORS.contains(&processor) =>
            {
                holds(system) && holds(processor)
            }
            [.., last] if SYSTEMS.contains(&last) || PROCESSORS.contains(&last) => holds(last),
            _ => true,
        }
    }

    /// Whether the constraints at the head of a file hold. What cannot be understood is taken: the
    /// file's reader says what is wrong.
    fn fit_text(self, text: &[u8]) -> bool {
        let text = String::from_utf8_lossy(&text[..text.len().min(1 << 14)]);
        let head = constraint::head(&text);
        let holds = |tag: &str| self.holds(tag);
        match constraint::of_file(&head) {
            Ok(Some(wanted)) => wanted.eval(&holds),
            Ok(None) => {
                let lines = head.leading.iter().filter_map(|line| constraint::plus_build(line));
                lines.map(constraint::parse_options).all(|wanted| wanted.eval(&holds))
            }
            Err(_) => true,
        }
    }

    fn holds(self, tag: &str) -> bool {
        let version = || crate::cli::language(tag).is_some_and(|version| version <= NEWEST);
        self.0.contains(&tag) || tag.starts_with("go1.") && version()
    }
}

/// Whether a file of this name is in assembly and belongs to its package here.
pub(crate) fn is_assembly(name: &str) -> bool {
    let stem = name.strip_suffix(".s").filter(|stem| !stem.starts_with(['_', '.']));
    stem.is_some_and(|stem| Tags::GO.fit_name(stem))
}

/// Whether a file of this name is a Go file and no test.
pub(crate) fn is_source(name: &str) -> bool {
    is_go(name) && !name.ends_with("_test.go")
}

/// Whether a file of this name is one of tests.
pub(crate) fn is_test_source(name: &str) -> bool {
    is_go(name) && name.ends_with("_test.go")
}

fn is_go(name: &str) -> bool {
    is_go_file(name) && !name.starts_with(['_', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_say_where_they_belong() {
        for (name, fits) in [
            ("a.go", true),
            ("a_linux.go", true),
            ("a_windows.go", false),
            ("a_linux_arm64.go", false),
            ("a_windows_test.go", false),
            ("a_windows_b.go", true),
            ("a_windows_linux.go", true),
            ("linux.go", true),
        ] {
            assert_eq!(Tags::GO.fit(name, b"package a\n"), fits, "{name}");
        }
        assert!(is_source("a.go") && is_test_source("a_test.go"));
        assert!(!is_source("a_test.go") && !is_source("_a.go") && !is_source("a.txt"));
    }

    #[test]
    fn build_lines() {
        for (line, holds) in [
            ("linux && !cgo", true),
            ("ignore", false),
            ("(windows || unix) && go1.20", true),
            ("!(linux || darwin)", false),
            ("go1.99", false),
        ] {
            for head in ["// hello\n", "/* hello\n */\n\n", "/* a */ // b\n"] {
                let text = format!("{head}\n//go:build {line}\n\npackage a\n");
                assert_eq!(Tags::GO.fit_text(text.as_bytes()), holds, "{text}");
            }
        }
        assert!(Tags::GO.fit_text(b"package a\n//go:build ignore\n"));
    }

    #[test]
    fn older_build_lines() {
        for (lines, holds) in [
            ("// +build linux,!cgo windows", true),
            ("// +build ignore", false),
            ("//+build !linux darwin", false),
            ("// +build linux\n// +build windows", false),
            ("// +build ignore\n//go:build linux", true),
        ] {
            let text = format!("{lines}\n\npackage a\n");
            assert_eq!(Tags::GO.fit_text(text.as_bytes()), holds, "{text}");
        }
        assert!(Tags::GO.fit_text(b"// +build ignore\npackage a\n"), "no blank line below");
    }

    #[test]
    fn stand_ins_for_what_is_no_go() {
        let assembly: (&str, &[u8]) =
            ("a_amd64.s", b"// +build !purego\n\nTEXT \xc2\xb7f(SB), 4, $0-8\n");
        let declared: (&str, &[u8]) = ("a_asm.go", b"//go:build !purego\n\npackage a\n");
        let stand_in: (&str, &[u8]) = ("a_go.go", b"//go:build purego\n\npackage a\n");
        let tags = Tags::of_folder(&[assembly, declared, stand_in]);
        assert!(tags.fit(stand_in.0, stand_in.1) && !tags.fit(declared.0, declared.1));
        let tags = Tags::of_folder(&[assembly, declared]);
        assert!(tags.fit(declared.0, declared.1), "nothing stands in");

        let linked: (&str, &[u8]) =
            ("c.go", b"// +build !appengine\n\npackage c\n\n//go:linkname f runtime.mallocgc\n");
        let stand_in: (&str, &[u8]) = ("c_safe.go", b"// +build appengine\n\npackage c\n");
        let tags = Tags::of_folder(&[linked, stand_in]);
        assert!(tags.fit(stand_in.0, stand_in.1) && !tags.fit(linked.0, linked.1));
        let tags = Tags::of_folder(&[linked]);
        assert!(tags.fit(linked.0, linked.1), "nothing stands in");

        let declared: (&str, &[u8]) = ("b_amd64.go", b"package b\n");
        let stand_in: (&str, &[u8]) = ("b_other.go", b"// +build !amd64\n\npackage b\n");
        let assembly: (&str, &[u8]) = ("b_amd64.s", b"TEXT \xc2\xb7f(SB), 4, $0-8\n");
        let tags = Tags::of_folder(&[assembly, declared, stand_in]);
        assert!(tags.fit(stand_in.0, stand_in.1) && !tags.fit(declared.0, declared.1));
    }
}

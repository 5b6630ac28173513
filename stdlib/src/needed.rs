//! What of the standard library a program can need.
//!
//! Parsing dominates the start of small programs, and they use little of what they import. So
//! declarations that cannot matter are blanked out (lines stay where they are) before parsing:
//! by name only, hence with room to spare. A name is needed if it occurs in the program or in a
//! declaration that is kept; a declaration is kept if a name it declares is needed, a method if
//! its receiver's type is needed too; of a program that uses reflection, all exported methods of
//! types that are needed. Initialization and blank variables always stay.

use crate::registry::{SOURCES, source};
use crate::scan::{Token, tokens};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A part of a file. Names are indexes into [`NAMES`]; lists of them are ranges of [`LISTS`].
struct Part {
    /// Index into [`SOURCES`].
    file: u16,
    /// Where its text is in the file.
    range: (u32, u32),
    /// `p` for what is always there, `i` for an import, `d` for a declaration.
    kind: char,
    /// The receiver's type, or the empty name.
    recv: u16,
    /// Names declared, or the elements of an import's path.
    names: (u32, u32),
    /// Names used.
    uses: (u32, u32),
}

/// All names, those that differ only in case next to each other.
static NAMES: &[&str] = include!(concat!(env!("OUT_DIR"), "/names.rs"));
/// In the order of files, and in these of their text.
#[expect(clippy::unreadable_literal, reason = "made by build.rs")]
static PARTS: &[Part] = include!(concat!(env!("OUT_DIR"), "/parts.rs"));
static LISTS: &[u16] = include!(concat!(env!("OUT_DIR"), "/lists.rs"));

/// The parts of each file.
static FILES: LazyLock<Vec<Range<usize>>> = LazyLock::new(|| {
    let mut files = vec![0..0; SOURCES.len()];
    for (i, part) in PARTS.iter().enumerate() {
        let file = &mut files[usize::from(part.file)];
        *file = if file.start == file.end { i..i + 1 } else { file.start..i + 1 };
    }
    files
});

/// Names that the interpreter itself looks for.
const SEEDS: [&str; 11] = [
    "init",
    "_",
    "Error",
    "String",
    "GoString",
    "Format",
    "errorString",
    "boundsError",
    "plainError",
    "TypeAssertionError",
    "PanicNilError",
];

/// The parts of the standard library that are needed.
#[derive(Clone, Debug)]
pub(crate) struct Needed {
    /// By part.
    kept: Vec<bool>,
    /// By name.
    names: Vec<bool>,
    /// Packages that are imported.
    packages: BTreeSet<&'static str>,
}

fn list(range: (u32, u32)) -> impl Iterator<Item = usize> + Clone {
    LISTS[range.0 as usize..range.1 as usize].iter().map(|&name| usize::from(name))
}

impl Needed {
    /// By a program with these files; `None` if it imports other packages too.
    pub(crate) fn by(texts: &[&str]) -> Option<Self> {
        let mut needed = Self {
            kept: vec![false; PARTS.len()],
            names: vec![false; NAMES.len()],
            packages: BTreeSet::from(["runtime"]),
        };
        for name in SEEDS {
            needed.mention(name);
        }
        for text in texts {
            needed.read(text)?;
        }
        loop {
            while needed.each_file(Self::grow_declarations) {}
            if !needed.each_file(Self::grow_imports) {
                break;
            }
        }
        Some(needed)
    }

    /// Notes down the imports and names of a file.
    fn read(&mut self, text: &str) -> Option<()> {
        let (mut importing, mut depth) = (false, 0);
        for (token, start, end) in tokens(text) {
            let word = &text[start..end];
            match token {
                Token::Word if word == "import" => (importing, depth) = (true, 0),
                Token::Word => {
                    if word != "_" {
                        self.mention(word);
                    }
                }
                Token::Text if importing => {
                    let path = word.get(1..word.len() - 1)?;
                    source(path)?;
                    self.packages.insert(SOURCES[first_file(path)].0);
                }
                Token::Open => depth += 1,
                Token::Close => depth -= 1,
                Token::Text | Token::Other => {}
                Token::Line => importing &= depth > 0,
            }
        }
        Some(())
    }

    /// Needs a name, and those that differ in case: messages mention them.
    fn mention(&mut self, name: &str) {
        let folded = |name: &'static str| name.bytes().map(|b| b.to_ascii_lowercase());
        let name = name.to_ascii_lowercase();
        let first = NAMES.partition_point(|n| folded(n).lt(name.bytes()));
        for (i, _) in
            NAMES.iter().enumerate().skip(first).take_while(|(_, n)| folded(n).eq(name.bytes()))
        {
            self.names[i] = true;
        }
    }

    /// Visits the files of imported packages; whether any of them grew.
    fn each_file(&mut self, grow: fn(&mut Self, usize, &'static [Part]) -> bool) -> bool {
        let mut grew = false;
        for (file, range) in FILES.iter().enumerate() {
            if self.packages.contains(SOURCES[file].0) {
                grew |= grow(self, range.start, &PARTS[range.clone()]);
            }
        }
        grew
    }

    /// Keeps the declarations that are needed.
    fn grow_declarations(&mut self, base: usize, parts: &'static [Part]) -> bool {
        let mut grew = false;
        // Reflection finds methods by names that no source mentions.
        let reflects = self.packages.contains("reflect");
        for (i, part) in parts.iter().enumerate() {
            let recv = usize::from(part.recv);
            let is_method = !NAMES[recv].is_empty();
            let named = list(part.names).any(|name| {
                let exported = || NAMES[name].starts_with(char::is_uppercase);
                self.names[name] || reflects && is_method && exported()
            });
            let needed = part.kind == 'd'
                && !self.kept[base + i]
                && named
                && (!is_method || self.names[recv]);
            if needed {
                self.kept[base + i] = true;
                list(part.uses).for_each(|name| self.names[name] = true);
                grew = true;
            }
        }
        grew
    }

    /// Keeps the imports that are needed: by their path's elements or their new name.
    fn grow_imports(&mut self, base: usize, parts: &'static [Part]) -> bool {
        let mut grew = false;
        for (i, part) in parts.iter().enumerate() {
            if part.kind != 'i' || self.kept[base + i] {
                continue;
            }
            let names: Vec<usize> = list(part.names).chain(list(part.uses)).collect();
            let mut users =
                parts.iter().zip(&self.kept[base..]).filter(|(p, kept)| **kept && p.kind == 'd');
            if users.any(|(p, _)| list(p.uses).any(|name| names.contains(&name))) {
                self.kept[base + i] = true;
                let text = part.text();
                let path = tokens(text).find(|t| t.0 == Token::Text);
                self.packages.insert(path.map_or("", |(_, start, end)| &text[start + 1..end - 1]));
                grew = true;
            }
        }
        grew
    }

    /// A file's text with what is not needed blanked out, and whether anything is needed.
    pub(crate) fn text(&self, file: usize) -> (String, bool) {
        let range = FILES[file].clone();
        let (parts, kept) = (&PARTS[range.clone()], &self.kept[range]);
        let mut text = String::new();
        for (part, &kept) in parts.iter().zip(kept) {
            if kept || part.kind == 'p' {
                text.push_str(part.text());
            } else {
                text.extend(part.text().chars().filter(|&c| c == '\n'));
            }
        }
        (text, kept.contains(&true))
    }
}

impl Part {
    fn text(&self) -> &'static str {
        let (start, end) = self.range;
        &SOURCES[usize::from(self.file)].2[start as usize..end as usize]
    }
}

/// The index of a package's first file.
pub(crate) fn first_file(path: &str) -> usize {
    SOURCES.partition_point(|(dir, ..)| *dir < path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, name: &str) -> usize {
        let file = (first_file(path)..SOURCES.len()).find(|&i| SOURCES[i].1 == name);
        file.expect("is there")
    }

    #[test]
    fn drops_what_is_not_needed() {
        let program = "package main\nimport \"fmt\"\nfunc main() { fmt.Println(1) }\n";
        let needed = Needed::by(&[program]).expect("only std");
        let print = file("fmt", "print.go");
        let (text, any) = needed.text(print);
        assert!(any && text.contains("func Println") && !text.contains("func Printf"));
        assert_eq!(text.lines().count(), SOURCES[print].2.lines().count());
        assert!(!needed.text(file("fmt", "scan.go")).1);
        assert!(!needed.packages.contains("sync"));
    }

    #[test]
    fn keeps_what_methods_need() {
        let program = "package main\nimport (\"fmt\"; \"bufio\"; \"os\")\n\
             func main() { var n int; fmt.Fscan(bufio.NewReader(os.Stdin), &n) }\n";
        let needed = Needed::by(&[program]).expect("only std");
        assert!(needed.text(file("bufio", "reader.go")).0.contains(") UnreadRune() error"));
    }

    #[test]
    fn keeps_everything_for_other_packages() {
        assert!(Needed::by(&["package main\nimport \"example.org/x\"\n"]).is_none());
    }

    #[test]
    fn parts_make_up_the_files() {
        for (i, (_, name, text)) in SOURCES.iter().enumerate() {
            let parts = &PARTS[FILES[i].clone()];
            let whole: String = parts.iter().map(Part::text).collect();
            assert_eq!(whole, *text, "{name}");
        }
    }
}

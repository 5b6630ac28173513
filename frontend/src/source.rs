//! Source files and the way from a position to `file:line:column`.

use crate::directive::{self, Mark};
use crate::span::Pos;
use crate::symbol::Symbol;
use std::ops::Range;
use std::sync::OnceLock;

/// Names one file of a [`SourceMap`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(pub u32);

/// One source file.
#[derive(Debug)]
pub struct SourceFile {
    /// The name shown in messages: as the user gave it.
    pub name: String,
    /// The absolute path shown in stack traces.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// Position of the first byte.
    pub base: Pos,
    /// Import path of its package; `main` for the main package.
    pub package: Symbol,
    /// Whether it belongs to the standard library.
    pub is_std: bool,
    /// Byte offsets at which lines start, once somebody asked; the first is 0.
    lines: OnceLock<Vec<u32>>,
    /// Line directives, once somebody asked.
    marks: OnceLock<Vec<Mark>>,
}

/// Where a text came from, line directives obeyed: what messages and stack traces tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin {
    /// The name shown in messages.
    pub name: String,
    /// The absolute path shown in stack traces.
    pub path: String,
    /// Line number.
    pub line: u32,
    /// Column in bytes; 0 if a directive left it open.
    pub col: u32,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.name, self.line)?;
        if self.col > 0 { write!(f, ":{}", self.col) } else { Ok(()) }
    }
}

/// A position made readable. Lines and columns start at 1; columns count bytes, as gc's do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Location<'a> {
    /// The file, or `None` for [`Pos::NONE`].
    pub file: Option<&'a SourceFile>,
    /// Line number.
    pub line: u32,
    /// Column in bytes.
    pub col: u32,
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        self.base == other.base
    }
}

impl Eq for SourceFile {}

impl SourceFile {
    /// Line and column of an offset.
    fn line_col(&self, offset: u32) -> (u32, u32) {
        let lines = self.lines();
        let line = lines.partition_point(|&start| start <= offset);
        (to32(line), offset - lines[line - 1] + 1)
    }

    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|&(_, b)| b == b'\n');
            std::iter::once(0).chain(ends.map(|(i, _)| to32(i + 1))).collect()
        })
    }
}

/// All source files of one program.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Adds a file and returns its id; its positions follow those of the files before it.
    pub fn add(&mut self, name: String, path: String, text: String) -> FileId {
        let base = self.files.last().map_or(1, |f| f.base.0 + len32(&f.text) + 1);
        let (base, package) = (Pos(base), Symbol::intern("main"));
        let (lines, marks) = (OnceLock::new(), OnceLock::new());
        self.files.push(SourceFile {
            name,
            path,
            text,
            base,
            package,
            is_std: false,
            lines,
            marks,
        });
        FileId(to32(self.files.len() - 1))
    }

    /// Says which package a file belongs to.
    pub fn set_package(&mut self, id: FileId, path: Symbol, is_std: bool) {
        let file = &mut self.files[id.0 as usize];
        (file.package, file.is_std) = (path, is_std);
    }

    /// The file with this id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The files in the order they were added.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// File, line and column of a position.
    pub fn locate(&self, pos: Pos) -> Location<'_> {
        let Some(file) = self.locate_file(pos) else {
            return Location { file: None, line: 0, col: 0 };
        };
        let (line, col) = file.line_col(pos.0 - file.base.0);
        Location { file: Some(file), line, col }
    }

    /// The line a position is on, with its end.
    pub fn line_at(&self, pos: Pos) -> Range<Pos> {
        let Some(file) = self.locate_file(pos) else { return pos..pos };
        let lines = file.lines();
        let next = lines.partition_point(|&start| start <= pos.0 - file.base.0);
        let end = lines.get(next).copied().unwrap_or_else(|| len32(&file.text) + 1);
        Pos(file.base.0 + lines[next - 1])..Pos(file.base.0 + end)
    }

    /// Where the text at a position came from; `None` for [`Pos::NONE`].
    pub fn origin(&self, pos: Pos) -> Option<Origin> {
        let file = self.locate_file(pos)?;
        let offset = pos.0 - file.base.0;
        let marks = file.marks.get_or_init(|| directive::marks(&file.text));
        let at = |offset: u32| file.line_col(offset);
        let (named, line, col) = directive::origin(marks, offset, at).unwrap_or_else(|| {
            let (line, col) = at(offset);
            (None, line, col)
        });
        let beside = |own: &String| named.map_or(own.clone(), |n| directive::beside(own, n));
        Some(Origin { name: beside(&file.name), path: beside(&file.path), line, col })
    }

    /// `file:line:col` as gc writes it in messages.
    pub fn place(&self, pos: Pos) -> String {
        self.origin(pos).map_or_else(|| "-".to_owned(), |origin| origin.to_string())
    }

    /// Whether a position is in the program's own sources.
    pub fn is_own(&self, pos: Pos) -> bool {
        self.locate_file(pos).is_some_and(|file| !file.is_std)
    }

    /// Whether a position is behind the line break that ends its file.
    pub fn is_after_last_line(&self, pos: Pos) -> bool {
        self.locate_file(pos).is_some_and(|file| {
            (pos.0 - file.base.0) as usize == file.text.len() && file.text.ends_with('\n')
        })
    }

    /// The byte at a position.
    pub fn byte_at(&self, pos: Pos) -> Option<u8> {
        let file = self.locate_file(pos)?;
        file.text.as_bytes().get((pos.0 - file.base.0) as usize).copied()
    }

    /// The file that a position is in.
    pub fn locate_file(&self, pos: Pos) -> Option<&SourceFile> {
        let after = self.files.partition_point(|f| f.base <= pos);
        if pos.is_known() { self.files.get(after.checked_sub(1)?) } else { None }
    }
}

fn to32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn len32(text: &str) -> u32 {
    to32(text.len())
}

//! The packages a program may import: the standard library's and its own module's.

use crate::commands::is_go_file;
use crate::constraints::{self, Tags};
use crate::{loader, names};
use frontend::check::{Importer, PackageSource};
use frontend::diagnostic::Diagnostic;
use frontend::span::Span;
use std::path::PathBuf;
use stdlib::StdImporter;

/// A file: the name shown, the absolute path, the content.
pub(crate) type File = (String, String, Vec<u8>);

/// Where a module's files are.
#[derive(Clone)]
pub(crate) enum Root {
    /// A folder.
    Disk(PathBuf),
    /// An archive: its path, and its files by name.
    Archive(String, Vec<(String, String)>),
}

/// A module.
#[derive(Clone)]
pub(crate) struct Module {
    /// Its path, the prefix of its packages' import paths.
    pub(crate) path: String,
    /// Its language.
    pub(crate) go_version: (u32, u32),
    /// Modules that local folders replace: path, and folder seen from the root.
    pub(crate) replaced: Vec<(String, String)>,
    pub(crate) root: Root,
}

/// Finds packages for the checker, and remembers what it read.
pub(crate) struct ProgramImporter {
    std: StdImporter,
    module: Option<Module>,
    go_version: (u32, u32),
    /// Packages that are tested: their files are given.
    tested: Vec<(String, PackageSource)>,
    /// The main package's import path, and that of the folder it is in.
    main: (String, String),
    /// Files of the module's packages that were imported.
    pub(crate) read: Vec<(String, String)>,
    /// What was wrong with files.
    pub(crate) problems: Vec<String>,
    /// Whether to say what gc alone would, without the go command before it.
    pub(crate) at_once: bool,
}

impl ProgramImporter {
    /// For a program with these files, in this module, or in none. `main` is what the go command
    /// calls the main package, and the import path of the folder it is in.
    pub(crate) fn new(
        files: &[(String, String, String)],
        main: (String, String),
        module: Option<Module>,
        go_version: (u32, u32),
    ) -> Self {
        let texts: Vec<&str> = files.iter().map(|file| file.2.as_str()).collect();
        let std = StdImporter::needed_by(&texts);
        let (tested, read, problems) = Default::default();
        Self { std, module, go_version, tested, main, read, problems, at_once: false }
    }

    /// Gives the files of a package that is tested.
    pub(crate) fn test(&mut self, path: String, source: PackageSource) {
        self.read.extend(source.files.iter().map(|(_, path, text)| (path.clone(), text.clone())));
        self.tested.push((path, source));
    }

    /// Whether packages are tested.
    pub(crate) fn is_test(&self) -> bool {
        !self.tested.is_empty()
    }

    fn local(&mut self, path: &str) -> Result<Option<PackageSource>, String> {
        let Some(module) = &self.module else { return Ok(None) };
        for (folder, go_version) in module.places(path, self.go_version) {
            let files = match &module.root {
                Root::Disk(root) if root.join(&folder).is_dir() => {
                    loader::go_files(&root.join(&folder))?
                }
                Root::Disk(_) => Vec::new(),
                archive @ Root::Archive(..) => archive.package(&folder),
            };
            if files.is_empty() {
                continue;
            }
            let files = loader::decoded(files)?;
            self.read.extend(files.iter().map(|(_, path, text)| (path.clone(), text.clone())));
            return Ok(Some(PackageSource { files, is_std: false, go_version }));
        }
        Ok(None)
    }
}

impl Importer for ProgramImporter {
    fn import(&mut self, path: &str) -> Option<PackageSource> {
        if let Some((_, source)) = self.tested.iter().find(|(tested, _)| tested == path) {
            return Some(source.clone());
        }
        if let Some(source) = self.std.import(path) {
            return Some(source);
        }
        self.local(path).unwrap_or_else(|problem| {
            self.problems.push(problem);
            None
        })
    }

    fn compiles_at_once(&self) -> bool {
        self.at_once
    }

    fn assembly(&self, files: &[(String, String, String)]) -> Option<String> {
        if self.main.0 == loader::COMMAND_LINE {
            return None;
        }
        let (dir, _) = files.first()?.1.rsplit_once('/')?;
        match self.module.as_ref().map(|module| &module.root) {
            Some(Root::Archive(base, files)) => {
                let folder = dir.strip_prefix(base.as_str())?.trim_start_matches('/');
                let names = files.iter().filter_map(|(name, _)| match folder {
                    "" => Some(name.as_str()),
                    folder => name.strip_prefix(folder)?.strip_prefix('/'),
                });
                names.filter(|name| constraints::is_assembly(name)).min().map(str::to_owned)
            }
            _ => {
                let entries = std::fs::read_dir(dir).ok()?.filter_map(Result::ok);
                let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
                names.filter(|name| constraints::is_assembly(name)).min()
            }
        }
    }

    fn main_path(&self) -> String {
        self.main.0.clone()
    }

    /// go help modules: "Code in or below a directory named "internal" is importable only by code
    /// in the directory tree rooted at the parent of "internal"."
    fn refuse(&self, from: &str, path: &str) -> Option<String> {
        let from = if from == self.main.0 { &self.main.1 } else { from };
        let from = from.strip_suffix("_test").unwrap_or(from);
        let below = |parent: &str| from.strip_prefix(parent).is_some_and(starts_element);
        let parent = internal_parent(path)?;
        let allowed = !parent.is_empty() && below(parent);
        (!allowed).then(|| format!("use of internal package {path} not allowed"))
    }

    fn missing(&self, path: &str, span: Span) -> Diagnostic {
        let error = |message: String| Diagnostic::error(span, "missing-package", message);
        let unsupported = |message: String, package: &str| {
            let mut missing = Diagnostic::unsupported(span, "unsupported-library", message);
            missing.help = Some(names::hint(package, ""));
            missing
        };
        if path == "C" {
            unsupported("cgo (import \"C\") is not supported".to_owned(), "runtime/cgo")
        } else if path.starts_with('/') {
            error(format!("{path:?} is not a package path; see 'go help packages'"))
        } else if path.split('/').next().is_some_and(|first| first == "." || first == "..") {
            error(format!(
                "{path:?} is relative, but relative import paths are not supported in module mode"
            ))
        } else if let Some(why) = malformed(path) {
            error(format!("malformed import path {path:?}: {why}"))
        } else if names::in_go(path) {
            unsupported(format!("package {path} is not supported"), path)
        } else if path.split('/').next().is_some_and(|first| first.contains('.')) {
            let why = match self.module {
                Some(_) => format!("; to add it:\n\tgo get {path}"),
                None => ": go.mod file not found in current directory or any parent directory; \
                         see 'go help modules'"
                    .to_owned(),
            };
            let mut missing = error(format!("no required module provides package {path}{why}"));
            missing.help = Some("goweave downloads nothing; only local packages and the standard library can be imported".to_owned());
            missing
        } else {
            error(format!("package {path} is not in std"))
        }
    }
}

/// Whether what follows a prefix of an import path starts a new element.
fn starts_element(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('/')
}

/// What stands before the last `internal` element of an import path.
fn internal_parent(path: &str) -> Option<&str> {
    let at = match path.rfind("/internal/") {
        Some(at) => at,
        None if path.ends_with("/internal") => path.len() - "/internal".len(),
        None if path.starts_with("internal/") || path == "internal" => 0,
        None => return None,
    };
    Some(&path[..at])
}

/// What is wrong with the form of an import path.
fn malformed(path: &str) -> Option<String> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._~+/".contains(c);
    let element = |element: &str| {
        if element.is_empty() {
            Some("double slash".to_owned())
        } else if element == "." || element == ".." {
            Some(format!("invalid path element {element:?}"))
        } else if element.ends_with('.') {
            Some("trailing dot in path element".to_owned())
        } else {
            None
        }
    };
    if path.starts_with('-') {
        Some("leading dash".to_owned())
    } else if path.ends_with('/') {
        Some("trailing slash".to_owned())
    } else if let Some(c) = path.chars().find(|&c| !fits(c)) {
        Some(format!("invalid char '{c}'"))
    } else {
        path.split('/').find_map(element)
    }
}

impl Module {
    /// The folder of a package of this module; empty for the module's root.
    pub(crate) fn folder<'a>(&self, path: &'a str) -> Option<&'a str> {
        let rest = path.strip_prefix(self.path.as_str()).filter(|_| !self.path.is_empty())?;
        if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
    }

    /// The folders a package may be in, with their language: in this module (which does not
    /// reach into modules below it), in one that replaces another, or under `vendor`.
    fn places(&self, path: &str, own: (u32, u32)) -> Vec<(String, (u32, u32))> {
        let mut places = Vec::new();
        if let Some(folder) = self.folder(path) {
            let above = folder.match_indices('/').map(|(i, _)| &folder[..i]);
            let nested = above.chain([folder]).filter(|f| !f.is_empty());
            if nested.into_iter().all(|folder| self.root.go_mod(folder).is_none()) {
                places.push((folder.to_owned(), own));
            }
        }
        for (module, folder) in &self.replaced {
            let rest = path.strip_prefix(module.as_str());
            if let Some(rest) = rest.filter(|rest| rest.is_empty() || rest.starts_with('/')) {
                let text = self.root.go_mod(folder);
                let version = text.map(|text| loader::parse_module(&text, self.root.clone()));
                let version = version.map_or(own, |module| module.go_version);
                places.push((format!("{folder}{rest}"), version));
            }
        }
        places.push((format!("vendor/{path}"), own));
        places
    }

    /// The import path of one of its folders.
    pub(crate) fn import_path(&self, folder: &str) -> String {
        if folder.is_empty() { self.path.clone() } else { format!("{}/{folder}", self.path) }
    }
}

impl Root {
    /// The text of a folder's go.mod.
    fn go_mod(&self, folder: &str) -> Option<String> {
        match self {
            Self::Disk(root) => std::fs::read_to_string(root.join(folder).join("go.mod")).ok(),
            Self::Archive(_, files) => {
                let name = format!("{folder}/go.mod");
                files.iter().find(|file| file.0 == name).map(|file| file.1.clone())
            }
        }
    }

    /// The files of an archive's folder that make a package.
    pub(crate) fn package(&self, folder: &str) -> Vec<File> {
        self.files_named(folder, constraints::is_source)
    }

    /// The files of an archive's folder whose names are right and whose build lines hold.
    pub(crate) fn files_named(&self, folder: &str, fits: fn(&str) -> bool) -> Vec<File> {
        let Self::Archive(base, files) = self else { return Vec::new() };
        let inside: Vec<_> = files
            .iter()
            .filter_map(|(name, text)| {
                let (dir, file) = name.rsplit_once('/').unwrap_or(("", name));
                (dir == folder).then_some((file, name, text.as_bytes()))
            })
            .collect();
        let tags: Vec<_> = inside.iter().map(|&(file, _, text)| (file, text)).collect();
        let tags = Tags::of_folder(&tags);
        let mut found: Vec<_> = inside
            .iter()
            .filter(|(file, _, text)| fits(file) && tags.fit(file, text))
            .map(|&(_, name, text)| (name.clone(), format!("{base}/{name}"), text.to_vec()))
            .collect();
        found.sort();
        found
    }

    /// The folders of an archive that hold Go files.
    pub(crate) fn folders(&self) -> Vec<&str> {
        let Self::Archive(_, files) = self else { return Vec::new() };
        let mut dirs: Vec<_> = files
            .iter()
            .filter(|(name, _)| is_go_file(name))
            .filter_map(|(name, _)| Some(name.rsplit_once('/')?.0))
            .collect();
        dirs.sort_unstable();
        dirs.dedup();
        dirs
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn internal_parents() {
        assert_eq!(super::internal_parent("a/internal/b"), Some("a"));
        assert_eq!(super::internal_parent("a/internal"), Some("a"));
        assert_eq!(super::internal_parent("internal/fs"), Some(""));
        assert_eq!(super::internal_parent("a/internals/b"), None);
    }
}

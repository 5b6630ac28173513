//! The packages a program may import: the standard library's and its own module's.

use crate::commands::is_go_file;
use crate::loader;
use frontend::check::{Importer, PackageSource};
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
    pub(crate) root: Root,
}

/// Finds packages for the checker, and remembers what it read.
pub(crate) struct ProgramImporter {
    std: StdImporter,
    module: Option<Module>,
    go_version: (u32, u32),
    /// Packages that are tested: their files are given.
    tested: Vec<(String, PackageSource)>,
    /// Files of the module's packages that were imported.
    pub(crate) read: Vec<(String, String)>,
    /// What was wrong with files.
    pub(crate) problems: Vec<String>,
}

impl ProgramImporter {
    /// For a program with these files, in this module, or in none.
    pub(crate) fn new(
        main: &[(String, String, String)],
        module: Option<Module>,
        go_version: (u32, u32),
    ) -> Self {
        let texts: Vec<&str> = main.iter().map(|file| file.2.as_str()).collect();
        let std = StdImporter::needed_by(&texts);
        Self { std, module, go_version, tested: Vec::new(), read: Vec::new(), problems: Vec::new() }
    }

    /// Gives the files of a package that is tested.
    pub(crate) fn test(&mut self, path: String, source: PackageSource) {
        self.read.extend(source.files.iter().map(|(_, path, text)| (path.clone(), text.clone())));
        self.tested.push((path, source));
    }

    /// Whether an import path belongs to the program's module.
    pub(crate) fn is_local(&self, path: &str) -> bool {
        self.module.as_ref().is_some_and(|module| module.folder(path).is_some())
    }

    fn local(&mut self, path: &str) -> Result<Option<PackageSource>, String> {
        let Some(module) = &self.module else { return Ok(None) };
        let Some(folder) = module.folder(path) else { return Ok(None) };
        let files = match &module.root {
            Root::Disk(root) if root.join(folder).is_dir() => loader::go_files(&root.join(folder))?,
            Root::Disk(_) => Vec::new(),
            archive @ Root::Archive(..) => archive.package(folder),
        };
        if files.is_empty() {
            return Ok(None);
        }
        let files = loader::decoded(files)?;
        self.read.extend(files.iter().map(|(_, path, text)| (path.clone(), text.clone())));
        Ok(Some(PackageSource { files, is_std: false, go_version: self.go_version }))
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
}

impl Module {
    /// The folder of a package of this module; empty for the module's root.
    pub(crate) fn folder<'a>(&self, path: &'a str) -> Option<&'a str> {
        let rest = path.strip_prefix(self.path.as_str()).filter(|_| !self.path.is_empty())?;
        if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
    }
}

impl Root {
    /// The files of an archive's folder that make a package.
    pub(crate) fn package(&self, folder: &str) -> Vec<File> {
        self.files_named(folder, loader::is_source)
    }

    /// The files of an archive's folder whose names are right and whose build lines hold.
    pub(crate) fn files_named(&self, folder: &str, fits: fn(&str) -> bool) -> Vec<File> {
        let Self::Archive(base, files) = self else { return Vec::new() };
        let mut found: Vec<_> = files
            .iter()
            .filter(|(name, text)| {
                let (dir, file) = name.rsplit_once('/').unwrap_or(("", name));
                dir == folder && fits(file) && loader::build_line_holds(text.as_bytes())
            })
            .map(|(name, text)| (name.clone(), format!("{base}/{name}"), text.clone().into_bytes()))
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

//! From the arguments of `goweave test` to packages.

use crate::importer::{File, Module, ProgramImporter, Root};
use crate::loader::{self, Failure, Loaded, NEWEST};
use crate::testing::declared::Declared;
use crate::testing::files::{self, Given};
use crate::testing::generated::{self, Imports};
use crate::{commands, constraints, gomod, txtar};
use frontend::check::PackageSource;
use std::fs;
use std::path::{Path, PathBuf};

/// Import path of a package that is in no module.
const NO_MODULE: &str = "command-line-arguments";

/// A package with its tests.
pub(crate) struct Package {
    /// Its import path.
    pub(crate) path: String,
    /// Where it is, if it is in a folder.
    pub(crate) dir: Option<PathBuf>,
    /// Its files, tests apart.
    files: Vec<File>,
    /// Test files of the same package.
    tests: Vec<File>,
    /// Test files of the package `…_test`.
    pub(super) external: Vec<File>,
    /// Files that are taken in if the others are not complete without them.
    siblings: Vec<File>,
    module: Option<Module>,
}

/// Finds packages: folders, `./...`, import paths, files, an archive. The first name that stands
/// for none is an error.
pub(crate) fn find(names: &[String]) -> Result<Vec<Package>, Failure> {
    let (packages, failures) = find_each(names);
    failures.into_iter().next().map_or(Ok(packages), |(_, message)| Err(message))
}

/// The packages, and names that stand for none with what is wrong with them.
pub(crate) fn find_each(names: &[String]) -> (Vec<Package>, Vec<(String, Failure)>) {
    let names = if names.is_empty() { &[".".to_owned()] } else { names };
    let (mut found, mut failures): (Vec<Package>, Vec<_>) = (Vec::new(), Vec::new());
    if commands::is_go_file(&names[0]) {
        match of_files(names) {
            Ok(package) => found.push(package),
            Err(message) => failures.push((NO_MODULE.to_owned(), message)),
        }
        return (found, failures);
    }
    for name in names {
        match named(name) {
            Ok(packages) => {
                for package in packages {
                    if !found.iter().any(|p| p.path == package.path && p.dir == package.dir) {
                        found.push(package);
                    }
                }
            }
            Err(message) => failures.push((name.clone(), message)),
        }
    }
    (found, failures)
}

/// The package whose tests these names stand for, where programs are named: test files, or a
/// folder of a package with tests that is no program.
pub(crate) fn test_program(names: &[String]) -> Result<Option<Package>, Failure> {
    if names.iter().any(|name| name.ends_with("_test.go")) {
        return of_files(names).map(Some);
    }
    let [name] = names else { return Ok(None) };
    if !Path::new(name).is_dir() {
        return Ok(None);
    }
    let package = of_dir(Path::new(name))?;
    let mut names = package.files.iter().map(|file| loader::package_name(&file.2));
    let is_program = names.any(|name| name == Some("main"));
    Ok((package.has_tests() && !is_program).then_some(package))
}

/// The packages an argument stands for.
fn named(name: &str) -> Result<Vec<Package>, Failure> {
    let (base, all) = match name.strip_suffix("...") {
        Some("") => (".", true),
        Some(base) => (base.strip_suffix('/').unwrap_or(base), true),
        None => (name, false),
    };
    let path = Path::new(base);
    if path.is_file() && !all {
        return archive(path);
    }
    let local = base.starts_with('.') || base.starts_with('/') || path.is_dir();
    let dir = if local { path.to_path_buf() } else { of_import(base)? };
    if !dir.is_dir() {
        return Err(format!("stat {}: directory not found", loader::shown(&loader::full(&dir))));
    }
    let mut dirs = vec![dir.clone()];
    if all {
        below(&dir, &mut dirs);
    }
    let mut found = Vec::new();
    for dir in dirs {
        let package = of_dir(&dir)?;
        if !package.is_empty() {
            found.push(package);
        } else if !all {
            return Err(format!("no Go files in {}", loader::shown(&loader::full(&dir))));
        }
    }
    if found.is_empty() {
        return Err(format!("\"{name}\" matched no packages"));
    }
    Ok(found)
}

/// The folder of a package of this module.
fn of_import(path: &str) -> Result<PathBuf, Failure> {
    let missing = || format!("package {path} is not in std");
    let module = loader::find_module(Path::new("."))?.ok_or_else(missing)?;
    let Root::Disk(root) = &module.root else { return Err(missing()) };
    module.folder(path).map(|folder| root.join(folder)).ok_or_else(missing)
}

/// The folders below one that `...` means, sorted.
fn below(dir: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    let mut names: Vec<_> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    for name in names {
        let dir = dir.join(&name);
        let left_out = name.starts_with(['.', '_']) || name == "testdata" || name == "vendor";
        if !left_out && dir.is_dir() && !dir.join("go.mod").is_file() {
            found.push(dir.clone());
            below(&dir, found);
        }
    }
}

fn of_dir(dir: &Path) -> Result<Package, Failure> {
    let module = loader::find_module(dir)?;
    let full = loader::full(dir);
    let path = module.as_ref().and_then(|module| {
        let Root::Disk(root) = &module.root else { return None };
        let rest = full.strip_prefix(root).ok()?;
        Some(Path::new(&module.path).join(rest).display().to_string())
    });
    let path = path.map(|path| path.trim_end_matches('/').to_owned());
    let path = path.filter(|path| !path.is_empty()).unwrap_or_else(|| NO_MODULE.to_owned());
    let files = loader::go_files(dir)?;
    let tests = loader::files_named(dir, constraints::is_test_source)?;
    Ok(Package::new(path, Some(dir.to_path_buf()), files, tests, module))
}

/// Files named on the command line make one package. Those of the same package around a single
/// test file come in if it is not complete without them.
fn of_files(names: &[String]) -> Result<Package, Failure> {
    let dir = Path::new(&names[0]).parent().filter(|dir| !dir.as_os_str().is_empty());
    let dir = dir.unwrap_or(Path::new("."));
    let (mut files, mut tests) = (Vec::new(), Vec::new());
    for name in names {
        let path = Path::new(name);
        if !commands::is_go_file(name) {
            return Err(format!("named files must be .go files: {name}"));
        }
        let file = (name.clone(), loader::shown(&loader::full(path)), loader::read(path)?);
        if name.ends_with("_test.go") { tests.push(file) } else { files.push(file) }
    }
    let module = loader::find_module(dir)?;
    let alone = files.is_empty();
    let mut package =
        Package::new(NO_MODULE.to_owned(), Some(dir.to_path_buf()), files, tests, module);
    if alone && package.external.is_empty() {
        let name = package.tests.first().and_then(|file| loader::package_name(&file.2));
        let mut siblings = loader::go_files(dir)?;
        siblings.retain(|file| loader::package_name(&file.2) == name);
        package.siblings = siblings;
    }
    Ok(package)
}

/// All packages of a txtar archive.
fn archive(path: &Path) -> Result<Vec<Package>, Failure> {
    let base = loader::shown(&loader::full(path));
    let text = String::from_utf8(loader::read(path)?).ok();
    let Some(files) = text.and_then(|text| txtar::parse(&text)) else {
        let name = path.display();
        return Err(format!("{name} is neither a .go file, nor a directory, nor a txtar archive"));
    };
    let text = files.iter().find(|(name, _)| name == "go.mod").map(|(_, text)| text.clone());
    if let Some(text) = &text {
        gomod::check(text, &format!("{base}/go.mod"))?;
    }
    let root = Root::Archive(base, files);
    let module = text.map(|text| loader::parse_module(&text, root.clone()));
    let mut folders = root.folders();
    folders.insert(0, "");
    let mut found = Vec::new();
    for folder in folders {
        let path = match &module {
            Some(module) if folder.is_empty() => module.path.clone(),
            Some(module) => format!("{}/{folder}", module.path),
            None => NO_MODULE.to_owned(),
        };
        let files = root.package(folder);
        let tests = root.files_named(folder, constraints::is_test_source);
        let package = Package::new(path, None, files, tests, module.clone());
        if !package.is_empty() {
            found.push(package);
        }
    }
    if found.is_empty() { Err(format!("no Go files in {}", path.display())) } else { Ok(found) }
}

impl Package {
    fn new(
        path: String,
        dir: Option<PathBuf>,
        files: Vec<File>,
        tests: Vec<File>,
        module: Option<Module>,
    ) -> Self {
        // As gc names files of the folder it is called in.
        let named = |(name, path, text): File| {
            let name = if name.contains('/') { name } else { format!("./{name}") };
            (name, path, text)
        };
        let files = files.into_iter().map(named).collect();
        let tests: Vec<File> = tests.into_iter().map(named).collect();
        let is_external =
            |file: &File| loader::package_name(&file.2).is_some_and(|name| name.ends_with("_test"));
        let (external, tests) = tests.into_iter().partition(is_external);
        Self { path, dir, files, tests, external, siblings: Vec::new(), module }
    }

    fn is_empty(&self) -> bool {
        self.files.is_empty() && !self.has_tests()
    }

    pub(crate) fn has_tests(&self) -> bool {
        !self.tests.is_empty() || !self.external.is_empty()
    }

    /// The import paths under which a test program has the package and its external tests.
    pub(crate) fn paths(&self) -> [String; 2] {
        [self.path.clone(), format!("{}_test", self.path)]
    }

    /// The same with its files named as `go vet` names them.
    pub(crate) fn named_plainly(mut self) -> Self {
        for (name, ..) in self.files.iter_mut().chain(&mut self.tests).chain(&mut self.external) {
            if let Some(plain) = name.strip_prefix("./") {
                *name = plain.to_owned();
            }
        }
        self
    }

    /// What test binaries of the package are called.
    pub(crate) fn binary(&self) -> String {
        format!("{}.test", self.path.rsplit('/').next().unwrap_or("main"))
    }

    /// Its test program, as commands that run programs name it; None if they have no name for it.
    pub(crate) fn names(&self) -> Option<Vec<String>> {
        let is_main = |file: &File| loader::package_name(&file.2) == Some("main");
        let dir = self.dir.as_ref()?;
        if self.path != NO_MODULE && !self.files.iter().any(is_main) {
            return Some(vec![dir.display().to_string()]);
        }
        let files = self.files.iter().chain(&self.tests).chain(&self.external);
        let named = |file: &File| file.0.strip_prefix("./").unwrap_or(&file.0).to_owned();
        Some(files.map(named).collect())
    }

    /// The name of the build in messages.
    pub(crate) fn build(&self) -> String {
        format!("{} [{}.test]", self.path, self.path)
    }

    /// What is wrong with the build, under a line that says what was built: a package that is built
    /// for the test has the test's name behind its own.
    pub(crate) fn headed(&self, wrong: &str) -> String {
        let own = [self.path.clone(), format!("{}_test", self.path)];
        match wrong.strip_prefix("# ").and_then(|rest| rest.split_once('\n')) {
            Some((built, rest)) if self.has_tests() && own.iter().any(|path| path == built) => {
                format!("# {built} [{}.test]\n{rest}", self.path)
            }
            Some(_) => wrong.to_owned(),
            None => format!("# {}\n{wrong}", self.build()),
        }
    }

    /// The files that its tests can read, if they seem to read any, themselves or through other
    /// packages of the module.
    fn given(&self, texts: &[&str]) -> Result<Vec<Given>, Failure> {
        let others = self.reached(texts)?;
        let mut all = texts.iter().copied().chain(others.iter().map(String::as_str));
        if !all.clone().any(files::reads) {
            return Ok(Vec::new());
        }
        let root = self.module.as_ref().map(|module| &module.root);
        Ok(match (&self.dir, root) {
            (Some(dir), Some(Root::Disk(root))) if all.any(files::looks_up) => {
                files::below(&loader::full(dir), Some(root))
            }
            (Some(dir), _) => files::below(dir, None),
            (None, Some(Root::Archive(_, all))) => {
                let module = self.module.as_ref().and_then(|module| module.folder(&self.path));
                files::of_archive(module.unwrap_or_default(), all)
            }
            (None, _) => Vec::new(),
        })
    }

    /// The sources of the module's packages in folders that these texts import, directly or not.
    fn reached(&self, texts: &[&str]) -> Result<Vec<String>, Failure> {
        let Some(Module { path, root: Root::Disk(root), .. }) = &self.module else {
            return Ok(Vec::new());
        };
        let start = format!("\"{path}/");
        let mut seen = Vec::new();
        let mut found: Vec<String> = Vec::new();
        let mut todo: Vec<String> = Vec::new();
        let imports = |text: &str, todo: &mut Vec<String>| {
            for (at, _) in text.match_indices(&start) {
                let rest = &text[at + start.len()..];
                todo.extend(rest.split('"').next().map(str::to_owned));
            }
        };
        for text in texts {
            imports(text, &mut todo);
        }
        while let Some(folder) = todo.pop() {
            let dir = root.join(&folder);
            if seen.contains(&folder) || !dir.is_dir() {
                continue;
            }
            for (_, _, text) in loader::go_files(&dir)? {
                let text = String::from_utf8_lossy(&text).into_owned();
                imports(&text, &mut todo);
                found.push(text);
            }
            seen.push(folder);
        }
        Ok(found)
    }

    /// With the other files of its folder, if there are any.
    pub(crate) fn with_siblings(&self) -> Option<Self> {
        if self.siblings.is_empty() {
            return None;
        }
        Some(Self {
            path: self.path.clone(),
            dir: self.dir.clone(),
            files: self.siblings.clone(),
            tests: self.tests.clone(),
            external: Vec::new(),
            siblings: Vec::new(),
            module: self.module.clone(),
        })
    }

    /// Why there cannot be a test program, as far as the test files say; nothing of the package is
    /// compiled then.
    pub(crate) fn setup_failure(&self) -> Option<String> {
        let tests = loader::decoded([self.tests.clone(), self.external.clone()].concat()).ok()?;
        let named =
            tests.iter().map(|(name, _, text)| (name.strip_prefix("./").unwrap_or(name), &**text));
        let Declared { unparsed, problem, .. } = Declared::of(named);
        let wrong = if unparsed.is_empty() { problem.into_iter().collect() } else { unparsed };
        (!wrong.is_empty()).then(|| format!("# {}\n{}\n", self.path, wrong.join("\n")))
    }

    /// The test program: what its test files declare, and its sources.
    pub(crate) fn load(&self, language: Option<(u32, u32)>) -> Result<Loaded, Failure> {
        let of_module = || self.module.as_ref().map_or(NEWEST, |module| module.go_version);
        let go_version = language.unwrap_or_else(of_module);
        let source = |files| PackageSource { files, is_std: false, go_version };
        let own = loader::decoded([self.files.clone(), self.tests.clone()].concat())?;
        let external = loader::decoded(self.external.clone())?;
        let declared = |files: &[(String, String, String)]| {
            let tests = files.iter().filter(|(name, ..)| name.ends_with("_test.go"));
            Declared::of(tests.map(|(name, _, text)| (name.as_str(), text.as_str())))
        };
        let (in_own, in_external) = (declared(&own), declared(&external));
        if let Some(problem) = in_own.problem.as_ref().or(in_external.problem.as_ref()) {
            return Err(problem.clone());
        }
        let imports = Imports { own: !own.is_empty(), external: !external.is_empty() };
        let text = generated::source(&self.path, &in_own, &in_external, imports);
        let name = generated::FILE.to_owned();
        let main_file = (name.clone(), name, text);
        let texts: Vec<_> = own.iter().chain(&external).map(|file| file.2.as_str()).collect();
        let given = self.given(&texts)?;
        let files = vec![main_file];
        // Not the program's own: it may import what only the library may.
        let main = PackageSource { files, is_std: true, go_version: NEWEST };
        let path = (format!("{}.test", self.path), self.path.clone());
        let module = self.module.clone();
        let mut importer = ProgramImporter::new(&main.files, path, module, go_version);
        let name = files::FILE.to_owned();
        let text = files::source(self.dir.as_deref(), &given);
        let source_of_files = vec![(name.clone(), name, text)];
        let std = |files| PackageSource { files, is_std: true, go_version: NEWEST };
        importer.test(files::PATH.to_owned(), std(source_of_files));
        if imports.own {
            importer.test(self.path.clone(), source(own));
        }
        if imports.external {
            importer.test(format!("{}_test", self.path), source(external));
        }
        Ok(Loaded { main, importer })
    }
}

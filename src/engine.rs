//! Checking, lowering and running: the way from sources to an outcome.

use crate::importer::ProgramImporter;
use crate::loader::{self, Loaded};
use crate::testing::packages::{self, Package};
use crate::{Status, names, printer, render};
use frontend::Program;
use frontend::check::{Importer, PackageSource, check_program};
use frontend::diagnostic::{Diagnostic, Severity};
use frontend::hints;
use frontend::source::SourceMap;
use frontend::symbol::Symbol;
use frontend::types::PackageId;
use interp::code::Code;
use interp::lower::Checks;
use interp::schedule::codec;

/// A program that was checked.
pub(crate) struct Checked {
    pub(crate) program: Program,
    /// In the order in which Go finds them.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Files that could not be read: no position, whole lines.
    pub(crate) problems: Vec<String>,
    /// Of the program's own sources.
    pub(crate) digest: [u8; 16],
}

impl Checked {
    /// The packages with these paths.
    pub(crate) fn packages_at(&self, paths: &[String]) -> Vec<(PackageId, Symbol)> {
        let ids = (0u32..).map(PackageId).zip(&self.program.packages);
        ids.map(|(id, package)| (id, package.path))
            .filter(|(_, path)| paths.iter().any(|wanted| path.as_str() == wanted))
            .collect()
    }

    /// The worst severity found.
    pub(crate) fn worst(&self) -> Option<Severity> {
        worst(&self.diagnostics)
    }
}

/// The worst severity in a list; what is not supported counts less than an error.
pub(crate) fn worst(diagnostics: &[Diagnostic]) -> Option<Severity> {
    diagnostics.iter().map(|d| d.severity).min()
}

/// Type-checks a program.
pub(crate) fn check(loaded: &mut Loaded) -> Checked {
    let Loaded { main, importer } = loaded;
    let (mut program, mut diagnostics) = check_program(main.clone(), importer);
    for diagnostic in &mut diagnostics {
        explain_missing(&program, diagnostic);
    }
    // What is wrong comes before what goweave lacks.
    if worst(&diagnostics) == Some(Severity::Error) {
        diagnostics.retain(|d| d.severity == Severity::Error);
    }
    hints::add(&mut program, &mut diagnostics, &names::path_of);
    let digest = digest(main, importer);
    Checked { program, diagnostics, problems: std::mem::take(&mut importer.problems), digest }
}

/// A program that can be run.
pub(crate) struct Built {
    pub(crate) code: &'static Code,
    pub(crate) digest: [u8; 16],
    /// Whether it runs tests.
    pub(crate) tests: bool,
    /// Whether it may read standard input. Reading that for nothing could wait for ever.
    pub(crate) reads_input: bool,
}

/// Words in the source without which a program does not read standard input.
const INPUT_WORDS: [&str; 3] = ["Stdin", ".Scan", "/dev/stdin"];

/// Loads, checks and lowers a program; says what keeps it from running.
pub(crate) fn build(
    names: &[String],
    language: Option<(u32, u32)>,
    all_errors: bool,
    checks: Checks,
) -> Result<Built, Status> {
    let built = match packages::test_program(names) {
        Ok(Some(package)) => build_tests(&package, language, all_errors, checks),
        Ok(None) => match loader::load(names, language) {
            Ok(mut loaded) => build_loaded(&mut loaded, all_errors, checks),
            Err(message) => Err(Wrong::message(&message)),
        },
        Err(message) => Err(Wrong::message(&message)),
    };
    built.map_err(|wrong| {
        printer::err(&wrong.text);
        wrong.status
    })
}

/// What keeps a program from running.
pub(crate) struct Wrong {
    pub(crate) status: Status,
    /// As it is printed.
    pub(crate) text: String,
    /// A package that is imported and that there is not.
    pub(crate) missing: Option<String>,
}

impl Wrong {
    /// Something that has no place.
    fn message(text: &str) -> Self {
        Self { status: Status::FAILED, text: format!("{text}\n"), missing: None }
    }
}

/// Loads, checks and lowers the test program of a package.
pub(crate) fn build_tests(
    package: &Package,
    language: Option<(u32, u32)>,
    all_errors: bool,
    checks: Checks,
) -> Result<Built, Wrong> {
    let build = |package: &Package| match package.load(language) {
        Ok(mut loaded) => build_loaded(&mut loaded, all_errors, checks),
        Err(message) => Err(Wrong::message(&message)),
    };
    let first = build(package);
    match (&first, package.with_siblings()) {
        (Err(_), Some(whole)) => build(&whole).or(first),
        _ => first,
    }
}

/// What is wrong with a package that has no tests.
pub(crate) fn check_untested(
    package: &Package,
    language: Option<(u32, u32)>,
    all_errors: bool,
) -> Option<Wrong> {
    let mut loaded = package.load(language).ok()?;
    let checked = check(&mut loaded);
    (worst(&checked.diagnostics) == Some(Severity::Error))
        .then(|| wrong(&checked.program.sources, &checked.diagnostics, all_errors))
}

/// Checks and lowers a program.
pub(crate) fn build_loaded(
    loaded: &mut Loaded,
    all_errors: bool,
    checks: Checks,
) -> Result<Built, Wrong> {
    let checked = check(loaded);
    if !checked.problems.is_empty() {
        return Err(Wrong::message(&checked.problems.join("\n")));
    }
    if !checked.diagnostics.is_empty() {
        return Err(wrong(&checked.program.sources, &checked.diagnostics, all_errors));
    }
    if checked.program.packages.last().is_some_and(|package| package.name.as_str() != "main") {
        let path = loaded.importer.main_path();
        return Err(Wrong::message(&format!("package {path} is not a main package")));
    }
    let digest = checked.digest;
    let own = loaded.main.files.iter().map(|(.., text)| text);
    let reads_input = own
        .chain(loaded.importer.read.iter().map(|(_, text)| text))
        .any(|text| INPUT_WORDS.iter().any(|word| text.contains(word)));
    let code = lower(checked.program, loaded, checks)
        .map_err(|(sources, found)| wrong(&sources, &found, all_errors))?;
    let tests = loaded.importer.is_test();
    Ok(Built { code, digest, tests, reads_input: reads_input && !tests })
}

/// Lowers a checked program. On failure also the sources, to say where.
fn lower(
    program: Program,
    loaded: &mut Loaded,
    checks: Checks,
) -> Result<&'static Code, (SourceMap, Vec<Diagnostic>)> {
    match interp::lower::lower(program, &stdlib::natives(), checks) {
        Ok(code) => Ok(Box::leak(Box::new(code))),
        Err(mut diagnostics) => {
            // Lowering took the program; checking it once more gives the same positions.
            let program = check(loaded).program;
            for diagnostic in &mut diagnostics {
                explain_missing(&program, diagnostic);
            }
            Err((program.sources, diagnostics))
        }
    }
}

/// Digest of the program's own sources: contents and the names of their files, wherever they are.
fn digest(main: &PackageSource, importer: &ProgramImporter) -> [u8; 16] {
    let main = main.files.iter().map(|(_, path, text)| (path.as_str(), text.as_str()));
    let others = importer.read.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let mut files: Vec<_> = main
        .chain(others)
        .map(|(path, text)| (path.rsplit('/').next().unwrap_or(path), text.as_bytes()))
        .collect();
    files.sort_unstable();
    files.dedup();
    codec::digest(files)
}

/// A name that Go's library has and goweave's has not is no error of the program: says so.
fn explain_missing(program: &Program, diagnostic: &mut Diagnostic) {
    if diagnostic.severity != Severity::Error {
        return;
    }
    if let Some((path, name)) = missing_name(program, diagnostic) {
        diagnostic.severity = Severity::Unsupported;
        diagnostic.code = "unsupported-library";
        diagnostic.message = format!("{path}.{name} is not supported");
        diagnostic.help = Some(names::hint(&path, &name));
    }
}

/// The package and name of the standard library that a message finds missing, if Go has it.
fn missing_name(program: &Program, diagnostic: &Diagnostic) -> Option<(String, String)> {
    if let Some(name) = diagnostic.message.strip_prefix("undefined: ") {
        let (qualifier, name) = name.split_once('.')?;
        let path = imported_as(program, diagnostic, qualifier)?;
        return names::name_in_go(&path, name).then(|| (path, name.to_owned()));
    }
    // x.Foo undefined (type *strings.Builder has no field or method Foo)
    let (_, rest) = diagnostic.message.split_once(" undefined (type ")?;
    let (ty, member) = rest.split_once(" has no field or method ")?;
    let member: String = member.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let ty = ty.trim_start_matches('*').split('[').next()?;
    let (package, ty) = ty.split_once('.')?;
    let name = format!("{ty}.{member}");
    let path = imported_as(program, diagnostic, package)?;
    names::name_in_go(&path, &name).then_some((path, name))
}

/// The path of the package that is called `name` in the file a diagnostic is about.
fn imported_as(program: &Program, diagnostic: &Diagnostic, name: &str) -> Option<String> {
    let base = program.sources.locate(diagnostic.span.lo).file?.base;
    let mut files = program.packages.iter().flat_map(|package| &package.files);
    let file = files.find(|file| program.sources.file(file.file).base == base)?;
    let spec = file.imports.iter().find(|spec| match &spec.name {
        Some(alias) => alias.name.as_str() == name,
        None => {
            let path = spec.path.as_str();
            let path = path.strip_suffix("/v2").unwrap_or(path);
            path.rsplit('/').next() == Some(name)
        }
    })?;
    Some(spec.path.to_string())
}

/// What is wrong, as it is printed: errors, or else what is not supported.
fn wrong(sources: &SourceMap, diagnostics: &[Diagnostic], all: bool) -> Wrong {
    let error = diagnostics.iter().any(|d| d.severity == Severity::Error);
    let wanted = if error { Severity::Error } else { Severity::Unsupported };
    let shown: Vec<_> = diagnostics.iter().filter(|d| d.severity == wanted).cloned().collect();
    let text = render::text(sources, &shown, all, printer::is_terminal());
    let missing = shown.iter().find(|diagnostic| diagnostic.code == "missing-package");
    let name = missing.and_then(|diagnostic| {
        let (_, rest) = diagnostic.message.split_once("package ")?;
        rest.split([' ', ';', ':']).next().map(str::to_owned)
    });
    let status = if error { Status::FAILED } else { Status::UNSUPPORTED };
    Wrong { status, text, missing: name }
}

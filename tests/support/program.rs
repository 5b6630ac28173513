//! Programs lowered in the test's own process.

use frontend::check::{PackageSource, check_program};
use interp::code::Code;
use interp::lower::{Checks, lower};
use std::path::Path;
use stdlib::StdImporter;

/// Checks and lowers a program of one file that imports nothing but the standard library.
pub(crate) fn compile(file: &Path, checks: Checks) -> &'static Code {
    let text = std::fs::read_to_string(file).expect("can be read");
    let name = file.file_name().and_then(|n| n.to_str()).expect("is UTF-8");
    compile_text(name, &text, checks)
}

/// As [`compile`], for a program that is in no file.
pub(crate) fn compile_text(name: &str, text: &str, checks: Checks) -> &'static Code {
    let mut importer = StdImporter::needed_by(&[text]);
    let files = vec![(name.to_owned(), format!("/{name}"), text.to_owned())];
    let source = PackageSource { files, is_std: false, go_version: (1, 27) };
    let (program, diagnostics) = check_program(source, &mut importer);
    let lowered = lower(program, &stdlib::natives(), checks);
    let code = lowered.unwrap_or_else(|d| panic!("{name}: {diagnostics:?} {d:?}\n{text}"));
    Box::leak(Box::new(code))
}

//! Programs lowered in the test's own process.

use frontend::check::{PackageSource, check_program};
use interp::code::Code;
use interp::lower::{Checks, lower};
use std::path::Path;
use stdlib::StdImporter;

/// Checks and lowers a program of one file that imports nothing but the standard library.
pub(crate) fn compile(file: &Path) -> &'static Code {
    let text = std::fs::read_to_string(file).expect("can be read");
    let name = file.file_name().and_then(|n| n.to_str()).expect("is UTF-8").to_owned();
    let mut importer = StdImporter::needed_by(&[&text]);
    let files = vec![(name.clone(), format!("/{name}"), text)];
    let source = PackageSource { files, is_std: false, go_version: (1, 27) };
    let (program, diagnostics) = check_program(source, &mut importer);
    let lowered = lower(program, &stdlib::natives(), Checks::Off);
    let code = lowered.unwrap_or_else(|d| panic!("{}: {diagnostics:?} {d:?}", file.display()));
    Box::leak(Box::new(code))
}

//! Any text is checked: a program of one file that can import nothing.

#![no_main]

use frontend::check::{Importer, PackageSource, check_program};
use libfuzzer_sys::fuzz_target;

struct Nothing;

impl Importer for Nothing {
    fn import(&mut self, _: &str) -> Option<PackageSource> {
        None
    }
}

fuzz_target!(|text: &str| {
    let files = vec![("x.go".to_owned(), "/x.go".to_owned(), text.to_owned())];
    let main = PackageSource { files, is_std: false, go_version: (1, 27) };
    check_program(main, &mut Nothing);
});

//! Any text becomes a tree and diagnostics; a tree without mistakes survives printing.

#![no_main]

use frontend::ast::dump::dump;
use frontend::ast::print::source;
use frontend::ast::{File, NodeIds};
use frontend::parser::parse_file;
use frontend::source::SourceMap;
use libfuzzer_sys::fuzz_target;

fn parse(text: &str) -> Option<File> {
    let mut sources = SourceMap::default();
    let id = sources.add("x.go".to_owned(), "/x.go".to_owned(), text.to_owned());
    let (file, errors) = parse_file(&sources, id, &mut NodeIds::default());
    errors.is_empty().then_some(file)
}

fuzz_target!(|text: &str| {
    if let Some(file) = parse(text) {
        let again = parse(&source(&file)).expect("what was printed parses");
        assert_eq!(dump(&file), dump(&again));
    }
});

//! Any text becomes tokens that stand in order and end with the end of the file.

#![no_main]

use frontend::lexer;
use frontend::lexer::token::Kind;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (tokens, errors) = lexer::scan(text);
    assert!(tokens.windows(2).all(|pair| pair[0].hi <= pair[1].lo));
    assert!(tokens.last().is_some_and(|token| token.kind == Kind::Eof));
    assert!(errors.iter().all(|error| error.0 as usize <= text.len()));
});

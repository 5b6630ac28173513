//! Parses the files named on the command line; prints diagnostics, or `-dump`s, or `-time`s.

use frontend::ast::NodeIds;
use frontend::source::SourceMap;
use std::time::Instant;

#[expect(clippy::print_stdout, reason = "a command")]
fn main() {
    let mut time = false;
    let mut dump = false;
    let mut lines = 0;
    let mut bytes = 0;
    let start = Instant::now();
    let mut ids = NodeIds::default();
    let mut spent = std::time::Duration::ZERO;
    for arg in std::env::args().skip(1) {
        match arg.as_str() {
            "-time" => time = true,
            "-dump" => dump = true,
            path => {
                let Ok(data) = std::fs::read(path) else { continue };
                let text = match frontend::lexer::check_utf8(data) {
                    Ok(text) => text,
                    Err(at) => {
                        println!("{path}: invalid UTF-8 encoding at {at}");
                        continue;
                    }
                };
                lines += text.lines().count();
                bytes += text.len();
                let mut sources = SourceMap::default();
                let id = sources.add(path.to_owned(), path.to_owned(), text);
                let begin = Instant::now();
                let (file, diagnostics) = frontend::parser::parse_file(&sources, id, &mut ids);
                spent += begin.elapsed();
                for d in diagnostics {
                    let at = sources.locate(d.span.lo);
                    println!("{path}:{}:{}: {}", at.line, at.col, d.message);
                }
                if dump {
                    print!("{}", frontend::ast::dump::dump(&file));
                }
            }
        }
    }
    if time {
        println!(
            "{lines} lines, {bytes} bytes: parse {spent:?}, all {:?}, {} nodes",
            start.elapsed(),
            ids.len()
        );
    }
}

//! Package regexp: RE2's syntax and Go's ways to match. Programs live in Go's memory.

mod class;
mod parse;
mod program;
mod run;

use interp::native::{Call, Registry, Slice, Str};
use interp::trap::Trap;

/// `func compile(expr string, flags uint32) (code []uint32, names, prefix string, complete bool,
/// problem, part string)`. Names are joined by commas.
fn compile(c: &mut Call<'_>) -> Result<(), Trap> {
    let (expr, flags) = (c.str(), c.word());
    let flags = u32::try_from(flags).unwrap_or(0);
    let parsed = match parse::parse(c.bytes(expr), flags) {
        Ok(parsed) => parsed,
        Err(error) => {
            c.ret_slice(Slice::default());
            c.ret_view(Str::default());
            c.ret_view(Str::default());
            c.ret_bool(false);
            c.ret_str(error.code.as_bytes())?;
            return c.ret_str(&error.part);
        }
    };
    let words = program::compile(&parsed.root, parsed.names.len());
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_ne_bytes()).collect();
    let (prefix, complete) = program::literal_prefix(&parsed.root);
    let (ptr, len) = (c.alloc_bytes(&bytes)?, words.len() as u64);
    c.ret_slice(Slice { ptr, len, cap: len });
    c.ret_str(parsed.names.join(",").as_bytes())?;
    c.ret_str(&prefix)?;
    c.ret_bool(complete);
    c.ret_view(Str::default());
    c.ret_view(Str::default());
    Ok(())
}

/// `func find(code []uint32, prefix, text string, pos int, longest bool, captures []int) bool`.
fn find(c: &mut Call<'_>) -> Result<(), Trap> {
    let (code, prefix, text) = (c.slice(), c.str(), c.str());
    find_in(c, code, prefix, text)
}

/// The same for bytes.
fn find_bytes(c: &mut Call<'_>) -> Result<(), Trap> {
    let (code, prefix, text) = (c.slice(), c.str(), c.slice());
    find_in(c, code, prefix, Str { ptr: text.ptr, len: text.len })
}

#[expect(clippy::cast_possible_truncation, reason = "positions in memory")]
fn find_in(c: &mut Call<'_>, code: Slice, prefix: Str, text: Str) -> Result<(), Trap> {
    let (pos, longest, captures) = (c.word() as usize, c.bool(), c.slice());
    let program = run::Program::new(c.cx.heap.bytes(code.ptr, code.len * 4));
    let slots = captures.len as usize;
    let found = run::find(program, c.bytes(text), pos, slots, longest, c.bytes(prefix));
    c.ret_bool(found.is_some());
    for (i, at) in found.iter().flatten().zip(0..) {
        c.cx.heap.st(captures.ptr + 8 * at, i.cast_unsigned()).ok_or(Trap::NilDeref)?;
    }
    Ok(())
}

/// Flags of Go's `syntax.Perl`: class negations match newlines, `^` and `$` the text's ends, Perl's
/// and Unicode's classes.
const PERL: u32 = 4 | 16 | 64 | 128;

/// Whether an expression matches part of a text; or what is wrong with it, in Go's words.
pub(crate) fn is_match(expr: &[u8], text: &[u8]) -> Result<bool, String> {
    let parsed = parse::parse(expr, PERL).map_err(|error| {
        let part = String::from_utf8_lossy(&error.part);
        format!("error parsing regexp: {}: `{part}`", error.code)
    })?;
    let words = program::compile(&parsed.root, parsed.names.len());
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_ne_bytes()).collect();
    Ok(run::find(run::Program::new(&bytes), text, 0, 0, false, b"").is_some())
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("regexp.compile", compile);
    r.leaf("regexp.find", find);
    r.leaf("regexp.findBytes", find_bytes);
}

//! Package strconv: numbers and Go literals from text, and back.

mod float;
mod integer;
mod unquote;

use crate::num;
use crate::quote::{self, Verbatim};
use crate::text::build::check_len;
use crate::text::byte;
use crate::unicode;
use integer::Failure;
use interp::native::{Call, Registry, Str};
use interp::trap::Trap;

fn code(failure: Option<Failure>) -> u64 {
    failure.map_or(0, |failure| failure as u64)
}

fn parse_int(c: &mut Call<'_>) -> Result<(), Trap> {
    let (text, base, bits) = (c.str(), c.int(), c.int());
    let (v, failure) = integer::parse_int(c.bytes(text), base, bits);
    c.ret_int(v);
    c.ret(code(failure));
    Ok(())
}

fn parse_uint(c: &mut Call<'_>) -> Result<(), Trap> {
    let (text, base, bits) = (c.str(), c.int(), c.int());
    let (v, failure) = integer::parse_uint(c.bytes(text), base, bits);
    c.ret(v);
    c.ret(code(failure));
    Ok(())
}

fn parse_float(c: &mut Call<'_>) -> Result<(), Trap> {
    let (text, bits) = (c.str(), c.int());
    let (v, size, failure) = float::parse_float(c.bytes(text), bits);
    c.ret_f64(v);
    c.ret(size as u64);
    c.ret(code(failure));
    Ok(())
}

fn itoa(c: &mut Call<'_>) -> Result<(), Trap> {
    let v = c.int();
    ret_int(c, v, 10)
}

fn format_int(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, base) = (c.int(), c.int());
    ret_int(c, v, u32::try_from(base).unwrap_or(10))
}

fn ret_int(c: &mut Call<'_>, v: i64, base: u32) -> Result<(), Trap> {
    let mut out = Vec::with_capacity(24);
    num::format_int(&mut out, v, base);
    c.ret_str(&out)
}

fn format_uint(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, base) = (c.word(), c.int());
    let mut out = Vec::with_capacity(24);
    num::format_uint(&mut out, v, u32::try_from(base).unwrap_or(10));
    c.ret_str(&out)
}

fn format_float(c: &mut Call<'_>) -> Result<(), Trap> {
    let (v, fmt, prec, bits) = (c.f64(), byte(c), c.int(), c.int());
    check_len(c, u64::try_from(prec).unwrap_or(0))?;
    let prec = i32::try_from(prec.max(-1)).unwrap_or(i32::MAX);
    let mut out = Vec::with_capacity(24);
    num::format_float(&mut out, v, fmt, prec, u32::try_from(bits).unwrap_or(64));
    c.ret_str(&out)
}

/// The Go part's modes of quoting.
fn verbatim(mode: i64) -> Verbatim {
    match mode {
        1 => Verbatim::Ascii,
        2 => Verbatim::Graphic,
        _ => Verbatim::Print,
    }
}

fn quote(c: &mut Call<'_>) -> Result<(), Trap> {
    let (text, mode) = (c.str(), c.int());
    let bytes = c.bytes(text);
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 8 + 2);
    quote::quote(&mut out, bytes, b'"', verbatim(mode));
    c.ret_str(&out)
}

fn quote_rune(c: &mut Call<'_>) -> Result<(), Trap> {
    let (r, mode) = (c.int(), c.int());
    let mut out = Vec::with_capacity(12);
    quote::quote_rune(&mut out, u32::try_from(r).unwrap_or(u32::MAX), verbatim(mode));
    c.ret_str(&out)
}

fn unquote(c: &mut Call<'_>) -> Result<(), Trap> {
    let text = c.str();
    let bytes = c.bytes(text);
    match unquote::literal(bytes).filter(|&(end, _)| end == bytes.len()) {
        Some((_, unquote::Text::Part(lo, hi))) => c.ret_view(crate::text::part(text, lo, hi)),
        Some((_, unquote::Text::New(new))) => c.ret_str(&new)?,
        None => {
            c.ret_view(Str::default());
            c.ret_bool(false);
            return Ok(());
        }
    }
    c.ret_bool(true);
    Ok(())
}

fn quoted_prefix(c: &mut Call<'_>) -> Result<(), Trap> {
    let text = c.str();
    let end = unquote::literal(c.bytes(text)).and_then(|(end, _)| i64::try_from(end).ok());
    c.ret_int(end.unwrap_or(-1));
    Ok(())
}

fn unquote_char(c: &mut Call<'_>) -> Result<(), Trap> {
    let (text, quote) = (c.str(), byte(c));
    match unquote::unquote_char(c.bytes(text), quote) {
        Some((r, multibyte, size)) => {
            c.ret(u64::from(r));
            c.ret_bool(multibyte);
            c.ret(size as u64);
        }
        None => {
            c.ret(0);
            c.ret_bool(false);
            c.ret_int(-1);
        }
    }
    Ok(())
}

fn can_backquote(c: &mut Call<'_>) -> Result<(), Trap> {
    let text = c.str();
    let can = quote::can_backquote(c.bytes(text));
    c.ret_bool(can);
    Ok(())
}

fn is_print(c: &mut Call<'_>) -> Result<(), Trap> {
    let r = c.int();
    c.ret_bool(u32::try_from(r).is_ok_and(unicode::is_print));
    Ok(())
}

fn is_graphic(c: &mut Call<'_>) -> Result<(), Trap> {
    let r = c.int();
    c.ret_bool(u32::try_from(r).is_ok_and(unicode::is_graphic));
    Ok(())
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("strconv.parseInt", parse_int);
    r.leaf("strconv.parseUint", parse_uint);
    r.leaf("strconv.parseFloat", parse_float);
    r.leaf("strconv.formatInt", format_int);
    r.leaf("strconv.formatUint", format_uint);
    r.leaf("strconv.formatFloat", format_float);
    r.leaf("strconv.Itoa", itoa);
    r.leaf("strconv.quote", quote);
    r.leaf("strconv.quoteRune", quote_rune);
    r.leaf("strconv.unquote", unquote);
    r.leaf("strconv.quotedPrefix", quoted_prefix);
    r.leaf("strconv.unquoteChar", unquote_char);
    r.leaf("strconv.IsPrint", is_print);
    r.leaf("strconv.IsGraphic", is_graphic);
    r.leaf("strconv.CanBackquote", can_backquote);
}

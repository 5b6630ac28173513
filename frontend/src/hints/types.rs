//! Values of one type where another is wanted: the conversion, address or indirection that helps.

use crate::diagnostic::Diagnostic;
use crate::program::Program;

pub(super) fn hint(program: &Program, d: &Diagnostic) -> Option<String> {
    if let Some((_, types)) = d.message.split_once("(mismatched types ") {
        let (a, b) = types.split_once(')')?.0.split_once(" and ")?;
        return mismatched(a, b);
    }
    if let Some(rest) = d.message.strip_prefix("assignment mismatch: ") {
        return mismatch(rest);
    }
    let rest = d.message.strip_prefix("cannot use ")?;
    let (given, rest) = rest.split_once(") as ")?;
    let wanted = rest.split_once(" value in ")?.0;
    if rest.contains("has pointer receiver") {
        let text = written(program, d);
        return Some(format!("only a pointer has this method: &{text}"));
    }
    let (_, of) = given.rsplit_once('(')?;
    let ty = of.rsplit_once(" of type ").or_else(|| of.rsplit_once(" type "));
    let ty = ty.map_or(of, |(_, ty)| ty);
    let text = given.rsplit_once(" (").map_or(given, |(text, _)| text);
    conversion(text, ty, wanted)
}

/// What stands at the place of an error.
fn written<'p>(program: &'p Program, d: &Diagnostic) -> &'p str {
    let Some(file) = program.sources.locate_file(d.span.lo) else { return "x" };
    let at = |pos: u32| (pos - file.base.0) as usize;
    file.text.get(at(d.span.lo.0)..at(d.span.hi.0)).unwrap_or("x")
}

fn is_number(ty: &str) -> bool {
    let digits =
        ty.trim_start_matches("uint").trim_start_matches("int").trim_start_matches("float");
    matches!(ty, "int" | "uint" | "byte" | "rune" | "uintptr" | "float64" | "float32")
        || digits != ty && digits.parse::<u8>().is_ok()
}

fn is_integer(ty: &str) -> bool {
    is_number(ty) && !ty.starts_with("float")
}

/// What makes `text`, which has type `ty`, into a value of type `wanted`.
fn conversion(text: &str, ty: &str, wanted: &str) -> Option<String> {
    Some(match (ty, wanted) {
        (ty, "string") if is_integer(ty) => {
            format!("strconv.Itoa({text}) or fmt.Sprint({text}) gives the digits")
        }
        (ty, "string") if is_number(ty) => format!("fmt.Sprint({text}) gives the digits"),
        ("untyped int constant" | "untyped float constant", "string") => {
            format!("a string stands in quotes: \"{text}\"")
        }
        ("untyped rune constant", "string") => "strings have double quotes".to_owned(),
        ("string", wanted) if is_integer(wanted) => {
            format!("strconv.Atoi({text}) reads a number from a string")
        }
        ("string", wanted) if is_number(wanted) => {
            format!("strconv.ParseFloat({text}, 64) reads a number from a string")
        }
        ("untyped string constant", wanted) if is_number(wanted) => {
            "numbers are written without quotes".to_owned()
        }
        ("string", "error") => format!("errors.New({text}) makes an error"),
        ("[]byte" | "[]rune", "string") => format!("convert it: string({text})"),
        ("string", "[]byte" | "[]rune") => format!("convert it: {wanted}({text})"),
        (ty, wanted) if is_number(ty) && is_number(wanted) => {
            format!("Go does not convert numbers by itself: {wanted}({text})")
        }
        (ty, wanted) if wanted.strip_prefix('*') == Some(ty) => {
            format!("take the address: &{text}")
        }
        (ty, wanted) if ty.strip_prefix('*') == Some(wanted) => {
            format!("take what it points to: *{text}")
        }
        (ty, wanted) if wanted.strip_prefix("[]") == Some(ty) => {
            format!("put it into a slice: {wanted}{{{text}}}")
        }
        ("any" | "interface{}", wanted) => format!("assert its type: {text}.({wanted})"),
        _ => return None,
    })
}

/// `a op b` with different types.
fn mismatched(a: &str, b: &str) -> Option<String> {
    let number = |ty: &str| is_number(ty);
    Some(match (a, b) {
        _ if number(a) && number(b) => {
            let wide = if b.starts_with("float") { b } else { a };
            format!("Go does not convert numbers by itself: convert one operand, as in {wide}(x)")
        }
        ("string", other) | (other, "string") if number(other) => {
            "strconv.Itoa(n) or fmt.Sprint(n) makes a string of a number".to_owned()
        }
        ("string", other) | (other, "string") if other.starts_with("untyped") => {
            "a string stands in quotes; fmt.Sprint makes one of anything".to_owned()
        }
        (any, other) | (other, any) if any == "any" || any == "interface{}" => {
            let other = if other.starts_with("untyped ") { "int" } else { other };
            format!("assert the type of the interface first: x.({other})")
        }
        (pointer, _) | (_, pointer) if pointer.starts_with('*') => {
            "take what the pointer points to: *p".to_owned()
        }
        _ => return None,
    })
}

/// `1 variable but f returns 2 values` and the like.
fn mismatch(rest: &str) -> Option<String> {
    let (variables, values) = rest.split_once(" but ")?;
    let count = |text: &str| text.split(' ').find_map(|word| word.parse::<usize>().ok());
    let (variables, given) = (count(variables)?, count(values)?);
    if !values.contains(" returns ") {
        return Some("give one value for each variable".to_owned());
    }
    if given > variables {
        Some("name a variable for each result, `_` for those that are not wanted".to_owned())
    } else {
        Some("the function has fewer results".to_owned())
    }
}

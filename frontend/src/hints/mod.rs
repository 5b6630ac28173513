//! Hints: what to do about an error, where that is known. Shown on a terminal, below the excerpt.
//!
//! Most errors tell what is wrong in a way that has one usual cause; those are a table. Errors
//! about names, types and counts are looked at more closely.

mod names;
mod types;

use crate::diagnostic::{Diagnostic, Severity};
use crate::program::Program;

/// What an error's message says, and what helps.
///
/// A message matches if it contains all parts in this order.
const USUAL: &[(&[&str], &str)] = &[
    (
        &["non-declaration statement outside function body"],
        "outside functions every statement begins with a keyword such as func, var, const or type; `x := 1` is `var x = 1` there",
    ),
    (
        &["unexpected newline in composite literal"],
        "put a comma at the end of the line, or the closing } on it",
    ),
    (
        &["unexpected newline in argument list"],
        "put a comma at the end of the line, or the closing ) on it",
    ),
    (&["unexpected newline in parameter list"], "put a comma at the end of the line"),
    (&["unexpected keyword else"], "`else` must stand on the line of the } before it: `} else {`"),
    (&["unexpected else"], "`else` must stand on the line of the } before it: `} else {`"),
    (
        &["unexpected ++"],
        "`i++` is a statement, not an expression, and there is no `++i`: write it on a line of its own",
    ),
    (
        &["unexpected --"],
        "`i--` is a statement, not an expression, and there is no `--i`: write it on a line of its own",
    ),
    (
        &["unexpected semicolon or newline before {"],
        "the { must stand at the end of the line before",
    ),
    (&["unexpected newline, expected {"], "the { must stand at the end of this line"),
    (&["cannot use assignment", "as value"], "to compare, write `==`"),
    (&["cannot use ", ":=", "as value"], "to compare, write `==`"),
    (&["invalid character U+003F '?'"], "Go has no `?:`; use if and else"),
    (
        &["more than one character in rune literal"],
        "single quotes are for one character; strings have double quotes",
    ),
    (
        &["newline in string"],
        "the closing \" is missing; strings of several lines stand between backquotes",
    ),
    (&["string not terminated"], "the closing quote is missing"),
    (
        &["unexpected name ", ", expected ("],
        "functions inside functions are literals: `f := func() { … }`",
    ),
    (
        &["unexpected {, expected expression"],
        "a literal needs its type in front: `[3]int{1, 2, 3}`",
    ),
    (&["in argument list; possibly missing comma"], "arguments are separated by commas"),
    (&["unexpected comma in struct type"], "fields are separated by semicolons or new lines"),
    (&["missing import path"], "the path of an import stands in quotes: `import \"fmt\"`"),
    (
        &["imported and not used"],
        "remove the import, or import it as _ if only its effects are wanted",
    ),
    (
        &["declared and not used: "],
        "remove it, or write `_` in its place; assigning to it is no use",
    ),
    (&["no new variables on left side of :="], "to assign to a variable that is there, write `=`"),
    (
        &["missing return"],
        "every way through a function with results ends in a return (or a panic, or an endless loop)",
    ),
    (&["(value of type [", "is not used"], "append gives a new slice: `s = append(s, …)`"),
    (&[" == ", "is not used"], "to assign, write `=`"),
    (&["is not used"], "only calls and receives can stand alone; assign the value or remove it"),
    (&["cannot call non-function"], "remove the parentheses: this is no function"),
    (&["cannot call ", "is not a function"], "remove the parentheses: this is no function"),
    (&["non-boolean condition"], "conditions are boolean: compare, as in `n != 0` or `p != nil`"),
    (&["operator ! not defined"], "! is for booleans: compare, as in `n == 0`"),
    (
        &["(method ", "has pointer receiver)"],
        "only a pointer has this method: take the address with &",
    ),
    (
        &["cannot assign to struct field", "in map"],
        "copy the element to a variable, change that, and put it back",
    ),
    (
        &["cannot assign to ", "(neither addressable nor a map index expression)"],
        "this cannot change: constants, results of calls and characters of strings are no variables; copy it to one ([]byte for a string)",
    ),
    (&["expression in defer must be function call"], "add the call's parentheses: `defer f()`"),
    (
        &["expression in go must be function call"],
        "add the call's parentheses: `go func() { … }()`",
    ),
    (&["too many return values"], "declare the results behind the parameters: `func f() int`"),
    (&["not enough return values"], "give a value for each result, as in `return 0, err`"),
    (&["invalid digit '8' in octal literal"], "a leading 0 makes a number octal; leave it away"),
    (&["invalid digit '9' in octal literal"], "a leading 0 makes a number octal; leave it away"),
    (&["cannot infer "], "name the type in brackets: `f[int](…)`"),
    (&["without instantiation"], "name the type arguments in brackets: `T[int]`"),
    (&["label ", "defined and not used"], "remove the label, or break or continue to it"),
    (&["redeclared in this block"], "rename one of them; to change a variable, assign with `=`"),
    (
        &["(no value) used as value"],
        "the function has no result: call it on a line of its own, or give it one",
    ),
    (&["must be constant"], "an array's length is fixed; for one known later use `make([]T, n)`"),
    (&["invalid recursive type"], "a value cannot contain itself: use a pointer or a slice"),
    (
        &["invalid map key type"],
        "keys must be comparable with ==; use a string or an array instead",
    ),
    (&["first argument to append must be a slice"], "append works on slices: `append(s, x)`"),
    (&["break is not in a loop, switch, or select"], "use return to leave a function"),
    (&["impossible type assertion"], "the type has not all methods of the interface"),
    (&["is not an interface"], "x.(T) is for interfaces; T(x) converts"),
    (&["use of untyped nil"], "give the variable a type: `var p *T`"),
    (
        &["as int value", "nil"],
        "only pointers, slices, maps, channels, functions and interfaces can be nil",
    ),
    (
        &["cannot use nil as"],
        "only pointers, slices, maps, channels, functions and interfaces can be nil",
    ),
    (&["requires go1."], "raise the version in the `go` line of go.mod"),
    (&["import cycle not allowed"], "move what both packages need into a third"),
    (
        &["cannot find package"],
        "goweave downloads nothing; only local packages and the standard library can be imported",
    ),
    (&["function main is undeclared"], "a program starts at `func main()` of package main"),
    (&["missing key in map literal"], "elements of a map are written `key: value`"),
    (
        &["multiple-value", "in single-value context"],
        "assign the results to variables first: `v, err := f()`",
    ),
    (
        &["does not implement", "(missing method"],
        "declare the method on the type, with the same parameters and results",
    ),
    (
        &["cannot range over"],
        "only integers, slices, strings, maps, channels and iterator functions can be ranged over",
    ),
    (&["not enough arguments in call"], "the second lines show what is given and what is wanted"),
    (&["too many arguments in call"], "the second lines show what is given and what is wanted"),
    (&["duplicate case"], "remove one of the cases"),
    (&["division by zero"], "the divisor is the constant 0"),
    (
        &["unexpected name catch"],
        "Go has no try and catch: functions return an error, which the caller checks",
    ),
];

/// Words at the start of statements in other languages.
const FOREIGN: &[(&str, &str)] = &[
    ("while", "Go's only loop is for: `for cond { … }`"),
    ("elif", "write `else if`"),
    ("elseif", "write `else if`"),
    ("unless", "write `if !cond`"),
    ("until", "write `for !cond { … }`"),
    ("foreach", "write `for i, x := range list { … }`"),
    ("try", "Go has no exceptions: functions return an error, which the caller checks"),
    ("throw", "Go has no exceptions: return an error"),
    ("raise", "Go has no exceptions: return an error"),
    ("let", "variables are declared by `x := 1` or `var x = 1`"),
    ("int", "the type stands behind the name: `var x int`"),
    ("string", "the type stands behind the name: `var s string`"),
    ("float64", "the type stands behind the name: `var x float64`"),
    ("bool", "the type stands behind the name: `var ok bool`"),
    ("class", "Go has no classes: declare a type and methods on it, `type T struct { … }`"),
    ("def", "functions are declared by func"),
    ("fn", "functions are declared by func"),
    ("function", "functions are declared by func"),
    ("enum", "Go has no enums: use constants with iota"),
    ("public", "names that begin with a capital letter are public"),
    ("private", "names that begin with a small letter are private"),
    ("print", "the function is fmt.Print, and arguments stand in parentheses"),
];

/// Adds hints to errors that have none. `package`: the import path of the standard library's
/// package of this name.
pub fn add(
    program: &mut Program,
    diagnostics: &mut [Diagnostic],
    package: &dyn Fn(&str) -> Option<String>,
) {
    for d in diagnostics {
        if d.help.is_none() && d.severity == Severity::Error {
            d.help = names::hint(program, d, package)
                .or_else(|| types::hint(program, d))
                .or_else(|| foreign(program, d))
                .or_else(|| usual(&d.message));
        }
    }
}

fn usual(message: &str) -> Option<String> {
    let (_, hint) = USUAL.iter().find(|(parts, _)| {
        let mut rest = message;
        parts.iter().all(|part| match rest.find(part) {
            Some(at) => {
                rest = &rest[at + part.len()..];
                true
            }
            None => false,
        })
    })?;
    Some((*hint).to_owned())
}

/// A syntax error on a line that begins as in another language.
fn foreign(program: &Program, d: &Diagnostic) -> Option<String> {
    if d.code != "syntax" {
        return None;
    }
    let file = program.sources.locate_file(d.span.lo)?;
    let at = (d.span.lo.0 - file.base.0) as usize;
    let before = file.text.get(..at)?;
    // The statement starts after the last break, brace or semicolon.
    let start = before.trim_end_matches([' ', '\t']).rfind(['\n', ';', '{', '}']);
    let statement = file.text.get(start.map_or(0, |i| i + 1)..)?.trim_start();
    let end = statement.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(0);
    let word = &statement[..end];
    FOREIGN.iter().find(|(foreign, _)| *foreign == word).map(|(_, hint)| (*hint).to_owned())
}

//! Programs with very much of one thing are answered soon and without a panic: deep nesting, long
//! lists, chains of declarations, types that double with each declaration, huge constants.

use cpu_time::ThreadTime;
use frontend::check::{Importer, PackageSource, check_program};
use std::thread;
use std::time::Duration;

/// The stack that the command gives its main thread.
const STACK: usize = 64 << 20;

/// CPU time that one program may take, in a build that is hardly optimized.
const BOUND: Duration = Duration::from_secs(5);

/// A library without packages.
struct Nothing;

impl Importer for Nothing {
    fn import(&mut self, _: &str) -> Option<PackageSource> {
        None
    }
}

/// `before`, `piece` many times (`#` is its number, `@` the next), `after`.
fn repeated(n: usize, before: &str, piece: &str, after: &str) -> String {
    let pieces =
        (0..n).map(|i| piece.replace('#', &i.to_string()).replace('@', &(i + 1).to_string()));
    format!("package main\n{before}{}{after}\n", pieces.collect::<String>())
}

/// Programs with much of one thing.
#[expect(clippy::too_many_lines, reason = "one list")]
fn extremes() -> Vec<(&'static str, String)> {
    let nest = |n, open: &str, mid: &str, close: &str| {
        format!("{}{mid}{}", open.repeat(n), close.repeat(n))
    };
    let body = |text: String| format!("package main\nfunc main() {{\n{text}\n}}\n");
    let var = |text: String| format!("package main\nvar x = {text}\nfunc main() {{}}\n");
    let ty = |text: String| format!("package main\ntype T {text}\nfunc main() {{}}\n");
    let mut out = Vec::new();
    for n in [950, 20_000] {
        out.extend([
            ("parentheses", var(nest(n, "(", "1", ")"))),
            ("unary operators", var(nest(n, "- ", "1", ""))),
            ("negations", var(nest(n, "!", "true", ""))),
            ("function literals", var(nest(n, "func() int { return ", "1", " }()"))),
            ("composite literals", var(nest(n, "[]any{", "1", "}"))),
            ("elided literals", var(format!("{}int{}", "[]".repeat(n), nest(n, "{", "", "}")))),
            (
                "calls",
                format!("package main\nfunc f(int) int\nvar x = {}\n", nest(n, "f(", "1", ")")),
            ),
            ("conversions", var(nest(n, "int(", "1", ")"))),
            ("slice types", ty(nest(n, "[]", "int", ""))),
            ("array types", ty(nest(n, "[2]", "int", ""))),
            ("pointer types", ty(nest(n, "*", "int", ""))),
            ("map types", ty(nest(n, "map[string]", "int", ""))),
            ("map keys", ty(nest(n, "map[[1]", "int", "]int"))),
            ("channel types", ty(nest(n, "chan ", "int", ""))),
            ("function types", ty(nest(n, "func(", "", ")"))),
            ("function results", ty(nest(n, "func() ", "int", ""))),
            ("struct types", ty(nest(n, "struct{ f ", "int", "}"))),
            ("interface types", ty(nest(n, "interface{ m(", "", ") }"))),
            ("embedded interfaces", ty(nest(n, "interface{ ", "any", " }"))),
            (
                "instances",
                format!(
                    "package main\ntype G[P any] struct{{ f P }}\nvar x {}\n",
                    nest(n, "G[", "int", "]")
                ),
            ),
            (
                "pointers to instances",
                format!(
                    "package main\ntype G[P any] struct{{ f *P }}\nvar x {}\n",
                    nest(n, "G[", "int", "]")
                ),
            ),
            ("blocks", body(nest(n, "{", "", "}"))),
            ("ifs", body(nest(n, "if true {", "", "}"))),
            ("else ifs", body(nest(n, "if true {} else ", "{}", ""))),
            ("fors", body(nest(n, "for {", "", "}"))),
            ("switches", body(nest(n, "switch { default: ", "", "}"))),
            ("labels", body(repeated(n, "", "L#: ", ";").replace("package main", ""))),
            (
                "indices",
                format!("package main\nvar a []int\nvar x = {}\n", nest(n, "a[", "0", "]")),
            ),
            (
                "receives",
                format!("package main\nvar c chan int\nvar x = {}\n", nest(n, "<-", "c", "")),
            ),
            ("go statements", body(nest(n, "go func() {", "", "}()"))),
            ("type assertions", var(format!("any(1){}", ".(any)".repeat(n)))),
            (
                "selectors",
                format!(
                    "package main\ntype T struct{{ f *T }}\nvar t T\nvar x = t{}\n",
                    ".f".repeat(n)
                ),
            ),
            (
                "method calls",
                format!(
                    "package main\ntype T struct{{}}\nfunc (t T) f() T\nvar t T\nvar x = t{}\n",
                    ".f()".repeat(n)
                ),
            ),
        ]);
    }
    let n = 10_000;
    out.extend([
        ("additions", var(nest(n, "1+", "1", ""))),
        ("string additions", var(nest(n, "\"a\"+", "\"a\"", ""))),
        ("comparisons", var(nest(n, "true && ", "true", ""))),
        ("types", repeated(n, "", "type T# struct{ f *T@ }\n", "type T10000 int")),
        ("types by value", repeated(n, "", "type T# struct{ f T@ }\n", "type T10000 int")),
        ("defined types", repeated(n, "", "type T# T@\n", "type T10000 int")),
        ("aliases", repeated(n, "", "type T# = T@\n", "type T10000 = int")),
        (
            "embedding",
            repeated(
                n,
                "",
                "type T# struct{ T@ }\n",
                "type T10000 struct{ f int }\nvar x = T9990{}.f",
            ),
        ),
        (
            "interfaces",
            repeated(n, "", "type T# interface{ T@ }\n", "type T10000 interface{ m() }"),
        ),
        ("constants", repeated(n, "", "const c# = c@ + 1\n", "const c10000 = 1")),
        ("variables", repeated(n, "", "var v# = v@ + 1\n", "var v10000 = 1")),
        (
            "functions",
            repeated(
                n,
                "",
                "func f#() int { return f@() }\n",
                "func f10000() int { return 1 }\nvar x = f0()",
            ),
        ),
        ("cases", repeated(n, "func main() { switch 1 {\n", "case #:\n", "} }")),
        ("string cases", repeated(n, "func main() { switch \"\" {\n", "case \"#\":\n", "} }")),
        ("type cases", repeated(n, "func f(x any) { switch x.(type) {\n", "case [#]int:\n", "} }")),
        ("elements", repeated(n, "var x = []int{", "#, ", "}")),
        ("keys", repeated(n, "var x = map[int]int{", "#: #, ", "}")),
        ("indexed elements", repeated(n, "var x = []int{", "#: #, ", "}")),
        ("fields", repeated(n, "type T struct {\n", "f# int\n", "}\nvar x = T{f1: 1, f9999: 2}")),
        ("methods", repeated(n, "type T int\n", "func (T) m#() {}\n", "")),
        ("interface methods", repeated(n, "type T interface {\n", "m#()\n", "}\nvar x T = T(nil)")),
        ("parameters", repeated(n, "func f(", "p# int, ", ") {}")),
        ("type parameters", repeated(n, "func f[", "P# any, ", "]() {}")),
        ("arguments", repeated(n, "func f(...int)\nfunc main() { f(", "#, ", ") }")),
        ("unions", repeated(n, "type T interface { int8 ", "| [#]int ", "}")),
        ("statements", repeated(n, "func main() {\nx := 0\n", "x += #\n", "}")),
        ("unused variables", repeated(n, "func main() {\n", "x# := 0\n", "}")),
        ("gotos", repeated(n, "func main() {\n", "L#: goto L#\n", "}")),
        ("forward gotos", repeated(n, "func main() {\n", "goto L#; L#:\n", "}")),
        ("redeclarations", repeated(n, "", "var x int\n", "")),
        ("undefined names", repeated(n, "func main() {\n", "y#()\n", "}")),
        ("imports", repeated(n, "", "import \"p#\"\n", "")),
        ("initialization cycle", repeated(n, "", "var v# = v@\n", "var v10000 = v0")),
        ("type cycle", repeated(n, "", "type T# struct{ f T@ }\n", "type T10000 T0")),
        ("doubled strings", repeated(60, "const c0 = \"a\"\n", "const c@ = c# + c#\n", "")),
        ("squares", repeated(60, "const c0 = 3\n", "const c@ = c# * c#\n", "")),
        ("float squares", repeated(60, "const c0 = 3.5\n", "const c@ = c# * c#\n", "")),
        (
            "doubled types",
            repeated(
                60,
                "type T0 struct{}\n",
                "type T@ struct{ a, b T# }\n",
                "var x, y T60\nvar z = x == y",
            ),
        ),
        (
            "doubled instances",
            repeated(
                40,
                "type P[A, B any] struct{ a A; b B }\ntype T0 int\n",
                "type T@ P[T#, T#]\n",
                "var x T40",
            ),
        ),
        (
            "doubled aliases",
            repeated(
                40,
                "type P[A, B any] struct{ a *A; b *B }\ntype T0 = int\n",
                "type T@ = P[T#, T#]\n",
                "var x, y T40\nvar z = x == y",
            ),
        ),
    ]);
    let twice = |n, piece: &str, more: &str| {
        repeated(
            n,
            "type P[A, B any] struct { a *A; b *B }\ntype T0 = int\ntype U0 = int\n",
            piece,
            more,
        )
    };
    out.extend([
        (
            "aliases of functions",
            twice(
                40,
                "type T@ = func(T#, T#) T#\ntype U@ = func(U#, U#) U#\n",
                "var x T40\nvar y U40 = x",
            ),
        ),
        (
            "aliases of structs",
            twice(
                40,
                "type T@ = struct{ a, b *T# }\ntype U@ = struct{ a, b *U# }\n",
                "var x T40\nvar y U40 = x",
            ),
        ),
        (
            "inference",
            twice(
                40,
                "type T@ = P[T#, T#]\n",
                "func f[A, B any](P[A, B]) (a A) { return }\nvar x = f(T40{})",
            ),
        ),
        ("directives", repeated(100_000, "func f() {\n", "//go:noinline\n", "}")),
        (
            "variables in a ring of functions",
            repeated(
                1_000,
                "",
                "var v# = f#()\nfunc f#() int { return v@ + f@() }\n",
                "var v1000 = 1\nfunc f1000() int { return 1 }",
            ),
        ),
    ]);
    let plain = [
        "const c = 1 << 1000000",
        "const c = 1 << 1000000000000",
        "const c = 1.0 << 1000000",
        "var x = 1 >> 1000000000",
        "const c = 1e1000000000",
        "const c = 1e-1000000000 * 1e1000000000",
        "const c = 0x1p1000000000",
        "const c = 1e100000 / 3",
        "const c int = 1e100",
        "var x [1 << 62]int",
        "var x [1 << 40][1 << 40]int",
        "var x [1e30]int",
        "var x [-1]int",
        "var x = [...]int{1 << 60: 1}",
        "var x = []int{1 << 40: 1}",
        "type T T",
        "type T = T",
        "type T = []T",
        "type T []T",
        "type T [len(x)]int\nvar x T",
        "type T [2]T",
        "type T struct{ T }",
        "type T interface{ T }",
        "type T interface{ m() T }",
        "type T func(T) T",
        "type T[P any] struct{ f *T[T[P]] }\nvar x T[int]",
        "type T[P any] struct{ f T[[]P] }\nvar x T[int]",
        "type T[P any] = T[P]",
        "type T[P any] = []T[P]",
        "type T[P T[P]] struct{}",
        "type T[P interface{ m(T[P]) }] struct{}",
        "type A[P any] = B[P]\ntype B[P any] = A[P]",
        "func f[P any](n int) { f[*P](n) }",
        "func f[P any](x P) { f(&x) }",
        "func f[P any](x P) { g(x) }\nfunc g[P any](x P) { f([]P{x}) }",
        "func f[P interface{ *Q }, Q any]() { f[P]() }",
        "func f[P interface{ *Q }, Q interface{ *P }]() {}\nfunc g() { f() }",
        "func f[P func(P)](x P) {}\nfunc g() { f(nil) }",
        "func f[A, B any](func(A) B, func(B) A) {}\nfunc g() { f(f, f) }",
        "var x = x",
        "var x = f()\nfunc f() int { return x }",
        "const a = b\nconst b = a",
        "var x = func() int { return x() }",
        "import . \"fmt\"\nimport . \"fmt\"",
        "func (T) m()\nfunc (T) m()\ntype T T",
        "type T struct{ *T }\nvar x = T{}.f",
        "type A struct{ *B }\ntype B struct{ *A }\nvar x = A{}.f",
        "func main() { L: goto L }",
        "func main() { var x = len([1 << 50]int{}) }",
        "var a, b = b, a",
        "var x = unsafe.Sizeof(x)",
        "import \"unsafe\"\ntype T [unsafe.Sizeof(T{})]int",
        "import \"unsafe\"\nvar x [unsafe.Sizeof(x)]int",
    ];
    out.extend(plain.map(|text| (text, format!("package main\n{text}\n"))));
    out
}

#[test]
fn extremes_are_answered() {
    let check = || {
        for (name, text) in extremes() {
            let files = vec![("x.go".to_owned(), "/x.go".to_owned(), text)];
            let main = PackageSource { files, is_std: false, go_version: (1, 27) };
            let start = ThreadTime::now();
            check_program(main, &mut Nothing);
            let took = start.elapsed();
            assert!(took < BOUND, "{name}: checking took {took:?}");
        }
    };
    let thread = thread::Builder::new().stack_size(STACK).spawn(check);
    thread.expect("threads can start").join().expect("no panic");
}

//! Hints: a program with an error, and words of the help that must come with the first error.

use frontend::check::{self, Importer, PackageSource};
use frontend::hints;

/// A small standard library.
struct Std;

impl Importer for Std {
    fn import(&mut self, path: &str) -> Option<PackageSource> {
        if path != "fmt" {
            return None;
        }
        let text =
            "package fmt\n\nfunc Println(a ...any) {}\nfunc Printf(format string, a ...any) {}\n";
        let files = vec![("fmt.go".to_owned(), "fmt.go".to_owned(), text.to_owned())];
        Some(PackageSource { files, is_std: true, go_version: (1, 27) })
    }
}

const HINTS: &[(&str, &str)] = &[
    // Names.
    ("func main() { fmt.Println(1) }", "add `import \"fmt\"`"),
    ("import \"fmt\"\nfunc main() { fmt.println(1) }", "did you mean fmt.Println?"),
    ("import \"fmt\"\nfunc main() { fmt.Prinln(1) }", "did you mean fmt.Println?"),
    ("func main() { count := 1; _ = cuont; _ = count }", "did you mean count?"),
    ("func main() { _ = TRUE }", "did you mean true?"),
    ("func main() { _ = null }", "in Go this is nil"),
    ("func f(x boolean) {}\nfunc main() {}", "in Go this is bool"),
    ("type T struct{ Name string }\nfunc main() { var t T; _ = t.name }", "did you mean Name?"),
    ("type T struct{ Name string }\nfunc main() { var t T; _ = t.Nmae }", "did you mean Name?"),
    (
        "type T struct{}\nfunc (*T) Close() {}\nfunc main() { var t T; t.Colse() }",
        "did you mean Close?",
    ),
    ("type T struct{ Name string }\nfunc main() { _ = T{Nam: \"\"} }", "did you mean Name?"),
    // Types.
    ("func main() { x := 3; var s string = x; _ = s }", "strconv.Itoa(x)"),
    ("func main() { s := \"3\"; var x int = s; _ = x }", "strconv.Atoi(s)"),
    ("func main() { x := 3; var y int64 = x; _ = y }", "int64(x)"),
    ("func main() { x := 3; var y *int = x; _ = y }", "take the address: &x"),
    ("func main() { x := 3; p := &x; var y int = p; _ = y }", "*p"),
    ("func main() { var x any = 1; var y int = x; _ = y }", "x.(int)"),
    ("func main() { a, b := 1, 2.5; _ = a + b }", "float64(x)"),
    ("func main() { a, b := 1, \"x\"; _ = b + a }", "fmt.Sprint(n)"),
    ("func main() { var p int = nil; _ = p }", "can be nil"),
    (
        "type T struct{}\nfunc (*T) M() {}\nfunc main() { var i interface{ M() } = T{}; _ = i }",
        "only a pointer has this method: &T{}",
    ),
    ("type T struct{}\nfunc main() { var i interface{ M() } = T{}; _ = i }", "declare the method"),
    ("func f() (int, error) { return 0, nil }\nfunc main() { x := f(); _ = x }", "`_` for those"),
    // Statements.
    ("x := 1\nfunc main() {}", "`var x = 1`"),
    ("func main() { a := 1; a := 2; _ = a }", "write `=`"),
    ("func main() { i := 1; b := i++; _ = b }", "is a statement"),
    ("func main() { i := 1; ++i }", "is a statement"),
    ("func main() { b := 1; if b = 3 { } }", "write `==`"),
    ("func main() { x := 1; x == 2 }", "write `=`"),
    ("func main() { s := []int{}; append(s, 1) }", "s = append(s"),
    ("func main() { n := 1; if n { } }", "n != 0"),
    ("func f() int { }\nfunc main() {}", "ends in a return"),
    ("func f() { return 1 }\nfunc main() {}", "declare the results"),
    ("func main() { x := 1 }", "remove it"),
    ("import \"fmt\"\nfunc main() {}", "remove the import"),
    ("func main() { x := 1; x() }", "remove the parentheses"),
    ("func main() { defer main }", "`defer f()`"),
    ("func main() { m := map[string]struct{ x int }{}; m[\"a\"].x = 1 }", "put it back"),
    ("func main() { s := \"abc\"; s[0] = 1 }", "[]byte"),
    // The text.
    ("func main() { if true {\n}\nelse {\n} }", "} else {"),
    ("func main()\n{\n}", "at the end of the line"),
    ("func main() { a := []int{\n1,\n2\n}\n_ = a }", "a comma at the end of the line"),
    ("func main() { println(1\n}", "a comma at the end of the line"),
    ("func main() { while true { } }", "only loop is for"),
    ("func main() { int y = 3 }", "behind the name"),
    ("func main() { c := true ? 1 : 2; _ = c }", "no `?:`"),
    ("func main() { _ = 'abc' }", "double quotes"),
    ("func main() { println(\"abc\n}", "closing \""),
    ("class T {}\nfunc main() {}", "no classes"),
    ("func main() { func f() {} }", "f := func()"),
    ("func main() { var a [3]int = {1, 2, 3} }", "its type in front"),
];

#[test]
fn first_errors_have_hints() {
    let mut wrong = Vec::new();
    for (text, wanted) in HINTS {
        let files = vec![("a.go".to_owned(), "a.go".to_owned(), format!("package main\n{text}\n"))];
        let main = PackageSource { files, is_std: false, go_version: (1, 27) };
        let (mut program, mut found) = check::check_program(main, &mut Std);
        let package = |name: &str| (name == "fmt").then(|| "fmt".to_owned());
        hints::add(&mut program, &mut found, &package);
        let Some(first) = found.first() else {
            wrong.push(format!("{text}\n\tis valid"));
            continue;
        };
        if !first.help.as_ref().is_some_and(|help| help.contains(wanted)) {
            wrong.push(format!("{text}\n\t{}\n\thelp: {:?}", first.message, first.help));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

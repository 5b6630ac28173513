//! What a test file declares: tests, benchmarks, fuzz targets, examples, `TestMain`.
//!
//! As `go test` finds them: by name and signature, examples by the comment that ends their body.

use crate::render;
use frontend::ast::{Decl, ExprKind, Field, File, FuncDecl, NodeIds};
use frontend::lexer::comments;
use frontend::parser::parse_file;
use frontend::source::SourceMap;
use frontend::span::Pos;

/// What a function is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Test,
    Benchmark,
    Fuzz,
    Example,
}

/// The output an example must have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Output {
    pub(crate) text: String,
    pub(crate) unordered: bool,
}

/// A function that is run.
#[derive(Clone, Debug)]
pub(crate) struct Function {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    /// Only of examples.
    pub(crate) output: Option<Output>,
}

/// What the files of one package declare.
#[derive(Clone, Default, Debug)]
pub(crate) struct Declared {
    pub(crate) functions: Vec<Function>,
    /// Whether there is a `TestMain`.
    pub(crate) main: bool,
    /// The first function with a name of ours and another signature: the whole message.
    pub(crate) problem: Option<String>,
    /// What does not parse: whole messages.
    pub(crate) unparsed: Vec<String>,
}

impl Declared {
    /// Reads files: the name shown, and the text. What does not parse declares nothing.
    pub(crate) fn of<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut declared = Self::default();
        for (name, text) in files {
            let (mut sources, mut ids) = (SourceMap::default(), NodeIds::default());
            let id = sources.add(name.to_owned(), name.to_owned(), text.to_owned());
            let (file, errors) = parse_file(&sources, id, &mut ids);
            if errors.is_empty() {
                declared.read(&file, &sources, text, sources.file(id).base);
            }
            declared.unparsed.extend(
                errors
                    .iter()
                    .map(|error| format!("{}: {}", render::place(&sources, error), error.message)),
            );
        }
        declared
    }

    fn read(&mut self, file: &File, sources: &SourceMap, text: &str, base: Pos) {
        for decl in &file.decls {
            let Decl::Func(func) = decl else { continue };
            let Some(head) = func.head.get().filter(|head| head.recv.is_none()) else { continue };
            let name = func.name.name.as_str();
            let takes = |ty| {
                let one = head.ty.params.len() == 1 && head.ty.params[0].names.len() <= 1;
                head.ty.results.is_empty() && one && is_pointer_to(&head.ty.params[0], ty)
            };
            if name == "TestMain" && !takes("T") {
                if takes("M") {
                    self.main = true;
                } else {
                    self.wrong(func, sources, "m", "M");
                }
                continue;
            }
            let prefixes = [
                ("Test", Kind::Test, "T"),
                ("Benchmark", Kind::Benchmark, "B"),
                ("Fuzz", Kind::Fuzz, "F"),
            ];
            if let Some((_, kind, ty)) = prefixes.into_iter().find(|(p, ..)| is_named(name, p)) {
                if takes(ty) && head.ty.type_params.is_empty() {
                    self.functions.push(Function { kind, name: name.to_owned(), output: None });
                } else {
                    self.wrong(func, sources, &ty.to_lowercase(), ty);
                }
            }
            let plain = head.ty.params.is_empty() && head.ty.results.is_empty();
            if is_named(name, "Example") && plain && head.ty.type_params.is_empty() {
                let body = (func.span.lo.0 - base.0) as usize..(func.span.hi.0 - base.0) as usize;
                if let Some(output) = output(&text[body]) {
                    let (kind, name) = (Kind::Example, name.to_owned());
                    self.functions.push(Function { kind, name, output: Some(output) });
                }
            }
        }
    }

    /// A function that looks like ours and is not.
    fn wrong(&mut self, func: &FuncDecl, sources: &SourceMap, param: &str, ty: &str) {
        let at = sources.locate(func.span.lo);
        let file = at.file.map_or("", |file| &file.name);
        let name = func.name.name;
        let generic = func.head.get().is_some_and(|head| !head.ty.type_params.is_empty());
        let why = if generic {
            "test functions cannot have type parameters".to_owned()
        } else {
            format!("must be: func {name}({param} *testing.{ty})")
        };
        self.problem.get_or_insert_with(|| {
            format!("{file}:{}:{}: wrong signature for {name}, {why}", at.line, at.col)
        });
    }
}

/// Go: "`TestXxx` where `Xxx` does not start with a lowercase letter".
fn is_named(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix)
        .is_some_and(|rest| !rest.chars().next().is_some_and(char::is_lowercase))
}

/// Whether a parameter's type is `*T`, `*testing.T` or so.
fn is_pointer_to(field: &Field, ty: &str) -> bool {
    let ExprKind::Star(target) = &field.ty.kind else { return false };
    if let ExprKind::Selector { sel, .. } = &target.kind {
        return sel.name.as_str() == ty;
    }
    matches!(&target.kind, ExprKind::Ident(name) if name.as_str() == ty)
}

/// The output named by the last comment of a function.
fn output(body: &str) -> Option<Output> {
    let text = comments::groups(body).last()?.text(body);
    let start = text.trim_start();
    let lower = start.to_ascii_lowercase();
    let rest = lower.strip_prefix("unordered").map(str::trim_start);
    let unordered = rest.is_some_and(|rest| rest.starts_with("output:"));
    let rest = if unordered { rest } else { Some(lower.as_str()) };
    let rest = rest?.strip_prefix("output:")?;
    let text = start[start.len() - rest.len()..].trim_start_matches(' ');
    Some(Output { text: text.strip_prefix('\n').unwrap_or(text).to_owned(), unordered })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_found_by_name_and_signature() {
        let text = "package a\nimport \"testing\"\nfunc TestA(t *testing.T) {}\nfunc Testing() {}\n\
            func Test_b(*testing.T) {}\nfunc TestMain(m *testing.M) {}\nfunc BenchmarkX(b *testing.B) {}\n\
            func FuzzY(f *testing.F) {}\nfunc TestBad(n int) {}\nfunc Example() {\n\t// Output:\n\t// 1\n\t// 2\n}\n\
            func ExampleNo() {\n\t// nothing\n}\nfunc ExampleU() { /* Unordered output: x */ }\n";
        let declared = Declared::of([("a_test.go", text)].into_iter());
        let names: Vec<_> = declared.functions.iter().map(|f| (f.kind, f.name.as_str())).collect();
        let wanted = [
            (Kind::Test, "TestA"),
            (Kind::Test, "Test_b"),
            (Kind::Benchmark, "BenchmarkX"),
            (Kind::Fuzz, "FuzzY"),
            (Kind::Example, "Example"),
            (Kind::Example, "ExampleU"),
        ];
        assert_eq!(names, wanted);
        assert!(declared.main);
        assert_eq!(
            declared.problem.as_deref(),
            Some("a_test.go:9:1: wrong signature for TestBad, must be: func TestBad(t *testing.T)")
        );
        let outputs: Vec<_> = declared.functions.iter().filter_map(|f| f.output.clone()).collect();
        assert_eq!(outputs[0], Output { text: "1\n2\n".to_owned(), unordered: false });
        assert_eq!(outputs[1], Output { text: "x\n".to_owned(), unordered: true });
    }
}

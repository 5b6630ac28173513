//! `composites`: a struct of another package is written without the names of its fields, which
//! breaks when that package adds one.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::ExprKind;
use crate::types::{Type, TypeId};

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "composites", about: "struct literals of other packages without names", run };

/// Types that will never get another field.
const SETTLED: &[&str] = &[
    "go/build.Directive",
    "image.Point",
    "image.Rectangle",
    "image.Uniform",
    "image/color.Alpha",
    "image/color.Alpha16",
    "image/color.CMYK",
    "image/color.Gray",
    "image/color.Gray16",
    "image/color.NRGBA",
    "image/color.NRGBA64",
    "image/color.NYCbCrA",
    "image/color.RGBA",
    "image/color.RGBA64",
    "image/color.YCbCr",
    "testing.InternalBenchmark",
    "testing.InternalExample",
    "testing.InternalFuzzTarget",
    "testing.InternalTest",
    "unicode.Range16",
    "unicode.Range32",
    "encoding/xml.Attr",
    "encoding/xml.Name",
];

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            let Some(e) = node.expr() else { return true };
            let ExprKind::CompositeLit { elems, .. } = &e.kind else { return true };
            if elems.is_empty() || elems.iter().any(|elem| elem.key.is_some()) {
                return true;
            }
            let Some(ty) = pass.type_of(e) else { return true };
            let target = pass.pointee(ty).unwrap_or(ty);
            let under = pass.prog.underlying(target);
            if !matches!(pass.prog.types.get(under), Type::Struct { .. }) || is_own(pass, target) {
                return true;
            }
            let name = pass.prog.full_type_string(ty);
            if !SETTLED.contains(&&*name) {
                pass.report(e.span, format!("{name} struct literal uses unkeyed fields"));
            }
            true
        });
    }
}

/// Whether a type has no name, or one of this package.
fn is_own(pass: &Pass<'_>, ty: TypeId) -> bool {
    let Type::Named(named) = pass.prog.types.get(pass.prog.types.unalias(ty)) else { return true };
    let pkg = |pkg: Option<_>| pkg == Some(pass.pkg);
    let path = |path: &str| path.trim_end_matches("_test").to_owned();
    let own = pass.prog.packages[pass.pkg.0 as usize].path;
    pkg(pass.prog.objects.get(named.obj).pkg)
        || path(pass.package_of(named.obj)) == path(own.as_str())
}

//! `stdmethods`: a method has a name that the standard library's interfaces know, and another
//! signature, so that it is not the method they call.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::{ExprKind, Ident, InterfaceElem};
use crate::types::{ObjId, Type};

pub(super) const ANALYZER: Analyzer = Analyzer {
    name: "stdmethods",
    about: "methods like those of std interfaces, but not quite",
    run,
};

/// Names with parameters and results. Only methods whose parameters marked by `=` are right are
/// meant.
const KNOWN: &[(&str, &[&str], &[&str])] = &[
    ("As", &["any"], &["bool"]),
    ("Format", &["=fmt.State", "rune"], &[]),
    ("GobDecode", &["[]byte"], &["error"]),
    ("GobEncode", &[], &["[]byte", "error"]),
    ("Is", &["error"], &["bool"]),
    ("MarshalJSON", &[], &["[]byte", "error"]),
    ("MarshalXML", &["*xml.Encoder", "xml.StartElement"], &["error"]),
    ("ReadByte", &[], &["byte", "error"]),
    ("ReadFrom", &["=io.Reader"], &["int64", "error"]),
    ("ReadRune", &[], &["rune", "int", "error"]),
    ("Scan", &["=fmt.ScanState", "rune"], &["error"]),
    ("Seek", &["=int64", "int"], &["int64", "error"]),
    ("UnmarshalJSON", &["[]byte"], &["error"]),
    ("UnmarshalXML", &["*xml.Decoder", "xml.StartElement"], &["error"]),
    ("UnreadByte", &[], &["error"]),
    ("UnreadRune", &[], &["error"]),
    ("Unwrap", &[], &["error"]),
    ("WriteByte", &["byte"], &["error"]),
    ("WriteTo", &["=io.Writer"], &["int64", "error"]),
];

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            match node {
                Node::Func(decl) if decl.head.get().is_some_and(|head| head.recv.is_some()) => {
                    method(pass, &decl.name);
                }
                Node::Expr(e) => {
                    if let ExprKind::InterfaceType { elems } = &e.kind {
                        for elem in elems {
                            if let InterfaceElem::Method { name, .. } = elem {
                                method(pass, name);
                            }
                        }
                    }
                }
                _ => {}
            }
            true
        });
    }
}

fn method(pass: &mut Pass<'_>, name: &Ident) {
    let Some((_, params, results)) = KNOWN.iter().find(|known| known.0 == name.name.as_str())
    else {
        return;
    };
    let Some(&func) = pass.prog.info.defs.get(&name.id) else { return };
    let ty = pass.prog.obj_type(func);
    let Type::Signature(sig) = pass.prog.types.get(ty).clone() else { return };
    // types are shown with the names of their packages
    pass.prog.current = None;
    let texts = |list: &[ObjId]| -> Vec<String> {
        list.iter().map(|&obj| pass.prog.type_string(pass.prog.obj_type(obj))).collect()
    };
    let (given, gives) = (texts(&sig.params), texts(&sig.results));
    if name.name.as_str() == "WriteTo" && given.len() > 1 {
        return;
    }
    if ["Is", "As", "Unwrap"].contains(&name.name.as_str()) {
        let recv = sig.recv.map(|recv| pass.prog.obj_type(recv));
        if !recv.is_some_and(|recv| pass.is_error(recv)) {
            return;
        }
    }
    if name.name.as_str() == "Unwrap" {
        let right = given.is_empty() && (gives == ["error"] || gives == ["[]error"]);
        if !right {
            let text = "method Unwrap() should have signature Unwrap() error or Unwrap() []error";
            pass.report(name.span, text);
        }
        return;
    }
    if !marked_fit(params, &given) || fit(params, &given) && fit(results, &gives) {
        return;
    }
    let plain: Vec<&str> = params.iter().map(|p| p.trim_start_matches('=')).collect();
    let results = match results {
        [] => String::new(),
        [one] => format!(" {one}"),
        several => format!(" ({})", several.join(", ")),
    };
    let wanted = format!("{}({}){results}", name.name, plain.join(", "));
    let actual = pass.prog.signature_string(ty);
    let text = format!("method {}{actual} should have signature {wanted}", name.name);
    pass.report(name.span, text);
}

fn same(wanted: &str, given: &str) -> bool {
    let wanted = wanted.trim_start_matches('=');
    let plain = |text: &str| if text == "interface{}" { "any".to_owned() } else { text.to_owned() };
    let alias = |text: String| match text.as_str() {
        "uint8" => "byte".to_owned(),
        "[]uint8" => "[]byte".to_owned(),
        "int32" => "rune".to_owned(),
        _ => text,
    };
    plain(wanted) == alias(plain(given)) || wanted == given
}

/// Whether the types marked by `=` are there.
fn marked_fit(wanted: &[&str], given: &[String]) -> bool {
    wanted.iter().enumerate().all(|(i, wanted)| {
        !wanted.starts_with('=') || given.get(i).is_some_and(|given| same(wanted, given))
    })
}

fn fit(wanted: &[&str], given: &[String]) -> bool {
    wanted.len() == given.len() && wanted.iter().zip(given).all(|(w, g)| same(w, g))
}

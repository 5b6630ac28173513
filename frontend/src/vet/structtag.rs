//! `structtag`: tags that `reflect.StructTag` cannot read, names given twice, and tags of fields
//! that nobody can see.

use super::walk::{Node, inspect};
use super::{Analyzer, Pass};
use crate::ast::ExprKind;
use crate::span::{Pos, Span};
use crate::types::object::VarKind;
use crate::types::{ObjId, ObjectKind, Type};
use std::collections::BTreeMap;

pub(super) const ANALYZER: Analyzer =
    Analyzer { name: "structtag", about: "struct tags that cannot be read or repeat a name", run };

/// Where a name was given: by key, name and depth of embedding.
type Seen = BTreeMap<(String, String, u32), Pos>;

fn run(pass: &mut Pass<'_>) {
    for file in pass.files.clone() {
        inspect(Node::File(&file), &mut |node| {
            if let Some(e) = node.expr()
                && let ExprKind::StructType { .. } = &e.kind
                && let Some(ty) = pass.type_of(e)
                && let Type::Struct { fields, tags } = pass.prog.types.get(ty).clone()
            {
                let mut seen = Seen::new();
                for (i, field) in fields.into_iter().enumerate() {
                    let tag = tags.get(i).copied().flatten().map_or("", |tag| tag.as_str());
                    check(pass, field, tag, &mut seen);
                }
            }
            true
        });
    }
}

fn embedded(pass: &Pass<'_>, field: ObjId) -> bool {
    matches!(pass.prog.objects.get(field).kind, ObjectKind::Var(VarKind::Field { embedded: true }))
}

fn check(pass: &mut Pass<'_>, field: ObjId, tag: &str, seen: &mut Seen) {
    for key in ["json", "xml"] {
        duplicates(pass, tag, key, (field, field), seen, 1);
    }
    let object = pass.prog.objects.get(field).clone();
    let len = u32::try_from(object.name.as_str().len()).unwrap_or(0);
    let span = Span::new(object.pos, Pos(object.pos.0 + len));
    if let Err(problem) = parse(tag) {
        let tag = if tag.contains('`') { format!("{tag:?}") } else { format!("`{tag}`") };
        let text =
            format!("struct field tag {tag} not compatible with reflect.StructTag.Get: {problem}");
        pass.report(span, text);
    }
    if embedded(pass, field) || object.name.is_exported() {
        return;
    }
    let named = ["json", "xml"].into_iter().find(|key| !matches!(&*get(tag, key), "" | "-"));
    if let Some(key) = named {
        let text = format!("struct field {} has {key} tag but is not exported", object.name);
        pass.report(span, text);
    }
}

/// Reports a name that was given before. `fields`: the struct's own field, and the one at this
/// depth of embedding.
fn duplicates(
    pass: &mut Pass<'_>,
    tag: &str,
    key: &str,
    (own, field): (ObjId, ObjId),
    seen: &mut Seen,
    level: u32,
) {
    let value = get(tag, key);
    if value == "-" {
        return;
    }
    if value.is_empty() || value.starts_with(',') {
        if !embedded(pass, field) {
            return;
        }
        let under = pass.prog.underlying(pass.prog.obj_type(field));
        let Type::Struct { fields, tags } = pass.prog.types.get(under).clone() else { return };
        for (i, inner) in fields.into_iter().enumerate() {
            if pass.prog.objects.get(inner).name.is_exported() {
                let tag = tags.get(i).copied().flatten().map_or("", |tag| tag.as_str());
                duplicates(pass, tag, key, (own, inner), seen, level + 1);
            }
        }
        return;
    }
    let object = pass.prog.objects.get(field).clone();
    if key == "xml" && object.name.as_str() == "XMLName" {
        return;
    }
    let (name, options) = value.split_once(',').unwrap_or((&value, ""));
    let attribute = key == "xml" && options.split(',').any(|option| option == "attr");
    let key = format!("{key}{}", if attribute { " attribute" } else { "" });
    let id = (key.clone(), name.to_owned(), level);
    let Some(&first) = seen.get(&id) else {
        seen.insert(id, object.pos);
        return;
    };
    let at = pass.prog.sources.locate(first);
    let file = at.file.map_or("", |file| file.name.rsplit('/').next().unwrap_or_default());
    let text = format!(
        "struct field {} repeats {key} tag {name:?} also at {file}:{}",
        object.name, at.line
    );
    let own = pass.prog.objects.get(own);
    let len = u32::try_from(own.name.as_str().len()).unwrap_or(0);
    pass.report(Span::new(own.pos, Pos(own.pos.0 + len)), text);
}

/// The value of a key, as `reflect.StructTag.Get` finds it.
fn get(tag: &str, key: &str) -> String {
    let mut rest = tag.trim_start_matches(' ');
    while let Some((name, value, after)) = pair(rest).ok().flatten() {
        if name == key {
            return value;
        }
        rest = after.trim_start_matches(' ');
    }
    String::new()
}

/// The first `key:"value"` of a tag, and what follows; `None` if the tag is empty.
fn pair(tag: &str) -> Result<Option<(&str, String, &str)>, &'static str> {
    if tag.is_empty() {
        return Ok(None);
    }
    let len = tag.bytes().take_while(|&b| b > b' ' && b != b':' && b != b'"' && b != 0x7f).count();
    if len == 0 {
        return Err("bad syntax for struct tag key");
    }
    if len + 1 >= tag.len() || tag.as_bytes()[len] != b':' {
        return Err("bad syntax for struct tag pair");
    }
    const VALUE: &str = "bad syntax for struct tag value";
    let quoted = tag[len + 1..].strip_prefix('"').ok_or(VALUE)?;
    let mut escaped = false;
    let end = quoted
        .bytes()
        .position(|b| {
            let ends = b == b'"' && !escaped;
            escaped = b == b'\\' && !escaped;
            ends
        })
        .ok_or(VALUE)?;
    let value = unquote(&quoted[..end]).ok_or(VALUE)?;
    Ok(Some((&tag[..len], value, &quoted[end + 1..])))
}

/// The value between quotes.
fn unquote(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        out.push(match chars.next()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            c @ ('\\' | '"') => c,
            'x' => {
                let hex: String = chars.by_ref().take(2).collect();
                char::from(u8::from_str_radix(&hex, 16).ok()?)
            }
            _ => return None,
        });
    }
    Some(out)
}

fn parse(tag: &str) -> Result<(), &'static str> {
    const SPACE: &str = "suspicious space in struct tag value";
    let mut rest = tag.trim_start_matches(' ');
    while let Some((key, value, after)) = pair(rest)? {
        let options = match key {
            "xml" => {
                let before = value.split_once(',').map_or("", |(name, _)| name);
                if value.trim_matches(' ') != value
                    || value.matches(' ').count() > 1
                    || before.ends_with(' ')
                {
                    return Err(SPACE);
                }
                value.split_once(',').map_or("", |(_, options)| options)
            }
            "json" => value.split_once(',').map_or("", |(_, options)| options),
            "asn1" => &value,
            _ => "",
        };
        if options.contains(' ') {
            return Err(SPACE);
        }
        if !after.is_empty() && !after.starts_with(' ') {
            return Err("key:\"value\" pairs not separated by spaces");
        }
        rest = after.trim_start_matches(' ');
    }
    Ok(())
}

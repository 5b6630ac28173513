//! Types and values for tests.

mod maps;
mod values;

use crate::code::{Kind, RField, RType, RTypeId};
use crate::memory::layout::{Layout, LayoutTable};

fn rtype(id: usize, kind: Kind, string: &str, layout: &'static Layout) -> RType {
    RType {
        id: RTypeId(u32::try_from(id).expect("few")),
        kind,
        string: string.to_owned(),
        name: String::new(),
        pkg: String::new(),
        words: layout.words,
        layout,
        elem: RTypeId::NIL,
        key: RTypeId::NIL,
        len: 0,
        fields: vec![],
        params: vec![],
        results: vec![],
        variadic: false,
        dir: 0,
        methods: vec![],
        imethods: vec![],
        comparable: true,
        gc_size: 8,
    }
}

/// The type with this string.
pub(crate) fn basic(types: &[RType], string: &str) -> RTypeId {
    types.iter().find(|t| t.string == string).expect("known type").id
}

/// A few types of each kind.
pub(crate) fn types(table: &mut LayoutTable) -> Vec<RType> {
    use Kind as K;
    let mut list: Vec<RType> = vec![];
    let empty = table.scalar(0);
    let scalar = table.scalar(1);
    let two = table.scalar(2);
    let reference = table.intern(Layout { words: 1, refs: vec![0], ..Layout::default() });
    let string = table.intern(Layout { words: 2, refs: vec![0], ..Layout::default() });
    let slice = table.intern(Layout { words: 3, refs: vec![0], ..Layout::default() });
    let iface = table.intern(Layout { words: 2, ifaces: vec![0], ..Layout::default() });
    let mut add = |kind, string: &str, layout| {
        let t = rtype(list.len(), kind, string, layout);
        list.push(t);
        list.len() - 1
    };
    add(K::Invalid, "nil", empty);
    for (kind, name) in [
        (K::Bool, "bool"),
        (K::Int, "int"),
        (K::Int8, "int8"),
        (K::Int16, "int16"),
        (K::Int32, "int32"),
        (K::Int64, "int64"),
        (K::Uint8, "uint8"),
        (K::Uint16, "uint16"),
        (K::Uint32, "uint32"),
        (K::Uint64, "uint64"),
        (K::Float32, "float32"),
        (K::Float64, "float64"),
    ] {
        add(kind, name, scalar);
    }
    add(K::Complex128, "complex128", two);
    add(K::String, "string", string);
    add(K::Interface, "interface {}", iface);
    add(K::Struct, "struct {}", empty);
    let ptr = add(K::Pointer, "*int", reference);
    let func = add(K::Func, "func()", reference);
    let bytes = add(K::Slice, "[]int", slice);
    let array = add(K::Array, "[3]int8", scalar);
    let strings = {
        let mut l = Layout::default();
        l.put(0, string);
        l.put(2, string);
        table.intern(l)
    };
    let strings = add(K::Array, "[2]string", strings);
    let fields = ["int8", "string", "float64", "interface {}"];
    let mut l = Layout::default();
    let mut offsets = vec![];
    for f in fields {
        let part = list.iter().find(|t| t.string == f).expect("known").layout;
        offsets.push((f, l.words));
        let at = l.words;
        l.put(at, part);
    }
    let mixed = table.intern(l);
    let t = rtype(list.len(), K::Struct, "main.T", mixed);
    list.push(t);
    let ids: Vec<RField> = offsets
        .iter()
        .map(|&(f, offset)| RField {
            name: "f",
            ty: basic(&list, f),
            offset,
            embedded: false,
            exported: false,
            pkg: "",
            tag: "",
        })
        .collect();
    list.last_mut().expect("some").fields = ids;
    let (int, int8, string) = (basic(&list, "int"), basic(&list, "int8"), basic(&list, "string"));
    list[ptr].elem = int;
    list[bytes].elem = int;
    list[bytes].comparable = false;
    list[func].comparable = false;
    for (key, elem) in [
        ("int", "int"),
        ("string", "[]int"),
        ("float64", "string"),
        ("interface {}", "struct {}"),
        ("main.T", "int8"),
    ] {
        let t = rtype(list.len(), K::Map, &format!("map[{key}]{elem}"), reference);
        let (key, elem) = (basic(&list, key), basic(&list, elem));
        list.push(RType { key, elem, comparable: false, ..t });
    }
    (list[array].elem, list[array].len) = (int8, 3);
    (list[strings].elem, list[strings].len) = (string, 2);
    list
}

//! Basic values under all verbs, against what real Go printed.

use super::methods::Calls;
use super::print::Printer;
use super::value::Memory;
use frontend::source::SourceMap;
use frontend::span::Pos;
use interp::code::{Code, Func, FuncId, Kind, Known, RType, RTypeId};
use interp::memory::layout::Layout;
use interp::memory::{BIAS, Heap};
use interp::native::Iface;
use std::sync::OnceLock;

const KINDS: [(&str, Kind, u32); 13] = [
    ("int", Kind::Int, 1),
    ("int8", Kind::Int8, 1),
    ("uint8", Kind::Uint8, 1),
    ("uint", Kind::Uint, 1),
    ("uint64", Kind::Uint64, 1),
    ("uintptr", Kind::Uintptr, 1),
    ("int32", Kind::Int32, 1),
    ("float64", Kind::Float64, 1),
    ("float32", Kind::Float32, 1),
    ("complex128", Kind::Complex128, 2),
    ("complex64", Kind::Complex64, 2),
    ("bool", Kind::Bool, 1),
    ("string", Kind::String, 2),
];

fn program() -> &'static Code {
    let layout: &'static Layout = Box::leak(Box::default());
    let ty = |id, name: &str, kind, words| RType {
        id: RTypeId(id),
        kind,
        string: name.to_owned(),
        name: name.to_owned(),
        pkg: String::new(),
        words,
        layout,
        elem: RTypeId(3),
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
    };
    let mut types = vec![ty(0, "nil", Kind::Invalid, 0)];
    for (id, (name, kind, words)) in (1..).zip(KINDS) {
        types.push(ty(id, name, kind, words));
    }
    types.push(RType { name: String::new(), ..ty(14, "[]uint8", Kind::Slice, 3) });
    let entry = Box::leak(Box::new(Func {
        id: FuncId(0),
        name: String::new(),
        results: 0,
        params: 0,
        recv: 0,
        frame: OnceLock::new(),
        body: OnceLock::new(),
        pos: Pos::NONE,
    }));
    let string = RTypeId(13);
    Box::leak(Box::new(Code {
        funcs: vec![],
        types,
        image: vec![],
        globals: Layout::default(),
        entry,
        known: Known {
            string,
            int: RTypeId(1),
            error_string: string,
            bounds_error: string,
            plain_error: string,
            type_assertion_error: string,
            panic_nil_error: string,
        },
        sources: SourceMap::default(),
        name: String::new(),
    }))
}

#[test]
fn verbs_as_go() {
    let code = program();
    let golden = include_bytes!("../../../testdata/stdlib/fmt/verbs.txt");
    let mut failures = 0;
    for line in golden.split(|&b| b == b'\n').filter(|l| !l.is_empty()) {
        let cols: Vec<&[u8]> = line.splitn(5, |&b| b == b'\t').collect();
        let [kind, words, text, format, want] = cols.try_into().expect("five columns");
        let (kind, words) =
            (String::from_utf8_lossy(kind), String::from_utf8_lossy(words).into_owned());
        let text: Vec<u8> = text
            .chunks(2)
            .map(|d| u8::from_str_radix(&String::from_utf8_lossy(d), 16).expect("hex"))
            .collect();
        let ty = code.types.iter().position(|t| t.name == *kind).unwrap_or(14);
        let mut heap = Heap::default();
        let base = BIAS * 8;
        let data = match ty {
            0 => 0,
            13 | 14 => {
                let len = text.len() as u64;
                let mut bytes = text;
                bytes.resize(bytes.len().next_multiple_of(8), 0);
                heap.mem = vec![base + 24, len, len];
                heap.mem.extend(
                    bytes.chunks(8).map(|c| u64::from_le_bytes(c.try_into().expect("eight"))),
                );
                base
            }
            _ => {
                heap.mem = words
                    .trim_matches(['[', ']'])
                    .split(' ')
                    .map(|w| u64::from_str_radix(w, 16).expect("hex"))
                    .collect();
                if heap.mem.len() > 1 { base } else { heap.mem[0] }
            }
        };
        let ty = if &*kind == "nil" { 0 } else { ty };
        let arg = Iface { ty: RTypeId(ty.try_into().expect("small")), data };
        let mut p = Printer::new(Memory { code, heap: &heap }, Calls::default());
        p.printf(format, &[arg]);
        if p.w.out != want {
            failures += 1;
            if failures < 60 {
                eprintln!(
                    "{}\n    {}",
                    String::from_utf8_lossy(line),
                    String::from_utf8_lossy(&p.w.out)
                );
            }
        }
    }
    assert_eq!(failures, 0);
}

//! The allocator against a model.

#![expect(clippy::cast_possible_truncation, reason = "small numbers")]

use super::layout::{Layout, LayoutTable};
use super::*;
use crate::code::{Code, Func, FuncId, Known, RTypeId};
use crate::table::Table;
use proptest::prelude::*;

/// A program with nothing in it but an image.
pub(crate) fn code(image: Vec<u64>, globals: Layout, types: Vec<crate::code::RType>) -> Code {
    let entry = Box::leak(Box::new(Func {
        id: FuncId(0),
        name: "main.main".to_owned(),
        results: 0,
        params: 0,
        recv: 0,
        native: false,
        frame: std::sync::OnceLock::new(),
        body: std::sync::OnceLock::new(),
        pos: frontend::span::Pos::default(),
    }));
    let t = RTypeId(0);
    Code {
        funcs: Table::default(),
        types: types.into_iter().collect(),
        image,
        globals,
        entry,
        known: Known {
            string: t,
            int: t,
            error_string: t,
            bounds_error: t,
            plain_error: t,
            type_assertion_error: t,
            panic_nil_error: t,
        },
        sources: frontend::source::SourceMap::default(),
        sites: vec![],
        uses_unsafe: false,
        language: (1, 27),
        name: "test".to_owned(),
        maker: std::sync::Mutex::default(),
    }
}

fn heap() -> Heap {
    let mut heap = Heap::default();
    heap.reset(&code(vec![0; 10], Layout::default(), vec![]), 1 << 30);
    heap
}

#[derive(Clone, Debug)]
enum Do {
    /// Allocates object of layout, n elements; stores it in a root.
    Alloc {
        layout: usize,
        n: u64,
        root: usize,
    },
    /// Stores a root's address, moved inside the object, in a word of another root's object.
    Link {
        from: usize,
        word: u64,
        to: usize,
        inside: u64,
    },
    Drop {
        root: usize,
    },
    Collect,
}

fn step() -> impl Strategy<Value = Do> {
    prop_oneof![
        6 => (0..5_usize, prop_oneof![0..6_u64, 0..300_u64], 0..8_usize)
            .prop_map(|(layout, n, root)| Do::Alloc { layout, n, root }),
        6 => (0..8_usize, any::<u64>(), 0..8_usize, any::<u64>())
            .prop_map(|(from, word, to, inside)| Do::Link { from, word, to, inside }),
        1 => (0..8_usize).prop_map(|root| Do::Drop { root }),
        1 => Just(Do::Collect),
    ]
}

/// An object of the model: address, elements, layout, and its reference words.
struct Object {
    addr: u64,
    words: u64,
    layout: &'static Layout,
    links: std::collections::BTreeMap<u64, usize>,
}

fn reachable(objects: &[Object], roots: &[Option<usize>]) -> Vec<bool> {
    let mut seen = vec![false; objects.len()];
    let mut work: Vec<usize> = roots.iter().flatten().copied().collect();
    while let Some(o) = work.pop() {
        if !std::mem::replace(&mut seen[o], true) {
            work.extend(objects[o].links.values().copied());
        }
    }
    seen
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn keeps_what_is_reachable(stress: bool, steps in prop::collection::vec(step(), 1..120)) {
        let mut table = LayoutTable::new();
        let layouts = [
            table.scalar(3),
            table.intern(Layout { words: 1, refs: vec![0], ..Layout::default() }),
            table.intern(Layout { words: 3, refs: vec![0, 2], ..Layout::default() }),
            table.intern(Layout { words: 40, refs: vec![39], ..Layout::default() }),
            table.intern(Layout { words: 300, refs: vec![0, 299], ..Layout::default() }),
        ];
        let mut heap = heap();
        heap.stress = stress;
        let mut objects: Vec<Object> = vec![];
        let mut roots: Vec<Option<usize>> = vec![None; 8];
        for step in steps {
            match step {
                Do::Alloc { layout, n, root } => {
                    let layout = layouts[layout];
                    let addr = if n == 1 { heap.alloc(layout) } else { heap.alloc_elems(layout, n) };
                    let addr = addr.expect("under the limit");
                    let words = n * u64::from(layout.words);
                    prop_assert!(heap.words(addr, words as usize).expect("in memory").iter().all(|&w| w == 0));
                    prop_assert_eq!(addr == ZERO, words == 0);
                    if words == 0 { continue }
                    let live = reachable(&objects, &roots);
                    for (o, live) in objects.iter().zip(live) {
                        let apart = o.addr + o.words * 8 <= addr || addr + words * 8 <= o.addr;
                        prop_assert!(apart || !live);
                    }
                    // Scalar words say who they belong to.
                    let id = objects.len();
                    for w in 0..words {
                        if !layout.refs.contains(&((w % u64::from(layout.words)) as u32)) {
                            heap.st(addr + w * 8, id as u64 + 1).expect("in memory");
                        }
                    }
                    objects.push(Object { addr, words, layout, links: std::collections::BTreeMap::new() });
                    roots[root] = Some(id);
                }
                Do::Link { from, word, to, inside } => {
                    let (Some(from), Some(to)) = (roots[from], roots[to]) else { continue };
                    let o = &mut objects[from];
                    if o.layout.refs.is_empty() { continue }
                    let elems = o.words / u64::from(o.layout.words);
                    let r = u64::from(o.layout.refs[(word >> 32) as usize % o.layout.refs.len()]);
                    let word = word % elems * u64::from(o.layout.words) + r;
                    let at = o.addr + word * 8;
                    o.links.insert(word, to);
                    let bytes = objects[to].words * 8;
                    heap.st(at, objects[to].addr + inside % bytes).expect("in memory");
                }
                Do::Drop { root } => roots[root] = None,
                Do::Collect => {
                    let live = reachable(&objects, &roots);
                    heap.collect_with(&mut (), |(), m| roots.iter().flatten().for_each(|&r| m.mark(objects[r].addr + 5)),
                        |(), m| for (o, live) in objects.iter().zip(&live) {
                            if *live { assert!(m.is_marked(o.addr + o.words * 8 - 1)) }
                        },
                    );
                    for (id, (o, live)) in objects.iter().zip(&live).enumerate() {
                        for w in 0..o.words {
                            let word = heap.ld(o.addr + w * 8);
                            let r = (w % u64::from(o.layout.words)) as u32;
                            if !live {
                                // Truncated, poisoned, or somebody else's by now.
                                if stress && word.is_some() && o.layout.words != 300 {
                                    prop_assert!(word != Some(id as u64 + 1) || o.layout.refs.contains(&r));
                                }
                            } else if !o.layout.refs.contains(&r) {
                                prop_assert_eq!(word, Some(id as u64 + 1));
                            } else {
                                match o.links.get(&w) {
                                    None => prop_assert_eq!(word, Some(0)),
                                    Some(&to) => {
                                        let a = objects[to].addr;
                                        let word = word.expect("in memory");
                                        prop_assert!((a..a + objects[to].words * 8).contains(&word));
                                    }
                                }
                            }
                        }
                    }
                    // What is freed does not come back in the model.
                    let used: u64 = objects.iter().zip(&live).filter(|(_, l)| **l)
                        .map(|(o, _)| Heap::rounded(o.words * 8)).sum();
                    prop_assert_eq!(heap.used(), used + 256 * 8);
                }
            }
        }
    }
}

#[test]
fn limit_is_exact_and_recoverable() {
    let mut table = LayoutTable::new();
    let two = table.intern(Layout { words: 2, refs: vec![0], ..Layout::default() });
    let code = code(vec![0], Layout::default(), vec![]);
    let mut heap = Heap::default();
    heap.reset(&code, 1 << 20);
    let mut n = 0;
    while heap.alloc(two).is_ok() {
        n += 1;
    }
    assert_eq!(n, ((1 << 20) - 2048) / 16);
    assert_eq!(heap.used(), 1 << 20);
    assert_eq!(heap.alloc_zeroed(1), Err(heap::OutOfMemory));
    heap.collect_with(&mut (), |(), _| (), |(), _| ());
    assert_eq!(heap.used(), 2048);
    assert_eq!(heap.alloc_zeroed(u64::MAX), Err(heap::OutOfMemory));
    assert_eq!(heap.alloc_elems(two, u64::MAX / 3), Err(heap::OutOfMemory));
    assert!(heap.alloc(two).is_ok());
    heap.note_external(1 << 20);
    assert!(heap.over_limit());
    assert_eq!(heap.peak(), (1 << 20) + 2048 + 2048);
    heap.reset(&code, 1 << 20);
    assert_eq!((heap.used(), heap.mem.len()), (2048, 256));
}

#[test]
fn interfaces_and_globals_are_roots() {
    use crate::value::tests::{basic, types};
    let mut table = LayoutTable::new();
    let types = types(&mut table);
    let int = u64::from(basic(&types, "int").0);
    let ptr = u64::from(basic(&types, "*int").0);
    let string = u64::from(basic(&types, "string").0);
    let globals = Layout { words: 8, refs: vec![1], ifaces: vec![2, 4, 6], ..Layout::default() };
    let code = Box::leak(Box::new(code(vec![0; 8], globals, types)));
    let mut heap = Heap::default();
    heap.reset(code, 1 << 20);
    let one = table.scalar(1);
    let a: Vec<u64> = (0..4).map(|_| heap.alloc(one).expect("fits")).collect();
    heap.mem[1..8].copy_from_slice(&[a[0], int, a[1], ptr, a[2], string, a[3]]);
    heap.collect_with(
        &mut (),
        |(), m| m.mark_globals(&code.globals),
        |(), m| {
            let kept: Vec<_> = a.iter().map(|&a| m.is_marked(a)).collect();
            assert_eq!(kept, [true, false, true, true]);
        },
    );
}

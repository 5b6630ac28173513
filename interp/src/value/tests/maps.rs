//! Maps against a model.

use super::{basic, types};
use crate::code::Code;
use crate::memory::Heap;
use crate::memory::layout::{Layout, LayoutTable};
use crate::trap::Trap;
use crate::value::map::{self, MapShape};
use indexmap::IndexMap;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn program() -> (&'static Code, Heap) {
    let mut table = LayoutTable::new();
    let types = types(&mut table);
    let code = crate::memory::tests::code(vec![0; 16], Layout::default(), types);
    let code: &'static Code = Box::leak(Box::new(code));
    let mut heap = Heap::default();
    heap.reset(code, 1 << 28);
    (code, heap)
}

fn shape(code: &Code, name: &str) -> MapShape {
    MapShape::of(code, basic(code.types.fixed(), name))
}

#[derive(Clone, Debug)]
enum Do {
    Insert(u8, u64),
    Delete(u8),
    Clear,
    Collect,
    /// Goes on with the iteration, or starts one at this fraction of the map.
    Next(u8),
}

fn step() -> impl Strategy<Value = Do> {
    prop_oneof![
        8 => (0..60_u8, any::<u64>()).prop_map(|(k, v)| Do::Insert(k, v)),
        4 => (0..60_u8).prop_map(Do::Delete),
        1 => Just(Do::Collect),
        8 => any::<u8>().prop_map(Do::Next),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Do>> {
    let rare = prop_oneof![40 => step(), 1 => Just(Do::Clear)];
    prop::collection::vec(rare, 0..400)
}

/// A key's words: the number itself, a string with it, an interface with either.
fn key_words(code: &Code, heap: &mut Heap, name: &str, k: u8) -> Vec<u64> {
    let text = |heap: &mut Heap| {
        let text = format!("key number {k}");
        vec![heap.alloc_bytes(text.as_bytes()).expect("fits"), text.len() as u64]
    };
    match name {
        "map[int]int" => vec![u64::from(k)],
        "map[string][]int" => text(heap),
        "map[float64]string" => vec![f64::from(k).to_bits()],
        "map[interface {}]struct {}" if k.is_multiple_of(2) => {
            vec![u64::from(basic(code.types.fixed(), "int").0), u64::from(k)]
        }
        _ => {
            let words = text(heap);
            let ty = code.ty(basic(code.types.fixed(), "string"));
            let data = heap.alloc(ty.layout).expect("fits");
            heap.store_words(data, &words).expect("in memory");
            vec![u64::from(ty.id.0), data]
        }
    }
}

fn run(name: &str, steps: &[Do]) -> Result<(), TestCaseError> {
    let (code, mut heap) = program();
    let shape = shape(code, name);
    let m = map::make(&mut heap, code, shape, u64::try_from(steps.len() % 40).expect("small"))
        .expect("fits");
    let mut model: IndexMap<u8, u64> = IndexMap::new();
    let keys: Vec<Vec<u64>> = (0..60).map(|k| key_words(code, &mut heap, name, k)).collect();
    let number = |heap: &Heap, at: u64| {
        let words = heap.words(at, shape.key_words as usize).expect("in memory");
        let same = |k: &Vec<u64>| match name {
            "map[string][]int" => heap.bytes(k[0], k[1]) == heap.bytes(words[0], words[1]),
            _ => k == words,
        };
        u8::try_from(keys.iter().position(same).expect("a key")).expect("small")
    };
    let mut iter = vec![0; map::ITER_WORDS as usize];
    // Keys the iteration has to visit, and those it may not visit (again).
    let (mut must, mut not): (BTreeSet<u8>, BTreeSet<u8>) = Default::default();
    for step in steps {
        match *step {
            Do::Insert(k, v) => {
                let at = map::insert(&mut heap, code, shape, m, &keys[k as usize]).expect("fits");
                if shape.value_words > 0 {
                    if !model.contains_key(&k) {
                        prop_assert_eq!(heap.ld(at), Some(0));
                        not.remove(&k);
                    }
                    heap.st(at, v).expect("in memory");
                } else if !model.contains_key(&k) {
                    not.remove(&k);
                }
                model.insert(k, v);
            }
            Do::Delete(k) => {
                map::delete(&mut heap, code, shape, m, &keys[k as usize]).expect("hashable");
                model.shift_remove(&k);
                must.remove(&k);
            }
            Do::Clear => {
                map::clear(&mut heap, m);
                model.clear();
                must.clear();
            }
            Do::Collect => heap.collect_with(
                &mut (),
                |(), c| {
                    c.mark(m);
                    c.mark(iter[0]);
                    c.mark(iter[1]);
                    for &w in keys.iter().flatten() {
                        c.mark(w);
                    }
                },
                |(), _| (),
            ),
            Do::Next(start) => {
                match map::iter_next(&heap, code, shape, &mut iter).expect("hashable") {
                    None => {
                        prop_assert!(must.is_empty(), "not visited: {:?}", must);
                        not.clear();
                        must = model.keys().copied().collect();
                        let n = map::len(&heap, m).max(1);
                        map::iter_init(&heap, shape, m, u64::from(start) % n, &mut iter);
                    }
                    Some(entry) => {
                        let k = number(&heap, entry.key);
                        prop_assert!(model.contains_key(&k), "deleted");
                        prop_assert!(not.insert(k), "visited twice");
                        must.remove(&k);
                        if shape.value_words > 0 {
                            prop_assert_eq!(heap.ld(entry.value), model.get(&k).copied());
                        }
                    }
                }
            }
        }
        prop_assert_eq!(map::len(&heap, m), model.len() as u64);
    }
    for (k, words) in keys.iter().enumerate() {
        let found = map::find(&heap, code, shape, m, words).expect("hashable");
        let want = model.get(&u8::try_from(k).expect("small")).copied();
        prop_assert_eq!(found.is_some(), want.is_some());
        if shape.value_words > 0 {
            prop_assert_eq!(found.and_then(|a| heap.ld(a)), want);
        }
    }
    let order: Vec<u8> = map::entries(&heap, shape, m).map(|e| number(&heap, e.key)).collect();
    prop_assert_eq!(order, model.keys().copied().collect::<Vec<_>>());
    Ok(())
}

proptest! {
    #[test]
    fn integers(steps in steps()) { run("map[int]int", &steps)?; }
    #[test]
    fn strings(steps in steps()) { run("map[string][]int", &steps)?; }
    #[test]
    fn floats(steps in steps()) { run("map[float64]string", &steps)?; }
    #[test]
    fn interfaces(steps in steps()) { run("map[interface {}]struct {}", &steps)?; }
}

#[test]
fn nan_zero_and_unhashable_keys() {
    let (code, mut heap) = program();
    let floats = shape(code, "map[float64]string");
    let m = map::make(&mut heap, code, floats, 0).expect("fits");
    let nan = [f64::NAN.to_bits()];
    for _ in 0..3 {
        map::insert(&mut heap, code, floats, m, &nan).expect("fits");
    }
    map::insert(&mut heap, code, floats, m, &[0.0_f64.to_bits()]).expect("fits");
    map::insert(&mut heap, code, floats, m, &[(-0.0_f64).to_bits()]).expect("fits");
    map::delete(&mut heap, code, floats, m, &nan).expect("hashable");
    assert_eq!(map::len(&heap, m), 4);
    assert_eq!(map::find(&heap, code, floats, m, &nan), Ok(None));
    // NaNs are visited once each, also when the table grows in between.
    let mut iter = [0; map::ITER_WORDS as usize];
    map::iter_init(&heap, floats, m, 1, &mut iter);
    assert!(map::iter_next(&heap, code, floats, &mut iter).expect("fine").is_some());
    for i in 1..100_u8 {
        map::insert(&mut heap, code, floats, m, &[f64::from(i).to_bits()]).expect("fits");
    }
    let mut left = 0;
    while map::iter_next(&heap, code, floats, &mut iter).expect("fine").is_some() {
        left += 1;
    }
    assert_eq!(left, 3);

    let any = shape(code, "map[interface {}]struct {}");
    let slice = [u64::from(basic(code.types.fixed(), "[]int").0), 0];
    let unhashable = Trap::Error("hash of unhashable type []int".to_owned());
    assert_eq!(map::find(&heap, code, any, 0, &slice), Err(unhashable.clone()));
    let m = map::make(&mut heap, code, any, 100).expect("fits");
    assert_eq!(map::insert(&mut heap, code, any, m, &slice), Err(unhashable.clone()));
    assert_eq!(map::delete(&mut heap, code, any, m, &slice), Err(unhashable));
    assert_eq!(
        map::insert(&mut heap, code, any, 0, &[0, 0]),
        Err(Trap::Plain("assignment to entry in nil map".to_owned()))
    );
}

//! Round trips, and damaged traces.

use super::{Schedule, Trace, digest};
use crate::sched::decision::{Decision, KINDS, RANDOM};
use crate::sched::rng;
use proptest::prelude::*;

fn decisions() -> impl Strategy<Value = Vec<Decision>> {
    let small = (0..KINDS, 0..4_u64);
    let large = (0..KINDS, any::<u64>());
    let one = prop_oneof![8 => small, 1 => large];
    let runs =
        (one, 1..80_usize).prop_map(|((kind, answer), n)| vec![Decision { kind, answer }; n]);
    prop::collection::vec(runs, 0..20).prop_map(|runs| runs.concat())
}

prop_compose! {
    fn traces()(
        digest: [u8; 16],
        program in ".*",
        args in prop::collection::vec(".*", 0..3),
        stdin: Vec<u8>,
        flags in prop::collection::vec((".*", ".*"), 0..3),
        seed: u64,
        decisions in decisions(),
        event_hash: u64,
        status: i32,
        journal: Vec<u8>,
    ) -> Trace {
        let mut schedule = Schedule::new(seed);
        schedule.extend(decisions);
        Trace { digest, program, args, stdin, flags, schedule, event_hash, status, journal }
    }
}

proptest! {
    #[test]
    fn schedules_come_back(seed: u64, decisions in decisions()) {
        let mut schedule = Schedule::new(seed);
        schedule.extend(decisions.iter().copied());
        prop_assert!(schedule.iter().eq(decisions.iter().copied()));
        let read = Schedule::from_body(seed, schedule.len(), schedule.body().to_vec());
        prop_assert_eq!(read, Some(schedule));
    }

    #[test]
    fn any_bytes_are_read_without_panic(seed: u64, len: u64, body: Vec<u8>) {
        if let Some(schedule) = Schedule::from_body(seed, len, body) {
            let mut again = Schedule::new(seed);
            again.extend(schedule.iter());
            prop_assert_eq!(again, schedule);
        }
    }

    #[test]
    fn traces_come_back(trace in traces()) {
        prop_assert_eq!(Trace::decode(&trace.encode()), Ok(trace.clone()));
        prop_assert_eq!(Trace::from_text(&trace.to_text()), Ok(trace));
    }

    #[test]
    fn damage_is_found(trace in traces(), at: prop::sample::Index, bit in 0..8_u8) {
        let good = trace.encode();
        let mut bad = good.clone();
        let at = at.index(good.len());
        bad[at] ^= 1 << bit;
        prop_assert!(Trace::decode(&bad).is_err());
        prop_assert!(Trace::decode(&good[..at]).is_err());
        let text = trace.to_text();
        let cut = text.char_indices().map(|(i, _)| i).nth(at).unwrap_or(0);
        prop_assert!(Trace::from_text(&text[..cut]).is_err());
    }

    #[test]
    fn noise_is_refused(bytes: Vec<u8>, text in "gw1:[A-Za-z0-9_-]*") {
        prop_assert!(Trace::decode(&bytes).is_err());
        prop_assert!(Trace::from_text(&text).is_err());
    }
}

#[test]
fn a_decision_takes_little_room() {
    let mut schedule = Schedule::new(7);
    for i in 0..1000 {
        schedule.push(Decision { kind: 0, answer: rng::nth(3, i) % 9 });
    }
    assert!(schedule.body().len() <= 1000);
    let before = schedule.body().len();
    for i in 0..1000 {
        schedule.push(Decision { kind: RANDOM, answer: rng::nth(7, i) });
    }
    assert_eq!(schedule.body().len() - before, 1 + 1000_usize.div_ceil(32));
}

#[test]
fn digests_differ() {
    let of = |name: &str, text: &str| digest([(name, text.as_bytes())]);
    assert_ne!(of("a.go", "package a"), of("a.go", "package b"));
    assert_ne!(of("ab", "c"), of("a", "bc"));
}

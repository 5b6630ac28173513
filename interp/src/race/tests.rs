//! `FastTrack` against a judge that remembers every access and every vector.

use super::Site;
use super::clock::Clock;
use super::shadow::{Actor, Shadow};
use crate::memory::ZERO;
use proptest::prelude::*;

const GOROUTINES: usize = 5;
const OBJECTS: usize = 2;

/// What a goroutine does.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// Bytes from here on, so many, in one unit.
    Read(u64, u32),
    Write(u64, u32),
    /// Words from here on.
    ReadWords(u64, u64),
    Acquire(usize),
    Release(usize),
}

fn acts() -> impl Strategy<Value = Vec<(usize, Act)>> {
    // Two words, aligned accesses, at the border of two pages.
    let small = (0..16_u64, 0..4_u32).prop_map(|(at, size)| (at >> size << size, 1 << size));
    let words = (0..2_u64, 1..3_u64).prop_map(|(at, n)| (at * 8, n.min(2 - at)));
    let act = prop_oneof![
        small.clone().prop_map(|(at, bytes)| Act::Read(at, bytes)),
        small.prop_map(|(at, bytes)| Act::Write(at, bytes)),
        words.prop_map(|(at, n)| Act::ReadWords(at, n)),
        (0..OBJECTS).prop_map(Act::Acquire),
        (0..OBJECTS).prop_map(Act::Release),
        (0..OBJECTS).prop_map(Act::Acquire),
        (0..OBJECTS).prop_map(Act::Release),
    ];
    prop::collection::vec((0..GOROUTINES, act), 0..80)
}

type Vector = [u32; GOROUTINES];

/// Remembers everything.
#[derive(Default)]
struct Judge {
    clocks: [Vector; GOROUTINES],
    objects: [Vector; OBJECTS],
    /// Byte, goroutine, its clock, whether it wrote.
    accesses: Vec<(u64, usize, u32, bool)>,
}

impl Judge {
    /// Whether the access races with an earlier one.
    fn access(&mut self, g: usize, bytes: std::ops::Range<u64>, write: bool) -> bool {
        let clock = self.clocks[g];
        let races = self.accesses.iter().any(|&(byte, other, at, wrote)| {
            bytes.contains(&byte) && (write || wrote) && other != g && clock[other] < at
        });
        self.accesses.extend(bytes.map(|byte| (byte, g, clock[g], write)));
        races
    }

    fn join(to: &mut Vector, from: &Vector) {
        to.iter_mut().zip(from).for_each(|(to, from)| *to = *from.max(to));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Until the first race both say the same of every access.
    #[test]
    fn finds_the_first_race(acts in acts()) {
        let mut judge = Judge::default();
        let mut clocks: Vec<Clock> = Vec::new();
        for g in 0..GOROUTINES {
            clocks.push(Clock::first(u32::try_from(g).unwrap() + 1));
            judge.clocks[g][g] = 1;
        }
        let mut objects = vec![Clock::default(); OBJECTS];
        let mut shadow = Shadow::default();
        let base = ZERO + 2048 - 8;
        for (g, act) in acts {
            if !matches!(act, Act::Acquire(_) | Act::Release(_)) {
                clocks[g].accesses();
            }
            let actor = Actor { now: clocks[g].moment(), clock: &clocks[g], site: Site(7) };
            let (found, races) = match act {
                Act::Read(at, bytes) => (
                    shadow.read(base + at, u64::from(bytes), bytes, actor),
                    judge.access(g, at..at + u64::from(bytes), false),
                ),
                Act::Write(at, bytes) => (
                    shadow.write(base + at, u64::from(bytes), bytes, actor),
                    judge.access(g, at..at + u64::from(bytes), true),
                ),
                Act::ReadWords(at, n) => (
                    shadow.read(base + at, n * 8, 8, actor),
                    judge.access(g, at..at + n * 8, false),
                ),
                Act::Acquire(o) => {
                    clocks[g].join(&objects[o]);
                    let released = judge.objects[o];
                    Judge::join(&mut judge.clocks[g], &released);
                    continue;
                }
                Act::Release(o) => {
                    objects[o].join(&clocks[g]);
                    clocks[g].advance();
                    let released = judge.clocks[g];
                    Judge::join(&mut judge.objects[o], &released);
                    judge.clocks[g][g] += 1;
                    continue;
                }
            };
            prop_assert_eq!(found.is_some(), races, "{} {:?}", g, act);
            if let Some(conflict) = found {
                prop_assert_eq!(conflict.site, Site(7));
                prop_assert!(conflict.epoch.goroutine() as usize != g + 1);
                break;
            }
        }
    }
}

#[test]
fn freed_memory_is_forgotten() {
    fn actor(clock: &Clock) -> Actor<'_> {
        Actor { now: clock.moment(), clock, site: Site(1) }
    }
    let (one, two) = (Clock::first(1), Clock::first(2));
    let mut shadow = Shadow::default();
    for bytes in [8, 1] {
        assert_eq!(shadow.write(ZERO + 64, 8, bytes, actor(&one)), None);
        assert_eq!(shadow.read(ZERO + 128, 8, bytes, actor(&one)), None);
        assert_eq!(shadow.read(ZERO + 128, 8, bytes, actor(&two)), None);
        shadow.clear(0, 8, 16);
        assert_eq!(shadow.write(ZERO + 64, 8, bytes, actor(&two)), None);
        assert_eq!(shadow.write(ZERO + 128, 8, bytes, actor(&two)), None);
        assert!(shadow.write(ZERO + 64, 8, bytes, actor(&one)).is_some());
        shadow.truncate(0);
        assert_eq!(shadow.used(), [0_usize; 0]);
    }
}

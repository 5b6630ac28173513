//! Locks taken in orders that can deadlock, seen in an execution that did not.
//!
//! Goodlock (Havelund, "Using runtime analysis to guide model checking of Java programs", SPIN
//! 2000): goroutines that took a second lock while they held a first make a graph; a circle of
//! different goroutines without a lock that all of them held is a deadlock that may be.
//!
//! It may also not be: the goroutines may never run at the same time, or hold the locks for
//! reading. So these are candidates, to be shown by a schedule: see
//! [`Encounter`](crate::strategy::Encounter).

use super::held::Pair;

/// Most candidates.
const MOST: usize = 64;

/// Goroutines in a circle at most.
const LONGEST: usize = 8;

/// Pairs looked at in one execution at most.
const MOST_WORK: usize = 100_000;

/// Candidates: in each, every goroutine holds the lock that the one before takes.
pub(super) fn circles(pairs: &[Pair]) -> Vec<Vec<Pair>> {
    let mut finder = Finder { found: Vec::new(), left: MOST_WORK };
    for (i, first) in pairs.iter().enumerate() {
        finder.extend(&pairs[i..], &mut vec![first]);
    }
    finder.found
}

struct Finder {
    found: Vec<Vec<Pair>>,
    /// Work.
    left: usize,
}

impl Finder {
    /// Adds what closes a circle, and goes on with what makes it longer. All pairs come after the
    /// first, so that each circle is found once.
    fn extend<'a>(&mut self, pairs: &'a [Pair], path: &mut Vec<&'a Pair>) {
        let (first, last) = (path[0], path[path.len() - 1]);
        for next in pairs {
            if self.left == 0 || self.found.len() >= MOST {
                return;
            }
            self.left -= 1;
            if next.held.0 != last.taken.0 || !path.iter().all(|other| apart(other, next)) {
                continue;
            }
            path.push(next);
            if next.taken.0 == first.held.0 {
                self.found.push(path.iter().map(|&pair| pair.clone()).collect());
            } else if path.len() < LONGEST {
                self.extend(pairs, path);
            }
            path.pop();
        }
    }
}

/// Whether two goroutines could stand there at the same time, as far as their locks go.
fn apart(a: &Pair, b: &Pair) -> bool {
    let excludes = |&(gate, shared): &(u64, bool)| {
        b.gates.iter().any(|&(other, reads)| other == gate && !(shared && reads))
    };
    a.turn.path != b.turn.path && !a.gates.iter().any(excludes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::held::Turn;
    use frontend::span::Pos;

    /// Goroutine `g` took the last of some locks while it held the others.
    fn pair(g: u64, locks: &[u64]) -> Pair {
        let (&taken, gates) = locks.split_last().expect("has locks");
        let held = *gates.last().expect("has two");
        Pair {
            turn: Turn { path: g, locks: 1 },
            before: 0,
            held: (held, Pos::NONE),
            taken: (taken, Pos::NONE),
            gates: gates.iter().map(|&gate| (gate, gate > 100)).collect(),
        }
    }

    #[test]
    fn opposite_orders() {
        assert_eq!(circles(&[pair(1, &[1, 2]), pair(2, &[2, 1])]).len(), 1);
        assert_eq!(circles(&[pair(1, &[1, 2]), pair(2, &[1, 2])]).len(), 0);
        // The same goroutine, one after the other.
        assert_eq!(circles(&[pair(1, &[1, 2]), pair(1, &[2, 1])]).len(), 0);
        // A common gate.
        assert_eq!(circles(&[pair(1, &[9, 1, 2]), pair(2, &[9, 2, 1])]).len(), 0);
        // One that lets readers pass.
        assert_eq!(circles(&[pair(1, &[101, 1, 2]), pair(2, &[101, 2, 1])]).len(), 1);
    }

    #[test]
    fn philosophers() {
        let pairs = [pair(1, &[1, 2]), pair(2, &[2, 3]), pair(3, &[3, 1])];
        assert_eq!(circles(&pairs), vec![pairs.to_vec()]);
        let pairs: Vec<_> = (0..8).map(|g| pair(g, &[1 + g, 1 + (g + 1) % 8])).collect();
        assert_eq!(circles(&pairs), vec![pairs]);
    }

    #[test]
    fn the_work_is_bounded() {
        let pairs: Vec<_> = (0..4000).map(|g| pair(g, &[1 + g % 60, 1 + (g * 7) % 60])).collect();
        assert!(circles(&pairs).len() <= MOST);
    }
}

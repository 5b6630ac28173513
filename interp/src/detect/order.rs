//! Locks taken in orders that can deadlock, seen in an execution that did not.
//!
//! Goodlock (Havelund, "Using runtime analysis to guide model checking of Java programs", SPIN
//! 2000): goroutines that took a second lock while they held a first make a graph; a circle of
//! different goroutines without a lock that all of them held is a deadlock that may be.
//!
//! It may also not be: the goroutines may never run at the same time, or hold the locks for
//! reading. So these are candidates, to be shown by a schedule.

use super::held::Pair;

/// Most candidates.
const MOST: usize = 64;

/// Goroutines in a circle at most.
const LONGEST: usize = 4;

/// Candidates: in each, every goroutine holds the lock that the one before takes.
pub(super) fn circles(pairs: &[Pair]) -> Vec<Vec<Pair>> {
    let mut found = Vec::new();
    for (i, first) in pairs.iter().enumerate() {
        extend(&pairs[i..], &mut vec![first], &mut found);
    }
    found
}

/// Adds what closes a circle, and goes on with what makes it longer. All pairs come after the
/// first, so that each circle is found once.
fn extend<'a>(pairs: &'a [Pair], path: &mut Vec<&'a Pair>, found: &mut Vec<Vec<Pair>>) {
    let (first, last) = (path[0], path[path.len() - 1]);
    for next in pairs.iter().filter(|next| next.held.0 == last.taken.0) {
        if found.len() >= MOST || !path.iter().all(|other| apart(other, next)) {
            continue;
        }
        path.push(next);
        if next.taken.0 == first.held.0 {
            found.push(path.iter().map(|&pair| pair.clone()).collect());
        } else if path.len() < LONGEST {
            extend(pairs, path, found);
        }
        path.pop();
    }
}

/// Whether two goroutines could stand there at the same time, as far as their locks go.
fn apart(a: &Pair, b: &Pair) -> bool {
    a.goroutine != b.goroutine && !a.gates.iter().any(|gate| b.gates.contains(gate))
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontend::span::Pos;

    /// Goroutine `g` took the last of some locks while it held the others.
    fn pair(g: u64, locks: &[u64]) -> Pair {
        let (&taken, gates) = locks.split_last().expect("has locks");
        let held = *gates.last().expect("has two");
        Pair {
            goroutine: (g, g),
            held: (held, Pos::NONE),
            taken: (taken, Pos::NONE),
            gates: gates.to_vec(),
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
    }

    #[test]
    fn three_philosophers() {
        let pairs = [pair(1, &[1, 2]), pair(2, &[2, 3]), pair(3, &[3, 1])];
        assert_eq!(circles(&pairs), vec![pairs.to_vec()]);
    }
}

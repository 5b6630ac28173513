//! Wakeup trees: what is still to be explored at a node of the search.
//!
//! Optimal DPOR (Abdulla, Aronis, Jonsson, Sagonas: "Source Sets: A Foundation for Optimal Dynamic
//! Partial Order Reduction", JACM 2017, section 6). A wakeup tree holds sequences of events, each
//! of which leads to executions that are equivalent to no other one explored; a new sequence is
//! added unless an old one covers it.

use super::trace::{Touches, dependent};
use crate::history::Path;

/// An event as the search directs it: whose, and the answer to its choice (`None`: whatever comes
/// first, and then all the others).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Label {
    pub(crate) path: Path,
    pub(crate) choice: Option<u64>,
}

impl Label {
    /// Whether this is the same step as another that is done in the same state.
    pub(crate) fn matches(self, other: Self) -> bool {
        let same_choice = match (self.choice, other.choice) {
            (Some(a), Some(b)) => a == b,
            (None, _) | (_, None) => true,
        };
        self.path == other.path && same_choice
    }
}

/// One step of a sequence.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) label: Label,
    pub(crate) touches: Touches,
    /// Indices of the steps of its sequence that happen before it.
    pub(crate) after: Vec<usize>,
}

/// A branch of a wakeup tree.
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    pub(crate) label: Label,
    pub(crate) touches: Touches,
    pub(crate) children: Vec<Self>,
}

/// How a step relates to a sequence.
enum Relation {
    /// It is the sequence's step of this index, and could come first.
    Initial(usize),
    /// It commutes with the whole sequence.
    Independent,
    /// Neither.
    Other,
}

fn relation(label: Label, touches: &Touches, sequence: &[Step], left: &[usize]) -> Relation {
    let own = left.iter().copied().find(|&i| sequence[i].label.path == label.path);
    match own {
        Some(i) => {
            let first = left.iter().all(|j| !sequence[i].after.contains(j));
            if first && label.matches(sequence[i].label) {
                Relation::Initial(i)
            } else {
                Relation::Other
            }
        }
        None if left.iter().any(|&i| dependent(touches, &sequence[i].touches)) => Relation::Other,
        None => Relation::Independent,
    }
}

/// Whether a step is a weak initial of a sequence: some continuation of the sequence is equivalent
/// to one that begins with the step.
pub(crate) fn is_weak_initial(label: Label, touches: &Touches, sequence: &[Step]) -> bool {
    let all: Vec<usize> = (0..sequence.len()).collect();
    !matches!(relation(label, touches, sequence, &all), Relation::Other)
}

/// Adds a sequence unless it is covered; whether it was added.
pub(crate) fn insert(branches: &mut Vec<Branch>, sequence: &[Step]) -> bool {
    insert_rest(branches, sequence, (0..sequence.len()).collect())
}

fn insert_rest(branches: &mut Vec<Branch>, sequence: &[Step], mut left: Vec<usize>) -> bool {
    for branch in branches.iter_mut() {
        match relation(branch.label, &branch.touches, sequence, &left) {
            Relation::Other => continue,
            Relation::Initial(i) => left.retain(|&j| j != i),
            Relation::Independent => {}
        }
        if left.is_empty() || branch.children.is_empty() {
            return false;
        }
        return insert_rest(&mut branch.children, sequence, left);
    }
    let mut at = branches;
    for i in left {
        let Step { label, touches, .. } = &sequence[i];
        at.push(Branch { label: *label, touches: touches.clone(), children: Vec::new() });
        let Some(last) = at.last_mut() else { return true };
        at = &mut last.children;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::Mode;

    fn step(path: Path, cell: u64) -> Step {
        let label = Label { path, choice: Some(0) };
        Step { label, touches: Touches::from_slice(&[(cell, Mode::Write)]), after: Vec::new() }
    }

    #[test]
    fn what_is_covered_is_not_added() {
        let mut tree = Vec::new();
        assert!(insert(&mut tree, &[step(1, 10), step(2, 20)]));
        assert!(!insert(&mut tree, &[step(2, 20), step(1, 10)]), "they commute");
        assert!(!insert(&mut tree, &[step(1, 10)]), "a longer one begins with it");
        assert!(insert(&mut tree, &[step(1, 10), step(3, 20)]), "depends on step 2");
        assert_eq!(tree.len(), 1);
        assert_eq!(tree[0].children.len(), 2);
    }

    #[test]
    fn a_step_that_must_wait_is_no_initial() {
        let mut second = step(2, 10);
        second.after = vec![0];
        let sequence = [step(1, 10), second];
        let touches = &sequence[0].touches;
        assert!(is_weak_initial(sequence[0].label, touches, &sequence));
        assert!(!is_weak_initial(sequence[1].label, touches, &sequence));
        let other = Label { path: 3, choice: Some(0) };
        assert!(!is_weak_initial(other, touches, &sequence), "dependent");
        assert!(is_weak_initial(other, &Touches::new(), &sequence), "independent of all");
    }
}

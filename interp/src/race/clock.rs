//! Vector clocks that many goroutines can share.
//!
//! A vector clock tells for each goroutine how much of it happens before a moment (Mattern 1989).
//! An [`Epoch`] `c@g` is one component (`FastTrack`, section 2.3). A [`Clock`] keeps three components
//! beside a persistent radix tree that holds the rest:
//! * its goroutine's own, so that a release copies a pointer;
//! * the two learned last, so that goroutines that pass a baton between them allocate nothing.
//!
//! Trees share their chunks. Joining two trees stops at chunks that both have, and answers one of
//! the two wherever it dominates; so a chain of 100,000 goroutines, each knowing all before it,
//! costs each a path of chunks and not a vector.
//!
//! # Invariants
//! * A goroutine's component grows with its first access after a release ([`Clock::accesses`]).
//! * A component that is 0 means that nothing is known; goroutines count from 1.
//! * The value of a component is the largest of those in the tree and beside it.

use std::rc::Rc;

/// Components in a leaf, as a power of two.
const LEAF_BITS: u32 = 5;
/// Chunks below an inner chunk, as a power of two.
const INNER_BITS: u32 = 5;
const LEAF: usize = 1 << LEAF_BITS;
const INNER: usize = 1 << INNER_BITS;

/// One component: a goroutine's number and how far it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub(crate) struct Epoch(u64);

impl Epoch {
    /// Before everything.
    pub(crate) const NONE: Self = Self(0);

    /// The moment `clock` of a goroutine.
    pub(crate) fn new(goroutine: u32, clock: u32) -> Self {
        Self(u64::from(goroutine) << 32 | u64::from(clock))
    }

    /// The goroutine's number.
    pub(crate) fn goroutine(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// How far it is.
    pub(crate) fn clock(self) -> u32 {
        (self.0 & 0xffff_ffff) as u32
    }

    /// The goroutine's next moment.
    fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// Whether it is a moment of the same goroutine, not before the other.
    #[inline]
    fn covers(self, other: Self) -> bool {
        self.0 >> 32 == other.0 >> 32 && self.0 >= other.0
    }

    /// The later one of two moments of a goroutine.
    fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }
}

#[derive(Clone, Debug)]
enum Chunk {
    Leaf([u32; LEAF]),
    Inner([Option<Rc<Self>>; INNER]),
}

/// The components of many goroutines.
#[derive(Clone, Default, Debug)]
struct Tree {
    /// Inner chunks above a leaf.
    height: u32,
    root: Option<Rc<Chunk>>,
}

/// Which of two operands of a join is its result.
enum Joined {
    /// Both are equal.
    Same,
    Left,
    Right,
    New(Rc<Chunk>),
}

/// Bits of a number that a chunk at this height does not look at.
fn below(height: u32) -> u32 {
    match height {
        0 => 0,
        h => LEAF_BITS + (h - 1) * INNER_BITS,
    }
}

/// Where a goroutine's component lies in a chunk at this height.
fn slot(goroutine: u32, height: u32) -> usize {
    let mask = if height == 0 { LEAF - 1 } else { INNER - 1 };
    (goroutine >> below(height)) as usize & mask
}

impl Tree {
    /// Whether a goroutine's component has a place.
    fn covers(&self, goroutine: u32) -> bool {
        u64::from(goroutine) >> below(self.height + 1) == 0
    }

    fn get(&self, goroutine: u32) -> u32 {
        if !self.covers(goroutine) {
            return 0;
        }
        let mut height = self.height;
        let mut at = self.root.as_deref();
        loop {
            match at {
                None => return 0,
                Some(Chunk::Leaf(clocks)) => return clocks[slot(goroutine, 0)],
                Some(Chunk::Inner(chunks)) => {
                    at = chunks[slot(goroutine, height)].as_deref();
                    height -= 1;
                }
            }
        }
    }

    /// Sets a component, unless it is larger.
    fn raise_to(&mut self, epoch: Epoch) {
        if epoch != Epoch::NONE && self.get(epoch.goroutine()) < epoch.clock() {
            self.set(epoch);
        }
    }

    fn set(&mut self, epoch: Epoch) {
        let goroutine = epoch.goroutine();
        while !self.covers(goroutine) {
            self.raise();
        }
        let mut at = &mut self.root;
        let mut height = self.height;
        loop {
            let empty = || match height {
                0 => Chunk::Leaf([0; LEAF]),
                _ => Chunk::Inner(Default::default()),
            };
            match Rc::make_mut(at.get_or_insert_with(|| Rc::new(empty()))) {
                Chunk::Leaf(clocks) => {
                    clocks[slot(goroutine, 0)] = epoch.clock();
                    return;
                }
                Chunk::Inner(chunks) => {
                    at = &mut chunks[slot(goroutine, height)];
                    height -= 1;
                }
            }
        }
    }

    /// Puts a root above the root.
    fn raise(&mut self) {
        if let Some(root) = self.root.take() {
            let mut chunks: [Option<Rc<Chunk>>; INNER] = Default::default();
            chunks[0] = Some(root);
            self.root = Some(Rc::new(Chunk::Inner(chunks)));
        }
        self.height += 1;
    }

    fn join(&mut self, other: &Self) {
        let Some(theirs) = &other.root else { return };
        if self.root.as_ref().is_some_and(|ours| Rc::ptr_eq(ours, theirs)) {
            return;
        }
        if self.root.is_none() {
            self.clone_from(other);
            return;
        }
        while self.height < other.height {
            self.raise();
        }
        let raised;
        let mut other = other;
        if other.height < self.height {
            let mut high = other.clone();
            while high.height < self.height {
                high.raise();
            }
            raised = high;
            other = &raised;
        }
        let (Some(ours), Some(theirs)) = (&self.root, &other.root) else { return };
        match join(ours, theirs) {
            Joined::Same | Joined::Left => {}
            Joined::Right => self.root.clone_from(&other.root),
            Joined::New(root) => self.root = Some(root),
        }
    }
}

/// Joins two chunks of one height.
fn join(ours: &Rc<Chunk>, theirs: &Rc<Chunk>) -> Joined {
    if Rc::ptr_eq(ours, theirs) {
        return Joined::Same;
    }
    match (&**ours, &**theirs) {
        (Chunk::Leaf(a), Chunk::Leaf(b)) => join_leaves(a, b),
        (Chunk::Inner(a), Chunk::Inner(b)) => join_inner(a, b),
        // Chunks of one height are of one kind.
        (Chunk::Leaf(_), Chunk::Inner(_)) => Joined::Right,
        (Chunk::Inner(_), Chunk::Leaf(_)) => Joined::Left,
    }
}

fn join_leaves(a: &[u32; LEAF], b: &[u32; LEAF]) -> Joined {
    let mut max = *a;
    let (mut is_a, mut is_b) = (true, true);
    for i in 0..LEAF {
        max[i] = a[i].max(b[i]);
        is_a &= max[i] == a[i];
        is_b &= max[i] == b[i];
    }
    match (is_a, is_b) {
        (true, true) => Joined::Same,
        (true, false) => Joined::Left,
        (false, true) => Joined::Right,
        (false, false) => Joined::New(Rc::new(Chunk::Leaf(max))),
    }
}

fn join_inner(a: &[Option<Rc<Chunk>>; INNER], b: &[Option<Rc<Chunk>>; INNER]) -> Joined {
    let mut new: [Option<Rc<Chunk>>; INNER] = Default::default();
    let (mut is_a, mut is_b) = (true, true);
    for i in 0..INNER {
        let joined = match (&a[i], &b[i]) {
            (None, None) => Joined::Same,
            (Some(_), None) => Joined::Left,
            (None, Some(_)) => Joined::Right,
            (Some(a), Some(b)) => join(a, b),
        };
        is_a &= matches!(joined, Joined::Same | Joined::Left);
        is_b &= matches!(joined, Joined::Same | Joined::Right);
        new[i] = match joined {
            Joined::Same | Joined::Left => a[i].clone(),
            Joined::Right => b[i].clone(),
            Joined::New(chunk) => Some(chunk),
        };
    }
    match (is_a, is_b) {
        (true, true) => Joined::Same,
        (true, false) => Joined::Left,
        (false, true) => Joined::Right,
        (false, false) => Joined::New(Rc::new(Chunk::Inner(new))),
    }
}

/// A vector clock: of a goroutine, or of an object that carries one from goroutine to goroutine.
#[derive(Clone, Default, Debug)]
pub(crate) struct Clock {
    tree: Tree,
    /// The goroutine's own component; none for objects that nobody released to.
    own: Epoch,
    /// The components learned last, the newest first.
    beside: [Epoch; 2],
    /// Whether others may know the goroutine's moment: what it accesses from now on is at the next.
    released: bool,
}

impl Clock {
    /// The clock of a goroutine that begins, knowing what its maker's clock says.
    pub(crate) fn child(goroutine: u32, maker: &mut Self) -> Self {
        // What the maker has beside its tree goes into it once, not into every child's.
        for epoch in std::mem::take(&mut maker.beside) {
            maker.tree.raise_to(epoch);
        }
        let (own, beside) = (Epoch::new(goroutine, 1), [maker.own, Epoch::NONE]);
        Self { tree: maker.tree.clone(), own, beside, released: false }
    }

    /// The clock of a goroutine that nobody made.
    pub(crate) fn first(goroutine: u32) -> Self {
        Self { own: Epoch::new(goroutine, 1), ..Self::default() }
    }

    /// The moment of the goroutine's next access.
    #[inline]
    pub(crate) fn moment(&self) -> Epoch {
        if self.released { self.own.next() } else { self.own }
    }

    /// The goroutine released: what it does from now on is not part of that.
    #[inline]
    pub(crate) fn advance(&mut self) {
        self.released = true;
    }

    /// The goroutine makes an access. Its component grows only now: goroutines that pass on what
    /// they know but access nothing shared have nothing new to tell.
    #[inline]
    pub(crate) fn accesses(&mut self) {
        self.own = self.moment();
        self.released = false;
    }

    /// How much of a goroutine is known.
    #[cfg(test)]
    pub(crate) fn get(&self, goroutine: u32) -> u32 {
        let beside = |epoch: Epoch| if epoch.goroutine() == goroutine { epoch.clock() } else { 0 };
        let [newest, other] = self.beside.map(beside);
        beside(self.own).max(newest).max(other).max(self.tree.get(goroutine))
    }

    /// Whether a moment happens before.
    #[inline]
    pub(crate) fn knows(&self, epoch: Epoch) -> bool {
        epoch == Epoch::NONE
            || self.own.covers(epoch)
            || self.beside[0].covers(epoch)
            || self.beside[1].covers(epoch)
            || self.tree.get(epoch.goroutine()) >= epoch.clock()
    }

    /// Learns all that another clock knows: the least upper bound of both.
    pub(crate) fn join(&mut self, other: &Self) {
        self.tree.join(&other.tree);
        self.learn(other.beside[1]);
        self.learn(other.beside[0]);
        self.learn(other.own);
    }

    /// Two goroutines learn all that the other knows, and share what they know from then on.
    pub(crate) fn meet(&mut self, other: &mut Self) {
        self.tree.join(&other.tree);
        let (ours, theirs) = (self.own.goroutine(), other.own.goroutine());
        for epoch in self.beside.into_iter().chain(other.beside) {
            let about = epoch.goroutine();
            // What they say of themselves is newer.
            if about != ours && about != theirs {
                self.tree.raise_to(epoch);
            }
        }
        other.tree.clone_from(&self.tree);
        (self.beside, other.beside) = ([other.own, Epoch::NONE], [self.own, Epoch::NONE]);
    }

    fn learn(&mut self, epoch: Epoch) {
        if epoch == Epoch::NONE {
            return;
        }
        let goroutine = epoch.goroutine();
        if self.own == Epoch::NONE || self.own.goroutine() == goroutine {
            self.own = self.own.max(epoch);
        } else if let Some(known) = self.beside.iter_mut().find(|e| e.goroutine() == goroutine) {
            *known = known.max(epoch);
        } else if self.tree.get(goroutine) < epoch.clock() {
            let [newest, other] = self.beside;
            self.beside = [epoch, newest];
            self.tree.raise_to(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    type Model = BTreeMap<u32, u32>;

    /// Goroutines in one leaf, in several, and at all heights.
    fn goroutine() -> impl Strategy<Value = u32> {
        prop_oneof![1..6_u32, 60..70_u32, 2040..2056_u32, 65_530..65_540_u32, 1..2_000_000_u32]
    }

    /// A step in the life of five clocks, two of them objects'.
    #[derive(Clone, Debug)]
    enum Step {
        Advance(usize),
        Join(usize, usize),
        Copy(usize, usize),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            (0..4_usize).prop_map(Step::Advance),
            (0..6_usize, 0..6_usize).prop_map(|(a, b)| Step::Join(a, b)),
            (4..6_usize, 0..6_usize).prop_map(|(a, b)| Step::Copy(a, b)),
        ];
        prop::collection::vec(step, 0..60)
    }

    fn model_join(a: &mut Model, b: &Model) {
        for (&g, &c) in b {
            let ours = a.entry(g).or_default();
            *ours = c.max(*ours);
        }
    }

    /// Lives a life; the clocks and what they should be.
    fn live(numbers: [u32; 4], steps: &[Step]) -> Vec<(Clock, Model)> {
        let mut all: Vec<(Clock, Model)> = numbers
            .iter()
            .map(|&g| (Clock::first(g), Model::from([(g, 1)])))
            .chain([(Clock::default(), Model::new()), (Clock::default(), Model::new())])
            .collect();
        for step in steps {
            match *step {
                Step::Advance(a) => {
                    all[a].0.advance();
                    all[a].0.accesses();
                    *all[a].1.entry(numbers[a]).or_default() += 1;
                }
                Step::Join(a, b) => {
                    let (other, model) = all[b].clone();
                    all[a].0.join(&other);
                    model_join(&mut all[a].1, &model);
                }
                Step::Copy(a, b) => all[a] = all[b].clone(),
            }
        }
        all
    }

    fn numbers() -> impl Strategy<Value = [u32; 4]> {
        prop::collection::btree_set(goroutine(), 4).prop_map(|set| {
            let all: Vec<u32> = set.into_iter().collect();
            [all[0], all[1], all[2], all[3]]
        })
    }

    fn known(clock: &Clock, goroutines: &[u32]) -> Model {
        goroutines.iter().map(|&g| (g, clock.get(g))).filter(|&(_, c)| c > 0).collect()
    }

    proptest! {
        #[test]
        fn clocks_are_vectors(numbers in numbers(), steps in steps()) {
            for (clock, model) in live(numbers, &steps) {
                prop_assert_eq!(known(&clock, &numbers), model);
            }
        }

        #[test]
        fn join_is_a_least_upper_bound(numbers in numbers(), steps in steps()) {
            let all = live(numbers, &steps);
            for (a, _) in &all {
                for (b, _) in &all {
                    let (mut ab, mut ba) = (a.clone(), b.clone());
                    ab.join(b);
                    ba.join(a);
                    for g in numbers {
                        // Above both, and no more than the larger of them; so also commutative.
                        prop_assert_eq!(ab.get(g), a.get(g).max(b.get(g)));
                        prop_assert_eq!(ba.get(g), ab.get(g));
                    }
                    let once = known(&ab, &numbers);
                    ab.join(b);
                    prop_assert_eq!(known(&ab, &numbers), once);
                }
            }
        }

        #[test]
        fn far_goroutines_are_kept(all in prop::collection::btree_map(goroutine(), 1..9_u32, 1..99)) {
            let mut clock = Clock::default();
            for (&g, &c) in &all {
                clock.join(&Clock { own: Epoch::new(g, c), ..Clock::default() });
            }
            for (&g, &c) in &all {
                prop_assert_eq!(clock.get(g), c);
                prop_assert!(clock.knows(Epoch::new(g, c)) && !clock.knows(Epoch::new(g, c + 1)));
            }
            prop_assert_eq!(clock.get(3_000_000), 0);
        }
    }

    #[test]
    fn a_child_knows_its_maker() {
        let mut maker = Clock::first(1);
        maker.join(&Clock::first(2));
        let child = Clock::child(3, &mut maker);
        maker.advance();
        maker.accesses();
        assert!(child.knows(Epoch::new(1, 1)) && !child.knows(Epoch::new(1, 2)));
        assert!(child.knows(Epoch::new(2, 1)) && child.knows(Epoch::new(3, 1)));
    }

    #[test]
    fn a_chain_shares_its_chunks() {
        let n = 100_000;
        let mut baton = Clock::first(1);
        let mut all = Vec::new();
        for g in 2..n {
            let mut clock = Clock::first(g);
            clock.join(&baton);
            all.push(clock.clone());
            baton = clock;
        }
        // Every hundredth knows exactly those before it.
        for (i, clock) in (2_u32..).zip(&all).step_by(100) {
            assert!(clock.knows(Epoch::new(i - 1, 1)) && clock.get(i + 1) == 0);
        }
    }
}

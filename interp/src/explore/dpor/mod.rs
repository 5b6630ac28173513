//! Optimal dynamic partial-order reduction.
//!
//! Abdulla, Aronis, Jonsson, Sagonas: "Source Sets: A Foundation for Optimal Dynamic Partial Order
//! Reduction" (JACM 2017). Of all executions that order dependent events alike exactly one is run.
//!
//! # Departures from the paper
//! * Stateless: each execution starts over and is directed along the current path.
//! * Events are tickets that never wait to be done ([`crate::history`]), so a race can always be
//!   reversed.
//! * An event may make a choice (which ready case of a select): its answers are branches.
//! * After the end of the program the other goroutines go on without effect, so that their events
//!   can be moved in front of the end.
//! * Some claims about what commutes are checked on every execution; where one fails, the object
//!   becomes strict and the search starts over.
//!
//! # What it leaves out
//! Map order and random numbers are those of the seed. Timers fire when all else is blocked.

mod exhaustive;
mod trace;
mod wakeup;

pub use exhaustive::{Exhaustive, class};

use crate::history::{Entry, History, Mode, Path};
use crate::op::OpKind;
use crate::outcome::{Ending, Outcome};
use crate::sched::decision::{ChoicePoint, Next};
use crate::sched::rng;
use crate::sched::strategy::Strategy;
use rustc_hash::FxHashSet;
use std::sync::{Arc, Mutex, PoisonError};
use trace::{Touches, Trace, dependent};
use wakeup::{Branch, Label, Step, insert, is_weak_initial};

/// After so many events in a row a goroutine gives way to others: it may wait for them in a loop.
const FAIR: u32 = 40;

/// Most events of an execution whose races are worth the time.
const MAX_EVENTS: u32 = 5_000;

/// Comparisons of events spent on the races of one execution at most.
const MAX_WORK: usize = 50_000_000;

/// A state on the current path, and the event done there.
#[derive(Debug)]
struct Node {
    /// Steps whose executions have all been run, or are run elsewhere.
    sleep: Vec<(Label, Touches)>,
    /// What is still to be explored; the first branch is the current one.
    tree: Vec<Branch>,
    /// Branches that are done.
    done: u32,
    /// Whether the step was chosen here for the first time, with no sequence to follow.
    fresh: bool,
}

/// The search: the current path and what is left to do.
#[derive(Debug, Default)]
pub(crate) struct Search {
    seed: u64,
    quantum: u32,
    nodes: Vec<Node>,
    /// Nodes of the path that the next execution is directed along.
    directed: usize,
    /// Events of the execution at hand, as far as they were seen.
    seen: usize,
    /// Entries of its history that were seen.
    entries: usize,
    /// Random numbers drawn.
    drawn: u64,
    /// The execution is equivalent to another one: it was cut short.
    blocked: bool,
    /// Whose events the last ones are, and how many.
    streak: (Path, u32),
    /// Something was left out: the search is not complete.
    partial: bool,
    /// Objects whose operations all depend on each other.
    pub(crate) strict: Arc<FxHashSet<u64>>,
    finished: bool,
    /// Executions since it started over.
    executions: u64,
}

/// What became of an execution.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
    /// It was one of its own kind.
    New,
    /// It was equivalent to another one.
    Redundant,
}

impl Search {
    pub(crate) fn new(seed: u64, quantum: u32) -> Self {
        Self { seed, quantum, ..Self::default() }
    }

    /// Whether everything was run.
    pub(crate) fn is_complete(&self) -> bool {
        self.finished && !self.partial
    }

    /// Whether nothing is left to run.
    pub(crate) fn is_finished(&self) -> bool {
        self.finished
    }

    /// About how many executions it takes in all, 0 if there is no telling: each branch of a node
    /// counts alike (Knuth, "Estimating the Efficiency of Backtrack Programs", 1975).
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    pub(crate) fn estimate(&self) -> f64 {
        let (mut share, mut done) = (1.0, 0.0);
        for node in &self.nodes {
            let finished = f64::from(node.done);
            let all = finished + f64::from(u32::try_from(node.tree.len()).unwrap_or(u32::MAX));
            done += share * finished / all.max(1.0);
            share /= all.max(1.0);
        }
        if done > 0.0 { (self.executions as f64 / done).ceil() } else { 0.0 }
    }

    /// Executions since it last started over.
    pub(crate) fn executions(&self) -> u64 {
        self.executions
    }

    /// Before an execution.
    pub(crate) fn begin(&mut self) {
        (self.seen, self.entries, self.drawn, self.blocked) = (0, 0, 0, false);
        self.streak = (0, 0);
        let directed = self.directed;
        if let Some(branch) = self.branch(directed) {
            branch.touches.clear();
        }
    }

    /// Learns which events were done since the last question.
    fn catch_up(&mut self, history: &History) {
        let mut i = self.entries;
        while i < history.entries.len() {
            let done = self.seen;
            match history.entries[i] {
                Entry::Event { goroutine, .. } => {
                    self.reach(done, goroutine);
                    let streak = if self.streak.0 == goroutine { self.streak.1 + 1 } else { 1 };
                    self.streak = (goroutine, streak);
                    self.seen += 1;
                }
                Entry::Touch { cell, mode } => self.touch(|t| t.push((cell, mode))),
                Entry::Spawn { .. }
                | Entry::Join { .. }
                | Entry::Choice { .. }
                | Entry::Count { .. }
                | Entry::Idle => {}
            }
            i += 1;
        }
        self.entries = i;
    }

    /// The branch taken at a node.
    fn branch(&mut self, i: usize) -> Option<&mut Branch> {
        self.nodes.get_mut(i).and_then(|node| node.tree.first_mut())
    }

    /// Changes what the last event seen touches.
    fn touch(&mut self, change: impl FnOnce(&mut Touches)) {
        let Some(last) = self.seen.checked_sub(1) else { return };
        if last >= self.directed {
            if let Some(branch) = self.branch(last) {
                change(&mut branch.touches);
            }
        }
    }

    /// The execution has come to its event of index `depth`, which is one of goroutine `path`.
    fn reach(&mut self, depth: usize, path: Path) {
        if depth < self.nodes.len() {
            // Chosen before, when it was asked for.
            return;
        }
        let (sleep, tree) = self.after(depth);
        let label = Label { path, choice: None };
        self.enter(sleep, tree, label);
    }

    /// Sleeping steps and sequences to follow at a new node of this depth.
    fn after(&mut self, depth: usize) -> (Vec<(Label, Touches)>, Vec<Branch>) {
        let Some(node) = depth.checked_sub(1).and_then(|i| self.nodes.get_mut(i)) else {
            return (Vec::new(), Vec::new());
        };
        let Some(done) = node.tree.first_mut() else { return (Vec::new(), Vec::new()) };
        let tree = std::mem::take(&mut done.children);
        let path = done.label.path;
        let stays = |(label, touches): &&(Label, Touches)| {
            label.path != path && path != 0 && !dependent(touches, &done.touches)
        };
        (node.sleep.iter().filter(stays).cloned().collect(), tree)
    }

    /// Makes a node at which a step is taken.
    fn enter(&mut self, sleep: Vec<(Label, Touches)>, mut tree: Vec<Branch>, label: Label) {
        self.blocked |= sleep.iter().any(|(other, _)| other.matches(label));
        let fresh = tree.is_empty();
        match tree.iter().position(|branch| branch.label.path == label.path) {
            Some(i) => {
                let branch = tree.remove(i);
                tree.insert(0, branch);
            }
            None => tree.insert(0, Branch { label, touches: Touches::new(), children: Vec::new() }),
        }
        // What it touches is found out anew.
        tree[0].touches.clear();
        self.nodes.push(Node { sleep, tree, done: 0, fresh });
    }

    /// Which of the enabled goroutines runs.
    fn choose(&mut self, pending: &[Next], current: Option<usize>) -> usize {
        let silent = |next: &Next| next.op.kind == OpKind::None;
        if let Some(i) = pending.iter().position(silent) {
            return i;
        }
        let depth = self.seen;
        if depth >= self.nodes.len() {
            let (sleep, tree) = self.after(depth);
            let path = match tree.first() {
                Some(branch) => branch.label.path,
                None => {
                    let tired = (self.streak.1 >= FAIR).then_some(self.streak.0);
                    pick(pending, current, &sleep, tired)
                }
            };
            self.enter(sleep, tree, Label { path, choice: None });
        }
        let wanted = self.nodes[depth].tree.first().map(|branch| branch.label.path);
        let found = pending.iter().position(|next| Some(next.path) == wanted);
        if found.is_none() {
            // Cannot be: the path was run before. Better to stop than to report nonsense.
            self.blocked = true;
            self.partial = true;
        }
        found.unwrap_or(0)
    }

    /// The answer to the choice of the event at hand.
    fn choose_case(&mut self, options: u64) -> u64 {
        let Some(last) = self.seen.checked_sub(1) else { return 0 };
        let label = self.branch(last).map(|branch| branch.label);
        label.and_then(|label| label.choice).filter(|&answer| answer < options).unwrap_or(0)
    }

    /// Which of several timers that are due fires: an event of the clock.
    fn choose_timer(&mut self, options: u64) -> u64 {
        let depth = self.seen;
        self.reach(depth, 0);
        self.seen += 1;
        self.choose_case(options)
    }

    /// After an execution: finds its races, and what is to be run next.
    pub(crate) fn end(&mut self, outcome: &Outcome) -> Verdict {
        let Some(history) = outcome.history.as_deref() else { return Verdict::New };
        self.executions += 1;
        self.catch_up(history);
        let cut = matches!(outcome.ending, Ending::Limit(_) | Ending::Internal(_));
        self.partial |= cut;
        if cut || self.blocked && self.partial {
            // Executions as long as this one are beyond it.
            self.finished = true;
            return Verdict::New;
        }
        if self.blocked {
            self.backtrack();
            return Verdict::Redundant;
        }
        if history.events() > MAX_EVENTS {
            self.partial = true;
            self.finished = true;
            return Verdict::New;
        }
        let trace = Trace::of(history);
        if trace.events.len() != self.nodes.len() {
            self.partial = true;
            self.backtrack();
            return Verdict::New;
        }
        if self.find_strict(&trace) {
            self.nodes.clear();
            (self.directed, self.executions) = (0, 0);
            return Verdict::New;
        }
        for (i, event) in trace.events.iter().enumerate() {
            // The history may know better what a receive that waited touched.
            let node = &mut self.nodes[i];
            let Some(branch) = node.tree.first_mut() else { continue };
            branch.touches.clone_from(&event.touches);
            let fresh = node.fresh || branch.label.choice.is_none();
            branch.label.choice = Some(event.choice.1);
            if fresh && i >= self.directed {
                let touches = &event.touches;
                for answer in (0..event.choice.0).filter(|&answer| answer != event.choice.1) {
                    let label = Label { path: event.path, choice: Some(answer) };
                    let touches = touches.clone();
                    node.tree.push(Branch { label, touches, children: Vec::new() });
                }
            }
        }
        let mut work = 0;
        for &(first, second) in &trace.races {
            work += (second - first).pow(2);
            if work > MAX_WORK {
                self.partial = true;
                break;
            }
            self.reverse(&trace, first, second);
        }
        self.backtrack();
        Verdict::New
    }

    /// Plans an execution in which the second of two racing events comes before the first.
    fn reverse(&mut self, trace: &Trace, first: usize, second: usize) {
        let mut kept: Vec<usize> = Vec::new();
        let mut sequence: Vec<Step> = Vec::new();
        let others = (first + 1..second).filter(|&i| !trace.before(first, i));
        for i in others.chain([second]) {
            let event = &trace.events[i];
            // The reversed event meets another state: it may have other choices.
            let choice = (i != second).then_some(event.choice.1);
            let after = (0..kept.len()).filter(|&j| trace.before(kept[j], i)).collect();
            let label = Label { path: event.path, choice };
            let mut touches = event.touches.clone();
            if i == second && depends_on_state(event.kind) {
                // What it only looked at it may change where it comes first; a select that the
                // first event completed it may complete then.
                touches.extend_from_slice(&trace.events[first].touches);
                touches.iter_mut().for_each(|(_, mode)| *mode = Mode::Write);
            }
            sequence.push(Step { label, touches, after });
            kept.push(i);
        }
        let node = &mut self.nodes[first];
        let sleeps =
            |(label, touches): &(Label, Touches)| is_weak_initial(*label, touches, &sequence);
        if !node.sleep.iter().any(sleeps) {
            insert(&mut node.tree, &sequence);
        }
    }

    /// Finds objects whose operations commute less than was claimed.
    fn find_strict(&mut self, trace: &Trace) -> bool {
        let mut found = false;
        for object in trace.underflows() {
            found |= Arc::make_mut(&mut self.strict).insert(object);
        }
        for &(first, second) in &trace.races {
            let (a, b) = (&trace.events[first], &trace.events[second]);
            let kinds = [a.kind, b.kind];
            let misused = kinds.contains(&OpKind::WaitGroupAdd)
                && kinds.contains(&OpKind::WaitGroupWait)
                || kinds.contains(&OpKind::Send) && kinds.contains(&OpKind::Close);
            if misused && a.object == b.object {
                found |= Arc::make_mut(&mut self.strict).insert(a.object);
            }
        }
        found
    }

    /// Leaves the deepest nodes at which nothing is left to be run.
    fn backtrack(&mut self) {
        while let Some(node) = self.nodes.last_mut() {
            let Branch { label, touches, .. } = node.tree.remove(0);
            node.sleep.push((label, touches));
            node.done += 1;
            if !node.tree.is_empty() {
                node.fresh = false;
                self.directed = self.nodes.len() - 1;
                return;
            }
            self.nodes.pop();
        }
        self.directed = 0;
        self.finished = true;
    }
}

/// Whether it depends on the state how an operation touches its object.
fn depends_on_state(kind: OpKind) -> bool {
    let channel = matches!(kind, OpKind::Select | OpKind::Send | OpKind::Recv | OpKind::Close);
    channel || matches!(kind, OpKind::CondSignal | OpKind::CondBroadcast)
}

/// A goroutine to run where nothing is prescribed: the current one if it does not yield and has
/// not run for long (`tired`), the end of the program last.
fn pick(
    pending: &[Next],
    current: Option<usize>,
    sleep: &[(Label, Touches)],
    tired: Option<Path>,
) -> Path {
    let awake = |next: &&Next| !sleep.iter().any(|(label, _)| label.path == next.path);
    let goes_on = |next: &&Next| next.op.kind != OpKind::Exit;
    let gives_way = |next: &Next| next.op.kind == OpKind::Yield || tired == Some(next.path);
    let current = current.and_then(|i| pending.get(i));
    let first = current.filter(|next| awake(next) && goes_on(next) && !gives_way(next));
    let mut others = pending.iter().filter(awake);
    let next = first
        .or_else(|| others.clone().filter(goes_on).find(|next| !gives_way(next)))
        .or_else(|| others.clone().find(goes_on))
        .or_else(|| others.next());
    next.or(pending.first()).map_or(0, |next| next.path)
}

/// Follows the search in one execution.
#[derive(Debug)]
pub(crate) struct Dpor(pub(crate) Arc<Mutex<Search>>);

impl Dpor {
    fn with<T>(&self, f: impl FnOnce(&mut Search) -> T) -> T {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Strategy for Dpor {
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64 {
        self.with(|search| match point {
            ChoicePoint::Goroutine { enabled, pending, current } => {
                let current = enabled.iter().position(|g| Some(*g) == current);
                search.choose(pending, current) as u64
            }
            ChoicePoint::Select { ready } => search.choose_case(ready.len() as u64),
            ChoicePoint::Timer(n) => search.choose_timer(n.into()),
            ChoicePoint::MapStart(_) => 0,
            ChoicePoint::Random => {
                search.drawn += 1;
                rng::nth(search.seed, search.drawn - 1)
            }
        })
    }

    fn look(&mut self, history: &History) {
        self.with(|search| search.catch_up(history));
    }

    fn wants_points(&self) -> bool {
        true
    }

    fn quantum(&mut self) -> u32 {
        self.with(|search| search.quantum)
    }

    fn seed(&self) -> u64 {
        self.with(|search| search.seed)
    }

    fn diverged(&self, _: bool) -> Option<String> {
        self.with(|search| search.blocked.then(|| "equivalent to an earlier execution".to_owned()))
    }
}

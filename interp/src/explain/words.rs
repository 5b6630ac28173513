//! Entries of a log in words: the statement as the source writes it, and what it did.

use super::log::{LogEntry, Mark, MarkKind, What};
use crate::code::Code;
use crate::detect::source;
use crate::op::OpKind;
use frontend::span::Pos;
use rustc_hash::FxHashMap;
use std::fmt::Write as _;

/// Longest text of a statement.
const MOST: usize = 60;

/// One step of an execution in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// Its number, from 1: its place in the log.
    pub number: usize,
    /// The goroutine; 0 for timers.
    pub goroutine: u64,
    /// Where, in the program's own packages.
    pub pos: Pos,
    /// The statement.
    pub text: String,
    /// What it did; may be empty.
    pub note: String,
}

/// Names for what is in a log.
#[derive(Debug)]
pub struct Words<'a> {
    code: &'a Code,
    log: &'a [LogEntry],
    goroutines: FxHashMap<u64, String>,
    objects: FxHashMap<u64, String>,
}

impl<'a> Words<'a> {
    /// Names for a log's goroutines and objects.
    pub fn new(code: &'a Code, log: &'a [LogEntry]) -> Self {
        let mut words =
            Self { code, log, goroutines: FxHashMap::default(), objects: FxHashMap::default() };
        for entry in log {
            if let Some((func, _)) = entry.stack.last().filter(|_| entry.runs()) {
                let name = func.name.strip_prefix("main.").unwrap_or(&func.name);
                words.goroutines.entry(entry.goroutine).or_insert_with(|| name.to_owned());
            }
            if let What::Operation(kind) = entry.what
                && entry.object != 0
                && let Some(name) = source::operand_of(code, entry.pos, kind)
            {
                words.objects.entry(entry.object).or_insert(name);
            }
        }
        words
    }

    /// A goroutine: the function it runs, and its number.
    pub fn goroutine(&self, number: u64) -> String {
        match (number, self.goroutines.get(&number)) {
            (0, _) => "timers".to_owned(),
            (1, _) => "main (1)".to_owned(),
            (_, Some(name)) => format!("{name} ({number})"),
            (_, None) => format!("goroutine {number}"),
        }
    }

    /// All steps.
    pub fn steps(&self) -> Vec<Step> {
        (0..self.log.len()).map(|i| self.step(i)).collect()
    }

    /// One step.
    pub fn step(&self, index: usize) -> Step {
        let entry = &self.log[index];
        let text = self.text(entry);
        let note = self.note(entry, &text);
        Step { number: index + 1, goroutine: entry.goroutine, pos: entry.pos, text, note }
    }

    fn text(&self, entry: &LogEntry) -> String {
        let text = match entry.what {
            What::End => return "(ends)".to_owned(),
            What::Timer => return "(a timer fires)".to_owned(),
            What::Operation(OpKind::Exit) if entry.stack.is_empty() => {
                return "(main returns)".to_owned();
            }
            What::Operation(OpKind::Select) if entry.parked.is_none() || entry.sends.is_some() => {
                source::case(self.code, entry.pos, entry.case)
            }
            What::Operation(_) | What::Go(_) => None,
        };
        if let Some(call) = self.deferred(entry) {
            return call;
        }
        let text = text.or_else(|| source::statement(self.code, entry.pos));
        match text.unwrap_or("(in the library)") {
            text if text.chars().count() > MOST => {
                let cut: String = text.chars().take(MOST).collect();
                format!("{cut}…")
            }
            text => text.trim_end_matches('{').trim_end().to_owned(),
        }
    }

    /// A call of package sync that stands nowhere near: it was deferred.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others are hardly ever deferred")]
    fn deferred(&self, entry: &LogEntry) -> Option<String> {
        let What::Operation(kind) = entry.what else { return None };
        // Wait of a condition unlocks.
        let here = source::statement(self.code, entry.pos).filter(|s| !s.contains(".Wait("))?;
        let called = match kind {
            OpKind::Unlock => ".Unlock()",
            OpKind::RUnlock => ".RUnlock()",
            OpKind::WaitGroupAdd => ".Done()",
            OpKind::Close => {
                let direct = entry.stack.first().is_some_and(|call| call.1 == entry.pos);
                let name =
                    self.object(entry.object).filter(|_| direct && !here.contains("close("))?;
                return Some(format!("close({name})  (deferred)"));
            }
            _ => return None,
        };
        let says = source::keywords(kind).iter().any(|word| here.contains(word));
        // The methods of package sync itself may be on the stack.
        let own = entry.stack.iter().find(|call| !call.0.name.starts_with("sync.(*"));
        let direct = own.is_some_and(|call| call.1 == entry.pos);
        let name = self.object(entry.object).filter(|_| direct && !says)?;
        Some(format!("{name}{called}  (deferred)"))
    }

    fn note(&self, entry: &LogEntry, text: &str) -> String {
        let mut notes = Vec::new();
        if let What::Go(child) = entry.what {
            notes.push(format!("starts {}", self.goroutine(child)));
        }
        if let What::Operation(kind) = entry.what {
            notes.extend(self.done(entry, kind, text));
        }
        if entry.parked.is_some() {
            notes.push(self.waits(entry));
        }
        if !entry.woke.is_empty() {
            let names: Vec<_> = entry.woke.iter().take(3).map(|&g| self.goroutine(g)).collect();
            let more = entry.woke.len().saturating_sub(names.len());
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            notes.push(format!("wakes {}{more}", names.join(", ")));
        }
        if let Some(before) = entry.preempted {
            notes.push(format!("{} is interrupted", self.goroutine(before)));
        }
        notes.join("; ")
    }

    /// What an operation did, where its text does not say it all.
    fn done(&self, entry: &LogEntry, kind: OpKind, text: &str) -> Option<String> {
        let value = &entry.value;
        let words = source::keywords(kind);
        let says = words.iter().any(|word| text.contains(word));
        let name = || self.object(entry.object);
        let unsaid = |verb: &str, other: &str| {
            (!says).then(|| format!("{verb} {}", name().unwrap_or(other)))
        };
        match kind {
            OpKind::Lock | OpKind::RLock => unsaid("locks", "a lock"),
            OpKind::Unlock | OpKind::RUnlock => unsaid("unlocks", "a lock"),
            OpKind::TryLock | OpKind::TryRLock if entry.failed => Some("fails".to_owned()),
            OpKind::TryLock | OpKind::TryRLock => Some("succeeds".to_owned()),
            OpKind::WaitGroupAdd if value.is_empty() => unsaid("counts for", "a wait group"),
            OpKind::WaitGroupAdd => Some(format!("counter {value}")),
            OpKind::WaitGroupWait => unsaid("waits for", "a wait group"),
            OpKind::CondAdd | OpKind::CondWait => unsaid("waits for", "a condition"),
            OpKind::CondSignal | OpKind::CondBroadcast if entry.woke.is_empty() => {
                Some("nobody waits".to_owned())
            }
            OpKind::Close => unsaid("closes", "a channel"),
            OpKind::Send | OpKind::Recv | OpKind::Select => match entry.sends {
                Some(true) if !value.is_empty() => Some(format!("sends {value}")),
                Some(false) if entry.closed => Some("closed: gets the zero value".to_owned()),
                Some(false) if !value.is_empty() => Some(format!("gets {value}")),
                _ => {
                    unsaid(if kind == OpKind::Send { "sends on" } else { "waits for" }, "a channel")
                        .filter(|_| kind != OpKind::Select)
                }
            },
            OpKind::AtomicLoad if !value.is_empty() => Some(format!("reads {value}")),
            OpKind::AtomicStore | OpKind::AtomicUpdate if !value.is_empty() => {
                Some(format!("now {value}"))
            }
            OpKind::Read => Some(format!("reads {value}").trim_end().to_owned()),
            OpKind::Write => Some(format!("writes {value}").trim_end().to_owned()),
            OpKind::Output if !value.is_empty() => Some(format!("prints {value}")),
            OpKind::Mark => entry.mark.as_ref().map(marked),
            OpKind::None
            | OpKind::AtomicLoad
            | OpKind::AtomicStore
            | OpKind::AtomicUpdate
            | OpKind::CondSignal
            | OpKind::CondBroadcast
            | OpKind::Output
            | OpKind::Exit
            | OpKind::Yield
            | OpKind::Time
            | OpKind::Other => None,
        }
    }

    /// How long it waits, for whom, and what it holds meanwhile.
    fn waits(&self, entry: &LogEntry) -> String {
        let mut text = match entry.woken_by {
            Some(by) => format!("blocks until step {}", by + 1),
            None => "BLOCKS for ever".to_owned(),
        };
        let holders: Vec<_> = entry
            .holders
            .iter()
            .take(3)
            .map(|&g| if g == entry.goroutine { "itself".to_owned() } else { self.goroutine(g) })
            .collect();
        if !holders.is_empty() {
            let _ = write!(text, ", held by {}", holders.join(", "));
        }
        let held: Vec<_> = entry
            .held
            .iter()
            .filter(|&&lock| lock != entry.object)
            .map(|&lock| self.object(lock).unwrap_or("a lock"))
            .collect();
        if !held.is_empty() {
            let _ = write!(text, "; it holds {}", held.join(", "));
        }
        text
    }

    /// What the source calls an object.
    pub fn object(&self, object: u64) -> Option<&str> {
        self.objects.get(&object).map(String::as_str)
    }
}

/// A mark of package runtime/trace in words.
fn marked(mark: &Mark) -> String {
    let Mark { kind, task, parent, name, message } = mark;
    let of = |text: &str, task: u64| {
        if task == 0 { String::new() } else { format!("{text} task {task}") }
    };
    match kind {
        MarkKind::TaskBegins => format!("task {task} {name:?} begins{}", of(", part of", *parent)),
        MarkKind::TaskEnds => format!("task {task} ends"),
        MarkKind::RegionBegins => format!("region {name:?} begins{}", of(", part of", *task)),
        MarkKind::RegionEnds => format!("region {name:?} ends{}", of(", part of", *task)),
        MarkKind::Log if name.is_empty() => format!("logs {message:?}{}", of(" for", *task)),
        MarkKind::Log => format!("logs {name}: {message:?}{}", of(" for", *task)),
    }
}

impl LogEntry {
    /// Whether its stack is that of its goroutine.
    fn runs(&self) -> bool {
        matches!(self.what, What::Operation(_))
    }
}

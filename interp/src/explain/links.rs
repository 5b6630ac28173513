//! Which operations of a log belong together: the receive that got what a send sent, the Lock
//! that got what an Unlock freed, the first step of the goroutine that a go statement made.

use super::log::{LogEntry, What};
use crate::op::OpKind;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// How two operations belong together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkKind {
    /// A go statement and the new goroutine.
    Go,
    /// A send and the receive of the value.
    Send,
    /// An Unlock and the next Lock.
    Unlock,
    /// Anything else that lets a waiting goroutine go on.
    Wake,
}

/// Two operations that belong together; the later one comes after the earlier one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link {
    /// How.
    pub kind: LinkKind,
    /// Index of the entry that makes something possible.
    pub from: usize,
    /// Index of the first entry of the other goroutine that comes after it.
    pub to: usize,
}

/// All links of a log, in the order of their first operations.
pub fn links(log: &[LogEntry]) -> Vec<Link> {
    let mut linker = Linker { log, links: Vec::new() };
    linker.transfers();
    let mut unlocked: FxHashMap<u64, usize> = FxHashMap::default();
    for (i, entry) in log.iter().enumerate() {
        match entry.what {
            What::Go(child) => linker.add(LinkKind::Go, i, child),
            What::Operation(OpKind::Unlock | OpKind::RUnlock) => {
                unlocked.insert(entry.object, i);
            }
            What::Operation(kind) if kind.locks() && entry.parked.is_none() && !entry.failed => {
                if let Some(from) = unlocked.remove(&entry.object) {
                    linker.links.push(Link { kind: LinkKind::Unlock, from, to: i });
                }
            }
            What::Operation(_) | What::End | What::Timer => {}
        }
        for &g in &entry.woke {
            let unlocks = matches!(entry.what, What::Operation(OpKind::Unlock | OpKind::RUnlock));
            let kind = if unlocks { LinkKind::Unlock } else { LinkKind::Wake };
            linker.add(kind, i, g);
        }
    }
    let mut links = linker.links;
    links.retain(|link| log[link.from].goroutine != log[link.to].goroutine);
    links.sort_by_key(|link| (link.from, link.to, link.kind != LinkKind::Send));
    // A send that wakes is a send.
    links.dedup_by_key(|link| (link.from, link.to));
    links
}

struct Linker<'a> {
    log: &'a [LogEntry],
    links: Vec<Link>,
}

impl Linker<'_> {
    /// Links to what a goroutine does next.
    fn add(&mut self, kind: LinkKind, from: usize, goroutine: u64) {
        let next = self.log.iter().skip(from + 1).position(|e| e.goroutine == goroutine);
        if let Some(n) = next {
            self.links.push(Link { kind, from, to: from + 1 + n });
        }
    }

    fn pair(&mut self, send: usize, receive: usize) {
        let kind = LinkKind::Send;
        if receive > send {
            self.links.push(Link { kind, from: send, to: receive });
        } else {
            self.add(kind, send, self.log[receive].goroutine);
        }
    }

    /// Sends with receives: whoever was waited for directly, else through the buffer.
    fn transfers(&mut self) {
        let log = self.log;
        let mut buffered: FxHashMap<u64, VecDeque<usize>> = FxHashMap::default();
        for (i, entry) in log.iter().enumerate().filter(|(_, e)| e.parked.is_none()) {
            // Those on the same channel whom it woke.
            let partners: Vec<usize> = log[..i]
                .iter()
                .enumerate()
                .filter(|_| !entry.woke.is_empty())
                .filter(|(_, other)| other.woken_by == Some(i) && other.object == entry.object)
                .map(|(k, _)| k)
                .collect();
            let buffer = buffered.entry(entry.object).or_default();
            match entry.sends {
                Some(true) => match partners[..] {
                    [receiver, ..] => self.pair(i, receiver),
                    [] => buffer.push_back(i),
                },
                Some(false) if !entry.closed => {
                    buffer.extend(partners);
                    if let Some(send) = buffer.pop_front() {
                        self.pair(send, i);
                    }
                }
                Some(false) | None => {}
            }
        }
    }
}

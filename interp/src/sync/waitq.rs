//! Wait queues and their entries.
//!
//! Entries ("sudogs") live in one pool and are linked by their numbers; a queue is two numbers, so
//! that a channel keeps its own two queues in its object. A goroutine in a select has one entry
//! per case, linked by `link`.
//!
//! # Invariants
//! Entry 0 is never used; number 0 is "none". An empty queue is the number 0.

use crate::goroutine::GoroutineId;

/// No slot.
pub(crate) const NONE: u32 = u32::MAX;

/// A goroutine in a wait queue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sudog {
    /// Who waits.
    pub(crate) g: GoroutineId,
    /// Absolute slot, in its stack, of the value to send or to receive into.
    pub(crate) slot: u32,
    /// Absolute slot for `ok`, or [`NONE`].
    pub(crate) ok: u32,
    /// Absolute slot for the number of the select case, or [`NONE`] outside a select.
    pub(crate) index: u32,
    /// The number of the select case; a condition's ticket.
    pub(crate) case: u32,
    /// Whether it waits in a channel's sendq.
    pub(crate) send: bool,
    /// The address of the channel, or of the word the queue belongs to.
    pub(crate) at: u64,
    pub(super) next: u32,
    pub(super) prev: u32,
    /// The goroutine's entry before this one.
    pub(crate) link: u32,
}

impl Sudog {
    /// Somebody who waits for neither value nor case.
    pub(crate) fn plain(g: GoroutineId, at: u64) -> Self {
        Self {
            g,
            slot: NONE,
            ok: NONE,
            index: NONE,
            case: 0,
            send: false,
            at,
            next: 0,
            prev: 0,
            link: 0,
        }
    }
}

/// A queue.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct WaitQ {
    head: u32,
    tail: u32,
}

impl WaitQ {
    /// From a channel's word.
    pub(crate) fn unpack(word: u64) -> Self {
        Self { head: (word & 0xffff_ffff) as u32, tail: (word >> 32) as u32 }
    }

    /// To a channel's word.
    pub(crate) fn pack(self) -> u64 {
        u64::from(self.head) | u64::from(self.tail) << 32
    }

    /// The first entry; 0 if there is none.
    pub(crate) fn head(self) -> u32 {
        self.head
    }

    /// Whether nobody waits.
    pub(crate) fn is_empty(self) -> bool {
        self.head == 0
    }
}

/// All entries.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    all: Vec<Sudog>,
    /// The first unused one; linked by `next`.
    free: u32,
}

impl Pool {
    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.all.clear();
        self.free = 0;
    }

    /// An entry.
    pub(crate) fn get(&self, i: u32) -> &Sudog {
        &self.all[i as usize]
    }

    /// An entry, to change.
    pub(crate) fn get_mut(&mut self, i: u32) -> &mut Sudog {
        &mut self.all[i as usize]
    }

    /// Makes an entry that follows `link` among its goroutine's.
    pub(crate) fn alloc(&mut self, sudog: Sudog, link: u32) -> u32 {
        let sudog = Sudog { link, ..sudog };
        if self.free == 0 {
            if self.all.is_empty() {
                self.all.push(Sudog::plain(GoroutineId(0), 0));
            }
            self.all.push(sudog);
            return u32::try_from(self.all.len() - 1).expect("invariant: memory is full before");
        }
        let i = self.free;
        self.free = self.get(i).next;
        *self.get_mut(i) = sudog;
        i
    }

    /// Gives an entry that is in no queue back; answers the one it was linked to.
    pub(crate) fn free(&mut self, i: u32) -> u32 {
        let free = self.free;
        let sudog = self.get_mut(i);
        sudog.next = free;
        let link = sudog.link;
        self.free = i;
        link
    }

    /// Adds an entry at the end.
    pub(crate) fn push_back(&mut self, q: &mut WaitQ, i: u32) {
        let sudog = self.get_mut(i);
        sudog.prev = q.tail;
        sudog.next = 0;
        match q.tail {
            0 => q.head = i,
            tail => self.get_mut(tail).next = i,
        }
        q.tail = i;
    }

    /// Adds an entry at the front.
    pub(crate) fn push_front(&mut self, q: &mut WaitQ, i: u32) {
        let sudog = self.get_mut(i);
        sudog.next = q.head;
        sudog.prev = 0;
        match q.head {
            0 => q.tail = i,
            head => self.get_mut(head).prev = i,
        }
        q.head = i;
    }

    /// Takes an entry out.
    pub(crate) fn remove(&mut self, q: &mut WaitQ, i: u32) {
        let Sudog { next, prev, .. } = *self.get(i);
        match prev {
            0 => q.head = next,
            prev => self.get_mut(prev).next = next,
        }
        match next {
            0 => q.tail = prev,
            next => self.get_mut(next).prev = prev,
        }
    }

    /// The entry behind one; 0 at the end.
    pub(crate) fn after(&self, i: u32) -> u32 {
        self.get(i).next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(pool: &Pool, q: WaitQ) -> Vec<u32> {
        let first = Some(q.head()).filter(|&i| i != 0);
        std::iter::successors(first, |&i| Some(pool.after(i)).filter(|&i| i != 0))
            .map(|i| pool.get(i).g.0)
            .collect()
    }

    #[test]
    fn entries_come_and_go() {
        let (mut pool, mut q) = (Pool::default(), WaitQ::default());
        let ids: Vec<u32> =
            (0..4).map(|g| pool.alloc(Sudog::plain(GoroutineId(g), 0), 0)).collect();
        for &i in &ids[..3] {
            pool.push_back(&mut q, i);
        }
        pool.push_front(&mut q, ids[3]);
        assert_eq!(list(&pool, q), [3, 0, 1, 2]);
        for (gone, left) in [(1, &[3, 0, 2][..]), (3, &[0, 2]), (2, &[0]), (0, &[])] {
            pool.remove(&mut q, ids[gone]);
            pool.free(ids[gone]);
            assert_eq!(list(&pool, q), left);
            q = WaitQ::unpack(q.pack());
        }
        assert!(q.is_empty());
        assert_eq!(pool.alloc(Sudog::plain(GoroutineId(9), 0), 0), ids[0]);
    }
}

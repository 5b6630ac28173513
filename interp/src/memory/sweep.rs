//! The sweep: what the collector does with the allocator's pages.

#![expect(clippy::cast_possible_truncation, reason = "word and page indices are below 2^32")]

use super::heap::{Heap, MIN_ROUND};
use super::pages::{CONT, FREE, MARKS, PAGE, Page, SHIFT};

/// What freed words hold in stress mode.
const POISON: u64 = 0xDEAD_DEAD_DEAD_DEAD;

impl Heap {
    /// Forgets the runs and clears the marks: the collector's first step.
    pub(super) fn start_marking(&mut self) {
        self.total += self.taken - self.unused();
        self.objects -= self.unused_objects();
        for i in 0..self.dirty.len() {
            let class = self.dirty[i] as usize;
            self.empty_run(class);
            self.classes[class].partial.clear();
        }
        self.marks.fill(0);
    }

    /// Frees everything without a mark: the collector's last step.
    pub(super) fn sweep(&mut self) {
        self.free.clear();
        let mut live = self.image_pages as u64 * PAGE as u64;
        let mut objects = 0;
        // From the end, so that pages are taken again from the start.
        let mut page = self.pages.len();
        let mut free_end = page;
        while page > self.image_pages {
            page -= 1;
            let Page { class, info } = self.pages[page];
            if class == CONT {
                page = info as usize;
            }
            let Page { class, info } = self.pages[page];
            let marks = &self.marks[page * MARKS..(page + 1) * MARKS];
            let kept: u32 = marks.iter().map(|m| m.count_ones()).sum();
            objects += u64::from(kept);
            if class == FREE || kept == 0 {
                // Page stays in the run of free pages page..free_end.
                let last = if class != FREE && self.classes[class as usize].size == 0 {
                    page + info as usize
                } else {
                    page + 1
                };
                self.pages[page..last].fill(Page { class: FREE, info: 0 });
                continue;
            }
            let class_id = class;
            let class = &mut self.classes[class_id as usize];
            let after = if class.size == 0 {
                live += u64::from(info) * PAGE as u64;
                page + info as usize
            } else {
                live += u64::from(kept * class.size);
                if (kept * class.size) as usize + class.size as usize <= PAGE {
                    class.partial.push(page as u32);
                }
                page + 1
            };
            self.free_run_found(after, free_end);
            free_end = page;
        }
        self.free_run_found(page, free_end);
        if self.stress {
            self.poison();
        }
        self.live = live;
        self.freed = self.objects.saturating_sub(objects);
        self.taken = 0;
        self.round = live.max(MIN_ROUND);
        self.due = false;
        self.collections += 1;
    }

    fn free_run_found(&mut self, first: usize, end: usize) {
        if end == self.pages.len() {
            // Nothing follows: give them back.
            self.pages.truncate(first);
            self.marks.truncate(first * MARKS);
            self.mem.truncate(first * PAGE);
        } else if first < end {
            self.free.put(first as u32, (end - first) as u32);
        }
    }

    /// Overwrites everything that is free.
    fn poison(&mut self) {
        for page in self.image_pages..self.pages.len() {
            let mut free = Vec::new();
            self.free_cells(page, |first, words| free.push((first, words)));
            for (first, words) in free {
                let word = (page << SHIFT) + first;
                self.mem[word..word + words].fill(POISON);
            }
        }
    }

    /// Calls `f` for each free piece of a page, with its first word in the page and its words.
    /// Only right after a collection: what was allocated since has no mark.
    pub(crate) fn free_cells(&self, page: usize, mut f: impl FnMut(usize, usize)) {
        let size = match self.pages[page].class {
            _ if page < self.image_pages => return,
            FREE => return f(0, PAGE),
            CONT => return,
            class => self.classes[class as usize].size as usize,
        };
        let mut at = 0;
        while size != 0 && at + size <= PAGE {
            let word = (page << SHIFT) + at;
            if self.marks[word >> 6] >> (word & 63) & 1 == 0 {
                f(at, size);
            }
            at += size;
        }
    }

    /// Pages of linear memory.
    pub(crate) fn page_count(&self) -> usize {
        self.pages.len()
    }
}

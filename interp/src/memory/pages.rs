//! Pages of linear memory, and which of them are free.

/// Words per page, as a power of two.
pub(crate) const SHIFT: u32 = 8;
/// Words per page.
pub(crate) const PAGE: usize = 1 << SHIFT;
/// Words of mark bits per page: one bit per word.
pub(crate) const MARKS: usize = PAGE / 64;

/// `Page::class` of free pages and of the image.
pub(crate) const FREE: u32 = 0;
/// `Page::class` of the pages of a large object but its first.
pub(crate) const CONT: u32 = 1;

/// What a page holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    /// Class of its objects, or `FREE`, or `CONT`.
    pub(crate) class: u32,
    /// First page of a large object: how many pages it takes; `CONT`: its first page.
    pub(crate) info: u32,
}

/// Runs of free pages below the end of memory, in bins by the logarithm of their length.
#[derive(Clone, Default, Debug)]
pub(crate) struct FreePages {
    /// First page and number of pages.
    bins: Vec<Vec<(u32, u32)>>,
    /// Bit `i` is set if `bins[i]` is not empty.
    filled: u64,
}

impl FreePages {
    /// Forgets all runs.
    pub(crate) fn clear(&mut self) {
        if self.filled != 0 {
            self.bins.iter_mut().for_each(Vec::clear);
            self.filled = 0;
        }
    }

    /// Adds a run.
    pub(crate) fn put(&mut self, first: u32, pages: u32) {
        let bin = pages.ilog2() as usize;
        if bin >= self.bins.len() {
            self.bins.resize(bin + 1, Vec::new());
        }
        self.bins[bin].push((first, pages));
        self.filled |= 1 << bin;
    }

    /// Takes `pages` pages next to each other.
    pub(crate) fn take(&mut self, pages: u32) -> Option<u32> {
        // Any run in a bin from here on is long enough.
        let enough = pages.next_power_of_two().ilog2();
        let bins = self.filled >> enough << enough;
        let (bin, at) = if bins != 0 {
            let bin = bins.trailing_zeros() as usize;
            (bin, self.bins[bin].len() - 1)
        } else {
            // In the bin below some may be; do not look at all of them.
            let bin = pages.ilog2() as usize;
            let runs = self.bins.get(bin)?;
            let at = runs.iter().rposition(|run| run.1 >= pages)?;
            (bin, at)
        };
        let (first, have) = self.bins[bin].swap_remove(at);
        if self.bins[bin].is_empty() {
            self.filled &= !(1 << bin);
        }
        if have > pages {
            self.put(first + pages, have - pages);
        }
        Some(first)
    }
}
